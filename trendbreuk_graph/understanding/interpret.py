"""Deciding what was asked: one question with its values, a choice of three, or nothing that this graph can answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from trendbreuk_graph.parameters import THING_TYPES, fits
from trendbreuk_graph.understanding.periods import Period, find_periods, read_number
from trendbreuk_graph.understanding.words import Word, guess_language, read_words, small_words

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Parameter, Question
    from trendbreuk_graph.understanding.matching import Entry, Matcher
    from trendbreuk_graph.understanding.mentions import Mention, NameIndex

__all__ = ["Reading", "Refused", "Understood", "Unsure", "interpret"]

#: From this fit on a question is answered, if it leads by so much over the next one.
_SURE, _LEAD = 0.6, 0.004
#: Below that, a question is answered from this fit on when it leads by so much.
_FAIR, _CLEAR = 0.45, 0.05
#: With more than this share of words that nobody knows, a question needs that lead whatever its fit.
_STRANGE = 0.3
#: From this fit on unknown words beside it do not matter.
_SAFE = 0.75
#: Below this fit nothing is offered.
_NEAR = 0.36
#: Weight of a named thing or period that a question has no use for, and what is left of its fit: who names a thing asks about it.
_UNUSED, _UNUSED_SHARE = 1.5, 0.7
#: A question that needs a value which was not named is no answer, but may be what was meant.
_MISSING = 0.55
#: The questions that are compared in full: those with the best overlap of words.
_SHORTLIST = 14
_CHOICES = 3
#: Signs between a name and the years that belong to it.
_BEHIND = 2

#: A word of these groups before a name says what kind of thing it names.
_KIND_WORDS = {
    "#project": frozenset({"Project"}),
    "#programme": frozenset({"Project"}),
    "#stream": frozenset({"FundingStream"}),
    "#money": frozenset({"FundingStream"}),
    "#theme": frozenset({"regioplan-themes", "gala-themes"}),
    "#phase": frozenset({"life-phases"}),
    "#domain": frozenset({"domains"}),
    "#municipality": frozenset({"Municipality"}),
    "#region": frozenset({"subregions"}),
    "#party": frozenset({"Organisation", "ActorGroup"}),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed.

    Attributes:
        question: A question of the catalogue.
        given: Parameter → id of a thing, day or number, as :func:`trendbreuk_graph.parameters.read_values` takes them.
        missing: Required parameters that were not named.
        score: How well it fits, from 0 to 1.
        unused: How many named things and periods it has no use for.
    """

    question: Question
    given: Mapping[str, str]
    missing: tuple[str, ...]
    score: float
    unused: int


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


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, taken apart."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    numbers: tuple[int, ...]

    def plain(self, used: frozenset[int]) -> list[frozenset[str]]:
        """The words that say something, without those of the mentions with these indexes."""
        hidden = {at for index in used for at in range(self.mentions[index].start, self.mentions[index].end)}
        return [word.keys for at, word in enumerate(self.words) if at not in hidden and not word.filler]


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
    readings = _rank(typed, matcher)
    strange = [at for at, word in enumerate(typed.words) if not word.known and not _is_mentioned(typed, at)]
    best = readings[0]
    name = _find_strange_name(typed, strange, best)
    if name:
        return Refused(name, tuple(index.nearest(name)), language)
    if best.score < _NEAR or (best.score < _SURE and _is_elsewhere(typed, strange, matcher)):
        return Refused("", (), language)
    if any("#outside" in word.keys and not _is_mentioned(typed, at) for at, word in enumerate(typed.words)):
        return Refused("", (), language)
    if not best.missing and not best.unused and _is_certain(typed, strange, readings, matcher):
        return Understood(best, language)
    near = [reading for reading in readings if reading.score >= _NEAR]
    return Unsure(tuple(near[:_CHOICES]), language)


def _is_certain(typed: _Typed, strange: Sequence[int], readings: Sequence[Reading], matcher: Matcher) -> bool:
    """Whether the best reading fits well enough and leads over the next."""
    best = readings[0].score
    lead = best - max((reading.score for reading in readings[1:]), default=0.0)
    said = sum(matcher.weigh(word.keys) for word in typed.words if not word.filler)
    share = sum(matcher.weigh(typed.words[at].keys) for at in strange) / said if said else 0.0
    if share > _STRANGE:
        return best >= _SURE and lead >= _CLEAR
    return lead >= _LEAD if best >= _SURE else best >= _FAIR and lead >= _CLEAR


