"""`python -m annotator`: a window where there is a display, a sentence where there is none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from annotator import __main__, __version__, app
from annotator.model.sentences import Refused


def run(*words: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in {**os.environ, **environment}.items() if v is not None}
    return subprocess.run(
        [sys.executable, "-m", "annotator", *words], check=False, capture_output=True, text=True,
        timeout=60, env=kept,
    )  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_without_a_display_a_sentence_says_so():
    ran = run(DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert ran.returncode == 1
    assert ran.stderr.strip() == (
        "There is no display to open a window on. The commands work without one: see"
        " annotator --help."
    )


def test_the_version_needs_no_display():
    ran = run("--version", DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert ran.returncode == 0
    assert __version__ in ran.stdout


def test_the_command_line_does_not_load_qt():
    code = "import sys, annotator.__main__; print([m for m in sys.modules if 'PySide6' in m])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_display_will_do(monkeypatch, tmp_path, name):
    started = []
    for known in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(known, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(app, "run", lambda start: started.append(start) or 7)
    with pytest.raises(Refused):
        __main__.open_window((), sample=False, smoke=False)
    monkeypatch.setenv(name, "something")
    path = tmp_path / "some.annot"
    assert __main__.open_window((path,), sample=True, smoke=False) == 7
    assert started == [app.Start((path,), sample=True, smoke=False)]
