"""Questions that are computed in Python, each with the header that a question in SPARQL has."""

from __future__ import annotations

from trendbreuk_graph.computed import auditing, bridging, comparing, position, standing, structure, supposing, touching
from trendbreuk_graph.computed.registry import REGISTRY

__all__ = [
    "REGISTRY",
    "auditing",
    "bridging",
    "comparing",
    "position",
    "standing",
    "structure",
    "supposing",
    "touching",
]
