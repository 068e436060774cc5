"""Bringing articles in by files, drops and paste, and sending the work out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from annotator.actions import intake
from annotator.actions.told import in_the_window
from annotator.formats.format import Out, WrittenOut
from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused, Trouble
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.questions import Export, NewProject
from annotator.store.opening import damaged
from annotator.store.store import Store
from tests.actions.desk import Desk, digest

TEXT = "The brigade fired rockets at the depot. The brigade left."
ME, SECOND = person_named("tests", "first"), person_named("tests", "second")


class Importer(Desk):
    """A person with an open project, who brings articles in and sends work out."""

    @property
    def project(self) -> Path:
        return self.folder / "project.annot"

    def opens(self) -> None:
        self.workspace.open(Store.open(self.a_project(), ME))

    def drops(self, *paths: Path, words: str = "") -> None:
        intake.take_drop(self.hands, list(paths), words)
        self.waits()

    def file(self, name: str, content: str | bytes = TEXT) -> Path:
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def colleague(self, name: str = "theirs.jsonl", *, words: str = "brigade") -> Path:
        """Make a colleague's export of the text with one mark."""
        with Store.open(self.a_project("theirs"), SECOND) as store:
            id_ = sha256_of(TEXT)
            start = TEXT.index(words)
            with store.step("Mark"):
                store.add_article(Article(id_, title="A title"), TEXT)
                store.put(
                    Span(new_id(), id_, SECOND.id, "per", start, start + len(words), words),
                    Reading(id_, SECOND.id, status="done"),
                )
            out = self.file(name, "")
            intake.formats.write_out(store.read, out, Out())
        return out

    def marks(self, words: str = "brigade", status: str = "in_progress") -> Span:
        article = self.workspace.article
        start = article.text.index(words)
        person = self.workspace.person.id
        span = Span(new_id(), article.id, person, "per", start, start + len(words), words)
        with self.workspace.step("Mark") as store:
            store.put(span, Reading(article.id, person, status=status))
        return span

    def copies(self, text: str | None = None, *paths: Path) -> None:
        content = QMimeData()
        if text is not None:
            content.setText(text)
        if paths:
            content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        QGuiApplication.clipboard().setMimeData(content)

    @property
    def titles(self) -> list[str | None]:
        reader = self.workspace.reader
        return [article.title for _, article in reader.articles(limit=100)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.annot"
    Store.create(path, find_scheme("plain-ner"), ME).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, qtbot, template: Path) -> Iterator[Importer]:
    desk = Importer(tmp_path, qtbot, template)
    desk.opens()
    yield desk
    desk.waits()
    desk.workspace.close()


def changes_in(desk: Desk) -> int:
    return desk.workspace.store.sql.execute("SELECT count(*) FROM change").fetchone()[0]


# --- bringing in ----------------------------------------------------------------------------------


def test_a_text_comes_in_is_opened_and_can_be_taken_back(desk):
    desk.asked.will("files_to_import", [desk.file("one.txt")])
    desk.does(intake.import_files)
    assert desk.workspace.article.text == TEXT
    assert desk.words == "Imported 1 new article."
    assert desk.said[-1].deed == "undo"
    desk.workspace.move("undo")
    assert desk.titles == []


def test_another_project_that_is_chosen_is_imported_not_opened(desk):
    path, other = desk.workspace.store.path, desk.folder / "other.annot"
    with Store.create(other, find_scheme("plain-ner"), SECOND) as store, store.step("Add"):
        store.add_article(Article(sha256_of(TEXT), title="A title"), TEXT)
    desk.asked.will("files_to_import", [other])
    desk.does(intake.import_files)
    assert desk.workspace.store.path == path
    assert desk.titles == ["A title"]
    assert desk.words.startswith("Imported 1 new article")


def test_a_copy_of_the_open_project_is_no_import(desk):
    desk.asked.will("files_to_import", [desk.a_project("copy")])
    desk.does(intake.import_files)
    assert "Choose “Bring in a colleague's work…”" in desk.words


def test_views_hear_of_what_came_in(desk):
    heard = []
    desk.workspace.changed.connect(heard.append)
    desk.drops(desk.file("one.txt"))
    (changes,) = heard
    assert changes.articles == {sha256_of(TEXT)}


def test_nothing_chosen_brings_nothing_in(desk):
    desk.asked.will("files_to_import", [])
    desk.does(intake.import_files)
    assert not desk.said


