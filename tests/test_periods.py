"""Days and periods as people write them, on a Sunday in November."""

from __future__ import annotations

import datetime as dt

import pytest

from trendbreuk_graph.understanding.periods import find_periods

_TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("op 31-12-26", "2026-12-31", "2026-12-31"),
        ("31/12/2026", "2026-12-31", "2026-12-31"),
        ("voor 1-1-27", None, "2026-12-31"),
        ("per 1 januari 2027", "2027-01-01", "2027-01-01"),
        ("on the first of January 2027", "2027-01-01", "2027-01-01"),
        ("31 dec '26", "2026-12-31", "2026-12-31"),
        ("as of 1 January 2027", "2027-01-01", None),
        ("after 31 December 2026", "2027-01-01", None),
        ("in het eerste kwartaal van 2027", "2027-01-01", "2027-03-31"),
        ("first quarter of next year", "2027-01-01", "2027-03-31"),
        ("kwartaal 2 van 2027", "2027-04-01", "2027-06-30"),
        ("q4 2026", "2026-10-01", "2026-12-31"),
        ("eerste helft van volgend jaar", "2027-01-01", "2027-06-30"),
        ("in the second half of 2026", "2026-07-01", "2026-12-31"),
        ("zomer 2027", "2027-06-01", "2027-08-31"),
        ("eind maart 2027", "2027-03-01", "2027-03-31"),
        ("medio 2027", "2027-05-01", "2027-08-31"),
        ("early 2027", "2027-01-01", "2027-03-31"),
        ("late 2026", "2026-10-01", "2026-12-31"),
        ("voor eind 2026", None, "2026-12-31"),
        ("by year-end", None, "2026-12-31"),
        ("voor het einde van het jaar", None, "2026-12-31"),
        ("na het einde van het jaar", "2027-01-01", None),
        ("rond de jaarwisseling", "2026-10-01", "2026-12-31"),
        ("dit jaar", "2026-01-01", "2026-12-31"),
        ("na dit jaar", "2027-01-01", None),
        ("vanaf volgend jaar", "2027-01-01", None),
        ("volgende maand", "2026-12-01", "2026-12-31"),
        ("this December", "2026-12-01", "2026-12-31"),
        ("komende 12 maanden", "2026-11-22", "2027-11-22"),
        ("in the next year and a half", "2026-11-22", "2028-05-22"),
        ("zes maanden vanaf nu", "2026-11-22", "2027-05-22"),
        ("komende jaren", "2026-11-22", None),
        ("afgelopen twee jaar", "2024-11-22", "2026-11-22"),
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("in '24", "2024-01-01", "2024-12-31"),
        ("2024/2025", "2024-01-01", "2025-12-31"),
        ("2024-'25", "2024-01-01", "2025-12-31"),
        ("2021 thru 2023", "2021-01-01", "2023-12-31"),
        ("tussen 2024 en 2026", "2024-01-01", "2026-12-31"),
        ("tussen 1 januari en 31 maart 2027", "2027-01-01", "2027-03-31"),
        ("tussen nu en 1 juli 2027", None, "2027-07-01"),
        ("between now and July 2027", None, "2027-07-31"),
        ("van nu tot eind 2027", None, "2027-12-31"),
        ("no later than 2030", None, "2030-12-31"),
        ("looking ahead to 31 December 2027", None, "2027-12-31"),
        ("tot 2028", None, "2027-12-31"),
        ("tot en met 2028", None, "2028-12-31"),
        ("later than 2026", "2027-01-01", None),
        ("sinds 2023", "2023-01-01", None),
        ("op 1 juli van dit jaar", "2026-07-01", "2026-07-01"),
        ("on 1 January of next year", "2027-01-01", "2027-01-01"),
        ("by January 1 of next year", None, "2027-01-01"),
        ("up to and including 31 December 2028", None, "2028-12-31"),
        ("through 2028", None, "2028-12-31"),
        ("from 1 jan 2027 up to 31 december 2027", "2027-01-01", "2027-12-31"),
        ("vanaf 1 juli 2027 tot eind van dat jaar", "2027-07-01", "2027-12-31"),
        ("tussen 1 december en 1 april", "2026-12-01", "2027-04-01"),
        ("van 1 februari tot 1 mei", "2027-02-01", "2027-05-01"),
        ("before New Year", None, "2026-12-31"),
        ("voor oud en nieuw", None, "2026-12-31"),
        ("before 1 july 27", None, "2027-06-30"),
        ("voor kerst", None, "2026-12-24"),
        ("after New Year", "2027-01-01", None),
        ("komende 3 mnd", "2026-11-22", "2027-02-22"),
        ("vanaf 1 december tot eind 2027", "2026-12-01", "2027-12-31"),
        ("from 1 December up to 31 December 2028", "2026-12-01", "2028-12-31"),
        ("from this month until the end of 2028", "2026-11-01", "2028-12-31"),
        ("sinds 1 juli tot eind 2027", "2026-07-01", "2027-12-31"),
        ("between 29 february '28 and 1 march 2029", "2028-02-29", "2029-03-01"),
        ("tussen 29-2-28 en 31 december 2029", "2028-02-29", "2029-12-31"),
        ("tussen 1 januari 2027 en 31 december", "2027-01-01", "2027-12-31"),
        ("between 1 March 2027 and 1 July of that year", "2027-03-01", "2027-07-01"),
        ("welke doelen zijn er voor 2027", "2027-01-01", "2027-12-31"),
        ("doelen voor 2027", "2027-01-01", "2027-12-31"),
        ("gehaald voor 2027", None, "2026-12-31"),
    ],
)
def test_a_period_is_found(typed: str, first: str | None, last: str | None) -> None:
    """One period, with both days inclusive and an open side as None."""
    (found,) = find_periods(typed, _TODAY)

    assert (first, last) == tuple(day.isoformat() if day else None for day in (found.first, found.last))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("as of 1 April 2027, looking ahead to the end of that year", [("2027-04-01", None), (None, "2027-12-31")]),
        ("doelen voor 2027, ergens in dat jaar", [("2027-01-01", "2027-12-31"), ("2027-01-01", "2027-12-31")]),
        ("after 2025, by 2028", [("2026-01-01", None), (None, "2028-12-31")]),
        ("in dat jaar", []),
        ("dat jaar na 2026", [("2027-01-01", None)]),
    ],
)
def test_that_year_is_the_one_that_was_named_before(typed: str, expected: list[tuple[str | None, str | None]]) -> None:
    """Nothing when none was; what is after a year is not closed by what comes behind a comma."""
    found = find_periods(typed, _TODAY)

    assert expected == [
        tuple(day.isoformat() if day else None for day in (period.first, period.last)) for period in found
    ]
    assert all(typed[period.start : period.end].strip() == typed[period.start : period.end] for period in found)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("per 1 januari", "2027-01-01"),
        ("op 1 december", "2026-12-01"),
        ("op 1 september", "2026-09-01"),
        ("op 1 september aanstaande", "2027-09-01"),
        ("per 1 september a.s.", "2027-09-01"),
        ("op 1 december eerstkomende", "2026-12-01"),
        ("sinds 1 december", "2025-12-01"),
        ("sinds 1 januari", "2026-01-01"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(typed: str, expected: str) -> None:
    """To come or past, and past when it is said to be since then."""
    (found,) = find_periods(typed, _TODAY)

    assert found.first
    assert expected == found.first.isoformat()


@pytest.mark.parametrize(
    "typed",
    ["31-2-27", "32-12-26", "keigezond", "Test je leefstijl", "1 op 3", "may I ask", "", "what ends in the new year"],
)
def test_what_is_no_day_stays_words(typed: str) -> None:
    """Numbers that are no day, and words that are no period."""
    assert [] == find_periods(typed, _TODAY)


def test_a_day_that_does_not_exist_leaves_its_month() -> None:
    """There is no 31 February, but February 2027 was named."""
    (found,) = find_periods("31 februari 2027", _TODAY)

    assert (dt.date(2027, 2, 1), dt.date(2027, 2, 28)) == (found.first, found.last)


@pytest.mark.parametrize(
    ("typed", "beyond"),
    [
        ("na 2025", True),
        ("after 2025", True),
        ("later dan 2026", True),
        ("beyond 31 December 2026", True),
        ("na maart 2027", True),
        ("na dit jaar", True),
        ("after Q4 2026", True),
        ("na het einde van het jaar", True),
        ("sinds 2024", False),
        ("since 2024", False),
        ("vanaf 2025", False),
        ("from 1 January 2027", False),
        ("starting 2027", False),
        ("voor eind 2024", False),
        ("in 2025", False),
        ("komende jaren", False),
    ],
)
def test_after_goes_on_for_ever_and_since_until_now(typed: str, beyond: bool) -> None:  # noqa: FBT001 - a column of the table
    """What comes behind a day has no end; what has been going on since a day has come so far."""
    (found,) = find_periods(typed, _TODAY)

    assert beyond == found.beyond


def test_two_days_leave_nothing_open() -> None:
    """What begins after one day and ends on another has an end."""
    (found,) = find_periods("na 2025 tot en met 2027", _TODAY)

    assert (False, dt.date(2027, 12, 31)) == (found.beyond, found.last)
