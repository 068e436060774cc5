"""Whether what was typed is a value of its attribute. Nothing is blocked: the reason is shown."""

from __future__ import annotations

import re
from datetime import date

from annotator.model.scheme import AttributeType

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EDTF_DATE = re.compile(
    r"-?[\dX]{4}(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?[?~%]?"
)  # fmt: skip
_EDTF_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d{2}:\d{2})?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DEGREES = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d+(?:\.\d+)?)\s*")
_SEASONS = range(21, 42)


def reason_against(kind: AttributeType, value: str) -> str | None:
    """Say in a sentence why a text is no value of this type, None where it is one."""
    check = _CHECKS.get(kind)
    return check(value.strip()) if check is not None and value.strip() else None


def _whole(value: str) -> str | None:
    if re.fullmatch(r"[+-]?\d+", value):
        return None
    return "This is no whole number, such as 12."


def _day(value: str) -> str | None:
    if _DAY.fullmatch(value) and _is_day(value):
        return None
    return "This is no day, such as 2021-06-28."


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _edtf(value: str) -> str | None:
    """Check a date as EDTF writes it, levels 0 and 1 (ISO 8601-2:2019)."""
    ends = value.split("/")
    if len(ends) <= 2 and all(_edtf_end(end, is_interval=len(ends) == 2) for end in ends):
        return None
    return "This is no date, such as 2021-06-28, 2021-06, 2021~ or 2021-06-27/2021-06-28."


def _edtf_end(value: str, *, is_interval: bool) -> bool:
    if is_interval and value in {"", ".."}:
        return True
    if _EDTF_TIME.fullmatch(value):
        return _is_day(value[:10])
    found = _EDTF_DATE.fullmatch(value)
    if found is None:
        return False
    month, day = found["month"], found["day"]
    if day is not None and "X" not in value and not value.startswith("-"):
        return _is_day(value.rstrip("?~%"))
    return _is_month(month) and (day is None or "X" in day or 1 <= int(day) <= 31)


def _is_month(month: str | None) -> bool:
    if month is None or "X" in month:
        return True
    return 1 <= int(month) <= 12 or int(month) in _SEASONS


def _country(value: str) -> str | None:
    if _COUNTRY.fullmatch(value):
        return None
    return "This is no country code of two letters, such as SY."


def degrees(value: str) -> tuple[float, float] | None:
    """Read latitude and longitude in degrees; None where they are none, or out of range."""
    found = _DEGREES.fullmatch(value)
    if found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        return float(found[1]), float(found[2])
    return None


def _coordinates(value: str) -> str | None:
    if degrees(value) is not None:
        return None
    return "These are no coordinates, such as 35.33, 40.14: latitude, then longitude."


_CHECKS = {
    "int": _whole, "date": _day, "edtf": _edtf, "iso3166": _country, "coordinates": _coordinates,
}  # fmt: skip
