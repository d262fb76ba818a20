"""Records know where they stand, and every mistake becomes a finding that an editor can act on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.errors import Finding
from trendbreuk_graph.reading import Placed, Reading, find_nearest, unknown_key
from trendbreuk_graph.records import Card, Evidence, Financing, Project, Stream
from trendbreuk_graph.yaml_reader import Parsed

if TYPE_CHECKING:
    from pydantic import BaseModel

_PIECE = "{source: mini-plan, field: Geld, anchor: gedekt}"
# Eight lines, so that what a test adds stands on line 9.
_STREAM = """\
id: zomerfonds
label:
  nl: Zomerfonds
  en: Summer Fund
evidence:
  - source: mini-plan
    field: Geld
    anchor: Zomerfonds
"""
# Two lines, so that what a test adds stands on line 3.
_LINE = f"""\
status: gap
evidence: [{_PIECE}]
"""
_STREAM_KEYS = (
    "also_known_as, evidence, from, id, label, note, provider, structural, successor_of, until, until_wording"
)
_QUOTE = "Put quotes around it: a number or true/false is no text."
_BOOLEAN = "Write true or false without quotes."
_NUMBER = "Write a number with a point, without sign of currency."
_DATE = 'Write it in quotes: "2026", "2024-09", "2022-05-01", "2023/2026" or "2026?".'
_KEY = "Mend the key or remove it; nothing is skipped silently."


def _take(folder: Path, model: type[BaseModel], text: str) -> Reading:
    """Read one record from a file."""
    (folder / "x.yml").write_text(text, encoding="utf-8")
    reading = Reading(folder)
    parsed = reading.parse("x.yml")
    assert parsed is not None, reading.findings
    reading.take("things", model, "x.yml", parsed, ())
    return reading


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder."""
    path = tmp_path / "data"
    path.mkdir()
    return path


def test_a_record_that_is_in_order_is_kept_with_its_place(folder: Path) -> None:
    """A good record gives no finding, and knows its file, line and id."""
    reading = _take(folder, Stream, "# remark\n" + _STREAM)
    (placed,) = reading.placed["things"]

    assert ([], set()) == (reading.findings, reading.broken)
    assert ("zomerfonds", "data/x.yml:2") == (placed.id, placed.place)
    assert placed.record.label.en == "Summer Fund"


def test_a_finding_points_into_its_record(folder: Path) -> None:
    """A finding about a place in a record has the line of that place, or of what is around it."""
    (placed,) = _take(folder, Stream, _STREAM).placed["things"]

    assert Finding(
        "data/x.yml", 8, "some-code", "zomerfonds", "evidence[0].anchor", found="Zomerfonds"
    ) == placed.finding("some-code", ("evidence", 0, "anchor"), found="Zomerfonds")
    assert Finding("data/x.yml", 6, "some-code", "zomerfonds", "evidence[0].card") == placed.finding(
        "some-code", ("evidence", 0, "card")
    )
    assert Finding("data/x.yml", 1, "some-code", "zomerfonds") == placed.finding("some-code", ())


def test_a_record_without_id_has_an_empty_one() -> None:
    """Some records are found by what they say, not by an id."""
    record = Evidence(source="mini-plan", field="Geld", anchor="gedekt")

    assert Placed(record, "data/x.yml", Parsed(None), ()).id == ""


def test_a_record_in_a_list_has_the_line_where_it_starts(folder: Path) -> None:
    """The path of a record inside its file comes before the path inside the record."""
    (folder / "x.yml").write_text(
        f"streams:\n  - id: a\n    label: {{nl: A}}\n    evidence: [{_PIECE}]\n  - id: b\n", encoding="utf-8"
    )
    reading = Reading(folder)
    parsed = reading.parse("x.yml")
    assert parsed is not None
    for index in range(2):
        reading.take("streams", Stream, "x.yml", parsed, ("streams", index))

    assert [
        (3, "a", "label.en"),
        (5, "b", "label"),
        (5, "b", "evidence"),
    ] == [(finding.line, finding.record, finding.field) for finding in reading.findings]
    assert reading.broken == {"a", "b"}
    assert reading.placed == {}


