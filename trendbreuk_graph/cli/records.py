"""Commands for whoever edits the records: ``check``, ``build`` and ``verify``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trendbreuk_graph.cli.options import Settings, format_option, pass_settings
from trendbreuk_graph.cli.render import show_findings
from trendbreuk_graph.errors import FindingsError
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import fill

if TYPE_CHECKING:
    from rdflib import Graph

    from trendbreuk_graph.verify import Verification

__all__ = ["build", "check", "verify"]


@click.command()
@format_option
@pass_settings
def check(settings: Settings, form: str) -> None:
    """Check all records and the graph made of them, and list every mistake.

    Example: trendbreuk check
    """
    _ = settings.messages
    try:
        graph = _make_graph(settings)
    except FindingsError as error:
        show_findings(error.findings, form, settings.language)
        click.echo(
            fill(_("{number} {number:finding|findings}; nothing was built."), number=len(error.findings)), err=True
        )
        raise SystemExit(1) from error
    if form == "table":
        click.echo(
            fill(
                _("No findings: the records and the graph of {number} {number:triple|triples} are in order."),
                number=len(graph),
            )
        )
    else:
        show_findings([], form, settings.language)


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("graph/trendbreuk.ttl"),
    show_default=True,
    help="The file to write.",
)
@pass_settings
def build(settings: Settings, output: Path) -> None:
    """Build the graph from the records: triples, rules, shapes, sorted Turtle.

    Example: trendbreuk build -o graph/trendbreuk.ttl
    """
    from trendbreuk_graph.turtle import to_turtle

    _ = settings.messages
    try:
        graph = _make_graph(settings)
    except FindingsError as error:
        show_findings(error.findings, "table", settings.language)
        message = _("{number} {number:finding|findings}; {path} was left as it was.")
        click.echo(fill(message, number=len(error.findings), path=output), err=True)
        raise SystemExit(1) from error
    write_file(output, to_turtle(graph))
    click.echo(fill(_("{path}: {number} {number:triple|triples}."), path=output, number=len(graph)))


def _make_graph(settings: Settings) -> Graph:
    """Read, build and check; the steps are shown on a terminal only, so that logs and pipes stay clean."""
    from trendbreuk_graph.build import build_graph
    from trendbreuk_graph.load import load_world
    from trendbreuk_graph.shapes import find_violations

    report = _make_reporter(settings)
    try:
        report("reading")
        world = load_world(settings.find_data())
        ontology = settings.find_ontology()
        graph = build_graph(world, ontology, on_step=report)
        report("shapes")
        violations = find_violations(graph, ontology / "shapes.ttl", language=settings.language)
    finally:
        # The line of the steps must be gone before findings are printed.
        report("")
    if violations:
        raise FindingsError(violations)
    return graph


def _make_reporter(settings: Settings) -> Callable[[str], None]:
    _ = settings.messages
    names = {
        "reading": _("reading the records"),
        "records": _("making triples"),
        "ontology": _("adding the ontology"),
        "rules": _("deriving"),
        "shapes": _("checking the shapes"),
        "": "",
    }

    def report(step: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{names[step]}", err=True, nl=False)

    return report


@click.command()
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder with the documents as text or PDF, under any name.",
)
@format_option
@pass_settings
def verify(settings: Settings, sources: Path, form: str) -> None:
    """Hold every piece of evidence against the documents, and the documents against the claims.

    Example: trendbreuk verify --sources documents/
    """
    from trendbreuk_graph.load import load_world
    from trendbreuk_graph.verify import verify_world

    _ = settings.messages
    try:
        world = load_world(settings.find_data())
    except FindingsError as error:
        show_findings(error.findings, form, settings.language)
        raise SystemExit(1) from error
    result = verify_world(world, sources)
    show_findings([*result.failures, *result.stale, *result.uncovered], form, settings.language)
    if form == "table":
        _show_summary(result, _)
    if not result.ok:
        raise SystemExit(1)


def _show_summary(result: Verification, _: Callable[[str], str]) -> None:
    if result.missing_documents:
        click.echo(_("Not in the folder: {documents}").format(documents=", ".join(result.missing_documents)))
    share = 100 * result.found / result.pieces if result.pieces else 0
    # Rounding must not turn one lost piece into 100 %.
    shown = "100" if result.found == result.pieces else f"{min(share, 99.99):.2f}"
    message = _("Evidence: {found} of {pieces} {pieces:piece|pieces} found ({share} %).")
    click.echo(fill(message, found=result.found, pieces=result.pieces, share=shown))
    message = _("Documents: {uncovered} of {items} owner, partner and money {items:item|items} uncovered.")
    click.echo(fill(message, uncovered=len(result.uncovered), items=result.items))
    if result.stale:
        click.echo(_("Entries of not-claims.yml that match nothing: {number}.").format(number=len(result.stale)))
