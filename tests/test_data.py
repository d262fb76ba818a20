"""The records themselves: one case a file, and what the documents say there must be."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel

from trendbreuk_graph import records
from trendbreuk_graph.load import World, load_world
from trendbreuk_graph.places import find_part
from trendbreuk_graph.yaml_reader import Parsed, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = find_part("data")
#: Files that hold a list: the key of the list and what its entries are.
_LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "contradictions.yml": ("contradictions", records.Contradiction),
    "decisions.yml": ("decisions", records.Decision),
    "not-claims.yml": ("not_claims", records.NotClaim),
    "organisations.yml": ("organisations", records.Organisation),
    "sources.yml": ("sources", records.SourceDocument),
    "streams.yml": ("streams", records.Stream),
}
_FOLDERS: dict[str, type[BaseModel]] = {"projects": records.Project, "vocabularies": records.Scheme}

_FILES = [*sorted(_DATA.glob("*.yml")), *(path for name in _FOLDERS for path in sorted((_DATA / name).glob("*.yml")))]
_RECORD_FILES = [path for path in _FILES if path.parent != _DATA]

each_file = pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")

#: Cards of the two documents with activities that introduce or explain, and describe no activity of their own.
_INTRODUCTIONS = {
    "werkplan-2024": {
        "Inleiding",
        "1.1 Samen de schouders eronder",
        "1.2 We durven kritisch te zijn",
        "1.3 Samen bouwen we verder",
        "1.4 De basis versterken",
        "Lijst met afkortingen",
    },
    "regioplan-bijlage": {"Inleiding"},
    "voortgang-2024": {"Inleiding", "Meer informatie"},
}
#: The parts of the plan of Heerlen as the plan numbers them: 1 to 13, of which 6 in two, and a to k under part 2.
_HEERLEN_PARTS = [
    "1. Lokaal Sportakkoord",
    "2. Brede regeling combinatiefunctionarissen",
    "a) Heel Heerlen Beweegt",
    "b) Verenigingsondersteuning",
    "c) Iedereen Kan Sporten",
    "d) Healthy Life",
    "e) Sportieve buitenruimtes",
    "f) Sport- en cultuurparticipatie Heerlen-Noord",
    "g) Schoolzwemmen",
    "h) Jeugd- en jongerenwerk JenS",
    "i) Educatieve medewerkers",
    "j) Senior Actief",
    "k) VoorleesExpress",
    "3. Terugdringen gezondheidsachterstanden",
    "4. Kansrijke Start",
    "5. Mentale gezondheid",
    "6A. GLI-kinderen (Keigezond)",
    "6B. GLI-volwassenen",
    "7. Valpreventie",
    "8. (Gezonde) Leefomgeving",
    "9. Opgroeien in een Kansrijke Omgeving & Vroegsignalering Alcoholproblematiek",
    "10. Versterken sociale basis",
    "11. Mantelzorg",
    "12. Eén tegen eenzaamheid",
    "13. Welzijn op Recept",
]


@pytest.fixture(scope="module")
def world() -> World:
    """All records of the repository."""
    return load_world(_DATA)


@cache
def _read(path: Path) -> Parsed:
    parsed = read_yaml(path, path.name)
    assert isinstance(parsed, Parsed), parsed
    return parsed


def _entries(path: Path) -> list[tuple[str, Any, type[BaseModel]]]:
    """The records of a file: where each stands, its plain value and its model."""
    value = _read(path).value
    if path.parent.name in _FOLDERS:
        return [("", value, _FOLDERS[path.parent.name])]
    key, model = _LISTS[path.name]
    return [(f"{key}[{index}]", entry, model) for index, entry in enumerate(value[key])]


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys of a record in the order in which they are written: a claim's note and evidence close it."""
    keys = [info.alias or name for name, info in model.model_fields.items()]
    last = ["note", "evidence"] if issubclass(model, records.Claim) else []
    return [key for key in keys if key not in last] + last


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for one in get_args(annotation) if (found := _inner_model(one)) is not None), None)


def _walk(at: str, value: Any, model: type[BaseModel]) -> Iterator[tuple[str, dict[str, Any], type[BaseModel]]]:
    """A record and every record inside it."""
    yield at, value, model
    for name, info in model.model_fields.items():
        inner = _inner_model(info.annotation)
        held = value.get(info.alias or name)
        if inner is None or held is None:
            continue
        for index, item in enumerate(held if isinstance(held, list) else [held]):
            yield from _walk(f"{at}.{name}[{index}]", item, inner)


def _all_records(path: Path) -> Iterator[tuple[str, dict[str, Any], type[BaseModel]]]:
    for at, value, model in _entries(path):
        yield from _walk(at, value, model)


