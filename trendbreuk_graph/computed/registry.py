"""Where functions that compute a question are written down, under its id and with its header."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.questions import Computed, Values
    from trendbreuk_graph.store import Store

__all__ = ["REGISTRY", "Ties", "computed", "day_of", "id_of", "iri_of", "iris_of", "number_of"]

Compute = Callable[["Store", "Values"], "Computed"]

#: Id of a question → its header and the function that computes it.
REGISTRY: dict[str, tuple[str, Compute]] = {}


def computed(question_id: str, header: str) -> Callable[[Compute], Compute]:
    """Register a function as the answer to a question.

    Args:
        question_id: The id in the catalogue.
        header: The lines that a file in ``queries/`` would start with, see ``queries/README.md``.
    """

    def register(function: Compute) -> Compute:
        REGISTRY[question_id] = (inspect.cleandoc(header), function)
        return function

    return register


def iri_of(values: Values, name: str) -> str:
    """The IRI of the thing that a parameter names."""
    value = values[name]
    if isinstance(value, int | dt.date | tuple):
        raise TypeError(name)
    return value.iri


def iris_of(values: Values, name: str) -> list[str]:
    """The IRIs of the things that a parameter names, in the order in which they were named."""
    value = values[name]
    if not isinstance(value, tuple):
        raise TypeError(name)
    return [thing.iri for thing in value]


def id_of(values: Values, name: str) -> str:
    """The id of the thing that a parameter names."""
    return iri_of(values, name).removeprefix(ID)


def number_of(values: Values, name: str) -> int:
    """The number that a parameter gives."""
    value = values[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def day_of(values: Values, name: str) -> dt.date:
    """The day that a parameter gives."""
    value = values[name]
    if not isinstance(value, dt.date):
        raise TypeError(name)
    return value


@dataclass(frozen=True, slots=True)
class Ties:
    """The network with the claims that its ties rest on."""

    network: Network
    claims: dict[tuple[str, str], list[str]]

    @classmethod
    def of(cls, store: Store) -> Ties:
        """Read them; a municipality's claims are its group's too, because the group stands for it."""
        found = sorted(store.read(load_part("participation-claims").unordered), key=lambda row: str(row[0]))
        ties = [(str(project), str(who)) for _, project, who in found]
        network = read_network(store, ties)
        claims: dict[tuple[str, str], list[str]] = {}
        for (claim, _, _), (project, who) in zip(found, ties, strict=True):
            for node in {who, network.collapsed.get(who, who)}:
                claims.setdefault((project, node), []).append(str(claim))
        return cls(network, claims)

    def named(self, iri: str) -> tuple[str, str, str]:
        """An IRI with its Dutch and its English name, as three columns."""
        return (iri, *self.network.names.get(iri, (iri, iri)))

    def listed(self, iris: Iterable[str]) -> tuple[str, str]:
        """The names of several, in Dutch and in English, each in its own alphabetical order."""
        names = [self.network.names.get(iri, (iri, iri)) for iri in iris]
        nl, en = ("; ".join(sorted({name[at] for name in names}, key=str.casefold)) for at in (0, 1))
        return nl, en

    def claims_of(self, who: str, projects: Iterable[str]) -> str:
        """The claims that somebody takes part in these projects, with spaces between."""
        return " ".join(claim for project in sorted(projects) for claim in self.claims.get((project, who), ()))
