"""Pages as functions: data in, HTML out, without a folder; and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dossiers import DAY

from trendbreuk_graph.answers import Answer
from trendbreuk_graph.card_rows import CardRows
from trendbreuk_graph.cards import make_card
from trendbreuk_graph.dossier.memory import RememberingStore
from trendbreuk_graph.dossier.pages import list_pages
from trendbreuk_graph.dossier.places import FolderLinks
from trendbreuk_graph.names import read_things
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.catalogue import render_questions
from trendbreuk_graph.pages.site import Site
from trendbreuk_graph.pages.tables import make_table, merge_rows
from trendbreuk_graph.pages.things import render_thing
from trendbreuk_graph.store import EmbeddedStore, Rows

if TYPE_CHECKING:
    from pathlib import Path

    from trendbreuk_graph.i18n import Language


class _Server:
    """Links as a server would give them."""

    def find(self, target: Address, here: Address) -> str:
        """An absolute path, whatever the page."""
        del here
        return f"/{target.kind}/{target.id}"


@pytest.fixture
def site(mini_store: EmbeddedStore) -> Site:
    """The mini world in English."""
    return Site(mini_store, "en", DAY, FolderLinks())


def test_a_server_makes_the_same_pages_with_its_own_links(mini_store: EmbeddedStore) -> None:
    """Every page is a call; only the addresses differ from those of a folder."""
    site = Site(mini_store, "nl", DAY, _Server())
    page = render_thing(site, "zomerfit")

    assert 'href="/party/ziekenhuis-oost"' in page
    assert 'href="/asset/style.css"' in page
    assert "../" not in page


def test_one_page_and_all_pages_are_made_alike(mini_store: EmbeddedStore) -> None:
    """Whether rows are read for one card or for all, the page is the same."""
    alone, together = (Site(mini_store, "en", DAY, FolderLinks(), all_pages=flag) for flag in (False, True))
    for address, render in list_pages(together).items():
        if address.kind in {"project", "party", "stream"}:
            assert list_pages(alone)[address](alone) == render(together)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_cards_of_many_things_are_the_cards_of_each(mini_store: EmbeddedStore, language: Language) -> None:
    """Rows, ids and sources are the same, and names in cells have ids of things."""
    things = read_things(mini_store)
    rows = CardRows(mini_store, things)

    for thing in things:
        assert make_card(mini_store, thing, language) == make_card(mini_store, thing, language, rows)
    zomerfit = next(thing for thing in things if thing.id == "zomerfit")
    taking_part = next(
        answer for answer in make_card(mini_store, zomerfit, "en", rows) if answer.title == "Who takes part"
    )
    assert (None, "ggd-ministreek", None) == taking_part.ids[0]


def test_a_thing_that_is_not_there_is_an_error(site: Site) -> None:
    """A server can answer that it has no such page."""
    with pytest.raises(KeyError):
        render_thing(site, "nobody")


def test_a_question_that_the_graph_cannot_answer_is_named_and_has_no_page(tmp_path: Path) -> None:
    """A graph without streams cannot be asked about one."""
    text = """
@prefix tb: <https://w3id.org/trendbreuk/def#> .
@prefix id: <https://w3id.org/trendbreuk/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:one a tb:Project ; skos:prefLabel "Een"@nl , "One"@en ; tb:projectStatus tb:active .
"""
    (tmp_path / "one.ttl").write_text(text, encoding="utf-8")
    site = Site(EmbeddedStore.from_file(tmp_path / "one.ttl"), "en", DAY, FolderLinks())
    pages = list_pages(site)

    assert "stream-card" not in site.answered
    assert "project-card" in site.answered
    assert Address("question", "stream-card") not in pages
    assert "not answerable with this graph" in render_questions(site)
    assert all(render(site).startswith("<!doctype html>") for render in pages.values())


def test_values_are_shown_the_way_of_the_language(mini_store: EmbeddedStore) -> None:
    """Shares as percentages, amounts with points or commas, fractions short; numbers sort by what they are."""
    answer = Answer(
        title="t",
        columns=("a", "b", "c", "d", "empty", "truth"),
        rows=((0.305, 12345, 0.12345, 7, None, True), (0.1, 12.5, 2.0, 8, "", False)),
        kinds=("percent", "amount", "number", "integer", "text", "text"),
    )
    dutch, english = (Site(mini_store, language, DAY, FolderLinks()) for language in ("nl", "en"))

    def show(site: Site) -> list[list[str]]:
        return [[cell.items[0].text for cell in row.cells] for row in make_table(site, Address("start"), answer).rows]

    assert [["30,5 %", "€ 12.345", "0,123", "7", "True"], ["10,0 %", "€ 12,50", "2", "8", "False"]] == show(dutch)
    assert "€ 12,345" == show(english)[0][1]
    assert "0.12345" == make_table(dutch, Address("start"), answer).rows[0].cells[2].sort


def test_a_long_list_in_a_cell_folds(site: Site) -> None:
    """Its first name and how many there are stay in sight; a long sentence stays whole."""
    names = "; ".join(f"Organisation number {number} of the region" for number in range(9))
    answer = Answer(title="t", columns=("a", "b"), rows=((names, "A long sentence; " + "word " * 50),))
    cells = make_table(site, Address("start"), answer).rows[0].cells

    assert (9, "Organisation number 0 of the region") == cells[0].fold
    assert cells[1].fold is None


def test_rows_about_one_thing_become_one(site: Site) -> None:
    """Two leads stand in one cell, and what both rows say stands there once."""
    answer = Answer(
        title="t",
        columns=("project", "lead"),
        rows=(("One", "A"), ("One", "B"), ("Two", "A")),
        ids=(("1", "a"), ("1", "b"), ("2", "a")),
        evidence=(("x › y",), ("x › y", "z"), ()),
    )
    table = merge_rows(make_table(site, Address("start"), answer), answer)

    assert [["One"], ["A", "B"]] == [[link.text for link in cell.items] for cell in table.rows[0].cells]
    assert 2 == len(table.rows[0].places)
    assert 2 == len(table.rows)


def test_a_store_that_remembers_asks_once_and_lends_copies(mini_store: EmbeddedStore) -> None:
    """Whoever sorts the rows that it got changes nothing for the next."""
    asked: list[str] = []

    class Counting(EmbeddedStore):
        """Notes what is asked."""

        def __init__(self) -> None:
            """Ask the mini world."""

        def query(self, text: str) -> Rows:
            """See the base class."""
            asked.append(text)
            answer = mini_store.query(text)
            assert isinstance(answer, Rows)
            return answer

    store = RememberingStore(Counting())
    query = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 3"
    first = store.select(query)
    first.clear()

    assert 3 == len(store.select(query))
    assert [query] == asked
