"""Bridges between two domains on graphs that can be worked out by hand, and against their definitions."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.measures.bridges import Bridge, ExclusivePair, Sides, find_bridges, find_exclusive_pairs
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore

_PATH = "P-m P-v Q-v Q-s"
_ENDS = {"m": "medical", "s": "social"}


def _scores(network: Network, *, expand: bool = False, open_groups: bool = False) -> dict[str, float]:
    return {bridge.who: bridge.score for bridge in find_bridges(network, expand=expand, open_groups=open_groups)}


def _seen(bridge: Bridge) -> tuple[str, float, set[str], set[str], set[str]]:
    return bridge.who, bridge.score, set(bridge.sources), set(bridge.targets), set(bridge.projects)


def test_the_middle_of_a_path_is_on_every_shortest_path(make_network: Callable[..., Network]) -> None:
    """On m-P-v-Q-s all of the one pair goes through v, and no project of v has both sides."""
    (bridge,) = find_bridges(make_network(_PATH, _ENDS | {"v": "government"}))

    assert ("v", 1.0, {"m"}, {"s"}, set()) == _seen(bridge)
    assert (1, 0.5, 1) == (bridge.exclusive_pairs, bridge.participation, bridge.loss.pairs)


def test_two_parallel_bridges_share_the_paths(make_network: Callable[..., Network]) -> None:
    """Two equally short ways give each bridge a half; equal scores stand in the order of the IRIs; either alone is no loss."""
    bridges = find_bridges(make_network(f"{_PATH} P-w Q-w", _ENDS))

    assert [("v", 0.5), ("w", 0.5)] == [(bridge.who, bridge.score) for bridge in bridges]
    assert [0, 0] == [bridge.loss.pairs for bridge in bridges]
    assert [1, 1] == [bridge.exclusive_pairs for bridge in bridges]


def test_a_longer_way_around_counts_for_nothing(make_network: Callable[..., Network]) -> None:
    """Only shortest paths count: x and y, on a way of three projects, are no bridges beside v."""
    network = make_network(f"{_PATH} P-x R-x R-y Q-y", _ENDS)

    # x and y have a partner on one side only, so they are not listed.
    assert {"v": 1.0} == _scores(network)


def test_a_direct_tie_leaves_the_bridge_without_share(make_network: Callable[..., Network]) -> None:
    """When m and s share a project, the shortest path passes nobody; the joint project is named, and the pair has met."""
    (bridge,) = find_bridges(make_network("P-m P-s P-v", _ENDS))

    assert ("v", 0.0, {"m"}, {"s"}, {"P"}) == _seen(bridge)
    assert bridge.exclusive_pairs == 0


def test_a_participant_in_both_domains_is_neither_source_nor_target(make_network: Callable[..., Network]) -> None:
    """Both is a bridge between m and s, and no pair is counted with it."""
    (bridge,) = find_bridges(make_network("P-m P-both Q-both Q-s P-v", _ENDS | {"both": "medical social"}))

    # v has no social partner: both does not count as one.
    assert ("both", 1.0, {"m"}, {"s"}, set()) == _seen(bridge)


def test_a_pair_without_a_path_counts_among_the_pairs(make_network: Callable[..., Network]) -> None:
    """Of the pairs m-s and m-far only the first has a path, so v has a half."""
    assert {"v": 0.5} == _scores(make_network(f"{_PATH} R-far", _ENDS | {"far": "social"}))


def test_a_source_is_left_out_of_its_own_pairs(make_network: Callable[..., Network]) -> None:
    """Medical v is on the whole of the one pair m-s that is not its own."""
    (bridge,) = find_bridges(make_network(_PATH, _ENDS | {"v": "medical"}))

    assert ("v", 1.0, {"m"}, {"s"}, set()) == _seen(bridge)


def test_a_project_joins_both_sides_by_others_than_the_bridge(make_network: Callable[..., Network]) -> None:
    """Medical v makes P joint only with another medical participant in it."""
    bridges = find_bridges(make_network("P-m P-s P-v Q-s Q-v", _ENDS | {"v": "medical"}))

    assert {"v": {"P"}} == {bridge.who: set(bridge.projects) for bridge in bridges if bridge.who == "v"}


def test_without_a_pair_nobody_bridges(make_network: Callable[..., Network]) -> None:
    """With one source and no target there is nothing to join; nothing is divided by zero."""
    assert find_bridges(make_network(_PATH, {"m": "medical"})) == []
    assert find_bridges(make_network("", {})) == []


def test_municipalities_bridge_as_their_group(make_network: Callable[..., Network]) -> None:
    """Ade works with m and Bos with s: collapsed, their group joins the two; expanded, nobody does."""
    network = make_network("P-m P-ade Q-bos Q-s", _ENDS, collapsed="ade>group bos>group")

    assert {"group": 1.0} == _scores(network)
    assert {} == _scores(network, expand=True)


def test_opened_groups_bridge_as_their_members(make_network: Callable[..., Network]) -> None:
    """A kind of actor is not ranked; opened, its one named member stands in its projects and is."""
    network = make_network("P-m P-kind Q-kind Q-s", _ENDS, groups="kind", members={"kind": "member"})

    assert {} == _scores(network)
    assert {"member": 1.0} == _scores(network, open_groups=True)


def test_kinds_of_actor_carry_paths_but_are_not_ranked(make_network: Callable[..., Network]) -> None:
    """A group of unnamed bodies takes its share of the paths and does not appear itself."""
    assert {"v": 0.5} == _scores(make_network(f"{_PATH} P-w Q-w", _ENDS, groups="w"))


def test_any_two_domains_can_be_joined(make_network: Callable[..., Network]) -> None:
    """The domains are a choice of the caller; their order does not change the scores."""
    network = make_network(_PATH, {"m": "knowledge", "s": "government"})

    assert [1.0] == [bridge.score for bridge in find_bridges(network, "knowledge", "government")]
    assert [1.0] == [bridge.score for bridge in find_bridges(network, "government", "knowledge")]


def test_exclusive_pairs_say_how_many_others_stand_between(make_network: Callable[..., Network]) -> None:
    """M and s meet through v alone, m and t through v and w, n and t in a project: two pairs are exclusive to v."""
    domains = _ENDS | {"t": "social", "n": "medical"}
    network = make_network("P-m P-v Q-s Q-v R-t R-v S-m S-w T-t T-w R-n U-n U-s", domains)

    assert [ExclusivePair("m", "s", 0), ExclusivePair("m", "t", 1)] == find_exclusive_pairs(network, "v")
    assert [ExclusivePair("m", "s", 0)] == Sides(network).find_pairs("v", most=1)
    assert [2] == [bridge.exclusive_pairs for bridge in find_bridges(network) if bridge.who == "v"]


def test_exclusive_pairs_of_a_municipality_are_those_of_its_group(make_network: Callable[..., Network]) -> None:
    """Collapsed, Ade answers as the group; expanded, it has one partner; who takes part in nothing has no pairs."""
    network = make_network("P-m P-ade Q-bos Q-s", _ENDS, collapsed="ade>group bos>group")

    assert [ExclusivePair("m", "s", 0)] == find_exclusive_pairs(network, "ade")
    assert [] == find_exclusive_pairs(network, "ade", expand=True)
    assert [] == find_exclusive_pairs(network, "nobody")


def test_the_mini_world_has_no_bridge_with_a_share(mini_store: EmbeddedStore) -> None:
    """Both medical partners share Zomerfit with the one social partner, so nobody stands between them."""
    zomerfit, west = {ID + "zomerfit"}, {ID + "wijkwelzijn-west"}
    medical = {ID + "ziekenhuis-oost", ID + "huisartsen"}
    expected = [
        (ID + "gemeenten-zuid-limburg", 0.0, medical, west, zomerfit),
        (ID + "ggd-ministreek", 0.0, medical, west, zomerfit),
        (ID + "ziekenhuis-oost", 0.0, medical - {ID + "ziekenhuis-oost"}, west, zomerfit),
    ]

    assert expected == [_seen(bridge) for bridge in find_bridges(read_network(mini_store))]


_WHO = [f"w{number}" for number in range(7)]
_PROJECTS = [f"P{number}" for number in range(5)]


@st.composite
def _networks(draw: st.DrawFn) -> Network:
    ties = draw(st.frozensets(st.tuples(st.sampled_from(_PROJECTS), st.sampled_from(_WHO)), min_size=1))
    sides = st.frozensets(st.sampled_from(["medical", "social", "government"]))
    domains = {who: draw(sides) for who in _WHO}
    collapsed = draw(st.sampled_from([{}, {"w0": "w1"}, {"w0": "w1", "w2": "w1"}]))
    return Network(ties=ties, domains=domains, names={}, organisations=frozenset(_WHO), collapsed=collapsed)


def _defined(network: Network) -> dict[str, tuple[object, int, set[str]]]:
    """Score, exclusive pairs and joint projects by their definitions: path by path, pair by pair."""
    graph = network.to_networkx()
    present = [who for who in _WHO if who in graph]
    medical = [w for w in present if network.domains[w] & {"medical", "social"} == {"medical"}]
    social = [w for w in present if network.domains[w] & {"medical", "social"} == {"social"}]
    found: dict[str, tuple[object, int, set[str]]] = {}
    for who in present:
        near = {partner for project in graph[who] for partner in graph[project]} - {who}
        pairs = [pair for pair in product(medical, social) if who not in pair]
        if not near & set(medical) or not near & set(social):
            continue
        total = 0.0
        for pair in pairs:
            if nx.has_path(graph, *pair):
                paths = list(nx.all_shortest_paths(graph, *pair))
                total += sum(who in path for path in paths) / len(paths)
        exclusive = [(m, s) for m, s in pairs if {m, s} <= near and not set(graph[m]) & set(graph[s])]
        sides = [({*graph[project]} - {who}, project) for project in graph[who]]
        joint = {project for others, project in sides if others & set(medical) and others & set(social)}
        found[who] = (pytest.approx(total / len(pairs)), len(exclusive), joint)
    return found


@given(network=_networks())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_bridges_are_what_their_definition_says(network: Network) -> None:
    """On any small network scores, exclusive pairs and joint projects are those counted one by one, ranked from high to low."""
    bridges = find_bridges(network)

    assert _defined(network) == {b.who: (b.score, b.exclusive_pairs, set(b.projects)) for b in bridges}
    assert sorted(bridges, key=lambda bridge: (-bridge.score, bridge.who)) == bridges
    assert all(0 <= bridge.score <= 1 + 1e-12 for bridge in bridges)
    assert all(len(find_exclusive_pairs(network, b.who)) == b.exclusive_pairs for b in bridges)


def _renamed(network: Network, name: Callable[[str], str]) -> Network:
    return Network(
        ties=frozenset((name(project), name(who)) for project, who in network.ties),
        domains={name(who): found for who, found in network.domains.items()},
        names={},
        organisations=frozenset(map(name, network.organisations)),
        collapsed={name(who): name(group) for who, group in network.collapsed.items()},
    )


@given(network=_networks(), order=st.permutations(range(7)))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_names_do_not_matter(network: Network, order: list[int]) -> None:
    """Other IRIs give the same numbers to the same participants."""
    new = {who: f"x{order[int(who[1:])]}" for who in _WHO}
    renamed = {b.who: b for b in find_bridges(_renamed(network, lambda iri: new.get(iri, iri)))}

    for bridge in find_bridges(network):
        other = renamed.pop(new[bridge.who])
        assert pytest.approx(bridge.score) == other.score
        assert (bridge.exclusive_pairs, bridge.participation) == (other.exclusive_pairs, other.participation)
        assert {new[who] for who in bridge.sources} == other.sources
        assert bridge.loss.pairs == other.loss.pairs
    assert renamed == {}


@given(network=_networks())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_a_project_apart_changes_no_bridge(network: Network) -> None:
    """A project of a party of no domain, who works with nobody, changes neither scores nor what is lost."""
    more = Network(
        ties=network.ties | {("apart", "hermit")},
        domains=network.domains,
        names={},
        organisations=network.organisations | {"hermit"},
        collapsed=network.collapsed,
    )

    def numbers(of: Network) -> list[tuple[object, ...]]:
        return [(*_seen(b), b.exclusive_pairs, b.participation, b.loss.pairs) for b in find_bridges(of)]

    assert numbers(network) == numbers(more)


@given(network=_networks())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_either_domain_can_come_first(network: Network) -> None:
    """Swapped domains swap sources and targets and change no number."""
    swapped = {b.who: b for b in find_bridges(network, "social", "medical")}

    for bridge in find_bridges(network):
        other = swapped.pop(bridge.who)
        assert pytest.approx(bridge.score) == other.score
        assert (bridge.sources, bridge.targets, bridge.projects) == (other.targets, other.sources, other.projects)
        assert (bridge.exclusive_pairs, bridge.loss.pairs) == (other.exclusive_pairs, other.loss.pairs)
        assert bridge.loss.projects_without_first == other.loss.projects_without_second
    assert swapped == {}


_PRINT = """
from trendbreuk_graph.measures.bridges import find_bridges
from trendbreuk_graph.measures.communities import find_communities
from trendbreuk_graph.network import read_network
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore

network = read_network(EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl"))
for b in find_bridges(network):
    print(b.who, repr(b.score), sorted(b.sources), sorted(b.targets), sorted(b.projects), b.exclusive_pairs, repr(b.participation))
    print(b.loss.pairs, b.loss.components_after, sorted(b.loss.left_alone), sorted(b.loss.projects_without_first))
found = find_communities(network)
print([sorted(one.members) for one in found.communities], [one.domains for one in found.communities], repr(found.agreement))
"""


def test_the_answer_does_not_hang_on_the_hash_seed() -> None:
    """Two processes that order their sets differently print the same, to the last digit."""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert len(outputs[0].splitlines()) > 60
    assert outputs[0] == outputs[1]
