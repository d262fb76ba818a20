"""What goes when one participant goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.measures.losses import Loss, find_losses
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import read_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.network import Network
    from trendbreuk_graph.store import EmbeddedStore

_NONE: frozenset[str] = frozenset()


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


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
