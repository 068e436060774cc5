"""A file of every layout there ever was is opened, whole, with all that it held."""

from __future__ import annotations

import copy
import hashlib
import shutil
from pathlib import Path

import pytest

from annotator.model.ids import derived_id
from annotator.model.person import person_named
from annotator.model.scheme import Scheme
from annotator.model.sentences import Refused, Told, Trouble
from annotator.store import layout, opening, session
from annotator.store.exchange.bring import Brought, bring_in_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.preview import preview
from annotator.store.rescue import backup
from annotator.store.rescue.backup import backups_of
from annotator.store.rescue.check import check
from annotator.store.store import Store

FILES = sorted(Path(__file__).parent.glob("layout*.annot"))
PROJECT = derived_id("project", "old files")
ME = person_named(PROJECT, "the first annotator")
SCHEME = Scheme(id="small", title="Small")
NEXT = layout.LAYOUT + 1


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def old(request, tmp_path) -> Path:
    return shutil.copyfile(request.param, tmp_path / "old.annot")


@pytest.fixture
def path(tmp_path) -> Path:
    """The newest file, to which the next version of the program comes."""
    return shutil.copyfile(FILES[-1], tmp_path / "old.annot")


@pytest.fixture
def next_version(monkeypatch):
    """Run as the next version of the program, whose layout has one table more."""

    def become(statement: str = "CREATE TABLE more (a TEXT) STRICT") -> None:
        migrations = copy.deepcopy(layout.migrations)

        @migrations()
        def m_next(db) -> None:
            db.execute(statement)
            db.execute(f"PRAGMA user_version = {NEXT}")

        monkeypatch.setattr(session, "migrations", migrations)
        monkeypatch.setattr(session, "LAYOUT", NEXT)
        monkeypatch.setattr(opening, "LAYOUT", NEXT)

    return become


def holds_all(store: Store) -> None:
    read = store.read
    assert read.project == PROJECT
    (id_,) = read.article_ids()
    assert read.needed_text(id_) == (
        "The unit 🚀 fired rockets at the depot.\nThe ministry denied it: « aucun tir »."
    )
    article = read.article(id_)
    assert (article.title, article.language, article.source) == ("At the depot", "en", "a wire")
    names = {person.id: person.name for person in read.persons()}
    assert sorted(names.values()) == ["the first annotator", "the second annotator"]
    spans = read.spans(id_)
    assert [(s.quote, s.label, names[s.person]) for s in spans] == [
        ("The unit", "actor", "the first annotator"),
        ("rockets", "weapon", "the first annotator"),
        ("aucun tir", "actor", "the second annotator"),
    ]
    assert spans[0].attributes == (("certain", "yes"),)
    (entity,) = read.entities().values()
    assert (entity.id, entity.name, entity.note) == (spans[0].entity, "the unit", "Seen twice.")
    assert [alias.name for alias in read.aliases()] == ["the brigade"]
    (relation,) = read.relations(id_)
    assert (relation.type, relation.head, relation.tail) == ("uses", spans[0].id, spans[1].id)
    (reading,) = read.readings(id_)
    assert (reading.status, reading.relevant) == ("done", True)
    assert [label.name for label in read.scheme().labels] == ["Actor", "Weapon"]


def test_there_is_a_file_of_every_layout():
    layouts = [opening.inspect(path).layout for path in FILES]
    assert layouts == list(range(1, layout.LAYOUT + 1))


def test_an_old_file_is_opened_whole_with_all_that_it_held(old):
    with Store.open(old, ME) as store:
        assert check(store.sql, store.log, store.read).is_sound
        holds_all(store)


def test_an_old_file_is_brought_in_as_it_is(old, tmp_path):
    before = hashlib.sha256(old.read_bytes()).hexdigest(), sorted(tmp_path.iterdir())
    with Store.create(tmp_path / "mine.annot", SCHEME, ME, project=PROJECT) as store:
        with open_source(store, old) as source:
            seen = preview(store, source)
        assert (seen.articles, seen.spans, seen.missing) == (1, 3, ())
        with open_source(store, old) as source:
            bring_in_bundle(store, source)
        holds_all(store)
        assert check(store.sql, store.log, store.read).is_sound
    left = {"mine.annot", "mine.backups"}
    after = sorted(path for path in tmp_path.iterdir() if path.name not in left)
    assert (hashlib.sha256(old.read_bytes()).hexdigest(), after) == before


def test_what_was_undone_in_an_old_file_can_be_done_again(old):
    with Store.open(old, ME) as store:
        assert store.undo_title("redo") == "Label as Actor"
        store.redo()
        quotes = [s.quote for a in store.read.article_ids() for s in store.read.spans(a)]
        assert "ministry" in quotes
        store.undo()
        store.undo()
        store.redo()
        holds_all(store)
        assert check(store.sql, store.log, store.read).is_sound


def test_who_did_what_in_an_old_file_is_still_told(old):
    with Store.open(old, ME) as store:
        names = {person.id: person.name for person in store.read.persons()}
        numbers = store.sql.execute("SELECT id FROM step").fetchall()
        known = [store.log.step(number) for (number,) in numbers]
    done = [(names[step.person], step.kind, step.title) for step in known]
    assert ("the first annotator", "undo", "Undo: Label as Actor") in done
    assert ("the second annotator", "do", "Label as Actor") in done


