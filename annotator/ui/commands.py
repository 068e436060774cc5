"""From the table of deeds: what keys do, what can be done now, and how each one is run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.actions.action import Action, Hands
from annotator.actions.marks.arming import PREFIX as ARM
from annotator.actions.marks.label_keys import PREFIX, KeyPress, label_for_key
from annotator.actions.table import (
    ACTIONS,
    dim_actions,
    hit_actions,
    label_actions,
    recent_actions,
    relabel_actions,
    zone_actions,
)
from annotator.actions.told import in_the_window
from annotator.model.change import Changes
from annotator.model.sentences import Told, Trouble
from annotator.workspace.article import MarksDelta

_REPEATING = frozenset({
    "undo", "redo", "find_next", "find_previous", "next_article", "previous_article", "zoom_in",
    "zoom_out", "next_region", "previous_region",
})  # fmt: skip
"""What is done again and again while its key is held. A hand that rests on a key must not finish
one article after the other."""
_HELD = frozenset({
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
})  # fmt: skip
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Commands(QObject):
    """All deeds, made into shortcuts of one window."""

    about_to = Signal()
    """Something is about to be done: what is being typed must be written first."""
    refreshed = Signal()
    """What can be done, or what there is to do, may have changed."""

    def __init__(self, hands: Hands, window: QWidget) -> None:
        super().__init__(window)
        self._hands = hands
        self._fixed = {action.id: action for action in ACTIONS}
        self._of_scheme: dict[str, Action] = {}
        self._in_article, self._in_review, self._in_entities = (
            {
                QKeySequence(keys).toString(_PORTABLE): action.id
                for action in ACTIONS
                for keys in action.keys
                if action.context == context
            }
            for context in ("article", "review", "entities")
        )
        self._shortcuts = [
            self._shortcut(window, action)
            for action in ACTIONS
            if action.keys and action.context in {"anywhere", "project"}
        ]
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refreshed)
        workspace = hands.workspace
        workspace.changed.connect(self._on_changed)
        workspace.marks_changed.connect(self._on_marks_changed)
        for signal in (workspace.opened, workspace.closed):
            signal.connect(self.renew)
        for signal in (workspace.moved, workspace.selected, workspace.busy_changed,
                       workspace.unsaved.changed, workspace.armed_changed,
                       workspace.review.changed, workspace.review.chose):  # fmt: skip
            signal.connect(self.refresh_soon)

    def __iter__(self) -> Iterator[Action]:
        """Give all deeds in the order of the menus."""
        own = [action for action in self._of_scheme.values() if action.menu != "View"]
        yield from own
        for action in self._fixed.values():
            yield action
            if action.id == "open_project":
                yield from recent_actions(self._hands)
        yield from (action for action in self._of_scheme.values() if action.menu == "View")

    def __getitem__(self, id_: str) -> Action:
        """Give one deed. Raises KeyError if there is none."""
        known = self._of_scheme.get(id_) or self._fixed.get(id_)
        return known or {action.id: action for action in recent_actions(self._hands)}[id_]

    @property
    def label_ids(self) -> list[str]:
        """Give the ids of the deeds that label with one key, in the scheme's order."""
        labels = self._hands.workspace.scheme.labels
        return [id_ for label in labels if (id_ := f"label_{label.id}") in self._of_scheme]

    def reason(self, id_: str) -> str | None:
        """Say why a deed cannot be done now, None where it can."""
        return self[id_].reason(self._hands)

    def is_on(self, id_: str) -> bool | None:
        """Say whether something is switched on, None where it cannot be switched."""
        action = self[id_]
        return action.is_on(self._hands) if action.is_on else None

    def do(self, id_: str) -> None:
        """Do it, or say why not."""
        self.about_to.emit()
        action = self[id_]
        reason = action.reason(self._hands)
        if reason is not None:
            self._hands.workspace.tell(reason, floats=True)
            return
        try:
            self._attempt(lambda: action.run(self._hands))
        finally:
            self.refresh_soon()

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that may be refused, and tell what the user is told. False if it was."""
        self.about_to.emit()
        return self._attempt(deed)

    def _attempt(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Told as told:
            words = in_the_window(str(told))
            self._hands.workspace.tell(words, is_trouble=isinstance(told, Trouble), floats=True)
            return False
        return True

    # --- keys -------------------------------------------------------------------------------------

    def press(self, event: QKeyEvent) -> bool:
        """Use a key that was pressed in the article. False if it is none of ours."""
        found = self._armed_deed(event, self._deed_of(event))
        if found is None:
            return False
        self.do(found)
        return True

    def _deed_of(self, event: QKeyEvent) -> str | None:
        label = self.label_of(event)
        if label is not None:
            return label
        return self._in_article.get(_written(event))

    def press_in_review(self, event: QKeyEvent) -> bool:
        """Use a key that was pressed on the review page. False if it is none of its keys."""
        found = self.in_review(event)
        if found is not None:
            self.do(found)
        return found is not None

    def press_in_entities(self, event: QKeyEvent) -> bool:
        """Use a key that was pressed on the page of entities. False if it is none of its keys."""
        found = self._in_entities.get(_written(event))
        if found is not None:
            self.do(found)
        return found is not None

    def in_review(self, event: QKeyEvent) -> str | None:
        """Give the id of what a key does on the review page: its own keys, then those of labels.

        While somebody draws, or has selected words, labels come first.
        """
        own, label = self._in_review.get(_written(event)), self.label_of(event)
        is_letter = event.text().isalpha() and event.modifiers() == _NO_MODIFIER
        if label is not None and is_letter and label in self.label_ids:
            decides = f"decide_{label.removeprefix(PREFIX['one'])}"
            review = self._hands.workspace.review
            has_words = review.drawn is not None or review.words is not None
            if decides in self._of_scheme and (own is None or has_words):
                return decides
        return own

    def _armed_deed(self, event: QKeyEvent, found: str | None) -> str | None:
        """Give what a key does instead where a label is armed, or its key is awaited."""
        workspace = self._hands.workspace
        if workspace.armed is not None and workspace.chosen is None and found == "details":
            return PREFIX["one"] + workspace.armed
        if found == "details" and workspace.attributing.current is not None:
            return "accept"
        if not workspace.awaits_label or event.key() in _HELD:
            return found
        if found in self.label_ids:
            return ARM + found.removeprefix(PREFIX["one"])
        if found not in {"arm", "let_go"}:
            workspace.arm(None)  # another key: nothing was meant to be armed
        return found

    def label_of(self, event: QKeyEvent) -> str | None:
        """Give the id of the deed that labels by this key, None where no label has it."""
        held = event.modifiers()
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return None
        workspace = self._hands.workspace
        press = KeyPress(
            text=event.text(),
            key=event.key(),
            place=event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode(),
            platform=sys.platform,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(held & Qt.KeyboardModifier.AltModifier),
        )
        found: str | None = label_for_key(workspace.scheme, workspace.shows_expert, press)
        return found

    def _shortcut(self, window: QWidget, action: Action) -> QAction:
        shortcut = QAction(action.name, window)
        shortcut.setShortcuts([QKeySequence(keys) for keys in action.keys])
        shortcut.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(action.id in _REPEATING)
        shortcut.triggered.connect(lambda: self.do(self._meant(action)))
        window.addAction(shortcut)
        return shortcut

    def _meant(self, action: Action) -> str:
        """Give what a key does on the page that is shown."""
        of_page = {"review": self._in_review, "entities": self._in_entities}
        own = of_page.get(self._hands.screen.page(), {})
        keys = (QKeySequence(keys).toString(_PORTABLE) for keys in action.keys)
        return next((own[k] for k in keys if k in own), action.id)

    def refresh_soon(self) -> None:
        """Tell once that much may have changed, when the hand has had its answer."""
        self._soon.start()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("scheme", "label", "zone_type"):
            self.renew()
        else:
            self.refresh_soon()

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        if delta.whole:  # expert labels may have been switched on or off
            self.renew()

    def renew(self) -> None:
        """Make the deeds that the scheme brings with it."""
        workspace = self._hands.workspace
        made = [
            *label_actions(workspace.scheme, workspace.shows_expert),
            *hit_actions(workspace.scheme, expert=workspace.shows_expert),
            *zone_actions(workspace.scheme),
            *dim_actions(workspace.scheme, expert=workspace.shows_expert),
            *relabel_actions(workspace.scheme, expert=workspace.shows_expert),
        ] if workspace.is_open else []  # fmt: skip
        self._of_scheme = {action.id: action for action in made}
        if workspace.armed is not None and ARM + workspace.armed not in self._of_scheme:
            workspace.arm(None)
        self.refreshed.emit()


def _written(event: QKeyEvent) -> str:
    """Write the key of an event as the table of deeds does."""
    bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(bare, Qt.Key(event.key()))).toString(_PORTABLE)
