"""Times the questions of the catalogue: ``python benchmarks/questions.py``.

Three tables: a question from a fresh process against what it must load in any case; the whole catalogue against bare calls of the
store and against rdflib; and how the time of each question grows with the graph.
"""

from __future__ import annotations

import datetime as dt
import signal
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click
import pyoxigraph
from generator import count_triples, write_network
from timing import Line, OutOfTimeError, Worker, compare, compare_cold, put, put_heading, time_once

from trendbreuk_graph.answering import answer_question
from trendbreuk_graph.catalogue import find_questions, load_question
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.places import find_part
from trendbreuk_graph.questions import load_part
from trendbreuk_graph.store import EmbeddedStore, Store

if TYPE_CHECKING:
    from trendbreuk_graph.questions import Question, Values
    from trendbreuk_graph.store import Boolean, Rows, Triples

#: Counts as today, so that the same rows come on any day.
_TODAY = dt.date(2026, 1, 1)

#: What is asked from a fresh process; only the first has a bound.
_COLD = (
    ("question", "project-lead", "--param", "project=keigezond"),
    ("question", "project-lead", "--param", "project=keigezond", "--format", "csv"),
    ("question", "money-ending"),
    ("question", "parties-all"),
    ("question", "thing-evidence-of", "--param", "thing=keigezond"),
    ("question", "bridges"),
)

#: How much faster than the triples the time may grow and still count as linear. Where it grows faster yet, it is held against a plain
#: pass over the same networks: what no longer fits in the cache of a processor takes longer for each triple, whatever is asked.
_LINEAR = 1.3

#: Stands for that pass where the id of a question is expected.
_PASS = "plain pass"  # noqa: S105 - the pass is a walk

#: Seconds of repetition after which a question is not asked again.
_ENOUGH = 3.0


def _read_examples(store: Store, question: Question) -> Values:
    given = {parameter.name: parameter.example for parameter in question.parameters}
    return read_values(store, question, given, _TODAY)


def _time_cold(repetitions: int) -> None:
    """Fresh processes: a question, and the bare interpreter with the two packages that answer it."""
    put_heading("A question from a fresh process", "trendbreuk", "import pyoxigraph, click")
    bare, *times = compare_cold(_COLD, repetitions)
    for asked, seconds in zip(_COLD, times, strict=True):
        bound = 2.5 if asked is _COLD[0] else None
        put(Line(" ".join(asked[1:]), _tell(seconds), _tell(bare), seconds / bare, bound))


