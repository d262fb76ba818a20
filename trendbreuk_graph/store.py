"""Asking the graph: the built-in store or a SPARQL endpoint elsewhere, behind one class.

The built-in store is Oxigraph in memory, filled from the built Turtle in some milliseconds. A remote endpoint is any SPARQL 1.1
service; it is only ever read. Values go into a query as terms of the language, never as pasted text.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from trendbreuk_graph.errors import EndpointError, QueryError, StoreError
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from trendbreuk_graph.endpoint import Reply

__all__ = ["Boolean", "EmbeddedStore", "RemoteStore", "Rows", "Store", "Term", "Triples", "bind_values"]

#: What a variable can be bound to: an IRI, a day or a whole number.
Term = str | dt.date | int


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: column names, and rows of texts (an IRI, or the value of a literal) or None when unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, as sorted N-Triples."""

    ntriples: str


class Store:
    """Something that answers SPARQL queries."""

    def query(self, text: str) -> Rows | Boolean | Triples:
        """Run any read-only query.

        Raises:
            QueryError: The query is no SPARQL 1.1 query, or asks for what a read-only store does not do.
            EndpointError: The endpoint does not answer as it should.
        """
        raise NotImplementedError

    def select(self, text: str, values: Mapping[str, Sequence[Term]] | None = None) -> list[tuple[str | None, ...]]:
        """The rows of a SELECT.

        Args:
            text: The query.
            values: For each variable the values that it may take; bound with VALUES, see :func:`bind_values`.
        """
        answer = self.query(bind_values(text, values or {}))
        if not isinstance(answer, Rows):
            raise QueryError(N_("a SELECT was expected"))
        return answer.rows

    def read(self, text: str) -> list[tuple[str | None, ...]]:
        """The rows of a SELECT of the package without parameters, which command after command reads: a store may keep them."""
        return self.select(text)


def bind_values(text: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Bind variables of a query to values: IRIs, days and whole numbers, each serialised as a term, never pasted.

    A query that holds a block ``VALUES ?variable { … }`` gets the values there: the block stands in the file with an example, so that
    the file runs as it is, and a filter beside it sees the value. A variable without such a block is bound by one at the end.

    Raises:
        QueryError: A value is no IRI; such a value never reaches the query.
    """
    outside: dict[str, list[str]] = {}
    for name, found in values.items():
        terms = [_serialise(value) for value in found]
        block = re.compile(rf"VALUES \?{name} \{{[^}}]*\}}")
        if block.search(text):
            bound = f"VALUES ?{name} {{ {' '.join(terms)} }}"
            text = block.sub(bound.replace("\\", r"\\"), text)
        else:
            outside[name] = terms
    if not outside:
        return text
    rows: list[tuple[str, ...]] = [()]
    for terms in outside.values():
        rows = [(*row, term) for row in rows for term in terms]
    body = " ".join(f"({' '.join(row)})" for row in rows)
    return f"{text.rstrip()}\nVALUES ({' '.join('?' + name for name in outside)}) {{ {body} }}\n"


def _serialise(value: Term) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return f'"{value.isoformat()}"^^<{PREFIXES["xsd"]}date>'
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", value):
        raise QueryError(f"{value!r} is no IRI")
    return f"<{value}>"


class EmbeddedStore(Store):
    """Oxigraph in memory."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    @classmethod
    def from_file(cls, path: Path) -> EmbeddedStore:
        """Load a Turtle file.

        Raises:
            StoreError: The file is missing or is no Turtle.
        """
        store = pyoxigraph.Store()
        try:
            store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(str(path), str(error).splitlines()[0]) from error
        return cls(store)

    @classmethod
    def from_ntriples(cls, text: str) -> EmbeddedStore:
        """Load a graph that was built in this process."""
        store = pyoxigraph.Store()
        store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        return cls(store)

    def query(self, text: str) -> Rows | Boolean | Triples:
        """See :meth:`Store.query`."""
        _refuse_service(text)
        try:
            answer = self._store.query(text)
            return _take(answer)
        except (SyntaxError, RuntimeError, OSError, ValueError) as error:
            if re.match(_UPDATE, text, re.IGNORECASE):
                raise QueryError(_NO_UPDATES) from error
            raise QueryError(" ".join(str(error).split())) from error


def _take(answer: Any) -> Rows | Boolean | Triples:
    if isinstance(answer, pyoxigraph.QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        return Rows(columns, [_read_row(solution) for solution in answer])
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Boolean(bool(answer))
    lines = sorted(f"{triple} ." for triple in answer)
    return Triples("".join(f"{line}\n" for line in lines))


def _read_row(solution: Any) -> tuple[str | None, ...]:
    try:
        return tuple([None if term is None else term.value for term in solution])
    except AttributeError:
        # A triple as a term has no value; asking each term first would take longer than reading it.
        return tuple([None if term is None else str(getattr(term, "value", term)) for term in solution])


# Texts, comments and escaped signs in local names; long quotes first, because two quotes are a text too.
_NO_CODE = (
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\r\n])*"|'
    r"'''(?:\\.|[^\\])*?'''|'(?:\\.|[^'\\\r\n])*'|"
    r"#[^\r\n]*|\\."
)
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
_CALL = r"SERVICE{gap}(?:SILENT{gap})?(?:<[^<>]*>|[?$]\w+|[\w.-]*:[^\s<>(){{}}]*){gap}\{{".format(
    gap=r"(?:\s|#[^\r\n]*+)*+"
)
_PROLOGUE = r"(?:\s|#[^\r\n]*+|PREFIX\s+[^\s<]*\s*<[^<>]*>|BASE\s*<[^<>]*>)*+"
_FORM = _PROLOGUE + r"(?P<form>SELECT|ASK|CONSTRUCT|DESCRIBE)\b"
_UPDATE = _PROLOGUE + r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b"
_NO_UPDATES = N_("updates are refused: the graph is only read. Change the records and run `trendbreuk build`.")


