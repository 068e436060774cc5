"""Who else has marks is said by name and number, and shortly."""

from __future__ import annotations

import pytest

from annotator.workspace.colleagues import Colleague, who_has


def some(*numbers: int) -> list[Colleague]:
    names = ("Second", "Third", "Fourth", "Fifth")
    return [Colleague(name, name, n) for name, n in zip(names, numbers, strict=False)]


@pytest.mark.parametrize(
    ("colleagues", "words"),
    [
        (some(164), "Second has 164 marks"),
        (some(1), "Second has 1 mark"),
        (some(1200, 12), "Second has 1,200 and Third 12 marks"),
        (some(164, 12, 9), "Second has 164, Third 12 and 1 other 9 marks"),
        (some(164, 12, 9, 1), "Second has 164, Third 12 and 2 others 10 marks"),
    ],
)
def test_who_has_how_many_is_said_in_one_line(colleagues, words):
    assert who_has(colleagues) == words


def test_a_long_name_is_shortened():
    assert len(who_has([Colleague("a", "A name " * 20, 3)])) < 50
