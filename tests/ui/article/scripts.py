"""Lines in which scripts, directions and characters of several code points alternate."""

from __future__ import annotations

import random

import regex

WORDS = (
    *("rockets", "US", "US-led", "fi", "1,200", "2021", "٣٤٥", "(", ")", "-"),
    *("«قال»", "قال", "الجيش", "صواريخ", "لا", "لأمريكا", "السلام", "الـ-TV"),
    *("بَلَد", "شُكْرًا", "السّلاحُ", "ﷺ", "می‌خواهم", "کتاب‌ها"),
    *("שלום", 'צה"ל', "שָׁלוֹם", "中文", "日本", "e\u0301tat"),
    *("😀", "❤️", "👍🏽", "👨\u200d👩\u200d👧", "🇺🇸", "👧🇺🇸"),
    *("\u200f", "\u202bab\u202c", "\u2067x!\u2069"),
)
"""Of Latin, Arabic, Persian, Hebrew, Chinese; ligatures, marks, emoji, and signs that turn."""

LINES = {
    "Arabic": "قال الجيش إن صواريخ سقطت قرب القاعدة، ولم يصب أحد.",
    "Arabic ligatures": "الأمريكا لا لأن السلام",
    "Arabic harakat": "بَلَدٌ شُكْرًا السّلاحُ",
    "Hebrew": 'צה"ל אמר כי שָׁלוֹם 12 טילים נורו בְּרֵאשִׁית.',
    "Persian": "می‌خواهم کتاب‌ها را بخوانم، سپاه می‌گوید ۱۲۳.",
    "Latin in Arabic": "قال متحدث باسم US Army و CENTCOM إن 3 صواريخ (M142) سقطت",
    "Arabic in English": "The group al-Nujaba (حركة النجباء) sent 3 drones of كتائب الظل.",
    "emoji": "a 👨\u200d👩\u200d👧 b 🇺🇸🇮🇶 c 👍🏽 d ❤️ e 👧🇺🇸 f",
    "accents": "e\u0301te\u0301 a\u0323\u0302 ça",
    "Chinese": "美国军队说，三枚火箭弹击中了基地。日本語",
    "digits in Arabic": "قُتل 12 شخصا في 28/6/2021",
}
"""One line each, in the window of the tests."""


def mixed(chance: random.Random) -> str:
    """Give a paragraph of random words, some of them without a space between."""
    words = chance.choices(WORDS, k=chance.randint(2, 30))
    return "".join(word + chance.choice(("", *" " * 6)) for word in words).strip()


def characters(text: str) -> list[tuple[int, int]]:
    """Give where each character begins and ends, as people see them (grapheme clusters)."""
    return [found.span() for found in regex.finditer(r"\X", text)]


def boundaries(text: str) -> list[int]:
    """Give the places between characters, the beginning and the end among them."""
    return [0, *(end for _, end in characters(text))]
