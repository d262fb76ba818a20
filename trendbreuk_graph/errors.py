"""Everything that can go wrong, one class a cause.

Kept apart from the rest so that any module can raise these without an import loop. Each error has a stable ``code``
that tests and scripts can rely on; its message says what was found, what is allowed and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trendbreuk_graph.i18n import N_, Count

__all__ = [
    "AmbiguousChoiceError",
    "AmbiguousNameError",
    "AssumptionError",
    "BadDayError",
    "BadHorizonError",
    "DocumentError",
    "EmptyGraphError",
    "EndBeforeStartError",
    "EndpointError",
    "Finding",
    "FindingsError",
    "FolderError",
    "FormatError",
    "LimitError",
    "MissingPartError",
    "NoQueryError",
    "OutputError",
    "OutsideGraphError",
    "ParameterError",
    "QueryError",
    "StoreError",
    "TrendbreukError",
    "UnclearQuestionError",
    "UnfinishedError",
    "UnknownNameError",
    "UnknownQuestionError",
    "ViewError",
]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong with the records or the graph.

    Attributes:
        file: Path of the file, as short as the reader can use.
        line: Line in that file, counted from 1; 0 when the finding is about the whole file.
        code: Stable kebab-case name of the kind of finding.
        record: Id of the record, or an empty string.
        field: Where in the record, such as ``participants[2].who``; empty for the whole record.
        found: What stands there.
        allowed: What may stand there.
        nearest: The nearest allowed value, or an empty string when none is near.
        way_out: What to do about it.
        see: Another place that the finding is about, such as where an id was used first.

    ``allowed`` and ``way_out`` are messages: they are translated where they are shown.
    """

    file: str
    line: int
    code: str
    record: str = ""
    field: str = ""
    found: str = ""
    allowed: str = ""
    nearest: str = ""
    way_out: str = ""
    see: str = ""

    @property
    def place(self) -> str:
        """File and line, as editors understand it."""
        return f"{self.file}:{self.line}" if self.line else self.file


class TrendbreukError(Exception):
    """Base of every error that a user can cause or mend.

    ``template`` is the message in English with the names of its values in braces, so that it can be translated before the
    values are filled in. A number that words go with is a :class:`trendbreuk_graph.i18n.Count`.
    """

    code = "error"

    def __init__(self, template: str, **values: str | Count) -> None:
        self.template, self.values = template, values
        super().__init__(template.format(**values))


class FindingsError(TrendbreukError):
    """The records hold mistakes; all of them, sorted, are in `findings`."""

    code = "findings"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__(N_("{number} {number:finding|findings}"), number=Count(len(self.findings)))


class DocumentError(TrendbreukError):
    """A source document cannot be read, or lacks a card that the description of the sources names."""

    code = "document"

    def __init__(self, *, path: str, source: str, card: str, words: str, problem: str = "") -> None:
        self.path, self.source, self.card, self.words = path, source, card, words
        template = N_(
            "{path}: cannot be read as a document ({problem}). Point --sources at a folder with the documents as text "
            "(UTF-8) or PDF."
        )
        if words:
            template = N_(
                "{path}: the words '{words}', where card '{card}' of {source} starts, are not there (or not in this "
                "order). Compare the document with `starts_at` and `fields` in data/sources.yml."
            )
        super().__init__(
            template, path=path, source=source, card=card, words=words, problem=problem or N_("no such folder")
        )


class MissingPartError(TrendbreukError):
    """A file or folder that the package needs is not where it should be."""

    code = "missing-part"

    def __init__(self, path: str, way_out: str) -> None:
        self.path = path
        super().__init__(N_("{path}: not found. {way_out}"), path=path, way_out=way_out)


class StoreError(TrendbreukError):
    """The graph file cannot be read."""

    code = "store"

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        super().__init__(
            N_("{path}: cannot be read as a graph in Turtle ({problem}). Build it with `trendbreuk build -o FILE`."),
            path=path,
            problem=problem,
        )


class QueryError(TrendbreukError):
    """A SPARQL query cannot be run."""

    code = "query"

    def __init__(self, problem: str) -> None:
        super().__init__(N_("The query cannot be run: {problem}"), problem=problem)


class EmptyGraphError(TrendbreukError):
    """A graph that holds no project; probably not a graph that `trendbreuk build` made."""

    code = "empty-graph"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            N_("{path}: holds no project. Is it a graph that `trendbreuk build` made?"),
            path=path,
        )


class NoQueryError(TrendbreukError):
    """What was given as a query is neither a query nor the name of one."""

    code = "no-query"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            N_("'{given}' is no query, no file with a query, and no name of a query in the package."), given=given
        )


class EndpointError(TrendbreukError):
    """A SPARQL endpoint gives no usable answer."""

    code = "endpoint"

    def __init__(self, template: str, *, endpoint: str, **values: str) -> None:
        self.endpoint = endpoint
        super().__init__(template, endpoint=endpoint, **values)


class UnknownNameError(TrendbreukError):
    """A name that stands for nothing in the graph; `nearest` are the names that resemble it most."""

    code = "unknown-name"

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        self.name, self.nearest = name, list(nearest)
        template = N_("Nothing in the graph is called '{name}'.")
        if nearest:
            template = N_("Nothing in the graph is called '{name}'. Nearest: {nearest}.")
        super().__init__(template, name=name, nearest="; ".join(nearest))


