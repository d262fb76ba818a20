"""The funding audit: what is covered at a date, what falls away and when, what is hoped for, what nobody knows, and what if.

Data flows one way: :mod:`trendbreuk_graph.funding` (lines) → :mod:`classes` (each project in one class) → :mod:`cliff`, :mod:`sources`,
:mod:`touched`, :mod:`what_if` → :mod:`report` (one value) → tables, digest, picture, page and workbook.
"""

from __future__ import annotations
