"""The audit for reading: totals, then what is at risk, then the rest; names instead of long rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trendbreuk_graph.answers import Answer, mark_numbers
from trendbreuk_graph.audit.classes import AT_RISK, CLASSES
from trendbreuk_graph.audit.money_tables import count_cliff, name_source, tabulate_bodies, tabulate_concentration
from trendbreuk_graph.audit.report import find_places
from trendbreuk_graph.audit.tables import make_title, show_count
from trendbreuk_graph.audit.words import (
    LABELS,
    MEANINGS,
    PROJECT_STATUS,
    STATUS,
    join_names,
    name_class,
    show_day,
    show_end,
    show_line,
    show_stream_end,
)
from trendbreuk_graph.i18n import choose, fill, show_percentage, translator
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.audit.classes import Class, Judgement
    from trendbreuk_graph.audit.dependence import Source
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.funding import Line
    from trendbreuk_graph.i18n import Language

__all__ = ["find_sourced", "make_digest", "make_headlines"]

_BODIES = 12
_SOURCES = 10


def make_digest(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> dict[str, Answer]:
    """The tables of the terminal, of Markdown and of the page, by a stable id, the most important first.

    Args:
        audit: The audit.
        language: Of headings and names.
        evidence: Claim → where it stands; what is at risk carries its sources.
    """
    tables = {
        "totals": _totals(audit, language),
        **_what_if(audit, language),
        "falling-away": _at_risk(audit, "falling-away", language, evidence),
        "partly-falling-away": _at_risk(audit, "partly-falling-away", language, evidence),
        "losing-part": _losing_part(audit, language, evidence),
        "others": _others(audit, language),
        "streams": _streams(audit, language),
        "providers": _providers(audit, language),
        "cliff": _cliff(audit, language),
        "concentration": _concentration(audit, language),
        "wholes": _wholes(audit, language),
        "touched": _touched(audit, language),
        "unknowns": _unknowns(audit, language),
    }
    return {name: table for name, table in tables.items() if table is not None}


def find_sourced(audit: Audit) -> set[str]:
    """The claims, and streams for their end, whose sources the digest shows: what puts projects at risk, and what stops beside structural money."""
    judgements = audit.judgements.values()
    shown = [line for judgement in judgements if judgement.reported in AT_RISK for line in judgement.reasons]
    shown += [line for judgement in judgements for line in judgement.ending]
    ends = {line.stream for line in shown if line.stream is not None and line.end_from == "stream"}
    return {line.claim for line in shown} | ends


def make_headlines(audit: Audit, language: Language) -> str:
    """What matters most, in a few sentences."""
    _ = translator(language)
    if not audit.judgements:
        return _("No project meets all of these limits.")
    if not audit.lines:
        return _("The documents say nothing about money for these projects, so nothing can be audited.")
    counts = audit.count_classes()
    falling = audit.find_class("falling-away")
    unsure = sum(not found.is_certain for found in falling)
    partly = counts["partly-falling-away"] + sum(bool(found.ending) for found in audit.find_class("covered"))
    sentences = [
        fill(
            _(
                "Of {all} {all:project|projects} {falling} {falling:loses all its|lose all their} secured money by {until}."
            ),
            all=len(audit.judgements),
            falling=len(falling),
            until=show_day(audit.until, language),
        )
    ]
    if unsure:
        sentences.append(_("For {unsure} of these that is not certain.").format(unsure=unsure))
    if partly:
        sentences.append(_("Of {partly} more a part of it stops.").format(partly=partly))
    ending: dict[tuple[str, str], set[str]] = {}
    for judgement in audit.judgements.values():
        for line in judgement.ending:
            key = (line.stream_label(language), show_end(line.earliest, line.latest, language))
            ending.setdefault(key, set()).add(judgement.project)
    if ending:
        (stream, end), projects = max(ending.items(), key=lambda item: (len(item[1]), item[0]))
        sentences.append(
            fill(
                _("Most hangs on {stream} ({end}): it stops for {number} {number:project|projects}."),
                stream=stream,
                end=end,
                number=len(projects),
            )
        )
    if counts["unknown"]:
        sentences.append(
            fill(
                _("Of {unknown} {unknown:project|projects} no document says until when the money is secured."),
                unknown=counts["unknown"],
            )
        )
    if counts["hoped-for"] + counts["unfunded"]:
        sentences.append(
            fill(
                _("For {unfunded} {unfunded:project|projects} no document names secured money."),
                unfunded=counts["hoped-for"] + counts["unfunded"],
            )
        )
    return " ".join(sentences)


def _share(number: int, total: int, language: Language) -> str:
    return show_percentage(number / total, language) if total else ""


def _totals(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    total = len(audit.judgements)
    rows: list[tuple[Value, ...]] = []
    for name, number in audit.count_classes().items():
        unsure = 0 if name == "unknown" else sum(not found.is_certain for found in audit.find_class(name))
        rows.append(
            (name_class(name, language), number, _share(number, total, language), unsure or "", _(MEANINGS[name]))
        )
    rows.append((_("together"), total, _share(total, total, language), "", ""))
    return Answer(
        title=make_title(audit, language),
        columns=(_("class"), _("projects"), _("share"), _("not certain"), _("meaning")),
        rows=tuple(rows),
        reading=make_headlines(audit, language),
        denominator=show_count(audit, language),
        kinds=mark_numbers(5, {1, 2, 3}),
    )


def _what_if(audit: Audit, language: Language) -> dict[str, Answer]:
    """The tables of the what-if; municipalities and pairs grouped, because there can be hundreds."""
    if audit.comparison is None:
        return {}
    from trendbreuk_graph.audit.what_if_tables import tabulate_comparison

    found = {table.id: table.to_answer() for table in tabulate_comparison(audit, language)}
    # The municipalities mostly share their projects.
    alike: dict[tuple[Value, ...], list[str]] = {}
    for name, *rest in found["what-if-municipalities"].rows:
        alike.setdefault(tuple(rest), []).append(str(name))
    partners: dict[str, list[str]] = {}
    for one, other in found["what-if-bridges"].rows:
        partners.setdefault(str(one), []).append(str(other))
    grouped: dict[str, list[tuple[Value, ...]]] = {
        "what-if-municipalities": [(join_names(names), *rest) for rest, names in alike.items()],
        "what-if-bridges": [(one, join_names(others)) for one, others in partners.items()],
    }
    for name, rows in grouped.items():
        found[name] = replace(found[name], rows=tuple(rows))
    kept = {"what-if", "what-if-lines"}
    return {name: answer for name, answer in found.items() if answer.rows or name in kept}


def _show(lines: Iterable[Line], audit: Audit, language: Language) -> str:
    return join_names(show_line(line, language, audit.as_of) for line in lines)


def _beside(judgement: Judgement, audit: Audit, language: Language) -> tuple[str, str, str]:
    """What pays on or may, what is hoped for, and what the text calls missing."""
    _ = translator(language)
    on = (*judgement.structural, *judgement.going_on, *judgement.unknown)
    gaps = (line.covers_label(language) or line.stream_label(language) for line in judgement.gaps)
    return _show(on, audit, language) or _("nothing known"), show_hopes(judgement, audit, language), join_names(gaps)


def show_hopes(judgement: Judgement, audit: Audit, language: Language) -> str:
    """What is hoped for, by how sure it is; hopes whose time has passed apart."""
    _ = translator(language)
    groups: dict[str, set[str]] = {}
    for line in judgement.hoped:
        past = line.latest is not None and line.latest < audit.as_of
        group = _("time passed") if past else _(STATUS[line.status])
        groups.setdefault(group, set()).add(line.stream_label(language))
    return "; ".join(
        _("{certainty}: {sources}").format(certainty=group, sources=", ".join(sorted(names, key=str.casefold)))
        for group, names in groups.items()
    )


def _at_risk(audit: Audit, name: Class, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> Answer | None:
    """The projects of one of the two classes that fall away; None when there is none that falls away partly."""
    _ = translator(language)
    found = sorted(audit.find_class(name), key=lambda judgement: audit.label(judgement.project, language).casefold())
    whole = name == "falling-away"
    if not found and not whole:
        return None
    title = _("Falls away by {until}") if whole else _("Partly falls away by {until}")
    return Answer(
        title=title.format(until=show_day(audit.until, language)),
        columns=(_("project"), _("stops"), _("secured besides"), _("hoped for"), _("shortfall")),
        rows=tuple(
            (
                _doubt(judgement, audit, language),
                _show(judgement.ending, audit, language),
                *_beside(judgement, audit, language),
            )
            for judgement in found
        ),
        reading=_(
            "Hoped for is money that may come: it covers nothing until it is promised. Shortfall is what a document calls missing."
        ),
        caution=_warn(found, audit, language),
        evidence=tuple(find_places(judgement.reasons, evidence) for judgement in found),
        ids=_name_first([judgement.project for judgement in found], 5),
    )


def _warn(found: Iterable[Judgement], audit: Audit, language: Language) -> str:
    """On what documents contradict each other about the streams that stop; empty when they do not."""
    _ = translator(language)
    stopping = {line.stream for judgement in found for line in judgement.ending if line.stream is not None}
    subjects = {
        choose(language, *names) for stream in stopping for names in audit.region.contradictions.get(stream, ())
    }
    if not subjects:
        return ""
    return _(
        "Here documents contradict each other: {subjects}. The end that is given is the reading that was chosen; by another one the money may stop "
        "earlier, see `trendbreuk question contradictions-all`."
    ).format(subjects=join_names(subjects))


def _name_first(iris: Iterable[str | None], width: int) -> tuple[tuple[str | None, ...], ...]:
    """Ids for rows of so many cells of which the first names a thing."""
    return tuple((iri.removeprefix(ID) if iri else None, *[None] * (width - 1)) for iri in iris)


def _doubt(judgement: Judgement, audit: Audit, language: Language) -> str:
    """The name of a project, and the classes that it may be in as well."""
    _ = translator(language)
    text = _named(judgement.project, audit, language)
    if judgement.reported == "unknown" or judgement.is_certain:
        return text
    others = ", ".join(name_class(name, language) for name in judgement.others)
    return _("{project} (can also be: {others})").format(project=text, others=others)


def _named(project: str, audit: Audit, language: Language) -> str:
    """The name of a project, with its state where that is not simply active."""
    _ = translator(language)
    status = audit.ledger.projects[project].status
    label = audit.label(project, language)
    return label if status == "active" else f"{label} ({_(PROJECT_STATUS.get(status, status))})"


def _losing_part(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> Answer | None:
    """Covered by structural money, and yet some secured money stops."""
    _ = translator(language)
    found = [judgement for judgement in audit.find_class("covered") if judgement.ending]
    if not found:
        return None
    return Answer(
        title=_("Covered, and yet some secured money stops"),
        columns=(_("project"), _("stops"), _("what that paid"), _("secured besides"), _("hoped for"), _("shortfall")),
        rows=tuple(
            (
                _named(judgement.project, audit, language),
                _show(judgement.ending, audit, language),
                join_names(label for line in judgement.ending if (label := line.covers_label(language))),
                *_beside(judgement, audit, language),
            )
            for judgement in found
        ),
        reading=_("The structural money keeps the project going; what the ending money pays for does fall away."),
        evidence=tuple(find_places(judgement.ending, evidence) for judgement in found),
        ids=_name_first([judgement.project for judgement in found], 6),
    )


def _others(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    rows = []
    for name in CLASSES:
        found = audit.find_class(name)
        if name in AT_RISK or not found:
            continue
        names = []
        for judgement in found:
            text = _doubt(judgement, audit, language)
            if name == "lapsed" and (last := judgement.last_day):
                text += f" ({show_end(*last, language)})"
            names.append(text)
        rows.append((_(LABELS[name]), len(found), join_names(names)))
    return Answer(
        title=_("The other projects"),
        columns=(_("class"), _("number"), _("projects")),
        rows=tuple(rows),
        reading=_(
            "Lines, ends and sources of each project: `trendbreuk show NAME`, or all of them with --format xlsx or html."
        ),
        kinds=mark_numbers(3, {1}),
    )


def _streams(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    paying = [source for source in audit.streams if source.paid]
    rows: list[tuple[Value, ...]] = []
    for source in paying[:_SOURCES]:
        until = show_stream_end(audit.ledger.streams[str(source.iri)], language)
        if clashes := audit.region.contradictions.get(str(source.iri)):
            subjects = "; ".join(choose(language, *pair) for pair in clashes)
            until = _("{end} (documents differ on: {subjects})").format(end=until, subjects=subjects)
        rows.append((name_source(source, audit, language), until, *_dependants(source)))
    reading = _(
        "“Alone” are projects that have no other secured money. That is dependence, which is not bad in itself."
    )
    unpaid = sum(not source.paid and bool(source.hoping) for source in audit.streams)
    if unpaid:
        reading += " " + fill(
            _(
                "{number} {number:other source is only hoped for and pays|other sources are only hoped for and pay} nothing now."
            ),
            number=unpaid,
        )
    return Answer(
        title=_("Who depends on which source of money"),
        columns=(_("source of money"), _("until"), _("pays"), _("alone"), _("stops"), _("hoped for")),
        rows=tuple(rows),
        reading=reading,
        denominator=fill(
            _("{shown} of {all} that {all:pays|pay} now; numbers of projects."), shown=len(rows), all=len(paying)
        ),
        kinds=mark_numbers(6, {2, 3, 4, 5}),
        ids=_name_first([source.iri for source in paying[:_SOURCES]], 6),
    )


def _dependants(source: Source) -> tuple[Value, ...]:
    # Nobody knows whether two streams of unknown provider come from one purse.
    alone = len(source.alone) if source.iri is not None else "?"
    return len(source.paid), alone, len(source.ending), len(source.hoping)


def _providers(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    paying = [source for source in audit.providers if source.paid]
    rows = tuple((name_source(source, audit, language), *_dependants(source)) for source in paying[:_SOURCES])
    return Answer(
        title=_("Who depends on which provider"),
        columns=(_("provider"), _("pays"), _("alone"), _("stops"), _("hoped for")),
        rows=rows,
        denominator=fill(
            _("{shown} of {all} that {all:pays|pay} now; numbers of projects."), shown=len(rows), all=len(paying)
        ),
        kinds=mark_numbers(5, {1, 2, 3, 4}),
        ids=_name_first([source.iri for source in paying[:_SOURCES]], 5),
    )


def _cliff(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    rows = tuple(
        (
            quarter.name,
            len(quarter.last),
            len(quarter.certain),
            len(quarter.dry),
            join_names(line.stream_label(language) for line in quarter.last),
        )
        for quarter in audit.cliff.quarters
        if quarter.last
    )
    reading = _(
        "Quarters without an end are left out. A line that ends “in 2025” counts in the last quarter of 2025. “Last money” counts projects "
        "that have no secured money left after it."
    )
    steepest = audit.cliff.steepest
    if steepest is not None:
        ending = sum(len(quarter.last) for quarter in audit.cliff.quarters)
        reading += " " + _("The steepest: {quarter}, with {share} of the lines that end.").format(
            quarter=steepest.name, share=show_percentage(len(steepest.last) / ending, language)
        )
    first, last = audit.cliff.quarters[0].year, audit.cliff.quarters[-1].year
    return Answer(
        title=_("When secured money ends, {first} to {last}").format(first=first, last=last),
        columns=(
            _("quarter"),
            _("lines that end"),
            _("certainly then"),
            _("last money"),
            _("sources of money"),
        ),
        rows=rows,
        reading=reading,
        denominator=count_cliff(audit, language),
        kinds=mark_numbers(5, {1, 2, 3}),
    )


def _concentration(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    full = tabulate_concentration(audit, language)

    def show(low: object, high: object) -> str:
        if not isinstance(low, float) or not isinstance(high, float):
            return ""
        text = f"{low:.2f}" if f"{low:.2f}" == f"{high:.2f}" else f"{low:.2f} – {high:.2f}"
        return text.replace(".", ",") if language == "nl" else text

    rows = tuple(
        (name, ties, sources, unknown, show(low, high), show(fewest, most))
        for name, ties, sources, unknown, low, high, fewest, most in full.rows
    )
    return Answer(
        title=full.title,
        columns=(
            _("counted"),
            _("ties"),
            _("sources"),
            _("unknown"),
            _("HHI"),
            _("effective number of sources"),
        ),
        rows=tuple(tuple(str(cell) if cell is not None else "" for cell in row) for row in rows),
        reading=full.reading,
        kinds=mark_numbers(6, {1, 2, 3, 4, 5}),
    )


def _wholes(audit: Audit, language: Language) -> Answer | None:
    _ = translator(language)
    touched = [whole for whole in audit.wholes if whole.at_risk]
    if not touched:
        return None
    rows = []
    for whole in touched:
        own = audit.judgements.get(whole.project)
        rows.append(
            (
                audit.label(whole.project, language),
                name_class(own.reported, language) if own else "",
                f"{len(whole.at_risk)} / {len(whole.parts)}",
                join_names(audit.label(part, language) for part in whole.at_risk),
            )
        )
    return Answer(
        title=_("Wholes with parts that fall away"),
        columns=(_("whole"), _("class of the whole"), _("parts"), _("which")),
        rows=tuple(rows),
        reading=_("Parts of parts count too."),
        denominator=fill(
            _("{touched} of {all} {all:project that has|projects that have} parts."),
            touched=len(touched),
            all=len(audit.wholes),
        ),
        kinds=mark_numbers(4, {2}),
        ids=_name_first([whole.project for whole in touched], 4),
    )


def _touched(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    touched = [body for body in audit.bodies if body.at_risk and not body.is_municipality]
    rows: list[tuple[Value, ...]] = [
        (audit.region.body_label(body.iri, language), len(body.projects), len(body.at_risk), len(body.funded))
        for body in touched[:_BODIES]
    ]
    municipalities = [body for body in audit.bodies if body.is_municipality and body.at_risk]
    if municipalities:
        counts = sorted(len(body.at_risk) for body in municipalities)
        rows.append(
            (
                fill(
                    _("{number} {number:municipality|municipalities}: {names}"),
                    number=len(municipalities),
                    names=join_names(audit.region.body_label(body.iri, language) for body in municipalities),
                ),
                "",
                f"{counts[0]} – {counts[-1]}" if counts[0] != counts[-1] else counts[0],
                "",
            )
        )
    full = tabulate_bodies(audit, language)
    return Answer(
        title=full.title,
        columns=(_("name"), _("projects"), _("fall away"), _("go on")),
        rows=tuple(rows),
        reading=" ".join([full.reading, _("“Go on” are projects with money after the period, as far as is known.")]),
        denominator=" ".join(
            [
                full.denominator,
                fill(
                    _("Shown: the {shown} {shown:organisation|organisations} with most."), shown=len(touched[:_BODIES])
                ),
            ]
        ),
        kinds=mark_numbers(4, {1, 2, 3}),
        ids=_name_first([*(body.iri for body in touched[:_BODIES]), *[None] * (len(rows) > len(touched[:_BODIES]))], 4),
    )


def _unknowns(audit: Audit, language: Language) -> Answer:
    _ = translator(language)
    lines = [line for judgement in audit.judgements.values() for line in judgement.unknown]
    silent = [j for j in audit.judgements.values() if not (j.running or j.ended or j.hoped or j.gaps)]
    orphans = {
        line.stream for line in audit.lines if line.stream and audit.ledger.streams[line.stream].provider is None
    }
    rows = (
        (
            _("secured lines of which no document gives the end"),
            len(lines),
            join_names(line.stream_label(language) for line in lines),
        ),
        (_("projects of whose money no document says anything"), len(silent), ""),
        (
            _("sources of money of which no document names the provider"),
            len(orphans),
            join_names(audit.ledger.streams[iri].label(language) for iri in orphans),
        ),
    )
    return Answer(
        title=_("What nobody knows"),
        columns=(_("what"), _("number"), _("which")),
        rows=rows,
        reading=_("Each of these is a question to put to whoever knows."),
        kinds=mark_numbers(3, {1}),
    )
