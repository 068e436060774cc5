"""The first page: the sample, a new project, a project that is there, and those open last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Trouble
from annotator.settings import PERSON_ID, RECENT, Settings
from annotator.ui.icons import Icons
from annotator.ui.looks import looks
from annotator.ui.parts.buttons import Row
from annotator.ui.parts.drawing import side
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import key_hint, label, quotation
from annotator.ui.screens.recent import Looker, RecentRow, Seen
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace

_DEEDS = (
    ("open_sample", "sample", "Open the sample", "One article, carefully marked by one annotator",
     "Ctrl+Shift+O"),
    ("new_project", "new", "New project", "Choose a name and a set of labels", "Ctrl+N"),
    ("open_project", "open", "Open a project", "A file that ends in .annot", "Ctrl+O"),
)  # fmt: skip
_SCHEME = "conflict-news"
"""The labels whose lines stand under the headline: those of the sample."""
_DEED_HEIGHT = 56
_LINE = 28
_PROMISE = "For reading conflict news closely. Everything stays on this computer."
_DROP = "Drop articles, folders or a colleague’s file anywhere in this window"  # noqa: RUF001
_BESIDE = (Space.L, 0, Space.L, 0)
_LINE_HEIGHT = 18
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StartPage(QFrame):
    """What is shown while no project is open."""

    chosen = Signal(Path)
    """The project to open."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, settings: Settings,
        do: Callable[[str], None], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._icons, self._workspace, self._do = theme, icons, workspace, do
        self._settings = settings
        self.looker = Looker(self)
        self.looker.seen.connect(self._on_seen)
        self.setProperty("role", "paper")
        self.setAccessibleName("Start")
        self._deeds = [self._deed(*deed) for deed in _DEEDS]
        self.recent: list[RecentRow] = []
        self._list = down(gap=0)
        self._head = frame("", across(label("Recent", "section"), None, margins=_BESIDE))
        self._lines = across(None, gap=Space.XS)
        self._lay_out()
        self.setFocusProxy(self._deeds[0])
        self._show_recent()
        workspace.closed.connect(self._show_recent)

    @property
    def rows(self) -> list[Row]:
        """Give all that can be chosen, from above."""
        return [*self._deeds, *self.recent]

    # --- laying out -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = quotation("Annotator", style="headline", wrap=False)
        title.setAlignment(side(QGuiApplication.layoutDirection()))
        lines = frame("", self._lines)
        lines.setFixedHeight(_LINE_HEIGHT)
        drop = across(None, Picture(self._icons, "drop", 16, "ink_3"), label(_DROP, "meta"), None)
        column = frame("", down(
            title, lines, Space.S, label(_PROMISE, "meta", wrap=True), Space.XL,
            self._card(), Space.XL, self._head, Space.XS, self._list, Space.XXL, drop, gap=0,
        ))  # fmt: skip
        column.setMaximumWidth(Size.START)
        middle = across(gap=0, margins=(Space.XL, Space.XL, Space.XL, Space.XL))
        middle.addStretch(1)
        middle.addWidget(column, 1000)
        middle.addStretch(1)
        self._area = scrolled(down(None, middle, None))
        self.setLayout(down(self._area, gap=0))

    def _card(self) -> QFrame:
        first, *others = self._deeds
        parts: list[QWidget] = [first]
        for deed in others:
            parts += [hairline(), deed]
        return frame("card", down(*parts, gap=0, margins=(4, 4, 4, 4)))

    def _deed(self, id_: str, picture: str, words: str, remark: str, keys: str) -> Row:
        row = across(Picture(self._icons, picture, 20), Space.XS, gap=Space.M, margins=_BESIDE)
        row.addLayout(down(None, label(words, "strong"), label(remark, "meta"), None, gap=0), 1)
        row.addWidget(key_hint(keys))
        row.addStrut(_DEED_HEIGHT)
        made = Row(self._theme, words, row, _DEED_HEIGHT)
        made.setAccessibleDescription(remark)
        made.clicked.connect(partial(self._do, id_))
        made.installEventFilter(self)
        return made

    # --- recent projects --------------------------------------------------------------------------

    def _show_recent(self) -> None:
        # Each path once, whatever stands in the settings.
        paths = [Path(path) for path in dict.fromkeys(self._settings.get(RECENT))]
        before = {row.path: row for row in self.recent}
        self.recent = [before[path] if path in before else self._recent_row(path) for path in paths]
        gone = [row for path, row in before.items() if path not in paths]
        for row in gone:
            row.hide()
            row.deleteLater()
        for row in (*gone, *self.recent):
            self._list.removeWidget(row)
        for row in self.recent:
            self._list.addWidget(row)
            row.show()
        self._head.setVisible(bool(paths))
        if self.isVisible():
            QTimer.singleShot(0, self, self._look)

    def _recent_row(self, path: Path) -> RecentRow:
        row = RecentRow(self._theme, self._icons, path)
        row.clicked.connect(partial(self.chosen.emit, path))
        row.removed.connect(partial(self._leave_out, path))
        row.installEventFilter(self)
        return row

    def _leave_out(self, path: Path) -> None:
        """Leave a project out of the list; its file stays where it is."""
        at = [row.path for row in self.recent].index(path)
        kept = [known for known in self._settings.get(RECENT) if known != str(path)]
        try:
            self._settings.set(RECENT, kept)
        except Trouble as trouble:
            self._workspace.tell(str(trouble), is_trouble=True)
        self._show_recent()
        self.rows[min(len(_DEEDS) + at, len(self.rows) - 1)].setFocus()

    def _look(self) -> None:
        """Look at the projects, beside the screen."""
        self.looker.look([row.path for row in self.recent], self._settings.get(PERSON_ID))

    def _on_seen(self, seen: Seen) -> None:
        for row in self.recent:
            if row.path == seen.path:
                row.show_seen(seen)

    # --- what Qt asks -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the projects once the page is painted: some may have changed, or be gone."""
        super().showEvent(event)
        self._show_recent()
        QTimer.singleShot(0, self, self._draw_lines)

    def _draw_lines(self) -> None:
        """Draw the lines of the four labels. Reading the scheme takes longer than painting."""
        if self._lines.count() > 1:
            return
        labels = [x for x in find_scheme(_SCHEME).labels if x.level == "default"]
        found = looks(find_scheme(_SCHEME), "light")
        for number, one in enumerate(labels):
            self._lines.insertWidget(
                number, Swatch(self._theme, found[one.id], _LINE, letter=False)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows go through all rows, whatever they stand in."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step and watched in self.rows:
                at = self.rows.index(watched) + step
                if 0 <= at < len(self.rows):
                    self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
                    self._area.ensureWidgetVisible(self.rows[at])
                return True
        return super().eventFilter(watched, event)
