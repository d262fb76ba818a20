"""Sentences that several views share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trendbreuk_graph.audit.words import show_day
from trendbreuk_graph.i18n import translator
from trendbreuk_graph.view.material import find_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.view.choose import Chosen
    from trendbreuk_graph.view.material import Material

__all__ = ["add_limits", "count_things", "name_kind", "say_when"]


def add_limits(title: str, chosen: Chosen, language: Language) -> str:
    """A title with the filters behind it."""
    _ = translator(language)
    return _("{title}: {limits}").format(title=title, limits=", ".join(chosen.limits)) if chosen.limits else title


def say_when(material: Material) -> str:
    """The day on which money was judged."""
    _ = translator(material.language)
    return _("What the documents say; money judged on {day}.").format(day=show_day(material.as_of, material.language))


def count_things(material: Material, iris: Iterable[str]) -> str:
    """How many of each kind, in words."""
    _ = translator(material.language)
    counts = Counter(find_kind(material.things[iri]) if iri in material.things else "organisation" for iri in iris)
    words = {
        "project": (_("one project"), _("{number} projects")),
        "organisation": (_("one organisation"), _("{number} organisations")),
        "group": (_("one kind of actor"), _("{number} kinds of actor")),
        "person": (_("one person"), _("{number} persons")),
        "stream": (_("one funding stream"), _("{number} funding streams")),
    }
    told = [
        one if counts[kind] == 1 else many.format(number=counts[kind])
        for kind, (one, many) in words.items()
        if counts[kind]
    ]
    if len(told) < 2:  # noqa: PLR2004 - a list of two or more needs an "and"
        return "".join(told)
    return _("{list} and {last}").format(list=", ".join(told[:-1]), last=told[-1])


def name_kind(kind: str, language: Language) -> str:
    """A kind of node in words, in the plural."""
    _ = translator(language)
    words = {
        "project": _("projects"),
        "organisation": _("organisations"),
        "group": _("kinds of actor"),
        "person": _("persons"),
        "stream": _("funding streams"),
    }
    return words[kind]
