"""Which two entities may be one, by their names, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.model.naming import Alike, alike, is_name, is_short_for, names_in
from annotator.model.sentences import say

SUGGESTER: Final = "same"
SAID: Final = "Somebody noted that they may be the same."
WITHIN: Final = "One lies within the other, and both are of one kind, but they share no name."


@dataclass(frozen=True, slots=True)
class Same:
    """Why two may be one; the higher the score, the likelier."""

    score: int
    reason: str


def same(names: Sequence[str], others: Sequence[str]) -> Same | None:
    """Say why two entities with these names may be one, None where nothing speaks for it.

    Words that are no name, such as base or militias, name many, and tell nothing.
    """
    mine, theirs = (_told(some) for some in (names, others))
    found = [why for one in mine for other in theirs if (why := _why(one, other)) is not None]
    return max(found, key=lambda why: why.score, default=None)


def _told(names: Sequence[str]) -> list[str]:
    return [one for name in names for one in names_in(name) if is_name(one)]


def _why(one: str, other: str) -> Same | None:
    how = alike(one, other)
    if how is Alike.EXACT:
        return Same(90, say("Both are called “{name}”.", name=one))
    if how is not Alike.NOT:
        return Same(
            80 if how is Alike.PLAIN else 60,
            say("“{one}” and “{other}” are spelled alike.", one=one, other=other),
        )
    if is_short_for(one, other) or is_short_for(other, one):
        short, name = sorted((one, other), key=len)
        return Same(70, say("“{short}” may be short for “{name}”.", short=short, name=name))
    return None