def test_all_files_are_looked_at() -> None:
    """The cases below are all the files of the records there are."""
    assert set(_DATA.rglob("*.yml")) == set(_FILES)
    assert len(_FILES) > 100
    assert {path.name for path in _FILES if path.parent == _DATA} == set(_LISTS)


def test_the_cases_reach_every_kind_of_record() -> None:
    """The walk through the files meets records and claims of every kind that the models know."""
    met = {model.__name__ for path in _FILES for _, _, model in _all_records(path)}
    models = {name for name in records.__all__ if isinstance(getattr(records, name), type)}

    assert models - met == {"MoneyWords"}, "words for money stand in sources.yml beside the list"


@each_file
def test_a_file_has_clean_lines(path: Path) -> None:
    """No trailing spaces, tabs, carriage returns or empty last lines; the last line ends."""
    text = path.read_bytes().decode("utf-8")
    bad = [n for n, line in enumerate(text.split("\n"), 1) if line != line.rstrip() or "\t" in line or "\r" in line]

    assert bad == [], f"{path.name}: take the spaces away at the end of these lines"
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not text.startswith("\ufeff")


@each_file
def test_keys_stand_in_their_order(path: Path) -> None:
    """Every record and every claim has its keys in the order of the record models."""
    found = list(_all_records(path))
    wrong = [
        (at, list(value)) for at, value, model in found if list(value) != [key for key in _keys(model) if key in value]
    ]

    assert found
    assert wrong == []


@pytest.mark.parametrize("path", _RECORD_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_bears_the_id_of_its_record(path: Path) -> None:
    """The name of a file is the id of the record in it."""
    assert _read(path).value["id"] == path.stem


@each_file
def test_texts_are_trimmed(path: Path) -> None:
    """Names, labels and other texts have no spaces around them, no two in a row, and none before a comma or full stop."""
    texts = [
        (at, key, text)
        for at, value, _ in _all_records(path)
        for key, held in value.items()
        for text in (held if isinstance(held, list) else [held])
        if isinstance(text, str) and key not in {"anchor", "until_wording", "furniture", "starts_at", "heading"}
    ]

    assert texts
    assert [one for one in texts if one[2] != one[2].strip() or re.search(r"\s{2}|\s[,.;]", one[2])] == []


@each_file
def test_anchors_are_a_few_words(path: Path) -> None:
    """An anchor is at most eight words: enough to find the place, never a sentence."""
    anchors = [(at, str(value["anchor"])) for at, value, _ in _all_records(path) if "anchor" in value]

    assert [one for one in anchors if not 1 <= len(one[1].split()) <= 8] == []


@pytest.mark.parametrize("path", sorted((_DATA / "projects").glob("*.yml")), ids=lambda path: path.stem)
def test_a_summary_is_short(path: Path) -> None:
    """A summary has at most sixty words in each language, ends as a sentence does, and the two are not the same text."""
    summary = _read(path).value["summary"]

    assert {language: len(text.split()) for language, text in summary.items() if len(text.split()) > 60} == {}
    assert [text for text in summary.values() if not text.endswith((".", "!", "?"))] == []
    assert summary["nl"] != summary["en"]


def test_every_name_is_borne_once(world: World) -> None:
    """No two organisations, streams or projects share a name, in whatever case; a record has each of its names once."""
    for kind in (world.organisations, world.streams, world.projects):
        names = Counter(
            name
            for record in kind.values()
            for name in {n.casefold() for n in (record.label.nl, record.label.en, *record.also_known_as)}
        )
        repeated = [r.id for r in kind.values() if len({*r.also_known_as, r.label.nl}) < len(r.also_known_as) + 1]

        assert {name: times for name, times in names.items() if times > 1} == {}
        assert repeated == []


@pytest.mark.parametrize("name", sorted(_LISTS))
def test_ids_are_borne_once(name: str) -> None:
    """Every id is used once in its list, and every list holds something."""
    entries = _read(_DATA / name).value[_LISTS[name][0]]
    ids = Counter(entry["id"] for entry in entries if "id" in entry)

    assert entries
    assert {one: times for one, times in ids.items() if times > 1} == {}


def _named_by(world: World) -> set[str]:
    """Ids of organisations that a project, body, stream or document names, or whose unit or member does."""
    named = {who.who for project in world.projects.values() for who in project.participants}
    named |= {place.place for project in world.projects.values() for place in project.runs_in}
    named |= {stream.provider for stream in world.streams.values() if stream.provider}
    named |= {source.publisher for source in world.sources.values()}
    named |= {contradiction.about for contradiction in world.contradictions.values()}
    for organisation in world.organisations.values():
        if organisation.members:
            named |= {organisation.id, *(member.who for member in organisation.members)}
        if organisation.unit_of:
            named.add(organisation.unit_of)
        if organisation.evidence:
            named.add(organisation.id)
    return named


def test_every_organisation_is_used(world: World) -> None:
    """Each body takes part, provides, publishes, is a member or has members or units, or has evidence of its own."""
    assert set(world.organisations) - _named_by(world) == set()


def test_every_stream_is_used(world: World) -> None:
    """Each stream pays, may pay or paid for some project, or is one that a later stream took over from."""
    used = {line.stream for project in world.projects.values() for line in project.financing}
    used |= {earlier for stream in world.streams.values() for earlier in stream.successor_of}

    assert set(world.streams) - used == set()


@pytest.mark.parametrize("scheme", ["domains", "regioplan-themes", "gala-themes", "life-phases", "subregions"])
def test_every_concept_is_used(world: World, scheme: str) -> None:
    """Each domain, theme, life phase and subregion stands in some record."""
    used = {theme for p in world.projects.values() for theme in (*p.themes, *p.life_phase)}
    used |= {place.place for p in world.projects.values() for place in p.runs_in}
    used |= {domain for o in world.organisations.values() for domain in o.domains}
    used |= {o.subregion for o in world.organisations.values() if o.subregion}

    assert {concept.id for concept in world.schemes[scheme].concepts} - used == set()


def _described(world: World, source: str) -> set[str]:
    """Cards of a document in which some project is described."""
    pieces = (piece for project in world.projects.values() for piece in project.evidence)
    return {str(piece.card) for piece in pieces if piece.source == source}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        pytest.param("werkplan-2024", 31, id="werkplan"),
        pytest.param("regioplan-bijlage", 30, id="regioplan"),
        pytest.param("voortgang-2024", 26, id="progress-report"),
    ],
)
def test_every_activity_card_is_described(world: World, source: str, count: int) -> None:
    """As many cards as the document has activities, each the subject of at least one project."""
    cards = {card.card for card in world.sources[source].cards}
    activities = cards - _INTRODUCTIONS[source]

    assert cards >= _INTRODUCTIONS[source]
    assert len(activities) == count
    assert activities - _described(world, source) == set()


