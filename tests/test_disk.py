"""The copy of a graph on disk is made once, is always that of the file as it is, and never half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from trendbreuk_graph import disk
from trendbreuk_graph.cli.options import Settings
from trendbreuk_graph.disk import default_directory, open_on_disk
from trendbreuk_graph.errors import OutputError, StoreError
from trendbreuk_graph.store import Boolean

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

_ONE = "<urn:a> <urn:b> <urn:c> .\n"
_TWO = _ONE + "<urn:a> <urn:b> <urn:d> .\n"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph of one triple."""
    path = tmp_path / "graph.ttl"
    path.write_text(_ONE, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where copies go; not there yet."""
    return tmp_path / "deep" / "copies"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _settings(graph: Path | None = None, store: Path | None = None) -> Settings:
    return Settings(data=None, graph=graph, endpoint=None, language="en", store=store)


def test_a_copy_is_made_once(graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the copy is opened as it is, without reading the file."""
    first = open_on_disk(graph, folder)
    made = _names(folder)
    monkeypatch.setattr(disk, "_fill", lambda *_: pytest.fail("the copy is made again"))
    second = open_on_disk(graph, folder)

    assert 1 == len(made)
    assert made == _names(folder)
    assert 1 == len(first) == len(second)


def test_a_copy_is_opened_to_read_only(graph: Path, folder: Path) -> None:
    """Nobody can change what others read, neither when it was just made nor later."""
    a, b, c = (pyoxigraph.NamedNode(f"urn:{name}") for name in "abc")
    for store in (open_on_disk(graph, folder), open_on_disk(graph, folder)):
        with pytest.raises(RuntimeError, match="read-write"):
            store.remove(pyoxigraph.Quad(a, b, c))

        assert 1 == len(store)


def test_a_change_of_the_file_gives_another_copy(graph: Path, folder: Path) -> None:
    """The old copy is thrown away."""
    open_on_disk(graph, folder)
    before = _names(folder)
    graph.write_text(_TWO, encoding="utf-8")
    store = open_on_disk(graph, folder)

    assert 2 == len(store)
    assert 1 == len(_names(folder))
    assert before != _names(folder)


def test_a_file_of_the_same_size_and_date_is_noticed(graph: Path, folder: Path) -> None:
    """A copy is not trusted because size and date of the file are as before."""
    open_on_disk(graph, folder)
    was = graph.stat()
    other = graph.with_name("other.ttl")
    other.write_text(_ONE.replace("urn:c", "urn:z"), encoding="utf-8")
    os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
    other.replace(graph)
    store = open_on_disk(graph, folder)

    assert was.st_size == graph.stat().st_size
    assert was.st_mtime_ns == graph.stat().st_mtime_ns
    assert [pyoxigraph.NamedNode("urn:z")] == [quad.object for quad in store]


def test_copies_of_other_files_stay(graph: Path, folder: Path, tmp_path: Path) -> None:
    """Two graphs of one name in two folders have each their copy."""
    other = tmp_path / "other" / graph.name
    other.parent.mkdir()
    other.write_text(_TWO, encoding="utf-8")

    assert [1, 2, 1, 2] == [len(open_on_disk(path, folder)) for path in (graph, other, graph, other)]
    assert 2 == len(_names(folder))


@pytest.mark.parametrize("part", ["CURRENT", "MANIFEST-*", "*.sst", "everything"])
def test_a_damaged_copy_is_made_anew(graph: Path, folder: Path, part: str) -> None:
    """What was lost or cut off does not matter: the file has it all."""
    open_on_disk(graph, folder)
    (copy,) = folder.iterdir()
    damaged = list(copy.glob("*" if part == "everything" else part))
    for path in damaged:
        path.write_bytes(b"")
    store = open_on_disk(graph, folder)

    assert damaged
    assert [copy.name] == _names(folder)
    assert [_ONE.split()[2]] == [str(quad.object) for quad in store]


def test_a_copy_without_its_first_file_is_made_anew(graph: Path, folder: Path) -> None:
    """Somebody swept up part of a cache."""
    open_on_disk(graph, folder)
    (copy,) = folder.iterdir()
    (copy / "CURRENT").unlink()

    assert 1 == len(open_on_disk(graph, folder))
    assert (copy / "CURRENT").is_file()


@pytest.mark.parametrize("text", ["<urn:a> <urn:b>", "<urn:a> <urn:b> <urn:c> .\n<urn:a> .", "\xff\xfe"], ids=repr)
def test_a_broken_graph_is_named_and_leaves_nothing(graph: Path, folder: Path, text: str) -> None:
    """No half copy is left, and a good copy of before is not lost for it."""
    open_on_disk(graph, folder)
    before = _names(folder)
    graph.write_bytes(text.encode("latin-1"))

    with pytest.raises(StoreError, match=r"graph\.ttl: cannot be read as a graph in Turtle"):
        open_on_disk(graph, folder)

    assert before == _names(folder)


def test_a_graph_that_is_not_there_is_named(tmp_path: Path, folder: Path) -> None:
    """Not even the folder is made."""
    with pytest.raises(StoreError, match="No such file"):
        open_on_disk(tmp_path / "none.ttl", folder)

    assert not folder.exists()


@pytest.mark.parametrize("inside", [False, True], ids=["the folder", "the folder above"])
def test_a_folder_that_cannot_be_made_is_named(graph: Path, tmp_path: Path, inside: bool) -> None:  # noqa: FBT001 - from a table
    """A file stands in its place."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    folder = blocked / "copies" if inside else blocked

    with pytest.raises(OutputError, match="cannot be written"):
        open_on_disk(graph, folder)

    assert "" == blocked.read_text(encoding="utf-8")


def test_a_full_disk_is_named_and_leaves_nothing(graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the store cannot write is an error of writing, not of the graph."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pyoxigraph, "Store", refuse)

    with pytest.raises(OutputError, match="No space left on device"):
        open_on_disk(graph, folder)

    assert [] == _names(folder)


def test_a_copy_that_cannot_be_put_in_its_place_is_an_error_of_writing(
    graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the half-made copy is thrown away."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(OutputError, match="cannot be written"):
        open_on_disk(graph, folder)

    assert [] == _names(folder)


def test_of_two_makers_of_one_copy_both_get_it(
    graph: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else puts the same copy in its place just before: theirs is used."""
    elsewhere = tmp_path / "elsewhere"
    open_on_disk(graph, elsewhere)
    (theirs,) = elsewhere.iterdir()
    rename = Path.rename

    def come_second(self: Path, target: Path) -> Path:
        if not target.exists():
            rename(theirs, target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", come_second)
    store = open_on_disk(graph, folder)

    assert 1 == len(store)
    assert [theirs.name] == _names(folder)


_OPEN = """
import sys
from pathlib import Path
from trendbreuk_graph.disk import open_on_disk
sys.stdin.readline()
print(len(open_on_disk(Path(sys.argv[1]), Path(sys.argv[2]))))
"""


def test_processes_that_start_together_each_get_a_whole_copy(mini_turtle: Path, folder: Path) -> None:
    """Each counts every triple, and one copy is left with nothing half-made beside it."""
    command = [sys.executable, "-c", _OPEN, str(mini_turtle), str(folder)]
    makers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for maker in makers:
        assert maker.stdin
        maker.stdin.write("\n")
        maker.stdin.flush()
    outputs = [maker.communicate(timeout=60) for maker in makers]
    expected = len(list(pyoxigraph.parse(path=str(mini_turtle), format=pyoxigraph.RdfFormat.TURTLE)))

    assert [(f"{expected}\n", "")] * len(makers) == outputs
    assert 1 == len(_names(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not throw away what is open, so the old copy stays")
def test_a_copy_that_is_thrown_away_can_still_be_read(folder: Path, tmp_path: Path) -> None:
    """Who opened the graph of before goes on with that, whole, while another process makes the copy of the new file."""
    graph = tmp_path / "graph.ttl"
    triples = [f"<urn:s{n}> <urn:p> <urn:o{n}> .\n" for n in range(20_000)]
    graph.write_text("".join(triples), encoding="utf-8")
    before = open_on_disk(graph, folder)
    graph.write_text(_ONE, encoding="utf-8")
    open_on_disk(graph, folder)

    assert 1 == len(_names(folder))
    assert len(triples) == sum(1 for _ in before)


def test_the_graph_of_the_package_is_asked_from_a_copy_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any option."""
    monkeypatch.setenv("TRENDBREUK_CACHE", str(tmp_path / "cache"))

    assert Boolean(value=True) == _settings().open_store().query("ASK { ?s ?p ?o }")
    assert ["trendbreuk"] == [name.partition("-")[0] for name in _names(tmp_path / "cache")]


def test_without_a_folder_for_copies_the_graph_is_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that cannot be written, or that nobody wants, changes no answer."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    counts = []
    for value in (str(blocked), "", str(tmp_path / "cache")):
        monkeypatch.setenv("TRENDBREUK_CACHE", value)
        counts.append(_settings().open_store().select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))

    assert counts[0] == counts[1] == counts[2]
    assert "" == blocked.read_text(encoding="utf-8")
    assert 1 == len(_names(tmp_path / "cache"))


def test_of_a_named_graph_no_copy_is_kept_unasked(
    graph: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --graph it is read into memory; with --store as well it is kept there."""
    monkeypatch.setenv("TRENDBREUK_CACHE", str(tmp_path / "cache"))
    _settings(graph).open_store()

    assert not (tmp_path / "cache").exists()

    _settings(graph, folder).open_store()

    assert not (tmp_path / "cache").exists()
    assert 1 == len(_names(folder))


def test_a_store_that_was_asked_for_must_be_kept(run: Callable[..., Result], mini_turtle: Path, tmp_path: Path) -> None:
    """Who names a folder with --store hears that it cannot be written."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    result = run("--lang", "en", "--graph", mini_turtle, "--store", blocked / "in", "sparql", "ASK { ?s ?p ?o }")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: {blocked / 'in'}: cannot be written (")


def test_the_store_option_gives_the_same_answers(run: Callable[..., Result], mini_turtle: Path, folder: Path) -> None:
    """A graph in memory and its copy on disk agree, and the copy is used twice."""
    command = ("show", "zomerfit", "--format", "json")
    expected = json.loads(run("--graph", mini_turtle, *command).stdout)
    kept = [json.loads(run("--graph", mini_turtle, "--store", folder, *command).stdout) for _ in range(2)]

    assert [expected, expected] == kept
    assert 1 == len([name for name in _names(folder) if not name.endswith("-rows")])


@pytest.mark.parametrize(
    "others", [["--endpoint", "http://127.0.0.1:9/"], ["--data", "records"]], ids=["endpoint", "data"]
)
def test_a_store_goes_with_a_graph_file_only(run: Callable[..., Result], folder: Path, others: list[str]) -> None:
    """An endpoint keeps its own, and of records that change no copy is kept."""
    result = run("--store", folder, *others, "sparql", "ASK {}")

    assert (2, "") == (result.exit_code, result.stdout)
    assert "--store keeps a copy of a graph file" in result.stderr
    assert not folder.exists()


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/trendbreuk-graph"),
        ("linux", {"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache/trendbreuk-graph"),
        ("linux", {"XDG_CACHE_HOME": "c", "HOME": "/h"}, None),
        ("linux", {"TRENDBREUK_CACHE": "/t", "XDG_CACHE_HOME": "/c"}, "/t"),
        ("linux", {"TRENDBREUK_CACHE": "", "XDG_CACHE_HOME": "/c"}, None),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/trendbreuk-graph"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/trendbreuk-graph"),
        ("win32", {"LOCALAPPDATA": ""}, None),
    ],
)
def test_copies_are_kept_where_the_system_keeps_caches(
    platform: str, environment: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that the user names goes first; an empty name means none."""
    monkeypatch.delenv("TRENDBREUK_CACHE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)

    assert (Path(expected) if expected else None) == default_directory()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_without_a_home_no_copy_is_kept(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may run as a user that nobody described."""

    def refuse(*_: object) -> None:
        raise RuntimeError("Could not determine home directory.")

    for name in ("TRENDBREUK_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "expanduser", refuse)

    assert default_directory() is None
