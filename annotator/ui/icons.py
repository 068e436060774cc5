"""The one file that names icons: what each stands for, and who wears which.

The icons are glyphs of one font of qtawesome. Importing that costs as much as starting Qt, so it
is left until the first icon is drawn: `Icons.load` is to be called after the first paint.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Final, Literal, Protocol
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.ui.theme import Colours, Theme

Tone = Literal["ink", "ink_2", "ink_3", "on_ink", "caution", "danger"]

ICONS: Final[dict[str, str]] = {
    # where am I
    "menu": "list",
    "library": "layout",
    "panel": "square-half",
    "annotate": "highlighter-circle",
    "claims": "chat-circle",
    "entities": "map-pin",
    "review": "scales",
    "agreement": "chart-bar",
    "text-only": "corners-out",
    "focus": "text-align-center",
    "window": "app-window",
    # moving
    "previous": "caret-left",
    "next": "caret-right",
    "up": "caret-up",
    "down": "caret-down",
    "closed": "caret-right",
    "first": "arrow-line-left",
    "last": "arrow-line-right",
    "back": "arrow-left",
    "forward": "arrow-right",
    "outside": "arrow-square-out",
    # deeds
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "find": "magnifying-glass",
    "list": "list-dashes",
    "commands": "command",
    "add": "plus",
    "close": "x",
    "delete": "trash",
    "edit": "pencil-simple",
    "copy": "copy",
    "paste": "clipboard-text",
    "more": "dots-three",
    "note": "chat-circle",
    "noted": "chat-circle-text",
    "label": "tag",
    "arm": "push-pin",
    "tags": "text-aa",
    "link": "link-simple",
    "merge": "git-merge",
    "wider": "arrows-out-line-horizontal",
    "narrower": "arrows-in-line-horizontal",
    "swap": "swap",
    "filter": "funnel-simple",
    "reload": "arrows-clockwise",
    "restore": "clock-counter-clockwise",
    "history": "clock-counter-clockwise",
    "done": "check",
    "all-done": "checks",
    "skip": "skip-forward",
    # things
    "new": "file-plus",
    "open": "folder-open",
    "sample": "book-open",
    "recent": "clock",
    "project": "archive-box",
    "article": "article",
    "articles": "files",
    "empty": "tray",
    "drop": "download-simple",
    "import": "download-simple",
    "export": "upload-simple",
    "backup": "floppy-disk",
    "saved": "check",
    "person": "user",
    "people": "users",
    "event": "calendar-blank",
    "date": "calendar-blank",
    "place": "map-pin",
    "language": "translate",
    "source": "newspaper",
    "zone": "text-align-left",
    "headline": "text-h",
    "quote": "quotes",
    "scheme": "swatches",
    "settings": "gear-six",
    "keys": "keyboard",
    "guide": "book",
    "help": "question",
    "about": "info",
    "light": "sun",
    "dark": "moon",
    "system": "desktop",
    "contrast": "circle-half",
    "here": "crosshair",
    "zoom-in": "magnifying-glass-plus",
    "zoom-out": "magnifying-glass-minus",
    # how it stands
    "question": "question",
    "caution": "warning-circle",
    "conflict": "git-diff",
    "trouble": "warning-circle",
    "read-only": "lock-simple",
    "hidden": "eye-slash",
    "shown": "eye",
    "relevant": "thumbs-up",
    "irrelevant": "thumbs-down",
}
"""What an icon stands for, and the glyph that shows it."""

MIRRORED: Final = frozenset({
    "library", "panel", "previous", "next", "closed", "first", "last", "back", "forward", "outside",
    "undo", "redo", "label", "skip", "zone",
})  # fmt: skip
"""What points along the line of reading, and so turns round in a window from right to left."""

_PREFIX: Final = "ph"
_FONT_LIST: Final = "_BUNDLED_FONTS"


class Wearer(Protocol):
    """Whatever shows an icon: an action, a button, a Picture."""

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 - Qt's name
        """Show this icon."""


def icon(name: str, colour: str, *, faded: str | None = None, mirrored: bool = False) -> QIcon:
    """Draw an icon in a colour, and in the `faded` one where it is disabled.

    An unknown name gives an empty icon and a Python warning.
    """
    glyph = ICONS.get(name)
    if glyph is None:
        warnings.warn(
            f"No icon is called {name!r}: see ICONS in annotator/ui/icons.py.", stacklevel=2
        )
        return QIcon()
    drawn: QIcon = _qtawesome().icon(
        f"{_PREFIX}.{glyph}",
        color=colour,
        color_disabled=faded or colour,
        hflip=mirrored and name in MIRRORED,
    )
    return drawn


class Icons(QObject):
    """Who wears which icon: all are drawn once they are loaded, and again in other colours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._loaded = False
        self._worn: WeakKeyDictionary[Wearer, tuple[str, Tone]] = WeakKeyDictionary()
        theme.changed.connect(self._draw_all)

    @property
    def loaded(self) -> bool:
        """Whether icons are drawn at once."""
        return self._loaded

    def dress(self, wearer: Wearer, name: str, tone: Tone = "ink_2") -> None:
        """Let an action, a button or a Picture wear an icon from now on, in one of our inks."""
        self._worn[wearer] = (name, tone)
        if self._loaded:
            self._draw(wearer)

    def load(self) -> None:
        """Load the font and draw what is worn. Takes a while: call it after the first paint."""
        if not self._loaded:
            _qtawesome()
            self._loaded = True
            self._draw_all()

    def _draw_all(self) -> None:
        if self._loaded:
            for wearer in list(self._worn):
                self._draw(wearer)

    def _draw(self, wearer: Wearer) -> None:
        if not isValid(wearer):  # its other half is gone already
            del self._worn[wearer]
            return
        name, tone = self._worn[wearer]
        colours = self.theme.colours
        widget = wearer if isinstance(wearer, QWidget) else QGuiApplication
        mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        faded = colours.hairline if colours.is_high else colours.outline
        wearer.setIcon(icon(name, _colour(colours, tone), faded=faded, mirrored=mirrored))


def _colour(colours: Colours, tone: Tone) -> str:
    return str(getattr(colours, tone))


@cache
def _qtawesome() -> ModuleType:
    """Load qtawesome, cut to the one font that is used: it would read all twelve."""
    module = import_module("qtawesome")
    fonts = getattr(module, _FONT_LIST, ())  # its own name, which may go away
    ours = tuple(font for font in fonts if font[0] == _PREFIX)
    if ours:
        setattr(module, _FONT_LIST, ours)
    return module
