"""Which money there is for what, from when until when: the financing lines of the graph.

A line's end is its own, else its stream's, and :attr:`Line.end_from` says which. A line that is said to be structural has no
end. Dates are intervals, because the documents say "2026" and not a day; the words of the document may narrow or widen them, see
:func:`trendbreuk_graph.dates.read_wording`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from trendbreuk_graph.dates import Bounds, add_months, read_wording
from trendbreuk_graph.i18n import Language, choose
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.store import Store

__all__ = ["Ending", "Ledger", "Line", "Project", "Stream", "find_endings", "read_ledger", "read_lines"]

_Row = tuple[str | None, ...]


class Project(NamedTuple):
    """A project that money can go to.

    Attributes:
        iri: IRI of the project.
        names: Dutch and English name.
        status: planned, active, completed or stopped.
    """

    iri: str
    names: tuple[str, str]
    status: str

    @property
    def id(self) -> str:
        """The tail of the IRI."""
        return self.iri.removeprefix(ID)

    def label(self, language: Language) -> str:
        """The name in the language."""
        return choose(language, *self.names)


class Stream(NamedTuple):
    """A source of money, with what the documents say of it in general.

    Attributes:
        iri: IRI of the stream.
        names: Dutch and English name.
        provider: IRI of whoever provides the money; None when no document says who.
        provider_names: Dutch and English name of the provider; empty with `provider`.
        structural: True when it is said to go on without an end, False when it is temporary, None when nothing is said.
        begin: Start in EDTF, as the source words it; None when not known.
        starts: First and last day that the start can mean; None with `begin`.
        until: End in EDTF; None when not known.
        ends: First and last day that the end can mean, its wording taken into account; None with `until`.
        wording: The words of the document for the end; None when none are recorded.
    """

    iri: str
    names: tuple[str, str]
    provider: str | None = None
    provider_names: tuple[str, str] = ("", "")
    structural: bool | None = None
    begin: str | None = None
    starts: Bounds | None = None
    until: str | None = None
    ends: Bounds | None = None
    wording: str | None = None

    @property
    def id(self) -> str:
        """The tail of the IRI."""
        return self.iri.removeprefix(ID)

    def label(self, language: Language) -> str:
        """The name in the language."""
        return choose(language, *self.names)

    def provider_label(self, language: Language) -> str:
        """Name of the provider, or an empty text."""
        return choose(language, *self.provider_names)


class Line(NamedTuple):
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
        wording: The words of the document for the end; None when none are recorded.
        begin: The start in EDTF, the line's own, else the stream's; None when not known.
        starts: First and last day that the start can mean; None with `begin`.
        covers: What the money covers, in Dutch and English; empty when the text does not say.
        outlives: The end of the stream in EDTF, when the line is said to run on after it; None otherwise. The documents clash there,
            so `earliest` is then the earliest of both readings.
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
    wording: str | None = None
    begin: str | None = None
    starts: Bounds | None = None
    covers: tuple[str, str] = ("", "")
    outlives: str | None = None

    def project_label(self, language: Language) -> str:
        """Name of the project."""
        return choose(language, *self.project_names)

    def stream_label(self, language: Language) -> str:
        """Name of the stream, or an empty text."""
        return choose(language, *self.stream_names)

    def covers_label(self, language: Language) -> str:
        """What the money covers, or an empty text."""
        return choose(language, *self.covers)

    def goes_on_after(self, day: dt.date) -> bool:
        """Whether the line certainly pays after the day: it is structural, or ends after it at the earliest."""
        return self.structural is True or (self.earliest is not None and self.earliest > day)


class Ledger(NamedTuple):
    """All money of the graph: projects and streams by IRI, with or without lines, and the lines in the order of project and claim."""

    projects: dict[str, Project]
    streams: dict[str, Stream]
    lines: list[Line]


class Ending(NamedTuple):
    """A project whose secured money, or a part of it, ends within a period."""

    project: str
    lines: tuple[Line, ...]
    going_on: tuple[Line, ...]
    unknown: tuple[Line, ...]


def read_ledger(store: Store) -> Ledger:
    """Everything about money, with one query."""
    projects: dict[str, Project] = {}
    streams: dict[str, Stream] = {}
    claims: list[_Row] = []
    for row in store.read(load_part("funding-lines").unordered):
        project, stream, claim, status, nl, en = row[:6]
        if claim is not None:
            claims.append(row)
        elif stream is not None:
            streams[stream] = _stream(row)
        else:
            projects[str(project)] = Project(str(project), (str(nl), str(en)), str(status).removeprefix(TB))
    claims.sort(key=lambda row: (str(row[0]), str(row[2])))
    # A claim about a project or stream that has no name is a broken graph, which `trendbreuk check` explains.
    known = (row for row in claims if row[0] in projects and (row[1] is None or row[1] in streams))
    return Ledger(projects, streams, [_line(row, projects, streams) for row in known])


def read_lines(store: Store) -> list[Line]:
    """All financing lines, with one query."""
    return read_ledger(store).lines


def _stream(row: _Row) -> Stream:
    _, iri, _, _, nl, en, structural, begin, *_ = row
    provider, provider_nl, provider_en = row[14:17]
    return Stream(
        iri=str(iri),
        names=(str(nl), str(en)),
        provider=provider,
        provider_names=(provider_nl or "", provider_en or ""),
        structural=None if structural is None else structural == "true",
        begin=begin,
        starts=_bounds(row[8], row[9]),
        until=row[10],
        ends=_end_bounds(row),
        wording=row[13],
    )


def _line(row: _Row, projects: dict[str, Project], streams: dict[str, Stream]) -> Line:
    project, stream_iri, claim, status_iri, nl, en = row[:6]
    status = str(status_iri).removeprefix(TB)
    stream = streams[stream_iri] if stream_iri is not None else None
    # What a document calls stopped has stopped, whatever is said of its stream.
    general = stream if status != "ended" else None
    structural, until, wording, bounds, end_from = _find_end(row, general)
    outlives = general is not None and general.ends is not None and end_from == "line" and _ends_later(bounds, general)
    earliest = bounds.earliest if bounds else None
    if outlives and general is not None and general.ends is not None:
        earliest = general.ends.earliest
    own_start = _bounds(row[8], row[9])
    return Line(
        claim=str(claim),
        project=str(project),
        project_names=projects[str(project)].names,
        stream=stream_iri,
        stream_names=stream.names if stream else ("", ""),
        status=status,
        structural=structural,
        until=until,
        earliest=earliest,
        latest=bounds.latest if bounds else None,
        end_from=end_from,
        wording=wording,
        begin=row[7] or (general.begin if general else None),
        starts=own_start or (general.starts if general else None),
        covers=(nl or "", en or ""),
        outlives=general.until if outlives and general else None,
    )


def _find_end(
    row: _Row, stream: Stream | None
) -> tuple[bool | None, str | None, str | None, Bounds | None, Literal["line", "stream"] | None]:
    """Whether a line goes on, its end, the words for it, its bounds, and whose end it is."""
    structural, until, wording = row[6], row[10], row[13]
    bounds = _end_bounds(row)
    end_from: Literal["line", "stream"] | None = "line" if until else None
    if until is None and structural != "true" and stream is not None and stream.until is not None:
        until, wording, bounds, end_from = stream.until, stream.wording, stream.ends, "stream"
    # The line's own words about its end outweigh what is said of the stream in general.
    lasting = None if structural is None else structural == "true"
    if lasting is None and end_from != "line" and stream is not None:
        lasting = stream.structural
    if lasting is True:
        return True, None, None, None, None
    return lasting, until, wording, bounds, end_from


def _ends_later(own: Bounds | None, stream: Stream) -> bool:
    return (
        own is not None
        and stream.ends is not None
        and stream.ends.latest is not None
        and own.earliest > stream.ends.latest
    )


def _end_bounds(row: _Row) -> Bounds | None:
    bounds = _bounds(row[11], row[12])
    return None if bounds is None else read_wording(bounds, row[13])


def _bounds(earliest: str | None, latest: str | None) -> Bounds | None:
    if earliest is None:
        return None
    return Bounds(dt.date.fromisoformat(earliest), None if latest is None else dt.date.fromisoformat(latest))


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
