"""Finding cards, fields and words in the text of a document, with all that extraction from PDF does to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fpdf import FPDF

from trendbreuk_graph.documents import Document, fold, open_documents
from trendbreuk_graph.errors import DocumentError
from trendbreuk_graph.records import Evidence, SourceDocument, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from trendbreuk_graph.load import World

_WAY_OUT = "Point --sources at a folder with the documents as text (UTF-8) or PDF."


def _make_source(**changes: object) -> SourceDocument:
    values: dict[str, object] = {
        "id": "plan",
        "title": Text(nl="Plan", en="Plan"),
        "publisher": "ggd",
        "issued": "2024",
        "period": "2024",
        "recognised_by": "Plan van de streek",
        "lead_field": "Beschrijving",
        "fields": [{"name": "Partners", "heading": "Partners:"}, {"name": "Geld", "heading": "Geld"}],
        "cards": [{"card": "Een", "starts_at": "EEN"}, {"card": "Twee", "starts_at": "TWEE"}],
    }
    return SourceDocument.model_validate(values | changes)


def _make_document(text: str, **changes: object) -> Document:
    return Document(_make_source(**changes), Path("plan.txt"), text)


def _open_card(text: str, **changes: object) -> Document:
    """A document of one card, whose text is what stands after its name."""
    return _make_document(f"EEN\n{text}", cards=[{"card": "Een", "starts_at": "EEN"}], **changes)


def _found(document: Document, anchor: str, card: str = "Een", name: str = "Tekst") -> str | None:
    place = document.find(card, name, anchor)
    return None if place is None else document.text[place[0] : place[1]]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("GGD Zuid-Limburg", "ggdzuidlimburg", id="case-space-hyphen"),
        pytest.param("Zuid-\n\nLimburg", "zuidlimburg", id="broken-over-lines"),
        pytest.param("zorg\u00advuldig", "zorgvuldig", id="soft-hyphen"),
        pytest.param("MUMC+ & CZ", "mumc+&cz", id="signs-that-count"),
        pytest.param("M@ZL: € 5.000 (5%)", "m@zl€50005%", id="signs-and-numbers"),
        pytest.param("o\ufb03ci\u00eble", "officiële", id="ligature"),
        pytest.param("Straße", "strasse", id="one-sign-that-becomes-two"),
        pytest.param("…–’“”/;.", "", id="nothing-but-marks"),
        pytest.param("", "", id="empty"),
    ],
)
def test_folding_leaves_what_counts(text: str, folded: str) -> None:
    """Case, white space, hyphens and punctuation go; letters, digits and some signs stay."""
    assert fold(text).text == folded


def test_folding_remembers_where_everything_stood() -> None:
    """Each sign of the folded text knows the place it came from."""
    assert fold("A-b\n ﬁ").positions == (0, 2, 5, 5)


@pytest.mark.parametrize(
    ("text", "anchor", "found"),
    [
        pytest.param("met GGD Zuid-\nLimburg en", "GGD Zuid-Limburg", "GGD Zuid-\nLimburg", id="hyphen-that-belongs"),
        pytest.param("het Zieken-\n\nhuis Oost", "Ziekenhuis Oost", "Zieken-\n\nhuis Oost", id="hyphen-of-the-line"),
        pytest.param("de ZORG in de", "zorg in", "ZORG in", id="case"),
        pytest.param("zorg,\n   welzijn", "zorg welzijn", "zorg,\n   welzijn", id="punctuation"),
        pytest.param("door MUMC+, en", "MUMC+", "MUMC+", id="sign-at-the-end"),
        pytest.param("voor €7000 per", "€7000", "€7000", id="sign-at-the-start"),
        pytest.param("een visioen", "ZIO", None, id="inside-a-word"),
        pytest.param("de zorgverlener", "zorg", None, id="start-of-a-word"),
        pytest.param("de thuiszorg", "zorg", None, id="end-of-a-word"),
        pytest.param("de thuis-zorg", "zorg", "zorg", id="part-of-a-hyphenated-word"),
        pytest.param("visioen van ZIO", "ZIO", "ZIO", id="second-try"),
        pytest.param("een \ufb01ets", "iets", None, id="inside-a-ligature"),
        pytest.param("een \ufb01ets", "fiets", "\ufb01ets", id="ligature"),
        pytest.param("zorg", "…", None, id="anchor-of-marks-only"),
        pytest.param("zorg", "welzijn", None, id="not-there"),
    ],
)
def test_words_are_found_as_a_reader_would(text: str, anchor: str, found: str | None) -> None:
    """Words are found through the faults of extraction, and only as whole words."""
    assert _found(_open_card(f"begin {text} eind"), anchor) == found


@pytest.mark.parametrize("anchor", ["EEN", "eind"])
def test_words_at_the_very_start_and_end_are_found(anchor: str) -> None:
    """The first and the last word of a document are words like others."""
    assert _found(_open_card("midden eind"), anchor) == anchor


def test_words_do_not_reach_over_the_end_of_a_card() -> None:
    """An anchor that starts in one card and ends in the next stands in neither."""
    document = _make_document("EEN met zorg\nTWEE met welzijn")

    assert _found(document, "zorg TWEE") is None
    assert _found(document, "met welzijn") is None
    assert _found(document, "met welzijn", card="Twee") == "met welzijn"


def test_every_place_of_the_words_is_given() -> None:
    """Words that stand twice under a heading are found twice, in order."""
    document = _open_card("ZIO, visioen en ZIO")

    assert document.find_all("Een", "Tekst", "ZIO") == [(4, 7), (20, 23)]


def test_a_card_that_is_not_described_has_no_sections() -> None:
    """Nothing is found in a card that the description of the document does not hold."""
    document = _open_card("zorg")

    assert document.find_sections("Drie", "Tekst") == []
    assert document.find_all("Drie", "Titel", "zorg") == []


def _sections(document: Document) -> list[tuple[str, str, str]]:
    return [(s.card, s.name, document.text[s.start : s.end].strip()) for s in document.sections]


def test_a_document_is_cut_into_cards_and_fields() -> None:
    """What stands before the first heading of a card is its lead field; each heading starts another."""
    document = _make_document("Voor\nEEN begin\nPartners:\nCZ\nGeld\n5 euro\nTWEE later\nGeld\nniets")

    assert _sections(document) == [
        ("Een", "Beschrijving", "EEN begin"),
        ("Een", "Partners", "CZ"),
        ("Een", "Geld", "5 euro"),
        ("Twee", "Beschrijving", "TWEE later"),
        ("Twee", "Geld", "niets"),
    ]


def test_a_heading_with_a_colon_may_be_glued_into_a_line() -> None:
    """A heading that ends with a colon is one wherever it stands."""
    document = _open_card("tekst zonder eind Partners: CZ en VGZ")

    assert _sections(document)[1:] == [("Een", "Partners", "CZ en VGZ")]


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        pytest.param("\nGeld\n5 euro", True, id="fills-the-line"),
        pytest.param("\n  Geld \t\n5 euro", True, id="with-spaces-around"),
        pytest.param("\nGeld is er niet\n5 euro", False, id="starts-a-sentence"),
        pytest.param("\nvan het Geld\n5 euro", False, id="ends-a-line"),
        pytest.param("\nGeldzaken\n5 euro", False, id="starts-a-word"),
        pytest.param("\nGELD\n5 euro", False, id="other-case"),
    ],
)
def test_a_heading_without_a_colon_must_fill_its_line(text: str, *, is_heading: bool) -> None:
    """A word that is also a heading starts a field only when it stands by itself on a line."""
    document = _open_card(text)

    assert ("Een", "Geld", "5 euro") in _sections(document) or not is_heading
    assert len(document.sections) == 1 + is_heading


def test_a_heading_may_come_twice_and_in_any_order() -> None:
    """Columns that the extraction mixed give the same field twice; both stretches are searched."""
    document = _open_card("\nGeld\n5 euro\nPartners: CZ\nGeld\n7 euro")

    assert [document.text[s.start : s.end].strip() for s in document.find_sections("Een", "Geld")] == [
        "5 euro",
        "7 euro",
    ]
    assert _found(document, "7 euro", name="Geld") == "7 euro"
    assert _found(document, "CZ", name="Geld") is None


def test_a_lost_heading_is_replaced_by_the_first_words_of_its_section() -> None:
    """Where the extraction lost a heading, `fields` of the card names the words that its section starts with."""
    cards = [{"card": "Een", "starts_at": "EEN", "fields": {"Geld": "Het project is gedekt"}}]
    document = _make_document("EEN begin. Het project is\ngedekt tot 2026. Partners: CZ", cards=cards)

    assert _sections(document) == [
        ("Een", "Beschrijving", "EEN begin."),
        ("Een", "Geld", "Het project is\ngedekt tot 2026."),
        ("Een", "Partners", "CZ"),
    ]


@pytest.mark.parametrize(("anchor", "field"), [("begin", "Beschrijving"), ("CZ", "Partners"), ("5", "Geld")])
def test_the_field_of_a_place_is_known(anchor: str, field: str) -> None:
    """A place in the text belongs to the field that its section is of."""
    document = _open_card("begin\nPartners: CZ\nGeld\n5 euro")
    place = document.find("Een", "Tekst", anchor)

    assert place is not None
    assert document.field_at("Een", place[0]) == field


def test_a_place_outside_the_card_has_no_field() -> None:
    """A place in another card is in no field of this one."""
    document = _make_document("EEN begin\nTWEE later")

    assert document.field_at("Een", document.text.index("later")) == ""


@pytest.mark.parametrize("name", ["Titel", "Tekst"])
def test_title_and_text_mean_the_whole_card(name: str) -> None:
    """Words under Titel or Tekst may stand anywhere in the card."""
    document = _make_document("EEN begin\nPartners: CZ\nGeld\n5 euro\nTWEE later")
    [section] = document.find_sections("Een", name)

    assert document.text[section.start : section.end] == "EEN begin\nPartners: CZ\nGeld\n5 euro\n"


def _items(text: str, **changes: object) -> list[str]:
    document = _open_card(f"\nGeld\n{text}", **changes)
    [section] = document.find_sections("Een", "Geld")
    return [item.text for item in document.items(section)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param("• CZ\n• VGZ", ["• CZ", "• VGZ"], id="bullets"),
        pytest.param("→ CZ\n➔ VGZ\n▪ HOZL\n√ ZIO", ["→ CZ", "➔ VGZ", "▪ HOZL", "√ ZIO"], id="other-bullets"),
        pytest.param("- CZ\n- VGZ", ["- CZ", "- VGZ"], id="dashes"),
        pytest.param("o CZ\no VGZ", ["o CZ", "o VGZ"], id="round-bullets-as-letters"),
        pytest.param("1  CZ\n2  VGZ", ["1 CZ", "2 VGZ"], id="numbers"),
        pytest.param("• Zieken-\n\nhuis Oost\n• CZ", ["• Ziekenhuis Oost", "• CZ"], id="item-over-two-lines"),
        pytest.param("CZ\nen VGZ", ["CZ en VGZ"], id="no-bullets"),
        pytest.param("-tje\nook\n2024 was", ["-tje ook 2024 was"], id="what-looks-like-a-bullet"),
        pytest.param("ouder worden\noud", ["ouder worden oud"], id="word-that-starts-with-o"),
        pytest.param("• CZ\nhttps://example.org/x\n• VGZ", ["• CZ", "• VGZ"], id="address-by-itself"),
        pytest.param("• zorg\u00advuldig", ["• zorgvuldig"], id="soft-hyphen"),
        pytest.param("\n \n", [], id="nothing"),
    ],
)
def test_a_list_is_cut_into_items(text: str, items: list[str]) -> None:
    """Each bullet starts an item, which goes on until the next."""
    assert _items(text) == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param("Pagina 12\n• CZ\nPagina 13", ["• CZ"], id="around-an-item"),
        pytest.param("• CZ\nPagina 12\n• VGZ", ["• CZ", "• VGZ"], id="between-items"),
        pytest.param("Pagina 12", [], id="alone"),
        pytest.param("Pagina 12 gaat over geld", ["Pagina 12 gaat over geld"], id="decoy"),
    ],
)
def test_furniture_of_the_page_is_no_item(text: str, items: list[str]) -> None:
    """Running heads and page numbers start no item and end up at the end of none."""
    assert _items(text, furniture=[r"^Pagina \d+$"]) == items


def test_an_item_knows_where_it_stands() -> None:
    """Start and end of an item cut its words out of the text."""
    document = _open_card("\nGeld\n• CZ  \n• VGZ en\n  ZIO\n")
    [section] = document.find_sections("Een", "Geld")

    assert [document.text[item.start : item.end] for item in document.items(section)] == ["• CZ", "• VGZ en\n  ZIO"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Het is gedekt. Er is meer nodig.", ["Het is gedekt", "Er is meer nodig"], id="full-stops"),
        pytest.param("Is er geld? Nee! Dus niet", ["Is er geld", "Nee", "Dus niet"], id="other-marks"),
        pytest.param("• Gedekt; verder niets\n• Einde.", ["• Gedekt", "verder niets", "• Einde"], id="items"),
        pytest.param("Het kost € 5.000 per jaar.", ["Het kost € 5.000 per jaar"], id="point-in-a-number"),
        pytest.param("Zie a. en b. hier", ["Zie a. en b. hier"], id="point-after-one-letter"),
        pytest.param("Gedekt (tot 2026). Einde", ["Gedekt (tot 2026)", "Einde"], id="closing-bracket"),
    ],
)
def test_items_are_cut_into_sentences(text: str, sentences: list[str]) -> None:
    """A sentence ends at its mark; points in numbers and abbreviations of one letter end none."""
    document = _open_card(f"\nGeld\n{text}")
    [section] = document.find_sections("Een", "Geld")

    assert [sentence.text for sentence in document.sentences(section)] == sentences


@pytest.mark.parametrize(
    ("text", "words", "card"),
    [
        pytest.param("TWEE zonder het eerste", "EEN", "Een", id="card-is-gone"),
        pytest.param("TWEE staat voor\nEEN", "TWEE", "Twee", id="cards-changed-places"),
    ],
)
def test_a_changed_start_of_a_card_is_an_error(text: str, words: str, card: str) -> None:
    """A card that does not start where the description says is named, with the words and the way out."""
    with pytest.raises(DocumentError) as caught:
        _make_document(text)
    error = caught.value

    assert (error.path, error.source, error.card, error.words) == ("plan.txt", "plan", card, words)
    assert str(error) == (
        f"plan.txt: the words '{words}', where card '{card}' of plan starts, are not there (or not in this order). "
        "Compare the document with `starts_at` and `fields` in data/sources.yml."
    )


def test_changed_first_words_of_a_field_are_an_error() -> None:
    """Words that stand for a lost heading must be in that card, not merely in another."""
    cards = [
        {"card": "Een", "starts_at": "EEN", "fields": {"Geld": "Het is gedekt"}},
        {"card": "Twee", "starts_at": "TWEE"},
    ]

    with pytest.raises(DocumentError, match="the words 'Het is gedekt', where card 'Een' of plan starts"):
        _make_document("EEN niets\nTWEE Het is gedekt", cards=cards)


def test_a_document_is_recognised_by_its_words(tmp_path: Path) -> None:
    """The file name of a document does not matter; of files that are no document nothing is read."""
    (tmp_path / "a.txt").write_text("iets anders", encoding="utf-8")
    (tmp_path / "b.TXT").write_text("PLAN VAN DE\nSTREEK\nEEN\nTWEE", encoding="utf-8")
    (tmp_path / "notes.md").write_bytes(b"Plan van de streek \xff")
    documents = open_documents(tmp_path, [_make_source()])

    assert {source: document.path.name for source, document in documents.items()} == {"plan": "b.TXT"}


def test_a_document_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    """Of two sources the one whose document is missing gives no document, and no error."""
    (tmp_path / "a.txt").write_text("Plan van de streek EEN TWEE", encoding="utf-8")
    documents = open_documents(tmp_path, [_make_source(), _make_source(id="ander", recognised_by="Ander plan")])

    assert list(documents) == ["plan"]


def test_an_empty_folder_holds_no_documents(tmp_path: Path) -> None:
    """A folder without documents opens none of them."""
    assert open_documents(tmp_path, [_make_source()]) == {}


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A wrong folder is named, with the way out."""
    with pytest.raises(DocumentError) as caught:
        open_documents(tmp_path / "weg", [])

    assert str(caught.value) == f"{tmp_path / 'weg'}: cannot be read as a document (no such folder). {_WAY_OUT}"


