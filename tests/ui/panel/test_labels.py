"""The tiles of the labels: what they say, how they are pressed, and how they count."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme import Label, Scheme
from annotator.settings import Settings
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.panel.panel import Panel
from annotator.ui.parts.tile import LabelTile
from annotator.ui.theme import Size
from annotator.workspace.workspace import Workspace


def shown(panel) -> list[str]:
    tiles = [t for t in panel.labels.findChildren(LabelTile) if not t.isHidden()]
    return [tile.accessibleName() for tile in sorted(tiles, key=lambda t: (t.y(), t.x()))]


def test_each_label_that_is_shown_has_a_tile_with_its_key_and_its_count(panel):
    assert shown(panel) == [
        "Label as Who, key W or 1, used 2 times",
        "Label as Thing, key T, used 3 times",
        "Label as Claim, key C, used 2 times",
    ]


def test_expert_labels_come_when_they_are_switched_on_and_go_again(panel, workspace):
    workspace.show_expert(on=True)
    assert shown(panel)[-1] == "Label as Hour, key H, used once"
    workspace.show_expert(on=False)
    assert len(shown(panel)) == 3


def test_pressing_a_tile_does_its_label(panel, workspace, done, click):
    workspace.pick(0, 4)
    click(panel.labels.tile("thing"))
    assert done == ["label_thing"]


def test_pressing_it_without_words_lets_the_deed_say_what_is_missing(panel, done, click):
    click(panel.labels.tile("who"))
    assert done == ["label_who"]


def test_without_words_a_tile_is_calm_and_says_what_to_select(panel, workspace, choose):
    tile = panel.labels.tile("who")
    assert "Select words" in tile.toolTip()
    workspace.pick(0, 4)
    assert "Select words" not in tile.toolTip()
    workspace.pick(0, 0)
    choose("bridge")
    assert "Select words" not in tile.toolTip()


def test_tiles_are_walked_with_the_arrows_and_pressed_with_return(panel, workspace, done, qtbot):
    workspace.pick(0, 4)
    panel.focus("labels")
    qtbot.waitUntil(panel.labels.tile("who").hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert panel.labels.tile("thing").hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert done == ["label_thing", "focus_article"]


def test_counts_follow_what_is_marked_and_taken_back(panel, workspace, now):
    span = now("bridge")
    with workspace.step("Delete") as store:
        store.remove(span)
    assert "used 2 times" in panel.labels.tile("thing").accessibleName()
    workspace.move("undo")
    assert "used 3 times" in panel.labels.tile("thing").accessibleName()


def test_counts_are_right_again_when_the_panel_was_hidden_meanwhile(panel, workspace, now):
    panel.hide()
    with workspace.step("Delete") as store:
        store.remove(now("bridge"), now("old bridge"))
    panel.show()
    assert "used once" in panel.labels.tile("thing").accessibleName()


def test_a_closed_project_has_no_tiles(panel, workspace):
    workspace.close()
    assert shown(panel) == []


@pytest.fixture
def forty(qtbot, theme, tmp_path):
    """A project with forty labels."""
    me = person_named("", "first")
    labels = tuple(Label(f"l{n}", f"A label with the number {n}") for n in range(40))
    workspace = Workspace()
    workspace.open(Store.create(tmp_path / "forty.annot", Scheme(labels=labels), me))
    panel = Panel(theme, Icons(theme), workspace, Settings(tmp_path / "s.toml"), print)
    panel.resize(344, 727)
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    yield panel, workspace
    workspace.close()


def test_forty_labels_take_a_bounded_height_and_scroll(forty):
    panel, _ = forty
    assert len(shown(panel)) == 40
    assert {tile.height() for tile in panel.labels.findChildren(LabelTile)} == {Size.TILE}
    assert panel.labels.height() < panel.height() // 2
    assert panel.outline.height() > 100
    last = panel.labels.tile("l39")
    assert not last.visibleRegion().boundingRect().contains(last.rect())
    panel.labels.tile("l38").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(panel.labels.tile("l38"), Qt.Key.Key_Right)
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()


def test_many_labels_with_long_names_have_wider_tiles(forty):
    panel, _ = forty
    tops = {panel.labels.tile(f"l{n}").y() for n in range(3)}
    assert len(tops) == 1
    assert panel.labels.tile("l3").y() > tops.pop()
    panel.labels.tile("l0").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(panel.labels.tile("l0"), Qt.Key.Key_Down)
    assert panel.labels.tile("l3").hasFocus()


def test_a_renamed_label_is_named_anew(panel, workspace):
    with workspace.step("Rename") as store:
        store.set_fields("label", "who", name="Somebody")
    assert shown(panel)[0].startswith("Label as Somebody")


def test_new_ids_are_counted_by_label_also_under_its_name(panel, workspace, now):
    span = now("bridge")
    with workspace.step("Mark") as store:
        store.put(type(span)(new_id(), span.article, span.person, "Thing", 0, 4, "Rain"))
    assert "used 4 times" in panel.labels.tile("thing").accessibleName()


def test_shift_and_a_click_arm_a_label(panel, done, qtbot):
    tile = panel.labels.tile("thing")
    held = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, held)
    assert done == ["arm_thing"]


def test_the_tile_of_the_armed_label_says_so(panel, workspace):
    workspace.arm("thing")
    assert shown(panel)[1] == "Label as Thing, key T, used 3 times, armed"
    workspace.show_expert(on=True)
    assert "armed" in shown(panel)[1]
    workspace.arm("who")
    assert [", armed" in name for name in shown(panel)] == [True, False, False, False]
    workspace.arm(None)
    assert not any(", armed" in name for name in shown(panel))


def test_dimmed_labels_are_shown_as_such_also_after_the_tiles_are_made_anew(panel, workspace):
    panel.labels.show_dimmed(["thing", "of-another-scheme"])
    assert [name.endswith(", dimmed") for name in shown(panel)] == [False, True, False]
    workspace.show_expert(on=True)
    assert [name.endswith(", dimmed") for name in shown(panel)] == [False, True, False, False]
    panel.labels.show_dimmed([])
    assert not any("dimmed" in name for name in shown(panel))


def test_a_right_click_asks_for_the_menu_of_the_label(panel, qtbot):
    tile = panel.labels.tile("thing")
    with qtbot.waitSignal(panel.labels.menu_asked) as asked:
        tile.customContextMenuRequested.emit(tile.rect().center())
    assert asked.args == ["thing", tile.mapToGlobal(tile.rect().center())]
