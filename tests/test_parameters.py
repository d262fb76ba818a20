"""What somebody gives for a parameter becomes a thing, a day or a number, or a sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.errors import AmbiguousNameError, ParameterError, UnknownNameError
from trendbreuk_graph.names import Thing, read_things
from trendbreuk_graph.parameters import THING_TYPES, find_example, fits, read_values
from trendbreuk_graph.questions import Parameter, Question, parse_question
from trendbreuk_graph.store import Boolean, Rows, Store, Triples

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore

_TODAY = dt.date(2026, 1, 31)
_HEADER = """# subject: projects
# nl: Wat?
# en: What?
# columns: what
# head nl: wat
# head en: what
# read nl: Lees.
# read en: Read.
# empty nl: Niets.
# empty en: Nothing.
"""


def _question(*parameters: str) -> Question:
    """A question that asks for these parameters, each written as in a header."""
    return parse_question("what", _HEADER + "".join(f"# param: {line}\n" for line in parameters))


def _read(store: Store, parameter: str, given: str | None = None) -> Thing | tuple[Thing, ...] | dt.date | int:
    """The value of the only parameter of a question."""
    name = parameter.split(" ", maxsplit=1)[0]
    values = read_values(store, _question(parameter), {} if given is None else {name: given}, _TODAY)
    assert [name] == list(values)
    return values[name]


@dataclass
class _Counting(Store):
    """Passes queries on, and keeps them."""

    inner: Store
    asked: list[str] = field(default_factory=list)

    def query(self, text: str) -> Rows | Boolean | Triples:
        """See :meth:`Store.query`."""
        self.asked.append(text)
        return self.inner.query(text)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("project", "zomerfit", "zomerfit"),
        ("project", "id:zomerfit", "zomerfit"),
        ("project", "Ketenaanpak Zomerfit", "zomerfit"),
        ("project", "Summer fit chain approach", "zomerfit"),
        ("project", "ZF", "zomerfit"),
        ("project", "zommerfit", "zomerfit"),
        ("participant", "ziekenhuis-oost", "ziekenhuis-oost"),
        ("participant", "zieknhuis oost", "ziekenhuis-oost"),
        ("participant", "gemeente-ade", "gemeente-ade"),
        ("participant", "huisartsen", "huisartsen"),
        ("participant", "Jan Jansen", "jan-jansen"),
        ("stream", "SPUK Kansen", "kansenregeling"),
        ("theme", "gezonde-jeugd", "gezonde-jeugd"),
        ("theme", "exercise", "gala-bewegen"),
        ("life-phase", "youth", "jeugd"),
        ("domain", "medisch", "medical"),
        ("place", "ministreek", "ministreek"),
        ("place", "Ade", "gemeente-ade"),
        ("municipality", "Bos", "gemeente-bos"),
        ("subregion", "North", "noord"),
        ("thing", "kansenregeling", "kansenregeling"),
        ("thing", "gala-bewegen", "gala-bewegen"),
        ("thing", "Wijkwelzijn West", "wijkwelzijn-west"),
    ],
)
def test_a_thing_is_found_by_id_name_or_rough_name(
    mini_store: EmbeddedStore, kind: str, typed: str, expected: str
) -> None:
    """Each type takes ids, names in both languages, abbreviations and typing mistakes."""
    value = _read(mini_store, f"x {kind}, example id:x", typed)

    assert isinstance(value, Thing)
    assert expected == value.id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kansenregeling", ["kansenregeling"]),
        ("zomerfonds,kansenregeling", ["zomerfonds", "kansenregeling"]),
        (" SPUK Kansen , zommerfonds, kansenregeling,", ["kansenregeling", "zomerfonds"]),
    ],
    ids=["one", "two-in-their-order", "names-slips-and-doubles"],
)
def test_several_things_stand_with_commas_between(mini_store: EmbeddedStore, typed: str, expected: list[str]) -> None:
    """Each is found as one thing is, stands where it was named first, and counts once."""
    value = _read(mini_store, "x streams, example id:x", typed)

    assert isinstance(value, tuple)
    assert expected == [thing.id for thing in value]


@pytest.mark.parametrize(
    ("parameter", "taken", "expected"),
    [
        ("x project, example id:zomerfit", [], "zomerfit"),
        ("x project, example id:elsewhere", [], "beweegplein"),
        ("x project, example id:elsewhere", ["beweegplein"], "eetclub"),
        ("x life-phase, example id:elsewhere", ["jeugd"], "jeugd"),
        ("x streams, example id:zomerfonds,id:oude-pot", [], "zomerfonds,oude-pot"),
        ("x streams, example id:zomerfonds,id:elsewhere", [], "begroting-ade,kansenregeling"),
        ("x date, default today, example 2026-11-22", [], "today"),
        ("x number, example 5", [], "5"),
    ],
)
def test_an_example_is_one_that_the_graph_holds(
    mini_store: EmbeddedStore, parameter: str, taken: list[str], expected: str
) -> None:
    """The header's own where it is there, else what comes first and is not taken."""
    things = sorted(read_things(mini_store), key=lambda thing: thing.iri)

    assert expected == find_example(_question(parameter).parameters[0], things, taken)


