"""Times the funding audit: ``python benchmarks/audit.py``.

Three tables: the audit from a fresh process against what it must load in any case; its computing against its queries and a bare loop over
their rows, on networks of several sizes; and how its time and the memory that it needs beside the graph grow with the number of lines.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Literal

import click
from generator import write_network
from timing import Line, Worker, compare_cold, put, put_heading, time_once

from trendbreuk_graph.audit.classes import judge_projects
from trendbreuk_graph.audit.cliff import find_cliff
from trendbreuk_graph.audit.dependence import find_concentration, find_sources
from trendbreuk_graph.audit.period import read_horizon
from trendbreuk_graph.audit.report import make_audit
from trendbreuk_graph.funding import read_ledger, read_lines
from trendbreuk_graph.questions import load_part
from trendbreuk_graph.store import EmbeddedStore

#: Counts as today, so that the same projects fall away on any day.
_TODAY = dt.date(2026, 11, 22)

_COLD = (
    ("audit", "--as-of", _TODAY.isoformat()),
    ("audit", "--as-of", _TODAY.isoformat(), "--end", "spuk-gala=2026-12-31", "--extend", "zonmw=2028"),
    ("audit", "--as-of", _TODAY.isoformat(), "--format", "json"),
)

#: Seconds of repetition after which a size is not measured again.
_ENOUGH = 20.0

_LEVELS: tuple[Literal["stream", "provider"], ...] = ("stream", "provider")

#: What is measured of a size, see :func:`_make_network`.
_Asked = str


def _time_cold(repetitions: int) -> None:
    put_heading("The audit from a fresh process", "trendbreuk", "import pyoxigraph, click")
    bare, *times = compare_cold(_COLD, repetitions)
    for asked, seconds in zip(_COLD, times, strict=True):
        put(Line(" ".join(asked), _tell(seconds), _tell(bare), seconds / bare, 3 if asked is _COLD[0] else None))


def _make_network(path: Path) -> Callable[[_Asked], float]:
    """Audits a graph, and measures what it takes."""
    store = EmbeddedStore.from_file(path)
    horizon = read_horizon("12m")

    def audit() -> None:
        make_audit(store, _TODAY, horizon)

    def judge() -> None:
        """What comes of the lines alone."""
        ledger = read_ledger(store)
        judgements = judge_projects(sorted(ledger.projects), ledger.lines, _TODAY, horizon.find_last_day(_TODAY))
        find_cliff(judgements)
        for level in _LEVELS:
            find_sources(judgements, ledger, level)
            find_concentration(judgements, ledger.streams, level)

    def loop(*parts: str) -> None:
        """What cannot be done without: the query, and each value of each row."""
        for part in parts:
            for row in store.select(load_part(part).unordered):
                for value in row:
                    bool(value)

    def fill() -> float:
        """The most memory that Python takes for it, in MB."""
        tracemalloc.start()
        audit()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most / 1e6

    works: dict[str, Callable[[], float]] = {
        "lines": lambda: len(read_lines(store)),
        "memory": fill,
        "judge": lambda: time_once(judge),
        "query": lambda: time_once(lambda: loop("funding-lines")),
        "audit": lambda: time_once(audit),
        "queries": lambda: time_once(lambda: loop("funding-lines", "audit-surroundings")),
    }
    return lambda asked: works[asked]()


def _time_sizes(sizes: list[int], repetitions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = {size: _measure_size(Path(folder) / f"{size}.nt", size, repetitions) for size in sizes}
    put_heading("The audit of a graph in memory", "audit", "its queries and a bare loop over the rows")
    for size, told in found.items():
        for name, mine, other in (
            ("of the lines", "judge", "query"),
            ("whole, who takes part too", "audit", "queries"),
        ):
            what = f"{name}, {size}x: {told['lines']:,.0f} lines"
            put(Line(what, _tell(told[mine]), _tell(told[other]), told[mine] / told[other], 2))
    put_heading("From one size to the next", "grows", "lines grow")
    for small, large in pairwise(sizes):
        lines = found[large]["lines"] / found[small]["lines"]
        for what, unit in (("audit", "s"), ("memory", "MB")):
            grows = found[large][what] / found[small][what]
            shown = f"{found[small][what]:.3g} to {found[large][what]:.3g} {unit}"
            put(Line(f"{what}, {small}x to {large}x: {shown}", f"{grows:.1f}", f"{lines:.1f}", grows / lines, 1.5))


def _measure_size(path: Path, size: int, repetitions: int) -> dict[str, float]:
    """What is measured → lines, seconds or MB; times are medians of turns."""
    write_network(path, size)
    worker: Worker[_Asked] = Worker(_make_network, path)
    told = {what: worker.call(what, 0) for what in ("memory", "lines")}
    seen: dict[str, list[float]] = {"judge": [], "query": [], "audit": [], "queries": []}
    for _ in range(repetitions):
        for what, times in seen.items():
            times.append(worker.call(what, 0))
        if sum(map(sum, seen.values())) > _ENOUGH:
            break
    worker.stop()
    path.unlink()
    return told | {what: sorted(times)[len(times) // 2] for what, times in seen.items()}


def _tell(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 10 else f"{1000 * seconds:.3g} ms"  # noqa: PLR2004 - from there on seconds read better


@click.command()
@click.option("--tables", default="cold,growth", show_default=True, help="Which to make.")
@click.option("--repetitions", default=15, show_default=True, help="Of each thing that is compared.")
@click.option(
    "--sizes", default="1,10,100,300", show_default=True, help="Numbers of regions; 300 takes 6 GB of memory."
)
def _main(tables: str, repetitions: int, sizes: str) -> None:
    """Time the funding audit, and say which bounds hold."""
    if "cold" in tables.split(","):
        _time_cold(repetitions)
    if "growth" in tables.split(","):
        _time_sizes([int(size) for size in sizes.split(",")], repetitions)


if __name__ == "__main__":
    _main()
