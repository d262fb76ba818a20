"""The audit as one HTML file that opens from an e-mail: no network, readable on paper too."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.digest import make_digest, make_headlines
from trendbreuk_graph.audit.output import make_tables
from trendbreuk_graph.audit.tables import make_title, show_count
from trendbreuk_graph.audit.timeline import COLOURS, KINDS, LEGEND
from trendbreuk_graph.audit.words import MEANINGS, name_class, show_plain
from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trendbreuk_graph.answers import Answer, Value
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.i18n import Language

__all__ = ["make_page"]

#: Tables that come before the timeline: the answer itself. What surrounds it comes after.
_EARLY = frozenset({"what-if", "what-if-projects", "falling-away", "partly-falling-away", "losing-part", "others"})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table with the places that it rests on."""

    cells: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """A table as the page shows it; those that come before the timeline are `early`."""

    id: str
    title: str
    short: str
    columns: tuple[str, ...]
    rows: tuple[_Row, ...]
    numeric: frozenset[int]
    reading: str
    denominator: str
    sourced: bool
    early: bool


def make_page(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> str:
    """The page, with the interactive timeline for the screen and a drawn one for paper.

    Every text of the records is escaped; the page may fetch nothing, whatever stands in it.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from trendbreuk_graph.audit.drawing import draw_timeline
    from trendbreuk_graph.audit.picture import make_picture

    _ = translator(language)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    digest = make_digest(audit, language, evidence)
    del digest["totals"]
    # What it says there is for the command line; the page has all tables below.
    digest["others"] = replace(digest["others"], reading="")
    picture = make_picture(audit, language)
    return environment.get_template("audit.html.jinja").render(
        language=language,
        title=make_title(audit, language),
        headlines=make_headlines(audit, language),
        count=show_count(audit, language),
        tiles=[
            {"id": name, "number": number, "name": name_class(name, language), "meaning": _(MEANINGS[name])}
            for name, number in audit.count_classes().items()
        ],
        tables=[_section(answer, name, early=name in _EARLY) for name, answer in digest.items()],
        full=[_section(table.to_text(), f"full-{table.id}") for table in make_tables(audit, language, evidence)],
        legend=[
            {"id": "unknown-end" if kind == "unknown" else kind, "colour": COLOURS[kind], "text": _(LEGEND[kind])}
            for kind in KINDS
        ],
        parts=[{"title": title, "html": part} for title, part in zip(picture.titles, picture.parts, strict=True)],
        pages=[base64.b64encode(page).decode("ascii") for page in draw_timeline(audit, language, "svg")],
        library=picture.library,
        script=picture.script,
        words=_words(language),
    )


def _finalize(value: object) -> object:
    """What every text of the page passes: control signs show as a sign. What the template calls safe is made by the plotting package."""
    return show_plain(value) if type(value) is str else value


def _words(language: Language) -> dict[str, str]:
    _ = translator(language)
    return {
        "sources": _("sources"),
        "nothing": _("(nothing)"),
        "timeline": _("Timeline"),
        "timeline_reading": _(
            "A row a project, a bar a statement on money. The black line is the day of the audit, the band behind it the period ahead. Point at "
            "a bar to see what it says; drag or zoom to move through time. A bar whose start is unknown begins at the left border."
        ),
        "full": _("All tables in full"),
        "full_reading": _(
            "Open a table to see every row. These are the tables of the Excel file; they are not printed."
        ),
    }


def _section(answer: Answer, section_id: str, *, early: bool = False) -> _Section:
    sourced = bool(answer.evidence) and len(answer.evidence) == len(answer.rows)
    return _Section(
        id=section_id,
        title=answer.title,
        short=answer.title.split(":")[0].split(",")[0],
        columns=answer.columns,
        rows=tuple(
            _Row(tuple(_show(cell) for cell in row), answer.evidence[index] if sourced else ())
            for index, row in enumerate(answer.rows)
        ),
        numeric=frozenset(index for index in range(len(answer.columns)) if answer.is_numeric(index)),
        reading=answer.reading,
        denominator=answer.denominator,
        sourced=sourced,
        early=early,
    )


def _show(cell: Value) -> str:
    return "" if cell is None else str(cell)
