"""Groups in a network: against networkx on networks drawn by lot, and at the edges."""

from __future__ import annotations

from random import Random
from statistics import fmean

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trendbreuk_graph.measures.louvain import find_groups, find_modularity

#: Node → neighbour → weight.
_Ties = list[dict[int, float]]


def _draw(seed: int, *, nodes: int = 60, hidden: int = 4) -> _Ties:
    """A network with hidden groups: within one a tie is five times as likely as between two."""
    lots = Random(seed)  # noqa: S311 - lots, no secrets
    ties: _Ties = [{} for _ in range(nodes)]
    for one in range(nodes):
        for other in range(one + 1, nodes):
            if lots.random() < (0.4 if one % hidden == other % hidden else 0.08):
                ties[one][other] = ties[other][one] = lots.uniform(0.1, 2)
    return ties


def _to_networkx(ties: _Ties) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    graph.add_weighted_edges_from((one, other, weight) for one, row in enumerate(ties) for other, weight in row.items())
    return graph


@given(st.integers(0, 5_999))
def test_no_node_gains_by_leaving(seed: int) -> None:
    """Whichever other group, or a group of its own, a node would join: the modularity would not rise."""
    ties = _draw(seed, nodes=24, hidden=3)
    groups = find_groups(ties)
    found = find_modularity(ties, groups)

    assert found is not None
    assert sorted(node for group in groups for node in group) == list(range(24))
    for home, group in enumerate(groups):
        for node in group:
            left = [[one for one in other if one != node] for other in groups] + [[]]
            for place in set(range(len(left))) - {home}:
                moved = [[*other, node] if at == place else other for at, other in enumerate(left)]
                assert (find_modularity(ties, moved) or 0.0) <= found + 1e-9


def test_the_modularity_is_as_high_as_that_of_networkx() -> None:
    """On forty networks: never much lower, and not lower on average; and the measure itself is the same."""
    lower = []
    for seed in range(40):
        ties, graph = _draw(seed), _to_networkx(_draw(seed))
        mine, theirs = find_groups(ties), nx.community.louvain_communities(graph, seed=seed)
        found = find_modularity(ties, mine)
        assert found == pytest.approx(nx.community.modularity(graph, [set(group) for group in mine]), abs=1e-12)
        assert found is not None
        lower.append(nx.community.modularity(graph, theirs) - found)

    assert max(lower) < 0.05
    assert fmean(lower) < 0.005


def test_groups_that_are_there_are_found() -> None:
    """Ten rings of five, each tied to the next by one weak tie, are ten groups."""
    ties: _Ties = [{} for _ in range(50)]
    for ring in range(10):
        nodes = range(5 * ring, 5 * ring + 5)
        pairs = [(one, other, 1.0) for one in nodes for other in nodes if one < other]
        for one, other, weight in [*pairs, (nodes[-1], (nodes[-1] + 1) % 50, 0.1)]:
            ties[one][other] = ties[other][one] = weight

    assert [list(range(5 * ring, 5 * ring + 5)) for ring in range(10)] == find_groups(ties)


def test_without_ties_each_is_alone() -> None:
    """And there is no modularity, nor is there a network without nodes."""
    assert [[0], [1]] == find_groups([{}, {}])
    assert find_modularity([{}, {}], [[0], [1]]) is None
    assert [] == find_groups([])
