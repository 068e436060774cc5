"""What marks look like: looked for in the picture of the window."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from annotator.model.scheme_file import find_scheme
from annotator.ui.article.marks import FACT_GAP, Header, Mark
from annotator.ui.looks import looks
from annotator.ui.theme import contrast
from tests.ui.article.conftest import TEXT, mark, zone

PLACE = TEXT.index("ministry")
END = PLACE + len("ministry")


@pytest.fixture
def look(theme):
    return looks(find_scheme("conflict-news"), theme.mode)


@pytest.fixture
def seen(article):
    """Give a function that counts the colours of a rectangle of the window."""

    def count(rect: QRect) -> Counter[str]:
        QApplication.processEvents()
        return colours(article.viewport().grab().toImage(), rect)

    return count


def colours(image: QImage, rect: QRect) -> Counter[str]:
    rect = rect.intersected(image.rect())
    return Counter(
        image.pixelColor(x, y).name().upper()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    )


def darkness(counted: Counter[str]) -> int:
    return sum((255 - QColor(name).red()) * times for name, times in counted.items())


def band(view, start: int = PLACE, end: int = END) -> QRect:
    return view.rect_of(start, end).adjusted(1, 2, -1, -2)


def below(view, start: int = PLACE, end: int = END, lane: int = 0) -> QRect:
    """The strip in which a mark's line lies; a band ends 4.6 pixels below the baseline."""
    rect = view.rect_of(start, end)
    return QRect(rect.left() + 1, rect.bottom() - 1 + 3 * lane, rect.width() - 2, 3)


def above(view, start: int = PLACE, end: int = END) -> QRect:
    rect = view.rect_of(start, end)
    return QRect(rect.left() - 4, rect.top() - 9, rect.width() + 8, 9)


@pytest.mark.parametrize("label", ["actor", "location", "weapon"])
def test_a_mark_has_a_pale_fill_and_a_line(article, seen, look, label):
    assert look[label].fill not in seen(band(article))
    article.change_marks([Mark("1", PLACE, END, label)], ())
    assert seen(band(article)).most_common(1)[0][0] == look[label].fill
    assert look[label].line in seen(below(article))


def test_a_claim_has_a_bracketed_line_and_no_fill(article, seen, look, theme):
    article.change_marks([Mark("1", PLACE, END, "claim")], ())
    assert seen(band(article)).most_common(1)[0][0] == theme.colours.paper
    strip = below(article)
    ends = (
        QRect(strip.left() - 2, strip.top() - 2, 3, 3),
        QRect(strip.right(), strip.top() - 2, 3, 3),
    )
    middle = QRect(strip.center().x(), strip.top() - 3, 3, 1)
    for end in ends:
        assert set(seen(end)) != {theme.colours.paper}
    assert set(seen(strip)) - {theme.colours.paper}
    assert set(seen(middle)) == {theme.colours.paper}


def test_each_stroke_draws_another_line(article, seen, look):
    pictures = []
    for label in ("actor", "location", "weapon", "claim"):
        black = replace(look[label], line="#000000", fill="#FFFFFF", strong="#FFFFFF")
        article.set_looks({label: black})
        article.change_marks([Mark("1", PLACE, END, label)], ())
        QApplication.processEvents()
        image = article.viewport().grab(below(article)).toImage()
        pictures.append(bytes(image.constBits()))
    assert len(set(pictures)) == 4


def test_a_hovered_mark_has_a_strong_fill(article, seen, look, point):
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    article._set_hovered("1")
    assert look["actor"].strong in seen(band(article))
    article._set_hovered(None)
    assert look["actor"].strong not in seen(band(article))


def test_the_chosen_mark_has_a_strong_fill_a_thick_line_and_its_name(article, seen, look):
    article.set_tags("none")
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    strip = below(article).adjusted(0, -1, 0, 2)
    thin = darkness(seen(strip))
    assert look["actor"].line not in seen(above(article))
    article.choose("1")
    assert look["actor"].strong in seen(band(article))
    assert darkness(seen(strip)) > 1.2 * thin
    assert seen(above(article))[look["actor"].line] > 100, "a filled tag"
    article.choose(None)
    assert look["actor"].strong not in seen(band(article))


def test_the_chosen_claim_is_filled_and_who_says_it_ringed(article, seen, look):
    start, end = TEXT.index("rockets hit the base"), TEXT.index(" near")
    article.change_marks([Mark("c", start, end, "claim")], ())
    article.choose("c")
    article.set_ties([(PLACE, END, "said by", "source"), (END + 1, END + 5, "cue", "cue")])
    assert look["claim"].fill in seen(band(article, start, end))
    ring = article.rect_of(PLACE, END).adjusted(-3, -2, 3, 2)
    left = QRect(ring.left(), ring.center().y() - 2, 3, 4)
    assert set(seen(left)) != {"#FFFFFF"}
    assert set(seen(above(article))) - {"#FFFFFF"}, "said by"
    cue = article.rect_of(END + 1, END + 5)
    assert len(seen(QRect(cue.left(), cue.bottom() + 1, cue.width(), 5))) > 1
    article.choose(None)
    assert set(seen(left)) == {"#FFFFFF"}


