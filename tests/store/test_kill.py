"""The program is killed in the middle of its work: nothing that was acknowledged is lost."""

from __future__ import annotations

import copy
import os
import random
import select
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.formats import bring_in, write_out
from annotator.formats.format import In, Out
from annotator.model.article import Article
from annotator.model.text import sha256_of
from annotator.store import layout, opening, session
from annotator.store.erasing import erasing, rewriting
from annotator.store.exchange.bring import bring_in_bundle
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.mailbox.pick_up import pick_up
from annotator.store.mailbox.post import post
from annotator.store.rescue import backup
from annotator.store.rescue.backup import backups_of, restore
from annotator.store.session import Session
from annotator.store.store import Store

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are of POSIX"),
]
IS_SOAK = os.environ.get("ANNOTATOR_SOAK") == "1"
KILLS = 300 if IS_SOAK else 15
STRIDE = 1 if IS_SOAK else 3
"""Of so many statements in a row one is the last; which one, chance says."""
NEXT = layout.LAYOUT + 1
RARE_KILLS = 30 if IS_SOAK else 3

Ack = Callable[[str], None]


class Child:
    """A process that works, says on a pipe what is done, and is killed."""

    def __init__(self, work: Callable[[Ack], None]) -> None:
        self._pipe, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._pipe)
            try:
                work(lambda word: os.write(write, f"{word}\n".encode()) and None)
            except BaseException:  # noqa: BLE001 - whatever it is, it must be seen
                os.write(write, b"!" + traceback.format_exc().replace("\n", " ").encode())
            os.kill(os.getpid(), signal.SIGKILL)
        os.close(write)
        self._heard = b""

    def ended(self) -> list[str]:
        """Wait until it has killed itself, and give what it has acknowledged."""
        while self._listen():
            pass
        os.waitpid(self.pid, 0)
        os.close(self._pipe)
        assert b"!" not in self._heard, self._heard
        return self._heard.decode().splitlines()

    def killed(self, within: float) -> list[str]:
        """Kill it at a random moment after its first word, and give what it has acknowledged."""
        self._listen()
        end = time.monotonic() + random.uniform(0, within)
        while (left := end - time.monotonic()) > 0 and select.select([self._pipe], [], [], left)[0]:
            if not self._listen():
                break
        os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def _listen(self) -> bool:
        heard = os.read(self._pipe, 65_536)
        self._heard += heard
        return bool(heard)


def killed(within: float, work: Callable[[Ack], None]) -> list[str]:
    return Child(work).killed(within)


def span_ids(store: Store) -> set[str]:
    return {s.id for article in store.read.article_ids() for s in store.read.spans(article)}


def nothing_lies_beside(path: Path) -> bool:
    endings = ("-wal", "-shm", "-journal", ".lock", ".part")
    return not any(path.with_name(path.name + ending).exists() for ending in endings)


@pytest.fixture
def path(desk, tmp_path) -> Path:
    store = desk.project()
    desk.mark(store)
    store.close()
    desk._open.clear()
    return store.path


# --- labelling ------------------------------------------------------------------------------------


def label_forever(desk, path: Path) -> Callable[[Ack], None]:
    def work(ack: Ack) -> None:
        store = Store.open(path, desk.person("first"))
        ack("ready")
        for turn in range(10_000):
            span = desk.mark(store)
            ack(f"+{span.id}")
            if turn % 5 == 4:
                store.undo()
                ack(f"-{span.id}")

    return work


def test_no_acknowledged_label_is_lost_when_the_program_is_killed(desk, path):
    there: set[str] = set()
    with desk.open(path) as store:
        there |= span_ids(store)
    for _ in range(KILLS):
        words = killed(0.03, label_forever(desk, path))
        assert words[0] == "ready"
        for word in words[1:]:
            (there.add if word[0] == "+" else there.discard)(word[1:])
        store = desk.open(path)
        # The last step may have been saved without a chance to say so.
        assert len(span_ids(store) ^ there) <= 1
        there = span_ids(store)
        assert desk.is_sound(store)
        title = store.undo_title()
        store.undo()
        assert len(span_ids(store) ^ there) <= 1
        assert store.undo_title("redo") == title
        store.redo()
        assert span_ids(store) == there
        store.close()
        desk._open.clear()
        assert nothing_lies_beside(path)


