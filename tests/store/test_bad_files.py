"""Whatever is wrong with a file: one sentence, exit status 1, nothing touched, nothing lost."""

from __future__ import annotations

import ctypes
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme import Label, Scheme
from annotator.model.sentences import Told, Trouble
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.erasing import erasing, rewriting
from annotator.store.opening import inspect, wal_of
from annotator.store.rescue.check import check
from annotator.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and users of POSIX")

ME = person_named("", "the one who tries")
SCHEME = Scheme(id="small", title="Small", labels=(Label("weapon", "Weapon"),))
PAGE = 4_096
ENDINGS = ("-wal", "-shm", "-journal", ".lock", ".part")


def text_of(number: int) -> str:
    return f"Report {number}. " + "The unit fired rockets at the depot near the river. " * 20


def add(store: Store, number: int) -> None:
    """Add an article that is done, with a span on every word "rockets"."""
    text = text_of(number)
    id_ = sha256_of(text)
    with store.step("Add {n}", n=number):
        store.add_article(Article(id_, f"Report {number}"), text)
        store.put(Reading(id_, ME.id, status="done"))
        at = text.find("rockets")
        while at >= 0:
            store.put(Span(new_id(), id_, ME.id, "weapon", at, at + 7, "rockets"))
            at = text.find("rockets", at + 1)


