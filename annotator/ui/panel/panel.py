"""The annotation panel: labels above, the outline in the middle, the details of a mark below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions.action import Region
from annotator.settings import Settings
from annotator.ui.icons import Icons
from annotator.ui.panel.deeds import Do
from annotator.ui.panel.details import Details
from annotator.ui.panel.labels import Labels
from annotator.ui.panel.outline import Outline
from annotator.ui.panel.still_open import StillOpenList
from annotator.ui.panel.whose import Whose
from annotator.ui.parts.layouts import down, fill, hairline
from annotator.ui.review.corrected import Corrected
from annotator.ui.theme import Size, Theme
from annotator.workspace.workspace import Workspace


class Panel(QFrame):
    """What stands at the right of the article."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, settings: Settings, do: Do,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("role", "chrome")
        self.setFixedWidth(Size.PANEL)
        self.whose = Whose(icons, workspace, do)
        self.corrected = Corrected(icons, workspace, do)
        self.labels = Labels(theme, workspace, do)
        self.outline = Outline(theme, icons, workspace, settings, do)
        self.still_open = StillOpenList(theme, icons, workspace, do)
        self.still_open.unfolded.connect(self._on_unfolded)
        self.details = Details(theme, icons, workspace, do)
        column = down(self.whose, self.corrected, self.labels, gap=0)
        column.addWidget(self.outline, 1)
        column.addWidget(self.still_open)
        self._column = column
        fill(column, hairline(), self.details)
        self.setLayout(column)

    def focus(self, region: Region) -> None:
        """Put the keyboard into one of its parts."""
        if region == "note":
            self.details.focus_note()
        elif region == "entity":
            self.details.focus_entity()
        elif region == "still_open":
            self.still_open.come()
        else:
            if region == "outline":
                self.still_open.unfold(on=False)
            parts: dict[Region, QWidget] = {
                "labels": self.labels, "outline": self.outline, "details": self.details,
            }  # fmt: skip
            parts[region].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_unfolded(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        """Let what is still open take the outline's place, or give it back."""
        self.outline.setVisible(not on)
        self._column.setStretchFactor(self.still_open, 1 if on else 0)

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        self.details.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the details keep to their share."""
        super().resizeEvent(event)
        self.details.updateGeometry()
