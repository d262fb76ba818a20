"""The audit as Markdown, for a note or a wiki."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.digest import make_digest
from trendbreuk_graph.audit.words import show_plain
from trendbreuk_graph.i18n import translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trendbreuk_graph.answers import Answer, Value
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.i18n import Language

__all__ = ["make_markdown"]

#: Signs that mean something in Markdown or in the HTML that it may hold.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")


def make_markdown(audit: Audit, language: Language, evidence: Mapping[str, tuple[str, ...]]) -> str:
    """The digest as headings and tables, with the places of what is at risk as numbered notes at the end."""
    _ = translator(language)
    digest = make_digest(audit, language, evidence)
    numbers: dict[str, int] = {}
    parts = [_section(answer, 1 if name == "totals" else 2, numbers, _("source")) for name, answer in digest.items()]
    if numbers:
        notes = "\n".join(f"{number}. {_escape(place)}" for place, number in numbers.items())
        parts.append(f"## {_('Where it says so')}\n\n{notes}\n")
    return "\n".join(parts)


def _section(answer: Answer, level: int, numbers: dict[str, int], heading: str) -> str:
    lines = [f"{'#' * level} {_escape(answer.title)}", ""]
    if level == 1 and answer.reading:
        lines += [_escape(answer.reading), ""]
    sourced = bool(answer.evidence) and len(answer.evidence) == len(answer.rows)
    if answer.rows:
        columns = [*answer.columns, *([heading] if sourced else [])]
        lines.append(_row(columns))
        lines.append(
            "|"
            + "|".join(
                " ---: " if index < len(answer.columns) and answer.is_numeric(index) else " --- "
                for index in range(len(columns))
            )
            + "|"
        )
        for index, row in enumerate(answer.rows):
            cells: list[Value] = list(row)
            if sourced:
                cells.append(
                    ", ".join(str(numbers.setdefault(place, len(numbers) + 1)) for place in answer.evidence[index])
                )
            lines.append(_row(cells))
        lines.append("")
    texts = [answer.denominator, answer.reading if level > 1 else ""]
    lines += [line for text in texts if text for line in (_escape(text), "")]
    return "\n".join(lines)


def _row(cells: list[Value] | list[str]) -> str:
    return "| " + " | ".join(_escape("" if cell is None else str(cell)) for cell in cells) + " |"


def _escape(text: str) -> str:
    """A text that only shows itself, on one line."""
    return _SIGNS.sub(r"\\\1", show_plain(" ".join(text.split())))
