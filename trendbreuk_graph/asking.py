"""A typed question with its answer or its refusal: the words are read, and what cannot be read is said plainly."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.errors import OutsideGraphError, UnclearQuestionError, UnknownNameError
from trendbreuk_graph.measured import read_measured
from trendbreuk_graph.names import read_things
from trendbreuk_graph.narrowing import Asked, name_asked, read_limit
from trendbreuk_graph.parameters import find_example, read_values
from trendbreuk_graph.understanding import Reader, Refused, Unsure

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.narrowing import Limit
    from trendbreuk_graph.store import Store
    from trendbreuk_graph.understanding import Reading

__all__ = ["read_question"]


def read_question(store: Store, typed: str, today: dt.date, language: Language | None) -> Asked:
    """The question of the catalogue that was typed, with its values and limits, and the language to answer in.

    Args:
        store: The graph.
        typed: A question as people type it, Dutch or English.
        today: What "this year" counts from, and what the defaults of days count from.
        language: To answer in; None for the language that was typed (Dutch when it does not show).

    Raises:
        UnclearQuestionError: It may mean several questions; with the three nearest.
        UnknownNameError: It names something that the graph does not hold.
        OutsideGraphError: It is about something else.
    """
    things = read_things(store)
    read = Reader(find_questions(), things, partial(read_measured, store)).read(typed, today)
    chosen: Language = language or read.language or "nl"
    if isinstance(read, Refused):
        raise UnknownNameError(read.name, read.nearest) if read.name else OutsideGraphError(typed)
    if isinstance(read, Unsure):
        choices = [_offer(store, reading, today, things, chosen) for reading in read.readings]
        raise UnclearQuestionError(typed, choices)
    question = read.reading.question
    values = read_values(store, question, read.reading.given, today, things)
    return Asked(question, values, _read_limits(store, read.reading, today, things), chosen)


def _read_limits(store: Store, reading: Reading, today: dt.date, things: list[Thing]) -> tuple[Limit, ...]:
    question = reading.question
    among = [read_limit(store, question, limit, today, things) for limit in reading.limits]
    without = [read_limit(store, question, limit, today, things, excludes=True) for limit in reading.exceptions]
    return (*among, *without)


def _offer(store: Store, reading: Reading, today: dt.date, things: list[Thing], language: Language) -> tuple[str, str]:
    """A question as a sentence, and the command that answers it; a value that is missing shows an example."""
    question = reading.question
    known = tuple(parameter for parameter in question.parameters if parameter.name not in reading.missing)
    values = read_values(store, replace(question, parameters=known), reading.given, today, things)
    examples = {p.name: find_example(p, things) or p.shown for p in question.parameters if p.name in reading.missing}
    given = sorted({**reading.given, **examples}.items())
    options = "".join(f" --param {shlex.quote(f'{name}={value}')}" for name, value in given)
    options += "".join(f" --among {shlex.quote(limit)}" for limit in reading.limits)
    options += "".join(f" --except {shlex.quote(limit)}" for limit in reading.exceptions)
    asked = Asked(question, values, _read_limits(store, reading, today, things), language)
    return name_asked(asked), f"trendbreuk question {question.id}{options}"
