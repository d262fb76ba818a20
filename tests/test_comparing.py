"""Two things side by side: what the documents say of both, and what of one of them, worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.answering import answer_question
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.dossier.places import FolderLinks
from trendbreuk_graph.errors import ParameterError
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.pages.site import Site
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.store import EmbeddedStore, Store

if TYPE_CHECKING:
    from click.testing import Result

    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Computed

_TODAY = dt.date(2026, 11, 22)

_PREFIXES = """
    @prefix id: <https://w3id.org/trendbreuk/id/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix tb: <https://w3id.org/trendbreuk/def#> .
"""
#: Two projects with two lines of one stream each; the first has a partner, the second a lead; and a third of which nothing is known.
_TWO = """
    id:a a tb:Project ; skos:prefLabel "A"@nl , "A"@en .
    id:b a tb:Project ; skos:prefLabel "B"@nl , "B"@en .
    id:c a tb:Project ; skos:prefLabel "C"@nl , "C"@en .
    id:pot a tb:FundingStream ; skos:prefLabel "Pot"@nl , "Jar"@en .
    id:school a tb:Organisation ; skos:prefLabel "school"@nl , "school"@en .
    id:Bos a tb:Organisation ; skos:prefLabel "Bos"@nl , "Wood"@en .
    tb:secured skos:prefLabel "zeker"@nl , "secured"@en .
    tb:lead skos:prefLabel "trekker"@nl , "lead"@en .
    tb:partner skos:prefLabel "partner"@nl , "partner"@en .
    id:a1 a tb:Financing ; tb:project id:a ; tb:financingStatus tb:secured ; tb:stream id:pot ; tb:covers "bus"@nl , "coach"@en .
    id:a2 a tb:Financing ; tb:project id:a ; tb:financingStatus tb:secured ; tb:stream id:pot ; tb:covers "zaal"@nl , "hall"@en .
    id:b1 a tb:Financing ; tb:project id:b ; tb:financingStatus tb:secured ; tb:stream id:pot ; tb:covers "zaal"@nl , "hall"@en .
    id:b2 a tb:Financing ; tb:project id:b ; tb:financingStatus tb:secured ; tb:stream id:pot ; tb:covers "eten"@nl , "food"@en .
    id:a3 a tb:Participation ; tb:project id:a ; tb:participant id:school ; tb:role tb:partner .
    id:a4 a tb:Participation ; tb:project id:a ; tb:participant id:Bos ; tb:role tb:partner .
    id:b3 a tb:Participation ; tb:project id:b ; tb:participant id:school ; tb:role tb:lead .
"""
#: One project and one stream: nothing has its like.
_ALONE = """
    id:one a tb:Project ; skos:prefLabel "Een"@nl , "One"@en .
    id:pot a tb:FundingStream ; skos:prefLabel "Pot"@nl , "Jar"@en .
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """The world of two projects."""
    return _load(tmp_path_factory.mktemp("two") / "two.ttl", _TWO)


def _load(path: Path, turtle: str) -> EmbeddedStore:
    path.write_text(_PREFIXES + turtle, encoding="utf-8")
    return EmbeddedStore.from_file(path)


def _compute(store: Store, first: str, second: str) -> Computed:
    question = load_question("things-compared")
    assert question.compute
    return question.compute(store, read_values(store, question, {"first": first, "second": second}, _TODAY))


def _answer(store: Store, first: str, second: str, language: Language) -> Answer:
    question = load_question("things-compared")
    values = read_values(store, question, {"first": first, "second": second}, _TODAY)
    return answer_question(store, question, values, language)


def _cells(answer: Answer) -> dict[str, tuple[object, ...]]:
    """Aspect → both, only the first, only the second."""
    return {str(row[0]): row[3:] for row in answer.rows}


def test_two_projects_stand_side_by_side(mini_store: EmbeddedStore) -> None:
    """What both name stands once, what one of them names stands on its side, and nothing stands twice."""
    cells = _cells(_answer(mini_store, "zomerfit", "eetclub", "nl"))

    assert (None, "Kinderen bewegen in de zomer.", "Een club die samen kookt.") == cells["omschrijving"]
    assert (None, "loopt", "gestopt") == cells["status"]
    assert (None, "GGD Ministreek", "Wijkwelzijn West") == cells["trekker"]
    assert (
        "Ziekenhuis Oost",
        "Gemeenten van de Ministreek; Huisartsen; Wijkwelzijn West (Levert de begeleiders.)",
        None,
    ) == cells["partner"]
    assert (
        "bewegen (Lijst gala-themes)",
        "gezonde jeugd (Lijst regioplan-themes)",
        None,
    ) == cells["thema"]


