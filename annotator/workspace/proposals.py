"""What is proposed in the open article: the same words elsewhere, and likely mentions."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.sentences import in_turn, say
from annotator.suggest.mentions import candidates
from annotator.suggest.occurrences import like
from annotator.suggest.proposal import Proposal

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.model.scheme import Label
    from annotator.model.span import Span
    from annotator.workspace.article import MarksDelta
    from annotator.workspace.workspace import Workspace

_WINDOW = 4_000
"""Characters in which mentions are looked for at a time."""
_LONG = 100_000
"""Characters of a text that is looked through only when the hand rests."""
_MANY = 100
"""No more likely mentions than these are counted."""
_AT_REST = 250
"""Milliseconds."""
_NAMING = ("entity", "alias", "label")


class Proposals(QObject):
    """The ghosts that are drawn, and the proposal that is picked. Nothing here is in the file."""

    changed = Signal()
    """Other ghosts are to be drawn."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.ghosts: tuple[Proposal, ...] = ()
        """The same words elsewhere in the article, in order of place."""
        self.current: Proposal | None = None
        """The proposal that is picked, to be accepted or declined."""
        self.last: Proposal | None = None
        """The proposal that was picked before: a press of the mouse lets go of what it means."""
        self._known: dict[int, list[Proposal]] = {}
        """The likely mentions of each stretch of the text that was looked through."""
        self._names: list[tuple[str, str]] | None = None
        self._sought: tuple[Span, str, str] | None = None
        """The mark of which the words are looked for elsewhere, and what was told of it."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._seek)
        workspace.moved.connect(self._on_moved)
        workspace.closed.connect(self._forget_names)
        workspace.marks_changed.connect(self._on_marks_changed)
        workspace.selected.connect(self._on_selected)
        workspace.changed.connect(self._on_changed)

    # --- the same words elsewhere -----------------------------------------------------------------

    @property
    def rings(self) -> list[Proposal]:
        """Give what is to be ringed, in order of place, none over another: also what is picked."""
        current = self.current
        if current is None:
            return list(self.ghosts)
        others = (g for g in self.ghosts if g.end <= current.start or current.end <= g.start)
        return sorted([current, *others])

    def seek(self, span: Span, done: str, then: str = "") -> None:
        """Look for the words of a mark elsewhere, as soon as the mark itself has been drawn.

        `done` is what was told of the mark, and `then` of what follows: between them it is told
        again what was found.
        """
        self._sought = span, done, then
        article = self._workspace.article
        is_long = article is not None and len(article.text) > _LONG
        self._soon.start(_AT_REST if is_long else 0)

    def leave(self) -> None:
        """Show no ghosts any more, without a verdict on them."""
        self._show(())

    def next_ghost(self) -> Proposal | None:
        """Give the first ghost behind what is picked, or else the first one of all."""
        if not self.ghosts:
            return None
        place = self._workspace.selection.end
        at = bisect_left(self.ghosts, place, key=lambda ghost: ghost.start)
        return self.ghosts[at % len(self.ghosts)]

    def _seek(self) -> None:
        sought, article, self._sought = self._sought, self._workspace.article, None
        if sought is None or article is None or article.span(sought[0].id) is None:
            return
        span, done, then = sought
        ids = self._workspace.scheme.label_ids
        label = ids.get(span.label, span.label)
        alike = [replace(s, label=label) for s in article.spans if ids.get(s.label) == label]
        self._show(p for p in like(article.text, span.quote, label, alike) if self._is_open(p))
        if self.ghosts:
            more = say("{n} more like it", n=len(self.ghosts))
            self._workspace.tell(in_turn(done, more, then), deed="accept_all")

    def _show(self, ghosts: Iterable[Proposal]) -> None:
        now = tuple(ghosts)
        if now != self.ghosts:
            self.ghosts = now
            self.changed.emit()

    # --- stepping through likely mentions ---------------------------------------------------------

    def pick(self, proposal: Proposal) -> None:
        """Pick the words of a proposal, so that a label's key labels them."""
        self._hold(proposal)
        self._workspace.pick(proposal.start, proposal.end)

    def _hold(self, proposal: Proposal | None) -> None:
        if proposal != self.current:
            self.current, self.last = proposal, self.current
            self.changed.emit()

    def next(self, step: int) -> Proposal | None:
        """Give the next likely mention that is not labelled yet, or with -1 the one before."""
        return next(self.ahead(step), None)

    def ahead(self, step: int, windows: int | None = None) -> Iterator[Proposal]:
        """Give the likely mentions one after the other as stepping comes to them.

        Only so many stretches of the text are looked through, where that is said.
        """
        here = self._here()
        for proposal in self._from(here[0], step, windows):
            at = proposal.start, -proposal.end
            if (at > here if step > 0 else at < here) and self._is_open(proposal):
                yield proposal

    def left(self, step: int) -> tuple[int, bool]:
        """Count the likely mentions on one side, and say whether these are all."""
        number = sum(1 for _ in islice(self.ahead(step, _LONG // _WINDOW), _MANY))
        return number, number < _MANY and len(self._text()) <= _LONG

    def _here(self) -> tuple[int, int]:
        """Give where stepping goes on from, in order of place, the longer first."""
        picked, chosen = self._workspace.selection, self._workspace.chosen
        if chosen is not None:
            return chosen.start, -chosen.end
        if picked.is_caret:  # what begins at the caret comes after it
            return picked.start, -len(self._text()) - 1
        return picked.start, -picked.end

    def _from(self, place: int, step: int, windows: int | None) -> Iterator[Proposal]:
        text = self._text()
        number = place // _WINDOW
        number -= place < _boundary(text, number)
        for here in islice(itertools.count(number, step), windows):
            if here < 0 or _boundary(text, here) >= len(text):
                return
            found = self._in_window(here)
            yield from found if step > 0 else reversed(found)

    def _in_window(self, number: int) -> list[Proposal]:
        known = self._known.get(number)
        if known is None:
            text = self._text()
            start, end = _boundary(text, number), _boundary(text, number + 1)
            scheme = self._workspace.scheme
            hidden = {label.id for label in scheme.labels if not self._offers(label)}
            known = candidates(text, scheme, self.names(), start, end, hidden=hidden)
            self._known[number] = known
        return known

    def _offers(self, label: Label) -> bool:
        """Say whether new marks may have a label."""
        return not label.retired and (self._workspace.shows_expert or label.level == "default")

    def names(self) -> list[tuple[str, str]]:
        """Give what the entities of the project are called, each with the id of its label."""
        if self._names is None:
            self._names = self._read_names()
        return self._names

    def _read_names(self) -> list[tuple[str, str]]:
        """Read what the entities of the project are called, each with the id of its label."""
        reader, ids = self._workspace.reader, self._workspace.scheme.label_ids
        entities = reader.entities()
        labels = {e.id: ids.get(e.label, e.label) for e in entities.values()}
        names = [(e.name, labels[e.id]) for e in entities.values()]
        return names + [(a.name, labels[a.entity]) for a in reader.aliases() if a.entity in labels]

    def _text(self) -> str:
        article = self._workspace.article
        return article.text if article is not None else ""

    # --- what is still open -----------------------------------------------------------------------

    def _is_open(self, proposal: Proposal) -> bool:
        """Say whether a proposal is neither labelled nor declined, and stands where one labels."""
        article, scheme = self._workspace.article, self._workspace.scheme
        sign = proposal.start, proposal.end, proposal.label or ""
        if article is None or sign in article.declined:
            return False
        if article.unlabelled(scheme)(proposal.start, proposal.end) is not None:
            return False
        return not any(
            self._settles(span, proposal) for span in article.covering(proposal.start, proposal.end)
        )

    def _settles(self, span: Span, proposal: Proposal) -> bool:
        """Say whether a mark that shares words with a proposal leaves nothing of it to propose."""
        scheme = self._workspace.scheme
        label = scheme.label_ids.get(span.label, span.label)
        is_same = (span.start, span.end) == (proposal.start, proposal.end)
        if is_same or label == proposal.label:
            return True
        if self._is_claim(label) or self._is_claim(proposal.label):
            return False
        # A place in the name of a force is worth a look, but only where it is known to be one.
        holds = span.start <= proposal.start and proposal.end <= span.end
        return not (holds and proposal.label is not None)

    def _is_claim(self, label: str | None) -> bool:
        known = self._workspace.scheme.label_named(label or "")
        return known is not None and known.stroke == "bracket"

    # --- what happens -----------------------------------------------------------------------------

    def _on_moved(self) -> None:
        self._known.clear()
        self._sought = None
        self._hold(None)
        self._show(())

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        self._on_selected()  # a mark that was just made is chosen already
        if delta.whole:  # expert labels may have been switched on or off
            self._known.clear()
            self._look_again()
            return
        self._show(
            ghost
            for ghost in self.ghosts
            if not any(span.start < ghost.end and ghost.start < span.end for span in delta.added)
            or self._is_open(ghost)
        )

    def _look_again(self) -> None:
        self._show(ghost for ghost in self.ghosts if self._is_open(ghost))
        if self.current is not None and not self._is_open(self.current):
            self._hold(None)

    def _on_selected(self) -> None:
        picked, current = self._workspace.selection, self.current
        if current is not None and (picked.start, picked.end) != (current.start, current.end):
            self._hold(None)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_NAMING):
            self._forget_names()
        if changes.touch("verdict", "zone"):
            self._look_again()

    def _forget_names(self) -> None:
        self._names = None
        self._known.clear()


def _boundary(text: str, number: int) -> int:
    """Give where a stretch of the text begins: at a line, else at a word."""
    place = number * _WINDOW
    if number <= 0 or place >= len(text):
        return min(max(0, place), len(text))
    for sign in "\n ":
        found = text.find(sign, place, place + _WINDOW)
        if found >= 0:
            return found + 1
    return place
