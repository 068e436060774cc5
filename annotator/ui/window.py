"""The window: toolbar, pages and status line, from the first paint to closing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from annotator.actions import intake, project
from annotator.actions.action import Hands
from annotator.background import Background
from annotator.model.change import Changes
from annotator.questions import Choice, Questions
from annotator.settings import SESSION, WINDOW, Settings
from annotator.ui.commands import Commands
from annotator.ui.dialogs.article_details import ArticleDetails
from annotator.ui.dialogs.dialogs import Dialogs
from annotator.ui.icons import Icons
from annotator.ui.notices import Notices
from annotator.ui.pages import Pages
from annotator.ui.parts.focus import bring_into_view, in_reading_order
from annotator.ui.parts.layouts import down, frame, hairline
from annotator.ui.screen import WindowScreen
from annotator.ui.screens.agreement import AgreementPage
from annotator.ui.screens.annotate import AnnotatePage
from annotator.ui.screens.claims import ClaimsPage
from annotator.ui.screens.entities import EntitiesPage
from annotator.ui.screens.review import ReviewPage
from annotator.ui.screens.start import StartPage
from annotator.ui.standing import put_back, standing
from annotator.ui.status import StatusLine
from annotator.ui.theme import Size, Theme
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
        self._screen = WindowScreen(theme, icons, self)
        self.hands = Hands(workspace, asks, background, settings, self._screen)
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
        self.annotate.panel.details.change_asked.connect(self._screen.show_changing)
        self.pages.turned.connect(self.toolbar.refresh)

    def _show_page(self) -> None:
        if self.hands.workspace.is_open:
            self.pages.turn_to(self.pages.name)
        else:
            self.pages.setCurrentWidget(self.start)
        self._on_moved()
        self.go_home()

    def go_home(self) -> None:
        """Put the keyboard where work begins."""
        if self.hands.workspace.is_open:
            self.pages.page.go_home()
        else:
            self.start.setFocus()

    def _on_answered(self) -> None:
        """Put the keyboard where work goes on, if the question was asked from a bar."""
        if any(bar.isAncestorOf(self.focusWidget()) for bar in (self.toolbar, self.status)):
            self.go_home()

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
            self.go_home()
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
            self._screen.close_guide()
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
