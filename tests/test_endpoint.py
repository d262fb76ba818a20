"""Whatever an endpoint does, the answer is whole, or one sentence says what happened and what to do."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import repeat
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph import endpoint as endpoint_module
from trendbreuk_graph.endpoint import Reply, check_address, fetch
from trendbreuk_graph.errors import EndpointError

if TYPE_CHECKING:
    from click.testing import Result

Serve = Callable[[Callable[[str], tuple[int, str, bytes]]], str]
Talk = Callable[[Iterable[bytes]], str]

_JSON = "application/sparql-results+json"
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"


@pytest.fixture
def talk() -> Iterator[Talk]:
    """Start an endpoint that reads one query and then sends exactly these bytes, piece by piece, as long as someone listens."""
    stop = threading.Event()
    threads: list[threading.Thread] = []

    def start(pieces: Iterable[bytes]) -> str:
        listener = socket.create_server(("127.0.0.1", 0))

        def answer() -> None:
            # A client that has had enough closes the connection.
            with listener, suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    _read_request(connection)
                    for piece in pieces:
                        connection.sendall(piece)
                        if stop.wait(0.01):
                            return
                    # An answer without an end of its own must not end by accident.
                    if pieces is _SILENCE:
                        stop.wait()

        thread = threading.Thread(target=answer)
        thread.start()
        threads.append(thread)
        return f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"

    yield start
    stop.set()
    for thread in threads:
        thread.join()


_SILENCE: list[bytes] = []


def _read_request(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    (length,) = [int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < length:
        body += connection.recv(65536)


def _fail(url: str) -> str:
    """What an endpoint's failure says, without the address in front."""
    with pytest.raises(EndpointError) as caught:
        fetch(url, "SELECT * {}", _JSON)
    assert url == caught.value.endpoint
    message = str(caught.value)
    assert message.startswith(f"{url}: ")
    return message.removeprefix(f"{url}: ")


def test_an_answer_comes_with_its_kind(serve: Serve) -> None:
    """The query is posted as a form, whatever signs it holds; the media type comes without its parameters."""
    asked: list[str] = []

    def reply(query: str) -> tuple[int, str, bytes]:
        asked.append(query)
        return 200, "application/JSON; charset=utf-8", b"{}"

    answer = fetch(serve(reply), "SELECT * { ?s ?p 'é & ü + %20' }", _JSON)

    assert Reply("application/json", b"{}") == answer
    assert asked == ["SELECT * { ?s ?p 'é & ü + %20' }"]


