"""Which secured money ends when, at the borders of the period and where line and stream say different things."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.dates import Bounds, add_months
from trendbreuk_graph.funding import Ending, Line, find_endings, read_ledger, read_lines
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part
from trendbreuk_graph.store import Rows, Store

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore

_DAY = dt.date(2026, 1, 15)


def _line(  # noqa: PLR0913 - one parameter a field that a test changes
    claim: str = "claim",
    *,
    project: str = "p",
    status: str = "secured",
    structural: bool | None = None,
    until: str | None = None,
    earliest: str | None = None,
    latest: str | None = None,
) -> Line:
    """A line of a project; an end is given by its first and last day."""
    return Line(
        claim=claim,
        project=project,
        project_names=("Plein", "Square"),
        stream="s",
        stream_names=("Pot", "Purse"),
        status=status,
        structural=structural,
        until=until or earliest,
        earliest=dt.date.fromisoformat(earliest) if earliest else None,
        latest=dt.date.fromisoformat(latest) if latest else None,
        end_from="line" if earliest else None,
    )


def _ending(start: str, end: str | None = None, claim: str = "claim", project: str = "p") -> Line:
    return _line(claim, project=project, earliest=start, latest=end or start)


class _Lines(Store):
    """A store with one financing line, given by what it says of its end and what its stream says."""

    def __init__(
        self,
        structural: str | None,
        until: str | None,
        of_stream: tuple[str | None, str | None],
        wording: tuple[str | None, str | None] = (None, None),
        status: str = "secured",
    ) -> None:
        end = (until, until and f"{until}-01-01", until and f"{until}-12-31", wording[0])
        stream_end = (of_stream[1], of_stream[1] and f"{of_stream[1]}-01-01", None, wording[1])
        self.rows: list[tuple[str | None, ...]] = [
            (None, "s", None, None, "Pot", "Purse", of_stream[0], *_START, *stream_end, "g", "Gever", "Giver"),
            ("p", None, None, TB + "active", "Plein", "Square", None, *_NOTHING, *_NOTHING, None, None, None, None),
            ("p", "s", "claim", TB + status, "het plein", "the square", structural, *_NOTHING, *end, None, None, None),
        ]

    def query(self, text: str) -> Rows:
        """See :meth:`Store.query`."""
        assert text == load_part("funding-lines").unordered
        return Rows(load_part("funding-lines").columns, self.rows)


_NOTHING: tuple[str | None, ...] = (None, None, None)
_START = ("2020", "2020-01-01", "2020-12-31")


@pytest.mark.parametrize(
    ("structural", "until", "of_stream", "expected"),
    [
        (None, "2026", (None, "2030"), (None, "2026", "line")),
        (None, None, (None, "2030"), (None, "2030", "stream")),
        (None, None, ("false", "2030"), (False, "2030", "stream")),
        (None, None, ("true", None), (True, None, None)),
        (None, None, ("true", "2030"), (True, None, None)),
        ("true", None, (None, "2030"), (True, None, None)),
        ("true", None, ("false", "2030"), (True, None, None)),
        ("true", "2026", (None, None), (True, None, None)),
        (None, "2026", ("true", None), (None, "2026", "line")),
        ("false", "2026", ("true", "2030"), (False, "2026", "line")),
        ("false", None, (None, "2030"), (False, "2030", "stream")),
        ("false", None, ("true", None), (False, None, None)),
        (None, None, (None, None), (None, None, None)),
    ],
    ids=[
        "line end before stream end",
        "stream end when the line has none",
        "stream end of a stream that is not structural",
        "structural stream",
        "structural stream with an end",
        "structural line beats stream end",
        "structural line beats a stream that is not",
        "structural line beats its own end",
        "own end beats structural stream",
        "own end of a line that is not structural",
        "stream end of a line that is not structural",
        "a line that is not structural beats its stream",
        "nothing known",
    ],
)
def test_the_end_of_a_line_is_its_own_else_that_of_its_stream(
    structural: str | None,
    until: str | None,
    of_stream: tuple[str | None, str | None],
    expected: tuple[bool | None, str | None, str | None],
) -> None:
    """The line's own words outweigh the stream's, and what is structural has no end."""
    (line,) = read_lines(_Lines(structural, until, of_stream))

    assert expected == (line.structural, line.until, line.end_from)
    assert (line.earliest is None) == (line.until is None)


def test_an_end_keeps_the_days_that_it_can_mean() -> None:
    """A year is any day of it; the end of an interval without end has no last day."""
    (own,) = read_lines(_Lines(None, "2026", (None, None)))
    (of_stream,) = read_lines(_Lines(None, None, (None, "2030")))

    assert (dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == (own.earliest, own.latest)
    assert (dt.date(2030, 1, 1), None) == (of_stream.earliest, of_stream.latest)


@pytest.mark.parametrize(
    ("own", "of_stream", "expected"),
    [
        ("tot en met 2026", None, ("2026-12-31", "2026-12-31")),
        ("tot 2026", None, ("2025-12-31", "2026-12-31")),
        ("in 2026", None, ("2026-01-01", "2026-12-31")),
        (None, "tot en met 2026", ("2026-01-01", "2026-12-31")),
    ],
)
def test_the_words_of_an_end_narrow_or_widen_it(
    own: str | None, of_stream: str | None, expected: tuple[str, str]
) -> None:
    """A line that has an end of its own is read in its own words, not in those of its stream."""
    (line,) = read_lines(_Lines(None, "2026", (None, "2026"), (own, of_stream)))

    assert tuple(map(dt.date.fromisoformat, expected)) == (line.earliest, line.latest)
    assert own == line.wording


def test_an_end_of_the_stream_comes_with_its_words() -> None:
    """Where the line says nothing, the stream's words hold; an open interval has no last day to narrow to."""
    (line,) = read_lines(_Lines(None, None, (None, "2030"), (None, "tot 2030")))

    assert ("tot 2030", dt.date(2029, 12, 31), None) == (line.wording, line.earliest, line.latest)


