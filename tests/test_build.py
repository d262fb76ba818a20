"""From records to triples, and from triples to derived triples."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from trendbreuk_graph.build import apply_rules, build_graph, build_records, evidence_iri
from trendbreuk_graph.errors import QueryError
from trendbreuk_graph.load import World, load_world
from trendbreuk_graph.namespaces import ID, PREFIXES, RULES, TB
from trendbreuk_graph.places import find_part
from trendbreuk_graph.records import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).resolve().parent.parent
_PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def _place(card: str, field: str, anchor: str) -> str:
    """The IRI of a place in the mini document, worked out apart from the package, as a term in Turtle."""
    words = f"mini-plan\x1f{card}\x1f{field}\x1f{anchor}"
    return f"<{ID}evidence/mini-plan--{hashlib.sha256(words.encode()).hexdigest()[:12]}>"


def _claim(tail: str) -> str:
    return f"<{ID}{tail}>"


def _parse(text: str) -> Graph:
    return Graph().parse(data=_PREFIXES + text, format="turtle")


@pytest.fixture(scope="module")
def records(mini_world: World) -> Graph:
    """The triples of the mini records, without ontology and rules."""
    return build_records(mini_world)


_EXPECTED = {
    "document": """
        id:mini-plan a tb:SourceDocument ; dcterms:title "Plan van de Ministreek"@nl, "Plan of the Mini Region"@en ;
          skos:prefLabel "Plan van de Ministreek"@nl, "Plan of the Mini Region"@en ;
          dcterms:publisher id:ggd-ministreek ; dcterms:issued "2024" ; tb:period "2024/2026" ;
          foaf:page <https://example.org/plan> .""",
    "scheme": """
        id:subregions a skos:ConceptScheme ; skos:prefLabel "Lijst subregions"@nl, "List subregions"@en ;
          skos:definition "Een lijst voor de toetsen."@nl, "A list for the tests."@en .""",
    "concept-with-broader": """
        id:noord a skos:Concept ; skos:inScheme id:subregions ; skos:prefLabel "Noord"@nl, "North"@en ;
          skos:definition "Wat onder Noord valt."@nl, "What belongs to North."@en ; skos:broader id:ministreek .""",
    "concept-with-notation": """
        id:gezonde-jeugd a skos:Concept ; skos:inScheme id:regioplan-themes ; skos:notation "1" ;
          skos:prefLabel "gezonde jeugd"@nl, "healthy youth"@en ;
          skos:definition "Wat onder gezonde jeugd valt."@nl, "What belongs to healthy youth."@en .""",
    "concept-with-close-match": """
        id:gala-bewegen a skos:Concept ; skos:inScheme id:gala-themes ; skos:prefLabel "bewegen"@nl, "exercise"@en ;
          skos:definition "Wat onder bewegen valt."@nl, "What belongs to exercise."@en ; skos:closeMatch id:gezonde-jeugd .""",
    "organisation": """
        id:ziekenhuis-oost a tb:Organisation ; skos:prefLabel "Ziekenhuis Oost"@nl, "Hospital East"@en ;
          skos:altLabel "ZHO"@nl ; tb:domain id:medical ; tb:domainReason "Ziekenhuiszorg."@nl, "Hospital care."@en .""",
    "unit": """
        id:ggd-jeugd a tb:OrganisationUnit, tb:Organisation ; skos:altLabel "Afdeling Jeugd"@nl ;
          skos:prefLabel "GGD Ministreek: Jeugd"@nl, "GGD Ministreek: youth"@en ; tb:domain id:public-health ;
          tb:domainReason "Onderdeel van de GGD."@nl, "Part of the GGD."@en ; org:unitOf id:ggd-ministreek .""",
    "municipality": """
        id:gemeente-ade a tb:Municipality, tb:Organisation ; skos:prefLabel "Gemeente Ade"@nl, "Municipality of Ade"@en ;
          tb:domain id:government ; tb:domainReason "Gemeentebestuur."@nl, "Local government."@en ; tb:subregion id:noord .""",
    "coalition": """
        id:zomercoalitie a tb:Coalition, tb:Organisation ; skos:prefLabel "Zomercoalitie"@nl, "Summer coalition"@en ;
          tb:domain id:medical, id:social ;
          tb:domainReason "Zorg en welzijn samen."@nl, "Care and welfare together."@en .""",
    "group": """
        id:huisartsen a tb:ActorGroup ; skos:prefLabel "Huisartsen"@nl, "General practitioners"@en ;
          tb:domain id:medical ; tb:domainReason "Huisartsenzorg."@nl, "General practice."@en .""",
    "person": """
        id:jan-jansen a tb:Person ; skos:prefLabel "Jan Jansen"@nl, "Jan Jansen"@en ; tb:domain id:social ;
          tb:domainReason "Alleen als persoon genoemd."@nl, "Named as a person only."@en .""",
    "membership": f"""
        {_claim("membership/zomercoalitie--ziekenhuis-oost")} a tb:Membership ; tb:body id:zomercoalitie ;
          tb:member id:ziekenhuis-oost ; tb:evidence {_place("Zomerfit", "Samen met", "Ziekenhuis Oost")} .""",
    "stream-with-dates": f"""
        id:kansenregeling a tb:FundingStream ; skos:prefLabel "Kansenregeling"@nl, "Chances Scheme"@en ;
          skos:altLabel "SPUK Kansen"@nl ; tb:provider id:gemeente-ade ; tb:structural false ; tb:successorOf id:oude-pot ;
          tb:from "2024"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; tb:until "2026"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
          tb:fromText "2024" ; tb:fromEarliest "2024-01-01"^^xsd:date ; tb:fromLatest "2024-12-31"^^xsd:date ;
          tb:untilText "2026" ; tb:untilEarliest "2026-01-01"^^xsd:date ; tb:untilLatest "2026-12-31"^^xsd:date ;
          tb:untilWording "tot en met 2026" ;
          tb:summaryNote "Eén document zegt tot en met 2026."@nl, "One document says up to and including 2026."@en ;
          tb:evidence {_place("Zomerfit", "Geld", "Kansenregeling tot en met 2026")} .""",
    "stream-of-which-little-is-known": f"""
        id:oude-pot a tb:FundingStream ; skos:prefLabel "Oude Pot"@nl, "Old Pot"@en ;
          tb:evidence {_place("Zomerfit", "Geld", "Oude Pot")} .""",
    "programme": f"""
        id:zomerfit a tb:Project, tb:Programme ; skos:altLabel "Zomerfit"@nl, "ZF"@nl ;
          skos:prefLabel "Ketenaanpak Zomerfit"@nl, "Summer fit chain approach"@en ;
          dcterms:description "Kinderen bewegen in de zomer."@nl, "Children exercise in summer."@en ;
          tb:projectStatus tb:active ; tb:lifePhase id:jeugd ; tb:theme id:gezonde-jeugd, id:gala-bewegen ;
          tb:connectsDomain id:medical, id:social ;
          tb:summaryNote "De naam staat ook zonder Ketenaanpak."@nl, "The name also stands without Ketenaanpak."@en ;
          tb:evidence {_place("Zomerfit", "Titel", "Ketenaanpak Zomerfit")} .""",
    "project": f"""
        id:beweegplein a tb:Project ; skos:prefLabel "Beweegplein"@nl, "Exercise square"@en ;
          dcterms:description "Een plein om te bewegen."@nl, "A square to exercise on."@en ;
          tb:projectStatus tb:planned ; tb:theme id:gezonde-jeugd ; tb:ownerUndetermined true ;
          tb:evidence {_place("Beweegplein", "Titel", "Beweegplein")} .""",
    "participation": f"""
        {_claim("participation/zomerfit--wijkwelzijn-west--partner")} a tb:Participation ; tb:project id:zomerfit ;
          tb:participant id:wijkwelzijn-west ; tb:role tb:partner ;
          tb:claimNote "Levert de begeleiders."@nl, "Provides the supervisors."@en ;
          tb:evidence {_place("Zomerfit", "Samen met", "Wijkwelzijn West")} .""",
    "financing-with-an-end": f"""
        {_claim("financing/zomerfit--kansenregeling--secured")} a tb:Financing ; tb:project id:zomerfit ;
          tb:stream id:kansenregeling ; tb:financingStatus tb:secured ; tb:covers "het project"@nl, "the project"@en ;
          tb:until "2026"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
          tb:untilText "2026" ; tb:untilEarliest "2026-01-01"^^xsd:date ; tb:untilLatest "2026-12-31"^^xsd:date ;
          tb:untilWording "tot en met 2026" ;
          tb:evidence {_place("Zomerfit", "Geld", "gedekt uit de Kansenregeling")} .""",
    "financing-in-kind": f"""
        {_claim("financing/zomerfit--ziekenhuis-inzet--in-kind")} a tb:Financing ; tb:project id:zomerfit ;
          tb:stream id:ziekenhuis-inzet ; tb:financingStatus tb:inKind ;
          tb:evidence {_place("Zomerfit", "Geld", "in natura")} .""",
    "financing-structural": f"""
        {_claim("financing/beweegplein--begroting-ade--secured")} a tb:Financing ; tb:project id:beweegplein ;
          tb:stream id:begroting-ade ; tb:financingStatus tb:secured ; tb:structural true ;
          tb:evidence {_place("Beweegplein", "Geld", "structureel op de begroting")} .""",
    "financing-gap": f"""
        {_claim("financing/zomerfit--no-stream--gap")} a tb:Financing ; tb:project id:zomerfit ;
          tb:financingStatus tb:gap ; tb:covers "vervoer"@nl, "transport"@en ; tb:amount "5000"^^xsd:decimal ;
          tb:amountPer "jaar"@nl, "year"@en ; tb:evidence {_place("Zomerfit", "Geld", "Voor vervoer ontbreekt")} .""",
    "relation-part-of": f"""
        {_claim("relation/beweegplein--part-of--zomerfit")} a tb:Relation ; tb:project id:beweegplein ;
          tb:relatedProject id:zomerfit ; tb:relationKind tb:partOf ;
          tb:evidence {_place("Beweegplein", "Beschrijving", "Onderdeel van Zomerfit")} .""",
    "relation-connected-with": f"""
        {_claim("relation/eetclub--connected-with--zomerfit")} a tb:Relation ; tb:project id:eetclub ;
          tb:relatedProject id:zomerfit ; tb:relationKind tb:connectedWith ;
          tb:evidence {_place("Eetclub", "Beschrijving", "samen kookt")} .""",
    "coverage": f"""
        {_claim("coverage/beweegplein--gemeente-ade")} a tb:Coverage ; tb:project id:beweegplein ;
          tb:place id:gemeente-ade ; tb:evidence {_place("Beweegplein", "Beschrijving", "ligt in Ade")} .""",
    "domain-connection": f"""
        {_claim("domain-connection/zomerfit--medical--social")} a tb:DomainConnection ; tb:project id:zomerfit ;
          tb:connectsDomain id:medical, id:social ;
          tb:evidence {_place("Zomerfit", "Beschrijving", "het medisch en het sociaal domein")} .""",
    "undetermined-ownership": f"""
        {_claim("undetermined-ownership/beweegplein")} a tb:UndeterminedOwnership ; tb:project id:beweegplein ;
          tb:evidence {_place("Beweegplein", "Trekker", "Nader te bepalen")} .""",
    "observation": f"""
        {_claim("observation/zomerfit")} a tb:Observation ; tb:project id:zomerfit ; tb:value "40"^^xsd:decimal ;
          tb:measures "kinderen die meededen"@nl, "children who took part"@en ; tb:unit "kinderen"@nl, "children"@en ;
          tb:year "2024" ; tb:evidence {_place("Zomerfit", "Opbrengst", "40 kinderen in 2024")} .""",
    "target": f"""
        {_claim("target/zomerfit")} a tb:Target ; tb:project id:zomerfit ; tb:value "100"^^xsd:decimal ;
          tb:measures "kinderen die meedoen"@nl, "children who take part"@en ; tb:unit "kinderen"@nl, "children"@en ;
          tb:dueBy "2026-12" ; tb:dueByLatest "2026-12-31"^^xsd:date ;
          tb:evidence {_place("Zomerfit", "Opbrengst", "100 kinderen eind 2026")} .""",
    "evidence": f"""
        {_place("Zomerfit", "Geld", "in natura")} a tb:Evidence ; dcterms:source id:mini-plan ; tb:card "Zomerfit" ;
          tb:field "Geld" ; tb:anchor "in natura" .""",
    "contradiction": f"""
        {_claim("contradiction/kansenregeling-end")} a tb:Contradiction ; tb:about id:kansenregeling ;
          skos:prefLabel "Einde van de Kansenregeling"@nl, "End of the Chances Scheme"@en ;
          tb:statement {_claim("statement/kansenregeling-end")}, {_claim("statement/kansenregeling-end--2")} .""",
    "statement": f"""
        {_claim("statement/kansenregeling-end--2")} a tb:Statement ;
          tb:says "De regeling loopt tot 2026."@nl, "The scheme runs until 2026."@en ;
          tb:evidence {_place("Eetclub", "Geld", "Kansenregeling tot 2026")} .""",
    "decision": f"""
        {_claim("decision/groups-of-municipalities")} a tb:Decision ;
          tb:question "Wie zijn de gemeenten van de Ministreek?"@nl, "Who are the municipalities of the Mini Region?"@en ;
          tb:decision "Ade en Bos."@nl, "Ade and Bos."@en ;
          tb:reason "Zij staan in de partnerlijst."@nl, "They stand in the partner list."@en ;
          tb:evidence {_place("Zomerfit", "Samen met", "Gemeenten Ade en Bos")} .""",
}


