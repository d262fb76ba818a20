"""Positions and core levels at their edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.positions import Position, find_betweenness, find_core_levels, find_positions

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network


def test_the_only_participant_stands_nowhere(make_network: Callable[..., Network]) -> None:
    """One project, nobody to reach; betweenness needs two others."""
    network = make_network("P-a")

    assert {"a": Position("a", 1, 0, 0, 0, 0.0)} == find_positions(network)
    assert {"a": None} == find_betweenness(network).shares
    assert {} == find_positions(make_network(""))


def test_steps_are_projects(make_network: Callable[..., Network]) -> None:
    """On a chain of four, a reaches one in one project, two in two, three in three: closeness 3/3 * 3/6."""
    network = make_network("P-a P-b Q-b Q-c R-c R-d")

    assert Position("a", projects=1, partners=1, reach=2, connected=3, closeness=0.5) == find_positions(network)["a"]
    assert {"a": 0.0, "b": 2 / 3, "c": 2 / 3, "d": 0.0} == find_betweenness(network).shares


def test_a_part_of_the_network_is_near_to_less(make_network: Callable[..., Network]) -> None:
    """One of a part of two reaches the other at once, and that is one of the three others."""
    assert find_positions(make_network("P-a P-b Q-c Q-d"))["a"].closeness == 1 / 3


def test_a_long_list_does_not_make_a_core(make_network: Callable[..., Network]) -> None:
    """Ten in one project have level 1; two who share two projects have level 2; one in projects of its own has 0."""
    network = make_network(" ".join(f"P-w{at}" for at in range(10)) + " Q-a Q-b R-a R-b S-c T-c")
    levels = find_core_levels(network)

    assert (1, 2, 2, 0) == (levels["w3"], levels["a"], levels["b"], levels["c"])
    assert {"a": 0, "b": 0} == {who: find_core_levels(network, company=3)[who] for who in "ab"}
    assert {} == find_core_levels(make_network(""))


def test_municipalities_stand_apart_when_asked(make_network: Callable[..., Network]) -> None:
    """Collapsed, the group is in two projects; expanded, each municipality in its own."""
    network = make_network("P-ade Q-bos", collapsed="ade>group bos>group")

    assert {"group": 2} == {who: found.projects for who, found in find_positions(network).items()}
    assert {"ade": 1, "bos": 1} == {who: found.projects for who, found in find_positions(network, expand=True).items()}
