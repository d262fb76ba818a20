"""The search index: a script that sets a variable, because a page that is opened as a file may not fetch data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trendbreuk_graph.pages.search import list_findable

if TYPE_CHECKING:
    from trendbreuk_graph.pages.site import Site

__all__ = ["write_index"]


def write_index(site: Site) -> str:
    """The script: a list of [address from the first page, title, kind, other names, text]."""
    found = [[page.href, page.title, page.kind, list(page.names), page.text] for page in list_findable(site)]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    # Nothing in a name ends the script or a line of it, wherever somebody puts it.
    for sign in "<>\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"window.dossierIndex={text};\n"
