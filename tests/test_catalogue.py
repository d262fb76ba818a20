"""Every question of the catalogue is complete, tells apart what it asks, and answers what it says."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from slots import find_wrong_slots

from trendbreuk_graph import catalogue
from trendbreuk_graph.answering import answer_question, bind_terms
from trendbreuk_graph.answers import Answer, to_csv
from trendbreuk_graph.catalogue import SUBJECTS, find_questions, list_questions, load_question
from trendbreuk_graph.errors import TrendbreukError, UnknownQuestionError
from trendbreuk_graph.namespaces import ID, PREFIXES, TB
from trendbreuk_graph.parameters import THING_TYPES, read_values
from trendbreuk_graph.places import find_part
from trendbreuk_graph.questions import Question, Values, find_parts
from trendbreuk_graph.store import EmbeddedStore, Rows, Store
from trendbreuk_graph.understanding.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.i18n import Language

_TODAY = dt.date(2026, 1, 1)
_QUESTIONS = find_questions()
_QUERIES = [question for question in _QUESTIONS if question.compute is None]
_TYPES = {"integer", "number", "percent", "date", "amount"}

#: What a parameter is in the mini world: by question and name, else by type and name, else by type.
_MINI_VALUES = {
    "date": "2026-12-31",
    "date from": "2024-01-01",
    "domain": "medical",
    "domain second": "social",
    "life-phase": "jeugd",
    "municipality": "gemeente-ade",
    "number": "1",
    "participant": "ziekenhuis-oost",
    "participant second": "wijkwelzijn-west",
    "place": "ministreek",
    "project": "zomerfit",
    "project second": "eetclub",
    "stream": "kansenregeling",
    "stream second": "begroting-ade",
    "streams": "kansenregeling,begroting-ade",
    "subregion": "noord",
    "theme": "gezonde-jeugd",
    "thing": "zomerfit",
    "thing second": "kansenregeling",
    "money-lapsed day": "2040-01-01",
    "party-leads who": "wijkwelzijn-west",
    "party-members who": "zomercoalitie",
    "party-units who": "ggd-ministreek",
    "project-wholes project": "beweegplein",
    "projects-one-sided first": "social",
    "what-if-stream-ends day": "2024-06-30",
    "what-if-stream-ends until": "2024-06-30",
    "what-if-streams-end day": "2024-06-30",
    "what-if-streams-end until": "2024-06-30",
    "projects-one-sided second": "medical",
    "things-compared second": "eetclub",
}
#: Questions that rightly have no row for their example: the graph of the package holds no such thing.
_NO_ROWS: set[str] = set()
#: Questions to which the mini world rightly gives no row: it holds no such pair, project, line of money, target or theme.
_NO_MINI_ROWS = {
    "exclusive-pairs",
    "money-hoped",
    "money-none",
    "money-not-secured",
    "money-several-sources",
    "money-unknown-ends",
    "projects-completed",
    "projects-without-partners",
    "targets-undated",
    "theme-domains-missing",
    "wholes-falling",
}

#: Questions some rows of which rest on a record or a count instead of a place in a document.
_NO_PLACES = {
    "audit-classes",
    "drop-one",
    "money-not-secured",
    "party-bridge",
    "party-card",
    "party-units",
    "projects-all",
    "stream-card",
}

every_question = pytest.mark.parametrize("question", _QUESTIONS, ids=lambda question: question.id)
every_query = pytest.mark.parametrize("question", _QUERIES, ids=lambda question: question.id)
every_language = pytest.mark.parametrize("language", ["nl", "en"])


@cache
def _real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


def _example_values(question: Question) -> Values:
    """Every parameter as the example of the header."""
    return read_values(_real_store(), question, {p.name: p.example for p in question.parameters}, _TODAY)


@cache
def _real_answer(question_id: str) -> Answer:
    """The answer to the examples of the header, from the graph of the package."""
    question = load_question(question_id)
    return answer_question(_real_store(), question, _example_values(question), "nl", evidence=False)


def _mini_keys(question: Question) -> dict[str, str]:
    """Parameter → the key under which its value for the mini world stands."""
    found = {}
    for parameter in question.parameters:
        keys = [f"{question.id} {parameter.name}", f"{parameter.type} {parameter.name}", parameter.type]
        key = next((key for key in keys if key in _MINI_VALUES), None)
        assert key, f"Add {keys[0]!r} to _MINI_VALUES: an id of tests/fixtures/mini/, a day or a number."
        found[parameter.name] = key
    return found


def _mini_values(question: Question, store: Store) -> Values:
    """A value for every parameter, those with a default too: the mini world holds other things, and a day must not depend on today."""
    keys = _mini_keys(question)
    try:
        return read_values(store, question, {name: _MINI_VALUES[key] for name, key in keys.items()}, _TODAY)
    except TrendbreukError as error:
        name = next(iter(keys))
        pytest.fail(f"{error} Add '{question.id} {name}' (or another parameter) to _MINI_VALUES: {keys}", pytrace=False)


def _header(question: Question) -> str:
    """The header as it stands in the file or beside the function."""
    return question.text or catalogue._find_computed()[question.id][0]  # noqa: SLF001 - no other way to the text


def _slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[:}]", text))


def _shown(question: Question) -> list[str]:
    """The columns that are shown: one for each thing or text in two languages, none for claims."""
    found: dict[str, None] = {}
    for name in question.columns:
        if not name.startswith("claim"):
            base = re.sub(r"(Nl|En)$", "", name)
            found[base if f"{base}Nl" in question.columns else name] = None
    return list(found)


def _asked(question: Question, language: Language) -> list[str]:
    """Every way to put it, as a reader hears it: case and signs aside, a slot as the type of its parameter."""
    types = {parameter.name: parameter.type for parameter in question.parameters}
    ways = [re.sub(r"\{(\w+)\}", lambda m: f" «{types.get(m[1], m[1])}» ", way) for way in question.ask(language)]
    return [" ".join(re.sub(r"[^\w«»&+-]", " ", way.casefold()).split()) for way in ways]


def test_the_catalogue_is_whole() -> None:
    """Every file of the folder and every registered function is a question, in the order of the subjects."""
    files = {path.stem for path in find_part("queries").glob("*.rq")}
    functions = {question.id for question in _QUESTIONS if question.compute is not None}
    ids = [question.id for question in _QUESTIONS]

    assert files | functions == set(ids)
    assert len(ids) == len(files) + len(functions)
    assert len(ids) >= 45
    assert sorted(ids, key=lambda one: (SUBJECTS.index(load_question(one).subject), one)) == ids


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_subject_is_without_questions(subject: str) -> None:
    """A heading stands for something."""
    assert [question.id for question in _QUESTIONS if question.subject == subject]


@every_question
def test_a_question_has_a_whole_header(question: Question) -> None:
    """Each key stands in the header once, or as often as it may; in a file in the order that queries/README.md gives."""
    keys = [line[2:].partition(": ")[0] for line in _header(question).splitlines() if line.startswith("# ")]
    number = Counter(keys)
    expected = ["subject", "nl", "en"]
    expected += ["ask nl"] * number["ask nl"] + ["ask en"] * number["ask en"] + ["param"] * number["param"]
    expected += ["limit nl", "limit en"] if number["limit nl"] else []
    expected += [key for key in ("lists", "alike") if number[key]]
    expected += ["columns", *(["types"] if number["types"] else [])]
    expected += ["head nl", "head en", "read nl", "read en"]
    expected += (["not nl", "not en"] if number["not nl"] else []) + ["empty nl", "empty en"]
    expected += ["count"] if number["count"] else []
    expected += ["count nl", "count en"] if number["count nl"] else []

    assert Counter(expected) == number
    assert question.compute is not None or expected == keys
    assert question.subject in SUBJECTS


@every_question
def test_an_id_can_be_typed(question: Question) -> None:
    """Small letters and hyphens."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.id)


