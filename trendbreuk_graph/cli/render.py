"""Showing answers and findings in a terminal.

Texts come from records, so nothing in them may act: rich's markup is off, and control characters are shown as a sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal
from unicodedata import category

import click

from trendbreuk_graph.answers import Answer, Value, to_csv, to_json

if TYPE_CHECKING:
    from trendbreuk_graph.errors import Finding, TrendbreukError

__all__ = ["plain", "show_answers", "show_error", "show_findings"]

#: Words up to this length keep a column wide enough for them.
_LONG_WORD = 20
#: Room for the numbers of the sources, two to a line.
_SOURCE_WIDTH = 8
#: Between two columns.
_GAP = 3


def show_answers(answers: Sequence[Answer], form: str, _: Callable[[str], str], *, places: bool = False) -> None:
    """Print answers.

    Args:
        answers: What to print.
        form: table, json or csv.
        _: Translates headings.
        places: Whether the rows of tables carry the numbers of the places that they rest on, listed under the table.
    """
    if form == "json":
        click.echo(to_json(list(answers)), nl=False)
        return
    if form == "csv":
        click.echo(to_csv(list(answers)), nl=False)
        return
    numbers: dict[str, int] = {}
    for answer in answers:
        _show_table(answer, _, numbers if places else None)


def _show_table(answer: Answer, _: Callable[[str], str], numbers: dict[str, int] | None) -> None:
    """Print one table; `numbers` holds the places listed so far on this page, and gets the new ones."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
    console.print()
    console.print(Text(plain(answer.title), style="bold"))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    shown = [index for index in range(len(answer.columns)) if _has_content(answer, index)]
    with_places = numbers is not None and bool(answer.evidence)
    in_rows = with_places and len(answer.evidence) == len(answer.rows)
    room = console.width - (_SOURCE_WIDTH + _GAP if in_rows else 0)
    for index, width in zip(shown, _fit(answer, shown, room), strict=True):
        justify: Literal["left", "right"] = "right" if index in answer.numeric else "left"
        table.add_column(Text(plain(answer.columns[index])), justify=justify, overflow="fold", width=width)
    if in_rows:
        table.add_column(_("source"), style="dim", overflow="fold", max_width=_SOURCE_WIDTH)
    known = len(numbers or {})
    for index, row in enumerate(answer.rows):
        cells = [Text(plain(row[column])) for column in shown]
        if in_rows and numbers is not None:
            cells.append(Text(", ".join(str(_number(numbers, place)) for place in answer.evidence[index])))
        table.add_row(*cells)
    console.print(table if answer.rows else Text(_("(nothing)")))
    if with_places and numbers is not None:
        for place in (place for row in answer.evidence for place in row):
            _number(numbers, place)
        notes = Table.grid(padding=(0, 1))
        notes.add_column(justify="right", style="dim", min_width=4)
        notes.add_column(style="dim", overflow="fold")
        for place, number in list(numbers.items())[known:]:
            notes.add_row(Text(str(number)), Text(plain(place)))
        console.print(notes)
    for line in (answer.denominator, answer.reading):
        if line:
            console.print(Text(plain(line), style="italic"))


def _has_content(answer: Answer, index: int) -> bool:
    """Whether a column says anything; one that is empty in every row only takes room from the others."""
    return not answer.rows or any(row[index] not in {None, ""} for row in answer.rows)


def _fit(answer: Answer, shown: list[int], room: int) -> list[int]:
    """Widths of the columns: first their longest words, then what is left goes to whoever takes most lines.

    rich divides the room by the length of the longest text and cuts words, or the last column, to make it fit.
    """
    room -= _GAP * (len(shown) - 1)
    for longest in range(_LONG_WORD, 0, -2):
        widths = [_word_width(answer, index, longest) for index in shown]
        if sum(widths) <= room:
            break
    lengths = [[len(plain(row[index])) for row in answer.rows] for index in shown]
    for _ in range(room - sum(widths)):
        lines = [sum(-(-cell // width) for cell in column) for column, width in zip(lengths, widths, strict=True)]
        full = [max(column, default=0) <= width for column, width in zip(lengths, widths, strict=True)]
        open_columns = [at for at in range(len(widths)) if not full[at]]
        if not open_columns:
            break
        widths[max(open_columns, key=lambda at: lines[at])] += 1
    return widths


def _word_width(answer: Answer, index: int, longest: int) -> int:
    """The longest word of a column, counting no word of its rows for more than `longest`; of numbers the longest number."""
    cells = [plain(row[index]) for row in answer.rows]
    heading = max(len(word) for word in [*plain(answer.columns[index]).split(), ""])
    if index in answer.numeric:
        return max([heading, *map(len, cells)])
    return max(heading, min(longest, max((len(word) for cell in cells for word in cell.split()), default=0)))


def _number(numbers: dict[str, int], place: str) -> int:
    return numbers.setdefault(place, len(numbers) + 1)


def plain(value: Value) -> str:
    """A value as text that a terminal only shows: a control character becomes a sign."""
    if isinstance(value, float):
        return f"{value:g}"
    text = "" if value is None else str(value)
    # Fixed and thin spaces do not count as printable, and are harmless.
    return "".join(c if c.isprintable() or c == "\n" or category(c) == "Zs" else "\ufffd" for c in text)


def show_findings(findings: Sequence[Finding], form: str, _: Callable[[str], str]) -> None:
    """Print findings: one block each for people, or rows for machines."""
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
        show_answers([Answer(title="findings", columns=columns, rows=rows)], form, _)
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
