"""Days and horizons are read as people type them, and refused when they cannot be."""

from __future__ import annotations

import datetime as dt

import pytest

from trendbreuk_graph.audit.period import Horizon, read_day, read_horizon, read_last_day
from trendbreuk_graph.errors import BadDayError, BadHorizonError


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("12m", "2027-11-22"), ("1y", "2027-11-22"), ("90d", "2027-02-20"), ("0d", "2026-11-22"), (" 3 M ", "2027-02-22")],
)
def test_a_horizon_is_days_months_or_years(typed: str, expected: str) -> None:
    """The last day of the period is the same day so much later; nought is the day itself."""
    assert dt.date.fromisoformat(expected) == read_horizon(typed).find_last_day(dt.date(2026, 11, 22))


@pytest.mark.parametrize("typed", ["9999999d", "999999m", "99999y"])
def test_a_horizon_beyond_the_calendar_is_its_last_day(typed: str) -> None:
    """No horizon is too far to be answered."""
    assert dt.date.max == read_horizon(typed).find_last_day(dt.date(2026, 11, 22))


@pytest.mark.parametrize("typed", ["-1m", "-90d", "", "m", "12", "12w", "1.5y", "1y6m", "twaalf", "１２m", "99999999d"])
def test_what_is_no_horizon_is_refused(typed: str) -> None:
    """Below nought, without a unit, or something else."""
    with pytest.raises(BadHorizonError) as caught:
        read_horizon(typed)

    assert typed == caught.value.given


def test_a_horizon_reads_as_it_is_typed() -> None:
    """The answer can repeat it."""
    assert str(Horizon(12, "m")) == "12m"


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "2026-13-01", "22-11-2026", "2026", "vandaag", "", "2026-11-22T00:00", "20261122"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    """A day that does not exist, or something that is no day."""
    with pytest.raises(BadDayError) as caught:
        read_day(typed)

    assert typed == caught.value.given


def test_a_day_is_year_month_day() -> None:
    """Spaces around it do no harm."""
    assert dt.date(2026, 11, 22) == read_day(" 2026-11-22 ")


@pytest.mark.parametrize(
    ("typed", "expected"), [("2028", "2028-12-31"), ("2028-02", "2028-02-29"), ("2026-12-31", "2026-12-31")]
)
def test_an_end_is_the_last_day_of_what_is_typed(typed: str, expected: str) -> None:
    """A year or month means up to and including it."""
    assert dt.date.fromisoformat(expected) == read_last_day(typed)


@pytest.mark.parametrize("typed", ["2026-02-30", "2026/2028", "2026/..", "", "2028-00"])
def test_an_end_is_no_period(typed: str) -> None:
    """One year, month or day."""
    with pytest.raises(BadDayError):
        read_last_day(typed)
