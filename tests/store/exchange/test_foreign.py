"""A colleague's whole project file is read and nothing else: it may have been made by anybody."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys

import pytest
from sqlite_utils.utils import sqlite3

from annotator.model.sentences import Refused, Told, Trouble
from annotator.store import opening
from annotator.store.exchange import foreign
from annotator.store.exchange.source import OtherProject
from annotator.store.store import Store


@pytest.fixture
def mine(desk):
    return desk.replica("first")


@pytest.fixture
def theirs(desk):
    """A colleague's project file, closed, as it is sent."""
    store = desk.replica("second")
    desk.add_article(store, title="Depot")
    desk.mark(store)
    store.close()
    desk._open.remove(store)
    shutil.rmtree(desk.folder / "second.backups", ignore_errors=True)
    return store.path


@pytest.fixture
def spoilt(theirs):
    """Give the function that runs a script of a forger's in a colleague's file."""

    def spoilt(*statements):
        sql = sqlite3.connect(theirs, isolation_level=None)
        sql.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            sql.execute(statement)
        sql.close()
        return theirs

    return spoilt


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest(), names_in(path.parent)


def refused(desk, mine, path, match, kind=Told):
    before, data = desk.digest(mine), path.read_bytes()
    with pytest.raises(kind, match=match):
        desk.receive(mine, path)
    assert desk.digest(mine) == before
    assert path.read_bytes() == data
    assert desk.is_sound(mine)


# --- honest files ---------------------------------------------------------------------------------


def test_a_closed_project_is_brought_in_and_left_as_it_was(desk, mine, theirs):
    before = fingerprint(theirs)
    desk.look(mine, theirs)
    assert fingerprint(theirs) == before
    desk.receive(mine, theirs)
    assert mine.read.text(desk.ARTICLE) == desk.TEXT
    assert len(mine.read.spans(desk.ARTICLE)) == 1
    assert hashlib.sha256(theirs.read_bytes()).hexdigest() == before[0]


def test_it_comes_to_the_same_as_a_bundle(desk, mine, theirs):
    (other,) = desk.replicas("third")
    with desk.open(theirs, "second") as store:
        path = desk.bundled(store)
        told = desk.look(mine, path)
    desk._open.pop()
    seen = desk.look(mine, theirs)
    assert (seen.new, seen.articles, seen.spans) == (told.new, told.articles, told.spans)
    desk.receive(mine, theirs)
    desk.receive(other, path)
    desk.receive(other, desk.bundled(mine, "a"))
    desk.receive(mine, desk.bundled(other, "b"))
    assert desk.digest(mine) == desk.digest(other)


def killed_at_work(desk, path):
    """Leave a step in the log beside a file, as a process that dies does."""
    pid = os.fork()
    if pid == 0:
        store = Store.open(path, desk.person("second"))
        desk.mark(store, "depot")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    assert opening.has_wal(path)


@pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX")
def test_what_lies_in_the_log_beside_a_file_comes_along(desk, mine, theirs):
    killed_at_work(desk, theirs)
    before = hashlib.sha256(theirs.read_bytes()).hexdigest()
    desk.receive(mine, theirs)
    assert len(mine.read.spans(desk.ARTICLE)) == 2
    assert hashlib.sha256(theirs.read_bytes()).hexdigest() == before


@pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX")
def test_a_log_that_is_not_the_files_own_is_refused(desk, mine, theirs):
    alone = theirs.read_bytes()
    killed_at_work(desk, theirs)
    theirs.write_bytes(alone)
    refused(desk, mine, theirs, "does not belong to|is damaged")


@pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX")
def test_a_project_that_is_open_elsewhere_is_read_through_a_copy(desk, mine, theirs):
    ready, go = os.pipe()
    pid = os.fork()
    if pid == 0:
        with Store.open(theirs, desk.person("second")) as store:
            desk.mark(store, "depot")
            os.write(go, b"!")
            signal.pause()
    os.read(ready, 1)
    try:
        desk.receive(mine, theirs)
        assert len(mine.read.spans(desk.ARTICLE)) == 2
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(ready)
        os.close(go)
    with Store.open(theirs, desk.person("second")) as store:
        assert desk.is_sound(store)


def test_a_file_in_a_folder_where_nothing_may_be_written_is_read(desk, mine, theirs):
    folder = desk.folder / "locked"
    folder.mkdir()
    path = shutil.copyfile(theirs, folder / "second.annot")
    path.chmod(0o400)
    folder.chmod(0o500)
    try:
        desk.receive(mine, path)
    finally:
        folder.chmod(0o700)
    assert len(mine.read.spans(desk.ARTICLE)) == 1
    assert names_in(folder) == ["second.annot"]


def test_what_a_colleague_has_set_aside_stays_his(desk, mine, theirs):
    with desk.open(theirs, "second") as store:
        (third,) = desk.replicas("third")
        desk.add_article(third, "Rockets were found near the river.")
        desk.receive(store, desk.bundled(third))
        store.undo()
    desk.receive(mine, theirs)
    assert mine.read.article_ids() == [desk.ARTICLE]
    assert list(desk.texts(mine)) == [desk.ARTICLE]


def test_the_open_project_itself_is_not_brought_in(desk, mine):
    with pytest.raises(Refused, match="is the project that is open"):
        desk.receive(mine, mine.path)
    link = desk.folder / "link.annot"
    link.symlink_to(mine.path)
    with pytest.raises(Refused, match="is the project that is open"):
        desk.receive(mine, link)
    desk.add_article(mine)
    assert desk.is_sound(mine)