def test_a_project_that_was_killed_can_be_read_before_it_is_worked_in(desk, path):
    words = killed(0.02, label_forever(desk, path))
    kept = {word[1:] for word in words if word[0] == "+"}
    gone = {word[1:] for word in words if word[0] == "-"}
    with Store.open(path, desk.person("second"), read_only=True) as store:
        assert kept - gone - span_ids(store) <= {words[-1][1:]}
    with Store.open(path, desk.person("first")) as store:
        assert desk.is_sound(store)


# --- opening --------------------------------------------------------------------------------------


def killed_while_opening(desk, path: Path, statement: int) -> bool:
    """Kill a session before the n-th statement it runs. Say whether it ran so many."""
    connect = opening.connect

    def work(ack: Ack) -> None:
        left = statement

        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def counting(*what):
            sql = connect(*what)
            sql.set_trace_callback(count)
            return sql

        opening.connect = counting
        store = Store.open(path, desk.person("first"))
        store.close()
        ack("done")

    return Child(work).ended() == []


def work_and_die(desk, path: Path) -> set[str]:
    """Leave acknowledged work in the log beside the file."""

    def work(ack: Ack) -> None:
        store = Store.open(path, desk.person("first"))
        for _ in range(3):
            ack(desk.mark(store).id)

    ids = set(Child(work).ended())
    assert len(ids) == 3
    assert opening.has_wal(path)
    return ids


def test_a_kill_at_any_moment_of_opening_and_closing_loses_nothing(desk, path, tmp_path):
    kept = work_and_die(desk, path)
    statement = random.randrange(STRIDE)
    while True:
        statement += STRIDE
        folder = tmp_path / str(statement)
        shutil.copytree(path.parent, folder, ignore=shutil.ignore_patterns("[0-9]*"))
        here = folder / path.name
        was_killed = killed_while_opening(desk, here, statement)
        # And once more in the middle of picking up what the first kill left.
        killed_while_opening(desk, here, random.randint(1, statement))
        with Store.open(here, desk.person("first")) as store:
            assert kept <= span_ids(store)
            assert desk.is_sound(store)
        assert nothing_lies_beside(here)
        shutil.rmtree(folder)
        if not was_killed:
            break
    assert statement > 30


@pytest.mark.parametrize("checkpoint", [1, 2])
def test_kills_between_the_mark_of_a_session_and_its_checkpoint_lose_nothing(
    desk, path, monkeypatch, checkpoint
):
    """Each session marks the main file; if it dies before, the next must still know the log."""
    kept = work_and_die(desk, path)
    real = Session._moved

    def dies(work_session: Session) -> bool:
        work_session.left -= 1
        if work_session.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(work_session)

    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(Session, "_moved", dies)
            patch.setattr(Session, "left", checkpoint, raising=False)
            assert Child(lambda ack: Store.open(path, desk.person("first"))).ended() == []
    with Store.open(path, desk.person("first")) as store:
        assert kept <= span_ids(store)
        assert desk.is_sound(store)


def test_kills_while_a_reader_holds_the_log_lose_nothing(desk, path, monkeypatch):
    """A reader keeps the log from being moved into the main file, which then bears an old mark."""
    kept = work_and_die(desk, path)
    with (
        Store.open(path, desk.person("second"), read_only=True) as reader,
        reader.reading(),
    ):
        reader.read.article_ids()
        for _ in range(3):
            kept |= work_and_die(desk, path)
            assert killed_while_opening(desk, path, 35)
        with Store.open(path, desk.person("second"), read_only=True) as other:
            assert kept <= span_ids(other)
    with Store.open(path, desk.person("first")) as store:
        assert kept <= span_ids(store)
        assert desk.is_sound(store)