@pytest.mark.parametrize("turtle", _EXPECTED.values(), ids=_EXPECTED.keys())
def test_a_record_becomes_these_triples_and_no_others(records: Graph, turtle: str) -> None:
    """All that the graph says of one thing is what stands in its record."""
    expected = set(_parse(turtle))
    [subject] = {s for s, _, _ in expected}

    assert expected == set(records.triples((subject, None, None)))


def test_every_class_of_thing_in_the_mini_graph_is_worked_out(records: Graph) -> None:
    """The table above holds one of each kind that the build makes."""
    tried = {kind for turtle in _EXPECTED.values() for kind in _parse(turtle).objects(None, RDF.type)}

    assert tried == set(records.objects(None, RDF.type))


def test_records_become_nothing_beside(records: Graph) -> None:
    """The mini world has as many things of each kind as its files hold records and claims."""
    counts = {
        "SourceDocument": 1,
        "Participation": 9,
        "Financing": 8,
        "Relation": 2,
        "Coverage": 2,
        "DomainConnection": 1,
        "UndeterminedOwnership": 1,
        "Observation": 1,
        "Target": 1,
        "Membership": 3,
        "Statement": 2,
        "Contradiction": 1,
        "Decision": 1,
        "Project": 3,
        "Programme": 1,
        "FundingStream": 6,
    }

    assert counts == {name: len(set(records.subjects(RDF.type, URIRef(TB + name)))) for name in counts}


