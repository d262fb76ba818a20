"""Two questions at once: rows are kept or left out by another question, and the answer says by which."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.answering import answer_question, bind_terms, describe_function
from trendbreuk_graph.catalogue import find_questions, load_question
from trendbreuk_graph.errors import LimitError, UnknownNameError, UnknownQuestionError
from trendbreuk_graph.names import read_things
from trendbreuk_graph.narrowing import Asked, answer_among, name_asked, read_limit
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.questions import find_kind
from trendbreuk_graph.understanding.matching import Matcher

if TYPE_CHECKING:
    from trendbreuk_graph.answers import Answer
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import EmbeddedStore

_TODAY = dt.date(2026, 1, 31)
every_language = pytest.mark.parametrize("language", ["nl", "en"])


def _ask(store: EmbeddedStore, question_id: str, *limits: str, language: Language = "en", **given: str) -> Asked:
    """A question of the mini world with what narrows it; a limit that begins with ``!`` leaves out."""
    question = load_question(question_id)
    read = [read_limit(store, question, text.lstrip("!"), _TODAY, excludes=text.startswith("!")) for text in limits]
    return Asked(question, read_values(store, question, given, _TODAY), tuple(read), language)


def _first(answer: Answer) -> list[str | None]:
    """The ids of what the rows begin with."""
    return [ids[0] for ids in answer.ids]


def _whole(store: EmbeddedStore, asked: Asked) -> Answer:
    """The answer to the question alone."""
    return answer_question(store, asked.question, asked.values, asked.language)


_ALL = ["zomerfit", "beweegplein", "eetclub"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((), _ALL),
        (("theme-projects=gezonde-jeugd",), ["zomerfit", "beweegplein"]),
        (("!theme-projects=gezonde-jeugd",), ["eetclub"]),
        (("party-projects=ziekenhuis-oost",), ["zomerfit", "eetclub"]),
        (("!party-projects=ziekenhuis-oost",), ["beweegplein"]),
        (("projects-planned",), ["beweegplein"]),
        (("!projects-planned",), ["zomerfit", "eetclub"]),
        (("projects-falling-away",), ["zomerfit", "eetclub"]),
        (("!projects-falling-away",), ["beweegplein"]),
        (("theme-projects=gezonde-jeugd", "party-projects=ziekenhuis-oost"), ["zomerfit"]),
        (("theme-projects=gezonde-jeugd", "!projects-planned"), ["zomerfit"]),
        (("!theme-projects=gezonde-jeugd", "!projects-planned"), ["eetclub"]),
        (("projects-planned", "projects-stopped"), []),
        (("projects-completed",), []),
        (("!projects-completed",), _ALL),
    ],
    ids=str,
)
def test_rows_are_kept_by_what_also_answers_another_question(
    mini_store: EmbeddedStore, limits: tuple[str, ...], expected: list[str]
) -> None:
    """Or left out by it, by several at once too, by a query as by a computation; those that are left keep their order."""
    assert expected == _first(answer_among(mini_store, _ask(mini_store, "projects-by-participants", *limits)))


def test_without_limits_a_question_is_answered_as_ever(mini_store: EmbeddedStore) -> None:
    """Nothing is added to it."""
    asked = _ask(mini_store, "projects-by-participants")

    assert _whole(mini_store, asked) == answer_among(mini_store, asked)


def test_a_limit_of_everything_changes_no_row(mini_store: EmbeddedStore) -> None:
    """Rows, ids, headings, kinds and explanation are those of the question; only what is said about the limit is new."""
    asked = _ask(mini_store, "projects-by-participants", "projects-all")
    whole, left = _whole(mini_store, asked), answer_among(mini_store, asked)

    assert (whole.rows, whole.ids, whole.columns) == (left.rows, left.ids, left.columns)
    assert (whole.kinds, whole.reading, whole.question) == (left.kinds, left.reading, left.question)


def test_rows_stay_beside_their_ids_and_places(mini_store: EmbeddedStore) -> None:
    """Of each row that is left, name, id and places are those that it had."""
    asked = _ask(mini_store, "money-secured", "!projects-falling-away")
    whole, left = _whole(mini_store, asked), answer_among(mini_store, asked)
    at = [ids[0] for ids in whole.ids].index("beweegplein")

    assert ((whole.rows[at],), (whole.ids[at],)) == (left.rows, left.ids)
    assert (whole.evidence[at],) == left.evidence


def test_a_row_shows_the_places_of_both_questions(mini_store: EmbeddedStore) -> None:
    """Its own first, those of the limit behind."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-falling-away", "party-projects=ziekenhuis-oost"))

    assert answer.evidence == (
        (
            "mini-plan › Eetclub › Geld: «Gedekt uit de Kansenregeling»",
            "mini-plan › Eetclub › Samen met: «Ziekenhuis Oost»",
        ),
        (
            "mini-plan › Zomerfit › Geld: «gedekt uit de Kansenregeling»",
            "mini-plan › Zomerfit › Samen met: «Ziekenhuis Oost»",
        ),
    )


