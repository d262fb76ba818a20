"""Who bridges two domains.

The domains are those that the records declare, never communities that an algorithm finds. The measure is computed on the
two-mode graph of participants and projects, not on a projection: projected, a project with forty partners would become a
clique of forty and make everyone in it look central.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.betweenness import sum_paths_through
from trendbreuk_graph.measures.losses import Losses, find_sides
from trendbreuk_graph.measures.mixing import Spread
from trendbreuk_graph.measures.sampling import find_sample
from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trendbreuk_graph.measures.losses import Loss
    from trendbreuk_graph.measures.sampling import Sample
    from trendbreuk_graph.network import Network

__all__ = ["Bridge", "ExclusivePair", "Ranking", "Sides", "find_bridges", "find_exclusive_pairs", "rank_bridges"]


@dataclass(frozen=True, slots=True)
class Bridge:
    """How far one participant joins two domains.

    Attributes:
        who: IRI of the participant.
        score: Share of the shortest paths between the two domains that pass through it, from 0 to 1.
        sources: Participants of the first domain, and not of the second, that share a project with it.
        targets: Participants of the second domain, and not of the first, that share a project with it.
        projects: Its projects in which both are.
        exclusive_pairs: Pairs of one of the sources and one of the targets that are in no project together; see
            :func:`find_exclusive_pairs`.
        participation: Participation coefficient of its partners over all domains, see
            :class:`~trendbreuk_graph.measures.mixing.Spread`; None when no partner has a domain.
        loss: What the network loses without it, see :func:`~trendbreuk_graph.measures.losses.find_losses`.
        sample: What the score was estimated from; None when it is exact. All else is exact always.
    """

    who: str
    score: float
    sources: frozenset[str]
    targets: frozenset[str]
    projects: frozenset[str]
    exclusive_pairs: int
    participation: float | None
    loss: Loss
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class ExclusivePair:
    """Two partners of a participant that are in no project together.

    Attributes:
        source: The one in the first domain.
        target: The one in the second.
        others: How many other participants share a project with both; 0 when it is the only one between them.
    """

    source: str
    target: str
    others: int


class Sides:
    """Which participants stand on either side of two domains, and where they meet the others.

    Made once for several questions about the same two domains.

    Args:
        network: The network.
        first: Id of one domain.
        second: Id of the other.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Attributes:
        network: The network.
        graph: Its two-mode graph.
        domains: Number of a participant → its domains.
        whole: The participants in the first domain, and those in the second.
        sources: Those in the first and not in the second.
        targets: Those in the second and not in the first.
        held: Project → its sources and its targets.
    """

    def __init__(
        self,
        network: Network,
        first: str = "medical",
        second: str = "social",
        *,
        expand: bool = False,
        open_groups: bool = False,
    ) -> None:
        self.network = network
        self._collapsed = {} if expand else network.collapsed
        self.graph = graph = number_nodes(network, expand=expand, open_groups=open_groups)
        self.domains = [network.domains.get(iri, frozenset()) for iri in graph.nodes[: graph.width]]
        self._near = graph.near
        in_first, in_second = find_sides(self.domains, first, second)
        self.whole = (in_first, in_second)
        self.sources, self.targets = in_first - in_second, in_second - in_first
        self.held = {
            project: (self.sources.intersection(graph.near[project]), self.targets.intersection(graph.near[project]))
            for project in graph.projects
        }
        self._met: dict[int, set[int]] = {}

    def near(self, who: int) -> tuple[set[int], set[int]]:
        """The sources and the targets that share a project with a participant, itself not counted."""
        held = [self.held[project] for project in self._near[who]]
        sources: set[int] = set().union(*[found for found, _ in held])
        targets: set[int] = set().union(*[found for _, found in held])
        return sources - {who}, targets - {who}

    def joint_projects(self, who: int) -> list[int]:
        """Its projects in which both sides are, itself not counted."""
        # One who is itself a source or a target needs another beside it.
        of_sources, of_targets = 1 + (who in self.sources), 1 + (who in self.targets)
        held = [(project, *self.held[project]) for project in self._near[who]]
        return [one for one, sources, targets in held if len(sources) >= of_sources and len(targets) >= of_targets]

    def count_exclusive(self, sources: Iterable[int], targets: set[int]) -> int:
        """How many pairs of one of these sources and one of these targets are in no project together."""
        return sum([len(targets) - len(targets & self._find_met(source)) for source in sources])

    def _find_met(self, source: int) -> set[int]:
        """The targets that share a project with a source; kept, for a source stands next to many."""
        met = self._met.get(source)
        if met is None:
            met = self._met[source] = set().union(*[self.held[project][1] for project in self._near[source]])
        return met

    def find_pairs(self, who: str, most: int | None = None) -> list[ExclusivePair]:
        """The pairs that a participant stands between, see :func:`find_exclusive_pairs`; only the first so many, if that is given."""
        number = self.graph.number.get(self._collapsed.get(who, who))
        if number is None:
            return []
        sources, targets = self.near(number)
        nodes, near = self.graph.nodes, self._near
        met = {one: set().union(*[near[project] for project in near[one]]) for one in sources | targets}
        # Of those who met both, one is the participant itself; numbers stand in the order of the IRIs.
        pairs = sorted(
            (len(met[source] & met[target]) - 1, source, target)
            for source in sources
            for target in targets - met[source]
        )
        return [ExclusivePair(nodes[source], nodes[target], others) for others, source, target in pairs[:most]]


def find_bridges(
    network: Network, first: str = "medical", second: str = "social", *, expand: bool = False, open_groups: bool = False
) -> list[Bridge]:
    """Rank participants by cross-domain betweenness.

    For sources S (participants in the first domain and not in the second) and targets T (the reverse),

        c(v) = (1 / n) * sum over s in S, t in T, v not s or t, of  paths(s, t through v) / paths(s, t)

    where ``paths`` counts shortest paths in the two-mode graph and n is the number of pairs (s, t) of which neither is v.
    A participant in both domains is neither source nor target: it can only bridge. A pair without any path counts in n and adds
    nothing. In a large network the sum is an estimate, see :func:`~trendbreuk_graph.measures.betweenness.sum_paths_through`; the bridge
    then has a sample, and the ranking is that of the estimates.

    What it means: of all the shortest ways from a partner in one domain to a partner in the other, this share goes
    through v. What it does not mean: that v does anything there; it shows position in the documents' partner lists, not
    effort, quality or power.

    Reference: betweenness between node subsets, U. Brandes, "On variants of shortest-path betweenness centrality and
    their generic computation", Social Networks 30 (2008) 136–145, doi:10.1016/j.socnet.2007.11.001; used between declared
    groups by P. J. Jones, R. Ma, R. J. McNally, "Bridge centrality", Multivariate Behavioral Research 56 (2021) 353–367,
    doi:10.1080/00273171.2019.1614898.

    >>> from trendbreuk_graph.network import Network
    >>> domains = {"m": frozenset({"medical"}), "s": frozenset({"social"})}
    >>> ties = frozenset({("P", "m"), ("P", "v"), ("Q", "v"), ("Q", "s")})
    >>> bridge, = find_bridges(Network(ties, domains, {}, frozenset({"m", "s", "v"}), {}))
    >>> bridge.who, bridge.score, bridge.exclusive_pairs, bridge.loss.pairs
    ('v', 1.0, 1, 1)

    Args:
        network: The network.
        first: Id of one domain.
        second: Id of the other.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Bodies and the collapsed municipalities with at least one partner on either side, best first, ties broken by IRI.
        Kinds of actor ("general practitioners") and persons are part of the graph but are not ranked.
    """
    return rank_bridges(Sides(network, first, second, expand=expand, open_groups=open_groups))


class Ranking:
    """Who bridges two domains, best first; what a bridge is made of is worked out when it is asked for.

    Args:
        sides: Who stands on either side.

    Attributes:
        scores: (Number of a participant, its score), see :func:`find_bridges`.
        sample: What the scores were estimated from; None when they are exact.
    """

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        graph = sides.graph
        through = sum_paths_through(graph, sorted(sides.sources), sorted(sides.targets))
        found = []
        for who in sorted(graph.number[iri] for iri in sides.network.ranked & graph.number.keys()):
            if not all(sides.near(who)):
                continue
            pairs = (len(sides.sources) - (who in sides.sources)) * (len(sides.targets) - (who in sides.targets))
            found.append((who, through[who] / pairs))
        # Numbers stand in the order of the IRIs, and sorting keeps the order of equals.
        self.scores = sorted(found, key=lambda pair: -pair[1])
        self.sample = find_sample(graph, min(len(sides.sources), len(sides.targets)))
        self._spread = Spread(sides.domains)

    @cached_property
    def _losses(self) -> Losses:
        return Losses(self._sides.graph, self._sides.whole)

    def find(self, who: str) -> int | None:
        """The place of a participant, from 0; None when it has no partner on one of the sides."""
        number = self._sides.graph.number.get(who)
        return next((at for at, (one, _) in enumerate(self.scores) if one == number), None)

    def describe(self, at: int) -> Bridge:
        """The bridge in a place."""
        sides, (who, score) = self._sides, self.scores[at]
        iris, (sources, targets) = sides.graph.iris, sides.near(who)
        return Bridge(
            who=sides.graph.nodes[who],
            score=score,
            sources=iris(sources),
            targets=iris(targets),
            projects=iris(sides.joint_projects(who)),
            exclusive_pairs=sides.count_exclusive(sources, targets),
            participation=self._spread.measure(sides.graph.partners(who)),
            loss=self._losses.without(who),
            sample=self.sample,
        )


def rank_bridges(sides: Sides) -> list[Bridge]:
    """The same as :func:`find_bridges`, with the sides made before."""
    ranking = Ranking(sides)
    return [ranking.describe(at) for at in range(len(ranking.scores))]


def find_exclusive_pairs(  # who, the two domains, and the two choices of every measure
    network: Network,
    who: str,
    first: str = "medical",
    second: str = "social",
    *,
    expand: bool = False,
    open_groups: bool = False,
) -> list[ExclusivePair]:
    """The pairs that a participant stands between: both are its partners, and they are in no project together.

    A pair (m, s) is exclusive to v when m is in the first domain only and s in the second only, each shares a project with v, and no
    project whatever, with v or without, has both m and s. A pair that meets in a project of v has met, and is not one. Others can
    stand between the same two; how many is said.

    What it means: two partners who both work with v and not with each other. What it does not mean: that they should.

    >>> from trendbreuk_graph.network import Network
    >>> domains = {"m": frozenset({"medical"}), "s": frozenset({"social"}), "t": frozenset({"social"})}
    >>> ties = frozenset({("P", "m"), ("P", "v"), ("P", "t"), ("Q", "v"), ("Q", "s")})
    >>> find_exclusive_pairs(Network(ties, domains, {}, frozenset(), {}), "v")
    [ExclusivePair(source='m', target='s', others=0)]

    Args:
        network: The network.
        who: IRI of a participant; a municipality is its group unless `expand`.
        first: Id of one domain.
        second: Id of the other.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Pairs with the fewest others between them first, then by IRI; none when it takes part in nothing.
    """
    return Sides(network, first, second, expand=expand, open_groups=open_groups).find_pairs(who)
