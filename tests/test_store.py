"""The store answers queries, reaches nowhere, and says in one sentence what went wrong."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.errors import EndpointError, QueryError, StoreError
from trendbreuk_graph.store import Boolean, EmbeddedStore, RemoteStore, Rows, Term, Triples, bind_values

if TYPE_CHECKING:
    from click.testing import Result

Reply = Callable[[str], tuple[int, str, bytes]]

_TWO_TRIPLES = """
<urn:b> <urn:knows> <urn:c> ; <urn:age> 3 .
<urn:a> <urn:knows> "Ann"@en .
"""
_JSON = "application/sparql-results+json"


@pytest.fixture
def small(tmp_path: Path) -> EmbeddedStore:
    """A store with three triples."""
    path = tmp_path / "small.ttl"
    path.write_text(_TWO_TRIPLES, encoding="utf-8")
    return EmbeddedStore.from_file(path)


def test_a_missing_graph_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    """A missing file names its path and the command that builds one."""
    path = tmp_path / "none.ttl"

    with pytest.raises(StoreError) as caught:
        EmbeddedStore.from_file(path)

    assert str(path) == caught.value.path
    assert "trendbreuk build -o" in str(caught.value)


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    """A folder in place of a file is a store error."""
    with pytest.raises(StoreError) as caught:
        EmbeddedStore.from_file(tmp_path)

    assert str(tmp_path) == caught.value.path


def test_broken_turtle_is_named_with_the_place(tmp_path: Path) -> None:
    """The message about a broken file says on which line it breaks, in one line."""
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> !!! .\n", encoding="utf-8")

    with pytest.raises(StoreError) as caught:
        EmbeddedStore.from_file(path)

    assert "line 2" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_select_gives_columns_and_rows_of_text(small: EmbeddedStore) -> None:
    """IRIs and literals come as text, an unbound value as None."""
    query = "SELECT ?s ?o ?none WHERE { ?s <urn:knows> ?o } ORDER BY ?s"
    expected = Rows(("s", "o", "none"), [("urn:a", "Ann", None), ("urn:b", "urn:c", None)])

    assert expected == small.query(query)


def test_a_select_of_nothing_gives_one_empty_row(small: EmbeddedStore) -> None:
    """The empty pattern matches once and binds nothing."""
    assert Rows((), [()]) == small.query("SELECT * {}")


def test_a_triple_as_a_value_is_given_as_text(small: EmbeddedStore) -> None:
    """A term that has no single value is written out."""
    answer = small.query("SELECT (TRIPLE(<urn:a>, <urn:b>, <urn:c>) AS ?t) {}")

    assert Rows(("t",), [("<urn:a> <urn:b> <urn:c>",)]) == answer


@pytest.mark.parametrize(("who", "expected"), [("a", True), ("c", False)])
def test_an_ask_gives_a_boolean(small: EmbeddedStore, who: str, expected: bool) -> None:  # noqa: FBT001 - from a table
    """ASK says whether the pattern matches."""
    assert Boolean(expected) == small.query(f"ASK {{ <urn:{who}> ?p ?o }}")


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s <urn:knows> ?o }", "DESCRIBE <urn:a> <urn:b>"])
def test_a_construct_or_describe_gives_sorted_ntriples(small: EmbeddedStore, query: str) -> None:
    """Triples come as N-Triples in the order of their text."""
    number = '<urn:b> <urn:age> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    first, last = '<urn:a> <urn:knows> "Ann"@en .\n', "<urn:b> <urn:knows> <urn:c> .\n"
    expected = first + (number if query.startswith("DESCRIBE") else "") + last

    assert Triples(expected) == small.query(query)


def test_a_construct_gives_each_triple_once(small: EmbeddedStore) -> None:
    """The same triple from several rows is one line."""
    answer = small.query("CONSTRUCT { <urn:x> <urn:y> <urn:z> } WHERE { VALUES ?n { 1 2 3 } }")

    assert Triples("<urn:x> <urn:y> <urn:z> .\n") == answer


@pytest.mark.parametrize(
    "query",
    ["", "SELECT", "SELECT ?s WHERE { ?s", "SELECT ?s WHERE { ex:a ?p ?s }", "hello {"],
    ids=["empty", "word", "unclosed", "undeclared prefix", "no query"],
)
def test_a_query_with_a_mistake_is_refused_on_one_line(small: EmbeddedStore, query: str) -> None:
    """A syntax error is a QueryError of one line."""
    with pytest.raises(QueryError) as caught:
        small.query(query)

    assert "\n" not in str(caught.value)


def test_an_ask_is_no_select(small: EmbeddedStore) -> None:
    """Asking for rows with a query that gives none is a QueryError."""
    with pytest.raises(QueryError, match="a SELECT was expected"):
        small.select("ASK { ?s ?p ?o }")


def test_a_select_takes_values_for_its_variables(small: EmbeddedStore) -> None:
    """Only the rows of the given IRIs come out."""
    rows = small.select("SELECT ?s ?o WHERE { ?s <urn:knows> ?o } ORDER BY ?s # end", {"s": ["urn:b", "urn:none"]})

    assert [("urn:b", "urn:c")] == rows


_SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {_SERVICE} }}",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE#why\n<http://127.0.0.1:9/>#not\n{ ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } FILTER(1<2)SERVICE?x{?s ?p ?o}FILTER(2>1) }",
        f'SELECT * {{ BIND("""a"b""" AS ?x) {_SERVICE} BIND("z" AS ?y) }}',
        f"SELECT * {{ BIND('''a'b''' AS ?x) {_SERVICE} BIND('z' AS ?y) }}",
        f"PREFIX x: <urn:> SELECT * {{ OPTIONAL {{ ?s x:a\\#b ?o }} {_SERVICE} }}",
        f"SELECT * {{ FILTER('a'<'b>c') {_SERVICE} BIND('z' AS ?q) }}",
        f"SELECT * {{ ?s <urn:o'brien> ?o {_SERVICE} FILTER('a' = 'a') }}",
        f'SELECT * {{ FILTER(1<2#>"""\n) {_SERVICE} BIND("""z""" AS ?q) }}',
    ],
    ids=[
        "plain",
        "small letters",
        "comments between",
        "prefixed name",
        "variable",
        "between comparisons",
        "after long quotes",
        "after long apostrophes",
        "after an escaped sign",
        "after a comparison that looks like an IRI",
        "after an IRI with an apostrophe",
        "after a comment that looks like an IRI",
    ],
)
def test_calling_another_service_is_refused(small: EmbeddedStore, query: str) -> None:
    """No form of SERVICE reaches the engine, whatever stands around it."""
    with pytest.raises(QueryError, match="SERVICE is refused"):
        small.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:x> <urn:y> <urn:z> }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "DROP GRAPH <urn:g>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# first a word\nPREFIX x: <urn:>\nBASE <urn:b>\nINSERT DATA { x:a x:b x:c }",
    ],
    ids=["insert", "delete", "load", "clear", "drop", "with", "after a prologue"],
)
def test_an_update_is_refused_with_the_way_to_change_the_graph(small: EmbeddedStore, query: str) -> None:
    """An update changes nothing and is answered with how the graph is changed."""
    with pytest.raises(QueryError, match=r"updates are refused.*trendbreuk build"):
        small.query(query)

    assert [("3",)] == small.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


