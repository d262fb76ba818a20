"""Which projects lack one of two domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.missing import OneSided, find_one_sided

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network


def test_a_project_stands_by_the_domains_that_take_part(make_network: Callable[..., Network]) -> None:
    """One of each kind; one participant in both domains makes a project of both; an unknown domain is said."""
    domains = {"m": "medical", "s": "social", "both": "medical social", "g": "government"}
    network = make_network("M-m S-s S-g B-m B-s C-both N-g N-unknown", domains, groups="m both")

    assert OneSided(("M",), ("S",), ("B", "C"), ("N",), ("N",)) == find_one_sided(network)
    assert OneSided(("N", "S"), ("B", "C", "M"), (), (), ("N",)) == find_one_sided(network, "government", "medical")
