"""Every export is opened again by a reader of its own kind, and holds what the graph holds."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS

from trendbreuk_graph.errors import OutputError, QueryError, TrendbreukError
from trendbreuk_graph.export import FORMATS
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.store import Boolean, EmbeddedStore, RemoteStore, Rows, Store
from trendbreuk_graph.turtle import to_turtle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from trendbreuk_graph.i18n import Language

# rdflib's own reader of JSON-LD uses what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
every_format = pytest.mark.parametrize("form", sorted(FORMATS))
_RDFLIB_NAMES = {"jsonld": "json-ld", "nt": "nt", "ttl": "turtle"}
_HOSTILE = '=1+1 "quoted" & <b>bold</b> ]]>\u2028 \x1b[31m {brace} \\ Ω 😀'


@pytest.fixture
def hostile_store(mini_graph: Graph, tmp_path: Path) -> EmbeddedStore:
    """The mini graph in which a project has a name that every format must survive."""
    graph = Graph()
    graph += mini_graph
    project = URIRef(ID + "zomerfit")
    graph.remove((project, SKOS.prefLabel, None))
    for language in ("nl", "en"):
        graph.add((project, SKOS.prefLabel, Literal(_HOSTILE, lang=language)))
    path = tmp_path / "hostile.ttl"
    path.write_text(to_turtle(graph), encoding="utf-8")
    return EmbeddedStore.from_file(path)


def _read_network(form: str, path: Path) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.read_graphml(path) if form == "graphml" else nx.read_gexf(path)
    return graph


def _read_csv(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_registry_names_every_format() -> None:
    """The command offers these and no others."""
    assert list(FORMATS) == ["csv", "gexf", "graphml", "jsonld", "nt", "ttl"]


@pytest.mark.parametrize("form", ["jsonld", "nt", "ttl"])
def test_rdf_holds_every_triple(form: str, mini_store: EmbeddedStore, mini_graph: Graph, tmp_path: Path) -> None:
    """Read back by rdflib there are the same triples, and the number given is theirs."""
    path = tmp_path / f"graph.{form}"

    count = FORMATS[form](mini_store, path, "nl")
    graph = Graph().parse(path, format=_RDFLIB_NAMES[form])

    assert len(mini_graph) == count == len(graph)
    assert isomorphic(mini_graph, graph)


def test_ntriples_are_sorted_lines(mini_store: EmbeddedStore, tmp_path: Path) -> None:
    """One triple a line, in order, so that two exports can be compared line by line."""
    FORMATS["nt"](mini_store, tmp_path / "graph.nt", "nl")
    lines = (tmp_path / "graph.nt").read_text(encoding="utf-8").split("\n")

    assert lines.pop() == ""
    assert sorted(lines) == lines


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_network_has_every_tie(form: str, mini_store: EmbeddedStore, tmp_path: Path) -> None:
    """Read back by networkx there are three projects and six participants with the nine ties between them."""
    path = tmp_path / f"network.{form}"

    count = FORMATS[form](mini_store, path, "en")
    graph = _read_network(form, path)

    assert (9, 9, 9) == (count, graph.number_of_edges(), graph.number_of_nodes())
    assert graph.has_edge("zomerfit", "ziekenhuis-oost")
    assert {"beweegplein", "eetclub", "zomerfit"} == {n for n in graph if graph.nodes[n]["kind"] == "project"}
    assert {"zomerfit", "eetclub", "beweegplein"} == set(graph["wijkwelzijn-west"])


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize(("language", "label"), [("nl", "Ziekenhuis Oost"), ("en", "Hospital East")])
def test_a_node_tells_what_it_is(
    form: str, language: Language, label: str, mini_store: EmbeddedStore, tmp_path: Path
) -> None:
    """A node has its name in the language, its kind, its domains and its IRI."""
    path = tmp_path / f"network.{form}"
    FORMATS[form](mini_store, path, language)
    graph = _read_network(form, path)
    expected = {"label": label, "kind": "participant", "domains": "medical", "iri": ID + "ziekenhuis-oost"}

    assert expected.items() <= graph.nodes["ziekenhuis-oost"].items()
    assert graph.nodes["zomerfit"]["domains"] == ""


def test_only_the_head_of_gexf_loses_its_date(mini_graph: Graph, tmp_path: Path) -> None:
    """A name that holds the words of the date stays as it is."""
    name = "Ziekenhuis lastmodifieddate='2026'"
    path = tmp_path / "named.ttl"
    path.write_text(to_turtle(mini_graph).replace('"Ziekenhuis Oost"', f'"{name}"'), encoding="utf-8")
    target = tmp_path / "network.gexf"
    FORMATS["gexf"](EmbeddedStore.from_file(path), target, "nl")

    assert name == _read_network("gexf", target).nodes["ziekenhuis-oost"]["label"]
    assert 1 == target.read_text(encoding="utf-8").count("lastmodifieddate")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_network_keeps_municipalities_apart(form: str, mini_graph: Graph, tmp_path: Path) -> None:
    """Whoever opens the file can collapse them, and could not take them apart."""
    path = tmp_path / "with-ade.ttl"
    extra = """
