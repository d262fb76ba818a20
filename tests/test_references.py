"""What ties records together is checked: ids, names, repeats and evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from trendbreuk_graph.errors import Finding, FindingsError
from trendbreuk_graph.load import World, load_world
from trendbreuk_graph.references import find_own_cards

_PIECE = "{source: mini-plan, card: Zomerfit, field: Titel, anchor: Zomerfit}"
_USE = "Use an id that exists, or first add what it stands for."
_CHOOSE = "Choose another id; ids in use are never renamed."
_UNITE = "Remove it here or there, or unite the two records."
_FIELDS = "Beschrijving, Geld, Opbrengst, Samen met, Tekst, Titel, Trekker"


def _edit(data: Path, name: str, old: str, new: str) -> None:
    """Put other words in the place of the only ones that read so."""
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _append(data: Path, name: str, text: str) -> None:
    path = data / name
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _find(data: Path) -> list[Finding]:
    """Everything that is wrong with a data folder."""
    try:
        load_world(data)
    except FindingsError as error:
        return error.findings
    return []


def _organisation(organisation_id: str, name: str, extra: str = "") -> str:
    return (
        f"  - id: {organisation_id}\n    kind: organisation\n    label: {{nl: {name}, en: {name}}}\n{extra}"
        "    domains: [social]\n    domain_reason: {nl: Zo., en: So.}\n"
    )


def _stream(stream_id: str, name: str) -> str:
    return f"  - id: {stream_id}\n    label: {{nl: {name}, en: {name}}}\n    evidence: [{_PIECE}]\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "record", "field", "found", "allowed", "nearest"),
    [
        pytest.param(
            "organisations.yml", "[medical, social]", "[medical, sociall]",
            54, "zomercoalitie", "domains[1]", "sociall", "an id in vocabularies/domains.yml", "social",
            id="domain of an organisation",
        ),
        pytest.param(
            "organisations.yml", "unit_of: ggd-ministreek", "unit_of: ggd-ministrek",
            14, "ggd-jeugd", "unit_of", "ggd-ministrek", "an id in organisations.yml", "ggd-ministreek",
            id="parent of a unit",
        ),
        pytest.param(
            "organisations.yml", "noord\n  - id: gemeente-bos", "nord\n  - id: gemeente-bos",
            20, "gemeente-ade", "subregion", "nord", "an id in vocabularies/subregions.yml", "noord",
            id="subregion",
        ),
        pytest.param(
            "organisations.yml", "Named as a person only.}", "Named as a person only.}\n    represents: zomervit",
            63, "jan-jansen", "represents", "zomervit", "the file name of a project", "zomerfit",
            id="project that a person represents",
        ),
        pytest.param(
            "organisations.yml", "{who: gemeente-ade,", "{who: gemeente-aden,",
            33, "gemeenten-zuid-limburg", "members[0].who", "gemeente-aden", "an id in organisations.yml",
            "gemeente-ade",
            id="member",
        ),
        pytest.param(
            "streams.yml", "provider: ziekenhuis-oost", "provider: ziekenhuis-zuid",
            34, "ziekenhuis-inzet", "provider", "ziekenhuis-zuid", "an id in organisations.yml", "ziekenhuis-oost",
            id="provider",
        ),
        pytest.param(
            "streams.yml", "successor_of: [oude-pot]", "successor_of: [oude-pan]",
            10, "kansenregeling", "successor_of[0]", "oude-pan", "an id in streams.yml", "oude-pot",
            id="stream before",
        ),
        pytest.param(
            "streams.yml", "successor_of: [oude-pot]", "successor_of: oude-pan",
            10, "kansenregeling", "successor_of[0]", "oude-pan", "an id in streams.yml", "oude-pot",
            id="stream before without list",
        ),
        pytest.param(
            "sources.yml", "publisher: ggd-ministreek", "publisher: rijk",
            4, "mini-plan", "publisher", "rijk", "an id in organisations.yml", "",
            id="publisher like no other",
        ),
        pytest.param(
            "contradictions.yml", "about: kansenregeling", "about: kansenregelin",
            3, "kansenregeling-end", "about", "kansenregelin", "a project, organisation, stream or document",
            "kansenregeling",
            id="subject of a contradiction",
        ),
        pytest.param(
            "vocabularies/subregions.yml", "broader: ministreek", "broader: ministreeks",
            11, "subregions", "concepts[1].broader", "ministreeks", "an id in vocabularies/", "ministreek",
            id="broader concept",
        ),
        pytest.param(
            "vocabularies/gala-themes.yml", "[gezonde-jeugd]", "[gezonde-jeug]",
            8, "gala-themes", "concepts[0].close_match[0]", "gezonde-jeug", "an id in vocabularies/", "gezonde-jeugd",
            id="matching concept",
        ),
        pytest.param(
            "projects/zomerfit.yml", "life_phase: [jeugd]", "life_phase: [jeugt]",
            7, "zomerfit", "life_phase[0]", "jeugt", "an id in vocabularies/life-phases.yml", "jeugd",
            id="life phase",
        ),
        pytest.param(
            "projects/zomerfit.yml", "[gezonde-jeugd, gala-bewegen]", "[gezonde-jeugd, gala-bewegn]",
            8, "zomerfit", "themes[1]", "gala-bewegn",
            "an id in vocabularies/regioplan-themes.yml or gala-themes.yml", "gala-bewegen",
            id="theme",
        ),
        pytest.param(
            "projects/zomerfit.yml", "[gezonde-jeugd, gala-bewegen]", "[gezonde-jeugd, medical]",
            8, "zomerfit", "themes[1]", "medical",
            "an id in vocabularies/regioplan-themes.yml or gala-themes.yml", "",
            id="domain as a theme",
        ),
        pytest.param(
            "projects/zomerfit.yml", "place: ministreek", "place: ggd-ministreek",
            10, "zomerfit", "runs_in[0].place", "ggd-ministreek",
            "a municipality, or an id in vocabularies/subregions.yml", "ministreek",
            id="place that is no municipality",
        ),
        pytest.param(
            "projects/zomerfit.yml", "{domains: [medical, social]", "{domains: [medical, zorg]",
            12, "zomerfit", "connects_domains[0].domains[1]", "zorg", "an id in vocabularies/domains.yml", "",
            id="domain that is joined",
        ),
        pytest.param(
            "projects/zomerfit.yml", "{who: huisartsen", "{who: huisarts",
            21, "zomerfit", "participants[4].who", "huisarts", "an id in organisations.yml", "huisartsen",
            id="participant",
        ),
        pytest.param(
            "projects/zomerfit.yml", "{who: huisartsen", "{who: eetclub",
            21, "zomerfit", "participants[4].who", "eetclub", "an id in organisations.yml", "",
            id="project as a participant",
        ),
        pytest.param(
            "projects/zomerfit.yml", "stream: zomerfonds", "stream: zomerfons",
            30, "zomerfit", "financing[2].stream", "zomerfons", "an id in streams.yml", "zomerfonds",
            id="stream",
        ),
        pytest.param(
            "projects/eetclub.yml", "{project: zomerfit", "{project: zomervit",
            13, "eetclub", "relations[0].project", "zomervit", "the file name of a project", "zomerfit",
            id="project",
        ),
    ],
)  # fmt: skip
def test_an_id_that_leads_nowhere_is_reported(  # noqa: PLR0913, PLR0917 - an edit and the parts of its finding
    mini_data: Path,
    name: str,
    old: str,
    new: str,
    line: int,
    record: str,
    field: str,
    found: str,
    allowed: str,
    nearest: str,
) -> None:
    """Each reference is checked against the ids of its kind, and the nearest of those is named."""
    _edit(mini_data, name, old, new)

    assert [Finding(f"data/{name}", line, "dangling-id", record, field, found, allowed, nearest, _USE)] == _find(
        mini_data
    )


@pytest.mark.parametrize(
    "name",
    [
        "sources.yml",
        "organisations.yml",
        "streams.yml",
        "vocabularies/domains.yml",
        "vocabularies/gala-themes.yml",
        "vocabularies/life-phases.yml",
        "vocabularies/regioplan-themes.yml",
        "vocabularies/subregions.yml",
        "projects/zomerfit.yml",
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding(mini_data: Path, name: str) -> None:
    """What refers to its records is not reported as well: the one mistake would drown in the rest."""
    (mini_data / name).write_text("id: [", encoding="utf-8")

    assert [(f"data/{name}", "yaml-syntax")] == [(finding.file, finding.code) for finding in _find(mini_data)]


@pytest.mark.parametrize("name", ["sources", "organisations", "streams"])
def test_a_list_under_another_key_is_one_finding(mini_data: Path, name: str) -> None:
    """A list that is not found where it belongs makes nothing dangle."""
    _edit(mini_data, f"{name}.yml", f"{name}:\n", f"{name}s:\n")

    assert [(f"data/{name}.yml", "wrong-form")] == [(finding.file, finding.code) for finding in _find(mini_data)]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("streams.yml", "en: Summer Fund}", "eng: Summer Fund}", 19),
        ("organisations.yml", "en: Hospital East}", "eng: Hospital East}", 37),
        ("sources.yml", "title: {nl: Plan van de Ministreek,", "title: {nl: 5,", 3),
        ("projects/zomerfit.yml", "kind: programme", "kind: program", 2),
        ("vocabularies/domains.yml", "id: domains", "id: domains\nowner: me", 2),
    ],
)
def test_a_record_that_is_not_understood_makes_nothing_dangle(
    mini_data: Path, name: str, old: str, new: str, line: int
) -> None:
    """Only the mistake in the record itself is reported, not what refers to it."""
    _edit(mini_data, name, old, new)
    findings = _find(mini_data)

    assert {(f"data/{name}", line)} == {(finding.file, finding.line) for finding in findings}
    assert "dangling-id" not in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("name", "added", "finding"),
    [
        pytest.param(
            "organisations.yml", _organisation("huisartsen", "Artsen"),
            Finding("data/organisations.yml", 63, "duplicate-id", "huisartsen", "id", "huisartsen",
                    "an id that nothing else has", "", _CHOOSE, "data/organisations.yml:46"),
            id="in one list",
        ),
        pytest.param(
            "streams.yml", _stream("huisartsen", "Artsengeld"),
            Finding("data/streams.yml", 37, "duplicate-id", "huisartsen", "id", "huisartsen",
                    "an id that nothing else has", "", _CHOOSE, "data/organisations.yml:46"),
            id="in two lists",
        ),
        pytest.param(
            "vocabularies/gala-themes.yml",
            "  - id: eetclub\n    label: {nl: eten, en: eating}\n    definition: {nl: Eten., en: Eating.}\n",
            Finding("data/projects/eetclub.yml", 1, "duplicate-id", "eetclub", "id", "eetclub",
                    "an id that nothing else has", "", _CHOOSE, "data/vocabularies/gala-themes.yml:9"),
            id="concept and project",
        ),
        pytest.param(
            "decisions.yml",
            "  - id: groups-of-municipalities\n    question: {nl: A, en: A}\n    decision: {nl: A, en: A}\n"
            f"    reason: {{nl: A, en: A}}\n    evidence: [{_PIECE}]\n",
            Finding("data/decisions.yml", 7, "duplicate-id", "groups-of-municipalities", "id",
                    "groups-of-municipalities", "an id that nothing else has", "", _CHOOSE, "data/decisions.yml:2"),
            id="decision",
        ),
        pytest.param(
            "contradictions.yml",
            "  - id: kansenregeling-end\n    about: oude-pot\n    subject: {nl: A, en: A}\n    statements:\n"
            + f"      - {{says: {{nl: A, en: A}}, evidence: [{_PIECE}]}}\n" * 2,
            Finding("data/contradictions.yml", 10, "duplicate-id", "kansenregeling-end", "id", "kansenregeling-end",
                    "an id that nothing else has", "", _CHOOSE, "data/contradictions.yml:2"),
            id="contradiction",
        ),
    ],
)  # fmt: skip
def test_an_id_that_is_used_twice_is_reported(mini_data: Path, name: str, added: str, finding: Finding) -> None:
    """The finding stands at the later one and points to the first, whatever kinds of things the two are."""
    _append(mini_data, name, added)

    assert [finding] == _find(mini_data)


def test_a_decision_may_have_the_id_of_something_else(mini_data: Path) -> None:
    """Decisions and contradictions have ids of their own, which no address in the graph shares with a thing's."""
    _edit(mini_data, "decisions.yml", "id: groups-of-municipalities", "id: kansenregeling-end")

    assert _find(mini_data) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "record", "found", "see"),
    [
        pytest.param(
            "organisations.yml", "nl: Huisartsen, en: General practitioners", "nl: Wijkwelzijn West, en: Doctors",
            ("data/organisations.yml", 46), "huisartsen", "Wijkwelzijn West", "data/organisations.yml:41",
            id="same label",
        ),
        pytest.param(
            "organisations.yml", "[ZHO]", "[ggd]",
            ("data/organisations.yml", 38), "ziekenhuis-oost", "ggd", "data/organisations.yml:2",
            id="small letters",
        ),
        pytest.param(
            "streams.yml", "[SPUK Kansen]", "[Summer Fund]",
            ("data/streams.yml", 18), "zomerfonds", "Summer Fund", "data/streams.yml:2",
            id="label of the other language",
        ),
        pytest.param(
            "projects/eetclub.yml", "en: Dining club", "en: Summer fit chain approach",
            ("data/projects/zomerfit.yml", 4), "zomerfit", "Summer fit chain approach", "data/projects/eetclub.yml:1",
            id="other file",
        ),
        pytest.param(
            "projects/zomerfit.yml", "[Zomerfit, ZF]", "[Zomerfit, ZF, Zomerfit]",
            ("data/projects/zomerfit.yml", 4), "zomerfit", "Zomerfit", "data/projects/zomerfit.yml:1",
            id="other name twice in one record",
        ),
        pytest.param(
            "projects/zomerfit.yml", "[Zomerfit, ZF]", "[Ketenaanpak Zomerfit, ZF]",
            ("data/projects/zomerfit.yml", 4), "zomerfit", "Ketenaanpak Zomerfit", "data/projects/zomerfit.yml:1",
            id="label as other name",
        ),
    ],
)  # fmt: skip
def test_a_name_that_is_borne_twice_is_reported(  # noqa: PLR0913, PLR0917 - an edit and the parts of its finding
    mini_data: Path, name: str, old: str, new: str, place: tuple[str, int], record: str, found: str, see: str
) -> None:
    """Whoever types that name must come to one thing; capitals make no difference."""
    _edit(mini_data, name, old, new)

    assert [
        Finding(
            *place, "name-twice", record, "also_known_as", found, "a name that one record bears once", "", _UNITE, see
        )
    ] == _find(mini_data)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("projects/zomerfit.yml", "[Zomerfit, ZF]", "[Zomerfit, ZOMERFIT, ZF]", id="capitals in one record"),
        pytest.param("projects/zomerfit.yml", "[Zomerfit, ZF]", "[Summer fit chain approach]", id="own English label"),
        pytest.param("streams.yml", "nl: Oude Pot, en: Old Pot", "nl: Huisartsen, en: Eetclub", id="other kinds"),
    ],
)  # fmt: skip
def test_a_name_that_leads_to_one_thing_is_fine(mini_data: Path, name: str, old: str, new: str) -> None:
    """Spellings that the documents use, and names of things of another kind, are no mistake."""
    _edit(mini_data, name, old, new)

    assert _find(mini_data) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "found"),
    [
        pytest.param(
            "projects/zomerfit.yml", "{who: huisartsen", "{who: ziekenhuis-oost",
            21, "participants[4]", "participant ziekenhuis-oost partner", id="participant",
        ),
        pytest.param(
            "projects/beweegplein.yml", "evidence:\n  - {source: mini-plan, card: Beweegplein",
            f"  - {{project: zomerfit, kind: part-of, evidence: [{_PIECE}]}}\n"
            "evidence:\n  - {source: mini-plan, card: Beweegplein",
            18, "relations[1]", "relation zomerfit part-of", id="relation",
        ),
        pytest.param(
            "projects/beweegplein.yml", "owner_undetermined:",
            f"  - {{place: gemeente-ade, evidence: [{_PIECE}]}}\nowner_undetermined:",
            9, "runs_in[1]", "place gemeente-ade", id="place",
        ),
    ],
)  # fmt: skip
def test_a_claim_that_stands_twice_is_reported(  # noqa: PLR0913, PLR0917 - an edit and the parts of its finding
    mini_data: Path, name: str, old: str, new: str, line: int, field: str, found: str
) -> None:
    """Two entries for one claim would count twice."""
    _edit(mini_data, name, old, new)

    assert [
        Finding(
            f"data/{name}",
            line,
            "claim-twice",
            Path(name).stem,
            field,
            found,
            "one entry",
            "",
            "Put the evidence of both in one entry.",
        )
    ] == _find(mini_data)


