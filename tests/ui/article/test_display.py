from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from annotator.ui.article import display as module
from annotator.ui.article.display import Display

PIECES = st.sampled_from(
    [
        "a", "B", "9", " ", "  ", "\n", "\n\n", "\r", "\t", "\u2028", "\u2029", "\ufdd0", "\ufdd1",
        "\ufeff", "\ufffe", "\ufffc", "\u00a0", "\u202f", "\u200d", "\u200b", "\u0085", "\ud800",
        "e\u0301", "👨\u200d👩\u200d👧", "🇺🇸", "😀", "العربية", "قالَ", "שלום", "中文", "क्षि",
        "word",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@pytest.fixture
def short_blocks(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 8)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def document_of(display: Display) -> QTextDocument:
    document = QTextDocument()
    QTextCursor(document).insertText(display.shown)
    return document


def slowly(display: Display) -> tuple[list[int], dict[int, int]]:
    """Walk through the blocks: the position of each place, and the place of each position."""
    positions, places = {}, {}
    position = 0
    for start, end in zip(display.starts, display.ends, strict=True):
        for place in range(start, end + 1):
            positions[place] = position  # where a break was put in, the later block counts
            places[position] = place
            if place < end:
                for unit in range(units(display.text[place])):
                    places[position + unit] = place
                position += units(display.text[place])
        position += 1
    return [positions[place] for place in range(len(display.text) + 1)], places


@pytest.mark.property
@given(TEXTS)
def test_places_agree_with_a_walk_through_the_blocks(qapp, short_blocks, text):
    display = Display(text)
    positions, places = slowly(display)
    assert [display.to_document(place) for place in range(len(text) + 1)] == positions
    assert {position: display.from_document(position) for position in places} == places


@pytest.mark.property
@given(TEXTS)
def test_qt_has_the_same_blocks_of_the_same_length(qapp, short_blocks, text):
    display = Display(text)
    document = document_of(display)
    assert document.blockCount() == len(display.starts)
    for n, (start, end) in enumerate(zip(display.starts, display.ends, strict=True)):
        block = document.findBlockByNumber(n)
        assert block.position() == display.within(n, start) + units_before(display, n)
        assert block.length() - 1 == units(text[start:end]) == display.within(n, end)
        assert [display.place(n, display.within(n, p)) for p in range(start, end + 1)] == list(
            range(start, end + 1)
        )


def units_before(display: Display, block: int) -> int:
    blocks = zip(display.starts[:block], display.ends[:block], strict=True)
    return sum(units(display.text[start:end]) + 1 for start, end in blocks)


@pytest.mark.property
@given(TEXTS)
def test_blocks_hold_every_character_once_and_are_short(qapp, short_blocks, text):
    display = Display(text)
    held = [place for n in range(len(display.starts)) for place in range(*_range(display, n))]
    assert held == sorted(set(held))
    missing = {text[place] for place in set(range(len(text))) - set(held)}
    assert missing <= {"\n", "\u2029", " "}
    for n in range(len(display.starts)):
        start, end = _range(display, n)
        assert end - start <= module.LONGEST
        assert not {"\n", "\u2029"} & set(text[start:end])
        assert all(display.block_at(place) == n for place in range(start, end))


def _range(display: Display, n: int) -> tuple[int, int]:
    return display.starts[n], display.ends[n]


@pytest.mark.property
@given(TEXTS)
def test_paragraphs_are_the_lines_that_are_not_empty(qapp, short_blocks, text):
    display = Display(text)
    lines = text.split("\n")
    filled = [n for n, line in enumerate(lines) if line.strip()]
    for n, start in enumerate(display.starts):
        line = text.count("\n", 0, start)
        if lines[line].strip():
            assert display.numbers[n] == filled.index(line)
        begin = sum(len(one) + 1 for one in lines[:line])
        assert display.paragraph(start) == (begin, begin + len(lines[line]))
        assert display.is_first(n) == (start == begin)


def test_a_plain_text_is_shown_as_it_is():
    assert (
        Display("One.\n\nTwo\u00a0words\u2028and 😀.").shown
        == "One.\n\nTwo\u00a0words\u2028and 😀."
    )


def test_what_qt_would_change_is_shown_as_something_of_the_same_length():
    assert Display("\ufeffa\ufeffb\rc\u2029d\ufdd0e\ufffc\ud800").shown == (
        "\u200ba\ufeffb\u2028c\nd\ufffde\ufffd\ufffd"
    )


def test_a_giant_paragraph_is_divided_at_spaces():
    text = "word " * 2_000 + "\nlast"
    display = Display(text)
    assert len(display.starts) == 4
    assert {text[start - 1] for start in display.starts[1:]} == {" ", "\n"}
    assert display.numbers == [0, 0, 0, 1]
    assert len(display.shown) == len(text)


def test_a_giant_paragraph_without_spaces_is_divided_between_characters():
    family = "👨\u200d👩\u200d👧"
    text = family * 1_000
    display = Display(text)
    assert len(display.starts) == 2
    assert display.starts[1] == display.ends[0]
    assert display.starts[1] % len(family) == 0


def test_no_text_is_one_empty_block():
    display = Display("")
    assert (display.starts, display.ends, display.shown) == ([0], [0], "")
    assert display.to_document(0) == display.from_document(0) == 0
