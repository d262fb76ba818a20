"""The network as a whole, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.cuts import walk_graph
from trendbreuk_graph.measures.mixing import count_ties
from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network

__all__ = ["Figures", "find_figures"]


@dataclass(frozen=True, slots=True)
class Figures:
    """The network as a whole.

    Attributes:
        projects: Projects with at least one participant.
        participants: Participants in at least one project.
        ties: Pairs of a project and a participant.
        components: Parts that do not hang together.
        largest_component: Participants in the largest of them.
        density: Ties as a share of all that could be, projects times participants; None without either.
        partner_density: Pairs of participants that share a project, as a share of all pairs; None with fewer than two.
        mean_partners: Partners of a participant on average; None without participants.
        centralisation: From 0, all have as many partners, to 1, all ties go to one; None with fewer than three participants.
        ei_index: See :func:`~trendbreuk_graph.measures.mixing.find_ei_index`.
    """

    projects: int
    participants: int
    ties: int
    components: int
    largest_component: int
    density: float | None
    partner_density: float | None
    mean_partners: float | None
    centralisation: float | None
    ei_index: float | None


def find_figures(network: Network, *, expand: bool = False, open_groups: bool = False) -> Figures:
    """Size, density and centralisation.

    With d the numbers of partners of n participants, centralisation is Σ (max d − d) / ((n − 1) (n − 2)).

    What it means: a description, to compare years or parts of the network; high centralisation looks like a network led from one
    place. What it does not mean: a form of governance; that is for those who know it to say (K. G. Provan, P. Kenis, "Modes of network
    governance", Journal of Public Administration Research and Theory 18 (2008) 229–252).

    Reference: L. C. Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1 (1978) 215–239,
    doi:10.1016/0378-8733(78)90021-7.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "b"), ("Q", "b"), ("Q", "c")})
    >>> figures = find_figures(Network(ties, {}, {}, frozenset(), {}))
    >>> figures.ties, figures.components, round(figures.partner_density, 3), figures.centralisation
    (4, 1, 0.667, 1.0)

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    walk = walk_graph(graph)
    components = [sum(1 for node in walk.order[first:end] if node < graph.width) for first, end in set(walk.component)]
    partners, ei_index = count_ties(network, graph)
    count, most = graph.width, max(partners, default=0)
    pairs, ties = count * (count - 1), sum(len(graph.near[who]) for who in graph.participants)
    star = (count - 1) * (count - 2)
    return Figures(
        projects=len(graph.projects),
        participants=count,
        ties=ties,
        components=len(components),
        largest_component=max(components, default=0),
        density=ties / (count * len(graph.projects)) if ties else None,
        partner_density=sum(partners) / pairs if pairs else None,
        mean_partners=sum(partners) / count if count else None,
        centralisation=sum(most - found for found in partners) / star if count > 2 else None,  # noqa: PLR2004 # a star has three
        ei_index=ei_index,
    )
