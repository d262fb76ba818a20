"""The network pictures of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trendbreuk_graph.pages.site import Site

__all__ = ["VIEWS", "write_view"]

#: The pictures that pages show.
VIEWS = ("bridges", "funding")


def write_view(site: Site, name: str) -> str | None:
    """The file of a picture; None when there is nothing to show."""
    del site, name
    return None