def test_a_line_that_runs_on_after_its_stream_keeps_both_readings(mini_store: EmbeddedStore) -> None:
    """The stream ends in 2024, the line in 2026: the end may be either, and the line says so."""
    store = _Lines(None, "2026", (None, "2024"))
    store.rows[0] = (*store.rows[0][:12], "2024-12-31", *store.rows[0][13:])

    (line,) = read_lines(store)

    assert ("2026", "2024") == (line.until, line.outlives)
    assert (dt.date(2024, 1, 1), dt.date(2026, 12, 31)) == (line.earliest, line.latest)
    assert {None} == {other.outlives for other in read_lines(mini_store)}


def test_what_has_stopped_takes_no_end_from_its_stream() -> None:
    """The text says that it stopped, whatever the stream does; an end of its own holds."""
    (without,) = read_lines(_Lines(None, None, ("true", "2030"), status="ended"))
    (own,) = read_lines(_Lines(None, "2026", ("true", "2030"), status="ended"))

    assert (None, None) == (without.structural, without.until)
    assert (None, "2026", "line") == (own.structural, own.until, own.end_from)


def test_a_line_begins_when_its_stream_begins_unless_it_says_so() -> None:
    """The line says nothing of its start, so that of the stream holds."""
    (line,) = read_lines(_Lines(None, None, (None, None)))

    assert ("2020", Bounds(dt.date(2020, 1, 1), dt.date(2020, 12, 31))) == (line.begin, line.starts)
    assert ("het plein", "the square") == (line.covers_label("nl"), line.covers_label("en"))


def test_the_ledger_holds_what_has_no_money_too(mini_store: EmbeddedStore) -> None:
    """Projects and streams stand in it with or without lines, with their provider and state."""
    ledger = read_ledger(mini_store)
    stream = ledger.streams[ID + "kansenregeling"]

    assert {"beweegplein": "planned", "eetclub": "stopped", "zomerfit": "active"} == {
        project.id: project.status for project in ledger.projects.values()
    }
    assert len(ledger.streams) == 6
    assert ("kansenregeling", "Kansenregeling", "Gemeente Ade") == (
        stream.id,
        stream.label("nl"),
        stream.provider_label("nl"),
    )
    assert (Bounds(dt.date(2026, 12, 31), dt.date(2026, 12, 31)), False, "2024") == (
        stream.ends,
        stream.structural,
        stream.begin,
    )


