"""Work in the real window from outside its process, on an X display of its own.

A word is picked with the mouse and another one with the keyboard, both are labelled with W, and
both must stand in what the command line exports afterwards. Run by `packaging/dev.py journeys`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

WAIT = 60
SIZE = (1280, 800)


def main() -> int:
    """Make the journeys, and say of each whether it went well."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = stack.enter_context(Display())
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            env[name] = str(folder / name.lower())
        (folder / "xdg_config_home" / "annotator").mkdir(parents=True)
        settings = folder / "xdg_config_home" / "annotator" / "settings.toml"
        settings.write_text('person_name = "first"\n', encoding="utf-8")
        failed = [name for name, journey in JOURNEYS.items() if not _went(name, journey, env)]
    return int(bool(failed))


def _went(name, journey, env) -> bool:
    try:
        journey(env)
    except (AssertionError, subprocess.SubprocessError, TimeoutError) as error:
        print(f"{name}: failed: {error}")
        return False
    print(f"{name}: went well")
    return True


class Display:
    """An X display with a window manager, for as long as the block runs."""

    def __enter__(self) -> dict[str, str]:
        read, write = os.pipe()
        screen = f"{SIZE[0]}x{SIZE[1]}x24"
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        env = dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        self._manager = subprocess.Popen(["openbox"], env=env, stderr=subprocess.DEVNULL)
        return env

    def __exit__(self, *_: object) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()


class Person:
    """Somebody at the window, who knows nothing of what is behind it."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env
        self._program = subprocess.Popen([sys.executable, "-m", "annotator", "--sample"], env=env)
        self._window = self._found()
        self._do("windowactivate", "--sync", self._window)
        self._do("windowsize", "--sync", self._window, *map(str, SIZE))
        time.sleep(1)  # another program's window tells nobody when it has drawn itself

    def _found(self) -> str:
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            ids = self._do("search", "--onlyvisible", "--name", "Annotator", check=False).split()
            if ids:
                return ids[-1]
            time.sleep(0.2)
        raise TimeoutError("no window came up")

    def _do(self, *words: str, check: bool = True) -> str:
        ran = subprocess.run(
            ["xdotool", *words], env=self._env, check=check, capture_output=True, text=True
        )
        return ran.stdout

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "60", *keys)
        time.sleep(0.3)

    def double_click(self, x: int, y: int) -> None:
        place = ["mousemove", "--window", self._window, str(x), str(y)]
        self._do(*place, "click", "--repeat", "2", "--delay", "60", "1")
        time.sleep(0.3)

    def leave(self) -> None:
        self.press("ctrl+q")
        self._program.wait(WAIT)
        assert self._program.returncode == 0, f"it ended with {self._program.returncode}"


def command(env: dict[str, str], *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", *words], env=env, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    return ran.stdout


def weapons(env: dict[str, str]) -> list[str]:
    """Give the words that are marked as a weapon in what is exported."""
    project = Path(env["XDG_DATA_HOME"]) / "annotator" / "sample.annot"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        command(env, "export", str(project), str(out), "--all-articles")
        (line,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert all(line["text"][s["start"] : s["end"]] == s["text"] for s in line["spans"])
    return sorted(span["text"] for span in line["spans"] if span["label"] == "Weapon")


def by_mouse(env: dict[str, str]) -> None:
    """Pick a word of the headline by a double click, press W, and find it in an export."""
    person = Person(env)
    x = 240 + (SIZE[0] - 240 - 344 - 544) // 2 + 170
    person.double_click(x, 44 + 50)
    person.press("w")
    person.leave()
    assert "retaliates" in weapons(env), f"only {weapons(env)}"


def by_keyboard(env: dict[str, str]) -> None:
    """Pick the second word by keys alone, press W, take it back, and do it again."""
    before = weapons(env)
    person = Person(env)
    person.press("ctrl+Home", "ctrl+Right", "ctrl+Right", "ctrl+shift+Right", "w")
    person.press("ctrl+z")
    person.leave()
    assert weapons(env) == before, "what was taken back is still there"
    person = Person(env)
    person.press("ctrl+y")
    person.leave()
    assert "after" in weapons(env), f"only {weapons(env)}"


JOURNEYS = {"by mouse": by_mouse, "by keyboard": by_keyboard}

if __name__ == "__main__":
    sys.exit(main())
