"""Where functions that compute a question are written down, under its id and with its header."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.measures.sampling import Sample
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Computed, Values
    from trendbreuk_graph.store import Store

__all__ = [
    "REGISTRY",
    "Ties",
    "computed",
    "day_of",
    "id_of",
    "iri_of",
    "iris_of",
    "number_of",
    "tell_sample",
    "tell_shares",
    "thing_of",
]

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


def thing_of(values: Values, name: str) -> Thing:
    """The thing that a parameter names."""
    value = values[name]
    if isinstance(value, int | dt.date | tuple):
        raise TypeError(name)
    return value


def iri_of(values: Values, name: str) -> str:
    """The IRI of the thing that a parameter names."""
    return thing_of(values, name).iri


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


def tell_sample(what: tuple[str, str], sample: Sample | None) -> tuple[str, str]:
    """What the denominator says of an estimate, in Dutch and in English; empty texts of what is exact.

    Args:
        what: What was estimated, in Dutch and in English, as the subject of a sentence.
        sample: What it was estimated from.
    """
    if sample is None:
        return "", ""
    nl, en = what
    walked, of = sample.walked, sample.of
    return (
        f"{nl} geschat: gelopen vanuit een vaste steekproef van {walked} van de {of} partijen",
        f"{en} estimated: walked from a fixed sample of {walked} of the {of} parties",
    )


def tell_shares(sample: Sample | None) -> tuple[str, str]:
    """The same of shares of the shortest ways and the ranking by them."""
    return tell_sample(("deel van de kortste wegen en rangorde", "share of shortest ways and ranking"), sample)


class Ties:
    """The network with the claims that its ties rest on.

    Args:
        network: The network.
        found: Claims that somebody takes part in a project, as the store gives them: (claim, project, participant).
    """

    def __init__(self, network: Network, found: Sequence[tuple[str | None, ...]]) -> None:
        self.network = network
        self._found = found
        self._claims: dict[str, list[tuple[str, str]]] = {}

    @classmethod
    def of(cls, store: Store) -> Ties:
        """Read them."""
        found = store.read(load_part("participation-claims").unordered)
        return cls(read_network(store, [(str(project), str(who)) for _, project, who in found]), found)

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
        if who not in self._claims:
            # A municipality's claims are its group's too, because the group stands for it.
            names = {who, *(one for one, group in self.network.collapsed.items() if group == who)}
            self._claims[who] = sorted(
                (str(project), str(claim)) for claim, project, one in self._found if one in names
            )
        wanted = set(projects)
        return " ".join(claim for project, claim in self._claims[who] if project in wanted)
