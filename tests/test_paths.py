"""Paths and ego networks with municipalities, projects and strangers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.paths import Ego, Path, find_ego, find_path

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network


def test_a_path_names_all_projects_of_a_step(make_network: Callable[..., Network]) -> None:
    """A and b share two projects: that is one step, and two equal paths."""
    assert Path(("a", "b"), (("P", "Q"),), 2) == find_path(make_network("Q-a Q-b P-a P-b"), "a", "b")


def test_a_path_to_itself_has_no_step(make_network: Callable[..., Network]) -> None:
    """Two municipalities are one group, unless they are kept apart."""
    network = make_network("P-ade P-x Q-bos Q-x", collapsed="ade>group bos>group")

    assert Path(("group",), (), 1) == find_path(network, "ade", "bos")
    assert Path(("ade", "x", "bos"), (("P",), ("Q",)), 1) == find_path(network, "ade", "bos", expand=True)


def test_where_nothing_leads_there_is_no_path(make_network: Callable[..., Network]) -> None:
    """Parts that do not hang together, and one who takes part in nothing."""
    network = make_network("P-a Q-b")

    assert find_path(network, "a", "b") is None
    assert find_path(network, "a", "stranger") is None


def test_an_opened_kind_of_actor_makes_a_path(make_network: Callable[..., Network]) -> None:
    """The member stands where its kind is named."""
    network = make_network("P-a P-kind", groups="kind", members={"kind": "member"})

    assert find_path(network, "a", "member") is None
    assert Path(("a", "member"), (("P",),), 1) == find_path(network, "a", "member", open_groups=True)


def test_around_a_project_the_first_step_is_its_participants(make_network: Callable[..., Network]) -> None:
    """Two steps from P: its participants, their other project, and who is in that."""
    network = make_network("P-a P-b Q-b Q-c R-c")
    ties = {("P", "a"), ("P", "b")}

    assert Ego("P", {"a": 1, "b": 1}, {"P": 1}, frozenset(ties)) == find_ego(network, "P")
    wider = find_ego(network, "P", 2)
    assert Ego("P", {"a": 1, "b": 1, "c": 2}, {"P": 1, "Q": 2}, frozenset(ties | {("Q", "b"), ("Q", "c")})) == wider


def test_around_a_stranger_is_nothing(make_network: Callable[..., Network]) -> None:
    """Who has no ties has no surroundings; a municipality has those of its group."""
    network = make_network("P-ade", collapsed="ade>group")

    assert find_ego(network, "stranger") is None
    assert Ego("group", {"group": 0}, {"P": 1}, frozenset({("P", "group")})) == find_ego(network, "ade")
