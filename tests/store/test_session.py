"""One opening of a project: what it leaves on the disk, and how troubles are told."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.model.sentences import Refused, Told, Trouble
from annotator.store import opening, session
from annotator.store.rescue import backup
from annotator.store.session import create, open_for_reading, open_for_writing, trouble
from annotator.store.store import Store


@pytest.fixture
def path(template, tmp_path) -> Path:
    return shutil.copyfile(template, tmp_path / "project.annot")


def beside(path: Path) -> list[str]:
    return sorted(f.name for f in path.parent.glob("project.annot?*"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# opening and closing


def test_a_closed_project_is_one_single_file(path, desk):
    store = desk.open(path)
    desk.mark(store)
    assert "project.annot-wal" in beside(path)
    store.close()
    desk._open.clear()
    assert beside(path) == []
    assert not opening.inspect(path).is_wal


def test_reading_a_closed_project_leaves_nothing_and_changes_nothing(path, desk):
    Store.open(path, desk.person("first")).close()
    before = path.read_bytes(), path.stat().st_mtime_ns
    with Store.open(path, desk.person("second"), read_only=True) as store:
        assert store.session.read_only
        assert store.read.article_ids()
        assert beside(path) == []
    assert beside(path) == []
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_project_that_is_only_read_refuses_every_step(path, desk):
    with Store.open(path, desk.person("first"), read_only=True) as store:
        with pytest.raises(Refused, match="for reading only"):
            desk.mark(store)
        with pytest.raises(Refused, match="for reading only"):
            store.back_up("try")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_project_and_all_beside_it_is_for_its_owner_alone(tmp_path, desk):
    path = tmp_path / "project.annot"
    old = os.umask(0)
    try:
        with Store.create(path, desk.SCHEME, desk.person("first")) as store:
            desk.add_article(store)
            store.back_up("try")
            for name in beside(path):
                assert mode(path.with_name(name)) == 0o600, name
        folder = backup.folder_of(path)
        assert mode(folder) == 0o700
        (kept,) = folder.iterdir()
        assert mode(kept) == mode(path) == 0o600
        before = backup.restore(path, kept)
        assert mode(path) == mode(before) == 0o600
    finally:
        os.umask(old)


def test_what_was_closed_properly_is_not_read_through_again(path, desk, monkeypatch):
    Store.open(path, desk.person("first")).close()
    asked: list[str] = []
    connect = opening.connect

    def listening(*what):
        sql = connect(*what)
        sql.set_trace_callback(asked.append)
        return sql

    monkeypatch.setattr(opening, "connect", listening)
    Store.open(path, desk.person("first"), read_only=True).close()
    assert not [words for words in asked if "quick_check" in words]
    os.utime(path)
    Store.open(path, desk.person("first"), read_only=True).close()
    assert [words for words in asked if "quick_check" in words]


def test_a_very_large_project_is_neither_read_through_nor_copied_when_it_is_opened(
    path, desk, monkeypatch
):
    monkeypatch.setattr(session, "SMALL", 1)
    monkeypatch.setattr(session, "QUICK", 1)
    os.utime(path)
    with Store.open(path, desk.person("first")) as store:
        desk.mark(store)
    assert not backup.folder_of(path).exists()


def test_a_backup_is_made_when_a_changed_project_is_opened(path, desk):
    with Store.open(path, desk.person("first")) as store:
        desk.mark(store)
    (first,) = backup.backups_of(path)
    Store.open(path, desk.person("first")).close()
    Store.open(path, desk.person("first")).close()
    assert len(backup.backups_of(path)) == 2
    assert first in backup.backups_of(path)


def test_a_project_without_the_time_of_its_closing_is_opened(path, desk):
    with Store.open(path, desk.person("first")) as store:
        store.sql.execute("DELETE FROM own")
    with Store.open(path, desk.person("first")) as store:
        desk.mark(store)


def test_a_time_of_closing_that_makes_no_sense_is_damage(path, desk):
    store = Store.open(path, desk.person("first"))
    store.session.set_own(closed="yesterday")
    store.session.leave()
    store.session._lock.release()
    with pytest.raises(Trouble, match="is damaged"):
        open_for_reading(path)
    assert beside(path) == []


def test_two_windows_and_a_reader_in_any_order_of_closing_lose_nothing(path, desk):
    """While someone reads, the log cannot go. The next one to work puts that right."""
    store = desk.open(path)
    span = desk.mark(store)
    reader = Store.open(path, desk.person("second"), read_only=True)
    with reader.reading():
        assert span in reader.read.spans(desk.ARTICLE)
        store.sql.execute("PRAGMA busy_timeout = 1")
        store.close()
        desk._open.clear()
    reader.close()
    with Store.open(path, desk.person("first")) as store:
        assert span in store.read.spans(desk.ARTICLE)
        assert desk.is_sound(store)
    assert beside(path) == []


def test_a_step_that_is_under_way_when_the_project_closes_is_taken_back(path, desk):
    opened = open_for_writing(path)
    opened.sql.execute("BEGIN IMMEDIATE")
    opened.set_own(half="done")
    opened.close()
    opened = open_for_reading(path)
    assert opened.own("half") is None
    opened.close()


def test_a_copy_that_was_taken_while_the_project_was_open_leaves_nothing_when_refused(
    path, desk, tmp_path
):
    """Its header says that a log belongs to it, and none is there."""
    store = desk.open(path)
    desk.mark(store)
    copy = shutil.copyfile(path, tmp_path / "copy.annot")
    with copy.open("r+b") as file:
        file.seek(20 * 4_096)
        file.write(bytes(30 * 4_096))
    for read_only in (True, False):
        with pytest.raises(Trouble, match="is damaged"):
            Store.open(copy, desk.person("first"), read_only=read_only)
    assert [f.name for f in tmp_path.glob("copy*")] == ["copy.annot"]


def test_a_reader_is_told_when_nothing_can_be_read_at_all(path, desk, monkeypatch):
    def fails(*_):
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(opening, "connect", fails)
    with pytest.raises(Trouble, match="unable to open"):
        open_for_reading(path)
    with pytest.raises(Trouble, match="unable to open"):
        open_for_writing(path)
    assert beside(path) == []


# what died in the middle of a step, where there is no write-ahead log


def journal_left(path: Path, statement: str) -> None:
    """Leave a journal, as a step does that dies on a network drive."""
    pid = os.fork()
    if pid == 0:
        try:
            sql = sqlite3.connect(path, isolation_level=None)
            sql.execute("PRAGMA cache_size = 1")
            sql.execute("BEGIN IMMEDIATE")
            sql.execute(statement)
        finally:
            os.kill(os.getpid(), 9)
    os.waitpid(pid, 0)
    assert opening.has_journal(path)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are of POSIX")
@pytest.mark.parametrize("read_only", [True, False])
def test_a_half_written_step_is_taken_back_when_the_project_is_opened(path, desk, read_only):
    journal_left(path, "UPDATE step SET template = hex(randomblob(9000))")
    with Store.open(path, desk.person("first"), read_only=read_only) as store:
        assert desk.check(store).is_sound
    assert beside(path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are of POSIX")
def test_a_half_written_step_of_someone_at_work_is_left_to_him(path, desk):
    journal_left(path, "UPDATE step SET template = hex(randomblob(9000))")
    journal = path.with_name(path.name + "-journal")
    left = journal.read_bytes()
    lock = session.Lock(path)
    lock.take()
    with pytest.raises(Trouble):
        open_for_reading(path)
    lock.release()
    assert journal.read_bytes() == left
    open_for_reading(path).close()
    assert beside(path) == []


def test_on_a_network_drive_there_is_no_log_and_a_warning(path, desk, monkeypatch):
    monkeypatch.setattr(opening, "on_network_drive", lambda _: True)
    store = desk.open(path)
    assert "network drive" in store.session.warning
    desk.mark(store)
    assert "project.annot-wal" not in beside(path)
    assert store.sql.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    store.close()
    desk._open.clear()
    assert beside(path) == []
    with Store.open(path, desk.person("first")) as store:
        assert desk.is_sound(store)


# making a project


def test_a_new_project_never_takes_the_place_of_what_is_there(path, tmp_path, desk):
    before = path.read_bytes()
    with pytest.raises(Refused, match="already there"):
        create(path, None)
    assert path.read_bytes() == before
    link = tmp_path / "link.annot"
    link.symlink_to(tmp_path / "gone.annot")
    with pytest.raises(Refused, match="already there"):
        create(link, None)
    with pytest.raises(Refused, match="There is no folder"):
        create(tmp_path / "gone" / "new.annot", None)


def test_a_file_that_appears_while_a_project_is_made_is_not_removed(tmp_path, monkeypatch):
    path = tmp_path / "new.annot"
    real = session.Lock.take

    def slow(lock):
        real(lock)
        path.write_text("Dear editor")

    monkeypatch.setattr(session.Lock, "take", slow)
    with pytest.raises(Trouble, match="could not be written"):
        create(path, None)
    assert path.read_text() == "Dear editor"
    assert [f.name for f in tmp_path.iterdir()] == ["new.annot"]


@pytest.mark.parametrize(
    "error", [sqlite3.OperationalError("database or disk is full"), KeyboardInterrupt()]
)
def test_a_project_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch, error):
    def fails(*_):
        raise error

    monkeypatch.setattr(session, "_settle", fails)
    with pytest.raises((Trouble, KeyboardInterrupt)):
        create(tmp_path / "new.annot", None)
    assert list(tmp_path.iterdir()) == []


def test_a_project_whose_scheme_cannot_be_written_leaves_nothing(tmp_path, desk, monkeypatch):
    def fails(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "_begin", fails)
    with pytest.raises(Trouble, match="disk is full"):
        Store.create(tmp_path / "new.annot", desk.SCHEME, desk.person("first"))
    assert list(tmp_path.glob("new*")) == []


def test_a_project_that_cannot_be_opened_gives_its_lock_back(path, desk, monkeypatch):
    def fails(*_):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(session.Session, "begin", fails)
        with pytest.raises(Trouble, match="disk is full"):
            open_for_writing(path)
    assert beside(path) == []
    assert not opening.inspect(path).is_wal
    desk.open(path)


# damage that shows only while one reads


def test_what_goes_wrong_while_a_sound_file_is_read_is_a_bug(path, desk):
    with (
        pytest.raises(LookupError, match="bug"),
        Store.open(path, desk.person("first"), read_only=True),
    ):
        raise LookupError("bug")


def test_what_goes_wrong_while_a_damaged_file_is_read_is_the_files_fault(path, desk):
    with Store.open(path, desk.person("first")) as store:
        store.sql.execute("UPDATE span SET attributes = '{'")
        desk.mark(store)
        store.sql.execute("UPDATE span SET attributes = '{'")
    with (
        pytest.raises(Trouble, match="is damaged"),
        Store.open(path, desk.person("first"), read_only=True) as store,
    ):
        store.read.spans(desk.ARTICLE)


def test_what_sqlite_finds_while_a_file_is_read_is_told(path, desk):
    with (
        pytest.raises(Trouble, match="is damaged"),
        Store.open(path, desk.person("first"), read_only=True),
    ):
        raise sqlite3.DatabaseError("database disk image is malformed")


def test_a_file_whose_log_cannot_be_read_is_not_kept_open(path, desk, monkeypatch):
    def fails(*_):
        raise sqlite3.DatabaseError("database disk image is malformed")

    from annotator.store import store as store_module

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "Log", fails)
        with pytest.raises(Trouble, match="is damaged"):
            Store.open(path, desk.person("first"))
    assert beside(path) == []


# troubles as sentences


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (sqlite3.OperationalError("database or disk is full"), Trouble, "disk is full"),
        (sqlite3.OperationalError("disk I/O error"), Trouble, "could not be written"),
        (sqlite3.OperationalError("database is locked"), Trouble, "in use by another program"),
        (sqlite3.OperationalError("attempt to write a readonly database"), Trouble, "rights"),
        (sqlite3.DatabaseError("database disk image is malformed"), Trouble, "is damaged"),
        (sqlite3.DatabaseError("file is not a database"), Trouble, "is damaged"),
        (sqlite3.OperationalError("Could not decode to UTF-8 column"), Trouble, "is damaged"),
        (sqlite3.IntegrityError("CHECK constraint failed"), Refused, "does not fit"),
        (OSError(errno.ENOSPC, "No space left on device"), Trouble, "disk is full"),
        (OSError(errno.EACCES, "Permission denied"), Trouble, r"\(Permission denied\)"),
        (OSError("strange"), Trouble, r"\(strange\)"),
        (Refused("As it was said."), Refused, "As it was said."),
    ],
)
def test_each_trouble_of_the_world_is_a_sentence(tmp_path, error, kind, words):
    told = trouble(error, tmp_path / "project.annot")
    assert isinstance(told, Told)
    with pytest.raises(kind, match=words):
        raise told


def test_a_bug_stays_a_bug(tmp_path):
    error = sqlite3.OperationalError("no such column: nam")
    assert trouble(error, tmp_path / "project.annot") is error


def test_a_file_that_may_not_be_written_is_refused_for_work(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda what, _: Path(what) != path)
    with pytest.raises(Trouble, match="write-protected"):
        open_for_writing(path)
    assert beside(path) == []


def test_a_log_written_by_a_newer_program_is_not_read_as_one_of_ours(path, desk, monkeypatch):
    """It died before its layout came from the log into the main file."""
    store = desk.open(path)
    store.sql.execute("BEGIN IMMEDIATE")
    store.session.note_step()
    store.sql.execute("PRAGMA user_version = 99")
    store.sql.execute("COMMIT")
    copy = path.with_name("copy.annot")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    before = [copy.read_bytes(), opening.wal_of(copy).read_bytes()]
    for read_only in (True, False):
        with pytest.raises(Refused, match="newer Annotator"):
            Store.open(copy, desk.person("first"), read_only=read_only)
    assert [copy.read_bytes(), opening.wal_of(copy).read_bytes()] == before
    assert sorted(f.name for f in copy.parent.glob("copy*")) == ["copy.annot", "copy.annot-wal"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are of POSIX")
def test_the_log_is_known_as_long_as_a_reader_keeps_it_from_the_main_file(path, desk):
    pid = os.fork()
    if pid == 0:
        try:
            desk.mark(Store.open(path, desk.person("first")))
        finally:
            os.kill(os.getpid(), 9)
    os.waitpid(pid, 0)
    reader = Store.open(path, desk.person("second"), read_only=True)
    with reader.reading():
        assert len(reader.read.spans(desk.ARTICLE)) == 1
        store = desk.open(path)
        assert len(store.session._marks) > 1
        desk.mark(store, "depot")
        Store.open(path, desk.person("second"), read_only=True).close()
    reader.close()
    store.close()
    desk._open.clear()
    assert beside(path) == []
