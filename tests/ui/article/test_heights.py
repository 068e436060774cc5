from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.heights import Heights

HEIGHTS = st.lists(st.sampled_from([0.0, 1.0, 32.0, 48.0, 640.0]), min_size=1, max_size=40)


@pytest.mark.property
@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 39), st.sampled_from([0.0, 16.0, 96.0]))))
def test_sums_agree_with_adding_up(heights, changes):
    tree = Heights(heights)
    for n, height in changes:
        if n < len(heights):
            assert tree.change(n, height) == height - heights[n]
            heights[n] = height
    assert len(tree) == len(heights)
    assert tree.total == sum(heights)
    for n in range(len(heights) + 1):
        assert tree.before(n) == sum(heights[:n])
    for n, height in enumerate(heights):
        assert tree[n] == height
        if height:
            assert tree.at(sum(heights[:n])) == n
            assert tree.at(sum(heights[:n]) + height - 0.5) == n
    assert tree.at(sum(heights) + 1) == len(heights) - 1


def test_before_all_blocks_lies_the_first():
    assert Heights([32.0, 32.0]).at(-5) == 0
