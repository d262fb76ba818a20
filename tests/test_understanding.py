"""Typed questions are read as the evaluation set says; the score is printed, and what is given with confidence is seldom wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.measured import read_measured
from trendbreuk_graph.names import read_things
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.understanding import Reader, Refused, Understood, Unsure, matching

_FOLDER = Path(__file__).parent / "evaluation"
_TODAY = dt.date(2026, 11, 22)
#: What each half must reach at least: right, and at most: wrong although it was given with confidence; out of a hundred. They are the
#: figures measured last, less some room; a change that makes them worse has to say why.
_BOUNDS = {"building": (98, 1), "scoring": (93, 1)}


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader of questions about the graph of the package."""
    store = EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")
    return Reader(find_questions(), read_things(store), partial(read_measured, store))


def _read_half(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((_FOLDER / f"{name}.yml").read_text(encoding="utf-8")))


def _judge(reader: Reader, entry: dict[str, Any]) -> str:
    """Whether an entry is read rightly: right, wrong (another question is answered), or unsure (no answer where there is one)."""
    read = reader.read(entry["ask"], _TODAY)
    if entry.get("refuse"):
        return {Refused: "right", Understood: "wrong", Unsure: "unsure"}[type(read)]
    if not isinstance(read, Understood):
        return "unsure"
    wanted = entry["question"] if isinstance(entry["question"], list) else [entry["question"]]
    question, values = read.reading.question, entry.get("values", {})
    defaults = {p.name: (p.default or "").removeprefix("id:") for p in question.parameters}
    given = {**defaults, **read.reading.given}
    pair = {"first", "second"}
    if pair <= set(values) and {given.get(name) for name in pair} == {values[name] for name in pair}:
        # Of two bodies it does not matter which comes first, except where one domain is there and the other is not.
        given |= {name: values[name] for name in pair if question.id != "projects-one-sided"}
    return "right" if question.id in wanted and all(given.get(k) == v for k, v in values.items()) else "wrong"


def test_the_set_is_what_it_says() -> None:
    """Two hundred different questions, half Dutch and half English, thirty of them to be refused; every id is in the catalogue."""
    entries = [*_read_half("building"), *_read_half("scoring")]
    ids = {question.id for question in find_questions()}
    named = [entry["question"] for entry in entries if "question" in entry]

    assert 200 == len({entry["ask"] for entry in entries})
    assert {"nl": 100, "en": 100} == Counter(entry["language"] for entry in entries)
    assert sum("refuse" in entry for entry in entries) == 30
    assert {name for one in named for name in (one if isinstance(one, list) else [one])} - ids == set()


