"""What hangs together, where it would break, and what the network loses without one participant.

One walk through the graph answers all of it. It numbers the nodes in the order in which they are met, so that what hangs on below a
node is one stretch of that order, and what such a stretch holds is the difference of two running counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trendbreuk_graph.measures.twomode import TwoMode
    from trendbreuk_graph.network import Network

__all__ = [
    "Cut",
    "Loss",
    "Losses",
    "Piece",
    "Walk",
    "find_components",
    "find_cuts",
    "find_losses",
    "find_sides",
    "walk_graph",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """Participants and projects that hang together."""

    participants: frozenset[str]
    projects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cut:
    """A participant or project without which the graph falls apart.

    Attributes:
        node: Its IRI.
        is_project: Whether it is a project.
        rest: How many participants the largest part keeps.
        cut_off: The other parts, largest first; a part can be a project alone, which has no other participant.
    """

    node: str
    is_project: bool
    rest: int
    cut_off: tuple[Piece, ...]


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


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through the whole graph, depth first.

    Attributes:
        order: The nodes in the order in which they are met.
        start: Node → its place in that order.
        component: Node → the first and, exclusive, the last place of the component that it stands in.
        cut_off: Node → stretches (first place, last place exclusive) that hang together with the rest through it only. Nodes without
            any are left out; a node where the walk started has all of its stretches here, others have a rest besides.
    """

    order: tuple[int, ...]
    start: tuple[int, ...]
    component: tuple[tuple[int, int], ...]
    cut_off: dict[int, tuple[tuple[int, int], ...]]


def walk_graph(graph: TwoMode) -> Walk:
    """Walk through the graph and find its components and its articulation points.

    Reference: J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM 16
    (1973) 372–378, doi:10.1145/362248.362272.
    """
    size = len(graph.nodes)
    start, lowest = [-1] * size, [0] * size
    order: list[int] = []
    component: list[tuple[int, int]] = [(0, 0)] * size
    cut_off: dict[int, list[tuple[int, int]]] = {}
    for root in range(size):
        if start[root] >= 0:
            continue
        first = len(order)
        _walk_from(root, graph.near, start, lowest, order, cut_off)
        stretch = (first, len(order))
        for node in order[first:]:
            component[node] = stretch
        if len(cut_off.get(root, ())) == 1:
            del cut_off[root]
    return Walk(
        order=tuple(order),
        start=tuple(start),
        component=tuple(component),
        cut_off={node: tuple(cut_off[node]) for node in sorted(cut_off)},
    )


def _walk_from(  # the six lists are the state of one algorithm, shared by all roots
    root: int,
    near: Sequence[Sequence[int]],
    start: list[int],
    lowest: list[int],
    order: list[int],
    cut_off: dict[int, list[tuple[int, int]]],
) -> None:
    """Walk from one node; a loop and not a recursion, because a component can be deeper than Python goes."""
    start[root] = lowest[root] = len(order)
    order.append(root)
    path = [(root, -1, iter(near[root]))]
    while path:
        node, parent, rest = path[-1]
        for other in rest:
            met = start[other]
            if met < 0:
                start[other] = lowest[other] = len(order)
                order.append(other)
                path.append((other, node, iter(near[other])))
                break
            if other != parent and met < lowest[node]:
                lowest[node] = met
        else:
            path.pop()
            if parent >= 0:
                if lowest[node] >= start[parent]:
                    cut_off.setdefault(parent, []).append((start[node], len(order)))
                else:
                    lowest[parent] = min(lowest[parent], lowest[node])


