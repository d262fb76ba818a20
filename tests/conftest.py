"""The mini world in every form that tests need it."""

from __future__ import annotations

import os
import shutil
import threading
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from trendbreuk_graph.build import build_graph
from trendbreuk_graph.cli import main
from trendbreuk_graph.load import World, load_world
from trendbreuk_graph.network import Network
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.turtle import to_turtle

if TYPE_CHECKING:
    from rdflib import Graph

pytest_plugins = ["browser", "engines", "dossiers"]

_MINI = Path(__file__).parent / "fixtures" / "mini"
_GOLDEN = Path(__file__).parent / "golden"

#: The commands as the group lists them; they are loaded when they are called.
_COMMANDS = sorted(main.list_commands(click.Context(main)))

#: A query → status, content type and body of the answer to it.
Reply = Callable[[str], tuple[int, str, bytes]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one switch that rewrites the golden files."""
    parser.addoption("--update-golden", action="store_true", help="Rewrite tests/golden/ with what comes out now.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `command_name` once for each command."""
    if "command_name" in metafunc.fixturenames:
        metafunc.parametrize("command_name", _COMMANDS)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for copies of the graph on disk, for this process and those that it starts: never that of the user."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "TRENDBREUK_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def commands() -> Mapping[str, click.Command]:
    """Every command under its name, loaded."""
    found = {name: main.get_command(click.Context(main), name) for name in _COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


@pytest.fixture
def mini_data(tmp_path: Path) -> Path:
    """A copy of the mini records that a test may change."""
    return Path(shutil.copytree(_MINI / "data", tmp_path / "data"))


@pytest.fixture(scope="session")
def mini_documents() -> Path:
    """The folder with the document of the mini world."""
    return _MINI / "documents"


@pytest.fixture(scope="session")
def mini_world() -> World:
    """The mini records."""
    return load_world(_MINI / "data")


@pytest.fixture(scope="session")
def mini_graph(mini_world: World) -> Graph:
    """The graph of the mini world; not to be changed."""
    return build_graph(mini_world, find_part("ontology"))


@pytest.fixture(scope="session")
def mini_turtle(mini_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the mini world as a file."""
    path = tmp_path_factory.mktemp("mini") / "mini.ttl"
    path.write_text(to_turtle(mini_graph), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def mini_store(mini_turtle: Path) -> EmbeddedStore:
    """The graph of the mini world, ready for questions."""
    return EmbeddedStore.from_file(mini_turtle)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Call the command line as a user would."""

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def check_golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/golden/; with --update-golden, write it first."""

    def check(name: str, actual: str) -> None:
        path = _GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: write it with `pytest --update-golden` and read what it says."
        expected = path.read_text(encoding="utf-8")

        assert expected == actual, "When the new text is right: `pytest --update-golden`, then read the difference."

    return check


@pytest.fixture(scope="session")
def make_network() -> Callable[..., Network]:
    """Make a network of ties such as ``P-a P-b``; a participant is a body unless named in `groups`; ``ade>group`` collapses."""

    def make(
        ties: str,
        domains: Mapping[str, str] | None = None,
        *,
        groups: str = "",
        collapsed: str = "",
        members: Mapping[str, str] | None = None,
    ) -> Network:
        pairs = frozenset((tie.split("-")[0], tie.split("-")[1]) for tie in ties.split())
        inside = {group: frozenset(names.split()) for group, names in (members or {}).items()}
        return Network(
            ties=pairs,
            domains={who: frozenset(names.split()) for who, names in (domains or {}).items()},
            names={},
            organisations=frozenset({who for _, who in pairs}.union(*inside.values()) - set(groups.split())),
            collapsed={part.split(">")[0]: part.split(">")[1] for part in collapsed.split()},
            members=inside,
        )

    return make


@pytest.fixture
def serve() -> Iterator[Callable[[Reply], str]]:
    """Start an endpoint on the loopback that answers with what a function makes of the query; gives its address."""
    running: list[tuple[HTTPServer, threading.Thread]] = []

    def start(reply: Reply) -> str:
        class Handler(BaseHTTPRequestHandler):
            """Answers a query that was posted as a form."""

            def do_POST(self) -> None:
                form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                status, kind, body = reply(form["query"][0])
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep the output of the tests clean."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def mini_endpoint(mini_turtle: Path, serve: Callable[[Reply], str]) -> str:
    """The address of an endpoint that holds the graph of the mini world."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(mini_turtle), format=pyoxigraph.RdfFormat.TURTLE)

    def reply(query: str) -> tuple[int, str, bytes]:
        answer = store.query(query)
        if isinstance(answer, pyoxigraph.QueryTriples):
            body = pyoxigraph.serialize(answer, format=pyoxigraph.RdfFormat.N_TRIPLES)
            return 200, "application/n-triples", body or b""
        return (
            200,
            "application/sparql-results+json",
            answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"",
        )

    return serve(reply)


@pytest.fixture
def print_page(run: Callable[..., Result], mini_turtle: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a command prints about the mini world, a hundred signs wide, without the spaces that fill up its lines."""
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TRENDBREUK_LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(language: str, *arguments: str) -> str:
        result = run("--lang", language, "--graph", mini_turtle, *arguments)
        assert result.exit_code == 0, result.output
        return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())

    return call


@pytest.fixture
def ask_mini(run: Callable[..., Result], mini_turtle: Path) -> Callable[..., Result]:
    """Call a command on the mini world in English."""

    def call(*arguments: str | Path) -> Result:
        return run("--lang", "en", "--graph", mini_turtle, *arguments)

    return call
