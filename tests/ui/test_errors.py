"""Faults of the program: a log and a report that hold nothing of the user's, and a calm dialog."""

from __future__ import annotations

import logging
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator.model.article import Article
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.settings import log_folder
from annotator.store.store import Store
from annotator.ui import errors
from annotator.ui.errors import CrashDialog, Errors, report_of, scrubbed
from annotator.ui.theme import Theme

TEXT = "Quicksilver brigades besieged the Marmalade depot."
TITLE = "Marmalade besieged"
SECRETS = ("Quicksilver", "brigades", "Marmalade", "besieged", "depot", "zanzibar", "hidden-folder")


class Hands:
    """The part of a window that is told of what was refused."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.workspace = self

    def tell(self, words: str, **_: object) -> None:
        self.said.append(words)


class Window(QWidget):
    """A window that can be closed."""

    def __init__(self) -> None:
        super().__init__()
        self.hands = Hands()


@pytest.fixture
def window(qtbot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def caught(qapp, home, window: Window) -> Iterator[Errors]:
    """Catch errors as the application does."""
    theme = Theme("light")
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    found = Errors(theme)
    found.window = window
    found.install()
    yield found
    found.uninstall()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog):
            widget.close()


def raised(provoke) -> BaseException:
    try:
        provoke()
    except BaseException as error:  # noqa: BLE001 - it is what is looked at
        return error
    raise AssertionError("nothing was raised")


def throw(provoke) -> None:
    """Let an error go where nobody catches it."""
    error = raised(provoke)
    sys.excepthook(type(error), error, error.__traceback__)


def log() -> str:
    return "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in log_folder().iterdir()
    )


def dialog() -> CrashDialog | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    return next((w for w in found if w.isVisible()), None)


# --- nothing of the user's ------------------------------------------------------------------------


def _value():
    raise ValueError(f"cannot read {TEXT!r}")


def _key():
    return {}[TITLE]


def _file():
    return Path("/home/zanzibar/hidden-folder/Marmalade.txt").read_bytes()


def _unicode():
    return (TEXT + "\ud800").encode()


def _told():
    raise Refused("The span “{quote}” does not fit into {title}.", quote=TEXT, title=TITLE)


def _chained():
    try:
        _key()
    except KeyError as error:
        raise RuntimeError(TEXT) from error


def _while_handling():
    try:
        _value()
    except ValueError:
        _file()


def _with_a_note():
    error = ValueError(TEXT)
    error.add_note(TITLE)
    raise error


def _many():
    raise ExceptionGroup(TITLE, [ValueError(TEXT), KeyError(TITLE)])


def _sql(tmp_path):
    person = person_named("", "zanzibar")
    with Store.create(tmp_path / "Marmalade.annot", find_scheme("plain-ner"), person) as store:
        with store.step("Add"):
            store.add_article(Article(sha256_of(TEXT), title=TITLE), TEXT)
        store.sql.execute(f"SELECT {TITLE!r} FROM Marmalade")


PROVOKED = [
    _value, _key, _file, _unicode, _told, _chained, _while_handling, _with_a_note, _many,
]  # fmt: skip


@pytest.mark.parametrize("provoke", PROVOKED)
def test_neither_log_nor_report_holds_a_word_of_the_users(caught, provoke):
    error = raised(provoke)
    report = report_of(error)
    sys.excepthook(type(error), error, error.__traceback__)
    everything = report + log()
    assert [word for word in SECRETS if word.lower() in everything.lower()] == []
    assert type(error).__name__ in report
    assert "test_errors.py:" in report


def test_an_error_of_the_database_tells_its_kind_only(caught, tmp_path):
    report = report_of(raised(lambda: _sql(tmp_path)))
    assert [word for word in SECRETS if word.lower() in report.lower()] == []
    assert "OperationalError: SQLITE_ERROR" in report or "Trouble" in report


def test_where_the_program_lies_is_not_told(caught):
    report = report_of(raised(lambda: find_scheme("no such scheme")))
    assert "annotator/model/scheme_file.py:" in report
    assert str(Path(errors.__file__).parent) not in report
    assert "Refused: There is no scheme {name}{hint}" in report


def test_a_report_says_what_it_runs_on(caught):
    report = report_of(raised(_value))
    assert report.startswith("Annotator ")
    assert "Python 3." in report
    assert "Qt 6." in report


def test_the_cause_of_an_error_is_told_too(caught):
    report = report_of(raised(_chained))
    assert "RuntimeError" in report
    assert "because of KeyError" in report


def test_errors_that_cause_each_other_in_a_circle_come_to_an_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert report_of(first).count("because of") == 1


def test_an_error_of_the_system_tells_its_kind():
    assert "FileNotFoundError: ENOENT" in report_of(raised(_file))


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ('QFile: could not open "/home/zanzibar/a b.txt" now', "QFile: could not open … now"),
        ("cannot find file:///home/zanzibar/x", "cannot find …"),
        ("cannot watch C:\\Users\\zanzibar", "cannot watch …"),
        ("the text قال is odd", "the text … is odd"),
    ],
)
def test_what_qt_says_is_kept_without_paths_quotes_and_other_scripts(words, kept):
    assert scrubbed(words) == kept


def test_messages_of_qt_reach_the_log_scrubbed_and_those_about_fonts_do_not(caught):
    qWarning('could not open "/home/zanzibar/hidden-folder"')
    errors._on_qt(
        errors.QtMsgType.QtWarningMsg, _Context("qt.text.font.db"), "OpenType support missing"
    )
    assert "could not open …" in log()
    assert "OpenType" not in log()


class _Context:
    def __init__(self, category: str) -> None:
        self.category = category


# --- the log --------------------------------------------------------------------------------------


def test_the_log_is_for_the_user_alone(caught):
    modes = {stat.S_IMODE(path.stat().st_mode) for path in log_folder().iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(log_folder().stat().st_mode) == 0o700


def test_the_log_stays_small(caught, monkeypatch):
    for _ in range(4_000):
        errors.LOG.error("x" * 2_000)
    files = list(log_folder().glob("annotator.log*"))
    assert len(files) == 4
    assert all(path.stat().st_size <= 1_000_000 for path in files)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_without_a_place_for_the_log_the_program_works(qapp, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(errors, "log_folder", lambda: tmp_path / "file" / "log")
    found = Errors(Theme("light"))
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    found.install()
    found.uninstall()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    assert not logging.getLogger("annotator").handlers


def test_what_a_dying_process_wrote_loses_its_folders_at_the_next_start(qapp, home):
    log_folder().mkdir(parents=True)
    (log_folder() / "fatal.log").write_text('  File "/home/zanzibar/x/app.py", line 3 in run\n')
    errors._fatal_log().close()
    assert log() == '  File "app.py", line 3 in run\n'


def test_what_goes_wrong_while_something_is_thrown_away_is_logged(caught):
    class Thrown:
        def __del__(self):
            _value()

    Thrown()
    assert "ValueError" in log()
    assert "Quicksilver" not in log()


# --- what the user sees ---------------------------------------------------------------------------


def test_a_fault_is_shown_calmly_and_one_can_go_on(caught, qtbot, window):
    throw(_value)
    qtbot.waitUntil(lambda: dialog() is not None)
    QTest.keyClick(dialog(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog() is None)
    assert window.isVisible()


def test_the_report_can_be_copied(caught, qtbot):
    throw(_value)
    qtbot.waitUntil(lambda: dialog() is not None)
    press("Copy the report")
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert "Quicksilver" not in QGuiApplication.clipboard().text()


def test_closing_closes_the_window_first(caught, qtbot, window, monkeypatch):
    quits = []
    monkeypatch.setattr(QApplication, "quit", lambda: quits.append(True))
    throw(_value)
    qtbot.waitUntil(lambda: dialog() is not None)
    press("Close Annotator")
    qtbot.waitUntil(lambda: bool(quits))
    assert not window.isVisible()


def press(name: str) -> None:
    (found,) = (b for b in dialog().findChildren(QAbstractButton) if b.accessibleName() == name)
    found.click()


def test_a_fault_is_written_to_the_terminal_too_without_the_users_words(caught, capsys):
    throw(_value)
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "Quicksilver" not in written


def test_many_faults_show_one_dialog(caught, qtbot):
    for provoke in (_value, _key, _file):
        throw(provoke)
    qtbot.waitUntil(lambda: dialog() is not None)
    QCoreApplication.processEvents()
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]) == 1
    assert "KeyError" in log()


def test_the_same_fault_is_shown_once_and_logged_shortly_after_that(caught, qtbot):
    error = raised(_value)
    for _ in range(3):
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: dialog() is not None)
    assert log().count("Again: ValueError") == 2


def test_a_fault_on_another_thread_is_shown_too(caught, qtbot):
    thread = threading.Thread(target=_value)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: dialog() is not None)


def test_a_sentence_for_the_user_that_nobody_caught_is_told_as_one(caught, qtbot, window):
    throw(_told)
    qtbot.waitUntil(lambda: bool(window.hands.said))
    assert window.hands.said == [f"The span “{TEXT}” does not fit into {TITLE}."]
    assert dialog() is None


def test_an_interrupt_from_the_keyboard_ends_the_program(caught, monkeypatch):
    quits = []
    monkeypatch.setattr(QApplication, "quit", lambda: quits.append(True))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert quits
    assert dialog() is None
