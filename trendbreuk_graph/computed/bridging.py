"""Who stands between two domains, and what goes without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.computed.registry import Ties, computed, id_of, iri_of, number_of, tell_shares
from trendbreuk_graph.measures.bridges import Ranking, Sides, find_exclusive_pairs
from trendbreuk_graph.measures.cuts import find_cuts
from trendbreuk_graph.measures.losses import Losses
from trendbreuk_graph.measures.roles import Brokers
from trendbreuk_graph.measures.twomode import number_nodes
from trendbreuk_graph.questions import Computed

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.measures.bridges import Bridge
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = ["bridges", "brokerage_roles", "drop_one", "exclusive_pairs", "party_bridge", "single_points_of_failure"]

#: Pairs that are named in a cell; the question exclusive-pairs names them all.
_PAIRS = 5


@computed(
    "bridges",
    """
    # subject: bridges
    # nl: Welke partners verbinden {first} en {second}?
    # en: Which partners bridge {first} and {second}?
    # ask nl: wie vormt de brug tussen {first} en {second}
    # ask nl: bruggenbouwers tussen {first} en {second}
    # ask nl: bruggenbouwers
    # ask nl: welke organisaties slaan een brug tussen {first} en {second}
    # ask nl: welke partijen zijn de schakel tussen {first} en {second}
    # ask nl: wie verbindt {first} met {second}
    # ask nl: wie zijn de belangrijkste verbinders
    # ask nl: welke partners verbinden domeinen
    # ask nl: wie zijn de verbindende partijen tussen {first} en {second}
    # ask nl: verbindende schakels in het netwerk
    # ask nl: wie brengt {first} en {second} bij elkaar
    # ask nl: wie legt de verbinding tussen {first} en {second}
    # ask nl: sterkste verbinders tussen {first} en {second}
    # ask nl: verbindingspersonen en verbindende organisaties
    # ask nl: wie overbrugt de kloof tussen {first} en {second}
    # ask nl: bruggen tussen {first} en {second}
    # ask nl: wie heeft een voet in {first} en {second}
    # ask nl: welke partners slaan bruggen tussen domeinen
    # ask en: who bridges {first} and {second}
    # ask en: bridge builders between {first} and {second}
    # ask en: which organisations connect {first} with {second}
    # ask en: which parties are the link between {first} and {second}
    # ask en: bridging organisations
    # ask en: who are the main connectors
    # ask en: which partners span {first} and {second}
    # ask en: who links {first} to {second}
    # ask en: strongest bridges between domains
    # ask en: who brings {first} and {second} together
    # ask en: who makes the connection between {first} and {second}
    # ask en: strongest connectors between {first} and {second}
    # ask en: connecting organisations
    # ask en: who closes the divide between {first} and {second}
    # ask en: bridges between {first} and {second}
    # ask en: who has a foot in {first} and {second}
    # ask en: top bridge builders
    # param: first domain, default id:medical, example id:medical
    # param: second domain, default id:social, example id:social
    # param: top number, default 5, example 5
    # columns: rank, who, whoNl, whoEn, share, projectsNl, projectsEn, firstNl, firstEn, secondNl, secondEn, pairs, pairNamesNl, pairNamesEn, lost, aloneNl, aloneEn, claim
    # types: rank integer, share percent, pairs integer, lost integer
    # head nl: nr, partij, deel van de kortste wegen, projecten die de brug vormen, partners in het eerste domein, partners in het tweede domein, paren alleen via deze partij, van die paren, paren die zonder deze partij helemaal niet meer samenhangen, wie zonder deze partij alleen staat
    # head en: no., party, share of shortest ways, projects that make the bridge, partners in the first domain, partners in the second domain, pairs only through this party, of those pairs, pairs that without this party no longer hang together at all, who stands alone without this party
    # read nl: Van alle kortste wegen tussen een partner in het ene domein en een partner in het andere loopt dit deel via deze partij; de projecten zijn die waarin beide domeinen met haar meedoen. Een paar is alleen via haar: beide delen een project met haar, maar geen project met elkaar.
    # read en: Of all shortest ways between a partner in one domain and a partner in the other, this share runs through this party; the projects are those in which both domains take part with it. A pair is only through it: both share a project with it, and none with each other.
    # not nl: Het is een plaats in de deelnemerslijsten van de documenten, geen maat voor inzet, kwaliteit of macht; wie op een lange lijst staat, verbindt daarmee nog niemand. Soorten actoren tellen mee als partner, maar staan niet in de rangorde; de 16 gemeenten zijn één partij.
    # not en: It is a place in the documents' lists of participants, no measure of effort, quality or power; being on a long list does not yet connect anyone. Kinds of actor count as partners but are not ranked; the 16 municipalities are one party.
    # count nl: {shown} van {all} {all:partij|partijen} met partners in beide domeinen; {ranked} {ranked:partij doet|partijen doen} aan een project mee
    # count en: {shown} of {all} {all:party|parties} with partners in both domains; {ranked} {ranked:party takes|parties take} part in a project
    # empty nl: Geen partij heeft volgens de documenten partners in beide domeinen.
    # empty en: According to the documents no party has partners in both domains.
    """,
)
def bridges(store: Store, values: Values) -> Computed:
    """Cross-domain betweenness, see :func:`trendbreuk_graph.measures.bridges.find_bridges`, with what each bridge is made of."""
    ties = Ties.of(store)
    first, second = id_of(values, "first"), id_of(values, "second")
    sides = Sides(ties.network, first, second)
    ranking = Ranking(sides)
    rows: list[tuple[Value, ...]] = []
    for at in range(len(ranking.scores))[: number_of(values, "top")]:
        bridge = ranking.describe(at)
        rows.append(
            (
                at + 1,
                *ties.named(bridge.who),
                bridge.score,
                *ties.listed(bridge.projects),
                *ties.listed(bridge.sources),
                *ties.listed(bridge.targets),
                bridge.exclusive_pairs,
                *_name_pairs(ties, sides, bridge),
                bridge.loss.pairs,
                *ties.listed(bridge.loss.left_alone),
                ties.claims_of(bridge.who, bridge.projects),
            )
        )
    counts = {"all": len(ranking.scores), "ranked": _count_ranked(ties)}
    return Computed(rows, counts, tell_shares(ranking.sample))


def _name_pairs(ties: Ties, sides: Sides, bridge: Bridge) -> tuple[str, str]:
    """Some of the pairs that meet only through somebody, those first that have fewest others in between."""
    some = sides.find_pairs(bridge.who, _PAIRS)
    names = [(ties.named(pair.source), ties.named(pair.target)) for pair in some]
    more = " …" if bridge.exclusive_pairs > _PAIRS else ""
    nl, en = ("; ".join(f"{source[at]} – {target[at]}" for source, target in names) + more for at in (1, 2))
    return nl, en


def _count_ranked(ties: Ties) -> int:
    network = ties.network
    return len({network.collapsed.get(who, who) for _, who in network.ties} & network.ranked)


@computed(
    "party-bridge",
    """
    # subject: bridges
    # nl: Hoe verbindt {who} {first} en {second}?
    # en: How does {who} bridge {first} and {second}?
    # ask nl: hoe sterk is {who} als brug tussen {first} en {second}
    # ask nl: welke brugfunctie heeft {who}
    # ask nl: is {who} een bruggenbouwer
    # ask nl: slaat {who} een brug tussen {first} en {second}
    # ask nl: wat verbindt {who} in het netwerk
    # ask nl: rol van {who} als verbinder tussen {first} en {second}
    # ask nl: verbindt {who} {first} met {second}
    # ask nl: hoe overbrugt {who} {first} en {second}
    # ask nl: {who} als bruggenbouwer
    # ask nl: schakelfunctie van {who} tussen {first} en {second}
    # ask nl: welke plaats heeft {who} in de rangorde van bruggen
    # ask nl: is {who} een verbindende schakel
    # ask nl: brengt {who} {first} en {second} samen
    # ask nl: verbindende kracht van {who}
    # ask en: how strong a bridge is {who} between {first} and {second}
    # ask en: which bridging role has {who}
    # ask en: is {who} a bridge builder
    # ask en: does {who} connect {first} with {second}
    # ask en: what does {who} connect in the network
    # ask en: role of {who} as a connector between {first} and {second}
    # ask en: {who} as a bridge
    # ask en: how does {who} span {first} and {second}
    # ask en: {who} as a bridge builder
    # ask en: linking function of {who} between {first} and {second}
    # ask en: where does {who} rank as a bridge
    # ask en: is {who} a linking pin
    # ask en: does {who} bring {first} and {second} together
    # ask en: connecting power of {who}
    # param: who participant, example id:burgerkracht-limburg
    # param: first domain, default id:medical, example id:medical
    # param: second domain, default id:social, example id:social
    # columns: aspectNl, aspectEn, number, whatNl, whatEn, claim
    # types: number number
    # head nl: wat, getal, namen
    # head en: what, number, names
    # read nl: De projecten zijn die waarin beide domeinen met deze partij meedoen; een paar is alleen via haar als beide een project met haar delen en geen met elkaar.
    # read en: The projects are those in which both domains take part with this party; a pair is only through it when both share a project with it and none with each other.
    # not nl: Het is een plaats in de deelnemerslijsten van de documenten, geen maat voor inzet, kwaliteit of macht.
    # not en: It is a place in the documents' lists of participants, no measure of effort, quality or power.
    # empty nl: {who} heeft volgens de documenten geen partners in beide domeinen.
    # empty en: According to the documents {who} has no partners in both domains.
    """,
)
def party_bridge(store: Store, values: Values) -> Computed:
    """One party's entry in the ranking of bridges, aspect by aspect; no row when it has no partner on either side."""
    ties = Ties.of(store)
    first, second = id_of(values, "first"), id_of(values, "second")
    who = ties.network.collapsed.get(iri_of(values, "who"), iri_of(values, "who"))
    sides = Sides(ties.network, first, second)
    ranking = Ranking(sides)
    at = ranking.find(who)
    if at is None:
        return Computed([], {})
    bridge, count = ranking.describe(at), len(ranking.scores)
    projects = ties.claims_of(who, bridge.projects)
    rows: list[tuple[Value, ...]] = [
        ("plaats in de rangorde", "place in the ranking", at + 1, f"van {count}", f"of {count}", None),
        ("deel van de kortste wegen (%)", "share of shortest ways (%)", round(100 * bridge.score, 1), None, None, None),
        ("projecten die de brug vormen", "projects that make the bridge", len(bridge.projects),
         *ties.listed(bridge.projects), projects),
        ("partners in het eerste domein", "partners in the first domain", len(bridge.sources),
         *ties.listed(bridge.sources), None),
        ("partners in het tweede domein", "partners in the second domain", len(bridge.targets),
         *ties.listed(bridge.targets), None),
        ("paren alleen via deze partij", "pairs only through this party", bridge.exclusive_pairs,
         *_name_pairs(ties, sides, bridge), None),
        ("paren die zonder deze partij niet meer samenhangen", "pairs that without this party no longer hang together",
         bridge.loss.pairs, None, None, None),
        ("wie zonder deze partij alleen staat", "who stands alone without this party", len(bridge.loss.left_alone),
         *ties.listed(bridge.loss.left_alone), None),
    ]  # fmt: skip
    return Computed(rows, {}, tell_shares(ranking.sample))


