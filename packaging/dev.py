#!/usr/bin/env python3
"""Set up all that is needed, then do one of the things below. Python 3.11 and pip are enough.

    python3 packaging/dev.py run   [...]   open the application where it was left, the first time
                                           with the sample; what follows goes to annotator: --sample
    python3 packaging/dev.py test  [...]   run the tests; what follows goes to pytest
    python3 packaging/dev.py check         look for mistakes in style, types and imports
    python3 packaging/dev.py bench [...]   measure speed; what follows goes to tests/bench
    python3 packaging/dev.py soak  [...]   run the long tests; what follows goes to pytest
    python3 packaging/dev.py journeys [FOLDER]  work in the real window on a display of its own,
                                           and put a picture of each journey's end into FOLDER
    python3 packaging/dev.py journeys --hand [TEXT RECORD]  label a whole article by hand (without
                                           files the sample), and print what a mark costs
    python3 packaging/dev.py journeys --review [RECORD RECORD]  settle two people's marks by
                                           keyboard, and print what a decision costs
    python3 packaging/dev.py journeys --claims [RECORD]  say who makes each claim and all else of it
                                           by keyboard, and print what a claim costs
    python3 packaging/dev.py lock  [...]   pin the packages; what follows goes to uv: --upgrade

The packages go into .venv in this folder, again only when what is asked for has changed. On Linux
the libraries that Qt needs are added through apt-get when you are root; otherwise you are shown the
one line to run.
"""

# Everything here must parse on Python 3.8, which has to get as far as the refusal in main().
from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / ".installed"
ADDED: list[str] = []
"""The packages of the system that this run has installed."""
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")

# Each library that Qt loads, and the package of Debian and Ubuntu that brings it. Without the first
# group not even QtWidgets can be imported; the second is for a window on an X display.
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
UNKNOWN_CERTIFICATE = re.compile("CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError")
"""So pip says that the certificate of a server, or of a proxy before it, is not known to Python."""
# What the journeys on a display of their own need besides, and the packages that bring it.
PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
PICTURE_PROGRAMS = {"import": "imagemagick"}
NO_COMPLAINT = "debconf: delaying package configuration"
"""So apt-get says that it configures each package by itself, which makes no difference."""
OPENED_BEFORE = """
from annotator.settings import RECENT, SESSION, Settings
settings = Settings()
print(settings.get(SESSION) or " ".join(settings.get(RECENT)))
"""
LOADS = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""

CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": [
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-logo",
    ],
}


class Stop(Exception):  # noqa: N818 - named for what it does
    """A sentence that says why nothing more can be done here, and what to do about it."""


def say(text: str) -> None:
    """Speak on standard error: standard output belongs to whatever is run."""
    print(f"[dev] {text}", file=sys.stderr, flush=True)


def child(command: list[str], env: dict[str, str] | None = None) -> int:
    """Run a program in the checkout and give its exit status."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def overheard(
    command: list[str], env: dict[str, str], out: int | None = None, leave_out: str = ""
) -> tuple[int, str]:
    """Run a program and give its exit status and what it complained of, which is shown as well.

    `out` is where its standard output goes. Complaints that begin with `leave_out` are not shown.
    """
    told = []
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.PIPE) as ran:
        for line in ran.stderr or ():
            words = line.decode("utf-8", "replace")
            told.append(words)
            if not (leave_out and words.startswith(leave_out)):
                sys.stderr.write(words)
                sys.stderr.flush()
    return ran.returncode, "".join(told)


def answer(command: list[str]) -> str | None:
    """What a program prints, or None when it cannot be run."""
    try:
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    return ran.stdout.decode("utf-8").strip()


# The packages


def python_in(venv: Path) -> str:
    """Give the interpreter of a virtual environment."""
    return str(venv / ("Scripts/python.exe" if WINDOWS else "bin/python"))


def own_python() -> str:
    """Give an interpreter that outlives .venv: this script may have been started from inside it."""
    if Path(sys.prefix).resolve() == VENV:
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable


def wanted() -> tuple[str, str]:
    """Give where .venv must belong, and what must be in it.

    A .venv of another Python, or one copied along with its folder, points elsewhere: it is no use.
    """
    place = f"Python {sys.version.split()[0]} for {ROOT}"
    return place, hashlib.sha256(LOCK.read_bytes() + PROJECT.read_bytes()).hexdigest()


def installed() -> tuple[str, str]:
    """Give what `wanted` gave when .venv was last finished, or two empty strings."""
    lines = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []
    return (lines[0], lines[1]) if len(lines) == 2 else ("", "")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keep a second set-up of this checkout waiting until the first is done."""
    try:
        import fcntl
    except ImportError:  # Windows: two at once are not guarded against there
        yield
        return
    with LOCK.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def set_up_packages() -> None:
    """Bring .venv to what the lock file says. When it is there, nothing is done or fetched."""
    if installed() == wanted():
        return
    with one_at_a_time():
        place, _ = wanted()
        was, _ = installed()
        if installed() == wanted():
            return
        if VENV.exists() and was != place:
            # No stamp means that a set-up was cut off, perhaps in the middle of a package.
            say("clearing a .venv that is unfinished or belongs to another Python or folder")
            shutil.rmtree(VENV)
        if VENV.exists():
            STAMP.unlink()
        else:
            make_venv(VENV)
        say("installing the pinned packages, about 120 MB the first time")
        # The lock names all. Without --no-deps pip would look at newer ones of what a package
        # names with an extra (coverage[toml]), and refuse them for want of a hash.
        pip_install(VENV, ["--no-deps", "--require-hashes", "-r", str(LOCK)])
        put_on_path()
        write_stamp()
        say("all is set up")


