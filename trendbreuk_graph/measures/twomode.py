"""The two-mode graph with numbers for nodes: what every measure starts from.

Numbers make the measures several times faster than IRIs, and let a set of nodes be one integer with a bit for each node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import networkx as nx

    from trendbreuk_graph.network import Network

__all__ = ["TwoMode", "find_reach", "number_nodes", "project_network", "weigh_partners", "weigh_ties"]


@dataclass(frozen=True, slots=True)
class TwoMode:
    """Participants and projects under numbers: first the participants, then the projects, each in the order of their IRIs.

    Attributes:
        nodes: Number → IRI.
        width: How many participants there are; a number below it is a participant.
        near: Number → the numbers that it has a tie with, rising: the projects of a participant, the participants of a project.
        number: IRI of a participant → its number.
    """

    nodes: tuple[str, ...]
    width: int
    near: tuple[tuple[int, ...], ...]
    number: dict[str, int]

    @property
    def participants(self) -> range:
        """The numbers of the participants."""
        return range(self.width)

    @property
    def projects(self) -> range:
        """The numbers of the projects."""
        return range(self.width, len(self.nodes))

    def partners(self, who: int) -> set[int]:
        """The participants that share a project with this one, without itself."""
        found: set[int] = set().union(*[self.near[project] for project in self.near[who]])
        found.discard(who)
        return found

    def iris(self, numbers: Iterable[int]) -> frozenset[str]:
        """The IRIs of nodes."""
        nodes = self.nodes
        return frozenset([nodes[number] for number in numbers])


def number_nodes(network: Network, *, expand: bool = False, open_groups: bool = False) -> TwoMode:
    """Number the participants and projects of a network.

    >>> from trendbreuk_graph.network import Network
    >>> graph = number_nodes(Network(frozenset({("P", "b"), ("P", "a"), ("Q", "a")}), {}, {}, frozenset(), {}))
    >>> graph.nodes, graph.width, graph.near
    (('a', 'b', 'P', 'Q'), 2, ((2, 3), (2,), (0, 1), (0,)))

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.
    """
    if open_groups:
        ties: Collection[tuple[str, str]] = network.find_ties(expand=expand, open_groups=True)
        stand_in: dict[str, str] = {}
    else:
        ties, stand_in = network.ties, {} if expand else network.collapsed
    participants = sorted({stand_in.get(who, who) for _, who in ties})
    projects = sorted({project for project, _ in ties})
    number = {who: position for position, who in enumerate(participants)}
    place = {project: position for position, project in enumerate(projects, start=len(participants))}
    near: list[list[int]] = [[] for _ in range(len(participants) + len(projects))]
    # Each number is one object wherever it stands: a walk through a large network then touches less memory.
    for project, who in ties:
        at, node = place[project], number[stand_in.get(who, who)]
        near[node].append(at)
        near[at].append(node)
    return TwoMode(
        nodes=(*participants, *projects),
        width=len(participants),
        # A group that stands for several of a project's participants comes more than once.
        near=tuple([tuple(sorted(set(found))) for found in near]),
        number=number,
    )


def find_reach(graph: TwoMode, reached: Sequence[int]) -> list[int]:
    """One step further: participants → what the participants of their projects have reached, as bits.

    Args:
        graph: The two-mode graph.
        reached: Number of a participant → bits of what it has reached.
    """
    by_project = {}
    for project in graph.projects:
        bits = 0
        for who in graph.near[project]:
            bits |= reached[who]
        by_project[project] = bits
    further = []
    for who in graph.participants:
        bits = 0
        for project in graph.near[who]:
            bits |= by_project[project]
        further.append(bits)
    return further


def weigh_ties(graph: TwoMode) -> list[dict[int, float]]:
    """Participant → what :func:`weigh_partners` gives."""
    return [weigh_partners(graph, who) for who in graph.participants]


def weigh_partners(graph: TwoMode, who: int) -> dict[int, float]:
    """Partner of a participant → the sum over shared projects of 1/(k − 1), k being the number of participants of the project.

    The partners stand in rising order, so that sums over them come out the same every time.

    Reference: M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64 (2001) 016132,
    doi:10.1103/PhysRevE.64.016132.
    """
    weights = dict.fromkeys(sorted(graph.partners(who)), 0.0)
    for project in graph.near[who]:
        company = graph.near[project]
        share = 1 / (len(company) - 1) if len(company) > 1 else 0.0
        for partner in company:
            if partner != who:
                weights[partner] += share
    return weights


def project_network(network: Network, *, expand: bool = False, open_groups: bool = False) -> nx.Graph[str]:
    """Participants as the only nodes, tied where they share a project; edge attribute ``weight``.

    The weight is the sum over shared projects of 1/(k − 1), k being the number of participants of the project, so that each
    project gives each of its participants 1 in all, however large it is; a project with one participant gives nothing.

    What it means: who meets whom, and how closely. What it does not mean: that all who share a large project work together; a pair
    in a project of forty weighs 1/39.

    Reference: M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64 (2001) 016132,
    doi:10.1103/PhysRevE.64.016132.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "b"), ("P", "c"), ("Q", "a"), ("Q", "b")})
    >>> sorted(project_network(Network(ties, {}, {}, frozenset(), {})).edges(data="weight"))
    [('a', 'b', 1.5), ('a', 'c', 0.5), ('b', 'c', 0.5)]

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.
    """
    import networkx as nx

    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    projected: nx.Graph[str] = nx.Graph()
    projected.add_nodes_from(graph.nodes[: graph.width])
    for who, partners in enumerate(weigh_ties(graph)):
        for partner, weight in partners.items():
            if who < partner:
                projected.add_edge(graph.nodes[who], graph.nodes[partner], weight=weight)
    return projected
