"""Every project is in one class on every day, at the borders, in doubt, and for any lines at all."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.audit.classes import CLASSES, Class, find_state, judge_projects
from trendbreuk_graph.dates import Bounds
from trendbreuk_graph.funding import Line

_AS_OF, _HORIZON = dt.date(2026, 11, 22), dt.date(2027, 11, 22)


def _line(
    claim: str = "claim",
    *,
    status: str = "secured",
    structural: bool | None = None,
    end: tuple[str, str | None] | None = None,
    start: str | None = None,
    of_stream: str | None = None,
) -> Line:
    """A line of project p; an end is its first and last day, of a stream when `of_stream` names it."""
    return Line(
        claim=claim,
        project="p",
        project_names=("Plein", "Square"),
        stream=of_stream or "s",
        stream_names=("Pot", "Purse"),
        status=status,
        structural=structural,
        until=end[0] if end else None,
        earliest=dt.date.fromisoformat(end[0]) if end else None,
        latest=dt.date.fromisoformat(end[1]) if end and end[1] else None,
        end_from=("stream" if of_stream else "line") if end else None,
        starts=Bounds(dt.date.fromisoformat(start), dt.date.fromisoformat(start)) if start else None,
    )


def _name(value: object) -> str:
    """A short name for a case: its lines, or what is expected."""
    return "+".join(line.claim for line in value) or "nothing" if isinstance(value, list) else str(value)


def _on(day: str) -> Line:
    return _line(day, end=(day, day))


_STRUCTURAL = _line("structural", structural=True)
_UNKNOWN = _line("unknown")
_OVER = _on("2026-11-21")
_ENDING = _on("2026-12-31")
_LATER = _on("2027-11-23")
_POSSIBLE = _line("possible", status="possible", structural=True)
_GAP = _line("gap", status="gap")
_STOPPED = _line("stopped", status="ended")


def _classify(*lines: Line, as_of: dt.date = _AS_OF, horizon: dt.date = _HORIZON) -> Class:
    return judge_projects(["p"], lines, as_of, horizon)["p"].reported


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "unfunded"),
        ([_GAP], "unfunded"),
        ([_POSSIBLE], "hoped-for"),
        ([_line(status="requested")], "hoped-for"),
        ([_line(status="inKind", structural=True)], "hoped-for"),
        ([_POSSIBLE, _GAP], "hoped-for"),
        ([_line(status="possible", end=("2020-01-01", "2020-12-31"))], "hoped-for"),
        ([_UNKNOWN], "unknown"),
        ([_UNKNOWN, _OVER, _POSSIBLE], "unknown"),
        ([_OVER], "lapsed"),
        ([_OVER, _STOPPED, _POSSIBLE], "lapsed"),
        ([_STOPPED], "lapsed"),
        ([_line(status="ended", end=("2027-01-01", "2027-01-01"))], "falling-away"),
        ([_ENDING], "falling-away"),
        ([_ENDING, _OVER], "falling-away"),
        ([_ENDING, _UNKNOWN], "falling-away"),
        ([_ENDING, _POSSIBLE], "falling-away"),
        ([_ENDING, _LATER], "partly-falling-away"),
        ([_ENDING, _LATER, _UNKNOWN], "partly-falling-away"),
        ([_LATER], "covered"),
        ([_LATER, _OVER], "covered"),
        ([_LATER, _UNKNOWN], "covered"),
        ([_STRUCTURAL], "covered"),
        ([_STRUCTURAL, _ENDING], "covered"),
        ([_STRUCTURAL, _OVER, _UNKNOWN], "covered"),
        ([_line("later", structural=True, start="2040-01-01"), _OVER], "covered"),
        ([_line(end=("2028-01-01", "2030-12-31"), start="2028-01-01")], "covered"),
    ],
    ids=_name,
)
def test_each_kind_of_lines_has_its_class(lines: list[Line], expected: Class) -> None:
    """The first class that fits is the one; hopes and gaps move nothing that is secured."""
    assert expected == _classify(*lines)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (("2026-11-21", "2026-11-21"), "ended"),
        (("2026-11-22", "2026-11-22"), "ending"),
        (("2027-11-22", "2027-11-22"), "ending"),
        (("2027-11-23", "2027-11-23"), "going-on"),
        (("2025-12-31", "2026-11-21"), "ended"),
        (("2025-12-31", "2026-11-22"), "ending"),
        (("2027-11-22", "2030-12-31"), "ending"),
        (("2027-11-23", "2030-12-31"), "going-on"),
        (("2020-01-01", "2040-12-31"), "ending"),
        (("2024-01-01", None), "ending"),
        (("2028-01-01", None), "going-on"),
    ],
    ids=str,
)
def test_both_borders_of_the_period_belong_to_it(end: tuple[str, str | None], expected: str) -> None:
    """An end on the day of the audit or on the horizon's last day is still in the period; doubt is on the side of the warning."""
    assert expected == find_state(_line(end=end), _AS_OF, _HORIZON)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([_line(end=("2026-01-01", "2026-12-31"))], ("falling-away", "lapsed")),
        ([_line(end=("2027-01-01", "2027-12-31"))], ("falling-away", "covered")),
        ([_line(end=("2020-01-01", "2040-12-31"))], ("falling-away", "lapsed", "covered")),
        ([_line(end=("2024-01-01", None))], ("falling-away", "lapsed", "covered")),
        ([_ENDING], ("falling-away",)),
        ([_ENDING, _UNKNOWN], ("falling-away", "partly-falling-away")),
        ([_LATER, _UNKNOWN], ("partly-falling-away", "covered")),
        ([_UNKNOWN], ("falling-away", "lapsed", "covered")),
        ([_UNKNOWN, _OVER], ("falling-away", "lapsed", "covered")),
        ([_UNKNOWN, _line("second")], ("falling-away", "partly-falling-away", "lapsed", "covered")),
        ([_STRUCTURAL, _UNKNOWN, _ENDING], ("covered",)),
        (
            [_line(str(n), end=("2027-01-01", "2027-12-31")) for n in range(2)],
            ("falling-away", "partly-falling-away", "covered"),
        ),
        (
            [_line(str(n), end=("2027-01-01", "2027-12-31"), of_stream="t") for n in range(2)],
            ("falling-away", "covered"),
        ),
        ([_POSSIBLE], ("hoped-for",)),
        ([], ("unfunded",)),
        ([_STOPPED], ("lapsed",)),
    ],
    ids=_name,
)
def test_a_class_in_doubt_names_what_it_can_be(lines: list[Line], expected: tuple[Class, ...]) -> None:
    """Every reading of the dates counts; lines that take their end from one stream end together."""
    judgement = judge_projects(["p"], lines, _AS_OF, _HORIZON)["p"]

    assert expected == judgement.possible
    assert judgement.is_certain == (len(expected) == 1)
    assert judgement.others == tuple(name for name in expected if name != judgement.reported)


