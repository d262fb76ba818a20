"""Words: cutting a sentence, stems, groups of words that mean nearly the same, and words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language

__all__ = ["Word", "fold", "guess_language", "known_forms", "read_words", "small_words", "split_words"]

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[^\W_]+(?:['’.&+@|-][^\W_]+)*\+?|@[^\W_]+")
#: A compound is only cut into parts of this length, or it would fall apart into syllables.
_PART = 4
_SHORTEST_COMMON = 3
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


def fold(text: str) -> str:
    """Small letters without accents, typographic apostrophes as plain ones."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _stemmers() -> tuple[Any, Any]:
    from snowballstemmer import stemmer

    return stemmer("dutch"), stemmer("english")


@cache
def _stems(folded: str, language: Language | None = None) -> frozenset[str]:
    """The stems of a word in a language, or in both, and the word itself."""
    dutch, english = _stemmers()
    used = {"nl": (dutch,), "en": (english,), None: (dutch, english)}[language]
    # Dutch stems lose a "ge" at the front, which makes "gemeente" and "mening" one word.
    return frozenset({folded, *(stem for stemmer in used if (stem := stemmer.stemWord(folded))[:1] == folded[:1])})


@dataclass(frozen=True, slots=True)
class _Lexicon:
    groups: dict[str, frozenset[str]]
    pairs: dict[tuple[str, str], frozenset[str]]
    apart: tuple[tuple[str, str, str], ...]
    fillers: frozenset[str]
    filler_pairs: frozenset[tuple[str, str]]


@cache
def _lexicon() -> _Lexicon:
    """The two word lists, as look-ups."""
    fillers = {entry for _, entries in _read_list("fillers.txt") for entry in entries} | _common_words()
    groups: dict[str, set[str]] = {}
    pairs: dict[tuple[str, str], set[str]] = {}
    apart: list[tuple[str, str, str]] = []
    for name, entries in _read_list("lexicon.txt"):
        for entry in entries:
            if "+" in entry:
                first, _, second = entry.partition("+")
                apart.append((first, second, f"#{name}"))
            elif entry.count("_") == 1:
                first, _, second = entry.partition("_")
                pairs.setdefault((first, second), set()).add(f"#{name}")
            elif "_" not in entry:
                # A stem can be a word that says nothing: "als" and "al", "eenheid" and "een".
                for form in {entry, *(_stems(entry) - fillers)}:
                    groups.setdefault(form, set()).add(f"#{name}")
    return _Lexicon(
        groups={form: frozenset(names) for form, names in groups.items()},
        pairs={pair: frozenset(names) for pair, names in pairs.items()},
        apart=tuple(apart),
        fillers=frozenset(entry for entry in fillers if "_" not in entry),
        filler_pairs=frozenset(
            (first, second) for first, _, second in (entry.partition("_") for entry in fillers if "_" in entry)
        ),
    )


def _read_list(name: str) -> list[tuple[str, list[str]]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("# "):
            head, colon, rest = line.partition(": ")
            found.append((head if colon else "", fold(rest if colon else line).split()))
    return found


def _common_words() -> set[str]:
    """Stop words of both languages; the shortest ones of that list are codes of countries and units, and may be names here."""
    from stopwordsiso import stopwords

    return {fold(word) for word in stopwords(["nl", "en"]) if len(word) >= _SHORTEST_COMMON}


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
    extra = _find_groups(folded, lexicon)
    words: list[Word] = []
    for index, (text, start, end) in enumerate(cut):
        stems = _stems(folded[index], language)
        listed = {folded[index]} if folded[index] in lexicon.fillers else stems
        groups = frozenset[str]().union(*(lexicon.groups.get(stem, frozenset()) for stem in listed), extra[index])
        if not groups and not stems & vocabulary:
            groups = _find_compound(folded[index], lexicon)
        filler = not groups and (folded[index] in lexicon.fillers or len(folded[index]) == 1)
        filler = filler or _in_filler_pair(folded, index, lexicon)
        known = filler or bool(groups) or bool(stems & vocabulary)
        words.append(Word(text, start, end, folded[index], stems | groups, filler, known))
    return _bind_negations(words)


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


def _in_filler_pair(folded: Sequence[str], index: int, lexicon: _Lexicon) -> bool:
    return any(
        pair in lexicon.filler_pairs
        for pair in (tuple(folded[index : index + 2]), tuple(folded[max(index - 1, 0) : index + 1]))
        if len(pair) == 2  # noqa: PLR2004 - two words
    )


def _find_groups(folded: Sequence[str], lexicon: _Lexicon) -> list[set[str]]:
    """The groups that words belong to together with another word: "runs out", "loopt … af"."""
    found: list[set[str]] = [set() for _ in folded]
    for index in range(len(folded) - 1):
        names = lexicon.pairs.get((folded[index], folded[index + 1]), frozenset())
        found[index] |= names
        found[index + 1] |= names
    places: dict[str, list[int]] = {}
    for index, word in enumerate(folded):
        places.setdefault(word, []).append(index)
    for first, second, name in lexicon.apart:
        if first in places and second in places and places[first][0] < places[second][-1]:
            found[places[first][0]].add(name)
            found[places[second][-1]].add(name)
    return found


@cache
def _known_parts() -> frozenset[str]:
    return frozenset(form for form in _lexicon().groups if len(form) >= _PART)


def _find_compound(folded: str, lexicon: _Lexicon) -> frozenset[str]:
    """The groups of the parts of a Dutch compound: "subsidiepartners" is about money and about parties."""
    parts = _known_parts()
    for at in range(len(folded) - _PART, _PART - 1, -1):
        for link in _LINKS:
            head = folded[:at].removesuffix(link) if link else folded[:at]
            tail = _stems(folded[at:]) & parts if head in parts else frozenset()
            if tail:
                return frozenset[str]().union(*(lexicon.groups[part] for part in (head, *tail)))
    return frozenset()


@cache
def small_words(name: str) -> frozenset[str]:
    """One of the lists in ``small-words.txt``."""
    return frozenset(next(entries for head, entries in _read_list("small-words.txt") if head == name))


def guess_language(words: Iterable[Word]) -> Language | None:
    """``nl`` or ``en``, by the small words; None when they do not tell."""
    folded = [word.folded for word in words]
    dutch, english = small_words("dutch"), small_words("english")
    score = sum((word in dutch) - (word in english) for word in folded)
    if not score:
        return None
    return "nl" if score > 0 else "en"
