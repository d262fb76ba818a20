"""A page of tables as plain text, for a command that must answer at once.

rich lays tables out too, but takes as long to load as the whole audit takes to compute. Texts come from records, so nothing in them may
act: control characters are shown as a sign.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from unicodedata import category

import click

from trendbreuk_graph.i18n import Language, translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.answers import Answer

__all__ = ["show_plain", "write_page"]

_GAP = "   "
#: A column is at least as wide as its longest word, but no word counts for more than this.
_LONG_WORD = 20
#: The least width that a line is laid out for.
_NARROW = 40


def show_plain(text: object) -> str:
    """A value as text that a terminal only shows: a control character becomes a sign."""
    shown = "" if text is None else str(text)
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(sign if sign.isprintable() or category(sign) == "Zs" else "\ufffd" for sign in shown)


def write_page(answers: Sequence[Answer], language: Language, width: int, *, styled: bool = False) -> str:
    """Tables below each other, each with the places that its rows rest on; a place keeps its number on the whole page.

    Args:
        answers: The tables.
        language: Of the few words that the page adds.
        width: Signs on a line.
        styled: Whether titles are bold and notes dim, as codes that a terminal understands; `click.echo` takes them out where
            they are of no use.
    """
    numbers: dict[str, int] = {}
    lines: list[str] = []
    for answer in answers:
        lines += ["", *_style(_wrap(answer.title, width), styled=styled, bold=True)]
        known = len(numbers)
        lines += _lay_out(answer, language, numbers, max(width, _NARROW))
        places = list(numbers.items())[known:]
        notes = [line for place, number in places for line in _wrap(place, width, f"{number:4} ")]
        lines += _style(notes, styled=styled, dim=True)
        for text in (answer.denominator, answer.reading):
            lines += _style(_wrap(text, width), styled=styled, italic=True) if text else []
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _style(lines: list[str], *, styled: bool, bold: bool = False, dim: bool = False, italic: bool = False) -> list[str]:
    if not styled:
        return lines
    return [click.style(line, bold=bold or None, dim=dim or None, italic=italic or None) for line in lines]


def _wrap(text: str, width: int, first: str = "") -> list[str]:
    shown = show_plain(text)
    if len(first) + len(shown) <= width:
        return [first + shown]
    return textwrap.wrap(
        shown, max(width, _NARROW), initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )


def _lay_out(answer: Answer, language: Language, numbers: dict[str, int], width: int) -> list[str]:
    """Heading, line and rows of a table; columns without any content are left out."""
    _ = translator(language)
    if not answer.rows:
        return [_("(nothing)")]
    shown = [index for index in range(len(answer.columns)) if any(row[index] not in {None, ""} for row in answer.rows)]
    headings = [show_plain(answer.columns[index]) for index in shown]
    right = [index in answer.numeric for index in shown]
    rows = [[show_plain(row[index]) for index in shown] for row in answer.rows]
    if answer.evidence and len(answer.evidence) == len(answer.rows):
        headings.append(_("source"))
        right.append(False)
        for row, places in zip(rows, answer.evidence, strict=True):
            row.append(", ".join(str(numbers.setdefault(place, len(numbers) + 1)) for place in places))
    widths = _find_widths(headings, rows, right, width - len(_GAP) * (len(headings) - 1))
    lines = _write_row(headings, widths, right, bottom=True)
    lines.append("─" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    for row in rows:
        lines += _write_row(row, widths, right)
    return lines


def _find_widths(headings: list[str], rows: list[list[str]], right: list[bool], room: int) -> list[int]:
    """Widths of the columns: first their longest words, then what is left goes to whoever has most to say for its width."""
    columns = [[row[index] for row in rows] for index in range(len(headings))]
    full = [max(map(len, column)) for column in columns]
    totals = [sum(map(len, column)) for column in columns]
    for longest in range(_LONG_WORD, 0, -2):
        widths = [
            full[index]
            if right[index]
            else min(longest, max(len(word) for cell in column for word in ["", *cell.split()]))
            for index, column in enumerate(columns)
        ]
        widths = [
            max(width, *(min(longest, len(word)) for word in heading.split()), 1)
            for width, heading in zip(widths, headings, strict=True)
        ]
        if sum(widths) <= room:
            break
    growing = [index for index, width in enumerate(widths) if width < full[index]]
    for _ in range(room - sum(widths)):
        if not growing:
            break
        best = max(growing, key=lambda index: totals[index] / widths[index])
        widths[best] += 1
        if widths[best] >= full[best]:
            growing.remove(best)
    return widths


def _write_row(cells: list[str], widths: list[int], right: list[bool], *, bottom: bool = False) -> list[str]:
    """The lines of a row; `bottom` puts short cells at the bottom, as headings stand."""
    wrapped = [_fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    lines = []
    for number in range(height):
        parts = []
        for folded, width, numeric in zip(wrapped, widths, right, strict=True):
            index = number - (height - len(folded)) if bottom else number
            part = folded[index] if 0 <= index < len(folded) else ""
            parts.append(part.rjust(width) if numeric else part.ljust(width))
        lines.append(_GAP.join(parts))
    return lines


def _fold(cell: str, width: int) -> list[str]:
    """The lines of a cell; words longer than the column are cut."""
    if len(cell) <= width:
        return [cell]
    return textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
