"""Every way to read a sentence as a question of the catalogue: which clause asks, and which name stands for which parameter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from trendbreuk_graph.dates import add_months
from trendbreuk_graph.parameters import THING_TYPES, fits
from trendbreuk_graph.understanding.classifier import OUTSIDE, rank_questions
from trendbreuk_graph.understanding.words import small_words

if TYPE_CHECKING:
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Parameter, Question
    from trendbreuk_graph.understanding.matching import Entry, Matcher
    from trendbreuk_graph.understanding.mentions import Mention
    from trendbreuk_graph.understanding.periods import Period
    from trendbreuk_graph.understanding.sentences import Typed

__all__ = ["Reading", "rank_readings"]

#: Weight of a named thing or period that a question has no use for, and what is left of its fit: who names a thing asks about it.
_UNUSED, _UNUSED_SHARE = 1.5, 0.7
#: What is left of it for each name that narrows a question which does not ask for it: one that does is nearer.
_LIMIT_SHARE = 0.8
#: A question that needs a value which was not named is no answer, but may be what was meant.
_MISSING = 0.55
#: A clause asks if it holds this share of the weight of the words that questions are made of; what it lacks costs this much.
_ASKING, _ELSEWHERE = 0.5, 0.4
#: What a sentence gains that sounds like a question, a standard deviation.
_SOUND = 0.3
#: The fit of words that no phrasing in the header shares: how it sounds may still tell.
_LEAST_FIT = 0.2
#: A period of at most so many days is small talk ("this week") to a question that has no use for it.
_SMALL_TALK = dt.timedelta(days=7)
#: The questions that a sentence sounds like most, of which the ways to put them are read.
_HEARD = 24
#: The questions that are compared in full: those with the best overlap of words.
_SHORTLIST = 14
#: Stands between the name of a parameter that takes several things and which of them is meant.
_NTH = "#"
#: What begins so needs a word that supposes something, or that something stops or goes on.
_WHAT_IF = "what-if-"
_SUPPOSING = frozenset(
    {"#whatif", "#stopped", "#ended", "#end", "#neg", "#falling", "#gap", "#missing", "#except", "#risk"}
)
#: The question whose two streams may be named in either order.
_ONE_EXTENDED = "what-if-one-extended"
#: The question of two domains of which one takes part and the other does not; and the groups of words that say which does not.
_ONE_SIDED = "projects-one-sided"
_ABSENT = frozenset({"#neg", "#missing", "#gap", "#except"})
#: How the title of a question says that it looks from one day to another.
_SPAN = re.compile(r"\{day\} \w+ \{until\}")
#: Two of a kind: who names one of them means no other by saying nothing; nor does who names a domain that narrows them.
_PAIR = ("first", "second")
_OF_DOMAIN = ("parties-in-domain=", "domain-projects=")
#: Words behind the number of steps of an ego network.
_STEPS = frozenset({"stap", "stappen", "stapje", "stapjes", "step", "steps", "handdrukken", "handshakes", "hops"})
#: Where "after 2026" ends for a question that needs an end.
_FOREVER = dt.date(2099, 12, 31)
#: Where "before 2025" begins for a question that would begin today.
_LONG_AGO = dt.date(2000, 1, 1)
#: Signs between a name and the years that belong to it.
_BEHIND = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed.

    Attributes:
        question: A question of the catalogue.
        given: Parameter → id of a thing, day or number, as :func:`trendbreuk_graph.parameters.read_values` takes them.
        missing: Required parameters that were not named.
        fit: How well its words fit, from 0 to 1.
        unused: How many named things and periods it has no use for.
        clause: The words of the sentence that ask; indexes.
        limits: Questions that narrow it, each with the name that it needs, as :func:`trendbreuk_graph.narrowing.read_limit` takes them.
        exceptions: Likewise, of what is left out.
        sound: How much the clause sounds like this question, see :func:`trendbreuk_graph.understanding.classifier.rank_questions`.
        outside: How much more it sounds like this question than like what no question answers; negative when less.
        ahead: How much more it sounds like this question than like any other; negative when less.
    """

    question: Question
    given: Mapping[str, str]
    missing: tuple[str, ...]
    fit: float
    unused: int
    clause: frozenset[int]
    limits: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    sound: float = 0.0
    outside: float = 0.0
    ahead: float = 1.0

    @property
    def score(self) -> float:
        """What readings are compared by: fit and sound together, and less of it for each name that is missing or of no use."""
        share = (
            _MISSING ** len(self.missing)
            * _UNUSED_SHARE**self.unused
            * _LIMIT_SHARE ** (self.narrowed + len(self.exceptions))
        )
        return (self.fit + _SOUND * max(0.0, self.sound)) * share

    @property
    def narrowed(self) -> int:
        """How many names narrow it that it does not ask for; what two streams both pay for is asked of the one and of the other alike."""
        return sum(not limit.startswith(f"{self.question.id}=") for limit in self.limits)

    @property
    def rows(self) -> tuple[str, frozenset[str]]:
        """What tells apart readings with other rows: projects of a theme in a place are projects in a place of a theme."""
        values = frozenset(self.given.values())
        narrowed = frozenset((*self.limits, *(f"!{exception}" for exception in self.exceptions)))
        if self.question.lists and self.limits and not values:
            # All parties, of those in a project, are those in the project.
            return "", narrowed
        if self.question.limit_nl and len(values) == 1:
            return "", narrowed | {f"{self.question.id}={next(iter(values))}"}
        return self.question.id, values | narrowed


