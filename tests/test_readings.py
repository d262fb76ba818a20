"""Names in a typed question: what it asks about, what narrows it, and what it leaves out; on the graph of the package."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.measured import read_measured
from trendbreuk_graph.names import read_things
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.understanding import Reader, Reading, Refused, Understood, Unsure

_TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader of questions about the graph of the package."""
    store = EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")
    return Reader(find_questions(), read_things(store), partial(read_measured, store))


def _understand(reader: Reader, typed: str) -> Reading:
    read = reader.read(typed, _TODAY)
    assert isinstance(read, Understood), read
    return read.reading


_LIMITS = [
    ("welke projecten in heerlen trekt de ggd", "party-leads", "ggd-zuid-limburg", "place-projects=gemeente-heerlen"),
    ("which projects does the GGD lead in Parkstad", "party-leads", "ggd-zuid-limburg", "place-projects=parkstad"),
    (
        "welke projecten in Heerlen hangen af van SPUK GALA",
        "depends-on-stream",
        "spuk-gala",
        "place-projects=gemeente-heerlen",
    ),
    (
        "which projects in Parkstad depend on SPUK GALA",
        "depends-on-stream",
        "spuk-gala",
        "place-projects=parkstad",
    ),
    (
        "welke projecten van Pharos hangen af van SPUK GALA",
        "depends-on-stream",
        "spuk-gala",
        "party-projects=pharos",
    ),
    (
        "welke partijen uit de zorg doen mee aan keigezond",
        "project-participants",
        "keigezond",
        "parties-in-domain=medical",
    ),
    (
        "which parties from the medical domain take part in keigezond",
        "project-participants",
        "keigezond",
        "parties-in-domain=medical",
    ),
]


@pytest.mark.parametrize(("typed", "question", "value", "limit"), _LIMITS, ids=[case[0] for case in _LIMITS])
def test_a_name_narrows_what_is_asked_of_another(
    typed: str, question: str, value: str, limit: str, reader: Reader
) -> None:
    """One name is what is asked about, the other is which of its rows are meant, wherever they stand."""
    reading = _understand(reader, typed)

    assert (question, [value]) == (reading.question.id, list(reading.given.values()))
    assert ((limit,), ()) == (reading.limits, reading.exceptions)


def test_a_name_narrows_a_question_that_asks_for_none(reader: Reader) -> None:
    """What holds of all projects holds of those in a place."""
    reading = _understand(reader, "welke projecten in Parkstad hebben geen zeker geld")

    assert ("money-not-secured", {}) == (reading.question.id, reading.given)
    assert ("place-projects=parkstad",) == reading.limits


@pytest.mark.parametrize(
    ("typed", "theme", "place"),
    [
        ("welke ouderenprojecten lopen in heerlen", "older-people", "gemeente-heerlen"),
        ("projecten voor ouderen in Heerlen", "older-people", "gemeente-heerlen"),
        ("peuterprojecten in Heerlen", "peutertijd", "gemeente-heerlen"),
    ],
)
def test_either_of_two_names_may_narrow_the_other(typed: str, theme: str, place: str, reader: Reader) -> None:
    """Projects for older people among those in a place are projects in that place among those for older people."""
    reading = _understand(reader, typed)
    (value,) = reading.given.values()

    assert {f"life-phase-projects={theme}", f"place-projects={place}"} == {
        f"{reading.question.id}={value}",
        *reading.limits,
    }


_EXCEPTIONS = [
    ("welke projecten trekt de ggd zonder het onderwijs", "party-leads", "domain-projects=education"),
    ("welke projecten trekt de ggd niet in heerlen", "party-leads", "place-projects=gemeente-heerlen"),
    ("welke projecten trekt de GGD, behalve in Heerlen", "party-leads", "place-projects=gemeente-heerlen"),
    ("which projects does the GGD lead except in Heerlen", "party-leads", "place-projects=gemeente-heerlen"),
    (
        "welke projecten lopen in Heerlen maar niet in Kerkrade",
        "place-projects",
        "place-projects=gemeente-kerkrade",
    ),
    (
        "welke projecten hangen af van SPUK GALA zonder Heerlen",
        "depends-on-stream",
        "place-projects=gemeente-heerlen",
    ),
]


