"""Who works here, and progress on a terminal."""

from __future__ import annotations

import getpass
import sys

from annotator.cli.answers import Bar


def test_work_goes_on_where_nobody_knows_who_works(project, monkeypatch, does, tmp_path, text):
    def nobody():
        raise KeyError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    does("import", project, text(tmp_path))


def test_work_goes_on_where_settings_cannot_be_kept(tmp_path, monkeypatch, does, text):
    blocked = tmp_path / "config"
    blocked.write_text("a file in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(blocked))
    does("new", tmp_path / "p.annot")
    does("import", tmp_path / "p.annot", text(tmp_path))
    assert "Import a.txt" in does("undo", tmp_path / "p.annot")


class Terminal:
    """A standard error that is a terminal."""

    def __init__(self):
        self.shown = ""

    def isatty(self):
        return True

    def write(self, words):
        self.shown += words

    def flush(self):
        pass


def test_the_same_progress_is_drawn_once(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Bar() as bar:
        for done in (0, 0, 1, 5, 5, 10):
            bar.show("Importing", done, 10)
        bar.show("Checking", 0, 1)
    shown = sys.stderr.shown
    assert shown.count("Importing 0 %") == 1
    assert shown.count("Importing 50 %") == 1
    assert "Importing 100 %" in shown
    assert "Checking …" in shown


def test_a_terminal_on_which_nothing_was_shown_is_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Bar():
        pass
    assert sys.stderr.shown == ""
