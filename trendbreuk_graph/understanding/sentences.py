"""A sentence taken apart: its words with slips set right, what it names, its days and numbers, and its clauses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trendbreuk_graph.parameters import THING_TYPES, fits
from trendbreuk_graph.understanding.features import tell_word
from trendbreuk_graph.understanding.mentions import PARTIAL
from trendbreuk_graph.understanding.periods import find_periods, read_number
from trendbreuk_graph.understanding.words import guess_language, is_ordinary, read_words, small_words

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.understanding.features import Token
    from trendbreuk_graph.understanding.matching import Matcher
    from trendbreuk_graph.understanding.mentions import Mention, NameIndex
    from trendbreuk_graph.understanding.periods import Period
    from trendbreuk_graph.understanding.words import Word

__all__ = ["Number", "Typed", "take_apart"]

#: A period may stand this many signs before the first word of its clause, being its first words itself.
_REACH = 40
#: Themes and phases of life.
_TOPICS = frozenset({"regioplan-themes", "gala-themes", "life-phases"})
#: From this sureness on a mention is a name letter by letter, or a form of it.
_LETTERS = 0.95
#: What the names are read as of a group that is gone by, of who asks, and of what says what kind of body is named.
_GROUP, _MYSELF, _PARTY = "groep", "ik", "de"
#: So many words before a name tell how it is meant.
_CLOSE = 2
#: What parts one clause from the next.
_BREAK = re.compile(r"[,;:.?!()–—]|\s-\s")
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
class Number:
    """A small number that was typed, with the words before and behind it, or empty texts."""

    value: int
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart; the first clause is the whole sentence.

    What narrows the question (`limited`) and what is left out (`excluded`) are no mentions here, and their words are in no clause.
    """

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    numbers: tuple[Number, ...]
    clauses: tuple[frozenset[int], ...]
    today: dt.date
    limited: tuple[Mention, ...] = ()
    excluded: tuple[Mention, ...] = ()

    def plain(self, used: frozenset[int], clause: frozenset[int]) -> list[frozenset[str]]:
        """The words of a clause that say something, without those of the mentions with these indexes."""
        hidden = {at for index in used for at in range(self.mentions[index].start, self.mentions[index].end)}
        return [self.words[at].keys for at in sorted(clause - hidden) if not self.words[at].filler]

    def tokens(self, clause: frozenset[int], supposed: Mapping[int, Token] | None = None) -> list[Token]:
        """A clause as the classifier takes it: its words, and the types of the things and periods that are named anywhere.

        Args:
            clause: Its words; indexes.
            supposed: Words that are read as other tokens.
        """
        supposed = supposed or {}
        named = {mention.start: mention for mention in self.mentions if self.is_meant(mention)}
        placed: list[tuple[int, Token]] = [(period.start, frozenset({"@date"})) for period in self.periods]
        end = 0
        for at, word in enumerate(self.words):
            if at in named:
                end = named[at].end
                things = self._find_meant(named[at])
                kinds = (kind for kind in THING_TYPES if any(fits(thing, kind) for thing in things))
                placed.append((word.start, frozenset(f"@{kind}" for kind in kinds)))
            elif at >= end and at in clause:
                placed.append((word.start, supposed.get(at) or tell_word(word)))
        return [token for _, token in sorted(placed, key=lambda pair: pair[0])]

    def _find_meant(self, mention: Mention) -> list[Thing]:
        """The things of one name that may be meant: those of the kind that is said; else of a theme and a project what is done."""
        surest = [thing for thing, sureness in mention.things if sureness == mention.sureness]
        said = self.kinds_before(mention.start)
        told = [thing for thing in surest if thing.types & said]
        projects = any("Project" in thing.types for thing in surest)
        return told or [thing for thing in surest if said or not projects or not thing.types & _TOPICS]

    @property
    def bare(self) -> frozenset[int]:
        """The words of clauses that only name things: "in Heerlen, ..."; they belong to what is asked."""
        return frozenset(
            at
            for clause in self.clauses[1:]
            if all(self.words[at].filler or self.is_mentioned(at) for at in clause)
            for at in clause
        )

    def is_name_only(self, clause: frozenset[int]) -> bool:
        """Whether a clause only names what another asks about: "which is best, CZ or VGZ" is not the question "CZ or VGZ"."""
        rest = (at for at in self.clauses[0] - clause if at not in self.bare)
        return clause <= self.bare and any(not self.words[at].filler and not self.is_mentioned(at) for at in rest)

    def is_meant(self, mention: Mention) -> bool:
        """Whether a name is one: no ordinary word, or the ordinary name of a theme or phase behind a word that leads to it ("voor jeugd")."""
        if not mention.common:
            return True
        before = [word.folded for word in self.words[: mention.start]]
        while before and before[-1] in small_words("articles"):
            before.pop()
        return (
            bool(before)
            and before[-1] in small_words("topical")
            and any(thing.types & _TOPICS for thing, _ in mention.things)
        )

    def is_mentioned(self, at: int) -> bool:
        """Whether a word is part of a name."""
        return any(mention.start <= at < mention.end for mention in self.mentions)

    def holds(self, clause: frozenset[int], period: Period) -> bool:
        """Whether a period stands in a clause: between its first word and the first word behind it."""
        start = min((self.words[at].start for at in clause), default=0)
        behind = [word.start for at, word in enumerate(self.words) if at > max(clause, default=-1)]
        return start - _REACH <= period.start < min(behind, default=period.start + 1)

    def kinds_before(self, start: int) -> frozenset[str]:
        """What the word before a name, which begins at this word, says of its kind."""
        if start == 0:
            return frozenset()
        before = self.words[start - 1]
        return frozenset[str]().union(*(kinds for key, kinds in _KIND_WORDS.items() if key in before.keys))


