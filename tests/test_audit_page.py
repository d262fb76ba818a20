"""The audit as a page, a workbook and a picture: each opened again and looked into."""

from __future__ import annotations

import datetime as dt
import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from trendbreuk_graph.audit.classes import CLASSES
from trendbreuk_graph.audit.drawing import draw_timeline
from trendbreuk_graph.audit.markdown import make_markdown
from trendbreuk_graph.audit.output import make_tables, render_audit
from trendbreuk_graph.audit.page import make_page
from trendbreuk_graph.audit.period import Horizon
from trendbreuk_graph.audit.picture import make_picture
from trendbreuk_graph.audit.report import Audit, make_audit, read_evidence
from trendbreuk_graph.audit.timeline import Bar, make_timeline
from trendbreuk_graph.audit.what_if import Assumption
from trendbreuk_graph.audit.workbook import make_workbook
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import EmbeddedStore

_DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def evidence(mini_store: EmbeddedStore) -> dict[str, tuple[str, ...]]:
    """Where the lines of the mini world stand."""
    return read_evidence(mini_store)


@pytest.fixture(scope="module")
def mini_audit(mini_store: EmbeddedStore) -> Audit:
    """The mini world with a what-if."""
    return make_audit(mini_store, _DAY, Horizon(12, "m"), assumptions=[Assumption("without", ID + "kansenregeling")])


class _Reader(HTMLParser):
    """Collects what a browser would fetch, the ids, and the texts by element."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.language: str | None = None
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See the base class."""
        values = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.language = values.get("lang")
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values.get("href")))
        elif values.get("src") or values.get("href"):
            self.fetched.append(str(values.get("src") or values.get("href")))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_one_file_that_fetches_nothing(
    mini_audit: Audit, evidence: dict[str, tuple[str, ...]], language: Language
) -> None:
    """Everything is inside, the browser is told to fetch nothing, and every link of the page leads somewhere on it."""
    page = make_page(mini_audit, language, evidence)
    reader = _Reader()
    reader.feed(page)

    assert reader.language == language
    assert all(address.startswith("data:image/svg+xml;base64,") for address in reader.fetched)
    assert "default-src 'none'" in page
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.tags.count("table") > 10


def test_the_page_names_every_class_and_project(mini_audit: Audit, evidence: dict[str, tuple[str, ...]]) -> None:
    """A tile a class, and every project with its sources."""
    page = make_page(mini_audit, "en", evidence)

    assert all(f'<li class="{name}">' in page for name in CLASSES)
    assert all(mini_audit.label(project, "en") in page for project in mini_audit.judgements)
    assert "mini-plan › Eetclub › Geld: «Gedekt uit de Kansenregeling»" in page


def _book(audit: Audit, evidence: dict[str, tuple[str, ...]], language: Language = "en") -> Any:
    content = make_workbook(make_tables(audit, language, evidence), audit, language)
    return openpyxl.load_workbook(io.BytesIO(content))


def _top(sheet: Any) -> int:
    """The row with the headings."""
    return int(re.sub(r"\D", "", sheet.auto_filter.ref.split(":")[0]))


def test_the_workbook_has_a_sheet_a_table(mini_audit: Audit, evidence: dict[str, tuple[str, ...]]) -> None:
    """Overview first, then the what-if, then everything else; names in the language."""
    expected = [
        "overview",
        "what-if",
        *(f"what-if {name}" for name in ("projects", "lines", "wholes", "organisations")),
    ]
    expected += ["what-if municipalities", "what-if bridges", "projects", "lines", "streams", "providers", "cliff"]
    expected += ["concentration", "wholes", "touched", "unknowns", "sources"]

    assert expected == _book(mini_audit, evidence).sheetnames


def test_every_sheet_is_ready_to_work_in(mini_audit: Audit, evidence: dict[str, tuple[str, ...]]) -> None:
    """Headings frozen, filters on, as many rows as the table has."""
    tables = make_tables(mini_audit, "en", evidence)
    for table, sheet in zip(tables, _book(mini_audit, evidence), strict=True):
        top = _top(sheet)
        filled = [
            row for row in sheet.iter_rows(min_row=top + 1, values_only=True) if any(cell is not None for cell in row)
        ]

        assert sheet.freeze_panes == f"B{top + 1}"
        assert len(table.rows) == len(filled)
        assert [column.heading for column in table.columns] == [cell.value for cell in sheet[top][: len(table.columns)]]


def test_cells_have_types(mini_audit: Audit, evidence: dict[str, tuple[str, ...]]) -> None:
    """Days are days, numbers are numbers, shares are percentages; nothing is a formula."""
    book = _book(mini_audit, evidence)
    projects, overview = book["projects"], book["overview"]
    headings = {cell.value: cell.column for cell in projects[_top(projects)]}
    first = _top(projects) + 1

    assert dt.date(2026, 12, 31) == projects.cell(first, headings["at the latest"]).value.date()
    assert projects.cell(first, headings["at the latest"]).is_date
    assert (2, "0.0%") == (
        overview.cell(_top(overview) + 1, 2).value,
        overview.cell(_top(overview) + 1, 3).number_format,
    )
    assert {"f"}.isdisjoint({cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row})


