"""The shapes: each lets a good record pass and names what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from trendbreuk_graph.namespaces import PREFIXES, TB
from trendbreuk_graph.places import find_part
from trendbreuk_graph.shapes import find_violations

_TBS = "https://w3id.org/trendbreuk/def/shapes#"
_SHAPES = find_part("ontology") / "shapes.ttl"
_PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

#: One good record for each shape, and what those records need around them.
_GOOD: dict[str, str] = {
    "Project": """
        id:plein a tb:Project ; skos:prefLabel "Plein"@nl, "Square"@en ; dcterms:description "Een plein."@nl, "A square."@en ;
          tb:projectStatus tb:active ; tb:theme id:thema ; tb:lifePhase id:thema ; tb:connectsDomain id:thema ;
          tb:ownerUndetermined true ; tb:evidence id:plaats .""",
    "Organisation": """
        id:huis a tb:Organisation ; skos:prefLabel "Huis"@nl, "House"@en ; tb:domain id:thema .""",
    "Coalition": """
        id:bond a tb:Coalition ; skos:prefLabel "Bond"@nl, "Union"@en ; tb:domain id:thema .""",
    "ActorGroup": """
        id:artsen a tb:ActorGroup ; skos:prefLabel "Artsen"@nl, "Doctors"@en ; tb:domain id:thema ; tb:represents id:plein .""",
    "Person": """
        id:jan a tb:Person ; skos:prefLabel "Jan"@nl, "Jan"@en ; tb:domain id:thema .""",
    "Municipality": """
        id:ade a tb:Municipality ; skos:prefLabel "Ade"@nl, "Ade"@en ; tb:domain id:thema ; tb:subregion id:thema .""",
    "OrganisationUnit": """
        id:afdeling a tb:OrganisationUnit ; skos:prefLabel "Afdeling"@nl, "Unit"@en ; org:unitOf id:huis .""",
    "FundingStream": """
        id:pot a tb:FundingStream ; skos:prefLabel "Pot"@nl, "Pot"@en ; tb:provider id:huis ; tb:structural false ;
          tb:fromText "2024" ; tb:fromEarliest "2024-01-01"^^xsd:date ; tb:fromLatest "2024-12-31"^^xsd:date ;
          tb:untilText "2026" ; tb:untilEarliest "2026-01-01"^^xsd:date ; tb:untilLatest "2026-12-31"^^xsd:date ;
          tb:successorOf id:pot ; tb:evidence id:plaats .""",
    "SourceDocument": """
        id:plan a tb:SourceDocument ; dcterms:title "Plan"@nl, "Plan"@en ; dcterms:publisher id:huis ; dcterms:issued "2024" .""",
    "Participation": """
        <https://w3id.org/trendbreuk/id/participation/p> a tb:Participation ; tb:project id:plein ; tb:participant id:artsen ;
          tb:role tb:lead ; tb:evidence id:plaats .""",
    "Financing": """
        <https://w3id.org/trendbreuk/id/financing/f> a tb:Financing ; tb:project id:plein ; tb:stream id:pot ;
          tb:financingStatus tb:secured ; tb:structural true ; tb:amount 5000.0 ; tb:evidence id:plaats ;
          tb:fromText "2024" ; tb:fromEarliest "2024-01-01"^^xsd:date ; tb:fromLatest "2024-12-31"^^xsd:date ;
          tb:untilText "2026" ; tb:untilEarliest "2026-01-01"^^xsd:date ; tb:untilLatest "2026-12-31"^^xsd:date .""",
    "Relation": """
        <https://w3id.org/trendbreuk/id/relation/r> a tb:Relation ; tb:project id:plein ; tb:relatedProject id:plein ;
          tb:relationKind tb:partOf ; tb:evidence id:plaats .""",
    "Coverage": """
        <https://w3id.org/trendbreuk/id/coverage/c> a tb:Coverage ; tb:project id:plein ; tb:place id:ade ;
          tb:evidence id:plaats .""",
    "DomainConnection": """
        <https://w3id.org/trendbreuk/id/domain-connection/d> a tb:DomainConnection ; tb:project id:plein ;
          tb:connectsDomain id:thema, id:ander ; tb:evidence id:plaats .""",
    "UndeterminedOwnership": """
        <https://w3id.org/trendbreuk/id/undetermined-ownership/u> a tb:UndeterminedOwnership ; tb:project id:plein ;
          tb:evidence id:plaats .""",
    "Observation": """
        <https://w3id.org/trendbreuk/id/observation/o> a tb:Observation ; tb:project id:plein ;
          tb:measures "kinderen"@nl, "children"@en ; tb:value 40.0 ; tb:year "2024" ; tb:evidence id:plaats .""",
    "Target": """
        <https://w3id.org/trendbreuk/id/target/t> a tb:Target ; tb:project id:plein ;
          tb:measures "kinderen"@nl, "children"@en ; tb:value 100.0 ; tb:dueBy "2026" ; tb:evidence id:plaats .""",
    "Membership": """
        <https://w3id.org/trendbreuk/id/membership/m> a tb:Membership ; tb:member id:ade ; tb:body id:bond ;
          tb:evidence id:plaats .""",
    "Statement": """
        <https://w3id.org/trendbreuk/id/statement/s> a tb:Statement ; tb:says "Zo is het."@nl, "So it is."@en ;
          tb:evidence id:plaats .
        <https://w3id.org/trendbreuk/id/statement/s2> a tb:Statement ; tb:says "Niet zo."@nl, "Not so."@en ;
          tb:evidence id:plaats .""",
    "DerivedParticipation": """
        <https://w3id.org/trendbreuk/id/derived-participation/a> a tb:DerivedParticipation ; tb:project id:plein ;
          tb:participant id:ade ; tb:derivedFrom <https://w3id.org/trendbreuk/id/participation/p> .""",
    "Evidence": """
        id:plaats a tb:Evidence ; dcterms:source id:plan ; tb:card "Plein" ; tb:field "Geld" ; tb:anchor "gedekt uit" .""",
    "Contradiction": """
        <https://w3id.org/trendbreuk/id/contradiction/k> a tb:Contradiction ; skos:prefLabel "Einde"@nl, "End"@en ;
          tb:about id:pot ; tb:statement <https://w3id.org/trendbreuk/id/statement/s>,
            <https://w3id.org/trendbreuk/id/statement/s2> .""",
    "Decision": """
        <https://w3id.org/trendbreuk/id/decision/b> a tb:Decision ; tb:question "Wie?"@nl, "Who?"@en ;
          tb:decision "Ade."@nl, "Ade."@en ; tb:reason "Staat er."@nl, "It says so."@en ; tb:evidence id:plaats .""",
    "Rule": """
        <https://w3id.org/trendbreuk/def/rules/x> a tb:Rule ; rdfs:label "Regel"@nl, "Rule"@en .""",
    "Concept": """
        id:thema a skos:Concept ; skos:prefLabel "thema"@nl, "theme"@en ; skos:definition "Een thema."@nl, "A theme."@en ;
          skos:inScheme id:lijst .
        id:ander a skos:Concept ; skos:prefLabel "ander"@nl, "other"@en ; skos:definition "Een ander."@nl, "Another."@en ;
          skos:inScheme id:lijst .""",
}