def make_venv(venv: Path) -> None:
    """Make an empty virtual environment. Debian's Python cannot put pip into it, and need not."""
    say(f"making {venv}")
    if child([own_python(), "-m", "venv", "--without-pip", str(venv)]):
        raise Stop(f"Python could not make {venv}. Its own words are above.")


def pip_install(venv: Path, what: list[str]) -> None:
    """Install into another environment than pip's own."""
    env = dict(os.environ, PIP_USER="0", PIP_ROOT_USER_ACTION="ignore")
    found = answer([own_python(), "-m", "pip", "--version"])
    if found is None:
        raise Stop(
            "This Python has no pip. On Debian and Ubuntu `apt-get install python3-pip` brings it,"
            " elsewhere `python3 -m ensurepip`. Then run the same command again."
        )
    pip = [own_python(), "-m", "pip", "--disable-pip-version-check"]
    if tuple(int(part) for part in re.findall(r"\d+", found)[:2]) < (22, 3):
        # Older ones do not know --python, so such a one first fetches a newer one for this alone.
        newer = str(venv / "newer-pip")
        fetch([*pip, "install", "-q", "--target", newer, "pip>=24"], env)
        env["PYTHONPATH"] = newer
    fetch([*pip, "--python", python_in(venv), "install", "-q", *what], env)


def fetch(pip: list[str], env: dict[str, str]) -> None:
    """Let pip do something, or say why it could not as far as its words tell."""
    failed, words = overheard(pip, env)
    if not failed:
        return
    why = "The packages could not be installed: pip's own words are above."
    if UNKNOWN_CERTIFICATE.search(words):
        why = (
            "The packages could not be fetched: Python does not know the certificate of this"
            " network. Name the file that holds it in the variable PIP_CERT, or once for all with"
            " `python3 -m pip config set global.cert FILE`. What pip says last, of a version or a"
            " distribution that it cannot find, only follows from this."
        )
    raise Stop(f"{why} {left_behind()} Once the cause is gone, run the same command again.")


def left_behind() -> str:
    """Say what this run has changed so far outside .venv."""
    if not ADDED:
        return f"Nothing outside {VENV} was changed."
    return (
        f"Outside {VENV} only packages of the system were installed, which stay: "
        f"{', '.join(ADDED)}."
    )


