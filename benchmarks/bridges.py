"""Times the question that is heavy, who bridges two domains, against the bare libraries: ``python benchmarks/bridges.py``.

On the real graph networkx counts the paths; on a country of regions igraph does, and above some 3,500 projects the answer walks from a
sample while igraph here walks from all. What the answer adds to that (reading the network,
partners on either side, pairs, what is lost without each) is held against the count itself.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from generator import write_network
from timing import Line, compare, put, put_heading

from trendbreuk_graph.answering import answer_question
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.kept import KeptStore
from trendbreuk_graph.measures.bridges import find_bridges
from trendbreuk_graph.measures.sampling import draw_nodes, find_sample
from trendbreuk_graph.measures.twomode import TwoMode, number_nodes
from trendbreuk_graph.network import Network, read_network
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore, Store

#: Projects of the real graph with a party, as the measure counts them.
_REGION = 103

#: Projects up to which it is asked three times.
_QUICK = 5_000


def _find_ends(network: Network, graph: TwoMode) -> tuple[list[int], list[int]]:
    """Those in the medical domain only and those in the social domain only, the smaller side first."""
    sides: tuple[list[int], list[int]] = [], []
    for who in graph.participants:
        domains = network.domains.get(graph.nodes[who], frozenset())
        if "medical" in domains and "social" not in domains:
            sides[0].append(who)
        if "social" in domains and "medical" not in domains:
            sides[1].append(who)
    few, many = sorted(sides, key=len)
    return few, many


def _edges(graph: TwoMode) -> list[tuple[int, int]]:
    return [(who, project) for who in graph.participants for project in graph.near[who]]


def _count_with_networkx(network: Network, graph: TwoMode) -> Callable[[], object]:
    """What the answer calls of networkx: the graph, and the shortest paths between the sides."""
    import networkx as nx

    few, many = _find_ends(network, graph)
    edges = _edges(graph)
    return lambda: nx.betweenness_centrality_subset(nx.Graph(edges), few, many, normalized=False)


def _count_with_igraph(network: Network, graph: TwoMode, *, sampled: bool = False) -> Callable[[], object]:
    """One call of igraph: shortest paths between the sides, from all of the smaller or from the sample that the measure draws."""
    import igraph

    few, many = _find_ends(network, graph)
    walked = list(draw_nodes(graph, few)) if sampled else few
    plain: Any = igraph.Graph(n=len(graph.nodes), edges=_edges(graph))
    return lambda: plain.betweenness(directed=False, sources=walked, targets=many)


def _time_bridges(
    store: Store, count: Callable[[Network, TwoMode], Callable[[], object]], library: str, repetitions: int
) -> None:
    question = load_question("bridges")
    values = read_values(store, question, {}, dt.date(2026, 1, 1))
    network = read_network(store)
    graph = number_nodes(network)
    works: Sequence[Callable[[], object]] = (
        lambda: answer_question(store, question, values, "nl", evidence=False),
        lambda: find_bridges(network),
        count(network, graph),
    )
    # What takes minutes is the same whether or not it was done before.
    answer, measure, bare = compare(works, repetitions, warm_up=repetitions > 1)
    few, many = _find_ends(network, graph)
    size = f"{len(graph.projects):,} projects, {graph.width:,} parties, {len(few):,} by {len(many):,} ends"
    put(Line(f"answer over {library}: {size}", f"{answer:.3g} s", f"{bare:.3g} s", answer / bare, 2))
    put(Line(f"find_bridges over {library}: the same", f"{measure:.3g} s", f"{bare:.3g} s", measure / bare))
    sample = find_sample(graph, len(few))
    if sample:
        (walks,) = compare([_count_with_igraph(network, graph, sampled=True)], repetitions, warm_up=False)
        told = f"answer over {library} that walks from {sample.walked:,} of {sample.of:,} too"
        put(Line(told, f"{answer:.3g} s", f"{walks:.3g} s", answer / walks))


@click.command()
@click.option(
    "--projects", default="3000,30000", show_default=True, help="Sizes to measure with igraph; empty for none."
)
@click.option(
    "--repetitions", default=15, show_default=True, help="On the real graph; a large one is asked three times or once."
)
def _main(projects: str, repetitions: int) -> None:
    """Time the answer to who bridges two domains, and say which bounds hold."""
    put_heading("Who bridges the medical and the social domain", "ours", "library")
    real = find_part("graph") / "trendbreuk.ttl"
    with tempfile.TemporaryDirectory() as folder:
        # The store that the command opens.
        _time_bridges(KeptStore(real, Path(folder), needed=True), _count_with_networkx, "networkx", repetitions)
        put_heading("The same, in memory", "ours", "library")
        _time_bridges(EmbeddedStore.from_file(real), _count_with_networkx, "networkx", repetitions)
        for size in [int(size) for size in projects.split(",") if size]:
            path = Path(folder) / f"{size}.nt"
            write_network(path, round(size / _REGION))
            _time_bridges(EmbeddedStore.from_file(path), _count_with_igraph, "igraph", 3 if size <= _QUICK else 1)
            path.unlink()


if __name__ == "__main__":
    _main()