def test_a_line_of_something_without_a_name_is_left_out() -> None:
    """Such a graph is broken, which `trendbreuk check` explains; the audit goes on."""
    store = _Lines(None, None, (None, None))
    del store.rows[1]

    assert [] == read_lines(store)


def test_the_lines_of_the_mini_world_are_those_of_its_records(mini_store: EmbeddedStore) -> None:
    """Every financing of the records is one line with its status and its end, in the order of the projects."""
    year = "2026"
    expected = [
        ("beweegplein", "begroting-ade", "secured", True, None, None),
        ("eetclub", "kansenregeling", "secured", False, year, "stream"),
        ("zomerfit", "kansenregeling", "secured", None, year, "line"),
        ("zomerfit", None, "gap", None, None, None),
        ("zomerfit", "oude-pot", "ended", None, None, None),
        ("zomerfit", "verzekeraar-geld", "possible", None, None, None),
        ("zomerfit", "ziekenhuis-inzet", "inKind", None, None, None),
        ("zomerfit", "zomerfonds", "requested", None, None, None),
    ]

    actual = [
        (
            line.project.removeprefix(ID),
            line.stream and line.stream.removeprefix(ID),
            line.status,
            line.structural,
            line.until,
            line.end_from,
        )
        for line in read_lines(mini_store)
    ]

    assert expected == actual


def test_a_line_names_its_project_and_stream_in_both_languages(mini_store: EmbeddedStore) -> None:
    """A gap without a named stream has an empty name for it."""
    by_claim = {line.claim.removeprefix(ID): line for line in read_lines(mini_store)}
    secured = by_claim["financing/zomerfit--kansenregeling--secured"]
    gap = by_claim["financing/zomerfit--no-stream--gap"]

    assert ("Ketenaanpak Zomerfit", "Summer fit chain approach") == (
        secured.project_label("nl"),
        secured.project_label("en"),
    )
    assert ("Kansenregeling", "Chances Scheme") == (secured.stream_label("nl"), secured.stream_label("en"))
    assert ("", "") == (gap.stream_label("nl"), gap.stream_label("en"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (_ending("2026-01-15"), True),
        (_ending("2026-01-14"), False),
        (_ending("2025-01-01", "2026-01-15"), True),
        (_ending("2025-01-01", "2026-01-14"), False),
        (_ending("2027-01-15"), True),
        (_ending("2027-01-16"), False),
        (_ending("2027-01-15", "2027-12-31"), True),
        (_ending("2027-01-16", "2027-12-31"), False),
        (_ending("2020-01-01", "2030-12-31"), True),
        (_line(until="2025/..", earliest="2025-01-01"), True),
        (_line(until="2028/..", earliest="2028-01-01"), False),
        (_line(structural=True), False),
        (_line(), False),
    ],
    ids=[
        "on the first day",
        "the day before",
        "last possible day is the first day",
        "last possible day is before",
        "on the last day",
        "the day after",
        "first possible day is the last day",
        "first possible day is after",
        "may be any day around the period",
        "open interval that has begun",
        "open interval that begins later",
        "structural",
        "unknown",
    ],
)
def test_a_line_ends_within_twelve_months_when_a_day_of_its_end_can_fall_in_them(
    line: Line,
    expected: bool,  # noqa: FBT001 - from a table
) -> None:
    """Both borders of the period, 15 January 2026 and 15 January 2027, belong to it."""
    assert expected == bool(find_endings([line], _DAY, 12))