def test_one_new_article_is_opened(desk):
    desk.drops(desk.file("one.txt"))
    desk.drops(desk.file("two.txt", "Another text."))
    assert desk.workspace.article.text == "Another text."


def test_the_article_that_is_read_stays_open_when_many_come(desk):
    desk.drops(desk.file("one.txt"))
    desk.drops(desk.file("two.txt", "Another text."), desk.file("three.txt", "A third text."))
    assert desk.workspace.article.text == TEXT


def test_a_folder_comes_in_with_what_is_in_it(desk):
    desk.file("folder/one.txt")
    desk.file("folder/deep/two.txt", "Another text.")
    desk.file("folder/photo.jpeg", b"\xff\xd8\xff")
    desk.drops(desk.folder / "in" / "folder")
    assert desk.words == "Imported 2 new articles. 1 was left out."
    ((_, lines),) = desk.asked.were("report")
    assert lines == ["photo.jpeg: it is of no kind that can be imported"]


def test_an_empty_folder_brings_nothing_and_that_is_said(desk):
    empty = desk.folder / "empty"
    empty.mkdir()
    before = changes_in(desk)
    desk.drops(empty)
    assert "nothing to import" in desk.words
    assert desk.said[-1].deed is None
    assert changes_in(desk) == before


def test_many_files_come_in_as_one_step(desk):
    paths = [desk.file(f"{n}.txt", f"The text number {n}.") for n in range(300)]
    desk.drops(*paths)
    assert desk.words == "Imported 300 new articles."
    assert desk.workspace.article.text == "The text number 0."
    desk.workspace.move("undo")
    assert desk.titles == []


def test_the_same_text_again_changes_nothing(desk):
    path = desk.file("one.txt")
    desk.drops(path)
    before = changes_in(desk)
    desk.drops(path)
    assert "there already" in desk.words
    assert desk.said[-1].deed is None
    assert changes_in(desk) == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(100), "of no kind that can be imported"),
        ("film.txt", b"\0\0\0\x18ftypmp42" + bytes(100), "a video"),
        ("paper.txt", b"%PDF-1.7 and so on", "PDF"),
        ("empty.txt", b"", "no text in it"),
        ("spaces.txt", b" \n\t ", "no text in it"),
        ("nul.txt", b"one\0two", "NUL"),
        ("large.txt", b"word " * 2_100_000, "10,000,000"),
    ],
)
def test_what_is_no_article_gets_a_sentence_and_changes_nothing(desk, name, content, words):
    path = desk.file(name, content)
    before, unchanged = changes_in(desk), digest(path)
    desk.drops(path)
    assert words in desk.words
    assert desk.said[-1].is_trouble
    assert "--" not in desk.words
    assert changes_in(desk) == before
    assert digest(path) == unchanged
    assert not desk.workspace.busy


def test_a_file_that_is_not_there_gets_a_sentence(desk):
    desk.drops(desk.folder / "gone.txt")
    assert "There is no file" in desk.words


def test_with_one_bad_file_among_many_the_rest_is_offered(desk):
    good, bad = desk.file("good.txt"), desk.file("bad.txt", b"a\0b")
    desk.asked.will("way_out", "rest")
    desk.drops(good, bad)
    ((words, ways),) = desk.asked.were("way_out")
    assert "bad.txt" in words
    assert [way.id for way in ways] == ["rest"]
    assert desk.words == "Imported 1 new article. 1 was left out."
    ((_, lines),) = desk.asked.were("report")
    assert "bad.txt" in lines[0]


def test_who_does_not_want_the_rest_gets_nothing(desk):
    before = changes_in(desk)
    desk.asked.will("way_out", None)
    desk.drops(desk.file("good.txt"), desk.file("bad.txt", b"a\0b"))
    assert changes_in(desk) == before
    assert not desk.workspace.busy


def test_a_broken_line_is_named_and_the_other_lines_are_offered(desk):
    good = desk.colleague().read_text(encoding="utf-8")
    path = desk.file("mixed.jsonl", good + "{broken\n")
    desk.asked.will("way_out", "rest")
    desk.drops(path)
    ((words, _),) = desk.asked.were("way_out")
    assert "mixed.jsonl, line 2" in words
    assert desk.words == "Imported 1 new article and 1 mark. 1 was left out."


