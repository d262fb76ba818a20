"""Records as they are being read: each with the file and line it came from, and every mistake as a finding.

:class:`Reading` collects; :mod:`trendbreuk_graph.references` checks what ties the records together;
:mod:`trendbreuk_graph.load` runs both.
"""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from trendbreuk_graph.errors import Finding
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.yaml_reader import Parsed, read_yaml

__all__ = ["Placed", "Reading", "find_nearest", "unknown_key"]

Path_ = tuple[str | int, ...]

#: What to do about a wrong value, by the kind of pydantic error: (allowed, way out).
_ADVICE: dict[str, tuple[str, str]] = {
    "string_type": (N_("text"), N_("Put quotes around it: a number or true/false is no text.")),
    "too_short": (N_("at least one more"), N_("Add what is missing; no claim stands without evidence.")),
    "model_type": (N_("keys with values"), N_("Write it as `key: value` lines or as {key: value}.")),
    "tuple_type": (N_("a list"), N_("Start each entry with `- `, or write [a, b].")),
    "bool_type": (N_("true or false"), N_("Write true or false without quotes.")),
    "greater_than": (N_("a number above zero"), N_("Mend the number.")),
    "string_too_short": (N_("text"), N_("Write the text, or leave out the key.")),
    "finite_number": (N_("a number"), N_("Write a number with a point, without sign of currency.")),
    "decimal_max_digits": (N_("a number of at most 20 digits"), N_("Mend the number.")),
    "decimal_parsing": (N_("a number"), N_("Write a number with a point, without sign of currency.")),
    "decimal_type": (N_("a number"), N_("Write a number with a point, without sign of currency.")),
}
_ANY_ADVICE = (N_("another value"), N_("Mend the value; CONTRIBUTING.md tells where each key is described."))
_DATE_ADVICE = (
    N_("a date in EDTF that exists"),
    N_('Write it in quotes: "2026", "2024-09", "2022-05-01", "2023/2026" or "2026?".'),
)


@dataclass(slots=True)
class Placed:
    """A record, the file it stands in and where in that file."""

    record: Any
    file: str
    parsed: Parsed
    path: Path_

    @property
    def id(self) -> str:
        """Id of the record; empty for records that need none."""
        return str(getattr(self.record, "id", ""))

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.parsed.line(self.path)}"

    def finding(self, code: str, at: Path_, **parts: str) -> Finding:
        """A finding about a place in this record."""
        line = self.parsed.line((*self.path, *at))
        return Finding(self.file, line, code, record=self.id, field=_show_path(at), **parts)


