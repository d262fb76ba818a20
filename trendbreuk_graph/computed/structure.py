"""The network as a whole, and the ways through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.computed.registry import Ties, computed, iri_of, number_of
from trendbreuk_graph.measures.communities import find_communities
from trendbreuk_graph.measures.cuts import find_components
from trendbreuk_graph.measures.figures import find_figures
from trendbreuk_graph.measures.paths import find_ego, find_path
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.questions import Computed, load_part

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = ["communities", "components", "ego_network", "network_figures", "shortest_path"]


@computed(
    "shortest-path",
    """
    # subject: network
    # nl: Wat is de kortste weg van {first} naar {second}?
    # en: What is the shortest way from {first} to {second}?
    # ask nl: hoe kom ik van {first} bij {second}
    # ask nl: kortste pad tussen {first} en {second}
    # ask nl: via wie kent {first} {second}
    # ask nl: welke stappen liggen er tussen {first} en {second}
    # ask nl: wie kan {first} aan {second} voorstellen
    # ask nl: hoe ver staat {first} af van {second}
    # ask nl: langs welke projecten loopt de weg van {first} naar {second}
    # ask nl: hoeveel stappen zitten er tussen {first} en {second}
    # ask nl: hoe raakt {first} in contact met {second}
    # ask nl: langs wie komt {first} bij {second} uit
    # ask nl: hoeveel handdrukken tussen {first} en {second}
    # ask nl: kortste lijntje van {first} naar {second}
    # ask nl: afstand {first} {second}
    # ask nl: wie introduceert {first} bij {second}
    # ask nl: route van {first} naar {second}
    # ask en: how do I get from {first} to {second}
    # ask en: shortest path between {first} and {second}
    # ask en: through whom does {first} know {second}
    # ask en: which steps lie between {first} and {second}
    # ask en: who can introduce {first} to {second}
    # ask en: how far is {first} from {second}
    # ask en: along which projects does the way from {first} to {second} run
    # ask en: how many steps are there between {first} and {second}
    # ask en: how does {first} get in touch with {second}
    # ask en: by which route does {first} reach {second}
    # ask en: how many handshakes between {first} and {second}
    # ask en: shortest line from {first} to {second}
    # ask en: distance {first} {second}
    # ask en: who introduces {first} to {second}
    # ask en: route from {first} to {second}
    # param: first participant, example id:cz
    # param: second participant, example id:voedingscentrum
    # columns: step, from, fromNl, fromEn, project, projectNl, projectEn, to, toNl, toEn, claim
    # types: step integer
    # head nl: stap, van, project, naar
    # head en: step, from, project, to
    # read nl: Elke stap is een project waaraan beide meedoen; staan er meer projecten bij een stap, dan volstaat elk ervan.
    # read en: Each step is a project in which both take part; where a step has several projects, each will do.
    # not nl: Wie samen op een lange lijst staan, kennen elkaar daarmee nog niet.
    # not en: Standing on one long list together does not make two parties know each other.
    # count nl: {steps} {steps:stap|stappen}; {equal} even korte {equal:weg|wegen}
    # count en: {steps} {steps:step|steps}; {equal} equally short {equal:way|ways}
    # empty nl: Volgens de documenten is er geen keten van projecten van {first} naar {second}, of een van beide doet aan geen project mee.
    # empty en: According to the documents there is no chain of projects from {first} to {second}, or one of them takes part in none.
    """,
)
def shortest_path(store: Store, values: Values) -> Computed:
    """One shortest chain of shared projects, see :func:`trendbreuk_graph.measures.paths.find_path`."""
    ties = Ties.of(store)
    path = find_path(ties.network, iri_of(values, "first"), iri_of(values, "second"))
    if path is None:
        return Computed([], {"steps": 0, "equal": 0})
    rows: list[tuple[Value, ...]] = []
    for step, projects in enumerate(path.projects, start=1):
        here, there = path.participants[step - 1], path.participants[step]
        for project in projects:
            claims = f"{ties.claims_of(here, [project])} {ties.claims_of(there, [project])}".strip()
            rows.append((step, *ties.named(here), *ties.named(project), *ties.named(there), claims))
    return Computed(rows, {"steps": len(path.projects), "equal": path.equal})


@computed(
    "ego-network",
    """
    # subject: network
    # nl: Hoe ziet het netwerk rond {who} eruit?
    # en: What does the network around {who} look like?
    # ask nl: toon het netwerk rondom {who}
    # ask nl: wie staan er om {who} heen
    # ask nl: omgeving van {who}
    # ask nl: wie bereikt {who} in {steps} stappen
    # ask nl: de kring om {who}
    # ask nl: buren van {who} in het netwerk
    # ask nl: egonetwerk van {who}
    # ask nl: netwerk van {who}
    # ask nl: netwerkkaart rond {who}
    # ask nl: met welke partijen is {who} omringd
    # ask nl: wie draait er om {who} heen
    # ask nl: directe omgeving van {who}
    # ask nl: contacten tot op {steps} stappen van {who}
    # ask nl: het netwerkje van {who}
    # ask nl: teken het web van {who}
    # ask nl: {who} en omringende partijen
    # ask en: show the network around {who}
    # ask en: who surrounds {who}
    # ask en: surroundings of {who}
    # ask en: whom does {who} reach in {steps} steps
    # ask en: the circle around {who}
    # ask en: neighbours of {who} in the network
    # ask en: ego network of {who}
    # ask en: network of {who}
    # ask en: network map around {who}
    # ask en: in which web does {who} sit
    # ask en: who revolves around {who}
    # ask en: direct surroundings of {who}
    # ask en: contacts within {steps} steps of {who}
    # ask en: the little network of {who}
    # ask en: draw the web of {who}
    # ask en: {who} and surrounding parties
    # param: who participant, example id:burgerkracht-limburg
    # param: steps number, default 1, example 1
    # columns: step, project, projectNl, projectEn, parties, partyNamesNl, partyNamesEn, claim
    # types: step integer, parties integer
    # head nl: stap, project, partijen erin, welke
    # head en: step, project, parties in it, which
    # read nl: Een stap is een gedeeld project; stap 1 zijn de projecten van deze partij zelf.
    # read en: A step is a shared project; step 1 are the projects of this party itself.
    # count nl: {shown} {shown:project|projecten}; {parties} {parties:andere partij|andere partijen} binnen dit aantal stappen
    # count en: {shown} {shown:project|projects}; {parties} {parties:other party|other parties} within these steps
    # empty nl: {who} doet volgens de documenten aan geen project mee.
    # empty en: According to the documents {who} takes part in no project.
    """,
)
def ego_network(store: Store, values: Values) -> Computed:
    """What lies within so many steps, see :func:`trendbreuk_graph.measures.paths.find_ego`."""
    ties = Ties.of(store)
    centre = ties.network.collapsed.get(iri_of(values, "who"), iri_of(values, "who"))
    ego = find_ego(ties.network, centre, number_of(values, "steps"))
    if ego is None:
        return Computed([], {"parties": 0})
    inside: dict[str, set[str]] = {}
    for project, who in ego.ties:
        inside.setdefault(project, set()).add(who)
    rows = [
        (
            ego.projects[project],
            *ties.named(project),
            len(inside.get(project, ())),
            *ties.listed(inside.get(project, ())),
            ties.claims_of(centre, [project]),
        )
        for project in sorted(ego.projects, key=lambda project: (ego.projects[project], project))
    ]
    return Computed(rows, {"parties": len(set(ego.participants) - {centre})})


@computed(
    "communities",
    """
    # subject: network
    # nl: Welke groepen werken meer met elkaar dan met anderen, en uit welke domeinen?
    # en: Which groups work with each other more than with others, and from which domains?
    # ask nl: welke clusters zijn er in het netwerk
    # ask nl: gemeenschappen in het netwerk
    # ask nl: welke groepjes van partijen klonteren samen
    # ask nl: lopen de samenwerkingsgroepen langs de domeinen
    # ask nl: toon de clusters naast de domeinen
    # ask nl: deelnetwerken
    # ask nl: welke blokken zie je in het netwerk
    # ask nl: clusters
    # ask nl: welke kliekjes zijn er
    # ask nl: wie trekt met wie op in groepen
    # ask nl: samenwerkingsclusters
    # ask nl: welke kampen telt het netwerk
    # ask nl: in welke groepen valt het netwerk te verdelen
    # ask nl: kliekvorming
    # ask nl: hechte groepen van partijen
    # ask en: which clusters are there in the network
    # ask en: communities in the network
    # ask en: which groups of parties stick together
    # ask en: do the groups that cooperate follow the domains
    # ask en: show the clusters beside the domains
    # ask en: subnetworks
    # ask en: community detection
    # ask en: clusters of cooperation
    # ask en: which cliques are there
    # ask en: who flocks together in groups
    # ask en: clustering of parties
    # ask en: which camps does the network have
    # ask en: into which groups can the network be divided
    # ask en: forming of cliques
    # ask en: close-knit groups of parties
    # columns: number, members, memberNamesNl, memberNamesEn, domainsNl, domainsEn
    # types: number integer, members integer
    # head nl: groep, leden, wie, domeinen
    # head en: group, members, who, domains
    # read nl: De groepen vindt een rekenregel (Louvain) in wie met wie een project deelt; de domeinen zijn die van de redactie. Een lid in meer domeinen telt voor delen.
    # read en: The groups are found by an algorithm (Louvain) in who shares a project with whom; the domains are those of the editors. A member in several domains counts in fractions.
    # not nl: Een andere rekenregel geeft andere groepen; gebruik ze naast de domeinen, nooit in plaats ervan.
    # not en: Another algorithm gives other groups; use them beside the domains, never instead of them.
    # count nl: {shown} {shown:groep|groepen}; samenhang met de domeinen {agreement} van 100 (0 is geen, 100 is dezelfde indeling)
    # count en: {shown} {shown:group|groups}; agreement with the domains {agreement} of 100 (0 is none, 100 is the same division)
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def communities(store: Store, values: Values) -> Computed:  # noqa: ARG001 - it has no parameters
    """Louvain communities beside the declared domains, see :func:`trendbreuk_graph.measures.communities.find_communities`."""
    ties = Ties.of(store)
    names = {str(iri): (str(nl), str(en)) for iri, nl, en in store.read(load_part("concept-names").text)}
    found = find_communities(ties.network)
    rows: list[tuple[Value, ...]] = []
    for number, community in enumerate(found.communities, start=1):
        nl, en = (
            "; ".join(f"{names[ID + domain][at]} {count:.1f}".removesuffix(".0") for domain, count in community.domains)
            for at in (0, 1)
        )
        rows.append((number, len(community.members), *ties.listed(community.members), nl.replace(".", ","), en))
    return Computed(rows, {"agreement": round(100 * (found.agreement or 0))})


