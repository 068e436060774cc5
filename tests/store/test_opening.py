"""A file is looked at before SQLite does, and what is wrong with it is said in a sentence."""

from __future__ import annotations

import os
import shutil
import struct
import sys
from pathlib import Path

import pytest

from annotator.model.sentences import Refused, Trouble
from annotator.store import opening
from annotator.store.layout import APPLICATION_ID, LAYOUT
from annotator.store.store import Store


@pytest.fixture
def path(template, tmp_path) -> Path:
    return shutil.copyfile(template, tmp_path / "project.annot")


def write(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def test_the_header_says_what_a_file_is(path):
    header = opening.inspect(path)
    assert header == opening.Header(4_096, path.stat().st_size // 4_096, LAYOUT, APPLICATION_ID,
                                    is_wal=False)  # fmt: skip


def test_the_largest_page_size_is_written_as_one(path):
    write(path, 16, struct.pack(">H", 1))
    write(path, 28, struct.pack(">I", 1))
    os.truncate(path, 65_536)
    assert opening.inspect(path).page_size == 65_536


def test_a_file_that_is_only_a_part_of_its_header_is_no_project(tmp_path):
    path = tmp_path / "short.annot"
    path.write_bytes(b"SQLite format 3\x00" + bytes(50))
    with pytest.raises(Refused, match="not an annotation project"):
        opening.inspect(path)


def test_a_file_without_a_layout_is_damaged(path):
    write(path, 60, bytes(4))
    with pytest.raises(Trouble, match="is damaged"):
        opening.inspect(path)


def test_a_file_that_vanishes_while_it_is_looked_at_is_told(tmp_path):
    with pytest.raises(Trouble, match="cannot be read"):
        opening.inspect(tmp_path / "gone.annot")


def test_a_file_may_be_shorter_while_its_log_lies_beside_it(path):
    os.truncate(path, path.stat().st_size - 4_096)
    opening.wal_of(path).write_bytes(b"something")
    assert opening.inspect(path)
    opening.wal_of(path).unlink()
    path.with_name(path.name + "-journal").write_bytes(b"something")
    assert opening.inspect(path)
    path.with_name(path.name + "-journal").unlink()
    with pytest.raises(Trouble, match="is damaged"):
        opening.inspect(path)


def test_links_that_lead_in_a_circle_are_refused(tmp_path):
    a, b = tmp_path / "a.annot", tmp_path / "b.annot"
    a.symlink_to(b)
    b.symlink_to(a)
    with pytest.raises(Refused, match="link to a file that is not there"):
        opening.resolve(a)


def test_a_folder_that_cannot_be_entered_is_told(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "resolve", refuse)
    with pytest.raises(Trouble, match="cannot be reached \\(Permission denied\\)"):
        opening.resolve(tmp_path / "project.annot")


# the marks of sessions


def test_the_marks_of_sessions_are_read_as_they_were_written():
    assert opening.session_marks(opening.session_value(["a", "b", "c"], 7)) == ["a", "b", "c"]
    assert opening.session_marks(opening.session_value(["a"], 7)) == ["a"]
    assert opening.session_marks(None) == [""]
    assert opening.session_marks("") == [""]


def test_a_mark_is_found_where_the_table_has_grown_over_its_page(path, desk):
    """Usually everything of a file's own is on one page, which is read without SQLite."""
    with Store.open(path, desk.person("first")) as store:
        store.session.set_own(**{f"more{n}": "x" * 900 for n in range(20)})
    store = desk.open(path)
    desk.mark(store)
    copy = desk.folder / "copy.annot"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    opening.refuse_foreign_wal(copy)
    shutil.copyfile(next((desk.folder / "project.backups").iterdir()), copy)
    with pytest.raises(Trouble):
        Store.open(copy, desk.person("first"), read_only=True)


def test_a_project_that_was_never_open_has_no_mark(path, desk):
    with Store.open(path, desk.person("first")) as store:
        store.sql.execute("DELETE FROM own WHERE key = 'session'")
    assert opening._mark_alone(path) is None


def test_a_log_beside_a_project_in_a_folder_that_may_not_be_written_is_told(path, monkeypatch):
    opening.wal_of(path).write_bytes(b"something")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Trouble, match=r"project\.annot and project\.annot-wal together"):
        opening.refuse_foreign_wal(path)


