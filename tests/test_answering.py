"""An answer says what the rows say: grouped, named, typed, counted, and with the place of every row."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph import answering
from trendbreuk_graph.answering import answer_question, bind_terms, describe_function, name_question, name_values
from trendbreuk_graph.answers import Answer, Value
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.errors import QueryError
from trendbreuk_graph.names import Thing, find_by_id
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import Computed, Part, Question, Values, parse_question
from trendbreuk_graph.store import Rows, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import EmbeddedStore

Row = tuple[str | None, ...]

_HEADER = {
    "subject": "projects",
    "nl": "Wie doet mee?",
    "en": "Who takes part?",
    "columns": "who, whoNl, whoEn, claim",
    "head nl": "wie",
    "head en": "who",
    "read nl": "Lees zo.",
    "read en": "Read so.",
    "empty nl": "Niemand.",
    "empty en": "Nobody.",
}
_SELECT = "SELECT ?x {}"
_ZOMERFIT = Thing(ID + "zomerfit", "project", "Zomerfit", "Summer fit", frozenset(), frozenset({"Project"}))


def _question(
    text: str = _SELECT, compute: Callable[[Store, Values], Computed] | None = None, /, **keys: str
) -> Question:
    """A question with a header of its own where `keys` say so; ``_`` in a key stands for a space."""
    header = _HEADER | {name.replace("_", " "): value for name, value in keys.items()}
    return parse_question("who", "".join(f"# {key}: {value}\n" for key, value in header.items()) + text, compute)


@dataclass
class _Given(Store):
    """Answers a question with `rows`, and a query for places with the given places of the claims that it names."""

    rows: Sequence[Row]
    places: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def query(self, text: str) -> Rows:
        """See :meth:`Store.query`."""
        self.asked.append(text)
        if "tb:evidence" not in text:
            return Rows((), list(self.rows))
        wanted = re.findall(rf"<{ID}(claim/[^>]+)>", text)
        return Rows((), [(ID + claim, *place) for claim in wanted for place in self.places.get(claim, [])])


def _who(tail: str, claim: str | None = None, nl: str | None = None, en: str | None = None) -> Row:
    return ID + tail, nl or f"{tail} nl", en or f"{tail} en", claim and ID + claim


def _place(card: str) -> tuple[str, str, str, str]:
    return ID + "plan", card, "Geld", "een pot"


def _answer(rows: Sequence[Row], language: Language = "en", **keys: str) -> Answer:
    return answer_question(_Given(rows), _question(**keys), {}, language)


def test_a_question_of_the_mini_world_has_a_whole_answer(mini_store: EmbeddedStore) -> None:
    """Title, headings, names, ids, the way to read it and the place are those of the question and the graph."""
    zomerfit = find_by_id(mini_store, "zomerfit")
    assert zomerfit is not None
    question = load_question("project-lead")

    answer = answer_question(mini_store, question, {"project": zomerfit}, "en")

    assert answer == Answer(
        title="Who leads Summer fit chain approach?",
        columns=("lead", "note"),
        rows=(("GGD Ministreek", None),),
        reading=question.read_en,
        evidence=(("mini-plan › Zomerfit › Trekker: «GGD Ministreek»",),),
        query=question.text.replace("id:keigezond }", f"<{ID}zomerfit> }}"),
        kinds=("text", "text"),
        ids=(("ggd-ministreek", None),),
        question="project-lead",
    )
    assert "Wie trekt Ketenaanpak Zomerfit?" == answer_question(mini_store, question, {"project": zomerfit}, "nl").title


def test_rows_that_differ_in_their_claims_only_are_one_row() -> None:
    """With the places of all of them, each once, in the order of the claims; rows keep the order of the query."""
    rows = [_who("b", "claim/1"), _who("a", "claim/2"), _who("b", "claim/3"), _who("b", "claim/1")]
    places = {
        "claim/1": [_place("One"), _place("Both")],
        "claim/2": [_place("Two")],
        "claim/3": [_place("Both"), _place("Three")],
    }

    answer = answer_question(_Given(rows, places), _question(), {}, "nl")

    assert answer.rows == (("b nl",), ("a nl",))
    assert answer.evidence == (
        ("plan › One › Geld: «een pot»", "plan › Both › Geld: «een pot»", "plan › Three › Geld: «een pot»"),
        ("plan › Two › Geld: «een pot»",),
    )


def test_things_of_one_name_stay_apart() -> None:
    """Two bodies that are called the same are two rows, with their own ids."""
    answer = _answer([_who("a", nl="GGD", en="GGD"), _who("b", nl="GGD", en="GGD")])

    assert ((("GGD",), ("GGD",)), (("a",), ("b",))) == (answer.rows, answer.ids)


def test_a_row_can_rest_on_several_claims() -> None:
    """Of several columns, and several in one column where a question is computed; a missing one is passed over."""
    question = _question(columns="who, whoNl, whoEn, claim, claim2")
    rows = [(*_who("a", "claim/1"), f"{ID}claim/2 {ID}claim/3"), (*_who("b", "claim/4"), None)]
    places = {f"claim/{n}": [_place(str(n))] for n in range(1, 5)}

    answer = answer_question(_Given(rows, places), question, {}, "en")

    cards = [[place.split(" › ")[1] for place in row] for row in answer.evidence]
    assert [["1", "2", "3"], ["4"]] == cards


def test_a_claim_without_a_place_leaves_its_row_without() -> None:
    """Rows and places stay side by side."""
    rows = [_who("a", "claim/1"), _who("b", "claim/2"), _who("c")]

    answer = answer_question(_Given(rows, {"claim/2": [_place("B")]}), _question(), {}, "en")

    assert ((), ("plan › B › Geld: «een pot»",), ()) == answer.evidence


def test_rows_without_claims_have_no_places_and_ask_for_none() -> None:
    """A count rests on no single place; equal rows are one row."""
    store = _Given([("a", "3"), ("a", "3"), ("b", "1")])
    question = _question(columns="what, number", head_nl="wat, aantal", head_en="what, number", types="number integer")

    answer = answer_question(store, question, {}, "en")

    assert ((("a", 3), ("b", 1)), (), ()) == (answer.rows, answer.evidence, answer.ids)
    assert 1 == len(store.asked)


def test_places_are_not_looked_up_unasked() -> None:
    """The rows are grouped all the same."""
    store = _Given([_who("a", "claim/1"), _who("a", "claim/2")])

    answer = answer_question(store, _question(), {}, "en", evidence=False)

    assert ((("a en",),), ()) == (answer.rows, answer.evidence)
    assert [_question().text] == store.asked


@pytest.mark.parametrize(("number", "queries"), [(1, 1), (250, 1), (251, 2), (600, 3)])
def test_many_claims_are_asked_for_in_pieces(number: int, queries: int) -> None:
    """No query names more than 250 claims, each claim is asked once, and every row gets its place."""
    rows = [_who(f"w{n:03}", f"claim/{n:03}") for n in range(number)]
    store = _Given(rows, {f"claim/{n:03}": [_place(f"{n:03}")] for n in range(number)})

    answer = answer_question(store, _question(), {}, "en")

    asked = [re.findall(r"claim/\d+", text) for text in store.asked[1:]]
    assert queries == len(asked)
    assert max(map(len, asked)) <= 250
    assert sorted(row[3].removeprefix(ID) for row in rows if row[3]) == [claim for piece in asked for claim in piece]
    assert [f"plan › {n:03} › Geld: «een pot»" for n in range(number)] == [place for (place,) in answer.evidence]


@pytest.mark.parametrize(("language", "expected"), [("nl", ("zorg", "reden", "x")), ("en", ("care", "reason", "x"))])
def test_names_and_texts_follow_the_language(language: Language, expected: tuple[str, ...]) -> None:
    """A thing is shown by its name with its id beside it; a text in two languages has no id; other values stay as they are."""
    answer = _answer(
        [(ID + "medical", "zorg", "care", "reden", "reason", "x")],
        language,
        columns="domain, domainNl, domainEn, whyNl, whyEn, code",
        head_nl="domein, waarom, code",
        head_en="domain, why, code",
    )

    assert (expected,) == answer.rows
    assert (("medical", None, None),) == answer.ids
    assert 3 == len(answer.columns)


def test_terms_of_the_vocabulary_have_ids_too() -> None:
    """A status is a term of the ontology; an unbound thing has no id."""
    answer = _answer([(TB + "secured", "zeker", "secured", None), (None, None, None, None)])

    assert ((("secured",), (None,)), (("secured",), (None,))) == (answer.rows, answer.ids)


@pytest.mark.parametrize(
    ("kind", "found", "expected"),
    [
        ("integer", "12", 12),
        ("integer", "12.0", 12),
        ("number", "0.25", 0.25),
        ("number", "3", 3),
        ("number", "12345.0", 12345),
        ("number", "1.0E-1", 0.1),
        ("percent", "0.305", 0.305),
        ("amount", "5000", 5000),
        ("amount", "5000.00", 5000),
        ("amount", "12.50", 12.5),
        ("date", "2026-12-31", "2026-12-31"),
        ("integer", None, None),
        ("percent", None, None),
    ],
)
def test_values_have_the_type_that_the_header_says(kind: str, found: str | None, expected: Value) -> None:
    """Numbers are numbers, whole where they are counted, days stay ISO 8601, and what is unknown stays unknown."""
    answer = _answer([("a", found)], columns="a, b", head_nl="a, b", head_en="a, b", types=f"b {kind}")

    assert (("a", expected),) == answer.rows
    assert [str, type(expected)] == [type(value) for value in answer.rows[0]]
    assert ("text", kind) == answer.kinds


def test_the_type_of_a_thing_with_names_is_that_of_its_name() -> None:
    """The type is given for the shown column, whatever stands behind it."""
    answer = _answer(
        [(ID + "a", "a", "a", "7")],
        columns="who, whoNl, whoEn, n",
        head_nl="wie, n",
        head_en="who, n",
        types="n integer",
    )

    assert ((("a", 7),), ("text", "integer"), (("a", None),)) == (answer.rows, answer.kinds, answer.ids)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Question:
    """A question with a denominator: a part that gives one row of two numbers."""
    part = Part("totals", "", "", ("projects", "unknown"), "", "", (), "SELECT ?projects { VALUES ?project { id:x } }")
    monkeypatch.setattr(answering, "load_part", {"totals": part}.__getitem__)
    denominator = {"nl": "{shown} van {projects}; {unknown} onbekend", "en": "{shown} of {projects}; {unknown} unknown"}
    return _question(
        columns="a", count="totals", **{f"count_{language}": text for language, text in denominator.items()}
    )


class _Counted(Store):
    """One row to the query for totals, three to any other."""

    def __init__(self, total: Row) -> None:
        self.total = total
        self.asked: list[str] = []

    def query(self, text: str) -> Rows:
        """See :meth:`Store.query`."""
        self.asked.append(text)
        return Rows((), [self.total] if "?projects" in text else [("a",), ("b",), ("b",)])


@pytest.mark.parametrize(
    ("language", "total", "expected"),
    [("nl", ("31", "19"), "2 van 31; 19 onbekend"), ("en", ("31", None), "2 of 31; 0 unknown")],
)
def test_the_denominator_counts_what_is_shown_out_of_all(
    counted: Question, language: Language, total: Row, expected: str
) -> None:
    """Shown are the rows of the answer, not of the query; no number is nought."""
    assert expected == answer_question(_Counted(total), counted, {}, language).denominator


def test_the_denominator_is_of_what_was_asked(counted: Question) -> None:
    """The values are bound in its query too."""
    store = _Counted(("3", "1"))
    answer_question(store, counted, {"project": _ZOMERFIT}, "en")

    assert f"SELECT ?projects {{ VALUES ?project {{ <{ID}zomerfit> }} }}" in store.asked


def test_without_a_denominator_nothing_is_counted() -> None:
    """No query more than needed, and no sentence."""
    store = _Given([("a",)])
    answer = answer_question(store, _question(columns="a"), {}, "en")

    assert ("", 1) == (answer.denominator, len(store.asked))


@pytest.mark.parametrize(
    ("language", "empty", "caution"),
    [("nl", "Niemand bij Zomerfit.", "Niet zo."), ("en", "Nobody at Summer fit.", "Not so.")],
)
def test_an_answer_without_rows_says_what_that_means(language: Language, empty: str, caution: str) -> None:
    """With the name of what was asked; headings and explanation stand as ever."""
    question = _question(
        empty_nl="Niemand bij {who}.", empty_en="Nobody at {who}.", not_nl="Niet zo.", not_en="Not so."
    )

    answer = answer_question(_Given([]), question, {"who": _ZOMERFIT}, language)

    assert ((), (), ()) == (answer.rows, answer.evidence, answer.ids)
    assert (empty, caution, ("text",)) == (answer.empty, answer.caution, answer.kinds)


def test_an_answer_with_rows_does_not_say_that_there_are_none() -> None:
    """The sentence is for answers without rows."""
    assert "" == _answer([_who("a")]).empty


_NAMED = [("a", "appel", "pear"), ("b", "banaan", "Orange"), ("c", "citroen", "apple")]


@pytest.mark.parametrize(
    ("language", "order", "expected"),
    [
        ("nl", "ORDER BY ?whoNl ?who", ["a", "b", "c"]),
        ("en", "ORDER BY ?whoNl ?who", ["c", "b", "a"]),
        ("en", "ORDER BY DESC(?number) ?whoNl", ["a", "b", "c"]),
        ("en", "ORDER BY ?otherNl ?who", ["a", "b", "c"]),
        ("en", "ORDER BY ?who", ["a", "b", "c"]),
        ("en", "", ["a", "b", "c"]),
    ],
)
def test_rows_in_the_order_of_their_names_follow_the_names_of_the_language(
    language: Language, order: str, expected: list[str]
) -> None:
    """A list by Dutch name is a list by English name in English; a ranking stays a ranking."""
    rows = [_who(tail, f"claim/{tail}", nl, en) for tail, nl, en in _NAMED]
    store = _Given(rows, {f"claim/{tail}": [_place(tail)] for tail, _, _ in _NAMED})

    answer = answer_question(store, _question(f"SELECT ?x {{}} {order}"), {}, language)

    assert expected == [tail for (tail,) in answer.ids]
    assert expected == [place.split(" › ")[1] for (place,) in answer.evidence]


def test_rows_without_a_name_come_first_in_english() -> None:
    """As they do in the store; the order of rows that have the same name stays."""
    rows = [_who("b", nl="x", en="x"), _who("a", nl="x", en="X"), (ID + "c", None, None, None)]

    answer = answer_question(_Given(rows), _question("SELECT ?x {} ORDER BY ?whoNl ?who"), {}, "en")

    assert [("c",), ("b",), ("a",)] == list(answer.ids)


def test_values_are_bound_as_terms() -> None:
    """A thing as its IRI, a day with its type, a number as such; each where its block stands."""
    text = 'SELECT * { VALUES ?who { id:x } VALUES ?until { "2020-01-01"^^xsd:date } VALUES ?steps { 1 } ?who ?until ?steps }'

    bound = bind_terms(text, {"who": _ZOMERFIT, "until": dt.date(2026, 12, 31), "steps": 3})

    day = '"2026-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert (
        bound == f"SELECT * {{ VALUES ?who {{ <{ID}zomerfit> }} VALUES ?until {{ {day} }} VALUES ?steps {{ 3 }} "
        "?who ?until ?steps }"
    )


@pytest.mark.parametrize(
    "iri",
    [
        f"{ID}x> . ?s ?p ?o . <{ID}y",
        f"{ID}x }} DROP ALL",
        f'{ID}x"',
        f"{ID}x\n",
        f"{ID}x\\u003e",
        "zomerfit",
        "",
    ],
    ids=repr,
)
def test_what_is_no_iri_never_reaches_the_store(iri: str) -> None:
    """A thing from a graph that somebody else made cannot smuggle a pattern in."""
    store = _Given([])
    hostile = Thing(iri, "project", "x", "x", frozenset())

    with pytest.raises(QueryError, match="is no IRI"):
        answer_question(store, _question("SELECT * { VALUES ?who { id:x } ?who ?p ?o }"), {"who": hostile}, "en")

    assert [] == store.asked


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "Wat krijgt Zomerfit tot 2026-12-31, 2 stappen?"),
        ("en", "What does Summer fit get by 2026-12-31, 2 steps?"),
    ],
)
def test_a_question_names_its_values(language: Language, expected: str) -> None:
    """Things by their name in the language, days as ISO 8601, numbers in digits."""
    question = _question(
        nl="Wat krijgt {who} tot {until}, {steps} stappen?", en="What does {who} get by {until}, {steps} steps?"
    )

    assert expected == name_question(question, {"who": _ZOMERFIT, "until": dt.date(2026, 12, 31), "steps": 2}, language)


def test_a_name_with_braces_is_only_a_name() -> None:
    """What looks like a slot in a name is left alone, and so is a slot without a value."""
    named = Thing(ID + "x", "project", "{until} {0}", "x", frozenset())

    assert "{until} {0} en {other}" == name_values("{who} en {other}", {"who": named, "until": dt.date.max}, "nl")


def _count_letters(_: Store, values: Values) -> Computed:
    """Count the letters of what is asked."""
    (thing,) = values.values()
    assert isinstance(thing, Thing)
    return Computed(rows=((ID + thing.id, "a", "b", len(thing.id), f"{ID}claim/1 {ID}claim/2"),), counts={"all": 9})


def test_a_computed_question_is_answered_as_any_other() -> None:
    """Its rows are named, typed and placed; its numbers make the denominator; no query ran."""
    question = _question(
        _SELECT,
        _count_letters,
        columns="who, whoNl, whoEn, letters, claim",
        head_nl="wie, letters",
        head_en="who, letters",
        types="letters integer",
        count_nl="{shown} van {all}",
        count_en="{shown} of {all}",
    )
    store = _Given([], {"claim/1": [_place("1")], "claim/2": [_place("2")]})

    answer = answer_question(store, question, {"who": _ZOMERFIT}, "nl")

    assert ((("a", 8),), (("zomerfit", None),), ("text", "integer")) == (answer.rows, answer.ids, answer.kinds)
    assert ("1 van 9", "") == (answer.denominator, answer.query)
    assert (("plan › 1 › Geld: «een pot»", "plan › 2 › Geld: «een pot»"),) == answer.evidence


def test_what_ran_is_described() -> None:
    """A computed question names its function and what that says of itself; another is its own query."""
    described = describe_function(_question(_SELECT, _count_letters))

    assert described.endswith("._count_letters\n\nCount the letters of what is asked.")
    assert describe_function(_question()).endswith(_SELECT)


def test_a_function_without_a_description_is_still_named() -> None:
    """An answer never lacks what made it."""

    def count(_: Store, __: Values) -> Computed:
        return Computed((), {})

    assert describe_function(_question(_SELECT, count)).endswith(".count\n\n")
