"""Bad records through the command line: exact findings, exit code 1, no traceback, and nothing lost.

Lines and values are those of the mini records in tests/fixtures/mini/data, counted by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from trendbreuk_graph.errors import Finding

if TYPE_CHECKING:
    from click.testing import Result

Run = Callable[..., "Result"]
Spoil = Callable[[Path], object]

_USE = "Use an id that exists, or first add what it stands for."
_MEND_YAML = "Mend the YAML: spaces instead of tabs, quotes around text that holds ': ' or starts with a sign."
_DATE = 'Write it in quotes: "2026", "2024-09", "2022-05-01", "2023/2026" or "2026?".'
_QUOTE = "Put quotes around it: a number or true/false is no text."
_CARD = "Name the card: it may be left out only when the project's own evidence names exactly one."
_KEY = "Mend the key or remove it; nothing is skipped silently."
_PROJECT_KEYS = (
    "also_known_as, connects_domains, evidence, financing, id, kind, label, life_phase, notes, observations, "
    "owner_undetermined, participants, relations, runs_in, status, summary, targets, themes"
)


def _edit(name: str, old: str, new: str) -> Spoil:
    """Put other words in the place of the only ones that read so."""

    def spoil(data: Path) -> None:
        text = (data / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (data / name).write_text(text.replace(old, new), encoding="utf-8")

    return spoil


def _fill(name: str, content: str | bytes) -> Spoil:
    """Put other content in a file, or make it."""

    def spoil(data: Path) -> None:
        (data / name).write_bytes(content.encode() if isinstance(content, str) else content)

    return spoil


def _rename(old: str, new: str) -> Spoil:
    """Give a file another name."""
    return lambda data: (data / old).rename(data / new)


def _bomb() -> str:
    """Ten short lines that stand for a milliard of values once their aliases are followed."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    return "\n".join([*lines, *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10))])


