"""The tiles of the labels: what each is called, its key, and how often it is used here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSpacerItem, QWidget

from annotator.actions.marks.arming import PREFIX
from annotator.model.change import Changes
from annotator.model.scheme import Label
from annotator.model.sentences import say
from annotator.model.span import Span
from annotator.ui.looks import looks
from annotator.ui.panel.deeds import Do
from annotator.ui.parts.layouts import down
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.tile import LabelTile
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.article import MarksDelta
from annotator.workspace.workspace import Workspace

_IN_A_ROW, _FEWER = 4, 3
"""Tiles side by side, and where there are many whose names would not fit."""
_MOST_ROWS = 3
"""Rows that are seen at once; the rest scrolls, and half a row more says so."""
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_NO_TARGET = "Select words first, or choose a mark."


class Labels(QWidget):
    """One tile for each label that is shown, four in a row."""

    menu_asked = Signal(str, QPoint)
    """The label under the mouse, and where on the screen its menu is wanted."""

    def __init__(self, theme: Theme, workspace: Workspace, do: Do) -> None:
        super().__init__()
        self._theme, self._workspace, self._do = theme, workspace, do
        self._tiles: dict[str, LabelTile] = {}
        self._shown: tuple[Label, ...] = ()
        self._counts: Counter[str] = Counter()
        self._dimmed: frozenset[str] = frozenset()
        self._is_stale = True
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.S)
        self._grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._scroll = scrolled(self._grid)
        self._in_a_row = _IN_A_ROW
        self._below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._column = down(self._scroll, gap=0)
        self._column.addItem(self._below)
        self.setLayout(self._column)
        self.setAccessibleName("Labels")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for signal in (workspace.opened, workspace.closed):
            signal.connect(self._make)
        workspace.moved.connect(self._count_all)
        workspace.marks_changed.connect(self._on_marks_changed)
        workspace.changed.connect(self._on_changed)
        workspace.selected.connect(self._say_target)
        workspace.armed_changed.connect(self._show_armed)
        workspace.busy_changed.connect(self._say_target)
        theme.changed.connect(self._renew_looks)
        self._make()

    def tile(self, label: str) -> LabelTile:
        """Give the tile of a label by its id."""
        return self._tiles[label]

    def show_dimmed(self, labels: Iterable[str]) -> None:
        """Show which labels are dimmed in the article."""
        self._dimmed = frozenset(labels)
        for id_, tile in self._tiles.items():
            tile.set_dimmed(on=id_ in self._dimmed)

    # --- the tiles --------------------------------------------------------------------------------

    def _make(self) -> None:
        workspace = self._workspace
        shown = tuple(
            label
            for label in workspace.scheme.labels
            if not label.retired and (workspace.shows_expert or label.level == "default")
        )
        if shown != self._shown:
            self._shown = shown
            self._make_tiles()
        self._count_all()
        self._say_target()
        self._show_armed()

    def _make_tiles(self) -> None:
        for tile in self._tiles.values():
            tile.hide()
            tile.deleteLater()
        by_id = looks(self._workspace.scheme, self._theme.mode)
        self._tiles = {}
        for label in self._shown:
            keys = " or ".join(filter(None, (label.key, label.alt_key)))
            tile = LabelTile(self._theme, by_id[label.id], keys, label.help or "")
            tile.chosen.connect(self._on_pressed)
            tile.refused.connect(partial(self._on_pressed, label.id))
            tile.pinned.connect(self._on_pinned)
            tile.set_dimmed(on=label.id in self._dimmed)
            tile.installEventFilter(self)
            tile.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            tile.customContextMenuRequested.connect(partial(self._ask_menu, label.id))
            self._tiles[label.id] = tile
        self._place_tiles()
        first = next(iter(self._tiles.values()), None)
        self.setFocusProxy(first)  # type: ignore[arg-type]  # None is how Qt forgets it
        self.updateGeometry()

    def _place_tiles(self) -> None:
        self._in_a_row = self._fitting()
        for number, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, number // self._in_a_row, number % self._in_a_row)
            tile.show()
        rows = self._rows()
        for row in range(max(rows, self._grid.rowCount())):  # the style sheet lets tiles shrink
            self._grid.setRowMinimumHeight(row, Size.TILE if row < rows else 0)
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, int(column < self._in_a_row))
            self._grid.setColumnMinimumWidth(column, 0)
        below = Space.S if rows > _MOST_ROWS else 0  # a row that is cut ends before the outline
        self._below.changeSize(0, below, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._column.invalidate()

    def _fitting(self) -> int:
        """Give how many tiles stand side by side."""
        room = (Size.PANEL - 2 * Space.M - (_IN_A_ROW - 1) * Space.S) / _IN_A_ROW
        is_long = any(tile.sizeHint().width() > room for tile in self._tiles.values())
        is_many = len(self._tiles) > _MOST_ROWS * _IN_A_ROW
        return _FEWER if is_long and is_many else _IN_A_ROW

    def _rows(self) -> int:
        return -(-len(self._tiles) // self._in_a_row)

    def _on_pressed(self, label: str, _reason: str = "") -> None:
        # Without words picked the deed itself takes the word at the caret, or says why not.
        self._do(f"label_{label}")

    def _on_pinned(self, label: str) -> None:
        self._do(PREFIX + label)

    def _show_armed(self) -> None:
        for id_, tile in self._tiles.items():
            tile.set_armed(on=id_ == self._workspace.armed)

    def _ask_menu(self, label: str, place: QPoint) -> None:
        self.menu_asked.emit(label, self._tiles[label].mapToGlobal(place))

    def _renew_looks(self) -> None:
        by_id = looks(self._workspace.scheme, self._theme.mode)
        for label in self._shown:
            keys = " or ".join(filter(None, (label.key, label.alt_key)))
            self._tiles[label.id].set_look(by_id[label.id], keys, label.help or "")

    def _say_target(self) -> None:
        workspace, selection = self._workspace, self._workspace.selection
        has_target = not selection.is_caret or selection.span is not None
        blocked = self._never()
        reason = blocked or ("" if has_target and workspace.article is not None else _NO_TARGET)
        for tile in self._tiles.values():
            tile.set_reason(reason, is_blocked=bool(blocked))

    def _never(self) -> str:
        """Say why nothing can be labelled here, whatever is selected; nothing where it can."""
        workspace = self._workspace
        if not workspace.is_open or workspace.article is None:
            return ""
        if workspace.cannot_write is not None:
            return workspace.cannot_write
        if not workspace.is_mine:
            return say("These are the marks of {name}. You can look at them, not change them.",
                       name=workspace.whose_name())  # fmt: skip
        return ""

    # --- the counts -------------------------------------------------------------------------------

    def _count_all(self) -> None:
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        article = self._workspace.article
        self._counts = Counter(map(self._label_of, article.spans if article is not None else ()))
        for id_ in self._tiles:
            self._tiles[id_].set_count(self._counts[id_])
        self._say_target()

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        if delta.whole:
            self._make()
            return
        if self._is_stale:
            return
        touched = set()
        for spans, by in ((delta.removed, -1), (delta.added, 1)):
            for span in spans:
                id_ = self._label_of(span)
                self._counts[id_] += by
                touched.add(id_)
        for id_ in touched & self._tiles.keys():
            self._tiles[id_].set_count(self._counts[id_])

    def _label_of(self, span: Span) -> str:
        return self._workspace.scheme.label_ids.get(span.label, span.label)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("scheme", "label"):
            self._make()

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._count_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk among the tiles with the arrows, of which a button knows only the next and the one
        before; Esc goes back to the text.
        """
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, LabelTile)
        ):
            return self._pressed(watched, Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, tile: LabelTile, key: Qt.Key) -> bool:
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._in_a_row, Qt.Key.Key_Up: -self._in_a_row,
        }  # fmt: skip
        step = steps.get(key, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and key in _SIDEWAYS:
            step = -step
        if key == Qt.Key.Key_Escape:
            self._do("focus_article")
        elif step:
            tiles = list(self._tiles.values())
            at = tiles.index(tile) + step
            if 0 <= at < len(tiles):
                tiles[at].setFocus(Qt.FocusReason.TabFocusReason)
                self._scroll.ensureWidgetVisible(tiles[at])
        return key == Qt.Key.Key_Escape or bool(step)

    # --- its height -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Show some rows; if there are more, half of the next one as well."""
        rows = self._rows()
        height = 2 * Space.M + rows * Size.TILE + max(0, rows - 1) * Space.S
        most = Space.M + _MOST_ROWS * (Size.TILE + Space.S) + Size.TILE // 2 + Space.S
        return QSize(Size.PANEL, min(height, most) if rows > _MOST_ROWS else height)

    def minimumSizeHint(self) -> QSize:
        """Keep the height."""
        return QSize(0, self.sizeHint().height())
