"""The command answers in every format, in two languages, and says what is wrong with what was typed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.output import FORMATS
from trendbreuk_graph.cli import audit as module
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.turtle import to_turtle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

_DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def ask(run: Callable[..., Result], mini_turtle: Path) -> Callable[..., Result]:
    """Call the audit of the mini world in English."""

    def call(*arguments: str | Path, language: str = "en") -> Result:
        return run("--lang", language, "--graph", mini_turtle, "audit", *arguments)

    return call


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_what_the_records_say(
    print_page: Callable[..., str], check_golden: Callable[[str, str], None], language: str
) -> None:
    """Totals first, then what falls away, then the rest; in both languages."""
    check_golden(f"audit.{language}.txt", print_page(language, "audit", *_DAY))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_what_if_stands_side_by_side(
    print_page: Callable[..., str], check_golden: Callable[[str, str], None], language: str
) -> None:
    """Before and after, who moves and why, and who is left without."""
    page = print_page(
        language,
        "audit",
        *_DAY,
        "--end",
        "begroting-ade=2026",
        "--extend",
        "kansenregeling=2029",
        "--without",
        "oude pot",
    )

    check_golden(f"audit-what-if.{language}.txt", page)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_table_is_there_for_programs(form: str, ask: Callable[..., Result]) -> None:
    """With a what-if there are eighteen tables; the first row of the projects is what asks for action first."""
    text = ask(*_DAY, "--without", "kansenregeling", "--format", form).stdout
    titles = ["Projects", "Financing lines", "Who depends on which source of money", "Where it says so"]

    if form == "json":
        tables = {table["title"]: table for table in json.loads(text)}
        assert len(tables) == 18
        assert set(titles) <= set(tables)
        assert tables["Projects"]["rows"][0]["id"] == "eetclub"
        assert tables["Projects"]["rows"][0]["at the latest"] == "2026-12-31"
        # Where the money is named, and where the end of its source is.
        assert tables["Projects"]["evidence"][0] == [
            "mini-plan › Eetclub › Geld: «Gedekt uit de Kansenregeling»",
            "mini-plan › Zomerfit › Geld: «Kansenregeling tot en met 2026»",
        ]
    else:
        rows = list(csv.reader(io.StringIO(text)))
        assert set(titles) <= {row[0] for row in rows if len(row) == 1}


@pytest.mark.parametrize("form", FORMATS)
def test_the_name_of_a_file_gives_its_format(form: str, ask: Callable[..., Result], tmp_path: Path) -> None:
    """Every format is written whole, under the name that was given."""
    path = tmp_path / f"audit.{'txt' if form == 'table' else form}"

    result = ask(*_DAY, "-o", path)

    assert (0, f"{path}: written.\n") == (result.exit_code, result.output)
    assert [path] == list(tmp_path.iterdir())
    starts = {
        "xlsx": b"PK",
        "png": b"\x89PNG",
        "html": b"<!doctype html>",
        "svg": b"<?xml",
        "md": b"# Funding",
        "json": b"[",
    }
    assert path.read_bytes().startswith(starts.get(form, b""))
    assert path.stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "audit.docx"), "the name does not say which format"),
        (("-o", "audit"), "the name does not say which format"),
        (("-o", "audit.xlsx", "--format", "html"), "the name says another format"),
        (("--format", "xlsx"), "this format is written to a file"),
        (("--format", "png"), "this format is written to a file"),
        (("--as-of", "2026-02-30"), "'2026-02-30' is no day that exists"),
        (("--as-of", "22-11-2026"), "is no day that exists"),
        (("--horizon", "-1m"), "'-1m' is no horizon"),
        (("--horizon", "soon"), "'soon' is no horizon"),
        (("--end", "kansenregeling"), "type the stream, an equals sign and the day"),
        (("--end", "=2026"), "type the stream, an equals sign and the day"),
        (("--end", "kansenregeling=2026-13"), "'2026-13' is no day"),
        (("--extend", "kansenregeling=2026/2028"), "is no day"),
        (("--end", "kansenregeling=2020"), "begins in 2024, so it cannot end on 2020-12-31"),
        (("--end", "kansenregeling=2027", "--without", "SPUK Kansen"), "more than one assumption"),
        (("--without", "kansenregelling", "--stream", "xyzzy"), "Nothing in the graph is called 'xyzzy'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused_in_both_languages(
    arguments: tuple[str, ...],
    message: str,
    ask: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The message says what is wrong and the way out; nothing is printed or written."""
    monkeypatch.chdir(tmp_path)
    english, dutch = ask(*_DAY, *arguments), ask(*_DAY, *arguments, language="nl")
    assert message in english.stderr
    assert english.stderr != dutch.stderr
    assert (english.stderr.split(":")[0], dutch.stderr.split(":")[0]) == ("Error", "Fout")
    assert {english.exit_code, dutch.exit_code} <= {1, 2}
    assert (english.stdout, dutch.stdout, list(tmp_path.iterdir())) == ("", "", [])


