"""What stands around the money: themes, places, wholes and participants of the projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import Language, choose
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trendbreuk_graph.store import Store

__all__ = ["Region", "read_region", "read_scope"]


def _table() -> dict[str, set[str]]:
    return {}


@dataclass
class Region:
    """Everything by IRI; a key that is missing has nothing of the kind.

    Attributes:
        themes: Project → its themes and phases of life.
        places: Project → where it runs: municipalities, subregions, the region.
        wholes: Project → the projects that it is directly part of.
        participants: Project → whoever takes part, in any role.
        members: Group → the municipalities that it consists of.
        within: Place → the larger places that it directly lies in.
        municipalities: All municipalities, those outside the region too.
        bodies: Organisation → Dutch and English name; kinds of actor and persons are none.
        contradictions: Stream → on what documents contradict each other about it, in Dutch and English.
    """

    themes: dict[str, set[str]] = field(default_factory=_table)
    places: dict[str, set[str]] = field(default_factory=_table)
    wholes: dict[str, set[str]] = field(default_factory=_table)
    participants: dict[str, set[str]] = field(default_factory=_table)
    members: dict[str, set[str]] = field(default_factory=_table)
    within: dict[str, set[str]] = field(default_factory=_table)
    municipalities: set[str] = field(default_factory=set)
    bodies: dict[str, tuple[str, str]] = field(default_factory=dict)
    contradictions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def body_label(self, iri: str, language: Language) -> str:
        """Name of an organisation."""
        return choose(language, *self.bodies.get(iri, (iri, iri)))

    def find_touching(self, place: str) -> set[str]:
        """The places that lie in a place, the place itself, and those that it lies in.

        What runs in the whole region runs in each of its municipalities too.
        """
        inside = _close({place}, _invert(self.within))
        return inside | _close({place}, self.within)

    def find_parts(self) -> dict[str, set[str]]:
        """Whole → its parts, the parts of these, and so on; a whole is never its own part, even where records run in a circle."""
        direct = _invert(self.wholes)
        return {whole: _close(parts, direct) - {whole} for whole, parts in direct.items()}


def _invert(table: dict[str, set[str]]) -> dict[str, set[str]]:
    inverse: dict[str, set[str]] = {}
    for key, values in table.items():
        for value in values:
            inverse.setdefault(value, set()).add(key)
    return inverse


def _close(start: Iterable[str], steps: dict[str, set[str]]) -> set[str]:
    """Everything that can be reached, the start included."""
    found = set(start)
    open_ends = list(found)
    while open_ends:
        for other in steps.get(open_ends.pop(), ()):
            if other not in found:
                found.add(other)
                open_ends.append(other)
    return found


def read_region(store: Store) -> Region:
    """Read who takes part, wholes, groups and names with one query; themes and places stay empty, see :func:`read_scope`."""
    region = Region()
    tables = {
        "lead": region.participants,
        "partner": region.participants,
        "involved": region.participants,
        "part": region.wholes,
        "member": region.members,
    }
    for kind, thing, other, nl, en in store.read(load_part("audit-surroundings").unordered):
        if kind == "municipality":
            region.municipalities.add(str(thing))
        elif kind == "body":
            region.bodies[str(thing)] = (str(nl), str(en))
        elif kind == "contradiction":
            region.contradictions.setdefault(str(thing), []).append((str(nl), str(en)))
        else:
            tables[str(kind)].setdefault(str(thing), set()).add(str(other))
    for subjects in region.contradictions.values():
        subjects.sort()
    return region


def read_scope(store: Store, region: Region) -> None:
    """Add themes and places to a region with one query; only an audit of some projects needs them."""
    tables = {"theme": region.themes, "place": region.places, "within": region.within}
    for kind, thing, other in store.read(load_part("audit-scope").unordered):
        tables[str(kind)].setdefault(str(thing), set()).add(str(other))
