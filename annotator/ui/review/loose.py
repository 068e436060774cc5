"""The gold marks that nobody's mark stands behind: what was added, and what lost its origin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.sentences import count, say
from annotator.model.words import briefly
from annotator.store.review.loose import Loose
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.buttons import Row
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import ElidedLabel, key_hint, label
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace

_MOST_ROWS = 3
_WHY = {"added": "nobody marked it", "orphan": "its origin was deleted"}


class LooseMarks(QWidget):
    """There only where there are some; a row shows its mark, where Del takes it out."""

    asked = Signal(int)
    """The mark that begins here is to be shown."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._shown: tuple[Loose, ...] = ()
        self.rows: list[Row] = []
        self._many = label("", "strong")
        self._rows = down(gap=0, margins=(Space.S, 0, Space.S, 0))
        self._area = scrolled(down(self._rows, None, gap=0))
        takes = label("takes it out", "meta")
        head = across(self._many, None, key_hint("Del"), takes, gap=Space.XS,
                      margins=(20, 0, 20, 0))  # fmt: skip
        self.setLayout(down(head, self._area, gap=Space.XS, margins=(0, Space.S, 0, Space.XS)))
        self.setAccessibleName("In the gold layer only")
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self._show_chosen)
        theme.changed.connect(self._renew)
        self.hide()

    def read(self) -> None:
        """List what there is now."""
        found = self._workspace.review.loose
        self.setVisible(bool(found))
        if found != self._shown:
            self._shown = found
            self._renew()
        self._show_chosen()

    def _renew(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        drawn = looks(self._workspace.scheme, self._theme.mode)
        self.rows = [self._row(one, drawn) for one in self._shown]
        for row in self.rows:
            self._rows.addWidget(row)
        marks = count(len(self._shown), "mark", "marks")
        self._many.setText(say("{marks} in the gold layer only", marks=marks))
        self._area.setFixedHeight(min(len(self.rows), _MOST_ROWS) * Size.ROW)

    def _row(self, one: Loose, drawn: Mapping[str, LabelLook]) -> Row:
        scheme = self._workspace.scheme
        id_ = scheme.label_ids.get(one.span.label, one.span.label)
        words, why = briefly(one.span.quote), _WHY[one.why]
        look = drawn.get(id_)
        sign = [Swatch(self._theme, look)] if look is not None else []
        inside = across(*sign, ElidedLabel(words, "quotation"), None, label(why, "meta"),
                        gap=Space.S, margins=(Space.M, 0, Space.M, 0))  # fmt: skip
        name = say("{label} “{words}”, {why}", label=scheme.label_names.get(id_, id_),
                   words=words, why=why)  # fmt: skip
        row = Row(self._theme, name, inside)
        row.clicked.connect(partial(self.asked.emit, one.span.start))
        return row

    def _show_chosen(self) -> None:
        here = self._workspace.review.loose_here
        for row, one in zip(self.rows, self._shown, strict=True):
            row.choose(chosen=here is not None and here.span.id == one.span.id)
