"""From a question and its values to an answer: bind, run or compute, gather rows, and find where each row stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer, Value
from trendbreuk_graph.i18n import Language, choose, fill
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part
from trendbreuk_graph.store import bind_values

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Question, Values
    from trendbreuk_graph.store import Store, Term

__all__ = ["answer_question", "bind_terms", "describe_function", "find_columns", "name_question", "name_values"]

#: Claims whose places are asked for in one query; more make some stores refuse.
_CHUNK = 250


def answer_question(
    store: Store, question: Question, values: Values, language: Language, *, evidence: bool = True
) -> Answer:
    """Answer a question of the catalogue.

    Args:
        store: The graph.
        question: What is asked.
        values: A value for each of its parameters.
        language: Of names and explanations.
        evidence: Whether to look up the places that the rows rest on.

    Returns:
        Rows that differ in nothing but the claims that they rest on are one row, with the places of all of them.
    """
    counts: dict[str, int] = {}
    query, note = "", ("", "")
    found: Sequence[tuple[Value, ...]]
    if question.compute is not None:
        computed = question.compute(store, values)
        found, counts, note = computed.rows, dict(computed.counts), computed.note
    else:
        query = bind_terms(question.text, values)
        found = store.select(query)
        counts = _count(store, question, values)
    layout = _Layout.of(question, language)
    grouped = layout.group(found)
    rows = list(grouped)
    _sort_by_name(question, layout, rows, language)
    shown = tuple(tuple(layout.show(row)) for row in rows)
    places = _find_places(store, [grouped[row] for row in rows]) if evidence else ()
    denominator = fill(choose(language, question.count_nl, question.count_en), shown=len(rows), **counts)
    return Answer(
        title=name_question(question, values, language),
        columns=question.head_nl if language == "nl" else question.head_en,
        rows=shown,
        reading=name_values(choose(language, question.read_nl, question.read_en), values, language),
        denominator="; ".join(filter(None, (denominator, choose(language, *note)))),
        evidence=places,
        query=query,
        kinds=tuple(question.types.get(name, "text") for name in layout.names),
        ids=tuple(tuple(layout.identify(row)) for row in rows) if layout.has_ids else (),
        caution=name_values(choose(language, question.not_nl, question.not_en), values, language),
        empty="" if rows else name_values(choose(language, question.empty_nl, question.empty_en), values, language),
        question=question.id,
    )


def find_columns(question: Question) -> tuple[str, ...]:
    """The names of the columns that an answer shows, in order: ``xNl`` and ``xEn`` are one, ``x``; claims are none."""
    return _Layout.of(question, "nl").names


def name_question(question: Question, values: Values, language: Language) -> str:
    """The question as a sentence, with the names of the values in it."""
    return name_values(choose(language, question.nl, question.en), values, language)


def describe_function(question: Question) -> str:
    """Which function computes a question that is not in SPARQL, with what it documents of itself."""
    import inspect

    function = question.compute
    if function is None:
        return question.text
    return f"{function.__module__}.{function.__qualname__}\n\n{inspect.getdoc(function) or ''}"


def name_values(sentence: str, values: Values, language: Language) -> str:
    """A sentence with ``{parameter}`` replaced by the name of its value."""
    named = {name: _name(value, language) for name, value in values.items()}
    return re.sub(r"\{(\w+)\}", lambda slot: named.get(slot[1], slot[0]), sentence)


def _name(value: Thing | tuple[Thing, ...] | dt.date | int, language: Language) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        *others, last = (thing.label(language) for thing in value)
        return f"{', '.join(others)} {choose(language, 'en', 'and')} {last}" if others else last
    return value.isoformat() if isinstance(value, dt.date) else value.label(language)


def bind_terms(text: str, values: Values) -> str:
    """A query with the values of a question's parameters, see :func:`trendbreuk_graph.store.bind_values`."""
    return bind_values(text, {name: _to_terms(value) for name, value in values.items()})


def _to_terms(value: Thing | tuple[Thing, ...] | dt.date | int) -> list[Term]:
    if isinstance(value, int | dt.date):
        return [value]
    return [thing.iri for thing in (value if isinstance(value, tuple) else (value,))]


