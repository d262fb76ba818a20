"""Shortest paths between two sets of nodes: the one measure that is heavy, and the one place where it is handed over.

networkx counts them for a region. Its time grows with nodes times ties, so that above :data:`FAST_FROM` nodes the same graph goes
to igraph, when that is installed (``pip install trendbreuk-graph[fast]``; it is GPL, so the package does not ask for it), and else
to a loop over numbers, which takes a quarter of the time of networkx. All three give the same numbers to 1e-9; the tests hold them
against each other. Where even that would take minutes, :mod:`~trendbreuk_graph.measures.sampling` says from which nodes is walked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.sampling import draw_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trendbreuk_graph.measures.twomode import TwoMode

__all__ = ["FAST_FROM", "sum_by_hand", "sum_paths_through", "sum_with_igraph", "sum_with_networkx"]

#: Nodes (participants and projects) from which networkx takes longer than one waits for: below, an answer comes within a second or two.
FAST_FROM = 2_000


def sum_paths_through(graph: TwoMode, sources: Sequence[int], targets: Sequence[int]) -> list[float]:
    """Node v → the sum over ordered pairs of a source s and a target t of the share of shortest paths from s to t through v.

    Pairs with s = t, with s = v or with t = v add nothing, nor do pairs without a path. When a pair of nodes stands on both sides
    it counts twice, once in either direction.

    On a large graph (see :func:`~trendbreuk_graph.measures.sampling.find_sample`) it is an estimate: the walks start from k of the n
    nodes of the smaller side, and the sum over those other than v is scaled by their number, (n − [v on that side]) / (k − [v in the
    sample]). So the estimate has no bias, is exact when k = n, and a share made of it never passes 1. It is drawn from the smaller
    side because k is then the larger part of it; either side would give the same on average. By Hoeffding's inequality the share of
    one node is, with a probability of 95%, within √(ln 40 / 2k) of the exact one, 0.12 for 128 walks, however large the network; as
    a rule it is much nearer. A node that few paths pass can get 0.

    References: U. Brandes, "On variants of shortest-path betweenness centrality and their generic computation", Social Networks 30
    (2008) 136–145, doi:10.1016/j.socnet.2007.11.001. The estimate is that of U. Brandes, C. Pich, "Centrality estimation in large
    networks", International Journal of Bifurcation and Chaos 17 (2007) 2303–2318, doi:10.1142/S0218127407018403, with sources drawn
    evenly; the bound is that of W. Hoeffding, "Probability inequalities for sums of bounded random variables", Journal of the
    American Statistical Association 58 (1963) 13–30, doi:10.1080/01621459.1963.10500830, which holds for draws without replacement.

    >>> from trendbreuk_graph.measures.twomode import number_nodes
    >>> from trendbreuk_graph.network import Network
    >>> graph = number_nodes(Network(frozenset({("P", "a"), ("P", "b"), ("Q", "b"), ("Q", "c")}), {}, {}, frozenset(), {}))
    >>> dict(zip(graph.nodes, sum_paths_through(graph, [0], [2])))
    {'a': 0.0, 'b': 1.0, 'c': 0.0, 'P': 1.0, 'Q': 1.0}

    Args:
        graph: The two-mode graph.
        sources: Numbers of nodes, each once.
        targets: Numbers of nodes, each once.

    Returns:
        One number for each node, in the order of the graph.
    """
    if not sources or not targets:
        return [0.0] * len(graph.nodes)
    # Ties have no direction, so that either side may be the one to walk from: the smaller takes fewer walks.
    few, many = sorted((sources, targets), key=len)
    drawn, count = draw_nodes(graph, few), _choose_engine(len(graph.nodes))
    bare = _strip_leaves(graph, {*drawn, *many})
    if len(drawn) == len(few):
        return count(bare, few, many)
    places = _put_together(bare)
    sums = count(_renumber(bare, places), [places[node] for node in drawn], [places[node] for node in many])
    return _scale([sums[place] for place in places], drawn, few)


def _put_together(graph: TwoMode) -> list[int]:
    """Node → another number, such that neighbours have near numbers: a walk through a large graph then takes half of the time."""
    order: list[int] = []
    seen = [False] * len(graph.nodes)
    for root in range(len(graph.nodes)):
        ring = [] if seen[root] else [root]
        seen[root] = True
        for node in ring:
            for other in graph.near[node]:
                if not seen[other]:
                    seen[other] = True
                    ring.append(other)
        order += ring
    # Participants keep the first numbers.
    order.sort(key=lambda node: node >= graph.width)
    places = [0] * len(order)
    for place, node in enumerate(order):
        places[node] = place
    return places


def _renumber(graph: TwoMode, places: Sequence[int]) -> TwoMode:
    """The same graph with other numbers; its names, which are of no use here, stay as they were."""
    near: list[tuple[int, ...]] = [()] * len(places)
    for node, others in enumerate(graph.near):
        near[places[node]] = tuple(sorted([places[other] for other in others]))
    return replace(graph, near=tuple(near))


def _scale(sums: list[float], drawn: Sequence[int], sources: Sequence[int]) -> list[float]:
    """From walks from some of the sources to what walks from all of them would give; see :func:`sum_paths_through`."""
    rest, walked = len(sources), len(drawn)
    scaled = [value * rest / walked for value in sums]
    # No pair of its own passes a node, so that one less of the walks says something of it.
    for node in sources:
        scaled[node] = sums[node] * (rest - 1) / walked
    for node in drawn:
        scaled[node] = sums[node] * (rest - 1) / (walked - 1) if walked > 1 else 0.0
    return scaled


def _strip_leaves(graph: TwoMode, ends: set[int]) -> TwoMode:
    """The graph without ties to what lies on no path between two ends: leaf after leaf, until each leaf is an end.

    In a network as documents tell it, a quarter of the nodes are such: bodies that are named once, projects with one party.
    """
    near = list(graph.near)
    waiting = [node for node, others in enumerate(near) if len(others) == 1 and node not in ends]
    while waiting:
        node = waiting.pop()
        for other in near[node]:
            near[other] = tuple([one for one in near[other] if one != node])
            if len(near[other]) == 1 and other not in ends:
                waiting.append(other)
        near[node] = ()
    return replace(graph, near=tuple(near))


def _choose_engine(size: int) -> Callable[[TwoMode, Sequence[int], Sequence[int]], list[float]]:
    if size < FAST_FROM:
        return sum_with_networkx
    try:
        import igraph  # noqa: F401 # whether it is there decides
    except ImportError:
        return sum_by_hand
    return sum_with_igraph


def sum_with_networkx(graph: TwoMode, sources: Sequence[int], targets: Sequence[int]) -> list[float]:
    """See :func:`sum_paths_through`; the most tried of the three."""
    import networkx as nx

    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(graph.nodes)))
    plain.add_edges_from((who, project) for who in graph.participants for project in graph.near[who])
    found = nx.betweenness_centrality_subset(plain, sources, targets, normalized=False)
    # networkx halves the sum of an undirected graph, because it expects each pair from both sides.
    return [2 * found[node] for node in plain]


def sum_with_igraph(graph: TwoMode, sources: Sequence[int], targets: Sequence[int]) -> list[float]:
    """See :func:`sum_paths_through`; thirty times faster, where igraph is installed."""
    import igraph

    edges = [(who, project) for who in graph.participants for project in graph.near[who]]
    plain = igraph.Graph(n=len(graph.nodes), edges=edges)
    found = plain.betweenness(directed=False, sources=list(sources), targets=list(targets))
    # igraph halves as networkx does.
    return [2 * value for value in found]


def sum_by_hand(graph: TwoMode, sources: Sequence[int], targets: Sequence[int]) -> list[float]:
    """See :func:`sum_paths_through`; Brandes' algorithm on numbers, for large graphs without igraph."""
    size = len(graph.nodes)
    total = [0.0] * size
    is_target = [0.0] * size
    for target in targets:
        is_target[target] = 1.0
    for source in sources:
        order, distance, paths = _count_paths(graph.near, source)
        through = [0.0] * size
        for node in reversed(order[1:]):
            total[node] += through[node]
            share = (is_target[node] + through[node]) / paths[node]
            if share:
                step = distance[node] - 1
                for other in graph.near[node]:
                    if distance[other] == step:
                        through[other] += paths[other] * share
    return total


def _count_paths(near: Sequence[Sequence[int]], source: int) -> tuple[list[int], list[int], list[float]]:
    """The nodes in the order in which they are reached, how many ties away each is, and by how many shortest paths."""
    distance = [-1] * len(near)
    paths = [0.0] * len(near)
    distance[source], paths[source] = 0, 1.0
    order = [source]
    for node in order:
        step, ways = distance[node] + 1, paths[node]
        for other in near[node]:
            if distance[other] < 0:
                distance[other] = step
                paths[other] = ways
                order.append(other)
            elif distance[other] == step:
                paths[other] += ways
    return order, distance, paths
