"""An article is done with one key, judged, put aside, and shown as a colleague marked it."""

from __future__ import annotations

import pytest

from annotator.model.article import Reading

FIRST_TITLE = "Rockets hit the base"


def test_done_opens_the_next_unfinished_article(analyst):
    first = analyst.article.id
    assert analyst.does("done_and_next") == f"“{FIRST_TITLE}” is done."
    assert analyst.said[-1].deed == "undo"
    assert analyst.article.id != first
    assert analyst.screen.next_article(-1) == first
    analyst.does("undo")
    assert analyst.article.id == first
    assert analyst.reading() is None


def test_what_is_still_to_do_is_counted_and_does_not_stop_anyone(analyst):
    analyst.does("expert_labels")
    analyst.has("hit", "harm")
    analyst.has("rockets", "weapon")
    first = analyst.article.id
    assert analyst.does("done_and_next") == (f"“{FIRST_TITLE}” is done; 1 detail is still to do.")
    assert analyst.article.id != first


def test_what_is_hidden_is_not_counted(analyst):
    analyst.has("hit", "harm")
    assert analyst.does("done_and_next") == f"“{FIRST_TITLE}” is done."


def test_at_the_end_of_the_list_it_is_said(analyst):
    analyst.does("done_and_next")
    analyst.does("done_and_next")
    last = analyst.article.id
    assert analyst.does("done_and_next").endswith("is done. All articles are done.")
    assert analyst.said[-1].deed == "export"
    assert analyst.article.id == last
    assert analyst.reading().status == "done"
    assert analyst.does("next_unfinished") == "All articles are done."
    assert analyst.said[-1].deed == "export"


def test_where_only_this_article_is_left_that_is_said(analyst):
    analyst.does("done_and_next")
    analyst.does("done_and_next")
    assert analyst.does("next_unfinished") == "All other articles of the list are done."
    assert analyst.said[-1].deed is None


def test_the_next_unfinished_article_can_be_opened_by_itself(analyst):
    first = analyst.article.id
    analyst.does("done_and_next")
    second = analyst.article.id
    analyst.does("next_unfinished")
    assert analyst.article.id not in {first, second}
    analyst.does("next_unfinished")
    assert analyst.article.id == second


def test_done_twice_is_no_second_step(analyst):
    first = analyst.article.id
    analyst.does("done_and_next")
    analyst.workspace.show(first)
    assert analyst.does("done_and_next") == f"“{FIRST_TITLE}” was done already."
    assert analyst.said[-1].deed is None
    analyst.does("undo")
    assert analyst.article.id == first
    assert analyst.reading() is None


def test_a_done_article_can_be_taken_up_again(analyst):
    assert analyst.does("reopen") == "This article is not done yet."
    first = analyst.article.id
    analyst.does("done_and_next")
    analyst.workspace.show(first)
    analyst.does("reopen")
    assert analyst.reading().status == "in_progress"


def test_a_question_is_noted_and_the_next_article_opened(analyst):
    first = analyst.article.id
    analyst.asked.answers = ["  Is the base an actor?\n"]
    told = analyst.does("question_and_next")
    assert told == f"Noted your question about “{FIRST_TITLE}”. It stays in progress."
    assert analyst.article.id != first
    analyst.does("previous_article")
    assert analyst.reading().status == "in_progress"
    assert analyst.reading().note == "Is the base an actor?"
    analyst.asked.answers = [None]
    assert analyst.does("question_and_next") == ""
    assert analyst.asked.asked[-1][1] == "Is the base an actor?"
    assert analyst.article.id == first


def test_an_empty_question_is_none(analyst):
    first = analyst.article.id
    analyst.asked.answers = ["  "]
    analyst.does("question_and_next")
    assert analyst.article.id == first
    assert analyst.reading() is None


@pytest.mark.parametrize(
    ("deed", "value", "words"),
    [("relevant", True, "relevant"), ("not_relevant", False, "not relevant")],
)
def test_relevant_or_not_is_one_key(analyst, deed, value, words):
    assert analyst.action("unsure_relevant").is_on(analyst.hands)
    assert analyst.does(deed) == f"“{FIRST_TITLE}” is {words}."
    assert analyst.reading().relevant is value
    assert analyst.reading().status == "unread"
    assert analyst.action(deed).is_on(analyst.hands)
    assert analyst.does(deed) == f"“{FIRST_TITLE}” is {words} already."
    analyst.does("unsure_relevant")
    assert analyst.reading().relevant is None
    analyst.does("undo")
    assert analyst.reading().relevant is value


def test_a_removed_article_comes_back_with_its_marks(analyst):
    analyst.has("rockets", "weapon")
    first = analyst.article.id
    following = analyst.screen.next_article(1)
    assert analyst.does("remove_article") == f"Removed “{FIRST_TITLE}” with all its marks."
    assert analyst.article.id == following
    assert first not in analyst.workspace.reader.article_ids()
    analyst.does("undo")
    assert analyst.article.id == first
    assert analyst.marks() == [("rockets", "weapon")]


def test_with_the_last_article_removed_none_is_open(analyst):
    for _ in range(3):
        analyst.does("remove_article")
    assert analyst.article is None
    assert analyst.does("remove_article") == "Open an article first."
    analyst.does("undo")
    assert analyst.article is not None


def test_a_colleagues_marks_can_be_looked_at(analyst):
    assert analyst.does("show_whose") == "Nobody else has marks in this article."
    analyst.has("rockets", "weapon")
    analyst.comes("second")
    analyst.has("Militants", "actor")
    first = analyst.person("first").id
    assert analyst.does("show_mine") == "The marks that are shown are your own."
    assert analyst.does("show_whose").startswith("These are the marks of first.")
    assert analyst.said[-1].deed == "show_mine"
    assert analyst.article.whose == first
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.does("done_and_next").startswith("These are a colleague's marks.")
    assert analyst.does("show_whose") == "These are your own marks."
    assert analyst.marks() == [("Militants", "actor")]
    analyst.does("show_whose")
    assert analyst.does("show_mine") == "These are your own marks."
    assert analyst.marks() == [("Militants", "actor")]
    assert analyst.asked.asked == []  # there was nobody else to choose


def test_of_several_colleagues_one_is_chosen(analyst):
    analyst.has("rockets", "weapon")
    analyst.comes("second")
    analyst.has("Militants", "actor")
    analyst.comes("third")
    first, third = analyst.person("first").id, analyst.me
    analyst.asked.answers = [first, None, third]
    analyst.does("show_whose")
    assert analyst.asked.asked[-1][1:] == (["third (you)", "first", "second"], third)
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.does("show_whose") == ""
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.does("show_whose") == "These are your own marks."
    assert analyst.marks() == []


def test_the_details_of_the_article_are_asked_for(analyst):
    analyst.does("article_details")
    assert analyst.asked.asked == [("article_details",)]


def test_time_and_note_survive_what_is_said_of_an_article(analyst):
    with analyst.workspace.step("Read") as store:
        store.put(Reading(analyst.article.id, analyst.me, note="later", seconds=90))
    analyst.does("relevant")
    analyst.does("done_and_next")
    analyst.does("previous_article")
    assert analyst.reading() == Reading(
        analyst.article.id, analyst.me, status="done", relevant=True, note="later", seconds=90
    )
