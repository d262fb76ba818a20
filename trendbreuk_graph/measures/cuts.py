"""What hangs together, and where it would break.

One walk through the graph answers both. It numbers the nodes in the order in which they are met, so that what hangs on below a
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

__all__ = ["Cut", "Piece", "Walk", "find_components", "find_cuts", "walk_graph"]


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
