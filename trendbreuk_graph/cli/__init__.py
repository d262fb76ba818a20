"""The command line: parse, call, show. Nothing is computed here."""

from __future__ import annotations

from trendbreuk_graph.cli.main import main

__all__ = ["main"]
