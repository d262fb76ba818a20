"""In which of seven classes a project stands on a day, and why.

The period runs from the day of the audit to its horizon, both days included. An end is the last day on which there is money.

A secured line is in one state:

- **structural**: it is said to go on without an end, or its stream is and the line says nothing else;
- **ended**: its last possible day lies before the day of the audit; or the text says that it stopped and gives no day;
- **going on**: its first possible end lies after the horizon;
- **ending**: neither, so its end can fall in the period, both borders included;
- **unknown**: no end is known and nothing says that it is structural.

An uncertain end is thus taken on the side of the warning: money that may still be there is not called ended, and money that may run
out within the horizon is called ending. From the states follows one class, the first that fits:

1. **covered**: some line is structural; or some line goes on and none is ending;
2. **partly falling away**: some line is ending, another goes on;
3. **falling away**: some line is ending, none goes on;
4. **unknown**: some line is unknown;
5. **lapsed**: there are secured lines, and all have ended;
6. **hoped for**: no secured line, but money that is possible, requested or given in kind;
7. **unfunded**: no line at all, or only gaps.

Four borders that the words of the classes leave open:

- A structural line beside one that ends gives *covered*, not *partly falling away*, because a project with structural money keeps going.
  The line that ends is reported beside it (:attr:`Judgement.ending`).
- A line of unknown end beside one that ends: *falling away*, because that much is known; that the other line may carry on is among
  :attr:`Judgement.possible`. Beside one that goes on: *covered*. Beside ended ones only: *unknown*.
- When a line begins does not change the class, or money that begins later would turn *lapsed* back. A line that has yet to begin is
  money that is promised; :attr:`Judgement.waiting` names it.
- Money that is possible, requested or given in kind covers nothing, and gaps take nothing away. Both are shown beside any class. A
  hope whose period is over is still a hope that a document gives: *hoped for*, and the answer says that its time has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from trendbreuk_graph.funding import Line

__all__ = ["AT_RISK", "CLASSES", "Class", "Judgement", "State", "find_state", "judge_projects"]

#: The seven classes, what asks for action first.
Class = Literal["falling-away", "partly-falling-away", "lapsed", "unknown", "hoped-for", "unfunded", "covered"]
CLASSES: tuple[Class, ...] = get_args(Class)
#: Secured money runs out within the horizon.
AT_RISK: frozenset[Class] = frozenset({"falling-away", "partly-falling-away"})

State = Literal["structural", "going-on", "ending", "ended", "unknown"]
_STATES: tuple[State, ...] = get_args(State)

_HOPES = frozenset({"possible", "requested", "inKind"})


class Judgement(NamedTuple):
    """One project on one day.

    Attributes:
        project: IRI of the project.
        reported: Its class.
        possible: Every class that some reading of the dates gives, in the order of `CLASSES`; ends that come from the same stream fall
            together, all others vary apart. One class, equal to `reported`, when the dates leave no doubt. For *unknown* the
            classes that it may turn out to be.
        structural: Secured lines by state; likewise `going_on`, `ending`, `ended` and `unknown`.
        hoped: Lines that are possible, requested or in kind.
        gaps: Lines that say that money is missing.
        waiting: Secured lines that have certainly not begun on the day.
    """

    project: str
    reported: Class
    possible: tuple[Class, ...]
    structural: tuple[Line, ...] = ()
    going_on: tuple[Line, ...] = ()
    ending: tuple[Line, ...] = ()
    ended: tuple[Line, ...] = ()
    unknown: tuple[Line, ...] = ()
    hoped: tuple[Line, ...] = ()
    gaps: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether every reading of the dates gives the reported class."""
        return self.possible == (self.reported,)

    @property
    def others(self) -> tuple[Class, ...]:
        """The classes that it may be instead of the reported one."""
        return tuple(name for name in self.possible if name != self.reported)

    @property
    def running(self) -> tuple[Line, ...]:
        """Secured lines that have not ended, as far as is known."""
        return (*self.structural, *self.going_on, *self.ending, *self.unknown)

    @property
    def reasons(self) -> tuple[Line, ...]:
        """The lines that put the project in its class; none for a project without any line."""
        by_class: dict[Class, tuple[Line, ...]] = {
            "covered": (*self.structural, *self.going_on),
            "partly-falling-away": (*self.ending, *self.going_on),
            "falling-away": self.ending,
            "unknown": self.unknown,
            "lapsed": self.ended,
            "hoped-for": self.hoped,
            "unfunded": self.gaps,
        }
        return by_class[self.reported]

    @property
    def last_day(self) -> tuple[dt.date, dt.date | None] | None:
        """First and last reading of the day until which there is secured money, from the lines with a known end.

        None for structural money and without any known end; the second is None when an interval is open. Lines of unknown end do
        not count: with some, the money may last longer.
        """
        if self.structural:
            return None
        dated = [line for line in (*self.going_on, *self.ending, *self.ended) if line.earliest is not None]
        if not dated:
            return None
        latest = [line.latest for line in dated]
        known = [day for day in latest if day is not None]
        return max(line.earliest for line in dated if line.earliest), max(known) if len(known) == len(latest) else None


