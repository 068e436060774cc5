"""Erasing for good: every word of an article goes, and none of it ever comes back."""

from __future__ import annotations

import dataclasses
import shutil

import pytest
from msgspec.structs import replace as changed
from sqlite_utils.utils import sqlite3

from annotator.model.article import Article, Reading, Sighting, Zone
from annotator.model.entity import Entity
from annotator.model.event import Attachment
from annotator.model.ids import derived_id, new_id
from annotator.model.sentences import Refused, Trouble
from annotator.model.span import Relation, Span, Verdict
from annotator.model.text import sha256_of
from annotator.store import merge, opening
from annotator.store.erasing import copies, erasing, rewriting
from annotator.store.history import changes_of
from annotator.store.kinds import KINDS
from annotator.store.rescue import backup
from annotator.store.rescue.salvage import salvage
from annotator.store.store import Store

SECRET = "quoxalite"
ARABIC = "زمردفيل"
TITLE = "Vermilgrad"
TEXT = f"The {SECRET} unit left {TITLE}.\nقال {ARABIC} إنه غادر. 🚀 Rockets were found there."
GONE = sha256_of(TEXT)
WORDS = (SECRET, ARABIC, TITLE, "scrimbleton", "ORIGBYTES", "klaproth", "file-of-wurzelia")


def span(store: Store, words: str = SECRET, **more: object) -> Span:
    start = TEXT.index(words)
    made = Span(new_id(), GONE, store.person.id, "actor", start, start + len(words), words)
    return changed(made, **more)


def titles_of(store: Store) -> list[str]:
    """Give the titles of all steps that touched the article, the newest first."""
    place = store.log.find_item(KINDS["article"], GONE)
    query = "SELECT DISTINCT step FROM change WHERE article = ? ORDER BY step DESC"
    return [store.log.step(n).title for (n,) in store.sql.execute(query, [place]).fetchall()]


def label(store: Store, words: str = SECRET, **more: object) -> Span:
    made = span(store, words, **more)
    with store.step("Label “{words}” as {label}", words=words, label="Actor") as _:
        store.put(made)
    return made


def fill(store: Store) -> None:
    """Put an article in with all that can be said of one, some of it taken back again."""
    original = sha256_of("ORIGBYTES of it")
    with store.step("Import {what}", what="file-of-wurzelia.txt"):
        store.add_article(Article(GONE, TITLE, "en", note="scrimbleton"), TEXT)
        store.add_original(original, b"ORIGBYTES of it")
        store.put(
            Sighting.of(GONE, file="file-of-wurzelia.txt", original=original),
            Zone.of(GONE, "headline", 0, 11),
            Attachment(
                new_id(),
                GONE,
                "klaproth.pdf",
                "application/pdf",
                sha256_of("ORIGBYTES of an attachment"),
            ),
        )
        store.add_original(sha256_of("ORIGBYTES of an attachment"), b"ORIGBYTES of an attachment")
    unit = Entity(derived_id("entity", "unit"), "actor", "the unit")
    with store.step("New entity {name}", name=SECRET):
        store.put(unit)
        store.put(first := span(store, entity=unit.id, note="scrimbleton says so"))
    other = label(store, ARABIC)
    with store.step("Relate “{words}”", words=SECRET):
        store.put(Relation(new_id(), GONE, store.person.id, "uses", first.id, other.id))
        store.put(Verdict(new_id(), GONE, store.person.id, "actor", 4, 13, "list", "rejected"))
    with store.step("Question about “{title}”", title=TITLE):
        store.put(Reading(GONE, store.person.id, note="Why scrimbleton?", seconds=9))
    with store.step("Delete “{words}”", words=ARABIC):
        store.remove(other)
    label(store, TITLE)
    store.undo()


@pytest.fixture
def store(desk) -> Store:
    """A project with an article that two people worked on, and one that stays."""
    made = desk.project()
    desk.mark(made, "depot")
    fill(made)
    return made


def found_in(*paths) -> list[tuple[str, str]]:
    """Give which words of the article stand in the bytes of some files, in any encoding."""
    return [
        (path.name, word)
        for path in paths
        for word in WORDS
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        for form in (word, word.upper())
        if path.exists() and form.encode(encoding) in path.read_bytes()
    ]


def files_of(store: Store):
    return [store.path.with_name(store.path.name + e) for e in ("", "-wal", "-journal")]


# --- what goes ------------------------------------------------------------------------------------