def test_a_judgement_keeps_every_line_and_its_reasons() -> None:
    """What stops, what goes on, what nobody knows, hopes and gaps stand apart; the first two are why."""
    lines = [_ENDING, _LATER, _UNKNOWN, _OVER, _STOPPED, _POSSIBLE, _GAP]
    judgement = judge_projects(["p"], lines, _AS_OF, _HORIZON)["p"]

    assert ((_ENDING,), (_LATER,), (_UNKNOWN,)) == (judgement.ending, judgement.going_on, judgement.unknown)
    assert ((_OVER, _STOPPED), (_POSSIBLE,), (_GAP,)) == (judgement.ended, judgement.hoped, judgement.gaps)
    assert (_ENDING, _LATER) == judgement.reasons
    assert (_LATER, _ENDING, _UNKNOWN) == judgement.running


def test_money_that_has_yet_to_begin_is_named() -> None:
    """It counts as promised; a start on the day itself has begun."""
    later, now = _line("later", structural=True, start="2026-11-23"), _line("now", structural=True, start="2026-11-22")

    assert (later,) == judge_projects(["p"], [later, now], _AS_OF, _HORIZON)["p"].waiting


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([_STRUCTURAL, _ENDING], None),
        ([_UNKNOWN, _STOPPED], None),
        ([_OVER, _ENDING], ("2026-12-31", "2026-12-31")),
        ([_line("a", end=("2025-01-01", "2028-12-31")), _LATER], ("2027-11-23", "2028-12-31")),
        ([_line("a", end=("2025-01-01", None)), _LATER], ("2027-11-23", None)),
    ],
    ids=_name,
)
def test_the_last_day_of_money_is_an_interval(lines: list[Line], expected: tuple[str, str | None] | None) -> None:
    """The latest of the first days and the latest of the last days; structural money has none."""
    found = judge_projects(["p"], lines, _AS_OF, _HORIZON)["p"].last_day

    assert expected == (found and (found[0].isoformat(), found[1].isoformat() if found[1] else None))


def test_lines_of_other_projects_are_left_out() -> None:
    """Only what was asked is judged, in the order in which it was asked."""
    assert ["q", "p"] == list(judge_projects(["q", "p"], [_ENDING], _AS_OF, _HORIZON))
    assert {} == judge_projects([], [_ENDING], _AS_OF, _HORIZON)


_DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2035, 12, 31))


@st.composite
def _lines(
    draw: st.DrawFn,
    statuses: tuple[str, ...] = ("secured", "inKind", "requested", "possible", "gap", "ended"),
    streams: tuple[str | None, ...] = (None, "t", "u"),
) -> Line:
    """Any line: any status, structural or not, with a known, an open or no end of its own or a stream's, and any start."""
    status = draw(st.sampled_from(statuses))
    structural = draw(st.sampled_from([True, False, None])) if status != "ended" else None
    end: tuple[str, str | None] | None = None
    if structural is not True and draw(st.booleans()):
        first = draw(_DAYS)
        last = draw(st.none() | st.dates(min_value=first, max_value=dt.date(2036, 12, 31)))
        end = (first.isoformat(), last.isoformat() if last else None)
    start = draw(st.none() | _DAYS)
    return _line(
        draw(st.uuids()).hex,
        status=status,
        structural=structural,
        end=end,
        start=start.isoformat() if start else None,
        of_stream=draw(st.sampled_from(streams)),
    )


