"""A workbook, reopened by a program that knows nothing of this package, holds the answers and nothing that acts."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from trendbreuk_graph.answers import Answer, Value
from trendbreuk_graph.i18n import translator
from trendbreuk_graph.workbook import to_workbook

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language

_DAY = dt.date(2026, 3, 4)
_KINDS = ("text", "integer", "number", "percent", "amount", "date", "text")
_ANSWER = Answer(
    title="Who pays for Zomerfit?",
    columns=("stream", "lines", "weight", "share", "amount", "until", "sure"),
    rows=(
        ("Kansenregeling", 12, 0.125, 0.305, 5000, "2026-12-31", True),
        ("Oude Pot", 0, None, 1, 12.5, "2024", False),
    ),
    reading="A row a stream.",
    denominator="2 of 6 streams",
    evidence=(("plan › Zomerfit › Geld: «een pot»", "plan › Eetclub › Geld: «pot»"), ()),
    query="SELECT ?stream {}",
    kinds=_KINDS,
    caution="Not who pays most.",
    question="project-money",
)
_EMPTY = Answer(title="Nothing", columns=("name",), rows=(), empty="No document says so.")


def _open(*answers: Answer, language: Language = "en") -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_workbook(answers, language, _DAY)))


def _one(value: Value, kind: str = "text") -> Any:
    """The cell of a table of one."""
    return _open(Answer(title="t", columns=("a",), rows=((value,),), kinds=(kind,))).worksheets[0]["A2"]


def _cells(sheet: Any) -> list[list[Value]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _parts(content: bytes) -> dict[str, str]:
    """Name of each file inside a workbook → its text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_table_is_a_sheet_with_a_frozen_heading_and_filters() -> None:
    """The heading stays in sight, and every column can be filtered."""
    sheet = _open(_ANSWER).worksheets[0]

    assert list(_ANSWER.columns) == [cell.value for cell in sheet[1]]
    assert all(cell.font.bold for cell in sheet[1])
    assert ("A2", "A1:G3") == (sheet.freeze_panes, sheet.auto_filter.ref)


def test_cells_have_the_types_of_their_values() -> None:
    """Numbers can be added, days can be sorted, yes and no are such, what is unknown is empty, and a year is no day."""
    rows = _cells(_open(_ANSWER).worksheets[0])[1:]

    assert rows == [
        ["Kansenregeling", 12, 0.125, 0.305, 5000, dt.datetime(2026, 12, 31), True],  # noqa: DTZ001 - Excel knows no zones
        ["Oude Pot", 0, None, 1, 12.5, "2024", False],
    ]


def test_numbers_are_shown_in_the_form_of_their_kind() -> None:
    """A share as a percentage, an amount in euro, a day as ISO 8601; texts and what is empty have no form."""
    first, second = ([cell.number_format for cell in row] for row in _open(_ANSWER).worksheets[0].iter_rows(min_row=2))

    assert first == ["General", "#,##0", "0.0##", "0.0%", "€ #,##0", "yyyy-mm-dd", "General"]
    assert second == ["General", "#,##0", "General", "0.0%", "€ #,##0", "General", "General"]


def test_a_whole_number_is_shown_without_decimals() -> None:
    """Forty children are not forty thousand to whoever reads a comma as a point."""
    assert ["#,##0", "0.0##"] == [_one(value, "number").number_format for value in (40, 40.5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1900-03-01", dt.datetime(1900, 3, 1)),  # noqa: DTZ001 - Excel knows no zones
        ("9999-12-31", dt.datetime(9999, 12, 31)),  # noqa: DTZ001 - Excel knows no zones
        ("1900-02-28", "1900-02-28"),
        ("1814-08-14", "1814-08-14"),
        ("0001-01-01", "0001-01-01"),
        ("2026-02-30", "2026-02-30"),
        ("2026-12", "2026-12"),
        ("2023/2026", "2023/2026"),
        ("", None),
    ],
)
def test_a_day_that_excel_does_not_know_stays_a_text(text: str, expected: object) -> None:
    """Nothing is shown as another day than it is, and no day ends in an error."""
    assert expected == _one(text, "date").value


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=1+1}",
        "+31 6",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x","y")',
        "http://example.org/a",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "file:///etc/passwd",
        "0012",
        "1e5",
        "TRUE",
        "2026-12-31",
        "<b>x</b> & ]]> \"q\" 'q'",
        "two\nlines",
        "é ü Ω 🙂",
        " a ",
        "x" * 300,
        "x" * 32_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_text_stays_the_text_that_it_is(text: str) -> None:
    """No formula, link, number or day is made of what stands in a record."""
    cell = _one(text)

    assert (text, "s", None) == (cell.value, cell.data_type, cell.hyperlink)


@pytest.mark.parametrize("place", ["title", "columns", "rows", "evidence", "reading", "empty", "query"])
@pytest.mark.parametrize(
    "text", ["=1+1", "http://example.org/a", "\x00\x1b[31m\x07", "\ud800\ufffe", "x" * 40_000], ids=repr
)
def test_no_text_of_an_answer_acts_wherever_it_stands(place: str, text: str) -> None:
    """The file holds neither formula nor link, opens without repair, and shows signs that cannot be shown as such."""
    plain: dict[str, Any] = {"title": "t", "columns": ("a",), "rows": (("b",),), "evidence": (("c",),)}
    hostile = {"columns": (text,), "rows": ((text,),), "evidence": ((text,),)}.get(place, text)
    if place == "empty":
        plain |= {"rows": (), "evidence": ()}
    content = to_workbook([Answer(**(plain | {place: hostile}))], "en", _DAY)
    parts = _parts(content)

    sheets = "".join(text for name, text in parts.items() if name.startswith("xl/"))
    assert re.findall(r"<f[ >]|hyperlink", sheets) == []
    assert not any(sign in part for part in parts.values() for sign in "\x00\x1b\x07")
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A1"].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" * 40_000, "x" * 32_000 + " …"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("a\ud800b", "a\ufffdb"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
    ids=["long", "control", "surrogate", "line ends"],
)
def test_what_a_cell_cannot_hold_is_shown_as_missing(text: str, expected: str) -> None:
    """A sign that a file cannot hold becomes a mark, and a text that is too long ends in dots."""
    assert expected == _one(text).value


