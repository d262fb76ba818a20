"""What views are made of, read from the graph with a fixed number of queries whatever its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.region import read_region, read_scope
from trendbreuk_graph.funding import read_ledger
from trendbreuk_graph.i18n import choose
from trendbreuk_graph.names import read_things
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.network import read_network, read_themes
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    import datetime as dt

    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.audit.period import Horizon
    from trendbreuk_graph.audit.region import Region
    from trendbreuk_graph.funding import Ledger
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.network import Network, Themes
    from trendbreuk_graph.store import Store

__all__ = ["Material", "find_kind", "read_material"]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything by IRI.

    Attributes:
        things: All that has a name.
        network: Who takes part in what.
        about: What the projects are about.
        ledger: Projects, streams and statements on money.
        region: Where projects run, and what they are part of.
        judgements: Project → its audit class on the day.
        relations: (project, kind, other project): `partOf` from part to whole, or `connectedWith`.
        concepts: Concept → its Dutch and English name.
        as_of: The day.
        until: Last day of the audit's period.
        language: Of all names.
    """

    things: dict[str, Thing]
    network: Network
    about: Themes
    ledger: Ledger
    region: Region
    judgements: dict[str, Judgement]
    relations: tuple[tuple[str, str, str], ...]
    concepts: dict[str, tuple[str, str]]
    as_of: dt.date
    until: dt.date
    language: Language

    def name(self, iri: str) -> str:
        """The name of a thing or a concept."""
        if iri in self.things:
            return self.things[iri].label(self.language)
        return choose(self.language, *self.concepts.get(iri, (iri, iri)))

    def themes(self, project: str, scheme: str) -> list[str]:
        """The themes of a project that stand in one list, in the order of the IRIs."""
        found = self.about.of.get(project, frozenset())
        return sorted(theme for theme in found if self.about.schemes[theme] == ID + scheme)

    def domains(self, who: str) -> list[str]:
        """The domains of a participant, as IRIs in their order."""
        return sorted(ID + domain for domain in self.network.domains.get(who, frozenset()))


def read_material(store: Store, as_of: dt.date, horizon: Horizon, language: Language) -> Material:
    """Read everything."""
    ledger = read_ledger(store)
    region = read_region(store)
    read_scope(store, region)
    until = horizon.find_last_day(as_of)
    relations = store.read(load_part("network-relations").text)
    return Material(
        things={thing.iri: thing for thing in read_things(store)},
        network=read_network(store),
        about=read_themes(store),
        ledger=ledger,
        region=region,
        judgements=judge_projects(sorted(ledger.projects), ledger.lines, as_of, until),
        relations=tuple((str(one), str(kind).removeprefix(TB), str(other)) for one, kind, other in relations),
        concepts={str(iri): (str(nl), str(en)) for iri, nl, en in store.read(load_part("concept-names").text)},
        as_of=as_of,
        until=until,
        language=language,
    )


def find_kind(thing: Thing) -> str:
    """What a node is: project, stream, group (a kind of actor), person or organisation."""
    if thing.kind != "participant":
        return thing.kind
    if "ActorGroup" in thing.types:
        return "group"
    return "person" if "Person" in thing.types else "organisation"
