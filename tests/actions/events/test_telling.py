"""Words of an article that tell of an event."""

from __future__ import annotations

import pytest

from annotator.actions.events import cards, telling
from annotator.model.sentences import Refused
from annotator.store.tellings import tellings


def test_the_chosen_mark_gets_a_new_event_in_one_step(analyst):
    workspace = analyst.workspace
    workspace.choose(analyst.has("Militants fired rockets", "claim"))
    assert telling.words_at_hand(workspace) == "Militants fired rockets"
    card = telling.new_event_of(workspace, telling.mark_at_hand(workspace), "Rocket fire")
    assert workspace.chosen.events == (card,)
    analyst.does("undo")
    assert workspace.reader.events() == {}
    assert workspace.chosen.events == ()


def test_selected_words_mean_the_shortest_mark_around_them(analyst):
    workspace = analyst.workspace
    analyst.has("Militants fired rockets at the coalition’s base", "claim")
    inner = analyst.has("fired rockets", "claim")
    analyst.picks("rockets")
    assert telling.words_at_hand(workspace) == "rockets"
    assert telling.mark_at_hand(workspace) == inner


def test_a_mark_is_tied_to_a_known_event_once_and_parted_again(analyst):
    workspace = analyst.workspace
    card = cards.new_event(workspace, "Rocket fire")
    mark = analyst.has("Militants fired rockets", "claim")
    telling.attach(workspace, mark, card)
    telling.attach(workspace, analyst.article.span(mark.id), card)
    assert "already" in analyst.said[-1].words
    (told,) = tellings(workspace.reader, card)
    assert (told.quote, told.person, told.article) == (
        "Militants fired rockets", analyst.me, analyst.article.id,
    )  # fmt: skip
    telling.detach(workspace, told, card)
    assert tellings(workspace.reader, card) == []


def test_words_without_a_mark_cannot_be_tied_to_an_event(analyst):
    card = cards.new_event(analyst.workspace, "Rocket fire")
    with pytest.raises(Refused, match="Label them"):
        telling.attach(analyst.workspace, None, card)


def test_a_colleagues_mark_is_looked_at_and_not_changed(analyst):
    workspace = analyst.workspace
    card = cards.new_event(workspace, "Rocket fire")
    mark = analyst.has("Militants fired rockets", "claim")
    telling.attach(workspace, mark, card)
    analyst.comes("second")
    (told,) = tellings(analyst.workspace.reader, card)
    with pytest.raises(Refused, match="colleague"):
        telling.detach(analyst.workspace, told, card)
    telling.show_telling(analyst.workspace, told)
    assert analyst.chosen() == ("Militants fired rockets", "claim")


def test_the_deed_needs_words_and_opens_the_cards(analyst):
    assert "select the words" in analyst.does("event_of_words")
    analyst.picks("rockets")
    analyst.does("event_of_words")
    analyst.does("events")
    assert analyst.screen.done[-2:] == [("show_events", True), ("show_events", False)]
