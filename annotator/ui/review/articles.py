"""The articles with something to decide, and how much; what came since a review says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from annotator.model.sentences import Told, Trouble, count, say
from annotator.ui.icons import Icons
from annotator.ui.library.facts import NO_TITLE
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space
from annotator.workspace.workspace import Workspace

_ID = Qt.ItemDataRole.UserRole


class ArticlesToDecide(QFrame):
    """A list beside the article; Return or a click opens one."""

    def __init__(self, icons: Icons, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "chrome")
        self.setFixedWidth(Size.LIBRARY)
        self.setAccessibleName("Articles to decide")
        self.found = workspace.to_decide
        self.list = _List()
        self.list.setAccessibleName("Articles to decide")
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        self._many = label("", "meta")
        self._nothing = EmptyList(
            icons, "all-done", "Nothing is left to decide",
            "Articles come here once two people have finished them and differ.",
        )  # fmt: skip
        head = across(label("To decide", "strong"), None, self._many,
                      margins=(Space.L, Space.M, Space.L, Space.S))  # fmt: skip
        column = down(head, gap=0)
        column.addWidget(self.list, 1)
        self._empty = frame("", down(self._nothing, None, margins=(Space.L, Space.XXL, Space.L, 0)))
        column.addWidget(self._empty, 1)
        self.setLayout(column)
        self.setFocusProxy(self.list)
        self.found.changed.connect(self._fill)
        workspace.moved.connect(self._show_open)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for page in self.found.pages:
            left = count(len(page.cases), "difference", "differences")
            if page.is_finished:
                left = say("{left}, new since the review", left=left)
            title = page.article.title or NO_TITLE
            item = QListWidgetItem(f"{title}\n{left}")
            item.setData(_ID, page.article.id)
            item.setToolTip(title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {left}")
            self.list.addItem(item)
        self._many.setText(str(len(self.found.pages)) if self.found.pages else "")
        self.list.setVisible(bool(self.found.pages))
        self._empty.setVisible(not self.found.pages)
        self._show_open()

    def _show_open(self) -> None:
        article = self._workspace.article
        for row in range(self.list.count()):
            if article is not None and self.list.item(row).data(_ID) == article.id:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(-1)

    def _open(self, item: QListWidgetItem) -> None:
        try:
            self._workspace.show(item.data(_ID))
        except Told as told:
            self._workspace.tell(str(told), is_trouble=isinstance(told, Trouble))


class _List(QListWidget):
    """Asks the page for keys that are not its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "list")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left: Callable[[], None] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the differences by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.left is not None:
            self.left()
        else:
            super().keyPressEvent(event)
