"""From mark to mark, from article to article and from region to region without a mouse."""

from __future__ import annotations

import pytest


@pytest.fixture
def marked(analyst):
    analyst.has("Rockets", "weapon")
    analyst.has("Militants fired rockets", "claim")
    analyst.has("rockets", "weapon")
    analyst.has("said", "cue")
    analyst.has("came from the north", "claim")
    analyst.workspace.choose(None)
    analyst.workspace.pick(0, 0)
    return analyst


def visits(analyst, deed, times):
    words = []
    for _ in range(times):
        analyst.does(deed)
        words.append(analyst.chosen()[0])
    return words


def test_marks_are_visited_in_order_and_then_again(marked):
    assert visits(marked, "next_mark", 5) == [
        "Rockets", "Militants fired rockets", "rockets", "came from the north", "Rockets",
    ]  # fmt: skip
    assert marked.said[-1].words == "Went on from the first mark."
    assert visits(marked, "previous_mark", 2) == ["came from the north", "rockets"]
    assert marked.said[-1].words == "Went on from the last mark."
    assert len(marked.said) == 2


def test_marks_are_sought_from_the_caret(marked):
    marked.puts_caret("coalition")
    assert visits(marked, "next_mark", 1) == ["came from the north"]
    marked.puts_caret("coalition")
    assert visits(marked, "previous_mark", 1) == ["rockets"]


def test_from_selected_words_on_marks_are_sought_behind_them(marked):
    marked.picks("fired rockets at the coalition")
    assert visits(marked, "next_mark", 1) == ["came from the north"]
    marked.picks("fired rockets at the coalition")
    assert visits(marked, "previous_mark", 1) == ["Militants fired rockets"]


def test_claims_are_visited_by_themselves(marked):
    assert visits(marked, "next_claim", 3) == [
        "Militants fired rockets", "came from the north", "Militants fired rockets",
    ]  # fmt: skip
    assert marked.said[-1].words == "Went on from the first claim."
    assert visits(marked, "previous_claim", 1) == ["came from the north"]


def test_expert_marks_are_visited_where_they_are_shown(marked):
    marked.does("expert_labels")
    assert "said" in visits(marked, "next_mark", 5)


def test_where_there_is_no_mark_it_is_said(analyst):
    assert analyst.does("next_mark") == "There is no mark in this article yet."
    assert analyst.does("previous_claim") == "There is no claim in this article yet."


def test_an_only_mark_is_chosen_again_and_again(analyst):
    analyst.has("rockets", "weapon")
    assert visits(analyst, "next_mark", 2) == ["rockets", "rockets"]
    assert visits(analyst, "previous_mark", 1) == ["rockets"]


# --- marks of one label ---------------------------------------------------------------------------


def test_marks_of_the_chosen_label_are_visited_and_then_again(marked):
    marked.workspace.choose(marked.article.spans[0])
    assert visits(marked, "next_same", 2) == ["rockets", "Rockets"]
    assert marked.said[-1].words == "Went on from the first Weapon."
    assert visits(marked, "previous_same", 1) == ["rockets"]
    assert marked.said[-1].words == "Went on from the last Weapon."


def test_at_the_caret_the_innermost_mark_says_which_label_is_meant(marked):
    marked.puts_caret("rockets")
    assert visits(marked, "next_same", 1) == ["Rockets"]
    marked.puts_caret("Militants")
    assert visits(marked, "next_same", 1) == ["came from the north"]


def test_elsewhere_it_is_the_label_used_last(marked):
    marked.picks("coalition")
    marked.presses("a")
    marked.puts_caret("later")
    assert visits(marked, "previous_same", 1) == ["coalition"]


def test_without_any_label_it_is_said_what_to_do(analyst):
    told = "Choose a mark first, or put the caret into one."
    assert analyst.does("next_same") == told
    analyst.picks("rockets")
    analyst.presses("w")
    analyst.does("undo")
    analyst.puts_caret("later")
    assert analyst.does("next_same") == "There is no Weapon in this article yet."


# --- the mark at the caret ------------------------------------------------------------------------


def test_space_chooses_the_inner_mark_and_then_the_one_around_it(marked):
    marked.puts_caret("rockets")
    assert visits(marked, "choose_at_caret", 2) == ["rockets", "Militants fired rockets"]
    assert marked.does("choose_at_caret") == (
        "That was the outermost mark; this is the innermost again."
    )
    assert marked.chosen()[0] == "rockets"


def test_shift_space_goes_inwards_to_the_innermost(marked):
    marked.puts_caret("rockets")
    assert visits(marked, "choose_inside", 2) == ["Militants fired rockets", "rockets"]
    assert marked.does("choose_inside") == "No mark lies inside this one."
    assert marked.chosen()[0] == "rockets"


def test_from_a_mark_that_was_stepped_to_one_goes_inwards_too(marked):
    assert visits(marked, "next_claim", 1) == ["Militants fired rockets"]
    assert visits(marked, "choose_inside", 1) == ["rockets"]
    assert visits(marked, "choose_at_caret", 2) == ["Militants fired rockets", "rockets"]


