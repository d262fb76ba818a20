"""Dates that are no more precise than their source: EDTF in, earliest and latest day out.

A record says ``"2026"``, ``"2024-09"``, ``"2023/2026"`` or ``"2026?"`` (ISO 8601-2, Extended Date/Time Format, the parts of levels
0 and 1 that these records need). The graph holds that text and the first and last day it can mean. ``"2026"`` as an end is
any day from 1 January to 31 December 2026: nothing here makes it 31 December.

The library ``edtf`` reads the whole standard, but takes some 40 ms a date, which would be most of the time of a build. The four
shapes above need no grammar; the tests hold these bounds against that library's.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["Bounds", "add_months", "find_bounds", "read_wording"]

_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_SHAPE = re.compile(rf"({_DAY})[?~%]?(?:/(?:({_DAY})[?~%]?|(\.\.)))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day that a date text can mean, both inclusive.

    ``latest`` is None for an interval without end (``"2023/.."``).
    """

    earliest: dt.date
    latest: dt.date | None


def find_bounds(text: str) -> Bounds:
    """Find the earliest and latest day an EDTF text can mean.

    Uncertainty marks (``?``, ``~``, ``%``) stay in the text and do not widen the bounds.

    >>> find_bounds("2024-09")
    Bounds(earliest=datetime.date(2024, 9, 1), latest=datetime.date(2024, 9, 30))

    Raises:
        ValueError: The text is no EDTF date or interval of the kinds above, names a day that does not exist, or is
            an interval that ends before it starts.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no EDTF date")
    first, last, open_end = match.groups()
    try:
        earliest = _first_day(first)
        latest = None if open_end else _last_day(last or first)
        _last_day(first)
    except ValueError as error:
        raise ValueError(f"{text!r} is no EDTF date: {error}") from error
    if latest is not None and latest < earliest:
        raise ValueError(f"{text!r} is no EDTF date: it ends before it starts")
    return Bounds(earliest, latest)


# The words, and nothing else, before a year or a month and a year: "t/m het eind van de projectperiode" names no date of its own.
_THROUGH = re.compile(r"(?:tot en met|t/m) (?:[a-z]+ )?\d{4}")
_UNTIL = re.compile(r"tot (?!en met\b|eind)(?:[a-z]+ )?\d{4}")


def read_wording(end: Bounds, wording: str | None) -> Bounds:
    """What the words of an end say about its bounds, which a bare year or month cannot.

    "Tot en met 2026" is the last day of 2026: both bounds are that day. "Tot 2026" may mean that the money is there until 2026
    begins: the earliest end moves to the day before. Any other words ("in 2023", "2023-2025", "t/m schooljaar 2023-2024") leave
    the bounds as they are.

    >>> read_wording(find_bounds("2026"), "tot en met 2026").earliest
    datetime.date(2026, 12, 31)
    >>> read_wording(find_bounds("2026"), "tot 2026").earliest
    datetime.date(2025, 12, 31)
    """
    words = "" if wording is None else wording.strip().casefold()
    if end.latest is not None and _THROUGH.fullmatch(words):
        return Bounds(end.latest, end.latest)
    if _UNTIL.fullmatch(words) and end.earliest > dt.date.min:
        return Bounds(end.earliest - dt.timedelta(days=1), end.latest)
    return end


def _first_day(text: str) -> dt.date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _last_day(text: str) -> dt.date:
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else _count_days(year, month)
    return dt.date(year, month, day)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of that month when it is shorter, or the last day that there is.

    >>> add_months(dt.date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, _count_days(year, month + 1)))


def _count_days(year: int, month: int) -> int:
    # It loads what no question needs that has no day in it.
    import calendar

    return calendar.monthrange(year, month)[1]