def test_a_file_instead_of_a_folder_is_an_error(mini_documents: Path) -> None:
    """A document named where its folder belongs is not taken for one."""
    with pytest.raises(DocumentError, match=re.escape(_WAY_OUT)):
        open_documents(mini_documents / "plan.txt", [])


def _encrypt(path: Path) -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="geheim", user_password="geheim")  # noqa: S106 - the password of a test document
    pdf.add_page()
    pdf.output(str(path))


def _damage(path: Path) -> None:
    """A PDF that names a way of packing that there is not; pypdf then raises no error of its own kind."""
    pdf = FPDF()
    pdf.add_page()
    path.write_bytes(bytes(pdf.output()).replace(b"/FlateDecode", b"/FlateDecodX"))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        pytest.param("plan.pdf", lambda path: path.write_bytes(b""), id="empty-pdf"),
        pytest.param("plan.pdf", lambda path: path.write_bytes(b"Plan van de streek"), id="no-pdf"),
        pytest.param("plan.PDF", lambda path: path.write_bytes(b"%PDF-1.4\n%%EOF\n"), id="pdf-without-pages"),
        pytest.param("plan.pdf", _encrypt, id="pdf-with-a-password"),
        pytest.param("plan.pdf", _damage, id="damaged-pdf"),
        pytest.param("plan.pdf", Path.mkdir, id="folder-called-pdf"),
        pytest.param("plan.txt", lambda path: path.write_bytes(b"caf\xe9"), id="text-that-is-no-utf8"),
        pytest.param("plan.txt", Path.mkdir, id="folder-called-txt"),
    ],
)
def test_an_unreadable_document_is_an_error(tmp_path: Path, name: str, write: Callable[[Path], object]) -> None:
    """A file that should be a document and cannot be read is named, with the way out; it is not passed over."""
    write(tmp_path / name)

    with pytest.raises(DocumentError) as caught:
        open_documents(tmp_path, [_make_source()])
    assert str(caught.value).startswith(f"{tmp_path / name}: cannot be read as a document (")
    assert str(caught.value).endswith(f"). {_WAY_OUT}")


