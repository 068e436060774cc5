"""What is said of an article in a row: its state, its date, its language, its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from annotator.model.article import FINISHED
from annotator.model.sentences import count, say
from annotator.store.library import Counts, Listed
from annotator.ui.library.dates import long_date, short_date
from annotator.ui.library.languages import is_english, language_name
from annotator.ui.parts.states import State

NO_TITLE: Final = "Without a title"
SPOKEN: Final[dict[str, str]] = {
    "unread": "unread",
    "in_progress": "in progress",
    "question": "has a question",
    "done": "done",
    "in_review": "in review",
    "settled": "settled",
}
"""A state in words, for whoever does not see its mark."""
_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True, slots=True)
class Shown:
    """How many marks of an article are shown, and how many of them are claims."""

    marks: int = 0
    claims: int = 0
    others: int = 0
    """How many others have, where one has none."""


def state_of(listed: Listed) -> State:
    """Give the state that a row shows: a note on what is not finished is a question."""
    if listed.has_note and listed.status not in FINISHED:
        return "question"
    return listed.status


def shown_of(
    counts: Counts,
    hidden: frozenset[str],
    claims: frozenset[str],
    others: Counts | None = None,
) -> Shown:
    """Sum up counts by label, given the ids of labels that are hidden and of those for claims.

    What others have counts only where one has nothing oneself.
    """
    marks = _summed(counts, hidden)
    return Shown(
        marks,
        _summed({label: n for label, n in counts.items() if label in claims}, hidden),
        0 if marks else _summed(others or {}, hidden),
    )


def _summed(counts: Counts, hidden: frozenset[str]) -> int:
    return sum(number for label, number in counts.items() if label not in hidden)


def meta_line(
    listed: Listed, shown: Shown | None, *, with_year: bool, with_mine: bool = True
) -> str:
    """Write the second part of a row: `28 Jun · yours · 107 marks · 17 claims`.

    Each part is isolated, so that no direction of writing reorders them.
    """
    parts = [short_date(listed.published, with_year=with_year)]
    if with_mine and listed.given == "to_do":
        parts.append("yours")
    if listed.language and not is_english(listed.language):
        parts.append(language_name(listed.language))
    parts += _counted(shown)
    if state_of(listed) == "question":
        parts.append("1 question")
    return joined(parts)


def joined(parts: Iterable[str]) -> str:
    """Put isolated parts side by side."""
    return " · ".join(f"{_ISOLATE}{part}{_POP}" for part in parts)


def _counted(shown: Shown | None) -> list[str]:
    parts = []
    if shown is not None and shown.marks:
        parts.append(count(shown.marks, "mark", "marks"))
    if shown is not None and shown.claims:
        parts.append(count(shown.claims, "claim", "claims"))
    if shown is not None and shown.others:
        parts.append(say("{n} by others", n=shown.others))
    return parts


def spoken(listed: Listed, shown: Shown | None) -> str:
    """Say a row in words: title, state, marks, date."""
    marked = _counted(shown)
    if shown is not None and shown.others:
        marked = [say("{marks} by others", marks=count(shown.others, "mark", "marks"))]
    parts = [listed.title or NO_TITLE, SPOKEN[state_of(listed)], *marked]
    if listed.given == "to_do":
        parts.insert(2, "yours to read")
    return ", ".join([*parts, long_date(listed.published)])


def remark(listed: Listed) -> str:
    """Say what a row has no room for: the whole title, source, date and language."""
    parts = [listed.source, long_date(listed.published)]
    if listed.language:
        parts.append(language_name(listed.language))
    lines = [listed.title or NO_TITLE, joined(part for part in parts if part)]
    if listed.given != "no":
        is_done = listed.given == "done"
        lines.append("Yours in an open round, and done." if is_done else "Yours in an open round.")
    return "\n".join(lines)
