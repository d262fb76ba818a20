"""All records are read, or all mistakes are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trendbreuk_graph.errors import Finding, FindingsError, MissingPartError
from trendbreuk_graph.load import World, load_world
from trendbreuk_graph.records import Evidence, Project


def _find(data: Path) -> list[Finding]:
    """Everything that is wrong with a data folder that is not in order."""
    with pytest.raises(FindingsError) as caught:
        load_world(data)
    return caught.value.findings


def _edit(path: Path, old: str, new: str) -> None:
    """Put other words in the place of the only ones that read so."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _cards(project: Project) -> set[str | None]:
    """The cards of all evidence in a project."""
    claims = (
        *project.participants,
        *project.financing,
        *project.relations,
        *project.runs_in,
        *project.connects_domains,
        *project.observations,
        *project.targets,
    )
    pieces = [*project.evidence, *project.owner_undetermined, *(piece for claim in claims for piece in claim.evidence)]
    return {piece.card for piece in pieces}


def test_every_record_is_read(mini_world: World) -> None:
    """Records of all kinds are there, each under its id, in the order of the ids."""
    assert ["mini-plan"] == list(mini_world.sources)
    assert [
        "gemeente-ade",
        "gemeente-bos",
        "gemeenten-zuid-limburg",
        "ggd-jeugd",
        "ggd-ministreek",
        "huisartsen",
        "jan-jansen",
        "wijkwelzijn-west",
        "ziekenhuis-oost",
        "zomercoalitie",
    ] == list(mini_world.organisations)
    assert [
        "begroting-ade",
        "kansenregeling",
        "oude-pot",
        "verzekeraar-geld",
        "ziekenhuis-inzet",
        "zomerfonds",
    ] == list(mini_world.streams)
    assert ["domains", "gala-themes", "life-phases", "regioplan-themes", "subregions"] == list(mini_world.schemes)
    assert ["beweegplein", "eetclub", "zomerfit"] == list(mini_world.projects)
    assert ["kansenregeling-end"] == list(mini_world.contradictions)
    assert ["groups-of-municipalities"] == list(mini_world.decisions)


def test_lists_without_ids_keep_their_order(mini_world: World) -> None:
    """What claims nothing and the words for money come as they stand in their files."""
    assert ["Er wordt contact gezocht", "de kosten worden later bekend"] == [
        entry.anchor for entry in mini_world.not_claims
    ]
    assert ("gedekt", "kosten", r"\bgeld\b") == mini_world.money_words


def test_concepts_are_found_by_their_id(mini_world: World) -> None:
    """The concepts of all schemes stand together."""
    assert {
        "medical",
        "social",
        "public-health",
        "government",
        "gala-bewegen",
        "jeugd",
        "gezonde-jeugd",
        "ministreek",
        "noord",
    } == set(mini_world.concepts)
    assert mini_world.concepts["noord"].broader == "ministreek"


def test_a_card_that_was_left_out_is_filled_in(mini_world: World) -> None:
    """After loading, every piece of evidence names its card, also in claims within claims."""
    assert {
        "beweegplein": {"Beweegplein"},
        "eetclub": {"Eetclub"},
        "zomerfit": {"Zomerfit"},
    } == {project.id: _cards(project) for project in mini_world.projects.values()}


def test_a_card_that_is_named_stays(mini_data: Path) -> None:
    """A claim may point to another card than its project's."""
    _edit(
        mini_data / "projects" / "eetclub.yml",
        "source: mini-plan, field: Trekker",
        "source: mini-plan, card: Beweegplein, field: Trekker",
    )
    project = load_world(mini_data).projects["eetclub"]

    assert (
        Evidence(source="mini-plan", card="Beweegplein", field="Trekker", anchor="Wijkwelzijn West"),
    ) == project.participants[0].evidence
    assert {"Beweegplein", "Eetclub"} == _cards(project)


def test_numbers_and_dates_are_as_written(mini_world: World) -> None:
    """Amounts are exact and dates are no more precise than their text."""
    gap = mini_world.projects["zomerfit"].financing[4]
    stream = mini_world.streams["kansenregeling"]

    assert ("gap", None, "5000") == (gap.status, gap.stream, str(gap.amount))
    assert ("2024", "2026", False) == (stream.from_, stream.until, stream.structural)
    assert mini_world.streams["oude-pot"].structural is None


@pytest.mark.parametrize("name", ["contradictions.yml", "decisions.yml", "not-claims.yml"])
def test_a_region_may_do_without_some_lists(mini_data: Path, name: str) -> None:
    """Contradictions, decisions and words that claim nothing need not be there."""
    (mini_data / name).unlink()
    world = load_world(mini_data)
    lists = {
        "contradictions.yml": world.contradictions,
        "decisions.yml": world.decisions,
        "not-claims.yml": world.not_claims,
    }

    assert [name] == [other for other, records in lists.items() if not records]


