"""A new project: what it is called, where it lies, and which labels it has."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.scheme import Scheme
from annotator.model.scheme_file import find_scheme, shipped
from annotator.model.sentences import Told, say
from annotator.questions import NewProject
from annotator.ui.dialogs.files import Files
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.looks import looks
from annotator.ui.parts.buttons import Row, button
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.swatch import Chip
from annotator.ui.parts.words import ElidedLabel, label, short_path
from annotator.ui.theme import Size, Space, Theme

_MOST_CHIPS = 4
_LONGEST_NAME = 120
_FORBIDDEN = '/\\:*?"<>|'
"""Not allowed in the name of a file on one system or another."""


class AskNewProject(Sheet):
    """Asks for name, folder and scheme, and says at once what will not do."""

    def __init__(self, theme: Theme, parent: QWidget | None, files: Files, folder: Path) -> None:
        super().__init__(parent, "New project", "A project is one file. It holds the articles, the "
                         "marks and everything that was ever done with them.")  # fmt: skip
        self._theme, self._files, self._folder = theme, files, folder
        self._name = self.add_field("Name", QLineEdit())
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setPlaceholderText("For example: June, first reading")
        self._add_folder()
        self._schemes = [(name, find_scheme(name)) for name in shipped()]
        self._chosen = self._schemes[0][0]
        self._add_schemes()
        self._why = label("", "danger", wrap=True)
        self._why.setMinimumHeight(2 * 16)
        self.add(self._why)
        self.add_foot("Make the project")
        self._name.textChanged.connect(self._on_changed)
        self._on_changed()
        self._name.setFocus()

    # --- the parts --------------------------------------------------------------------------------

    def _add_folder(self) -> None:
        self._place = ElidedLabel(short_path(self._folder), "quiet")
        choose = button("Choose…")
        choose.setAccessibleName("Choose the folder")
        choose.clicked.connect(self._on_folder)
        row = across(self._place, choose)
        self.add(down(label("Folder", "section"), row, gap=Space.XS))

    def _add_schemes(self) -> None:
        self._list = down(gap=2)
        self._rows: dict[str, Row] = {}
        for name, scheme in self._schemes:
            self._add_scheme(name, scheme)
        other = button("A scheme file of your own…")
        other.clicked.connect(self._on_file)
        column = down(label("Labels", "section"), frame("", self._list), gap=Space.XS)
        column.addLayout(across(4, other, None, gap=0))
        self.add(column)
        self._choose(self._chosen)

    def _add_scheme(self, name: str, scheme: Scheme) -> None:
        found = looks(scheme, self._theme.mode)
        usual = [item for item in scheme.labels if item.level == "default" and not item.retired]
        chips = [Chip(self._theme, item.name, found[item.id]) for item in usual[:_MOST_CHIPS]]
        for chip in chips:
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = across(*chips)
        if len(usual) > len(chips):
            row.addWidget(label(say("and {n} more", n=len(usual) - len(chips)), "small"))
        row.addStretch(1)
        margins = (Space.M, Space.XS, Space.M, Space.XS)
        names = ", ".join(item.name for item in usual)
        title = ElidedLabel(scheme.title, "strong")
        made = Row(self._theme, f"{scheme.title}: {names}",
                   down(title, row, gap=Space.XS, margins=margins), Size.ROW_LIBRARY)  # fmt: skip
        made.clicked.connect(lambda: self._choose(name))
        if name in self._rows:
            self._rows[name].deleteLater()
        self._rows[name] = made
        self._list.addWidget(made)

    # --- what is chosen ---------------------------------------------------------------------------

    @property
    def answer_given(self) -> NewProject:
        """Give what was asked for."""
        return NewProject(self._path, self._chosen)

    @property
    def _path(self) -> Path:
        name = self._name.text().strip().removesuffix(".annot")
        return self._folder / f"{name}.annot"

    def _choose(self, name: str) -> None:
        self._chosen = name
        for known, row in self._rows.items():
            row.choose(chosen=known == name)
            row.setAccessibleDescription("chosen" if known == name else "")

    def _on_folder(self) -> None:
        folder = self._files.place(self._folder)
        if folder is not None:
            self._folder = folder
            self._place.setText(short_path(folder))
            self._on_changed()

    def _on_file(self) -> None:
        path = self._files.scheme()
        if path is None:
            return
        try:
            scheme = find_scheme(str(path))
        except Told as told:
            self._why.setText(str(told))
            return
        self._add_scheme(str(path), scheme)
        self._choose(str(path))
        self._on_changed()

    def _on_changed(self) -> None:
        name = self._name.text().strip()
        why = self._fault(name) if name else ""
        self._why.setText(why)
        self.answer.setEnabled(bool(name) and not why)

    def _fault(self, name: str) -> str:
        found = sorted({char for char in name if char in _FORBIDDEN or not char.isprintable()})
        if found:
            return say("A name of a file cannot have {chars} in it.", chars=" ".join(found))
        if name.startswith("."):
            return "A name that begins with a dot would be hidden."
        if not os.access(self._folder, os.W_OK):
            return "This folder does not allow writing. Choose another one."
        if os.path.lexists(self._path):
            return say("{name} is already there. Choose another name.", name=self._path.name)
        return ""
