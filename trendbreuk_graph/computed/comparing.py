"""Two things of one kind side by side: what the documents say of both, and what of one of them only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trendbreuk_graph.computed.registry import computed, thing_of
from trendbreuk_graph.errors import ParameterError
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.questions import Computed, load_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = ["things_compared"]

_ID = "things-compared"
#: Kind of a thing → the question that is its card, and what stands for the thing there.
_CARDS = {
    "project": ("project-card", "project"),
    "participant": ("party-card", "who"),
    "stream": ("stream-card", "stream"),
}
#: In the card of a stream this row holds its places only: what the other rows without a claim of their own rest on.
_DESCRIBED = "described in"

#: In Dutch and in English.
_Words = tuple[str, str]


@dataclass(slots=True)
class _Aspect:
    """What the two cards say under one heading.

    Attributes:
        names: Each thing or text that is named → how it is called.
        said: By side, each thing or text that is named there → the details given with it; one without a detail has empty words.
        claims: What it rests on, in the order of the cards.
    """

    names: dict[str, _Words] = field(default_factory=dict)
    said: dict[str, dict[str, set[_Words]]] = field(default_factory=dict)
    claims: dict[str, None] = field(default_factory=dict)

    def part(self, first: str, second: str) -> tuple[list[_Words], list[_Words], list[_Words]]:
        """What stands in both cards, in the first only and in the second only.

        What both name with another detail stands in both without it, and on each side with the detail of that side.
        """
        ours, theirs = self.said.get(first, {}), self.said.get(second, {})
        both: list[_Words] = []
        for key in ours.keys() & theirs.keys():
            both += self._write(key, (ours[key] & theirs[key]) or {("", "")})
        alone = [
            [entry for key in mine for entry in self._write(key, _leave(mine[key], other.get(key)))]
            for mine, other in ((ours, theirs), (theirs, ours))
        ]
        return both, alone[0], alone[1]

    def count(self, *sides: str) -> list[int | None]:
        """How many things each side names, such as projects or partners; None where texts stand, such as a description."""
        if not any(key.startswith(ID) for key in self.names):
            return [None for _ in sides]
        return [sum(key.startswith(ID) for key in self.said.get(side, ())) for side in sides]

    def _write(self, key: str, details: Iterable[_Words]) -> list[_Words]:
        nl, en = self.names[key]
        # A semicolon parts one entry from the next, also where a long cell is folded.
        pairs = ((in_nl.replace("; ", ", "), in_en.replace("; ", ", ")) for in_nl, in_en in details)
        return [(f"{nl} ({in_nl})" if in_nl else nl, f"{en} ({in_en})" if in_en else en) for in_nl, in_en in pairs]


def _leave(mine: set[_Words], other: set[_Words] | None) -> set[_Words]:
    """The details that only this side gives; where the other side does not name the thing, all of them."""
    return mine if other is None else mine - other - {("", "")}


def _list(entries: Sequence[_Words]) -> tuple[str | None, str | None]:
    """Entries in Dutch and in English, each in its own alphabetical order; None when there are none."""
    nl, en = ("; ".join(sorted((entry[at] for entry in entries), key=lambda e: (e.casefold(), e))) for at in (0, 1))
    return nl or None, en or None


def _read_cards(store: Store, first: Thing, second: Thing) -> dict[_Words, _Aspect]:
    """Heading → what the two cards say under it, in the order of the cards: one query reads both, so that it has one order."""
    question_id, variable = _CARDS[first.kind]
    text = re.sub(r"^SELECT ", f"SELECT ?{variable} ", load_query(question_id).text, count=1, flags=re.MULTILINE)
    rows = store.select(text, {variable: [first.iri, second.iri]})
    described = {row[0]: row[-1] for row in rows if row[2] == _DESCRIBED}
    aspects: dict[_Words, _Aspect] = {}
    for side, aspect_nl, aspect_en, what, what_nl, what_en, detail_nl, detail_en, claim in rows:
        if aspect_en == _DESCRIBED:
            continue
        aspect = aspects.setdefault((str(aspect_nl), str(aspect_en)), _Aspect())
        key = str(what or what_nl)
        aspect.names[key] = (str(what_nl), str(what_en))
        details = aspect.said.setdefault(str(side), {}).setdefault(key, set())
        details.add((detail_nl or detail_en or "", detail_en or detail_nl or ""))
        rests_on = claim or described.get(side)
        if rests_on:
            aspect.claims[rests_on] = None
    return aspects


def _check(first: Thing, second: Thing) -> None:
    """Whether they can be compared.

    Raises:
        ParameterError: They are one thing, or of different kinds, or of a kind without a card.
    """
    if first.iri == second.iri:
        template = N_("'{first}' cannot be compared with itself: name two different things.")
    elif first.kind != second.kind:
        template = N_(
            "'{first}' and '{second}' are of different kinds. Two projects can be compared, two parties (organisations, "
            "municipalities, groups) or two funding streams."
        )
    elif first.kind not in _CARDS:
        template = N_(
            "Of '{first}' and '{second}' there is no card to compare, as of no theme, domain, phase of life or region. Two "
            "projects can be compared, two parties (organisations, municipalities, groups) or two funding streams."
        )
    else:
        return
    raise ParameterError(template, question=_ID, parameter="second", first=first.nl, second=second.nl)


@computed(
    _ID,
    """
    # subject: projects
    # nl: Hoe verschillen {first} en {second}?
    # en: How do {first} and {second} differ?
    # ask nl: wat is het verschil tussen {first} en {second}
    # ask nl: vergelijk {first} met {second}
    # ask nl: wie heeft meer projecten, {first} of {second}
    # ask nl: heeft {first} meer partners dan {second}
    # ask nl: {first} of {second}, wat is het verschil
    # ask nl: zet {first} en {second} naast elkaar
    # ask nl: waarin verschilt {first} van {second}
    # ask nl: wat zijn de verschillen tussen {first} en {second}
    # ask nl: vergelijking van {first} en {second}
    # ask nl: verschillen en overeenkomsten tussen {first} en {second}
    # ask nl: hoe verhoudt {first} zich tot {second}
    # ask nl: wat heeft {first} dat {second} niet heeft
    # ask nl: {first} versus {second}
    # ask nl: leg {first} eens naast {second}
    # ask nl: hoe anders is {first} dan {second}
    # ask nl: wat onderscheidt {first} van {second}
    # ask en: what is the difference between {first} and {second}
    # ask en: compare {first} and {second}
    # ask en: which has more projects, {first} or {second}
    # ask en: does {first} have more partners than {second}
    # ask en: {first} or {second}, what is the difference
    # ask en: put {first} and {second} side by side
    # ask en: in what way does {first} differ from {second}
    # ask en: what are the differences between {first} and {second}
    # ask en: comparison of {first} and {second}
    # ask en: differences and similarities between {first} and {second}
    # ask en: how does {first} compare with {second}
    # ask en: what does {first} have that {second} does not
    # ask en: {first} versus {second}
    # ask en: lay {first} next to {second}
    # ask en: how different is {first} from {second}
    # ask en: what sets {first} apart from {second}
    # param: first thing, example id:keigezond
    # param: second thing, example id:jogg-zuid-limburg
    # alike: yes
    # columns: aspectNl, aspectEn, firstNumber, secondNumber, bothNl, bothEn, firstNl, firstEn, secondNl, secondEn, claims
    # types: firstNumber integer, secondNumber integer
    # head nl: aspect, eerste, tweede, allebei, alleen de eerste, alleen de tweede
    # head en: aspect, first, second, both, only the first, only the second
    # read nl: De eerste is {first}, de tweede {second}. Per aspect: hoeveel de documenten er bij elk noemen, wat van allebei bekend is, en wat van een van de twee. Wat allebei hebben met een andere bijzonderheid, staat onder allebei zonder die bijzonderheid, en onder de eerste en de tweede met die van henzelf.
    # read en: The first is {first}, the second {second}. For each aspect: how many the documents name with each, what is known of both, and what of one of the two. What both have with another detail stands under both without it, and under the first and the second with the detail of each.
    # not nl: Wat een document van een van de twee niet zegt, kan er wel zijn; ook een ander woord voor hetzelfde staat hier als verschil.
    # not en: What a document does not say of one of the two may exist all the same; another word for the same thing stands here as a difference too.
    # empty nl: Van {first} en {second} is niets bekend dan de naam.
    # empty en: Nothing is known of {first} and {second} but their names.
    # count nl: {shown} {shown:aspect|aspecten} vergeleken; in {common} daarvan hebben ze iets gemeen
    # count en: {shown} {shown:aspect|aspects} compared; in {common} of them they have something in common
    """,
)
def things_compared(store: Store, values: Values) -> Computed:
    """Two cards (project-card, party-card or stream-card) laid side by side, aspect by aspect."""
    first, second = thing_of(values, "first"), thing_of(values, "second")
    _check(first, second)
    rows: list[tuple[Value, ...]] = []
    common = 0
    for words, aspect in _read_cards(store, first, second).items():
        both, ours, theirs = aspect.part(first.iri, second.iri)
        common += bool(both)
        rows.append(
            (
                *words,
                *aspect.count(first.iri, second.iri),
                *_list(both),
                *_list(ours),
                *_list(theirs),
                " ".join(aspect.claims),
            )
        )
    return Computed(rows, {"common": common})
