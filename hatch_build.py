"""Compiles the Dutch messages when the package is built or installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface[Any]):
    """Turns every ``.po`` file of the package into the ``.mo`` file that gettext reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's names
        """Write the ``.mo`` files beside their sources; `artifacts` in pyproject.toml takes them along."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in sorted((Path(self.root) / "trendbreuk_graph" / "locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as readable:
                catalogue = read_po(readable)
            with source.with_suffix(".mo").open("wb") as writable:
                write_mo(writable, catalogue)
