"""The manual, in the application: pages, links between them, and a search through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from annotator.model.scheme import Scheme
from annotator.model.scheme_file import find_scheme
from annotator.model.text import fold
from annotator.ui.commands import Commands
from annotator.ui.guide_pages import PAGES, Page, pages
from annotator.ui.guide_text import GuideText
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import Row
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme

if TYPE_CHECKING:
    from annotator.ui.window import Window

_SIZE = (920, 680)
_LINK = "page:"
_USUAL = "conflict-news"


class Guide(QDialog):
    """A window beside the work: the pages on one side, the page that is read on the other."""

    def __init__(self, theme: Theme, icons: Icons, commands: Commands, window: Window) -> None:
        super().__init__(window)
        self.setWindowTitle("Guide")
        self.setAccessibleName("Guide")
        self.resize(*_SIZE)
        self._theme, self._commands, self._window = theme, commands, window
        self._pages: dict[str, Page] = {}
        self._name = PAGES[0]
        self._rows: dict[str, Row] = {}
        self._text = GuideText()
        self._text.anchorClicked.connect(self._on_link)
        self._field = FilterField(theme, icons, "Search the guide")
        self._field.changed.connect(self._on_words)
        self._field.entered.connect(lambda: self._text.go_on(self._field.text()))
        self._field.left.connect(self.close)
        self._list = down(gap=2)
        self._nothing = label("No page has these words.", "meta", wrap=True)
        self._nothing.hide()
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._field.setFocus)
        theme.changed.connect(self._show)

    def _lay_out(self) -> None:
        side = down(self._field, self._list, self._nothing, None, gap=Space.M,
                    margins=(Space.M, Space.M, Space.M, Space.M))  # fmt: skip
        chrome = frame("chrome", side)
        chrome.setFixedWidth(Size.LIBRARY)
        inside = across(self._text, gap=0, margins=(Space.XL, Space.M, Space.S, 0))
        row = across(chrome, hairline(vertical=True), gap=0)
        row.addWidget(frame("paper", inside), 1)
        self.setLayout(row)

    def show_page(self, name: str = "") -> None:
        """Show the guide at a page; without a name, at the one that was read last."""
        self._read()
        if name in self._pages:
            self._name = name
        self._field.set_text("")
        self._show()
        if self.isVisible():
            self.raise_()
        self.show()
        self.activateWindow()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> str:
        """Give the name of the page that is shown."""
        return self._name

    # --- pages ------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Fill the pages in: keys and labels may be others than the last time."""
        self._pages = {page.name: page for page in pages(self._commands, self._scheme())}
        for page in self._pages.values():
            if page.name not in self._rows:
                self._add_row(page)

    def _scheme(self) -> Scheme:
        """Give the open project's scheme, else the usual one."""
        workspace = self._window.hands.workspace
        return workspace.scheme if workspace.is_open else find_scheme(_USUAL)

    def _add_row(self, page: Page) -> None:
        words = label(page.title)
        row = Row(self._theme, page.title, across(words, margins=(Space.S, 0, Space.S, 0)))
        row.clicked.connect(lambda: self._open(page.name))
        self._rows[page.name] = row
        self._list.addWidget(row)

    def _open(self, name: str) -> None:
        self._name = name
        self._show()

    def _show(self) -> None:
        if not self._pages:
            return
        page = self._pages[self._name]
        self._text.show_text(page.text, self._theme.colours)
        self._text.setAccessibleName(page.title)
        self._text.mark(self._field.text(), self._theme.colours)
        for name, row in self._rows.items():
            row.choose(chosen=name == self._name)
            row.setAccessibleDescription("shown" if name == self._name else "")

    def _on_link(self, link: QUrl) -> None:
        name = link.toString().removeprefix(_LINK)
        if name in self._pages:
            self._open(name)

    # --- searching --------------------------------------------------------------------------------

    def _on_words(self, words: str) -> None:
        found = [name for name, page in self._pages.items() if fold(words) in fold(page.text)]
        for name, row in self._rows.items():
            row.setVisible(name in found)
        self._nothing.setVisible(not found)
        if found and self._name not in found:
            self._name = found[0]
        self._show()
