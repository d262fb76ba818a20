"""The questions in ``queries/``: one file a question, with a header that says what it asks and how to read it.

Header lines start with ``# key: ``: ``nl`` and ``en`` (the question), ``param`` (name, type, default, example; one line
each), ``columns``, ``read nl`` and ``read en`` (how to read the answer).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trendbreuk_graph.errors import MissingPartError
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.places import find_part

__all__ = ["Question", "find_questions", "load_question"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue.

    ``text`` is the SPARQL as it stands in the file; ``columns`` are the variables that it selects.
    """

    id: str
    nl: str
    en: str
    columns: tuple[str, ...]
    read_nl: str
    read_en: str
    parameters: tuple[str, ...]
    text: str


def find_questions(directory: Path | None = None) -> list[Question]:
    """All questions, in the order of their ids."""
    paths = (directory or find_part("queries")).glob("*.rq")
    return [_read(path) for path in sorted(paths, key=lambda path: path.stem)]


@cache
def load_question(question_id: str) -> Question:
    """One question by its id (the file's stem).

    Raises:
        MissingPartError: There is no such question.
    """
    path = find_part("queries") / f"{question_id}.rq"
    if not path.is_file():
        raise MissingPartError(str(path.name), N_("It is part of the package; reinstall it."))
    return _read(path)


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line[2:].partition(": ")
        header.setdefault(key, []).append(value)
    return Question(
        id=path.stem,
        nl=header["nl"][0],
        en=header["en"][0],
        columns=tuple(header["columns"][0].split(", ")),
        read_nl=header["read nl"][0],
        read_en=header["read en"][0],
        parameters=tuple(header.get("param", [])),
        text=text,
    )