@dataclass(slots=True)
class Reading:
    """What has been read so far, and what was wrong with it.

    ``broken`` holds the ids of records that could not be understood and the names, without ending, of files that could not
    be read, so that whatever refers to them is not reported as well.
    """

    directory: Path
    placed: dict[str, list[Placed]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def show(self, name: str) -> str:
        """How findings name a file of the folder."""
        return f"{self.directory.name}/{name}"

    def parse(self, name: str) -> Parsed | None:
        """Parse one file of the folder; a file that cannot be read becomes a finding."""
        parsed = read_yaml(self.directory / name, self.show(name))
        if isinstance(parsed, Finding):
            self.findings.append(parsed)
            self.broken.add(Path(name).stem)
            return None
        return parsed

    def take(self, kind: str, model: type[BaseModel], name: str, parsed: Parsed, path: Path_) -> None:
        """Validate one record; what is wrong with it becomes findings."""
        value: Any = parsed.value
        for step in path:
            value = value[step]
        try:
            record = model.model_validate(value)
        except ValidationError as error:
            record_id = str(value.get("id", "")) if isinstance(value, dict) else ""
            self.findings += [
                _explain(item, self.show(name), parsed, path, record_id, model)
                for item in error.errors()
                if not _is_echo(item)
            ]
            # A record that is sound but for its unknown keys is still checked for what it refers to, in the same run.
            sound = _without_unknown_keys(model, value, error)
            if sound is None:
                self.broken.add(record_id)
                return
            record = sound
        self.placed.setdefault(kind, []).append(Placed(record, self.show(name), parsed, path))


def _without_unknown_keys(model: type[BaseModel], value: Any, error: ValidationError) -> BaseModel | None:
    """The record without the keys that nobody knows, or None when more is wrong with it."""
    places = [item["loc"] for item in error.errors()]
    if any(item["type"] != "extra_forbidden" for item in error.errors()):
        return None
    value = copy.deepcopy(value)
    for place in places:
        around = value
        for step in place[:-1]:
            around = around[step]
        del around[place[-1]]
    return model.model_validate(value)


def find_nearest(found: str, allowed: Iterable[str], likeness: float = 0.5) -> str:
    """The allowed value most like what was found, or an empty text."""
    near = difflib.get_close_matches(found, list(allowed), 1, likeness)
    return near[0] if near else ""


def unknown_key(
    shown: str, parsed: Parsed, path: Path_, record_id: str, known: Iterable[str], base: Path_ = ()
) -> Finding:
    """A finding for a key that no record of its kind has."""
    known = sorted(known)
    return Finding(
        shown,
        parsed.line(path),
        "unknown-key",
        record_id,
        _show_path(path[len(base) :]),
        str(path[-1]),
        ", ".join(known),
        find_nearest(str(path[-1]), known),
        N_("Mend the key or remove it; nothing is skipped silently."),
    )


def _is_echo(item: Any) -> bool:
    """Whether a list is called too short only because of entries in it that have findings of their own."""
    return bool(item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"])


def _explain(item: Any, shown: str, parsed: Parsed, base: Path_, record_id: str, model: type[BaseModel]) -> Finding:
    """Turn one pydantic error into a finding that an editor can act on."""
    path: Path_ = tuple(item["loc"])
    kind, found = item["type"], item.get("input")
    shown_found = _show_found(found)
    if kind == "extra_forbidden":
        return unknown_key(shown, parsed, (*base, *path), record_id, _known_keys(model, path[:-1]), base)
    context = item.get("ctx", {})
    code, nearest = "wrong-value", ""
    allowed, way_out = _ADVICE.get(kind, _ANY_ADVICE)
    if kind == "missing":
        code, shown_found, allowed, way_out = "missing-key", "", str(path[-1]), N_("Add the key.")
    elif kind == "literal_error":
        choices = _literals(str(context.get("expected", "")))
        allowed, way_out = ", ".join(choices), N_("Use one of the allowed values.")
        nearest = find_nearest(shown_found, choices, 0.4)
    elif kind == "string_pattern_mismatch":
        is_id = "a-z0-9" in str(context.get("pattern"))
        allowed = N_("kebab-case: a-z, 0-9 and -") if is_id else N_("one line of text without outer spaces")
        way_out = N_("Mend the text.")
    elif kind == "value_error":
        allowed, way_out = _DATE_ADVICE
    elif kind == "rule":
        shown_found, allowed, way_out = context["found"], context["allowed"], N_("Mend the record.")
    return Finding(
        shown, parsed.line((*base, *path)), code, record_id, _show_path(path), shown_found, allowed, nearest, way_out
    )


def _show_found(found: Any) -> str:
    """A value as YAML writes it; lists and keys are where the line points."""
    if isinstance(found, dict | list):
        return ""
    if found is None or isinstance(found, bool):
        return {None: "null", True: "true", False: "false"}[found]
    return str(found)[:120]


def _known_keys(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys allowed at a path inside a model."""
    for step in path:
        if isinstance(step, str):
            info = next(field for name, field in model.model_fields.items() if step == (field.alias or name))
            (model,) = _inner_models(info.annotation)
    return [info.alias or name for name, info in model.model_fields.items()]


def _inner_models(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation such as ``tuple[Claim, ...] | None`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _inner_models(argument)]


def _literals(expected: str) -> list[str]:
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",") if part.strip(" '")]


def _show_path(path: Path_) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
