"""Holding the records against the documents, both ways.

Forward: every piece of evidence must be findable, the words under that heading of that card of that document. Reverse: every item
under an owner, partner or money heading, and every sentence elsewhere that speaks of money, must be covered by the anchor of some
claim, or stand in ``data/not-claims.yml`` with the reason why it claims nothing.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from trendbreuk_graph.documents import open_documents
from trendbreuk_graph.errors import DocumentError, Finding
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.records import Evidence, NotClaim

if TYPE_CHECKING:
    from trendbreuk_graph.documents import Document, Item, Section
    from trendbreuk_graph.load import World

__all__ = ["Verification", "verify_world"]

#: Words that a list item may hold beside the names in it.
_FILLERS = frozenset(
    [
        "o",
        "a",
        "o.a",
        "e.d",
        "enz",
        "etc",
        "zoals",
        "waaronder",
        "ook",
        "van",
        "de",
        "het",
        "met",
        "andere",
        "diverse",
        "in",
        "op",
        "en",
        "of",
        "c",
        "q",
        "bijv",
        "namens",
        "alle",
        "aan",
        "uit",
    ]
)
# Names in an item are parted by signs and by "en"; each part must be covered.
_PART = re.compile(r"[^,;:/&().•→➔]+")
_AND = re.compile(r"(?:(?!\ben\b|(?<=\be)n\b).)+", re.DOTALL)


@dataclass(slots=True)
class Verification:
    """What was found.

    Attributes:
        documents: Source ids of the documents that were opened.
        missing_documents: Source ids whose document is not in the folder.
        pieces: How many different pieces of evidence the records hold.
        found: How many of them were found.
        failures: One finding for each piece that was not found.
        items: How many list items and money sentences the documents hold.
        uncovered: One finding for each that no claim covers.
        stale: One finding for each entry of not-claims.yml that no longer matches anything.
    """

    documents: list[str] = field(default_factory=list)
    missing_documents: list[str] = field(default_factory=list)
    pieces: int = 0
    found: int = 0
    failures: list[Finding] = field(default_factory=list)
    items: int = 0
    uncovered: list[Finding] = field(default_factory=list)
    stale: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything was found and covered in every document."""
        return not (self.missing_documents or self.failures or self.uncovered or self.stale)


def verify_world(world: World, directory: Path) -> Verification:
    """Hold all records against the documents in a folder.

    Args:
        world: The records.
        directory: Folder with the documents, as text or PDF, under any name.

    Raises:
        DocumentError: The folder holds none of the documents, or one of them is not as `data/sources.yml` describes it.
    """
    documents = open_documents(directory, list(world.sources.values()))
    if not documents:
        raise DocumentError(
            path=str(directory), source="", card="", words="", problem=N_("none of the documents is there")
        )
    result = Verification(documents=sorted(documents), missing_documents=sorted(set(world.sources) - set(documents)))
    covered: dict[str, _Covered] = {source: _Covered() for source in documents}
    for evidence, (owner, kinds) in _all_evidence(world).items():
        if evidence.source in documents:
            places = _locate(result, documents[evidence.source], owner, evidence)
            covered[evidence.source].add(places, kinds)
    for entry in world.not_claims:
        if entry.source in documents:
            covered[entry.source].add(_locate_not_claim(result, documents[entry.source], entry), _ANYTHING)
    # Apart and not joined: a group may bear the same name in two of them.
    money = [re.compile(words) for words in world.money_words]
    for source, document in documents.items():
        for finding in _find_uncovered(result, document, covered[source], money):
            result.uncovered.append(finding)
    return result


#: What each kind of claim covers when the documents are held against the records. Evidence of a stream, a decision or a
#: concept shows where a name stands; it does not say who takes part in what, or who pays for it.
_ANYTHING = frozenset({"owners", "partners", "money"})
_COVERS: dict[str, frozenset[str]] = {
    "participants": frozenset({"owners", "partners"}),
    "relations": frozenset({"owners", "partners"}),
    "members": frozenset({"owners", "partners"}),
    "owner_undetermined": frozenset({"owners"}),
    "financing": frozenset({"money"}),
}


@dataclass(slots=True)
class _Covered:
    """The stretches of one document that claims rest on, by what they cover."""

    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, places: list[tuple[int, int]], kinds: frozenset[str]) -> None:
        for kind in kinds:
            self.places.setdefault(kind, []).extend(places)

    def overlaps(self, kind: str, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self.places.get(kind, []))


