"""Putting one query to a SPARQL endpoint over HTTP, and saying in one sentence what went wrong.

Whatever an endpoint does (silence, an endless answer, a page instead of data, half an answer) ends within a fixed time and a fixed
amount of memory, as an :class:`trendbreuk_graph.errors.EndpointError` that names the way out.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import EndpointError
from trendbreuk_graph.i18n import N_

if TYPE_CHECKING:
    import http.client
    import urllib.error
    import urllib.request

__all__ = ["Reply", "check_address", "fetch"]

#: How long an endpoint may say nothing, and how long its whole answer may take.
_SILENCE_SECONDS = 30
_TOTAL_SECONDS = 120
_MAXIMUM_BYTES = 200_000_000
_PIECE_BYTES = 65536

_LOGIN_NEEDED = {401, 403, 407}
_NO_ENDPOINT = {404, 405, 410}
_PARTIAL_CONTENT = 206


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the media type, in small letters and without parameters, and the bytes."""

    kind: str
    data: bytes


def check_address(endpoint: str) -> None:
    """Refuse what is no address of the web, such as a path.

    Raises:
        EndpointError: The address does not start with http:// or https://.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise EndpointError(
            N_(
                "{endpoint}: is no http or https address. Write it out, such as http://localhost:8890/sparql, or leave "
                "out --endpoint to use the built-in graph."
            ),
            endpoint=endpoint,
        )


def fetch(endpoint: str, query: str, accept: str) -> Reply:
    """POST a query as a form; redirects are not followed.

    Args:
        endpoint: The address; its own parameters, such as ``default-graph-uri``, are kept.
        query: The text of the query.
        accept: Media types that the answer may have.

    Raises:
        EndpointError: No answer, an answer that is an error, or half an answer.
    """
    # Imported here: the built-in store answers in the time that these modules take to load.
    import http.client
    import urllib.error
    import urllib.parse
    import urllib.request

    end = time.monotonic() + _TOTAL_SECONDS
    try:
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked when the store is made
            endpoint,
            data=urllib.parse.urlencode({"query": query}).encode(),
            headers={"Accept": accept, "User-Agent": "trendbreuk-graph"},
        )
        with _make_opener().open(request, timeout=_SILENCE_SECONDS) as response:
            _check_whole(endpoint, response.status, response.headers)
            return Reply(response.headers.get_content_type(), _read(endpoint, response, end))
    except urllib.error.HTTPError as error:
        raise _explain_status(endpoint, error) from error
    except http.client.IncompleteRead as error:
        raise _broken_off(endpoint) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise _explain_silence(endpoint, error) from error


def _make_opener() -> urllib.request.OpenerDirector:
    import urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        """A redirect would turn the POST into a GET without its query, or lead to another machine."""

        def redirect_request(self, *_: object) -> None:
            """Follow nothing; the redirect becomes an error that says where it points."""

    return urllib.request.build_opener(Stay)


def _read(endpoint: str, response: http.client.HTTPResponse, end: float) -> bytes:
    """The body, in pieces, so that neither its size nor its slowness is without end."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > _MAXIMUM_BYTES:
            raise EndpointError(
                N_("{endpoint}: gave more than {megabytes} MB, and was cut off. Ask for less at a time."),
                endpoint=endpoint,
                megabytes=str(_MAXIMUM_BYTES // 1_000_000),
            )
        if time.monotonic() > end:
            raise _too_slow(endpoint, _TOTAL_SECONDS)
    # What the header promised and did not come; triples that break off at the end of a line look whole.
    if response.length:
        raise _broken_off(endpoint)
    return b"".join(pieces)


def _check_whole(endpoint: str, status: int, headers: Mapping[str, str]) -> None:
    """Some servers give the first part of an answer as if it were all; Virtuoso says so in its headers only."""
    rows = headers.get("X-SPARQL-MaxRows")
    if rows is not None:
        raise EndpointError(
            N_(
                "{endpoint}: gives at most {rows} rows, and there are more. Raise its limit (ResultSetMaxRows in the "
                "settings of Virtuoso), or ask for less at a time."
            ),
            endpoint=endpoint,
            rows=rows,
        )
    if status == _PARTIAL_CONTENT or headers.get("X-SQL-State") is not None:
        raise EndpointError(
            N_(
                "{endpoint}: gave a part of the answer only, because its own time was up. Raise that time in its "
                "settings, or ask for less at a time."
            ),
            endpoint=endpoint,
        )


def _explain_status(endpoint: str, error: urllib.error.HTTPError) -> EndpointError:
    import urllib.parse

    status = error.code
    answer = f"{status} {error.reason}".strip()
    with error:
        place = error.headers.get("Location")
        detail = _read_detail(error)
    if place is not None and 300 <= status < 400:  # noqa: PLR2004 - the redirects of HTTP
        template = N_("{endpoint}: points to {place}. Give that address to --endpoint, if you trust it.")
        return EndpointError(template, endpoint=endpoint, place=urllib.parse.urljoin(endpoint, place))
    if status in _LOGIN_NEEDED:
        template = N_(
            "{endpoint}: asks for a login ({answer}), which trendbreuk does not have. Use an address that may be read "
            "without one, or leave out --endpoint to use the built-in graph."
        )
    elif status in _NO_ENDPOINT:
        template = N_(
            "{endpoint}: has no SPARQL endpoint there ({answer}). Check the address; it often ends in /sparql or "
            "/query. Without --endpoint the built-in graph is used."
        )
    elif status < 500:  # noqa: PLR2004 - from here on the server says that it is to blame itself
        template = N_("{endpoint}: refused the query ({answer}). Check the query and the address.")
    else:
        template = N_(
            "{endpoint}: could not answer ({answer}). Try again later, or leave out --endpoint to use the built-in graph."
        )
    return EndpointError(template, endpoint=endpoint, answer=f"{answer}: {detail}" if detail else answer)


def _read_detail(error: urllib.error.HTTPError) -> str:
    """What the server says beside its status: the first two lines, unless that is a page for a browser."""
    import http.client

    if error.headers.get_content_type() in {"text/html", "application/xhtml+xml"}:
        return ""
    try:
        lines = error.read(400).decode("utf-8", "replace").strip().splitlines()
    except (OSError, ValueError, http.client.HTTPException):
        return ""
    return " ".join(line.strip() for line in lines[:2]).strip().rstrip(".")


def _explain_silence(endpoint: str, error: Exception) -> EndpointError:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return _too_slow(endpoint, _SILENCE_SECONDS)
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return EndpointError(
        N_(
            "{endpoint}: does not answer ({reason}). Check that the server runs and that the address is right, or leave "
            "out --endpoint to use the built-in graph."
        ),
        endpoint=endpoint,
        reason=said,
    )


def _too_slow(endpoint: str, seconds: int) -> EndpointError:
    return EndpointError(
        N_(
            "{endpoint}: was not ready within {seconds} seconds. Try again later, ask for less at a time, or leave out "
            "--endpoint to use the built-in graph."
        ),
        endpoint=endpoint,
        seconds=str(seconds),
    )


def _broken_off(endpoint: str) -> EndpointError:
    return EndpointError(
        N_("{endpoint}: broke off in the middle of its answer. Try again, or ask for less at a time."),
        endpoint=endpoint,
    )
