"""Slow work off the screen's thread, one piece at a time, with progress and a way to stop it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from PySide6.QtCore import QObject, QThread, Signal

from annotator.formats.format import Cancelled, Progress
from annotator.model.sentences import Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the work is: what is being done, how much is done and how much there is."""

    words: str
    done: int
    of: int


class _Worker(QThread):
    """One piece of work on a thread of its own."""

    told = Signal(object)

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self.is_stopped = False
        self.result: object = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work. What it raises is kept for the screen's thread."""
        try:
            self.result = self._work(self._tell)
        except Exception as error:  # noqa: BLE001 - it is raised again where it can be shown
            self.error = error

    def _tell(self, words: str, done: int, of: int) -> None:
        if self.is_stopped:
            raise Cancelled
        self.told.emit(Stage(words, done, of))


class Background(QObject):
    """Does one slow thing at a time. `started`, `stage` and `ended` are for whoever shows it."""

    started = Signal(str)
    stage = Signal(object)
    """A Stage."""
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._worker: _Worker | None = None
        self._collects = False
        self.title = ""
        self.was_stopped = False
        """The work that is under way, or was last, was asked to stop: nothing shall follow it."""

    @property
    def is_busy(self) -> bool:
        """Say whether something is under way."""
        return self._worker is not None

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` beside the screen, then call `done` or `failed` on the screen's thread.

        `work` must call its progress often: that is where Cancel reaches it. Raises Refused where
        something is under way already.
        """
        if self._worker is not None:
            raise Refused("{work} is still under way. Wait for its end or stop it.",
                          work=self.title)  # fmt: skip
        worker = _Worker(work)
        # Looking for rubbish among the many things that the work makes would stop the screen too.
        self._collects = gc.isenabled()
        gc.disable()
        self._worker, self.title, self.was_stopped = worker, title, False
        worker.told.connect(self.stage)
        worker.finished.connect(lambda: self._finish(worker, done, failed))
        self.started.emit(title)
        worker.start()

    def _finish(
        self, worker: _Worker, done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        worker.wait()
        worker.deleteLater()  # first: what follows may raise
        self._worker = None
        if self._collects:
            gc.enable()
        self.ended.emit()
        if worker.error is None:
            done(cast("T", worker.result))
        else:
            failed(worker.error)

    def cancel(self) -> None:
        """Ask the work to stop. What it did is rolled back by whoever does it."""
        if self._worker is not None:
            self._worker.is_stopped = self.was_stopped = True

    def wait(self) -> None:
        """Wait until the work has ended, for closing the program."""
        if self._worker is not None:
            self._worker.wait()


class Quietly(QObject):
    """Reads something beside the screen that nobody need see or stop; the latest wish holds."""

    def __init__(self) -> None:
        super().__init__()
        self._worker: _Worker | None = None
        self._next: Callable[[], None] | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether something is under way."""
        return self._worker is not None

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work` beside the screen, then call `done` on the screen's thread.

        What is asked for while something is under way comes after it. An error is raised on the
        screen's thread.
        """
        if self._worker is not None:
            self._next = lambda: self.run(work, done)
            return
        worker = self._worker = _Worker(lambda _: work())
        worker.finished.connect(lambda: self._finish(worker, done))
        worker.start(QThread.Priority.LowPriority)

    def _finish(self, worker: _Worker, done: Callable[[T], None]) -> None:
        if self._worker is not worker:
            return  # it was let go
        worker.wait()
        worker.deleteLater()
        following, self._worker, self._next = self._next, None, None
        if worker.error is not None:
            raise worker.error
        if following is None:
            done(cast("T", worker.result))
        else:
            following()

    def let_go(self) -> None:
        """Wait for the end of what is under way, and do nothing with it."""
        worker, self._worker, self._next = self._worker, None, None
        if worker is not None:
            worker.wait()
            worker.deleteLater()
