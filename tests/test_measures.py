"""The measures held against networkx and igraph on random two-mode graphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import isnan

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.measures import betweenness
from trendbreuk_graph.measures.betweenness import sum_by_hand, sum_paths_through, sum_with_igraph, sum_with_networkx
from trendbreuk_graph.measures.cuts import find_components, find_cuts
from trendbreuk_graph.measures.figures import find_figures
from trendbreuk_graph.measures.holes import find_holes
from trendbreuk_graph.measures.losses import find_losses
from trendbreuk_graph.measures.mixing import find_mixing
from trendbreuk_graph.measures.paths import find_ego, find_path
from trendbreuk_graph.measures.positions import find_betweenness, find_core_levels, find_positions
from trendbreuk_graph.measures.roles import find_roles
from trendbreuk_graph.measures.twomode import TwoMode, number_nodes, project_network
from trendbreuk_graph.network import Network, Themes

_WHO = [f"w{number:02}" for number in range(12)]
_PROJECTS = [f"P{number:02}" for number in range(9)]
_DOMAINS = ["government", "knowledge", "medical", "social"]
often = settings(derandomize=True, deadline=None, max_examples=60)


@st.composite
def _networks(draw: st.DrawFn) -> Network:
    pair = st.tuples(st.sampled_from(_PROJECTS), st.sampled_from(_WHO))
    return Network(
        ties=draw(st.frozensets(pair, min_size=1, max_size=40)),
        domains={who: draw(st.frozensets(st.sampled_from(_DOMAINS), max_size=2)) for who in _WHO},
        names={},
        organisations=frozenset(_WHO),
        collapsed={},
    )


def _to_igraph(graph: nx.Graph[str]) -> igraph.Graph:
    """The same graph with its nodes in the order of their names, and its weights."""
    names = sorted(graph)
    place = {name: number for number, name in enumerate(names)}
    edges = sorted((place[a], place[b], data.get("weight", 1.0)) for a, b, data in graph.edges(data=True))
    found = igraph.Graph(n=len(names), edges=[edge[:2] for edge in edges])
    found.vs["name"] = names
    found.es["weight"] = [edge[2] for edge in edges]
    return found


@pytest.mark.parametrize(
    "count", [sum_by_hand, sum_with_igraph, sum_paths_through], ids=["by hand", "igraph", "without leaves"]
)
@given(network=_networks(), data=st.data())
@often
def test_every_engine_counts_the_same_paths(
    count: Callable[[TwoMode, Sequence[int], Sequence[int]], list[float]], network: Network, data: st.DataObject
) -> None:
    """Between any two sets of nodes, overlapping or not, the three engines agree to 1e-9, and leaves may be left out."""
    graph = number_nodes(network)
    some = st.lists(st.sampled_from(range(len(graph.nodes))), unique=True, min_size=1)
    sources, targets = data.draw(some), data.draw(some)

    assert pytest.approx(sum_with_networkx(graph, sources, targets), abs=1e-9) == count(graph, sources, targets)


def _large_network() -> Network:
    """A ring of projects with shortcuts, just large enough to be handed over."""
    size = betweenness.FAST_FROM
    ties = {
        (f"P{at:05}", f"w{who:05}") for at in range(size // 2) for who in (at, (at + 1) % (size // 2), at * 7 % 500)
    }
    domains = {f"w{who:05}": frozenset({"medical" if who % 3 else "social"}) for who in range(0, size // 2, 40)}
    return Network(frozenset(ties), domains, {}, frozenset(domains), {})


def test_a_large_graph_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a bound on igraph counts, and without it the loop; networkx is not asked; all say the same."""
    graph = number_nodes(_large_network())
    sources, targets = [0, 40, 80], [120, 160]
    expected = sum_with_networkx(graph, sources, targets)

    def refuse(*_: object) -> list[float]:
        raise AssertionError

    monkeypatch.setattr(betweenness, "sum_with_networkx", refuse)
    with monkeypatch.context() as without_loop:
        without_loop.setattr(betweenness, "sum_by_hand", refuse)
        with_igraph = sum_paths_through(graph, sources, targets)
    monkeypatch.setitem(__import__("sys").modules, "igraph", None)
    monkeypatch.setattr(betweenness, "sum_with_igraph", refuse)

    assert pytest.approx(expected, abs=1e-9) == with_igraph
    assert pytest.approx(expected, abs=1e-9) == sum_paths_through(graph, sources, targets)


