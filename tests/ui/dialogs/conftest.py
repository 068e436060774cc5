"""A themed application, a window to ask over, and a way to answer a dialog while it is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMainWindow, QWidget

from annotator.ui.dialogs.dialogs import Dialogs
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialogs(theme: Theme, window: QMainWindow) -> Dialogs:
    return Dialogs(theme, Icons(theme), Workspace(), window)


class Hand:
    """Answers the dialog that is open: by keys, or by pressing what bears a name."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def types(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), words)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or self.sheet, key, held)

    def clicks(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        found = [b for b in self.sheet.findChildren(QAbstractButton) if b.accessibleName() == name]
        assert len(found) == 1, [
            b.accessibleName() for b in self.sheet.findChildren(QAbstractButton)
        ]
        return found[0]

    def sees(self, words: str) -> bool:
        texts = (
            getattr(widget, "text", lambda: "")() for widget in self.sheet.findChildren(QWidget)
        )
        return any(words in text for text in texts if isinstance(text, str))


@pytest.fixture
def while_open(qtbot) -> Callable:
    """Ask a question, do something with its dialog once it is open, and give the answer."""

    def asked(ask: Callable[[], object], do: Callable[[Hand], None]) -> object:
        failed: list[BaseException] = []

        def answer() -> None:
            sheet = QApplication.activeModalWidget()
            assert isinstance(sheet, Sheet)
            try:
                sheet.activateWindow()
                qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
                do(Hand(sheet))
            except BaseException as error:  # noqa: BLE001 - it is raised again below
                failed.append(error)
            finally:
                if sheet.isVisible():
                    sheet.reject()

        QTimer.singleShot(50, answer)
        result = ask()
        if failed:
            raise failed[0]
        return result

    return asked


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Answer the dialogs that ask for files: `files["target"] = path`; None leaves them."""
    answers: dict[str, object] = {}
    really_selected = QFileDialog.selectedFiles

    def answered(dialog: QFileDialog) -> int:
        answer = answers[asked_for(dialog)]
        if answer and asked_for(dialog) == "target":
            dialog.selectFile(str(answer))
        return int(bool(answer))

    def selected(dialog: QFileDialog) -> list[str]:
        if asked_for(dialog) == "target":
            return really_selected(dialog)
        answer = answers[asked_for(dialog)]
        return [*map(str, answer)] if isinstance(answer, list) else [str(answer)]

    monkeypatch.setattr(QFileDialog, "exec", answered)
    monkeypatch.setattr(QFileDialog, "selectedFiles", selected)
    return answers


def asked_for(dialog: QFileDialog) -> str:
    """Say what a dialog asks for: one file, several, a place to write to, or a folder."""
    mode = QFileDialog.FileMode
    names = {
        mode.AnyFile: "target", mode.ExistingFile: "one", mode.ExistingFiles: "several",
        mode.Directory: "place",
    }  # fmt: skip
    return names[dialog.fileMode()]
