"""Brokerage roles: between whom a participant stands, by their domains."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network

__all__ = ["Brokers", "Roles", "find_roles"]


@dataclass(frozen=True, slots=True)
class Roles:
    """Between whom a participant v stands: pairs of its partners a and b that share no project.

    Attributes:
        who: The participant.
        coordinator: Pairs with all three in one domain.
        itinerant: Pairs a, b in one domain and v in another; also called consultant.
        gatekeeper: Pairs of which one is in the domain of v and the other in another; gatekeeper and representative in one, because
            ties have no direction here.
        liaison: Pairs with all three in different domains.
        pairs: All such pairs.
        unplaced: Pairs of which a, b or v has no domain; the four roles and this number add up to `pairs`.
    """

    who: str
    coordinator: float
    itinerant: float
    gatekeeper: float
    liaison: float
    pairs: int
    unplaced: int


def find_roles(network: Network, *, expand: bool = False, open_groups: bool = False) -> dict[str, Roles]:
    """The Gould–Fernandez roles of each participant, in the form for ties without direction.

    Counted are the unordered pairs of partners a, b of v that share no project, in the projection. With f(x, d) = 1/n when d is one of
    the n domains of x and else 0, a pair adds to the roles of v

        coordinator  c = Σ over d of f(a, d) f(v, d) f(b, d)
        itinerant    s(a, b) − c
        gatekeeper   s(a, v) + s(b, v) − 2c
        liaison      1 − s(a, b) − s(a, v) − s(b, v) + 2c

    where s(x, y) = Σ over d of f(x, d) f(y, d). With one domain each this is the usual count. A participant in several domains is
    divided evenly over them, so that every pair counts as one in all; numbers can then be fractions.

    What it means: a high liaison or gatekeeper count is a go-between across domains, a coordinator one inside its own. What it does
    not mean: that anything passes through it, or that the pair does not know each other; and whoever has many partners has many
    pairs, so compare shares, not counts, between large and small.

    Reference: R. V. Gould, R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in transaction networks",
    Sociological Methodology 19 (1989) 89–126, doi:10.2307/270949; gatekeeper and representative are merged here, and unordered
    pairs counted, because a shared project has no direction.

    >>> from trendbreuk_graph.network import Network
    >>> domains = {"a": frozenset({"medical"}), "v": frozenset({"medical"}), "b": frozenset({"social"})}
    >>> ties = frozenset({("P", "a"), ("P", "v"), ("Q", "v"), ("Q", "b")})
    >>> find_roles(Network(ties, domains, {}, frozenset(), {}))["v"]
    Roles(who='v', coordinator=0.0, itinerant=0.0, gatekeeper=1.0, liaison=0.0, pairs=1, unplaced=0)

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Each participant, in the order of the IRIs.
    """
    brokers = Brokers(network, expand=expand, open_groups=open_groups)
    return {iri: brokers.place(who) for who, iri in enumerate(brokers.graph.nodes[: brokers.graph.width])}


class Brokers:
    """Between how many pairs each participant stands; the roles, which take longer, are found when they are asked for.

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Attributes:
        graph: The two-mode graph.
    """

    def __init__(self, network: Network, *, expand: bool = False, open_groups: bool = False) -> None:
        self.graph = number_nodes(network, expand=expand, open_groups=open_groups)
        self._domains = [network.domains.get(iri, frozenset()) for iri in self.graph.nodes[: self.graph.width]]
        self._partners = [self.graph.partners(who) for who in self.graph.participants]
        # Into how many parts a participant is divided, so that each of its domains gets a whole number of them.
        self._unit = lcm(*(len(found) or 1 for found in self._domains))

    def count(self, who: int) -> int:
        """Between how many pairs a participant stands."""
        mine = self._partners[who]
        # Each pair comes by twice, from either end; nobody is apart from itself.
        return sum([len(mine) - len(mine & self._partners[one]) - 1 for one in mine]) // 2

    def place(self, who: int) -> Roles:
        """The roles of a participant.

        Counted in whole parts until the last division, so that the order does not matter.
        """
        mine, unit = self._domains[who], self._unit
        same_ends = with_me = all_same = placed = 0
        for (one, other), count in self._count_by_domains(who).items():
            if not mine or not one or not other:
                continue
            placed += count
            parts = count * (unit // len(one)) * (unit // len(other))
            same_ends += len(one & other) * parts
            all_same += len(one & other & mine) * parts * (unit // len(mine))
            with_me += len(one & mine) * count * (unit // len(one)) * (unit // len(mine))
        coordinator = all_same
        itinerant = same_ends * unit - all_same
        gatekeeper = 2 * (with_me * unit - all_same)
        twice, pairs = 2 * unit**3, self.count(who)
        return Roles(
            who=self.graph.nodes[who],
            coordinator=coordinator / twice,
            itinerant=itinerant / twice,
            gatekeeper=gatekeeper / twice,
            liaison=(placed * unit**3 - coordinator - itinerant - gatekeeper) / twice,
            pairs=pairs,
            unplaced=pairs - placed // 2,
        )

    def _count_by_domains(self, who: int) -> Counter[tuple[frozenset[str], frozenset[str]]]:
        """The domains of either end of a pair → between how many such pairs a participant stands, each counted from both ends."""
        mine, domains = self._partners[who], self._domains
        return Counter(
            (domains[one], domains[other]) for one in mine for other in mine - self._partners[one] if other != one
        )
