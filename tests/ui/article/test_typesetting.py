"""How a reader sets the text: whatever is chosen, lines keep one pitch and marks have room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.article.geometry import BAND
from annotator.ui.article.marks import Mark
from annotator.ui.article.typesetting import LANE_FIRST, RISE, TAG_HEIGHT, Typesetting
from annotator.ui.article.zones import BODY, STYLES
from tests.ui.article.conftest import TEXT, mark

LONG = "\n\n".join(
    f"Paragraph {n} tells of a base by the river" + ", and of rain" * (n % 40) + "."
    for n in range(300)
)
ARABIC = "قال الجيش إن صواريخ سقطت قرب القاعدة عند النهر " * 12
WORDS = [TEXT.index(word) for word in TEXT.split()]
WAYS = [
    Typesetting(characters=55),
    Typesetting(characters=85),
    Typesetting(characters=None),
    Typesetting(face="sans"),
    Typesetting(face="system"),
    Typesetting(spacing="compact"),
    Typesetting(spacing="wide", zoom=1.25),
]


def tops(view, places) -> list[tuple[int, int]]:
    return [view.rect_of(place, place + 1).topLeft().toTuple() for place in places]


@pytest.mark.parametrize(("characters", "wide"), [(55, 427), (70, 544), (85, 661), (None, 1_128)])
def test_a_line_is_as_long_as_was_chosen(qapp, characters, wide):
    left, found = Typesetting(characters=characters).column(1_280)
    assert found == pytest.approx(wide, abs=1)
    assert left == (1_280 - found) / 2


@pytest.mark.parametrize("characters", [55, 70, 85, None])
def test_a_long_line_keeps_paper_beside_it_in_a_narrow_window(qapp, characters):
    assert Typesetting(characters=characters).column(600)[1] <= 600 - 2 * 76


def test_a_wider_face_has_a_wider_column_for_as_many_characters(view):
    lengths = []
    for face in ("serif", "sans"):
        view.resize(1_200, 600)
        view.set_typesetting(Typesetting(face=face))
        view.show_article(
            "A title\n\n" + "the rain fell on a town by the river " * 20, (), (), None
        )
        ys = [view.rect_of(place, place + 1).top() for place in range(9, 400)]
        lengths.append(ys.index(ys[0] + 32))
    assert lengths[0] == pytest.approx(lengths[1], rel=0.12)


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("text", [TEXT, ARABIC], ids=["latin", "arabic"])
def test_lines_keep_one_pitch_of_whole_pixels(view, way, text):
    view.set_typesetting(way)
    view.show_article("A title\n\n" + text.replace("\n", " ") * 2, (), (), None)
    ys = sorted({view.rect_of(p, p + 1).top() for p in range(9, 9 + len(text))} - {0})
    steps = {b - a for a, b in pairwise(ys)}
    assert len(ys) > 2
    assert steps == {round(way.pitch(BODY) * way.zoom)}


def test_compact_lines_stand_closer_and_wide_ones_further_apart():
    compact, usual, wide = (
        [Typesetting(spacing=spacing).pitch(style) for style in STYLES.values()]
        for spacing in ("compact", "usual", "wide")
    )
    assert usual == [style.pitch for style in STYLES.values()]
    assert all(a <= b < c for a, b, c in zip(compact, usual, wide, strict=True))
    assert Typesetting(spacing="compact").pitch(BODY) < BODY.pitch


@pytest.mark.parametrize("spacing", ["compact", "wide"])
def test_tags_keep_clear_of_the_lines_of_the_words_above(spacing):
    for style in STYLES.values():
        reached = RISE * style.size + TAG_HEIGHT + LANE_FIRST
        assert round(Typesetting(spacing=spacing).pitch(style)) >= min(reached, style.pitch)


@pytest.mark.parametrize("spacing", ["compact", "usual", "wide"])
def test_the_lines_of_marks_stay_between_their_words_and_the_next(view, spacing):
    """Three marks inside one another: the outermost line ends above the fill of the next line."""
    text = "A title\n\n" + "the rain fell on a town by the river " * 8
    view.set_typesetting(Typesetting(spacing=spacing))
    marks = [Mark(str(n), 9 + n, 300 - n, "actor") for n in range(3)]
    view.show_article(text, (), marks, None)
    lanes = sorted({piece.lane for piece in view._geometry.marks(2)})
    assert len(lanes) == 3
    assert lanes[0] == LANE_FIRST
    assert all(b - a > 1.5 for a, b in pairwise(lanes))
    assert lanes[-1] < Typesetting(spacing=spacing).pitch(BODY) - BAND[0] * BODY.size


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_what_is_read_stays_in_place(view, way):
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 150"))
    view.set_typesetting(way)
    QApplication.processEvents()
    assert view.first_visible() == LONG.index("Paragraph 150")
    view.set_typesetting(Typesetting())
    QApplication.processEvents()
    assert view.first_visible() == LONG.index("Paragraph 150")


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_nothing_that_only_draws_moves_the_text(view, way):
    view.set_typesetting(way)
    view.show_article(TEXT, (), [mark(TEXT, "ministry", "actor")], None)
    before = tops(view, WORDS)
    for change in (
        *(lambda density=density: view.set_tags(density) for density in
          ("none", "letters", "names", "paragraph")),
        lambda: view.set_dimmed(["actor"]),
        lambda: view.set_dimmed(["location"]),
        lambda: view.set_dimmed([]),
        lambda: view.change_marks([mark(TEXT, "rockets hit the base", "claim")], ()),
        lambda: view.set_focus_mode(on=False),
    ):  # fmt: skip
        change()
        QApplication.processEvents()
        assert tops(view, WORDS) == before


def test_focus_mode_moves_no_line_within_the_text(article):
    before = tops(article, WORDS)
    article.set_focus_mode(on=True)
    QApplication.processEvents()
    after = tops(article, WORDS)
    moved = {(x - x0, y - y0) for (x, y), (x0, y0) in zip(after, before, strict=True)}
    assert len(moved) == 1
    assert next(iter(moved))[0] == 0
