"""Groups that an algorithm finds, held beside the domains that the records declare.

They answer one question only: do partners work together along the lines of their domains, or across them? They never stand in the
place of the domains, for they differ from one algorithm to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.louvain import find_groups, find_modularity
from trendbreuk_graph.measures.twomode import number_nodes, weigh_ties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.network import Network

__all__ = ["Communities", "Community", "find_communities"]


@dataclass(frozen=True, slots=True)
class Community:
    """Participants that work together more than with others.

    Attributes:
        members: The participants.
        domains: (Domain, how many of the members), most first; a member in several domains is divided evenly over them.
        undeclared: Members without a domain.
    """

    members: frozenset[str]
    domains: tuple[tuple[str, float], ...]
    undeclared: int


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities beside the domains.

    Attributes:
        communities: Largest first, then by IRI.
        modularity: How much more of the weight lies inside communities than by chance; None in a network without partners.
        agreement: Normalised mutual information between communities and domains, from 0, a domain says nothing about the community, to
            1, either follows from the other; None when there is only one community and one domain, or no domain at all.
    """

    communities: tuple[Community, ...]
    modularity: float | None
    agreement: float | None


def find_communities(network: Network, *, expand: bool = False, open_groups: bool = False) -> Communities:
    """Communities in the projection, and how far they agree with the declared domains.

    Louvain communities (modularity, resolution 1; :func:`~trendbreuk_graph.measures.louvain.find_groups`) on the projection with
    weights 1/(k − 1). Agreement is

        2 I(C; D) / (H(C) + H(D))

    over participants with a domain, C being the community and D the domain; one with several domains is divided evenly over them. The
    measure grows with the number of communities even by chance, so compare it between years, not with a fixed bound.

    What it means: low agreement says that partners of different domains are found together. What it does not mean: that the
    communities exist as such; another algorithm, or another order of the participants, cuts otherwise. The domains stay those of the records.

    Reference: L. Danon and others, "Comparing community structure identification", Journal of Statistical Mechanics (2005) P09008,
    doi:10.1088/1742-5468/2005/09/P09008.

    >>> from trendbreuk_graph.network import Network
    >>> domains = {who: frozenset({"medical" if who in "ab" else "social"}) for who in "abcd"}
    >>> found = find_communities(Network(frozenset(zip("PPQQ", "abcd")), domains, {}, frozenset(), {}))
    >>> [sorted(community.members) for community in found.communities], found.modularity, found.agreement
    ([['a', 'b'], ['c', 'd']], 0.5, 1.0)

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    domains = [network.domains.get(iri, frozenset()) for iri in graph.nodes[: graph.width]]
    ties = weigh_ties(graph)
    groups = find_groups(ties)
    groups.sort(key=lambda group: (-len(group), group))
    return Communities(
        communities=tuple(
            Community(
                members=graph.iris(group),
                domains=_count_domains(domains, group),
                undeclared=sum(1 for who in group if not domains[who]),
            )
            for group in groups
        ),
        modularity=find_modularity(ties, groups),
        agreement=_find_agreement(domains, groups),
    )


def _count_domains(domains: Sequence[frozenset[str]], group: Sequence[int]) -> tuple[tuple[str, float], ...]:
    counts: dict[str, Fraction] = {}
    for who in group:
        for domain in domains[who]:
            counts[domain] = counts.get(domain, Fraction()) + Fraction(1, len(domains[who]))
    return tuple([(domain, float(counts[domain])) for domain in sorted(counts, key=lambda one: (-counts[one], one))])


def _find_agreement(domains: Sequence[frozenset[str]], groups: Sequence[Sequence[int]]) -> float | None:
    table = [dict(_count_domains(domains, group)) for group in groups]
    whole = sum(sum(row.values()) for row in table)
    if not whole:
        return None
    rows = [sum(row.values()) / whole for row in table]
    columns = [sum(row.get(domain, 0.0) for row in table) / whole for domain in sorted(set().union(*table))]
    cells = [row[domain] / whole for row in table for domain in sorted(row)]
    apart = _entropy(rows) + _entropy(columns)
    # Below what rounding leaves, either side holds one value only.
    return max(0.0, 2 * (apart - _entropy(cells)) / apart) if apart > 1e-12 else None  # noqa: PLR2004 # said above


def _entropy(shares: Sequence[float]) -> float:
    return -sum(share * log(share) for share in shares if share > 0)