class _Listener(Store):
    """A store that remembers which queries it was asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []

    def query(self, text: str) -> Rows | Boolean | Triples:
        self.asked.append(text)
        return self._store.query(text)


def _find_texts(store: Store, question: Question) -> list[str]:
    """The queries that an answer asks the store: the question with its values bound, and what counts its denominator."""
    listener = _Listener(store)
    answer_question(listener, question, _read_examples(store, question), "nl", evidence=False)
    return listener.asked


def _read_bare(store: pyoxigraph.Store, texts: Sequence[str]) -> list[list[tuple[str | None, ...]]]:
    """Ask the queries and read every value."""
    found = []
    for text in texts:
        solutions: Any = store.query(text)
        found.append([tuple([None if term is None else term.value for term in solution]) for solution in solutions])
    return found


def _time_catalogue(repetitions: int, limit: float) -> None:
    """Every question in SPARQL: the answer, the bare calls of the same store, and rdflib."""
    graph = find_part("graph") / "trendbreuk.ttl"
    bare = pyoxigraph.Store()
    bare.bulk_load(path=str(graph), format=pyoxigraph.RdfFormat.TURTLE)
    store = EmbeddedStore(bare)
    questions = [question for question in find_questions() if question.compute is None]
    texts = {question.id: _find_texts(store, question) for question in questions}
    put_heading(f"The {len(questions)} questions in SPARQL on the real graph, in memory", "answer", "against")
    answers = {}
    bares = {}
    for question in questions:
        values, asked = _read_examples(store, question), texts[question.id]
        answers[question.id], bares[question.id] = compare(
            [
                lambda question=question, values=values: answer_question(store, question, values, "nl", evidence=False),  # type: ignore[misc] # defaults bind them now
                lambda asked=asked: _read_bare(bare, asked),  # type: ignore[misc]
            ],
            repetitions,
        )
    whole, below = sum(answers.values()), sum(bares.values())
    put(Line("bare pyoxigraph calls of the same queries, sum", _tell(whole), _tell(below), whole / below, 1.2))
    worst = sorted(questions, key=lambda question: bares[question.id] - answers[question.id])
    for question in worst[:5]:
        mine, other = answers[question.id], bares[question.id]
        put(Line(f"bare pyoxigraph calls, {question.id}", _tell(mine), _tell(other), mine / other))
    if limit:
        _time_rdflib(graph, texts, answers, limit)


def _time_rdflib(graph: Path, texts: dict[str, list[str]], answers: dict[str, float], limit: float) -> None:
    """The same queries on rdflib, each once; one that takes longer than the limit counts as the limit."""
    worker: Worker[list[str]] = Worker(_make_rdflib, graph)
    times, ended = {}, []
    for question_id, asked in texts.items():
        try:
            times[question_id] = worker.call(asked, limit)
        except OutOfTimeError:
            times[question_id] = limit
            ended.append(question_id)
    worker.stop()
    whole, mine = sum(times.values()), sum(answers.values())
    said = f"; ended after {limit:g} s and counted so: {', '.join(ended)}" if ended else ""
    put(Line(f"rdflib over answer, sum{said}", _tell(whole), _tell(mine), whole / mine, 20, at_least=True))
    near = sorted(times, key=lambda one: times[one] / answers[one])
    for question_id in near[:3]:
        other, this = times[question_id], answers[question_id]
        put(Line(f"rdflib over answer, {question_id} (least gain)", _tell(other), _tell(this), other / this))


def _make_rdflib(graph: Path) -> Callable[[list[str]], float]:
    import rdflib

    def leave(*_: object) -> None:
        raise OutOfTimeError

    # It is Python throughout, so that it can leave a query, and need not read the graph again.
    signal.signal(signal.SIGPROF, leave)
    loaded = rdflib.Graph()
    loaded.parse(graph, format="turtle")

    def read(texts: Sequence[str]) -> None:
        for text in texts:
            rows: Any = loaded.query(text)
            for row in rows:
                tuple(row)

    return lambda texts: time_once(lambda: read(texts))


#: A number of regions, and a question or the plain pass; an empty one only loads the graph.
_Asked = tuple[int, str]


def _make_networks(paths: dict[int, Path]) -> Callable[[_Asked], float]:
    """Answers questions on graphs of several sizes, and gives the time that it took."""
    stores: dict[int, Store] = {}
    values: dict[str, Values] = {}

    def work(asked: _Asked) -> float:
        size, question_id = asked
        if size not in stores:
            stores[size] = EmbeddedStore.from_file(paths[size])
        if not question_id:
            return 0.0
        if question_id == _PASS:
            return time_once(lambda: _pass_through(stores[size]))
        question = load_question(question_id)
        if question_id not in values:
            values[question_id] = _read_examples(stores[size], question)
        return time_once(lambda: answer_question(stores[size], question, values[question_id], "nl", evidence=False))

    return work


def _pass_through(store: Store) -> int:
    """The least that any question on partners does, and linear by its form: who takes part in what, read once, and partners counted."""
    company: dict[str, list[str]] = {}
    projects: dict[str, list[str]] = {}
    for _, project, who in store.select(load_part("participation-claims").unordered):
        company.setdefault(str(project), []).append(str(who))
        projects.setdefault(str(who), []).append(str(project))
    return sum(len({who for project in found for who in company[project]}) for found in projects.values())


def _time_growth(questions: Sequence[Question], sizes: Sequence[int], largest_computed: int, limit: float) -> None:
    """Questions on graphs of several sizes; the time should not grow much faster than the number of triples."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {size: Path(folder) / f"{size}.nt" for size in sizes}
        for size, path in paths.items():
            write_network(path, size)
        triples = {size: count_triples(path) for size, path in paths.items()}
        told = ", ".join(f"{size}x = {triples[size]:,} triples" for size in sizes)
        put_heading(f"Growth: {told}", "time grows", "triples grow")
        worker: Worker[_Asked] = Worker(_make_networks, paths)
        for question in questions:
            asked = [size for size in sizes if question.compute is None or size <= largest_computed]
            times, ended = _time_sizes(worker, question.id, asked, limit)
            small, large = _put_growth(question.id, times, triples, ended, limit)
            if large:
                _put_growth_of_pass(question.id, {size: times[size] for size in (small, large)}, worker)
        worker.stop()


