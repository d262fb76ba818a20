"""Streams on the left, the projects that they pay on the right, by audit class."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.words import LABELS, show_day
from trendbreuk_graph.errors import ViewError
from trendbreuk_graph.i18n import N_, translator
from trendbreuk_graph.view.picture import Area, Node, Picture
from trendbreuk_graph.view.places import arrange_column, order_by_ties
from trendbreuk_graph.view.sentences import add_limits, count_things
from trendbreuk_graph.view.ties import find_money, find_near

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Class
    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["make_funding"]

#: Height of a row, room above a class, width of a column, and of the room between streams and projects.
_ROW, _HEAD, _COLUMN, _ROOM = 50.0, 96.0, 390.0, 600.0
_COLUMNS, _STREAM_COLUMNS = 4, 2
#: Streams that fit in one column.
_STREAMS = 25
#: Rounds in which streams and projects move towards what they are tied to.
_ROUNDS = 4


def make_funding(material: Material, chosen: Chosen) -> Picture:
    """Who pays for what, and whose money falls away at the date.

    Raises:
        ViewError: No document names a stream for any of the chosen projects.
    """
    _ = translator(material.language)
    edges = find_money(material, set(chosen.projects))
    if not edges:
        raise ViewError(N_("No document names a funding stream for these projects. Choose other filters."))
    near = find_near(edges)
    streams = sorted({edge.first for edge in edges})
    nodes = {iri: Node(iri, "money", size=_size(near, iri), weight=1000 + len(near[iri]), side="l") for iri in streams}
    for project in chosen.projects:
        look = f"class-{material.judgements[project].reported}"
        nodes[project] = Node(project, look, size=11.0, weight=len(near.get(project, ())), side="r")
    columns = max(_COLUMNS, round(math.sqrt(len(chosen.projects) / 12)))
    areas = _arrange(material, chosen, nodes, near, columns)
    falling = sum(
        material.judgements[project].reported in {"falling-away", "partly-falling-away"} for project in chosen.projects
    )
    sentence = _(
        "{count}. Of {falling} projects all or part of the secured money stops between {day} and {until}; on what the documents say."
    )
    return Picture(
        title=add_limits(
            _("Who pays for what on {day}").format(day=show_day(material.as_of, material.language)),
            chosen,
            material.language,
        ),
        sentence=sentence.format(
            count=count_things(material, nodes),
            falling=falling,
            day=show_day(material.as_of, material.language),
            until=show_day(material.until, material.language),
        ),
        reading=_(
            "On the left the funding streams, on the right the projects by what becomes of their money. A full line is money that is secured, a broken "
            "line money that is hoped for. Projects without a line name no stream."
        ),
        nodes=[nodes[iri] for iri in sorted(nodes)],
        edges=edges,
        areas=areas,
        room=330,
        roominess=3_000,
        styles={
            "tie": _("secured"),
            "hope": _("possible, requested or in kind"),
            "gap": _("missing or stopped"),
        },
    )


def _size(near: dict[str, set[str]], iri: str) -> float:
    return round(9 + 2.2 * math.sqrt(len(near[iri])), 1)


def _arrange(
    material: Material, chosen: Chosen, nodes: dict[str, Node], near: dict[str, set[str]], columns: int
) -> list[Area]:
    """Set the places: classes below each other; streams and projects near what they are tied to, so that lines cross less."""
    _ = translator(material.language)
    by_class: dict[Class, list[str]] = {name: [] for name in CLASSES}
    for project in chosen.projects:
        by_class[material.judgements[project].reported].append(project)
    streams = sorted((iri for iri in nodes if nodes[iri].look == "money"), key=lambda iri: (-len(near[iri]), iri))
    height = sum(_HEAD + _ROW * math.ceil(len(found) / columns) for found in by_class.values() if found)
    stream_columns = _STREAM_COLUMNS if len(streams) > _STREAMS else 1
    areas: list[Area] = []
    for _round in range(_ROUNDS):
        areas = _place_classes(material, by_class, nodes, (columns, height))
        wishes = {one: _mean([nodes[other].y for other in near[one]]) for one in streams}
        streams = order_by_ties(wishes)
        for stream, (x, y) in zip(
            streams, arrange_column(len(streams), stream_columns, -_ROOM, -_COLUMN, height), strict=True
        ):
            nodes[stream].x, nodes[stream].y = x, y
        for found in by_class.values():
            found.sort(key=lambda one: (round(_mean([nodes[other].y for other in near.get(one, ())]), 6), one))
    wide = stream_columns * _COLUMN
    areas.append(Area(_("funding streams"), 40 - _ROOM - wide / 2, 0, wide + 40, height, "box", "#eef3f8"))
    return areas


def _mean(values: list[float]) -> float:
    return sum(sorted(values)) / len(values) if values else math.inf


def _place_classes(
    material: Material, by_class: dict[Class, list[str]], nodes: dict[str, Node], block: tuple[int, float]
) -> list[Area]:
    _ = translator(material.language)
    (columns, height), areas = block, []
    top = -height / 2
    for name, found in by_class.items():
        if not found:
            continue
        deep = _ROW * math.ceil(len(found) / columns)
        middle = top + _HEAD * 0.8 + deep / 2
        label = _("{class_name} ({number})").format(class_name=_(LABELS[name]), number=len(found))
        areas.append(
            Area(label, columns * _COLUMN / 2 - 40, middle, columns * _COLUMN + 40, deep + 16, "box", "#f6f6f4")
        )
        for project, (x, y) in zip(found, arrange_column(len(found), columns, 0, _COLUMN, deep), strict=True):
            nodes[project].x, nodes[project].y = x, y + middle
        top += deep + _HEAD
    return areas
