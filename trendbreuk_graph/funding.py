"""Which secured money ends, and when: the lines of the graph with their ends.

A line's end is its own, else its stream's, and :attr:`Line.end_from` says which. A line that is said to be structural has no
end. Dates are intervals, because the documents say "2026" and not a day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from trendbreuk_graph.dates import add_months
from trendbreuk_graph.i18n import Language, choose
from trendbreuk_graph.namespaces import TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.store import Store

__all__ = ["Ending", "Line", "find_endings", "read_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """One financing claim.

    Attributes:
        claim: IRI of the claim.
        project: IRI of the project.
        stream: IRI of the stream; None for a gap without a named stream.
        status: secured, inKind, requested, possible, gap or ended.
        structural: True when the line, or else its stream, is said to go on without an end; None when nothing says so.
        until: The end as the source words it in EDTF; None when no end is known or the line is structural.
        earliest: First day that the end can mean; None with `until`.
        latest: Last day that the end can mean; None with `until` or for an open interval.
        end_from: Whether the end is the line's own or the stream's; None without an end.
    """

    claim: str
    project: str
    project_names: tuple[str, str]
    stream: str | None
    stream_names: tuple[str, str]
    status: str
    structural: bool | None
    until: str | None
    earliest: dt.date | None
    latest: dt.date | None
    end_from: Literal["line", "stream"] | None

    def project_label(self, language: Language) -> str:
        """Name of the project."""
        return choose(language, *self.project_names)

    def stream_label(self, language: Language) -> str:
        """Name of the stream, or an empty text."""
        return choose(language, *self.stream_names)

    def goes_on_after(self, day: dt.date) -> bool:
        """Whether the line certainly pays after the day: it is structural, or ends after it at the earliest."""
        return self.structural is True or (self.earliest is not None and self.earliest > day)


@dataclass(frozen=True, slots=True)
class Ending:
    """A project whose secured money, or a part of it, ends within a period."""

    project: str
    lines: tuple[Line, ...]
    going_on: tuple[Line, ...]
    unknown: tuple[Line, ...]


def read_lines(store: Store) -> list[Line]:
    """All financing lines, with one query."""
    return [_line(row) for row in store.select(load_part("funding-lines").text)]


def _line(row: tuple[str | None, ...]) -> Line:
    claim, project, nl, en, stream, stream_nl, stream_en, status, structural, *ends = row
    until, earliest, latest, stream_structural, stream_until, stream_earliest, stream_latest = ends
    end_from: Literal["line", "stream"] | None = "line" if until else None
    if until is None and structural != "true":
        until, earliest, latest = stream_until, stream_earliest, stream_latest
        end_from = "stream" if until else None
    # The line's own words about its end outweigh what is said of the stream in general.
    lasting = structural if structural is not None or end_from == "line" else stream_structural
    if lasting == "true":
        until = earliest = latest = end_from = None
    return Line(
        claim=str(claim),
        project=str(project),
        project_names=(str(nl), str(en)),
        stream=stream,
        stream_names=(stream_nl or "", stream_en or ""),
        status=str(status).removeprefix(TB),
        structural=None if lasting is None else lasting == "true",
        until=until,
        earliest=None if earliest is None else dt.date.fromisoformat(earliest),
        latest=None if latest is None else dt.date.fromisoformat(latest),
        end_from=end_from,
    )


def find_endings(lines: list[Line], as_of: dt.date, months: int) -> list[Ending]:
    """Projects with a secured line whose end can fall on or after the date and within the months after it.

    Returns:
        One entry a project, in the order of the earliest last day and then the IRI; with the secured lines that end, those
        that go on past the period, and those whose end nobody knows. Money in kind is not secured money and is left out.
    """
    horizon = add_months(as_of, months)
    by_project: dict[str, list[Line]] = {}
    for line in lines:
        if line.status == "secured":
            by_project.setdefault(line.project, []).append(line)
    endings = []
    for project, secured in by_project.items():
        ending = tuple(line for line in secured if _can_end_between(line, as_of, horizon))
        if ending:
            going_on = tuple(line for line in secured if line not in ending and line.goes_on_after(horizon))
            unknown = tuple(line for line in secured if line.structural is not True and line.until is None)
            endings.append(Ending(project, ending, going_on, unknown))
    return sorted(endings, key=lambda e: (min(line.latest or dt.date.max for line in e.lines), e.project))


def _can_end_between(line: Line, start: dt.date, stop: dt.date) -> bool:
    if line.structural is True or line.earliest is None:
        return False
    return line.earliest <= stop and (line.latest is None or line.latest >= start)