def test_offsets_that_do_not_fit_the_words_are_refused(desk):
    record = json.loads(desk.colleague().read_text(encoding="utf-8"))
    record["spans"][0]["start"] += 1
    before = changes_in(desk)
    desk.asked.will("way_out", None)
    desk.drops(desk.file("shifted.jsonl", json.dumps(record) + "\n"))
    assert "line 1" in desk.asked.were("way_out")[0][0]
    assert changes_in(desk) == before


def test_a_colleagues_marks_come_in_and_it_is_said_how_to_see_them(desk):
    desk.drops(desk.colleague())
    assert desk.words == "Imported 1 new article and 1 mark."
    ((_, lines),) = desk.asked.were("report")
    assert "Marks of second came in" in lines[-1]
    assert "Whose marks are shown" in lines[-1]
    assert desk.workspace.article.others == {
        person.id: 1 for person in desk.workspace.reader.persons() if person.name == "second"
    }


def test_other_work_of_the_same_person_can_take_the_place_of_what_is_there(desk):
    desk.drops(desk.colleague())
    desk.asked.will("way_out", "replace")
    desk.drops(desk.colleague("later.jsonl", words="rockets"))
    ((words, ways),) = desk.asked.were("way_out")
    assert "already has other work" in words
    assert "--" not in words
    assert [way.id for way in ways] == ["replace", "rest"]
    quotes = [span.quote for span in desk.workspace.reader.spans(sha256_of(TEXT))]
    assert quotes == ["rockets"]


def test_an_import_can_be_stopped_and_nothing_of_it_stays(desk):
    paths = [desk.file(f"{n}.txt", f"The text number {n}.") for n in range(500)]
    before = changes_in(desk)
    intake.bring_in(desk.hands, paths)
    desk.background.cancel()
    desk.waits()
    assert desk.words == "Stopped. Nothing was changed."
    assert not desk.said[-1].is_trouble
    assert changes_in(desk) == before
    assert desk.workspace.cannot_write is None


def test_while_something_is_under_way_nothing_else_begins(desk):
    intake.bring_in(desk.hands, [desk.file("one.txt")])
    with pytest.raises(Refused, match="under way"):
        intake.bring_in(desk.hands, [desk.file("two.txt", "Another text.")])
    desk.waits()
    assert desk.titles == [TEXT]


def test_a_full_disk_is_said_and_nothing_is_changed(desk, monkeypatch):
    def full(*_):
        raise Trouble("The disk is full. {name} is as it was before.", name="project.annot")

    monkeypatch.setattr(intake.formats, "bring_in", full)
    desk.drops(desk.file("one.txt"), desk.file("two.txt"))
    assert desk.said[-1].is_trouble
    assert desk.words.startswith("The disk is full.")


