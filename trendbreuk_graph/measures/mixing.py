"""How evenly a participant's partners and projects spread over domains and themes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING

from trendbreuk_graph.measures.twomode import number_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trendbreuk_graph.measures.twomode import TwoMode
    from trendbreuk_graph.network import Network, Themes

__all__ = ["Mixer", "Mixing", "Spread", "count_ties", "find_ei_index", "find_mixing"]


@dataclass(frozen=True, slots=True)
class Mixing:
    """How a participant's ties spread.

    Attributes:
        who: The participant.
        over_domains: Participation coefficient of its partners over domains; None when no partner has a domain.
        over_themes: Participation coefficient of its projects over themes; None when no project has a theme.
        ei_index: From −1, all partners share a domain with it, to 1, none does; None when it or all partners have no domain.
        redundancy: Share of the pairs of its projects that another participant joins too; None with fewer than two projects.
    """

    who: str
    over_domains: float | None
    over_themes: float | None
    ei_index: float | None
    redundancy: float | None


class Spread:
    """Participation coefficients over labels: P = 1 − Σ over labels s of (k_s / k)².

    k counts things that have a label, and k_s those with label s. A thing with several labels counts as one in k and is divided evenly
    over its labels, so that Σ k_s = k. Zero: all under one label; with n labels the most is 1 − 1/n.

    Counted in whole numbers until the last division, so that the order of the things does not matter.

    Reference: R. Guimerà, L. A. N. Amaral, "Functional cartography of complex metabolic networks", Nature 433 (2005) 895–900,
    doi:10.1038/nature03288.

    >>> spread = Spread([frozenset({"medical"}), frozenset({"social"}), frozenset({"medical", "social"}), frozenset()])
    >>> spread.measure([0, 1]), round(spread.measure([0, 2]), 3), spread.measure([0]), spread.measure([3])
    (0.5, 0.375, 0.0, None)

    Args:
        labels: Number of a thing → its labels.
    """

    def __init__(self, labels: Sequence[frozenset[str]]) -> None:
        # Into how many parts a thing is divided, so that each of its labels gets a whole number of them.
        parts = lcm(*(len(kind) or 1 for kind in labels))
        self._shares = [dict.fromkeys(kind, parts // len(kind)) if kind else {} for kind in labels]

    def measure(self, things: Iterable[int]) -> float | None:
        """The coefficient of some things; None when none of them has a label."""
        parts: dict[str, int] = {}
        for thing in things:
            for label, share in self._shares[thing].items():
                parts[label] = parts.get(label, 0) + share
        whole = sum(parts.values())
        return 1 - sum([part * part for part in parts.values()]) / (whole * whole) if whole else None


def find_mixing(
    network: Network, themes: Themes, scheme: str | None = None, *, expand: bool = False, open_groups: bool = False
) -> dict[str, Mixing]:
    """How each participant's partners spread over domains and its projects over themes, and how replaceable its links are.

    - Participation coefficient: see :class:`Spread`; over domains the things are the partners (who share a project with it), over
      themes its projects.
    - E-I index: (E − I) / (E + I), where I counts partners with at least one domain in common with it and E those with a domain but
      none in common.
    - Redundancy: of the pairs of its projects, the share that has another participant in common as well.

    What it means: a coefficient near 0 is a specialist, a high one meets many kinds of partners; a low redundancy is the only tie
    between its projects. What it does not mean: that a partner in many domains brings them together, or that a specialist should not
    be one.

    Reference: R. Guimerà, L. A. N. Amaral, Nature 433 (2005) 895–900, doi:10.1038/nature03288; D. Krackhardt, R. N. Stern, Social
    Psychology Quarterly 51 (1988) 123–140, doi:10.2307/2786835; M. Latapy, C. Magnien, N. Del Vecchio, Social Networks 30 (2008)
    31–48, doi:10.1016/j.socnet.2007.04.006.

    >>> from trendbreuk_graph.network import Network, Themes
    >>> domains = {"a": frozenset({"medical"}), "b": frozenset({"social"}), "v": frozenset({"medical"})}
    >>> ties = frozenset({("P", "a"), ("P", "v"), ("Q", "v"), ("Q", "b")})
    >>> mixing = find_mixing(Network(ties, domains, {}, frozenset(), {}), Themes({}, {}))["v"]
    >>> mixing.over_domains, mixing.over_themes, mixing.ei_index, mixing.redundancy
    (0.5, None, 0.0, 0.0)

    Args:
        network: The network.
        themes: What its projects are about.
        scheme: Count only themes of this list (an IRI); else all themes and phases of life together.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        Each participant, in the order of the IRIs.
    """
    mixer = Mixer(network, themes, scheme, expand=expand, open_groups=open_groups)
    return {iri: mixer.measure(who) for who, iri in enumerate(mixer.graph.nodes[: mixer.graph.width])}


class Mixer:
    """The same participant by participant, for who needs the whole of it for some only.

    Args:
        network: The network.
        themes: What its projects are about.
        scheme: Count only themes of this list (an IRI); else all themes and phases of life together.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Attributes:
        graph: The two-mode graph.
    """

    def __init__(
        self,
        network: Network,
        themes: Themes,
        scheme: str | None = None,
        *,
        expand: bool = False,
        open_groups: bool = False,
    ) -> None:
        self.graph = number_nodes(network, expand=expand, open_groups=open_groups)
        self._domains = [network.domains.get(iri, frozenset()) for iri in self.graph.nodes[: self.graph.width]]
        self._over_domains = Spread(self._domains)
        self._over_themes = Spread([frozenset()] * self.graph.width + _find_themes(themes, self.graph, scheme))

    def spread(self, who: int) -> float | None:
        """Its :attr:`Mixing.over_domains`."""
        return self._over_domains.measure(self.graph.partners(who))

    def measure(self, who: int) -> Mixing:
        """All of it."""
        return Mixing(
            who=self.graph.nodes[who],
            over_domains=self.spread(who),
            over_themes=self._over_themes.measure(self.graph.near[who]),
            ei_index=_index(*_count_sides(self._domains, who, self.graph.partners(who))),
            redundancy=_find_redundancy(self.graph, who),
        )


def _find_themes(themes: Themes, graph: TwoMode, scheme: str | None) -> list[frozenset[str]]:
    found = [themes.of.get(graph.nodes[project], frozenset()) for project in graph.projects]
    if scheme is None:
        return found
    return [frozenset(theme for theme in mine if themes.schemes.get(theme) == scheme) for mine in found]


def _count_sides(domains: Sequence[frozenset[str]], who: int, partners: Iterable[int]) -> tuple[int, int]:
    """How many partners share no domain with it, and how many do; those without a domain are neither."""
    mine = domains[who]
    if not mine:
        return 0, 0
    with_domain = [partner for partner in partners if domains[partner]]
    internal = sum(1 for partner in with_domain if not mine.isdisjoint(domains[partner]))
    return len(with_domain) - internal, internal


def _index(external: int, internal: int) -> float | None:
    return (external - internal) / (external + internal) if external + internal else None


def _find_redundancy(graph: TwoMode, who: int) -> float | None:
    projects = graph.near[who]
    if len(projects) < 2:  # noqa: PLR2004 # a pair has two
        return None
    company = [set(graph.near[project]) - {who} for project in projects]
    pairs = list(combinations(company, 2))
    return sum(1 for one, other in pairs if not one.isdisjoint(other)) / len(pairs)


def find_ei_index(network: Network, *, expand: bool = False, open_groups: bool = False) -> float | None:
    """The E-I index of the whole network: (E − I) / (E + I) over pairs of participants that share a project.

    I counts the pairs with a domain in common, E those without; pairs of which one has no domain count for neither.

    What it means: above 0, more ties cross domains than stay inside one. What it does not mean: openness as such; with many small
    domains most ties cross one even when partners meet by chance.

    Reference: D. Krackhardt, R. N. Stern, Social Psychology Quarterly 51 (1988) 123–140, doi:10.2307/2786835.

    Args:
        network: The network.
        expand: Keep the municipalities apart; see :meth:`Network.stand_ins`.
        open_groups: Open kinds of actor; see :meth:`Network.stand_ins`.

    Returns:
        From −1 to 1; None when no such pair has a domain on both sides.
    """
    graph = number_nodes(network, expand=expand, open_groups=open_groups)
    return count_ties(network, graph)[1]


def count_ties(network: Network, graph: TwoMode) -> tuple[list[int], float | None]:
    """How many partners each participant has, and the E-I index of the whole, see :func:`find_ei_index`.

    Args:
        network: The network.
        graph: Its two-mode graph.
    """
    domains = [network.domains.get(iri, frozenset()) for iri in graph.nodes[: graph.width]]
    counts, external, internal = [], 0, 0
    for who in graph.participants:
        partners = graph.partners(who)
        outside, inside = _count_sides(domains, who, partners)
        counts.append(len(partners))
        external, internal = external + outside, internal + inside
    return counts, _index(external, internal)