_CASES = [
    pytest.param(
        _edit("projects/eetclub.yml", "status: stopped", "staus: stopped"),
        [
            Finding(
                "data/projects/eetclub.yml", 1, "missing-key", "eetclub", "status", "", "status", "", "Add the key."
            ),
            Finding(
                "data/projects/eetclub.yml", 5, "unknown-key", "eetclub", "staus", "staus", _PROJECT_KEYS, "status", _KEY
            ),
        ],
        id="unknown key",
    ),
    pytest.param(
        _edit("projects/eetclub.yml", "{who: ziekenhuis-oost", "{who: ziekenhuis-ost"),
        [
            Finding(
                "data/projects/eetclub.yml", 9, "dangling-id", "eetclub", "participants[1].who", "ziekenhuis-ost",
                "an id in organisations.yml", "ziekenhuis-oost", _USE,
            ),
        ],
        id="dangling id",
    ),
    pytest.param(
        _edit("streams.yml", "  - id: zomerfonds", "  - id: huisartsen"),
        [
            Finding(
                "data/projects/zomerfit.yml", 30, "dangling-id", "zomerfit", "financing[2].stream", "zomerfonds",
                "an id in streams.yml", "", _USE,
            ),
            Finding(
                "data/streams.yml", 18, "duplicate-id", "huisartsen", "id", "huisartsen", "an id that nothing else has",
                "", "Choose another id; ids in use are never renamed.", "data/organisations.yml:46",
            ),
        ],
        id="duplicate id",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", "status: in-kind", "status: inkind"),
        [
            Finding(
                "data/projects/zomerfit.yml", 29, "wrong-value", "zomerfit", "financing[1].status", "inkind",
                "secured, in-kind, requested, possible, gap, ended", "in-kind", "Use one of the allowed values.",
            ),
        ],
        id="wrong status",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", 'until: "2026"', 'until: "2026-13"'),
        [
            Finding(
                "data/projects/zomerfit.yml", 25, "wrong-value", "zomerfit", "financing[0].until", "2026-13",
                "a date in EDTF that exists", "", _DATE,
            ),
        ],
        id="month 13",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", 'due_by: "2026-12"', "due_by: 2026-02-30"),
        [
            Finding(
                "data/projects/zomerfit.yml", 48, "wrong-value", "zomerfit", "targets[0].due_by", "2026-02-30",
                "a date in EDTF that exists", "", _DATE,
            ),
        ],
        id="30 February",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", 'year: "2024"', "year: 2024"),
        [
            Finding(
                "data/projects/zomerfit.yml", 42, "wrong-value", "zomerfit", "observations[0].year", "2024", "text", "",
                _QUOTE,
            ),
        ],
        id="year without quotes",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", 'until: "2026"', 'from: "2027"\n    until: "2026"'),
        [
            Finding(
                "data/projects/zomerfit.yml", 23, "wrong-value", "zomerfit", "financing[0]", "from 2027 until 2026",
                "an end that does not lie before its start", "", "Mend the record.",
            ),
        ],
        id="until before from",
    ),
    pytest.param(
        _edit("streams.yml", 'from: "2024"', 'from: "2027"'),
        [
            Finding(
                "data/streams.yml", 2, "wrong-value", "kansenregeling", "", "from 2027 until 2026",
                "an end that does not lie before its start", "", "Mend the record.",
            ),
        ],
        id="until before from in a stream",
    ),
    pytest.param(
        _edit("streams.yml", "    structural: true", "\tstructural: true"),
        [
            Finding(
                "data/streams.yml", 29, "yaml-syntax", "", "",
                "while scanning a plain scalar found a tab character that violates indentation", "", "", _MEND_YAML,
            ),
        ],
        id="tab",
    ),
    pytest.param(
        _fill("projects/eetclub.yml", ""),
        [
            Finding(
                "data/projects/eetclub.yml", 0, "empty-file", "", "", "", "", "", "Fill the file, or remove it."
            ),
        ],
        id="empty file",
    ),
    pytest.param(
        _fill("projects/eetclub.yml", "id: eetclub\nlabel: {nl: Café, en: Café}\n".encode("latin-1")),
        [
            Finding(
                "data/projects/eetclub.yml", 2, "not-utf8", "", "", "byte 0xe9", "UTF-8", "", "Save the file as UTF-8."
            ),
        ],
        id="not UTF-8",
    ),
    pytest.param(
        _fill("projects/eetclub.yml", "id: eetclub\nnotes: " + "x" * 10_000_000),
        [
            Finding(
                "data/projects/eetclub.yml", 0, "too-large", "", "", "10000019 bytes", "4000000 bytes, 20000 in a line",
                "", "Split the file or the line.",
            ),
        ],
        id="line of 10 MB",
    ),
    pytest.param(
        _fill("projects/eetclub.yml", _bomb()),
        [
            Finding(
                "data/projects/eetclub.yml", 1, "yaml-alias", "", "", "an anchor (&) or alias (*)", "", "",
                "Write the value out; put quotes around text that starts with & or *.",
            ),
        ],
        id="bomb of aliases",
    ),
    pytest.param(
        _fill("projects/eetclub.yml", "id: eetclub\nnotes:\n" + "  [\n" * 200_000),
        [
            Finding(
                "data/projects/eetclub.yml", 32, "too-deep", "", "", "more than 30 levels", "", "", "Flatten the record."
            ),
        ],
        id="deep nesting",
    ),
    pytest.param(
        _edit("projects/eetclub.yml", "status: stopped", "status: stopped\nkind: programme"),
        [
            Finding(
                "data/projects/eetclub.yml", 6, "duplicate-key", "", "", "kind", "", "", "Keep one of the two."
            ),
        ],
        id="duplicate key",
    ),
    pytest.param(
        _edit("projects/eetclub.yml", "status: stopped", "status: !!python/name:os.system stopped"),
        [
            Finding(
                "data/projects/eetclub.yml", 5, "yaml-tag", "", "", "a tag (tag:yaml.org,2002:python/name:os.system)",
                "", "", "Remove it; put quotes around text that starts with !.",
            ),
        ],
        id="tag that would run code",
    ),
    pytest.param(
        _edit("projects/eetclub.yml", "card: Eetclub", "card: Eetclup"),
        [
            Finding(
                "data/projects/eetclub.yml", line, "unknown-card", "eetclub", f"{field}.card", "Eetclup",
                "a card of that document in sources.yml", "Eetclub", "Use the name as it stands in sources.yml.",
            )
            for line, field in (
                (8, "participants[0].evidence[0]"),
                (9, "participants[1].evidence[0]"),
                (11, "financing[0].evidence[0]"),
                (13, "relations[0].evidence[0]"),
                (15, "evidence[0]"),
            )
        ],
        id="unknown card",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", "field: Geld, anchor: in natura", "field: Gelt, anchor: in natura"),
        [
            Finding(
                "data/projects/zomerfit.yml", 29, "unknown-field", "zomerfit", "financing[1].evidence[0].field", "Gelt",
                "Beschrijving, Geld, Opbrengst, Samen met, Tekst, Titel, Trekker", "Geld",
                "Use a heading of that document, as sources.yml lists them.",
            ),
        ],
        id="unknown field",
    ),
    pytest.param(
        _edit("decisions.yml", "source: mini-plan", "source: mini-plant"),
        [
            Finding(
                "data/decisions.yml", 6, "unknown-source", "groups-of-municipalities", "evidence[0].source",
                "mini-plant", "mini-plan", "mini-plan", "Use the id of a document in sources.yml.",
            ),
        ],
        id="unknown source",
    ),
    pytest.param(
        _edit(
            "projects/eetclub.yml", "field: Titel, anchor: Eetclub}",
            "field: Titel, anchor: Eetclub}\n  - {source: mini-plan, card: Zomerfit, field: Tekst, anchor: zomer}",
        ),
        [
            Finding(
                "data/projects/eetclub.yml", line, "card-needed", "eetclub", field, "", "Eetclub, Zomerfit", "", _CARD
            )
            for line, field in (
                (8, "participants[0].evidence[0]"),
                (9, "participants[1].evidence[0]"),
                (11, "financing[0].evidence[0]"),
                (13, "relations[0].evidence[0]"),
            )
        ],
        id="card left out where two exist",
    ),
    pytest.param(
        _edit("projects/zomerfit.yml", "{stream: verzekeraar-geld, status", "{status"),
        [
            Finding(
                "data/projects/zomerfit.yml", 31, "wrong-value", "zomerfit", "financing[3]", "status possible",
                "a stream, or status gap", "", "Mend the record.",
            ),
        ],
        id="stream missing without gap",
    ),
    pytest.param(
        _fill("projects/zomerkamp.yaml", "id: zomerkamp\n"),
        [
            Finding(
                "data/projects/zomerkamp.yaml", 0, "foreign-file", "", "", "zomerkamp.yaml",
                "the lists, projects/*.yml and vocabularies/*.yml", "", "Move or rename it; records end in .yml.",
            ),
        ],
        id="foreign file",
    ),
    pytest.param(
        _rename("projects/eetclub.yml", "projects/kookclub.yml"),
        [
            Finding(
                "data/projects/kookclub.yml", 1, "id-is-not-file-name", "eetclub", "id", "eetclub", "kookclub", "",
                "Rename the file, or mend the id.",
            ),
        ],
        id="file name that is not the id",
    ),
    pytest.param(
        _edit("organisations.yml", "[ZHO]", "[Huisartsen]"),
        [
            Finding(
                "data/organisations.yml", 46, "name-twice", "huisartsen", "also_known_as", "Huisartsen",
                "a name that one record bears once", "", "Remove it here or there, or unite the two records.",
                "data/organisations.yml:35",
            ),
        ],
        id="name borne twice",
    ),
    pytest.param(
        _edit("sources.yml", "- \\bgeld\\b", "- (geld"),
        [
            Finding(
                "data/sources.yml", 24, "wrong-value", "", "money_words[2]",
                "(geld (missing ), unterminated subpattern at position 1)", "a regular expression", "",
                "Mend the record.",
            ),
        ],
        id="broken regular expression",
    ),
]  # fmt: skip


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A graph that was built before."""
    folder = tmp_path / "graph"
    folder.mkdir()
    path = folder / "trendbreuk.ttl"
    path.write_bytes(b"# the graph of last year\r\n")
    return path


def _assert_untouched(output: Path) -> None:
    assert output.read_bytes() == b"# the graph of last year\r\n"
    assert [output] == list(output.parent.iterdir())


def _assert_calm(result: Result) -> None:
    """The command ended by itself with code 1, and shows nobody its inside."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("spoil", "findings"), _CASES)
