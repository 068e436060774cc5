"""The review page: two people's marks compared, decided by keys and by mouse, and finished."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from reviewing import ONE, TEXT, THREE, TWO, Reviewing

from annotator.actions.action import ELSEWHERE
from annotator.actions.table import label_actions
from annotator.model.article import Reading
from annotator.store.review.talking import lines, threads


def test_what_differs_is_listed_in_the_order_of_the_text(two):
    assert two.page.panel._left.text() == "4 to decide"
    assert two.page.panel._agreed.text() == "1 agreed"
    assert two.rows() == [
        "Boundary: two rockets or rockets. ¶1",
        "Boundary: mayor of the town or mayor. ¶2",
        "Label · brigade: Actor or Location. ¶2",
        "Only one marked it: nothing or drone. ¶3",
    ]
    assert two.desk.window.focusWidget() is two.page.panel.list


def test_one_key_decides_and_goes_on(two):
    first = two.review.case
    two.desk.press("2")
    assert two.decided[0].id == first.id
    assert ("weapon", "rockets") in two.gold
    assert two.review.case.difference == "boundary"
    assert two.review.case.id != first.id
    assert two.desk.said == "Took Annotator B’s “rockets”."
    assert two.rows()[0].endswith("took 2")


def test_the_other_keys_put_together_share_and_record_nothing(two):
    two.desk.press("U")
    assert two.gold == [("weapon", "two rockets")]
    two.desk.press("I")
    assert ("actor", "mayor") in two.gold
    two.desk.press("0")
    assert len(two.gold) == 2
    assert {d.way for d in two.decided} == {"union", "intersection", "nothing"}


def test_undo_opens_a_decision_again(two):
    two.desk.press("1")
    two.desk.press("Ctrl+Z")
    assert two.gold == []
    assert len(two.review.open) == 4
    assert two.desk.window.hands.screen.page() == "review"


def test_undo_leads_back_to_the_difference_that_is_open_again(two):
    first = two.review.case.id
    two.desk.press("1")
    assert two.review.case.id != first
    two.desk.press("Ctrl+Z")
    assert two.review.case.id == first


def test_next_and_previous_go_round_without_deciding(two):
    first = two.review.case.id
    two.desk.press("N")
    assert two.review.case.id != first
    two.desk.press("P")
    two.desk.press("P")
    assert two.review.case.difference == "only_one"
    assert two.decided == []


def test_enter_takes_what_is_highlighted(two):
    two.review.highlight(1)
    two.desk.press("Return")
    assert two.gold == [("weapon", "rockets")]


def test_a_letter_decides_for_a_label(two):
    two.desk.press("N")
    two.desk.press("N")
    assert two.review.case.difference == "label"
    two.desk.press("A")
    assert two.gold == [("actor", "brigade")]
    assert two.decided[0].way == "drawn"


def test_a_reviewer_draws_what_nobody_marked(two):
    two.desk.press("F2")
    assert two.page.view.hasFocus()
    assert two.review.drawn is not None
    place = TEXT.index("two rockets at")
    two.page.view.pick(place, place + len("two rockets at dawn"))
    two.page.view.picked.emit()
    two.desk.press("W")
    assert two.gold == [("weapon", "two rockets at dawn")]
    assert two.review.drawn is None


def test_esc_leaves_drawing_and_nothing_is_decided(two):
    two.desk.press("F2")
    two.desk.press("Esc")
    assert two.review.drawn is None
    assert two.decided == []
    assert two.page.panel.list.hasFocus()


def test_a_version_that_is_not_there_is_refused_in_a_sentence(two):
    two.desk.press("7")
    assert two.decided == []
    assert two.desk.said == "There is no version 7 here."


def test_everything_by_mouse(two):
    rows = [row for row in two.page.panel.choices.rows if row.isVisible()]
    QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert two.gold == [("weapon", "rockets")]
    view = two.page.view
    start = TEXT.index("drone")
    view.scroll_to(0)
    QApplication.processEvents()
    at = view.rect_of(start, start + 5).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert two.review.case.difference == "only_one"
    nothing = next(row for row in rows if "nothing" in row.accessibleName())
    QTest.mouseClick(nothing, Qt.MouseButton.LeftButton)
    assert len(two.decided) == 2


def test_the_filter_leaves_one_kind(two):
    two.page.panel.segments._group.button(1).click()
    assert [row.partition(":")[0] for row in two.rows()] == ["Boundary", "Boundary"]
    two.page.panel.segments._group.button(0).click()
    assert len(two.rows()) == 4


def test_many_of_a_kind_follow_one_person(two):
    two.review.highlight(1)
    two.desk.press("Shift+Return")
    assert sorted(two.gold) == [("actor", "mayor"), ("weapon", "rockets")]
    assert "Followed Annotator B in 2 differences" in two.desk.said
    two.desk.press("Ctrl+Z")
    assert two.gold == []


def test_names_can_be_hidden(two):
    assert "Annotator B" in " ".join(two.choices())
    two.desk.window.commands.do("hide_names")
    letters = " ".join(two.choices())
    assert "Annotator A" in letters
    assert two.desk.window.commands.is_on("hide_names")


def test_a_reason_is_kept_and_can_become_a_rule(two):
    two.desk.press("Ctrl+M")
    two.desk.type("a number belongs to the weapon")
    two.desk.press("Return")
    two.desk.push("To the rules")
    two.desk.press("1")
    assert two.decided[0].reason == "a number belongs to the weapon"
    (line,) = lines(two.desk.workspace.store)
    assert (line.text, line.label) == ("a number belongs to the weapon", "weapon")
    assert line.decision == two.decided[0].id


def test_a_decision_and_its_rule_are_one_step_of_undo(two):
    two.desk.press("Ctrl+M")
    two.desk.type("a number belongs to the weapon")
    two.desk.press("Ctrl+Shift+M")
    two.desk.press("Return")
    assert two.desk.window.commands.is_on("reason_to_rules")
    two.desk.press("2")
    assert two.desk.said == "Took Annotator B’s “rockets”. The reason is a rule now."
    two.desk.press("Ctrl+Z")
    assert two.decided == []
    assert lines(two.desk.workspace.store) == []
    two.desk.press("Ctrl+Shift+Z")
    assert len(two.decided) == len(lines(two.desk.workspace.store)) == 1


def test_a_rule_can_be_made_of_a_decision_that_stands_and_is_not_made_twice(two):
    two.desk.press("Ctrl+Shift+M")
    assert two.desk.said == "Write the reason first, then it can become a rule."
    two.desk.press("Esc")
    two.desk.press("2")
    two.desk.press("P")
    two.desk.press("Ctrl+M")
    two.desk.type("a number belongs to the weapon")
    two.desk.press("Return")
    two.desk.press("Ctrl+Shift+M")
    two.desk.press("Ctrl+Shift+M")
    (line,) = lines(two.desk.workspace.store)
    assert line.decision == two.decided[0].id


def test_what_is_decided_for_many_has_the_reason_and_one_rule_in_one_step(two):
    two.desk.press("Ctrl+M")
    two.desk.type("the longer one")
    two.desk.press("Return")
    two.desk.press("Ctrl+Shift+M")
    two.desk.press("Shift+Return")
    assert [one.reason for one in two.decided] == ["the longer one"] * 2
    assert len(lines(two.desk.workspace.store)) == 1
    two.desk.press("Ctrl+Z")
    assert lines(two.desk.workspace.store) == []


def test_a_reason_has_the_whole_line_and_shows_how_it_begins(two, qtbot):
    field, rule = two.desk.named("Reason of the decision"), two.desk.named("To the rules")
    assert field.y() < rule.y() + rule.height()
    two.desk.press("Ctrl+M")
    two.desk.type("a number that somebody counted belongs to the words that it counts")
    qtbot.waitUntil(lambda: field.y() + field.height() <= rule.y())
    two.desk.press("Return")
    QApplication.processEvents()
    assert field.cursorPosition() == 0
    assert two.page.panel.list.hasFocus()


def test_a_comment_is_written_answered_and_resolved(two):
    two.desk.push("Comment")
    two.desk.type("which of the two is it?")
    two.desk.press("Return")
    QApplication.processEvents()
    two.desk.push("Answer")
    two.desk.type("both")
    two.desk.press("Return")
    QApplication.processEvents()
    two.desk.push("Resolve")
    (thread,) = threads(two.desk.workspace.store, two.article)
    assert [c.text for c in (thread.first, *thread.answers)] == ["which of the two is it?", "both"]
    assert thread.is_resolved
    assert thread.first.of == two.review.case.id


def test_a_key_opens_the_line_for_a_comment_on_the_difference(two):
    two.desk.press("Alt+M")
    two.desk.type("two or one?")
    two.desk.press("Return")
    (thread,) = threads(two.desk.workspace.store, two.article)
    assert (thread.first.text, thread.first.of) == ("two or one?", two.review.case.id)
    assert two.decided == []


def test_finishing_writes_the_gold_layer_and_says_so(two):
    for _ in range(4):
        two.desk.press("1")
    assert "Everything here is decided" in two.desk.said
    two.desk.press("Ctrl+Return")
    assert ("location", "old depot") in two.gold
    assert two.review.is_finished
    assert "Finished" in two.desk.said
    readings = two.desk.workspace.reader.readings(two.article)
    assert [r.status for r in readings if r.layer == "gold"] == ["settled"]


def test_finishing_asks_about_what_stays_open(two):
    two.desk.press("Ctrl+Return")
    assert two.desk.answers.asked[-1] == "4 differences are still open."
    assert not two.review.is_finished
    two.desk.answers.way = "anyway"
    two.desk.press("Ctrl+Return")
    assert two.review.is_finished
    assert two.gold == [("location", "old depot")]


def test_what_comes_after_a_review_is_new(two):
    for _ in range(4):
        two.desk.press("1")
    two.desk.press("Ctrl+Return")
    span = next(s for s in two.desk.workspace.reader.spans(two.article)
                if s.person == TWO.id and s.quote == "rockets")  # fmt: skip
    two.write(two.mark(TWO, "actor", "town"))
    assert len(two.review.open) == 1
    with two.desk.workspace.step("Otherwise") as store:
        store.remove(span)
    assert any(row.endswith("new since") for row in two.rows()) or len(two.review.open) >= 1


def test_one_colleagues_work_is_checked_without_a_second(alone):
    alone.go()
    assert alone.page.panel._left.text() == "4 to check"
    alone.desk.press("0")
    alone.desk.press("Return")
    alone.desk.window.commands.do("accept_rest")
    assert alone.review.open == []
    assert sorted(alone.gold) == [
        ("actor", "brigade"), ("actor", "mayor of the town"), ("weapon", "two rockets"),
    ]  # fmt: skip


def test_any_two_or_one_of_those_who_marked_it_can_be_compared(two):
    two.write(THREE, Reading(two.article, THREE.id, status="done"),
              two.mark(THREE, "weapon", "rockets"))  # fmt: skip
    assert len(two.review.persons) == 3
    assert "M" in {name.partition(":")[0] for name in two.choices()}
    two.desk.answers.chosen = f"{ONE.id} {THREE.id}"
    two.desk.window.commands.do("choose_compared")
    assert set(two.review.persons) == {ONE.id, THREE.id}
    two.desk.answers.chosen = ONE.id
    two.desk.window.commands.do("choose_compared")
    assert {case.difference for case in two.review.all_cases} == {"unreviewed"}


def test_a_majority_of_three_is_taken_by_its_key(two):
    two.write(THREE, Reading(two.article, THREE.id, status="done"),
              two.mark(THREE, "weapon", "rockets"))  # fmt: skip
    two.review.choose_first()
    case = next(c for c in two.review.all_cases if c.start == TEXT.index("two rockets"))
    two.review.choose(case)
    two.desk.press("M")
    assert two.gold == [("weapon", "rockets")]


def test_nobody_to_compare_is_said_with_what_to_do(desk):
    desk.bring(TEXT)
    desk.press("Ctrl+4")
    assert "Nobody has marked this article yet" in desk.window.pages.page.panel.nothing.words
    assert desk.window.commands.reason("take_nothing") == "There is no difference to decide."


def test_nothing_differs(alone):
    for span in [s for s in alone.desk.workspace.reader.spans(alone.article) if s.person == ONE.id]:
        alone.write(alone.mark(TWO, span.label, span.quote))
    alone.write(TWO, Reading(alone.article, TWO.id, status="done"))
    alone.go()
    words = alone.page.panel.nothing.words
    assert words == "Nothing differs All 4 marks are alike. Finish the review."
    alone.desk.press("Ctrl+Return")
    assert len(alone.gold) == 4


def test_articles_with_something_to_decide_are_listed(two):
    two.desk.press("Ctrl+B")
    articles = two.page.articles
    two.desk.wait(lambda: articles.list.count() == 1)
    assert "4 differences" in articles.list.item(0).text()
    two.desk.window.resize(1000, 700)
    QApplication.processEvents()
    assert articles.isHidden()


def test_the_page_rests_while_another_is_shown(two):
    two.desk.press("Ctrl+1")
    assert not two.review.is_on
    two.desk.view.setFocus()
    two.desk.press("N")
    assert two.decided == []
    assert two.desk.window.commands.reason("next_case") == "Turn to the review first."


def test_no_deed_of_annotate_marks_anything_from_here(two):
    two.go()
    hands = two.desk.window.hands
    labels = label_actions(two.desk.workspace.scheme, False)
    assert labels
    assert {deed.reason(hands) for deed in labels} == {ELSEWHERE}


def test_while_another_worker_has_the_project_it_can_be_looked_at_but_not_decided(two):
    store = two.desk.workspace.lend("Import")
    del store.sql  # whoever touches it now fails
    try:
        two.desk.press("N")
        two.desk.press("1")
        assert "Import is under way" in two.desk.said
    finally:
        store.sql = store.session.sql
        two.desk.workspace.give_back()
    assert two.decided == []


def test_f6_goes_from_region_to_region(two):
    two.desk.press("F6")
    first = QApplication.focusWidget()
    two.desk.press("F6")
    assert QApplication.focusWidget() is not first


def test_every_control_has_a_name(two):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView

    for kind in (QAbstractButton, QLineEdit, QListView):
        for control in two.page.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control


def test_mirrored_it_reads_from_the_right(mirrored, request):
    two = request.getfixturevalue("two")
    assert two.page.panel.x() < two.page.view.width()
    two.page.grab()
    two.desk.press("2")
    assert two.gold == [("weapon", "rockets")]


# --- for whoever was reviewed ---------------------------------------------------------------------


@pytest.fixture
def mine(desk):
    """One's own marks and a colleague's; a reviewer has decided for the colleague's."""
    made = Reviewing(desk, desk.bring(TEXT, title="Strike on the old depot"))
    me = desk.workspace.person
    made.write(
        Reading(made.article, me.id, status="done"), made.mark(me, "weapon", "two rockets"),
        TWO, Reading(made.article, TWO.id, status="done"), made.mark(TWO, "weapon", "rockets"),
    )  # fmt: skip
    made.go()
    made.desk.press("Ctrl+M")
    made.desk.type("the number stays out")
    made.desk.press("Return")
    case = made.review.need()
    at = next(n for n, v in enumerate(case.versions) if TWO.id in v.persons)
    made.desk.press(str(at + 1))
    made.desk.press("Ctrl+1")
    QApplication.processEvents()
    return made


