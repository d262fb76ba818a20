"""Who bridges two domains.

The domains are those that the records declare, never communities that an algorithm finds. The measure is computed on the
two-mode graph of participants and projects, not on a projection: projected, a project with forty partners would become a
clique of forty and make everyone in it look central.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from trendbreuk_graph.network import Network

__all__ = ["Bridge", "find_bridges"]


@dataclass(frozen=True, slots=True)
class Bridge:
    """How far one participant joins two domains.

    Attributes:
        who: IRI of the participant.
        score: Share of the shortest paths between the two domains that pass through it, from 0 to 1.
        sources: Participants of the first domain that share a project with it.
        targets: Participants of the second domain that share a project with it.
        projects: Its projects in which both domains take part.
    """

    who: str
    score: float
    sources: frozenset[str]
    targets: frozenset[str]
    projects: frozenset[str]


def find_bridges(network: Network, first: str = "medical", second: str = "social") -> list[Bridge]:
    """Rank participants by cross-domain betweenness.

    For sources S (participants in the first domain and not in the second) and targets T (the reverse),

        c(v) = (1 / n) * sum over s in S, t in T, v not s or t, of  paths(s, t through v) / paths(s, t)

    where ``paths`` counts shortest paths in the two-mode graph and n is the number of pairs (s, t) of which neither is v.
    A participant in both domains is neither source nor target: it can only bridge. networkx halves the sum for an
    undirected graph, because it expects each pair from both sides; with disjoint S and T each pair comes once, so the halving
    is undone. A pair without any path counts in n and adds nothing.

    What it means: of all the shortest ways from a partner in one domain to a partner in the other, this share goes
    through v. What it does not mean: that v does anything there; it shows position in the documents' partner lists, not
    effort, quality or power.

    Reference: betweenness between node subsets, U. Brandes, "On variants of shortest-path betweenness centrality and
    their generic computation", Social Networks 30 (2008), doi:10.1016/j.socnet.2007.11.001; used between declared
    groups by P. J. Jones, R. Ma, R. J. McNally, "Bridge centrality", Multivariate Behavioral Research 56 (2021).

    Args:
        network: The network.
        first: Id of one domain.
        second: Id of the other.

    Returns:
        Bodies and the collapsed municipalities with at least one partner on either side, best first, ties broken by IRI.
        Kinds of actor ("general practitioners") and persons are part of the graph but are not ranked.
    """
    from networkx import betweenness_centrality_subset

    graph = network.to_networkx()
    participants = [node for node in graph if graph.nodes[node]["kind"] == "participant"]
    sides = {who: network.domains.get(who, frozenset()) & {first, second} for who in participants}
    sources = {who for who in participants if sides[who] == {first}}
    targets = {who for who in participants if sides[who] == {second}}
    raw = betweenness_centrality_subset(graph, sorted(sources), sorted(targets), normalized=False)
    ranked = set(participants) & (network.organisations | set(network.collapsed.values()))
    bridges = []
    for who in ranked:
        pairs = len(sources - {who}) * len(targets - {who})
        found = _find_sides(graph, who, sources, targets)
        if pairs and found.sources and found.targets:
            bridges.append(Bridge(who, 2 * raw[who] / pairs, found.sources, found.targets, found.projects))
    return sorted(bridges, key=lambda bridge: (-bridge.score, bridge.who))


def _find_sides(graph: nx.Graph[str], who: str, sources: set[str], targets: set[str]) -> Bridge:
    near_sources: set[str] = set()
    near_targets: set[str] = set()
    joint: set[str] = set()
    for project in graph[who]:
        partners = set(graph[project]) - {who}
        near_sources |= partners & sources
        near_targets |= partners & targets
        if partners & sources and partners & targets:
            joint.add(project)
    return Bridge(who, 0.0, frozenset(near_sources), frozenset(near_targets), frozenset(joint))
