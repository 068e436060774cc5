"""A mark is deleted, and its ends are moved word by word."""

from __future__ import annotations

import pytest

from annotator.actions.marking import move_edges
from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.model.span import Relation


def chooses(analyst, words, label="actor", number=0, **more):
    span = analyst.has(words, label, number, **more)
    analyst.workspace.choose(span)
    return span


# --- deleting -------------------------------------------------------------------------------------


def test_the_chosen_mark_is_deleted_and_comes_back(analyst):
    span = chooses(analyst, "rockets", "weapon")
    assert analyst.does("delete_mark") == "Deleted the mark “rockets” as Weapon"
    assert analyst.said[-1].deed == "undo"
    assert analyst.marks() == []
    assert analyst.chosen() is None
    assert analyst.workspace.selection.start == span.start
    analyst.does("undo")
    assert analyst.article.spans == [span]
    assert analyst.chosen() == ("rockets", "weapon")


def test_relations_that_would_lose_an_end_go_with_the_mark(analyst):
    actor, other = analyst.has("force", "actor"), analyst.has("spokesman", "actor")
    claims = [analyst.has("rockets", "claim"), analyst.has("north", "claim")]
    ties = [analyst.ties("said_by", claim, actor) for claim in claims]
    kept = analyst.ties("said_by", analyst.has("later", "claim"), other)
    analyst.workspace.choose(actor)
    assert analyst.does("delete_mark") == (
        "Deleted the mark “force” as Actor, and 2 relations with it"
    )
    assert analyst.article.relations == [kept]
    analyst.does("undo")
    assert analyst.article.relations == sorted([*ties, kept], key=lambda tie: tie.id)
    assert analyst.is_in_step()


def test_relations_from_another_article_go_with_the_mark(analyst):
    claim = analyst.has("rockets", "claim")
    here = analyst.article.id
    analyst.workspace.show(analyst.screen.next_article(1))
    other = analyst.has("left", "claim")
    tie = Relation(new_id(), other.article, analyst.me, "repeats", other.id, claim.id,
                   tail_article=here)  # fmt: skip
    with analyst.workspace.step("Relate") as store:
        store.put(tie)
    analyst.workspace.show(here)
    analyst.workspace.choose(claim)
    analyst.does("delete_mark")
    assert analyst.workspace.reader.relations(other.article) == []


def test_without_a_chosen_mark_nothing_is_deleted(analyst):
    analyst.has("rockets", "weapon")
    assert analyst.does("delete_mark").startswith("Choose a mark first")
    assert len(analyst.marks()) == 1


# --- moving its ends ------------------------------------------------------------------------------


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
