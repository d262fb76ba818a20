"""The views as data: what is shown, where it stands, what is refused. How they look and act is in test_view_browser.py."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from trendbreuk_graph.audit.period import Horizon
from trendbreuk_graph.errors import (
    AmbiguousChoiceError,
    BadDayError,
    TrendbreukError,
    UnknownNameError,
    ViewError,
)
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.view import page
from trendbreuk_graph.view.around import make_around
from trendbreuk_graph.view.bridging import make_bridges
from trendbreuk_graph.view.choose import choose
from trendbreuk_graph.view.funding import make_funding
from trendbreuk_graph.view.looks import LOOKS
from trendbreuk_graph.view.material import Material, read_material
from trendbreuk_graph.view.page import make_view
from trendbreuk_graph.view.places import arrange_column, arrange_discs, arrange_ring, settle
from trendbreuk_graph.view.request import ViewRequest
from trendbreuk_graph.view.whole import make_organisations, make_projects, make_whole

if TYPE_CHECKING:
    from click.testing import Result

    from trendbreuk_graph.view.picture import Picture

_DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


@pytest.fixture(scope="module")
def material(real_store: EmbeddedStore) -> Material:
    """What views of the real graph are made of."""
    return read_material(real_store, _DAY, Horizon(12, "m"), "en")


def _draw(material: Material, make: Callable[..., Picture], **asked: Any) -> Picture:
    return make(material, choose(material, ViewRequest(**asked)))


def test_the_funding_sentence_counts_as_the_audit_does(material: Material) -> None:
    """Who loses all secured money, and who a part of it, structural money or not."""
    judged = material.judgements.values()
    falling = sum(found.reported == "falling-away" for found in judged)
    partly = sum(found.reported != "falling-away" and bool(found.ending) for found in judged)
    sentence = _draw(material, make_funding, funding=True).sentence

    assert (10, 1) == (falling, partly)
    assert f"van {falling} projecten" in sentence or f"of {falling} projects" in sentence
    assert f"nog {partly};" in sentence or f"of {partly} more;" in sentence


def test_a_crowd_is_left_out_unless_it_was_asked_for(material: Material) -> None:
    """Around a party with very many partners only its projects stand, unless two steps were asked."""
    unasked, asked = (_draw(material, make_around, around="gemeente-heerlen", steps=steps) for steps in (None, 2))

    assert len(unasked.nodes) < 120 < len(asked.nodes)
    assert {node.iri for node in unasked.nodes} < {node.iri for node in asked.nodes}


def _read(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


_PICTURES: dict[str, tuple[Callable[..., Picture], dict[str, Any]]] = {
    "whole": (make_whole, {}),
    "opened": (make_whole, {"expand": True}),
    "one theme": (make_whole, {"theme": "mentale-gezondheid"}),
    "projects": (make_projects, {"only": "projects"}),
    "organisations": (make_organisations, {"only": "organisations"}),
    "around": (make_around, {"around": "keigezond"}),
    "two steps": (make_around, {"around": "keigezond", "steps": 2}),
    "funding": (make_funding, {"funding": True}),
    "bridges": (make_bridges, {"bridges": ("medical", "social")}),
}


@pytest.mark.parametrize("name", _PICTURES)
def test_signs_stand_apart_and_ties_have_ends(material: Material, name: str) -> None:
    """No two nodes lie on each other, each tie joins two nodes once, each look is known, each tie's style is explained."""
    make, asked = _PICTURES[name]
    picture = _draw(material, make, **asked)
    iris = [node.iri for node in picture.nodes]
    pairs = [tuple(sorted((edge.first, edge.second))) for edge in picture.edges if edge.style != "relation"]

    closest = min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in itertools.combinations(picture.nodes, 2))
    assert closest > 20
    assert sorted(set(iris)) == iris
    assert {iri for pair in pairs for iri in pair} <= set(iris)
    assert len(pairs) == len(set(pairs))
    assert {node.look for node in picture.nodes} <= LOOKS.keys()
    assert {edge.style for edge in picture.edges} <= picture.styles.keys()
    assert {why for edge in picture.edges for why in edge.why} <= set(picture.extra)


