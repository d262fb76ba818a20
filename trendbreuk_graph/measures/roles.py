"""Brokerage roles: between whom a participant stands, by their domains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.mixing import Spread
from trendbreuk_graph.measures.twomode import find_reach, number_nodes, to_bits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trendbreuk_graph.network import Network

__all__ = ["Roles", "find_roles"]


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
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    domains = [network.domains.get(iri, frozenset()) for iri in graph.nodes[: graph.width]]
    spread = Spread(domains)
    declared = to_bits(who for who in graph.participants if domains[who])
    near = find_reach(graph, [1 << who for who in graph.participants])
    found = {}
    for who in graph.participants:
        apart = {one: near[who] & ~near[one] for one in graph.partners(who)}
        pairs = sum([bits.bit_count() for bits in apart.values()]) // 2
        placed = {one: bits & declared for one, bits in apart.items() if domains[who] and domains[one]}
        found[graph.nodes[who]] = _place(graph.nodes[who], domains, who, spread, placed, pairs)
    return found


def _place(
    iri: str, domains: Sequence[frozenset[str]], who: int, spread: Spread, apart: Mapping[int, int], pairs: int
) -> Roles:
    """Put the pairs of a participant in their roles.

    Counted in whole parts until the last division, so that the order does not matter. Every pair comes by twice, from either end.

    Args:
        iri: The participant.
        domains: Number of a participant → its domains.
        who: The number of the participant.
        spread: The same domains, to weigh by.
        apart: Partner → bits of the partners with a domain that it shares no project with.
        pairs: How many pairs there are, with those that cannot be placed.
    """
    mine, unit = domains[who], spread.parts
    same_ends = with_me = all_same = placed = 0
    for one, others in apart.items():
        part = unit // len(domains[one])
        count = others.bit_count()
        placed += count
        with_me += count * len(mine & domains[one]) * part * (unit // len(mine))
        for domain in domains[one]:
            weight = part * spread.weigh(domain, others)
            same_ends += weight
            all_same += weight * (unit // len(mine)) if domain in mine else 0
    coordinator = all_same
    itinerant = same_ends * unit - all_same
    gatekeeper = 2 * (with_me * unit - all_same)
    twice = 2 * unit**3
    return Roles(
        who=iri,
        coordinator=coordinator / twice,
        itinerant=itinerant / twice,
        gatekeeper=gatekeeper / twice,
        liaison=(placed * unit**3 - coordinator - itinerant - gatekeeper) / twice,
        pairs=pairs,
        unplaced=pairs - placed // 2,
    )
