"""The pages as a folder: which pages there are, the search index, the files to take along, and writing it all safely."""

from __future__ import annotations

__all__: list[str] = []