def _count(store: Store, question: Question, values: Values) -> dict[str, int]:
    if not question.count:
        return {}
    part = load_part(question.count)
    # A number of the whole graph knows nothing of the parameters, and some stores refuse to bind what is not in the query.
    used = {name: value for name, value in values.items() if f"VALUES ?{name} {{" in part.text}
    (row,) = store.select(bind_terms(part.text, used))
    return {name: int(value or 0) for name, value in zip(part.columns, row, strict=True)}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which of the selected columns are shown, where their names stand, and which are claims.

    Attributes:
        names: The columns that are shown, in order.
        labels: For each the index of what is shown: its name in the language, or the value itself.
        things: For each the index of the thing that it names, or None.
        claims: Indexes of claims.
        types: For each the type in the header, or an empty text.
    """

    names: tuple[str, ...]
    labels: tuple[int, ...]
    things: tuple[int | None, ...]
    claims: tuple[int, ...]
    types: tuple[str, ...]

    @classmethod
    def of(cls, question: Question, language: Language) -> _Layout:
        """The layout of a question's columns in a language."""
        at = {name: index for index, name in enumerate(question.columns)}
        names: dict[str, tuple[int, int | None]] = {}
        for name, index in at.items():
            base = re.sub(r"(Nl|En)$", "", name)
            if name.startswith("claim"):
                continue
            if f"{base}Nl" in at:
                names.setdefault(base, (at[base + ("Nl" if language == "nl" else "En")], at.get(base)))
            else:
                names[name] = (index, None)
        return cls(
            names=tuple(names),
            labels=tuple(label for label, _ in names.values()),
            things=tuple(thing for _, thing in names.values()),
            claims=tuple(index for name, index in at.items() if name.startswith("claim")),
            types=tuple(question.types.get(name, "") for name in names),
        )

    @property
    def has_ids(self) -> bool:
        """Whether any column shows things."""
        return any(index is not None for index in self.things)

    def group(self, rows: Iterable[tuple[Value, ...]]) -> dict[tuple[Value, ...], list[str]]:
        """Rows without their claims, in the order in which they come first → the claims that they rest on."""
        grouped: dict[tuple[Value, ...], list[str]] = {}
        claims = self.claims
        if not claims:
            return {tuple(row): [] for row in rows}
        for row in rows:
            key = tuple(None if index in claims else value for index, value in enumerate(row))
            found = grouped.setdefault(key, [])
            for index in claims:
                if row[index]:
                    found.extend(str(row[index]).split())
        return grouped

    def show(self, row: tuple[Value, ...]) -> Iterable[Value]:
        """The cells of a row as they are shown."""
        for label, type_name in zip(self.labels, self.types, strict=True):
            value = row[label]
            yield _to_number(value, type_name) if type_name and isinstance(value, str) else value

    def identify(self, row: tuple[Value, ...]) -> Iterable[str | None]:
        """The ids of the things in the cells of a row."""
        for index in self.things:
            value = None if index is None else row[index]
            yield None if value is None else str(value).removeprefix(ID).removeprefix(TB)


def _to_number(value: str, type_name: str) -> Value:
    if type_name == "date":
        return value
    number = float(value)
    whole = type_name == "integer" or (type_name in {"amount", "number"} and number.is_integer())
    return int(number) if whole else number


_FIRST_ORDER = re.compile(r"ORDER BY \?(\w+)Nl\b")


def _sort_by_name(question: Question, layout: _Layout, rows: list[tuple[Value, ...]], language: Language) -> None:
    """Rows that a query puts in the order of Dutch names stand in the order of English names in English."""
    first = _FIRST_ORDER.search(question.text)
    if language == "en" and first is not None and first[1] in layout.names:
        label = layout.labels[layout.names.index(first[1])]
        rows.sort(key=lambda row: str(row[label] or "").casefold())


def _find_places(store: Store, claims: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """For each row the places of its claims, in the order of the documents; empty when no row rests on claims."""
    wanted = sorted({claim for row in claims for claim in row})
    if not wanted:
        return ()
    places: dict[str, list[str]] = {}
    text = load_part("claim-places").text
    for start in range(0, len(wanted), _CHUNK):
        for claim, source, card, field, anchor in store.select(text, {"claim": wanted[start : start + _CHUNK]}):
            place = f"{str(source).removeprefix(ID)} › {card} › {field}: «{anchor}»"
            places.setdefault(str(claim), []).append(place)
    return tuple(tuple(dict.fromkeys(place for claim in row for place in places.get(claim, ()))) for row in claims)