def test_equal_places_are_one_thing(records: Graph) -> None:
    """A place that two claims rest on has one IRI: the hospital's membership and its part in the project."""
    place = URIRef(_place("Zomerfit", "Samen met", "Ziekenhuis Oost").strip("<>"))

    assert {str(claim).removeprefix(ID) for claim in records.subjects(URIRef(TB + "evidence"), place)} == {
        "membership/zomercoalitie--ziekenhuis-oost",
        "participation/zomerfit--ziekenhuis-oost--partner",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"source": "ander-plan"},
        {"card": "Eetclub"},
        {"field": "Samen met"},
        {"anchor": "uit de Oude Pot"},
        {"card": None},
    ],
    ids=["source", "card", "field", "anchor", "no-card"],
)
def test_places_that_differ_have_names_that_differ(change: dict[str, str | None]) -> None:
    """Each of the four parts of a place counts for its IRI."""
    place = Evidence(source="mini-plan", card="Zomerfit", field="Geld", anchor="uit de Kansenregeling")

    assert evidence_iri(place) != evidence_iri(place.model_copy(update=change))


def test_parts_of_a_place_cannot_run_together() -> None:
    """Words that end one part are not taken for the start of the next."""
    one = Evidence(source="mini-plan", card="A B", field="C", anchor="D")
    other = Evidence(source="mini-plan", card="A", field="B C", anchor="D")

    assert evidence_iri(one) != evidence_iri(other)


