"""When secured money ends: the cliff, quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.funding import Line

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Cliff", "Quarter", "find_cliff"]

FIRST_YEAR, LAST_YEAR = 2023, 2030


class Quarter(NamedTuple):
    """A quarter of a year and the secured lines that end in it.

    Attributes:
        year: The year.
        number: 1 to 4.
        last: Lines whose last possible day lies in the quarter. Each line stands in one quarter, so these add up.
        certain: Those of `last` that cannot have ended before the quarter.
        possible: Lines that can end in the quarter, but whose last possible day lies in a later one. A line can stand in several quarters.
        dry: Projects whose secured money is over with the quarter at the latest, and not before: every secured line has a known end, and
            the last of the last possible days lies in the quarter.
    """

    year: int
    number: int
    last: tuple[Line, ...]
    certain: tuple[Line, ...]
    possible: tuple[Line, ...]
    dry: tuple[str, ...]

    @property
    def name(self) -> str:
        """Year and quarter, as in 2026-Q4."""
        return f"{self.year}-Q{self.number}"


class Cliff(NamedTuple):
    """The secured lines by the time of their end; the groups together are all secured lines, each once.

    Plain counts of lines, because the documents hardly give amounts. Money that the text says has stopped is not among them.

    Attributes:
        quarters: Every quarter from the first year to the last, the empty ones too.
        before: Lines that ended before the first quarter at the latest.
        after: Lines whose last possible day lies after the last quarter, or that have none (an open interval).
        structural: Lines without an end.
        unknown: Lines of unknown end.
    """

    quarters: tuple[Quarter, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    structural: tuple[Line, ...]
    unknown: tuple[Line, ...]

    @property
    def total(self) -> int:
        """All secured lines."""
        ends = sum(len(quarter.last) for quarter in self.quarters)
        return ends + len(self.before) + len(self.after) + len(self.structural) + len(self.unknown)

    @property
    def steepest(self) -> Quarter | None:
        """The quarter at the end of which most lines are over; the first one of equals, None when none ends in these years."""
        best = max(self.quarters, key=lambda quarter: len(quarter.last), default=None)
        return best if best is not None and best.last else None


def find_cliff(judgements: Mapping[str, Judgement], first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> Cliff:
    """Count what ends when. The classes do not matter, only the lines; so the cliff is the same on every day of audit."""
    size = 4 * (last_year - first_year + 1)
    last: list[list[Line]] = [[] for _ in range(size)]
    certain: list[list[Line]] = [[] for _ in range(size)]
    possible: list[list[Line]] = [[] for _ in range(size)]
    rest: dict[str, list[Line]] = {"before": [], "after": [], "structural": [], "unknown": []}
    for line in _secured(judgements):
        if line.structural is True:
            rest["structural"].append(line)
            continue
        if line.earliest is None:
            rest["unknown"].append(line)
            continue
        start = _index(line.earliest, first_year)
        stop = size if line.latest is None else _index(line.latest, first_year)
        if stop < 0:
            rest["before"].append(line)
            continue
        for index in range(max(start, 0), min(stop, size)):
            possible[index].append(line)
        if stop >= size:
            rest["after"].append(line)
            continue
        last[stop].append(line)
        if start == stop:
            certain[stop].append(line)
    dry = _find_dry(judgements, first_year, size)
    quarters = tuple(
        Quarter(
            first_year + index // 4,
            index % 4 + 1,
            tuple(last[index]),
            tuple(certain[index]),
            tuple(possible[index]),
            tuple(dry[index]),
        )
        for index in range(size)
    )
    return Cliff(quarters, *(tuple(lines) for lines in rest.values()))


def _secured(judgements: Mapping[str, Judgement]) -> Iterable[Line]:
    for judgement in judgements.values():
        for line in (*judgement.running, *judgement.ended):
            if line.status == "secured":
                yield line


def _find_dry(judgements: Mapping[str, Judgement], first_year: int, size: int) -> list[list[str]]:
    dry: list[list[str]] = [[] for _ in range(size)]
    for project, judgement in judgements.items():
        last_day = judgement.last_day
        if judgement.structural or judgement.unknown or last_day is None or last_day[1] is None:
            continue
        index = _index(last_day[1], first_year)
        if 0 <= index < size:
            dry[index].append(project)
    return dry


def _index(day: dt.date, first_year: int) -> int:
    return 4 * (day.year - first_year) + (day.month - 1) // 3
