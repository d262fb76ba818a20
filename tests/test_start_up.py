"""A question is answered at once: what only building needs is not loaded for asking."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

#: Each of these takes longer to load than a question takes to answer.
_HEAVY = {
    "igraph",
    "networkx",
    "pydantic",
    "pypdf",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "snowballstemmer",
    "xlsxwriter",
    "yaml",
}
_REPORT = """
import json, sys
from trendbreuk_graph.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def _find_loaded(*arguments: str | Path) -> tuple[int, set[str]]:
    """Exit code of a command in a fresh process, and the top-level modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _REPORT, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return done.returncode, set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "command",
    [
        ("--help",),
        ("--version",),
        ("sparql", "SELECT ?s { ?s ?p ?o } LIMIT 1"),
        ("sparql", "CONSTRUCT WHERE { ?s a ?class }", "--format", "csv"),
        ("show", "zomerfit"),
        ("show", "Ketenaanpak Zomerfit", "--format", "json"),
        ("question", "project-lead", "--param", "project=zomerfit"),
        ("question", "project-lead", "--param", "project=Ketenaanpak Zomerfit", "--format", "json"),
    ],
    ids=" ".join,
)
def test_asking_loads_nothing_heavy(command: tuple[str, ...], mini_turtle: Path) -> None:
    """Help, a query, a question and a page of a thing that is named well need none of the heavy libraries."""
    code, loaded = _find_loaded("--graph", mini_turtle, *command)

    assert code == 0
    assert _HEAVY & loaded == set()
    assert "pyoxigraph" in loaded or command[0].startswith("--")


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_question_to_the_copy_on_disk_loads_least_of_all(form: str, cache: Path) -> None:
    """The graph of the package is asked from its copy; where no terminal shows it, nothing is loaded that paints."""
    command = ("question", "project-lead", "--param", "project=keigezond", "--format", form)
    _find_loaded(*command)
    copies = sorted(cache.iterdir())
    code, loaded = _find_loaded(*command)

    assert code == 0
    assert _HEAVY & loaded == set()
    assert "rich" not in loaded
    assert {"http", "ssl", "socket"} & loaded == set()
    assert {path.name.partition("-")[0] for path in copies} == {"trendbreuk"}
    assert copies == sorted(cache.iterdir())


def test_a_workbook_loads_what_writes_it_and_no_more(mini_turtle: Path, tmp_path: Path) -> None:
    """An answer in Excel needs one library, and no terminal."""
    command = ("question", "project-lead", "--param", "project=zomerfit", "-o", tmp_path / "a.xlsx")
    code, loaded = _find_loaded("--graph", mini_turtle, *command)

    assert code == 0
    assert {"xlsxwriter"} == _HEAVY & loaded


def test_help_of_a_command_loads_nothing_heavy(command_name: str) -> None:
    """Help comes at once for commands that themselves need more."""
    code, loaded = _find_loaded(command_name, "--help")

    assert code == 0
    assert _HEAVY & loaded == set()


def test_a_rough_spelling_loads_only_what_compares_names(mini_turtle: Path) -> None:
    """Names are compared by one library, which an exact name does without."""
    code, loaded = _find_loaded("--graph", mini_turtle, "show", "zommerfit")

    assert code == 0
    assert {"rapidfuzz"} == _HEAVY & loaded


def test_the_overview_loads_the_network_library_and_no_other(mini_turtle: Path) -> None:
    """Bridges are computed with networkx; the graph itself is still read without rdflib."""
    code, loaded = _find_loaded("--graph", mini_turtle, "overview", "--as-of", "2026-01-01", "--format", "json")

    assert code == 0
    assert {"networkx"} == _HEAVY & loaded


def test_the_report_sees_what_is_loaded(mini_turtle: Path, tmp_path: Path) -> None:
    """The guard itself works: an export as Turtle does load rdflib."""
    code, loaded = _find_loaded("--graph", mini_turtle, "export", "--format", "ttl", "-o", tmp_path / "graph.ttl")

    assert code == 0
    assert "rdflib" in loaded


def test_the_built_in_graph_is_read_without_modules_of_the_network(mini_turtle: Path) -> None:
    """Only a remote endpoint needs the modules that speak HTTP."""
    code, loaded = _find_loaded("--graph", mini_turtle, "sparql", "ASK {}")

    assert code == 0
    assert {"http", "ssl", "socket"} & loaded == set()
