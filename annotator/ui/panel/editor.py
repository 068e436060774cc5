"""What every field of the details has in common: it shows values, and tells what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field shows of an attribute."""

    values: tuple[str, ...] = ()
    """What was set: ids of choices, entities or events, else words."""
    default: tuple[str, ...] = ()
    """What holds as long as nothing was set."""
    is_open: bool = False
    """It is needed, and still to be answered."""


class Editor(QWidget):
    """A field of the form. What it shows is always what is in the file."""

    answered = Signal(tuple)
    """The user set these values; none leaves it open."""

    def show_values(self, shown: Shown) -> None:
        """Show what is in the file; not an answer of the user's."""
        raise NotImplementedError

    def flush(self) -> None:
        """Tell what was written and not told yet."""

    def set_name(self, name: str) -> None:
        """Be known to screen readers by this name."""
        self.setAccessibleName(name)
