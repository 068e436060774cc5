"""The ends of a mark are moved by a word and by a character, and never over each other."""

from __future__ import annotations

import pytest

from annotator.actions.marks.edges import move_edges
from annotator.model.ids import new_id
from annotator.model.sentences import Refused


def chooses(analyst, words, label="actor", number=0, **more):
    span = analyst.has(words, label, number, **more)
    analyst.workspace.choose(span)
    return span


# --- by a word ------------------------------------------------------------------------------------


def test_the_end_moves_on_and_back_by_a_word(analyst):
    span = chooses(analyst, "fired")
    assert analyst.does("end_right") == "The mark is “fired rockets” now"
    assert analyst.chosen() == ("fired rockets", "actor")
    analyst.does("end_right")
    assert analyst.marks() == [("fired rockets at", "actor")]
    analyst.does("end_left")
    analyst.does("end_left")
    assert analyst.article.spans == [span]
    assert analyst.is_in_step()


def test_the_start_moves_back_and_on_by_a_word(analyst):
    span = chooses(analyst, "rockets")
    analyst.does("start_left")
    analyst.does("start_left")
    assert analyst.marks() == [("Militants fired rockets", "actor")]
    assert analyst.chosen() == ("Militants fired rockets", "actor")
    analyst.does("start_right")
    analyst.does("start_right")
    assert analyst.article.spans == [span]


@pytest.mark.parametrize("deed", ["end_left", "start_right"])
def test_a_mark_keeps_one_word(analyst, deed):
    chooses(analyst, "rockets")
    assert analyst.does(deed) == "A mark holds at least one word. Press Del to delete it."
    assert analyst.marks() == [("rockets", "actor")]


def test_a_mark_that_ends_inside_a_word_gets_the_whole_word_first(analyst):
    chooses(analyst, "rock")
    analyst.does("end_right")
    assert analyst.marks() == [("rockets", "actor")]


def test_at_the_ends_of_the_text_it_is_said(analyst):
    chooses(analyst, "Rockets")
    assert analyst.does("start_left") == "No word precedes the mark. Nothing was changed."
    chooses(analyst, "rockets", number=1)
    assert analyst.does("end_right") == "No word follows the mark. Nothing was changed."


def test_words_with_hyphens_and_apostrophes_move_whole(analyst):
    chooses(analyst, "the coalition’s")
    analyst.does("end_left")
    assert analyst.marks() == [("the", "actor")]
    analyst.does("end_right")
    assert analyst.marks() == [("the coalition’s", "actor")]


def test_from_right_to_left_the_arrows_mean_what_they_show(analyst):
    analyst.workspace.show(analyst.screen.next_article(1))
    chooses(analyst, "التحالف")
    analyst.does("end_left")
    assert analyst.marks() == [("التحالف، إن", "actor")]
    analyst.does("end_right")
    analyst.does("start_right")
    assert analyst.marks() == [("قال التحالف", "actor")]
    analyst.does("start_left")
    assert analyst.marks() == [("التحالف", "actor")]


def test_the_end_does_not_move_over_a_mark_of_the_same_label(analyst):
    analyst.has("rockets", "weapon")
    chooses(analyst, "fired", "weapon")
    assert "holds “rockets”" in analyst.does("end_right")
    assert analyst.chosen() == ("fired", "weapon")


def test_a_suggestion_that_was_moved_says_so(analyst):
    chooses(analyst, "fired", origin="suggested")
    analyst.does("end_right")
    assert analyst.article.spans[0].origin == "edited_suggestion"
    assert analyst.reading().status == "in_progress"


# --- by a character -------------------------------------------------------------------------------


def test_the_end_moves_on_and_back_by_a_character(analyst):
    span = chooses(analyst, "rocket")
    assert analyst.does("end_on") == "The mark is “rockets” now"
    assert analyst.chosen() == ("rockets", "actor")
    analyst.does("end_back")
    analyst.does("end_back")
    assert analyst.marks() == [("rocke", "actor")]
    analyst.does("end_on")
    assert analyst.article.spans == [span]
    assert analyst.is_in_step()


def test_the_start_moves_on_and_back_by_a_character(analyst):
    span = chooses(analyst, "US-led")
    analyst.does("start_on")
    assert analyst.marks() == [("S-led", "actor")]
    analyst.does("start_back")
    analyst.does("start_back")
    assert analyst.marks() == [(" US-led", "actor")]
    analyst.does("undo")
    assert analyst.article.spans == [span]


def test_on_and_back_follow_the_reading_in_arabic_too(analyst):
    analyst.workspace.show(analyst.screen.next_article(1))
    chooses(analyst, "التحالف")
    analyst.does("end_on")
    assert analyst.marks() == [("التحالف،", "actor")]
    analyst.does("start_on")
    assert analyst.marks() == [("لتحالف،", "actor")]
    analyst.does("start_back")
    analyst.does("end_back")
    assert analyst.marks() == [("التحالف", "actor")]


@pytest.mark.parametrize("sign", ["👨\u200d👩\u200d👧", "🇸🇾", "e\u0301", "بٌ", "🚀"])
def test_a_character_is_what_people_see_as_one(analyst, sign):
    analyst.adds(f"left {sign}base{sign} right")
    chooses(analyst, "base")
    analyst.does("end_on")
    analyst.does("start_back")
    assert analyst.marks() == [(f"{sign}base{sign}", "actor")]
    analyst.does("start_on")
    analyst.does("end_back")
    assert analyst.marks() == [("base", "actor")]


@pytest.mark.parametrize("deed", ["end_back", "start_on"])
def test_the_ends_never_cross(analyst, deed):
    analyst.adds("A b c")
    span = chooses(analyst, "b")
    assert analyst.does(deed) == "A mark holds at least one character. Press Del to delete it."
    assert analyst.article.spans == [span]


def test_where_the_text_ends_it_is_said(analyst):
    analyst.adds("rockets")
    chooses(analyst, "rockets")
    assert analyst.does("end_on") == "The text ends here. Nothing was changed."
    assert analyst.does("start_back") == "The text begins here. Nothing was changed."


def test_by_a_character_too_the_end_does_not_move_into_a_mark_of_the_same_label(analyst):
    analyst.adds("US-led")
    analyst.has("-led", "actor")
    chooses(analyst, "US")
    assert "overlaps “-led”" in analyst.does("end_on")
    assert analyst.chosen() == ("US", "actor")


def test_an_edge_goes_to_any_place(analyst):
    span = chooses(analyst, "fired rockets")
    move_edges(analyst.workspace, span, span.start, span.end - 2)
    assert analyst.marks() == [("fired rocke", "actor")]
    assert analyst.said[-1].words == "The mark is “fired rocke” now"
    said = len(analyst.said)
    move_edges(analyst.workspace, analyst.article.spans[0], span.start, span.end - 2)
    assert len(analyst.said) == said, "where nothing moves nothing is said"
    analyst.does("undo")
    assert analyst.article.spans == [span]
    assert analyst.is_in_step()


def test_the_edges_of_a_colleague_s_mark_stay(analyst):
    span = analyst.has("fired", "actor")
    analyst.workspace.show(analyst.article.id, whose=new_id())
    with pytest.raises(Refused, match="colleague"):
        move_edges(analyst.workspace, span, span.start, span.end + 8)
