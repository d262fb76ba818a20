"""The command ``export``."""

from __future__ import annotations

from pathlib import Path

import click

from trendbreuk_graph.cli.options import Settings, pass_settings
from trendbreuk_graph.export import FORMATS

__all__ = ["export"]


@click.command()
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), required=True, help="Kind of file.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@pass_settings
def export(settings: Settings, form: str, output: Path) -> None:
    """Write the graph, or its network of participants and projects, to a file for other programs.

    ttl, nt and jsonld hold everything; csv is a line for each source of a tie; graphml and gexf are the network.

    Example: trendbreuk export --format csv -o ties.csv
    """
    _ = settings.messages
    count = FORMATS[form](settings.open_store(), output, settings.language)
    unit = {"csv": _("lines, one for each source of a tie"), "graphml": _("ties"), "gexf": _("ties")}.get(
        form, _("triples")
    )
    click.echo(f"{output}: {count} {unit}.")
