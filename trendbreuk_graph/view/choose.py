"""From what was typed to what is shown: names to things, options that fit together, filters that leave something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.report import Scope, find_projects
from trendbreuk_graph.errors import AmbiguousChoiceError, AmbiguousNameError, ViewError
from trendbreuk_graph.i18n import N_, Count, translator
from trendbreuk_graph.names import find_thing
from trendbreuk_graph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.view.material import Material
    from trendbreuk_graph.view.request import ViewRequest

__all__ = ["Chosen", "check_options", "choose"]

_THEMES = frozenset({"regioplan-themes", "gala-themes"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is shown.

    Attributes:
        projects: The projects that the filters leave, in the order of the IRIs.
        limits: The filters in words, such as "theme Mental health".
        centre: What stands in the middle; None for no such view.
        domains: IRIs of the two domains of the bridges; None for no such view.
        steps: How many ties away the others may be.
        fewer: Whether one step will do where more give a crowd, because nobody asked for a number.
        expand: Whether groups are opened.
    """

    projects: tuple[str, ...]
    limits: tuple[str, ...] = ()
    centre: str | None = None
    domains: tuple[str, str] | None = None
    steps: int = 1
    fewer: bool = False
    expand: bool = False


def check_options(request: ViewRequest) -> None:
    """Refuse options that exclude each other.

    Raises:
        ViewError: Which two, and what to do.
    """
    views = {"--around": request.around is not None, "--funding": request.funding, "--bridges": bool(request.bridges)}
    asked = [name for name, given in views.items() if given]
    if request.only:
        asked.append("--only")
    if len(asked) > 1:
        raise ViewError(
            N_("{first} and {second} are two different views. Make them one by one."), first=asked[0], second=asked[1]
        )
    if request.steps is not None and request.around is None:
        raise ViewError(N_("--steps counts from a middle: name it with --around."))
    if request.steps is not None and request.steps < 1:
        raise ViewError(N_("--steps is a number of one or more."))
    if request.bridges and request.bridges[0] == request.bridges[1]:
        raise ViewError(N_("--bridges needs two different domains."))
    if request.expand and request.funding:
        raise ViewError(N_("--funding shows streams and projects, which have no groups to open. Leave out --expand."))


def choose(material: Material, request: ViewRequest) -> Chosen:
    """Find what the names mean and which projects are left.

    Raises:
        UnknownNameError: A name means nothing of the kind; with the nearest ones.
        AmbiguousChoiceError: A name can mean several things.
        ViewError: Options exclude each other, or a filter leaves nothing.
    """
    check_options(request)
    projects, limits = _filter(material, request)
    centre, steps = None, request.steps
    if request.around is not None:
        middle = _find(material, request.around, lambda thing: thing.kind != "concept")
        centre = middle.iri
        # A party is tied to projects only: whom it meets there stands two ties away.
        steps = steps or (2 if middle.kind == "participant" else 1)
    domains = None
    if request.bridges:
        first, second = (_find(material, name, lambda thing: "domains" in thing.types).iri for name in request.bridges)
        if first == second:
            raise ViewError(N_("--bridges needs two different domains."))
        domains = (first, second)
    return Chosen(
        projects=projects,
        limits=limits,
        centre=centre,
        domains=domains,
        steps=steps or 1,
        fewer=request.steps is None,
        # Who asks for one municipality wants to see that, not the group that stands for it.
        expand=request.expand or centre in material.network.collapsed,
    )


def _filter(material: Material, request: ViewRequest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Apply the filters one after the other, so that it is known which one leaves nothing."""
    _ = translator(material.language)
    left = frozenset(material.ledger.projects)
    limits: list[str] = []
    places = set().union(*material.region.places.values(), material.region.within, *material.region.within.values())
    steps: list[tuple[str, str | None, Callable[[Thing], bool], Callable[[str], Scope], str]] = [
        ("--theme", request.theme, lambda thing: bool(_THEMES & thing.types), _theme_scope, _("theme {name}")),
        (
            "--life-phase",
            request.life_phase,
            lambda thing: "life-phases" in thing.types,
            _theme_scope,
            _("life phase {name}"),
        ),
        ("--subregion", request.subregion, lambda thing: thing.iri in places, _place_scope, _("running in {name}")),
        ("--stream", request.stream, lambda thing: thing.kind == "stream", _stream_scope, _("money from {name}")),
    ]
    for option, typed, is_fit, make_scope, words in steps:
        if typed is None:
            continue
        thing = _find(material, typed, is_fit)
        found = frozenset(find_projects(material.ledger, material.region, make_scope(thing.iri)))
        if not left & found:
            raise _say_empty(material, option, thing, limits, len(left))
        left &= found
        limits.append(words.format(name=thing.label(material.language)))
    return tuple(sorted(left)), tuple(limits)


def _say_empty(material: Material, option: str, thing: Thing, limits: list[str], before: int) -> ViewError:
    name = thing.label(material.language)
    if limits:
        template = N_(
            "Of the {number} {number:project|projects} with {limits}, {option} '{name}' leaves none. Leave out one of them."
        )
        return ViewError(template, number=Count(before), limits=", ".join(limits), option=option, name=name)
    template = N_("{option} '{name}' leaves no project. Choose another one or leave it out.")
    return ViewError(template, option=option, name=name)


def _theme_scope(iri: str) -> Scope:
    return Scope(theme=iri)


def _place_scope(iri: str) -> Scope:
    return Scope(place=iri)


def _stream_scope(iri: str) -> Scope:
    return Scope(stream=iri)


def _find(material: Material, typed: str, is_fit: Callable[[Thing], bool]) -> Thing:
    things = [thing for thing in material.things.values() if is_fit(thing)]
    for thing in things:
        if ID + typed.strip() == thing.iri:
            return thing
    try:
        return find_thing(things, typed)
    except AmbiguousNameError as error:
        raise AmbiguousChoiceError(typed, [(tail, label) for tail, _, label in error.candidates]) from error
