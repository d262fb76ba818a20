"""Every query of the package gives the same rows, in the same order, on the built-in store, rdflib, Oxigraph's server and Virtuoso.

Nothing is made equal before it is compared: :class:`trendbreuk_graph.store.RemoteStore` gives what users get.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from engines import REAL, SERVERS, WORLDS, Engines

from trendbreuk_graph.errors import EndpointError
from trendbreuk_graph.namespaces import record_iri
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore, bind_values

if TYPE_CHECKING:
    from click.testing import Result

Row = tuple[str | None, ...]

_FOLDER = find_part("queries")
_QUERIES = sorted(_FOLDER.rglob("*.rq"))
_PARAMETER = re.compile(r"^# param: (\w+) .*, example id:(\S+)$", re.MULTILINE)
#: Each thing with its classes and schemes, and in how many triples it stands.
_THINGS = """
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?thing ?kind (COUNT(*) AS ?number)
    WHERE {
      ?thing rdf:type|skos:inScheme ?kind .
      { ?thing ?from ?end } UNION { ?start ?to ?thing }
    }
    GROUP BY ?thing ?kind
"""
_EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"
_ADVICE = "queries/README.md says under “What works everywhere” how to write it."


class _Pitfall(NamedTuple):
    """A spelling that gives other rows somewhere, with or without an error: how it is found, an example, and what to write."""

    pattern: str
    example: str
    advice: str


_PITFALLS = {
    "constant day": _Pitfall(
        r"[<>]=?\s*\"[^\"]*\"\^\^xsd:date",
        'FILTER (?end <= "2026-12-31"^^xsd:date)',
        "Virtuoso loses rows; compare days as texts: STR(?end) <= STR(?until).",
    ),
    "today": _Pitfall(
        r"\bNOW\s*\(|\bxsd:date(Time)?\s*\(",
        "FILTER (?end < NOW())",
        "Engines differ; make the day a parameter.",
    ),
    "alias in HAVING": _Pitfall(
        r"\bHAVING\s*\(\s*\?\w+\s*[<>=!]",
        "HAVING (?number >= 3)",
        "HAVING sees no name that SELECT makes; repeat the aggregate: HAVING (COUNT(…) >= 3).",
    ),
    "SELECT in MINUS": _Pitfall(
        r"\bMINUS\s*\{\s*\{?\s*SELECT\b",
        "MINUS { SELECT ?project WHERE { } GROUP BY ?project }",
        "Virtuoso gives other rows; OPTIONAL { { SELECT … } } FILTER (!BOUND(…)).",
    ),
    "repeated choice": _Pitfall(
        r"\([^()]*\|[^()]*\)[+*]",
        "?one (tb:partOf|tb:connectedWith)+ ?other",
        "Virtuoso runs out of memory; repeat one property only.",
    ),
    "path in OPTIONAL": _Pitfall(
        r"\bOPTIONAL\s*\{\s*\?\w+ [\w:^]+[+*] \?\w+",
        "OPTIONAL { ?part tb:partOf+ ?whole }",
        "Virtuoso loses rows; OPTIONAL { { SELECT DISTINCT … } } with the path inside.",
    ),
    "open aggregate": _Pitfall(
        r"\b(AVG|GROUP_CONCAT)\s*\(",
        "(GROUP_CONCAT(?name) AS ?names)",
        "Digits and order are open; give the rows, and count or join them in Python.",
    ),
    "rounded division": _Pitfall(
        r"\b(ROUND|CEIL)\s*\([^)]*\s/\s",
        "ROUND(100 * ?some / ?all)",
        "Virtuoso divides whole numbers to whole numbers; FLOOR(100 * ?some / ?all) is equal everywhere.",
    ),
    "order without capitals": _Pitfall(
        r"\bORDER BY\b.*\b[LU]CASE\s*\(",
        "ORDER BY LCASE(?name)",
        "Virtuoso has an order of its own; ORDER BY STR(?name).",
    ),
    "first of texts": _Pitfall(
        r"\b(MIN|MAX)\(\?\w+(Nl|En)\)",
        "(MIN(?nameNl) AS ?first)",
        "Virtuoso has an order of its own; MIN(STR(?nameNl)).",
    ),
}


def _name(path: Path) -> str:
    return path.relative_to(_FOLDER).with_suffix("").as_posix()


every_query = pytest.mark.parametrize("path", _QUERIES, ids=_name)
#: A server is started once: all tests that ask it run in one process.
_servers = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SERVERS]
every_server = pytest.mark.parametrize("engine", _servers)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rank(store: EmbeddedStore, kinds: frozenset[str]) -> list[str]:
    """Things of these classes or schemes: those that share most of them first, and of those the ones that the graph says most of."""
    rows = _read_things(store)
    shared = Counter(thing for thing, kind, _ in rows if kind in kinds)
    mentions = {thing: number for thing, _, number in rows}
    return sorted(shared, key=lambda thing: (-shared[thing], -mentions[thing], thing))


def _find_kinds(store: EmbeddedStore, iri: str) -> frozenset[str]:
    return frozenset(kind for thing, kind, _ in _read_things(store) if thing == iri)


@cache
def _read_things(store: EmbeddedStore) -> list[tuple[str, str, int]]:
    return [(str(thing), str(kind), int(str(number))) for thing, kind, number in store.select(_THINGS)]


def _bind(text: str, world: str, engines: Engines) -> str:
    """A query with each parameter that is a thing bound: to the example of its header, or to its like in the mini world."""
    values: dict[str, list[str]] = {}
    for name, example in _PARAMETER.findall(text):
        iri = record_iri(example)
        if world != REAL:
            likes = _rank(engines.embedded[world], _find_kinds(engines.embedded[REAL], iri))
            iri = next(like for like in likes if [like] not in values.values())
        values[name] = [iri]
    return bind_values(text, values)


def _explain(name: str, engine: str, world: str, expected: list[Row], actual: list[Row]) -> str:
    """What differs, and where it says what to do about it."""
    here, there = Counter(expected), Counter(actual)
    lines = [f"{name} on {engine}, {world} graph: {len(actual)} rows, the built-in store gives {len(expected)}."]
    lines += [f"  only in the built-in store: {row}" for row in list((here - there).elements())[:3]]
    lines += [f"  only in {engine}: {row}" for row in list((there - here).elements())[:3]]
    if here == there:
        pairs = zip(expected, actual, strict=True)
        place = next(i for i, (one, other) in enumerate(pairs, start=1) if one != other)
        lines.append(f"  the same rows in another order, from row {place} on: {actual[place - 1]}")
    return "\n".join([*lines, _ADVICE])


_CASES = [
    pytest.param(
        path,
        world,
        engine,
        marks=[pytest.mark.xdist_group(engine)] if engine in SERVERS else [],
        id=f"{_name(path)}-{world}-{engine}",
    )
    for path in _QUERIES
    for world in WORLDS
    for engine in ("rdflib", *SERVERS)
]


@pytest.mark.parametrize(("path", "world", "engine"), _CASES)
def test_a_query_gives_the_same_rows_everywhere(
    path: Path, world: str, engine: str, engines: Engines, record_property: Callable[[str, object], None]
) -> None:
    """Each value, each row and the order of the rows are those of the built-in store."""
    ask = engines.ask(engine, world)
    record_property("engine", engine)
    record_property("world", world)
    text = _bind(_read(path), world, engines)
    expected = engines.embedded[world].select(text)
    try:
        actual = ask(text)
    except (EndpointError, TimeoutError) as error:
        said = str(error) or f"{engine} takes too long: OPTIONAL and MINUS last, names behind a sub-SELECT that counts."
        pytest.fail(f"{_name(path)}, {world} graph: {said}\n{_ADVICE}", pytrace=False)

    if expected != actual:
        pytest.fail(_explain(_name(path), engine, world, expected, actual), pytrace=False)


@pytest.mark.xdist_group("Virtuoso")
@pytest.mark.parametrize("path", [path for path in _QUERIES if _PARAMETER.search(_read(path))], ids=_name)
def test_a_query_gives_the_same_rows_for_other_things(path: Path, engines: Engines) -> None:
    """Virtuoso can be right for one thing and wrong for the next: the three with most ties and one between are asked too."""
    store = engines.embedded[REAL]
    name, example = _PARAMETER.findall(_read(path))[0]
    others = [thing for thing in _rank(store, _find_kinds(store, record_iri(example))) if thing != record_iri(example)]
    for thing in dict.fromkeys([*others[:3], others[len(others) // 2]]):
        text = _bind(_read(path), REAL, engines).replace(f"<{record_iri(example)}>", f"<{thing}>")
        expected = store.select(text)
        actual = engines.connect("Virtuoso", REAL).select(text)
        if expected != actual:
            pytest.fail(_explain(f"{_name(path)} {name}={thing}", "Virtuoso", REAL, expected, actual), pytrace=False)


@every_query
def test_a_query_avoids_what_goes_wrong_somewhere(path: Path) -> None:
    """Some spellings give other rows on other data than today's, so they are refused whatever they give now."""
    text = "\n".join(line for line in _read(path).splitlines() if not line.startswith("#"))
    found = [f"{name}: {it.advice}" for name, it in _PITFALLS.items() if re.search(it.pattern, text)]

    assert found == [], _ADVICE