@pytest.mark.parametrize(("typed", "question", "exception"), _EXCEPTIONS, ids=[case[0] for case in _EXCEPTIONS])
def test_a_name_that_is_denied_is_left_out(typed: str, question: str, exception: str, reader: Reader) -> None:
    """It narrows the question the other way, and never stands for what is asked about."""
    reading = _understand(reader, typed)

    assert (question, (), (exception,)) == (reading.question.id, reading.limits, reading.exceptions)
    assert exception.partition("=")[2] not in reading.given.values()


@pytest.mark.parametrize(
    ("typed", "question", "limits"),
    [
        (
            "welke projecten in Heerlen van Pharos hangen af van SPUK GALA",
            "depends-on-stream",
            ("party-projects=pharos", "place-projects=gemeente-heerlen"),
        ),
        (
            "welke ouderenprojecten trekt de ggd in heerlen",
            "party-leads",
            ("life-phase-projects=older-people", "place-projects=gemeente-heerlen"),
        ),
    ],
)
def test_two_names_narrow_what_is_asked_of_a_third(
    typed: str, question: str, limits: tuple[str, ...], reader: Reader
) -> None:
    """That is the nearest reading, whether it is sure enough to be answered or not."""
    read = reader.read(typed, _TODAY)
    assert isinstance(read, Understood | Unsure)
    best = read.reading if isinstance(read, Understood) else read.readings[0]

    assert (question, limits, ()) == (best.question.id, best.limits, best.missing)


@pytest.mark.parametrize(
    "typed",
    ["welke projecten lopen niet in heerlen", "which projects do not run in Heerlen"],
)
def test_a_sentence_that_only_denies_leaves_out_of_all_projects(typed: str, reader: Reader) -> None:
    """With no other name in it, what is left of the sentence lists projects."""
    reading = _understand(reader, typed)

    assert reading.question.id in {"projects-all", "projects-active"}
    assert ({}, (), ("place-projects=gemeente-heerlen",)) == (dict(reading.given), reading.limits, reading.exceptions)


def test_what_is_denied_of_one_thing_is_not_answered(reader: Reader) -> None:
    """Who does not lead a project is no question."""
    assert not isinstance(reader.read("wie trekt keigezond niet", _TODAY), Understood)


def test_what_depends_on_both_of_two_streams_is_a_choice(reader: Reader) -> None:
    """What depends on the one and gets money from the other too, or the other way round; what names one of them only comes behind."""
    read = reader.read("welke projecten hangen af van zowel SPUK GALA als SPUK IZA", _TODAY)
    assert isinstance(read, Unsure)
    first, second = [{*best.given.values(), *best.limits} for best in read.readings[:2]]

    assert ({"spuk-gala", "stream-projects=spuk-iza"}, {"spuk-iza", "stream-projects=spuk-gala"}) == (first, second)


@pytest.mark.parametrize(
    "typed",
    [
        "welke projecten krijgen geld van zowel SPUK GALA als SPUK IZA",
        "projects funded by SPUK GALA as well as SPUK IZA",
        "Which projects are paid by both SPUK GALA and SPUK IZA?",
    ],
)
def test_both_of_two_streams_narrow_one_another(typed: str, reader: Reader) -> None:
    """A word for "both" lets one stream narrow what is asked of the other, and it is no less sure for it."""
    best = _understand(reader, typed)
    named = {*best.given.values(), *(limit.partition("=")[2] for limit in best.limits)}

    assert {"spuk-gala", "spuk-iza"} == named
    assert 1 == len(best.limits)


