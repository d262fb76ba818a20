"""Every way to read a sentence as a question of the catalogue: which clause asks, and which name stands for which parameter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from trendbreuk_graph.parameters import THING_TYPES, fits
from trendbreuk_graph.understanding.classifier import rank_questions

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Parameter, Question
    from trendbreuk_graph.understanding.features import Token
    from trendbreuk_graph.understanding.matching import Entry, Matcher
    from trendbreuk_graph.understanding.mentions import Mention
    from trendbreuk_graph.understanding.periods import Period
    from trendbreuk_graph.understanding.words import Word

__all__ = ["Reading", "Typed", "rank_readings"]

#: Weight of a named thing or period that a question has no use for, and what is left of its fit: who names a thing asks about it.
_UNUSED, _UNUSED_SHARE = 1.5, 0.7
#: A question that needs a value which was not named is no answer, but may be what was meant.
_MISSING = 0.55
#: A clause asks if it holds this share of the weight of the words that questions are made of; what it lacks costs this much.
_ASKING, _ELSEWHERE = 0.5, 0.4
#: What a sentence gains that sounds like a question, a standard deviation.
_SOUND = 0.05
#: The questions that a sentence sounds like most, of which the ways to put them are read.
_HEARD = 24
#: The questions that are compared in full: those with the best overlap of words.
_SHORTLIST = 14
#: A period may stand this many signs before the first word of its clause, being its first words itself.
_REACH = 40
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
        clause: The words of the sentence that ask; indexes.
        sound: How much more the sentence sounds like this question than like any other that could be meant, in standard deviations;
            negative when it sounds more like another.
    """

    question: Question
    given: Mapping[str, str]
    missing: tuple[str, ...]
    score: float
    unused: int
    clause: frozenset[int]
    sound: float = 0.0


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart; the first clause is the whole sentence."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    numbers: tuple[int, ...]

    clauses: tuple[frozenset[int], ...]

    def plain(self, used: frozenset[int], clause: frozenset[int]) -> list[frozenset[str]]:
        """The words of a clause that say something, without those of the mentions with these indexes."""
        hidden = {at for index in used for at in range(self.mentions[index].start, self.mentions[index].end)}
        return [self.words[at].keys for at in sorted(clause - hidden) if not self.words[at].filler]

    def tokens(self) -> list[Token]:
        """The sentence as the classifier takes it: words that say something, and the types of things and periods that are named."""
        named = {mention.start: mention for mention in self.mentions if not mention.common}
        placed: list[tuple[int, Token]] = [(period.start, "@date") for period in self.periods]
        end = 0
        for at, word in enumerate(self.words):
            if at in named:
                end = named[at].end
                thing = named[at].things[0][0]
                placed += [(word.start, f"@{kind}") for kind in sorted(THING_TYPES) if fits(thing, kind)]
            elif at >= end and not word.filler:
                placed.append((word.start, word.keys))
        return [token for _, token in sorted(placed, key=lambda pair: pair[0])]

    def is_mentioned(self, at: int) -> bool:
        """Whether a word is part of a name."""
        return any(mention.start <= at < mention.end for mention in self.mentions)

    def holds(self, clause: frozenset[int], period: Period) -> bool:
        """Whether a period stands in a clause: between its first word and the first word behind it."""
        start = min((self.words[at].start for at in clause), default=0)
        behind = [word.start for at, word in enumerate(self.words) if at > max(clause, default=-1)]
        return start - _REACH <= period.start < min(behind, default=period.start + 1)


def rank_readings(typed: Typed, matcher: Matcher) -> list[Reading]:
    """The best reading of each question, the best first; ties by id."""
    everything = frozenset(range(len(typed.mentions)))
    readings: list[Reading] = []
    sounds = rank_questions(typed.tokens())
    for clause in typed.clauses:
        share = _weigh_clause(typed, clause, matcher)
        if share < _ASKING:
            continue
        words = typed.plain(everything, clause)
        entries = matcher.find_entries(_choose_ids(sounds, matcher))
        rough = {
            entry.question.id: matcher.score(entry, words, frozenset())
            + 0.5 * _has_room(entry.question, typed)
            + _SOUND * sounds.get(entry.question.id, 0.0)
            for entry in entries
        }
        listed = sorted(entries, key=lambda entry: (-rough[entry.question.id], entry.question.id))
        for entry in listed[:_SHORTLIST]:
            own = sounds.get(entry.question.id, 0.0)
            readings.extend(
                replace(reading, score=reading.score + _SOUND * own, sound=own)
                for reading in _read_all(entry, typed, clause, share, matcher)
            )
    readings.sort(key=lambda reading: (-reading.score, reading.question.id, sorted(reading.given.items())))
    readings = _compare_sounds(readings)
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


