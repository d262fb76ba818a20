"""Writing the folder: whole or visibly not, and never at the cost of what somebody else put there.

A list of the files with their digests (`MANIFEST`) stays in the folder. What it names is ours as long as its content is as it was
written; everything else is somebody's, and is left alone.

A new folder appears by one rename. In an existing one the files are exchanged one by one: the first page goes first and comes last, and the list
says meanwhile that the folder is not complete, with the digests before and after, so that the next run can mend it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from trendbreuk_graph.errors import FolderError, OutputError, UnfinishedError
from trendbreuk_graph.files import write_file
from trendbreuk_graph.i18n import N_

__all__ = ["MANIFEST", "START", "check_folder", "install", "staged_folder"]

MANIFEST = "dossier.json"
START = "index.html"

_PREFIX = ".dossier-"
#: What systems leave in folders that people look into; nobody misses it or minds it.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
#: Files that an error names.
_NAMED = 3

_FOREIGN = N_(
    "{path}: holds files that this command did not write: {names}. Choose an empty or new folder, or go on with --force: they "
    "stay as they are."
)
_CHANGED = N_(
    "{path}: somebody changed files since this command wrote them: {names}. Keep them elsewhere and go on with --force, which "
    "overwrites them, or choose another folder."
)
_IN_THE_WAY = N_(
    "{path}: files that this command did not write stand where it would write: {names}. Move them elsewhere, or choose another "
    "folder."
)


def check_folder(target: Path, *, force: bool) -> None:
    """See whether a folder may be written into, before the work starts.

    Raises:
        OutputError: It is a file, the folder that it should stand in is missing, or it cannot be read.
        FolderError: Without `force`: it holds files that are not ours, or that somebody changed.
    """
    try:
        if target.exists() and not target.is_dir():
            raise OutputError(str(target), N_("it is a file, not a folder"))
        if not target.absolute().parent.is_dir():
            raise OutputError(str(target), N_("the folder that it should stand in does not exist"))
        if force or not target.exists():
            return
        ours = _read_manifest(target)
        found = sorted(_walk(target))
        foreign = [name for name in found if name not in ours and name != MANIFEST]
        if foreign:
            raise FolderError(_FOREIGN, str(target), _some(foreign))
        changed = [name for name in found if name in ours and _digest(target / name) not in ours[name]]
        if changed:
            raise FolderError(_CHANGED, str(target), _some(changed))
    except OSError as error:
        raise OutputError(str(target), error.strerror or str(error)) from error


@contextlib.contextmanager
def staged_folder(target: Path) -> Iterator[Path]:
    """A temporary folder beside the target, or where that may not be written inside it; gone when the block ends.

    Raises:
        OutputError: There is no place to write.
    """
    places = [target.absolute().parent, *([target] if target.is_dir() else [])]
    problem = ""
    staged: Path | None = None
    for place in places:
        try:
            staged = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
            break
        except OSError as error:
            problem = error.strerror or str(error)
    if staged is None:
        raise OutputError(str(target), problem)
    try:
        yield staged
    except OSError as error:
        raise OutputError(str(target), error.strerror or str(error)) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def install(staged: Path, target: Path, *, force: bool) -> list[str]:
    """Put the files of a temporary folder into the target.

    Args:
        staged: As :func:`staged_folder` gave it; emptied.
        target: The folder.
        force: Overwrite our files that somebody changed. What is not ours is left alone all the same.

    Returns:
        Our files of an earlier run that are no longer part of it, but stay because somebody changed them.

    Raises:
        FolderError: See :func:`check_folder`; and when files that are not ours stand where ours must go.
        OutputError: Writing fails before anything was changed.
        UnfinishedError: Writing fails halfway.
    """
    check_folder(target, force=force)
    files = {name: _digest(staged / name) for name in sorted(_walk(staged))}
    if not target.exists():
        _write_manifest(staged, {name: [digest] for name, digest in files.items()}, complete=True)
        staged.chmod(0o755)
        staged.replace(target)
        return []
    ours = _read_manifest(target)
    blocked = [name for name, digest in files.items() if _is_blocked(target, name, digest, ours)]
    if blocked:
        raise FolderError(_IN_THE_WAY, str(target), _some(blocked))
    stale = [name for name in ours if name not in files and (target / name).is_file()]
    kept = [name for name in stale if _digest(target / name) not in ours[name]]
    union = {name: sorted({*ours.get(name, []), *([files[name]] if name in files else [])}) for name in {*ours, *files}}
    _write_manifest(target, union, complete=False)
    try:
        (target / START).unlink(missing_ok=True)
        _exchange(staged, target, [name for name in files if name != START])
        _remove(target, [name for name in stale if name not in kept])
        _exchange(staged, target, [name for name in files if name == START])
        _write_manifest(target, {name: [digest] for name, digest in files.items()}, complete=True)
    except (OSError, OutputError) as error:
        problem = str(error.values["problem"]) if isinstance(error, OutputError) else error.strerror or str(error)
        raise UnfinishedError(str(target), problem) from error
    return sorted(kept)


def _some(names: list[str]) -> list[str]:
    return [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]


def _walk(folder: Path) -> Iterator[str]:
    """The files in a folder, links too, as paths with forward slashes; without litter and temporary folders of this module."""
    for entry in folder.rglob("*"):
        name = entry.relative_to(folder)
        if name.parts[0].startswith(_PREFIX) or entry.name in _LITTER:
            continue
        if entry.is_symlink() or not entry.is_dir():
            yield name.as_posix()


def _digest(path: Path) -> str:
    # What a link leads to is not ours.
    return "" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()


def _is_blocked(target: Path, name: str, digest: str, ours: Mapping[str, list[str]]) -> bool:
    """Whether something that is not ours stands where a file must go: another file, a folder, or a link on the way."""
    at = target
    for part in PurePosixPath(name).parts[:-1]:
        at /= part
        if at.is_symlink() or (at.exists() and not at.is_dir()):
            return True
    path = target / name
    if path.is_symlink() or path.is_dir():
        return True
    return path.exists() and name not in ours and _digest(path) != digest


def _exchange(staged: Path, target: Path, names: list[str]) -> None:
    for name in names:
        source, to = staged / name, target / name
        to.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(to)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # The target is on another disk than the folder beside it.
            write_file(to, source.read_bytes())


def _remove(target: Path, names: list[str]) -> None:
    """Remove files of ours, and folders that are empty without them."""
    for name in names:
        (target / name).unlink(missing_ok=True)
        for folder in list(PurePosixPath(name).parents)[:-1]:
            with contextlib.suppress(OSError):
                (target / folder).rmdir()


def _write_manifest(folder: Path, files: Mapping[str, list[str]], *, complete: bool) -> None:
    text = json.dumps({"complete": complete, "files": files}, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(folder / MANIFEST, text + "\n")


def _read_manifest(folder: Path) -> dict[str, list[str]]:
    """Name → digests of the files that we wrote; empty when there is no list, or none that we wrote."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        return {}
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {name: _check(name, digests) for name, digests in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        # Then nothing in the folder counts as ours.
        return {}


def _check(name: str, digests: object) -> list[str]:
    """The digests of a file in the list, whose name must stay inside the folder.

    Raises:
        ValueError: The list was not written by this module.
    """
    parts = PurePosixPath(name).parts
    plain = parts and not name.startswith("/") and all(re.fullmatch(r"[\w][\w.-]*", part) for part in parts)
    if not plain or not isinstance(digests, list) or not all(isinstance(digest, str) for digest in digests):
        raise ValueError(name)
    return digests
