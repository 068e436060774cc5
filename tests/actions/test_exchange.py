"""Work goes to colleagues by file and comes from them, looked at first and brought in as steps."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import bringing, exchange, history, intake, table
from annotator.actions.opening import leave
from annotator.model.article import Article
from annotator.model.entity import Entity
from annotator.model.ids import derived_id, new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused, Trouble
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.questions import Sending
from annotator.store import merge
from annotator.store.erasing.copies import copies_of
from annotator.store.exchange.ask import write_ask
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import asked_by
from annotator.store.exchange.outgoing import Wanted
from annotator.store.rescue.backup import backups_of
from annotator.store.rescue.check import check
from annotator.store.store import Store
from tests.actions.desk import Desk, digest

PROJECT = derived_id("project", "exchange")
TEXT = "The brigade fired rockets at the depot. The brigade left."
FIRST, SECOND, THIRD = (person_named(PROJECT, name) for name in ("first", "second", "third"))
ASK = f'{{"format":"annotator question","version":1,"project":"{PROJECT}","person":"x","has":{{}}}}'
PLACE = derived_id("entity", "depot")


class Office(Desk):
    """A person with a copy of a project, and colleagues with copies of their own."""

    def opens(self) -> None:
        self.workspace.open(Store.open(self.a_project(), FIRST))

    @property
    def store(self) -> Store:
        return self.workspace.store

    def drops(self, *paths: Path) -> None:
        intake.take_drop(self.hands, list(paths), "")
        self.rests()

    def rests(self) -> None:
        """Wait until nothing follows any more."""
        self._qtbot.waitUntil(
            lambda: not self.background.is_busy and self.workspace.busy is None, timeout=60_000
        )

    def colleague(self, person=SECOND, *texts: str) -> Store:
        """Open a colleague's copy of the project with articles that he has marked."""
        store = Store.open(self.a_project(person.name), person)
        for text in texts or (TEXT,):
            self.writes(store, text)
        return store

    @staticmethod
    def writes(store: Store, text: str) -> None:
        article = sha256_of(text)
        span = Span(new_id(), article, store.person.id, "per", 4, 11, text[4:11])
        with store.step("Mark"):
            store.add_article(Article(article, title=text[:10]), text)
            store.put(span)

    def sent(self, *texts: str, person=SECOND, name: str = "work") -> Path:
        """Give a bundle of a colleague's."""
        path = self.folder / f"{name}.bundle"
        with self.colleague(person, *texts) as store:
            write_bundle(store, path)
        return path

    def disputed(self) -> Path:
        """Name an entity here, and give a bundle in which a colleague names it differently."""
        path = self.folder / "disputed.bundle"
        with Store.open(self.a_project("second"), SECOND) as store:
            with store.step("Name"):
                store.put(Entity(PLACE, "actor", "the depot"))
            write_bundle(store, path)
        with self.workspace.step("Name") as store:
            store.put(Entity(PLACE, "actor", "the store"))
        return path

    def will_bring(self, *answers: str | None) -> None:
        self.asked.will("bring_in", *answers)

    @property
    def marks(self) -> int:
        return sum(len(self.store.read.spans(id_)) for id_ in self.store.read.article_ids())

    @property
    def report(self) -> list[str]:
        ((_, lines),) = self.asked.were("report")
        return lines


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exchange") / "template.annot"
    Store.create(path, find_scheme("plain-ner"), FIRST, project=PROJECT).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, qtbot, template: Path) -> Iterator[Office]:
    desk = Office(tmp_path, qtbot, template)
    desk.opens()
    yield desk
    desk.rests()
    desk.workspace.close()


# --- sending --------------------------------------------------------------------------------------


def send(desk: Office, **how: object) -> Path:
    path = desk.folder / "mine.bundle"
    desk.asked.will("send", Sending(path, **how))
    desk.does(exchange.send_work)
    return path


def received(desk: Office, path: Path, person=THIRD) -> Store:
    """Give the copy of a colleague who has brought a file in."""
    store = Store.open(desk.a_project(person.name), person)
    with bringing.open_source(store, path) as source:
        bringing.bring_in_bundle(store, source)
    return store