def test_bridges_stand_in_the_middle_the_strongest_on_top(material: Material) -> None:
    """Medical left, social right, and between them the ranking of the question bridges."""
    picture = _draw(material, make_bridges, bridges=("medical", "social"))
    middle = sorted((node for node in picture.nodes if node.side == "m"), key=lambda node: node.y)
    network = material.network

    assert ["29.8 %", "25.6 %", "10.5 %"] == [node.note for node in middle[:3]]
    assert {0.0} == {node.x for node in middle}
    for node in picture.nodes:
        domains = network.domains[node.iri]
        assert node.x >= 0 or ("medical" in domains and "social" not in domains)
        assert node.x <= 0 or ("social" in domains and "medical" not in domains)


def test_funding_groups_projects_by_class_and_draws_hope_broken(material: Material) -> None:
    """The streams left of the projects; each class in a band of its own; only secured money makes a full line."""
    picture = _draw(material, make_funding, funding=True)
    bands: dict[str, list[float]] = {}
    for node in picture.nodes:
        if node.look != "money":
            bands.setdefault(node.look, []).append(node.y)
    order = sorted(bands.values(), key=min)

    assert max(n.x for n in picture.nodes if n.look == "money") < min(n.x for n in picture.nodes if n.look != "money")
    assert all(max(above) < min(below) for above, below in itertools.pairwise(order))
    secured = {
        (line.stream, line.project) for line in material.ledger.lines if line.status == "secured" and line.stream
    }
    assert secured == {(edge.first, edge.second) for edge in picture.edges if edge.style == "tie"}


def test_funding_reads_down_by_name(material: Material) -> None:
    """Projects of a class from A to Z down the columns, so that one finds them as in a list; the stream of most projects stands out."""
    picture = _draw(material, make_funding, funding=True)
    falling = sorted((node for node in picture.nodes if node.look == "class-falling-away"), key=lambda n: (n.x, n.y))
    strong = {node.iri for node in picture.nodes if node.strong}

    assert ["Basic structure Kansrijke Start", "@ease Heerlen", "GALA Zuid-Limburg"] == [
        material.name(node.iri) for node in falling[:3]
    ]
    assert 2 == len({node.x for node in falling})
    assert f"{ID}spuk-gala" in strong
    assert len(strong) < 10


def test_many_projects_keep_the_proportions_of_funding(material: Material) -> None:
    """Twenty times as many stand in more columns, not twenty times as high."""
    chosen = choose(material, ViewRequest(funding=True))
    more = [f"{ID}more-{number}" for number in range(2000)]
    falling = material.judgements[f"{ID}gala-zuid-limburg"]
    larger = replace(
        material,
        things={**material.things, **dict.fromkeys(more, material.things[f"{ID}gala-zuid-limburg"])},
        judgements={**material.judgements, **dict.fromkeys(more, falling)},
    )
    shares = []
    for world, projects in ((material, chosen.projects), (larger, (*chosen.projects, *more))):
        nodes = make_funding(world, replace(chosen, projects=projects)).nodes
        high, wide = (max(places) - min(places) for places in ([n.y for n in nodes], [n.x for n in nodes]))
        shares.append(high / wide)

    assert all(0.5 < share < 1.2 for share in shares)


def test_dense_discs_keep_room_for_their_best_tied(material: Material) -> None:
    """A list of names in the middle, over which no other sign lies; small discs have none."""
    picture = _draw(material, make_whole)
    listed = [node for node in picture.nodes if node.room]
    signs = [(node.x, node.y) for node in picture.nodes if not node.room]

    assert 20 <= len(listed) <= 40
    for node in listed:
        assert not [1 for x, y in signs if node.x < x < node.x + node.room and abs(y - node.y) < 20]


def test_rings_count_ties(material: Material) -> None:
    """What is tied to the middle stands on the first ring, what is tied to that on the second; the middle in the middle."""
    picture = _draw(material, make_around, around="keigezond", steps=2)
    centre = f"{ID}keigezond"
    direct = {
        edge.second if edge.first == centre else edge.first
        for edge in picture.edges
        if centre in (edge.first, edge.second)
    }
    far = {node.iri: math.hypot(node.x, node.y) for node in picture.nodes}

    assert 0 == far[centre]
    assert max(far[iri] for iri in direct) < min(far[iri] for iri in far.keys() - direct - {centre})


