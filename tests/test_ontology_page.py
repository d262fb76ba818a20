"""The page ``docs/ontology.html``, which is made from the ontology."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS

from trendbreuk_graph.namespaces import TB
from trendbreuk_graph.places import find_part

_ROOT = Path(__file__).resolve().parent.parent
_SCRIPT = _ROOT / "docs" / "make_ontology_page.py"
_MEND = "run `python docs/make_ontology_page.py`"


@pytest.fixture(scope="module")
def kept() -> str:
    """The page as it stands in the repository."""
    return (_ROOT / "docs" / "ontology.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology that the page shows."""
    return Graph().parse(find_part("ontology") / "trendbreuk.ttl")


def test_the_page_is_made_from_the_ontology_as_it_is_now(kept: str) -> None:
    """The page in the repository equals what the script makes of the ontology."""
    spec = importlib.util.spec_from_file_location("make_ontology_page", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert kept == module.make_page(find_part("ontology") / "trendbreuk.ttl"), f"the page is stale: {_MEND}"


def test_the_page_does_not_hang_on_the_hash_seed(kept: str) -> None:
    """Another process, with a hash seed of its own, makes the same page."""
    code = (
        "import importlib.util, pathlib, sys;"
        "spec = importlib.util.spec_from_file_location('maker', sys.argv[1]);"
        "maker = importlib.util.module_from_spec(spec);"
        "spec.loader.exec_module(maker);"
        "sys.stdout.buffer.write(maker.make_page(pathlib.Path(sys.argv[2])).encode())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(_SCRIPT), str(find_part("ontology") / "trendbreuk.ttl")],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )

    assert made.stdout.decode() == kept, f"the page is stale, or hangs on the hash seed: {_MEND}"


def test_every_term_of_the_ontology_has_a_place_on_the_page(kept: str, ontology: Graph) -> None:
    """The tail of the IRI of each class and property leads to the place on the page that describes it."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {
        str(term).removeprefix(TB)
        for kind in kinds
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(TB)
    }
    places = re.findall(r'<div class="property entity" id="([^"]+)">', kept)

    assert sorted(places) == sorted(terms), _MEND


def test_every_value_of_a_closed_list_stands_on_the_page(kept: str, ontology: Graph) -> None:
    """A reader of the page sees the values that a role, a kind or a status can have."""
    values = {str(value).removeprefix(TB) for value in ontology.subjects(RDF.type, SKOS.Concept)}
    shown = set(re.findall(r"<code>tb:(\w+)</code>", kept))

    assert shown == values, _MEND


def test_no_link_on_the_page_leads_nowhere(kept: str) -> None:
    """Every link within the page has the place that it leads to."""
    links = set(re.findall(r'href="#([^"]*)"', kept))
    places = re.findall(r'\bid="([^"]*)"', kept)

    assert links
    assert links - set(places) == set()
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"<script", id="script"),
        pytest.param(r"\bsrc\s*=\s*\"(?!data:)", id="loaded-file"),
        pytest.param(r"<link[^>]*href=\"(?!data:)", id="loaded-style"),
        pytest.param(r"@import|url\((?!data:)", id="style-that-loads"),
        pytest.param(r"file:|/home/|site-packages|[A-Z]:\\", id="path-of-a-machine"),
        pytest.param(re.escape(str(_ROOT)), id="path-of-this-checkout"),
        pytest.param(re.escape(sys.prefix), id="path-of-this-python"),
    ],
)
def test_the_page_loads_nothing_and_names_no_machine(kept: str, pattern: str) -> None:
    """The page opens from a folder without a network, and looks the same wherever it was made."""
    assert re.findall(pattern, kept) == []
