"""Where one party stands in the network, by all measures that rank parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.computed.registry import Ties, computed, iri_of, tell_sample
from trendbreuk_graph.measures.positions import find_betweenness, find_core_levels, find_positions
from trendbreuk_graph.measures.roles import Brokers
from trendbreuk_graph.questions import Computed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.questions import Values
    from trendbreuk_graph.store import Store

__all__ = ["party_position"]

#: What parties are ranked by, with what it says; each in Dutch and in English.
_RANKED = (
    (("projecten", "projects"), ("waaraan zij meedoet", "that it takes part in")),
    (("partners", "partners"), ("delen een project met haar", "share a project with it")),
    (("bereikt in twee stappen", "reached in two steps"), ("partners en hun partners", "partners and theirs")),
    (("bereikt hoe dan ook", "reached at all"), ("via hoeveel projecten ook", "through however many projects")),
    (
        ("nabijheid", "closeness"),
        ("van 0, niemand, tot 1, allen in één project", "from 0, nobody, to 1, all in one project"),
    ),
    (
        ("deel van de kortste wegen", "share of the shortest ways"),
        ("tussen twee anderen, van 0 tot 1", "between two others, from 0 to 1"),
    ),
    (
        ("niveau in de kern", "level in the core"),
        ("projecten met anderen die er ook zoveel hebben", "projects with others that have as many"),
    ),
    (
        ("paren waar zij tussen zit", "pairs that it stands between"),
        ("partners die zelf geen project delen", "partners that share no project themselves"),
    ),
)
#: Parts of these pairs, by the role between them; and what that says.
_ROLES = (
    ("waarvan binnen het eigen domein (coördinator)", "of which within its own domain (coordinator)"),
    ("waarvan binnen een ander domein (itinerant)", "of which within another domain (itinerant)"),
    ("waarvan van eigen naar ander domein (poortwachter)", "of which from its own to another domain (gatekeeper)"),
    ("waarvan tussen twee andere domeinen (liaison)", "of which between two other domains (liaison)"),
)
_PART = ("volgt uit de domeinen van alle drie", "follows from the domains of all three")


@computed(
    "party-position",
    """
    # subject: network
    # nl: Waar staat {who} in het netwerk?
    # en: Where does {who} stand in the network?
    # ask nl: hoe goed is {who} verbonden
    # ask nl: hoe centraal is {who}
    # ask nl: welke positie heeft {who} in het netwerk
    # ask nl: hoort {who} bij de kern of bij de rand
    # ask nl: welke makelaarsrol speelt {who}
    # ask nl: rollen van {who} als tussenpersoon
    # ask nl: hoeveel partijen kan {who} bereiken
    # ask nl: is {who} een spil in het netwerk
    # ask nl: centraliteit van {who}
    # ask nl: op welke plek staat {who} qua aantal partners
    # ask nl: hoe ver reikt {who}
    # ask nl: wat voor soort tussenpersoon is {who}
    # ask en: how well connected is {who}
    # ask en: how central is {who}
    # ask en: which position does {who} have in the network
    # ask en: does {who} belong to the core or the periphery
    # ask en: which brokerage role does {who} play
    # ask en: brokerage roles of {who}
    # ask en: how many parties can {who} reach
    # ask en: is {who} a hub in the network
    # ask en: centrality of {who}
    # ask en: where does {who} rank by number of partners
    # ask en: how many others can {who} get to in two steps
    # ask en: what kind of go-between is {who}
    # param: who participant, example id:ggd-zuid-limburg
    # columns: aspectNl, aspectEn, value, rank, of, meaningNl, meaningEn
    # types: value number, rank integer, of integer
    # head nl: wat, waarde, plaats, van, wat het zegt
    # head en: what, value, place, of, what it says
    # read nl: De plaats is die onder alle partijen die aan een project meedoen; wie gelijk staat, deelt een plaats. Een soort actor of een persoon heeft geen plaats; voor een gemeente staat hier de groep van gemeenten.
    # read en: The place is that among all parties that take part in a project; equals share a place. A kind of actor or a person has no place; for a municipality this is the group of municipalities.
    # not nl: Een hoge plaats is niet beter: wie op één lange lijst staat, heeft al veel partners. Het zegt niet hoeveel een partij doet.
    # not en: A high place is not better: whoever stands on one long list has many partners. It does not say how much a party does.
    # empty nl: {who} doet volgens de documenten aan geen project mee.
    # empty en: According to the documents {who} takes part in no project.
    """,
)
def party_position(store: Store, values: Values) -> Computed:
    """Positions, betweenness, core level and brokerage roles of one party, with its place among all.

    See :func:`~trendbreuk_graph.measures.positions.find_positions`, :func:`~trendbreuk_graph.measures.positions.find_betweenness`,
    :func:`~trendbreuk_graph.measures.positions.find_core_levels` and :func:`~trendbreuk_graph.measures.roles.find_roles`.
    """
    network = Ties.of(store).network
    who = network.collapsed.get(iri_of(values, "who"), iri_of(values, "who"))
    positions = find_positions(network)
    if who not in positions:
        return Computed([], {})
    between = find_betweenness(network)
    brokers = Brokers(network)
    roles = brokers.place(brokers.graph.number[who])
    measured: list[Mapping[str, float | None]] = [
        {iri: one.projects for iri, one in positions.items()},
        {iri: one.partners for iri, one in positions.items()},
        {iri: one.reach for iri, one in positions.items()},
        {iri: one.connected for iri, one in positions.items()},
        {iri: one.closeness for iri, one in positions.items()},
        between.shares,
        find_core_levels(network),
        {iri: brokers.count(number) for iri, number in brokers.graph.number.items()},
    ]
    ranked = network.ranked
    rows: list[tuple[Value, ...]] = [
        (*aspect, found[who], *_find_place(ranked, found, who), *meaning)
        for (aspect, meaning), found in zip(_RANKED, measured, strict=True)
    ]
    parts = (roles.coordinator, roles.itinerant, roles.gatekeeper, roles.liaison)
    rows += [(*aspect, part, None, None, *_PART) for aspect, part in zip(_ROLES, parts, strict=True)]
    sampled = ("nabijheid en deel van de kortste wegen", "closeness and share of the shortest ways")
    # With fewer than two others there is no way between them.
    return Computed([row for row in rows if row[2] is not None], {}, tell_sample(sampled, between.sample))


def _find_place(ranked: Collection[str], found: Mapping[str, float | None], who: str) -> tuple[int | None, int | None]:
    """The place of a party among those that stand in rankings, and how many these are; None for who does not stand there."""
    mine = found[who]
    if who not in ranked or mine is None:
        return None, None
    values = [value for iri, value in found.items() if iri in ranked and value is not None]
    return 1 + sum(value > mine for value in values), len(values)
