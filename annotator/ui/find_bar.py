"""Find words in the open article: case, accents and the kinds of Arabic letters do not matter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.sentences import count, say
from annotator.model.text import fold
from annotator.model.words import briefly
from annotator.ui.article.view import ArticleView
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.floating import Float
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Workspace

_WIDTH = 340
_LONGEST = 80
"""Characters that are picked; of more, nobody looks for the next."""


class FindBar(Float):
    """A field over the head of the article; the hit that is shown is picked, so a key labels it."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, view: ArticleView, over: QWidget
    ) -> None:
        super().__init__(theme, over)
        self._workspace, self._view, self._over = workspace, view, over
        self._hits: list[int] = []
        self._looked_for = ""
        self._folded = ""
        self.setAccessibleName("Find in the article")
        self._field = QLineEdit()
        self._field.setProperty("role", "bare")
        self._field.setPlaceholderText("Find in the article")
        self._field.setAccessibleName("Find in the article")
        self._field.textEdited.connect(self._search)
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
        workspace.closed.connect(self.hide)
        self.hide()

    def open_bar(self) -> None:
        """Show the field, with the picked words in it. What is picked stays until one types."""
        words = self._picked_words()
        if words:
            self._field.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus()
        self._field.selectAll()
        self._look()
        self._tell_number()

    def close_bar(self) -> None:
        """Hide the field and go back to the text."""
        self.hide()
        self._view.setFocus()

    def go(self, step: int) -> None:
        """Go to the next hit, or with -1 to the one before; around at the ends.

        With the field closed the words looked for last are meant, and the answer is told.
        """
        if not self._field.text():
            self.open_bar()
        self._look()
        picked = self._workspace.selection
        if not self._hits:
            self._tell_number()
        elif step > 0:
            at = bisect_right(self._hits, picked.start - picked.is_caret)
            self._show(at % len(self._hits))
        else:
            self._show((bisect_left(self._hits, picked.start) - 1) % len(self._hits))

    def _search(self) -> None:
        """Go to the first hit at what is picked or behind it, as one types."""
        self._look()
        if self._hits:
            start = self._workspace.selection.start
            self._show(bisect_left(self._hits, start) % len(self._hits))
        else:
            self._tell_number()

    def _look(self) -> None:
        needle = fold(self._field.text())
        if needle != self._looked_for:
            self._looked_for = needle
            self._hits = _places(self._text(), needle) if needle else []

    def _show(self, number: int) -> None:
        start = self._hits[number]
        end = start + len(self._looked_for)
        self._workspace.pick(start, end)
        self._view.pick(start, end)  # into sight, if it was picked already
        self._tell_number()

    def _tell_number(self) -> None:
        """Say which hit of how many is picked; in the status line while the field is closed."""
        words, hits = self._looked_for, self._hits
        picked = self._workspace.selection
        at = bisect_left(hits, picked.start)
        is_hit = at < len(hits) and (hits[at], hits[at] + len(words)) == (picked.start, picked.end)
        if not words:
            found = ""
        elif not hits:
            found = "Not found"
        elif is_hit:
            found = say("{n} of {of}", n=at + 1, of=len(hits))
        else:
            found = count(len(hits), "hit", "hits")
        self._count.setText(found)
        if self.isHidden():
            self._workspace.tell(say("“{words}”: {found}", words=briefly(self._field.text()),
                                     found=found[:1].lower() + found[1:]))  # fmt: skip

    def _picked_words(self) -> str:
        selection, article = self._workspace.selection, self._workspace.article
        if article is None or selection.end - selection.start > _LONGEST:
            return ""
        words = article.text[selection.start : selection.end]
        return words if words.isprintable() else ""

    def _text(self) -> str:
        article = self._workspace.article
        if not self._folded and article is not None:
            self._folded = fold(article.text)
        return self._folded

    def _on_moved(self) -> None:
        self._folded, self._looked_for, self._hits = "", "", []
        if self.isVisible():
            self._look()
            self._tell_number()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc on the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

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
