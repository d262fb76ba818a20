"""A thing on one page holds what the records say of it, each line with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.cards import make_card
from trendbreuk_graph.names import find_thing, read_things
from trendbreuk_graph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.i18n import Language

_SECURED = "<https://w3id.org/trendbreuk/id/financing/zomerfit--kansenregeling--secured>"
_EETCLUB = "<https://w3id.org/trendbreuk/id/financing/eetclub--kansenregeling--secured>"
_GAP = "<https://w3id.org/trendbreuk/id/financing/zomerfit--no-stream--gap>"
_IN_KIND = "<https://w3id.org/trendbreuk/id/financing/zomerfit--ziekenhuis-inzet--in-kind>"
_END = "2026 («tot en met 2026»)"
_LEAD = "<https://w3id.org/trendbreuk/id/participation/zomerfit--ggd-ministreek--lead>"


@pytest.fixture
def make(mini_turtle: Path, tmp_path: Path) -> Callable[..., dict[str, Answer]]:
    """Make the English card of a thing from the mini graph with some lines less and some more."""

    def card(name: str, *, without: str = "no such line", extra: str = "") -> dict[str, Answer]:
        text = mini_turtle.read_text(encoding="utf-8").replace(without, "")
        path = tmp_path / "changed.ttl"
        path.write_text(text + extra, encoding="utf-8")
        store = EmbeddedStore.from_file(path)
        return {answer.title: answer for answer in make_card(store, find_thing(read_things(store), name), "en")}

    return card


def _money(card: dict[str, Answer], stream: str) -> tuple[object, ...]:
    return next(row for row in card["Money"].rows if row[1] == stream)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "thing",
    [
        "zomerfit",
        "beweegplein",
        "eetclub",
        "gemeente-ade",
        "ggd-ministreek",
        "ggd-jeugd",
        "ziekenhuis-oost",
        "zomercoalitie",
        "jan-jansen",
        "kansenregeling",
        "gala-bewegen",
        "ministreek",
        "medical",
    ],
)
def test_a_page_says_what_the_records_say(
    print_page: Callable[..., str], check_golden: Callable[[str, str], None], thing: str, language: str
) -> None:
    """Each kind of thing has its page in both languages."""
    check_golden(f"show/{thing}.{language}.txt", print_page(language, "show", thing))


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("zomerfit", ["What the text says of it", "Who takes part", "Money", "Related projects", "Where it runs", "Figures"]),
        ("kansenregeling", ["Pays for", "Where the documents disagree"]),
        ("gemeente-ade", [
            "Takes part through a group of municipalities (derived)",
            "Projects that run here",
            "Memberships",
            "Provides",
        ]),
        ("gezonde-jeugd", ["Projects"]),
        ("medical", ["Parties"]),
        ("jan-jansen", []),
    ],
)  # fmt: skip
def test_a_card_has_only_the_sections_that_hold_anything(
    make: Callable[..., dict[str, Answer]], thing: str, expected: list[str]
) -> None:
    """The description comes first; a section without rows is left out."""
    assert expected == list(make(thing))[1:]


def test_every_row_of_a_claim_has_its_place(mini_store: EmbeddedStore) -> None:
    """Each table of claims gives document, card, field and words for every row."""
    card = make_card(mini_store, find_thing(read_things(mini_store), "zomerfit"), "en")

    assert all(len(answer.evidence) == len(answer.rows) and all(answer.evidence) for answer in card[1:])
    assert card[1].evidence == (("mini-plan › Zomerfit › Beschrijving: «het medisch en het sociaal domein»",),)
    assert card[2].evidence[0] == ("mini-plan › Zomerfit › Trekker: «GGD Ministreek»",)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_columns_of_a_table_differ(mini_store: EmbeddedStore, language: Language) -> None:
    """No two headings are the same in either language, or a cell would be lost in JSON."""
    for thing in read_things(mini_store):
        for answer in make_card(mini_store, thing, language):
            assert len(set(answer.columns)) == len(answer.columns), answer.title


def test_a_claim_with_two_places_is_one_row(make: Callable[..., dict[str, Answer]]) -> None:
    """A claim that two documents make is not counted twice, and both places are given."""
    place = "<https://w3id.org/trendbreuk/id/evidence/second>"
    extra = f"""
{_LEAD} tb:evidence {place} .
{place} a tb:Evidence ; dcterms:source id:mini-plan ; tb:card "Eetclub" ; tb:field "Trekker" ; tb:anchor "GGD" .
"""
    table = make("zomerfit", extra=extra)["Who takes part"]

    assert len(table.rows) == 5
    assert table.evidence[0] == (
        "mini-plan › Eetclub › Trekker: «GGD»",
        "mini-plan › Zomerfit › Trekker: «GGD Ministreek»",
    )


@pytest.mark.parametrize(
    ("extra", "stream", "expected"),
    [
        ("", "Chances Scheme", ("secured", "", _END, "", "the project")),
        (f"{_SECURED} tb:fromText '2024' .", "Chances Scheme", ("secured", "2024", _END, "", "the project")),
        (
            f"{_SECURED} tb:structural true .",
            "Chances Scheme",
            ("secured", "", f"structural, {_END}", "", "the project"),
        ),
        (f"{_IN_KIND} tb:structural true .", "Staff of the hospital", ("in kind", "", "structural", "", "")),
        (f"{_IN_KIND} tb:structural false .", "Staff of the hospital", ("in kind", "", "", "", "")),
        (
            f"{_IN_KIND} tb:untilWording 'zolang nodig' .",
            "Staff of the hospital",
            ("in kind", "", "(«zolang nodig»)", "", ""),
        ),
        (f"{_IN_KIND} tb:amount 250.5 .", "Staff of the hospital", ("in kind", "", "", "€ 250.5", "")),
        (
            f"{_GAP} tb:claimNote 'Voor de bus.'@nl , 'For the bus.'@en .",
            "no stream named",
            ("gap", "", "", "€ 5000 / year", "transport; For the bus."),
        ),
    ],
    ids=[
        "own end in the words of the document",
        "beginning",
        "structural with an end",
        "structural",
        "not structural",
        "words without a date",
        "amount once",
        "purpose and note",
    ],
)
def test_a_line_of_money_shows_all_that_it_says(
    make: Callable[..., dict[str, Answer]], extra: str, stream: str, expected: tuple[str, ...]
) -> None:
    """Status, beginning, end, amount and purpose stand in their cells."""
    status, _, *cells = _money(make("zomerfit", extra=extra), stream)

    assert expected == (status, *cells)


def test_a_line_without_an_end_shows_that_of_its_stream(make: Callable[..., dict[str, Answer]]) -> None:
    """The card of the project says that the end is the stream's; that of the stream leaves it to the description."""
    project = make("eetclub")
    stream = make("kansenregeling")

    assert _money(project, "Chances Scheme")[3] == "2026 (of the stream)"
    assert ("until", "2026") in stream["Chances Scheme"].rows
    assert [row[3] for row in stream["Pays for"].rows] == ["", "2026 («tot en met 2026»)"]