@computed(
    "exclusive-pairs",
    """
    # subject: bridges
    # nl: Welke partners in {first} en {second} ontmoeten elkaar alleen via {who}?
    # en: Which partners in {first} and {second} meet only through {who}?
    # ask nl: welke paren lopen alleen via {who}
    # ask nl: exclusieve paren van {who}
    # ask nl: wie kennen elkaar alleen via {who}
    # ask nl: welke partijen treffen elkaar uitsluitend via {who}
    # ask nl: paren die alleen {who} verbindt
    # ask nl: wie komt elkaar enkel tegen dankzij {who}
    # ask nl: welke partners delen geen project behalve via {who}
    # ask nl: wie zouden elkaar zonder {who} niet treffen
    # ask nl: ontmoetingen enkel via {who}
    # ask nl: welke duo's hangen aan {who}
    # ask nl: exclusieve verbindingen via {who}
    # ask nl: paren die op {who} leunen
    # ask nl: wie in {first} en {second} treft elkaar slechts via {who}
    # ask nl: voor wie is {who} de enige verbinding
    # ask en: which pairs run only through {who}
    # ask en: exclusive pairs of {who}
    # ask en: who meets only through {who}
    # ask en: which parties know each other exclusively through {who}
    # ask en: pairs that only {who} connects
    # ask en: pairs joined solely by {who}
    # ask en: which partners share no project except through {who}
    # ask en: who would not meet without {who}
    # ask en: meetings only through {who}
    # ask en: which duos hang on {who}
    # ask en: exclusive connections through {who}
    # ask en: pairs that lean on {who}
    # ask en: who in {first} and {second} meets solely through {who}
    # ask en: for whom is {who} the only connection
    # param: who participant, example id:burgerkracht-limburg
    # param: first domain, default id:medical, example id:medical
    # param: second domain, default id:social, example id:social
    # columns: source, sourceNl, sourceEn, target, targetNl, targetEn, others
    # types: others integer
    # head nl: partner in het eerste domein, partner in het tweede domein, anderen die dit paar ook verbinden
    # head en: partner in the first domain, partner in the second domain, others that join this pair too
    # read nl: Beide delen een project met deze partij en geen project met elkaar; bij 0 anderen is zij de enige die hen verbindt.
    # read en: Both share a project with this party and none with each other; with 0 others it is the only one that joins them.
    # not nl: Dat twee partijen geen project delen, zegt niet dat zij elkaar niet kennen.
    # not en: That two parties share no project does not say that they do not know each other.
    # empty nl: Alle partners van {who} in beide domeinen delen ook zelf een project, of {who} heeft in een van beide geen partner.
    # empty en: All partners of {who} in both domains share a project themselves, or {who} has no partner in one of them.
    """,
)
def exclusive_pairs(store: Store, values: Values) -> Computed:
    """Pairs that share a project with somebody and none with each other."""
    ties = Ties.of(store)
    who = ties.network.collapsed.get(iri_of(values, "who"), iri_of(values, "who"))
    found = find_exclusive_pairs(ties.network, who, id_of(values, "first"), id_of(values, "second"))
    return Computed([(*ties.named(pair.source), *ties.named(pair.target), pair.others) for pair in found], {})


