"""The command ``ask``: what is typed is answered where and how it was asked, or it says why not."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from trendbreuk_graph.cli.main import main
from trendbreuk_graph.i18n import translator
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

#: The command that the typed questions stand for.
_LEAD = ("question", "project-lead", "--param", "project=zomerfit")


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("Wie is de trekker van Zomerfit?", "nl", "wie trekt Ketenaanpak Zomerfit"),
        ("Who is the lead of Zomerfit?", "en", "who leads Summer fit chain approach"),
    ],
)
def test_a_typed_question_is_answered_in_its_own_language(
    run: Callable[..., Result],
    mini_turtle: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    language: Any,
    expected: str,
) -> None:
    """And the first line says how it was read; the rest is what `question` prints."""
    monkeypatch.delenv("TRENDBREUK_LANG", raising=False)
    asked = run("--graph", mini_turtle, "ask", typed)
    told, _, answer = asked.stdout.partition("\n")

    assert 0 == asked.exit_code, asked.output
    assert translator(language)("I read: {question}").format(question=expected) == told
    assert run("--lang", language, "--graph", mini_turtle, *_LEAD).stdout == answer


def test_a_chosen_language_goes_before_the_typed_one(run: Callable[..., Result], mini_turtle: Path) -> None:
    """Before or behind the command."""
    typed = "Wie is de trekker van Zomerfit?"

    for arguments in (["--lang", "en", "ask", typed], ["ask", typed, "--lang", "en"]):
        assert "Who leads Summer fit chain approach?" in run("--graph", mini_turtle, *arguments).stdout


@pytest.mark.parametrize("form", ["json", "csv"])
def test_how_it_was_read_does_not_mix_with_rows_for_machines(
    ask_mini: Callable[..., Result], tmp_path: Path, form: str
) -> None:
    """It goes to standard error, also when the rows go into a file."""
    typed = ("ask", "wie", "is", "de", "trekker", "van", "zomerfit")
    told = "I read: who leads Summer fit chain approach\n"
    printed, written = ask_mini(*typed, "--format", form), ask_mini(*typed, "-o", tmp_path / f"a.{form}")

    assert (ask_mini(*_LEAD, "--format", form).stdout, told) == (printed.stdout, printed.stderr)
    assert (f"{tmp_path / f'a.{form}'}: 1 row.\n", told) == (written.stdout, written.stderr)


def test_without_a_question_the_catalogue_is_listed(ask_mini: Callable[..., Result]) -> None:
    """In every format."""
    assert ask_mini("questions", "--format", "json").stdout == ask_mini("ask", "--format", "json").stdout
    assert ask_mini("questions").stdout == ask_mini("ask").stdout


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("wat voor weer wordt het morgen in Parijs?", ""),
        ("", "'' is no question that this graph can answer."),
        ("????", "'????' is no question that this graph can answer."),
        ("wie is de trekker van Zomervlam?", "Nothing in the graph is called 'Zomervlam'."),
    ],
)
def test_what_cannot_be_answered_is_said(ask_mini: Callable[..., Result], typed: str, problem: str) -> None:
    """With code 1 and nothing on standard output."""
    result = ask_mini("ask", typed)

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: {problem}")


@pytest.mark.parametrize(
    "arguments", [["--format", "csv", "-o", "a.json"], ["--format", "xlsx"], ["--as-of", "x"]], ids=str
)
def test_a_wrong_call_of_ask_says_what_is_wrong(ask_mini: Callable[..., Result], arguments: list[str]) -> None:
    """Before anything is read."""
    assert 2 == ask_mini("ask", "wie is de trekker van zomerfit", *arguments).exit_code


def test_ask_takes_the_options_of_question(ask_mini: Callable[..., Result]) -> None:
    """The query on demand, and no sources."""
    result = ask_mini("ask", "wie is de trekker van zomerfit", "--show-query", "--no-sources")

    assert f"VALUES ?project {{ <{ID}zomerfit> }}" in result.stdout
    assert "mini-plan" not in result.stdout


def test_what_is_refused_is_said_in_the_language_of_the_question() -> None:
    """Unless a language was chosen; here none is."""
    typed = ("what is the weather like there", "hoe warm wordt het daar morgen in de stad")
    said = [CliRunner().invoke(main, ["ask", words]).stderr.split(":")[0] for words in typed]

    assert ["Error", "Fout"] == said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hoeveel projecten in Parkstad worden uit SPUK GALA betaald", "Aantal in de kolom “project”: {number}"),
        ("how many projects does the GGD lead", "Number in the column “project”: {number}"),
        ("welke projecten trekt de GGD", ""),
    ],
)
def test_who_asks_how_many_gets_the_number_first(run: Callable[..., Result], typed: str, expected: str) -> None:
    """Of things, not of rows: a project that stands in several of them counts once."""
    lines = run("ask", typed, "--no-sources").stdout.splitlines()
    (table,) = json.loads(run("ask", typed, "--format", "json").stdout)
    number = len({row["project"] for row in table["ids"]})

    assert expected.format(number=number) == lines[1]


@pytest.mark.parametrize("typed", ["hoeveel geld krijgt keigezond", "welke projecten lopen er in Heerlen"])
def test_no_number_stands_before_what_is_no_count(run: Callable[..., Result], typed: str) -> None:
    """An amount is no number of rows."""
    assert "Aantal in" not in run("ask", typed, "--no-sources").stdout


@pytest.mark.parametrize(
    ("typed", "expected", "options"),
    [
        (
            "welke projecten in heerlen trekt de ggd",
            "Ik lees: welke projecten trekt GGD Zuid-Limburg? Alleen projecten die in Gemeente Heerlen lopen.\n",
            ("--among", "place-projects=gemeente-heerlen"),
        ),
        (
            "which projects does the GGD lead except in Heerlen",
            "I read: which projects does GGD Zuid-Limburg lead? Without projects that run in Municipality of Heerlen.\n",
            ("--except", "place-projects=gemeente-heerlen"),
        ),
    ],
)
def test_what_narrows_a_typed_question_is_said(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, typed: str, expected: str, options: tuple[str, ...]
) -> None:
    """In the line that says how it was read; the rows are those of the same question with its options."""
    monkeypatch.delenv("TRENDBREUK_LANG", raising=False)
    asked = run("ask", typed, "--format", "csv")
    question = ("question", "party-leads", "--param", "who=ggd-zuid-limburg", *options, "--format", "csv")
    language = "nl" if expected.startswith("Ik") else "en"

    assert (0, expected) == (asked.exit_code, asked.stderr)
    assert run("--lang", language, *question).stdout == asked.stdout


def test_a_narrowed_choice_can_be_run_as_it_stands(run: Callable[..., Result]) -> None:
    """Each command that is printed for a question that is not certain prints what was offered."""
    refused = run("--lang", "nl", "ask", "welke projecten in Heerlen van Pharos hangen af van SPUK GALA")
    lines = refused.stderr.splitlines()
    at = [number for number, line in enumerate(lines) if line.startswith("      trendbreuk question ")]
    answers = [run("--lang", "nl", *shlex.split(lines[number])[1:], "--format", "json") for number in at]

    assert (1, "") == (refused.exit_code, refused.stdout)
    assert any(lines[number].count("--among") > 1 for number in at)
    assert [lines[number - 1].strip() for number in at] == [json.loads(answer.stdout)[0]["title"] for answer in answers]


@pytest.mark.parametrize(
    "typed",
    [
        "3",
        "1 2",
        "de",
        "open open",
        "which health insurer is cheapest, CZ or VGZ?",
        "welk ziekenhuis is het beste, Zuyderland of MUMC+",
    ],
)
def test_what_asks_nothing_of_the_graph_gets_no_answer(run: Callable[..., Result], typed: str) -> None:
    """Small words and numbers say nothing; which of two is better no document says, though they can be compared."""
    result = run("--lang", "en", "ask", typed)

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: '{typed}' is no question that this graph can answer.")
