"""The place of a network picture on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.blocks import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.pages.blocks import Block
    from trendbreuk_graph.pages.site import Site

__all__ = ["show_view"]


def show_view(site: Site, here: Address, name: str) -> Iterator[Block]:
    """A network picture in a frame, with a link that opens it whole; nothing when the site has no such picture."""
    _ = site.messages
    titles = {"bridges": _("The bridges as a picture"), "funding": _("Streams and projects as a picture")}
    if name in site.views:
        href = site.links.find(Address("view", site.views[name]), here)
        yield Frame(
            title=titles[name],
            id="picture",
            href=href,
            name=titles[name],
            open=_("Open the picture in a window of its own"),
        )
