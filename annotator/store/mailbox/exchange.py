"""Exchange through a shared folder: take what is new, put in what it lacks, and say all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.sentences import Told, count, say
from annotator.store.exchange import sayings
from annotator.store.exchange.preview import Missing
from annotator.store.mailbox.pick_up import PickedUp, pick_up
from annotator.store.mailbox.post import Posted, post
from annotator.store.progress import Progress, quiet

if TYPE_CHECKING:
    from annotator.store.store import Store

_MOST = 5
"""So many people, gaps or files are named one by one."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What went both ways; None where that way was not taken."""

    came: PickedUp | None = None
    went: Posted | None = None
    not_posted: Told | None = None
    """Why nothing went out although it should, where something came in before."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say all of it."""
        lines = [] if self.came is None else list(of_pick_up(self.came))
        if self.went is not None:
            lines.append(of_post(self.went))
        if self.not_posted is not None:
            lines.append(say("Your own work was not posted: {why}", why=str(self.not_posted)))
        return tuple(lines)

    @property
    def in_short(self) -> tuple[str, list[str]]:
        """Say what came and went in one or two sentences, and apart from them all the rest."""
        lines = list(self.sentences)
        heads = lines[:1] + (lines[-1:] if len(lines) > 1 else [])
        return " ".join(heads), lines[1:-1]


def exchange(
    store: Store, folder: Path, progress: Progress = quiet, *, up: bool = True, out: bool = True
) -> Exchanged:
    """Pick up, then post. Raises Refused or Trouble where nothing was done.

    Once something has come in, what keeps the rest from going out is told beside it.
    """
    came = pick_up(store, folder, progress) if up else None
    if not out:
        return Exchanged(came)
    try:
        return Exchanged(came, post(store, folder, progress))
    except Told as told:
        if came is None or came.changes is None:
            raise
        return Exchanged(came, not_posted=told)


def of_pick_up(came: PickedUp) -> Iterator[str]:
    """Say what came, what was left out and why, and what is still missing."""
    yield _what_came(came)
    if came.merged.conflicts:
        yield sayings.conflicts(came.merged.conflicts)
    for name, told in list(came.left.items())[:_MOST]:
        yield say("{name} was left out, and is tried again next time: {why}",
                  name=name, why=_why(told))  # fmt: skip
    if len(came.left) > _MOST:
        what = count(len(came.left) - _MOST, "more file was", "more files were")
        yield say("{what} left out.", what=what)
    if came.others:
        what = count(came.others, "file there is", "files there are")
        yield say("{what} of another project, and stayed untouched.", what=what)
    for one in came.missing[:_MOST]:
        yield _missing(one)
    if len(came.missing) > _MOST:
        yield say("There are more gaps: {n} in all.", n=len(came.missing))


def _what_came(came: PickedUp) -> str:
    if not came.merged.new and not came.merged.texts:
        return "Nothing new lies in the shared folder."
    if not came.merged.new:
        texts = count(len(came.merged.texts), "text", "texts")
        return say("Picked up {texts} that had been missing.", texts=texts)
    what = count(came.merged.new, "new change", "new changes")
    touched = len(came.changes.articles) if came.changes else 0
    where = say(" on {articles}", articles=count(touched, "article", "articles"))
    return say("Picked up {what}{where} by {people}.", what=what, where=where if touched else "",
               people=_people([name for name, _ in came.people]))  # fmt: skip


def _people(names: list[str]) -> str:
    if len(names) > _MOST:
        return count(len(names), "person", "people")
    *before, last = names or ["nobody"]
    return " and ".join(filter(None, (", ".join(before), last)))


def _why(told: Told) -> str:
    """Leave out of a sentence about one file what does not hold where there are many."""
    words = str(told)
    for part in (" Nothing was brought in.", " Ask for the file again."):
        words = words.replace(part, "")
    return words


def _missing(one: Missing) -> str:
    return say(
        "{changes} by {name}, from number {first} on, are not in the folder yet. They come once "
        "they are posted there.",
        changes=count(one.changes, "change", "changes"), first=one.first,
        name=one.person or say("someone at the site {site}", site=one.site[:8]),
    )  # fmt: skip


def of_post(went: Posted) -> str:
    """Say what went out."""
    if not went.files:
        return "Your work lies there already."
    if not went.changes:
        return "Your files there were written anew, without what was erased for good."
    return say("Posted {changes}.", changes=count(went.changes, "change", "changes"))
