"""Draw the window's screens off screen, with the sample and a few invented articles beside it.

    .venv/bin/python packaging/screenshots.py FOLDER      every screen, light and dark, three sizes
    .venv/bin/python packaging/screenshots.py --readme    the picture of the README

Each size and mode is drawn in a process and a home folder of its own, so that the pictures show
nothing of whoever makes them, and are the same each time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.actions.looking import prefer
from annotator.app import make_window
from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.article import Reading, Status
from annotator.model.text import sha256_of
from annotator.sample import sample_project
from annotator.settings import APPEARANCE, PERSON_NAME, TAGS, Settings
from annotator.store.store import Store
from annotator.ui import fonts
from annotator.ui.guide import Guide
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.ui.window import Window
from annotator.workspace.article import ArticleAtHand

README = Path(__file__).parent / "pictures" / "annotate-light.png"
MODES = ("light", "dark")
SIZES = {"1280x800": (1280, 800, 1), "1024x700": (1024, 700, 1), "200-percent": (1280, 800, 2)}
PERSON = "Annotator A"
SETTLED = 400
"""Milliseconds after which nothing moves any more, on a slow machine too."""
INVENTED: list[tuple[str, Status, str]] = [
    ("Ceasefire talks resume as shelling is reported\n\nBoth sides said they would return.\n",
     "done", "2021-06-27"),
    ("Army denies striking convoy near border crossing\n\nDrivers said two lorries burnt.\n",
     "done", "2021-06-27"),
    ("غارات جوية تستهدف مواقع قرب الحدود\n\nقالت مصادر محلية إن الطائرات قصفت مستودعا.\n",  # noqa: RUF001 - no l
     "in_progress", "2021-06-28"),
    ("Port reopens two days after blast, agencies say\n\nThe cause is not known.\n",
     "unread", "2021-06-29"),
    ("Village leaders dispute number of dead in raid\n\nThey spoke of nine, the army of two.\n",
     "unread", "2021-06-29"),
]  # fmt: skip


def main(words: list[str]) -> int:
    """Draw what is asked for."""
    match words:
        case ["--readme"]:
            README.parent.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory() as folder:
                _in_a_process(Path(folder), "light", "1280x800", "annotate")
                shot = Path(folder) / "light-1280x800-annotate.png"
                README.write_bytes(shot.read_bytes())
        case ["--draw", folder, mode, size, *names]:
            _draw(Path(folder), mode, size, names)
        case [folder] if not folder.startswith("-"):
            for mode in MODES:
                for size in SIZES:
                    _in_a_process(Path(folder), mode, size)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def _in_a_process(folder: Path, mode: str, size: str, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        env = {name: words for name, words in os.environ.items() if not name.startswith("XDG_")}
        env |= {
            "HOME": home, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(SIZES[size][2]),
            "QT_LOGGING_RULES": "default.warning=false", "PYTHONHASHSEED": "0",
        }  # fmt: skip
        command = [sys.executable, __file__, "--draw", str(folder.resolve()), mode, size, *names]
        subprocess.run(command, env=env, check=True)


# --- one process ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stage:
    """The window, and the picture that is being made."""

    window: Window
    save: Callable[[QPixmap, str], None]

    def do(self, deed: str) -> None:
        """Do a deed of the table."""
        self.window.commands.do(deed)
        self.rest()

    def rest(self) -> None:
        """Let everything be painted that waits for it; the panel waits a little for the hand."""
        self.window.start.looker.wait()
        QTest.qWait(SETTLED)

    def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self._focus(), words)

    def escape(self) -> None:
        """Press Esc."""
        QTest.keyClick(self._focus(), Qt.Key.Key_Escape)
        self.rest()

    def _focus(self) -> QWidget:
        self.window.activateWindow()
        self.rest()
        return QApplication.focusWidget() or self.window

    def shoot(self, name: str) -> None:
        """Keep a picture of the window."""
        self.rest()
        self.save(self.window.grab(), name)

    def shoot_question(self, name: str, deed: str) -> None:
        """Keep a picture of the window with what a deed asks, and leave it."""
        shot: list[str] = []

        def look() -> None:
            over = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if over is not None and over.isVisible() and not shot:
                shot.append(name)
                self.rest()
                self.save_over(over, name)
                over.close()

        timer = QTimer(self.window, interval=50)
        timer.timeout.connect(look)
        timer.start()
        self.window.commands.do(deed)
        QTest.qWait(200)
        timer.stop()
        if not shot:
            self.shoot(name)
            self.escape()

    def save_over(self, over: QWidget, name: str) -> None:
        """Keep a picture with another window over this one: in the middle, a menu at its place."""
        picture, front = self.window.grab(), over.grab()
        free = self.window.size() - over.size()
        at = QPoint(free.width() // 2, free.height() // 3)
        if over is QApplication.activePopupWidget():
            at = over.pos() - self.window.pos()
        painter = QPainter(picture)
        painter.drawPixmap(at, front)
        painter.setPen(QColor("#8C8C86"))
        painter.drawRect(at.x() - 1, at.y() - 1, over.width() + 1, over.height() + 1)
        painter.end()
        self.save(picture, name)

    @property
    def article(self) -> ArticleAtHand:
        """The open article."""
        article = self.window.hands.workspace.article
        if article is None:
            raise SystemExit("No article is open.")
        return article

    def choose(self, words: str, label: str) -> None:
        """Choose a mark of the open article, with the caret in it as after a click."""
        found = (s for s in self.article.spans if s.label == label and s.quote.startswith(words))
        span = next(found)
        self.window.annotate.view.pick(span.start, span.start)
        self.window.hands.workspace.choose(span)
        self.rest()

    def pick(self, words: str, length: int | None = None) -> None:
        """Select words of the open article, or put the caret before them."""
        at = self.article.text.index(words)
        self.window.hands.workspace.pick(at, at + (len(words) if length is None else length))
        self.rest()

    def show(self, title: str) -> None:
        """Open the article whose title begins so."""
        workspace = self.window.hands.workspace
        articles = (article for _, article in workspace.reader.articles(limit=100))
        workspace.show(next(a.id for a in articles if (a.title or "").startswith(title)))
        self.rest()


Screen = Callable[[Stage, str], None]


def _draw(folder: Path, mode: str, size: str, names: list[str]) -> None:
    width, height, _ = SIZES[size]
    app = QApplication([])
    app.setCursorFlashTime(0)
    settings = Settings()
    settings.set(PERSON_NAME, PERSON)
    settings.set(APPEARANCE, mode)
    project = _project(settings)
    settings.note_recent(project)
    fonts.load()
    theme = Theme(mode)  # type: ignore[arg-type]  # one of MODES
    theme.apply(app)
    icons = Icons(theme)
    icons.load()
    window = make_window(theme, icons, settings)
    window.resize(width, height)
    window.show()
    QCursor.setPos(window.mapToGlobal(QPoint(width // 4, height // 2)))
    stage = Stage(window, lambda shot, name: _save(shot, folder / f"{mode}-{size}-{name}.png"))
    for name, screen in SCREENS.items():
        if not names or name in names:
            if not window.hands.workspace.is_open:
                window.open_path(project)
            stage.rest()
            screen(stage, name)
    window.close()


def _save(shot: QPixmap, path: Path) -> None:
    if not shot.toImage().convertToFormat(shot.toImage().Format.Format_RGB888).save(str(path)):
        raise SystemExit(f"{path} could not be written.")


def _project(settings: Settings) -> Path:
    person = settings.person("")
    path = sample_project(person)
    with tempfile.TemporaryDirectory() as folder, Store.open(path, person) as store:
        for number, (text, _, _) in enumerate(INVENTED):
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        bring_in(store, [Path(folder)], In())
        with store.step("Say how far each has been read"):
            for text, status, date in INVENTED:
                store.put(Reading(sha256_of(text), person.id, status=status))
                store.set_article(sha256_of(text), published=date)
    return path


# --- the screens ----------------------------------------------------------------------------------


def start(stage: Stage, name: str) -> None:
    """Draw the first page, with a project that was open before."""
    stage.do("close_project")
    stage.shoot(name)


def annotate(stage: Stage, name: str) -> None:
    """Draw a claim that is chosen, and a word that has just been marked."""
    stage.choose("rockets", "weapon")
    stage.do("delete_mark")
    stage.pick("rockets")
    stage.do("label_weapon")
    stage.choose("American forces", "claim")
    stage.shoot(name)
    stage.window.annotate.notices.dismiss()
    stage.do("undo")
    stage.do("undo")
    stage.window.annotate.notices.dismiss()


def mark(stage: Stage, name: str) -> None:
    """Draw a mark of another label, in the outline by place."""
    stage.choose("Pentagon", "actor")
    stage.shoot(name)


def no_mark(stage: Stage, name: str) -> None:
    """Draw the article at its head, with nothing chosen and all names over the marks."""
    prefer(stage.window.hands, TAGS, "names")
    stage.pick("US", length=0)
    stage.shoot(name)
    prefer(stage.window.hands, TAGS, "paragraph")


def arabic(stage: Stage, name: str) -> None:
    """Draw an article that reads from right to left, with two marks."""
    stage.show("غارات")
    stage.pick("الطائرات")
    stage.do("label_weapon")
    stage.pick("مصادر محلية")
    stage.do("label_actor")
    stage.shoot(name)
    stage.window.annotate.notices.dismiss()
    stage.show("US retaliates")


def library(stage: Stage, name: str) -> None:
    """Draw the list of articles, filtered; in a narrow window it lies over the text."""
    stage.do("focus_filter")
    stage.type("border")
    stage.shoot(name)
    stage.escape()
    stage.escape()


def palette(stage: Stage, name: str) -> None:
    """Draw the command palette."""
    stage.choose("American forces", "claim")
    stage.do("commands")
    stage.type("cla")
    stage.shoot(name)
    stage.escape()


def keys(stage: Stage, name: str) -> None:
    """Draw the key sheet."""
    stage.do("keys")
    stage.shoot(name)
    stage.escape()


def guide(stage: Stage, name: str) -> None:
    """Draw the manual."""
    stage.do("guide")
    (shown,) = stage.window.findChildren(Guide)
    stage.save_over(shown, name)
    shown.close()


def find(stage: Stage, name: str) -> None:
    """Draw the find bar with hits."""
    stage.do("find")
    stage.type("Syria")
    stage.shoot(name)
    stage.escape()


def text_only(stage: Stage, name: str) -> None:
    """Draw the article alone."""
    stage.do("text_only")
    stage.shoot(name)
    stage.do("text_only")


def _question(deed: str, before: str = "") -> Screen:
    def screen(stage: Stage, name: str) -> None:
        if before:
            stage.choose(before, "actor")
        stage.shoot_question(name, deed)

    return screen


SCREENS: dict[str, Screen] = {
    "start": start, "annotate": annotate, "mark": mark, "no-mark": no_mark, "arabic": arabic,
    "library": library, "palette": palette, "keys": keys, "guide": guide, "find": find,
    "text-only": text_only, "new-project": _question("new_project"),
    "article-details": _question("article_details"), "export": _question("export"),
    "entity": _question("entity", "Pentagon"), "note": _question("note", "Pentagon"),
    "menu": _question("menu"), "backups": _question("backups"),
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
