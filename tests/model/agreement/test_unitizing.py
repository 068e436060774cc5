"""The u-alpha family: reference values, and the sweep against counting character by character."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.agreement.unitizing import Sums, all_sums, family, flat, of_label, sums_of

FIRST = [(30, 75, "k"), (75, 145, "c"), (150, 200, "k"), (220, 250, "c")]
SECOND = [
    (30, 70, "k"), (70, 150, "c"), (150, 200, "k"), (205, 225, "c"), (250, 270, "c"),
]  # fmt: skip


def test_reference_values():
    found = family(sums_of([FIRST, SECOND], 300))
    assert found.u == pytest.approx(0.670321, abs=1e-6)
    assert found.boundaries == pytest.approx(0.536104, abs=1e-6)
    assert found.labels == pytest.approx(0.950562, abs=1e-6)
    assert found.each == pytest.approx({"k": 0.948844, "c": 0.952611}, abs=1e-6)
    assert found.coverage == pytest.approx({"k": 1.0, "c": 0.7045}, abs=1e-4)


def test_the_same_marks_agree_wholly():
    found = family(sums_of([FIRST, FIRST, FIRST], 300))
    assert (found.u, found.boundaries, found.labels) == (1.0, 1.0, 1.0)


def test_one_mark_by_one_of_three_is_chance():
    assert family(sums_of([[(3, 4, "k")], [], []], 100)).u == pytest.approx(0.0)


def test_all_of_the_text_marked_by_all_is_the_same():
    assert family(sums_of([[(0, 9, "k")], [(0, 9, "k")]], 9)).u == 1.0


def test_labels_that_nobody_else_marked_have_no_figure():
    found = family(sums_of([[(0, 4, "k")], [(5, 9, "c")]], 20))
    assert found.labels is None
    assert found.each == {"k": None, "c": None}
    assert found.coverage == {"k": 0.0, "c": 0.0}
    assert family(Sums()).labels is None


def test_of_overlapping_units_the_first_and_longest_stays():
    units = [(0, 9, "a"), (0, 4, "b"), (5, 12, "a"), (9, 11, "b")]
    assert flat(units) == ([(0, 9, "a"), (9, 11, "b")], 2)


@st.composite
def rows(draw):
    """Give what two or three people marked on a text of 40 characters."""
    people = []
    for _ in range(draw(st.integers(2, 3))):
        cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=8)))
        kept = [draw(st.sampled_from(["", "a", "b", "c"])) for _ in cuts[1:]]
        people.append([(s, e, k) for s, e, k in zip(cuts, cuts[1:], kept, strict=False) if k])
    return people


def brute(people, length):
    """Count coincidences character by character; the plain way."""
    at = [[None] * length for _ in people]
    for row, units in zip(at, people, strict=True):
        for start, end, label in units:
            row[start:end] = [label] * (end - start)
    shared: Counter = Counter()
    for a, b in combinations(at, 2):
        for x, y in zip(a, b, strict=True):
            shared[x, y] += 1 / (len(people) - 1)
            shared[y, x] += 1 / (len(people) - 1)
    covered: Counter = Counter()
    for n, units in enumerate(people):
        for start, end, label in units:
            others = [row for m, row in enumerate(at) if m != n]
            met = sum(any(row[c] is not None for row in others) for c in range(start, end))
            covered[label] += met**2
    return shared, covered


@given(rows())
def test_the_sweep_counts_what_is_there(people):
    sums = sums_of(people, 40)
    shared, covered = brute(people, 40)
    marked = {key: n for key, n in shared.items() if None not in key}
    assert sums.shared == pytest.approx(marked)
    assert {k: n for k, n in sums.covered.items() if n} == {k: n for k, n in covered.items() if n}
    for label, length in sums.length.items():
        assert length == pytest.approx(sum(n for (x, _), n in shared.items() if x == label))
    assert sums.total == pytest.approx(shared.total())


@given(rows())
def test_u_and_boundaries_as_character_counts_say(people):
    shared, _ = brute(people, 40)
    sums = sums_of(people, 40)
    total = shared.total()
    row: Counter = Counter()
    for (x, _), n in shared.items():
        row[x] += n
    own = row[None] + sum((e - s) ** 2 for units in people for s, e, _ in units)
    expected = (total**2 - sum(n * n for n in row.values())) / (total - own / total)
    observed = sum(n for (x, y), n in shared.items() if x != y)
    if expected > 1e-6:
        assert family(sums).u == pytest.approx(1 - observed / expected)


@given(rows())
def test_who_comes_first_does_not_matter(people):
    found, turned = family(sums_of(people, 40)), family(sums_of(people[::-1], 40))
    assert found.u == pytest.approx(turned.u)
    assert found.labels == pytest.approx(turned.labels)


@given(rows(), rows())
def test_an_article_can_be_taken_away_again(people, more):
    whole, other = sums_of(people, 40), sums_of(more, 40)
    before = family(whole)
    both = Sums()
    both.add(whole)
    both.add(other)
    assert family(both.without(other)).u == pytest.approx(before.u)


@given(rows())
def test_a_label_by_itself_is_the_same_as_if_only_it_were_marked(people):
    together, _ = all_sums(people, 40)
    only = [[unit for unit in units if unit[2] == "a"] for units in people]
    alone = sums_of(only, 40)
    assert family(of_label(together, "a")).boundaries == pytest.approx(family(alone).boundaries)