def test_what_both_have_with_another_detail_keeps_the_details_apart(mini_store: EmbeddedStore) -> None:
    """Both are paid from one scheme; of one of them it is known what it pays. Only one note of two partners stands on its side."""
    projects = _cells(_answer(mini_store, "zomerfit", "eetclub", "nl"))
    squares = _cells(_answer(mini_store, "beweegplein", "zomerfit", "nl"))

    assert (
        "Kansenregeling",
        "Kansenregeling (tot en met 2026, het project)",
        "Kansenregeling (tot en met 2026)",
    ) == projects["geld, zeker"]
    assert "Wijkwelzijn West" == squares["partner"][0]
    assert "GGD Ministreek: Jeugd" == squares["partner"][1]
    assert "Wijkwelzijn West (Levert de begeleiders.)" in str(squares["partner"][2]).split("; ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ("Pot (zaal)", "Pot (bus)", "Pot (eten)")),
        ("en", ("Jar (hall)", "Jar (coach)", "Jar (food)")),
    ],
)
def test_details_that_both_give_stand_with_both(
    two: EmbeddedStore, language: Language, expected: tuple[str, ...]
) -> None:
    """Of two lines each, one is alike."""
    (money,) = [row[3:] for row in _answer(two, "a", "b", language).rows if row[0] in {"geld, zeker", "money, secured"}]

    assert expected == money


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_the_aspects_stand_in_the_order_of_the_card(two: EmbeddedStore, first: str, second: str) -> None:
    """The lead before the partners and those before the money, whichever of the two has it and whichever comes first."""
    assert ["lead", "partner", "money, secured"] == [row[1] for row in _compute(two, first, second).rows]


@pytest.mark.parametrize(("language", "expected"), [("nl", "Bos; school"), ("en", "school; Wood")])
def test_names_stand_in_the_order_of_their_language(two: EmbeddedStore, language: Language, expected: str) -> None:
    """Capitals aside, each language has an order of its own."""
    assert (None, expected, None) == _cells(_answer(two, "a", "b", language))["partner"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("zomerfit", "eetclub"), ("ziekenhuis-oost", "gemeente-ade"), ("kansenregeling", "begroting-ade")],
)
def test_the_other_way_round_the_sides_change_places(mini_store: EmbeddedStore, first: str, second: str) -> None:
    """All else stays as it is: aspects, what both have, claims and numbers."""
    one, other = _compute(mini_store, first, second), _compute(mini_store, second, first)

    assert one.rows
    assert one.counts == other.counts
    assert [(*row[:2], row[3], row[2], *row[4:6], *row[8:10], *row[6:8], row[10]) for row in one.rows] == list(
        other.rows
    )


def test_every_row_rests_on_the_claims_of_both(mini_store: EmbeddedStore) -> None:
    """The partners on each participation once; what a record says of a project on that project."""
    claims = {str(row[1]): str(row[10]).split() for row in _compute(mini_store, "zomerfit", "eetclub").rows}

    assert {f"{ID}zomerfit", f"{ID}eetclub"} == {*claims["status"]}
    assert {
        f"{ID}participation/zomerfit--ziekenhuis-oost--partner",
        f"{ID}participation/zomerfit--wijkwelzijn-west--partner",
        f"{ID}participation/zomerfit--gemeenten-zuid-limburg--partner",
        f"{ID}participation/zomerfit--huisartsen--partner",
        f"{ID}participation/eetclub--ziekenhuis-oost--partner",
    } == {*claims["partner"]}
    assert all(len(found) == len({*found}) for found in claims.values())


def test_two_parties_stand_side_by_side(mini_store: EmbeddedStore) -> None:
    """An organisation and a municipality are both parties: another kind, another domain, one project in another role."""
    cells = _cells(_answer(mini_store, "ziekenhuis-oost", "gemeente-ade", "en"))

    assert (None, "organisation", "municipality") == cells["kind"]
    assert (None, "medical (Hospital care.)", "government (Local government.)") == cells["domain"]
    assert (None, "Dining club; Summer fit chain approach", None) == cells["partner"]
    assert (
        None,
        None,
        "Summer fit chain approach (Municipalities of the Mini Region)",
    ) == cells["partner through a group"]
    assert (None, "Staff of the hospital", "Budget of Ade (structural); Chances Scheme (until 2026)") == cells[
        "provides"
    ]


def test_things_are_counted_on_each_side(mini_store: EmbeddedStore) -> None:
    """Who has more partners, or more projects: those of both sides count on both. Words such as a status are no things."""
    projects, parties = (
        {str(row[0]): row[1:3] for row in _answer(mini_store, *sides, "nl").rows}
        for sides in (("zomerfit", "eetclub"), ("ziekenhuis-oost", "gemeente-ade"))
    )

    assert (4, 1) == projects["partner"]
    assert (1, 1) == projects["trekker"]
    assert (None, None) == projects["status"] == projects["omschrijving"]
    assert (2, 0) == parties["partner"]