@pytest.mark.parametrize("typed", ["which projects depend on the Regio Deal", "wanneer loopt de Regio Deal af"])
def test_of_several_things_of_one_name_none_is_guessed(typed: str, reader: Reader) -> None:
    """The one that no document specifies, and those that are named more fully."""
    read = reader.read(typed, _TODAY)
    assert isinstance(read, Unsure)

    assert {"regio-deal", "regio-deal-2", "regio-deal-parkstad"} == {
        value for reading in read.readings for name, value in reading.given.items() if name == "stream"
    }


def test_what_is_not_yet_granted_is_no_name_that_is_left_out(reader: Reader) -> None:
    """The "not" denies the word behind it, and not the theme."""
    best = _understand(reader, "any money requested but not yet granted for mental health")

    assert ("money-requested", ("theme-projects=mentale-gezondheid",), ()) == (
        best.question.id,
        best.limits,
        best.exceptions,
    )


def test_a_second_stream_without_a_word_for_both_is_no_limit(reader: Reader) -> None:
    """Two streams side by side may mean either."""
    read = reader.read("welke projecten hangen af van SPUK GALA en SPUK IZA", _TODAY)
    readings = (read.reading,) if isinstance(read, Understood) else read.readings if isinstance(read, Unsure) else ()

    assert readings
    assert [
        reading.limits
        for reading in readings
        if {"spuk-gala", "spuk-iza"}
        == {*reading.given.values(), *(limit.partition("=")[2] for limit in reading.limits)}
        and reading.limits
    ] == []


@pytest.mark.parametrize(
    "typed", ["welke projecten hangen af van SPUK GALA in Kerkrade", "which projects does the GGD lead in Maastricht"]
)
def test_a_municipality_is_a_place_before_it_is_a_party(typed: str, reader: Reader) -> None:
    """As a limit it says where a project runs."""
    (limit,) = _understand(reader, typed).limits

    assert f"place-projects=gemeente-{typed.rsplit(maxsplit=1)[-1].lower()}" == limit


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("who leads the Healthy Pregnancy for All project", "Healthy Pregnancy for All"),
        ("who leads the Keigezond Summer Camp project", "Keigezond Summer Camp"),
        ("wie trekt het project Keigezond Zomerkamp", "Keigezond Zomerkamp"),
    ],
)
def test_a_longer_name_with_capitals_is_another_name(typed: str, name: str, reader: Reader) -> None:
    """That a part of it is known does not make it known."""
    read = reader.read(typed, _TODAY)

    assert isinstance(read, Refused)
    assert name == read.name


@pytest.mark.parametrize("typed", ["who leads the Keigezond project", "WHO LEADS THE KEIGEZOND PROJECT"])
def test_a_name_with_capitals_is_itself(typed: str, reader: Reader) -> None:
    """Nothing stands around it that is written as a name, where not all words are."""
    reading = _understand(reader, typed)

    assert ("project-lead", {"project": "keigezond"}) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize("typed", ["peuterprojecten", "peuter projecten", "Peuterprojecten?"])
