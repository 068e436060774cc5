"""The rows of the outline are the same whether they grew mark by mark or were laid out at once."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.entity import Entity
from annotator.model.scheme import Attribute, Label, Scheme
from annotator.model.span import Span
from annotator.ui.panel.arrangement import Arrangement, Order
from annotator.ui.panel.outline_rows import OutlineRows
from annotator.ui.panel.rows import GroupRow, words_of

SCHEME = Scheme(
    labels=(
        Label("who", "Who", attributes=(Attribute("kind", "kind", "text", "entity"),)),
        Label("thing", "Thing"),
        Label("claim", "Claim", stroke="bracket"),
    )
)
ENTITIES = {n: Entity(n, "who", f"Name {n}") for n in ("a", "b", "c")}
LABELS = ("who", "thing", "claim", "unknown")
WORDS = ("bridge", "Bridge", "river", "old  bridge")


class Mirror:
    """Keeps a second list by what it is told alone, as a view does."""

    def __init__(self) -> None:
        self.tree: OutlineRows | None = None
        self.rows: list[object] = []
        self._coming: tuple[int, int] = (0, 0)

    def inserting(self, first: int, last: int) -> None:
        assert 0 <= first <= len(self.rows)
        assert last >= first
        self._coming = first, last

    def inserted(self) -> None:
        first, last = self._coming
        self.rows[first:first] = self.tree.rows[first : last + 1]

    def removing(self, first: int, last: int) -> None:
        assert 0 <= first <= last < len(self.rows)
        del self.rows[first : last + 1]

    def removed(self) -> None:
        pass

    def changed(self, first: int, last: int) -> None:
        assert 0 <= first <= last < len(self.tree.rows)


def outline(order: str) -> OutlineRows:
    mirror = Mirror()
    tree = OutlineRows(mirror, Arrangement(order, SCHEME, ENTITIES.get))
    mirror.tree = tree
    tree.mirror = mirror
    return tree


def laid_out(order: str, *spans: Span) -> OutlineRows:
    tree = outline(order)
    tree.build(list(spans), tree.arrangement)
    tree.mirror.rows = list(tree.rows)
    return tree


def told(tree: OutlineRows) -> list[tuple]:
    """Say all that a row shows."""
    return [
        (
            row.branch.key if isinstance(row, GroupRow) else row.span.id,
            words_of(row), row.depth, row.span.id if row.span else None,
            row.count if isinstance(row, GroupRow) else None,
        )
        for row in tree.rows
    ]  # fmt: skip


@st.composite
def spans(draw) -> Span:
    start = draw(st.integers(0, 12))
    label = draw(st.sampled_from(LABELS))
    entity = draw(st.sampled_from((None, "a", "b", "c"))) if label == "who" else None
    words = draw(st.sampled_from(WORDS))
    name = f"{draw(st.integers(0, 10**6)):07}"
    return Span(
        name, "x", None, label, start, start + draw(st.integers(1, 8)), words, entity=entity
    )


def in_order(many: list[Span]) -> list[Span]:
    return sorted(many, key=lambda s: (s.start, -s.end, s.id))


@pytest.mark.property
@pytest.mark.parametrize("order", get_args(Order))
@given(
    first=st.lists(spans(), max_size=6, unique_by=lambda s: s.id),
    deeds=st.lists(st.tuples(st.sampled_from("+-o"), spans(), st.integers(0, 99)), max_size=10),
)
def test_rows_that_grew_are_the_rows_laid_out_at_once(order, first, deeds):
    tree = outline(order)
    tree.build(in_order(first), tree.arrangement)
    tree.mirror.rows = list(tree.rows)
    present = {span.id: span for span in first}
    for deed, span, number in deeds:
        if deed == "+" and span.id not in present:
            tree.add(span)
            present[span.id] = span
        elif deed == "-" and present:
            gone = sorted(present)[number % len(present)]
            tree.remove(present.pop(gone))
        elif deed == "o" and tree.rows:
            row = tree.rows[number % len(tree.rows)]
            if isinstance(row, GroupRow):
                tree.open(row, opened=not row.opened)
        grown = told(tree)
        assert tree.mirror.rows == tree.rows
        assert [tree.number_of(row) for row in tree.rows] == list(range(len(tree.rows)))
        tree.build(in_order(list(present.values())), tree.arrangement)
        assert told(tree) == grown
        tree.mirror.rows = list(tree.rows)


@pytest.mark.property
@pytest.mark.parametrize("order", get_args(Order))
@given(deeds=st.lists(st.tuples(st.booleans(), spans(), st.integers(0, 99)), max_size=20))
def test_they_stay_so_without_being_laid_out_in_between(order, deeds):
    tree = outline(order)
    tree.build([], tree.arrangement)
    present: dict[str, Span] = {}
    for adds, span, number in deeds:
        if adds and span.id not in present:
            tree.add(span)
            present[span.id] = span
        elif present:
            tree.remove(present.pop(sorted(present)[number % len(present)]))
    grown = told(tree)
    assert tree.mirror.rows == tree.rows
    tree.build(in_order(list(present.values())), tree.arrangement)
    assert told(tree) == grown


def span(
    name: str, label: str, start: int, end: int, words: str, entity: str | None = None
) -> Span:
    return Span(name, "x", None, label, start, end, words, entity=entity)


def test_by_text_a_mark_inside_another_stands_further_in():
    tree = laid_out("text", span("1", "claim", 0, 9, "c"), span("2", "who", 2, 5, "w"),
                span("3", "who", 9, 12, "w"))  # fmt: skip
    assert [row.depth for row in tree.rows] == [0, 1, 0]
    tree.add(span("4", "thing", 0, 6, "t"))
    assert [(row.span.id, row.depth) for row in tree.rows] == [
        ("1", 0), ("4", 1), ("2", 2), ("3", 0)
    ]  # fmt: skip


def test_by_label_entities_come_by_count_and_what_names_none_after_them():
    tree = laid_out("label", span("1", "who", 0, 1, "x", "a"), span("2", "who", 2, 3, "y", "b"),
         span("3", "who", 4, 5, "z", "b"), span("4", "who", 6, 7, "somebody"))  # fmt: skip
    assert [words_of(row) for row in tree.rows] == ["Who", "Name b", "Name a", "somebody"]
    assert tree.rows[3].span.id == "4"  # one mark of these words stands for itself


def test_by_label_the_same_words_are_one_group_that_opens():
    tree = laid_out("label", span("1", "who", 0, 1, "Old bridge"))  # fmt: skip
    tree.add(span("2", "who", 4, 6, "old  bridge"))
    head, group = tree.rows
    assert (head.count, group.count, group.span) == (2, 2, None)
    tree.open(group, opened=True)
    assert [row.span.id for row in tree.rows[2:]] == ["1", "2"]


def test_by_entity_what_names_nobody_comes_last():
    tree = laid_out("entity", span("1", "thing", 0, 1, "x"), span("2", "who", 2, 3, "y", "a"))
    assert [words_of(row) for row in tree.rows] == ["Name a", "No entity yet"]


def test_what_was_opened_is_open_when_laid_out_again():
    tree = laid_out("entity", span("2", "who", 2, 3, "y", "a"))  # fmt: skip
    tree.open(tree.rows[0], opened=True)
    tree.build([span("2", "who", 2, 3, "y", "a")], tree.arrangement)
    assert len(tree.rows) == 2