def test_a_bug_in_an_import_is_raised_and_the_project_can_be_changed_again(desk, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(intake.formats, "bring_in", broken)
    with desk._qtbot.captureExceptions() as caught:
        desk.drops(desk.file("one.txt"))
    assert caught[0][0] is ZeroDivisionError
    assert desk.workspace.cannot_write is None


def test_a_project_that_was_left_meanwhile_is_not_touched(desk):
    intake.bring_in(desk.hands, [desk.file("one.txt")])
    desk.background.wait()
    desk.workspace.close()
    desk.waits()
    assert desk.workspace.article is None
    assert not desk.said


# --- projects and places without one --------------------------------------------------------------


def another(desk) -> Path:
    """Make another project, which is no copy of the open one."""
    path = desk.folder / "other.annot"
    Store.create(path, find_scheme("plain-ner"), ME).close()
    return path


def test_a_dropped_project_is_opened(desk):
    other = another(desk)
    desk.drops(other)
    assert desk.workspace.store.path == other


def test_a_project_among_files_is_left_alone_and_named(desk):
    other = another(desk)
    before = digest(other)
    desk.drops(desk.file("one.txt"), other)
    assert desk.words == "Imported 1 new article. 1 was left out."
    ((_, lines),) = desk.asked.were("report")
    assert lines == ["other.annot: it is a project. Open it by itself."]
    assert digest(other) == before


def test_several_projects_at_once_are_refused(desk):
    with pytest.raises(Refused, match="Only one can be open"):
        desk.drops(desk.folder / "a.annot", desk.folder / "b.annot")


def test_a_drop_of_nothing_is_refused(desk):
    with pytest.raises(Refused, match="nothing in it"):
        desk.drops(words="  \n")


def test_without_a_project_a_new_one_is_offered_for_what_was_dropped(desk):
    desk.workspace.close()
    new = desk.folder / "new.annot"
    desk.asked.will("way_out", "new")
    desk.asked.will("new_project", NewProject(new, "plain-ner"))
    desk.drops(desk.file("one.txt"))
    assert desk.workspace.store.path == new
    assert desk.workspace.article.text == TEXT


def test_without_a_project_nothing_comes_in_if_none_is_wanted(desk):
    desk.workspace.close()
    desk.asked.will("way_out", None)
    desk.drops(desk.file("one.txt"))
    assert not desk.workspace.is_open


def test_nothing_comes_into_a_project_that_is_only_read(desk):
    desk.workspace.close()
    before = digest(desk.project)
    desk.workspace.open(Store.open(desk.project, ME, read_only=True))
    assert "reading only" in intake.import_files.reason(desk.hands)
    with pytest.raises(Refused, match="reading only"):
        desk.drops(desk.file("one.txt"))
    with pytest.raises(Refused, match="reading only"):
        desk.drops(words="A text.")
    assert digest(desk.project) == before


# --- pasting --------------------------------------------------------------------------------------


def test_a_pasted_text_becomes_an_article_and_is_open(desk):
    desk.copies("A headline\n\nAnd a story with a no-break\u00a0space.")
    desk.asked.will("pasted_text", "A headline")
    desk.does(intake.paste_article)
    article = desk.workspace.article
    assert article.text == "A headline\n\nAnd a story with a no-break\u00a0space."
    assert article.article.title == "A headline"
    assert desk.words == "Pasted “A headline”."
    (sighting,) = desk.workspace.reader.sightings(article.id)
    assert sighting.retrieved
    desk.workspace.move("undo")
    assert desk.titles == []


def test_words_dropped_from_a_browser_are_pasted(desk):
    desk.asked.will("pasted_text", "")
    desk.drops(words="One line\r\nand another")
    assert desk.workspace.article.text == "One line\nand another"
    assert desk.workspace.article.article.title == "One line"


def test_copied_files_come_in_when_they_are_pasted(desk):
    desk.copies(None, desk.file("one.txt"))
    desk.does(intake.paste_article)
    assert desk.workspace.article.text == TEXT


def test_a_text_that_is_there_already_is_only_opened(desk):
    desk.drops(desk.file("one.txt"))
    desk.workspace.show(None)
    before = changes_in(desk)
    desk.asked.will("pasted_text", "Another title")
    desk.drops(words=TEXT)
    assert desk.workspace.article.text == TEXT
    assert "already" in desk.words
    assert changes_in(desk) == before


def test_who_thinks_better_of_pasting_changes_nothing(desk):
    desk.asked.will("pasted_text", None)
    desk.drops(words="A text.")
    assert desk.titles == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("word " * 4_200_000, "10 MB"),
        ("one\0two", "NUL"),
        ("half \ud83d of a character", "surrogate"),
    ],
)
def test_a_text_that_cannot_be_an_article_is_refused_before_anything_is_asked(desk, text, words):
    with pytest.raises(Refused, match=words):
        intake.paste_text(desk.hands, text)
    assert not desk.asked.asked


def test_an_empty_clipboard_is_said(desk):
    desk.copies()
    with pytest.raises(Refused, match="no text to paste"):
        desk.does(intake.paste_article)


# --- sending out ----------------------------------------------------------------------------------


def test_finished_articles_are_exported(desk):
    desk.drops(desk.file("one.txt"), desk.file("two.txt", "Another text."))
    desk.workspace.show(sha256_of(TEXT))
    desk.marks(status="done")
    out = desk.folder / "out.jsonl"
    desk.asked.will("export", Export(out, Out()))
    desk.does(intake.export)
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["spans"][0]["text"] == "brigade"
    assert desk.words == (
        "Exported 1 article with 1 mark to out.jsonl. Not finished, so left out: 1 unread."
    )
    assert desk.said[-1].is_notice
    ((suggestion, stock),) = desk.asked.were("export")
    assert suggestion == desk.folder / "project.jsonl"
    assert (stock.articles, stock.done, stock.gold) == (2, 1, 0)


def test_where_nothing_is_finished_all_articles_are_offered(desk):
    desk.drops(desk.file("one.txt"))
    desk.marks()
    out = desk.folder / "out.jsonl"
    desk.asked.will("export", Export(out, Out()))
    desk.asked.will("way_out", "all")
    desk.does(intake.export)
    assert "No article is finished yet" in desk.asked.were("way_out")[0][0]
    assert desk.words == "Exported 1 article with 1 mark to out.jsonl."


