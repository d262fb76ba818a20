"""The graph as a store on disk, so that a question need not read the whole graph first.

Reading the Turtle of a region takes longer than answering most questions, and grows with the graph; a store on disk opens in some
milliseconds whatever its size. It is only a copy: made when a graph file is first asked, made anew when that file changes, and safe to
throw away. Where it cannot be kept, the graph is read into memory, and answers are the same.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pyoxigraph

from trendbreuk_graph.errors import OutputError, StoreError

__all__ = ["default_directory", "find_copy", "open_on_disk"]

#: Names the directory where copies are kept; empty means that none are kept.
_VARIABLE = "TRENDBREUK_CACHE"


def default_directory() -> Path | None:
    """Where copies are kept when nobody says where: the user's folder for caches; None when the user wants none."""
    named = os.environ.get(_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    # platformdirs says the same, and takes as long to load as a question takes to answer.
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA", ""))
        elif sys.platform == "darwin":
            base = Path("~/Library/Caches").expanduser()
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME", "") or "~/.cache").expanduser()
    except RuntimeError:
        # A service may run as a user without a home.
        return None
    return base / "trendbreuk-graph" if base.is_absolute() else None


def find_copy(graph: Path, directory: Path) -> Path:
    """Where the copy of a graph file as it is now stands, or would stand: another path for each state of the file.

    Args:
        graph: A Turtle file.
        directory: The folder for copies.

    Raises:
        StoreError: The file is missing.
    """
    try:
        state = graph.stat()
    except OSError as error:
        raise StoreError(str(graph), error.strerror or str(error)) from error
    # A file that is changed or replaced gets another number or time of change, also when its size and date are put back.
    stamps = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    # The form of the store is that of the library, so its version is in the name too.
    name = "-".join([_name_family(graph), *(f"{stamp:x}" for stamp in stamps), pyoxigraph.__version__])
    return directory / name


def _name_family(graph: Path) -> str:
    """What the names of all copies of one file begin with."""
    return f"{graph.stem}-{crc32(os.fsencode(graph.resolve())):08x}"


def open_on_disk(graph: Path, directory: Path) -> pyoxigraph.Store:
    """Open the copy of a graph file read-only, making it first where there is none of the file as it is now.

    Args:
        graph: A Turtle file.
        directory: The folder for copies; made when missing.

    Raises:
        StoreError: The file is missing or is no Turtle.
        OutputError: The copy cannot be written.
    """
    copy = find_copy(graph, directory)
    found = _open(copy)
    if found is not None:
        return found
    _make(graph, directory, copy)
    _remove_others(_name_family(graph), copy)
    try:
        return pyoxigraph.Store.read_only(str(copy))
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(str(copy), " ".join(str(error).split())) from error


def _open(copy: Path) -> pyoxigraph.Store | None:
    """A copy read-only; None when there is none, or when somebody damaged it."""
    if (copy / "CURRENT").is_file():
        with suppress(OSError, RuntimeError, ValueError):
            return pyoxigraph.Store.read_only(str(copy))
    return None


def _make(graph: Path, directory: Path, copy: Path) -> None:
    """Build beside the place and rename, so that nobody ever opens half a copy."""
    import shutil
    import tempfile

    try:
        directory.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=directory))
    except OSError as error:
        raise OutputError(str(directory), error.strerror or str(error)) from error
    try:
        made = building / "store"
        _fill(graph, made)
        with suppress(OSError):
            made.rename(copy)
        # Somebody else may have made the same copy meanwhile, and be reading it: theirs is as good. Only a damaged one is replaced.
        if made.exists() and _open(copy) is None:
            with suppress(OSError):
                copy.rename(building / "damaged")
                made.rename(copy)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _fill(graph: Path, place: Path) -> None:
    try:
        store = pyoxigraph.Store(str(place))
        store.bulk_load(path=str(graph), format=pyoxigraph.RdfFormat.TURTLE)
        store.optimize()
        store.flush()
    except (SyntaxError, ValueError) as error:
        raise StoreError(str(graph), str(error).splitlines()[0]) from error
    except (OSError, RuntimeError) as error:
        raise OutputError(str(place), " ".join(str(error).split())) from error


def _remove_others(family: str, copy: Path) -> None:
    """Throw away the copies of what this graph file was before, with what was kept beside them."""
    import shutil

    for other in copy.parent.glob(f"{family}-*"):
        if not other.name.startswith(copy.name):
            shutil.rmtree(other, ignore_errors=True)
