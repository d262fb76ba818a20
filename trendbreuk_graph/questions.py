"""The SPARQL files in ``queries/``: questions for people, and parts that pages and computations read.

A question of the catalogue is a file ``queries/<subject>-<question>.rq``; a part is a file in ``queries/parts/``. Both start with a
header of lines ``# key: value`` that ``queries/README.md`` describes. Questions that are computed in Python carry the same header in
code, see :mod:`trendbreuk_graph.catalogue`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import MissingPartError
from trendbreuk_graph.i18n import N_, Language, choose
from trendbreuk_graph.places import find_part

if TYPE_CHECKING:
    import datetime as dt

    from trendbreuk_graph.answers import Value
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.store import Store

__all__ = [
    "Computed",
    "Parameter",
    "ParameterValue",
    "Part",
    "Question",
    "Values",
    "find_files",
    "find_kind",
    "find_parts",
    "load_part",
    "load_query",
    "parse_question",
]

#: Kind of thing → the columns that name one.
_KINDS = {
    "project": frozenset({"project", "part", "whole", "other"}),
    "party": frozenset({"who", "partner", "member", "body", "unit", "provider"}),
    "municipality": frozenset({"municipality"}),
    "stream": frozenset({"stream"}),
}
#: What a parameter can stand for: a thing of the graph, several of them, a day, a whole number.
ParameterValue = "Thing | tuple[Thing, ...] | dt.date | int"
#: Parameter → its value.
Values = Mapping[str, "Thing | tuple[Thing, ...] | dt.date | int"]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a question that is computed gives: rows as its header's columns say, as a query would give them.

    Attributes:
        rows: One tuple a row, as long as the header's columns; IRIs, texts, numbers, days or None. A column ``claim…`` holds IRIs of
            claims, several with a space between.
        counts: Numbers for the header's ``count nl`` and ``count en``.
        note: What else the denominator must say of this answer, in Dutch and in English; empty texts when nothing.
    """

    rows: Sequence[tuple[Value, ...]]
    counts: Mapping[str, int]
    note: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question asks for.

    Attributes:
        name: As in the query, after the question mark.
        type: ``project``, ``participant``, ``stream``, ``theme``, ``life-phase``, ``domain``, ``place``, ``municipality``, ``source``,
            ``thing``, ``date`` or ``number``; ``streams`` takes several, with commas between.
        default: What holds when nothing is given: an id (``id:medical``), a day (``today``, ``today+12m``, ``2026-12-31``) or a number;
            None when something must be given.
        example: A value that gives an answer in the graph of the package.
    """

    name: str
    type: str
    default: str | None
    example: str

    @property
    def shown(self) -> str:
        """The default, or else the example, as people type it."""
        return (self.default or self.example).replace("id:", "")

    @property
    def takes_several(self) -> bool:
        """Whether it stands for several things of :attr:`element`."""
        return self.type == "streams"

    @property
    def element(self) -> str:
        """The type of one of its values."""
        return "stream" if self.takes_several else self.type


@dataclass(frozen=True, slots=True)
class Part:
    """A query that pages and computations read; ``text`` is the SPARQL as it stands in the file."""

    id: str
    nl: str
    en: str
    columns: tuple[str, ...]
    read_nl: str
    read_en: str
    parameters: tuple[str, ...]
    text: str

    @property
    def unordered(self) -> str:
        """The SPARQL without the order of its rows, for whoever sorts them: to compare, a store on disk reads each name again."""
        return self.text[: self.text.rindex("ORDER BY")]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue.

    Attributes:
        id: The stem of the file, or the name under which it is registered.
        subject: What it is about; questions are listed by it.
        nl: The question in Dutch, with ``{parameter}`` where a value is named; likewise `en`.
        ask_nl: Other ways to put it, for typed questions; likewise `ask_en`.
        columns: Variables that the query selects. ``xNl`` and ``xEn`` are the names of what ``x`` is, or a text in two languages;
            variables that start with ``claim`` are the claims that a row rests on.
        types: Variable → ``integer``, ``number``, ``percent``, ``date`` or ``amount``, where it is not a text.
        head_nl: Headings of what is shown, in the order of the columns; likewise `head_en`.
        read_nl: How to read the answer; likewise `read_en`.
        not_nl: How not to read it, or an empty text; likewise `not_en`.
        empty_nl: What it means when there is no row: nothing exists, or nothing is known; likewise `empty_en`.
        count: Id of a part that gives one row of numbers for the denominator, or an empty text.
        count_nl: The denominator, with ``{shown}`` and the columns of that part, see :func:`trendbreuk_graph.i18n.fill`; likewise `count_en`.
        parameters: In the order of the header.
        text: The SPARQL, or an empty text for a computed question.
        compute: What computes the rows of a question without SPARQL.
        limit_nl: What its rows are, as a limit to another question ("projecten die in {place} lopen"); empty where typed questions use it
            for none; likewise `limit_en`.
        lists: The kind of thing of which it lists all there are, or an empty text.
        alike: Whether the things that it asks for must be of one kind.
    """

    id: str
    subject: str
    nl: str
    en: str
    ask_nl: tuple[str, ...]
    ask_en: tuple[str, ...]
    columns: tuple[str, ...]
    types: Mapping[str, str]
    head_nl: tuple[str, ...]
    head_en: tuple[str, ...]
    read_nl: str
    read_en: str
    not_nl: str
    not_en: str
    empty_nl: str
    empty_en: str
    count: str
    count_nl: str
    count_en: str
    parameters: tuple[Parameter, ...]
    text: str
    compute: Callable[[Store, Values], Computed] | None = None
    limit_nl: str = ""
    limit_en: str = ""
    lists: str = ""
    alike: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of things that its columns name, see :func:`find_kind`."""
        return tuple(kind for kind in map(find_kind, self.columns) if kind)

    @property
    def named(self) -> Parameter | None:
        """The one name that it asks for: the only parameter that must be given, or else the only one that is no day or number; else None."""
        required = [parameter for parameter in self.parameters if parameter.default is None]
        things = [parameter for parameter in self.parameters if parameter.type not in {"date", "number"}]
        several = required or things
        return several[0] if len(several) == 1 else None

    def ask(self, language: Language) -> tuple[str, ...]:
        """The question and the other ways to put it, in one language."""
        return (choose(language, self.nl, self.en), *(self.ask_nl if language == "nl" else self.ask_en))


def find_kind(column: str) -> str:
    """What the things in a column are: ``project``, ``party``, ``municipality`` or ``stream``; an empty text for anything else.

    >>> find_kind("whole"), find_kind("partner"), find_kind("note")
    ('project', 'party', '')
    """
    return next((kind for kind, columns in _KINDS.items() if column in columns), "")


def find_files(directory: Path | None = None) -> list[Path]:
    """The files of the questions in SPARQL, in the order of their ids."""
    return sorted((directory or find_part("queries")).glob("*.rq"), key=lambda path: path.stem)


def find_parts(directory: Path | None = None) -> list[Part]:
    """All parts, in the order of their ids."""
    paths = (directory or find_part("queries") / "parts").glob("*.rq")
    return [_read_part(path) for path in sorted(paths, key=lambda path: path.stem)]


@cache
def load_part(part_id: str) -> Part:
    """One part by its id (the file's stem).

    Raises:
        MissingPartError: There is no such part.
    """
    path = find_part("queries") / "parts" / f"{part_id}.rq"
    if not path.is_file():
        raise MissingPartError(path.name, N_("It is part of the package; reinstall it."))
    return _read_part(path)


@cache
def load_query(question_id: str) -> Question:
    """One question in SPARQL by its id (the file's stem).

    Raises:
        MissingPartError: There is no such file.
    """
    path = find_part("queries") / f"{question_id}.rq"
    if not path.is_file():
        raise MissingPartError(path.name, N_("It is part of the package; reinstall it."))
    return parse_question(path.stem, path.read_text(encoding="utf-8"))


def _read_part(path: Path) -> Part:
    text = path.read_text(encoding="utf-8")
    header = _read_header(text)
    return Part(
        id=path.stem,
        nl=header["nl"][0],
        en=header["en"][0],
        columns=tuple(header["columns"][0].split(", ")),
        read_nl=header["read nl"][0],
        read_en=header["read en"][0],
        parameters=tuple(header.get("param", [])),
        text=text,
    )


def _read_header(text: str) -> dict[str, list[str]]:
    """The lines ``# key: value`` at the start of a file, up to the first line that is no comment."""
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line[2:].partition(": ")
        header.setdefault(key, []).append(value)
    return header


def parse_question(question_id: str, text: str, compute: Callable[[Store, Values], Computed] | None = None) -> Question:
    """A question from its file, or from the header of a function that computes it.

    Raises:
        KeyError: The header lacks a key; a mistake of whoever wrote it, which the tests find.
    """
    header = _read_header(text)

    def one(key: str) -> str:
        return header.get(key, [""])[0]

    return Question(
        id=question_id,
        subject=header["subject"][0],
        nl=header["nl"][0],
        en=header["en"][0],
        ask_nl=tuple(header.get("ask nl", [])),
        ask_en=tuple(header.get("ask en", [])),
        columns=tuple(header["columns"][0].split(", ")),
        types=dict(pair.split(" ") for pair in one("types").split(", ") if pair),
        head_nl=tuple(header["head nl"][0].split(", ")),
        head_en=tuple(header["head en"][0].split(", ")),
        read_nl=header["read nl"][0],
        read_en=header["read en"][0],
        not_nl=one("not nl"),
        not_en=one("not en"),
        empty_nl=header["empty nl"][0],
        empty_en=header["empty en"][0],
        count=one("count"),
        count_nl=one("count nl"),
        count_en=one("count en"),
        parameters=tuple(_read_parameter(line) for line in header.get("param", [])),
        text="" if compute else text,
        compute=compute,
        limit_nl=one("limit nl"),
        limit_en=one("limit en"),
        lists=one("lists"),
        alike=one("alike") == "yes",
    )


_PARAMETER = re.compile(r"(?P<name>\w+) (?P<type>[a-z-]+)(?:, default (?P<default>\S+?))?, example (?P<example>\S+)")


def _read_parameter(line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise KeyError(line)
    return Parameter(found["name"], found["type"], found["default"], found["example"])
