"""Assumptions change a copy of the lines, and what follows from them is told."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.audit.region import Region
from trendbreuk_graph.audit.what_if import Assumption, apply_assumptions, check_assumptions, compare, find_pairs
from trendbreuk_graph.dates import Bounds
from trendbreuk_graph.errors import AssumptionError, EndBeforeStartError
from trendbreuk_graph.funding import Line, Stream
from trendbreuk_graph.network import Network

_DAY = dt.date(2026, 12, 31)
_PERIOD = (dt.date(2026, 11, 22), dt.date(2027, 11, 22))


def _line(
    project: str = "p",
    stream: str = "s",
    *,
    status: str = "secured",
    structural: bool | None = None,
    end: tuple[str, str | None] | None = None,
    start: str | None = None,
) -> Line:
    begin = dt.date.fromisoformat(start) if start else None
    return Line(
        claim=f"{project}--{stream}--{status}",
        project=project,
        project_names=(project, project),
        stream=stream,
        stream_names=(stream, stream),
        status=status,
        structural=structural,
        until=end[0] if end else None,
        earliest=dt.date.fromisoformat(end[0]) if end else None,
        latest=dt.date.fromisoformat(end[1]) if end and end[1] else None,
        end_from="line" if end else None,
        starts=Bounds(begin, begin) if begin else None,
    )


def _days(line: Line | None) -> tuple[str | None, str | None] | None:
    if line is None:
        return None
    return line.earliest.isoformat() if line.earliest else None, line.latest.isoformat() if line.latest else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (_line(structural=True), ("2026-12-31", "2026-12-31")),
        (_line(), ("2026-12-31", "2026-12-31")),
        (_line(end=("2030-01-01", "2030-12-31")), ("2026-12-31", "2026-12-31")),
        (_line(end=("2026-01-01", "2027-12-31")), ("2026-01-01", "2026-12-31")),
        (_line(end=("2025-01-01", None)), ("2025-01-01", "2026-12-31")),
        (_line(end=("2025-01-01", "2025-12-31")), ("2025-01-01", "2025-12-31")),
        (_line(start="2027-01-01", structural=True), None),
        (_line(status="possible"), ("2026-12-31", "2026-12-31")),
        (_line(status="gap"), (None, None)),
        (_line(status="ended"), (None, None)),
    ],
)
def test_after_an_end_no_line_pays(line: Line, expected: tuple[str | None, str | None] | None) -> None:
    """Structural or unknown ends become the day; what ends sooner stays; what begins later never begins."""
    _after, (change,) = apply_assumptions([line], [Assumption("end", "s", _DAY)])

    assert expected == _days(change.after)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (_line(structural=True), (None, None)),
        (_line(), ("2026-12-31", "2026-12-31")),
        (_line(end=("2025-01-01", "2025-12-31")), ("2026-12-31", "2026-12-31")),
        (_line(end=("2026-01-01", "2027-12-31")), ("2026-12-31", "2027-12-31")),
        (_line(end=("2025-01-01", None)), ("2026-12-31", None)),
        (_line(end=("2030-01-01", "2030-12-31")), ("2030-01-01", "2030-12-31")),
        (_line(status="possible", end=("2025-01-01", "2025-12-31")), ("2025-01-01", "2025-12-31")),
        (_line(status="ended"), (None, None)),
    ],
)
def test_an_extension_moves_only_secured_ends_and_only_back(
    line: Line, expected: tuple[str | None, str | None]
) -> None:
    """A hope stays a hope, and what runs longer stays."""
    _after, (change,) = apply_assumptions([line], [Assumption("extend", "s", _DAY)])

    assert expected == _days(change.after)
    assert change.after is not None
    assert (line.status, line.structural is True) == (change.after.status, change.after.structural is True)


def test_without_a_stream_its_lines_are_gone_and_others_stay() -> None:
    """Hopes and gaps that name it go too."""
    lines = [_line(), _line(status="possible"), _line(status="gap"), _line(stream="t")]

    after, changes = apply_assumptions(lines, [Assumption("without", "s")])

    assert [lines[3]] == after
    assert [None, None, None] == [change.after for change in changes]


def test_assumptions_can_be_combined() -> None:
    """Each stream follows its own; the lines that were given are not changed."""
    lines = [_line(stream="a"), _line(stream="b"), _line(stream="c"), _line(stream="d")]
    before = [line._replace() for line in lines]

    after, _ = apply_assumptions(
        lines, [Assumption("end", "a", _DAY), Assumption("extend", "b", _DAY), Assumption("without", "c")]
    )

    assert ["a", "b", "d"] == [line.stream for line in after]
    assert before == lines


def test_one_stream_takes_one_assumption() -> None:
    """Two about one stream contradict each other."""
    streams = {"s": Stream("s", ("S", "S"))}

    with pytest.raises(AssumptionError, match="more than one"):
        check_assumptions([Assumption("end", "s", _DAY), Assumption("without", "s")], streams)


def test_a_stream_cannot_end_before_it_begins() -> None:
    """On the first day that its start can mean it can."""
    start = Bounds(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    streams = {"s": Stream("s", ("S", "S"), begin="2023", starts=start)}

    check_assumptions([Assumption("end", "s", dt.date(2023, 1, 1))], streams)
    with pytest.raises(EndBeforeStartError, match=r"s begins in 2023, so it cannot end on 2022-12-31"):
        check_assumptions([Assumption("end", "s", dt.date(2022, 12, 31))], streams)


def _network(*ties: tuple[str, str], domains: dict[str, frozenset[str]] | None = None) -> Network:
    sides = domains or {"m": frozenset({"medical"}), "n": frozenset({"medical"}), "s": frozenset({"social"})}
    names = {who: (who, who) for _, who in ties}
    return Network(ties=frozenset(ties), domains=sides, names=names, organisations=frozenset(names), collapsed={})


def test_pairs_are_of_two_domains() -> None:
    """Who is in both is neither side; a pair counts once, however many projects it shares."""
    network = _network(
        *(("p", "m"), ("p", "s"), ("q", "m"), ("q", "s"), ("q", "n"), ("r", "b"), ("r", "s")),
        domains={
            "m": frozenset({"medical", "knowledge"}),
            "n": frozenset({"medical"}),
            "s": frozenset({"social"}),
            "b": frozenset({"medical", "social"}),
        },
    )

    assert {("m", "s"), ("n", "s")} == find_pairs(network)
    assert {("m", "s")} == find_pairs(network, {"q"})
    assert set() == find_pairs(network, {"p", "q"})


def test_municipalities_stand_as_their_group() -> None:
    """Sixteen municipalities are one side of a pair, that of their group."""
    network = dataclasses.replace(
        _network(("p", "m"), ("p", "a"), ("p", "b")),
        domains={"m": frozenset({"medical"}), "group": frozenset({"social"}), "a": frozenset({"government"})},
        collapsed={"a": "group", "b": "group"},
    )

    assert {("m", "group")} == find_pairs(network)


def _world() -> tuple[list[str], list[Line], Region, Network]:
    """Projects p (structural from s), q (ends anyhow), r (from s and t), u (never had money); p and q are parts of w."""
    lines = [
        _line("p", "s", structural=True),
        _line("q", "s", end=("2026-12-31", "2026-12-31")),
        _line("r", "s", structural=True),
        _line("r", "t", structural=True),
        _line("w", "t", structural=True),
    ]
    region = Region(
        wholes={"p": {"w"}, "q": {"w"}},
        participants={"p": {"m", "s", "g"}, "q": {"n", "s"}, "r": {"n", "t"}, "u": {"m", "town"}},
        members={"g": {"town", "village"}},
        municipalities={"town", "village"},
        bodies={who: (who, who) for who in ("m", "n", "s", "t", "town", "village")},
    )
    network = _network(("p", "m"), ("p", "s"), ("q", "n"), ("q", "s"), ("r", "n"), ("r", "s"), ("u", "m"))
    return ["p", "q", "r", "u", "w"], lines, region, network


def test_a_what_if_tells_what_follows() -> None:
    """Stream s stops: p falls, its whole is touched, m and both municipalities keep no funded project, and m-s is tied no more."""
    projects, lines, region, network = _world()

    found = compare(projects, lines, [Assumption("end", "s", _DAY)], _PERIOD, region, network)

    assert (("p",), ("p",)) == (found.moved, found.fallen)
    assert ("covered", "falling-away") == (found.before["p"].reported, found.after["p"].reported)
    assert {"w": ("p",)} == found.wholes
    assert ("m", "s", "town", "village") == found.organisations
    assert {"town": ("p",), "village": ("p",)} == found.municipalities
    assert ((("m", "s"),), 2) == (found.pairs, found.pairs_before)
    assert {"m": ("m", "m"), "s": ("s", "s")} == found.names
    assert ["p--s--secured", "q--s--secured", "r--s--secured"] == [change.before.claim for change in found.changes]


def test_an_assumption_that_changes_nothing_moves_nobody() -> None:
    """An end later than every end there is: before and after are the same."""
    projects, lines, region, network = _world()

    found = compare(projects, lines, [Assumption("extend", "t", _DAY)], _PERIOD, region, network)

    assert found.before == found.after
    assert ((), (), {}, (), ()) == (found.moved, found.fallen, found.wholes, found.organisations, found.pairs)


def test_without_a_network_pairs_are_not_counted() -> None:
    """Everything else is."""
    projects, lines, region, _ = _world()

    found = compare(projects, lines, [Assumption("without", "s")], _PERIOD, region)

    assert (("p", "q"), (), 0) == (found.moved, found.pairs, found.pairs_before)


_ENDS = st.dates(min_value=dt.date(2024, 1, 1), max_value=dt.date(2030, 12, 31))


@given(structural=st.booleans(), first=_ENDS, days=st.integers(0, 900), day=_ENDS)
@settings(derandomize=True, deadline=None)
def test_after_an_end_and_an_extension_the_end_is_where_it_was_put(
    structural: bool,  # noqa: FBT001 - drawn
    first: dt.date,
    days: int,
    day: dt.date,
) -> None:
    """No line pays after an end, every secured line pays until an extension, and bounds stay in order."""
    last = first + dt.timedelta(days=days)
    line = _line(structural=True) if structural else _line(end=(first.isoformat(), last.isoformat()))

    (ended,), _ = apply_assumptions([line], [Assumption("end", "s", day)])
    (extended,), _ = apply_assumptions([line], [Assumption("extend", "s", day)])

    assert ended.earliest is not None
    assert ended.latest is not None
    assert ended.earliest <= ended.latest <= day
    assert extended.structural is True or (extended.earliest is not None and extended.earliest >= day)
