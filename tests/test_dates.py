"""Bounds of dates that are no more precise than their source."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from time import struct_time

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.dates import Bounds, find_bounds, read_wording

_MARKS = st.sampled_from(["", "?", "~", "%"])
_YEARS = st.integers(1, 9999).map(lambda year: f"{year:04}")
_MONTHS = st.dates().map(lambda day: f"{day:%Y-%m}".rjust(7, "0"))
_DAYS = st.dates().map(dt.date.isoformat)
_SINGLE = st.one_of(_YEARS, _MONTHS, _DAYS)


@st.composite
def _intervals(draw: st.DrawFn) -> str:
    """Two dates of any precision, each with a mark or without; the one that starts first stands first."""
    first, second = sorted([draw(_SINGLE), draw(_SINGLE)], key=lambda text: find_bounds(text).earliest)
    return f"{first}{draw(_MARKS)}/{second}{draw(_MARKS)}"


_OPEN = st.tuples(_SINGLE, _MARKS).map(lambda parts: f"{parts[0]}{parts[1]}/..")
_MARKED = st.tuples(_SINGLE, _MARKS).map("".join)
_ANY = st.one_of(_MARKED, _intervals(), _OPEN)


def _day(bound: struct_time | float) -> dt.date | None:
    """A bound as the library gives it; infinity for an interval without end."""
    if isinstance(bound, float):
        return None if bound == math.inf else dt.date.min
    return dt.date(bound.tm_year, bound.tm_mon, bound.tm_mday)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2024-09", "2024-09-01", "2024-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2022-05-01", "2022-05-01", "2022-05-01"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2026?", "2026-01-01", "2026-12-31"),
        ("2026-06~", "2026-06-01", "2026-06-30"),
        ("2026%", "2026-01-01", "2026-12-31"),
        ("2023/2026", "2023-01-01", "2026-12-31"),
        ("2023-07/2024-06-15", "2023-07-01", "2024-06-15"),
        ("2023?/2026~", "2023-01-01", "2026-12-31"),
        ("2026/2026-05", "2026-01-01", "2026-05-31"),
        ("2026-05-10/2026", "2026-05-10", "2026-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, earliest: str, latest: str) -> None:
    """The bounds of a date or interval are the first and the last day that it can mean."""
    assert Bounds(dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)) == find_bounds(text)


def test_an_interval_without_end_has_no_last_day() -> None:
    """Two dots as an end are no date, however far."""
    assert Bounds(dt.date(2023, 5, 1), None) == find_bounds("2023-05?/..")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "26",
        "12026",
        "2026 ",
        " 2026",
        "2026\n",
        "2026-1",
        "2026-9-01",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "2023-02-29",
        "2026-04-31",
        "2026-01-00",
        "0000",
        "2026-13/..",
        "2026-02-30/..",
        "2026/2025",
        "2026-05/2026-04",
        "2026-05-02/2026-05-01",
        "2026/",
        "/2026",
        "../2026",
        "../..",
        "2023/2024/2025",
        "2026??",
        "?2026",
        "2026-?",
        "31-12-2026",
        "2026/12/31",
        "20260101",
        "202X",
        "2026-21",
        "Y20260",
        "-2026",
        "tot 2026",
        "2026-09-01T12:00",
        "٢٠٢٦",
        "２０２６",
    ],
    ids=ascii,
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Days that do not exist, ends before starts and whatever is no EDTF of the four shapes raise ValueError."""
    with pytest.raises(ValueError, match="is no EDTF date"):
        find_bounds(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-13", "'2026-13' is no EDTF date: month must be in 1..12"),
        ("2026-02-30", "'2026-02-30' is no EDTF date: day is out of range for month"),
        ("2026/2025", "'2026/2025' is no EDTF date: it ends before it starts"),
        ("ooit", "'ooit' is no EDTF date"),
    ],
)
def test_a_refusal_tells_its_reason(text: str, reason: str) -> None:
    """The message names the text and what is wrong with it."""
    with pytest.raises(ValueError, match="EDTF") as caught:
        find_bounds(text)

    assert str(caught.value).startswith(reason)


