"""Which graph the commands that read put their questions to, and what counts as a query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result


def test_other_records_are_asked_without_building_them_first(run: Callable[..., Result], mini_data: Path) -> None:
    """With --data the questions are put to a graph of those records, rules included."""
    result = run("--lang", "en", "--data", mini_data, "show", "gemeente-ade")

    assert result.exit_code == 0, result.output
    assert "Takes part through a group of municipalities (derived)" in result.output


@pytest.mark.parametrize("command", [["overview"], ["show", "keigezond"]], ids=["overview", "show"])
def test_a_graph_without_projects_is_no_answer(run: Callable[..., Result], tmp_path: Path, command: list[str]) -> None:
    """A page of zeros would look like an answer; a query is still possible."""
    other = tmp_path / "other.ttl"
    other.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    result = run("--lang", "en", "--graph", other, *command)

    assert 1 == result.exit_code
    assert result.stderr == f"Error: {other}: holds no project. Is it a graph that `trendbreuk build` made?\n"
    assert run("--graph", other, "sparql", "ASK { ?s ?p ?o }").exit_code == 0


@pytest.mark.parametrize(
    "query",
    ["project-names", "queries/parts/project-names.rq", "SELECT ?p { ?p a tb:Project }"],
    ids=["name", "path", "text"],
)
def test_a_query_needs_neither_checkout_nor_prefixes(
    run: Callable[..., Result], mini_turtle: Path, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query of the package goes by its name, and the project's prefixes are known."""
    monkeypatch.chdir(tmp_path)
    result = run("--graph", mini_turtle, "sparql", query, "--format", "csv")

    assert result.exit_code == 0, result.output
    assert 4 == len(result.stdout.splitlines())


def test_what_is_no_query_is_said_to_be_none(run: Callable[..., Result], mini_turtle: Path) -> None:
    """A word that names no query ends with one sentence."""
    result = run("--lang", "en", "--graph", mini_turtle, "sparql", "hallo")

    assert (1, "Error: 'hallo' is no query, no file with a query, and no name of a query in the package.\n") == (
        result.exit_code,
        result.stderr,
    )


def test_a_mark_at_the_start_of_a_query_file_is_no_part_of_it(
    run: Callable[..., Result], mini_turtle: Path, tmp_path: Path
) -> None:
    """Editors on Windows write one."""
    path = tmp_path / "mark.rq"
    path.write_text("\ufeffASK { ?s ?p ?o }", encoding="utf-8")

    assert run("--graph", mini_turtle, "sparql", path).exit_code == 0
