"""Of marks of one label that would overlap the longest is kept, asked once, in one step."""

from __future__ import annotations

import pytest

from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.settings import OVERLAP


def labels(analyst, words: str, key: str = "a") -> str:
    analyst.picks(words)
    return analyst.presses(key)


def keeps(analyst, way: str) -> None:
    analyst.settings.set(OVERLAP, way)


# --- inside and around one ------------------------------------------------------------------------


def test_a_piece_of_a_mark_does_not_get_its_label_again_and_the_mark_is_chosen(analyst):
    span = analyst.has("a US-led force", "actor")
    assert labels(analyst, "force") == (
        "“force” lies in “a US-led force”, which is marked as Actor already. Nothing was changed."
    )
    assert analyst.article.spans == [span]
    assert analyst.workspace.chosen is span
    assert analyst.asked.asked == []


def test_more_words_around_a_mark_widen_it_without_a_question_and_keep_what_was_said(analyst):
    span = analyst.has("force", "actor", note="which one?")
    tie = analyst.ties("said_by", analyst.has("fired", "claim"), span)
    assert labels(analyst, "US-led force") == "Widened “force” to “US-led force”"
    assert analyst.article.span(span.id).quote == "US-led force"
    assert analyst.article.span(span.id).note == "which one?"
    assert analyst.article.relations == [tie]
    assert analyst.asked.asked == []
    analyst.does("undo")
    assert analyst.article.span(span.id) == span


def test_what_the_rules_cut_off_is_said_of_a_wider_mark_too(analyst):
    analyst.has("force", "actor")
    assert labels(analyst, "a US-led force") == ("Widened “force” to “US-led force”, without “a”")


# --- across one -----------------------------------------------------------------------------------


def test_a_longer_mark_across_another_takes_its_place_once_that_is_wanted(analyst):
    span = analyst.has("led force", "actor", note="which one?")
    analyst.asked.answers = ["longest"]
    assert labels(analyst, "force said.\n\n“The Rockets") == (
        "Moved “led force” to “force said. ‘The Rockets”"
    )
    question = (
        "“force said. ‘The Rockets” overlaps 1 shorter mark as Actor. What is to be done, now and "
        "from now on?"
    )
    assert analyst.asked.asked == [(question, ["Keep the longer one", "Refuse"], "longest")]
    (now,) = analyst.article.spans
    assert (now.id, now.note) == (span.id, "which one?")
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.article.spans == [span]


@pytest.mark.parametrize("words", ["force said", "force said."])
def test_a_mark_across_a_longer_one_is_not_made_and_the_longer_one_is_chosen(analyst, words):
    span = analyst.has("a US-led force", "actor")
    keeps(analyst, "longest")
    assert labels(analyst, words) == (
        "“force said” overlaps “a US-led force”, which is marked as Actor and is not shorter. "
        "Nothing was changed."
    )
    assert analyst.article.spans == [span]
    assert analyst.workspace.chosen is span


def test_of_two_of_one_length_the_first_stays(analyst):
    span = analyst.has("led force", "actor")
    analyst.adds("one two one")
    span = analyst.has("one two", "actor")
    keeps(analyst, "longest")
    labels(analyst, "two one")
    assert analyst.article.spans == [span]


# --- around several -------------------------------------------------------------------------------


def test_several_marks_become_one_once_that_is_wanted(analyst):
    first, second = analyst.has("US-led", "actor"), analyst.has("force", "actor")
    analyst.asked.answers = ["longest"]
    assert labels(analyst, "US-led force") == ("“US-led force” takes the place of 2 marks as Actor")
    assert analyst.said[-1].deed == "undo"
    assert [span.id for span in analyst.article.spans] == [first.id]
    assert analyst.chosen() == ("US-led force", "actor")
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.article.spans == [first, second]
    analyst.does("redo")
    assert analyst.marks() == [("US-led force", "actor")]


def test_it_is_asked_once_only_whichever_the_answer(analyst):
    analyst.has("US-led", "actor")
    analyst.has("force", "actor")
    analyst.asked.answers = ["refuse"]
    assert "holds “US-led”" in labels(analyst, "US-led force")
    assert "holds “US-led”" in labels(analyst, "US-led force")
    assert len(analyst.asked.asked) == 1
    assert analyst.marks() == [("US-led", "actor"), ("force", "actor")]
    assert analyst.settings.get(OVERLAP) == "refuse"


def test_who_thinks_better_of_it_is_asked_again(analyst):
    analyst.has("US-led", "actor")
    analyst.has("force", "actor")
    analyst.asked.answers = [None, "longest"]
    assert "Nothing was changed." in labels(analyst, "US-led force")
    assert len(analyst.marks()) == 2
    labels(analyst, "US-led force")
    assert analyst.marks() == [("US-led force", "actor")]


