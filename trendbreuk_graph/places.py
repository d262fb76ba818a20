"""Where the parts of the package are: in the wheel beside the code, in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

from trendbreuk_graph.errors import MissingPartError
from trendbreuk_graph.i18n import N_

__all__ = ["find_part"]

_PACKAGE = Path(__file__).resolve().parent


def find_part(name: str) -> Path:
    """Find one of ``data``, ``ontology``, ``queries`` or ``graph``.

    A checkout comes first, so that someone who edits records sees those and not the copy that was once installed.

    Raises:
        MissingPartError: The installation is incomplete.
    """
    for base in (_PACKAGE.parent, _PACKAGE / "parts"):
        if (base / "pyproject.toml").exists() or base.name == "parts":
            part = base / name
            if part.exists():
                return part
    raise MissingPartError(name, N_("Reinstall the package, or name the place with --data or --graph."))
