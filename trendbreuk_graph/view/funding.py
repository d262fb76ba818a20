"""Streams on the left, the projects that they pay on the right, by audit class."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.words import LABELS, show_day
from trendbreuk_graph.errors import ViewError
from trendbreuk_graph.i18n import N_, fill, translator
from trendbreuk_graph.view.picture import Area, Node, Picture
from trendbreuk_graph.view.places import arrange_down, order_by_ties
from trendbreuk_graph.view.sentences import add_limits, count_things
from trendbreuk_graph.view.ties import find_money, find_near

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Class
    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["make_funding"]

#: Classes of which each project must be told by its name: where money ends, has ended, or has no known end.
_FIRST = ("falling-away", "partly-falling-away", "lapsed", "unknown")
#: Of so many that name no money or streams of one project, names show only when one zooms in.
_NAMED = 24
#: Height of a heading; width of all projects, of all streams, and of the room for lines between them.
_HEAD, _WIDE, _STREAMS, _ROOM = 68.0, 1500.0, 780.0, 330.0
#: Room between a sign and its name, and the name of the next column.
_AIR = 36.0
#: Height up to which names are not set in more columns.
_HIGH = 2400.0


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a group is set: in columns of names, or as small signs.

    Attributes:
        columns: In the width of the block.
        row: Height of each.
        size: Half the width of a sign.
        weight: Added to the importance of each, so that names of groups that matter come first.
    """

    columns: int
    row: float
    size: float
    weight: int


_MAIN, _OTHER, _SMALL = _Kind(2, 45, 17, 4000), _Kind(3, 40, 15, 2000), _Kind(32, 36, 12, 0)
_PAYS, _PAYS_ONE = _Kind(1, 45, 15, 3000), _Kind(14, 36, 12, 0)


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
    nodes = {edge.first: Node(edge.first, "money", weight=len(near[edge.first]), side="l") for edge in edges}
    for project in chosen.projects:
        look = f"class-{material.judgements[project].reported}"
        nodes[project] = Node(project, look, weight=len(near.get(project, ())), side="r")
    areas = _arrange(material, chosen, nodes, near)
    judged = [material.judgements[project] for project in chosen.projects]
    falling = sum(judgement.reported == "falling-away" for judgement in judged)
    partly = sum(judgement.reported != "falling-away" and bool(judgement.ending) for judgement in judged)
    sentence = _(
        "{count}. Between {day} and {until} all secured money of {falling} {falling:project|projects} stops, and a part of it of {partly} more; on what the documents say."
    )
    return Picture(
        title=add_limits(
            _("Who pays for what on {day}").format(day=show_day(material.as_of, material.language)),
            chosen,
            material.language,
        ),
        sentence=fill(
            sentence,
            count=count_things(material, nodes),
            falling=falling,
            partly=partly,
            day=show_day(material.as_of, material.language),
            until=show_day(material.until, material.language),
        ),
        reading=_(
            "On the left the funding streams, on the right the projects by what becomes of their money. A full line is money that is secured, a broken "
            "line money that is hoped for. Projects without a line name no stream. Names of the small signs show when you zoom in or click."
        ),
        nodes=[nodes[iri] for iri in sorted(nodes)],
        edges=edges,
        areas=areas,
        roominess=1_500,
        styles={
            "tie": _("secured"),
            "hope": _("possible, requested or in kind"),
            "gap": _("missing or stopped"),
        },
    )


def _arrange(material: Material, chosen: Chosen, nodes: dict[str, Node], near: dict[str, set[str]]) -> list[Area]:
    """Set the places: classes below each other, in each by name; streams near the projects that they pay, so that lines cross less."""
    _ = translator(material.language)
    by_class: dict[Class, list[str]] = {name: [] for name in CLASSES}
    for project in chosen.projects:
        by_class[material.judgements[project].reported].append(project)
    blocks = []
    for name, found in by_class.items():
        found.sort(key=lambda one: (_fold(material.name(one)), one))
        if found:
            label = _("{class_name} ({number})").format(class_name=_(LABELS[name]), number=len(found))
            kind = _MAIN if name in _FIRST else _SMALL if name == "unfunded" and len(found) > _NAMED else _OTHER
            blocks.append((label, found, kind))
    times = _find_times(blocks)
    height = sum(_HEAD + _measure(found, kind, times) for _label, found, kind in blocks)
    areas, top = [], -height / 2
    for label, found, kind in blocks:
        areas.append(_set_block((label, found, kind), nodes, (0.0, top + _HEAD), times))
        top += _HEAD + _measure(found, kind, times)
    return [*areas, *_arrange_streams(material, nodes, near, (height, times))]