def test_inner_marks_lie_closer_to_the_words(article, seen, look):
    article.change_marks(
        [
            mark(TEXT, "The ministry said", "actor"),
            mark(TEXT, "ministry", "weapon"),
        ],
        (),
    )
    assert look["weapon"].line in seen(below(article))
    assert look["actor"].line in seen(below(article, lane=1))
    assert look["actor"].line not in seen(below(article))


def test_many_lanes_do_not_touch_the_words_below(article, seen, look):
    start = TEXT.index("The ministry")
    article.change_marks([Mark(str(n), start, start + 12 + n, "actor") for n in range(12)], ())
    next_line = TEXT.index("before the rain") if _is_on_second(article) else TEXT.index("rain.")
    article.set_tags("none")
    rect = article.rect_of(next_line, next_line + 4)
    strip = QRect(article.rect_of(start, start + 3).left(), rect.top(), 200, 3)
    assert look["actor"].line not in seen(strip)


def _is_on_second(view) -> bool:
    place = TEXT.index("before the rain")
    return view.rect_of(place, place + 1).top() > view.rect_of(PLACE, END).top()


def test_letters_stand_in_the_paragraph_with_the_caret(article, seen, look):
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    assert look["actor"].line not in seen(above(article))
    article.pick(END + 20, END + 20)
    assert look["actor"].line in seen(above(article))
    article.pick(0, 0)
    assert look["actor"].line not in seen(above(article))


@pytest.mark.parametrize(("density", "least"), [("none", 0), ("letters", 1), ("names", 20)])
def test_tags_have_four_densities(article, seen, look, density, least):
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    article.set_tags(density)
    drawn = seen(above(article))
    ink = sum(drawn.values()) - drawn["#FFFFFF"]
    assert ink >= least
    assert bool(ink) == bool(least)
    if density == "letters":
        article.set_tags("names")
        named = seen(above(article))
        assert sum(named.values()) - named["#FFFFFF"] > ink


def test_tags_of_one_place_stand_side_by_side(article, seen, look):
    article.set_tags("letters")
    for label in ("actor", "location", "claim"):
        article.change_marks([Mark(label, PLACE, END, label)], ())
    drawn = seen(above(article))
    assert {look[label].line for label in ("actor", "location", "claim")} <= set(drawn)


def test_a_mark_that_is_not_saved_says_so(article, seen, theme):
    article.set_tags("none")
    article.change_marks([Mark("1", PLACE, END, "actor", is_unsaved=True)], ())
    assert theme.colours.caution in seen(above(article).adjusted(0, 0, 40, 0)), "its tag"
    hatched = seen(band(article))
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    assert len(hatched) > len(seen(band(article)))
    assert theme.colours.caution not in seen(above(article))


def test_a_label_without_a_look_is_not_drawn(article, seen):
    before = seen(band(article))
    article.change_marks([Mark("1", PLACE, END, "unheard-of")], ())
    assert seen(band(article)) == before


def test_picked_words_have_the_colour_of_selection(article, seen, theme):
    article.pick(PLACE, END)
    assert seen(band(article)).most_common(1)[0][0] == theme.colours.selection
    assert theme.colours.selection not in seen(band(article, END + 1, END + 5))


def test_arabic_marks_lie_under_their_words(view, look):
    text = "Title\n\nقال الجيش إن صواريخ US سقطت"
    start = text.index("صواريخ")
    view.show_article(text, (), [Mark("1", start, start + 9, "actor")], None)
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    fill = look["actor"].fill
    assert fill in colours(image, band(view, start, start + 6))
    assert fill in colours(image, band(view, start + 7, start + 9))
    assert fill not in colours(image, band(view, start - 3, start - 1))
    assert fill not in colours(image, band(view, start + 10, start + 14))


def test_a_tag_cuts_nothing_out_of_the_outline_of_a_hit(article, seen, theme):
    article.change_marks([Mark("1", 0, 7, "actor")], ())
    article.set_hits([(0, 7)])
    article.set_tags("none")
    band = article.rect_of(0, 7)
    rows = [QRect(band.left() + 4, y, 16, 1) for y in range(band.top() - 4, band.center().y())]
    outline = max(rows, key=lambda row: seen(row)[theme.colours.ink_3])
    assert seen(outline)[theme.colours.ink_3] == 16
    article.set_tags("names")
    assert theme.colours.paper not in seen(outline)


