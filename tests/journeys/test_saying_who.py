"""Who says a claim and what ties marks, in the real window: by keyboard alone, by mouse alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.ui.panel.editor import Editor
from annotator.ui.relating.sheet import RelateSheet

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
TEXT = (
    "The ministry said that shells hit the old bridge. Police denied that rockets were used.\n\n"
    "An aid group blamed the militia."
)


@pytest.fixture
def article(desk):
    """Open a text with actors marked."""
    desk.bring(TEXT)
    for words in ("ministry", "Police", "aid group", "militia"):
        desk.select(words)
        desk.press("A")
    desk.press("Esc")
    return desk


def told_by(desk):
    """Give the words of claims with those of their sources."""
    at_hand = desk.workspace.article
    return sorted(
        (at_hand.span(r.head).quote, at_hand.span(r.tail).quote)
        for r in at_hand.relations
        if r.type == "said_by"
    )


def click(desk, words, held=Qt.KeyboardModifier.NoModifier):
    start = desk.text.index(words)
    place = desk.view.rect_of(start, start + len(words)).center()
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, held, place)
    QApplication.processEvents()


def kinds(desk):
    QApplication.processEvents()
    ties = [(tie.kind, desk.text[tie.start : tie.end]) for tie in desk.view._scene.ties]
    return sorted(ties, key=lambda tie: desk.text.index(tie[1]))


def test_label_and_one_key(article):
    article.select("shells hit the old bridge")
    article.press("C")
    assert kinds(article) == [("source?", "ministry"), ("cue?", "said")]
    assert "Said by “ministry”, cue “said”?" in article.notice
    article.press("Return")
    assert told_by(article) == [("shells hit the old bridge", "ministry")]
    assert kinds(article) == [("source", "ministry"), ("cue", "said")]
    article.press("Return")
    assert article.window.annotate.panel.details.isAncestorOf(QApplication.focusWidget())
    assert article.named("Said by: ministry").isVisible()
    assert article.named("Cue: said").isVisible()


def test_a_chosen_claim_is_asked_about_at_the_foot_and_in_the_form(article):
    article.select("shells hit the old bridge")
    article.press("C")
    claim = article.workspace.chosen
    article.press("Ctrl+Right")
    assert kinds(article) == []
    article.workspace.choose(claim)
    article.wait(lambda: "Said by “ministry”" in article.said)
    assert article.named("Said by: perhaps ministry?").isVisible()


def test_by_mouse_a_click_takes_what_is_ringed_and_ctrl_click_names_another(article):
    article.select("rockets were used")
    article.push_label("Claim")
    QApplication.processEvents()
    assert ("source?", "Police") in kinds(article)
    click(article, "Police")
    assert told_by(article) == [("rockets were used", "Police")]
    assert article.workspace.chosen.quote == "rockets were used"
    click(article, "aid group", Qt.KeyboardModifier.ControlModifier)
    assert told_by(article) == [("rockets were used", "Police"), ("rockets were used", "aid group")]
    assert article.workspace.chosen.quote == "rockets were used"
    assert "+1" in article.window.annotate.panel.details.sources.said_by._value.words


def test_the_sheet_chooses_by_number_by_typing_and_by_a_click(article):
    article.select("shells hit the old bridge")
    article.press("C")
    article.press("Ctrl+Shift+A")
    assert article.window.findChild(RelateSheet).accessibleName().startswith("Who says")
    assert sorted(kind for kind, _ in kinds(article)) == ["end"] * 3 + ["pointed"]
    article.press("2")
    (first,) = told_by(article)
    article.press("Ctrl+Shift+A")
    article.type("aid")
    article.press("Return")
    assert ("shells hit the old bridge", "aid group") in told_by(article)
    article.press("Ctrl+Shift+A")
    click(article, "militia")
    assert ("shells hit the old bridge", "militia") in told_by(article)
    assert first in told_by(article)
    assert len(told_by(article)) == 3
    article.press("Ctrl+Shift+A")
    article.press("Esc")
    assert ("source", "militia") in kinds(article)


def test_claims_contradict_each_other_by_keys_and_that_is_changed_and_deleted(article):
    for words in ("shells hit the old bridge", "rockets were used"):
        article.select(words)
        article.press("C")
        article.press("Return")
    article.press("Ctrl+R")
    article.press("1")
    sheet = article.window.findChild(RelateSheet)
    assert [a.id for a in sheet.answers.offered] == ["corroborates", "contradicts", "repeats"]
    article.type("contra")
    article.press("Return")
    article.press("5")
    article.press("Esc")  # back to what they differ on
    article.press("5")
    article.press("2")
    relation = next(r for r in article.workspace.article.relations if r.type == "contradicts")
    assert dict(relation.attributes) == {"aspect": "weapon", "degree": "partial"}
    assert article.workspace.chosen.quote == "rockets were used"
    assert choose_in_menu(article, "Change or delete: Others", "Change")
    article.press("4")
    article.press("Return")
    relation = next(r for r in article.workspace.article.relations if r.type == "contradicts")
    assert dict(relation.attributes) == {"aspect": "time", "degree": "partial"}
    assert choose_in_menu(article, "Change or delete: Others", "Delete")
    assert not any(r.type == "contradicts" for r in article.workspace.article.relations)


def choose_in_menu(desk, opener, words):
    """Open a menu by its button, and choose what begins with some words."""
    desk.push(opener)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().startswith(words))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.window.activateWindow()  # off screen no window is active behind a menu
    QApplication.processEvents()
    return True


def fields(desk):
    """Give the fields of the form by their names, as far as they are shown."""
    editors = desk.window.annotate.panel.details.form.findChildren(Editor)
    return {editor.accessibleName(): editor for editor in editors if editor.isVisible()}


def test_an_event_is_made_by_its_title_and_responsibility_asked_for_where_it_applies(article):
    article.select("shells hit the old bridge")
    article.press("C")
    assert "Responsibility" not in fields(article)
    with article.workspace.step("Say what it is about") as store:
        about = (("about", "responsibility"),)
        store.put(replace(article.workspace.chosen, attributes=about))
    assert "Responsibility" in fields(article)
    fields(article)["Event"].begin("Shelling of the bridge")
    article.press("Return")
    made = article.workspace.reader.events()
    assert [one.title for one in made.values()] == ["Shelling of the bridge"]
    assert article.workspace.chosen.events == tuple(made)
    article.press("Ctrl+Z")
    assert article.workspace.reader.events() == {}


def test_a_claim_of_another_article_is_found_by_typing_and_gone_to_from_both_ends(desk):
    desk.bring("Police said that no shells were fired at all.", title="Second report")
    desk.select("no shells were fired")
    desk.press("C")
    desk.bring(TEXT, title="First report")
    desk.select("shells hit the old bridge")
    desk.press("C")
    desk.press("Return")
    desk.press("Ctrl+R")
    desk.type("no shells")
    answers = desk.window.findChild(RelateSheet).answers
    assert [(a.words, a.remark) for a in answers.offered] == [
        ("no shells were fired", "Second report")
    ]
    desk.press("Return")
    desk.press("2")
    desk.press("8")
    desk.press("Return")
    assert "contradicts “no shells were fired”" in desk.notice
    desk.push("Others: ≠ elsewhere")
    assert desk.workspace.article.article.title == "Second report"
    assert desk.workspace.chosen.quote == "no shells were fired"
    desk.push("Others: ≠ elsewhere")
    assert desk.workspace.chosen.quote == "shells hit the old bridge"


def test_the_sheet_has_a_name_for_all_that_takes_the_keyboard(article):
    article.select("shells hit the old bridge")
    article.press("C")
    article.press("Ctrl+R")
    sheet = article.window.findChild(RelateSheet)
    takes_keys = [
        w for w in sheet.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert takes_keys
    assert all(widget.accessibleName() for widget in takes_keys)
    assert sheet.answers.field.accessibleDescription().startswith("ministry")