def test_no_byte_of_the_file_holds_a_word_of_it(desk, store):
    assert found_in(*files_of(store))
    erased = erasing.erase(store, GONE)
    assert erased.is_rewritten
    assert found_in(*files_of(store)) == []
    assert desk.is_sound(store)
    store.close()
    assert found_in(store.path) == []


def test_what_else_the_project_holds_stays(desk, store):
    spans = store.read.spans(desk.ARTICLE)
    erasing.erase(store, GONE)
    assert store.read.article_ids() == [desk.ARTICLE]
    assert store.read.spans(desk.ARTICLE) == spans
    assert store.read.text(desk.ARTICLE) == desk.TEXT
    assert [e.name for e in store.read.entities().values()] == ["the unit"]


def test_marks_of_everybody_go(desk, store):
    second = desk.replica("second")
    desk.bring(store, second)
    label(second, TITLE, note="scrimbleton")
    desk.bring(second, store)
    assert erasing.held(store, GONE) == erasing.Held(2, 1, 1)
    erasing.erase(store, GONE)
    assert store.read.spans(GONE) == []
    assert found_in(*files_of(store)) == []
    assert desk.is_sound(store)


def test_an_article_that_was_removed_before_can_be_erased(desk, store):
    with store.step("Remove “{title}”", title=TITLE):
        store.remove_article(GONE)
    erasing.erase(store, GONE)
    assert found_in(*files_of(store)) == []
    assert desk.is_sound(store)


def test_it_says_what_went_and_which_entities_nothing_else_mentions(desk, store):
    erased = erasing.erase(store, GONE)
    assert erased.values > 8
    assert erased.titles >= 7
    assert erased.entities == 1
    assert erased.changes.articles == {GONE}
    assert erased.changes.touch("article")


def test_an_entity_that_others_mention_is_not_counted(desk, store):
    desk.mark(store, "brigade", entity=derived_id("entity", "unit"))
    assert erasing.erase(store, GONE).entities == 0


def test_history_says_only_that_words_were_erased(desk, store):
    erasing.erase(store, GONE)
    titles = titles_of(store)
    assert titles[0] == "Erase an article for good"
    assert "Label “…” as …" in titles
    assert "Undo: Label “…” as …" in titles
    assert {c.value for c in changes_of(store, GONE) if c.struck} == {'{"exists":null}'}


def test_a_title_that_quotes_nothing_keeps_its_numbers(desk, store):
    with store.step("Label {n} spans", n=2):
        store.put(span(store, "Rockets"))
    erasing.erase(store, GONE)
    assert "Label 2 spans" in titles_of(store)


def test_a_relation_from_another_article_goes_with_its_title(desk, store):
    here, there = desk.mark(store, "rockets"), label(store)
    tie = Relation(new_id(), desk.ARTICLE, store.person.id, "uses", here.id, there.id,
                   tail_article=GONE)  # fmt: skip
    with store.step("“{a}” contradicts “{b}”", a="rockets", b=SECRET):
        store.put(tie)
    with store.step("Delete “{a}” contradicts “{b}”", a="rockets", b=SECRET):
        store.remove(tie)
    store.undo()
    erasing.erase(store, GONE)
    assert store.read.relations(desk.ARTICLE) == []
    assert found_in(*files_of(store)) == []
    assert desk.is_sound(store)


def test_bytes_that_another_article_came_as_too_stay(desk, store):
    other = "Another text."
    with store.step("Add"):
        store.add_article(Article(sha256_of(other)), other)
        store.put(Sighting.of(sha256_of(other), original=sha256_of("ORIGBYTES of it")))
    erasing.erase(store, GONE)
    rows = store.sql.execute("SELECT sha256 FROM original").fetchall()
    assert [uid.hex() for (uid,) in rows] == [sha256_of("ORIGBYTES of it")]


def test_what_there_is_not_is_refused(desk, store):
    for id_ in (sha256_of("nothing"), "nonsense"):
        with pytest.raises(Refused, match="There is no article"):
            erasing.erase(store, id_)
    erasing.erase(store, GONE)
    with pytest.raises(Refused, match="erased for good already"):
        erasing.erase(store, GONE)


def test_a_file_open_for_reading_is_left_alone(desk, store):
    desk.reopened(store).close()
    reader = desk.open(store.path, read_only=True)
    with pytest.raises(Refused, match="reading only"):
        erasing.erase(reader, GONE)


def test_an_article_is_found_by_how_its_id_begins(desk, store):
    assert erasing.find(store, GONE[:8].upper()) == GONE
    assert erasing.find(store, GONE) == GONE
    for words in (GONE[:5], "zzzzzzzz", "a*" * 20, ""):
        with pytest.raises(Refused, match="There is no article"):
            erasing.find(store, words)


