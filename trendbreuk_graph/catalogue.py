"""The catalogue: every question that can be put to the graph, those in SPARQL and those that are computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer
from trendbreuk_graph.errors import UnknownQuestionError
from trendbreuk_graph.i18n import Language, choose, translator
from trendbreuk_graph.places import find_part
from trendbreuk_graph.questions import Question, find_files, load_query, parse_question

if TYPE_CHECKING:
    from trendbreuk_graph.questions import Computed, Values
    from trendbreuk_graph.store import Store

__all__ = ["SUBJECTS", "find_questions", "list_questions", "load_question"]

#: Subjects in the order in which questions are listed.
SUBJECTS = ("projects", "parties", "themes", "places", "money", "figures", "bridges", "network", "documents")

_ID = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)


@cache
def find_questions() -> tuple[Question, ...]:
    """All questions, by subject and then by id."""
    questions = [load_query(path.stem) for path in find_files()]
    questions += [parse_question(name, header, compute) for name, (header, compute) in _find_computed().items()]
    return tuple(sorted(questions, key=lambda question: (SUBJECTS.index(question.subject), question.id)))


@cache
def load_question(question_id: str) -> Question:
    """One question by its id.

    Raises:
        UnknownQuestionError: There is no such question; with the ids that resemble it most.
    """
    path = find_part("queries") / f"{question_id}.rq"
    # What is no id is no path either, whatever it looks like.
    if _ID.fullmatch(question_id) and path.is_file():
        return load_query(question_id)
    computed = _find_computed()
    if question_id in computed:
        header, compute = computed[question_id]
        return parse_question(question_id, header, compute)
    raise UnknownQuestionError(question_id, _find_nearest(question_id))


def list_questions(language: Language, subject: str | None = None) -> list[Answer]:
    """The catalogue as tables, one a subject: id, question, and what it asks for with an example.

    Args:
        language: Of the questions.
        subject: Only this one; None for all.
    """
    _ = translator(language)
    titles = {
        "projects": _("Projects"),
        "parties": _("Parties"),
        "themes": _("Themes, phases of life and domains"),
        "places": _("Places"),
        "money": _("Money"),
        "figures": _("Figures and targets"),
        "bridges": _("Bridges between domains"),
        "network": _("The network as a whole"),
        "documents": _("What the documents say, and do not say"),
    }
    tables = []
    for name in SUBJECTS if subject is None else (subject,):
        questions = [question for question in find_questions() if question.subject == name]
        rows = tuple((q.id, choose(language, q.nl, q.en), _list_parameters(q)) for q in questions)
        tables.append(Answer(title=titles[name], columns=("id", _("question"), _("parameters")), rows=rows))
    return tables


def _list_parameters(question: Question) -> str:
    return " ".join(f"{parameter.name}={parameter.shown}" for parameter in question.parameters)


def _find_computed() -> dict[str, tuple[str, Callable[[Store, Values], Computed]]]:
    """Id → header and function of the questions that are computed."""
    from trendbreuk_graph.computed import REGISTRY

    return REGISTRY


def _find_nearest(question_id: str) -> list[str]:
    from rapidfuzz import fuzz

    ids = [question.id for question in find_questions()]
    return sorted(ids, key=lambda other: (-fuzz.WRatio(question_id, other), other))[:3]