@computed(
    "drop-one",
    """
    # subject: bridges
    # nl: Wat verliest het netwerk als {who} wegvalt?
    # en: What does the network lose when {who} drops out?
    # ask nl: wat gebeurt er als {who} stopt
    # ask nl: wat als {who} uit het netwerk stapt
    # ask nl: wat valt uit elkaar zonder {who}
    # ask nl: wat missen we als {who} vertrekt
    # ask nl: gevolgen van het wegvallen van {who}
    # ask nl: wie raakt los als {who} afhaakt
    # ask nl: stel dat {who} ermee ophoudt
    # ask nl: hoe afhankelijk is het netwerk van {who}
    # ask nl: wat als {who} wegvalt
    # ask nl: schade bij vertrek van {who}
    # ask nl: welk gat laat {who} achter in het netwerk
    # ask nl: kan het netwerk zonder {who}
    # ask nl: wie blijft alleen achter zonder {who}
    # ask nl: hoe erg is het verlies van {who}
    # ask nl: netwerk zonder {who}
    # ask nl: wat stort in als {who} eruit stapt
    # ask en: what happens when {who} stops
    # ask en: what if {who} leaves the network
    # ask en: what falls apart without {who}
    # ask en: what do we miss when {who} quits
    # ask en: consequences of losing {who}
    # ask en: who is cut off if {who} withdraws
    # ask en: suppose {who} pulls out
    # ask en: how dependent is the network on {who}
    # ask en: what if {who} drops out
    # ask en: damage when {who} departs
    # ask en: what hole does {who} leave in the network
    # ask en: can the network do without {who}
    # ask en: who is left alone without {who}
    # ask en: how bad is the loss of {who}
    # ask en: network without {who}
    # ask en: what collapses if {who} steps out
    # param: who participant, example id:ggd-zuid-limburg
    # param: first domain, default id:medical, example id:medical
    # param: second domain, default id:social, example id:social
    # columns: aspectNl, aspectEn, number, whatNl, whatEn, claim
    # types: number integer
    # head nl: wat, aantal, namen
    # head en: what, number, names
    # read nl: Vergeleken is het netwerk van nu met hetzelfde netwerk zonder deze partij. Een paar is een partner in {first} en een in {second}.
    # read en: The network as it is is compared with the same network without this party. A pair is a partner in {first} and one in {second}.
    # not nl: Het zegt wat er in de lijsten verdwijnt, niet of een ander het werk zou overnemen.
    # not en: It says what disappears from the lists, not whether somebody else would take the work over.
    # empty nl: {who} doet volgens de documenten aan geen project mee.
    # empty en: According to the documents {who} takes part in no project.
    """,
)
def drop_one(store: Store, values: Values) -> Computed:
    """The network with and without somebody, see :func:`trendbreuk_graph.measures.losses.find_losses`."""
    ties = Ties.of(store)
    who = ties.network.collapsed.get(iri_of(values, "who"), iri_of(values, "who"))
    graph = number_nodes(ties.network)
    number = graph.number.get(who)
    if number is None:
        return Computed([], {})
    loss = Losses.between(ties.network, graph, id_of(values, "first"), id_of(values, "second")).without(number)
    mine = {project for project, other in ties.network.ties if ties.network.collapsed.get(other, other) == who}
    rows: list[tuple[Value, ...]] = [
        ("projecten waaraan deze partij meedoet", "projects that this party takes part in", len(mine),
         *ties.listed(mine), ties.claims_of(who, mine)),
        ("paren die niet meer samenhangen", "pairs that no longer hang together", loss.pairs, None, None, None),
        ("losse delen nu", "separate parts now", loss.components_before, None, None, None),
        ("losse delen zonder deze partij", "separate parts without this party", loss.components_after, None, None, None),
        ("projecten zonder partner in het eerste domein", "projects without a partner in the first domain",
         len(loss.projects_without_first), *ties.listed(loss.projects_without_first), None),
        ("projecten zonder partner in het tweede domein", "projects without a partner in the second domain",
         len(loss.projects_without_second), *ties.listed(loss.projects_without_second), None),
        ("projecten zonder iemand", "projects without anyone", len(loss.projects_without_anyone),
         *ties.listed(loss.projects_without_anyone), None),
        ("partijen die dan alleen staan", "parties that then stand alone", len(loss.left_alone),
         *ties.listed(loss.left_alone), None),
    ]  # fmt: skip
    return Computed(rows, {})


