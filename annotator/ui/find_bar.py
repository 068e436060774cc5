"""Find words in the open article: case, accents and the kinds of Arabic letters do not matter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.sentences import say
from annotator.model.text import fold
from annotator.ui.article.view import ArticleView
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.floating import Float
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Workspace

_WIDTH = 340


class FindBar(Float):
    """A field over the head of the article; the hit that is shown is picked, so a key labels it."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, view: ArticleView, over: QWidget
    ) -> None:
        super().__init__(theme, over)
        self._workspace, self._view, self._over = workspace, view, over
        self._hits: list[int] = []
        self._folded = ""
        self.setAccessibleName("Find in the article")
        self._field = QLineEdit()
        self._field.setProperty("role", "bare")
        self._field.setPlaceholderText("Find in the article")
        self._field.setAccessibleName("Find in the article")
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._count = label("", "meta")
        before = tool(icons, "up", "Previous hit", "Shift+F3")
        after = tool(icons, "down", "Next hit", "F3")
        close = tool(icons, "close", "Close", "Esc")
        before.clicked.connect(lambda: self.go(-1))
        after.clicked.connect(lambda: self.go(1))
        close.clicked.connect(self.close_bar)
        row = across(
            self._field, self._count, before, after, close, gap=2, margins=(Space.M, 4, 4, 4)
        )
        row.setStretch(0, 1)
        self.setLayout(row)
        over.installEventFilter(self)
        workspace.moved.connect(self._on_moved)
        self.hide()

    def open_bar(self) -> None:
        """Show the field, with the picked words in it."""
        selection, article = self._workspace.selection, self._workspace.article
        if article is not None and not selection.is_caret:
            words = article.text[selection.start : selection.end]
            if "\n" not in words and len(words) <= 80:
                self._field.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus()
        self._field.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the field and go back to the text."""
        self.hide()
        self._view.setFocus()

    def go(self, step: int) -> None:
        """Go to the next hit, or with -1 to the one before; around at the ends."""
        if self.isHidden():
            self.open_bar()
        if not self._hits:
            return
        start, end = self._view.selection()
        if step > 0:
            at = bisect_right(self._hits, start if end > start else start - 1)
        else:
            at = bisect_left(self._hits, start) - 1
        self._show(at % len(self._hits))

    def _search(self) -> None:
        needle = fold(self._field.text())
        self._hits = _places(self._text(), needle) if needle else []
        if self._hits:
            start, _ = self._view.selection()
            self._show(bisect_left(self._hits, start) % len(self._hits))
        else:
            self._count.setText("Not found" if needle else "")

    def _show(self, number: int) -> None:
        place = self._hits[number]
        self._workspace.pick(place, place + len(self._field.text()))
        self._count.setText(say("{n} of {of}", n=number + 1, of=len(self._hits)))

    def _text(self) -> str:
        article = self._workspace.article
        if not self._folded and article is not None:
            self._folded = fold(article.text)
        return self._folded

    def _on_moved(self) -> None:
        self._folded, self._hits = "", []
        if self.isVisible():
            self._search()

    def _place(self) -> None:
        width = min(_WIDTH, self._over.width() - 2 * Space.L)
        right = self._over.layoutDirection() == Qt.LayoutDirection.LeftToRight
        left = self._over.width() - width - Space.L if right else Space.L
        self.setGeometry(left, Space.M, width, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move among the hits by Return, close by Esc, and keep to the corner."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        elif (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._pressed(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            return False
        return True


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + len(words))
    return places
