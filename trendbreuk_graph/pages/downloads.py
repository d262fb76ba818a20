"""The page of the files to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Bullets, Link, Page, Prose
from trendbreuk_graph.pages.layout import name_page, render_page

if TYPE_CHECKING:
    from trendbreuk_graph.pages.site import Site

__all__ = ["render_downloads"]

_KILO = 1000


def render_downloads(site: Site) -> str:
    """The files that the site offers, each with what it holds and its size."""
    _ = site.messages
    here = Address("downloads")
    lead = _("For Excel, for other network programs, and for whoever builds on the graph.")
    items = tuple(
        (
            Link(download.name, site.links.find(Address("download", download.name), here)),
            f"{download.meaning} ({_show_size(download.size, site)})",
        )
        for download in site.downloads
    )
    blocks = (Bullets(items=items),) if items else (Prose(paragraphs=((Link(_("(nothing)")),),)),)
    return render_page(site, here, Page(title=name_page("downloads", site.language), lead=lead, blocks=blocks))


def _show_size(size: int, site: Site) -> str:
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} kB"
    text = f"{size / _KILO / _KILO:.1f} MB"
    return text.replace(".", ",") if site.language == "nl" else text