@computed(
    "brokerage-roles",
    """
    # subject: bridges
    # nl: Welke makelaarsrollen hebben partijen tussen domeinen?
    # en: Which brokerage roles do parties have between domains?
    # ask nl: wie is makelaar, poortwachter of liaison
    # ask nl: welke partijen zijn poortwachter
    # ask nl: wie bemiddelt tussen partners die elkaar niet treffen
    # ask nl: makelaarsrollen in het netwerk
    # ask nl: brokerage rollen van Gould en Fernandez
    # ask nl: wie is tussenpersoon
    # ask nl: toon de rollen als tussenpersoon of bemiddelaar
    # ask nl: bemiddelaars
    # ask nl: poortwachters en makelaars
    # ask nl: wie treedt op als tussenpersoon tussen domeinen
    # ask nl: welke tussenpersonen kent het netwerk
    # ask nl: wie bewaakt de poort van een domein
    # ask nl: wie speelt voor makelaar
    # ask nl: liaisons tussen domeinen
    # ask nl: bemiddelende rollen van partijen
    # ask en: who is a broker, gatekeeper or liaison
    # ask en: which parties are gatekeepers
    # ask en: who mediates between partners that do not meet
    # ask en: brokerage roles in the network
    # ask en: Gould and Fernandez roles
    # ask en: who is an intermediary
    # ask en: show coordinators, gatekeepers and liaisons
    # ask en: intermediaries
    # ask en: gatekeepers and brokers
    # ask en: who acts as an intermediary between domains
    # ask en: which go-betweens does the network have
    # ask en: who guards the gate of a domain
    # ask en: who plays broker
    # ask en: liaisons between domains
    # ask en: mediating roles of parties
    # param: top number, default 20, example 20
    # columns: who, whoNl, whoEn, pairs, coordinator, itinerant, gatekeeper, liaison
    # types: pairs integer, coordinator number, itinerant number, gatekeeper number, liaison number
    # head nl: partij, paren, binnen het eigen domein (coördinator), binnen een ander domein (itinerant), van eigen naar ander domein (poortwachter), tussen twee andere domeinen (liaison)
    # head en: party, pairs, within its own domain (coordinator), within another domain (itinerant), from its own to another domain (gatekeeper), between two other domains (liaison)
    # read nl: Een paar zijn twee partners van een partij die zelf geen project delen; de rol volgt uit de domeinen van alle drie. Wie in meer domeinen werkt, telt voor delen.
    # read en: A pair is two partners of a party that share no project themselves; the role follows from the domains of all three. Who works in several domains counts in fractions.
    # not nl: De banden hebben geen richting, daarom zijn poortwachter en vertegenwoordiger één rol; het zegt niet dat iemand echt bemiddelt.
    # not en: Ties have no direction, so gatekeeper and representative are one role; it does not say that anyone actually mediates.
    # count nl: {shown} van {all} {all:partij|partijen} met zulke paren
    # count en: {shown} of {all} {all:party|parties} with such pairs
    # empty nl: Alle partners delen volgens de documenten ook zelf een project; er valt niets te bemiddelen.
    # empty en: According to the documents all partners share a project themselves; there is nothing to broker.
    """,
)
def brokerage_roles(store: Store, values: Values) -> Computed:
    """Gould–Fernandez roles without direction, see :func:`trendbreuk_graph.measures.roles.find_roles`."""
    ties = Ties.of(store)
    brokers, ranked = Brokers(ties.network), ties.network.ranked
    found = [(brokers.count(who), who) for iri, who in brokers.graph.number.items() if iri in ranked]
    # Numbers stand in the order of the IRIs.
    found = sorted(((pairs, who) for pairs, who in found if pairs), key=lambda pair: (-pair[0], pair[1]))
    top = [brokers.place(who) for _, who in found[: number_of(values, "top")]]
    rows = [(*ties.named(r.who), r.pairs, r.coordinator, r.itinerant, r.gatekeeper, r.liaison) for r in top]
    return Computed(rows, {"all": len(found)})


