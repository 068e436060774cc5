"""The slim bar at the head of the window: where I am, and what I do next."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton

from annotator.actions.action import Hands, PageName
from annotator.model.sentences import say
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, PushButton, button, name_tool, tool
from annotator.ui.parts.layouts import Item, across, frame
from annotator.ui.parts.words import key_text, label, tooltip
from annotator.ui.theme import Size, Space

_NAMES = {"keys": "What each key does"}
"""What a picture alone stands for, where the deed's own name would not say it."""
_PAGES = ("annotate_page", "claims_page", "entities_page", "review_page", "agreement_page")
_TIGHT = 820
"""Pixels; below this the names of the pages and the last word do not fit beside each other."""
_FIRST_TO_GO = frozenset({"previous_article", "next_article"})
_LAST_WORDS: dict[PageName, tuple[str, str]] = {
    "annotate": ("done_and_next", "Done, next"), "review": ("finish_review", "Finish review"),
}  # fmt: skip
"""The deed that ends the work on an article, and what its button says, on the pages with one."""


class Toolbar(QFrame):
    """Buttons for the deeds that are needed all the time; their names and keys come from them."""

    def __init__(self, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "chrome")
        self.setFixedHeight(Size.TOOLBAR)
        self.setAccessibleName("Toolbar")
        self._icons, self._hands, self._commands = icons, hands, commands
        self._buttons: dict[str, QToolButton] = {}
        self._place = label("", "meta")
        self._pages = {id_: self._page(id_) for id_ in _PAGES}
        self._middle = frame("", across(*self._pages.values(), gap=Space.XS))
        self._all = self._keyed("commands", "Commands", "")
        self._done = KeyedButton("", role="primary")
        self._done.clicked.connect(lambda: self._commands.do(self._last_word()))
        left = across(
            self._tool("menu", "menu"), self._tool("library", "library"), Space.S,
            self._tool("previous_article", "previous"), self._tool("next_article", "next"),
            Space.XS, self._place, None, gap=2,
        )  # fmt: skip
        right: list[Item] = [
            None, self._tool("undo", "undo"), self._tool("redo", "redo"),
            self._tool("find", "find"), Space.XS, self._all, self._tool("keys", "question"),
            Space.S, self._done,
        ]  # fmt: skip
        row = across(gap=0, margins=(Space.S, 0, Space.S, 0))
        row.addLayout(left, 1)
        row.addWidget(self._middle)  # the sides share what it leaves
        row.addLayout(across(*right, gap=2), 1)
        self.setLayout(row)
        commands.refreshed.connect(self.refresh)
        self.refresh()

    def _tool(self, id_: str, icon: str) -> QToolButton:
        action = self._commands[id_]
        made = tool(self._icons, icon, action.name, action.keys[0] if action.keys else "")
        made.clicked.connect(lambda: self._commands.do(id_))
        if action.is_on is not None:
            made.setCheckable(True)
        self._buttons[id_] = made
        return made

    def _keyed(self, id_: str, words: str, role: str) -> KeyedButton:
        action = self._commands[id_]
        made = KeyedButton(words, action.keys[0], role)
        made.clicked.connect(lambda: self._commands.do(id_))
        return made

    def _page(self, id_: str) -> PushButton:
        action = self._commands[id_]
        made = button(action.name, "tab", checked=False)
        made.setToolTip(tooltip(f"{action.help}  {key_text(action.keys[0])}"))
        made.clicked.connect(lambda: self._commands.do(id_))
        return made

    def _last_word(self) -> str:
        """Give the deed that ends the work on an article on the page that is shown."""
        return self._ending()[0]

    def _ending(self) -> tuple[str, str]:
        return _LAST_WORDS.get(self._hands.screen.page(), ("", ""))

    def _show_last_word(self) -> None:
        id_, words = self._ending()
        self._done.setVisible(bool(id_) and self._hands.workspace.article is not None)
        if not id_:
            return
        action = self._commands[id_]
        reason = self._commands.reason(id_)
        is_tight = self.width() < _TIGHT
        self._done.show_words("" if is_tight else words, action.keys[0])
        self._done.setAccessibleName(words)
        self._done.setEnabled(reason is None)
        self._done.setToolTip(tooltip(reason or action.help))

    def show_place(self, number: int, of: int) -> None:
        """Say which article of how many is open; nothing where none is."""
        self._place.setText(say("{n} of {of}", n=number, of=of) if number else "")

    def fold(self, *, narrow: bool) -> None:
        """Leave nothing but the key of "Commands" where there is little room."""
        self._all.show_words("" if narrow else "Commands", self._commands["commands"].keys[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave nothing but the key of the last word where there is hardly any room.

        The commands are in the menu as well, and articles are opened from the list.
        """
        super().resizeEvent(event)
        is_tight = event.size().width() < _TIGHT
        if is_tight != (event.oldSize().width() < _TIGHT):
            self._all.setVisible(not is_tight)
            self.refresh()

    def refresh(self) -> None:
        """Show what can be done now; what cannot says why in its tooltip."""
        workspace = self._hands.workspace
        has_project, is_tight = workspace.is_open, self.width() < _TIGHT
        for id_, made in self._buttons.items():
            action = self._commands[id_]
            reason = action.reason(self._hands)
            name = _NAMES.get(id_, action.name)
            name_tool(made, reason or name, "" if reason else _first(action.keys))
            made.setAccessibleName(name)
            made.setEnabled(reason is None)
            if action.is_on is not None:
                made.setChecked(action.is_on(self._hands))
            is_shown = has_project and not (is_tight and id_ in _FIRST_TO_GO)
            made.setVisible(is_shown or id_ in {"menu", "keys"})
        self._show_last_word()
        self._place.setVisible(has_project and not is_tight)
        self._middle.setVisible(has_project)
        for id_, page in self._pages.items():
            page.setChecked(self._commands.is_on(id_) is True)


def _first(keys: tuple[str, ...]) -> str:
    return keys[0] if keys else ""
