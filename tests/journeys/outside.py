"""Work in the real window from outside its process, on an X display of its own.

Words are picked by mouse and by keyboard and labelled, and they must stand in what the command line
exports. Run by `packaging/dev.py journeys`; a folder named after it gets a picture of each screen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
WAIT = 60
SIZE = (1280, 800)
# Places in the window that its grid fixes, whatever the fonts: see Size in annotator/ui/theme.py.
LIBRARY, PANEL, COLUMN, TOOLBAR = 240, 344, 544, 44
TEXT_LEFT = LIBRARY + (SIZE[0] - LIBRARY - PANEL - COLUMN) // 2
HEADLINE = TOOLBAR + 50
TILE = (PANEL - 24) // 4
WEAPON_TILE = (SIZE[0] - PANEL + 12 + 2 * TILE + TILE // 2, TOOLBAR + 40)
ARTICLE = "The navy left the port\n\nSailors said that two drones had hit a tanker.\n"


def main() -> int:
    """Make the journeys, and say of each whether it went well."""
    pictures = Path(sys.argv[1]).resolve() if sys.argv[1:] else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = stack.enter_context(Display())
        went = [_went(name, folder / name, env, pictures) for name in JOURNEYS]
    return int(not all(went))


def _went(name: str, folder: Path, env: dict[str, str], pictures: Path | None) -> bool:
    home = Home(folder, env)
    began = time.monotonic()
    words = "went well"
    try:
        JOURNEYS[name](home)
    except (AssertionError, subprocess.SubprocessError, TimeoutError) as error:
        words = f"failed: {error}"
    if pictures is not None:
        home.picture(pictures / f"{name.replace(' ', '-')}.png")
    try:
        home.leave()
    except (AssertionError, subprocess.SubprocessError) as error:
        words = f"failed: {error}"
    home.end()
    print(f"{name}: {words} ({time.monotonic() - began:.0f} s)", flush=True)
    return words == "went well"


class Display:
    """An X display with a window manager, for as long as the block runs."""

    def __enter__(self) -> dict[str, str]:
        read, write = os.pipe()
        screen = f"{SIZE[0]}x{SIZE[1] + 40}x24"  # with room for the title of a window
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        env = dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        self._manager = subprocess.Popen(
            ["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return env

    def __exit__(self, *_: object) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()


class Home:
    """A home folder, and somebody in it who knows nothing of what is behind the window."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self._config = folder / "config" / "annotator"
        self._config.mkdir(parents=True)
        self._env = {**env, "HOME": str(folder)}
        for name in ("config", "data", "state"):
            self._env[f"XDG_{name.upper()}_HOME"] = str(folder / name)
        self._program: subprocess.Popen[bytes] | None = None
        self._window = ""

    @property
    def sample(self) -> Path:
        return self.folder / "data" / "annotator" / "sample.annot"

    # --- starting and leaving ---------------------------------------------------------------------

    def is_known(self) -> None:
        """Have answered before who one is."""
        (self._config / "settings.toml").write_text('person_name = "first"\n', encoding="utf-8")

    def start(self, *words: str) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "annotator", *words], env=self._env, cwd=self.folder
        )

    def come_in(self, title: str) -> None:
        """Wait for the window of this title, and make it as large as the grid is reckoned for."""
        self._window = eventually(f"a window called {title}", lambda: self._called(title))
        self._do("windowactivate", "--sync", self._window)
        self._do("windowsize", "--sync", self._window, *map(str, SIZE))
        self._do("windowmove", self._window, "0", "0")
        self._do("mousemove", "--window", self._window, str(SIZE[0] - 20), str(SIZE[1] - 10))

    def answer(self, question: str, words: str) -> None:
        """Type an answer into a question that is asked in a window of its own."""
        window = eventually(f"the question “{question}”", lambda: self._called(question))
        self._do("windowactivate", "--sync", window)
        self._do("key", "ctrl+a")
        self._do("type", "--delay", "60", words)
        self._do("key", "Return")

    def leave(self) -> None:
        """Close the window by its key, and see that it ends well."""
        self.press("ctrl+q")
        assert self._program is not None
        status = self._program.wait(WAIT)
        assert status == 0, f"it ended with {status}"
        self._program = None

    def end(self) -> None:
        """End what a failed journey left behind."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()

    # --- hands and eyes ---------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "60", *keys)

    def press_until(self, title: str, key: str) -> None:
        """Press a key until the window bears a title: what comes in comes beside the screen."""

        def look() -> str:
            self.press(key)
            return self._called(title)

        eventually(f"a window called {title}", look)

    def click(self, x: int, y: int, *, times: int = 1) -> None:
        place = ["mousemove", "--window", self._window, str(x), str(y)]
        self._do(*place, "click", "--repeat", str(times), "--delay", "60", "1")

    def picture(self, path: Path) -> None:
        """Keep a picture of the whole screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self._env, check=True)

    def _called(self, title: str) -> str:
        found = self._do("search", "--onlyvisible", "--name", title, check=False).split()
        return found[-1] if found else ""

    def _do(self, *words: str, check: bool = True) -> str:
        ran = subprocess.run(
            ["xdotool", *words], env=self._env, check=check, capture_output=True, text=True,
            timeout=WAIT,
        )  # fmt: skip
        return ran.stdout

    # --- what is in the file ----------------------------------------------------------------------

    def command(self, *words: str) -> None:
        command = [sys.executable, "-m", "annotator", *words]
        subprocess.run(command, env=self._env, check=True, capture_output=True, timeout=WAIT)

    def marked(self, label: str) -> list[str]:
        """Give the words that bear a label in what the command line exports."""
        out = self.folder / "out.jsonl"
        self.command("export", str(self.sample), str(out), "--all-articles")
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        out.unlink()
        spans = [(line["text"], span) for line in lines for span in line["spans"]]
        assert all(text[s["start"] : s["end"]] == s["text"] for text, s in spans)
        return [s["text"] for _, s in spans if s["label"] == label]

    def sees(self, label: str, words: str, *, marked: bool = True) -> None:
        """Wait until words bear a label in an export, or no longer do. The window is still open."""
        state = "marked" if marked else "no longer marked"
        eventually(
            f"“{words}” to be {state} as {label}",
            lambda: (words in self.marked(label)) == marked,
        )


