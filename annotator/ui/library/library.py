"""The library: the filter, how much is done, and the list of articles; choosing one opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QStackedWidget,
    QWidget,
)

from annotator.actions.assigned import all_of_mine_done
from annotator.model.article import FINISHED
from annotator.model.sentences import Told, Trouble, say
from annotator.settings import Settings
from annotator.ui.icons import Icons
from annotator.ui.library.filter import with_mine
from annotator.ui.library.model import Articles
from annotator.ui.library.rows import ArticleList
from annotator.ui.parts.buttons import button
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.under_mouse import settle_after
from annotator.ui.parts.words import ElidedLabel, key_text, label, tooltip
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace

_UNFINISHED, _FINISHED = ("done_and_next", "question_and_next"), ("reopen",)
_MINE = "Only what open rounds give you, until it is done"
_NO_MATCH = (
    "No article matches", "The filter looks at title, source, date, language and state.",
)  # fmt: skip
_MENU = {
    "done_and_next": "Done, next article",
    "question_and_next": "Question, next article…",
    "reopen": "Back to in progress",
    "relevant": "Relevant",
    "not_relevant": "Not relevant",
    "article_details": "Details of the article…",
    "remove_article": "Remove the article",
}
"""What can be done with the article under the mouse."""


class Library(QFrame):
    """The list of articles at the side of the window."""

    placed = Signal(int, int)
    """The number of the open article in the list as it is filtered (0: none), and of how many."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, settings: Settings,  # noqa: ARG002
        do: Callable[[str], None], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace, self._do = workspace, do
        self._is_in_sight = False
        self.setProperty("role", "chrome")
        self.setFixedWidth(Size.LIBRARY)
        self.setAccessibleName("Library")
        self.articles = Articles(workspace, self)
        self.list = ArticleList(theme, self.articles)
        self.filter = FilterField(theme, icons, "Filter articles", "Ctrl+L")
        self._name = ElidedLabel("", "strong")
        self._how_many = label("", "meta")
        self._no_articles = EmptyList(
            icons, "empty", "No articles yet",
            "Drop files or folders anywhere in this window, or choose them.", "Import…", "Ctrl+I",
        )  # fmt: skip
        self._no_match = EmptyList(
            icons, "find", *_NO_MATCH, "Clear the filter", "Esc",
        )  # fmt: skip
        self.mine = button("My articles", "tab", checked=False)
        self.mine.setToolTip(tooltip(f"{_MINE}  {key_text('Ctrl+Shift+L')}"))
        self.mine.setAccessibleDescription(_MINE)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self._show_totals()

    def _lay_out(self) -> None:
        head = across(self._name, self._how_many, margins=(Space.XS, 0, Space.XS, 0))
        self._mine_row = frame("", across(self.mine, None))
        column = down(
            self.filter, self._mine_row, head, gap=Space.M,
            margins=(Space.M, Space.M, Space.M, Space.S),
        )  # fmt: skip
        self._pages = QStackedWidget()
        for page in (self.list, *map(_at_the_top, (self._no_articles, self._no_match))):
            self._pages.addWidget(page)
        self.setLayout(down(column, gap=0, margins=(0, 0, 0, 0)))
        self.layout().addWidget(self._pages)  # type: ignore[union-attr]  # set above

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter)
        self.filter.entered.connect(self._on_entered)
        self.mine.clicked.connect(lambda: self._do("my_articles"))
        self.list.chosen.connect(self._open_row)
        self.list.entered_row.connect(self._on_entered_row)
        self.list.typed.connect(self._on_typed)
        self.list.left.connect(self._on_left)
        self.filter.left.connect(self._go_back)
        self.list.menu_asked.connect(self._open_menu)
        self._no_articles.asked.connect(lambda: self._do("import_files"))
        self._no_match.asked.connect(self.filter.clear)
        self.articles.totals_changed.connect(self._show_totals)
        self.articles.modelReset.connect(self._on_reset)
        self._workspace.moved.connect(self._on_moved)

    # --- for the window ---------------------------------------------------------------------------

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_article(self, step: int) -> str | None:
        """Give the id of the next article as the list is filtered, or with -1 of the one before."""
        return self.articles.neighbour(step)

    def next_unfinished(self) -> str | None:
        """Give the id of the next article of the list that is not finished."""
        return self.articles.next_unfinished()

    def nearest_article(self) -> str | None:
        """Give the id of the article that is nearest to where the open one was."""
        return self.articles.nearest()

    def is_all_done(self) -> bool:
        """Say whether all articles are finished, those too that the filter leaves out."""
        return self.articles.is_whole and self.articles.done == self.articles.total

    # --- one's own articles -----------------------------------------------------------------------

    def lists_mine(self) -> bool:
        """Say whether only what open rounds give one is listed."""
        return self.articles.filter.is_of_mine

    def toggle_mine(self) -> None:
        """List only what open rounds give one and is not done, or all again."""
        self.filter.set_text(with_mine(self.filter.text(), on=not self.lists_mine()))

    def mine_done(self) -> int:
        """Count what open rounds give one, if only that is listed and all of it is done; else 0."""
        articles = self.articles
        is_done = articles.is_whole and articles.given == articles.given_done
        return articles.given if self.lists_mine() and is_done else 0

    def _show_mine(self) -> None:
        articles, is_on = self.articles, self.lists_mine()
        left = articles.given - articles.given_done
        self.mine.show_name(say("My articles  {n}", n=left) if left else "My articles")
        self.mine.setChecked(is_on)
        self._mine_row.setVisible(is_on or bool(articles.given))
        done = self.mine_done()
        if done:
            self._no_match.say(all_of_mine_done(self._workspace, done), "")
        elif is_on and not articles.given:
            self._no_match.say("No article is yours", "No open round gives you an article.")
        else:
            self._no_match.say(*_NO_MATCH)

    # --- choosing ---------------------------------------------------------------------------------

    def _on_entered_row(self, row: int) -> None:
        if self._open_row(row):
            self._go_back()

    def _open_row(self, row: int) -> bool:
        """Open the article in a row, and say whether it is open then."""
        id_ = self.articles.listed(row).id
        article = self._workspace.article
        if article is not None and article.id == id_:
            return True
        try:
            self._workspace.show(id_)
        except Told as told:
            self._workspace.tell(str(told), is_trouble=isinstance(told, Trouble))
            return False
        return True

    def _on_typed(self, words: str) -> None:
        self.focus_filter()
        self.filter.set_text(self.filter.text() + words)

    def _on_left(self) -> None:
        if self.filter.text():
            self.filter.set_text("")
        else:
            self._go_back()

    def _go_back(self) -> None:
        """Let the article have the keyboard."""
        self._do("focus_article")

    def _on_entered(self) -> None:
        """Go on in the list, at the open article or at the first."""
        if self.articles.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.go_to(self.articles.open_row or 0)

    def _open_menu(self, row: int, place: QPoint) -> None:
        """Open the article, for what can be done is done with the open one, and then the menu."""
        if not self._open_row(row):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        settle_after(menu)
        is_finished = self.articles.listed(row).status in FINISHED
        for id_, words in _MENU.items():
            if id_ not in (_UNFINISHED if is_finished else _FINISHED):
                menu.addAction(words).triggered.connect(partial(self._do, id_))
        menu.popup(place)

    # --- keeping in step --------------------------------------------------------------------------

    def _on_filter(self, words: str) -> None:
        self.articles.set_filter(words)

    def _on_moved(self) -> None:
        self._is_in_sight = False
        self._keep_in_sight()
        self.placed.emit(*self.articles.place())

    def _on_reset(self) -> None:
        self._is_in_sight = False
        self.list.scrollToTop()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Select the open article and bring it into view, once its row is there."""
        row = self.articles.open_row
        if row is None:
            self.list.clearSelection()
        elif not self._is_in_sight:
            self._is_in_sight = True
            self.list.choose(row)

    def _show_totals(self) -> None:
        articles = self.articles
        store = self._workspace.store
        self._name.setText(store.path.stem if store is not None else "")
        self._how_many.setText(self._totals())
        self._show_mine()
        self._keep_in_sight()
        number = 0
        if not articles.total and articles.is_whole:
            number = 1
        elif not articles.rowCount() and articles.is_whole:
            number = 2
        self._pages.setCurrentIndex(number)
        self.placed.emit(*articles.place())

    def _totals(self) -> str:
        articles = self.articles
        if self.lists_mine() and articles.is_whole and articles.given:
            return say("{n} of {of} done", n=articles.given_done, of=articles.given)
        if articles.filter:
            some, of = articles.rowCount(), articles.total
            return say("{n} of {of} shown", n=some, of=of)
        if not articles.is_whole:
            return say("{n} read", n=articles.total)
        return say("{n} of {of} done", n=articles.done, of=articles.total) if articles.total else ""


def _at_the_top(page: QWidget) -> QWidget:
    """Leave the room below a page empty."""
    return frame("", down(page, None, gap=0, margins=(Space.L, Space.XXL, Space.L, 0)))
