"""Options that several commands share, and what a command knows about its surroundings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from trendbreuk_graph.i18n import Language, translator
from trendbreuk_graph.namespaces import TB
from trendbreuk_graph.places import find_part

if TYPE_CHECKING:
    from trendbreuk_graph.store import Store

__all__ = [
    "Settings",
    "Target",
    "as_of_option",
    "find_day",
    "find_target",
    "format_option",
    "language_option",
    "pass_settings",
    "target_options",
]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """The global options: which records, which graph, which language, and whether somebody chose that."""

    data: Path | None
    graph: Path | None
    endpoint: str | None
    language: Language
    store: Path | None = None
    language_chosen: bool = False

    @property
    def messages(self) -> Callable[[str], str]:
        """The function that translates messages; bind it to ``_``."""
        return translator(self.language)

    def find_data(self) -> Path:
        """The folder with the records."""
        return self.data or find_part("data")

    def find_ontology(self) -> Path:
        """The folder with the ontology, the shapes and the rules."""
        return find_part("ontology")

    def open_store(self) -> Store:
        """The graph that questions are put to: an endpoint, a named file, named records, or the graph of the package."""
        from trendbreuk_graph.store import RemoteStore

        if self.endpoint is not None:
            return RemoteStore(self.endpoint)
        if self.graph is None and self.data is not None:
            return self._build_store(self.data)
        return self._open_file(self.find_graph())

    def _open_file(self, graph: Path) -> Store:
        from trendbreuk_graph.disk import default_directory
        from trendbreuk_graph.kept import KeptStore
        from trendbreuk_graph.store import EmbeddedStore

        if self.store is not None:
            return KeptStore(graph, self.store, needed=True)
        directory = default_directory()
        # Only of the graph of the package is a copy kept unasked: it is asked again and again.
        if self.graph is not None or directory is None:
            return EmbeddedStore.from_file(graph)
        return KeptStore(graph, directory, needed=False)

    def open_network(self) -> Store:
        """The same, for commands that make no sense on a graph without projects.

        Raises:
            EmptyGraphError: The graph holds no project of this ontology.
        """
        from trendbreuk_graph.errors import EmptyGraphError

        store = self.open_store()
        if not store.read(f"SELECT ?project {{ ?project a <{TB}Project> }} LIMIT 1"):
            raise EmptyGraphError(str(self.endpoint or self.graph or self.data or self.find_graph()))
        return store

    def _build_store(self, data: Path) -> Store:
        """A graph of other records, in memory: rules included, shapes unchecked (`trendbreuk check` does that)."""
        from trendbreuk_graph.build import build_graph
        from trendbreuk_graph.load import load_world
        from trendbreuk_graph.store import EmbeddedStore
        from trendbreuk_graph.turtle import to_ntriples

        return EmbeddedStore.from_ntriples(to_ntriples(build_graph(load_world(data), self.find_ontology())))

    def find_graph(self) -> Path:
        """The graph file."""
        return self.graph or find_part("graph") / "trendbreuk.ttl"


pass_settings = click.make_pass_decorator(Settings)


@dataclass(frozen=True, slots=True)
class Target:
    """How and where rows go: ``form`` is table, json, csv or xlsx; `path` is None for the terminal."""

    form: str
    path: Path | None


#: Ending of a file → the format that it stands for.
_ENDINGS = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".txt": "table"}


def format_option(command: F) -> F:
    """Add ``--format table|json|csv``, for commands that only print."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help="How to print the rows.",
    )(command)


def target_options(command: F) -> F:
    """Add ``--format table|json|csv|xlsx`` and ``-o FILE``; the command gets ``form`` and ``output`` for `find_target`."""
    command = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The file to write instead of printing; its ending gives the format.",
    )(command)
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv", "xlsx"]),
        help="How to give the rows (default: table, or what the ending of the file says).",
    )(command)


def find_target(form: str | None, output: Path | None) -> Target:
    """What was asked with `target_options`.

    Raises:
        click.UsageError: An Excel file without a name, or a name whose ending says nothing or something else.
    """
    if output is None:
        if form == "xlsx":
            raise click.UsageError("--format xlsx needs -o FILE.xlsx: a workbook cannot be printed.")
        return Target(form or "table", None)
    said = _ENDINGS.get(output.suffix.lower())
    if form is None and said is None:
        raise click.UsageError(f"'{output.name}' does not say which format: end it with .xlsx, .csv, .json or .txt.")
    if form is not None and said is not None and form != said:
        raise click.UsageError(f"--format {form} and '{output.name}' contradict each other.")
    return Target(form or str(said), output)


def as_of_option(command: F) -> F:
    """Add ``--as-of DATE``; the command gets ``as_of`` for `find_day`."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Day that counts as today (default: today).",
    )(command)


def find_day(as_of: dt.datetime | None) -> dt.date:
    """The day that was named, or today."""
    return as_of.date() if as_of else dt.datetime.now(tz=dt.UTC).astimezone().date()


def language_option(command: F) -> F:
    """Add ``--lang`` after the command's name, where people type it; it overrides the one before the name."""
    return click.option(
        "--lang",
        type=click.Choice(["nl", "en"]),
        expose_value=False,
        is_eager=True,
        callback=_set_language,
        help="Language of answers and messages.",
    )(command)


def _set_language(ctx: click.Context, _parameter: click.Parameter, value: Language | None) -> None:
    root = ctx.find_root()
    if value is not None and isinstance(root.obj, Settings):
        # The group reports errors, so it must know the language too.
        ctx.obj = root.obj = replace(root.obj, language=value, language_chosen=True)
