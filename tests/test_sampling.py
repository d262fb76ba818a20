"""Measures of shortest paths that walk from a sample: what is drawn, how far the estimate is off, and that answers say so."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from math import log, sqrt
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trendbreuk_graph.answering import answer_question
from trendbreuk_graph.audit.period import Horizon
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.measures import betweenness, nearness, positions, sampling
from trendbreuk_graph.measures.betweenness import sum_by_hand, sum_paths_through, sum_with_igraph, sum_with_networkx
from trendbreuk_graph.measures.bridges import Sides, find_bridges
from trendbreuk_graph.measures.nearness import Near, count_by_hand, count_with_igraph
from trendbreuk_graph.measures.positions import find_betweenness, find_positions
from trendbreuk_graph.measures.sampling import Sample, draw_nodes, find_sample
from trendbreuk_graph.measures.twomode import TwoMode, number_nodes
from trendbreuk_graph.network import Network, read_network
from trendbreuk_graph.overview import tabulate_bridges
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.view.bridging import make_bridges
from trendbreuk_graph.view.choose import choose
from trendbreuk_graph.view.material import read_material
from trendbreuk_graph.view.request import ViewRequest

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language

_ENGINES = [sum_by_hand, sum_with_igraph, sum_with_networkx]


def _make_random(who: int, projects: int, seed: int) -> Network:
    """A network in which each project has two to five participants, drawn by lot; every fourth is social, the others medical."""
    lots = Random(seed)  # noqa: S311 - lots, no secrets
    names = [f"w{at:03}" for at in range(who)]
    ties = frozenset((f"P{at:03}", one) for at in range(projects) for one in lots.sample(names, lots.randint(2, 5)))
    domains = {name: frozenset({"medical" if at % 4 else "social"}) for at, name in enumerate(names)}
    return Network(ties, domains, {}, frozenset(names), {})


@pytest.fixture
def walk_from(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Have measures of whatever size walk from so many only."""

    def walk(walks: int) -> None:
        monkeypatch.setattr(sampling, "EXACT_UP_TO", 0)
        monkeypatch.setattr(sampling, "WALKS", walks)

    return walk


@pytest.fixture(scope="module")
def real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


