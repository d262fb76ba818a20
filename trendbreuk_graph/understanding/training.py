"""Learns how questions sound: ``python -m trendbreuk_graph.understanding.training`` renews ``weights.json`` and ``words.json``.

It reads the ways to put each question from the headers of the catalogue and from ``queries/phrasings.tsv``, whose lines are the id of a
question, ``nl`` or ``en``, and a phrasing, with tabs between; and sentences that no question answers from ``queries/outside.tsv``.
Multinomial logistic regression is fitted to them by stochastic gradient descent (L. Bottou, "Stochastic gradient descent tricks", in
Neural Networks: Tricks of the Trade, Springer, 2012, 421–436, doi:10.1007/978-3-642-35289-8_25) with averaging, always in the same orders. What is
written are whole numbers, which are coarse enough that the same phrasings give the same file on any machine.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.files import write_file
from trendbreuk_graph.parameters import THING_TYPES
from trendbreuk_graph.places import find_part
from trendbreuk_graph.understanding.classifier import OUTSIDE, WEIGHTS
from trendbreuk_graph.understanding.features import find_features, tell_word
from trendbreuk_graph.understanding.matching import find_vocabulary
from trendbreuk_graph.understanding.words import (
    WORDS,
    find_common_words,
    fold,
    list_entries,
    read_words,
    split_words,
    stem_word,
)

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.questions import Question
    from trendbreuk_graph.understanding.features import Token

__all__ = ["count_words", "prepare_stems", "read_outside", "read_phrasings", "train"]

_SLOT = re.compile(r"\{(\w+)\}")
_AND: dict[Language, Token] = {"nl": frozenset({"%en"}), "en": frozenset({"%and"})}
_LANGUAGES: tuple[Language, Language] = ("nl", "en")

#: Kinds of things that people name where anything can be named, one or two; and where two must be of one kind.
_ANYTHING = (("participant", "project"), ("participant", "participant"), ("project", "project"), ("stream", "project"))
_ALIKE = (("project", "project"), ("participant", "participant"), ("stream", "stream"))
#: Runs over the phrasings, of which the later ones count, in so many orders each; the length of the first steps, and the runs after
#: which these are half as long.
_EPOCHS, _COUNTED, _ORDERS, _STEP, _HALVED = 12, 6, 4, 6.0, 2
#: How rare a feature is, as a whole number of so many a nat; what a feature weighs at the most in the file.
_FINE, _LARGEST = 100, 999
#: A feature that fewer phrasings have tells nothing of others.
_FEWEST = 3
#: So many votes are in the file, the largest ones.
_KEPT = 700_000


def read_phrasings() -> list[tuple[Question, Language, str]]:
    """Every way to put a question: those of the headers, then those of ``queries/phrasings.tsv``."""
    questions = {question.id: question for question in find_questions()}
    found = [
        (question, language, text)
        for question in questions.values()
        for language in _LANGUAGES
        for text in question.ask(language)
    ]
    for line in (find_part("queries") / "phrasings.tsv").read_text(encoding="utf-8").splitlines():
        question_id, language, text = line.split("\t")
        found.append((questions[question_id], "nl" if language == "nl" else "en", text))
    return found


def read_outside() -> list[tuple[Language, str]]:
    """Sentences that no question answers, from ``queries/outside.tsv``: ``nl`` or ``en``, a tab, a sentence with types as slots."""
    lines = (find_part("queries") / "outside.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return [("nl" if language == "nl" else "en", text) for language, text in pairs]


def _find_types(question: Question, turn: int) -> dict[str, list[str]]:
    """Slot → the types of what is named there; what takes anything is taken for a thing of each kind by turns."""
    found = {"period": ["date"]}
    for at, parameter in enumerate(question.parameters):
        kinds = _ALIKE if question.alike else _ANYTHING
        kind = kinds[turn % len(kinds)][at % 2] if parameter.type == "thing" else parameter.element
        found[parameter.name] = [kind] * (2 if parameter.takes_several else 1)
    return found


def _read_tokens(language: Language, text: str, types: Mapping[str, Sequence[str]]) -> list[Token]:
    """A phrasing as :meth:`trendbreuk_graph.understanding.sentences.Typed.tokens` gives a sentence."""
    tokens: list[Token] = []
    for at, piece in enumerate(_SLOT.split(text)):
        if at % 2:
            # Whatever is named is a thing, except a day; two things have a word between them.
            named = [frozenset({f"@{kind}"} if kind == "date" else {f"@{kind}", "@thing"}) for kind in types[piece]]
            tokens += [named[0], *(token for other in named[1:] for token in (_AND[language], other))]
        else:
            tokens += [tell_word(word) for word in read_words(piece, language=language)]
    return tokens


def train() -> str:
    """The text of ``weights.json``."""
    meant = [
        (question.id, _read_tokens(language, text, _find_types(question, turn)))
        for turn, (question, language, text) in enumerate(read_phrasings())
    ]
    own = {kind: [kind] for kind in (*THING_TYPES, "date")}
    meant += [(OUTSIDE, _read_tokens(language, text, own)) for language, text in read_outside()]
    ids = sorted({meaning for meaning, _ in meant})
    right = [ids.index(meaning) for meaning, _ in meant]
    features = [find_features(tokens) for _, tokens in meant]
    frequency = Counter(feature for found in features for feature in found)
    known = sorted(feature for feature, number in frequency.items() if number >= _FEWEST)
    rarity = {feature: round(_FINE * math.log((len(features) + 1) / (frequency[feature] + 1))) for feature in known}
    numbers = {feature: at for at, feature in enumerate(known)}
    vectors = [list(_weigh(found, rarity, numbers)) for found in features]
    return _write(ids, known, rarity, _learn(vectors, right, len(known), len(ids)))


def _weigh(features: Iterable[str], rarity: dict[str, int], numbers: dict[str, int]) -> Iterator[tuple[int, float]]:
    """Number of each known feature with its weight, so that all phrasings are of length one."""
    known = sorted(feature for feature in features if feature in rarity)
    length = math.sqrt(sum(rarity[feature] ** 2 for feature in known)) or 1.0
    for feature in known:
        yield numbers[feature], rarity[feature] / length


def _learn(vectors: Sequence[Sequence[tuple[int, float]]], right: Sequence[int], width: int, questions: int) -> Any:
    """The votes of each feature for each question, an array of features × questions: the sum of the states after the runs that count."""
    import numpy as np

    places = [np.array([at for at, _ in vector], dtype=np.int64) for vector in vectors]
    weights = [np.array([weight for _, weight in vector]).reshape(-1, 1) for vector in vectors]
    whole = np.zeros((width, questions))
    for seed in range(_ORDERS):
        votes, order, done = np.zeros_like(whole), list(range(len(vectors))), 0
        random = Random(seed)  # noqa: S311 - an order that is the same each time, no secret
        for epoch in range(_EPOCHS):
            random.shuffle(order)
            for at in order:
                done += 1
                place, weight = places[at], weights[at]
                scores = (weight * votes[place]).sum(axis=0)
                error = np.exp(scores - scores.max())
                error /= error.sum()
                error[right[at]] -= 1
                votes[place] -= _STEP / (1 + done / (_HALVED * len(order))) * weight * error
            if epoch >= _EPOCHS - _COUNTED:
                whole += votes
    return whole


def _write(ids: list[str], known: list[str], rarity: dict[str, int], votes: Any) -> str:
    """The file: the ids, then a feature a line with how rare it is and its larger votes."""
    import numpy as np

    sizes = np.sort(np.abs(votes), axis=None)
    least, unit = sizes[-_KEPT:][0], sizes[-1] / _LARGEST
    lines = []
    for at, feature in enumerate(known):
        row = votes[at]
        pairs = [
            int(number)
            for column in np.flatnonzero(np.abs(row) >= least)
            for number in (column, round(row[column] / unit))
        ]
        if pairs:
            lines.append(
                f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps([rarity[feature], *pairs], separators=(',', ':'))}"
            )
    # In the order of their bytes, in which the classifier looks them up.
    lines.sort(key=str.encode)
    return f'{{"questions":{json.dumps(ids)},\n"features":{{\n' + ",\n".join(lines) + "\n}}\n"


def prepare_stems() -> str:
    """The text of ``words.json`` with the stems and the language of every word of the phrasings and the word lists, and the stop words; still without counts."""
    common = find_common_words()
    told = [*((language, text) for _, language, text in read_phrasings()), *read_outside()]
    said: dict[Language, Counter[str]] = {language: Counter() for language in _LANGUAGES}
    for language, text in told:
        said[language].update(fold(word) for word, _, _ in split_words(_SLOT.sub(" ", text)))
    words = sorted({*said["nl"], *said["en"], *list_entries(), *common})
    leaning = {word: round(math.log2((said["nl"][word] + 1) / (said["en"][word] + 1))) for word in words}
    stems = {word: list(stem_word(word)) for word in words}
    return _put_words(stems, {word: by for word, by in leaning.items() if by}, common, {})


def count_words(prepared: str) -> str:
    """The same with counts, which need the stems."""
    found = json.loads(prepared)
    counts = Counter(key for question in find_questions() for key in find_vocabulary(question))
    return _put_words(found["stems"], found["leaning"], found["common"], dict(sorted(counts.items())))


def _put_words(stems: dict[str, list[str]], leaning: dict[str, int], common: list[str], counts: dict[str, int]) -> str:
    parts = {
        name: ",\n".join(
            f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False)}"
            for key, value in table.items()
        )
        for name, table in (("stems", stems), ("leaning", leaning), ("counts", counts))
    }
    listed = json.dumps(common, ensure_ascii=False)
    return f'{{"stems":{{\n{parts["stems"]}\n}},\n"leaning":{{\n{parts["leaning"]}\n}},\n"common":{listed},\n"counts":{{\n{parts["counts"]}\n}}}}\n'


if __name__ == "__main__":
    # Each step reads what the one before it wrote.
    write_file(WORDS, prepare_stems())
    write_file(WORDS, count_words(WORDS.read_text(encoding="utf-8")))
    write_file(WEIGHTS, train())
