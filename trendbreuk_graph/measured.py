"""What was counted at a project or is aimed at there, in the words of the documents' figures and targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.store import Store

__all__ = ["Measured", "read_measured"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure or a target.

    Attributes:
        project: The id of its project.
        aimed: Whether it is a target, and no figure that was reached.
        nl: What it measures, in Dutch; likewise `en`.
        share: Whether it is in per cent.
    """

    project: str
    aimed: bool
    nl: str
    en: str
    share: bool


def read_measured(store: Store) -> tuple[Measured, ...]:
    """All figures and targets of a graph, by project."""
    rows = store.read(load_part("measured-things").text)
    return tuple(
        Measured(str(project).removeprefix(ID), kind == f"{TB}Target", str(nl), str(en), unit == "per cent")
        for project, kind, nl, en, unit in rows
    )