def _take_apart(sentence: str, matcher: Matcher, index: NameIndex, today: dt.date) -> tuple[_Typed, Language | None]:
    periods = find_periods(sentence, today)
    read = read_words(sentence, matcher.vocabulary)
    language = guess_language(read)
    words = [word for word in read if not any(p.start <= word.start < p.end for p in periods)]
    numbers = tuple(number for word in words if (number := read_number(word.folded)) is not None)
    mentions = index.find(words)
    named = {at for mention in mentions for at in range(mention.start, mention.end)}
    corrected = tuple(word if word.known or at in named else matcher.correct(word) for at, word in enumerate(words))
    return _Typed(corrected, tuple(mentions), tuple(periods), numbers), language


def _is_mentioned(typed: _Typed, at: int) -> bool:
    return any(mention.start <= at < mention.end for mention in typed.mentions)


def _rank(typed: _Typed, matcher: Matcher) -> list[Reading]:
    """The best reading of each question, the best first; ties by id."""
    everything = frozenset(range(len(typed.mentions)))
    rough = sorted(
        matcher.entries,
        key=lambda entry: (
            -matcher.score(entry, typed.plain(everything), frozenset()) - 0.5 * _has_room(entry.question, typed),
            entry.question.id,
        ),
    )
    readings: list[Reading] = []
    for entry in rough[:_SHORTLIST]:
        readings.extend(_read_all(entry, typed, matcher))
    readings.sort(key=lambda reading: (-reading.score, reading.question.id, sorted(reading.given.items())))
    # A question that stands there twice with other values is a choice between things that bear one name.
    kept: dict[tuple[str, tuple[tuple[str, str], ...]], Reading] = {}
    for reading in readings:
        kept.setdefault((reading.question.id, tuple(sorted(reading.given.items()))), reading)
    best: dict[str, float] = {}
    result = []
    for reading in kept.values():
        top = best.setdefault(reading.question.id, reading.score)
        if reading.score >= top:
            result.append(reading)
    return result


def _has_room(question: Question, typed: _Typed) -> float:
    """The share of what was named that the question can use."""
    total = len(typed.mentions) + len(typed.periods)
    if not total:
        return 0.0
    used = sum(
        any(_find_fitting(mention, parameter) for parameter in question.parameters) for mention in typed.mentions
    )
    dates = any(parameter.type == "date" for parameter in question.parameters)
    return (used + (len(typed.periods) if dates else 0)) / total


def _read_all(entry: Entry, typed: _Typed, matcher: Matcher) -> Iterator[Reading]:
    """Every way to give the named things to the parameters of a question."""
    for chosen in _assign(entry.question, typed):
        used = frozenset(at for at, _ in chosen.values())
        things = {name: thing for name, (_, thing) in chosen.items()}
        dates, idle = _give_dates(entry.question, typed)
        given = {name: thing.id for name, (thing, _) in things.items()} | dates | _give_numbers(entry.question, typed)
        idle += sum(at not in used and not mention.common for at, mention in enumerate(typed.mentions))
        plain_used = frozenset(at for at, mention in enumerate(typed.mentions) if at in used or not mention.common)
        score = matcher.score(entry, typed.plain(plain_used), frozenset(given), _UNUSED * idle) * _UNUSED_SHARE**idle
        for _, sureness in things.values():
            score *= 0.85 + 0.15 * sureness
        missing = tuple(p.name for p in entry.question.parameters if p.default is None and p.name not in given)
        yield Reading(entry.question, given, missing, score * _MISSING ** len(missing), idle)


_Choice = dict[str, tuple[int, tuple["Thing", float]]]


def _assign(question: Question, typed: _Typed) -> Iterator[_Choice]:
    """Parameter → a mention and the thing that it stands for, in every way that keeps the order of first and second."""
    parameters = [parameter for parameter in question.parameters if parameter.type in THING_TYPES]
    most = min(len(parameters), len(typed.mentions))
    for count in range(most, -1, -1):
        for names in combinations(range(len(parameters)), count):
            for places in permutations(range(len(typed.mentions)), count):
                if _is_twisted([parameters[at] for at in names], places):
                    continue
                yield from _choose(typed, [parameters[at] for at in names], places)