def test_without_any_thing_that_fits_there_is_no_example() -> None:
    """An empty graph has no project."""
    assert find_example(_question("x project, example id:zomerfit").parameters[0], []) is None


def test_each_type_of_thing_is_tried_above() -> None:
    """The table of types has no type that no test knows."""
    assert {
        "project",
        "participant",
        "stream",
        "theme",
        "life-phase",
        "domain",
        "place",
        "municipality",
        "subregion",
        "thing",
    } == set(THING_TYPES)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("project", {"beweegplein", "eetclub", "zomerfit"}),
        (
            "stream",
            {"begroting-ade", "kansenregeling", "oude-pot", "verzekeraar-geld", "ziekenhuis-inzet", "zomerfonds"},
        ),
        ("theme", {"gala-bewegen", "gezonde-jeugd"}),
        ("life-phase", {"jeugd"}),
        ("domain", {"government", "medical", "public-health", "social"}),
        ("place", {"gemeente-ade", "gemeente-bos", "ministreek", "noord"}),
        ("municipality", {"gemeente-ade", "gemeente-bos"}),
        ("subregion", {"ministreek", "noord"}),
        (
            "participant",
            {
                "gemeente-ade",
                "gemeente-bos",
                "gemeenten-zuid-limburg",
                "ggd-jeugd",
                "ggd-ministreek",
                "huisartsen",
                "jan-jansen",
                "wijkwelzijn-west",
                "ziekenhuis-oost",
                "zomercoalitie",
            },
        ),
    ],
)
def test_a_type_takes_these_things_and_no_others(mini_store: EmbeddedStore, kind: str, expected: set[str]) -> None:
    """Of all things of the mini world exactly those of the type fit, and every one fits `thing`."""
    things = read_things(mini_store)

    assert expected == {thing.id for thing in things if fits(thing, kind)}
    assert all(fits(thing, "thing") for thing in things)


def test_the_type_decides_between_things_of_one_name(mini_store: EmbeddedStore) -> None:
    """Jeugd is a phase of life, and a department of the GGD where a participant is asked."""
    phase = _read(mini_store, "x life-phase, example id:x", "jeugd")
    party = _read(mini_store, "x participant, example id:x", "jeugd")

    assert isinstance(phase, Thing)
    assert isinstance(party, Thing)
    assert ("jeugd", "ggd-jeugd") == (phase.id, party.id)


def test_a_thing_of_another_type_is_not_taken(mini_store: EmbeddedStore) -> None:
    """The id of a hospital is no project, however exact."""
    with pytest.raises(UnknownNameError, match="Nothing in the graph is called 'ziekenhuis-oost'"):
        _read(mini_store, "x project, example id:x", "ziekenhuis-oost")