def test_a_relation_reads_from_the_side_of_the_page(make: Callable[..., dict[str, Answer]]) -> None:
    """The part is part of the whole, and the whole consists of the part."""
    assert make("beweegplein")["Related projects"].rows == (("part of", "Summer fit chain approach"),)
    assert ("consists of", "Exercise square") in make("zomerfit")["Related projects"].rows


def test_a_target_without_a_number_has_an_empty_cell(make: Callable[..., dict[str, Answer]]) -> None:
    """What is not in the source is not filled in."""
    target = "<https://w3id.org/trendbreuk/id/target/eetclub>"
    extra = f"""
{target} a tb:Target ; tb:project id:eetclub ; tb:measures "plezier"@nl , "fun"@en ;
  tb:evidence <https://w3id.org/trendbreuk/id/evidence/x> .
<https://w3id.org/trendbreuk/id/evidence/x> dcterms:source id:mini-plan ; tb:card "E" ; tb:field "F" ; tb:anchor "a" .
"""

    assert make("eetclub", extra=extra)["Figures"].rows == (("target", "fun", "", ""),)


def test_a_thing_without_evidence_of_its_own_has_no_places(make: Callable[..., dict[str, Answer]]) -> None:
    """A theme is a choice of the makers and rests on no document."""
    assert make("gezonde-jeugd")["healthy youth"].evidence == ()


def test_a_status_of_another_vocabulary_is_shown_as_it_is(make: Callable[..., dict[str, Answer]]) -> None:
    """What has no name in the graph is not hidden."""
    card = make("gala-bewegen", extra="id:eetclub tb:projectStatus <urn:paused> .")

    assert ("Dining club", "urn:paused") in card["Projects"].rows
