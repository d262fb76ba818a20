"""What a store on disk keeps is what it would answer, of the graph as it is, and damage costs only time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph import disk, kept
from trendbreuk_graph.errors import OutputError, QueryError, StoreError
from trendbreuk_graph.kept import KeptStore
from trendbreuk_graph.store import Boolean, EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

_ALL = "SELECT ?s ?o { ?s <urn:p> ?o }"
_OPTIONAL = "SELECT ?s ?none { ?s <urn:p> ?o OPTIONAL { ?s <urn:none> ?none } }"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph of one triple, with a text that is no ASCII."""
    path = tmp_path / "graph.ttl"
    path.write_text('<urn:a> <urn:p> "één" .\n', encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where copies go; not there yet."""
    return tmp_path / "copies"


def _open(graph: Path, folder: Path) -> KeptStore:
    return KeptStore(graph, folder, needed=True)


def _find_rows(folder: Path) -> list[Path]:
    return sorted(folder.glob("*-rows/*.json"))


def _refuse_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "open_on_disk", lambda *_: pytest.fail("the store is opened"))


@pytest.mark.parametrize("query", [_ALL, _OPTIONAL])
def test_rows_are_read_from_the_store_once(
    query: str, graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second command gets the same rows without opening the store."""
    expected = EmbeddedStore.from_file(graph).read(query)
    first = _open(graph, folder).read(query)
    _refuse_opening(monkeypatch)
    second = _open(graph, folder).read(query)

    assert 1 == len(expected)
    assert expected == first == second


def test_another_graph_has_rows_of_its_own(graph: Path, folder: Path) -> None:
    """A file that changes is asked anew, and what was kept of it before is thrown away."""
    before = _open(graph, folder).read(_ALL)
    graph.write_text('<urn:a> <urn:p> "one" , "two" .\n', encoding="utf-8")
    after = _open(graph, folder).read(_ALL)

    assert [("urn:a", "één")] == before
    assert {("urn:a", "one"), ("urn:a", "two")} == set(after)
    assert 1 == len(_find_rows(folder))


def test_a_query_with_values_is_never_kept(graph: Path, folder: Path) -> None:
    """What people ask for is asked of the store."""
    store = _open(graph, folder)

    assert [("urn:a", "één")] == store.select(_ALL, {"s": ["urn:a"]})
    assert [] == store.select(_ALL, {"s": ["urn:b"]})
    assert Boolean(value=True) == store.query("ASK {}")
    assert [] == _find_rows(folder)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[",
        "[]",
        "null",
        '{"query": 3}',
        json.dumps({"query": _ALL}),
        json.dumps({"query": _ALL, "rows": [[3]]}),
        json.dumps({"query": _ALL, "rows": 3}),
        json.dumps({"query": _OPTIONAL, "rows": [["urn:b", None]]}),
        "[" * 100_000,
    ],
)
def test_damaged_rows_are_read_again(damage: str, graph: Path, folder: Path) -> None:
    """Rows that somebody spoilt, or that are of another query, are replaced."""
    expected = _open(graph, folder).read(_ALL)
    (path,) = _find_rows(folder)
    whole = path.read_bytes()
    path.write_text(damage, encoding="utf-8")

    assert expected == _open(graph, folder).read(_ALL)
    assert whole == path.read_bytes()


def test_a_folder_that_takes_no_rows_only_costs_time(
    graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be kept is answered all the same."""

    def refuse(path: Path, _content: object) -> None:
        raise OutputError(str(path), "full")

    monkeypatch.setattr(kept, "write_file", refuse)

    assert [("urn:a", "één")] == _open(graph, folder).read(_ALL)
    assert [] == _find_rows(folder)


def test_a_store_that_was_removed_meanwhile_is_made_again(graph: Path, folder: Path) -> None:
    """A copy that vanishes between two questions is no error."""
    store = _open(graph, folder)
    copy = disk.find_copy(graph, folder)
    for path in copy.iterdir():
        path.unlink()

    assert [("urn:a", "één")] == store.read(_ALL)


def test_a_copy_that_cannot_be_made_is_an_error_where_it_was_asked_for(graph: Path, tmp_path: Path) -> None:
    """Elsewhere the file is read into memory."""
    taken = tmp_path / "file"
    taken.write_text("", encoding="utf-8")

    with pytest.raises(OutputError):
        KeptStore(graph, taken, needed=True)
    assert [("urn:a", "één")] == KeptStore(graph, taken, needed=False).read(_ALL)


def test_a_missing_graph_and_a_wrong_query_are_errors(graph: Path, folder: Path) -> None:
    """They are those of the store in memory."""
    with pytest.raises(StoreError):
        _open(graph.with_name("none.ttl"), folder)
    with pytest.raises(QueryError):
        _open(graph, folder).read("SELECT")


def test_an_audit_from_kept_rows_is_the_audit(run: Callable[..., Result], mini_turtle: Path, folder: Path) -> None:
    """The first answer, the one from kept rows and the one from memory are equal."""
    command = ("audit", "--as-of", "2026-01-01", "--format", "json")
    expected = run("--graph", mini_turtle, *command).stdout
    first, second = (run("--graph", mini_turtle, "--store", folder, *command).stdout for _ in range(2))

    assert 4 == len(_find_rows(folder))
    assert expected == first == second != ""
