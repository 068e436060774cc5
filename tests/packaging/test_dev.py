"""Whoever sets the checkout up is told what is true, and comes back to the project of last time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from annotator.settings import RECENT, SESSION, Settings

CHECKOUT = Path(__file__).parent.parent.parent
UNKNOWN = (
    "WARNING: Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, "
    "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate'))'\n"
    "ERROR: No matching distribution found for click\n"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a program here is a script of sh")


@pytest.fixture
def dev(monkeypatch) -> ModuleType:
    """Give packaging/dev.py, which is a program and in no package."""
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "packaging" / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ADDED", [])
    return module


@pytest.fixture
def program(tmp_path):
    """Make a program that complains in these words and ends with this status."""

    def made(name: str, complaint: str = "", status: int = 0, says: str = "") -> str:
        (tmp_path / "complaint").write_text(complaint, encoding="utf-8")
        path = tmp_path / name
        path.write_text(
            "#!/bin/sh\n"
            f'if [ "$3" = "--version" ]; then echo "pip 24.0"; exit 0; fi\n'
            f'echo "{says}"\ncat "{tmp_path}/complaint" >&2\nexit {status}\n'
        )
        path.chmod(0o700)
        return str(path)

    return made


# --- pip ------------------------------------------------------------------------------------------


@pytest.fixture
def refused(dev, program, monkeypatch, tmp_path):
    """Give what is told where pip complains in some words and gives up."""

    def told(complaint: str) -> str:
        python = program("python", complaint, status=1)
        monkeypatch.setattr(dev, "own_python", lambda: python)
        with pytest.raises(dev.Stop) as stop:
            dev.pip_install(tmp_path / "venv", ["click"])
        return str(stop.value)

    return told


def test_pip_s_own_words_are_shown_and_pointed_to(refused, capfd):
    told = refused("ERROR: the disk is full\n")
    assert "ERROR: the disk is full" in capfd.readouterr().err
    assert "pip's own words are above. Nothing outside" in told
    assert "PIP_CERT" not in told


def test_a_certificate_that_python_does_not_know_is_named_as_the_cause(refused):
    told = refused(UNKNOWN)
    assert "does not know the certificate of this network" in told
    assert "PIP_CERT" in told
    assert "global.cert" in told
    assert "only follows from this" in told


def test_what_the_system_was_given_in_the_same_run_is_not_denied(dev, refused):
    dev.ADDED.extend(["libgl1", "libegl1"])
    told = refused("ERROR: the disk is full\n")
    assert "Nothing outside" not in told
    assert "only packages of the system were installed, which stay: libgl1, libegl1." in told


# --- apt-get --------------------------------------------------------------------------------------


def test_a_complaint_of_apt_that_means_nothing_is_left_out(dev, program, capfd):
    words = "debconf: delaying package configuration, since apt-utils is not installed\nE: other\n"
    assert dev.apt([program("apt-get", words, says="Reading package lists")]) == 0
    shown = capfd.readouterr()
    assert (shown.out, shown.err) == ("", "E: other\n")


def test_what_apt_installed_is_known(dev, program, monkeypatch):
    program("apt-get")
    monkeypatch.setenv("PATH", str(Path(program("apt-get")).parent), prepend=":")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.install("libraries", ["libgl1"])
    assert dev.ADDED == ["libgl1"]


# --- run ------------------------------------------------------------------------------------------


@pytest.fixture
def started(dev, monkeypatch):
    """Give what follows `annotator` where somebody says `run` in front of a display."""
    seen = []
    monkeypatch.setattr(dev, "python_in", lambda _: sys.executable)
    monkeypatch.setattr(dev, "child", lambda command, _env: seen.append(command[3:]) or 0)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))

    def run(*words: str) -> list[str]:
        assert dev.run(list(words)) == 0
        return seen[-1]

    return run


def test_the_sample_opens_where_nothing_was_ever_open(started, capfd):
    assert started() == ["--sample"]
    assert "the window opens" in capfd.readouterr().err


@pytest.mark.parametrize("last", ["some.annot", ""])
def test_afterwards_the_window_comes_back_to_the_last_project(started, last):
    settings = Settings()
    settings.set(SESSION, last)
    settings.set(RECENT, ["some.annot"])
    assert started() == []


def test_what_follows_run_goes_to_annotator(started, capfd):
    Settings().set(SESSION, "some.annot")
    assert started("--sample") == ["--sample"]
    assert started("check", "other.annot") == ["check", "other.annot"]
    assert "the window opens" not in capfd.readouterr().err


def test_without_a_display_the_sample_is_drawn_once(dev, started, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev, "LINUX", True)
    Settings().set(SESSION, "some.annot")
    assert started() == ["--sample", "--smoke"]
