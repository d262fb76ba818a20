"""How two bodies are connected, and who is around one of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from trendbreuk_graph.measures.twomode import TwoMode
    from trendbreuk_graph.network import Network

__all__ = ["Ego", "Path", "find_ego", "find_path"]


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest chain of participants from one to another.

    Attributes:
        participants: From the one to the other, both included.
        projects: For each step the projects that the two share, in the order of their IRIs; one fewer than there are participants.
        equal: How many shortest paths there are, over other participants or other projects; this one is the first by IRI.
    """

    participants: tuple[str, ...]
    projects: tuple[tuple[str, ...], ...]
    equal: int


@dataclass(frozen=True, slots=True)
class Ego:
    """What is around a participant or project.

    Attributes:
        centre: The participant or project.
        participants: Participant → how many projects away it is; the centre itself, if it is one, is 0 away.
        projects: Project → on which step it is crossed, from 1; the centre itself, if it is one, is on step 1.
        ties: Pairs (project, participant) among these.
    """

    centre: str
    participants: dict[str, int]
    projects: dict[str, int]
    ties: frozenset[tuple[str, str]]


def find_path(
    network: Network, start: str, end: str, *, expand: bool = False, open_groups: bool = False
) -> Path | None:
    """The shortest chain of shared projects from one participant to another.

    Of several equally short, the one with the first participants by IRI.

    What it means: who could introduce whom, and in which project they meet. What it does not mean: that they know each other well; a
    long list counts as a meeting too.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "v"), ("P", "w"), ("Q", "v"), ("Q", "b"), ("R", "w"), ("R", "b")})
    >>> find_path(Network(ties, {}, {}, frozenset(), {}), "a", "b")
    Path(participants=('a', 'v', 'b'), projects=(('P',), ('Q',)), equal=2)

    Args:
        network: The network.
        start: IRI of a participant; a municipality is its group unless `expand`.
        end: IRI of another; the same gives a path of itself alone.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        None when there is no such chain, or one of them takes part in nothing.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    stand_in = {} if expand else network.collapsed
    first, last = (graph.number.get(stand_in.get(iri, iri)) for iri in (start, end))
    if first is None or last is None:
        return None
    distance = _walk_out(graph, last)
    if first not in distance:
        return None
    chain = [first]
    while chain[-1] != last:
        nearer = distance[chain[-1]] - 2
        # Number and IRI have one order.
        chain.append(min(one for one in graph.partners(chain[-1]) if distance[one] == nearer))
    shared = [set(graph.near[one]) & set(graph.near[other]) for one, other in pairwise(chain)]
    return Path(
        participants=tuple(graph.nodes[who] for who in chain),
        projects=tuple(tuple(graph.nodes[project] for project in sorted(step)) for step in shared),
        equal=_count_paths(graph, distance, first),
    )


def _walk_out(graph: TwoMode, centre: int, limit: int | None = None) -> dict[int, int]:
    """Node → how many ties away it is, up to a limit."""
    distance = {centre: 0}
    ring = [centre]
    while ring and (limit is None or distance[ring[0]] < limit):
        further: list[int] = []
        for node in ring:
            for other in graph.near[node]:
                if other not in distance:
                    distance[other] = distance[node] + 1
                    further.append(other)
        ring = further
    return distance


def _count_paths(graph: TwoMode, distance: dict[int, int], start: int) -> int:
    """How many shortest paths lead from a node to where the distance is 0."""
    ways = {start: 1}
    for _ in range(distance[start]):
        further: dict[int, int] = {}
        for node, count in ways.items():
            for other in graph.near[node]:
                if distance[other] == distance[node] - 1:
                    further[other] = further.get(other, 0) + count
        ways = further
    return sum(ways.values())


def find_ego(
    network: Network, centre: str, steps: int = 1, *, expand: bool = False, open_groups: bool = False
) -> Ego | None:
    """Everyone within a number of shared projects of a participant or project, and the projects on the way.

    One step from a participant is its projects and all who take part in them; one step from a project is its own participants, two
    steps their other projects and all in those.

    What it means: the neighbourhood as the documents list it. What it does not mean: how strong a tie is.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "v"), ("Q", "v"), ("Q", "b")})
    >>> ego = find_ego(Network(ties, {}, {}, frozenset(), {}), "a")
    >>> ego.participants, ego.projects, sorted(ego.ties)
    ({'a': 0, 'v': 1}, {'P': 1}, [('P', 'a'), ('P', 'v')])

    Args:
        network: The network.
        centre: IRI of a participant or project; a municipality is its group unless `expand`.
        steps: How many projects may be crossed.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Nearest first, then by IRI. None when the centre has no ties.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    places = {iri: place for place, iri in enumerate(graph.nodes)}
    number = places.get(centre if expand else network.collapsed.get(centre, centre))
    if number is None:
        return None
    limit = 2 * steps if number < graph.width else 2 * steps - 1
    distance = sorted(_walk_out(graph, number, limit).items(), key=lambda item: (item[1], item[0]))
    away = {graph.nodes[node]: (far + 1) // 2 for node, far in distance if node < graph.width}
    crossed = {graph.nodes[node]: far // 2 + 1 for node, far in distance if node >= graph.width}
    return Ego(
        centre=graph.nodes[number],
        participants=away,
        projects=crossed,
        ties=frozenset(
            (project, graph.nodes[who])
            for project in crossed
            for who in graph.near[places[project]]
            if graph.nodes[who] in away
        ),
    )
