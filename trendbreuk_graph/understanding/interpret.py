"""Deciding what was asked: one question with its values, a choice of three, or nothing that this graph can answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from trendbreuk_graph.parameters import THING_TYPES, fits
from trendbreuk_graph.understanding.classifier import OUTSIDE, rank_questions
from trendbreuk_graph.understanding.counted import asks_number, find_counted
from trendbreuk_graph.understanding.mentions import PARTIAL
from trendbreuk_graph.understanding.readings import Reading, rank_readings
from trendbreuk_graph.understanding.sentences import take_apart
from trendbreuk_graph.understanding.words import is_ordinary, small_words

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.measured import Measured
    from trendbreuk_graph.understanding.matching import Matcher
    from trendbreuk_graph.understanding.mentions import Mention, NameIndex
    from trendbreuk_graph.understanding.sentences import Typed
    from trendbreuk_graph.understanding.words import Word

__all__ = ["Reading", "Refused", "Understood", "Unsure", "interpret"]

#: How sure a reading is: so much for its fit, for its lead over the next (at most so large), for how much less the sentence sounds like
#: what no question answers (at most so much), for how much it sounds like the question, and for each name that narrows it; found by
#: logistic regression on the sentences that this was built with.
_FIT, _LEAD, _MOST_LEAD, _INSIDE, _MOST_INSIDE, _SOUNDING, _NARROWED = 1.4, 1.3, 1.5, 0.1, 5.0, 0.6, -1.8
#: How much doubt a reading makes that narrows its question by one name more; one that leaves a name unused makes that twice over.
_LESS_DOUBT = 0.85
#: From this sureness on a question is answered.
_SURE = 4.0
#: It must sound so much more like the question than like any other, and than like what no question answers: of the sentences that this was
#: built with, every third that sounded less so was read wrong, and one in a hundred of the others.
_AHEAD, _WITHIN = 0.3, 0.7
#: From this fit on neither is needed.
_CLOSE = 0.88
#: Below this a sentence sounds like nothing that a question answers.
_OUTSIDE = -0.5
#: The same when it is a question nearly word for word, which is so from this fit on.
_VERBATIM, _NEARLY = -2.0, 0.95
#: From this fit on words that no question uses do not matter, nor when the sentence sounds so much less like something else.
_FITTING, _PLAIN = 0.66, 2.5
#: From this fit on an unknown word behind a small word ("van zonnebloem") is no name.
_SAFE = 0.75
#: From this score on, with such a fit, no name is tried as a limit.
_CLEAR = 2.6
#: Below this score nothing is offered.
_NEAR = 0.8
#: Below this fit no word of a question was said; what it counts may then be.
_VAGUE = 0.3
_CHOICES = 3
#: Kinds of things that an unknown word may be meant to name, and how much better the sentence must then sound.
_NAMEABLE = ("participant", "project", "stream", "theme", "place")
_BETTER = 0.2
#: Weight of an unknown word against that of known ones; words of so few signs are slips.
_UNKNOWN, _SLIP = 2.0, 2
#: Words from a "not" up to what it denies.
_NEARBY = 4
#: Among so many words of a sentence stands what it asks for.
_FIRST = 2
#: A sentence narrows its question by at most so many names.
_MOST_LIMITS = 2
#: Groups of words beside which a name is that of who pays or leads, and what can.
_ACTING = frozenset({"#money", "#provider", "#amount", "#lead"})
_ACTORS = frozenset({"Organisation", "ActorGroup", "Person", "domains"})
#: Words that leave out what they deny, and the groups of words that may stand before its name.
_DENYING = frozenset({"#neg", "#except"})
_BETWEEN = frozenset(
    {"#party", "#who", "#domain", "#theme", "#phase", "#municipality", "#region", "#project", "#stream", "#money"}
    | {"#takepart", "#workwith", "#run", "#members", "#memberof"}
)
#: The subject of the questions about figures and targets.
_FIGURES = "figures"


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


def interpret(
    sentence: str,
    matcher: Matcher,
    index: NameIndex,
    today: dt.date,
    read_measured: Callable[[], Sequence[Measured]],
) -> Understood | Unsure | Refused:
    """Understand a question as people type it.

    Args:
        sentence: As typed, Dutch or English.
        matcher: The catalogue.
        index: The names of the graph.
        today: What "this year" counts from.
        read_measured: Gives the figures and targets of the graph; asked only when the sentence wants a number.
    """
    typed, language = take_apart(index.split_compounds(sentence), matcher, index, today)
    if not typed.mentions and not typed.periods and all(word.filler or word.text.isdigit() for word in typed.words):
        # Small words and bare numbers say nothing, whatever they sound like.
        return Refused("", (), language)
    judged = _decide(typed, language, matcher, index)
    if asks_number(sentence, typed.words):
        # "Hoeveel rookvrije plekken zijn er" asks for no places.
        counted = find_counted(sentence, typed, read_measured(), wholly=not _is_open(judged))
        if counted is not None:
            return Understood(_ask_number(counted, typed, matcher), language)
    return judged


def _is_open(judged: Understood | Unsure | Refused) -> bool:
    """Whether a sentence that wants a number was not understood, or as one about figures or targets, of whatever project."""
    return (
        not isinstance(judged, Understood)
        or judged.reading.fit < _VAGUE
        or (judged.reading.question.subject == _FIGURES and not judged.reading.limits)
    )


def _ask_number(counted: Measured, typed: Typed, matcher: Matcher) -> Reading:
    """The figures or the targets of a project."""
    (entry,) = matcher.find_entries(["project-targets" if counted.aimed else "project-figures"])
    return Reading(entry.question, {"project": counted.project}, (), fit=1.0, unused=0, clause=typed.clauses[0])


def _decide(
    typed: Typed, language: Language | None, matcher: Matcher, index: NameIndex
) -> Understood | Unsure | Refused:
    """What becomes of a sentence, whether it keeps what it names or leaves that out."""
    judged, score = _judge_ways(typed, language, matcher, index)
    without = _exclude(typed)
    if without is not None:
        if isinstance(judged, Understood) and judged.reading.question.alike:
            # What one has and the other not is no comparison.
            judged = Unsure((judged.reading,), language)
        other, others = _judge_ways(without, language, matcher, index)
        if isinstance(other, Understood) and (not isinstance(judged, Understood) or others > score):
            return other
        if not isinstance(judged, Understood):
            whole = _find_whole(without, matcher)
            return Understood(whole, language) if whole is not None else judged
    return judged


def _find_whole(without: Typed, matcher: Matcher) -> Reading | None:
    """All projects but those of the only name in the sentence, when it asks which projects: "welke projecten worden niet uit SPUK GALA betaald"."""
    said = [word for at, word in enumerate(without.words) if at in without.clauses[0] and not word.filler]
    if without.mentions or without.periods or not said or not any("#project" in word.keys for word in said[:_FIRST]):
        return None
    if any(not word.known or word.keys & _ACTING - {"#money"} for word in said):
        return None
    # That they are paid for is what is denied.
    paid = {at for at, word in enumerate(without.words) if "#money" in word.keys}
    listed = replace(without, clauses=tuple(clause - paid for clause in without.clauses))
    found = [reading for reading in rank_readings(listed, matcher) if reading.question.lists == "project"]
    return next((reading for reading in found if reading.exceptions and not reading.unused), None)


def _judge_ways(
    typed: Typed, language: Language | None, matcher: Matcher, index: NameIndex
) -> tuple[Understood | Unsure | Refused, float]:
    """What becomes of a sentence when some of its names may narrow the question and not be what it asks about; and the score of the best reading."""
    read = [(reading, typed) for reading in rank_readings(typed, matcher)]
    if not _is_plain(read[0][0]):
        read += [(reading, way) for way in _set_aside(typed) for reading in rank_readings(way, matcher)]
    read.sort(key=lambda pair: -pair[0].score)
    kept: dict[object, tuple[Reading, Typed]] = {}
    for reading, way in read:
        same, _ = kept.setdefault(reading.rows, (reading, way))
        if len(reading.limits) < len(same.limits):
            # The same rows, and fewer words for them.
            heard = replace(reading, sound=same.sound, outside=same.outside, ahead=same.ahead)
            kept[reading.rows] = replace(heard, fit=same.fit), way
    readings = [reading for reading, _ in kept.values()]
    best = next(iter(kept.values()))[1]
    return _judge(best, readings, language, matcher, index), readings[0].score


def _is_plain(best: Reading) -> bool:
    """Whether a question asks for all that was named, in nearly its own words; nothing need be set aside then."""
    return not best.unused and not best.missing and best.fit >= _SAFE and best.score >= _CLEAR


def _judge(
    typed: Typed, readings: Sequence[Reading], language: Language | None, matcher: Matcher, index: NameIndex
) -> Understood | Unsure | Refused:
    """What becomes of the best reading: an answer, a choice or a refusal."""
    best = readings[0]
    asking = typed.clauses[0] if best.missing else best.clause
    strange = [at for at in sorted(asking) if not typed.words[at].known and not typed.is_mentioned(at)]
    lead = best.score - max((_rival(reading, best) for reading in readings[1:]), default=0.0)
    sure = _weigh(best, lead)
    name = _find_strange_name(typed, strange, best) or _find_missed_name(typed, strange, best)
    if name:
        return Refused(name, tuple(index.nearest(name)), language)
    # Names alone, with an article perhaps, sound like nothing.
    beside = [word for at, word in enumerate(typed.words) if not typed.is_mentioned(at)]
    speaks = len(beside) > 1 or any(not word.filler for word in beside)
    elsewhere = best.fit < _FITTING and _is_elsewhere(typed, asking, matcher)
    said_outside = any("#outside" in typed.words[at].keys and not typed.is_mentioned(at) for at in asking)
    # A single word beside the name of a project may be meant well: "Keigezond in een notendop".
    lone = len(strange) == 1 and any(
        "Project" in thing.types for mention in typed.mentions for thing, _ in mention.things
    )
    nothing = bool(strange) and not lone and all(word.filler or not word.known for word in beside)
    known = _VERBATIM if best.fit >= _NEARLY and not strange else _OUTSIDE
    if speaks and (nothing or best.outside < (_PLAIN if elsewhere or said_outside else known)):
        return Refused("", (), language)
    able = not best.missing and not best.unused and not _is_denied(typed, best, matcher)
    # Of two things of one name nobody knows which is meant.
    able = able and not any(_is_twin(reading, best) for reading in readings[1:])
    if able and (not speaks or (_is_heard(best, readings) and sure >= _SURE)):
        return Understood(best, language)
    near = [reading for reading in readings if reading.score >= _NEAR]
    return Unsure(tuple(near[:_CHOICES]), language)


def _weigh(best: Reading, lead: float) -> float:
    """How sure a reading is that leads by so much."""
    heard = _INSIDE * min(best.outside, _MOST_INSIDE) + _SOUNDING * best.sound
    return _FIT * best.fit + _LEAD * min(lead, _MOST_LEAD) + heard + _NARROWED * best.narrowed


def _is_heard(best: Reading, readings: Sequence[Reading]) -> bool:
    """Whether it sounds like nothing else as much that has a use for as many of the names."""
    close = best.fit >= _CLOSE
    if best.outside < _WITHIN and not close:
        return False
    ahead = 0.0 if close else _AHEAD
    able = (other for other in readings[1:] if other.unused <= best.unused)
    return best.ahead >= ahead or all(other.sound <= best.sound - ahead for other in able)


def _is_twin(reading: Reading, best: Reading) -> bool:
    """Whether it is the same question of another thing, and as good."""
    return reading.question.id == best.question.id and reading.limits == best.limits and reading.score >= best.score


def _rival(reading: Reading, best: Reading) -> float:
    """The score of another reading, as far as it makes doubt: one that takes more names for limits makes less, and so does one that has no use for a name."""
    more = max(0, len(reading.limits) - len(best.limits)) + 2 * max(0, reading.unused - best.unused)
    return reading.score * _LESS_DOUBT**more


def _set_aside(typed: Typed) -> Iterator[Typed]:
    """The sentence without one or two of its names, which then narrow what is asked: "welke projecten (in Heerlen) verliezen geld"."""
    denied = _find_denied(typed)
    able = [
        mention
        for mention in typed.mentions
        if typed.is_meant(mention)
        and (mention.common or mention.sureness > PARTIAL)
        and mention not in denied
        and not _is_agent(typed, mention)
    ]
    for count in range(1, min(_MOST_LIMITS, len(able)) + 1):
        for aside in combinations(able, count):
            hidden: set[int] = set()
            for mention in aside:
                start = mention.start
                while start and not typed.is_mentioned(start - 1) and _leads(typed.words[start - 1]):
                    start -= 1
                hidden |= {*range(start, mention.end)}
            mentions = tuple(mention for mention in typed.mentions if mention not in aside)
            clauses = tuple(clause - hidden for clause in typed.clauses)
            if clauses[0]:
                yield replace(typed, mentions=mentions, clauses=clauses, limited=aside)


def _is_agent(typed: Typed, mention: Mention) -> bool:
    """Whether a name stands for who pays or leads, and not for who takes part: "betaald door de verzekeraar", "led by the GGD"."""
    around = (*range(max(0, mention.start - _NEARBY), mention.start), *range(mention.end, mention.end + 1))
    acts = any(typed.words[at].keys & _ACTING for at in around if at < len(typed.words))
    # A municipality is a place first.
    placed = any(fits(thing, "place") for thing, _ in mention.things)
    return acts and not placed and any(thing.types & _ACTORS for thing, _ in mention.things)


def _leads(word: Word) -> bool:
    """Whether a word only leads to a name: "binnen het thema", "in de gemeente"."""
    return word.folded in small_words("leading") | small_words("kinds")


def _exclude(typed: Typed) -> Typed | None:
    """The sentence without what it denies of a name, which is then left out of the answer: "niet in Heerlen", "maar Meander niet".

    None when it denies nothing of a name.
    """
    denied = _find_denied(typed)
    if not denied:
        return None
    hidden = {at for words in denied.values() for at in words}
    mentions = tuple(mention for mention in typed.mentions if mention not in denied)
    clauses = tuple(clause - hidden for clause in typed.clauses)
    return replace(typed, mentions=mentions, clauses=clauses, excluded=tuple(denied))


def _find_denied(typed: Typed) -> dict[Mention, range]:
    """The names that a word before or behind them denies, with the words that do."""
    denied: dict[Mention, range] = {}
    for at, word in enumerate(typed.words):
        if typed.is_mentioned(at) or not (_is_outside(typed, at) or (not word.filler and word.keys & _DENYING)):
            continue
        before = next((mention for mention in typed.mentions if mention.end == at and mention.start), None)
        behind = next((mention for mention in typed.mentions if at < mention.start <= at + _NEARBY), None)
        if before is not None and typed.words[before.start - 1].folded in small_words("turning"):
            denied[before] = range(before.start - 1, at + 1)
        elif (
            behind is not None
            and not _is_agent(typed, behind)
            and all(_may_stand_between(other) for other in typed.words[at + 1 : behind.start])
        ):
            turned = at > 0 and typed.words[at - 1].folded in small_words("turning")
            denied[behind] = range(at - turned, behind.end)
            for other in typed.mentions:
                # "Niet in Heerlen of Kerkrade" denies both.
                between = typed.words[behind.end : other.start]
                if other.start > behind.end and between and all(_joins(word) for word in between):
                    denied[other] = range(behind.end, other.end)
                    behind = other
    return denied


def _is_outside(typed: Typed, at: int) -> bool:
    """Whether a word says that what is asked lies not in the place behind it: "buiten Heerlen", "outside the municipality of Vaals"."""
    if typed.words[at].folded not in small_words("outside"):
        return False
    behind = next((mention for mention in typed.mentions if at < mention.start <= at + _NEARBY), None)
    return behind is not None and any(fits(thing, "place") for thing, _ in behind.things)


def _joins(word: Word) -> bool:
    return word.folded in small_words("joining") | small_words("leading")


def _may_stand_between(word: Word) -> bool:
    """Whether a word says of a name only what it has to do with the rest: "niet mee aan JOGG", "zonder partners uit het onderwijs"."""
    # "Requested but not yet granted for X" denies that it is granted.
    return word.filler or bool(word.keys & _BETWEEN and "#secured" not in word.keys)


def _find_strange_name(typed: Typed, strange: Sequence[int], best: Reading) -> str:
    """Words that stand where a name stands, and name nothing in the graph."""
    taken = [parameter for parameter in best.question.parameters if parameter.element in THING_TYPES]
    needs = bool(best.missing) or any(parameter.name not in best.given for parameter in taken)
    elsewhere = [at for at in sorted(best.clause) if typed.words[at].folded in small_words("elsewhere")]
    for at in elsewhere:
        if not typed.is_mentioned(at):
            return typed.words[at].text
    for mention in (*typed.mentions, *typed.limited):
        name = _find_longer_name(typed, mention) or _find_joined_name(typed, mention)
        if name:
            return name
    first = min(typed.clauses[0], default=0)
    if typed.words and _is_alone(typed, first):
        return typed.words[first].text
    name = _find_called(typed)
    if name:
        return name
    for at in strange:
        word = typed.words[at]
        if is_ordinary(word):
            continue
        before = typed.words[at - 1].folded if at else ""
        named = (word.is_capital and at > 0) or before in small_words("naming") or _is_beside_part(typed, at)
        led = before in small_words("leading") or not word.text.isalpha()
        led = led and needs and best.fit < _SAFE
        if named or led or (best.missing and len(word.folded) > 3):  # noqa: PLR2004 - short words are seldom names
            return _spread(typed, at, strange)
    return ""


def _find_longer_name(typed: Typed, mention: Mention) -> str:
    """Words with capitals around a name that are a longer name, of a project as is said: "the Healthy Pregnancy for All project"."""
    start, end = mention.start, mention.end
    first = {min(clause) for clause in typed.clauses if clause}
    while start > 1 and start not in first and _is_written_as_name(typed, start - 1):
        start -= 1
    while end < len(typed.words) and (
        _is_written_as_name(typed, end)
        or (typed.words[end].filler and end + 1 < len(typed.words) and _is_written_as_name(typed, end + 1))
    ):
        end += 1
    beside = {typed.words[at].folded for at in (start - 1, end) if 0 <= at < len(typed.words)}
    if (start, end) == (mention.start, mention.end) or not beside & small_words("naming"):
        return ""
    return " ".join(word.text for word in typed.words[start:end])


def _find_called(typed: Typed) -> str:
    """Words with capitals behind "project" that are no known name, ordinary words or not: "wie trekt het project Samen Fit in de Wijk"."""
    for at, word in enumerate(typed.words[1:], start=1):
        named = (
            typed.words[at - 1].folded in small_words("naming")
            and not word.filler
            and word.folded not in small_words("personal")
        )
        if named and _is_written_as_name(typed, at):
            end = at + 1
            while end < len(typed.words) and (_is_written_as_name(typed, end) or typed.words[end].filler):
                end += 1
            while typed.words[end - 1].filler and not typed.words[end - 1].is_capital:
                end -= 1
            return " ".join(found.text for found in typed.words[at:end]) if word.text.isalpha() else ""
    return ""


def _is_alone(typed: Typed, at: int) -> bool:
    """Whether an unknown word is a clause by itself to which another points back: "Xonar - which projects are they in?"."""
    unknown = not typed.words[at].known and not typed.mentions and not is_ordinary(typed.words[at])
    pointed = any(word.folded in small_words("pointing") for word in typed.words)
    return unknown and pointed and frozenset({at}) in typed.clauses[1:]


def _find_joined_name(typed: Typed, mention: Mention) -> str:
    """Two names with capitals beside each other, of which one is only a part of a name, are a third: "Heuvelland Vitaal"."""
    named = (*typed.mentions, *typed.limited)
    other = next((other for other in named if other.start == mention.end or other.end == mention.start), None)
    if other is None or min(mention.sureness, other.sureness) > PARTIAL:
        return ""
    words = typed.words[min(mention.start, other.start) : max(mention.end, other.end)]
    few = 2 * sum(word.is_capital for word in typed.words) <= len(typed.words)
    apart = any(right.start - left.end > 1 for left, right in pairwise(words))
    return " ".join(word.text for word in words) if few and not apart and all(w.is_capital for w in words) else ""


def _is_written_as_name(typed: Typed, at: int) -> bool:
    """Whether a word has a capital, in a sentence of which not all words have, and is part of no name that is known."""
    few = 2 * sum(word.is_capital for word in typed.words) <= len(typed.words)
    begins = any(at == min(clause) for clause in typed.clauses if clause)
    known = typed.is_mentioned(at) or any(mention.start <= at < mention.end for mention in typed.limited)
    return few and typed.words[at].is_capital and not begins and not known


def _is_denied(typed: Typed, best: Reading, matcher: Matcher) -> bool:
    """Whether the sentence says "not" and the question knows no such way to be put: "welke projecten lopen niet in Heerlen".

    What if something is *not* extended is what if it stops; what if it does *not* stop is another question.
    """
    if any(_is_outside(typed, at) for at in best.clause):
        return True
    what_if = best.question.id.startswith("what-if-")
    (entry,) = matcher.find_entries([best.question.id])
    if any("#except" in typed.words[at].keys and not typed.is_mentioned(at) for at in best.clause):
        return True
    if "#neg" in entry.vocabulary and (not what_if or best.question.id == "what-if-stream-absent"):
        return False
    for at in sorted(best.clause):
        word = typed.words[at]
        if word.filler or "#neg" not in word.keys or typed.is_mentioned(at):
            continue
        beside = {other.folded for other in (*typed.words[max(0, at - 1) : at], *typed.words[at + 1 : at + _NEARBY])}
        if not beside & small_words("lapsing"):
            return True
    return False


def _find_missed_name(typed: Typed, strange: Sequence[int], best: Reading) -> str:
    """Words that nobody knows and that would make a better question if they were a name: "met wie werkt menzis samen"."""
    named = [at for at in strange if not is_ordinary(typed.words[at])]
    runs = [at for at in named if at - 1 not in named and len(typed.words[at].folded) > _SLIP]
    for at in runs:
        name = _spread(typed, at, named)
        beside = frozenset(range(at + 1, at + len(name.split())))
        for kind in _NAMEABLE:
            tokens = typed.tokens(best.clause - beside, {at: frozenset({f"@{kind}", "@thing"})})
            sounds = rank_questions(tokens)
            heard = max(sounds, key=lambda question: (sounds[question], question))
            if heard not in {OUTSIDE, best.question.id} and sounds[heard] > best.sound + _BETTER:
                return name
    return ""


def _is_beside_part(typed: Typed, at: int) -> bool:
    """Whether the words beside it are a part of a name only: "SPUK" in "SPUK ventilatie"."""
    return any(at in {m.start - 1, m.end} and not m.common and m.sureness <= PARTIAL for m in typed.mentions)


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
