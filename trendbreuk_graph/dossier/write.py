"""From a graph to a folder of pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trendbreuk_graph.dossier.downloads import list_downloads, write_downloads
from trendbreuk_graph.dossier.folder import check_folder, install, staged_folder
from trendbreuk_graph.dossier.index import write_index
from trendbreuk_graph.dossier.memory import RememberingStore
from trendbreuk_graph.dossier.pages import list_pages
from trendbreuk_graph.dossier.places import FolderLinks, find_path
from trendbreuk_graph.dossier.views import VIEWS, write_view
from trendbreuk_graph.pages import layout
from trendbreuk_graph.pages.addresses import Address
from trendbreuk_graph.pages.site import Site

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from trendbreuk_graph.i18n import Language
    from trendbreuk_graph.store import Store

__all__ = ["Written", "write_dossier"]

_ASSETS = Path(layout.__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the number of pages and of all files, and files of an earlier dossier that somebody changed and that stay."""

    pages: int
    files: int
    kept: list[str]


def write_dossier(
    store: Store,
    target: Path,
    language: Language,
    as_of: dt.date,
    *,
    force: bool = False,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> Written:
    """Write a dossier; the same graph, language and day give the same bytes.

    Args:
        store: The graph.
        target: The folder; its parent must exist.
        language: Of all pages.
        as_of: The day that counts as today.
        force: See :func:`trendbreuk_graph.dossier.folder.install`.
        report: Called with how many steps are done, and how many there are.

    Raises:
        FolderError: The folder holds files that must not be lost.
        OutputError: It cannot be written; a dossier that stood there is as it was, or lacks its first page.
    """
    check_folder(target, force=force)
    with staged_folder(target) as staged:
        site = Site(RememberingStore(store), language, as_of, FolderLinks(), all_pages=True)
        pages = list_pages(site)
        total = len(pages) + len(list_downloads(site)) + len(VIEWS) + 1
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            report(done, total)

        def put(address: Address, content: str | bytes) -> None:
            path = staged / find_path(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
            step()

        (staged / "downloads").mkdir()
        for download in write_downloads(site, staged / "downloads"):
            site.downloads.append(download)
            step()
        for name in VIEWS:
            if view := write_view(site, name):
                site.views[name] = f"{name}.html"
                put(Address("view", site.views[name]), view)
        for address, render in pages.items():
            put(address, render(site))
        for asset in layout.ASSETS:
            total += 1
            put(Address("asset", asset), (_ASSETS / asset).read_bytes())
        put(Address("asset", "search-index.js"), write_index(site))
        files = sum(path.is_file() for path in staged.rglob("*")) + 1
        return Written(len(pages), files, install(staged, target, force=force))
