"""Dutch and English. Messages in the code are English; ``locale/nl`` holds the Dutch (gettext)."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["N_", "Language", "choose", "show_number", "show_percentage", "translator"]

Language = Literal["nl", "en"]

_LOCALE = Path(__file__).resolve().parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the customary name, which message extraction looks for
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@cache
def translator(language: Language) -> Callable[[str], str]:
    """A function that gives a message in the language; call it ``_`` so that message extraction finds its uses.

    Raises:
        FileNotFoundError: The compiled messages are missing, which is an incomplete installation.
    """
    if language == "en":
        return str
    return gettext.translation("trendbreuk", localedir=str(_LOCALE), languages=[language]).gettext


def choose(language: Language, nl: str | None, en: str | None) -> str:
    """The text in the language, or the other one when that is missing."""
    first, second = (nl, en) if language == "nl" else (en, nl)
    return first or second or ""


def show_percentage(share: float, language: Language) -> str:
    """A share between 0 and 1 as a percentage with one decimal, the Dutch way with a comma.

    >>> show_percentage(0.305, "nl")
    '30,5 %'
    """
    text = f"{100 * share:.1f} %"
    return text.replace(".", ",") if language == "nl" else text


def show_number(number: float, language: Language) -> str:
    """A number with a fraction in three digits, or whole from a thousand on; the Dutch way with a comma.

    >>> show_number(0.12345, "nl"), show_number(1234.5, "en")
    ('0,123', '1234')
    """
    text = f"{number:.3g}" if abs(number) < 1000 else f"{number:.0f}"  # noqa: PLR2004 - beyond that digits count
    return text.replace(".", ",") if language == "nl" else text
