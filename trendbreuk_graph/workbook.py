"""Answers as an Excel workbook: a sheet a table, one that explains, and one with the sources.

Nothing from the graph is ever a formula or a link: texts are written as texts.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import Language, translator

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from trendbreuk_graph.answers import Answer, Value

__all__ = ["to_workbook"]

#: Signs that the name of a sheet may not hold, and its longest length.
_NO_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31
#: A cell holds little more; both are counted as Excel counts, a sign outside the first 65,536 for two.
_LONGEST_TEXT = 32_000
_WIDEST = 60
#: Excel takes 1900 for a leap year, and knows no day before it.
_FIRST_DAY = dt.date(1900, 3, 1)
_NUMBER_FORMATS = {"percent": "0.0%", "amount": "€ #,##0", "integer": "#,##0", "number": "0.0##", "date": "yyyy-mm-dd"}


def to_workbook(answers: Sequence[Answer], language: Language, today: dt.date) -> bytes:
    """The answers as the bytes of a workbook.

    Args:
        answers: At least one; each becomes a sheet with its heading frozen and filters on.
        language: Of the names of sheets and explanations.
        today: The day that the explanation gives; the same day and answers give the same bytes.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        # Excel stores the moment of writing; a fixed one keeps files comparable.
        book.set_properties({"title": _fitting(answers[0].title), "created": dt.datetime.combine(today, dt.time())})
        formats = {name: book.add_format({"num_format": form}) for name, form in _NUMBER_FORMATS.items()}
        formats |= {
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        }
        names: set[str] = set()
        for answer in answers:
            _write_table(book.add_worksheet(_find_name(answer.title, names)), answer, formats, language)
        _ = translator(language)
        _explain(book.add_worksheet(_find_name(_("Explanation"), names)), answers, formats, language, today)
        if any(answer.evidence for answer in answers):
            _list_sources(book.add_worksheet(_find_name(_("Sources"), names)), answers, formats, language)
    return buffer.getvalue()


def _find_name(title: str, names: set[str]) -> str:
    """A name for a sheet that Excel takes and that no other sheet has; remembers it."""
    base = " ".join(_NO_NAME.sub(" ", _fitting(title)).split()) or "1"
    name, number = _cut(base, _LONGEST_NAME).strip(), 2
    while name.casefold() in names or name.casefold() == "history":
        ending = f" {number}"
        name, number = _cut(base, _LONGEST_NAME - len(ending)).strip() + ending, number + 1
    names.add(name.casefold())
    return name


def _fitting(text: str) -> str:
    """A text that XML can hold and that fits in a cell; three dots show that it was cut."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", plain)
    cut = _cut(plain, _LONGEST_TEXT)
    return plain if cut == plain else f"{cut} …"


def _cut(text: str, longest: int) -> str:
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _write_table(sheet: Worksheet, answer: Answer, formats: dict[str, Format], language: Language) -> None:
    _ = translator(language)
    sheet.write_row(0, 0, [_fitting(column) for column in answer.columns], formats["head"])
    sheet.freeze_panes(1, 0)
    if not answer.rows:
        sheet.write_string(1, 0, _fitting(answer.empty or _("(nothing)")))
        return
    for number, row in enumerate(answer.rows, start=1):
        for index, value in enumerate(row):
            _write_cell(sheet, (number, index), value, answer.kind(index), formats)
    sheet.autofilter(0, 0, len(answer.rows), len(answer.columns) - 1)
    for index, column in enumerate(answer.columns):
        longest = max(len(str(row[index] or "")) for row in answer.rows)
        sheet.set_column(index, index, min(_WIDEST, max(10, longest, len(column)) + 2))


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Value, kind: str, formats: dict[str, Format]) -> None:
    row, column = place
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        # A figure of 40 children with decimals behind it would look like 40,000.
        form = "integer" if kind == "number" and isinstance(value, int) else kind
        sheet.write_number(row, column, value, formats.get(form))
    elif kind == "date" and (day := _find_day(value)):
        sheet.write_datetime(row, column, day, formats["date"])
    else:
        sheet.write_string(row, column, _fitting(value), formats["text"])


def _find_day(text: str) -> dt.datetime | None:
    """The day that a text is, if Excel knows that day; a month or a year is none."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is None:
        return None
    try:
        day = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return day if day.date() >= _FIRST_DAY else None


def _explain(
    sheet: Worksheet, answers: Sequence[Answer], formats: dict[str, Format], language: Language, today: dt.date
) -> None:
    """What was asked, when, how to read the answer and how not to, and what ran."""
    _ = translator(language)
    lines: list[tuple[str, str]] = [(_("made on"), today.isoformat())]
    for answer in answers:
        lines += [
            (_("question"), answer.title),
            (_("in the catalogue"), answer.question),
            (_("how to read it"), answer.reading),
            (_("how not to read it"), answer.caution),
            (_("out of how many"), answer.denominator),
            (_("without rows"), answer.empty),
            (_("what ran"), answer.query),
        ]
    for number, (label, text) in enumerate((label, text) for label, text in lines if text):
        sheet.write_string(number, 0, label, formats["head"])
        sheet.write_string(number, 1, _fitting(text), formats["text"])
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)


def _list_sources(sheet: Worksheet, answers: Sequence[Answer], formats: dict[str, Format], language: Language) -> None:
    """For each row of each table where it stands in the documents."""
    _ = translator(language)
    sheet.write_row(0, 0, [_("table"), _("row"), _("first cell"), _("source")], formats["head"])
    sheet.freeze_panes(1, 0)
    line = 1
    for answer in answers:
        in_rows = len(answer.evidence) == len(answer.rows)
        for number, places in enumerate(answer.evidence):
            for place in places:
                sheet.write_string(line, 0, _fitting(answer.title), formats["text"])
                if in_rows:
                    # The heading is line 1 of the sheet.
                    sheet.write_number(line, 1, number + 2, formats["integer"])
                    sheet.write_string(line, 2, _fitting(str(answer.rows[number][0])), formats["text"])
                sheet.write_string(line, 3, _fitting(place), formats["text"])
                line += 1
    for index, width in enumerate((40, 6, 40, 100)):
        sheet.set_column(index, index, width)
    sheet.autofilter(0, 0, max(line - 1, 1), 3)
