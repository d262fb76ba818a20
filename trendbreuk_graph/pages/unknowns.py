"""What the documents do not say, and where they do not agree."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Link, Page, Prose, Statements, Tile, Tiles
from trendbreuk_graph.pages.layout import name_page, render_page
from trendbreuk_graph.pages.tables import cut_table, link_thing, make_places, make_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site

__all__ = ["count_unknowns", "render_contradictions", "render_decisions", "render_gaps"]

#: Questions about what is missing, the most urgent first.
_QUESTIONS = (
    "money-unknown-ends",
    "money-gaps",
    "money-none",
    "owners-missing",
    "owners-undetermined",
    "projects-without-partners",
    "projects-without-figures",
    "targets-undated",
    "parties-without-projects",
    "claims-single-document",
    "projects-single-document",
    "evidence-oldest",
)
#: Those whose number of rows says something by itself; the first stand on the first page too.
_COUNTED = _QUESTIONS[:9]
_HEADLINES = 5
_ROWS = 10


def count_unknowns(site: Site, here: Address) -> tuple[Tile, ...]:
    """How often something is not known; leads to where it is listed."""
    gaps = Address("gaps")
    page = "" if here == gaps else site.links.find(gaps, here)
    shown = _COUNTED if here == gaps else _COUNTED[:_HEADLINES]
    tiles = []
    for question in shown:
        answer = site.answer(question)
        tiles.append(Tile(number=str(len(answer.rows)), name=answer.title, href=f"{page}#{question}"))
    return tuple(tiles)


def render_gaps(site: Site) -> str:
    """What no document says, or only one says."""
    _ = site.messages
    here = Address("gaps")
    lead = _("Each of these is a question to put to whoever knows. What no document says is neither yes nor no.")

    def show() -> Iterator[Block]:
        yield Tiles(items=count_unknowns(site, here))
        for question in _QUESTIONS:
            more = Link(_("All rows, and how to ask on"), site.links.find(Address("question", question), here))
            yield cut_table(make_table(site, here, site.answer(question), table_id=question), _ROWS, more)

    return render_page(site, here, Page(title=name_page("gaps", site.language), lead=lead, blocks=tuple(show())))


def render_contradictions(site: Site) -> str:
    """What the documents say about one thing side by side, where they do not agree."""
    here = Address("contradictions")
    answer = site.answer("contradictions-all")
    blocks: list[Block] = []
    if answer.denominator:
        blocks.append(Prose(paragraphs=((Link(answer.denominator),), (Link(answer.caution),)), soft=True))
    numbered = zip(answer.rows, answer.ids, answer.evidence or [()] * len(answer.rows), strict=True)
    for (tail, _subject), group in groupby(numbered, key=lambda found: (found[1][0], found[1][1])):
        statements = list(group)
        about, subject, _says = statements[0][0]
        blocks.append(
            Statements(
                title=f"{about}: {subject}",
                about=link_thing(site, here, tail, str(about)),
                items=tuple((str(row[2]), make_places(site, here, places)) for row, _ids, places in statements),
            )
        )
    if not answer.rows:
        blocks.append(Prose(paragraphs=((Link(answer.empty),),)))
    page = Page(title=name_page("contradictions", site.language), lead=answer.title, blocks=tuple(blocks))
    return render_page(site, here, page)


def render_decisions(site: Site) -> str:
    """The judgement calls of whoever recorded what the documents say."""
    here = Address("decisions")
    answer = site.answer("decisions-all")
    table = make_table(site, here, answer, title="", table_id="list")
    page = Page(title=name_page("decisions", site.language), lead=answer.title, blocks=(table,))
    return render_page(site, here, page)
