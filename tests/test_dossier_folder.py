"""The folder of a dossier: nothing that somebody else put there is lost, and nothing half-written looks whole."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trendbreuk_graph.dossier.folder import MANIFEST, check_folder, install, staged_folder
from trendbreuk_graph.errors import FolderError, OutputError, UnfinishedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from click.testing import Result

_FIRST = {"index.html": "one", "project/a.html": "A", "project/b.html": "B"}
_SECOND = {"index.html": "two", "project/a.html": "A", "party/c.html": "C"}


def _write(target: Path, files: Mapping[str, str], *, force: bool = False) -> list[str]:
    check_folder(target, force=force)
    with staged_folder(target) as staged:
        for name, text in files.items():
            (staged / name).parent.mkdir(exist_ok=True)
            (staged / name).write_text(text, encoding="utf-8")
        return install(staged, target, force=force)


def _read(target: Path) -> dict[str, str]:
    paths = [path for path in target.rglob("*") if path.is_file() and path.name != MANIFEST]
    return {path.relative_to(target).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with the first dossier."""
    _write(tmp_path / "dossier", _FIRST)
    return tmp_path / "dossier"


def test_a_new_folder_holds_the_files_and_their_list(target: Path) -> None:
    """Nothing else is left, inside or beside it; others may read it."""
    manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))

    assert _FIRST == _read(target)
    assert manifest["complete"] is True
    assert _FIRST.keys() == manifest["files"].keys()
    assert [target.name] == [path.name for path in target.parent.iterdir()]
    assert os.name == "nt" or 0o755 == target.stat().st_mode & 0o777


def test_a_second_run_renews_its_files_and_removes_those_that_are_gone(target: Path) -> None:
    """Stale files go, and folders that are empty without them stay away; the list follows."""
    _write(target, {name: text for name, text in _SECOND.items() if name != "project/a.html"})

    assert {"index.html": "two", "party/c.html": "C"} == _read(target)
    assert not (target / "project").exists()
    assert json.loads((target / MANIFEST).read_text(encoding="utf-8"))["complete"] is True


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """Somebody may have made it beforehand."""
    (tmp_path / "d").mkdir()
    _write(tmp_path / "d", _FIRST)

    assert _FIRST == _read(tmp_path / "d")


def test_a_folder_with_files_of_others_is_refused_and_some_are_named(tmp_path: Path) -> None:
    """At most three of them, and nothing is written."""
    for name in "abcd":
        (tmp_path / f"{name}.docx").write_text(name)
    with pytest.raises(FolderError) as caught:
        _write(tmp_path, _FIRST)

    assert ["a.docx", "b.docx", "c.docx", "…"] == caught.value.names
    assert "--force" in str(caught.value)
    assert {f"{name}.docx": name for name in "abcd"} == _read(tmp_path)


def test_with_force_the_files_of_others_stay(target: Path) -> None:
    """Beside ours, also in a later run that removes its own."""
    (target / "project" / "note.txt").write_text("mine")
    with pytest.raises(FolderError, match=r"note\.txt"):
        _write(target, _SECOND)
    _write(target, _SECOND, force=True)

    assert {**_SECOND, "project/note.txt": "mine"} == _read(target)


def test_a_file_of_somebody_else_in_the_way_is_never_overwritten(tmp_path: Path) -> None:
    """Not even with force: what stands there was not ours to replace."""
    (tmp_path / "index.html").write_text("theirs")
    with pytest.raises(FolderError, match=r"index\.html"):
        _write(tmp_path, _FIRST, force=True)

    assert {"index.html": "theirs"} == _read(tmp_path)


