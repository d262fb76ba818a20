"""Checking a graph against the shapes of ``ontology/shapes.ttl`` (SHACL)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from trendbreuk_graph.errors import Finding
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from rdflib.term import Node

__all__ = ["find_violations"]


def find_violations(graph: Graph, shapes: Path, *, language: str = "nl") -> list[Finding]:
    """Every place where the graph breaks a shape.

    Args:
        graph: The built graph; no inference is run on it (schema.org would make projects organisations).
        shapes: The shapes file.
        language: Which of the two messages of a shape a finding gives.

    Returns:
        Findings, sorted; the field is the path that the shape is about.
    """
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError

    report: object
    try:
        # Parsed here, because pyshacl leaves a file open that it cannot parse.
        _, report, _ = validate(graph, shacl_graph=Graph().parse(shapes), inference="none", inplace=True)
    except (ReportableRuntimeError, SyntaxError, OSError) as error:
        report = error
    if not isinstance(report, Graph):
        # The shapes themselves are wrong; pyshacl raises some errors and hands back others.
        problem = " ".join(str(report).split())
        return [Finding(shapes.name, 0, "shapes-broken", found=problem, way_out=N_("Mend the shapes file."))]
    findings = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = list(report.objects(result, SH.resultMessage))
        wanted = [m for m in messages if getattr(m, "language", None) == language] or messages
        focus = str(report.value(result, SH.focusNode))
        findings.append(
            Finding(
                shapes.name,
                0,
                "shape",
                record=focus.removeprefix(ID),
                field=_short(report.value(result, SH.resultPath)),
                found=_short(report.value(result, SH.value)),
                allowed=str(wanted[0]) if wanted else "",
                way_out=N_("Mend the record; check the shape in ontology/shapes.ttl."),
            )
        )
    return sorted(findings)


def _short(node: Node | None) -> str:
    """The tail of an IRI, as editors know it; a text as it stands."""
    if isinstance(node, URIRef):
        return node.removeprefix(ID) if node.startswith(ID) else re.split(r"[#/]", node)[-1]
    return "" if node is None else str(node)
