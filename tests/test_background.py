"""Slow work beside the screen: one thing at a time, with progress and a way to stop it."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.exceptions import capture_exceptions

from annotator.background import Background, Stage
from annotator.formats.format import Cancelled
from annotator.model.sentences import Refused, Trouble


@pytest.fixture
def background(qapp):
    return Background()


class Heard:
    """What a piece of work told."""

    def __init__(self, background: Background) -> None:
        self.results, self.errors, self.stages, self.order = [], [], [], []
        self.threads = []
        background.started.connect(self.order.append)
        background.stage.connect(self._on_stage)
        background.ended.connect(lambda: self.order.append("ended"))

    def _on_stage(self, stage: Stage) -> None:
        self.stages.append(stage)
        self.threads.append(QThread.currentThread())

    def done(self, result) -> None:
        self.order.append("done")
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, error) -> None:
        self.order.append("failed")
        self.errors.append(error)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def heard(background):
    return Heard(background)


def test_the_result_comes_to_the_screen_s_thread(background, heard, qtbot):
    where = []

    def work(progress):
        where.append(threading.current_thread())
        progress("Counting", 1, 2)
        return 42

    with qtbot.waitSignal(background.ended):
        background.run("Counting", work, heard.done, heard.failed)
        assert background.is_busy
        assert background.title == "Counting"
    assert heard.results == [42]
    assert heard.stages == [Stage("Counting", 1, 2)]
    assert heard.order == ["Counting", "ended", "done"]
    assert where[0] is not threading.main_thread()
    assert set(heard.threads) == {QThread.currentThread()}
    assert not background.is_busy


@pytest.mark.parametrize("error", [Trouble("The disk is full."), ZeroDivisionError()])
def test_what_goes_wrong_comes_to_the_screen_s_thread(background, heard, qtbot, error):
    def work(progress):
        raise error

    with qtbot.waitSignal(background.ended):
        background.run("Trying", work, heard.done, heard.failed)
    assert heard.errors == [error]
    assert heard.results == []


def test_cancel_reaches_the_work_at_its_next_word(background, heard, qtbot):
    begun = threading.Event()

    def work(progress):
        begun.set()
        while True:
            progress("Turning", 0, 0)
            threading.Event().wait(0.001)

    with qtbot.waitSignal(background.ended):
        background.run("Turning", work, heard.done, heard.failed)
        assert begun.wait(10)
        background.cancel()
    assert [type(error) for error in heard.errors] == [Cancelled]


def test_cancel_with_nothing_under_way_does_nothing(background):
    background.cancel()
    background.wait()
    assert not background.is_busy


def test_only_one_thing_at_a_time(background, heard, qtbot):
    go_on = threading.Event()
    with qtbot.waitSignal(background.ended):
        background.run("Waiting", lambda progress: go_on.wait(10), heard.done, heard.failed)
        with pytest.raises(Refused, match="Waiting is still under way"):
            background.run("Second", lambda progress: 2, heard.done, heard.failed)
        go_on.set()
    assert heard.results == [True]


def test_the_next_may_begin_as_soon_as_one_has_ended(background, heard, qtbot):
    def again(result) -> None:
        heard.done(result)
        if len(heard.results) < 3:
            background.run("Again", lambda progress: result + 1, again, heard.failed)

    background.run("Again", lambda progress: 1, again, heard.failed)
    qtbot.waitUntil(lambda: heard.results == [1, 2, 3])
    qtbot.waitUntil(lambda: not background.is_busy)


def test_where_showing_the_result_breaks_down_the_next_can_be_done(background, heard, qtbot):
    def break_down(result) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught, qtbot.waitSignal(background.ended):
        background.run("First", lambda progress: 1, break_down, heard.failed)
    qtbot.waitUntil(lambda: not background.is_busy)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    with qtbot.waitSignal(background.ended):
        background.run("Second", lambda progress: 2, heard.done, heard.failed)
    assert heard.results == [2]


def test_waiting_for_the_end(background, heard, qtbot):
    finished = []

    def work(progress):
        threading.Event().wait(0.05)
        finished.append(True)

    background.run("Waiting", work, heard.done, heard.failed)
    background.wait()
    assert finished == [True]
    qtbot.waitUntil(lambda: heard.results == [None])


def test_no_thread_is_left_behind(background, heard, qtbot):
    before = workers()
    for number in range(20):
        with qtbot.waitSignal(background.ended):
            background.run("Counting", lambda progress, n=number: n, heard.done, heard.failed)
    qtbot.wait(0)
    assert heard.results == list(range(20))
    assert workers() <= before + 1


def workers() -> int:
    gc.collect()
    return sum(type(thing).__name__ == "_Worker" for thing in gc.get_objects())


def test_rubbish_is_looked_for_only_after_the_work(background, heard, qtbot):
    gc.enable()
    with qtbot.waitSignal(background.ended):
        background.run("Looking", lambda progress: gc.isenabled(), heard.done, heard.failed)
    qtbot.waitUntil(lambda: heard.results == [False])
    assert gc.isenabled()


def test_where_nobody_looks_for_rubbish_yet_nobody_begins_to(background, heard, qtbot):
    gc.disable()
    try:
        with qtbot.waitSignal(background.ended):
            background.run("Looking", lambda progress: 1, heard.done, heard.failed)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_is_known_that_the_last_work_was_asked_to_stop(background, heard, qtbot):
    go = threading.Event()
    with qtbot.waitSignal(background.ended):
        background.run("Going on", lambda progress: go.wait(20), heard.done, heard.failed)
        assert not background.was_stopped
        background.cancel()
        go.set()
    assert background.was_stopped
    with qtbot.waitSignal(background.ended):
        background.run("Again", lambda progress: 1, heard.done, heard.failed)
    assert not background.was_stopped