@pytest.mark.parametrize(
    ("added", "finding"),
    [
        pytest.param(
            'untill: "2026"',
            Finding(
                "data/x.yml", 9, "unknown-key", "zomerfonds", "untill", "untill", _STREAM_KEYS, "until", _KEY
            ),
            id="unknown key",
        ),
        pytest.param(
            "from_: '2026'",
            Finding("data/x.yml", 9, "unknown-key", "zomerfonds", "from_", "from_", _STREAM_KEYS, "from", _KEY),
            id="key as Python writes it",
        ),
        pytest.param(
            "    ancor: fonds",
            Finding(
                "data/x.yml",
                9,
                "unknown-key",
                "zomerfonds",
                "evidence[0].ancor",
                "ancor",
                "anchor, card, field, source",
                "anchor",
                _KEY,
            ),
            id="unknown key in a list",
        ),
        pytest.param(
            "note: {nl: A, en: B, fr: C}",
            Finding("data/x.yml", 9, "unknown-key", "zomerfonds", "note.fr", "fr", "en, nl", "", _KEY),
            id="unknown key in what may be left out",
        ),
        pytest.param(
            "note: {nl: A}",
            Finding("data/x.yml", 9, "missing-key", "zomerfonds", "note.en", "", "en", "", "Add the key."),
            id="missing key",
        ),
        pytest.param(
            "structural: no",
            Finding("data/x.yml", 9, "wrong-value", "zomerfonds", "structural", "no", "true or false", "", _BOOLEAN),
            id="no",
        ),
        pytest.param(
            "structural: 1",
            Finding("data/x.yml", 9, "wrong-value", "zomerfonds", "structural", "1", "true or false", "", _BOOLEAN),
            id="one",
        ),
        pytest.param(
            "until: 2026",
            Finding("data/x.yml", 9, "wrong-value", "zomerfonds", "until", "2026", "text", "", _QUOTE),
            id="year without quotes",
        ),
        pytest.param(
            "provider: false",
            Finding("data/x.yml", 9, "wrong-value", "zomerfonds", "provider", "false", "text", "", _QUOTE),
            id="false as an id",
        ),
        pytest.param(
            "also_known_as: [~]",
            Finding("data/x.yml", 9, "wrong-value", "zomerfonds", "also_known_as[0]", "null", "text", "", _QUOTE),
            id="null as a name",
        ),
        pytest.param(
            "also_known_as: [[a]]",
            Finding("data/x.yml", 9, "wrong-value", "zomerfonds", "also_known_as[0]", "", "text", "", _QUOTE),
            id="list as a name",
        ),
        pytest.param(
            'until: "2026-13"',
            Finding(
                "data/x.yml", 9, "wrong-value", "zomerfonds", "until", "2026-13", "a date in EDTF that exists", "", _DATE
            ),
            id="impossible date",
        ),
        pytest.param(
            'from: "2026"\nuntil: "2025"',
            Finding(
                "data/x.yml",
                1,
                "wrong-value",
                "zomerfonds",
                "",
                "from 2026 until 2025",
                "an end that does not lie before its start",
                "",
                "Mend the record.",
            ),
            id="end before start",
        ),
        pytest.param(
            "provider: GGD Zuid",
            Finding(
                "data/x.yml",
                9,
                "wrong-value",
                "zomerfonds",
                "provider",
                "GGD Zuid",
                "kebab-case: a-z, 0-9 and -",
                "",
                "Mend the text.",
            ),
            id="id with capitals",
        ),
        pytest.param(
            "until_wording: 'tot 2026 '",
            Finding(
                "data/x.yml",
                9,
                "wrong-value",
                "zomerfonds",
                "until_wording",
                "tot 2026 ",
                "one line of text without outer spaces",
                "",
                "Mend the text.",
            ),
            id="space at the end",
        ),
        pytest.param(
            "until_wording: ''",
            Finding(
                "data/x.yml",
                9,
                "wrong-value",
                "zomerfonds",
                "until_wording",
                "",
                "text",
                "",
                "Write the text, or leave out the key.",
            ),
            id="empty text",
        ),
        pytest.param(
            'until_wording: "a\\eb"',
            Finding(
                "data/x.yml",
                9,
                "wrong-value",
                "zomerfonds",
                "until_wording",
                "a\x1bb",
                "one line of text without control characters",
                "",
                "Mend the record.",
            ),
            id="control character",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_stream_is_explained(folder: Path, added: str, finding: Finding) -> None:
    """The finding names line, key, what was found, what is allowed, the nearest and the way out."""
    reading = _take(folder, Stream, f"{_STREAM}{added}\n")

    assert [finding] == reading.findings
    # A record that is sound but for a key is kept, so that the rest of it is checked too; any other is known as broken.
    kept = {placed.id for placed in reading.placed.get("things", [])}
    assert [{"zomerfonds"}, set()] in ([kept, reading.broken], [reading.broken, kept])
    assert not kept or finding.code == "unknown-key"


@pytest.mark.parametrize(
    ("added", "field", "found", "allowed", "way_out"),
    [
        ("amount: € 5000", "amount", "€ 5000", "a number", _NUMBER),
        ("amount: 5.000,00", "amount", "5.000,00", "a number", _NUMBER),
        ("amount: [5000]", "amount", "", "a number", _NUMBER),
        ("amount: inf", "amount", "inf", "a number", _NUMBER),
        ("amount: .inf", "amount", ".inf", "a number", _NUMBER),
        ("amount: true", "amount", "true", "a number", _NUMBER),
        ("amount: 0", "amount", "0", "a number above zero", "Mend the number."),
        ("amount: -1.50", "amount", "-1.50", "a number above zero", "Mend the number."),
        ("amount: 1e30", "amount", "1E+30", "a number of at most 20 digits", "Mend the number."),
        ("covers: vervoer", "covers", "vervoer", "keys with values", "Write it as `key: value` lines or as {key: value}."),
    ],
)  # fmt: skip
def test_a_wrong_value_in_a_line_of_money_is_explained(
    folder: Path, added: str, field: str, found: str, allowed: str, way_out: str
) -> None:
    """Numbers and nested keys get advice of their own."""
    reading = _take(folder, Financing, f"{_LINE}{added}\n")

    assert [Finding("data/x.yml", 3, "wrong-value", "", field, found, allowed, "", way_out)] == reading.findings


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        pytest.param(
            _LINE.replace("gap", "gat"),
            Finding(
                "data/x.yml",
                1,
                "wrong-value",
                "",
                "status",
                "gat",
                "secured, in-kind, requested, possible, gap, ended",
                "gap",
                "Use one of the allowed values.",
            ),
            id="status",
        ),
        pytest.param(
            _LINE.replace("gap", "zzz"),
            Finding(
                "data/x.yml",
                1,
                "wrong-value",
                "",
                "status",
                "zzz",
                "secured, in-kind, requested, possible, gap, ended",
                "",
                "Use one of the allowed values.",
            ),
            id="status like no other",
        ),
        pytest.param(
            "status: gap\nevidence: []\n",
            Finding(
                "data/x.yml",
                2,
                "wrong-value",
                "",
                "evidence",
                "",
                "at least one more",
                "",
                "Add what is missing; no claim stands without evidence.",
            ),
            id="no evidence",
        ),
        pytest.param(
            "status: gap\nevidence: Geld\n",
            Finding(
                "data/x.yml",
                2,
                "wrong-value",
                "",
                "evidence",
                "Geld",
                "a list",
                "",
                "Start each entry with `- `, or write [a, b].",
            ),
            id="evidence without list",
        ),
        pytest.param(
            "status: gap\nevidence:\n  - Geld\n",
            Finding(
                "data/x.yml",
                3,
                "wrong-value",
                "",
                "evidence[0]",
                "Geld",
                "keys with values",
                "",
                "Write it as `key: value` lines or as {key: value}.",
            ),
            id="evidence without keys",
        ),
        pytest.param(
            f"status: ended\nevidence: [{_PIECE}]\n",
            Finding(
                "data/x.yml",
                1,
                "wrong-value",
                "",
                "",
                "status ended",
                "a stream, or status gap",
                "",
                "Mend the record.",
            ),
            id="no stream and no gap",
        ),
        pytest.param(
            "- gap\n",
            Finding(
                "data/x.yml",
                1,
                "wrong-value",
                "",
                "",
                "",
                "keys with values",
                "",
                "Write it as `key: value` lines or as {key: value}.",
            ),
            id="list instead of keys",
        ),
    ],
)
def test_a_mistake_in_a_line_of_money_is_explained(folder: Path, text: str, finding: Finding) -> None:
    """A record without id is reported all the same."""
    assert [finding] == _take(folder, Financing, text).findings


def test_a_mistake_without_advice_of_its_own_gets_the_general_one(folder: Path) -> None:
    """Rare mistakes point to where the keys are described."""
    reading = _take(folder, Card, "card: Zomerfit\nstarts_at: Zomerfit\nfields: [Geld]\n")

    assert [
        Finding(
            "data/x.yml",
            3,
            "wrong-value",
            "",
            "fields",
            "",
            "another value",
            "",
            "Mend the value; CONTRIBUTING.md tells where each key is described.",
        )
    ] == reading.findings


def test_what_was_found_is_cut_when_it_is_long(folder: Path) -> None:
    """A finding stays readable however long the value is."""
    reading = _take(folder, Stream, f"{_STREAM}provider: {'X' * 500}\n")

    assert ["X" * 120] == [finding.found for finding in reading.findings]


def test_an_unknown_key_deep_in_a_project_lists_the_keys_of_its_place(folder: Path) -> None:
    """The keys that are allowed are those of the innermost record."""
    text = (
        "id: a\nkind: project\nlabel: {nl: A, en: A}\nsummary: {nl: A, en: A}\nstatus: active\nthemes: [t]\n"
        f"evidence: [{_PIECE}]\nfinancing:\n"
        f"  - {{status: gap, evidence: [{_PIECE}]}}\n"
        f"  - {{status: gap, covers: {{nl: A, en: A, nle: A}}, evidence: [{_PIECE}]}}\n"
    )

    assert [
        Finding("data/x.yml", 10, "unknown-key", "a", "financing[1].covers.nle", "nle", "en, nl", "nl", _KEY)
    ] == _take(folder, Project, text).findings


def test_a_file_that_cannot_be_parsed_is_a_finding_and_known_as_broken(folder: Path) -> None:
    """What refers to the records of that file is not reported as well."""
    (folder / "streams.yml").write_text("streams: [", encoding="utf-8")
    reading = Reading(folder)

    assert reading.parse("streams.yml") is None
    assert [("data/streams.yml", "yaml-syntax")] == [(finding.file, finding.code) for finding in reading.findings]
    assert reading.broken == {"streams"}


@pytest.mark.parametrize(
    ("found", "allowed", "nearest"),
    [
        ("ziekenhuis-ost", ["ziekenhuis-oost", "huisartsen"], "ziekenhuis-oost"),
        ("xyz", ["ziekenhuis-oost", "huisartsen"], ""),
        ("gap", [], ""),
    ],
)
def test_the_nearest_is_the_most_alike_or_nothing(found: str, allowed: list[str], nearest: str) -> None:
    """A suggestion is made only when something comes near."""
    assert nearest == find_nearest(found, allowed)


def test_how_alike_the_nearest_must_be_can_be_chosen() -> None:
    """Of `abcd` half the signs stand in `abxy`: near enough at one half, too far at six tenths."""
    assert find_nearest("abcd", ["abxy"], 0.5) == "abxy"
    assert find_nearest("abcd", ["abxy"], 0.6) == ""


def test_an_unknown_key_is_shown_from_its_record_on() -> None:
    """The path to the record itself is left out of the field, and the known keys are sorted."""
    parsed = Parsed(None, {("streams", 0, "nam"): 7})

    assert Finding("data/streams.yml", 7, "unknown-key", "a", "nam", "nam", "id, name", "name", _KEY) == unknown_key(
        "data/streams.yml", parsed, ("streams", 0, "nam"), "a", ["name", "id"], ("streams", 0)
    )