def test_what_is_written_as_one_is_read_apart(typed: str, reader: Reader) -> None:
    """Projects of what stands before them in the word."""
    reading = _understand(reader, typed)

    assert ("life-phase-projects", {"phase": "peutertijd"}) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize(
    ("typed", "question", "first", "last"),
    [
        ("welke geldstromen eindigen na 2025", "streams-ending", "2026-01-01", "2099-12-31"),
        ("which streams end after 2025", "streams-ending", "2026-01-01", "2099-12-31"),
        ("welk zeker geld loopt af na 2025", "money-ending", "2026-01-01", "2099-12-31"),
        ("welke geldstromen eindigen sinds 2024", "streams-ending", "2024-01-01", "2026-11-22"),
        ("welk zeker geld eindigde voor eind 2024", "money-ending", "2000-01-01", "2024-12-31"),
        ("what secured money ended before the end of 2024", "money-ending", "2000-01-01", "2024-12-31"),
    ],
)
def test_an_open_period_has_the_end_that_its_words_mean(
    typed: str, question: str, first: str, last: str, reader: Reader
) -> None:
    """After a year that is past goes on for ever, since it until today; before a day that is past began long ago."""
    reading = _understand(reader, typed)

    assert (question, {"from": first, "until": last}) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize(
    ("typed", "question", "given"),
    [
        ("valpreventie", "project-card", {"project": "valpreventie"}),
        ("wie doet mee aan valpreventie", "project-participants", {"project": "valpreventie"}),
        (
            "welke projecten vallen onder het thema valpreventie",
            "theme-projects",
            {"theme": "gala-valpreventie"},
        ),
    ],
)
def test_a_theme_that_is_a_project_too_is_the_project(
    typed: str, question: str, given: dict[str, str], reader: Reader
) -> None:
    """Unless the word for a theme stands before it."""
    reading = _understand(reader, typed)

    assert (question, given) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("vergelijk keigezond met jogg-zuid-limburg", {"first": "keigezond", "second": "jogg-zuid-limburg"}),
        ("wat is het verschil tussen SPUK GALA en SPUK IZA", {"first": "spuk-gala", "second": "spuk-iza"}),
        ("compare GGD and Zuyderland", {"first": "ggd-zuid-limburg", "second": "zuyderland"}),
    ],
)
def test_things_of_one_kind_are_compared(typed: str, given: dict[str, str], reader: Reader) -> None:
    """Two projects, two streams, two parties."""
    reading = _understand(reader, typed)

    assert ("things-compared", given) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize(
    "typed", ["vergelijk keigezond met spuk gala", "compare keigezond and SPUK GALA", "vergelijk Pharos met keigezond"]
)
def test_things_of_different_kinds_are_not_compared(typed: str, reader: Reader) -> None:
    """A project with a stream or a party: no comparison has them both, whatever is made of the sentence."""
    read = reader.read(typed, _TODAY)
    readings = () if isinstance(read, Refused) else (read.reading,) if isinstance(read, Understood) else read.readings

    assert readings
    assert not [one for one in readings if one.question.id == "things-compared" and len(one.given) > 1]


@pytest.mark.parametrize(
    "typed",
    [
        "welke projecten lopen niet in Heerlen en Kerkrade",
        "welke projecten trekt de GGD behalve in Heerlen of Kerkrade",
        "alle projecten behalve de gestopte",
        "which projects except planned ones run in Heerlen",
        "welke projecten zonder geld lopen in Heerlen",
        "welke projecten heeft Pharos, maar Meander niet",
    ],
)
def test_what_is_left_out_is_never_what_is_asked_for(typed: str, reader: Reader) -> None:
    """What cannot be left out is at most a choice; a name that is denied is no value and no limit."""
    read = reader.read(typed, _TODAY)
    if isinstance(read, Understood):
        asked = {*read.reading.given.values(), *read.reading.limits}

        assert read.reading.exceptions
        assert not [one for one in asked if "heerlen" in one or "kerkrade" in one or "meander" in one]


_DAYS = [
    (
        "what if SPUK IZA ends after 31 December 2026 while SPUK GALA is extended until 31 December 2028",
        "what-if-one-extended",
        {"first": "spuk-iza", "second": "spuk-gala", "end": "2026-12-31", "until": "2028-12-31"},
    ),
    (
        "de stand van het geld van elk project op 31 december 2026, met een horizon tot en met 31 december 2027",
        "audit-classes",
        {"day": "2026-12-31", "until": "2027-12-31"},
    ),
    (
        "how does the money of every project stand as of 1 April 2027, looking ahead to the end of that year",
        "audit-classes",
        {"day": "2027-04-01", "until": "2027-12-31"},
    ),
    (
        "which projects lose money in 2027, by the end of that year",
        "projects-falling-away",
        {"day": "2027-01-01", "until": "2027-12-31"},
    ),
    (
        "welke projecten verliezen geld vanaf 1 december",
        "projects-falling-away",
        {"day": "2026-12-01", "until": "2027-12-01"},
    ),
    (
        "which projects lose money from 1 January 2027",
        "projects-falling-away",
        {"day": "2027-01-01", "until": "2028-01-01"},
    ),
    ("welke projecten verliezen geld na 2026", "projects-falling-away", {"until": "2026-12-31"}),
    (
        "welke projecten verliezen geld vanaf 1 december tot eind 2027",
        "projects-falling-away",
        {"day": "2026-12-01", "until": "2027-12-31"},
    ),
    (
        "welke projecten verliezen geld op 31 december 2026 uit SPUK GALA 2023-2027",
        "projects-falling-away",
        {"until": "2026-12-31"},
    ),
    (
        "welke doelen moeten in 2027 gehaald worden, dus voor het einde van dat jaar",
        "targets-coming",
        {"from": "2027-01-01", "until": "2027-12-31"},
    ),
]


