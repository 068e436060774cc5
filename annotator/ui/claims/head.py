"""What stands above the table: the event, what cells are compared with, and what the signs mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model.claims.saying import state_words
from annotator.model.claims.table import SIGNS, State, Table, Way
from annotator.model.sentences import say
from annotator.ui.claims.cells import draw_sign
from annotator.ui.commands import Commands
from annotator.ui.parts.buttons import PushButton, button
from annotator.ui.parts.drawing import ink_of, side
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.menus import ChoiceMenu
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme, type_font

_WAYS: tuple[tuple[Way, str], ...] = (
    ("first", "First to say it"), ("majority", "Majority"), ("source", "One source"),
)  # fmt: skip
_SIGN, _GAP, _HIGH = 20, 4, 24


def name_opener(made: PushButton, words: str) -> None:
    """Name a button that opens a list, with the caret of what does."""
    made.show_name(words)
    made.setText(f"{made.text()}  ▾")


class Legend(QWidget):
    """The signs with what they mean, in one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: list[tuple[State, str]] = []
        self.setProperty("role", "legend")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFont(type_font("small"))
        self.show_way("first")
        theme.changed.connect(self.update)

    def show_way(self, way: Way) -> None:
        """Say what the signs mean as cells are compared now."""
        self._words = [(state, state_words(state, way)) for state in SIGNS]
        self.setAccessibleName("; ".join(f"{SIGNS[state]} {words}" for state, words in self._words))
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[int]:
        metrics = QFontMetricsF(type_font("small"))
        return [
            _SIGN + _GAP + round(metrics.horizontalAdvance(words)) + Space.L
            for _, words in self._words
        ]

    def sizeHint(self) -> QSize:
        """Take the room of the line, in two where one is too long."""
        return QSize(sum(self._widths()), _HIGH)

    def minimumSizeHint(self) -> QSize:
        """Be cut at the end where there is no room."""
        return QSize(100, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw signs and words from the window's leading side."""
        painter = QPainter(self)
        colours, mirrored = (
            self._theme.colours, self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )  # fmt: skip
        x = 0.0
        for (state, words), width in zip(self._words, self._widths(), strict=True):
            left = self.width() - x - width if mirrored else x
            sign = left + width - _SIGN / 2 if mirrored else left + _SIGN / 2
            draw_sign(painter, QPointF(sign, _HIGH / 2), state, colours)
            painter.setFont(type_font("small"))
            painter.setPen(ink_of(self))
            start = left + Space.L if mirrored else left + _SIGN + _GAP
            place = self.rect().toRectF()
            place.setLeft(start)
            place.setWidth(width - _SIGN - _GAP - (Space.L if mirrored else 0) + 2)
            flags = side(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), words)
            x += width


class TableHead(QWidget):
    """Title, facts, the way of comparing, and what can be taken along."""

    compared = Signal(str, object)
    """A way of comparing, and the key of a source or None."""

    def __init__(self, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._table: Table | None = None
        self._title = label("", "page", wrap=True)
        self._facts = label("", "meta", wrap=True)
        self.ways = Segments(theme, "Compare with", _WAYS, "first")
        self.ways.chosen.connect(self._on_way)
        self.source = button("", "quiet")
        self.source.clicked.connect(self._offer_sources)
        self.source.hide()
        self.legend = Legend(theme)
        copy, export = (button(words, "quiet") for words in ("Copy table", "Export"))
        for made, deed in ((copy, "copy_claims"), (export, "export_claims")):
            made.clicked.connect(lambda _=False, deed=deed: commands.do(deed))
            made.setToolTip(commands[deed].help)
        row = across(label("Compare with", "small"), self.ways, self.source, None, copy, export)
        self.setLayout(down(
            self._title, self._facts, Space.M, row, Space.XS, self.legend, gap=Space.XS,
        ))  # fmt: skip

    def show_event(self, title: str, facts: str, table: Table) -> None:
        """Show an event, and how its table compares."""
        self._table = table
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self.ways.show_choice(table.way)
        self.legend.show_way(table.way)
        names = {row.source.key: row.source.name for row in table.rows}
        self.source.setVisible(table.way == "source")
        name = names.get(table.with_source or "", "Choose a source")
        name_opener(self.source, name)
        self.source.setAccessibleName(say("Compared with {source}", source=name))

    def _on_way(self, way: str) -> None:
        key = self._table.rows[0].source.key if self._table and self._table.rows else None
        self.compared.emit(way, key if way == "source" else None)

    def _offer_sources(self) -> None:
        if self._table is None:
            return
        choices = [(row.source.key or "-", row.source.name) for row in self._table.rows]
        menu = ChoiceMenu(choices, [self._table.with_source or "-"], self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.chosen.connect(lambda key: self.compared.emit("source", "" if key == "-" else key))
        menu.open_below(self.source)