# --- it does not come back ------------------------------------------------------------------------


def test_the_same_text_is_refused(desk, store):
    erasing.erase(store, GONE)
    with pytest.raises(Refused, match="erased from the project for good"), store.step("Add"):
        store.add_article(Article(GONE, TITLE), TEXT)
    with pytest.raises(Refused, match="erased from the project for good"), store.step("Read"):
        store.put(Reading(GONE, store.person.id))
    here = desk.mark(store, "rockets")
    tie = Relation(new_id(), desk.ARTICLE, store.person.id, "uses", here.id, new_id(),
                   tail_article=GONE)  # fmt: skip
    with pytest.raises(Refused, match="erased from the project for good"), store.step("Relate"):
        store.put(tie)
    assert found_in(*files_of(store)) == []


def test_it_is_still_known_after_a_restart(desk, store):
    erasing.erase(store, GONE)
    again = desk.reopened(store)
    with pytest.raises(Refused), again.step("Add"):
        again.add_article(Article(GONE, TITLE), TEXT)
    assert desk.is_sound(again)


def test_undo_refuses_and_then_goes_on_before_it(desk):
    store = desk.project()
    kept = desk.mark(store, "depot")
    fill(store)
    erasing.erase(store, GONE)
    with pytest.raises(Refused, match="erased for good"):
        store.undo()
    assert desk.is_sound(store)
    assert store.undo().title == "Undo: Label as weapon"
    assert kept not in store.read.spans(desk.ARTICLE)
    assert store.redo() is not None
    assert store.redo() is None


def test_a_step_on_other_articles_too_is_not_taken_back_by_half(desk):
    store = desk.project()
    with store.step("Import {what}", what="2 files"):
        store.add_article(Article(GONE), TEXT)
        store.add_article(Article(sha256_of("Another")), "Another")
    erasing.erase(store, GONE)
    with pytest.raises(Refused, match="erased for good"):
        store.undo()
    assert store.undo().title == "Undo: Add an article"
    assert store.read.article_ids() == [sha256_of("Another")]


def test_a_redo_of_what_somebody_else_erased_is_refused(desk, store):
    with store.step("Label {what}", what="both"):
        store.put(span(store, TITLE), desk.span(store, "brigade"))
    store.undo()
    second = desk.reopened(store, "second")
    erasing.erase(second, GONE)
    first = desk.reopened(second, "first")
    assert first.undo_title("redo") == "Label …"
    with pytest.raises(Refused, match="erased for good"):
        first.redo()
    assert first.redo() is None
    assert first.read.spans(GONE) == []
    assert desk.is_sound(first)


# --- colleagues -----------------------------------------------------------------------------------


def test_a_colleague_who_brings_it_in_loses_it_too(desk, store):
    second = desk.replica("second")
    desk.bring(store, second)
    label(second, TITLE, note="scrimbleton")
    assert found_in(*files_of(second))
    erasing.erase(store, GONE)
    done = desk.bring(store, second)
    assert done.erased == 1
    assert GONE in done.changes.articles
    assert found_in(*files_of(second)) == []
    assert second.read.article_ids() == [desk.ARTICLE]
    with pytest.raises(Refused), second.step("Add"):
        second.add_article(Article(GONE), TEXT)
    assert desk.bring(second, store).erased == 0
    assert desk.digest(store) == desk.digest(second)
    assert all(desk.is_sound(one) for one in (store, second))


def test_whoever_still_has_it_does_not_bring_it_back(desk, store):
    second = desk.replica("second")
    desk.bring(store, second)
    label(second, TITLE, note="scrimbleton")
    late = desk.send(second)
    erasing.erase(store, GONE)
    for _ in range(2):
        done = merge.merge(store, late, desk.texts(second), "Late work")
        assert done.erased == 0
        assert found_in(*files_of(store)) == []
    assert store.read.article_ids() == [desk.ARTICLE]
    assert store.read.text(GONE) is None
    assert desk.is_sound(store)


def test_who_was_never_told_of_it_gets_no_word_of_it(desk, store):
    erasing.erase(store, GONE)
    third = desk.replica("third")
    desk.share(store, third)
    assert found_in(*files_of(third)) == []
    assert desk.digest(store) == desk.digest(third)
    assert desk.is_sound(third)


