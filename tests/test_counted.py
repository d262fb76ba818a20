"""A project is found by what is counted there or aimed at; what nobody counts is not found."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.measured import Measured, read_measured
from trendbreuk_graph.names import read_things
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.understanding import Reader, Understood

_TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader of questions about the graph of the package, with its figures and targets."""
    store = EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")
    return Reader(find_questions(), read_things(store), partial(read_measured, store))


def test_figures_and_targets_are_read_with_what_they_measure(mini_store: EmbeddedStore) -> None:
    """One of each in the mini world."""
    assert read_measured(mini_store) == (
        Measured("zomerfit", aimed=False, nl="kinderen die meededen", en="children who took part", share=False),
        Measured("zomerfit", aimed=True, nl="kinderen die meedoen", en="children who take part", share=False),
    )


@pytest.mark.parametrize(
    ("typed", "question", "project"),
    [
        ("Hoeveel rookvrije plekken zijn er inmiddels?", "project-figures", "rookvrije-generatie"),
        ("hoeveel rookvrije plekken zijn er", "project-figures", "rookvrije-generatie"),
        ("how many smoke-free places are there by now", "project-figures", "rookvrije-generatie"),
        ("hoeveel inwoners heeft focusgebied Kerkrade Oost", "project-figures", "programma-regio-deal-parkstad"),
        ("number of residents of the Heerlen Noord focus area", "project-figures", "programma-regio-deal-parkstad"),
        (
            "hoeveel procent van de volwassenen in Heerlen sport elke week",
            "project-figures",
            "lokaal-sportakkoord-heerlen",
        ),
        ("How much could palliative care save?", "project-targets", "palliatieve-zorg"),
        ("hoeveel kinderen heeft keigezond al begeleid?", "project-figures", "keigezond"),
    ],
)
def test_a_number_is_found_by_what_is_counted(typed: str, question: str, project: str, reader: Reader) -> None:
    """With or without the name of the project; a target where the sentence says that it could or must be."""
    read = reader.read(typed, _TODAY)

    assert isinstance(read, Understood)
    assert (question, {"project": project}) == (read.reading.question.id, read.reading.given)


@pytest.mark.parametrize(
    "typed",
    [
        "hoeveel inwoners heeft Heerlen",
        "Hoeveel inwoners heeft Kerkrade?",
        "how many newsletters a year",
        "hoeveel bomen staan er in Parkstad",
        "welk percentage van de rookvrije plekken ligt in Stein",
        "hoeveel rookvrije plekken zijn er in Amsterdam",
        "how many smoke-free places are there in Heerlen",
        "hoeveel rookvrije plekken waren er in 2019",
        "hoeveel inwoners heeft focusgebied Kerkrade West",
        "hoeveel gemeenten hebben geen lokale coalitie",
        "hoeveel volwassenen in Heerlen sporten niet elke week",
        "welk percentage van de inwoners van Maastricht is cultureel actief",
        "hoeveel projecten gaan over rookvrije plekken",
        "how much does a smoke-free place cost",
        "welke basisscholen nemen deel aan een beweegprogramma",
        "how many municipalities of Zuid-Limburg take part",
    ],
)
def test_what_nobody_counts_is_not_found(typed: str, reader: Reader) -> None:
    """Another place, year or number, a "not", half of the words of a figure, a number for a share, a target for a figure: all are something else."""
    read = reader.read(typed, _TODAY)

    assert not (isinstance(read, Understood) and read.reading.question.subject == "figures")


def test_what_several_projects_count_is_no_answer() -> None:
    """Two that say the same leave it open; the one whose project is named is meant."""
    store = EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")
    twins = [
        Measured(project, aimed=False, nl="geplante stekjes", en="cuttings planted", share=False)
        for project in ("keigezond", "oko")
    ]
    reader = Reader(find_questions(), read_things(store), lambda: twins)

    assert not isinstance(reader.read("how many cuttings were planted", _TODAY), Understood)
    named = reader.read("how many cuttings were planted at OKO", _TODAY)
    assert isinstance(named, Understood)
    assert {"project": "oko"} == named.reading.given


def test_a_sentence_about_money_counts_nothing(reader: Reader) -> None:
    """How much money there is stands with the money."""
    read = reader.read("how much subsidy do the smoke-free places get", _TODAY)

    assert not (isinstance(read, Understood) and read.reading.question.subject == "figures")
