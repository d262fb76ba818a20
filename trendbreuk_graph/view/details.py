"""What the panel beside the picture tells of each thing: its card, written compactly, every text once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trendbreuk_graph.audit.words import name_class, show_day, show_plain
from trendbreuk_graph.card_rows import CardRows
from trendbreuk_graph.cards import make_card, read_facts
from trendbreuk_graph.i18n import choose, translator
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.answers import Answer, Value
    from trendbreuk_graph.store import Store
    from trendbreuk_graph.view.material import Material

__all__ = ["make_details"]

#: A text by its number, or with the number of the thing that it names.
_Cell = int | list[int]


class _Texts:
    """Numbers texts, each once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.texts)
            self.texts.append(show_plain(text))
        return number


class _Sources:
    """Puts the title of a document in the place of its id, which says nothing to who reads a page."""

    def __init__(self, store: Store, material: Material) -> None:
        rows = store.read(load_part("document-names").text)
        self._titles = {str(iri).removeprefix(ID): choose(material.language, nl, en) for iri, nl, en in rows}

    def tell(self, place: str) -> str:
        source, sign, rest = place.partition(" › ")
        return f"{self._titles.get(source, source)}{sign}{rest}"


def make_details(store: Store, material: Material, iris: Sequence[str]) -> dict[str, Any]:
    """The cards of things, with a query a part, not a query a thing.

    Args:
        store: The graph.
        material: The rest of the view.
        iris: The things; their place in this order is their number.

    Returns:
        ``texts``, and ``cards`` in the order of `iris`: each is the facts ``[label, [cell, …]]``, the places where the thing is described,
        and the sections ``[title, [heading, …], [[[cell, …], [place, …]], …]]``. Labels, headings, places and cells are numbers of texts; a cell
        that names one of the things is a pair ``[text, thing]``.
    """
    texts, sources = _Texts(), _Sources(store, material)
    known = [material.things[iri] for iri in iris if iri in material.things]
    rows = CardRows(store, known)
    numbers = {iri.removeprefix(ID): number for number, iri in enumerate(iris)}
    cards: list[list[Any]] = []
    for iri in iris:
        thing = material.things.get(iri)
        if thing is None:
            cards.append([[], [], []])
            continue
        facts: list[tuple[str, Sequence[tuple[str, str | None]]]] = [
            (fact.label, fact.values) for fact in read_facts(store, thing, material.language, rows)
        ]
        if iri in material.judgements:
            facts.append(_tell_money(material, iri))
        first, *others = make_card(store, thing, material.language, rows)
        cards.append(
            [
                [[texts.number(label), [_cell(texts, numbers, *value) for value in values]] for label, values in facts],
                [texts.number(sources.tell(place)) for places in first.evidence for place in places],
                [_section(texts, sources, numbers, answer) for answer in others],
            ]
        )
    return {"texts": texts.texts, "cards": cards}


def _tell_money(material: Material, iri: str) -> tuple[str, list[tuple[str, str | None]]]:
    _ = translator(material.language)
    label = _("money on {day}").format(day=show_day(material.as_of, material.language))
    judgement = material.judgements[iri]
    told = name_class(judgement.reported, material.language)
    if judgement.others:
        others = ", ".join(name_class(name, material.language) for name in judgement.others)
        told = _("{class_name} (or: {others})").format(class_name=told, others=others)
    return label, [(told, None)]


def _section(texts: _Texts, sources: _Sources, numbers: dict[str, int], answer: Answer) -> list[Any]:
    rows = []
    for at, row in enumerate(answer.rows):
        ids = answer.ids[at] if answer.ids else (None,) * len(row)
        places = answer.evidence[at] if answer.evidence else ()
        cells = [_cell(texts, numbers, _show(value), found) for value, found in zip(row, ids, strict=True)]
        rows.append([cells, [texts.number(sources.tell(place)) for place in places]])
    return [texts.number(answer.title), [texts.number(column) for column in answer.columns], rows]


def _show(value: Value) -> str:
    return "" if value is None else str(value)


def _cell(texts: _Texts, numbers: dict[str, int], text: str, found: str | None) -> _Cell:
    number = texts.number(text)
    return number if found is None or found not in numbers else [number, numbers[found]]
