"""The audit in every format but the terminal's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import FormatError
from trendbreuk_graph.i18n import N_

if TYPE_CHECKING:
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.tables import Table
    from trendbreuk_graph.i18n import Language

__all__ = ["FORMATS", "choose_format", "make_tables", "render_audit"]

FORMATS = ("table", "json", "csv", "xlsx", "html", "md", "svg", "png")
_SUFFIXES = {
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".svg": "svg",
    ".png": "png",
}
#: These are no text to look at in a terminal.
_FILES_ONLY = frozenset({"xlsx", "png", "svg"})


def choose_format(form: str | None, output: Path | None) -> str:
    """The format that is asked for, by name or by the name of the file; a table when nothing says.

    Raises:
        FormatError: The two differ, the name of the file says nothing, or the format needs a file and there is none.
    """
    if output is None:
        if form in _FILES_ONLY:
            raise FormatError(form, N_("this format is written to a file. Name it with -o."))
        return form or "table"
    named = _SUFFIXES.get(output.suffix.casefold())
    if form is None and named is None:
        raise FormatError(
            output.name,
            N_("the name does not say which format. End it in .txt, .json, .csv, .xlsx, .html, .md, .svg or .png."),
        )
    if form is not None and named is not None and form != named:
        raise FormatError(output.name, N_("the name says another format than --format. Change one of the two."))
    return form or str(named)


def make_tables(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> list[Table]:
    """Every table in full: totals, what-if, projects, lines, streams and providers, cliff, and the rest."""
    from trendbreuk_graph.audit import money_tables, tables
    from trendbreuk_graph.audit.what_if_tables import tabulate_comparison

    return [
        tables.tabulate_overview(audit, language),
        *tabulate_comparison(audit, language),
        tables.tabulate_projects(audit, language, evidence),
        tables.tabulate_lines(audit, language, evidence),
        money_tables.tabulate_streams(audit, language),
        money_tables.tabulate_providers(audit, language),
        money_tables.tabulate_cliff(audit, language),
        money_tables.tabulate_concentration(audit, language),
        money_tables.tabulate_wholes(audit, language),
        money_tables.tabulate_bodies(audit, language),
        tables.tabulate_unknowns(audit, language),
        tables.tabulate_sources(audit, language, evidence),
    ]


def render_audit(
    audit: Audit, form: str, language: Language, evidence: Mapping[str, tuple[str, ...]]
) -> list[str | bytes]:
    """The audit as the content of files, text or bytes: one a page for svg and png, one for every other format.

    Raises:
        ValueError: The format is none of `FORMATS`, or is the terminal's own table.
    """
    if form in {"json", "csv"}:
        from trendbreuk_graph.answers import to_csv, to_json

        answers = [table.to_answer() for table in make_tables(audit, language, evidence)]
        return [to_json(answers) if form == "json" else to_csv(answers)]
    if form == "md":
        from trendbreuk_graph.audit.markdown import make_markdown

        return [make_markdown(audit, language, evidence)]
    if form == "html":
        from trendbreuk_graph.audit.page import make_page

        return [make_page(audit, language, evidence)]
    if form == "xlsx":
        from trendbreuk_graph.audit.workbook import make_workbook

        return [make_workbook(make_tables(audit, language, evidence), audit, language)]
    if form in {"svg", "png"}:
        from trendbreuk_graph.audit.drawing import draw_timeline

        return list(draw_timeline(audit, language, "svg" if form == "svg" else "png"))
    raise ValueError(form)
