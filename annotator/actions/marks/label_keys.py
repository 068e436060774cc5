"""Which label a key stands for: by its letter, or by its place where the letters are not Latin."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from annotator.model.scheme import Label, Scheme

Variant = Literal["one", "all", "exact", "also"]
"""Label these words, every occurrence of them, exactly what was drawn, or a mark once more."""
PREFIX: dict[Variant, str] = {
    "one": "label_", "all": "label_all_", "exact": "label_exact_", "also": "label_also_",
}  # fmt: skip
HELD: dict[Variant, str] = {"one": "", "all": "Shift+", "exact": "Alt+", "also": "Alt+Shift+"}
"""What is held with the label's key."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# The code of each row's first key: Windows counts as Linux does, X11 and Wayland add 8.
_FIRST = (16, 30, 44)
_BY_CODE = {
    first + n: letter
    for first, row in zip(_FIRST, _ROWS, strict=True)
    for n, letter in enumerate(row)
} | {code: str(code - 1) for code in range(2, 11)}
_X11 = 8
# Carbon's kVK_ANSI_… codes, which follow no order.
_BY_MAC_CODE = dict(zip(
    (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6),
    "abcdefghijklmnopqrstuvwxyz", strict=True,
)) | dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25), "123456789", strict=True))  # fmt: skip
# Signs that Arabic, Persian and Hebrew keyboards have at the places of letters.
_SIGNS = {
    "q": "/", "w": "'", "u": "`‘", "i": "÷", "o": "×]", "p": "[؛",  # noqa: RUF001 - meant
    "d": "[]", "f": "[]", "k": "،»", "l": "/«",
    "z": "~", "c": "{}", "v": "{}", "b": "\u200c", "m": "'’",  # noqa: RUF001 - meant
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key as it was pressed; Ctrl and its like are not held."""

    text: str
    """What it writes."""
    key: int = 0
    """Qt's name of it, for macOS, where Alt writes other letters."""
    place: int = 0
    """Where it is: the scan code, on macOS the virtual key code; 0 is not known elsewhere."""
    platform: str = "linux"
    """As Python names it: linux, win32, darwin."""
    shift: bool = False
    alt: bool = False


def label_for_key(scheme: Scheme, expert: bool, press: KeyPress) -> str | None:  # noqa: FBT001
    """Give the id of the action that labels by a key, None where no label has it."""
    keys = keys_of(scheme, expert=expert)
    digit = _digit(press)
    signs = (_written(press), digit, _at_place(press))
    label = next((found for sign in signs if (found := _bearing(keys, sign))), None)
    if label is None:
        return None
    # A digit is written with Shift on some keyboards, so that Shift says nothing there.
    shift = press.shift and digit is None
    return PREFIX[_variant(shift=shift, alt=press.alt)] + label


def _variant(*, shift: bool, alt: bool) -> Variant:
    if alt:
        return "also" if shift else "exact"
    return "all" if shift else "one"


def usable_labels(scheme: Scheme, *, expert: bool) -> list[Label]:
    """List the labels that new marks may have."""
    return [x for x in scheme.labels if not x.retired and (expert or x.level == "default")]


def keys_of(scheme: Scheme, *, expert: bool) -> dict[str, tuple[str, ...]]:
    """Give the keys of the labels that new marks may have, by the id of each.

    A label without a digit gets that of its place in the scheme, unless another has it.
    """
    labels = [label for label in scheme.labels if not label.retired]
    own = {x.id: tuple(key for key in (x.key, x.alt_key) if key) for x in labels}
    taken = {key for keys in own.values() for key in keys}
    for number, label in enumerate(labels[:9], start=1):
        if str(number) not in taken and not any(key.isdecimal() for key in own[label.id]):
            own[label.id] += (str(number),)
    return {label.id: own[label.id] for label in usable_labels(scheme, expert=expert)}


def _bearing(keys: dict[str, tuple[str, ...]], sign: str | None) -> str | None:
    if not sign:
        return None
    return next((id_ for id_, own in keys.items() for key in own if key.casefold() == sign), None)


def _digit(press: KeyPress) -> str | None:
    """Give the digit that was pressed, of whatever script, or what stands in the row of digits."""
    written = unicodedata.decimal(press.text, None) if len(press.text) == 1 else None
    if written is not None:
        return str(written)
    if press.alt and 0 < press.key < 128 and chr(press.key).isdecimal():
        return chr(press.key)
    place = _place(press)
    # AZERTY and Czech keyboards write signs and letters there as long as Shift is not held.
    return place if place is not None and place.isdecimal() and not press.shift else None


def _written(press: KeyPress) -> str:
    if press.alt and 0 < press.key < 128 and chr(press.key).isalpha():
        return chr(press.key).casefold()
    return press.text.casefold()


def _at_place(press: KeyPress) -> str | None:
    """Give the Latin letter at the place of a key that belongs to a layout of other letters."""
    place, sign = _place(press), press.text[:1]
    if place is None or place.isdecimal() or not sign:
        return None
    if unicodedata.category(sign)[0] in "LM":
        return None if "LATIN" in unicodedata.name(sign, "") else place
    return place if sign in _SIGNS.get(place, "") else None


def _place(press: KeyPress) -> str | None:
    if press.platform == "darwin":
        return _BY_MAC_CODE.get(press.place)
    if press.platform == "win32":
        return _BY_CODE.get(press.place)
    return _BY_CODE.get(press.place - _X11)
