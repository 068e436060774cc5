"""The panel beside the overview: the places behind what was chosen there."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from annotator.model.agreement.pairing import Item
from annotator.model.agreement.study import Study
from annotator.model.sentences import count
from annotator.ui.agreement.places import PlaceList
from annotator.ui.icons import Icons
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import down, frame
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace


class Places(QFrame):
    """What they are places of, how many, and the list of them."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "chrome")
        self.usual = Size.PANEL
        """Its width, where there is room beside it."""
        self.setAccessibleName("Places")
        self._of, self._many = label("", "strong", wrap=True), label("", "meta")
        self.list = PlaceList(theme, workspace)
        self._nothing = EmptyList(
            icons, "list", "No place",
            "Choose a cell, a bar or an article, and the places behind it are listed here.",
        )  # fmt: skip
        self._empty = frame("", down(self._nothing, None, margins=(Space.L, Space.XXL, Space.L, 0)))
        head = down(self._of, self._many, gap=2, margins=(20, Space.M, 20, Space.S))
        column = down(head, gap=0)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self.setLayout(column)
        self.show_places("", None, [])

    def show_places(self, of: str, study: Study | None, items: list[Item]) -> None:
        """List the places of something."""
        self._of.setText(of)
        self._many.setText(count(len(items), "place", "places") if study is not None else "")
        self.list.show_places(study, items)
        self.list.setVisible(bool(items))
        self._empty.setVisible(not items)

    @property
    def words(self) -> str:
        """Give what the places are of, and how many there are."""
        return f"{self._of.text()} {self._many.text()}".strip()