def test_a_cut_counts_as_excel_counts() -> None:
    """A sign that Excel counts for two is never cut in half, and the longest text fits."""
    content = to_workbook([Answer(title="t", columns=("a",), rows=(("x" + "🙂" * 20_000,),))], "en", _DAY)
    (text,) = re.findall(r"<t[^>]*>(x🙂+ …)</t>", _parts(content)["xl/sharedStrings.xml"])

    assert 15_999 == text.count("🙂")
    assert len(text.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("Who?",), ["Who"]),
        (("a[b]c:d*e?f/g\\h'i",), ["a b c d e f g h i"]),
        (("x" * 40,), ["x" * 31]),
        (("Same", "same", "SAME"), ["Same", "same 2", "SAME 3"]),
        (("x" * 40, "x" * 50), ["x" * 31, "x" * 29 + " 2"]),
        (("History",), ["History 2"]),
        (("", "?", "'"), ["1", "1 2", "1 3"]),
        (("a\x00\nb",), ["a\ufffd b"]),
        (("🙂" * 20,), ["🙂" * 15]),
        (("Explanation",), ["Explanation"]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_sheets_have_names_that_excel_takes(titles: tuple[str, ...], expected: list[str]) -> None:
    """No forbidden sign, no more than 31, and no name twice whatever its case."""
    names = _open(*(Answer(title=title, columns=("a",), rows=(("b",),)) for title in titles)).sheetnames

    assert expected == names[: len(titles)]
    assert len({name.casefold() for name in names}) == len(names) == len(titles) + 1


def test_a_table_without_rows_says_why() -> None:
    """Under the headings stands what it means; there is nothing to filter."""
    sheet = _open(_EMPTY).worksheets[0]

    assert [["name"], ["No document says so."]] == _cells(sheet)
    assert sheet.auto_filter.ref is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_table_that_does_not_say_why_it_is_empty_says_that_it_is(language: Language) -> None:
    """Nobody takes an empty sheet for a fault."""
    sheet = _open(Answer(title="t", columns=("a",), rows=()), language=language).worksheets[0]

    assert translator(language)("(nothing)") == sheet["A2"].value


def test_a_table_without_columns_can_be_written() -> None:
    """A query for nothing gives one row of nothing."""
    assert [] == _cells(_open(Answer(title="t", columns=(), rows=((),))).worksheets[0])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sheet_explains_what_was_asked_and_how_to_read_it(language: Language) -> None:
    """Day, question, id, reading, caution, denominator and query; what there is not has no line."""
    _ = translator(language)
    sheet = _open(_ANSWER, _EMPTY, language=language)[_("Explanation")]

    assert _cells(sheet) == [
        [_("made on"), "2026-03-04"],
        [_("question"), _ANSWER.title],
        [_("in the catalogue"), "project-money"],
        [_("how to read it"), "A row a stream."],
        [_("how not to read it"), "Not who pays most."],
        [_("out of how many"), "2 of 6 streams"],
        [_("what ran"), "SELECT ?stream {}"],
        [_("question"), "Nothing"],
        [_("without rows"), "No document says so."],
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sheet_lists_where_each_row_stands(language: Language) -> None:
    """A line a place: the table, the number of the row on its sheet, its first cell, and the place."""
    _ = translator(language)
    book = _open(_ANSWER, language=language)
    sheet = book[_("Sources")]

    assert _cells(sheet) == [
        [_("table"), _("row"), _("first cell"), _("source")],
        [_ANSWER.title, 2, "Kansenregeling", "plan › Zomerfit › Geld: «een pot»"],
        [_ANSWER.title, 2, "Kansenregeling", "plan › Eetclub › Geld: «pot»"],
    ]
    assert ("A2", "A1:D3") == (sheet.freeze_panes, sheet.auto_filter.ref)
    assert "Kansenregeling" == book.worksheets[0].cell(sheet["B2"].value, 1).value


def test_places_that_are_not_of_rows_are_listed_without_a_row() -> None:
    """Some tables rest on places as a whole."""
    answer = Answer(title="t", columns=("a",), rows=(("b",), ("c",)), evidence=(("plan › 1",),))
    sheet = _open(answer)["Sources"]

    assert [["table", "row", "first cell", "source"], ["t", None, None, "plan › 1"]] == _cells(sheet)


def test_without_places_there_is_no_sheet_of_sources() -> None:
    """Counts rest on no single place."""
    assert ["Nothing", "Explanation"] == _open(_EMPTY).sheetnames


def test_a_column_is_as_wide_as_its_texts_up_to_a_limit() -> None:
    """Short columns can be read, long ones do not push the others away."""
    answer = Answer(title="t", columns=("a", "b", "c"), rows=(("x", "y" * 30, "z" * 500), (None, "", "z")))
    sheet = _open(answer).worksheets[0]

    assert [12, 32, 60] == [int(sheet.column_dimensions[letter].width) for letter in "ABC"]


def test_the_same_answers_give_the_same_bytes() -> None:
    """On the same day; another day gives another file."""
    first, second = (to_workbook([_ANSWER, _EMPTY], "nl", _DAY) for _ in range(2))

    assert first == second
    assert first != to_workbook([_ANSWER, _EMPTY], "nl", _DAY + dt.timedelta(days=1))
