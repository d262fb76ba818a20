"""Who is missing: projects in which one of two domains takes part and the other does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trendbreuk_graph.network import Network

__all__ = ["OneSided", "find_one_sided"]


@dataclass(frozen=True, slots=True)
class OneSided:
    """Projects by which of two domains takes part, in the order of their IRIs.

    Attributes:
        first_only: With a participant in the first domain and none in the second.
        second_only: The reverse.
        both: With both, also when that is one participant in both domains.
        neither: With neither.
        undeclared: Of all these, the projects with a participant whose domain is not known, so that something may be missed.
    """

    first_only: tuple[str, ...]
    second_only: tuple[str, ...]
    both: tuple[str, ...]
    neither: tuple[str, ...]
    undeclared: tuple[str, ...]


def find_one_sided(network: Network, first: str = "medical", second: str = "social") -> OneSided:
    """Which projects lack participants of one of two domains.

    Kinds of actor and persons count: "general practitioners" is a medical participant. A project without any participant is not here.

    What it means: the documents name nobody of that domain with the project. What it does not mean: that somebody should be there, or
    that nobody is; a list can be incomplete.

    >>> from trendbreuk_graph.network import Network
    >>> domains = {"m": frozenset({"medical"}), "s": frozenset({"social"})}
    >>> found = find_one_sided(Network(frozenset({("P", "m"), ("P", "s"), ("Q", "m")}), domains, {}, frozenset(), {}))
    >>> found.first_only, found.both
    (('Q',), ('P',))

    Args:
        network: The network.
        first: Id of one domain.
        second: Id of the other.
    """
    there: dict[str, set[str]] = {}
    undeclared = set()
    for project, who in network.ties:
        domains = network.domains.get(who, frozenset())
        there.setdefault(project, set()).update(domains & {first, second})
        if not domains:
            undeclared.add(project)
    return OneSided(
        first_only=_pick(there, {first}),
        second_only=_pick(there, {second}),
        both=_pick(there, {first, second}),
        neither=_pick(there, set()),
        undeclared=tuple(sorted(undeclared)),
    )


def _pick(there: dict[str, set[str]], wanted: set[str]) -> tuple[str, ...]:
    return tuple(sorted(project for project, found in there.items() if found == wanted))