def test_the_region_and_a_country_of_three_thousand_projects_are_walked_whole() -> None:
    """Up to the bound, and wherever a sample would be no smaller, all nodes are drawn as they come."""
    ties = frozenset((f"P{at}", f"w{at}") for at in range(sampling.EXACT_UP_TO // 2))
    small = number_nodes(Network(ties, {}, {}, frozenset(), {}))
    large = number_nodes(Network(ties | {("P", "w")}, {}, {}, frozenset(), {}))
    count = sampling.WALKS + 1

    assert sampling.EXACT_UP_TO == len(small.nodes)
    assert (None, None) == (find_sample(small, count), find_sample(large, count - 1))
    assert Sample(count - 1, count) == find_sample(large, count)
    assert [3, 1, 2] == draw_nodes(small, [3, 1, 2])
    assert sampling.WALKS == len(draw_nodes(large, range(count)))


def test_the_sample_hangs_on_names_alone(walk_from: Callable[[int], None]) -> None:
    """Another order draws the same; a node more changes at most one of those drawn; other names draw others."""
    graph = number_nodes(_make_random(200, 150, 1))
    walk_from(20)
    drawn = draw_nodes(graph, range(150))

    assert sorted(drawn) == list(drawn) == draw_nodes(graph, list(reversed(range(150))))
    assert len(set(drawn) - set(draw_nodes(graph, range(151)))) <= 1
    assert drawn != draw_nodes(graph, range(50, 200))


@pytest.mark.parametrize("count", _ENGINES)
def test_walks_from_all_are_exact(
    walk_from: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    count: Callable[[TwoMode, Sequence[int], Sequence[int]], list[float]],
) -> None:
    """When everyone is drawn, the estimate is the exact sum, by whichever engine."""
    graph = number_nodes(_make_random(60, 40, 2))
    sources, targets = range(10, 35), range(60)
    exact = sum_paths_through(graph, sources, targets)
    walk_from(len(sources))
    monkeypatch.setattr(betweenness, "_choose_engine", lambda _: count)

    assert pytest.approx(exact, abs=1e-9) == sum_paths_through(graph, sources, targets)


@given(seed=st.integers(0, 30), walks=st.integers(2, 5))
@settings(derandomize=True, deadline=None, max_examples=12)
def test_estimates_over_all_samples_have_the_exact_mean(seed: int, walks: int) -> None:
    """No bias, neither for who stands on a side nor for others: every sample of six sources is tried."""
    graph = number_nodes(_make_random(14, 9, seed))
    sources, targets = range(6), range(3, graph.width)
    exact = sum_paths_through(graph, sources, targets)
    found = []
    for drawn in combinations(sources, walks):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(betweenness, "draw_nodes", lambda _, nodes, drawn=drawn: drawn if len(nodes) == 6 else nodes)
            found.append(sum_paths_through(graph, sources, targets))

    for node, value in enumerate(exact):
        drawn_means: dict[bool, list[float]] = {}
        # Whether a source itself is in the sample changes how it is scaled; either way the mean is exact.
        for drawn, sums in zip(combinations(sources, walks), found, strict=True):
            drawn_means.setdefault(node in drawn, []).append(sums[node])
        assert [pytest.approx(value, abs=1e-9)] * len(drawn_means) == [fmean(sums) for sums in drawn_means.values()]


@pytest.mark.parametrize("count", _ENGINES)
def test_an_estimate_keeps_to_its_bound(
    walk_from: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    count: Callable[[TwoMode, Sequence[int], Sequence[int]], list[float]],
) -> None:
    """Nineteen of twenty shares at least are as near to the exact ones as the docstring says, by whichever engine."""
    network = _make_random(300, 220, 3)
    exact = find_betweenness(network).shares
    walk_from(40)
    monkeypatch.setattr(betweenness, "_choose_engine", lambda _: count)
    found = find_betweenness(network)
    away = [abs((found.shares[who] or 0.0) - (share or 0.0)) for who, share in exact.items()]
    near = sum(one <= sqrt(log(40) / (2 * 40)) for one in away)

    assert Sample(40, len(exact)) == found.sample
    assert 0.95 <= near / len(away)
    assert 0 < max(away)


@pytest.mark.parametrize("count", _ENGINES[:2])
def test_engines_agree_on_a_sample(
    walk_from: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    count: Callable[[TwoMode, Sequence[int], Sequence[int]], list[float]],
) -> None:
    """From the same sample igraph and the loop estimate what networkx estimates."""
    network = _make_random(120, 90, 4)
    walk_from(9)
    expected = {bridge.who: bridge.score for bridge in find_bridges(network)}
    monkeypatch.setattr(betweenness, "_choose_engine", lambda _: count)

    assert len(expected) > 50
    assert pytest.approx(expected, abs=1e-9) == {bridge.who: bridge.score for bridge in find_bridges(network)}


def test_a_share_never_passes_one(walk_from: Callable[[int], None]) -> None:
    """In the middle of a star, itself medical, is on every path between the others, in an estimate too."""
    ties = frozenset(tie for at in range(12) for tie in ((f"P{at}", "hub"), (f"P{at}", f"w{at}")))
    domains = {f"w{at}": frozenset({"medical" if at < 5 else "social"}) for at in range(12)}
    network = Network(ties, domains | {"hub": frozenset({"medical"})}, {}, frozenset({"hub"}), {})
    walk_from(3)
    (bridge,) = find_bridges(network)

    assert pytest.approx(1.0) == bridge.score
    assert Sample(3, 6) == bridge.sample
    assert 35 == bridge.exclusive_pairs


@pytest.mark.parametrize("count", [count_by_hand, count_with_igraph])
def test_what_is_counted_stays_exact(
    walk_from: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    make_network: Callable[..., Network],
    count: Callable[[TwoMode], Near],
) -> None:
    """Only closeness is estimated, within its bound; a part of the network that is small is exact throughout."""
    small = make_network("X-a X-b Y-b Y-c").ties
    network = Network(_make_random(200, 110, 5).ties | small, {}, {}, frozenset(), {})
    exact = find_positions(network)
    walk_from(30)
    monkeypatch.setattr(nearness, "_BLOCK", 7)
    monkeypatch.setattr(positions, "count_near", count)
    found = find_positions(network)

    assert exact.keys() == found.keys()
    away = []
    for who, one in found.items():
        other = exact[who]
        assert (other.projects, other.partners, other.reach, other.connected) == (
            one.projects,
            one.partners,
            one.reach,
            one.connected,
        )
        if one.sample is None:
            assert other == one
        else:
            assert Sample(30, one.connected + 1) == one.sample
            # Mean distances follow from closeness; none is longer than 12 projects here.
            away.append(abs(other.connected / other.closeness - one.connected / one.closeness) / (len(exact) - 1))
    assert len(away) > 150
    assert 0.95 <= sum(one <= 12 * sqrt(log(40) / (2 * 30)) for one in away) / len(away)
    assert {None} == {found[who].sample for who in "abc"}


def test_closeness_from_all_is_exact(walk_from: Callable[[int], None]) -> None:
    """When each part is walked whole, nothing changes."""
    network = _make_random(80, 50, 6)
    exact = find_positions(network)
    walk_from(80)

    assert exact == find_positions(network)


_PRINT = """
from random import Random

from trendbreuk_graph.measures import sampling
from trendbreuk_graph.measures.bridges import find_bridges
from trendbreuk_graph.measures.nearness import Near, count_by_hand, count_with_igraph
from trendbreuk_graph.measures.positions import find_betweenness, find_positions
from trendbreuk_graph.network import read_network
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore

sampling.EXACT_UP_TO, sampling.WALKS = 0, 12
network = read_network(EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl"))
for bridge in find_bridges(network):
    print(bridge.who, repr(bridge.score), bridge.sample)
for who, share in find_betweenness(network).shares.items():
    print(who, repr(share))
for position in find_positions(network).values():
    print(position)
"""


def test_an_estimate_does_not_hang_on_the_hash_seed() -> None:
    """Two processes that order their sets differently draw the same and print the same, to the last digit."""
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

    assert outputs[0].count("Sample(walked=12") > 100
    assert outputs[0] == outputs[1]


def _tell(store: EmbeddedStore, question_id: str, language: Language) -> str:
    """The denominator of a question with its examples."""
    question = load_question(question_id)
    given = {parameter.name: parameter.example for parameter in question.parameters}
    values = read_values(store, question, given, dt.date(2026, 1, 1))
    return answer_question(store, question, values, language).denominator


_WORDS: dict[Language, str] = {"nl": "steekproef van {} van de {} partijen", "en": "sample of {} of the {} parties"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("question_id", ["most-between", "most-reach"])
def test_an_answer_says_that_it_is_an_estimate(
    walk_from: Callable[[int], None], mini_store: EmbeddedStore, question_id: str, language: Language
) -> None:
    """From two of the mini world's parties that hang together; as long as all are walked from, nothing is said."""
    exact = _tell(mini_store, question_id, language)
    walk_from(2)
    estimated = _tell(mini_store, question_id, language)

    assert "steekproef" not in exact
    assert "sample" not in exact
    assert estimated.startswith(f"{exact}; ")
    assert _WORDS[language].format(2, 6) in estimated


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("question_id", ["bridges", "party-bridge"])
def test_bridges_say_that_they_are_estimates(
    walk_from: Callable[[int], None], real_store: EmbeddedStore, question_id: str, language: Language
) -> None:
    """In the answer and in the overview, with how many of the smaller side were walked from."""
    sides = Sides(read_network(real_store))
    walk_from(7)
    words = _WORDS[language].format(7, min(len(sides.sources), len(sides.targets)))

    assert words in _tell(real_store, question_id, language)
    assert words in tabulate_bridges(real_store, language).denominator


def test_the_picture_of_bridges_says_that_they_are_estimates(
    walk_from: Callable[[int], None], real_store: EmbeddedStore
) -> None:
    """Under its title, and only then."""
    material = read_material(real_store, dt.date(2026, 11, 22), Horizon(12, "m"), "nl")
    chosen = choose(material, ViewRequest(bridges=("medical", "social")))
    exact = make_bridges(material, chosen).sentence
    walk_from(7)

    assert "steekproef" not in exact
    assert "Deel van de kortste wegen en rangorde geschat: gelopen vanuit een vaste steekproef van 7 van de " in (
        make_bridges(material, chosen).sentence
    )
