"""What a sentence is told apart by: its words, their groups and parts, which follow each other, and which occur together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trendbreuk_graph.understanding.words import Word

__all__ = ["Token", "find_features", "tell_word"]

#: The keys of a word, see :class:`trendbreuk_graph.understanding.words.Word`; the word itself with ``%`` before it if it says little; or the
#: types of a thing or period that is named, such as ``@project``.
Token = frozenset[str]

#: Words are also known by pieces of this length, so that compounds and slips of the keyboard have something in common with what is known.
_PIECE = 4
#: What begins with these has no stem, no group and no pieces.
_WHOLE = frozenset({"@", "%"})


def tell_word(word: Word) -> Token:
    """A word as a token."""
    return frozenset({f"%{word.folded}"}) if word.filler else word.keys


def find_features(tokens: Sequence[Token]) -> frozenset[str]:
    """The features of a sentence.

    Args:
        tokens: Its words and what is named, in order.

    Returns:
        Stems, groups and words that say little as they are; ``~`` pieces of words; ``a_b`` for two that follow each other; ``a&b`` for two groups or named
        things that occur together, in any order.
    """
    return frozenset(_list_features(tokens))


def _list_features(tokens: Sequence[Token]) -> Iterator[str]:
    told = [_tell(token) for token in tokens]
    for token, stem in zip(tokens, (stems[0] for stems in told), strict=True):
        yield from token
        if stem[:1] in _WHOLE:
            continue
        if len(stem) > _PIECE:
            edged = f"<{stem}>"
            yield from (f"~{edged[at : at + _PIECE]}" for at in range(len(edged) - _PIECE + 1))
    for left, right in pairwise(told):
        yield from (f"{one}_{other}" for one in left for other in right)
    kinds = [[key for key in stems if key[:1] in {"#", "@"}] for stems in told]
    for first, second in combinations(kinds, 2):
        yield from ("&".join(sorted((one, other))) for one in first for other in second)


def _tell(token: Token) -> list[str]:
    """The longest stem of a word first, then its groups; or the types of what is named."""
    whole = sorted(key for key in token if key[:1] in _WHOLE)
    if whole:
        return whole
    stem = max((key for key in token if key[:1] not in {"#", "!"}), key=lambda key: (len(key), key), default="")
    return [stem, *sorted(key for key in token if key[:1] == "#")]
