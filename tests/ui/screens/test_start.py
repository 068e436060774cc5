"""The first page: what it offers, by mouse and by keyboard, and the projects open last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from annotator.model.article import Article, Reading
from annotator.model.person import Person, person_named
from annotator.model.scheme import Label, Scheme
from annotator.model.sentences import Trouble
from annotator.model.text import sha256_of
from annotator.settings import PERSON_ID, RECENT, Settings
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.parts.swatch import Swatch
from annotator.ui.screens.start import StartPage
from annotator.ui.theme import Theme
from annotator.workspace.said import Said
from annotator.workspace.workspace import Workspace

ME = person_named("", "first")


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def settings(home: Path) -> Settings:
    settings = Settings(home / "settings.toml")
    settings.set(PERSON_ID, ME.id)
    return settings


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def workspace(qapp: QApplication) -> Workspace:
    return Workspace()


@pytest.fixture
def told(workspace: Workspace) -> list[Said]:
    told: list[Said] = []
    workspace.said.connect(told.append)
    return told


@pytest.fixture
def make(qtbot, theme, settings, workspace, done) -> Callable[..., StartPage]:
    pages = []

    def made(width: int = 1024, height: int = 626, *, waits: bool = True) -> StartPage:
        page = StartPage(theme, Icons(theme), workspace, settings, done.append)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        pages.append(page)
        if waits and page.recent:
            qtbot.waitUntil(lambda: all(row.is_seen for row in page.recent))
        return page

    yield made
    for page in pages:
        page.looker.wait()


def project(path: Path, articles: int = 0, done: int = 0, me: Person = ME) -> Path:
    path.parent.mkdir(exist_ok=True)
    with (
        Store.create(path, Scheme("small", labels=(Label("weapon", "Weapon"),)), me) as store,
        store.step("Add"),
    ):
        for number in range(articles):
            text = f"Report {number} of {path.stem}."
            store.add_article(Article(sha256_of(text), f"Report {number}"), text)
            if number < done:
                store.put(Reading(sha256_of(text), me.id, status="done"))
    return path


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


# --- what it offers -------------------------------------------------------------------------------


def test_it_offers_the_sample_a_new_project_and_a_project(make, done):
    page = make()
    assert {"Annotator", "Open the sample", "New project", "Open a project"} <= set(words(page))
    assert "For reading conflict news closely. Everything stays on this computer." in words(page)
    assert "Recent" not in words(page)
    for row in page.rows:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert done == ["open_sample", "new_project", "open_project"]


def test_the_arrows_go_through_everything_and_return_chooses(make, settings, done, home):
    settings.set(RECENT, [str(project(home / "Desk" / "june.annot"))])
    page = make()
    chosen = []
    page.chosen.connect(chosen.append)
    page.setFocus()
    press(Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert done == ["open_sample", "new_project"]
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert chosen == [home / "Desk" / "june.annot"]


def test_tab_reaches_each_row(make, settings, home):
    settings.set(RECENT, [str(project(home / "Desk" / "june.annot"))])
    page = make()
    page.setFocus()
    reached = []
    for _ in page.rows:
        reached.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert reached == page.rows


def test_the_lines_of_the_four_labels_stand_under_the_headline(make, qtbot):
    page = make()
    qtbot.waitUntil(lambda: len(page.findChildren(Swatch)) == 4)
    names = [swatch.accessibleName() for swatch in page.findChildren(Swatch)]
    assert names == ["Actor", "Location", "Weapon", "Claim"]


def test_everything_that_can_be_pressed_has_a_name(make, settings, home):
    settings.set(RECENT, [str(home / "gone.annot"), str(project(home / "Desk" / "june.annot", 1))])
    page = make()
    for button in page.findChildren(QAbstractButton):
        assert button.accessibleName(), button
    assert page.accessibleName() == "Start"


# --- recent projects ------------------------------------------------------------------------------


def test_recent_projects_tell_their_name_place_size_and_day(make, settings, home):
    june = project(home / "Desk" / "June, first reading.annot", 3, 2)
    old = project(home / "Desk" / "old.annot", 1)
    yesterday = (datetime.now().astimezone() - timedelta(days=1)).timestamp()
    os.utime(old, (yesterday, yesterday))
    settings.set(RECENT, [str(june), str(old)])
    page = make()
    first, second = page.recent
    assert words(first) == [
        "June, first reading", "~/Desk/June, first reading.annot", "3 articles · 2 done", "today",
    ]  # fmt: skip
    assert words(second)[-2:] == ["1 article · 0 done", "yesterday"]
    assert first.accessibleName() == "June, first reading, 3 articles · 2 done, today"
    assert first.accessibleDescription() == "~/Desk/June, first reading.annot"


def test_a_project_that_is_gone_is_said_and_can_be_left_out_by_its_cross(make, settings, home):
    gone, june = home / "gone.annot", project(home / "Desk" / "june.annot")
    settings.set(RECENT, [str(gone), str(june)])
    page = make()
    assert "not found" in words(page.recent[0])
    cross = page.recent[0].findChild(QAbstractButton)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert [row.path for row in page.recent] == [june]
    assert settings.get(RECENT) == [str(june)]


def test_delete_leaves_a_project_out_and_its_file_where_it_is(make, settings, home):
    paths = [project(home / "Desk" / f"{name}.annot") for name in ("first", "second")]
    settings.set(RECENT, [str(path) for path in paths])
    page = make()
    page.recent[0].setFocus()
    press(Qt.Key.Key_Delete)
    assert settings.get(RECENT) == [str(paths[1])]
    assert QApplication.focusWidget() is page.recent[0]
    press(Qt.Key.Key_Delete)
    assert settings.get(RECENT) == []
    assert "Recent" not in words(page)
    assert all(path.exists() for path in paths)


def test_what_is_no_project_is_listed_without_a_count(make, settings, home):
    spoilt = home / "spoilt.annot"
    spoilt.write_text("Not a project.", encoding="utf-8")
    settings.set(RECENT, [str(spoilt)])
    page = make()
    assert words(page.recent[0]) == ["spoilt", "~/spoilt.annot", "today"]


def test_an_unchanged_project_is_not_read_again_and_a_changed_one_is(
    make, settings, home, qtbot, monkeypatch
):
    from annotator.ui.screens import recent

    path = project(home / "Desk" / "june.annot", 1)
    settings.set(RECENT, [str(path)])
    looked = []
    really = recent.glance
    monkeypatch.setattr(recent, "glance", lambda *asked: (looked.append(asked), really(*asked))[1])
    page = make()
    assert len(looked) == 1
    page.looker.wait()
    page.hide()
    page.show()
    page.looker.wait()
    assert len(looked) == 1
    with Store.open(path, ME) as store, store.step("Add"):
        store.add_article(Article(sha256_of("New."), "New"), "New.")
    os.utime(path, (1_000_000, 1_000_000))
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: "2 articles · 0 done" in words(page.recent[0]))


def test_the_list_is_that_of_the_settings_once_a_project_is_closed(make, settings, home, qtbot):
    page = make()
    path = project(home / "Desk" / "june.annot", 1)
    settings.set(RECENT, [str(path)])
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: "1 article · 0 done" in words(page))


def test_settings_that_cannot_be_kept_are_told(make, settings, home, monkeypatch, told):
    settings.set(RECENT, [str(home / "gone.annot")])
    page = make()

    def full(*_):
        raise Trouble("The settings could not be kept. Everything else works.")

    monkeypatch.setattr(settings, "set", full)
    page.recent[0].setFocus()
    press(Qt.Key.Key_Delete)
    assert [(said.words, said.is_trouble) for said in told] == [
        ("The settings could not be kept. Everything else works.", True)
    ]
    assert len(page.recent) == 1


# --- where there is little room -------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(1280, 726), (1024, 626), (640, 326), (480, 300)])
def test_no_row_is_cut_at_the_side_and_the_last_one_can_be_reached(
    make, settings, home, width, height
):
    settings.set(RECENT, [str(project(home / "Desk" / f"{n}.annot")) for n in range(6)])
    page = make(width, height)
    for row in page.rows:
        left = row.mapTo(page, row.rect().topLeft()).x()
        assert left >= 0
        assert left + row.width() <= width
        assert row.width() <= 520
    page.setFocus()
    press(*[Qt.Key.Key_Down] * (len(page.rows) - 1))
    last = page.rows[-1]
    assert last.hasFocus()
    top = last.mapTo(page, last.rect().topLeft()).y()
    assert 0 <= top <= height - last.height()


def test_in_a_window_from_right_to_left_all_stands_at_the_other_side(
    make, settings, home, qapp, request
):
    settings.set(RECENT, [str(project(home / "Desk" / "june.annot", 1))])
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    request.addfinalizer(lambda: qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight))
    page = make(1000, 700)
    image = page.grab().toImage()
    right = [one for one in page.findChildren(QLabel) if one.text() in ("Annotator", "Recent")]
    left = [one for one in page.findChildren(QLabel) if one.text() == "today"]
    assert all(middle_of_ink(image, page, one) > 600 for one in right)
    assert all(middle_of_ink(image, page, one) < 400 for one in left)


def middle_of_ink(image, page, words):
    """Tell where on the page the words of a label stand."""
    place = words.rect().translated(words.mapTo(page, words.rect().topLeft()))
    dark = [
        x
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
        if image.pixelColor(x, y).lightness() < 150
    ]
    return sum(dark) / len(dark)
