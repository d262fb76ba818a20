"""What ends when, quarter by quarter, with every secured line counted once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.cliff import Cliff, find_cliff
from trendbreuk_graph.funding import Line

_DAY = dt.date(2026, 11, 22)


def _line(
    project: str,
    first: str | None = None,
    last: str | None = None,
    *,
    structural: bool | None = None,
    status: str = "secured",
) -> Line:
    return Line(
        claim=f"{project}--{first}--{last}--{structural}--{status}",
        project=project,
        project_names=(project, project),
        stream="s",
        stream_names=("Pot", "Purse"),
        status=status,
        structural=structural,
        until=first,
        earliest=dt.date.fromisoformat(first) if first else None,
        latest=dt.date.fromisoformat(last) if last else None,
        end_from="line" if first else None,
    )


def _cliff(*lines: Line) -> Cliff:
    projects = sorted({line.project for line in lines})
    return find_cliff(judge_projects(projects, lines, _DAY, _DAY), 2025, 2026)


def _counts(cliff: Cliff) -> dict[str, tuple[int, int, int]]:
    return {
        quarter.name: (len(quarter.last), len(quarter.certain), len(quarter.possible))
        for quarter in cliff.quarters
        if quarter.last or quarter.possible
    }


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-12-31", "2026-12-31", {"2026-Q4": (1, 1, 0)}),
        ("2026-10-01", "2026-12-31", {"2026-Q4": (1, 1, 0)}),
        ("2026-01-01", "2026-01-01", {"2026-Q1": (1, 1, 0)}),
        ("2026-03-31", "2026-04-01", {"2026-Q1": (0, 0, 1), "2026-Q2": (1, 0, 0)}),
        (
            "2025-01-01",
            "2025-12-31",
            {"2025-Q1": (0, 0, 1), "2025-Q2": (0, 0, 1), "2025-Q3": (0, 0, 1), "2025-Q4": (1, 0, 0)},
        ),
        ("2024-06-01", "2025-02-01", {"2025-Q1": (1, 0, 0)}),
        ("2026-11-01", "2027-02-01", {"2026-Q4": (0, 0, 1)}),
        ("2026-11-01", None, {"2026-Q4": (0, 0, 1)}),
        ("2024-12-31", "2024-12-31", {}),
        ("2027-01-01", "2027-01-01", {}),
    ],
)
def test_a_line_ends_in_the_quarter_of_its_last_day(
    first: str, last: str | None, expected: dict[str, tuple[int, int, int]]
) -> None:
    """It can end in every quarter that its bounds touch, and is certain when both lie in one."""
    cliff = _cliff(_line("p", first, last))

    assert expected == _counts(cliff)
    assert cliff.total == 1


def test_what_has_no_place_in_the_quarters_is_counted_apart() -> None:
    """Before, after, structural and unknown; money that is not secured does not count at all."""
    cliff = _cliff(
        _line("p", "2024-12-31", "2024-12-31"),
        _line("p", "2027-01-01", "2027-12-31"),
        _line("p", "2026-01-01"),
        _line("p", structural=True),
        _line("p"),
        _line("p", status="possible"),
        _line("p", status="ended"),
        _line("p", status="gap"),
    )

    assert (1, 2, 1, 1, 5) == (
        len(cliff.before),
        len(cliff.after),
        len(cliff.structural),
        len(cliff.unknown),
        cliff.total,
    )


def test_a_project_runs_dry_with_its_last_line() -> None:
    """Not when some money is structural, of unknown end or without a last day."""
    cliff = _cliff(
        _line("dry", "2025-06-30", "2025-06-30"),
        _line("dry", "2026-01-01", "2026-06-30"),
        _line("kept", "2026-06-30", "2026-06-30"),
        _line("kept", structural=True),
        _line("unknown", "2026-06-30", "2026-06-30"),
        _line("unknown"),
        _line("open", "2026-05-01"),
    )

    assert {"2026-Q2": ("dry",)} == {quarter.name: quarter.dry for quarter in cliff.quarters if quarter.dry}


def test_the_steepest_quarter_is_the_first_with_most_lines() -> None:
    """None when nothing ends in these years."""
    steep = _cliff(_line("p", "2025-06-30", "2025-06-30"), _line("q", "2026-06-30", "2026-06-30")).steepest

    assert steep is not None
    assert steep.name == "2025-Q2"
    assert _cliff(_line("p")).steepest is None


def test_every_quarter_of_the_years_is_there() -> None:
    """The empty ones too, from 2023 to 2030."""
    names = [quarter.name for quarter in find_cliff({}).quarters]

    assert (32, "2023-Q1", "2030-Q4") == (len(names), names[0], names[-1])


_DAYS = st.dates(min_value=dt.date(2023, 1, 1), max_value=dt.date(2029, 12, 31))


@given(ends=st.lists(st.tuples(_DAYS, st.none() | st.integers(0, 1000)), max_size=8))
@settings(derandomize=True, deadline=None)
def test_every_secured_line_is_counted_once(ends: list[tuple[dt.date, int | None]]) -> None:
    """The groups together are all lines, whatever their bounds."""
    lines = [
        _line(f"p{number}", first.isoformat(), None if days is None else (first + dt.timedelta(days=days)).isoformat())
        for number, (first, days) in enumerate(ends)
    ]
    cliff = _cliff(*lines)

    assert len(lines) == cliff.total
    assert all(set(quarter.certain) <= set(quarter.last) for quarter in cliff.quarters)
    assert all(not set(quarter.possible) & set(quarter.last) for quarter in cliff.quarters)
