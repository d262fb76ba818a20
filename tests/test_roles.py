"""Gould–Fernandez roles, one of each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.measures.roles import Roles, find_roles

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network

_TIES = "P-a P-v Q-v Q-b"


@pytest.mark.parametrize(
    ("domains", "expected"),
    [
        ({"a": "x", "v": "x", "b": "x"}, (1, 0, 0, 0, 0)),
        ({"a": "x", "v": "y", "b": "x"}, (0, 1, 0, 0, 0)),
        ({"a": "x", "v": "x", "b": "y"}, (0, 0, 1, 0, 0)),
        ({"a": "x", "v": "y", "b": "y"}, (0, 0, 1, 0, 0)),
        ({"a": "x", "v": "y", "b": "z"}, (0, 0, 0, 1, 0)),
        ({"a": "x", "v": "x y", "b": "y"}, (0, 0, 1, 0, 0)),
        ({"a": "x", "v": "x y", "b": "x"}, (0.5, 0.5, 0, 0, 0)),
        ({"a": "x", "v": "x"}, (0, 0, 0, 0, 1)),
        ({"a": "x", "b": "x"}, (0, 0, 0, 0, 1)),
    ],
    ids=[
        "coordinator",
        "itinerant",
        "gatekeeper",
        "representative, the same without direction",
        "liaison",
        "in both domains: always the gate of one",
        "in two domains: half inside, half outside",
        "a partner without domain",
        "itself without domain",
    ],
)
def test_the_role_of_a_pair_follows_from_three_domains(
    make_network: Callable[..., Network], domains: dict[str, str], expected: tuple[float, ...]
) -> None:
    """On a-P-v-Q-b, v has one pair."""
    found = find_roles(make_network(_TIES, domains))["v"]

    assert expected == (found.coordinator, found.itinerant, found.gatekeeper, found.liaison, found.unplaced)
    assert found.pairs == 1


def test_partners_who_meet_are_no_pair(make_network: Callable[..., Network]) -> None:
    """With a project of a and b, nobody stands between them."""
    roles = find_roles(make_network(f"{_TIES} R-a R-b", dict.fromkeys("avb", "x")))

    assert {who: Roles(who, 0, 0, 0, 0, 0, 0) for who in "abv"} == roles
