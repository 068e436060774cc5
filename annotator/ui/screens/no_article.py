"""What stands in the place of the article while none is open: how to bring one in, or open one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.model.change import Changes
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import key_text
from annotator.workspace.workspace import Workspace

_WIDE, _HIGH = 360, 160
_ABOVE = 0.3
"""Of the room that is left: how much of it stays above."""


class NoArticle(QWidget):
    """Lies over the place of the article, and goes as soon as one is open."""

    def __init__(
        self, icons: Icons, workspace: Workspace, commands: Commands, over: QWidget
    ) -> None:
        super().__init__(over)
        self._workspace, self._over = workspace, over
        first, pasted = commands["import_files"], commands["paste_article"]
        self.none_there = EmptyList(
            icons, "empty", "Bring in articles",
            "Drop files or folders anywhere in this window, choose them, or paste a text: "
            f"{key_text(pasted.keys[0])}.",
            first.name, first.keys[0],
        )  # fmt: skip
        chosen = commands["focus_filter"]
        self.none_open = EmptyList(
            icons, "article", "No article is open", "Choose one in the list of articles.",
            "Go to the list", chosen.keys[0],
        )  # fmt: skip
        self.none_there.asked.connect(lambda: commands.do("import_files"))
        self.none_open.asked.connect(lambda: commands.do("focus_filter"))
        self._pages = QStackedLayout(self)
        for page in (self.none_there, self.none_open):
            framed = QWidget(self)
            framed.setLayout(down(page, None, gap=0))
            self._pages.addWidget(framed)
        over.installEventFilter(self)
        for signal in (workspace.opened, workspace.closed, workspace.moved):
            signal.connect(self.renew)
        workspace.changed.connect(self._on_changed)
        self.renew()

    def renew(self) -> None:
        """Show what is due: nothing with an article open."""
        workspace = self._workspace
        is_due = workspace.is_open and workspace.article is None
        if is_due:
            has_some = next(iter(workspace.reader.articles(limit=1)), None) is not None
            self._pages.setCurrentIndex(1 if has_some else 0)
            self._place()
        self.setVisible(is_due)

    def _on_changed(self, changes: Changes) -> None:
        if not self.isHidden() and changes.touch("article"):
            self.renew()

    def _place(self) -> None:
        room = self._over.size()
        wide = min(_WIDE, room.width())
        top = max(0, round((room.height() - _HIGH) * _ABOVE))
        self.setGeometry(QRect((room.width() - wide) // 2, top, wide, _HIGH))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the middle when the window's size changes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
