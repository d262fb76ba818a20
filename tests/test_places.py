"""The parts of the package are found in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from trendbreuk_graph import places
from trendbreuk_graph.errors import MissingPartError
from trendbreuk_graph.places import find_part


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder without any part, in place of the real one."""
    folder = tmp_path / "trendbreuk_graph"
    folder.mkdir()
    monkeypatch.setattr(places, "_PACKAGE", folder)
    return folder


@pytest.mark.parametrize(
    ("part", "holds"),
    [
        ("data", "sources.yml"),
        ("ontology", "shapes.ttl"),
        ("queries", "parts/project-names.rq"),
        ("graph", "trendbreuk.ttl"),
    ],
)
def test_every_part_is_there(part: str, holds: str) -> None:
    """Each of the four parts is found with its files."""
    assert (find_part(part) / holds).is_file()


def test_a_checkout_comes_before_an_installed_copy(package: Path) -> None:
    """Someone who edits records sees those, not the copy that was once installed."""
    (package.parent / "pyproject.toml").touch()
    (package.parent / "data").mkdir()
    (package / "parts" / "data").mkdir(parents=True)

    assert package.parent / "data" == find_part("data")


def test_an_installed_package_has_its_parts_inside(package: Path) -> None:
    """A folder `data` that happens to stand beside an installed package is not taken for the records."""
    (package.parent / "data").mkdir()
    (package / "parts" / "data").mkdir(parents=True)

    assert package / "parts" / "data" == find_part("data")


@pytest.mark.usefixtures("package")
def test_a_missing_part_is_named_with_the_way_out() -> None:
    """An incomplete installation says what is missing and what to do."""
    with pytest.raises(MissingPartError) as caught:
        find_part("queries")

    assert caught.value.path == "queries"
    assert "Reinstall the package" in str(caught.value)