def rank_readings(typed: Typed, matcher: Matcher) -> list[Reading]:
    """The best reading of each question, the best first; ties by id.

    A question that stands there twice with other values is a choice between things that bear one name.
    """
    everything = frozenset(range(len(typed.mentions)))
    readings: list[Reading] = []
    for clause in typed.clauses:
        share = _weigh_clause(typed, clause, matcher)
        if share < _ASKING or typed.is_name_only(clause):
            continue
        sounds = rank_questions(typed.tokens(clause))
        words = typed.plain(everything, clause)
        told = small_words("going on") | small_words("stopping") | small_words("lapsing")
        supposes = any(word.keys & _SUPPOSING or word.folded in told for word in typed.words)
        asked = (question for question in _choose_ids(sounds, matcher) if supposes or not question.startswith(_WHAT_IF))
        entries = matcher.find_entries(asked)
        rough = {
            entry.question.id: matcher.score(entry, words, frozenset())
            + 0.5 * _has_room(entry.question, typed)
            + _SOUND * sounds.get(entry.question.id, 0.0)
            for entry in entries
        }
        loudness = {entry.question.id: sounds.get(entry.question.id, 0.0) for entry in entries}
        listed = sorted(entries, key=lambda entry: (-rough[entry.question.id], entry.question.id))
        for entry in listed[:_SHORTLIST]:
            own = loudness[entry.question.id]
            others = (loud for question, loud in loudness.items() if question != entry.question.id)
            ahead = own - max(others, default=0.0)
            outside = own - sounds.get(OUTSIDE, 0.0)
            readings.extend(
                replace(reading, sound=own, outside=outside, ahead=ahead)
                for reading in _read_all(entry, typed, clause, share, matcher)
            )
    readings.sort(key=lambda reading: (-reading.score, reading.question.id, _order(reading)))
    kept: dict[tuple[str, frozenset[str]], Reading] = {}
    for reading in readings:
        # "Between care and schools" has two places for one name: the first is as good as the second.
        kept.setdefault(reading.rows, reading)
    best: dict[str, float] = {}
    result = []
    for reading in kept.values():
        top = best.setdefault(reading.question.id, reading.score)
        if reading.score >= top:
            result.append(reading)
    return result


def _order(reading: Reading) -> list[tuple[int, str]]:
    """The values of a reading in the order of the parameters of its question."""
    names = [parameter.name for parameter in reading.question.parameters]
    return sorted((names.index(name), value) for name, value in reading.given.items())


def _choose_ids(sounds: Mapping[str, float], matcher: Matcher) -> list[str]:
    """The questions that are compared: those that the sentence sounds like most, or all when it sounds like nothing."""
    if not any(sounds.values()):
        return matcher.ids
    known = (question_id for question_id in sounds if question_id != OUTSIDE)
    return sorted(known, key=lambda question_id: (-sounds[question_id], question_id))[:_HEARD]


