"""Tables in a terminal, or as a page of text.

Texts come from records, so nothing in them may act: rich's markup is off, and control characters are shown as a sign.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from trendbreuk_graph.cli.layout import Line, lay_out, list_notes, plain, wrap
from trendbreuk_graph.i18n import Language, translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trendbreuk_graph.answers import Answer

__all__ = ["plain", "print_table"]

#: Signs to a line where no terminal says otherwise.
_WIDTH = 80


def print_table(answer: Answer, language: Language, numbers: dict[str, int] | None, page: TextIO | None) -> None:
    """Print one table.

    Args:
        answer: What to print.
        language: Of numbers.
        numbers: The places listed so far on this page; gets the new ones. None leaves places out.
        page: Where to print; None is the terminal.
    """
    lines = _make_lines(answer, language, numbers, _find_width(page))
    if page is None and sys.stdout.isatty():
        _paint(lines)
        return
    # Loading rich takes as long as answering; what is not seen in a terminal has no bold and no dim to show.
    text = "".join("".join(piece for piece, _ in line).rstrip() + "\n" for line in lines)
    if page is None:
        click.echo(text, nl=False)
    else:
        page.write(text)


def _find_width(page: TextIO | None) -> int:
    """Signs to a line: what COLUMNS says, else the width of the terminal."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    if page is None and sys.stdout.isatty():
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH
        except OSError:
            return _WIDTH
    return _WIDTH


def _make_lines(answer: Answer, language: Language, numbers: dict[str, int] | None, width: int) -> Iterator[Line]:
    _ = translator(language)
    known = len(numbers or {})
    yield []
    yield from _put_text(answer.title, "bold", width)
    marks = _number_places(answer, numbers)
    if answer.rows:
        yield from lay_out(answer, marks, _("source"), language, width)
    else:
        yield from _put_text(answer.empty or _("(nothing)"), "", width)
    if numbers:
        yield from list_notes([(number, plain(place)) for place, number in list(numbers.items())[known:]], width)
    for text in (answer.denominator, answer.reading, answer.caution):
        if text:
            yield from _put_text(text, "italic", width)


def _put_text(text: str, style: str, width: int) -> Iterator[Line]:
    for line in wrap(plain(text), width):
        yield [(line, style)]


def _number_places(answer: Answer, numbers: dict[str, int] | None) -> list[str]:
    """For each row the numbers of its places; empty when rows have none."""
    if numbers is None:
        return []
    marks = [
        ", ".join(str(numbers.setdefault(place, len(numbers) + 1)) for place in places) for places in answer.evidence
    ]
    return marks if len(marks) == len(answer.rows) else []


def _paint(lines: Iterable[Line]) -> None:
    """Print on a terminal, with the styles that it knows."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*line), no_wrap=True, overflow="ignore", crop=False)
