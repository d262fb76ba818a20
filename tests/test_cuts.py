"""Components and cuts on graphs that can be drawn on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.measures.cuts import Cut, Piece, find_components, find_cuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.network import Network

_NONE: frozenset[str] = frozenset()


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


def test_parts_stand_from_large_to_small(make_network: Callable[..., Network]) -> None:
    """First by participants, then by projects, then by IRI."""
    network = make_network("P-a P-b Q-c R-d S-d T-e")
    expected = [("a b", "P"), ("d", "R S"), ("c", "Q"), ("e", "T")]

    assert [Piece(_set(who), _set(projects)) for who, projects in expected] == find_components(network)
    assert [] == find_components(make_network(""))


def test_a_cut_names_what_hangs_behind_it(make_network: Callable[..., Network]) -> None:
    """In a-P-v-Q-b-R: P cuts off a, v cuts off a with P, Q leaves two halves, b cuts off its own project R."""
    expected = [
        Cut("Q", is_project=True, rest=2, cut_off=(Piece(_set("b c"), _set("R")),)),
        Cut("v", is_project=False, rest=2, cut_off=(Piece(_set("a"), _set("P")),)),
        Cut("P", is_project=True, rest=3, cut_off=(Piece(_set("a"), _NONE),)),
        Cut("b", is_project=False, rest=3, cut_off=(Piece(_NONE, _set("R")),)),
    ]

    found = find_cuts(make_network("P-a P-v Q-v Q-b Q-c R-b"))

    assert {cut.node: cut for cut in expected[1:]} == {cut.node: cut for cut in found if cut.node != "Q"}
    # Without Q: a with v, b with R, and c alone.
    assert [("Q", 2, ["b", "c"])] == [
        (cut.node, cut.rest, [*map(min, (piece.participants for piece in cut.cut_off))]) for cut in found[:1]
    ]


def test_a_ring_has_no_cut(make_network: Callable[..., Network]) -> None:
    """Around a ring there is always another way."""
    assert [] == find_cuts(make_network("P-a P-b Q-b Q-c R-c R-a"))


def test_a_deep_chain_is_walked_to_its_end(make_network: Callable[..., Network]) -> None:
    """A chain of six hundred projects is deeper than Python calls go, and no deeper than the walk: all but its two ends are cuts."""
    network = make_network(" ".join(f"P{at}-w{at} P{at}-w{at + 1}" for at in range(600)))

    assert 600 + 599 == len(find_cuts(network))
