"""The list of what is to decide: one row for each difference, in text order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.paragraphs import paragraph_numbers, paragraph_sign
from annotator.model.review.comparison import Case
from annotator.model.sentences import say
from annotator.ui.parts.drawing import draw_row, draw_words, side
from annotator.ui.parts.states import SIDE, State, draw_state
from annotator.ui.review.choices import fitted
from annotator.ui.theme import Size, Space, Theme, type_font
from annotator.workspace.versions import took
from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_CASE = Qt.ItemDataRole.UserRole + 1
_BETWEEN = "  │  "
_PITCH = Size.ROW_TALL + 2
_LINE = 18


class CaseModel(QAbstractListModel):
    """The differences that the filter leaves."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.cases: list[Case] = []

    def show(self, cases: list[Case]) -> None:
        """List these. Where only what is said of them changed, the rows stay."""
        if [case.id for case in cases] == [case.id for case in self.cases]:
            before, self.cases = self.cases, cases
            for n, case in enumerate(cases):
                if case is not before[n]:
                    self.dataChanged.emit(self.index(n), self.index(n))
            return
        self.beginResetModel()
        self.cases = cases
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Give how many there are."""
        return 0 if parent.isValid() else len(self.cases)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a difference, or what a screen reader says of it."""
        case = self.cases[index.row()]
        if role == _CASE:
            return case
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            telling = self._workspace.review.telling
            versions = say(" or ").join(telling.versions(case))
            return say("{kind}: {versions}. {state}", kind=telling.heading(case),
                       versions=versions, state=self.state(case))  # fmt: skip
        return None

    def state(self, case: Case) -> str:
        """Say what was decided, or where an open one stands."""
        if case.decision is not None:
            return took(case, case.decision)
        article = self._workspace.article
        if article is None:
            return ""
        numbers = paragraph_numbers(article.text, article.zones)
        return paragraph_sign(numbers.number_at(case.start))


class CaseList(QListView):
    """Going to a row chooses the difference; what else is pressed is asked of the page."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.key_pressed: Callable[[QKeyEvent], bool] | None = None
        """Asked first for each key; True when it has used it."""
        self.cases = CaseModel(workspace, self)
        self.setModel(self.cases)
        self.setItemDelegate(_CaseRow(theme, workspace, self))
        self.setAccessibleName("Differences")
        self.setProperty("role", "list")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(_PITCH)
        self.clicked.connect(self._on_gone)
        theme.changed.connect(self.viewport().update)
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.show_chosen)

    def read(self) -> None:
        """List what there is now."""
        self.cases.show(self._workspace.review.cases)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show which difference is chosen, and bring it into view."""
        case = self._workspace.review.case
        row = next((n for n, one in enumerate(self.cases.cases) if case and one.id == case.id), -1)
        index = self.cases.index(row) if row >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if index != self.currentIndex() or not index.isValid():
            self.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.scrollTo(index)

    def dataChanged(  # what Qt calls its parameters
        self,
        topLeft: _Index,  # noqa: N803
        bottomRight: _Index,  # noqa: N803
        roles: Sequence[int] = (),
    ) -> None:
        """Draw rows anew. All are of one height, and Qt would lay out the whole list for it."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in view as what is below takes more room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _on_gone(self, index: _Index) -> None:
        self._workspace.review.choose(self.cases.cases[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the page have its keys; arrows go from row to row."""
        if self.key_pressed is not None and self.key_pressed(event):
            event.accept()
            return
        if event.text().isprintable() and event.text():
            event.ignore()  # Qt would look for a row that begins so
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().isValid() and self.currentIndex().row() != before:
            self._on_gone(self.currentIndex())


class _CaseRow(QStyledItemDelegate):
    """Draws the state of a difference, what the versions say, its kind, and what was decided."""

    def __init__(self, theme: Theme, workspace: Workspace, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._workspace, self._view = theme, workspace, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take two lines."""
        return QSize(200, _PITCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        case: Case = index.data(_CASE)
        state: QStyle.StateFlag = option.state
        chosen = case.id == getattr(self._workspace.review.case, "id", None)
        painter.save()
        room = QRectF(option.rect).adjusted(Space.S, 1, -Space.S, -1)
        draw_row(
            painter, room, self._theme.colours, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=chosen and self._view.hasFocus(),
        )  # fmt: skip
        self._draw_words(painter, room, case, chosen=chosen)
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRectF, case: Case, *, chosen: bool) -> None:
        colours, window = self._theme.colours, self._view.layoutDirection()
        mirrored = window == Qt.LayoutDirection.RightToLeft
        top = room.center().y() - _LINE
        mark = room.right() - Space.S - SIDE if mirrored else room.left() + Space.S
        shape: State = "in_progress" if chosen else "done" if not case.is_open else "unread"
        draw_state(painter, QPointF(mark, room.center().y() - SIDE / 2), shape, colours)
        if not chosen and case.is_open:
            self._draw_ring(painter, QPointF(mark, room.center().y() - SIDE / 2))
        told = self._view.model().state(case)  # type: ignore[attr-defined]  # it is a CaseModel
        small = type_font("small")
        wide = QFontMetricsF(small).horizontalAdvance(told) + Space.M
        start = Space.S + SIDE + Space.S
        inner = room.adjusted(start, 0, -Space.M, 0)
        if mirrored:
            inner = room.adjusted(Space.M, 0, -start, 0)
        words = inner.adjusted(wide if mirrored else 0, 0, 0 if mirrored else -wide, 0)
        painter.setPen(QColor(colours.ink))
        line = QRectF(words.left(), top, words.width(), _LINE)
        draw_words(painter, line, self._versions(case, line.width()), type_font("base"), window)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        below = QRectF(words.left(), top + _LINE, words.width(), _LINE)
        draw_words(painter, below, self._workspace.review.telling.heading(case), small, window)
        painter.setFont(small)
        flags = Qt.AlignmentFlag.AlignVCenter | (
            side(Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft)
        )
        painter.setPen(
            QColor(colours.caution if case.is_new or case.is_disputed else painter.pen().color())
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(inner, flags, told)

    def _draw_ring(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor(self._theme.colours.ink_2), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(at.x() + 2, at.y() + 2, 12, 12))

    def _versions(self, case: Case, width: float) -> str:
        """Put the versions side by side; each gives way where there is no room for all."""
        said = self._workspace.review.telling.versions(case)
        metrics = QFontMetricsF(type_font("base"))
        if metrics.horizontalAdvance(_BETWEEN.join(said)) <= width:
            return _BETWEEN.join(said)
        free = width - metrics.horizontalAdvance(_BETWEEN) * (len(said) - 1)
        each = free / max(1, len(said))
        spare = sum(max(0.0, each - metrics.horizontalAdvance(one)) for one in said)
        long = sum(metrics.horizontalAdvance(one) > each for one in said)
        room = each + spare / max(1, long)
        return _BETWEEN.join(fitted(one, metrics, room) for one in said)
