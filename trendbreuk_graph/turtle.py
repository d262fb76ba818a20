"""One graph, one text: Turtle and N-Triples that are the same bytes on any machine.

rdflib writes predicates and objects in the order in which it met them, and that order may follow the hash seed. So the
triples are sorted first and written from there. There are no blank nodes to name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from trendbreuk_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["to_ntriples", "to_turtle"]


def to_ntriples(graph: Graph) -> str:
    """The graph as sorted N-Triples, one triple a line."""
    lines = sorted(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in graph)
    # rdflib's n3() writes multi-line literals in long quotes, which N-Triples does not know.
    text = "\n".join(lines) + "\n"
    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    # Without an output, serialize returns the bytes; its type allows for None.
    data = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    # Not splitlines: texts may hold other signs that Python takes for the end of a line.
    return "".join(sorted(f"{line}\n" for line in data.decode().split("\n") if line))


def to_turtle(graph: Graph) -> str:
    """The graph as Turtle, sorted by subject, predicate and object."""
    quads = pyoxigraph.parse(to_ntriples(graph).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    data = pyoxigraph.serialize(
        (quad.triple for quad in quads), format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(sorted(PREFIXES.items()))
    )
    return (data or b"").decode()
