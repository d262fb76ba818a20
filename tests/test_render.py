"""What is printed can be read, says where it stands, and never acts."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.answers import Answer, Value
from trendbreuk_graph.cli.render import plain, show_answers, show_error, show_findings
from trendbreuk_graph.errors import Finding, MissingPartError, QueryError, UnknownNameError
from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from collections.abc import Callable

_FINDING = Finding(
    file="data/streams.yml",
    line=12,
    code="unknown-key",
    record="spuk",
    field="untill",
    found="untill",
    allowed="a number",
    nearest="until",
    way_out="Mend the number.",
    see="data/sources.yml:3",
)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """What was printed so far, without the spaces that fill up its lines."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("TTY_COMPATIBLE", raising=False)
    return lambda: "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines())


def _answer(*rows: tuple[Value, ...], columns: tuple[str, ...] = ("name", "number"), places: str = "") -> Answer:
    """An answer whose rows rest on the places that are given, a row's places apart by commas and rows by bars."""
    evidence = tuple(tuple(filter(None, row.split(","))) for row in places.split("|")) if places else ()
    return Answer("Title", columns, rows, evidence=evidence, kinds=("text", "integer")[: len(columns)])


def test_a_table_has_title_columns_rows_denominator_and_reading(printed: Callable[[], str]) -> None:
    """Numbers stand to the right, and the explanation under the rows."""
    answer = Answer("Who?", ("name", "number"), (("De Brug", 7), ("Café", 12)), "A row a body.", "2 of 3")

    show_answers([answer], "table", "en")

    expected = """
Who?
name      number
────────────────
De Brug   7
Café      12
2 of 3
A row a body.
"""
    assert expected == printed()


def test_numbers_stand_to_the_right(printed: Callable[[], str]) -> None:
    """A numeric column is aligned so that units stand under units."""
    show_answers([_answer(("De Brug", 7), ("Café", 12))], "table", "en")

    assert "De Brug        7\nCafé          12\n" in printed()