@every_question
def test_a_question_is_a_sentence_in_both_languages(question: Question) -> None:
    """The question ends with its mark, what explains it ends with a full stop, and no line says nothing."""
    explanations = [question.read_nl, question.read_en, question.empty_nl, question.empty_en]
    explanations += [text for text in (question.not_nl, question.not_en) if text]

    assert ("?", "?") == (question.nl[-1], question.en[-1])
    assert [text for text in explanations if not text.endswith(".")] == []
    assert bool(question.not_nl) == bool(question.not_en)
    assert bool(question.count_nl) == bool(question.count_en)
    assert question.nl != question.en


@every_question
def test_the_slots_of_a_question_are_its_parameters(question: Question) -> None:
    """Question and explanation name parameters; other ways to ask may name a period, and always name what must be given."""
    names = {parameter.name for parameter in question.parameters}
    required = {parameter.name for parameter in question.parameters if parameter.default is None}
    period = {"period"} if names & {"from", "until"} else set()
    asks = [*question.ask_nl, *question.ask_en]
    texts = [question.nl, question.en, question.read_nl, question.read_en, question.not_nl, question.not_en]

    assert required <= _slots(question.nl) == _slots(question.en) <= names
    assert [text for text in [*texts, question.empty_nl, question.empty_en] if not _slots(text) <= names] == []
    assert [ask for ask in asks if not _slots(ask) <= names | period] == []
    covered = {"period": {"from", "until"}}
    assert [ask for ask in asks if not required <= set().union(*(covered.get(s, {s}) for s in _slots(ask)))] == []


