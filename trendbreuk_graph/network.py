"""The network of participants and projects, read from the store once, as plain data and as a networkx graph."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import Language, choose
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    import networkx as nx

    from trendbreuk_graph.store import Store

__all__ = ["Network", "Themes", "read_network", "read_themes"]


@dataclass(frozen=True, slots=True)
class Network:
    """Who takes part in what. All keys are IRIs.

    Attributes:
        ties: Pairs (project, participant), each once; in the order in which they were read, which keeps a pass through a large network in
            nearby memory.
        domains: Participant → the ids of the domains that it works in.
        names: Participant or project → (Dutch name, English name).
        organisations: Participants that are bodies (not kinds of actor, not persons).
        collapsed: Municipality → the group that stands for it: of all groups of municipalities the one with most members.
        members: Kind of actor → the members of it that the documents name, which may be examples.
    """

    ties: AbstractSet[tuple[str, str]]
    domains: dict[str, frozenset[str]]
    names: dict[str, tuple[str, str]]
    organisations: frozenset[str]
    collapsed: dict[str, str]
    members: dict[str, frozenset[str]] = field(default_factory=dict)

    def name(self, iri: str, language: Language) -> str:
        """The name of a participant or project."""
        nl, en = self.names.get(iri, (iri, iri))
        return choose(language, nl, en)

    @property
    def ranked(self) -> frozenset[str]:
        """Who stands in rankings: bodies, and the group that stands for the municipalities. Kinds of actor and persons do not."""
        return self.organisations | frozenset(self.collapsed.values())

    def without(self, iris: Collection[str]) -> Network:
        """The network that is left when these projects or participants go.

        >>> network = Network(frozenset({("P", "a"), ("Q", "a")}), {}, {}, frozenset(), {})
        >>> sorted(network.without({"P"}).ties)
        [('Q', 'a')]
        """
        gone = frozenset(iris)
        return replace(self, ties=dict.fromkeys(tie for tie in self.ties if gone.isdisjoint(tie)).keys())

    def stand_ins(self, who: str, *, expand: bool = False, open_groups: bool = False) -> frozenset[str]:
        """The nodes that stand for a participant in a graph.

        Args:
            who: A participant as the documents name it.
            expand: Keep the municipalities of the region apart. Otherwise they are one node, their group: they mostly take
                part together, and sixteen nodes that act as one would look like sixteen bridges.
            open_groups: Put the members that the documents name in the place of a kind of actor, members of members too. A kind
                without named members stays. The members may be examples, so others of the kind get lost: a what-if, not a fact.
        """
        found = self._open(who) if open_groups else {who}
        return frozenset(found if expand else {self.collapsed.get(one, one) for one in found})

    def _open(self, who: str) -> set[str]:
        found: set[str] = set()
        seen, waiting = {who}, [who]
        while waiting:
            one = waiting.pop()
            if inside := self.members.get(one):
                waiting += sorted(inside - seen)
                seen |= inside
            else:
                found.add(one)
        return found or {who}

    def find_ties(self, *, expand: bool = False, open_groups: bool = False) -> set[tuple[str, str]]:
        """The ties between projects and the nodes that stand for their participants; see :meth:`stand_ins`."""
        if not open_groups:
            stand_in = {} if expand else self.collapsed
            return {(project, stand_in.get(who, who)) for project, who in self.ties}
        nodes = {who: self.stand_ins(who, expand=expand, open_groups=True) for who in {who for _, who in self.ties}}
        return {(project, node) for project, who in self.ties for node in nodes[who]}

    def to_networkx(self, *, expand: bool = False, open_groups: bool = False) -> nx.Graph[str]:
        """The undirected two-mode graph; node attribute ``kind`` is ``project`` or ``participant``.

        Args:
            expand: Keep the municipalities apart; see :meth:`stand_ins`.
            open_groups: Open kinds of actor; see :meth:`stand_ins`.
        """
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        for project, node in sorted(self.find_ties(expand=expand, open_groups=open_groups)):
            graph.add_node(project, kind="project")
            graph.add_node(node, kind="participant")
            graph.add_edge(project, node)
        return graph


@dataclass(frozen=True, slots=True)
class Themes:
    """What the projects are about. All keys are IRIs.

    Attributes:
        of: Project → its themes and phases of life.
        schemes: Theme or phase of life → the list that it stands in.
    """

    of: dict[str, frozenset[str]]
    schemes: dict[str, str]


def read_network(store: Store, ties: Collection[tuple[str, str]] | None = None) -> Network:
    """Read the network with five queries.

    Args:
        store: The graph.
        ties: Pairs (project, participant), when they were read before.
    """
    if ties is None:
        found = store.read(load_part("network-participations").unordered)
        ties = [(str(project), str(who)) for project, who in found]
    domains: dict[str, frozenset[str]] = {}
    # Few sets of domains differ: who has the same ones shares one set, which keeps a large network small.
    same: dict[frozenset[str], frozenset[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    by_class: dict[str, set[str]] = {}
    for who, class_iri, domain, nl, en in store.read(load_part("network-participants").unordered):
        mine = domains.get(str(who), frozenset()) | {str(domain).removeprefix(ID)}
        domains[str(who)] = same.setdefault(mine, mine)
        names[str(who)] = (str(nl), str(en))
        by_class.setdefault(str(class_iri).removeprefix(TB), set()).add(str(who))
    for project, nl, en in store.read(load_part("project-names").unordered):
        names[str(project)] = (str(nl), str(en))
    return Network(
        ties=dict.fromkeys(ties).keys(),
        domains=domains,
        names=names,
        organisations=frozenset(by_class.get("Organisation", set())),
        collapsed=_find_largest_group(store),
        members=_read_members(store),
    )


def read_themes(store: Store) -> Themes:
    """Read the themes of all projects with one query; few questions on the network need them."""
    themes: dict[str, set[str]] = {}
    schemes: dict[str, str] = {}
    for project, scheme, theme in store.read(load_part("network-themes").unordered):
        themes.setdefault(str(project), set()).add(str(theme))
        schemes[str(theme)] = str(scheme)
    return Themes({project: frozenset(found) for project, found in themes.items()}, schemes)


def _find_largest_group(store: Store) -> dict[str, str]:
    members: dict[str, list[str]] = {}
    for group, municipality in store.read(load_part("municipality-groups").unordered):
        members.setdefault(str(group), []).append(str(municipality))
    largest = min(members, key=lambda group: (-len(members[group]), group), default="")
    return dict.fromkeys(members.get(largest, []), largest)


def _read_members(store: Store) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {}
    for group, member in store.read(load_part("group-members").unordered):
        members.setdefault(str(group), set()).add(str(member))
    return {group: frozenset(found) for group, found in members.items()}
