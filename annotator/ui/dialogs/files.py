"""Which files: the system's own dialogs, each opening where the one before was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeView, QWidget

from annotator import formats
from annotator.formats.format import Format
from annotator.store.exchange.bundle_lines import ENDING

_ALL = "All files (*)"
_Mode = QFileDialog.FileMode


def documents() -> Path:
    """Name the folder in which people keep their documents, else their own."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or ".")
    return found if found.is_dir() else Path.home()


class Files:
    """Asks for files, and remembers the folder."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Give the folder to look in first."""
        return self._folder or documents()

    def project(self) -> Path | None:
        """Ask for a project."""
        return self._one("Open a project", "Projects (*.annot)")

    def scheme(self) -> Path | None:
        """Ask for a scheme file."""
        return self._one("Choose a scheme file", "Schemes (*.toml)")

    def several(self) -> list[Path]:
        """Ask for files to import."""
        endings = " ".join(f"*{e}" for f in formats.FORMATS if f.comes_in for e in f.endings)
        dialog = self._dialog("Import", self.folder, f"Articles and annotations ({endings})")
        dialog.setFileMode(_Mode.ExistingFiles)
        return self._kept(self._answers(dialog))

    def place(self, folder: Path) -> Path | None:
        """Ask for a folder."""
        dialog = self._dialog("Choose a folder", folder, "")
        dialog.setFileMode(_Mode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return next(iter(self._answers(dialog)), None)

    def target(self, suggestion: Path, known: Format) -> Path | None:
        """Ask where to write a file. The dialog itself asks before one is replaced."""
        return self._new("Export", suggestion, known.title, *known.endings)

    def bundle(self, suggestion: Path) -> Path | None:
        """Ask where to write work for a colleague."""
        return self._new("Send my work", suggestion, "Work for a colleague", ENDING)

    def for_one(self, suggestion: Path) -> Path | None:
        """Ask where to write what one person of a round is to read."""
        return self._new("A file for one person", suggestion, "Work for a colleague", ENDING)

    def question(self, suggestion: Path) -> Path | None:
        """Ask where to write a question to a colleague."""
        return self._new("Ask for what I lack", suggestion, "Questions", ".ask")

    def new(self, suggestion: Path, what: str) -> Path | None:
        """Ask where to write a file of the ending that is suggested."""
        return self._new("Export", suggestion, what, suggestion.suffix)

    def copy(self, suggestion: Path) -> Path | None:
        """Ask where a copy of a colleague's project goes."""
        return self._new("Make a project of it", suggestion, "Projects", ".annot")

    def claims(self, suggestion: Path) -> Path | None:
        """Ask where to write claims."""
        return self._new("Export the claims", suggestion, "CSV, Markdown or JSON",
                         ".csv", ".md", ".json")  # fmt: skip

    def of_colleagues(self) -> list[Path]:
        """Ask for files with colleagues' work."""
        wanted = f"Bundles and projects (*{ENDING} *.annot)"
        dialog = self._dialog("Bring in a colleague's work", self.folder, wanted)
        dialog.setFileMode(_Mode.ExistingFiles)
        return self._kept(self._answers(dialog))

    def of_colleague(self) -> Path | None:
        """Ask for a file that says what a colleague holds."""
        wanted = f"Questions, bundles and projects (*.ask *{ENDING} *.annot)"
        return self._one("What your colleague has sent", wanted)

    def _new(self, title: str, suggestion: Path, name: str, *endings: str) -> Path | None:
        wanted = f"{name} ({' '.join(f'*{ending}' for ending in endings)})"
        dialog = self._dialog(title, suggestion.parent, wanted)
        dialog.setFileMode(_Mode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(endings[0])
        dialog.selectFile(suggestion.name)
        return next(iter(self._kept(self._answers(dialog))), None)

    def _one(self, title: str, wanted: str) -> Path | None:
        dialog = self._dialog(title, self.folder, wanted)
        dialog.setFileMode(_Mode.ExistingFile)
        return next(iter(self._kept(self._answers(dialog))), None)

    def _dialog(self, title: str, folder: Path, wanted: str) -> QFileDialog:
        filters = f"{wanted};;{_ALL}" if wanted else ""
        dialog = QFileDialog(self._parent, title, str(folder), filters)
        details = dialog.findChild(QTreeView, "treeView")
        if details is not None:  # it is Qt's own dialog, and not the system's
            _fit_columns(details.header())
        return dialog

    def _answers(self, dialog: QFileDialog) -> list[Path]:
        """Show a dialog, and give what was chosen in it."""
        chosen = [*map(Path, dialog.selectedFiles())] if dialog.exec() else []
        dialog.deleteLater()
        return chosen

    def _kept(self, paths: list[Path]) -> list[Path]:
        if paths:
            self._folder = paths[-1].parent
        return paths


def _fit_columns(header: QHeaderView) -> None:
    """Give size, kind and date the room that they need, and the rest to the name."""
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
