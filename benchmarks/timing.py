"""How two things are timed side by side, and how what was found is told.

All times are of the processor, of the thread that works or of the processes that were started and have ended: other work on the machine
lengthens them far less than the time on the clock, and nothing that is timed here waits or works on several cores.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import thread_time
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Line", "OutOfTimeError", "Worker", "compare", "compare_cold", "put", "put_heading", "time_once"]

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison.

    Attributes:
        what: What is compared.
        first: A figure as it is told, with its unit; likewise `second`.
        ratio: The first over the second.
        bound: What the ratio should not pass; None when it is told for information only.
        at_least: Whether the bound is what the ratio should reach instead.
    """

    what: str
    first: str
    second: str
    ratio: float
    bound: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the ratio keeps to the bound; None without one."""
        if self.bound is None:
            return None
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound


def put_heading(title: str, first: str, second: str) -> None:
    """Begin a table; `first` and `second` say what the two figures are."""
    click.echo(f"\n{title}\n\n| what | {first} | {second} | ratio | bound | holds |\n|---|---|---|---|---|---|")


def put(line: Line) -> None:
    """Add a line to the table."""
    sign = "≥" if line.at_least else "≤"
    bound = "–" if line.bound is None else f"{sign} {line.bound:g}"
    holds = {None: "–", True: "yes", False: "**no**"}[line.holds]
    click.echo(f"| {line.what} | {line.first} | {line.second} | {line.ratio:.2f} | {bound} | {holds} |")


def time_once(work: Callable[[], object], clock: Callable[[], float] = thread_time) -> float:
    """Seconds that one call takes."""
    begin = clock()
    work()
    return clock() - begin


def _tell_children() -> float:
    """Seconds that the processes took that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(
    works: Sequence[Callable[[], object]],
    repetitions: int,
    clock: Callable[[], float] = thread_time,
    *,
    warm_up: bool = True,
) -> list[float]:
    """The median time of each, in seconds.

    They take turns, each round in the other direction, so that whatever else the machine does weighs on all alike. A first round to warm
    up does not count.
    """
    rounds: list[list[float]] = [[0.0] * len(works) for _ in range(repetitions + warm_up)]
    for number, times in enumerate(rounds):
        order = range(len(works)) if number % 2 else reversed(range(len(works)))
        for at in order:
            times[at] = time_once(works[at], clock)
    return [median(times[at] for times in rounds[warm_up:]) for at in range(len(works))]


def compare_cold(commands: Sequence[Sequence[str]], repetitions: int) -> list[float]:
    """The median time of fresh processes: of the bare interpreter with the two packages that answer, then of each command, in seconds."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TRENDBREUK_CACHE": cache}

        def run(code: str, arguments: Sequence[str] = ()) -> None:
            command = [sys.executable, "-c", code, *arguments]
            subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - this package's own

        works: list[Callable[[], None]] = [lambda: run("import pyoxigraph, click")]
        # What the installed command does.
        works += [
            lambda asked=asked: run("import sys; from trendbreuk_graph.cli import main; sys.exit(main())", asked)  # type: ignore[misc] # a default binds it now
            for asked in commands
        ]
        return compare(works, repetitions, _tell_children)


class OutOfTimeError(Exception):
    """It took longer than it might."""


class Worker(Generic[Asked]):
    """A function in a process of its own, which is ended when a call takes too long.

    Args:
        make: Makes the function, in that process; what it reads for that does not count in the time of a call.
        arguments: For `make`.
    """

    def __init__(self, make: Callable[..., Callable[[Asked], float]], *arguments: object) -> None:
        self._make = make
        self._arguments = arguments
        self._started: tuple[Any, Connection] | None = None

    def call(self, asked: Asked, seconds: float) -> float:
        """What the function gives.

        Args:
            asked: For the function.
            seconds: Of the processor's time, after which the process is ended; 0 for no end.

        Raises:
            OutOfTimeError: It took longer.
            RuntimeError: It failed, or was ended from outside; with what it said.
        """
        process, connection = self._start()
        try:
            connection.send((asked, seconds))
            found = connection.recv()
        except (EOFError, OSError) as error:
            process.join()
            ended = process.exitcode
            self.stop()
            if ended == -signal.SIGPROF:
                raise OutOfTimeError from error
            raise RuntimeError(f"the process ended with {ended}") from error
        if found is None:
            raise OutOfTimeError
        if isinstance(found, str):
            raise RuntimeError(found)  # noqa: TRY004 - the other side says what went wrong there
        return float(found)

    def _start(self) -> tuple[Any, Connection]:
        if self._started is None:
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, self._make, self._arguments), daemon=True)
            process.start()
            there.close()
            self._started = process, here
        return self._started

    def stop(self) -> None:
        """End the process."""
        if self._started is not None:
            process, connection = self._started
            process.kill()
            process.join()
            connection.close()
            self._started = None


def _serve(connection: Connection, make: Callable[..., Callable[[Any], float]], arguments: Sequence[Any]) -> None:
    work = make(*arguments)
    while True:
        try:
            asked, seconds = connection.recv()
        except EOFError:
            return
        # The signal of this clock ends the process, whatever it is doing, unless the function has another use for it.
        signal.setitimer(signal.ITIMER_PROF, seconds, 1)
        try:
            found: float | str | None = work(asked)
        except OutOfTimeError:
            found = None
        except Exception as error:  # noqa: BLE001 - the other side decides what a failure means
            found = f"{type(error).__name__}: {error}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        connection.send(found)
