"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from trendbreuk_graph.errors import OutputError
from trendbreuk_graph.i18n import N_

__all__ = ["replaced_file", "write_file"]


@contextlib.contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; when the block ends well it takes the place of `path`, else it vanishes.

    Raises:
        OutputError: The folder is missing or may not be written, or `path` is a folder or a device.
    """
    # Imported here: a command that only prints answers in the time that this takes to load.
    import tempfile

    try:
        if path.exists() and not path.is_file():
            # A rename would put a file in the place of /dev/null or /dev/stdout.
            raise OutputError(str(path), N_("it is a folder") if path.is_dir() else N_("it is no ordinary file"))
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        yield temporary
        # mkstemp makes files private; what takes the place of a shared file must be readable as that was.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole: text as UTF-8, with the line ends that it has, on every system.

    Raises:
        OutputError: The file cannot be written; what stood there stays.
    """
    with replaced_file(path) as temporary:
        temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
