"""The words of the page that its script puts in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language

__all__ = ["make_words"]


def make_words(language: Language) -> dict[str, str]:
    """Key → words in the language; those with braces get numbers or names from the script."""
    _ = translator(language)
    return {
        "all": _("all"),
        "audit_class": _("Money"),
        "back": _("Back"),
        "close": _("Close"),
        "described": _("described in"),
        "domain": _("Domain"),
        "filters": _("Filter"),
        "hint": _("Click on a sign, or look for a name, to see what it is, what it is tied to and where that stands."),
        "kind": _("What"),
        "least": _("Show ties with at least so many shared:"),
        "legend": _("What the signs mean"),
        "line": _("line"),
        "list": _("Everything in this picture as a list"),
        "more": _("Show more"),
        "name": _("Name"),
        "no_find": _("Nothing is called so here."),
        "none_left": _("These filters leave nothing. Choose others or reset."),
        "not_drawn": _("This is not drawn in this picture."),
        "panel": _("Details"),
        "picture": _("Save as picture (PNG)"),
        "print": _("Print"),
        "reading": _("How to read this"),
        "reset": _("Reset"),
        "search": _("Look for a name"),
        "share": _("{share} of the shortest ways between the two domains"),
        "shared": _("{number} shared"),
        "shown": _("{number} of {all} shown"),
        "sources": _("source"),
        "stage": _(
            "Picture of the network. Arrow keys move it, plus and minus zoom, 0 shows all, Escape lets go of what was chosen. The list below the picture "
            "holds the same."
        ),
        "theme": _("Theme or life phase"),
        "tied": _("Tied in this picture to"),
        "ties": _("Ties"),
        "tools": _("Tools"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "fit": _("Show all"),
    }