def test_a_place_that_both_questions_rest_on_is_shown_once(mini_store: EmbeddedStore) -> None:
    """What says that the money ends says that it is there."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-falling-away", "stream-projects=kansenregeling"))

    assert answer.evidence == (
        ("mini-plan › Eetclub › Geld: «Gedekt uit de Kansenregeling»",),
        ("mini-plan › Zomerfit › Geld: «gedekt uit de Kansenregeling»",),
    )


def test_the_places_of_every_row_of_a_limit_count(mini_store: EmbeddedStore) -> None:
    """A party that provides two streams is one row, with the places of both."""
    answer = answer_among(mini_store, _ask(mini_store, "parties-all", "providers-all"))

    assert dict(zip(_first(answer), answer.evidence, strict=True)) == {
        "gemeente-ade": (
            "mini-plan › Beweegplein › Geld: «begroting van Ade»",
            "mini-plan › Zomerfit › Geld: «Kansenregeling tot en met 2026»",
        ),
        "ziekenhuis-oost": ("mini-plan › Zomerfit › Geld: «inzet van het ziekenhuis»",),
    }


def test_a_count_among_what_rests_on_claims_shows_their_places(mini_store: EmbeddedStore) -> None:
    """The question itself has none."""
    asked = _ask(mini_store, "parties-all", "project-participants=zomerfit")
    answer = answer_among(mini_store, asked)
    places = dict(zip(_first(answer), answer.evidence, strict=True))

    assert () == _whole(mini_store, asked).evidence
    assert ("mini-plan › Zomerfit › Trekker: «GGD Ministreek»",) == places["ggd-ministreek"]
    assert {1} == {len(found) for found in places.values()}


def test_what_rests_on_claims_keeps_its_places_among_counts(mini_store: EmbeddedStore) -> None:
    """The limit has none to add."""
    asked = _ask(mini_store, "projects-falling-away", "projects-by-participants")

    assert _whole(mini_store, asked).evidence == answer_among(mini_store, asked).evidence


def test_what_is_left_out_leaves_no_places(mini_store: EmbeddedStore) -> None:
    """Rows that are in no exception do not rest on it: a count has no places, and others have their own."""
    counted = answer_among(mini_store, _ask(mini_store, "parties-all", "!project-participants=zomerfit"))
    sourced = answer_among(mini_store, _ask(mini_store, "projects-stopped", "!projects-planned"))

    assert () == counted.evidence
    assert (("mini-plan › Eetclub › Titel: «Eetclub»",),) == sourced.evidence


@pytest.mark.parametrize("limit", ["party-projects=ziekenhuis-oost", "!projects-planned"])
def test_places_are_not_looked_up_unasked(mini_store: EmbeddedStore, limit: str) -> None:
    """The rows are the same."""
    asked = _ask(mini_store, "projects-falling-away", limit)
    without = answer_among(mini_store, asked, evidence=False)

    assert () == without.evidence
    assert ["eetclub", "zomerfit"] == _first(without) == _first(answer_among(mini_store, asked))


@pytest.mark.parametrize(
    ("language", "title", "denominator"),
    [
        (
            "nl",
            (
                "Welke projecten hebben de meeste deelnemers, en uit hoeveel domeinen? "
                "Alleen projecten van het thema gezonde jeugd. Zonder projecten die gepland zijn."
            ),
            "1 van 2 rijen; 2 van 3 rijen; ",
        ),
        (
            "en",
            (
                "Which projects have the most participants, and from how many domains? "
                "Only projects of the theme healthy youth. Without projects that are planned."
            ),
            "1 of 2 rows; 2 of 3 rows; ",
        ),
    ],
)
def test_an_answer_says_what_it_is_narrowed_to(
    mini_store: EmbeddedStore, language: Language, title: str, denominator: str
) -> None:
    """Behind the question, limit after limit; before the denominator of the whole, how many rows each has left."""
    asked = _ask(
        mini_store,
        "projects-by-participants",
        "theme-projects=gezonde-jeugd",
        "!projects-planned",
        language=language,
    )
    answer = answer_among(mini_store, asked)

    assert title == answer.title == name_asked(asked)
    assert denominator + _whole(mini_store, asked).denominator == answer.denominator


def test_a_question_without_a_denominator_says_how_many_rows_are_left(mini_store: EmbeddedStore) -> None:
    """And by which column, for a stream stands in each row too."""
    asked = _ask(mini_store, "money-ended", "!projects-planned")

    assert "" == _whole(mini_store, asked).denominator
    assert "1 of 1 row by the column “project”" == answer_among(mini_store, asked).denominator


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "Van 2 rijen blijft er geen over. Alleen projecten die gepland zijn."),
        ("en", "Of 2 rows none is left. Only projects that are planned."),
    ],
)
def test_that_no_row_is_left_is_said(mini_store: EmbeddedStore, language: Language, expected: str) -> None:
    """With how many there were, and by what they went."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-falling-away", "projects-planned", language=language))

    assert ((), (), (), expected) == (answer.rows, answer.ids, answer.evidence, answer.empty)


