"""From how many nodes a measure of shortest paths walks.

Walking from every node takes time that grows with the square of the network. A region, and a country of some three thousand projects,
is walked whole. In a larger network the walks start from a sample, always the same one, so that the time grows with the ties; what
is then estimated carries a :class:`Sample`, and every answer made of it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trendbreuk_graph.measures.twomode import TwoMode

__all__ = ["EXACT_UP_TO", "WALKS", "Sample", "draw_nodes", "find_sample"]

#: Nodes (participants and projects) up to which a measure walks from all: some 3,500 projects with their participants.
EXACT_UP_TO = 12_000

#: From how many a measure walks in a larger network.
WALKS = 128


@dataclass(frozen=True, slots=True)
class Sample:
    """What an estimate rests on.

    Attributes:
        walked: From how many nodes was walked.
        of: From how many an exact measure would walk.
    """

    walked: int
    of: int


def find_sample(graph: TwoMode, count: int) -> Sample | None:
    """From how many of so many nodes a measure on a graph walks; None when from all, so that the measure is exact."""
    if len(graph.nodes) <= EXACT_UP_TO or count <= WALKS:
        return None
    return Sample(WALKS, count)


def draw_nodes(graph: TwoMode, nodes: Sequence[int]) -> Sequence[int]:
    """The nodes that a measure walks from: all of these, as they come, or those that :func:`find_sample` says, in rising order.

    The lots are digests of the IRIs, and the lowest win. So the sample is drawn evenly, depends on neither hash seed nor order nor
    version of Python, and stays nearly the same when the network gets a node more.

    Args:
        graph: The two-mode graph.
        nodes: Numbers of nodes, each once.
    """
    sample = find_sample(graph, len(nodes))
    if sample is None:
        return nodes
    from hashlib import blake2b

    def lot(node: int) -> bytes:
        return blake2b(graph.nodes[node].encode(), digest_size=16).digest()

    return sorted(sorted(nodes, key=lot)[: sample.walked])
