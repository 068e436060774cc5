"""The same words elsewhere and likely mentions: one steps to them, takes them, declines them."""

from __future__ import annotations

import pytest

from annotator.model.span import Verdict


@pytest.fixture
def proposals(analyst, qtbot):
    """Give what is proposed, once the words of the last mark were looked for."""

    def look():
        qtbot.wait(1)  # the looking is put off until the mark has been drawn
        return analyst.workspace.proposals

    return look


def words_of(analyst, proposals):
    text = analyst.article.text
    return [text[p.start : p.end] for p in proposals]


def test_after_a_label_the_same_words_elsewhere_are_proposed(analyst, proposals):
    analyst.picks("rockets")
    analyst.presses("w")
    ghosts = proposals().ghosts
    assert words_of(analyst, ghosts) == ["Rockets", "Rockets", "Rockets", "rockets"]
    assert {ghost.label for ghost in ghosts} == {"weapon"}
    assert analyst.said[-1].words == "Marked “rockets” as Weapon. 4 more like it"
    assert analyst.said[-1].deed == "accept_all"


def test_all_alike_are_taken_as_one_step(analyst, proposals):
    analyst.picks("rockets")
    analyst.presses("w")
    many = len(proposals().ghosts)
    assert analyst.does("accept_all") == f"Marked {many} more “Rockets” as Weapon"
    assert len(analyst.marks()) == many + 1
    assert proposals().ghosts == ()
    made = [span for span in analyst.article.spans if span.origin != "typed"]
    assert len(made) == many
    assert {(span.origin, span.suggester) for span in made} == {("propagated", "occurrences")}
    analyst.does("undo")
    assert analyst.marks() == [("rockets", "weapon")]


def test_one_steps_through_them_and_takes_or_declines_each(analyst, proposals):
    analyst.picks("rockets")
    analyst.presses("w")
    ghosts = proposals().ghosts
    analyst.does("accept")
    assert proposals().current == ghosts[1]  # the first one behind the mark
    analyst.does("accept")
    assert proposals().current == ghosts[2]
    assert analyst.does("decline") == ("“Rockets” is not proposed again. Next: Weapon? “rockets”")
    assert proposals().current == ghosts[3]
    assert proposals().ghosts == (ghosts[0], ghosts[3])
    analyst.does("accept")
    assert proposals().current == ghosts[0]  # around at the end
    (verdict,) = analyst.workspace.reader.verdicts(analyst.article.id)
    assert verdict == Verdict(
        verdict.id, analyst.article.id, analyst.me, "weapon", ghosts[2].start, ghosts[2].end,
        "occurrences", "rejected",
    )  # fmt: skip


def test_what_was_declined_is_not_proposed_again_until_that_is_taken_back(analyst, proposals):
    analyst.picks("rockets")
    analyst.presses("w")
    declined = proposals().next_ghost()
    analyst.does("accept")
    analyst.does("decline")
    span = analyst.article.spans[0]
    analyst.workspace.proposals.seek(span, "Again")
    assert declined not in proposals().ghosts
    analyst.does("undo")
    analyst.workspace.proposals.seek(span, "Again")
    assert declined in proposals().ghosts


def test_esc_leaves_them_without_a_verdict(analyst, proposals):
    analyst.picks("rockets")
    analyst.presses("w")
    assert proposals().ghosts
    analyst.does("let_go")
    assert proposals().ghosts == ()
    assert analyst.workspace.reader.verdicts(analyst.article.id) == []


def test_without_proposals_there_is_nothing_to_decline_or_to_take_at_once(analyst):
    assert analyst.does("decline") == "Nothing is proposed. Press . for the next likely mention."
    assert analyst.does("accept_all").startswith("No other words in this article")


def test_accepting_without_a_proposal_goes_to_the_next_likely_mention(analyst, proposals):
    analyst.adds("The mayor fled. Rockets fell.")
    assert analyst.does("accept") == "Actor? “mayor”"
    assert analyst.marks() == []
    analyst.does("accept")
    assert analyst.marks() == [("mayor", "actor")]


def test_accepting_says_what_was_marked_and_what_is_asked_next(analyst, proposals, qtbot):
    analyst.adds("Rockets fell. The mayor fled. Rockets fell again.")
    analyst.does("next_mention")
    assert analyst.said[-1].words == "Weapon? “Rockets”"
    assert analyst.does("accept") == "Marked “Rockets” as Weapon. Next: Actor? “mayor”"
    assert analyst.said[-1].deed == "undo"
    qtbot.waitUntil(lambda: analyst.said[-1].deed == "accept_all")
    assert analyst.said[-1].words == (
        "Marked “Rockets” as Weapon. 1 more like it. Next: Actor? “mayor”"
    )


