"""The ontology: complete, loadable, and in step with records, shapes, rules, questions and graph."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import owlready2
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import trendbreuk_graph
from trendbreuk_graph import records
from trendbreuk_graph.build import build_records
from trendbreuk_graph.namespaces import RULES, TB
from trendbreuk_graph.places import find_part

if TYPE_CHECKING:
    from rdflib.term import Node

    from trendbreuk_graph.load import World

_ONTOLOGY = URIRef("https://w3id.org/trendbreuk/def")
_CLASSES = (OWL.Class,)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_LISTS = (SKOS.ConceptScheme, SKOS.Concept)

#: Terms that nothing in the graph uses by itself, and why they are declared all the same.
_ONLY_IN_THE_ONTOLOGY = {
    "Claim": "joins the classes of claims under one name, and is the domain of claimNote",
    "Participant": "joins organisations, actor groups and persons under one name, and is a range",
    "derivedBy": "ties a derived property to its rule, inside the ontology",
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology as it stands in the repository."""
    return Graph().parse(find_part("ontology") / "trendbreuk.ttl")


@pytest.fixture(scope="module")
def used(mini_graph: Graph, ontology: Graph) -> set[str]:
    """Names of the terms that the graph of the mini world (less the ontology itself), the shapes or the rules use."""
    folder = find_part("ontology")
    files = [folder / "shapes.ttl", *(folder / "rules").glob("*.rq")]
    return _terms_in(mini_graph - ontology).union(*(_terms_in_text(path) for path in files))


def _declared(ontology: Graph, kinds: tuple[Node, ...]) -> set[str]:
    terms = (str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind))
    return {term.removeprefix(TB) for term in terms if term.startswith(TB)}


def _terms_in(graph: Graph) -> set[str]:
    terms = {term for triple in graph for term in triple[1:] if isinstance(term, URIRef) and term.startswith(TB)}
    return {str(term).removeprefix(TB) for term in terms}


def _terms_in_text(path: Path) -> set[str]:
    return set(re.findall(r"\btb:(\w+)", path.read_text(encoding="utf-8")))


def _notations(ontology: Graph, scheme: str) -> set[str]:
    concepts = ontology.subjects(SKOS.inScheme, URIRef(TB + scheme))
    return {str(notation) for concept in concepts for notation in ontology.objects(concept, SKOS.notation)}


def test_owlready_loads_the_ontology(ontology: Graph, tmp_path: Path) -> None:
    """Another library for OWL finds the same classes and properties."""
    path = tmp_path / "trendbreuk.rdf"
    ontology.serialize(path, format="xml")
    world = owlready2.World()
    loaded = world.get_ontology(path.as_uri()).load()

    assert {c.iri.removeprefix(TB) for c in world.classes() if c.iri.startswith(TB)} == _declared(ontology, _CLASSES)
    assert {p.iri.removeprefix(TB) for p in world.properties() if p.iri.startswith(TB)} == _declared(
        ontology, _PROPERTIES
    )
    assert loaded.base_iri.rstrip("#") == str(_ONTOLOGY)
    world.close()  # from Python 3.13 on, a database that is left open is a warning, and so a failure


def test_owlready_reads_hierarchy_and_ranges(ontology: Graph, tmp_path: Path) -> None:
    """What the ontology says of a class and of a property means the same to another library."""
    path = tmp_path / "trendbreuk.nt"
    ontology.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()

    assert {c.name for c in world[TB + "Municipality"].ancestors() if c.iri.startswith(TB)} == {
        "Municipality",
        "Organisation",
        "Participant",
    }
    assert world[TB + "stream"].range == [world[TB + "FundingStream"]]
    assert world[TB + "amount"].domain == [world[TB + "Financing"]]
    world.close()


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_has_one_text_in_each_language(ontology: Graph, predicate: URIRef) -> None:
    """Each class, property, scheme and concept has exactly one Dutch and one English label and definition."""
    terms = _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS))
    found = {
        term: Counter(
            value.language if isinstance(value, Literal) else None
            for value in ontology.objects(URIRef(TB + term), predicate)
        )
        for term in terms
    }

    assert len(terms) > 100
    assert {term: languages for term, languages in found.items() if languages != {"nl": 1, "en": 1}} == {}


