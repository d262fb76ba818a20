"""Where each participant stands: how many it works with, how near it is to the others, and whether it belongs to the core."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.betweenness import sum_paths_through
from trendbreuk_graph.measures.nearness import count_near
from trendbreuk_graph.measures.sampling import Sample, draw_nodes, find_sample
from trendbreuk_graph.measures.twomode import find_reach, number_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.measures.twomode import TwoMode
    from trendbreuk_graph.network import Network


__all__ = ["Betweenness", "Position", "find_betweenness", "find_core_levels", "find_positions"]


@dataclass(frozen=True, slots=True)
class Position:
    """Where one participant stands.

    Attributes:
        who: The participant.
        projects: In how many projects it takes part.
        partners: How many others share a project with it.
        reach: How many others it reaches in at most two projects: its partners and theirs.
        connected: How many others it reaches at all.
        closeness: From 0, nobody, to 1, everybody in one project; see :func:`find_positions`.
        sample: What the closeness was estimated from; None when it is exact. All else is exact always.
    """

    who: str
    projects: int
    partners: int
    reach: int
    connected: int
    closeness: float
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Betweenness:
    """How often each participant lies between two others.

    Attributes:
        shares: Each participant, in the order of the IRIs → its share of the shortest paths; None with fewer than two others.
        sample: What the shares were estimated from; None when they are exact.
    """

    shares: dict[str, float | None]
    sample: Sample | None


def find_positions(network: Network, *, expand: bool = False, open_groups: bool = False) -> dict[str, Position]:
    """Degree, reach and closeness of each participant.

    The distance between two participants is the least number of projects on a chain from one to the other. With r others reached, of
    n participants, and d their distances,

        closeness(v) = r / (n − 1) * r / Σ d

    which is 0 for a participant without partners, and 0 when it is the only one.

    In a large network (see :func:`~trendbreuk_graph.measures.sampling.find_sample`) Σ d is an estimate in the parts of it that are
    large themselves: r times the mean distance to k participants of the part, itself not counted. It has no bias, and is exact when k is
    all. By Hoeffding's inequality the mean distance is, with a probability of 95%, within (the longest distance) · √(ln 40 / 2k) of
    the exact one. Partners, reach and who is connected are counted, never estimated.

    What it means: how many it meets, and how few steps it takes to reach the others. What it does not mean: that a message goes that
    way, or that more is better; whoever stands on one very long list is near to all.

    Reference: L. C. Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1 (1978) 215–239,
    doi:10.1016/0378-8733(78)90021-7; with the correction for parts that do not hang together of S. Wasserman, K. Faust, "Social
    Network Analysis", Cambridge University Press, 1994. The estimate is that of D. Eppstein, J. Wang, "Fast approximation of
    centrality", Journal of Graph Algorithms and Applications 8 (2004) 39–45, doi:10.7155/jgaa.00081.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "b"), ("Q", "b"), ("Q", "c")})
    >>> find_positions(Network(ties, {}, {}, frozenset(), {}))["a"]
    Position(who='a', projects=1, partners=1, reach=2, connected=2, closeness=0.6666666666666666, sample=None)

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Each participant, in the order of the IRIs.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    parts = _find_parts(graph)
    drawn = [draw_nodes(graph, part) for part in parts]
    rings = _count_rings(graph, drawn)
    partners, reach = _read_rings(rings, graph.width) if drawn == parts else count_near(graph)
    far = [0] * graph.width
    for step, counts in enumerate(rings, start=1):
        far = [before + step * count for before, count in zip(far, counts, strict=True)]
    samples = [find_sample(graph, len(part)) for part in parts]
    place = {who: at for at, part in enumerate(parts) for who in part}
    ends = set().union(*drawn)
    found = {}
    for who in graph.participants:
        at = place[who]
        connected, others = len(parts[at]) - 1, len(drawn[at]) - (who in ends)
        found[graph.nodes[who]] = Position(
            who=graph.nodes[who],
            projects=len(graph.near[who]),
            partners=partners[who],
            reach=reach[who],
            connected=connected,
            closeness=connected * others / (far[who] * (graph.width - 1)) if connected and others else 0.0,
            sample=samples[at],
        )
    return found


def _find_parts(graph: TwoMode) -> list[list[int]]:
    """The participants of each part of the graph that hangs together, in the order of a walk through it."""
    met = [False] * len(graph.nodes)
    parts = []
    for first in graph.participants:
        if met[first]:
            continue
        met[first] = True
        part = [first]
        # Grows while it is gone through.
        for who in part:
            for project in graph.near[who]:
                if met[project]:
                    continue
                met[project] = True
                for other in graph.near[project]:
                    if not met[other]:
                        met[other] = True
                        part.append(other)
        parts.append(part)
    return parts


