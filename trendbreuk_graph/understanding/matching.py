"""How well a question of the catalogue fits what was typed: weighted overlap with the ways in which it can be put.

Words that few questions use weigh more than words that all use. A word counts as met when the phrasing has the same stem (1), a word of
the same group (0.85), or nearly the same letters (0.8). What was typed and is not met, and what the phrasing has and was not typed, both
count against it, the first more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from trendbreuk_graph.understanding.words import Word, known_forms, read_words

if TYPE_CHECKING:
    from trendbreuk_graph.questions import Question

__all__ = ["Entry", "Matcher", "Phrasing"]

_SLOT = re.compile(r"\{(\w+)\}")
_SAME, _STEM, _GROUP, _ALIKE = 1.0, 0.97, 0.85, 0.8
#: A word that no phrasing and no list knows.
_UNKNOWN_WEIGHT = 2.2
_SLOT_WEIGHT = 1.3
#: What was typed and is not met counts more than what the phrasing has besides.
_PRECISION = 0.62
#: A typed word that this phrasing lacks, but another of the same question has.
_ELSEWHERE = 0.55
#: Groups of words that many sentences hold and that say little of what is asked; they alone are no fit.
_WEAK = frozenset({"#who", "#where", "#howmany", "#list", "#all", "#what", "#year", "#between", "#both"})
#: What a question asks for, by the first word that says it; another kind of thing is another question.
_KINDS = (
    "#project",
    "#programme",
    "#party",
    "#who",
    "#stream",
    "#theme",
    "#phase",
    "#municipality",
    "#domain",
    "#figure",
    "#target",
    "#document",
    "#money",
    "#when",
    "#where",
    "#why",
    "#amount",
    "#decision",
    "#contradict",
    "#provider",
)
_OTHER_KIND = 0.94
#: Words that turn a question round when only one side has them.
_TURNING = {"#neg": 2.0, "#only": 1.2, "#unknown": 1.2, "#both": 0.9, "#whatif": 1.2}


@dataclass(frozen=True)
class Phrasing:
    """One way to put a question: what its words are compared by, and which parameters it names."""

    words: tuple[frozenset[str], ...]
    slots: frozenset[str]
    kind: frozenset[str]


@dataclass(frozen=True)
class Entry:
    """A question with the ways to put it, in both languages."""

    question: Question
    phrasings: tuple[Phrasing, ...]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every stem and group that any of its phrasings holds."""
        return frozenset(key for phrasing in self.phrasings for word in phrasing.words for key in word)


@dataclass(frozen=True)
class _Sentence:
    """What was typed, as far as it is compared: words with weights, parameters with values, weight that is of no use, kind asked for."""

    words: Sequence[frozenset[str]]
    weights: Sequence[float]
    slots: frozenset[str]
    extra: float
    kind: frozenset[str]