def test_a_body_may_have_two_roles(mini_data: Path) -> None:
    """Who leads may be named as a partner too."""
    _edit(mini_data, "projects/eetclub.yml", "{who: ziekenhuis-oost", "{who: wijkwelzijn-west")

    assert _find(mini_data) == []


def test_a_project_that_is_related_to_itself_is_reported(mini_data: Path) -> None:
    """No project is part of itself."""
    _edit(mini_data, "projects/eetclub.yml", "{project: zomerfit", "{project: eetclub")

    assert [
        Finding(
            "data/projects/eetclub.yml",
            13,
            "self-relation",
            "eetclub",
            "relations[0]",
            "eetclub",
            "another project",
            "",
            "Remove it.",
        )
    ] == _find(mini_data)


@pytest.mark.parametrize(
    ("name", "old", "new", "finding"),
    [
        pytest.param(
            "projects/zomerfit.yml", "source: mini-plan, field: Geld, anchor: in natura",
            "source: mini-plans, card: Zomerfit, field: Geld, anchor: in natura",
            Finding("data/projects/zomerfit.yml", 29, "unknown-source", "zomerfit", "financing[1].evidence[0].source",
                    "mini-plans", "mini-plan", "mini-plan", "Use the id of a document in sources.yml."),
            id="document",
        ),
        pytest.param(
            "organisations.yml", "card: Zomerfit, field: Samen met, anchor: Ade", "field: Samen met, anchor: Ade",
            Finding("data/organisations.yml", 33, "card-needed", "gemeenten-zuid-limburg", "members[0].evidence[0]", "",
                    "a card of that document", "",
                    "Name the card: it may be left out only when the project's own evidence names exactly one."),
            id="no card outside a project",
        ),
        pytest.param(
            "streams.yml", "card: Beweegplein", "card: Beweegpleintje",
            Finding("data/streams.yml", 31, "unknown-card", "begroting-ade", "evidence[0].card", "Beweegpleintje",
                    "a card of that document in sources.yml", "Beweegplein", "Use the name as it stands in sources.yml."),
            id="card",
        ),
        pytest.param(
            "decisions.yml", "field: Samen met", "field: Samenmet",
            Finding("data/decisions.yml", 6, "unknown-field", "groups-of-municipalities", "evidence[0].field",
                    "Samenmet", _FIELDS, "Samen met", "Use a heading of that document, as sources.yml lists them."),
            id="field",
        ),
        pytest.param(
            "contradictions.yml", "card: Eetclub", "card: Xyz",
            Finding("data/contradictions.yml", 9, "unknown-card", "kansenregeling-end",
                    "statements[1].evidence[0].card", "Xyz", "a card of that document in sources.yml", "",
                    "Use the name as it stands in sources.yml."),
            id="card like no other",
        ),
        pytest.param(
            "not-claims.yml", "field: Beschrijving", "field: Omschrijving",
            Finding("data/not-claims.yml", 3, "unknown-field", "", "field", "Omschrijving", _FIELDS, "Beschrijving",
                    "Use a heading of that document, as sources.yml lists them."),
            id="words that claim nothing",
        ),
        pytest.param(
            "projects/beweegplein.yml", "field: Trekker", "field: Trekkers",
            Finding("data/projects/beweegplein.yml", 10, "unknown-field", "beweegplein", "owner_undetermined[0].field",
                    "Trekkers", _FIELDS, "Trekker", "Use a heading of that document, as sources.yml lists them."),
            id="owner that is not known yet",
        ),
    ],
)  # fmt: skip
def test_evidence_that_leads_nowhere_is_reported(
    mini_data: Path, name: str, old: str, new: str, finding: Finding
) -> None:
    """Document, card and field of every piece of evidence exist, wherever in a record it stands."""
    _edit(mini_data, name, old, new)

    assert [finding] == _find(mini_data)


