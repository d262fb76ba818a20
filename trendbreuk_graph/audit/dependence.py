"""How much hangs on one source of money: by stream, and by whoever provides it.

Everything here is counted, not weighed by amounts, because the documents hardly give amounts. It says how much depends on a source, not
that depending is bad: one firm source can be safer than five loose ones (H. Qu, "Risk and diversification of nonprofit revenue portfolios",
2019, doi:10.1002/nml.21385).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.funding import Ledger, Line, Stream

__all__ = ["Concentration", "Source", "find_concentration", "find_sources", "measure_concentration"]

Level = Literal["stream", "provider"]


@dataclass
class Source:
    """One stream or provider, and who depends on it on the day of the audit.

    Attributes:
        iri: IRI of the stream or the provider; None for streams of which no document says who provides them.
        level: Whether this is a stream or a provider.
        streams: The streams of a provider that the lines come from; for a stream the stream itself.
        paid: Projects with secured money from it that has not ended, as far as is known.
        alone: Those of `paid` with no such money from anywhere else. For the unknown provider it stays empty, because nobody knows
            whether two such streams come from one purse.
        hoping: Projects for which it is possible, requested or in kind.
        over: Projects whose secured money from it has all ended.
        ending: Projects for which a line from it ends within the horizon.
    """

    iri: str | None
    level: Level
    streams: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    hoping: set[str] = field(default_factory=set)
    over: set[str] = field(default_factory=set)
    ending: set[str] = field(default_factory=set)


class Concentration(NamedTuple):
    """The Herfindahl-Hirschman index by count.

    A tie is a project with secured money from a source that has not ended; with s the share of a source in all ties, the index is
    the sum of s². It is 1 when everything comes from one source and 1/n when n sources have equal shares; 1/index is the number of
    equal sources that would give the same index. By H. Tuckman and C. Chang, "A methodology for measuring the financial vulnerability of charitable
    nonprofit organizations", Nonprofit and Voluntary Sector Quarterly 20 (1991); the level of counting changes the result
    (G. Chikoto, Q. Ling, D. Neely, Voluntas 27 (2016)), so both levels are given.

    Attributes:
        level: Whether sources are streams or providers.
        ties: Number of ties.
        sources: Number of known sources.
        unknown: Ties whose provider is unknown; always 0 for streams.
        low: The index when every stream of unknown provider has a provider of its own; None without ties.
        high: The index when all of these have one provider in common; equal to `low` when no provider is unknown.
    """

    level: Level
    ties: int
    sources: int
    unknown: int
    low: float | None
    high: float | None

    @property
    def effective(self) -> tuple[float, float] | None:
        """Effective number of sources, lowest and highest; None without ties."""
        return None if self.low is None or self.high is None else (1 / self.high, 1 / self.low)


def find_sources(judgements: Mapping[str, Judgement], ledger: Ledger, level: Level) -> list[Source]:
    """Who depends on which source, most projects paid first, then most hoping, then by IRI.

    A project that is paid by a source and also hopes for more from it stands under both.
    """
    found: dict[str | None, Source] = {}

    def name(lines: Iterable[Line]) -> list[Source]:
        """The sources of lines, each once."""
        return _name_sources(lines, ledger, level, found)

    for project, judgement in judgements.items():
        payers = name(judgement.running)
        for payer in payers:
            payer.paid.add(project)
            if len(payers) == 1 and payer.iri is not None:
                payer.alone.add(project)
        for entry in name(judgement.ending):
            entry.ending.add(project)
        for entry in name(judgement.hoped):
            entry.hoping.add(project)
        for entry in name(judgement.ended):
            if project not in entry.paid:
                entry.over.add(project)
    return sorted(found.values(), key=lambda s: (-len(s.paid), -len(s.hoping), s.iri or ""))


def _name_sources(lines: Iterable[Line], ledger: Ledger, level: Level, found: dict[str | None, Source]) -> list[Source]:
    """The sources of lines, each once; those that are new come into `found`."""
    named: list[Source] = []
    for line in lines:
        if line.stream is None:
            continue
        key = line.stream if level == "stream" else ledger.streams[line.stream].provider
        source = found.get(key)
        if source is None:
            source = found[key] = Source(key, level)
        source.streams.add(line.stream)
        # A project has a handful of lines: to compare which object it is takes less than an index of them.
        if not any(source is other for other in named):
            named.append(source)
    return named


def find_concentration(
    judgements: Mapping[str, Judgement], streams: Mapping[str, Stream], level: Level
) -> Concentration:
    """The concentration of all ties of the projects together."""
    counts: dict[str, int] = {}
    for judgement in judgements.values():
        for stream in {line.stream for line in judgement.running if line.stream is not None}:
            counts[stream] = counts.get(stream, 0) + 1
    if level == "stream":
        index = measure_concentration(counts.values())
        return Concentration(level, sum(counts.values()), len(counts), 0, index, index)
    return _by_provider(judgements, streams)


def _by_provider(judgements: Mapping[str, Judgement], streams: Mapping[str, Stream]) -> Concentration:
    known: dict[str, int] = {}
    apart: dict[str, int] = {}
    together = 0
    for judgement in judgements.values():
        paying = {line.stream for line in judgement.running if line.stream is not None}
        orphans = {stream for stream in paying if streams[stream].provider is None}
        for provider in {streams[stream].provider for stream in paying - orphans}:
            known[str(provider)] = known.get(str(provider), 0) + 1
        for stream in orphans:
            apart[stream] = apart.get(stream, 0) + 1
        together += bool(orphans)
    one_each = measure_concentration([*known.values(), *apart.values()])
    one_purse = measure_concentration([*known.values(), *([together] if together else [])])
    bounds = sorted(index for index in (one_each, one_purse) if index is not None)
    return Concentration(
        level="provider",
        ties=sum(known.values()) + sum(apart.values()),
        sources=len(known),
        unknown=sum(apart.values()),
        low=bounds[0] if bounds else None,
        high=bounds[-1] if bounds else None,
    )


def measure_concentration(counts: Iterable[int]) -> float | None:
    """The sum of the squared shares; None when there is nothing to share.

    >>> measure_concentration([2, 1, 1])
    0.375
    """
    numbers = list(counts)
    total = sum(numbers)
    # An exact sum is the same in any order.
    return math.fsum((number / total) ** 2 for number in numbers) if total else None