def test_one_municipality_is_shown_itself(material: Material) -> None:
    """Not the group that stands for it elsewhere."""
    picture = _draw(material, make_around, around="gemeente-heerlen", steps=1)

    assert f"{ID}gemeente-heerlen" in {node.iri for node in picture.nodes}
    assert len(picture.nodes) > 30


def test_weak_ties_are_hidden_until_the_picture_is_legible(material: Material) -> None:
    """Alone, parties have thousands of ties; at first at most two and a half a node are shown."""
    picture = _draw(material, make_organisations, only="organisations")

    assert picture.least > 1
    assert sum(len(edge.why) >= picture.least for edge in picture.edges) <= 2.5 * len(picture.nodes)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"around": "keigezond", "funding": True}, ViewError, "--around and --funding are two different views"),
        ({"bridges": ("medical", "social"), "only": "projects"}, ViewError, "--bridges and --only"),
        ({"steps": 2}, ViewError, "name it with --around"),
        ({"around": "keigezond", "steps": 0}, ViewError, "one or more"),
        ({"bridges": ("medical", "medical")}, ViewError, "two different domains"),
        ({"bridges": ("medical", "Medisch domein")}, ViewError, "two different domains"),
        ({"funding": True, "expand": True}, ViewError, "no groups to open"),
        ({"around": "Xyzzy Qwrt"}, UnknownNameError, "Nothing in the graph is called 'Xyzzy Qwrt'"),
        ({"around": "Vitaal Welzijn Parkstd"}, TrendbreukError, "earest|Choose|one of these"),
        ({"bridges": ("medicine man", "social")}, UnknownNameError, "Nearest: .*Medisch"),
        ({"theme": "gezonde"}, AmbiguousChoiceError, "gezonde-generatie"),
        ({"as_of": "2026-02-31"}, BadDayError, "no day that exists"),
        (
            {"theme": "vitaal-ouder-worden", "stream": "regio-deal-parkstad"},
            ViewError,
            "Of the 10 projects with theme .*--stream 'Region Deal Parkstad' leaves none",
        ),
        ({"subregion": "gemeente-venlo"}, TrendbreukError, "."),
        ({"bridges": ("medical", "social"), "theme": "digitalisering"}, ViewError, "Nobody bridges .* theme Digital"),
        ({"around": "keigezond", "theme": "digitalisering"}, ViewError, "among the projects with theme"),
        ({"funding": True, "theme": "digitalisering", "life_phase": "peutertijd"}, ViewError, "--life-phase"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    real_store: EmbeddedStore, asked: dict[str, Any], error: type[TrendbreukError], words: str
) -> None:
    """Each with what is wrong and what to do; a name with the nearest ones; an empty result with the filter that emptied it."""
    with pytest.raises(error, match=words):
        make_view(real_store, ViewRequest(**asked), "en", _DAY)


