"""The network of participants and projects as GraphML (Gephi, yEd, igraph) or GEXF (Gephi)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.files import replaced_file
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import read_network

if TYPE_CHECKING:
    import networkx as nx

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store

__all__ = ["export_gexf", "export_graphml"]


def export_graphml(store: Store, path: Path, language: Language) -> int:
    """Write GraphML; returns the number of ties."""
    import networkx as nx

    graph = _labelled(store, language)
    with replaced_file(path) as temporary:
        nx.write_graphml_xml(graph, temporary, encoding="utf-8", prettyprint=True)
    return graph.number_of_edges()


def export_gexf(store: Store, path: Path, language: Language) -> int:
    """Write GEXF 1.2; returns the number of ties."""
    import networkx as nx

    graph = _labelled(store, language)
    text = "\n".join(nx.generate_gexf(graph, encoding="utf-8", prettyprint=True))
    # networkx writes today's date in the head, which would make every export differ. Only there: a name may hold such words.
    text = re.sub(r"""(<meta\b[^>]*?)\s+lastmodifieddate=(?:"[^"]*"|'[^']*')""", r"\1", text, count=1)
    with replaced_file(path) as temporary:
        temporary.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8", newline="\n")
    return graph.number_of_edges()


def _labelled(store: Store, language: Language) -> nx.Graph[str]:
    """The two-mode graph with ids for nodes and readable attributes; municipalities are kept apart."""
    import networkx as nx

    network = read_network(store)
    plain = network.to_networkx(expand=True)
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted(plain):
        domains = ", ".join(sorted(network.domains.get(node, frozenset())))
        # XML has no place for control characters; a line break in a name is a space.
        label = "".join(c for c in " ".join(network.name(node, language).split()) if c.isprintable())
        graph.add_node(node.removeprefix(ID), label=label, kind=plain.nodes[node]["kind"], domains=domains, iri=node)
    graph.add_edges_from(sorted((min(edge).removeprefix(ID), max(edge).removeprefix(ID)) for edge in plain.edges))
    return graph
