"""Draw the window's screens off screen: light and dark, at every size.

    .venv/bin/python packaging/screenshots.py FOLDER          all screens
    .venv/bin/python packaging/screenshots.py FOLDER NAME…    these of them
    .venv/bin/python packaging/screenshots.py --readme        the picture of the README

What is drawn stands in screenshots_table.py; some of it in high contrast and mirrored too. Each
light and size is drawn in a process and a home folder of its own, so that the pictures show nothing
of whoever makes them, and are the same each time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QApplication
from screenshots_projects import Projects
from screenshots_stage import Stage
from screenshots_table import SHOTS, Shot

from annotator.app import make_window
from annotator.settings import APPEARANCE, CONTRAST, PERSON_NAME, RECENT, Settings
from annotator.ui import fonts
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme

README = Path(__file__).parent / "pictures" / "annotate-light.png"
PERSON = "Annotator A"
_SCREEN = 4000, 3000
"""Pixels; on the usual screen off screen, of 800, menus and sheets would find no room."""


@dataclass(frozen=True)
class Light:
    """How all of a process's pictures are drawn."""

    mode: str
    width: int = 1280
    height: int = 800
    scale: int = 1
    contrast: str = "off"
    mirrored: bool = False
    draws_all: bool = True
    """Or only the screens that are marked as telling."""


LIGHTS = {
    "light-1280x800": Light("light"),
    "dark-1280x800": Light("dark"),
    "light-1024x700": Light("light", 1024, 700),
    "dark-1024x700": Light("dark", 1024, 700),
    "light-200-percent": Light("light", scale=2),
    "dark-200-percent": Light("dark", scale=2),
    "contrast-1280x800": Light("light", contrast="on", draws_all=False),
    "contrast-dark-1280x800": Light("dark", contrast="on", draws_all=False),
    "mirrored-1280x800": Light("light", mirrored=True, draws_all=False),
}


def main(words: list[str]) -> int:
    """Draw what is asked for."""
    match words:
        case ["--readme"]:
            README.parent.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                _in_a_process(Path(folder), "light-1280x800", "annotate")
                shot = Path(folder) / "light-1280x800-annotate.png"
                README.write_bytes(shot.read_bytes())
        case ["--draw", folder, light, *names]:
            _draw(Path(folder), light, names)
        case [folder, *names] if not folder.startswith("-") and all(n in SHOTS for n in names):
            for light in LIGHTS:
                _in_a_process(Path(folder), light, *names)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def _in_a_process(folder: Path, light: str, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        env = {name: words for name, words in os.environ.items() if not name.startswith("XDG_")}
        env |= {
            "HOME": home, "QT_QPA_PLATFORM": f"offscreen:configfile={_screen(Path(home))}",
            "QT_SCALE_FACTOR": str(LIGHTS[light].scale),
            "QT_LOGGING_RULES": "default.warning=false", "PYTHONHASHSEED": "0",
        }  # fmt: skip
        command = [sys.executable, __file__, "--draw", str(folder.resolve()), light, *names]
        subprocess.run(command, env=env, check=True)


def _screen(home: Path) -> Path:
    """Describe the screen to Qt."""
    path = home / "screen.json"
    screen = {"name": "desk", "x": 0, "y": 0, "width": _SCREEN[0], "height": _SCREEN[1], "dpr": 1,
              "logicalDpi": 96, "logicalBaseDpi": 96}  # fmt: skip
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


# --- one process ----------------------------------------------------------------------------------


def _draw(folder: Path, name: str, names: list[str]) -> None:
    light = LIGHTS[name]
    app = QApplication([])
    app.setCursorFlashTime(0)
    QCursor.setPos(QPoint(_SCREEN[0] - 1, _SCREEN[1] - 1))  # nothing is hovered
    if light.mirrored:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settings = Settings()
    settings.set(PERSON_NAME, PERSON)
    settings.set(APPEARANCE, light.mode)
    settings.set(CONTRAST, light.contrast)
    (Path.home() / "Documents").mkdir()  # where a new project is offered to be
    projects = Projects(Path.home() / "Desk", settings.person(""))
    fonts.load()
    theme = Theme(light.mode, light.contrast)  # type: ignore[arg-type]  # of the settings' choices
    theme.apply(app)
    icons = Icons(theme)
    icons.load()
    kept = settings.path.read_bytes()
    for shot_name, shot in SHOTS.items():
        if shot_name in names or (not names and (light.draws_all or shot.is_telling)):
            settings.path.write_bytes(kept)
            picture = _picture(shot, projects, theme, icons, light)
            _save(picture, folder / f"{name}-{shot_name}.png")


def _picture(shot: Shot, projects: Projects, theme: Theme, icons: Icons, light: Light) -> QPixmap:
    """Draw one screen in a window, a project and settings that nothing was done to before."""
    settings = Settings()
    path = projects.fresh(shot.project) if shot.project else None
    if shot.project is None:
        settings.set(RECENT, [str(projects.fresh(name)) for name in shot.recent])
    window = make_window(theme, icons, settings)
    window.resize(light.width, light.height)
    window.show()
    window.activateWindow()
    stage = Stage(window, projects)
    if path is not None:
        window.open_path(path)
        stage.rest()
    question = shot.screen(stage)
    picture = stage.picture() if question is None else stage.picture_of(question)
    stage.leave()
    theme.set_mode(light.mode)  # type: ignore[arg-type]  # as above
    return picture


def _save(picture: QPixmap, path: Path) -> None:
    image = picture.toImage()
    if not image.convertToFormat(image.Format.Format_RGB888).save(str(path)):
        raise SystemExit(f"{path} could not be written.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
