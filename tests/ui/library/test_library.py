import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from annotator.model.sentences import Refused
from annotator.ui.library import model as model_module
from annotator.ui.library.delegate import PITCH
from annotator.ui.library.filter import Filter, searched

off_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def titles(library):
    model = library.articles
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def place_of(library, row):
    return library.list.visualRect(library.articles.index(row)).center()


def click(library, row, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(
        library.list.viewport(), button, Qt.KeyboardModifier.NoModifier, place_of(library, row)
    )


def said(library):
    """Give all words that can be seen, but for the rows."""
    return [one.text() for one in library.findChildren(QLabel) if one.isVisible() and one.text()]


def press(library, *keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def the_button(library, words):
    return next(
        one
        for one in library.findChildren(QAbstractButton)
        if one.text() == words and one.isVisible()
    )


# --- choosing -------------------------------------------------------------------------------------


def test_a_click_on_a_row_opens_its_article(full, library):
    click(library, 2)
    assert full.workspace.article.id == full.ids[2]
    assert library.list.selectionModel().selectedRows()[0].row() == 2


def test_the_arrows_move_the_ring_and_return_opens_and_goes_to_the_text(full, library, done):
    full.workspace.show(full.ids[0])
    library.list.setFocus()
    press(library, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert library.list.currentIndex().row() == 2
    assert full.workspace.article.id == full.ids[0]
    assert [index.row() for index in library.list.selectedIndexes()] == [0]
    press(library, Qt.Key.Key_Return)
    assert full.workspace.article.id == full.ids[2]
    assert done == ["focus_article"]
    press(library, Qt.Key.Key_End, Qt.Key.Key_Space)
    assert full.workspace.article.id == full.ids[5]


def test_return_in_an_empty_list_does_nothing(full, library, done):
    library.filter.set_text("zzz")
    QTest.keyClick(library.list, Qt.Key.Key_Return)
    assert full.workspace.article is None
    assert done == []


def test_an_article_whose_text_has_not_come_is_told_and_not_opened(full, library, monkeypatch):
    told = []
    full.workspace.said.connect(told.append)

    def refuse(id_):
        if id_ is not None:
            raise Refused("The text of the article is not in this project.")

    monkeypatch.setattr(full.workspace, "show", refuse)
    click(library, 1)
    assert [one.words for one in told] == ["The text of the article is not in this project."]
    assert not told[0].is_trouble


def test_the_open_article_is_chosen_and_in_sight_however_it_was_opened(shelf, make_library):
    for number in range(60):
        shelf.add(f"Report {number}")
    library = make_library()
    shelf.workspace.show(shelf.ids[50])
    assert library.list.viewport().rect().contains(place_of(library, 50))
    assert [index.row() for index in library.list.selectedIndexes()] == [50]
    shelf.workspace.show(shelf.ids[1])
    assert library.list.viewport().rect().contains(place_of(library, 1))


def test_an_open_article_is_brought_into_sight_once_its_row_is_read(
    shelf, make_library, monkeypatch, qtbot
):
    monkeypatch.setattr(model_module, "_FIRST", 5)
    monkeypatch.setattr(model_module, "_TOGETHER", 5)
    for number in range(60):
        shelf.add(f"Report {number}")
    shelf.workspace.show(shelf.ids[50])
    library = make_library()
    qtbot.waitUntil(lambda: library.articles.is_whole)
    assert library.list.viewport().rect().contains(place_of(library, 50))


def test_it_says_which_article_of_how_many_is_open(full, library):
    placed = []
    library.placed.connect(lambda *place: placed.append(place))
    full.workspace.show(full.ids[1])
    assert placed[-1] == (2, 6)
    library.filter.set_text("wire")
    assert placed[-1] == (0, 2)
    library.filter.set_text("army")
    assert placed[-1] == (1, 1)


def test_next_articles_follow_the_filter(full, library):
    full.workspace.show(full.ids[0])
    assert library.next_article(1) == full.ids[1]
    library.filter.set_text("wire")
    assert library.next_article(1) == full.ids[4]
    assert library.next_unfinished() is None


# --- the filter -----------------------------------------------------------------------------------


def test_what_is_typed_filters_at_once_and_says_how_many(full, library, qtbot):
    library.focus_filter()
    qtbot.keyClicks(QApplication.focusWidget(), "wire")
    assert titles(library) == ["Ceasefire talks resume", "Village leaders dispute"]
    assert "2 of 6 shown" in said(library)
    press(library, Qt.Key.Key_Escape)
    assert len(titles(library)) == 6
    assert "2 of 6 done" in said(library)


@pytest.mark.parametrize("typed", ["a", "re", "done", "unread", "27 jun", "حدود", "arabic"])
def test_the_list_shows_what_looking_at_each_article_finds(full, library, typed):
    rows = library.articles
    wanted = [
        rows.data(rows.index(row)) for row in range(6)
        if Filter(typed).takes(searched(rows.listed(row)))
    ]  # fmt: skip
    library.filter.set_text(typed)
    assert titles(library) == wanted


def test_letters_typed_in_the_list_go_into_the_filter(full, library):
    library.list.setFocus()
    QTest.keyClicks(library.list, "p")
    assert library.filter.text() == "p"
    assert library.filter.isAncestorOf(QApplication.focusWidget())
    QTest.keyClicks(QApplication.focusWidget(), "ort")
    assert titles(library) == ["Abandoned port reopens"]


def test_down_in_the_filter_goes_into_the_list_and_return_opens(full, library):
    library.focus_filter()
    QTest.keyClicks(QApplication.focusWidget(), "port")
    press(library, Qt.Key.Key_Down)
    assert library.list.hasFocus()
    press(library, Qt.Key.Key_Return)
    assert full.workspace.article.id == full.ids[3]


def test_escape_clears_the_filter_and_then_goes_back_to_the_text(full, library, done):
    library.filter.set_text("port")
    library.list.setFocus()
    press(library, Qt.Key.Key_Escape)
    assert library.filter.text() == ""
    assert done == []
    press(library, Qt.Key.Key_Escape)
    assert done == ["focus_article"]
    library.focus_filter()
    press(library, Qt.Key.Key_Escape)
    assert done == ["focus_article"] * 2


def test_where_nothing_matches_that_is_said_and_one_button_clears_it(full, library):
    library.filter.set_text("zzz")
    assert "No article matches" in said(library)
    the_button(library, "Clear the filter").click()
    assert len(titles(library)) == 6
    assert "No article matches" not in said(library)


def test_an_empty_project_says_what_to_do(shelf, make_library, done):
    library = make_library()
    assert "No articles yet" in said(library)
    the_button(library, "Import…").click()
    assert done == ["import_files"]
    shelf.add("First")
    assert "No articles yet" not in said(library)
    assert titles(library) == ["First"]


def test_the_head_names_the_project_and_how_much_is_done(full, library):
    assert {"June, first reading", "2 of 6 done"} <= set(said(library))
    full.read(full.ids[2], "done")
    assert "3 of 6 done" in said(library)


# --- the menu -------------------------------------------------------------------------------------


def menu_of(library):
    return next(menu for menu in library.findChildren(QMenu) if menu.isVisible())


@off_screen
def test_the_menu_of_a_row_opens_the_article_and_offers_what_can_be_done(full, library, done):
    place = place_of(library, 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(9, 9))
    QApplication.sendEvent(library.list.viewport(), event)
    assert full.workspace.article.id == full.ids[2]
    offered = {action.text(): action for action in menu_of(library).actions()}
    assert "Done, next article" in offered
    assert "Back to in progress" not in offered
    offered["Remove the article"].trigger()
    assert done == ["remove_article"]
    menu_of(library).close()


@off_screen
def test_the_menu_key_opens_the_menu_of_the_row_with_the_ring(full, library):
    library.list.setFocus()
    library.list.go_to(0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(library.list.viewport(), event)
    assert full.workspace.article.id == full.ids[0]
    assert "Back to in progress" in [action.text() for action in menu_of(library).actions()]
    menu_of(library).close()


def test_below_the_last_row_there_is_no_menu(full, library):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 650), QPoint(9, 9))
    QApplication.sendEvent(library.list.viewport(), event)
    assert full.workspace.article is None


# --- for the eye and for the ear ------------------------------------------------------------------


def test_every_row_and_every_control_has_a_name(full, library):
    table = QAccessible.queryAccessibleInterface(library.list)
    assert table.text(QAccessible.Text.Name) == "Articles"
    cells = [table.child(number) for number in range(table.childCount())]
    spoken = [cell.text(QAccessible.Text.Name) for cell in cells if cell is not None]
    assert any(words.startswith("Army denies striking convoy, has a question") for words in spoken)
    for widget in library.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or widget.accessibleDescription(), widget


def test_rows_have_one_height_and_a_long_title_is_shortened(shelf, make_library):
    shelf.add("Word " * 60)
    shelf.add("NoSpaceAtAll" * 60)
    shelf.add("Short")
    library = make_library()
    assert [library.list.rowHeight(row) for row in range(3)] == [PITCH] * 3
    library.grab()


@pytest.mark.parametrize("is_rtl", [False, True])
def test_a_title_stands_at_its_own_side_in_every_window(shelf, make_library, is_rtl):
    """Where the ink is tells: Arabic right, English at the side where the window begins."""
    shelf.add("غارة", published="2021")
    shelf.add("Raid", published="2021")
    library = make_library()
    library.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
    )
    image = library.grab().toImage()
    first = library.list.viewport().mapTo(library, QPoint(0, 8)).y()
    words = range(9, 200) if is_rtl else range(36, 231)  # the mark stands at the other side
    arabic, english = (ink(image, words, first + row * PITCH) for row in range(2))
    assert min(arabic) > 120
    assert (min(english) > 120) if is_rtl else (max(english) < 120)


def ink(image, columns, top):
    """Give the columns in which the first line of a row has dark pixels."""
    ground = image.pixelColor(2, top).lightness()
    lines = range(top, top + 28)
    return [
        x for x in columns if any(image.pixelColor(x, y).lightness() < ground - 100 for y in lines)
    ]


def test_the_colours_follow_the_theme(full, library, theme):
    before = library.list.viewport().grab().toImage()
    theme.set_mode("dark")
    assert library.list.viewport().grab().toImage() != before
    theme.set_mode("light")
