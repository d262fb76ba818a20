"""From an answer to a table of a page: names lead to their pages, rows to the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trendbreuk_graph.i18n import show_number, show_percentage
from trendbreuk_graph.pages.blocks import Cell, Column, Link, Place, Row, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from trendbreuk_graph.answers import Answer, Value
    from trendbreuk_graph.pages.addresses import Address
    from trendbreuk_graph.pages.site import Site

__all__ = ["cut_table", "link_thing", "make_places", "make_table", "merge_rows", "with_money"]

#: From so many rows on a table can be sorted, and from so many it can be searched.
_MANY, _VERY_MANY = 8, 25
#: A list of names in one cell that has more signs and more names than this is folded.
_SIGNS, _PARTS = 100, 3


def link_thing(site: Site, here: Address, tail: str | None, text: str) -> Link:
    """A text that leads to the page of what it names, if that has one; on its own page it is plain text."""
    target = site.find_page(tail)
    return Link(text, "" if target is None or target == here else site.links.find(target, here))


def make_places(site: Site, here: Address, places: Sequence[str]) -> tuple[Place, ...]:
    """Places as the answers give them, with the document by its title and a link to its page."""
    found = []
    for place in places:
        document, separator, rest = place.partition(" › ")
        if separator and document in site.documents:
            found.append(Place(link_thing(site, here, document, site.documents[document]), rest))
        else:
            found.append(Place(Link(""), place))
    return tuple(found)


def make_table(  # noqa: PLR0913 - what a table can differ in
    site: Site,
    here: Address,
    answer: Answer,
    *,
    title: str | None = None,
    table_id: str = "",
    level: int = 2,
    filtered: Collection[int] = (),
) -> Table:
    """A table of an answer.

    Args:
        site: The site.
        here: The page that the table stands on.
        answer: Its rows; columns that are empty in every row are left out.
        title: Its heading; None for that of the answer.
        table_id: For links to it.
        level: Of its heading.
        filtered: Indexes of the columns by whose values readers may filter.
    """
    kept = [index for index in range(len(answer.columns)) if _says_anything(answer, index)]
    sourced = bool(answer.evidence) and len(answer.evidence) == len(answer.rows)
    rows = tuple(
        Row(
            tuple(_make_cell(site, here, answer, number, index) for index in kept),
            make_places(site, here, answer.evidence[number]) if sourced else (),
        )
        for number in range(len(answer.rows))
    )
    return Table(
        title=answer.title if title is None else title,
        id=table_id,
        level=level,
        columns=tuple(Column(answer.columns[index], answer.is_numeric(index), index in filtered) for index in kept),
        rows=rows,
        reading=answer.reading,
        caution=answer.caution,
        denominator=answer.denominator,
        empty=answer.empty or site.messages("(nothing)"),
        sortable=len(rows) >= _MANY,
        searchable=len(rows) >= _VERY_MANY,
        sourced=sourced,
    )


def _says_anything(answer: Answer, index: int) -> bool:
    return not answer.rows or any(row[index] not in {None, ""} for row in answer.rows)


def _make_cell(site: Site, here: Address, answer: Answer, number: int, index: int) -> Cell:
    value, kind = answer.rows[number][index], answer.kind(index)
    text = _show(value, kind, site)
    sort = str(value) if answer.is_numeric(index) and isinstance(value, int | float) else ""
    tail = answer.ids[number][index] if answer.ids else None
    return Cell((link_thing(site, here, tail, text),), sort, _fold(text))


def _fold(text: str) -> tuple[int, str] | None:
    parts = text.split("; ")
    return (len(parts), parts[0]) if len(text) > _SIGNS and len(parts) > _PARTS else None


def _show(value: Value, kind: str, site: Site) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if kind == "percent":
        return show_percentage(value, site.language)
    if kind == "amount":
        text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
        return "€ " + (text.translate(str.maketrans(",.", ".,")) if site.language == "nl" else text)
    return show_number(value, site.language) if isinstance(value, float) else str(value)


def with_money(site: Site, table: Table, answer: Answer, column: int) -> Table:
    """The table with one column more: how the money of the projects in a column stands on the day of the site.

    The table is left as it is when no cell of that column is a project.
    """
    from dataclasses import replace

    from trendbreuk_graph.audit.words import show_day

    tails = [ids[column] for ids in answer.ids]
    classes = [site.name_class(tail) if tail else None for tail in tails]
    if not any(classes):
        return table
    _ = site.messages
    heading = _("money on {day}").format(day=show_day(site.as_of, site.language, short=True))
    rows = tuple(
        replace(row, cells=(*row.cells, Cell((Link(found[1], mark=found[0]) if found else Link(""),))))
        for row, found in zip(table.rows, classes, strict=True)
    )
    return replace(table, columns=(*table.columns, Column(heading, filtered=True)), rows=rows)


def cut_table(table: Table, number: int, more: Link) -> Table:
    """The first rows of a table; when there are more, `more` says where."""
    from dataclasses import replace

    if len(table.rows) <= number:
        return table
    return replace(table, rows=table.rows[:number], more=more, sortable=False, searchable=False)


def merge_rows(table: Table, answer: Answer) -> Table:
    """One row for each thing in the first column: what its rows say differently stands together in a cell."""
    from dataclasses import replace

    merged: dict[str | None, Row] = {}
    for ids, row in zip(answer.ids, table.rows, strict=True):
        before = merged.get(ids[0])
        if before is None:
            merged[ids[0]] = row
            continue
        cells = tuple(
            replace(one, items=tuple(dict.fromkeys((*one.items, *other.items))))
            for one, other in zip(before.cells, row.cells, strict=True)
        )
        merged[ids[0]] = Row(cells, tuple(dict.fromkeys((*before.places, *row.places))))
    return replace(table, rows=tuple(merged.values()))