# --- bundles --------------------------------------------------------------------------------------


BUNDLES = sorted(Path(__file__).parent.glob("layout*.bundle"))


def brought(store: Store, path: Path) -> Brought:
    with open_source(store, path) as source:
        seen = preview(store, source)
        done = bring_in_bundle(store, source)
    assert (seen.new, seen.known) == (done.merged.new, done.merged.known)
    return done


@pytest.fixture
def empty(tmp_path) -> Path:
    """A project of the same id in which there is nothing yet."""
    path = tmp_path / "empty.annot"
    Store.create(path, SCHEME, ME, project=PROJECT).close()
    return path


def test_there_is_a_bundle_of_every_layout():
    assert [path.stem for path in BUNDLES] == [path.stem for path in FILES]


@pytest.mark.parametrize("bundle", BUNDLES, ids=[path.stem for path in BUNDLES])
def test_an_old_bundle_is_brought_in_with_all_that_it_holds(empty, bundle):
    with Store.open(empty, ME) as store:
        assert brought(store, bundle).merged.missing == []
        holds_all(store)
        assert check(store.sql, store.log, store.read).is_sound


@pytest.mark.parametrize("bundle", BUNDLES, ids=[path.stem for path in BUNDLES])
def test_an_old_bundle_and_the_project_it_is_of_hold_the_same(tmp_path, bundle):
    path = shutil.copyfile(bundle.with_suffix(".annot"), tmp_path / "old.annot")
    with Store.open(path, ME) as store:
        done = brought(store, bundle)
        assert done.merged.new == 0
        assert done.merged.known == len(list(store.log.changes()))


def test_the_next_program_brings_the_bundles_of_this_one_in(empty, next_version):
    next_version()
    with Store.open(empty, ME) as store:
        brought(store, BUNDLES[-1])
        holds_all(store)
        assert check(store.sql, store.log, store.read).is_sound


# --- the way to the next layout -------------------------------------------------------------------


def test_a_file_comes_to_the_next_layout_after_a_backup_that_was_checked(path, next_version):
    before = layout.LAYOUT
    next_version()
    with Store.open(path, ME) as store:
        holds_all(store)
        assert store.sql.execute("SELECT count(*) FROM more").fetchone() == (0,)
        assert check(store.sql, store.log, store.read).is_sound
    assert opening.inspect(path).layout == NEXT
    (kept,) = backups_of(path)
    assert kept.stem.endswith(f"-layout{before}")
    assert opening.inspect(kept).layout == before
    with Store.open(path, ME) as store:
        holds_all(store)
    assert len(backups_of(path)) == 1 or backups_of(path)[-1] == kept


def test_the_old_program_refuses_the_file_after_that_and_takes_the_backup(
    path, next_version, monkeypatch, tmp_path
):
    next_version()
    Store.open(path, ME).close()
    (kept,) = backups_of(path)
    monkeypatch.undo()
    with pytest.raises(Refused, match="newer Annotator"):
        Store.open(path, ME)
    back = shutil.copyfile(kept, tmp_path / "back.annot")
    with Store.open(back, ME) as store:
        holds_all(store)


def test_a_file_of_an_older_layout_is_not_changed_by_reading_it(path, next_version):
    next_version()
    with unchanged(path), pytest.raises(Refused, match="older layout"):
        Store.open(path, ME, read_only=True)


@pytest.mark.parametrize("part", ["copy", "_verify", "_need_room"])
def test_a_backup_that_fails_stops_the_way_with_the_file_untouched(
    path, next_version, monkeypatch, part
):
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    next_version()
    with monkeypatch.context() as patch:
        patch.setattr(backup, part, fails)
        with unchanged(path), pytest.raises(Trouble, match="No space left"):
            Store.open(path, ME)
    assert not backups_of(path)
    with Store.open(path, ME) as store:
        holds_all(store)
    assert opening.inspect(path).layout == NEXT


def test_a_way_that_fails_leaves_the_old_layout_and_its_content(path, next_version, monkeypatch):
    next_version("CREATE TABLE span (a TEXT) STRICT")
    with pytest.raises(Exception, match="span"):
        Store.open(path, ME)
    monkeypatch.undo()
    assert opening.inspect(path).layout == layout.LAYOUT
    with Store.open(path, ME) as store:
        holds_all(store)
        assert check(store.sql, store.log, store.read).is_sound


def test_a_file_that_only_says_it_is_old_is_damaged(path, next_version):
    next_version()
    Store.open(path, ME).close()
    with path.open("r+b") as file:
        file.seek(60)
        file.write(layout.LAYOUT.to_bytes(4, "big"))
    with pytest.raises(Told, match="is damaged"):
        Store.open(path, ME)


class unchanged:  # noqa: N801 - reads as a sentence
    """Make sure that a file keeps its bytes, with nothing new beside it but its backups."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _look(self) -> tuple[str, list[str]]:
        names = sorted(f.name for f in self._path.parent.iterdir() if f.suffix != ".backups")
        return hashlib.sha256(self._path.read_bytes()).hexdigest(), names

    def __enter__(self) -> None:
        self._before = self._look()

    def __exit__(self, *_: object) -> None:
        assert self._look() == self._before