# what is beside a file


def test_what_looking_has_put_beside_a_refused_file_is_taken_away(path):
    wal, shm = opening.wal_of(path), path.with_name(path.name + "-shm")
    with pytest.raises(ValueError), opening.leaving_nothing(path):  # noqa: PT011, PT012
        wal.touch()
        shm.write_bytes(b"index")
        raise ValueError
    assert not wal.exists()
    assert not shm.exists()


def test_what_somebody_else_has_put_beside_a_file_stays(path):
    wal, shm = opening.wal_of(path), path.with_name(path.name + "-shm")
    shm.write_bytes(b"index")
    with pytest.raises(ValueError), opening.leaving_nothing(path):  # noqa: PT011, PT012
        wal.write_bytes(b"work")
        raise ValueError
    assert wal.read_bytes() == b"work"
    assert shm.read_bytes() == b"index"
    with opening.leaving_nothing(path):
        pass
    assert shm.exists()


# network drives


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux mounts")
def test_a_network_drive_is_known_by_what_is_mounted(tmp_path, monkeypatch):
    mounts = (
        f"disk / ext4 rw 0 0\nserver:/x {tmp_path}/my\\040share nfs4 rw 0 0\n"
        f"disk {tmp_path}/my\\040share/own ext4 rw 0 0\n"
    )
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: mounts)
    assert opening.on_network_drive(tmp_path / "my share" / "project.annot")
    assert not opening.on_network_drive(tmp_path / "my share" / "own" / "project.annot")
    assert not opening.on_network_drive(tmp_path / "project.annot")


def test_where_nothing_says_what_is_mounted_a_drive_counts_as_a_disk(tmp_path, monkeypatch):
    def fails(*_, **__):
        raise OSError

    monkeypatch.setattr(Path, "read_text", fails)
    assert not opening.on_network_drive(tmp_path / "project.annot")


# what is no project


def test_what_is_no_file_of_its_own_is_refused(path, tmp_path):
    with pytest.raises(Refused, match="is a folder"):
        opening.resolve(tmp_path)
    with pytest.raises(Refused, match="There is no file"):
        opening.resolve(tmp_path / "gone.annot")
    os.link(path, tmp_path / "second.annot")
    with pytest.raises(Refused, match="second name"):
        opening.resolve(path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are of POSIX")
def test_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.annot")
    with pytest.raises(Refused, match="is not a file"):
        opening.resolve(tmp_path / "pipe.annot")


@pytest.mark.parametrize(
    ("at", "data", "words"),
    [
        (0, b"X", "not an annotation project"),
        (68, b"X", "another program"),
        (60, b"\0\0\0\x63", "newer Annotator .layout 99"),
    ],
)
def test_what_a_header_says_is_no_project_is_refused(path, at, data, words):
    write(path, at, data)
    with pytest.raises(Refused, match=words):
        opening.inspect(path)


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "empty.annot"
    path.touch()
    with pytest.raises(Refused, match="is empty"):
        opening.inspect(path)


def test_the_log_of_another_session_is_refused_in_a_sentence(path, desk):
    store = desk.open(path)
    desk.mark(store)
    stale = opening.wal_of(path).read_bytes()
    store.close()
    desk._open.clear()
    Store.open(path, desk.person("first")).close()
    opening.wal_of(path).write_bytes(stale)
    for read_only in (True, False):
        with pytest.raises(Trouble, match="does not belong"):
            Store.open(path, desk.person("first"), read_only=read_only)
    assert sorted(f.name for f in path.parent.glob("project.annot*")) == [
        "project.annot", "project.annot-wal",
    ]  # fmt: skip