@every_question
@every_language
def test_a_question_can_be_put_in_at_least_six_other_ways(question: Question, language: Language) -> None:
    """And none of them is another one with other signs."""
    ways = _asked(question, language)

    assert len(ways) >= 7
    assert [way for way, number in Counter(ways).items() if number > 1] == []


@every_language
def test_no_two_questions_can_be_put_in_one_way(language: Language) -> None:
    """What is typed in these words has one meaning."""
    asked: dict[str, list[str]] = {}
    for question in _QUESTIONS:
        for way in _asked(question, language):
            asked.setdefault(way, []).append(question.id)

    assert {way: ids for way, ids in asked.items() if len(ids) > 1} == {}


@every_question
def test_a_limit_is_said_in_both_languages(question: Question) -> None:
    """As a part of a sentence, with the value that it needs, and with no value that it lacks."""
    names = {parameter.name for parameter in question.parameters}
    required = {parameter.name for parameter in question.parameters if parameter.default is None}
    limits = [text for text in (question.limit_nl, question.limit_en) if text]

    assert len(limits) in {0, 2}
    assert len(set(limits)) == len(limits)
    assert [text for text in limits if not required <= _slots(text) <= names] == []
    assert [text for text in limits if not re.fullmatch(r"[a-z].*[^.?! ]", text)] == []
    assert not limits or question.kinds


@every_question
def test_a_question_lists_what_its_rows_begin_with(question: Question) -> None:
    """All of a kind, so that nothing must be given; and things that must be of one kind are at least two."""
    required = [parameter for parameter in question.parameters if parameter.default is None]

    assert question.lists in {"", question.kinds[0] if question.kinds else ""}
    assert not question.lists or not required
    assert not question.alike or len({parameter.type for parameter in required}) == 1 < len(required)


def test_no_two_limits_stand_for_one_name() -> None:
    """Of a typed name one question at most is the limit: no two begin with one kind of thing and need one type of name."""
    matcher = Matcher(_QUESTIONS)
    found: dict[tuple[str, str], list[str]] = {}
    for question in _QUESTIONS:
        for other, parameter in matcher.find_limits(question):
            ids = found.setdefault((question.kinds[0], parameter.type), [])
            ids += [other.id] if other.id not in ids else []

    assert {key: ids for key, ids in found.items() if len(ids) > 1} == {}
    assert {"project", "party", "municipality"} == {kind for kind, _ in found}
    assert {"stream", "life-phase", "domain", "place", "theme", "participant"} == {
        name for kind, name in found if kind == "project"
    }


