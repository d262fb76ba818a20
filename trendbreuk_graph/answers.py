"""An answer as a value: what was asked, what came out, how to read it, and where it stands.

Terminal, JSON and CSV render this one object. Texts in it are plain; each renderer neutralises what its medium would run.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["Answer", "Value", "mark_numbers", "to_csv", "to_json"]

Value = str | int | float | bool | None

# A cell that starts with one of these is a formula to a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Answer:
    """A table with its explanation.

    Attributes:
        title: The question or the name of the table.
        columns: Headings, in the chosen language.
        rows: One tuple a row, as long as `columns`.
        reading: One sentence that says what the rows mean.
        denominator: Out of how many, and how many are unknown; empty when it does not apply.
        evidence: For each row the places that it rests on, as readable text; empty when a row rests on a count.
        query: What ran, or an empty string for a computed answer.
        kinds: What each column holds: ``text``, ``integer``, ``number``, ``percent`` (a share from 0 to 1), ``date`` (as ISO 8601) or
            ``amount`` (euro); empty when all are texts.
        ids: The rows once more, with the id of the thing in a cell, or None where it is no thing; empty when nothing has an id.
        caution: How not to read it; empty when there is nothing to warn of.
        empty: What it means that there are no rows; empty when there are.
        question: The id of the question in the catalogue, or an empty string.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    reading: str = ""
    denominator: str = ""
    evidence: tuple[tuple[str, ...], ...] = ()
    query: str = ""
    kinds: tuple[str, ...] = ()
    ids: tuple[tuple[str | None, ...], ...] = ()
    caution: str = ""
    empty: str = ""
    question: str = ""

    def kind(self, index: int) -> str:
        """What the column at the index holds."""
        return self.kinds[index] if self.kinds else "text"

    def is_numeric(self, index: int) -> bool:
        """Whether the column at the index holds numbers."""
        return self.kind(index) in {"integer", "number", "percent", "amount"}


def mark_numbers(width: int, numeric: Collection[int]) -> tuple[str, ...]:
    """The kinds of so many columns of which these, by index, hold numbers or what stands as one, such as "4 – 6".

    >>> mark_numbers(3, {2})
    ('text', 'text', 'number')
    """
    return tuple("number" if index in numeric else "text" for index in range(width))


def to_json(answers: list[Answer]) -> str:
    """The answers as JSON: a list of tables, rows as objects keyed by column; ``ids`` likewise where cells are things."""
    import json

    tables = [
        {
            "question": answer.question,
            "title": answer.title,
            "reading": answer.reading,
            "caution": answer.caution,
            "denominator": answer.denominator,
            "empty": answer.empty,
            "columns": list(answer.columns),
            "kinds": [answer.kind(index) for index in range(len(answer.columns))],
            "rows": [dict(zip(answer.columns, row, strict=True)) for row in answer.rows],
            "ids": [dict(zip(answer.columns, row, strict=True)) for row in answer.ids],
            "evidence": [list(places) for places in answer.evidence],
            "query": answer.query,
        }
        for answer in answers
    ]
    return json.dumps(tables, ensure_ascii=False, indent=2) + "\n"


def to_csv(answers: list[Answer]) -> str:
    """The answers as CSV, an empty line and the title between tables; cells that a spreadsheet would run get a quote.

    Where each row has its places, a last column ``evidence`` lists them.
    """
    import csv

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for index, answer in enumerate(answers):
        if len(answers) > 1:
            if index:
                writer.writerow([])
            writer.writerow([_neutral(answer.title)])
        sourced = bool(answer.evidence) and len(answer.evidence) == len(answer.rows)
        writer.writerow([*(_neutral(column) for column in answer.columns), *(["evidence"] if sourced else [])])
        for number, row in enumerate(answer.rows):
            places = [_neutral(" | ".join(answer.evidence[number]))] if sourced else []
            writer.writerow([*(_neutral(value) for value in row), *places])
    return buffer.getvalue()


def _neutral(value: Value) -> Value:
    if not isinstance(value, str):
        return "" if value is None else value
    # csv quotes a line feed, but leaves a carriage return bare, which ends the row for whoever reads the file.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if value.startswith(_FORMULA_STARTS) else text
