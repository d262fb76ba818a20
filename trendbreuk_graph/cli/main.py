"""The group ``trendbreuk`` with its global options."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from trendbreuk_graph import __version__
from trendbreuk_graph.cli.options import Settings, language_option
from trendbreuk_graph.errors import OutputError, TrendbreukError
from trendbreuk_graph.i18n import Language, translator

__all__ = ["main"]

#: Command → the module of this folder that holds it; loaded when it is called, so that no command waits for another's libraries.
_COMMANDS = {
    "overview": "pages",
    "show": "pages",
    "ask": "questions",
    "questions": "questions",
    "question": "questions",
    "audit": "audit",
    "view": "view",
    "dossier": "dossier",
    "sparql": "pages",
    "export": "output",
    "check": "records",
    "build": "records",
    "verify": "records",
}


class _Group(click.Group):
    """Loads a command when it is called, and shows the package's own errors as one sentence, never as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the interface's names
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the interface's names
        if cmd_name not in self.commands and cmd_name in _COMMANDS:
            module = import_module(f"trendbreuk_graph.cli.{_COMMANDS[cmd_name]}")
            self.add_command(language_option(getattr(module, cmd_name)))
        return self.commands.get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        # Old terminals know few signs: better a question mark than no answer.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except TrendbreukError as error:
            from trendbreuk_graph.cli.render import show_error

            settings = ctx.find_object(Settings)
            show_error(error, translator(settings.language if settings else "nl"))
            ctx.exit(1)
        except BrokenPipeError:
            # The reader (head, less) has seen enough.
            _close_quietly()
            ctx.exit(0)
        except OSError as error:
            # Every file has its own error; what is left is standard output itself, such as a full disk.
            _close_quietly()
            from trendbreuk_graph.cli.render import show_error

            settings = ctx.find_object(Settings)
            show_error(
                OutputError("-", error.strerror or str(error)), translator(settings.language if settings else "nl")
            )
            ctx.exit(1)


def _close_quietly() -> None:
    """Point standard output elsewhere, so that closing it at the end raises nothing more."""
    if sys.platform != "win32":
        sys.stdout = Path("/dev/null").open("w")  # noqa: SIM115 - it stays open until the process ends


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trendbreuk")
@click.option("--data", type=click.Path(path_type=Path), help="Folder with records instead of those of the package.")
@click.option("--graph", type=click.Path(path_type=Path), help="Graph file (Turtle) instead of that of the package.")
@click.option("--endpoint", metavar="URL", help="SPARQL endpoint to ask instead of a graph file.")
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder in which to keep the graph as a store on disk, for large graphs.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    envvar="TRENDBREUK_LANG",
    help="Language of answers and messages.",
)
@click.pass_context
def main(
    ctx: click.Context,
    data: Path | None,
    graph: Path | None,
    endpoint: str | None,
    store: Path | None,
    language: Language,
) -> None:
    """Ask the regional health network of Zuid-Limburg its questions; every answer names its source.

    Example: trendbreuk overview
    """
    if graph is not None and endpoint is not None:
        raise click.UsageError("--graph and --endpoint exclude each other: choose the graph file or the endpoint.")
    if store is not None and (endpoint is not None or (data is not None and graph is None)):
        raise click.UsageError("--store keeps a copy of a graph file; it goes with neither --endpoint nor --data.")
    chosen = ctx.get_parameter_source("language") is not ParameterSource.DEFAULT
    ctx.obj = Settings(
        data=data, graph=graph, endpoint=endpoint, language=language, store=store, language_chosen=chosen
    )
