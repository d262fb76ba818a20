"""A knowledge graph of a regional health network: who does what with whom, on whose money, and where it says so.

Data flows one way: ``data/*.yml`` → :mod:`records` and :mod:`load` → :mod:`build` (RDF and rules) → :mod:`shapes` (SHACL) →
``graph/trendbreuk.ttl`` → :mod:`store` → questions, :mod:`bridges`, :mod:`funding` → :mod:`answers` → the command line.
"""

from __future__ import annotations

__all__ = ["__version__"]

#: Kept equal to the version in pyproject.toml by a test.
__version__ = "0.1.0"