@pytest.mark.parametrize(
    ("own", "allowed"),
    [
        pytest.param("", "a card of that document", id="none"),
        pytest.param(
            "  - {source: mini-plan, card: Eetclub, field: Titel, anchor: Eetclub}\n"
            "  - {source: mini-plan, card: Beweegplein, field: Tekst, anchor: samen kookt}\n",
            "Beweegplein, Eetclub",
            id="two",
        ),
    ],
)
def test_a_card_may_be_left_out_only_where_there_is_one(mini_data: Path, own: str, allowed: str) -> None:
    """Where the project's own evidence names no card or two, each claim must name its own."""
    own = own or "  - {source: mini-plan, field: Titel, anchor: Eetclub}\n"
    _edit(
        mini_data,
        "projects/eetclub.yml",
        "  - {source: mini-plan, card: Eetclub, field: Titel, anchor: Eetclub}\n",
        own,
    )
    places = [
        (8, "participants[0].evidence[0]"),
        (9, "participants[1].evidence[0]"),
        (11, "financing[0].evidence[0]"),
        (13, "relations[0].evidence[0]"),
    ]
    if "card" not in own:
        places.append((15, "evidence[0]"))

    assert [
        Finding(
            "data/projects/eetclub.yml",
            line,
            "card-needed",
            "eetclub",
            field,
            "",
            allowed,
            "",
            "Name the card: it may be left out only when the project's own evidence names exactly one.",
        )
        for line, field in places
    ] == _find(mini_data)