def test_all_work_goes_into_one_file(desk):
    desk.writes(desk.store, TEXT)
    path = send(desk)
    assert desk.words.startswith("Wrote mine.bundle: ")
    assert "with 1 article, 1 mark and 1 text." in desk.words
    assert desk.said[-1].floats
    with received(desk, path) as theirs:
        assert theirs.read.text(sha256_of(TEXT)) == TEXT
        assert len(theirs.read.spans(sha256_of(TEXT))) == 1


def test_the_name_that_is_suggested_says_who_sends_it_and_when(desk):
    desk.store.person = dataclasses.replace(FIRST, name="a/b: first")
    desk.asked.will("send", None)
    desk.does(exchange.send_work)
    ((there,),) = desk.asked.were("send")
    assert there.suggestion.parent == desk.folder
    assert there.suggestion.name.startswith("project a-b- first 20")
    assert there.suggestion.suffix == ".bundle"
    assert not desk.said


def test_what_there_is_to_choose_from(desk):
    desk.writes(desk.store, TEXT)
    desk.workspace.show(sha256_of(TEXT))
    desk.screen.listed = ["a", "b"]
    desk.asked.will("send", None)
    desk.does(exchange.send_work)
    ((there,),) = desk.asked.were("send")
    assert (there.article, there.listed) == (sha256_of(TEXT), ("a", "b"))
    assert [person.name for person in there.persons] == ["first"]


def test_only_what_a_colleague_lacks_goes(desk):
    desk.writes(desk.store, TEXT)
    everything = send(desk).read_bytes()
    with Store.open(desk.a_project("third"), THIRD) as theirs:
        write_ask(theirs, desk.folder / "what.ask")
    path = send(desk, since=desk.folder / "what.ask")
    assert len(path.read_bytes()) < len(everything)
    assert "is a part" not in desk.words
    with received(desk, path) as theirs:
        assert theirs.read.text(sha256_of(TEXT)) == TEXT


def test_a_part_says_that_it_is_one(desk):
    desk.writes(desk.store, TEXT)
    desk.writes(desk.store, "Another article about the river.")
    path = send(desk, articles=frozenset({sha256_of(TEXT)}), texts=False)
    assert "with 1 article and 1 mark." in desk.words
    assert desk.words.endswith("Whoever brings it in is told what is missing.")
    with received(desk, path) as theirs:
        assert theirs.read.text(sha256_of(TEXT)) is None


def test_nothing_to_send_is_said(desk):
    with Store.open(desk.a_project("third"), THIRD) as theirs:
        with bringing.open_source(theirs, send(desk)) as source:
            bringing.bring_in_bundle(theirs, source)
        write_ask(theirs, desk.folder / "what.ask")
    send(desk, since=desk.folder / "what.ask")
    assert "there is nothing in it" in desk.words


def test_the_copy_is_known_when_an_article_is_erased(desk):
    desk.writes(desk.store, TEXT)
    path = send(desk)
    assert path in [copy.path for copy in copies_of(desk.store, sha256_of(TEXT))]


def test_a_project_that_is_only_read_can_be_sent(desk):
    desk.writes(desk.store, TEXT)
    path = desk.store.path
    desk.workspace.close()
    desk.workspace.open(Store.open(path, FIRST, read_only=True))
    assert send(desk).exists()
    assert desk.words.startswith("Wrote mine.bundle")


def test_a_file_that_says_nothing_of_what_he_holds_is_refused(desk):
    strange = desk.folder / "strange.ask"
    strange.write_text("{}", encoding="utf-8")
    path = send(desk, since=strange)
    assert not path.exists()
    assert "is no question of a colleague's" in desk.words
    assert "annotator" not in desk.words
    assert exchange.ask_colleague.name in desk.words


def test_a_folder_that_cannot_be_written_to_is_told(desk):
    desk.asked.will("send", Sending(desk.folder / "nowhere" / "mine.bundle"))
    desk.does(exchange.send_work)
    assert desk.said[-1].is_trouble


