"""What rests on each document: the lines of all cards, turned round to the places where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.pages.site import Site

__all__ = ["Claim", "read_claims"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A line of a card, or a decision of the editors, at one place of a document.

    Attributes:
        card: The chapter or card of the document.
        field: The heading in it.
        anchor: The words to look for.
        tail: Id of the thing that it is about; None for a decision.
        about: Name of that thing.
        says: What the line says.
    """

    card: str
    field: str
    anchor: str
    tail: str | None
    about: str
    says: str


def read_claims(site: Site) -> dict[str, list[Claim]]:
    """Document → what rests on it, by chapter or card, each line once.

    A tie of a project and a party is listed with the project, a membership with the member.
    """
    found: dict[str, dict[Claim, None]] = {}
    for place, tail, about, says in _walk(site):
        document, _separator, rest = place.partition(" › ")
        card, _separator, rest = rest.partition(" › ")
        field, _separator, anchor = rest.partition(": «")
        claim = Claim(card, field, anchor.removesuffix("»"), tail, about, says)
        found.setdefault(document, {})[claim] = None
    return {document: sorted(claims, key=_order) for document, claims in found.items()}


def _walk(site: Site) -> Iterator[tuple[str, str | None, str, str]]:
    """Each place of each line: the place, what the line is about, and what it says."""
    _ = site.messages
    told_there = {_("Takes part in"), _("Projects that run here"), _("Pays for")}
    for tail, thing in site.things.items():
        name = thing.label(site.language)
        description, *sections = site.card(thing)
        for place in description.evidence[0] if description.evidence else ():
            yield place, tail, name, _("is described here")
        for answer in sections:
            if answer.title not in told_there:
                yield from ((place, tail, name, says) for place, says in _read_rows(answer, _("has as member")))
    for place, says in _read_rows(site.answer("decisions-all")):
        yield place, None, _("editorial decision"), says


def _read_rows(answer: Answer, mirrored: str = "") -> Iterator[tuple[str, str]]:
    for row, places in zip(answer.rows, answer.evidence or [()] * len(answer.rows), strict=True):
        if row[0] == mirrored:
            continue
        cells = "; ".join(str(cell) for cell in row if cell not in {None, ""})
        for place in places:
            yield place, f"{answer.title}: {cells}" if not answer.question else str(row[0])


def _order(claim: Claim) -> tuple[object, ...]:
    """Chapters by number, then by name: 2 before 10."""
    parts = re.split(r"(\d+)", claim.card.casefold())
    numbered = tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
    return numbered, claim.field, claim.anchor, claim.about.casefold(), claim.says
