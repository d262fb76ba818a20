"""Deciding what was asked: one question with its values, a choice of three, or nothing that this graph can answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.parameters import THING_TYPES
from trendbreuk_graph.understanding.periods import find_periods, read_number
from trendbreuk_graph.understanding.readings import Reading, Typed, rank_readings
from trendbreuk_graph.understanding.words import Word, guess_language, read_words, small_words

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.understanding.matching import Matcher
    from trendbreuk_graph.understanding.mentions import Mention, NameIndex

__all__ = ["Reading", "Refused", "Understood", "Unsure", "interpret"]

#: From this fit on a question is answered, if it leads by so much over the next one.
_SURE, _LEAD = 0.66, 0.004
#: Below that, a question is answered from this fit on when it leads by so much.
_FAIR, _CLEAR = 0.55, 0.12
#: With more than this share of words that nobody knows, a question needs that lead whatever its fit.
_STRANGE = 0.3
#: From this fit on unknown words beside it do not matter.
_SAFE = 0.75
#: From this lead on the sound of a sentence is plain, whatever words it holds besides.
_PLAIN = 2.0
#: Below this fit nothing is offered.
_NEAR = 0.36
_CHOICES = 3
#: From this sureness on a mention is a name letter by letter, or a form of it.
_LETTERS = 0.95
#: Weight of an unknown word against that of known ones; words of so few signs are slips.
_UNKNOWN, _SLIP = 2.0, 2
#: What parts one clause from the next.
_BREAK = re.compile(r"[,;:.?!()–—]|\s-\s")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was asked, with enough certainty to answer it."""

    reading: Reading
    language: Language | None