def test_taking_the_bring_in_back_does_not_bring_the_article_back(desk, store):
    second = desk.replica("second")
    desk.bring(store, second)
    erasing.erase(store, GONE)
    desk.bring(store, second)
    second.undo()
    assert GONE not in second.read.article_ids()
    assert second.read.text(GONE) is None
    assert desk.rebuilt_equals_live(second)
    with pytest.raises(Refused), second.step("Add"):
        second.add_article(Article(GONE), TEXT)
    second.redo()
    assert desk.is_sound(second)


def test_two_who_erase_it_apart_end_alike(desk, store):
    second = desk.replica("second")
    desk.bring(store, second)
    for one in (store, second):
        erasing.erase(one, GONE)
    desk.share(store, second)
    assert desk.digest(store) == desk.digest(second)
    assert desk.is_sound(store)


@pytest.mark.parametrize(
    "value",
    ['{"erased":["x"]}', '{"erased":7}', '{"erased":[],"title":"words"}',
     '{"exists":null,"erased":[]}', '{"erased":[],"exists":true}'],
)  # fmt: skip
def test_an_erasure_that_says_anything_else_is_refused(desk, store, value):
    second = desk.replica("second")
    desk.bring(store, second)
    erasing.erase(second, GONE)
    (*before, erasure) = desk.own_changes(second)
    forged = desk.rechained([*before, dataclasses.replace(erasure, value=value)])
    with pytest.raises(Refused, match="a value that cannot be"):
        merge.merge(store, forged, {}, "Forged")
    assert GONE in store.read.article_ids()


def test_a_title_told_in_two_ways_is_still_refused(desk, store):
    third = desk.replica("third")
    changes = desk.send(store)
    number, one = next(
        (n, c) for n, c in enumerate(changes) if c.step.named and c.n != c.step.first
    )
    lie = tuple((name, "another") for name, _ in one.step.named)
    changes[number] = dataclasses.replace(one, step=dataclasses.replace(one.step, named=lie))
    with pytest.raises(Refused, match="altered"):
        merge.merge(third, changes, desk.texts(store), "Lies")


# --- crashes, a full disk, a second look ----------------------------------------------------------


def test_stopped_before_the_commit_all_is_as_it_was(desk, store):
    before = desk.digest(store)

    def stop(words, _done, _of):
        if words == "Erasing":
            raise Refused("Stopped.")

    with pytest.raises(Refused, match="Stopped"):
        erasing.erase(store, GONE, stop)
    assert desk.digest(store) == before
    assert store.read.text(GONE) == TEXT
    label(store, "Rockets")


def test_stopped_after_the_commit_it_is_erased_all_the_same(desk, store):
    def stop(words, _done, _of):
        if words.startswith("Rewriting"):
            raise Refused("Stopped.")

    assert erasing.erase(store, GONE, stop).is_rewritten
    assert found_in(*files_of(store)) == []


def test_without_room_nothing_is_begun(desk, store, monkeypatch):
    before = desk.digest(store)
    usage = shutil.disk_usage(store.path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=9_000))
    with pytest.raises(Trouble, match=r"no room to rewrite project\.annot: 0 MB are free"):
        erasing.erase(store, GONE)
    assert desk.digest(store) == before


def test_a_full_disk_in_the_step_leaves_all_as_it_was(desk, store, monkeypatch):
    before = desk.digest(store)

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(store.session), "note_step", full)
        with pytest.raises(Trouble, match="disk is full"):
            erasing.erase(store, GONE)
    assert desk.digest(store) == before
    label(store, "Rockets")
    erasing.erase(store, GONE)
    assert found_in(*files_of(store)) == []


def test_a_rewrite_that_the_disk_refused_is_done_at_the_next_opening(desk, store, monkeypatch):
    def full(_):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(rewriting, "_rewrite", full)
        erased = erasing.erase(store, GONE)
    assert not erased.is_rewritten
    assert store.read.text(GONE) is None
    assert rewriting.is_due(store.sql)
    again = desk.reopened(store)
    assert not rewriting.is_due(again.sql)
    assert found_in(*files_of(again)) == []
    assert found_in(backup.backups_of(again.path)[0]) == []
    assert desk.is_sound(again)


def test_while_somebody_reads_the_log_is_emptied_later(desk, store):
    reader = store.session.connect_beside()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM change").fetchone()
    store.sql.execute("PRAGMA busy_timeout = 10")
    assert not erasing.erase(store, GONE).is_rewritten
    reader.close()
    store.close()
    desk._open.remove(store)
    again = desk.open(store.path)
    assert found_in(*files_of(again)) == []


def test_on_a_network_drive_no_byte_is_left_either(desk, store, monkeypatch):
    monkeypatch.setattr(opening, "on_network_drive", lambda _: True)
    again = desk.reopened(store)
    assert again.sql.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert erasing.erase(again, GONE).is_rewritten
    assert found_in(*files_of(again)) == []
    assert desk.is_sound(again)


