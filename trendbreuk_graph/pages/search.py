"""Searching: the page of the results, and what can be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.words import show_plain
from trendbreuk_graph.cards import read_facts
from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.pages.addresses import INDEXES, Address, find_address
from trendbreuk_graph.pages.blocks import Page, Results
from trendbreuk_graph.pages.layout import name_page, render_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.pages.site import Site

__all__ = ["Found", "list_findable", "render_search"]

_SINGLE = ("start", "audit", "bridges", "gaps", "contradictions", "decisions", "downloads")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that can be found.

    Attributes:
        href: How the first page links to it.
        title: Its name.
        kind: What it is, such as the list that it stands in.
        names: Other names.
        text: A sentence about it.
    """

    href: str
    title: str
    kind: str
    names: tuple[str, ...]
    text: str


def render_search(site: Site) -> str:
    """The page that shows what was found; a script fills it."""
    here = Address("search")
    return render_page(site, here, Page(title=name_page("search", site.language), blocks=(Results(),)))


def list_findable(site: Site) -> Iterator[Found]:
    """Every page, things first."""
    _ = site.messages
    start = Address("start")
    told = {_("summary"), _("definition")}
    for thing in site.things.values():
        address = find_address(thing)
        facts = read_facts(site.store, thing, site.language, site.rows)
        text = next((fact.values[0][0] for fact in facts if fact.label in told), "")
        title = thing.label(site.language)
        yield Found(
            href=site.links.find(address, start),
            title=show_plain(title),
            kind=name_page(INDEXES[address.kind], site.language),
            names=tuple(sorted(show_plain(name) for name in {*thing.names, thing.id} if name != title)),
            text=show_plain(text),
        )
    for tail, title in site.documents.items():
        href = site.links.find(Address("document", tail), start)
        yield Found(href, show_plain(title), name_page("documents", site.language), (tail,), "")
    for kind in (*_SINGLE, *sorted(set(INDEXES.values()))):
        yield Found(site.links.find(Address(kind), start), name_page(kind, site.language), _("Page"), (), "")
    for question in find_questions():
        if question.id in site.answered:
            href = site.links.find(Address("question", question.id), start)
            title = show_plain(site.answer(question.id).title)
            # Every way to put the question finds it.
            yield Found(href, title, name_page("questions", site.language), question.ask(site.language), "")
