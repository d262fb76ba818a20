"""Options that several commands share, and what a command knows about its surroundings."""

from __future__ import annotations

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

__all__ = ["Settings", "format_option", "language_option", "pass_settings"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options: which records, which graph, which language."""

    data: Path | None
    graph: Path | None
    endpoint: str | None
    language: Language

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
        from trendbreuk_graph.store import EmbeddedStore, RemoteStore

        if self.endpoint is not None:
            return RemoteStore(self.endpoint)
        if self.graph is None and self.data is not None:
            return self._build_store(self.data)
        return EmbeddedStore.from_file(self.find_graph())

    def open_network(self) -> Store:
        """The same, for commands that make no sense on a graph without projects.

        Raises:
            EmptyGraphError: The graph holds no project of this ontology.
        """
        from trendbreuk_graph.errors import EmptyGraphError
        from trendbreuk_graph.store import Boolean

        store = self.open_store()
        if store.query(f"ASK {{ ?project a <{TB}Project> }}") != Boolean(value=True):
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


def format_option(command: F) -> F:
    """Add ``--format table|json|csv``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help="How to print the rows.",
    )(command)


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
        ctx.obj = root.obj = replace(root.obj, language=value)
