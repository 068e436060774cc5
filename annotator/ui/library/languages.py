"""Languages by their BCP 47 codes, and what they are called."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QLocale

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The form of a code; there are far more languages than Qt has names for."""


@cache
def language_name(code: str) -> str:
    """Name a language: `ar` is Arabic, `ar-IQ` Arabic (Iraq). Unknown codes stay as they are."""
    main, *rest = code.split("-")
    language = QLocale.codeToLanguage(main)
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    name = QLocale.languageToString(language)
    territory = next(
        (found for part in rest if (found := QLocale.codeToTerritory(part)) != _ANYWHERE), None
    )
    return f"{name} ({QLocale.territoryToString(territory)})" if territory else name


_ANYWHERE = QLocale.Country.AnyTerritory


def is_english(code: str) -> bool:
    """Say whether a code means English, of whatever country."""
    return code.split("-", maxsplit=1)[0].lower() == "en"


@cache
def known_languages() -> tuple[tuple[str, str], ...]:
    """List the codes of languages with their names, by name."""
    found = {}
    for language in QLocale.Language:
        code = QLocale.languageToCode(language, QLocale.LanguageCodeType.ISO639Part1)
        if code:
            found[code] = QLocale.languageToString(language)
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def code_of(words: str) -> str | None:
    """Give the code that was typed, as a code or as a name; None where it is neither."""
    words = words.strip()
    wanted = words.casefold()
    for code, name in known_languages():
        if wanted in (name.casefold(), f"{name} ({code})".casefold()):
            return code
    return _tidy(words) if _CODE.fullmatch(words) else None


_SHAPES = {2: str.upper, 4: str.title}
"""Territories are capitals, scripts begin with one."""


def _tidy(code: str) -> str:
    """Write a code as it is usually written: `ar-IQ`, `zh-Hans`."""
    main, *rest = code.split("-")
    return "-".join([main.lower(), *(_SHAPES.get(len(part), str)(part) for part in rest)])