def take_apart(sentence: str, matcher: Matcher, index: NameIndex, today: dt.date) -> tuple[Typed, Language | None]:
    """Take a sentence apart, and tell its language if it shows.

    Args:
        sentence: As typed.
        matcher: The catalogue, whose words are known.
        index: The names of the graph.
        today: What "this year" counts from.
    """
    periods = find_periods(sentence, today)
    read = read_words(sentence, matcher.vocabulary)
    words = [word for word in read if not any(p.start <= word.start < p.end for p in periods)]
    folded = ["", *(word.folded for word in words), ""]
    numbers = tuple(
        Number(value, before, behind)
        for before, number, behind in zip(folded, folded[1:], folded[2:], strict=False)
        if (value := read_number(number)) is not None
    )
    words = _correct(words, index.find(words), matcher)
    words, mentions = _pass_by(words, _drop_doubtful(words, index.find(words)), matcher)
    typed = Typed(tuple(words), tuple(mentions), tuple(periods), numbers, _find_clauses(sentence, words), today)
    return typed, guess_language(word for at, word in enumerate(words) if not typed.is_mentioned(at))


def _drop_doubtful(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """The names without those that a sentence only seems to hold.

    "GALA" in "the GALA themes" names the list that the themes stand in. Beside a name letter by letter an ordinary word that is a part of
    another of its kind is that word: "hoeveel kinderen bereikt Keigezond" does not ask about the project whose name has children in it.
    Structural funding is a kind of money, unless it is written as the name of a stream.
    """
    kept = []
    for mention in mentions:
        named = words[mention.start : mention.end]
        themes = mention.end < len(words) and "#theme" in words[mention.end].keys
        if themes and all(word.folded in small_words("lists") for word in named):
            continue
        kinds = frozenset(kind for thing, _ in mention.things for kind in thing.types)
        if kinds == {"FundingStream"} and any("#structural" in word.keys and not word.is_capital for word in named):
            continue
        sure = (other for other in mentions if other.sureness > _LETTERS and other != mention)
        alike = any(thing.types & kinds for other in sure for thing, _ in other.things)
        if alike and mention.sureness <= PARTIAL and len(named) == 1 and is_ordinary(named[0]):
            continue
        kept.append(mention)
    return kept


def _is_body(mention: Mention) -> bool:
    return mention.sureness > _LETTERS and all("Organisation" in thing.types for thing, _ in mention.things)


def _pass_by(words: list[Word], mentions: Sequence[Mention], matcher: Matcher) -> tuple[list[Word], list[Mention]]:
    """The words and names of a sentence without the names that only say how, or who asks.

    "Ook als Stein via de Parkstadgemeenten meedoet" asks about Stein, "ik ben verloskundige, wie trekt Keigezond" about Keigezond, and
    "wat als GGZ-aanbieder Mondriaan vertrekt" about Mondriaan.
    """
    passed: dict[int, str] = {}
    for mention in mentions:
        before = [word.folded for word in words[: mention.start]]
        behind = {word.folded for word in words[mention.end :]}
        things = [thing for thing, _ in mention.things]
        others = frozenset(
            kind for other in mentions if other != mention for thing, _ in other.things for kind in thing.types
        )
        if "via" in before[-_CLOSE:] and any(_is_group_of_municipalities(thing) for thing in things):
            stands_for = _GROUP if "Municipality" in others and "Project" not in others else ""
        elif _says_who(before) and others and any("ActorGroup" in thing.types for thing in things):
            # "I am the policy officer" names nobody, whoever "we" are then.
            mine = behind & small_words("personal") and mention.sureness > PARTIAL
            stands_for = "" if mine else _MYSELF
        elif all("ActorGroup" in thing.types for thing in things) and any(
            other.start == mention.end and _is_body(other) for other in mentions
        ):
            stands_for = _PARTY
        else:
            stands_for = ""
        if stands_for:
            passed |= dict.fromkeys(range(mention.start, mention.end), stands_for)
    stand_ins = {text: read_words(text, matcher.vocabulary)[0] for text in {*passed.values()}}
    stood = [
        replace(stand_ins[passed[at]], text=word.text, start=word.start, end=word.end) if at in passed else word
        for at, word in enumerate(words)
    ]
    return stood, [mention for mention in mentions if mention.start not in passed]


def _says_who(before: Sequence[str]) -> bool:
    """Whether a sentence begins with these words to say who asks: "ik ben een"."""
    said = [word for word in before if word not in small_words("articles")]
    return 0 < len(said) <= _CLOSE and said[-1] in small_words("myself")


def _is_group_of_municipalities(thing: Thing) -> bool:
    return "subregions" in thing.types or ("ActorGroup" in thing.types and "gemeenten" in thing.nl.casefold())


def _correct(words: list[Word], mentions: Sequence[Mention], matcher: Matcher) -> list[Word]:
    """Slips of the keyboard set right, except in names: of several words, or letter by letter."""
    named = {
        at
        for mention in mentions
        if mention.sureness > _LETTERS or mention.end - mention.start > 1
        for at in range(mention.start, mention.end)
    }
    return [
        word if word.known or at in named else _correct_word(word, matcher, within=at > 0)
        for at, word in enumerate(words)
    ]


def _correct_word(word: Word, matcher: Matcher, *, within: bool) -> Word:
    """A word with a capital within a sentence names something, so it is no slip of a word that says nothing."""
    read = matcher.correct(word)
    return word if within and word.is_capital and read.filler else read


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