def test_that_an_exception_takes_all_rows_is_said(mini_store: EmbeddedStore) -> None:
    """As of any limit."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-falling-away", "!stream-projects=kansenregeling"))

    assert () == answer.rows
    assert "Of 2 rows none is left. Without projects for which Chances Scheme is named." == answer.empty


@every_language
def test_a_limit_without_rows_says_what_that_means(mini_store: EmbeddedStore, language: Language) -> None:
    """Silence of the documents is why nothing is left."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-all", "projects-completed", language=language))
    silence = load_question("projects-completed")

    assert answer.empty.startswith({"nl": "Van 3 rijen", "en": "Of 3 rows"}[language])
    assert answer.empty.endswith(f". {silence.empty_nl if language == 'nl' else silence.empty_en}")


def test_a_question_without_rows_says_what_that_means(mini_store: EmbeddedStore) -> None:
    """No limit is to blame."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-completed", "projects-planned"))

    assert load_question("projects-completed").empty_en == answer.empty


def test_an_answer_with_rows_does_not_say_that_there_are_none(mini_store: EmbeddedStore) -> None:
    """Nor that the exception is empty."""
    assert "" == answer_among(mini_store, _ask(mini_store, "projects-all", "!projects-completed")).empty


def test_how_not_to_read_it_is_said_of_both(mini_store: EmbeddedStore) -> None:
    """A limit has its own pitfalls."""
    answer = answer_among(mini_store, _ask(mini_store, "projects-falling-away", "projects-planned"))
    own, other = load_question("projects-falling-away"), load_question("projects-planned")

    assert f"{own.not_en} {other.not_en}" == answer.caution


def test_what_ran_is_shown_of_both(mini_store: EmbeddedStore) -> None:
    """Each query with its values, that of the question first; of a computation what it documents."""
    asked = _ask(mini_store, "projects-all", "place-projects=noord", "projects-falling-away")
    place, falling = asked.limits
    ran = [
        bind_terms(asked.question.text, {}),
        bind_terms(place.question.text, place.values),
        describe_function(falling.question),
    ]
    computed = _ask(mini_store, "projects-falling-away", "place-projects=noord")

    assert "\n\n".join(ran) == answer_among(mini_store, asked).query
    assert "\n\n".join((ran[2], ran[1])) == answer_among(mini_store, computed).query


def test_what_lacks_such_a_thing_is_in_no_limit(mini_store: EmbeddedStore) -> None:
    """Nobody is named as lead of Beweegplein: it is not among what a party of some domain leads, and not left out with it."""
    among = answer_among(mini_store, _ask(mini_store, "projects-all", "parties-in-domain=social"))
    without = answer_among(mini_store, _ask(mini_store, "projects-all", "!parties-in-domain=social"))

    assert ["eetclub"] == _first(among)
    assert ["beweegplein", "zomerfit"] == _first(without)


def test_what_lacks_it_on_both_sides_does_not_meet(mini_store: EmbeddedStore) -> None:
    """A stream without a known provider has nothing to do with a project without a lead."""
    whole = _first(_whole(mini_store, _ask(mini_store, "streams-all")))

    assert [] == _first(answer_among(mini_store, _ask(mini_store, "streams-all", "projects-all")))
    assert whole == _first(answer_among(mini_store, _ask(mini_store, "streams-all", "!projects-all")))


@pytest.mark.parametrize(
    ("question", "limit", "expected"),
    [
        ("projects-all", "bridges", ["zomerfit"]),
        ("parties-all", "projects-all", ["wijkwelzijn-west", "ggd-ministreek"]),
        ("streams-all", "money-ending", ["kansenregeling"]),
        ("projects-all", "money-ending", ["eetclub", "zomerfit"]),
    ],
)
def test_questions_meet_in_what_both_name(
    mini_store: EmbeddedStore, question: str, limit: str, expected: list[str]
) -> None:
    """Project, party or stream, wherever it stands in the rows; of several the first that the limit names."""
    assert expected == _first(answer_among(mini_store, _ask(mini_store, question, limit)))


@pytest.mark.parametrize(
    ("limit", "language", "expected"),
    [
        ("place-projects=noord", "nl", "Alleen projecten die in Noord lopen."),
        ("place-projects=noord", "en", "Only projects that run in North."),
        ("!party-projects=ZHO", "nl", "Zonder projecten waaraan Ziekenhuis Oost meedoet."),
        ("!party-projects=ZHO", "en", "Without projects in which Hospital East takes part."),
        ("projects-planned", "nl", "Alleen projecten die gepland zijn."),
        ("project-lead=zf", "nl", "Alleen wat ook antwoord is op “Wie trekt Ketenaanpak Zomerfit?”."),
        ("!project-lead=zf", "en", "Without what also answers “Who leads Summer fit chain approach?”."),
        (
            "projects-falling-away",
            "en",
            "Only projects that lose secured money between 2026-01-31 and 2027-01-31.",
        ),
    ],
)
def test_a_limit_is_said_in_words(mini_store: EmbeddedStore, limit: str, language: Language, expected: str) -> None:
    """Those of its header with the names of its values, else the whole question."""
    (read,) = _ask(mini_store, "projects-all", limit).limits

    assert expected == read.tell_whole(language)
    assert read.tell(language) in expected


@pytest.mark.parametrize("typed", ["place-projects=noord", " place-projects = North ", "place-projects=NOORD"])
def test_a_limit_is_read_as_it_is_typed(mini_store: EmbeddedStore, typed: str) -> None:
    """Spaces do not count, and its value may be any name of the thing; given all things, none is read again."""
    question = load_question("projects-all")
    things = read_things(mini_store)
    read = read_limit(mini_store, question, typed, _TODAY, things)

    assert ("place-projects", {"place": "noord"}, False) == (
        read.question.id,
        {name: thing.id for thing in things for name, value in read.values.items() if thing == value},
        read.excludes,
    )
    assert read == read_limit(mini_store, question, typed, _TODAY)


def test_days_of_a_limit_count_from_today(mini_store: EmbeddedStore) -> None:
    """As those of a question; they need not be given."""
    limit = read_limit(mini_store, load_question("projects-all"), "projects-falling-away", dt.date(2025, 6, 1))

    assert {"day": dt.date(2025, 6, 1), "until": dt.date(2026, 6, 1)} == limit.values


@pytest.mark.parametrize(
    ("question", "limit", "problem"),
    [
        (
            "projects-all",
            "projects-of-both=ZHO",
            "'projects-of-both' cannot narrow a question: it needs first, second. What narrows needs one value at most.",
        ),
        ("projects-all", "projects-planned=2026", "'projects-planned' needs no value: {option} projects-planned"),
        ("projects-all", "projects-planned=", "'projects-planned' needs no value: {option} projects-planned"),
        (
            "projects-all",
            "place-projects",
            "'place-projects' needs a value, for example: {option} place-projects=gemeente-heerlen",
        ),
        (
            "projects-all",
            "place-projects= ",
            "'place-projects' needs a value, for example: {option} place-projects=gemeente-heerlen",
        ),
        (
            "projects-all",
            "decisions-all",
            "'decisions-all' cannot narrow 'projects-all': their rows name different kinds of things.",
        ),
        (
            "decisions-all",
            "projects-planned",
            "'projects-planned' cannot narrow 'decisions-all': their rows name different kinds of things.",
        ),
        (
            "money-secured",
            "parties-all",
            "'parties-all' cannot narrow 'money-secured': their rows name different kinds of things.",
        ),
    ],
    ids=lambda text: text[:30],
)
@pytest.mark.parametrize("sign", ["", "!"], ids=["among", "except"])
def test_what_cannot_narrow_is_refused(
    mini_store: EmbeddedStore, question: str, limit: str, problem: str, sign: str
) -> None:
    """With what to type instead, as the option that was typed."""
    with pytest.raises(LimitError) as caught:
        _ask(mini_store, question, sign + limit)

    assert problem.format(option="--except" if sign else "--among") == str(caught.value)
    assert "limit" == caught.value.code


@pytest.mark.parametrize(
    ("limit", "nearest"), [("place-project=noord", "place-projects"), ("projects-planed", "projects-planned")]
)
def test_an_unknown_limit_comes_with_the_nearest(mini_store: EmbeddedStore, limit: str, nearest: str) -> None:
    """As an unknown question does."""
    with pytest.raises(UnknownQuestionError) as caught:
        _ask(mini_store, "projects-all", limit)

    assert caught.value.nearest[0].startswith(nearest)


@pytest.mark.parametrize(("value", "nearest"), [("qwxyz", []), ("zomerfit", ["Noord"]), ("a=b", [])])
def test_an_unknown_name_in_a_limit_is_named(mini_store: EmbeddedStore, value: str, nearest: list[str]) -> None:
    """What is no place, or nothing at all."""
    with pytest.raises(UnknownNameError) as caught:
        _ask(mini_store, "projects-all", f"place-projects={value}")

    assert (value, nearest) == (caught.value.name, list(caught.value.nearest))


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        *((name, "project") for name in ("project", "part", "whole", "other")),
        *((name, "party") for name in ("who", "partner", "member", "body", "unit", "provider")),
        ("municipality", "municipality"),
        ("stream", "stream"),
        *((name, "") for name in ("note", "projectNl", "whoEn", "status", "claim", "")),
    ],
)
def test_a_column_tells_what_it_names(column: str, kind: str) -> None:
    """By its name; names in a language, texts and claims are no things."""
    assert kind == find_kind(column)


def test_every_limit_of_typed_questions_can_be_typed(mini_store: EmbeddedStore) -> None:
    """What a matcher narrows a question by, the command line takes too, and both begin with one kind of thing."""
    matcher = Matcher(find_questions())
    values = {
        "domain": "medical",
        "life-phase": "jeugd",
        "participant": "ziekenhuis-oost",
        "place": "noord",
        "project": "zomerfit",
        "stream": "kansenregeling",
        "subregion": "noord",
        "theme": "gezonde-jeugd",
    }
    for question_id in ("projects-all", "parties-all", "municipalities-participation"):
        question = load_question(question_id)
        found = matcher.find_limits(question)
        assert found
        for other, parameter in found:
            limit = read_limit(mini_store, question, f"{other.id}={values[parameter.type]}", _TODAY)
            assert question.kinds[0] == limit.question.kinds[0]


def test_a_question_of_no_kind_is_narrowed_by_nothing() -> None:
    """Decisions and contradictions name no project, party or stream."""
    assert [] == Matcher(find_questions()).find_limits(load_question("decisions-all"))
