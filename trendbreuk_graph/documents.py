r"""Finding cards, fields and anchors in the text of a source document.

The documents are PDFs, or text extracted from them: words are broken over lines, columns change places and some
headings are lost. So nothing here reads meaning out of the text. It only finds places that a person has named:
where a card starts (``starts_at`` in ``data/sources.yml``), where a field starts (its heading, or the words given for
a heading that the extraction lost), and whether an anchor stands between there and the next heading.

Comparison is folded: case, white space, hyphens and punctuation do not count, so that ``Zuid-\n\nLimburg`` and
``Zuid-Limburg`` are equal. An anchor must start and end where a word does: ``ZIO`` is not found in ``visioen``.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trendbreuk_graph.records import SourceDocument

__all__ = ["WHOLE_CARD_FIELDS", "Document", "Item", "Section", "fold", "open_documents"]

#: Fields that mean "anywhere in the card".
WHOLE_CARD_FIELDS = frozenset({"Titel", "Tekst"})

_SIGNS = frozenset("@+€%&")
_BULLET = re.compile(r"^\s*(?:[•→➔▪➢√]|-(?=\s)|o(?=\s)|\d+(?=\s{2,}))\s*")
_URL_LINE = re.compile(r"^\s*(?:https?://|mailto:)\S+\s*$")
_SENTENCE_END = re.compile(r"(?<=[A-Za-z0-9à-ÿ)’'\"]{2})[.;!?](?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with case, white space, hyphens and punctuation taken out.

    ``positions[i]`` is the index in the original text of the character that ``text[i]`` comes from.
    """

    text: str
    positions: tuple[int, ...]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", character).casefold() if c.isalnum() or c in _SIGNS)