@pytest.mark.parametrize(
    "place",
    [
        "BIND ('SERVICE <urn:x> { }' AS ?x)",
        'BIND ("a \\" SERVICE <urn:x> { }" AS ?x)',
        'BIND ("""two "quotes"\nINSERT DATA and SERVICE <urn:x> { }""" AS ?x)',
        "BIND ('''it's\nDELETE or LOAD or SERVICE <urn:x> { }''' AS ?x)",
        "# SERVICE <urn:x> { } and INSERT, DELETE, LOAD\n",
        "BIND (<urn:service/INSERT/delete/load> AS ?x)",
        "BIND (<urn:x#frag> AS ?x) # SERVICE <urn:x> { }\n",
        "BIND (1 AS ?service) BIND (2 AS ?insert)",
        "OPTIONAL { ?s service:load ?x }",
        "OPTIONAL { ?x ?p ?service . { ?s ?p ?x } }",
    ],
    ids=[
        "text",
        "escaped quote",
        "long quotes",
        "long apostrophes",
        "comment",
        "IRI",
        "comment after an IRI",
        "variable",
        "prefixed name",
        "variable before a group",
    ],
)
def test_refused_words_in_texts_names_and_comments_are_no_calls(small: EmbeddedStore, place: str) -> None:
    """The words of a refused operation do no harm as text, IRI, name or comment."""
    answer = small.query(f"PREFIX service: <urn:s> SELECT ?s {{ ?s <urn:age> ?o\n{place} }}")

    assert Rows(("s",), [("urn:b",)]) == answer


