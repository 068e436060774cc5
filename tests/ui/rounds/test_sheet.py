"""The rounds beside the article: seen, begun, extended, closed, and sent to one person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.store import rounds as store_rounds
from annotator.store.reviewed import assignments, rounds
from annotator.store.store import Store
from annotator.ui.history.sheet import HistorySheet


def lines(sheet) -> list[str]:
    """Give the lines of the table as they are spoken."""
    QApplication.processEvents()  # what has just been made takes its place first
    spoken = [x.accessibleName() for x in sheet.table.findChildren(QLabel) if x.isVisible()]
    return [words for words in spoken if " to do, " in words]


def spoken(sheet) -> list[str]:
    return [row.accessibleName() for row in sheet.rows]


def given(team, name: str = "First") -> int:
    round_ = next(one for one in rounds(team.workspace.reader) if one.name == name)
    return len(assignments(team.workspace.reader, round_.id))


def test_without_a_round_it_says_what_one_is_and_offers_to_begin_one(team):
    sheet = team.opens()
    assert sheet.empty.words.startswith("There is no round yet A round gives the same articles")
    assert QApplication.focusWidget() is sheet.begin_button
    assert not sheet.close_button.isVisible()
    team.desk.press("E")  # nothing to be extended: nothing happens
    team.wants(each=2, blind=True)
    team.desk.press("Return")
    assert team.rounds == ["First"]
    assert spoken(sheet) == ["First, 0 of 8 done, Open · blind · each article read by 2 of 3"]
    assert team.desk.notice == "Began the round First with 4 articles for 3 people."


def test_each_person_has_a_line_and_all_together_one(team):
    team.begins()
    team.reads(team.articles[0], team.people[0], team.second.id)
    team.reads(team.articles[1], team.people[0], status="in_progress")
    sheet = team.opens()
    assert spoken(sheet) == ["First, 2 of 12 done, Open · not blind · each article read by all 3"]
    assert lines(sheet) == [
        "first: 2 to do, 1 in progress, 1 done, 0 in review, 0 settled",
        "second: 3 to do, 0 in progress, 1 done, 0 in review, 0 settled",
        "third: 4 to do, 0 in progress, 0 done, 0 in review, 0 settled",
        "Together: 9 to do, 1 in progress, 2 done, 0 in review, 0 settled",
    ]
    team.reads(team.articles[0], team.third.id)
    assert "third: 3 to do, 0 in progress, 1 done" in lines(sheet)[2]


def test_many_assignments_are_counted_beside_the_screen(team, monkeypatch, qtbot):
    team.begins()
    monkeypatch.setattr(store_rounds, "_QUICK", 0)
    sheet = team.opens()
    sheet._forget()
    sheet.read()
    assert spoken(sheet)[0].startswith("First, being counted…, Open")
    qtbot.waitUntil(lambda: spoken(sheet)[0].startswith("First, 0 of 12 done"))
    assert len(lines(sheet)) == 4
    team.reads(team.articles[0], team.second.id)
    qtbot.waitUntil(lambda: spoken(sheet)[0].startswith("First, 1 of 12 done"))


def test_the_arrows_go_from_round_to_round_the_newest_first(team):
    team.begins()
    team.begins("Second", people=team.people[:2])
    sheet = team.opens()
    assert [row.round.name for row in sheet.rows] == ["Second", "First"]
    assert sheet.round.name == "Second"
    team.desk.press("Down")
    assert sheet.round.name == "First"
    assert len(lines(sheet)) == 4
    QTest.mouseClick(sheet.rows[0], Qt.MouseButton.LeftButton)
    assert sheet.round.name == "Second"
    assert len(lines(sheet)) == 3


def test_a_round_is_closed_and_opened_by_one_key_and_undo_takes_it_back(team):
    team.begins(blind=True)
    sheet = team.opens()
    team.desk.press("C")
    assert team.desk.notice == "Closed the round First. It hides nothing any more."
    assert "Closed" in spoken(sheet)[0]
    assert sheet.close_button.accessibleName() == "Open again"
    assert not sheet.extend_button.isEnabled()
    team.desk.press("C")
    assert team.desk.notice == "Opened the round First again. It hides the others' work again."
    team.desk.press("Ctrl+Z")
    assert "Closed" in spoken(sheet)[0]


def test_articles_that_came_later_are_given_out_as_one_step(team):
    team.begins(articles=team.articles[:2])
    sheet = team.opens()
    team.desk.push("Extend…")
    assert given(team) == 12
    assert team.desk.notice == "Gave out 2 articles more in the round First."
    team.desk.press("Ctrl+Z")
    assert given(team) == 6
    team.desk.press("Ctrl+Shift+Z")
    sheet.extend_button.click()
    assert "has all articles already" in team.desk.notice


def test_only_what_the_list_shows_can_be_given_out(team):
    team.begins(articles=team.articles[:1])
    team.library.filter.set_text("unit 3")
    team.opens()
    team.desk.answers.chosen = None
    team.desk.press("E")
    assert team.desk.answers.asked[-1] == "Which articles shall come to the round First?"
    assert given(team) == 3
    team.desk.answers.chosen = "list"
    team.desk.press("E")
    assert given(team) == 6
    team.desk.answers.chosen = "all"
    team.library.filter.set_text("unit 2")
    team.desk.press("E")
    assert given(team) == 12


def test_the_file_for_one_person_holds_what_that_person_reads(team):
    team.begins(each=1)
    team.desk.answers.chosen = team.second.id
    team.desk.answers.round_path = out = team.desk.folder / "second.bundle"
    team.opens()
    team.desk.press("F")
    team.desk.rest()
    assert out.exists()
    assert "second.bundle" in team.desk.notice


def test_whoever_thinks_better_of_it_changes_nothing(team):
    team.begins()
    before = team.workspace.need().log.n
    team.desk.answers.round = team.desk.answers.chosen = None
    team.opens()
    team.desk.press("B")
    team.desk.press("F")
    team.desk.answers.chosen = team.second.id
    team.desk.press("F")
    assert team.workspace.need().log.n == before
    assert not team.desk.window.hands.background.is_busy


def test_a_round_whose_name_is_taken_is_refused_with_a_sentence(team):
    team.begins()
    team.begins()
    assert team.rounds == ["First"]
    assert team.desk.notice == "There is a round called First already. Nothing was assigned."


def test_a_large_round_is_written_beside_the_screen(team, monkeypatch):
    monkeypatch.setattr("annotator.actions.rounds._MANY", 2)
    team.begins()
    assert given(team) == 12
    assert team.desk.notice == "Began the round First with 4 articles for 3 people."
    team.desk.press("Ctrl+Z")
    assert team.rounds == []


def test_where_nothing_can_be_written_the_reason_stands_there_and_all_can_be_read(team):
    team.begins()
    path = team.workspace.need().path
    team.workspace.close()
    team.workspace.open(Store.open(path, team.desk.window.hands.settings.person("first"),
                                   read_only=True))  # fmt: skip
    sheet = team.opens()
    assert len(lines(sheet)) == 4
    assert not sheet.close_button.isEnabled()
    assert not sheet.begin_button.isEnabled()
    assert "is open for reading only" in sheet._said.text()


def test_esc_gives_the_keyboard_back_and_another_sheet_takes_the_place(team):
    team.begins()
    team.desk.view.setFocus()
    team.opens()
    team.desk.press("Esc")
    assert QApplication.focusWidget() is team.desk.view
    sheet = team.opens()
    team.desk.window.commands.do("project_history")
    assert not sheet.isVisible()
    assert any(one.isVisible() for one in team.desk.window.findChildren(HistorySheet))


def test_without_an_article_there_is_nothing_to_give_out(team):
    with team.workspace.step("Empty") as store:
        for article in team.articles:
            store.remove_article(article)
    team.wants()
    team.desk.window.commands.do("begin_round")
    assert team.desk.answers.offer is None
    assert team.desk.notice == "There is no article to give out yet. Import some first."


def test_the_question_is_asked_with_people_articles_and_names(team):
    team.begins(articles=team.articles[:1])
    team.library.filter.set_text("unit 3")
    team.desk.answers.round = None
    team.desk.window.commands.do("begin_round")
    offer = team.desk.answers.offer
    assert {one.id for one in offer.persons} == set(team.people)
    assert set(offer.articles) == set(team.articles)
    assert offer.listed == (team.articles[3],)
    assert set(offer.of_nobody) == set(team.articles[1:])
    assert offer.names == ("First",)


def test_tab_goes_through_the_sheet_and_shift_tab_back(team):
    team.begins()
    sheet = team.opens()
    found = []
    for _ in range(5):
        found.append(QApplication.focusWidget().accessibleName())
        team.desk.press("Tab")
    assert found[0].startswith("First, ")
    assert found[1:] == ["Extend…", "Close it", "File for one person…", "Begin a round…"]
    for _ in range(5):
        team.desk.press("Shift+Tab")
    assert QApplication.focusWidget() is sheet.rows[0]


def test_a_round_that_gives_nobody_anything_has_no_file_to_write(team):
    team.begins(articles=team.articles[:1])
    with team.workspace.step("Remove") as store:
        store.remove_article(team.articles[0])
    sheet = team.opens()
    assert spoken(sheet)[0].startswith("First, 0 of 0 done")
    team.desk.press("F")
    assert team.desk.notice == "The round First gives nobody anything to read."