class AmbiguousNameError(TrendbreukError):
    """A name that several things bear; `candidates` lists them as (id, kind, label), `before` is what to type before the id."""

    code = "ambiguous-name"

    def __init__(self, name: str, candidates: Sequence[tuple[str, str, str]], before: str = "trendbreuk show ") -> None:
        self.name, self.candidates = name, list(candidates)
        lines = "".join(f"\n  {before}{tail}  ({label})" for tail, _, label in candidates)
        super().__init__(N_("'{name}' can be more than one thing. Choose: {candidates}"), name=name, candidates=lines)


class UnknownQuestionError(TrendbreukError):
    """An id that no question of the catalogue has; `nearest` are those that resemble it most."""

    code = "unknown-question"

    def __init__(self, question: str, nearest: Sequence[str]) -> None:
        self.question, self.nearest = question, list(nearest)
        super().__init__(
            N_("There is no question '{question}'. Nearest: {nearest}. `trendbreuk questions` lists them all."),
            question=question,
            nearest=", ".join(nearest),
        )


class UnclearQuestionError(TrendbreukError):
    """A typed question that may mean several questions of the catalogue; `choices` are (question, command), the nearest first."""

    code = "unclear-question"

    def __init__(self, typed: str, choices: Sequence[tuple[str, str]]) -> None:
        self.typed, self.choices = typed, list(choices)
        lines = "".join(f"\n  {sentence}\n      {command}" for sentence, command in choices)
        super().__init__(
            N_("It is not certain what '{typed}' asks. Did you mean: {choices}"), typed=typed, choices=lines
        )


class OutsideGraphError(TrendbreukError):
    """A typed question that is not about what this graph holds."""

    code = "outside-graph"

    def __init__(self, typed: str) -> None:
        self.typed = typed
        super().__init__(
            N_(
                "'{typed}' is no question that this graph can answer. `trendbreuk questions` lists what can be asked; "
                "`trendbreuk show NAME` shows what is known of one thing."
            ),
            typed=typed,
        )


class ParameterError(TrendbreukError):
    """A parameter of a question is missing, unknown or cannot be read."""

    code = "parameter"

    def __init__(self, template: str, *, question: str, parameter: str, **values: str) -> None:
        self.question, self.parameter = question, parameter
        super().__init__(template, question=question, parameter=parameter, **values)


class LimitError(TrendbreukError):
    """A question cannot narrow another, or not so; `limit` is its id."""

    code = "limit"

    def __init__(self, template: str, *, limit: str, **values: str) -> None:
        self.limit = limit
        super().__init__(template, limit=limit, **values)


class OutputError(TrendbreukError):
    """A file cannot be written."""

    code = "output"

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        super().__init__(N_("{path}: cannot be written ({problem}). Nothing was changed."), path=path, problem=problem)


class FolderError(TrendbreukError):
    """A folder to write into holds files that must not be lost; `names` are some of them."""

    code = "folder"

    def __init__(self, template: str, path: str, names: Sequence[str]) -> None:
        self.path, self.names = path, list(names)
        super().__init__(template, path=path, names=", ".join(names))


class UnfinishedError(TrendbreukError):
    """Writing into a folder that was there stopped halfway; it has no first page until the command is run again."""

    code = "unfinished"

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        template = N_(
            "{path}: writing stopped halfway ({problem}). The folder has no first page now; once that is solved, run the command again."
        )
        super().__init__(template, path=path, problem=problem)


class AmbiguousChoiceError(TrendbreukError):
    """A name for an option that several things bear; `candidates` lists them as (id, label)."""

    code = "ambiguous-choice"

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name, self.candidates = name, list(candidates)
        lines = "".join(f"\n  {tail}  ({label})" for tail, label in candidates)
        super().__init__(
            N_("'{name}' can be more than one thing. Type one of these: {candidates}"), name=name, candidates=lines
        )


class BadDayError(TrendbreukError):
    """Something that was typed for a day is none."""

    code = "bad-day"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            N_(
                "'{given}' is no day that exists. Type year-month-day, such as 2026-11-22; for an end also a month (2026-11) "
                "or a year (2026)."
            ),
            given=given,
        )


class BadHorizonError(TrendbreukError):
    """A horizon that is no period, or a negative one."""

    code = "bad-horizon"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            N_(
                "'{given}' is no horizon. Type a number of nought or more with d (days), m (months) or y (years), such as 90d, "
                "12m or 1y."
            ),
            given=given,
        )


class EndBeforeStartError(TrendbreukError):
    """An assumed end of a stream that lies before the stream begins."""

    code = "end-before-start"

    def __init__(self, stream: str, end: str, start: str) -> None:
        self.stream, self.end, self.start = stream, end, start
        super().__init__(
            N_(
                "{stream} begins in {start}, so it cannot end on {end}. Choose a later day, or leave it out with --without."
            ),
            stream=stream,
            end=end,
            start=start,
        )


class AssumptionError(TrendbreukError):
    """Assumptions of a what-if that cannot be read, or that contradict each other."""

    code = "assumption"

    def __init__(self, given: str, problem: str) -> None:
        self.given = given
        super().__init__(N_("'{given}': {problem}"), given=given, problem=problem)


class FormatError(TrendbreukError):
    """A format that needs a file, or a file whose name says another format."""

    code = "format"

    def __init__(self, given: str, problem: str) -> None:
        self.given = given
        super().__init__(N_("'{given}': {problem}"), given=given, problem=problem)


class ViewError(TrendbreukError):
    """A view that cannot be made: options that exclude each other, or nothing left to show."""

    code = "view"

    def __init__(self, template: str, **values: str | Count) -> None:
        super().__init__(template, **values)
