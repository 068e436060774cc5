"""Qt's own file dialog, where the system has none: all of it can be read."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTreeView

from annotator.ui.dialogs.files import Files

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def dialog(theme, window, tmp_path, monkeypatch, qtbot):
    """Give the dialog that asks for files to import, in a folder with two of them."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("Rain fell on the river. " * 100, encoding="utf-8")
    shown = []
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    monkeypatch.setattr(QFileDialog, "deleteLater", lambda _: None)
    files = Files(window)
    files._folder = tmp_path
    assert files.several() == []
    (dialog,) = shown
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.resize(900, 500)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_size_kind_and_date_are_not_cut(dialog, qtbot):
    details = dialog.findChild(QTreeView, "treeView")
    qtbot.waitUntil(lambda: details.model().rowCount(details.rootIndex()) == 2)
    for column in (1, 2, 3):
        assert details.columnWidth(column) >= details.sizeHintForColumn(column)
    widths = sum(details.columnWidth(column) for column in range(4))
    assert widths == details.viewport().width()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_names_that_complete_what_is_typed_can_be_read(dialog, theme, mode, qtbot):
    theme.set_mode(mode)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    details = dialog.findChild(QTreeView, "treeView")
    qtbot.waitUntil(lambda: details.model().rowCount(details.rootIndex()) == 2)
    QTest.keyClicks(field, "o")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    picture = popup.grab().toImage()
    row = picture.height() // 2
    inks = {picture.pixelColor(x, row).lightness() for x in range(8, picture.width() - 8)}
    ground = picture.pixelColor(picture.width() - 8, picture.height() - 4).lightness()
    assert (ground > 200) == (mode == "light")
    assert max(inks) - min(inks) > 120
