"""Who depends on which source, and how concentrated the sources are."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.dependence import find_concentration, find_sources, measure_concentration
from trendbreuk_graph.funding import Ledger, Line, Project, Stream

_DAY, _HORIZON = dt.date(2026, 1, 1), dt.date(2027, 1, 1)


def _line(project: str, stream: str | None, *, status: str = "secured", until: str | None = None) -> Line:
    end = dt.date.fromisoformat(until) if until else None
    return Line(
        claim=f"{project}--{stream}--{status}--{until}",
        project=project,
        project_names=(project, project),
        stream=stream,
        stream_names=(stream or "", stream or ""),
        status=status,
        structural=None if until else True,
        until=until,
        earliest=end,
        latest=end,
        end_from="line" if until else None,
    )


def _ledger(lines: list[Line], providers: dict[str, str]) -> Ledger:
    streams = {line.stream for line in lines if line.stream}
    return Ledger(
        projects={line.project: Project(line.project, (line.project, line.project), "active") for line in lines},
        streams={
            name: Stream(name, (name, name), providers.get(name), (providers.get(name, ""),) * 2)
            for name in sorted(streams)
        },
        lines=lines,
    )


_LINES = [
    _line("a", "x"),
    _line("b", "x"),
    _line("b", "x", until="2026-06-30"),
    _line("b", "y"),
    _line("b", "z", status="possible"),
    _line("c", "y", until="2025-06-30"),
    _line("c", "w", status="inKind"),
    _line("d", "z", until="2026-12-31"),
    _line("d", "z", status="requested"),
    _line("d", None, status="gap"),
    _line("e", "v"),
    _line("e", "u"),
]
_PROVIDERS = {"x": "G", "y": "G", "z": "H"}


def test_who_depends_on_a_stream_and_on_it_alone() -> None:
    """Paid is secured and not over; alone is without any other such stream; hope and what is over stand apart."""
    found = {
        source.iri: source
        for source in find_sources(
            judge_projects("abcde", _LINES, _DAY, _HORIZON), _ledger(_LINES, _PROVIDERS), "stream"
        )
    }

    assert {"x": {"a", "b"}, "y": {"b"}, "z": {"d"}, "v": {"e"}, "u": {"e"}, "w": set()} == {
        iri: source.paid for iri, source in found.items()
    }
    assert {"x": {"a"}, "z": {"d"}} == {iri: source.alone for iri, source in found.items() if source.alone}
    assert {"z": {"b", "d"}, "w": {"c"}} == {iri: source.hoping for iri, source in found.items() if source.hoping}
    assert {"y": {"c"}} == {iri: source.over for iri, source in found.items() if source.over}
    assert {"x": {"b"}, "z": {"d"}} == {iri: source.ending for iri, source in found.items() if source.ending}


def test_by_provider_streams_are_taken_together() -> None:
    """B lives of one provider through two streams; of e nobody knows whether two unknown providers are one."""
    found = find_sources(judge_projects("abcde", _LINES, _DAY, _HORIZON), _ledger(_LINES, _PROVIDERS), "provider")

    assert [("G", {"a", "b"}, {"a", "b"}), (None, {"e"}, set()), ("H", {"d"}, {"d"})] == sorted(
        ((source.iri, source.paid, source.alone) for source in found), key=lambda row: (-len(row[1]), row[0] or "")
    )
    assert {None: {"u", "v", "w"}, "G": {"x", "y"}, "H": {"z"}} == {source.iri: source.streams for source in found}


def test_sources_stand_in_the_order_of_what_they_pay() -> None:
    """Most projects first, then most hope, then by name."""
    found = find_sources(judge_projects("abcde", _LINES, _DAY, _HORIZON), _ledger(_LINES, _PROVIDERS), "stream")

    assert ["x", "z", "u", "v", "y", "w"] == [source.iri for source in found]


@pytest.mark.parametrize(
    ("counts", "expected"), [([], None), ([0], None), ([5], 1.0), ([1, 1, 1, 1], 0.25), ([2, 1, 1], 0.375)]
)
def test_the_index_adds_squared_shares(counts: list[int], expected: float | None) -> None:
    """1 for one source, 1/n for n equal ones, nothing when there is nothing."""
    assert expected == measure_concentration(counts)


def test_concentration_counts_ties_of_projects_with_streams() -> None:
    """X twice, y, z, v and u once: six ties, (4+1+1+1+1)/36."""
    judgements = judge_projects("abcde", _LINES, _DAY, _HORIZON)
    found = find_concentration(judgements, _ledger(_LINES, _PROVIDERS).streams, "stream")

    assert (6, 5, 0) == (found.ties, found.sources, found.unknown)
    assert found.low == found.high == pytest.approx(8 / 36)
    assert found.effective == pytest.approx((4.5, 4.5))


def test_concentration_by_provider_lies_between_one_purse_and_many() -> None:
    """G pays a and b, H pays d; v and u of e have one provider (2, 1, 1 of 4) or two (2, 1, 1, 1 of 5)."""
    judgements = judge_projects("abcde", _LINES, _DAY, _HORIZON)
    found = find_concentration(judgements, _ledger(_LINES, _PROVIDERS).streams, "provider")

    assert (5, 2, 2) == (found.ties, found.sources, found.unknown)
    assert (found.low, found.high) == pytest.approx((7 / 25, 6 / 16))


def test_without_money_there_is_no_concentration() -> None:
    """No index, no number of sources."""
    for level in ("stream", "provider"):
        found = find_concentration({}, {}, "stream" if level == "stream" else "provider")

        assert (0, None, None, None) == (found.ties, found.low, found.high, found.effective)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20))
@settings(derandomize=True, deadline=None)
def test_the_effective_number_lies_between_one_and_the_number_of_sources(counts: list[int]) -> None:
    """As many equal sources as it says would give the same index."""
    index = measure_concentration(counts)

    assert index is not None
    assert 1 <= 1 / index + 1e-9
    assert 1 / index <= len(counts) or math.isclose(1 / index, len(counts))