@given(_ANY)
@settings(max_examples=60, deadline=None)
def test_bounds_equal_those_of_the_edtf_library(text: str) -> None:
    """A full reader of the standard gives the same first and last day."""
    bounds = find_bounds(text)
    parsed = parse_edtf(text)

    assert _day(parsed.lower_strict()) == bounds.earliest
    assert _day(parsed.upper_strict()) == bounds.latest


@given(_ANY)
def test_the_first_day_never_follows_the_last(text: str) -> None:
    """The earliest day is on or before the latest, and only an open interval has no latest day."""
    bounds = find_bounds(text)

    assert text.endswith("/..") == (bounds.latest is None)
    assert bounds.earliest <= (bounds.latest or dt.date.max)


@given(_SINGLE, _SINGLE, st.sampled_from("?~%"))
def test_marks_of_uncertainty_do_not_move_bounds(first: str, second: str, mark: str) -> None:
    """A mark stays in the text; the days are those of the date without it."""
    start, end = sorted([first, second], key=lambda text: find_bounds(text).earliest)

    assert find_bounds(first) == find_bounds(first + mark)
    assert find_bounds(f"{start}/{end}") == find_bounds(f"{start}{mark}/{end}{mark}")
    assert find_bounds(f"{start}/..") == find_bounds(f"{start}{mark}/..")


@given(st.dates())
def test_precision_widens_bounds_step_by_step(day: dt.date) -> None:
    """A day means itself, its month all days of the month, its year all days of the year."""
    text = day.isoformat()
    last = calendar.monthrange(day.year, day.month)[1]

    assert Bounds(day, day) == find_bounds(text)
    assert Bounds(day.replace(day=1), day.replace(day=last)) == find_bounds(text[:7])
    assert Bounds(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)) == find_bounds(text[:4])


@given(st.one_of(st.text(), st.text("0123456789-/?~%.T \n", max_size=24)))
def test_any_text_has_bounds_or_is_a_value_error(text: str) -> None:
    """No text, however odd, raises anything but ValueError; what passes is well formed."""
    try:
        bounds = find_bounds(text)
    except ValueError:
        return

    assert set(text) <= set("0123456789-/?~%.")
    assert bounds.latest is None or bounds.earliest <= bounds.latest


@pytest.mark.parametrize(
    ("text", "wording", "expected"),
    [
        ("2026", "tot en met 2026", ("2026-12-31", "2026-12-31")),
        ("2026", "T/m 2026 ", ("2026-12-31", "2026-12-31")),
        ("2025-07", "t/m juli 2025", ("2025-07-31", "2025-07-31")),
        ("2024-09", "tot en met september 2024", ("2024-09-30", "2024-09-30")),
        ("2026", "tot 2026", ("2025-12-31", "2026-12-31")),
        ("2024-08", "tot augustus 2024", ("2024-07-31", "2024-08-31")),
        ("2024-08", "tot eind augustus 2024", ("2024-08-01", "2024-08-31")),
        ("2024-09", "t/m het eind van de projectperiode", ("2024-09-01", "2024-09-30")),
        ("2024", "t/m schooljaar 2023-2024", ("2024-01-01", "2024-12-31")),
        ("2025", "in 2024 en 2025", ("2025-01-01", "2025-12-31")),
        ("2025", "2023-2025", ("2025-01-01", "2025-12-31")),
        ("2026", None, ("2026-01-01", "2026-12-31")),
        ("2026/..", "tot en met 2026", ("2026-01-01", None)),
        ("0001", "tot 0001", ("0001-01-01", "0001-12-31")),
    ],
    ids=str,
)
def test_the_words_of_an_end_say_more_than_its_year(
    text: str, wording: str | None, expected: tuple[str, str | None]
) -> None:
    """Tot en met is the last day; tot may be the day before; all other words leave the year or month as it is."""
    first, last = expected

    assert Bounds(dt.date.fromisoformat(first), dt.date.fromisoformat(last) if last else None) == read_wording(
        find_bounds(text), wording
    )