def test_an_iri_is_bound_at_the_end_of_a_query() -> None:
    """One value becomes a VALUES block."""
    assert "SELECT ?s {}\nVALUES (?s) { (<urn:a>) }\n" == bind_values("SELECT ?s {}\n", {"s": ["urn:a"]})


def test_several_values_are_bound_in_every_combination() -> None:
    """Each value of one variable goes with each of the other."""
    expected = "Q\nVALUES (?s ?o) { (<urn:a> <urn:x>) (<urn:b> <urn:x>) }\n"

    assert expected == bind_values("Q", {"s": ["urn:a", "urn:b"], "o": ["urn:x"]})


def test_without_values_a_query_stays_as_it_is() -> None:
    """Nothing to bind changes nothing."""
    assert "SELECT ?s {} " == bind_values("SELECT ?s {} ", {})


def test_accents_in_an_iri_are_bound() -> None:
    """An IRI may hold letters beyond ASCII."""
    assert "<urn:één>" in bind_values("Q", {"s": ["urn:één"]})


def test_values_take_the_place_of_the_example_in_a_query() -> None:
    """A block with an example is filled in where it stands; days and whole numbers become terms of their own types."""
    text = "SELECT ?s { VALUES ?s { <urn:example> } VALUES ?day { 1 } VALUES ?n { 5 } ?s ?p ?o }"
    values: dict[str, list[Term]] = {"s": ["urn:a", "urn:b"], "day": [dt.date(2026, 12, 31)], "n": [7], "o": ["urn:x"]}
    day = '"2026-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'

    expected = f"SELECT ?s {{ VALUES ?s {{ <urn:a> <urn:b> }} VALUES ?day {{ {day} }} VALUES ?n {{ 7 }} ?s ?p ?o }}"
    assert f"{expected}\nVALUES (?o) {{ (<urn:x>) }}\n" == bind_values(text, values)


@pytest.mark.parametrize(
    "value",
    [
        "urn:a> } DROP ALL #",
        'urn:a"b',
        "urn:a b",
        "urn:a\nb",
        "urn:a{b",
        "urn:a\\u003Eb",
        "urn:a^b",
        "urn:a`b",
        "no iri",
        "keigezond",
        ":a",
        "",
    ],
)
def test_a_value_that_is_no_iri_is_refused(value: str) -> None:
    """A value that could end the IRI that it stands in never reaches a query."""
    with pytest.raises(QueryError, match="is no IRI"):
        bind_values("SELECT ?s {}", {"s": ["urn:fine", value]})