def _arrange_streams(
    material: Material, nodes: dict[str, Node], near: dict[str, set[str]], block: tuple[float, int]
) -> list[Area]:
    """Streams of several projects with their names; below them, as small signs, those of one, unless there are few."""
    _ = translator(material.language)
    streams = [iri for iri in nodes if nodes[iri].look == "money"]
    single = [iri for iri in streams if len(near[iri]) == 1] if len(streams) > _NAMED else []
    named = [iri for iri in streams if iri not in set(single)]
    height, times = block
    wishes = {one: sum(sorted(nodes[other].y for other in near[one])) / len(near[one]) for one in streams}
    found = [one for one in order_by_ties(wishes) if one in set(single)]
    deep = _HEAD + _measure(found, _PAYS_ONE, times) if single else 0.0
    left = -_ROOM - _STREAMS * times
    areas = []
    if single:
        label = _("streams of one project ({number})").format(number=len(single))
        areas.append(_set_block((label, found, _PAYS_ONE), nodes, (left, height / 2 - deep + _HEAD), times))
    if named:
        order = [one for one in order_by_ties(wishes) if one in set(named)]
        rows = math.ceil(len(order) / times)
        room = (height - deep - _HEAD) / rows
        kind = replace(_PAYS, row=max(_PAYS.row, min(room, 2 * _PAYS.row)))
        label = _("funding streams")
        if single:
            label = _("streams of several projects ({number})").format(number=len(named))
        areas.append(_set_block((label, order, kind), nodes, (left, _HEAD - height / 2), times))
        for one in order:
            nodes[one].size = round(min(_PAYS.size + 3 * (math.sqrt(len(near[one])) - 1), 0.45 * kind.row), 1)
            # A stream of many projects is what most people look for.
            nodes[one].strong = len(near[one]) >= max(5, 0.05 * len(nodes))
    return areas


def _find_times(blocks: list[tuple[str, list[str], _Kind]]) -> int:
    """How many times as wide the blocks must be, so that the picture keeps its proportions whatever the number of projects."""
    times = 1
    while sum(_HEAD + _measure(found, kind, times) for _label, found, kind in blocks) > _HIGH * times:
        times += 1
    return times


def _measure(found: list[str], kind: _Kind, times: int) -> float:
    return kind.row * math.ceil(len(found) / (kind.columns * times))


def _set_block(
    block: tuple[str, list[str], _Kind], nodes: dict[str, Node], corner: tuple[float, float], times: int
) -> Area:
    """Set the places of a group down its columns, and return its ground."""
    label, found, kind = block
    left, top = corner
    paying = nodes[found[0]].side == "l"
    wide = times * (_STREAMS if paying else _WIDE)
    deep, column = _measure(found, kind, times), wide / (kind.columns * times)
    # Names of streams stand left of their signs, those of projects right.
    corner = (left + column if paying else left, top)
    places = arrange_down(len(found), kind.columns * times, corner, (column, kind.row))
    for one, (x, y) in zip(found, places, strict=True):
        node = nodes[one]
        node.x, node.y, node.size, node.room = x, y, kind.size, column - 2 * kind.size - _AIR
        node.weight += kind.weight
    shift, tint = (_AIR / 2, "#eef3f8") if paying else (-_AIR / 2, "#f6f6f4")
    return Area(label, left + wide / 2 + shift, top + deep / 2, wide + _AIR, deep + 6, "box", tint)


def _fold(name: str) -> str:
    """A name as it is sought in a list: without capitals, accents and signs in front."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isalnum() or sign.isspace()).strip()
