"""What holds for every test: no network, nobody's own folders, and the same examples each time."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

SOAK = os.environ.get("ANNOTATOR_SOAK") == "1"

# Set before Qt is imported, so that a bare `pytest` opens no windows either.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What a test forks ends by itself, should it hang: its parent waits for it, and would hang too.
LONGEST_CHILD = 300
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=lambda: signal.alarm(LONGEST_CHILD))

# Fixtures here give folders and values that no example can spoil for the next one.
_QUIET = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
hypothesis.settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=40,
    suppress_health_check=_QUIET,
)
hypothesis.settings.register_profile(
    "soak",
    deadline=None,
    database=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=_QUIET,
)
hypothesis.settings.load_profile("soak" if SOAK else "ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests that take minutes to `packaging/dev.py soak`."""
    if not SOAK:
        later = pytest.mark.skip(reason="takes minutes: python3 packaging/dev.py soak")
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(later)


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Fail whatever speaks to another machine. Sockets that are files of this one may be used."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _unless_a_file(getattr(socket.socket, name)))
        patch.setattr(socket, "create_connection", _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that none touches the folders of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    places = {
        "HOME": folder,
        "USERPROFILE": folder,
        "APPDATA": folder / "config",
        "LOCALAPPDATA": folder / "data",
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_STATE_HOME": folder / "state",
        "XDG_CACHE_HOME": folder / "cache",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    return folder


@pytest.fixture(autouse=True)
def plain_application() -> Iterator[None]:
    """Leave the next test an application that has no windows and no colours of this one."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    if app is None:
        return
    app.clipboard().clear()  # off screen, what is left in it ends the process badly
    for window in app.topLevelWidgets():
        window.hide()
    if app.styleSheet():
        app.setStyleSheet("")
        app.setPalette(app.style().standardPalette())


def _refuse(*what, **_):
    raise AssertionError(f"This test tried to use the network: {what}")


def _unless_a_file(real):
    def guarded(self, *what):
        if self.family == getattr(socket, "AF_UNIX", None):
            return real(self, *what)
        return _refuse(*what)

    return guarded
