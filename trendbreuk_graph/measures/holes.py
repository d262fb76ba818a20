"""Structural holes: whose partners also meet each other, with and without the largest project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.twomode import number_nodes, weigh_partners

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trendbreuk_graph.measures.twomode import TwoMode
    from trendbreuk_graph.network import Network

__all__ = ["Hole", "HoleFinder", "Holes", "find_holes", "find_largest_project"]


@dataclass(frozen=True, slots=True)
class Hole:
    """How free a participant is among its partners.

    Attributes:
        who: The participant.
        constraint: Burt's constraint; None without a partner.
        effective_size: Burt's effective size; None without a partner.
        partners: How many partners it has.
    """

    who: str
    constraint: float | None
    effective_size: float | None
    partners: int


@dataclass(frozen=True, slots=True)
class Holes:
    """The measure on the whole network, and without its largest project.

    Attributes:
        largest: The project with most participants; None in a network without projects.
        whole: Each participant, in the order of the IRIs.
        without: The same without that project; who takes part in no other project is not there.
    """

    largest: str | None
    whole: dict[str, Hole]
    without: dict[str, Hole]


def find_largest_project(network: Network, *, expand: bool = False, open_groups: bool = False) -> str | None:
    """The project with most participants, the first by IRI among equals; None in a network without projects."""
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    return _find_largest(graph)


def _find_largest(graph: TwoMode) -> str | None:
    largest = min(graph.projects, key=lambda project: (-len(graph.near[project]), project), default=None)
    return None if largest is None else graph.nodes[largest]


def find_holes(network: Network, *, expand: bool = False, open_groups: bool = False) -> Holes:
    """Burt's constraint and effective size of each participant.

    On the projection with weights z(v, w) = sum over shared projects of 1/(k − 1), k being the number of participants of the project,
    and with p(v, w) = z(v, w) / Σ over u of z(v, u), m(w, q) = z(w, q) / max over u of z(w, u):

        constraint(v)     = Σ over partners w of ( p(v, w) + Σ over q of p(v, q) p(q, w) )²
        effective size(v) = Σ over partners w of ( 1 − Σ over q of p(v, q) m(w, q) )

    with q another partner of v. Both are None for a participant without partners. Constraint is 1 with one partner, and falls towards
    0 with many who do not meet; with few partners who all meet it can pass 1. The effective size is at most the number of partners.

    One large project ties all of its participants to each other, however loosely, so the same is given without the largest project: a
    participant whose place changes much between the two owes it to that one list.

    What it means: low constraint, or an effective size near the number of partners: its partners do not meet each other. What it
    does not mean: that it uses the position, or that its partners would gain by meeting.

    Reference: R. S. Burt, "Structural holes and good ideas", American Journal of Sociology 110 (2004) 349–399, doi:10.1086/421787, and
    "Structural Holes", Harvard University Press, 1992.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "v"), ("Q", "v"), ("Q", "b")})
    >>> holes = find_holes(Network(ties, {}, {}, frozenset(), {})).whole
    >>> holes["v"].constraint, holes["v"].effective_size, holes["a"].constraint
    (0.5, 2.0, 1.0)

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.
    """
    holes = HoleFinder(network, expand=expand, open_groups=open_groups)
    rest = network.without({holes.largest} if holes.largest else ())
    without = HoleFinder(rest, expand=expand, open_groups=open_groups)
    return Holes(largest=holes.largest, whole=holes.find_all(), without=without.find_all())


class HoleFinder:
    """The same participant by participant, for who needs the whole of it for some only.

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Attributes:
        graph: The two-mode graph.
        largest: See :func:`find_largest_project`.
    """

    def __init__(self, network: Network, *, expand: bool = False, open_groups: bool = False) -> None:
        self.graph = number_nodes(network, expand=expand, open_groups=open_groups)
        self.largest = _find_largest(self.graph)
        self._ties = _Ties(self.graph)

    def find_size(self, who: int) -> float | None:
        """Its :attr:`Hole.effective_size`."""
        return self._ties.find_size(who) if self._ties.weigh(who) else None

    def find(self, who: int) -> Hole:
        """All of it."""
        mine = self._ties.weigh(who)
        constraint = self._ties.find_constraint(who) if mine else None
        return Hole(self.graph.nodes[who], constraint, self.find_size(who), len(mine))

    def find_all(self) -> dict[str, Hole]:
        """Each participant, in the order of the IRIs."""
        return {self.graph.nodes[who]: self.find(who) for who in self.graph.participants}


class _Ties:
    """The weighted ties between participants, with sums over partners of partners taken project by project.

    Σ over q of x(q) z(q, w) is a sum over pairs; but z is made of projects, so it is also Σ over projects of w of 1/(k − 1) times
    the Σ of x over the others in it, which takes one pass over the ties of the two-mode graph.
    """

    def __init__(self, graph: TwoMode) -> None:
        self._graph, self._near = graph, graph.near
        sizes = [len(company) for company in graph.near]
        self._share = [1 / (size - 1) if size > 1 else 0.0 for size in sizes]
        self._own = [sum([self._share[project] for project in graph.near[who]]) for who in graph.participants]
        #: Participant → the sum and the highest of its weights.
        self._sums: dict[int, tuple[float, float]] = {}

    def weigh(self, who: int) -> dict[int, float]:
        """Partner → weight, as in :func:`~trendbreuk_graph.measures.twomode.weigh_ties`."""
        mine = weigh_partners(self._graph, who)
        self._sums[who] = (sum(mine.values()), max(mine.values(), default=0.0))
        return mine

    def _sum(self, who: int) -> tuple[float, float]:
        if who not in self._sums:
            self.weigh(who)
        return self._sums[who]

    def find_size(self, who: int) -> float:
        """The effective size of a participant that has partners."""
        mine = self.weigh(who)
        redundant = self._pass_on(self._share_out(who, mine))
        return len(mine) - sum([redundant[partner] / self._sum(partner)[1] for partner in mine])

    def find_constraint(self, who: int) -> float:
        """The constraint of a participant that has partners."""
        shares = self._share_out(who, self.weigh(who))
        through = self._pass_on({partner: share / self._sum(partner)[0] for partner, share in shares.items()})
        return sum([(share + through[partner]) ** 2 for partner, share in shares.items()])

    def _share_out(self, who: int, mine: Mapping[int, float]) -> dict[int, float]:
        total = self._sum(who)[0]
        return {partner: weight / total for partner, weight in mine.items()}

    def _pass_on(self, values: Mapping[int, float]) -> dict[int, float]:
        """Participant w → Σ over the other participants q of value(q) z(q, w)."""
        near, share, own = self._near, self._share, self._own
        held: dict[int, float] = {}
        for who, value in values.items():
            for project in near[who]:
                held[project] = held.get(project, 0.0) + value
        given = {project: value * share[project] for project, value in held.items()}
        return {who: sum([given[project] for project in near[who]]) - value * own[who] for who, value in values.items()}
