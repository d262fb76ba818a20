"""What stands around every page: head, search, menu and foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.words import show_day, show_plain
from trendbreuk_graph.i18n import N_, translator
from trendbreuk_graph.pages.addresses import INDEXES, Address

if TYPE_CHECKING:
    from jinja2 import Environment

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.pages.blocks import Page
    from trendbreuk_graph.pages.site import Site

__all__ = ["ASSETS", "POLICY", "name_page", "render_page"]

#: Files that every page uses.
ASSETS = ("style.css", "site.js")

#: Nothing from elsewhere, nothing inside a page that runs. A page that is opened as a file has no origin, so its folder is named by scheme.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; frame-src 'self' file:; "
    "form-action 'self' file:; base-uri 'none'"
)

_MENU: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("start",)),
    (N_("The whole"), ("audit", "bridges", "gaps", "contradictions")),
    (N_("Look up"), ("projects", "parties", "streams", "themes", "life-phases", "domains", "places")),
    (N_("Account"), ("questions", "documents", "decisions", "downloads")),
)

_NAMES = {
    "start": N_("Start"),
    "audit": N_("Money"),
    "bridges": N_("Bridges"),
    "gaps": N_("What we do not know"),
    "contradictions": N_("Contradictions"),
    "projects": N_("Projects"),
    "parties": N_("Parties"),
    "streams": N_("Funding streams"),
    "themes": N_("Themes"),
    "life-phases": N_("Phases of life"),
    "domains": N_("Domains"),
    "places": N_("Places"),
    "questions": N_("Questions and answers"),
    "documents": N_("Documents"),
    "decisions": N_("Editorial decisions"),
    "downloads": N_("Files to take along"),
    "search": N_("Search"),
}


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of the menu; `mark` says whether it is this page, or the list that this page belongs to."""

    href: str
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of the menu under a heading."""

    title: str
    lines: tuple[_Item, ...]


def name_page(kind: str, language: Language) -> str:
    """The name of a page that there is one of, as the menu shows it."""
    return translator(language)(_NAMES[kind])


def render_page(site: Site, here: Address, page: Page) -> str:
    """The HTML of a page; every text in it is escaped, and a control sign shows as a sign."""
    _ = site.messages

    def find(kind: str, tail: str = "") -> str:
        return site.links.find(Address(kind, tail), here)

    search = find("search")
    day = show_day(site.as_of, site.language)
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            language=site.language,
            page=page,
            policy=POLICY,
            site_title=_("Network dossier"),
            dated=_("as of {day}").format(day=day),
            style=find("asset", "style.css"),
            script=find("asset", "site.js"),
            index=find("asset", "search-index.js"),
            # What the index names is named from the start page.
            root=search.removesuffix(site.links.find(Address("search"), Address("start"))),
            search=search,
            start=find("start"),
            menu=_make_menu(site, here),
            words=_words(site.language),
            footer=_(
                "Made from the documents of the programme; it says what they say, with the place where it stands. Money was "
                "judged as of {day}."
            ).format(day=day),
        )
    )


def _make_menu(site: Site, here: Address) -> list[_Group]:
    def mark(kind: str) -> str:
        if here == Address(kind):
            return "page"
        return "true" if INDEXES.get(here.kind) == kind and here.id else ""

    return [
        _Group(
            site.messages(title) if title else "",
            tuple(
                _Item(site.links.find(Address(kind), here), name_page(kind, site.language), mark(kind))
                for kind in kinds
            ),
        )
        for title, kinds in _MENU
    ]


@cache
def _words(language: Language) -> dict[str, str]:
    """The words of the template and of the script."""
    _ = translator(language)
    return {
        "skip": _("To the content"),
        "menu": _("Menu"),
        "search": _("Search by name"),
        "source": _("source"),
        "sources": _("sources"),
        "about": _("About"),
        "caution": _("How not to read it:"),
        "table": _("Table"),
        "noscript": _("Searching needs scripts, which are switched off here. The lists in the menu work without."),
        "suggestions": _("Suggestions"),
        "all": _("all"),
        "others": _("and {number} more"),
        "filter": _("Only rows with"),
        "shown": _("Rows: {shown} of {all}"),
        "none": _("Nothing found for “{text}”. Try fewer or other words, or the lists in the menu."),
        "found": _("{number} found for “{text}”."),
        "more": _("Show all results for “{text}”"),
        "sort": _("sort by this column"),
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: object) -> object:
    """Control signs show as a sign; ends of lines stay, which a query has."""
    if type(value) is not str or value.isprintable():
        return value
    return "\n".join(show_plain(line.replace("\t", " ")) for line in value.replace("\r\n", "\n").split("\n"))