def test_arabic_tags_stand_at_the_right(view, look):
    text = "Title\n\nقال الجيش إن صواريخ سقطت"
    start = text.index("صواريخ")
    view.show_article(text, (), [Mark("1", start, start + 6, "actor")], None)
    view.set_tags("letters")
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    strip = above(view, start, start + 6)
    half = strip.width() // 2
    assert look["actor"].line in colours(image, strip.adjusted(half, 0, 0, 0))
    assert look["actor"].line not in colours(image, strip.adjusted(0, 0, -half, 0))


def test_margins_name_zones_and_number_paragraphs(view, theme):
    view.show_article(TEXT, [zone(TEXT, "The ministry said", "caption")], (), None)
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    for words, is_wide in (("The ministry", True), ("US-led", False)):
        start = TEXT.index(words)
        rect = view.rect_of(start, start + 1)
        number = colours(image, QRect(rect.left() - 30, rect.top(), 16, rect.height()))
        name = colours(image, QRect(rect.left() - 62, rect.top(), 30, rect.height()))
        assert set(number) != {theme.colours.paper}
        assert (set(name) != {theme.colours.paper}) == is_wide


def test_facts_stand_under_the_headline(article, seen, theme):
    headline = article.rect_of(0, 5)
    strip = QRect(headline.left(), headline.bottom() + 12, 90, 18)
    assert set(seen(strip)) != {theme.colours.paper}
    article.set_header(None)
    assert set(seen(strip)) == {theme.colours.paper}
    article.set_header(Header("x" * 2_000))
    beyond = QRect(article.rect_of(0, 1).left() + 546, strip.top(), 60, 18)
    assert set(seen(beyond)) == {theme.colours.paper}, "it ends with the column"


def test_facts_are_left_out_rather_than_cut(article, seen):
    first = QRect(article.rect_of(0, 1).left(), article.rect_of(0, 1).bottom(), 560, 24)
    article.set_header(Header("29 June"))
    alone = seen(first)
    article.set_header(Header(FACT_GAP.join(["29 June", "words " * 200])))
    assert seen(first) == alone


def test_facts_stand_above_a_text_without_headline(view, theme):
    view.show_article("words " * 100, (), (), Header("28 June"))
    QApplication.processEvents()
    first = view.rect_of(0, 1)
    strip = QRect(first.left(), 20, 60, first.top() - 20)
    assert set(colours(view.viewport().grab().toImage(), strip)) != {theme.colours.paper}


def test_the_caret_is_seen_while_the_article_has_the_keyboard(article, qtbot, seen, theme):
    article.clearFocus()
    article.pick(PLACE, PLACE)
    caret = article.rect_of(PLACE, END)
    caret = QRect(caret.left() - 2, caret.top(), 4, caret.height())
    without = seen(caret)[theme.colours.ink]
    article.setFocus()
    qtbot.waitUntil(article.hasFocus)
    assert seen(caret)[theme.colours.ink] >= without + caret.height() // 2
    qtbot.waitUntil(lambda: seen(caret)[theme.colours.ink] == without, timeout=3_000)
    qtbot.waitUntil(lambda: seen(caret)[theme.colours.ink] > without, timeout=3_000)
    article.clearFocus()
    assert seen(caret)[theme.colours.ink] == without


def test_where_nothing_shall_blink_the_caret_stays(article, qapp, qtbot):
    before = qapp.cursorFlashTime()
    article.clearFocus()
    qapp.setCursorFlashTime(0)
    try:
        article.setFocus()
        qtbot.waitUntil(article.hasFocus)
        assert article._scene.caret_is_on
        assert not article._blink._timer.isActive()
    finally:
        qapp.setCursorFlashTime(before)


def test_the_dark_theme_paints_it_anew(article, seen, theme):
    theme.set_mode("dark")
    article.set_looks(looks(find_scheme("conflict-news"), "dark"))
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    dark = looks(find_scheme("conflict-news"), "dark")["actor"]
    assert seen(band(article)).most_common(1)[0][0] == dark.fill
    assert theme.colours.paper in seen(QRect(0, 0, 30, 30))
    assert article.palette().base().color().name().upper() == theme.colours.paper


