"""The timeline on paper: pages of A4 as SVG or PNG, drawn by matplotlib without a browser."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
import warnings
from typing import TYPE_CHECKING, Any, Literal

from trendbreuk_graph.audit.timeline import COLOURS, KINDS, LEGEND, make_timeline
from trendbreuk_graph.audit.words import show_day
from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.timeline import Bar, Kind, Page, Row, Timeline
    from trendbreuk_graph.i18n import Language

__all__ = ["draw_timeline"]

#: Sizes in inches; a millimetre is 1/25.4.
_WIDTH, _HEIGHT = 196 / 25.4, 255 / 25.4
_UNIT = 3.9 / 25.4
_LEFT, _RIGHT = 58 / 25.4, 3 / 25.4
_TOP, _BOTTOM = 9 / 25.4, 24 / 25.4
#: Room that the title of a group takes, in bars.
_TITLE = 2
#: Signs of a name that fit on a line left of the bars.
_SIGNS = 44
#: Signs of a label, and the room in inches that a sign takes at its size.
_LABEL, _SIGN = 72, 0.054


def draw_timeline(audit: Audit, language: Language, form: Literal["svg", "png"]) -> list[bytes]:
    """The pages of the picture, what asks for action first; small groups share a page.

    The same audit gives the same bytes. Texts in SVG stay text, so that they can be found and read aloud.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    timeline = make_timeline(audit, language)
    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": "trendbreuk",
        "font.family": ["DejaVu Sans"],
        "font.size": 6.5,
        "hatch.linewidth": 0.5,
        # A dollar in a name is no formula.
        "text.parse_math": False,
    }
    drawn = []
    with warnings.catch_warnings(), mpl.rc_context(settings):  # type: ignore[arg-type] # its type of keys is a list of literals
        # A sign that the font lacks becomes a box; whoever asked for the picture need not hear of it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        for pages in _group(timeline):
            units = sum(page.units + _TITLE for page in pages)
            height = _TOP + _BOTTOM + max(units, 1) * _UNIT
            figure = Figure(figsize=(_WIDTH, height))
            canvas = FigureCanvasSVG(figure) if form == "svg" else FigureCanvasAgg(figure)
            axes = figure.add_axes(
                (_LEFT / _WIDTH, _BOTTOM / height, 1 - (_LEFT + _RIGHT) / _WIDTH, 1 - (_TOP + _BOTTOM) / height)
            )
            _set_up(axes, timeline, max(units, 1), language)
            at = 0
            for page in pages:
                at = _draw_page(axes, page, timeline, at)
            _draw_legend(axes, language, height)
            buffer = io.BytesIO()
            metadata: dict[str, Any] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
            canvas.print_figure(buffer, format=form, dpi=200, metadata=metadata)
            # Verdana has the same widths, where the other is not installed.
            drawn.append(buffer.getvalue().replace(b"'DejaVu Sans'", b"'DejaVu Sans', Verdana, sans-serif"))
    return drawn


def _group(timeline: Timeline) -> list[list[Page]]:
    """Put small groups together on one page."""
    room = int((_HEIGHT - _TOP - _BOTTOM) / _UNIT)
    sheets: list[list[Page]] = []
    used = 0
    for page in timeline.pages:
        if not sheets or used + page.units + _TITLE > room:
            sheets.append([])
            used = 0
        sheets[-1].append(page)
        used += page.units + _TITLE
    return sheets or [[]]


def _number(day: dt.date) -> float:
    """A day as matplotlib counts it when nobody sets an epoch: days since 1970."""
    return float(day.toordinal() - dt.date(1970, 1, 1).toordinal())


def _set_up(axes: Axes, timeline: Timeline, units: int, language: Language) -> None:
    """Draw the years, the day of the audit and the period after it."""
    _ = translator(language)
    years = [dt.date(year, 1, 1) for year in range(timeline.first.year, timeline.last.year + 1)]
    axes.set_xlim(_number(timeline.first), _number(timeline.last))
    axes.set_ylim(units, 0)
    axes.set_xticks([_number(day) for day in years], [str(day.year) for day in years], ha="left")
    axes.tick_params(top=True, labeltop=True, length=3, labelsize=7)
    axes.set_yticks([])
    axes.grid(axis="x", color="#cccccc", linewidth=0.5)
    axes.set_axisbelow(True)
    for side in ("left", "right"):
        axes.spines[side].set_visible(False)
    axes.axvspan(_number(timeline.as_of), _number(min(timeline.until, timeline.last)), color="#f4eed8", zorder=0)
    axes.axvline(_number(timeline.as_of), color="black", linewidth=1, zorder=6)
    axes.annotate(
        _("audit: {day}").format(day=show_day(timeline.as_of, language)),
        (_number(timeline.as_of), 0),
        xycoords=axes.get_xaxis_transform(),
        xytext=(0, -15),
        textcoords="offset points",
        ha="center",
        va="top",
        fontsize=7,
        fontweight="bold",
        annotation_clip=False,
    )


def _draw_page(axes: Axes, page: Page, timeline: Timeline, at: int) -> int:
    """Draw a group below what is drawn already; returns where it ends."""
    axes.annotate(
        page.title,
        (0, at + 1.35),
        xycoords=axes.get_yaxis_transform(),
        xytext=(-_LEFT * 72 + 4, 0),
        textcoords="offset points",
        fontsize=9,
        fontweight="bold",
        va="center",
        annotation_clip=False,
    )
    at += _TITLE
    for row in page.rows:
        _draw_row(axes, row, timeline, at)
        at += row.units
    return at