def test_no_graph_has_blank_nodes(mini_graph: Graph) -> None:
    """Everything has a name, so that two builds can be compared line by line."""
    assert [triple for triple in mini_graph if any(isinstance(term, BNode) for term in triple)] == []


def test_claims_that_say_the_same_get_a_number(mini_data: Path) -> None:
    """A second and third line of the same stream and status get --2 and --3, in the order of the file."""
    path = mini_data / "projects" / "eetclub.yml"
    line = "  - {stream: kansenregeling, status: secured, covers: {nl: NAME, en: NAME}, evidence: [{source: mini-plan, field: Geld, anchor: Gedekt}]}\n"
    lines = [line.replace("NAME", name) for name in ("pannen", "borden")]
    text = path.read_text(encoding="utf-8").replace("relations:\n", f"{''.join(lines)}relations:\n")
    path.write_text(text, encoding="utf-8")
    graph = build_records(load_world(mini_data))
    stem = f"{ID}financing/eetclub--kansenregeling--secured"

    assert {
        str(claim).removeprefix(stem): sorted(str(text) for text in graph.objects(claim, URIRef(TB + "covers")))
        for claim in graph.subjects(URIRef(TB + "project"), URIRef(f"{ID}eetclub"))
        if str(claim).startswith(stem)
    } == {"": [], "--2": ["pannen", "pannen"], "--3": ["borden", "borden"]}