def judge_projects(
    projects: Iterable[str], lines: Iterable[Line], as_of: dt.date, horizon: dt.date
) -> dict[str, Judgement]:
    """Put every project in its class, in one pass over the lines.

    Args:
        projects: IRIs of all projects, those without lines too.
        lines: Their lines; lines of other projects are left out.
        as_of: The day of the audit.
        horizon: Last day of the period; not before `as_of`.

    Returns:
        Project → its judgement, in the order of `projects`.
    """
    by_project: dict[str, list[Line]] = {project: [] for project in projects}
    for line in lines:
        if line.project in by_project:
            by_project[line.project].append(line)
    return {project: _judge(project, own, as_of, horizon) for project, own in by_project.items()}


def find_state(line: Line, as_of: dt.date, horizon: dt.date) -> State:
    """The state of a secured line, or of one that the text says has stopped."""
    if line.structural is True:
        return "structural"
    if line.earliest is None:
        return "ended" if line.status == "ended" else "unknown"
    if line.latest is not None and line.latest < as_of:
        return "ended"
    return "going-on" if line.earliest > horizon else "ending"


def _judge(project: str, lines: Sequence[Line], as_of: dt.date, horizon: dt.date) -> Judgement:
    by_state: dict[State, list[Line]] = {state: [] for state in _STATES}
    hoped, gaps, waiting = [], [], []
    for line in lines:
        if line.status in _HOPES:
            hoped.append(line)
        elif line.status == "gap":
            gaps.append(line)
        else:
            by_state[find_state(line, as_of, horizon)].append(line)
            if line.starts is not None and line.starts.earliest > as_of:
                waiting.append(line)
    reported = _classify(by_state, has_hope=bool(hoped))
    return Judgement(
        project=project,
        reported=reported,
        possible=_find_possible(by_state, as_of, horizon) or (reported,),
        structural=tuple(by_state["structural"]),
        going_on=tuple(by_state["going-on"]),
        ending=tuple(by_state["ending"]),
        ended=tuple(by_state["ended"]),
        unknown=tuple(by_state["unknown"]),
        hoped=tuple(hoped),
        gaps=tuple(gaps),
        waiting=tuple(waiting),
    )


def _classify(by_state: dict[State, list[Line]], *, has_hope: bool) -> Class:
    if by_state["structural"]:
        return "covered"
    if by_state["ending"]:
        return "partly-falling-away" if by_state["going-on"] else "falling-away"
    if by_state["going-on"]:
        return "covered"
    if by_state["unknown"]:
        return "unknown"
    if by_state["ended"]:
        return "lapsed"
    return "hoped-for" if has_hope else "unfunded"


def _find_possible(by_state: dict[State, list[Line]], as_of: dt.date, horizon: dt.date) -> tuple[Class, ...]:
    """The classes that some choice of an end for each line gives; none without secured lines."""
    if by_state["structural"]:
        return ("covered",)
    ends = {}
    for state in ("going-on", "ending", "ended", "unknown"):
        for line in by_state[state]:
            # Lines that take their end from one stream end on one day.
            key = line.stream if line.end_from == "stream" else line.claim
            ends[key, line.end_from] = _find_sides(line, as_of, horizon)
    if not ends:
        return ()
    sides = list(ends.values())
    within = [end for end in sides if end[1]]
    after = [end for end in sides if end[2]]
    found = {
        "lapsed": all(before for before, _, _ in sides),
        "falling-away": bool(within) and all(before or during for before, during, _ in sides),
        # One line ends in the period and a second one goes on: not the same line twice.
        "partly-falling-away": bool(within)
        and bool(after)
        and not (len(within) == len(after) == 1 and within == after),
        "covered": bool(after) and all(before or later for before, _, later in sides),
    }
    return tuple(name for name in CLASSES if found.get(name))


def _find_sides(line: Line, as_of: dt.date, horizon: dt.date) -> tuple[bool, bool, bool]:
    """Whether the end can lie before the period, in it, and after it."""
    if line.earliest is None:
        known = line.status == "ended"
        return True, not known, not known
    last = line.latest or dt.date.max
    return line.earliest < as_of, line.earliest <= horizon and last >= as_of, last > horizon
