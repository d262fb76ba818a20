"""Tables in a terminal: columns as wide as their words need, or a record a row where columns would be too narrow to read.

Texts come from records, so nothing in them may act: rich's markup is off, and control characters are shown as a sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO
from unicodedata import category

from trendbreuk_graph.i18n import Language, show_number, show_percentage, translator

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from trendbreuk_graph.answers import Answer, Value

__all__ = ["plain", "print_table"]

#: Words up to this length keep a column wide enough for them.
_LONG_WORD = 26
#: Room for the numbers of the sources, two to a line.
_SOURCE_WIDTH = 8
#: Between two columns.
_GAP = 3
#: Widest heading of a record.
_LABEL = 26
#: Rows of more columns than this that would take more lines than this on average are shown as records.
_FEW_COLUMNS, _MANY_LINES = 4, 7


def print_table(answer: Answer, language: Language, numbers: dict[str, int] | None, page: TextIO | None) -> None:
    """Print one table.

    Args:
        answer: What to print.
        language: Of numbers.
        numbers: The places listed so far on this page; gets the new ones. None leaves places out.
        page: Where to print; None is the terminal.
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False, file=page)
    console.print()
    console.print(Text(plain(answer.title), style="bold"))
    known = len(numbers or {})
    marks = _number_places(answer, numbers)
    if answer.rows:
        console.print(_lay_out(answer, language, marks, console))
    else:
        console.print(Text(plain(answer.empty) or translator(language)("(nothing)")))
    if numbers:
        _list_places(console, numbers, known)
    for line in (answer.denominator, answer.reading, answer.caution):
        if line:
            console.print(Text(plain(line), style="italic"))


def _number_places(answer: Answer, numbers: dict[str, int] | None) -> list[str]:
    """For each row the numbers of its places; empty when rows have none."""
    if numbers is None:
        return []
    marks = [
        ", ".join(str(numbers.setdefault(place, len(numbers) + 1)) for place in places) for places in answer.evidence
    ]
    return marks if len(marks) == len(answer.rows) else []


def _list_places(console: Console, numbers: dict[str, int], known: int) -> None:
    """The places that this table added to the list."""
    from rich.table import Table
    from rich.text import Text

    notes = Table.grid(padding=(0, 1))
    notes.add_column(justify="right", style="dim", min_width=4)
    notes.add_column(style="dim", overflow="fold")
    for place, number in list(numbers.items())[known:]:
        notes.add_row(Text(str(number)), Text(plain(place)))
    if notes.row_count:
        console.print(notes)


def _lay_out(answer: Answer, language: Language, marks: list[str], console: Console) -> RenderableType:
    _ = translator(language)
    columns = [
        _Column.of(answer, index, language) for index in range(len(answer.columns)) if _has_content(answer, index)
    ]
    room = console.width - (_SOURCE_WIDTH + _GAP if marks else 0)
    widths = _fit(columns, room)
    if len(columns) > _FEW_COLUMNS and _count_lines(columns, widths) > _MANY_LINES * len(answer.rows):
        return _make_records(columns, marks, _("source"))
    return _make_table(columns, widths, marks, _("source"))


def _make_table(columns: list[_Column], widths: list[int], marks: list[str], heading: str) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, width in zip(columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.numeric else "left"
        table.add_column(Text(column.heading), justify=justify, overflow="fold", width=width)
    if marks:
        table.add_column(heading, style="dim", overflow="fold", max_width=_SOURCE_WIDTH)
    for index in range(len(columns[0].cells) if columns else 0):
        cells = [Text(column.cells[index]) for column in columns]
        table.add_row(*cells, *([Text(marks[index])] if marks else []))
    return table


def _make_records(columns: list[_Column], marks: list[str], heading: str) -> RenderableType:
    """Each row as lines of heading and value, empty values left out, a line of space between rows."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    width = min(_LABEL, max(len(column.heading) for column in columns))
    table.add_column(style="dim", overflow="fold", max_width=width)
    table.add_column(overflow="fold")
    for index in range(len(columns[0].cells)):
        if index:
            table.add_row("", "")
        for column in columns:
            if column.cells[index]:
                bold = "bold" if column is next((c for c in columns if not c.numeric), None) else ""
                table.add_row(Text(column.heading), Text(column.cells[index], style=bold))
        if marks and marks[index]:
            table.add_row(Text(heading), Text(marks[index], style="dim"))
    return table


def _has_content(answer: Answer, index: int) -> bool:
    """Whether a column says anything; one that is empty in every row only takes room from the others."""
    return not answer.rows or any(row[index] not in {None, ""} for row in answer.rows)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column as it is printed."""

    heading: str
    cells: list[str]
    numeric: bool

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


def _show_value(value: Value, kind: str, language: Language) -> str:
    if kind == "percent" and isinstance(value, float | int):
        return show_percentage(value, language)
    if kind == "number" and isinstance(value, float):
        return show_number(value, language)
    return plain(value)


def _fit(columns: list[_Column], room: int) -> list[int]:
    """Widths of the columns: first their longest words, then what is left goes to whoever takes most lines.

    rich divides the room by the length of the longest text and cuts words, or the last column, to make it fit.
    """
    room -= _GAP * (len(columns) - 1)
    for longest in range(_LONG_WORD, 0, -2):
        widths = [column.word_width(longest) for column in columns]
        if sum(widths) <= room:
            break
    lengths = [[len(cell) for cell in column.cells] for column in columns]
    for _ in range(room - sum(widths)):
        lines = [sum(-(-cell // width) for cell in column) for column, width in zip(lengths, widths, strict=True)]
        full = [max(column, default=0) <= width for column, width in zip(lengths, widths, strict=True)]
        open_columns = [at for at in range(len(widths)) if not full[at]]
        if not open_columns:
            break
        widths[max(open_columns, key=lambda at: lines[at])] += 1
    return widths


def _count_lines(columns: list[_Column], widths: list[int]) -> int:
    """How many lines the rows would take."""
    rows = range(len(columns[0].cells))
    return sum(
        max(-(-len(column.cells[row]) // width) for column, width in zip(columns, widths, strict=True)) for row in rows
    )


def plain(value: Value) -> str:
    """A value as text that a terminal only shows: a control character becomes a sign."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    # Fixed and thin spaces do not count as printable, and are harmless.
    return "".join(c if c.isprintable() or c == "\n" or category(c) == "Zs" else "\ufffd" for c in text)