def test_the_answer_can_be_changed(analyst):
    assert not analyst.action("keep_longest").is_on(analyst.hands)
    analyst.does("keep_longest")
    assert analyst.settings.get(OVERLAP) == "longest"
    assert analyst.action("keep_longest").is_on(analyst.hands)
    analyst.does("keep_longest")
    assert analyst.settings.get(OVERLAP) == "refuse"


def test_what_only_the_others_say_is_not_lost(analyst):
    force = Entity(new_id(), "weapon", "the rockets")
    with analyst.workspace.step("Entity") as store:
        store.put(force)
    analyst.has("fired", "weapon", note="how?", attributes=(("model", "old"),))
    analyst.has("rockets", "weapon", note="which?", entity=force.id,
                attributes=(("category", "rocket"), ("model", "new")))  # fmt: skip
    keeps(analyst, "longest")
    labels(analyst, "fired rockets", "w")
    (span,) = analyst.article.spans
    assert span.note == "how?\nwhich?"
    assert span.entity == force.id
    assert dict(span.attributes) == {"model": "old", "category": "rocket"}


def test_relations_of_the_others_are_relations_of_the_one_that_stays(analyst):
    analyst.has("US-led", "actor")
    second, claim = analyst.has("force", "actor"), analyst.has("rockets", "claim")
    tie = analyst.ties("said_by", claim, second)
    keeps(analyst, "longest")
    told = labels(analyst, "US-led force")
    (now,) = analyst.article.relations
    assert (now.id, now.head, now.tail) == (tie.id, claim.id, analyst.workspace.chosen.id)
    assert "gone" not in told
    analyst.does("undo")
    assert analyst.article.relations == [tie]
    assert analyst.is_in_step()


def test_relations_that_one_mark_cannot_have_are_gone_and_said_to_be(analyst):
    first, second = analyst.has("fired", "claim"), analyst.has("coalition", "claim")
    third, actor = analyst.has("found", "claim"), analyst.has("Militants", "actor")
    ties = [
        analyst.ties("contradicts", first, second),  # to itself
        analyst.ties("corroborates", first, third), analyst.ties("corroborates", second, third),
        analyst.ties("said_by", first, actor),
    ]  # fmt: skip
    keeps(analyst, "longest")
    told = labels(analyst, "fired rockets at the coalition’s base", "c")
    assert told.endswith(
        "takes the place of 2 marks as Claim; 2 relations that one mark cannot have are gone"
    )
    assert {tie.id for tie in analyst.article.relations} == {ties[1].id, ties[3].id}
    analyst.does("undo")
    assert analyst.article.relations == sorted(ties, key=lambda tie: tie.id)
    assert analyst.is_in_step()


def test_a_relation_that_holds_both_ways_is_there_once(analyst):
    first, second = analyst.has("fired", "claim"), analyst.has("coalition", "claim")
    third = analyst.has("found", "claim")
    kept = analyst.ties("contradicts", first, third)
    analyst.ties("contradicts", third, second)
    keeps(analyst, "longest")
    labels(analyst, "fired rockets at the coalition’s base", "c")
    assert analyst.article.relations == [kept]


def test_marks_of_other_labels_stay_as_they_are(analyst):
    weapon = analyst.has("force", "weapon")
    analyst.has("US-led", "actor")
    analyst.has("force", "actor")
    keeps(analyst, "longest")
    labels(analyst, "US-led force")
    assert weapon in analyst.article.spans
    assert len(analyst.marks()) == 2


def test_where_no_marks_lie_over_each_other_another_label_is_in_the_way_first(analyst):
    analyst.follows(cross_label_nesting=False)
    analyst.has("US-led", "actor")
    analyst.has("force", "weapon")
    keeps(analyst, "longest")
    assert "“force”, which is marked as Weapon" in labels(analyst, "US-led force")
    assert len(analyst.marks()) == 2


def test_a_mark_that_is_not_saved_does_not_become_part_of_another(analyst, disk):
    analyst.has("US-led", "actor")
    analyst.picks("force")
    disk.fill()
    analyst.presses("a")
    disk.empty()
    keeps(analyst, "longest")
    assert "“force” is not saved yet" in labels(analyst, "US-led force")
    assert len(analyst.marks()) == 2


def test_again_under_another_label_the_longest_is_kept_too(analyst):
    outer = analyst.has("US-led force", "claim")
    analyst.has("force", "actor")
    analyst.workspace.choose(outer)
    told = analyst.presses("A", alt=True, shift=True)
    assert told == "Widened “force” to “US-led force”"
    assert sorted(analyst.marks()) == [("US-led force", "actor"), ("US-led force", "claim")]
