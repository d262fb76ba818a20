"""Commands of the catalogue: ``questions``, ``question`` and ``ask``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trendbreuk_graph.answering import describe_function
from trendbreuk_graph.catalogue import SUBJECTS, list_questions, load_question
from trendbreuk_graph.cli.options import Settings, as_of_option, find_day, find_target, pass_settings, target_options
from trendbreuk_graph.cli.render import plain, put_answers
from trendbreuk_graph.i18n import translator
from trendbreuk_graph.narrowing import Asked, answer_among, name_asked, read_limit
from trendbreuk_graph.parameters import read_values

if TYPE_CHECKING:
    from trendbreuk_graph.cli.options import Target
    from trendbreuk_graph.questions import Question
    from trendbreuk_graph.store import Store

__all__ = ["ask", "question", "questions"]


@click.command()
@click.option("--subject", type=click.Choice(SUBJECTS), help="Only the questions about this subject.")
@target_options
@pass_settings
def questions(settings: Settings, subject: str | None, form: str | None, output: Path | None) -> None:
    """List the questions of the catalogue by subject.

    Example: trendbreuk questions --subject money
    """
    target = find_target(form, output)
    put_answers(list_questions(settings.language, subject), target, settings.language, find_day(None))


@click.command()
@click.argument("question_id", metavar="ID")
@click.option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter of the question; give it again for each parameter.",
)
@click.option(
    "--among",
    "limits",
    multiple=True,
    metavar="ID[=VALUE]",
    help="Only rows whose project, party, municipality or stream answers this question too; give it again for each limit.",
)
@click.option(
    "--except",
    "exceptions",
    multiple=True,
    metavar="ID[=VALUE]",
    help="No rows whose project, party, municipality or stream answers this question too; give it again for each exception.",
)
@as_of_option
@click.option("--show-query", is_flag=True, help="Print what ran.")
@click.option("--sources/--no-sources", default=True, show_default=True, help="Show where each row stands.")
@target_options
@pass_settings
def question(  # noqa: PLR0913, PLR0917 - click passes every option
    settings: Settings,
    question_id: str,
    parameters: tuple[str, ...],
    limits: tuple[str, ...],
    exceptions: tuple[str, ...],
    as_of: dt.datetime | None,
    show_query: bool,  # noqa: FBT001 - click passes it so
    sources: bool,  # noqa: FBT001 - click passes it so
    form: str | None,
    output: Path | None,
) -> None:
    """Answer one question of the catalogue.

    ID stands in the list that `trendbreuk questions` gives, with the parameters that it takes.

    Example: trendbreuk question project-lead --param project=keigezond

    Example: trendbreuk question projects-falling-away --among place-projects=Heerlen
    """
    target, today = find_target(form, output), find_day(as_of)
    asked = load_question(question_id)
    given = _read_parameters(parameters, asked)
    store = settings.open_network()
    values = read_values(store, asked, given, today)
    among = [read_limit(store, asked, limit, today) for limit in limits]
    among += [read_limit(store, asked, limit, today, excludes=True) for limit in exceptions]
    wanted = Asked(asked, values, tuple(among), settings.language)
    _answer(store, wanted, target, today, sources=sources, show_query=show_query)


@click.command()
@click.argument("words", nargs=-1, metavar="QUESTION")
@as_of_option
@click.option("--show-query", is_flag=True, help="Print what ran.")
@click.option("--sources/--no-sources", default=True, show_default=True, help="Show where each row stands.")
@target_options
@pass_settings
def ask(  # noqa: PLR0913, PLR0917 - click passes every option
    settings: Settings,
    words: tuple[str, ...],
    as_of: dt.datetime | None,
    show_query: bool,  # noqa: FBT001 - click passes it so
    sources: bool,  # noqa: FBT001 - click passes it so
    form: str | None,
    output: Path | None,
) -> None:
    """Answer a question typed in Dutch or English, and say how it was read.

    Without a question, list what can be asked.

    Example: trendbreuk ask "welke partners verbinden zorg en welzijn?"
    """
    from trendbreuk_graph.asking import read_question
    from trendbreuk_graph.understanding.words import guess_language, read_words

    target, today = find_target(form, output), find_day(as_of)
    if not words:
        put_answers(list_questions(settings.language), target, settings.language, today)
        return
    store = settings.open_network()
    chosen = settings.language if settings.language_chosen else None
    said = read_words(" ".join(words))
    if chosen is None:
        # What cannot be answered is said in the language of the question too.
        settings.language = guess_language(said) or settings.language
    asked = read_question(store, " ".join(words), today, chosen)
    # The rows go where they were sent; what was understood is for the person at the keyboard.
    sentence = name_asked(asked).rstrip("?")
    _ = translator(asked.language)
    told = _("I read: {question}").format(question=sentence[:1].lower() + sentence[1:])
    click.echo(plain(told), err=_is_elsewhere(target))
    counts = any("#howmany" in word.keys for word in said) and not any("#amount" in word.keys for word in said)
    _answer(store, asked, target, today, sources=sources, show_query=show_query, counts=counts)


def _is_elsewhere(target: Target) -> bool:
    """Whether the rows go elsewhere, so that what is for the person at the keyboard must not stand among them."""
    return target.form != "table" or target.path is not None


def _answer(  # noqa: PLR0913 - what both commands know
    store: Store,
    asked: Asked,
    target: Target,
    today: dt.date,
    *,
    sources: bool,
    show_query: bool,
    counts: bool = False,
) -> None:
    wanted = sources or target.form != "table"
    answer = answer_among(store, asked, evidence=wanted)
    column = next((at for at, one in enumerate(zip(*answer.ids, strict=True)) if any(one)), None) if counts else None
    if column is not None:
        # Who asks how many wants the number first, not behind all rows; a thing can stand in several of them.
        _ = translator(asked.language)
        number = len({ids[column] for ids in answer.ids} - {None})
        told = _("Number in the column “{column}”: {number}").format(column=answer.columns[column], number=number)
        click.echo(plain(told), err=_is_elsewhere(target))
    put_answers([answer], target, asked.language, today, places=sources)
    if show_query:
        click.echo(err=_is_elsewhere(target))
        click.echo(plain(answer.query or describe_function(asked.question)), err=_is_elsewhere(target))


def _read_parameters(parameters: Sequence[str], question: Question) -> dict[str, str]:
    """Parameter → what was given; what is given twice is a list where the question takes one, and else a mistake."""
    several = {parameter.name for parameter in question.parameters if parameter.takes_several}
    given: dict[str, str] = {}
    for name, value in map(_split, parameters):
        if name in given and name not in several:
            raise click.BadParameter(f"'{name}' is given twice.", param_hint="--param")
        given[name] = f"{given[name]},{value}" if name in given else value
    return given


def _split(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise click.BadParameter(f"'{parameter}' is not NAME=VALUE.", param_hint="--param")
    return name.strip(), value.strip()
