"""People to be ticked: a few are seen at once, and more of them scroll."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from annotator.model.person import Person
from annotator.ui.parts.layouts import down
from annotator.ui.parts.scrolled import scrolled

_FEW = 6
"""So many people are seen at once."""
_ROW = 28


class People(QWidget):
    """A box for each person, all ticked at first."""

    changed = Signal()
    """Somebody was ticked, or no longer."""

    def __init__(self, persons: Iterable[Person]) -> None:
        super().__init__()
        self._boxes = [(person.id, self._box(person)) for person in persons]
        area = scrolled(down(*(box for _, box in self._boxes), None, gap=0))
        area.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if len(self._boxes) > _FEW
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setLayout(down(area, gap=0))
        self.setFixedHeight(_ROW * min(max(len(self._boxes), 1), _FEW))

    def _box(self, person: Person) -> QCheckBox:
        box = QCheckBox(person.name.replace("&", "&&"))
        box.setAccessibleName(person.name)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        box.setChecked(True)
        box.toggled.connect(self.changed)
        return box

    @property
    def ticked(self) -> tuple[str, ...]:
        """Give the ids of those who are ticked."""
        return tuple(person for person, box in self._boxes if box.isChecked())

    @property
    def is_everybody(self) -> bool:
        """Say whether all are ticked."""
        return len(self.ticked) == len(self._boxes)
