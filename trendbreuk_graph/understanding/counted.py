"""Finding a project by what is counted there: "hoeveel rookvrije plekken zijn er" names none, and yet one counts them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trendbreuk_graph.understanding.mentions import PARTIAL
from trendbreuk_graph.understanding.words import read_words, small_words

if TYPE_CHECKING:
    from trendbreuk_graph.measured import Measured
    from trendbreuk_graph.understanding.sentences import Typed
    from trendbreuk_graph.understanding.words import Word

__all__ = ["asks_number", "find_counted"]

#: Groups of words that ask for a number.
_NUMBER = frozenset({"#howmany", "#amount"})
#: Groups of words that may stand there besides, saying nothing of what is counted.
_BESIDES = _NUMBER | {"#figure", "#target", "#already", "#context"}
#: How much (by weight) of what is measured a sentence must say; when its project is named; and wholly.
_SAID, _SAID_OF_NAMED, _WHOLLY = 0.6, 0.25, 0.95
#: How much better than what another project counts.
_LEAD = 0.1
_APART = re.compile(r"[-/]")
#: A sign for a share that belongs to no number: "100% Gezonde Schoolkantine" is a name.
_SHARE = re.compile(r"(?<!\d)%")


def _asks_share(sentence: str, words: Iterable[Word]) -> bool:
    """Whether a sentence asks for a percentage."""
    return bool(_SHARE.search(sentence)) or any(word.folded in small_words("percentage") for word in words)


def asks_number(sentence: str, words: Sequence[Word]) -> bool:
    """Whether a sentence asks how many there are, or which share."""
    return any(word.keys & _NUMBER for word in words) or _asks_share(sentence, words)


def find_counted(sentence: str, typed: Typed, measured: Sequence[Measured], *, wholly: bool = False) -> Measured | None:
    """The figure or target whose words stand in a sentence; None when there is none, or the like of it at several projects.

    What else the sentence says, a place, a year, a "not" or money, makes it ask for something that is not counted. A share is only found among those
    in per cent, a target only where the sentence says that something must or can be; then it comes first.

    Args:
        sentence: As typed.
        typed: The same, taken apart. Where it names projects, theirs come first.
        measured: The figures and targets of the graph.
        wholly: Find only what the sentence says in full, and nothing besides it.
    """
    if typed.periods:
        return None
    share = _asks_share(sentence, typed.words)
    aimed = any(word.folded in small_words("aiming") for word in typed.words)
    able = [one for one in measured if (one.share or not share) and (aimed or not one.aimed)]
    scales = _Scales(able)
    sure = [mention for mention in typed.mentions if mention.sureness > PARTIAL]
    mentions = [m for m in sure if any("Project" in thing.types for thing, _ in m.things)]
    named = {thing.id for mention in mentions for thing, _ in mention.things}
    hidden = {at for mention in mentions for at in range(mention.start, mention.end)}
    rest = [word for at, word in enumerate(typed.words) if at not in hidden]
    if wholly:
        return _choose(able, scales, _read(typed.words), _WHOLLY, aimed=aimed)
    theirs = [one for one in able if one.project in named]
    found = _choose(theirs, scales, _read(rest), _SAID_OF_NAMED, aimed=aimed)
    return found or _choose(able, scales, _read(typed.words), _SAID, aimed=aimed)


class _Scales:
    """How much each word says: little when much that is measured holds it.

    Args:
        measured: What is measured.
    """

    def __init__(self, measured: Iterable[Measured]) -> None:
        self.texts = {text: _read(read_words(_APART.sub(" ", text))) for one in measured for text in (one.nl, one.en)}
        self._count = Counter(key for words in self.texts.values() for key in _stems(words))

    def weigh(self, words: Iterable[Word]) -> float:
        """The weight of some words together; those of no text weigh most."""
        total = len(self.texts) + 1
        return sum(math.log(total / (0.5 + max(self._count[key] for key in _stems([word])))) for word in words)

    def compare(self, said: Sequence[Word], text: str) -> float:
        """Which share of a text is said; 0 when more is said than that, or no more than words that all sentences are made of."""
        own = self.texts[text]
        met = [word for word in said if _stems([word]) & _stems(own)]
        if len(met) < len(said) or all(word.is_grouped for word in met):
            return 0.0
        held = self.weigh(word for word in own if _stems([word]) & _stems(said))
        return held / self.weigh(own)


def _choose(
    measured: Iterable[Measured], scales: _Scales, said: Sequence[Word], enough: float, *, aimed: bool
) -> Measured | None:
    """What fits best, if nothing fits as well that another project counts."""
    best: dict[str, tuple[float, bool, Measured]] = {}
    for one in measured:
        for text in (one.nl, one.en):
            told = scales.compare(said, text)
            if told >= enough:
                likeness = told, one.aimed == aimed, one
                best[one.project] = max(best.get(one.project, likeness), likeness, key=lambda found: found[:2])
    ranked = sorted(best.values(), key=lambda found: (-found[0], not found[1], found[2].project))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAD):
        return None
    return ranked[0][2]


def _read(words: Iterable[Word]) -> list[Word]:
    """The words that say what is counted, with those apart that a hyphen joins."""
    apart = [
        other
        for word in words
        for other in ([word] if not _APART.search(word.text) else read_words(_APART.sub(" ", word.text)))
    ]
    asking = small_words("percentage") | small_words("aiming")
    return [word for word in apart if not word.filler and not word.keys & _BESIDES and word.folded not in asking]


def _stems(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(key for word in words for key in word.keys if key[:1] not in {"#", "!"})
