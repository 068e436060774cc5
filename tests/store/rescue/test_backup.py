"""Backups are whole, a bad file never takes the place of good ones, and one can be put back."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.model.sentences import Refused, Trouble
from annotator.store import opening
from annotator.store.rescue import backup
from annotator.store.rescue.backup import backups_of, folder_of, made_at, restore, thin
from annotator.store.store import Store


@pytest.fixture
def store(desk) -> Store:
    """A project with one label, whose backups so far are gone."""
    store = desk.project()
    shutil.rmtree(folder_of(store.path), ignore_errors=True)
    desk.mark(store)
    return store


def spans(desk, path: Path) -> int:
    with Store.open(path, desk.person("first"), read_only=True) as store:
        assert desk.check(store).is_sound
        return len(store.read.spans(desk.ARTICLE))


# making


def test_a_backup_holds_all_that_was_saved_until_then(desk, store):
    made = store.back_up("try")
    desk.mark(store, "depot")
    assert spans(desk, made) == 1
    assert made.parent == folder_of(store.path)
    assert made.stem.endswith("-try")
    assert not opening.inspect(made).is_wal


def test_nothing_is_backed_up_twice(desk, store):
    assert store.back_up("try")
    assert store.back_up("again") is None
    desk.mark(store, "depot")
    assert store.back_up("again")
    for made in backups_of(store.path):
        made.unlink()
    assert store.back_up("after they were lost")


def test_progress_is_told_and_may_stop_a_backup(store):
    told: list[tuple[int, int]] = []
    store.back_up("try", lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] > 0

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    before = backups_of(store.path)
    with pytest.raises(KeyboardInterrupt):
        backup.make(store.sql, store.path, "try", stop)
    assert list(folder_of(store.path).iterdir()) == before


@pytest.mark.parametrize(("at", "data"), [(10 * 4_096, bytes(20 * 4_096)), (36, b"\0\0\0\5")])
def test_a_damaged_copy_never_becomes_a_backup(store, monkeypatch, at, data):
    good = store.back_up("try")
    real = backup.copy

    def damages(sql, part, progress):
        real(sql, part, progress)
        with part.open("r+b") as file:
            file.seek(at)
            file.write(data)

    monkeypatch.setattr(backup, "copy", damages)
    for _ in range(backup.LATEST + 1):
        with pytest.raises(Trouble, match="No backup could be made"):
            backup.make(store.sql, store.path, "try")
    assert list(folder_of(store.path).iterdir()) == [good]


def test_a_damaged_project_never_takes_the_place_of_good_backups(desk, store):
    good = store.back_up("try")
    path = store.path
    store.close()
    desk._open.clear()
    with path.open("r+b") as file:
        file.seek(10 * 4_096)
        file.write(bytes(20 * 4_096))
    sql = sqlite3.connect(path)
    with pytest.raises(Trouble, match="No backup could be made"):
        backup.make(sql, path, "try")
    sql.close()
    assert backups_of(path) == [good]
    assert spans(desk, good) == 1


def test_without_room_nothing_is_started(store, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 200_000))
    with pytest.raises(Trouble, match="0 MB are free, 1 MB needed"):
        store.back_up("try")
    assert list(folder_of(store.path).iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(store):
    folder_of(store.path).write_text("mine")
    with pytest.raises(Trouble, match="File exists"):
        store.back_up("try")
    assert folder_of(store.path).read_text() == "mine"


def test_what_a_backup_left_that_died_is_cleared_away(store):
    folder = folder_of(store.path)
    folder.mkdir()
    for ending in ("part", "part-journal", "part-wal"):
        (folder / f"project-20200101T000000000-open.{ending}").write_bytes(b"half")
    mine = folder / "the others.partly"
    mine.touch()
    made = store.back_up("try")
    assert set(folder.iterdir()) == {made, mine}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_backup_is_for_its_owner_alone(store):
    made = store.back_up("try")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


# keeping


def made_on(project: Path, moment: datetime) -> Path:
    folder_of(project).mkdir(exist_ok=True)
    stamp = moment.strftime("%Y%m%dT%H%M%S%f")[:-3]
    path = folder_of(project) / f"{project.stem}-{stamp}-open.annot"
    path.touch()
    return path


def test_the_latest_are_kept_and_one_of_each_day_week_and_month(tmp_path):
    project = tmp_path / "my-project.annot"
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    made = [made_on(project, now - timedelta(hours=6 * n)) for n in range(4 * 500)]
    thin(project)
    kept = backups_of(project)
    assert kept[: backup.LATEST] == made[: backup.LATEST]
    days = {made_at(path).date() for path in kept}
    assert {(now - timedelta(days=n)).date() for n in range(backup.DAYS)} <= days
    weeks = {made_at(path).strftime("%G-%V") for path in kept}
    assert {(now - timedelta(weeks=n)).strftime("%G-%V") for n in range(backup.WEEKS)} <= weeks
    months = {made_at(path).strftime("%Y-%m") for path in kept}
    assert len(months) == backup.MONTHS
    assert len(kept) < backup.LATEST + backup.DAYS + backup.WEEKS + backup.MONTHS
    thin(project)
    assert backups_of(project) == kept


def test_few_backups_are_all_kept(tmp_path):
    project = tmp_path / "project.annot"
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    made = [made_on(project, now - timedelta(minutes=n)) for n in range(backup.LATEST)]
    thin(project)
    assert backups_of(project) == made


def test_what_a_user_puts_among_the_backups_stays(tmp_path):
    project = tmp_path / "project.annot"
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for n in range(30):
        made_on(project, now - timedelta(minutes=n))
    mine = [folder_of(project) / name for name in ("before the meeting.annot", "notes.txt")]
    for path in mine:
        path.touch()
    thin(project)
    assert all(path.exists() for path in mine)
    assert len(backups_of(project)) == backup.LATEST + 1


def test_a_backup_that_cannot_be_removed_is_no_trouble(tmp_path, monkeypatch):
    project = tmp_path / "project.annot"
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for n in range(30):
        made_on(project, now - timedelta(minutes=n))

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    thin(project)
    assert len(backups_of(project)) == 30


def test_backups_of_a_project_with_another_name_are_listed_by_their_time(tmp_path):
    """Project and folder were renamed together."""
    old = tmp_path / "zebra.annot"
    first = made_on(old, datetime(2026, 1, 1, tzinfo=UTC))
    folder_of(old).rename(tmp_path / "ant.backups")
    second = made_on(tmp_path / "ant.annot", datetime(2026, 2, 1, tzinfo=UTC))
    assert [path.name for path in backups_of(tmp_path / "ant.annot")] == [second.name, first.name]


def test_when_a_backup_was_made_is_read_from_its_name_else_from_its_file(tmp_path):
    named = tmp_path / "a-b-20260203T040506789-open.annot"
    assert made_at(named) == datetime(2026, 2, 3, 4, 5, 6, 789_000, tzinfo=UTC)
    for name in ("project.annot", "p-99999999T999999999-open.annot"):
        other = tmp_path / name
        other.touch()
        os.utime(other, (0, 0))
        assert made_at(other) == datetime(1970, 1, 1, tzinfo=UTC)


# putting back


def test_a_backup_is_put_back_and_the_present_file_kept(desk, store):
    made = store.back_up("try")
    desk.mark(store, "depot")
    path, site = store.path, store.log.site_uid
    store.close()
    desk._open.clear()
    kept = restore(path, made)
    assert spans(desk, path) == 1
    assert spans(desk, kept) == 2
    assert spans(desk, made) == 1
    with Store.open(path, desk.person("first")) as again:
        assert again.log.site_uid != site
        desk.mark(again)
        assert desk.is_sound(again)
    names = {f.name for f in path.parent.iterdir()}
    assert names == {path.name, kept.name, folder_of(path).name}


def test_what_was_put_back_and_what_was_kept_can_be_merged(desk, store):
    made = store.back_up("try")
    desk.mark(store, "depot")
    path = store.path
    store.close()
    desk._open.clear()
    kept = restore(path, made)
    mine, theirs = desk.open(path), desk.open(kept)
    desk.mark(mine, "brigade", "actor")
    desk.share(mine, theirs)
    assert desk.digest(mine) == desk.digest(theirs)
    assert len(mine.read.spans(desk.ARTICLE)) == 3


def test_work_that_still_lies_in_the_log_is_kept_with_the_present_file(desk, store, tmp_path):
    made = store.back_up("try")
    desk.mark(store, "depot")
    path = tmp_path / "dead.annot"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{store.path}{ending}", f"{path}{ending}")
    kept = restore(path, made)
    assert not opening.has_wal(path)
    assert spans(desk, path) == 1
    assert spans(desk, kept) == 2
    # And back again: what lies in the log beside the one that was kept comes along.
    with Store.open(kept, desk.person("first")) as again:
        desk.mark(again, "left", "actor")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{kept}{ending}", f"{tmp_path / 'unclean.annot'}{ending}")
    restore(path, tmp_path / "unclean.annot")
    assert spans(desk, path) == 3


def test_a_project_that_is_gone_can_be_put_back(desk, store):
    made = store.back_up("try")
    path = store.path
    store.close()
    desk._open.clear()
    path.unlink()
    assert restore(path, made) is None
    assert spans(desk, path) == 1


def test_a_project_behind_a_link_is_put_back_behind_the_link(desk, store, tmp_path):
    made = store.back_up("try")
    path = store.path
    store.close()
    desk._open.clear()
    link = tmp_path / "link.annot"
    link.symlink_to(path)
    assert backups_of(link) == [made]
    restore(link, made)
    assert link.is_symlink()
    assert spans(desk, link) == 1


def test_a_damaged_backup_is_refused_and_nothing_is_changed(desk, store):
    made = store.back_up("try")
    path = store.path
    store.close()
    desk._open.clear()
    with made.open("r+b") as file:
        file.seek(10 * 4_096)
        file.write(bytes(20 * 4_096))
    before = path.read_bytes()
    with pytest.raises(Refused, match="is damaged"):
        restore(path, made)
    assert path.read_bytes() == before
    assert {f.name for f in path.parent.iterdir()} == {path.name, folder_of(path).name}


def test_what_is_no_backup_is_refused(desk, store, tmp_path):
    path = store.path
    store.close()
    desk._open.clear()
    letter = tmp_path / "letter.annot"
    letter.write_text("Dear editor")
    with pytest.raises(Refused, match="not an annotation project"):
        restore(path, letter)
    with pytest.raises(Refused, match="There is no file"):
        restore(path, tmp_path / "gone.annot")
    assert spans(desk, path) == 1


def test_a_project_that_is_open_is_not_replaced(store):
    made = store.back_up("try")
    with pytest.raises(Trouble, match="open in another window"):
        restore(store.path, made)


@pytest.mark.parametrize("part", ["copy", "_own_site", "_swap"])
@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), sqlite3.OperationalError("disk I/O error")],
)
def test_a_restore_that_fails_leaves_everything_as_it_was(desk, store, monkeypatch, part, error):
    def fails(*_):
        raise error

    made = store.back_up("try")
    path = store.path
    store.close()
    desk._open.clear()
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(backup, part, fails)
        with pytest.raises(Trouble, match="could not be put in place"):
            restore(path, made)
    assert path.read_bytes() == before
    assert {f.name for f in path.parent.iterdir()} == {path.name, folder_of(path).name}


def test_what_a_restore_left_that_died_goes_when_the_project_is_opened(desk, store):
    path = store.path
    store.close()
    desk._open.clear()
    left = [path.with_name(f"{path.name}.restoring{end}") for end in ("", "-journal")]
    for file in left:
        file.write_bytes(b"half")
    Store.open(path, desk.person("first")).close()
    assert not any(file.exists() for file in left)
