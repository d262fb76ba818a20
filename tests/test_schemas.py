"""The JSON Schemas for editors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

_DOCS = Path(__file__).parents[1] / "docs"
_NAMES = [
    "contradictions",
    "decisions",
    "not-claims",
    "organisations",
    "project",
    "sources",
    "streams",
    "vocabulary",
]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that makes the schemas."""
    spec = importlib.util.spec_from_file_location("make_schemas", _DOCS / "make_schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", _NAMES)
def test_a_schema_is_what_the_models_say(maker: ModuleType, name: str) -> None:
    """Each schema file equals what the record models give now."""
    found = (_DOCS / "schemas" / f"{name}.json").read_text(encoding="utf-8")

    assert maker.make_schema(name) == found, "Renew the schemas: python docs/make_schemas.py"


def test_every_kind_of_file_has_a_schema(maker: ModuleType) -> None:
    """No schema is missing and none is left over."""
    assert _NAMES == sorted(maker.FILES)
    assert _NAMES == sorted(path.stem for path in (_DOCS / "schemas").iterdir())


def test_the_project_schema_lists_the_financing_statuses() -> None:
    """An editor offers the closed list."""
    schema = json.loads((_DOCS / "schemas" / "project.json").read_text(encoding="utf-8"))

    assert schema["$defs"]["Financing"]["properties"]["status"]["enum"] == [
        "secured",
        "in-kind",
        "requested",
        "possible",
        "gap",
        "ended",
    ]
