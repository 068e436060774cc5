"""Threads on an article, a mark and a decision: seen, answered and resolved on both pages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from annotator.store.review.talking import comment, threads
from annotator.ui.talk.sheet import CommentSheet


def words(widget) -> str:
    found = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(one.text() for one in found if one.isVisible())


def say(desk, of: str | None, text: str, article: str = "") -> str:
    there = article or desk.workspace.article.id
    said = desk.workspace.through(lambda store: comment(store, there, of, text))
    QApplication.processEvents()
    return said.id


def texts(desk) -> list[list[str]]:
    found = threads(desk.workspace.need(), desk.workspace.article.id)
    return [[one.text for one in (thread.first, *thread.answers)] for thread in found]


def sheet(desk) -> CommentSheet:
    QApplication.processEvents()
    (found,) = [one for one in desk.window.findChildren(CommentSheet) if one.isVisible()]
    return found


@pytest.fixture
def marked(own):
    """A desk with two marks in the article."""
    own.select("rockets")
    own.press("W")
    own.select("brigade")
    own.press("A")
    return own


# --- where one marks ------------------------------------------------------------------------------


def test_a_comment_on_a_mark_is_answered_and_resolved_in_its_details(marked):
    say(marked, marked.mark("rockets").id, "which kind?")
    marked.workspace.choose(marked.mark("rockets"))
    QApplication.processEvents()
    said = marked.window.annotate.panel.details.said
    assert "which kind?" in words(said)
    marked.push("Answer")
    marked.type("it is not said")
    marked.press("Return")
    assert texts(marked) == [["which kind?", "it is not said"]]
    assert marked.view.hasFocus()
    QApplication.processEvents()
    marked.push("Resolve")
    QApplication.processEvents()
    assert "resolved" in words(said)
    assert threads(marked.workspace.need(), marked.workspace.article.id)[0].is_resolved
    marked.push("Take up again")
    assert not threads(marked.workspace.need(), marked.workspace.article.id)[0].is_resolved


def test_a_comment_on_the_article_is_shown_where_no_mark_is_chosen(marked):
    said = marked.window.annotate.panel.details.said_of_article
    marked.answers.words = "is it a translation?"
    marked.workspace.choose(None)
    marked.window.commands.do("comment")
    QApplication.processEvents()
    assert "is it a translation?" in words(said)
    marked.workspace.choose(marked.mark("rockets"))
    QApplication.processEvents()
    assert not said.isVisible()


def test_what_is_being_written_goes_where_it_was_begun(marked):
    say(marked, marked.mark("rockets").id, "which kind?")
    marked.workspace.choose(marked.mark("rockets"))
    QApplication.processEvents()
    marked.push("Answer")
    marked.type("it is not said")
    marked.workspace.choose(marked.mark("brigade"))
    assert texts(marked) == [["which kind?", "it is not said"]]


def test_esc_leaves_the_line_and_nothing_is_said(marked):
    say(marked, marked.mark("rockets").id, "which kind?")
    marked.workspace.choose(marked.mark("rockets"))
    QApplication.processEvents()
    marked.push("Answer")
    marked.type("it is")
    marked.press("Esc")
    assert texts(marked) == [["which kind?"]]


# --- all of them ----------------------------------------------------------------------------------


def test_the_sheet_lists_what_each_thread_is_about_in_text_order(marked):
    say(marked, marked.mark("rockets").id, "which kind?")
    say(marked, marked.mark("brigade").id, "whose?")
    say(marked, None, "is it a translation?")
    marked.press("Ctrl+Shift+C")
    shown = words(sheet(marked))
    heads = ["On the article", "On “brigade” as Actor", "On “rockets” as Weapon"]
    assert [line for line in shown.split("\n") if line.startswith("On ")] == heads
    marked.push("On “rockets” as Weapon")
    assert marked.workspace.chosen == marked.mark("rockets")


def test_an_article_is_commented_on_in_the_sheet_and_resolved_ones_are_seen_on_demand(marked):
    marked.press("Ctrl+Shift+C")
    found = sheet(marked)
    assert found.empty.isVisible()
    marked.push("Comment on the article")
    marked.type("is it a translation?")
    marked.press("Return")
    assert texts(marked) == [["is it a translation?"]]
    QApplication.processEvents()
    next(b for b in found.findChildren(QPushButton) if b.text() == "Resolve").click()
    assert "Nothing is left open" in found.empty.words
    found.filter._group.button(1).click()
    assert "resolved" in words(found)


def test_a_comment_on_what_was_deleted_stays_and_says_so(marked):
    say(marked, marked.mark("rockets").id, "which kind?")
    marked.workspace.choose(marked.mark("rockets"))
    marked.window.commands.do("delete_mark")
    marked.press("Ctrl+Shift+C")
    assert "On something that is not there any more" in words(sheet(marked))
    marked.push("On something that is not there any more")
    assert "not there any more" in marked.said


# --- the next that is open ------------------------------------------------------------------------


def test_open_ones_are_counted_in_the_foot_and_a_key_goes_from_one_to_the_next(marked):
    first = marked.workspace.article.id
    assert not marked.window.status._talk.isVisible()
    marked.press("Ctrl+Shift+N")
    assert marked.said == "No comment is open."
    say(marked, marked.mark("rockets").id, "which kind?")
    say(marked, marked.mark("brigade").id, "whose?")
    other = marked.bring("Nobody saw the drone.", title="A drone")
    say(marked, None, "is it a translation?", other)
    assert marked.named("3 comments open").isVisible()
    marked.workspace.show(first)
    marked.press("Ctrl+Shift+N")
    assert marked.workspace.chosen == marked.mark("brigade")
    marked.press("Ctrl+Shift+N")
    assert marked.workspace.chosen == marked.mark("rockets")
    marked.press("Ctrl+Shift+N")
    assert marked.workspace.article.id == other
    marked.press("Ctrl+Shift+N")
    assert marked.workspace.article.id == first
    assert marked.workspace.chosen == marked.mark("brigade")


def test_the_keyboard_is_at_the_answer_to_it_and_resolving_takes_it_off_the_count(marked):
    say(marked, marked.mark("rockets").id, "which kind?")
    marked.press("Ctrl+Shift+N")
    assert QApplication.focusWidget().text() == "Answer"
    next(b for b in sheet(marked).findChildren(QPushButton) if b.text() == "Resolve").click()
    assert not marked.window.status._talk.isVisible()
    marked.press("Ctrl+Z")
    assert marked.window.status._talk.isVisible()


# --- where one reviews ----------------------------------------------------------------------------


def test_the_review_shows_those_of_the_difference_and_says_how_many_are_elsewhere(two):
    case = two.review.case
    say(two.desk, case.versions[0].spans[0].id, "why the number?")
    say(two.desk, None, "is it a translation?")
    talk = two.page.panel.talk
    assert "why the number?" in words(talk)
    assert talk.more.text() == "1 open comment in this article"
    talk.more.click()
    assert "is it a translation?" in words(sheet(two.desk))


def test_the_next_open_comment_chooses_its_difference_in_the_review(two):
    last = two.review.all_cases[-1]
    say(two.desk, last.id, "is it one?")
    two.desk.press("Ctrl+Shift+N")
    assert two.review.case.id == last.id
    assert "On the difference at “drone”" in words(sheet(two.desk))
    assert QApplication.focusWidget().text() == "Answer"


def test_return_with_ctrl_keeps_what_is_written_and_ends_no_work(two):
    say(two.desk, two.review.case.versions[0].spans[0].id, "why the number?")
    two.desk.push("Answer")
    two.desk.type("it is in the text")
    two.desk.press("Ctrl+Return")
    assert texts(two.desk) == [["why the number?", "it is in the text"]]
    assert two.desk.answers.asked == []
    assert not two.review.is_finished
