"""The page for marking: the list of articles, the article, and the panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions.action import Hands, Region
from annotator.actions.dimming import DIM, ONLY, USUAL
from annotator.actions.marks.arming import PREFIX as ARM
from annotator.settings import (
    DIMMED,
    FACE,
    FOCUS,
    LIBRARY,
    LINE_LENGTH,
    PANEL,
    SPACING,
    TAGS,
    ZOOM,
)
from annotator.ui.announcer import Announcer
from annotator.ui.article.typesetting import Typesetting
from annotator.ui.article.view import ArticleView
from annotator.ui.commands import Commands
from annotator.ui.find.bar import FindBar
from annotator.ui.icons import Icons
from annotator.ui.library.library import Library
from annotator.ui.menus import Entry, short_menu
from annotator.ui.notices import Notices
from annotator.ui.pages import Pane
from annotator.ui.panel.panel import Panel
from annotator.ui.panel.still_open import goes
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, frame, hairline
from annotator.ui.screens.hover import HoverCard
from annotator.ui.screens.no_article import NoArticle
from annotator.ui.screens.reading import Reading
from annotator.ui.theme import Size, Theme
from annotator.workspace.said import Said

_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The keyboard comes back from a menu or another window: nobody went anywhere."""
_ON_GHOST = ("accept", "decline", "accept_all")
_MOVES = ("end_right", "end_left", "start_right", "start_left")
_IN_ARTICLE: tuple[Entry, ...] = (
    "details", "entity", "event_of_words", "note", ("Move start or end", _MOVES), "delete_mark",
    "history", None,
    "copy", "show_whose", "article_details", "remove_article",
)  # fmt: skip