@every_question
def test_each_shown_column_has_a_heading(question: Question) -> None:
    """In both languages, each another one; a name in one language has its pair."""
    shown = _shown(question)
    pairs = {f"{name}{ending}" for name in shown for ending in ("Nl", "En") if f"{name}Nl" in question.columns}

    assert len(shown) == len(question.head_nl) == len(question.head_en)
    assert len(shown) == len(set(question.head_nl)) == len(set(question.head_en))
    assert pairs <= set(question.columns)
    assert len(question.columns) == len(set(question.columns))


@every_question
def test_types_are_of_shown_columns(question: Question) -> None:
    """And of the kinds that answers know."""
    assert set(question.types) <= set(_shown(question))
    assert set(question.types.values()) <= _TYPES


@every_question
def test_parameters_have_a_type_and_an_example_that_exists(question: Question) -> None:
    """Types are known, and each example and default stands for a thing of the graph, a day or a number."""
    values = _example_values(question)
    defaults = {p.name: p.default for p in question.parameters if p.default is not None}

    assert {parameter.element for parameter in question.parameters} <= {*THING_TYPES, "date", "number"}
    assert [parameter.name for parameter in question.parameters] == list(values)
    # Only those with a default are left out, so that the defaults are read.
    needed = {p.name: p.example for p in question.parameters if p.name not in defaults}
    assert list(values) == list(read_values(_real_store(), question, needed, _TODAY))


