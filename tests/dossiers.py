"""Dossiers as folders, each written once for all tests of a process.

Loaded by conftest.py. Tests that use the dossier of the package's own graph are marked ``xdist_group("browser")``: writing it takes some
20 seconds.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal

from trendbreuk_graph.dossier.write import write_dossier
from trendbreuk_graph.store import EmbeddedStore
from trendbreuk_graph.turtle import to_ntriples

if TYPE_CHECKING:
    from trendbreuk_graph.i18n import Language

__all__ = ["DAY", "HOSTILE", "PageText", "read_page", "write_seeded"]

DAY = dt.date(2026, 11, 22)

#: What stands behind every text of the hostile graph.
HOSTILE = (
    "<script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "</script><svg onload=window.hacked=1>",
    "</title></textarea>--><b>",
    'href="javascript:window.hacked=1"',
    "' onmouseover='window.hacked=1",
    "{{ 7 * 7 }}{% raw %}",
    "=HYPERLINK(1)",
    "\u202eomgekeerd",
    "👩‍⚕️",
    "x" * 300,
)


@dataclass
class PageText(HTMLParser):
    """What a browser would make of a page, as far as tests ask.

    Attributes:
        ids: Values of ``id``.
        links: What ``href``, ``src`` and ``action`` name, and for search the index; in the order of the page.
        tags: Names of the elements.
        attributes: Names of all attributes.
        scripts: Texts inside ``script``.
        text: Everything that is not inside a tag.
        headings: Levels of the headings.
        language: That of the page.
        policy: Its Content-Security-Policy.
    """

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    language: str = ""
    policy: str = ""

    def __post_init__(self) -> None:
        """Begin to read."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See the base class."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes |= values.keys()
        self.ids += [values["id"]] if "id" in values else []
        self.links += [
            values[name] for name in ("href", "src", "action", "data-index", "data-search") if name in values
        ]
        self.headings += [int(tag[1])] if tag in {"h1", "h2", "h3", "h4"} else []
        if tag == "html":
            self.language = values["lang"]
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]

    def handle_data(self, data: str) -> None:
        """See the base class."""
        (self.scripts if self.tags and self.tags[-1] == "script" and data.strip() else self.texts).append(data)

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(" ".join(self.texts).split())


def read_page(path: Path) -> PageText:
    """Read a page."""
    page = PageText()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def write_seeded(folder: Path, seed: int, *arguments: str) -> Path:
    """Write a dossier by the command, in a process with its own order of sets."""
    target = folder / f"seed-{seed}"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "trendbreuk_graph",
            *arguments,
            "dossier",
            "-o",
            str(target),
            "--as-of",
            DAY.isoformat(),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )
    return target


@pytest.fixture(scope="session")
def real_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Dutch dossier of the package's own graph."""
    return write_seeded(tmp_path_factory.mktemp("real"), 1)


def _write(store: EmbeddedStore, factory: pytest.TempPathFactory, language: Language) -> Path:
    target = factory.mktemp("dossier") / language
    write_dossier(store, target, language, DAY)
    return target


@pytest.fixture(scope="session")
def mini_dossier(mini_store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English dossier of the mini world."""
    return _write(mini_store, tmp_path_factory, "en")


@pytest.fixture(scope="session")
def dutch_dossier(mini_store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Dutch dossier of the mini world."""
    return _write(mini_store, tmp_path_factory, "nl")


@pytest.fixture(scope="session")
def hostile_store(mini_graph: Graph) -> EmbeddedStore:
    """The mini world with markup, script and worse behind every text."""
    graph = Graph()
    for subject, predicate, value in mini_graph:
        if (
            isinstance(value, Literal)
            and value.datatype is None
            and str(subject).startswith("https://w3id.org/trendbreuk/id/")
        ):
            value = Literal(" ".join((str(value), *HOSTILE)), lang=value.language)  # noqa: PLW2901 - the same, made worse
        graph.add((subject, predicate, value))
    return EmbeddedStore.from_ntriples(to_ntriples(graph))


@pytest.fixture(scope="session")
def hostile_dossier(hostile_store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English dossier of the hostile graph."""
    return _write(hostile_store, tmp_path_factory, "en")
