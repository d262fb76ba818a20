"""The dossier in a real browser: opened as files, without a network, by mouse and by keyboard, on wide and narrow screens."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dossiers import read_page

if TYPE_CHECKING:
    from browser import Browser

pytestmark = pytest.mark.xdist_group("browser")

_PAGES = [
    "index",
    "audit",
    "bridges",
    "gaps",
    "contradictions",
    "decisions",
    "questions",
    "documents",
    "downloads",
    "projects",
    "places",
    "search",
]
_REAL = [
    "project/keigezond",
    "party/ggd-zuid-limburg",
    "party/gemeente-heerlen",
    "stream/spuk-gala",
    "theme/gezonde-generatie",
    "question/exclusive-pairs",
]
_MINI = [
    "project/zomerfit",
    "party/ggd-ministreek",
    "stream/kansenregeling",
    "theme/gezonde-jeugd",
    "domain/medical",
    "document/mini-plan",
    "question/bridges",
]


def _check_page(browser: Browser) -> None:
    """Nothing left, nothing failed, nobody is kept out.

    The errors are read before axe runs: it fetches the stylesheet, which the policy of these pages forbids to scripts.
    """
    assert [] == browser.find_requests()
    assert [] == browser.find_errors()
    assert [] == browser.find_barriers()


def test_every_page_opens_without_reaching_out(browser: Browser, real_dossier: Path) -> None:
    """All pages, those of every project, party, stream and question too: nothing leaves, nothing fails, nothing sticks out on a phone."""
    browser.resize(360, 740)
    pages = sorted(path for path in real_dossier.rglob("*.html") if path.parent.name != "views")
    found = {}
    for path in pages:
        browser.open(path)
        wrong = [*browser.find_requests(), *browser.find_errors()] + [browser.find_overflow()] * (
            browser.find_overflow() > 0
        )
        if wrong:
            found[path.relative_to(real_dossier).as_posix()] = wrong

    assert len(pages) > 600
    assert {} == found


def _check_everywhere(browser: Browser, path: Path) -> None:
    """Open a page on a laptop and on a phone."""
    browser.open(path)
    _check_page(browser)
    wide = browser.find_overflow()
    browser.resize(360, 740)

    assert (0, 0) == (wide, browser.find_overflow())


@pytest.mark.parametrize("name", [*_PAGES, *_REAL])
def test_dutch_pages_open_offline_for_everybody(browser: Browser, real_dossier: Path, name: str) -> None:
    """Nothing leaves, nothing fails, nobody is kept out, and nothing sticks out on a phone."""
    _check_everywhere(browser, real_dossier / f"{name}.html")


@pytest.mark.parametrize("name", [*_PAGES, *_MINI])
def test_english_pages_open_offline_for_everybody(browser: Browser, mini_dossier: Path, name: str) -> None:
    """The same in English."""
    _check_everywhere(browser, mini_dossier / f"{name}.html")


@pytest.mark.parametrize("name", [*_PAGES, *_MINI, "question/project-card", "place/ministreek"])
def test_hostile_texts_run_nothing(browser: Browser, hostile_dossier: Path, name: str) -> None:
    """Markup, scripts, signs that turn words round and words of 300 letters are shown, and the page keeps its form."""
    _check_everywhere(browser, hostile_dossier / f"{name}.html")
    browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert browser.run(
        "return window.hacked === undefined && document.querySelectorAll('main script, main img').length === 0"
    )
    assert 0 == browser.find_overflow()


def test_hostile_names_are_found_and_shown_as_texts(browser: Browser, hostile_dossier: Path) -> None:
    """The suggestions are texts too."""
    browser.open(hostile_dossier / "index.html")
    browser.click("#q")
    browser.press(*"zomerfit")
    text = browser.wait("document.querySelector('[role=option] bdi')?.textContent")
    browser.open(hostile_dossier / "search.html", "?q=%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E%20zomerfit")
    browser.wait("document.querySelector('#results p')")

    assert "<script>window.hacked=1</script>" in text
    assert browser.run(
        "return window.hacked === undefined && document.querySelector('#results script, #results img') === null"
    )
    assert [] == browser.find_errors()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Keigezond", "Keigezond Limburg"),
        ("keigzond", "Keigezond Limburg"),
        ("keig", "Keigezond Limburg"),
        ("hozl", "HuisartsenOZL"),
        ("spuk gala", "SPUK GALA"),
        ("gemeente heerln", "Gemeente Heerlen"),
        ("KANSRIJKE stárt", "Kansrijke Start"),
        ("werkplan", "Werkplan Trendbreuk 2024-2026"),
    ],
)
def test_search_finds_names_first(browser: Browser, real_dossier: Path, typed: str, first: str) -> None:
    """By beginning, by abbreviation, with letters that are wrong, missing or change places, with or without accents."""
    browser.open(real_dossier / "question" / "bridges.html")
    browser.click("#q")
    browser.press(*typed)
    browser.wait(
        f"document.querySelector('[role=listbox]')?.hidden === false && document.getElementById('q').value === {typed!r}"
    )

    assert first == browser.wait("document.querySelector('[role=option] bdi')?.textContent")


def test_search_works_by_keyboard_from_any_page(browser: Browser, real_dossier: Path) -> None:
    """Arrows choose, Escape closes, Enter goes there; without a choice it goes to the page of all results."""
    browser.open(real_dossier / "project" / "keigezond.html")
    browser.click("#q")
    browser.press(*"meditta")
    browser.wait("document.querySelectorAll('[role=option]').length > 1")
    browser.press("ARROW_DOWN")

    assert "suggestion-0" == browser.run("return document.activeElement.getAttribute('aria-activedescendant')")
    assert "true" == browser.run("return document.getElementById('suggestion-0').getAttribute('aria-selected')")

    browser.press("ESCAPE")

    assert browser.run("return document.querySelector('[role=listbox]').hidden")
    assert "false" == browser.run("return document.getElementById('q').getAttribute('aria-expanded')")

    browser.press("ARROW_DOWN")
    browser.wait("!document.querySelector('[role=listbox]').hidden")
    browser.press("ARROW_DOWN", "ENTER")
    browser.wait("location.pathname.endsWith('/party/meditta.html')")
    browser.click("#q")
    browser.press(*"overgewicht", "ENTER")
    browser.wait("location.pathname.endsWith('/search.html')")
    found = browser.wait("[...document.querySelectorAll('#results li a')].map(a => a.textContent)")

    assert "Overgewicht en obesitas" == found[0]
    assert "Keigezond Limburg" in found
    assert [] == browser.find_requests()
    assert [] == browser.find_errors()


def test_a_search_without_results_says_what_to_do(browser: Browser, real_dossier: Path) -> None:
    """In the language of the dossier."""
    browser.open(real_dossier / "search.html", "?q=qqqqwwww")

    assert "Niets gevonden voor “qqqqwwww”" in browser.wait("document.querySelector('#results p')?.textContent")


def _read_column(browser: Browser, column: int) -> list[str]:
    script = f"return [...document.querySelectorAll('#list tbody tr:not([hidden])')].map(row => row.cells[{column}].textContent.trim())"
    return list(browser.run(script))


def test_lists_filter_by_words_and_by_values(browser: Browser, real_dossier: Path) -> None:
    """Only rows that fit stay, and the page says how many."""
    browser.open(real_dossier / "projects.html")
    every = len(_read_column(browser, 0))
    browser.click(".tools input")
    browser.press(*"kansrijke")
    by_words = _read_column(browser, 0)
    browser.run(
        "const s = document.querySelector('.tools select'); s.value = [...s.options].at(-1).value; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    value = browser.run("return document.querySelector('.tools select').value")
    by_both = _read_column(browser, 1)

    assert 116 == every
    assert 0 < len(by_words) < every
    assert {value} >= set(by_both)
    assert len(by_both) <= len(by_words)
    assert f"Rijen: {len(by_both)} van 116" == browser.run(
        "return document.querySelector('.tools [role=status]').textContent"
    )


def test_lists_sort_by_number_and_by_name_in_both_directions(browser: Browser, real_dossier: Path) -> None:
    """A column of numbers sorts by value, not by its first digit; the heading says how it is sorted; the keyboard does it too."""
    browser.open(real_dossier / "parties.html")
    browser.click("#list th:nth-child(3) button")
    rising = [int(number) for number in _read_column(browser, 2)]
    browser.press("ENTER")
    falling = [int(number) for number in _read_column(browser, 2)]

    assert sorted(rising) == rising
    assert sorted(rising, reverse=True) == falling
    assert "descending" == browser.run(
        "return document.querySelector('#list th:nth-child(3)').getAttribute('aria-sort')"
    )

    browser.click("#list th:nth-child(1) button")
    names = _read_column(browser, 0)

    assert names == browser.run(
        "return arguments[0].slice().sort(new Intl.Collator('nl', {numeric: true, sensitivity: 'base'}).compare)", names
    )


def test_a_click_shows_the_sources_of_a_row(browser: Browser, real_dossier: Path) -> None:
    """Document, chapter, heading and words; the document leads to its page."""
    browser.open(real_dossier / "project" / "keigezond.html")
    script = "return document.querySelector('#section-2 tbody tr:first-child details li').checkVisibility()"
    before = browser.run(script)
    browser.click("#section-2 tbody tr:first-child details summary")

    assert (False, True) == (before, browser.run(script))
    assert "›" in browser.run("return document.querySelector('#section-2 tbody details li').textContent")

    browser.click("#section-2 tbody tr:first-child details li a")
    browser.wait("location.pathname.includes('/document/')")


def test_on_paper_the_sources_are_open(browser: Browser, mini_dossier: Path, tmp_path: Path) -> None:
    """They open for the printer and close again."""
    browser.open(mini_dossier / "project" / "zomerfit.html")
    browser.run(
        "window.opened = 0; addEventListener('beforeprint', () => { window.opened = document.querySelectorAll('details.sources[open]').length; })"
    )
    browser.save_print(tmp_path / "page.pdf")

    assert browser.run("return window.opened") > 5
    assert 0 == browser.run("return document.querySelectorAll('details.sources[open]').length")
    assert (tmp_path / "page.pdf").stat().st_size > 10_000


def test_on_a_phone_the_menu_opens_with_a_button(browser: Browser, real_dossier: Path) -> None:
    """It is folded until somebody wants it, and says so; on a laptop it is always there."""
    browser.open(real_dossier / "index.html", width=360)
    script = "return document.querySelector('#menu a').checkVisibility()"
    folded = browser.run(script)
    browser.click(".menu-button")

    assert (False, True) == (folded, browser.run(script))
    assert "true" == browser.run("return document.querySelector('.menu-button').getAttribute('aria-expanded')")

    browser.open(real_dossier / "index.html", width=1280)

    assert browser.run(script)


def test_the_first_key_leads_past_the_menu(browser: Browser, real_dossier: Path) -> None:
    """Tab shows the link to the content, Enter follows it."""
    browser.open(real_dossier / "index.html")
    browser.press("TAB")
    focused = browser.run("return document.activeElement.className")
    browser.press("ENTER")

    assert "skip" == focused
    assert "#main" == browser.run("return location.hash")


def test_out_of_a_zip_it_works_too(browser: Browser, mini_dossier: Path, tmp_path: Path) -> None:
    """Packed, sent and unpacked in a folder whose name has spaces and accents."""
    archive = tmp_path / "dossier.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in mini_dossier.rglob("*"):
            packed.write(path, path.relative_to(mini_dossier))
    folder = tmp_path / "Mijn dossier é #1"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    browser.open(folder / "index.html")
    browser.click("#counts a")
    browser.wait("location.pathname.endsWith('/projects.html')")
    _check_page(browser)

    assert "zomerfit" in " ".join(read_page(folder / "projects.html").links)
