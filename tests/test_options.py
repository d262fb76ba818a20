"""Where rows go follows from the format and the name of the file, and a contradiction is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest

from trendbreuk_graph.cli.options import Target, find_day, find_target


@pytest.mark.parametrize(
    ("form", "output", "expected"),
    [
        (None, None, "table"),
        ("table", None, "table"),
        ("json", None, "json"),
        ("csv", None, "csv"),
        (None, "a.json", "json"),
        (None, "a.csv", "csv"),
        (None, "a.xlsx", "xlsx"),
        (None, "a.txt", "table"),
        (None, "A.XLSX", "xlsx"),
        (None, "folder.d/a.b.csv", "csv"),
        ("csv", "a.csv", "csv"),
        ("xlsx", "a.xlsx", "xlsx"),
        ("table", "a.txt", "table"),
        ("json", "a", "json"),
        ("csv", "a.data", "csv"),
        ("xlsx", "a.backup", "xlsx"),
    ],
)
def test_the_format_is_what_was_said_else_what_the_ending_says(
    form: str | None, output: str | None, expected: str
) -> None:
    """An ending that says nothing leaves it to the format; without either it is a table."""
    path = Path(output) if output else None

    assert Target(expected, path) == find_target(form, path)


@pytest.mark.parametrize(
    ("form", "output", "problem"),
    [
        ("xlsx", None, "--format xlsx needs -o FILE.xlsx"),
        (None, "a", "'a' does not say which format"),
        (None, "a.html", "'a.html' does not say which format"),
        (None, ".csv", "'.csv' does not say which format"),
        ("csv", "a.json", "--format csv and 'a.json' contradict each other"),
        ("table", "a.csv", "--format table and 'a.csv' contradict each other"),
        ("json", "a.XLSX", "--format json and 'a.XLSX' contradict each other"),
    ],
)
def test_what_cannot_be_is_a_wrong_call(form: str | None, output: str | None, problem: str) -> None:
    """The sentence names the file and the format."""
    with pytest.raises(click.UsageError, match=problem):
        find_target(form, Path(output) if output else None)


def test_the_day_is_the_one_that_was_named() -> None:
    """Without its hour."""
    assert dt.date(2026, 1, 31) == find_day(dt.datetime(2026, 1, 31, 23, 59))  # noqa: DTZ001 - click gives days without a zone
