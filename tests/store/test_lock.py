"""One writer at a time: who holds a project is named, and the lock dies with its process."""

from __future__ import annotations

import getpass
import json
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from annotator.model.sentences import Trouble
from annotator.store.lock import Lock, holder


@pytest.fixture
def project(tmp_path) -> Path:
    return tmp_path / "project.annot"


def test_a_second_writer_is_refused_and_told_who_is_there(project):
    first, second = Lock(project), Lock(project)
    first.take()
    with pytest.raises(Trouble, match=f"open in another window .*process {os.getpid()}"):
        second.take()
    first.release()
    second.take()
    second.release()


def test_nothing_is_left_when_the_lock_is_given_back(project):
    lock = Lock(project)
    lock.take()
    assert lock.path.name == "project.annot.lock"
    lock.release()
    lock.release()
    assert list(project.parent.iterdir()) == []


def test_the_lock_names_its_holder_and_nobody_else_may_read_it(project):
    lock = Lock(project)
    lock.take()
    who = json.loads(lock.path.read_text())
    assert set(who) == {"person", "machine", "process", "since"}
    if sys.platform != "win32":
        assert stat.S_IMODE(lock.path.stat().st_mode) == 0o600
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX")
def test_a_lock_dies_with_the_process_that_held_it(project):
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            held = Lock(project)
            held.take()
            os.write(write, b"held")
            signal.pause()
        finally:
            os._exit(1)
    os.close(write)
    lock = Lock(project)
    try:
        assert os.read(read, 4) == b"held"
        with pytest.raises(Trouble, match=f"process {pid}"):
            lock.take()
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert lock.path.exists()
    lock.take()
    assert f"process {os.getpid()}" in holder(lock.path)
    lock.release()


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '"word"'])
def test_a_lock_that_names_nobody_is_another_programs(project, text):
    lock = Lock(project)
    lock.path.write_text(text)
    assert holder(lock.path) == "by another program"
    lock.path.unlink()
    assert holder(lock.path) == "by another program"


def test_the_lock_holds_where_the_disk_has_no_room_for_its_text(project, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    first = Lock(project)
    first.take()
    with pytest.raises(Trouble, match="by another program"):
        Lock(project).take()
    first.release()
    assert not first.path.exists()


def test_somebody_without_a_name_is_someone(project, monkeypatch):
    def nameless():
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nameless)
    lock = Lock(project)
    lock.take()
    assert holder(lock.path).startswith("someone on ")
    lock.release()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Trouble, match="does not allow writing"):
        Lock(tmp_path / "gone" / "project.annot").take()


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are of POSIX")
def test_a_lock_that_is_a_link_is_not_followed(project, tmp_path):
    letter = tmp_path / "letter"
    letter.write_text("Dear editor")
    lock = Lock(project)
    lock.path.symlink_to(letter)
    with pytest.raises(Trouble, match=r"remove project.annot.lock"):
        lock.take()
    assert letter.read_text() == "Dear editor"


def test_a_lock_that_is_given_back_at_that_moment_is_taken_anew(project, monkeypatch):
    """Its file is removed between our opening it and our locking it: we would hold nothing."""
    real, gone = Lock._open, []

    def loses(self):
        file = real(self)
        if len(gone) < 3:
            gone.append(self.path.unlink())
        return file

    monkeypatch.setattr(Lock, "_open", loses)
    lock = Lock(project)
    lock.take()
    assert len(gone) == 3
    with pytest.raises(Trouble, match="open in another window"):
        Lock(project).take()
    lock.release()


def test_a_lock_that_never_stays_is_given_up(project, monkeypatch):
    monkeypatch.setattr(Lock, "_is_still_there", lambda *_: False)
    with pytest.raises(Trouble, match="cannot be locked"):
        Lock(project).take()


def test_a_lock_that_cannot_be_removed_is_given_back_all_the_same(project, monkeypatch):
    lock = Lock(project)
    lock.take()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _refuse)
        lock.release()
    other = Lock(project)
    other.take()
    other.release()


def _refuse(*_, **__):
    raise PermissionError(13, "Permission denied")
