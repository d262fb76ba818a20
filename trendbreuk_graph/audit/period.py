"""Days and periods as people type them: a day, a horizon, an assumed end."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from trendbreuk_graph.dates import add_months, find_bounds
from trendbreuk_graph.errors import BadDayError, BadHorizonError

__all__ = ["Horizon", "read_day", "read_horizon", "read_last_day"]

_HORIZON = re.compile(r"([+-]?\d{1,7})\s*([dmy])", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Horizon(NamedTuple):
    """How far an audit looks ahead: a number of days, months or years."""

    number: int
    unit: Literal["d", "m", "y"]

    def find_last_day(self, as_of: dt.date) -> dt.date:
        """The last day of the period that starts on a day; the last day that there is when it lies beyond.

        >>> Horizon(12, "m").find_last_day(dt.date(2026, 11, 22))
        datetime.date(2027, 11, 22)
        """
        if self.unit == "d":
            return as_of + dt.timedelta(days=min(self.number, (dt.date.max - as_of).days))
        return add_months(as_of, self.number if self.unit == "m" else 12 * self.number)

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.number}{self.unit}"


def read_day(text: str) -> dt.date:
    """A day as year-month-day.

    Raises:
        BadDayError: It is no such day.
    """
    try:
        if _DAY.fullmatch(text.strip()):
            return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadDayError(text) from error
    raise BadDayError(text)


def read_last_day(text: str) -> dt.date:
    """The last day of a year, a month or a day: "2028" is money up to and including 2028.

    Raises:
        BadDayError: It is no year, month or day.
    """
    try:
        found = find_bounds(text.strip())
    except ValueError as error:
        raise BadDayError(text) from error
    if "/" in text or found.latest is None:
        raise BadDayError(text)
    return found.latest


def read_horizon(text: str) -> Horizon:
    """A number with d (days), m (months) or y (years).

    Raises:
        BadHorizonError: It is something else, or below nought.
    """
    match = _HORIZON.fullmatch(text.strip())
    if match is None or int(match[1]) < 0:
        raise BadHorizonError(text)
    unit = match[2].lower()
    return Horizon(int(match[1]), "d" if unit == "d" else "m" if unit == "m" else "y")
