"""Work goes from window to window by file: sent, dropped, looked at, brought in and set aside."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from annotator import app
from annotator.actions import bringing
from annotator.app import Start
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.questions import Sending
from annotator.store.exchange.bundle import write_bundle
from annotator.store.rescue.check import check
from annotator.store.store import Store

WORDS = "The brigade fired rockets at the depot."
SECOND = person_named("journeys", "second")


class Office:
    """The window, and a colleague who has a copy of its project."""

    def __init__(self, desk) -> None:
        self.desk = desk
        desk.bring(WORDS, title="Rockets at the depot")
        desk.window.commands.do("close_project")
        self.project = desk.folder / "own.annot"
        self.theirs = desk.folder / "theirs.annot"
        shutil.copyfile(self.project, self.theirs)
        desk.window.open_path(self.project)

    def colleague_marks(self, *, often: int = 1) -> Path:
        """Let the colleague mark the depot, and send his work."""
        path = self.desk.folder / "theirs.bundle"
        article = sha256_of(WORDS)
        at = WORDS.index("depot")
        with Store.open(self.theirs, SECOND) as store:
            with store.step("Mark"):
                store.put_all(
                    Span(new_id(), article, SECOND.id, "location", at, at + 5, "depot")
                    for _ in range(often)
                )
            write_bundle(store, path)
        return path

    @property
    def marks_of_others(self) -> int:
        spans = self.desk.workspace.reader.spans(sha256_of(WORDS))
        return sum(span.person == SECOND.id for span in spans)


@pytest.fixture
def office(desk) -> Office:
    return Office(desk)


def brought(office) -> None:
    office.desk.wait(lambda: office.desk.said.startswith("Brought in"))


def test_work_is_sent_by_key_and_brought_in_by_dropping_it_on_another_window(office):
    desk = office.desk
    desk.select("rockets")
    desk.press("W")
    desk.answers.sends = Sending(desk.folder / "mine.bundle")
    desk.press("Ctrl+Shift+G")
    desk.rest()
    assert desk.said.startswith("Wrote mine.bundle: ")
    assert desk.notice.startswith("Wrote mine.bundle: ")
    assert [person.name for person in desk.answers.sendable.persons] == ["first"]
    desk.window.commands.do("close_project")
    desk.window.open_path(office.theirs)
    assert desk.drop([desk.folder / "mine.bundle"])
    brought(office)
    assert desk.marks == [("Weapon", "rockets")]


def test_a_colleagues_work_is_chosen_by_key_set_aside_and_taken_up_again(office):
    desk = office.desk
    desk.answers.files = [office.colleague_marks()]
    desk.press("Ctrl+Shift+I")
    brought(office)
    assert desk.answers.previews[0][0] == "theirs.bundle brings 2 new changes, 1 new span."
    assert desk.notice.startswith("Brought in the work of second: ")
    assert office.marks_of_others == 1
    desk.press("Ctrl+Z")
    assert desk.said.startswith("Set aside what the work of second brought.")
    assert office.marks_of_others == 0
    desk.press("Ctrl+Shift+Z")
    assert desk.said == "Took up again what the work of second brought."
    assert office.marks_of_others == 1


def test_a_large_one_goes_beside_the_screen_both_ways(office):
    desk = office.desk
    assert desk.drop([office.colleague_marks(often=400)])
    brought(office)
    desk.press("Ctrl+Z")
    assert desk.window.hands.background.is_busy
    desk.wait(lambda: desk.said.startswith("Set aside"))
    assert office.marks_of_others == 0
    desk.press("Ctrl+Y")
    desk.wait(lambda: desk.said.startswith("Took up again"))
    assert office.marks_of_others == 400


def test_one_can_read_and_scroll_while_it_comes_in_but_not_mark(office, monkeypatch):
    desk, path = office.desk, office.colleague_marks()
    begun, go = held_up(monkeypatch)
    desk.drop([path])
    desk.wait(begun.is_set)
    desk.select("rockets")
    desk.press("W")
    assert "Bringing in theirs.bundle is under way" in desk.said
    assert desk.view.selection() != (0, 0)
    go.set()
    brought(office)
    assert desk.marks == []
    desk.press("W")
    assert desk.marks == [("Weapon", "rockets")]


def test_closing_the_window_in_the_midst_of_it_asks_first_and_rolls_back(office, monkeypatch):
    desk, path = office.desk, office.colleague_marks()
    begun, go = held_up(monkeypatch)
    desk.drop([path])
    desk.wait(begun.is_set)
    desk.answers.way = None
    desk.close()
    assert desk.window.isVisible()
    assert desk.answers.asked[-1].startswith("Bringing in theirs.bundle is still under way.")
    desk.answers.way = "stop"
    threading.Timer(0.05, go.set).start()
    desk.close()
    assert not desk.window.isVisible()
    with Store.open(office.project, SECOND) as store:
        assert store.read.spans(sha256_of(WORDS)) == []
        assert check(store.sql, store.log, store.read).is_sound


def held_up(monkeypatch) -> tuple[threading.Event, threading.Event]:
    """Hold a merge up at its beginning: one event says that it began, the other lets it go on."""
    begun, go = threading.Event(), threading.Event()
    real = bringing.bring_in_bundle

    def slowly(store, source, progress):
        def told(words, done, of):
            begun.set()
            go.wait(20)
            progress(words, done, of)

        return real(store, source, told)

    monkeypatch.setattr(bringing, "bring_in_bundle", slowly)
    return begun, go


def test_a_copy_that_a_colleague_has_open_can_be_brought_in_all_the_same(office):
    desk = office.desk
    office.colleague_marks()
    desk.answers.way = "in"
    with Store.open(office.theirs, SECOND) as theirs:
        at = WORDS.index("brigade")
        with theirs.step("Mark"):
            theirs.put(Span(new_id(), sha256_of(WORDS), SECOND.id, "actor", at, at + 7, "brigade"))
        assert desk.drop([office.theirs])
        brought(office)
    assert office.marks_of_others == 2
    assert "theirs.annot is another copy of the project that is open." in desk.answers.asked


def test_a_second_window_that_only_reads_says_why_it_takes_nothing_in(office):
    desk, path = office.desk, office.colleague_marks()
    desk.window.commands.do("close_project")
    with Store.open(office.project, SECOND):
        desk.answers.way = "read"
        desk.window.open_path(office.project)
        assert desk.drop([path])
        desk.wait(lambda: "open for reading only" in desk.said)
        assert desk.answers.previews == []


def test_the_filtered_list_can_be_sent(office):
    desk = office.desk
    desk.window.commands.do("send_work")
    assert desk.answers.sendable.listed == ()
    desk.window.annotate.library.filter.set_text("rockets")
    desk.wait(lambda: bool(desk.window.hands.screen.listed_articles()))
    desk.window.commands.do("send_work")
    assert desk.answers.sendable.listed == (sha256_of(WORDS),)


def test_a_bundle_named_at_the_start_is_brought_into_the_project_named_with_it(office):
    desk, path = office.desk, office.colleague_marks()
    desk.window.commands.do("close_project")
    app._open(desk.window, Start((path, office.project)))
    brought(office)
    assert office.marks_of_others == 1
