"""Where the names of sites were lost, their changes are saved all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.store.rescue.salvage import Saved, salvage
from annotator.store.store import Store

PAGE = 4_096


def zero(path: Path, *names: str) -> None:
    """Wipe out the pages on which tables and indexes begin; small ones have no others."""
    sql = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    rows = dict(sql.execute("SELECT name, rootpage FROM sqlite_master"))
    sql.close()
    with path.open("r+b") as file:
        for name in names:
            file.seek((rows[name] - 1) * PAGE)
            file.write(bytes(PAGE))


SITES = ("site", "sqlite_autoindex_site_1")


@pytest.fixture
def path(desk) -> Path:
    """A project in which things were added, and none changed since."""
    store = desk.project()
    for n in range(6):
        desk.add_entity(store, f"unit {n}")
        desk.mark(store)
    store.close()
    desk._open.clear()
    return store.path


@pytest.fixture
def edited(desk, path) -> Path:
    """The same project, with changes that name those before them."""
    with Store.open(path, desk.person("first")) as store:
        for entity in list(store.read.entities())[:3]:
            desk.set_entity(store, entity, note="seen again")
        store.undo()
    return path


@pytest.fixture
def saves(desk, tmp_path):
    """Salvage a project, make sure that all changes are in the new one, and open that."""

    def save(path: Path, changes: int) -> tuple[Saved, Store]:
        found = salvage(path, tmp_path / "saved.annot")
        assert (found.rows["change"], found.altered_changes) == (changes, 0)
        store = desk.open(tmp_path / "saved.annot")
        assert desk.rebuilt_equals_live(store)
        return found, store

    return save


def seen(desk, path: Path) -> tuple[int, str, dict]:
    """Give the number of changes, the project's id, and all entities."""
    with Store.open(path, desk.person("first"), read_only=True) as store:
        (changes,) = store.sql.execute("SELECT count(*) FROM change").fetchone()
        return changes, store.read.project, store.read.entities()


def test_the_changes_of_a_site_without_a_name_are_saved_under_a_new_one(desk, path, saves):
    changes, project, entities = seen(desk, path)
    zero(path, *SITES)
    found, store = saves(path, changes)
    assert store.read.entities() == entities
    assert len(store.read.spans(desk.ARTICLE)) == 6
    assert desk.is_sound(store)
    # Nobody knows any more who made the changes: colleagues would get them twice.
    assert found.project_is_new
    assert store.read.project != project


def test_this_copy_s_own_site_is_known_again_by_its_hashes(desk, edited, saves):
    changes, _, entities = seen(desk, edited)
    with Store.open(edited, desk.person("first"), read_only=True) as store:
        site = store.session.site
        digest = desk.digest(store)
    zero(edited, *SITES)
    found, store = saves(edited, changes)
    assert store.read.entities() == entities
    assert bytes.fromhex(site) in {uid for (uid,) in store.sql.execute("SELECT uid FROM site")}
    # The site that made the project is still without a name.
    assert found.project_is_new
    assert desk.digest(store).state == digest.state


def test_changes_that_name_a_lost_site_are_saved_unproved(desk, edited, saves):
    changes, _, entities = seen(desk, edited)
    zero(edited, *SITES, "own")
    found, store = saves(edited, changes)
    assert found.project_is_new
    assert store.read.entities() == entities


def test_work_goes_on_in_what_was_saved(desk, edited, saves):
    changes, *_ = seen(desk, edited)
    zero(edited, *SITES, "own")
    _, store = saves(edited, changes)
    entity = next(iter(store.read.entities()))
    desk.set_entity(store, entity, note="and once more")
    assert store.read.entities()[entity].note == "and once more"
    store.undo()
    assert desk.rebuilt_equals_live(store)
    assert store.log.n > 1


def test_a_number_that_no_chain_bears_out_is_no_site(desk, path, tmp_path):
    """One byte made the number of a site another one: that change alone is left out."""
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("DROP TRIGGER change_is_final")
    sql.execute("UPDATE change SET site = 77 WHERE seq = 15")
    sql.close()
    changes, project, _ = seen(desk, path)
    found = salvage(path, tmp_path / "saved.annot")
    assert (found.rows["change"], found.altered_changes) == (changes - 1, 1)
    assert not found.project_is_new
    with Store.open(tmp_path / "saved.annot", desk.person("first")) as store:
        assert store.read.project == project
        assert len(store.sql.execute("SELECT id FROM site").fetchall()) <= 4
