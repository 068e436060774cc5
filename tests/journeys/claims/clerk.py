"""Hands on the keyboard that say all there is to say of each claim, and count what they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from annotator.model.relating import asked
from annotator.suggest.sources import Source
from annotator.ui.panel.editor import Editor
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.relating.sheet import RelateSheet
from annotator.ui.window import Window
from tests.journeys.claims.wanted import FIELDS, Claim, Place
from tests.journeys.hand.hand import TYPE, Hand

_MOST_TABS = 14


class Clerk(Hand):
    """One window with an article whose words are marked and of whose claims nothing is said."""

    def __init__(self, window: Window, project: Path) -> None:
        self.window = window
        window.open_path(project)
        self.did: Counter[str] = Counter()
        self.workspace.show(self.workspace.reader.article_ids()[0])
        self.view.setFocus()
        self._settle()

    def press(self, keys: str) -> None:
        """Press a key; a menu that is open has it."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            popup.setFocus()
        super().press(keys)

    def _type(self, where: QWidget, words: str) -> None:
        """Type words; where a value has the keyboard, the first letter makes it a field."""
        if words and isinstance(where, QAbstractButton):
            letter = QKeyEvent(
                QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, words[0]
            )  # fmt: skip
            QApplication.sendEvent(where, letter)
            where, words = QApplication.focusWidget(), words[1:]
        super()._type(where, words)

    # --- who says it ------------------------------------------------------------------------------

    def go_to(self, place: Place) -> None:
        """Choose a claim, going from claim to claim the shorter way."""
        claims = [(s.start, s.end) for s in self.workspace.article.spans if s.label == "claim"]
        at = claims.index(place)
        chosen = self.workspace.chosen
        here = (chosen.start, chosen.end) if chosen is not None else None
        if here == place:
            return
        steps = at - claims.index(here) if here in claims else at + 1
        for _ in range(abs(steps)):
            self.press("Alt+Shift+Down" if steps > 0 else "Alt+Shift+Up")

    def say_who(self, claim: Claim) -> bool:
        """Say who makes a claim; True where that was proposed first."""
        self.go_to(claim.place)
        proposed = self.workspace.attributing.current
        sources = self.workspace.attributing.of(self.workspace.chosen).sources
        number = next((n for n, one in enumerate(sources) if _is(one, claim)), None)
        if proposed is None or number is None or number > 2:
            for place in claim.sources:
                self._name(place)
            return False
        for _ in range(number):
            self.press("Ctrl+D")
        self.press("Return")
        return number == 0

    def _name(self, place: Place) -> None:
        self.press("Ctrl+Shift+A")
        self._choose(self.text[slice(*place)], place)

    def _choose(self, words: str, place: Place) -> None:
        """Choose the other end by number, or by its words and the arrows."""
        answers = self._answers()
        places = self._places(answers)
        if place in places[:9]:
            self.press(str(places.index(place) + 1))
            return
        self.press(TYPE + " ".join(words.split()[:6]))
        for _ in range(self._places(answers).index(place)):
            self.press("Down")
        self.press("Return")

    def _answers(self) -> QWidget:
        return self.window.findChild(RelateSheet).answers

    def _places(self, answers: QWidget) -> list[Place]:
        spans = [self.workspace.article.span(answer.id) for answer in answers.offered]
        return [(span.start, span.end) for span in spans if span is not None]

    # --- the form ---------------------------------------------------------------------------------

    def fill_in(self, claim: Claim) -> None:
        """Say all else of a claim in its form, as far as it is not said yet or holds by default."""
        self.go_to(claim.place)
        if not self._open_fields(claim):
            return
        self.press("Return")
        for name in self._open_fields(claim):
            self._fill(name, claim)
        self.press("Esc")

    def _open_fields(self, claim: Claim) -> list[str]:
        names = [name for name in self._wrong_after(claim) if name != "restated"]
        if "responsibility" in names and "responsibility" not in claim.said["about"]:
            names = ["about" if name == "responsibility" else name for name in names]
        if claim.events:
            names.append("event")
        names += ["restated"] if claim.said["restated"] else []
        return list(dict.fromkeys(names))

    def _wrong_after(self, claim: Claim) -> list[str]:
        """List the attributes that do not hold yet."""
        span = self.workspace.chosen
        scheme = self.workspace.scheme
        found = []
        for name in FIELDS:
            held = tuple(value for id_, value in span.attributes if id_ == name)
            held = held or scheme.default_of("label.claim", name)
            wanted = claim.said[name] or scheme.default_of("label.claim", name)
            if set(held) != set(wanted):
                found.append(name)
        return found

    def _fill(self, name: str, claim: Claim) -> None:
        self._tab_to(name)
        if name == "restated":
            self.press(TYPE + claim.said[name][0])
        elif name == "event":
            for title in claim.events:
                self.press(TYPE + title)
                self.press("Return")
        elif name == "about":
            self._about(claim)
        else:
            self.press(self._digit(name, claim.said[name][0]))

    def _about(self, claim: Claim) -> None:
        """Tick the subjects. Responsibility is asked for beside that subject only.

        Where the record has one without the other the subject is named for as long as that takes.
        """
        wanted = claim.said["about"]
        if "responsibility" in self._wrong_after(claim) and "responsibility" not in wanted:
            self._tick((*wanted, "responsibility"))
            self._fill("responsibility", claim)
            self._tab_to("about")
        self._tick(wanted)

    def _tab_to(self, name: str) -> Editor:
        form = self.window.annotate.panel.details.form
        editor = next(e for e in form.findChildren(Editor) if e.accessibleName().lower() == name)
        focused = QApplication.focusWidget()
        below = focused.mapToGlobal(QPoint()).y() > editor.mapToGlobal(QPoint()).y()
        for _ in range(_MOST_TABS):
            if has_focus_inside(editor):
                return editor
            self.press("Shift+Tab" if below else "Tab")
        raise AssertionError(f"Tab does not lead to {name}")

    def _tick(self, wanted: Collection[str]) -> None:
        held = {value for name, value in self.workspace.chosen.attributes if name == "about"}
        for value in sorted(held ^ set(wanted), key=lambda value: self._digit("about", value)):
            self.press(self._digit("about", value))

    def _digit(self, name: str, value: str) -> str:
        """Give the key of a value that the scheme offers."""
        ids = [c.id for c in self.workspace.scheme.attribute("label.claim", name).values]
        return str(ids.index(value) + 1)

    # --- claims to claims -------------------------------------------------------------------------

    def relate(self, claim: Claim) -> None:
        """Say what a claim is to others."""
        for against in claim.against:
            self.go_to(claim.place)
            self.press("Ctrl+R")
            self._choose(self.text[slice(*against.other)], against.other)
            answers = self._answers()
            ids = [answer.id for answer in answers.offered]
            self.press(str(ids.index(against.type) + 1))
            said = dict(against.said)
            for attribute in asked(self.workspace.scheme.relation(against.type)):
                offered = [answer.id for answer in answers.offered]
                value = said.get(attribute.id)
                self.press("Return" if value is None else str(offered.index(value) + 1))


def _is(source: Source, claim: Claim) -> bool:
    if not claim.sources:
        return source.is_nobody
    return tuple(sorted((a.start, a.end) for a in source.actors)) == claim.sources
