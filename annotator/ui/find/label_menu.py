"""The list of labels that opens in the find bar: a label's own key gives it to all hits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from annotator.actions.marks.label_keys import PREFIX, keys_of
from annotator.ui.commands import Commands
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.drawing import draw_swatch
from annotator.ui.parts.under_mouse import settle_after
from annotator.ui.parts.words import key_text
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace

_SWATCH = 18


class LabelMenu(QMenu):
    """Offers the labels that new marks may have. Built each time it is opened."""

    chosen = Signal(str)
    """The id of the label."""

    def __init__(
        self, theme: Theme, workspace: Workspace, commands: Commands, title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        settle_after(self)
        self._commands = commands
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.addAction(title.replace("&", "&&")).setEnabled(False)
        self.addSeparator()
        scheme = workspace.scheme
        shown = looks(scheme, theme.mode)
        self._labels: dict[str, QAction] = {}
        for id_, keys in keys_of(scheme, expert=workspace.shows_expert).items():
            look = shown[id_]
            key = f"\t{key_text(keys[0]).upper()}" if keys else ""
            item = self.addAction(self._swatch(look), look.name.replace("&", "&&") + key)
            item.triggered.connect(lambda _=False, id_=id_: self.chosen.emit(id_))
            self._labels[id_] = item

    def _swatch(self, look: LabelLook) -> QIcon:
        scale = self.devicePixelRatioF()
        drawn = QPixmap(QSize(_SWATCH, _SWATCH) * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        draw_swatch(painter, QRectF(1, 0, _SWATCH - 2, _SWATCH), look)
        painter.end()
        return QIcon(drawn)

    def open_below(self, opener: QWidget) -> None:
        """Open at the lower edge of what opens it, at the side where its words end."""
        at = opener.rect().bottomLeft()
        if opener.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            at.setX(opener.width() - self.sizeHint().width())
        self.popup(opener.mapToGlobal(at))
        first = next(iter(self._labels.values()), None)
        if first is not None:
            self.setActiveAction(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the label whose key is pressed, as in the article."""
        deed = self._commands.label_of(event)
        found = (x for id_, x in self._labels.items() if deed in {p + id_ for p in PREFIX.values()})
        item = next(found, None)
        if item is None:
            super().keyPressEvent(event)
        else:
            self.close()
            item.trigger()
