"""Showing answers and findings in a terminal.

Texts come from records, so nothing in them may act: rich's markup is off, and control characters are shown as a sign.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from trendbreuk_graph.answers import Answer, to_csv, to_json
from trendbreuk_graph.cli.tables import plain, print_table
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import Count, Language, fill, translator

if TYPE_CHECKING:
    from trendbreuk_graph.cli.options import Target
    from trendbreuk_graph.errors import Finding, TrendbreukError

__all__ = ["plain", "put_answers", "show_answers", "show_error", "show_findings", "write_page"]


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
        content = write_page(answers, language, places=places)
    write_file(target.path, content)
    _ = translator(language)
    click.echo(
        fill(_("{path}: {number} {number:row|rows}."), path=target.path, number=sum(len(a.rows) for a in answers))
    )


def show_answers(answers: Sequence[Answer], form: str, language: Language, *, places: bool = False) -> None:
    """Print answers as a table, as JSON or as CSV; see `put_answers`."""
    if form == "json":
        click.echo(to_json(list(answers)), nl=False)
    elif form == "csv":
        click.echo(to_csv(list(answers)), nl=False)
    else:
        _show_tables(answers, language, None, places=places)


def write_page(answers: Sequence[Answer], language: Language, *, places: bool = False) -> str:
    """Answers as a page of text, as the terminal shows them; see `put_answers`."""
    page = io.StringIO()
    _show_tables(answers, language, page, places=places)
    return page.getvalue()


def _show_tables(answers: Sequence[Answer], language: Language, page: TextIO | None, *, places: bool) -> None:
    """Print tables on a page of text, or on the terminal when that is None."""
    numbers: dict[str, int] = {}
    for answer in answers:
        print_table(answer, language, numbers if places else None, page)


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
    values = {
        name: value if isinstance(value, Count) else plain(_message(value, _) if name in messages else value)
        for name, value in error.values.items()
    }
    word = _("Error")
    click.echo(f"{word}: {_(error.template).format(**values)}", err=True)