@pytest.mark.parametrize("field", ["Titel", "Tekst", "Beschrijving", "Opbrengst"])
def test_a_field_is_a_heading_or_the_whole_card(mini_data: Path, field: str) -> None:
    """Beside the headings there are the text above the first heading, the title and the whole text."""
    _edit(mini_data, "projects/eetclub.yml", "field: Beschrijving", f"field: {field}")

    assert _find(mini_data) == []


def test_the_cards_of_a_project_are_those_of_its_own_evidence(mini_world: World) -> None:
    """Claims add no card, and what is no project has none."""
    eetclub = mini_world.projects["eetclub"]
    bare = eetclub.model_copy(update={"evidence": (eetclub.evidence[0].model_copy(update={"card": None}),)})

    assert {"mini-plan": {"Eetclub"}} == find_own_cards(eetclub)
    assert {} == find_own_cards(bare)
    assert {} == find_own_cards(mini_world.streams["kansenregeling"])


@pytest.mark.parametrize(
    ("before", "after", "code", "found"),
    [
        pytest.param(
            "anchor: samen kookt",
            "anchor: Een club die samen kookt en daarna ook samen eet",
            "long-anchor",
            "Een club die samen kookt en daarna ook samen eet",
            id="quotation",
        ),
        pytest.param("status: secured,", 'status: secured, until: "2026",', "end-without-words", "2026", id="end"),
    ],
)
def test_words_are_few_and_an_end_has_them(mini_data: Path, before: str, after: str, code: str, found: str) -> None:
    """An anchor of more than eight words is a quotation; an end without the document's words cannot be weighed."""
    path = mini_data / "projects" / "eetclub.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        load_world(mini_data)

    assert [(code, found)] == [(finding.code, finding.found) for finding in caught.value.findings]