def test_where_nothing_is_finished_and_nothing_else_wanted_no_file_is_written(desk):
    desk.drops(desk.file("one.txt"))
    out = desk.folder / "out.jsonl"
    desk.asked.will("export", Export(out, Out()))
    desk.asked.will("way_out", None)
    desk.does(intake.export)
    assert not out.exists()


def test_without_gold_there_is_none_to_export(desk):
    desk.drops(desk.file("one.txt"))
    desk.asked.will("export", Export(desk.folder / "out.jsonl", Out(layer="gold")))
    with pytest.raises(Refused, match="adjudicated"):
        desk.does(intake.export)


def test_an_empty_project_has_nothing_to_export(desk):
    with pytest.raises(Refused, match="no article"):
        desk.does(intake.export)


def test_a_project_is_never_overwritten_by_an_export(desk):
    desk.drops(desk.file("one.txt"))
    other = desk.a_project("other")
    before = digest(other)
    desk.asked.will("export", Export(other, Out(all_articles=True)))
    desk.does(intake.export)
    assert "left untouched" in desk.words
    assert desk.said[-1].is_trouble
    assert digest(other) == before


def test_one_can_go_on_working_while_an_export_is_under_way(desk):
    desk.drops(desk.file("one.txt"))
    desk.asked.will("export", Export(desk.folder / "out.jsonl", Out(all_articles=True)))
    intake.export.run(desk.hands)
    assert desk.workspace.cannot_write is None
    desk.marks()
    desk.waits()
    assert "Exported 1 article" in desk.words


def test_a_read_only_project_can_be_exported(desk):
    desk.drops(desk.file("one.txt"))
    desk.workspace.close()
    desk.workspace.open(Store.open(desk.project, ME, read_only=True))
    out = desk.folder / "out.jsonl"
    desk.asked.will("export", Export(out, Out(all_articles=True)))
    desk.does(intake.export)
    assert out.exists()


def test_who_thinks_better_of_exporting_writes_nothing(desk):
    desk.drops(desk.file("one.txt"))
    desk.asked.will("export", None)
    desk.does(intake.export)
    assert desk.words == "Imported 1 new article."


def test_a_folder_that_is_not_there_cannot_be_exported_to(desk):
    desk.drops(desk.file("one.txt"))
    out = desk.folder / "nowhere" / "out.jsonl"
    desk.asked.will("export", Export(out, Out(all_articles=True)))
    desk.does(intake.export)
    assert "There is no folder" in desk.words
    assert desk.said[-1].is_trouble


def test_an_export_can_be_stopped_and_the_file_that_was_there_stays(desk):
    desk.drops(*(desk.file(f"{n}.txt", f"The text number {n}.") for n in range(200)))
    out = desk.file("out.jsonl", "what was there before")
    desk.asked.will("export", Export(out, Out(all_articles=True)))
    intake.export.run(desk.hands)
    desk.background.cancel()
    desk.waits()
    assert desk.words == "Stopped. Nothing was changed."
    assert out.read_text() == "what was there before"
    assert not list(out.parent.glob("*.part"))


def test_what_should_be_known_of_an_export_is_listed(desk, monkeypatch):
    written = WrittenOut(Path("out.jsonl"), 1, 1, 1, notes=["Look with: annotator check"])
    monkeypatch.setattr(intake.formats, "write_out", lambda *_: written)
    desk.drops(desk.file("one.txt"))
    desk.asked.will("export", Export(desk.folder / "out.jsonl", Out(all_articles=True)))
    desk.does(intake.export)
    ((_, lines),) = desk.asked.were("report")
    assert lines == ["Choose “Check the project” to see more."]


def test_a_project_that_vanished_is_said_to_be_gone(desk):
    desk.drops(desk.file("one.txt"))
    desk.project.unlink()
    with pytest.raises(Trouble, match="moved, replaced or deleted"):
        desk.does(intake.export)


@pytest.mark.parametrize(
    "told",
    [
        "X has other work; bring it in with --replace, or under another name with --as",
        "3 values are otherwise in the project and stayed as there (--replace takes the file's).",
        "X cannot be imported. For a text with another ending say --format text.",
        "The text was altered. Nothing was written. Look with: annotator check",
        "There is no file /a/b. Make a project with: annotator new /a/b",
        str(damaged("june.annot")),
    ],
)
def test_no_sentence_in_the_window_speaks_of_the_command_line(told):
    assert not re.search(r"--|annotator ", in_the_window(told))