<https://w3id.org/trendbreuk/id/participation/x> a tb:Participation ;
  tb:project id:eetclub ; tb:participant id:gemeente-ade ; tb:role tb:partner .
"""
    path.write_text(to_turtle(mini_graph) + extra, encoding="utf-8")
    target = tmp_path / f"network.{form}"

    assert FORMATS[form](EmbeddedStore.from_file(path), target, "nl") == 10
    assert _read_network(form, target).has_edge("eetclub", "gemeente-ade")


def test_a_csv_has_a_line_for_every_place_of_a_tie(mini_store: EmbeddedStore, tmp_path: Path) -> None:
    """Nine participations with one place each, every cell as the records say."""
    path = tmp_path / "ties.csv"

    count = FORMATS["csv"](mini_store, path, "en")
    rows = _read_csv(path)
    expected = {
        "project_id": "zomerfit",
        "project": "Summer fit chain approach",
        "role": "lead",
        "participant_id": "ggd-ministreek",
        "participant": "GGD Ministreek",
        "source": "mini-plan",
        "card": "Zomerfit",
        "field": "Trekker",
        "anchor": "GGD Ministreek",
    }

    assert (9, 9) == (count, len(rows))
    assert expected in rows
    assert ["beweegplein"] * 2 + ["eetclub"] * 2 + ["zomerfit"] * 5 == [row["project_id"] for row in rows]


def test_a_csv_starts_with_the_mark_that_excel_needs(mini_store: EmbeddedStore, tmp_path: Path) -> None:
    """Without the mark Excel would read the accents wrong."""
    FORMATS["csv"](mini_store, tmp_path / "ties.csv", "nl")

    assert (tmp_path / "ties.csv").read_bytes().startswith(b"\xef\xbb\xbfproject_id,")


@pytest.mark.parametrize("form", ["jsonld", "nt", "ttl"])
def test_a_hostile_name_survives_in_rdf(form: str, hostile_store: EmbeddedStore, tmp_path: Path) -> None:
    """Quotes, markup, line separators and control characters come back as they were."""
    path = tmp_path / f"graph.{form}"
    FORMATS[form](hostile_store, path, "nl")
    names = set(Graph().parse(path, format=_RDFLIB_NAMES[form]).objects(URIRef(ID + "zomerfit"), SKOS.prefLabel))

    assert {Literal(_HOSTILE, lang="nl"), Literal(_HOSTILE, lang="en")} == names


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_hostile_name_survives_in_a_network(form: str, hostile_store: EmbeddedStore, tmp_path: Path) -> None:
    """Markup stays text; what XML cannot hold is left out, and a line separator is a space."""
    path = tmp_path / f"network.{form}"
    FORMATS[form](hostile_store, path, "nl")
    expected = '=1+1 "quoted" & <b>bold</b> ]]> [31m {brace} \\ Ω 😀'

    assert expected == _read_network(form, path).nodes["zomerfit"]["label"]


def test_a_hostile_name_is_no_formula_in_a_csv(hostile_store: EmbeddedStore, tmp_path: Path) -> None:
    """A name that starts like a formula gets an apostrophe, and is whole otherwise."""
    path = tmp_path / "ties.csv"
    FORMATS["csv"](hostile_store, path, "nl")

    assert {"'" + _HOSTILE} == {row["project"] for row in _read_csv(path) if row["project_id"] == "zomerfit"}


_EXPORT_ALL = """
import sys
from pathlib import Path
from trendbreuk_graph.export import FORMATS
from trendbreuk_graph.store import EmbeddedStore
store = EmbeddedStore.from_file(Path(sys.argv[1]))
for name, export in FORMATS.items():
    export(store, Path(sys.argv[2]) / name, "nl")