def test_a_fault_of_the_program_is_not_swallowed(desk):
    with pytest.raises(ZeroDivisionError):
        exchange._failed(desk.hands, ZeroDivisionError())


# --- asking ---------------------------------------------------------------------------------------


def test_a_question_is_written_and_answered_by_dropping_it(desk):
    desk.writes(desk.store, TEXT)
    path = desk.folder / "what.ask"
    desk.asked.will("question_file", path)
    desk.does(exchange.ask_colleague)
    assert desk.words.startswith("Wrote what.ask. It holds no work")
    assert asked_by(desk.store, path).project == PROJECT
    desk.asked.will("send", None)
    desk.drops(path)
    ((there,),) = desk.asked.were("send")
    assert there.since == path


def test_who_thinks_better_of_it_asks_nobody(desk):
    desk.asked.will("question_file", None)
    desk.does(exchange.ask_colleague)
    assert not desk.said


def test_a_question_beside_other_files_is_refused_and_nothing_is_done(desk):
    before = desk.store.log.n
    with pytest.raises(Refused, match="Drop it by itself"):
        desk.drops(desk.folder / "what.ask", desk.folder / "one.txt")
    assert desk.store.log.n == before


# --- bringing in ----------------------------------------------------------------------------------


def test_a_colleagues_work_is_looked_at_and_comes_in_as_one_step(desk):
    desk.will_bring("in")
    desk.asked.will("files_of_colleagues", [desk.sent()])
    desk.writes(desk.store, "An article of one's own.")
    exchange.bring_in_work.run(desk.hands)
    desk.rests()
    ((seen, number, of),) = desk.asked.were("bring_in")
    assert (number, of, seen.articles, seen.spans) == (1, 1, 1, 1)
    assert desk.words.startswith("Brought in the work of second: ")
    assert desk.said[-1].deed == "undo"
    assert desk.workspace.article.text == TEXT
    assert "-merge" in backups_of(desk.store.path)[0].name
    assert not desk.asked.were("report")


def test_choosing_no_file_brings_nothing_in(desk):
    desk.asked.will("files_of_colleagues", [])
    desk.does(exchange.bring_in_work)
    assert not desk.said


def test_it_is_set_aside_and_taken_up_again_in_plain_words(desk):
    desk.will_bring("in")
    desk.drops(desk.sent())
    desk.does(history.undo)
    assert desk.words == "Set aside what the work of second brought. Redo takes it up again."
    assert desk.said[-1].deed == "redo"
    assert desk.marks == 0
    desk.does(history.redo)
    assert desk.words == "Took up again what the work of second brought."
    assert desk.marks == 1


def test_a_long_one_is_set_aside_beside_the_screen(desk, monkeypatch):
    desk.will_bring("in")
    desk.drops(desk.sent())
    monkeypatch.setattr(history, "BULK_BROUGHT", 1)
    threads = []
    real = merge.switch
    monkeypatch.setattr(
        merge, "switch",
        lambda *what, **how: threads.append(threading.current_thread()) or real(*what, **how),
    )  # fmt: skip
    desk.does(history.undo)
    desk.does(history.redo)
    assert len(threads) == 2
    assert threading.main_thread() not in threads
    assert desk.marks == 1


def test_views_hear_of_what_came_in(desk):
    heard = []
    desk.workspace.changed.connect(heard.append)
    desk.will_bring("in")
    desk.drops(desk.sent())
    (changes,) = heard
    assert changes.articles == {sha256_of(TEXT)}


def test_a_file_that_is_left_changes_nothing(desk):
    path = desk.sent()
    before = desk.store.log.n, desk.marks
    desk.will_bring(None)
    desk.drops(path)
    assert (desk.store.log.n, desk.marks) == before
    assert desk.words == "Nothing was brought in."
    assert not [path for path in backups_of(desk.store.path) if "-merge" in path.name]