def test_every_part_of_the_plan_of_heerlen_is_described(world: World) -> None:
    """Parts 1 to 13, with 6A and 6B, and a to k are cards of the plan, and each is the subject of a project."""
    cards = [card.card for card in world.sources["gala-heerlen"].cards]

    assert [card for card in cards if card in _HEERLEN_PARTS] == _HEERLEN_PARTS
    assert [re.match(r"\w+", part).group() for part in _HEERLEN_PARTS] == [  # type: ignore[union-attr]  # all match
        "1", "2", *"abcdefghijk", "3", "4", "5", "6A", "6B", *(str(number) for number in range(7, 14)),
    ]  # fmt: skip
    assert set(_HEERLEN_PARTS) - _described(world, "gala-heerlen") == set()


def test_the_region_has_sixteen_municipalities(world: World) -> None:
    """Sixteen municipalities lie in the three subregions of Zuid-Limburg: seven, six and three."""
    found = Counter(o.subregion for o in world.organisations.values() if o.kind == "municipality" and o.subregion)

    assert found == {"parkstad": 7, "maastricht-heuvelland": 6, "westelijke-mijnstreek": 3}


def test_the_group_of_municipalities_is_the_sixteen(world: World) -> None:
    """The members of the group of all municipalities are those that lie in a subregion."""
    members = {member.who for member in world.organisations["gemeenten-zuid-limburg"].members}

    assert members == {o.id for o in world.organisations.values() if o.kind == "municipality" and o.subregion}


@pytest.mark.parametrize(
    ("what", "least"),
    [("projects", 100), ("participations", 450), ("financings", 200), ("organisations", 250), ("streams", 40)],
)
def test_the_records_are_as_many_as_before(world: World, what: str, least: int) -> None:
    """Records do not get lost: there are at least as many as the five documents gave when they were first read."""
    counts = {
        "projects": len(world.projects),
        "participations": sum(len(project.participants) for project in world.projects.values()),
        "financings": sum(len(project.financing) for project in world.projects.values()),
        "organisations": len(world.organisations),
        "streams": len(world.streams),
    }

    assert counts[what] >= least


@pytest.mark.parametrize("status", get_args(records.FinancingStatus))
def test_every_financing_status_occurs(world: World, status: str) -> None:
    """The closed list of statuses holds none that the documents never give."""
    assert [line for project in world.projects.values() for line in project.financing if line.status == status]


def test_an_end_is_given_with_its_words(world: World) -> None:
    """Whoever gives an end quotes the words of the document, and no words stand without an end."""
    lines = [line for project in world.projects.values() for line in project.financing]
    dated: list[records.Financing | records.Stream] = [*lines, *world.streams.values()]

    assert [one for one in dated if (one.until is None) != (one.until_wording is None)] == []
