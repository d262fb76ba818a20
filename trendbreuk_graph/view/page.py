"""The view as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store
    from trendbreuk_graph.view.request import ViewRequest

__all__ = ["make_view"]


def make_view(store: Store, request: ViewRequest, language: Language, today: dt.date) -> str:
    """The whole HTML file.

    Args:
        store: The graph.
        request: What is asked, in names as they are typed.
        language: Of all words in the page.
        today: Day of the audit where the request names none.

    Raises:
        UnknownNameError: A name means nothing in the graph; with the nearest ones.
        AmbiguousChoiceError: A name can mean several things.
        ViewError: Options that exclude each other, or nothing left to show; says which filter emptied it.
    """
    raise NotImplementedError
