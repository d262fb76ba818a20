"""How well a question of the catalogue fits what was typed: weighted overlap with the ways in which it can be put.

Words that few questions use weigh more than words that all use. A word counts as met when the phrasing has the same word (1), a word of
the same stem (0.97) or a word of the same group (0.85). What was typed and is not met, and what the phrasing has and was not typed, both
count against it, the first more: the fit is their weighted harmonic mean.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from trendbreuk_graph.understanding.words import Word, known_forms, prepared_counts, read_words, small_words

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Parameter, Question

__all__ = ["Entry", "Matcher", "Phrasing", "find_vocabulary"]

_LANGUAGES: tuple[Language, Language] = ("nl", "en")
_SLOT = re.compile(r"\{(\w+)\}")
_SAME, _STEM, _GROUP = 1.0, 0.97, 0.85
#: Two words that both deny something, but not the same.
_OTHER_DENIED = 0.3
#: Weight of a word that no phrasing and no list knows, for each of its letters and at most; a long one is what the sentence is about.
_LETTER_WEIGHT, _UNKNOWN_WEIGHT = 0.2, 2.4
#: The least that any word weighs, and the most that a word of no group weighs: one author's chance words say little.
_LEAST_WEIGHT, _MOST_UNGROUPED = 0.25, 1.4
#: A phrasing of only words that say nothing stands for itself when there are no more of them: "what is {thing}".
_FEW = 2
_SLOT_WEIGHT = 1.3
#: What was typed and is not met counts more than what the phrasing has besides.
_PRECISION = 0.62
#: A typed word that this phrasing lacks, but another of the same question has.
_ELSEWHERE = 0.55
#: Words that turn a question round when only one side has them, and how much each such word costs.
_TURNING = {"#neg": 2.0, "#only": 1.2, "#unknown": 1.2, "#both": 0.9, "#whatif": 1.2}
_TURN = 0.18
#: What it costs when both sides deny something, and not the same.
_DENIAL = 1.6
#: Groups of words that many sentences hold and that say little of what is asked; they alone are no fit.
_WEAK = frozenset({"#who", "#where", "#howmany", "#list", "#all", "#year", "#between", "#both"})
#: What a question asks for, by the first word that says it; another kind of thing is probably another question.
_KINDS = frozenset(
    f"#{kind}"
    for kind in (
        *("project", "programme", "party", "who", "stream", "theme", "phase", "municipality", "domain", "figure"),
        *("target", "document", "money", "when", "where", "why", "amount", "decision", "contradict", "provider"),
    )
)
_SOMEBODY = frozenset({"#party", "#who"})
_OTHER_KIND = 0.94
#: Slips of the keyboard that are forgiven: one, and two in a word of this length; none in shorter words, but that "wich" lacks a letter.
_SHORTEST, _LONG = 5, 9
_SHORTEST_TYPED = 4


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to put a question.

    Attributes:
        words: Numbers of its words in the matcher's list.
        slots: The parameters that it names.
        kind: The groups of the first word that names a kind of thing; empty when none does.
        turning: The groups of its words that turn a question round, and what it denies.
    """

    words: tuple[int, ...]
    slots: frozenset[str]
    kind: frozenset[str]
    turning: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with the ways to put it, in both languages, and every stem and group that they hold."""

    question: Question
    phrasings: tuple[Phrasing, ...]
    vocabulary: frozenset[str]


def _read_ways(question: Question) -> dict[str, list[Word]]:
    """Each way to put a question in its header, with its words."""
    return {
        text: read_words(_SLOT.sub(" ", text), language=language)
        for language in _LANGUAGES
        for text in question.ask(language)
    }


def find_vocabulary(question: Question, read: Mapping[str, Sequence[Word]] | None = None) -> frozenset[str]:
    """Every stem and group in the ways to put a question; `read` are these, when they were read before."""
    ways = _read_ways(question) if read is None else read
    return frozenset(key for words in ways.values() for word in words if not word.filler for key in word.keys)


def _list_limits(questions: Iterable[Question]) -> list[tuple[Question, Parameter]]:
    """The questions that narrow others (see :mod:`trendbreuk_graph.narrowing`) and take one name; a municipality is a place before it is a party."""
    named = ((question, question.named) for question in questions if question.limit_nl)
    found = [(question, parameter) for question, parameter in named if parameter is not None]
    return sorted(found, key=lambda pair: pair[1].type == "participant")


class Matcher:
    """The catalogue, prepared for comparison.

    How many questions use a word comes from ``words.json``, so that only the questions that may be meant are read.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = {question.id: question for question in questions}
        self._limits = _list_limits(self._questions.values())
        total, counts = len(self._questions) + 1, prepared_counts()
        self.vocabulary = frozenset(key for key in counts if key[:1] not in {"#", "!"})
        self._frequency = {key: math.log(total / (count + 0.5)) for key, count in counts.items()}
        self._entries: dict[str, Entry] = {}
        self._words: dict[frozenset[str], int] = {}
        self._weights: list[float] = []
        self._holders: dict[str, list[int]] = {}
        self._listed: list[frozenset[str]] = []
        self._typed: list[str] = []
        self._met: dict[frozenset[str], dict[int, float]] = {}

    @property
    def ids(self) -> list[str]:
        """The ids of all questions."""
        return list(self._questions)

    def find_entries(self, ids: Iterable[str]) -> list[Entry]:
        """Some questions with the ways to put them, which are read when they are asked for first."""
        wanted = [question_id for question_id in ids if question_id in self._questions]
        missing = [question_id for question_id in wanted if question_id not in self._entries]
        for question_id in missing:
            self._entries[question_id] = self._read_entry(self._questions[question_id])
        if missing:
            self._met.clear()
        return [self._entries[question_id] for question_id in wanted]

    def find_limits(self, question: Question) -> list[tuple[Question, Parameter]]:
        """The questions that narrow this one to one name, with the parameter that it stands for: their rows begin with the same kind of thing."""
        kind = question.kinds[:1]
        return [(other, parameter) for other, parameter in self._limits if kind and other.kinds[:1] == kind]

    def _number(self, word: frozenset[str]) -> int:
        """The number of a word of a phrasing, a new one for a new word."""
        number = self._words.setdefault(word, len(self._listed))
        if number == len(self._listed):
            self._listed.append(word)
            self._typed.append(max(word, key=_as_typed))
            self._weights.append(self.weigh(word))
            for key in word:
                self._holders.setdefault(key, []).append(number)
        return number

    def _read_entry(self, question: Question) -> Entry:
        read = _read_ways(question)
        phrasings = dict.fromkeys(
            self._read_phrasing(text, words)
            for text, words in read.items()
            if len(words) <= _FEW or not all(word.filler for word in words)
        )
        return Entry(question, tuple(phrasings), find_vocabulary(question, read))

    def _read_phrasing(self, text: str, words: Sequence[Word]) -> Phrasing:
        slots = set(_SLOT.findall(text))
        if "period" in slots:
            slots = slots - {"period"} | {"from", "until"}
        telling = [word.keys for word in words if not word.filler]
        numbers = tuple(self._number(word) for word in telling)
        return Phrasing(numbers, frozenset(slots), _find_kind(telling), _find_turning(telling))

    def correct(self, word: Word) -> Word:
        """A word that nobody knows, read as the word of the catalogue that it is a slip of; else the word itself."""
        from rapidfuzz.distance import DamerauLevenshtein

        length = len(word.folded)
        if length < _SHORTEST_TYPED or word.folded in small_words("elsewhere"):
            return word
        allowed = 1 if length < _LONG else 2
        slips: list[tuple[int, str]] = []
        heard = _spell(word.folded)
        for key in self.vocabulary | known_forms():
            if abs(len(key) - length) <= allowed and len(key) >= _SHORTEST and key[0] == word.folded[0]:
                distance = DamerauLevenshtein.distance(heard, _spell(key), score_cutoff=allowed)
                if distance <= allowed:
                    slips.append((distance, key))
        if not slips:
            return word
        (read,) = read_words(min(slips)[1], self.vocabulary)
        return replace(word, keys=word.keys | read.keys, known=True, filler=read.filler)

    def weigh(self, word: frozenset[str]) -> float:
        """How much a word says: little when many questions use it or its group, most when none does."""
        known = [self._frequency[key] for key in word if key in self._frequency and key[:1] != "!"]
        if known:
            most = math.inf if any(key[:1] == "#" for key in word) else _MOST_UNGROUPED
            return min(most, max(_LEAST_WEIGHT, min(known)))
        return min(_UNKNOWN_WEIGHT, _LETTER_WEIGHT * max(map(len, word)))

    def score(self, entry: Entry, words: Sequence[frozenset[str]], slots: frozenset[str], unused: float = 0.0) -> float:
        """The fit of the best phrasing of a question, from 0 to 1.

        Args:
            entry: The question.
            words: What was typed, without fillers and without the names that stand for parameters.
            slots: Parameters that got a value from what was typed.
            unused: Weight of what was typed and stands for nothing in this question.
        """
        met = [self._find_met(word) for word in words]
        best: dict[int, float] = {}
        for found in met:
            for number, likeness in found.items():
                if likeness > best.get(number, 0.0):
                    best[number] = likeness
        sentence = _Sentence(
            words=tuple(zip(met, (self.weigh(word) for word in words), words, strict=True)),
            best=best,
            slots=slots,
            unused=unused,
            kind=_find_kind(words),
            turning=_find_turning(words),
        )
        return max(self._score_phrasing(entry, phrasing, sentence) for phrasing in entry.phrasings)

    def _find_met(self, word: frozenset[str]) -> dict[int, float]:
        """The words of all phrasings that a typed word meets, with how well."""
        if word not in self._met:
            typed = max(word, key=_as_typed)
            found: dict[int, float] = {}
            for key in word:
                for number in self._holders.get(key, ()):
                    likeness = _GROUP if key[:1] == "#" else _SAME if typed == self._typed[number] else _STEM
                    found[number] = max(found.get(number, 0.0), likeness)
            if "#neg" in word:
                found |= {number: self._compare_denials(word, number, found[number]) for number in found}
            self._met[word] = found
        return self._met[word]

    def _compare_denials(self, word: frozenset[str], number: int, likeness: float) -> float:
        """How well two words that deny meet: as well as two words do, unless they deny different things."""
        mine, others = (frozenset(key for key in keys if key[:1] == "!") for keys in (word, self._listed[number]))
        return _OTHER_DENIED if mine and others and not mine & others else likeness

    def _score_phrasing(self, entry: Entry, phrasing: Phrasing, sentence: _Sentence) -> float:
        typed = met = _SLOT_WEIGHT * len(sentence.slots)
        typed += sentence.unused
        telling = not phrasing.words and not sentence.words
        for found, weight, keys in sentence.words:
            likeness = max((found.get(number, 0.0) for number in phrasing.words), default=0.0)
            if likeness:
                telling = telling or not keys & _WEAK
            elif keys & entry.vocabulary:
                likeness = _ELSEWHERE
            typed += weight
            met += weight * likeness
        given = _SLOT_WEIGHT * len(phrasing.slots & sentence.slots)
        wanted = _SLOT_WEIGHT * len(phrasing.slots)
        for number in phrasing.words:
            wanted += self._weights[number]
            given += self._weights[number] * sentence.best.get(number, 0.0)
        if not telling or not met or not given:
            return 0.0
        fit = 1 / (_PRECISION * typed / met + (1 - _PRECISION) * wanted / given)
        if sentence.kind and phrasing.kind and not sentence.kind & phrasing.kind:
            fit *= _OTHER_KIND
        cost = sum(_TURNING[key] for key in phrasing.turning ^ sentence.turning if key[:1] == "#")
        denied, also = (
            frozenset(key for key in side if key[:1] == "!") for side in (phrasing.turning, sentence.turning)
        )
        if denied and also and not denied & also:
            cost += _DENIAL
        return fit * math.exp(-_TURN * cost)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What was typed, as far as it is compared.

    Attributes:
        words: Each word's likeness to the words of the phrasings, its weight, and its keys.
        best: The best likeness of any word to each word of the phrasings.
        slots: Parameters with a value.
        unused: Weight of what is of no use.
        kind: What is asked for.
        turning: The groups that turn a question round.
    """

    words: tuple[tuple[dict[int, float], float, frozenset[str]], ...]
    best: dict[int, float]
    slots: frozenset[str]
    unused: float
    kind: frozenset[str]
    turning: frozenset[str]


@cache
def _spell(word: str) -> str:
    """One spelling for what sounds alike in Dutch: "allebij" is "allebei"."""
    return word.replace("ij", "ei").replace("ou", "au")


def _as_typed(key: str) -> tuple[bool, int, str]:
    """Puts the word itself last: the longest key that is no group."""
    return (key[:1] not in {"#", "!"}, len(key), key)


def _find_kind(words: Iterable[frozenset[str]]) -> frozenset[str]:
    """What is asked for: the groups of the first word that names a kind of thing; empty when none does."""
    for word in words:
        kind = word & _KINDS
        if kind:
            return _SOMEBODY if kind & _SOMEBODY else kind
    return frozenset()


def _find_turning(words: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(key for word in words for key in word if key in _TURNING or key[:1] == "!")
