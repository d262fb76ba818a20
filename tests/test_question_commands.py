"""The commands of the catalogue: what is asked is answered where and how it was asked."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from trendbreuk_graph.catalogue import SUBJECTS, find_questions
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

_LEAD = ("question", "project-lead", "--param", "project=zomerfit")
_PLACE = "mini-plan › Zomerfit › Trekker: «GGD Ministreek»"


def _read(path: Path) -> Any:
    """What a file holds, as its own reader reads it."""
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    if path.suffix == ".xlsx":
        return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]
    return path.read_text(encoding="utf-8")


def test_the_catalogue_is_listed_by_subject(ask_mini: Callable[..., Result]) -> None:
    """Every question with its id, as one table a subject, in the chosen language."""
    tables = json.loads(ask_mini("questions", "--format", "json").stdout)

    assert len(SUBJECTS) == len(tables)
    assert [(q.id, q.en) for q in find_questions()] == [
        (row["id"], row["question"]) for table in tables for row in table["rows"]
    ]


@pytest.mark.parametrize(("language", "asked"), [("nl", "Wie trekt {project}?"), ("en", "Who leads {project}?")])
def test_the_list_can_be_read(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, language: str, asked: str
) -> None:
    """As tables, in both languages, with what to give."""
    monkeypatch.setenv("COLUMNS", "200")
    result = run("--lang", language, "questions", "--subject", "projects")

    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines() if line.startswith("project-lead ")] == [
        ["project-lead", *asked.split(), "project=keigezond"]
    ]


def test_one_subject_can_be_listed(ask_mini: Callable[..., Result], tmp_path: Path) -> None:
    """On the screen or in a file; an unknown subject is a wrong call that lists the others."""
    path = tmp_path / "q.csv"
    result = ask_mini("questions", "--subject", "projects", "-o", path)
    wrong = ask_mini("questions", "--subject", "weather")

    expected = [question.id for question in find_questions() if question.subject == "projects"]
    assert (0, f"{path}: {len(expected)} rows.\n") == (result.exit_code, result.stdout)
    assert expected == [row[0] for row in _read(path)[1:]]
    assert (2, "") == (wrong.exit_code, wrong.stdout)
    assert all(subject in wrong.stderr for subject in SUBJECTS)


def test_a_question_is_answered_as_a_table(ask_mini: Callable[..., Result]) -> None:
    """With the question, the rows, where they stand and how to read them; a heading for nothing is not shown."""
    result = ask_mini(*_LEAD)
    words = " ".join(result.stdout.split())

    assert result.exit_code == 0
    assert "Who leads Summer fit chain approach?" in words
    assert "GGD Ministreek 1" in words
    assert f"1 {_PLACE}" in words
    assert "A lead is whoever a document names as owner or lead" in words
    assert "note" not in words


def test_a_question_is_answered_in_dutch_unless_asked_otherwise(
    run: Callable[..., Result], mini_turtle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before or behind the command."""
    monkeypatch.delenv("TRENDBREUK_LANG", raising=False)

    assert "Wie trekt Ketenaanpak Zomerfit?" in run("--graph", mini_turtle, *_LEAD).stdout
    assert "Who leads Summer fit chain approach?" in run("--graph", mini_turtle, *_LEAD, "--lang", "en").stdout


def test_an_answer_for_machines_is_whole(ask_mini: Callable[..., Result]) -> None:
    """JSON holds question, rows, ids, places and query; places stay although they are not shown in tables."""
    (table,) = json.loads(ask_mini(*_LEAD, "--format", "json", "--no-sources").stdout)

    assert ("project-lead", "Who leads Summer fit chain approach?") == (table["question"], table["title"])
    assert [{"lead": "GGD Ministreek", "note": None}] == table["rows"]
    assert [{"lead": "ggd-ministreek", "note": None}] == table["ids"]
    assert [[_PLACE]] == table["evidence"]
    assert f"VALUES ?project {{ <{ID}zomerfit> }}" in table["query"]


