"""Tables of a what-if: before and after, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.tables import Cell, Column, Table
from trendbreuk_graph.audit.words import PROJECT_STATUS, STATUS, join_names, name_class, show_day, show_end
from trendbreuk_graph.i18n import choose, fill, translator

if TYPE_CHECKING:
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.what_if import Assumption, Comparison
    from trendbreuk_graph.funding import Line
    from trendbreuk_graph.i18n import Language

__all__ = ["show_assumption", "show_assumptions", "tabulate_comparison"]


def show_assumption(assumption: Assumption, audit: Audit, language: Language) -> str:
    """What is supposed, in a few words."""
    _ = translator(language)
    stream = audit.ledger.streams[assumption.stream].label(language)
    if assumption.day is None:
        return _("without {stream}").format(stream=stream)
    day = show_day(assumption.day, language)
    if assumption.kind == "end":
        return _("{stream} pays up to and including {day} and no longer").format(stream=stream, day=day)
    return _("{stream} is extended up to and including {day}").format(stream=stream, day=day)


def show_assumptions(audit: Audit, language: Language) -> str:
    """Everything that is supposed, in one text; empty without a what-if."""
    found = audit.comparison.assumptions if audit.comparison else ()
    return "; ".join(show_assumption(assumption, audit, language) for assumption in found)


def tabulate_comparison(audit: Audit, language: Language) -> list[Table]:
    """All tables of the what-if; none when nothing is supposed."""
    if audit.comparison is None:
        return []
    found = audit.comparison
    return [
        _totals(audit, found, language),
        _moved(audit, found, language),
        _changes(found, language),
        _wholes(audit, found, language),
        _organisations(audit, found, language),
        _municipalities(audit, found, language),
        _pairs(found, language),
    ]


def _totals(audit: Audit, found: Comparison, language: Language) -> Table:
    _ = translator(language)
    before = audit.count_classes()
    after = dict.fromkeys(CLASSES, 0)
    for judgement in found.after.values():
        after[judgement.reported] += 1
    return Table(
        id="what-if",
        title=_("What if: {assumptions}").format(assumptions=show_assumptions(audit, language)),
        columns=(
            Column(_("class"), "class"),
            Column(_("before"), "number"),
            Column(_("after"), "number"),
            Column(_("difference"), "number"),
        ),
        rows=tuple((name, before[name], after[name], after[name] - before[name]) for name in CLASSES),
        reading=_read_what_if(found, language),
        denominator=fill(
            _(
                "{moved} of {all} {all:project|projects} {moved:changes|change} class; {lines} {lines:line is|lines are} concerned, of which {changed} {changed:changes|change}."
            ),
            moved=len(found.moved),
            all=len(found.before),
            lines=len(found.changes),
            changed=sum(change.before != change.after for change in found.changes),
        ),
        evidence=(),
        language=language,
    )


def _moved(audit: Audit, found: Comparison, language: Language) -> Table:
    _ = translator(language)
    rows: list[tuple[Cell, ...]] = []
    for project in sorted(found.moved, key=lambda iri: (audit.label(iri, language).casefold(), iri)):
        changed = [c for c in found.changes if c.before.project == project and c.before != c.after]
        # Only secured money moves a project, unless it never had any.
        deciding = [change for change in changed if change.before.status == "secured"] or changed
        why = [_describe(change.before, change.after, language) for change in deciding]
        rows.append(
            (
                audit.label(project, language),
                _(PROJECT_STATUS.get(audit.ledger.projects[project].status, audit.ledger.projects[project].status)),
                found.before[project].reported,
                found.after[project].reported,
                ", ".join(name_class(name, language) for name in found.after[project].others),
                join_names(why),
            )
        )
    return Table(
        id="what-if-projects",
        title=_("Projects that change class"),
        columns=(
            Column(_("project")),
            Column(_("state of the project")),
            Column(_("before"), "class"),
            Column(_("after"), "class"),
            Column(_("can also become")),
            Column(_("why")),
        ),
        rows=tuple(rows),
        reading=_("Why: the lines that the assumption changes, with their end before → after."),
        denominator=_("Losing their last secured money: {fallen}.").format(fallen=len(found.fallen)),
        evidence=(),
        language=language,
    )


def _read_what_if(found: Comparison, language: Language) -> str:
    """What before and after mean; and plainly that nothing changes, where the documents say the same as the assumption."""
    _ = translator(language)
    reading = _(
        "Before is what the documents say; after is what would hold under the assumption. The graph stays as it is, and the tables that are not about "
        "the what-if show it as it is."
    )
    if any(change.before != change.after for change in found.changes):
        return reading
    same = _(
        "Nothing changes: what is assumed stands in the documents already, or no line reaches so far. What stops by then stands under the projects that fall away."
    )
    return f"{same} {reading}"


def _until(line: Line | None, language: Language) -> str:
    _ = translator(language)
    if line is None:
        return _("left out")
    if line.status == "ended" and line.earliest is None:
        return _("stopped")
    return _("structural") if line.structural is True else show_end(line.earliest, line.latest, language)


def _describe(before: Line, after: Line | None, language: Language) -> str:
    _ = translator(language)
    return _("{stream} ({certainty}): {before} → {after}").format(
        stream=before.stream_label(language),
        certainty=_(STATUS[before.status]),
        before=_until(before, language),
        after=_until(after, language),
    )


def _changes(found: Comparison, language: Language) -> Table:
    _ = translator(language)
    rows = tuple(
        (
            change.before.project_label(language),
            change.before.stream_label(language),
            _(STATUS[change.before.status]),
            change.before.covers_label(language),
            _until(change.before, language),
            _until(change.after, language),
            found.before[change.before.project].reported,
            found.after[change.before.project].reported,
        )
        for change in sorted(found.changes, key=lambda c: (c.before.project_label(language).casefold(), c.before.claim))
        if change.before != change.after
    )
    return Table(
        id="what-if-lines",
        title=_("Lines that the assumption changes"),
        columns=(
            Column(_("project")),
            Column(_("source of money")),
            Column(_("certainty")),
            Column(_("what it covers")),
            Column(_("end before")),
            Column(_("end after")),
            Column(_("class before"), "class"),
            Column(_("class after"), "class"),
        ),
        rows=rows,
        reading=_(
            "A line that ends sooner anyhow stays as it is. Money that is only possible or requested does not become secured by an extension."
        ),
        denominator=fill(
            _("{changed} of the {lines} {lines:line that names|lines that name} these sources of money."),
            changed=len(rows),
            lines=len(found.changes),
        ),
        evidence=(),
        language=language,
    )


def _wholes(audit: Audit, found: Comparison, language: Language) -> Table:
    _ = translator(language)
    parts = audit.region.find_parts()
    rows: list[tuple[Cell, ...]] = [
        (
            audit.label(whole, language),
            len(parts[whole] & found.before.keys()),
            len(moved),
            join_names(
                f"{audit.label(part, language)}: {name_class(found.before[part].reported, language)} → "
                f"{name_class(found.after[part].reported, language)}"
                for part in moved
            ),
        )
        for whole, moved in sorted(found.wholes.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return Table(
        id="what-if-wholes",
        title=_("Wholes with parts that change class"),
        columns=(
            Column(_("whole")),
            Column(_("parts"), "number"),
            Column(_("parts that change"), "number"),
            Column(_("which")),
        ),
        rows=tuple(rows),
        reading=_("Parts of parts count too."),
        denominator="",
        evidence=(),
        language=language,
    )


def _organisations(audit: Audit, found: Comparison, language: Language) -> Table:
    _ = translator(language)
    projects = {body.iri: body.projects for body in audit.bodies}
    rows = tuple(
        (
            audit.region.body_label(iri, language),
            len(projects.get(iri, ())),
            join_names(audit.label(project, language) for project in projects.get(iri, ()) if project in found.fallen),
        )
        for iri in found.organisations
    )
    return Table(
        id="what-if-organisations",
        title=_("Organisations left without a funded project"),
        columns=(Column(_("organisation")), Column(_("projects"), "number"), Column(_("last funded projects"))),
        rows=rows,
        reading=_(
            "They had a project whose secured money goes on after the period, or of which no end is known, and have none any more. Projects "
            "without secured money were not funded before either."
        ),
        denominator=fill(
            _("{left} of {all} {all:organisation|organisations} that had one."),
            left=len(rows),
            all=sum(bool(body.funded) for body in audit.bodies),
        ),
        evidence=(),
        language=language,
    )


def _municipalities(audit: Audit, found: Comparison, language: Language) -> Table:
    _ = translator(language)
    rows = tuple(
        (
            audit.region.body_label(iri, language),
            len(projects),
            join_names(audit.label(project, language) for project in projects),
        )
        for iri, projects in found.municipalities.items()
    )
    return Table(
        id="what-if-municipalities",
        title=_("Municipalities with projects that change class"),
        columns=(Column(_("municipality")), Column(_("projects that change"), "number"), Column(_("which"))),
        rows=rows,
        reading=_("Projects that the municipality takes part in itself, or as a member of a group of municipalities."),
        denominator=fill(
            _("{touched} of {all} {all:municipality that takes|municipalities that take} part in a project."),
            touched=len(rows),
            all=sum(body.is_municipality for body in audit.bodies),
        ),
        evidence=(),
        language=language,
    )


def _pairs(found: Comparison, language: Language) -> Table:
    _ = translator(language)
    named = sorted(
        ((choose(language, *found.names[one]), choose(language, *found.names[other])) for one, other in found.pairs),
        key=lambda pair: (pair[0].casefold(), pair[1].casefold()),
    )
    return Table(
        id="what-if-bridges",
        title=_("Bridges lost: medical and social partners that share no project any more"),
        columns=(Column(_("medical partner")), Column(_("social partner"))),
        rows=tuple(named),
        reading=_(
            "Pairs that share a project now and none when the projects that lose their last secured money are gone. Projects that never had "
            "secured money keep tying their partners as before."
        ),
        denominator=fill(
            _("{lost} of {all} {all:pair that shares|pairs that share} a project with money or without."),
            lost=len(named),
            all=found.pairs_before,
        ),
        evidence=(),
        language=language,
    )
