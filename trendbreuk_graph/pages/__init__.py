"""Pages about the network: data in, HTML text out.

Each page is a function that takes a :class:`~trendbreuk_graph.pages.site.Site`, which knows the graph, the language, the day and how one
page links to another. Nothing here reads or writes files but its own templates, so that a folder of pages and a live server show the same.
"""

from __future__ import annotations

__all__: list[str] = []
