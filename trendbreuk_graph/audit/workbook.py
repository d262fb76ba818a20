"""The audit as an Excel file to work with: typed cells, filters, colours, and no formula."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.words import name_class
from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.audit.classes import Class
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.tables import Cell, Column, Table
    from trendbreuk_graph.i18n import Language

__all__ = ["make_workbook"]

#: Background and letter of a class; light enough to read on, and told apart by people who are colour-blind.
_COLOURS: dict[Class, tuple[str, str]] = {
    "falling-away": ("#F6C7AE", "#6B2A00"),
    "partly-falling-away": ("#FBE3B0", "#5C3C00"),
    "lapsed": ("#D9D9D9", "#333333"),
    "unknown": ("#CFE8F7", "#0B3D5C"),
    "hoped-for": ("#FAF6BF", "#4D4800"),
    "unfunded": ("#EFEFEF", "#333333"),
    "covered": ("#C3E8DC", "#00412F"),
}
#: Excel's own limits: a cell, a number of days, the widest useful column.
_CELL, _FIRST_DAY, _WIDEST = 32_767, dt.date(1900, 3, 1), 60
#: Height of a line in points, and the most lines that a row shows.
_LINE, _MOST_LINES = 15.0, 12


def make_workbook(tables: Sequence[Table], audit: Audit, language: Language) -> bytes:
    """One sheet a table, in a fixed order, the first an overview.

    Texts are written as texts: what starts with ``=`` or looks like an address does nothing. Days are days with the notation of the
    reader's own Excel; a day before March 1900, which Excel counts wrongly, is written as text.

    Args:
        tables: The tables; their ids give the names of the sheets.
        audit: The audit, for the date in the properties of the file.
        language: Of the names of sheets and classes.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # The same audit gives the same bytes.
        day = dt.datetime.combine(audit.as_of, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)
        book.set_properties({"title": tables[0].title, "created": max(day, dt.datetime(1980, 1, 1))})  # noqa: DTZ001 - a ZIP file knows no zone
        formats = _Formats(book, language)
        names = _name_sheets(language)
        for table in tables:
            _write(book.add_worksheet(names[table.id]), table, formats, language)
    return buffer.getvalue()


def _name_sheets(language: Language) -> dict[str, str]:
    """Table → name of its sheet, at most 31 signs."""
    _ = translator(language)
    return {
        "overview": _("overview"),
        "what-if": _("what-if"),
        "what-if-projects": _("what-if projects"),
        "what-if-lines": _("what-if lines"),
        "what-if-wholes": _("what-if wholes"),
        "what-if-organisations": _("what-if organisations"),
        "what-if-municipalities": _("what-if municipalities"),
        "what-if-bridges": _("what-if bridges"),
        "projects": _("projects"),
        "lines": _("lines"),
        "streams": _("streams"),
        "providers": _("providers"),
        "cliff": _("cliff"),
        "concentration": _("concentration"),
        "wholes": _("wholes"),
        "touched": _("touched"),
        "unknowns": _("unknowns"),
        "sources": _("sources"),
    }


class _Formats:
    """The looks of cells; Excel wants each declared once."""

    def __init__(self, book: Any, language: Language) -> None:
        base = {"valign": "top", "font_name": "Calibri", "font_size": 11}
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.note = book.add_format({**base, "font_color": "#595959"})
        self.head = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#EDEDE8", "valign": "bottom"}
        )
        self.kinds = {
            "text": book.add_format({**base, "text_wrap": True}),
            "class": book.add_format({**base, "text_wrap": True}),
            "number": book.add_format({**base, "num_format": "0.00", "align": "right", "indent": 1}),
            "whole": book.add_format({**base, "num_format": "#,##0", "align": "right", "indent": 1}),
            "share": book.add_format({**base, "num_format": "0.0%", "align": "right", "indent": 1}),
            # 14 is the short date of whoever opens the file.
            "date": book.add_format({**base, "num_format": 14, "align": "left"}),
        }
        self.classes = {
            name_class(name, language): book.add_format(
                {"bg_color": _COLOURS[name][0], "font_color": _COLOURS[name][1]}
            )
            for name in CLASSES
        }


