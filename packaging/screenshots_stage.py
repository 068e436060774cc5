"""The window that is drawn, and what hands do to it before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from screenshots_projects import Projects

from annotator.actions.action import Hands
from annotator.actions.looking import prefer
from annotator.model.span import Span
from annotator.settings import Setting, T
from annotator.ui.window import Window
from annotator.workspace.article import ArticleAtHand
from annotator.workspace.workspace import Workspace

SETTLED = 350
"""Milliseconds after which nothing moves any more, on a slow machine too."""
_FRAME = QColor("#8C8C86")


class Stage:
    """One window, and the hands in front of it."""

    def __init__(self, window: Window, projects: Projects) -> None:
        self.window, self.projects = window, projects

    @property
    def hands(self) -> Hands:
        """What deeds need."""
        return self.window.hands

    @property
    def workspace(self) -> Workspace:
        """What is open."""
        return self.window.hands.workspace

    @property
    def article(self) -> ArticleAtHand:
        """The open article."""
        article = self.workspace.article
        if article is None:
            raise SystemExit("No article is open.")
        return article

    # --- what hands do ----------------------------------------------------------------------------

    def do(self, *deeds: str) -> None:
        """Do deeds of the table."""
        for deed in deeds:
            self.window.commands.do(deed)
            self.rest()

    def rest(self) -> None:
        """Let everything be painted that waits for it; the panel waits a little for the hand."""
        if not self.workspace.is_open:
            self.window.start.looker.wait()
        QTest.qWait(SETTLED)

    def pause(self) -> None:
        """Let what waits for the hand be done."""
        QTest.qWait(20)

    def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self._focus(), words)
        self.rest()

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        QTest.keyClick(self._focus(), key)
        self.rest()

    def _focus(self) -> QWidget:
        self.window.activateWindow()
        return QApplication.focusWidget() or self.window

    def prefer(self, setting: Setting[T], value: T) -> None:
        """Change a preference."""
        prefer(self.hands, setting, value)
        self.rest()

    def show(self, title: str) -> None:
        """Open the article whose title begins so."""
        articles = (article for _, article in self.workspace.reader.articles(limit=100))
        self.workspace.show(next(a.id for a in articles if (a.title or "").startswith(title)))
        self.rest()

    def mark(self, words: str, label: str) -> Span:
        """Find a mark."""
        found = (s for s in self.article.spans if s.label == label and s.quote.startswith(words))
        return next(found)

    def choose(self, words: str, label: str) -> None:
        """Choose a mark of the open article, with the caret in it as after a click."""
        span = self.mark(words, label)
        self.window.annotate.view.pick(span.start, span.start)
        self.workspace.choose(span)
        self.rest()

    def pick(self, words: str, length: int | None = None) -> None:
        """Select words of the open article, or put the caret before them."""
        at = self.article.text.index(words)
        self.workspace.pick(at, at + (len(words) if length is None else length))
        self.rest()

    def label(self, words: str, label: str) -> None:
        """Mark words."""
        self.pick(words)
        self.do(f"label_{label}")

    def unmark(self, words: str, label: str) -> None:
        """Take all marks of these words away."""
        gone = [s for s in self.article.spans if s.label == label and s.quote == words]
        with self.workspace.step("Unmark") as store:
            store.remove(*gone)
        self.rest()

    def point_at(self, words: str) -> QPoint:
        """Let the mouse rest on words of the article, and give where that is."""
        view = self.window.annotate.view
        start = self.article.text.index(words)
        at = QPointF(view.rect_of(start, start + len(words)).center())
        where = view.viewport().mapToGlobal(at)
        nothing = Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            view.viewport(), QMouseEvent(QEvent.Type.MouseMove, at, where, *nothing)
        )
        QTest.qWait(2 * SETTLED)
        return at.toPoint()

    def leave(self) -> None:
        """Close the window for good; what was not saved is given up."""
        for over in self._over():
            over.close()
        background = self.hands.background
        if background.is_busy:
            background.cancel()
        while background.is_busy:
            QTest.qWait(10)
        self.workspace.unsaved.give_up()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _over(self) -> list[QWidget]:
        """Give the windows that stand over this one: sheets, menus, lists to choose from."""
        return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.window]

    # --- pictures ---------------------------------------------------------------------------------

    def picture(self) -> QPixmap:
        """Give a picture of the window, and of what stands over it."""
        self.rest()
        picture = self.window.grab()
        for over in self._over():
            self._draw_over(picture, over)
        return picture

    def picture_of(self, question: Callable[[], object]) -> QPixmap:
        """Give a picture of the window with what is asked, and answer nothing."""
        taken: list[QPixmap] = []

        def look() -> None:
            over = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if over is not None and over.isVisible() and not taken:
                taken.append(self.picture())
                timer.stop()
                over.close()

        timer = QTimer(self.window, interval=SETTLED)
        timer.timeout.connect(look)
        timer.start()
        question()
        timer.stop()
        return taken[0] if taken else self.picture()

    def _draw_over(self, picture: QPixmap, over: QWidget) -> None:
        """Draw another window where it stands, with a line for the frame that a desktop adds."""
        at = over.pos() - self.window.pos()
        painter = QPainter(picture)
        painter.drawPixmap(at, over.grab())
        painter.setPen(_FRAME)
        painter.drawRect(at.x() - 1, at.y() - 1, over.width() + 1, over.height() + 1)
        painter.end()
