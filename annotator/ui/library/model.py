"""The rows of the list: an index of all articles built in slices, and marks counted where seen.

A project may hold 100,000 articles. The first page is read at once, the others while the window
is idle, by key; marks are counted for rows that are painted, and a label changes one row's count.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal

from annotator.model.article import FINISHED
from annotator.model.change import Changes
from annotator.model.sentences import Told
from annotator.store import library
from annotator.store.library import Listed
from annotator.ui.library.dates import partial_date
from annotator.ui.library.facts import NO_TITLE, Shown, remark, spoken
from annotator.ui.library.filter import Filter, searched
from annotator.ui.library.tally import Tally
from annotator.ui.parts.words import tooltip
from annotator.workspace.article import MarksDelta
from annotator.workspace.workspace import Workspace

_Parent = QModelIndex
_FIRST, _SLICE = 60, 250
"""How many articles are read at once, and then in each slice."""
_TOGETHER = 2_000
"""So many are shown together: each time the view is painted."""
_MOST = 2_000
"""More articles than this are not looked at one by one: the list is read anew."""
_ONE_BY_ONE = 20
"""More rows than this do not come or go one by one: the view is told once."""
_AHEAD = 16
"""How many rows are counted before they are seen."""
_AGAIN = 500
"""Milliseconds until a list that could not be read is asked for again."""
_NOWHERE = QModelIndex()


class Articles(QAbstractListModel):
    """All articles of the open project that the filter takes, in order of arrival."""

    totals_changed = Signal()
    """There are more or fewer articles, or more or fewer are done or shown."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._filter = Filter()
        self._tally = Tally(workspace, self)
        self._tally.counted.connect(self._repaint)
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.timeout.connect(self._read_slice)
        self._clear()
        workspace.opened.connect(self.read)
        workspace.closed.connect(self.read)
        workspace.moved.connect(self._on_moved)
        workspace.changed.connect(self._on_changed)
        workspace.marks_changed.connect(self._on_marks_changed)
        self.read()

    def _clear(self) -> None:
        self._known: dict[int, Listed] = {}
        self._words: dict[int, str] = {}
        self._order: list[int] = []
        self._rows: list[int] = self._order
        self._came: list[int] = []
        self._tally.clear()
        self._years: set[int] = set()
        self._last: int | None = 0  # the last one read; None once all are
        self._open: int | None = None
        self._was_open = 0  # the last one that was open
        self.done = 0
        self.given = self.given_done = 0

    # --- what views ask ---------------------------------------------------------------------------

    def rowCount(self, parent: _Parent = _NOWHERE) -> int:  # type: ignore[override]
        """Say how many articles the filter takes."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:  # type: ignore[override]
        """Give a row's title, its words for a screen reader, or its tooltip."""
        if not 0 <= index.row() < len(self._rows):
            return None
        listed = self.listed(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return listed.title or NO_TITLE
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(listed, self.shown(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(remark(listed))
        return None

    def listed(self, row: int) -> Listed:
        """Give what is known of the article in a row."""
        return self._known[self._rows[row]]

    def shown(self, row: int) -> Shown | None:
        """Give how many marks are shown in a row's article; None until they are counted."""
        item = self._rows[row]
        shown = self._tally.shown(item)
        if shown is None:
            near = self._rows[max(0, row - _AHEAD) : row + _AHEAD]
            self._tally.want((*reversed(near), item))
        return shown

    @property
    def with_year(self) -> bool:
        """Say whether dates need their year: not where all articles are of one."""
        return len(self._years) > 1

    @property
    def total(self) -> int:
        """Say how many articles there are, as far as they are read."""
        return len(self._order)

    @property
    def is_whole(self) -> bool:
        """Say whether all articles are read."""
        return self._last is None

    @property
    def filter(self) -> Filter:
        """Give the filter in force."""
        return self._filter

    @property
    def open_row(self) -> int | None:
        """Give the row of the open article, None where it has none."""
        return None if self._open is None else self._row_of(self._open)

    # --- going through them -----------------------------------------------------------------------

    def neighbour(self, step: int) -> str | None:
        """Give the id of the next article that is shown, or with -1 of the one before."""
        if self._open is None:
            return self._id_at(0 if step > 0 else len(self._rows) - 1)
        at = bisect_left(self._rows, self._open)
        if step > 0 and 0 <= at < len(self._rows) and self._rows[at] != self._open:
            step -= 1  # the open one is not shown: the next one has its place
        return self._id_at(at + step)

    def nearest(self) -> str | None:
        """Give the id of the shown article nearest to where the open one was, the later first."""
        at = bisect_left(self._rows, self._was_open)
        return self._id_at(min(at, len(self._rows) - 1))

    def next_unfinished(self) -> str | None:
        """Give the id of the next shown article that is not finished, from the start at the end."""
        rows = self._rows
        at = bisect_left(rows, self._open + 1) if self._open is not None else 0
        for number in (*range(at, len(rows)), *range(at)):
            item = rows[number]
            if item != self._open and not _is_finished(self._known[item]):
                return self._known[item].id
        return None

    def found(self) -> list[str]:
        """Give the ids of the articles that the filter shows, none where nothing is filtered."""
        return [self._known[item].id for item in self._rows] if self._filter else []

    def place(self) -> tuple[int, int]:
        """Give the number of the open article among those shown, 0 for none, and how many."""
        row = self.open_row
        return (0 if row is None else row + 1), len(self._rows)

    def _id_at(self, row: int) -> str | None:
        return self.listed(row).id if 0 <= row < len(self._rows) else None

    def _row_of(self, item: int) -> int | None:
        row = bisect_left(self._rows, item)
        return row if row < len(self._rows) and self._rows[row] == item else None

    # --- the filter -------------------------------------------------------------------------------

    def set_filter(self, typed: str) -> None:
        """Show the articles that the typed words mean."""
        before, self._filter = self._filter, Filter(typed)
        self.beginResetModel()
        self._sift(self._rows if self._filter.narrows(before) else self._order)
        self.endResetModel()
        self.totals_changed.emit()

    def _sift(self, items: list[int]) -> None:
        """Show those of some articles that the filter takes."""
        self._rows = self._filter.sift(items, self._words) if self._filter else self._order

    # --- reading ----------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list anew: the first page at once, the others in slices."""
        self._slices.stop()
        self.beginResetModel()
        self._clear()
        self._sift(self._order)
        self.endResetModel()
        self._last = 0 if self._workspace.is_open else None
        if self._workspace.is_open:
            self._read_page(_FIRST)
            self._on_moved()
        self.totals_changed.emit()

    def _read_slice(self) -> None:
        self._read_page(_SLICE)

    def _read_page(self, size: int) -> None:
        workspace = self._workspace
        if self._last is None or not workspace.is_open:
            return
        try:
            page = library.page(workspace.reader, workspace.person.id, self._last, size)
        except Told:
            self._slices.start(_AGAIN)
            return
        self._last = page[-1].item if len(page) == size else None
        for listed in page:
            self._learn(listed)
        self._came += [listed.item for listed in page]
        if self._last is None or len(self._came) >= _TOGETHER or len(self._order) < _TOGETHER:
            self._append()
        if self._last is not None:
            self._slices.start(0)

    def _append(self) -> None:
        """Put the articles that came behind all others."""
        came, self._came = self._came, []
        taken = came
        if self._filter:
            taken = self._filter.sift(came, self._words)
            self._order += came
        if taken:
            start = len(self._rows)
            self.beginInsertRows(_NOWHERE, start, start + len(taken) - 1)
            self._rows += taken  # without a filter it is the order itself
            self.endInsertRows()
        self.totals_changed.emit()

    def _learn(self, listed: Listed) -> None:
        before = self._known.get(listed.item)
        self._count(before, -1)
        self._count(listed, 1)
        self._known[listed.item] = listed
        self._words[listed.item] = searched(listed)
        date = partial_date(listed.published)
        if date is not None:
            self._years.add(date.year)

    def _count(self, listed: Listed | None, sign: int) -> None:
        """Count an article among those that are done, and those that open rounds give one."""
        if listed is not None:
            self.done += sign * _is_finished(listed)
            self.given += sign * (listed.given != "no")
            self.given_done += sign * (listed.given == "done")

    def _forget(self, item: int) -> None:
        self._count(self._known.pop(item), -1)
        del self._words[item]
        self._tally.forget(item)

    # --- keeping in step --------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("round"):
            self.read()
            return
        if not changes.articles:
            if changes.touch("label"):
                self._repaint()
            return
        if len(changes.articles) > _MOST:
            self.read()
            return
        only_marks = not changes.touch("article", "reading", "assignment")
        if only_marks and not changes.touch("span"):
            return
        if only_marks and changes.articles == self._counted_live():
            self._count_others_of_open()
            return
        self._take(changes.articles)

    def _counted_live(self) -> Collection[str]:
        """Give the id of the article whose counts follow its marks one by one."""
        article = self._workspace.article
        return {article.id} if article is not None and self._workspace.is_mine else set()

    def _take(self, articles: Iterable[str]) -> None:
        """Look again at some articles."""
        workspace = self._workspace
        try:
            found = library.these(workspace.reader, workspace.person.id, articles)
        except Told:
            self.read()
            return
        live = self._counted_live()
        for item, listed in found:
            if listed is None or listed.id not in live:
                self._tally.forget(item)
        found = [(item, listed) for item, listed in found if self._is_read(item)]
        if len(found) > _ONE_BY_ONE:
            self._put_together(found)
        else:
            for item, listed in found:
                self._put(item, listed)
        self._on_moved()
        self.totals_changed.emit()

    def _is_read(self, item: int) -> bool:
        if self._came:
            self._append()  # so that what is known is shown, too
        return self._last is None or item <= self._last

    def _put(self, item: int, listed: Listed | None) -> None:
        """Let one article come, change or go."""
        was_known, is_filtered = item in self._known, self._rows is not self._order
        if listed is not None:
            self._learn(listed)
            if is_filtered and not was_known:
                insort(self._order, item)
            self._show_row(item, shown=self._filter.takes(self._words[item]))
        elif was_known:
            self._show_row(item, shown=False)
            if is_filtered:
                del self._order[bisect_left(self._order, item)]
            self._forget(item)

    def _show_row(self, item: int, *, shown: bool) -> None:
        row = self._row_of(item)
        if shown and row is None:
            row = bisect_left(self._rows, item)
            self.beginInsertRows(_NOWHERE, row, row)
            self._rows.insert(row, item)
            self.endInsertRows()
        elif not shown and row is not None:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._rows[row]
            self.endRemoveRows()
        elif row is not None:
            self._repaint(row)

    def _put_together(self, found: list[tuple[int, Listed | None]]) -> None:
        """Let many articles come, change or go."""
        self.beginResetModel()
        for item, listed in found:
            if listed is not None:
                self._learn(listed)
            elif item in self._known:
                self._forget(item)
        self._order = sorted(self._known)
        self._sift(self._order)
        self.endResetModel()

    def _repaint(self, row: int | None = None) -> None:
        last = len(self._rows) - 1
        if last >= 0:
            first = self.index(0 if row is None else row)
            self.dataChanged.emit(first, self.index(last if row is None else row))

    # --- the open article -------------------------------------------------------------------------

    def _on_moved(self) -> None:
        """Count the marks of the open article from those on screen, which are at hand."""
        article, before = self._workspace.article, self.open_row
        item = self._workspace.reader.item_of(article.id) if article is not None else None
        self._open = item
        self._was_open = self._was_open if item is None else item
        if article is not None and item is not None and self._workspace.is_mine:
            self._tally.take(item, article)
        for row in (before, self.open_row):
            if row is not None:
                self._repaint(row)

    def _count_others_of_open(self) -> None:
        """Count others' marks in the open article again, which matter where one has none."""
        article = self._workspace.article
        if article is not None and self._open is not None and not article.spans:
            self._on_moved()

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        if self._open is None or not self._workspace.is_mine:
            return
        if delta.whole:
            self._on_moved()
            self._repaint()
            return
        self._tally.follow(self._open, delta)
        row = self.open_row
        if row is not None:
            self._repaint(row)


def _is_finished(listed: Listed | None) -> bool:
    return listed is not None and listed.status in FINISHED
