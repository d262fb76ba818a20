"""What if a stream ends, goes on longer, or had never been there: the audit before and after, side by side.

Assumptions change a copy of the lines. The graph is never touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.touched import find_bodies, is_funded
from trendbreuk_graph.errors import AssumptionError, EndBeforeStartError
from trendbreuk_graph.i18n import N_

if TYPE_CHECKING:
    from trendbreuk_graph.audit.classes import Judgement
    from trendbreuk_graph.audit.region import Region
    from trendbreuk_graph.funding import Line, Stream
    from trendbreuk_graph.network import Network

__all__ = [
    "Assumption",
    "Change",
    "Comparison",
    "apply_assumptions",
    "check_assumptions",
    "compare",
    "find_fallen",
    "find_pairs",
]


class Assumption(NamedTuple):
    """One thing that is supposed of one stream.

    Attributes:
        kind: ``end``: no line of the stream pays after `day`. ``extend``: every secured line pays up to and including `day` at least.
            ``without``: the stream was never there.
        stream: IRI of the stream.
        day: The last day with money; None for ``without``.
    """

    kind: Literal["end", "extend", "without"]
    stream: str
    day: dt.date | None = None


class Change(NamedTuple):
    """A line of a stream that something is assumed of.

    Attributes:
        before: The line as the documents give it.
        after: The line under the assumption; None when it is left out, equal to `before` when the assumption changes nothing.
    """

    before: Line
    after: Line | None


class Comparison(NamedTuple):
    """The audit with and without the assumptions.

    Attributes:
        assumptions: What was assumed.
        changes: Every line of these streams, before and after.
        before: Judgements of the documents.
        after: Judgements under the assumptions, of the same projects.
        moved: Projects of another class than before; sorted.
        fallen: Projects that lose their last secured money through the assumptions, see :func:`find_fallen`; sorted.
        wholes: Whole → its parts among `moved`; sorted by IRI.
        organisations: Organisations that had a funded project (see :func:`trendbreuk_graph.audit.touched.is_funded`) and have none
            now; sorted.
        pairs: Cross-domain pairs that share a project before and none when the fallen projects are gone; sorted. Projects whose money runs
            out without the assumptions too are gone in both; projects that never had secured money stay, and tie pairs as they did.
        pairs_before: Number of such pairs before.
        names: Participant of a pair → its Dutch and English name.
        municipalities: Municipality → its projects among `moved`, its own and those through a group; sorted by IRI.
    """

    assumptions: tuple[Assumption, ...]
    changes: tuple[Change, ...]
    before: dict[str, Judgement]
    after: dict[str, Judgement]
    moved: tuple[str, ...]
    fallen: tuple[str, ...]
    wholes: dict[str, tuple[str, ...]]
    organisations: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    pairs_before: int
    names: dict[str, tuple[str, str]]
    municipalities: dict[str, tuple[str, ...]]


def check_assumptions(assumptions: Sequence[Assumption], streams: Mapping[str, Stream]) -> None:
    """Refuse assumptions that cannot all hold.

    Raises:
        AssumptionError: Two of them are about one stream.
        EndBeforeStartError: A stream would end before it begins.
    """
    seen: set[str] = set()
    for assumption in assumptions:
        stream = streams[assumption.stream]
        if assumption.stream in seen:
            raise AssumptionError(
                stream.id, N_("more than one assumption about this stream; give each stream one at the most.")
            )
        seen.add(assumption.stream)
        if assumption.day and stream.starts and assumption.day < stream.starts.earliest:
            raise EndBeforeStartError(stream.id, assumption.day.isoformat(), str(stream.begin))


def apply_assumptions(lines: Iterable[Line], assumptions: Iterable[Assumption]) -> tuple[list[Line], list[Change]]:
    """The lines under the assumptions, and what became of each line that they are about.

    - ``end`` moves both bounds of an end forward to the day where they lie after it, and gives the day to lines that are structural or
      of unknown end. A line that begins only after the day is left out.
    - ``extend`` moves both bounds of a secured line back to the day where they lie before it, and gives the day to secured lines of unknown
      end. Structural lines stay, and a hope stays a hope.
    - Gaps that name the stream, and money that the text says has stopped, stay; ``without`` leaves these out too.
    """
    by_stream = {assumption.stream: assumption for assumption in assumptions}
    after: list[Line] = []
    changes: list[Change] = []
    for line in lines:
        assumption = by_stream.get(line.stream or "")
        changed: Line | None = line
        if assumption is not None:
            changed = _change(line, assumption)
            changes.append(Change(line, changed))
        if changed is not None:
            after.append(changed)
    return after, changes


def _change(line: Line, assumption: Assumption) -> Line | None:
    day = assumption.day
    if assumption.kind == "without" or day is None:
        return None
    if line.status in {"gap", "ended"}:
        return line
    if assumption.kind == "end":
        if line.starts is not None and line.starts.earliest > day:
            return None
        return _end(line, day)
    return _extend(line, day) if line.status == "secured" else line


def _end(line: Line, day: dt.date) -> Line:
    latest = dt.date.max if line.latest is None else line.latest
    if line.structural is not True and line.earliest is not None and latest <= day:
        return line
    earliest = day if line.earliest is None else min(line.earliest, day)
    return _with_end(line, earliest, day)


def _extend(line: Line, day: dt.date) -> Line:
    if line.structural is True or (line.earliest is not None and line.earliest >= day):
        return line
    if line.earliest is None:
        return _with_end(line, day, day)
    return _with_end(line, day, None if line.latest is None else max(line.latest, day))


def _with_end(line: Line, earliest: dt.date, latest: dt.date | None) -> Line:
    until = earliest.isoformat() if earliest == latest else f"{earliest}/{latest or '..'}"
    return line._replace(
        structural=False,
        until=until,
        earliest=earliest,
        latest=latest,
        end_from="line",
        wording=None,
        outlives=None,
    )


def compare(
    projects: Collection[str],
    lines: Sequence[Line],
    assumptions: Sequence[Assumption],
    period: tuple[dt.date, dt.date],
    region: Region,
    network: Network | None = None,
) -> Comparison:
    """The audit of some projects before and after.

    Args:
        projects: IRIs of the projects.
        lines: All lines.
        assumptions: What is supposed; see :func:`check_assumptions`.
        period: The day of the audit and its horizon.
        region: What stands around the money.
        network: Who takes part in what, for the pairs that are lost; None leaves these out.
    """
    supposed, all_changes = apply_assumptions(lines, assumptions)
    before = judge_projects(projects, lines, *period)
    after = judge_projects(projects, supposed, *period)
    moved = sorted(project for project in before if before[project].reported != after[project].reported)
    fallen = find_fallen(before, after)
    parts = region.find_parts()
    wholes = {whole: tuple(sorted(parts[whole] & set(moved))) for whole in sorted(parts) if parts[whole] & set(moved)}
    still_funded = {body.iri for body in find_bodies(after, region) if body.funded}
    bodies = find_bodies(before, region)
    municipalities = sorted(
        (body.iri, tuple(project for project in body.projects if project in set(moved)))
        for body in bodies
        if body.is_municipality
    )
    gone = _runs_dry(before)
    pairs = find_pairs(network, gone) if network else set()
    still_tied = find_pairs(network, {*gone, *fallen}) if network else set()
    return Comparison(
        assumptions=tuple(assumptions),
        changes=tuple(change for change in all_changes if change.before.project in before),
        before=before,
        after=after,
        moved=tuple(moved),
        fallen=tuple(fallen),
        wholes=wholes,
        organisations=tuple(sorted(body.iri for body in bodies if body.funded and body.iri not in still_funded)),
        pairs=tuple(sorted(pairs - still_tied)),
        pairs_before=len(pairs),
        names={who: network.names[who] for pair in pairs - still_tied for who in pair} if network else {},
        municipalities={iri: touched for iri, touched in municipalities if touched},
    )


def _runs_dry(judgements: Mapping[str, Judgement]) -> set[str]:
    """Projects that had secured money and have none past the horizon."""
    return {project for project, found in judgements.items() if found.reported in {"lapsed", "falling-away"}}


def find_fallen(before: Mapping[str, Judgement], after: Mapping[str, Judgement]) -> list[str]:
    """Projects that had secured money past the horizon, as far as is known, and have not under the assumptions; sorted."""
    return sorted(project for project in before if is_funded(before[project]) and not is_funded(after[project]))


def find_pairs(
    network: Network, gone: Collection[str] = (), first: str = "medical", second: str = "social"
) -> set[tuple[str, str]]:
    """Cross-domain pairs that share a project.

    A pair is a participant in the first domain and not in the second, and one the other way round, as for
    :func:`trendbreuk_graph.bridges.find_bridges`; municipalities stand as their group.

    Args:
        network: Who takes part in what.
        gone: Projects that tie nobody any more.
        first: Id of one domain.
        second: Id of the other.

    Returns:
        Pairs (participant of the first domain, participant of the second).
    """
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for project, who in network.ties:
        node = network.collapsed.get(who, who)
        own = network.domains.get(node, frozenset()) & {first, second}
        if project not in gone and len(own) == 1:
            sides.setdefault(project, (set(), set()))[own == {second}].add(node)
    return {(one, other) for ones, others in sides.values() for one in ones for other in others}
