"""The claims that name the entity: what each says, whose it is, and a way to its words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotator.model.sentences import count, say
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.drawing import draw_row, draw_swatch, draw_words, side
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label, tooltip
from annotator.ui.theme import Size, Space, Theme, type_font
from annotator.workspace.mentions import ClaimLine
from annotator.workspace.workspace import Workspace

_SIGN = 44
_MOST = 30
"""So many claims are listed."""


class _ClaimRow(QPushButton):
    """A claim; a click or Return opens it."""

    def __init__(self, theme: Theme, look: LabelLook | None, claim: ClaimLine) -> None:
        super().__init__()
        self._theme, self._look, self._claim = theme, look, claim
        self.setProperty("role", "row")
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(Size.ROW_TALL)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(filter(None, (claim.words, claim.source, claim.sign))))
        self.setToolTip(tooltip(claim.words))

    def sizeHint(self) -> QSize:
        """Take what room there is."""
        return QSize(200, Size.ROW_TALL)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the row."""
        painter = QPainter(self)
        colours, rect, way = self._theme.colours, QRectF(self.rect()), self.layoutDirection()
        draw_row(painter, rect, colours, hovered=self.underMouse(), chosen=self.isDown(),
                 focused=self.hasFocus())  # fmt: skip
        mirrored = way == Qt.LayoutDirection.RightToLeft
        swatch = QRectF(Space.XS, 15, 16, 18)
        words = QRectF(Space.XL + Space.XS, 4, rect.width() - Space.XL - _SIGN, 20)
        if mirrored:
            swatch.moveRight(rect.right() - Space.XS)
            words.moveRight(rect.right() - Space.XL - Space.XS)
        if self._look is not None:
            draw_swatch(painter, swatch, self._look.in_mode(self._theme.mode))
        painter.setPen(QColor(colours.ink))
        draw_words(painter, words, self._claim.words, type_font("base"), way)
        painter.setPen(QColor(colours.ink_3))
        source = self._claim.source or say("nobody is named as its source")
        draw_words(painter, words.translated(0, 20), source, type_font("small"), way)
        painter.setFont(type_font("small"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or the sign would come last
        end = Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        painter.drawText(rect.adjusted(Space.XS, 0, -Space.XS, 0),
                         side(end) | Qt.AlignmentFlag.AlignVCenter, self._claim.sign)  # fmt: skip


class ClaimRows(QWidget):
    """All claims that name the entity at hand."""

    def __init__(self, theme: Theme, workspace: Workspace, go: Callable[[ClaimLine], None]) -> None:
        super().__init__()
        self._theme, self._workspace, self._go = theme, workspace, go
        self._shows: tuple[ClaimLine, ...] = ()
        self._title = label("", "strong")
        self._rows = down(gap=0)
        self.setLayout(down(self._title, self._rows, gap=Space.S))
        theme.changed.connect(self._draw)

    def read(self) -> None:
        """Show the claims there are now."""
        shown = self._workspace.entities.shown
        claims = tuple(shown.claims[:_MOST]) if shown is not None else ()
        number = len(shown.claims) if shown is not None else 0
        self.setVisible(bool(claims))
        self._title.setText(count(number, "claim names it", "claims name it"))
        if claims != self._shows:
            self._shows = claims
            self._draw()

    def _draw(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = looks(self._workspace.scheme, self._theme.mode)
        look = next((one for one in found.values() if one.is_claim), None)
        for claim in self._shows:
            row = _ClaimRow(self._theme, look, claim)
            row.clicked.connect(self._going(claim))
            self._rows.addWidget(row)

    def _going(self, claim: ClaimLine) -> Callable[[], None]:
        return lambda: self._go(claim)
