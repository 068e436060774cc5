"""The words by which English and Arabic news names days, weeks, months and years; all folded."""

from __future__ import annotations

import re
from typing import Final, Literal

from annotator.model.text import fold

Unit = Literal["hour", "day", "week", "month", "year"]


def _numbered(text: str, first: int = 0) -> dict[str, int]:
    """Number the lines; the words of one line all get its number."""
    lines = text.strip().splitlines()
    return {fold(word): n for n, line in enumerate(lines, first) for word in line.split()}


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


WEEKDAY_WORDS: Final = _numbered("""
monday mon الاثنين الإثنين اثنين
tuesday tue tues الثلاثاء ثلاثاء
wednesday wed الأربعاء أربعاء
thursday thu thur thurs الخميس خميس
friday fri الجمعة جمعة
saturday sat السبت سبت
sunday sun الأحد أحد
""")
"""0 is Monday, as `date.weekday` has it."""

MONTH_WORDS: Final = _numbered("""
january jan يناير كانون_الثاني
february feb فبراير شباط
march mar مارس آذار
april apr أبريل إبريل نيسان
may مايو أيار
june jun يونيو حزيران
july jul يوليو تموز
august aug أغسطس آب
september sept sep سبتمبر أيلول
october oct أكتوبر تشرين_الأول
november nov نوفمبر تشرين_الثاني
december dec ديسمبر كانون_الأول
""", 1)  # fmt: skip

TWO_WORDS: Final = tuple(
    (word.replace("_", " "), word) for word in MONTH_WORDS if "_" in word
)  # fmt: skip
"""Months whose names are two words, and how they stand among the words above."""

NUMBERS: Final = {
    **_numbered("""
one واحد
two يومان
three ثلاثة ثلاث
four أربعة أربع
five خمسة خمس
six ستة ست
seven سبعة سبع
eight ثمانية ثماني
nine تسعة تسع
ten عشرة عشر
""", 1),
    "couple": 2,
}  # fmt: skip

_UNIT_WORDS: Final[tuple[tuple[Unit, int, str], ...]] = (
    ("hour", 1, "hour hours ساعة ساعات"),
    ("hour", 2, "ساعتين"),
    ("day", 1, "day days يوم أيام"),
    ("day", 2, "يومين"),
    ("week", 1, "week weeks أسبوع أسابيع الأسبوع"),
    ("week", 2, "أسبوعين"),
    ("month", 1, "month months شهر أشهر شهور الشهر"),
    ("month", 2, "شهرين"),
    ("year", 1, "year years عام سنة سنوات أعوام العام السنة"),
    ("year", 2, "عامين سنتين"),
)
UNITS: Final[dict[str, tuple[Unit, int]]] = {
    fold(word): (unit, number) for unit, number, words in _UNIT_WORDS for word in words.split()
}
"""By each word its unit, and how many of it the word means: Arabic has a form for two."""

DAYS_OFF: Final = tuple(
    (fold(name), back)
    for name, back in (
        ("day before yesterday", 2), ("أول أمس", 2), ("أول من أمس", 2), ("yesterday", 1),
        ("last night", 1), ("أمس", 1), ("البارحة", 1), ("day after tomorrow", -2),
        ("tomorrow", -1), ("غدا", -1), ("today", 0), ("tonight", 0), ("this morning", 0),
        ("this afternoon", 0), ("this evening", 0), ("اليوم", 0), ("الليلة", 0),
    )
)  # fmt: skip
"""Names of days with how far back they lie; those that hold another come first."""

AGO: Final = _set("ago قبل منذ")
LAST: Final = _set("last past previous الماضي الماضية المنصرم الفائت")
NEXT: Final = _set("next coming following القادم المقبل")
THIS: Final = _set("this current الحالي الجاري هذا")
UNKNOWN: Final = _set("unknown ? unclear undated مجهول")

_TO = "|".join(map(fold, ("to", "until", "till", "through", "and", "حتى", "إلى")))
_FROM = "|".join(map(fold, ("from", "between", "من", "بين")))
RANGE: Final = re.compile(rf"(?:(?:{_FROM}) )?(?P<first>.+?) (?:{_TO}|[-–—]) (?P<last>.+)")  # noqa: RUF001
SINCE: Final = re.compile(rf"(?P<word>since|{fold('منذ')}) (?P<first>.+)")
