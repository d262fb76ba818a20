"""The command line says what it does, ends with the right code, and never shows a traceback."""

from __future__ import annotations

import csv
import datetime as dt
import inspect
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import click
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from trendbreuk_graph import __version__
from trendbreuk_graph.cli import options, pages, records
from trendbreuk_graph.cli.options import Settings
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.turtle import to_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from click.testing import Result

_ASK = "ASK { ?s ?p ?o }"
_SELECT = "SELECT ?s WHERE { ?s a tb:Programme }".replace("tb:Programme", "<https://w3id.org/trendbreuk/def#Programme>")


def _example(command: click.Command) -> list[str]:
    """The arguments of the example in the help of a command."""
    text = inspect.cleandoc(command.help or "")
    match = re.search(r"^Example: trendbreuk (.+)$", text, re.MULTILINE)
    assert match, f"{command.name} has no example"
    return shlex.split(match[1])


def test_the_commands_are_those_that_are_promised(commands: Mapping[str, click.Command]) -> None:
    """None is lost by accident, and each can be loaded under the name that it has itself."""
    promised = {
        "overview",
        "show",
        "audit",
        "ask",
        "questions",
        "question",
        "sparql",
        "export",
        "check",
        "build",
        "verify",
    }

    assert promised <= set(commands)
    assert list(commands) == [command.name for command in commands.values()]


def test_help_has_one_sentence_and_an_example(
    command_name: str, commands: Mapping[str, click.Command], run: Callable[..., Result]
) -> None:
    """The first paragraph is one sentence, and the example is of this command."""
    result = run(command_name, "--help")
    first = " ".join((commands[command_name].help or "").split("\n\n")[0].split())

    assert result.exit_code == 0
    assert re.fullmatch(r"[A-Z][^.!?]*\.", first), first
    assert _example(commands[command_name])[0] == command_name
    assert f"Example: trendbreuk {command_name}" in result.stdout


def test_every_option_is_explained(command_name: str, commands: Mapping[str, click.Command]) -> None:
    """No option of a command stands without a sentence."""
    found = [parameter for parameter in commands[command_name].params if isinstance(parameter, click.Option)]

    assert found
    assert [option.name for option in found if not (option.help or "").endswith(".")] == []


def test_the_group_has_help_too(run: Callable[..., Result], commands: Mapping[str, click.Command]) -> None:
    """`-h` and `--help` list every command with an example."""
    result = run("-h")

    assert result.exit_code == 0
    assert result.stdout == run("--help").stdout
    assert "Example: trendbreuk overview" in result.stdout
    assert all(f"\n  {name} " in result.stdout for name in commands)


