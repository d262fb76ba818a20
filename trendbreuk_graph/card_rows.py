"""The rows that cards are made of: asked thing by thing for one card, or once for all cards together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.store import Store

__all__ = ["CardRows", "Row"]

#: Column of a part → its text, or None when unbound.
Row = Mapping[str, str | None]

#: Things that are bound in one query; more make some stores refuse.
_CHUNK = 250


class CardRows:
    """Reads the rows of cards.

    Args:
        store: The graph.
        things: When cards of many things will be made, these things: each part is then asked once, not once a card. The rows of a
            card are the same either way.
    """

    def __init__(self, store: Store, things: Sequence[Thing] = ()) -> None:
        self._store = store
        self._iris = [thing.iri for thing in things]
        self._known = frozenset(self._iris)
        self._read: dict[tuple[str, str], dict[str, list[Row]]] = {}

    @cached_property
    def concepts(self) -> dict[str, tuple[str, str]]:
        """IRI of a concept, such as a role or a status → its names in Dutch and English."""
        rows = self._store.read(load_part("concept-names").text)
        return {str(iri): (str(nl), str(en)) for iri, nl, en in rows}

    def find(self, part_id: str, variable: str, iri: str) -> list[Row]:
        """The rows of a part in which a variable stands for this thing, in the part's order."""
        if iri not in self._known:
            return self._ask(part_id, variable, [iri])
        key = (part_id, variable)
        if key not in self._read:
            by_thing: dict[str, list[Row]] = {}
            for row in self._ask_all(part_id, variable):
                by_thing.setdefault(str(row[variable]), []).append(row)
            self._read[key] = by_thing
        return self._read[key].get(iri, [])

    def _ask_all(self, part_id: str, variable: str) -> list[Row]:
        if f"VALUES ?{variable} {{" not in load_part(part_id).text:
            # Without a place for values the part gives the rows of all things.
            return self._ask(part_id, variable, [])
        chunks = [self._iris[start : start + _CHUNK] for start in range(0, len(self._iris), _CHUNK)]
        return [row for chunk in chunks for row in self._ask(part_id, variable, chunk)]

    def _ask(self, part_id: str, variable: str, iris: Sequence[str]) -> list[Row]:
        part = load_part(part_id)
        rows = self._store.select(part.text, {variable: iris} if iris else None)
        return [dict(zip(part.columns, row, strict=True)) for row in rows]
