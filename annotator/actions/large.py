"""What reads or writes a whole file: at once, or beside the screen where that takes a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotator.actions.action import Hands
from annotator.model.sentences import Told

T = TypeVar("T")

LARGE = 50_000_000
"""Bytes. To open, check or copy a larger file takes more than a moment."""


def slowly_if_large(
    hands: Hands, path: Path, title: str, work: Callable[[], T], done: Callable[[T], None],
    failed: Callable[[Exception], None],
) -> None:  # fmt: skip
    """Do `work` on a file, then call `done` or `failed`: before this returns if it is small."""
    if _size(path) > LARGE:
        hands.background.run(title, lambda _progress: work(), done, failed)
        return
    try:
        result = work()
    except Told as told:
        failed(told)
    else:
        done(result)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
