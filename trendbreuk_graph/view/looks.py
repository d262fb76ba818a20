"""Colours and shapes: the colours of Okabe and Ito, which most colour-blind readers tell apart, each with a shape or an edge as second sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.words import LABELS
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.view.material import find_kind

if TYPE_CHECKING:
    from trendbreuk_graph.view.material import Material

__all__ = ["DOMAINS", "LOOKS", "Look", "find_look"]

_INK = "#1b1b1b"


@dataclass(frozen=True, slots=True)
class Look:
    """How nodes of a kind are drawn.

    Attributes:
        shape: A shape of vis-network.
        fill: Colour inside.
        border: Colour of the edge.
        label: What it means, a message; empty when the name of a domain says it.
    """

    shape: str
    fill: str
    border: str
    label: str = ""


#: Domain → colour; the other domains share one.
DOMAINS: dict[str, str] = {
    "medical": "#d55e00",
    "social": "#0072b2",
    "public-health": "#009e73",
    "government": "#e69f00",
    "education": "#56b4e9",
    "knowledge": "#cc79a7",
    "sport-culture": "#f0e442",
    "other": "#b8b8b8",
}

LOOKS: dict[str, Look] = {
    "project": Look("square", "#6b7280", _INK, N_("project")),
    "stream": Look("diamond", "#ffffff", _INK, N_("funding stream")),
    "person": Look("star", "#ffffff", _INK, N_("person")),
    **{f"organisation-{name}": Look("dot", colour, "#4a4a4a") for name, colour in DOMAINS.items()},
    **{f"group-{name}": Look("hexagon", colour, "#4a4a4a") for name, colour in DOMAINS.items()},
    "class-falling-away": Look("triangleDown", "#d55e00", _INK, LABELS["falling-away"]),
    "class-partly-falling-away": Look("triangle", "#e69f00", _INK, LABELS["partly-falling-away"]),
    "class-lapsed": Look("star", "#777777", _INK, LABELS["lapsed"]),
    "class-unknown": Look("diamond", "#56b4e9", _INK, LABELS["unknown"]),
    "class-hoped-for": Look("hexagon", "#f0e442", _INK, LABELS["hoped-for"]),
    "class-unfunded": Look("dot", "#ffffff", _INK, LABELS["unfunded"]),
    "class-covered": Look("dot", "#009e73", _INK, LABELS["covered"]),
    "money": Look("square", "#0072b2", _INK, N_("funding stream")),
}


def find_look(material: Material, iri: str) -> str:
    """The look of a thing outside the funding view: its kind by shape, of participants the domain by colour."""
    thing = material.things.get(iri)
    kind = find_kind(thing) if thing else "organisation"
    if kind not in {"organisation", "group"}:
        return kind
    domains = [domain.removeprefix(ID) for domain in material.domains(iri)]
    # Of several domains the one that DOMAINS names first, so that the two sides of the programme stand out.
    return f"{kind}-{next((name for name in DOMAINS if name in domains), 'other')}"
