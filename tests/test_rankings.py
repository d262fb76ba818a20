"""Questions that rank everyone and work out the rows that they show only: the rows are those of the whole measure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.measures.bridges import find_bridges
from trendbreuk_graph.measures.holes import find_holes
from trendbreuk_graph.measures.losses import find_losses
from trendbreuk_graph.measures.mixing import find_mixing
from trendbreuk_graph.measures.positions import find_positions
from trendbreuk_graph.measures.roles import find_roles
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import Network, read_network, read_themes
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.answers import Value


@pytest.fixture(scope="module")
def real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


@pytest.fixture(scope="module")
def network(real_store: EmbeddedStore) -> Network:
    """Its network."""
    return read_network(real_store)


def _rows(store: EmbeddedStore, question_id: str, **given: str) -> Sequence[tuple[Value, ...]]:
    question = load_question(question_id)
    examples = {parameter.name: parameter.example for parameter in question.parameters}
    assert question.compute is not None
    return question.compute(store, read_values(store, question, examples | given, dt.date(2026, 1, 1))).rows


def test_bridges_are_those_of_the_ranking(real_store: EmbeddedStore, network: Network) -> None:
    """Share, exclusive pairs and lost pairs, all places; the question on one party finds its place."""
    expected = find_bridges(network)
    rows = _rows(real_store, "bridges", top="1000")

    assert [(b.who, b.score, b.exclusive_pairs, b.loss.pairs) for b in expected] == [
        (row[1], row[4], row[11], row[14]) for row in rows
    ]
    assert 7 == _rows(real_store, "party-bridge", who=expected[6].who.removeprefix(ID))[0][2]


def test_places_are_those_of_the_rankings(real_store: EmbeddedStore, network: Network) -> None:
    """For the third by partners: the value and the place by each measure, and the roles; equals share a place."""
    who = _rows(real_store, "most-connected")[2][1]
    assert isinstance(who, str)
    found = {row[1]: row[2:5] for row in _rows(real_store, "party-position", who=who.removeprefix(ID))}
    rankings = {
        ("most-connected", 1): {"partners": 4, "projects": 5},
        ("most-reach", 1): {"reached in two steps": 4, "reached at all": 6, "closeness": 7},
        ("most-between", 1): {"share of the shortest ways": 4},
        ("core-periphery", 1): {"level in the core": 0},
        ("brokerage-roles", 0): {"pairs that it stands between": 3},
    }
    everyone = len(_rows(real_store, "most-connected", top="1000"))
    for (question, named), columns in rankings.items():
        rows = _rows(real_store, question, **({} if question == "core-periphery" else {"top": "1000"}))
        for aspect, column in columns.items():
            (mine,) = [row[column] for row in rows if row[named] == who]
            place = 1 + sum(float(str(row[column])) > float(str(mine)) for row in rows)
            assert (mine, place, everyone) == found[aspect], aspect
    roles = find_roles(network)[who]
    parts = [found[aspect][0] for aspect in found if str(aspect).startswith("of which")]
    assert [roles.coordinator, roles.itinerant, roles.gatekeeper, roles.liaison] == parts


def test_a_kind_of_actor_has_no_place_and_a_municipality_that_of_its_group(real_store: EmbeddedStore) -> None:
    """All have values; a municipality stands in the rankings by its group."""
    town, group, kind = (
        _rows(real_store, "party-position", who=who)
        for who in ("gemeente-heerlen", "gemeenten-zuid-limburg", "huisartsen")
    )

    assert town == group
    assert {1} == {town[0][3], town[1][3]}
    assert [None] * 12 == [row[3] for row in kind]
    assert all(row[2] is not None for row in kind)


def test_roles_are_those_of_the_measure(real_store: EmbeddedStore, network: Network) -> None:
    """Everyone with a pair, most pairs first, then by IRI."""
    found = [one for one in find_roles(network).values() if one.pairs and one.who in network.ranked]
    found.sort(key=lambda one: (-one.pairs, one.who))

    assert len(found) > 50
    assert [(r.who, r.pairs, r.coordinator, r.itinerant, r.gatekeeper, r.liaison) for r in found] == [
        (row[0], *row[3:]) for row in _rows(real_store, "brokerage-roles", top="1000")
    ]


def test_holes_are_those_of_the_measure(real_store: EmbeddedStore, network: Network) -> None:
    """With and without the largest project; who takes part in that alone has no figures without it."""
    holes = find_holes(network)
    found = [one for one in holes.whole.values() if one.who in network.ranked]
    found.sort(key=lambda one: (-(one.effective_size or 0.0), one.who))
    rest = [holes.without.get(one.who) for one in found]

    assert None in rest
    assert [
        (one.who, one.effective_size, one.constraint, one.partners, other and other.effective_size)
        for one, other in zip(found, rest, strict=True)
    ] == [(row[0], *row[3:7]) for row in _rows(real_store, "parties-by-openness", top="1000")]


def test_spread_and_partners_are_those_of_the_measures(real_store: EmbeddedStore, network: Network) -> None:
    """Everyone whose partners have a domain; everyone who takes part."""
    mixing = [
        m
        for m in find_mixing(network, read_themes(real_store)).values()
        if m.who in network.ranked and m.over_domains is not None
    ]
    mixing.sort(key=lambda m: (-(m.over_domains or 0.0), m.who))
    places = [one for one in find_positions(network).values() if one.who in network.ranked]
    places.sort(key=lambda one: (-one.partners, -one.projects, one.who))

    assert [(m.who, m.over_domains, m.over_themes, m.ei_index, m.redundancy) for m in mixing] == [
        (row[0], *row[3:]) for row in _rows(real_store, "parties-by-domains", top="1000")
    ]
    assert [(one.who, one.partners, one.projects) for one in places] == [
        (row[1], *row[4:]) for row in _rows(real_store, "most-connected", top="1000")
    ]


def test_a_loss_is_that_of_the_measure(real_store: EmbeddedStore, network: Network) -> None:
    """For each of the bridges the pairs that no longer hang together, and the parts after."""
    losses = find_losses(network)

    for bridge in find_bridges(network)[:10]:
        rows = _rows(real_store, "drop-one", who=bridge.who.removeprefix(ID))
        loss = losses[bridge.who]
        assert [loss.pairs, loss.components_before, loss.components_after] == [row[2] for row in rows[1:4]]
