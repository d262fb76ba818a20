"""How questions sound is learnt from the phrasings alone, and the file of weights is what they give."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.parameters import THING_TYPES
from trendbreuk_graph.places import find_part
from trendbreuk_graph.understanding import classifier
from trendbreuk_graph.understanding.classifier import OUTSIDE, WEIGHTS, rank_questions
from trendbreuk_graph.understanding.features import find_features, tell_word
from trendbreuk_graph.understanding.training import count_words, prepare_stems, read_outside, read_phrasings, train
from trendbreuk_graph.understanding.words import WORDS, read_words, stem_word

if TYPE_CHECKING:
    from trendbreuk_graph.understanding.features import Token


def _read(text: str) -> list[Token]:
    """Words as the classifier takes them; a word with an @ is something named."""
    tokens: list[Token] = []
    for piece in text.split():
        named = frozenset({"@date"} if piece == "@date" else {piece, "@thing"})
        tokens += [named] if piece.startswith("@") else [tell_word(word) for word in read_words(piece)]
    return tokens


def test_every_question_has_phrasings_in_both_languages() -> None:
    """At least thirty each, with all that the question needs in them, and none twice."""
    lines = (find_part("queries") / "phrasings.tsv").read_text(encoding="utf-8").splitlines()
    numbers = Counter((question.id, language) for question, language, _ in read_phrasings())
    few = {key: number for key, number in numbers.items() if number < 30}
    lacking = [
        (question.id, text)
        for question, _, text in read_phrasings()
        for parameter in question.parameters
        if parameter.default is None
        and f"{{{parameter.name}}}" not in text
        and not (parameter.type == "date" and "{period}" in text)
    ]

    assert sorted(set(lines)) == lines
    assert {(question.id, language) for question in find_questions() for language in ("nl", "en")} == set(numbers)
    assert {} == few
    assert [] == lacking


def test_the_weights_are_those_of_the_phrasings() -> None:
    """Learning again gives the same bytes; if not: python -m trendbreuk_graph.understanding.training."""
    assert WEIGHTS.read_text(encoding="utf-8") == train()


def test_the_words_are_those_of_the_phrasings() -> None:
    """Their stems are what the stemmers give today; if not: python -m trendbreuk_graph.understanding.training."""
    assert WORDS.read_text(encoding="utf-8") == count_words(prepare_stems())


@pytest.mark.parametrize("word", ["gemeente", "gezondheidszorg", "running", "xqzwende"])
def test_a_word_has_one_stem_whether_it_is_known_or_not(word: str) -> None:
    """What is kept and what is worked out agree."""
    (read,) = read_words(word)

    assert {word, *stem_word(word)} <= read.keys


def test_the_weights_hold_every_question_once() -> None:
    """The numbers in the file are of questions of the catalogue."""
    found = json.loads(WEIGHTS.read_bytes())
    numbers = {column for row in found["features"].values() for column in row[1::2]}

    assert sorted([OUTSIDE, *(question.id for question in find_questions())]) == found["questions"]
    assert set(range(len(found["questions"]))) == numbers


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("wie trekt de kar van @project", "project-lead"),
        ("who is in the driving seat for @project", "project-lead"),
        ("wat als @stream stopt", "what-if-stream-ends"),
        ("welke partijen verbinden @domain en @domain", "bridges"),
        ("contradictions about @thing", "contradictions-about"),
    ],
)
def test_a_sentence_sounds_like_its_question(sentence: str, question: str) -> None:
    """The right question comes first, well above the mean."""
    ranked = rank_questions(_read(sentence))

    assert question == max(ranked, key=lambda name: ranked[name])
    assert ranked[question] > 3


def test_what_says_nothing_sounds_like_nothing() -> None:
    """Without words, and with words that nobody used, all questions are alike."""
    assert {0.0} == set(rank_questions([]).values())
    assert {0.0} == set(rank_questions([frozenset({"xqzw"})]).values())


def test_features_are_words_their_pieces_and_what_stands_together() -> None:
    """By hand, for a word that has a group, one that says little, and a project."""
    found = find_features(
        [frozenset({"trekker", "trek", "#lead"}), frozenset({"%van"}), frozenset({"@project", "@thing"})]
    )

    assert found == {
        *("trekker", "trek", "#lead", "%van", "@project", "@thing"),
        *("~<tre", "~trek", "~rekk", "~ekke", "~kker", "~ker>"),
        *("trekker_%van", "#lead_%van", "%van_@project", "%van_@thing"),
        *("#lead&@project", "#lead&@thing"),
    }


def test_every_feature_is_found_where_it_stands() -> None:
    """The numbers that are looked up are those of the file, for the first and the last feature too, and for none that is not there."""
    features = json.loads(WEIGHTS.read_bytes())["features"]
    names = list(features)
    some = [names[0], names[-1], *names[:: len(names) // 500]]
    questions, lines = classifier._load()  # noqa: SLF001 - how it is looked up is what is tested

    assert len(questions) == len({*questions})
    assert {name: features[name] for name in some} == {name: classifier._find_numbers(lines, name) for name in some}  # noqa: SLF001
    assert [[]] * 4 == [classifier._find_numbers(lines, name) for name in ("", "zzz~", "\uffff", names[0][:-1])]  # noqa: SLF001


def test_what_no_question_answers_sounds_like_that() -> None:
    """Sentences of no list come out as what is outside; questions do not."""
    outside = [
        "what is the salary of @participant",
        "is @project een goed idee",
        "hoe laat gaat de trein",
        "tell me a joke",
    ]
    inside = [
        "who leads @project",
        "wie betaalt @project",
        "when does @stream end",
        "welke projecten lopen er in @place",
    ]

    assert [True] * 4 == [max(ranked, key=lambda name: ranked[name]) == OUTSIDE for ranked in map(_rank, outside)]
    assert [True] * 4 == [max(ranked, key=lambda name: ranked[name]) != OUTSIDE for ranked in map(_rank, inside)]


def _rank(text: str) -> dict[str, float]:
    return rank_questions(_read(text))


def test_the_sentences_that_are_refused_are_no_phrasings() -> None:
    """Sorted, none twice, none that is a way to put a question, and each slot is a type."""
    sentences = read_outside()
    slots = {slot for _, text in sentences for slot in re.findall(r"\{(\w+)\}", text)}

    assert sorted(set(sentences), key=lambda pair: f"{pair[0]}\t{pair[1]}") == sentences
    assert {text for _, text in sentences} & {text for _, _, text in read_phrasings()} == set()
    assert slots - {*THING_TYPES, "date"} == set()
