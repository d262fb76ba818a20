"""What page a link means, apart from where that page is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing

__all__ = ["INDEXES", "Address", "Links", "find_address"]

#: Kind of page about one thing → the page that lists them all.
INDEXES = {
    "project": "projects",
    "party": "parties",
    "stream": "streams",
    "theme": "themes",
    "life-phase": "life-phases",
    "domain": "domains",
    "place": "places",
    "question": "questions",
    "document": "documents",
}

_LISTS = {"domains": "domain", "life-phases": "life-phase", "subregions": "place"}


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A page.

    Attributes:
        kind: A key of `INDEXES` for the page of one thing, question or document; else the name of a page there is one of, such as
            ``start``; ``asset``, ``download`` or ``view`` for a file that pages use or offer.
        id: Id of the thing, question or document, or the name of the file; empty for a page there is one of.
    """

    kind: str
    id: str = ""


class Links(Protocol):
    """Knows where pages are: in a folder, on a server."""

    def find(self, target: Address, here: Address) -> str:
        """What stands in ``href`` on the page `here` to get to `target`."""


def find_address(thing: Thing) -> Address:
    """The page of a thing; municipalities are parties."""
    if thing.kind == "participant":
        return Address("party", thing.id)
    if thing.kind != "concept":
        return Address(thing.kind, thing.id)
    kinds = sorted(_LISTS[name] for name in thing.types if name in _LISTS)
    return Address(kinds[0] if kinds else "theme", thing.id)