@computed(
    "components",
    """
    # subject: network
    # nl: Uit welke losse delen bestaat het netwerk?
    # en: Of which separate parts does the network consist?
    # ask nl: hangt het netwerk samen
    # ask nl: zijn er losse eilanden in het netwerk
    # ask nl: welke partijen staan los van de rest
    # ask nl: eilandjes in het netwerk
    # ask nl: losse onderdelen van het netwerk
    # ask nl: is iedereen met iedereen verbonden
    # ask nl: welke projecten staan op zichzelf
    # ask nl: eilanden
    # ask nl: wie staat helemaal los
    # ask nl: afgescheiden delen van het netwerk
    # ask nl: zijn er partijen zonder verbinding met de rest
    # ask nl: is het netwerk één geheel
    # ask nl: geïsoleerde partijen en projecten
    # ask nl: welke projecten zweven los rond
    # ask nl: versnippering in losse stukken
    # ask en: does the network hang together
    # ask en: are there islands in the network
    # ask en: which parties are separate from the rest
    # ask en: isolated parties and projects
    # ask en: connected components
    # ask en: is everyone connected with everyone
    # ask en: which projects stand on their own
    # ask en: islands
    # ask en: who stands entirely apart
    # ask en: detached pieces of the network
    # ask en: are there parties without a connection to the rest
    # ask en: is the network one whole
    # ask en: isolated projects
    # ask en: which projects float loose
    # ask en: fragmentation into separate pieces
    # columns: number, parties, projects, partyNamesNl, partyNamesEn, projectNamesNl, projectNamesEn
    # types: number integer, parties integer, projects integer
    # head nl: deel, partijen, projecten, welke partijen, welke projecten
    # head en: part, parties, projects, which parties, which projects
    # read nl: Binnen een deel is er van elke partij een keten van projecten naar elke andere; tussen delen niet. Van het grootste deel staan de namen er niet bij.
    # read en: Within a part there is a chain of projects from each party to every other; between parts there is none. The names of the largest part are left out.
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def components(store: Store, values: Values) -> Computed:  # noqa: ARG001 - it has no parameters
    """Connected components, see :func:`trendbreuk_graph.measures.cuts.find_components`."""
    ties = Ties.of(store)
    rows: list[tuple[Value, ...]] = []
    for number, piece in enumerate(find_components(ties.network), start=1):
        parties = ties.listed(piece.participants) if number > 1 else ("", "")
        projects = ties.listed(piece.projects) if number > 1 else ("", "")
        rows.append((number, len(piece.participants), len(piece.projects), *parties, *projects))
    return Computed(rows, {})


@computed(
    "network-figures",
    """
    # subject: network
    # nl: Hoe groot en hoe dicht is het netwerk?
    # en: How large and how dense is the network?
    # ask nl: kengetallen van het netwerk
    # ask nl: dichtheid van het netwerk
    # ask nl: hoeveel banden telt het netwerk
    # ask nl: hoe gecentraliseerd is het netwerk
    # ask nl: omvang van het netwerk
    # ask nl: statistieken van het netwerk
    # ask nl: hoe hecht is het netwerk
    # ask nl: netwerkstatistiek
    # ask nl: hoeveel partijen en projecten telt het netwerk
    # ask nl: netwerkdichtheid
    # ask nl: hoe zit het netwerk in elkaar in cijfers
    # ask nl: aantal banden in het netwerk
    # ask nl: centralisatie van het netwerk
    # ask nl: netwerk in getallen
    # ask nl: gemiddeld aantal partners per partij
    # ask en: key figures of the network
    # ask en: density of the network
    # ask en: how many ties has the network
    # ask en: how centralised is the network
    # ask en: size of the network
    # ask en: network statistics
    # ask en: how tight is the network
    # ask en: statistics of the network
    # ask en: how many parties and projects does the network count
    # ask en: network density
    # ask en: how tightly knit is the network
    # ask en: centralisation of the network
    # ask en: network in numbers
    # ask en: average number of partners per party
    # ask en: network size
    # columns: aspectNl, aspectEn, value
    # types: value number
    # head nl: wat, waarde
    # head en: what, value
    # read nl: Dichtheid is het deel van alle mogelijke banden dat er is; centralisatie loopt van 0 (allen gelijk) tot 1 (alles via één); naar buiten gericht van −1 (alleen banden binnen een domein) tot 1 (alleen tussen domeinen).
    # read en: Density is the share of all possible ties that exist; centralisation runs from 0 (all equal) to 1 (everything through one); outward from −1 (ties within a domain only) to 1 (between domains only).
    # not nl: Een dicht netwerk is niet beter; vergelijk getallen alleen met die van hetzelfde netwerk op een ander moment.
    # not en: A dense network is not better; compare figures only with those of the same network at another time.
    # empty nl: De graaf bevat geen deelnames.
    # empty en: The graph holds no participations.
    """,
)
def network_figures(store: Store, values: Values) -> Computed:  # noqa: ARG001 - it has no parameters
    """Size, density and centralisation, see :func:`trendbreuk_graph.measures.figures.find_figures`."""
    figures = find_figures(Ties.of(store).network)
    rows: list[tuple[Value, ...]] = [
        ("projecten", "projects", figures.projects),
        ("partijen", "parties", figures.participants),
        ("deelnames", "participations", figures.ties),
        ("losse delen", "separate parts", figures.components),
        ("partijen in het grootste deel", "parties in the largest part", figures.largest_component),
        ("dichtheid (partij–project)", "density (party–project)", figures.density),
        ("dichtheid (partij–partij)", "density (party–party)", figures.partner_density),
        ("partners per partij, gemiddeld", "partners of a party, on average", figures.mean_partners),
        ("centralisatie", "centralisation", figures.centralisation),
        ("naar buiten gericht (E-I)", "outward (E-I)", figures.ei_index),
    ]
    return Computed([row for row in rows if row[2] is not None], {})
