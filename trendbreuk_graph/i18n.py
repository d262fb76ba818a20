"""Dutch and English. Messages in the code are English; ``locale/nl`` holds the Dutch (gettext)."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["N_", "Count", "Language", "choose", "fill", "show_number", "show_percentage", "translator"]

Language = Literal["nl", "en"]

_LOCALE = Path(__file__).resolve().parent / "locale"


class Count(int):
    """A number that chooses the words with it: a slot with a bar holds those for one and those for any other number.

    >>> "{n} {n:project hopes|projects hope}".format(n=Count(1))
    '1 project hopes'
    >>> "{n} {n:project hopes|projects hope}".format(n=Count(0))
    '0 projects hope'
    """

    def __format__(self, spec: str) -> str:
        """The words for this number; without a bar what a whole number gives.

        Raises:
            ValueError: There are more than two forms.
        """
        if "|" not in spec:
            return super().__format__(spec)
        one, many = spec.split("|")
        return one if self == 1 else many


def fill(template: str, **values: object) -> str:
    """A text with its values in it; whole numbers choose the words with them, see :class:`Count`.

    >>> fill("{name}: {n} {n:project|projects}", name="SPUK", n=1)
    'SPUK: 1 project'

    Raises:
        KeyError: A slot has no value.
        ValueError: The words of a slot are not two forms with a bar between, or its value is no whole number.
    """
    return template.format(
        **{name: Count(value) if isinstance(value, int) else value for name, value in values.items()}
    )


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
