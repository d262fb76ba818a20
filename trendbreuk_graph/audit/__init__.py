"""The funding audit: what is covered at a date, what falls away and when, what is hoped for, what nobody knows, and what if.

Data flows one way: :mod:`trendbreuk_graph.funding` (lines) → :mod:`classes` (each project in one class) → :mod:`cliff`, :mod:`dependence`,
:mod:`touched`, :mod:`what_if` → :mod:`report` (one value) → :mod:`tables`, :mod:`digest`, :mod:`timeline` → terminal, Markdown, page, workbook and
pictures.

What is on the way of the plain command is NamedTuples and not dataclasses, because these take four times as long to define, and the whole
audit takes about as long as Python takes to start.
"""

from __future__ import annotations