class AnnotatePage(QFrame):
    """Three regions side by side. Where there is little room the library lies over the text."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._hands, self._commands, self._icons = hands, commands, icons
        workspace, settings = hands.workspace, hands.settings
        self.view = ArticleView(theme)
        self._set_view()
        # The article hears first: it is drawn before what stands around it begins to change.
        self.reading = Reading(theme, workspace, self.view, commands)
        self.announcer = Announcer(workspace, self.view)
        workspace.selected.connect(self._keep_focus)  # before the details go
        self.library = Library(theme, icons, workspace, settings, commands.do)
        self.panel = Panel(theme, icons, workspace, settings, commands.do)
        self.centre = frame("paper", across(self.view, gap=0))
        self.centre.setFocusProxy(self.view)
        self.card = HoverCard(theme, workspace, self.view, self.centre)
        self.no_article = NoArticle(icons, workspace, commands, self.centre)
        self.notices = Notices(theme, icons, self.centre, commands)
        self.notices.covering.connect(self.view.set_covered)
        self.find_bar = FindBar(theme, icons, workspace, self.view, commands, self.centre)
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
        self.view.installEventFilter(self)
        self.view.zoom_asked.connect(self._zoom)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.reading.escaped.connect(self._on_escaped)
        self.panel.still_open.entered.connect(lambda item: goes(hands, item))
        self.panel.labels.menu_asked.connect(self._open_label_menu)
        self.panel.labels.show_dimmed(settings.get(DIMMED))
        workspace.said.connect(self._on_said)
        workspace.moved.connect(self._fold_back)
        workspace.changed.connect(self.notices.outdate)
        workspace.closed.connect(self.notices.dismiss)

    def follow_settings(self) -> None:
        """Show article and labels as the settings say."""
        self._set_view()
        self.panel.labels.show_dimmed(self._hands.settings.get(DIMMED))
        self._commands.refresh_soon()

    def go_home(self) -> None:
        """Put the keyboard into the article."""
        self.view.setFocus()

    def come(self) -> None:
        """Be shown: all of it was kept in step."""

    def leave(self) -> None:
        """Be shown no longer."""
        self.notices.dismiss()

    def flush(self) -> None:
        """Write what is being typed in the panel."""
        self.panel.flush()

    def picked(self) -> tuple[int, int]:
        """Give the words that are picked."""
        return self.view.selection()

    def where(self) -> tuple[int, float]:
        """Give the place of the first line that is in sight, and how much of it is cut off."""
        return self.view.where()

    def tab_regions(self) -> tuple[QWidget, ...]:
        """Give the regions that Tab goes through, in order."""
        panel = self.panel
        return (self.library, self.centre, panel.labels, panel.outline, panel.still_open,
                panel.details)  # fmt: skip

    def _set_view(self) -> None:
        settings, view = self._hands.settings, self.view
        length = settings.get(LINE_LENGTH)
        view.set_typesetting(Typesetting(
            settings.get(ZOOM),
            int(length) if length.isdecimal() else None,
            settings.get(FACE),  # type: ignore[arg-type]  # one of the setting's choices
            settings.get(SPACING),  # type: ignore[arg-type]  # and this
        ))  # fmt: skip
        view.set_tags(settings.get(TAGS))  # type: ignore[arg-type]  # and this
        view.set_dimmed(settings.get(DIMMED))
        view.set_focus_mode(on=settings.get(FOCUS))

    def _open_label_menu(self, label: str, place: QPoint) -> None:
        """Offer to arm a label, and to dim it or all others."""
        ids = [f"{ARM}{label}", None, f"{DIM}{label}", f"{ONLY}{label}", None, USUAL]
        menu = short_menu(ids, self._commands, self._icons, self.panel.labels)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _on_said(self, said: Said) -> None:
        is_here = self._hands.screen.page() == "annotate"
        if self._hands.workspace.is_open and said.is_notice and is_here:
            self.notices.show(said)

    def _on_escaped(self) -> None:
        """Close one thing after the other that lies over the text or hides what is beside it."""
        if self.find_bar.isVisible():
            self.find_bar.close_bar()
        elif self.notices.words:
            self.notices.dismiss()
        elif self._is_text_only:
            self.toggle("text_only")

    def _zoom(self, step: int) -> None:
        self._commands.do("zoom_in" if step > 0 else "zoom_out")

    def _keep_focus(self) -> None:
        """Take the keyboard back to the text where the details that had it are going."""
        if self._hands.workspace.chosen is None and has_focus_inside(self.panel.details):
            self.view.setFocus()

    def _open_menu(self, place: QPoint) -> None:
        """Offer what can be done with the mark or the words under the mouse."""
        entries = [*self._commands.label_ids, None, *_IN_ARTICLE]
        if self.reading.pick_ghost(place):
            entries = [*_ON_GHOST, None, *self._commands.label_ids]
        else:
            self._choose_under(place)
        menu = short_menu(entries, self._commands, self._icons, self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _choose_under(self, place: QPoint) -> None:
        """Choose the mark under the mouse, or put the caret there; what is picked there stays."""
        workspace = self._hands.workspace
        article, at = workspace.article, self.view.place_under(place)
        if article is None or at is None:
            return
        start, end = self.view.selection()
        if start <= at < end:
            return
        marks = self.view.marks_at(at)
        if workspace.selection.span in marks:
            return
        if marks:
            workspace.choose(article.span(marks[0]))
        else:
            workspace.pick(at, at)

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
        if self._is_laid_over:
            self.library.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, pane: Pane, *, shown: bool) -> None:
        if pane == "library":
            self._wants_library = shown
            self._is_laid_over = shown and self.is_narrow
            self._hands.settings.set(LIBRARY, shown)
        else:
            self._wants_panel = shown
            self._hands.settings.set(PANEL, shown)

    def arrange(self) -> None:
        """Show the panes that are wanted and have room. The keyboard of a hidden one goes home."""
        held = [pane for pane in (self.library, self.panel) if has_focus_inside(pane)]
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
        if any(pane.isHidden() for pane in held):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._commands.refresh_soon()

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
        """Fold a library that lies over the text back by Esc, or once the text is gone back to."""
        if self._is_laid_over:
            if isinstance(event, QFocusEvent) and watched is self.view and event.gotFocus():
                if event.reason() not in _PASSING:
                    self._fold_back()
            elif (
                isinstance(event, QKeyEvent)
                and watched is self.library
                and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Escape
            ):
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)

    # --- the focus --------------------------------------------------------------------------------

    def regions(self) -> dict[Region, QWidget]:
        """Give what has the focus in each region, in the order of F6."""
        return {
            "library": self.library.list, "article": self.view, "labels": self.panel.labels,
            "outline": self.panel.outline, "still_open": self.panel.still_open.list,
            "details": self.panel.details,
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
        shown = [
            widget
            for name, widget in self.regions().items()
            if widget.isVisible() and (name != "details" or self._hands.workspace.chosen)
        ]
        at = next(
            (n for n, region in enumerate(shown) if has_focus_inside(region)),
            -1 if step > 0 else 0,
        )
        for n in range(1, len(shown) + 1):
            region = shown[(at + n * step) % len(shown)]
            region.setFocus(Qt.FocusReason.TabFocusReason)
            if has_focus_inside(region):
                return  # one that has nothing in it does not take the keyboard
