"""The network of participants and projects, read from the store once, as plain data and as a networkx graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import Language, choose
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    import networkx as nx

    from trendbreuk_graph.store import Store

__all__ = ["Network", "read_network"]


@dataclass(frozen=True, slots=True)
class Network:
    """Who takes part in what. All keys are IRIs.

    Attributes:
        ties: Pairs (project, participant), each once.
        domains: Participant → the domains that it works in.
        names: Participant or project → (Dutch name, English name).
        organisations: Participants that are bodies (not kinds of actor, not persons).
        collapsed: Municipality → the group that stands for it: of all groups of municipalities the one with most members.
    """

    ties: frozenset[tuple[str, str]]
    domains: dict[str, frozenset[str]]
    names: dict[str, tuple[str, str]]
    organisations: frozenset[str]
    collapsed: dict[str, str]

    def name(self, iri: str, language: Language) -> str:
        """The name of a participant or project."""
        nl, en = self.names.get(iri, (iri, iri))
        return choose(language, nl, en)

    def to_networkx(self, *, expand: bool = False) -> nx.Graph[str]:
        """The undirected two-mode graph; node attribute ``kind`` is ``project`` or ``participant``.

        Args:
            expand: Keep the municipalities of the region apart. Otherwise they are one node, their group: they mostly take
                part together, and sixteen nodes that act as one would look like sixteen bridges.
        """
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        for project, who in sorted(self.ties):
            graph.add_node(project, kind="project")
            node = who if expand else self.collapsed.get(who, who)
            graph.add_node(node, kind="participant")
            graph.add_edge(project, node)
        return graph


def read_network(store: Store) -> Network:
    """Read the network with four queries."""
    ties = {(project, who) for project, who in store.select(load_part("network-participations").text)}
    domains: dict[str, set[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    by_class: dict[str, set[str]] = {}
    for who, class_iri, domain, nl, en in store.select(load_part("network-participants").text):
        domains.setdefault(str(who), set()).add(str(domain).removeprefix(ID))
        names[str(who)] = (str(nl), str(en))
        by_class.setdefault(str(class_iri).removeprefix(TB), set()).add(str(who))
    for project, nl, en in store.select(load_part("project-names").text):
        names[str(project)] = (str(nl), str(en))
    return Network(
        ties=frozenset((str(project), str(who)) for project, who in ties),
        domains={who: frozenset(found) for who, found in domains.items()},
        names=names,
        organisations=frozenset(by_class.get("Organisation", set())),
        collapsed=_find_largest_group(store),
    )


def _find_largest_group(store: Store) -> dict[str, str]:
    members: dict[str, list[str]] = {}
    for group, municipality in store.select(load_part("municipality-groups").text):
        members.setdefault(str(group), []).append(str(municipality))
    largest = min(members, key=lambda group: (-len(members[group]), group), default="")
    return dict.fromkeys(members.get(largest, []), largest)
