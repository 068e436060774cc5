"""A label costs one selection and one key, on what is meant and nowhere else."""

from __future__ import annotations

import pytest

from annotator.actions.marks import everywhere
from annotator.model.article import Zone
from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.model.sentences import Trouble

# --- one mark -------------------------------------------------------------------------------------


def test_a_key_labels_the_selected_words_and_says_so_with_undo(analyst):
    analyst.picks("rockets")
    assert analyst.presses("w") == "Marked “rockets” as Weapon"
    assert analyst.said[-1].deed == "undo"
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.article.spans[0].origin == "typed"
    assert analyst.is_in_step()


def test_the_new_mark_is_chosen_so_that_another_key_relabels_it(analyst):
    analyst.picks("rockets")
    analyst.presses("w")
    assert analyst.chosen() == ("rockets", "weapon")
    assert analyst.presses("a") == "“rockets” is Actor now, no longer Weapon"
    assert analyst.marks() == [("rockets", "actor")]


def test_new_words_are_labelled_although_a_mark_was_chosen(analyst):
    analyst.picks("rockets")
    analyst.presses("w")
    analyst.picks("Militants")
    analyst.presses("1")
    assert analyst.marks() == [("Militants", "actor"), ("rockets", "weapon")]


def test_a_hasty_selection_is_trimmed(analyst):
    analyst.picks(" the coalition’s ")
    told = analyst.presses("a")
    assert analyst.marks() == [("coalition", "actor")]
    assert told == "Marked “coalition” as Actor, without “the” and “’s”"


def test_spaces_that_are_cut_off_are_not_worth_a_word(analyst):
    analyst.picks(" rockets ")
    assert analyst.presses("w") == "Marked “rockets” as Weapon"


def test_with_alt_it_is_labelled_exactly_as_drawn(analyst):
    analyst.picks(" the coalition’s ")
    analyst.presses("a", alt=True)
    assert analyst.marks() == [(" the coalition’s ", "actor")]


def test_a_claim_keeps_its_quotation_marks(analyst):
    analyst.picks("“The Rockets came from the north,”")
    analyst.presses("c")
    assert analyst.marks() == [("“The Rockets came from the north,”", "claim")]


@pytest.mark.parametrize("at", [0, 2, 6])
def test_without_a_selection_the_word_at_the_caret_is_labelled(analyst, at):
    analyst.puts_caret("US-led", at=at)
    analyst.presses("a")
    assert analyst.marks() == [("US-led", "actor")]


def test_an_arabic_word_at_the_caret_is_labelled_without_comma_or_quotes(analyst):
    text = analyst.article  # the English one is left
    analyst.workspace.show(analyst.screen.next_article(1))
    assert analyst.article is not text
    analyst.puts_caret("التحالف")
    analyst.presses("a")
    analyst.puts_caret("القوات")
    analyst.presses("a")
    assert analyst.marks() == [("التحالف", "actor"), ("القوات", "actor")]
    assert "\u2068القوات\u2069" in analyst.said[-1].words


def test_between_words_there_is_nothing_to_label(analyst):
    analyst.puts_caret("\n\n", at=1)
    assert analyst.presses("a") == "Select the words to label, or put the caret into a word."
    analyst.picks("\n\n")
    assert analyst.presses("a") == "Select the words to label, or put the caret into a word."
    assert analyst.marks() == []


def test_the_first_label_begins_the_article_in_the_same_step(analyst):
    assert analyst.reading() is None
    analyst.picks("rockets")
    analyst.presses("w")
    assert analyst.reading().status == "in_progress"
    analyst.does("undo")
    assert analyst.marks() == []
    assert analyst.reading() is None


def test_a_finished_article_stays_finished(analyst):
    analyst.does("done_and_next")
    analyst.does("previous_article")
    analyst.picks("rockets")
    analyst.presses("w")
    assert analyst.reading().status == "done"


def test_in_boilerplate_it_is_labelled_but_said(analyst):
    start, end = analyst.place("Photo by the agency: rockets")
    with analyst.workspace.step("Zone") as store:
        store.put(Zone.of(analyst.article.id, "boilerplate", start, end))
    analyst.picks("agency")
    assert analyst.presses("a") == (
        "Marked “agency” as Actor. This paragraph is boilerplate, which is usually not labelled."
    )


def test_long_words_are_shortened_in_what_is_told(analyst):
    analyst.picks("Militants fired rockets at the coalition’s base, a US-led force said")
    told = analyst.presses("c")
    assert told.startswith("Marked “Militants fired rockets…a US-led force said” as Claim. Said by")


# --- over each other ------------------------------------------------------------------------------


