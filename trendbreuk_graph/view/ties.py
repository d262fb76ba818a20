"""Ties between things, and what they make of nodes: degrees, groups, shared things."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from trendbreuk_graph.view.picture import Edge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["find_group", "find_money", "find_near", "find_participations", "find_relations", "project_ties"]

#: How sure money must be for a full line; what counts as missing.
_SURE, _MISSING = frozenset({"secured"}), frozenset({"gap", "ended"})


def find_participations(material: Material, chosen: Chosen) -> list[Edge]:
    """Who takes part in which of the chosen projects; groups opened or not, as chosen."""
    projects = set(chosen.projects)
    ties = material.network.find_ties(expand=chosen.expand, open_groups=chosen.expand)
    return [Edge(project, who) for project, who in sorted(ties) if project in projects]


def find_money(material: Material, projects: Collection[str]) -> list[Edge]:
    """Stream and project; of several statements about the two the surest counts."""
    found: dict[tuple[str, str], set[str]] = {}
    for line in material.ledger.lines:
        if line.stream is not None and line.project in projects:
            found.setdefault((line.stream, line.project), set()).add(line.status)
    return [Edge(stream, project, _style(status)) for (stream, project), status in sorted(found.items())]


def _style(status: set[str]) -> str:
    if status & _SURE:
        return "tie"
    return "hope" if status - _MISSING else "gap"


def find_relations(material: Material, projects: Collection[str], kinds: Collection[str]) -> list[Edge]:
    """Which of these projects are part of each other or connected; each pair once."""
    found = {
        tuple(sorted((one, other)))
        for one, kind, other in material.relations
        if kind in kinds and one in projects and other in projects and one != other
    }
    return [Edge(one, other, "relation") for one, other in sorted(found)]


def find_near(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Thing → the things that it is tied to."""
    near: dict[str, set[str]] = {}
    for edge in edges:
        near.setdefault(edge.first, set()).add(edge.second)
        near.setdefault(edge.second, set()).add(edge.first)
    return near


def project_ties(edges: Iterable[Edge], keep: Collection[str]) -> list[Edge]:
    """Ties between the kept ends of edges that share the other end, with all that they share."""
    held: dict[str, list[str]] = {}
    for edge in edges:
        inside, outside = (edge.first, edge.second) if edge.first in keep else (edge.second, edge.first)
        held.setdefault(outside, []).append(inside)
    shared: dict[tuple[str, str], list[str]] = {}
    for between in sorted(held):
        for one, other in combinations(sorted(held[between]), 2):
            shared.setdefault((one, other), []).append(between)
    return [Edge(one, other, "tie", tuple(why)) for (one, other), why in sorted(shared.items())]


def find_group(options: Collection[str], sizes: dict[str, int]) -> str:
    """The group in which a thing with several stands: the smallest, which says most about it; empty without any."""
    return min(options, key=lambda option: (sizes[option], option), default="")
