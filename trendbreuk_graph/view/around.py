"""One thing in the middle, the others in rings by how many ties away they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import ViewError
from trendbreuk_graph.i18n import N_, translator
from trendbreuk_graph.view.looks import find_look
from trendbreuk_graph.view.picture import Area, Edge, Node, Picture
from trendbreuk_graph.view.places import arrange_ring
from trendbreuk_graph.view.sentences import add_limits, count_things, say_when
from trendbreuk_graph.view.ties import find_money, find_near, find_participations, find_relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["make_around"]

#: Radius of the first ring, distance between neighbours on a ring, and between rings.
_FIRST, _SPACING, _BETWEEN = 300.0, 58.0, 260.0


#: With more signs than this, two steps are a crowd; only the direct ties are then shown, unless two were asked for.
_CROWD = 120


def make_around(material: Material, chosen: Chosen) -> Picture:
    """A thing with all its ties: who takes part, who pays, what belongs together.

    Raises:
        ViewError: Nothing is tied to it, or the filters leave nothing.
    """
    _ = translator(material.language)
    centre = str(chosen.centre)
    projects = set(chosen.projects)
    edges = _unite(
        [
            *find_participations(material, chosen),
            *find_money(material, projects),
            *find_relations(material, projects, {"partOf", "connectedWith"}),
        ]
    )
    near = find_near(edges)
    if centre not in near:
        template = N_("Nothing in the graph is tied to '{name}'.")
        if chosen.limits:
            template = N_("Nothing is tied to '{name}' among the projects with {limits}. Leave out a filter.")
        raise ViewError(template, name=material.name(centre), limits=", ".join(chosen.limits))
    steps = chosen.steps
    away = _walk_out(near, centre, steps)
    if chosen.fewer and len(away) > _CROWD:
        steps, away = 1, _walk_out(near, centre, 1)
    nodes = {iri: _make_node(material, iri, near, away[iri]) for iri in sorted(away)}
    radii = _arrange(material, nodes, near, away)
    # Between two of the outermost ring ties say little about the middle.
    shown = [edge for edge in edges if edge.first in away and edge.second in away]
    shown = [edge for edge in shown if min(away[edge.first], away[edge.second]) < steps]
    sentence = _("{name} and what lies up to {steps} ties away: {count}. {when}")
    if steps == 1:
        sentence = _("{name} and what it is tied to directly: {count}. {when}")
    others = [iri for iri in nodes if iri != centre]
    return Picture(
        title=add_limits(_("Around {name}").format(name=material.name(centre)), chosen, material.language),
        sentence=sentence.format(
            name=material.name(centre),
            steps=steps,
            count=count_things(material, others),
            when=say_when(material),
        ),
        reading=_(
            "On the first ring stands what is tied to the middle directly, on the next what is tied to the first ring. The more ties, the larger the sign."
        ),
        nodes=list(nodes.values()),
        edges=shown,
        areas=[Area("", 0, 0, 2 * radius, 2 * radius, "ring") for radius in reversed(radii)],
        room=0,
        roominess=7_000,
        styles={
            "tie": _("takes part, or pays for certain"),
            "hope": _("may pay: possible, requested or in kind"),
            "gap": _("money is missing or has stopped"),
            "relation": _("is part of, or connected with"),
        },
    )


def _unite(edges: list[Edge]) -> list[Edge]:
    """Each pair once: a stream can be a party too."""
    found: dict[tuple[str, ...], Edge] = {}
    for edge in edges:
        found.setdefault(tuple(sorted((edge.first, edge.second))), edge)
    return list(found.values())


def _walk_out(near: Mapping[str, set[str]], centre: str, steps: int) -> dict[str, int]:
    away, border = {centre: 0}, [centre]
    for step in range(1, steps + 1):
        border = sorted({other for one in border for other in near[one]} - away.keys())
        away.update(dict.fromkeys(border, step))
    return away


def _make_node(material: Material, iri: str, near: Mapping[str, set[str]], step: int) -> Node:
    degree = len(near[iri])
    size = 26.0 if step == 0 else 8 + 1.2 * math.sqrt(degree) - 2 * (step - 1)
    # The nearest are named first, whatever their number of ties.
    return Node(iri, find_look(material, iri), size=round(max(size, 7.0), 1), weight=degree + 10_000 / (1 + step))


def _arrange(
    material: Material, nodes: Mapping[str, Node], near: Mapping[str, set[str]], away: Mapping[str, int]
) -> list[float]:
    """Set the places ring by ring, and return the radii between two rings."""
    radii: list[float] = []
    angles: dict[str, float] = {}
    radius = _FIRST
    for step in range(1, max(away.values()) + 1):
        ring = [iri for iri in sorted(away) if away[iri] == step]
        if step == 1:
            ring.sort(key=lambda iri: (nodes[iri].look, material.name(iri), iri))
            wishes = {iri: 2 * math.pi * at / len(ring) for at, iri in enumerate(ring)}
        else:
            wishes = {iri: _lean([angles[other] for other in sorted(near[iri]) if other in angles]) for iri in ring}
        places = arrange_ring(wishes, radius, _SPACING)
        for iri, (x, y) in places.items():
            nodes[iri].x, nodes[iri].y = x, y
            # Names stand on the outer side, where no lines run.
            nodes[iri].side = "l" if x < 0 else "r"
        angles = {iri: math.atan2(y, x) for iri, (x, y) in places.items()}
        far = max(math.hypot(x, y) for x, y in places.values())
        radii.append(far + 0.5 * _BETWEEN)
        radius = far + _BETWEEN
    return radii[:-1]


def _lean(angles: list[float]) -> float:
    return math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles)))