def test_several_files_are_steps_of_their_own_and_a_bad_one_keeps_none_back(desk):
    good, other = desk.sent(), desk.sent("A second article.", person=THIRD, name="other")
    bad = desk.folder / "bad.bundle"
    bad.write_bytes(good.read_bytes()[:200])
    desk.will_bring("in", "in")
    desk.drops(good, bad, other)
    assert [(n, of) for _, n, of in desk.asked.were("bring_in")] == [(1, 3), (3, 3)]
    assert desk.words.startswith("Brought in 2 files: ")
    assert desk.words.endswith("1 file could not be brought in.")
    assert any("bad.bundle" in line for line in desk.report)
    assert desk.store.undo_title() == "Bring in the work of third"
    desk.workspace.move("undo")
    assert desk.store.undo_title() == "Bring in the work of second"


def test_several_files_of_which_none_is_any_good(desk):
    bad, worse = desk.folder / "bad.bundle", desk.folder / "worse.bundle"
    for path in (bad, worse):
        path.write_bytes(b"no work at all")
    desk.drops(bad, worse)
    assert desk.words == "2 files could not be brought in. Nothing was changed."
    assert len(desk.report) == 2


def test_what_comes_into_a_project_that_was_left_is_not_told_in_another(desk, monkeypatch):
    path, real = desk.sent(), bringing.bring_in_bundle
    go = threading.Event()

    def slowly(*what):
        brought = real(*what)
        go.wait(20)
        return brought

    monkeypatch.setattr(bringing, "bring_in_bundle", slowly)
    desk.will_bring("in")
    intake.take_drop(desk.hands, [path], "")
    desk._qtbot.waitUntil(lambda: desk.workspace.busy is not None)
    store, desk.workspace.store = desk.store, None
    go.set()
    desk.waits()
    assert not desk.said
    desk.workspace.store = store
    desk.workspace.give_back()


def test_one_that_is_left_out_of_several_is_named(desk):
    first, other = desk.sent(), desk.sent("A second article.", person=THIRD, name="other")
    desk.will_bring(None, "in")
    desk.drops(first, other)
    assert "work.bundle was left out, as you wished." in desk.report


def test_what_is_missing_is_said_and_asked_for(desk):
    part = desk.folder / "part.bundle"
    with desk.colleague(SECOND, TEXT, "Another article.") as theirs:
        write_bundle(theirs, part, Wanted(articles=frozenset({sha256_of("Another article.")})))
    question = desk.folder / "what.ask"
    desk.will_bring("ask", "in")
    desk.asked.will("question_file", question)
    desk.drops(part)
    assert question.exists()
    assert desk.words.endswith("Some work is still missing.")
    assert any("by second will still be missing" in line for line in desk.report)


def test_a_question_that_cannot_be_written_keeps_nothing_back(desk):
    desk.will_bring("ask", "in")
    desk.asked.will("question_file", desk.folder / "nowhere" / "what.ask")
    desk.drops(desk.sent())
    assert [said.is_trouble for said in desk.said] == [True, False]
    assert desk.marks == 1


def test_what_a_later_file_brings_is_not_missing(desk):
    part, whole = desk.folder / "part.bundle", desk.folder / "whole.bundle"
    with desk.colleague(SECOND, TEXT, "Another article.") as theirs:
        write_bundle(theirs, part, Wanted(articles=frozenset({sha256_of("Another article.")})))
        write_bundle(theirs, whole)
    desk.will_bring("in", "in")
    desk.drops(part, whole)
    assert "missing" not in desk.words
    assert not any("missing" in line for line in desk.report)


def test_conflicts_are_counted_and_lead_to_where_they_are_settled(desk, monkeypatch):
    desk.will_bring("in", "in")
    desk.drops(desk.disputed())
    assert desk.words.endswith(
        "Something was said differently: both are kept. 1 conflict waits to be settled."
    )
    assert desk.said[-1].deed == ("conflicts" if _has("conflicts") else "undo")
    desk.does(history.undo)
    settle = dataclasses.replace(history.undo, id="conflicts")
    monkeypatch.setattr(table, "ACTIONS", (settle,))
    desk.drops(desk.folder / "disputed.bundle")
    assert desk.said[-1].deed == "conflicts"


def _has(deed: str) -> bool:
    return any(action.id == deed for action in table.ACTIONS)


