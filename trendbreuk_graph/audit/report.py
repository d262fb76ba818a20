"""The whole audit as one value, from which every table, picture, page and file is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trendbreuk_graph.audit.classes import CLASSES, Class, Judgement, judge_projects
from trendbreuk_graph.audit.cliff import Cliff, find_cliff
from trendbreuk_graph.audit.dependence import Concentration, Source, find_concentration, find_sources
from trendbreuk_graph.audit.region import Region, read_region, read_scope
from trendbreuk_graph.audit.touched import Body, Whole, find_bodies, find_wholes
from trendbreuk_graph.funding import Ledger, Line, read_ledger
from trendbreuk_graph.i18n import choose
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.audit.period import Horizon
    from trendbreuk_graph.audit.what_if import Assumption, Comparison
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store

__all__ = ["Audit", "Scope", "find_places", "find_projects", "make_audit", "read_evidence"]

Names = tuple[str, str]


class Scope(NamedTuple):
    """Which projects the audit is about; None means that there is no such limit.

    Attributes:
        theme: IRI of a theme or phase of life, for projects that stand under it.
        place: IRI of a municipality, subregion or region, for projects that run in it, in a part of it, or in the whole of which it is a
            part.
        stream: IRI of a stream, for projects with any line of it, a hope or a gap too.
        names: Names of the three, in the order above, in Dutch and English; for the title.
    """

    theme: str | None = None
    place: str | None = None
    stream: str | None = None
    names: tuple[Names, ...] = ()

    def label(self, language: Language) -> str:
        """The names in the language; empty for an audit of everything."""
        return ", ".join(choose(language, *pair) for pair in self.names)

    def place_label(self, language: Language) -> str:
        """The name of the place; empty without one."""
        at = int(self.theme is not None)
        return choose(language, *self.names[at]) if self.place is not None else ""


class Audit(NamedTuple):
    """All money of some projects on one day.

    Attributes:
        as_of: The day.
        horizon: How far ahead it looks.
        until: Last day of the period, included.
        scope: Which projects.
        of_all: Number of projects in the graph.
        placeless: Projects of which no document says where they run; a limit to a place leaves these out. 0 without such a limit.
        ledger: Projects, streams and lines of the graph; not only those in scope.
        region: What stands around the money.
        judgements: Project → its judgement, in the order of the IRIs; only projects in scope. So are the fields below.
        cliff: When secured money ends.
        streams: Who depends on which stream.
        providers: Who depends on which provider.
        concentration: By stream and by provider.
        wholes: Projects that have parts.
        bodies: Organisations that take part.
        comparison: The what-if; None when nothing is assumed.
    """

    as_of: dt.date
    horizon: Horizon
    until: dt.date
    scope: Scope
    of_all: int
    placeless: int
    ledger: Ledger
    region: Region
    judgements: dict[str, Judgement]
    cliff: Cliff
    streams: list[Source]
    providers: list[Source]
    concentration: tuple[Concentration, Concentration]
    wholes: list[Whole]
    bodies: list[Body]
    comparison: Comparison | None

    @property
    def lines(self) -> list[Line]:
        """The lines of the projects in scope."""
        return [line for line in self.ledger.lines if line.project in self.judgements]

    def find_class(self, name: Class) -> list[Judgement]:
        """The judgements of one class, in the order of the projects."""
        return [judgement for judgement in self.judgements.values() if judgement.reported == name]

    def count_classes(self) -> dict[Class, int]:
        """Class → number of projects; every class, also those without any. The numbers add up to all projects in scope."""
        counts = dict.fromkeys(CLASSES, 0)
        for judgement in self.judgements.values():
            counts[judgement.reported] += 1
        return counts

    def label(self, project: str, language: Language) -> str:
        """Name of a project."""
        return self.ledger.projects[project].label(language)


def find_projects(ledger: Ledger, region: Region, scope: Scope) -> list[str]:
    """The projects in scope, in the order of the IRIs."""
    found = set(ledger.projects)
    if scope.theme is not None:
        found &= {project for project, themes in region.themes.items() if scope.theme in themes}
    if scope.place is not None:
        touching = region.find_touching(scope.place)
        found &= {project for project, places in region.places.items() if places & touching}
    if scope.stream is not None:
        found &= {line.project for line in ledger.lines if line.stream == scope.stream}
    return sorted(found)


def make_audit(
    store: Store,
    as_of: dt.date,
    horizon: Horizon,
    scope: Scope | None = None,
    assumptions: Sequence[Assumption] = (),
) -> Audit:
    """Audit a graph: one query for the lines, one for what stands around them, and with assumptions the network.

    Raises:
        AssumptionError: The assumptions contradict each other.
        EndBeforeStartError: A stream is assumed to end before it begins.
    """
    scope = scope or Scope()
    ledger = read_ledger(store)
    region = read_region(store)
    if scope.theme is not None or scope.place is not None:
        read_scope(store, region)
    projects = find_projects(ledger, region, scope)
    until = horizon.find_last_day(as_of)
    judgements = judge_projects(projects, ledger.lines, as_of, until)
    comparison = None
    if assumptions:
        comparison = _suppose(store, ledger, region, judgements, (as_of, until), assumptions)
    placeless = 0 if scope.place is None else len(ledger.projects.keys() - region.places.keys())
    return Audit(
        as_of=as_of,
        horizon=horizon,
        until=until,
        scope=scope,
        of_all=len(ledger.projects),
        placeless=placeless,
        ledger=ledger,
        region=region,
        judgements=judgements,
        cliff=find_cliff(judgements),
        streams=find_sources(judgements, ledger, "stream"),
        providers=find_sources(judgements, ledger, "provider"),
        concentration=(
            find_concentration(judgements, ledger.streams, "stream"),
            find_concentration(judgements, ledger.streams, "provider"),
        ),
        wholes=find_wholes(judgements, region.find_parts()),
        bodies=find_bodies(judgements, region),
        comparison=comparison,
    )


def _suppose(
    store: Store,
    ledger: Ledger,
    region: Region,
    judgements: Mapping[str, Judgement],
    period: tuple[dt.date, dt.date],
    assumptions: Sequence[Assumption],
) -> Comparison:
    from trendbreuk_graph.audit.what_if import check_assumptions, compare
    from trendbreuk_graph.network import read_network

    check_assumptions(assumptions, ledger.streams)
    return compare(list(judgements), ledger.lines, assumptions, period, region, read_network(store))


def read_evidence(store: Store, claims: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Claim or stream → the places where the claim or the end of the stream stands, as readable text: document, card, field and words.

    Args:
        store: The graph.
        claims: Only of these claims and streams; None for all.
    """
    found: dict[str, list[str]] = {}
    for claim, source, card, field, anchor in store.read(load_part("financing-places").unordered):
        if claims is not None and claim not in claims:
            continue
        place = f"{str(source).removeprefix(ID)} › {card} › {field}: «{anchor}»"
        found.setdefault(str(claim), []).append(place)
    return {claim: tuple(sorted(places)) for claim, places in found.items()}


def find_places(lines: Iterable[Line], evidence: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Where lines stand, each place once; and where the end of the stream stands, for lines that take theirs from it."""
    places: dict[str, None] = {}
    for line in lines:
        places |= dict.fromkeys(evidence.get(line.claim, ()))
        if line.stream is not None and line.end_from == "stream":
            places |= dict.fromkeys(evidence.get(line.stream, ()))
    return tuple(places)
