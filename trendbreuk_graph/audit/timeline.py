"""The timeline as plain data: a row a project, a bar a line, in pages that fit on A4.

What is drawn and what the colours and patterns mean is decided here; :mod:`drawing` puts it on paper and :mod:`picture` on screen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.cliff import FIRST_YEAR, LAST_YEAR
from trendbreuk_graph.audit.words import PROJECT_STATUS, STATUS, name_class, show_day, show_end, show_plain
from trendbreuk_graph.i18n import N_, fill, translator

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Class
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.funding import Line
    from trendbreuk_graph.i18n import Language

__all__ = [
    "COLOURS",
    "FADE_STEPS",
    "KINDS",
    "LEGEND",
    "Bar",
    "Kind",
    "Page",
    "Row",
    "Span",
    "Timeline",
    "make_timeline",
]

Kind = Literal["secured", "structural", "unknown", "hoped", "gap", "ended"]

#: Of M. Okabe and K. Ito, "Color Universal Design" (2008): told apart by people who are colour-blind. Each kind has a pattern or shape too.
COLOURS: dict[Kind, str] = {
    "structural": "#009E73",
    "secured": "#0072B2",
    "unknown": "#56B4E9",
    "hoped": "#E69F00",
    "gap": "#D55E00",
    "ended": "#777777",
}
LEGEND: dict[Kind, str] = {
    "structural": N_("secured, structural: no end"),
    "secured": N_("secured, with an end (lighter: the end lies somewhere here)"),
    "unknown": N_("secured, end unknown (fades out)"),
    "hoped": N_("possible, requested or in kind (hatched): covers nothing"),
    "gap": N_("shortfall according to the text"),
    "ended": N_("stopped according to the text"),
}
KINDS: tuple[Kind, ...] = tuple(LEGEND)
#: Into how many pieces a bar of unknown end is cut, each paler than the one before.
FADE_STEPS = 12

#: Bars on a page of A4: each then has four millimetres, and a heading fits above.
_UNITS = 54


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a bar with one strength, from 0 (nothing) to 1 (full)."""

    start: dt.date
    stop: dt.date
    strength: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of money.

    Attributes:
        kind: Which colour and pattern.
        label: The stream, and how sure it is when that is not secured.
        spans: Pieces from left to right, cut off at the borders of the picture; none when the bar lies wholly outside it.
        goes_on: Whether the bar runs on beyond the right border.
        start_known: Whether the start is known; else the bar begins at the left border for want of better.
        detail: Start, end and what it covers, as text.
    """

    kind: Kind
    label: str
    spans: tuple[Span, ...]
    goes_on: bool
    start_known: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Row:
    """A project with its bars; one without money has none."""

    project: str
    label: str
    bars: tuple[Bar, ...]

    @property
    def units(self) -> int:
        """The height of the row in bars."""
        return max(len(self.bars), 1)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one class that fit on a page.

    Attributes:
        group: The class.
        title: Its name, the number of projects, and which page it is when there are more.
        rows: The rows, from top to bottom.
    """

    group: Class
    title: str
    rows: tuple[Row, ...]

    @property
    def units(self) -> int:
        """The height of the page in bars."""
        return sum(row.units for row in self.rows)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture.

    Attributes:
        first: Left border, the first of January of a year.
        last: Right border, the last of December of a year.
        as_of: The day of the audit.
        until: The horizon.
        pages: Groups of rows, what asks for action first.
    """

    first: dt.date
    last: dt.date
    as_of: dt.date
    until: dt.date
    pages: tuple[Page, ...]


def make_timeline(audit: Audit, language: Language) -> Timeline:
    """Lay out the picture of an audit."""
    first, last = _find_borders(audit)
    by_project: dict[str, list[Line]] = {}
    for line in audit.lines:
        by_project.setdefault(line.project, []).append(line)
    pages: list[Page] = []
    for name in CLASSES:
        judgements = sorted(
            audit.find_class(name), key=lambda found: (audit.label(found.project, language).casefold(), found.project)
        )
        rows = [
            Row(
                project=judgement.project,
                label=_label(audit, judgement.project, language),
                bars=tuple(
                    _make_bar(line, audit, (first, last), language)
                    for line in sorted(by_project.get(judgement.project, []), key=_order)
                ),
            )
            for judgement in judgements
        ]
        pages += _paginate(name, rows, language)
    return Timeline(first, last, audit.as_of, audit.until, tuple(pages))


def _label(audit: Audit, project: str, language: Language) -> str:
    status = audit.ledger.projects[project].status
    label = show_plain(audit.label(project, language))
    return label if status == "active" else f"{label} ({translator(language)(PROJECT_STATUS.get(status, status))})"


def _find_borders(audit: Audit) -> tuple[dt.date, dt.date]:
    """The years of the cliff when the audit lies near them, else some years around the audit."""
    year = audit.as_of.year
    near = FIRST_YEAR - 4 <= year <= LAST_YEAR + 4
    first = min(FIRST_YEAR, year - 1) if near else year - 3
    last = max(LAST_YEAR, year + 3) if near else year + 4
    return dt.date(max(first, dt.MINYEAR), 1, 1), dt.date(min(last, dt.MAXYEAR), 12, 31)


def _order(line: Line) -> tuple[int, str, str]:
    ranks = {"secured": 0, "ended": 1, "requested": 2, "possible": 3, "inKind": 4, "gap": 5}
    return ranks[line.status], line.stream or "", line.claim


def _find_kind(line: Line) -> Kind:
    if line.status in {"possible", "requested", "inKind"}:
        return "hoped"
    if line.status == "gap":
        return "gap"
    if line.status == "ended":
        return "ended"
    if line.structural is True:
        return "structural"
    return "unknown" if line.earliest is None else "secured"


def _make_bar(line: Line, audit: Audit, borders: tuple[dt.date, dt.date], language: Language) -> Bar:
    _ = translator(language)
    kind = _find_kind(line)
    stream = line.stream_label(language)
    label = stream if line.status == "secured" else f"{stream or line.covers_label(language)}: {_(STATUS[line.status])}"
    start = line.starts.earliest if line.starts else None
    spans = _find_spans(line, kind, start or borders[0], borders, audit.as_of)
    shown = tuple(
        Span(max(span.start, borders[0]), min(span.stop, borders[1]), span.strength)
        for span in spans
        if span.stop >= borders[0] and span.start <= borders[1]
    )
    return Bar(
        kind=kind,
        label=show_plain(label),
        spans=shown,
        goes_on=kind != "gap"
        and bool(shown)
        and (line.structural is True or (line.latest or dt.date.min) > borders[1]),
        start_known=start is not None,
        detail=_describe(line, language),
    )


def _find_spans(line: Line, kind: Kind, start: dt.date, borders: tuple[dt.date, dt.date], as_of: dt.date) -> list[Span]:
    end = borders[1]
    if kind == "gap":
        return [Span(max(start, min(as_of, end)), end, 1.0)]
    if line.structural is True:
        return [Span(start, max(end, start), 1.0)]
    if line.earliest is None:
        if kind == "ended":
            return [Span(start, max(as_of, start), 0.4)]
        return _fade(start, max(end, start)) if kind == "unknown" else [Span(start, max(end, start), 0.5)]
    last = line.latest or max(end, line.earliest)
    if line.earliest <= start:
        return [Span(start, max(last, start), 0.45)]
    sure = [Span(start, line.earliest, 1.0)]
    return sure if line.earliest == last else [*sure, Span(line.earliest, last, 0.45)]


def _fade(start: dt.date, stop: dt.date) -> list[Span]:
    """Pieces of equal length that grow paler."""
    days = (stop - start).days
    cuts = [start + dt.timedelta(days=round(days * step / FADE_STEPS)) for step in range(FADE_STEPS + 1)]
    return [
        Span(cuts[step], cuts[step + 1], 0.85 * (1 - step / FADE_STEPS))
        for step in range(FADE_STEPS)
        if cuts[step] < stop
    ]


def _describe(line: Line, language: Language) -> str:
    _ = translator(language)
    start = show_day(line.starts.earliest, language, short=True) if line.starts else _("start unknown")
    end = _("structural") if line.structural is True else show_end(line.earliest, line.latest, language)
    parts = [f"{start} – {end}"]
    if line.wording:
        parts.append(f"“{line.wording}”")
    if line.covers_label(language):
        parts.append(line.covers_label(language))
    return show_plain("; ".join(parts))


def _paginate(name: Class, rows: list[Row], language: Language) -> list[Page]:
    """Cut the rows of a class into pages; a row that is higher than a page has one for itself."""
    chunks: list[list[Row]] = []
    height = 0
    for row in rows:
        if not chunks or height + row.units > _UNITS:
            chunks.append([])
            height = 0
        chunks[-1].append(row)
        height += row.units
    _ = translator(language)
    title = fill(_("{name}: {number} {number:project|projects}"), name=name_class(name, language), number=len(rows))
    numbered = [
        title
        if len(chunks) == 1
        else _("{title}, page {page} of {pages}").format(title=title, page=index, pages=len(chunks))
        for index in range(1, len(chunks) + 1)
    ]
    return [Page(name, text, tuple(chunk)) for text, chunk in zip(numbered, chunks, strict=True)]