def test_what_is_salvaged_knows_what_was_erased(desk, store, tmp_path):
    erasing.erase(store, GONE)
    store.close()
    salvage(store.path, tmp_path / "saved.annot")
    saved = desk.open(tmp_path / "saved.annot")
    with pytest.raises(Refused), saved.step("Add"):
        saved.add_article(Article(GONE), TEXT)
    assert desk.is_sound(saved)
    assert len(list(saved.log.changes())) == len(list(desk.open(store.path).log.changes()))


def test_an_altered_title_of_what_was_not_erased_is_still_found(desk, store):
    erasing.erase(store, GONE)
    desk.mark(store, "brigade")
    store.sql.execute("UPDATE step SET clock = clock + 1 WHERE id = (SELECT max(id) FROM step)")
    assert any("was altered" in f.sentence for f in desk.check(store).findings)


# --- what still holds a copy ----------------------------------------------------------------------


def test_backups_that_hold_it_are_named_and_others_are_not(desk, store, tmp_path):
    store.back_up("import")
    made = backup.backups_of(store.path)
    erased = erasing.erase(store, GONE)
    named = [c for c in erased.copies if c.kind == "backup"]
    assert [c.path for c in named] == [made[0]], "the one of the opening is older than the article"
    assert [c.name for c in erased.copies if c.kind == "source"] == ["file-of-wurzelia.txt"]
    assert all(c.words for c in erased.copies)
    store.back_up("import")
    assert copies.copies_of(store, GONE) == named


def test_a_damaged_backup_is_named_as_one_that_may_hold_it(desk, store):
    path = store.back_up("import")
    data = bytearray(path.read_bytes())
    data[100:4_000] = bytes(3_900)
    path.write_bytes(data)
    (named,) = [c for c in copies.copies_of(store, GONE) if c.path == path]
    assert not named.is_sure
    assert "may hold it" in named.words


def test_what_a_restore_put_aside_is_named(desk, store):
    store.back_up("import")
    store.close()
    kept = backup.restore(store.path, backup.backups_of(store.path)[0])
    again = desk.open(store.path)
    assert kept in [c.path for c in copies.copies_of(again, GONE) if c.kind == "restored over"]


def test_files_written_from_here_are_named_while_they_are_there(desk, store, tmp_path):
    out, lost = tmp_path / "out.zip", tmp_path / "lost.zip"
    out.write_bytes(b"work")
    copies.note_written(store, out)
    copies.note_written(store, lost)
    (written,) = [c for c in erasing.erase(store, GONE).copies if c.kind == "written"]
    assert (written.path, written.is_sure) == (out, False)


def test_a_backup_is_deleted_only_if_it_is_one(desk, store, tmp_path):
    path = store.back_up("import")
    (copy,) = [c for c in erasing.erase(store, GONE).copies if c.kind == "backup"]
    copies.delete(store, copy)
    assert not path.exists()
    other = tmp_path / "other.annot"
    other.write_bytes(b"mine")
    with pytest.raises(Refused, match="no backup of this project"):
        copies.delete(store, copies.Copy("backup", other.name, other))
    assert other.exists()


def test_a_bundle_that_still_holds_it_brings_nothing_of_it_back(desk, store):
    bundle = desk.bundled(store)
    erasing.erase(store, GONE)
    done = desk.receive(store, bundle)
    assert (done.changes, done.merged.new) == (None, 0)
    assert store.sql.execute("SELECT count(*) FROM original").fetchone() == (0,)
    assert found_in(*files_of(store)) == []


def test_a_bundle_with_more_of_it_brings_nothing_of_it_back(desk, store):
    path = desk.copied(store)
    erasing.erase(store, GONE)
    with desk.open(path, "second") as late:
        label(late, TITLE)
        bundle = desk.bundled(late)
    assert desk.receive(store, bundle).merged.new > 0
    assert store.sql.execute("SELECT count(*) FROM original").fetchone() == (0,)
    assert found_in(*files_of(store)) == []
    assert desk.is_sound(store)


def test_a_file_whose_name_is_not_utf8_is_named_as_a_copy(desk, store, tmp_path):
    out = tmp_path / "caf\udce9.jsonl"
    try:
        out.write_text("{}\n")
    except (OSError, UnicodeError):
        pytest.skip("this disk has no such names")
    copies.note_written(store, out)
    assert [c.path for c in copies.copies_of(store, GONE) if c.kind == "written"] == [out]
