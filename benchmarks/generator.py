"""Writes a made-up network of several regions side by side, to measure on: ``python benchmarks/generator.py 10 -o ten.nt``.

The first region is the graph of the package as it is, so that every example of the catalogue exists. Each other region is a copy with
things of its own (projects, parties, streams, documents, claims and their places), under ids and names with its number. Themes, domains,
phases of life and statuses are shared. So the whole model is there in the proportions of the real graph, long partner lists and hubs
too. Some ties of a copy lead to the same thing in another region, drawn by lot; that changes neither how many ties a project has nor how
large the largest is, whatever the number of regions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import click
import pyoxigraph

from trendbreuk_graph.namespaces import ID, PREFIXES, TB
from trendbreuk_graph.places import find_part

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["count_triples", "write_network"]

#: Share of the ties of a region that lead to another region.
_ELSEWHERE = 0.05

#: Stand for the number of the region, and of the region that a tie leads to; signs that no record holds.
_HERE, _THERE = "\x1f", "\x1e"

_TYPE = PREFIXES["rdf"] + "type"
_NAMES = {PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel"}
#: Kind of claim → the two properties whose things it ties, and the properties that the rules derive from it.
_TIES = {
    "Participation": ("project", "participant", {"lead", "partner", "involved"}),
    "Financing": ("project", "stream", {"financedBy", "mayBeFinancedBy"}),
    "Relation": ("project", "relatedProject", {"partOf", "connectedWith"}),
}

#: Which kind of tie, and its ends.
_Tie = tuple[str, str, str]

#: Subject, predicate and object.
_Triple = tuple[pyoxigraph.NamedNode, pyoxigraph.NamedNode, pyoxigraph.NamedNode | pyoxigraph.Literal]


@dataclass(frozen=True, slots=True)
class _Region:
    """The real graph, and the text of a copy of it.

    Attributes:
        whole: The real graph as N-Triples.
        fixed: What each copy holds, with :data:`_HERE` in it.
        tied: What a copy says of a tie that may lead elsewhere, with :data:`_THERE` in the end that moves.
    """

    whole: str
    fixed: str
    tied: dict[_Tie, str] = field(default_factory=dict)


class _Copier:
    """Makes the text of a copy out of the triples of the real graph."""

    def __init__(self, triples: list[_Triple]) -> None:
        self._triples = triples
        found: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, other in triples:
            found.setdefault(subject.value, {}).setdefault(predicate.value, []).append(other.value)
        self._found = found
        self._own = {iri for iri in found if iri.startswith(ID) and self._is_own(iri)}
        self._claims = {iri: tie for iri in self._own if (tie := self._find_tie(iri))}
        # What is derived from a participation of a group lies with the members of that group: it stays where it is.
        kept = {source for iri in found for source in found[iri].get(TB + "derivedFrom", ())}
        self._tied = set(self._claims.values()) - {self._claims[one] for one in kept if one in self._claims}

    def _is_own(self, iri: str) -> bool:
        """Whether each region has its own: all but the lists that regions share; subregions are places, so no such list."""
        types = self._found[iri].get(_TYPE, [])
        schemes = self._found[iri].get(PREFIXES["skos"] + "inScheme", [])
        is_shared = PREFIXES["skos"] + "Concept" in types or PREFIXES["skos"] + "ConceptScheme" in types
        return not is_shared or ID + "subregions" in schemes

    def _find_tie(self, iri: str) -> _Tie | None:
        properties = self._found[iri]
        for kind, (first, second, _) in _TIES.items():
            if TB + kind in properties[_TYPE] and TB + second in properties:
                return _order(kind, properties[TB + first][0], properties[TB + second][0])
        return None

    def copy(self) -> _Region:
        """The region as it is, and the text of its copies."""
        fixed: list[str] = []
        tied: dict[_Tie, list[str]] = {}
        for triple in self._triples:
            if triple[0].value not in self._own:
                continue
            tie = self._find_statement(triple)
            if tie in self._tied:
                tied.setdefault(tie, []).append(self._write(triple, tie[2]))
            else:
                fixed.append(self._write(triple, None))
        whole = "".join(f"{subject} {predicate} {other} .\n" for subject, predicate, other in self._triples)
        return _Region(whole, "".join(fixed), {tie: "".join(tied[tie]) for tie in sorted(tied)})

    def _find_statement(self, triple: _Triple) -> _Tie:
        """The tie that a triple is about; one with empty ends when it is about none."""
        subject, name, other = triple[0].value, triple[1].value.removeprefix(TB), triple[2].value
        for kind, (first, second, derived) in _TIES.items():
            if name in derived:
                return _order(kind, subject, other)
            if name in {first, second} and self._claims.get(subject, ("",))[0] == kind:
                return self._claims[subject]
        return ("", "", "")

    def _write(self, triple: _Triple, moving: str | None) -> str:
        subject, predicate, other = triple
        if isinstance(other, pyoxigraph.NamedNode):
            told = self._name(other, moving)
        elif predicate.value in _NAMES:
            told = str(pyoxigraph.Literal(f"{other.value} {_HERE}", language=other.language))
        else:
            told = str(other)
        return f"{self._name(subject, moving)} {predicate} {told} .\n"

    def _name(self, node: pyoxigraph.NamedNode, moving: str | None) -> str:
        """The name of a thing in a copy; what regions share keeps its own."""
        if node.value not in self._own:
            return str(node)
        return f"<{node.value}--r{_THERE if node.value == moving else _HERE}>"


def _order(kind: str, first: str, second: str) -> _Tie:
    """The end that moves comes last; ties between projects go both ways, so that the same end must move in either."""
    if kind == "Relation" and second < first:
        return (kind, second, first)
    return (kind, first, second)


def _read_region() -> _Region:
    graph = find_part("graph") / "trendbreuk.ttl"
    quads: Any = pyoxigraph.parse(path=str(graph), format=pyoxigraph.RdfFormat.TURTLE)
    return _Copier([(quad.subject, quad.predicate, quad.object) for quad in quads]).copy()


def count_triples(path: Path) -> int:
    """How many triples a file of :func:`write_network` holds: one a line."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


def write_network(path: Path, regions: int, seed: int = 1) -> None:
    """Write a network as N-Triples, which is Turtle too.

    Args:
        path: The file.
        regions: How many times the region; 1 is the graph of the package.
        seed: Of the lots that decide which ties lead to which other region.
    """
    region = _read_region()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(region.whole)
        for number in range(1, regions):
            file.write(region.fixed.replace(_HERE, str(number)))
            file.writelines(_tie(region, number, regions, Random(f"{seed} {number}")))  # noqa: S311 - lots, no secrets


def _tie(region: _Region, number: int, regions: int, lots: Random) -> Iterable[str]:
    """The ties of a copy."""
    for text in region.tied.values():
        there = number
        if lots.random() < _ELSEWHERE:
            there = (number + lots.randrange(1, regions)) % regions
        written = text.replace(_HERE, str(number))
        # The first region has ids without a number.
        yield written.replace(_THERE, str(there)) if there else written.replace(f"--r{_THERE}", "")


@click.command()
@click.argument("regions", type=click.IntRange(1))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file.")
@click.option("--seed", default=1, show_default=True, help="Another one gives other ties between regions.")
def _main(regions: int, output: Path, seed: int) -> None:
    """Write a network of REGIONS times the region of the package as N-Triples."""
    write_network(output, regions, seed)
    click.echo(f"{output}: {count_triples(output):,} triples")


if __name__ == "__main__":
    _main()
