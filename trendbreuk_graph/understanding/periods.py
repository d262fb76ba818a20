"""Days and periods as people write them, Dutch and English: "dit jaar", "voor eind 2026", "in the coming six months"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from trendbreuk_graph.dates import add_months

__all__ = ["Period", "find_periods", "read_number"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a sentence names, both days inclusive; None is an open side.

    ``start`` and ``end`` are the place of its words in the sentence; ``beyond`` tells "after 2025", which goes on for ever, from "since
    2025", which goes on until now.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    beyond: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "een één one a an",
            "twee two",
            "drie three",
            "vier four",
            "vijf five",
            "zes six",
            "zeven seven",
            "acht eight",
            "negen nine",
            "tien ten",
            "elf eleven",
            "twaalf twelve",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERS |= {"achttien": 18, "eighteen": 18, "anderhalf": 18, "vierentwintig": 24, "twenty-four": 24, "half": 6}

#: Words that are articles as often as numbers.
_ARTICLES = frozenset({"een", "één", "a", "an", "one", "half"})


def read_number(word: str) -> int | None:
    """A small number in digits or letters; None for anything else, articles included."""
    if word.isdecimal() and len(word) < 3:  # noqa: PLR2004 - longer numbers are years
        return int(word)
    return None if word in _ARTICLES else _NUMBERS.get(word)


_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?P<year>20\d\d)"
#: A year that people write with two digits, where nothing else can be meant.
_SHORT_YEAR = r"(?P<year>(?:20|['’])?\d\d)"
_BEFORE = (
    r"(?P<before>tussen (?:nu|vandaag) en|between (?:now|today) and|(?:van|vanaf) (?:nu|vandaag) (?:tot en met|t/m|tot)|from (?:now|today) (?:to|until|till)|"
    r"uiterlijk|(?:looking |look )?ahead to|vooruit tot|niet later dan|no later than|not later than|at the latest by|at the latest|"
    r"voor het|voor|vóór|tot en met|t/m|tot|before|by the|by|up to and including|up until|up to|through to|through|until|till)"
)
_AFTER = r"(?P<after>vanaf het|vanaf|sinds|later dan|voorbij|na|from|since|later than|beyond|after|starting|as of)"
_EDGE = (
    r"(?P<edge>eind(?:e)?(?: van)?|laat in|begin(?: van)?|vroeg in|(?:the )?end of|(?:the )?start of|(?:the )?beginning of|"
    r"late(?: in)?|early(?: in)?|medio|halverwege|mid)"
)
_ORDER = {
    word: number
    for number, words in enumerate(
        ("eerste first", "tweede second", "derde third", "vierde fourth laatste last"), start=1
    )
    for word in words.split()
}
#: Season → the month in which it begins; people mean whole months.
_SEASONS = {
    name: month
    for month, names in ((3, "voorjaar lente spring"), (6, "zomer summer"), (9, "najaar herfst autumn fall"))
    for name in names.split()
}
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})"


def find_periods(sentence: str, today: dt.date) -> list[Period]:
    """The periods of a sentence, in order; words that are part of one are not part of another.

    "Before" and "until" a year mean up to its last day when the year is what ends ("voor eind 2026"), and up to the day before it
    otherwise ("voor 2026").

    Args:
        sentence: As typed.
        today: What "this year" and "coming months" count from.
    """
    text = _name_year(sentence.casefold())
    found: list[Period] = []
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < period.end and period.start < match.end() for period in found):
                continue
            period = _try(make, match, today)
            if period is not None:
                beyond = match.groupdict().get("after") in _BEYOND
                found.append(Period(match.start(), _pass_stand_in(text, match.end()), *period, beyond))
    return _join(sorted(found, key=lambda period: period.start), text)


def _name_year(text: str) -> str:
    """The same with the year itself for "that year", in as many signs."""
    that = _THAT_YEAR.search(text)
    named = re.findall(r"\b20\d\d\b", text[: that.start()]) if that else []
    if that is None or not named:
        return text
    return f"{text[: that.start()]}{named[-1]}{_STAND_IN * (that.end() - that.start() - len(named[-1]))}{text[that.end() :]}"


def _pass_stand_in(text: str, end: int) -> int:
    return len(text) - len(text[end:].lstrip(_STAND_IN))


def _join(periods: list[Period], text: str) -> list[Period]:
    """Two days with "en" or "tot" between them are the two sides of one period, and so are what begins and what ends right behind it."""
    joined: list[Period] = []
    for period in periods:
        before = joined[-1] if joined else None
        between = text[before.end : period.start] if before else ""
        # "From 1 January up to 31 December", "van 1 februari tot 1 mei": the one begins, the other only ends.
        begins = before and before.last in {None, before.first} and not before.beyond
        open_sides = begins and not period.first and between == " "
        if before and before.first and period.last and (open_sides or _JOINT.fullmatch(between)):
            first, last = before.first, period.last
            if not open_sides and not _DATED.search(text[before.start : before.end]):
                # "Tussen 1 januari en 31 december 2027": the year is said once.
                first = add_months(first, 12 * (last.year - first.year))
            if first > last:
                # "Tussen 1 december en 1 april": it begins the year before, or ends the year after when that of its beginning is said.
                apart = 12 * (first.year - last.year) + 12 * (first.replace(day=1, year=last.year) > last)
                dated = _DATED.search(text[before.start : before.end])
                first, last = (first, add_months(last, apart)) if dated else (add_months(first, -apart), last)
            joined[-1] = Period(before.start, period.end, first, last)
        else:
            joined.append(period)
    return joined


_Range = tuple[dt.date | None, dt.date | None]
_Maker = Callable[[re.Match[str], dt.date], _Range]


def _try(make: _Maker, match: re.Match[str], today: dt.date) -> _Range | None:
    try:
        return make(match, today)
    except (ValueError, OverflowError):
        # "31 februari" is no day; the words stay words.
        return None


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    return first, add_months(first, 1) - dt.timedelta(days=1)


#: "After" these lies what comes behind; "from" these begins with them.
_BEYOND = frozenset({"na", "after", "later dan", "later than", "voorbij", "beyond"})
_SINCE = frozenset({"sinds", "since"})
_EXCLUSIVE = frozenset({"voor", "voor het", "vóór", "tot", "before"})
#: Half a year and some days: of two days that are as near, the one to come.
_HALF_YEAR = dt.timedelta(days=184)


def _bounded(match: re.Match[str], first: dt.date, last: dt.date) -> _Range:
    """The period itself, or what comes before or after it when a word says so."""
    groups = match.groupdict()
    if groups.get("before"):
        inclusive = groups["before"] not in _EXCLUSIVE
        return None, last if inclusive or groups.get("edge") else first - dt.timedelta(days=1)
    if groups.get("after"):
        return (last + dt.timedelta(days=1) if groups["after"] in _BEYOND else first), None
    return first, last


def _guess_year(match: re.Match[str], first: dt.date, today: dt.date) -> int:
    """The year of a day without one, given in this year: that of the nearest such day, or the last one for "since"."""
    groups = match.groupdict()
    if groups.get("coming"):
        return today.year + (first <= today)
    if groups.get("after") in _SINCE:
        return today.year - (first > today)
    if first < today - _HALF_YEAR:
        return today.year + 1
    return today.year - (first > today + _HALF_YEAR)


def _read_year(text: str) -> int:
    """A year of four digits, or of two, which are of this century."""
    return 2000 + int(text[-2:])


def _make_day(match: re.Match[str], today: dt.date) -> _Range:
    month, number = _MONTHS[match["month"]], 1 if match["day"] in _ORDER else int(match["day"])
    if match["named"]:
        return _bounded_day(match, dt.date(_find_named_year(match, today), month, number))
    day = dt.date(_read_year(match["year"]) if match["year"] else today.year, month, number)
    return _bounded_day(match, day if match["year"] else day.replace(year=_guess_year(match, day, today)))


def _make_iso_day(match: re.Match[str], _: dt.date) -> _Range:
    return _bounded_day(match, dt.date(_read_year(match["year"]), int(match["month"]), int(match["day"])))


def _bounded_day(match: re.Match[str], day: dt.date) -> _Range:
    if match["before"]:
        # "Before 1 January" is the day before it, "before 31 December" means that day as a rule.
        is_last = (day + dt.timedelta(days=1)).day == 1
        exclusive = match["before"] in {"voor", "vóór", "before"} and not is_last
        return None, day - dt.timedelta(days=1) if exclusive else day
    if match["after"]:
        return (day + dt.timedelta(days=1) if match["after"] in _BEYOND else day), None
    return day, day


def _make_month(match: re.Match[str], today: dt.date) -> _Range:
    month = _MONTHS[match["month"]]
    if match["year"]:
        return _bounded(match, *_month(_read_year(match["year"]), month))
    return _bounded(match, *_month(_guess_year(match, dt.date(today.year, month, 1), today), month))


def _find_named_year(match: re.Match[str], today: dt.date) -> int:
    """The year that stands behind a day, a quarter, a half or a season, in digits or as "this" and "next"; else this year."""
    named = match["year"] or match.groupdict().get("named") or ""
    if named.isdigit():
        return int(named)
    return today.year + (1 if _NEXT.match(named) else -1 if _LAST.match(named) else 0)


def _make_quarter(match: re.Match[str], today: dt.date) -> _Range:
    said = next(match[name] for name in ("quarter", "quarter2", "quarter3", "quarter4") if match[name])
    quarter = _ORDER.get(said) or int(said)
    first = dt.date(_find_named_year(match, today), 3 * quarter - 2, 1)
    return _bounded(match, first, add_months(first, 3) - dt.timedelta(days=1))


def _make_half(match: re.Match[str], today: dt.date) -> _Range:
    said = match["half"] or match["half2"]
    later = (_ORDER.get(said) or int(said)) > 1
    first = dt.date(_find_named_year(match, today), 7 if later else 1, 1)
    return _bounded(match, first, add_months(first, 6) - dt.timedelta(days=1))


def _make_season(match: re.Match[str], today: dt.date) -> _Range:
    first = dt.date(_find_named_year(match, today), _SEASONS[match["season"]], 1)
    return _bounded(match, first, add_months(first, 3) - dt.timedelta(days=1))


def _make_year_end(match: re.Match[str], today: dt.date) -> _Range:
    """The last quarter for "het einde van het jaar"; with a word before it ("by year-end") the time up to the last day."""
    first, last = _year(today.year)
    if match["after"]:
        return last + dt.timedelta(days=1), None
    return (None, last) if match["before"] else (first.replace(month=10), last)


def _make_christmas(match: re.Match[str], today: dt.date) -> _Range:
    """Before or after the next Christmas, or this one as long as it lasts."""
    year = today.year + (today > dt.date(today.year, 12, 26))
    return _bounded(match, dt.date(year, 12, 25), dt.date(year, 12, 26))


def _make_edge(match: re.Match[str], today: dt.date) -> _Range:
    named = match["which"]
    if named in _MONTHS:
        month = _MONTHS[named]
        year = int(match["of"]) if match["of"] else _guess_year(match, dt.date(today.year, month, 1), today)
        return _bounded(match, *_month(year, month))
    year = int(named) if named.isdigit() else today.year + (1 if _NEXT.match(named) else 0)
    first, last = _year(year)
    edge = match["edge"]
    if edge.startswith(("begin", "start", "the start", "the begin", "vroeg", "early")):
        last = dt.date(year, 3, 31)
    elif edge.startswith(("medio", "mid", "halverwege")):
        first, last = dt.date(year, 5, 1), dt.date(year, 8, 31)
    elif not match["before"] and not match["after"]:
        first = dt.date(year, 10, 1)
    return _bounded(match, first, last)


def _make_year(match: re.Match[str], _: dt.date) -> _Range:
    whole = _year(_read_year(match["year"]))
    if match["before"] == "voor" and _FOR.search(match.string[: match.start()]):
        # "Doelen voor 2027" are of that year; what is to be done "voor 2027" is before it.
        return whole
    return _bounded(match, *whole)


def _make_years(match: re.Match[str], _: dt.date) -> _Range:
    return _year(int(match["year"]))[0], _year(_read_year(match["year2"]))[1]


def _make_this(match: re.Match[str], today: dt.date) -> _Range:
    which, unit = match["which"], match["unit"]
    step = 1 if _NEXT.match(which) else -1 if _LAST.match(which) else 0
    if unit.startswith(("jaar", "year", "kalenderjaar")):
        return _bounded(match, *_year(today.year + step))
    if unit.startswith(("maand", "month")):
        first = add_months(today.replace(day=1), step)
        return _bounded(match, *_month(first.year, first.month))
    if unit.startswith(("kwartaal", "quarter")):
        first = add_months(dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * step)
        return _bounded(match, first, add_months(first, 3) - dt.timedelta(days=1))
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=step)
    return _bounded(match, monday, monday + dt.timedelta(days=6))


def _make_span(match: re.Match[str], today: dt.date) -> _Range:
    """So many months or years from today, forward or back."""
    word = match["number"]
    number = int(word) if word and word.isdigit() else _NUMBERS.get(word or "", 1)
    unit = match["unit"]
    if word == "" and unit in {"jaren", "years"}:
        # "De komende jaren": nobody says how many.
        return (None, today) if _LAST.match(match["way"]) else (today, None)
    back = bool(match["way"] and _LAST.match(match["way"])) or bool(match.groupdict().get("ago"))
    if unit in {"jaar en een half", "year and a half", "anderhalf jaar"}:
        months = 18
    elif unit.startswith("half"):
        months = 6
    elif unit.startswith(("jaar", "jaren", "year")):
        # "anderhalf jaar" and "half jaar" are counted in months already.
        months = number if word in {"anderhalf", "half"} else 12 * number
    elif unit.startswith(("maand", "mnd", "month")):
        months = number
    elif unit.startswith(("kwarta", "quarter")):
        months = 3 * number
    else:
        step = dt.timedelta(days=number * (7 if unit.startswith("we") else 1))
        return (today - step, today) if back else (today, today + step)
    return (add_months(today, -months), today) if back else (today, add_months(today, months))


_JOINT = re.compile(r" ?(?:-|–|t/m|tot en met|tot|en|and|to|until|through) ?")
_NEXT = re.compile(
    r"(?:het |the )?(?:volgend|volgende|komend|komende|aankomend|aankomende|aanstaande|next|coming|upcoming)"
)
_LAST = re.compile(r"(?:het |de |the )?(?:vorig|vorige|afgelopen|laatste|last|past|previous)")
_WAY = (
    r"(?P<way>(?:in |binnen |over |voor |de |het |within |during |over |for )*(?:the )?"
    r"(?:komende?|aankomende?|eerstkomende|volgende?|eerstvolgende|afgelopen|laatste|vorige|next|coming|upcoming|last|past|previous)|binnen|within|in|over)"
)
_UNIT = r"(?P<unit>jaar en een half|year and a half|anderhalf jaar|half ?jaar|half[ -]year|jaar|jaren|years?|maanden|maand|mnd|months?|kwartalen|kwartaal|quarters?|weken|week|weeks?|dagen|days?)"

#: A year behind a day, a quarter or a half, in words.
_NAMED = r"(?P<named>(?:dit|volgend|komend|vorig|this|next|last) (?:jaar|year))"
#: A day whose year is told by itself, in digits or counted from now.
_DATED = re.compile(
    r"\d{4}|['’]\d\d|[-/.]\d{1,2}[-/.]\d\d|\b(?:jaar|year|maand|month|kwartaal|quarter|this|deze|dit|next|volgende?|komende?|sinds|since)\b"
)
#: A year that was named before.
_THAT_YEAR = re.compile(r"\b(?:dat|datzelfde|hetzelfde|that|that same|the same) (?:jaar|year)\b")
#: Stands for the signs that "that year" is longer than the year itself.
_STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
#: What is for a year, and not before it.
_FOR = re.compile(
    r"\b(?:doel(?:en|stellingen)?|streefcijfers?|cijfers|ambities|targets)(?: (?:zijn|gelden|staan|hebben|er|we))* $"
)

_PATTERNS: list[tuple[re.Pattern[str], _Maker]] = [
    (
        re.compile(rf"(?:(?:{_BEFORE}|{_AFTER}) )?\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        _make_iso_day,
    ),
    (
        re.compile(rf"(?:(?:{_BEFORE}|{_AFTER}) )?\b(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_SHORT_YEAR}\b"),
        _make_iso_day,
    ),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?(?:the )?\b(?P<day>\d{{1,2}}|first|eerste)(?:st|nd|rd|th|e)?(?: of| van)? {_MONTH}(?:,? (?:(?:van |of )?(?P<year>20\d\d|['’]\d\d|(?:2[4-9]|3\d)(?![\d-]))|(?:van |of ){_NAMED}))?"
            r"(?: (?P<coming>aanstaande|eerstkomende|eerstvolgende|a\.s))?\b"
        ),
        _make_day,
    ),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?:{_YEAR}|of {_NAMED}))?\b"
        ),
        _make_day,
    ),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?(?:in )?(?:het |the )?\b(?:[qk](?P<quarter>[1-4])|(?P<quarter2>[1-4])(?:e|st|nd|rd|th)? (?:kwartaal|quarter)|"
            rf"(?:kwartaal|quarter) (?P<quarter3>[1-4])|(?P<quarter4>{'|'.join(_ORDER)}) (?:kwartaal|quarter))\b(?:,? (?:van |of |in )?(?:{_YEAR}|{_NAMED}))?(?!\w)"
        ),
        _make_quarter,
    ),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?(?:in )?(?:de |the )?\b(?:h(?P<half>[12])|(?P<half2>eerste|tweede|first|second) (?:helft|half))\b"
            rf"(?: (?:van |of |in )?(?:{_YEAR}|{_NAMED}))(?!\w)"
        ),
        _make_half,
    ),
    (
        re.compile(rf"(?:(?:{_BEFORE}|{_AFTER}) )?(?:in )?(?:de |het |the )?\b{_SEASON} (?:van |of |in )?{_YEAR}\b"),
        _make_season,
    ),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?(?:het |the |de |aan het |at the |at )?\b(?:jaareinde|jaarwisseling|year[- ]end|"
            rf"eind(?:e)? (?:van )?het (?:kalender)?jaar|end of (?:the )?(?:calendar )?year)\b"
        ),
        _make_year_end,
    ),
    (
        re.compile(
            rf"(?:{_BEFORE}|{_AFTER}) \b(?:de |the )?(?:kerst|kerstmis|xmas|christmas)(?: (?:dit jaar|this year))?\b"
        ),
        _make_christmas,
    ),
    (
        # "In the new year" is another year.
        re.compile(
            rf"(?:{_BEFORE}|{_AFTER}) \b(?:nieuwjaar|oud en nieuw|(?:the )?new year(?:['’]s(?: eve| day)?)?(?! \d))\b"
        ),
        _make_year_end,
    ),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?\b(?:het )?{_EDGE}[ -](?:het )?(?P<which>20\d\d|dit jaar|this year|volgend jaar|komend jaar|next year|{'|'.join(_MONTHS)})\b(?: (?P<of>20\d\d))?"
        ),
        _make_edge,
    ),
    (
        re.compile(
            rf"(?:in |begin |eind |from |between |tussen |van )?\b{_YEAR} ?(?:-|–|/|t/m|tot en met|tot|en|of|and|or|to|until|through|thru) ?(?P<year2>20\d\d|['’]?\d\d(?![-/\d]))\b"
        ),
        _make_years,
    ),
    (
        re.compile(rf"(?:(?:{_BEFORE}|{_AFTER}|in|tijdens|during) )?(?:the )?\b{_MONTH} (?:van |of )?{_YEAR}\b"),
        _make_month,
    ),
    (
        re.compile(rf"\b(?:in|tijdens|during|(?:{_BEFORE})|(?:{_AFTER})) {_MONTH}(?P<year>)\b(?! \d)"),
        _make_month,
    ),
    (
        re.compile(rf"\b(?:this|next|deze|komende|aanstaande|volgende) {_MONTH}(?P<year>)\b(?! \d)"),
        _make_month,
    ),
    (
        re.compile(
            rf"\b(?:(?:{_BEFORE}|{_AFTER}|in|over|gedurende|during) )?(?:het jaar |the year )?(?P<year>20\d\d|['’]\d\d)\b"
        ),
        _make_year,
    ),
    (re.compile(rf"\b{_WAY} {_NUMBER} {_UNIT}\b"), _make_span),
    (
        re.compile(
            rf"(?:(?:{_BEFORE}|{_AFTER}) )?(?:in |binnen |during |within |het |the )?"
            r"\b(?P<which>dit|deze|this|(?:het |the )?(?:volgende?|komende?|aankomende?|next|coming|vorige?|afgelopen|last|past|previous)) "
            r"(?P<unit>kalenderjaar|jaar|year|maand|month|kwartaal|quarter|week)\b(?! and a half| en een half)"
        ),
        _make_this,
    ),
    (re.compile(rf"\b{_WAY} (?P<number>){_UNIT}\b"), _make_span),
    (re.compile(rf"\b{_NUMBER} {_UNIT} (?P<ago>geleden|terug|ago)(?P<way>)\b"), _make_span),
    (re.compile(rf"\b{_NUMBER} {_UNIT} (?:vanaf (?:nu|vandaag)|from (?:now|today))(?P<way>)\b"), _make_span),
]