@pytest.mark.parametrize("status", ["inKind", "requested", "possible", "gap", "ended"])
def test_only_secured_money_can_end(status: str) -> None:
    """Whatever is not secured is neither an ending nor a comfort beside one."""
    other = _line("other", status=status, earliest="2026-06-01", latest="2026-06-01")
    lasting = _line("lasting", status=status, structural=True)
    secured = _ending("2026-06-01", claim="secured")

    assert find_endings([other, lasting], _DAY, 12) == []
    assert [Ending("p", (secured,), (), ())] == find_endings([other, secured, lasting], _DAY, 12)


def test_what_goes_on_and_what_is_unknown_stand_beside_an_ending() -> None:
    """Of one project's lines: one ends, two go on past the period, one has no known end, one ended before."""
    ending = _ending("2026-06-01", claim="ending")
    later = _ending("2027-01-16", claim="later")
    lasting = _line("lasting", structural=True)
    unknown = _line("unknown")
    not_structural = _line("not structural", structural=False)
    over = _ending("2025-06-01", claim="over")

    expected = [Ending("p", (ending,), (later, lasting), (unknown, not_structural))]

    assert expected == find_endings([later, ending, lasting, unknown, not_structural, over], _DAY, 12)


def test_a_project_without_an_ending_line_is_not_listed() -> None:
    """Unknown ends alone are no ending."""
    assert find_endings([_line(), _line(structural=True)], _DAY, 12) == []


def test_endings_stand_in_the_order_of_their_last_day_and_then_of_the_project() -> None:
    """The first to end comes first; an open interval, which may never end, comes last."""
    lines = [
        _line("open", project="a", until="2025/..", earliest="2025-01-01"),
        _ending("2026-01-01", "2026-12-31", project="d"),
        _ending("2026-01-01", "2026-12-31", project="c"),
        _ending("2026-06-30", project="e"),
        _ending("2026-11-30", project="e"),
    ]

    assert ["e", "c", "d", "a"] == [ending.project for ending in find_endings(lines, _DAY, 12)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (_line(structural=True), True),
        (_ending("2026-01-16"), True),
        (_ending("2026-01-15", "2027-01-01"), False),
        (_line(), False),
        (_line(structural=False), False),
    ],
    ids=["structural", "ends later", "may end that day", "unknown", "not structural"],
)
def test_only_what_certainly_pays_later_goes_on(line: Line, expected: bool) -> None:  # noqa: FBT001 - from a table
    """A line that may have ended, or whose end nobody knows, is no certainty."""
    assert expected == line.goes_on_after(_DAY)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-30", []),
        ("2025-12-31", ["eetclub", "zomerfit"]),
        ("2026-12-31", ["eetclub", "zomerfit"]),
        ("2027-01-01", []),
    ],
)
def test_the_mini_world_loses_its_money_in_2026(mini_store: EmbeddedStore, as_of: str, expected: list[str]) -> None:
    """The words "tot en met 2026" give 31 December 2026, which falls within twelve months from the same day of 2025."""
    endings = find_endings(read_lines(mini_store), dt.date.fromisoformat(as_of), 12)

    assert expected == [ending.project.removeprefix(ID) for ending in endings]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-15", 1, "2026-12-15"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-11-22", 12, "2027-11-22"),
        ("9999-01-01", 12, "9999-12-31"),
        ("9998-12-31", 12, "9999-12-31"),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_of_the_month(day: str, months: int, expected: str) -> None:
    """A day that the month lacks becomes its last day; past the last date there is, that date."""
    assert dt.date.fromisoformat(expected) == add_months(dt.date.fromisoformat(day), months)


@given(day=st.dates(), months=st.integers(min_value=0, max_value=240))
@settings(derandomize=True, deadline=None)
def test_any_number_of_months_gives_a_day_of_the_right_month(day: dt.date, months: int) -> None:
    """Never an error, never a later day of the month than asked, and a shorter one only at the end of a month."""
    result = add_months(day, months)
    moved = (result.year - day.year) * 12 + result.month - day.month

    assert moved == months or result == dt.date.max
    assert result.day <= day.day or result == dt.date.max
    assert result.day in {day.day, calendar.monthrange(result.year, result.month)[1]}
