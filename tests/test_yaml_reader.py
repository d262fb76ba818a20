"""YAML 1.2 with lines, and refusals that say where and why."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trendbreuk_graph.errors import Finding
from trendbreuk_graph.yaml_reader import MAXIMUM_BYTES, Parsed, read_yaml

Read = Callable[[str | bytes], Parsed | Finding]

_SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
_MEND = "Mend the YAML: spaces instead of tabs, quotes around text that holds ': ' or starts with a sign."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file and read it."""

    def call(content: str | bytes) -> Parsed | Finding:
        path = tmp_path / "x.yml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_yaml(path, "data/x.yml")

    return call


def _value(result: Parsed | Finding) -> Any:
    assert isinstance(result, Parsed), result
    return result.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("2024-01-01", "2024-01-01"),
        ("2024-01", "2024-01"),
        ("2024-01-01T10:00:00Z", "2024-01-01T10:00:00Z"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("=", "="),
        ("2023/2026", "2023/2026"),
        ("2026?", "2026?"),
        ("twee woorden", "twee woorden"),
        ("a*b & c", "a*b & c"),
        ("nUll", "nUll"),
        ("tRUE", "tRUE"),
        (".", "."),
        ("1e", "1e"),
        ("1.2.3", "1.2.3"),
        ("٢٠٢٦", "٢٠٢٦"),
        ("9" * 41, "9" * 41),
        ("1e9999", "1e9999"),
    ],
    ids=ascii,
)
def test_a_plain_scalar_stays_text(read: Read, written: str, value: str) -> None:
    """What YAML 1.1 made a boolean, a date or a number in base sixty is text."""
    assert {"key": value} == _value(read(f"key: {written}\n"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("010", 10),
        ("-7", -7),
        ("+12", 12),
        ("2026", 2026),
        ("9" * 40, int("9" * 40)),
        ("1.10", Decimal("1.10")),
        ("-.5", Decimal("-0.5")),
        ("3.", Decimal(3)),
        ("1e3", Decimal("1E+3")),
        ("1.5E-2", Decimal("0.015")),
        ("12345678901234567.89", Decimal("12345678901234567.89")),
    ],
)
def test_a_plain_scalar_becomes_what_the_core_schema_says(read: Read, written: str, value: object) -> None:
    """Null, booleans and decimal numbers are more than text, and a number keeps every digit."""
    found = _value(read(f"key: {written}\n"))["key"]

    assert (type(value), str(value)) == (type(found), str(found))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'no'", "no"),
        ('"2026"', "2026"),
        ("'true'", "true"),
        ("''", ""),
        ('"null"', "null"),
        ("|\n  10\n  20", "10\n20\n"),
        (">-\n  10\n  20", "10 20"),
        ('"&a *b !c"', "&a *b !c"),
        (r'"caf\u00e9"', "café"),
    ],
)
def test_a_quoted_or_block_scalar_is_text(read: Read, written: str, value: str) -> None:
    """Quotes and block signs make anything text."""
    assert {"key": value} == _value(read(f"key: {written}\n"))


def test_a_byte_order_mark_is_passed_over(read: Read) -> None:
    """Editors on Windows put one in front; it is no part of the first key."""
    assert {"id": "a"} == _value(read(b"\xef\xbb\xbfid: a\n"))


def test_a_merge_key_is_a_key_like_any_other(read: Read) -> None:
    """YAML 1.2 has no merge keys: nothing is mixed in unseen."""
    assert {"<<": {"a": 1}, "b": 2} == _value(read("<<: {a: 1}\nb: 2\n"))


def test_keys_are_text_whatever_they_look_like(read: Read) -> None:
    """A key is the text that stands there."""
    assert {"1": "a", "true": "b", "no": "c", "": "d"} == _value(read("1: a\ntrue: b\nno: c\n'': d\n"))


