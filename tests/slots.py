"""Slots of texts in which words agree with a number."""

from __future__ import annotations

from string import Formatter

__all__ = ["find_wrong_slots"]


def find_wrong_slots(text: str) -> list[str]:
    """The slots with words that are not two different forms, or go with a value that the text does not show; and bars elsewhere."""
    parts = list(Formatter().parse(text))
    shown = {name for _, name, spec, _ in parts if name and not spec}
    wrong = [literal for literal, _, _, _ in parts if "|" in literal]
    for _, name, spec, conversion in parts:
        forms = set((spec or "").split("|"))
        fits = len(forms) == (spec or "").count("|") + 1 == 2 and "" not in forms and name in shown and not conversion
        if spec and not fits:
            wrong.append(f"{{{name}:{spec}}}")
    return wrong
