"""What deeds may ask of the window: to turn to a page, to open what lies over it, to look about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator.actions.action import Drawn, FindWay, Hands, Of, PageName, Region
from annotator.model.finding import Hits
from annotator.settings import APPEARANCE, CONTRAST
from annotator.ui.agreement.files import drawn
from annotator.ui.commands import Commands
from annotator.ui.conflicts.sheet import show_conflicts
from annotator.ui.dialogs.settings import SettingsSheet
from annotator.ui.events.sheet import show_events
from annotator.ui.guide import Guide
from annotator.ui.history.sheet import show_history
from annotator.ui.icons import Icons
from annotator.ui.key_sheet import KeySheet
from annotator.ui.menus import main_menu
from annotator.ui.overlay import Sheet
from annotator.ui.palette import Palette
from annotator.ui.relating.sheet import show_changing, show_relating
from annotator.ui.review.corrected import CorrectionSheet
from annotator.ui.review.rules import show_rules
from annotator.ui.rounds.sheet import show_rounds
from annotator.ui.talk.sheet import show_comments
from annotator.ui.theme import Size, Space, Theme

if TYPE_CHECKING:
    from annotator.model.span import Relation
    from annotator.ui.window import Window


class WindowScreen:
    """Answers the deeds for one window: the `Screen` of its hands."""

    def __init__(self, theme: Theme, icons: Icons, window: Window) -> None:
        self._theme, self._icons, self._window = theme, icons, window
        self._guide: Guide | None = None

    @property
    def _hands(self) -> Hands:
        return self._window.hands

    @property
    def _commands(self) -> Commands:
        return self._window.commands

    def close(self) -> bool:
        """Close the window. False if somebody would rather not lose something."""
        return self._window.close()

    def close_guide(self) -> None:
        """Close the guide, which is a window of its own."""
        if self._guide is not None:
            self._guide.close()

    # --- pages ------------------------------------------------------------------------------------

    def page(self) -> PageName:
        """Say which page is shown."""
        return self._window.pages.name

    def turn_to(self, page: PageName) -> None:
        """Show another page."""
        self._window.pages.turn_to(page)
        self._window.go_home()

    def show_palette(self) -> None:
        """Open the command palette."""
        self._open_sheet(Palette(self._theme, self._icons, self._commands, self._window))

    def show_keys(self) -> None:
        """Open the key sheet."""
        self._open_sheet(KeySheet(self._theme, self._icons, self._commands, self._window))

    def _open_sheet(self, sheet: Sheet) -> None:
        sheet.homeless.connect(self._window.go_home)
        sheet.open_over()

    def show_guide(self, page: str = "") -> None:
        """Open the guide."""
        if self._guide is None:
            self._guide = Guide(self._theme, self._icons, self._commands, self._window)
        self._guide.show_page(page)

    def show_menu(self) -> None:
        """Open the menu under its button."""
        menu = main_menu(self._commands, self._icons, self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        left = Space.S
        if self._window.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self._window.toolbar.width() - Space.S - menu.sizeHint().width()
        menu.popup(self._window.toolbar.mapToGlobal(QPoint(left, Size.TOOLBAR)))

    def focus(self, region: Region) -> None:
        """Put the focus into a region."""
        self._window.pages.page.focus(region)

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region."""
        self._window.pages.page.focus_next(step)

    def toggle(self, pane: Literal["library", "panel", "text_only"]) -> None:
        """Show or hide a pane."""
        self._window.pages.page.toggle(pane)

    def is_shown(self, pane: Literal["library", "panel", "text_only"]) -> bool:
        """Say whether a pane is shown."""
        return self._window.pages.page.is_shown(pane)

    def find_words(self, step: int = 0) -> None:
        """Open the find bar, or go to another hit."""
        self.turn_to("annotate")
        bar = self._window.annotate.find_bar
        if step:
            bar.go(step)
        else:
            bar.open_bar()

    def follow_settings(self) -> None:
        """Look as the settings say now."""
        mode = self._hands.settings.get(APPEARANCE)
        if mode != self._theme.chosen:
            self._theme.set_mode(mode)  # type: ignore[arg-type]  # one of the setting's choices
        self._theme.set_contrast(self._hands.settings.get(CONTRAST))  # type: ignore[arg-type]
        for page in self._window.pages.made:
            page.follow_settings()

    def list_hits(self) -> None:
        """Open the find bar with the list of all hits."""
        self._window.annotate.find_bar.list_hits()

    def offer_labels(self) -> None:
        """Open the find bar with the labels that all hits can have."""
        self._window.annotate.find_bar.offer_labels()

    def toggle_find(self, way: FindWay) -> None:
        """Find in this way, or no longer."""
        self._window.annotate.find_bar.toggle(way)

    def is_found(self, way: FindWay) -> bool:
        """Say whether this is how words are found."""
        return self._window.annotate.find_bar.is_on(way)

    def looked_for(self) -> str:
        """Give the words that were looked for last."""
        return self._window.annotate.find_bar.looked_for()

    def hits(self) -> Hits:
        """Give where they stand in the open article."""
        return self._window.annotate.find_bar.hits()

    def show_settings(self) -> None:
        """Open the page of settings."""
        SettingsSheet(self._theme, self._hands, self._commands, self._window).open_beside()

    def show_history(self, of: Of) -> None:
        """Show what was done, beside the article."""
        show_history(self._theme, self._icons, self._hands, self._commands, self._window, of)

    def show_conflicts(self) -> None:
        """Show what waits to be settled, beside the article."""
        show_conflicts(self._theme, self._icons, self._hands, self._commands, self._window)

    def show_relating(self, type_: str = "") -> None:
        """Choose what the chosen mark is tied to, beside the article."""
        show_relating(self._theme, self._icons, self._hands, self._commands, self._window, type_)

    def show_changing(self, relation: Relation) -> None:
        """Choose what a relation ties instead, beside the article."""
        show_changing(self._theme, self._icons, self._hands, self._commands, self._window, relation)

    def show_rounds(self) -> None:
        """Show who reads what in which round, beside the article."""
        show_rounds(self._theme, self._icons, self._hands, self._commands, self._window)

    def show_events(self, *, of_words: bool) -> None:
        """Show the event cards, beside the article."""
        theme, icons, hands = self._theme, self._icons, self._hands
        show_events(theme, icons, hands, self._commands, self._window, of_words=of_words)

    def show_rules(self) -> None:
        """Show the lines of the guidelines, beside the article."""
        show_rules(self._theme, self._icons, self._hands, self._commands, self._window)

    def show_comments(self, thread: str = "") -> None:
        """Show what is said of the open article, beside it."""
        show_comments(self._theme, self._icons, self._hands, self._commands, self._window, thread)

    def show_corrections(self) -> None:
        """Show what a reviewer changed of one's own marks."""
        hands, commands = self._hands, self._commands
        self._open_sheet(CorrectionSheet(self._theme, self._icons, hands, commands, self._window))

    def drawn_agreement(self, way: Drawn) -> bytes:
        """Give the file that holds the drawings of the agreement, or the report with them."""
        return drawn(self._hands.workspace.agreed.need(), way)

    def set_high_contrast(self, *, high: bool) -> None:
        """Set high contrast, or the usual colours."""
        self._hands.settings.set(CONTRAST, self._theme.set_high(high=high))

    def is_high_contrast(self) -> bool:
        """Say whether contrast is high."""
        return self._theme.colours.is_high

    def say_here(self) -> None:
        """Tell where the caret is, also to who does not see it."""
        self._window.annotate.announcer.say_here()

    def next_article(self, step: int) -> str | None:
        """Give the id of the next article in the list."""
        return self._window.annotate.library.next_article(step)

    def next_unfinished(self) -> str | None:
        """Give the id of the next article in the list that is not finished."""
        return self._window.annotate.library.next_unfinished()

    def listed_articles(self) -> list[str]:
        """Give the ids of the articles in the list as it is filtered, none where it is not."""
        return self._window.annotate.library.articles.found()

    def lists_mine(self) -> bool:
        """Say whether the list shows only what open rounds give one, until it is done."""
        return self._window.annotate.library.lists_mine()

    def toggle_mine(self) -> None:
        """Show only that in the list, or all again."""
        self._window.annotate.library.toggle_mine()

    def mine_done(self) -> int:
        """Count what open rounds give one, if only that is listed and all of it is done; else 0."""
        return self._window.annotate.library.mine_done()

    def nearest_article(self) -> str | None:
        """Give the id of the article in the list that is nearest to where the open one was."""
        return self._window.annotate.library.nearest_article()

    def is_all_done(self) -> bool:
        """Say whether all articles of the project are finished."""
        return self._window.annotate.library.is_all_done()

    def copy(self) -> None:
        """Copy the picked words, or the chosen mark's."""
        workspace = self._hands.workspace
        if workspace.chosen is not None and self.page() == "annotate":
            QApplication.clipboard().setText(workspace.chosen.quote)
        elif workspace.article is not None:
            start, end = self._window.pages.page.picked()
            if start < end:
                QApplication.clipboard().setText(workspace.article.text[start:end])

    def where(self) -> tuple[int, float]:
        """Give the place of the first line that is in sight, and how much of it is cut off."""
        page = self._window.annotate if self.page() == "claims" else self._window.pages.page
        return page.where()

    def copy_written(self, plain: str, html: str) -> None:
        """Copy something that was written for it, for spreadsheets and for documents."""
        data = QMimeData()
        data.setText(plain)
        data.setHtml(html)
        QApplication.clipboard().setMimeData(data)