@pytest.mark.parametrize("half", sorted(_BOUNDS))
def test_typed_questions_are_read(half: str, reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    """The score of each half, which the run prints."""
    score = Counter(_judge(reader, entry) for entry in _read_half(half))
    with capsys.disabled():
        print(f"\ntyped questions, {half}: {dict(sorted(score.items()))}")  # noqa: T201 - the score is for the reader of the run
    least, most = _BOUNDS[half]

    assert score["right"] >= least
    assert score["wrong"] <= most


_CASES = [
    ("wie trekt keigezond?", "project-lead", {"project": "keigezond"}),
    ("Welke partners verbinden zorg en welzijn?", "bridges", {"first": "medical", "second": "social"}),
    ("which partners bridge the medical and the social domain", "bridges", {"first": "medical", "second": "social"}),
    ("welke projecten hangen af van SPUK GALA", "depends-on-stream", {"stream": "spuk-gala"}),
    ("wat als SPUK GALA stopt?", "what-if-stream-ends", {"stream": "spuk-gala"}),
    ("which projects depend on expiring funding", "projects-falling-away", {}),
    ("welk zeker geld loopt dit jaar af", "money-ending", {"from": "2026-01-01", "until": "2026-12-31"}),
    ("who leads rookvrije genratie", "project-lead", {"project": "rookvrije-generatie"}),
    ("keigezond", "project-card", {"project": "keigezond"}),
    ("wat als SPUK GALA en SPUK IZA allebei stoppen?", "what-if-streams-end", {"streams": "spuk-gala,spuk-iza"}),
    ("what if GALA, SPUK IZA and ZonMw all end", "what-if-streams-end", {"streams": "spuk-gala,spuk-iza,zonmw"}),
    ("wat als SPUK GALA niet wordt verlengd", "what-if-stream-ends", {"stream": "spuk-gala"}),
    (
        "wat als SPUK GALA doorgaat maar SPUK IZA stopt",
        "what-if-one-extended",
        {"first": "spuk-iza", "second": "spuk-gala"},
    ),
    (
        "wat als SPUK GALA stopt en SPUK IZA doorloopt",
        "what-if-one-extended",
        {"first": "spuk-gala", "second": "spuk-iza"},
    ),
    (
        "stel dat de Regio Deal Parkstad er nooit was geweest",
        "what-if-stream-absent",
        {"stream": "regio-deal-parkstad"},
    ),
    ("welke geldstromen eindigen na 2026", "streams-ending", {"from": "2027-01-01", "until": "2099-12-31"}),
    ("hoe staat elk project er qua geld voor op 1-1-2027", "audit-classes", {"day": "2027-01-01"}),
    (
        "what happens if SPUK GALA dries up after 31 December 2026",
        "what-if-stream-ends",
        {"stream": "spuk-gala", "until": "2026-12-31"},
    ),
    ("I'm the policy officer for Vaals, which projects are we in", "place-projects", {"place": "gemeente-vaals"}),
    ("list the GALA themes with the projects that each of them holds", "themes-projects", {}),
    ("welke projecten staan onder het GALA-thema middelengebruik", "theme-projects", {"theme": "gala-middelengebruik"}),
    (
        "hoeveel kinderen zijn er bereikt met de gezonde basisschool van de toekomst",
        "project-figures",
        {"project": "gezonde-basisschool-van-de-toekomst"},
    ),
    ("any projects w/o funding at all?", "money-none", {}),
    (
        "welke projecten hebben geen medische maar wel sociale partners",
        "projects-one-sided",
        {"first": "social", "second": "medical"},
    ),
    (
        "waar ontbreekt de zorg terwijl welzijn wel meedoet",
        "projects-one-sided",
        {"first": "social", "second": "medical"},
    ),
    ("waar doet zorg niet mee maar welzijn wel", "projects-one-sided", {"first": "social", "second": "medical"}),
    (
        "social partners yes, doctors no - which projects are that",
        "projects-one-sided",
        {"first": "social", "second": "medical"},
    ),
    (
        "which projects have medical but no social partners",
        "projects-one-sided",
        {"first": "medical", "second": "social"},
    ),
    ("waar zit onderwijs in maar ontbreekt de zorg", "projects-one-sided", {"first": "education", "second": "medical"}),
    ("wat als GGZ-aanbieder Mondriaan vertrekt", "drop-one", {"who": "mondriaan"}),
    ("wat is er voor de jeugd, lijst van projecten graag", "theme-projects", {"theme": "gezonde-generatie"}),
    ("wat loopt af voor kerst", "money-ending", {"until": "2026-12-24"}),
    ("are there projects that have only structural funding", "money-structural-only", {}),
    ("projects for older people", "life-phase-projects", {"phase": "older-people"}),
    ("how well connected is Zuyd?", "party-position", {"who": "hogeschool-zuyd"}),
    ("hoort Koraal bij de kern of bij de rand", "party-position", {"who": "koraal"}),
    ("welke domeinen ontbreken in gezonde generatie", "domains-in-theme", {"theme": "gezonde-generatie"}),
    (
        "which claims about JOGG Zuid-Limburg stand in one document only",
        "thing-unconfirmed",
        {"thing": "jogg-zuid-limburg"},
    ),
    ("alle geldstromen en wat elk betaalt", "streams-projects", {}),
    ("what would be lost if SPUK IZA fell away", "what-if-stream-absent", {"stream": "spuk-iza"}),
    ("which projects depend on spuk iza and nothing else", "stream-only-source", {"stream": "spuk-iza"}),
    ("everyone within two steps of Pharos", "ego-network", {"who": "pharos", "steps": "2"}),
]


@pytest.mark.parametrize(("typed", "question", "given"), _CASES, ids=[case[0] for case in _CASES])
def test_a_question_is_read(typed: str, question: str, given: dict[str, str], reader: Reader) -> None:
    """Names, periods and misspellings find their question and its values."""
    read = reader.read(typed, _TODAY)

    assert isinstance(read, Understood)
    assert (question, given) == (read.reading.question.id, dict(read.reading.given))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Wat is het weer", ""),
        ("what is the capital of France", "France"),
        ("wie trekt project Zonnebloem", "Zonnebloem"),
        ("who leads project Sunflower", "Sunflower"),
        ("wanneer eindigt de SPUK Zonneschijn", "SPUK Zonneschijn"),
        ("wat is het telefoonnummer van Zuyderland", ""),
        ("met wie werkt menzis samen", "menzis"),
        ("welke projecten trekt de ggd rotterdam", "rotterdam"),
        ("tot wanneer loopt de regio deal twente", "twente"),
        ("wie trekt project gezonde hogeschool van de toekomst", "gezonde hogeschool"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_what_is_not_in_the_graph_is_refused(typed: str, name: str, reader: Reader) -> None:
    """A question about something else, or a name that the graph does not hold, is never answered with another question."""
    read = reader.read(typed, _TODAY)

    assert isinstance(read, Refused)
    # Of "SPUK Zonneschijn" the part that is strange is enough.
    assert (read.name == "") == (name == "")
    assert name.endswith(read.name)


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        ("welke projecten lopen niet in heerlen", "place-projects=gemeente-heerlen"),
        ("which municipalities are not in keigezond", "project-municipalities=keigezond"),
        ("projecten buiten Heerlen", "place-projects=gemeente-heerlen"),
        ("who leads the projects outside Parkstad", "place-projects=parkstad"),
        ("welke projecten worden niet uit SPUK GALA betaald", "stream-projects=spuk-gala"),
        ("welke projecten trekt de ggd niet", ""),
        ("wat als SPUK GALA niet stopt", ""),
    ],
)
def test_what_is_denied_is_not_answered_as_if_it_were_not(typed: str, left_out: str, reader: Reader) -> None:
    """A question that knows no "not" offers itself at the most; or what is denied of a name is left out of the answer."""
    read = reader.read(typed, _TODAY)
    exceptions = read.reading.exceptions if isinstance(read, Understood) else ()

    assert bool(left_out) == isinstance(read, Understood)
    assert tuple(filter(None, (left_out,))) == exceptions


