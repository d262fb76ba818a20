"""A picture of a network as plain data: what stands where, how it looks, what is tied to what, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Area", "Edge", "Node", "Picture"]


@dataclass(slots=True)
class Node:
    """A thing in the picture.

    Attributes:
        iri: Which thing.
        look: How it is drawn, a key of :data:`trendbreuk_graph.view.looks.LOOKS`.
        x: Where, in units of the picture; likewise `y`, which grows downwards.
        size: Half its width.
        weight: Its importance: names are written for the heaviest first.
        side: Where its name stands: ``b`` below, ``l`` left, ``r`` right, ``m`` right too, in a column in the middle.
        note: A word or figure in front of its name; may be empty.
        room: Width for its name, in units of the picture; where that is little on the screen, the name waits until one zooms in. 0 for that of the picture.
        strong: Whether its name is set in bold.
    """

    iri: str
    look: str
    x: float = 0.0
    y: float = 0.0
    size: float = 10.0
    weight: float = 0.0
    side: str = "b"
    note: str = ""
    room: float = 0.0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie.

    Attributes:
        first: IRI of one end; `second` of the other.
        style: ``tie``, ``hope`` (money that is not certain), ``gap`` (money that is missing or has stopped) or ``relation``.
        why: IRIs of the things that two ends share, when the tie stands for that; empty for a tie that a document names.
    """

    first: str
    second: str
    style: str = "tie"
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A coloured ground or a heading behind nodes.

    Attributes:
        label: Its heading.
        x: Its middle; `y` likewise.
        width: Its size; `height` likewise.
        shape: ``disc``, ``box``, ``ring`` (a line only) or ``none`` (only the heading, at its top).
        tint: Colour of the ground; empty for none.
    """

    label: str
    x: float
    y: float
    width: float
    height: float
    shape: str = "disc"
    tint: str = ""


@dataclass(slots=True)
class Picture:
    """A whole view.

    Attributes:
        title: What it shows.
        sentence: What one sees, as of when, and how many.
        reading: How to read the places, shapes and lines.
        nodes: In the order of their IRIs.
        edges: Each pair once.
        areas: In the order in which they are painted.
        extra: IRIs of things that are not drawn but named by ties.
        least: Ties with fewer reasons than this are hidden at first; 0 when ties have no reasons to count.
        styles: Styles of ties → what they mean, for the legend.
        room: Width for a name, in units of the picture; 0 for a share of the window.
        roominess: Square pixels of the screen for each name at most: more where the picture is crowded.
    """

    title: str
    sentence: str
    reading: str
    nodes: list[Node]
    edges: list[Edge]
    areas: list[Area] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    least: int = 0
    styles: dict[str, str] = field(default_factory=dict)
    room: int = 190
    roominess: int = 15_000
