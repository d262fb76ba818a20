"""The lists of all things of a kind, to sort, search and filter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Page
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.tables import make_table, merge_rows, with_money

if TYPE_CHECKING:
    from trendbreuk_graph.pages.site import Site

__all__ = ["INDEX_ANSWERS", "render_index"]

#: List → the question of the catalogue that gives its rows.
INDEX_ANSWERS = {
    "projects": "projects-all",
    "parties": "parties-all",
    "streams": "streams-all",
    "themes": "themes-all",
    "life-phases": "life-phases-all",
    "domains": "domains-all",
    "places": "places-all",
}
#: List → the columns by whose values readers may filter.
_FILTERED = {"projects": (1,), "parties": (1,), "streams": (1,), "themes": (1,), "places": (1,)}


def render_index(site: Site, kind: str) -> str:
    """The list of all things of a kind, a key of `INDEX_ANSWERS`."""
    here = Address(kind)
    answer = site.answer(INDEX_ANSWERS[kind])
    table = make_table(site, here, answer, title="", table_id="list", filtered=_FILTERED.get(kind, ()))
    if kind == "projects":
        table = with_money(site, table, answer, 0)
    table = replace(merge_rows(table, answer), searchable=bool(table.rows))
    page = Page(title=name_page(kind, site.language), lead=answer.title, blocks=(table,))
    return render_page(site, here, page)
