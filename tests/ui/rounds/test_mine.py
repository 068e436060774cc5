"""One's own articles: listed alone, worked through by Done, and said to be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.model.article import Reading

ROCKETS = "Rockets at the depot"


def mine_of(team) -> str:
    return team.library.mine.text() if team.library.mine.isVisible() else ""


def empty(team) -> str:
    return team.library._no_match.words if team.library._no_match.isVisible() else ""


def test_the_key_lists_what_is_mine_and_not_done_and_all_again(team):
    assert mine_of(team) == ""
    team.begins(articles=team.articles[:3])
    team.reads(team.articles[1], team.people[0])
    assert mine_of(team) == "My articles  2"
    team.desk.press("Ctrl+Shift+L")
    assert team.titles == [ROCKETS, "Unit 2"]
    assert team.library.mine.isChecked()
    assert team.library.filter.text() == "@me"
    assert team.desk.said == "Only what is yours to read in First is listed."
    team.desk.press("Ctrl+Shift+L")
    assert len(team.titles) == 4
    assert team.library.filter.text() == ""


def test_the_control_does_the_same_and_keeps_what_was_typed(team):
    team.begins(articles=team.articles[:3])
    team.library.filter.set_text("unit")
    team.desk.push("My articles  3")
    assert team.library.filter.text() == "@me unit"
    assert team.titles == ["Unit 1", "Unit 2"]
    team.library.mine.click()
    assert team.library.filter.text() == "unit"
    assert team.titles == ["Unit 1", "Unit 2", "Unit 3"]


def test_what_others_read_and_what_a_closed_round_gave_is_not_mine(team):
    team.begins(people=team.people[1:])
    assert mine_of(team) == ""
    team.desk.press("Ctrl+Shift+L")
    assert team.desk.notice == "No open round gives you an article."
    team.begins("Second", articles=team.articles[:2])
    assert mine_of(team) == "My articles  2"
    team.opens()
    team.desk.press("C")
    team.desk.press("Esc")
    assert mine_of(team) == ""
    team.library.filter.set_text("@me")
    assert empty(team) == "No article is yours No open round gives you an article."


def test_done_goes_to_the_next_of_mine_until_all_are_done(team):
    team.begins(articles=[team.articles[0], team.articles[2]])
    team.desk.press("Ctrl+Shift+L")
    team.desk.view.setFocus()
    team.desk.press("Ctrl+Return")
    assert team.workspace.article.id == team.articles[2]
    assert team.titles == ["Unit 2"]
    team.desk.press("Ctrl+Return")
    said = "All 2 articles of your round First are done."
    assert team.desk.notice.endswith(said)
    assert empty(team) == said
    team.desk.press("Ctrl+Z")
    assert team.titles == ["Unit 2"]


def test_two_rounds_are_both_named_and_a_single_article_is_not_counted(team):
    team.begins(articles=team.articles[:1])
    team.begins("Second", articles=team.articles[:2])
    team.reads(team.articles[0], team.people[0])
    team.reads(team.articles[1], team.people[0])
    team.library.filter.set_text("@me")
    assert empty(team) == "All 2 articles of your rounds First and Second are done."
    team.desk.press("Ctrl+Z")
    team.desk.press("Ctrl+Z")
    with team.workspace.step("Remove") as store:
        store.remove_article(team.articles[1])
    team.reads(team.articles[0], team.people[0])
    assert empty(team) == "The only article of your rounds First and Second is done."


def test_where_a_word_hides_what_is_left_nothing_is_said_to_be_done(team):
    team.begins()
    team.library.filter.set_text("@me zzz")
    assert empty(team).startswith("No article matches")
    team.library.filter.set_text("@me rockets")
    team.desk.view.setFocus()
    team.desk.press("Ctrl+Return")
    assert team.desk.notice.endswith("All other articles of the list are done.")


def test_what_a_reviewer_has_settled_is_not_mine_to_read_any_more(team):
    team.begins(articles=team.articles[:2])
    with team.workspace.step("Settle") as store:
        store.put(Reading(team.articles[1], team.people[0], "gold", "settled"))
    assert mine_of(team) == "My articles  1"


def test_rows_and_head_say_what_is_mine(team):
    team.begins(articles=team.articles[:2])
    library = team.library
    rows = library.articles
    said = rows.data(rows.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Unit 1, unread, yours to read")
    assert "Yours in an open round." in rows.data(rows.index(1), Qt.ItemDataRole.ToolTipRole)
    assert "yours" not in rows.data(rows.index(2), Qt.ItemDataRole.AccessibleTextRole)
    team.reads(team.articles[1], team.people[0])
    assert "and done" in rows.data(rows.index(1), Qt.ItemDataRole.ToolTipRole)
    team.library.filter.set_text("@me")
    heads = [one.text() for one in library.findChildren(QLabel) if one.isVisible()]
    assert "1 of 2 done" in heads


def test_the_toolbar_goes_on_saying_which_article_is_open(team):
    team.desk.press("Alt+PgDown")
    place = team.desk.window.toolbar._place
    before = place.text()
    assert before.endswith("of 4")
    team.begins()
    assert place.text() == before
