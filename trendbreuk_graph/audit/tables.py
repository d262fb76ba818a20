"""The audit as full tables with typed cells: what JSON, CSV, Excel and the page show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from trendbreuk_graph.answers import Answer, mark_numbers
from trendbreuk_graph.audit.classes import find_state
from trendbreuk_graph.audit.report import find_places
from trendbreuk_graph.audit.words import (
    LABELS,
    MEANINGS,
    PROJECT_STATUS,
    STATES,
    STATUS,
    join_names,
    name_class,
    show_day,
    show_end,
    show_horizon,
    show_last_money,
    show_line,
)
from trendbreuk_graph.i18n import choose, fill, show_percentage, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.funding import Line
    from trendbreuk_graph.i18n import Language

__all__ = [
    "Cell",
    "Column",
    "Table",
    "make_title",
    "show_count",
    "tabulate_lines",
    "tabulate_overview",
    "tabulate_projects",
    "tabulate_sources",
    "tabulate_unknowns",
]

Cell = str | int | float | bool | dt.date | None
#: What a cell of a column is; a class is the id of one of the seven, shown by its name.
Kind = Literal["text", "number", "share", "date", "class"]


class Column(NamedTuple):
    """A heading, and what stands under it."""

    heading: str
    kind: Kind = "text"


class Table(NamedTuple):
    """Rows with typed cells.

    Attributes:
        id: Stable name: of the sheet, of the place on the page.
        title: Title in the language.
        columns: Headings with their kinds.
        rows: Cells; days are days, shares lie between 0 and 1.
        reading: How to read it, in a sentence or two.
        denominator: Out of how many, and how many are unknown.
        evidence: For each row the places that it rests on; empty when rows rest on counts.
        language: Of headings and texts.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    reading: str
    denominator: str
    evidence: tuple[tuple[str, ...], ...]
    language: Language

    def to_answer(self) -> Answer:
        """The table for programs: days in ISO, classes by name, shares and numbers as numbers."""
        return self._render(self._plain)

    def to_text(self) -> Answer:
        """The table for people: as :meth:`to_answer`, with shares as percentages and numbers the way the language writes them."""
        return self._render(self._text)

    def _render(self, show: Callable[[Cell, Column], Value]) -> Answer:
        numeric = {index for index, column in enumerate(self.columns) if column.kind in {"number", "share", "date"}}
        return Answer(
            title=self.title,
            columns=tuple(column.heading for column in self.columns),
            rows=tuple(tuple(show(*pair) for pair in zip(row, self.columns, strict=True)) for row in self.rows),
            reading=self.reading,
            denominator=self.denominator,
            evidence=self.evidence,
            kinds=mark_numbers(len(self.columns), numeric),
        )

    def _plain(self, cell: Cell, column: Column) -> Value:
        if isinstance(cell, dt.date):
            return cell.isoformat()
        if column.kind == "class" and cell in LABELS:
            return translator(self.language)(LABELS[cell])
        return round(cell, 4) if isinstance(cell, float) else cell

    def _text(self, cell: Cell, column: Column) -> Value:
        if not isinstance(cell, float):
            return self._plain(cell, column)
        if column.kind == "share":
            return show_percentage(cell, self.language)
        text = f"{cell:.2f}"
        return text.replace(".", ",") if self.language == "nl" else text


def make_title(audit: Audit, language: Language) -> str:
    """What the audit is of, on which day, and how far it looks."""
    _ = translator(language)
    title = _("Funding audit on {day}, looking {horizon} ahead (up to and including {until})").format(
        day=show_day(audit.as_of, language),
        horizon=show_horizon(audit.horizon, language),
        until=show_day(audit.until, language),
    )
    scope = audit.scope.label(language)
    return f"{title}: {scope}" if scope else title


def show_count(audit: Audit, language: Language) -> str:
    """How many projects the audit is about, of how many."""
    _ = translator(language)
    number = len(audit.judgements)
    if not audit.scope.names:
        return fill(
            _(
                "{number:In all|All} {number} {number:project|projects} of the graph, {number:with money or without|those without money too}."
            ),
            number=number,
        )
    text = fill(_("{number} of the {all} {all:project|projects} of the graph."), number=number, all=audit.of_all)
    if audit.scope.place is not None:
        text += " " + fill(
            _(
                "Projects that run in a part of {place}, or in the whole region, count; of {placeless} {placeless:project|projects} no document "
                "says where {placeless:it runs, and it is|they run, and these are} left out."
            ),
            place=audit.scope.place_label(language),
            placeless=audit.placeless,
        )
    return text


