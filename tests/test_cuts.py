"""Components, cuts and losses on graphs that can be drawn on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.cuts import Cut, Loss, Piece, find_components, find_cuts, find_losses
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore

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


def test_a_loss_says_what_has_nobody_else(make_network: Callable[..., Network]) -> None:
    """Medical v is the only one in Q, the only medical one in P and R, the only partner of a, and between m and s."""
    domains = {"v": "medical", "m": "medical", "s": "social", "a": "social", "b": "medical social"}
    network = make_network("P-v P-a Q-v R-v R-s R-t S-m S-v S-b", domains)

    assert (
        Loss(
            who="v",
            pairs=2,
            components_before=1,
            components_after=3,
            projects_without_first=_set("P Q R"),
            projects_without_second=_NONE,
            projects_without_anyone=_set("Q"),
            left_alone=_set("a"),
        )
        == find_losses(network)["v"]
    )


def test_one_who_takes_part_alone_leaves_one_part_fewer(make_network: Callable[..., Network]) -> None:
    """Without a, who is alone in P, one part with participants is left of two."""
    loss = find_losses(make_network("P-a Q-b Q-c"))["a"]

    assert (2, 1) == (loss.components_before, loss.components_after)


def test_the_mini_world_loses_a_unit_with_its_neighbour(mini_store: EmbeddedStore) -> None:
    """The youth unit works with neighbourhood welfare only, who is also the only social participant of all projects."""
    losses = find_losses(read_network(mini_store))
    welfare = losses[ID + "wijkwelzijn-west"]

    assert {ID + "ggd-jeugd"} == welfare.left_alone
    assert {ID + project for project in ("zomerfit", "beweegplein", "eetclub")} == welfare.projects_without_second
    assert (0, 1, 2) == (welfare.pairs, welfare.components_before, welfare.components_after)