def _weigh_clause(typed: Typed, clause: frozenset[int], matcher: Matcher) -> float:
    """The share of what the sentence says in words that questions are made of which stands in this clause; 1 when it says nothing."""
    asked = [(at, typed.words[at]) for at in sorted(typed.clauses[0])]
    said = {at: matcher.weigh(word.keys) for at, word in asked if word.is_grouped and not word.filler}
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
        things = _turn_round(entry.question, typed, chosen)
        dates, idle = _give_dates(entry.question, typed, clause)
        given = _give_things(things) | dates | _give_numbers(entry.question, typed)
        limits = _find_limits(entry.question, typed, typed.limited, {*things}, matcher)
        exceptions = _find_limits(entry.question, typed, typed.excluded, set(), matcher)
        # What is kept and left out at once leaves nothing.
        kept = {*limits, *(f"{entry.question.id}={thing.id}" for thing, _ in things.values())}
        idle += len(typed.limited) - len(limits) + len(typed.excluded) - len({*exceptions} - kept)
        # Who names something and then asks for a list wants no list of everything.
        lists = bool(entry.question.lists)
        idle += sum(
            at not in used
            and typed.is_meant(mention)
            and (lists or mention.start in clause or mention.start in typed.bare)
            for at, mention in enumerate(typed.mentions)
        )
        plain_used = frozenset(at for at, mention in enumerate(typed.mentions) if at in used or not mention.common)
        fit = matcher.score(entry, typed.plain(plain_used, clause), frozenset(given), _UNUSED * idle)
        fit = max(_LEAST_FIT, fit)
        for _, sureness in things.values():
            fit *= 0.85 + 0.15 * sureness
        fit *= 1 - _ELSEWHERE * (1 - share)
        named = bool({*_PAIR} & {*given}) or any(limit.startswith(_OF_DOMAIN) for limit in limits)
        missing = tuple(
            parameter.name
            for parameter in entry.question.parameters
            if parameter.name not in given and (parameter.default is None or (named and parameter.name in _PAIR))
        )
        yield Reading(entry.question, given, missing, fit, idle, clause, limits, exceptions)


_Choice = dict[str, tuple[int, tuple["Thing", float]]]


def _assign(question: Question, typed: Typed) -> Iterator[_Choice]:
    """Parameter → a mention and the thing that it stands for, in every way that keeps the order of first and second."""
    parameters = list(_list_places(question, typed))
    most = min(len(parameters), len(typed.mentions))
    for count in range(most, -1, -1):
        for names in combinations(range(len(parameters)), count):
            for places in permutations(range(len(typed.mentions)), count):
                if _is_twisted([parameters[at] for at in names], places):
                    continue
                yield from _choose(question, typed, [parameters[at] for at in names], places)


def _find_limits(
    question: Question, typed: Typed, mentions: Iterable[Mention], given: set[str], matcher: Matcher
) -> tuple[str, ...]:
    """What names narrow a question to, one of each type: two places may mean either or both.

    Args:
        question: What is narrowed.
        typed: What was typed; a word for "both" lets a type be named twice.
        mentions: The names.
        given: The parameters of the question itself that have a value.
        matcher: The catalogue.
    """
    both = any("#both" in word.keys for word in typed.words)
    taken = {parameter.element for parameter in question.parameters if parameter.name in given}
    found: dict[str, str] = {}
    for mention in mentions:
        kinds = typed.kinds_before(mention.start)
        for other, parameter in matcher.find_limits(question):
            fitting = _find_fitting(mention, parameter, kinds)
            if fitting and fitting[0][1] >= mention.sureness:
                if both or parameter.type not in taken:
                    found.setdefault(parameter.type, f"{other.id}={fitting[0][0].id}")
                break
    return tuple(sorted(found.values()))


def _list_places(question: Question, typed: Typed) -> Iterator[Parameter]:
    """What names can stand for: a parameter that takes several things stands there as often as such things are named."""
    for parameter in question.parameters:
        if parameter.takes_several:
            named = sum(bool(_find_fitting(mention, parameter)) for mention in typed.mentions)
            yield from (replace(parameter, name=f"{parameter.name}{_NTH}{at}") for at in range(named))
        elif parameter.type in THING_TYPES:
            yield parameter


