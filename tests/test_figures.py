"""Figures of the whole network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.measures.figures import Figures, find_figures
from trendbreuk_graph.network import Network, read_network

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore


def test_a_star_is_wholly_centralised(make_network: Callable[..., Network]) -> None:
    """All of b, c and d work with a only; a ring of three is not centralised at all."""
    star, ring = find_figures(make_network("P-a P-b Q-a Q-c R-a R-d")), find_figures(make_network("P-a P-b P-c"))

    assert (1.0, 1.5, 0.5) == (star.centralisation, star.mean_partners, star.partner_density)
    assert (0.0, 2.0, 1.0) == (ring.centralisation, ring.mean_partners, ring.partner_density)


def test_nothing_is_undefined_rather_than_nan(make_network: Callable[..., Network]) -> None:
    """An empty network has sizes of 0 and no shares."""
    assert Figures(0, 0, 0, 0, 0, None, None, None, None, None) == find_figures(make_network(""))


def test_the_mini_world_in_figures(mini_store: EmbeddedStore) -> None:
    """Three projects, six participants, nine of eighteen ties; ten of fifteen pairs of partners plus one of the unit."""
    figures = find_figures(read_network(mini_store))

    assert (3, 6, 9, 1, 6) == (
        figures.projects,
        figures.participants,
        figures.ties,
        figures.components,
        figures.largest_component,
    )
    assert figures.density == 0.5
    assert pytest.approx(11 / 15) == figures.partner_density