def test_no_text_is_empty_or_the_same_in_every_term(ontology: Graph) -> None:
    """A definition says something, and no two terms of a kind share a definition."""
    classes = _declared(ontology, _CLASSES)
    texts = [str(value) for term in classes for value in ontology.objects(URIRef(TB + term), SKOS.definition)]

    assert [text for text in texts if not text.strip() or not text.endswith(".")] == []
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_every_term_says_where_it_is_defined(ontology: Graph) -> None:
    """Each term has rdfs:isDefinedBy with the ontology, once."""
    terms = _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS))

    assert {term for term in terms if list(ontology.objects(URIRef(TB + term), RDFS.isDefinedBy)) != [_ONTOLOGY]} == (
        set()
    )


def test_every_subject_in_the_namespace_has_a_kind(ontology: Graph) -> None:
    """Nothing in the namespace stands there without being a class, property, scheme or concept."""
    subjects = {str(subject).removeprefix(TB) for subject in ontology.subjects() if str(subject).startswith(TB)}

    assert subjects == _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS))


def test_the_version_is_that_of_the_package(ontology: Graph) -> None:
    """Version, version IRI and package carry the same number."""
    version = trendbreuk_graph.__version__

    assert [str(value) for value in ontology.objects(_ONTOLOGY, OWL.versionInfo)] == [version]
    assert list(ontology.objects(_ONTOLOGY, OWL.versionIRI)) == [URIRef(f"{_ONTOLOGY}/{version}")]


@pytest.mark.parametrize(
    "path",
    [
        find_part("ontology") / "shapes.ttl",
        *sorted((find_part("ontology") / "rules").glob("*.rq")),
        *sorted(find_part("queries").rglob("*.rq")),
    ],
    ids=lambda path: path.name,
)
def test_a_file_uses_declared_terms_only(ontology: Graph, path: Path) -> None:
    """Shapes, rules and questions use no term that the ontology does not declare."""
    found = _terms_in_text(path)

    assert found - _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS)) == set()


def test_questions_use_the_terms_of_the_ontology() -> None:
    """The questions together name more than a handful of terms, so that the test above looks at something."""
    found = set[str]().union(*(_terms_in_text(path) for path in find_part("queries").rglob("*.rq")))

    assert {"Project", "Participation", "Financing", "evidence", "anchor"} <= found


def test_code_uses_declared_terms_only(ontology: Graph) -> None:
    """The package names no term that the ontology does not declare."""
    package = Path(trendbreuk_graph.__file__).parent
    pattern = re.compile(r'(?:\bTB \+ |\b_term\()"(\w+)"|\{TB\}(\w+)|\btb:(\w+)')
    texts = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    found = {name for text in texts for groups in pattern.findall(text) for name in groups if name}

    assert len(found) > 50
    assert found - _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS)) == set()


def test_the_records_become_declared_terms_only(ontology: Graph, mini_world: World) -> None:
    """Each property and class that the build gives the mini world is declared."""
    found = _terms_in(build_records(mini_world))

    assert found - _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS)) == set()


def test_the_built_graph_uses_declared_terms_only(ontology: Graph) -> None:
    """Each property and class in the graph of the repository is declared."""
    found = _terms_in(Graph().parse(find_part("graph") / "trendbreuk.ttl"))

    assert found - _declared(ontology, (*_CLASSES, *_PROPERTIES, *_LISTS)) == set()


def test_no_class_or_property_is_declared_in_vain(ontology: Graph, used: set[str]) -> None:
    """Each class and property is used by graph, shapes or rules, but for those that say why not."""
    assert _declared(ontology, (*_CLASSES, *_PROPERTIES)) - used == set(_ONLY_IN_THE_ONTOLOGY)


