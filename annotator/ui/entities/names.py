"""What else an entity is called, who calls it so, and what is read as it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.actions import entities as deeds
from annotator.actions.marks.details import find_entities
from annotator.model.entity import Alias
from annotator.model.sentences import say
from annotator.ui.panel.editor import Shown
from annotator.ui.panel.picking import PickEditor
from annotator.ui.parts.buttons import button
from annotator.ui.parts.flow import Flow
from annotator.ui.parts.form import FormRow, LineField
from annotator.ui.parts.layouts import down
from annotator.ui.parts.swatch import Chip
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Space, Theme
from annotator.workspace.entity import EntityAtHand
from annotator.workspace.workspace import Workspace

_NAME = 220


class NameChips(QWidget):
    """A chip for each other name; Delete or its cross takes it out. “Add” opens a line to type."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._shows: tuple[object, ...] = ()
        self._used_by: str | None = None
        self._flow = Flow()
        self._chips: list[QWidget] = []
        inside = QWidget()
        inside.setLayout(self._flow)
        row = FormRow("Also called", inside, top=True)
        self.add = button("Add", "quiet")
        self.add.setAccessibleName("Add another name")
        self.add.clicked.connect(self.begin)
        self._name = _NameField("Another name", "", "Another name")
        self._name.setMaximumWidth(_NAME)
        self._name.returnPressed.connect(self._on_added)
        self._name.left = self._leave
        self._whose = PickEditor(
            theme, "Used by", lambda words: find_entities(workspace, words), self._names
        )
        self._whose.answered.connect(self._on_whose)
        done = button("Add the name", "link")
        done.clicked.connect(self._on_added)
        self._line = QWidget()
        named = FormRow("Name", self._name, None)
        whose = FormRow("Used by", self._whose, done)
        self._line.setLayout(down(named, whose, gap=0))
        self._line.hide()
        self.setLayout(down(row, self._line, gap=Space.XS))

    def _names(self, ids: tuple[str, ...]) -> list[str]:
        return [deeds.name_of(self._workspace, id_) for id_ in ids]

    def show_entity(self, one: EntityAtHand) -> None:
        """Show the names of an entity, and what is read as it."""
        key = (one.entity.id, tuple(one.aliases), tuple(one.merged))
        if key == self._shows:
            return
        if self._shows and self._shows[0] != one.entity.id:
            self._leave()
        self._shows = key
        had_focus = any(chip.hasFocus() for chip in self._chips)
        old, self._chips = self._chips, []
        for alias in one.aliases:
            self._chips.append(self._chip_of(alias))
        for other in one.merged:
            words = say("{name} (merged)", name=other.name)
            part = Chip(self._theme, words, removable=True)
            part.setToolTip(tooltip(say("Read as {name}. Delete parts the two again.",
                                        name=one.entity.name)))  # fmt: skip
            part.removed.connect(self._doing(self._parting(other.id)))
            self._chips.append(part)
        self._flow.put(*self._chips, self.add)
        for chip in old:
            chip.deleteLater()
        if had_focus:
            self.add.setFocus()

    def _chip_of(self, alias: Alias) -> Chip:
        by = deeds.name_of(self._workspace, alias.used_by) if alias.used_by else ""
        words = say("{name} · {by}", name=alias.name, by=by) if by else alias.name
        chip = Chip(self._theme, words, removable=True)
        if by:
            chip.setToolTip(tooltip(say("{by} calls it so.", by=by)))
        chip.removed.connect(self._doing(lambda: deeds.remove_name(self._workspace, alias)))
        return chip

    def _parting(self, id_: str) -> Callable[[], None]:
        return lambda: deeds.part(self._workspace, id_)

    def _doing(self, deed: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._save(deed)

    def _save(self, deed: Callable[[], None]) -> None:
        self._workspace.save(deed)

    def begin(self) -> None:
        """Open the line in which another name is typed."""
        self._used_by = None
        self._whose.show_values(Shown())
        self._name.show_text("")
        self._line.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_whose(self, values: tuple[str, ...]) -> None:
        self._used_by = values[0] if values else None
        self._whose.show_values(Shown(values))

    def _on_added(self) -> None:
        workspace, name, used_by = self._workspace, self._name.text(), self._used_by
        if not name.strip() or workspace.save(lambda: deeds.add_name(workspace, name, used_by)):
            self._leave()

    def _leave(self) -> None:
        if not self._line.isHidden():
            self._line.hide()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class _NameField(LineField):
    """Esc leaves without adding."""

    left: Callable[[], None] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.left is not None:
            self.left()
        else:
            super().keyPressEvent(event)
