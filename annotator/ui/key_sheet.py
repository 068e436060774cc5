"""The key sheet: every key there is, by where it works, made from the table of deeds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from annotator.actions.action import Action, Menu
from annotator.model.text import fold
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.overlay import Sheet
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.words import key_hint, key_text, label
from annotator.ui.theme import Space, Theme

_WIDTH = 880
_COLUMNS = 2
_ORDER: tuple[Menu, ...] = (
    "Mark", "Review", "Entity", "Go", "Article", "Edit", "View", "Project", "Help",
)  # fmt: skip
"""What the hand needs most comes first."""
_WHERE = {"find": "in the find bar", "review": "in the review", "entities": "on the page Entities"}


class KeySheet(Sheet):
    """All keys at once; typing leaves those whose name fits."""

    def __init__(self, theme: Theme, icons: Icons, commands: Commands, window: QWidget) -> None:
        super().__init__(theme, window, _WIDTH, commands["keys"].keys)
        self.setAccessibleName("Keys")
        self._commands = commands
        self._field = FilterField(theme, icons, "Filter keys")
        self._field.changed.connect(self._fill)
        self._field.left.connect(self.leave)
        close = tool(icons, "close", "Close", "Esc")
        close.clicked.connect(self.leave)
        head = across(
            label("Keys", "page"), Space.L, self._field, None, close,
            margins=(Space.XL, Space.L, Space.L, Space.M),
        )  # fmt: skip
        self._columns = [down(gap=0) for _ in range(_COLUMNS)]
        self._area = scrolled(
            across(*self._columns, gap=Space.XXL, margins=(Space.XL, 4, Space.XL, Space.XL))
        )
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("All keys")
        self._nothing = label("No command with a key is called so.", "meta")
        self._nothing.setContentsMargins(Space.XL, Space.L, Space.XL, 0)
        self.setLayout(down(head, hairline(), self._nothing, self._area, gap=0))
        self._fill("")

    def open_over(self) -> None:
        """Show it with the cursor in the filter."""
        super().open_over()
        self._field.setFocus()

    def wanted_height(self) -> int:
        """Take all the room there is."""
        return 10_000

    def _fill(self, typed: str) -> None:
        groups = [(name, self._fitting(name, typed)) for name in _ORDER]
        groups = [(name, actions) for name, actions in groups if actions]
        self._nothing.setVisible(not groups)
        half = sum(len(actions) + 2 for _, actions in groups) / _COLUMNS
        filled = 0
        for column in self._columns:
            _empty(column)
        for name, actions in groups:
            column = self._columns[0 if filled < half else 1]
            column.addWidget(_group(name, actions))
            filled += len(actions) + 2
        for column in self._columns:
            column.addStretch(1)

    def _fitting(self, menu: str, typed: str) -> list[Action]:
        """Give the deeds of a menu that have a key, and what was typed in their name or key."""
        wanted = fold(typed.strip())
        return [
            action
            for action in self._commands
            if action.menu == menu and action.keys and wanted in fold(_searched(action))
        ]


def _searched(action: Action) -> str:
    return "\n".join([action.name, *map(key_text, action.keys)])


def _group(name: str, actions: list[Action]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, Space.L, 0, 0)
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.XS)
    grid.addWidget(label(name, "section"), 0, 0, 1, 2)
    for row, action in enumerate(actions, 1):
        words = label(action.name)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named = across(words, gap=Space.S)
        if action.context in _WHERE:
            named.addWidget(label(_WHERE[action.context], "meta"))
        grid.addLayout(named, row, 0)
        alike = {key_text(keys): keys for keys in reversed(action.keys)}
        hints = [key_hint(keys) for keys in reversed(alike.values())]
        grid.addLayout(across(None, *hints, gap=4), row, 1)
    result = QWidget()
    result.setLayout(grid)
    return result


def _empty(column: QBoxLayout) -> None:
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
