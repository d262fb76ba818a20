"""How many others each participant meets, and how many they meet: counted, never estimated, in large networks too.

Where igraph is installed (``pip install trendbreuk-graph[fast]``) it counts them in time that grows with the network as long as its
lists of participants do not. Else many walk at once, with a bit for each: as fast, up to some hundred thousand ties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trendbreuk_graph.measures.twomode import TwoMode

__all__ = ["Near", "count_by_hand", "count_near", "count_with_igraph"]

#: Participant → how many others share a project with it; and how many it reaches in at most two projects, these included.
Near = tuple[list[int], list[int]]

#: So many walk at once: more take fewer rounds and more memory.
_BLOCK = 16_384


def count_near(graph: TwoMode) -> Near:
    """How many others each participant reaches in one project, and in at most two.

    >>> from trendbreuk_graph.measures.twomode import number_nodes
    >>> from trendbreuk_graph.network import Network
    >>> count_near(number_nodes(Network(frozenset({("P", "a"), ("P", "b"), ("Q", "b"), ("Q", "c")}), {}, {}, frozenset(), {})))
    ([1, 2, 1], [2, 2, 2])
    """
    try:
        import igraph  # noqa: F401 # whether it is there decides
    except ImportError:
        return count_by_hand(graph)
    return count_with_igraph(graph)


def count_with_igraph(graph: TwoMode) -> Near:
    """See :func:`count_near`.

    A tie leads to a project and the next one from there: partners are two ties away, and who is reached in two projects only is four.
    """
    import igraph

    edges = [(who, project) for who in graph.participants for project in graph.near[who]]
    plain = igraph.Graph(n=len(graph.nodes), edges=edges)
    everybody = list(graph.participants)
    partners, further = [plain.neighborhood_size(everybody, order=ties, mindist=ties) for ties in (2, 4)]
    return partners, [near + far for near, far in zip(partners, further, strict=True)]


def count_by_hand(graph: TwoMode) -> Near:
    """See :func:`count_near`."""
    near = graph.near
    one, two = [-1] * graph.width, [-1] * graph.width
    for first in range(0, graph.width, _BLOCK):
        reached = {who: 1 << place for place, who in enumerate(graph.participants[first : first + _BLOCK])}
        for counts in (one, two):
            crossed: dict[int, int] = {}
            for node, bits in reached.items():
                for project in near[node]:
                    crossed[project] = crossed.get(project, 0) | bits
            reached = {}
            for project, bits in crossed.items():
                for node in near[project]:
                    reached[node] = reached.get(node, 0) | bits
            for node, bits in reached.items():
                counts[node] += bits.bit_count()
    return one, two
