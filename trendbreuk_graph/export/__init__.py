"""Files for other programs: one module a family of formats, one registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.export.network_file import export_gexf, export_graphml
from trendbreuk_graph.export.rdf_file import export_jsonld, export_ntriples, export_turtle
from trendbreuk_graph.export.table_file import export_csv

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store

__all__ = ["FORMATS"]

#: Name of a format → the function that writes it; each returns how many triples, rows or ties it wrote.
FORMATS: dict[str, Callable[[Store, Path, Language], int]] = {
    "csv": export_csv,
    "gexf": export_gexf,
    "graphml": export_graphml,
    "jsonld": export_jsonld,
    "nt": export_ntriples,
    "ttl": export_turtle,
}
