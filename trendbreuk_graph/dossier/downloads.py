"""The files of a dossier for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.pages.site import Download

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rdflib import Graph

    from trendbreuk_graph.pages.site import Site

__all__ = ["list_downloads"]


def list_downloads(site: Site) -> dict[str, tuple[Callable[[Path], object], str]]:
    """File name → what writes it to a path, and what is in it."""
    from functools import cache

    from trendbreuk_graph.export import FORMATS
    from trendbreuk_graph.export.rdf_file import read_graph, write_jsonld, write_turtle

    _ = site.messages

    @cache
    def read() -> Graph:
        # Reading takes half of the time that writing it twice takes.
        return read_graph(site.store)

    def export(form: str) -> Callable[[Path], object]:
        return lambda path: FORMATS[form](site.store, path, site.language)

    return {
        "audit.xlsx": (lambda path: path.write_bytes(_make_audit(site)), _("The funding audit for Excel: all tables in full, with the sources.")),
        "lists.xlsx": (lambda path: path.write_bytes(_make_lists(site)), _("The lists of this dossier for Excel: projects, parties, funding streams and so on, with the sources.")),
        "ties.csv": (export("csv"), _("Who takes part in what, a line for each place in the documents; for any spreadsheet.")),
        "network.graphml": (export("graphml"), _("The network of projects and parties, for Gephi, yEd and other network programs.")),
        "graph.ttl": (lambda path: write_turtle(read(), path), _("The whole graph as Turtle (RDF), for whoever builds on it.")),
        "graph.jsonld": (lambda path: write_jsonld(read(), path), _("The same as JSON-LD.")),
    }  # fmt: skip


def write_downloads(site: Site, folder: Path) -> Iterator[Download]:
    """Write the files into a folder, one a step."""
    for name, (write, meaning) in list_downloads(site).items():
        write(folder / name)
        yield Download(name, (folder / name).stat().st_size, meaning)


def _make_audit(site: Site) -> bytes:
    from trendbreuk_graph.audit.output import make_tables
    from trendbreuk_graph.audit.workbook import make_workbook

    tables = make_tables(site.audit, site.language, site.money_places)
    return make_workbook(tables, site.audit, site.language)


def _make_lists(site: Site) -> bytes:
    from trendbreuk_graph.pages.indexes import INDEX_ANSWERS
    from trendbreuk_graph.workbook import to_workbook

    questions = (*INDEX_ANSWERS.values(), "documents-all", "contradictions-all", "decisions-all")
    return to_workbook([site.answer(question) for question in questions], site.language, site.as_of)