@pytest.mark.parametrize(
    ("status", "kind", "body", "expected"),
    [
        (
            400,
            "text/plain",
            b"Virtuoso 37000 Error: syntax.\n\nSPARQL query: SELECT",
            "refused the query (400 Bad Request: Virtuoso 37000 Error: syntax). Check the query and the address.",
        ),
        (
            401,
            "text/plain",
            b"",
            (
                "asks for a login (401 Unauthorized), which trendbreuk does not have. Use an address that may be read without "
                "one, or leave out --endpoint to use the built-in graph."
            ),
        ),
        (403, "text/html", b"<h1>No</h1>", "asks for a login (403 Forbidden)"),
        (
            404,
            "text/html",
            b"<html>Not here</html>",
            (
                "has no SPARQL endpoint there (404 Not Found). Check the address; it often ends in /sparql or /query. Without "
                "--endpoint the built-in graph is used."
            ),
        ),
        (405, "text/plain", b"GET only", "has no SPARQL endpoint there (405 Method Not Allowed: GET only)"),
        (413, "text/plain", b"\xff\xfe", "refused the query (413 Request Entity Too Large: \ufffd\ufffd)"),
        (
            500,
            "text/html",
            b"<html>trace</html>",
            (
                "could not answer (500 Internal Server Error). Try again later, or leave out --endpoint to use the built-in "
                "graph."
            ),
        ),
        (503, "text/plain", b"busy", "could not answer (503 Service Unavailable: busy)"),
        (999, "text/plain", b"odd", "could not answer (999: odd)"),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_a_status_that_is_an_error_is_explained(
    serve: Serve, status: int, kind: str, body: bytes, expected: str
) -> None:
    """The message gives the status, what the server says if that is no page for a browser, and the way out."""
    assert expected in _fail(serve(lambda _: (status, kind, body)))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("https://elsewhere.example/sparql", "https://elsewhere.example/sparql"),
        ("/other?x=1", "{server}/other?x=1"),
        ("file:///etc/passwd", "file:///etc/passwd"),
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_named_and_not_followed(talk: Talk, status: int, place: str, expected: str) -> None:
    """Following would lose the query, or ask a machine that nobody named."""
    url = talk([f"HTTP/1.1 {status} Moved\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()])
    there = expected.format(server=url.removesuffix("/sparql"))

    assert f"points to {there}. Give that address to --endpoint, if you trust it." == _fail(url)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (
            [_OK, b"Content-Length: 100\r\n\r\n", b'{"head": {"vars": []}'],
            "broke off in the middle of its answer. Try again, or ask for less at a time.",
        ),
        ([_OK, b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nabcde\r\n"], "broke off in the middle"),
        ([_OK, b"Transfer-Encoding: chunked\r\n\r\n", b"50\r\nabcde"], "broke off in the middle"),
        ([b"HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n", b"half"], "has no SPARQL endpoint there (404"),
        ([b"SSH-2.0-OpenSSH\r\n"], "does not answer ("),
        ([b""], "does not answer ("),
        ([b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 100_000], "does not answer ("),
    ],
    ids=["length", "chunk that is not last", "half a chunk", "error", "another protocol", "nothing", "endless header"],
)
def test_an_answer_that_breaks_off_is_no_answer(talk: Talk, pieces: list[bytes], expected: str) -> None:
    """Less than was promised, or no HTTP at all, is never taken for an answer."""
    assert expected in _fail(talk(pieces))


def test_an_answer_in_pieces_is_put_together(talk: Talk) -> None:
    """A whole answer in chunks comes out as one."""
    url = talk([_OK, b"Transfer-Encoding: chunked\r\n\r\n", b"2\r\n{ \r\n", b"1\r\n}\r\n", b"0\r\n\r\n"])

    assert Reply(_JSON, b"{ }") == fetch(url, "ASK {}", _JSON)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            b"X-SPARQL-MaxRows: 10000",
            (
                "gives at most 10000 rows, and there are more. Raise its limit (ResultSetMaxRows in the settings of Virtuoso), "
                "or ask for less at a time."
            ),
        ),
        (
            b"X-SQL-State: S1TAT",
            (
                "gave a part of the answer only, because its own time was up. Raise that time in its settings, or ask for "
                "less at a time."
            ),
        ),
    ],
)
def test_a_part_of_an_answer_is_refused(talk: Talk, header: bytes, expected: str) -> None:
    """The headers by which Virtuoso admits that rows are missing are heard."""
    assert expected == _fail(talk([_OK, header, b"\r\nContent-Length: 2\r\n\r\n{}"]))


def test_partial_content_is_refused(talk: Talk) -> None:
    """Status 206 says that there is more."""
    url = talk([_OK.replace(b"200 OK", b"206 Partial Content"), b"Content-Length: 2\r\n\r\n{}"])

    assert "gave a part of the answer only" in _fail(url)


def test_silence_ends(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that takes the query and says nothing is left after a while."""
    monkeypatch.setattr(endpoint_module, "_SILENCE_SECONDS", 0.2)

    expected = (
        "was not ready within 0.2 seconds. Try again later, ask for less at a time, or leave out --endpoint to use the "
        "built-in graph."
    )
    assert expected == _fail(talk(_SILENCE))


def test_an_answer_that_drips_ends(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint that always says a little more is left after a while."""
    monkeypatch.setattr(endpoint_module, "_TOTAL_SECONDS", 0.3)
    drops = (piece for piece in [_OK + b"\r\n", *repeat(b" ", 10_000)])

    assert "was not ready within 0.3 seconds" in _fail(talk(drops))


def test_an_endless_answer_ends(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endpoint cannot fill the memory."""
    monkeypatch.setattr(endpoint_module, "_MAXIMUM_BYTES", 2_000_000)
    flood = (piece for piece in [_OK + b"\r\n", *repeat(b" " * 1_000_000, 1_000)])

    assert "gave more than 2 MB, and was cut off. Ask for less at a time." == _fail(talk(flood))


def test_an_endpoint_that_is_not_there_is_named() -> None:
    """A port on which nobody listens is said to give no answer."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        expected = (
            f"does not answer ({os.strerror(errno.ECONNREFUSED)}). Check that the server runs and that the address is right, or leave out "
            "--endpoint to use the built-in graph."
        )
        assert expected == _fail(f"http://127.0.0.1:{taken.getsockname()[1]}/sparql")


@pytest.mark.parametrize("address", ["http://", "http://[", "http://127.0.0.1:port/", "http://a b/", "http://\n/"])
def test_a_malformed_address_is_named(address: str) -> None:
    """An address that cannot be asked is an EndpointError, not a traceback."""
    assert "does not answer (" in _fail(address)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/", "sparql.nl/query", "", "http"])
def test_an_address_that_is_not_of_the_web_is_refused(address: str) -> None:
    """Only http and https addresses are asked."""
    with pytest.raises(EndpointError, match="is no http or https address"):
        check_address(address)


@pytest.mark.parametrize(
    ("status", "kind", "body", "problem"),
    [
        (503, "text/plain", b"busy", "could not answer (503 Service Unavailable: busy)"),
        (400, "text/plain", b"what\x1b[31m?", "refused the query (400 Bad Request: what"),
        (404, "text/html", b"", "has no SPARQL endpoint there (404 Not Found)"),
        (200, "text/html", b"<html>Welcome</html>", "gave text/html, which is no answer to a query"),
        (200, _JSON, b'{"head": ', "gave JSON that is no SPARQL result"),
    ],
    ids=["busy", "refused", "not there", "a page", "broken JSON"],
)
def test_a_failure_is_one_line_and_exit_code_1(
    run: Callable[..., Result], serve: Serve, status: int, kind: str, body: bytes, problem: str
) -> None:
    """The command line shows what happened as an error of one line, without a traceback and without signs that steer a terminal."""
    url = serve(lambda _: (status, kind, body))

    result = run("--lang", "en", "--endpoint", url, "show", "zomerfit")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"Error: {url}: {problem}")
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr
