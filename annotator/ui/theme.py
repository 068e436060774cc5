"""The tokens of the look, colours, spacing, type, and the theme that puts them on the application.

Nothing else in the program names a font or a pixel size; colours.py names the colours. A screen
asks for a token (`theme.colours.ink`, `Space.M`, `type_font("body")`) or gives a widget a `role`
property that the style sheet knows. Sizes are logical pixels. The colours of labels come from the
scheme: looks.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator.model.scheme_colours import contrast
from annotator.ui.colours import (
    COLOURS,
    DARK,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    Colours,
    Mode,
    text_pairs,
)  # fmt: skip

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints, QStyleHints  # the first from Qt 6.10 on

__all__ = [
    "COLOURS", "DARK", "HIGH_DARK", "HIGH_LIGHT", "LIGHT", "TYPE", "Colours", "Face", "Mode",
    "Radius", "Size", "Space", "Theme", "TypeStyle", "contrast", "families", "palette",
    "text_pairs", "type_font", "ui_size",
]  # fmt: skip

Face = Literal["serif", "sans", "system"]
"""The type of the reading steps: ours, the interface's, or the serif that the system has."""
Chosen = Literal["light", "dark", "system"]
"""As the user chose; "system" follows the desktop, also while the program runs."""
Contrast = Literal["auto", "on", "off"]
"""Whether contrast is high; "auto" follows the desktop where it tells, as from Qt 6.10 on."""


class Space:
    """The spacing scale. Multiples of 4; 8 is the rhythm."""

    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32


class Size:
    """Heights and widths that recur."""

    TOOLBAR = 44
    STATUS = 28
    CONTROL = 28
    ROW = 28
    ROW_TALL = 48
    ROW_LIBRARY = 64  # a headline may take two lines
    ROW_PALETTE = 36
    TILE = 52
    CHIP = 24
    FIELD = 30
    FORM_NAME = 82  # the column of names in a form: “Responsibility” fits
    ICON = 18
    LIBRARY = 240
    REGISTER = 264
    PANEL = 344
    COLUMN = 544  # the reading column: about 70 characters at 17 px
    MARGIN = 76  # at least this much paper beside the column
    PALETTE = 576
    START = 520
    NARROW = 1120  # below this width the library folds away


class Radius:
    """Corner radii: marks, controls, cards, floating surfaces."""

    MARK, CONTROL, CARD, FLOAT = 3, 6, 8, 10


FADE_MS: Final = 120
"""The only motion there is, and none where the system asks for less."""

UI_FAMILIES: Final = (
    "Inter", "Segoe UI Variable Text", "Segoe UI", "Cantarell", "Ubuntu", "Noto Sans",
    "DejaVu Sans",
)  # fmt: skip
READING_FAMILIES: Final = (
    "Source Serif 4", "Source Serif Pro", "Charter", "Georgia", "Noto Serif", "DejaVu Serif",
)  # fmt: skip
WIDE_FAMILIES: Final = frozenset({"DejaVu Sans", "Verdana"})
"""Set one pixel smaller, or rows and buttons would overflow."""
SHIPPED_FAMILIES: Final = frozenset({"Source Serif 4", "Source Serif Pro"})
"""The reading faces that come with the program."""
ARABIC_UI: Final = ("Noto Sans Arabic",)
ARABIC_READING: Final = ("Noto Naskh Arabic", "Amiri")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale: reading or interface face, size and line pitch in pixels."""

    reading: bool
    size: int
    pitch: int
    weight: QFont.Weight = QFont.Weight.Normal


_BOLD, _SEMI = QFont.Weight.Bold, QFont.Weight.DemiBold
TYPE: Final = {
    "micro": TypeStyle(reading=False, size=11, pitch=16),
    "tag": TypeStyle(reading=False, size=9, pitch=12, weight=_BOLD),
    "small": TypeStyle(reading=False, size=12, pitch=16),
    "base": TypeStyle(reading=False, size=13, pitch=20),
    "strong": TypeStyle(reading=False, size=13, pitch=20, weight=_SEMI),
    "heading": TypeStyle(reading=False, size=15, pitch=20, weight=_SEMI),
    "page": TypeStyle(reading=False, size=20, pitch=28, weight=_SEMI),
    "headline": TypeStyle(reading=True, size=27, pitch=40, weight=_SEMI),
    "standfirst": TypeStyle(reading=True, size=18, pitch=32),
    "caption": TypeStyle(reading=True, size=14, pitch=26),
    "body": TypeStyle(reading=True, size=17, pitch=32),
    "quote": TypeStyle(reading=True, size=14, pitch=20),
}


@cache
def families(*, reading: bool) -> tuple[str, ...]:
    """Give the families to ask for, the installed ones first, with Arabic companions behind.

    Looked up once: fonts that are added later are not seen until `families.cache_clear()`.
    """
    wanted = READING_FAMILIES if reading else UI_FAMILIES
    installed = set(QFontDatabase.families())
    found = tuple(family for family in wanted if family in installed)
    return (found or wanted[-1:]) + (ARABIC_READING if reading else ARABIC_UI)


def ui_size(size: int) -> int:
    """Give the pixel size at which the installed interface face looks like this much of Inter."""
    return size - 1 if size > 10 and families(reading=False)[0] in WIDE_FAMILIES else size


def reading_families(face: Face) -> tuple[str, ...]:
    """Give the families in which articles are set, with Arabic companions behind."""
    if face == "serif":
        return families(reading=True)
    return (families(reading=False) if face == "sans" else _system_serifs()) + ARABIC_READING


@cache
def _system_serifs() -> tuple[str, ...]:
    installed = set(QFontDatabase.families()) - SHIPPED_FAMILIES
    return tuple(f for f in READING_FAMILIES if f in installed) or READING_FAMILIES[-1:]


def type_font(style: str, zoom: float = 1.0, *, bold: bool = False, face: Face = "serif") -> QFont:
    """Give the font of one step of TYPE; `zoom` and `face` are for the article and its tags."""
    step = TYPE[style]
    faces = reading_families(face) if step.reading else families(reading=False)
    size = step.size if step.reading else ui_size(step.size)
    # The letters of a sans serif are larger than those of a serif of the same size.
    smaller = 0.94 if step.reading and face == "sans" else 1.0
    return QFont(_font(size * smaller * zoom, bold, step.weight, faces))


@lru_cache(maxsize=256)
def _font(
    size: float,
    bold: bool,  # noqa: FBT001
    weight: QFont.Weight,
    faces: tuple[str, ...],
) -> QFont:
    font = QFont()
    font.setFamilies(list(faces))
    font.setPixelSize(max(1, round(size)))
    font.setWeight(_BOLD if bold else weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def palette(colours: Colours) -> QPalette:
    """Make the application's palette, so that whatever the style sheet does not reach fits too."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    result = QPalette()
    for name, colour in (
        (role.Window, colours.chrome),
        (role.WindowText, colours.ink),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.chrome),
        (role.Text, colours.ink),
        (role.Button, colours.chrome),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.danger),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.ink),
        (role.PlaceholderText, colours.ink_3),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.ink),
        (role.Link, colours.ink),
        (role.LinkVisited, colours.ink_2),
        (role.Light, colours.raised),
        (role.Midlight, colours.hover),
        (role.Mid, colours.hairline),
        (role.Dark, colours.outline),
        (role.Shadow, colours.shadow),
        (role.Accent, colours.ink),
    ):
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(group.Disabled, name, QColor(colours.ink_3))
    return result


class Theme(QObject):
    """The colours in force: one for the application, and whatever paints itself keeps it."""

    changed = Signal()
    """The colours are others now, and the application has them."""

    def __init__(
        self, chosen: Chosen = "light", contrast: Contrast = "off", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app: QApplication | None = None
        self._chosen, self._contrast = chosen, contrast
        self._mode: Mode = "light"
        self._desktop_is_dark = _desktop_is_dark()
        self._desktop_is_high = _desktop_is_high()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme)
        accessibility = _accessibility(hints)
        if accessibility is not None:
            accessibility.contrastPreferenceChanged.connect(self._on_contrast)
        self._show()

    @property
    def chosen(self) -> Chosen:
        """What the user chose."""
        return self._chosen

    @property
    def mode(self) -> Mode:
        """What is shown."""
        return self._mode

    @property
    def colours(self) -> Colours:
        """The colours of what is shown."""
        return COLOURS[self._mode]

    def set_mode(self, chosen: Chosen) -> None:
        """Show light or dark, or what the desktop shows."""
        self._chosen = chosen
        self._show()

    def set_contrast(self, contrast: Contrast) -> None:
        """Show high contrast always, never, or where the desktop does."""
        self._contrast = contrast
        self._show()

    def set_high(self, *, high: bool) -> Contrast:
        """Show high contrast or not; give what to keep: where the desktop agrees, follow it."""
        self._contrast = "auto" if high == self._desktop_is_high else "on" if high else "off"
        self._show()
        return self._contrast

    def apply(self, app: QApplication) -> None:
        """Put style, palette, base font and style sheet on the application, now and on changes."""
        if self._app is None:
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setFont(type_font("base"))
            app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, False)
        self._app = app
        self._dress()

    def _show(self) -> None:
        mode = self._due()
        if mode == self._mode:
            return
        self._mode = mode
        self._dress()
        self.changed.emit()

    def _due(self) -> Mode:
        """Give what is to be shown, by what the user chose and what the desktop shows."""
        is_dark = self._desktop_is_dark if self._chosen == "system" else self._chosen == "dark"
        is_high = self._desktop_is_high if self._contrast == "auto" else self._contrast == "on"
        if is_high:
            return "high-dark" if is_dark else "high-light"
        return "dark" if is_dark else "light"

    def _dress(self) -> None:
        from annotator.ui.style import style_sheet  # it is made from the tokens above

        if self._app is not None:
            self._app.setPalette(palette(self.colours))
            self._app.setStyleSheet(style_sheet(self.colours))

    def _on_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._desktop_is_dark = scheme == Qt.ColorScheme.Dark
        self._show()

    def _on_contrast(self, wanted: Qt.ContrastPreference) -> None:
        self._desktop_is_high = wanted == Qt.ContrastPreference.HighContrast
        self._show()


def _desktop_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _accessibility(hints: QStyleHints) -> QAccessibilityHints | None:
    """Give what the desktop wants for the sake of those who see little; None before Qt 6.10.

    It lives no longer than the Python object of the style's hints.
    """
    ask = getattr(hints, "accessibility", None)
    return ask() if ask is not None else None


def _desktop_is_high() -> bool:
    style = QGuiApplication.styleHints()
    hints = _accessibility(style)
    return hints is not None and hints.contrastPreference() == Qt.ContrastPreference.HighContrast
