"""Showing answers and findings in a terminal.

Texts come from records, so nothing in them may act: rich's markup is off, and control characters are shown as a sign.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO
from unicodedata import category

import click

from trendbreuk_graph.answers import Answer, Value, to_csv, to_json
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import Language, show_percentage, translator

if TYPE_CHECKING:
    from trendbreuk_graph.cli.options import Target
    from trendbreuk_graph.errors import Finding, TrendbreukError

__all__ = ["plain", "put_answers", "show_answers", "show_error", "show_findings"]

#: Words up to this length keep a column wide enough for them.
_LONG_WORD = 20
#: Room for the numbers of the sources, two to a line.
_SOURCE_WIDTH = 8
#: Between two columns.
_GAP = 3


def put_answers(
    answers: Sequence[Answer], target: Target, language: Language, today: dt.date, *, places: bool = False
) -> None:
    """Print answers, or write them to the file that was named.

    Args:
        answers: What to give.
        target: In which format, and where.
        language: Of headings and numbers.
        today: The day that a workbook gives as that of the answers.
        places: Whether the rows of tables carry the numbers of the places that they rest on, listed under the table.
    """
    if target.path is None:
        show_answers(answers, target.form, language, places=places)
        return
    content: str | bytes
    if target.form == "xlsx":
        from trendbreuk_graph.workbook import to_workbook

        content = to_workbook(answers, language, today)
    elif target.form == "csv":
        # The mark makes Excel read the accents.
        content = "\ufeff" + to_csv(list(answers))
    elif target.form == "json":
        content = to_json(list(answers))
    else:
        page = io.StringIO()
        _show_tables(answers, language, page, places=places)
        content = page.getvalue()
    write_file(target.path, content)
    _ = translator(language)
    click.echo(_("{path}: {number} rows.").format(path=target.path, number=sum(len(a.rows) for a in answers)))


def show_answers(answers: Sequence[Answer], form: str, language: Language, *, places: bool = False) -> None:
    """Print answers as a table, as JSON or as CSV; see `put_answers`."""
    if form == "json":
        click.echo(to_json(list(answers)), nl=False)
    elif form == "csv":
        click.echo(to_csv(list(answers)), nl=False)
    else:
        _show_tables(answers, language, None, places=places)


def _show_tables(answers: Sequence[Answer], language: Language, page: TextIO | None, *, places: bool) -> None:
    """Print tables on a page of text, or on the terminal when that is None."""
    numbers: dict[str, int] = {}
    for answer in answers:
        _show_table(answer, language, numbers if places else None, page)


def _show_table(answer: Answer, language: Language, numbers: dict[str, int] | None, page: TextIO | None) -> None:
    """Print one table; `numbers` holds the places listed so far on this page, and gets the new ones."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    _ = translator(language)
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False, file=page)
    console.print()
    console.print(Text(plain(answer.title), style="bold"))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    shown = [index for index in range(len(answer.columns)) if _has_content(answer, index)]
    columns = [_Column.of(answer, index, language) for index in shown]
    with_places = numbers is not None and bool(answer.evidence)
    in_rows = with_places and len(answer.evidence) == len(answer.rows)
    room = console.width - (_SOURCE_WIDTH + _GAP if in_rows else 0)
    for column, width in zip(columns, _fit(columns, room), strict=True):
        justify: Literal["left", "right"] = "right" if column.numeric else "left"
        table.add_column(Text(column.heading), justify=justify, overflow="fold", width=width)
    if in_rows:
        table.add_column(_("source"), style="dim", overflow="fold", max_width=_SOURCE_WIDTH)
    known = len(numbers or {})
    for index in range(len(answer.rows)):
        cells = [Text(column.cells[index]) for column in columns]
        if in_rows and numbers is not None:
            cells.append(Text(", ".join(str(_number(numbers, place)) for place in answer.evidence[index])))
        table.add_row(*cells)
    console.print(table if answer.rows else Text(plain(answer.empty) or _("(nothing)")))
    if with_places and numbers is not None:
        for place in (place for row in answer.evidence for place in row):
            _number(numbers, place)
        notes = Table.grid(padding=(0, 1))
        notes.add_column(justify="right", style="dim", min_width=4)
        notes.add_column(style="dim", overflow="fold")
        for place, number in list(numbers.items())[known:]:
            notes.add_row(Text(str(number)), Text(plain(place)))
        console.print(notes)
    for line in (answer.denominator, answer.reading, answer.caution):
        if line:
            console.print(Text(plain(line), style="italic"))


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
        text = f"{value:.3g}"
        return text.replace(".", ",") if language == "nl" else text
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


def _number(numbers: dict[str, int], place: str) -> int:
    return numbers.setdefault(place, len(numbers) + 1)


def plain(value: Value) -> str:
    """A value as text that a terminal only shows: a control character becomes a sign."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    # Fixed and thin spaces do not count as printable, and are harmless.
    return "".join(c if c.isprintable() or c == "\n" or category(c) == "Zs" else "\ufffd" for c in text)


def show_findings(findings: Sequence[Finding], form: str, language: Language) -> None:
    """Print findings: one block each for people, or rows for machines."""
    _ = translator(language)
    columns = ("file", "line", "code", "record", "field", "found", "allowed", "nearest", "way_out", "see")
    rows = tuple(
        (
            f.file,
            f.line,
            f.code,
            f.record,
            f.field,
            f.found,
            _message(f.allowed, _),
            f.nearest,
            _message(f.way_out, _),
            f.see,
        )
        for f in findings
    )
    if form != "table":
        show_answers([Answer(title="findings", columns=columns, rows=rows)], form, language)
        return
    labels = (("found", _("found")), ("allowed", _("allowed")), ("nearest", _("nearest")), ("see", _("see")))
    for finding in findings:
        where = " ".join(part for part in (finding.record, finding.field) if part)
        click.echo(plain(f"{finding.place}: {finding.code}" + (f" ({where})" if where else "")))
        for name, label in labels:
            text = getattr(finding, name)
            if text:
                # Only what is allowed is a message; a key such as `until` must not be translated.
                click.echo(plain(f"  {label}: {_(text) if name == 'allowed' else text}"))
        if finding.way_out:
            click.echo(plain(f"  → {_message(finding.way_out, _)}"))


def _message(text: str, _: Callable[[str], str]) -> str:
    # gettext answers an empty message with the header of the catalogue.
    return _(text) if text else ""


def show_error(error: TrendbreukError, _: Callable[[str], str]) -> None:
    """Print an error on standard error, in the chosen language."""
    # Two values can be messages too; the others, such as a name that was typed, must not be translated.
    messages = {"problem", "way_out"}
    values = {name: plain(_message(value, _) if name in messages else value) for name, value in error.values.items()}
    word = _("Error")
    click.echo(f"{word}: {_(error.template).format(**values)}", err=True)
