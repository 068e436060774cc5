"""Fields to choose in by typing: entities, events, countries. A new entity is made the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QStackedLayout

from annotator.actions.marks.details import Known
from annotator.model.sentences import say
from annotator.ui.looks import LabelLook
from annotator.ui.panel.choices import Value
from annotator.ui.panel.editor import Editor, Shown
from annotator.ui.panel.offers import OfferList
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Size, Theme

Find = Callable[[str], Sequence[Known]]
"""Lists what words may mean, the likeliest first; without words whatever comes first."""
_MOST = 50
_ID, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_NEW = " new"
_NONE = " none"
_NOTHING = " nothing"


class PickField(QLineEdit):
    """Finds as one types; ↓, ↑ and Return pick, Esc leaves.

    Words that find nothing are never lost unseen: it is said, and Return keeps them.
    """

    picked = Signal(str)
    """The id of what was picked."""
    made = Signal(str)
    """A name that nothing bears yet."""
    cleared = Signal()
    """Nothing shall be chosen."""
    left = Signal()

    def __init__(self, theme: Theme, name: str, *, makes: str = "") -> None:
        """With `makes`, such as "New entity “{name}”", what is not there can be made."""
        super().__init__()
        self._makes = makes
        self._find: Find = lambda _: ()
        self._held: frozenset[str] = frozenset()
        self._proposed = ""
        self._likely: Sequence[Known] = ()
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._popup = OfferList(theme)
        self._popup.serve(self._completer)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._offer)

    def begin(
        self, find: Find, held: Iterable[str], words: str = "", proposed: str = "",
        likely: Sequence[Known] = (),
    ) -> None:  # fmt: skip
        """Offer what words find from now on; some of it holds already.

        As long as none holds, what is likely comes first, then the name that is proposed, to be
        chosen or made; Return takes the first of them.
        """
        self._find, self._held = find, frozenset(held)
        self._proposed = "" if self._held else proposed
        self._likely = () if self._held else likely
        self.setText(words)
        self._offer(words)

    def offered(self) -> list[str]:
        """List what is offered now, in words."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _offer(self, words: str) -> None:
        self._model.clear()
        name = words.strip()
        found = list(self._find(name))
        if not name and self._proposed:
            named = self._find(self._proposed)
            first = {one.id: one for one in (*_of_name(named, self._proposed), *self._likely)}
            for known in first.values():
                self._add(known.name, known.id)
            found = [known for known in found if known.id not in first]
            if not _of_name(named, self._proposed):
                self._offer_new(self._proposed)
        for known in found[:_MOST]:
            tick = "✓  " if known.id in self._held else ""
            self._add(tick + _in_words(known, words), known.id)
        if name and not _of_name(found, name):
            self._offer_new(name)
        if self._held and not words.strip():
            self._add("Not set", _NONE)
        if name and not self._model.rowCount():
            self._add(say("Nothing is called “{name}” yet", name=name), _NOTHING)
            self._model.item(0).setEnabled(False)
        if self._model.rowCount():
            self._show_popup()
        else:
            self._popup.hide()

    def _offer_new(self, name: str) -> None:
        if self._makes:
            self._add(say(self._makes, name=name), _NEW, name)

    def _add(self, words: str, id_: str, name: str = "") -> None:
        item = QStandardItem(words)
        item.setData(id_, _ID)
        item.setData(name, _NAME)
        item.setEditable(False)
        self._model.appendRow(item)

    def _show_popup(self) -> None:
        popup = self._popup
        popup.wear_colours()
        popup.setAccessibleName(self.accessibleName())
        self._completer.complete(popup.place_at(self))
        first = self._completer.completionModel().index(0, 0)
        is_meant = bool(self.text() or self._likely or self._proposed)
        takes_first = is_meant and not self._finds_nothing()
        popup.setCurrentIndex(first if takes_first else QModelIndex())

    def _finds_nothing(self) -> bool:
        return self._model.rowCount() == 1 and self._model.item(0).data(_ID) == _NOTHING

    # --- keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by Return, leave by Esc, open the list by ↓."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._popup.hide()
            self.left.emit()
        elif key == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer(self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave when the keyboard goes elsewhere, but not into the list."""
        super().focusOutEvent(event)
        kept = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in kept:
            self._popup.hide()
            self.left.emit()

    def _take(self) -> None:
        if self._finds_nothing():
            return
        index = self._popup.currentIndex()
        self._popup.hide()
        if index.isValid():
            self._on_activated(index)
        else:
            self.left.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        id_ = str(index.data(_ID))
        if id_ == _NOTHING:
            return
        if id_ == _NEW:
            self.made.emit(str(index.data(_NAME)))
        elif id_ == _NONE:
            self.cleared.emit()
        else:
            self.picked.emit(id_)


class PickEditor(Editor):
    """What was chosen, as words; pressing it, or typing, turns it into a field to choose in."""

    made = Signal(str)
    """Something of this name is to be made, and chosen."""

    def __init__(
        self, theme: Theme, name: str, find: Find,
        names: Callable[[tuple[str, ...]], list[str]], *, many: bool = False, makes: str = "",
    ) -> None:  # fmt: skip
        """`find` lists what can be chosen and fits words; `names` gives the names of what is."""
        super().__init__()
        self._find, self._names, self._many = find, names, many
        self._shown = Shown()
        self.look: LabelLook | None = None
        self.proposed = ""
        """The name that is offered to be made while nothing is chosen."""
        self.likely: Sequence[Known] = ()
        """What is offered first while nothing is chosen; the first is shown, with a question."""
        self.expected = ""
        """What is proposed, shown faintly with a question mark while nothing is chosen."""
        self._value = Value(theme, name)
        self._value.clicked.connect(self._on_pressed)
        self.field = PickField(theme, name, makes=makes)
        self.field.picked.connect(self._on_picked)
        self.field.made.connect(self._on_made)
        self.field.cleared.connect(lambda: self._answer(()))
        self.field.left.connect(self._on_left)
        self._stack = QStackedLayout(self)  # of ours from the start: it shows what it is given
        self._stack.addWidget(self._value)
        self._stack.addWidget(self.field)
        self.setFixedHeight(Size.ROW)
        self.setFocusProxy(self._value)
        self.set_name(name)

    def show_values(self, shown: Shown) -> None:
        """Show what was chosen."""
        self._shown = shown
        names = self._names(shown.values)
        guess = self.likely[0].name if self.likely and shown.is_open else self.expected
        if guess and not names:
            self._value.show_likely(say("{name}?", name=guess))
        else:
            self._value.show_first_of(names, self.look if names else None, to_do=shown.is_open)
        self._value.setToolTip(tooltip(", ".join(names)))

    def begin(self, words: str = "") -> None:
        """Turn into a field to choose in."""
        self._stack.setCurrentIndex(1)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.begin(self._find, self._shown.values, words, self.proposed, self.likely)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to choose as one begins to type."""
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.text().isprintable() and event.text().strip() and not held:
            self.begin(event.text())
        else:
            super().keyPressEvent(event)

    def _on_pressed(self) -> None:
        self.begin()

    def _on_picked(self, id_: str) -> None:
        if not self._many:
            self._answer((id_,))
            return
        held = self._shown.values
        self._answer(tuple(h for h in held if h != id_) if id_ in held else (*held, id_))

    def _on_made(self, name: str) -> None:
        self._on_left()
        self.made.emit(name)

    def _answer(self, values: tuple[str, ...]) -> None:
        self._on_left()
        self.answered.emit(values)

    def _on_left(self) -> None:
        if self._stack.currentIndex() == 1:
            had_focus = self.field.hasFocus()
            self._stack.setCurrentIndex(0)
            if had_focus:
                self._value.setFocus(Qt.FocusReason.OtherFocusReason)


def _of_name(known: Sequence[Known], name: str) -> list[Known]:
    """Give what is called by this very name."""
    return [one for one in known if one.name.casefold() == name.casefold()]


def fitting(known: Sequence[Known], words: str) -> list[Known]:
    """Find what bears these words in a short list, what begins with them first."""
    wanted = words.casefold()
    if not wanted:
        return list(known)
    begins, holds = [], []
    for one in known:
        names = [name.casefold() for name in (one.name, *one.others)]
        if any(name.startswith(wanted) for name in names):
            begins.append(one)
        elif any(wanted in name for name in names):
            holds.append(one)
    return begins + holds


def _in_words(known: Known, words: str) -> str:
    """Give the name, and the other name by which it was found."""
    wanted = words.strip().casefold()
    if not wanted or wanted in known.name.casefold():
        return known.name
    other = next((name for name in known.others if wanted in name.casefold()), "")
    return f"{known.name}  ·  {other}" if other else known.name