def test_after_the_last_one_it_is_said_that_none_is_left(analyst, proposals):
    analyst.adds("The mayor fled. Rockets fell.")
    analyst.puts_caret("Rockets", at=0)
    analyst.does("next_mention")
    assert analyst.does("accept") == (
        "Marked “Rockets” as Weapon. No likely mention is left after this place. 1 is before it."
    )
    left = "No likely mention is left after this place. 1 is before it."
    assert analyst.does("accept") == left
    assert analyst.does("next_mention") == left
    analyst.does("previous_mention")
    assert analyst.does("accept").endswith("No likely mention is left in this article.")
    assert analyst.does("accept") == "No likely mention is left in this article."


def test_of_a_long_text_only_the_near_part_is_counted(analyst, monkeypatch):
    analyst.adds("The mayor fled. " + "It rained all day. " * 600 + "Rockets fell.")
    analyst.workspace.pick(len(analyst.text), len(analyst.text))
    none = "No likely mention is left after this place."
    assert analyst.does("next_mention") == f"{none} 2 are before it."
    monkeypatch.setattr("annotator.workspace.proposals._LONG", 4_000)
    assert analyst.does("next_mention") == f"{none} 1 or more are before it."
    analyst.does("previous_mention")
    analyst.does("decline")
    assert analyst.does("next_mention") == none


def test_after_the_last_of_the_same_words_that_is_said_too(analyst, proposals):
    analyst.adds("It hit a rocket. Another rocket fell.")
    analyst.picks("rocket")
    analyst.presses("w")
    assert len(proposals().ghosts) == 1
    analyst.does("accept")
    assert analyst.does("accept") == "Marked “rocket” as Weapon. That was the last one like it."


def test_the_picked_proposal_is_ringed_among_the_others(analyst, proposals):
    analyst.adds("The mayor’s rocket fell on rocket depots. Another rocket fell.")
    analyst.picks("rocket")
    analyst.presses("w")
    assert words_of(analyst, proposals().rings) == ["rocket", "rocket"]
    analyst.puts_caret("The mayor", at=0)
    analyst.does("next_mention")
    current = proposals().current
    assert current in proposals().rings
    assert proposals().rings == sorted(proposals().rings)
    analyst.picks("Another")
    assert current not in proposals().rings


def test_a_ring_over_others_takes_their_place(analyst, proposals):
    analyst.adds("He saw a rocket. The mayor said that a rocket fell.")
    analyst.picks("rocket")
    analyst.presses("w")
    assert len(proposals().ghosts) == 1
    while analyst.does("next_mention") != "Claim? “rocket fell”":
        assert proposals().current is not None
    assert words_of(analyst, proposals().rings) == ["rocket fell"]
    analyst.picks("He")
    assert words_of(analyst, proposals().rings) == ["rocket"]


def test_what_was_declined_is_not_taken_by_the_next_key(analyst, proposals):
    analyst.adds("Rockets fell.")
    analyst.does("next_mention")
    assert analyst.does("decline").endswith("No likely mention is left in this article.")
    assert proposals().current is None
    analyst.does("accept")
    assert analyst.marks() == []


def test_stepping_goes_from_one_likely_mention_to_the_next(analyst, proposals):
    analyst.puts_caret("Militants", at=0)
    analyst.does("next_mention")
    first = analyst.workspace.selection
    assert not first.is_caret
    assert proposals().current is not None
    analyst.does("next_mention")
    second = analyst.workspace.selection
    assert (second.start, -second.end) > (first.start, -first.end)
    analyst.does("previous_mention")
    assert analyst.workspace.selection == first


def test_a_labelled_mention_is_not_stepped_to_again(analyst, proposals):
    analyst.puts_caret("Militants", at=0)
    analyst.does("next_mention")
    first = analyst.workspace.selection
    analyst.presses("a")
    analyst.puts_caret("Militants", at=0)
    analyst.does("next_mention")
    assert analyst.workspace.selection != first


def test_a_likely_mention_is_taken_with_what_made_it(analyst, proposals):
    analyst.puts_caret("fired", at=0)
    while analyst.does("next_mention") != "Weapon? “rockets”":
        assert proposals().current is not None
    analyst.does("accept")
    span = next(span for span in analyst.article.spans if span.quote == "rockets")
    assert (span.label, span.origin) == ("weapon", "suggested")
    assert span.suggester


def test_at_the_end_nothing_follows(analyst):
    analyst.workspace.pick(len(analyst.text), len(analyst.text))
    assert analyst.does("next_mention").startswith("No likely mention is left after this place. ")
    analyst.workspace.pick(0, 0)
    assert analyst.does("previous_mention").endswith(" are after it.")
