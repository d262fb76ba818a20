"""Constraint and effective size, with and without the largest project."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.measures.holes import Hole, find_holes, find_largest_project

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network


def test_a_closed_triad_constrains_more_than_an_open_one(make_network: Callable[..., Network]) -> None:
    """Three who all meet: each invests a half in either, and reaches it a quarter more by the other: 2 (3/4)² = 9/8."""
    closed = find_holes(make_network("P-a P-b Q-b Q-c R-c R-a")).whole

    assert [pytest.approx(9 / 8)] * 3 == [closed[who].constraint for who in "abc"]
    assert [pytest.approx(1.0)] * 3 == [closed[who].effective_size for who in "abc"]


def test_one_long_list_weighs_no_more_than_a_short_one(make_network: Callable[..., Network]) -> None:
    """V gives a half of its ties to b, in Q, and a sixth to each of three in P, who all meet."""
    hole = find_holes(make_network("P-v P-c P-d P-e Q-v Q-b")).whole["v"]
    # In P each of c, d, e gives a third of its ties to each of the two others: 1/6 + 2 * 1/6 * 1/3.
    expected = (1 / 2) ** 2 + 3 * (1 / 6 + 2 / 6 / 3) ** 2

    assert pytest.approx(expected) == hole.constraint


def test_who_has_no_partner_has_no_measure(make_network: Callable[..., Network]) -> None:
    """None, never nan; the participant is still there."""
    assert {"a": Hole("a", None, None, 0)} == find_holes(make_network("P-a")).whole


def test_without_its_largest_project_the_network_is_measured_again(make_network: Callable[..., Network]) -> None:
    """P is the largest; c, who is in no other, is gone without it; a and b are left with each other."""
    holes = find_holes(make_network("P-a P-b P-c Q-a Q-b"))

    assert (holes.largest, 3, {"a", "b"}) == ("P", len(holes.whole), set(holes.without))
    assert Hole("a", 1.0, 1.0, 1) == holes.without["a"]


def test_of_equally_large_projects_the_first_by_iri_counts(make_network: Callable[..., Network]) -> None:
    """Q and P have two; a network without projects has none, and nothing to measure."""
    assert find_largest_project(make_network("Q-a Q-b P-c P-d R-a")) == "P"
    empty = find_holes(make_network(""))
    assert (None, {}, {}) == (empty.largest, empty.whole, empty.without)


def test_the_largest_project_is_that_of_the_graph_in_use(make_network: Callable[..., Network]) -> None:
    """Collapsed, the two municipalities of P are one, and Q is larger."""
    network = make_network("P-ade P-bos P-a Q-b Q-c Q-d R-x", collapsed="ade>group bos>group")

    assert (find_largest_project(network), find_largest_project(network, expand=True)) == ("Q", "P")
