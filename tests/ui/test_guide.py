"""The manual in the application: its pages, keys, labels, links and search."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument, QTextFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.actions.table import ACTIONS
from annotator.model.scheme import Label, Scheme
from annotator.model.scheme_file import find_scheme
from annotator.ui.guide import Guide
from annotator.ui.guide_pages import PAGES, pages, source
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import Row
from annotator.ui.parts.words import key_text
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace

KNOWN = {action.id: action for action in ACTIONS}
USUAL = find_scheme("conflict-news")


class Window(QWidget):
    """The part of a window that the guide asks for the open project."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace = Workspace()

    @property
    def hands(self) -> Window:
        return self


@pytest.fixture
def guide(qtbot, qapp) -> Guide:
    theme = Theme("light")
    theme.apply(qapp)
    window = Window()
    guide = Guide(theme, Icons(theme), ACTIONS, window)
    guide.kept = window
    qtbot.addWidget(window)
    yield guide
    qapp.setStyleSheet("")


def shown(guide: Guide) -> str:
    return guide._text.document().toPlainText()


def rows(guide: Guide) -> list[str]:
    return [row.accessibleName() for row in guide.findChildren(Row) if row.isVisibleTo(guide)]


# --- what is written ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_key_and_deed_that_a_page_names_is_in_the_table(name):
    for kind, id_ in re.findall(r"\{(key|deed):([^}]*)\}", source(name)):
        assert id_ in KNOWN
        assert kind == "deed" or KNOWN[id_].keys


@pytest.mark.parametrize("name", PAGES)
def test_no_key_is_written_by_hand(name):
    assert not re.search(r"\b(Ctrl|Shift|Alt)\s?\+|\bF\d{1,2}\b|`", source(name))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_page(name):
    links = re.findall(r"\]\(([^)]*)\)", source(name))
    assert all(link.removeprefix("page:") in PAGES for link in links)


@pytest.mark.parametrize("name", PAGES)
def test_a_deed_that_is_said_to_be_in_a_menu_is_there(name):
    for id_, menu in re.findall(r"\{deed:(\w+)\} in the menu (\w+)", source(name)):
        assert KNOWN[id_].menu == menu


@pytest.mark.parametrize("page", pages(ACTIONS, USUAL), ids=PAGES)
def test_every_page_has_a_title_and_whole_sentences(page):
    assert page.text.startswith(f"# {page.title}\n")
    assert "{" not in page.text
    for line in page.text.splitlines():
        is_prose = line and line[0] not in "#|*" and not line.startswith("**")
        assert not is_prose or line.rstrip()[-1] in ".:?!"


def test_the_keys_are_those_of_the_table():
    (page,) = (page for page in pages(ACTIONS, USUAL) if page.name == "keys")
    for action in ACTIONS:
        for keys in action.keys:
            assert key_text(keys) in page.text


def test_the_labels_are_those_of_the_scheme(
    qapp,
):
    scheme = Scheme(
        labels=(
            Label("a", "Tank_*", "T", "7", help="A | tracked <vehicle>."),
            Label("b", "Old", retired=True),
            Label("c", "Rare", level="expert"),
        )
    )
    (page,) = (page for page in pages(ACTIONS, scheme) if page.name == "labels")
    document = QTextDocument()
    document.setMarkdown(page.text)
    words = document.toPlainText()
    assert "Tank_*" in words
    assert "A | tracked <vehicle>." in words
    assert "Rare" in words
    assert "Old" not in words


def test_a_page_that_names_an_unknown_deed_does_not_pass():
    with pytest.raises(KeyError):
        pages([], USUAL)


# --- reading --------------------------------------------------------------------------------------


def test_the_guide_opens_at_its_first_page_and_lists_all(guide):
    guide.show_page()
    assert guide.page == "first-steps"
    assert len(rows(guide)) == len(PAGES)
    assert "In five minutes" in shown(guide)


def test_it_opens_at_a_page_by_its_name_and_later_where_it_was_left(guide):
    guide.show_page("safety")
    assert "Backups" in shown(guide)
    guide.close()
    guide.show_page()
    assert guide.page == "safety"
    guide.close()
    guide.show_page("no such page")
    assert guide.page == "safety"


def test_links_lead_to_pages_and_nowhere_else(guide):
    guide.show_page()
    guide._text.anchorClicked.emit(QUrl("page:labels"))
    assert guide.page == "labels"
    for link in ("https://example.org", "file:///etc/passwd", "page:nowhere"):
        guide._text.anchorClicked.emit(QUrl(link))
        assert guide.page == "labels"
    assert guide._text.loadResource(2, QUrl("file:///etc/passwd")) == ""


def test_a_page_is_chosen_in_the_list(guide):
    guide.show_page()
    row = next(row for row in guide.findChildren(Row) if row.accessibleName() == "Privacy")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert guide.page == "privacy"
    assert row.chosen


def test_a_search_leaves_the_pages_that_have_the_words_and_marks_them(guide):
    guide.show_page()
    guide._field.set_text("network")
    assert rows(guide) == ["Privacy"]
    assert guide.page == "privacy"
    marked = {hit.cursor.selectedText().lower() for hit in guide._text.extraSelections()}
    assert marked == {"network"}
    guide._field.set_text("")
    assert len(rows(guide)) == len(PAGES)
    assert guide._text.extraSelections() == []


def test_a_search_goes_from_hit_to_hit_and_round_again(guide):
    guide.show_page("privacy")
    guide._field.set_text("network")
    places = []
    for _ in range(len(guide._text.extraSelections()) + 1):
        guide._field.entered.emit()
        places.append(guide._text.textCursor().selectionStart())
    assert places[0] == places[-1]
    assert len(set(places)) == len(places) - 1


def test_a_search_for_nothing_that_is_there_says_so(guide):
    guide.show_page()
    guide._field.set_text("zzzz")
    assert rows(guide) == []
    assert guide._nothing.isVisibleTo(guide)


def test_esc_in_the_empty_search_closes_the_guide(guide, qtbot):
    guide.show_page()
    guide._field.left.emit()
    assert not guide.isVisible()


def pieces(document: QTextDocument) -> Iterator[QTextFragment]:
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            yield place.fragment()
            place += 1
        block = block.next()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_page_is_shown_in_our_inks(guide, mode):
    guide._theme.set_mode(mode)
    colours = guide._theme.colours
    guide.show_page()
    for name in PAGES:
        guide._open(name)
        formats = [piece.charFormat() for piece in pieces(guide._text.document())]
        inks = {form.foreground().color().name().upper() for form in formats}
        assert inks <= {colours.ink, colours.ink_2}
    guide._theme.set_mode("light")
