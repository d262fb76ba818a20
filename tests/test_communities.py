"""Communities are told beside the domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.measures.communities import Communities, Community, find_communities

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network


def test_a_community_counts_its_domains(make_network: Callable[..., Network]) -> None:
    """Three who share P: one and a half medical, a half social, one without a domain; the pair of Q apart."""
    network = make_network("P-a P-b P-c Q-d Q-e", {"a": "medical", "b": "medical social", "d": "x", "e": "x"})

    first, second = find_communities(network).communities

    assert Community(frozenset("abc"), (("medical", 1.5), ("social", 0.5)), 1) == first
    assert Community(frozenset("de"), (("x", 2.0),), 0) == second


@pytest.mark.parametrize(
    ("domains", "expected"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, 1.0),
        ({"a": "x", "b": "y", "c": "x", "d": "y"}, 0.0),
        ({"a": "x", "b": "x", "c": "x", "d": "x"}, 0.0),
        ({}, None),
    ],
    ids=["along the domains", "across them", "one domain says nothing", "no domain"],
)
def test_agreement_is_between_nothing_and_all(
    make_network: Callable[..., Network], domains: dict[str, str], expected: float | None
) -> None:
    """Two communities, a with b and c with d."""
    found = find_communities(make_network("P-a P-b Q-c Q-d", domains)).agreement

    assert (expected is None) is (found is None)
    assert pytest.approx(expected or 0.0, abs=1e-12) == (found or 0.0)


def test_one_community_and_one_domain_cannot_agree(make_network: Callable[..., Network]) -> None:
    """Where nothing differs there is nothing to compare."""
    assert find_communities(make_network("P-a P-b", {"a": "x", "b": "x"})).agreement is None


def test_without_partners_there_is_no_modularity(make_network: Callable[..., Network]) -> None:
    """Two who work alone are two communities; an empty network has none."""
    alone = find_communities(make_network("P-a Q-b"))

    assert ([{"a"}, {"b"}], None) == ([set(one.members) for one in alone.communities], alone.modularity)
    assert Communities((), None, None) == find_communities(make_network(""))