def test_what_is_here_already_is_no_news(desk):
    path = desk.sent()
    desk.will_bring("in", None)
    desk.drops(path)
    desk.drops(path)
    assert not desk.asked.were("bring_in")[1][0].is_news


def test_texts_that_had_been_missing_come_after(desk):
    bare, whole = desk.folder / "bare.bundle", desk.folder / "whole.bundle"
    with desk.colleague() as theirs:
        write_bundle(theirs, bare, Wanted(texts=False))
        write_bundle(theirs, whole)
    desk.will_bring("in", "in")
    desk.drops(bare)
    assert desk.workspace.article is None
    desk.drops(whole)
    seen = desk.asked.were("bring_in")[1][0]
    assert (seen.texts, seen.is_news) == (1, True)
    assert desk.workspace.article.text == TEXT


# --- dropping -------------------------------------------------------------------------------------


def test_another_copy_of_the_project_is_brought_in_or_opened(desk):
    desk.colleague().close()
    copy = desk.folder / "second.annot"
    desk.asked.will("way_out", "in", "open", None)
    desk.will_bring("in")
    desk.drops(copy)
    assert desk.words.startswith("Brought in the work in second.annot")
    desk.drops(desk.folder / "project.annot")  # it is the open one
    assert desk.words == "project.annot is open already."
    desk.drops(copy)
    assert desk.store.path == copy
    desk.drops(desk.folder / "project.annot")
    assert desk.store.path == copy


def test_a_file_that_is_no_project_is_not_taken_for_a_copy(desk):
    strange = desk.folder / "strange.annot"
    strange.write_bytes(b"no project")
    assert not intake._is_copy(desk.hands, strange)
    assert not intake._is_copy(desk.hands, strange.with_name("gone.annot"))


def test_colleagues_work_comes_before_the_articles_that_were_dropped_with_it(desk):
    article = desk.folder / "one.txt"
    article.write_text("An article of one's own.", encoding="utf-8")
    bundle = desk.sent()
    order = []
    desk.workspace.changed.connect(lambda changes: order.append(changes.title))
    desk.will_bring("in", None)  # the copy holds nothing new after the bundle
    desk.drops(article, bundle, desk.folder / "second.annot")
    assert order[0] == "Bring in the work of second"
    assert any(title.startswith("Import") for title in order)


def test_without_a_project_ones_own_copy_is_opened_for_it(desk):
    bundle = desk.sent()
    path = desk.store.path
    desk.workspace.close()
    desk.asked.will("way_out", None, "open", "open")
    desk.drops(bundle)
    assert not desk.workspace.is_open
    desk.asked.will("open_project", None, path)
    desk.drops(bundle)
    assert not desk.workspace.is_open
    desk.will_bring("in")
    desk.drops(bundle)
    assert desk.marks == 1
    words = desk.asked.were("way_out")[0][0]
    assert words.startswith("work.bundle holds a colleague's work on a project")


def without_a_project(desk, copy: Path | None) -> None:
    desk.workspace.close()
    desk.asked.will("way_out", "new")
    desk.asked.will("new_copy", copy)


def test_without_a_copy_a_project_is_made_of_a_bundle_that_holds_everything(desk):
    bundle, copy = desk.sent(), desk.folder / "new.annot"
    text = desk.folder / "one.txt"
    text.write_text("An article of one's own.", encoding="utf-8")
    without_a_project(desk, copy)
    desk.drops(bundle, text)
    assert desk.asked.were("new_copy") == [(desk.folder / "work.annot",)]
    assert desk.store.path == copy
    assert desk.marks == 1
    assert desk.workspace.reader.text(sha256_of(TEXT)) == TEXT
    assert desk.words == "Imported 1 new article."


def test_other_bundles_come_into_the_project_that_was_made_of_the_first(desk):
    first, other = desk.sent(), desk.sent("A second article.", person=THIRD, name="other")
    without_a_project(desk, desk.folder / "new.annot")
    desk.will_bring("in")
    desk.drops(first, other)
    assert desk.marks == 2
    assert desk.store.undo_title() == "Bring in the work of third"


def test_who_names_no_file_makes_no_project(desk):
    bundle = desk.sent()
    without_a_project(desk, None)
    desk.drops(bundle)
    assert not desk.workspace.is_open


