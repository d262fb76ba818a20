"""Where parties stand in the network: how many others they meet, how free they are, how near they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.computed.registry import Ties, computed, number_of, tell_sample, tell_shares
from trendbreuk_graph.measures.holes import HoleFinder
from trendbreuk_graph.measures.mixing import Mixer
from trendbreuk_graph.measures.positions import find_betweenness, find_core_levels, find_positions
from trendbreuk_graph.measures.twomode import number_nodes
from trendbreuk_graph.network import read_themes
from trendbreuk_graph.questions import Computed

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = [
    "core_periphery",
    "most_between",
    "most_connected",
    "most_reach",
    "parties_by_domains",
    "parties_by_openness",
]


@computed(
    "most-connected",
    """
    # subject: network
    # nl: Wie heeft de meeste partners?
    # en: Who has most partners?
    # ask nl: welke organisaties werken met de meeste anderen samen
    # ask nl: wie heeft het grootste aantal samenwerkingspartners
    # ask nl: best verbonden partijen
    # ask nl: wie kent de meeste partijen
    # ask nl: wie staat het meest centraal in het netwerk
    # ask nl: centrale spelers in het netwerk
    # ask nl: grootste netwerkers
    # ask nl: top van partijen naar aantal partners
    # ask nl: meeste samenwerkingspartners
    # ask nl: wie schuift overal aan bij partners
    # ask nl: ranglijst naar aantal partners
    # ask nl: wie werkt met de meeste organisaties samen
    # ask nl: wie heeft de meeste contacten
    # ask nl: welke partij heeft de meeste relaties
    # ask nl: partijen met veel samenwerkingspartners
    # ask nl: meest verbonden organisatie
    # ask nl: welke organisatie heeft de meeste verbindingen
    # ask en: which organisations work with most others
    # ask en: best connected parties
    # ask en: who has the largest number of partners
    # ask en: who knows most parties
    # ask en: most central organisations in the network
    # ask en: key players by number of partners
    # ask en: biggest networkers
    # ask en: degree centrality
    # ask en: most collaborators
    # ask en: who sits at everybody's table
    # ask en: ranking by number of partners
    # ask en: who cooperates with most organisations
    # ask en: who has most contacts
    # ask en: which party has most relations
    # ask en: parties with many collaborators
    # ask en: most connected organisation
    # ask en: which organisation has most connections
    # param: top number, default 20, example 10
    # columns: rank, who, whoNl, whoEn, partners, projects
    # types: rank integer, partners integer, projects integer
    # head nl: nr, partij, partners, projecten
    # head en: no., party, partners, projects
    # read nl: Een partner is wie in minstens één project meedoet waarin ook deze partij meedoet.
    # read en: A partner is whoever takes part in at least one project in which this party takes part too.
    # not nl: Eén project met een lange lijst geeft veel partners; meer partners is niet beter.
    # not en: One project with a long list gives many partners; more partners is not better.
    # count nl: {shown} van {all} {all:partij die aan een project meedoet|partijen die aan een project meedoen}
    # count en: {shown} of {all} {all:party that takes|parties that take} part in a project
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def most_connected(store: Store, values: Values) -> Computed:
    """Degree: the partners and projects of :func:`trendbreuk_graph.measures.positions.find_positions`."""
    ties = Ties.of(store)
    graph, ranked = number_nodes(ties.network), ties.network.ranked
    # Numbers stand in the order of the IRIs.
    found = sorted(
        (-len(graph.partners(who)), -len(graph.near[who]), who) for iri, who in graph.number.items() if iri in ranked
    )
    top = found[: number_of(values, "top")]
    rows = [
        (rank, *ties.named(graph.nodes[who]), -partners, -projects)
        for rank, (partners, projects, who) in enumerate(top, start=1)
    ]
    return Computed(rows, {"all": len(found)})


