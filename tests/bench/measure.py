"""Measure CPU and wall time of ours and of the floor, in turns, and print them side by side."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Times:
    """Seconds of CPU and wall of several rounds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @contextmanager
    def round(self) -> Iterator[None]:
        """Measure what the block does, once."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)


@dataclass(slots=True)
class Line:
    """A line of the table."""

    name: str
    ours: Times
    floor: Times | None = None
    bound: str = ""
    note: str = ""

    def show(self) -> str:
        """Write the line: medians, p95, and the ratio to the floor where there is one."""
        cells = [f"{self.name:46}", *_pair(self.ours.cpu), *_pair(self.ours.wall)]
        if self.floor is not None:
            ratio = statistics.median(self.ours.cpu) / max(statistics.median(self.floor.cpu), 1e-9)
            cells += [_time(statistics.median(self.floor.cpu)), f"{ratio:6.1f}x"]
        else:
            cells += [" " * 9, " " * 7]
        return "  ".join([*cells, self.bound, self.note]).rstrip()


HEAD = (
    f"{'':46}  {'CPU med':>9}  {'CPU p95':>9}  {'wall med':>9}  {'wall p95':>9}"
    f"  {'floor CPU':>9}  {'ratio':>7}  bound"
)


def _pair(values: list[float]) -> tuple[str, str]:
    return _time(statistics.median(values)), _time(p95(values))


def p95(values: list[float]) -> float:
    """Give the value below which 95 of 100 lie; of few values the highest."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _time(seconds: float) -> str:
    return f"{seconds * 1000:7.2f}ms" if seconds < 1 else f"{seconds:8.2f}s"


def in_turns(
    rounds: int, ours: Callable[[Times], None], floor: Callable[[Times], None]
) -> tuple[Times, Times]:
    """Run both so many times, one after the other, with a quiet collector."""
    mine, least = Times(), Times()
    for _ in range(rounds):
        gc.collect()
        ours(mine)
        gc.collect()
        floor(least)
    return mine, least


def memory() -> str:
    """Give the most memory that this process has had in use."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return f"VmHWM {int(line.split()[1]) / 1000:.0f} MB"
    return "memory unknown"