@given(network=_networks())
@often
def test_the_projection_is_that_of_networkx(network: Network) -> None:
    """Weights are 1/(k − 1), summed over shared projects."""
    plain = network.to_networkx()
    who = sorted(node for node in plain if plain.nodes[node]["kind"] == "participant")
    expected = nx.bipartite.collaboration_weighted_projected_graph(plain, who)
    found = project_network(network)

    assert set(expected) == set(found)
    assert {frozenset(edge) for edge in expected.edges} == {frozenset(edge) for edge in found.edges}
    for one, other in found.edges:
        assert pytest.approx(expected[one][other]["weight"]) == found[one][other]["weight"]


@given(network=_networks())
@often
def test_constraint_and_effective_size_are_those_of_the_libraries(network: Network) -> None:
    """Constraint as in networkx and igraph, effective size as in networkx; None where they say nan."""
    projected = project_network(network)
    constraint, size = nx.constraint(projected, weight="weight"), nx.effective_size(projected, weight="weight")
    plain = _to_igraph(projected)
    by_igraph = dict(zip(plain.vs["name"], plain.constraint(weights="weight"), strict=True))
    found = find_holes(network).whole

    assert set(projected) == set(found)
    for who, hole in found.items():
        assert isnan(constraint[who]) is (hole.constraint is None) is (hole.partners == 0)
        if hole.constraint is not None:
            assert pytest.approx(constraint[who]) == hole.constraint
            assert pytest.approx(by_igraph[who]) == hole.constraint
            assert pytest.approx(size[who]) == hole.effective_size


@given(network=_networks())
@often
def test_cuts_and_components_are_those_of_the_libraries(network: Network) -> None:
    """Articulation points as in networkx and igraph; each leaves the pieces that networkx finds without it."""
    plain = network.to_networkx()
    by_igraph = _to_igraph(plain)
    cuts = find_cuts(network)
    components = [set(piece.participants | piece.projects) for piece in find_components(network)]

    assert set(nx.articulation_points(plain)) == {cut.node for cut in cuts}
    assert {by_igraph.vs[at]["name"] for at in by_igraph.articulation_points()} == {cut.node for cut in cuts}
    assert sorted(map(sorted, nx.connected_components(plain))) == sorted(map(sorted, components))
    for cut in cuts:
        rest = plain.subgraph(nx.node_connected_component(plain, cut.node) - {cut.node})
        pieces = [set(piece) for piece in nx.connected_components(rest)]
        cut_off = [set(piece.participants | piece.projects) for piece in cut.cut_off]
        largest = [piece for piece in pieces if piece not in cut_off]
        assert len(pieces) == len(cut_off) + 1
        assert cut.rest == len(largest[0] & set(_WHO)) == max(len(piece & set(_WHO)) for piece in pieces)


@given(network=_networks())
@often
def test_a_loss_is_what_differs_when_the_participant_is_taken_away(network: Network) -> None:
    """Each number of a loss is found again by taking the participant away and looking at what is left."""
    before = network.to_networkx()
    medical = {who for who in _WHO if network.domains[who] & {"medical", "social"} == {"medical"}}
    social = {who for who in _WHO if network.domains[who] & {"medical", "social"} == {"social"}}

    def joined(graph: nx.Graph[str], gone: str) -> int:
        parts = [set(part) - {gone} for part in nx.connected_components(graph)]
        return sum(len(part & medical) * len(part & social) for part in parts)

    def parts(graph: nx.Graph[str]) -> int:
        return sum(1 for part in nx.connected_components(graph) if part & set(_WHO))

    for who, loss in find_losses(network).items():
        after = before.copy()
        after.remove_node(who)
        partners = {one: set().union(*(before[p] for p in before[one])) - {one} for one in _WHO if one in before}
        sides = [
            {p for p in before[who] if [w for w in before[p] if side in network.domains[w]] == [who]}
            for side in ("medical", "social")
        ]
        assert (joined(before, who) - joined(after, who)) == loss.pairs
        assert (parts(before), parts(after)) == (loss.components_before, loss.components_after)
        assert sides == [set(loss.projects_without_first), set(loss.projects_without_second)]
        assert {p for p in before[who] if len(before[p]) == 1} == loss.projects_without_anyone
        assert {one for one, found in partners.items() if found == {who}} == loss.left_alone


