"""The page of claims: the table of an event, the way to the words and back, and all claims."""

from __future__ import annotations

import csv
import json

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.claims.subjects import COLUMNS
from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.workspace import claims as at_work

ROCKETS = "Rocket attack on the US base, Al Omar oil field"


@pytest.fixture
def page(desk):
    """The page of claims of the sample, with the keyboard in the table."""
    desk.open_sample()
    desk.press("Ctrl+2")
    QApplication.processEvents()
    return desk.window.pages.page


def rows(page):
    cells = page.table.cells
    return [cells.data(cells.index(n, 0)) for n in range(cells.rowCount())]


def go_to(page, source, column):
    at = next(n for n, name in enumerate(rows(page)) if name.startswith(source))
    section = 1 + COLUMNS.index(column)
    page.table.setCurrentIndex(page.table.cells.index(at, section))
    return page.table.cells.index(at, section)


def press(page, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, held)
    QApplication.processEvents()


def test_it_opens_at_the_latest_event_that_somebody_claims_something_about(desk, page):
    assert desk.workspace.claims.card.title == ROCKETS
    assert rows(page) == [
        "No source named", "US military spokesman (unnamed)",
        "Syrian Observatory for Human Rights", "Syrian Arab News Agency (Sana)",
        "Video on social media",
    ]  # fmt: skip
    assert QApplication.focusWidget() is page.table
    assert "28 June 2021" in page.head._facts.text()
    assert "answered by US artillery fire on Al Mayadeen" in page.head._facts.text()


def test_each_cell_says_row_column_sign_and_quotation(page):
    table = QAccessible.queryAccessibleInterface(page.table)
    index = go_to(page, "Syrian Obs", "weapon")
    said = page.table.cells.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Syrian Observatory for Human Rights, Weapon: differs, in part: shells"
    assert table.text(QAccessible.Text.Name) == "Claim table"
    silent = page.table.cells.data(page.table.cells.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert silent == "No source named, Who: silent"


def test_arrows_and_return_lead_to_the_words_and_the_notice_back(desk, page):
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Return)
    selection = desk.workspace.selection
    assert desk.window.hands.screen.page() == "annotate"
    assert desk.text[selection.start : selection.end] == "rockets"
    assert desk.workspace.chosen.quote.startswith("American forces in Syria")
    desk.push("Claims")
    assert desk.window.hands.screen.page() == "claims"
    assert page.table.currentIndex().column() == 3


def test_a_click_on_a_cell_leads_to_its_words(desk, page):
    index = go_to(page, "Video", "who")
    place = page.table.visualRect(index).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    selection = desk.workspace.selection
    assert desk.text[selection.start : selection.end] == "militants"
    desk.press("Ctrl+2")  # and one that is silent leads nowhere, and says why
    go_to(page, "Video", "why")
    press(page, Qt.Key.Key_Return)
    assert desk.window.hands.screen.page() == "claims"
    assert page.notices.words.startswith("No mark inside what this source claims says this.")


