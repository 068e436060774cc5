"""The projects that were open last: what they are called, how far they are, and which are gone.

Their files may lie on a slow drive, so they are looked at on a thread of their own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.model.days import MONTHS
from annotator.model.sentences import count, say
from annotator.store.library import Glance, glance
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import Row, tool
from annotator.ui.parts.drawing import side
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import ElidedLabel, label, short_path
from annotator.ui.theme import Size, Space, Theme

_Stamp = tuple[int, int]
"""When a file was changed (nanoseconds) and its size: the same file holds the same."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a project's file gave."""

    path: Path
    is_there: bool
    changed: datetime | None = None
    glance: Glance | None = None


_GONE = "not found"


class RecentRow(Row):
    """A project that was open before: name and place, and how far it is once that is known."""

    removed = Signal()
    """It is to be left out of the list: Delete, or the cross."""

    def __init__(self, theme: Theme, icons: Icons, path: Path) -> None:
        self.path = path
        self._name = ElidedLabel(path.stem)
        self._far, self._when = label("", "meta"), label("", "meta")
        for words in (self._far, self._when):
            words.setAlignment(_far_side() | Qt.AlignmentFlag.AlignVCenter)
        place = ElidedLabel(short_path(path), "meta")
        self._cross = tool(icons, "close", f"Leave {path.stem} out of this list", "Del")
        row = across(gap=Space.S, margins=(Space.L, 0, Space.L, 0))
        row.addLayout(down(None, self._name, place, None, gap=0), 1)
        row.addLayout(down(None, self._far, self._when, None, gap=0))
        row.addWidget(self._cross)
        row.addStrut(Size.ROW_TALL)
        super().__init__(theme, path.stem, row, Size.ROW_TALL)
        self._cross.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self._cross.hide()
        self._cross.clicked.connect(self.removed)
        self.setAccessibleDescription(short_path(path))
        self.is_seen = False
        """Its file was looked at."""

    def show_seen(self, seen: Seen) -> None:
        """Show what a look at the file gave."""
        self.is_seen = True
        today = datetime.now().astimezone().date()
        self._far.setText(how_far(seen.glance) if seen.is_there else _GONE)
        self._when.setText(when(seen.changed, today))
        self._when.setVisible(seen.is_there)
        self._cross.setVisible(not seen.is_there)
        self._name.setProperty("role", "" if seen.is_there else "meta")
        self._name.style().polish(self._name)
        facts = [self.path.stem, self._far.text(), self._when.text()]
        self.setAccessibleName(", ".join(fact for fact in facts if fact))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it out of the list by Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _far_side() -> Qt.AlignmentFlag:
    """Give the side of the window where its lines end: words keep to it whatever they say."""
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return side(Qt.LayoutDirection.LeftToRight if rtl else Qt.LayoutDirection.RightToLeft)


class Looker(QObject):
    """Looks at projects beside the screen. What was seen of an unchanged file is kept.

    Each file has a thread of its own, so that a drive that does not answer keeps none of the others
    waiting; they are daemons, so that it keeps nobody from closing the program either.
    """

    seen = Signal(object)
    """A Seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[Path, str, _Stamp], Glance | None] = {}
        self._threads: dict[Path, Thread] = {}

    def look(self, paths: list[Path], person: str) -> None:
        """Look at some projects, for the person of this id. Tells of each as it is seen."""
        for path in paths:
            before = self._threads.get(path)
            if before is None or not before.is_alive():
                thread = Thread(target=self._look, args=(path, person), daemon=True)
                self._threads[path] = thread
                thread.start()

    def wait(self) -> None:
        """Wait until all has been looked at."""
        for thread in self._threads.values():
            thread.join()

    def _look(self, path: Path, person: str) -> None:
        found = self._one(path, person)
        with suppress(RuntimeError):  # the window is gone
            self.seen.emit(found)

    def _one(self, path: Path, person: str) -> Seen:
        try:
            state = path.stat()
        except (OSError, ValueError):
            return Seen(path, is_there=False)
        key = path, person, (state.st_mtime_ns, state.st_size)
        if key not in self._kept:
            self._kept[key] = glance(path, person)
        changed = None
        with suppress(OSError, OverflowError, ValueError):
            changed = datetime.fromtimestamp(state.st_mtime).astimezone()
        return Seen(path, is_there=True, changed=changed, glance=self._kept[key])


def how_far(found: Glance | None) -> str:
    """Say how large a project is and how much of it is done; nothing where that is not known."""
    if found is None:
        return ""
    articles = count(found.articles, "article", "articles")
    return say("{articles} · {n} done", articles=articles, n=found.done) if found.articles else (
        "no articles"
    )  # fmt: skip


def when(changed: datetime | None, today: date) -> str:
    """Say when a file was last worked on, seen from today."""
    if changed is None:
        return ""
    day = changed.date()
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