def put_on_path() -> None:
    """Make the checkout importable from .venv, without a build."""
    site = answer([python_in(VENV), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    if site is None:
        raise Stop(f"The Python in {VENV} does not start. Delete that folder and try again.")
    (Path(site) / "annotator-checkout.pth").write_text(str(ROOT) + "\n", encoding="utf-8")


def write_stamp() -> None:
    """Say that .venv is finished, as the very last thing and in one piece."""
    beside = STAMP.with_name(".installed.new")
    beside.write_text("\n".join(wanted()) + "\n", encoding="utf-8")
    beside.replace(STAMP)


# The system's libraries


def has_display() -> bool:
    """Whether a window could be seen: always, but on a Linux without a screen."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing(libraries: dict[str, str]) -> list[str]:
    """Give those libraries that a fresh process cannot load."""
    return (answer([own_python(), "-c", LOADS, *libraries]) or "").split()


def set_up_libraries() -> None:
    """Install what Qt needs of the system, or say how."""
    if not LINUX:
        return
    wants_window = os.geteuid() == 0 or has_display()
    libraries = {**LIBRARIES, **WINDOW_LIBRARIES} if wants_window else LIBRARIES
    lacking = missing(libraries)
    if not lacking:
        return
    install("libraries that Qt needs", [libraries[name] for name in lacking])
    if missing(libraries):
        raise Stop("The libraries that Qt needs were installed, but cannot be loaded.")


def set_up_programs(programs: dict[str, str]) -> None:
    """Install what the journeys need, or say how."""
    if not LINUX:
        raise Stop("The journeys need an X display, so they run on Linux only.")
    lacking = [package for name, package in programs.items() if not shutil.which(name)]
    if lacking:
        install("programs that the journeys need", lacking)


def install(what: str, packages: list[str]) -> None:
    """Install packages of the system when root, else show the one line to run."""
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    line = shlex.join(command)
    if not shutil.which("apt-get"):
        raise Stop(f"This system lacks {what}: {', '.join(packages)}. Install them and try again.")
    if os.geteuid() != 0:
        raise Stop(
            f"This system lacks {what}. Run this line, then the same command again:\n"
            f"    sudo apt-get update && sudo {line}"
        )
    say(f"installing {what}: {' '.join(packages)}")
    apt(["apt-get", "update", "-q"])
    if apt(command):
        raise Stop(f"The {what} could not be installed. This failed: {line}")
    ADDED.extend(packages)


def apt(command: list[str]) -> int:
    """Run apt-get without questions; its errors are shown, its progress is not."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    status, _ = overheard(command, env, subprocess.DEVNULL, NO_COMPLAINT)
    return status


# The verbs


def off_screen() -> dict[str, str]:
    """Give the environment in which tests draw where nobody sees, unless it says otherwise."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def run(rest: list[str]) -> int:
    """Open the application. Without a display it is drawn once, off screen, and ends."""
    env = dict(os.environ)
    words = rest
    if not has_display() and "QT_QPA_PLATFORM" not in env:
        env = off_screen()
        if not rest:
            say("There is no display: the window is drawn once, off screen, to see that it works.")
            words = ["--sample", "--smoke"]
    elif not rest:
        say("the window opens")
        words = [] if answer([python_in(VENV), "-c", OPENED_BEFORE]) else ["--sample"]
    return child([python_in(VENV), "-m", "annotator", *words], env)


def test(rest: list[str]) -> int:
    """Run the tests."""
    return child([python_in(VENV), "-m", "pytest", *rest], off_screen())


def check(rest: list[str]) -> int:
    """Run every check, also when an earlier one fails, and close with a line for each."""
    if rest:
        raise Stop("`check` looks at everything and takes nothing after it.")
    failed = {name: child([python_in(VENV), *command]) != 0 for name, command in CHECKS.items()}
    for name, bad in failed.items():
        say(f"{name}: {'failed' if bad else 'passed'}")
    return int(any(failed.values()))


def bench(rest: list[str]) -> int:
    """Measure speed."""
    return child([python_in(VENV), "-m", "tests.bench", *rest], off_screen())


def soak(rest: list[str]) -> int:
    """Run the long tests, and the ones on generated data with far more of it."""
    env = dict(off_screen(), ANNOTATOR_SOAK="1")
    return child([python_in(VENV), "-m", "pytest", "-m", "soak or property or kill", *rest], env)


def journeys(rest: list[str]) -> int:
    """Work in the real window from outside its process, or count what a hand does in it."""
    if rest[:1] == ["--hand"]:
        return child([python_in(VENV), "-m", "tests.journeys.hand", *rest[1:]], off_screen())
    if rest[:1] == ["--review"]:
        return child([python_in(VENV), "-m", "tests.journeys.review", *rest[1:]], off_screen())
    if rest[:1] == ["--claims"]:
        return child([python_in(VENV), "-m", "tests.journeys.claims", *rest[1:]], off_screen())
    set_up_programs({**PROGRAMS, **PICTURE_PROGRAMS} if rest else PROGRAMS)
    return child([python_in(VENV), "-m", "tests.journeys.outside", *rest])


def lock(rest: list[str]) -> int:
    """Pin every package with its hashes, for all systems at once; pins that still fit are kept."""
    with tempfile.TemporaryDirectory() as folder:
        venv, fresh = Path(folder) / "uv", Path(folder) / "requirements.lock"
        make_venv(venv)
        pip_install(venv, ["uv"])
        if LOCK.exists():
            shutil.copy(LOCK, fresh)
        # Without annotations and header it names no place and no command of this machine.
        pin = [python_in(venv), "-m", "uv", "pip", "compile", "-q", "pyproject.toml", "--group=dev"]
        pin += ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header"]
        pin += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        if child([*pin, *rest, "-o", str(fresh)]):
            raise Stop(
                "uv could not pin the packages: its own words are above. The pins are as they were."
            )
        pins = fresh.read_text(encoding="utf-8")
    if "://" in pins or str(ROOT) in pins:
        raise Stop("The new pins would name a place to fetch from. The pins are as they were.")
    LOCK.write_text(pins, encoding="utf-8", newline="\n")
    say(f"{pins.count('==')} packages are pinned in {LOCK}")
    return 0


VERBS = {
    "run": run, "test": test, "check": check, "bench": bench, "soak": soak, "journeys": journeys,
    "lock": lock,
}  # fmt: skip
NEED_QT = {"run", "test", "bench", "soak", "journeys"}


def main(words: list[str]) -> int:
    """Do what the first word says, with the words after it."""
    if sys.version_info < (3, 11):
        say(
            f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}. Start the same"
            " command with a newer one, for example python3.12."
        )
        return 1
    if not words or words[0] not in VERBS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if words[0] in NEED_QT:
            set_up_libraries()
        if words[0] != "lock":
            set_up_packages()
        return VERBS[words[0]](words[1:])
    except Stop as stop:
        say(str(stop))
    except OSError as trouble:
        say(f"The set-up could not go on: {trouble}. Run the same command again to repair it.")
    except KeyboardInterrupt:
        say("Interrupted. The next run picks up from here.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