def _is_twisted(parameters: Sequence[Parameter], places: Sequence[int]) -> bool:
    """Two parameters of one type take what is named first for the first."""
    for left, right in combinations(range(len(parameters)), 2):
        if parameters[left].type == parameters[right].type and places[left] > places[right]:
            return True
    return False


def _choose(typed: _Typed, parameters: Sequence[Parameter], places: Sequence[int]) -> Iterator[_Choice]:
    options: list[list[tuple[int, tuple[Thing, float]]]] = []
    for parameter, place in zip(parameters, places, strict=True):
        fitting = _find_fitting(typed.mentions[place], parameter, _kinds_before(typed, place))
        if not fitting:
            return
        best = fitting[0][1]
        options.append([(place, pair) for pair in fitting if best == pair[1]])
    choices: list[_Choice] = [{}]
    for parameter, found in zip(parameters, options, strict=True):
        choices = [{**choice, parameter.name: option} for choice in choices for option in found]
    # Nobody asks what a thing has to do with itself.
    yield from (choice for choice in choices if len({thing for _, (thing, _) in choice.values()}) == len(choice))


def _find_fitting(
    mention: Mention, parameter: Parameter, kinds: frozenset[str] = frozenset()
) -> list[tuple[Thing, float]]:
    """The things of a mention that a parameter takes, the surest first."""
    if parameter.type not in THING_TYPES:
        return []
    fitting = [
        (thing, sureness - (0.3 if kinds and not kinds & thing.types else 0.0))
        for thing, sureness in mention.things
        if fits(thing, parameter.type)
    ]
    return sorted(fitting, key=lambda pair: (-pair[1], pair[0].iri))


def _kinds_before(typed: _Typed, place: int) -> frozenset[str]:
    """What the word before a name says of its kind."""
    start = typed.mentions[place].start
    if start == 0:
        return frozenset()
    before = typed.words[start - 1]
    return frozenset[str]().union(*(kinds for key, kinds in _KIND_WORDS.items() if key in before.keys))


def _give_dates(question: Question, typed: _Typed) -> tuple[dict[str, str], int]:
    """Days for the date parameters, and how many periods are left over."""
    names = [parameter.name for parameter in question.parameters if parameter.type == "date"]
    if not typed.periods:
        return {}, 0
    if not names:
        # "Regio Deal 2023-2025": years behind a name belong to it.
        apart = [period for period in typed.periods if not _is_behind_name(typed, period)]
        return {}, len(apart)
    period = typed.periods[0]
    given = {}
    if "from" in names and period.first is not None:
        given["from"] = period.first.isoformat()
    if "until" in names and (period.last or period.first) is not None:
        given["until"] = (period.last or period.first or dt.date.max).isoformat()
    return given, len(typed.periods) - 1


def _is_behind_name(typed: _Typed, period: Period) -> bool:
    ends = [typed.words[mention.end - 1].end for mention in typed.mentions]
    return any(0 < period.start - end <= _BEHIND for end in ends)


def _give_numbers(question: Question, typed: _Typed) -> dict[str, str]:
    names = [parameter.name for parameter in question.parameters if parameter.type == "number"]
    return {name: str(number) for name, number in zip(names, typed.numbers, strict=False)}


def _find_strange_name(typed: _Typed, strange: Sequence[int], best: Reading) -> str:
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


def _is_beside_part(typed: _Typed, at: int) -> bool:
    """Whether the words beside it are a part of a name only: "SPUK" in "SPUK ventilatie"."""
    return any(at in {m.start - 1, m.end} and not m.common and m.sureness < 0.95 for m in typed.mentions)  # noqa: PLR2004 - not a whole name


def _spread(typed: _Typed, at: int, strange: Sequence[int]) -> str:
    """A strange word with its strange neighbours, as it was typed."""
    last = at
    while last + 1 in strange:
        last += 1
    return " ".join(word.text for word in typed.words[at : last + 1])


def _is_elsewhere(typed: _Typed, strange: Sequence[int], matcher: Matcher) -> bool:
    """Whether most of what was said is in no word that this catalogue uses."""
    said = [matcher.weigh(word.keys) for at, word in enumerate(typed.words) if not word.filler and word.known]
    unknown = len([at for at in strange if len(typed.words[at].folded) > 2])  # noqa: PLR2004 - slips of the keyboard
    return unknown > 0 and 2.2 * unknown > 1.1 * sum(said)