@pytest.mark.parametrize("kind", [_JSON, "application/json; charset=utf-8"])
def test_an_endpoint_answers_a_select(serve: Callable[[Reply], str], kind: str) -> None:
    """JSON results become the same rows as from the built-in store, None where nothing is bound."""
    asked: list[str] = []
    bindings = [{"s": {"type": "uri", "value": "urn:a"}}, {"n": {"type": "literal", "value": "é"}}]
    body = json.dumps({"head": {"vars": ["s", "n"]}, "results": {"bindings": bindings}}).encode()

    def reply(query: str) -> tuple[int, str, bytes]:
        asked.append(query)
        return 200, kind, body

    answer = RemoteStore(serve(reply)).query("SELECT ?s ?n { ?s ?p 'é & ü' }")

    assert Rows(("s", "n"), [("urn:a", None), (None, "é")]) == answer
    assert ["SELECT ?s ?n { ?s ?p 'é & ü' }"] == asked


@pytest.mark.parametrize("value", [True, False])
def test_an_endpoint_answers_an_ask(serve: Callable[[Reply], str], value: bool) -> None:  # noqa: FBT001 - from a table
    """The boolean of the JSON is the answer."""
    url = serve(lambda _: (200, _JSON, json.dumps({"head": {}, "boolean": value}).encode()))

    assert Boolean(value) == RemoteStore(url).query("ASK {}")


@pytest.mark.parametrize("value", ["true", "false", "1", "0"])
def test_a_truth_value_of_an_endpoint_is_a_word(serve: Callable[[Reply], str], value: str) -> None:
    """Virtuoso writes 1 and 0; a number or a text that looks the same is left alone."""
    boolean = "http://www.w3.org/2001/XMLSchema#boolean"
    row = {
        "b": {"type": "typed-literal", "datatype": boolean, "value": value},
        "n": {"type": "typed-literal", "datatype": boolean.replace("boolean", "integer"), "value": value},
        "t": {"type": "literal", "value": value},
    }
    url = serve(lambda _: (200, _JSON, json.dumps({"head": {"vars": [*row]}, "results": {"bindings": [row]}}).encode()))
    word = {"1": "true", "0": "false"}.get(value, value)

    assert Rows(("b", "n", "t"), [(word, value, value)]) == RemoteStore(url).query("SELECT ?b ?n ?t {}")


@pytest.mark.parametrize("bindings", [[], [{"__ASK_RETVAL": {"type": "literal", "value": "1"}}]], ids=["no", "yes"])
def test_an_ask_that_is_answered_with_rows_is_a_boolean(
    serve: Callable[[Reply], str], bindings: list[dict[str, object]]
) -> None:
    """Virtuoso answers an ASK with one row or none."""
    body = json.dumps({"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": bindings}}).encode()

    assert Boolean(bool(bindings)) == RemoteStore(serve(lambda _: (200, _JSON, body))).query("ASK {}")


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "# why\nPREFIX x: <urn:x>\ndescribe x:y"])
def test_triples_of_an_endpoint_are_sorted_and_each_once(serve: Callable[[Reply], str], query: str) -> None:
    """Spaces, escapes and the spelling of truth values are those of the built-in store."""
    lines = [
        '<urn:b>\t<urn:p>\t"x\\u00E9\u2028\x85z" .',
        '<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
        '<urn:b> <urn:p> "xé\u2028\x85z" .',
    ]
    url = serve(lambda _: (200, "application/n-triples", "\r\n".join(lines).encode()))
    first = '<urn:a> <urn:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .'

    assert Triples(f"{first}\n{lines[2]}\n") == RemoteStore(url).query(query)