class Matcher:
    """The catalogue, prepared for comparison."""

    def __init__(self, questions: Iterable[Question]) -> None:
        # Once to learn which words the phrasings use, once more to read them with that knowledge.
        self.entries = [_read_entry(question) for question in questions]
        self.vocabulary = frozenset(
            key for entry in self.entries for key in entry.vocabulary if not key.startswith("#")
        )
        frequency: dict[str, int] = {}
        for entry in self.entries:
            for key in entry.vocabulary:
                frequency[key] = frequency.get(key, 0) + 1
        total = len(self.entries) + 1
        self._weights = {key: math.log(total / (count + 0.5)) for key, count in frequency.items()}
        self._alike: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def correct(self, word: Word) -> Word:
        """A word that nobody knows, read as the word of the catalogue that it is a slip of; else the word itself."""
        from rapidfuzz.distance import DamerauLevenshtein

        if len(word.folded) < 4:  # noqa: PLR2004 - short words are alike by chance
            return word
        allowed = 1 if len(word.folded) < 9 else 2  # noqa: PLR2004 - a long word has room for two slips
        best: tuple[int, str] | None = None
        for key in sorted(self.vocabulary | known_forms()):
            if abs(len(key) - len(word.folded)) <= allowed and len(key) > 3 and key[0] == word.folded[0]:  # noqa: PLR2004 - as above
                distance = DamerauLevenshtein.distance(word.folded, key, score_cutoff=allowed)
                if distance <= allowed and (best is None or distance < best[0]):
                    best = (distance, key)
        if best is None:
            return word
        (read,) = read_words(best[1], self.vocabulary)
        return replace(word, keys=word.keys | read.keys, known=True, filler=read.filler)

    def weigh(self, word: frozenset[str]) -> float:
        """How much a word says: little when many questions use it or its group, most when none does."""
        known = [self._weights[key] for key in word if key in self._weights]
        if not known:
            return _UNKNOWN_WEIGHT
        return max(0.25, min(known))

    def score(self, entry: Entry, words: Sequence[frozenset[str]], slots: frozenset[str], extra: float = 0.0) -> float:
        """The fit of the best phrasing, from 0 to 1.

        Args:
            entry: A question.
            words: What was typed, without fillers and without the names that stand for parameters.
            slots: Parameters that got a value from what was typed.
            extra: Weight of what was typed and stands for nothing in this question.
        """
        typed = _Sentence(words, [self.weigh(word) for word in words], slots, extra, find_kind(words))
        return max(self._score_one(entry, phrasing, typed) for phrasing in entry.phrasings)

    def _score_one(self, entry: Entry, phrasing: Phrasing, sentence: _Sentence) -> float:
        met_slots = _SLOT_WEIGHT * len(sentence.slots)
        typed = met_slots + sentence.extra
        met = met_slots
        telling = not phrasing.words
        for word, weight in zip(sentence.words, sentence.weights, strict=True):
            best = max((self._compare(word, other) for other in phrasing.words), default=0.0)
            telling = telling or (best > 0 and not word & _WEAK)
            if not best and word & entry.vocabulary:
                best = _ELSEWHERE
            typed += weight
            met += weight * best
        wanted = found = _SLOT_WEIGHT * len(phrasing.slots & sentence.slots)
        wanted += _SLOT_WEIGHT * len(phrasing.slots - sentence.slots)
        for other in phrasing.words:
            weight = self.weigh(other)
            wanted += weight
            found += weight * max((self._compare(word, other) for word in sentence.words), default=0.0)
        if not telling or not met or not found:
            return 0.0
        harmonic = 1 / (_PRECISION * typed / met + (1 - _PRECISION) * wanted / found)
        twisted = sentence.kind and phrasing.kind and not sentence.kind & phrasing.kind
        return (
            harmonic * math.exp(-0.18 * _find_turning(sentence.words, phrasing.words)) * (_OTHER_KIND if twisted else 1)
        )

    def _compare(self, word: frozenset[str], other: frozenset[str]) -> float:
        pair = (word, other)
        if pair not in self._alike:
            self._alike[pair] = _compare_keys(word, other)
        return self._alike[pair]


def _read_entry(question: Question) -> Entry:
    phrasings = dict.fromkeys(_read_phrasing(text) for language in ("nl", "en") for text in question.ask(language))
    return Entry(question, tuple(phrasings))


def _read_phrasing(text: str) -> Phrasing:
    slots = _SLOT.findall(text)
    names = {"from", "until"} if "period" in slots else set()
    words = read_words(_SLOT.sub(" ", text))
    return Phrasing(
        words=tuple(word.keys for word in words if not word.filler),
        slots=frozenset(slots) - {"period"} | names,
        kind=find_kind([word.keys for word in words]),
    )


def find_kind(words: Iterable[frozenset[str]]) -> frozenset[str]:
    """What is asked for: the groups of the first word that names a kind of thing; empty when none does."""
    for word in words:
        kind = word & frozenset(_KINDS)
        if kind:
            return frozenset({"#party", "#who"}) if kind & {"#party", "#who"} else kind
    return frozenset()


def _find_turning(words: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> float:
    """The weight of the words that turn the question round and that only one side has."""
    typed = frozenset[str]().union(*words)
    phrased = frozenset[str]().union(*others)
    return sum(weight for key, weight in _TURNING.items() if (key in typed) != (key in phrased))


def _compare_keys(word: frozenset[str], other: frozenset[str]) -> float:
    common = word & other
    if any(not key.startswith("#") for key in common):
        return _SAME if max(word, key=_as_typed) == max(other, key=_as_typed) else _STEM
    if common:
        return _GROUP
    return _ALIKE if _is_misspelt(word, other) else 0.0


def _as_typed(key: str) -> tuple[bool, int, str]:
    """Puts the word itself last: the longest key that is no group."""
    return (not key.startswith("#"), len(key), key)


def _is_misspelt(word: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two words that share no stem are one word with a slip."""
    if any(key.startswith("#") for key in word):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    for mine in word:
        for key in other:
            if len(key) > 4 and len(mine) > 4 and mine[0] == key[0]:  # noqa: PLR2004 - short words are alike by chance
                allowed = 1 if len(key) < 8 else 2  # noqa: PLR2004 - a long word has room for two slips
                if DamerauLevenshtein.distance(mine, key, score_cutoff=allowed) <= allowed:
                    return True
    return False
