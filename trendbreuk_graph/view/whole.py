"""The network by theme or domain: all of it, or one kind of node alone."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import translator
from trendbreuk_graph.view.looks import find_look
from trendbreuk_graph.view.picture import Edge, Node, Picture
from trendbreuk_graph.view.regions import Regions, arrange_regions
from trendbreuk_graph.view.sentences import add_limits, count_things, say_when
from trendbreuk_graph.view.ties import find_group, find_near, find_participations, find_relations, project_ties

if TYPE_CHECKING:
    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["make_organisations", "make_projects", "make_whole"]

#: Lists by which projects may be grouped, the best first.
_SCHEMES = ("regioplan-themes", "gala-themes", "life-phases")
#: A grouping is of use when its largest group holds at most this share of the projects.
_SHARE = 0.6
_NONE = "none"
#: Half the width of the largest sign, so that neighbours do not touch.
_LARGEST = 18.0
#: Ties with reasons to count are hidden from few reasons on, until at most so many a node are left.
_TIES_A_NODE = 2.5


def make_whole(material: Material, chosen: Chosen) -> Picture:
    """Projects in discs by theme; each party stands with its theme, or in the middle when it works in several."""
    _ = translator(material.language)
    ties = find_participations(material, chosen)
    relations = find_relations(material, set(chosen.projects), {"partOf"})
    near = find_near(ties)
    groups, names = _group_projects(material, chosen)
    regions = Regions({}, names, middle=_("active in several groups"))
    nodes = {}
    for project in chosen.projects:
        nodes[project] = _make_node(material, project, near)
        regions.groups.setdefault(groups[project], []).append(nodes[project])
    for who in sorted({edge.second for edge in ties}):
        nodes[who] = _make_node(material, who, near)
        own = {groups[project] for project in near[who]}
        (regions.groups[own.pop()] if len(own) == 1 else regions.between).append(nodes[who])
    areas = arrange_regions(regions, near)
    sentence = _("{count}, tied where a document names a party with a project. {when}")
    return Picture(
        title=add_limits(_("The network"), chosen, material.language),
        sentence=sentence.format(count=count_things(material, nodes), when=say_when(material)),
        reading=_(
            "Each disc is a group of projects with the parties that only work there; in the middle stand the parties that work in several groups. "
            "A project of several themes stands with the smallest of them. The more ties, the larger the dot."
        ),
        nodes=[nodes[iri] for iri in sorted(nodes)],
        edges=[*ties, *relations],
        areas=areas,
        styles={"tie": _("takes part"), "relation": _("is part of")},
    )


def make_projects(material: Material, chosen: Chosen) -> Picture:
    """Projects alone, tied where they share parties."""
    _ = translator(material.language)
    participations = find_participations(material, chosen)
    edges = project_ties(participations, set(chosen.projects))
    groups, names = _group_projects(material, chosen)
    regions = Regions({}, names)
    near = find_near(edges)
    nodes = {project: _make_node(material, project, near) for project in chosen.projects}
    for project, node in nodes.items():
        regions.groups.setdefault(groups[project], []).append(node)
    areas = arrange_regions(regions, near)
    sentence = _("{count}, tied where the same parties take part. {when}")
    return Picture(
        title=add_limits(_("Projects that share parties"), chosen, material.language),
        sentence=sentence.format(count=count_things(material, nodes), when=say_when(material)),
        reading=_(
            "Each disc is a group of projects. Click on a project to see which parties it shares with another. A project of several themes stands "
            "with the smallest of them."
        ),
        nodes=[nodes[iri] for iri in sorted(nodes)],
        edges=edges,
        areas=areas,
        extra=sorted({edge.second for edge in participations}),
        least=_find_least(edges, len(nodes)),
        styles={"tie": _("share parties")},
    )


def make_organisations(material: Material, chosen: Chosen) -> Picture:
    """Parties alone, tied where they share projects."""
    _ = translator(material.language)
    participations = find_participations(material, chosen)
    who = sorted({edge.second for edge in participations})
    edges = project_ties(participations, set(who))
    near = find_near(edges)
    counts = Counter(domain for one in who for domain in material.domains(one))
    regions = Regions(
        {}, {**{domain: material.name(domain) for domain in counts}, _NONE: _("no domain")}, middle=_("several domains")
    )
    nodes = {}
    for one in who:
        nodes[one] = _make_node(material, one, near)
        domains = material.domains(one)
        if len(domains) > 1:
            regions.between.append(nodes[one])
        else:
            regions.groups.setdefault(find_group(domains, dict(counts)) or _NONE, []).append(nodes[one])
    if not regions.groups:
        regions.groups, regions.between = {_NONE: regions.between}, []
    areas = arrange_regions(regions, near)
    sentence = _("{count}, tied where they take part in the same project. {when}")
    return Picture(
        title=add_limits(_("Parties that share projects"), chosen, material.language),
        sentence=sentence.format(count=count_things(material, nodes), when=say_when(material)),
        reading=_(
            "Each disc is a domain; in the middle stand the parties that work in several domains. Click on a party to see in which projects it meets "
            "another."
        ),
        nodes=[nodes[iri] for iri in sorted(nodes)],
        edges=edges,
        areas=areas,
        extra=list(chosen.projects),
        least=_find_least(edges, len(nodes)),
        styles={"tie": _("share projects")},
    )


def _make_node(material: Material, iri: str, near: dict[str, set[str]]) -> Node:
    degree = len(near.get(iri, ()))
    return Node(iri, find_look(material, iri), size=round(min(8 + 2.2 * math.sqrt(degree), _LARGEST), 1), weight=degree)


def _group_projects(material: Material, chosen: Chosen) -> tuple[dict[str, str], dict[str, str]]:
    """Project → its group, and the names of the groups, by the first list that tells the projects apart."""
    _ = translator(material.language)
    found: dict[str, str] = {}
    for scheme in _SCHEMES:
        options = {project: material.themes(project, scheme) for project in chosen.projects}
        counts = Counter(theme for themes in options.values() for theme in themes)
        found = {project: find_group(themes, dict(counts)) or _NONE for project, themes in options.items()}
        sizes = Counter(found.values())
        if len(sizes) > 1 and max(sizes.values()) <= _SHARE * len(found):
            break
    names = {group: material.name(group) for group in set(found.values()) - {_NONE}}
    return found, {**names, _NONE: _("other projects")}


def _find_least(edges: list[Edge], nodes: int) -> int:
    """How many reasons a tie needs to be shown at first, so that the picture stays legible."""
    reasons = Counter(len(edge.why) for edge in edges)
    least, left = 1, len(edges)
    while left > _TIES_A_NODE * nodes and least < max(reasons):
        left -= reasons[least]
        least += 1
    return least