@pytest.mark.parametrize(("typed", "question", "given"), _DAYS, ids=[case[0] for case in _DAYS])
def test_each_of_two_days_has_its_place(typed: str, question: str, given: dict[str, str], reader: Reader) -> None:
    """What stops "after" a day stops with it; the day on which is not the day until which."""
    reading = _understand(reader, typed)

    assert (question, given) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize(
    "typed",
    [
        "how does Pharos connect the social sector with bananas",
        "how does Pharos connect wombats with the social sector",
    ],
)
def test_the_other_of_two_is_not_supposed(typed: str, reader: Reader) -> None:
    """Who names one domain and something unknown does not mean the domain that stands there by default."""
    read = reader.read(typed, _TODAY)

    offered = read.readings if isinstance(read, Unsure) else ()
    bridging = [one for one in offered if one.question.id == "party-bridge" and "social" in one.given.values()]

    assert not isinstance(read, Understood)
    assert [one.given for one in bridging if not one.missing] == []


@pytest.mark.parametrize(
    ("typed", "municipality"),
    [
        ("waar zit gemeente Simpelveld allemaal in, ook als dat via de Parkstadgemeenten gaat", "gemeente-simpelveld"),
        ("what is Vaals in, on its own or via the Zuid-Limburg municipalities", "gemeente-vaals"),
    ],
)
def test_the_group_that_is_gone_by_is_not_asked_about(typed: str, municipality: str, reader: Reader) -> None:
    """A municipality takes part by way of it."""
    reading = _understand(reader, typed)

    assert ("municipality-projects", {"municipality": municipality}, ()) == (
        reading.question.id,
        dict(reading.given),
        reading.limits,
    )


@pytest.mark.parametrize(
    ("typed", "party"),
    [
        ("welke projecten in Heerlen lopen via de huisartsen", "huisartsen-poh"),
        ("ik ben huisarts, met wie werk ik samen in Keigezond", "huisartsen-poh"),
        ("I'm after midwives in Keigezond", "verloskundigenpraktijken"),
    ],
)
def test_who_is_asked_about_is_not_passed_by(typed: str, party: str, reader: Reader) -> None:
    """Neither as the way by which something runs, nor because somebody is that, or looks for it."""
    reading = _understand(reader, typed)
    named = {*reading.given.values(), *(limit.partition("=")[2] for limit in reading.limits)}

    assert party in named


@pytest.mark.parametrize(
    "typed",
    [
        "welke bruggen zijn er naar het onderwijs",
        "wie zijn de bruggenbouwers in de zorg",
        "welke partijen verbinden de zorg met andere domeinen",
    ],
)
def test_one_domain_is_no_pair(typed: str, reader: Reader) -> None:
    """Which the other is nobody knows, and no other pair is meant."""
    assert isinstance(reader.read(typed, _TODAY), Unsure)


@pytest.mark.parametrize(
    "typed", ["Goh, wie trekt Keigezond?", "Spoedvraag: wie trekt Keigezond", "Jan, wie trekt Keigezond"]
)
def test_a_word_before_a_whole_question_is_no_name(typed: str, reader: Reader) -> None:
    """It is when the question points back to it."""
    reading = _understand(reader, typed)

    assert ("project-lead", {"project": "keigezond"}) == (reading.question.id, dict(reading.given))


