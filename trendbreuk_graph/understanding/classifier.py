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
def _load() -> tuple[list[str], dict[str, str]]:
    """The ids of the questions; and feature → its numbers as they stand in the file: how rare it is, then in turn a question and the vote for it.

    A sentence has some hundred of the thousands of features, so that only theirs are read as numbers.
    """
    head, _, body = WEIGHTS.read_text(encoding="utf-8").partition('"features":{\n')
    lines = (line.partition('":[') for line in body.splitlines())
    features = {name[1:]: numbers.rstrip("],") for name, found, numbers in lines if found}
    return json.loads(head.rstrip(",\n") + "}")["questions"], features


def rank_questions(tokens: Sequence[Token]) -> dict[str, float]:
    """Question → how much a sentence sounds like it, in standard deviations from the mean of all questions; 0 for all when nothing tells.

    Args:
        tokens: The words of the sentence and what it names, see :func:`trendbreuk_graph.understanding.features.find_features`.
    """
    questions, weights = _load()
    votes = [0.0] * len(questions)
    keys = sorted(json.dumps(feature, ensure_ascii=False)[1:-1] for feature in find_features(tokens))
    known = [[int(number) for number in weights[key].split(",")] for key in keys if key in weights]
    length = math.sqrt(sum(rarity * rarity for rarity, *_ in known)) or 1.0
    for rarity, *pairs in known:
        share = rarity / length
        for at in range(0, len(pairs), 2):
            votes[pairs[at]] += share * pairs[at + 1]
    mean = math.fsum(votes) / len(votes)
    deviation = math.sqrt(math.fsum((vote - mean) ** 2 for vote in votes) / len(votes)) or 1.0
    return {question: (vote - mean) / deviation for question, vote in zip(questions, votes, strict=True)}