@dataclass(frozen=True, slots=True)
class Unsure:
    """At most three questions that may be meant, the nearest first."""

    readings: tuple[Reading, ...]
    language: Language | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing that this graph can answer.

    Attributes:
        name: A name that was typed and that the graph does not hold, or an empty text when the question is about something else.
        nearest: Names of the graph that resemble it.
        language: The language that was typed, if it shows.
    """

    name: str
    nearest: tuple[str, ...]
    language: Language | None


def interpret(sentence: str, matcher: Matcher, index: NameIndex, today: dt.date) -> Understood | Unsure | Refused:
    """Understand a question as people type it.

    Args:
        sentence: As typed, Dutch or English.
        matcher: The catalogue.
        index: The names of the graph.
        today: What "this year" counts from.
    """
    typed, language = _take_apart(sentence, matcher, index, today)
    if not typed.words and not typed.periods:
        return Refused("", (), language)
    readings = rank_readings(typed, matcher)
    best = readings[0]
    asking = typed.clauses[0] if best.missing else best.clause
    strange = [at for at in sorted(asking) if not typed.words[at].known and not typed.is_mentioned(at)]
    name = _find_strange_name(typed, strange, best)
    if name:
        return Refused(name, tuple(index.nearest(name)), language)
    if best.score < _NEAR or (best.score < _SURE and best.sound < _PLAIN and _is_elsewhere(typed, asking, matcher)):
        return Refused("", (), language)
    if any("#outside" in typed.words[at].keys and not typed.is_mentioned(at) for at in asking):
        return Refused("", (), language)
    if not best.missing and not best.unused and _is_certain(typed, strange, readings, matcher):
        return Understood(best, language)
    near = [reading for reading in readings if reading.score >= _NEAR]
    return Unsure(tuple(near[:_CHOICES]), language)


def _is_certain(typed: Typed, strange: Sequence[int], readings: Sequence[Reading], matcher: Matcher) -> bool:
    """Whether the best reading fits well enough, leads over the next, and is what the sentence sounds like."""
    # Names alone sound like nothing.
    speaks = any(not word.filler and not typed.is_mentioned(at) for at, word in enumerate(typed.words))
    if speaks and readings[0].sound < 0:
        return False
    best = readings[0].score
    lead = best - max((reading.score for reading in readings[1:]), default=0.0)
    said = sum(matcher.weigh(typed.words[at].keys) for at in readings[0].clause if not typed.words[at].filler)
    share = sum(matcher.weigh(typed.words[at].keys) for at in strange) / said if said else 0.0
    if share > _STRANGE:
        return best >= _SURE and lead >= _CLEAR
    return lead >= _LEAD if best >= _SURE else best >= _FAIR and lead >= _CLEAR


def _take_apart(sentence: str, matcher: Matcher, index: NameIndex, today: dt.date) -> tuple[Typed, Language | None]:
    periods = find_periods(sentence, today)
    read = read_words(sentence, matcher.vocabulary)
    language = guess_language(read)
    words = [word for word in read if not any(p.start <= word.start < p.end for p in periods)]
    numbers = tuple(number for word in words if (number := read_number(word.folded)) is not None)
    words = _correct(words, index.find(words), matcher)
    mentions = index.find(words)
    return Typed(tuple(words), tuple(mentions), tuple(periods), numbers, _find_clauses(sentence, words)), language


def _correct(words: list[Word], mentions: Sequence[Mention], matcher: Matcher) -> list[Word]:
    """Slips of the keyboard set right, except in what is a name letter by letter."""
    named = {at for mention in mentions if mention.sureness > _LETTERS for at in range(mention.start, mention.end)}
    return [word if word.known or at in named else matcher.correct(word) for at, word in enumerate(words)]


def _find_clauses(sentence: str, words: Sequence[Word]) -> tuple[frozenset[int], ...]:
    """The whole sentence, and its clauses: what stands between commas and full stops."""
    clauses: list[list[int]] = [[]]
    for at, word in enumerate(words):
        if at and _BREAK.search(sentence[words[at - 1].end : word.start]):
            clauses.append([])
        clauses[-1].append(at)
    whole = frozenset(range(len(words)))
    telling = [frozenset(clause) for clause in clauses if any(not words[at].filler for at in clause)]
    return (whole, *telling) if len(clauses) > 1 else (whole,)


def _find_strange_name(typed: Typed, strange: Sequence[int], best: Reading) -> str:
    """Words that stand where a name stands, and name nothing in the graph."""
    taken = [parameter for parameter in best.question.parameters if parameter.type in THING_TYPES]
    needs = bool(best.missing) or any(parameter.name not in best.given for parameter in taken)
    for at in strange:
        word = typed.words[at]
        before = typed.words[at - 1].folded if at else ""
        named = (word.is_capital and at > 0) or before in small_words("naming") or _is_beside_part(typed, at)
        led = before in small_words("leading") or not word.text.isalpha()
        led = led and needs and best.score < _SAFE
        if named or led or (best.missing and len(word.folded) > 3):  # noqa: PLR2004 - short words are seldom names
            return _spread(typed, at, strange)
    return ""


def _is_beside_part(typed: Typed, at: int) -> bool:
    """Whether the words beside it are a part of a name only: "SPUK" in "SPUK ventilatie"."""
    return any(at in {m.start - 1, m.end} and not m.common and m.sureness < 0.95 for m in typed.mentions)  # noqa: PLR2004 - not a whole name


def _spread(typed: Typed, at: int, strange: Sequence[int]) -> str:
    """A strange word with its strange neighbours, as it was typed."""
    last = at
    while last + 1 in strange:
        last += 1
    return " ".join(word.text for word in typed.words[at : last + 1])


def _is_elsewhere(typed: Typed, clause: frozenset[int], matcher: Matcher) -> bool:
    """Whether most of what was said is in no word that this catalogue uses."""
    said = [typed.words[at] for at in clause if not typed.words[at].filler]
    known = sum(matcher.weigh(word.keys) for word in said if word.known)
    strange = [at for at in clause if not typed.words[at].known and not typed.is_mentioned(at)]
    unknown = sum(len(typed.words[at].folded) > _SLIP for at in strange)
    return unknown > 0 and _UNKNOWN * unknown > known