def test_terms_of_the_ontology_alone_are_used_in_it(ontology: Graph) -> None:
    """A term that only the ontology itself uses is used there."""
    assert set(_ONLY_IN_THE_ONTOLOGY) - _terms_in(ontology) == set()


@pytest.mark.parametrize(
    ("scheme", "literal"),
    [
        pytest.param("roles", records.Role, id="roles"),
        pytest.param("relationKinds", records.RelationKind, id="relation-kinds"),
        pytest.param("financingStatuses", records.FinancingStatus, id="financing-statuses"),
        pytest.param("projectStatuses", records.ProjectStatus, id="project-statuses"),
    ],
)
def test_a_closed_list_is_the_same_in_records_and_ontology(ontology: Graph, scheme: str, literal: object) -> None:
    """What an editor may write is what the ontology lists."""
    assert _notations(ontology, scheme) == set(get_args(literal))


def test_every_scheme_of_the_ontology_is_a_closed_list(ontology: Graph) -> None:
    """The four lists above are all there are, and each concept stands in one of them with one notation."""
    assert _declared(ontology, (SKOS.ConceptScheme,)) == {
        "roles",
        "relationKinds",
        "financingStatuses",
        "projectStatuses",
    }
    concepts = [URIRef(TB + name) for name in _declared(ontology, (SKOS.Concept,))]

    assert {str(c) for c in concepts if len(list(ontology.objects(c, SKOS.notation))) != 1} == set()
    assert {str(c) for c in concepts if len(list(ontology.objects(c, SKOS.inScheme))) != 1} == set()


def test_a_status_of_a_record_becomes_the_concept_with_its_notation(ontology: Graph, mini_world: World) -> None:
    """The six statuses of money in the mini world lead to the concepts that bear their names."""
    graph = build_records(mini_world)
    expected = Counter(line.status for project in mini_world.projects.values() for line in project.financing)
    found = Counter(
        str(ontology.value(status, SKOS.notation)) for status in graph.objects(None, URIRef(TB + "financingStatus"))
    )

    assert set(expected) == set(get_args(records.FinancingStatus))
    assert expected == found


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("municipality", "Municipality"),
        ("organisation", "Organisation"),
        ("unit", "OrganisationUnit"),
        ("coalition", "Coalition"),
        ("group", "ActorGroup"),
        ("person", "Person"),
    ],
)
def test_a_kind_of_organisation_is_a_class(ontology: Graph, mini_world: World, kind: str, term: str) -> None:
    """Each kind that an organisation record can have becomes a declared class under tb:Participant."""
    graph = build_records(mini_world)
    of_kind = {o.id for o in mini_world.organisations.values() if o.kind == kind}
    typed = {str(s).rsplit("/", 1)[-1] for s in graph.subjects(RDF.type, URIRef(TB + term))}

    assert kind in get_args(records.OrganisationKind)
    assert of_kind
    assert of_kind <= typed
    assert URIRef(TB + "Participant") in set(ontology.transitive_objects(URIRef(TB + term), RDFS.subClassOf))


def test_every_kind_of_organisation_is_tried() -> None:
    """The table above holds every kind that a record may have."""
    assert set(get_args(records.OrganisationKind)) == {
        "municipality",
        "organisation",
        "unit",
        "coalition",
        "group",
        "person",
    }


def test_every_derived_term_names_a_rule_that_makes_it(ontology: Graph) -> None:
    """tb:derivedBy leads to a rule file, the file constructs that term, and every rule is named."""
    rules = {path.stem: path.read_text(encoding="utf-8") for path in (find_part("ontology") / "rules").glob("*.rq")}
    derived = {
        (str(term).rsplit("#", 1)[-1], str(rule).removeprefix(RULES))
        for term, rule in ontology.subject_objects(URIRef(TB + "derivedBy"))
    }

    assert {rule for _, rule in derived} == set(rules)
    assert {(t, r) for t, r in derived if not re.search(rf":{t}\b", rules[r].split("WHERE")[0])} == set()
