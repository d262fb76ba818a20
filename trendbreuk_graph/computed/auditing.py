"""The funding audit as questions: what falls away, and what hangs on one stream."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import AT_RISK, CLASSES, judge_projects
from trendbreuk_graph.audit.cliff import find_cliff
from trendbreuk_graph.audit.dependence import find_concentration, find_sources
from trendbreuk_graph.audit.words import name_class, show_lines
from trendbreuk_graph.computed.registry import computed, day_of, iri_of
from trendbreuk_graph.funding import read_ledger
from trendbreuk_graph.questions import Computed

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.funding import Ledger, Line
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = [
    "audit_classes",
    "cliff",
    "concentration",
    "depends_on_stream",
    "money_lapsed",
    "money_not_secured",
    "projects_falling_away",
]


_LANGUAGES: tuple[Language, Language] = ("nl", "en")


def _judge(store: Store, day: dt.date, until: dt.date) -> tuple[Ledger, dict[str, Judgement]]:
    ledger = read_ledger(store)
    return ledger, judge_projects(sorted(ledger.projects), ledger.lines, day, max(day, until))


def _row(ledger: Ledger, judgement: Judgement, lines: Iterable[Line], day: dt.date) -> tuple[Value, ...]:
    """Project, class, lines and claims, as most of these questions show them."""
    found = list(lines)
    project = ledger.projects[judgement.project]
    classes = (name_class(judgement.reported, "nl"), name_class(judgement.reported, "en"))
    return (project.iri, *project.names, *classes, *show_lines(found, day), " ".join(line.claim for line in found))


@computed(
    "audit-classes",
    """
    # subject: money
    # nl: Hoe staat het geld van elk project ervoor op {day}, gerekend tot {until}?
    # en: How does the money of each project stand on {day}, counted until {until}?
    # ask nl: welke projecten zijn gedekt en welke niet
    # ask nl: financieringsoverzicht van alle projecten
    # ask nl: hoe staan de projecten er financieel voor
    # ask nl: audit van de financiering
    # ask nl: deel de projecten in naar hun dekking
    # ask nl: in welke financieringsgroep valt elk project
    # ask nl: welke projecten hebben dekking na {period}
    # ask nl: dekking per project
    # ask en: which projects are covered and which are not
    # ask en: funding overview of all projects
    # ask en: how do the projects stand financially
    # ask en: funding audit
    # ask en: sort the projects by their cover
    # ask en: in which funding class is each project
    # ask en: which projects are covered after {period}
    # ask en: cover per project
    # param: day date, default today, example 2026-11-22
    # param: until date, default today+12m, example 2027-11-22
    # columns: classNl, classEn, project, projectNl, projectEn, linesNl, linesEn, claims
    # head nl: groep, project, door welk geld
    # head en: class, project, by which money
    # read nl: Elk project valt in één groep; de volgorde is die van de nood. Waar datums twijfel laten staat de groep die het meest waarschijnlijk is; `trendbreuk audit` noemt ook de andere.
    # read en: Each project is in one class, in the order of urgency. Where dates leave doubt the likeliest class is given; `trendbreuk audit` names the others too.
    # not nl: Zonder genoemd geld is niet hetzelfde als zonder geld: de documenten zwijgen erover.
    # not en: No money named is not the same as no money: the documents are silent about it.
    # count nl: {shown} {shown:project|projecten}; {risk} {risk:verliest|verliezen} zeker geld in de periode, van {unknown} is het einde onbekend
    # count en: {shown} {shown:project|projects}; {risk} {risk:loses|lose} secured money in the period, of {unknown} the end is unknown
    # empty nl: De graaf bevat geen projecten.
    # empty en: The graph holds no projects.
    """,
)
def audit_classes(store: Store, values: Values) -> Computed:
    """The class of each project, see :func:`trendbreuk_graph.audit.classes.judge_projects`."""
    day = day_of(values, "day")
    ledger, judgements = _judge(store, day, day_of(values, "until"))
    ordered = sorted(judgements.values(), key=lambda found: (CLASSES.index(found.reported), found.project))
    rows: list[tuple[Value, ...]] = []
    for judgement in ordered:
        iri, nl, en, class_nl, class_en, *rest = _row(ledger, judgement, judgement.reasons, day)
        rows.append((class_nl, class_en, iri, nl, en, *rest))
    counts = {
        "risk": sum(judgement.reported in AT_RISK for judgement in ordered),
        "unknown": sum(judgement.reported == "unknown" for judgement in ordered),
    }
    return Computed(rows, counts)


@computed(
    "projects-falling-away",
    """
    # subject: money
    # nl: Welke projecten verliezen zeker geld tussen {day} en {until}?
    # en: Which projects lose secured money between {day} and {until}?
    # ask nl: welke projecten hangen af van aflopende financiering
    # ask nl: welke projecten vallen weg {period}
    # ask nl: van welke projecten loopt het zekere geld af {period}
    # ask nl: welke projecten komen zonder geld te zitten {period}
    # ask nl: welke projecten vallen om doordat hun geld ophoudt {period}
    # ask nl: welke projecten lopen risico door aflopend geld
    # ask nl: welke projecten vallen weg als er geen nieuw geld komt {period}
    # ask nl: projecten met een aflopende subsidie
    # ask nl: bij welke projecten droogt het geld op {period}
    # ask nl: welke projecten eindigen {period}
    # ask en: which projects depend on expiring funding
    # ask en: which projects fall away {period}
    # ask en: which projects run out of money {period}
    # ask en: which projects are left without funding {period}
    # ask en: projects at risk because their money ends {period}
    # ask en: which projects are in danger of losing their funding
    # ask en: what falls away {period}
    # ask en: which projects collapse if no new money comes {period}
    # ask en: projects with an expiring grant
    # ask en: whose funding dries up {period}
    # ask en: which projects end {period}
    # param: day date, default today, example 2026-11-22
    # param: until date, default today+12m, example 2026-12-31
    # limit nl: projecten die zeker geld verliezen tussen {day} en {until}
    # limit en: projects that lose secured money between {day} and {until}
    # columns: project, projectNl, projectEn, classNl, classEn, endingNl, endingEn, besideNl, besideEn, claims
    # head nl: project, groep, wat stopt, wat er nog naast is
    # head en: project, class, what stops, what there is beside it
    # read nl: Een project valt weg als al zijn zekere geld met een bekend einde binnen de periode stopt en niets structureel is; het valt deels weg als een deel doorloopt.
    # read en: A project falls away when all its secured money with a known end stops within the period and nothing is structural; it partly falls away when a part goes on.
    # not nl: De documenten zijn van 2023 tot begin 2025; of er sindsdien geld bij kwam, staat er niet in.
    # not en: The documents are of 2023 to early 2025; whether money was added since, they do not say.
    # count nl: {shown} van {secured} {secured:project|projecten} met zeker geld; van {unknown} {unknown:project|projecten} is het einde onbekend
    # count en: {shown} of {secured} {secured:project|projects} with secured money; of {unknown} {unknown:project|projects} the end is unknown
    # empty nl: Van geen project is bekend dat zeker geld in deze periode stopt; van projecten zonder bekend einde weet niemand het.
    # empty en: Of no project is it known that secured money stops in this period; of projects without a known end nobody knows.
    """,
)
def projects_falling_away(store: Store, values: Values) -> Computed:
    """Projects whose secured money, or a part of it, ends within a period."""
    day = day_of(values, "day")
    ledger, judgements = _judge(store, day, day_of(values, "until"))
    rows: list[tuple[Value, ...]] = []
    for judgement in judgements.values():
        if judgement.reported in AT_RISK:
            *shown, claims = _row(ledger, judgement, judgement.ending, day)
            beside = show_lines((*judgement.structural, *judgement.going_on, *judgement.unknown), day)
            rows.append((*shown, *beside, claims))
    counts = {
        "secured": sum(bool(found.running or found.ended) for found in judgements.values()),
        "unknown": sum(found.reported == "unknown" for found in judgements.values()),
    }
    return Computed(rows, counts)


@computed(
    "money-lapsed",
    """
    # subject: money
    # nl: Van welke projecten is het zekere geld op {day} al voorbij?
    # en: Of which projects is the secured money over already on {day}?
    # ask nl: welke projecten hadden geld maar nu niet meer
    # ask nl: van welke projecten is al het geld verlopen
    # ask nl: welk zeker geld had al op moeten zijn
    # ask nl: welke financiering is volgens de einddatum al voorbij
    # ask nl: projecten zonder lopend geld waarvan de subsidie voorbij is
    # ask nl: waar is de geldkraan al dicht
    # ask nl: welke projecten staan nu zonder geld omdat het op is
    # ask en: which projects had money but no longer
    # ask en: of which projects has all funding lapsed
    # ask en: which secured money should have run out by now
    # ask en: which financing is over going by its end date
    # ask en: which financing has already ended
    # ask en: projects whose grant is over
    # ask en: which projects are without money now because it is spent
    # ask en: lapsed funding
    # param: day date, default today, example 2026-11-22
    # columns: project, projectNl, projectEn, classNl, classEn, linesNl, linesEn, claims
    # head nl: project, groep, geld dat voorbij is
    # head en: project, class, money that is over
    # read nl: Er was zeker geld, het is volgens de einddatum voorbij, en niets is structureel.
    # read en: There was secured money, going by its end date it is over, and nothing is structural.
    # not nl: Of het geld is verlengd, staat niet in de documenten.
    # not en: Whether the money was extended, the documents do not say.
    # empty nl: Van geen project is bekend dat al het zekere geld voorbij is.
    # empty en: Of no project is it known that all its secured money is over.
    """,
)
def money_lapsed(store: Store, values: Values) -> Computed:
    """Projects of the class *lapsed*."""
    day = day_of(values, "day")
    ledger, judgements = _judge(store, day, day)
    found = [judgement for judgement in judgements.values() if judgement.reported == "lapsed"]
    return Computed([_row(ledger, judgement, judgement.ended, day) for judgement in found], {})


@computed(
    "money-not-secured",
    """
    # subject: money
    # nl: Welke projecten hebben geen zeker geld?
    # en: Which projects have no secured money?
    # ask nl: van welke projecten is geen geld zeker
    # ask nl: welke projecten hebben nog geen zekere financiering
    # ask nl: projecten zonder zeker geld
    # ask nl: bij welke projecten is het geld niet geborgd
    # ask nl: welke activiteiten zijn niet gefinancierd
    # ask nl: welke projecten zijn ongedekt
    # ask nl: projecten die nog niet betaald zijn
    # ask en: for which projects is no money certain
    # ask en: which projects do not have secured funding yet
    # ask en: projects without secured money
    # ask en: of which projects is the money not guaranteed
    # ask en: which activities are not funded
    # ask en: which projects are not covered
    # ask en: unfunded projects
    # param: day date, default today, example 2026-11-22
    # limit nl: projecten zonder zeker geld
    # limit en: projects without secured money
    # columns: project, projectNl, projectEn, classNl, classEn, linesNl, linesEn, claims
    # head nl: project, groep, wat er genoemd wordt
    # head en: project, class, what is named
    # read nl: Van deze projecten noemt geen document zeker geld; genoemd staat wat mogelijk, aangevraagd, in natura of tekort is.
    # read en: Of these projects no document names secured money; named is what is possible, requested, in kind or missing.
    # not nl: Dat een document niets zegt, is niet hetzelfde als dat er geen geld is.
    # not en: That a document says nothing is not the same as that there is no money.
    # count nl: {shown} van {all} {all:project|projecten}; bij {silent} daarvan noemt geen document geld, of alleen een tekort
    # count en: {shown} of {all} {all:project|projects}; for {silent} of these no document names money, or only a shortfall
    # empty nl: Elk project heeft volgens de documenten zeker geld, of had dat.
    # empty en: According to the documents every project has secured money, or had it.
    """,
)
def money_not_secured(store: Store, values: Values) -> Computed:
    """Projects of the classes *hoped for* and *unfunded*."""
    day = day_of(values, "day")
    ledger, judgements = _judge(store, day, day)
    found = [judgement for judgement in judgements.values() if judgement.reported in {"hoped-for", "unfunded"}]
    found.sort(key=lambda judgement: (CLASSES.index(judgement.reported), judgement.project))
    counts = {"all": len(judgements), "silent": sum(judgement.reported == "unfunded" for judgement in found)}
    return Computed([_row(ledger, judgement, (*judgement.hoped, *judgement.gaps), day) for judgement in found], counts)


@computed(
    "depends-on-stream",
    """
    # subject: money
    # nl: Welke projecten hangen af van {stream}?
    # en: Which projects depend on {stream}?
    # ask nl: welke projecten leunen op {stream}
    # ask nl: wie is afhankelijk van {stream}
    # ask nl: hoe afhankelijk zijn de projecten van {stream}
    # ask nl: welke projecten kunnen niet zonder {stream}
    # ask nl: welke projecten drijven op {stream}
    # ask nl: afhankelijkheid van {stream}
    # ask nl: welke projecten hangen aan {stream}
    # ask en: which projects lean on {stream}
    # ask en: who is dependent on {stream}
    # ask en: how dependent are the projects on {stream}
    # ask en: which projects cannot do without {stream}
    # ask en: which projects rely on {stream}
    # ask en: dependence on {stream}
    # ask en: what hangs on {stream}
    # param: stream stream, example id:spuk-gala
    # param: day date, default today, example 2026-11-22
    # columns: project, projectNl, projectEn, aloneNl, aloneEn, linesNl, linesEn, besideNl, besideEn, claims
    # head nl: project, alleen hiervan, geld uit deze stroom, ander zeker geld
    # head en: project, of this alone, money from this stream, other secured money
    # read nl: Alleen hiervan: op deze dag is er geen ander zeker geld dat nog loopt.
    # read en: Of this alone: on this day there is no other secured money that still runs.
    # not nl: Afhankelijkheid is geen oordeel; één vaste bron kan zekerder zijn dan veel losse.
    # not en: Dependence is no judgement; one steady source can be safer than many loose ones.
    # count nl: {shown} {shown:project|projecten} met zeker geld hieruit, {alone} hiervan alleen; voor {hoping} {hoping:ander|andere} is het mogelijk of aangevraagd
    # count en: {shown} {shown:project|projects} with secured money from it, {alone} from it alone; for {hoping} {hoping:other|others} it is possible or requested
    # empty nl: Geen project heeft op deze dag zeker geld uit {stream}, voor zover de documenten zeggen.
    # empty en: As far as the documents say, no project has secured money from {stream} on this day.
    """,
)
def depends_on_stream(store: Store, values: Values) -> Computed:
    """Projects with running secured money from a stream, see :func:`trendbreuk_graph.audit.dependence.find_sources`."""
    day, stream = day_of(values, "day"), iri_of(values, "stream")
    ledger, judgements = _judge(store, day, day)
    source = next((found for found in find_sources(judgements, ledger, "stream") if found.iri == stream), None)
    if source is None:
        return Computed([], {"alone": 0, "hoping": 0})
    rows: list[tuple[Value, ...]] = []
    for iri in sorted(source.paid, key=lambda iri: (iri not in source.alone, iri)):
        running = judgements[iri].running
        lines = [line for line in running if line.stream == stream]
        alone = ("ja", "yes") if iri in source.alone else ("nee", "no")
        beside = show_lines((line for line in running if line.stream != stream), day)
        claims = " ".join(line.claim for line in lines)
        rows.append((iri, *ledger.projects[iri].names, *alone, *show_lines(lines, day), *beside, claims))
    return Computed(rows, {"alone": len(source.alone), "hoping": len(source.hoping - source.paid)})


@computed(
    "cliff",
    """
    # subject: money
    # nl: In welk kwartaal stopt hoeveel zeker geld?
    # en: In which quarter does how much secured money stop?
    # ask nl: wanneer loopt het meeste geld tegelijk af
    # ask nl: in welk kwartaal komt de grote klap
    # ask nl: financieringsklif
    # ask nl: geld dat afloopt per kwartaal
    # ask nl: wanneer valt de afgrond in de financiering
    # ask nl: verloop van de einddata over de kwartalen
    # ask nl: wanneer piekt het aflopen van subsidies
    # ask en: when does most money run out at once
    # ask en: in which quarter does the big blow come
    # ask en: funding cliff
    # ask en: money ending per quarter
    # ask en: when is the cliff edge in the funding
    # ask en: spread of end dates over the quarters
    # ask en: when do expiring grants peak
    # param: day date, default today, example 2026-11-22
    # columns: quarter, lines, dry, streamsNl, streamsEn, claims
    # types: lines integer, dry integer
    # head nl: kwartaal, regels zeker geld, projecten die dan zonder zitten, stromen
    # head en: quarter, lines of secured money, projects then without, streams
    # read nl: Een regel telt in het kwartaal van de laatste dag die het einde kan zijn; kwartalen zonder einde staan er niet bij.
    # read en: A line counts in the quarter of the last day that its end can be; quarters without an end are left out.
    # not nl: Het zijn aantallen regels, geen euro's: bedragen staan bijna nergens.
    # not en: These are numbers of lines, no euros: hardly any amounts are named.
    # count nl: {ending} {ending:regel|regels} met een bekend einde; {structural} structureel, {unknown} met onbekend einde
    # count en: {ending} {ending:line|lines} with a known end; {structural} structural, {unknown} with an unknown end
    # empty nl: Van geen zeker geld is een einde bekend.
    # empty en: Of no secured money is an end known.
    """,
)
def cliff(store: Store, values: Values) -> Computed:
    """Secured lines by the quarter of their end, see :func:`trendbreuk_graph.audit.cliff.find_cliff`."""
    day = day_of(values, "day")
    _, judgements = _judge(store, day, day)
    found = find_cliff(judgements)
    rows: list[tuple[Value, ...]] = []
    for quarter in found.quarters:
        if quarter.last:
            nl, en = ("; ".join(sorted({line.stream_names[at] for line in quarter.last})) for at in (0, 1))
            claims = " ".join(line.claim for line in quarter.last)
            rows.append((f"{quarter.year} Q{quarter.number}", len(quarter.last), len(quarter.dry), nl, en, claims))
    ending = len(found.before) + len(found.after) + sum(len(quarter.last) for quarter in found.quarters)
    return Computed(rows, {"ending": ending, "structural": len(found.structural), "unknown": len(found.unknown)})


@computed(
    "concentration",
    """
    # subject: money
    # nl: Hoe geconcentreerd is het zekere geld?
    # en: How concentrated is the secured money?
    # ask nl: op hoeveel bronnen rust de financiering
    # ask nl: hoe gespreid is de financiering
    # ask nl: hangt alles aan één geldstroom
    # ask nl: concentratie van de geldstromen
    # ask nl: HHI van de financiering
    # ask nl: effectief aantal bronnen
    # ask nl: hoe eenzijdig is de financiering
    # ask en: on how many sources does the funding rest
    # ask en: how spread is the funding
    # ask en: does everything hang on one stream
    # ask en: concentration of the funding
    # ask en: HHI of the funding
    # ask en: effective number of sources
    # ask en: how one-sided is the financing
    # param: day date, default today, example 2026-11-22
    # columns: levelNl, levelEn, ties, sources, unknown, low, high, fewest, most
    # types: ties integer, sources integer, unknown integer, low number, high number, fewest number, most number
    # head nl: geteld naar, banden, bronnen, zonder bekende verstrekker, HHI minstens, HHI hoogstens, effectief aantal bronnen minstens, hoogstens
    # head en: counted by, ties, sources, without a known provider, HHI at least, HHI at most, effective number of sources at least, at most
    # read nl: Een band is een project met zeker geld uit een bron. De HHI is 1 als alles van één bron komt en 1/n bij n gelijke bronnen; het effectieve aantal is 1/HHI.
    # read en: A tie is a project with secured money from a source. The HHI is 1 when everything comes from one source and 1/n with n equal ones; the effective number is 1/HHI.
    # not nl: Het telt banden, geen euro's, en noemt afhankelijkheid, geen kwaliteit.
    # not en: It counts ties, no euros, and names dependence, not quality.
    # empty nl: Geen project heeft op deze dag zeker geld.
    # empty en: On this day no project has secured money.
    """,
)
def concentration(store: Store, values: Values) -> Computed:
    """The Herfindahl-Hirschman index by count, see :class:`trendbreuk_graph.audit.dependence.Concentration`."""
    day = day_of(values, "day")
    ledger, judgements = _judge(store, day, day)
    names = {"stream": ("geldstroom", "stream"), "provider": ("verstrekker", "provider")}
    rows: list[tuple[Value, ...]] = []
    for level in ("stream", "provider"):
        found = find_concentration(judgements, ledger.streams, level)
        if found.ties:
            fewest, most = found.effective or (None, None)
            rows.append((*names[level], found.ties, found.sources, found.unknown, found.low, found.high, fewest, most))
    return Computed(rows, {})