@computed(
    "most-reach",
    """
    # subject: network
    # nl: Wie bereikt in twee stappen de meeste anderen?
    # en: Who reaches most others in two steps?
    # ask nl: welke partijen hebben het grootste bereik
    # ask nl: wie heeft veel bereik in het netwerk
    # ask nl: wie staat het dichtst bij alle anderen
    # ask nl: wie kan via partners van partners de meesten bereiken
    # ask nl: bereik van organisaties
    # ask nl: wie bereikt het hele netwerk het snelst
    # ask nl: nabijheid van partijen
    # ask nl: grootste bereik
    # ask nl: wie bereikt de meeste partijen
    # ask nl: wie heeft de kortste lijnen met iedereen
    # ask nl: indirecte contacten van partijen
    # ask nl: hoe ver reikt elke partij
    # ask nl: wie zit dicht bij iedereen
    # ask nl: wie komt het snelst bij alle anderen uit
    # ask nl: partijen met een lange arm
    # ask en: which parties have the greatest reach
    # ask en: who has a wide reach in the network
    # ask en: who is closest to everyone else
    # ask en: who reaches most through partners of partners
    # ask en: reach of organisations
    # ask en: who reaches the whole network fastest
    # ask en: closeness centrality
    # ask en: greatest reach
    # ask en: who reaches most parties
    # ask en: who has the shortest lines to everyone
    # ask en: indirect contacts of parties
    # ask en: how far does each party reach
    # ask en: who is nearest to everyone
    # ask en: who gets to all others soonest
    # ask en: parties with a long arm
    # param: top number, default 20, example 10
    # columns: rank, who, whoNl, whoEn, reach, partners, connected, closeness
    # types: rank integer, reach integer, partners integer, connected integer, closeness number
    # head nl: nr, partij, bereikt in twee stappen, partners, bereikt hoe dan ook, nabijheid
    # head en: no., party, reached in two steps, partners, reached at all, closeness
    # read nl: Een stap is een gedeeld project; in twee stappen bereikt een partij haar partners en hun partners. Nabijheid loopt van 0 (niemand) tot 1 (iedereen in één project).
    # read en: A step is a shared project; in two steps a party reaches its partners and theirs. Closeness runs from 0 (nobody) to 1 (everybody in one project).
    # not nl: Dat iemand te bereiken is, zegt niet dat een boodschap ook aankomt.
    # not en: That somebody can be reached does not say that a message arrives.
    # count nl: {shown} van {all} {all:partij die aan een project meedoet|partijen die aan een project meedoen}
    # count en: {shown} of {all} {all:party that takes|parties that take} part in a project
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def most_reach(store: Store, values: Values) -> Computed:
    """Reach and closeness, see :func:`trendbreuk_graph.measures.positions.find_positions`."""
    ties = Ties.of(store)
    ranked = ties.network.ranked
    found = [position for who, position in find_positions(ties.network).items() if who in ranked]
    found.sort(key=lambda position: (-position.reach, -position.closeness, position.who))
    top = found[: number_of(values, "top")]
    rows = [
        (rank, *ties.named(p.who), p.reach, p.partners, p.connected, p.closeness) for rank, p in enumerate(top, start=1)
    ]
    # Each large part of the network has a sample of its own; the largest is told of.
    sample = max((p.sample for p in top if p.sample), key=lambda sample: sample.of, default=None)
    return Computed(rows, {"all": len(found)}, tell_sample(("nabijheid", "closeness"), sample))


@computed(
    "most-between",
    """
    # subject: network
    # nl: Wie ligt het vaakst op de kortste weg tussen anderen?
    # en: Who lies most often on the shortest way between others?
    # ask nl: langs wie lopen de meeste kortste wegen
    # ask nl: wie zit het vaakst tussen anderen in
    # ask nl: tussenpositie van partijen in het hele netwerk
    # ask nl: betweenness van organisaties
    # ask nl: via wie loopt het meeste verkeer in het netwerk
    # ask nl: wie is het knooppunt van het netwerk
    # ask nl: spil van het hele netwerk
    # ask nl: tussenpositie
    # ask nl: via wie lopen de meeste lijntjes
    # ask nl: wie is de spin in het web
    # ask nl: centraal knooppunt
    # ask nl: draaischijf van het netwerk
    # ask nl: welke partijen liggen op de kortste wegen
    # ask nl: wie is het verkeersplein van het netwerk
    # ask nl: ranglijst op betweenness
    # ask en: who do most shortest paths run through
    # ask en: who is most often in between others
    # ask en: betweenness centrality of organisations
    # ask en: betweenness of all parties
    # ask en: through whom does most traffic in the network run
    # ask en: hub of the network
    # ask en: who is the pivot of the whole network
    # ask en: position in between
    # ask en: through whom do most lines run
    # ask en: spider in the web
    # ask en: central hub
    # ask en: linchpin of the network
    # ask en: which parties lie on the shortest paths
    # ask en: who is the crossroads of the network
    # ask en: ranking by betweenness
    # param: top number, default 20, example 10
    # columns: rank, who, whoNl, whoEn, share
    # types: rank integer, share percent
    # head nl: nr, partij, deel van de kortste wegen
    # head en: no., party, share of shortest ways
    # read nl: Van alle kortste wegen tussen twee andere partijen, in welk domein ook, loopt dit deel via deze partij.
    # read en: Of all shortest ways between two other parties, in whatever domain, this share runs through this party.
    # not nl: Het maakt geen verschil tussen wie twee domeinen verbindt en wie in één domein in het midden zit; daarvoor is de vraag bridges.
    # not en: It makes no difference between who joins two domains and who sits in the middle of one; for that there is the question bridges.
    # count nl: {shown} van {all} {all:partij die aan een project meedoet|partijen die aan een project meedoen}
    # count en: {shown} of {all} {all:party that takes|parties that take} part in a project
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def most_between(store: Store, values: Values) -> Computed:
    """Betweenness, see :func:`trendbreuk_graph.measures.positions.find_betweenness`."""
    ties = Ties.of(store)
    between = find_betweenness(ties.network)
    ranked = ties.network.ranked
    found = [(share, who) for who, share in between.shares.items() if share is not None and who in ranked]
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    top = found[: number_of(values, "top")]
    rows = [(rank, *ties.named(who), share) for rank, (share, who) in enumerate(top, start=1)]
    return Computed(rows, {"all": len(found)}, tell_shares(between.sample))


@computed(
    "parties-by-domains",
    """
    # subject: network
    # nl: Wie werkt met partners uit de meest verschillende domeinen?
    # en: Who works with partners from the most different domains?
    # ask nl: welke partijen hebben partners in veel verschillende domeinen
    # ask nl: wie heeft de meest gemengde partners
    # ask nl: wie kijkt het meest over de grenzen van het eigen domein
    # ask nl: spreiding van partners over domeinen
    # ask nl: participatiecoëfficiënt van partijen
    # ask nl: wie werkt domeinoverstijgend
    # ask nl: wie werkt vooral binnen het eigen domein
    # ask nl: domeinoverstijgende partijen
    # ask nl: wie werkt over schotten heen
    # ask nl: wie heeft partners van allerlei pluimage
    # ask nl: wie blijft binnen de eigen bubbel
    # ask nl: breed samengestelde partnerkring
    # ask nl: wie zoekt het buiten het eigen werkveld
    # ask nl: gemengdheid van partners naar domein
    # ask nl: hokjesdenkers en grensoverschrijders
    # ask en: which parties have partners in many different domains
    # ask en: who has the most mixed partners
    # ask en: who looks most beyond its own domain
    # ask en: spread of partners over domains
    # ask en: participation coefficient of parties
    # ask en: who works across domains
    # ask en: who works mainly within its own domain
    # ask en: cross-domain parties
    # ask en: who works across silos
    # ask en: who has partners of every stripe
    # ask en: who stays in its own bubble
    # ask en: diversity of partners by domain
    # ask en: who looks outside its own field
    # ask en: mix of partners by domain
    # ask en: silo workers and boundary crossers
    # param: top number, default 20, example 10
    # columns: who, whoNl, whoEn, domains, themes, outward, redundancy
    # types: domains number, themes number, outward number, redundancy number
    # head nl: partij, spreiding over domeinen, spreiding over thema's, naar buiten gericht, herhaling
    # head en: party, spread over domains, spread over themes, outward, redundancy
    # read nl: Spreiding is 0 als alle partners in één domein zitten en nadert 1 bij veel domeinen; naar buiten gericht loopt van −1 (alle partners in het eigen domein) tot 1 (geen); herhaling is het deel van de projectparen dat ook een ander verbindt.
    # read en: Spread is 0 when all partners are in one domain and nears 1 with many; outward runs from −1 (all partners in its own domain) to 1 (none); redundancy is the share of its pairs of projects that another joins too.
    # not nl: Wie weinig partners heeft, heeft al snel een lage spreiding; vergelijk alleen partijen met ongeveer even veel partners.
    # not en: Who has few partners soon has a low spread; compare only parties with about as many partners.
    # count nl: {shown} van {all} {all:partij|partijen}; van {unknown} heeft geen partner een domein
    # count en: {shown} of {all} {all:party|parties}; of {unknown} no partner has a domain
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def parties_by_domains(store: Store, values: Values) -> Computed:
    """Participation coefficients and the E-I index, see :func:`trendbreuk_graph.measures.mixing.find_mixing`."""
    ties = Ties.of(store)
    ranked = ties.network.ranked
    mixer = Mixer(ties.network, read_themes(store))
    found = [(mixer.spread(who), who) for iri, who in mixer.graph.number.items() if iri in ranked]
    # Numbers stand in the order of the IRIs.
    known = sorted((-spread, who) for spread, who in found if spread is not None)
    top = [mixer.measure(who) for _, who in known[: number_of(values, "top")]]
    rows = [(*ties.named(m.who), m.over_domains, m.over_themes, m.ei_index, m.redundancy) for m in top]
    return Computed(rows, {"all": len(found), "unknown": len(found) - len(known)})


@computed(
    "parties-by-openness",
    """
    # subject: network
    # nl: Wie heeft partners die elkaar niet kennen?
    # en: Who has partners that do not know each other?
    # ask nl: wie heeft de meeste structurele gaten om zich heen
    # ask nl: structurele gaten in het netwerk
    # ask nl: welke partij is het minst gebonden aan haar partners
    # ask nl: constraint van Burt
    # ask nl: effectieve omvang van het netwerk per partij
    # ask nl: wie heeft onderling niet verbonden partners
    # ask nl: wie zit het meest ingesloten tussen zijn partners
    # ask nl: gebondenheid aan partners
    # ask nl: wiens partners treffen elkaar niet
    # ask nl: wie zit vast in een gesloten groep
    # ask nl: partners zonder onderlinge contacten
    # ask nl: welke partij heeft de vrijste positie
    # ask nl: wie heeft een open kring van partners
    # ask nl: gesloten en open partnerkringen
    # ask en: who has most structural holes around it
    # ask en: structural holes in the network
    # ask en: which party is least bound to its partners
    # ask en: Burt's constraint
    # ask en: effective size of the network of each party
    # ask en: who has partners that are not tied to each other
    # ask en: who is most closed in by its partners
    # ask en: constraint by partners
    # ask en: whose partners do not meet
    # ask en: who is stuck in a closed group
    # ask en: partners without mutual contacts
    # ask en: which party has the freest position
    # ask en: who has an open circle of partners
    # ask en: closed and open circles of partners
    # param: top number, default 20, example 10
    # columns: who, whoNl, whoEn, size, constraint, partners, sizeWithout, constraintWithout, largestNl, largestEn
    # types: size number, constraint number, partners integer, sizeWithout number, constraintWithout number
    # head nl: partij, effectieve omvang, gebondenheid, partners, omvang zonder het grootste project, gebondenheid zonder het grootste project, grootste project
    # head en: party, effective size, constraint, partners, size without the largest project, constraint without the largest project, largest project
    # read nl: Effectieve omvang telt partners die elkaar niet al via anderen treffen; gebondenheid is hoog als een partij aan weinig partners vastzit die ook elkaar treffen. Het grootste project is er eens uit gelaten, omdat één lange lijst alles dicht lijkt te maken.
    # read en: Effective size counts partners that do not already meet each other through others; constraint is high when a party is tied to few partners that meet each other too. The largest project is left out once, because one long list makes everything look closed.
    # not nl: Het zegt niet dat een gat gevuld moet worden, en niet dat iemand er voordeel van heeft.
    # not en: It does not say that a hole should be filled, nor that anyone profits from it.
    # count nl: {shown} van {all} {all:partij die aan een project meedoet|partijen die aan een project meedoen}
    # count en: {shown} of {all} {all:party that takes|parties that take} part in a project
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def parties_by_openness(store: Store, values: Values) -> Computed:
    """Burt's effective size and constraint, see :func:`trendbreuk_graph.measures.holes.find_holes`."""
    ties = Ties.of(store)
    network = ties.network
    finder, ranked = HoleFinder(network), network.ranked
    found = [(-(finder.find_size(who) or 0.0), who) for iri, who in finder.graph.number.items() if iri in ranked]
    # Numbers stand in the order of the IRIs.
    found.sort()
    without = HoleFinder(network.without({finder.largest} if finder.largest else ()))
    largest = ties.listed([finder.largest] if finder.largest else [])
    rows: list[tuple[Value, ...]] = []
    for _, who in found[: number_of(values, "top")]:
        hole, number = finder.find(who), without.graph.number.get(finder.graph.nodes[who])
        other = None if number is None else without.find(number)
        rest = (other.effective_size, other.constraint) if other else (None, None)
        rows.append((*ties.named(hole.who), hole.effective_size, hole.constraint, hole.partners, *rest, *largest))
    return Computed(rows, {"all": len(found)})


@computed(
    "core-periphery",
    """
    # subject: network
    # nl: Wie vormt de kern van het netwerk en wie de rand?
    # en: Who is the core of the network and who the periphery?
    # ask nl: kern en rand van het netwerk
    # ask nl: welke partijen horen tot de kern
    # ask nl: wie zit aan de rand
    # ask nl: harde kern van het netwerk
    # ask nl: wie staat er aan de zijlijn
    # ask nl: kern en periferie
    # ask nl: hoe ver van de kern zit elke partij
    # ask nl: kernpartijen
    # ask nl: randpartijen
    # ask nl: wie hoort bij de vaste kern
    # ask nl: wie valt buiten de boot
    # ask nl: wie zit in het midden van het netwerk
    # ask nl: buitenbeentjes van het netwerk
    # ask nl: wie staat een beetje buiten de kring
    # ask nl: binnenste kring en buitenste rand
    # ask en: core and periphery of the network
    # ask en: which parties are in the core
    # ask en: who is at the margin
    # ask en: hard core of the network
    # ask en: who stands at the edge
    # ask en: k-core
    # ask en: how far from the core is each party
    # ask en: core parties
    # ask en: peripheral parties
    # ask en: who belongs to the inner core
    # ask en: who is left out at the edge
    # ask en: who is in the middle of the network
    # ask en: outsiders of the network
    # ask en: fringe of the network
    # ask en: inner circle and outer rim
    # columns: level, who, whoNl, whoEn, projects
    # types: level integer, projects integer
    # head nl: niveau, partij, projecten
    # head en: level, party, projects
    # read nl: Het niveau is in hoeveel projecten een partij meedoet met anderen die dat ook in zoveel doen; het hoogste niveau is de kern, 0 is een partij met alleen eigen projecten.
    # read en: The level is in how many projects a party takes part with others who do so in as many; the highest level is the core, 0 is a party with projects of its own alone.
    # not nl: Er is geen scherpe grens, en wie aan de rand staat is niet minder belangrijk.
    # not en: There is no sharp border, and who stands at the margin is not less important.
    # count nl: {shown} {shown:partij|partijen}; {core} op het hoogste niveau, {edge} op niveau 1 of lager
    # count en: {shown} {shown:party|parties}; {core} on the highest level, {edge} on level 1 or lower
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def core_periphery(store: Store, values: Values) -> Computed:  # noqa: ARG001 - it has no parameters
    """Generalised two-mode cores, see :func:`trendbreuk_graph.measures.positions.find_core_levels`."""
    ties = Ties.of(store)
    ranked = ties.network.ranked
    levels = {who: level for who, level in find_core_levels(ties.network).items() if who in ranked}
    projects: dict[str, set[str]] = {}
    for project, who in ties.network.ties:
        projects.setdefault(ties.network.collapsed.get(who, who), set()).add(project)
    ordered = sorted(levels, key=lambda who: (-levels[who], -len(projects[who]), who))
    highest = max(levels.values(), default=0)
    counts = {
        "core": sum(level == highest for level in levels.values()),
        "edge": sum(level <= 1 for level in levels.values()),
    }
    return Computed([(levels[who], *ties.named(who), len(projects[who])) for who in ordered], counts)
