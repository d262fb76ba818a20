"""The namespaces of the graph, in one place."""

from __future__ import annotations

__all__ = ["EDTF", "ID", "PREFIXES", "RULES", "TB", "claim_iri", "record_iri"]

#: The ontology's terms.
TB = "https://w3id.org/trendbreuk/def#"
#: Things: projects, organisations, streams, concepts, documents and claims.
ID = "https://w3id.org/trendbreuk/id/"
#: The rules that derive triples.
RULES = "https://w3id.org/trendbreuk/def/rules/"

#: Datatype of a date as the source gives it (Library of Congress).
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

#: Every prefix that files and answers use.
PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "id": ID,
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tb": TB,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def record_iri(record_id: str) -> str:
    """The IRI of a record: its id is the tail."""
    return ID + record_id


def claim_iri(kind: str, *parts: str) -> str:
    """The IRI of a claim, made of what it says, so that it stays the same from build to build.

    >>> claim_iri("participation", "keigezond", "meditta", "partner")
    'https://w3id.org/trendbreuk/id/participation/keigezond--meditta--partner'
    """
    return f"{ID}{kind}/{'--'.join(parts)}"
