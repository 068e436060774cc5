"""The outline as rows: a tree of groups and marks laid flat, kept in order as marks come and go.

It knows no Qt. Whoever shows the rows is told before and after each change of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, cast

from annotator.model.span import Span
from annotator.ui.panel.arrangement import Arrangement, Branch
from annotator.ui.panel.rows import GroupRow, MarkRow, Row, group_place, mark_place, place_of


class Watcher(Protocol):
    """Is told what happens to the rows."""

    def inserting(self, first: int, last: int) -> None:
        """Hear that rows will come."""
        ...

    def inserted(self) -> None:
        """Hear that they came."""
        ...

    def removing(self, first: int, last: int) -> None:
        """Hear that rows will go."""
        ...

    def removed(self) -> None:
        """Hear that they went."""
        ...

    def changed(self, first: int, last: int) -> None:
        """Hear that rows say something else."""
        ...


class OutlineRows:
    """All rows that are open now, in order."""

    def __init__(self, watcher: Watcher, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self.rows: list[Row] = []
        self._watcher = watcher
        self._opened: dict[str, bool] = {}
        """What somebody opened or closed, for all articles."""
        self._opened_here: set[str] = set()
        """What was opened for a chosen mark, in this article."""
        self._all_open = False
        self._start()

    def _start(self) -> None:
        root = Branch("", "label", "")
        self._root = GroupRow(root, (0, 0, "", ""), -1, None, opened=True)
        self._groups: dict[str, GroupRow] = {}
        self._marks: dict[str, MarkRow] = {}
        self._longest = 0

    # --- all of them ------------------------------------------------------------------------------

    def build(
        self, spans: Iterable[Span], arrangement: Arrangement, *, all_open: bool = False
    ) -> None:
        """Lay out these marks, which come in order of place. The watcher must look at all anew."""
        self.arrangement, self._all_open = arrangement, all_open
        self._start()
        around: list[Span] = []
        parent, depth, is_nested = self._root, 0, self._is_nested
        for span in spans:
            if is_nested:
                depth = self._depth_within(span, around)
            else:
                parent = self._group_of(span)
                depth = parent.depth + 1
            mark = MarkRow(span, mark_place(span), depth, parent)
            self._marks[span.id] = mark
            parent.children.append(mark)
            parent.places.append(mark.place)
            self._longest = max(self._longest, span.end - span.start)
        self._settle(self._root)
        self.rows = self._open_rows(self._root)[1:]

    def _group_of(self, span: Span) -> GroupRow:
        parent = self._root
        for branch in self.arrangement.path(span):
            group = self._groups.get(branch.key)
            if group is None:
                group = self._new_group(branch, parent)
                parent.children.append(group)
            parent = group
        return parent

    def _new_group(self, branch: Branch, parent: GroupRow) -> GroupRow:
        here = self._all_open or branch.key in self._opened_here
        opened = here or self._opened.get(branch.key, branch.opens)
        place = (branch.rank, 0, branch.words.casefold(), branch.key)
        group = GroupRow(branch, place, parent.depth + 1, parent, opened)
        self._groups[branch.key] = group
        return group

    def _settle(self, group: GroupRow) -> None:
        """Count what is in a group, and put the groups in it into order. Marks came in theirs."""
        if not group.children or isinstance(group.children[0], MarkRow):
            group.count = len(group.children)
            return
        for child in group.children:
            if isinstance(child, GroupRow):
                self._settle(child)
                child.place = group_place(child)
                group.count += child.count
                if child.opened:
                    group.opened_inside.add(child)
        group.children.sort(key=place_of)
        group.places = [child.place for child in group.children]

    def _open_rows(self, row: Row) -> list[Row]:
        """Give a row and all that is open in it."""
        found: list[Row] = [row]
        if isinstance(row, GroupRow) and row.opened and not row.is_single:
            for child in row.children:
                if isinstance(child, GroupRow):
                    found += self._open_rows(child)
                else:
                    found.append(child)
        return found

    # --- one of them ------------------------------------------------------------------------------

    def add(self, span: Span) -> None:
        """Put a mark where it belongs."""
        parent = self._root
        for branch in self.arrangement.path(span):
            group = self._groups.get(branch.key)
            if group is None:
                group = self._new_group(branch, parent)
                group.place = group_place(group)
                self._insert(parent, group)
            parent = group
        was_single = parent.is_single
        mark = MarkRow(span, mark_place(span), parent.depth + 1, parent)
        self._marks[span.id] = mark
        self._longest = max(self._longest, span.end - span.start)
        if self._is_nested:
            mark.depth = self._depth_of(span)
            self._shift_inside(span, 1)
        self._count(parent, mark, 1, was_single=was_single)

    def remove(self, span: Span) -> None:
        """Take a mark out, and the groups that are empty without it."""
        mark = self._marks.pop(span.id, None)
        if mark is None:
            return
        if self._is_nested:
            self._shift_inside(mark.span, -1)
        self._count(mark.parent, mark, -1, was_single=mark.parent.is_single)

    def _count(self, parent: GroupRow, mark: MarkRow, by: int, *, was_single: bool) -> None:
        """Put a mark in or out, count it in all groups around it, and move those that must."""
        shown = parent.opened and self._is_shown(parent)
        if by > 0 and was_single and shown:
            self._show_children(parent)
        stays_single = parent.branch.kind == "words" and parent.count + by == 1
        at = bisect_left(parent.places, mark.place)
        if by > 0:
            self._put(parent, at, mark, shown=shown and not stays_single)
        else:
            self._take(parent, at, shown=shown and not was_single)
        if by < 0 and stays_single and shown:
            self._hide_children(parent)
        group: GroupRow | None = parent
        while group is not None and group.parent is not None:
            group.count += by
            self._replace(group.parent, group)
            group = group.parent
        self._root.count += by

    def _replace(self, parent: GroupRow, group: GroupRow) -> None:
        """Move a group to where its count puts it now, or take it out if it is empty."""
        at = bisect_left(parent.places, group.place)
        if not group.count:
            self._take(parent, at, shown=parent.opened and self._is_shown(parent))
            del self._groups[group.branch.key]
            return
        place = group_place(group)
        before = parent.places[at - 1] if at else None
        after = parent.places[at + 1] if at + 1 < len(parent.places) else None
        if (before is None or before < place) and (after is None or place < after):
            group.place = parent.places[at] = place
            row = self.number_of(group)
            if row is not None:
                self._watcher.changed(row, row)
            return
        shown = parent.opened and self._is_shown(parent)
        self._take(parent, at, shown=shown)
        group.place = place
        self._put(parent, bisect_left(parent.places, place), group, shown=shown)

    def _insert(self, parent: GroupRow, group: GroupRow) -> None:
        at = bisect_left(parent.places, group.place)
        self._put(parent, at, group, shown=parent.opened and self._is_shown(parent))

    def _put(self, parent: GroupRow, at: int, row: Row, *, shown: bool) -> None:
        if shown:
            first = self._first_row_of(parent, at)
            rows = self._open_rows(row)
            self._watcher.inserting(first, first + len(rows) - 1)
            self.rows[first:first] = rows
        parent.children.insert(at, row)
        parent.places.insert(at, row.place)
        if isinstance(row, GroupRow) and row.opened:
            parent.opened_inside.add(row)
        if shown:
            self._watcher.inserted()

    def _take(self, parent: GroupRow, at: int, *, shown: bool) -> None:
        row = parent.children[at]
        if shown:
            first = self._first_row_of(parent, at)
            size = row.size
            self._watcher.removing(first, first + size - 1)
            del self.rows[first : first + size]
        parent.opened_inside.discard(row)
        del parent.children[at], parent.places[at]
        if shown:
            self._watcher.removed()

    # --- opening and closing ----------------------------------------------------------------------

    def open(self, group: GroupRow, *, opened: bool, keep: bool = True) -> None:
        """Open or close a group, and with `keep` remember it in the other articles too."""
        if keep:
            self._opened[group.branch.key] = opened
            self._opened_here.discard(group.branch.key)
        elif opened:
            self._opened_here.add(group.branch.key)
        if group.opened == opened:
            return
        shown = self._is_shown(group) and not group.is_single
        inside = group.parent.opened_inside if group.parent is not None else set()
        if opened:
            if shown:
                self._show_children(group)
            group.opened = True
            inside.add(group)
        else:
            if shown:
                self._hide_children(group)
            group.opened = False
            inside.discard(group)
        row = self.number_of(group)
        if row is not None:
            self._watcher.changed(row, row)

    def keep_closed(self, keys: Iterable[str]) -> None:
        """Close groups as they come, as somebody closed them before."""
        self._opened.update(dict.fromkeys(keys, False))

    def _show_children(self, group: GroupRow) -> None:
        row = self.number_of(group)
        rows = [r for child in group.children for r in self._open_rows(child)]
        if row is None or not rows:
            return
        self._watcher.inserting(row + 1, row + len(rows))
        self.rows[row + 1 : row + 1] = rows
        self._watcher.inserted()

    def _hide_children(self, group: GroupRow) -> None:
        row = self.number_of(group)
        size = group.size_inside
        if row is None or not size:
            return
        self._watcher.removing(row + 1, row + size)
        del self.rows[row + 1 : row + 1 + size]
        self._watcher.removed()

    def forget_opened(self) -> None:
        """Forget what was opened for chosen marks: another article comes."""
        self._opened_here.clear()

    @property
    def count(self) -> int:
        """Tell how many marks there are, open or not."""
        return self._root.count

    # --- finding ----------------------------------------------------------------------------------

    def mark(self, id_: str | None) -> MarkRow | None:
        """Give a mark by its id."""
        return self._marks.get(id_ or "")

    def group(self, key: str) -> GroupRow | None:
        """Give a group by its key."""
        return self._groups.get(key)

    def row_for(self, mark: MarkRow) -> Row:
        """Give the row that shows a mark: its own, or that of the group that stands for it."""
        return mark.parent if mark.parent.is_single else mark

    def number_of(self, row: Row) -> int | None:
        """Tell the number of a row, None where it is not open."""
        if row is self._root:
            return -1
        parent = row.parent
        if parent is None or not parent.opened or parent.is_single or not self._is_shown(parent):
            return None
        at = bisect_left(parent.places, row.place)
        if at == len(parent.children) or parent.children[at] is not row:
            return None
        return self._first_row_of(parent, at)

    def _first_row_of(self, parent: GroupRow, at: int) -> int:
        """Tell the number of the row of a child of what is open, or of one that will be there."""
        row = cast("int", self.number_of(parent))
        if not parent.opened_inside:
            return row + 1 + at
        place = parent.places[at] if at < len(parent.places) else None
        open_before = [
            child.size - 1 for child in parent.opened_inside if place is None or child.place < place
        ]
        return row + 1 + at + sum(open_before)

    def _is_shown(self, row: Row) -> bool:
        group = row.parent
        while group is not None:
            if not group.opened or group.is_single:
                return False
            group = group.parent
        return True

    # --- marks in marks ---------------------------------------------------------------------------

    @property
    def _is_nested(self) -> bool:
        return self.arrangement.order == "text"

    @staticmethod
    def _depth_within(span: Span, around: list[Span]) -> int:
        """Count the marks around one; `around` holds those before it that may still hold one."""
        around[:] = [other for other in around if other.end > span.start]
        depth = sum([other.end >= span.end for other in around])
        around.append(span)
        return depth

    def _depth_of(self, span: Span) -> int:
        children = self._root.children
        first = bisect_left(self._root.places, (span.start - self._longest, -1 << 62, "", ""))
        last = bisect_left(self._root.places, mark_place(span))
        return sum([_end(row) >= span.end for row in children[first:last]])

    def _shift_inside(self, span: Span, by: int) -> None:
        """Move what lies inside a mark in or out by one."""
        places = self._root.places
        first = bisect_left(places, mark_place(span))
        last = bisect_left(places, (span.end, -1 << 62, "", ""))
        for row in self._root.children[first:last]:
            if _end(row) <= span.end and _id(row) != span.id:
                row.depth += by
        if last > first:
            self._watcher.changed(first, last - 1)


def _end(row: Row) -> int:
    return row.span.end if row.span is not None else 0


def _id(row: Row) -> str:
    return row.span.id if row.span is not None else ""
