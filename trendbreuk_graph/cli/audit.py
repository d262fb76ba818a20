"""The command ``audit``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trendbreuk_graph.cli.options import Settings, pass_settings
from trendbreuk_graph.cli.render import show_answers, write_page
from trendbreuk_graph.cli.tables import plain
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import fill

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Class
    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.store import Store

__all__ = ["audit"]

_FORMATS = ["table", "json", "csv", "xlsx", "html", "md", "svg", "png"]
_CLASSES = ["falling-away", "partly-falling-away", "lapsed", "unknown", "hoped-for", "unfunded", "covered"]


@click.command()
@click.option("--as-of", metavar="DAY", help="Day of the audit, as year-month-day; without it today.")
@click.option(
    "--horizon",
    default="12m",
    show_default=True,
    metavar="PERIOD",
    help="How far to look ahead, such as 90d, 12m or 1y.",
)
@click.option("--theme", metavar="NAME", help="Only projects under this theme or in this phase of life.")
@click.option("--subregion", metavar="NAME", help="Only projects that run in this subregion or municipality.")
@click.option("--stream", metavar="NAME", help="Only projects with money, or hope of money, from this stream.")
@click.option(
    "--end", multiple=True, metavar="STREAM=DAY", help="Suppose that this stream stops after a day, month or year."
)
@click.option(
    "--extend", multiple=True, metavar="STREAM=DAY", help="Suppose that this stream goes on at least so long."
)
@click.option("--without", multiple=True, metavar="STREAM", help="Suppose that this stream had never been there.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="How to show it; without it what the name of the file says, else a table.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option(
    "--fail-on",
    type=click.Choice(_CLASSES),
    multiple=True,
    help="End with code 1 when a project is in this class, with a what-if: would then be; may be repeated.",
)
@pass_settings
def audit(
    settings: Settings, /, form: str | None, output: Path | None, fail_on: tuple[Class, ...], **asked: Any
) -> None:
    """Show which projects keep their money, which lose it and when, what is hoped for, what nobody knows, and what if.

    Names of streams, themes and places may be typed roughly. --end, --extend and --without may be repeated and combined.

    Example: trendbreuk audit --as-of 2026-11-22 --horizon 12m
    """
    from trendbreuk_graph.audit.output import choose_format
    from trendbreuk_graph.audit.request import Request, read_audit

    chosen = choose_format(form, output)
    store = settings.open_network()
    request = Request(place=asked.pop("subregion"), **asked)
    found = read_audit(store, request, dt.datetime.now(tz=dt.UTC).astimezone().date())
    _show(found, store, chosen, output, settings)
    _fail(found, fail_on, settings)


def _show(found: Audit, store: Store, form: str, output: Path | None, settings: Settings) -> None:
    """Print the audit or write it to a file."""
    from trendbreuk_graph.audit.report import read_evidence

    _ = settings.messages
    contents: list[str | bytes]
    if form == "table":
        from trendbreuk_graph.audit.digest import find_sourced, make_digest

        evidence = read_evidence(store, find_sourced(found))
        answers = list(make_digest(found, settings.language, evidence).values())
        if output is None:
            show_answers(answers, form, settings.language, places=True)
            return
        contents = [write_page(answers, settings.language, places=True)]
    else:
        from trendbreuk_graph.audit.output import render_audit

        contents = render_audit(found, form, settings.language, read_evidence(store))
    if output is None:
        click.echo(contents[0], nl=False)
        return
    for number, content in enumerate(contents, start=1):
        # A picture has as many files as it has pages.
        path = output if len(contents) == 1 else output.with_stem(f"{output.stem}-{number}")
        write_file(path, content)
        click.echo(_("{file}: written.").format(file=path))


def _fail(found: Audit, classes: tuple[Class, ...], settings: Settings) -> None:
    """End with code 1 when a project is in one of the classes, and say which."""
    from trendbreuk_graph.audit.words import name_class

    _ = settings.messages
    hit = False
    # What is asked with a what-if is asked of what would then hold.
    judged = found.judgements if found.comparison is None else found.comparison.after
    for name in dict.fromkeys(classes):
        inside = [judgement.project for judgement in judged.values() if judgement.reported == name]
        projects = sorted(found.label(project, settings.language) for project in inside)
        if projects:
            hit = True
            text = _("{number} {number:project|projects} in class “{name}” (--fail-on {id}): {projects}")
            shown = fill(
                text,
                number=len(projects),
                name=name_class(name, settings.language),
                id=name,
                projects="; ".join(projects),
            )
            click.echo(plain(shown), err=True)
    if hit:
        raise SystemExit(1)