def _choose_ids(sounds: Mapping[str, float], matcher: Matcher) -> list[str]:
    """The questions that are compared: those that the sentence sounds like most, or all when it sounds like nothing."""
    if not any(sounds.values()):
        return matcher.ids
    return sorted(sounds, key=lambda question_id: (-sounds[question_id], question_id))[:_HEARD]


def _compare_sounds(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each with its lead in sound over the other questions for which everything that they need was named."""
    able = {reading.question.id: reading.sound for reading in readings if not reading.missing and not reading.unused}
    first, second, *_ = [*sorted(able.values(), reverse=True), 0.0, 0.0]
    return [
        replace(reading, sound=reading.sound - (second if able.get(reading.question.id) == first else first))
        for reading in readings
    ]


def _weigh_clause(typed: Typed, clause: frozenset[int], matcher: Matcher) -> float:
    """The share of what the sentence says in words that questions are made of which stands in this clause; 1 when it says nothing."""
    said = {at: matcher.weigh(word.keys) for at, word in enumerate(typed.words) if word.is_grouped and not word.filler}
    total = sum(said.values())
    return sum(weight for at, weight in said.items() if at in clause) / total if total else 1.0


def _has_room(question: Question, typed: Typed) -> float:
    """The share of what was named that the question can use."""
    total = len(typed.mentions) + len(typed.periods)
    if not total:
        return 0.0
    used = sum(
        any(_find_fitting(mention, parameter) for parameter in question.parameters) for mention in typed.mentions
    )
    dates = any(parameter.type == "date" for parameter in question.parameters)
    return (used + (len(typed.periods) if dates else 0)) / total


def _read_all(entry: Entry, typed: Typed, clause: frozenset[int], share: float, matcher: Matcher) -> Iterator[Reading]:
    """Every way to give the named things to the parameters of a question."""
    for chosen in _assign(entry.question, typed):
        used = frozenset(at for at, _ in chosen.values())
        things = {name: thing for name, (_, thing) in chosen.items()}
        dates, idle = _give_dates(entry.question, typed, clause)
        given = {name: thing.id for name, (thing, _) in things.items()} | dates | _give_numbers(entry.question, typed)
        idle += sum(at not in used and not mention.common for at, mention in enumerate(typed.mentions))
        plain_used = frozenset(at for at, mention in enumerate(typed.mentions) if at in used or not mention.common)
        score = (
            matcher.score(entry, typed.plain(plain_used, clause), frozenset(given), _UNUSED * idle)
            * _UNUSED_SHARE**idle
        )
        for _, sureness in things.values():
            score *= 0.85 + 0.15 * sureness
        score *= 1 - _ELSEWHERE * (1 - share)
        missing = tuple(p.name for p in entry.question.parameters if p.default is None and p.name not in given)
        yield Reading(entry.question, given, missing, score * _MISSING ** len(missing), idle, clause)


_Choice = dict[str, tuple[int, tuple["Thing", float]]]


def _assign(question: Question, typed: Typed) -> Iterator[_Choice]:
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


def _choose(typed: Typed, parameters: Sequence[Parameter], places: Sequence[int]) -> Iterator[_Choice]:
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


def _kinds_before(typed: Typed, place: int) -> frozenset[str]:
    """What the word before a name says of its kind."""
    start = typed.mentions[place].start
    if start == 0:
        return frozenset()
    before = typed.words[start - 1]
    return frozenset[str]().union(*(kinds for key, kinds in _KIND_WORDS.items() if key in before.keys))


def _give_dates(question: Question, typed: Typed, clause: frozenset[int]) -> tuple[dict[str, str], int]:
    """Days for the date parameters, and how many periods are left over."""
    names = [parameter.name for parameter in question.parameters if parameter.type == "date"]
    if not typed.periods:
        return {}, 0
    if not names:
        # "Regio Deal 2023-2025": years behind a name belong to it.
        apart = [p for p in typed.periods if typed.holds(clause, p) and not _is_behind_name(typed, p)]
        return {}, len(apart)
    period = next((period for period in typed.periods if typed.holds(clause, period)), typed.periods[0])
    given = {}
    if "from" in names and period.first is not None:
        given["from"] = period.first.isoformat()
    if "until" in names and (period.last or period.first) is not None:
        given["until"] = (period.last or period.first or dt.date.max).isoformat()
    return given, sum(typed.holds(clause, other) for other in typed.periods if other is not period)


def _is_behind_name(typed: Typed, period: Period) -> bool:
    ends = [typed.words[mention.end - 1].end for mention in typed.mentions]
    return any(0 < period.start - end <= _BEHIND for end in ends)


def _give_numbers(question: Question, typed: Typed) -> dict[str, str]:
    names = [parameter.name for parameter in question.parameters if parameter.type == "number"]
    return {name: str(number) for name, number in zip(names, typed.numbers, strict=False)}