def test_classes_are_coloured(mini_audit: Audit, evidence: dict[str, tuple[str, ...]]) -> None:
    """By a rule, so that the colour follows when somebody changes the class."""
    projects = _book(mini_audit, evidence)["projects"]
    rules = [rule.formula[0] for found in projects.conditional_formatting for rule in found.rules]

    assert ['"falls away"', '"partly falls away"', '"over"'] == rules[:3]
    assert len(rules) == 7


def test_the_same_audit_gives_the_same_bytes(mini_audit: Audit, evidence: dict[str, tuple[str, ...]]) -> None:
    """In the formats that hold no random ids."""
    for form in ("xlsx", "json", "csv", "md", "svg", "png"):
        assert render_audit(mini_audit, form, "nl", evidence) == render_audit(mini_audit, form, "nl", evidence), form


def test_markdown_has_a_heading_a_table_and_numbered_sources(
    mini_audit: Audit, evidence: dict[str, tuple[str, ...]]
) -> None:
    """One title, a section a table, every table with as many cells in each row."""
    text = make_markdown(mini_audit, "en", evidence)
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)

    assert [line for line in text.splitlines() if line.startswith("# ")] == [text.splitlines()[0]]
    assert len(tables) > 8
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
    assert "1. mini-plan › Eetclub › Geld: «Gedekt uit de Kansenregeling»" in text


def _bars(audit: Audit) -> dict[str, Bar]:
    """Bars of zomerfit by their label."""
    rows = {row.project: row for page in make_timeline(audit, "en").pages for row in page.rows}
    return {bar.label: bar for bar in rows[ID + "zomerfit"].bars}


def test_the_timeline_has_a_row_a_project_and_a_bar_a_line(mini_audit: Audit) -> None:
    """Grouped by class, what falls away first."""
    timeline = make_timeline(mini_audit, "en")

    assert ["falling-away", "covered"] == [page.group for page in timeline.pages]
    assert len(mini_audit.lines) == sum(len(row.bars) for page in timeline.pages for row in page.rows)
    assert "falls away: 2 projects" == timeline.pages[0].title


def test_each_kind_of_money_looks_different(mini_audit: Audit) -> None:
    """Secured, hoped for, missing and stopped; structural runs on beyond the border."""
    bars = _bars(mini_audit)
    kinds = {
        "Chances Scheme": "secured",
        "Contribution of the insurer: possible": "hoped",
        "Summer Fund: requested": "hoped",
        "Staff of the hospital: in kind": "hoped",
        "transport: shortfall": "gap",
        "Old Pot: stopped": "ended",
    }
    square = [
        bar for page in make_timeline(mini_audit, "en").pages for row in page.rows for bar in row.bars if bar.goes_on
    ]

    assert kinds == {label: bar.kind for label, bar in bars.items()}
    assert ["Budget of Ade"] == [bar.label for bar in square]
    assert (dt.date(2024, 1, 1), dt.date(2026, 12, 31)) == (
        bars["Chances Scheme"].spans[0].start,
        bars["Chances Scheme"].spans[-1].stop,
    )
    assert bars["Chances Scheme"].start_known
    assert not bars["Summer Fund: requested"].start_known


def test_bars_stay_within_the_picture(mini_store: EmbeddedStore) -> None:
    """On every day of audit, and never backwards."""
    for day in (dt.date(1, 1, 1), dt.date(2019, 5, 5), _DAY, dt.date(2060, 1, 1), dt.date(9999, 12, 31)):
        timeline = make_timeline(make_audit(mini_store, day, Horizon(12, "m")), "nl")
        spans = [span for page in timeline.pages for row in page.rows for bar in row.bars for span in bar.spans]

        assert timeline.first <= day <= timeline.last
        assert all(timeline.first <= span.start <= span.stop <= timeline.last for span in spans)


def test_a_drawn_page_is_a_picture_with_texts(mini_audit: Audit) -> None:
    """SVG holds the names as text; PNG is as wide as A4 at 200 dots an inch."""
    (svg,) = draw_timeline(mini_audit, "en", "svg")
    (png,) = draw_timeline(mini_audit, "en", "png")
    texts = {element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}  # noqa: S314 - our own file

    assert {"Chances Scheme", "Exercise square (planned)", "covered: 1 project"} <= texts
    assert 1543 == int.from_bytes(png[16:20])


def test_the_interactive_picture_ships_its_library(mini_audit: Audit) -> None:
    """A part a group, drawn by a script that names every project."""
    picture = make_picture(mini_audit, "en")

    assert ("falls away: 2 projects", "covered: 1 project") == picture.titles
    assert len(picture.parts) == 2
    assert len(picture.library) > 500_000
    assert "Summer fit chain approach" in picture.script
    assert re.search(r"<script[^>]+src=", picture.script) is None
