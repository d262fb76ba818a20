"""Names of the graph in typed words: parts, brackets, shortened small words, slips of the keyboard."""

from __future__ import annotations

import pytest

from trendbreuk_graph.names import Thing
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.understanding.mentions import NameIndex
from trendbreuk_graph.understanding.words import read_words

_NAMES = {
    "mumc": ["MUMC+", "Maastricht UMC+ (university hospital)"],
    "ggd": ["GGD"],
    "ggd-seksueel": ["GGD (Centrum Seksuele Gezondheid)"],
    "dgs": ["De Gezonde Grote Stad"],
    "levantto": ["Levantto en NOVIzorg"],
    "school-toekomst": ["Gezonde Basisschool van de Toekomst"],
    "gala": ["GALA", "SPUK GALA"],
    "agenda": ["Sociale Agenda Limburg"],
    "zorg": ["zorg"],
    "fase": ["last phase of life"],
    "leefstijl": ["GLI volwassenen", "Combined lifestyle intervention for adults"],
    "adults": ["adults"],
    "ou": ["Open Universiteit", "Open University of the Netherlands"],
    "mosa": ["Academische Werkplaats", "Academische Werkplaats Publieke Gezondheid Mosa"],
    "middelen": ["gemeentelijke middelen", "municipal budgets"],
    "cz": ["CZ", "VGZ en CZ samen"],
    "vgz": ["VGZ"],
    "bundelen": ["Bundelen thuiszorg"],
    "sporthuis": ["Huis voor de Sport Limburg"],
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """An index of these names."""
    return NameIndex(Thing(f"{ID}{name}", "Project", name, name, frozenset(names)) for name, names in _NAMES.items())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Maastricht UMC+", ["mumc"]),
        ("de GGD", ["ggd"]),
        ("die ene stad", []),
        ("de gezonde grote stad", ["dgs"]),
        ("Levantto", ["levantto"]),
        ("Levanto", ["levantto"]),
        ("Gezonde Basisschool vd Toekomst", ["school-toekomst"]),
        ("GALA-gelden", ["gala"]),
        ("Sociale Agneda Limburg", ["agenda"]),
        ("zorg en onderwijs", ["zorg"]),
        ("projects per phase of life", []),
        ("last phase of life", ["fase"]),
        ("Gezonde Bassischool van de Toekomst", ["school-toekomst"]),
        ("Gezonde Hogeschool van de Toekomst", []),
        ("GLI adults numbers", ["leefstijl"]),
        ("adults numbers", ["adults"]),
        ("CZ VGZ", ["cz", "vgz"]),
        ("the Open Universty", ["ou"]),
        ("an open uniform", []),
        ("Sociale Agenda", ["agenda"]),
        ("het bundelen van de thuiszorg", ["bundelen"]),
        ("Huis vd Sport Limburg", ["sporthuis"]),
    ],
)
def test_a_name_is_found_as_people_type_it(typed: str, expected: list[str], index: NameIndex) -> None:
    """What stands in brackets may be left out unless that is another's name, and small words too; a single word must be the first or most of a name."""
    words = read_words(typed, frozenset({"phase", "life", "projects", "onderwijs", "numbers"}))

    assert expected == [mention.things[0][0].id for mention in index.find(words)]


def test_a_name_of_two_words_is_found_the_other_way_round() -> None:
    """In English with "of", in Dutch with "van"; two names with "of" between them are the one or the other."""
    names = {"um": ("Universiteit Maastricht", "Maastricht University"), "both": ("JGZ GGD", "JGZ GGD")}
    names |= {one: (one, one) for one in ("JGZ", "GGD")}
    index = NameIndex(Thing(f"{ID}{name}", "Project", nl, en, frozenset({nl, en})) for name, (nl, en) in names.items())
    found = {
        typed: [(mention.things[0][0].id, mention.sureness) for mention in index.find(read_words(typed, frozenset()))]
        for typed in ("University of Maastricht", "Maastricht van Universiteit", "GGD of JGZ")
    }

    assert {
        "University of Maastricht": [("um", 1.0)],
        "Maastricht van Universiteit": [("um", 1.0)],
        "GGD of JGZ": [("GGD", 1.0), ("JGZ", 1.0)],
    } == found


def test_a_stream_left_open_stands_for_those_that_are_named_more_fully() -> None:
    """Which Regio Deal is meant has to be asked; what is no stream is none of them."""
    names = {"open": "Regio Deal (niet nader aangeduid)", "parkstad": "Regio Deal Parkstad", "spuk": "SPUK GALA"}
    things = [Thing(f"{ID}{name}", "stream", text, text, frozenset({text})) for name, text in names.items()]
    project = Thing(f"{ID}groep", "project", "Regio Deal Groep", "Regio Deal Groep", frozenset({"Regio Deal Groep"}))
    (mention,) = NameIndex([*things, project]).find(read_words("de Regio Deal", frozenset()))

    assert [("open", 1.0), ("parkstad", 1.0)] == [(thing.id, sureness) for thing, sureness in mention.things]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Academische Werkplaats Mosa", [("mosa", 0, 3)]),
        ("municipal budgets (gemeentelijke middelen)", [("middelen", 0, 4)]),
        ("CZ of GGD", [("cz", 0, 1), ("ggd", 2, 3)]),
        ("CZ, CZ", [("cz", 0, 2)]),
    ],
)
def test_a_mention_takes_in_all_words_of_its_thing(
    typed: str, expected: list[tuple[str, int, int]], index: NameIndex
) -> None:
    """Further words of its own name, and another of its names right behind it: what is left over would count as not understood."""
    words = read_words(typed, frozenset())

    assert expected == [(mention.things[0][0].id, mention.start, mention.end) for mention in index.find(words)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("zorgprojecten", "zorg projecten"),
        ("welke Zorgprojecten zijn er?", "welke Zorg projecten zijn er?"),
        ("ggd-projecten", "ggd-projecten"),
        ("het galaprogramma en de galaprojecten.", "het gala programma en de gala projecten."),
        ("limburgproject", "limburgproject"),
        ("levensprojecten", "levensprojecten"),
        ("zorgsprojecten", "zorgs projecten"),
        ("zorg", "zorg"),
        ("projecten", "projecten"),
        ("zorg-side partners, de zorgkant", "zorg side partners, de zorg kant"),
        ("subprojecten", "subprojecten"),
        ("wijkprojecten", "wijkprojecten"),
        ("", ""),
    ],
)
def test_a_name_is_cut_from_what_is_written_as_one_with_it(typed: str, expected: str, index: NameIndex) -> None:
    """Whole names only, in any form; all other words and signs stay as they were typed."""
    assert expected == index.split_compounds(typed)


def test_a_compound_that_is_a_name_itself_stays_whole() -> None:
    """What bears just that name is meant."""
    names = {"zorg": "Zorg", "zorgprogramma": "Zorgprogramma"}
    both = NameIndex(Thing(f"{ID}{name}", "Project", label, label, frozenset({label})) for name, label in names.items())

    assert "zorgprogramma met zorg projecten" == both.split_compounds("zorgprogramma met zorgprojecten")
