"""Panes, zoom, tags and colours are switched by keys, and help is never far."""

from __future__ import annotations

import pytest

from annotator.actions.looking import prefer, zoomed
from annotator.model.sentences import Trouble
from annotator.settings import (
    APPEARANCE,
    CONTRAST,
    EXPERT,
    FOCUS,
    PERSON_NAME,
    SPACING,
    TAGS,
    ZOOM,
    ZOOMS,
    Settings,
)


def test_the_text_grows_and_shrinks_in_steps(analyst):
    assert analyst.does("zoom_in") == "The text is at 110%."
    analyst.does("zoom_in")
    assert analyst.settings.get(ZOOM) == 1.25
    assert analyst.does("zoom_reset") == "The text is at 100%."
    assert analyst.does("zoom_out") == "The text is at 90%."
    for _ in range(20):
        analyst.does("zoom_out")
    assert analyst.settings.get(ZOOM) == ZOOMS[0]


def test_a_zoom_between_the_steps_goes_on_to_the_next(analyst):
    assert zoomed(1.05, 1) == 1.1
    assert zoomed(1.05, -1) == 1.0
    assert zoomed(99, 1) == zoomed(99, -1) == ZOOMS[-1]
    assert zoomed(0.1, -1) == ZOOMS[0]
    assert zoomed(1.0, 2) == 1.25


def test_letters_over_marks_go_round(analyst):
    ways = []
    for _ in range(4):
        analyst.does("tags")
        ways.append(analyst.settings.get(TAGS))
    assert ways == ["letters", "names", "none", "paragraph"]
    assert analyst.said[-1].words == (
        "Letters stand over the marks of the paragraph with the caret."
    )


def test_expert_labels_are_switched_on_and_off(analyst):
    analyst.has("said", "cue")
    span = analyst.article.spans[0]
    assert not analyst.workspace.shows(span)
    analyst.does("expert_labels")
    assert analyst.workspace.shows(span)
    assert analyst.settings.get(EXPERT)
    assert analyst.action("expert_labels").is_on(analyst.hands)
    assert analyst.action("label_cue").keys == ("Q", "8")
    analyst.does("expert_labels")
    assert not analyst.settings.get(EXPERT)


def test_light_and_dark_say_which_holds(analyst):
    assert analyst.action("look_system").is_on(analyst.hands)
    analyst.does("look_dark")
    assert analyst.settings.get(APPEARANCE) == "dark"
    assert analyst.action("look_dark").is_on(analyst.hands)
    assert not analyst.action("look_light").is_on(analyst.hands)


@pytest.mark.parametrize("pane", ["library", "panel", "text_only"])
def test_panes_are_shown_and_hidden(analyst, pane):
    before = analyst.action(pane).is_on(analyst.hands)
    analyst.does(pane)
    assert analyst.action(pane).is_on(analyst.hands) is not before


@pytest.mark.parametrize(
    ("deed", "done"),
    [
        ("commands", ("show_palette",)), ("keys", ("show_keys",)), ("guide", ("show_guide",)),
        ("settings", ("show_settings",)),
        ("menu", ("show_menu",)), ("find", ("find_words",)), ("find_next", ("find_words", 1)),
        ("find_previous", ("find_words", -1)),
    ],
)  # fmt: skip
def test_the_window_is_asked_for(analyst, deed, done):
    analyst.does(deed)
    assert analyst.screen.done == [done]


def test_words_and_marks_can_be_copied(analyst):
    assert analyst.does("copy") == "Select some words first."
    analyst.picks("rockets")
    analyst.does("copy")
    analyst.workspace.choose(analyst.has("rockets", "weapon"))
    analyst.does("copy")
    assert analyst.screen.done == [("copy",), ("copy",)]


def test_focus_mode_goes_on_and_off_and_is_remembered(analyst):
    assert not analyst.action("focus_mode").is_on(analyst.hands)
    assert analyst.does("focus_mode") == "Everything but the paragraph with the caret is fainter."
    assert analyst.action("focus_mode").is_on(analyst.hands)
    assert Settings(analyst.settings.path).get(FOCUS)
    assert analyst.does("focus_mode") == "All paragraphs are drawn alike."
    assert not analyst.settings.get(FOCUS)


def test_a_preference_is_kept_and_the_window_follows_it(analyst):
    followed = []
    analyst.screen.follow_settings = lambda: followed.append(analyst.settings.get(SPACING))
    prefer(analyst.hands, SPACING, "wide")
    assert followed == ["wide"]
    assert Settings(analyst.settings.path).get(SPACING) == "wide"


def test_a_preference_holds_even_where_it_cannot_be_kept(analyst, tmp_path):
    followed = []
    analyst.screen.follow_settings = lambda: followed.append(analyst.settings.get(SPACING))
    (tmp_path / "a file").write_text("in the way")
    analyst.settings.path = tmp_path / "a file" / "settings.toml"
    with pytest.raises(Trouble, match="could not be kept"):
        prefer(analyst.hands, SPACING, "wide")
    assert followed == ["wide"]


def test_a_name_is_taken_in_the_project_too_and_an_empty_one_is_not(analyst):
    prefer(analyst.hands, PERSON_NAME, "  second   name ")
    assert analyst.workspace.person.name == "second name"
    assert analyst.said[-1].words == "You are second name from now on."
    prefer(analyst.hands, PERSON_NAME, "  ")
    assert analyst.settings.get(PERSON_NAME) == "second name"
    assert analyst.workspace.person.name == "second name"


def test_high_contrast_is_switched_on_and_off(analyst):
    assert analyst.settings.get(CONTRAST) == "auto"
    analyst.does("look_contrast")
    assert analyst.settings.get(CONTRAST) == "on"
    assert analyst.action("look_contrast").is_on(analyst.hands)
    analyst.does("look_contrast")
    assert not analyst.action("look_contrast").is_on(analyst.hands)