@pytest.mark.parametrize("name", ["overview", "show", "ask", "questions", "question", "sparql", "export"])
def test_an_example_can_be_pasted(
    name: str,
    commands: Mapping[str, click.Command],
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The examples of the commands that read run as they stand, in a folder with the queries."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "queries").symlink_to(find_part("queries"))

    result = run(*_example(commands[name]))

    assert result.exit_code == 0, result.output
    assert result.stdout


def test_the_version_is_that_of_the_package(run: Callable[..., Result]) -> None:
    """The version stands in pyproject.toml and in the package, and both are the same."""
    project = tomllib.loads((find_part("queries").parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == __version__
    assert run("--version").stdout == f"trendbreuk, version {__version__}\n"


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (0, ["overview", "--as-of", "2026-01-01"]),
        (0, ["overview", "--as-of", "9999-12-31"]),
        (0, ["show", "zomerfit"]),
        (0, ["sparql", _ASK]),
        (1, ["show", "xyzzy"]),
        (1, ["show", ""]),
        (1, ["sparql", "SELECT {"]),
        (1, ["sparql", "none.rq"]),
        (1, ["sparql", "a" * 400]),
        (1, ["sparql", "."]),
        (1, ["sparql", ""]),
        (1, ["sparql", "a\0b"]),
        (1, ["sparql", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"]),
        (2, ["show"]),
        (2, ["sparql"]),
        (2, ["overview", "--as-of", "22-11-2026"]),
        (2, ["overview", "--as-of", "2026-02-30"]),
        (2, ["overview", "--format", "xml"]),
        (2, ["export", "--format", "pdf", "-o", "x"]),
        (2, ["export", "--format", "csv"]),
        (2, ["export", "--format", "csv", "-o", "."]),
        (2, ["dance"]),
        (2, []),
    ],
    ids=lambda value: " ".join(value)[:40] or "nothing" if isinstance(value, list) else str(value),
)
def test_a_command_ends_with_the_right_code(
    expected: int, arguments: list[str], run: Callable[..., Result], mini_turtle: Path
) -> None:
    """Nought is fine, one is an error that is explained, two is a wrong call; none is a traceback."""
    result = run("--graph", mini_turtle, *arguments)

    assert expected == result.exit_code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if expected == 1:
        assert result.stdout == ""
        assert result.stderr.startswith("Fout: ")


@pytest.mark.parametrize("option", ["graph", "data"])
def test_a_missing_graph_or_folder_of_records_is_named(option: str, run: Callable[..., Result], tmp_path: Path) -> None:
    """A wrong path ends with exit code 1 and the path."""
    command = {"graph": ["overview", "--as-of", "2026-01-01"], "data": ["check"]}[option]

    result = run("--lang", "en", f"--{option}", tmp_path / "none", *command)

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: {tmp_path / 'none'}")


def test_a_graph_and_an_endpoint_exclude_each_other(run: Callable[..., Result], mini_turtle: Path) -> None:
    """Naming both is a wrong call that says why."""
    result = run("--graph", mini_turtle, "--endpoint", "http://127.0.0.1:9/", "show", "zomerfit")

    assert (2, "") == (result.exit_code, result.stdout)
    assert "--graph and --endpoint exclude each other" in result.stderr


def test_an_address_that_is_none_is_named(run: Callable[..., Result]) -> None:
    """An endpoint must be an address of the web."""
    result = run("--lang", "en", "--endpoint", "zomerfit", "show", "zomerfit")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("Error: zomerfit: is no http or https address.")


def test_without_an_option_the_graph_of_the_package_is_asked(run: Callable[..., Result]) -> None:
    """An installed command answers with no checkout and no option."""
    result = run("--lang", "en", "show", "keigezond", "--format", "json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["title"] == "Keigezond Limburg"


_READING = [
    ("overview", "--as-of", "2026-01-01"),
    ("show", "zomerfit"),
    ("show", "gemeente-ade"),
    ("sparql", _SELECT),
    ("sparql", _ASK),
    ("sparql", "SELECT * {}"),
]


@pytest.mark.parametrize("command", _READING, ids=" ".join)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_json_can_be_parsed(
    language: str, command: tuple[str, ...], run: Callable[..., Result], mini_turtle: Path
) -> None:
    """Every table is an object whose rows hold exactly its columns."""
    result = run("--lang", language, "--graph", mini_turtle, *command, "--format", "json")
    tables = json.loads(result.stdout)

    assert result.exit_code == 0
    assert tables
    assert all(list(row) == table["columns"] for table in tables for row in table["rows"])


@pytest.mark.parametrize("command", _READING, ids=" ".join)
def test_csv_can_be_parsed(command: tuple[str, ...], run: Callable[..., Result], mini_turtle: Path) -> None:
    """CSV holds the columns, rows and places of the JSON, table by table."""
    text = run("--graph", mini_turtle, *command, "--format", "csv").stdout
    tables = json.loads(run("--graph", mini_turtle, *command, "--format", "json").stdout)
    expected: list[list[str]] = []
    for table in tables:
        title = [[table["title"]]] if len(tables) > 1 else []
        gap: list[list[str]] = [[]] if expected else []
        rows = [["" if cell is None else str(cell) for cell in row.values()] for row in table["rows"]]
        columns = table["columns"]
        if table["evidence"] and len(table["evidence"]) == len(rows):
            columns = [*columns, "evidence"]
            rows = [[*row, " | ".join(places)] for row, places in zip(rows, table["evidence"], strict=True)]
        expected += [*gap, *title, columns, *rows]

    assert expected == list(csv.reader(io.StringIO(text, newline="")))


def test_a_select_is_a_table(print_page: Callable[..., str]) -> None:
    """Rows of a query are shown under the names of its variables."""
    expected = "\nsparql\ns\n────────────────────────────────────────\nhttps://w3id.org/trendbreuk/id/zomerfit\n"

    assert expected == print_page("en", "sparql", _SELECT).replace("─" * 39 + "\n", "─" * 40 + "\n")


def test_an_ask_is_a_table_of_one_cell(print_page: Callable[..., str]) -> None:
    """The answer is True or False under the heading boolean."""
    assert print_page("en", "sparql", _ASK).split() == ["sparql", "boolean", "───────", "True"]


def test_a_construct_is_ntriples(run: Callable[..., Result], mini_turtle: Path) -> None:
    """Triples are printed as such, ready for another program."""
    query = f"CONSTRUCT WHERE {{ <{ID}eetclub> a ?class }}"

    result = run("--graph", mini_turtle, "sparql", query)

    subject, kind = f"<{ID}eetclub>", "<https://w3id.org/trendbreuk/def#Project>"
    assert result.stdout == f"{subject} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {kind} .\n"


def test_a_query_can_stand_in_a_file(run: Callable[..., Result], mini_turtle: Path, tmp_path: Path) -> None:
    """The path of a file means the query in it."""
    path = tmp_path / "query.rq"
    path.write_text(_SELECT, encoding="utf-8")

    assert run("--graph", mini_turtle, "sparql", path).stdout == run("--graph", mini_turtle, "sparql", _SELECT).stdout


def test_a_query_file_that_is_no_text_is_named(run: Callable[..., Result], mini_turtle: Path, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 end with exit code 1."""
    path = tmp_path / "query.rq"
    path.write_bytes(b"SELECT \xff")

    result = run("--lang", "en", "--graph", mini_turtle, "sparql", path)

    assert (1, "") == (result.exit_code, result.stdout)
    assert f"{path}: 'utf-8' codec" in result.stderr


def test_sources_can_be_left_out(print_page: Callable[..., str]) -> None:
    """A page without sources has neither the column nor the list."""
    with_sources = print_page("en", "show", "eetclub")
    without = print_page("en", "show", "eetclub", "--no-sources")

    assert "mini-plan ›" in with_sources
    assert "mini-plan ›" not in without
    assert "source" not in without


class _Clock(dt.datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> _Clock:
        return cls(2026, 3, 4, 12, tzinfo=tz)

    def astimezone(self, tz: dt.tzinfo | None = None) -> _Clock:
        return self.replace(tzinfo=tz or self.tzinfo)


def test_without_a_date_the_overview_counts_from_today(
    run: Callable[..., Result], mini_turtle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day in the title is today's."""
    monkeypatch.setattr(options, "dt", SimpleNamespace(datetime=_Clock, UTC=dt.UTC))

    tables = json.loads(run("--graph", mini_turtle, "overview", "--format", "json").stdout)

    assert "2026-03-04" in tables[-1]["title"]


def test_the_language_comes_from_the_option_else_from_the_environment(
    run: Callable[..., Result], mini_turtle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dutch unless the environment or the option says otherwise; the option has the last word."""
    titles = {}
    monkeypatch.delenv("TRENDBREUK_LANG", raising=False)
    for environment, option in ((None, []), ("en", []), ("en", ["--lang", "nl"])):
        if environment:
            monkeypatch.setenv("TRENDBREUK_LANG", environment)
        result = run(*option, "--graph", mini_turtle, "show", "ziekenhuis-oost", "--format", "json")
        titles[environment, bool(option)] = json.loads(result.stdout)[0]["title"]

    assert titles == {
        (None, False): "Ziekenhuis Oost",
        ("en", False): "Hospital East",
        ("en", True): "Ziekenhuis Oost",
    }


_EVIL = "\x1b]0;owned\x07\x1b[31m [red]x[/red] $(touch /tmp/x) 'q'"


@pytest.fixture
def evil_turtle(mini_graph: Graph, tmp_path: Path) -> Path:
    """The mini graph with names that try to act: a project, a partner and a stream."""
    graph = Graph()
    graph += mini_graph
    for tail in ("zomerfit", "wijkwelzijn-west", "kansenregeling"):
        thing = URIRef(ID + tail)
        graph.remove((thing, SKOS.prefLabel, None))
        for language in ("nl", "en"):
            graph.add((thing, SKOS.prefLabel, Literal(f"{_EVIL} {tail}", lang=language)))
    path = tmp_path / "evil.ttl"
    path.write_text(to_turtle(graph), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("show", "zomerfit"),
        ("show", "kansenregeling"),
        ("overview", "--as-of", "2026-01-01"),
        ("sparql", "SELECT ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"),
        ("show", "touch"),
    ],
    ids=" ".join,
)
def test_a_name_cannot_act_in_a_terminal(
    command: tuple[str, ...], run: Callable[..., Result], evil_turtle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escapes are shown as a sign and markup as text, on every page and in every error."""
    monkeypatch.setenv("COLUMNS", "200")

    result = run("--graph", evil_turtle, *command)

    assert "\x1b" not in result.output
    assert "\x07" not in result.output
    assert "\ufffd[31m [red]x[/red]" in result.output


def test_what_to_type_next_is_quoted_for_the_shell(run: Callable[..., Result], evil_turtle: Path) -> None:
    """A name with quotes or a command in it is one harmless argument when pasted."""
    result = run("--graph", evil_turtle, "overview", "--as-of", "2026-01-01")
    pasted = [shlex.split(line) for line in result.stdout.splitlines() if line.startswith("  trendbreuk show ")]

    shown = "\ufffd]0;owned\ufffd\ufffd[31m [red]x[/red] $(touch /tmp/x) 'q'"
    assert ["trendbreuk", "show", f"{shown} wijkwelzijn-west"] in pasted
    assert all(len(words) == 3 for words in pasted)


@pytest.mark.parametrize(
    "command",
    [("show", "zomerfit"), ("sparql", "CONSTRUCT WHERE { ?s ?p ?o }"), ("show", "zomerfit", "--format", "json")],
    ids=" ".join,
)
def test_a_reader_that_stops_gives_no_traceback(command: tuple[str, ...], mini_turtle: Path) -> None:
    """Output into a pipe that nobody reads, as `| head` leaves it, ends quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "trendbreuk_graph", "--graph", str(mini_turtle), *command],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)

    assert done.stderr == ""
    assert done.returncode in {0, 1}


def test_a_pipe_that_breaks_halfway_ends_with_code_0(
    run: Callable[..., Result], mini_turtle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that has seen enough is no error."""

    def break_pipe(*_: object, **__: object) -> NoReturn:
        raise BrokenPipeError

    monkeypatch.setattr(pages, "put_answers", break_pipe)
    monkeypatch.setattr(Path, "open", lambda *_: io.StringIO())

    result = run("--graph", mini_turtle, "sparql", _ASK)

    assert (0, "") == (result.exit_code, result.output)


def test_the_package_runs_as_a_module(mini_turtle: Path) -> None:
    """`python -m trendbreuk_graph` is the command under its own name."""
    done = subprocess.run(
        [sys.executable, "-m", "trendbreuk_graph", "--graph", str(mini_turtle), "sparql", _ASK, "--format", "csv"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "boolean\nTrue\n", "") == (done.returncode, done.stdout, done.stderr)


def test_check_says_that_the_records_are_in_order(run: Callable[..., Result], mini_data: Path) -> None:
    """Good records end with code 0 and the number of triples."""
    result = run("--lang", "en", "--data", mini_data, "check")

    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"No findings: the records and the graph of \d{4} triples are in order\.\n", result.stdout), (
        result.stdout
    )


@pytest.mark.parametrize(("form", "expected"), [("json", []), ("csv", None)])
def test_check_without_findings_is_an_empty_table_for_machines(
    form: str, expected: list[object] | None, run: Callable[..., Result], mini_data: Path
) -> None:
    """Programs get the columns and no rows."""
    result = run("--data", mini_data, "check", "--format", form)

    assert result.exit_code == 0
    if form == "json":
        assert expected == json.loads(result.stdout)[0]["rows"]
    else:
        assert result.stdout == "file,line,code,record,field,found,allowed,nearest,way_out,see\n"


@pytest.fixture
def broken_data(mini_data: Path) -> Path:
    """The mini records with a partner that does not exist."""
    path = mini_data / "projects" / "eetclub.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("who: ziekenhuis-oost", "who: ziekenhuis-ost"))
    return mini_data


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_check_lists_every_mistake(form: str, run: Callable[..., Result], broken_data: Path) -> None:
    """A mistake ends with code 1 and is shown with what comes nearest, in every form."""
    result = run("--lang", "en", "--data", broken_data, "check", "--format", form)

    assert result.exit_code == 1
    assert result.stderr == "1 finding; nothing was built.\n"
    assert "ziekenhuis-ost" in result.stdout
    assert "ziekenhuis-oost" in result.stdout
    if form == "json":
        (row,) = json.loads(result.stdout)[0]["rows"]
        assert ("ziekenhuis-ost", "ziekenhuis-oost", "eetclub") == (row["found"], row["nearest"], row["record"])


def test_check_lists_what_the_shapes_find(
    run: Callable[..., Result], mini_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Records that are well formed can still make a graph that breaks a shape; that ends with code 1 too."""
    folder = tmp_path / "ontology"
    (folder / "rules").mkdir(parents=True)
    for path in (find_part("ontology") / "trendbreuk.ttl", *(find_part("ontology") / "rules").glob("*.rq")):
        (folder / path.relative_to(find_part("ontology"))).write_text(path.read_text(encoding="utf-8"))
    (folder / "shapes.ttl").write_text(
        """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix tb: <https://w3id.org/trendbreuk/def#> .
<urn:shape> a sh:NodeShape ; sh:targetClass tb:Person ; sh:property [
  sh:path tb:shoeSize ; sh:minCount 1 ; sh:message "a size"@en , "een maat"@nl ] .
"""
    )
    monkeypatch.setattr(Settings, "find_ontology", lambda _: folder)

    result = run("--lang", "en", "--data", mini_data, "check")

    assert (1, "1 finding; nothing was built.\n") == (result.exit_code, result.stderr)
    assert "shapes.ttl: shape (jan-jansen shoeSize)\n  allowed: a size\n" in result.stdout


def test_build_writes_the_graph(
    run: Callable[..., Result], mini_data: Path, mini_graph: Graph, mini_turtle: Path, tmp_path: Path
) -> None:
    """The file is the graph of the records, and its number of triples is printed."""
    target = tmp_path / "graph.ttl"

    result = run("--lang", "en", "--data", mini_data, "build", "-o", target)

    assert (0, f"{target}: {len(mini_graph)} triples.\n") == (result.exit_code, result.output)
    assert mini_turtle.read_bytes() == target.read_bytes()


def test_a_failed_build_leaves_the_old_graph(run: Callable[..., Result], broken_data: Path, tmp_path: Path) -> None:
    """With a mistake in the records the old file stays, and no other file comes beside it."""
    folder = tmp_path / "graph"
    folder.mkdir()
    target = folder / "graph.ttl"
    target.write_text("old", encoding="utf-8")

    result = run("--lang", "en", "--data", broken_data, "build", "-o", target)

    assert (1, f"1 finding; {target} was left as it was.\n") == (result.exit_code, result.stderr)
    assert target.read_text(encoding="utf-8") == "old"
    assert [target] == list(folder.iterdir())


def test_a_build_can_be_asked_at_once(run: Callable[..., Result], mini_data: Path, tmp_path: Path) -> None:
    """What `build` writes is what `--graph` reads."""
    target = tmp_path / "graph.ttl"
    run("--data", mini_data, "build", "-o", target)

    assert [(ID + "zomerfit",)] == EmbeddedStore.from_file(target).select(_SELECT)


def test_verify_says_that_every_piece_is_there(
    run: Callable[..., Result], mini_data: Path, mini_documents: Path
) -> None:
    """The document of the mini world holds all its evidence, and no item is left uncovered."""
    result = run("--lang", "en", "--data", mini_data, "verify", "--sources", mini_documents)

    assert result.exit_code == 0, result.output
    assert "pieces found (100 %)." in result.stdout
    assert re.search(r"Documents: 0 of \d+ owner, partner and money items uncovered\.", result.stdout)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_verify_gives_rows_to_machines(
    form: str, run: Callable[..., Result], mini_data: Path, mini_documents: Path
) -> None:
    """Without findings there are columns and no rows, and no summary that a program would stumble over."""
    result = run("--data", mini_data, "verify", "--sources", mini_documents, "--format", form)

    assert result.exit_code == 0
    if form == "json":
        assert json.loads(result.stdout)[0]["rows"] == []
    else:
        assert len(list(csv.reader(io.StringIO(result.stdout)))) == 1


def test_verify_lists_what_is_not_there(run: Callable[..., Result], mini_data: Path, mini_documents: Path) -> None:
    """A changed anchor, an item that no claim covers and an entry that matches nothing are each listed; the share is not 100."""
    eetclub = mini_data / "projects" / "eetclub.yml"
    eetclub.write_text(eetclub.read_text(encoding="utf-8").replace("anchor: samen kookt", "anchor: samen bakt"))
    entries = mini_data / "not-claims.yml"
    entries.write_text(entries.read_text(encoding="utf-8").replace("Er wordt contact gezocht", "Er wordt gezocht"))

    result = run("--lang", "en", "--data", mini_data, "verify", "--sources", mini_documents)

    assert result.exit_code == 1
    assert "found: «samen bakt»" in result.stdout
    assert "found: «Er wordt gezocht»" in result.stdout
    assert "found: Er wordt contact gezocht" in result.stdout
    assert "Entries of not-claims.yml that match nothing: 1." in result.stdout
    assert "(100 %)" not in result.stdout
    assert re.search(r"Documents: 1 of \d+ owner", result.stdout)


def test_verify_names_a_document_that_is_missing(
    run: Callable[..., Result], mini_data: Path, mini_documents: Path
) -> None:
    """A document that is described and not in the folder is named, beside what was found in the others."""
    sources = mini_data / "sources.yml"
    other = """sources:
  - id: second-plan
    title: {nl: Tweede plan, en: Second plan}
    publisher: ggd-ministreek
    issued: "2025"
    period: 2025/2026
    recognised_by: Het tweede plan
    lead_field: Beschrijving
    fields: [{name: Geld, heading: 'Geld:', holds: money}]
    cards: [{card: Plein, starts_at: Plein}]
"""
    sources.write_text(sources.read_text(encoding="utf-8").replace("sources:\n", other, 1), encoding="utf-8")

    result = run("--lang", "en", "--data", mini_data, "verify", "--sources", mini_documents)

    assert "Not in the folder: second-plan\n" in result.stdout
    assert "pieces found (100 %)." in result.stdout


def test_verify_needs_documents(run: Callable[..., Result], mini_data: Path, tmp_path: Path) -> None:
    """An empty folder is no proof of anything."""
    folder = tmp_path / "empty"
    folder.mkdir()

    result = run("--lang", "en", "--data", mini_data, "verify", "--sources", folder)

    expected = f"Error: {folder}: cannot be read as a document (none of the documents is there). Point --sources at"
    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(expected)


def test_verify_needs_records_that_can_be_read(
    run: Callable[..., Result], broken_data: Path, mini_documents: Path
) -> None:
    """Mistakes in the records come first."""
    result = run("--lang", "en", "--data", broken_data, "verify", "--sources", mini_documents)

    assert result.exit_code == 1
    assert "ziekenhuis-ost" in result.stdout
    assert "pieces found" not in result.stdout


@pytest.mark.parametrize(("terminal", "expected"), [(True, "\r\x1b[Kderiving"), (False, "")])
def test_progress_is_shown_on_a_terminal_only(
    terminal: bool,  # noqa: FBT001 - from a table
    expected: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Logs and pipes stay clean."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    report = records._make_reporter(Settings(data=None, graph=None, endpoint=None, language="en"))  # noqa: SLF001

    report("rules")

    assert ("", expected) == capsys.readouterr()


def test_the_language_may_stand_before_or_after_the_command(run: Callable[..., Result]) -> None:
    """Answers and errors follow ``--lang`` in either place, and the later one counts."""
    before = run("--lang", "en", "overview", "--as-of", "2026-11-22")
    after = run("--lang", "nl", "overview", "--lang", "en", "--as-of", "2026-11-22")
    assert "What is in the graph" in after.output
    assert after.output == before.output
    dutch = run("show", "zonnebloem-xyz")
    english = run("--lang", "en", "show", "zonnebloem-xyz")
    later = run("show", "zonnebloem-xyz", "--lang", "en")
    assert later.exit_code == dutch.exit_code == 1
    assert later.output == english.output != dutch.output
