"""The ties of the network as one CSV: a line a place where a document says that somebody takes part in something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer, to_csv
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import choose
from trendbreuk_graph.namespaces import ID, TB
from trendbreuk_graph.questions import load_part

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store

__all__ = ["export_csv"]


def export_csv(store: Store, path: Path, language: Language) -> int:
    """Write the CSV (UTF-8 with a mark, so that Excel reads the accents); returns the number of lines without the head."""
    question = load_part("project-participants")
    names = {str(iri): choose(language, nl, en) for iri, nl, en in store.read(load_part("project-names").text)}
    rows = []
    for row in store.select(question.text):
        cell = dict(zip(question.columns, row, strict=True))
        rows.append(
            (
                str(cell["project"]).removeprefix(ID),
                names.get(str(cell["project"]), ""),
                str(cell["role"]).removeprefix(TB),
                str(cell["who"]).removeprefix(ID),
                choose(language, cell["whoNl"], cell["whoEn"]),
                str(cell["source"]).removeprefix(ID),
                cell["card"],
                cell["field"],
                cell["anchor"],
            )
        )
    columns = ("project_id", "project", "role", "participant_id", "participant", "source", "card", "field", "anchor")
    answer = Answer(title="", columns=columns, rows=tuple(sorted(rows, key=str)))
    write_file(path, "\ufeff" + to_csv([answer]))
    return len(rows)
