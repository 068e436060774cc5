"""How long work says how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is; may raise Cancelled."""


def quiet(_words: str, _done: int, _all: int) -> None:
    """Take no notice of progress."""
