"""What happens when something goes wrong in the program itself: the log, and a calm dialog.

Neither the log nor the report holds anything of the user's: no words of an article, no title, no
name of a file, no name of a person. Of an error they keep its type, where in the program it
happened, and what it says only where that is a sentence of ours, without its values.
"""

from __future__ import annotations

import errno
import faulthandler
import logging
import os
import platform
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator import __version__
from annotator.model.sentences import Told
from annotator.settings import log_folder
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.buttons import button
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.window import Window

LOG = logging.getLogger("annotator")
_SIZE, _KEPT = 1_000_000, 3
"""Bytes of one log file, and how many older ones are kept."""
_PACKAGE = Path(__file__).resolve().parent.parent
_FONTS = "qt.text.font.db"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|«[^»]*»")
_STRANGE = re.compile(r"\S*[/\\@]\S*|\S*[^\x20-\x7e]\S*")
_LONGEST = 200
_CODE = re.compile(r'File "([^"\n]*)"')


# --- what is told of an error ---------------------------------------------------------------------


def report_of(error: BaseException) -> str:
    """Say what went wrong and where, with nothing of the user's in it."""
    parts = [
        f"Annotator {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"Screen: {QGuiApplication.platformName() or 'none'}",
        "",
        *_chain(error),
    ]
    return "\n".join(parts)


def _chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    following: BaseException | None = error
    words = ""
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield f"{words}{_said(following)}"
        yield from _frames(following.__traceback__)
        cause = following.__cause__
        words = "because of " if cause else "while handling "
        hidden = following.__suppress_context__
        following = cause or (None if hidden else following.__context__)


def _said(error: BaseException) -> str:
    """Give the type of an error, and what it says as far as that is surely none of the user's."""
    kind = type(error).__qualname__
    if isinstance(error, Told):
        return f"{kind}: {error.template}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind}: {errno.errorcode.get(error.errno, error.errno)}"
    name = getattr(error, "sqlite_errorname", None)
    return f"{kind}: {name}" if isinstance(name, str) else kind


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"  {_place(code.co_filename)}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next


def _place(name: str) -> str:
    """Name a file of the program without the folder in which it was installed."""
    path = Path(name)
    with suppress(ValueError):
        return f"annotator/{path.relative_to(_PACKAGE).as_posix()}"
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.name


def scrubbed(words: str) -> str:
    """Leave out of a message of Qt what is quoted, paths, and all that is not plain ASCII."""
    return _STRANGE.sub("…", _QUOTED.sub("…", words))[:_LONGEST]


# --- the log --------------------------------------------------------------------------------------


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


class _PrivateFile(RotatingFileHandler):
    """A log file that nobody else may read."""

    def _open(self) -> IO[str]:  # type: ignore[override]  # a stream of text is all that is needed
        return open(self.baseFilename, self.mode, encoding="utf-8", opener=_private)


def open_log() -> None:
    """Begin to write the log. Where that is not possible, the program works without."""
    try:
        log_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(log_folder() / "annotator.log", maxBytes=_SIZE, backupCount=_KEPT)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("{asctime} {levelname} {message}", style="{"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def _fatal_log() -> IO[str]:
    """Open what is written when the process itself dies.

    What was written the last time stays, but for its folders: nobody could take them out then.
    """
    path = log_folder() / "fatal.log"
    before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    file = open(path, "w", encoding="utf-8", opener=_private)  # noqa: SIM115 - kept until the end
    file.write(_CODE.sub(lambda found: f'File "{_place(found[1])}"', before[-_SIZE:]))
    file.flush()
    return file


def close_log() -> None:
    """Write no more."""
    for handler in LOG.handlers[:]:
        LOG.removeHandler(handler)
        handler.close()


def _on_qt(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    category = context.category or "default"
    if category != _FONTS:  # it says of each font and script what is missing, hundreds of times
        LOG.log(_LEVELS.get(kind, logging.INFO), "Qt, %s: %s", category, scrubbed(words))


def _on_unraisable(caught: sys.UnraisableHookArgs) -> None:
    """Log what went wrong where nobody could be told, as when something is thrown away."""
    if caught.exc_value is not None:
        LOG.error("%s", report_of(caught.exc_value))


# --- what the user sees ---------------------------------------------------------------------------


class CrashDialog(Sheet):
    """Says calmly that something went wrong, and gives a report to copy."""

    CLOSE = 2
    """The answer that closes the program; all others go on."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(
            parent,
            "Something went wrong in Annotator",
            "This is a fault of the program, not of yours. Everything that was shown as saved is "
            "saved. The report says where it happened. It holds no words of your articles, no "
            "titles, no names of files or people, and it is sent nowhere: copy it for whoever "
            "looks after Annotator.",
        )
        self.setMinimumWidth(600)
        self._report = report
        shown = QPlainTextEdit(report)
        shown.setProperty("role", "field")
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setMinimumHeight(180)
        shown.setAccessibleName("Report")
        self.add(shown, 1)
        copy, log = button("Copy the report"), button("Show the log")
        copy.clicked.connect(self._copy)
        log.clicked.connect(_show_log)
        self.add_foot("Go on", copy, log, leave="Close Annotator")
        self.away.clicked.disconnect()
        self.away.clicked.connect(lambda: self.done(self.CLOSE))
        self.answer.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def _show_log() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))


class Errors(QObject):
    """Catches what nobody else caught, wherever it happened, and shows each fault once."""

    _happened = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.window: Window | None = None
        self._theme = theme
        self._shown: set[str] = set()
        self._dialog: CrashDialog | None = None
        self._fatal: IO[str] | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        open_log()
        LOG.info("Annotator %s begins", __version__)
        with suppress(OSError):
            self._fatal = _fatal_log()
            faulthandler.enable(self._fatal)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread
        sys.unraisablehook = _on_unraisable
        qInstallMessageHandler(_on_qt)

    def uninstall(self) -> None:
        """Catch no more."""
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            self._fatal = None
        LOG.info("Annotator ends")
        close_log()

    def _on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_error(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = report_of(error.with_traceback(trace))
        if report in self._shown:
            LOG.error("Again: %s", type(error).__qualname__)
            return
        self._shown.add(report)
        LOG.error("%s", report)
        if sys.stderr is not None:  # while the program starts, nothing else can be seen
            sys.stderr.write(f"{report}\n")
        self._happened.emit(error, report)

    def _show(self, error: BaseException, report: str) -> None:
        if isinstance(error, Told) and self.window is not None:
            self.window.hands.workspace.tell(str(error), is_trouble=True)
            return
        if self._dialog is not None:  # one at a time: the others are in the log
            return
        self._dialog = CrashDialog(self.window, report)
        self._dialog.finished.connect(self._on_answered)
        self._dialog.open()

    def _on_answered(self, answer: int) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if answer == CrashDialog.CLOSE:
            self._close()

    def _close(self) -> None:
        if self.window is None or self.window.close():
            QApplication.quit()
