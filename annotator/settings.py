"""Every preference, declared once, in one TOML file of the user's configuration folder."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import platformdirs
import tomli_w

from annotator.model.ids import is_id, new_id
from annotator.model.person import Person
from annotator.model.sentences import Trouble

T = TypeVar("T", str, bool, float, list[str])


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One preference: its name in the file, what it starts as, and what it means.

    One with a title stands on the page of settings, which is made from these declarations.
    """

    name: str
    default: T
    help: str
    choices: tuple[T, ...] = ()
    """What it may be; a text that is none of them counts as the default."""
    title: str = ""
    group: str = ""
    """Under which heading it stands there."""
    names: tuple[str, ...] = ()
    """What the choices are called there, in their order."""


PERSON_ID = Setting("person_id", "", "Who you are in every project; minted once.")
PERSON_NAME = Setting("person_name", "", "The name that colleagues and exports see.",
                      title="Your name", group="You")  # fmt: skip
APPEARANCE = Setting(
    "appearance", "system", "Light, dark, or as the system is.", ("system", "light", "dark"),
    "Colours", "The window", ("As the system", "Light", "Dark"),
)  # fmt: skip
CONTRAST = Setting(
    "contrast", "auto", "High contrast: as the system wants it, always, or never.",
    ("auto", "on", "off"),
    "High contrast", "The window", ("As the system", "On", "Off"),
)  # fmt: skip
ZOOMS = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
ZOOM = Setting(
    "zoom", 1.0, "How large the article's text is.", ZOOMS,
    "Size", "The text", tuple(f"{zoom:.0%}" for zoom in ZOOMS),
)  # fmt: skip
LINE_LENGTH = Setting(
    "line_length", "70", "How many characters a line of the article holds, about.",
    ("55", "70", "85", "full"),
    "Line length", "The text", ("55", "70", "85", "As wide as it goes"),
)  # fmt: skip
FACE = Setting(
    "face", "serif", "The kind of type in which articles are set.", ("serif", "sans", "system"),
    "Font", "The text", ("Serif", "Sans serif", "Serif of the system"),
)  # fmt: skip
SPACING = Setting(
    "spacing", "usual", "How far the lines of the article stand apart.",
    ("compact", "usual", "wide"),
    "Line spacing", "The text", ("Compact", "Usual", "Wide"),
)  # fmt: skip
FOCUS = Setting(
    "focus", False, "Everything but the paragraph with the caret is drawn fainter.", (False, True),
    "Focus mode", "The text", ("Off", "On"),
)  # fmt: skip
TAGS = Setting(
    "tags", "paragraph", "Where letters stand over the marks.",
    ("none", "paragraph", "letters", "names"),
    "Letters", "The marks", ("None", "In one paragraph", "Everywhere", "Names"),
)  # fmt: skip
EXPERT = Setting(
    "expert", False, "Expert labels are shown and counted too.", (False, True),
    "Expert labels", "The marks", ("Hidden", "Shown"),
)  # fmt: skip
DIMMED: Setting[list[str]] = Setting(
    "dimmed", [], "The labels whose marks are drawn as a faint line only."
)
OVERLAP = Setting(
    "overlap", "ask", "What becomes of marks of one label that would overlap.",
    ("ask", "longest", "refuse"),
    "Overlaps", "The marks", ("Ask once", "Keep the longest", "Refuse"),
)  # fmt: skip
EXCHANGE = Setting(
    "exchange_on_opening", False,
    "A project with a shared folder: say what is new there, or exchange at once.", (False, True),
    "On opening", "The shared folder", ("Say what is new", "Exchange"),
)  # fmt: skip
OUTLINE = Setting("outline", "label", "How the outline is ordered.", ("text", "label", "entity"))
FOLDED: Setting[list[str]] = Setting(
    "folded", [], "The labels whose marks somebody folded away in the outline."
)
LIBRARY = Setting("library", True, "The list of articles is shown.")
PANEL = Setting("panel", True, "The annotation panel is shown.")
WINDOW = Setting("window", "", "Where the window stood last.")
SESSION = Setting("session", "", "The project that was open when the window was closed.")
RECENT: Setting[list[str]] = Setting(
    "recent", [], "The projects that were open last, the latest first."
)
SETTINGS = (
    PERSON_ID, PERSON_NAME, APPEARANCE, CONTRAST, ZOOM, LINE_LENGTH, FACE, SPACING, FOCUS, TAGS,
    EXPERT, DIMMED, OVERLAP, EXCHANGE, OUTLINE, FOLDED, LIBRARY, PANEL, WINDOW, SESSION, RECENT,
)  # fmt: skip
_MOST_RECENT = 12


def folder() -> Path:
    """Name the folder that holds the settings."""
    return Path(platformdirs.user_config_dir("annotator", appauthor=False))


def data_folder() -> Path:
    """Name the folder that holds the sample project."""
    return Path(platformdirs.user_data_dir("annotator", appauthor=False))


def log_folder() -> Path:
    """Name the folder that holds the log file."""
    return Path(platformdirs.user_log_dir("annotator", appauthor=False))


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _fits(value: object, choices: tuple[object, ...]) -> bool:
    if isinstance(value, list):
        return all(isinstance(part, str) for part in value)
    # A number may also lie between those that are offered.
    return not choices or isinstance(value, float) or value in choices


class Settings:
    """The user's preferences. What is missing or unreadable is at its default."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or folder() / "settings.toml"
        self._values = self._read()

    def _read(self) -> dict[str, object]:
        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except OSError:
            return {}
        except ValueError:
            # Somebody spoilt it by hand: what stands in it, above all who one is, is kept aside.
            with suppress(OSError):
                self.path.replace(self.path.with_name(self.path.name + ".unreadable"))
            return {}

    def get(self, setting: Setting[T]) -> T:
        """Give a preference."""
        value = self._values.get(setting.name)
        if not isinstance(value, type(setting.default)):
            return setting.default
        return value if _fits(value, setting.choices) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a preference and keep it. Raises Trouble if it cannot be written."""
        self._values[setting.name] = value
        part = self.path.with_name(self.path.name + ".part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(_private(part), "wb") as file:
                tomli_w.dump(self._values, file)
            part.replace(self.path)
        except OSError as error:
            raise Trouble(
                "The settings could not be kept in {path} ({why}). Everything else works.",
                path=str(self.path), why=error.strerror or "not allowed",
            ) from None  # fmt: skip

    def person(self, name: str) -> Person:
        """Say who works here. The id is minted once; `name` is used until a name was given."""
        id_ = self.get(PERSON_ID)
        if not is_id(id_):
            id_ = new_id()
            self.set(PERSON_ID, id_)
        return Person(id_, self.get(PERSON_NAME) or name)

    def note_recent(self, project: Path) -> None:
        """Put a project at the head of those that were open last."""
        path = str(project)
        others = [known for known in self.get(RECENT) if known != path]
        self.set(RECENT, [path, *others][:_MOST_RECENT])
