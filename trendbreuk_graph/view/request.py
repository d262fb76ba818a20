"""What somebody asks of a view, in names and days as they are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Only", "ViewRequest"]

#: One kind of node alone, tied where they meet.
Only = Literal["projects", "organisations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRequest:
    """What was typed; names may be ids, names, abbreviations or rough spellings. Without anything, the whole network.

    Attributes:
        around: A project, participant or stream to stand in the middle; not together with `funding` or `bridges`.
        steps: How many ties away the others may be; None for 2 around a party (its projects, and all in those) and 1 around a project or stream.
            Only with `around`.
        theme: Only projects under this theme.
        life_phase: Only projects in this phase of life.
        subregion: Only projects that run in this subregion or municipality.
        stream: Only projects with money, or hope of money, from this stream.
        funding: Show streams and projects by audit class instead of who takes part; not together with `bridges`.
        as_of: Day of the audit as year-month-day; None for today.
        bridges: The two domains to stand left and right; None for no such view. ``("medical", "social")`` is the usual pair.
        only: One kind of node alone, tied where they share a node of the other kind.
        expand: Open groups such as "16 municipalities" to their members.
    """

    around: str | None = None
    steps: int | None = None
    theme: str | None = None
    life_phase: str | None = None
    subregion: str | None = None
    stream: str | None = None
    funding: bool = False
    as_of: str | None = None
    bridges: tuple[str, str] | None = None
    only: Only | None = None
    expand: bool = False