def test_too_much_for_one_page_is_refused(real_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the number, and how to narrow it."""
    monkeypatch.setattr(page, "MOST_NODES", 100)
    with pytest.raises(ViewError, match=r"^353 nodes .*at most 100.*--theme"):
        make_view(real_store, ViewRequest(), "en", _DAY)


def test_two_domains_that_nobody_joins_are_refused(mini_store: EmbeddedStore) -> None:
    """Without filters the documents have the word."""
    with pytest.raises(ViewError, match="According to the documents nobody bridges"):
        make_view(mini_store, ViewRequest(bridges=("medical", "government")), "en", _DAY)


def test_a_page_carries_all_and_asks_for_nothing(real_store: EmbeddedStore) -> None:
    """No address in an attribute, nothing that a policy would let out, every script under its hash."""
    html = make_view(real_store, ViewRequest(bridges=("medical", "social")), "nl", _DAY)
    head = html[: html.index("<style>")]

    assert "default-src 'none'; script-src 'sha256-" in head.replace("&#39;", "'")
    assert "unsafe" not in head
    assert [] == re.findall(r"<(?:link|img|script|iframe)[^>]*(?:src|href)=", html)
    assert "sourceMappingURL" not in html
    assert "vis.js is dual licensed" in html


def test_every_fact_of_a_card_stands_in_the_panel(mini_store: EmbeddedStore) -> None:
    """The panel of a project tells who takes part and who pays, each with document, card, field and words."""
    html = make_view(mini_store, ViewRequest(), "nl", _DAY)
    facts, details = _read(html, "facts"), _read(html, "details")
    card = details["cards"][facts["ids"].index("zomerfit")]
    told = {details["texts"][title]: rows for title, _, rows in card[2]}

    assert {"Wie doen mee", "Geld"} <= told.keys()
    for cells, places in told["Wie doen mee"]:
        assert any(isinstance(cell, list) for cell in cells)
        assert all(details["texts"][place].count(" › ") >= 2 and "«" in details["texts"][place] for place in places)
        assert places


def test_a_page_is_made_with_few_queries(real_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more things come larger queries, not a query a thing."""
    asked: list[str] = []
    select = EmbeddedStore.select

    def count(self: EmbeddedStore, text: str, *more: Any) -> Any:
        asked.append(text)
        return select(self, text, *more)

    monkeypatch.setattr(EmbeddedStore, "select", count)
    make_view(real_store, ViewRequest(), "nl", _DAY)

    assert len(asked) < 40


def test_the_same_graph_gives_the_same_bytes(mini_turtle: Path, tmp_path: Path) -> None:
    """Whatever the seed of hashes."""
    found = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "trendbreuk_graph",
                "--graph",
                mini_turtle,
                "view",
                "--as-of",
                "2026-11-22",
                "-o",
                path,
            ],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
        )
        found.add(path.read_bytes())

    assert 1 == len(found)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["medical", "social"], "'medical social' is no option"),
        (["--bridges", "medical"], "two domains, and here is 1: medical"),
        (["--only", "projects", "-o", "x.png"], "'x.png': a view is a page. End the name in .html."),
        (["-o", "missing/x.html"], "missing/x.html: cannot be written"),
        (["--steps", "1"], "name it with --around"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    run: Callable[..., Result],
    mini_turtle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    """With exit code 1, and nothing written."""
    monkeypatch.chdir(tmp_path)
    result = run("--lang", "en", "--graph", mini_turtle, "view", *arguments)

    assert 1 == result.exit_code
    assert words in result.output
    assert [] == list(tmp_path.iterdir())


def test_without_a_name_the_file_says_what_it_shows(
    run: Callable[..., Result], mini_turtle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what stands there is not replaced unasked."""
    monkeypatch.chdir(tmp_path)
    first = run("--lang", "en", "--graph", mini_turtle, "view", "--funding")
    second = run("--lang", "en", "--graph", mini_turtle, "view", "--funding")
    named = run("--lang", "en", "--graph", mini_turtle, "view", "--funding", "-o", "funding.html")

    assert (0, 1, 0) == (first.exit_code, second.exit_code, named.exit_code), first.output + named.output
    assert "funding.html: written, “Who pays for what on " in first.output
    assert "it is there already" in second.output


def test_places_of_a_crowd_differ() -> None:
    """A thousand nodes that wish to stand on one spot get a thousand places around it, the first on it."""
    places = settle([(0.0, 0.0)] * 1000, 10)

    assert (0.0, 0.0) == places[0]
    assert 1000 == len(set(places))
    assert max(math.hypot(*place) for place in places) < 250


def test_discs_do_not_touch() -> None:
    """Neither each other nor the middle."""
    radii = [300.0, 40, 40, 40, 200, 100, 40, 80]
    places = arrange_discs(radii, 150, 20)

    for (one, r1), (other, r2) in itertools.combinations(zip(places, radii, strict=True), 2):
        assert math.dist(one, other) > r1 + r2
    assert all(math.hypot(*place) > 150 + radius for place, radius in zip(places, radii, strict=True))
    assert [(0.0, 0.0)] == arrange_discs([10], 0, 5)


def test_a_ring_keeps_the_order_of_the_wishes() -> None:
    """Nodes stand evenly, each near where it wished."""
    places = arrange_ring({name: 0.1 * at for at, name in enumerate("abcdef")}, 100, 10)
    angles = [math.atan2(y, x) % (2 * math.pi) for x, y in places.values()]
    turns = [(b - a) % (2 * math.pi) for a, b in itertools.pairwise(angles)]

    assert [pytest.approx(2 * math.pi / 6)] * 5 == turns


def test_a_block_fills_its_height() -> None:
    """Rows from top to bottom, columns from the left."""
    assert [(5, -10), (15, -10), (5, 10)] == arrange_column(3, 2, 5, 10, 40)
