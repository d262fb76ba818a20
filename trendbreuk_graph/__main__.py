"""The command line as a module: ``python -m trendbreuk_graph``."""

from __future__ import annotations

from trendbreuk_graph.cli import main

if __name__ == "__main__":
    main(prog_name="trendbreuk")
