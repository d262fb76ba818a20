"""Participation coefficients and the E-I index at their edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.measures.mixing import Mixing, Spread, find_ei_index, find_mixing
from trendbreuk_graph.network import Themes

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([{"a"}, {"a"}], 0.0),
        ([{"a"}, {"b"}], 0.5),
        ([{"a"}, {"b"}, {"c"}, {"d"}], 0.75),
        ([{"a", "b"}], 0.5),
        ([{"a"}, {"a", "b", "c"}], 1 - (16 + 1 + 1) / 36),
        ([{"a"}, set()], 0.0),
        ([set()], None),
        ([], None),
    ],
)
def test_the_coefficient_of_labels(labels: list[set[str]], expected: float | None) -> None:
    """One label is 0, n equal ones 1 − 1/n; two labels are halves; without a label there is no coefficient."""
    assert expected == Spread([frozenset(found) for found in labels]).measure(range(len(labels)))


def test_themes_of_one_list_can_be_counted_alone(make_network: Callable[..., Network]) -> None:
    """Two themes of one list and one of another: 5/8 together, a half in the first list, 0 in the second, none in a third."""
    network = make_network("P-a Q-a R-b")
    themes = Themes({"P": frozenset({"t1"}), "Q": frozenset({"t2", "u1"})}, {"t1": "T", "t2": "T", "u1": "U"})
    found = [find_mixing(network, themes, scheme)["a"].over_themes for scheme in (None, "T", "U", "V")]

    assert [0.625, 0.5, 0.0, None] == found
    assert find_mixing(network, themes)["b"].over_themes is None


def test_who_works_alone_mixes_with_nobody(make_network: Callable[..., Network]) -> None:
    """No partner, one project: nothing is defined."""
    assert {"a": Mixing("a", None, None, None, None)} == find_mixing(make_network("P-a", {"a": "x"}), Themes({}, {}))


def test_the_index_of_the_network_counts_pairs(make_network: Callable[..., Network]) -> None:
    """a-b inside, a-c and b-c across, d without a domain: (2 − 1) / 3."""
    network = make_network("P-a P-b P-c P-d", {"a": "x", "b": "x y", "c": "z"})

    assert pytest.approx(1 / 3) == find_ei_index(network)
    assert find_ei_index(make_network("P-a P-b", {"a": "x"})) is None


def test_a_second_link_makes_a_tie_redundant(make_network: Callable[..., Network]) -> None:
    """Of the three pairs of v's projects, only P and Q have another participant in common."""
    assert pytest.approx(1 / 3) == find_mixing(make_network("P-v Q-v R-v P-a Q-a"), Themes({}, {}))["v"].redundancy
