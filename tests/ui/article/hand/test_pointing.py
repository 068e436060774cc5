"""What a click means, and what the mouse points at."""

from __future__ import annotations

from annotator.ui.article.hand.pointing import Clicks, Pointed


def test_clicks_at_one_place_go_outward_and_begin_again():
    clicks = Clicks()
    assert [clicks.next(("inner", "outer")) for _ in range(3)] == ["inner", "outer", "inner"]
    assert clicks.next(("other",)) == "other"
    assert clicks.next(()) is None


def test_the_mouse_points_at_where_it_pressed_and_let_go_and_what_it_picked():
    pointed = Pointed()
    assert not pointed.touches(0, 100)
    pointed.press(20, (20, 20))
    assert pointed.touches(20, 25)
    assert pointed.touches(10, 20)
    assert not pointed.touches(21, 25)
    pointed.let_go(30, (18, 33))
    assert pointed.touches(33, 40)
    assert pointed.touches(5, 18)
    assert not pointed.touches(5, 17)
    pointed.press(50, (50, 50))
    assert not pointed.touches(18, 33)