@given(network=_networks())
@often
def test_positions_are_those_of_networkx(network: Network) -> None:
    """Partners, reach and closeness in the projection; betweenness in the two-mode graph."""
    plain, projected = network.to_networkx(), project_network(network)
    closeness = nx.closeness_centrality(projected)
    who = sorted(projected)
    through = nx.betweenness_centrality_subset(plain, who, who, normalized=False)
    pairs = (len(who) - 1) * (len(who) - 2) / 2
    found, between = find_positions(network), find_betweenness(network).shares

    for one, position in found.items():
        distance = nx.single_source_shortest_path_length(projected, one)
        expected = [sum(1 for step in distance.values() if 0 < step <= bound) for bound in (1, 2, 99)]
        assert expected == [position.partners, position.reach, position.connected]
        assert plain.degree(one) == position.projects
        assert pytest.approx(closeness[one]) == position.closeness
        assert between[one] == (pytest.approx(through[one] / pairs, abs=1e-12) if pairs else None)


@given(network=_networks(), company=st.integers(1, 4))
@often
def test_core_levels_are_the_largest_part_that_keeps_its_promise(network: Network, company: int) -> None:
    """Pruned from scratch for each level, the same participants stay."""
    levels = find_core_levels(network, company)

    for level in range(1, max(levels.values()) + 2):
        ties = set(network.ties)
        while True:
            who = [one for _, one in ties]
            projects = [project for project, _ in ties]
            kept = {tie for tie in ties if who.count(tie[1]) >= level and projects.count(tie[0]) >= company}
            if kept == ties:
                break
            ties = kept
        assert {one for _, one in ties} == {one for one, found in levels.items() if found >= level}


@given(network=_networks())
@often
def test_roles_are_counted_pair_by_pair(network: Network) -> None:
    """Each open pair, with each domain of the three in turn, adds its part to one role."""
    projected = project_network(network)

    for who, roles in find_roles(network).items():
        expected = dict.fromkeys(["coordinator", "itinerant", "gatekeeper", "liaison", "unplaced"], 0.0)
        pairs = [pair for pair in combinations(sorted(projected[who]), 2) if not projected.has_edge(*pair)]
        for one, other in pairs:
            trios = [
                (a, v, b) for a in network.domains[one] for v in network.domains[who] for b in network.domains[other]
            ]
            for trio in trios:
                expected[_role(*trio)] += 1 / len(trios)
            expected["unplaced"] += not trios
        found = {name: getattr(roles, name) for name in expected}
        assert pytest.approx(expected) == found
        assert len(pairs) == roles.pairs == pytest.approx(sum(found.values()))


def _role(one: str, who: str, other: str) -> str:
    if one == other:
        return "coordinator" if one == who else "itinerant"
    return "gatekeeper" if who in {one, other} else "liaison"


@given(network=_networks())
@often
def test_mixing_is_what_its_formulas_say(network: Network) -> None:
    """Participation coefficient, E-I index and redundancy, worked out partner by partner and pair by pair."""
    plain, projected = network.to_networkx(), project_network(network)
    redundancy = {
        who: nx.bipartite.node_redundancy(plain, [who])[who] if plain.degree(who) > 1 else None for who in projected
    }

    for who, mixing in find_mixing(network, Themes({}, {})).items():
        known = [network.domains[one] for one in projected[who] if network.domains[one]]
        parts = [sum((domain in found) / len(found) for found in known) for domain in _DOMAINS]
        internal = sum(1 for found in known if found & network.domains[who])
        expected = 1 - sum((part / len(known)) ** 2 for part in parts) if known else None
        ei_index = (len(known) - 2 * internal) / len(known) if known and network.domains[who] else None
        assert mixing.over_domains == (None if expected is None else pytest.approx(expected, abs=1e-12))
        assert ei_index == mixing.ei_index
        assert mixing.redundancy == (None if redundancy[who] is None else pytest.approx(redundancy[who]))


