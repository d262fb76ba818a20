"""Pictures as plain geometry, which the template draws as SVG: the timeline of money, and the cliff by quarter.

What is drawn, and what each kind of bar means, is decided in :mod:`trendbreuk_graph.audit.timeline`; here each bar only gets its place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, ClassVar

from trendbreuk_graph.audit.timeline import KINDS, LEGEND
from trendbreuk_graph.audit.words import show_day
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.pages.blocks import Block, Link
from trendbreuk_graph.pages.tables import link_thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.audit.timeline import Bar, Row, Timeline
    from trendbreuk_graph.pages.addresses import Address
    from trendbreuk_graph.pages.site import Site

__all__ = ["Cliff", "Timetable", "draw_cliff", "draw_timetable", "list_legend"]

#: Sizes in units of the picture, which is as wide as a page.
_WIDTH, _NAMES, _UNIT, _HEAD = 1000, 290, 29, 24
#: Signs of a name that fit on a line left of the bars, and the room that a sign of a label takes.
_SIGNS, _SIGN = 38, 6.9


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a bar: its place, and how strong it is drawn."""

    x: float
    width: float
    strength: str


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar with its label above it; `detail` is what pointing at it says."""

    kind: str
    y: float
    pieces: tuple[_Piece, ...]
    label: str
    label_x: float
    anchor: str
    detail: str
    arrow: float | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A project: its name in lines of text, a link, and its bars."""

    y: float
    height: float
    name: Link
    words: tuple[str, ...]
    bars: tuple[_Bar, ...]


@dataclass(frozen=True, slots=True)
class Timetable(Block):
    """Rows of the timeline with everything in its place; `names` is where the names end and time begins."""

    kind: ClassVar[str] = "timetable"
    height: float = 0
    names: float = 0
    years: tuple[tuple[float, str], ...] = ()
    today: float = 0
    today_words: str = ""
    until: float = 0
    lines: tuple[_Line, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cliff(Block):
    """A column a quarter: (left, height certain, height possible, number, name, whether to write the name)."""

    kind: ClassVar[str] = "cliff"
    columns: tuple[tuple[float, float, float, int, str, bool], ...] = ()
    width: float = 0
    step: float = 0
    legend: tuple[str, str] = ("", "")
    note: str = ""


def list_legend(site: Site) -> tuple[tuple[str, str], ...]:
    """Kind of bar → what it means."""
    return tuple((_name_kind(kind), site.messages(LEGEND[kind])) for kind in KINDS)


def _name_kind(kind: str) -> str:
    # The classes of the audit have an "unknown" of their own.
    return "no-end" if kind == "unknown" else kind


def draw_timetable(site: Site, here: Address, rows: tuple[Row, ...], **parts: str | int) -> Timetable:
    """Rows of the timeline.

    Args:
        site: The site.
        here: The page that the picture stands on; a row of that page's own project bears no name.
        rows: Rows of `site.timeline`.
        parts: ``title``, ``id``, ``level`` and ``note`` of the block.
    """
    timeline = site.timeline
    alone = len(rows) == 1 and here.id == rows[0].project.removeprefix(ID)
    names = 0.0 if alone else float(_NAMES)
    scale = (_WIDTH - names) / max((timeline.last - timeline.first).days, 1)

    def at(day: dt.date) -> float:
        return round(names + scale * (min(max(day, timeline.first), timeline.last) - timeline.first).days, 1)

    lines: list[_Line] = []
    y = float(_HEAD)
    for row in rows:
        name = link_thing(site, here, row.project.removeprefix(ID), row.label)
        words = () if alone else _wrap(row.label, row.units)
        bars = tuple(
            _place(bar, y + _UNIT * index, at, timeline, (names, site.messages("start unknown")))
            for index, bar in enumerate(row.bars)
        )
        lines.append(_Line(y, _UNIT * row.units, name, words, bars))
        y += _UNIT * row.units
    years = range(timeline.first.year, timeline.last.year + 1)
    return Timetable(
        **parts,  # type: ignore[arg-type] # title, id and note are texts, level is a number
        height=y + 4,
        names=names,
        years=tuple((at(dt.date(year, 1, 1)), str(year)) for year in years),
        today=at(timeline.as_of),
        today_words=show_day(timeline.as_of, site.language, short=True),
        until=at(timeline.until),
        lines=tuple(lines),
    )


def _wrap(label: str, units: int) -> tuple[str, ...]:
    """A name in as many lines as its bars leave room for, at most two."""
    import textwrap

    lines = textwrap.wrap(label, _SIGNS, max_lines=1 if units == 1 and len(label) <= _SIGNS else 2, placeholder=" …")
    return tuple(lines)


def _place(bar: Bar, y: float, at: Callable[[dt.date], float], timeline: Timeline, words: tuple[float, str]) -> _Bar:
    pieces = []
    for span in bar.spans:
        left, right = at(span.start), at(span.stop)
        pieces.append(_Piece(left, round(max(right - left, 2.0), 1), f"{span.strength:.2f}"))
    first = pieces[0].x if pieces else words[0]
    # A label that would run out of the picture ends at its right border.
    room = _WIDTH - first
    backwards = room < _SIGN * len(bar.label) and first > words[0] + (_WIDTH - words[0]) / 2
    label = shorten(bar.label, int((_WIDTH - words[0] if backwards else room) / _SIGN), placeholder="…")
    return _Bar(
        kind=_name_kind(bar.kind),
        y=y,
        pieces=tuple(pieces),
        label=label,
        label_x=_WIDTH - 2 if backwards else first,
        anchor="end" if backwards else "start",
        detail=f"{bar.label}: {bar.detail}",
        arrow=at(timeline.last) if bar.goes_on else None,
    )


def draw_cliff(site: Site, **parts: str | int) -> Cliff:
    """How many lines of secured money end in which quarter."""
    _ = site.messages
    quarters = site.audit.cliff.quarters
    most = max((len(quarter.last) for quarter in quarters), default=0) or 1
    step = _WIDTH / max(len(quarters), 1)
    columns = []
    for index, quarter in enumerate(quarters):
        certain = 150 * len(quarter.certain) / most
        possible = 150 * (len(quarter.last) - len(quarter.certain)) / most
        columns.append(
            (
                round(step * index, 1),
                round(certain, 1),
                round(possible, 1),
                len(quarter.last),
                quarter.name,
                quarter.number == 1,
            )
        )
    return Cliff(
        **parts,  # type: ignore[arg-type] # title, id and note are texts, level is a number
        columns=tuple(columns),
        width=_WIDTH,
        step=round(step, 1),
        legend=(_("certainly in this quarter"), _("at the latest in this quarter")),
    )