def _draw_row(axes: Axes, row: Row, timeline: Timeline, at: int) -> None:
    lines = textwrap.wrap(row.label, _SIGNS) or [""]
    if len(lines) > row.units + (row.units == 1):
        lines = [*lines[: row.units], textwrap.shorten(" ".join(lines[row.units :]), _SIGNS, placeholder=" …")]
    axes.annotate(
        "\n".join(lines[: max(row.units, 2)]),
        (0, at + row.units / 2 if row.units == 1 else at + 0.08),
        xycoords=axes.get_yaxis_transform(),
        xytext=(-_LEFT * 72 + 4, 0),
        textcoords="offset points",
        va="center" if row.units == 1 else "top",
        # Two lines beside one bar are set smaller, to stay apart from the names above and below.
        fontsize=5.2 if row.units == 1 and len(lines) > 1 else 6.5,
        linespacing=1.02,
        annotation_clip=False,
    )
    axes.plot(
        [-_LEFT / (_WIDTH - _LEFT - _RIGHT), 1],
        [at, at],
        color="#dddddd",
        linewidth=0.4,
        transform=axes.get_yaxis_transform(),
        clip_on=False,
        zorder=1,
    )
    for index, bar in enumerate(row.bars):
        _draw_bar(axes, bar, timeline, at + index)


def _draw_bar(axes: Axes, bar: Bar, timeline: Timeline, at: int) -> None:
    if not bar.spans:
        return
    for span in bar.spans:
        start, stop = _number(span.start), _number(span.stop)
        axes.add_patch(_rectangle(start, at + 0.16, max(stop - start, 4), bar.kind, span.strength))
    if bar.goes_on:
        axes.plot(
            [_number(timeline.last)],
            [at + 0.5],
            marker=">",
            markersize=5,
            color=COLOURS[bar.kind],
            clip_on=False,
            zorder=5,
        )
    if bar.kind == "gap":
        axes.plot([_number(bar.spans[0].start)], [at + 0.5], marker="D", markersize=4, color=COLOURS["gap"], zorder=7)
    if not bar.start_known and bar.kind not in {"gap", "ended"}:
        axes.plot([_number(timeline.first)], [at + 0.5], marker="<", markersize=3, color="#555555", clip_on=False)
    _write(axes, bar, at, timeline)


def _rectangle(x: float, y: float, width: float, kind: Kind, strength: float) -> Any:
    from matplotlib.patches import Rectangle

    colour = COLOURS[kind]
    if kind == "hoped":
        return Rectangle(
            (x, y), width, 0.68, facecolor="none", edgecolor=colour, linewidth=0.5, hatch="/////", alpha=0.8
        )
    if kind == "gap":
        return Rectangle((x, y), width, 0.68, facecolor="none", edgecolor=colour, linewidth=0.9, linestyle="--")
    return Rectangle((x, y), width, 0.68, facecolor=colour, edgecolor="none", alpha=strength)


def _write(axes: Axes, bar: Bar, at: int, timeline: Timeline) -> None:
    """The name of the stream: on its bar when it fits there, else right of it, else left of it."""
    label = textwrap.shorten(bar.label, _LABEL, placeholder=" …")
    inch = (_WIDTH - _LEFT - _RIGHT) / (timeline.last - timeline.first).days
    width = len(label) * _SIGN
    start, stop = bar.spans[0].start, bar.spans[-1].stop
    dark = bar.kind in {"structural", "secured"} and bar.spans[0].strength == 1
    on_bar = (bar.spans[0].stop if dark else stop) - start
    style: dict[str, Any] = {"color": "black"}
    if bar.kind != "gap" and on_bar.days * inch > width:
        day, shift, side = start, 4, "left"
        style = {"color": "white", "fontweight": "bold"} if dark else {"color": "black"}
        if bar.kind == "hoped":
            style["bbox"] = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.3}
    elif bar.kind != "gap" and (timeline.last - stop).days * inch > width:
        day, shift, side = stop, 4, "left"
    else:
        # It fits nowhere or only on the left: shorten it to the wider side.
        before, after = (start - timeline.first).days * inch, (timeline.last - start).days * inch
        label = textwrap.shorten(label, max(int(max(before, after) / _SIGN) - 2, 8), placeholder=" …")
        day, shift, side = (start, -5, "right") if before > after else (start, 6, "left")
    axes.annotate(
        label,
        (_number(day), at + 0.5),
        xytext=(shift, -0.3),
        textcoords="offset points",
        va="center",
        ha=side,
        fontsize=6,
        zorder=8,
        **style,
    )


def _draw_legend(axes: Axes, language: Language, height: float) -> None:
    _ = translator(language)
    patches = [_rectangle(0, 0, 1, kind, 1.0) for kind in KINDS]
    axes.legend(
        patches,
        [_(LEGEND[kind]) for kind in KINDS],
        loc="upper left",
        bbox_to_anchor=(-(_LEFT - 0.06) / (_WIDTH - _LEFT - _RIGHT), -(11 / 25.4) / (height - _TOP - _BOTTOM)),
        ncols=2,
        frameon=False,
        fontsize=6.5,
        borderpad=0,
        borderaxespad=0,
        handlelength=2.5,
        columnspacing=1.5,
        title=_("◂ start unknown: drawn from the left border    ▸ goes on beyond the right border"),
        title_fontsize=6.5,
        alignment="left",
    )