def test_a_claim_keeps_its_name_when_others_come(mini_data: Path, records: Graph) -> None:
    """A new participant changes nothing about the claims that were there."""
    path = mini_data / "projects" / "eetclub.yml"
    new = (
        "  - {who: huisartsen, role: partner, evidence: [{source: mini-plan, field: Samen met, anchor: Ziekenhuis}]}\n"
    )
    text = path.read_text(encoding="utf-8").replace("participants:\n", f"participants:\n{new}")
    path.write_text(text, encoding="utf-8")
    graph = build_records(load_world(mini_data))

    assert set(records) - set(graph) == set()
    assert {str(s).removeprefix(ID) for s in set((graph - records).subjects()) if "/evidence/" not in str(s)} == {
        "participation/eetclub--huisartsen--partner"
    }


def test_a_group_may_stand_for_a_project(mini_data: Path) -> None:
    """`represents` ties a group to the project whose people it is."""
    path = mini_data / "organisations.yml"
    text = path.read_text(encoding="utf-8").replace(
        "{nl: Huisartsenzorg., en: General practice.}\n",
        "{nl: Huisartsenzorg., en: General practice.}\n    represents: zomerfit\n    note: {nl: Noot., en: Note.}\n"
        "    evidence: [{source: mini-plan, card: Zomerfit, field: Samen met, anchor: Huisartsen}]\n",
    )
    path.write_text(text, encoding="utf-8")
    graph = build_records(load_world(mini_data))
    expected = _parse(f"""id:huisartsen tb:represents id:zomerfit ; tb:summaryNote "Noot."@nl, "Note."@en ;
        tb:evidence {_place("Zomerfit", "Samen met", "Huisartsen")} .""")

    assert set(expected) <= set(graph)


def test_a_document_without_an_address_has_no_page(mini_data: Path) -> None:
    """`url` may be left out; then the graph says nothing of a page."""
    path = mini_data / "sources.yml"
    text = path.read_text(encoding="utf-8").replace("    url: https://example.org/plan\n", "")
    path.write_text(text, encoding="utf-8")
    graph = build_records(load_world(mini_data))

    assert list(graph.objects(URIRef(f"{ID}mini-plan"), URIRef(PREFIXES["foaf"] + "page"))) == []


def test_an_end_that_is_open_has_no_latest_day(mini_data: Path) -> None:
    """An interval without end gives an earliest day and no latest one, for money and for targets."""
    streams = mini_data / "streams.yml"
    streams.write_text(streams.read_text(encoding="utf-8").replace('until: "2026"', "until: 2026/.."), encoding="utf-8")
    project = mini_data / "projects" / "zomerfit.yml"
    text = project.read_text(encoding="utf-8").replace('due_by: "2026-12"', "due_by: 2026-12/..")
    project.write_text(text.replace("    value: 100\n", ""), encoding="utf-8")
    graph = build_records(load_world(mini_data))
    stream, target = URIRef(f"{ID}kansenregeling"), URIRef(f"{ID}target/zomerfit")

    assert str(graph.value(stream, URIRef(TB + "untilEarliest"))) == "2026-01-01"
    assert graph.value(stream, URIRef(TB + "untilLatest")) is None
    assert graph.value(target, URIRef(TB + "dueBy")) == Literal("2026-12/..")
    assert graph.value(target, URIRef(TB + "dueByLatest")) is None
    assert graph.value(target, URIRef(TB + "value")) is None