def test_the_same_label_on_the_same_words_is_told_and_not_doubled(analyst):
    analyst.picks("rockets")
    analyst.presses("w")
    analyst.picks("rockets")
    assert analyst.presses("w") == "“rockets” is marked as Weapon already"
    assert analyst.presses("w") == "“rockets” is marked as Weapon already"
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.chosen() == ("rockets", "weapon")


def test_labels_of_different_kinds_lie_in_each_other(analyst):
    analyst.picks("Militants fired rockets at the coalition’s base")
    analyst.presses("c")
    analyst.picks("rockets")
    analyst.presses("w")
    assert [label for _, label in analyst.marks()] == ["claim", "weapon"]


def test_where_the_scheme_lets_one_label_overlap_it_does(analyst):
    analyst.follows(same_label_overlap=True)
    analyst.has("US-led force", "actor")
    analyst.picks("force")
    analyst.presses("a")
    assert analyst.marks() == [("US-led force", "actor"), ("force", "actor")]


def test_where_the_scheme_has_no_marks_over_each_other_the_reason_is_told(analyst):
    analyst.follows(cross_label_nesting=False)
    analyst.has("US-led force", "actor")
    analyst.picks("force")
    assert analyst.presses("w") == (
        "“force” overlaps “US-led force”, which is marked as Actor, and this scheme has no marks "
        "over each other. Nothing was changed."
    )


# --- relabelling ----------------------------------------------------------------------------------


def test_relabelling_keeps_only_what_the_new_label_has_and_undo_restores_all(analyst):
    force = Entity(new_id(), "actor", "the force")
    with analyst.workspace.step("Entity") as store:
        store.put(force)
    span = analyst.has("force", "weapon", entity=force.id, note="see map", origin="suggested",
                       attributes=(("category", "rocket"), ("model", "new")))  # fmt: skip
    analyst.workspace.choose(span)
    analyst.presses("a")
    changed = analyst.article.span(span.id)
    assert changed.label == "actor"
    assert changed.attributes == ()
    assert changed.entity == force.id
    assert changed.note == "see map"
    assert changed.origin == "edited_suggestion"
    analyst.presses("l")
    assert analyst.article.span(span.id).entity is None
    analyst.does("undo")
    analyst.does("undo")
    assert analyst.article.spans == [span]
    assert analyst.is_in_step()


def test_a_relation_that_does_not_fit_the_new_label_goes_and_comes_back(analyst):
    claim, actor = analyst.has("rockets", "claim"), analyst.has("force", "actor")
    tie = analyst.ties("said_by", claim, actor)
    analyst.workspace.choose(claim)
    assert analyst.presses("w") == (
        "“rockets” is Weapon now, no longer Claim; 1 relation that does not fit is gone"
    )
    assert analyst.article.relations == []
    analyst.does("undo")
    assert analyst.article.relations == [tie]
    assert analyst.is_in_step()


def test_relabelling_onto_a_mark_that_is_there_is_refused(analyst):
    analyst.has("rockets", "weapon")
    other = analyst.has("rockets", "actor")
    analyst.workspace.choose(other)
    assert analyst.presses("w") == "“rockets” is marked as Weapon already. Nothing was changed."
    assert len(analyst.marks()) == 2


def test_a_colleagues_marks_are_not_relabelled(analyst):
    analyst.has("rockets", "weapon")
    analyst.comes("second")
    analyst.workspace.show(analyst.article.id, whose=analyst.person("first").id)
    analyst.workspace.choose(analyst.article.spans[0])
    assert analyst.presses("a") == (
        "These are a colleague's marks. You can look at them, not change them."
    )
    assert analyst.marks() == [("rockets", "weapon")]


# --- once more ------------------------------------------------------------------------------------


def test_a_chosen_mark_gets_another_label_besides(analyst):
    force = Entity(new_id(), "actor", "the force")
    with analyst.workspace.step("Entity") as store:
        store.put(force)
    span = analyst.has("force", "actor", entity=force.id, note="which one?")
    analyst.workspace.choose(span)
    told = analyst.presses("W", alt=True, shift=True)
    assert told == "Marked “force” as Weapon besides Actor"
    assert analyst.said[-1].deed == "undo"
    new = analyst.workspace.chosen
    assert (new.quote, new.label, new.entity, new.note) == ("force", "weapon", None, None)
    assert analyst.article.span(span.id) == span
    analyst.does("undo")
    assert analyst.article.spans == [span]
    assert analyst.is_in_step()


