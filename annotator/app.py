"""Builds the pieces in order and starts the window: the only file that knows them all."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.actions import intake
from annotator.actions.exchange import PROJECT
from annotator.background import Background
from annotator.questions import NobodyAnswers, Questions
from annotator.resources import resource
from annotator.settings import APPEARANCE, CONTRAST, EXPERT, Settings
from annotator.ui import fonts
from annotator.ui.errors import Errors
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.ui.window import Window
from annotator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Start:
    """How the application is started."""

    paths: tuple[Path, ...] = ()
    sample: bool = False
    smoke: bool = False
    """Show, paint, save a picture to $SMOKE_SHOT, print the milliseconds to first paint, end."""


def run(start: Start) -> int:
    """Open the window and give the exit status when it is closed."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(QIcon(str(resource("icons/annotator.svg"))))
    turn(app, QLocale.system())
    settings = Settings()
    theme = Theme(settings.get(APPEARANCE), settings.get(CONTRAST))  # type: ignore[arg-type]  # of the settings' choices
    errors = Errors(theme)
    errors.install()
    fonts.load()
    theme.apply(app)
    icons = Icons(theme)
    window = make_window(theme, icons, settings, NobodyAnswers() if start.smoke else None)
    errors.window = window
    if start.smoke:
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: _smoke(window)))
    window.painted.connect(lambda: QTimer.singleShot(0, icons.load))
    _open(window, start)
    window.show()
    QTimer.singleShot(0, _settle)
    status = app.exec()
    window.hands.workspace.close()  # the session may have ended without closing the window
    errors.uninstall()
    return status


def turn(app: QApplication, locale: QLocale) -> None:
    """Lay all windows out from the side where people of a locale begin to read."""
    app.setLayoutDirection(locale.textDirection())


def make_window(
    theme: Theme, icons: Icons, settings: Settings, questions: Questions | None = None
) -> Window:
    """Put the pieces of one window together. Dialogs answer its questions if nobody else does."""
    workspace = Workspace()
    workspace.shows_expert = settings.get(EXPERT)
    return Window(theme, icons, workspace, Background(), settings, questions)


def _settle() -> None:
    """Look for rubbish from here on, but not among what the start has made."""
    gc.freeze()
    gc.enable()


def _open(window: Window, start: Start) -> None:
    if start.sample:
        window.commands.do("open_sample")
    elif not start.paths and not start.smoke:
        window.come_back()
    projects = [path for path in start.paths if path.suffix.lower() == PROJECT]
    others = [path for path in start.paths if path not in projects]
    for path in projects:
        window.open_path(path)
    if others:
        window.commands.attempt(lambda: intake.bring_in(window.hands, others))


def _smoke(window: Window) -> None:
    """Say how long it took from the start of the process to the first paint, and end."""
    taken = time.time() - _process_started()
    shot = os.environ.get("SMOKE_SHOT")
    if shot:
        window.grab().save(shot)
    platform = QApplication.platformName()
    print(f"SMOKE OK platform={platform} first_paint_ms={taken * 1000:.0f}")  # noqa: T201 - its answer
    window.close()


def _process_started() -> float:
    """Give when this process started, in seconds since 1970; now, where the system does not say."""
    try:
        stat = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return _IMPORTED
    ticks = float(stat[19]) / os.sysconf("SC_CLK_TCK")
    return time.time() - (uptime - ticks)


_IMPORTED = time.time()