@pytest.fixture(scope="session")
def written(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("written") / "project.annot"
    with Store.create(path, SCHEME, ME) as store:
        for number in range(12):
            add(store, number)
    return path


@pytest.fixture
def project(written, tmp_path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return shutil.copyfile(written, folder / "project.annot")


@pytest.fixture(scope="session")
def exported(written, tmp_path_factory) -> bytes:
    out = tmp_path_factory.mktemp("exported") / "out.jsonl"
    done(annotator("export", written, out, "--reproducible"))
    return out.read_bytes()


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def annotator(*words: object, home: Path | None = None) -> Ran:
    """Run `python -m annotator` in a process of its own, which need not import everything again.

    With a home, it runs as an ordinary user.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            status = 1
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            with os.fdopen(1, "w", closefd=False) as sys.stdout, os.fdopen(
                2, "w", closefd=False
            ) as sys.stderr:  # fmt: skip
                try:
                    if home is not None:
                        become_ordinary_user(home)
                    sys.argv = ["annotator", *map(str, words)]
                    main()
                    status = 0
                except SystemExit as end:
                    status = int(end.code or 0)
                except BaseException:  # noqa: BLE001 - whatever it is, it must be seen
                    traceback.print_exc()
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        out.seek(0)
        err.seek(0)
        return Ran(status, out.read().decode(), err.read().decode())


def become_ordinary_user(home: Path) -> None:
    # What is imported late may lie where only root reads.
    datetime.strptime("2000 +0000", "%Y %z")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(home)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def done(result: Ran) -> str:
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def refused(result: Ran) -> str:
    """Make sure that one sentence says why, and that the exit status is 1."""
    assert "Traceback" not in result.stderr
    assert result.returncode == 1, (result.stdout, result.stderr)
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith("\n")
    assert result.stdout == ""
    return result.stderr.strip()


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Make sure that a file keeps its bytes, and its folder what lies in it."""

    def look() -> tuple[str | None, list[str]]:
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        return digest, sorted(file.name for file in path.parent.iterdir())

    before = look()
    yield
    assert look() == before


def refused_by_all(path: Path, out: Path) -> str:
    """Try to read and to write a file; both say the same sentence and leave everything alone."""
    with untouched(path):
        sentences = {
            refused(annotator("export", path, out)),
            refused(annotator("check", path)),
            refused(annotator("undo", path)),
        }
    assert not out.exists()
    (sentence,) = sentences
    return sentence


def works(path: Path) -> None:
    """Make sure that work goes on in a file, and that it is one single file afterwards."""
    with Store.open(path, ME) as store:
        number = len(store.read.article_ids()) + 100
        add(store, number)
        assert check(store.sql, store.log, store.read).is_sound
        assert sha256_of(text_of(number)) in store.read.article_ids()
    assert not [ending for ending in ENDINGS if path.with_name(path.name + ending).exists()]


# --- what is no project ---------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_refused_and_left_untouched(tmp_path):
    path = tmp_path / "letter.annot"
    path.write_text("Dear editor, " * 100)
    assert "not an annotation project" in refused_by_all(path, tmp_path / "out.jsonl")


def test_it_is_so_with_an_interpreter_of_its_own(tmp_path):
    path = tmp_path / "letter.annot"
    path.write_text("Dear editor, " * 100)
    with untouched(path):
        ran = subprocess.run(
            [sys.executable, "-m", "annotator", "check", path],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert "not an annotation project" in refused(Ran(ran.returncode, ran.stdout, ran.stderr))


def test_the_mark_of_a_database_alone_makes_no_project(tmp_path):
    path = tmp_path / "mark.annot"
    path.write_bytes(b"SQLite format 3\x00")
    assert "not an annotation project" in refused_by_all(path, tmp_path / "out.jsonl")


def test_another_programs_database_is_refused_and_left_untouched(tmp_path):
    path = tmp_path / "other.annot"
    made = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('CREATE TABLE song (title)')"
    subprocess.run([sys.executable, "-c", made, path], check=True, timeout=60)
    assert "another program" in refused_by_all(path, tmp_path / "out.jsonl")


def test_an_empty_file_is_refused_and_never_made_a_project(tmp_path):
    path = tmp_path / "empty.annot"
    path.touch()
    assert "is empty" in refused_by_all(path, tmp_path / "out.jsonl")
    with untouched(path):
        assert "already there" in refused(annotator("new", path))


def test_a_folder_is_refused(tmp_path):
    path = tmp_path / "folder.annot"
    path.mkdir()
    assert "is a folder" in refused_by_all(path, tmp_path / "out.jsonl")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / "pipe.annot"
    os.mkfifo(path)
    assert "is not a file" in refused_by_all(path, tmp_path / "out.jsonl")


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    path = tmp_path / "nothing.annot"
    assert "There is no file" in refused_by_all(path, tmp_path / "out.jsonl")


def test_a_project_that_was_not_made_to_its_end_is_refused(project, tmp_path):
    from annotator.store import session

    path = tmp_path / "half.annot"
    session.create(path, None).close()
    assert "not made to its end" in refused_by_read(path, tmp_path / "out.jsonl")


def refused_by_read(path: Path, out: Path) -> str:
    with untouched(path):
        return refused(annotator("export", path, out))


# --- damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.999, 0.5, 0.02])
def test_a_truncated_project_is_refused_and_left_untouched(project, tmp_path, share):
    os.truncate(project, int(project.stat().st_size * share))
    assert "is damaged" in refused_by_all(project, tmp_path / "out.jsonl")


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_zeroed_page_is_found_and_the_file_left_untouched(project, tmp_path, place):
    page = int(project.stat().st_size / PAGE * place)
    overwrite(project, page * PAGE, bytes(PAGE))
    sentence = refused_by_all(project, tmp_path / "out.jsonl")
    assert "annotator restore" in sentence
    assert "annotator salvage" in sentence


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_page_that_rots_after_closing_never_gives_a_wrong_export(
    project, tmp_path, exported, place
):
    works(project)
    done(annotator("export", project, tmp_path / "before.jsonl", "--reproducible"))
    page = int(project.stat().st_size / PAGE * place)
    overwrite(project, page * PAGE, bytes(PAGE), rots=True)
    out = tmp_path / "out.jsonl"
    with untouched(project):
        result = annotator("export", project, out, "--reproducible")
    if result.returncode == 0:
        assert out.read_bytes() == (tmp_path / "before.jsonl").read_bytes()
    else:
        refused(result)
    with untouched(project):
        result = annotator("check", project)
    assert result.returncode == 1
    assert "damaged" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_a_byte_flipped_in_a_text_is_told_by_check_and_stops_the_export(project, tmp_path):
    at = project.read_bytes().index(b"Report 7. The unit")
    overwrite(project, at + 15, b"X")
    with untouched(project):
        looked = annotator("check", project)
        assert looked.returncode == 1
        assert "was altered" in looked.stdout
        assert "Traceback" not in looked.stderr
        sentence = refused(annotator("export", project, tmp_path / "out.jsonl"))
    assert "was altered" in sentence
    assert not (tmp_path / "out.jsonl").exists()


def test_a_damaged_project_can_be_saved_into_a_new_one(project, tmp_path):
    overwrite(project, project.stat().st_size // PAGE // 2 * PAGE, bytes(PAGE))
    new = tmp_path / "new.annot"
    with untouched(project):
        done(annotator("salvage", project, new))
    works(new)


def test_a_damaged_project_can_be_restored_from_its_backup(project, tmp_path, exported):
    done(annotator("import", project, text_file(tmp_path)))
    backup = next((project.parent / "project.backups").iterdir())
    overwrite(project, 10 * PAGE, bytes(10 * PAGE))
    refused_by_all(project, tmp_path / "out.jsonl")
    assert str(backup) in done(annotator("restore", project))
    done(annotator("restore", project, backup))
    done(annotator("export", project, tmp_path / "out.jsonl", "--reproducible"))
    assert (tmp_path / "out.jsonl").read_bytes() == exported
    works(project)


def overwrite(path: Path, at: int, data: bytes, *, rots: bool = False) -> None:
    """Damage a file. If it rots on the disk, its time says nothing."""
    info = path.stat()
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)
    if rots:
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def text_file(folder: Path, size: int = 1) -> Path:
    path = folder / "text.txt"
    path.write_text("A unit moved to the bridge at dawn.\n" * size)
    return path


# --- what lies beside the file, and newer ones ----------------------------------------------------


def died(path: Path, *numbers: int) -> None:
    """Work on a project in a process that is killed, so that its log is left beside it."""
    pid = os.fork()
    if pid == 0:
        try:
            store = Store.open(path, ME)
            for number in numbers:
                add(store, number)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    assert wal_of(path).stat().st_size > 0


def test_the_log_of_another_project_is_not_replayed(project, written, tmp_path):
    other = shutil.copyfile(written, tmp_path / "other.annot")
    died(other, 50)
    shutil.copyfile(wal_of(other), wal_of(project))
    sentence = refused_by_all(project, tmp_path / "out.jsonl")
    assert "does not belong" in sentence
    wal_of(project).rename(tmp_path / "away")
    works(project)


def test_the_log_of_an_earlier_session_is_not_replayed(project, tmp_path):
    died(project, 50)
    shutil.copyfile(wal_of(project), tmp_path / "stale")
    works(project)
    shutil.copyfile(tmp_path / "stale", wal_of(project))
    sentence = refused_by_all(project, tmp_path / "out.jsonl")
    assert "does not belong" in sentence
    wal_of(project).unlink()
    works(project)


def test_the_log_of_the_session_that_died_is_read(project, tmp_path):
    died(project, 50, 51)
    done(annotator("export", project, tmp_path / "out.jsonl"))
    assert "Report 51" in (tmp_path / "out.jsonl").read_text()
    with Store.open(project, ME) as store:
        assert sha256_of(text_of(51)) in store.read.article_ids()
    works(project)


def test_a_newer_layout_is_refused_by_name_and_left_untouched(project, tmp_path):
    overwrite(project, 60, (99).to_bytes(4, "big"))
    sentence = refused_by_all(project, tmp_path / "out.jsonl")
    assert "newer Annotator" in sentence
    assert "99" in sentence


# --- the file is in use ---------------------------------------------------------------------------


def test_a_project_that_is_open_names_its_holder_and_can_be_read(project, tmp_path):
    with Store.open(project, ME) as store:
        add(store, 50)
        sentence = refused(annotator("undo", project))
        assert f"process {os.getpid()}" in sentence
        done(annotator("export", project, tmp_path / "out.jsonl"))
        assert "Report 50" in (tmp_path / "out.jsonl").read_text()
        assert "All is well." in done(annotator("check", project))
        add(store, 51)
    works(project)


# --- rights, tried as an ordinary user ------------------------------------------------------------


@pytest.fixture
def reachable(written) -> Iterator[Path]:
    """A folder that an ordinary user reaches, and owns, with a project in it."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-"))
    shutil.copyfile(written, folder / "project.annot")
    (folder / "home").mkdir()
    (folder / "text.txt").write_text("A unit moved to the bridge at dawn.\n")
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, 65534, 65534)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def as_ordinary_user(folder: Path, *words: object) -> Ran:
    return annotator(*words, home=folder / "home")


def test_in_a_folder_that_may_not_be_written_a_project_can_still_be_read(reachable):
    project, out = reachable / "project.annot", reachable / "home" / "out.jsonl"
    reachable.chmod(0o555)
    with untouched(project):
        for words in (["undo"], ["import", reachable / "text.txt"]):
            result = as_ordinary_user(reachable, words[0], project, *words[1:])
            assert "does not allow writing" in refused(result)
        assert "All is well." in done(as_ordinary_user(reachable, "check", project))
        done(as_ordinary_user(reachable, "export", project, out))
    assert len(out.read_text().splitlines()) == 12
    reachable.chmod(0o755)
    done(as_ordinary_user(reachable, "import", project, reachable / "text.txt"))


def test_a_project_that_died_in_a_folder_that_may_not_be_written_is_refused(reachable):
    project = reachable / "project.annot"
    died(project, 50)
    for path in reachable.glob("project.annot*"):
        path.chmod(0o644)
    reachable.chmod(0o555)
    with untouched(project):
        result = as_ordinary_user(reachable, "export", project, reachable / "home" / "out.jsonl")
    assert "project.annot-wal together" in refused(result)
    reachable.chmod(0o755)
    works(project)


def test_a_file_that_may_not_be_written_can_still_be_read(reachable):
    project, out = reachable / "project.annot", reachable / "home" / "out.jsonl"
    project.chmod(0o444)
    with untouched(project):
        for words in (["undo"], ["import", reachable / "text.txt"]):
            result = as_ordinary_user(reachable, words[0], project, *words[1:])
            assert "write-protected" in refused(result)
        done(as_ordinary_user(reachable, "export", project, out))
    assert len(out.read_text().splitlines()) == 12
    project.chmod(0o644)
    done(as_ordinary_user(reachable, "import", project, reachable / "text.txt"))


def test_a_file_that_may_not_be_read_is_refused(reachable):
    project = reachable / "project.annot"
    project.chmod(0)
    result = as_ordinary_user(reachable, "check", project)
    assert "cannot be read" in refused(result)


def test_a_folder_that_may_not_be_entered_is_refused(reachable):
    inner = reachable / "inner"
    inner.mkdir()
    shutil.move(reachable / "project.annot", inner)
    inner.chmod(0)
    result = as_ordinary_user(reachable, "check", inner / "project.annot")
    inner.chmod(0o700)
    assert "cannot be reached" in refused(result)


# --- a full disk ----------------------------------------------------------------------------------


class SmallDisk:
    """A disk of 3 MB in this process alone, which can be filled and freed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        libc = ctypes.CDLL(None, use_errno=True)
        # Own mounts (CLONE_NEWNS), which nobody else sees (MS_REC | MS_PRIVATE).
        for answer in (
            libc.unshare(0x20000),
            libc.mount(b"none", b"/", None, 0x4000 | 0x40000, None),
            libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=3m"),
        ):
            if answer:
                raise PermissionError(ctypes.get_errno(), "no mounts of our own")

    def fill(self, but: int = 0) -> None:
        with (self.folder / "rest").open("wb") as file:
            try:
                while True:
                    os.write(file.fileno(), bytes(4_096))
            except OSError:
                os.truncate(file.fileno(), max(0, file.tell() - but))

    def free(self) -> None:
        (self.folder / "rest").unlink()


class SmallFiles:
    """A limit on the size of any file, for where no disk can be made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, but: int = 0) -> None:
        largest = max(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(largest // 2, but), hard))

    def free(self) -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@pytest.fixture(params=[SmallDisk, SmallFiles])
def on_a_disk(request, project, tmp_path) -> Callable[[Callable[..., None]], None]:
    """Run a function in a process of its own, with a project on a disk that can be full."""

    def run(scene: Callable[..., None]) -> None:
        told = tmp_path / "told"
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                folder = tmp_path / "disk"
                folder.mkdir()
                disk = request.param(folder)
                scene(disk, shutil.copyfile(project, folder / "project.annot"))
                status = 0
            except PermissionError as error:
                if "mounts" in str(error):
                    status = 77
                else:
                    told.write_text(traceback.format_exc())
            except BaseException:  # noqa: BLE001 - whatever it is, it must be seen
                told.write_text(traceback.format_exc())
            finally:
                os._exit(status)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if code == 77:
            pytest.skip("only root may mount a small disk")
        assert code == 0, told.read_text()

    return run


def add_many(store: Store) -> None:
    for number in range(21, 60):
        add(store, number)


def test_a_full_disk_in_a_save_is_told_and_nothing_saved_is_lost(on_a_disk):
    def scene(disk, project):
        store = Store.open(project, ME)
        add(store, 20)
        disk.fill()
        with pytest.raises(Trouble) as told:
            add_many(store)
        assert "as it was before" in str(told.value)
        there = store.read.article_ids()
        assert sha256_of(text_of(20)) in there
        disk.free()
        add(store, 99)
        store.close()
        with Store.open(project, ME) as store:
            assert set(there) | {sha256_of(text_of(99))} == set(store.read.article_ids())
        works(project)

    on_a_disk(scene)


def test_a_window_closed_on_a_full_disk_loses_nothing(on_a_disk):
    def scene(disk, project):
        store = Store.open(project, ME)
        add(store, 20)
        disk.fill()
        store.close()
        disk.free()
        with Store.open(project, ME) as store:
            assert sha256_of(text_of(20)) in store.read.article_ids()
        works(project)

    on_a_disk(scene)


def test_a_full_disk_in_an_import_leaves_the_project_as_it_was(on_a_disk, tmp_path):
    text = text_file(tmp_path, 60_000)

    def scene(disk, project):
        with Store.open(project, ME) as store:
            before = store.read.article_ids()
        disk.fill(but=1_200_000)
        sentence = refused(annotator("import", project, text))
        assert "is as it was before" in sentence
        disk.free()
        with Store.open(project, ME) as store:
            assert store.read.article_ids() == before
            assert check(store.sql, store.log, store.read).is_sound
        done(annotator("import", project, text_file(tmp_path)))
        works(project)

    on_a_disk(scene)


def test_a_full_disk_in_a_merge_leaves_the_project_as_it_was(on_a_disk, tmp_path):
    def scene(disk, project):
        colleagues = shutil.copyfile(project, tmp_path / "colleague.annot")
        with Store.open(colleagues, ME) as store:
            for number in range(21, 400):
                add(store, number)
        with Store.open(project, ME) as store:
            before = store.read.article_ids()
        disk.fill(but=1_200_000)
        sentence = refused(annotator("merge", project, colleagues))
        assert "is as it was before" in sentence
        disk.free()
        with Store.open(project, ME) as store:
            assert store.read.article_ids() == before
            assert check(store.sql, store.log, store.read).is_sound
        works(project)

    on_a_disk(scene)


def test_a_full_disk_in_a_backup_stops_the_import_before_it_begins(on_a_disk, tmp_path):
    text = text_file(tmp_path)

    def scene(disk, project):
        works(project)
        backups = sorted((project.parent / "project.backups").iterdir())
        disk.fill()
        with untouched(project):
            sentence = refused(annotator("import", project, text))
        assert "No backup could be made" in sentence
        assert sorted((project.parent / "project.backups").iterdir()) == backups
        disk.free()
        done(annotator("import", project, text))
        works(project)

    on_a_disk(scene)


def test_a_full_disk_leaves_no_half_made_project(on_a_disk):
    def scene(disk, project):
        disk.fill()
        new = project.with_name("new.annot")
        refused(annotator("new", new))
        assert not list(project.parent.glob("new.*"))
        disk.free()
        done(annotator("new", new))

    on_a_disk(scene)


# --- links, copies, and files that vanish ---------------------------------------------------------


def test_a_link_to_nothing_is_refused_and_stays(tmp_path):
    link = tmp_path / "link.annot"
    link.symlink_to(tmp_path / "gone.annot")
    assert "link to a file that is not there" in refused_by_all(link, tmp_path / "out.jsonl")
    assert link.is_symlink()


def test_a_link_opens_the_file_it_leads_to(project, tmp_path):
    link = tmp_path / "link.annot"
    link.symlink_to(project)
    done(annotator("import", link, text_file(tmp_path)))
    assert link.is_symlink()
    assert [path.name for path in tmp_path.glob("link*")] == ["link.annot"]
    assert (project.parent / "project.backups").is_dir()
    with Store.open(link, ME) as store:
        assert len(store.read.article_ids()) == 13
        assert store.path == project
    assert str(project.parent) in done(annotator("restore", link))


def test_a_file_with_a_second_name_is_refused(project, tmp_path):
    second = tmp_path / "second.annot"
    os.link(project, second)
    assert "second name" in refused_by_all(second, tmp_path / "out.jsonl")
    second.unlink()
    works(project)


def site_of(path: Path) -> str:
    with Store.open(path, ME) as store:
        return store.log.site_uid


def test_a_copy_of_a_project_works_under_a_site_of_its_own(project, tmp_path):
    site = site_of(project)
    copy = shutil.copyfile(project, tmp_path / "copy.annot")
    assert site_of(copy) != site
    assert site_of(project) == site
    works(copy)


def test_a_renamed_project_keeps_its_site(project, tmp_path):
    site = site_of(project)
    renamed = project.rename(tmp_path / "renamed.annot")
    assert site_of(renamed) == site
    assert site_of(renamed) == site


def test_a_project_on_another_machine_works_under_a_site_of_its_own(project, monkeypatch):
    from annotator.store import identity

    site = site_of(project)
    monkeypatch.setattr(identity, "machine", lambda: "another")
    moved = site_of(project)
    assert moved != site
    assert site_of(project) == moved


@pytest.mark.parametrize("fate", ["deleted", "moved", "replaced", "folder deleted"])
def test_work_in_a_project_that_vanishes_is_never_said_to_be_saved(
    project, written, tmp_path, fate
):
    store = Store.open(project, ME)
    add(store, 50)
    saved = store.read.article_ids()
    if fate == "deleted":
        project.unlink()
    elif fate == "moved":
        project.rename(tmp_path / "moved.annot")
    elif fate == "replaced":
        shutil.copyfile(written, tmp_path / "other.annot").replace(project)
    else:
        shutil.rmtree(project.parent)
    for _ in range(2):
        with pytest.raises(Trouble) as told:
            add(store, 51)
        assert "moved, replaced or deleted" in str(told.value)
    assert store.read.article_ids() == saved
    store.close()
    if fate == "folder deleted":
        assert "no copy could be made" in str(told.value)
        return
    (copy,) = (project.parent / "project.backups").glob("*-rescued.annot")
    assert str(copy) in str(told.value)
    with Store.open(shutil.copyfile(copy, tmp_path / "rescued.annot"), ME) as store:
        assert store.read.article_ids() == saved
    works(tmp_path / "rescued.annot")


def test_what_was_saved_in_a_project_that_vanished_is_rescued_when_the_window_closes(project):
    store = Store.open(project, ME)
    add(store, 50)
    project.unlink()
    store.close()
    (copy,) = (project.parent / "project.backups").glob("*-rescued.annot")
    assert inspect(copy)
    with Store.open(copy, ME, read_only=True) as store:
        assert sha256_of(text_of(50)) in store.read.article_ids()


def test_a_project_that_vanished_can_be_put_back_from_its_backup(project, tmp_path, exported):
    done(annotator("import", project, text_file(tmp_path)))
    (backup,) = (project.parent / "project.backups").iterdir()
    project.unlink()
    refused_by_all(project, tmp_path / "out.jsonl")
    assert "kept" not in done(annotator("restore", project, backup))
    done(annotator("export", project, tmp_path / "out.jsonl", "--reproducible"))
    assert (tmp_path / "out.jsonl").read_bytes() == exported
    works(project)


def test_a_broken_line_leaves_the_project_as_it_was(project, tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"no":"record"}\n')
    with Store.open(project, ME) as store:
        before = store.log.n
        with pytest.raises(Told):
            bring_in(store, [lines], In())
        assert store.log.n == before
    works(project)


def test_a_full_disk_in_erasing_leaves_all_of_an_article_or_nothing(on_a_disk):
    gone = text_of(3)

    def scene(disk, project):
        store = Store.open(project, ME)
        for room in (0, 40_000, 200_000, 400_000):
            disk.fill(but=room)
            with suppress(Trouble):
                erasing.erase(store, sha256_of(gone))
            is_there = store.read.text(sha256_of(gone)) == gone
            assert is_there is (sha256_of(gone) in store.read.article_ids())
            disk.free()
            if not is_there:
                break
        store.close()
        with Store.open(project, ME) as store:
            if is_there:
                erasing.erase(store, sha256_of(gone))
            assert not rewriting.is_due(store.sql)
            data = project.read_bytes() + wal_of(project).read_bytes()
            assert b"Report 3." not in data
            assert b"Report 4." in data
        works(project)

    on_a_disk(scene)
