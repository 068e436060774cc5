"""The outline mirrors the marks: three orders, chosen rows, keys, filter, and what is spoken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from annotator.model.entity import Entity
from annotator.settings import FOLDED, OUTLINE, Settings
from annotator.ui.icons import Icons
from annotator.ui.panel.panel import Panel


def rows(panel) -> list[str]:
    model = panel.outline.list.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def spoken(panel) -> list[str]:
    model = panel.outline.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(n, 0).data(role) for n in range(model.rowCount())]


def order(panel, words: str) -> None:
    button = next(b for b in panel.outline.findChildren(QRadioButton) if b.text() == words)
    button.click()


def press(panel, *keys) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(panel.outline.list, key)
        else:
            QTest.keyClick(panel.outline.list, key)


def current(panel) -> str | None:
    index = panel.outline.list.currentIndex()
    return index.data() if index.isValid() else None


def test_by_label_there_are_entities_words_and_single_claims(panel):
    assert rows(panel) == [
        "Who", "Ministry of Works", "council", "Thing", "bridge", "old bridge", "Claim",
        "a bridge fell at noon", "no bridge fell",
    ]  # fmt: skip


def test_by_text_marks_stand_in_order_and_the_order_is_kept_for_next_time(panel, settings):
    order(panel, "Text")
    assert rows(panel) == [
        "ministry", "a bridge fell at noon", "bridge", "council", "no bridge fell", "bridge",
        "old bridge",
    ]  # fmt: skip
    assert settings.get(OUTLINE) == "text"


def test_by_entity_what_names_none_comes_last(panel):
    order(panel, "Entity")
    assert rows(panel) == ["Ministry of Works", "No entity yet"]


def test_each_row_says_in_words_what_the_bands_show(panel):
    order(panel, "Text")
    assert spoken(panel)[:2] == [
        "Who: ministry, paragraph 1, entity Ministry of Works",
        "Claim: a bridge fell at noon, paragraph 1",
    ]  # fmt: skip
    order(panel, "Label")
    assert spoken(panel)[0] == "Who, 2 marks, open"
    assert spoken(panel)[1] == "Who: Ministry of Works, 1 mark, closed"
    assert panel.outline.list.accessibleName() == "Outline"


def test_a_screen_reader_finds_every_row_by_its_words(panel, choose):
    choose("fell")
    found = QAccessible.queryAccessibleInterface(panel.outline.list)
    cells = [found.child(n) for n in range(found.childCount())]
    cells = [cell for cell in cells if cell.role() == QAccessible.Role.Cell]
    assert [cell.text(QAccessible.Text.Name) for cell in cells] == spoken(panel)
    chosen = [cell.text(QAccessible.Text.Name) for cell in cells if cell.state().selected]
    assert chosen == ["Claim: a bridge fell at noon, paragraph 1"]


def test_expert_marks_are_listed_when_they_are_switched_on(panel, workspace):
    workspace.show_expert(on=True)
    assert "Hour" in rows(panel)
    workspace.show_expert(on=False)
    assert "Hour" not in rows(panel)


# --- choosing -------------------------------------------------------------------------------------


def test_clicking_a_row_chooses_its_mark(panel, workspace, id_of):
    place = panel.outline.list.visualRect(panel.outline.list.model().index(7, 0)).center()
    QTest.mouseClick(panel.outline.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workspace.selection.span == id_of("fell")


def test_a_chosen_mark_is_shown_chosen_and_its_group_opened(panel, choose):
    choose("bridge 2")
    assert current(panel) == "bridge"
    assert rows(panel).count("bridge") == 3  # the group of these words, and two marks in it
    choose("fell")
    assert current(panel) == "a bridge fell at noon"


def test_a_group_that_was_opened_for_a_mark_stays_open(panel, workspace, choose):
    before = rows(panel)
    choose("bridge 2")
    opened = rows(panel)
    assert len(opened) > len(before)
    choose("fell")
    assert rows(panel) == opened
    with workspace.step("Rename") as store:
        store.set_fields("entity", workspace.article.spans[0].entity, name="Works")
    assert len(rows(panel)) == len(opened)


def test_in_another_article_groups_are_as_they_were(panel, workspace, choose):
    before, here = rows(panel), workspace.article.id
    choose("bridge 2")
    other = next(id_ for id_ in workspace.reader.article_ids() if id_ != here)
    workspace.show(other)
    workspace.show(here)
    assert rows(panel) == before


def test_a_group_that_somebody_closed_is_closed_again_in_the_next_article(panel, workspace, choose):
    here = workspace.article.id
    tree = panel.outline.list._model.tree
    panel.outline.list.fold(tree.group("label who"), opened=False)
    closed = rows(panel)
    choose("council")
    assert rows(panel) != closed
    workspace.show(next(id_ for id_ in workspace.reader.article_ids() if id_ != here))
    workspace.show(here)
    assert rows(panel) == closed


@pytest.fixture
def next_day(qtbot, theme, workspace, tmp_path):
    """A panel of another start, with the settings as the last one left them."""

    def opened() -> Panel:
        settings = Settings(tmp_path / "settings.toml")
        panel = Panel(theme, Icons(theme), workspace, settings, print)
        panel.resize(344, 900)
        qtbot.addWidget(panel)
        panel.show()
        return panel

    return opened


def test_what_is_open_is_open_the_next_day_and_what_somebody_closed_is_closed(panel, next_day):
    open_ = rows(panel)
    assert rows(next_day()) == open_
    panel.outline.list.fold(panel.outline.list._model.tree.group("label thing"), opened=False)
    closed = rows(panel)
    assert "bridge" not in closed
    later = next_day()
    assert rows(later) == closed
    later.outline.list.fold(later.outline.list._model.tree.group("label thing"), opened=True)
    assert rows(next_day()) == open_


def test_what_is_closed_in_other_projects_stays_remembered(panel, settings):
    settings.set(FOLDED, ["elsewhere"])
    tree = panel.outline.list._model.tree
    for opened, kept in ((False, ["elsewhere", "who"]), (True, ["elsewhere"])):
        panel.outline.list.fold(tree.group("label who"), opened=opened)
        assert settings.get(FOLDED) == kept
    panel.outline.list.fold(tree.group("words thing bridge"), opened=True)
    assert settings.get(FOLDED) == ["elsewhere"], "only labels are remembered"


def test_it_stays_where_it_was_scrolled_to(panel, workspace, choose):
    panel.resize(344, 420)
    for label in ("who", "thing", "claim"):
        tree = panel.outline.list._model.tree
        panel.outline.list.fold(tree.group(f"label {label}"), opened=True)
    QApplication.processEvents()
    bar = panel.outline.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before > 0
    with workspace.step("Rename") as store:
        store.set_fields("entity", workspace.article.spans[0].entity, name="Works")
    assert bar.value() == before


def test_a_mark_that_changes_stays_the_chosen_one(panel, workspace, choose, id_of, now):
    choose("bridge 2")
    span = now("bridge 2")
    with workspace.step("Change") as store:
        store.put(type(span)(span.id, span.article, span.person, "who", span.start, span.end,
                             span.quote))  # fmt: skip
    assert workspace.selection.span == id_of("bridge 2")
    row = panel.outline.list.current_row()
    assert row.span.id == id_of("bridge 2")


def test_letting_go_lets_the_row_go(panel, workspace, choose):
    choose("fell")
    workspace.choose(None)
    assert current(panel) is None


def test_the_arrows_walk_and_choose_and_return_goes_into_the_text(panel, workspace, done, id_of):
    panel.focus("outline")
    press(panel, Qt.Key.Key_End, Qt.Key.Key_Up)
    assert workspace.selection.span == id_of("fell")
    press(panel, Qt.Key.Key_Return)
    assert done == ["focus_article"]


def test_right_and_left_open_and_close_and_walk_in_and_out(panel, workspace, id_of):
    panel.focus("outline")
    press(panel, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert rows(panel)[:3] == ["Who", "Ministry of Works", "ministry"]
    press(panel, Qt.Key.Key_Right)
    assert workspace.selection.span == id_of("ministry")
    press(panel, Qt.Key.Key_Left)
    assert current(panel) == "Ministry of Works"
    press(panel, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert (current(panel), rows(panel)[1]) == ("Who", "Ministry of Works")
    press(panel, Qt.Key.Key_Left)
    assert rows(panel)[1] == "Thing"
    press(panel, Qt.Key.Key_Space)
    assert rows(panel)[1] == "Ministry of Works"


def test_in_a_window_from_right_to_left_the_arrows_are_turned(mirrored, panel):
    panel.focus("outline")
    press(panel, Qt.Key.Key_Home, Qt.Key.Key_Right)
    assert rows(panel)[1] == "Thing"


def test_closing_a_group_chooses_nothing_else(panel, workspace, choose):
    choose("fell")
    group = panel.outline.list._model.tree.group("label claim")
    panel.outline.list.fold(group, opened=False)
    assert workspace.chosen.quote == "a bridge fell at noon"


def test_a_click_on_a_head_opens_and_closes_it(panel, workspace):
    place = panel.outline.list.visualRect(panel.outline.list.model().index(0, 0)).center()
    viewport = panel.outline.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert rows(panel)[1] == "Thing"
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert rows(panel)[1] == "Ministry of Works"
    assert workspace.chosen is None


def test_delete_deletes_the_chosen_mark_and_esc_goes_back(panel, done, choose):
    choose("fell")
    press(panel, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
    assert done == ["delete_mark", "focus_article"]


def test_delete_on_a_head_deletes_nothing(panel, done):
    press(panel, Qt.Key.Key_Home, Qt.Key.Key_Delete)
    assert done == []


def test_tab_leaves_the_list(panel, choose):
    choose("fell")
    panel.focus("outline")
    QTest.keyClick(panel.outline.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not panel.outline.list


# --- filtering ------------------------------------------------------------------------------------


def test_typing_filters_and_esc_shows_all_again(panel, done):
    press(panel, "bri")
    assert rows(panel) == [
        "Thing", "bridge", "bridge", "bridge", "old bridge", "Claim", "a bridge fell at noon",
        "no bridge fell",
    ]  # fmt: skip
    press(panel, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, "works")
    assert rows(panel) == ["Who", "Ministry of Works", "ministry"]
    assert "“works”: 1 mark" in [label.text() for label in panel.outline.findChildren(QLabel)]
    press(panel, "x")
    assert (rows(panel), panel.outline.list.hasFocus()) == ([], True)
    press(panel, Qt.Key.Key_Escape)
    assert len(rows(panel)) == 9
    assert done == []


def test_a_new_mark_comes_into_a_filtered_list_only_if_it_fits(panel, workspace, now):
    press(panel, "bridge")
    before = rows(panel)
    span = now("bridge")
    with workspace.step("Mark") as store:
        store.put(type(span)(span.id, span.article, span.person, "thing", 0, 4, "Rain"))
    assert rows(panel) != before
    assert "Rain" not in rows(panel)


# --- what changes elsewhere -----------------------------------------------------------------------


def test_marks_that_come_and_go_are_listed_at_once_and_by_undo(panel, workspace, now):
    with workspace.step("Delete") as store:
        store.remove(now("council"))
    assert "council" not in rows(panel)
    workspace.move("undo")
    assert "council" in rows(panel)


def test_a_renamed_entity_is_listed_under_its_new_name(panel, workspace, id_of):
    with workspace.step("Rename") as store:
        store.set_fields("entity", id_of("the ministry"), name="Office")
    assert rows(panel)[1] == "Office"


def test_a_merged_entity_is_read_through(panel, workspace, id_of):
    with workspace.step("Merge") as store:
        store.set_fields("entity", id_of("the ministry"), merged_into=id_of("the army"))
    assert rows(panel)[1] == "Army"


def test_an_entity_made_elsewhere_changes_nothing_here(panel, workspace):
    before = rows(panel)
    with workspace.step("New") as store:
        store.put(Entity("019d0000-0000-7000-8000-000000000001", "who", "Nobody"))
    assert rows(panel) == before


def test_what_happened_while_it_was_hidden_is_there_when_it_is_shown(panel, workspace, now):
    panel.hide()
    with workspace.step("Delete") as store:
        store.remove(now("council"))
    panel.show()
    assert "council" not in rows(panel)


def test_an_article_without_marks_says_what_to_do(panel, workspace):
    other = next(id_ for id_ in workspace.reader.article_ids() if id_ != workspace.article.id)
    workspace.show(other)
    assert panel.outline.list.isHidden()
    assert rows(panel) == []
    said = " ".join(w.text() for w in panel.outline.findChildren(QLabel) if w.isVisible())
    assert "press the key of a label" in said
    assert "click its tile" in said


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_rows_are_drawn_in_the_colours_of_the_mode(panel, theme, mode):
    theme.set_mode(mode)
    image = panel.outline.list.grab().toImage()
    assert image.pixelColor(QPoint(2, 2)).name().upper() == theme.colours.chrome
    line = panel.outline._delegate.looks["who"].line
    swatch = {image.pixelColor(x, y).name().upper() for x in range(70) for y in range(28, 56)}
    assert line in swatch


def test_words_from_right_to_left_stand_in_their_own_direction(panel, workspace, now):
    span = now("council")
    with workspace.step("Name") as store:
        store.put(Entity("019d0000-0000-7000-8000-000000000002", "who", "قوات التحالف"))
        store.put(
            type(span)(span.id, span.article, span.person, "who", span.start, span.end, span.quote,
                       entity="019d0000-0000-7000-8000-000000000002")
        )  # fmt: skip
    assert "قوات التحالف" in rows(panel)
    assert not panel.outline.list.grab().toImage().isNull()
