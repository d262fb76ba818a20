"""From what somebody types to a thing in the graph."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import AmbiguousNameError, UnknownNameError
from trendbreuk_graph.i18n import Language, choose
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.store import Store

__all__ = ["Thing", "find_by_id", "find_thing", "read_things"]

#: From this likeness (0-100) on, a name that is typed roughly is taken for the thing it resembles most.
_SURE = 86
#: And only when the runner-up is this much less alike.
_LEAD = 4
#: Below this likeness a name is not worth suggesting.
_NEAR = 45
_CANDIDATES = 10

#: What an id may consist of; anything else is no id.
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

_KINDS = {"Project": "project", "FundingStream": "stream"}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with names.

    Attributes:
        iri: Its IRI.
        kind: project, participant, stream or concept (a theme, place, domain or life phase).
        nl: Its name in Dutch; likewise `en`.
        names: All its names, those two included.
        types: What it is more exactly: local names of its classes, or for a concept the id of the list that it stands in.
    """

    iri: str
    kind: str
    nl: str
    en: str
    names: frozenset[str]
    types: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The tail of the IRI."""
        return self.iri.removeprefix(ID)

    def label(self, language: Language) -> str:
        """The name in the language."""
        return choose(language, self.nl, self.en)


def read_things(store: Store) -> list[Thing]:
    """Everything in the graph that can be asked for by name, in the order of the IRIs."""
    return _things(store.read(load_part("thing-names").unordered))


def find_by_id(store: Store, thing_id: str) -> Thing | None:
    """The thing with exactly this id, without reading the names of all others; None when there is none."""
    if _ID.fullmatch(thing_id) is None:
        return None
    found = _things(store.select(_names_of_one(), {"thing": [ID + thing_id]}))
    return found[0] if found else None


def _names_of_one() -> str:
    # Bound at its start the query looks up one thing; at its end it would read all and throw away the rest.
    return load_part("thing-names").text.replace("WHERE {", "WHERE {\n  VALUES ?thing { id:keigezond }", 1)


def _things(rows: list[tuple[str | None, ...]]) -> list[Thing]:
    found: dict[str, tuple[set[str], str, str, set[str]]] = {}
    for iri, class_iri, nl, en, other in rows:
        entry = found.setdefault(str(iri), (set(), str(nl), str(en), set()))
        entry[0].add(str(class_iri).removeprefix(TB).removeprefix(ID))
        entry[3].update(name for name in (nl, en, other) if name)
    return [
        Thing(iri, _kind(types), nl, en, frozenset(names), frozenset(types))
        for iri, (types, nl, en, names) in sorted(found.items())
    ]


def _kind(types: set[str]) -> str:
    for name in sorted(types):
        if name in _KINDS:
            return _KINDS[name]
    # Ids of lists of concepts are written small, classes with a capital.
    return "concept" if all(name[:1].islower() for name in types) else "participant"


def find_thing(things: list[Thing], typed: str) -> Thing:
    """The thing that a name, an id or a rough spelling stands for.

    An id or an exact name (case and accents aside) wins. Otherwise the most alike name is taken when it is close enough and
    nothing else comes near.

    Raises:
        AmbiguousNameError: Several things bear the name, or resemble it equally.
        UnknownNameError: Nothing resembles it; with the nearest names.
    """
    wanted = _fold(typed)
    if not wanted:
        raise UnknownNameError(typed, [])
    for thing in things:
        if typed.strip() in {thing.id, thing.iri}:
            return thing
    exact = [thing for thing in things if any(_fold(name) == wanted for name in thing.names)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise _ambiguous(typed, exact)
    return _find_alike(things, typed, wanted)


def _find_alike(things: list[Thing], typed: str, wanted: str) -> Thing:
    from rapidfuzz import fuzz

    # token_set_ratio makes a part of a name equal to the name, so that "Zuyderland ziekenhuis Heerlen" is found; the plain
    # ratio keeps one shared word from being enough.
    scored = []
    for thing in things:
        names = [_fold(name) for name in (*thing.names, thing.id.replace("-", " "))]
        best = max(0.6 * fuzz.token_set_ratio(wanted, name) + 0.4 * fuzz.ratio(wanted, name) for name in names)
        best = max(best, *(fuzz.ratio(wanted, name) for name in names))
        scored.append((best, thing))
    scored.sort(key=lambda pair: (-pair[0], pair[1].iri))
    if not scored:
        raise UnknownNameError(typed, [])
    best, thing = scored[0]
    if best >= _SURE:
        near = [other for score, other in scored if best - score < _LEAD]
        if len(near) == 1:
            return thing
        raise _ambiguous(typed, near[:_CANDIDATES])
    # A word or two out of a longer name: the one that has them, or a choice.
    bearers = [thing for _, thing in scored if any(f" {wanted}" in f" {_fold(name)}" for name in thing.names)]
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        raise _ambiguous(typed, bearers[:_CANDIDATES])
    raise UnknownNameError(typed, [other.nl for score, other in scored[:3] if score >= _NEAR])


def _ambiguous(typed: str, things: list[Thing]) -> AmbiguousNameError:
    return AmbiguousNameError(typed, [(thing.id, thing.kind, thing.nl) for thing in things])


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() or c in "+@&" else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())