def find_components(network: Network, *, expand: bool = False, open_groups: bool = False) -> list[Piece]:
    """The parts of the network that do not hang together, largest first.

    Two participants hang together when a chain of shared projects, however long, leads from one to the other.

    What it means: nobody in one part meets anybody in another, even through others. What it does not mean: that they do not know each
    other; only what the documents name counts.

    >>> from trendbreuk_graph.network import Network
    >>> network = Network(frozenset({("P", "a"), ("P", "b"), ("Q", "c")}), {}, {}, frozenset(), {})
    >>> [sorted(piece.participants) for piece in find_components(network)]
    [['a', 'b'], ['c']]

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Largest number of participants first, then of projects, then by IRI.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    walk = walk_graph(graph)
    return _largest_first(_make_piece(graph, walk.order[first:last]) for first, last in sorted(set(walk.component)))


def find_cuts(network: Network, *, expand: bool = False, open_groups: bool = False) -> list[Cut]:
    """The participants and projects without which the graph falls apart: its articulation points.

    What it means: a single point of failure; what hangs on behind it is tied to the rest through it alone. What it does not mean:
    that these parties would stop, or find no other way to each other.

    Reference: J. Hopcroft, R. Tarjan, "Algorithm 447", Communications of the ACM 16 (1973) 372–378, doi:10.1145/362248.362272.

    >>> from trendbreuk_graph.network import Network
    >>> ties = frozenset({("P", "a"), ("P", "b"), ("Q", "b"), ("Q", "c"), ("Q", "d")})
    >>> for cut in find_cuts(Network(ties, {}, {}, frozenset(), {})):
    ...     print(cut.node, cut.rest, [sorted(piece.participants) for piece in cut.cut_off])
    Q 2 [['c'], ['d']]
    b 2 [['a']]
    P 3 [['a']]

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Most participants cut off first, then most projects, then by IRI.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    walk = walk_graph(graph)
    held = [0, *accumulate([number < graph.width for number in walk.order])]
    cuts = [_make_cut(graph, walk, held, node) for node in walk.cut_off]
    return sorted(cuts, key=lambda cut: (-_count_cut_off(cut)[0], -_count_cut_off(cut)[1], cut.node))


def _count_cut_off(cut: Cut) -> tuple[int, int]:
    return sum(len(piece.participants) for piece in cut.cut_off), sum(len(piece.projects) for piece in cut.cut_off)


def _make_cut(graph: TwoMode, walk: Walk, held: Sequence[int], node: int) -> Cut:
    """The parts without a node.

    The largest is only counted, not written out: on a large graph it would be nearly the whole graph, once for every cut.

    Args:
        graph: The two-mode graph.
        walk: The walk through it.
        held: Place in the walk → how many participants come before.
        node: The node to take away.
    """
    first, last = walk.component[node]
    stretches = walk.cut_off[node]
    sizes = [(held[end] - held[begin], end - begin) for begin, end in stretches]
    rest = (
        held[last] - held[first] - (node < graph.width) - sum(participants for participants, _ in sizes),
        last - first - 1 - sum(whole for _, whole in sizes),
    )
    largest = max(rest, *sizes)
    if [*sizes, rest].count(largest) == 1:
        small = [stretch for stretch, size in zip(stretches, sizes, strict=True) if size != largest]
        pieces = [_make_piece(graph, walk.order[begin:end]) for begin, end in small]
        if rest not in {largest, (0, 0)}:
            pieces.append(_make_piece(graph, _find_rest(walk, node)))
        pieces = _largest_first(pieces)
    else:
        every = [walk.order[begin:end] for begin, end in stretches]
        every += [_find_rest(walk, node)] if rest != (0, 0) else []
        pieces = _largest_first(_make_piece(graph, numbers) for numbers in every)[1:]
    return Cut(graph.nodes[node], node >= graph.width, largest[0], tuple(pieces))


def _find_rest(walk: Walk, node: int) -> tuple[int, ...]:
    """What hangs together with the place where the walk began, without a node and what it cuts off."""
    here, last = walk.component[node]
    found: list[int] = []
    for begin, end in sorted([*walk.cut_off[node], (walk.start[node], walk.start[node] + 1)]):
        found += walk.order[here:begin]
        here = end
    return (*found, *walk.order[here:last])


def _make_piece(graph: TwoMode, numbers: Iterable[int]) -> Piece:
    held = list(numbers)
    return Piece(
        participants=graph.iris(number for number in held if number < graph.width),
        projects=graph.iris(number for number in held if number >= graph.width),
    )


def _largest_first(pieces: Iterable[Piece]) -> list[Piece]:
    return sorted(
        pieces,
        key=lambda piece: (-len(piece.participants), -len(piece.projects), min(piece.participants | piece.projects)),
    )


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
    domains = [network.domains.get(iri, frozenset()) for iri in graph.nodes[: graph.width]]
    losses = Losses(graph, find_sides(domains, first, second))
    return {graph.nodes[who]: losses.without(who) for who in graph.participants}