def test_an_annotator_is_told_what_a_reviewer_changed_and_why(mine):
    line = mine.desk.window.annotate.panel.corrected
    assert line.words == "A reviewer decided otherwise than you in 1 place."
    mine.desk.push("Look")
    QApplication.processEvents()
    sheet = mine.desk.named("What a reviewer changed")
    words = " ".join(w.text() for w in sheet.findChildren(QLabel) if w.isVisible())
    assert "“two rockets” became “rockets”" in words
    assert "Because: the number stays out" in words


def test_an_annotator_answers_a_reviewer(mine):
    mine.desk.window.commands.do("show_corrections")
    QApplication.processEvents()
    mine.desk.named("Answer to “two rockets” became “rockets”").setFocus()
    mine.desk.type("I see")
    mine.desk.press("Return")
    (thread,) = threads(mine.desk.workspace.store, mine.article)
    assert thread.first.text == "I see"
    QApplication.processEvents()
    assert mine.desk.window.focusWidget().accessibleName().startswith("Answer to “two rockets”")
    mine.desk.push("Show it")
    assert mine.desk.workspace.chosen.quote == "two rockets"


def test_no_line_stands_where_nothing_was_changed(own):
    assert own.window.annotate.panel.corrected.words == ""
    reason = own.window.commands.reason("show_corrections")
    assert reason == "No reviewer has changed your marks in this article."


def test_the_details_of_a_mark_say_what_was_said_of_it(own):
    own.select("rockets")
    own.press("W")
    own.workspace.choose(own.mark("rockets"))
    QApplication.processEvents()
    said = own.window.annotate.panel.details.said
    assert said.isHidden()
    own.answers.words = "is this one?"
    own.window.commands.do("comment")
    QApplication.processEvents()
    words = [w.text() for w in said.findChildren(QLabel) if w.isVisible()]
    assert words[0] == "1 comment"
    assert words[1].startswith("first, ")
    assert words[1].endswith(": is this one?")
    add = next(b for b in said.findChildren(QAbstractButton) if b.text() == "Comment…")
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    own.type("it is")
    own.press("Return")
    QApplication.processEvents()
    assert "2 comments" in [w.text() for w in said.findChildren(QLabel) if w.isVisible()]


def test_a_mark_or_the_article_is_commented_in_annotate(own):
    own.answers.words = "is this one?"
    own.window.commands.do("comment")
    (thread,) = threads(own.workspace.store, own.workspace.article.id)
    assert (thread.first.text, thread.first.of) == ("is this one?", None)
    own.press("Ctrl+Z")
    assert threads(own.workspace.store, own.workspace.article.id) == []
