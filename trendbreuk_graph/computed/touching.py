"""The funding audit as questions: whom it touches when money stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.dependence import find_sources
from trendbreuk_graph.audit.region import read_region
from trendbreuk_graph.audit.touched import find_bodies, find_wholes
from trendbreuk_graph.computed.registry import computed, day_of
from trendbreuk_graph.funding import read_ledger
from trendbreuk_graph.questions import Computed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.funding import Ledger
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = ["parties_touched", "providers_dependence", "wholes_falling"]

_LANGUAGES: tuple[Language, Language] = ("nl", "en")


def _judge(store: Store, values: Values) -> tuple[Ledger, dict[str, Judgement]]:
    ledger, day = read_ledger(store), day_of(values, "day")
    until = max(day, day_of(values, "until"))
    return ledger, judge_projects(sorted(ledger.projects), ledger.lines, day, until)


def _list_projects(ledger: Ledger, projects: Iterable[str]) -> tuple[str, str]:
    """Names of projects in Dutch and in English, each in its own alphabetical order."""
    names = [ledger.projects[project].names for project in projects]
    nl, en = ("; ".join(sorted({name[at] for name in names}, key=str.casefold)) for at in (0, 1))
    return nl, en


def _list_claims(judgements: Mapping[str, Judgement], projects: Iterable[str]) -> str:
    """The lines that stop in these projects, with spaces between."""
    return " ".join(line.claim for project in projects for line in judgements[project].ending)


@computed(
    "providers-dependence",
    """
    # subject: money
    # nl: Hoeveel projecten hangen van welke verstrekker af?
    # en: How many projects depend on which provider of money?
    # ask nl: welke projecten hangen van welke verstrekker af
    # ask nl: wie betaalt hoeveel projecten
    # ask nl: van welke geldgevers zijn we het meest afhankelijk
    # ask nl: afhankelijkheid per verstrekker
    # ask nl: welke geldgever draagt de meeste projecten
    # ask nl: verstrekkers met het aantal projecten dat alleen van hen leeft
    # ask en: which projects depend on which provider
    # ask en: who pays how many projects
    # ask en: which funders do we depend on most
    # ask en: dependence per provider
    # ask en: which funder carries most projects
    # ask en: providers with the number of projects that live off them alone
    # param: day date, default today, example 2026-11-22
    # param: until date, default today+12m, example 2027-11-22
    # columns: provider, providerNl, providerEn, paid, alone, ending, hoping, streamsNl, streamsEn, claims
    # types: paid integer, alone integer, ending integer, hoping integer
    # head nl: verstrekker, projecten nu, alleen hiervan, stopt, kans op, geldstromen
    # head en: provider, projects now, of this alone, stopping, hoped for, streams
    # read nl: Projecten nu hebben op deze dag zeker geld van de verstrekker; bij ‘stopt’ eindigt een deel ervan in de periode.
    # read en: Projects now have secured money from the provider on this day; where it is stopping, some of it ends in the period.
    # not nl: Van sommige geldstromen noemt geen document de verstrekker; die staan hier niet bij.
    # not en: Of some streams no document names the provider; these are left out.
    # count nl: {shown} {shown:verstrekker|verstrekkers}; {unknown} {unknown:project krijgt|projecten krijgen} geld waarvan niemand de verstrekker noemt
    # count en: {shown} {shown:provider|providers}; {unknown} {unknown:project gets|projects get} money whose provider nobody names
    # empty nl: Geen document noemt wie geld verstrekt aan een project.
    # empty en: No document names who provides money to a project.
    """,
)
def providers_dependence(store: Store, values: Values) -> Computed:
    """Who depends on which provider, see :func:`trendbreuk_graph.audit.dependence.find_sources`."""
    ledger, judgements = _judge(store, values)
    names = {stream.provider: stream.provider_names for stream in ledger.streams.values()}
    rows: list[tuple[Value, ...]] = []
    unknown = 0
    for source in find_sources(judgements, ledger, "provider"):
        if source.iri is None:
            unknown = len(source.paid)
            continue
        streams = [ledger.streams[iri].names for iri in source.streams]
        listed = ["; ".join(sorted({name[at] for name in streams}, key=str.casefold)) for at in (0, 1)]
        named = [judgements[project] for project in sorted(source.paid | source.hoping | source.over)]
        lines = (line for found in named for line in (*found.running, *found.hoped, *found.ended))
        claims = " ".join(line.claim for line in lines if line.stream in source.streams)
        numbers = (len(source.paid), len(source.alone), len(source.ending), len(source.hoping))
        rows.append((source.iri, *names[source.iri], *numbers, *listed, claims))
    return Computed(rows, {"unknown": unknown})


@computed(
    "wholes-falling",
    """
    # subject: money
    # nl: Van welke programma's vallen onderdelen weg tussen {day} en {until}?
    # en: Of which programmes do parts fall away between {day} and {until}?
    # ask nl: van welke programma's vallen onderdelen weg
    # ask nl: welke onderdelen van programma's verliezen hun geld {period}
    # ask nl: welke gehelen worden geraakt doordat onderdelen wegvallen
    # ask nl: welk programma brokkelt af als het geld stopt
    # ask nl: programma's met onderdelen waarvan de financiering stopt
    # ask nl: hoeveel onderdelen verliest elk programma
    # ask en: of which programmes do parts fall away
    # ask en: which parts of programmes lose their money {period}
    # ask en: which wholes are touched because parts fall away
    # ask en: which programme crumbles when the money stops
    # ask en: programmes with parts whose funding stops
    # ask en: how many parts does each programme lose
    # param: day date, default today, example 2026-11-22
    # param: until date, default today+12m, example 2027-11-22
    # columns: whole, wholeNl, wholeEn, falling, parts, whichNl, whichEn, claims
    # types: falling integer, parts integer
    # head nl: geheel, onderdelen die wegvallen, onderdelen, welke
    # head en: whole, parts that fall away, parts, which
    # read nl: Onderdelen van onderdelen tellen mee. Een onderdeel valt weg als al zijn zekere geld met een bekend einde, of een deel ervan, in de periode stopt.
    # read en: Parts of parts count. A part falls away when all its secured money with a known end, or some of it, stops in the period.
    # count nl: {shown} van {wholes} {wholes:project dat onderdelen heeft|projecten die onderdelen hebben}
    # count en: {shown} of {wholes} {wholes:project that has|projects that have} parts
    # empty nl: Van geen onderdeel van een programma is bekend dat zijn zekere geld in deze periode stopt.
    # empty en: Of no part of a programme is it known that its secured money stops in this period.
    """,
)
def wholes_falling(store: Store, values: Values) -> Computed:
    """Wholes with parts at risk, see :func:`trendbreuk_graph.audit.touched.find_wholes`."""
    ledger, judgements = _judge(store, values)
    found = find_wholes(judgements, read_region(store).find_parts())
    known = [whole for whole in found if whole.project in ledger.projects]
    rows: list[tuple[Value, ...]] = [
        (
            whole.project,
            *ledger.projects[whole.project].names,
            len(whole.at_risk),
            len(whole.parts),
            *_list_projects(ledger, whole.at_risk),
            _list_claims(judgements, whole.at_risk),
        )
        for whole in known
        if whole.at_risk
    ]
    return Computed(rows, {"wholes": len(known)})


@computed(
    "parties-touched",
    """
    # subject: money
    # nl: Welke organisaties en gemeenten raakt het geld dat wegvalt tussen {day} en {until}?
    # en: Which organisations and municipalities does the money touch that falls away between {day} and {until}?
    # ask nl: welke organisaties en gemeenten worden geraakt als het geld wegvalt
    # ask nl: welke gemeenten worden geraakt door aflopend geld {period}
    # ask nl: wie merkt het als de financiering stopt
    # ask nl: bij welke partijen vallen projecten weg {period}
    # ask nl: welke organisaties verliezen projecten doordat geld afloopt
    # ask nl: hoeveel projecten verliest elke organisatie
    # ask en: which organisations and municipalities are touched when the money falls away
    # ask en: which municipalities are touched by expiring money {period}
    # ask en: who feels it when the funding stops
    # ask en: at which parties do projects fall away {period}
    # ask en: which organisations lose projects because money ends
    # ask en: how many projects does each organisation lose
    # param: day date, default today, example 2026-11-22
    # param: until date, default today+12m, example 2027-11-22
    # columns: who, whoNl, whoEn, kindNl, kindEn, falling, going, projects, whichNl, whichEn, claims
    # types: falling integer, going integer, projects integer
    # head nl: wie, soort, projecten die wegvallen, lopen door, alle projecten, welke wegvallen
    # head en: who, kind, projects that fall away, going on, all projects, which fall away
    # read nl: Wie in welke rol ook meedoet aan een project dat geheel of deels wegvalt. ‘Lopen door’ heeft na de periode nog zeker geld, voor zover bekend. Een gemeente telt zelf en als lid van een groep van gemeenten.
    # read en: Whoever takes part, in any role, in a project that falls away wholly or partly. Going on has secured money after the period, as far as is known. A municipality counts itself and as a member of a group of municipalities.
    # not nl: Meedoen is niet hetzelfde als geld ontvangen: wie het geld krijgt, staat zelden in de documenten.
    # not en: To take part is not to receive the money: who gets it, the documents seldom say.
    # count nl: {shown} van {bodies} {bodies:organisatie|organisaties}, waaronder {municipalities} {municipalities:gemeente|gemeenten}
    # count en: {shown} of {bodies} {bodies:organisation|organisations}, {municipalities} of them {municipalities:a municipality|municipalities}
    # empty nl: Van geen organisatie is bekend dat een project in deze periode wegvalt.
    # empty en: Of no organisation is it known that a project falls away in this period.
    """,
)
def parties_touched(store: Store, values: Values) -> Computed:
    """Organisations with projects at risk, see :func:`trendbreuk_graph.audit.touched.find_bodies`."""
    ledger, judgements = _judge(store, values)
    region = read_region(store)
    bodies = find_bodies(judgements, region)
    touched = [body for body in bodies if body.at_risk]
    rows: list[tuple[Value, ...]] = [
        (
            body.iri,
            *region.bodies[body.iri],
            *(("gemeente", "municipality") if body.is_municipality else ("organisatie", "organisation")),
            len(body.at_risk),
            len(set(body.funded) - set(body.at_risk)),
            len(body.projects),
            *_list_projects(ledger, body.at_risk),
            _list_claims(judgements, body.at_risk),
        )
        for body in touched
    ]
    return Computed(rows, {"bodies": len(bodies), "municipalities": sum(body.is_municipality for body in touched)})
