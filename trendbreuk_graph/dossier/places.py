"""Where each page is in the folder, and how pages refer to each other: by relative paths only."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from trendbreuk_graph.pages.addresses import INDEXES

if TYPE_CHECKING:
    from trendbreuk_graph.pages.addresses import Address

__all__ = ["FolderLinks", "find_path"]

#: What an id may be to serve as the name of a file anywhere.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)
#: Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_FOLDERS = {"asset": "assets", "download": "downloads", "view": "views"}


def find_path(address: Address) -> str:
    """The path of a page or file in the folder, with forward slashes.

    An id that is no good name for a file, such as one with slashes or one that Windows keeps for a device, gets another.

    >>> from trendbreuk_graph.pages.addresses import Address
    >>> find_path(Address("project", "keigezond")), find_path(Address("start"))
    ('project/keigezond.html', 'index.html')
    """
    if address.kind in _FOLDERS:
        return f"{_FOLDERS[address.kind]}/{address.id}"
    if address.kind in INDEXES:
        return f"{address.kind}/{_name(address.id)}.html"
    return "index.html" if address.kind == "start" else f"{address.kind}.html"


def _name(tail: str) -> str:
    if _PLAIN.fullmatch(tail) and tail not in _DEVICES:
        return tail
    readable = re.sub(r"[^a-z0-9]+", "-", tail.lower())[:40].strip("-") or "x"
    # The hash keeps names apart that look alike without their signs.
    return f"{readable}-{hashlib.sha256(tail.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class FolderLinks:
    """Links between files of one folder; see :class:`trendbreuk_graph.pages.addresses.Links`."""

    def find(self, target: Address, here: Address) -> str:
        """The relative path from one page to another."""
        return "../" * find_path(here).count("/") + find_path(target)
