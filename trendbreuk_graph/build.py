"""From records to triples.

The order is fixed: the ontology's own triples, then each kind of record, then the rules of ``ontology/rules`` over all
of that. Nothing gets a blank node: every claim and every place in a document has an IRI made of what it says, so that two
builds can be compared line by line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, XSD

from trendbreuk_graph.dates import find_bounds
from trendbreuk_graph.errors import QueryError
from trendbreuk_graph.namespaces import EDTF, PREFIXES, RULES, TB, claim_iri, record_iri

if TYPE_CHECKING:
    from rdflib.term import Node

    from trendbreuk_graph.load import World
    from trendbreuk_graph.records import (
        Claim,
        Concept,
        Contradiction,
        Decision,
        Evidence,
        Financing,
        Observation,
        Organisation,
        Project,
        Scheme,
        SourceDocument,
        Stream,
        Target,
        Text,
    )

__all__ = ["apply_rules", "build_graph", "build_records", "evidence_iri"]

_STATUS_TERMS = {"in-kind": "inKind"}
_RELATION_TERMS = {"part-of": "partOf", "connected-with": "connectedWith"}
_KIND_CLASSES = {
    "municipality": "Municipality",
    "organisation": "Organisation",
    "unit": "OrganisationUnit",
    "coalition": "Coalition",
    "group": "ActorGroup",
    "person": "Person",
}


def build_graph(world: World, ontology: Path, *, on_step: Callable[[str], None] | None = None) -> Graph:
    """Build the whole graph: ontology, records, derived triples.

    Args:
        world: The records.
        ontology: Folder with `trendbreuk.ttl` and `rules/`.
        on_step: Called with the name of each step when it starts.
    """
    report = on_step or (lambda _: None)
    report("records")
    graph = build_records(world)
    report("ontology")
    graph.parse(ontology / "trendbreuk.ttl", format="turtle")
    report("rules")
    apply_rules(graph, ontology / "rules")
    return graph


def build_records(world: World) -> Graph:
    """The triples of the records alone, without ontology or rules."""
    graph = Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    for source in world.sources.values():
        _add_source(graph, source)
    for scheme in world.schemes.values():
        _add_scheme(graph, scheme)
    for organisation in world.organisations.values():
        _add_organisation(graph, organisation)
    for stream in world.streams.values():
        _add_stream(graph, stream)
    for project in world.projects.values():
        _add_project(graph, project)
    for contradiction in world.contradictions.values():
        _add_contradiction(graph, contradiction)
    for decision in world.decisions.values():
        _add_decision(graph, decision)
    return graph


def apply_rules(graph: Graph, rules: Path) -> None:
    """Add what the rules derive, each rule over the graph as it was before any of them.

    Oxigraph runs them: the rule that takes groups of municipalities apart is some thousand times slower in rdflib.
    """
    store = pyoxigraph.Store()
    store.bulk_load(graph.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    derived = Graph(bind_namespaces="none")
    for path in sorted(rules.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        rule = URIRef(RULES + path.stem)
        derived.add((rule, RDF.type, _term("Rule")))
        for line in text.splitlines():
            for language in ("nl", "en"):
                if line.startswith(f"# {language}: "):
                    derived.add((rule, RDFS.label, Literal(line[6:].strip(), lang=language)))
        triples = store.query(text)
        if not isinstance(triples, pyoxigraph.QueryTriples):
            raise QueryError(f"{path.name} is no CONSTRUCT")
        data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
        derived.parse(data=data, format="nt")
    graph += derived


def evidence_iri(evidence: Evidence) -> str:
    """The IRI of a place in a document: equal places have equal IRIs, whatever rests on them."""
    words = "\x1f".join((evidence.source, evidence.card or "", evidence.field, evidence.anchor))
    return claim_iri("evidence", evidence.source, hashlib.sha256(words.encode()).hexdigest()[:12])


def _term(name: str) -> URIRef:
    return URIRef(TB + name)


def _record(record_id: str) -> URIRef:
    return URIRef(record_iri(record_id))


def _add_text(graph: Graph, subject: Node, predicate: URIRef, text: Text | None) -> None:
    if text is not None:
        graph.add((subject, predicate, Literal(text.nl, lang="nl")))
        graph.add((subject, predicate, Literal(text.en, lang="en")))


def _add_names(graph: Graph, subject: Node, label: Text, others: Iterable[str]) -> None:
    _add_text(graph, subject, SKOS.prefLabel, label)
    for name in others:
        # Other names are kept as they stand in the documents, which are Dutch.
        graph.add((subject, SKOS.altLabel, Literal(name, lang="nl")))


def _add_date(graph: Graph, subject: Node, name: str, text: str | None) -> None:
    if text is None:
        return
    bounds = find_bounds(text)
    # The typed literal is for whoever knows EDTF; SPARQL compares the bounds.
    graph.add((subject, _term(name), Literal(text, datatype=URIRef(EDTF))))
    graph.add((subject, _term(f"{name}Text"), Literal(text)))
    graph.add((subject, _term(f"{name}Earliest"), Literal(bounds.earliest)))
    if bounds.latest is not None:
        graph.add((subject, _term(f"{name}Latest"), Literal(bounds.latest)))


def _add_evidence(graph: Graph, subject: Node, pieces: Iterable[Evidence]) -> None:
    for piece in pieces:
        place = URIRef(evidence_iri(piece))
        graph.add((subject, _term("evidence"), place))
        graph.add((place, RDF.type, _term("Evidence")))
        graph.add((place, DCTERMS.source, _record(piece.source)))
        graph.add((place, _term("card"), Literal(piece.card or "")))
        graph.add((place, _term("field"), Literal(piece.field)))
        graph.add((place, _term("anchor"), Literal(piece.anchor)))


def _claim(graph: Graph, kind: str, class_name: str, parts: tuple[str, ...], claim: Claim) -> URIRef:
    """Start a claim; a second claim that says the same in other words gets a number, in the order of the file."""
    iri = URIRef(claim_iri(kind, *parts))
    number = 1
    while (iri, RDF.type, None) in graph:
        number += 1
        iri = URIRef(claim_iri(kind, *parts, str(number)))
    graph.add((iri, RDF.type, _term(class_name)))
    _add_evidence(graph, iri, claim.evidence)
    _add_text(graph, iri, _term("claimNote"), claim.note)
    return iri


def _add_source(graph: Graph, source: SourceDocument) -> None:
    subject = _record(source.id)
    graph.add((subject, RDF.type, _term("SourceDocument")))
    _add_text(graph, subject, DCTERMS.title, source.title)
    _add_text(graph, subject, SKOS.prefLabel, source.title)
    graph.add((subject, DCTERMS.publisher, _record(source.publisher)))
    graph.add((subject, DCTERMS.issued, Literal(source.issued)))
    graph.add((subject, _term("period"), Literal(source.period)))
    if source.url is not None:
        graph.add((subject, FOAF.page, URIRef(source.url)))


def _add_scheme(graph: Graph, scheme: Scheme) -> None:
    subject = _record(scheme.id)
    graph.add((subject, RDF.type, SKOS.ConceptScheme))
    _add_text(graph, subject, SKOS.prefLabel, scheme.label)
    _add_text(graph, subject, SKOS.definition, scheme.definition)
    for concept in scheme.concepts:
        _add_concept(graph, subject, concept)


def _add_concept(graph: Graph, scheme: URIRef, concept: Concept) -> None:
    subject = _record(concept.id)
    graph.add((subject, RDF.type, SKOS.Concept))
    graph.add((subject, SKOS.inScheme, scheme))
    _add_text(graph, subject, SKOS.prefLabel, concept.label)
    for language, names in (("nl", concept.also_known_as.nl), ("en", concept.also_known_as.en)):
        for name in names:
            graph.add((subject, SKOS.altLabel, Literal(name, lang=language)))
    _add_text(graph, subject, SKOS.definition, concept.definition)
    if concept.notation is not None:
        graph.add((subject, SKOS.notation, Literal(concept.notation)))
    if concept.broader is not None:
        graph.add((subject, SKOS.broader, _record(concept.broader)))
    for other in concept.close_match:
        graph.add((subject, SKOS.closeMatch, _record(other)))
    _add_evidence(graph, subject, concept.evidence)


def _add_organisation(graph: Graph, organisation: Organisation) -> None:
    subject = _record(organisation.id)
    graph.add((subject, RDF.type, _term(_KIND_CLASSES[organisation.kind])))
    if organisation.kind in {"municipality", "unit", "coalition"}:
        # Said twice, so that no query needs inference to find all organisations.
        graph.add((subject, RDF.type, _term("Organisation")))
    _add_names(graph, subject, organisation.label, organisation.also_known_as)
    for domain in organisation.domains:
        graph.add((subject, _term("domain"), _record(domain)))
    _add_text(graph, subject, _term("domainReason"), organisation.domain_reason)
    _add_text(graph, subject, _term("summaryNote"), organisation.note)
    if organisation.unit_of is not None:
        graph.add((subject, ORG.unitOf, _record(organisation.unit_of)))
    if organisation.subregion is not None:
        graph.add((subject, _term("subregion"), _record(organisation.subregion)))
    if organisation.represents is not None:
        graph.add((subject, _term("represents"), _record(organisation.represents)))
    _add_evidence(graph, subject, organisation.evidence)
    for member in organisation.members:
        claim = _claim(graph, "membership", "Membership", (organisation.id, member.who), member)
        graph.add((claim, _term("body"), subject))
        graph.add((claim, _term("member"), _record(member.who)))


def _add_stream(graph: Graph, stream: Stream) -> None:
    subject = _record(stream.id)
    graph.add((subject, RDF.type, _term("FundingStream")))
    _add_names(graph, subject, stream.label, stream.also_known_as)
    if stream.provider is not None:
        graph.add((subject, _term("provider"), _record(stream.provider)))
    for earlier in stream.successor_of:
        graph.add((subject, _term("successorOf"), _record(earlier)))
    _add_period(graph, subject, stream)
    _add_text(graph, subject, _term("summaryNote"), stream.note)
    _add_evidence(graph, subject, stream.evidence)


def _add_period(graph: Graph, subject: URIRef, dated: Stream | Financing) -> None:
    if dated.structural is not None:
        graph.add((subject, _term("structural"), Literal(dated.structural)))
    _add_date(graph, subject, "from", dated.from_)
    _add_date(graph, subject, "until", dated.until)
    if dated.until_wording is not None:
        graph.add((subject, _term("untilWording"), Literal(dated.until_wording)))


def _add_project(graph: Graph, project: Project) -> None:
    subject = _record(project.id)
    graph.add((subject, RDF.type, _term("Project")))
    if project.kind == "programme":
        graph.add((subject, RDF.type, _term("Programme")))
    _add_names(graph, subject, project.label, project.also_known_as)
    _add_text(graph, subject, DCTERMS.description, project.summary)
    graph.add((subject, _term("projectStatus"), _term(project.status)))
    for phase in project.life_phase:
        graph.add((subject, _term("lifePhase"), _record(phase)))
    for theme in project.themes:
        graph.add((subject, _term("theme"), _record(theme)))
    _add_text(graph, subject, _term("summaryNote"), project.notes)
    _add_evidence(graph, subject, project.evidence)
    _add_ties(graph, subject, project)
    for line in project.financing:
        _add_financing(graph, subject, project.id, line)
    for observation in project.observations:
        _add_figure(graph, subject, project.id, observation, "observation", "Observation")
    for target in project.targets:
        _add_figure(graph, subject, project.id, target, "target", "Target")


def _add_ties(graph: Graph, subject: URIRef, project: Project) -> None:
    """Participants, relations, places, joined domains and an undetermined owner."""
    for who in project.participants:
        claim = _claim(graph, "participation", "Participation", (project.id, who.who, who.role), who)
        graph.add((claim, _term("project"), subject))
        graph.add((claim, _term("participant"), _record(who.who)))
        graph.add((claim, _term("role"), _term(who.role)))
    for relation in project.relations:
        claim = _claim(graph, "relation", "Relation", (project.id, relation.kind, relation.project), relation)
        graph.add((claim, _term("project"), subject))
        graph.add((claim, _term("relatedProject"), _record(relation.project)))
        graph.add((claim, _term("relationKind"), _term(_RELATION_TERMS[relation.kind])))
    for place in project.runs_in:
        claim = _claim(graph, "coverage", "Coverage", (project.id, place.place), place)
        graph.add((claim, _term("project"), subject))
        graph.add((claim, _term("place"), _record(place.place)))
    for connection in project.connects_domains:
        claim = _claim(graph, "domain-connection", "DomainConnection", (project.id, *connection.domains), connection)
        graph.add((claim, _term("project"), subject))
        for domain in connection.domains:
            graph.add((claim, _term("connectsDomain"), _record(domain)))
            graph.add((subject, _term("connectsDomain"), _record(domain)))
    if project.owner_undetermined:
        claim = URIRef(claim_iri("undetermined-ownership", project.id))
        graph.add((claim, RDF.type, _term("UndeterminedOwnership")))
        graph.add((claim, _term("project"), subject))
        _add_evidence(graph, claim, project.owner_undetermined)
        graph.add((subject, _term("ownerUndetermined"), Literal(True)))


def _add_financing(graph: Graph, subject: URIRef, project_id: str, line: Financing) -> None:
    parts = (project_id, line.stream or "no-stream", line.status)
    claim = _claim(graph, "financing", "Financing", parts, line)
    graph.add((claim, _term("project"), subject))
    if line.stream is not None:
        graph.add((claim, _term("stream"), _record(line.stream)))
    graph.add((claim, _term("financingStatus"), _term(_STATUS_TERMS.get(line.status, line.status))))
    _add_period(graph, claim, line)
    _add_text(graph, claim, _term("covers"), line.covers)
    if line.amount is not None:
        graph.add((claim, _term("amount"), Literal(line.amount, datatype=XSD.decimal)))
    _add_text(graph, claim, _term("amountPer"), line.amount_per)


def _add_figure(
    graph: Graph, subject: URIRef, project_id: str, figure: Observation | Target, kind: str, class_name: str
) -> None:
    claim = _claim(graph, kind, class_name, (project_id,), figure)
    graph.add((claim, _term("project"), subject))
    _add_text(graph, claim, _term("measures"), figure.measures)
    if figure.value is not None:
        graph.add((claim, _term("value"), Literal(figure.value, datatype=XSD.decimal)))
    _add_text(graph, claim, _term("unit"), figure.unit)
    year, due = getattr(figure, "year", None), getattr(figure, "due_by", None)
    if year is not None:
        graph.add((claim, _term("year"), Literal(year)))
    if due is not None:
        graph.add((claim, _term("dueBy"), Literal(due)))
        latest = find_bounds(due).latest
        if latest is not None:
            graph.add((claim, _term("dueByLatest"), Literal(latest)))


def _add_contradiction(graph: Graph, contradiction: Contradiction) -> None:
    subject = URIRef(claim_iri("contradiction", contradiction.id))
    graph.add((subject, RDF.type, _term("Contradiction")))
    graph.add((subject, _term("about"), _record(contradiction.about)))
    _add_text(graph, subject, SKOS.prefLabel, contradiction.subject)
    for statement in contradiction.statements:
        claim = _claim(graph, "statement", "Statement", (contradiction.id,), statement)
        graph.add((subject, _term("statement"), claim))
        _add_text(graph, claim, _term("says"), statement.says)


def _add_decision(graph: Graph, decision: Decision) -> None:
    subject = URIRef(claim_iri("decision", decision.id))
    graph.add((subject, RDF.type, _term("Decision")))
    _add_text(graph, subject, _term("question"), decision.question)
    _add_text(graph, subject, _term("decision"), decision.decision)
    _add_text(graph, subject, _term("reason"), decision.reason)
    _add_evidence(graph, subject, decision.evidence)
