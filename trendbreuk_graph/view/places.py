"""Where nodes stand: pure functions from wishes to places, the same on any machine.

Nothing is drawn by lot and nothing is simulated: what stands where follows from the structure that a view shows, and takes time in
proportion to the number of nodes.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

__all__ = ["arrange_column", "arrange_discs", "arrange_down", "arrange_ring", "fill_disc", "order_by_ties", "settle"]

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Key = TypeVar("Key", bound=Hashable)

#: Height of a row of places that lie like honeycombs, as a share of their distance.
_ROW = math.sqrt(3) / 2
#: The angle after which the next place of a disc lies, so that places spread evenly.
_GOLDEN = math.pi * (3 - math.sqrt(5))


def fill_disc(count: int, spacing: float, middle: Point = (0.0, 0.0), free: Box | None = None) -> list[Point]:
    """Places in a disc from its middle outwards, about so far apart.

    >>> [(round(x), round(y)) for x, y in fill_disc(2, 10)]
    [(4, 0), (-5, 5)]
    >>> [(round(x), round(y)) for x, y in fill_disc(2, 10, free=(-6, -6, 6, 6))]
    [(1, -9), (7, 9)]

    Args:
        count: Number of places.
        spacing: Between neighbours.
        middle: Of the disc.
        free: Left, upper, right and lower edge of what stays free, from the middle; None for nothing.
    """
    places: list[Point] = []
    number = 0
    while len(places) < count:
        radius = 0.6 * spacing * math.sqrt(number + 0.5)
        angle = number * _GOLDEN
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        number += 1
        if free is None or not (free[0] < x < free[2] and free[1] < y < free[3]):
            places.append((middle[0] + x, middle[1] + y))
    return places


def settle(wishes: Sequence[Point], spacing: float, taken: Sequence[Point] = ()) -> list[Point]:
    """A place for each wish, near it and on a grid of honeycombs, no two on the same; the first wishes are met best.

    >>> settle([(0, 0), (1, 0)], 10)
    [(0.0, 0.0), (10.0, 0.0)]

    Args:
        wishes: Where nodes would best stand.
        spacing: Distance between neighbouring places.
        taken: Where something stands already.
    """
    used = {_cell(place, spacing) for place in taken}
    started: dict[tuple[int, int], int] = {}
    found = []
    for wish in wishes:
        cell = _cell(wish, spacing)
        far = started.get(cell, 0)
        while not (free := [near for near in _around(cell, far) if near not in used]):
            far += 1
        started[cell] = far
        best = min(free, key=lambda near: (round(math.dist(_centre(near, spacing), wish), 6), near))
        used.add(best)
        found.append(_centre(best, spacing))
    return found


def _cell(place: Point, spacing: float) -> tuple[int, int]:
    row = round(place[1] / (spacing * _ROW))
    return row, round(place[0] / spacing - (row % 2) / 2)


def _centre(cell: tuple[int, int], spacing: float) -> Point:
    row, column = cell
    return (column + (row % 2) / 2) * spacing, row * spacing * _ROW


def _around(cell: tuple[int, int], far: int) -> list[tuple[int, int]]:
    """The cells so many rows or columns away."""
    row, column = cell
    if far == 0:
        return [cell]
    edge = [(row + side * far, column + at) for side in (-1, 1) for at in range(-far, far + 1)]
    return edge + [(row + at, column + side * far) for side in (-1, 1) for at in range(-far + 1, far)]


def arrange_discs(radii: Sequence[float], inner: float, gap: float) -> list[Point]:
    """Middles of discs around a disc, in their order from the left over the top, none touching another.

    Args:
        radii: Of the discs.
        inner: Radius of what lies in the middle.
        gap: Between the discs.
    """
    if len(radii) == 1 and inner == 0:
        return [(0.0, 0.0)]
    # Each disc fills the angle under which it is seen from the middle, so that none reaches into another's; all move out until they fit.
    away = gap
    while sum(halves := [math.asin((radius + gap / 2) / (inner + away + radius)) for radius in radii]) > math.pi:
        away *= 1.05
    spare = (math.pi - sum(halves)) / len(halves)
    angle, places = math.pi, []
    for radius, half in zip(radii, halves, strict=True):
        angle += half + spare
        far = inner + away + radius
        # Screens are wide: stretched sideways, discs only move apart.
        places.append((1.35 * far * math.cos(angle), far * math.sin(angle)))
        angle += half + spare
    return places


def arrange_ring(wishes: Mapping[Key, float], radius: float, spacing: float) -> dict[Key, Point]:
    """Places on a circle, or on several close together when there are many, in the order of the wished angles.

    Args:
        wishes: Node → angle at which it would best stand.
        radius: Of the innermost circle, at least.
        spacing: Between neighbours on a circle.
    """
    count = len(wishes)
    order = sorted(wishes, key=lambda key: (round(wishes[key] % (2 * math.pi), 9), str(key)))
    rows = 1 + (count * spacing > 2 * math.pi * radius * 1.5) + (count * spacing > 2 * math.pi * radius * 4)
    radius = max(radius, count * spacing / (2 * math.pi * rows))
    # Evenly spread, and turned so that nodes stand near their wishes.
    turn = _mean_angle([wishes[key] - 2 * math.pi * at / max(count, 1) for at, key in enumerate(order)])
    places = {}
    for at, key in enumerate(order):
        angle = turn + 2 * math.pi * at / count
        far = radius + (at % rows) * 1.7 * spacing
        places[key] = (far * math.cos(angle), far * math.sin(angle))
    return places


def _mean_angle(angles: Sequence[float]) -> float:
    east, north = sum(map(math.cos, angles)), sum(map(math.sin, angles))
    return round(math.atan2(north, east), 9) if angles else 0.0


def arrange_column(count: int, columns: int, left: float, width: float, height: float) -> list[Point]:
    """Places in a block of columns, row by row, its middle at height nought.

    Args:
        count: Number of places.
        columns: Number of columns.
        left: Where the first column stands.
        width: Between columns; negative to go leftwards.
        height: Of the whole block.
    """
    rows = max(1, math.ceil(count / columns))
    step = height / rows
    return [(left + (at % columns) * width, -height / 2 + step * (at // columns + 0.5)) for at in range(count)]


def arrange_down(count: int, columns: int, corner: Point, step: Point) -> list[Point]:
    """Places in a block that is read down the first column, then down the next.

    >>> arrange_down(3, 2, (0, 0), (100, 10))
    [(0, 5.0), (0, 15.0), (100, 5.0)]

    Args:
        count: Number of places.
        columns: Number of columns.
        corner: Where the first column stands, and the upper edge of the block.
        step: Between columns, and between rows.
    """
    rows = max(1, math.ceil(count / columns))
    return [(corner[0] + (at // rows) * step[0], corner[1] + step[1] * (at % rows + 0.5)) for at in range(count)]


def order_by_ties(wishes: Mapping[Key, float]) -> list[Key]:
    """Keys in the order of what they wish, equals by their name."""
    return sorted(wishes, key=lambda key: (round(wishes[key], 6), str(key)))
