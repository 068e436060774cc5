"""Which mark of one person answers to which of another: by the same words, else by overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.model.span import Span

ALIKE = 0.5
"""Marks of two labels are one place that is called differently where they share so much.

The share is that of the words both cover in the words either covers. Below it an actor inside a
claim would count as a claim that was taken for an actor.
"""

_Range = tuple[int, int]


class Aligned(NamedTuple):
    """What answers to what between two people on one article."""

    both: list[tuple[Span, Span]]
    first: list[Span]
    """What only the first one marked."""
    second: list[Span]


def align(a: Sequence[Span], b: Sequence[Span]) -> Aligned:
    """Pair the marks of two people one to one, greedily by the share of words they have in common.

    Marks of one label come first, then marks that share half of their words and differ in label.
    Both sequences are in the order of the study. Swapping them swaps the outcome.
    """
    both, first, second = _same(a, b)
    if first and second:
        kept = [c for c in _candidates(first, second) if c[0] == 0 or c[1] <= -ALIKE]
        taken = _greedy(kept)
        both += [(first[i], second[j]) for i, j in taken]
        gone_i, gone_j = {i for i, _ in taken}, {j for _, j in taken}
        first = [s for i, s in enumerate(first) if i not in gone_i]
        second = [s for j, s in enumerate(second) if j not in gone_j]
    return Aligned(both, first, second)


def same_ranges(a: Sequence[Span], b: Sequence[Span]) -> int:
    """Count marks on exactly the same words, whatever their labels."""
    ranges = Counter((s.start, s.end) for s in a)
    ranges &= Counter((s.start, s.end) for s in b)
    return ranges.total()


def overlapping(a: Sequence[Span], b: Sequence[Span]) -> int:
    """Count marks that can be paired one to one by overlap, whatever their labels."""
    ranges = Counter((s.start, s.end) for s in a)
    ranges &= Counter((s.start, s.end) for s in b)
    number = ranges.total()
    first, second = _without(a, ranges), _without(b, ranges)
    if first and second:
        number += len(_greedy([(0, *c[1:]) for c in _candidates(first, second)]))
    return number


def _without(spans: Sequence[Span], ranges: Counter[_Range]) -> list[Span]:
    left, kept = ranges.copy(), []
    for span in spans:
        key = span.start, span.end
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(span)
    return kept


def _same(
    a: Sequence[Span], b: Sequence[Span]
) -> tuple[list[tuple[Span, Span]], list[Span], list[Span]]:
    """Take out what is the same to the letter: nothing could answer better."""
    there: dict[tuple[int, int, str], list[Span]] = {}
    for span in reversed(b):
        there.setdefault((span.start, span.end, span.label), []).append(span)
    both, first = [], []
    for span in a:
        same = there.get((span.start, span.end, span.label))
        if same:
            both.append((span, same.pop()))
        else:
            first.append(span)
    if len(both) == len(b):
        return both, first, []
    found = {span.id for _, span in both}
    return both, first, [span for span in b if span.id not in found]


_Candidate = tuple[int, float, tuple[_Range, _Range], tuple[str, str], int, int]
"""Whether the labels differ, the share of words with a minus, what breaks a tie, the places."""


def _candidates(a: Sequence[Span], b: Sequence[Span]) -> Iterator[_Candidate]:
    """Give all pairs that overlap. Both are in order of their starts."""
    reach, farthest = [], 0
    for t in b:
        farthest = max(farthest, t.end)
        reach.append(farthest)
    first = 0
    for i, s in enumerate(a):
        while first < len(b) and reach[first] <= s.start:
            first += 1
        for j in range(first, len(b)):
            t = b[j]
            if t.start >= s.end:
                break
            if t.end > s.start:
                yield _candidate(s, t, i, j)


def _candidate(s: Span, t: Span, i: int, j: int) -> _Candidate:
    shared = min(s.end, t.end) - max(s.start, t.start)
    covered = max(s.end, t.end) - min(s.start, t.start)
    one, other = (s.start, s.end), (t.start, t.end)
    ranges = (one, other) if one <= other else (other, one)
    labels = (s.label, t.label) if s.label <= t.label else (t.label, s.label)
    return int(s.label != t.label), -shared / covered, ranges, labels, i, j


def _greedy(candidates: list[_Candidate]) -> list[tuple[int, int]]:
    candidates.sort()
    first: set[int] = set()
    second: set[int] = set()
    taken = []
    for *_, i, j in candidates:
        if i not in first and j not in second:
            first.add(i)
            second.add(j)
            taken.append((i, j))
    return taken
