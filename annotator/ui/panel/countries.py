"""The countries of ISO 3166-1 as Qt knows them: codes of two letters, with their English names."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLocale

from annotator.actions.marks.details import Known

_NO_COUNTRIES = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "ZZ"})
"""Codes that are reserved, and stand for no country."""


@cache
def countries() -> tuple[Known, ...]:
    """List the countries by code."""
    found: dict[str, Known] = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
            name = QLocale.territoryToString(territory)
            found[code] = Known(code, f"{code}  {name}", (name,))
    return tuple(found[code] for code in sorted(found))


def country_names(codes: tuple[str, ...]) -> list[str]:
    """Give the names of codes; what is no code stays as it is."""
    known = {country.id: country.others[0] for country in countries()}
    return [f"{known[code]}, {code}" if code in known else code for code in codes]