_MANY = st.lists(_lines(), max_size=6)
any_lines = settings(derandomize=True, deadline=None, max_examples=300)


@given(lines=_MANY, as_of=_DAYS, days=st.integers(min_value=0, max_value=2000))
@any_lines
def test_every_project_is_in_exactly_one_class(lines: list[Line], as_of: dt.date, days: int) -> None:
    """For any lines on any day; each line is in one place, and the class is one of those that are possible."""
    judgement = judge_projects(["p"], lines, as_of, as_of + dt.timedelta(days=days))["p"]
    groups = (*judgement.running, *judgement.ended, *judgement.hoped, *judgement.gaps)

    assert judgement.reported in CLASSES
    assert sorted(line.claim for line in groups) == sorted(line.claim for line in lines)
    assert judgement.reported in judgement.possible or judgement.reported == "unknown"
    assert set(judgement.reasons) <= set(lines)


def _end(line: Line, one: dt.date, other: dt.date) -> Line:
    """The line with an end that lies somewhere between two days."""
    return line._replace(structural=None, earliest=min(one, other), latest=max(one, other))


@given(
    ended=st.lists(st.builds(_end, _lines(("secured",)), _DAYS, _DAYS), min_size=1, max_size=4),
    others=st.lists(_lines(("possible", "requested", "inKind", "gap")), max_size=3),
    since=st.integers(1, 4000),
    later=st.integers(0, 4000),
    days=st.integers(0, 1000),
)
@any_lines
def test_what_is_over_stays_over(ended: list[Line], others: list[Line], since: int, later: int, days: int) -> None:
    """Once the last day of all secured money has passed it has lapsed, and a later day of audit never brings it back."""
    as_of = max(line.latest for line in ended if line.latest) + dt.timedelta(days=since)
    then, period = as_of + dt.timedelta(days=later), dt.timedelta(days=days)

    assert "lapsed" == _classify(*ended, *others, as_of=as_of, horizon=as_of + period)
    assert "lapsed" == _classify(*ended, *others, as_of=then, horizon=then + period)


@given(lines=_MANY, as_of=_DAYS, start=st.none() | _DAYS)
@any_lines
def test_a_structural_line_always_covers(lines: list[Line], as_of: dt.date, start: dt.date | None) -> None:
    """Whatever else there is, and whenever the structural money begins."""
    structural = _line("more", structural=True, start=start.isoformat() if start else None)

    assert _classify(*lines, structural, as_of=as_of, horizon=as_of) == "covered"


@given(lines=_MANY, hedge=_lines(("possible", "requested", "inKind")), as_of=_DAYS, days=st.integers(0, 1000))
@any_lines
def test_a_hedge_never_covers(lines: list[Line], hedge: Line, as_of: dt.date, days: int) -> None:
    """Hope moves a project without money to "hoped for", and nothing else anywhere."""
    horizon = as_of + dt.timedelta(days=days)
    without = judge_projects(["p"], lines, as_of, horizon)["p"]
    with_hope = judge_projects(["p"], [*lines, hedge], as_of, horizon)["p"]

    if without.reported == "unfunded":
        assert with_hope.reported == "hoped-for"
    else:
        assert (without.reported, without.possible) == (with_hope.reported, with_hope.possible)


@given(lines=_MANY, gap=_lines(("gap",)), as_of=_DAYS)
@any_lines
def test_a_gap_takes_nothing_away(lines: list[Line], gap: Line, as_of: dt.date) -> None:
    """What the text calls missing stands beside the class."""
    assert _classify(*lines, as_of=as_of, horizon=as_of) == _classify(*lines, gap, as_of=as_of, horizon=as_of)


@given(lines=st.lists(_lines(("secured",), (None,)), max_size=4), as_of=_DAYS, days=st.integers(0, 800))
@any_lines
def test_the_possible_classes_are_those_of_every_choice_of_ends(lines: list[Line], as_of: dt.date, days: int) -> None:
    """Trying each end before, in and after the period, as far as it can lie there, gives the same classes as the rule."""
    horizon = as_of + dt.timedelta(days=days)
    judgement = judge_projects(["p"], lines, as_of, horizon)["p"]
    sides = [as_of - dt.timedelta(days=1), as_of, horizon, horizon + dt.timedelta(days=1)]

    def choices(line: Line) -> list[Line]:
        if line.structural:
            return [line]
        first, last = line.earliest or dt.date.min, line.latest or dt.date.max
        days = {min(max(day, first), last).isoformat() for day in sides}
        return [_line(line.claim, end=(day, day)) for day in sorted(days)]

    readings = itertools.product(*map(choices, lines))

    assert {_classify(*reading, as_of=as_of, horizon=horizon) for reading in readings} == set(judgement.possible)
