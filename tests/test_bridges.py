"""Cross-domain betweenness on graphs that can be worked out by hand, and against a count of all shortest paths."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.bridges import Bridge, find_bridges
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore


def _network(ties: str, domains: dict[str, str], *, groups: str = "", collapsed: str = "") -> Network:
    """A network from ties such as ``P-a P-b``; a participant is a body unless it is named in `groups`."""
    pairs = frozenset((tie.split("-")[0], tie.split("-")[1]) for tie in ties.split())
    bodies = {who for _, who in pairs} - set(groups.split())
    return Network(
        ties=pairs,
        domains={who: frozenset(names.split()) for who, names in domains.items()},
        names={},
        organisations=frozenset(bodies),
        collapsed={part.split(">")[0]: part.split(">")[1] for part in collapsed.split()},
    )


def _scores(network: Network) -> dict[str, float]:
    return {bridge.who: bridge.score for bridge in find_bridges(network)}


_PATH = "P-m P-v Q-v Q-s"


def test_the_middle_of_a_path_is_on_every_shortest_path() -> None:
    """On m-P-v-Q-s all of the one pair goes through v, and no project of v has both sides."""
    expected = [Bridge("v", 1.0, frozenset({"m"}), frozenset({"s"}), frozenset())]

    assert expected == find_bridges(_network(_PATH, {"m": "medical", "s": "social", "v": "government"}))


def test_two_parallel_bridges_share_the_paths() -> None:
    """Two equally short ways give each bridge a half; equal scores stand in the order of the IRIs."""
    network = _network(f"{_PATH} P-w Q-w", {"m": "medical", "s": "social"})

    assert [("v", 0.5), ("w", 0.5)] == list(_scores(network).items())


def test_a_longer_way_around_counts_for_nothing() -> None:
    """Only shortest paths count: x and y, on a way of three projects, are no bridges beside v."""
    network = _network(f"{_PATH} P-x R-x R-y Q-y", {"m": "medical", "s": "social"})

    # x and y have a partner on one side only, so they are not listed.
    assert {"v": 1.0} == _scores(network)


def test_a_direct_tie_leaves_the_bridge_without_share() -> None:
    """When m and s share a project, the shortest path passes nobody; the joint project is named."""
    network = _network("P-m P-s P-v", {"m": "medical", "s": "social"})

    assert [Bridge("v", 0.0, frozenset({"m"}), frozenset({"s"}), frozenset({"P"}))] == find_bridges(network)


def test_a_participant_in_both_domains_is_neither_source_nor_target() -> None:
    """Both is a bridge between m and s, and no pair is counted with it."""
    network = _network("P-m P-both Q-both Q-s P-v", {"m": "medical", "s": "social", "both": "medical social"})

    # v has no social partner: both does not count as one.
    assert [Bridge("both", 1.0, frozenset({"m"}), frozenset({"s"}), frozenset())] == find_bridges(network)


def test_a_pair_without_a_path_counts_among_the_pairs() -> None:
    """Of the pairs m-s and m-far only the first has a path, so v has a half."""
    network = _network(f"{_PATH} R-far", {"m": "medical", "s": "social", "far": "social"})

    assert {"v": 0.5} == _scores(network)


def test_a_source_is_left_out_of_its_own_pairs() -> None:
    """Medical v is on the whole of the one pair m-s that is not its own."""
    network = _network(_PATH, {"m": "medical", "v": "medical", "s": "social"})

    assert [Bridge("v", 1.0, frozenset({"m"}), frozenset({"s"}), frozenset())] == find_bridges(network)


def test_without_a_pair_nobody_bridges() -> None:
    """With one source and no target there is nothing to join; nothing is divided by zero."""
    assert find_bridges(_network(_PATH, {"m": "medical"})) == []
    assert find_bridges(_network("", {})) == []


def test_municipalities_bridge_as_their_group() -> None:
    """Ade works with m and Bos with s: collapsed, their group joins the two."""
    domains = {"m": "medical", "s": "social"}
    network = _network("P-m P-ade Q-bos Q-s", domains, collapsed="ade>group bos>group")

    assert {"group": 1.0} == _scores(network)
    assert {} == _scores(_network("P-m P-ade Q-bos Q-s", domains))


def test_kinds_of_actor_carry_paths_but_are_not_ranked() -> None:
    """A group of unnamed bodies takes its share of the paths and does not appear itself."""
    network = _network(f"{_PATH} P-w Q-w", {"m": "medical", "s": "social"}, groups="w")

    assert {"v": 0.5} == _scores(network)


def test_any_two_domains_can_be_joined() -> None:
    """The domains are a choice of the caller; their order does not change the scores."""
    network = _network(_PATH, {"m": "knowledge", "s": "government"})

    assert [1.0] == [bridge.score for bridge in find_bridges(network, "knowledge", "government")]
    assert [1.0] == [bridge.score for bridge in find_bridges(network, "government", "knowledge")]


def test_the_mini_world_has_no_bridge_with_a_share(mini_store: EmbeddedStore) -> None:
    """Both medical partners share Zomerfit with the one social partner, so nobody stands between them."""
    zomerfit, west = frozenset({ID + "zomerfit"}), frozenset({ID + "wijkwelzijn-west"})
    medical = frozenset({ID + "ziekenhuis-oost", ID + "huisartsen"})
    expected = [
        Bridge(ID + "gemeenten-zuid-limburg", 0.0, medical, west, zomerfit),
        Bridge(ID + "ggd-ministreek", 0.0, medical, west, zomerfit),
        Bridge(ID + "ziekenhuis-oost", 0.0, medical - {ID + "ziekenhuis-oost"}, west, zomerfit),
    ]

    assert expected == find_bridges(read_network(mini_store))


_WHO = [f"w{number}" for number in range(7)]
_PROJECTS = [f"P{number}" for number in range(5)]


@st.composite
def _networks(draw: st.DrawFn) -> Network:
    ties = draw(st.frozensets(st.tuples(st.sampled_from(_PROJECTS), st.sampled_from(_WHO)), min_size=1))
    sides = st.frozensets(st.sampled_from(["medical", "social", "government"]))
    domains = {who: draw(sides) for who in _WHO}
    collapsed = draw(st.sampled_from([{}, {"w0": "w1"}, {"w0": "w1", "w2": "w1"}]))
    return Network(ties=ties, domains=domains, names={}, organisations=frozenset(_WHO), collapsed=collapsed)


def _counted(network: Network) -> dict[str, float]:
    """The scores by their definition: every shortest path of every pair, counted one by one."""
    graph = network.to_networkx()
    present = [who for who in _WHO if who in graph]
    medical = [w for w in present if network.domains[w] & {"medical", "social"} == {"medical"}]
    social = [w for w in present if network.domains[w] & {"medical", "social"} == {"social"}]
    scores = {}
    for who in present:
        partners = {partner for project in graph[who] for partner in graph[project]} - {who}
        pairs = [pair for pair in product(medical, social) if who not in pair]
        if not pairs or not partners & set(medical) or not partners & set(social):
            continue
        total = 0.0
        for pair in pairs:
            if nx.has_path(graph, *pair):
                paths = list(nx.all_shortest_paths(graph, *pair))
                total += sum(who in path for path in paths) / len(paths)
        scores[who] = total / len(pairs)
    return scores


@given(network=_networks())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_the_scores_agree_with_counting_every_shortest_path(network: Network) -> None:
    """On any small network the measure is what its definition says, ranked from high to low."""
    bridges = find_bridges(network)

    assert pytest.approx(_counted(network)) == {bridge.who: bridge.score for bridge in bridges}
    assert sorted(bridges, key=lambda bridge: (-bridge.score, bridge.who)) == bridges
    assert all(0 <= bridge.score <= 1 + 1e-12 for bridge in bridges)