def test_a_part_makes_no_project_and_that_is_said(desk):
    part = desk.folder / "part.bundle"
    with desk.colleague() as theirs:
        write_bundle(theirs, part, Wanted(texts=False))
    without_a_project(desk, desk.folder / "new.annot")
    desk.drops(part)
    assert "holds only a part of the work" in desk.words
    assert not (desk.folder / "new.annot").exists()


def test_a_project_that_was_made_when_one_thought_better_of_it_is_named(desk, monkeypatch):
    bundle, copy = desk.sent(), desk.folder / "new.annot"
    without_a_project(desk, copy)
    real = exchange.found

    def late(*what):
        store = real(*what)
        desk.background.cancel()  # too late to be heard
        return store

    monkeypatch.setattr(exchange, "found", late)
    desk.drops(bundle)
    assert desk.words == "new.annot was made already: you can open it."
    assert not desk.workspace.is_open
    Store.open(copy, FIRST).close()


def test_a_question_without_a_project_is_refused(desk):
    desk.workspace.close()
    with pytest.raises(Refused, match="Open the project that it belongs to"):
        desk.drops(desk.folder / "what.ask")
    with pytest.raises(Refused, match="No project is open"):
        exchange.bring(desk.hands, [desk.folder / "x.bundle"])


# --- what goes wrong ------------------------------------------------------------------------------


def test_work_of_another_project_is_refused_with_a_way_on(desk):
    other = desk.folder / "other.annot"
    Store.create(other, find_scheme("plain-ner"), SECOND).close()
    desk.asked.will("files_of_colleagues", [other])
    desk.asked.will("way_out", None)
    before = digest(desk.store.path)
    desk.does(exchange.bring_in_work)
    assert "belongs to another project" in desk.words
    assert "“Import…”" in desk.words
    assert "annotator import" not in desk.words
    assert digest(desk.store.path) == before
    ((words, _),) = desk.asked.were("way_out")
    assert words.startswith("other.annot belongs to another project")


def test_the_articles_of_another_project_are_imported_if_one_wishes(desk):
    other = desk.folder / "other.annot"
    text = "The army left the depot."
    with Store.create(other, find_scheme("conflict-news"), SECOND) as store, store.step("Add"):
        store.add_article(Article(sha256_of(text), "Depot"), text)
    desk.asked.will("files_of_colleagues", [other])
    desk.asked.will("way_out", "import")
    desk.does(exchange.bring_in_work)
    desk.rests()
    assert desk.store.read.text(sha256_of(text)) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 no zip at all", "strange.bundle"),
        (b"\x00" * 100, "is neither a bundle nor a project"),
        (b"", "is neither a bundle nor a project"),
        (ASK, "Answer it with “Send my work…” in the menu Project."),
    ],
)
def test_a_file_that_is_none_is_refused(desk, content, words):
    path = desk.folder / "strange.bundle"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    desk.drops(path)
    assert words in desk.words
    assert "annotator " not in desk.words
    assert desk.said[-1].deed is None


def test_a_project_that_is_only_read_takes_nothing_in(desk):
    path = desk.store.path
    bundle = desk.sent()
    desk.workspace.close()
    desk.workspace.open(Store.open(path, FIRST, read_only=True))
    with pytest.raises(Refused, match="open for reading only"):
        desk.drops(bundle)
    assert exchange.bring_in_work.reason(desk.hands)


def stopping(desk: Office, monkeypatch, moment: str) -> None:
    """Press Cancel as soon as a merge says that it does this."""
    real = bringing.bring_in_bundle

    def stopped(store, source, progress):
        def told(words, done, of):
            if words == moment:
                desk.background.cancel()
            progress(words, done, of)

        return real(store, source, told)

    monkeypatch.setattr(bringing, "bring_in_bundle", stopped)


