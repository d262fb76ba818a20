"""The network of participants and projects is what the participation claims say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network, read_themes
from trendbreuk_graph.store import Rows, Store

if TYPE_CHECKING:
    from trendbreuk_graph.store import EmbeddedStore

_TIES = {
    ("zomerfit", "ggd-ministreek"),
    ("zomerfit", "gemeenten-zuid-limburg"),
    ("zomerfit", "ziekenhuis-oost"),
    ("zomerfit", "wijkwelzijn-west"),
    ("zomerfit", "huisartsen"),
    ("beweegplein", "wijkwelzijn-west"),
    ("beweegplein", "ggd-jeugd"),
    ("eetclub", "wijkwelzijn-west"),
    ("eetclub", "ziekenhuis-oost"),
}


@pytest.fixture(scope="module")
def network(mini_store: EmbeddedStore) -> Network:
    """The network of the mini world."""
    return read_network(mini_store)


def test_every_participation_is_one_tie(network: Network) -> None:
    """The ties are those of the records; what is derived from groups is not among them."""
    expected = {(ID + project, ID + who) for project, who in _TIES}

    assert expected == network.ties


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("ziekenhuis-oost", {"medical"}),
        ("zomercoalitie", {"medical", "social"}),
        ("ggd-jeugd", {"public-health"}),
        ("huisartsen", {"medical"}),
        ("jan-jansen", {"social"}),
    ],
)
def test_every_participant_has_its_domains(network: Network, who: str, expected: set[str]) -> None:
    """Bodies, kinds of actor and persons alike work in the domains of their records."""
    assert expected == network.domains[ID + who]


def test_bodies_are_told_from_kinds_of_actor_and_persons(network: Network) -> None:
    """Units, coalitions and municipalities are bodies; groups and persons are not."""
    bodies = {"ggd-ministreek", "ggd-jeugd", "gemeente-ade", "gemeente-bos"}
    bodies |= {"ziekenhuis-oost", "wijkwelzijn-west", "zomercoalitie"}

    assert {ID + who for who in bodies} == network.organisations


def test_municipalities_stand_for_their_group(network: Network) -> None:
    """The two municipalities are collapsed into the group whose members they are."""
    group = ID + "gemeenten-zuid-limburg"

    assert {ID + "gemeente-ade": group, ID + "gemeente-bos": group} == network.collapsed


def test_names_come_in_both_languages(network: Network) -> None:
    """Projects and participants have a Dutch and an English name; what has none is called by its IRI."""
    assert network.name(ID + "zomerfit", "nl") == "Ketenaanpak Zomerfit"
    assert network.name(ID + "zomerfit", "en") == "Summer fit chain approach"
    assert network.name(ID + "huisartsen", "en") == "General practitioners"
    assert network.name("urn:none", "en") == "urn:none"


def test_the_graph_has_two_kinds_of_nodes(network: Network) -> None:
    """Three projects and six participants, one edge a tie."""
    graph = network.to_networkx()
    kinds = [graph.nodes[node]["kind"] for node in graph]

    assert (3, 6) == (kinds.count("project"), kinds.count("participant"))
    assert {frozenset((ID + project, ID + who)) for project, who in _TIES} == {frozenset(edge) for edge in graph.edges}


def test_municipalities_are_one_node_unless_expanded() -> None:
    """Two municipalities of a project are one edge to their group, and two edges when expanded."""
    network = Network(
        ties=frozenset({("P", "ade"), ("P", "bos"), ("P", "zho")}),
        domains={},
        names={},
        organisations=frozenset(),
        collapsed={"ade": "group", "bos": "group"},
    )

    assert {"P", "group", "zho"} == set(network.to_networkx())
    assert network.to_networkx().number_of_edges() == 2
    assert {"P", "ade", "bos", "zho"} == set(network.to_networkx(expand=True))


class _Groups(Store):
    """Answers every query with nothing, except the one on groups of municipalities."""

    def __init__(self, *rows: tuple[str, str]) -> None:
        self.rows = list(rows)

    def query(self, text: str) -> Rows:
        """See :meth:`Store.query`."""
        return Rows(("group", "municipality"), [*self.rows] if "?municipality" in text else [])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("few", "a"), ("many", "a"), ("many", "b")], {"a": "many", "b": "many"}),
        ([("two", "a"), ("one", "a")], {"a": "one"}),
        ([], {}),
    ],
    ids=["the larger of two", "of equal ones the first by IRI", "no group"],
)
def test_municipalities_are_collapsed_into_the_largest_group(
    rows: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    """The group comes from the graph, so that another region's municipalities are collapsed too."""
    network = read_network(_Groups(*rows))

    assert expected == network.collapsed
    assert frozenset() == network.ties


