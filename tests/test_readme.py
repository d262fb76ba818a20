"""The README says what is true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph import __version__
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore

if TYPE_CHECKING:
    from click.testing import Result

_ROOT = Path(__file__).parents[1]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"```(\w+)\n(.*?)```", _README, re.DOTALL)


def _calls() -> list[str]:
    """Each call of the command in the README's shell blocks, without its comment."""
    lines = [line for kind, block in _BLOCKS if kind == "bash" for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.startswith("trendbreuk ")]


def test_the_readme_shows_calls() -> None:
    """The table below is not empty."""
    assert len(_calls()) >= 5


@pytest.mark.parametrize("call", _calls())
def test_a_call_in_the_readme_works(
    run: Callable[..., Result], call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the README tells to type gives an answer."""
    (tmp_path / "queries").symlink_to(_ROOT / "queries")
    monkeypatch.chdir(tmp_path)
    result = run(*shlex.split(call)[1:])

    assert result.exit_code == 0, result.output
    assert result.output.strip()


def test_the_shown_output_is_what_comes_out(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of the README's sample stands in the overview of that day."""
    monkeypatch.setenv("COLUMNS", "80")
    sample = next(block for kind, block in _BLOCKS if kind == "text" and "bridges" in block)
    result = run("--lang", "en", "overview", "--as-of", "2026-11-22")
    printed = [line.rstrip() for line in result.stdout.splitlines()]

    missing = [line for line in sample.splitlines() if line not in {"…", ""} and line not in printed]
    assert missing == [], "Renew the sample: trendbreuk --lang en overview --as-of 2026-11-22"


def test_every_command_stands_in_the_readme(command_name: str) -> None:
    """No command is left for a reader to find by chance."""
    assert f"| `{command_name}" in _README


def test_the_library_example_runs() -> None:
    """The Python lines give the projects that SPUK GALA pays for."""
    example = next(block for kind, block in _BLOCKS if kind == "python")
    scope: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), scope)  # noqa: S102 - the text is this project's own
    store = EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")
    expected = store.select(
        "PREFIX tb: <https://w3id.org/trendbreuk/def#> SELECT DISTINCT ?p WHERE { ?c a tb:Financing ; tb:project ?p ; "
        "tb:stream <https://w3id.org/trendbreuk/id/spuk-gala> ; tb:financingStatus ?s . "
        "FILTER (?s IN (tb:secured, tb:inKind)) } ORDER BY ?p"
    )

    assert expected == scope["rows"]
    assert expected


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The line that the README gives for the tests stands in .ci/run as it is."""
    block = _README[_README.index("## Tests") :]
    command = block[block.index("```bash\n") + 8 : block.index("\n```", 10)]

    assert command in (_ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_version_is_said_once() -> None:
    """Package, project file and ontology name one version."""
    project = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ontology = (_ROOT / "ontology" / "trendbreuk.ttl").read_text(encoding="utf-8")

    assert f'version = "{__version__}"' in project
    assert f'owl:versionInfo "{__version__}"' in ontology
