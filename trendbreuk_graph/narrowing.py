"""Two questions at once: of the rows of one answer those whose project, party, municipality or stream answers another question too, or does not.

"Which projects in Heerlen does SPUK GALA pay for" is the question what it pays for, among what runs in Heerlen; "what does the GGD lead
without schools" is what it leads, except what the domain of education takes part in. Any question whose rows name such things can be
narrowed so, unless they are the steps of one way, and any that needs at most one value can narrow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trendbreuk_graph.answering import answer_question, describe_function, find_columns, name_question, name_values
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.errors import LimitError
from trendbreuk_graph.i18n import N_, choose, fill, translator
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.questions import find_kind

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Question, Values
    from trendbreuk_graph.store import Store

#: Each municipality is a party too; and the column of questions whose rows belong to each other.
_WIDER = {"municipality": "party"}
_STEP = "step"

__all__ = ["Asked", "Limit", "answer_among", "name_asked", "read_limit"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A question that narrows another.

    Attributes:
        question: A question of the catalogue.
        values: A value for each of its parameters.
        excludes: Whether its rows are left out instead of kept.
    """

    question: Question
    values: Values
    excludes: bool = False

    def tell(self, language: Language) -> str:
        """What is kept or left out: "projecten die in Heerlen lopen", or the whole question where its header has no such words."""
        _ = translator(language)
        told = choose(language, self.question.limit_nl, self.question.limit_en)
        if told:
            return name_values(told, self.values, language)
        return _("what also answers “{question}”").format(question=name_question(self.question, self.values, language))

    def tell_whole(self, language: Language) -> str:
        """The same as a sentence: "Alleen projecten die in Heerlen lopen.", "Zonder projecten die in Heerlen lopen."."""
        _ = translator(language)
        return (_("Without {what}.") if self.excludes else _("Only {what}.")).format(what=self.tell(language))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that is needed to answer it.

    Attributes:
        question: A question of the catalogue.
        values: A value for each of its parameters.
        limits: What narrows its rows.
        language: Of names and explanations.
    """

    question: Question
    values: Values
    limits: tuple[Limit, ...]
    language: Language


def read_limit(
    store: Store,
    question: Question,
    text: str,
    today: dt.date,
    things: list[Thing] | None = None,
    *,
    excludes: bool = False,
) -> Limit:
    """A limit as it is typed: ``projects-planned``, or ``place-projects=Heerlen`` where the question needs a value.

    Args:
        store: The graph, for the names of things.
        question: What is narrowed.
        text: As typed.
        today: What the defaults of days count from.
        things: All things of the graph, when they were read before.
        excludes: Whether what answers it is left out.

    Raises:
        UnknownQuestionError: There is no such question; with the ids that resemble it most.
        LimitError: It needs more than one value or another number of values than given, or its rows name nothing of a kind with those of `question`.
        UnknownNameError: The value stands for nothing of its type; likewise AmbiguousNameError.
    """
    question_id, equals, value = (part.strip() for part in text.partition("="))
    other = load_question(question_id)
    needed = [parameter for parameter in other.parameters if parameter.default is None]
    named = other.named
    if len(needed) > 1:
        template = N_("'{limit}' cannot narrow a question: it needs {names}. What narrows needs one value at most.")
        raise LimitError(template, limit=other.id, names=", ".join(parameter.name for parameter in needed))
    option = "--except" if excludes else "--among"
    if equals and named is None:
        template = N_("'{limit}' needs no value: {option} {limit}")
        raise LimitError(template, limit=other.id, option=option)
    if needed and not value:
        template = N_("'{limit}' needs a value, for example: {option} {limit}={example}")
        raise LimitError(template, limit=other.id, option=option, example=needed[0].shown)
    _find_shared(question, other)
    given = {named.name: value} if named is not None and value else {}
    return Limit(other, read_values(store, other, given, today, things), excludes)


def name_asked(asked: Asked) -> str:
    """The question as a sentence, and behind it what it is narrowed to."""
    sentence = name_question(asked.question, asked.values, asked.language)
    return " ".join((sentence, *(limit.tell_whole(asked.language) for limit in asked.limits)))


def answer_among(store: Store, asked: Asked, *, evidence: bool = True) -> Answer:
    """Answer a question, and keep the rows whose project, party or stream each limit has too, or has not where it excludes.

    Args:
        store: The graph.
        asked: What is asked; without limits this is :func:`trendbreuk_graph.answering.answer_question`.
        evidence: Whether to look up the places that the rows rest on.

    Returns:
        The rows in their order, each with the places that the limits rest on behind its own. The denominator says how many rows
        there were; what it and a ranking count is the whole. A row without such a thing is in no limit.
    """
    answer = answer_question(store, asked.question, asked.values, asked.language, evidence=evidence)
    if not asked.limits:
        return answer
    _ = translator(asked.language)
    cautions = [answer.caution]
    for limit in asked.limits:
        other = answer_question(store, limit.question, limit.values, asked.language, evidence=evidence)
        answer = _narrow(answer, asked, other, limit)
        cautions.append(other.caution)
    if any(limit.excludes for limit in asked.limits):
        cautions.append(_("Of what is left, the documents may just not say it."))
    return replace(answer, title=name_asked(asked), caution=" ".join(dict.fromkeys(filter(None, cautions))))


def _narrow(answer: Answer, asked: Asked, other: Answer, limit: Limit) -> Answer:
    _ = translator(asked.language)
    mine, theirs = _find_shared(asked.question, limit.question)
    places: dict[str | None, list[str]] = {}
    for at, ids in enumerate(other.ids):
        places.setdefault(ids[theirs], []).extend(other.evidence[at] if other.evidence else ())
    places.pop(None, None)
    kept = [at for at, ids in enumerate(answer.ids) if (ids[mine] in places) != limit.excludes]
    evidence = answer.evidence or ((),) * len(answer.rows)
    sourced = answer.evidence or (other.evidence and not limit.excludes)
    told = limit.tell_whole(asked.language)
    counted = fill(_tell_column(answer, asked, mine), kept=len(kept), rows=len(answer.rows))
    none = fill(_("Of {rows} {rows:row|rows} none is left. {what}"), rows=len(answer.rows), what=told)
    return replace(
        answer,
        rows=tuple(answer.rows[at] for at in kept),
        ids=tuple(answer.ids[at] for at in kept),
        evidence=tuple(_join(evidence[at], places.get(answer.ids[at][mine], ())) for at in kept) if sourced else (),
        denominator="; ".join(filter(None, (counted, answer.denominator))),
        empty="" if kept else " ".join(filter(None, (answer.empty or none, other.empty))),
        query="\n\n".join(
            ran or describe_function(each)
            for ran, each in ((answer.query, asked.question), (other.query, limit.question))
        ),
    )


def _tell_column(answer: Answer, asked: Asked, column: int) -> str:
    """How many rows are kept; and by which column, where another names things too."""
    _ = translator(asked.language)
    if len(list(filter(find_kind, find_columns(asked.question)))) == 1:
        return _("{kept} of {rows} {rows:row|rows}")
    return _("{kept} of {rows} {rows:row|rows} by the column “{column}”").replace("{column}", answer.columns[column])


def _join(own: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *others)))


def _find_shared(question: Question, other: Question) -> tuple[int, int]:
    """Which column of the one and of the other hold the same kind of thing: the first of `other` that `question` has too.

    Raises:
        LimitError: None does, or the rows of `question` are the steps of one way.
    """
    mine, theirs = (
        [find_kind(name) if name in each.columns else "" for name in find_columns(each)] for each in (question, other)
    )
    if _STEP not in question.columns:
        for wanted in (mine, [_WIDER.get(kind, kind) for kind in mine]):
            for at, kind in enumerate(theirs):
                for same in (kind, _WIDER.get(kind, kind)):
                    if same and same in wanted:
                        return wanted.index(same), at
    template = N_("'{limit}' cannot narrow '{question}': their rows name different kinds of things.")
    raise LimitError(template, question=question.id, limit=other.id)
