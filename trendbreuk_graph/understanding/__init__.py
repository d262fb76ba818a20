"""From a question as people type it to a question of the catalogue with its values, offline.

``words`` cuts and stems, ``periods`` finds days and periods, ``mentions`` finds the things of the graph that are named, ``sentences``
puts these together, ``readings`` tries each question on them, for which ``matching`` compares what is left with the ways in which each
question can be put and ``classifier`` says which question it sounds like, or that it sounds like none, ``counted`` finds a project by
what is counted there, and ``interpret`` decides: understood, unsure, or not about this graph; which of the names the question asks
for, and which narrow it or are left out. What the classifier knows was learnt beforehand
(``training``); nothing is sent anywhere, and the same words always give the same result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from trendbreuk_graph.understanding.interpret import Reading, Refused, Understood, Unsure, interpret
from trendbreuk_graph.understanding.matching import Matcher
from trendbreuk_graph.understanding.mentions import NameIndex

if TYPE_CHECKING:
    from trendbreuk_graph.measured import Measured
    from trendbreuk_graph.names import Thing
    from trendbreuk_graph.questions import Question

__all__ = ["Reader", "Reading", "Refused", "Understood", "Unsure"]


class Reader:
    """Reads typed questions about one graph.

    Args:
        questions: The catalogue.
        things: Everything in the graph that has a name.
        read_measured: Gives its figures and targets; asked only when a sentence wants a number.
    """

    def __init__(
        self,
        questions: Iterable[Question],
        things: Iterable[Thing],
        read_measured: Callable[[], Sequence[Measured]],
    ) -> None:
        self._matcher, self._index, self._read_measured = Matcher(questions), NameIndex(things), read_measured

    def read(self, sentence: str, today: dt.date) -> Understood | Unsure | Refused:
        """Understand a question as people type it, Dutch or English; `today` is what "this year" counts from."""
        return interpret(sentence, self._matcher, self._index, today, self._read_measured)