def test_the_whole_graph_is_records_ontology_and_derived_triples(mini_world: World, mini_graph: Graph) -> None:
    """The built graph holds the records and the ontology whole; the steps are reported in order."""
    steps: list[str] = []
    graph = build_graph(mini_world, find_part("ontology"), on_step=steps.append)
    ontology = Graph().parse(find_part("ontology") / "trendbreuk.ttl")

    assert steps == ["records", "ontology", "rules"]
    assert set(graph) == set(mini_graph)
    assert set(build_records(mini_world)) | set(ontology) <= set(graph)


#: For each rule: what it is given, the positive case first and a decoy after it, and what it makes of it.
_RULES: dict[str, tuple[str, str]] = {
    "concerns-claim": (
        """id:s a tb:Statement ; tb:evidence id:e1 . id:c a tb:Financing ; tb:evidence id:e1 ; tb:project id:p .
        id:elsewhere a tb:Financing ; tb:evidence id:e2 ; tb:project id:p .
        id:stream a tb:FundingStream ; tb:evidence id:e1 .""",
        "id:s tb:concernsClaim id:c .",
    ),
    "connected-with": (
        """id:r a tb:Relation ; tb:project id:a ; tb:relatedProject id:b ; tb:relationKind tb:connectedWith .
        id:q a tb:Relation ; tb:project id:a ; tb:relatedProject id:c ; tb:relationKind tb:partOf .""",
        "id:a tb:connectedWith id:b . id:b tb:connectedWith id:a .",
    ),
    "effective-domain": (
        """id:huis tb:domain id:zorg . id:kind org:unitOf id:huis .
        id:eigen org:unitOf id:huis ; tb:domain id:welzijn . id:lid org:memberOf id:huis .""",
        "id:huis tb:effectiveDomain id:zorg . id:kind tb:effectiveDomain id:zorg . id:eigen tb:effectiveDomain id:welzijn .",
    ),
    "financed-by": (
        """id:f1 a tb:Financing ; tb:project id:p ; tb:stream id:zeker ; tb:financingStatus tb:secured .
        id:f2 a tb:Financing ; tb:project id:p ; tb:stream id:inzet ; tb:financingStatus tb:inKind .
        id:f3 a tb:Financing ; tb:project id:p ; tb:stream id:hoop ; tb:financingStatus tb:possible .
        id:f4 a tb:Financing ; tb:project id:p ; tb:stream id:oud ; tb:financingStatus tb:ended .
        id:f5 a tb:Financing ; tb:project id:p ; tb:stream id:leeg ; tb:financingStatus tb:gap .
        id:f6 a tb:Financing ; tb:project id:p ; tb:stream id:vraag ; tb:financingStatus tb:requested .""",
        "id:p tb:financedBy id:zeker, id:inzet .",
    ),
    "group-member": (
        """id:m a tb:Membership ; tb:body id:groep ; tb:member id:lid . id:groep a tb:ActorGroup .
        id:n a tb:Membership ; tb:body id:bond ; tb:member id:lid . id:bond a tb:Coalition, tb:Organisation .""",
        "id:groep tb:groupMember id:lid .",
    ),
    "involved": (
        """id:x a tb:Participation ; tb:project id:p ; tb:participant id:a ; tb:role tb:involved .
        id:y a tb:Participation ; tb:project id:p ; tb:participant id:b ; tb:role tb:partner .""",
        "id:p tb:involved id:a .",
    ),
    "lead": (
        """id:x a tb:Participation ; tb:project id:p ; tb:participant id:a ; tb:role tb:lead .
        id:y a tb:Participation ; tb:project id:p ; tb:participant id:b ; tb:role tb:partner .""",
        "id:p tb:lead id:a .",
    ),
    "may-be-financed-by": (
        """id:f1 a tb:Financing ; tb:project id:p ; tb:stream id:hoop ; tb:financingStatus tb:possible .
        id:f2 a tb:Financing ; tb:project id:p ; tb:stream id:vraag ; tb:financingStatus tb:requested .
        id:f3 a tb:Financing ; tb:project id:p ; tb:stream id:zeker ; tb:financingStatus tb:secured .
        id:f4 a tb:Financing ; tb:project id:p ; tb:stream id:oud ; tb:financingStatus tb:ended .""",
        "id:p tb:mayBeFinancedBy id:hoop, id:vraag .",
    ),
    "member-of": (
        """id:m a tb:Membership ; tb:body id:bond ; tb:member id:lid . id:bond a tb:Coalition, tb:Organisation .
        id:n a tb:Membership ; tb:body id:groep ; tb:member id:lid . id:groep a tb:ActorGroup .""",
        "id:lid org:memberOf id:bond .",
    ),
    "municipality-through-group": (
        f"""{_claim("participation/p--groep--partner")} a tb:Participation ; tb:project id:p ; tb:participant id:groep ;
          tb:role tb:partner .
        id:m a tb:Membership ; tb:body id:groep ; tb:member id:ade . id:ade a tb:Municipality .
        id:n a tb:Membership ; tb:body id:groep ; tb:member id:huis . id:huis a tb:Organisation .
        id:bos a tb:Municipality .
        {_claim("participation/p--bond--partner")} a tb:Participation ; tb:project id:p ; tb:participant id:bond ;
          tb:role tb:partner . id:bond a tb:Coalition, tb:Organisation .
        id:o a tb:Membership ; tb:body id:bond ; tb:member id:bos .""",
        f"""{_claim("derived-participation/p--groep--partner--ade")} a tb:DerivedParticipation ; tb:project id:p ;
          tb:participant id:ade ; tb:role tb:partner ; tb:derivedFrom {_claim("participation/p--groep--partner")} .""",
    ),
    "part-of": (
        """id:r a tb:Relation ; tb:project id:deel ; tb:relatedProject id:geheel ; tb:relationKind tb:partOf .
        id:q a tb:Relation ; tb:project id:deel ; tb:relatedProject id:ander ; tb:relationKind tb:connectedWith .""",
        "id:deel tb:partOf id:geheel .",
    ),
    "partner": (
        """id:x a tb:Participation ; tb:project id:p ; tb:participant id:a ; tb:role tb:partner .
        id:y a tb:Participation ; tb:project id:p ; tb:participant id:b ; tb:role tb:lead .""",
        "id:p tb:partner id:a .",
    ),
    "runs-in": (
        """id:c a tb:Coverage ; tb:project id:p ; tb:place id:ade .
        id:x a tb:Participation ; tb:project id:p ; tb:participant id:bos ; tb:role tb:partner .""",
        "id:p tb:runsIn id:ade .",
    ),
}


