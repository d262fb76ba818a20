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

__all__ = ["WEIGHTS", "rank_questions"]

#: Where the weights stand.
WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def _load() -> tuple[list[str], dict[str, list[int]]]:
    """The ids of the questions; and feature → how rare it is, and then in turn the number of a question and the vote for it."""
    found = json.loads(WEIGHTS.read_bytes())
    return found["questions"], found["features"]


def rank_questions(tokens: Sequence[Token]) -> dict[str, float]:
    """Question → how much a sentence sounds like it, in standard deviations from the mean of all questions; 0 for all when nothing tells.

    Args:
        tokens: The words of the sentence and what it names, see :func:`trendbreuk_graph.understanding.features.find_features`.
    """
    questions, weights = _load()
    votes = [0.0] * len(questions)
    known = [weights[feature] for feature in find_features(tokens) if feature in weights]
    length = math.sqrt(sum(rarity * rarity for rarity, *_ in known)) or 1.0
    for rarity, *pairs in known:
        share = rarity / length
        for at in range(0, len(pairs), 2):
            votes[pairs[at]] += share * pairs[at + 1]
    mean = math.fsum(votes) / len(votes)
    deviation = math.sqrt(math.fsum((vote - mean) ** 2 for vote in votes) / len(votes)) or 1.0
    return {question: (vote - mean) / deviation for question, vote in zip(questions, votes, strict=True)}
