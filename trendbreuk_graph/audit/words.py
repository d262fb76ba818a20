"""The audit in words: names of classes and states, days, and what a line says."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

from trendbreuk_graph.dates import Bounds, find_bounds
from trendbreuk_graph.i18n import N_, Language, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trendbreuk_graph.audit.classes import Class, Judgement, State
    from trendbreuk_graph.audit.period import Horizon
    from trendbreuk_graph.funding import Line, Stream

__all__ = [
    "LABELS",
    "MEANINGS",
    "PROJECT_STATUS",
    "STATES",
    "STATUS",
    "join_names",
    "name_class",
    "show_day",
    "show_end",
    "show_horizon",
    "show_last_money",
    "show_line",
    "show_plain",
    "show_stream_end",
]

LABELS: dict[Class, str] = {
    "falling-away": N_("falls away"),
    "partly-falling-away": N_("partly falls away"),
    "lapsed": N_("over"),
    "unknown": N_("end unknown"),
    "hoped-for": N_("only hoped for"),
    "unfunded": N_("no money named"),
    "covered": N_("covered"),
}

#: What each class means, in one line for people.
MEANINGS: dict[Class, str] = {
    "falling-away": N_("all secured money that has a known end stops within the period"),
    "partly-falling-away": N_("some secured money stops within the period, some goes on but is not structural"),
    "lapsed": N_("there was secured money, and it is over"),
    "unknown": N_("secured money, but no document says until when"),
    "hoped-for": N_("no secured money; it is possible, requested or given in kind"),
    "unfunded": N_("no document names money, or only says that it is missing"),
    "covered": N_("secured money goes on after the period, or is structural"),
}

STATES: dict[State, str] = {
    "structural": N_("structural"),
    "going-on": N_("goes on"),
    "ending": N_("stops"),
    "ended": N_("over"),
    "unknown": N_("end unknown"),
}

STATUS: dict[str, str] = {
    "secured": N_("secured"),
    "inKind": N_("in kind"),
    "requested": N_("requested"),
    "possible": N_("possible"),
    "gap": N_("shortfall"),
    "ended": N_("stopped"),
}

PROJECT_STATUS: dict[str, str] = {
    "planned": N_("planned"),
    "active": N_("active"),
    "completed": N_("completed"),
    "stopped": N_("stopped"),
}

_MONTHS: dict[Language, str] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_SHORT_MONTHS: dict[Language, str] = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def name_class(name: Class, language: Language) -> str:
    """A class in the language."""
    return translator(language)(LABELS[name])


def show_day(day: dt.date, language: Language, *, short: bool = False) -> str:
    """A day as people write it.

    >>> show_day(dt.date(2026, 12, 31), "nl")
    '31 december 2026'
    >>> show_day(dt.date(2026, 12, 31), "nl", short=True)
    '31 dec 2026'
    """
    return f"{day.day} {_month(day, language, short=short)} {day.year}"


def _month(day: dt.date, language: Language, *, short: bool = False) -> str:
    return (_SHORT_MONTHS if short else _MONTHS)[language].split()[day.month - 1]


def show_horizon(horizon: Horizon, language: Language) -> str:
    """A horizon in words, such as 12 months."""
    _ = translator(language)
    one = horizon.number == 1
    word = {
        "d": _("day") if one else _("days"),
        "m": _("month") if one else _("months"),
        "y": _("year") if one else _("years"),
    }[horizon.unit]
    return f"{horizon.number} {word}"


def show_end(earliest: dt.date | None, latest: dt.date | None, language: Language) -> str:
    """When something ends, no more precise than is known."""
    _ = translator(language)
    if earliest is None:
        return _("end unknown")
    first = show_day(earliest, language, short=True)
    if latest is None:
        return _("{day} or later").format(day=first)
    last = show_day(latest, language, short=True)
    if earliest == latest:
        return _("through {day}").format(day=last)
    if find_bounds(str(latest.year)) == Bounds(earliest, latest):
        return _("in {period}").format(period=latest.year)
    if find_bounds(f"{latest:%Y-%m}") == Bounds(earliest, latest):
        return _("in {period}").format(period=f"{_month(latest, language)} {latest.year}")
    return _("between {first} and {last}").format(first=first, last=last)


def show_line(line: Line, language: Language, as_of: dt.date | None = None) -> str:
    """A line in a few words: its stream, when it ends, and in which words if these leave doubt.

    Args:
        line: The line.
        language: The language.
        as_of: The day of the audit; a hope whose last day lies before it is called past.
    """
    _ = translator(language)
    stream = line.stream_label(language) or _("no source named")
    if line.structural is True:
        return _("{stream} (structural)").format(stream=stream)
    if line.earliest is None:
        return _("{stream} (end unknown)").format(stream=stream) if line.status == "secured" else stream
    end = show_end(line.earliest, line.latest, language)
    # Only words that leave more than one day are worth repeating.
    if line.wording and line.earliest != line.latest:
        end = _("{end}; the text says “{words}”").format(end=end, words=line.wording)
    if as_of is not None and line.latest is not None and line.latest < as_of:
        end = _("{end}: past").format(end=end)
    return f"{stream} ({end})"


def show_lines(lines: Iterable[Line], as_of: dt.date) -> tuple[str, str]:
    """Lines in Dutch and in English: what :func:`show_line` gives, and how certain it is when it is not secured; each wording once."""
    found = list(lines)
    nl = "; ".join(dict.fromkeys(_show_certainty(line, "nl", as_of) for line in found))
    return nl, "; ".join(dict.fromkeys(_show_certainty(line, "en", as_of) for line in found))


def _show_certainty(line: Line, language: Language, as_of: dt.date) -> str:
    shown = show_line(line, language, as_of)
    return shown if line.status == "secured" else f"{shown}: {translator(language)(STATUS[line.status])}"


def show_stream_end(stream: Stream, language: Language) -> str:
    """Until when a stream pays, as far as the documents say."""
    _ = translator(language)
    if stream.structural is True:
        return _("structural")
    if stream.ends is not None:
        return show_end(stream.ends.earliest, stream.ends.latest, language)
    return _("temporary, end unknown") if stream.structural is False else _("end unknown")


def show_last_money(judgement: Judgement, language: Language) -> str:
    """Until when a project has secured money."""
    _ = translator(language)
    if judgement.structural:
        return _("no end: structural")
    last = judgement.last_day
    if last is None:
        if judgement.unknown:
            return _("end unknown")
        return _("over, day unknown") if judgement.ended else _("no secured money")
    shown = show_end(*last, language)
    return _("{end}, or longer: of some money the end is unknown").format(end=shown) if judgement.unknown else shown


def join_names(names: Iterable[str]) -> str:
    """Names in one text, sorted, each once."""
    return "; ".join(sorted(set(names), key=str.casefold))


def show_plain(text: str) -> str:
    """A text that only shows itself: a control sign, which XML may not hold and a terminal would obey, becomes a replacement sign."""
    return "".join(sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else "\ufffd" for sign in text)
