"""The page for reviewing: the article with the versions as tracks, and the panel of decisions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions.action import Hands, Region
from annotator.settings import FACE, LINE_LENGTH, SPACING, ZOOM
from annotator.ui.article.typesetting import Typesetting
from annotator.ui.article.view import ArticleView
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.notices import Notices
from annotator.ui.pages import Pane
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, frame, hairline
from annotator.ui.review.articles import ArticlesToDecide
from annotator.ui.review.panel import ReviewPanel
from annotator.ui.review.reading import ReviewReading
from annotator.ui.theme import Size, Theme
from annotator.workspace.said import Said


class ReviewPage(QFrame):
    """The article in the middle, the differences at its side, and the articles where wanted."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._hands, self._commands = hands, commands
        workspace = hands.workspace
        self.view = ArticleView(theme)
        self.view.setAccessibleName("Article in review")
        self.view.key_pressed = self._press
        self.follow_settings()
        self.reading = ReviewReading(theme, workspace, self.view)
        self.panel = ReviewPanel(theme, icons, workspace, commands)
        self.panel.list.key_pressed = self._press
        self.panel.loose.asked.connect(self.reading.show_place)
        self.articles = ArticlesToDecide(icons, workspace)
        self.articles.list.left = self.go_home
        self.centre = frame("paper", across(self.view, gap=0))
        self.centre.setFocusProxy(self.view)
        self.notices = Notices(theme, icons, self.centre, commands)
        self.notices.covering.connect(self.view.set_covered)
        self._lines = hairline(vertical=True), hairline(vertical=True)
        row = across(gap=0)
        row.addWidget(self.articles)
        row.addWidget(self._lines[0])
        row.addWidget(self.centre, 1)
        row.addWidget(self._lines[1])
        row.addWidget(self.panel)
        self.setLayout(row)
        self._wants_list, self._wants_panel, self._is_text_only = False, True, False
        self._arrange()
        self.view.zoom_asked.connect(
            lambda step: commands.do("zoom_in" if step > 0 else "zoom_out")
        )
        workspace.said.connect(self._on_said)
        workspace.changed.connect(self.notices.outdate)
        workspace.closed.connect(self.notices.dismiss)
        self.come()

    # --- for the window ---------------------------------------------------------------------------

    def come(self) -> None:
        """Compare what is there now, and keep in step from now on."""
        self._hands.workspace.review.start()
        if self._wants_list:
            self.articles.found.look()

    def leave(self) -> None:
        """Rest."""
        self.flush()
        self.notices.dismiss()
        self._hands.workspace.review.draw(None)
        self._hands.workspace.review.stop()
        self.articles.found.stop()

    def go_home(self) -> None:
        """Put the keyboard into the list of differences, or into the text where there are none."""
        home = self.panel.list if self.panel.list.isVisibleTo(self) else self.view
        home.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow_settings(self) -> None:
        """Set the text as the settings say."""
        settings = self._hands.settings
        length = settings.get(LINE_LENGTH)
        self.view.set_typesetting(Typesetting(
            settings.get(ZOOM),
            int(length) if length.isdecimal() else None,
            settings.get(FACE),  # type: ignore[arg-type]  # one of the setting's choices
            settings.get(SPACING),  # type: ignore[arg-type]  # and this
        ))  # fmt: skip
        self.view.set_tags("none")

    def flush(self) -> None:
        """Keep what is being written."""
        self.panel.why.flush()
        self.panel.talk.threads.flush()

    def picked(self) -> tuple[int, int]:
        """Give the words that are picked."""
        return self.view.selection()

    def where(self) -> tuple[int, float]:
        """Give the place of the first line that is in sight, and how much of it is cut off."""
        return self.view.where()

    def tab_regions(self) -> tuple[QWidget, ...]:
        """Give the regions that Tab goes through, in order."""
        return (self.articles, self.centre, self.panel)

    def is_shown(self, pane: Pane) -> bool:
        """Say whether a pane is shown."""
        if pane == "text_only":
            return self._is_text_only
        return not (self.articles if pane == "library" else self.panel).isHidden()

    def toggle(self, pane: Pane) -> None:
        """Show or hide a pane."""
        if pane == "text_only":
            self._is_text_only = not self._is_text_only
        elif pane == "library":
            self._is_text_only, self._wants_list = False, not self.is_shown("library")
        else:
            self._is_text_only, self._wants_panel = False, not self.is_shown("panel")
        self._arrange()

    def _arrange(self) -> None:
        held = [pane for pane in (self.articles, self.panel) if has_focus_inside(pane)]
        lists = self._wants_list and not self._is_text_only
        panel = self._wants_panel and not self._is_text_only
        if lists and self.articles.isHidden():
            self.articles.found.look()
        for part, shown in (
            (self.articles, lists), (self._lines[0], lists), (self.panel, panel),
            (self._lines[1], panel),
        ):  # fmt: skip
            part.setVisible(shown)
        if any(pane.isHidden() for pane in held):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._commands.refresh_soon()

    # --- the focus --------------------------------------------------------------------------------

    def _regions(self) -> dict[Region, QWidget]:
        return {
            "library": self.articles.list, "article": self.view, "cases": self.panel.list,
            "reason": self.panel.why, "comment": self.panel.talk.opener,
        }  # fmt: skip

    def focus(self, region: Region) -> None:
        """Put the focus into a region, and show it first if need be."""
        wanted: Region = "cases" if region in {"labels", "outline", "details"} else region
        widget = self._regions().get(wanted, self.view)
        if wanted == "library" and not self.is_shown("library"):
            self.toggle("library")
        elif wanted not in {"library", "article"} and not self.is_shown("panel"):
            self.toggle("panel")
        if wanted == "cases":
            self.go_home()
        elif wanted == "comment":
            self.panel.talk.threads.write()
            self.panel.bring_into_sight(widget)
        else:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if wanted == "reason":
                self.panel.bring_into_sight(widget)

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region that is shown."""
        shown = [widget for widget in self._regions().values() if widget.isVisible()]
        at = next(
            (n for n, region in enumerate(shown) if has_focus_inside(region)),
            -1 if step > 0 else 0,
        )
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- what happens -----------------------------------------------------------------------------

    def _press(self, event: QKeyEvent) -> bool:
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self._hands.workspace.review.drawn is None:
            if self.notices.words:
                self.notices.dismiss()
            elif self._is_text_only:
                self.toggle("text_only")
            else:
                self.go_home()
            return True
        if has_focus_inside(self.view) and self._moves_caret(event):
            return False
        return self._commands.press_in_review(event)

    def _moves_caret(self, event: QKeyEvent) -> bool:
        return event.key() in (
            Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
            Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use the keys of the review wherever on the page nobody writes."""
        if self._press(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_said(self, said: Said) -> None:
        workspace = self._hands.workspace
        if workspace.is_open and said.is_notice and self._hands.screen.page() == "review":
            self.notices.show(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the articles go where there is no room for them."""
        super().resizeEvent(event)
        if self.width() < Size.NARROW and self._wants_list:
            self._wants_list = False
            self._arrange()
