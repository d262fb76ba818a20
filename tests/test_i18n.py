"""The Dutch catalogue keeps up with the messages in the code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from slots import find_wrong_slots

from trendbreuk_graph import i18n

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_PACKAGE = Path(i18n.__file__).parent
_PO = _PACKAGE / "locale" / "nl" / "LC_MESSAGES" / "trendbreuk.po"


@pytest.fixture(scope="module")
def extracted() -> set[str]:
    """Every message that the code marks for translation."""
    found = extract_from_dir(_PACKAGE, keywords={**DEFAULT_KEYWORDS, "N_": None})
    return {str(message) for _, _, message, _, _ in found}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The Dutch catalogue as its translators edit it."""
    with _PO.open("rb") as readable:
        return read_po(readable)


@pytest.fixture(scope="module")
def pairs(catalogue: Catalog) -> dict[str, str]:
    """English message → Dutch message, without the header."""
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def _advice(catalogue: Catalog) -> str:
    """The commands that mend the catalogue, as they stand at its top."""
    return f"\n{_PO} says how to mend it:\n{catalogue.header_comment}"


def _placeholders(message: str) -> Counter[str]:
    """The values that a message shows; words that go with a number differ by language."""
    return Counter(name for _, name, spec, _ in Formatter().parse(message) if name is not None and not spec)


def _code(message: str) -> list[str]:
    """What stays as it is in any language: commands and keys between backticks, options, and names of files."""
    return sorted(re.findall(r"`[^`]+`|--[a-z]+|[\w*/-]+\.(?:yml|md|ttl)\b", message))


def _marked() -> Iterator[str]:
    """Every message that Python itself sees marked: a literal in a call of ``_`` or ``N_``, wherever it stands."""
    for path in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="_" | "N_"), args=[ast.Constant(value=str(message)), *_]):
                    yield message


def test_extraction_sees_every_marked_message(extracted: set[str]) -> None:
    """No message is marked where extraction does not look, such as inside an f-string."""
    assert sorted(set(_marked()) - extracted) == []


def test_every_message_is_translated(extracted: set[str], pairs: dict[str, str], catalogue: Catalog) -> None:
    """Each message in the code has a Dutch text."""
    missing = sorted(message for message in extracted if not pairs.get(message, "").strip())
    assert not missing, f"without a Dutch text: {missing}{_advice(catalogue)}"


def test_no_message_is_left_over(extracted: set[str], pairs: dict[str, str], catalogue: Catalog) -> None:
    """The catalogue holds no message that the code no longer has, and none that awaits a translator's approval."""
    left = sorted({*pairs, *map(str, catalogue.obsolete)} - extracted)
    fuzzy = sorted(str(message.id) for message in catalogue if message.id and message.fuzzy)
    assert not left, f"no longer in the code: {left}{_advice(catalogue)}"
    assert not fuzzy, f"marked fuzzy: {fuzzy}{_advice(catalogue)}"


def test_placeholders_are_kept(pairs: dict[str, str]) -> None:
    """A Dutch message has the placeholders of the English one, each as often."""
    assert [en for en, nl in pairs.items() if _placeholders(en) != _placeholders(nl)] == []


def test_words_with_a_number_have_two_forms(pairs: dict[str, str]) -> None:
    """In both languages they are one for one and another for any other number, and go with a number that is shown."""
    # What YAML looks like is no slot.
    texts = [text.replace("{key: value}", "") for pair in pairs.items() for text in pair]
    assert [(text, fault) for text in texts for fault in find_wrong_slots(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "{n} {n:project}",
        "{n} {n:een|twee|drie}",
        "{n} {n:project|}",
        "{n} {n:|projecten}",
        "{n} {n:lijn|lijn}",
        "{n} {m:project|projecten}",
        "{n} project|projecten",
        "{n} {n!s:project|projecten}",
        "{} {:project|projecten}",
    ],
)
def test_a_wrong_slot_is_found(text: str) -> None:
    """One form, three, an empty one, two that are alike, words with another value than is shown, and a bar outside a slot."""
    assert len(find_wrong_slots(text)) > 0


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 projecten hopen"), (1, "1 project hoopt"), (2, "2 projecten hopen"), (21, "21 projecten hopen")],
)
def test_words_agree_with_a_number(number: int, expected: str) -> None:
    """One has its own words, nought and all the others have the plural."""
    assert expected == i18n.fill("{n} {n:project hoopt|projecten hopen}", n=number)


def test_a_number_without_words_is_a_number() -> None:
    """It can be padded and grouped, and what is no number is shown as it is."""
    assert "1 0001 1,000 x" == i18n.fill("{n} {n:04d} {m:,} {name}", n=1, m=1000, name="x")


@pytest.mark.parametrize("text", ["{n:project}", "{n:een|twee|drie}", "{name:project|projecten}"])
def test_wrong_words_are_refused(text: str) -> None:
    """Words need two forms, and a number."""
    with pytest.raises(ValueError, match=r"."):
        i18n.fill(text, n=1, name="x")


def test_commands_and_file_names_are_kept(pairs: dict[str, str]) -> None:
    """A Dutch message names the commands, options and files of the English one."""
    assert [en for en, nl in pairs.items() if _code(en) != _code(nl)] == []


def test_header_is_clean(catalogue: Catalog) -> None:
    """The header says language and character set, and holds no date, name or address."""
    text = _PO.read_text(encoding="utf-8")
    header = text[: text.index("\n\n")]
    assert str(catalogue.locale) == "nl"
    assert "charset=utf-8" in header
    assert re.findall(r"@|-Date:|Last-Translator|Language-Team|[12]\d{3}-\d{2}-\d{2}", header) == []


def test_compiled_catalogue_answers_in_dutch(pairs: dict[str, str], catalogue: Catalog) -> None:
    """The compiled catalogue gives the Dutch text of every message."""
    translate = i18n.translator("nl")
    assert translate("funding stream") == "geldstroom"
    stale = [en for en, nl in pairs.items() if translate(en) != nl]
    assert not stale, f"compiled before the last change: {stale}{_advice(catalogue)}"


def test_english_is_the_identity(extracted: set[str]) -> None:
    """In English each message is shown as it stands in the code."""
    translate = i18n.translator("en")
    assert all(translate(message) == message for message in extracted)


@pytest.mark.parametrize(
    ("language", "nl", "en", "chosen"),
    [
        ("nl", "wijk", "district", "wijk"),
        ("en", "wijk", "district", "district"),
        ("en", "wijk", None, "wijk"),
        ("nl", "", "district", "district"),
        ("nl", None, None, ""),
    ],
)
def test_a_text_falls_back_on_the_other_language(
    language: i18n.Language, nl: str | None, en: str | None, chosen: str
) -> None:
    """A text is shown in the chosen language, else in the other one, else as nothing."""
    assert i18n.choose(language, nl, en) == chosen


def test_marking_changes_nothing() -> None:
    """A message that is only marked for translation stays as it is."""
    assert i18n.N_("found") == "found"
