"""The heights of blocks one below another: where each begins, and which one lies at a height."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """A Fenwick tree: changing one height and adding up to any block take log n steps each."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._sums = [0.0, *heights]
        size = len(self._sums)
        for n in range(1, size):
            parent = n + (n & -n)
            if parent < size:
                self._sums[parent] += self._sums[n]
        self._top = 1 << (size - 1).bit_length() >> 1 if size > 1 else 0
        self.total = sum(heights)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, n: int) -> float:
        return self._heights[n]

    def change(self, n: int, height: float) -> float:
        """Give a block another height, and say by how much it has grown."""
        grown = height - self._heights[n]
        if grown:
            self._heights[n] = height
            self.total += grown
            n += 1
            while n < len(self._sums):
                self._sums[n] += grown
                n += n & -n
        return grown

    def before(self, n: int) -> float:
        """Give where a block begins: the sum of all heights before it."""
        total = 0.0
        while n > 0:
            total += self._sums[n]
            n -= n & -n
        return total

    def at(self, y: float) -> int:
        """Find the block that lies at a height: the first one before, the last one beyond all."""
        n, step = 0, self._top
        while step:
            after = n + step
            if after < len(self._sums) and self._sums[after] <= y:
                n = after
                y -= self._sums[after]
            step >>= 1
        return min(n, len(self._heights) - 1)