def test_every_type_of_parameter_is_documented() -> None:
    """Who writes a question finds the types in the folder."""
    line = re.search(r"^\| `param` .*$", (find_part("queries") / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert line
    assert [
        name for name in [*THING_TYPES, "date", "number"] if f"{name}," not in f"{line[0]},".replace(" |,", ",")
    ] == []


@every_query
def test_a_parameter_stands_in_a_block_with_its_example(question: Question) -> None:
    """The file runs as it is, and a value takes the place of the example wherever that stands."""
    expected, found = {}, {}
    for parameter in question.parameters:
        day = f'"{parameter.example}"^^xsd:date'
        expected[parameter.name] = {day if parameter.type == "date" else parameter.example}
        found[parameter.name] = set(re.findall(rf"VALUES \?{parameter.name} \{{ (.*?) \}}", question.text))

    assert expected == found


@every_query
def test_the_columns_of_a_header_are_those_of_the_query(question: Question, mini_store: EmbeddedStore) -> None:
    """A reader of the header knows the order of the columns."""
    answer = mini_store.query(question.text)

    assert isinstance(answer, Rows)
    assert question.columns == answer.columns


@every_query
def test_a_query_declares_its_prefixes(question: Question) -> None:
    """Each prefix in use is declared, means what it means everywhere, and none is declared for nothing."""
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", question.text, re.MULTILINE))
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith(("#", "PREFIX")))
    used = set(re.findall(r"\b(\w+):\w*", re.sub(r"<[^<>\s]*>|\"[^\"]*\"", "", body)))

    assert used == set(declared)
    assert {prefix: PREFIXES[prefix] for prefix in declared} == declared


@every_query
def test_a_query_is_cheap_in_every_store(question: Question) -> None:
    """A correlated FILTER NOT EXISTS is quadratic in some stores; MINUS says the same."""
    assert "NOT EXISTS" not in question.text


@every_query
def test_the_rows_stand_in_one_order_only(question: Question) -> None:
    """No two rows of the real graph are equal in what the query orders by."""
    order = re.findall(r"\?(\w+)", question.text[question.text.rindex("ORDER BY") :])
    hidden = [f"?{name}" for name in order if name not in question.columns]
    text = re.sub(
        r"^SELECT (DISTINCT )?", lambda m: f"{m[0]}{' '.join(hidden)} ", question.text, count=1, flags=re.MULTILINE
    )
    answer = _real_store().query(bind_terms(text, _example_values(question)))
    assert isinstance(answer, Rows)
    keys = Counter(tuple(row[answer.columns.index(name)] for name in order) for row in set(answer.rows))

    assert [key for key, number in keys.items() if number > 1] == []


@every_question
def test_a_question_has_an_answer_in_the_real_graph(question: Question) -> None:
    """The examples of the header give rows, or the question is known to have none."""
    assert (question.id not in _NO_ROWS) == bool(_real_answer(question.id).rows)


def test_the_number_of_rows_is_known(check_golden: Callable[[str, str], None]) -> None:
    """A change of the graph or of a question shows in the number of rows that the examples give."""
    lines = sorted(f"{question.id}: {len(_real_answer(question.id).rows)}\n" for question in _QUESTIONS)

    check_golden("row-counts.txt", "".join(lines))


def test_a_stream_without_a_project_has_one_row(mini_turtle: Path, tmp_path: Path) -> None:
    """With its name and nothing else; the other rows stay as they were."""
    lone = 'id:lone a tb:FundingStream ; skos:prefLabel "Los potje"@nl , "Lone pot"@en .'
    path = tmp_path / "lone.ttl"
    path.write_text(mini_turtle.read_text(encoding="utf-8") + lone, encoding="utf-8")
    question = load_question("streams-projects")
    before, after = (
        answer_question(EmbeddedStore.from_file(one), question, {}, "en", evidence=False).rows
        for one in (mini_turtle, path)
    )

    assert [row for row in after if row not in before] == [("Lone pot", None, None, "not known")]
    assert len(after) == len(before) + 1


def test_what_is_counted_beside_an_answer_is_of_its_own_thing(mini_store: EmbeddedStore) -> None:
    """Claims about the project, and projects of the theme; not those of the whole graph."""
    told = {}
    for question_id, given in (
        ("thing-unconfirmed", {"thing": "eetclub"}),
        ("thing-unconfirmed", {"thing": "zomerfit"}),
        ("domains-in-theme", {"theme": "gezonde-jeugd"}),
    ):
        question = load_question(question_id)
        values = read_values(mini_store, question, given, _TODAY)
        told[*given.values()] = answer_question(mini_store, question, values, "en", evidence=False).denominator

    assert told == {
        ("eetclub",): "4 of 4 claims about this name.",
        ("zomerfit",): "16 of 16 claims about this name.",
        ("gezonde-jeugd",): "2 of 2 projects of this theme have a participant with a domain.",
    }


@every_question
def test_an_answer_says_names_and_typed_values(question: Question) -> None:
    """No cell is an address, every value has the type of its column, and no slot is left in a sentence."""
    answer = _real_answer(question.id)
    kinds = {"integer": (int,), "number": (float, int), "percent": (float, int), "amount": (int, float)}
    wrong = [
        (name, value)
        for row in answer.rows
        for name, kind, value in zip(answer.columns, answer.kinds, row, strict=True)
        if value is not None and (isinstance(value, bool) or not isinstance(value, kinds.get(kind, str)))
    ]
    addresses = [value for row in answer.rows for value in row if str(value).startswith((ID, TB))]

    assert (wrong, addresses) == ([], [])
    assert [text for text in (answer.title, answer.empty, answer.denominator) if re.search(r"\{\w*\}", text)] == []
    assert all(
        0 <= float(value or 0) <= 1
        for row in answer.rows
        for value, kind in zip(row, answer.kinds, strict=True)
        if kind == "percent"
    )


@every_question
def test_a_denominator_is_counted(question: Question) -> None:
    """What the sentence counts is what the part gives."""
    slots = _slots(question.count_nl)
    if question.count:
        (part,) = [part for part in find_parts() if part.id == question.count]
        assert slots - {"shown"} <= set(part.columns)

    assert slots == _slots(question.count_en)
    assert bool(question.count) <= bool(question.count_nl)
    assert [fault for text in (question.count_nl, question.count_en) for fault in find_wrong_slots(text)] == []


@every_question
def test_a_question_is_answered_from_the_mini_world(
    question: Question, mini_store: EmbeddedStore, check_golden: Callable[[str, str], None]
) -> None:
    """The rows are those that the mini records say, each with its place; in English they are as many."""
    values = _mini_values(question, mini_store)
    dutch, english = (answer_question(mini_store, question, values, language) for language in ("nl", "en"))

    assert (len(dutch.rows), set(dutch.ids)) == (len(english.rows), set(english.ids))
    assert (question.id not in _NO_MINI_ROWS) == bool(dutch.rows), dutch.title
    assert dutch.empty.endswith(".") == english.empty.endswith(".") == (not dutch.rows)
    check_golden(f"questions/{question.id}.csv", to_csv([dutch]))


@every_question
def test_every_row_that_rests_on_claims_has_a_place(question: Question) -> None:
    """In the real graph each row shows where it stands, but for known questions; one without claims counts, and shows none."""
    answer = answer_question(_real_store(), question, _example_values(question), "en")
    has_claims = any(name.startswith("claim") for name in question.columns)

    assert (len(answer.rows) if has_claims else 0) == len(answer.evidence)
    assert (question.id in _NO_PLACES) == any(not places for places in answer.evidence)


def test_no_golden_file_and_no_value_is_left_over() -> None:
    """Each golden file, exception and value of the mini world is of a question that there is."""
    golden = Path(__file__).parent / "golden" / "questions"
    ids = {question.id for question in _QUESTIONS}
    used = {key for question in _QUESTIONS for key in _mini_keys(question).values()}

    assert ids == {path.stem for path in golden.glob("*.csv")}
    assert set(_MINI_VALUES) - used == set()
    assert (_NO_ROWS | _NO_MINI_ROWS | _NO_PLACES) - ids == set()


@every_language
def test_the_list_covers_every_question(language: Language) -> None:
    """A table a subject, a row a question, with an example for each parameter."""
    tables = list_questions(language)
    rows = [row for table in tables for row in table.rows]

    assert [question.id for question in _QUESTIONS] == [row[0] for row in rows]
    assert [question.ask(language)[0] for question in _QUESTIONS] == [row[1] for row in rows]
    assert len(SUBJECTS) == len(tables) == len({table.title for table in tables})
    assert all(table.title and len(table.columns) == 3 for table in tables)


def test_the_list_says_what_to_give() -> None:
    """With a default where there is one, else the example, both without their prefix."""
    rows = {row[0]: row[2] for table in list_questions("en") for row in table.rows}
    expected = {
        question.id: [f"{p.name}={(p.default or p.example).split(':')[-1]}" for p in question.parameters]
        for question in _QUESTIONS
    }

    assert "project=keigezond" == rows["project-lead"]
    assert expected == {name: str(text).split() for name, text in rows.items()}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_one_subject_is_listed_alone(subject: str) -> None:
    """As one table."""
    (table,) = list_questions("en", subject)

    assert [question.id for question in _QUESTIONS if question.subject == subject] == [row[0] for row in table.rows]


@every_question
def test_a_question_is_loaded_by_its_id(question: Question) -> None:
    """Alone it is what it is among the others."""
    assert question == load_question(question.id)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("project-leader", "project-lead"),
        ("Project-Lead", "project-lead"),
        ("projectlead", "project-lead"),
        ("project-lead.rq", "project-lead"),
    ],
)
def test_an_unknown_id_comes_with_the_nearest(typed: str, nearest: str) -> None:
    """Three ids at most, the most alike first."""
    with pytest.raises(UnknownQuestionError) as caught:
        load_question(typed)

    assert nearest == caught.value.nearest[0]
    assert len(caught.value.nearest) == min(3, len(_QUESTIONS))
    assert f"There is no question '{typed}'. Nearest: {nearest}" in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    ["", ".", "..", "parts/thing-names", "../queries/project-lead", "a\0b", "a" * 5000, "/etc/passwd"],
    ids=lambda text: text[:24],
)
def test_an_id_is_no_path(typed: str) -> None:
    """What is no id is looked up nowhere, and ends in the same sentence."""
    with pytest.raises(UnknownQuestionError):
        load_question(typed)


def test_every_key_of_a_header_is_documented() -> None:
    """Who writes a question finds each key in the folder, once."""
    table = (find_part("queries") / "README.md").read_text(encoding="utf-8").split("| key | says |")[1].split("\n\n")[0]
    documented = re.findall(r"`([^`]+)`", "".join(line.split("|")[1] for line in table.splitlines()[2:]))
    used = {line[2:].partition(": ")[0] for one in _QUESTIONS for line in _header(one).splitlines() if line[:2] == "# "}

    assert used == set(documented)
    assert len(documented) == len(set(documented))