def _time_sizes(
    worker: Worker[_Asked], question_id: str, sizes: Sequence[int], limit: float
) -> tuple[dict[int, float], int]:
    """Size → median time; and the size at which it took longer than the limit, or 0. Larger ones are then not tried."""
    times: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(9):
        for size in list(times):
            if sum(times[size]) > _ENOUGH:
                continue
            worker.call((size, ""), 0)
            try:
                times[size].append(worker.call((size, question_id), limit))
            except OutOfTimeError:
                times = {other: found for other, found in times.items() if other < size}
                return {other: median(found) for other, found in times.items()}, size
    return {size: median(found) for size, found in times.items()}, 0


def _put_growth(
    question_id: str, times: dict[int, float], triples: dict[int, int], ended: int, limit: float
) -> tuple[int, int]:
    """The step from one size to the next in which the time grew most, over how the number of triples grew.

    Returns:
        The two sizes when that is too much to call it linear; else zeros.
    """
    told = ", ".join(_tell(seconds) for seconds in times.values())
    if ended:
        told += f", {ended}x ended after {limit:g} s"
    sizes = list(times)
    steps = [
        (times[large] / times[small], triples[large] / triples[small], small, large) for small, large in pairwise(sizes)
    ]
    if not steps:
        return 0, 0
    time, size, small, large = max(steps, key=lambda step: step[0] / step[1])
    ratio = time / size
    # What passes it gets a line more, which has the bound.
    bound = _LINEAR if ratio <= _LINEAR or ended else None
    put(Line(f"{question_id}: {told}", f"{time:.1f} times", f"{size:.1f} times", ratio, bound))
    return (0, 0) if bound else (small, large)


def _put_growth_of_pass(question_id: str, times: dict[int, float], worker: Worker[_Asked]) -> None:
    """The same step over how the time of a plain pass grew, measured at once, so that the machine is as busy."""
    small, large = times
    passes, _ = _time_sizes(worker, _PASS, (small, large), 0)
    time, other = times[large] / times[small], passes[large] / passes[small]
    told = f"{question_id} from {small}x to {large}x over a plain pass: {_tell(passes[small])}, {_tell(passes[large])}"
    put(Line(told, f"{time:.1f} times", f"{other:.1f} times", time / other, _LINEAR))


def _tell(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 10 else f"{1000 * seconds:.3g} ms"  # noqa: PLR2004 - from there on seconds read better


@click.command()
@click.option("--tables", default="cold,catalogue,growth", show_default=True, help="Which of the three to make.")
@click.option("--repetitions", default=25, show_default=True, help="Of each thing that is compared.")
@click.option(
    "--rdflib-limit", default=5.0, show_default=True, help="Seconds for one question on rdflib; 0 leaves rdflib out."
)
@click.option("--sizes", default="1,10,100,300", show_default=True, help="Numbers of regions to measure growth on.")
@click.option(
    "--computed-up-to", default=300, show_default=True, help="Largest of these for questions that are not in SPARQL."
)
@click.option("--only", default="", help="Ids of the questions to measure growth of; empty for all.")
@click.option("--limit", default=60.0, show_default=True, help="Seconds for one answer when measuring growth.")
def _main(  # noqa: PLR0913, PLR0917 - click passes every option
    tables: str, repetitions: int, rdflib_limit: float, sizes: str, computed_up_to: int, only: str, limit: float
) -> None:
    """Time the questions of the catalogue, and say which bounds hold."""
    chosen = tables.split(",")
    if "cold" in chosen:
        _time_cold(repetitions)
    if "catalogue" in chosen:
        _time_catalogue(repetitions, rdflib_limit)
    if "growth" in chosen:
        questions = [question for question in find_questions() if not only or question.id in only.split(",")]
        _time_growth(questions, [int(size) for size in sizes.split(",")], computed_up_to, limit)


if __name__ == "__main__":
    _main()