def _make_pdf(text: str, path: Path) -> None:
    """A PDF of the text, in a font that every reader has, a line for each line of the text."""
    pdf = FPDF()
    pdf.core_fonts_encoding = "cp1252"  # Latin-1 with € and bullets
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    for line in text.splitlines():
        pdf.cell(0, 4, line, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(path))


def _all_evidence(record: BaseModel) -> list[Evidence]:
    if isinstance(record, Evidence):
        return [record]
    values = (getattr(record, name) for name in type(record).model_fields)
    lists = (value for value in values if isinstance(value, tuple))
    return [
        found for items in lists for item in items if hasattr(item, "model_fields_set") for found in _all_evidence(item)
    ]


@pytest.fixture
def mini_evidence(mini_world: World) -> list[Evidence]:
    """Every piece of evidence of the mini world's records."""
    world = mini_world
    records: list[BaseModel] = [*world.projects.values(), *world.organisations.values(), *world.streams.values()]
    records += [*world.contradictions.values(), *world.decisions.values()]
    return [piece for record in records for piece in _all_evidence(record)]


@pytest.mark.parametrize("form", ["txt", "pdf"])
def test_every_anchor_of_the_mini_world_is_found(
    mini_world: World, mini_documents: Path, mini_evidence: list[Evidence], tmp_path: Path, form: str
) -> None:
    """The same document as text and as PDF holds every anchor, under its heading."""
    text = (mini_documents / "plan.txt").read_text(encoding="utf-8")
    if form == "pdf":
        _make_pdf(text, tmp_path / "elke-naam.pdf")
    else:
        (tmp_path / "elke-naam.txt").write_text(text, encoding="utf-8")
    document = open_documents(tmp_path, list(mini_world.sources.values()))["mini-plan"]
    lost = [piece for piece in mini_evidence if document.find(piece.card or "", piece.field, piece.anchor) is None]

    assert len(mini_evidence) == 40
    assert lost == []


def test_a_pdf_is_cut_as_its_text_is(mini_world: World, mini_documents: Path, tmp_path: Path) -> None:
    """Cards and fields of the PDF are those of the text."""
    _make_pdf((mini_documents / "plan.txt").read_text(encoding="utf-8"), tmp_path / "plan.pdf")
    sources = list(mini_world.sources.values())
    from_text, from_pdf = (open_documents(folder, sources)["mini-plan"] for folder in (mini_documents, tmp_path))

    assert [(s.card, s.name) for s in from_pdf.sections] == [(s.card, s.name) for s in from_text.sections]
    assert len(from_text.sections) == 13


def test_a_pdf_of_several_pages_is_read_whole(tmp_path: Path) -> None:
    """A card may stand on another page than the words by which the document is known."""
    pdf = FPDF()
    for line in ("Plan van de streek EEN", "TWEE"):
        pdf.add_page()
        pdf.set_font("Helvetica", size=9)
        pdf.cell(0, 4, line)
    pdf.output(str(tmp_path / "plan.pdf"))
    document = open_documents(tmp_path, [_make_source()])["plan"]

    assert _found(document, "TWEE", card="Twee") == "TWEE"