def fold(text: str) -> Folded:
    """Fold a text for comparison, remembering where each character stood."""
    characters: list[str] = []
    positions: list[int] = []
    for index, character in enumerate(text):
        for kept in _fold_character(character):
            characters.append(kept)
            positions.append(index)
    return Folded("".join(characters), tuple(positions))


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document: one field of one card. ``start`` and ``end`` are indexes in the document's text."""

    card: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A list item or sentence of a document, with where it starts and ends in the document's text."""

    card: str
    field: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Document:
    """The text of one source document, cut into cards and fields."""

    source: SourceDocument
    path: Path
    text: str
    sections: list[Section] = field(default_factory=list)
    _folded: Folded = field(init=False)

    def __post_init__(self) -> None:
        """Cut the text once; everything else looks places up."""
        self._folded = fold(self.text)
        self._cut()

    def find(self, card: str, name: str, anchor: str) -> tuple[int, int] | None:
        """Where the anchor stands under that field of that card.

        Returns:
            Start and end index in the document's text, or None when the words are not there.
        """
        for section in self.find_sections(card, name):
            found = self._search(anchor, section.start, section.end)
            if found is not None:
                return found
        return None

    def find_all(self, card: str, name: str, anchor: str) -> list[tuple[int, int]]:
        """Every place where the anchor stands under that field of that card."""
        found: list[tuple[int, int]] = []
        for section in self.find_sections(card, name):
            start = section.start
            while (place := self._search(anchor, start, section.end)) is not None:
                found.append(place)
                start = place[0] + 1
        return found

    def find_sections(self, card: str, name: str) -> list[Section]:
        """The stretches of text under a field; the whole card for `Titel` and `Tekst`."""
        own = [section for section in self.sections if section.card == card]
        if name in WHOLE_CARD_FIELDS:
            return [Section(card, name, own[0].start, own[-1].end)] if own else []
        return [section for section in own if section.name == name]

    def field_at(self, card: str, index: int) -> str:
        """The name of the field that a place in the text belongs to."""
        return next((s.name for s in self.sections if s.card == card and s.start <= index < s.end), "")

    def items(self, section: Section) -> Iterator[Item]:
        """The list items of a section; text without bullets is one item a paragraph."""
        furniture = [re.compile(pattern) for pattern in self.source.furniture]
        start: int | None = None
        end = position = section.start
        for line in self.text[section.start : section.end].splitlines(keepends=True):
            stripped = line.strip()
            skipped = not stripped or _URL_LINE.match(line) or any(p.search(stripped) for p in furniture)
            if not skipped:
                if start is not None and _BULLET.match(line):
                    yield self._item(section, start, end)
                    start = None
                if start is None:
                    start = position
                end = position + len(line.rstrip())
            position += len(line)
        if start is not None:
            yield self._item(section, start, end)

    def sentences(self, section: Section) -> Iterator[Item]:
        """The sentences of a section, each list item cut at its full stops."""
        for item in self.items(section):
            start = item.start
            for stop in _SENTENCE_END.finditer(self.text, item.start, item.end):
                yield self._item(section, start, stop.start())
                start = stop.end()
            if self.text[start : item.end].strip():
                yield self._item(section, start, item.end)

    def _item(self, section: Section, start: int, end: int) -> Item:
        text = " ".join(self.text[start:end].split())
        return Item(section.card, section.name, start, end, re.sub(r"(?<=\w)- (?=\w)|\u00ad", "", text))

    def _search(self, words: str, start: int, end: int) -> tuple[int, int] | None:
        needle = fold(words).text
        if not needle:
            return None
        folded, positions = self._folded.text, self._folded.positions
        at = bisect.bisect_left(positions, start)
        while (at := folded.find(needle, at)) >= 0:
            last = at + len(needle) - 1
            if positions[last] >= end:
                return None
            if self._starts_word(at) and self._ends_word(last):
                return positions[at], positions[last] + 1
            at += 1
        return None

    def _starts_word(self, at: int) -> bool:
        positions = self._folded.positions
        return at == 0 or positions[at] - positions[at - 1] > 1 or not self._folded.text[at].isalnum()

    def _ends_word(self, last: int) -> bool:
        folded, positions = self._folded.text, self._folded.positions
        return last + 1 >= len(folded) or positions[last + 1] - positions[last] > 1 or not folded[last].isalnum()

    def _cut(self) -> None:
        """Cut the text into cards and each card into sections, in the order of the text."""
        starts: list[int] = []
        at = 0
        for card in self.source.cards:
            found = self._search(card.starts_at, at, len(self.text))
            if found is None:
                raise DocumentError(
                    path=str(self.path),
                    source=self.source.id,
                    card=card.card,
                    words=card.starts_at,
                )
            starts.append(found[0])
            at = found[0] + 1
        for index, card in enumerate(self.source.cards):
            end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
            self._cut_card(card.card, card.fields, starts[index], end)

    def _cut_card(self, card: str, moved: dict[str, str], start: int, end: int) -> None:
        marks = [(start, start, self.source.lead_field)]
        for declared in self.source.fields:
            marks += [(found, stop, declared.name) for found, stop in self._headings(declared.heading, start, end)]
        for name, words in moved.items():
            found = self._search(words, start, end)
            if found is None:
                raise DocumentError(path=str(self.path), source=self.source.id, card=card, words=words)
            marks.append((found[0], found[0], name))
        marks.sort()
        for index, (_, after, name) in enumerate(marks):
            stop = marks[index + 1][0] if index + 1 < len(marks) else end
            self.sections.append(Section(card, name, after, stop))

    def _headings(self, heading: str, start: int, end: int) -> list[tuple[int, int]]:
        """Places of a heading: anywhere when it ends with a colon, else only where it fills a line."""
        if heading.endswith(":"):
            pattern = re.compile(re.escape(heading))
        else:
            pattern = re.compile(rf"^[ \t]*{re.escape(heading)}[ \t]*$", re.MULTILINE)
        return [(match.start(), match.end()) for match in pattern.finditer(self.text, start, end)]


def open_documents(directory: Path, sources: list[SourceDocument]) -> dict[str, Document]:
    """Open the source documents in a folder: ``.txt`` and ``.pdf`` files, recognised by words that stand in them.

    Args:
        directory: Folder that holds the documents, under any file name.
        sources: The documents to look for.

    Returns:
        Source id → document. A source whose document is not in the folder is left out.

    Raises:
        DocumentError: The folder cannot be read, or a document lacks a card that `data/sources.yml` describes.
    """
    if not directory.is_dir():
        raise DocumentError(path=str(directory), source="", card="", words="")
    try:
        paths = sorted(path for path in directory.iterdir() if path.suffix.lower() in {".txt", ".pdf"})
    except OSError as error:
        raise DocumentError(path=str(directory), source="", card="", words="", problem=str(error)) from error
    texts = {path: _read_text(path) for path in paths}
    folded = {path: fold(text).text for path, text in texts.items()}
    documents: dict[str, Document] = {}
    for source in sources:
        words = fold(source.recognised_by).text
        for path, text in texts.items():
            if words in folded[path]:
                documents[source.id] = Document(source, path, text)
                break
    return documents


def _read_text(path: Path) -> str:
    if path.suffix.lower() == ".pdf":
        from pypdf import PdfReader

        try:
            return "\n".join(page.extract_text() for page in PdfReader(path).pages)
        except Exception as error:  # a damaged PDF makes pypdf raise AttributeError, NotImplementedError and others
            raise DocumentError(path=str(path), source="", card="", words="", problem=str(error)) from error
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError) as error:
        raise DocumentError(path=str(path), source="", card="", words="", problem=str(error)) from error