def eventually(what: str, look: Callable[[], T]) -> T:
    """Look again and again until there is something to be seen."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"waited {WAIT} s for {what}")


# --- the journeys ---------------------------------------------------------------------------------


def by_mouse(home: Home) -> None:
    """Pick a word of the headline by a double click, and label it by a click on the tile."""
    home.is_known()
    home.start("--sample")
    home.come_in("sample – Annotator")
    home.click(TEXT_LEFT + 85, HEADLINE, times=2)
    home.click(*WEAPON_TILE)
    home.sees("Weapon", "retaliates")


def by_both(home: Home) -> None:
    """Pick a word by a double click, and label it by its key."""
    home.is_known()
    home.start("--sample")
    home.come_in("sample – Annotator")
    home.click(TEXT_LEFT + 85, HEADLINE, times=2)
    home.press("w")
    home.sees("Weapon", "retaliates")


def by_keyboard(home: Home) -> None:
    """Pick a word by keys alone, label it, take it back, leave, come back, and do it again."""
    home.is_known()
    home.start("--sample")
    home.come_in("sample – Annotator")
    home.press("ctrl+Home", "ctrl+Right", "ctrl+Right", "ctrl+shift+Right", "w")
    home.sees("Weapon", "after")
    home.press("ctrl+z")
    home.sees("Weapon", "after", marked=False)
    home.leave()
    home.start(str(home.sample))
    home.come_in("sample – Annotator")
    home.press("ctrl+y")
    home.sees("Weapon", "after")


def first_start(home: Home) -> None:
    """Say who one is, as on the first day, and label an article of one's own by keys alone."""
    (home.folder / "navy.txt").write_text(ARTICLE, encoding="utf-8")
    home.start("--sample")
    home.answer("Who are you", "first")
    home.come_in("sample – Annotator")
    home.leave()
    home.start(str(home.sample), "navy.txt")
    home.come_in("sample – Annotator")
    home.press_until("The navy left the port – sample – Annotator", "alt+Next")
    home.press("ctrl+Home", "ctrl+Right", "shift+ctrl+Right", "a")
    home.sees("Actor", "navy")


JOURNEYS = {
    "by mouse": by_mouse, "by mouse and key": by_both, "by keyboard": by_keyboard,
    "first start": first_start,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
