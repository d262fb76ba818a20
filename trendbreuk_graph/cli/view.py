"""The command ``view``."""

from __future__ import annotations

import datetime as dt
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trendbreuk_graph.cli.options import Settings, pass_settings
from trendbreuk_graph.cli.render import plain
from trendbreuk_graph.errors import FormatError, OutputError, ViewError
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import N_, Count

if TYPE_CHECKING:
    from trendbreuk_graph.view.request import ViewRequest

__all__ = ["view"]

_DOMAINS = ("medical", "social")


@click.command()
@click.argument("domains", nargs=-1)
@click.option("--around", metavar="NAME", help="A project, party or stream in the middle of what it is tied to.")
@click.option(
    "--steps",
    type=int,
    metavar="N",
    help="With --around: how many ties away the others may be; without it two from a party where that is no crowd, else one.",
)
@click.option("--funding", is_flag=True, help="Streams and the projects that they pay, by what becomes of their money.")
@click.option("--as-of", metavar="DAY", help="Day on which money is judged, as year-month-day; without it today.")
@click.option(
    "--bridges",
    is_flag=True,
    help="Who stands between two domains; name the two behind it, else medical and social.",
)
@click.option("--theme", metavar="NAME", help="Only projects under this theme.")
@click.option("--life-phase", metavar="NAME", help="Only projects in this phase of life.")
@click.option("--subregion", metavar="NAME", help="Only projects that run in this subregion or municipality.")
@click.option("--stream", metavar="NAME", help="Only projects with money, or hope of money, from this stream.")
@click.option(
    "--only",
    type=click.Choice(["projects", "organisations"]),
    help="One kind of node alone, tied where they share a node of the other kind.",
)
@click.option("--expand", is_flag=True, help="Open groups such as “16 municipalities” to their members.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The HTML file to write; without it a name that says what it shows, in this folder.",
)
@pass_settings
def view(
    settings: Settings,
    /,
    domains: tuple[str, ...],
    bridges: bool,  # noqa: FBT001 - click passes it so
    output: Path | None,
    **asked: Any,
) -> None:
    """Draw the network as one HTML file that opens anywhere, without a network.

    Names may be typed roughly. The filters (--theme, --life-phase, --subregion, --stream) may be combined with each other and with every view.

    Example: trendbreuk view --bridges -o bridges.html
    """
    from trendbreuk_graph.view.choose import check_options
    from trendbreuk_graph.view.page import make_view
    from trendbreuk_graph.view.request import ViewRequest

    _ = settings.messages
    request = ViewRequest(bridges=_read_domains(domains, bridges=bridges), **asked)
    check_options(request)
    path = _choose_path(output, request)
    page = make_view(
        settings.open_network(), request, settings.language, dt.datetime.now(tz=dt.UTC).astimezone().date()
    )
    write_file(path, page)
    # Names are guessed where they are typed roughly: the title says what was drawn.
    title = unescape(page.partition("<title>")[2].partition("</title>")[0])
    message = _("{file}: written, “{title}”. Open it in a browser; it needs no network.")
    click.echo(plain(message.format(file=path, title=title)))


def _read_domains(domains: tuple[str, ...], *, bridges: bool) -> tuple[str, str] | None:
    if domains and not bridges:
        raise ViewError(
            N_("'{given}' is no option. Domains come behind --bridges, other names behind their option."),
            given=" ".join(domains),
        )
    if not bridges:
        return None
    if not domains:
        return _DOMAINS
    if len(domains) != len(_DOMAINS):
        raise ViewError(
            N_("--bridges stands between two domains, and here {number:is|are} {number}: {given}."),
            number=Count(len(domains)),
            given=", ".join(domains),
        )
    return domains[0], domains[1]


def _choose_path(output: Path | None, request: ViewRequest) -> Path:
    """The file that was named; else one whose name says what it shows, and which is not there yet."""
    if output is not None:
        if output.suffix.casefold() not in {".html", ".htm"}:
            raise FormatError(output.name, N_("a view is a page. End the name in .html."))
        return output
    name = "bridges" if request.bridges else "funding" if request.funding else request.only or "network"
    path = Path("around.html" if request.around is not None else f"{name}.html")
    if path.exists():
        raise OutputError(str(path), N_("it is there already; name it with -o to replace it"))
    return path
