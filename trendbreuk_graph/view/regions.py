"""Nodes in discs, one a group, with those that belong to several in the middle."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trendbreuk_graph.view.picture import Area
from trendbreuk_graph.view.places import Box, arrange_discs, fill_disc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trendbreuk_graph.view.picture import Node

__all__ = ["Regions", "arrange_regions"]

#: Between neighbouring nodes, and between discs.
_SPACING, _GAP = 54.0, 140.0
#: Of so many nodes in a disc one is written in its middle, at most so many; width of their names and height of a row.
_SHARE, _MOST, _WIDE, _ROW = 7, 10, 680.0, 60.0
#: Pale grounds, told apart by their headings; their order says nothing.
_TINTS = ("#eef3f8", "#f6f1e7", "#edf5ef", "#f7eef2", "#f1f1f1", "#eef6f7", "#f8f3ee", "#f2eff8")


@dataclass(slots=True)
class Regions:
    """Which node belongs where.

    Attributes:
        groups: Group → its nodes; those of the first rank stand inside, the others around them.
        names: Group → its heading.
        between: Nodes that belong to several groups.
        middle: Heading of the middle.
    """

    groups: dict[str, list[Node]]
    names: Mapping[str, str]
    between: list[Node] = field(default_factory=list)
    middle: str = ""


def arrange_regions(regions: Regions, near: Mapping[str, set[str]]) -> list[Area]:
    """Give every node its place, and return the grounds.

    Args:
        regions: The nodes by group; their places are set.
        near: Node → the nodes that it is tied to.
    """
    order = _order_groups(regions, near)
    radii = [_find_radius(len(regions.groups[group])) for group in order]
    inner = _find_radius(len(regions.between)) if regions.between else 0.0
    areas, where = [], {}
    if regions.between:
        areas.append(Area(regions.middle, 0, 0, 2 * inner, 2 * inner, "disc", "#f7f7f7"))
    for number, (group, radius, middle) in enumerate(zip(order, radii, arrange_discs(radii, inner, _GAP), strict=True)):
        nodes = _sort(regions.groups[group])
        _fill(nodes, middle)
        where.update({node.iri: (node.x, node.y) for node in nodes})
        tint = _TINTS[number % len(_TINTS)]
        areas.append(Area(regions.names[group], *middle, 2 * radius, 2 * radius, "disc", tint))
    _place_between(regions.between, near, where)
    return areas


def _sort(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (-node.weight, node.iri))


def _count_named(count: int) -> int:
    """How many of a disc are written in its middle; small discs are no wider than their signs, and have none."""
    return min(count // _SHARE, _MOST) if count >= 5 * _SHARE else 0


def _fill(nodes: list[Node], middle: tuple[float, float]) -> None:
    """Set the places in a disc: the best tied as a list in its middle, or in a small disc at its foot, where its name has room."""
    if named := _count_named(len(nodes)):
        _write_list(nodes[:named], middle)
        places = fill_disc(len(nodes) - named, _SPACING, middle, _find_list(named))
    else:
        places = sorted(fill_disc(len(nodes), _SPACING, middle), key=lambda place: (-place[1], place))
        nodes[0].weight += 10_000
    for node, place in zip(nodes[named:], places, strict=True):
        node.x, node.y = place


def _find_list(named: int) -> Box | None:
    """What the names in the middle of a disc take, from its middle; signs around it keep off its edge."""
    if not named:
        return None
    high = named * _ROW / 2 + 0.35 * _SPACING
    return -_WIDE / 2 - 0.4 * _SPACING, -high, _WIDE / 2 + 0.4 * _SPACING, high


def _write_list(nodes: list[Node], middle: tuple[float, float]) -> None:
    """The best tied below each other, each with room for its name, and so the first to have it written."""
    for at, node in enumerate(nodes):
        node.x = middle[0] - _WIDE / 2 + node.size
        node.y = middle[1] + (at - (len(nodes) - 1) / 2) * _ROW
        node.side, node.room = "r", _WIDE - 2.4 * node.size
        node.weight += 10_000


def _find_radius(count: int) -> float:
    named = _count_named(count)
    if not named:
        return 0.6 * _SPACING * math.sqrt(count + 0.5) + 0.8 * _SPACING
    places = fill_disc(count - named, _SPACING, free=_find_list(named))
    return max(math.hypot(_WIDE / 2, named * _ROW / 2), *(math.hypot(*place) for place in places)) + 0.8 * _SPACING


def _place_between(nodes: list[Node], near: Mapping[str, set[str]], where: Mapping[str, tuple[float, float]]) -> None:
    """The best tied in the middle, with their names; the others around them, each near what it is tied to."""
    if not nodes:
        return
    nodes = _sort(nodes)
    named = _count_named(len(nodes))
    _write_list(nodes[:named], (0.0, 0.0))
    places = fill_disc(len(nodes) - named, _SPACING, free=_find_list(named))
    wishes = {}
    for node in nodes[named:]:
        ends = [where[other] for other in sorted(near.get(node.iri, ())) if other in where] or [(0.0, 0.0)]
        x, y = (sum(end[axis] for end in ends) / len(ends) for axis in (0, 1))
        wishes[node.iri] = round(math.atan2(y, x), 9)
    # Going round, places and wishes meet in the same order: what is tied to the left stands on the left.
    around = sorted(places, key=lambda place: (round(math.atan2(place[1], place[0]), 9), place))
    rest = sorted(nodes[named:], key=lambda node: (wishes[node.iri], node.iri))
    for node, place in zip(rest, around, strict=True):
        node.x, node.y = place


def _order_groups(regions: Regions, near: Mapping[str, set[str]]) -> list[str]:
    """Groups that share neighbours stand side by side: each is followed by the one that it shares most with."""
    reach = {
        group: set().union(*(near.get(node.iri, set()) for node in nodes)) for group, nodes in regions.groups.items()
    }
    left = sorted(reach, key=lambda group: (-len(regions.groups[group]), group))
    order = left[:1]
    while len(order) < len(left):
        rest = [group for group in left if group not in order]
        last = reach[order[-1]]
        order.append(max(rest, key=lambda group: (len(last & reach[group]) / (1 + len(reach[group])), group)))
    return order
