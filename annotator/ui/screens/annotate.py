"""The page for marking: the list of articles, the article, and the panel."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions.action import Hands, Region
from annotator.settings import LIBRARY, PANEL, TAGS, ZOOM
from annotator.ui.article.view import ArticleView
from annotator.ui.commands import Commands
from annotator.ui.find_bar import FindBar
from annotator.ui.icons import Icons
from annotator.ui.library.library import Library
from annotator.ui.menus import short_menu
from annotator.ui.notices import Notices
from annotator.ui.panel.panel import Panel
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, frame, hairline
from annotator.ui.screens.reading import Reading
from annotator.ui.theme import Size, Theme
from annotator.workspace.workspace import Said

Pane = Literal["library", "panel", "text_only"]
_IN_ARTICLE = ("details", "note", "delete_mark", None, "copy", "article_details", "remove_article")


class AnnotatePage(QFrame):
    """Three regions side by side. Where there is little room the library lies over the text."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._hands, self._commands, self._icons = hands, commands, icons
        workspace, settings = hands.workspace, hands.settings
        self.view = ArticleView(theme)
        self.view.set_zoom(settings.get(ZOOM))
        self.view.set_tags(settings.get(TAGS))  # type: ignore[arg-type]  # one of its choices
        self.library = Library(theme, icons, workspace, settings, commands.do)
        self.panel = Panel(theme, icons, workspace, settings, commands.do)
        self.reading = Reading(theme, workspace, self.view, commands)
        self.centre = frame("paper", across(self.view, gap=0))
        self.notices = Notices(theme, icons, self.centre, commands)
        self.find_bar = FindBar(theme, icons, workspace, self.view, self.centre)
        self._lines = hairline(vertical=True), hairline(vertical=True)
        row = across(gap=0)
        row.addWidget(self.library)
        row.addWidget(self._lines[0])
        row.addWidget(self.centre, 1)
        row.addWidget(self._lines[1])
        row.addWidget(self.panel)
        self.setLayout(row)
        self._row = row
        self._wants_library = settings.get(LIBRARY)
        self._wants_panel = settings.get(PANEL)
        self._is_text_only = False
        self._is_laid_over = False
        self.library.installEventFilter(self)
        self.view.zoom_asked.connect(
            lambda step: commands.do("zoom_in" if step > 0 else "zoom_out")
        )
        self.view.customContextMenuRequested.connect(self._open_menu)
        workspace.said.connect(self._on_said)
        workspace.moved.connect(self._fold_back)

    def _on_said(self, said: Said) -> None:
        if said.deed or said.is_trouble:
            self.notices.show(said)

    def _zoom(self, step: int) -> None:
        self._commands.do("zoom_in" if step > 0 else "zoom_out")

    def _open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the mark or the words under the mouse."""
        ids = [*self._commands.label_ids, None, *_IN_ARTICLE]
        menu = short_menu(ids, self._commands, self._icons, self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(place))

    # --- panes ------------------------------------------------------------------------------------

    @property
    def is_narrow(self) -> bool:
        """Say whether the library folds away for want of room."""
        return self.width() < Size.NARROW

    def is_shown(self, pane: Pane) -> bool:
        """Say whether a pane is shown."""
        if pane == "text_only":
            return self._is_text_only
        return not (self.library if pane == "library" else self.panel).isHidden()

    def toggle(self, pane: Pane) -> None:
        """Show or hide a pane."""
        if pane == "text_only":
            self._is_text_only = not self._is_text_only
        elif self._is_text_only:
            self._is_text_only = False
            self._want(pane, shown=True)
        elif pane == "library" and self.is_narrow:
            self._is_laid_over = not self._is_laid_over
        else:
            self._want(pane, shown=not self.is_shown(pane))
        self.arrange()

    def _want(self, pane: Pane, *, shown: bool) -> None:
        if pane == "library":
            self._wants_library = shown
            self._is_laid_over = shown and self.is_narrow
            self._hands.settings.set(LIBRARY, shown)
        else:
            self._wants_panel = shown
            self._hands.settings.set(PANEL, shown)

    def arrange(self) -> None:
        """Show the panes that are wanted and have room."""
        self._is_laid_over = self._is_laid_over and self.is_narrow and not self._is_text_only
        beside = self._wants_library and not self.is_narrow and not self._is_text_only
        if self._is_laid_over:
            self._lay_over(self.library, 0, Size.LIBRARY)
            self._lay_over(self._lines[0], Size.LIBRARY, 1)
        elif self._row.indexOf(self.library) < 0:
            self._row.insertWidget(0, self.library)
            self._row.insertWidget(1, self._lines[0])
        for part in (self.library, self._lines[0]):
            part.setVisible(beside or self._is_laid_over)
        panel = self._wants_panel and not self._is_text_only
        self.panel.setVisible(panel)
        self._lines[1].setVisible(panel)

    def _lay_over(self, part: QWidget, start: int, width: int) -> None:
        self._row.removeWidget(part)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        part.setGeometry(
            self.width() - start - width if mirrored else start, 0, width, self.height()
        )
        part.raise_()

    def _fold_back(self) -> None:
        if self._is_laid_over:
            self._is_laid_over = False
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the library away where there is no room for it."""
        super().resizeEvent(event)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold a library that lies over the text back by Esc."""
        if (
            self._is_laid_over
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
        ):
            self._fold_back()
            self.view.setFocus()
            return True
        return super().eventFilter(watched, event)

    # --- the focus --------------------------------------------------------------------------------

    def regions(self) -> dict[Region, QWidget]:
        """Give what has the focus in each region, in the order of F6."""
        return {
            "library": self.library.list, "article": self.view, "labels": self.panel.labels,
            "outline": self.panel.outline, "details": self.panel.details,
        }  # fmt: skip

    def focus(self, region: Region) -> None:
        """Put the focus into a region, and show it first if need be."""
        pane: Pane = "library" if region == "library" else "panel"
        if region != "article" and not self.is_shown(pane):
            self.toggle(pane)
        if region == "library":
            self.library.focus_filter()
        elif region == "article":
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.panel.focus(region)

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region that is shown."""
        shown = [widget for widget in self.regions().values() if widget.isVisible()]
        at = next(
            (n for n, region in enumerate(shown) if has_focus_inside(region)),
            -1 if step > 0 else 0,
        )
        if shown:
            shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
