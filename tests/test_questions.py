"""Every part is complete, runs anywhere, and gives the rows that it says; questions are read from their headers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.answers import Answer, to_csv
from trendbreuk_graph.errors import MissingPartError
from trendbreuk_graph.namespaces import PREFIXES, record_iri
from trendbreuk_graph.places import find_part
from trendbreuk_graph.questions import Part, find_parts, load_part
from trendbreuk_graph.store import EmbeddedStore, Rows, bind_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

_QUESTIONS = find_parts()
_PARAMETER = re.compile(r"(?P<name>\w+) iri, (?P<need>required|optional), example id:(?P<example>[a-z0-9/-]+)")
#: What each required parameter is in the mini world; a part can have its own.
_MINI_VALUES = {
    "about": "kansenregeling",
    "claim": "financing/zomerfit--kansenregeling--secured",
    "domain": "medical",
    "first": "ziekenhuis-oost",
    "municipality": "gemeente-ade",
    "parent": "ggd-ministreek",
    "phase": "jeugd",
    "place": "ministreek",
    "project": "zomerfit",
    "provider": "gemeente-ade",
    "second": "wijkwelzijn-west",
    "stream": "kansenregeling",
    "theme": "gezonde-jeugd",
    "thing": "zomerfit",
    "where": "ministreek",
    "who": "ziekenhuis-oost",
    "domain-pair-counts first": "medical",
    "domain-pair-counts second": "public-health",
    "municipality-derived-projects who": "gemeente-ade",
}
every_question = pytest.mark.parametrize("question", _QUESTIONS, ids=lambda question: question.id)


@pytest.fixture(scope="module")
def real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


def _parameters(question: Part) -> dict[str, str]:
    """Name of each parameter → its example."""
    matches = [_PARAMETER.fullmatch(text) for text in question.parameters]
    assert all(matches), question.parameters
    return {match["name"]: match["example"] for match in matches if match}


def _bound(question: Part, values: dict[str, str]) -> str:
    return bind_values(question.text, {name: [record_iri(value)] for name, value in values.items()})


def _mini_values(question: Part) -> dict[str, str]:
    """A value for each required parameter; what is optional is left open."""
    values = {}
    for match in filter(None, map(_PARAMETER.fullmatch, question.parameters)):
        if match["need"] == "required":
            name = match["name"]
            value = _MINI_VALUES.get(f"{question.id} {name}", _MINI_VALUES.get(name))
            assert value, f'Add "{name}" or "{question.id} {name}" to _MINI_VALUES: an id of tests/fixtures/mini/.'
            values[name] = value
    return values


def _rows(store: EmbeddedStore, text: str) -> Rows:
    answer = store.query(text)
    assert isinstance(answer, Rows)
    return answer


def _short(value: str | None) -> str | None:
    """A value with the beginning of its IRI as a prefix."""
    for prefix, iri in PREFIXES.items():
        if value is not None and value.startswith(iri):
            return f"{prefix}:{value.removeprefix(iri)}"
    return value


def test_the_catalogue_holds_every_file() -> None:
    """No question of the folder is left out, and the folder is not empty."""
    files = sorted(path.stem for path in (find_part("queries") / "parts").glob("*.rq"))

    assert files == [question.id for question in _QUESTIONS]
    assert len(files) >= 24


@every_question
def test_a_question_has_a_whole_header(question: Part) -> None:
    """The header asks in two languages, names the columns and says how to read the answer, each once and in that order."""
    keys = [line[2:].partition(": ")[0] for line in question.text.splitlines() if line.startswith("# ")]
    expected = ["nl", "en", *["param"] * len(question.parameters), "columns", "read nl", "read en"]

    assert expected == keys
    assert question.nl.endswith("?")
    assert question.en.endswith("?")
    assert question.read_nl.endswith(".")
    assert question.read_en.endswith(".")


@every_question
def test_the_columns_of_a_header_are_those_of_the_query(question: Part, mini_store: EmbeddedStore) -> None:
    """A reader of the header knows the order of the columns."""
    assert question.columns == _rows(mini_store, question.text).columns


@every_question
def test_a_parameter_is_a_variable_of_the_query(question: Part) -> None:
    """A parameter is bound from outside: in its own block, or else as a column; its description names type, need and example."""
    blocks = set(re.findall(r"VALUES \?(\w+) \{", question.text))

    assert set(_parameters(question)) <= {*question.columns, *blocks}


@every_question
def test_a_question_declares_its_prefixes(question: Part) -> None:
    """Each prefix in use is declared, means what it means everywhere, and none is declared for nothing."""
    declared = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", question.text, re.MULTILINE))
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith(("#", "PREFIX")))
    used = set(re.findall(r"\b(\w+):\w*", re.sub(r"<[^<>\s]*>|\"[^\"]*\"", "", body)))

    assert used == set(declared)
    assert {prefix: PREFIXES[prefix] for prefix in declared} == declared


@every_question
def test_a_question_is_cheap_in_every_store(question: Part) -> None:
    """A correlated FILTER NOT EXISTS is quadratic in Oxigraph; MINUS says the same."""
    assert "NOT EXISTS" not in question.text


@every_question
def test_the_rows_stand_in_one_order_only(question: Part, real_store: EmbeddedStore) -> None:
    """No two rows of the real graph are equal in what the query orders by."""
    order = re.findall(r"\?(\w+)", question.text[question.text.rindex("ORDER BY") :])
    answer = _rows(real_store, _bound(question, _parameters(question)))
    keys = [tuple(row[answer.columns.index(name)] for name in order) for row in answer.rows]

    assert len(keys) == len(set(keys))


@every_question
def test_a_question_has_an_answer_in_the_real_graph(question: Part, real_store: EmbeddedStore) -> None:
    """The example of the header gives rows."""
    rows = _rows(real_store, _bound(question, _parameters(question))).rows

    assert rows


@every_question
def test_a_question_gives_the_same_rows_in_another_store(
    question: Part, mini_store: EmbeddedStore, mini_graph: Graph
) -> None:
    """Rows and their order do not depend on the store: rdflib gives what Oxigraph gives."""
    text = _bound(question, _mini_values(question))
    expected = [tuple(None if term is None else str(term) for term in row) for row in mini_graph.query(text)]  # type: ignore[union-attr] # a SELECT gives rows

    assert expected == _rows(mini_store, text).rows


@every_question
def test_a_question_is_answered_from_the_mini_world(
    question: Part, mini_store: EmbeddedStore, check_golden: Callable[[str, str], None]
) -> None:
    """The rows are those that the mini records say."""
    answer = _rows(mini_store, _bound(question, _mini_values(question)))
    rows = tuple(tuple(_short(value) for value in row) for row in answer.rows)

    assert rows
    check_golden(f"parts/{question.id}.csv", to_csv([Answer("", answer.columns, rows)]))


def test_no_golden_file_is_left_over_or_too_long() -> None:
    """Each file belongs to a question that there is, and each golden file can be read in one go."""
    golden = Path(__file__).parent / "golden"
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in golden.rglob("*.*")}

    assert {question.id for question in _QUESTIONS} == {path.stem for path in golden.glob("parts/*.csv")}
    assert {name: length for name, length in lengths.items() if length >= 200} == {}


def test_a_question_is_loaded_by_its_id() -> None:
    """The parts of the header and the text come from the file of that name."""
    question = load_part("organisation-units")

    assert question.en == "Which units does this organisation have?"
    assert question.parameters == ("parent iri, required, example id:ggd-zuid-limburg",)
    assert question.columns == ("parent", "unit", "unitNl", "unitEn")
    assert question.text == (find_part("queries") / "parts" / "organisation-units.rq").read_text(encoding="utf-8")


def test_a_question_that_is_not_there_is_named() -> None:
    """An unknown id says which file is missing."""
    with pytest.raises(MissingPartError, match=r"what-is-love\.rq: not found"):
        load_part("what-is-love")


def test_questions_of_another_folder_are_read(tmp_path: Path) -> None:
    """A header without parameters has none, and the files come in the order of their names."""
    header = "# nl: Wat?\n# en: What?\n# columns: a, b\n# read nl: Lees.\n# read en: Read.\n"
    for name in ("b", "a"):
        (tmp_path / f"{name}.rq").write_text(header + "SELECT ?a ?b {}\n# nl: no header\n", encoding="utf-8")
    (tmp_path / "c.rq").write_text(header, encoding="utf-8")

    questions = find_parts(tmp_path)

    assert ["a", "b", "c"] == [question.id for question in questions]
    assert ("Wat?", ("a", "b"), (), "Read.") == (
        questions[0].nl,
        questions[0].columns,
        questions[0].parameters,
        questions[0].read_en,
    )
