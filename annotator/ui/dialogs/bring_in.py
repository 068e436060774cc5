"""What a colleague's file would bring, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.model.sentences import count, say
from annotator.questions import Bringing
from annotator.store.exchange import sayings
from annotator.store.exchange.preview import From, Preview
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.words import label
from annotator.ui.theme import Space

_WIDTH = 560
_MOST_PEOPLE, _MOST_SAYINGS = 5, 6
_FEW, _TALLEST = 6, 340
"""More sentences than this scroll, at this height."""
_NAMES = 88


class AskBringIn(Sheet):
    """Shows from whom what comes, and what will be missing, and asks whether it shall come in."""

    def __init__(self, parent: QWidget | None, seen: Preview, number: int, of: int) -> None:
        super().__init__(parent, _title(seen), _remark(seen, number, of))
        self.setMinimumWidth(_WIDTH)
        self._answer: Bringing = "in"
        told = [label(words, wrap=True) for words in _told(seen)]
        for words in told:
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        facts = down(*(_row(*fact) for fact in _facts(seen)), gap=Space.XS)
        if len(told) > _FEW:
            area = scrolled(down(facts, *told, None, gap=Space.S))
            area.setFixedHeight(_TALLEST)
            self.add(area)
        else:
            self.add(down(facts, *told, gap=Space.S))
        self.setAccessibleDescription(" ".join((_remark(seen, number, of), *seen.sentences)))
        self._add_answers(seen, number, of)

    def _add_answers(self, seen: Preview, number: int, of: int) -> None:
        ask = button("Ask for what is missing…")
        ask.clicked.connect(self._on_ask)
        left = [ask] if seen.missing else []
        leave = "Cancel" if of == 1 else "Leave this one out"
        if seen.is_news:
            self.add_foot("Bring in", *left, leave=leave)
        else:
            self.add_foot("Next file" if number < of else "Close", *left, leave=None)
            self.answer.clicked.disconnect()
            self.answer.clicked.connect(self.reject)
        self.answer.setFocus()

    @property
    def answer_given(self) -> Bringing:
        """Give what shall be done."""
        return self._answer

    def _on_ask(self) -> None:
        self._answer = "ask"
        self.accept()


def _title(seen: Preview) -> str:
    return say("Bring in {work}?", work=sayings.work_of(seen.said))


def _remark(seen: Preview, number: int, of: int) -> str:
    until = datetime.fromtimestamp(seen.said.until / 1000, UTC).astimezone()
    kind = "a bundle" if seen.said.kind == "bundle" else "a whole project"
    words = say("{name}, {kind}, with work up to {day}.", name=seen.said.name, kind=kind,
                day=f"{until:%d %b %Y, %H:%M}")  # fmt: skip
    if of > 1:
        words = say("File {n} of {of}: {words}", n=number, of=of, words=words)
    return words


def _row(name: str, words: str) -> QHBoxLayout:
    before = label(name, "quiet")
    before.setFixedWidth(_NAMES)
    row = across(gap=Space.S)
    row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, wrap=True), 1)
    return row


def _facts(seen: Preview) -> Iterator[tuple[str, str]]:
    yield "New", _new(seen)
    if seen.known:
        yield "Here already", count(seen.known, "change", "changes")
    for number, one in enumerate(seen.people[:_MOST_PEOPLE]):
        yield "From" if not number else "", _from(one)
    if len(seen.people) > _MOST_PEOPLE:
        more = len(seen.people) - _MOST_PEOPLE
        yield "", say("and {people}", people=count(more, "more person", "more people"))


def _new(seen: Preview) -> str:
    counted = (
        (seen.articles, count(seen.articles, "article", "articles")),
        (seen.spans, count(seen.spans, "mark", "marks")),
        (seen.texts, count(seen.texts, "text that had been missing",
                           "texts that had been missing")),
        (seen.new, count(seen.new, "change in all", "changes in all")),
    )  # fmt: skip
    return ", ".join(words for number, words in counted if number) or (
        "Nothing. All that is in it is here already."
    )


def _from(one: From) -> str:
    return say("{name}: {changes}, {marks}", name=one.person.name,
               changes=count(one.changes, "change", "changes"),
               marks=count(one.spans, "new mark", "new marks"))  # fmt: skip


def _told(seen: Preview) -> Iterator[str]:
    if seen.conflicts:
        yield sayings.conflicts(seen.conflicts)
    yield from seen.sayings[:_MOST_SAYINGS]
    if len(seen.sayings) > _MOST_SAYINGS:
        yield say("And {n} more remarks on who is who.", n=len(seen.sayings) - _MOST_SAYINGS)
    yield from sayings.cautions(seen)