@pytest.mark.parametrize("option", ["--end", "--extend"])
def test_a_stream_that_is_misspelt_is_found(option: str, ask: Callable[..., Result]) -> None:
    """Names may be typed roughly, also before the equals sign; and only streams are looked for."""
    result = ask(*_DAY, option, "Kansen regeling=2029-06")

    assert result.exit_code == 0
    assert "Chances Scheme" in result.stdout
    assert "30 June 2029" in result.stdout


def test_a_name_that_means_nothing_gets_the_nearest(ask: Callable[..., Result]) -> None:
    """Only streams are near: a project of that name is not."""
    result = ask(*_DAY, "--stream", "zomerfand pot")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "Zomerfit" not in result.stderr


def test_a_name_that_several_streams_bear_gives_a_choice(run: Callable[..., Result]) -> None:
    """The ids that can be typed, and nothing that is no stream."""
    result = run("--lang", "en", "audit", *_DAY, "--without", "SPUK")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "\n  spuk-gala  (SPUK GALA)\n" in result.stderr
    assert "\n  spuk-iza  (SPUK IZA)" in result.stderr


@pytest.mark.parametrize(("option", "name", "number"), [("--theme", "bewegen", 2), ("--subregion", "Ministreek", 2)])
def test_a_limit_is_told(option: str, name: str, number: int, ask: Callable[..., Result]) -> None:
    """Of how many projects, and how many fall outside for want of a place."""
    text = ask(*_DAY, option, name).stdout

    assert f"{number} of the 3 projects of the graph." in text
    assert ("of 1 project no document says where it runs" in " ".join(text.split())) == (option == "--subregion")


@pytest.mark.parametrize("name", CLASSES)
def test_fail_on_ends_with_code_1_when_a_project_is_there(name: str, ask: Callable[..., Result]) -> None:
    """The audit is printed all the same, and the projects are named on standard error."""
    result = ask(*_DAY, "--fail-on", name)
    hit = name in {"falling-away", "covered"}

    assert hit == (result.exit_code == 1)
    assert result.stdout
    assert hit == (f"--fail-on {name}" in result.stderr)
    if name == "covered":
        assert "1 project in class “covered” (--fail-on covered): Exercise square\n" == result.stderr


def test_fail_on_asks_of_what_would_then_hold(ask: Callable[..., Result]) -> None:
    """With a what-if it is the class after it that counts."""
    without = ask(*_DAY, "--without", "kansenregeling", "--fail-on", "falling-away")
    as_it_is = ask(*_DAY, "--fail-on", "falling-away")

    assert (0, 1) == (without.exit_code, as_it_is.exit_code), without.stderr


def test_a_what_if_that_changes_nothing_says_so(ask: Callable[..., Result]) -> None:
    """An end that the documents give already moves no line, and the report does not leave the reader with zeros."""
    same = ask(*_DAY, "--end", "kansenregeling=2030-12-31").stdout
    other = ask(*_DAY, "--end", "kansenregeling=2026-06-30").stdout
    sentence = "Nothing changes: what is assumed stands in the documents already"

    assert sentence in " ".join(same.split())
    assert sentence not in " ".join(other.split())


def test_limits_that_leave_no_project_are_told(ask: Callable[..., Result]) -> None:
    """No project meets them, which is not the same as documents that are silent about money."""
    none, some = (
        " ".join(ask(*_DAY, "--stream", "begroting-ade", "--theme", theme).stdout.split())
        for theme in ("gala-bewegen", "gezonde-jeugd")
    )

    assert "0 of the 3 projects" in none
    assert "1 of the 3 projects" in some
    assert "No project meets all of these limits." in none
    assert "No project meets all of these limits." not in some


def test_fail_on_takes_more_than_one_class(ask: Callable[..., Result]) -> None:
    """One hit is enough."""
    assert ask(*_DAY, "--fail-on", "lapsed", "--fail-on", "covered").exit_code == 1
    assert ask(*_DAY, "--fail-on", "lapsed", "--fail-on", "unknown").exit_code == 0
    assert ask(*_DAY, "--fail-on", "broken").exit_code == 2