@pytest.mark.parametrize("name", ["project", "project/a.html/inside"])
def test_a_file_where_a_folder_must_be_is_in_the_way(tmp_path: Path, name: str) -> None:
    """And the other way round."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("theirs")
    with pytest.raises(FolderError, match="stand where it would write"):
        _write(tmp_path, _FIRST, force=True)

    assert {name: "theirs"} == _read(tmp_path)


def test_a_page_that_somebody_changed_is_overwritten_only_with_force(target: Path) -> None:
    """Without it the change is named and kept."""
    (target / "project" / "a.html").write_text("changed")
    with pytest.raises(FolderError, match=r"project/a\.html"):
        _write(target, _SECOND)

    assert "changed" == _read(target)["project/a.html"]

    _write(target, _SECOND, force=True)

    assert _SECOND == _read(target)


def test_a_stale_page_that_somebody_changed_stays(target: Path) -> None:
    """It is theirs now; the run says so."""
    (target / "project" / "b.html").write_text("changed")
    kept = _write(target, _SECOND, force=True)

    assert ["project/b.html"] == kept
    assert {**_SECOND, "project/b.html": "changed"} == _read(target)


def test_a_page_that_somebody_removed_comes_back(target: Path) -> None:
    """Removing is no change that could be lost."""
    (target / "project" / "a.html").unlink()
    _write(target, _FIRST)

    assert _FIRST == _read(target)


def test_what_systems_leave_in_folders_is_no_file_of_others(target: Path) -> None:
    """Looking into a shared folder makes such files; they stay."""
    (target / "Thumbs.db").write_text("t")
    (target / "project" / ".DS_Store").write_text("d")
    _write(target, _SECOND)

    assert (target / "Thumbs.db").exists()


@pytest.mark.parametrize(
    "manifest",
    ["no json", "[]", '{"files": {"../outside.txt": ["x"]}}', '{"files": {"/etc/x": ["x"]}}', '{"files": {"a": 1}}'],
)
def test_a_list_that_is_not_ours_makes_nothing_ours(target: Path, manifest: str) -> None:
    """Above all it removes nothing outside the folder."""
    outside = target.parent / "outside.txt"
    outside.write_text("keep")
    (target / MANIFEST).write_text(manifest)
    with pytest.raises(FolderError, match="did not write"):
        _write(target, _SECOND)

    assert _FIRST == _read(target)
    assert outside.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_not_followed(target: Path) -> None:
    """A link in the place of a folder of ours does not lead our files elsewhere."""
    elsewhere = target.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "c.html").write_text("theirs")
    (target / "party").symlink_to(elsewhere)
    with pytest.raises(FolderError):
        _write(target, _SECOND, force=True)

    assert "theirs" == (elsewhere / "c.html").read_text()


def test_a_write_that_breaks_off_looks_unfinished_and_can_be_mended(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its first page nobody takes the mix for a dossier; the next run needs no force."""
    real = Path.replace

    def fail(self: Path, to: str | Path) -> Path:
        if Path(to).name == "c.html":
            raise OSError(28, "No space left on device")
        return real(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(UnfinishedError, match="No space left"):
            _write(target, {**_SECOND, "a.html": "new"})

    assert not (target / "index.html").exists()
    assert json.loads((target / MANIFEST).read_text(encoding="utf-8"))["complete"] is False

    _write(target, _SECOND)

    assert _SECOND == _read(target)


def test_another_disk_is_written_to_all_the_same(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be moved because the folder is a disk of its own, it is copied whole."""
    real = Path.replace

    def refuse(self: Path, to: str | Path) -> Path:
        if self.parent != Path(to).parent:
            raise OSError(18, "Invalid cross-device link")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", refuse)
    _write(target, _SECOND)

    assert _SECOND == _read(target)


def test_where_nothing_can_stand_beside_the_folder_it_is_prepared_inside(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as at the root of a shared drive; what it was prepared in is gone afterwards."""
    real = tempfile.mkdtemp

    def refuse(*, prefix: str, dir: Path) -> str:  # noqa: A002 - the name in tempfile
        if dir == target.parent:
            raise PermissionError(13, "Permission denied")
        return str(real(prefix=prefix, dir=dir))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    _write(target, _SECOND)

    assert _SECOND == _read(target)
    with pytest.raises(OutputError, match="Permission denied"), staged_folder(target.parent / "new"):
        pass


def test_a_target_that_is_a_file_is_refused(run: Callable[..., Result], mini_turtle: Path, tmp_path: Path) -> None:
    """One sentence, exit code 1, and the file stays."""
    (tmp_path / "f").write_text("keep")
    result = run("--lang", "en", "--graph", mini_turtle, "dossier", "-o", tmp_path / "f")

    assert (1, "keep") == (result.exit_code, (tmp_path / "f").read_text())
    assert "it is a file, not a folder" in result.stderr


def test_a_target_in_a_missing_folder_is_refused(run: Callable[..., Result], mini_turtle: Path, tmp_path: Path) -> None:
    """Before any work is done."""
    result = run("--lang", "nl", "--graph", mini_turtle, "dossier", "-o", tmp_path / "no" / "d")

    assert 1 == result.exit_code
    assert "de map waarin het moet komen bestaat niet" in result.stderr
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the system says."""

    def refuse(_self: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    monkeypatch.setattr(Path, "exists", lambda _self: True)
    with pytest.raises(OutputError, match="Permission denied"):
        check_folder(tmp_path, force=False)


def test_the_command_says_what_stays(run: Callable[..., Result], mini_turtle: Path, tmp_path: Path) -> None:
    """A page of an earlier graph that somebody changed is named on standard error."""
    target = tmp_path / "d"
    arguments = ("--lang", "en", "--graph", mini_turtle, "dossier", "-o", target, "--as-of", "2026-11-22")
    run(*arguments)
    manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"]["project/old.html"] = ["0"]
    (target / MANIFEST).write_text(json.dumps(manifest))
    (target / "project" / "old.html").write_text("mine")
    refused, forced = run(*arguments), run(*arguments, "--force")

    assert (1, 0) == (refused.exit_code, forced.exit_code)
    assert "project/old.html" in refused.stderr
    assert "somebody changed it, so it stays" in forced.stderr