def test_every_value_has_its_line(read: Read) -> None:
    """A value under a key has the line of the key, an entry of a list its own first line."""
    parsed = read("# remark\nid: a\nlist:\n  - x\n  - {k: v,\n     l: w}\ntext: >\n  a\n  b\nlast: z\n")

    assert isinstance(parsed, Parsed)
    assert {
        (): 2,
        ("id",): 2,
        ("list",): 3,
        ("list", 0): 4,
        ("list", 1): 5,
        ("list", 1, "k"): 5,
        ("list", 1, "l"): 6,
        ("text",): 7,
        ("last",): 10,
    } == parsed.lines


def test_a_path_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    """A missing key is reported where its record stands; without anything around it, on the first line."""
    parsed = Parsed(None, {(): 2, ("list", 1): 5})

    assert [5, 2, 1] == [parsed.line(("list", 1, "k", 0)), parsed.line(("other",)), Parsed(None).line(("a",))]


@pytest.mark.parametrize(
    ("content", "line", "code", "found", "way_out"),
    [
        pytest.param("a:\n\tb: c\n", 2, "yaml-syntax", None, _MEND, id="tab"),
        pytest.param("a: b\nc: d: e\n", 2, "yaml-syntax", None, _MEND, id="colon in plain text"),
        pytest.param("a: [b\n", 2, "yaml-syntax", None, _MEND, id="list not closed"),
        pytest.param("a: 'b\nc: d\n", 3, "yaml-syntax", None, _MEND, id="quote not closed"),
        pytest.param("a: b\nc: @d\n", 2, "yaml-syntax", None, _MEND, id="sign at the start"),
        pytest.param('a: "\\ud800"\n', 1, "yaml-syntax", None, _MEND, id="half a sign"),
        pytest.param(
            b"a: b\nc: \x07\n",
            0,
            "yaml-syntax",
            "control characters are not allowed",
            "Remove the control character.",
            id="control character",
        ),
        pytest.param(
            "a: b\n---\nc: d\n",
            2,
            "yaml-syntax",
            "a second document (---)",
            "Keep one document a file.",
            id="two documents",
        ),
        pytest.param(
            "a: b\n? [c, d]\n: e\n",
            2,
            "yaml-syntax",
            "a list or keys as a key",
            "Write one word as the key.",
            id="list as a key",
        ),
        pytest.param(
            "a: b\n{c: d}: e\n",
            2,
            "yaml-syntax",
            "a list or keys as a key",
            "Write one word as the key.",
            id="keys as a key",
        ),
        pytest.param(
            "a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n", 5, "duplicate-key", "c", "Keep one of the two.", id="duplicate key"
        ),
        pytest.param("1: a\n'1': b\n", 2, "duplicate-key", "1", "Keep one of the two.", id="duplicate key in quotes"),
        pytest.param("", 0, "empty-file", "", "Fill the file, or remove it.", id="nothing"),
        pytest.param("# later\n\n", 0, "empty-file", "", "Fill the file, or remove it.", id="only a remark"),
        pytest.param("---\n", 0, "empty-file", "", "Fill the file, or remove it.", id="only a start"),
        pytest.param("null\n", 0, "empty-file", "", "Fill the file, or remove it.", id="only null"),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    read: Read, content: str | bytes, line: int, code: str, found: str | None, way_out: str
) -> None:
    """The finding names the file, the line and the way out; the parser's own words say what was found."""
    finding = read(content)

    assert isinstance(finding, Finding)
    assert ("data/x.yml", line, code, way_out) == (finding.file, finding.line, finding.code, finding.way_out)
    assert finding.found if found is None else found == finding.found


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("a: 1\nb: &x 1\n", 2, id="anchor on a value"),
        pytest.param("a: &x [1]\n", 1, id="anchor on a list"),
        pytest.param("a: &x {b: 1}\n", 1, id="anchor on keys"),
        pytest.param("a: 1\n&x b: 1\n", 2, id="anchor on a key"),
        pytest.param("a: 1\nb: *x\n", 2, id="alias without anchor"),
        pytest.param("*x : 1\n", 1, id="alias as a key"),
        pytest.param("a: &a [*a]\n", 1, id="alias of itself"),
    ],
)
def test_anchors_and_aliases_are_refused(read: Read, content: str, line: int) -> None:
    """Records have no need of them."""
    way_out = "Write the value out; put quotes around text that starts with & or *."

    assert Finding("data/x.yml", line, "yaml-alias", found="an anchor (&) or alias (*)", way_out=way_out) == read(
        content
    )


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(read: Read) -> None:
    """Nine lists of nine aliases each would be a milliard of values."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]

    finding = read("\n".join(lines))

    assert isinstance(finding, Finding)
    assert (1, "yaml-alias") == (finding.line, finding.code)


@pytest.mark.parametrize(
    ("content", "line", "tag"),
    [
        pytest.param("a: 1\nb: !!str 5\n", 2, "tag:yaml.org,2002:str", id="text"),
        pytest.param("a: !!binary aGk=\n", 1, "tag:yaml.org,2002:binary", id="binary"),
        pytest.param("a: !mine x\n", 1, "!mine", id="own"),
        pytest.param("a: ! 5\n", 1, "!", id="nameless"),
        pytest.param("!!str a: b\n", 1, "tag:yaml.org,2002:str", id="on a key"),
        pytest.param("!!set {a, b}\n", 1, "tag:yaml.org,2002:set", id="on keys"),
        pytest.param(
            "a: !!python/object/apply:os.getcwd []\n",
            1,
            "tag:yaml.org,2002:python/object/apply:os.getcwd",
            id="code",
        ),
    ],
)
def test_tags_are_refused(read: Read, content: str, line: int, tag: str) -> None:
    """A tag would be passed over in silence, or worse, obeyed."""
    way_out = "Remove it; put quotes around text that starts with !."

    assert Finding("data/x.yml", line, "yaml-tag", found=f"a tag ({tag})", way_out=way_out) == read(content)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        pytest.param("[" * 30 + "]" * 30, "[]", id="lists"),
        pytest.param("[" * 29 + "{a: 1}" + "]" * 29, "{'a': 1}", id="keys"),
        pytest.param("- " * 30 + "a", "['a']", id="dashes"),
    ],
)
def test_thirty_levels_are_read(read: Read, content: str, value: str) -> None:
    """Thirty lists or mappings within each other are the most that is read."""
    found = _value(read(content))
    for _ in range(29):
        assert len(found) == 1
        found = found[0]

    assert value == str(found)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("[" * 31 + "]" * 31, 1, id="lists"),
        pytest.param("{a: " * 31 + "1" + "}" * 31, 1, id="keys"),
        pytest.param("[" * 30 + "{a: 1}" + "]" * 30, 1, id="keys in lists"),
        pytest.param("- " * 31 + "a", 1, id="dashes"),
        pytest.param("".join(f"{' ' * i}a:\n" for i in range(40)), 31, id="indents"),
        pytest.param("[\n" * 200_000, 31, id="deeper than any stack"),
    ],
)
def test_deeper_nesting_is_refused(read: Read, content: str, line: int) -> None:
    """A finding, and no overflow of the stack, however deep it goes."""
    finding = read(content)

    assert isinstance(finding, Finding)
    assert ("too-deep", "more than 30 levels") == (finding.code, finding.found)
    assert line == finding.line
    assert finding.way_out == "Flatten the record."


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        pytest.param(b"a: 1\nb: caf\xe9\n", 2, "byte 0xe9", id="latin-1"),
        pytest.param("a: é\n".encode("utf-16"), 1, "byte 0xff", id="utf-16"),
        pytest.param(b"a: \xc3", 1, "byte 0xc3", id="cut off"),
        pytest.param(b"a: \xed\xa0\x80\n", 1, "byte 0xed", id="surrogate"),
    ],
)
def test_what_is_not_utf8_is_refused(read: Read, content: bytes, line: int, found: str) -> None:
    """The finding names the line and the first byte that is no UTF-8."""
    way_out = "Save the file as UTF-8."

    assert Finding("data/x.yml", line, "not-utf8", found=found, allowed="UTF-8", way_out=way_out) == read(content)


def test_the_longest_line_is_read(read: Read) -> None:
    """A line of 20,000 bytes is the longest that is read."""
    assert {"a": "x" * 19_997} == _value(read("a: " + "x" * 19_997 + "\n"))


def test_the_largest_file_is_read(read: Read) -> None:
    """A file of exactly the greatest size is read."""
    start = b"a: b\n"
    filling = b"#" * 99 + b"\n"
    content = start + filling * ((MAXIMUM_BYTES - len(start)) // 100)
    content += b"#" * (MAXIMUM_BYTES - len(content))

    assert len(content) == MAXIMUM_BYTES
    assert {"a": "b"} == _value(read(content))


@pytest.mark.parametrize(
    ("content", "size"),
    [
        pytest.param(b"a: " + b"x" * 19_998, 20_001, id="line"),
        pytest.param(b"a: b\nc: " + "é".encode() * 10_000 + b"\n", 20_009, id="line in bytes"),
        pytest.param(b"a: " + b"x" * 10_000_000, 10_000_003, id="line of 10 MB"),
        pytest.param(b"#\n" * 2_000_000 + b"#", 4_000_001, id="file"),
    ],
)
def test_what_is_too_large_is_refused(read: Read, content: bytes, size: int) -> None:
    """The finding names the size and both limits."""
    assert Finding(
        "data/x.yml",
        0,
        "too-large",
        found=f"{size} bytes",
        allowed="4000000 bytes, 20000 in a line",
        way_out="Split the file or the line.",
    ) == read(content)


@pytest.mark.parametrize(("folder", "found"), [(False, "No such file or directory"), (True, "Is a directory")])
def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path, *, folder: bool, found: str) -> None:
    """The finding gives the system's reason, for a file that is missing and for a folder of that name."""
    path = tmp_path / "x.yml"
    if folder:
        path.mkdir()

    assert Finding("data/x.yml", 0, "unreadable", found=found, way_out="Restore the file or its rights.") == read_yaml(
        path, "data/x.yml"
    )


