"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trendbreuk_graph.errors import OutputError
from trendbreuk_graph.files import replaced_file, write_file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that stands there already."""
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old\n")
    return path


def _names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def _break_off(path: Path, error: BaseException) -> None:
    """Write half a file, then fail."""
    with replaced_file(path) as temporary:
        temporary.write_bytes(b"half")
        raise error


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("é\n", b"\xc3\xa9\n", id="text"),
        pytest.param("a\r\nb\n", b"a\r\nb\n", id="line ends as they are"),
        pytest.param(b"PK\x03\x04", b"PK\x03\x04", id="bytes"),
        pytest.param("", b"", id="nothing"),
    ],
)
def test_a_file_holds_what_was_written(tmp_path: Path, content: str | bytes, expected: bytes) -> None:
    """Text becomes UTF-8 and keeps its line ends; bytes stay bytes; nothing else is left in the folder."""
    write_file(tmp_path / "out", content)

    assert expected == (tmp_path / "out").read_bytes()
    assert _names(tmp_path) == ["out"]


def test_a_file_takes_the_place_of_the_old_one(old: Path) -> None:
    """Writing replaces what stood there, and leaves no temporary file."""
    write_file(old, "new\n")

    assert old.read_bytes() == b"new\n"
    assert _names(old.parent) == ["graph.ttl"]


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    """A new file is readable for everyone, as a shared graph must be."""
    write_file(tmp_path / "out", "x")

    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o644


def test_a_replaced_file_keeps_its_mode(old: Path) -> None:
    """Who could read the old file can read the new one, and nobody else."""
    old.chmod(0o640)

    write_file(old, "new\n")

    assert old.stat().st_mode & 0o777 == 0o640


def test_the_temporary_file_lies_beside_the_target(old: Path) -> None:
    """The temporary file is hidden, in the same folder and with the same ending; the old file stands until the end."""
    with replaced_file(old) as temporary:
        temporary.write_bytes(b"half")

        assert (old.parent, ".ttl", True) == (temporary.parent, temporary.suffix, temporary.name.startswith("."))
        assert old.read_bytes() == b"old\n"

    assert old.read_bytes() == b"half"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit], ids=lambda error: error.__name__)
def test_a_failing_block_leaves_the_old_file(old: Path, error: type[BaseException]) -> None:
    """Whatever ends the block early goes on as it is; the old file stands and the temporary one is gone."""
    with pytest.raises(error):
        _break_off(old, error())

    assert old.read_bytes() == b"old\n"
    assert _names(old.parent) == ["graph.ttl"]


def test_a_failing_block_leaves_no_new_file(tmp_path: Path) -> None:
    """Where nothing stood, nothing stands after a failure."""
    with pytest.raises(ValueError, match="halfway"):
        _break_off(tmp_path / "out", ValueError("halfway"))

    assert _names(tmp_path) == []


def test_a_full_disk_is_an_output_error(old: Path) -> None:
    """An error of the system while writing names the file and the cause, and changes nothing."""
    with pytest.raises(OutputError) as caught:
        _break_off(old, OSError(28, "No space left on device"))

    assert str(old) == caught.value.path
    assert f"{old}: cannot be written (No space left on device). Nothing was changed." == str(caught.value)
    assert old.read_bytes() == b"old\n"
    assert _names(old.parent) == ["graph.ttl"]


def test_an_error_of_the_system_without_a_number_is_told_in_its_own_words(old: Path) -> None:
    """Libraries raise OSError with a bare sentence; that sentence is the cause."""
    with pytest.raises(OutputError, match=r"\(the writer gave up\)"):
        _break_off(old, OSError("the writer gave up"))

    assert old.read_bytes() == b"old\n"


def test_a_missing_folder_is_an_output_error(tmp_path: Path) -> None:
    """No folder is made on the quiet: a typing error in a path would go unseen."""
    path = tmp_path / "nowhere" / "graph.ttl"

    with pytest.raises(OutputError, match="No such file or directory"):
        write_file(path, "x")

    assert _names(tmp_path) == []


def test_a_name_that_is_too_long_is_an_output_error(tmp_path: Path) -> None:
    """A name that the system refuses is told as such."""
    with pytest.raises(OutputError, match="File name too long"):
        write_file(tmp_path / ("x" * 300), "x")

    assert _names(tmp_path) == []


def test_a_folder_as_target_is_an_output_error(tmp_path: Path) -> None:
    """A folder is never replaced, and nothing is left in it or beside it."""
    folder = tmp_path / "graph"
    folder.mkdir()

    with pytest.raises(OutputError, match="it is a folder"):
        write_file(folder, "x")

    assert _names(tmp_path) == ["graph"]
    assert _names(folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_device_as_target_is_an_output_error(tmp_path: Path) -> None:
    """A rename would put an ordinary file in the place of a pipe or of /dev/null."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(OutputError, match="it is no ordinary file"):
        write_file(pipe, "x")

    assert pipe.is_fifo()
    assert _names(tmp_path) == ["pipe"]