@pytest.mark.parametrize(
    ("query", "kind", "body", "problem"),
    [
        ("SELECT", "text/html", b"<html>Welcome</html>", "gave text/html, which is no answer to a query"),
        ("SELECT", "application/n-triples", b"", "gave application/n-triples, which is no answer"),
        ("CONSTRUCT", _JSON, b"{}", f"gave {_JSON}, which is no answer"),
        ("SELECT", _JSON, b'{"head": ', "gave JSON that is no SPARQL result"),
        ("SELECT", _JSON, b'{"results": {"bindings": []}}', "gave JSON that is no SPARQL result"),
        ("SELECT", _JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [1]}}', "gave JSON that is no"),
        (
            "SELECT",
            _JSON,
            b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"value": 1}}]}}',
            "gave JSON that",
        ),
        ("SELECT", _JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {}}]}}', "gave JSON that is no"),
        ("ASK", _JSON, b'{"head": {}, "boolean": "false"}', "gave JSON that is no SPARQL result"),
        ("SELECT", _JSON, b"[]", "gave JSON that is no SPARQL result"),
        ("SELECT", _JSON, b"7", "gave JSON that is no SPARQL result"),
        ("SELECT", _JSON, b"[" * 200_000, "gave JSON that is no SPARQL result"),
        ("SELECT", _JSON, b"\xff", "gave JSON that is no SPARQL result"),
        ("CONSTRUCT", "application/n-triples", b"\xff", "gave triples that cannot be read ("),
        ("CONSTRUCT", "application/n-triples", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <ur", "gave triples that cannot"),
    ],
    ids=[
        "a page",
        "triples for rows",
        "rows for triples",
        "broken JSON",
        "no head",
        "a row that is none",
        "a value that is no text",
        "a value that is none",
        "a boolean that is none",
        "a list",
        "a number",
        "deep JSON",
        "no UTF-8",
        "triples that are no UTF-8",
        "triples that break off",
    ],
)
def test_an_endpoint_that_gives_no_answer_is_named_with_what_it_gave(
    serve: Callable[[Reply], str], query: str, kind: str, body: bytes, problem: str
) -> None:
    """Whatever comes back, the message names the address and what came, and never shows a traceback."""
    url = serve(lambda _: (200, kind, body))

    with pytest.raises(EndpointError) as caught:
        RemoteStore(url).query(f"{query} * {{}}")

    assert url == caught.value.endpoint
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("INSERT DATA { <urn:x> <urn:y> <urn:z> }", "updates are refused"),
        ("# first a word\nPREFIX x: <urn:>\nBASE <urn:b>\ndelete where { ?s ?p ?o }", "updates are refused"),
        ("", "a SELECT, ASK, CONSTRUCT or DESCRIBE was expected"),
        ("hello {", "a SELECT, ASK, CONSTRUCT or DESCRIBE was expected"),
    ],
    ids=["insert", "delete after a prologue", "nothing", "no query"],
)
def test_an_endpoint_is_only_read(serve: Callable[[Reply], str], query: str, problem: str) -> None:
    """What is no question never leaves this machine."""
    asked: list[str] = []

    def reply(text: str) -> tuple[int, str, bytes]:
        asked.append(text)
        return 200, _JSON, b"{}"

    with pytest.raises(QueryError, match=problem):
        RemoteStore(serve(reply)).query(query)
    assert asked == []


def test_an_address_that_is_not_of_the_web_is_refused() -> None:
    """The address is looked at before anything is asked."""
    with pytest.raises(EndpointError, match="is no http or https address"):
        RemoteStore("file:///etc/passwd")


@pytest.mark.parametrize(
    "command",
    [
        ("overview", "--as-of", "2026-01-01"),
        ("overview", "--as-of", "2026-01-01", "--format", "json"),
        ("show", "zomerfit"),
        ("show", "Ziekenhuis Oost"),
        ("show", "Kansenregeling"),
        ("show", "bewegen"),
        ("sparql", "ASK { ?s ?p ?o }"),
        ("sparql", "CONSTRUCT WHERE { ?s ?p ?o }"),
    ],
    ids=" ".join,
)
def test_an_endpoint_gives_the_pages_that_the_file_gives(
    run: Callable[..., Result], mini_endpoint: str, mini_turtle: Path, command: tuple[str, ...]
) -> None:
    """Every page is the same whether the graph is a file here or an endpoint elsewhere."""
    local = run("--lang", "en", "--graph", mini_turtle, *command)
    remote = run("--lang", "en", "--endpoint", mini_endpoint, *command)

    assert local.exit_code == 0, local.output
    assert len(local.stdout) > 100 or command[0] == "sparql"
    assert local.stdout == remote.stdout
    assert remote.exit_code == 0, remote.output
