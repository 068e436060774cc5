"""The sheet that every question stands on: a heading, the question, and the answers at its foot."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import Item, across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space

WIDTH = 480
_W = TypeVar("_W", bound=QWidget)


class Sheet(QDialog):
    """A question over its window. Return gives the main answer, Esc leaves all as it is."""

    def __init__(
        self, parent: QWidget | None, title: str, remark: str = "", *, headed: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(title)
        self.setMinimumWidth(WIDTH)
        self._column = down(gap=Space.M, margins=(Space.XL, Space.XL, Space.XL, Space.L))
        if headed:
            self._column.addWidget(label(title, "heading", wrap=True))
        if remark:
            self.setAccessibleDescription(remark)
            self.add(label(remark, "quiet", wrap=True))
        self.setLayout(self._column)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something below what is there."""
        if isinstance(item, QWidget):
            self._column.addWidget(item, stretch)
        else:
            self._column.addLayout(item, stretch)

    def add_field(self, name: str, field: _W, *beside: Item) -> _W:
        """Put a field under its name, and give it back."""
        words = label(name, "section")
        words.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        column: QVBoxLayout = down(words, gap=Space.XS)
        row = across(*beside)
        row.insertWidget(0, field, 1)
        column.addLayout(row)
        self.add(column)
        return field

    def add_foot(self, answer: str, *left: Item, leave: str | None = "Cancel") -> QPushButton:
        """Put the answers at the foot: one that leaves, and the main one, which is given back."""
        self.answer = button(answer, "primary")
        self.answer.setDefault(True)
        self.answer.clicked.connect(self.accept)
        row = across(*left, None)
        if leave is not None:
            self.away = button(leave)
            self.away.clicked.connect(self.reject)
            row.addWidget(self.away)
        row.addWidget(self.answer)
        self._column.addSpacing(Space.XS)
        self.add(row)
        return self.answer

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need at this width."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need at this width, as soon as it is shown."""
        if not self.isVisible():
            return
        width = max(self.width(), self.minimumWidth())
        self.resize(width, self._column.totalHeightForWidth(width))

    def ask(self) -> bool:
        """Show the sheet, and say whether the main answer was given."""
        parent = self.parentWidget()
        if parent is not None and not parent.isVisible():
            parent.show()  # a question of the first start stands over its window, not alone
        answered = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return answered