@pytest.mark.parametrize("pitfall", _PITFALLS.values(), ids=_PITFALLS)
def test_a_pitfall_is_seen(pitfall: _Pitfall) -> None:
    """The example of each pitfall is found, and is no example of another."""
    assert [pitfall] == [it for it in _PITFALLS.values() if re.search(it.pattern, pitfall.example)]


@every_query
def test_a_day_is_compared_as_a_text(path: Path) -> None:
    """Virtuoso loses rows where a day of the graph is compared with a fixed one as days."""
    text = _read(path)
    days = re.findall(r"^# param: (\w+) date\b", text, re.MULTILINE)
    wrong = [day for day in days if re.search(rf"[<>]=?\s*\?{day}\b|\?{day}\s*[<>]=?", text)]

    assert wrong == [], f"Write STR(?day) <= STR(?{wrong[0]}). {_ADVICE}"


@every_server
@pytest.mark.parametrize(
    "command",
    [
        ("show", "keigezond", "--format", "json"),
        ("show", "stuurgroep trendbreuk", "--format", "json"),
        ("show", "spuk gala", "--format", "csv"),
        ("overview", "--as-of", "2026-01-01", "--format", "json"),
        ("sparql", "ASK { ?project a tb:Project }"),
        ("sparql", "CONSTRUCT WHERE { ?stream tb:structural ?forever }"),
    ],
    ids=" ".join,
)
def test_the_command_line_gives_the_same_answer_from_a_server(
    command: tuple[str, ...], engine: str, engines: Engines, run: Callable[..., Result]
) -> None:
    """``--endpoint`` prints what the graph of the package gives, to the letter."""
    expected = run(*command)
    actual = run("--endpoint", engines.connect(engine, REAL).endpoint, *command)

    assert expected.exit_code == 0, expected.output
    assert len(expected.stdout) > (500 if "show" in command else 3)
    assert (0, expected.stdout) == (actual.exit_code, actual.stdout), actual.stderr


