"""What people type finds the thing they mean, or a short list, or an honest no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.errors import AmbiguousNameError, UnknownNameError
from trendbreuk_graph.names import Thing, find_by_id, find_thing, read_things
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="module")
def mini_things(mini_store: EmbeddedStore) -> list[Thing]:
    """Everything in the mini world that has a name."""
    return read_things(mini_store)


@pytest.fixture(scope="module")
def real_things() -> list[Thing]:
    """Everything in the graph of the package that has a name."""
    return read_things(EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl"))


def _thing(tail: str, *names: str) -> Thing:
    return Thing(ID + tail, "project", names[0], names[0], frozenset(names))


@pytest.mark.parametrize(
    ("tail", "kind", "names"),
    [
        ("zomerfit", "project", {"Ketenaanpak Zomerfit", "Summer fit chain approach", "Zomerfit", "ZF"}),
        ("kansenregeling", "stream", {"Kansenregeling", "Chances Scheme", "SPUK Kansen"}),
        ("ggd-jeugd", "participant", {"GGD Ministreek: Jeugd", "GGD Ministreek: youth", "Afdeling Jeugd"}),
        ("huisartsen", "participant", {"Huisartsen", "General practitioners"}),
        ("jan-jansen", "participant", {"Jan Jansen"}),
        ("gemeente-ade", "participant", {"Gemeente Ade", "Municipality of Ade"}),
        ("gala-bewegen", "concept", {"bewegen", "exercise"}),
    ],
)
def test_everything_has_a_kind_and_all_its_names(
    mini_things: list[Thing], tail: str, kind: str, names: set[str]
) -> None:
    """Both labels and every other name are known, once for each thing."""
    (thing,) = [thing for thing in mini_things if thing.id == tail]

    assert (kind, names) == (thing.kind, set(thing.names))


@pytest.mark.parametrize(
    ("tail", "types"),
    [
        ("zomerfit", {"Project"}),
        ("kansenregeling", {"FundingStream"}),
        ("gemeente-ade", {"Organisation", "Municipality"}),
        ("ggd-jeugd", {"Organisation"}),
        ("huisartsen", {"ActorGroup"}),
        ("jan-jansen", {"Person"}),
        ("gala-bewegen", {"gala-themes"}),
        ("gezonde-jeugd", {"regioplan-themes"}),
        ("jeugd", {"life-phases"}),
        ("medical", {"domains"}),
        ("noord", {"subregions"}),
    ],
)
def test_everything_has_its_types(
    mini_store: EmbeddedStore, mini_things: list[Thing], tail: str, types: set[str]
) -> None:
    """Classes for what is a body, project or stream, the list for a concept; looked up alone it is the same thing."""
    (thing,) = [thing for thing in mini_things if thing.id == tail]

    assert types == set(thing.types)
    assert thing == find_by_id(mini_store, tail)


@pytest.mark.parametrize(
    "typed",
    ["nothing", "", "Zomerfit", "zomerfit ", ID + "zomerfit", "participation/x", "-x", "x> ?p ?o . <y", "a\0b"],
    ids=repr,
)
def test_what_is_no_id_is_looked_up_nowhere(mini_store: EmbeddedStore, typed: str) -> None:
    """A name, an address and anything hostile are no ids."""
    assert find_by_id(mini_store, typed) is None


def test_a_thing_is_called_by_its_name_in_the_language(mini_things: list[Thing]) -> None:
    """The id is the tail of the IRI; the label follows the language."""
    thing = find_thing(mini_things, "zomerfit")

    assert ("zomerfit", ID + "zomerfit") == (thing.id, thing.iri)
    assert ("Ketenaanpak Zomerfit", "Summer fit chain approach") == (thing.label("nl"), thing.label("en"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("zomerfit", "zomerfit"),
        (" zomerfit ", "zomerfit"),
        (ID + "zomerfit", "zomerfit"),
        ("ggd-jeugd", "ggd-jeugd"),
        ("Ketenaanpak Zomerfit", "zomerfit"),
        ("Summer fit chain approach", "zomerfit"),
        ("KETENAANPAK ZOMERFIT", "zomerfit"),
        ("ketenaanpak  zomerfit!", "zomerfit"),
        ("Zömérfit", "zomerfit"),
        ("ZF", "zomerfit"),
        ("zho", "ziekenhuis-oost"),
        ("Spuk kansen", "kansenregeling"),
        ("SPUK-Kansen", "kansenregeling"),
        ("GGD", "ggd-ministreek"),
        ("GGD Ministreek Jeugd", "ggd-jeugd"),
        ("Zommerfit", "zomerfit"),
        ("zieknhuis oost", "ziekenhuis-oost"),
        ("Oost ziekenhuis", "ziekenhuis-oost"),
        ("wijkwelzijn", "wijkwelzijn-west"),
        ("kansen regeling", "kansenregeling"),
        ("jan janssen", "jan-jansen"),
        ("gemeent ade", "gemeente-ade"),
        ("gezonde jeugt", "gezonde-jeugd"),
        ("exercise", "gala-bewegen"),
    ],
)
def test_a_name_in_any_spelling_finds_its_thing(mini_things: list[Thing], typed: str, expected: str) -> None:
    """Ids, names, case, accents, signs, abbreviations, word order and typing mistakes lead to the one thing meant."""
    assert expected == find_thing(mini_things, typed).id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("keigezond", "keigezond"),
        ("KeiGezond", "keigezond"),
        ("keigezont", "keigezond"),
        ("Kei gezond", "keigezond"),
        ("hozl", "huisartsen-ozl"),
        ("Huisarten OZL", "huisartsen-ozl"),
        ("SamenZuyd", "vsv-samenzuyd"),
        ("samen zuyd", "vsv-samenzuyd"),
        ("spuk gala", "spuk-gala"),
        ("SPUK-GALA", "spuk-gala"),
        ("zuyderland ziekenhuis", "zuyderland"),
        ("Zuyderland", "zuyderland"),
        ("Burgerkracht", "burgerkracht-limburg"),
        ("kansrijke strat", "kansrijke-start"),
        ("GGD", "ggd-zuid-limburg"),
        ("ggd zuid limburg", "ggd-zuid-limburg"),
        ("heerlen", "gemeente-heerlen"),
        ("Gemeente Heelen", "gemeente-heerlen"),
        ("mumc", "mumc"),
        ("MUMC+", "mumc"),
        ("regiodeal parkstad", "regio-deal-parkstad"),
        ("zvw", "zvw"),
        ("VWS", "ministerie-vws"),
        ("nu niet zwangr", "nu-niet-zwanger"),
        ("Gezonde generatie", "gezonde-generatie"),
    ],
)
def test_the_region_is_found_under_the_names_that_people_use(
    real_things: list[Thing], typed: str, expected: str
) -> None:
    """In the graph of the package, everyday spellings lead to the one thing meant."""
    assert expected == find_thing(real_things, typed).id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gemeente", ["gemeente-ade", "gemeente-bos"]),
        ("ziekenhuis", ["ziekenhuis-oost", "ziekenhuis-inzet"]),
    ],
)
def test_a_name_that_fits_several_things_lists_them(mini_things: list[Thing], typed: str, expected: list[str]) -> None:
    """Nothing is guessed between things that resemble the name equally; the more alike comes first."""
    with pytest.raises(AmbiguousNameError) as caught:
        find_thing(mini_things, typed)

    assert expected == [tail for tail, _, _ in caught.value.candidates]


def test_a_candidate_comes_with_its_kind_and_name() -> None:
    """Two things that bear the same name are told apart by id, kind and label."""
    things = [_thing("a", "Eerste", "Plein"), _thing("b", "Tweede", "plein")]

    with pytest.raises(AmbiguousNameError) as caught:
        find_thing(things, "Plein")

    assert [("a", "project", "Eerste"), ("b", "project", "Tweede")] == caught.value.candidates
    assert "trendbreuk show a  (Eerste)" in str(caught.value)


def test_an_id_wins_from_a_name() -> None:
    """The id of one thing that is the name of another means the first."""
    things = [_thing("other", "plein"), _thing("plein", "Iets anders")]

    assert find_thing(things, "plein").id == "plein"


def test_an_exact_name_wins_from_a_likeness() -> None:
    """A name that is borne by one thing means that thing, however alike the names of others."""
    things = [_thing("a", "Plein 1"), _thing("b", "Plein 2"), _thing("c", "Plein")]

    assert find_thing(things, "PLEIN").id == "c"


def test_no_more_than_ten_candidates_are_listed() -> None:
    """A list that cannot be read is no help."""
    with pytest.raises(AmbiguousNameError) as caught:
        find_thing([_thing(f"plein-{number}", f"Plein nummer {number}") for number in range(12)], "Plein nummer")

    assert [f"plein-{number}" for number in range(10)] == [tail for tail, _, _ in caught.value.candidates]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("omer", ["Ketenaanpak Zomerfit", "Zomerfonds", "overheid"]),
        ("xyzzy", []),
        ("", []),
        ("  ", []),
        ("?!", []),
    ],
)
def test_a_name_of_nothing_comes_with_the_nearest_names(
    mini_things: list[Thing], typed: str, nearest: list[str]
) -> None:
    """An unknown name is never taken for something; at most three names that resemble it are given."""
    with pytest.raises(UnknownNameError) as caught:
        find_thing(mini_things, typed)

    assert nearest == caught.value.nearest
    assert all(name in str(caught.value) for name in nearest)


def test_an_empty_graph_knows_no_name() -> None:
    """Without things every name is unknown."""
    with pytest.raises(UnknownNameError, match="Nothing in the graph is called 'plein'"):
        find_thing([], "plein")


def test_the_start_of_a_word_finds_what_bears_it(mini_things: list[Thing]) -> None:
    """One bearer is the answer, several are a choice, and the middle of a word is neither."""
    assert "beweegplein" == find_thing(mini_things, "beweeg").id
    with pytest.raises(AmbiguousNameError) as caught:
        find_thing(mini_things, "zomer")

    assert {"zomerfit", "zomerfonds", "zomercoalitie"} == {tail for tail, _, _ in caught.value.candidates}


def test_show_says_that_a_name_is_unknown_and_gives_the_nearest(run: Callable[..., Result], mini_turtle: Path) -> None:
    """The command ends with exit code 1 and one sentence on standard error."""
    result = run("--lang", "en", "--graph", mini_turtle, "show", "omer")

    expected = "Error: Nothing in the graph is called 'omer'. Nearest: Ketenaanpak Zomerfit; Zomerfonds; overheid.\n"
    assert (1, "", expected) == (result.exit_code, result.stdout, result.stderr)


def test_show_gives_commands_to_choose_from(run: Callable[..., Result], mini_turtle: Path) -> None:
    """A name that fits several things ends with exit code 1 and a command to paste for each."""
    result = run("--lang", "en", "--graph", mini_turtle, "show", "gemeente")

    expected = (
        "Error: 'gemeente' can be more than one thing. Choose: \n"
        "  trendbreuk show gemeente-ade  (Gemeente Ade)\n"
        "  trendbreuk show gemeente-bos  (Gemeente Bos)\n"
    )
    assert (1, "", expected) == (result.exit_code, result.stdout, result.stderr)


def test_a_name_of_several_words_needs_no_quotes(run: Callable[..., Result], mini_turtle: Path) -> None:
    """Words after `show` are one name."""
    quoted = run("--lang", "en", "--graph", mini_turtle, "show", "Ziekenhuis Oost")
    bare = run("--lang", "en", "--graph", mini_turtle, "show", "Ziekenhuis", "Oost")

    assert quoted.exit_code == 0
    assert quoted.stdout == bare.stdout
