"""An analyst marks words of every script with the mouse, and those very words are stored."""

from __future__ import annotations

import pytest

from tests.ui.article.scripts import LINES

PICKED = [
    ("Arabic", ["الجيش", "صواريخ", "قرب القاعدة"]),
    ("Arabic ligatures", ["الأمريكا", "لأن السلام"]),
    ("Arabic harakat", ["بَلَدٌ", "السّلاحُ"]),
    ("Hebrew", ['צה"ל', "שָׁלוֹם", "טילים נורו"]),
    ("Persian", ["می‌خواهم", "کتاب‌ها", "سپاه می‌گوید"]),
    ("Latin in Arabic", ["US Army", "CENTCOM", "صواريخ", "متحدث باسم US Army"]),
    ("Arabic in English", ["حركة النجباء", "al-Nujaba", "drones of كتائب الظل"]),
    ("emoji", ["👨\u200d👩\u200d👧", "🇺🇸🇮🇶", "👍🏽", "c 👍🏽 d"]),
    ("accents", ["e\u0301te\u0301", "a\u0323\u0302"]),
    ("Chinese", ["美国军队说", "日本語"]),
]


@pytest.mark.parametrize(("name", "picked"), PICKED, ids=lambda value: str(value)[:20])
def test_words_that_were_drawn_over_are_the_words_of_the_mark(desk, name, picked):
    text = f"Title\n\n{LINES[name]}\n\nThe end."
    desk.bring(text)
    desk.view.setFocus()
    for words in picked:
        desk.select(words)
        desk.press("A")
        assert ("Actor", words) in desk.marks
        span = desk.mark(words)
        assert text[span.start : span.end] == span.quote == words
        desk.press("Ctrl+Z")