def test_a_window_from_right_to_left_puts_the_facts_at_the_right(qapp, article, seen, theme):
    headline = article.rect_of(0, 5)
    strip = QRect(headline.left(), headline.bottom() + 12, 60, 18)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert set(seen(strip)) == {theme.colours.paper}
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# --- dimmed and focused ---------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["actor", "location", "weapon", "claim"])
def test_a_dimmed_mark_is_a_faint_line_without_fill_or_letter(article, seen, look, theme, label):
    article.set_tags("letters")
    article.change_marks([Mark("1", PLACE, END, label)], ())
    assert look[label].line in seen(above(article))
    strip = below(article).adjusted(-2, -2, 2, 0)
    article.set_dimmed([label])
    assert seen(band(article)).most_common(1)[0][0] == theme.colours.paper
    assert look[label].fill not in seen(band(article))
    assert look[label].line not in seen(above(article))
    assert look[label].line not in seen(strip)
    assert set(seen(strip)) - {theme.colours.paper}, "its line is there"
    article.set_dimmed([])
    assert look[label].line in seen(above(article))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_faint_line_is_there_to_be_seen(theme, mode):
    theme.set_mode(mode)
    assert contrast(theme.colours.outline, theme.colours.paper) >= 3


def test_faint_lines_keep_the_pattern_of_their_label(article, look):
    pictures = []
    for label in ("actor", "location", "weapon", "claim"):
        article.set_dimmed([label])
        article.change_marks([Mark("1", PLACE, END, label)], ())
        QApplication.processEvents()
        strip = below(article).adjusted(-2, -4, 2, 0)
        pictures.append(bytes(article.viewport().grab(strip).toImage().constBits()))
    assert len(set(pictures)) == 4


def test_labels_that_are_not_dimmed_are_drawn_as_usual(article, seen, look):
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    article.set_dimmed(["location"])
    assert seen(band(article)).most_common(1)[0][0] == look["actor"].fill


def test_a_dimmed_mark_is_whole_while_it_is_chosen_or_pointed_at(article, seen, look):
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    article.set_dimmed(["actor"])
    article.choose("1")
    assert look["actor"].strong in seen(band(article))
    assert seen(above(article))[look["actor"].line] > 100, "a filled tag"
    article.choose(None)
    assert look["actor"].strong not in seen(band(article))
    article._set_hovered("1")
    assert look["actor"].strong in seen(band(article))


def test_a_mark_that_is_not_saved_is_never_dimmed(article, seen, look):
    article.change_marks([Mark("1", PLACE, END, "actor", is_unsaved=True)], ())
    before = seen(band(article))
    article.set_dimmed(["actor"])
    assert seen(band(article)) == before


def test_a_dimmed_mark_can_still_be_clicked(article, click, qtbot):
    article.change_marks([Mark("1", PLACE, END, "actor")], ())
    article.set_dimmed(["actor"])
    with qtbot.waitSignal(article.mark_clicked) as clicked:
        click(PLACE + 2)
    assert clicked.args == ["1"]


def test_in_focus_mode_all_but_the_paragraph_with_the_caret_is_fainter(article, seen, look, theme):
    other = TEXT.index("coalition")
    colours = theme.colours
    article.change_marks([Mark("1", PLACE, END, "actor"), Mark("2", other, other + 9, "actor")], ())
    article.set_tags("none")
    article.pick(PLACE + 3, PLACE + 3)
    article.set_focus_mode(on=True)
    here, there = seen(band(article)), seen(band(article, other, other + 9))
    assert here.most_common(1)[0][0] == look["actor"].fill
    assert there.most_common(1)[0][0] == colours.paper
    assert min(there, key=lambda name: QColor(name).lightness()) == colours.ink_3
    article.pick(other, other)
    here, there = seen(band(article)), seen(band(article, other, other + 9))
    assert here.most_common(1)[0][0] == colours.paper
    assert there.most_common(1)[0][0] == look["actor"].fill
    article.set_focus_mode(on=False)
    assert seen(band(article)).most_common(1)[0][0] == look["actor"].fill


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_was_found_is_outlined(article, seen, theme, mode):
    theme.set_mode(mode)
    ink = theme.colours.ink_3
    edge = QRect(band(article).left(), article.rect_of(PLACE, END).top() - 1, 40, 3)
    assert ink not in seen(edge)
    article.set_hits([(0, 7), (PLACE, END)])
    assert seen(edge)[ink] > 10
    article.set_hits(())
    assert ink not in seen(edge)


def test_of_a_hit_over_several_paragraphs_each_has_its_outline(article, seen, theme):
    article.set_hits([(3, TEXT.index("coalition"))])
    for words in ("hit", "ministry", "forces"):
        start = TEXT.index(words)
        rect = article.rect_of(start, start + len(words))
        edge = QRect(rect.left(), rect.top() - 1, rect.width(), 3)
        assert theme.colours.ink_3 in seen(edge)


def test_another_text_has_no_outlines_of_the_last(article, seen, theme):
    article.set_hits([(PLACE, END)])
    article.show_article(TEXT, (), (), None)
    assert theme.colours.ink_3 in seen(band(article).adjusted(-4, -4, 4, 4))
    article.show_article(TEXT.upper(), (), (), None)
    assert theme.colours.ink_3 not in seen(band(article).adjusted(-4, -4, 4, 4))
