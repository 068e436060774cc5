"""What to export: the format, whose layer, and whether articles count that are not finished."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator import formats
from annotator.actions.told import left_behind
from annotator.formats.format import Out
from annotator.model.sentences import count, say
from annotator.questions import Export
from annotator.store.reader import Stock
from annotator.ui.dialogs.files import Files
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.layouts import down
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme

_LAYERS = (("work", "Each person's work"), ("gold", "Gold"), ("all", "Both"))


class AskExport(Sheet):
    """Asks what to export, says how much that is, and then asks where to."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, files: Files, suggestion: Path, stock: Stock
    ) -> None:
        super().__init__(parent, "Export")
        self._files, self._suggestion, self._stock = files, suggestion, stock
        self._path: Path | None = None
        self._known = [known for known in formats.FORMATS if known.write_out is not None]
        names = [(known.name, known.title) for known in self._known]
        self._format = Segments(theme, "Format", names, self._known[0].name)
        self._layer = Segments(theme, "Whose marks", _LAYERS, "work")
        self._all = QCheckBox("Also articles that are not finished")
        self._same = QCheckBox("Leave the time out, so that the same work gives the same file")
        self._holds = label(self._known[0].holds, "small", wrap=True)
        self._goes = label("", wrap=True)
        self._goes.setMinimumHeight(2 * 20)
        for name, field in (("Format", self._format), ("Whose marks", self._layer)):
            self.add(down(label(name, "section"), field, gap=Space.XS))
        self.add(self._holds)
        self.add(down(self._all, self._same, gap=0))
        self.add(self._goes)
        self.add_foot("Choose a file…")
        self._layer.chosen.connect(self._on_changed)
        self._format.chosen.connect(self._on_changed)
        self._all.toggled.connect(self._on_changed)
        self._on_changed()
        self.answer.setFocus()

    @property
    def answer_given(self) -> Export | None:
        """Give what was asked for."""
        return Export(self._path, self._options) if self._path is not None else None

    @property
    def _options(self) -> Out:
        layer = self._layer.choice
        return Out(
            format=self._format.choice,
            layer="gold" if layer == "gold" else "all" if layer == "all" else "work",
            all_articles=self._all.isChecked(),
            reproducible=self._same.isChecked(),
        )

    def accept(self) -> None:
        """Ask where to; who thinks better of it is back here."""
        known = formats.format_named(self._options.format or self._known[0].name)
        self._path = self._files.target(self._suggestion, known)
        if self._path is not None:
            super().accept()

    def _on_changed(self) -> None:
        known = formats.format_named(self._options.format or self._known[0].name)
        self._holds.setText(known.holds)
        self._goes.setText(self._how_much())

    def _how_much(self) -> str:
        found = left_behind(self._stock, self._options)
        words = say("{articles} will be in the file.",
                    articles=count(found.going, "article", "articles"))  # fmt: skip
        if found.left:
            stay = count(found.left, "stays behind because it is", "stay behind because they are")
            words += say(" {stay} not finished.", stay=stay)
        return words
