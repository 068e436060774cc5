"""What is still open in the article: one quiet line with a number, which unfolds into a list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedLayout, QWidget

from annotator.actions.action import Hands
from annotator.actions.still_open import go_to, let_go
from annotator.model.sentences import count, say
from annotator.suggest.still_open import Open
from annotator.ui.icons import Icons
from annotator.ui.panel.deeds import Do, attempt
from annotator.ui.panel.open_list import OpenList
from annotator.ui.parts.drawing import draw_caret, draw_ring, draw_words
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Radius, Size, Space, Theme, type_font
from annotator.workspace.still_open import StillOpen
from annotator.workspace.workspace import Workspace

_HELP = (
    "What lacks a source, an event, a claim or a label in this article. Return leads to it, Delete "
    "lets go of it for good."
)
_NOTHING = "Nothing is still open"
_REMARK = "What lacks a source, an event, a claim or a label is listed here."
_CARET = 14


class StillOpenList(QWidget):
    """Folded it is one line. Unfolded it takes the place of the outline."""

    unfolded = Signal(bool)
    """It shows the list now, or only its line."""
    entered = Signal(object)
    """The Open that somebody wants to see."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace, do: Do) -> None:
        super().__init__()
        self._workspace, self._do = workspace, do
        self.state = StillOpen(workspace)
        self.head = _Head(theme)
        self.head.setToolTip(tooltip(_HELP))
        self.head.clicked.connect(lambda: self.unfold(on=not self.is_unfolded))
        self.list = OpenList(theme, workspace)
        self.list.entered.connect(self.entered)
        self.list.let_go.connect(self._let_go)
        self.list.left.connect(self._leave)
        empty = QWidget()
        sign = EmptyList(icons, "done", _NOTHING, _REMARK)
        empty.setLayout(down(Space.L, sign, None, gap=0, margins=(20, 0, 20, 0)))
        self._pages: QWidget = QWidget()
        self._stack = QStackedLayout(self._pages)
        listed = QWidget()
        listed.setLayout(across(12, self.list, Space.XS, gap=0))
        self._stack.addWidget(listed)
        self._stack.addWidget(empty)
        self._pages.hide()
        column = down(hairline(), across(12, self.head, 12, gap=0), gap=0)
        column.addWidget(self._pages, 1)
        self.setLayout(column)
        self.setFocusProxy(self.head)
        self.state.changed.connect(self._show)
        workspace.marks_changed.connect(lambda _: self.list.viewport().update())
        self._show()

    @property
    def is_unfolded(self) -> bool:
        """Say whether the list is shown."""
        return not self._pages.isHidden()

    def unfold(self, *, on: bool) -> None:
        """Show the list, or only its line."""
        if on == self.is_unfolded:
            return
        self._pages.setVisible(on)
        self.head.show_open(on=on)
        self.unfolded.emit(on)
        self._show()

    def come(self) -> None:
        """Unfold, with the keyboard in the list."""
        self.unfold(on=True)
        shown = self.list if self.state.items else self.head
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Work it out from now on."""
        super().showEvent(event)
        self.state.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while nobody looks."""
        super().hideEvent(event)
        self.state.watch(on=False)

    def _show(self) -> None:
        items = self.state.items
        has_article = self._workspace.article is not None
        self.head.setEnabled(has_article)
        self.head.show_number(len(items) if self.state.is_known or items else None)
        if self.is_unfolded:
            had_focus = self.list.hasFocus()
            self.list.rows.show(items)
            self._stack.setCurrentIndex(0 if items or not self.state.is_known else 1)
            if had_focus and not items and self.state.is_known:
                self.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self, item: Open) -> None:
        if attempt(self._workspace, lambda: let_go(self._workspace, item)):
            self.state.let_go(item)

    def _leave(self) -> None:
        self._do("focus_article")


def goes(hands: Hands, item: Open) -> None:
    """Go where something is open, and tell why not where that cannot be."""
    attempt(hands.workspace, lambda: go_to(hands, item))


class _Head(QPushButton):
    """The line: a caret, the words, and at the far side how many there are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._number: int | None = None
        self._is_open = False
        self.setAutoDefault(True)
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._tell()

    @property
    def words(self) -> str:
        """Give what stands at the far side."""
        if self._number is None:
            return "…" if self.isEnabled() else ""
        return f"{self._number:,}" if self._number else "nothing"

    def show_number(self, number: int | None) -> None:
        """Show how many there are; None while nobody knows."""
        self._number = number
        self._tell()

    def show_open(self, *, on: bool) -> None:
        """Show that the list is unfolded, or not."""
        self._is_open = on
        self._tell()

    def _tell(self) -> None:
        number = self._number
        what = count(number, "thing", "things") if number else "nothing"
        state = "unfolded" if self._is_open else "folded"
        words = "not known yet" if number is None else what
        self.setAccessibleName(say("Still open: {what}, {state}", what=words, state=state))
        self.update()

    def sizeHint(self) -> QSize:
        """Be one row."""
        return QSize(120, Size.ROW + 4)

    def minimumSizeHint(self) -> QSize:
        """Be one row."""
        return QSize(80, Size.ROW + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the line."""
        painter, colours = QPainter(self), self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, rtl = QRectF(self.rect()), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        painter.setPen(QColor(colours.ink if self.isEnabled() else colours.ink_3))
        font = type_font("base")
        font.setWeight(font.Weight.DemiBold)
        room = rect.adjusted(8, 0, -8, 0)
        draw_words(painter, room, "Still open", font, self.layoutDirection())
        painter.setPen(QColor(colours.ink_3))
        there = room.adjusted(_CARET + 6, 0, 0, 0) if rtl else room.adjusted(0, 0, -_CARET - 6, 0)
        far = Qt.LayoutDirection.LeftToRight if rtl else Qt.LayoutDirection.RightToLeft
        draw_words(painter, there, self.words, type_font("small"), far)
        middle = QPointF(15 if rtl else rect.width() - 15, rect.height() / 2)
        if not self._is_open:  # a caret that points up where the list would come from
            painter.translate(middle)
            painter.rotate(180)
            middle = QPointF(0, 0)
        draw_caret(painter, middle, colours.ink_3)
        painter.resetTransform()
        if self.hasFocus():
            draw_ring(painter, rect, colours, Radius.CONTROL)