def test_check_tells_every_mistake(mini_data: Path, run: Run, spoil: Spoil, findings: list[Finding]) -> None:
    """Each finding has its file and line, what was found, what is allowed, the nearest and the way out."""
    spoil(mini_data)

    result = run("--lang", "en", "--data", mini_data, "check", "--format", "json")

    _assert_calm(result)
    assert [asdict(finding) for finding in findings] == json.loads(result.stdout)[0]["rows"]
    assert f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}; nothing was built.\n" == result.stderr


@pytest.mark.parametrize(("spoil", "findings"), _CASES)
def test_build_changes_nothing_after_a_mistake(
    mini_data: Path, output: Path, run: Run, spoil: Spoil, findings: list[Finding]
) -> None:
    """The old graph stands byte for byte, no temporary file is left, and the findings are shown."""
    spoil(mini_data)

    result = run("--lang", "en", "--data", mini_data, "build", "-o", output)

    _assert_calm(result)
    _assert_untouched(output)
    shown = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert [f"{finding.place}: {finding.code}" for finding in findings] == [line.split(" (")[0] for line in shown]
    assert (
        f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}; {output} was left as it was.\n"
        == result.stderr
    )


def test_a_finding_is_shown_as_people_read_it(mini_data: Path, run: Run) -> None:
    """One block a finding: place and kind, then what was found, what is allowed, the nearest and the way out."""
    _edit("projects/zomerfit.yml", "status: in-kind", "status: inkind")(mini_data)

    result = run("--lang", "en", "--data", mini_data, "check")

    _assert_calm(result)
    assert result.stdout == (
        "data/projects/zomerfit.yml:29: wrong-value (zomerfit financing[1].status)\n"
        "  found: inkind\n"
        "  allowed: secured, in-kind, requested, possible, gap, ended\n"
        "  nearest: in-kind\n"
        "  → Use one of the allowed values.\n"
    )


