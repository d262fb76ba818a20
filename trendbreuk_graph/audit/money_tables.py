"""Tables of the audit about the money itself: sources, the cliff, dependence; and about whom it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.audit.tables import Cell, Column, Table
from trendbreuk_graph.audit.words import join_names, name_class, show_stream_end
from trendbreuk_graph.i18n import choose, fill, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trendbreuk_graph.audit.dependence import Concentration, Source
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.i18n import Language

__all__ = [
    "count_cliff",
    "name_source",
    "tabulate_bodies",
    "tabulate_cliff",
    "tabulate_concentration",
    "tabulate_providers",
    "tabulate_streams",
    "tabulate_wholes",
]


def name_source(source: Source, audit: Audit, language: Language) -> str:
    """Name of a stream or provider."""
    _ = translator(language)
    if source.level == "stream":
        return audit.ledger.streams[str(source.iri)].label(language)
    if source.iri is None:
        return _("provider not known")
    return audit.ledger.streams[min(source.streams)].provider_label(language)


def _names(audit: Audit, projects: Iterable[str], language: Language) -> str:
    return join_names(audit.label(project, language) for project in projects)


def _counts(source: Source, audit: Audit, language: Language) -> tuple[Cell, ...]:
    total = len(audit.judgements)
    return (
        len(source.paid),
        len(source.paid) / total if total else 0.0,
        len(source.alone) if source.iri is not None else None,
        len(source.ending),
        len(source.hoping),
        len(source.over),
        _names(audit, source.paid, language),
        _names(audit, source.alone, language),
        _names(audit, source.hoping, language),
    )


def _count_columns(language: Language) -> tuple[Column, ...]:
    _ = translator(language)
    return (
        Column(_("projects paid"), "number"),
        Column(_("share of the projects"), "share"),
        Column(_("of which from this alone"), "number"),
        Column(_("projects where it stops in the period"), "number"),
        Column(_("projects that hope for it"), "number"),
        Column(_("projects where it is over"), "number"),
        Column(_("paid")),
        Column(_("paid from this alone")),
        Column(_("hoping")),
    )


def tabulate_streams(audit: Audit, language: Language) -> Table:
    """One row a stream."""
    _ = translator(language)
    rows = []
    for source in audit.streams:
        stream = audit.ledger.streams[str(source.iri)]
        clashes = [choose(language, *pair) for pair in audit.region.contradictions.get(stream.iri, ())]
        rows.append(
            (
                stream.id,
                stream.label(language),
                stream.provider_label(language) or _("not known"),
                show_stream_end(stream, language),
                stream.ends.latest if stream.ends else None,
                *_counts(source, audit, language),
                "; ".join(clashes),
            )
        )
    return Table(
        id="streams",
        title=_("Who depends on which source of money"),
        columns=(
            Column(_("id")),
            Column(_("source of money")),
            Column(_("provider")),
            Column(_("until")),
            Column(_("at the latest"), "date"),
            *_count_columns(language),
            Column(_("documents contradict each other on")),
        ),
        rows=tuple(rows),
        reading=_(
            "“Paid” is secured money that has not ended, as far as is known. “From this alone” means that the project has no other "
            "such money. It shows dependence, which is not bad in itself."
        ),
        denominator=fill(
            _(
                "{number} {number:source of money is|sources of money are} named for these projects; {paying} of them {paying:pays|pay} for a project now."
            ),
            number=len(rows),
            paying=sum(bool(source.paid) for source in audit.streams),
        ),
        evidence=(),
        language=language,
    )


def tabulate_providers(audit: Audit, language: Language) -> Table:
    """One row a provider."""
    _ = translator(language)
    rows = tuple(
        (
            name_source(source, audit, language),
            join_names(audit.ledger.streams[stream].label(language) for stream in source.streams),
            *_counts(source, audit, language),
        )
        for source in audit.providers
    )
    return Table(
        id="providers",
        title=_("Who depends on which provider"),
        columns=(Column(_("provider")), Column(_("sources of money")), *_count_columns(language)),
        rows=rows,
        reading=_(
            "Sources of money with the same provider are taken together. For sources whose provider no document gives, nobody knows whether "
            "a project depends on one provider alone."
        ),
        denominator=fill(
            _(
                "{number} {number:provider|providers}; of {unknown} {unknown:source|sources} of money the provider is not known."
            ),
            number=sum(source.iri is not None for source in audit.providers),
            unknown=sum(len(source.streams) for source in audit.providers if source.iri is None),
        ),
        evidence=(),
        language=language,
    )


def tabulate_cliff(audit: Audit, language: Language) -> Table:
    """One row a quarter, the empty ones too."""
    _ = translator(language)
    rows = tuple(
        (
            quarter.name,
            len(quarter.last),
            len(quarter.certain),
            len(quarter.possible),
            len({line.project for line in quarter.last}),
            len(quarter.dry),
            join_names(line.stream_label(language) for line in quarter.last),
            _names(audit, quarter.dry, language),
        )
        for quarter in audit.cliff.quarters
    )
    return Table(
        id="cliff",
        title=_("When secured money ends, per quarter"),
        columns=(
            Column(_("quarter")),
            Column(_("lines that end by then at the latest"), "number"),
            Column(_("of which certainly in this quarter"), "number"),
            Column(_("other lines that can end here"), "number"),
            Column(_("projects concerned"), "number"),
            Column(_("projects whose last secured money it is"), "number"),
            Column(_("sources of money")),
            Column(_("last secured money of")),
        ),
        rows=rows,
        reading=_(
            "Plain counts of lines, because the documents hardly give amounts. A line that ends “in 2025” can end in any quarter of it; it "
            "counts in the last one, and as “can end here” in the others."
        ),
        denominator=count_cliff(audit, language),
        evidence=(),
        language=language,
    )


def count_cliff(audit: Audit, language: Language) -> str:
    """How many secured lines there are, and how many have no place in the quarters."""
    _ = translator(language)
    cliff = audit.cliff
    return fill(
        _(
            "{total} secured {total:line|lines}: {ending} {ending:ends|end} in these years, {before} before and {after} later or never for certain; "
            "{structural} {structural:is|are} structural and of {unknown} the end is unknown."
        ),
        total=cliff.total,
        ending=sum(len(quarter.last) for quarter in cliff.quarters),
        before=len(cliff.before),
        after=len(cliff.after),
        structural=len(cliff.structural),
        unknown=len(cliff.unknown),
    )


def _range(bounds: tuple[float, float] | None) -> tuple[float | None, float | None]:
    return bounds or (None, None)


def tabulate_concentration(audit: Audit, language: Language) -> Table:
    """How concentrated the money is, by stream and by provider."""
    _ = translator(language)
    names = {"stream": _("by source of money"), "provider": _("by provider")}

    def row(found: Concentration) -> tuple[Cell, ...]:
        return (
            names[found.level],
            found.ties,
            found.sources,
            found.unknown,
            found.low,
            found.high,
            *_range(found.effective),
        )

    return Table(
        id="concentration",
        title=_("How many sources the money comes from"),
        columns=(
            Column(_("counted")),
            Column(_("ties of a project with a source"), "number"),
            Column(_("sources"), "number"),
            Column(_("ties with an unknown provider"), "number"),
            Column(_("HHI, lowest"), "number"),
            Column(_("HHI, highest"), "number"),
            Column(_("effective number of sources, lowest"), "number"),
            Column(_("effective number of sources, highest"), "number"),
        ),
        rows=tuple(row(found) for found in audit.concentration),
        reading=_(
            "The HHI adds the squared shares of the sources: 1 is everything from one source. The effective number says: as spread as if so many "
            "sources had equal shares. Counted by ties, not by euros. Where providers are unknown it lies between two values: all of them "
            "one, or each another. It measures dependence, not risk."
        ),
        denominator="",
        evidence=(),
        language=language,
    )


def tabulate_wholes(audit: Audit, language: Language) -> Table:
    """One row a whole, with its parts by class."""
    _ = translator(language)
    rows = []
    for whole in audit.wholes:
        own = audit.judgements.get(whole.project)
        counts: dict[str, int] = {}
        for part in whole.parts:
            name = name_class(audit.judgements[part].reported, language)
            counts[name] = counts.get(name, 0) + 1
        rows.append(
            (
                audit.label(whole.project, language),
                own.reported if own else None,
                len(whole.parts),
                len(whole.at_risk),
                _names(audit, whole.at_risk, language),
                ", ".join(
                    f"{name}: {number}" for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
                ),
            )
        )
    return Table(
        id="wholes",
        title=_("Parts and wholes"),
        columns=(
            Column(_("whole")),
            Column(_("class of the whole"), "class"),
            Column(_("parts"), "number"),
            Column(_("parts that fall away"), "number"),
            Column(_("which")),
            Column(_("all parts by class")),
        ),
        rows=tuple(rows),
        reading=_("Parts of parts count too. Falling away is wholly or partly, within the period."),
        denominator=fill(
            _("{number} {number:whole|wholes}; {touched} of them {touched:has|have} a part that falls away."),
            number=len(rows),
            touched=sum(bool(whole.at_risk) for whole in audit.wholes),
        ),
        evidence=(),
        language=language,
    )


def tabulate_bodies(audit: Audit, language: Language) -> Table:
    """One row an organisation or municipality."""
    _ = translator(language)
    rows = tuple(
        (
            audit.region.body_label(body.iri, language),
            _("municipality") if body.is_municipality else _("organisation"),
            len(body.projects),
            len(body.at_risk),
            len(body.funded),
            len(set(body.at_risk) & set(body.through_group)),
            _names(audit, body.at_risk, language),
        )
        for body in audit.bodies
    )
    touched = [body for body in audit.bodies if body.at_risk]
    return Table(
        id="touched",
        title=_("Organisations and municipalities that it touches"),
        columns=(
            Column(_("name")),
            Column(_("kind")),
            Column(_("projects"), "number"),
            Column(_("of which fall away"), "number"),
            Column(_("of which have money after the period, as far as known"), "number"),
            Column(_("falling away, only through the group of municipalities"), "number"),
            Column(_("which fall away")),
        ),
        rows=rows,
        reading=_(
            "Whoever takes part in a project, in any role. A municipality counts in person and as a member of a group of municipalities. "
            "Kinds of actor, such as general practitioners, are not counted."
        ),
        denominator=fill(
            _(
                "Of {organisations} {organisations:organisation|organisations} {touched} {touched:takes|take} part in a project that falls away; of {municipalities} {municipalities:municipality|municipalities} {hit}."
            ),
            organisations=sum(not body.is_municipality for body in audit.bodies),
            touched=sum(not body.is_municipality for body in touched),
            municipalities=sum(body.is_municipality for body in audit.bodies),
            hit=sum(body.is_municipality for body in touched),
        ),
        evidence=(),
        language=language,
    )