def test_the_choices_of_the_command_are_those_of_the_audit() -> None:
    """They are written out, so that help need not load the audit."""
    assert (list(FORMATS), list(CLASSES)) == (module._FORMATS, module._CLASSES)  # noqa: SLF001 - what the test is about


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("form", ["table", "json", "md"])
def test_the_first_and_the_last_day_can_be_audited(day: str, form: str, ask: Callable[..., Result]) -> None:
    """No day of the calendar is an error."""
    assert ask("--as-of", day, "--horizon", "9999y", "--format", form).exit_code == 0


@pytest.mark.parametrize("form", ["html", "svg", "xlsx"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_pictures_and_sheets_of_far_days_can_be_made(
    form: str, day: str, ask: Callable[..., Result], tmp_path: Path
) -> None:
    """A day that Excel does not know stays a text."""
    assert ask("--as-of", day, "-o", tmp_path / f"a.{form}").exit_code == 0


@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_without_financing_gives_an_honest_answer(
    form: str, run: Callable[..., Result], mini_graph: Graph, tmp_path: Path
) -> None:
    """Projects without any line: none has money named, in every format."""
    bare = Graph()
    for project in mini_graph.subjects(RDF.type, URIRef(TB + "Project")):
        for predicate in (RDF.type, SKOS.prefLabel, URIRef(TB + "projectStatus")):
            for value in mini_graph.objects(project, predicate):
                bare.add((project, predicate, value))
    path, out = tmp_path / "bare.ttl", tmp_path / f"out.{'txt' if form == 'table' else form}"
    path.write_text(to_turtle(bare), encoding="utf-8")

    result = run("--lang", "en", "--graph", path, "audit", *_DAY, "-o", out)

    assert result.exit_code == 0, result.output
    if form in {"table", "md"}:
        assert "so nothing can be audited" in " ".join(out.read_text(encoding="utf-8").split())


def test_a_folder_that_is_not_there_leaves_nothing_behind(ask: Callable[..., Result], tmp_path: Path) -> None:
    """The file cannot be written, and the error says so."""
    result = ask(*_DAY, "-o", tmp_path / "none" / "audit.json")

    assert (1, "") == (result.exit_code, result.stdout)
    assert "cannot be written" in result.stderr
    assert [] == list(tmp_path.iterdir())


def test_a_picture_of_many_pages_is_many_files(run: Callable[..., Result], tmp_path: Path) -> None:
    """The whole region does not fit on one page of A4: each page has a number."""
    result = run("--lang", "en", "audit", *_DAY, "-o", tmp_path / "region.svg")
    names = sorted(path.name for path in tmp_path.iterdir())

    assert result.exit_code == 0
    assert names == [f"region-{number}.svg" for number in range(1, len(names) + 1)]
    assert len(names) > 1


_EVIL = "=1+1</script><script>alert(1)</script>|$$x$$ [red]`\x1b[31m"


@pytest.fixture
def evil_turtle(mini_graph: Graph, tmp_path: Path) -> Path:
    """The mini graph with names that try to act: two projects, a stream and an organisation."""
    graph = Graph()
    graph += mini_graph
    for tail in ("zomerfit", "beweegplein", "kansenregeling", "ziekenhuis-oost"):
        thing = URIRef(ID + tail)
        graph.remove((thing, SKOS.prefLabel, None))
        for language in ("nl", "en"):
            graph.add((thing, SKOS.prefLabel, Literal(f"{_EVIL} {tail}", lang=language)))
    path = tmp_path / "evil.ttl"
    path.write_text(to_turtle(graph), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_cannot_act_in_any_format(
    form: str, run: Callable[..., Result], evil_turtle: Path, tmp_path: Path
) -> None:
    """It is no markup, no formula and no control sign."""
    out = tmp_path / f"out.{'txt' if form == 'table' else form}"

    result = run("--lang", "en", "--graph", evil_turtle, "audit", *_DAY, "--without", "zomerfonds", "-o", out)

    assert result.exit_code == 0, result.output
    if form in {"html", "svg", "md"}:
        assert b"<script>alert(1)" not in out.read_bytes()
    if form in {"table", "json", "html", "svg", "md"}:
        assert b"\x1b" not in out.read_bytes()
    if form == "csv":
        rows = csv.reader(io.StringIO(out.read_text(encoding="utf-8"), newline=""))
        assert not any(cell.startswith("=") for row in rows for cell in row)
