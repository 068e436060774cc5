"""The command palette: every deed by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.actions.action import Action
from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons, icon
from annotator.ui.matching import Fit, match, match_letters, match_told
from annotator.ui.overlay import Sheet
from annotator.ui.parts.drawing import draw_key, draw_row, draw_words, key_width, side
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import key_hint, key_text, label
from annotator.ui.theme import Size, Space, Theme, type_font

_ROWS = 8
_LONGEST_TYPED = 40
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Found:
    """A deed that fits what was typed, and where its letters stand in its name."""

    action: Action
    places: tuple[int, ...] = ()
    reason: str | None = None
    """Why it cannot be done now."""
    told: str = ""
    """What is said of it, where that is what fits."""


def found_in(commands: Commands, typed: str) -> list[Found]:
    """Give the deeds that fit, the best first; of equal ones those that can be done now.

    By their names; if there are none, by what is said of them; and only then by single letters.
    """
    return (
        _ranked(commands, lambda action: match(typed, action.name))
        or _ranked(commands, lambda action: match_told(typed, action.help), is_told=True)
        or _ranked(commands, lambda action: match_letters(typed, action.name))
    )


def _ranked(
    commands: Commands, fits: Callable[[Action], Fit | None], *, is_told: bool = False
) -> list[Found]:
    ranked: list[tuple[int, bool, int, Found]] = []
    for number, action in enumerate(commands):
        fit = fits(action)
        if fit is not None:
            reason = commands.reason(action.id)
            found = Found(action, fit[1], reason, action.help if is_told else "")
            ranked.append((fit[0], reason is not None, number, found))
    ranked.sort(key=lambda entry: entry[:3])
    return [found for *_, found in ranked]


class _Model(QAbstractListModel):
    """The deeds that fit."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[Found] = []

    def show(self, found: list[Found]) -> None:
        """Show other ones."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Give how many there are."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a deed, its name, or what a screen reader says of it."""
        found = self.found[index.row()]
        if role == FOUND:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.action.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = key_text(found.action.keys[0]) if found.action.keys else ""
            return " ".join(part for part in (found.action.name, keys, found.reason) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return found.reason or found.action.help
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a deed: icon, name with the typed letters bold, menu, key."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take one row."""
        return QSize(200, Size.ROW_PALETTE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        found: Found = index.data(FOUND)
        colours = self._theme.colours
        painter.save()
        rect = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        draw_row(painter, rect, colours, hovered=hovered, chosen=chosen, floating=True)
        row = _Row(rect.adjusted(Space.M, 0, -Space.M, 0), option.direction)
        place = row.take(16)
        icon_place = QRectF(place.left(), place.center().y() - 8, 16, 16).toRect()
        self._picture(found).paint(painter, icon_place)
        row.take(Space.M)
        if found.action.keys:
            keys = key_text(found.action.keys[0])
            place = row.take_from_end(key_width(keys))
            draw_key(painter, place.left(), place.center().y(), keys, colours, chosen=chosen)
            row.take_from_end(Space.M)
        self._name(painter, row, found, colours.ink if found.reason is None else colours.ink_3)
        row.take(Space.M)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        words = found.reason or found.told or found.action.menu
        draw_words(painter, row.rest(), words, type_font("small"), option.direction)
        painter.restore()

    def _picture(self, found: Found) -> QIcon:
        name = found.action.icon
        return icon(name, self._theme.colours.ink_2) if name and self._icons.loaded else QIcon()

    def _name(self, painter: QPainter, row: _Row, found: Found, ink: str) -> None:
        """Draw the name, which reads from the left in every window."""
        painter.setPen(QColor(ink))
        runs = [
            (words, _name_font(bold=bold))
            for words, bold in _runs(found.action.name, set(found.places))
        ]
        widths = [QFontMetricsF(font).horizontalAdvance(words) for words, font in runs]
        place = row.take(sum(widths))
        left = place.left()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or a space would change sides
        for (words, font), width in zip(runs, widths, strict=True):
            painter.setFont(font)
            part = QRectF(left, place.top(), width + 1, place.height())
            painter.drawText(part, side(Qt.LayoutDirection.LeftToRight) | _MIDDLE, words)
            left += width


class _Row:
    """The room of a row, taken piece by piece from the side where lines start, or from the end."""

    def __init__(self, whole: QRectF, direction: Qt.LayoutDirection) -> None:
        self._left = QRectF(whole)
        self._is_mirrored = direction == Qt.LayoutDirection.RightToLeft

    def take(self, width: float) -> QRectF:
        """Take a piece at the start."""
        return self._take(width, at_right=self._is_mirrored)

    def take_from_end(self, width: float) -> QRectF:
        """Take a piece at the end."""
        return self._take(width, at_right=not self._is_mirrored)

    def rest(self) -> QRectF:
        """Give what is left."""
        return self._left

    def _take(self, width: float, *, at_right: bool) -> QRectF:
        taken = QRectF(self._left)
        if at_right:
            taken.setLeft(taken.right() - width)
            self._left.setRight(taken.left())
        else:
            taken.setRight(taken.left() + width)
            self._left.setLeft(taken.right())
        return taken


def _name_font(*, bold: bool) -> QFont:
    font = QFont(type_font("base"))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _runs(name: str, bold: set[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for n, char in enumerate(name):
        if runs and runs[-1][1] == (n in bold):
            runs[-1] = (runs[-1][0] + char, runs[-1][1])
        else:
            runs.append((char, n in bold))
    return runs


class Palette(Sheet):
    """A field and the deeds that fit what is typed into it."""

    def __init__(self, theme: Theme, icons: Icons, commands: Commands, window: QWidget) -> None:
        super().__init__(theme, window, Size.PALETTE, commands["commands"].keys)
        self.setAccessibleName("Commands")
        self._commands = commands
        self._field = QLineEdit()
        self._field.setProperty("role", "query")
        self._field.setPlaceholderText("What do you want to do?")
        self._field.setAccessibleName("What do you want to do?")
        self._model = _Model(self)
        self._list = QListView()
        self._list.setAccessibleName("Commands that fit")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(theme, icons, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(self._take)
        self._count = label("", "meta")
        head = across(
            Picture(icons, "find", 18, "ink_3"), self._field, gap=Space.M, margins=(20, 12, 20, 12)
        )
        foot = across(
            key_hint("Up"), key_hint("Down"), label("choose", "meta"), Space.S,
            key_hint("Return"), label("do it", "meta"), None, self._count,
            gap=6, margins=(20, 8, 20, 10),
        )  # fmt: skip
        self._nothing = label("", "quiet", wrap=True)
        self._nothing.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        body = down(self._nothing, self._list, margins=(8, 8, 8, 8))
        self.setLayout(down(head, hairline(), body, hairline(), foot, gap=0))
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._search("")

    def open_over(self) -> None:
        """Show it with the cursor in the field."""
        super().open_over()
        self._field.setFocus()

    def _search(self, typed: str) -> None:
        found = found_in(self._commands, typed.strip())
        self._model.show(found)
        if found:
            self._list.setCurrentIndex(self._model.index(0))
        else:
            words = briefly(typed.strip(), _LONGEST_TYPED)
            self._nothing.setText(say("No command is called “{words}”.", words=words))
        self._nothing.setVisible(not found)
        self._count.setText(
            say("{n} of {of} commands", n=len(found), of=sum(1 for _ in self._commands))
        )
        missing = 0 if found else self._nothing.sizeHint().height()
        self._list.setFixedHeight(Size.ROW_PALETTE * _ROWS - missing)

    def _take(self, index: QModelIndex) -> None:
        id_, commands = index.data(FOUND).action.id, self._commands
        self.leave()
        # After the focus is back: a deed may look at it, or open something of its own.
        QTimer.singleShot(0, commands, lambda: commands.do(id_))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list, Return do it and Esc leave, with the cursor in the field."""
        if (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._pressed(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, last = event.key(), len(self._model.found) - 1
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS,
            Qt.Key.Key_PageUp: -_ROWS,
        }  # fmt: skip
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._list.currentIndex().isValid():
                self._take(self._list.currentIndex())
        elif self.closes(event):
            self.leave()
        elif Qt.Key(key) in steps and last >= 0:
            at = self._list.currentIndex().row() + steps[Qt.Key(key)]
            self._list.setCurrentIndex(self._model.index(max(0, min(last, at))))
        else:
            return False
        return True
