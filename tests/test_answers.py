"""One answer as JSON and as CSV, read back by programs that know nothing of this package."""

from __future__ import annotations

import csv
import io
import json

import pytest

from trendbreuk_graph.answers import Answer, Value, to_csv, to_json

_FIRST = Answer(
    title="Who?",
    columns=("name", "number", "sure"),
    rows=(("Café «De Brug»", 3, True), (None, 0.25, False)),
    reading="A row a body.",
    denominator="2 of 3",
    evidence=(("plan › Zomerfit",), ()),
    query="SELECT ?name {}",
    kinds=("text", "integer", "text"),
    ids=(("de-brug", None, None), (None, None, None)),
    caution="Not who is best.",
    question="who",
)
_SECOND = Answer(title="Nothing", columns=("name",), rows=(), empty="Nobody is named.")


def test_json_gives_every_part_of_an_answer() -> None:
    """Each table is an object, each row an object keyed by column; nothing is lost on the way."""
    first = {
        "question": "who",
        "title": "Who?",
        "reading": "A row a body.",
        "caution": "Not who is best.",
        "denominator": "2 of 3",
        "empty": "",
        "columns": ["name", "number", "sure"],
        "kinds": ["text", "integer", "text"],
        "rows": [
            {"name": "Café «De Brug»", "number": 3, "sure": True},
            {"name": None, "number": 0.25, "sure": False},
        ],
        "ids": [
            {"name": "de-brug", "number": None, "sure": None},
            {"name": None, "number": None, "sure": None},
        ],
        "evidence": [["plan › Zomerfit"], []],
        "query": "SELECT ?name {}",
    }
    nothing = dict.fromkeys(("question", "reading", "caution", "denominator", "query"), "")
    second = {
        **nothing,
        "title": "Nothing",
        "empty": "Nobody is named.",
        "columns": ["name"],
        "kinds": ["text"],
        "rows": [],
        "ids": [],
        "evidence": [],
    }

    assert [first, second] == json.loads(to_json([_FIRST, _SECOND]))


def test_json_keeps_accents_readable_and_ends_with_a_line_end() -> None:
    """People read JSON too."""
    text = to_json([_FIRST])

    assert "Café «De Brug»" in text
    assert text.endswith("]\n")


def test_a_row_that_does_not_fit_the_columns_is_an_error() -> None:
    """A row of the wrong length is never cut off in silence."""
    with pytest.raises(ValueError, match="shorter"):
        to_json([Answer(title="", columns=("a", "b"), rows=((1,),))])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("integer", True), ("number", True), ("percent", True), ("amount", True), ("date", False), ("text", False)],
)
def test_a_column_is_numeric_when_it_holds_numbers(kind: str, expected: bool) -> None:  # noqa: FBT001 - from a table
    """Counts, shares and amounts are; days and texts are not."""
    answer = Answer(title="", columns=("a", "b"), rows=(), kinds=("text", kind))

    assert (kind, expected, False) == (answer.kind(1), answer.is_numeric(1), answer.is_numeric(0))


def test_without_kinds_every_column_is_text() -> None:
    """A table that says nothing of its columns has no numbers to align."""
    answer = Answer(title="", columns=("a",), rows=((1,),))

    assert ("text", False) == (answer.kind(0), answer.is_numeric(0))


def test_one_table_as_csv_has_no_title() -> None:
    """A single table is plain CSV: the columns, then the rows with their places; None is an empty cell."""
    rows = list(csv.reader(io.StringIO(to_csv([_FIRST]))))

    assert rows == [
        ["name", "number", "sure", "evidence"],
        ["Café «De Brug»", "3", "True", "plan › Zomerfit"],
        ["", "0.25", "False", ""],
    ]


def test_several_tables_as_csv_stand_under_their_titles() -> None:
    """Tables are kept apart by an empty line and a title."""
    expected = "Who?\nname,number,sure,evidence\nCafé «De Brug»,3,True,plan › Zomerfit\n,0.25,False,\n\nNothing\nname\n"

    assert expected == to_csv([_FIRST, _SECOND])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("a\r=1", "a\n=1"),
        ("a\r\n=1", "a\n=1"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("a=1", "a=1"),
        (" -1", " -1"),
        ("two\nlines", "two\nlines"),
        ('a "quoted", word', 'a "quoted", word'),
        (-1, "-1"),
        (-0.5, "-0.5"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(value: Value, expected: str) -> None:
    """Texts that start like a formula stay texts; numbers and all other texts come back as they were."""
    text = to_csv([Answer(title="", columns=("a",), rows=((value,),))])

    assert [["a"], [expected]] == list(csv.reader(io.StringIO(text, newline="")))


def test_titles_and_columns_are_made_harmless_too() -> None:
    """Every cell of the file is looked at, not only the rows."""
    answer = Answer(title="=t", columns=("@c",), rows=())

    assert "'=t\n'@c\n\n'=t\n'@c\n" == to_csv([answer, answer])
