"""Whom it touches when secured money runs out: wholes, organisations and municipalities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from trendbreuk_graph.audit.classes import AT_RISK

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.audit.region import Region

__all__ = ["Body", "Whole", "find_bodies", "find_wholes", "is_funded"]


class Whole(NamedTuple):
    """A project that others are part of.

    Attributes:
        project: IRI of the whole.
        parts: Its parts, and the parts of these, that the audit knows of; sorted.
        at_risk: Those of `parts` that fall away, wholly or partly; sorted.
    """

    project: str
    parts: tuple[str, ...]
    at_risk: tuple[str, ...]


class Body(NamedTuple):
    """An organisation with the projects that it takes part in.

    Attributes:
        iri: IRI of the organisation.
        is_municipality: Whether it is a municipality.
        projects: All its projects of this audit; sorted.
        at_risk: Those that fall away, wholly or partly; sorted.
        through_group: Those of `projects` that it takes part in only as a member of a group of municipalities; sorted.
        funded: Those whose secured money is not known to run out, see :func:`is_funded`; sorted.
    """

    iri: str
    is_municipality: bool
    projects: tuple[str, ...]
    at_risk: tuple[str, ...]
    through_group: tuple[str, ...]
    funded: tuple[str, ...]


def is_funded(judgement: Judgement) -> bool:
    """Whether secured money goes on past the horizon, as far as is known: covered, partly falling away or unknown."""
    return judgement.reported in {"covered", "partly-falling-away", "unknown"}


def find_wholes(judgements: Mapping[str, Judgement], parts: Mapping[str, set[str]]) -> list[Whole]:
    """Every whole with parts in the audit, most parts at risk first, then by IRI.

    The whole itself need not be in the audit (a filter may have left it out).
    """
    found = []
    for whole, members in parts.items():
        known = sorted(members & judgements.keys())
        if known:
            risky = tuple(part for part in known if judgements[part].reported in AT_RISK)
            found.append(Whole(whole, tuple(known), risky))
    return sorted(found, key=lambda whole: (-len(whole.at_risk), whole.project))


def find_bodies(judgements: Mapping[str, Judgement], region: Region) -> list[Body]:
    """Every organisation that takes part in a project of the audit, most projects at risk first, then by IRI.

    Kinds of actor and persons are left out. A municipality takes part itself or as a member of a group of municipalities.
    """
    found: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    # The projects in their order, so that no list needs sorting: large bodies have many.
    for project in sorted(judgements):
        judgement = judgements[project]
        taking = region.participants.get(project, set())
        direct = {who for who in taking if who in region.bodies}
        through = {member for who in taking for member in region.members.get(who, ())} - direct
        marks = (True, judgement.reported in AT_RISK, is_funded(judgement))
        for who in direct | through:
            lists = found.setdefault(who, ([], [], [], []))
            for kept, mark in zip(lists, (*marks, who in through), strict=True):
                if mark:
                    kept.append(project)
    bodies = [
        Body(
            iri=who,
            is_municipality=who in region.municipalities,
            projects=tuple(projects),
            at_risk=tuple(risky),
            through_group=tuple(through_group),
            funded=tuple(funded),
        )
        for who, (projects, risky, funded, through_group) in found.items()
    ]
    return sorted(bodies, key=lambda body: (-len(body.at_risk), body.iri))