def test_a_cell_is_copied_with_its_citation_and_the_table_whole(desk, page):
    go_to(page, "Syrian Obs", "weapon")
    press(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == (
        "Syrian Observatory for Human Rights: “shells” (“US retaliates after rocket attack in "
        "Syria”, ¶7)"
    )
    desk.push("Copy table")
    data = QApplication.clipboard().mimeData()
    assert data.text().count("\n") == 5
    assert "<table" in data.html()


def test_another_event_is_chosen_by_keyboard(desk, page):
    go_to(page, "US military", "harm")
    desk.press("Ctrl+L")
    QTest.keyClicks(QApplication.focusWidget(), "artillery")
    press(page, Qt.Key.Key_Return)
    assert desk.workspace.claims.card.title == "US artillery fire on Al Mayadeen"
    at = page.table.currentIndex()
    assert (at.row(), at.column()) == (0, 0)  # the ring begins anew in another table
    press(page, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.table
    assert len(rows(page)) == 2


def test_what_cells_are_compared_with_is_chosen(desk, page):
    desk.push("One source")
    assert desk.workspace.claims.table.way == "source"
    sana = desk.workspace.claims.table.rows[3].source.key
    desk.workspace.claims.compare("source", sana)
    assert page.head.source.accessibleName() == "Compared with Syrian Arab News Agency (Sana)"
    index = go_to(page, "US mil", "weapon")
    said = page.table.cells.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("Weapon: differs, in part: rockets")


def test_a_change_of_the_marks_changes_the_table(desk, page):
    article = desk.workspace.reader.article_ids()[0]
    claim = next(s for s in desk.workspace.reader.spans(article) if s.quote == "No casualties")
    with desk.workspace.step("Take it away") as store:
        store.remove(claim)
    assert len(rows(page)) == 4
    desk.press("Ctrl+Z")
    desk.press("Ctrl+2")
    assert len(rows(page)) == 5


def test_the_assessment_is_set_and_taken_back_apart_from_the_table(desk, page):
    assert page.foot.words.startswith("Not assessed yet")
    before = desk.workspace.claims.table
    desk.answers.chosen = "likely"
    desk.push("Assess")
    assert page.foot.words == "Likely"
    assert desk.workspace.claims.card.attributes == (("assessment", "likely"),)
    assert desk.workspace.claims.table == before
    desk.answers.chosen = "none"
    desk.push("Assess")
    assert page.foot.words.startswith("Not assessed yet")


def test_the_table_is_exported_by_its_ending(desk, page):
    written = {}
    for ending in ("csv", "md", "json"):
        desk.answers.claims = desk.folder / f"claims.{ending}"
        desk.push("Export")
        written[ending] = desk.answers.claims.read_text(encoding="utf-8")
        assert page.notices.words == f"Wrote claims.{ending}."
    assert len(list(csv.reader(written["csv"].splitlines()))) == 6
    assert written["md"].startswith(f"# {ROCKETS}\n")
    assert json.loads(written["json"])["event"]["title"] == ROCKETS


def test_any_claims_are_compared_as_a_table_and_exported(desk, page):
    desk.workspace.claims.choose(None)
    page.everything.filter.set_text("monday")
    desk.push("Compare as a table")
    assert page.head._title.text() == "“monday”"
    assert "US military spokesman (unnamed)" in rows(page)
    assert not page.foot.isVisible()
    desk.answers.claims = desk.folder / "claims.md"
    desk.push("Export")
    assert desk.answers.claims.read_text(encoding="utf-8").startswith("# “monday”\n")
    page.events.list.chosen.emit("all")
    assert page.everything.isVisible()
    desk.push("Export")
    listed = len(page.everything.list.model_rows.rows)
    assert len(desk.answers.claims.read_text(encoding="utf-8").splitlines()) == listed < 17


def test_all_claims_are_grouped_filtered_and_opened(desk, page):
    desk.workspace.claims.choose(None)
    everything = page.everything
    titles = [row.title for row in everything.groups.model_rows.rows]
    assert titles[:2] == ["All, by source", "Antony Blinken"]
    sana = next(r for r in everything.groups.model_rows.rows if r.title.startswith("Syrian Arab"))
    assert sana.meta == "2 claims · 1 contradicted"
    everything.groups.entered.emit(sana.id)
    assert everything._about.text().startswith("Contradicted by Syrian Observatory")
    assert len(everything.list.model_rows.rows) == 2
    everything.group_by("weapon")
    assert [r.title for r in everything.groups.model_rows.rows][1] == "artillery"
    everything.filter.set_text("drones")
    desk.wait(lambda: len(everything.groups.model_rows.rows) == 2)
    (found,) = everything.list.model_rows.rows
    everything.list.entered.emit(found.id)
    assert desk.window.hands.screen.page() == "annotate"
    assert desk.workspace.chosen.quote == found.title


def test_an_event_without_claims_says_so(desk, page):
    lone = next(e.id for e in desk.workspace.reader.events().values() if e.title.startswith("SDF"))
    desk.workspace.claims.choose(lone)
    assert page._nothing.isVisible()
    assert rows(page) == []


def test_a_project_without_claims_says_how_to_make_one(own):
    own.press("Ctrl+2")
    page = own.window.pages.page
    assert page.everything._none.isVisible()
    assert "press C" in page.everything._none.words


def test_what_takes_long_is_read_beside_and_the_first_claims_stand_there_at_once(desk, monkeypatch):
    monkeypatch.setattr(at_work, "is_quick", lambda _: False)
    desk.open_sample()
    desk.press("Ctrl+2")
    page, claims = desk.window.pages.page, desk.workspace.claims
    if claims.index is None:  # the thread may have been quicker
        assert len(page.everything.list.model_rows.rows) == 17
    desk.wait(lambda: claims.index is not None)
    assert len(rows(page)) == 5
    article = desk.workspace.reader.article_ids()[0]
    claim = next(s for s in desk.workspace.reader.spans(article) if s.quote == "No casualties")
    with desk.workspace.step("One more") as store:
        store.put(replace(claim, id=new_id(), attributes=()))
    desk.wait(lambda: claims.index is not None and len(claims.index) == 18)


def test_an_index_that_is_made_takes_in_what_changes_in_an_article(desk, monkeypatch):
    monkeypatch.setattr(at_work, "is_quick", lambda _: False)
    desk.open_sample()
    desk.press("Ctrl+2")
    page, claims = desk.window.pages.page, desk.workspace.claims
    desk.wait(lambda: claims.index is not None)
    claims.choose(None)
    made, (article,) = claims.index, desk.workspace.reader.article_ids()
    claim = next(s for s in desk.workspace.reader.spans(article) if s.quote == "No casualties")
    with desk.workspace.step("One more") as store:
        store.put(replace(claim, id=new_id(), attributes=()))
    assert claims.index is made
    assert page.everything._facts.text() == "18 claims"
    desk.press("Ctrl+1")
    with desk.workspace.step("Fewer") as store:
        store.remove(claim)
    desk.press("Ctrl+2")
    assert (claims.index, len(made)) == (made, 17)
    with desk.workspace.step("Something else") as store:
        store.put(Entity(new_id(), "actor", "one that is new"))
    assert claims.is_behind
    page.everything.refresh()
    assert "as before the last change" in page.everything._facts.text()
    desk.wait(lambda: claims.index not in {None, made} and not claims.is_behind)
    assert page.everything._facts.text() == "17 claims"


def test_the_file_is_left_as_one_while_claims_are_being_read(desk, monkeypatch):
    monkeypatch.setattr(at_work, "is_quick", lambda _: False)
    desk.open_sample()
    path = desk.workspace.store.path
    desk.press("Ctrl+2")
    desk.workspace.close()
    assert not path.with_name(path.name + "-wal").exists()
    assert desk.workspace.claims.index is None
