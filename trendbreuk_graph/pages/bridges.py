"""The page of the bridges between domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.i18n import choose
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Bullets, Link, Page
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.tables import cut_table, make_table
from trendbreuk_graph.pages.views import show_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site

__all__ = ["render_bridges"]

_HERE = Address("bridges")
#: Questions whose answers stand on the page, after that of the bridges itself.
_MORE = ("projects-joining-domains", "projects-one-sided", "single-points-of-failure", "projects-domain-by-text")
_ROWS = 15


def render_bridges(site: Site) -> str:
    """Who joins the medical and the social domain, in which projects, and what hangs on one party alone."""
    _ = site.messages
    lead = _(
        "A party bridges two domains when the shortest ways from the parties of the one to those of the other run through it."
    )
    blocks = (
        make_table(site, _HERE, site.bridges, table_id="strongest"),
        *show_view(site, _HERE, "bridges"),
        *_show_whole(site),
        *_show_more(site),
        _list_questions(site),
    )
    return render_page(site, _HERE, Page(title=name_page("bridges", site.language), lead=lead, blocks=blocks))


def _show_whole(site: Site) -> Iterator[Block]:
    if "bridges" in site.answered:
        yield make_table(site, _HERE, site.answer("bridges"), table_id="bridges")


def _show_more(site: Site) -> Iterator[Block]:
    for question in _MORE:
        if question not in site.answered:
            continue
        more = Link(site.messages("All rows, and how to ask on"), site.links.find(Address("question", question), _HERE))
        yield cut_table(make_table(site, _HERE, site.answer(question), table_id=question), _ROWS, more)


def _list_questions(site: Site) -> Block:
    _ = site.messages
    shown = {"bridges", *_MORE}
    return Bullets(
        title=_("More questions on bridges and the network"),
        items=tuple(
            (Link(site.answer(q.id).title, site.links.find(Address("question", q.id), _HERE)), "")
            if q.id in site.answered
            else (Link(choose(site.language, q.nl, q.en)), "")
            for q in find_questions()
            if q.subject in {"bridges", "network"} and q.id not in shown
        ),
    )
