"""What all pages share: the graph, the language, the day, and what was read for several pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trendbreuk_graph.answering import answer_question
from trendbreuk_graph.card_rows import CardRows
from trendbreuk_graph.cards import make_card
from trendbreuk_graph.catalogue import find_questions, load_question
from trendbreuk_graph.errors import ParameterError
from trendbreuk_graph.i18n import translator
from trendbreuk_graph.names import read_things
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.pages.addresses import Address, find_address
from trendbreuk_graph.parameters import read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.timeline import Timeline
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.pages.addresses import Links
    from trendbreuk_graph.pages.claims import Claim
    from trendbreuk_graph.questions import Parameter, Question
    from trendbreuk_graph.store import Store

__all__ = ["HORIZON_MONTHS", "Download", "Site"]

#: How far the audit of the pages looks ahead.
HORIZON_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take along: its name, how many bytes it holds, and what is in it, in the language of the site."""

    name: str
    size: int
    meaning: str


class Site:
    """A set of pages about one graph on one day in one language.

    Args:
        store: The graph.
        language: Of all words.
        as_of: The day that counts as today.
        links: Knows where pages are.
        all_pages: Whether all pages will be made: what cards show is then read at once, not page by page.
        views: Name of a network file that pages show → its file name; names without a file are left out of the pages.
    """

    def __init__(
        self,
        store: Store,
        language: Language,
        as_of: dt.date,
        links: Links,
        *,
        all_pages: bool = False,
        views: Mapping[str, str] | None = None,
    ) -> None:
        self.store, self.language, self.as_of, self.links = store, language, as_of, links
        self.views = dict(views or {})
        self.downloads: list[Download] = []
        self._all_pages = all_pages
        self._answers: dict[str, Answer] = {}
        self._cards: dict[str, list[Answer]] = {}

    @property
    def messages(self) -> Callable[[str], str]:
        """The function that translates messages; bind it to ``_``."""
        return translator(self.language)

    @cached_property
    def things(self) -> dict[str, Thing]:
        """Id → thing, for everything that has a page, in the order of the ids."""
        return {thing.id: thing for thing in read_things(self.store)}

    @cached_property
    def rows(self) -> CardRows:
        """The rows of cards."""
        return CardRows(self.store, list(self.things.values()) if self._all_pages else ())

    @cached_property
    def documents(self) -> dict[str, str]:
        """Id of a document → its title, the oldest first."""
        answer = self.answer("documents-all")
        return {str(ids[0]): str(row[0]) for ids, row in zip(answer.ids, answer.rows, strict=True)}

    @cached_property
    def audit(self) -> Audit:
        """The funding audit on the day of the site."""
        from trendbreuk_graph.audit.period import Horizon
        from trendbreuk_graph.audit.report import make_audit

        return make_audit(self.store, self.as_of, Horizon(HORIZON_MONTHS, "m"))

    @cached_property
    def money_places(self) -> dict[str, tuple[str, ...]]:
        """Claim on money → where it stands."""
        from trendbreuk_graph.audit.report import read_evidence

        return read_evidence(self.store)

    @cached_property
    def timeline(self) -> Timeline:
        """The picture of the audit."""
        from trendbreuk_graph.audit.timeline import make_timeline

        return make_timeline(self.audit, self.language)

    @cached_property
    def bridges(self) -> Answer:
        """The strongest bridges in numbers."""
        from dataclasses import replace

        from trendbreuk_graph.overview import tabulate_bridges

        # What it gives as evidence are projects, not places.
        return replace(tabulate_bridges(self.store, self.language), evidence=())

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """Document → what rests on it."""
        from trendbreuk_graph.pages.claims import read_claims

        return read_claims(self)

    @cached_property
    def answered(self) -> frozenset[str]:
        """The ids of the questions that can be answered with this graph: it holds something for each thing that they ask for."""
        return frozenset(
            question.id
            for question in find_questions()
            if {parameter.name for parameter in question.parameters if _must_be_given(parameter)}
            <= self.find_example(question).keys()
            and not self._is_refused(question)
        )

    def _is_refused(self, question: Question) -> bool:
        """Whether its examples do not go together: of any two things, a graph may hold none that can be compared."""
        if not question.alike:
            return False
        try:
            self.answer(question.id)
        except ParameterError:
            return True
        return False

    def answer(self, question_id: str) -> Answer:
        """The answer to a question of the catalogue, with the example for each parameter that must be given."""
        if question_id not in self._answers:
            question = load_question(question_id)
            values = read_values(
                self.store, question, self.find_example(question), self.as_of, list(self.things.values())
            )
            self._answers[question_id] = answer_question(self.store, question, values, self.language)
        return self._answers[question_id]

    def find_example(self, question: Question) -> dict[str, str]:
        """A value for each parameter that must be given: the question's own example, or where the graph lacks that, its first thing that fits.

        A parameter that nothing in the graph fits is left out.
        """
        from trendbreuk_graph.parameters import find_example

        given: dict[str, str] = {}
        for parameter in filter(_must_be_given, question.parameters):
            found = find_example(parameter, self.things.values(), given.values())
            if found is not None:
                given[parameter.name] = found
        return given

    def card(self, thing: Thing) -> list[Answer]:
        """The card of a thing; see :func:`trendbreuk_graph.cards.make_card`."""
        if thing.id not in self._cards:
            self._cards[thing.id] = make_card(self.store, thing, self.language, self.rows)
        return self._cards[thing.id]

    def find_page(self, tail: str | None) -> Address | None:
        """The page of the thing or document with this id; None when it has none."""
        if tail is None:
            return None
        if tail in self.things:
            return find_address(self.things[tail])
        return Address("document", tail) if tail in self.documents else None

    def name_class(self, tail: str) -> tuple[str, str] | None:
        """The class of a project in the audit, as (class, name of the class); None for what is no project."""
        from trendbreuk_graph.audit.words import name_class

        judgement = self.audit.judgements.get(ID + tail)
        return None if judgement is None else (judgement.reported, name_class(judgement.reported, self.language))


def _must_be_given(parameter: Parameter) -> bool:
    """Whether the parameter has no default that holds in every graph: none at all, or a thing."""
    return parameter.default is None or parameter.default.startswith("id:")
