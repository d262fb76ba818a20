"""Records held against the documents, and the documents against the records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trendbreuk_graph.errors import DocumentError, Finding
from trendbreuk_graph.load import World, load_world
from trendbreuk_graph.places import find_part
from trendbreuk_graph.verify import Verification, verify_world

_REAL_DOCUMENTS = Path(__file__).resolve().parents[2] / "shared" / "sources"
_ADD = "Add a claim with an anchor in these words, or an entry in data/not-claims.yml with the reason."


@pytest.fixture
def documents(mini_documents: Path, tmp_path: Path) -> Path:
    """A copy of the folder with the mini document that a test may change."""
    return Path(shutil.copytree(mini_documents, tmp_path / "documents"))


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def _line(path: Path, words: str) -> int:
    """The number of the line that holds the words."""
    [number] = [n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line]
    return number


def _uncovered(kind: str, line: int, field: str, found: str) -> Finding:
    return Finding("plan.txt", line, f"{kind}-uncovered", field=f"mini-plan › {field}", found=found, way_out=_ADD)


def _findings(result: Verification) -> list[Finding]:
    return [*result.failures, *result.uncovered, *result.stale]


def test_the_mini_world_stands_in_its_document(mini_world: World, mini_documents: Path) -> None:
    """All 37 places are found, and all 20 items and money sentences are covered; 3 of 40 pieces stand twice."""
    result = verify_world(mini_world, mini_documents)

    assert result == Verification(documents=["mini-plan"], pieces=37, found=37, items=20)
    assert result.ok


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "Gedekt uit de Kansenregeling",
            "Gedekt uit de Wensenregeling",
            ("Geld", "«Gedekt uit de Wensenregeling»", ""),
            id="words-that-are-not-there",
        ),
        pytest.param(
            "Gedekt uit de Kansenregeling",
            "Ziekenhuis Oost",
            ("Geld", "«Ziekenhuis Oost»", "Samen met"),
            id="words-under-another-heading",
        ),
        pytest.param(
            "samen kookt",
            "Nader te bepalen",
            ("Beschrijving", "«Nader te bepalen»", ""),
            id="words-in-another-card",
        ),
    ],
)
def test_a_broken_anchor_is_reported(
    mini_data: Path, mini_documents: Path, before: str, after: str, expected: tuple[str, str, str]
) -> None:
    """Words that do not stand where a record says give one finding, with the heading under which they do stand."""
    field, found, nearest = expected
    _change(mini_data / "projects" / "eetclub.yml", f"anchor: {before}", f"anchor: {after}")
    result = verify_world(load_world(mini_data), mini_documents)

    assert [*result.failures, *result.stale] == [
        Finding(
            "plan.txt",
            0,
            "evidence-not-found",
            record="eetclub",
            field=f"mini-plan › Eetclub › {field}",
            found=found,
            allowed="words that stand under that heading of that card",
            nearest=nearest,
            way_out="Mend card, field or anchor of this piece of evidence.",
        )
    ]
    assert (result.pieces, result.found) == (37, 36)
    assert not result.ok


def test_only_a_claim_covers_what_a_document_says(mini_data: Path, mini_documents: Path) -> None:
    """The statement of a contradiction and the record of a stream name the words too, but say of nobody who pays."""
    plan = mini_documents / "plan.txt"
    _change(mini_data / "projects" / "eetclub.yml", "anchor: Gedekt uit de Kansenregeling", "anchor: Eetclub")
    _change(mini_data / "projects" / "eetclub.yml", "field: Geld, anchor: Eetclub", "field: Tekst, anchor: Eetclub")
    result = verify_world(load_world(mini_data), mini_documents)
    line = _line(plan, "Gedekt uit de Kansenregeling tot 2026")

    assert [_uncovered("money", line, "Eetclub › Geld", "• Gedekt uit de Kansenregeling tot 2026")] == result.uncovered
    assert result.failures == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "• Huisartsen\n",
            "• Huisartsen\n• Bibliotheek Zuid\n",
            ("partners", "Zomerfit › Samen met", "Bibliotheek Zuid"),
            id="partner",
        ),
        pytest.param(
            "• Huisartsen\n",
            "• Huisartsen, waaronder ook de apotheken\n",
            ("partners", "Zomerfit › Samen met", "waaronder ook de apotheken"),
            id="part-of-a-partner-item",
        ),
        pytest.param(
            "• Huisartsen\n",
            "• Huisartsen/apothekers\n",
            ("partners", "Zomerfit › Samen met", "apothekers"),
            id="partner-after-a-slash",
        ),
        pytest.param(
            "GGD Ministreek\n",
            "GGD Ministreek en Stichting Noord\n",
            ("owners", "Zomerfit › Trekker", "Stichting Noord"),
            id="part-of-an-owner",
        ),
        pytest.param(
            "GGD Ministreek\n",
            "GGD Ministreek\n\nen\n  Stichting Noord\n",
            ("owners", "Zomerfit › Trekker", "Stichting Noord"),
            id="owner-on-the-next-line",
        ),
        pytest.param(
            "• De bijdrage van",
            "• Ook de provincie betaalt mee\n• De bijdrage van",
            ("money", "Zomerfit › Geld", "• Ook de provincie betaalt mee"),
            id="item-under-money",
        ),
        pytest.param(
            "is gestopt\n",
            "is gestopt. De provin-\ncie springt bij.\n",
            ("money", "Zomerfit › Geld", "De provincie springt bij"),
            id="sentence-under-money",
        ),
        pytest.param(
            "Het plein ligt in Ade.",
            "Het plein ligt in Ade. Het\nGELD komt later.",
            ("money", "Beweegplein › Beschrijving", "Het GELD komt later"),
            id="money-elsewhere",
        ),
    ],
)
def test_what_no_claim_covers_is_reported(
    mini_world: World, documents: Path, before: str, after: str, expected: tuple[str, str, str]
) -> None:
    """An owner, partner or money statement that no record speaks of gives one finding, at the line of its first word."""
    kind, field, found = expected
    _change(documents / "plan.txt", before, after)
    result = verify_world(mini_world, documents)
    first = {"De provincie springt bij": "De provin-", "Het GELD komt later": "in Ade. Het"}.get(found, found)

    assert _findings(result) == [_uncovered(kind, _line(documents / "plan.txt", first), field, found)]
    assert not result.ok


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("• Huisartsen\n", "• Huisartsen e.d.\n", id="filler-words"),
        pytest.param("• Huisartsen\n", "• Huisartsen (o.a.)\n", id="filler-in-brackets"),
        pytest.param("Het plein ligt in Ade.", "Het plein ligt in Ade. Geldzucht is er niet.", id="word-like-money"),
        pytest.param(
            "• 40 kinderen in 2024\n", "• 40 kinderen in 2024\n• 12 ouders\n", id="item-under-another-heading"
        ),
        pytest.param("is gestopt\n", "is gestopt. • .\n", id="sentence-without-words"),
    ],
)
def test_what_names_nobody_and_no_money_is_passed_over(
    mini_world: World, documents: Path, before: str, after: str
) -> None:
    """Small words in a list, other words than those for money and other headings need no claim."""
    _change(documents / "plan.txt", before, after)

    assert _findings(verify_world(mini_world, documents)) == []


def test_a_long_sentence_is_shortened(mini_world: World, documents: Path) -> None:
    """A finding quotes no more than 160 signs."""
    _change(documents / "plan.txt", "is gestopt\n", f"is gestopt. Ook {'heel ' * 60}veel\n")
    [finding] = verify_world(mini_world, documents).uncovered

    assert finding.found.startswith("Ook heel heel")
    assert finding.found.endswith("heel…")
    assert len(finding.found) <= 160


def test_without_money_words_only_money_headings_count(mini_data: Path, documents: Path) -> None:
    """A region that lists no words for money is asked for nothing outside the money headings."""
    _change(mini_data / "sources.yml", "money_words:\n  - gedekt\n  - kosten\n  - \\bgeld\\b\n", "")
    _change(documents / "plan.txt", "Het plein ligt in Ade.", "Het plein ligt in Ade. Het geld komt later.")
    result = verify_world(load_world(mini_data), documents)

    assert (_findings(result), result.items) == ([], 19)


@pytest.mark.parametrize(
    ("anchor", "kind", "found"),
    [
        pytest.param("Er wordt contact gezocht", "partners", "Er wordt contact gezocht", id="partner"),
        pytest.param(
            "de kosten worden later bekend",
            "money",
            "De uitleg over geld volgt nog: de kosten worden later bekend",
            id="money",
        ),
    ],
)
def test_what_is_no_claim_needs_its_entry(
    mini_data: Path, mini_documents: Path, anchor: str, kind: str, found: str
) -> None:
    """Without its entry in not-claims.yml an item that claims nothing is reported as uncovered."""
    path = mini_data / "not-claims.yml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if anchor not in line]
    path.write_text("".join(lines), encoding="utf-8")
    [finding] = _findings(verify_world(load_world(mini_data), mini_documents))

    assert (finding.code, finding.found) == (f"{kind}-uncovered", found)


def test_a_stale_entry_is_reported(mini_data: Path, mini_documents: Path) -> None:
    """An entry of not-claims.yml whose words the document no longer holds gives one finding."""
    path = mini_data / "not-claims.yml"
    entry = "  - {source: mini-plan, card: Eetclub, field: Geld, anchor: Wie weet, reason: {nl: Weet niemand., en: Nobody knows.}}\n"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    result = verify_world(load_world(mini_data), mini_documents)

    assert _findings(result) == [
        Finding(
            "not-claims.yml",
            0,
            "matches-nothing",
            field="mini-plan › Eetclub › Geld",
            found="«Wie weet»",
            allowed="words that stand under that heading of that card",
            way_out="Mend the entry, or remove it: the document no longer says this.",
        )
    ]
    assert not result.ok


def test_a_missing_document_is_reported(mini_data: Path, mini_documents: Path) -> None:
    """A document that is not in the folder is named, and what rests on it is neither found nor failed."""
    second = (
        "  - id: tweede-plan\n    title: {nl: Tweede plan, en: Second plan}\n    publisher: ggd-ministreek\n"
        '    issued: "2024"\n    period: "2024"\n    recognised_by: Tweede plan\n    lead_field: Tekst\n    fields: []\n'
        "    cards:\n      - {card: Alles, starts_at: Tweede plan}\n"
    )
    _change(mini_data / "sources.yml", "money_words:", f"{second}money_words:")
    _change(
        mini_data / "projects" / "eetclub.yml",
        "field: Titel, anchor: Eetclub}",
        "field: Titel, anchor: Eetclub}\n  - {source: tweede-plan, card: Alles, field: Tekst, anchor: Eetclub}",
    )
    entry = "  - {source: tweede-plan, card: Alles, field: Tekst, anchor: Wie weet, reason: {nl: Nee., en: No.}}\n"
    path = mini_data / "not-claims.yml"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    result = verify_world(load_world(mini_data), mini_documents)

    assert result == Verification(
        documents=["mini-plan"], missing_documents=["tweede-plan"], pieces=37, found=37, items=20
    )
    assert not result.ok


def test_a_folder_without_documents_is_an_error(mini_world: World, tmp_path: Path) -> None:
    """A wrong folder does not pass for one in which nothing was wrong."""
    with pytest.raises(DocumentError) as caught:
        verify_world(mini_world, tmp_path)

    assert str(caught.value) == (
        f"{tmp_path}: cannot be read as a document (none of the documents is there). "
        "Point --sources at a folder with the documents as text (UTF-8) or PDF."
    )


def test_a_document_that_lost_a_card_is_an_error(mini_world: World, documents: Path) -> None:
    """A document that is not as it was described is an error, not a long list of lost evidence."""
    _change(documents / "plan.txt", "Eetclub\nEen club", "Kookclub\nEen club")

    with pytest.raises(DocumentError, match="the words 'Eetclub Een club', where card 'Eetclub' of mini-plan starts"):
        verify_world(mini_world, documents)


@pytest.mark.skipif(not _REAL_DOCUMENTS.is_dir(), reason="the source documents are not beside this checkout")
def test_the_records_stand_in_the_documents() -> None:
    """All evidence is found in the five documents, and no owner, partner or money statement in them is left uncovered."""
    result = verify_world(load_world(find_part("data")), _REAL_DOCUMENTS)
    mend = "run `trendbreuk verify --sources DIR`, which lists what to mend"

    assert result.documents == ["gala-heerlen", "regioplan-bijlage", "samenspel", "voortgang-2024", "werkplan-2024"]
    assert result.pieces > 2000
    assert result.items > 600
    assert _findings(result) == [], mend
    assert result.ok