def _turn_round(question: Question, typed: Typed, chosen: _Choice) -> dict[str, tuple[Thing, float]]:
    """What stands for each parameter; what is said of one of two is not always said of the one that is named first.

    Of two streams one stops and the other goes on, of two domains one takes part and the other does not.
    """
    things = {name: thing for name, (_, thing) in chosen.items()}
    if {*things} != {*_PAIR} or question.id not in {_ONE_EXTENDED, _ONE_SIDED}:
        return things
    left, right = sorted((typed.mentions[at] for at, _ in chosen.values()), key=lambda mention: mention.start)
    if question.id == _ONE_SIDED:
        turned = _is_absent(typed, left, right)
    else:
        between = {word.folded for word in typed.words[left.end : right.start]}
        turned = bool(between & small_words("going on")) and not between & small_words("stopping")
    return {"first": things["second"], "second": things["first"]} if turned else things


def _is_absent(typed: Typed, left: Mention, right: Mention) -> bool:
    """Whether it is the first of two names that a sentence denies, and not the second: "geen zorg maar wel welzijn", "zorg niet, welzijn wel"."""
    denied = set()
    for at, word in enumerate(typed.words):
        if not word.keys & _ABSENT or typed.is_mentioned(at):
            continue
        turns = any(word.folded in small_words("contrasting") for word in typed.words[at + 1 : right.start])
        denied.add(left if at < left.start or (at < right.start and turns) else right)
    return denied == {left}


def _give_things(things: Mapping[str, tuple[Thing, float]]) -> dict[str, str]:
    """Parameter → the id of its thing; several with commas between, and none at all when only one is named."""
    several: dict[str, list[str]] = {}
    given: dict[str, str] = {}
    for name, (thing, _) in things.items():
        parameter, nth, _ = name.partition(_NTH)
        if nth:
            several.setdefault(parameter, []).append(thing.id)
        else:
            given[name] = thing.id
    return given | {name: ",".join(ids) for name, ids in several.items() if len(ids) > 1}


def _is_twisted(parameters: Sequence[Parameter], places: Sequence[int]) -> bool:
    """Two parameters of one type take what is named first for the first."""
    for left, right in combinations(range(len(parameters)), 2):
        if parameters[left].type == parameters[right].type and places[left] > places[right]:
            return True
    return False


def _choose(
    question: Question, typed: Typed, parameters: Sequence[Parameter], places: Sequence[int]
) -> Iterator[_Choice]:
    options: list[list[tuple[int, tuple[Thing, float]]]] = []
    for parameter, place in zip(parameters, places, strict=True):
        kinds = typed.kinds_before(typed.mentions[place].start)
        fitting = _find_fitting(typed.mentions[place], parameter, kinds)
        if not fitting:
            return
        best = fitting[0][1]
        # "Valpreventie" is a theme and a project of that name, JOGG a project and a body; without the word for it, people mean what is done.
        doubtful = parameter.type == "theme" or (parameter.type == "thing" and not question.alike)
        rather = doubtful and not kinds and _is_project(typed.mentions[place], best)
        options.append(
            [
                (place, (thing, 0.0 if rather and "Project" not in thing.types else sureness))
                for thing, sureness in fitting
                if best == sureness
            ]
        )
    choices: list[_Choice] = [{}]
    for parameter, found in zip(parameters, options, strict=True):
        choices = [{**choice, parameter.name: option} for choice in choices for option in found]
    for choice in choices:
        things = [thing for _, (thing, _) in choice.values()]
        # Nobody asks what a thing has to do with itself, or compares what is of different kinds.
        apart = len({*things}) == len(things)
        if apart and not (question.alike and any(not things[0].types & thing.types for thing in things)):
            yield choice


def _is_project(mention: Mention, sureness: float) -> bool:
    """Whether a name is that of a project as surely."""
    return any("Project" in thing.types and sure >= sureness for thing, sure in mention.things)


def _find_fitting(
    mention: Mention, parameter: Parameter, kinds: frozenset[str] = frozenset()
) -> list[tuple[Thing, float]]:
    """The things of a mention that a parameter takes, the surest first."""
    if parameter.element not in THING_TYPES:
        return []
    fitting = [
        (thing, sureness - (0.3 if kinds and not kinds & thing.types else 0.0))
        for thing, sureness in mention.things
        if fits(thing, parameter.element)
    ]
    return sorted(fitting, key=lambda pair: (-pair[1], pair[0].iri))


