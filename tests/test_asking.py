"""A typed question gets its answer, a choice of three, or an honest no."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from trendbreuk_graph import asking
from trendbreuk_graph.asking import read_question
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.errors import OutsideGraphError, UnclearQuestionError, UnknownNameError
from trendbreuk_graph.names import Thing
from trendbreuk_graph.questions import parse_question
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.understanding import Refused, Understood, Unsure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Question
    from trendbreuk_graph.understanding import Reading

_TODAY = dt.date(2026, 1, 31)
_HEADER = """# subject: money
# nl: Wat loopt af voor {project} tot {until}?
# en: What ends for {project} by {until}?
# param: project project, example id:keigezond
# param: until date, default today+12m, example 2026-12-31
# columns: what
# head nl: wat
# head en: what
# read nl: Lees.
# read en: Read.
# empty nl: Niets.
# empty en: Nothing.
"""
_ENDING = parse_question("ending", _HEADER)


@dataclass(frozen=True)
class _Read:
    """Of a reading, what decides about the answer; how well it fits is no matter here."""

    question: Question
    given: Mapping[str, str]
    missing: tuple[str, ...]
    limits: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


def _reading(question: Question | str, missing: tuple[str, ...] = (), **given: str) -> Reading:
    """A question of the catalogue, or another one, read with these values."""
    found = load_question(question) if isinstance(question, str) else question
    return cast("Reading", _Read(found, given, missing))


def _narrowed(question: str, limits: tuple[str, ...] = (), exceptions: tuple[str, ...] = (), *missing: str) -> Reading:
    """A question of the catalogue without values, read with what narrows it."""
    return cast("Reading", _Read(load_question(question), {}, missing, limits, exceptions))


@pytest.fixture
def understand(monkeypatch: pytest.MonkeyPatch) -> Callable[[Understood | Unsure | Refused], list[str]]:
    """Let every typed question be understood as given; gives a list of what is typed."""

    def make(read: Understood | Unsure | Refused) -> list[str]:
        typed: list[str] = []

        class Reader:
            """Understands everything as one thing."""

            def __init__(self, *_: object) -> None:
                """Take the catalogue and the names, and look at neither."""

            def read(self, sentence: str, today: dt.date) -> Understood | Unsure | Refused:
                """Remember what was typed and on which day."""
                typed.append(f"{today} {sentence}")
                return read

        monkeypatch.setattr(asking, "Reader", Reader)
        return typed

    return make


@pytest.mark.parametrize(
    ("typed", "language"),
    [("Wie is de trekker van Zomerfit?", "nl"), ("Who is the lead of Zomerfit?", "en"), ("kartrekker zf", "nl")],
)
def test_a_question_is_understood_with_its_values_and_language(
    mini_store: EmbeddedStore, typed: str, language: str
) -> None:
    """Words, a name in any form and the language lead to the question that was meant."""
    asked = read_question(mini_store, typed, _TODAY, None)

    assert ("project-lead", language, ()) == (asked.question.id, asked.language, asked.limits)
    assert ["zomerfit"] == [value.id for value in asked.values.values() if isinstance(value, Thing)]


@pytest.mark.parametrize(
    ("chosen", "heard", "expected"),
    [
        (None, "nl", "nl"),
        (None, "en", "en"),
        (None, None, "nl"),
        ("nl", "en", "nl"),
        ("en", "nl", "en"),
        ("en", None, "en"),
    ],
)
def test_the_answer_is_in_the_language_that_was_chosen_else_typed(
    mini_store: EmbeddedStore,
    understand: Callable[[Understood], list[str]],
    chosen: Language | None,
    heard: Language | None,
    expected: Language,
) -> None:
    """Dutch when neither says."""
    understand(Understood(_reading("project-lead", project="zomerfit"), heard))

    assert expected == read_question(mini_store, "?", _TODAY, chosen).language


def test_what_was_not_named_has_its_default(
    mini_store: EmbeddedStore, understand: Callable[[Understood], list[str]]
) -> None:
    """Counted from the day that counts as today, which the reader of the words gets too."""
    typed = understand(Understood(_reading(_ENDING, project="zomerfit"), "en"))
    asked = read_question(mini_store, "what ends for zf", _TODAY, None)

    assert dt.date(2027, 1, 31) == asked.values["until"]
    assert ["2026-01-31 what ends for zf"] == typed


def test_what_is_about_something_else_is_refused(
    mini_store: EmbeddedStore, understand: Callable[[Refused], list[str]]
) -> None:
    """With what was typed, and what to do instead."""
    understand(Refused("", (), "nl"))

    with pytest.raises(OutsideGraphError) as caught:
        read_question(mini_store, "hoe laat is het?", _TODAY, None)

    assert ("hoe laat is het?", "outside-graph") == (caught.value.typed, caught.value.code)
    assert "`trendbreuk questions` lists what can be asked" in str(caught.value)


def test_a_name_that_the_graph_does_not_hold_is_named(
    mini_store: EmbeddedStore, understand: Callable[[Refused], list[str]]
) -> None:
    """With the nearest names."""
    understand(Refused("Zomervlam", ("Zomerfonds", "Zomerfit"), "nl"))

    with pytest.raises(UnknownNameError) as caught:
        read_question(mini_store, "wie trekt Zomervlam?", _TODAY, None)

    assert "Nothing in the graph is called 'Zomervlam'. Nearest: Zomerfonds; Zomerfit." == str(caught.value)


@pytest.mark.parametrize("typed", ["Wie is de trekker van Zomervlam?", "Who is the lead of Qwxyz?"])
def test_a_strange_name_in_a_known_question_is_noticed(mini_store: EmbeddedStore, typed: str) -> None:
    """The reader of words itself refuses to guess."""
    with pytest.raises(UnknownNameError) as caught:
        read_question(mini_store, typed, _TODAY, None)

    assert typed.rsplit(maxsplit=1)[-1].rstrip("?") == caught.value.name


_CHOICES = (
    _reading("project-lead", project="zomerfit"),
    _reading("project-lead", ("project",)),
    _reading("project-lead", project="eetclub"),
)


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("nl", ["Wie trekt Ketenaanpak Zomerfit?", "Wie trekt {project}?", "Wie trekt Eetclub?"]),
        ("en", ["Who leads Summer fit chain approach?", "Who leads {project}?", "Who leads Dining club?"]),
    ],
)
def test_what_is_not_certain_is_a_choice(
    mini_store: EmbeddedStore, understand: Callable[[Unsure], list[str]], heard: Language, expected: list[str]
) -> None:
    """Three questions in the language that was typed, the nearest first, each with its command."""
    understand(Unsure(_CHOICES, heard))

    with pytest.raises(UnclearQuestionError) as caught:
        read_question(mini_store, "trekker zomer", _TODAY, None)

    assert expected == [sentence for sentence, _ in caught.value.choices]
    assert [
        "trendbreuk question project-lead --param project=zomerfit",
        "trendbreuk question project-lead --param project=beweegplein",
        "trendbreuk question project-lead --param project=eetclub",
    ] == [command for _, command in caught.value.choices]
    assert all(f"\n  {sentence}\n      {command}" in str(caught.value) for sentence, command in caught.value.choices)


def test_each_offered_command_runs(
    run: Callable[..., Result], mini_turtle: Path, understand: Callable[[Unsure], list[str]]
) -> None:
    """As it stands, pasted behind the same graph."""
    understand(Unsure(_CHOICES, "nl"))
    refused = run("--graph", mini_turtle, "ask", "trekker", "zomer")
    commands = [shlex.split(line) for line in refused.stderr.splitlines() if line.startswith("      trendbreuk ")]

    assert (1, "", 3) == (refused.exit_code, refused.stdout, len(commands))
    for command in commands:
        result = run("--graph", mini_turtle, *command[1:])
        assert 0 == result.exit_code, result.output
        assert "Wie trekt " in result.stdout


def test_a_command_for_the_graph_of_the_package_shows_the_example_of_the_header(
    run: Callable[..., Result], understand: Callable[[Unsure], list[str]]
) -> None:
    """A missing value is an example that gives an answer."""
    understand(Unsure((_reading("project-lead", ("project",)),), None))
    refused = run("--lang", "en", "ask", "who leads")
    (command,) = [line.strip() for line in refused.stderr.splitlines() if "trendbreuk question" in line]

    assert "trendbreuk question project-lead --param project=keigezond" == command
    assert "Who leads Keigezond Limburg?" in run("--lang", "en", *shlex.split(command)[1:]).stdout


def test_days_are_offered_as_they_were_understood(
    mini_store: EmbeddedStore, understand: Callable[[Unsure], list[str]]
) -> None:
    """A day that was named stands in the sentence and the command; a default in the sentence only; an example of a day as such."""
    missing = parse_question("ending", _HEADER.replace("default today+12m, ", ""))
    understand(
        Unsure(
            (
                _reading(_ENDING, until="2026-06-30", project="zomerfit"),
                _reading(_ENDING, ("project",)),
                _reading(missing, ("until",), project="zomerfit"),
            ),
            "nl",
        )
    )

    with pytest.raises(UnclearQuestionError) as caught:
        read_question(mini_store, "wat loopt af", _TODAY, None)

    assert caught.value.choices == [
        (
            "Wat loopt af voor Ketenaanpak Zomerfit tot 2026-06-30?",
            "trendbreuk question ending --param project=zomerfit --param until=2026-06-30",
        ),
        ("Wat loopt af voor {project} tot 2027-01-31?", "trendbreuk question ending --param project=beweegplein"),
        (
            "Wat loopt af voor Ketenaanpak Zomerfit tot {until}?",
            "trendbreuk question ending --param project=zomerfit --param until=2026-12-31",
        ),
    ]


def test_in_a_graph_without_such_a_thing_the_example_is_that_of_the_header(
    understand: Callable[[Unsure], list[str]],
) -> None:
    """There is nothing better to show."""
    understand(Unsure((_reading("project-lead", ("project",)),), "nl"))

    with pytest.raises(UnclearQuestionError) as caught:
        read_question(EmbeddedStore.from_ntriples(""), "wie", _TODAY, None)

    assert "trendbreuk question project-lead --param project=keigezond" == caught.value.choices[0][1]


def test_a_value_is_quoted_for_the_shell(mini_store: EmbeddedStore, understand: Callable[[Unsure], list[str]]) -> None:
    """Whatever a value holds, pasted it is one harmless argument."""
    name = "Ketenaanpak Zomerfit"
    understand(Unsure((_reading("project-lead", project=name),), "nl"))

    with pytest.raises(UnclearQuestionError) as caught:
        read_question(mini_store, "wie", _TODAY, None)

    assert [f"project={name}"] == shlex.split(caught.value.choices[0][1])[4:]


def test_what_narrows_a_question_is_read_with_it(
    mini_store: EmbeddedStore, understand: Callable[[Understood], list[str]]
) -> None:
    """What is kept first, then what is left out, each with its values."""
    limits = ("place-projects=noord", "party-projects=ziekenhuis-oost")
    understand(Understood(_narrowed("projects-falling-away", limits, ("projects-planned",)), "en"))
    asked = read_question(mini_store, "?", _TODAY, None)

    assert [("place-projects", False), ("party-projects", False), ("projects-planned", True)] == [
        (limit.question.id, limit.excludes) for limit in asked.limits
    ]
    assert ["noord", "ziekenhuis-oost"] == [
        value.id for limit in asked.limits for value in limit.values.values() if isinstance(value, Thing)
    ]


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        (
            "nl",
            [
                "Wie trekt {project}? Alleen partijen uit het domein sociaal.",
                "Welke projecten en programma's zijn er? Alleen projecten die in Noord lopen. Zonder projecten die gepland zijn.",
            ],
        ),
        (
            "en",
            [
                "Who leads {project}? Only parties from the domain social.",
                "Which projects and programmes are there? Only projects that run in North. Without projects that are planned.",
            ],
        ),
    ],
)
def test_a_choice_says_what_narrows_it(
    mini_store: EmbeddedStore, understand: Callable[[Unsure], list[str]], heard: Language, expected: list[str]
) -> None:
    """Behind the question in the language that was typed, and as options of its command behind the values."""
    lead = _narrowed("project-lead", ("parties-in-domain=social",), (), "project")
    all_projects = _narrowed("projects-all", ("place-projects=noord",), ("projects-planned",))
    understand(Unsure((lead, all_projects), heard))

    with pytest.raises(UnclearQuestionError) as caught:
        read_question(mini_store, "wie", _TODAY, None)

    assert expected == [sentence for sentence, _ in caught.value.choices]
    assert [
        "trendbreuk question project-lead --param project=beweegplein --among parties-in-domain=social",
        "trendbreuk question projects-all --among place-projects=noord --except projects-planned",
    ] == [command for _, command in caught.value.choices]


def test_a_narrowed_choice_runs(
    run: Callable[..., Result], mini_turtle: Path, understand: Callable[[Unsure], list[str]]
) -> None:
    """As it stands, pasted behind the same graph: it prints the question that was offered."""
    limits = ("place-projects=noord",)
    readings = (
        _narrowed("projects-falling-away", limits, ("projects-planned",)),
        _narrowed("projects-all", limits),
        _narrowed("projects-all", (), limits),
    )
    understand(Unsure(readings, "en"))
    refused = run("--lang", "en", "--graph", mini_turtle, "ask", "lose", "money")
    commands = [shlex.split(line) for line in refused.stderr.splitlines() if line.startswith("      trendbreuk ")]
    answers = [run("--lang", "en", "--graph", mini_turtle, *command[1:]) for command in commands]
    told = [" ".join(answer.stdout.split()) for answer in answers]

    assert (1, "", [0, 0, 0]) == (refused.exit_code, refused.stdout, [answer.exit_code for answer in answers])
    assert [True, True, False] == ["Only projects that run in North." in text for text in told]
    assert [True, False, False] == ["Without projects that are planned." in text for text in told]
    assert [False, False, True] == ["Without projects that run in North." in text for text in told]


def test_a_value_of_a_limit_is_quoted_for_the_shell(
    mini_store: EmbeddedStore, understand: Callable[[Unsure], list[str]]
) -> None:
    """Whatever a name holds, pasted it is one harmless argument."""
    among, without = "party-projects=Ziekenhuis Oost", "party-projects=Wijkwelzijn West"
    understand(Unsure((_narrowed("projects-all", (among,), (without,)),), "nl"))

    with pytest.raises(UnclearQuestionError) as caught:
        read_question(mini_store, "wie", _TODAY, None)

    assert ["--among", among, "--except", without] == shlex.split(caught.value.choices[0][1])[3:]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nl",
            (
                "Ik lees: welke projecten en programma's zijn er? Alleen projecten die in Noord lopen. "
                "Zonder projecten die gepland zijn."
            ),
        ),
        (
            "en",
            (
                "I read: which projects and programmes are there? Only projects that run in North. "
                "Without projects that are planned."
            ),
        ),
    ],
)
def test_all_that_narrows_it_is_said(
    run: Callable[..., Result],
    mini_turtle: Path,
    understand: Callable[[Understood], list[str]],
    language: Language,
    expected: str,
) -> None:
    """In one line before the answer, which is that of the same question with its options."""
    limits = ("--among", "place-projects=noord", "--except", "projects-planned")
    understand(Understood(_narrowed("projects-all", limits[1:2], limits[3:]), language))
    asked = run("--graph", mini_turtle, "--lang", language, "ask", "wie", "--format", "json")
    question = run("--graph", mini_turtle, "--lang", language, "question", "projects-all", *limits, "--format", "json")

    assert (0, expected + "\n") == (asked.exit_code, asked.stderr)
    assert question.stdout == asked.stdout