"""


def test_two_runs_give_the_same_bytes(mini_turtle: Path, tmp_path: Path) -> None:
    """Neither the order of sets nor the time of day shows in a file."""
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", _EXPORT_ALL, str(mini_turtle), str(folder)], env=environment, check=True)
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})

    assert set(FORMATS) == set(written[0])
    assert written[0] == written[1]


@every_format
def test_an_endpoint_exports_what_the_file_exports(
    form: str, mini_store: EmbeddedStore, mini_endpoint: str, tmp_path: Path
) -> None:
    """A graph that is shared elsewhere gives the same bytes as the same graph here."""
    FORMATS[form](mini_store, tmp_path / "local", "nl")
    FORMATS[form](RemoteStore(mini_endpoint), tmp_path / "remote", "nl")

    assert (tmp_path / "local").read_bytes() == (tmp_path / "remote").read_bytes()


@every_format
def test_a_missing_folder_leaves_nothing(form: str, mini_store: EmbeddedStore, tmp_path: Path) -> None:
    """The folder that cannot be written to is named and not made."""
    target = tmp_path / "none" / "file"

    with pytest.raises(OutputError) as caught:
        FORMATS[form](mini_store, target, "nl")

    assert str(target) == caught.value.path
    assert list(tmp_path.iterdir()) == []


@every_format
def test_a_folder_is_not_overwritten(form: str, mini_store: EmbeddedStore, tmp_path: Path) -> None:
    """A folder in place of the file stays, and no temporary file beside it."""
    target = tmp_path / "folder"
    target.mkdir()

    with pytest.raises(OutputError):
        FORMATS[form](mini_store, target, "nl")

    assert [target] == list(tmp_path.iterdir())


class _Broken(Store):
    """A store that stops answering."""

    def query(self, text: str) -> Rows:
        """See :meth:`Store.query`."""
        raise QueryError(text[:9])


@every_format
def test_a_failed_export_leaves_the_old_file(form: str, tmp_path: Path) -> None:
    """What stood there stays when the store fails."""
    target = tmp_path / "file"
    target.write_text("old", encoding="utf-8")

    with pytest.raises(TrendbreukError):
        FORMATS[form](_Broken(), target, "nl")

    assert target.read_text(encoding="utf-8") == "old"
    assert [target] == list(tmp_path.iterdir())


class _Odd(Store):
    """A store that answers a CONSTRUCT with a boolean."""

    def query(self, text: str) -> Boolean:
        """See :meth:`Store.query`."""
        return Boolean("CONSTRUCT" in text)


@pytest.mark.parametrize("form", ["jsonld", "nt", "ttl"])
def test_triples_that_are_none_are_refused(form: str, tmp_path: Path) -> None:
    """An answer of another kind is an error, not an empty file."""
    with pytest.raises(QueryError, match="a CONSTRUCT was answered with rows"):
        FORMATS[form](_Odd(), tmp_path / "file", "nl")

    assert list(tmp_path.iterdir()) == []


@every_format
def test_an_empty_graph_gives_an_empty_file_of_its_kind(form: str, tmp_path: Path) -> None:
    """Nothing to write is no error."""
    source = tmp_path / "empty.ttl"
    source.write_text("", encoding="utf-8")
    target = tmp_path / "file"

    assert FORMATS[form](EmbeddedStore.from_file(source), target, "nl") == 0
    if form == "csv":
        assert _read_csv(target) == []
    elif form in _RDFLIB_NAMES:
        assert len(Graph().parse(target, format=_RDFLIB_NAMES[form])) == 0
    else:
        assert len(_read_network(form, target)) == 0


@pytest.mark.parametrize("form", ["jsonld", "nt", "ttl"])
def test_a_graph_of_one_thing_is_whole(form: str, tmp_path: Path) -> None:
    """A single subject needs no list around it."""
    source = tmp_path / "one.ttl"
    source.write_text("<urn:a> <urn:b> <urn:c> , 'd' .", encoding="utf-8")

    assert FORMATS[form](EmbeddedStore.from_file(source), tmp_path / "file", "nl") == 2
    assert isomorphic(Graph().parse(source), Graph().parse(tmp_path / "file", format=_RDFLIB_NAMES[form]))


@every_format
def test_the_command_writes_the_file_and_says_how_much(
    form: str, run: Callable[..., Result], mini_turtle: Path, mini_graph: Graph, tmp_path: Path
) -> None:
    """The number of triples, lines or ties is printed with the path."""
    target = tmp_path / "file"
    number = len(mini_graph) if form in _RDFLIB_NAMES else 9
    unit = {"csv": "lines, one for each source of a tie", "graphml": "ties", "gexf": "ties"}.get(form, "triples")

    result = run("--lang", "en", "--graph", mini_turtle, "export", "--format", form, "-o", target)

    assert (0, f"{target}: {number} {unit}.\n") == (result.exit_code, result.output)
    assert target.stat().st_size > 0


def test_the_command_names_a_target_that_cannot_be_written(
    run: Callable[..., Result], mini_turtle: Path, tmp_path: Path
) -> None:
    """Exit code 1 and one sentence, without a traceback."""
    target = tmp_path / "none" / "ties.csv"

    result = run("--lang", "en", "--graph", mini_turtle, "export", "--format", "csv", "-o", target)

    expected = f"Error: {target}: cannot be written (No such file or directory). Nothing was changed.\n"
    assert (1, "", expected) == (result.exit_code, result.stdout, result.stderr)
