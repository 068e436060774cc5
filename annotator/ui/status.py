"""The status line: what just happened, what is true now, and that it is on disk."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from annotator import __version__
from annotator.background import Background, Stage
from annotator.model.change import Changes
from annotator.model.sentences import count, say
from annotator.ui.conflicts.sign import WaitingSign
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across
from annotator.ui.parts.meter import ProgressRow
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.talk.sign import TalkSign
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.said import Said
from annotator.workspace.workspace import Workspace

_PATIENCE = 1_000
"""Milliseconds after which work shows its progress."""


class StatusLine(QFrame):
    """One line at the foot of the window."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, background: Background,
        do: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("role", "chrome")
        self.setFixedHeight(Size.STATUS)
        self.setAccessibleName("Status")
        self._workspace = workspace
        self._said = ElidedLabel("", "small")
        self._armed = button("", "quiet")
        self._armed.setToolTip("Let go of it: selections are just selections again.")
        self._armed.clicked.connect(lambda: do("arm"))
        self._is_of_place = False
        self._counts = label("", "meta")
        self._person = button("", "quiet")
        self._person.setToolTip("Change the name that colleagues and exports see.")
        self._person.clicked.connect(lambda: do("who_am_i"))
        self._waiting = WaitingSign(icons, workspace)
        self._waiting.clicked.connect(lambda: do("conflicts"))
        self._talk = TalkSign(icons, workspace)
        self._talk.clicked.connect(lambda: do("next_open_comment"))
        self._sign = Picture(icons, "saved", 14)
        self._saved = label("", "small")
        self._progress = Progress(theme, background)
        self.setLayout(
            across(
                self._said, self._progress, self._armed, self._counts, self._talk, self._waiting,
                self._person,
                across(self._sign, self._saved, gap=4),
                gap=Space.L, margins=(Space.L, 0, Space.L, 0),
            )
        )  # fmt: skip
        workspace.said.connect(self._on_said)
        workspace.selected.connect(self._on_selected)
        workspace.changed.connect(self._on_changed)
        for signal in (workspace.opened, workspace.closed, workspace.moved):
            signal.connect(self._clear)
        for signal in (workspace.marks_changed, workspace.unsaved.changed, workspace.busy_changed,
                       workspace.armed_changed):  # fmt: skip
            signal.connect(self.refresh)
        self._progress.appeared.connect(self._said.hide)
        background.ended.connect(self._said.show)
        self._clear()

    @property
    def words(self) -> str:
        """Give what was said last."""
        return self._said.text()

    @property
    def state(self) -> str:
        """Give what is said of how it is saved."""
        return self._saved.text()

    def _on_said(self, said: Said) -> None:
        self._said.setText(said.words)
        self._is_of_place = said.is_of_place

    def _on_selected(self) -> None:
        if self._is_of_place:
            self._said.setText("")

    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()

    def _clear(self) -> None:
        workspace = self._workspace
        if not workspace.is_open:
            self._said.setText("No project is open.")
        self.refresh()

    def refresh(self) -> None:
        """Say what is true now."""
        workspace = self._workspace
        is_open = workspace.is_open
        self._counts.setText(self._counted() if is_open else say("Version {v}", v=__version__))
        self._person.setVisible(is_open)
        if is_open:
            self._person.setText(workspace.person.name)
            self._person.setAccessibleName(say("You are {name}", name=workspace.person.name))
        self._show_armed()
        state, picture = self._state()
        self._saved.setText(state)
        self._sign.show_icon(picture, "danger" if picture == "trouble" else "ink_2")
        self._sign.setVisible(bool(state))
        self._saved.setVisible(bool(state))

    def _counted(self) -> str:
        workspace = self._workspace
        if workspace.article is None:
            return ""
        number = workspace.shown_marks()
        words = count(number, "mark", "marks")
        others = sum(one.marks for one in workspace.colleagues()) if workspace.is_mine else 0
        if others and not number:
            return say("{marks} by others", marks=count(others, "mark", "marks"))
        claims = workspace.shown_marks(claims=True)
        if claims:
            words = f"{words}, {count(claims, 'claim', 'claims')}"
        return say("{words}, {n} by others", words=words, n=others) if others else words

    def _show_armed(self) -> None:
        """Say which label is armed, on a button that lets go of it."""
        armed = self._workspace.scheme.label_named(self._workspace.armed or "")
        self._armed.setVisible(armed is not None)
        if armed is not None:
            self._armed.setText(say("{label} is armed", label=armed.name).replace("&", "&&"))
            self._armed.setAccessibleName(say("{label} is armed. Let go of it", label=armed.name))

    def _state(self) -> tuple[str, str]:
        workspace = self._workspace
        if not workspace.is_open:
            return "", "saved"
        left = workspace.unsaved.in_words
        if left:
            return say("{left} not saved", left=left), "trouble"
        if workspace.need().session.read_only:
            return "Read only", "read-only"
        return "Saved", "saved"


class Progress(QWidget):
    """The work under way, shown once it takes longer than a second."""

    appeared = Signal()
    """It took that long."""

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__()
        self._theme, self._background = theme, background
        self._row: ProgressRow | None = None
        self._started = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self._on_late)
        self.setLayout(across(gap=0))
        self.hide()
        background.started.connect(self._on_started)
        background.stage.connect(self._on_stage)
        background.ended.connect(self._on_ended)

    def _on_started(self, title: str) -> None:
        self._drop()
        self._row = ProgressRow(self._theme, title, 160)
        self._row.cancelled.connect(self._background.cancel)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._row)
        self._started = time.monotonic()
        self._timer.start()

    def _on_late(self) -> None:
        self.show()
        self.appeared.emit()

    def _on_stage(self, stage: Stage) -> None:
        if self._row is not None:
            share = stage.done / stage.of if stage.of else None
            self._row.show_progress(
                stage.words, share, _seconds_left(time.monotonic() - self._started, share)
            )

    def _on_ended(self) -> None:
        self._timer.stop()
        self.hide()
        self._drop()

    def _drop(self) -> None:
        if self._row is not None:
            self._row.hide()
            self._row.deleteLater()
            self._row = None


def _seconds_left(spent: float, share: float | None) -> float | None:
    if share is None or share < 0.05 or spent < 2:
        return None
    return spent * (1 - share) / share