@pytest.mark.parametrize("name", ["sources.yml", "organisations.yml", "streams.yml"])
def test_a_list_that_must_be_there_is_missed(mini_data: Path, name: str) -> None:
    """A missing list is one finding, and nothing that refers to it is reported."""
    (mini_data / name).unlink()

    assert [
        Finding(
            f"data/{name}",
            0,
            "unreadable",
            found="No such file or directory",
            way_out="Restore the file or its rights.",
        )
    ] == _find(mini_data)


def test_words_for_money_may_be_left_out(mini_data: Path) -> None:
    """A region need not look for money outside the money headings."""
    _edit(mini_data / "sources.yml", "money_words:\n  - gedekt\n  - kosten\n  - \\bgeld\\b\n", "")

    assert load_world(mini_data).money_words == ()


@pytest.mark.parametrize(
    ("written", "line", "field", "found", "allowed", "way_out"),
    [
        (
            " gedekt",
            21,
            "money_words",
            "gedekt",
            "a list",
            "Start each entry with `- `, or write [a, b].",
        ),
        (" 5", 21, "money_words", "5", "a list", "Start each entry with `- `, or write [a, b]."),
        ("", 21, "money_words", "null", "a list", "Start each entry with `- `, or write [a, b]."),
        (
            "\n  - gedekt\n  - 5",
            23,
            "money_words[1]",
            "5",
            "text",
            "Put quotes around it: a number or true/false is no text.",
        ),
        (
            "\n  - (gedekt",
            22,
            "money_words[0]",
            "(gedekt (missing ), unterminated subpattern at position 1)",
            "a regular expression",
            "Mend the record.",
        ),
    ],
    ids=["text", "number", "nothing", "number in the list", "broken expression"],
)
def test_words_for_money_that_cannot_be_used_are_reported(  # noqa: PLR0913, PLR0917 - the parts of a finding
    mini_data: Path, written: str, line: int, field: str, found: str, allowed: str, way_out: str
) -> None:
    """They are a list of regular expressions; a single text would be taken letter by letter."""
    _edit(
        mini_data / "sources.yml", "money_words:\n  - gedekt\n  - kosten\n  - \\bgeld\\b\n", f"money_words:{written}\n"
    )

    assert [Finding("data/sources.yml", line, "wrong-value", "", field, found, allowed, "", way_out)] == _find(
        mini_data
    )


@pytest.mark.parametrize(
    "content",
    ["- id: huisartsen\n", "organisation: []\n", "organisations: huisartsen\n", "organisations:\n", "text\n"],
    ids=["list", "other key", "text under the key", "nothing under the key", "text"],
)
def test_a_list_in_another_form_is_reported(mini_data: Path, content: str) -> None:
    """A file of records holds one list under its own key."""
    (mini_data / "organisations.yml").write_text(content, encoding="utf-8")

    assert [
        Finding(
            "data/organisations.yml",
            1,
            "wrong-form",
            field="organisations",
            allowed="a list under this key",
            way_out="Add the key.",
        )
    ] == _find(mini_data)


@pytest.mark.parametrize(
    ("name", "line", "allowed"),
    [("streams.yml", 37, "streams"), ("sources.yml", 25, "money_words, sources")],
)
def test_an_unknown_key_beside_a_list_is_reported(mini_data: Path, name: str, line: int, allowed: str) -> None:
    """Nothing stands beside the list but the words for money beside the documents."""
    path = mini_data / name
    path.write_text(path.read_text(encoding="utf-8") + "remark: x\n", encoding="utf-8")

    assert [
        Finding(
            f"data/{name}",
            line,
            "unknown-key",
            "",
            "remark",
            "remark",
            allowed,
            "",
            "Mend the key or remove it; nothing is skipped silently.",
        )
    ] == _find(mini_data)


@pytest.mark.parametrize(
    ("old", "new"),
    [("projects/zomerfit.yml", "projects/zomerkamp.yml"), ("vocabularies/domains.yml", "vocabularies/areas.yml")],
)
def test_a_file_name_that_is_not_the_id_is_reported(mini_data: Path, old: str, new: str) -> None:
    """File name and id are one; the finding stands at the id."""
    (mini_data / old).rename(mini_data / new)
    found, allowed = Path(old).stem, Path(new).stem

    assert [
        Finding(
            f"data/{new}",
            1,
            "id-is-not-file-name",
            found,
            "id",
            found,
            allowed,
            "",
            "Rename the file, or mend the id.",
        )
    ] == _find(mini_data)


@pytest.mark.parametrize("name", ["projects/zomerfit.yml", "vocabularies/domains.yml"])
def test_an_id_that_is_not_the_file_name_is_one_finding(mini_data: Path, name: str) -> None:
    """What refers to the id that the file name promises is not reported as well."""
    stem = Path(name).stem
    _edit(mini_data / name, f"id: {stem}\n", f"id: {stem}-x\n")

    assert [("id-is-not-file-name", f"{stem}-x", stem)] == [
        (finding.code, finding.found, finding.allowed) for finding in _find(mini_data)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "zomerkamp.yml",
        "organisations.yaml",
        "projects/zomerkamp.yaml",
        "projects/zomerkamp.YML",
        "projects/oud/zomerkamp.yml",
        "vocabularies/themes.csv",
        "project/zomerkamp.yml",
        "projects/organisations.yml.bak",
        "vocabularies/readme.md",
    ],
)
def test_a_foreign_file_is_reported(mini_data: Path, name: str) -> None:
    """A misplaced or misnamed record is not passed over in silence."""
    (mini_data / name).parent.mkdir(exist_ok=True)
    (mini_data / name).write_text("id: zomerkamp\n", encoding="utf-8")

    assert [
        Finding(
            f"data/{name}",
            0,
            "foreign-file",
            found=Path(name).name,
            allowed="the lists, projects/*.yml and vocabularies/*.yml",
            way_out="Move or rename it; records end in .yml.",
        )
    ] == _find(mini_data)