def test_an_unknown_name_comes_with_the_nearest_of_its_type(mini_store: EmbeddedStore) -> None:
    """Only things that the parameter takes are suggested."""
    with pytest.raises(UnknownNameError) as caught:
        _read(mini_store, "x project, example id:x", "zomerkamp")

    assert caught.value.nearest[0] == "Ketenaanpak Zomerfit"
    assert set(caught.value.nearest) <= {"Beweegplein", "Eetclub", "Ketenaanpak Zomerfit"}


def test_a_name_of_several_things_is_a_choice(mini_store: EmbeddedStore) -> None:
    """Both municipalities are called so; each can be given instead."""
    with pytest.raises(AmbiguousNameError) as caught:
        _read(mini_store, "x municipality, example id:x", "gemeente")

    assert ["gemeente-ade", "gemeente-bos"] == [tail for tail, _, _ in caught.value.candidates]
    assert str(caught.value).endswith(
        "\n  --param x=gemeente-ade  (Gemeente Ade)\n  --param x=gemeente-bos  (Gemeente Bos)"
    )


@pytest.mark.parametrize("typed", ["", "  ", "id:", "?", "zomerfit> . ?s ?p ?o . <x"], ids=repr)
def test_what_is_no_name_is_refused(mini_store: EmbeddedStore, typed: str) -> None:
    """An empty text or signs stand for nothing, and never reach a query."""
    with pytest.raises(UnknownNameError):
        _read(mini_store, "x stream, example id:x", typed)


