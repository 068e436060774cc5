"""Starting: what the command line opens, and `--smoke`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from annotator import app
from annotator.app import Start, make_window
from annotator.model.scheme_file import find_scheme
from annotator.questions import NobodyAnswers
from annotator.settings import EXPERT, PERSON_NAME, Settings
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme


@pytest.fixture
def window(qtbot, home):
    settings = Settings()
    settings.set(PERSON_NAME, "first")
    theme = Theme("light")
    theme.apply(QApplication.instance())
    window = make_window(theme, Icons(theme), settings, NobodyAnswers())
    qtbot.addWidget(window)
    return window


@pytest.fixture
def project(home) -> Path:
    path = home / "some.annot"
    Store.create(path, find_scheme("conflict-news"), Settings().person("first")).close()
    return path


def test_without_anything_the_start_page_is_shown(window):
    app._open(window, Start())
    assert not window.hands.workspace.is_open


def test_the_sample_is_opened(window):
    app._open(window, Start(sample=True))
    assert window.hands.workspace.article is not None


def test_a_project_is_opened(window, project):
    app._open(window, Start((project,)))
    assert window.hands.workspace.store.path == project.resolve()


def test_a_project_and_texts_for_it(window, project, home, qtbot):
    text = home / "one.txt"
    text.write_text("Some words.")
    app._open(window, Start((text, project)))
    qtbot.waitUntil(lambda: not window.hands.background.is_busy)
    assert len(window.hands.workspace.reader.article_ids()) == 1


@pytest.fixture
def closed(window, project):
    """A window that was closed with a project open."""
    app._open(window, Start((project,)))
    window.close()
    return project


def again(qtbot, start: Start):
    window = make_window(Theme("light"), Icons(Theme("light")), Settings(), NobodyAnswers())
    qtbot.addWidget(window)
    app._open(window, start)
    return window


def test_the_project_that_was_open_last_comes_back(closed, qtbot):
    window = again(qtbot, Start())
    assert window.hands.workspace.store.path == closed.resolve()


def test_a_project_that_was_closed_by_hand_does_not_come_back(window, project, qtbot):
    app._open(window, Start((project,)))
    window.commands.do("close_project")
    window.close()
    assert not again(qtbot, Start()).hands.workspace.is_open


def test_a_last_project_that_is_gone_is_no_trouble(closed, qtbot):
    closed.unlink()
    window = again(qtbot, Start())
    assert not window.hands.workspace.is_open
    assert window.start_notices.words == ""


def test_whoever_names_a_project_gets_that_one(closed, qtbot, home):
    other = home / "other.annot"
    other.write_bytes(closed.read_bytes())
    window = again(qtbot, Start((other,)))
    assert window.hands.workspace.store.path == other.resolve()


def test_a_project_that_is_not_there_is_told(window, home):
    app._open(window, Start((home / "gone.annot",)))
    assert "gone.annot" in window.start_notices.words


def test_expert_labels_are_shown_if_they_were(qtbot):
    settings = Settings()
    settings.set(EXPERT, True)
    theme = Theme("light")
    window = make_window(theme, Icons(theme), settings, NobodyAnswers())
    qtbot.addWidget(window)
    assert window.hands.workspace.shows_expert


def test_the_first_paint_is_told_once(window, qtbot):
    told = []
    window.painted.connect(lambda: told.append(window.isVisible()))
    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.resize(900, 700)
    window.repaint()
    QApplication.processEvents()
    assert told == [True]


@pytest.mark.parametrize("extra", [[], ["--sample"]])
def test_smoke_shows_paints_saves_a_picture_and_ends(tmp_path, home, extra):
    shot = tmp_path / "shot.png"
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", "--smoke", *extra], check=False, capture_output=True,
        text=True, timeout=120, env={**os.environ, "SMOKE_SHOT": str(shot)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "SMOKE OK platform=offscreen first_paint_ms=" in ran.stdout
    assert shot.read_bytes().startswith(b"\x89PNG")


ENDED = """
from PySide6.QtWidgets import QApplication
from annotator import app
make = app.make_window
def made(*parts):
    window = make(*parts)
    window.painted.connect(lambda: QApplication.exit(3))
    return window
app.make_window = made
raise SystemExit(app.run(app.Start(sample=True)))
"""


def test_a_program_that_ends_without_closing_its_window_leaves_one_single_file(home):
    Settings().set(PERSON_NAME, "first")
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", ENDED], check=False, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    assert ran.returncode == 3
    assert "ResourceWarning" not in ran.stderr
    files = {path.name for path in (home / "data" / "annotator").iterdir()}
    assert files == {"sample.annot", "sample.backups"}


# --- where people read from the right -------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "rtl"), [("ar", True), ("fa_IR", True), ("he", True), ("en_GB", False)]
)
def test_windows_run_as_people_of_the_locale_read(qapp, language, rtl):
    try:
        app.turn(qapp, QLocale(language))
        assert QWidget().isRightToLeft() == rtl
    finally:
        app.turn(qapp, QLocale("en"))


@pytest.mark.parametrize(("language", "rtl"), [("ar_EG.UTF-8", True), ("en_US.UTF-8", False)])
def test_the_window_starts_in_the_direction_of_the_system_s_language(language, rtl):
    start = (
        "from PySide6.QtCore import QLocale\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from annotator.app import turn\n"
        "app = QApplication([])\n"
        "turn(app, QLocale.system())\n"
        "print(app.isRightToLeft())\n"
    )
    env = {**os.environ, "LC_ALL": language, "LANG": language, "LANGUAGE": ""}
    done = subprocess.run(
        [sys.executable, "-c", start], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(rtl)
