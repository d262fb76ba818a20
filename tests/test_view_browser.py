"""The views as people meet them: opened in a browser without a network, searched, filtered, clicked, typed at, printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.view.page import make_view
from trendbreuk_graph.view.request import ViewRequest

if TYPE_CHECKING:
    from pathlib import Path

    from browser import Browser

    from trendbreuk_graph.i18n import Language

pytestmark = pytest.mark.xdist_group("browser")

_DAY = dt.date(2026, 11, 22)
_VIEWS = {
    "whole": ViewRequest(),
    "around": ViewRequest(around="keigezond"),
    "two-steps": ViewRequest(around="burgerkracht-limburg", steps=2),
    "theme": ViewRequest(theme="mentale-gezondheid"),
    "life-phase": ViewRequest(life_phase="older-people"),
    "subregion": ViewRequest(subregion="parkstad"),
    "stream": ViewRequest(stream="spuk-gala"),
    "funding": ViewRequest(funding=True),
    "bridges": ViewRequest(bridges=("medical", "social")),
    "projects": ViewRequest(only="projects"),
    "organisations": ViewRequest(only="organisations"),
    "expanded": ViewRequest(expand=True),
}

#: A text for every field of a graph, none of which may become markup, script or a link.
_HOSTILE = [
    "<script>window.broken=1</script>",
    '"><img src=x onerror="window.broken=1">',
    "</script><script>window.broken=1</script>",
    '<a href="javascript:window.broken=1">href=</a>',
    "\u202eovern\u202c \u05e9\u05dc\u05d5\u05dd",
    "👩‍⚕️ zorg 🏥",
    "lang " * 60,
    "{{ 7 * 7 }} ${7*7} &lt;b&gt; <!--",
]


@pytest.fixture(scope="module")
def real_store() -> EmbeddedStore:
    """The graph of the package."""
    return EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")


@pytest.fixture
def show(browser: Browser, tmp_path: Path, real_store: EmbeddedStore) -> Callable[..., Browser]:
    """Make a view and open it; waits until it is drawn."""

    def call(
        request: ViewRequest,
        language: Language = "nl",
        *,
        fragment: str = "",
        width: int = 1280,
        height: int = 900,
        store: Any = None,
    ) -> Browser:
        path = tmp_path / "view.html"
        path.write_text(make_view(store or real_store, request, language, _DAY), encoding="utf-8")
        browser.open(path, fragment, width=width, height=height)
        browser.wait("document.documentElement.dataset.ready")
        return browser

    return call


def _count_ink(browser: Browser) -> int:
    """How many dots of the picture are coloured, of every seventh."""
    return int(
        browser.run(
            "const c = document.querySelector('#stage canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            "let n = 0; for (let i = 0; i < d.length; i += 28) if (d[i + 3] && d[i] + d[i + 1] + d[i + 2] < 600) n++; return n"
        )
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", _VIEWS)
def test_a_view_opens_without_a_network(
    show: Callable[..., Browser], check_page: Callable[[], None], name: str, language: Language
) -> None:
    """It is drawn, asks nothing of anyone, goes wrong nowhere, and axe finds no barrier; chosen things and open filters neither."""
    browser = show(_VIEWS[name], language)

    assert language == browser.run("return document.documentElement.lang")
    assert _count_ink(browser) > 200
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.run("choose(byWeight[0])")
    assert browser.run("return panel.querySelectorAll('details').length") > 0
    check_page()


@pytest.mark.parametrize("name", ["whole", "around", "funding", "bridges"])
def test_a_view_fits_on_a_phone(show: Callable[..., Browser], name: str) -> None:
    """Nothing sticks out at 360 pixels, also with everything open and a thing chosen."""
    browser = show(_VIEWS[name], width=360)
    browser.run("document.querySelectorAll('#filters, #legend').forEach((one) => { one.open = true; })")
    browser.run("choose(byWeight[0])")

    assert 0 == browser.find_overflow()
    assert _count_ink(browser) > 50


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["around", "two-steps", "funding", "bridges"])
def test_names_stay_within_the_frame(show: Callable[..., Browser], name: str, language: Language) -> None:
    """At first no name is cut off by an edge, in any width."""
    for width in (360, 1280, 1920):
        browser = show(_VIEWS[name], language, width=width)
        boxes = browser.run("return state.told.map((one) => one[2])")
        wide, high = browser.run("return [stage.clientWidth, stage.clientHeight]")

        assert boxes
        assert all(
            -2 <= left and right <= wide + 2 and -2 <= top and low <= high + 2 for left, top, right, low in boxes
        )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_project_whose_money_ends_is_without_its_name(show: Callable[..., Browser], language: Language) -> None:
    """On a small laptop too each of them can be told from the others, and the largest stream by its full name."""
    browser = show(_VIEWS["funding"], language, height=800)
    told = dict(browser.run("return state.told.map(([at, text]) => [facts.ids[at], text])"))
    first = browser.run(
        "return facts.ids.filter((_, at) => ['falling-away', 'partly-falling-away', 'lapsed', 'unknown'].includes(facts.classes[at]))"
    )

    assert len(first) == 40
    assert set(first) <= told.keys()
    assert len({told[project] for project in first}) == 40
    assert min(len(told[project]) for project in first if told[project].endswith("…")) > 20
    assert "SPUK GALA" == told["spuk-gala"]


def test_on_a_phone_what_matters_most_has_its_name(show: Callable[..., Browser]) -> None:
    """The strongest bridges, and projects whose money ends, are named at once; the button for all of it still shows all."""
    browser = show(_VIEWS["bridges"], width=360, height=740)
    told = browser.run("return state.told.map(([at]) => at)")
    best = browser.run("return byWeight.slice(0, 5)")
    near = browser.run("return network.getScale()")
    browser.click("#fit")
    far = browser.run("return network.getScale()")

    assert set(best) <= set(told)
    assert far < near

    browser = show(_VIEWS["funding"], width=360, height=740)
    ending = browser.run("return state.told.filter(([at]) => facts.classes[at] === 'falling-away').length")

    assert ending >= 5


def test_search_leads_from_a_member_to_its_group(show: Callable[..., Browser]) -> None:
    """A municipality that stands within its group is found as that group."""
    browser = show(_VIEWS["whole"])
    found = browser.run("return findNames('gemeente heerlen').map((at) => facts.ids[at])")

    assert "gemeenten-zuid-limburg" in found


def test_on_a_phone_the_panel_comes_up_over_the_lower_half(show: Callable[..., Browser]) -> None:
    """What was chosen is seen above it, it starts within the window, and its button closes it."""
    browser = show(_VIEWS["whole"], width=360, height=740)
    browser.run("choose(byWeight[40])")
    browser.wait("stage.getBoundingClientRect().top < 100")
    top, low = browser.run("const box = panel.getBoundingClientRect(); return [box.top, box.bottom]")
    y = browser.run("return stage.getBoundingClientRect().top + network.canvasToDOM(nodes[byWeight[40]]).y")

    assert 0 < y < top < 400
    assert 740 == low
    browser.click("#panel .close")
    assert browser.run("return state.chosen === null && getComputedStyle(panel).position === 'static'")


def test_search_suggests_and_the_keyboard_takes(show: Callable[..., Browser]) -> None:
    """Typed without accents or capitals, an abbreviation too; down, Enter, and the panel tells."""
    browser = show(_VIEWS["whole"])
    browser.click("#name")
    browser.press("keigez")
    names = browser.run("return [...document.querySelectorAll('#found li')].map((one) => one.firstChild.data)")
    browser.press("ARROW_DOWN", "ENTER")

    assert "Keigezond Limburg" == names[0]
    assert "Keigezond Limburg" == browser.run("return panel.querySelector('h2').textContent")
    assert "false" == browser.run("return field.getAttribute('aria-expanded')")
    assert "panel" == browser.run("return document.activeElement.id")
    browser.press("ESCAPE")
    assert "stage" == browser.run("return document.activeElement.id")
    browser.click("#name")
    browser.run("field.select()")
    browser.press("zzzz")
    assert "Niets in dit beeld heet zo." == browser.run("return found.textContent")


def test_a_click_shows_what_and_where_it_stands(show: Callable[..., Browser]) -> None:
    """A click on the sign in the middle gives description, ties, money, and document, card, field and words of each."""
    from selenium.webdriver import ActionChains

    browser = show(_VIEWS["around"])
    x, y = browser.run(
        "const at = facts.ids.indexOf('keigezond'), p = network.canvasToDOM(nodes[at]);"
        "return [p.x - stage.clientWidth / 2, p.y - stage.clientHeight / 2]"
    )
    stage = browser.driver.find_element("id", "stage")
    ActionChains(browser.driver).move_to_element_with_offset(stage, round(x), round(y)).click().perform()
    browser.wait("panel.querySelector('h2')")
    told = browser.run("return panel.textContent")

    assert "Keigezond Limburg" == browser.run("return panel.querySelector('h2').textContent")
    for words in ("Wie doen mee", "Geld", "SPUK GALA", "geld op 22 november 2026", "Eigenaar/Kartrekker: «"):
        assert words in told
    assert browser.run("return findFocus().nodes.length") == 1 + browser.run(
        "return near[facts.ids.indexOf('keigezond')].length"
    )


def test_a_tie_in_the_bridges_says_through_which_projects(show: Callable[..., Browser]) -> None:
    """The ends and the projects that they share; each project opens, though it is not drawn; back leads back."""
    browser = show(_VIEWS["bridges"])
    browser.run("chooseEdge(facts.why.findIndex((why) => why.length > 1))")
    shared = browser.run("return [...panel.querySelectorAll('h3 + ul button')].map((one) => one.textContent)")
    browser.click("#panel h3 + ul button")

    assert len(shared) > 1
    assert shared[0] == browser.run("return panel.querySelector('h2').textContent")
    assert "Dit staat niet als teken in dit beeld." in browser.run("return panel.textContent")
    browser.click("#back")
    assert " – " in browser.run("return panel.querySelector('h2').textContent")


def test_a_tie_that_a_document_names_shows_its_place(show: Callable[..., Browser]) -> None:
    """Between a project and a party stands the claim with its source, once."""
    browser = show(_VIEWS["whole"])
    browser.run(
        "chooseEdge(edges.findIndex((edge) => facts.ids[edge.from] === 'keigezond' || facts.ids[edge.to] === 'keigezond'))"
    )

    assert 1 == browser.run("return panel.querySelectorAll('h3').length")
    assert "«" in browser.run("return panel.textContent")


def test_filters_narrow_and_reset_widens(show: Callable[..., Browser]) -> None:
    """By kind, domain, theme and audit class; what is left is counted, drawn and listed; nothing left says so."""
    browser = show(_VIEWS["whole"])
    browser.run("document.querySelectorAll('#filters, #list').forEach((one) => { one.open = true; })")
    browser.wait("document.querySelectorAll('tbody tr').length")

    def pick(field: str, value: str) -> list[Any]:
        browser.run(
            "const one = document.getElementById(arguments[0]); one.value = arguments[1]; one.dispatchEvent(new Event('change'))",
            field,
            value,
        )
        return list(
            browser.run(
                "const left = byWeight.filter((at) => state.visible[at]);"
                "return [left.length, document.querySelectorAll('tbody tr').length, left.map((at) => [facts.kinds[at], facts.themes[at], facts.classes[at], facts.domains[at]])]"
            )
        )

    number, rows, left = pick("filter-theme", "mentale-gezondheid")
    assert number == rows == len(left) > 10
    assert all("mentale-gezondheid" in themes for kind, themes, _, _ in left if kind == "project")
    assert f"{number} van 353 getoond" == browser.run("return shownText.textContent")
    *_, left = pick("filter-audit", "hoped-for")
    assert {"hoped-for"} == {audit for kind, _, audit, _ in left if kind == "project"}
    *_, left = pick("filter-domain", "medical")
    assert all("medical" in domains for kind, _, _, domains in left if kind != "project")
    browser.click("#kind-project")
    browser.click("#kind-organisation")
    browser.click("#kind-group")
    assert "Deze filters laten niets over. Kies andere, of begin opnieuw." == browser.run(
        "return shownText.textContent"
    )
    browser.click("#reset")
    assert "353 van 353 getoond" == browser.run("return shownText.textContent")
    assert "" == browser.run("return document.getElementById('filter-theme').value")


def test_ties_with_few_reasons_can_be_shown(show: Callable[..., Browser]) -> None:
    """Where parties stand alone, weak ties are hidden at first; a smaller number shows them."""
    browser = show(_VIEWS["organisations"])
    before = browser.run("return state.lit.reduce((sum, is) => sum + is, 0)")
    browser.run(
        "const one = document.getElementById('filter-least'); one.value = 1; one.dispatchEvent(new Event('change'))"
    )

    assert (
        before < browser.run("return state.lit.reduce((sum, is) => sum + is, 0)") == browser.run("return edges.length")
    )


def test_the_keyboard_does_what_the_mouse_does(show: Callable[..., Browser]) -> None:
    """Tab reaches search, buttons, filters, picture, panel and list; plus and minus zoom, arrows move, 0 shows all, Escape lets go."""
    browser = show(_VIEWS["funding"])
    reached = []
    for _ in range(14):
        browser.press("TAB")
        reached.append(
            browser.run("const one = document.activeElement; return one.id || one.tagName + (one.parentNode.id || '')")
        )
    for place in ("name", "reset", "zoom-in", "zoom-out", "picture", "print", "SUMMARYfilters", "stage", "SUMMARYlist"):
        assert place in reached
    browser.run("stage.focus()")
    scale = browser.run("return network.getScale()")
    browser.press("+")
    larger = browser.run("return network.getScale()")
    browser.press("-", "-")
    smaller = browser.run("return network.getScale()")
    browser.press("ARROW_RIGHT")
    moved = browser.run("return network.getViewPosition().x")
    browser.press("0")

    assert larger > scale > smaller
    assert moved != browser.run("return network.getViewPosition().x")
    assert scale == pytest.approx(browser.run("return network.getScale()"))
    browser.run("choose(3); stage.focus()")
    browser.press("ESCAPE")
    assert browser.run("return state.chosen") is None


def test_an_address_with_an_id_opens_with_that_thing(show: Callable[..., Browser]) -> None:
    """A page can point into a view."""
    browser = show(_VIEWS["whole"], "en", fragment="#ggd-zuid-limburg")

    assert "GGD Zuid-Limburg" == browser.run("return panel.querySelector('h2').textContent")


def test_the_list_holds_all_that_is_drawn(show: Callable[..., Browser]) -> None:
    """For readers who see no picture: a row a thing, the name a button."""
    browser = show(_VIEWS["whole"])
    browser.click("#list > summary")
    browser.wait("document.querySelectorAll('tbody tr').length")
    browser.click("#more")

    assert 353 == browser.run("return document.querySelectorAll('tbody tr').length")
    browser.click("tbody tr button")
    assert "panel" == browser.run("return document.activeElement.id")
    assert browser.run(
        "return panel.querySelector('h2').textContent === document.querySelector('tbody button').textContent"
    )


def test_the_picture_is_saved_sharp_and_printed_whole(show: Callable[..., Browser]) -> None:
    """As PNG of twice 1,600 pixels, and as an image that takes the place of the stage on paper, where the sources stand open."""
    browser = show(_VIEWS["bridges"])
    size = browser.run("const one = paint(1600, 1000, 2, 84); return [one.width, one.height]")
    browser.run("window.dispatchEvent(new Event('beforeprint'))")

    browser.run("choose(byWeight[0])")
    assert browser.run("return panel.querySelectorAll('details:not([open])').length") > 0
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    assert 0 == browser.run("return panel.querySelectorAll('details:not([open])').length")
    browser.run("window.dispatchEvent(new Event('afterprint'))")
    assert 0 == browser.run("return panel.querySelectorAll('details[open]').length")
    browser.run("window.dispatchEvent(new Event('beforeprint'))")

    assert [3200, 2168] == size
    assert browser.run("return paper.src.startsWith('data:image/png;base64,') && paper.src.length") > 50_000
    assert [] == browser.find_errors()


def _make_hostile(world: str) -> str:
    """The mini graph with all hostile texts in front of every text."""
    import pyoxigraph

    lines = []
    triples: Any = pyoxigraph.parse(world.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    for quad in sorted(triples, key=str):
        value = quad.object
        texts = "prefLabel altLabel description definition says covers claimNote summaryNote card field anchor untilWording domainReason"
        if (
            isinstance(value, pyoxigraph.Literal)
            and quad.predicate.value.rpartition("#")[2].rpartition("/")[2] in texts
        ):
            text = f"{' '.join(_HOSTILE)} {value.value}"
            value = pyoxigraph.Literal(text, language=value.language) if value.language else pyoxigraph.Literal(text)
        lines.append(f"{quad.subject} {quad.predicate} {value} .\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("whole", "nl"),
        ("whole", "en"),
        ("funding", "nl"),
        ("organisations", "en"),
        ("around", "nl"),
        ("projects", "nl"),
    ],
)
def test_no_text_of_the_graph_becomes_markup(
    show: Callable[..., Browser], mini_turtle: Path, check_page: Callable[[], None], name: str, language: Language
) -> None:
    """Scripts, tags, links, reversed and very long texts in every field: all stand there as text, and nothing runs."""
    store = EmbeddedStore.from_ntriples(_make_hostile(mini_turtle.read_text(encoding="utf-8")))
    request = ViewRequest(around="zomerfit") if name == "around" else _VIEWS[name]
    browser = show(request, language, store=store, width=360)
    browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    told = []
    for thing in range(browser.run("return facts.ids.length")):
        browser.run("choose(arguments[0])", thing)
        told.append(browser.run("return panel.textContent"))
    browser.click("#name")
    browser.press("script")

    assert browser.run("return window.broken") is None
    assert 0 == browser.run(
        "return document.querySelectorAll('img:not(#paper), a, #panel script, #found script, table script').length"
    )
    for text in _HOSTILE:
        # Signs that turn the direction of a line stand there as a replacement sign, so the last word is looked for.
        assert any(text.split()[-1] in one for one in told), text
    assert any(_HOSTILE[1] in one for one in told)
    assert 0 == browser.find_overflow()
    check_page()
