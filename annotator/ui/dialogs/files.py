"""Which files: the system's own dialogs, each opening where the one before was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import formats
from annotator.formats.format import Format

_ALL = "All files (*)"


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
        wanted = f"Projects (*.annot);;{_ALL}"
        answer, _ = QFileDialog.getOpenFileName(
            self._parent, "Open a project", str(self.folder), wanted
        )
        return self._kept(answer)

    def scheme(self) -> Path | None:
        """Ask for a scheme file."""
        wanted = f"Schemes (*.toml);;{_ALL}"
        answer, _ = QFileDialog.getOpenFileName(
            self._parent, "Choose a scheme file", str(self.folder), wanted
        )
        return self._kept(answer)

    def several(self) -> list[Path]:
        """Ask for files to import."""
        endings = " ".join(f"*{e}" for f in formats.FORMATS if f.look for e in f.endings)
        wanted = f"Articles and annotations ({endings});;{_ALL}"
        answers, _ = QFileDialog.getOpenFileNames(self._parent, "Import", str(self.folder), wanted)
        return [path for answer in answers if (path := self._kept(answer)) is not None]

    def place(self, folder: Path) -> Path | None:
        """Ask for a folder."""
        answer = QFileDialog.getExistingDirectory(self._parent, "Choose a folder", str(folder))
        return Path(answer) if answer else None

    def target(self, suggestion: Path, known: Format) -> Path | None:
        """Ask where to write a file. The dialog itself asks before one is replaced."""
        wanted = f"{known.title} ({' '.join(f'*{e}' for e in known.endings)});;{_ALL}"
        answer, _ = QFileDialog.getSaveFileName(self._parent, "Export", str(suggestion), wanted)
        path = self._kept(answer)
        return path.with_suffix(known.endings[0]) if path is not None and not path.suffix else path

    def _kept(self, answer: str) -> Path | None:
        if not answer:
            return None
        path = Path(answer)
        self._folder = path.parent
        return path