def _give_dates(question: Question, typed: Typed, clause: frozenset[int]) -> tuple[dict[str, str], int]:
    """Days for the date parameters, and how many periods are left over."""
    names = {parameter.name for parameter in question.parameters if parameter.type == "date"}
    if not typed.periods:
        return {}, 0
    if not names:
        # "Regio Deal 2023-2025": years behind a name belong to it.
        apart = [p for p in typed.periods if typed.holds(clause, p) and not _is_behind_name(typed, p)]
        return {}, sum(not _is_small_talk(period) for period in apart)
    period = next((period for period in typed.periods if typed.holds(clause, period)), typed.periods[0])
    # "In 2027, by the end of that year": what only says the end again is no other period.
    others = [
        other
        for other in typed.periods
        if other is not period and (other.last != period.last or other.first not in {None, period.first})
    ]
    rest = [other for other in others if typed.holds(clause, other)]
    days: dict[str, dt.date | None] = {}
    if "end" in names and rest:
        # One stream stops on the first day, the other goes on until the second.
        later, *rest = rest
        days = {"end": _find_last(period), "until": _find_last(later)}
    elif "from" in names:
        open_end = period.beyond or (period.first is not None and period.first > typed.today)
        past = period.first is None and period.last is not None and period.last < typed.today
        first = _LONG_AGO if past else period.first
        days = {"from": first, "until": period.last or (_FOREVER if open_end else typed.today)}
    elif {"day", "until"} <= names and (until := _find_until(period, typed)) is not None:
        rest = [other for other in rest if other is not until]
        days = {"day": period.first, "until": _find_last(until)}
    elif "day" in names:
        days = _place_day(question, period, typed.today, has_until="until" in names)
        if (days.get("until") or _FOREVER) < (days.get("day") or typed.today):
            # It looks ahead, and this lies behind: what has ended is another question.
            return {}, len(typed.periods)
    else:
        days = {"until": period.last or period.first}
    return {name: day.isoformat() for name, day in days.items() if name in names and day is not None}, len(rest)


def _find_until(day: Period, typed: Typed) -> Period | None:
    """What ends behind a single day: "as of 31 December 2026, looking ahead to the end of 2027"."""
    if day.first is None or day.beyond or day.last not in {None, day.first}:
        return None
    first = day.first
    apart = (period for period in typed.periods if not _is_behind_name(typed, period))
    return next((period for period in apart if (last := _find_last(period)) is not None and last > first), None)


def _find_last(period: Period) -> dt.date | None:
    """The last day of a period; what stops "after 2026" stops with the last day of it."""
    return period.last or (period.first - dt.timedelta(days=1) if period.first else None)


def _place_day(question: Question, period: Period, today: dt.date, *, has_until: bool) -> dict[str, dt.date | None]:
    """The day on which, and the day until which, a question about the state of the money looks."""
    last = _find_last(period)
    begins = period.first if period.first is not None and period.first > today else None
    if "{day}" not in question.nl and has_until:
        return {"until": last}
    spans = _SPAN.search(question.nl) is not None
    if has_until and period.last is None and begins is not None and not (spans and period.beyond):
        # "Vanaf 1 december" begins then, and says no end.
        return {"day": begins, "until": add_months(begins, 12)}
    if spans:
        # "Tussen {day} en {until}": a single day is the last one, and what falls away "after 2026" has fallen away by then.
        alone = period.first == period.last or period.last is None
        return {"day": None if alone else begins, "until": last}
    if period.first == period.last or not has_until:
        return {"day": period.first if begins or period.last is None else period.last}
    return {"day": begins, "until": period.last}


def _is_small_talk(period: Period) -> bool:
    return (
        period.first is not None
        and period.last is not None
        and period.first < period.last <= period.first + _SMALL_TALK
    )


def _is_behind_name(typed: Typed, period: Period) -> bool:
    ends = [typed.words[mention.end - 1].end for mention in (*typed.mentions, *typed.limited)]
    return any(0 < period.start - end <= _BEHIND for end in ends)


def _give_numbers(question: Question, typed: Typed) -> dict[str, str]:
    """How many rows are shown: the number behind "top", else the first that is said; of a number of steps the one before the word for it."""
    given = {}
    for parameter in question.parameters:
        said = [one for one in typed.numbers if (one.behind in _STEPS) == (parameter.name == "steps")]
        if parameter.type == "number" and said:
            given[parameter.name] = str(next((one for one in said if one.before == "top"), said[0]).value)
    return given