#: For each shape one way to break a record: what stands in the good one, what takes its place, and the finding:
#: the record, the field and the message in English.
_BAD: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "Project": (
        "tb:projectStatus tb:active",
        "tb:projectStatus tb:secured",
        ("plein", "projectStatus", "The status is planned, active, completed or stopped."),
    ),
    "Organisation": (
        '"Huis"@nl, "House"@en',
        '"Huis"@nl, "Thuis"@nl',
        ("huis", "prefLabel", "Needs exactly one Dutch and one English name."),
    ),
    "Coalition": (" ; tb:domain id:thema", "", ("bond", "domain", "Needs at least one domain.")),
    "ActorGroup": (
        "tb:represents id:plein",
        "tb:represents id:huis",
        ("artsen", "represents", "Represents a project."),
    ),
    "Person": ('"Jan"@nl, "Jan"@en', '"Jan"@nl', ("jan", "prefLabel", "Needs exactly one Dutch and one English name.")),
    "Municipality": (
        "tb:subregion id:thema",
        "tb:subregion id:thema, id:ander",
        ("ade", "subregion", "Lies in one subregion at the most."),
    ),
    "OrganisationUnit": (
        " ; org:unitOf id:huis",
        "",
        ("afdeling", "unitOf", "A unit belongs to exactly one organisation."),
    ),
    "FundingStream": (
        '"2026-01-01"^^xsd:date',
        '"2027-01-01"^^xsd:date',
        ("pot", "untilEarliest", "The earliest day is not after the latest."),
    ),
    "SourceDocument": ("dcterms:publisher id:huis ; ", "", ("plan", "publisher", "Needs a publisher.")),
    "Participation": (
        "tb:participant id:artsen",
        "tb:participant id:pot",
        ("participation/p", "participant", "Needs exactly one participant."),
    ),
    "Financing": (
        " ; tb:stream id:pot",
        "",
        ("financing/f", "", "Without a stream it can only be a gap; otherwise it needs a stream."),
    ),
    "Relation": (
        "tb:relationKind tb:partOf",
        "tb:relationKind tb:lead",
        ("relation/r", "relationKind", "The kind of relation is part of or connected with."),
    ),
    "Coverage": (" ; tb:place id:ade", "", ("coverage/c", "place", "Needs exactly one place.")),
    "DomainConnection": (
        "id:thema, id:ander",
        "id:thema",
        ("domain-connection/d", "connectsDomain", "Joins at least two domains."),
    ),
    "UndeterminedOwnership": (
        ";\n          tb:evidence id:plaats",
        "",
        ("undetermined-ownership/u", "evidence", "No claim without evidence."),
    ),
    "Observation": ("tb:value 40.0", 'tb:value "veertig"', ("observation/o", "value", "The value is a number.")),
    "Target": (
        'tb:dueBy "2026"',
        'tb:dueBy "2026-12-31"^^xsd:date',
        ("target/t", "dueBy", "The deadline is EDTF text."),
    ),
    "Membership": (
        "tb:member id:ade",
        "tb:member id:ade, id:jan",
        ("membership/m", "member", "Needs exactly one member."),
    ),
    "Statement": (
        '"Zo is het."@nl, "So it is."@en',
        '"Zo is het."@nl',
        ("statement/s", "says", "Says in both languages what the document says."),
    ),
    "DerivedParticipation": (
        "tb:participant id:ade",
        "tb:participant id:huis",
        ("derived-participation/a", "participant", "The participant is a municipality."),
    ),
    "Evidence": ('tb:anchor "gedekt uit"', 'tb:anchor ""', ("plaats", "anchor", "Names the words to look for.")),
    "Contradiction": (
        ",\n            <https://w3id.org/trendbreuk/id/statement/s2>",
        "",
        ("contradiction/k", "statement", "A contradiction has at least two statements."),
    ),
    "Decision": (
        ' ; tb:reason "Staat er."@nl, "It says so."@en',
        "",
        ("decision/b", "reason", "The reason stands in both languages."),
    ),
    "Rule": (
        '"Regel"@nl, "Rule"@en',
        '"Rule"@en',
        ("https://w3id.org/trendbreuk/def/rules/x", "label", "A rule says in both languages what it derives."),
    ),
    "Concept": (
        '"Een thema."@nl, "A theme."@en',
        '"Een thema."@nl, "Een thema!"@nl',
        ("thema", "definition", "Needs a definition in both languages."),
    ),
}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes file as a graph."""
    return Graph().parse(_SHAPES)


def _parse(*records: str) -> Graph:
    return Graph().parse(data=_PREFIXES + "\n".join(records), format="turtle")


def _find(graph: Graph, language: str = "en") -> list[tuple[str, str, str]]:
    return [(f.record, f.field, f.allowed) for f in find_violations(graph, _SHAPES, language=language)]


def _node_shapes(shapes: Graph) -> set[str]:
    return {str(shape).removeprefix(_TBS) for shape in shapes.subjects(RDF.type, SH.NodeShape)}


def _fields(shapes: Graph, node_shape: str) -> set[str]:
    """The last parts of the paths that a shape speaks of."""
    properties = shapes.objects(URIRef(_TBS + node_shape), SH.property)
    return {str(shapes.value(one, SH.path)).replace("#", "/").rsplit("/", 1)[-1] for one in properties}


def test_every_shape_has_a_case(shapes: Graph) -> None:
    """The tables hold each shape of the file, and no other."""
    names = {f"{name}Shape" for name in _GOOD}

    assert names == _node_shapes(shapes)
    assert set(_GOOD) == set(_BAD)


def test_every_shape_is_for_the_class_of_its_name(shapes: Graph) -> None:
    """A shape is for one class, which bears its name."""
    found = {
        str(shape).removeprefix(_TBS): [str(c).rsplit("#", 1)[-1] for c in shapes.objects(shape, SH.targetClass)]
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
    }

    assert found == {f"{name}Shape": [name] for name in _GOOD}


@pytest.mark.parametrize("name", sorted(_GOOD))
def test_a_good_record_passes(shapes: Graph, name: str) -> None:
    """A record that has all that its shape speaks of gives no finding, together with what it refers to."""
    graph = _parse(*_GOOD.values())
    classes = {name: URIRef(TB + name) if name != "Concept" else URIRef(PREFIXES["skos"] + name) for name in _GOOD}
    records = list(graph.subjects(RDF.type, classes[name]))
    given = {str(p).replace("#", "/").rsplit("/", 1)[-1] for record in records for p in graph.predicates(record)}

    assert _fields(shapes, f"{name}Shape") <= given, "the good record lacks something that the shape is about"
    assert _find(graph) == []


@pytest.mark.parametrize("name", sorted(_BAD))
def test_a_bad_record_is_found(name: str) -> None:
    """One thing wrong with a record gives exactly one finding: the record, the field and what may stand there."""
    before, after, expected = _BAD[name]
    assert _GOOD[name].count(before) == 1
    broken = {**_GOOD, name: _GOOD[name].replace(before, after)}

    assert _find(_parse(*broken.values())) == [expected]


def test_a_gap_needs_no_stream() -> None:
    """A line without a stream passes when its status is gap."""
    line = _GOOD["Financing"].replace("tb:stream id:pot ;", "").replace("tb:secured", "tb:gap")

    assert _find(_parse(*{**_GOOD, "Financing": line}.values())) == []


@pytest.mark.parametrize(("name", "record"), [("FundingStream", "pot"), ("Financing", "financing/f")])
def test_money_does_not_end_before_it_starts(name: str, record: str) -> None:
    """A start whose earliest day lies after the last day of the end is found."""
    line = _GOOD[name].replace("2026", "2023")

    assert _find(_parse(*{**_GOOD, name: line}.values())) == [
        (record, "fromEarliest", "The start is not after the end.")
    ]


def test_a_body_without_a_domain_is_found_and_a_unit_without_one_is_not() -> None:
    """A unit has the domain of its parent; any other body must have its own."""
    body = 'id:huis a tb:Organisation ; skos:prefLabel "Huis"@nl, "House"@en .'
    unit = body.replace("tb:Organisation ;", "tb:Organisation, tb:OrganisationUnit ; org:unitOf id:ggd ;")
    parent = 'id:ggd a tb:Organisation ; skos:prefLabel "GGD"@nl, "GGD"@en ; tb:domain id:thema .'

    assert [("huis", "", "Needs at least one domain.")] == _find(_parse(body))
    assert [] == _find(_parse(_GOOD["Concept"], parent, unit))


#: For each shape the fields that a record cannot do without. Empty: a rule over more than one field.
_NEEDED = {
    "Project": {"prefLabel", "description", "projectStatus", "theme", "evidence"},
    "Organisation": {"", "prefLabel"},
    "Coalition": {"prefLabel", "domain"},
    "ActorGroup": {"prefLabel", "domain"},
    "Person": {"prefLabel", "domain"},
    "Municipality": {"prefLabel", "domain"},
    "OrganisationUnit": {"prefLabel", "unitOf"},
    "FundingStream": {"prefLabel", "evidence"},
    "SourceDocument": {"title", "publisher", "issued"},
    "Participation": {"project", "participant", "role", "evidence"},
    "Financing": {"", "project", "financingStatus", "evidence"},
    "Relation": {"project", "relatedProject", "relationKind", "evidence"},
    "Coverage": {"project", "place", "evidence"},
    "DomainConnection": {"project", "connectsDomain", "evidence"},
    "UndeterminedOwnership": {"project", "evidence"},
    "Observation": {"project", "measures", "evidence"},
    "Target": {"project", "measures", "evidence"},
    "Membership": {"member", "body", "evidence"},
    "Statement": {"says", "evidence"},
    "DerivedParticipation": {"project", "participant", "derivedFrom"},
    "Evidence": {"source", "card", "field", "anchor"},
    "Contradiction": {"prefLabel", "about", "statement"},
    "Decision": {"question", "decision", "reason", "evidence"},
    "Rule": {"label"},
    "Concept": {"prefLabel", "definition", "inScheme"},
}


@pytest.mark.parametrize("name", sorted(_NEEDED))
def test_an_empty_record_lacks_what_is_needed(name: str) -> None:
    """A record with nothing but its class gives a finding for each field that it cannot do without, and no other."""
    prefix = "skos" if name == "Concept" else "tb"

    assert {field for _, field, _ in _find(_parse(f"id:x a {prefix}:{name} ."))} == _NEEDED[name]


@pytest.mark.parametrize("name", sorted(_GOOD))
def test_every_field_of_a_shape_refuses_what_does_not_belong(shapes: Graph, name: str) -> None:
    """Two whole numbers as the value of each field, or of none where a field may hold anything, are refused field by field."""
    prefix = "skos" if name == "Concept" else "tb"
    paths = [str(shapes.value(one, SH.path)) for one in shapes.objects(URIRef(f"{_TBS}{name}Shape"), SH.property)]
    lines = [f"<{path}> 1999, 2000" for path in paths]
    graph = _parse(f"id:x a {prefix}:{name} ; {' ; '.join(lines)} .")
    free = {"SourceDocument": {"publisher"}, "Rule": {"label"}, "Concept": {"inScheme"}}.get(name, set())

    assert _fields(shapes, f"{name}Shape") - {field for _, field, _ in _find(graph)} == free


def test_every_message_stands_in_both_languages(shapes: Graph) -> None:
    """Each shape of a field, and each shape with a rule of its own, has one Dutch and one English message."""
    fields = list(shapes.objects(None, SH.property))
    own = [shape for shape in shapes.subjects(SH["or"]) if (shape, RDF.type, SH.NodeShape) in shapes]
    inner = [one for one in fields if not list(shapes.objects(one, SH.message)) and _is_inside_or(shapes, one)]
    found = [
        sorted(str(getattr(m, "language", None)) for m in shapes.objects(one, SH.message))
        for one in [*fields, *own]
        if one not in inner
    ]

    assert len(found) > 90
    assert [languages for languages in found if languages != ["en", "nl"]] == []


def _is_inside_or(shapes: Graph, field: object) -> bool:
    """Whether a shape of a field stands inside sh:or, where the message of the whole is what counts."""
    holders = [s for s, o in shapes.subject_objects(SH.property) if o == field]
    return all((None, RDF.first, holder) in shapes for holder in holders)


@pytest.mark.parametrize(
    ("language", "message"),
    [("nl", "Heeft minstens één domein nodig."), ("en", "Needs at least one domain.")],
)
def test_a_finding_speaks_the_language_asked_for(language: str, message: str) -> None:
    """The message is the Dutch or the English one of the shape."""
    graph = _parse(*{**_GOOD, "Coalition": 'id:bond a tb:Coalition ; skos:prefLabel "Bond"@nl, "Union"@en .'}.values())

    assert _find(graph, language) == [("bond", "domain", message)]


def test_a_finding_says_what_was_found_and_where_to_mend_it() -> None:
    """A finding names the shapes file, the value without its namespace, and the way out."""
    line = _GOOD["Participation"].replace("tb:lead", "tb:secured")
    [finding] = find_violations(_parse(*{**_GOOD, "Participation": line}.values()), _SHAPES, language="en")

    assert (finding.file, finding.code, finding.found) == ("shapes.ttl", "shape", "secured")
    assert finding.way_out == "Mend the record; check the shape in ontology/shapes.ttl."


def test_a_text_that_was_found_is_shown_whole() -> None:
    """A text keeps its # and /, which only IRIs are cut at."""
    line = _GOOD["Observation"].replace("tb:value 40.0", 'tb:value "4/10 # ongeveer"')
    [finding] = find_violations(_parse(*{**_GOOD, "Observation": line}.values()), _SHAPES)

    assert finding.found == "4/10 # ongeveer"