def test_two_known_names_side_by_side_are_no_third(reader: Reader) -> None:
    """A place may stand before a party."""
    assert not isinstance(reader.read("Which Parkstad GGD projects lose money", _TODAY), Refused)


@pytest.mark.parametrize("typed", ["ik ben een verloskundige, wie trekt keigezond", "I'm a GP, who leads keigezond"])
def test_who_asks_is_not_asked_about(typed: str, reader: Reader) -> None:
    """What somebody says to be is no part of the question."""
    reading = _understand(reader, typed)

    assert ("project-lead", {"project": "keigezond"}, ()) == (reading.question.id, dict(reading.given), reading.limits)


def test_a_party_that_is_asked_about_is_not_taken_for_who_asks(reader: Reader) -> None:
    """Not every "ik" says who that is."""
    assert "huisartsen-poh" in _understand(reader, "ik wil weten of huisartsen meedoen aan keigezond").given.values()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("who leads Heuvelland Vitaal", "Heuvelland Vitaal"),
        ("Wie trekt het project Samen Fit in de Wijk?", "Samen Fit in de Wijk"),
        ("leefbaarheidsfonds, wat bekostigt dat", "leefbaarheidsfonds"),
        ("wie doet er mee met zorgdorp maasband", "zorgdorp maasband"),
        ("Xonar - which projects are they in?", "Xonar"),
    ],
)
def test_parts_of_names_and_names_that_stand_alone_are_names(typed: str, name: str, reader: Reader) -> None:
    """Two parts of known names side by side are the name of something else; an unknown word may be a clause by itself."""
    read = reader.read(typed, _TODAY)

    assert isinstance(read, Refused)
    assert name == read.name


@pytest.mark.parametrize("typed", ["mag een zwangere vrouw eigenlijk rauwmelkse kaas", "peuters knuffelbanaan"])
def test_a_name_beside_unknown_words_is_no_question(typed: str, reader: Reader) -> None:
    """However much it sounds like one: nothing that was said has to do with this graph."""
    assert isinstance(reader.read(typed, _TODAY), Refused)


def test_the_word_before_a_name_tells_its_kind(reader: Reader) -> None:
    """Labour market is a theme and a domain."""
    reading = _understand(reader, "theme labour market, list its projects")

    assert ("theme-projects", {"theme": "arbeidsmarkt"}) == (reading.question.id, dict(reading.given))


@pytest.mark.parametrize(
    ("typed", "question", "given"),
    [
        ("wie komt in twee stapjes bij de meeste anderen uit, geef de top 5", "most-reach", {"top": "5"}),
        ("everyone within 2 steps of Pharos", "ego-network", {"who": "pharos", "steps": "2"}),
        ("geef me de 10 partijen met de meeste partners", "most-connected", {"top": "10"}),
    ],
)
def test_each_number_has_its_place(typed: str, question: str, given: dict[str, str], reader: Reader) -> None:
    """How many steps, and how many rows."""
    reading = _understand(reader, typed)

    assert (question, given) == (reading.question.id, dict(reading.given))


def test_what_sounds_like_two_questions_alike_is_a_choice(reader: Reader) -> None:
    """However well its words fit."""
    read = reader.read("projecten die afgerond zijn en nu lopen", _TODAY)

    assert isinstance(read, Unsure)
    assert read.readings[0].ahead < 0.3


def test_what_sounds_like_a_question_that_leaves_names_unused_is_answered(reader: Reader) -> None:
    """Insurers are a domain and a party; how one party connects has no use for the other domain."""
    reading = _understand(reader, "name me the 3 parties that best link schools with the health insurers")

    assert ("bridges", {"first": "education", "second": "insurer", "top": "3"}) == (
        reading.question.id,
        dict(reading.given),
    )
