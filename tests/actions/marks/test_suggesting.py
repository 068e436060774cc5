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
    assert analyst.does("decline") == "“Rockets” is not proposed again"
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


def test_without_proposals_one_is_told_how_to_get_one(analyst):
    assert analyst.does("accept") == "Nothing is proposed. Press . for the next likely mention."
    assert analyst.does("accept_all").startswith("No other words in this article")


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
    assert analyst.does("next_mention") == "No likely mention follows."
    analyst.workspace.pick(0, 0)
    assert analyst.does("previous_mention") == "No likely mention precedes."