def _all_evidence(world: World) -> dict[Evidence, tuple[str, frozenset[str]]]:
    """Every piece of evidence once, with the id of a record that it stands in and what its claims cover."""
    records: list[BaseModel] = [
        *world.projects.values(),
        *world.organisations.values(),
        *world.streams.values(),
        *world.schemes.values(),
        *world.contradictions.values(),
        *world.decisions.values(),
    ]
    found: dict[Evidence, tuple[str, frozenset[str]]] = {}
    for record in records:
        for evidence, kinds in _pieces(record, frozenset()):
            owner, known = found.get(evidence, (getattr(record, "id", ""), frozenset()))
            found[evidence] = (owner, known | kinds)
    return found


def _pieces(record: BaseModel, kinds: frozenset[str]) -> Iterator[tuple[Evidence, frozenset[str]]]:
    if isinstance(record, Evidence):
        yield record, kinds
        return
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, tuple):
            for item in value:
                if isinstance(item, BaseModel):
                    yield from _pieces(item, _COVERS.get(name, kinds))


def _locate(result: Verification, document: Document, owner: str, evidence: Evidence) -> list[tuple[int, int]]:
    result.pieces += 1
    card = evidence.card or ""
    places = document.find_all(card, evidence.field, evidence.anchor)
    if places:
        result.found += 1
        return places
    elsewhere = document.find(card, "Tekst", evidence.anchor)
    under = document.field_at(card, elsewhere[0]) if elsewhere else ""
    result.failures.append(
        Finding(
            document.path.name,
            0,
            "evidence-not-found",
            record=owner,
            field=f"{evidence.source} › {card} › {evidence.field}",
            found=f"«{evidence.anchor}»",
            allowed=N_("words that stand under that heading of that card"),
            nearest=under,
            way_out=N_("Mend card, field or anchor of this piece of evidence."),
        )
    )
    return []


def _locate_not_claim(result: Verification, document: Document, entry: NotClaim) -> list[tuple[int, int]]:
    places = document.find_all(entry.card, entry.field, entry.anchor)
    if not places:
        result.stale.append(
            Finding(
                "not-claims.yml",
                0,
                "matches-nothing",
                field=f"{entry.source} › {entry.card} › {entry.field}",
                found=f"«{entry.anchor}»",
                allowed=N_("words that stand under that heading of that card"),
                way_out=N_("Mend the entry, or remove it: the document no longer says this."),
            )
        )
    return places


def _find_uncovered(
    result: Verification, document: Document, covered: _Covered, money: list[re.Pattern[str]]
) -> Iterator[Finding]:
    holds = {one.name: one.holds for one in document.source.fields}
    for section in document.sections:
        kind = holds.get(section.name)
        if kind is not None and kind != "money":
            for item in document.items(section):
                result.items += 1
                for part in _parts(document, item):
                    if not covered.overlaps(kind, *part):
                        yield _uncovered(document, section, part[0], document.text[part[0] : part[1]], kind)
            continue
        for sentence in document.sentences(section):
            if not re.search(r"\w{3}", sentence.text):
                continue
            folded = sentence.text.casefold()
            if kind == "money" or any(words.search(folded) for words in money):
                result.items += 1
                if not covered.overlaps("money", sentence.start, sentence.end):
                    yield _uncovered(document, section, sentence.start, sentence.text, "money")


def _parts(document: Document, item: Item) -> Iterator[tuple[int, int]]:
    """The stretches of a list item that each name somebody."""
    text = document.text
    for piece in _PART.finditer(text, item.start, item.end):
        for part in _AND.finditer(text, piece.start(), piece.end()):
            words = re.findall(r"[\w@+]+", part.group().casefold())
            if any(word not in _FILLERS and len(word) > 1 for word in words):
                yield part.start(), part.end()


def _uncovered(document: Document, section: Section, start: int, text: str, kind: str) -> Finding:
    words = " ".join(text.split())
    first_word = start + len(text) - len(text.lstrip())
    return Finding(
        document.path.name,
        document.text.count("\n", 0, first_word) + 1,
        f"{kind}-uncovered",
        field=f"{document.source.id} › {section.card} › {section.name}",
        found=textwrap.shorten(words, 160, placeholder="…"),
        way_out=N_("Add a claim with an anchor in these words, or an entry in data/not-claims.yml with the reason."),
    )
