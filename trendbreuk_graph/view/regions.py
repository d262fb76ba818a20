"""Nodes in discs, one a group, with those that belong to several in the middle."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trendbreuk_graph.view.picture import Area
from trendbreuk_graph.view.places import arrange_discs, fill_disc, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trendbreuk_graph.view.picture import Node

__all__ = ["Regions", "arrange_regions"]

#: Between neighbouring nodes, and between discs.
_SPACING, _GAP = 54.0, 110.0
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
        areas.append(Area(regions.middle, 0, 0, 2.7 * inner, 2 * inner, "disc", "#f7f7f7"))
    for number, (group, radius, middle) in enumerate(zip(order, radii, arrange_discs(radii, inner, _GAP), strict=True)):
        nodes = sorted(regions.groups[group], key=lambda node: (-node.weight, node.iri))
        for node, place in zip(nodes, fill_disc(len(nodes), _SPACING, middle), strict=True):
            node.x, node.y = place
            where[node.iri] = place
        tint = _TINTS[number % len(_TINTS)]
        areas.append(Area(regions.names[group], *middle, 2 * radius, 2 * radius, "disc", tint))
    _place_between(regions.between, near, where, inner)
    return areas


def _find_radius(count: int) -> float:
    return 0.6 * _SPACING * math.sqrt(count + 0.5) + 0.8 * _SPACING


def _place_between(
    nodes: list[Node], near: Mapping[str, set[str]], where: Mapping[str, tuple[float, float]], inner: float
) -> None:
    """Each near the middle of what it is tied to, drawn in to the disc in the middle; the best tied first."""
    nodes = sorted(nodes, key=lambda node: (-node.weight, node.iri))
    farthest = max((math.hypot(*place) for place in where.values()), default=1.0)
    wishes = []
    for node in nodes:
        ends = [where[other] for other in sorted(near.get(node.iri, ())) if other in where] or [(0.0, 0.0)]
        x, y = (sum(end[axis] for end in ends) / len(ends) * 0.9 * inner / farthest for axis in (0, 1))
        wishes.append((1.35 * x, y))
    for node, place in zip(nodes, settle(wishes, _SPACING), strict=True):
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
