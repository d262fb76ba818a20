"""Where the words of a table go: columns as wide as their words need, or a record a row where columns would be too narrow to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from trendbreuk_graph.i18n import Language, show_number, show_percentage

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Answer, Value

__all__ = ["Line", "lay_out", "list_notes", "plain", "wrap"]

#: Words up to this length keep a column wide enough for them.
_LONG_WORD = 26
#: Room for the numbers of the sources, two to a line.
_SOURCE_WIDTH = 8
#: Between two columns of a table, and of a record.
_GAP, _RECORD_GAP = 3, 2
#: Widest heading of a record.
_LABEL = 26
#: Rows of more columns than this that would take more lines than this on average are shown as records.
_FEW_COLUMNS, _MANY_LINES = 4, 7
#: Room for the number of a place.
_NUMBER_WIDTH = 4

#: Pieces of text side by side, each with its style: ``bold``, ``dim``, ``italic`` or an empty text.
Line = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Column:
    """One column as it is printed."""

    heading: str
    cells: list[str]
    numeric: bool
    style: str = ""

    @classmethod
    def of(cls, answer: Answer, index: int, language: Language) -> _Column:
        """The column of an answer, its values as texts in a language."""
        kind = answer.kind(index)
        cells = [_show_value(row[index], kind, language) for row in answer.rows]
        return cls(plain(answer.columns[index]), cells, answer.is_numeric(index))

    def word_width(self, longest: int) -> int:
        """The longest word, counting no word of the cells for more than `longest`; of numbers the longest number."""
        heading = max(len(word) for word in [*self.heading.split(), ""])
        if self.numeric:
            return max([heading, *map(len, self.cells)])
        return max(heading, min(longest, max((len(word) for cell in self.cells for word in cell.split()), default=0)))


def lay_out(answer: Answer, marks: Sequence[str], source: str, language: Language, width: int) -> Iterator[Line]:
    """The rows of an answer as lines.

    Args:
        answer: What to show; columns that are empty in every row are left out.
        marks: For each row the numbers of its places; empty when rows have none.
        source: The heading of those numbers.
        language: Of numbers.
        width: Signs to a line.
    """
    columns = [
        _Column.of(answer, index, language) for index in range(len(answer.columns)) if _has_content(answer, index)
    ]
    widths = _fit(columns, width - (_SOURCE_WIDTH + _GAP if marks else 0))
    if len(columns) > _FEW_COLUMNS and _count_lines(columns, widths) > _MANY_LINES * len(answer.rows):
        return _lay_records(columns, marks, source, width)
    if marks:
        longest = max(len(text) for text in (source, *marks))
        columns = [*columns, _Column(source, list(marks), numeric=False, style="dim")]
        widths = [*widths, min(longest, _SOURCE_WIDTH)]
    return _lay_table(columns, widths)


def _lay_table(columns: Sequence[_Column], widths: Sequence[int]) -> Iterator[Line]:
    """A heading, a rule, and the rows."""
    heads = [wrap(column.heading, width) for column, width in zip(columns, widths, strict=True)]
    depth = max(map(len, heads), default=0)
    # A heading of one line stands on the rule, beside the last line of a longer one.
    raised = [[""] * (depth - len(head)) + head for head in heads]
    yield from _put_beside(columns, widths, raised, [""] * len(columns))
    yield [("─" * (sum(widths) + _GAP * (len(widths) - 1)), "")]
    styles = [column.style for column in columns]
    for index in range(len(columns[0].cells) if columns else 0):
        cells = [wrap(column.cells[index], width) for column, width in zip(columns, widths, strict=True)]
        yield from _put_beside(columns, widths, cells, styles)


def _put_beside(
    columns: Sequence[_Column], widths: Sequence[int], cells: Sequence[Sequence[str]], styles: Sequence[str]
) -> Iterator[Line]:
    """The lines of a row: the lines of its cells side by side, numbers to the right."""
    for at in range(max(map(len, cells), default=0)):
        line: Line = []
        for column, width, cell, style in zip(columns, widths, cells, styles, strict=True):
            text = cell[at] if at < len(cell) else ""
            line.append((text.rjust(width) if column.numeric else text.ljust(width), style))
            line.append((" " * _GAP, ""))
        yield line[:-1]


def _lay_records(columns: Sequence[_Column], marks: Sequence[str], source: str, width: int) -> Iterator[Line]:
    """Each row as lines of heading and value, empty values left out, a line of space between rows."""
    label = min(_LABEL, max(len(column.heading) for column in columns))
    first = next((column for column in columns if not column.numeric), None)
    for index in range(len(columns[0].cells)):
        if index:
            yield []
        pairs = [
            (column.heading, column.cells[index], "bold" if column is first else "")
            for column in columns
            if column.cells[index]
        ]
        if marks and marks[index]:
            pairs.append((source, marks[index], "dim"))
        for heading, text, style in pairs:
            yield from _lay_pair(wrap(heading, label), wrap(text, width - label - _RECORD_GAP), label, style)


def _lay_pair(heads: Sequence[str], texts: Sequence[str], label: int, style: str) -> Iterator[Line]:
    for at in range(max(len(heads), len(texts))):
        head = heads[at] if at < len(heads) else ""
        text = texts[at] if at < len(texts) else ""
        yield [(head.ljust(label + _RECORD_GAP), "dim"), (text, style)]


def list_notes(notes: Sequence[tuple[int, str]], width: int) -> Iterator[Line]:
    """Numbered notes, the numbers to the right of their column."""
    for number, text in notes:
        for at, part in enumerate(wrap(text, width - _NUMBER_WIDTH - 1)):
            yield [((str(number) if at == 0 else "").rjust(_NUMBER_WIDTH) + " " + part, "dim")]


def _has_content(answer: Answer, index: int) -> bool:
    """Whether a column says anything; one that is empty in every row only takes room from the others."""
    return not answer.rows or any(row[index] not in {None, ""} for row in answer.rows)


def _show_value(value: Value, kind: str, language: Language) -> str:
    if kind == "percent" and isinstance(value, float | int):
        return show_percentage(value, language)
    if kind == "number" and isinstance(value, float):
        return show_number(value, language)
    return plain(value)


def _fit(columns: Sequence[_Column], room: int) -> list[int]:
    """Widths of the columns: first their longest words, then what is left goes to whoever takes most lines."""
    room -= _GAP * (len(columns) - 1)
    widths: list[int] = []
    for longest in range(_LONG_WORD, 0, -2):
        widths = [column.word_width(longest) for column in columns]
        if sum(widths) <= room:
            break
    lengths = [[len(cell) for cell in column.cells] for column in columns]
    most = [max(cells, default=0) for cells in lengths]
    lines = [sum(-(-cell // max(width, 1)) for cell in cells) for cells, width in zip(lengths, widths, strict=True)]
    for _ in range(room - sum(widths)):
        open_columns = [at for at, width in enumerate(widths) if most[at] > width]
        if not open_columns:
            break
        widest = max(open_columns, key=lambda at: lines[at])
        widths[widest] += 1
        lines[widest] = sum(-(-cell // widths[widest]) for cell in lengths[widest])
    return widths


def _count_lines(columns: Sequence[_Column], widths: Sequence[int]) -> int:
    """How many lines the rows would take."""
    rows = range(len(columns[0].cells))
    return sum(
        max(-(-len(column.cells[row]) // width) for column, width in zip(columns, widths, strict=True)) for row in rows
    )


def wrap(text: str, width: int) -> list[str]:
    """A text as lines of at most so many signs, broken at spaces; a longer word begins on a line of its own and is cut."""
    if len(text) <= width and "\n" not in text:
        return [text]
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        # textwrap begins a long word behind the one before it, where it is harder to read.
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) <= width:
                line += f" {word}"
                continue
            if line:
                lines.append(line)
            pieces = [word[at : at + width] for at in range(0, len(word), width)] or [""]
            lines += pieces[:-1]
            line = pieces[-1]
        lines.append(line)
    return lines


def plain(value: Value) -> str:
    """A value as text that a terminal only shows: a control character becomes a sign."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    if text.isprintable():
        return text
    # Fixed and thin spaces do not count as printable, and are harmless.
    return "".join(c if c.isprintable() or c == "\n" or category(c) == "Zs" else "\ufffd" for c in text)