def test_one_key_goes_round_marks_that_lie_across_each_other(analyst):
    analyst.has("Militants fired", "claim")
    analyst.has("fired rockets", "weapon")
    analyst.puts_caret("fired")
    assert visits(analyst, "choose_at_caret", 3) == [
        "fired rockets", "Militants fired", "fired rockets",
    ]  # fmt: skip


def test_an_only_mark_has_nothing_around_it_and_nothing_inside(analyst):
    analyst.has("rockets", "weapon")
    analyst.puts_caret("rockets")
    analyst.does("choose_at_caret")
    assert analyst.does("choose_at_caret") == "No mark lies around this one."
    assert analyst.does("choose_inside") == "No mark lies inside this one."
    assert analyst.chosen() == ("rockets", "weapon")


def test_picked_words_are_a_place_as_well(marked):
    marked.picks("fired rockets")
    assert visits(marked, "choose_at_caret", 1) == ["Militants fired rockets"]


def test_marks_that_are_not_shown_are_not_chosen(marked):
    marked.puts_caret("said")
    assert marked.does("choose_at_caret") == "No mark lies here."
    assert marked.does("choose_inside") == "No mark lies here."


def test_at_the_edge_of_a_mark_the_one_that_begins_there_is_chosen(analyst):
    analyst.has("US", "actor")
    analyst.has("-led", "weapon")
    analyst.puts_caret("US", at=2)
    assert visits(analyst, "choose_at_caret", 1) == ["-led"]
    analyst.puts_caret("-led", at=4)
    assert visits(analyst, "choose_at_caret", 1) == ["-led"]


def test_marks_on_the_same_words_are_chosen_in_turn(analyst):
    analyst.has("rockets", "weapon")
    analyst.has("rockets", "actor")
    analyst.puts_caret("rockets")
    analyst.does("choose_at_caret")
    first = analyst.chosen()
    analyst.does("choose_at_caret")
    assert {first, analyst.chosen()} == {("rockets", "weapon"), ("rockets", "actor")}


def test_where_no_mark_lies_it_is_said(marked):
    marked.puts_caret("coalition")
    assert marked.does("choose_at_caret") == "No mark lies here."
    assert marked.chosen() is None


def test_escape_lets_go_of_a_mark_and_of_words(marked):
    marked.puts_caret("rockets")
    marked.does("choose_at_caret")
    marked.does("let_go")
    assert marked.chosen() is None
    marked.picks("coalition")
    marked.does("let_go")
    assert marked.workspace.selection.is_caret
    assert marked.workspace.selection.end == marked.place("coalition")[1]


# --- articles and regions -------------------------------------------------------------------------


def test_articles_follow_each_other_as_in_the_list(analyst):
    first = analyst.article.id
    analyst.does("next_article")
    assert analyst.article.id != first
    analyst.does("previous_article")
    assert analyst.article.id == first
    assert analyst.does("previous_article") == "This is the first article of the list."
    analyst.does("next_article")
    analyst.does("next_article")
    assert analyst.does("next_article") == "This is the last article of the list."


def test_the_focus_goes_through_the_window(analyst):
    for deed in ("next_region", "previous_region", "focus_filter", "focus_article"):
        analyst.does(deed)
    assert analyst.screen.done == [
        ("focus_next", 1), ("focus_next", -1), ("focus", "library"), ("focus", "article"),
    ]  # fmt: skip


def test_one_may_ask_where_one_is(analyst):
    analyst.does("say_here")
    assert analyst.screen.done == [("say_here",)]


def test_selected_words_choose_the_innermost_mark_around_them(marked):
    marked.has("fired rockets", "actor")
    for words in ("rockets", "fired", "Militants fired rockets"):
        marked.workspace.choose(None)
        marked.picks(words)
        marked.does("choose_at_caret")
        assert words in marked.chosen()[0]
    marked.does("choose_at_caret")
    assert marked.said[-1].words == "That was the outermost mark; this is the innermost again."


def test_selected_words_count_as_a_label_would_mark_them(analyst):
    analyst.adds("It said that the rockets of the army, fell.")
    analyst.has("rockets of the army", "actor")
    analyst.has("rockets of the army, fell", "claim")
    for words in ("the rockets of the army", "rockets of the army,"):
        analyst.workspace.choose(None)
        analyst.picks(words)
        analyst.does("choose_at_caret")
        assert analyst.chosen() == ("rockets of the army", "actor")
    analyst.workspace.choose(None)
    analyst.picks("said that the rockets")
    assert analyst.does("choose_at_caret") == "No mark lies around the selected words."
    assert analyst.workspace.chosen is None


def test_what_is_said_of_a_place_is_marked_as_such(analyst):
    analyst.puts_caret("coalition")
    analyst.does("choose_at_caret")
    assert analyst.said[-1].is_of_place
    assert not analyst.said[-1].is_notice
