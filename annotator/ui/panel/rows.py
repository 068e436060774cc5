"""What a row of the outline is: a mark, or a group that opens; and where each has its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.span import Span
from annotator.ui.panel.arrangement import Branch, one_line

Key = tuple[int, int, str, str]
"""Where a row stands among those beside it."""


@dataclass(eq=False, slots=True)
class MarkRow:
    """A mark in the outline."""

    span: Span
    place: Key
    depth: int
    parent: GroupRow

    size = 1
    """How many rows it takes."""


@dataclass(eq=False, slots=True)
class GroupRow:
    """A group that opens and closes; one with a single mark of the same words stands for that."""

    branch: Branch
    place: Key
    depth: int
    parent: GroupRow | None
    opened: bool
    count: int = 0
    children: list[Row] = field(default_factory=list)
    places: list[Key] = field(default_factory=list)
    """The places of the children, beside them."""
    opened_inside: set[GroupRow] = field(default_factory=set)
    """The groups in it that are opened."""

    @property
    def size(self) -> int:
        """Tell how many rows it takes with what is open in it."""
        if not self.opened or self.is_single:
            return 1
        return 1 + self.size_inside

    @property
    def size_inside(self) -> int:
        """Tell how many rows are in it while it is open."""
        return len(self.children) + sum([child.size - 1 for child in self.opened_inside])

    @property
    def is_single(self) -> bool:
        """Say whether it stands for its only mark."""
        return self.count == 1 and self.branch.kind == "words"

    @property
    def span(self) -> Span | None:
        """Give the mark that it stands for."""
        child = self.children[0] if self.is_single else None
        return child.span if isinstance(child, MarkRow) else None


Row = MarkRow | GroupRow


def place_of(row: Row) -> Key:
    """Give the place of a row."""
    return row.place


def mark_place(span: Span) -> Key:
    """Give the place of a mark: by its start, the longer first."""
    return span.start, -span.end, span.id, ""


def group_place(group: GroupRow) -> Key:
    """Give the place of a group by what it is and how many marks it has."""
    branch = group.branch
    return (
        branch.rank, -group.count if branch.by_count else 0, branch.words.casefold(), branch.key
    )  # fmt: skip


def words_of(row: Row) -> str:
    """Give what a row says."""
    if isinstance(row, MarkRow):
        return one_line(row.span.quote)
    first = row.children[0] if row.branch.kind == "words" and row.children else None
    return one_line(first.span.quote) if isinstance(first, MarkRow) else row.branch.words