def _read_rings(rings: Sequence[Sequence[int]], width: int) -> tuple[Sequence[int], Sequence[int]]:
    """Participant → how many others it reaches in one project, and in at most two; walks from all have counted that."""
    first, second = [*rings, [0] * width, [0] * width][:2]
    return first, [one + two for one, two in zip(first, second, strict=True)]


def _count_rings(graph: TwoMode, drawn: Sequence[Sequence[int]]) -> list[list[int]]:
    """Steps, from one → participant → how many of those drawn in its part are exactly that far, itself not counted.

    Args:
        graph: The two-mode graph.
        drawn: For each part of the graph those to walk from. All walk at once, with a bit for each; parts never meet, so that they
            share the bits.
    """
    reached = [0] * graph.width
    for walked in drawn:
        for place, who in enumerate(walked):
            reached[who] = 1 << place
    rings: list[list[int]] = []
    while True:
        further = find_reach(graph, reached)
        ring = [new.bit_count() - old.bit_count() for new, old in zip(further, reached, strict=True)]
        if not any(ring):
            return rings
        rings.append(ring)
        reached = further


def find_betweenness(network: Network, *, expand: bool = False, open_groups: bool = False) -> Betweenness:
    """The share of the shortest paths between any two others that pass through a participant.

        b(v) = mean over pairs s, t of other participants of  paths(s, t through v) / paths(s, t)

    on the two-mode graph, from 0 to 1; a pair without a path counts and adds nothing. None with fewer than two others. In a large
    network it is an estimate, see :func:`~trendbreuk_graph.measures.betweenness.sum_paths_through`.

    What it means: how much of the traffic between any two would pass here, if traffic took the shortest way. What it does not mean: a
    bridge between domains; a hub inside one domain scores as high, see :func:`~trendbreuk_graph.measures.bridges.find_bridges`.

    Reference: L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977) 35–41,
    doi:10.2307/3033543; computed as in U. Brandes, Social Networks 30 (2008) 136–145, doi:10.1016/j.socnet.2007.11.001.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "b"), ("Q", "b"), ("Q", "c")})
    >>> find_betweenness(Network(ties, {}, {}, frozenset(), {})).shares
    {'a': 0.0, 'b': 1.0, 'c': 0.0}

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    through = sum_paths_through(graph, graph.participants, graph.participants)
    pairs = (graph.width - 1) * (graph.width - 2)
    shares = {graph.nodes[who]: through[who] / pairs if pairs > 0 else None for who in graph.participants}
    return Betweenness(shares, find_sample(graph, graph.width))


def find_core_levels(
    network: Network, company: int = 2, *, expand: bool = False, open_groups: bool = False
) -> dict[str, int]:
    """Core and periphery: the level of each participant, the highest being the core.

    The level of a participant is the largest p such that it is in the (p, q)-core with q = `company`: the largest part of the
    two-mode graph in which each participant takes part in at least p projects and each project has at least q participants, counting
    only who and what is in that part. A participant in projects of its own alone has level 0.

    On a projection the same would put everyone of the largest project in the core; here a long list counts as one project.

    What it means: the core works together in many projects with others who do. What it does not mean: that the periphery matters
    less, or that there is one border between the two; the highest level is often a pair, so read the levels as a scale.

    Reference: M. Cerinšek, V. Batagelj, "Generalized two-mode cores", Social Networks 42 (2015) 80–87,
    doi:10.1016/j.socnet.2015.04.001.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "b"), ("Q", "a"), ("Q", "b"), ("Q", "c"), ("R", "a")})
    >>> find_core_levels(Network(ties, {}, {}, frozenset(), {}))
    {'a': 2, 'b': 2, 'c': 1}

    Args:
        network: The network.
        company: How many participants a project needs to count.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Each participant, in the order of the IRIs.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    left = [len(found) for found in graph.near]
    gone = [False] * len(graph.nodes)
    levels = dict.fromkeys(graph.nodes[: graph.width], 0)
    level = 0
    _peel(graph, left, gone, (0, company))
    while not all(gone[: graph.width]):
        level += 1
        _peel(graph, left, gone, (level, company))
        for who in graph.participants:
            if not gone[who]:
                levels[graph.nodes[who]] = level
    return levels


def _peel(graph: TwoMode, left: list[int], gone: list[bool], least: tuple[int, int]) -> None:
    """Take away who has fewer projects, and what has fewer participants, than the least, until none is left that has."""
    waiting = [node for node in range(len(gone)) if not gone[node] and left[node] < least[node >= graph.width]]
    while waiting:
        node = waiting.pop()
        if gone[node]:
            continue
        gone[node] = True
        for other in graph.near[node]:
            left[other] -= 1
            if not gone[other] and left[other] < least[other >= graph.width]:
                waiting.append(other)