@pytest.mark.parametrize(
    ("text", "of_until", "of_from"),
    [
        ("2026-12-31", "2026-12-31", "2026-12-31"),
        ("2026-11", "2026-11-30", "2026-11-01"),
        ("2024-02", "2024-02-29", "2024-02-01"),
        ("2025-02", "2025-02-28", "2025-02-01"),
        ("2026", "2026-12-31", "2026-01-01"),
        ("9999", "9999-12-31", "9999-01-01"),
        ("0001", "0001-12-31", "0001-01-01"),
        ("today", "2026-01-31", "2026-01-31"),
        ("today+0m", "2026-01-31", "2026-01-31"),
        ("today+1m", "2026-02-28", "2026-02-28"),
        ("today+12m", "2027-01-31", "2027-01-31"),
        ("today+99999m", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_day_a_month_or_a_year_is_a_day(mini_store: EmbeddedStore, text: str, of_until: str, of_from: str) -> None:
    """A month or year stands for its last day as an end, and for its first elsewhere; `today` is the day that is given."""
    assert dt.date.fromisoformat(of_until) == _read(mini_store, "until date, example 2026-01-01", text)
    assert dt.date.fromisoformat(of_from) == _read(mini_store, "from date, example 2026-01-01", text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31-12-2026",
        "2026-13",
        "2026-02-30",
        "0000",
        "2026-1",
        "26",
        "today+m",
        "today-1m",
        "2026?",
        "٢٠٢٦",
        "today+" + "9" * 5000 + "m",
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_day_is_said_to_be_none(mini_store: EmbeddedStore, text: str) -> None:
    """The message repeats what was given and shows every form that is taken."""
    with pytest.raises(ParameterError) as caught:
        _read(mini_store, "until date, example 2026-01-01", text)

    expected = f"'{text}' for until is no day. Write it as 2026-12-31, 2026-12, 2026, today or today+6m."
    assert expected == str(caught.value)
    assert ("parameter", "what", "until") == (caught.value.code, caught.value.question, caught.value.parameter)


@pytest.mark.parametrize(("text", "expected"), [("0", 0), ("1", 1), ("007", 7), ("999999", 999999)])
def test_a_whole_number_is_taken(mini_store: EmbeddedStore, text: str, expected: int) -> None:
    """From nought on."""
    assert expected == _read(mini_store, "steps number, example 1", text)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1,5", "one", "1 000", "1000000", "1e3", "٣"])
def test_what_is_no_whole_number_is_said_to_be_none(mini_store: EmbeddedStore, text: str) -> None:
    """Fractions, words and numbers beyond any use are refused."""
    with pytest.raises(ParameterError) as caught:
        _read(mini_store, "steps number, example 1", text)

    assert f"'{text}' for steps is no whole number from 0 on." == str(caught.value)


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("until date, default today, example 2026-12-31", dt.date(2026, 1, 31)),
        ("until date, default today+12m, example 2026-12-31", dt.date(2027, 1, 31)),
        ("until date, default 2024, example 2026-12-31", dt.date(2024, 12, 31)),
        ("steps number, default 2, example 1", 2),
    ],
)
def test_a_default_holds_when_nothing_is_given(
    mini_store: EmbeddedStore, parameter: str, expected: dt.date | int
) -> None:
    """Days count from the day that counts as today."""
    assert expected == _read(mini_store, parameter)


def test_a_thing_can_be_a_default(mini_store: EmbeddedStore) -> None:
    """And gives way to what is given."""
    parameter = "first domain, default id:medical, example id:medical"
    default, given = _read(mini_store, parameter), _read(mini_store, parameter, "sociaal")

    assert isinstance(default, Thing)
    assert isinstance(given, Thing)
    assert ("medical", "social") == (default.id, given.id)


def test_what_must_be_given_is_asked_for_with_an_example(mini_store: EmbeddedStore) -> None:
    """The message shows what to type; the example is the id without its prefix."""
    with pytest.raises(ParameterError) as caught:
        _read(mini_store, "project project, example id:keigezond")

    assert "Question 'what' needs project, for example: --param project=keigezond" == str(caught.value)


@pytest.mark.parametrize(
    ("parameters", "names"),
    [(("first domain, example id:a", "until date, example 2026-01-01"), "first, until"), ((), "-")],
    ids=["some", "none"],
)
def test_a_parameter_that_the_question_lacks_is_named(
    mini_store: EmbeddedStore, parameters: tuple[str, ...], names: str
) -> None:
    """The message lists the parameters that there are; nothing else is read first."""
    with pytest.raises(ParameterError) as caught:
        read_values(mini_store, _question(*parameters), {"who": "x"}, _TODAY)

    assert f"Question 'what' has no parameter 'who'. It has: {names}." == str(caught.value)


def test_values_stand_in_the_order_of_the_header(mini_store: EmbeddedStore) -> None:
    """Whatever the order in which they were given."""
    question = _question(
        "first domain, example id:a", "second domain, example id:b", "steps number, default 3, example 1"
    )
    values = read_values(mini_store, question, {"second": "social", "first": "medical"}, _TODAY)

    assert ["first", "second", "steps"] == list(values)
    assert [getattr(value, "id", value) for value in values.values()] == ["medical", "social", 3]


def test_exact_ids_are_looked_up_one_by_one(mini_store: EmbeddedStore) -> None:
    """Names of all things are read only for a name that is no id, and once for all parameters."""
    question = _question("first thing, example id:a", "second thing, example id:b")
    counting = _Counting(mini_store)

    read_values(counting, question, {"first": "zomerfit", "second": "eetclub"}, _TODAY)
    by_id = len(counting.asked)
    read_values(counting, question, {"first": "Zomer fit", "second": "Eet club"}, _TODAY)
    by_name = [text for text in counting.asked[by_id:] if "VALUES ?thing" not in text]

    assert 2 == by_id
    assert all("VALUES ?thing" in text for text in counting.asked[:by_id])
    assert 1 == len(by_name)


def test_things_that_were_read_before_are_not_read_again(mini_store: EmbeddedStore) -> None:
    """Whoever has all names passes them on."""
    counting, things = _Counting(mini_store), read_things(mini_store)
    values = read_values(counting, _question("x project, example id:a"), {"x": "Zomer fit"}, _TODAY, things)

    assert "zomerfit" == getattr(values["x"], "id", None)
    assert [text for text in counting.asked if "VALUES ?thing" not in text] == []


def test_a_parameter_of_no_known_form_is_a_mistake_of_its_writer() -> None:
    """A line of a header that cannot be read is not passed over."""
    with pytest.raises(KeyError, match="project"):
        _question("project")

    assert (
        Parameter("until", "date", "today+12m", "2026-12-31")
        == _question("until date, default today+12m, example 2026-12-31").parameters[0]
    )
