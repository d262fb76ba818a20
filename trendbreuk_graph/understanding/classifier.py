"""Which question of the catalogue a sentence sounds like, learnt beforehand from ``queries/phrasings.tsv``.

A linear classifier: each feature of a sentence votes for questions and against others, with whole numbers that
:mod:`trendbreuk_graph.understanding.training` found and that stand in ``weights.json``. The same words always give the same votes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.understanding.features import find_features

if TYPE_CHECKING:
    from trendbreuk_graph.understanding.features import Token

__all__ = ["OUTSIDE", "WEIGHTS", "rank_questions"]

#: Where the weights stand.
WEIGHTS = Path(__file__).with_name("weights.json")


#: Stands for all that no question answers, beside the ids of questions.
OUTSIDE = "-"


@cache
def _load() -> tuple[list[str], bytes]:
    """The ids of the questions, and the lines of the features, one after the other in the order of their bytes."""
    head, _, body = WEIGHTS.read_bytes().partition(b'"features":{')
    return json.loads(head.rstrip(b",\n") + b"}")["questions"], body


def _find_numbers(lines: bytes, feature: str) -> list[int]:
    """How rare a feature is, then in turn a question and the vote for it; nothing when nobody used it.

    A sentence has some hundred of the thousands of features: their lines are looked up as in a dictionary, by halves.
    """
    wanted = b"\n" + json.dumps(feature, ensure_ascii=False).encode() + b":["
    low, high = 0, len(lines)
    while low < high:
        middle = lines.rfind(b"\n", 0, (low + high) // 2 + 1)
        middle = max(middle, low)
        end = lines.find(b"\n", middle + 1)
        end = high if end < 0 else end
        line = lines[middle:end]
        if line.startswith(wanted):
            return [int(number) for number in line[len(wanted) : line.index(b"]")].split(b",")]
        low, high = (end, high) if line < wanted else (low, middle)
    return []


def rank_questions(tokens: Sequence[Token]) -> dict[str, float]:
    """Question → how much a sentence sounds like it, in standard deviations from the mean of all questions; 0 for all when nothing tells.

    :data:`OUTSIDE` stands among them for whatever no question answers.

    Args:
        tokens: The words of the sentence and what it names, see :func:`trendbreuk_graph.understanding.features.find_features`.
    """
    questions, lines = _load()
    votes = [0.0] * len(questions)
    found = (_find_numbers(lines, feature) for feature in sorted(find_features(tokens)))
    known = [numbers for numbers in found if numbers]
    length = math.sqrt(sum(rarity * rarity for rarity, *_ in known)) or 1.0
    for rarity, *pairs in known:
        share = rarity / length
        for at in range(0, len(pairs), 2):
            votes[pairs[at]] += share * pairs[at + 1]
    mean = math.fsum(votes) / len(votes)
    deviation = math.sqrt(math.fsum((vote - mean) ** 2 for vote in votes) / len(votes)) or 1.0
    return {question: (vote - mean) / deviation for question, vote in zip(questions, votes, strict=True)}
