"""The menus, made from the table of deeds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.actions.action import MENUS, Action
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.under_mouse import settle_after
from annotator.ui.parts.words import key_text, tooltip


def main_menu(commands: Commands, icons: Icons, parent: QWidget) -> QMenu:
    """Make the menu of all deeds, in submenus."""
    menu = QMenu(parent)
    menu.setAccessibleName("Menu")
    settle_after(menu)
    for name in MENUS:
        of_menu = [action for action in commands if action.menu == name]
        if of_menu:
            _fill(menu.addMenu(name), of_menu, commands, icons)
    return menu


Entry = str | tuple[str, tuple[str, ...]] | None
"""Of a short menu: the id of a deed, a name with the ids of deeds in a menu of its own, a line."""


def short_menu(
    entries: Iterable[Entry], commands: Commands, icons: Icons, parent: QWidget
) -> QMenu:
    """Make a menu of a few deeds, for the place under the mouse."""
    menu = QMenu(parent)
    settle_after(menu)
    menu.setToolTipsVisible(True)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, str):
            _add(menu, commands[entry], commands, icons)
        else:
            name, ids = entry
            _fill(menu.addMenu(name), [commands[id_] for id_ in ids], commands, icons)
    return menu


def _fill(menu: QMenu, actions: list[Action], commands: Commands, icons: Icons) -> None:
    menu.setToolTipsVisible(True)
    inside: dict[str, QMenu] = {}
    for action in actions:
        if action.starts_group and not menu.isEmpty():
            menu.addSeparator()
        place = menu
        if action.submenu:
            place = inside.get(action.submenu) or menu.addMenu(action.submenu)
            inside[action.submenu] = place
        _add(place, action, commands, icons)


def _add(menu: QMenu, action: Action, commands: Commands, icons: Icons) -> None:
    keys = f"\t{key_text(action.keys[0])}" if action.keys else ""
    is_on = commands.is_on(action.id)
    name = (action.name_when_on if is_on else "") or action.name
    item = QAction(name.replace("&", "&&") + keys, menu)
    if is_on is not None and not action.name_when_on:
        item.setCheckable(True)
        item.setChecked(is_on)
    elif action.icon is not None:  # a picture would stand in the place of the tick
        icons.dress(item, action.icon)
    reason = commands.reason(action.id)
    item.setEnabled(reason is None)
    item.setToolTip(tooltip(reason or action.help))
    item.triggered.connect(lambda: commands.do(action.id))
    menu.addAction(item)