def _refuse_service(text: str) -> None:
    """The built-in store works without a network: it does not call other services.

    Whether ``<`` opens an IRI or compares two values is for a parser to say. So both are followed, and a call that
    either of them meets outside texts and comments is refused.
    """
    if re.search("SERVICE", text, re.IGNORECASE) is None:
        return
    # Compiled here: hardly any query comes to this point, and every question would wait for it.
    call, no_code, iri_sign = re.compile(_CALL, re.IGNORECASE), re.compile(_NO_CODE, re.DOTALL), re.compile(_IRI)
    code = bytearray(len(text) + 1)
    code[0] = True
    for place in range(len(text)):
        if not code[place]:
            continue
        if call.match(text, place):
            raise QueryError(N_("SERVICE is refused: the built-in store does not call other services."))
        passed = no_code.match(text, place)
        code[passed.end() if passed else place + 1] = True
        iri = iri_sign.match(text, place)
        if iri:
            code[iri.end()] = True


class RemoteStore(Store):
    """A SPARQL 1.1 endpoint, asked over HTTP by POST.

    What the standard leaves open, or what a server does its own way, comes out as the built-in store gives it: truth values as
    ``true`` and ``false``, an ASK as a boolean, triples sorted and each once.
    """

    def __init__(self, endpoint: str) -> None:
        from trendbreuk_graph.endpoint import check_address

        check_address(endpoint)
        self.endpoint = endpoint

    def query(self, text: str) -> Rows | Boolean | Triples:
        """See :meth:`Store.query`."""
        from trendbreuk_graph.endpoint import fetch

        form = re.match(_FORM, text, re.IGNORECASE)
        if form is None:
            if re.match(_UPDATE, text, re.IGNORECASE):
                raise QueryError(_NO_UPDATES)
            raise QueryError(N_("a SELECT, ASK, CONSTRUCT or DESCRIBE was expected"))
        if form["form"].upper() in {"CONSTRUCT", "DESCRIBE"}:
            # Where JSON may come as well, Virtuoso gives triples as rows.
            return self._take_triples(fetch(self.endpoint, text, "application/n-triples"))
        return self._take_rows(fetch(self.endpoint, text, "application/sparql-results+json"))

    def _take_rows(self, reply: Reply) -> Rows | Boolean:
        if reply.kind not in {"application/sparql-results+json", "application/json"}:
            raise self._refuse(reply)
        try:
            answer = json.loads(reply.data)
            if "boolean" in answer:
                return Boolean(value=_check(answer["boolean"], bool))
            columns = tuple(map(str, answer["head"]["vars"]))
            found = answer["results"]["bindings"]
            if columns == ("__ASK_RETVAL",):
                # Virtuoso answers an ASK with one row or none.
                return Boolean(bool(found))
            return Rows(columns, [tuple(_value(row[c]) if c in row else None for c in columns) for row in found])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            template = N_(
                "{endpoint}: gave JSON that is no SPARQL result. Check that the address is that of a SPARQL endpoint, or "
                "leave out --endpoint to use the built-in graph."
            )
            raise EndpointError(template, endpoint=self.endpoint) from error

    def _take_triples(self, reply: Reply) -> Triples:
        if reply.kind not in {"application/n-triples", "text/plain"}:
            raise self._refuse(reply)
        try:
            found = pyoxigraph.parse(reply.data, format=pyoxigraph.RdfFormat.N_TRIPLES)
            lines = {f"{_straighten(quad.triple)} .\n" for quad in found}
        except (SyntaxError, ValueError) as error:
            template = N_(
                "{endpoint}: gave triples that cannot be read ({reason}). Try again, or leave out --endpoint to use the "
                "built-in graph."
            )
            raise EndpointError(template, endpoint=self.endpoint, reason=str(error).splitlines()[0]) from error
        return Triples("".join(sorted(lines)))

    def _refuse(self, reply: Reply) -> EndpointError:
        template = N_(
            "{endpoint}: gave {kind}, which is no answer to a query. Check that the address is that of a SPARQL endpoint; "
            "it often ends in /sparql or /query. Without --endpoint the built-in graph is used."
        )
        return EndpointError(template, endpoint=self.endpoint, kind=reply.kind)


_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
#: Both spellings of a truth value are in the standard; the built-in store gives the words.
_WORDS = {"1": "true", "0": "false"}


def _value(term: Mapping[str, Any]) -> str:
    """The text of a term in JSON."""
    value: str = _check(term["value"], str)
    return _WORDS.get(value, value) if term.get("datatype") == _BOOLEAN else value


def _check(value: Any, kind: type) -> Any:
    """A value from JSON that must be of a kind."""
    if not isinstance(value, kind):
        raise TypeError(value)
    return value


def _straighten(triple: pyoxigraph.Triple) -> pyoxigraph.Triple:
    """The same triple, with a truth value in words."""
    last = triple.object
    if isinstance(last, pyoxigraph.Literal) and last.datatype.value == _BOOLEAN and last.value in _WORDS:
        word = pyoxigraph.Literal(_WORDS[last.value], datatype=last.datatype)
        return pyoxigraph.Triple(triple.subject, triple.predicate, word)
    return triple
