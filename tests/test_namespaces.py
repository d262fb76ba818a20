"""Names of things in the graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trendbreuk_graph.namespaces import ID, PREFIXES, RULES, TB, claim_iri, record_iri
from trendbreuk_graph.places import find_part

_DECLARATION = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def _files_with_prefixes() -> list[Path]:
    ontology = find_part("ontology")
    return [
        *sorted(ontology.glob("*.ttl")),
        *sorted((ontology / "rules").glob("*.rq")),
        *sorted(find_part("queries").rglob("*.rq")),
    ]


def test_a_record_is_named_by_its_id() -> None:
    """The IRI of a record ends with its id."""
    assert record_iri("keigezond") == "https://w3id.org/trendbreuk/id/keigezond"


@pytest.mark.parametrize(
    ("parts", "tail"),
    [
        pytest.param(("decision", "wie-is-wie"), "decision/wie-is-wie", id="one-part"),
        pytest.param(("financing", "a", "b", "gap"), "financing/a--b--gap", id="several-parts"),
    ],
)
def test_a_claim_is_named_by_what_it_says(parts: tuple[str, ...], tail: str) -> None:
    """The IRI of a claim holds its kind and its parts, so that it stays the same from build to build."""
    assert claim_iri(*parts) == f"https://w3id.org/trendbreuk/id/{tail}"


def test_parts_of_a_claim_cannot_run_together() -> None:
    """Ids hold single hyphens only, so two hyphens always part them."""
    assert claim_iri("relation", "a-b", "c") != claim_iri("relation", "a", "b-c")


def test_names_of_terms_things_and_rules_lie_apart() -> None:
    """No term, thing or rule can have the name of another: the namespaces do not lie inside each other."""
    namespaces = [TB, ID, RULES]

    assert [(a, b) for a in namespaces for b in namespaces if a != b and a.startswith(b)] == []


def test_a_prefix_stands_for_one_namespace() -> None:
    """No two prefixes stand for the same namespace."""
    assert len(set(PREFIXES.values())) == len(PREFIXES)


@pytest.mark.parametrize("path", _files_with_prefixes(), ids=lambda path: path.name)
def test_every_file_means_the_same_by_a_prefix(path: Path) -> None:
    """Where a file declares a prefix of the package, it declares it for the same namespace."""
    declared = dict(_DECLARATION.findall(path.read_text(encoding="utf-8")))

    assert declared, "the file declares no prefixes"
    assert {prefix: iri for prefix, iri in declared.items() if PREFIXES.get(prefix, iri) != iri} == {}
