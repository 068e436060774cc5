"""The details of the open article: shown, checked, and written as one goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from annotator.model.article import Article, Sighting
from annotator.model.person import person_named
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Trouble
from annotator.model.text import sha256_of
from annotator.store.store import Store
from annotator.ui.dialogs.article_details import ArticleDetails, show_details
from annotator.ui.dialogs.article_fields import fields_of
from annotator.ui.dialogs.article_rows import FieldRow
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.workspace.said import Said
from annotator.workspace.workspace import Workspace

TEXT = "Rockets fell near the depot."
OTHER = "Nothing fell near the port."
ME = person_named("", "first")


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace()
    store = Store.create(tmp_path / "june.annot", find_scheme("conflict-news"), ME)
    id_ = sha256_of(TEXT)
    with store.step("Add"):
        known = Article(id_, "Rockets near depot", "en", "wire", url="https://example.org/1")
        seen = Sighting.of(id_, source="paper", published="2021-06-28", url="https://example.org/2")
        store.add_article(known, TEXT, seen)
        store.add_article(Article(sha256_of(OTHER), "Calm at the port"), OTHER)
    workspace.open(store)
    workspace.show(id_)
    yield workspace
    workspace.close()


@pytest.fixture
def told(workspace: Workspace) -> list[Said]:
    told: list[Said] = []
    workspace.said.connect(told.append)
    return told


@pytest.fixture
def sheet(qtbot, theme: Theme, workspace: Workspace, window: QWidget) -> ArticleDetails:
    field = QLineEdit(window)
    window.setCentralWidget(field)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    show_details(theme, Icons(theme), workspace, window)
    (made,) = window.findChildren(ArticleDetails)
    return made


def known(workspace: Workspace) -> Article:
    """Give what the file says now."""
    found = workspace.reader.article(workspace.article.id)
    assert found is not None
    return found


def write(sheet: ArticleDetails, field: str, words: str) -> None:
    editor = sheet.rows[field].editor
    if isinstance(editor, QLineEdit):
        editor.setCompleter(None)  # off screen its list would take the keyboard away
    editor.setFocus()
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    if words.isascii():
        QTest.keyClicks(editor, words)
    else:  # QTest knows no other keys
        editor.insertPlainText(words)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def choose(sheet: ArticleDetails, field: str, words: str) -> None:
    row: FieldRow = sheet.rows[field]
    button = next(one for one in row.findChildren(QRadioButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(sheet: QWidget) -> str:
    return "\n".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisible())


# --- what it shows --------------------------------------------------------------------------------


def test_it_shows_what_is_known(sheet):
    assert sheet.rows["title"].editor.toPlainText() == "Rockets near depot"
    assert sheet.rows["source"].editor.text() == "wire"
    assert sheet.rows["language"].editor.text() == "English (en)"
    assert sheet.isVisible()


def test_it_tells_where_the_text_was_seen_and_which_text_it_is(sheet):
    shown = words(sheet).replace("\u2068", "").replace("\u2069", "")
    assert "paper · 28 June 2021 · https://example.org/2" in shown
    assert f"28 characters · sha256 {sha256_of(TEXT)[:12]}" in shown


def test_a_missing_date_of_publication_is_said(sheet, workspace):
    assert "not said when this was published" in sheet.rows["published"].remark
    write(sheet, "published", "2021")
    assert sheet.rows["published"].remark == ""
    assert known(workspace).published == "2021"
    write(sheet, "published", "")
    assert "not said when this was published" in sheet.rows["published"].remark
    assert known(workspace).published is None


def test_fields_are_those_of_every_article_and_the_schemes_other_ones():
    plain = [field.id for field in fields_of(Scheme())]
    assert plain == [
        "title", "source", "publisher", "author", "published", "url", "language", "translation",
        "original_language", "licence", "note",
    ]  # fmt: skip
    news = fields_of(find_scheme("conflict-news"))
    assert [f.id for f in news if f.is_attribute] == [
        "attributes.source_scale", "attributes.sensitivity"
    ]  # fmt: skip
    translation = next(field for field in news if field.id == "translation")
    assert [id_ for id_, _ in translation.choices] == ["none", "machine", "human", "unknown"]


def test_every_field_has_a_name(sheet):
    for widget in sheet.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget


# --- what it writes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("title", "Rockets near a depot", "Rockets near a depot"),
        ("title", "صواريخ قرب المستودع", "صواريخ قرب المستودع"),
        ("source", "  the   wire ", "the wire"),
        ("publisher", "A house", "A house"),
        ("published", "2021-06-28", "2021-06-28"),
        ("published", "2021-06", "2021-06"),
        ("url", "https://example.org/3", "https://example.org/3"),
        ("author", "An agency", "An agency"),
        ("language", "Arabic", "ar"),
        ("language", "ar-iq", "ar-IQ"),
        ("original_language", "Kurdish (ku)", "ku"),
        ("licence", "CC BY 4.0", "CC BY 4.0"),
        ("note", "Seen on television first.", "Seen on television first."),
        ("source", "", None),
    ],
)
def test_a_field_is_written_as_it_is_left_as_one_step(sheet, workspace, field, typed, kept):
    before = getattr(known(workspace), field)
    write(sheet, field, typed)
    assert getattr(known(workspace), field) == kept
    workspace.move("undo")
    assert getattr(known(workspace), field) == before


def test_undo_shows_the_value_before(sheet, workspace):
    write(sheet, "source", "paper")
    workspace.move("undo")
    assert sheet.rows["source"].editor.text() == "wire"


def test_leaving_a_field_as_it_was_writes_nothing(sheet, workspace):
    title = workspace.store.undo_title()
    for field in ("title", "source", "language", "published"):
        sheet.rows[field].editor.setFocus()
        QTest.keyClick(sheet.rows[field].editor, Qt.Key.Key_Tab)
    write(sheet, "language", "english")
    assert workspace.store.undo_title() == title


def test_languages_are_offered_by_any_part_of_their_name(sheet):
    completer = sheet.rows["language"].editor.completer()
    completer.setCompletionPrefix("arab")
    assert completer.currentCompletion() == "Arabic (ar)"


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("published", "2021-02-30", "February 2021 has no day 30."),
        ("published", "yesterday", "Write a date as 2021-06-28"),
        ("language", "Klingonese", "There is no such language here."),
    ],
)
def test_what_is_not_sound_stays_with_the_reason_and_is_not_written(
    sheet, workspace, field, typed, reason
):
    before = known(workspace)
    write(sheet, field, typed)
    row = sheet.rows[field]
    assert reason in row.remark
    assert reason in row.editor.accessibleDescription()
    assert row.editor.text() == typed
    assert known(workspace) == before
    write(sheet, "source", "paper")  # other fields go on, and leave alone what was typed
    assert row.editor.text() == typed
    good = {"published": "2021", "language": "ar"}[field]
    write(sheet, field, good)
    assert row.remark == ""
    assert getattr(known(workspace), field) == good


def test_choices_are_written_at_once(sheet, workspace):
    choose(sheet, "translation", "by machine")
    choose(sheet, "attributes.sensitivity", "graphic")
    assert known(workspace).translation == "machine"
    assert known(workspace).attributes == (("sensitivity", "graphic"),)
    workspace.move("undo")
    assert known(workspace).attributes == ()


def test_relevant_is_ones_own_answer(sheet, workspace):
    choose(sheet, "relevant", "no")
    assert workspace.article.reading.relevant is False
    choose(sheet, "relevant", "yes")
    assert workspace.article.reading.relevant is True
    workspace.move("undo")
    assert workspace.article.reading.relevant is False
    choose(sheet, "relevant", "unsure")
    assert workspace.article.reading.relevant is None


def test_what_was_written_is_told(sheet, told):
    write(sheet, "source", "paper")
    assert told[-1].words == "Saved: Source."
    write(sheet, "source", "")
    assert told[-1].words == "Cleared: Source."


def test_a_full_disk_is_told_and_what_was_typed_stays(sheet, workspace, told, monkeypatch):
    def full(*_, **__):
        raise Trouble("The disk is full. june.annot is as it was before.")

    monkeypatch.setattr(workspace, "step", full)
    write(sheet, "source", "paper")
    assert told[-1].is_trouble
    assert sheet.rows["source"].editor.text() == "paper"
    assert "not saved yet" in sheet.rows["source"].remark
    monkeypatch.undo()
    write(sheet, "author", "An agency")  # there is room again
    assert (known(workspace).source, known(workspace).author) == ("paper", "An agency")
    assert sheet.rows["source"].remark == ""


# --- coming and going -----------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["escape", "cross", "flush", "another article", "closing"])
def test_what_is_typed_and_not_left_yet_is_written_whatever_comes(sheet, workspace, way, tmp_path):
    editor = sheet.rows["source"].editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "paper")
    id_ = workspace.article.id
    ways: dict[str, Callable[[], object]] = {
        "escape": lambda: QTest.keyClick(editor, Qt.Key.Key_Escape),
        "cross": sheet.leave,
        "flush": sheet.flush,
        "another article": lambda: workspace.show(sha256_of(OTHER)),
        "closing": workspace.close,
    }
    ways[way]()
    with Store.open(workspace.store.path if workspace.store else tmp_path / "june.annot", ME,
                    read_only=True) as store:  # fmt: skip
        assert store.read.article(id_).source == "paper"
        assert store.read.article(sha256_of(OTHER)).source is None


def test_escape_closes_it_and_gives_the_keyboard_back(sheet, window, qtbot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is window.centralWidget()
    qtbot.waitUntil(lambda: not window.findChildren(ArticleDetails))


def test_another_article_is_shown_once_it_is_opened_and_none_closes_it(sheet, workspace):
    workspace.show(sha256_of(OTHER))
    assert sheet.rows["title"].editor.toPlainText() == "Calm at the port"
    assert sheet.rows["source"].editor.text() == ""
    assert "Nowhere that is known." in words(sheet)
    workspace.show(None)
    assert not sheet.isVisible()


def test_asked_for_again_the_open_one_is_used(sheet, theme, workspace, window):
    show_details(theme, Icons(theme), workspace, window)
    assert window.findChildren(ArticleDetails) == [sheet]


def test_where_nothing_can_be_changed_the_reason_is_said(sheet, workspace):
    workspace.lend("An import")
    assert "An import is under way." in words(sheet)
    assert not sheet.rows["source"].editor.isEnabled()
    workspace.give_back()
    assert "An import is under way." not in words(sheet)
    assert sheet.rows["source"].editor.isEnabled()


def test_a_colleagues_answer_cannot_be_changed(sheet, workspace):
    workspace.show(workspace.article.id, whose=person_named("", "second").id)
    assert not sheet.rows["relevant"].editor.isEnabled()
    assert sheet.rows["source"].editor.isEnabled()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700), (640, 400)])
def test_it_keeps_inside_the_window_and_each_field_can_be_reached(sheet, window, width, height):
    window.resize(width, height)
    assert window.rect().contains(sheet.geometry())
    for row in sheet.rows.values():
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)
        sheet.area.ensureWidgetVisible(row.editor)
        top = row.editor.mapTo(sheet, row.editor.rect().topLeft()).y()
        assert 0 <= top <= sheet.height() - 20
