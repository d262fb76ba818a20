"""What pages are built of: plain values that one template shows.

Every text in them is data: the template escapes it. ``kind`` names the macro of the template that shows a block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Code",
    "Column",
    "Facts",
    "Frame",
    "Legend",
    "Link",
    "Notice",
    "Page",
    "Place",
    "Prose",
    "Results",
    "Row",
    "Statements",
    "Table",
    "Tile",
    "Tiles",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A text, and where it leads; plain text when it leads nowhere. `mark` is the class of an audit that colours it, or empty."""

    text: str
    href: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: the document, and card, field and words within it."""

    document: Link
    rest: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page; with a title it is a section with a heading of the level, which links can lead to by its id."""

    kind: ClassVar[str] = ""
    title: str = ""
    id: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Prose(Block):
    """Paragraphs, each of texts and links that follow one another."""

    kind: ClassVar[str] = "prose"
    paragraphs: tuple[tuple[Link, ...], ...] = ()
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Notice(Block):
    """What a reader must not miss; `mark` is the class of an audit that colours it, or empty."""

    kind: ClassVar[str] = "notice"
    text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Facts(Block):
    """Pairs of what is told and its values, each a text or a link."""

    kind: ClassVar[str] = "facts"
    items: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name and meaning; leads somewhere when there is more of it."""

    number: str
    name: str
    meaning: str = ""
    href: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Tiles(Block):
    """Numbers side by side."""

    kind: ClassVar[str] = "tiles"
    items: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets(Block):
    """A list of links, each with a note."""

    kind: ClassVar[str] = "bullets"
    items: tuple[tuple[Link, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds numbers, and whether readers may filter by its values."""

    heading: str
    number: bool = False
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        items: Texts or links.
        sort: What it sorts by, when that is not its text.
        fold: Of how many parts its long text is made, with the first of them; such a cell opens when a reader asks for it.
    """

    items: tuple[Link, ...]
    sort: str = ""
    fold: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the places that it rests on."""

    cells: tuple[Cell, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table with its explanation.

    Attributes:
        sortable: Whether readers may sort it.
        searchable: Whether readers may search and filter in it.
        sourced: Whether rows carry places.
        more: Where the rest is, when the table shows only its first rows.
    """

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    reading: str = ""
    caution: str = ""
    denominator: str = ""
    empty: str = ""
    sortable: bool = False
    searchable: bool = False
    sourced: bool = False
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Statements(Block):
    """Statements that belong side by side, each with the places where it stands."""

    kind: ClassVar[str] = "statements"
    about: Link | None = None
    items: tuple[tuple[str, tuple[Place, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Code(Block):
    """Text for a machine, shown as it is; folded away when it has a summary."""

    kind: ClassVar[str] = "code"
    text: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Frame(Block):
    """A network file shown in the page, with a link that opens it by itself."""

    kind: ClassVar[str] = "frame"
    href: str = ""
    name: str = ""
    open: str = ""


@dataclass(frozen=True, slots=True)
class Legend(Block):
    """Kinds of bars of a timeline, each with its meaning."""

    kind: ClassVar[str] = "legend"
    items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Results(Block):
    """The place where a script shows what a search finds."""

    kind: ClassVar[str] = "results"


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is HTML.

    Attributes:
        title: Its heading.
        kicker: What kind of page it is, above the heading; empty when the heading says so.
        lead: What matters most, in a sentence or more.
        blocks: Its parts, from top to bottom.
    """

    title: str
    kicker: Link | None = None
    lead: str = ""
    blocks: tuple[Block, ...] = field(default=())
