"""The page of the funding audit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.digest import make_digest, make_headlines
from trendbreuk_graph.audit.tables import make_title, show_count
from trendbreuk_graph.audit.words import MEANINGS, name_class
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Bullets, Legend, Link, Page, Prose, Tile, Tiles
from trendbreuk_graph.pages.chart import draw_cliff, draw_timetable, list_legend
from trendbreuk_graph.pages.layout import render_page
from trendbreuk_graph.pages.tables import make_table
from trendbreuk_graph.pages.views import show_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site

__all__ = ["list_classes", "render_audit"]

_HERE = Address("audit")
#: Tables that come before the timeline: the answer itself.
_EARLY = ("falling-away", "partly-falling-away", "losing-part", "others")


def render_audit(site: Site) -> str:
    """What is covered, what falls away and when, on the day of the site."""
    _ = site.messages
    digest = make_digest(site.audit, site.language, site.money_places)
    del digest["totals"]
    # What it says there is for the command line; this page shows all projects in the timeline.
    digest["others"] = replace(digest["others"], reading="")
    early = [name for name in _EARLY if name in digest]
    late = [name for name in digest if name not in _EARLY]
    contents = (
        *((f"#{name}", digest[name].title) for name in early),
        ("#timeline", _("Timeline")),
        *((f"#{name}", digest[name].title) for name in late),
    )
    blocks = (
        Prose(paragraphs=((Link(show_count(site.audit, site.language)),),), soft=True),
        list_classes(site, _HERE),
        Bullets(title=_("On this page"), items=tuple((Link(text, href), "") for href, text in contents)),
        *(_tabulate(site, name, digest[name]) for name in early),
        *_draw(site),
        *(block for name in late for block in _late(site, name, digest[name])),
        *show_view(site, _HERE, "funding"),
        _take_along(site),
    )
    page = Page(
        title=make_title(site.audit, site.language), lead=make_headlines(site.audit, site.language), blocks=blocks
    )
    return render_page(site, _HERE, page)


def list_classes(site: Site, here: Address) -> Tiles:
    """How many projects are in each class; leads to their rows in the timeline of the audit page."""
    _ = site.messages
    page = "" if here == _HERE else site.links.find(_HERE, here)
    return Tiles(
        items=tuple(
            Tile(
                number=str(number),
                name=name_class(name, site.language),
                meaning=_(MEANINGS[name]),
                href=f"{page}#class-{name}" if number else "",
                mark=name,
            )
            for name, number in site.audit.count_classes().items()
        )
    )


def _tabulate(site: Site, name: str, answer: Answer) -> Block:
    return make_table(site, _HERE, answer, table_id=name)


def _late(site: Site, name: str, answer: Answer) -> Iterator[Block]:
    if name == "cliff":
        yield draw_cliff(site, title=answer.title, id="cliff", note=answer.denominator)
        yield make_table(site, _HERE, replace(answer, denominator=""), title="", table_id="cliff-table")
    else:
        yield _tabulate(site, name, answer)


def _draw(site: Site) -> Iterator[Block]:
    """The timeline, a part for each class."""
    _ = site.messages
    reading = _(
        "A row a project, a bar a statement on money. The black line is the day of the audit, the band behind it the period ahead. A bar "
        "whose start is unknown begins at the left border. The name of a project leads to its page, with the sources."
    )
    yield Prose(title=_("Timeline"), id="timeline", paragraphs=((Link(reading),),), soft=True)
    yield Legend(items=list_legend(site))
    seen: set[str] = set()
    for part in site.timeline.pages:
        name = f"class-{part.group}"
        if name in seen:
            name = ""
        seen.add(name)
        yield draw_timetable(site, _HERE, part.rows, title=part.title, id=name, level=3)


def _take_along(site: Site) -> Block:
    _ = site.messages
    text = _("All tables in full, with the sources, are in the Excel file.")
    link = Link(_("Files to take along"), site.links.find(Address("downloads"), _HERE))
    return Prose(title=_("All tables in full"), paragraphs=((Link(text), link),))