@pytest.mark.parametrize("name", ["README.md", "projects/README.md", ".DS_Store", "projects/.zomerfit.yml.swp"])
def test_hidden_files_and_readmes_are_left_alone(mini_data: Path, name: str) -> None:
    """What editors and systems leave behind is no record."""
    (mini_data / name).write_text("x", encoding="utf-8")

    assert len(load_world(mini_data).projects) == 3


def test_a_folder_named_like_a_record_is_reported(mini_data: Path) -> None:
    """A folder that ends in .yml cannot be read."""
    (mini_data / "projects" / "kamp.yml").mkdir()

    assert [("data/projects/kamp.yml", "unreadable", "Is a directory")] == [
        (finding.file, finding.code, finding.found) for finding in _find(mini_data)
    ]


@pytest.mark.parametrize("name", ["nowhere", "streams.yml"], ids=["missing", "file"])
def test_a_missing_folder_is_told_with_the_way_out(mini_data: Path, name: str) -> None:
    """The message names the folder as the user typed it."""
    path = mini_data / name

    with pytest.raises(MissingPartError) as caught:
        load_world(path)

    assert str(path) == caught.value.path
    assert f"{path}: not found. Point --data at a folder with sources.yml, projects/ and the others." == str(
        caught.value
    )


def test_an_empty_folder_misses_the_three_lists(tmp_path: Path) -> None:
    """An empty folder is not an empty region."""
    assert [f"{tmp_path.name}/{name}.yml" for name in ("organisations", "sources", "streams")] == [
        finding.file for finding in _find(tmp_path)
    ]


def test_findings_name_the_folder_however_it_was_given(mini_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside the data folder a dot is enough, and files are still named by the folder."""
    (mini_data / "streams.yml").write_text("", encoding="utf-8")
    monkeypatch.chdir(mini_data)

    assert ["data/streams.yml"] == [finding.file for finding in _find(Path())]


def test_all_mistakes_in_all_files_are_told_in_order(mini_data: Path) -> None:
    """One run lists everything, by file and line."""
    _edit(mini_data / "streams.yml", "id: zomerfonds", "id: Zomerfonds")
    _edit(mini_data / "streams.yml", "[oude-pot]", "[oude-pan]")
    _edit(mini_data / "projects" / "eetclub.yml", "status: stopped", "status: stop")
    _edit(mini_data / "projects" / "eetclub.yml", "role: lead", "rol: lead")
    (mini_data / "decisions.yml").write_text("decisions: [\n", encoding="utf-8")
    shutil.copy(mini_data / "projects" / "zomerfit.yml", mini_data / "zomerfit.yml")

    assert [
        ("data/decisions.yml", 2, "yaml-syntax", ""),
        ("data/projects/eetclub.yml", 5, "wrong-value", "status"),
        ("data/projects/eetclub.yml", 8, "missing-key", "participants[0].role"),
        ("data/projects/eetclub.yml", 8, "unknown-key", "participants[0].rol"),
        ("data/projects/zomerfit.yml", 30, "dangling-id", "financing[2].stream"),
        ("data/streams.yml", 10, "dangling-id", "successor_of[0]"),
        ("data/streams.yml", 18, "wrong-value", "id"),
        ("data/zomerfit.yml", 0, "foreign-file", ""),
    ] == [(finding.file, finding.line, finding.code, finding.field) for finding in _find(mini_data)]


def test_a_world_is_the_same_whatever_the_order_of_its_files(mini_data: Path, mini_world: World) -> None:
    """Records come in the order of their ids, not of the disk or of a list."""
    text = (mini_data / "streams.yml").read_text(encoding="utf-8")
    head, *entries = text.split("  - id: ")
    (mini_data / "streams.yml").write_text(
        head + "".join(f"  - id: {entry}" for entry in reversed(entries)), encoding="utf-8"
    )
    world = load_world(mini_data)

    assert world == mini_world
    assert list(world.streams) == list(mini_world.streams)


def test_an_unknown_key_hides_no_other_mistake(mini_data: Path) -> None:
    """A record with a wrong key is still checked for what it refers to, in the same run."""
    path = mini_data / "projects" / "eetclub.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("who: ziekenhuis-oost", "who: niemand").replace("kind: p", "sort: x\nkind: p", 1), "utf-8"
    )
    with pytest.raises(FindingsError) as caught:
        load_world(mini_data)

    assert {("unknown-key", "sort"), ("dangling-id", "niemand")} == {(f.code, f.found) for f in caught.value.findings}