@every_server
@pytest.mark.parametrize("form", ["ttl", "csv"])
def test_an_export_from_a_server_holds_the_whole_graph(
    form: str, engine: str, engines: Engines, run: Callable[..., Result], tmp_path: Path, mini_turtle: Path
) -> None:
    """The bytes are those of an export of the same graph from a file."""
    here, there = tmp_path / f"here.{form}", tmp_path / f"there.{form}"
    local = run("--graph", mini_turtle, "export", "--format", form, "-o", here)
    remote = run("--endpoint", engines.connect(engine, "mini").endpoint, "export", "--format", form, "-o", there)

    assert (0, 0) == (local.exit_code, remote.exit_code), remote.output
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.xdist_group("Virtuoso")
def test_virtuoso_never_gives_the_first_rows_as_if_they_were_all(engines: Engines) -> None:
    """Virtuoso stops at the number of rows of its settings, and says so only in a header."""
    store = engines.connect("Virtuoso", REAL)

    assert len(engines.embedded[REAL].select(_EVERYTHING)) > 30_000
    with pytest.raises(EndpointError, match="gives at most 30000 rows"):
        store.query(_EVERYTHING)


@pytest.mark.xdist_group("Virtuoso")
def test_virtuoso_never_gives_half_a_graph(engines: Engines, run: Callable[..., Result], tmp_path: Path) -> None:
    """Of triples that it leaves out, Virtuoso says nothing at all: an export counts them, and writes no file."""
    path = tmp_path / "graph.nt"
    endpoint = engines.connect("Virtuoso", REAL).endpoint

    result = run("--lang", "en", "--endpoint", endpoint, "export", "--format", "nt", "-o", path)

    assert result.exit_code == 1
    assert "the server gives a part of its triples only" in result.stderr
    assert not path.exists()
