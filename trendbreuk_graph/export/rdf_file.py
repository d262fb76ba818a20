"""The whole graph as Turtle, N-Triples or JSON-LD."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import QueryError
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.namespaces import PREFIXES
from trendbreuk_graph.store import Triples

if TYPE_CHECKING:
    from rdflib import Graph

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store

__all__ = ["export_jsonld", "export_ntriples", "export_turtle", "read_graph", "write_jsonld", "write_turtle"]

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_NUMBER = "SELECT (COUNT(*) AS ?number) WHERE { ?s ?p ?o }"


def export_turtle(store: Store, path: Path, _language: Language) -> int:
    """Write sorted Turtle; returns the number of triples."""
    return write_turtle(read_graph(store), path)


def write_turtle(graph: Graph, path: Path) -> int:
    """Write a graph that was read before; see :func:`export_turtle`."""
    from trendbreuk_graph.turtle import to_turtle

    write_file(path, to_turtle(graph))
    return len(graph)


def export_ntriples(store: Store, path: Path, _language: Language) -> int:
    """Write sorted N-Triples; returns the number of triples."""
    text = _ask(store)
    write_file(path, text)
    return text.count("\n")


def export_jsonld(store: Store, path: Path, _language: Language) -> int:
    """Write JSON-LD with the prefixes as its context; returns the number of triples."""
    return write_jsonld(read_graph(store), path)


def write_jsonld(graph: Graph, path: Path) -> int:
    """Write a graph that was read before; see :func:`export_jsonld`."""
    import json

    data = json.loads(graph.serialize(format="json-ld", context=PREFIXES, auto_compact=False))
    # rdflib follows the order of its store; sorted, the file is the same on every machine.
    if isinstance(data.get("@graph"), list):
        data["@graph"].sort(key=lambda node: str(node.get("@id")))
    write_file(path, json.dumps(_sorted(data), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return len(graph)


def _ask(store: Store) -> str:
    answer = store.query(_EVERYTHING)
    if not isinstance(answer, Triples):
        raise QueryError(N_("a CONSTRUCT was answered with rows"))
    # Virtuoso stops at the number of rows in its settings, and where triples are asked it does not say so.
    ((number,),) = store.select(_NUMBER)
    if answer.ntriples.count("\n") < int(number or 0):
        raise QueryError(
            N_(
                "the server gives a part of its triples only. Raise its limit (ResultSetMaxRows in the settings of Virtuoso)."
            )
        )
    return answer.ntriples


def read_graph(store: Store) -> Graph:
    """All triples of a store."""
    from rdflib import Graph

    return Graph().parse(data=_ask(store), format="nt")


def _sorted(value: object) -> object:
    """Values of a property have no order in RDF; give them one."""
    import json

    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