def tabulate_overview(audit: Audit, language: Language) -> Table:
    """The seven classes with their numbers."""
    _ = translator(language)
    total = len(audit.judgements)
    rows: list[tuple[Cell, ...]] = []
    for name, number in audit.count_classes().items():
        unsure = None if name == "unknown" else sum(not found.is_certain for found in audit.find_class(name))
        rows.append((name, number, number / total if total else 0.0, unsure, _(MEANINGS[name])))
    return Table(
        id="overview",
        title=make_title(audit, language),
        columns=(
            Column(_("class"), "class"),
            Column(_("projects"), "number"),
            Column(_("share"), "share"),
            Column(_("not certain"), "number"),
            Column(_("meaning")),
        ),
        rows=tuple(rows),
        reading=_(
            "Every project stands in exactly one class. “Not certain” counts projects that fall in another class under another "
            "reading of the dates. Money that is possible, requested or given in kind covers nothing."
        ),
        denominator=show_count(audit, language),
        evidence=(),
        language=language,
    )


def tabulate_projects(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> Table:
    """One row a project, what asks for action first."""
    _ = translator(language)
    order = list(audit.count_classes())
    judgements = sorted(
        audit.judgements.values(),
        key=lambda found: (order.index(found.reported), audit.label(found.project, language).casefold(), found.project),
    )
    columns = (
        Column(_("id")),
        Column(_("project")),
        Column(_("state of the project")),
        Column(_("class"), "class"),
        Column(_("can also be")),
        Column(_("secured money until")),
        Column(_("at the earliest"), "date"),
        Column(_("at the latest"), "date"),
        Column(_("stops in the period")),
        Column(_("goes on")),
        Column(_("end unknown")),
        Column(_("already over")),
        Column(_("hoped for")),
        Column(_("shortfall according to the text")),
        Column(_("yet to begin")),
        Column(_("secured sources"), "number"),
        Column(_("part of")),
    )
    return Table(
        id="projects",
        title=_("Projects"),
        columns=columns,
        rows=tuple(_project_row(audit, judgement, language) for judgement in judgements),
        reading=_(
            "A project is placed by its secured money only. What is hoped for and what the text calls missing stand beside it."
        ),
        denominator=show_count(audit, language),
        evidence=tuple(find_places(judgement.reasons, evidence) for judgement in judgements),
        language=language,
    )


def _project_row(audit: Audit, judgement: Judgement, language: Language) -> tuple[Cell, ...]:
    _ = translator(language)
    project = audit.ledger.projects[judgement.project]
    last = judgement.last_day or (None, None)
    wholes = sorted(audit.region.wholes.get(judgement.project, ()))

    def show(lines: Iterable[Line]) -> str:
        return join_names(show_line(line, language, audit.as_of) for line in lines)

    return (
        project.id,
        project.label(language),
        _(PROJECT_STATUS.get(project.status, project.status)),
        judgement.reported,
        ", ".join(name_class(name, language) for name in judgement.others),
        show_last_money(judgement, language),
        last[0],
        last[1],
        show(judgement.ending),
        show((*judgement.structural, *judgement.going_on)),
        show(judgement.unknown),
        show(judgement.ended),
        join_names(f"{show_line(line, language, audit.as_of)}: {_(STATUS[line.status])}" for line in judgement.hoped),
        join_names(line.covers_label(language) or line.stream_label(language) for line in judgement.gaps),
        join_names(
            f"{line.stream_label(language)}: {show_day(line.starts.earliest, language)}"
            for line in judgement.waiting
            if line.starts is not None
        ),
        len({line.stream for line in judgement.running}),
        join_names(audit.label(whole, language) for whole in wholes if whole in audit.ledger.projects),
    )


def tabulate_lines(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> Table:
    """One row a financing line."""
    _ = translator(language)
    lines = sorted(audit.lines, key=lambda line: (line.project_label(language).casefold(), line.claim))
    columns = (
        Column(_("project")),
        Column(_("source of money")),
        Column(_("provider")),
        Column(_("certainty")),
        Column(_("in this period")),
        Column(_("starts, as the text says")),
        Column(_("ends, as the text says")),
        Column(_("words of the text")),
        Column(_("ends at the earliest"), "date"),
        Column(_("ends at the latest"), "date"),
        Column(_("end taken from")),
        Column(_("what it covers")),
        Column(_("class of the project"), "class"),
    )
    return Table(
        id="lines",
        title=_("Financing lines"),
        columns=columns,
        rows=tuple(_line_row(audit, line, language) for line in lines),
        reading=_(
            "A line is one statement of a document on money for a project. Its end is its own, else that of the source of money. "
            "“Tot en met 2026” is the last day of 2026; “tot 2026” can also mean that it stops when 2026 begins."
        ),
        denominator=fill(
            _(
                "{number} {number:line|lines} of {projects} {projects:project|projects}; {without} {without:project has|projects have} none."
            ),
            number=len(lines),
            projects=len({line.project for line in lines}),
            without=len(audit.judgements) - len({line.project for line in lines}),
        ),
        evidence=tuple(find_places([line], evidence) for line in lines),
        language=language,
    )


def _line_row(audit: Audit, line: Line, language: Language) -> tuple[Cell, ...]:
    _ = translator(language)
    stream = audit.ledger.streams.get(line.stream or "")
    secured = line.status in {"secured", "ended"}
    until = _("structural") if line.structural is True else line.until or ""
    taken = {"line": _("the line"), "stream": _("the source of money"), None: ""}[line.end_from]
    if line.outlives is not None:
        taken = _("the line; the source of money ends in {until}").format(until=line.outlives)
    return (
        line.project_label(language),
        line.stream_label(language) or _("none named"),
        stream.provider_label(language) if stream else "",
        _(STATUS[line.status]),
        _(STATES[find_state(line, audit.as_of, audit.until)]) if secured else "",
        line.begin or "",
        until,
        line.wording or "",
        line.earliest,
        line.latest,
        taken,
        line.covers_label(language),
        audit.judgements[line.project].reported,
    )


def tabulate_sources(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> Table:
    """One row a place in a document."""
    _ = translator(language)
    rows = [
        (line.project_label(language), line.stream_label(language) or _("none named"), _(STATUS[line.status]), place)
        for line in audit.lines
        for place in find_places([line], evidence)
    ]
    rows.sort(key=lambda row: tuple(part.casefold() for part in row))
    return Table(
        id="sources",
        title=_("Where it says so"),
        columns=(
            Column(_("project")),
            Column(_("source of money")),
            Column(_("certainty")),
            Column(_("document › card › field: words to look for")),
        ),
        rows=tuple(rows),
        reading=_("Open the document, find the card and the field, and look for the words between « and »."),
        denominator=fill(
            _("{number} {number:place|places} for {lines} {lines:line|lines}."),
            number=len(rows),
            lines=len(audit.lines),
        ),
        evidence=(),
        language=language,
    )


def tabulate_unknowns(audit: Audit, language: Language) -> Table:
    """What nobody knows, or what the documents say in two ways."""
    _ = translator(language)
    rows: list[tuple[Cell, ...]] = []
    for judgement in audit.judgements.values():
        name = audit.label(judgement.project, language)
        rows += [
            (_("end of secured money"), name, line.stream_label(language), line.covers_label(language))
            for line in judgement.unknown
        ]
        if judgement.reported != "unknown" and judgement.others:
            others = ", ".join(name_class(other, language) for other in judgement.others)
            text = _("now “{reported}”, can also be: {others}").format(
                reported=name_class(judgement.reported, language), others=others
            )
            rows.append((_("class not certain"), name, "", text))
        if not (judgement.running or judgement.ended or judgement.hoped or judgement.gaps):
            rows.append((_("nothing on money"), name, "", _("no document says anything of its money")))
    rows += _stream_unknowns(audit, language)
    return Table(
        id="unknowns",
        title=_("What is not known"),
        columns=(Column(_("what")), Column(_("project")), Column(_("source of money")), Column(_("explanation"))),
        rows=tuple(sorted(rows, key=lambda row: tuple(str(cell).casefold() for cell in row))),
        reading=_(
            "These are the questions to put to whoever knows. An end that is found goes into the records, and the audit moves."
        ),
        denominator=fill(_("{number} open {number:question|questions}."), number=len(rows)),
        evidence=(),
        language=language,
    )


def _stream_unknowns(audit: Audit, language: Language) -> list[tuple[Cell, ...]]:
    _ = translator(language)
    rows: list[tuple[Cell, ...]] = []
    for iri in sorted({line.stream for line in audit.lines if line.stream is not None}):
        stream = audit.ledger.streams[iri]
        label = stream.label(language)
        if stream.provider is None:
            rows.append((_("provider"), "", label, _("no document says who provides it")))
        rows += [
            (_("contradiction"), "", label, choose(language, *pair))
            for pair in audit.region.contradictions.get(iri, ())
        ]
    for line in audit.lines:
        if line.outlives is not None:
            text = _("the line runs to {until}, its source of money ends in {stream}").format(
                until=show_end(line.earliest, line.latest, language), stream=line.outlives
            )
            rows.append(
                (_("line against source of money"), line.project_label(language), line.stream_label(language), text)
            )
    return rows
