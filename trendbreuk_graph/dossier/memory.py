"""A store that remembers its answers: many pages ask the same, and a graph does not change while they are made."""

from __future__ import annotations

from trendbreuk_graph.store import Boolean, Rows, Store, Triples

__all__ = ["RememberingStore"]


class RememberingStore(Store):
    """Asks another store each query once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._answers: dict[str, Rows | Boolean | Triples] = {}

    def query(self, text: str) -> Rows | Boolean | Triples:
        """See :meth:`trendbreuk_graph.store.Store.query`."""
        if text not in self._answers:
            self._answers[text] = self._store.query(text)
        answer = self._answers[text]
        # Whoever gets rows may sort them.
        return Rows(answer.columns, list(answer.rows)) if isinstance(answer, Rows) else answer
