"""Making, opening, leaving and rescuing a project, with answers from a list."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import large, opening, project, rescue
from annotator.model.article import Article
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused, Trouble
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.questions import Choice, NewProject
from annotator.settings import PERSON_NAME, RECENT
from annotator.store.lock import Lock
from annotator.store.rescue import backup
from annotator.store.rescue.salvage import Saved
from annotator.store.store import Store
from annotator.workspace.said import Seen
from tests.actions.desk import Desk, digest

TEXT = "The brigade fired rockets at the depot. The brigade left."
OTHER = "Nothing of note happened at the port on Tuesday."
FIRST = person_named("tests", "first")


class Opener(Desk):
    """A person who opens projects."""

    def opens(self, path: Path) -> None:
        project.open_path(self.hands, path)
        self.waits()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.annot"
    with Store.create(path, find_scheme("plain-ner"), FIRST) as store:
        for text in (TEXT, OTHER):
            with store.step("Add an article"):
                store.add_article(Article(sha256_of(text), title=text[:10]), text)
    return path


@pytest.fixture
def desk(tmp_path: Path, qtbot, template: Path) -> Iterator[Opener]:
    desk = Opener(tmp_path, qtbot, template)
    yield desk
    desk.waits()
    desk.workspace.close()


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def damage(path: Path) -> None:
    """Destroy the page that lists the articles."""
    with Store.open(path, FIRST, read_only=True) as store:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'article'"
        (page,) = store.sql.execute(query).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 400] = bytes(400)
    path.write_bytes(data)


# --- opening --------------------------------------------------------------------------------------


def test_an_opened_project_shows_its_first_article_and_is_remembered(desk):
    path = desk.a_project()
    desk.opens(path)
    assert desk.workspace.article.text == TEXT
    assert desk.settings.get(RECENT) == [str(path)]
    assert desk.words == "project.annot is open."


def test_a_name_is_asked_for_once_before_the_first_project_opens(desk):
    desk.settings.set(PERSON_NAME, "")
    desk.asked.will("who_are_you", "  the first ")
    desk.opens(desk.a_project())
    assert desk.workspace.person.name == "the first"
    desk.opens(desk.a_project("another"))
    assert len(desk.asked.were("who_are_you")) == 1


def test_who_gives_no_name_keeps_the_login_name_and_is_not_asked_again(desk):
    desk.settings.set(PERSON_NAME, "")
    desk.asked.will("who_are_you", None)
    desk.opens(desk.a_project())
    desk.opens(desk.a_project("another"))
    assert desk.workspace.person.name == opening.login_name()


def test_where_settings_cannot_be_kept_the_project_opens_all_the_same(desk, monkeypatch):
    def refuse(*_):
        raise Trouble("The settings could not be kept.")

    desk.settings.set(PERSON_NAME, "")
    monkeypatch.setattr(desk.settings, "set", refuse)
    desk.asked.will("who_are_you", "first")
    desk.opens(desk.a_project())
    assert desk.workspace.is_open
    assert any(said.is_trouble for said in desk.said)


def test_opening_what_is_open_only_shows_it(desk):
    path = desk.a_project()
    desk.opens(path)
    store = desk.workspace.store
    desk.opens(path)
    assert desk.workspace.store is store
    assert desk.words == "project.annot is open already."


def test_opening_another_project_closes_the_one_before(desk):
    first, second = desk.a_project(), desk.a_project("second")
    desk.opens(first)
    desk.opens(second)
    assert desk.workspace.store.path == second
    with Store.open(first, FIRST):
        pass  # nothing holds it any more


def test_what_cannot_be_opened_leaves_the_open_project_open(desk):
    desk.opens(desk.a_project())
    nothing = desk.folder / "nothing.annot"
    nothing.write_bytes(b"")
    desk.opens(nothing)
    assert desk.workspace.store.path.name == "project.annot"
    assert "is empty" in desk.words
    assert nothing.read_bytes() == b""


def test_a_project_held_by_someone_else_is_offered_for_reading_and_names_the_holder(desk):
    path = desk.a_project()
    lock = Lock(path)
    lock.take()
    before = digest(path)
    desk.asked.will("way_out", "read")
    desk.opens(path)
    ((words, ways),) = desk.asked.were("way_out")
    assert "process" in words
    assert [way.id for way in ways] == ["read"]
    assert desk.workspace.store.session.read_only
    assert desk.words == "project.annot is open for reading only."
    lock.release()
    desk.workspace.close()
    assert digest(path) == before


def test_who_does_not_want_to_read_only_stays_where_he_was(desk):
    path = desk.a_project()
    lock = Lock(path)
    lock.take()
    desk.asked.will("way_out", None)
    desk.opens(path)
    lock.release()
    assert not desk.workspace.is_open


def test_once_it_is_free_a_project_that_was_read_only_opens_for_work(desk):
    path = desk.a_project()
    lock = Lock(path)
    lock.take()
    desk.asked.will("way_out", "read")
    desk.opens(path)
    lock.release()
    desk.opens(path)
    assert not desk.workspace.store.session.read_only


# --- what cannot be opened ------------------------------------------------------------------------


def _a_newer_layout(desk):
    path = desk.a_project()
    data = bytearray(path.read_bytes())
    data[60:64] = (999).to_bytes(4, "big")
    path.write_bytes(data)
    return path


def _another_database(desk):
    path = desk.a_project()
    data = bytearray(path.read_bytes())
    data[68:72] = bytes(4)
    path.write_bytes(data)
    return path


def _a_photo(desk):
    path = desk.folder / "photo.annot"
    path.write_bytes(b"\x89PNG" * 100)
    return path


def _a_folder(desk):
    path = desk.folder / "folder.annot"
    path.mkdir()
    return path


def _a_dangling_link(desk):
    path = desk.folder / "link.annot"
    path.symlink_to(desk.folder / "gone.annot")
    return path


def _a_hard_link(desk):
    path = desk.a_project()
    (desk.folder / "second.annot").hardlink_to(path)
    return path


def _a_foreign_wal(desk):
    path = desk.a_project()
    other = desk.a_project("other")
    Store.open(path, FIRST).close()  # from here on they are two
    with Store.open(other, FIRST) as store, store.step("Add"):
        store.add_article(Article(sha256_of("x y")), "x y")
        shutil.copy(other.with_name("other.annot-wal"), path.with_name("project.annot-wal"))
    return path


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (_a_newer_layout, "newer Annotator"),
        (_another_database, "another program"),
        (_a_photo, "not an annotation project"),
        (_a_folder, "is a folder"),
        (_a_dangling_link, "a link to a file that is not there"),
        (_a_hard_link, "second name"),
        (_a_foreign_wal, "does not belong"),
    ],
)
def test_what_is_no_usable_project_gets_a_sentence_and_is_left_alone(desk, made, words):
    path = made(desk)
    before = digest(path) if path.is_file() else None
    files = beside(path)
    desk.opens(path)
    assert words in desk.words
    assert desk.said[-1].is_trouble
    assert not desk.workspace.is_open
    assert beside(path) == files
    assert before is None or digest(path) == before


def test_a_project_that_was_moved_away_is_said_to_be_so_and_can_be_looked_for(desk):
    desk.opens(desk.folder / "moved.annot")
    assert "no longer in" in desk.words
    assert desk.said[-1].deed == "open_project"


# --- damage ---------------------------------------------------------------------------------------


def test_a_damaged_project_is_salvaged_into_a_new_one_beside_it(desk):
    path = desk.a_project()
    damage(path)
    before = digest(path)
    desk.asked.will("way_out", "salvage")
    desk.opens(path)
    assert desk.workspace.store.path.name == "project-salvaged.annot"
    ((title, lines),) = desk.asked.were("report")
    assert "project-salvaged.annot" in title
    assert any("only read" in line for line in lines)
    assert digest(path) == before


def test_a_second_salvage_takes_another_name(desk):
    path = desk.a_project()
    damage(path)
    for expected in ("project-salvaged.annot", "project-salvaged-2.annot"):
        desk.asked.will("way_out", "salvage")
        desk.opens(path)
        assert desk.workspace.store.path.name == expected


def test_a_damaged_project_is_replaced_by_a_backup_that_is_chosen(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.workspace.close()
    damage(path)
    (copy,) = backup.backups_of(path)
    desk.asked.will("way_out", "backup")
    desk.asked.will("choose", str(copy))
    desk.opens(path)
    assert desk.workspace.article.text == TEXT
    assert "before-restore" in desk.words


def test_a_damaged_project_may_be_left_as_it_is(desk):
    path = desk.a_project()
    damage(path)
    before = digest(path)
    desk.asked.will("way_out", None)
    desk.opens(path)
    assert not desk.workspace.is_open
    assert digest(path) == before
    (((_, ways)),) = desk.asked.were("way_out")
    assert [way.id for way in ways] == ["salvage"]  # no backup was ever made


def test_a_damaged_file_can_be_salvaged_by_the_menu(desk):
    path = desk.a_project()
    damage(path)
    desk.asked.will("open_project", path)
    desk.does(project.salvage_project)
    assert desk.workspace.store.path.name == "project-salvaged.annot"


def test_where_nothing_can_be_read_that_is_said(desk):
    path = desk.folder / "noise.annot"
    path.write_bytes(b"SQLite format 3\0" + bytes(8_000))
    desk.asked.will("open_project", path)
    desk.does(project.salvage_project)
    assert "Nothing could be read" in desk.words
    assert beside(path) == ["noise.annot", "settings.toml"]


# --- the place ------------------------------------------------------------------------------------


def test_a_project_opens_where_it_was_left(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.workspace.show(sha256_of(OTHER))
    desk.workspace.pick(11, 11)
    desk.screen.seen = 8, 0.25
    assert project.leave(desk.hands)
    desk.opens(path)
    assert desk.workspace.article.text == OTHER
    assert desk.workspace.selection.start == 11
    assert desk.workspace.seen == {sha256_of(OTHER): Seen(11, 8, 0.25)}


def test_the_colleague_whose_marks_were_shown_is_shown_again(desk):
    path = desk.a_project()
    second = person_named("tests", "second")
    with Store.open(path, second) as store, store.step("Mark"):
        store.put(Span(new_id(), sha256_of(TEXT), second.id, "per", 4, 11, "brigade"))
    desk.opens(path)
    desk.workspace.show(sha256_of(TEXT), whose=second.id)
    project.leave(desk.hands)
    desk.opens(path)
    assert desk.workspace.article.whose == second.id
    assert not desk.workspace.is_mine


@pytest.mark.parametrize("cut", ["", "half", "nan", "inf", "-1e9"])
def test_a_place_that_makes_no_sense_is_the_beginning(desk, cut):
    path = desk.a_project()
    with Store.open(path, FIRST) as store:
        store.remember(
            **{
                "window.article": sha256_of(OTHER),
                "window.place": "99999",
                "window.caret": "-3",
                "window.cut": cut,
                "window.whose": "?",
            }
        )
    desk.opens(path)
    assert (desk.workspace.article.text, desk.workspace.selection.start) == (OTHER, 0)
    assert desk.workspace.seen == {sha256_of(OTHER): Seen(0, 0, 0.0)}


def test_an_article_that_was_removed_since_is_not_opened(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.workspace.show(sha256_of(OTHER))
    project.leave(desk.hands)
    with Store.open(path, FIRST) as store, store.step("Remove"):
        store.remove_article(sha256_of(OTHER))
    desk.opens(path)
    assert desk.workspace.article.text == TEXT


def test_nothing_is_remembered_in_a_file_that_is_only_read(desk):
    path = desk.a_project()
    before = digest(path)
    desk.workspace.open(Store.open(path, FIRST, read_only=True))
    desk.workspace.show(sha256_of(OTHER))
    project.leave(desk.hands)
    assert digest(path) == before


# --- leaving --------------------------------------------------------------------------------------


def unsaved(desk) -> Span:
    span = Span(new_id(), sha256_of(TEXT), desk.workspace.person.id, "per", 4, 11, "brigade")
    desk.workspace.unsaved.keep([span])
    return span


def test_what_is_not_saved_is_asked_about_before_it_is_lost(desk):
    desk.opens(desk.a_project())
    unsaved(desk)
    desk.asked.will("way_out", None)
    assert not project.leave(desk.hands)
    assert desk.workspace.is_open
    assert desk.workspace.unsaved.marks


def test_what_is_not_saved_can_be_saved_once_more_on_leaving(desk):
    path = desk.a_project()
    desk.opens(path)
    span = unsaved(desk)
    desk.asked.will("way_out", "try")
    assert project.leave(desk.hands)
    with Store.open(path, FIRST) as store:
        assert [s.id for s in store.read.spans(sha256_of(TEXT))] == [span.id]


def test_if_it_still_cannot_be_saved_the_project_stays_open(desk, monkeypatch):
    desk.opens(desk.a_project())
    unsaved(desk)

    def full():
        raise Trouble("The disk is full.")

    monkeypatch.setattr(desk.workspace.unsaved, "try_again", full)
    desk.asked.will("way_out", "try")
    assert not project.leave(desk.hands)
    assert desk.words == "The disk is full."
    assert desk.said[-1].deed == "try_again"


def test_what_is_not_saved_can_be_given_up(desk):
    desk.opens(desk.a_project())
    unsaved(desk)
    desk.asked.will("way_out", "lose")
    assert project.leave(desk.hands)


def test_closing_while_something_is_under_way_asks_and_stops_it(desk):
    desk.opens(desk.a_project())

    def work(progress):
        while True:
            progress("Working", 0, 1)

    desk.background.run("A long thing", work, lambda _: None, lambda _: None)
    desk.asked.will("way_out", None, "stop")
    assert not project.may_leave(desk.hands)
    assert desk.background.is_busy
    assert project.leave(desk.hands)
    assert not desk.workspace.is_open


def test_quitting_closes_the_window(desk):
    desk.does(project.quit)
    assert desk.screen.is_closed


def test_a_file_that_vanished_while_open_can_be_left(desk):
    path = desk.a_project()
    desk.opens(path)
    path.unlink()
    assert project.leave(desk.hands)


# --- making ---------------------------------------------------------------------------------------


def test_a_new_project_is_made_and_opened(desk):
    desk.asked.will("new_project", NewProject(desk.folder / "june", "plain-ner"))
    desk.does(project.new_project)
    assert desk.workspace.store.path.name == "june.annot"
    assert desk.workspace.scheme.id == "plain-ner"
    assert desk.workspace.article is None


def test_a_new_project_never_takes_the_place_of_a_file(desk):
    path = desk.a_project()
    before = digest(path)
    desk.asked.will("new_project", NewProject(path, "plain-ner"))
    with pytest.raises(Refused, match="already there"):
        desk.does(project.new_project)
    assert digest(path) == before


def test_a_faulty_scheme_makes_no_project(desk):
    faulty = desk.folder / "faulty.toml"
    faulty.write_text('id = "x"\n[[labels]]\nname = "A"\nkey = "AB"\n')
    desk.asked.will("new_project", NewProject(desk.folder / "june.annot", str(faulty)))
    with pytest.raises(Refused, match="line"):
        desk.does(project.new_project)
    assert not (desk.folder / "june.annot").exists()


def test_the_sample_opens_with_its_draft(desk):
    desk.does(project.open_sample)
    assert desk.workspace.article is not None
    assert len(desk.workspace.article.spans) > 10
    assert desk.workspace.is_mine


def test_who_thinks_better_of_it_changes_nothing(desk):
    desk.asked.will("new_project", None)
    desk.asked.will("open_project", None, None)
    desk.does(project.new_project)
    desk.does(project.open_project)
    desk.does(project.salvage_project)
    assert not desk.workspace.is_open
    assert not desk.said


# --- looking after it -----------------------------------------------------------------------------


def test_a_backup_takes_the_place_of_the_project_and_what_was_there_is_kept(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.workspace.store.back_up("import")
    article = desk.workspace.article.id
    desk.workspace.add_marks(
        [Span(new_id(), article, desk.workspace.person.id, "per", 4, 11, "brigade")], "Mark"
    )
    newest = backup.backups_of(path)[0]
    desk.asked.will("choose", str(newest))
    desk.does(project.backups)
    assert desk.workspace.article.spans == []
    assert "is kept as" in desk.words
    ((_, choices),) = desk.asked.were("choose")
    assert all(isinstance(choice, Choice) and "MB" in choice.remark for choice in choices)


def test_a_damaged_backup_is_refused_and_the_project_is_open_again(desk):
    path = desk.a_project()
    desk.opens(path)
    (copy,) = backup.backups_of(path)
    damage(copy)
    desk.asked.will("choose", str(copy))
    desk.does(project.backups)
    assert "damaged" in desk.words
    assert desk.said[-1].is_trouble
    assert desk.workspace.article.text == TEXT


def test_without_backups_that_is_said(desk):
    desk.asked.will("new_project", NewProject(desk.folder / "june", "plain-ner"))
    desk.does(project.new_project)
    with pytest.raises(Refused, match="no backups yet"):
        desk.does(project.backups)


def test_a_sound_project_is_told_to_be_well(desk):
    desk.opens(desk.a_project())
    desk.does(project.check_project)
    assert desk.words.startswith("All is well. 2 articles")
    assert not desk.asked.were("report")


def test_a_check_lists_what_is_wrong(desk):
    path = desk.a_project()
    with Store.open(path, FIRST) as store, store.step("Mark"):
        span = Span(new_id(), sha256_of(TEXT), FIRST.id, "per", 4, 11, "brigade")
        store.put(span)
        store.sql.execute("UPDATE span SET quote = 'brigand'")
    desk.opens(path)
    desk.does(project.check_project)
    ((title, lines),) = desk.asked.were("report")
    assert "has errors" in title
    assert len(lines) > 1
    assert desk.said[-1].is_trouble


def test_a_new_name_is_entered_into_the_open_project_and_can_be_undone(desk):
    desk.opens(desk.a_project())
    article = desk.workspace.article.id
    desk.workspace.add_marks(
        [Span(new_id(), article, desk.workspace.person.id, "per", 4, 11, "brigade")], "Mark"
    )
    desk.asked.will("who_are_you", "the first reader")
    desk.does(project.who_am_i)
    assert desk.workspace.person.name == "the first reader"
    names = {person.name for person in desk.workspace.reader.persons()}
    assert "the first reader" in names
    assert desk.settings.get(PERSON_NAME) == "the first reader"
    assert desk.words == "You are the first reader from now on."


def test_a_project_that_knows_an_older_name_learns_the_new_one_when_it_is_opened(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.workspace.add_marks(
        [Span(new_id(), sha256_of(TEXT), desk.workspace.person.id, "per", 4, 11, "brigade")],
        "Mark",
    )
    desk.workspace.close()
    desk.settings.set(PERSON_NAME, "renamed")
    desk.opens(path)
    assert "renamed" in {person.name for person in desk.workspace.reader.persons()}


def test_no_name_changes_nothing(desk):
    desk.asked.will("who_are_you", "   ")
    desk.does(project.who_am_i)
    assert desk.settings.get(PERSON_NAME) == "first"


def test_a_large_project_is_opened_beside_the_screen(desk, monkeypatch):
    monkeypatch.setattr(large, "LARGE", 0)
    path = desk.a_project()
    project.open_path(desk.hands, path)
    assert desk.background.is_busy
    assert not desk.workspace.is_open
    desk.waits()
    assert desk.workspace.article.text == TEXT


def test_what_was_not_saved_while_a_large_project_was_opened_is_asked_about(desk, monkeypatch):
    desk.opens(desk.a_project())
    monkeypatch.setattr(large, "LARGE", 0)
    project.open_path(desk.hands, desk.a_project("second"))
    unsaved(desk)
    desk.asked.will("way_out", None)
    desk.waits()
    assert desk.workspace.store.path.name == "project.annot"
    assert desk.workspace.unsaved.marks


def test_a_large_backup_is_restored_beside_the_screen(desk, monkeypatch):
    path = desk.a_project()
    desk.opens(path)
    (copy,) = backup.backups_of(path)
    monkeypatch.setattr(large, "LARGE", 0)
    desk.asked.will("choose", str(copy))
    desk.does(project.backups)
    desk._qtbot.waitUntil(lambda: desk.workspace.is_open)
    assert desk.workspace.article.text == TEXT


def test_a_large_project_opens_after_what_was_under_way_is_stopped(desk, monkeypatch):
    desk.opens(desk.a_project())

    def work(progress):
        while True:
            progress("Working", 0, 1)

    desk.background.run("A long thing", work, lambda _: None, lambda _: None)
    monkeypatch.setattr(large, "LARGE", 0)
    desk.asked.will("way_out", "stop")
    desk.opens(desk.a_project("second"))
    assert desk.workspace.store.path.name == "second.annot"


def test_a_new_name_leaves_the_role_as_it_is(desk):
    path = desk.a_project()
    desk.opens(path)
    person = desk.workspace.person.id
    with desk.workspace.step("Review") as store:
        store.set_fields("person", person, role="reviewer")
    desk.asked.will("who_are_you", "renamed")
    desk.does(project.who_am_i)
    known = {p.id: p for p in desk.workspace.reader.persons()}
    assert (known[person].name, known[person].role) == ("renamed", "reviewer")


def test_a_project_is_chosen_opened_and_closed(desk):
    desk.asked.will("open_project", desk.a_project())
    desk.does(project.open_project)
    assert desk.workspace.is_open
    desk.does(project.close_project)
    assert not desk.workspace.is_open


def test_a_check_can_be_stopped(desk):
    desk.opens(desk.a_project())
    project.check_project.run(desk.hands)
    desk.background.cancel()
    desk.waits()
    assert desk.words == "Stopped. Nothing was changed."


def test_a_check_of_a_project_that_is_gone_says_so(desk):
    path = desk.a_project()
    desk.opens(path)
    path.unlink()
    with pytest.raises(Trouble, match="moved, replaced or deleted"):
        desk.does(project.check_project)


def test_all_that_was_lost_is_said_after_a_salvage():
    saved = Saved(
        {"change": 12, "text": 2}, {"text": 1}, altered_texts=1, altered_changes=3,
        project_is_new=True,
    )  # fmt: skip
    lines = list(rescue.said(saved))
    assert lines[0] == "Saved 12 changes and 2 texts."
    assert lines[1] == "Could not read at least 1 row of text."
    assert "3 changes were" in lines[2]
    assert "1 text was altered" in lines[3]
    assert "cannot be merged" in lines[4]
    assert "Keep it until" in lines[5]


def test_a_backup_says_when_and_why_it_was_made(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.workspace.store.back_up("import")
    for why in ("import", "layout3", "other"):
        copy = path.with_name(f"project-20261126T010203004-{why}.annot")
        shutil.copy(path, copy)
        assert rescue.date_of(copy).startswith(("25 Nov 2026", "26 Nov 2026"))
        assert "MB" in rescue.remark_on(copy)
    assert "before an import" in rescue.remark_on(
        path.with_name(copy.name.replace("other", "import"))
    )


def refusing_to_write(monkeypatch, *, reading: bool) -> None:
    """Let no project be opened for writing, as in a folder that does not allow it."""
    real = Store.open

    def opened(path, person, *, read_only=False):
        if read_only and reading:
            return real(path, person, read_only=True)
        raise Trouble("{folder} does not allow writing.", folder="A folder")

    monkeypatch.setattr(Store, "open", opened)


def test_a_project_that_may_not_be_written_is_offered_for_reading(desk, monkeypatch):
    path = desk.a_project()
    refusing_to_write(monkeypatch, reading=True)
    desk.asked.will("way_out", "read")
    desk.opens(path)
    assert desk.workspace.store.session.read_only
    assert desk.asked.were("way_out")[0][0] == "A folder does not allow writing."


def test_what_cannot_be_read_either_is_told_and_no_false_hope_is_given(desk, monkeypatch):
    path = desk.a_project()
    refusing_to_write(monkeypatch, reading=False)
    desk.opens(path)
    assert desk.words == "A folder does not allow writing."
    assert not desk.asked.were("way_out")