def test_what_fits_the_other_label_is_carried_over(analyst):
    force = Entity(new_id(), "actor", "the force")
    with analyst.workspace.step("Entity") as store:
        store.put(force)
    span = analyst.has("force", "weapon", entity=force.id, attributes=(("model", "new"),))
    analyst.workspace.choose(span)
    analyst.presses("A", alt=True, shift=True)
    assert analyst.workspace.chosen.entity == force.id
    assert analyst.workspace.chosen.attributes == ()


def test_picked_words_are_marked_again_as_they_are_marked_first(analyst):
    analyst.has("rockets", "weapon")
    analyst.picks(" rockets")
    assert analyst.presses("A", alt=True, shift=True) == "Marked “rockets” as Actor"
    assert sorted(analyst.marks()) == [("rockets", "actor"), ("rockets", "weapon")]


def test_a_mark_does_not_get_its_own_label_again(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    told = analyst.presses("W", alt=True, shift=True)
    assert told == "“rockets” is marked as Weapon already"
    assert analyst.article.spans == [span]


def test_where_marks_may_not_lie_over_each_other_none_is_made_again(analyst):
    analyst.follows(cross_label_nesting=False)
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    assert "this scheme has no marks over each other" in (
        analyst.presses("A", alt=True, shift=True)
    )
    assert analyst.article.spans == [span]


def test_a_mark_that_is_not_saved_is_not_marked_again(analyst, disk):
    analyst.picks("rockets")
    disk.fill()
    analyst.presses("w")
    disk.empty()
    analyst.workspace.choose(analyst.article.spans[0])
    assert "not saved yet" in analyst.presses("A", alt=True, shift=True)
    assert len(analyst.marks()) == 1


# --- every occurrence -----------------------------------------------------------------------------


def test_shift_labels_every_occurrence_in_one_step(analyst):
    analyst.picks("rockets")
    analyst.presses("w")
    assert analyst.presses("W", shift=True) == "Marked 4 more “rockets” as Weapon"
    assert analyst.said[-1].deed == "undo"
    assert [words for words, _ in analyst.marks()] == [
        "Rockets", "rockets", "Rockets", "Rockets", "rockets",
    ]  # fmt: skip
    assert sorted(span.origin for span in analyst.article.spans) == ["propagated"] * 4 + ["typed"]
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.marks() == [("rockets", "weapon")]


def test_the_selected_words_are_labelled_with_all_others(analyst):
    analyst.picks("rockets")
    assert analyst.presses("W", shift=True) == "Marked “rockets” as Weapon, and 4 more"
    assert len(analyst.marks()) == 5
    assert analyst.chosen() == ("rockets", "weapon")
    assert analyst.reading().status == "in_progress"


def test_occurrences_are_whole_words_and_an_acronym_is_found_in_capitals_only(analyst):
    analyst.adds("The US said US-led forces of the USA met the US’s envoy. Us, we left. (US)")
    analyst.picks("US")
    analyst.presses("A", shift=True)
    assert [span.start for span in analyst.article.spans] == [4, 45, 71]


def test_what_lies_in_other_marks_of_the_label_or_in_quiet_text_is_left_out_and_said(analyst):
    start, end = analyst.place("Photo by the agency: rockets")
    with analyst.workspace.step("Zone") as store:
        store.put(Zone.of(analyst.article.id, "credit", start, end))
    analyst.has("Militants fired rockets", "weapon")
    analyst.has("Rockets", "location", 2)
    analyst.picks("Rockets")
    assert analyst.presses("W", shift=True) == (
        "Marked “Rockets” as Weapon, and 1 more. Left out: 2 that are marked otherwise or in text "
        "that is not labelled"
    )


def test_an_occurrence_in_a_mark_of_the_label_is_left_out_whatever_else_lies_there(analyst):
    analyst.has("Militants fired rockets", "weapon")
    analyst.has("fired", "actor")
    analyst.picks("Rockets")
    analyst.presses("W", shift=True)
    assert len(analyst.marks()) == 6
    assert analyst.marks().count(("rockets", "weapon")) == 1


def test_where_all_is_marked_nothing_is_done(analyst):
    analyst.picks("rockets")
    analyst.presses("W", shift=True)
    assert analyst.presses("W", shift=True) == "There is no more of “rockets” to mark as Weapon"
    analyst.does("undo")
    assert analyst.marks() == []


def test_a_chosen_mark_is_relabelled_with_all_others(analyst):
    span = analyst.has("rockets", "location")
    analyst.workspace.choose(span)
    assert analyst.presses("W", shift=True) == "Marked “rockets” as Weapon, and 4 more"
    assert {label for _, label in analyst.marks()} == {"weapon"}
    assert len(analyst.marks()) == 5


def test_arabic_words_are_found_whatever_their_alef(analyst):
    analyst.adds("إيران قالت. ايران نفت. وإيران")
    analyst.picks("إيران")
    analyst.presses("A", shift=True)
    assert [words for words, _ in analyst.marks()] == ["إيران", "ايران"]


def test_every_occurrence_is_refused_where_the_picked_one_is(analyst):
    analyst.has("a US-led force", "actor")
    analyst.picks("force")
    assert "lies in “a US-led force”" in analyst.presses("A", shift=True)
    assert len(analyst.marks()) == 1


def test_a_picked_occurrence_that_is_marked_already_is_left_alone(analyst):
    analyst.has("rockets", "weapon")
    analyst.picks("rockets")
    assert analyst.presses("W", shift=True) == "Marked 4 more “rockets” as Weapon"
    assert len(analyst.marks()) == 5


def test_very_many_occurrences_are_labelled_beside_the_screen(analyst, monkeypatch):
    monkeypatch.setattr(everywhere, "BULK", 3)
    analyst.picks("rockets")
    busy = []
    analyst.background.started.connect(busy.append)
    assert analyst.presses("W", shift=True) == "Marked “rockets” as Weapon, and 4 more"
    assert busy == ["Label every “rockets” as Weapon"]
    assert analyst.chosen() == ("rockets", "weapon")
    assert analyst.workspace.busy is None
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.marks() == []


def test_labelling_beside_the_screen_can_be_stopped(analyst, monkeypatch):
    monkeypatch.setattr(everywhere, "BULK", 3)
    monkeypatch.setattr(everywhere, "_AT_ONCE", 1)
    analyst.picks("rockets")
    analyst.background.started.connect(analyst.background.cancel)
    assert analyst.presses("W", shift=True) == "Stopped. Nothing was changed."
    assert not analyst.said[-1].is_trouble
    assert analyst.marks() == []
    assert analyst.workspace.cannot_write is None
    assert analyst.reading() is None


def test_only_one_thing_is_done_beside_the_screen(analyst, monkeypatch):
    monkeypatch.setattr(everywhere, "BULK", 3)
    analyst.background.run("Checking", lambda _progress: None, lambda _: None, lambda _: None)
    analyst.picks("rockets")
    told = analyst.presses("W", shift=True)
    assert told == "Checking is still under way. Wait for its end or stop it."
    assert analyst.workspace.cannot_write is None
    assert analyst.marks() == []


# --- a full disk ----------------------------------------------------------------------------------


def test_what_the_disk_cannot_take_stays_drawn_and_is_saved_later(analyst, disk):
    analyst.picks("rockets")
    disk.fill()
    told = analyst.presses("w")
    assert "disk is full" in told
    assert analyst.said[-1].deed == "try_again"
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.workspace.unsaved.marks == analyst.article.spans
    assert analyst.presses("w") == "“rockets” is marked as Weapon already"
    assert "not saved yet" in analyst.presses("a")
    disk.empty()
    assert analyst.does("try_again") == "Saved 1 mark."
    assert analyst.workspace.unsaved.marks == []
    assert analyst.reading().status == "in_progress"
    assert analyst.is_in_step()
    analyst.presses("a")
    assert analyst.marks() == [("rockets", "actor")]


def test_a_mark_that_is_not_saved_is_not_widened(analyst, disk):
    analyst.picks("force")
    disk.fill()
    analyst.presses("a")
    disk.empty()
    analyst.picks("US-led force")
    assert "“force” is not saved yet" in analyst.presses("a")
    analyst.does("try_again")
    assert analyst.presses("a") == "Widened “force” to “US-led force”"
    assert analyst.is_in_step()


def test_a_full_disk_leaves_a_mark_as_it_was(analyst, disk):
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    disk.fill()
    for press in ({"text": "a"}, {"text": "A", "shift": True}):
        with pytest.raises(Trouble):
            analyst.presses(**press)
    for deed in ("delete_mark", "end_right", "done_and_next", "relevant", "zone_caption"):
        with pytest.raises(Trouble):
            analyst.does(deed)
    disk.empty()
    assert analyst.article.spans == [span]
    assert analyst.workspace.unsaved.marks == []
    assert analyst.is_in_step()


def test_what_was_not_saved_can_be_given_up(analyst, disk):
    analyst.picks("rockets")
    disk.fill()
    analyst.presses("w")
    disk.empty()
    analyst.asked.answers = ["keep", "discard"]
    analyst.does("discard_unsaved")
    assert len(analyst.marks()) == 1
    analyst.does("discard_unsaved")
    assert analyst.marks() == []
    assert analyst.does("discard_unsaved") == "Everything is saved."
    assert analyst.is_in_step()