@pytest.mark.parametrize("moment", ["Making a backup", "Bringing in changes", "Showing what came"])
def test_cancel_at_any_moment_leaves_all_as_it_was(desk, monkeypatch, moment):
    path, other = desk.sent(), desk.sent("A second article.", person=THIRD, name="other")
    desk.writes(desk.store, "An article of one's own.")
    before = desk.store.log.n, desk.store.undo_title(), desk.marks
    stopping(desk, monkeypatch, moment)
    desk.will_bring("in")
    desk.drops(path, other)
    assert desk.words == "Stopped. Nothing was changed."
    assert not desk.said[-1].is_trouble
    assert (desk.store.log.n, desk.store.undo_title(), desk.marks) == before
    assert desk.workspace.cannot_write is None
    monkeypatch.undo()
    desk.will_bring("in")
    desk.drops(path)
    assert desk.marks == 2


def test_cancel_while_looking_ends_it(desk, monkeypatch):
    path = desk.sent()
    real = bringing.preview

    def late(store, source, progress):
        seen = real(store, source, progress)
        desk.background.cancel()  # too late to be heard
        return seen

    monkeypatch.setattr(bringing, "preview", late)
    desk.drops(path)
    assert desk.words == "Stopped. Nothing was changed."
    assert not desk.asked.were("bring_in")


def test_a_full_disk_in_the_midst_of_it_is_told_and_nothing_is_lost(desk):
    path = desk.sent(TEXT, "word " * 200_000)
    before = desk.store.log.n
    (pages,) = desk.store.sql.execute("PRAGMA page_count").fetchone()
    desk.store.sql.execute(f"PRAGMA max_page_count = {pages}")
    desk.will_bring("in")
    desk.drops(path)
    assert desk.said[-1].is_trouble
    assert "full" in desk.words
    assert (desk.store.log.n, desk.marks) == (before, 0)
    desk.store.sql.execute("PRAGMA max_page_count = 1000000")
    desk.will_bring("in")
    desk.drops(path)
    assert desk.marks == 2
    assert check(desk.store.sql, desk.store.log, desk.store.read).is_sound


def test_leaving_the_project_in_the_midst_of_it_asks_and_rolls_back(desk, monkeypatch):
    path, project = desk.sent(), desk.store.path
    before = desk.store.log.n
    begun, go = threading.Event(), threading.Event()
    real = bringing.bring_in_bundle

    def slowly(store, source, progress):
        def told(words, done, of):
            begun.set()
            go.wait(20)
            progress(words, done, of)

        return real(store, source, told)

    monkeypatch.setattr(bringing, "bring_in_bundle", slowly)
    desk.will_bring("in")
    desk.asked.will("way_out", "stop")
    intake.take_drop(desk.hands, [path], "")
    desk._qtbot.waitUntil(begun.is_set)
    threading.Timer(0.05, go.set).start()
    assert leave(desk.hands)
    ((words, _),) = desk.asked.were("way_out")
    assert words.startswith("Bringing in work.bundle is still under way. If it is stopped, nothing")
    with Store.open(project, FIRST) as store:
        assert store.log.n == before
        assert check(store.sql, store.log, store.read).is_sound


def test_what_was_looked_at_in_a_project_that_was_left_comes_into_no_other(desk, monkeypatch):
    path = desk.sent()
    go = threading.Event()
    real = bringing.preview

    def slowly(store, source, progress):
        go.wait(20)
        return real(store, source)

    monkeypatch.setattr(bringing, "preview", slowly)
    intake.take_drop(desk.hands, [path], "")
    desk.workspace.close()
    go.set()
    desk.waits()
    assert not desk.asked.were("bring_in")


def test_a_merge_that_finds_the_project_busy_is_told(desk, monkeypatch):
    path = desk.sent()
    desk.will_bring("in")

    def lend(_work):
        raise Trouble("The file is gone.")

    monkeypatch.setattr(desk.workspace, "lend", lend)
    desk.drops(path)
    assert desk.words == "The file is gone."
    assert desk.said[-1].is_trouble


def test_a_bug_on_the_way_gives_the_project_back(desk, monkeypatch, qtbot):
    path = desk.sent()
    desk.will_bring("in")

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(bringing, "bring_in_bundle", broken)
    with qtbot.captureExceptions() as caught:
        desk.drops(path)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert desk.workspace.cannot_write is None
