"""From what somebody gives for the parameters of a question to values: things of the graph, days and numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from trendbreuk_graph.errors import AmbiguousNameError, ParameterError
from trendbreuk_graph.i18n import N_
from trendbreuk_graph.names import Thing, find_by_id, find_thing, read_things

if TYPE_CHECKING:
    from trendbreuk_graph.questions import Parameter, Question, Values
    from trendbreuk_graph.store import Store

__all__ = ["THING_TYPES", "find_example", "fits", "read_values"]

#: Type of a parameter → the types of things that it takes, see :class:`trendbreuk_graph.names.Thing`; None takes all.
THING_TYPES: dict[str, frozenset[str] | None] = {
    "project": frozenset({"Project"}),
    "participant": frozenset({"Organisation", "ActorGroup", "Person"}),
    "stream": frozenset({"FundingStream"}),
    "theme": frozenset({"regioplan-themes", "gala-themes"}),
    "life-phase": frozenset({"life-phases"}),
    "domain": frozenset({"domains"}),
    "place": frozenset({"subregions", "Municipality"}),
    "municipality": frozenset({"Municipality"}),
    "subregion": frozenset({"subregions"}),
    "thing": None,
}

_RELATIVE = re.compile(r"today(?:\+(?P<months>\d{1,5})m)?", re.ASCII)
#: A year or a month stands for its last day where an end is asked, and for its first elsewhere.
_PERIOD = re.compile(r"\d{4}(?:-\d{2})?", re.ASCII)


def fits(thing: Thing, type_name: str) -> bool:
    """Whether a thing can stand for a parameter of the type."""
    wanted = THING_TYPES[type_name]
    return wanted is None or bool(wanted & thing.types)


def find_example(parameter: Parameter, things: Iterable[Thing], taken: Collection[str] = ()) -> str | None:
    """A value that a graph holds: the example of the header, or the first things that fit; None when nothing does.

    Args:
        parameter: What needs a value.
        things: The things of the graph.
        taken: Values of other parameters; they are used again only where nothing else fits.

    Of what takes any thing, projects come first: they have most to tell, and two of them can be asked for together.
    """
    if parameter.element not in THING_TYPES:
        return parameter.shown
    found = [thing for thing in things if fits(thing, parameter.element)]
    if THING_TYPES[parameter.element] is None:
        found.sort(key=lambda thing: thing.kind != "project")
    fitting = [thing.id for thing in found]
    if {*parameter.shown.split(",")} <= {*fitting}:
        return parameter.shown
    free = [tail for tail in fitting if tail not in taken] or fitting
    return ",".join(free[: 2 if parameter.takes_several else 1]) or None


def read_values(
    store: Store, question: Question, given: Mapping[str, str], today: dt.date, things: list[Thing] | None = None
) -> Values:
    """The values of a question's parameters: those that are given, and the defaults of the others.

    Args:
        store: The graph, for the names of things.
        question: Whose parameters they are.
        given: Parameter → id, name, rough name, day (``2026-12-31``, ``2026-12``, ``2026``, ``today+6m``) or number.
        today: What ``today`` means.
        things: All things of the graph, when they were read before.

    Raises:
        ParameterError: A parameter is unknown, missing, or is no day or number.
        UnknownNameError: A name stands for nothing of that type; with the nearest names.
        AmbiguousNameError: A name stands for several things of that type.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in names:
            template = N_("Question '{question}' has no parameter '{parameter}'. It has: {names}.")
            listed = ", ".join(names) or "-"
            raise ParameterError(template, question=question.id, parameter=name, names=listed)
    known: list[list[Thing]] = [things] if things is not None else []

    def read_all() -> list[Thing]:
        if not known:
            known.append(read_things(store))
        return known[0]

    values: dict[str, Thing | tuple[Thing, ...] | dt.date | int] = {}
    for parameter in question.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is None:
            template = N_("Question '{question}' needs {parameter}, for example: --param {parameter}={example}")
            example = parameter.example.removeprefix("id:")
            raise ParameterError(template, question=question.id, parameter=parameter.name, example=example)
        if parameter.takes_several:
            values[parameter.name] = _read_several(store, question, parameter, text, read_all)
        else:
            values[parameter.name] = _read(store, question, parameter, text, today, read_all)
    return values


def _read_several(
    store: Store, question: Question, parameter: Parameter, text: str, read_all: Callable[[], list[Thing]]
) -> tuple[Thing, ...]:
    """Things with commas between, each once."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        template = N_("'{text}' for {parameter} names nothing. Write names with commas between.")
        raise ParameterError(template, question=question.id, parameter=parameter.name, text=text)
    return tuple(dict.fromkeys(_read_thing(store, parameter, name, read_all) for name in names))


def _read(
    store: Store,
    question: Question,
    parameter: Parameter,
    text: str,
    today: dt.date,
    read_all: Callable[[], list[Thing]],
) -> Thing | dt.date | int:
    if parameter.type == "date":
        return _read_day(question, parameter, text, today)
    if parameter.type == "number":
        return _read_number(question, parameter, text)
    return _read_thing(store, parameter, text, read_all)


def _read_thing(store: Store, parameter: Parameter, text: str, read_all: Callable[[], list[Thing]]) -> Thing:
    tail = text.removeprefix("id:")
    exact = find_by_id(store, tail)
    if exact is not None and fits(exact, parameter.element):
        return exact
    try:
        return find_thing([thing for thing in read_all() if fits(thing, parameter.element)], tail)
    except AmbiguousNameError as error:
        raise AmbiguousNameError(error.name, error.candidates, f"--param {parameter.name}=") from error


def _read_day(question: Question, parameter: Parameter, text: str, today: dt.date) -> dt.date:
    from trendbreuk_graph.dates import add_months, find_bounds

    relative = _RELATIVE.fullmatch(text)
    if relative:
        return add_months(today, int(relative["months"] or 0))
    try:
        if _PERIOD.fullmatch(text) is None:
            return dt.date.fromisoformat(text)
        bounds = find_bounds(text)
        return bounds.latest if parameter.name in {"until", "end"} and bounds.latest else bounds.earliest
    except ValueError as error:
        template = N_("'{text}' for {parameter} is no day. Write it as 2026-12-31, 2026-12, 2026, today or today+6m.")
        raise ParameterError(template, question=question.id, parameter=parameter.name, text=text) from error


def _read_number(question: Question, parameter: Parameter, text: str) -> int:
    if re.fullmatch(r"[0-9]{1,6}", text) is None:
        template = N_("'{text}' for {parameter} is no whole number from 0 on.")
        raise ParameterError(template, question=question.id, parameter=parameter.name, text=text)
    return int(text)
