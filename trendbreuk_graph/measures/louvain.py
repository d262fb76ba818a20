"""Groups of nodes with more weight among themselves than by chance: the Louvain method, in time that grows with the ties.

The Louvain method of networkx goes round all nodes until none moves, and the larger the network the more rounds that takes. Here only
nodes next to one that moved are looked at again. It draws no lots: nodes take their turn in the order of their numbers.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["find_groups", "find_modularity"]

#: Less than that is what rounding leaves, and no gain: a node would go back and forth.
_LEAST_GAIN = 1e-12


def find_groups(ties: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """Nodes in groups: the modularity would not rise if any node joined another group, nor if any two groups became one.

    Each node joins the neighbouring group that adds most to the modularity, if any does; those of its neighbours that are elsewhere
    then wait to be looked at again. When nobody waits, each group becomes a node, and so on until none of these moves. Then the
    nodes have another turn, for a group that grew may have lost its hold on some, until that changes nothing.

    References: V. D. Blondel and others, "Fast unfolding of communities in large networks", Journal of Statistical Mechanics (2008)
    P10008, doi:10.1088/1742-5468/2008/10/P10008; the waiting line is that of V. A. Traag, "Faster unfolding of communities: speeding
    up the Louvain algorithm", Physical Review E 92 (2015) 032801, doi:10.1103/PhysRevE.92.032801.

    >>> find_groups([{1: 1.0}, {0: 1.0, 2: 0.1}, {1: 0.1, 3: 1.0}, {2: 1.0}, {}])
    [[0, 1], [2, 3], [4]]

    Args:
        ties: Node → neighbour → weight above 0, alike in both directions; no node beside itself.

    Returns:
        Every node once, rising in each group; groups by their first node.
    """
    masses = [sum(row.values()) for row in ties]
    places = list(range(len(ties)))
    while _move_nodes(ties, masses, places) or _join_groups(ties, masses, places):
        pass
    groups: dict[int, list[int]] = {}
    for node, place in enumerate(places):
        groups.setdefault(place, []).append(node)
    return list(groups.values())


def _join_groups(ties: Sequence[Mapping[int, float]], masses: Sequence[float], places: list[int]) -> bool:
    """Let whole groups move as nodes do, and the groups of these; True when any joined another.

    Args:
        ties: As in :func:`find_groups`.
        masses: Node → the sum of its weights.
        places: Node → its group, numbered from 0 in the end.
    """
    joined = False
    while True:
        number = {place: position for position, place in enumerate(dict.fromkeys(places))}
        places[:] = [number[place] for place in places]
        between, sums = _put_together(ties, masses, places, len(number))
        groups = list(range(len(number)))
        if not _move_nodes(between, sums, groups):
            return joined
        joined = True
        places[:] = [groups[place] for place in places]


def _move_nodes(ties: Sequence[Mapping[int, float]], masses: Sequence[float], places: list[int]) -> bool:
    """Change the groups of nodes, numbered from 0, until nobody waits; True when any moved.

    Who is no neighbour of one that moves is not looked at again, though it may gain now: when nothing moved, no node gains by moving.
    """
    moved = False
    whole = sum(masses)
    sums = [0.0] * len(places)
    for place, mass in zip(places, masses, strict=True):
        sums[place] += mass
    waiting = deque(range(len(places)))
    waits = [True] * len(places)
    while waiting:
        node = waiting.popleft()
        waits[node] = False
        near: dict[int, float] = {}
        for other, weight in ties[node].items():
            near[places[other]] = near.get(places[other], 0.0) + weight
        if not near:
            continue
        here, mass = places[node], masses[node]
        sums[here] -= mass
        best, most = here, near.get(here, 0.0) - sums[here] * mass / whole
        for place, weight in near.items():
            gain = weight - sums[place] * mass / whole
            if gain > most + _LEAST_GAIN * mass:
                best, most = place, gain
        sums[best] += mass
        if best == here:
            continue
        places[node], moved = best, True
        for other in ties[node]:
            if places[other] != best and not waits[other]:
                waits[other] = True
                waiting.append(other)
    return moved


def _put_together(
    ties: Sequence[Mapping[int, float]], masses: Sequence[float], places: Sequence[int], count: int
) -> tuple[list[dict[int, float]], list[float]]:
    """Each group as one node: the weights between groups, and their masses, which hold what lies inside too."""
    between: list[dict[int, float]] = [{} for _ in range(count)]
    sums = [0.0] * count
    for place, row, mass in zip(places, ties, masses, strict=True):
        sums[place] += mass
        mine = between[place]
        for other, weight in row.items():
            if places[other] != place:
                mine[places[other]] = mine.get(places[other], 0.0) + weight
    return between, sums


def find_modularity(ties: Sequence[Mapping[int, float]], groups: Sequence[Sequence[int]]) -> float | None:
    """How much more of the weight lies inside groups than by chance; None without weight.

        Q = Σ over groups of  inside / whole − (touching / whole)²

    with the weights of a group counted from each of its nodes, `inside` to the group itself and `touching` to anyone.

    Reference: M. E. J. Newman, M. Girvan, "Finding and evaluating community structure in networks", Physical Review E 69 (2004)
    026113, doi:10.1103/PhysRevE.69.026113.

    >>> find_modularity([{1: 1.0}, {0: 1.0}, {3: 1.0}, {2: 1.0}], [[0, 1], [2, 3]])
    0.5

    Args:
        ties: As in :func:`find_groups`.
        groups: Every node once.
    """
    whole = sum([sum(row.values()) for row in ties])
    if not whole:
        return None
    found = 0.0
    for group in groups:
        members = set(group)
        inside = sum([weight for node in group for other, weight in ties[node].items() if other in members])
        touching = sum([sum(ties[node].values()) for node in group])
        found += inside / whole - (touching / whole) ** 2
    return found
