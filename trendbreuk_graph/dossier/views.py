"""The network pictures of a dossier, as files that also open by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.errors import AmbiguousChoiceError, UnknownNameError, ViewError
from trendbreuk_graph.view.request import ViewRequest

if TYPE_CHECKING:
    from trendbreuk_graph.pages.site import Site

__all__ = ["VIEWS", "write_view"]

#: Name under which pages show a picture → what it shows.
VIEWS = {"bridges": ViewRequest(bridges=("medical", "social")), "funding": ViewRequest(funding=True)}


def write_view(site: Site, name: str) -> str | None:
    """The file of a picture; None when this graph has nothing to show in it, such as no medical domain."""
    from trendbreuk_graph.view.page import make_view

    try:
        return make_view(site.store, VIEWS[name], site.language, site.as_of)
    except (ViewError, UnknownNameError, AmbiguousChoiceError):
        return None
