"""Words: cutting a sentence, stems, groups of words that mean nearly the same, and words that say nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language

__all__ = [
    "WORDS",
    "Word",
    "find_common_words",
    "fold",
    "guess_language",
    "is_ordinary",
    "known_forms",
    "list_entries",
    "prepared_counts",
    "read_words",
    "small_words",
    "split_words",
    "stem_word",
]

_FOLDER = Path(__file__).parent
#: Where the stems of known words and the stop words stand.
WORDS = _FOLDER / "words.json"
_WORD = re.compile(r"\b[wW]/o\b|[^\W_]+(?:['’.&+@|-][^\W_]+)*\+?|@[^\W_]+")
#: A compound is only cut into parts of this length, or it would fall apart into syllables.
_PART = 4
_SHORTEST_COMMON = 3
#: Says nothing on the pages of the web, and here it is a domain.
_TELLING = frozenset({"research"})
_LINKS = ("", "s", "en", "e")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        text: As it was typed.
        start: Index of its first sign in the sentence; `end` of the one after its last.
        folded: Small letters without accents.
        keys: What it is compared by: its stems, and the names of its groups with a ``#`` in front.
        filler: Whether it says nothing about what is asked.
        known: Whether a group, a filler or a phrasing holds it.
    """

    text: str
    start: int
    end: int
    folded: str
    keys: frozenset[str]
    filler: bool
    known: bool

    @property
    def is_capital(self) -> bool:
        """Whether it was written as names are."""
        return self.text[:1].isupper()

    @property
    def is_grouped(self) -> bool:
        """Whether it belongs to a group of words that questions are made of."""
        return any(key[:1] == "#" for key in self.keys)


@cache
def fold(text: str) -> str:
    """Small letters without accents, typographic apostrophes as plain ones."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _stemmers() -> tuple[Any, Any]:
    # The classes themselves: the library's own choice differs from machine to machine, and so might the stems.
    from snowballstemmer.dutch_stemmer import DutchStemmer
    from snowballstemmer.english_stemmer import EnglishStemmer

    return DutchStemmer(), EnglishStemmer()


def stem_word(folded: str) -> tuple[str, str]:
    """The Dutch and the English stem of a word; the word itself where a stem loses its first letter."""
    dutch, english = (stemmer.stemWord(folded) for stemmer in _stemmers())
    # Dutch stems lose a "ge" at the front, which makes "gemeente" and "mening" one word.
    return tuple(stem if stem[:1] == folded[:1] else folded for stem in (dutch, english))  # type: ignore[return-value] # two of them


def find_common_words() -> list[str]:
    """Stop words of both languages, sorted; the shortest ones of that list are codes of countries and units, and may be names here."""
    from stopwordsiso import stopwords

    return sorted({fold(word) for word in stopwords(["nl", "en"]) if len(word) >= _SHORTEST_COMMON} - _TELLING)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What ``words.json`` keeps, because to work it out takes longer than to answer.

    Attributes:
        stems: Word → its Dutch and its English stem.
        leaning: Word → how many times as often it was written in Dutch as in English, or (negative) in English as in Dutch, each a doubling.
        common: The stop words.
        counts: Stem or group → how many questions have it in their ways to be put.
    """

    stems: dict[str, list[str]]
    leaning: dict[str, int]
    common: list[str]
    counts: dict[str, int]


@cache
def _prepared() -> _Prepared:
    return _Prepared(**json.loads(WORDS.read_bytes()))


def prepared_counts() -> dict[str, int]:
    """Stem or group → how many questions of the catalogue have it in the ways to put them that their headers give."""
    return _prepared().counts


