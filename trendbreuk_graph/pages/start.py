"""The first page: what this is, as of when, the main answers, and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.audit.digest import make_headlines
from trendbreuk_graph.i18n import fill
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Bullets, Link, Page, Prose, Tile, Tiles
from trendbreuk_graph.pages.indexes import INDEX_ANSWERS
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.money import list_classes
from trendbreuk_graph.pages.tables import make_table
from trendbreuk_graph.pages.unknowns import count_unknowns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site

__all__ = ["render_start"]

_HERE = Address("start")


def render_start(site: Site) -> str:
    """The first page."""
    _ = site.messages
    lead = fill(
        _(
            "Who takes part in what, who joins the domains, which money ends when, and what nobody knows: as it stands in {number} {number:document|documents}, "
            "each line with the place where it stands."
        ),
        number=len(site.documents),
    )
    blocks = (_count(site), *_show_money(site), *_show_bridges(site), *_show_unknowns(site), *_explain(site))
    return render_page(site, _HERE, Page(title=_("Network dossier"), lead=lead, blocks=blocks))


def _count(site: Site) -> Tiles:
    tiles = []
    for kind, question in INDEX_ANSWERS.items():
        answer = site.answer(question)
        tiles.append(
            Tile(
                # A project with two leads has two rows.
                number=str(len({ids[0] for ids in answer.ids})),
                name=name_page(kind, site.language).lower(),
                href=site.links.find(Address(kind), _HERE),
            )
        )
    return Tiles(id="counts", items=tuple(tiles))


def _more(site: Site, kind: str, text: str) -> Prose:
    return Prose(paragraphs=((Link(text, site.links.find(Address(kind), _HERE)),),))


def _show_money(site: Site) -> Iterator[Block]:
    _ = site.messages
    yield Prose(
        title=_("Which money ends"), id="money", paragraphs=((Link(make_headlines(site.audit, site.language)),),)
    )
    yield list_classes(site, _HERE)
    yield _more(site, "audit", _("The whole audit, with timeline and cliff"))


def _show_bridges(site: Site) -> Iterator[Block]:
    _ = site.messages
    yield make_table(site, _HERE, site.bridges, table_id="bridges")
    yield _more(site, "bridges", _("More on bridges, with the picture"))


def _show_unknowns(site: Site) -> Iterator[Block]:
    _ = site.messages
    yield Tiles(title=_("What we do not know"), id="unknowns", items=count_unknowns(site, _HERE))
    yield _more(site, "contradictions", _("Where the documents contradict each other"))


def _explain(site: Site) -> Iterator[Block]:
    _ = site.messages
    yield Bullets(
        title=_("How to read it, and how not to"),
        id="reading",
        items=tuple(
            (Link(text), "")
            for text in (
                _("It says what the documents say. Whether a grant was granted since, it does not know."),
                _(
                    "Money is “secured” only where the text says that it is or was covered. What may come, is applied for or is given in kind "
                    "stands apart, and silence is neither yes nor no."
                ),
                _("An end such as “2026” is a year, not 31 December. Where the dates leave doubt, that is said."),
                _("A bridge is a place in the lists of partners. It says nothing about effort, quality or power."),
                _(
                    "Behind a row stands how many sources it has; open them to see document, chapter, heading and the words to look for."
                ),
                _("Search by name at the top of each page, or choose a list in the menu."),
            )
        ),
    )
