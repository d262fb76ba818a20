"""A store on disk that keeps the rows of the queries that commands read whole, so that the next command need not ask again.

The store is opened when something is asked that is not kept: a command that computes with the whole network often asks nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

from trendbreuk_graph.disk import find_copy, open_on_disk
from trendbreuk_graph.errors import OutputError
from trendbreuk_graph.files import write_file
from trendbreuk_graph.store import EmbeddedStore, Store

if TYPE_CHECKING:
    from pathlib import Path

    from trendbreuk_graph.store import Boolean, Rows, Term, Triples

__all__ = ["KeptStore"]


class KeptStore(Store):
    """The copy of a graph file on disk, with the rows that were read from it.

    Args:
        graph: A Turtle file.
        directory: The folder for copies; made when missing.
        needed: Whether a copy that cannot be made is an error; else the file is then read into memory.

    Raises:
        StoreError: The file is missing or is no Turtle.
        OutputError: The copy is needed and cannot be written.
    """

    def __init__(self, graph: Path, directory: Path, *, needed: bool) -> None:
        self._graph, self._directory, self._needed = graph, directory, needed
        copy = find_copy(graph, directory)
        self._rows = copy.with_name(f"{copy.name}-rows")
        if not (copy / "CURRENT").is_file():
            # Made now, so that what goes wrong is said before anything is answered.
            self._store  # noqa: B018 - opens it

    @cached_property
    def _store(self) -> EmbeddedStore:
        try:
            return EmbeddedStore(open_on_disk(self._graph, self._directory))
        except OutputError:
            if self._needed:
                raise
            return EmbeddedStore.from_file(self._graph)

    def query(self, text: str) -> Rows | Boolean | Triples:
        """See :meth:`Store.query`."""
        return self._store.query(text)

    def select(self, text: str, values: Mapping[str, Sequence[Term]] | None = None) -> list[tuple[str | None, ...]]:
        """See :meth:`Store.select`."""
        return self._store.select(text, values)

    def read(self, text: str) -> list[tuple[str | None, ...]]:
        """See :meth:`Store.read`; from a file where the same query was read from the same graph before."""
        path = self._rows / f"{crc32(text.encode()):08x}.json"
        kept = _load(path, text)
        if kept is not None:
            return kept
        rows = self._store.read(text)
        # Whoever cannot write there just asks again the next time.
        with suppress(OSError, OutputError):
            self._rows.mkdir(exist_ok=True)
            write_file(path, json.dumps({"query": text, "rows": rows}, ensure_ascii=False, separators=(",", ":")))
        return rows


def _load(path: Path, text: str) -> list[tuple[str | None, ...]] | None:
    """The rows in a file; None when there is none, when it is of another query, or when somebody damaged it."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["query"] != text:
            return None
        rows = [tuple(row) for row in kept["rows"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return rows if all(value is None or isinstance(value, str) for row in rows for value in row) else None