def test_every_rule_has_a_case() -> None:
    """The table holds each rule of the ontology, and no other."""
    assert {path.stem for path in (find_part("ontology") / "rules").glob("*.rq")} == set(_RULES)


@pytest.mark.parametrize("name", sorted(_RULES))
def test_a_rule_derives_what_it_should_and_nothing_from_the_decoy(tmp_path: Path, name: str) -> None:
    """A rule makes its triples of the first case; what looks like it gives nothing."""
    given, derived = _RULES[name]
    shutil.copy(find_part("ontology") / "rules" / f"{name}.rq", tmp_path)
    graph = _parse(given)
    before = set(graph)
    apply_rules(graph, tmp_path)
    new = {(s, p, o) for s, p, o in set(graph) - before if str(s) != RULES + name}

    assert set(_parse(derived)) == new


@pytest.mark.parametrize("name", sorted(_RULES))
def test_a_rule_stands_in_the_graph_with_its_texts(mini_graph: Graph, name: str) -> None:
    """Each rule is a thing in the graph, and says in both languages what it derives."""
    rule = URIRef(RULES + name)
    texts = [text for text in mini_graph.objects(rule, RDFS.label) if isinstance(text, Literal)]

    assert (rule, RDF.type, URIRef(TB + "Rule")) in mini_graph
    assert sorted(str(text.language) for text in texts) == ["en", "nl"]
    assert [text for text in texts if not str(text).endswith(".")] == []


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("lead", {("zomerfit", "ggd-ministreek"), ("eetclub", "wijkwelzijn-west")}),
        (
            "financedBy",
            {
                ("zomerfit", "kansenregeling"),
                ("zomerfit", "ziekenhuis-inzet"),
                ("beweegplein", "begroting-ade"),
                ("eetclub", "kansenregeling"),
            },
        ),
        ("mayBeFinancedBy", {("zomerfit", "zomerfonds"), ("zomerfit", "verzekeraar-geld")}),
        ("partOf", {("beweegplein", "zomerfit")}),
        ("connectedWith", {("eetclub", "zomerfit"), ("zomerfit", "eetclub")}),
        ("runsIn", {("zomerfit", "ministreek"), ("beweegplein", "gemeente-ade")}),
        ("groupMember", {("gemeenten-zuid-limburg", "gemeente-ade"), ("gemeenten-zuid-limburg", "gemeente-bos")}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_mini_world_derives(mini_graph: Graph, term: str, expected: set[tuple[str, str]]) -> None:
    """The short cuts of the mini world are those that its records give by hand."""
    assert expected == _tails(mini_graph.subject_objects(URIRef(TB + term)))


def test_municipalities_take_part_through_their_group(mini_graph: Graph) -> None:
    """Ade and Bos take part in Zomerfit as their group does, and each says through which claim."""
    derived = mini_graph.subject_objects(URIRef(TB + "derivedFrom"))

    assert _tails(derived) == {
        (
            f"derived-participation/zomerfit--gemeenten-zuid-limburg--partner--{name}",
            "participation/zomerfit--gemeenten-zuid-limburg--partner",
        )
        for name in ("gemeente-ade", "gemeente-bos")
    }


def _tails(pairs: Iterable[tuple[object, object]]) -> set[tuple[str, str]]:
    return {(str(a).removeprefix(ID), str(b).removeprefix(ID)) for a, b in pairs}


def test_no_rule_feeds_on_another(tmp_path: Path) -> None:
    """Every rule sees the graph as it was before any of them, whatever their file names."""
    head = "PREFIX id: <https://w3id.org/trendbreuk/id/> "
    (tmp_path / "a.rq").write_text(head + "CONSTRUCT { id:x id:b id:y } WHERE { id:x id:a id:y }", encoding="utf-8")
    (tmp_path / "b.rq").write_text(head + "CONSTRUCT { id:x id:c id:y } WHERE { id:x id:b id:y }", encoding="utf-8")
    graph = _parse("id:x id:a id:y .")
    apply_rules(graph, tmp_path)

    assert set(_parse("id:x id:b id:y .")) <= set(graph)
    assert (URIRef(f"{ID}x"), URIRef(f"{ID}c"), URIRef(f"{ID}y")) not in graph


def test_a_rule_that_is_no_construct_is_refused(tmp_path: Path) -> None:
    """A rule file that asks instead of deriving is named."""
    (tmp_path / "lead.rq").write_text("SELECT ?s WHERE { ?s ?p ?o }", encoding="utf-8")

    with pytest.raises(QueryError, match=r"lead\.rq is no CONSTRUCT"):
        apply_rules(_parse("id:x id:a id:y ."), tmp_path)


def _build(data: Path, output: Path, seed: str) -> bytes:
    """Build in a process of its own, with a hash seed."""
    subprocess.run(
        [sys.executable, "-m", "trendbreuk_graph", "--data", str(data), "build", "-o", str(output)],
        check=True,
        capture_output=True,
        cwd=_ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return output.read_bytes()


def test_two_builds_give_the_same_bytes(mini_data: Path, mini_turtle: Path, tmp_path: Path) -> None:
    """The hash seed of a process does not show in the graph, nor does the process."""
    builds = [_build(mini_data, tmp_path / f"{seed}.ttl", seed) for seed in ("0", "1")]

    assert builds[0] == builds[1]
    assert builds[0] == mini_turtle.read_bytes()


def test_the_built_graph_is_fresh(tmp_path: Path) -> None:
    """The graph in the repository is what its records give, whatever the hash seed."""
    kept = (find_part("graph") / "trendbreuk.ttl").read_bytes()
    builds = {seed: _build(find_part("data"), tmp_path / f"{seed}.ttl", seed) for seed in ("0", "1")}
    stale = [seed for seed, built in builds.items() if built != kept]

    assert builds["0"] == builds["1"], "the graph hangs on the hash seed"
    assert stale == [], "graph/trendbreuk.ttl is not what the records give now: run `trendbreuk build`"
