"""The engines that must give the same rows: rdflib in this process, and two servers that are started here on the loopback.

Loaded by conftest.py. A server starts when a test first asks for it, holds both worlds as named graphs, and is gone after the last
test. Where its program is not installed, its tests are skipped and say so; `.ci/run` installs both.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph
import pytest

from trendbreuk_graph.errors import EndpointError
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore, RemoteStore, Rows

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["REAL", "SERVERS", "WORLDS", "Ask", "Engines", "Server"]

#: The graph of the tests, and that of the package.
WORLDS = ("mini", "real")
REAL = "real"
SERVERS = ("Oxigraph", "Virtuoso")
_GRAPHS = {world: f"urn:trendbreuk:{world}" for world in WORLDS}
_START_SECONDS = 60
#: The slowest query takes half a minute on a fast machine, three times that on a slow one that also counts coverage; one that never ends, days.
_RDFLIB_SECONDS = 900
#: More than any question gives, fewer than the real graph has triples: a test sees what happens beyond.
_VIRTUOSO_ROWS = 30_000

#: A query → its rows, as :class:`trendbreuk_graph.store.Rows` has them.
Ask = Callable[[str], list[tuple[str | None, ...]]]


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL server that runs."""

    address: str

    def endpoint(self, world: str) -> str:
        """What a user would give to ``--endpoint``."""
        return f"{self.address}?default-graph-uri={quote(_GRAPHS[world])}"


class Engines:
    """Every engine by its name, each with both worlds; a server is started when it is first asked for."""

    def __init__(self, files: dict[str, Path], find_server: Callable[[str], Server]) -> None:
        self.files = files
        self.embedded = {
            world: EmbeddedStore.from_ntriples(path.read_text(encoding="utf-8")) for world, path in files.items()
        }
        self._find_server = find_server
        self._graphs: dict[str, Graph] = {}

    def connect(self, name: str, world: str) -> RemoteStore:
        """A server, as ``--endpoint`` reaches it."""
        return RemoteStore(self._find_server(name).endpoint(world))

    def ask(self, name: str, world: str) -> Ask:
        """A function that puts a query to rdflib or a server."""
        if name == "rdflib":
            return lambda text: _ask_rdflib(self._find_graph(world), text)
        return self.connect(name, world).select

    def _find_graph(self, world: str) -> Graph:
        from rdflib import Graph

        if world not in self._graphs:
            self._graphs[world] = Graph().parse(self.files[world], format="nt")
        return self._graphs[world]


def _ask_rdflib(graph: Graph, text: str) -> list[tuple[str | None, ...]]:
    with _limited(_RDFLIB_SECONDS):
        answer = graph.query(text)
        return [tuple(None if term is None else str(term) for term in row) for row in answer]  # type: ignore[union-attr] # a SELECT gives rows


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise TimeoutError after so many seconds of processor time: a query that joins everything with everything takes days."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again each second, in case that the library catches the first.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.fixture(scope="session")
def engines(mini_turtle: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Engines:
    """All engines with both worlds."""
    folder = tmp_path_factory.mktemp("worlds")
    files = {}
    for world, turtle in zip(WORLDS, (mini_turtle, find_part("graph") / "trendbreuk.ttl"), strict=True):
        files[world] = folder / f"{world}.nt"
        store = pyoxigraph.Store()
        store.bulk_load(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE)
        graph = pyoxigraph.DefaultGraph()
        store.dump(str(files[world]), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph)
    return Engines(files, lambda name: request.getfixturevalue(f"{name.lower()}_server"))


@pytest.fixture(scope="session")
def oxigraph_server(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the package `oxigraph`, which only reads."""
    program = _find_program("oxigraph", "python -m pip install oxigraph")
    folder = tmp_path_factory.mktemp("oxigraph")
    for world, path in engines.files.items():
        _run(program, "load", "--location", folder / "store", "--file", path, "--graph", _GRAPHS[world])
    address = f"127.0.0.1:{_find_port()}"
    command = [program, "serve-read-only", "--location", str(folder / "store"), "--bind", address]
    with _running(command, f"http://{address}/query", folder) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Virtuoso as Debian packages it, with a database that holds nothing else."""
    program = _find_program("virtuoso-t", "apt-get install virtuoso-opensource")
    loader = _find_program("isql-vt", "apt-get install virtuoso-opensource")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = f"127.0.0.1:{_find_port()}", f"127.0.0.1:{_find_port()}"
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO_SETTINGS.format(folder=folder, sql=sql, http=http, rows=_VIRTUOSO_ROWS))
    command = [program, "+foreground", "+configfile", str(settings)]
    with _running(command, f"http://{http}/sparql", folder) as server:
        for world, path in engines.files.items():
            shutil.copy(path, folder)
            load = f"DB.DBA.TTLP(file_to_string_output('{folder / path.name}'), '', '{_GRAPHS[world]}', 0);"
            _run(loader, sql, "dba", "dba", "ERRORS=STDOUT", f"exec=log_enable(2); {load}")
        yield server


_VIRTUOSO_SETTINGS = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxQueryMem = 500M
CheckpointInterval = 0

[HTTPServer]
ServerPort = {http}
ServerThreads = 5

[SPARQL]
ResultSetMaxRows = {rows}
"""


def _find_program(name: str, command: str) -> str:
    """The path of a program: beside this Python, or anywhere on the PATH."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: `{command}`")
    return found


def _find_port() -> int:
    """A port of the loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    # The loader of Virtuoso ends with 0 also when it fails, and says so in its output.
    assert done.returncode == 0, done.stderr
    assert "*** Error" not in done.stdout, done.stdout


@contextmanager
def _running(command: list[str], address: str, folder: Path) -> Iterator[Server]:
    """A server from its first answer on; stopped and cleared away at the end, whatever happens."""
    log = folder / "output.txt"
    # Where that can be said, the server ends with this process, also when that is killed.
    bound = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    with (
        log.open("wb") as output,
        subprocess.Popen([*bound, *command], stdout=output, stderr=output, cwd=folder) as process,
    ):
        try:
            _await_answer(process, address, log)
            yield Server(address)
        finally:
            # Nothing that it holds is of use afterwards, so it need not tidy up first.
            process.kill()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _await_answer(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while not _answers(address):
        said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        assert process.poll() is None, f"{process.args!r} ended:\n{said}"
        assert time.monotonic() < end, f"{address} does not answer after {_START_SECONDS} seconds:\n{said}"
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        return isinstance(RemoteStore(address).query("SELECT ?thing { ?thing a <urn:nothing> }"), Rows)
    except EndpointError:
        return False


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print in how many questions each engine gave the rows of the built-in store."""
    equal: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            said = dict(report.user_properties)
            if "engine" in said:
                place = (str(said["world"]), str(said["engine"]))
                asked[place] += 1
                equal[place] += outcome == "passed"
    if not asked:
        return
    names = sorted({engine for _, engine in asked})
    terminalreporter.section("queries with the rows of the built-in store")
    terminalreporter.write_line("".join([f"{'graph':10}", *(f"{name:>12}" for name in names)]))
    for world in WORLDS:
        counts = [f"{equal[world, name]} of {asked[world, name]}" for name in names]
        terminalreporter.write_line("".join([f"{world:10}", *(f"{count:>12}" for count in counts)]))