@computed(
    "single-points-of-failure",
    """
    # subject: bridges
    # nl: Zonder welke partij valt het netwerk uiteen?
    # en: Without which party does the network fall apart?
    # ask nl: wie is onmisbaar in het netwerk
    # ask nl: zwakke plekken in het netwerk
    # ask nl: kwetsbare punten van het netwerk
    # ask nl: welke partijen houden het netwerk bij elkaar
    # ask nl: als één partij wegvalt, waar breekt het netwerk
    # ask nl: waar is het netwerk kwetsbaar
    # ask nl: zonder wie valt het netwerk uit elkaar
    # ask nl: breekpunten
    # ask nl: cruciale partijen voor de samenhang
    # ask nl: zonder wie breekt het netwerk
    # ask nl: op wie rust het hele netwerk
    # ask nl: achilleshiel van het netwerk
    # ask nl: wie mag het netwerk niet verliezen
    # ask nl: onmisbare partijen
    # ask nl: enkele partij waar de samenhang aan hangt
    # ask nl: kwetsbaarheid van het netwerk
    # ask en: who is indispensable in the network
    # ask en: single points of failure
    # ask en: weak spots of the network
    # ask en: vulnerable points in the network
    # ask en: which parties hold the network together
    # ask en: where does the network break if one party leaves
    # ask en: without whom does the network fall apart
    # ask en: articulation points
    # ask en: critical parties for holding together
    # ask en: without whom does the network break
    # ask en: on whom does the whole network rest
    # ask en: Achilles heel of the network
    # ask en: whom can the network not afford to lose
    # ask en: indispensable parties
    # ask en: cut points
    # ask en: vulnerability of the network
    # columns: who, whoNl, whoEn, kindNl, kindEn, pieces, parties, projects, partyNamesNl, partyNamesEn, projectNamesNl, projectNamesEn
    # types: pieces integer, parties integer, projects integer
    # head nl: knooppunt, soort, losse stukken, partijen los, projecten los, welke partijen, welke projecten
    # head en: node, kind, pieces cut off, parties cut off, projects cut off, which parties, which projects
    # read nl: Zonder dit knooppunt hangen deze partijen en projecten niet meer met de rest samen.
    # read en: Without this node these parties and projects no longer hang together with the rest.
    # not nl: Een partij die maar in één project staat, raakt al los als dat project stopt; dat is geen oordeel over haar.
    # not en: A party that stands in one project only is cut off as soon as that project stops; that is no judgement of it.
    # count nl: {shown} {shown:knooppunt|knooppunten} waarvan iets afhangt; {parties} {parties:partij|partijen}, {projects} {projects:project|projecten}
    # count en: {shown} {shown:node|nodes} on which something hangs; {parties} {parties:party|parties}, {projects} {projects:project|projects}
    # empty nl: Het netwerk blijft heel, welke partij of welk project er ook wegvalt.
    # empty en: The network stays whole, whichever party or project goes.
    """,
)
def single_points_of_failure(store: Store, values: Values) -> Computed:  # noqa: ARG001 - it has no parameters
    """Articulation points of the two-mode graph, see :func:`trendbreuk_graph.measures.cuts.find_cuts`."""
    ties = Ties.of(store)
    found = find_cuts(ties.network)
    rows: list[tuple[Value, ...]] = []
    for cut in found:
        parties = {who for piece in cut.cut_off for who in piece.participants}
        projects = {project for piece in cut.cut_off for project in piece.projects}
        kind = ("project", "project") if cut.is_project else ("partij", "party")
        counts = (len(cut.cut_off), len(parties), len(projects))
        rows.append((*ties.named(cut.node), *kind, *counts, *ties.listed(parties), *ties.listed(projects)))
    projects_cut = sum(cut.is_project for cut in found)
    return Computed(rows, {"parties": len(found) - projects_cut, "projects": projects_cut})