def test_another_project_is_told_apart(desk, mine):
    with Store.create(desk.folder / "other.annot", desk.SCHEME, desk.person("x")) as other:
        pass
    words = r"another project \(other\).*annotator import PROJECT other\.annot"
    with pytest.raises(OtherProject, match=words) as told:
        desk.receive(mine, other.path)
    assert told.value.said.kind == "project"
    with pytest.raises(OtherProject):
        desk.look(mine, other.path)


# --- hostile files --------------------------------------------------------------------------------


def test_triggers_and_views_are_never_run(desk, mine, spoilt):
    path = spoilt(
        "CREATE TRIGGER t BEFORE INSERT ON change BEGIN DELETE FROM text; END",
        f"CREATE VIEW v AS {ENDLESS} SELECT count(*) FROM r",
        "CREATE TABLE strange (a, b AS (a || a))",
    )
    desk.receive(mine, path)
    assert mine.read.text(desk.ARTICLE) == desk.TEXT
    names = {name for (name,) in mine.sql.execute("SELECT name FROM sqlite_master")}
    assert not names & {"t", "v", "strange"}


SAYS = "UPDATE sqlite_master SET sql = replace(sql, '{}', '{}') WHERE name = 'change'"
ENDLESS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r)"
FORGED = {
    "a view for a table": (
        "ALTER TABLE step RENAME TO steps",
        f"CREATE VIEW step AS {ENDLESS} SELECT x AS id, 1 AS site, 1 AS first, 1 AS clock FROM r",
    ),
    "a column more": ("ALTER TABLE text ADD COLUMN extra TEXT DEFAULT 'x'",),
    "a computed column": ("ALTER TABLE own ADD COLUMN big AS (hex(zeroblob(100000000)))",),
    "another name": ("ALTER TABLE item RENAME TO thing",),
    "another statement": (SAYS.format("value TEXT", "value ANY"),),
    "a virtual table": (
        "DROP TABLE original", "CREATE VIRTUAL TABLE original USING fts5(sha256, data)",
    ),
    "a check that costs much": (
        SAYS.format("CHECK (n > 0)", "CHECK (length(hex(zeroblob(900000000))) > 0)"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("statements", FORGED.values(), ids=FORGED)
def test_a_file_with_other_tables_is_refused(desk, mine, spoilt, statements):
    refused(desk, mine, spoilt(*statements), "not built as Annotator builds a project|is damaged")


NONSENSE = {
    "a kind that there is not": "UPDATE item SET kind = 'hologram' WHERE kind = 'span'",
    "an item that is gone": "DELETE FROM item WHERE kind = 'span'",
    "a step that is gone": "DELETE FROM step WHERE id = (SELECT max(id) FROM step)",
    "an id that is too short": "UPDATE item SET uid = x'ab' WHERE kind = 'span'",
    "a title that is none": "UPDATE step SET named = 'words'",
    "a title that looks around": "UPDATE step SET template = '{label.__class__}'",
    "a person that is none": "UPDATE step SET person = 99999",
    "a site that is none": "UPDATE site SET uid = x'ab'",
    "another clock": "UPDATE step SET clock = clock + 1",
    "another text": "UPDATE text SET body = 'Another text.'",
    "a project that is none": "UPDATE own SET value = 'words' WHERE key = 'project'",
    "no project": "DELETE FROM own WHERE key = 'project'",
}


@pytest.mark.parametrize("statement", NONSENSE.values(), ids=NONSENSE)
def test_a_file_whose_rows_make_no_sense_is_refused(desk, mine, spoilt, statement):
    refused(desk, mine, spoilt(statement), "Nothing was brought in|nothing was brought in")


CHANGES = {
    "another value": "UPDATE change SET value = replace(value, 'weapon', 'actor')",
    "another hash": "UPDATE change SET hash = zeroblob(32) WHERE n = 3",
    "parents that are none": "UPDATE change SET parents = 'words' WHERE n = 3",
    "a value that is none": "UPDATE change SET value = '{' WHERE n = 3",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_a_change_that_was_altered_is_refused(desk, mine, spoilt, statement):
    path = spoilt("DROP TRIGGER change_is_final", statement)
    refused(desk, mine, path, "othing was brought in")


def test_a_damaged_page_is_found_before_anything_is_read(desk, mine, theirs):
    data = bytearray(theirs.read_bytes())
    sql = opening.connect(theirs, "immutable")
    (page,) = sql.execute("SELECT rootpage FROM sqlite_master WHERE name = 'change'").fetchone()
    sql.close()
    data[(page - 1) * 4_096 : page * 4_096] = bytes(4_096)
    theirs.write_bytes(data)
    refused(desk, mine, theirs, "is damaged")


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(desk, mine, theirs, share):
    data = theirs.read_bytes()
    theirs.write_bytes(data[: int(len(data) * share)])
    refused(desk, mine, theirs, "is damaged|is not an annotation project")


def test_a_newer_layout_is_refused_by_name(desk, mine, spoilt):
    refused(desk, mine, spoilt("PRAGMA user_version = 99"), "newer Annotator.*Install the newer")


def test_an_older_layout_whose_log_was_another_is_refused_with_a_way_out(
    desk, mine, theirs, monkeypatch
):
    monkeypatch.setattr(foreign.tables, "are_alike", lambda *_: False)
    refused(desk, mine, theirs, "older layout.*or ask for a bundle")


def test_a_database_of_another_program_is_refused(desk, mine):
    path = desk.folder / "other.db"
    sqlite3.connect(path).execute("CREATE TABLE a (b)").connection.close()
    refused(desk, mine, path, "database of another program")


def test_a_disk_that_cannot_be_read_is_trouble(desk, mine, theirs, monkeypatch):
    def broken(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(opening, "connect", broken)
    with pytest.raises(Trouble, match=r"second\.annot cannot be read \(Input"):
        desk.look(mine, theirs)