@given(network=_networks(), start=st.sampled_from(_WHO), end=st.sampled_from(_WHO))
@often
def test_a_path_is_one_of_the_shortest(network: Network, start: str, end: str) -> None:
    """Length and number are those of networkx; each step shares the projects it names; there is one where there can be one."""
    plain = network.to_networkx()
    path = find_path(network, start, end)

    if start not in plain or end not in plain or not nx.has_path(plain, start, end):
        assert path is None
        return
    expected = [list(found) for found in nx.all_shortest_paths(plain, start, end)]
    assert path is not None
    assert len(expected) == path.equal
    assert min(found[::2] for found in expected) == list(path.participants)
    steps = zip(path.participants, path.participants[1:], strict=False)
    assert [sorted(set(plain[a]) & set(plain[b])) for a, b in steps] == [list(step) for step in path.projects]


@given(network=_networks(), steps=st.integers(0, 3), data=st.data())
@often
def test_an_ego_network_is_what_lies_within_reach(network: Network, steps: int, data: st.DataObject) -> None:
    """Participants and projects as far as networkx finds them, and all ties among them."""
    plain = network.to_networkx()
    centre = data.draw(st.sampled_from(sorted(plain)))
    limit = 2 * steps - (plain.nodes[centre]["kind"] == "project")
    distance = nx.single_source_shortest_path_length(plain, centre, cutoff=max(limit, 0))
    ego = find_ego(network, centre, steps)

    assert ego is not None
    assert set(distance) == ego.participants.keys() | ego.projects.keys()
    assert {frozenset(edge) for edge in plain.subgraph(distance).edges} == {frozenset(tie) for tie in ego.ties}
    assert {who: (far + 1) // 2 for who, far in distance.items() if who in _WHO} == ego.participants


@given(network=_networks())
@often
def test_the_figures_are_those_of_networkx(network: Network) -> None:
    """Sizes, components and densities of the two graphs."""
    plain, projected = network.to_networkx(), project_network(network)
    figures = find_figures(network)
    projects = len(plain) - len(projected)

    assert (projects, len(projected), plain.number_of_edges()) == (
        figures.projects,
        figures.participants,
        figures.ties,
    )
    assert nx.number_connected_components(plain) == figures.components
    assert pytest.approx(nx.bipartite.density(plain, set(projected)) * 1) == figures.density
    assert figures.partner_density == (pytest.approx(nx.density(projected)) if len(projected) > 1 else None)


@pytest.mark.parametrize(("expand", "open_groups"), [(False, False), (True, False), (False, True), (True, True)])
def test_nodes_are_numbered_by_iri(*, expand: bool, open_groups: bool) -> None:
    """The numbers hold the ties of the network as it is seen, participants before projects, each in the order of the IRIs."""
    network = Network(
        ties=frozenset({("P", "kind"), ("P", "ade"), ("P", "bos"), ("Q", "b")}),
        domains={},
        names={},
        organisations=frozenset(),
        collapsed={"ade": "towns", "bos": "towns"},
        members={"kind": frozenset({"a", "b"})},
    )
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    ties = {(graph.nodes[project], graph.nodes[who]) for project in graph.projects for who in graph.near[project]}

    assert network.find_ties(expand=expand, open_groups=open_groups) == ties
    assert ties == {
        (graph.nodes[project], graph.nodes[who]) for who in graph.participants for project in graph.near[who]
    }
    assert ["P", "Q"] == list(graph.nodes[graph.width :])
    assert sorted(graph.nodes[: graph.width]) == list(graph.nodes[: graph.width])
    assert {iri: number for number, iri in enumerate(graph.nodes[: graph.width])} == graph.number