def test_an_answer_as_csv_is_a_table_with_places(ask_mini: Callable[..., Result]) -> None:
    """Nothing but the rows."""
    result = ask_mini(*_LEAD, "--format", "csv")

    assert [["lead", "note", "evidence"], ["GGD Ministreek", "", _PLACE]] == list(
        csv.reader(io.StringIO(result.stdout))
    )
    assert "" == result.stderr


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx", ".txt", ".CSV"])
def test_an_answer_goes_into_the_file_that_is_named(
    ask_mini: Callable[..., Result], tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its ending gives the format, it holds what is printed otherwise, and the terminal says what was written."""
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / f"answer{ending}"
    result = ask_mini(*_LEAD, "-o", path)

    assert (0, f"{path}: 1 row.\n", "") == (result.exit_code, result.stdout, result.stderr)
    assert [path] == list(tmp_path.iterdir())
    if ending == ".json":
        assert json.loads(ask_mini(*_LEAD, "--format", "json").stdout) == _read(path)
    elif ending == ".txt":
        assert ask_mini(*_LEAD).stdout == _read(path)
    elif ending == ".xlsx":
        assert [["lead", "note"], ["GGD Ministreek", None]] == _read(path)
    else:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert ask_mini(*_LEAD, "--format", "csv").stdout == path.read_text(encoding="utf-8-sig")


def test_a_workbook_is_of_the_day_that_is_named(ask_mini: Callable[..., Result], tmp_path: Path) -> None:
    """The explanation gives that day, and the same day gives the same file."""
    paths = [tmp_path / f"{n}.xlsx" for n in (1, 2)]
    for path in paths:
        ask_mini(*_LEAD, "--as-of", "2026-03-04", "-o", path)
    sheet = openpyxl.load_workbook(paths[0])["Explanation"]

    assert [["made on", "2026-03-04"], ["question", "Who leads Summer fit chain approach?"]] == [
        [cell.value for cell in row] for row in sheet.iter_rows(max_row=2)
    ]
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--format", "csv", "-o", "a.json"], "contradict each other"),
        (["--format", "xlsx"], "needs -o FILE.xlsx"),
        (["-o", "a.pdf"], "does not say which format"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--param", "project"], "'project' is not NAME=VALUE."),
        (["--param", ""], "'' is not NAME=VALUE."),
        (["--as-of", "tomorrow"], "does not match the format"),
        (["--steps", "2"], "No such option"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(ask_mini: Callable[..., Result], arguments: list[str], problem: str) -> None:
    """With code 2, and nothing on standard output."""
    result = ask_mini(*_LEAD, *arguments)

    assert (2, "") == (result.exit_code, result.stdout)
    assert problem in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["project-leader"], "There is no question 'project-leader'. Nearest: project-lead"),
        (["a" * 5000], "There is no question 'aaa"),
        (["project-lead"], "Question 'project-lead' needs project, for example: --param project=keigezond"),
        (["project-lead", "--param", "who=x"], "Question 'project-lead' has no parameter 'who'. It has: project."),
        (["project-lead", "--param", "project=xyzzy"], "Nothing in the graph is called 'xyzzy'."),
        (["project-lead", "--param", "project="], "Nothing in the graph is called ''."),
        (["project-lead", "--param", "project=a=b"], "Nothing in the graph is called 'a=b'."),
        (["project-lead", "--param", "project=xyzzy> . ?s ?p ?o . <qqq"], "Nothing in the graph is called 'xyzzy>"),
    ],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_question_that_cannot_be_answered_says_why(
    run: Callable[..., Result], mini_turtle: Path, language: str, arguments: list[str], problem: str
) -> None:
    """In one sentence in the chosen language, with code 1."""
    result = run("--lang", language, "--graph", mini_turtle, "question", *arguments)

    assert (1, "") == (result.exit_code, result.stdout)
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith({"nl": "Fout: ", "en": f"Error: {problem}"}[language])


def test_a_file_that_cannot_be_written_is_named(ask_mini: Callable[..., Result], tmp_path: Path) -> None:
    """With code 1, and nothing is left behind."""
    result = ask_mini(*_LEAD, "-o", tmp_path / "none" / "a.xlsx")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "cannot be written" in result.stderr
    assert [] == list(tmp_path.iterdir())


def test_sources_can_be_left_out(ask_mini: Callable[..., Result]) -> None:
    """The rows stay."""
    result = ask_mini(*_LEAD, "--no-sources")

    assert "GGD Ministreek" in result.stdout
    assert "mini-plan" not in result.stdout
    assert "source" not in result.stdout


def test_a_value_with_spaces_and_a_rough_name_is_taken(ask_mini: Callable[..., Result]) -> None:
    """Spaces around name and value do not count."""
    result = ask_mini("question", "project-lead", "--param", " project = ketenaanpak zommerfit ", "--format", "csv")

    assert "GGD Ministreek" in result.stdout, result.output


def test_an_answer_without_rows_says_what_that_means(ask_mini: Callable[..., Result]) -> None:
    """Under the question, with code 0: silence of the documents is an answer."""
    result = ask_mini("question", "project-lead", "--param", "project=beweegplein")

    assert result.exit_code == 0
    assert "No document names a lead of Exercise square." in " ".join(result.stdout.split())


def test_what_ran_is_shown_on_demand(ask_mini: Callable[..., Result]) -> None:
    """Below the table, with the value bound in it."""
    without, shown = ask_mini(*_LEAD).stdout, ask_mini(*_LEAD, "--show-query").stdout

    assert shown.startswith(without)
    assert f"VALUES ?project {{ <{ID}zomerfit> }}" in shown.removeprefix(without)
    assert "VALUES" not in without


def test_of_a_computed_question_the_function_is_shown(ask_mini: Callable[..., Result]) -> None:
    """With its description, where a query would stand."""
    result = ask_mini("question", "components", "--show-query")

    assert "\ntrendbreuk_graph.computed." in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_ran_does_not_mix_with_rows_for_machines(
    ask_mini: Callable[..., Result], tmp_path: Path, form: str
) -> None:
    """It goes to standard error, also when the rows go into a file."""
    plain, shown = (ask_mini(*_LEAD, "--format", form, *more) for more in ([], ["--show-query"]))
    written = ask_mini(*_LEAD, "-o", tmp_path / "a.csv", "--show-query")

    assert plain.stdout == shown.stdout
    assert "VALUES ?project" in shown.stderr
    assert "VALUES ?project" in written.stderr
    assert 1 == len(written.stdout.splitlines())


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-01-01", 2), ("2025-01-02", 2), ("2024-06-01", 0), ("2027-01-01", 0)]
)
def test_a_default_counts_from_the_day_that_is_named(ask_mini: Callable[..., Result], day: str, expected: int) -> None:
    """Money until 2026 ends within twelve months of days in 2025 and 2026, and of none before or after."""
    (table,) = json.loads(ask_mini("question", "money-ending", "--as-of", day, "--format", "json").stdout)

    assert expected == len(table["rows"]), table["title"]
    assert day in table["title"]


def test_a_graph_without_projects_gives_no_answer(run: Callable[..., Result], tmp_path: Path) -> None:
    """Rather than that nothing is known."""
    path = tmp_path / "other.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")

    for command in (_LEAD, ("ask", "wie trekt zomerfit?")):
        result = run("--lang", "en", "--graph", path, *command)
        assert (1, f"Error: {path}: holds no project. Is it a graph that `trendbreuk build` made?\n") == (
            result.exit_code,
            result.stderr,
        )


def test_triples_are_no_workbook(ask_mini: Callable[..., Result], tmp_path: Path) -> None:
    """A query for triples can be written as text, and is never written under an ending of rows."""
    query = "CONSTRUCT WHERE { ?s a ?class }"
    for name in ("a.xlsx", "a.csv", "a.json"):
        assert 2 == ask_mini("sparql", query, "-o", tmp_path / name).exit_code

    assert [] == list(tmp_path.iterdir())
    assert 0 == ask_mini("sparql", query, "-o", tmp_path / "a.txt").exit_code
    assert ask_mini("sparql", query).stdout == _read(tmp_path / "a.txt")


def test_rows_of_a_query_go_into_a_workbook(ask_mini: Callable[..., Result], tmp_path: Path) -> None:
    """As those of a question."""
    path = tmp_path / "a.xlsx"
    ask_mini("sparql", f"SELECT ?class {{ <{ID}eetclub> a ?class }}", "-o", path)

    assert [["class"], ["https://w3id.org/trendbreuk/def#Project"]] == _read(path)


def test_a_parameter_that_is_given_twice_is_a_list_or_a_mistake(run: Callable[..., Result]) -> None:
    """Names of several things may stand apart; of one thing only one may be named."""
    both = run(
        "question",
        "what-if-streams-end",
        "--param",
        "streams=spuk-gala",
        "--param",
        "streams=spuk-iza",
        "--format",
        "csv",
    )
    listed = run("question", "what-if-streams-end", "--param", "streams=spuk-gala,spuk-iza", "--format", "csv")
    twice = run("question", "project-lead", "--param", "project=keigezond", "--param", "project=jogg-zuid-limburg")

    assert (0, listed.stdout) == (both.exit_code, both.stdout)
    assert (2, "") == (twice.exit_code, twice.stdout)
    assert "'project' is given twice" in twice.stderr


def test_how_to_read_an_answer_names_what_was_asked(run: Callable[..., Result]) -> None:
    """The name stands in the explanation too, not its place."""
    result = run("--lang", "en", "question", "party-streams", "--param", "who=provincie-limburg")

    assert "comes from Province of Limburg according to" in " ".join(result.stdout.split())


_FALLING = ("question", "projects-falling-away", "--as-of", "2026-01-31")


def _ids(result: Result) -> list[str]:
    """The ids of the projects in an answer as JSON."""
    (table,) = json.loads(result.stdout)
    return [row["project"] for row in table["ids"]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["eetclub", "zomerfit"]),
        (("--among", "place-projects=Noord"), ["zomerfit"]),
        (("--except", "place-projects=Noord"), ["eetclub"]),
        (("--among", "party-projects=ZHO", "--among", "projects-stopped"), ["eetclub"]),
        (("--except", "projects-planned", "--except", "projects-stopped"), ["zomerfit"]),
        (("--among", "party-projects=Hospital East", "--except", "projects-stopped"), ["zomerfit"]),
        (("--except", "projects-stopped", "--among", "party-projects=Hospital East"), ["zomerfit"]),
        (("--among", "projects-planned"), []),
    ],
    ids=" ".join,
)
def test_a_question_is_narrowed_by_others(
    ask_mini: Callable[..., Result], options: tuple[str, ...], expected: list[str]
) -> None:
    """By one or several, which are kept or left out, in any order."""
    result = ask_mini(*_FALLING, *options, "--format", "json")

    assert (0, expected, "") == (result.exit_code, _ids(result), result.stderr)


def test_a_narrowed_answer_says_so_as_a_table(ask_mini: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """In its title and in its denominator, with the places of both questions under it."""
    monkeypatch.setenv("COLUMNS", "200")
    result = ask_mini(*_FALLING, "--among", "place-projects=Noord")

    assert result.exit_code == 0
    assert "between 2026-01-31 and 2027-01-31? Only projects that run in North." in result.stdout
    assert "1 of 2 rows; 2 of 3 projects with secured money" in result.stdout
    assert "Summer fit chain approach" in result.stdout
    assert "Dining club" not in result.stdout
    assert "mini-plan › Zomerfit › Geld: «gedekt uit de Kansenregeling»" in result.stdout
    assert "mini-plan › Zomerfit › Beschrijving: «in de zomer»" in result.stdout


def test_a_narrowed_answer_for_machines_is_whole(ask_mini: Callable[..., Result]) -> None:
    """It is the answer to the question, with title, denominator, places and query of what narrows it."""
    (table,) = json.loads(ask_mini(*_FALLING, "--except", "place-projects=Noord", "--format", "json").stdout)

    assert "projects-falling-away" == table["question"]
    assert table["title"].endswith("? Without projects that run in North.")
    assert table["denominator"].startswith("1 of 2 rows; ")
    assert [["mini-plan › Eetclub › Geld: «Gedekt uit de Kansenregeling»"]] == table["evidence"]
    assert f"VALUES ?place {{ <{ID}noord> }}" in table["query"]


def test_a_narrowed_answer_without_rows_says_why(ask_mini: Callable[..., Result]) -> None:
    """With code 0: that nothing is left is an answer."""
    result = ask_mini(*_FALLING, "--among", "projects-planned")

    assert result.exit_code == 0
    assert "Of 2 rows none is left. Only projects that are planned." in " ".join(result.stdout.split())


def test_what_ran_is_shown_of_what_narrows_too(ask_mini: Callable[..., Result]) -> None:
    """Both queries, and none of their places where these are not wanted."""
    among = ("--among", f"place-projects={ID}noord")
    result = ask_mini("question", "projects-all", *among, "--show-query", "--no-sources")

    assert f"VALUES ?place {{ <{ID}noord> }}" in result.stdout
    assert 2 == result.stdout.count("# subject: ")
    assert "mini-plan" not in result.stdout


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        ("place-project=noord", "There is no question 'place-project'. Nearest: place-projects"),
        ("", "There is no question ''. Nearest: "),
        ("place-projects=qwxyz", "Nothing in the graph is called 'qwxyz'."),
        ("place-projects", "'place-projects' needs a value, for example: {option} place-projects=gemeente-heerlen"),
        ("projects-planned=x", "'projects-planned' needs no value: {option} projects-planned"),
        ("projects-of-both=ZHO", "'projects-of-both' cannot narrow a question: it needs first, second."),
        (
            "decisions-all",
            "'decisions-all' cannot narrow 'projects-falling-away': their rows",
        ),
    ],
)
@pytest.mark.parametrize("option", ["--among", "--except"])
def test_what_cannot_narrow_says_why(ask_mini: Callable[..., Result], option: str, limit: str, problem: str) -> None:
    """In one line, with code 1 and nothing on standard output."""
    result = ask_mini(*_FALLING, option, limit)

    assert (1, "") == (result.exit_code, result.stdout)
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith(f"Error: {problem.format(option=option)}")
    assert 1 == result.stderr.count("\n")


def test_a_mistake_in_what_narrows_is_said_in_dutch_too(run: Callable[..., Result], mini_turtle: Path) -> None:
    """In the chosen language."""
    for limit in ("projects-planned=x", "place-projects", "projects-of-both", "decisions-all"):
        result = run("--lang", "nl", "--graph", mini_turtle, *_FALLING, "--among", limit)
        translated = result.stderr.removeprefix("Fout: ")
        english = run("--lang", "en", "--graph", mini_turtle, *_FALLING, "--among", limit).stderr

        assert 1 == result.exit_code
        assert translated != result.stderr
        assert translated not in english


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        ("zomerfit", "Lines on money: 6; with an amount: 1."),
        ("eetclub", "Lines on money: 1; with an amount: 0."),
    ],
)
def test_how_many_lines_on_money_have_an_amount_is_said(
    ask_mini: Callable[..., Result], project: str, expected: str
) -> None:
    """Who asks what a project costs sees that most documents name no amount."""
    assert expected in ask_mini("question", "project-money", "--param", f"project={project}").stdout
