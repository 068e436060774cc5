"""The window: toolbar, pages and status line, and what deeds may do to them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from annotator.actions import intake, project
from annotator.actions.action import Drawn, FindWay, Hands, Of, PageName, Region
from annotator.background import Background
from annotator.model.change import Changes
from annotator.model.finding import Hits
from annotator.questions import Choice, Questions
from annotator.settings import APPEARANCE, CONTRAST, SESSION, WINDOW, Settings
from annotator.ui.agreement.files import drawn
from annotator.ui.commands import Commands
from annotator.ui.conflicts.sheet import show_conflicts
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.dialogs import Dialogs
from annotator.ui.dialogs.settings import SettingsSheet
from annotator.ui.events.sheet import show_events
from annotator.ui.guide import Guide
from annotator.ui.history.sheet import show_history
from annotator.ui.icons import Icons
from annotator.ui.key_sheet import KeySheet
from annotator.ui.menus import main_menu
from annotator.ui.notices import Notices
from annotator.ui.overlay import Sheet
from annotator.ui.pages import Pages
from annotator.ui.palette import Palette
from annotator.ui.parts.focus import bring_into_view, in_reading_order
from annotator.ui.parts.layouts import down, frame, hairline
from annotator.ui.relating.sheet import show_changing, show_relating
from annotator.ui.review.corrected import CorrectionSheet
from annotator.ui.review.rules import show_rules
from annotator.ui.rounds.sheet import show_rounds
from annotator.ui.screens.agreement import AgreementPage
from annotator.ui.screens.annotate import AnnotatePage
from annotator.ui.screens.claims import ClaimsPage
from annotator.ui.screens.entities import EntitiesPage
from annotator.ui.screens.review import ReviewPage
from annotator.ui.screens.start import StartPage
from annotator.ui.standing import put_back, standing
from annotator.ui.status import StatusLine
from annotator.ui.talk.sheet import show_comments
from annotator.ui.theme import Size, Space, Theme
from annotator.ui.toolbar import Toolbar
from annotator.workspace.said import Said
from annotator.workspace.workspace import Workspace

_SMALLEST = (720, 480)
_LOSE = Choice("lose", "Close without it")


class Window(QMainWindow):
    """The one window of the application."""

    painted = Signal()
    """It was painted for the first time."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, background: Background,
        settings: Settings, questions: Questions | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setWindowTitle("Annotator")
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self._theme, self._icons = theme, icons
        self._is_painted = self._was_refused = False
        asks = questions or Dialogs(theme, icons, workspace, self, self._on_answered)
        self.hands = Hands(workspace, asks, background, settings, self)
        self.commands = Commands(self.hands, self)
        self._start: tuple[StartPage, Notices] | None = None
        self.annotate = AnnotatePage(theme, icons, self.hands, self.commands)
        self.pages = Pages()
        self.pages.offer("annotate", lambda: self.annotate)
        self.pages.offer("claims", lambda: ClaimsPage(theme, icons, self.hands, self.commands))
        self.pages.offer("review", lambda: ReviewPage(theme, icons, self.hands, self.commands))
        self.pages.offer(
            "agreement", lambda: AgreementPage(theme, icons, self.hands, self.commands)
        )
        self.pages.offer("entities", lambda: EntitiesPage(theme, icons, self.hands, self.commands))
        self.pages.get("annotate")
        self.toolbar = Toolbar(icons, self.hands, self.commands)
        self.status = StatusLine(theme, icons, workspace, background, self.commands.do)
        column = down(self.toolbar, hairline(), gap=0)
        column.addWidget(self.pages, 1)
        column.addWidget(hairline())
        column.addWidget(self.status)
        self.setCentralWidget(frame("chrome", column))
        self._guide: Guide | None = None
        self._connect()
        put_back(self, settings.get(WINDOW))

    @property
    def start(self) -> StartPage:
        """Give the page that is shown without a project, made when it is needed first."""
        return self._start_page()[0]

    @property
    def start_notices(self) -> Notices:
        """Give what is told over the start page."""
        return self._start_page()[1]

    def _start_page(self) -> tuple[StartPage, Notices]:
        if self._start is None:
            hands = self.hands
            page = StartPage(
                self._theme, self._icons, hands.workspace, hands.settings, self.commands.do
            )
            page.chosen.connect(self.open_path)
            notices = Notices(self._theme, self._icons, page, self.commands)
            hands.workspace.opened.connect(notices.dismiss)
            self.pages.addWidget(page)
            self._start = page, notices
        return self._start

    def showEvent(self, event: QShowEvent) -> None:
        """Show the page that is due, the first time."""
        if self.pages.currentWidget() is self.annotate and not self.hands.workspace.is_open:
            self._show_page()
        super().showEvent(event)

    def _connect(self) -> None:
        workspace = self.hands.workspace
        workspace.opened.connect(self._show_page)
        workspace.closed.connect(self._show_page)
        workspace.moved.connect(self._on_moved)
        workspace.said.connect(self._on_said)
        workspace.changed.connect(self._on_changed)
        self.commands.about_to.connect(self.flush)
        self.annotate.library.placed.connect(self.toolbar.show_place)
        self.annotate.panel.details.change_asked.connect(
            lambda r: show_changing(self._theme, self._icons, self.hands, self.commands, self, r)
        )
        self.pages.turned.connect(self.toolbar.refresh)

    def _show_page(self) -> None:
        if self.hands.workspace.is_open:
            self.pages.turn_to(self.pages.name)
        else:
            self.pages.setCurrentWidget(self.start)
        self._on_moved()
        self._go_home()

    def page(self) -> PageName:
        """Say which page is shown."""
        return self.pages.name

    def turn_to(self, page: PageName) -> None:
        """Show another page."""
        self.pages.turn_to(page)
        self._go_home()

    def _go_home(self) -> None:
        """Put the keyboard where work begins."""
        if self.hands.workspace.is_open:
            self.pages.page.go_home()
        else:
            self.start.setFocus()

    def _on_answered(self) -> None:
        """Put the keyboard where work goes on, if the question was asked from a bar."""
        if any(bar.isAncestorOf(self.focusWidget()) for bar in (self.toolbar, self.status)):
            self._go_home()

    def _on_moved(self) -> None:
        workspace = self.hands.workspace
        article = workspace.article
        parts = [
            article.article.title if article is not None else None,
            workspace.store.path.stem if workspace.store is not None else None,
            "Annotator",
        ]
        self.setWindowTitle(" – ".join(part for part in parts if part))  # noqa: RUF001 - a dash

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("article"):
            self._on_moved()

    def _on_said(self, said: Said) -> None:
        workspace = self.hands.workspace
        if said.is_trouble or workspace.cannot_write is not None:
            self._was_refused = True
        if not workspace.is_open and said.is_notice:
            self.start_notices.show(said)

    def come_back(self) -> None:
        """Open the project that was open when the window was closed, if it is still there."""
        last = self.hands.settings.get(SESSION)
        if last and Path(last).is_file():
            self.open_path(Path(last))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's
        """Go on as the eye does. Qt goes by age, and what a scheme brings is younger than all.

        Qt asks for it too where what has the keyboard is hidden or switched off: nobody went on
        then, and work begins anew.
        """
        had = QApplication.focusWidget()
        if had is not None and self.isAncestorOf(had) and not (had.isVisible() and had.isEnabled()):
            self._go_home()
            return True
        stops = self._tab_stops()
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else -1
        if stops:
            stop = stops[(at + (1 if forward else -1)) % len(stops)]
            stop.setFocus(
                Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            )
            bring_into_view(stop)
        return bool(stops)

    def _tab_stops(self) -> list[QWidget]:
        """Give what Tab stops at: region by region, and in each line by line."""
        start = [self._start[0]] if self._start is not None else []
        regions = (self.toolbar, *start, *self.pages.page.tab_regions(), self.status)
        return in_reading_order(filter(self._is_stop, self.findChildren(QWidget)), regions)

    def _is_stop(self, widget: QWidget) -> bool:
        return (
            bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and widget.focusProxy() is None
            and widget.isVisible()
            and widget.isEnabled()
            and widget.window() is self
        )

    # --- opening and bringing in ------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a project, or bring a file in."""
        self.commands.attempt(lambda: project.open_path(self.hands, path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what is dropped, once the other program has been answered."""
        event.acceptProposedAction()
        data = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        words = data.text()
        self.activateWindow()
        QTimer.singleShot(0, self, lambda: self._take_drop(paths, words))

    def _take_drop(self, paths: list[Path], words: str) -> None:
        self.commands.attempt(lambda: intake.take_drop(self.hands, paths, words))

    # --- what deeds may do to the window ----------------------------------------------------------

    def show_palette(self) -> None:
        """Open the command palette."""
        self._open_sheet(Palette(self._theme, self._icons, self.commands, self))

    def show_keys(self) -> None:
        """Open the key sheet."""
        self._open_sheet(KeySheet(self._theme, self._icons, self.commands, self))

    def _open_sheet(self, sheet: Sheet) -> None:
        sheet.homeless.connect(self._go_home)
        sheet.open_over()

    def show_guide(self, page: str = "") -> None:
        """Open the guide."""
        if self._guide is None:
            self._guide = Guide(self._theme, self._icons, self.commands, self)
        self._guide.show_page(page)

    def show_menu(self) -> None:
        """Open the menu under its button."""
        menu = main_menu(self.commands, self._icons, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        left = Space.S
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.toolbar.width() - Space.S - menu.sizeHint().width()
        menu.popup(self.toolbar.mapToGlobal(QPoint(left, Size.TOOLBAR)))

    def focus(self, region: Region) -> None:
        """Put the focus into a region."""
        self.pages.page.focus(region)

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region."""
        self.pages.page.focus_next(step)

    def toggle(self, pane: Literal["library", "panel", "text_only"]) -> None:
        """Show or hide a pane."""
        self.pages.page.toggle(pane)

    def is_shown(self, pane: Literal["library", "panel", "text_only"]) -> bool:
        """Say whether a pane is shown."""
        return self.pages.page.is_shown(pane)

    def find_words(self, step: int = 0) -> None:
        """Open the find bar, or go to another hit."""
        self.turn_to("annotate")
        bar = self.annotate.find_bar
        if step:
            bar.go(step)
        else:
            bar.open_bar()

    def follow_settings(self) -> None:
        """Look as the settings say now."""
        mode = self.hands.settings.get(APPEARANCE)
        if mode != self._theme.chosen:
            self._theme.set_mode(mode)  # type: ignore[arg-type]  # one of the setting's choices
        self._theme.set_contrast(self.hands.settings.get(CONTRAST))  # type: ignore[arg-type]
        for page in self.pages.made:
            page.follow_settings()

    def list_hits(self) -> None:
        """Open the find bar with the list of all hits."""
        self.annotate.find_bar.list_hits()

    def offer_labels(self) -> None:
        """Open the find bar with the labels that all hits can have."""
        self.annotate.find_bar.offer_labels()

    def toggle_find(self, way: FindWay) -> None:
        """Find in this way, or no longer."""
        self.annotate.find_bar.toggle(way)

    def is_found(self, way: FindWay) -> bool:
        """Say whether this is how words are found."""
        return self.annotate.find_bar.is_on(way)

    def looked_for(self) -> str:
        """Give the words that were looked for last."""
        return self.annotate.find_bar.looked_for()

    def hits(self) -> Hits:
        """Give where they stand in the open article."""
        return self.annotate.find_bar.hits()

    def show_settings(self) -> None:
        """Open the page of settings."""
        SettingsSheet(self._theme, self.hands, self.commands, self).open_beside()

    def show_history(self, of: Of) -> None:
        """Show what was done, beside the article."""
        show_history(self._theme, self._icons, self.hands, self.commands, self, of)

    def show_conflicts(self) -> None:
        """Show what waits to be settled, beside the article."""
        show_conflicts(self._theme, self._icons, self.hands, self.commands, self)

    def show_relating(self, type_: str = "") -> None:
        """Choose what the chosen mark is tied to, beside the article."""
        show_relating(self._theme, self._icons, self.hands, self.commands, self, type_)

    def show_rounds(self) -> None:
        """Show who reads what in which round, beside the article."""
        show_rounds(self._theme, self._icons, self.hands, self.commands, self)

    def show_events(self, *, of_words: bool) -> None:
        """Show the event cards, beside the article."""
        theme, icons, hands = self._theme, self._icons, self.hands
        show_events(theme, icons, hands, self.commands, self, of_words=of_words)

    def show_rules(self) -> None:
        """Show the lines of the guidelines, beside the article."""
        show_rules(self._theme, self._icons, self.hands, self.commands, self)

    def show_comments(self, thread: str = "") -> None:
        """Show what is said of the open article, beside it."""
        show_comments(self._theme, self._icons, self.hands, self.commands, self, thread)

    def show_corrections(self) -> None:
        """Show what a reviewer changed of one's own marks."""
        hands, commands = self.hands, self.commands
        self._open_sheet(CorrectionSheet(self._theme, self._icons, hands, commands, self))

    def drawn_agreement(self, way: Drawn) -> bytes:
        """Give the file that holds the drawings of the agreement, or the report with them."""
        return drawn(self.hands.workspace.agreed.need(), way)

    def set_high_contrast(self, *, high: bool) -> None:
        """Set high contrast, or the usual colours."""
        self.hands.settings.set(CONTRAST, self._theme.set_high(high=high))

    def is_high_contrast(self) -> bool:
        """Say whether contrast is high."""
        return self._theme.colours.is_high

    def say_here(self) -> None:
        """Tell where the caret is, also to who does not see it."""
        self.annotate.announcer.say_here()

    def next_article(self, step: int) -> str | None:
        """Give the id of the next article in the list."""
        return self.annotate.library.next_article(step)

    def next_unfinished(self) -> str | None:
        """Give the id of the next article in the list that is not finished."""
        return self.annotate.library.next_unfinished()

    def listed_articles(self) -> list[str]:
        """Give the ids of the articles in the list as it is filtered, none where it is not."""
        return self.annotate.library.articles.found()

    def lists_mine(self) -> bool:
        """Say whether the list shows only what open rounds give one, until it is done."""
        return self.annotate.library.lists_mine()

    def toggle_mine(self) -> None:
        """Show only that in the list, or all again."""
        self.annotate.library.toggle_mine()

    def mine_done(self) -> int:
        """Count what open rounds give one, if only that is listed and all of it is done; else 0."""
        return self.annotate.library.mine_done()

    def nearest_article(self) -> str | None:
        """Give the id of the article in the list that is nearest to where the open one was."""
        return self.annotate.library.nearest_article()

    def is_all_done(self) -> bool:
        """Say whether all articles of the project are finished."""
        return self.annotate.library.is_all_done()

    def copy(self) -> None:
        """Copy the picked words, or the chosen mark's."""
        workspace = self.hands.workspace
        if workspace.chosen is not None and self.page() == "annotate":
            QApplication.clipboard().setText(workspace.chosen.quote)
        elif workspace.article is not None:
            start, end = self.pages.page.picked()
            if start < end:
                QApplication.clipboard().setText(workspace.article.text[start:end])

    def where(self) -> tuple[int, float]:
        """Give the place of the first line that is in sight, and how much of it is cut off."""
        page = self.annotate if self.page() == "claims" else self.pages.page
        return page.where()

    def copy_written(self, plain: str, html: str) -> None:
        """Copy something that was written for it, for spreadsheets and for documents."""
        data = QMimeData()
        data.setText(plain)
        data.setHtml(html)
        QApplication.clipboard().setMimeData(data)

    # --- from first paint to closing --------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tell when the first paint is done."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and not self._is_painted:
            self._is_painted = True
            self.painted.emit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out of the toolbar where there is little room."""
        super().resizeEvent(event)
        self.toolbar.fold(narrow=self.width() < Size.NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the project first; where something would be lost, that is asked."""
        store = self.hands.workspace.store
        if self._may_close():
            self._keep_for_next_time(store.path if store is not None else None)
            if self._guide is not None:
                self._guide.close()
            event.accept()
        else:
            event.ignore()

    def _keep_for_next_time(self, project: Path | None) -> None:
        settings = self.hands.settings
        kept = standing(self)
        self.commands.attempt(lambda: settings.set(WINDOW, kept))
        self.commands.attempt(lambda: settings.set(SESSION, str(project or "")))

    def _may_close(self) -> bool:
        if not self.flush():
            words = "What you typed last could not be saved, and will be lost if you close now."
            if self.hands.questions.way_out(words, [_LOSE]) is None:
                return False
        return project.leave(self.hands)

    def flush(self) -> bool:
        """Write what is being typed in the window. False if that was refused, which was told."""
        self._was_refused = False
        for page in self.pages.made:
            page.flush()
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        for sheet in self.findChildren(ArticleDetails, options=directly):
            sheet.flush()
        return not self._was_refused
