"""The timeline on screen: an interactive picture that works offline, made by Bokeh with the JavaScript that it ships."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from trendbreuk_graph.audit.timeline import COLOURS, LEGEND, make_timeline
from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.timeline import Bar, Kind, Page, Timeline
    from trendbreuk_graph.i18n import Language

__all__ = ["Picture", "make_picture"]

#: Height of a bar on screen.
_PIXELS = 20
#: Milliseconds.
_DAY = 86_400_000.0
#: Room for the names, so that the parts of the picture stand straight below each other.
_NAMES = 330
#: Signs of a name that are shown left of the bars.
_SIGNS = 46
#: Signs of a label that fit on a year of a bar, on a screen of usual width.
_SIGNS_A_YEAR = 14


@dataclass(frozen=True, slots=True)
class Picture:
    """An interactive picture, to be put into a page.

    Attributes:
        library: The library as JavaScript; it loads nothing.
        script: The element that draws the picture.
        parts: Places for the parts of the picture, one a group of projects, as elements.
        titles: Titles of the parts.
    """

    library: str
    script: str
    parts: tuple[str, ...]
    titles: tuple[str, ...]


def make_picture(audit: Audit, language: Language) -> Picture:
    """Make the interactive timeline; the parts share their axis, so that zooming in one zooms in all."""
    from bokeh.embed import components
    from bokeh.models import Range1d
    from bokeh.resources import Resources

    timeline = make_timeline(audit, language)
    # A little room at the right shows the arrows whole.
    axis = Range1d(start=_moment(timeline.first), end=_moment(timeline.last) + 45 * _DAY, bounds="auto")
    figures = [_make_figure(page, timeline, axis, language) for page in timeline.pages]
    script, parts = components(figures) if figures else ("", ())
    resources = Resources(mode="inline", components=["bokeh"])
    return Picture(
        library="\n".join(resources.js_raw),
        script=str(script),
        parts=tuple(parts),
        titles=tuple(page.title for page in timeline.pages),
    )


def _moment(day: dt.date) -> float:
    """A day as Bokeh counts it: milliseconds since 1970."""
    return _DAY * (day.toordinal() - dt.date(1970, 1, 1).toordinal())


def _make_figure(page: Page, timeline: Timeline, axis: Any, language: Language) -> Any:
    from bokeh.models import FixedTicker, HoverTool, PanTool, Range1d, ResetTool, WheelZoomTool
    from bokeh.plotting import figure

    _ = translator(language)
    hover = HoverTool(
        tooltips=[
            (_("project"), "@project"),
            (_("money"), "@label"),
            (_("certainty"), "@kind"),
            (_("period"), "@detail"),
        ],
        point_policy="follow_mouse",
    )
    plot = figure(
        x_range=axis,
        y_range=Range1d(start=page.units, end=0),
        x_axis_type="datetime",
        x_axis_location="above",
        height=page.units * _PIXELS + 60,
        sizing_mode="stretch_width",
        tools=[hover, PanTool(dimensions="width"), WheelZoomTool(dimensions="width"), ResetTool()],
        active_scroll=None,
        output_backend="svg",
    )
    plot.toolbar.logo = None
    plot.min_border_left = _NAMES
    plot.xaxis.ticker = FixedTicker(ticks=[_moment(dt.date(year, 1, 1)) for year in _years(timeline)])
    plot.xaxis.major_label_text_font_size = "13px"
    plot.ygrid.grid_line_color = None
    _name_rows(plot, page)
    _mark_period(plot, timeline)
    hover.renderers = _draw_bars(plot, page, timeline, language)
    return plot


def _years(timeline: Timeline) -> range:
    return range(timeline.first.year, timeline.last.year + 1)


def _text(text: str) -> str:
    """A text that Bokeh only shows: between these signs it would look for a formula, and fetch a library for it."""
    for sign in ("$$", "\\(", "\\["):
        text = text.replace(sign, sign[0] + "\u200b" + sign[1])
    return text


def _name_rows(plot: Any, page: Page) -> None:
    """Put the names of the projects left of their bars, and a line between projects."""
    from bokeh.models import FixedTicker

    names = {}
    borders = []
    at = 0
    for row in page.rows:
        names[at + 0.5] = _text(shorten(row.label, _SIGNS, placeholder=" …"))
        borders.append(at)
        at += row.units
    plot.yaxis.ticker = FixedTicker(ticks=list(names))
    plot.yaxis.major_label_overrides = names
    plot.yaxis.major_label_text_font_size = "13px"
    plot.yaxis.major_tick_line_color = None
    plot.yaxis.axis_line_color = None
    plot.ygrid.ticker = FixedTicker(ticks=borders)
    plot.ygrid.grid_line_color = "#dddddd"


def _mark_period(plot: Any, timeline: Timeline) -> None:
    """Show the day of the audit as a line and the time up to the horizon as a band."""
    from bokeh.models.annotations import BoxAnnotation, Span

    plot.add_layout(
        BoxAnnotation(
            left=_moment(timeline.as_of),
            right=_moment(timeline.until),
            fill_color="#f4eed8",
            fill_alpha=1,
            level="image",
        )
    )
    plot.add_layout(Span(location=_moment(timeline.as_of), dimension="height", line_color="black", line_width=1.5))


def _draw_bars(plot: Any, page: Page, timeline: Timeline, language: Language) -> list[Any]:
    """Draw the bars, one set of shapes a kind; returns what a pointer can ask about."""
    _ = translator(language)
    shapes: dict[Kind, dict[str, list[Any]]] = {}
    labels: dict[str, list[Any]] = {"x": [], "y": [], "text": [], "color": []}
    marks: dict[Kind, tuple[list[float], list[float]]] = {}
    at = 0
    for row in page.rows:
        for index, bar in enumerate(row.bars):
            columns = shapes.setdefault(
                bar.kind,
                {
                    name: []
                    for name in ("left", "right", "top", "bottom", "alpha", "project", "label", "kind", "detail")
                },
            )
            for span in bar.spans:
                values = (_moment(span.start), _moment(span.stop), at + index + 0.14, at + index + 0.86, span.strength)
                texts = (row.label, bar.label, _(LEGEND[bar.kind]), bar.detail)
                for name, value in zip(columns, (*values, *texts), strict=True):
                    columns[name].append(value)
            if bar.spans:
                _place_label(labels, bar, at + index + 0.5, timeline)
            if bar.spans and (bar.goes_on or bar.kind == "gap"):
                day = timeline.last if bar.goes_on else bar.spans[0].start
                xs, ys = marks.setdefault(bar.kind, ([], []))
                xs.append(_moment(day))
                ys.append(at + index + 0.5)
        at += row.units
    renderers = [_draw_kind(plot, kind, columns) for kind, columns in shapes.items()]
    for kind, (xs, ys) in marks.items():
        plot.scatter(
            xs,
            ys,
            marker="diamond" if kind == "gap" else "triangle",
            angle=0 if kind == "gap" else -math.pi / 2,
            size=11,
            color=COLOURS[kind],
        )
    plot.text(
        "x",
        "y",
        text="text",
        text_color="color",
        source=_source(labels),
        text_font_size="12px",
        text_baseline="middle",
        x_offset=6,
    )
    return renderers


def _place_label(labels: dict[str, list[Any]], bar: Bar, y: float, timeline: Timeline) -> None:
    """The name of the stream on its bar, or right of a bar that is short."""
    years = (bar.spans[-1].stop - bar.spans[0].start).days / 365
    solid = (bar.spans[0].stop - bar.spans[0].start).days / 365
    dark = bar.kind in {"structural", "secured"} and bar.spans[0].strength == 1
    on_bar = (solid if dark else years) > len(bar.label) / _SIGNS_A_YEAR
    labels["x"].append(_moment(bar.spans[0].start if on_bar or bar.kind == "gap" else bar.spans[-1].stop))
    labels["y"].append(y)
    room = (timeline.last - bar.spans[0].start).days / 365 * _SIGNS_A_YEAR
    labels["text"].append(_text(shorten(bar.label, max(int(room), 12), placeholder=" …")))
    labels["color"].append("white" if dark and on_bar else "black")


def _source(columns: dict[str, list[Any]]) -> Any:
    from bokeh.models import ColumnDataSource

    return ColumnDataSource(columns)


def _draw_kind(plot: Any, kind: Kind, columns: dict[str, list[Any]]) -> Any:
    style: dict[str, Any] = {"fill_color": COLOURS[kind], "fill_alpha": "alpha", "line_color": None}
    if kind == "hoped":
        style = {
            "fill_color": "white",
            "fill_alpha": 0.6,
            "line_color": COLOURS[kind],
            "hatch_pattern": "/",
            "hatch_color": COLOURS[kind],
            "hatch_alpha": 0.45,
            "hatch_scale": 8,
        }
    elif kind == "gap":
        style = {"fill_alpha": 0, "line_color": COLOURS[kind], "line_dash": "dashed", "line_width": 1.5}
    return plot.quad("left", "right", "top", "bottom", source=_source(columns), **style)
