"""The page of settings, made from their declarations. Each takes effect as it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from annotator.actions.action import Hands
from annotator.actions.looking import prefer
from annotator.settings import PERSON_NAME, SETTINGS, Setting
from annotator.ui.commands import Commands
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.dialogs.words import LONGEST_NAME
from annotator.ui.parts.form import ChoiceField, LineField
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme

_NAME_WIDTH = 112
_MORE_WIDTH = 64
"""Wider than other sheets: the choices of a row stand side by side."""


class SettingsSheet(Sheet):
    """All settings that have a title, under the headings of their groups."""

    def __init__(self, theme: Theme, hands: Hands, commands: Commands, window: QWidget) -> None:
        super().__init__(window, "Settings", "Each takes effect at once and is remembered.")
        self._theme, self._hands, self._commands, self._over = theme, hands, commands, window
        self.fields: dict[str, QWidget] = {}
        """What stands in each row, by the name of its setting."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(self.minimumWidth() + _MORE_WIDTH)
        for group, settings in groupby(_for_people(), lambda setting: setting.group):
            rows = [self._row(setting) for setting in settings]
            self.add(down(Space.XS, label(group, "section"), *rows, gap=Space.XS))
        self.add_foot("Close", leave=None)
        first = next(name for name in self.fields if name != PERSON_NAME.name)
        self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_beside(self) -> None:
        """Show it at the far side of its window, so that the text stays in sight."""
        over = self._over
        self.adjustSize()
        room = over.width() - self.width() - Space.L
        left = Space.L if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else room
        self.move(over.mapToGlobal(QPoint(max(0, left), Size.TOOLBAR + Space.M)))
        self.open()

    def _row(self, setting: Setting[str]) -> QWidget:
        field = self._choice(setting) if setting.choices else self._line(setting)
        self.fields[setting.name] = field
        name = label(setting.title, "small")
        name.setFixedWidth(_NAME_WIDTH)
        name.setBuddy(field)
        field.setToolTip(setting.help)
        row = QWidget()
        row.setLayout(across(name, field, gap=Space.S))
        return row

    def _choice(self, setting: Setting[str]) -> ChoiceField:
        names = [(str(n), words) for n, words in enumerate(setting.names)]
        value = self._hands.settings.get(setting)
        held = str(setting.choices.index(value)) if value in setting.choices else None
        field = ChoiceField(self._theme, setting.title, names, held)
        field.setAccessibleName(setting.title)
        field.chosen.connect(lambda chosen: self._set(setting, setting.choices[int(chosen)]))
        return field

    def _line(self, setting: Setting[str]) -> LineField:
        field = LineField(setting.title, self._hands.settings.get(setting))
        field.setMaxLength(LONGEST_NAME)
        field.written.connect(partial(self._set, setting))
        # Nobody is without a name: what could not be taken is not left standing there.
        field.written.connect(lambda: field.show_text(self._hands.settings.get(setting)))
        return field

    def _set(self, setting: Setting[str], value: str) -> None:
        self._commands.attempt(lambda: prefer(self._hands, setting, value))


def _for_people() -> Iterator[Setting[str]]:
    """Give the settings that have a title.

    What a setting holds makes no difference here: its values only go from it to the file.
    """
    for setting in SETTINGS:
        if setting.title:
            yield cast("Setting[str]", setting)
