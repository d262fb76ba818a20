"""What somebody asks of an audit, in names and days as they are typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from trendbreuk_graph.audit.period import read_day, read_horizon, read_last_day
from trendbreuk_graph.audit.report import Scope, make_audit
from trendbreuk_graph.errors import AmbiguousChoiceError, AmbiguousNameError, AssumptionError
from trendbreuk_graph.i18n import N_

if TYPE_CHECKING:
    import datetime as dt

    from trendbreuk_graph.audit.report import Audit
    from trendbreuk_graph.audit.what_if import Assumption
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.store import Store

__all__ = ["Request", "read_audit"]


class Request(NamedTuple):
    """What was typed.

    Attributes:
        as_of: Year-month-day; None for `today`.
        horizon: A number with d, m or y.
        theme: A theme or phase of life, by id, name or rough spelling; None for all.
        place: A subregion or municipality, likewise.
        stream: A stream, likewise.
        end: Assumptions STREAM=DAY that a stream stops.
        extend: Assumptions STREAM=DAY that a stream goes on.
        without: Streams that are supposed not to be there.
    """

    as_of: str | None = None
    horizon: str = "12m"
    theme: str | None = None
    place: str | None = None
    stream: str | None = None
    end: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def read_audit(store: Store, request: Request, today: dt.date) -> Audit:
    """Find what the names mean, and make the audit.

    Raises:
        BadDayError: A day does not exist.
        BadHorizonError: The horizon is no period, or below nought.
        UnknownNameError: A name means no stream, theme or place; with the nearest ones.
        AmbiguousChoiceError: A name can mean several.
        AssumptionError: An assumption cannot be read, or contradicts another.
        EndBeforeStartError: A stream would end before it begins.
    """
    as_of = read_day(request.as_of) if request.as_of is not None else today
    horizon = read_horizon(request.horizon)
    dated = [
        *(("end", *_split(given)) for given in request.end),
        *(("extend", *_split(given)) for given in request.extend),
    ]
    names = _Names(store)
    theme = names.find(request.theme, "theme")
    place = names.find(request.place, "place")
    stream = names.find(request.stream, "stream")
    scope = Scope(
        theme=theme.iri if theme else None,
        place=place.iri if place else None,
        stream=stream.iri if stream else None,
        names=tuple((limit.nl, limit.en) for limit in (theme, place, stream) if limit is not None),
    )
    assumptions = _suppose(names, dated, request.without) if dated or request.without else ()
    return make_audit(store, as_of, horizon, scope, assumptions)


def _suppose(names: _Names, dated: Iterable[tuple[str, str, dt.date]], without: Iterable[str]) -> list[Assumption]:
    from trendbreuk_graph.audit.what_if import Assumption

    found = [
        Assumption("end" if kind == "end" else "extend", names.find_stream(name), day) for kind, name, day in dated
    ]
    return [*found, *(Assumption("without", names.find_stream(name)) for name in without)]


def _split(given: str) -> tuple[str, dt.date]:
    name, equals, day = given.rpartition("=")
    if not equals or not name.strip():
        raise AssumptionError(given, N_("type the stream, an equals sign and the day, such as spuk-gala=2026-12-31."))
    return name, read_last_day(day)


class _Names:
    """Things by name, read only when a name was typed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._things: list[Thing] | None = None

    def find(self, typed: str | None, kind: Literal["theme", "place", "stream"]) -> Thing | None:
        """The thing of a kind that a name means; None when nothing was typed."""
        return None if typed is None else self._find(typed, kind)

    def find_stream(self, typed: str) -> str:
        """IRI of the stream that a name means."""
        return self._find(typed, "stream").iri

    def _find(self, typed: str, kind: Literal["theme", "place", "stream"]) -> Thing:
        from trendbreuk_graph.names import find_thing, read_things

        if self._things is None:
            self._things = read_things(self._store)
        allowed = self._allowed(kind, self._things)
        things = [thing for thing in self._things if thing.iri in allowed]
        try:
            return find_thing(things, typed)
        except AmbiguousNameError as error:
            raise AmbiguousChoiceError(typed, [(tail, label) for tail, _, label in error.candidates]) from error

    def _allowed(self, kind: Literal["theme", "place", "stream"], things: Iterable[Thing]) -> Collection[str]:
        from trendbreuk_graph.audit.region import Region, read_scope

        if kind == "stream":
            return {thing.iri for thing in things if thing.kind == "stream"}
        region = Region()
        read_scope(self._store, region)
        if kind == "theme":
            return set().union(*region.themes.values())
        return set().union(*region.places.values(), region.within.keys(), *region.within.values())