def test_two_streams_stand_side_by_side(mini_store: EmbeddedStore) -> None:
    """One provider; one ends, the other lasts; both are secured for projects, but not for as many."""
    found = _answer(mini_store, "kansenregeling", "begroting-ade", "nl")
    cells = _cells(found)

    assert ("Gemeente Ade", None, None) == cells["verstrekker"]
    assert (None, "2026 (tot en met 2026)", None) == cells["tot en met"]
    assert (None, "nee", "ja") == cells["structureel"]
    assert ("zeker", "zeker (2)", "zeker (1)") == cells["aantal projecten"]


def test_that_streams_are_described_is_nothing_that_they_share(mini_store: EmbeddedStore) -> None:
    """It is no row; its places are those of the rows that have no claim of their own."""
    claims = {str(row[1]): str(row[10]).split() for row in _compute(mini_store, "kansenregeling", "begroting-ade").rows}

    assert "described in" not in claims
    assert [f"{ID}kansenregeling"] == claims["until"]
    assert {f"{ID}kansenregeling", f"{ID}begroting-ade"} == {*claims["structural"]}
    assert {
        f"{ID}financing/zomerfit--kansenregeling--secured",
        f"{ID}financing/eetclub--kansenregeling--secured",
        f"{ID}financing/beweegplein--begroting-ade--secured",
    } == {*claims["number of projects"]}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "3 aspecten vergeleken; in 1 daarvan hebben ze iets gemeen"),
        ("en", "3 aspects compared; in 1 of them they have something in common"),
    ],
)
def test_the_denominator_counts_what_is_compared(two: EmbeddedStore, language: Language, expected: str) -> None:
    """Lead, partner and money, of which only the money is partly alike; the headings say which side is which."""
    found = _answer(two, "a", "b", language)

    assert expected == found.denominator
    assert {"nl": "Hoe verschillen A en B?", "en": "How do A and B differ?"}[language] == found.title
    assert {
        "nl": ("aspect", "eerste", "tweede", "allebei", "alleen de eerste", "alleen de tweede"),
        "en": ("aspect", "first", "second", "both", "only the first", "only the second"),
    }[language] == found.columns


def test_one_side_of_which_nothing_is_known_is_empty(two: EmbeddedStore) -> None:
    """All that is known stands on the other side."""
    found = _compute(two, "a", "c")

    assert ["partner", "money, secured"] == [row[1] for row in found.rows]
    assert {(None, None)} == {row[4:6] for row in found.rows} == {row[8:10] for row in found.rows}
    assert {"common": 0} == found.counts


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("zomerfit", "zomerfit", "'Ketenaanpak Zomerfit' cannot be compared with itself"),
        ("zomerfit", "kansenregeling", "'Ketenaanpak Zomerfit' and 'Kansenregeling' are of different kinds"),
        ("ziekenhuis-oost", "eetclub", "'Ziekenhuis Oost' and 'Eetclub' are of different kinds"),
        ("zomerfit", "gezonde-jeugd", "'Ketenaanpak Zomerfit' and 'gezonde jeugd' are of different kinds"),
        ("medical", "gezonde-jeugd", "Of 'medisch' and 'gezonde jeugd' there is no card"),
        ("medical", "medical", "'medisch' cannot be compared with itself"),
    ],
)
def test_what_cannot_be_compared_is_refused(mini_store: EmbeddedStore, first: str, second: str, says: str) -> None:
    """By name, and with what can be compared."""
    with pytest.raises(ParameterError) as caught:
        _compute(mini_store, first, second)

    assert str(caught.value).startswith(says)
    assert ("two parties" in str(caught.value)) == (first != second)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nl", "Fout: 'Ketenaanpak Zomerfit' en 'Kansenregeling' zijn van verschillende soort. Te vergelijken zijn"),
        ("en", "Error: 'Ketenaanpak Zomerfit' and 'Kansenregeling' are of different kinds. Two projects can be"),
    ],
)
def test_a_refusal_is_one_sentence_on_the_command_line(
    run: Callable[..., Result], mini_turtle: Path, language: str, says: str
) -> None:
    """With exit code 1 and no traceback."""
    values = ("--param", "first=zomerfit", "--param", "second=kansenregeling")
    result = run("--lang", language, "--graph", mini_turtle, "question", "things-compared", *values)

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(says)
    assert "Traceback" not in result.output


def test_the_example_of_any_graph_is_two_things_that_can_be_compared(
    mini_store: EmbeddedStore, two: EmbeddedStore, tmp_path: Path
) -> None:
    """The first projects where the graph lacks the example; and no example where nothing goes together."""
    question = load_question("things-compared")
    alone = _load(tmp_path / "alone.ttl", _ALONE)
    sites = [Site(store, "en", _TODAY, FolderLinks()) for store in (mini_store, two, alone)]

    assert [
        {"first": "beweegplein", "second": "eetclub"},
        {"first": "a", "second": "b"},
        {"first": "one", "second": "pot"},
    ] == [site.find_example(question) for site in sites]
    assert [True, True, False] == ["things-compared" in site.answered for site in sites]
    assert "tie-why" in sites[2].answered