def test_what_is_unsure_offers_at_most_three(reader: Reader) -> None:
    """Whatever is not certain is refused, or comes with one to three questions, the nearest first."""
    typed = [
        "welke partners delen de twee projecten",
        "wie met wie",
        "geld of partners",
        "trekker",
        "hoe ver is het",
        "who",
    ]
    unsure = [read for sentence in typed if isinstance(read := reader.read(sentence, _TODAY), Unsure)]
    assert len(unsure) > 1
    scores = [[reading.score for reading in read.readings] for read in unsure]

    assert [len(found) for found in scores if not 1 <= len(found) <= 3] == []
    assert scores == [sorted(found, reverse=True) for found in scores]


def test_the_same_words_give_the_same_reading(reader: Reader) -> None:
    """Nothing depends on what was asked before."""
    sentences = [entry["ask"] for entry in _read_half("building")[:20]]
    first = [reader.read(sentence, _TODAY) for sentence in sentences]

    assert first == [reader.read(sentence, _TODAY) for sentence in reversed(sentences)][::-1]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("wie trekt keigezond", "nl"),
        ("who leads keigezond", "en"),
        ("who's in charge of VoorZorg?", "en"),
        ("anything running in Parkstad?", "en"),
        ("is VoorZorg structurally funded?", "en"),
        ("vertel me alles over geboortezorg flex", "nl"),
        ("show me Gezonde School, Rijke Schooldag and Kansrijke Start", "en"),
        ("GALA", None),
        ("rookvrije start", None),
        ("project Keigezond", None),
        ("qqqq wwww", None),
    ],
)
def test_the_language_of_a_question_shows(typed: str, language: str | None, reader: Reader) -> None:
    """In which language its words are written more often; names within a sentence do not count."""
    assert language == reader.read(typed, _TODAY).language


def _hostile() -> Iterator[str]:
    yield "wie trekt <script>alert(1)</script>"
    yield 'wie trekt keigezond" } DROP ALL #'
    yield "x" * 5000
    yield "ik " * 400
    yield "\x00\u202e\ud83d"


@pytest.mark.parametrize("typed", list(_hostile()), ids=["markup", "query", "long word", "many words", "odd signs"])
def test_odd_questions_do_no_harm(typed: str, reader: Reader) -> None:
    """Whatever is typed is read as words or refused; what is given on are ids of the catalogue and of the graph."""
    read = reader.read(typed, _TODAY)

    given = dict(read.reading.given) if isinstance(read, Understood) else {}
    assert set(given.values()) <= {"keigezond"}


def test_every_group_of_words_that_the_rules_name_is_listed() -> None:
    """A rule about a group that no list holds would never apply."""
    folder = Path(matching.__file__).parent
    listed = set(re.findall(r"^(\w+):", (folder / "lexicon.txt").read_text(encoding="utf-8"), re.MULTILINE))
    for module in ("interpret", "readings"):
        named = set(re.findall(r'"#(\w+)"', (folder / f"{module}.py").read_text(encoding="utf-8")))

        assert named
        assert named <= listed