def test_ties_keep_the_order_in_which_they_were_read() -> None:
    """A set would scatter them, and a pass through a large network would take twice as long; each stands there once."""
    read = [(f"P{number % 7}", f"a{number}") for number in range(40)]
    network = read_network(_Groups(), [*read, *read[:5]])

    assert read == list(network.ties)
    assert read[1:] == list(network.without({"a0"}).ties)


def test_themes_and_phases_of_life_stand_in_their_lists(mini_store: EmbeddedStore) -> None:
    """Each theme of a project is in a list that says whether it is a theme or a phase of life."""
    themes = read_themes(mini_store)
    schemes = {themes.schemes[theme].removeprefix(ID) for theme in themes.of[ID + "zomerfit"]}

    assert "life-phases" in schemes
    assert len(schemes) > 1
    assert set(themes.schemes) == set().union(*themes.of.values())


def test_kinds_of_actor_have_the_members_that_are_named(network: Network) -> None:
    """The group of municipalities has its two; a kind without named members is not there."""
    assert {ID + "gemeenten-zuid-limburg": {ID + "gemeente-ade", ID + "gemeente-bos"}} == network.members


def test_bodies_and_the_group_of_municipalities_are_ranked(network: Network) -> None:
    """Kinds of actor and persons are not."""
    assert network.organisations | {ID + "gemeenten-zuid-limburg"} == network.ranked


_GROUPS = Network(
    ties=frozenset({("P", "kind"), ("P", "a"), ("Q", "kinds"), ("Q", "ade"), ("R", "loop"), ("S", "empty")}),
    domains={},
    names={},
    organisations=frozenset(),
    collapsed={"ade": "towns", "bos": "towns"},
    members={
        "kind": frozenset({"a", "b"}),
        "kinds": frozenset({"kind", "b", "towns"}),
        "towns": frozenset({"ade", "bos"}),
        "loop": frozenset({"pool"}),
        "pool": frozenset({"loop"}),
    },
)


@pytest.mark.parametrize(
    ("expand", "open_groups", "expected"),
    [
        (False, False, {"P kind", "P a", "Q kinds", "Q towns", "R loop", "S empty"}),
        (True, False, {"P kind", "P a", "Q kinds", "Q ade", "R loop", "S empty"}),
        (False, True, {"P a", "P b", "Q a", "Q b", "Q towns", "R loop", "S empty"}),
        (True, True, {"P a", "P b", "Q a", "Q b", "Q ade", "Q bos", "R loop", "S empty"}),
    ],
    ids=["as the documents say", "municipalities apart", "groups opened", "both"],
)
def test_ties_are_seen_in_four_ways(*, expand: bool, open_groups: bool, expected: set[str]) -> None:
    """Members of members stand in the place of a kind; one without members stays, and a circle of kinds ends."""
    ties = _GROUPS.find_ties(expand=expand, open_groups=open_groups)

    assert expected == {f"{project} {who}" for project, who in ties}
    assert {frozenset(tie) for tie in ties} == {
        frozenset(edge) for edge in _GROUPS.to_networkx(expand=expand, open_groups=open_groups).edges
    }


def test_what_goes_takes_its_ties_along() -> None:
    """A project and a participant are taken away alike; the rest stays as it was."""
    rest = _GROUPS.without({"P", "ade"})

    assert {("Q", "kinds"), ("R", "loop"), ("S", "empty")} == rest.ties
    assert _GROUPS.collapsed == rest.collapsed