def test_findings_are_sorted() -> None:
    """Several findings stand in the order of record and field."""
    graph = _parse("id:b a tb:Project . id:a a tb:Project .")
    found = _find(graph)

    assert [record for record, _, _ in found] == ["a"] * 5 + ["b"] * 5
    assert found == sorted(found)


def test_the_mini_graph_breaks_no_shape(mini_graph: Graph) -> None:
    """The graph of the mini world, with ontology and derived triples, is in order; looking does not change it."""
    before = len(mini_graph)

    assert find_violations(mini_graph, _SHAPES) == []
    assert len(mini_graph) == before


def test_a_project_is_no_organisation() -> None:
    """A project does not need what organisations need, though schema.org puts projects under organisations."""
    hierarchy = """
        tb:Project rdfs:subClassOf schema:Project . schema:Project rdfs:subClassOf schema:Organization .
        tb:Organisation rdfs:subClassOf schema:Organization ."""

    assert _find(_parse(*_GOOD.values(), hierarchy)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("dit is geen Turtle", "Bad syntax", id="no-turtle"),
        pytest.param(
            "tb:S a sh:NodeShape ; sh:targetClass tb:Project ; sh:property [ sh:minCount 1 ] .",
            "not a well-formed SHACL PropertyShape",
            id="no-path",
        ),
        pytest.param(
            'tb:S a sh:NodeShape ; sh:targetClass tb:Project ; sh:property [ sh:path tb:role ; sh:minCount "een" ] .',
            "minCount",
            id="no-number",
        ),
    ],
)
def test_broken_shapes_are_a_finding(tmp_path: Path, text: str, problem: str) -> None:
    """Shapes that are wrong themselves give one finding about their file, not a crash and not silence."""
    path = tmp_path / "shapes.ttl"
    path.write_text(f"{_PREFIXES}@prefix sh: <http://www.w3.org/ns/shacl#> .\n{text}\n", encoding="utf-8")
    [finding] = find_violations(_parse("id:x a tb:Project ."), path)

    assert (finding.file, finding.code, finding.way_out) == ("shapes.ttl", "shapes-broken", "Mend the shapes file.")
    assert problem in finding.found


def test_missing_shapes_are_a_finding(tmp_path: Path) -> None:
    """Without its file the check does not pass in silence."""
    [finding] = find_violations(_parse("id:x a tb:Project ."), tmp_path / "shapes.ttl")

    assert (finding.file, finding.code) == ("shapes.ttl", "shapes-broken")


def test_a_shape_without_messages_still_gives_a_finding(tmp_path: Path) -> None:
    """Where a shape has no message in the language asked for, the finding has the one there is."""
    path = tmp_path / "shapes.ttl"
    path.write_text(
        f"{_PREFIXES}@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "tb:S a sh:NodeShape ; sh:targetClass tb:Project ;"
        ' sh:property [ sh:path tb:role ; sh:minCount 1 ; sh:message "Rolle fehlt."@de ] .',
        encoding="utf-8",
    )
    [finding] = find_violations(_parse("id:x a tb:Project ."), path, language="en")

    assert (finding.record, finding.field, finding.allowed) == ("x", "role", "Rolle fehlt.")
