"""What the network loses without one participant: the drop-one effect."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.cuts import walk_graph
from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.measures.twomode import TwoMode
    from trendbreuk_graph.network import Network

__all__ = ["Loss", "Losses", "find_losses", "find_sides"]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the network loses without one participant.

    Attributes:
        who: The participant.
        pairs: Pairs of one participant in the first domain only and one in the second only that hang together, by whatever way,
            with it and not without it. Pairs with itself do not count.
        components_before: Parts with at least one participant that do not hang together, now.
        components_after: The same without it.
        projects_without_first: Its projects in which it is the only participant in the first domain.
        projects_without_second: Its projects in which it is the only participant in the second domain.
        projects_without_anyone: Its projects in which it is the only participant.
        left_alone: Participants whose only partner it is.
    """

    who: str
    pairs: int
    components_before: int
    components_after: int
    projects_without_first: frozenset[str]
    projects_without_second: frozenset[str]
    projects_without_anyone: frozenset[str]
    left_alone: frozenset[str]


class Losses:
    """What the network loses without each of its participants; the walk is made once.

    Args:
        graph: The two-mode graph.
        sides: Participants in the first domain, and those in the second; see :func:`find_sides`.
    """

    def __init__(self, graph: TwoMode, sides: tuple[frozenset[int], frozenset[int]]) -> None:
        self._graph = graph
        self._walk = walk_graph(graph)
        first, second = sides
        self._counted = (first - second, second - first, frozenset(graph.participants))
        self._sums = tuple(self._count_along(nodes) for nodes in self._counted)
        self._components = sum(
            1 for begin, end in set(self._walk.component) if self._sums[2][end] > self._sums[2][begin]
        )
        self._sole = tuple(self._find_sole(side) for side in (first, second, frozenset(graph.participants)))
        self._alone = self._find_only_partners()

    @classmethod
    def between(cls, network: Network, graph: TwoMode, first: str, second: str) -> Losses:
        """The losses between two domains, given by their ids, on the graph of a network."""
        domains = [network.domains.get(iri, frozenset()) for iri in graph.nodes[: graph.width]]
        return cls(graph, find_sides(domains, first, second))

    def _count_along(self, nodes: frozenset[int]) -> list[int]:
        return [0, *accumulate([node in nodes for node in self._walk.order])]

    def _find_sole(self, side: frozenset[int]) -> dict[int, list[int]]:
        """Participant → the projects in which it is the only one of a side."""
        found: dict[int, list[int]] = {}
        for project in self._graph.projects:
            there = side.intersection(self._graph.near[project])
            if len(there) == 1:
                found.setdefault(min(there), []).append(project)
        return found

    def _find_only_partners(self) -> dict[int, list[int]]:
        """Participant → those whose only partner it is."""
        found: dict[int, list[int]] = {}
        near = self._graph.near
        for who in self._graph.participants:
            partners: set[int] = set()
            for project in near[who]:
                partners.update(near[project])
                if len(partners) > 2:  # noqa: PLR2004 # itself and one other
                    break
            if len(partners) == 2:  # noqa: PLR2004 # itself and one other
                found.setdefault(min(partners - {who}), []).append(who)
        return found

    def _count(self, stretch: tuple[int, int]) -> tuple[int, int, int]:
        """How many of the first side only, of the second side only, and participants in all, stand in a stretch."""
        begin, end = stretch
        first, second, everyone = self._sums
        return first[end] - first[begin], second[end] - second[begin], everyone[end] - everyone[begin]

    def without(self, who: int) -> Loss:
        """What is lost without one participant."""
        iris = self._graph.iris
        pairs, parts = self._fall_apart(who)
        return Loss(
            who=self._graph.nodes[who],
            pairs=pairs,
            components_before=self._components,
            components_after=self._components - 1 + parts,
            projects_without_first=iris(self._sole[0].get(who, ())),
            projects_without_second=iris(self._sole[1].get(who, ())),
            projects_without_anyone=iris(self._sole[2].get(who, ())),
            left_alone=iris(self._alone.get(who, ())),
        )

    def _fall_apart(self, who: int) -> tuple[int, int]:
        """How many pairs are lost, and how many parts with participants come in the place of the component."""
        first, second, everyone = self._count(self._walk.component[who])
        first, second, everyone = first - (who in self._counted[0]), second - (who in self._counted[1]), everyone - 1
        pairs, parts = first * second, 0
        for stretch in self._walk.cut_off.get(who, ()):
            cut_first, cut_second, cut_all = self._count(stretch)
            pairs -= cut_first * cut_second
            parts += cut_all > 0
            first, second, everyone = first - cut_first, second - cut_second, everyone - cut_all
        return pairs - first * second, parts + (everyone > 0)


def find_sides(domains: Sequence[frozenset[str]], first: str, second: str) -> tuple[frozenset[int], frozenset[int]]:
    """The participants in one domain and those in another, some perhaps in both; `domains` is by number of participant."""
    first_side, second_side = (
        frozenset([who for who, found in enumerate(domains) if side in found]) for side in (first, second)
    )
    return first_side, second_side


def find_losses(
    network: Network, first: str = "medical", second: str = "social", *, expand: bool = False, open_groups: bool = False
) -> dict[str, Loss]:
    """What the network loses without each participant, one at a time: the drop-one effect.

    Its ties go; the others, and all projects, stay. Participants in both domains are no side of a pair, as in
    :func:`~trendbreuk_graph.measures.bridges.find_bridges`, but a project that has one has both domains.

    What it means: what would have nobody else, if this one left and nobody stepped in. What it does not mean: a forecast; others may
    take its place, and one who loses no pair here can still be the shortest way between many.

    >>> from trendbreuk_graph.network import Network
    >>> domains = {"m": frozenset({"medical"}), "s": frozenset({"social"})}
    >>> network = Network(frozenset({("P", "m"), ("P", "v"), ("Q", "v"), ("Q", "s")}), domains, {}, frozenset(), {})
    >>> loss = find_losses(network)["v"]
    >>> loss.pairs, loss.components_before, loss.components_after, sorted(loss.left_alone)
    (1, 1, 2, ['m', 's'])

    Args:
        network: The network.
        first: Id of one domain.
        second: Id of the other.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Each participant, in the order of the IRIs.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    losses = Losses.between(network, graph, first, second)
    return {graph.nodes[who]: losses.without(who) for who in graph.participants}