def test_a_device_behind_a_link_is_not_read(tmp_path: Path) -> None:
    """What has no end must not fill the memory."""
    path = tmp_path / "x.yml"
    path.symlink_to("/dev/zero")

    assert Finding(
        "data/x.yml", 0, "unreadable", found="no ordinary file", way_out="Restore the file or its rights."
    ) == read_yaml(path, "data/x.yml")


class _Quoting(yaml.SafeDumper):
    """Puts quotes around all text, for PyYAML leaves off those that only YAML 1.2 needs, as around 1e3."""


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))

_SCALARS = st.none() | st.booleans() | st.integers(-(10**38), 10**38) | st.text(max_size=20)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)


@given(value=_VALUES.filter(lambda value: value is not None), wide=st.booleans(), flow=st.booleans())
@_SHARED
def test_what_was_dumped_is_read_back(read: Read, value: object, *, wide: bool, flow: bool) -> None:
    """Any tree of lists, keys and plain values comes back as it was, in block and in flow style."""
    content = yaml.dump(value, Dumper=_Quoting, allow_unicode=wide, default_flow_style=flow)

    assert value == _value(read(content))


@given(content=st.binary(max_size=60) | st.text(" \n\t-:?[]{},'\"|>&*!%@#ab01~.", max_size=60))
@_SHARED
def test_no_content_raises(read: Read, content: str | bytes) -> None:
    """Whatever stands in a file, it is read or it is a finding with a way out."""
    result = read(content)

    assert isinstance(result, Parsed) or (result.file == "data/x.yml" and result.code and result.way_out)
