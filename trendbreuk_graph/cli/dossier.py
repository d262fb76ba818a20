"""The command ``dossier``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import click

from trendbreuk_graph.cli.options import Settings, as_of_option, find_day, pass_settings
from trendbreuk_graph.cli.render import plain
from trendbreuk_graph.i18n import fill

__all__ = ["dossier"]


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder to write.",
)
@as_of_option
@click.option(
    "--force",
    is_flag=True,
    help="Write into a folder that holds other files, which stay, and over pages that somebody changed.",
)
@pass_settings
def dossier(
    settings: Settings,
    output: Path,
    as_of: dt.datetime | None,
    force: bool,  # noqa: FBT001 - click passes it so
) -> None:
    """Write the whole network as a folder of pages that open anywhere, without a network.

    Open index.html in that folder, on a shared drive or out of a zip file. A second run renews its own files and leaves others alone.

    Example: trendbreuk dossier -o dossier
    """
    from trendbreuk_graph.dossier.write import write_dossier

    _ = settings.messages
    report = _make_reporter(settings)
    try:
        written = write_dossier(
            settings.open_network(), output, settings.language, find_day(as_of), force=force, report=report
        )
    finally:
        # The line of the steps must be gone before anything else is printed.
        report(0, 0)
    for name in written.kept:
        message = _("{file}: somebody changed it, so it stays; it is no longer part of the dossier.")
        click.echo(plain(message.format(file=output / name)), err=True)
    message = _("{folder}: {pages} {pages:page|pages} in {files} {files:file|files}. Open {start}.")
    click.echo(
        plain(fill(message, folder=output, pages=written.pages, files=written.files, start=output / "index.html"))
    )


def _make_reporter(settings: Settings) -> Callable[[int, int], None]:
    """Show the steps on a terminal only, so that logs and pipes stay clean."""
    _ = settings.messages

    def report(done: int, total: int) -> None:
        if sys.stderr.isatty():
            text = _("page {done} of {total}").format(done=done, total=total) if total else ""
            click.echo(f"\r\x1b[K{text}", err=True, nl=False)

    return report
