"""Reading one YAML file into plain values, with the line of every value.

YAML 1.2 core schema on libyaml: ``no`` and ``2024-01-01`` are text, only ``true``, ``false``, ``null`` and numbers are
more than that. libyaml's own constructors follow YAML 1.1, so only its parser is used (it is some twenty times faster
than a pure Python one) and the few rules of 1.2 stand here. Anchors, aliases and tags are refused: records have no
need of them, and aliases are how a small file becomes a large one. Values are made straight from the parser's events, so
that nesting is measured before anything recurses over it: libyaml's own composer overflows the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from trendbreuk_graph.errors import Finding
from trendbreuk_graph.i18n import N_

__all__ = ["MAXIMUM_BYTES", "Parsed", "read_yaml"]

#: Larger files are refused unread; the largest record file has some 200 kB.
MAXIMUM_BYTES = 4_000_000
_MAXIMUM_LINE = 20_000
_MAXIMUM_DEPTH = 30
#: What is longer is no number that a record can mean, and stays text.
_MAXIMUM_NUMBER = 40

_NULL = re.compile(r"^(?:null|Null|NULL|~|)$")
_BOOL = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_INT = re.compile(r"^[-+]?[0-9]+$")
_FLOAT = re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?$")

_Path = tuple[str | int, ...]


@dataclass(slots=True)
class Parsed:
    """Plain values of a file and the line (from 1) of each, keyed by its path of keys and indexes."""

    value: Any
    lines: dict[_Path, int] = field(default_factory=dict)

    def line(self, path: _Path) -> int:
        """The line of the value at a path, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _RefusalError(Exception):
    """A construct that records may not hold."""

    def __init__(self, line: int, code: str, found: str, way_out: str) -> None:
        self.line, self.code, self.found, self.way_out = line, code, found, way_out
        super().__init__(found)


def read_yaml(path: Path, shown_as: str) -> Parsed | Finding:
    """Read a file, or say what is wrong with it.

    Args:
        path: The file.
        shown_as: How findings name it.
    """
    text = _read_text(path, shown_as)
    if isinstance(text, Finding):
        return text
    try:
        parsed = _read_document(yaml.parse(text, Loader=yaml.CSafeLoader))
        if parsed.value is None:
            return Finding(shown_as, 0, "empty-file", way_out=N_("Fill the file, or remove it."))
        return parsed
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(part for part in (error.context, error.problem) if part)
        return Finding(
            shown_as,
            mark.line + 1 if mark else 0,
            "yaml-syntax",
            found=problem,
            way_out=N_(
                "Mend the YAML: spaces instead of tabs, quotes around text that holds ': ' or starts with a sign."
            ),
        )
    except yaml.reader.ReaderError as error:
        return Finding(shown_as, 0, "yaml-syntax", found=str(error.reason), way_out=N_("Remove the control character."))
    except _RefusalError as refusal:
        return Finding(shown_as, refusal.line, refusal.code, found=refusal.found, way_out=refusal.way_out)


def _read_text(path: Path, shown_as: str) -> str | Finding:
    try:
        size = path.stat().st_size
        # A pipe or a device, perhaps behind a link, may have no end; a folder gives an error of its own.
        readable = path.is_file() or path.is_dir()
        data = path.read_bytes() if size <= MAXIMUM_BYTES and readable else b""
    except OSError as error:
        return Finding(
            shown_as, 0, "unreadable", found=error.strerror or str(error), way_out=N_("Restore the file or its rights.")
        )
    if not readable:
        return Finding(
            shown_as, 0, "unreadable", found="no ordinary file", way_out=N_("Restore the file or its rights.")
        )
    if size > MAXIMUM_BYTES or any(len(line) > _MAXIMUM_LINE for line in data.splitlines()):
        return Finding(
            shown_as,
            0,
            "too-large",
            found=f"{size} bytes",
            allowed=f"{MAXIMUM_BYTES} bytes, {_MAXIMUM_LINE} in a line",
            way_out=N_("Split the file or the line."),
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Finding(
            shown_as,
            line,
            "not-utf8",
            found=f"byte 0x{data[error.start]:02x}",
            allowed="UTF-8",
            way_out=N_("Save the file as UTF-8."),
        )


def _read_document(events: Iterator[yaml.Event]) -> Parsed:
    """The one document of a stream; the value is None when there is none."""
    parsed = Parsed(None)
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return parsed
    parsed.value = _convert(next(events), events, (), parsed.lines)
    next(events)
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        raise _RefusalError(_line(after), "yaml-syntax", "a second document (---)", N_("Keep one document a file."))
    return parsed


def _convert(event: yaml.Event, events: Iterator[yaml.Event], path: _Path, lines: dict[_Path, int]) -> Any:
    """The value that starts with an event; takes the events that belong to it."""
    line = lines[path] = _line(event)
    _refuse_properties(event, line)
    if isinstance(event, yaml.ScalarEvent):
        return _convert_scalar(event)
    if len(path) >= _MAXIMUM_DEPTH:
        raise _RefusalError(line, "too-deep", f"more than {_MAXIMUM_DEPTH} levels", N_("Flatten the record."))
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(child := next(events), yaml.SequenceEndEvent):
            items.append(_convert(child, events, (*path, len(items)), lines))
        return items
    values: dict[str, Any] = {}
    while not isinstance(key_event := next(events), yaml.MappingEndEvent):
        key = _convert_key(key_event)
        if key in values:
            raise _RefusalError(_line(key_event), "duplicate-key", key, N_("Keep one of the two."))
        values[key] = _convert(next(events), events, (*path, key), lines)
        lines[*path, key] = _line(key_event)
    return values


def _convert_key(event: yaml.Event) -> str:
    line = _line(event)
    _refuse_properties(event, line)
    if not isinstance(event, yaml.ScalarEvent):
        raise _RefusalError(line, "yaml-syntax", "a list or keys as a key", N_("Write one word as the key."))
    return str(event.value)


def _refuse_properties(event: yaml.Event, line: int) -> None:
    if getattr(event, "anchor", None) is not None:
        raise _RefusalError(
            line,
            "yaml-alias",
            "an anchor (&) or alias (*)",
            N_("Write the value out; put quotes around text that starts with & or *."),
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise _RefusalError(
            line, "yaml-tag", f"a tag ({tag})", N_("Remove it; put quotes around text that starts with !.")
        )


def _convert_scalar(event: yaml.ScalarEvent) -> str | int | Decimal | bool | None:
    text = str(event.value)
    # libyaml gives a plain scalar an empty style, or none.
    if event.style or len(text) > _MAXIMUM_NUMBER:
        return text
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    if _INT.match(text):
        return int(text)
    return Decimal(text) if _FLOAT.match(text) else text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