def test_a_table_without_rows_says_so(printed: Callable[[], str]) -> None:
    """An empty answer is an answer."""
    show_answers([_answer()], "table", "nl")

    assert printed() == "\nTitle\n(niets)\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (0.25, "0.25"),
        (1 / 3, "0.333333"),
        (3, "3"),
        (True, "True"),
        ("café «1»", "café «1»"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("bell\x07 back\x08 tab\t", "bell\ufffd back\ufffd tab\ufffd"),
        ("\x9b31m", "\ufffd31m"),
        ("right\u202eleft", "right\ufffdleft"),
        ("zero\u200bwidth", "zero\ufffdwidth"),
        ("two\nlines", "two\nlines"),
        ("return\rover", "return\ufffdover"),
        ("fixed\u00a0thin\u202fspace", "fixed\u00a0thin\u202fspace"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_value_is_shown_and_does_nothing(value: Value, expected: str) -> None:
    """Every sign that a terminal would obey is shown as a replacement sign."""
    assert expected == plain(value)


def test_markup_in_a_text_stays_text(printed: Callable[[], str]) -> None:
    """Square brackets, emoji names and links in records do not colour or change the page."""
    text = "[red]x[/red] :smile: [link=http://x]y[/link] \x1b[1m"
    answer = Answer(text, (text,), ((text,),), reading=text, denominator=text, evidence=((text,),))

    show_answers([answer], "table", "en", places=True)
    shown = " ".join(printed().split())

    # Title, heading, row, place, denominator and reading; folded where the line ends.
    assert shown.replace(" ", "").count(plain(text).replace(" ", "")) >= 4
    assert "\x1b" not in shown


def test_long_texts_are_folded_and_never_cut(printed: Callable[[], str]) -> None:
    """Nothing is lost at the border of a narrow terminal."""
    word = "gezondheidsachterstanden" * 5

    show_answers([_answer((word,), columns=("name",))], "table", "en")

    assert word in printed().replace("\n", "").replace(" ", "")


def test_a_heading_is_not_cut_inside_a_word(printed: Callable[[], str]) -> None:
    """Headings over short numbers wrap between words, and leave the room to the names."""
    columns = ("partner", "share of shortest paths")

    show_answers([_answer(("Name of a partner that is rather long for sixty", "1 %"), columns=columns)], "table", "en")

    assert {"share", "of", "shortest", "paths"} <= set(printed().split())


def test_rows_carry_the_numbers_of_their_places(printed: Callable[[], str]) -> None:
    """Each place has one number on the page, and is listed under the first table that rests on it."""
    first = _answer(("a", 1), ("b", 2), places="p › 1,p › 2|p › 1")
    second = _answer(("c", 3), places="p › 2,p › 3")

    show_answers([first, second], "table", "en", places=True)

    expected = """
Title
name   number   source
──────────────────────
a           1   1, 2
b           2   1
   1 p › 1
   2 p › 2

Title
name   number   source
──────────────────────
c           3   2, 3
   3 p › 3
"""
    assert expected == printed()


def test_places_of_a_whole_table_are_listed_under_it(printed: Callable[[], str]) -> None:
    """Evidence that belongs to no single row makes no column."""
    show_answers([_answer(("a", 1), ("b", 2), places="p › 1")], "table", "en", places=True)

    assert printed() == "\nTitle\nname   number\n─────────────\na           1\nb           2\n   1 p › 1\n"


def test_places_are_left_out_unless_wanted(printed: Callable[[], str]) -> None:
    """Without sources the table is bare."""
    show_answers([_answer(("a", 1), places="p › 1")], "table", "en")

    assert printed() == "\nTitle\nname   number\n─────────────\na           1\n"


@pytest.mark.parametrize(("form", "expected"), [("json", '"title": "Title"'), ("csv", "name,number\na,1\n")])
def test_machines_get_their_own_form(capsys: pytest.CaptureFixture[str], form: str, expected: str) -> None:
    """JSON and CSV are printed without any decoration."""
    show_answers([_answer(("a", 1))], form, "en")

    assert expected in capsys.readouterr().out


def test_a_finding_is_a_block_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Place, code, record and field on the first line; what was found, allowed and near under it; the way out last."""
    show_findings([_FINDING, Finding("graph.ttl", 0, "odd")], "table", "en")

    expected = """\
data/streams.yml:12: unknown-key (spuk untill)
  found: untill
  allowed: a number
  nearest: until
  see: data/sources.yml:3
  → Mend the number.
graph.ttl: odd
"""
    assert expected == capsys.readouterr().out


def test_a_finding_in_dutch_keeps_the_words_of_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings, what is allowed and the way out are Dutch; a key to type is not translated, though `until` has a Dutch word."""
    show_findings([_FINDING], "table", "nl")
    lines = capsys.readouterr().out.splitlines()

    assert translator("nl")("until") != "until"
    assert lines[1].endswith(": untill")
    assert lines[2].endswith(": " + translator("nl")("a number"))
    assert lines[3].endswith(": until")
    assert lines[5] == "  → " + translator("nl")("Mend the number.")
    assert lines[5] != "  → Mend the number."


def test_a_finding_with_control_characters_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in a broken file is shown, not obeyed."""
    show_findings([Finding("a.yml", 1, "odd", found="\x1b[2J")], "table", "en")

    assert capsys.readouterr().out == "a.yml:1: odd\n  found: \ufffd[2J\n"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_findings_for_machines_are_rows(capsys: pytest.CaptureFixture[str], form: str) -> None:
    """Both forms give every field of a finding, under its own name."""
    show_findings([_FINDING], form, "en")
    out = capsys.readouterr().out
    row = json.loads(out)[0]["rows"][0] if form == "json" else next(csv.DictReader(io.StringIO(out)))
    expected = {name: getattr(_FINDING, name) for name in Finding.__dataclass_fields__}

    assert {name: str(value) for name, value in expected.items()} == {name: str(value) for name, value in row.items()}


def test_an_error_is_one_line_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """The message is translated before its values are filled in; a name that was typed stays as it was."""
    show_error(UnknownNameError("amount", []), translator("nl"))
    out, err = capsys.readouterr()

    assert out == ""
    assert err.startswith(translator("nl")("Error") + ": ")
    assert "'amount'" in err
    assert "Nothing in the graph" not in err


def test_an_error_tells_its_way_out_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """A way out inside a message is a message too."""
    way_out = "It is part of the package; reinstall it."

    show_error(MissingPartError("a.rq", way_out), translator("nl"))

    assert translator("nl")(way_out) in capsys.readouterr().err
    assert translator("nl")(way_out) != way_out


def test_an_error_with_braces_and_escapes_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """What a query or an endpoint says is no template and no command to the terminal."""
    show_error(QueryError("{problem} \x1b[31m {0}"), str)

    assert capsys.readouterr().err == "Error: The query cannot be run: {problem} \ufffd[31m {0}\n"


@pytest.mark.parametrize(
    ("kind", "value", "nl", "en"),
    [
        ("percent", 0.305, "30,5 %", "30.5 %"),
        ("percent", 1, "100,0 %", "100.0 %"),
        ("number", 0.43478, "0,435", "0.435"),
        ("number", 40, "40", "40"),
        ("number", 17.5, "17,5", "17.5"),
        ("number", 12345.6, "12346", "12346"),
        ("integer", 12345, "12345", "12345"),
        ("amount", 5000, "5000", "5000"),
        ("date", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("text", "0.5", "0.5", "0.5"),
    ],
)
def test_a_value_is_shown_in_the_form_of_its_kind_and_language(
    capsys: pytest.CaptureFixture[str], kind: str, value: Value, nl: str, en: str
) -> None:
    """Shares as percentages, decimals with the sign of the language, and no power of ten."""
    answer = Answer("t", ("a",), ((value,),), kinds=(kind,))
    for language, expected in (("nl", nl), ("en", en)):
        show_answers([answer], "table", "nl" if language == "nl" else "en")

        assert expected == capsys.readouterr().out.splitlines()[-1].strip()


def test_what_no_rows_mean_stands_where_the_rows_would(capsys: pytest.CaptureFixture[str]) -> None:
    """Without headings, and with what warns below it."""
    answer = Answer("Who?", ("name",), (), "Read so.", caution="Not so.", empty="No document\x1b says so.")
    show_answers([answer], "table", "en")

    assert ["", "Who?", "No document\ufffd says so.", "Read so.", "Not so."] == capsys.readouterr().out.splitlines()


def test_a_column_that_says_nothing_takes_no_room(capsys: pytest.CaptureFixture[str]) -> None:
    """It stays in JSON and CSV."""
    answer = Answer("t", ("name", "note", "number"), (("a", None, 0), ("b", "", 1)))
    show_answers([answer], "table", "en")
    printed = capsys.readouterr().out
    show_answers([answer], "csv", "en")

    assert "note" not in printed
    assert ["name", "number"] == printed.splitlines()[2].split()
    assert "name,note,number\na,,0\nb,,1\n" == capsys.readouterr().out


def _show_in_terminal(command: list[str], columns: int) -> str:
    """What a command writes to a terminal of so many columns."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    silent = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"}
    env = {name: value for name, value in os.environ.items() if name not in silent} | {"TERM": "xterm-256color"}
    with subprocess.Popen([sys.executable, "-m", "trendbreuk_graph", *command], stdout=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                # Linux says so when the other side has closed.
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("columns", [60, 100])
def test_a_terminal_gets_the_same_words_as_a_pipe_with_paint(columns: int) -> None:
    """In a terminal titles are bold and readings slanted; without that, it is what a pipe of that width gets."""
    command = ["question", "project-lead", "--param", "project=keigezond"]
    painted = _show_in_terminal(command, columns)
    piped = subprocess.run(
        [sys.executable, "-m", "trendbreuk_graph", *command],
        capture_output=True,
        env=os.environ | {"COLUMNS": str(columns)},
        check=True,
    ).stdout.decode("utf-8")
    bare = re.sub(r"\x1b\[[0-9;]*m", "", painted)

    assert "\x1b[1m" in painted
    assert "\x1b[3m" in painted
    assert piped.splitlines() == [line.rstrip() for line in bare.splitlines()]
    assert columns // 2 < max(map(len, piped.splitlines())) <= columns
