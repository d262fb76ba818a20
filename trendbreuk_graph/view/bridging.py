"""Two domains left and right, and between them the parties that join them, the strongest on top."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trendbreuk_graph.computed.registry import tell_shares
from trendbreuk_graph.errors import ViewError
from trendbreuk_graph.i18n import N_, choose, fill, show_percentage, translator
from trendbreuk_graph.measures.bridges import Sides, rank_bridges
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.view.looks import find_look
from trendbreuk_graph.view.picture import Area, Edge, Node, Picture
from trendbreuk_graph.view.places import arrange_column, order_by_ties
from trendbreuk_graph.view.sentences import add_limits, say_when
from trendbreuk_graph.view.ties import find_near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from trendbreuk_graph.measures.bridges import Bridge
    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["make_bridges"]

#: Height of a row, width of a column on the sides, room between the middle and the sides.
_ROW, _COLUMN = 44.0, 440.0
#: Between the bridges and either side: on the right their names stand in between.
_ROOMS = {"l": 470.0, "r": 640.0}
_ROWS = 30
_CLOSE = 40.0
#: So many stand below each other, before names take another column.
_MOST_ROWS = 40
#: A share below this is no bridge to speak of.
_LEAST = 0.0005
#: Bridges in the middle, at most; the others stand nowhere and are counted.
_MOST = 40


def make_bridges(material: Material, chosen: Chosen) -> Picture:
    """Who joins two domains, by their share of the shortest ways between them.

    Raises:
        ViewError: Nobody has partners in both domains.
    """
    _ = translator(material.language)
    first, second = (domain.removeprefix(ID) for domain in chosen.domains or ())
    network = material.network.without(set(material.ledger.projects) - set(chosen.projects))
    sides = Sides(network, first, second, expand=chosen.expand, open_groups=chosen.expand)
    ranked = rank_bridges(sides)
    found = [bridge for bridge in ranked if bridge.score >= _LEAST]
    names = [material.name(domain) for domain in chosen.domains or ()]
    if not found:
        template = N_("According to the documents nobody bridges {first} and {second}.")
        if chosen.limits:
            template = N_(
                "Nobody bridges {first} and {second} among the projects with {limits}. Leave out a filter or choose other domains."
            )
        raise ViewError(template, first=names[0], second=names[1], limits=", ".join(chosen.limits))
    bridges = found[:_MOST]
    edges, in_both = _tie(bridges, network.find_ties(expand=chosen.expand, open_groups=chosen.expand))
    near = find_near(edges)
    nodes = _place(
        material,
        bridges,
        near,
        [set().union(*(one.sources for one in bridges)), set().union(*(one.targets for one in bridges))],
    )
    estimated = choose(material.language, *tell_shares(bridges[0].sample))
    left, right = (sum(node.side == side for node in nodes.values()) for side in "lr")
    sentence = _(
        "{number} of the {all} {all:party|parties} with such a share {number:stands|stand} between {left} {left:party|parties} of {first} and {right} of {second}; the smallest shares are left out. The strongest, {best}, is on {share} of the shortest ways "
        "between the two. {when}"
    )
    return Picture(
        title=add_limits(
            _("Who bridges {first} and {second}").format(first=names[0], second=names[1]), chosen, material.language
        ),
        sentence=fill(
            sentence,
            number=len(bridges),
            all=sum(bridge.score > 0 for bridge in ranked),
            left=left,
            right=right,
            first=names[0],
            second=names[1],
            best=material.name(bridges[0].who),
            share=show_percentage(bridges[0].score, material.language),
            when=" ".join(filter(None, (estimated and f"{estimated.capitalize()}.", say_when(material)))),
        ),
        reading=_(
            "In the middle the parties that bridge, the strongest on top, with their share of the shortest ways between the two domains. A line: they take part in "
            "the same project; lines between two bridges are left out. It is a place in the documents' lists of participants, no measure of effort or quality."
        ),
        nodes=[nodes[iri] for iri in sorted(nodes)],
        edges=edges,
        areas=_make_areas(names, nodes, _("bridges, by share")),
        extra=sorted(in_both),
        room=375,
        roominess=3_000,
        styles={"tie": _("take part in the same project")},
    )


def _tie(bridges: Collection[Bridge], ties: Iterable[tuple[str, str]]) -> tuple[list[Edge], set[str]]:
    """Each bridge and its partners on either side, with the projects that they share; and those projects."""
    members: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    for project, who in ties:
        members.setdefault(project, set()).add(who)
        own.setdefault(who, set()).add(project)
    # Lines between two bridges would lie on top of each other, all being in one column.
    ranked = {bridge.who for bridge in bridges}
    shared: dict[tuple[str, str], set[str]] = {}
    for bridge in bridges:
        partners = bridge.sources | bridge.targets
        for project in own[bridge.who]:
            for who in members[project] & partners - ranked:
                shared.setdefault((min(bridge.who, who), max(bridge.who, who)), set()).add(project)
    edges = [Edge(one, other, "tie", tuple(sorted(why))) for (one, other), why in sorted(shared.items())]
    return edges, set().union(*shared.values())


def _place(
    material: Material, bridges: list[Bridge], near: dict[str, set[str]], partners: list[set[str]]
) -> dict[str, Node]:
    rank = {bridge.who: at for at, bridge in enumerate(bridges)}
    # The side with most rows sets the height; names there stand closer.
    rows = min(_MOST_ROWS, max(len(who - rank.keys()) for who in partners))
    height = max(_ROW * max(_ROWS, len(bridges)), _CLOSE * rows)
    nodes = {}
    for bridge, (x, y) in zip(bridges, arrange_column(len(bridges), 1, 0, 0, height), strict=True):
        size = round(9 + 34 * math.sqrt(bridge.score), 1)
        note = show_percentage(bridge.score, material.language)
        nodes[bridge.who] = Node(
            bridge.who, find_look(material, bridge.who), x, y, size, 10_000 - rank[bridge.who], "m", note
        )
    for side, who in zip("lr", partners, strict=True):
        wishes = {}
        for one in who - rank.keys():
            met = [rank[other] for other in near[one] if other in rank]
            wishes[one] = sum(met) / len(met)
        columns = max(1, math.ceil(len(wishes) / max(_MOST_ROWS, len(bridges))))
        sign = -1 if side == "l" else 1
        places = arrange_column(len(wishes), columns, sign * _ROOMS[side], sign * _COLUMN, height)
        for one, (x, y) in zip(order_by_ties(wishes), places, strict=True):
            degree = len(near[one])
            nodes[one] = Node(one, find_look(material, one), x, y, round(7 + 1.5 * math.sqrt(degree), 1), degree, side)
    return nodes


def _make_areas(names: list[str], nodes: dict[str, Node], middle: str) -> list[Area]:
    high = max(node.y for node in nodes.values()) - min(node.y for node in nodes.values()) + 3 * _ROW
    areas = []
    for name, side, tint in zip(names, "lr", ("#faf0e9", "#e9f1f8"), strict=True):
        xs = [node.x for node in nodes.values() if node.side == side] or [_ROOMS[side] * (1 if side == "r" else -1)]
        # The names stand on the far side of the signs.
        low, most = (min(xs) - _COLUMN, max(xs) + 60) if side == "l" else (min(xs) - 60, max(xs) + _COLUMN)
        areas.append(Area(name, (low + most) / 2, 0, most - low, high, "box", tint))
    areas.append(Area(middle, 170, 0, 460, high, "box", "#f4f4f4"))
    return areas