def test_mistakes_in_several_files_are_told_in_one_run(mini_data: Path, output: Path, run: Run) -> None:
    """Whoever edits gets the whole list at once, in the order of files and lines."""
    for spoil in (
        _edit("streams.yml", "successor_of: [oude-pot]", "successor_of: [oude-pan]"),
        _edit("streams.yml", 'from: "2024"', 'form: "2024"'),
        _edit("streams.yml", "provider: ziekenhuis-oost", "provider: ziekenhuis-ost"),
        _edit("organisations.yml", "subregion: noord\n  - id: gemeente-bos", "subregion: zuid\n  - id: gemeente-bos"),
        _edit("projects/zomerfit.yml", "status: requested", "status: asked"),
        _edit("projects/zomerfit.yml", "kind: programme", "kind: plan"),
        _edit("projects/beweegplein.yml", "kind: part-of", "kind: part"),
        _edit("vocabularies/domains.yml", "id: domains\n", "id: domain\n"),
        _fill("not-claims.yml", "not_claims:\n\t- x\n"),
        _fill("notes.txt", "x"),
    ):
        spoil(mini_data)
    expected = [
        "data/not-claims.yml:2: yaml-syntax",
        "data/notes.txt: foreign-file",
        "data/organisations.yml:20: dangling-id",
        "data/projects/beweegplein.yml:17: wrong-value",
        "data/projects/zomerfit.yml:2: wrong-value",
        "data/projects/zomerfit.yml:30: wrong-value",
        "data/streams.yml:7: unknown-key",
        "data/streams.yml:10: dangling-id",
        "data/streams.yml:34: dangling-id",
        "data/vocabularies/domains.yml:1: id-is-not-file-name",
    ]

    checked = run("--lang", "en", "--data", mini_data, "check")
    built = run("--lang", "en", "--data", mini_data, "build", "-o", output)

    for result in (checked, built):
        _assert_calm(result)
        shown = [line.split(" (")[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
        assert expected == shown
    assert checked.stdout == built.stdout
    _assert_untouched(output)


@pytest.mark.parametrize("command", [("check",), ("build", "-o")], ids=lambda command: command[0])
def test_a_missing_data_folder_is_told_in_one_sentence(
    tmp_path: Path, output: Path, run: Run, command: tuple[str, ...]
) -> None:
    """The sentence names the folder and the way out, and nothing is written."""
    missing = tmp_path / "nowhere"
    arguments = [*command, output] if "-o" in command else list(command)

    result = run("--lang", "en", "--data", missing, *arguments)

    _assert_calm(result)
    assert result.stdout == ""
    assert result.stderr == (
        f"Error: {missing}: not found. Point --data at a folder with sources.yml, projects/ and the others.\n"
    )
    _assert_untouched(output)


def test_a_graph_that_cannot_be_written_is_told_in_one_sentence(mini_data: Path, tmp_path: Path, run: Run) -> None:
    """A folder that is not there is not made."""
    path = tmp_path / "nowhere" / "mini.ttl"

    result = run("--lang", "en", "--data", mini_data, "build", "-o", path)

    _assert_calm(result)
    assert result.stderr == (f"Error: {path}: cannot be written (No such file or directory). Nothing was changed.\n")
    assert not path.parent.exists()


def test_a_graph_takes_the_place_of_the_old_one_when_all_is_well(mini_data: Path, output: Path, run: Run) -> None:
    """Without mistakes the same command does write, and leaves one file."""
    result = run("--lang", "en", "--data", mini_data, "build", "-o", output)

    assert result.exit_code == 0, result.output
    assert output.read_bytes().startswith(b"@prefix")
    assert [output] == list(output.parent.iterdir())


@pytest.mark.parametrize(
    "label",
    [
        "<script>alert('x')</script> & <b>vet</b>",
        '"""\\" @nl ] . <x> <y> <z>',
        '=HYPERLINK("http://example.org")',
        "[bold red]rood[/] {naam} %s",
    ],
    ids=["html", "turtle", "formula", "terminal"],
)
def test_a_label_with_markup_passes_and_stays_text(mini_data: Path, output: Path, run: Run, label: str) -> None:
    """A label may hold any sign: in the graph it is one text, letter for letter."""
    _edit("projects/eetclub.yml", "nl: Eetclub,", f"nl: {json.dumps(label)},")(mini_data)

    checked = run("--lang", "en", "--data", mini_data, "check")
    built = run("--lang", "en", "--data", mini_data, "build", "-o", output)

    assert checked.exit_code == 0, checked.output
    assert built.exit_code == 0, built.output
    store = pyoxigraph.Store()
    store.bulk_load(path=str(output), format=pyoxigraph.RdfFormat.TURTLE)
    subject = pyoxigraph.NamedNode("https://w3id.org/trendbreuk/id/eetclub")
    predicate = pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    found = {quad.object for quad in store.quads_for_pattern(subject, predicate, None)}
    assert {
        pyoxigraph.Literal(label, language="nl"),
        pyoxigraph.Literal("Dining club", language="en"),
    } == found


def test_a_terminal_is_not_at_the_mercy_of_a_record(mini_data: Path, run: Run) -> None:
    """What would move the cursor or change colours is shown as a sign."""
    _edit("projects/eetclub.yml", "nl: Eetclub,", 'nl: "Eet\\e[31mclub",')(mini_data)

    result = run("--lang", "en", "--data", mini_data, "check")

    _assert_calm(result)
    assert result.stdout == (
        "data/projects/eetclub.yml:3: wrong-value (eetclub label.nl)\n"
        "  found: Eet\ufffd[31mclub\n"
        "  allowed: one line of text without control characters\n"
        "  → Mend the record.\n"
    )
