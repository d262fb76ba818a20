"""Commands that read the graph: ``overview``, ``show`` and ``sparql``."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click

from trendbreuk_graph.answers import Answer
from trendbreuk_graph.cli.options import (
    Settings,
    Target,
    as_of_option,
    find_day,
    find_target,
    pass_settings,
    target_options,
)
from trendbreuk_graph.cli.render import plain, put_answers
from trendbreuk_graph.errors import NoQueryError, QueryError
from trendbreuk_graph.files import write_file
from trendbreuk_graph.namespaces import PREFIXES

__all__ = ["overview", "show", "sparql"]

#: How a query starts, after comments; anything else is the name of a file.
_QUERY = re.compile(
    r"(?:\s|#[^\n]*\n)*(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE)\b",
    re.IGNORECASE,
)


@click.command()
@as_of_option
@target_options
@pass_settings
def overview(settings: Settings, as_of: dt.datetime | None, form: str | None, output: Path | None) -> None:
    """Show what the graph holds, who bridges care and welfare, and whose money ends.

    Example: trendbreuk overview --as-of 2026-11-22
    """
    from trendbreuk_graph.overview import find_examples, make_overview

    _ = settings.messages
    target, day = find_target(form, output), find_day(as_of)
    store = settings.open_network()
    put_answers(make_overview(store, settings.language, day), target, settings.language, day)
    if target == Target("table", None):
        _show_next(find_examples(store, settings.language), _)


def _show_next(examples: dict[str, str], _: Callable[[str], str]) -> None:
    """Say what to type next, with names that this graph holds."""
    reasons = {
        "project": _("one project on a page, with the source of every line"),
        "stream": _("what a stream pays for"),
        "partner": _("what a partner takes part in"),
    }
    commands = [(f"trendbreuk show {shlex.quote(name)}", reasons[kind]) for kind, name in examples.items()]
    commands.append(("trendbreuk export --format graphml -o network.graphml", _("the network for Gephi or yEd")))
    commands.append(("trendbreuk --help", _("all commands")))
    click.echo()
    click.echo(_("What next:"))
    for command, reason in commands:
        click.echo(f"  {plain(command)}\n      {reason}")


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--sources/--no-sources", default=True, show_default=True, help="Show where each line stands.")
@target_options
@pass_settings
def show(
    settings: Settings,
    name: tuple[str, ...],
    sources: bool,  # noqa: FBT001 - click passes it so
    form: str | None,
    output: Path | None,
) -> None:
    """Show one project, organisation, stream or theme on a page.

    NAME may be an id, a name, an abbreviation or a rough spelling.

    Example: trendbreuk show keigezond
    """
    from trendbreuk_graph.cards import make_card
    from trendbreuk_graph.names import find_by_id, find_thing, read_things

    target = find_target(form, output)
    store = settings.open_network()
    typed = " ".join(name)
    thing = find_by_id(store, typed) or find_thing(read_things(store), typed)
    put_answers(make_card(store, thing, settings.language), target, settings.language, find_day(None), places=sources)


@click.command()
@click.argument("query")
@target_options
@pass_settings
def sparql(settings: Settings, query: str, form: str | None, output: Path | None) -> None:
    """Run a SPARQL query (SELECT, ASK or CONSTRUCT) on the graph.

    QUERY is the query itself, the path of a file that holds it, or the name of a query in the package.

    Example: trendbreuk sparql project-names
    """
    from trendbreuk_graph.store import Boolean, Triples

    target = find_target(form, output)
    answer = settings.open_store().query(_read_query(query))
    if isinstance(answer, Triples):
        if target.path is None:
            click.echo(answer.ntriples, nl=False)
        elif target.form != "table":
            raise click.UsageError("Triples are no rows: write them with -o FILE.txt, or use `trendbreuk export`.")
        else:
            write_file(target.path, answer.ntriples)
        return
    if isinstance(answer, Boolean):
        rows: tuple[tuple[bool | str | None, ...], ...] = ((answer.value,),)
        columns: tuple[str, ...] = ("boolean",)
    else:
        rows, columns = tuple(answer.rows), answer.columns
    put_answers([Answer(title="sparql", columns=columns, rows=rows)], target, settings.language, find_day(None))


def _read_query(given: str) -> str:
    """The text of a query: what was given, a file, or a query of the package by its name.

    The prefixes of the project are declared for queries that do not declare them.
    """
    text = given if _QUERY.match(given) else _read_file(given)
    missing = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in text]
    declared = {line.split(":")[0].casefold() for line in map(str.strip, text.splitlines())}
    return "\n".join([*(line for line in missing if line.split(":")[0].casefold() not in declared), text])


def _read_file(given: str) -> str:
    from trendbreuk_graph.places import find_part

    path = Path(given)
    folder = find_part("queries")
    try:
        if not path.is_file() and path.name in {path.stem, f"{path.stem}.rq"}:
            packaged = (folder / f"{path.stem}.rq", folder / "parts" / f"{path.stem}.rq")
            path = next((place for place in packaged if place.is_file()), path)
        # A byte order mark at the start of a file is no part of the query.
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NoQueryError(given) from error
    except (OSError, ValueError) as error:
        raise QueryError(f"{given}: {error}") from error
