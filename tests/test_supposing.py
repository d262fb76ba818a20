"""What-if questions: streams that stop together, go on, or had never been there, worked out by hand on the mini world."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.audit.region import read_region
from trendbreuk_graph.audit.what_if import Assumption, compare
from trendbreuk_graph.catalogue import load_question
from trendbreuk_graph.errors import AssumptionError, EndBeforeStartError, ParameterError
from trendbreuk_graph.funding import read_ledger
from trendbreuk_graph.namespaces import ID
from trendbreuk_graph.parameters import read_values
from trendbreuk_graph.places import find_part
from trendbreuk_graph.store import EmbeddedStore, Store

if TYPE_CHECKING:
    from trendbreuk_graph.questions import Computed

_TODAY = dt.date(2026, 11, 22)


def _ask(store: Store, question_id: str, **given: str) -> Computed:
    question = load_question(question_id)
    assert question.compute
    return question.compute(store, read_values(store, question, given, _TODAY))


def _classes(found: Computed) -> dict[str, tuple[str, str]]:
    """Project → its class now and then, in English."""
    return {str(row[0]).removeprefix(ID): (str(row[-4]), str(row[-2])) for row in found.rows}


def test_streams_that_stop_together_take_more_than_one_of_them(mini_store: EmbeddedStore) -> None:
    """The Chances Scheme pays two projects and the budget of Ade the third: only when both stop nobody has secured money."""
    one = _ask(mini_store, "what-if-stream-ends", stream="kansenregeling", day="2024-06-30", until="2024-06-30")
    both = _ask(
        mini_store, "what-if-streams-end", streams="kansenregeling,begroting-ade", day="2024-06-30", until="2024-06-30"
    )

    assert {"zomerfit": ("covered", "over"), "eetclub": ("covered", "over")} == _classes(one)
    assert {**_classes(one), "beweegplein": ("covered", "over")} == _classes(both)
    assert [2, 3] == [one.counts["dry"], both.counts["dry"]]


def test_several_streams_with_one_are_the_question_for_one(mini_store: EmbeddedStore) -> None:
    """A list of one stream gives what the question for one stream gives."""
    period = {"day": "2024-06-30", "until": "2024-06-30"}

    assert _ask(mini_store, "what-if-stream-ends", stream="kansenregeling", **period) == _ask(
        mini_store, "what-if-streams-end", streams="kansenregeling", **period
    )


def test_without_a_stream_only_what_is_named_besides_counts(mini_store: EmbeddedStore) -> None:
    """Of Zomerfit the Old Pot is left, which has stopped, and hopes; of the dining club nothing."""
    found = _ask(mini_store, "what-if-stream-absent", stream="kansenregeling", day="2024-06-30", until="2025-06-30")

    assert {
        "zomerfit": ("covered", "over"),
        "eetclub": ("covered", "no money named"),
    } == _classes(found)
    assert [2, 2] == [found.counts["moved"], found.counts["dry"]]


def test_a_stream_that_never_paid_changes_nothing_when_it_is_thought_away(mini_store: EmbeddedStore) -> None:
    """Money that was only asked for is shown, and the class stays."""
    found = _ask(mini_store, "what-if-stream-absent", stream="zomerfonds", day="2024-06-30", until="2025-06-30")

    assert {"zomerfit": ("covered", "covered")} == _classes(found)
    assert ["Zomerfonds: aangevraagd", "Summer Fund: requested"] == [*found.rows[0][3:5]]
    assert [0, 0] == [found.counts["moved"], found.counts["dry"]]


def test_one_stream_stops_while_another_goes_on(mini_store: EmbeddedStore) -> None:
    """The square loses the budget of Ade; the two of the Chances Scheme are covered longer than they were."""
    found = _ask(
        mini_store,
        "what-if-one-extended",
        first="begroting-ade",
        second="kansenregeling",
        end="2026-11-22",
        until="2029-12-31",
        day="2026-11-22",
    )

    assert {
        "beweegplein": ("covered", "over"),
        "zomerfit": ("falls away", "covered"),
        "eetclub": ("falls away", "covered"),
    } == _classes(found)
    assert [3, 1] == [found.counts["moved"], found.counts["dry"]]
    assert f"{ID}beweegplein" == found.rows[0][0]


@pytest.mark.parametrize(
    ("question_id", "given", "assumptions"),
    [
        (
            "what-if-stream-absent",
            {"stream": "zonmw"},
            [Assumption("without", f"{ID}zonmw")],
        ),
        (
            "what-if-stream-absent",
            {"stream": "spuk-gala"},
            [Assumption("without", f"{ID}spuk-gala")],
        ),
        (
            "what-if-stream-extended",
            {"stream": "spuk-gala", "until": "2028-12-31"},
            [Assumption("extend", f"{ID}spuk-gala", dt.date(2028, 12, 31))],
        ),
    ],
    ids=["without-zonmw", "without-spuk-gala", "extend-spuk-gala"],
)
def test_the_question_and_the_audit_say_the_same(
    question_id: str, given: dict[str, str], assumptions: list[Assumption]
) -> None:
    """On the graph of the package, the projects that change class are those of `trendbreuk audit` with the same assumption."""
    store = EmbeddedStore.from_file(find_part("graph") / "trendbreuk.ttl")
    ledger = read_ledger(store)
    period = (_TODAY, dt.date(2027, 11, 22))
    audit = compare(list(ledger.projects), ledger.lines, assumptions, period, read_region(store))
    found = _classes(_ask(store, question_id, **given))

    assert audit.moved
    assert {iri.removeprefix(ID) for iri in audit.moved} == {
        project for project, (before, after) in found.items() if before != after
    }


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (
            lambda store: _ask(store, "what-if-one-extended", first="kansenregeling", second="kansenregeling"),
            AssumptionError,
        ),
        (
            lambda store: _ask(store, "what-if-streams-end", streams="kansenregeling", until="1990-01-01"),
            EndBeforeStartError,
        ),
        (lambda store: _ask(store, "what-if-streams-end", streams=" , "), ParameterError),
        (
            lambda store: _ask(store, "what-if-stream-extended", stream="kansenregeling", until="2026-11-21"),
            AssumptionError,
        ),
    ],
    ids=["one-stream-twice", "before-it-begins", "no-name", "goes-on-until-what-is-past"],
)
def test_what_cannot_be_supposed_is_refused(
    mini_store: EmbeddedStore, ask: Callable[[Store], Computed], error: type[Exception]
) -> None:
    """No answer is better than one to another question."""
    with pytest.raises(error):
        ask(mini_store)