@cache
def _stems(folded: str, language: Language | None = None) -> frozenset[str]:
    """The stems of a word in a language, or in both, and the word itself."""
    dutch, english = _prepared().stems.get(folded) or stem_word(folded)
    return frozenset({folded, *{"nl": (dutch,), "en": (english,), None: (dutch, english)}[language]})


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The word lists, as look-ups.

    Attributes:
        groups: Word or stem → the groups that it belongs to.
        phrases: First word → phrases of several words that start with it, with the group of each, or an empty text for a filler.
        apart: Two words that belong to a group when both stand in a sentence, the one before the other.
        fillers: Words that say nothing.
    """

    groups: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    apart: dict[str, list[tuple[str, str]]]
    fillers: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    fillers = {entry for _, entries in _read_list("fillers.txt") for entry in entries}
    single = {entry for entry in fillers if "_" not in entry} | {*_prepared().common}
    groups: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    apart: dict[str, list[tuple[str, str]]] = {}
    for name, entries in [("", sorted(fillers - single)), *_read_list("lexicon.txt")]:
        for entry in entries:
            if "+" in entry:
                first, _, second = entry.partition("+")
                apart.setdefault(first, []).append((second, f"#{name}"))
            elif "_" in entry:
                parts = tuple(entry.split("_"))
                phrases.setdefault(parts[0], []).append((parts, f"#{name}" if name else ""))
            else:
                # A stem can be a word that says nothing: "als" and "al", "eenheid" and "een".
                for form in {entry, *(_stems(entry) - single)}:
                    groups.setdefault(form, set()).add(f"#{name}")
    return _Lexicon(
        groups={form: frozenset(names) for form, names in groups.items()},
        phrases=phrases,
        apart=apart,
        fillers=frozenset(single),
    )


def _read_list(name: str) -> list[tuple[str, list[str]]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("# "):
            head, colon, rest = line.partition(": ")
            found.append((head if colon else "", fold(rest if colon else line).split()))
    return found


def list_entries() -> set[str]:
    """Every word of the word lists."""
    entries = {
        entry
        for name in ("lexicon.txt", "fillers.txt", "small-words.txt")
        for _, found in _read_list(name)
        for entry in found
    }
    return {word for entry in entries for word in re.split(r"[_+]", entry)}


def is_ordinary(word: Word) -> bool:
    """Whether it is a word of the language as people wrote it in what this was learnt from, and not written as a name."""
    return not word.is_capital and word.folded in _prepared().stems


@cache
def known_forms() -> frozenset[str]:
    """The words of both lists, as they may be misspelt."""
    return frozenset(_lexicon().groups) | _lexicon().fillers


def split_words(sentence: str) -> list[tuple[str, int, int]]:
    """The words of a sentence with their places; hyphens, apostrophes and dots inside a word belong to it."""
    return [(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence)]


def read_words(sentence: str, vocabulary: frozenset[str] = frozenset(), language: Language | None = None) -> list[Word]:
    """The words of a sentence with what they are compared by.

    Args:
        sentence: As typed.
        vocabulary: Stems that occur in the ways questions are put; such a word is known.
        language: What it is written in; None when that is not known.
    """
    lexicon = _lexicon()
    cut = split_words(sentence)
    folded = [fold(text) for text, _, _ in cut]
    extra, passed = _find_phrases(folded, lexicon)
    words: list[Word] = []
    for index, (text, start, end) in enumerate(cut):
        stems, own = _describe(folded[index], language)
        groups = own | extra[index] if index in extra else own
        if not groups and not stems & vocabulary:
            groups = _find_compound(folded[index])
        filler = index in passed or (not groups and (folded[index] in lexicon.fillers or len(folded[index]) == 1))
        known = filler or bool(groups) or bool(stems & vocabulary)
        words.append(Word(text, start, end, folded[index], stems | groups, filler, known))
    return _bind_negations(words)


@cache
def _describe(folded: str, language: Language | None) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a word, and the groups that it belongs to by itself."""
    lexicon = _lexicon()
    stems = _stems(folded, language)
    listed = {folded} if folded in lexicon.fillers else stems
    return stems, frozenset[str]().union(*(lexicon.groups.get(stem, frozenset()) for stem in listed))


def _bind_negations(words: list[Word]) -> list[Word]:
    """A "no" gets a key of what it denies, so that "no lead" and "no partners" differ: ``!lead`` and ``!party``."""
    bound = list(words)
    for at, word in enumerate(words):
        if "#neg" in word.keys:
            denied = next((other for other in words[at + 1 : at + 4] if not other.filler and other.is_grouped), None)
            if denied is not None:
                keys = {f"!{key[1:]}" for key in denied.keys if key[:1] == "#"}
                bound[at] = replace(word, keys=word.keys | keys)
    return bound


def _find_phrases(folded: Sequence[str], lexicon: _Lexicon) -> tuple[dict[int, set[str]], set[int]]:
    """What words are together: "runs out", "loopt … af".

    Returns:
        Place of a word → the groups that it belongs to with others; and the places of words that say nothing together.
    """
    found: dict[int, set[str]] = {}
    passed: set[int] = set()
    for index, word in enumerate(folded):
        for parts, group in lexicon.phrases.get(word, ()):
            if tuple(folded[index : index + len(parts)]) == parts:
                places = range(index, index + len(parts))
                passed.update(() if group else places)
                for place in places if group else ():
                    found.setdefault(place, set()).add(group)
        for second, group in lexicon.apart.get(word, ()):
            if second in folded[index + 1 :]:
                last = len(folded) - 1 - list(reversed(folded)).index(second)
                found.setdefault(index, set()).add(group)
                found.setdefault(last, set()).add(group)
    return found, passed


@cache
def _known_parts() -> frozenset[str]:
    return frozenset(form for form in _lexicon().groups if len(form) >= _PART)


@cache
def _find_compound(folded: str) -> frozenset[str]:
    """The groups of the parts of a Dutch compound: "subsidiepartners" is about money and about parties."""
    parts, groups = _known_parts(), _lexicon().groups
    for at in range(len(folded) - _PART, _PART - 1, -1):
        for link in _LINKS:
            head = folded[:at].removesuffix(link) if link else folded[:at]
            tail = _stems(folded[at:]) & parts if head in parts else frozenset()
            if tail:
                return frozenset[str]().union(*(groups[part] for part in (head, *tail)))
    return frozenset()


@cache
def small_words(name: str) -> frozenset[str]:
    """One of the lists in ``small-words.txt``."""
    return frozenset(next(entries for head, entries in _read_list("small-words.txt") if head == name))


def guess_language(words: Iterable[Word]) -> Language | None:
    """``nl`` or ``en``, by the language in which its words were written most, words with a capital aside; None when that does not tell."""
    said = [word.folded for word in words if not (word.start and word.is_capital)]
    # What is not even three times as frequent in one of them tells nothing.
    score = sum(by for word in said if abs(by := _prepared().leaning.get(word, 0)) > 1)
    if not score:
        return None
    return "nl" if score > 0 else "en"
