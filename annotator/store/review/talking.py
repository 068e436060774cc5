"""What is said about the work: comments in threads, and the lines of the guidelines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotator.model.decision import Comment, GuidelineLine
from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.model.words import briefly
from annotator.store.reviewed import comments, guidelines

if TYPE_CHECKING:
    from annotator.model.decision import Decision
    from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment, and what was answered to it in the order of writing."""

    first: Comment
    answers: tuple[Comment, ...]

    @property
    def is_resolved(self) -> bool:
        """Say whether nothing is left to do about it."""
        return self.first.is_resolved


def threads(store: Store, article: str) -> list[Thread]:
    """Give what is said about an article, by the first comment of each thread.

    An answer whose first comment is not here stands as a thread of its own.
    """
    said = comments(store.read, article)
    here = {comment.id for comment in said}
    return [
        Thread(first, tuple(one for one in said if one.answers == first.id))
        for first in said
        if first.answers not in here
    ]


def comment(store: Store, article: str, of: str | None, text: str) -> Comment:
    """Say something of a mark, a relation, a decision, or with None of the whole article."""
    return _say(store, Comment(new_id(), article, store.person.id, _words(text), _now(), of))


def answer(store: Store, to: Comment, text: str) -> Comment:
    """Answer a comment, or another answer of its thread."""
    said = Comment(
        new_id(), to.article, store.person.id, _words(text), _now(), to.of, to.answers or to.id
    )
    return _say(store, said)


def resolve(store: Store, first: Comment, *, done: bool = True) -> None:
    """Say that nothing is left to do about a thread, or that there is."""
    title = "Resolve “{words}”" if done else "Take up “{words}” again"
    with store.step(title, words=briefly(first.text)):
        store.put(replace(first, is_resolved=done))


def _say(store: Store, said: Comment) -> Comment:
    with store.step("Comment “{words}”", words=briefly(said.text)):
        store.put(said)
    return said


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("There is nothing written. Nothing was added.")
    return words


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- guidelines -----------------------------------------------------------------------------------


def add_line(
    store: Store, text: str, label: str | None = None, decision: Decision | None = None
) -> GuidelineLine:
    """Add a line to the guidelines, such as the reason of a decision."""
    words = text or (decision.reason or "" if decision is not None else "")
    with store.step("Add “{words}” to the guidelines", words=briefly(_words(words))):
        return put_line(store, words, label, decision)


def put_line(
    store: Store, text: str, label: str | None = None, decision: Decision | None = None
) -> GuidelineLine:
    """Add a line to the guidelines, inside a step. What is a rule already is not added again."""
    words = _words(text)
    line = next((one for one in guidelines(store.read) if one.text == words), None)
    if line is None:
        line = GuidelineLine(new_id(), words, label, decision.id if decision is not None else None)
        store.put(line)
    return line


def edit_line(store: Store, line: GuidelineLine, text: str) -> GuidelineLine:
    """Word a line of the guidelines otherwise."""
    after = replace(line, text=_words(text))
    with store.step("Word a line of the guidelines as “{words}”", words=briefly(after.text)):
        store.put(after)
    return after


def remove_line(store: Store, line: GuidelineLine) -> None:
    """Take a line out of the guidelines."""
    with store.step("Take “{words}” out of the guidelines", words=briefly(line.text)):
        store.remove(line)


def lines(store: Store, label: str | None = None) -> list[GuidelineLine]:
    """List the lines of the guidelines, or those about one label and about all."""
    found = guidelines(store.read)
    return [line for line in found if label is None or line.label in (None, label)]