# --- long work ------------------------------------------------------------------------------------


def how_long(work: Callable[[Ack], None]) -> float:
    """Say how long it takes from its first word to its end."""
    began = time.monotonic()
    child = Child(work)
    child._listen()
    began = time.monotonic()
    assert child.ended()[-1] == "done"
    return time.monotonic() - began


def copy_of(path: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return shutil.copyfile(path, folder / path.name)


def articles(store: Store, number: int) -> None:
    with store.step("Add articles"):
        for n in range(number):
            text = f"Report {n}. " + "The unit fired rockets at the depot. " * 30
            store.add_article(Article(sha256_of(text), f"Report {n}"), text)


@pytest.fixture
def records(desk, tmp_path) -> Path:
    store = desk.replica("second")
    articles(store, 200)
    out = tmp_path / "in.jsonl"
    write_out(store.read, out, Out(all_articles=True))
    return out


def test_an_import_that_is_killed_has_happened_as_a_whole_or_not_at_all(
    desk, path, records, tmp_path
):
    def bring(here: Path) -> Callable[[Ack], None]:
        def work(ack: Ack) -> None:
            with Store.open(here, desk.person("first")) as store:
                ack("ready")
                bring_in(store, [records], In())
            ack("done")

        return work

    took = how_long(bring(copy_of(path, tmp_path / "try")))
    for _ in range(RARE_KILLS):
        here = copy_of(path, tmp_path / "try")
        words = killed(took, bring(here))
        with Store.open(here, desk.person("first")) as store:
            number = len(store.read.article_ids())
            assert number == 201 if "done" in words else number in {1, 201}
            assert desk.is_sound(store)
            bring_in(store, [records], In())
            assert len(store.read.article_ids()) == 201


@pytest.fixture
def sent(desk, tmp_path) -> Path:
    """A colleague's work on 200 articles, sent as a bundle."""
    store = desk.replica("second")
    articles(store, 200)
    return desk.bundled(store, "in")


def merging(desk, here: Path, sent: Path) -> Callable[[Ack], None]:
    def work(ack: Ack) -> None:
        with Store.open(here, desk.person("first")) as store, open_source(store, sent) as source:
            ack("ready")
            bring_in_bundle(store, source)
        ack("done")

    return work


def test_a_merge_that_is_killed_has_happened_as_a_whole_or_not_at_all(desk, path, sent, tmp_path):
    took = how_long(merging(desk, copy_of(path, tmp_path / "try"), sent))
    for _ in range(RARE_KILLS):
        here = copy_of(path, tmp_path / "try")
        words = killed(took, merging(desk, here, sent))
        with Store.open(here, desk.person("first")) as store:
            number = len(store.read.article_ids())
            assert number == 201 if "done" in words else number in {1, 201}
            assert (store.undo_title() == "Bring in the work of second") == (number == 201)
            assert desk.is_sound(store)
            desk.receive(store, sent)
            assert len(store.read.article_ids()) == 201
        for kept in backups_of(here):
            assert read_spans(desk, kept)


@pytest.mark.parametrize("moment", ["Making a backup", "Bringing in changes", "Showing what came"])
def test_a_merge_that_is_killed_at_each_of_its_stages_has_not_happened(
    desk, path, sent, tmp_path, moment
):
    here = copy_of(path, tmp_path / "try")

    def work(_ack: Ack) -> None:
        def dies(words: str, _done: int, _all: int) -> None:
            if words == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        with Store.open(here, desk.person("first")) as store, open_source(store, sent) as source:
            desk.mark(store, "depot")  # so that there is something to back up
            bring_in_bundle(store, source, dies)

    Child(work).ended()
    with Store.open(here, desk.person("first")) as store:
        assert store.read.article_ids() == [desk.ARTICLE]
        assert len(store.read.spans(desk.ARTICLE)) == 2
        assert store.undo_title() == "Label as weapon"
        assert desk.is_sound(store)
        desk.receive(store, sent)
        assert len(store.read.article_ids()) == 201
        assert desk.is_sound(store)
    assert not list(backup.folder_of(here).glob("*.part*"))


def test_a_bundle_whose_writing_is_killed_leaves_the_one_before(desk, path, sent, tmp_path):
    with Store.open(path, desk.person("first")) as store:
        desk.receive(store, sent)
    out = tmp_path / "out.bundle"

    def write(ack: Ack) -> None:
        with Store.open(path, desk.person("first"), read_only=True) as store:
            ack("ready")
            write_bundle(store, out)
        ack("done")

    took = how_long(write)
    whole = out.read_bytes()
    for _ in range(RARE_KILLS):
        out.write_bytes(b"the one before")
        killed(took, write)
        assert out.read_bytes() in {b"the one before", whole}
    how_long(write)
    assert out.read_bytes() == whole
    assert not out.with_name("out.bundle.part").exists()


# --- a shared folder ------------------------------------------------------------------------------


@pytest.fixture
def shared(desk, tmp_path) -> Path:
    """A folder in which two colleagues have posted their work on 200 articles."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for number, person in enumerate(("second", "third")):
        store = desk.replica(person)
        for n in range(5):
            with store.step("Add articles"):
                for m in range(20):
                    text = f"Report {number} {n} {m}. The unit fired rockets."
                    store.add_article(Article(sha256_of(text), "Report"), text)
            post(store, folder)
    return folder


def test_a_pick_up_that_is_killed_has_happened_as_a_whole_or_not_at_all(
    desk, path, shared, tmp_path
):
    def picking(here: Path) -> Callable[[Ack], None]:
        def work(ack: Ack) -> None:
            with Store.open(here, desk.person("first")) as store:
                ack("ready")
                pick_up(store, shared)
            ack("done")

        return work

    before = {one.name: one.read_bytes() for one in shared.iterdir()}
    took = how_long(picking(copy_of(path, tmp_path / "try")))
    for _ in range(RARE_KILLS):
        here = copy_of(path, tmp_path / "try")
        words = killed(took, picking(here))
        with Store.open(here, desk.person("first")) as store:
            number = len(store.read.article_ids())
            assert number == 201 if "done" in words else number in {1, 201}
            assert (store.undo_title() == "Pick up the shared folder") == (number == 201)
            assert desk.is_sound(store)
            pick_up(store, shared)
            assert len(store.read.article_ids()) == 201
    assert {one.name: one.read_bytes() for one in shared.iterdir()} == before


def test_a_posting_that_is_killed_leaves_only_whole_files_and_is_made_up_for(
    desk, path, shared, tmp_path
):
    def posting(here: Path, folder: Path) -> Callable[[Ack], None]:
        def work(ack: Ack) -> None:
            with Store.open(here, desk.person("first")) as store:
                ack("ready")
                for _ in range(6):
                    desk.mark(store)
                    post(store, folder)
            ack("done")

        return work

    folder = tmp_path / "posted"
    shutil.copytree(shared, folder)
    took = how_long(posting(copy_of(path, tmp_path / "try"), folder))
    for _ in range(KILLS):
        here = copy_of(path, tmp_path / "try")
        shutil.rmtree(folder)
        shutil.copytree(shared, folder)
        killed(took, posting(here, folder))
        reader = desk.open(copy_of(path, tmp_path / "reader"), "reader")
        assert pick_up(reader, folder).left == {}
        assert desk.is_sound(reader)
        with Store.open(here, desk.person("first")) as store:
            post(store, folder)
            marks = span_ids(store)
        assert not list(folder.glob("*.part"))
        pick_up(reader, folder)
        assert span_ids(reader) == marks
        reader.close()
        desk._open.remove(reader)


@pytest.fixture
def newer(monkeypatch) -> None:
    """The next version of the program: its layout has one table more."""
    migrations = copy.deepcopy(layout.migrations)

    @migrations()
    def m_next_more(db) -> None:
        db.execute("CREATE TABLE more (a TEXT) STRICT")
        db.execute("INSERT INTO more SELECT body FROM text")
        db.execute(f"PRAGMA user_version = {NEXT}")

    monkeypatch.setattr(session, "migrations", migrations)
    monkeypatch.setattr(session, "LAYOUT", NEXT)
    monkeypatch.setattr(opening, "LAYOUT", NEXT)


def test_a_change_of_layout_that_is_killed_is_done_as_a_whole_or_not_at_all(
    desk, path, tmp_path, newer, request
):
    with Store.create(tmp_path / "large.annot", desk.SCHEME, desk.person("first")) as store:
        articles(store, 300)
        store.sql.execute("DROP TABLE more")
        store.sql.execute("DELETE FROM _sqlite_migrations WHERE name = 'm_next_more'")
        store.sql.execute(f"PRAGMA user_version = {layout.LAYOUT}")

    def change(here: Path) -> Callable[[Ack], None]:
        def work(ack: Ack) -> None:
            ack("ready")
            Store.open(here, desk.person("first")).close()
            ack("done")

        return work

    took = how_long(change(copy_of(tmp_path / "large.annot", tmp_path / "try")))
    for _ in range(RARE_KILLS):
        here = copy_of(tmp_path / "large.annot", tmp_path / "try")
        killed(took, change(here))
        with Store.open(here, desk.person("first")) as store:
            assert store.sql.execute("PRAGMA user_version").fetchone() == (NEXT,)
            assert store.sql.execute("SELECT count(*) FROM more").fetchone() == (300,)
            assert len(store.read.article_ids()) == 300
            assert desk.is_sound(store)
        for kept in backups_of(here):
            assert opening.inspect(kept).layout in {layout.LAYOUT, NEXT}


def test_a_backup_that_is_killed_is_whole_or_not_there(desk, path, tmp_path):
    with Store.open(path, desk.person("first")) as store:
        articles(store, 300)
    shutil.rmtree(backup.folder_of(path))

    def back_up(ack: Ack) -> None:
        store = Store.open(path, desk.person("first"))
        ack("ready")
        for _ in range(3):
            desk.mark(store)
            store.back_up("try")
        ack("done")

    took = how_long(back_up)
    for _ in range(RARE_KILLS):
        killed(took, back_up)
        for made in backups_of(path):
            with Store.open(made, desk.person("second"), read_only=True) as store:
                assert len(store.read.article_ids()) == 301
                assert desk.check(store).is_sound
        with Store.open(path, desk.person("first")) as store:
            desk.mark(store)
            assert store.back_up("after")
            assert desk.is_sound(store)
        assert not list(backup.folder_of(path).glob("*.part*"))
    assert len(backups_of(path)) == backup.LATEST


def test_a_restore_that_is_killed_loses_neither_the_old_file_nor_the_backup(desk, path, tmp_path):
    with Store.open(path, desk.person("first")) as store:
        before = span_ids(store)
        kept_backup = shutil.copyfile(store.back_up("try") or backups_of(path)[0],
                                      tmp_path / "backup.annot")  # fmt: skip
    after = before | work_and_die(desk, path)
    template = tmp_path / "template"
    shutil.copytree(path.parent, template, ignore=shutil.ignore_patterns("template", "try"))

    def put_back(here: Path) -> Callable[[Ack], None]:
        def work(ack: Ack) -> None:
            ack("ready")
            restore(here, kept_backup)
            ack("done")

        return work

    def a_copy() -> Path:
        shutil.rmtree(tmp_path / "try", ignore_errors=True)
        shutil.copytree(template, tmp_path / "try")
        return tmp_path / "try" / path.name

    took = how_long(put_back(a_copy()))
    for _ in range(RARE_KILLS):
        here = a_copy()
        killed(took, put_back(here))
        if here.exists():
            with Store.open(here, desk.person("first")) as store:
                assert span_ids(store) in (before, after)
        restore(here, kept_backup)
        with Store.open(here, desk.person("first")) as store:
            assert span_ids(store) == before
            assert desk.is_sound(store)
        found = [read_spans(desk, kept) for kept in here.parent.glob("*.before-restore-*.annot")]
        assert after in found


def read_spans(desk, path: Path) -> set[str]:
    with Store.open(path, desk.person("first")) as store:
        assert desk.is_sound(store)
        return span_ids(store)


@pytest.mark.parametrize("step", range(6))
def test_a_restore_killed_between_any_two_renames_can_be_taken_up(
    desk, path, tmp_path, monkeypatch, step
):
    with Store.open(path, desk.person("first")) as store:
        before = span_ids(store)
        kept_backup = store.back_up("try") or backups_of(path)[0]
    after = before | work_and_die(desk, path)
    real = Path.replace

    def dies(self: Path, target: Path) -> Path:
        dies.left -= 1
        if dies.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, target)

    dies.left = step
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dies)
        Child(lambda ack: restore(path, kept_backup) and None).ended()
    restore(path, kept_backup)
    assert read_spans(desk, path) == before
    found = [read_spans(desk, kept) for kept in tmp_path.glob("*.before-restore-*.annot")]
    assert after in found


# --- erasing for good -----------------------------------------------------------------------------


def killed_while_erasing(desk, path: Path, statement: int) -> bool:
    """Kill a session before the n-th statement of an erasing. Say whether it ran so many."""

    def work(ack: Ack) -> None:
        store = Store.open(path, desk.person("first"))
        left = statement

        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        store.sql.set_trace_callback(count)
        erasing.erase(store, desk.ARTICLE)
        ack("done")

    return Child(work).ended() == []


def is_erased_or_untouched(desk, path: Path) -> bool:
    """Open a project, make sure that an article is all there or all gone; say whether it is gone.

    The file is looked at while it is open and has its log beside it.
    """
    with Store.open(path, desk.person("first")) as store:
        assert desk.is_sound(store)
        gone = store.read.text(desk.ARTICLE) is None
        assert gone is (not span_ids(store))
        assert not rewriting.is_due(store.sql)
        data = path.read_bytes() + opening.wal_of(path).read_bytes()
        # At the end of the text stand words that are in no name and no title of the project.
        assert (b"The brigade left" in data) is not gone
    return gone


def test_a_kill_at_any_statement_of_erasing_leaves_all_of_it_or_none(desk, path, tmp_path):
    outcomes = set()
    statement = 0
    while True:
        statement += 1
        here = copy_of(path, tmp_path / "here")
        if not killed_while_erasing(desk, here, statement):
            break
        outcomes.add(is_erased_or_untouched(desk, here))
    assert statement > 20
    assert outcomes == {True, False}


def test_erasing_that_is_killed_at_random_is_finished_at_the_next_opening(desk, path, tmp_path):
    with Store.open(path, desk.person("first")) as store:
        articles(store, 300)

    def erase(here: Path) -> Callable[[Ack], None]:
        def work(ack: Ack) -> None:
            store = Store.open(here, desk.person("first"))
            ack("ready")
            erasing.erase(store, desk.ARTICLE)
            ack("done")

        return work

    long = how_long(erase(copy_of(path, tmp_path / "here")))
    for _ in range(KILLS):
        here = copy_of(path, tmp_path / "here")
        acknowledged = killed(long, erase(here))
        assert is_erased_or_untouched(desk, here) or "done" not in acknowledged
