"""The graph as text: sorted, the same bytes on any machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS, XSD

from trendbreuk_graph.namespaces import PREFIXES, TB
from trendbreuk_graph.turtle import to_ntriples, to_turtle

_A, _B = URIRef("https://w3id.org/trendbreuk/id/a"), URIRef("https://w3id.org/trendbreuk/id/b")


def _make_graph(*triples: tuple[URIRef, URIRef, URIRef | Literal]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


_TRIPLES: list[tuple[URIRef, URIRef, URIRef | Literal]] = [
    (_B, RDF.type, URIRef(TB + "Project")),
    (_A, SKOS.prefLabel, Literal("zorg", lang="nl")),
    (_A, SKOS.prefLabel, Literal("care", lang="en")),
    (_A, RDF.type, URIRef(TB + "Project")),
]


def test_ntriples_are_sorted_lines() -> None:
    """N-Triples stand one a line in the order of the signs, whatever order they were added in."""
    expected = (
        "<https://w3id.org/trendbreuk/id/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/trendbreuk/def#Project> .\n"
        '<https://w3id.org/trendbreuk/id/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "care"@en .\n'
        '<https://w3id.org/trendbreuk/id/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "zorg"@nl .\n'
        "<https://w3id.org/trendbreuk/id/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/trendbreuk/def#Project> .\n"
    )

    assert to_ntriples(_make_graph(*_TRIPLES)) == expected


def test_turtle_groups_what_is_said_of_one_thing() -> None:
    """Turtle names a subject once and its triples in the order of predicate and object."""
    body = to_turtle(_make_graph(*_TRIPLES)).split("\n\n")[-1]
    lines = [line for line in body.splitlines() if not line.startswith("@prefix")]

    assert lines == [
        "id:a a tb:Project ;",
        '\tskos:prefLabel "care"@en , "zorg"@nl .',
        "id:b a tb:Project .",
    ]


@pytest.mark.parametrize("write", [to_ntriples, to_turtle], ids=["ntriples", "turtle"])
def test_the_order_of_adding_does_not_show(write: Callable[[Graph], str]) -> None:
    """A graph that was filled the other way round gives the same text."""
    assert write(_make_graph(*_TRIPLES)) == write(_make_graph(*reversed(_TRIPLES)))


def test_turtle_declares_each_prefix_of_the_package_once() -> None:
    """Every prefix of the package stands at the top, whether the graph needs it or not."""
    lines = to_turtle(_make_graph(*_TRIPLES)).splitlines()
    expected = sorted(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())

    assert expected == sorted(lines[: len(PREFIXES)])


@pytest.mark.parametrize("write", [to_ntriples, to_turtle], ids=["ntriples", "turtle"])
def test_an_empty_graph_is_an_empty_text(write: Callable[[Graph], str]) -> None:
    """No triples, no lines."""
    assert write(_make_graph()) == ""


@pytest.mark.parametrize(
    "literal",
    [
        pytest.param(Literal("twee\nregels", lang="nl"), id="line-break"),
        pytest.param(Literal("twee\r\nregels\ten een tab"), id="carriage-return-and-tab"),
        pytest.param(Literal('zeg "ja" en \\ niets'), id="quotes-and-backslash"),
        pytest.param(Literal('drie """ aanhalingstekens"'), id="three-quotes"),
        pytest.param(Literal("één € 🙂"), id="beyond-ascii"),
        pytest.param(Literal("<b>&amp;</b> 'x' ; . #"), id="markup"),
        pytest.param(Literal("5000", datatype=XSD.decimal), id="decimal"),
        pytest.param(Literal(True), id="boolean"),
        pytest.param(Literal(""), id="empty"),
    ],
)
@pytest.mark.parametrize(("write", "form"), [(to_ntriples, "nt"), (to_turtle, "turtle")], ids=["ntriples", "turtle"])
def test_any_text_comes_back_as_it_was(write: Callable[[Graph], str], form: str, literal: Literal) -> None:
    """What is written is read back by another library as the very same text."""
    graph = _make_graph((_A, SKOS.altLabel, literal))
    found = Graph().parse(data=write(graph), format=form)

    assert list(found) == [(_A, SKOS.altLabel, literal)]


def test_blank_nodes_survive() -> None:
    """A graph with blank nodes, which this package does not make, is not damaged either."""
    graph = Graph()
    graph.add((BNode("x"), RDF.type, URIRef(TB + "Project")))

    assert isomorphic(Graph().parse(data=to_turtle(graph)), graph)


def test_the_mini_graph_comes_back_whole(mini_graph: Graph, mini_turtle: Path) -> None:
    """The written graph of the mini world holds the same triples as the one in memory."""
    found = Graph().parse(mini_turtle)

    assert set(found) == set(mini_graph)


def test_written_text_writes_itself_again(mini_turtle: Path) -> None:
    """Reading the written graph and writing it once more changes no byte."""
    text = mini_turtle.read_text(encoding="utf-8")

    assert to_turtle(Graph().parse(mini_turtle)) == text