def _write(sheet: Any, table: Table, formats: _Formats, language: Language) -> None:
    """Write a table below its title and explanation, ready to be filtered, scrolled and printed."""
    _ = translator(language)
    sheet.write_string(0, 0, table.title, formats.title)
    notes = [note for note in (table.denominator, table.reading) if note]
    for index, note in enumerate(notes, start=1):
        sheet.write_string(index, 0, note, formats.note)
    top = len(notes) + 2
    sourced = bool(table.evidence) and len(table.evidence) == len(table.rows)
    headings = [*(column.heading for column in table.columns), *([_("sources")] if sourced else [])]
    for index, heading in enumerate(headings):
        sheet.write_string(top, index, heading, formats.head)
    for number, row in enumerate(table.rows, start=top + 1):
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, (number, index), cell, column, formats, language)
        if sourced:
            places = "\n".join(table.evidence[number - top - 1])
            sheet.write_string(number, len(table.columns), places[:_CELL], formats.kinds["text"])
    last = top + max(len(table.rows), 1)
    sheet.autofilter(top, 0, last, len(headings) - 1)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    _fit(sheet, table, headings, top)
    for index, column in enumerate(table.columns):
        if column.kind == "class":
            for name, look in formats.classes.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": look}
                sheet.conditional_format(top + 1, index, last, index, rule)


def _write_cell(
    sheet: Any, place: tuple[int, int], cell: Cell, column: Column, formats: _Formats, language: Language
) -> None:
    row, index = place
    look = formats.kinds[column.kind]
    if cell is None:
        sheet.write_blank(row, index, None, look)
    elif isinstance(cell, dt.date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, index, dt.datetime.combine(cell, dt.time()), look)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = column.kind == "number" and isinstance(cell, int)
        sheet.write_number(row, index, cell, formats.kinds["whole"] if whole else look)
    elif column.kind == "class" and cell in CLASSES:
        sheet.write_string(row, index, name_class(CLASSES[CLASSES.index(cell)], language), look)
    else:
        sheet.write_string(row, index, str(cell)[:_CELL], look)


def _fit(sheet: Any, table: Table, headings: list[str], top: int) -> None:
    """Give columns and rows their size."""
    widths = _find_widths(table)
    widths += [_WIDEST] * (len(headings) - len(widths))
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    lines = (-(-len(heading) // int(width)) for heading, width in zip(headings, widths, strict=True))
    sheet.set_row(top, _LINE * max(lines) + 3)
    for number, row in enumerate(table.rows):
        places = table.evidence[number] if len(headings) > len(table.columns) else ()
        sheet.set_row(top + 1 + number, _find_height(row, places, widths))


def _find_widths(table: Table) -> list[float]:
    """Wide enough for most of what stands in a column; long texts wrap."""
    widths: list[float] = []
    for index, column in enumerate(table.columns):
        lengths = sorted(len(str(row[index])) for row in table.rows if row[index] is not None)
        usual = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        narrow = 12 if column.kind in {"number", "share", "date"} else 16 if column.kind == "class" else 0
        usual = 0 if column.kind == "class" else usual
        widths.append(min(_WIDEST, max(narrow, usual + 2, min(len(column.heading) + 3, 18))))
    return widths


def _find_height(row: tuple[Cell, ...], places: tuple[str, ...], widths: list[float]) -> float:
    """Room for the wrapped texts of a row: not every program finds that itself. Very long lists are cut off in sight, not in the cell."""
    texts = [str(cell) if isinstance(cell, str) else "" for cell in row]
    lines = [-(-len(text) // int(0.9 * width)) for text, width in zip(texts, widths, strict=False)]
    lines.append(sum(-(-len(place) // int(0.9 * _WIDEST)) for place in places))
    return _LINE * min(max(*lines, 1), _MOST_LINES)
