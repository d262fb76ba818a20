"""What if, as questions: streams that stop, go on longer, or had never been there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.dependence import find_sources
from trendbreuk_graph.audit.period import Horizon
from trendbreuk_graph.audit.region import read_region
from trendbreuk_graph.audit.touched import find_bodies
from trendbreuk_graph.audit.what_if import Assumption, apply_assumptions, check_assumptions, find_pairs
from trendbreuk_graph.audit.words import name_class, show_lines
from trendbreuk_graph.computed.registry import computed, day_of, iri_of, iris_of
from trendbreuk_graph.errors import AssumptionError
from trendbreuk_graph.funding import read_ledger
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.network import read_network
from trendbreuk_graph.questions import Computed

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.funding import Ledger, Line
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = [
    "what_if_one_extended",
    "what_if_stream_absent",
    "what_if_stream_ends",
    "what_if_stream_extended",
    "what_if_streams_end",
]

_LANGUAGES: tuple[Language, Language] = ("nl", "en")
_YEAR = Horizon(12, "m")


class _Supposed(NamedTuple):
    """The projects before and under some assumptions.

    Attributes:
        ledger: All lines, streams and projects.
        streams: The streams that something is supposed of.
        before: Project → its judgement by the documents.
        after: The same under the assumptions.
        then: The day of `after`.
    """

    ledger: Ledger
    streams: frozenset[str]
    before: dict[str, Judgement]
    after: dict[str, Judgement]
    then: dt.date

    @property
    def paid(self) -> set[str]:
        """Projects with secured money from one of the streams that has not ended."""
        return {iri for iri, found in self.before.items() if any(self.is_meant(line) for line in found.running)}

    @property
    def hoping(self) -> set[str]:
        """Other projects for which money from one of the streams is possible, requested or in kind, and not past."""
        sources = find_sources(self.before, self.ledger, "stream")
        found: set[str] = set().union(*(source.hoping for source in sources if source.iri in self.streams))
        return found - self.paid

    @property
    def dry(self) -> set[str]:
        """Projects of `paid` without any secured money that runs on the day after."""
        return {iri for iri in self.paid if not self.after[iri].running}

    @property
    def moved(self) -> set[str]:
        """Projects of another class than before."""
        return {iri for iri in self.before if self.before[iri].reported != self.after[iri].reported}

    def is_meant(self, line: Line) -> bool:
        """Whether a line is of one of the streams."""
        return line.stream in self.streams

    def classes(self, project: str) -> tuple[str, ...]:
        """The class before and after, each in Dutch and English."""
        return tuple(
            name_class(side[project].reported, language)
            for side in (self.before, self.after)
            for language in _LANGUAGES
        )


def _suppose(
    store: Store, assumptions: Sequence[Assumption], period: tuple[dt.date, dt.date], later: tuple[dt.date, dt.date]
) -> _Supposed:
    """Judge all projects over a period, and under the assumptions over a later one."""
    ledger = read_ledger(store)
    check_assumptions(assumptions, ledger.streams)
    supposed, _ = apply_assumptions(ledger.lines, assumptions)
    before = judge_projects(sorted(ledger.projects), ledger.lines, *period)
    after = judge_projects(sorted(ledger.projects), supposed, *later)
    return _Supposed(ledger, frozenset(one.stream for one in assumptions), before, after, later[0])


def _extend(stream: str, until: dt.date, day: dt.date) -> Assumption:
    """That a stream goes on.

    Raises:
        AssumptionError: It would go on until a day that is past.
    """
    if until < day:
        tail = stream.removeprefix(ID)
        raise AssumptionError(
            tail, N_("it cannot go on until a day that lies before the day that is looked from; choose a later one.")
        )
    return Assumption("extend", stream, until)


def _look_ahead(day: dt.date) -> tuple[dt.date, dt.date]:
    return day, _YEAR.find_last_day(day)


def _row(found: _Supposed, project: str, shown: Iterable[tuple[str, str]], lines: Sequence[Line]) -> tuple[Value, ...]:
    """A project, its columns in two languages, its classes and the claims of the lines."""
    texts = [text for pair in shown for text in pair]
    claims = " ".join(line.claim for line in lines)
    return (project, *found.ledger.projects[project].names, *texts, *found.classes(project), claims)


def _stay(found: _Supposed, project: str) -> tuple[str, str]:
    """The secured money that a project has afterwards."""
    running = found.after[project].running
    return show_lines(running, found.then) if running else ("niets bekend", "nothing known")


def _count_losses(store: Store, found: _Supposed) -> dict[str, int]:
    """Whom it touches that the projects in :attr:`_Supposed.dry` have no secured money left, as the denominators name it."""
    region, dry = read_region(store), found.dry
    funded = [{iri for iri, one in side.items() if one.running} for side in (found.before, found.after)]
    bodies = find_bodies(found.before, region)
    network = read_network(store)
    return {
        "dry": len(dry),
        "organisations": sum(
            bool(funded[0] & {*body.projects}) and not funded[1] & {*body.projects} for body in bodies
        ),
        "municipalities": sum(body.is_municipality and not dry.isdisjoint(body.projects) for body in bodies),
        "pairs": len(find_pairs(network) - find_pairs(network, dry)),
        "hoping": len(found.hoping),
    }


def _suppose_ends(store: Store, streams: Iterable[str], values: Values) -> Computed:
    """Who gets money from streams, and what is left on the day after all of them have stopped.

    Raises:
        EndBeforeStartError: One of them would end before it begins.
    """
    until, day = day_of(values, "until"), day_of(values, "day")
    # The day after the last day with money, unless that is past.
    then = max(day, min(until, dt.date.max - dt.timedelta(1)) + dt.timedelta(1))
    assumptions = [Assumption("end", stream, until) for stream in streams]
    found = _suppose(store, assumptions, _look_ahead(day), _look_ahead(then))
    rows: list[tuple[Value, ...]] = []
    for iri in sorted(found.paid, key=lambda iri: (iri not in found.dry, iri)):
        lines = [line for line in found.before[iri].running if found.is_meant(line)]
        rows.append(_row(found, iri, (show_lines(lines, day), _stay(found, iri)), lines))
    return Computed(rows, _count_losses(store, found))


@computed(
    "what-if-stream-ends",
    """
    # subject: money
    # nl: Wat als {stream} na {until} stopt?
    # en: What if {stream} stops after {until}?
    # ask nl: wat gebeurt er als {stream} stopt
    # ask nl: wat als {stream} stopt
    # ask nl: stel dat {stream} ophoudt
    # ask nl: welke projecten raken we kwijt als {stream} wegvalt
    # ask nl: gevolgen van het einde van {stream}
    # ask nl: wat gebeurt er met de projecten als {stream} wegvalt
    # ask nl: scenario: {stream} stopt
    # ask nl: stel {stream} stopt {period}
    # ask en: what happens if {stream} stops
    # ask en: what if {stream} ends
    # ask en: suppose {stream} is cut
    # ask en: which projects do we lose if {stream} goes
    # ask en: consequences of the end of {stream}
    # ask en: what happens to the projects when {stream} falls away
    # ask en: scenario: {stream} stops
    # ask en: suppose {stream} ends {period}
    # param: stream stream, example id:spuk-gala
    # param: until date, default today, example 2026-06-30
    # param: day date, default today, example 2026-11-22
    # columns: project, projectNl, projectEn, linesNl, linesEn, besideNl, besideEn, beforeNl, beforeEn, afterNl, afterEn, claims
    # head nl: project, geld uit deze stroom, ander zeker geld dat blijft, groep nu, groep dan
    # head en: project, money from this stream, other secured money that stays, class now, class then
    # read nl: Alle projecten die er zeker geld van krijgen. Nu is de groep volgens de documenten, dan die op de dag na het einde; beide kijken een jaar vooruit. `trendbreuk audit --end` noemt ook de bruggen en de gemeenten.
    # read en: All projects that get secured money from it. Now is the class according to the documents, then that on the day after the end; both look a year ahead. `trendbreuk audit --end` names the bridges and municipalities too.
    # not nl: Het is een rekensom op wat de documenten zeggen, geen voorspelling.
    # not en: It is a sum on what the documents say, no forecast.
    # count nl: {shown} {shown:project krijgt|projecten krijgen} er zeker geld van; {dry} {dry:houdt|houden} dan geen ander zeker geld over, {organisations} {organisations:organisatie|organisaties} geen enkel project met zeker geld; {municipalities} {municipalities:gemeente doet|gemeenten doen} mee aan zo'n project; {pairs} {pairs:paar|paren} van een partij uit de zorg en een uit het sociaal domein {pairs:deelt|delen} dan geen project meer; {hoping} {hoping:ander project hoopt|andere projecten hopen} erop
    # count en: {shown} {shown:project gets|projects get} secured money from it; {dry} then {dry:has|have} no other secured money left, {organisations} {organisations:organisation|organisations} no project with secured money; {municipalities} {municipalities:municipality takes|municipalities take} part in such a project; {pairs} {pairs:pair|pairs} of a party in care and one in the social domain then {pairs:shares|share} no project any more; {hoping} {hoping:other project hopes|other projects hope} for it
    # empty nl: Volgens de documenten krijgt op die dag geen project zeker geld uit {stream}.
    # empty en: According to the documents no project gets secured money from {stream} on that day.
    """,
)
def what_if_stream_ends(store: Store, values: Values) -> Computed:
    """Who gets money from a stream, and what is left of it when the stream has stopped.

    The assumption is that of :func:`trendbreuk_graph.audit.what_if.apply_assumptions`; without secured money is who has no running line.

    Raises:
        EndBeforeStartError: The stream would end before it begins.
    """
    return _suppose_ends(store, [iri_of(values, "stream")], values)


@computed(
    "what-if-streams-end",
    """
    # subject: money
    # nl: Wat als {streams} samen stoppen na {until}?
    # en: What if {streams} stop together after {until}?
    # ask nl: wat als {streams} allebei stoppen
    # ask nl: wat gebeurt er als {streams} tegelijk wegvallen
    # ask nl: stel dat {streams} alle twee ophouden
    # ask nl: welke projecten raken we kwijt als {streams} samen eindigen
    # ask nl: gevolgen als {streams} gelijktijdig aflopen
    # ask nl: scenario waarin {streams} {period} stoppen
    # ask en: what if {streams} both stop
    # ask en: what happens if {streams} fall away together
    # ask en: suppose {streams} all end
    # ask en: which projects do we lose if {streams} stop at the same time
    # ask en: consequences of {streams} running out simultaneously
    # ask en: scenario in which {streams} stop {period}
    # param: streams streams, example id:spuk-gala,spuk-iza
    # param: until date, default today, example 2026-12-31
    # param: day date, default today, example 2026-11-22
    # columns: project, projectNl, projectEn, linesNl, linesEn, besideNl, besideEn, beforeNl, beforeEn, afterNl, afterEn, claims
    # head nl: project, geld uit deze stromen, ander zeker geld dat blijft, groep nu, groep dan
    # head en: project, money from these streams, other secured money that stays, class now, class then
    # read nl: Alle projecten die zeker geld krijgen uit een van deze stromen. Nu is de groep volgens de documenten, dan die op de dag na het einde van allemaal; beide kijken een jaar vooruit. `trendbreuk audit` neemt `--end` zo vaak als nodig en noemt ook de bruggen.
    # read en: All projects that get secured money from one of these streams. Now is the class according to the documents, then that on the day after the end of them all; both look a year ahead. `trendbreuk audit` takes `--end` as often as needed and names the bridges too.
    # not nl: Het is een rekensom op wat de documenten zeggen, geen voorspelling. Samen kan het meer zijn dan de som: een project dat van twee stromen leeft, verliest pas alles als beide stoppen.
    # not en: It is a sum on what the documents say, no forecast. Together it can be more than the sum: a project that lives off two streams loses all only when both stop.
    # count nl: {shown} {shown:project krijgt|projecten krijgen} er zeker geld van; {dry} {dry:houdt|houden} dan geen ander zeker geld over, {organisations} {organisations:organisatie|organisaties} geen enkel project met zeker geld; {municipalities} {municipalities:gemeente doet|gemeenten doen} mee aan zo'n project; {pairs} {pairs:paar|paren} van een partij uit de zorg en een uit het sociaal domein {pairs:deelt|delen} dan geen project meer; {hoping} {hoping:ander project hoopt|andere projecten hopen} erop
    # count en: {shown} {shown:project gets|projects get} secured money from them; {dry} then {dry:has|have} no other secured money left, {organisations} {organisations:organisation|organisations} no project with secured money; {municipalities} {municipalities:municipality takes|municipalities take} part in such a project; {pairs} {pairs:pair|pairs} of a party in care and one in the social domain then {pairs:shares|share} no project any more; {hoping} {hoping:other project hopes|other projects hope} for them
    # empty nl: Volgens de documenten krijgt op die dag geen project zeker geld uit {streams}.
    # empty en: According to the documents no project gets secured money from {streams} on that day.
    """,
)
def what_if_streams_end(store: Store, values: Values) -> Computed:
    """The same as :func:`what_if_stream_ends` for several streams that all stop on one day.

    Raises:
        EndBeforeStartError: One of them would end before it begins.
    """
    return _suppose_ends(store, iris_of(values, "streams"), values)


@computed(
    "what-if-stream-extended",
    """
    # subject: money
    # nl: Wat als {stream} tot en met {until} doorloopt?
    # en: What if {stream} goes on until {until}?
    # ask nl: wat als {stream} wordt verlengd
    # ask nl: wat als {stream} wordt verlengd tot {period}
    # ask nl: stel dat {stream} langer doorgaat
    # ask nl: wie redt een verlenging van {stream}
    # ask nl: wat levert het op als {stream} een jaar langer blijft
    # ask nl: gevolgen van een verlenging van {stream}
    # ask nl: als {stream} toch doorloopt, welke projecten vallen dan niet meer weg
    # ask en: what if {stream} is extended
    # ask en: what if {stream} is extended until {period}
    # ask en: suppose {stream} goes on longer
    # ask en: whom does an extension of {stream} save
    # ask en: what would it bring if {stream} stayed another year
    # ask en: consequences of an extension of {stream}
    # ask en: if {stream} continues after all, which projects no longer fall away
    # param: stream stream, example id:spuk-gala
    # param: until date, default today+24m, example 2028-12-31
    # param: day date, default today, example 2026-11-22
    # columns: project, projectNl, projectEn, linesNl, linesEn, beforeNl, beforeEn, afterNl, afterEn, claims
    # head nl: project, geld uit deze stroom, groep nu, groep dan
    # head en: project, money from this stream, class now, class then
    # read nl: De projecten die er zeker geld van krijgen. Nu is de groep volgens de documenten, dan die als elke zekere regel van deze stroom tot die dag doorloopt; beide kijken een jaar vooruit. `trendbreuk audit --extend` laat ook organisaties en bruggen zien.
    # read en: The projects that get secured money from it. Now is the class according to the documents, then that if every secured line of this stream goes on until that day; both look a year ahead. `trendbreuk audit --extend` shows organisations and bridges too.
    # not nl: Geld dat alleen mogelijk of aangevraagd is, wordt door een verlenging niet zeker.
    # not en: Money that is only possible or requested does not become secured by an extension.
    # count nl: {shown} {shown:project krijgt|projecten krijgen} er zeker geld van; {saved} daarvan {saved:komt|komen} in een andere groep; {hoping} {hoping:ander project hoopt|andere projecten hopen} erop
    # count en: {shown} {shown:project gets|projects get} secured money from it; {saved} of them {saved:changes|change} class; {hoping} {hoping:other project hopes|other projects hope} for it
    # empty nl: Volgens de documenten krijgt op die dag geen project zeker geld uit {stream}.
    # empty en: According to the documents no project gets secured money from {stream} on that day.
    """,
)
def what_if_stream_extended(store: Store, values: Values) -> Computed:
    """Who gets money from a stream, with the class before and after, see :func:`trendbreuk_graph.audit.what_if.apply_assumptions`.

    Raises:
        AssumptionError: The day is past.
        EndBeforeStartError: The day lies before the stream begins.
    """
    day = day_of(values, "day")
    assumption = _extend(iri_of(values, "stream"), day_of(values, "until"), day)
    found = _suppose(store, [assumption], _look_ahead(day), _look_ahead(day))
    rows: list[tuple[Value, ...]] = []
    for iri in sorted(found.paid, key=lambda iri: (iri not in found.moved, iri)):
        lines = [line for line in found.before[iri].running if found.is_meant(line)]
        rows.append(_row(found, iri, [show_lines(lines, day)], lines))
    return Computed(rows, {"saved": len(found.moved & found.paid), "hoping": len(found.hoping)})


@computed(
    "what-if-stream-absent",
    """
    # subject: money
    # nl: Wat als {stream} er nooit was geweest?
    # en: What if {stream} had never been there?
    # ask nl: wat als {stream} er niet was
    # ask nl: wat als we {stream} nooit hadden gekregen
    # ask nl: scenario zonder {stream}
    # ask nl: stel dat {stream} er niet was geweest
    # ask nl: hoe stonden de projecten ervoor zonder {stream}
    # ask nl: wat was er zonder {stream} van de projecten geworden
    # ask nl: {stream} weggedacht
    # ask en: what if {stream} were not there
    # ask en: what if we had never had {stream}
    # ask en: scenario without {stream}
    # ask en: suppose {stream} had not existed
    # ask en: how would the projects stand without {stream}
    # ask en: what would have become of the projects without {stream}
    # ask en: leaving {stream} out of the picture
    # param: stream stream, example id:spuk-iza
    # param: day date, default today, example 2026-11-22
    # param: until date, default today+12m, example 2027-11-22
    # columns: project, projectNl, projectEn, linesNl, linesEn, besideNl, besideEn, beforeNl, beforeEn, afterNl, afterEn, claims
    # head nl: project, geld uit deze stroom, zeker geld dat overblijft, groep nu, groep zonder
    # head en: project, money from this stream, secured money that is left, class now, class without
    # read nl: Alle projecten waarvoor de documenten geld uit deze stroom noemen: zeker, mogelijk, aangevraagd of voorbij. Zonder is de groep als elke regel van deze stroom er niet was. Wat er gebeurt als een stroom die er is ophoudt, zegt de vraag wat-als hij stopt.
    # read en: All projects for which the documents name money from this stream: secured, possible, requested or past. Without is the class if no line of this stream were there. What happens when a stream that is there stops, is the question what if it stops.
    # not nl: Het is een rekensom op wat de documenten zeggen: ander geld kan er voor in de plaats zijn gekomen.
    # not en: It is a sum on what the documents say: other money might have taken its place.
    # count nl: {shown} {shown:project|projecten} met geld uit deze stroom; {moved} {moved:komt|komen} zonder in een andere groep; {dry} {dry:houdt|houden} dan geen ander zeker geld over, {organisations} {organisations:organisatie|organisaties} geen enkel project met zeker geld; {municipalities} {municipalities:gemeente doet|gemeenten doen} mee aan zo'n project; {pairs} {pairs:paar|paren} van een partij uit de zorg en een uit het sociaal domein {pairs:deelt|delen} dan geen project meer
    # count en: {shown} {shown:project|projects} with money from this stream; {moved} {moved:is|are} in another class without it; {dry} then {dry:has|have} no other secured money left, {organisations} {organisations:organisation|organisations} no project with secured money; {municipalities} {municipalities:municipality takes|municipalities take} part in such a project; {pairs} {pairs:pair|pairs} of a party in care and one in the social domain then {pairs:shares|share} no project any more
    # empty nl: Geen document noemt geld uit {stream} voor een project.
    # empty en: No document names money from {stream} for a project.
    """,
)
def what_if_stream_absent(store: Store, values: Values) -> Computed:
    """Every project with a line of a stream, with its class and without that line.

    The assumption is ``without`` of :class:`trendbreuk_graph.audit.what_if.Assumption`.
    """
    day = day_of(values, "day")
    period = day, max(day, day_of(values, "until"))
    found = _suppose(store, [Assumption("without", iri_of(values, "stream"))], period, period)
    named: dict[str, list[Line]] = {}
    for line in found.ledger.lines:
        if found.is_meant(line) and line.project in found.before:
            named.setdefault(line.project, []).append(line)
    rows: list[tuple[Value, ...]] = [
        _row(found, iri, (show_lines(named[iri], day), _stay(found, iri)), named[iri])
        for iri in sorted(named, key=lambda iri: (iri not in found.moved, iri))
    ]
    counts = _count_losses(store, found) | {"moved": len(found.moved)}
    return Computed(rows, counts)


@computed(
    "what-if-one-extended",
    """
    # subject: money
    # nl: Wat als {first} na {end} stopt en {second} tot en met {until} doorloopt?
    # en: What if {first} stops after {end} and {second} goes on until {until}?
    # ask nl: wat als {first} stopt en {second} doorloopt
    # ask nl: wat als {first} stopt maar {second} wordt verlengd
    # ask nl: stel {first} valt weg en {second} blijft
    # ask nl: {first} houdt op maar {second} gaat door, wat dan
    # ask nl: vangt een verlenging van {second} het einde van {first} op
    # ask nl: scenario waarin {first} eindigt en {second} wordt verlengd tot {period}
    # ask en: what if {first} stops and {second} goes on
    # ask en: what if {first} ends but {second} is extended
    # ask en: suppose {first} falls away and {second} stays
    # ask en: {first} stops but {second} continues, what then
    # ask en: {first} is cut while {second} is prolonged
    # ask en: scenario in which {first} ends and {second} is extended until {period}
    # param: first stream, example id:spuk-gala
    # param: second stream, example id:spuk-iza
    # param: end date, default today, example 2026-11-22
    # param: until date, default today+24m, example 2028-12-31
    # param: day date, default today, example 2026-11-22
    # columns: project, projectNl, projectEn, linesNl, linesEn, besideNl, besideEn, beforeNl, beforeEn, afterNl, afterEn, claims
    # head nl: project, geld uit deze stromen, zeker geld dat dan nog loopt, groep nu, groep dan
    # head en: project, money from these streams, secured money that then still runs, class now, class then
    # read nl: Alle projecten die zeker geld krijgen uit een van de twee. Nu is de groep volgens de documenten, dan die op de dag na het einde van de eerste; beide kijken een jaar vooruit. `trendbreuk audit` neemt `--end`, `--extend` en `--without` in elk aantal.
    # read en: All projects that get secured money from either. Now is the class according to the documents, then that on the day after the end of the first; both look a year ahead. `trendbreuk audit` takes `--end`, `--extend` and `--without` in any number.
    # not nl: Geld dat alleen mogelijk of aangevraagd is, wordt door een verlenging niet zeker.
    # not en: Money that is only possible or requested does not become secured by an extension.
    # count nl: {shown} {shown:project krijgt|projecten krijgen} er zeker geld van; {moved} daarvan {moved:komt|komen} in een andere groep; {dry} {dry:houdt|houden} dan geen ander zeker geld over, {organisations} {organisations:organisatie|organisaties} geen enkel project met zeker geld; {municipalities} {municipalities:gemeente doet|gemeenten doen} mee aan zo'n project; {pairs} {pairs:paar|paren} van een partij uit de zorg en een uit het sociaal domein {pairs:deelt|delen} dan geen project meer; {hoping} {hoping:ander project hoopt|andere projecten hopen} erop
    # count en: {shown} {shown:project gets|projects get} secured money from them; {moved} of them {moved:changes|change} class; {dry} then {dry:has|have} no other secured money left, {organisations} {organisations:organisation|organisations} no project with secured money; {municipalities} {municipalities:municipality takes|municipalities take} part in such a project; {pairs} {pairs:pair|pairs} of a party in care and one in the social domain then {pairs:shares|share} no project any more; {hoping} {hoping:other project hopes|other projects hope} for it
    # empty nl: Volgens de documenten krijgt op die dag geen project zeker geld uit {first} of {second}.
    # empty en: According to the documents no project gets secured money from {first} or {second} on that day.
    """,
)
def what_if_one_extended(store: Store, values: Values) -> Computed:
    """Who gets money from two streams, when the first stops and every secured line of the second goes on.

    Raises:
        AssumptionError: Both are the same stream, or the second would go on until a day that is past.
        EndBeforeStartError: One of them would end before it begins.
    """
    day, end = day_of(values, "day"), day_of(values, "end")
    then = max(day, min(end, dt.date.max - dt.timedelta(1)) + dt.timedelta(1))
    assumptions = [
        Assumption("end", iri_of(values, "first"), end),
        _extend(iri_of(values, "second"), day_of(values, "until"), day),
    ]
    found = _suppose(store, assumptions, _look_ahead(day), _look_ahead(then))
    rows: list[tuple[Value, ...]] = []
    for iri in sorted(found.paid, key=lambda iri: (iri not in found.dry, iri not in found.moved, iri)):
        lines = [line for line in found.before[iri].running if found.is_meant(line)]
        rows.append(_row(found, iri, (show_lines(lines, day), _stay(found, iri)), lines))
    counts = _count_losses(store, found) | {"moved": len(found.moved & found.paid)}
    return Computed(rows, counts)
