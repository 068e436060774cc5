"""What can be read of a damaged project is saved into a new one, and the old file only read."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.model.article import Article
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store.rescue import pages
from annotator.store.rescue import salvage as salvaging
from annotator.store.rescue.salvage import Saved, salvage
from annotator.store.store import Store

PAGE = 4_096


@pytest.fixture
def store(desk) -> Store:
    """A project with 20 articles, 40 labels, entities, and work that was brought in."""
    store = desk.project()
    for n in range(20):
        desk.add_article(store, f"Report {n}. " + "The unit left the depot. " * 9, title=f"R {n}")
        desk.mark(store)
        desk.mark(store, "depot", attributes=(("certain", "yes"),))
        desk.add_entity(store, f"unit {n}")
    store.undo()
    other = desk.replica("second")
    desk.add_entity(other, "the ministry")
    with other.step("Add"):
        text = "brought in"
        other.add_article(Article(sha256_of(text)), text)
        other.add_original(sha256_of("x"), b"the original")
    desk.bring(other, store)
    with store.step("Keep"):
        store.add_original(sha256_of("y"), b"another original")
        desk_note = desk.span(store, "brigade", "actor")
        store.put(desk_note)
    return store


@pytest.fixture
def path(desk, store) -> Path:
    store.close()
    desk._open.remove(store)
    return store.path


@pytest.fixture
def saved(path, tmp_path) -> Callable[[], tuple[Saved, Path]]:
    """Save the project into a new file, and make sure that it was only read."""

    def save() -> tuple[Saved, Path]:
        new = tmp_path / "new.annot"
        before = path.read_bytes(), sorted(tmp_path.iterdir())
        found = salvage(path, new)
        assert path.read_bytes() == before[0]
        assert sorted(tmp_path.iterdir()) == sorted([*before[1], new])
        return found, new

    return save


def change(path: Path, *statements: str) -> None:
    sql = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        sql.execute(statement)
    sql.close()


def zero(path: Path, page: int, number: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(number * PAGE))


def root_of(path: Path, name: str) -> int:
    sql = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    try:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return sql.execute(query, [name]).fetchone()[0]
    finally:
        sql.close()


def test_a_sound_project_is_saved_whole(desk, path, saved):
    with Store.open(path, desk.person("first"), read_only=True) as store:
        before, project = desk.digest(store), store.read.project
        changes = store.sql.execute("SELECT count(*) FROM change").fetchone()[0]
    found, new = saved()
    assert found.rows["change"] == changes
    assert not found.unreadable
    assert (found.altered_changes, found.altered_texts, found.project_is_new) == (0, 0, False)
    with Store.open(new, desk.person("first")) as store:
        assert desk.digest(store) == before
        assert store.read.project == project
        assert desk.is_sound(store)
        desk.mark(store)
        store.undo()
        assert desk.is_sound(store)


def test_what_was_saved_can_still_be_merged_with_colleagues(desk, path, saved):
    zero(path, root_of(path, "change"))
    _, new = saved()
    mine, theirs = desk.open(new), desk.replica("third")
    desk.share(mine, theirs)
    assert desk.digest(mine) == desk.digest(theirs)


@pytest.mark.parametrize(
    "table", ["site", "item", "step", "change", "text", "own", "span", "sqlite_autoindex_item_1"]
)
def test_where_the_root_of_a_table_is_gone_its_other_pages_are_saved(desk, path, saved, table):
    root = root_of(path, table)
    with Store.open(path, desk.person("first"), read_only=True) as store:
        (changes,) = store.sql.execute("SELECT count(*) FROM change").fetchone()
    with path.open("rb") as file:
        file.seek((root - 1) * PAGE)
        is_leaf = file.read(1)[0] == pages._LEAF
    zero(path, root)
    found, new = saved()
    if table == "change" and is_leaf:
        return
    assert found.rows["change"] == changes
    if table not in {"own", "span", "sqlite_autoindex_item_1"}:
        assert found.unreadable[table] >= 1
    assert found.project_is_new == (table == "own")
    with Store.open(new, desk.person("first")) as store:
        desk.check(store)
        assert desk.rebuilt_equals_live(store)
        assert len(store.read.entities()) == 20


def test_where_the_header_is_gone_the_rest_is_saved(desk, path, saved):
    with Store.open(path, desk.person("first"), read_only=True) as store:
        (changes,) = store.sql.execute("SELECT count(*) FROM change").fetchone()
    zero(path, 1)
    found, new = saved()
    assert found.rows["change"] == changes
    assert found.project_is_new
    with Store.open(new, desk.person("first")) as store:
        assert len(store.read.article_ids()) == 22
        assert desk.rebuilt_equals_live(store)


def test_an_altered_text_is_left_out(desk, path, saved):
    change(path, "UPDATE text SET body = replace(body, 'Report 7', 'Report 8')")
    found, new = saved()
    assert found.altered_texts == 1
    with Store.open(new, desk.person("first"), read_only=True) as store:
        assert sum(store.read.text(id_) is None for id_ in store.read.article_ids()) == 1


def test_an_altered_change_is_left_out(desk, path, saved):
    change(
        path,
        "DROP TRIGGER change_is_final",
        "UPDATE change SET value = replace(value, 'unit 7', 'unit 8')",
    )
    found, new = saved()
    assert found.altered_changes == 1
    with Store.open(new, desk.person("first"), read_only=True) as store:
        assert desk.check(store).is_sound
        assert "unit 7" not in {e.name for e in store.read.entities().values()}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE change SET value = 'no json' WHERE seq = 20",
        "UPDATE change SET hash = x'00' WHERE seq = 20",
        "UPDATE change SET parents = '99:1' WHERE seq = 20",
        "UPDATE change SET item = 9999 WHERE seq = 20",
        "UPDATE change SET site = 77 WHERE seq = 20",
        "UPDATE item SET kind = 'nothing' WHERE id = 20",
        "UPDATE step SET named = '{' WHERE id = 9",
        "UPDATE step SET of_site = 77, of_first = 1 WHERE id = 9",
        "UPDATE step SET person = 9999 WHERE id = 9",
        "UPDATE step SET first = 9999 WHERE id = 9",
        "DELETE FROM step WHERE id = 9",
    ],
)
def test_what_makes_no_sense_costs_what_it_touches_and_no_more(desk, path, saved, damage):
    with Store.open(path, desk.person("first"), read_only=True) as store:
        (changes,) = store.sql.execute("SELECT count(*) FROM change").fetchone()
    change(path, "DROP TRIGGER change_is_final", damage)
    found, new = saved()
    assert changes - 3 <= found.rows["change"] <= changes
    with Store.open(new, desk.person("first")) as store:
        desk.check(store)
        assert desk.rebuilt_equals_live(store)
        desk.mark(store)


def test_a_step_that_was_lost_is_replaced_by_one_that_says_so(desk, path, saved):
    change(path, "DELETE FROM step WHERE id = 9")
    _, new = saved()
    with Store.open(new, desk.person("first")) as store:
        step = store.log.step(9)
        assert step.title == "A step that could not be read"
        assert step.person == desk.person("first").id


def test_where_two_steps_claim_one_beginning_the_changes_decide(desk, path, saved):
    with Store.open(path, desk.person("first"), read_only=True) as store:
        (changes,) = store.sql.execute("SELECT count(*) FROM change").fetchone()
        (first,) = store.sql.execute("SELECT first FROM step WHERE id = 12").fetchone()
    change(
        path,
        "CREATE TABLE step2 AS SELECT * FROM step",
        "DROP TABLE step",
        "ALTER TABLE step2 RENAME TO step",
        f"UPDATE step SET first = {first} WHERE id = 9",
    )
    found, _ = saved()
    assert changes - 3 <= found.rows["change"] <= changes


def test_where_a_table_and_its_index_differ_the_hashes_decide(desk, path, saved):
    with Store.open(path, desk.person("first"), read_only=True) as store:
        before = desk.digest(store)
    person = bytes.fromhex(desk.person("first").id.replace("-", ""))
    data = bytearray(path.read_bytes())
    places = [at for at in range(len(data) - 16) if data[at : at + 16] == person]
    assert places
    for at in places:
        with path.open("r+b") as file:
            damaged = bytearray(data)
            damaged[at] ^= 1
            file.write(damaged)
        _, new = saved()
        with Store.open(new, desk.person("first"), read_only=True) as store:
            assert desk.digest(store) == before
        new.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork are of POSIX")
def test_work_in_the_log_beside_the_file_is_saved_too(desk, path, saved):
    pid = os.fork()
    if pid == 0:
        try:
            desk.mark(Store.open(path, desk.person("first")), "left", "actor")
        finally:
            os.kill(os.getpid(), 9)
    os.waitpid(pid, 0)
    zero(path, root_of(path, "span"))
    wal = path.with_name(path.name + "-wal")
    before = wal.read_bytes()
    shutil.rmtree(path.parent / "project.backups", ignore_errors=True)
    path.with_name(path.name + ".lock").unlink()
    _, new = saved()
    assert wal.read_bytes() == before
    with Store.open(new, desk.person("first"), read_only=True) as store:
        assert "left" in {span.quote for span in store.read.spans(desk.ARTICLE)}


def test_a_site_that_was_saved_goes_on_under_a_new_name(desk, path, saved):
    """What was lost may exist elsewhere: its numbers must not be given twice."""
    with Store.open(path, desk.person("first"), read_only=True) as store:
        site = store.session.site
    _, new = saved()
    with Store.open(new, desk.person("first")) as store:
        assert store.log.site_uid != site
        assert store.log.n == 0


@pytest.mark.parametrize("content", [b"", b"Dear editor, " * 900, bytes(40_000)])
def test_from_a_file_in_which_nothing_is_left_nothing_is_made(tmp_path, content):
    path = tmp_path / "project.annot"
    path.write_bytes(content)
    with pytest.raises(Refused, match="Nothing could be read"):
        salvage(path, tmp_path / "new.annot")
    assert list(tmp_path.iterdir()) == [path]


def test_the_new_project_never_takes_the_place_of_what_is_there(path, tmp_path):
    new = tmp_path / "new.annot"
    new.write_text("Dear editor")
    with pytest.raises(Refused, match="already there"):
        salvage(path, new)
    assert new.read_text() == "Dear editor"


def test_work_that_is_stopped_leaves_no_new_project(path, tmp_path, monkeypatch):
    from annotator.store import state

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(state, "rebuild", stop)
    with pytest.raises(KeyboardInterrupt):
        salvage(path, tmp_path / "new.annot")
    assert not list(tmp_path.glob("new*"))


def test_what_was_saved_once_can_be_saved_again(desk, path, saved, tmp_path):
    """Its numbers have gaps, and go beyond what the file has room for."""
    zero(path, root_of(path, "text"))
    found, new = saved()
    again = salvage(new, tmp_path / "again.annot")
    assert again.rows["change"] == found.rows["change"]


def test_a_project_whose_id_is_lost_gets_a_new_one(desk, path, saved):
    change(path, "DELETE FROM own WHERE key = 'project'")
    found, new = saved()
    assert found.project_is_new
    with Store.open(new, desk.person("first"), read_only=True) as store:
        assert store.read.project not in {"", desk.PROJECT}


def test_numbers_beyond_what_the_file_has_room_for_are_read(path, saved, monkeypatch):
    sql = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    (changes,) = sql.execute("SELECT count(*) FROM change").fetchone()
    sql.close()
    monkeypatch.setattr(salvaging, "_LEAST_ROW", path.stat().st_size // (changes // 2))
    found, _ = saved()
    assert found.rows["change"] == changes
