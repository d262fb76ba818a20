"""Makes ``docs/ontology.html``, the ontology as a page to read, with pyLODE.

Run it after a change of the ontology::

    python docs/make_ontology_page.py
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from trendbreuk_graph.files import write_file
from trendbreuk_graph.namespaces import PREFIXES, TB

__all__ = ["PAGE", "make_page"]

_ROOT = Path(__file__).resolve().parent.parent
#: The page, which is never edited by hand.
PAGE = _ROOT / "docs" / "ontology.html"

#: The property whose values each closed list holds.
_LISTS = {
    "roles": "role",
    "relationKinds": "relationKind",
    "financingStatuses": "financingStatus",
    "projectStatuses": "projectStatus",
}


class _SortedGraph(Graph):
    """A graph that gives its triples in one order, so that the page does not hang on the hash seed."""

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """The triples that match, sorted."""
        yield from sorted(super().triples(triple))


def make_page(ontology: Path) -> str:
    """The page, as HTML without scripts.

    Args:
        ontology: The file `trendbreuk.ttl`.
    """
    from pylode import OntPub
    from pylode.utils import back_onts_label_props

    page = OntPub(_prepare(Graph().parse(ontology)))
    # The vocabularies that pyLODE brings along are read in the order of the folder, which differs between machines.
    page.back_onts = _sorted(page.back_onts)
    page.props_labeled = back_onts_label_props(page.back_onts)
    # A place on the page bears the name of its term, so that the tail of the term's IRI leads there.
    page.fids = {str(term): str(term).removeprefix(TB) for term in page.ont.subjects() if str(term).startswith(TB)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # pyLODE leaves its style sheet open
        html = page.make_html()
    html = re.sub(r"\s*<script\b.*?</script>", "", html, flags=re.DOTALL)
    return "".join(f"{line.rstrip()}\n" for line in html.splitlines())


def _sorted(graph: Graph) -> _SortedGraph:
    ordered = _SortedGraph(bind_namespaces="none")
    for prefix, namespace in sorted(graph.namespaces()):
        ordered.bind(prefix, namespace)
    for triple in graph:
        ordered.add(triple)
    return ordered


def _prepare(ontology: Graph) -> _SortedGraph:
    """What pyLODE shows well: the terms of this ontology with both names in one, and each closed list at its property."""
    shown = _SortedGraph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        shown.bind(prefix, namespace)
    for subject, predicate, value in ontology:
        listed = (subject, RDF.type, SKOS.Concept) in ontology or (subject, RDF.type, SKOS.ConceptScheme) in ontology
        own = str(subject).startswith(TB) or (subject, RDF.type, OWL.Ontology) in ontology
        if own and predicate not in {RDFS.label, SKOS.prefLabel, SKOS.definition, DCTERMS.title, DCTERMS.description}:
            if listed and predicate == RDF.type and str(value).startswith(str(SKOS)):
                continue
            shown.add((subject, predicate, value))
    for subject in set(shown.subjects()):
        names = [_text(ontology, subject, (DCTERMS.title, RDFS.label), language) for language in ("en", "nl")]
        shown.add((subject, DCTERMS.title, Literal(" · ".join(dict.fromkeys(filter(None, names))))))
        for language in ("en", "nl"):
            words = _text(ontology, subject, (DCTERMS.description, SKOS.definition), language)
            shown.add((subject, DCTERMS.description, Literal(words, lang=language)))
    for scheme, name in _LISTS.items():
        for concept in ontology.subjects(SKOS.inScheme, URIRef(TB + scheme)):
            shown.add((URIRef(TB + name), SKOS.scopeNote, Literal(_value(ontology, concept))))
    return shown


def _value(ontology: Graph, concept: Any) -> str:
    """One value of a closed list, with its borders in both languages."""
    name = str(concept).removeprefix(TB)
    words = [
        f"{_text(ontology, concept, (SKOS.prefLabel,), language)}: {_text(ontology, concept, (SKOS.definition,), language)}"
        for language in ("en", "nl")
    ]
    return f"`tb:{name}` {' · '.join(words)}"


def _text(graph: Graph, subject: Any, predicates: tuple[URIRef, ...], language: str) -> str:
    found = (value for predicate in predicates for value in graph.objects(subject, predicate))
    return next((str(value) for value in found if isinstance(value, Literal) and value.language == language), "")


if __name__ == "__main__":
    write_file(PAGE, make_page(_ROOT / "ontology" / "trendbreuk.ttl"))
