"""A shared folder in the window: exchanged on demand, offered on opening, never pressed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.actions import history, mailbox, project
from annotator.actions.bringing import deed_after
from annotator.model.article import Article
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.text import sha256_of
from annotator.settings import EXCHANGE
from annotator.store.mailbox.exchange import exchange
from annotator.store.store import Store
from tests.actions.desk import Desk

TEXT = "The brigade fired rockets at the depot. The brigade left."
FIRST, SECOND = person_named("tests", "first"), person_named("tests", "second")


class Colleague(Desk):
    """A person who shares a folder with a colleague."""

    def opens(self, path: Path) -> None:
        project.open_path(self.hands, path)
        self.waits()

    def shares(self) -> None:
        self.asked.will("shared_folder", self.shared)
        self.does(mailbox.choose_shared_folder)

    @property
    def shared(self) -> Path:
        folder = self.folder / "shared"
        folder.mkdir(exist_ok=True)
        return folder

    def colleague_posts(self, *texts: str) -> None:
        """Let the colleague add articles in a copy of his own, and post them."""
        path = self.folder / "theirs" / "theirs.annot"
        if not path.exists():
            path.parent.mkdir()
            shutil.copy(self._template, path)
        with Store.open(path, SECOND) as store:
            for text in texts:
                with store.step("Add an article"):
                    store.add_article(Article(sha256_of(text), title=text[:10]), text)
            exchange(store, self.shared)

    @property
    def articles(self) -> int:
        return len(self.workspace.reader.article_ids())

    @property
    def last(self):
        return self.said[-1]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.annot"
    with Store.create(path, find_scheme("plain-ner"), FIRST) as store, store.step("Add"):
        store.add_article(Article(sha256_of(TEXT), title="One"), TEXT)
    return path


@pytest.fixture
def desk(tmp_path: Path, qtbot, template: Path) -> Iterator[Colleague]:
    desk = Colleague(tmp_path, qtbot, template)
    yield desk
    desk.waits()
    desk.workspace.close()


def test_choosing_a_folder_exchanges_both_ways_and_says_so_in_one_notice(desk):
    desk.colleague_posts("A convoy left the town.")
    desk.opens(desk.a_project())
    desk.shares()
    assert desk.articles == 2
    assert desk.words.startswith("Picked up ")
    assert " by second. Posted " in desk.words
    assert desk.last.deed == "undo"
    assert desk.workspace.cannot_write is None
    assert desk.asked.were("report") == []


def test_what_came_can_be_taken_back_and_is_not_offered_again(desk):
    desk.colleague_posts("A convoy left the town.", "The ministry denied it.")
    path = desk.a_project()
    desk.opens(path)
    desk.shares()
    assert desk.articles == 3
    desk.does(history.undo)
    assert desk.articles == 1
    desk.workspace.close()
    desk.opens(path)
    assert desk.last.deed is None


def test_without_a_folder_nothing_is_exchanged_and_the_reason_says_what_to_do(desk):
    assert mailbox.exchange_in_folder.reason(desk.hands) == "No project is open."
    desk.opens(desk.a_project())
    reason = mailbox.exchange_in_folder.reason(desk.hands)
    assert reason == "This project uses no shared folder on this machine. Choose one first."
    desk.asked.will("shared_folder", None)
    desk.does(mailbox.choose_shared_folder)
    assert mailbox.exchange_in_folder.reason(desk.hands) == reason


def test_new_work_is_offered_on_opening_and_comes_only_when_asked_for(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.shares()
    desk.colleague_posts("A convoy left the town.")
    desk.workspace.close()
    desk.opens(path)
    assert desk.words == "New work of 1 colleague lies in the shared folder."
    assert desk.last.deed == "exchange_in_folder"
    assert desk.articles == 1
    desk.does(mailbox.exchange_in_folder)
    assert desk.articles == 2


def test_a_bundle_of_another_name_is_offered_once(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.shares()
    (desk.shared / "by hand.bundle").write_bytes(b"no bundle")
    desk.workspace.close()
    desk.opens(path)
    assert desk.words == "New work lies in the shared folder."
    desk.does(mailbox.exchange_in_folder)
    ((title, lines),) = desk.asked.were("report")
    assert title == desk.words
    assert "by hand.bundle was left out" in lines[0]
    desk.workspace.close()
    desk.opens(path)
    assert desk.last.deed is None


def test_whoever_has_set_so_exchanges_on_opening(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.shares()
    desk.colleague_posts("A convoy left the town.")
    desk.workspace.close()
    desk.settings.set(EXCHANGE, True)
    desk.opens(path)
    desk.waits()
    assert desk.articles == 2
    assert desk.words.startswith("Picked up ")
    assert desk.last.deed == "undo"


def test_a_copied_project_exchanges_nothing_by_itself(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.shares()
    desk.colleague_posts("A convoy left the town.")
    desk.workspace.close()
    desk.settings.set(EXCHANGE, True)
    before = {one.name for one in desk.shared.iterdir()}
    desk.opens(Path(shutil.copy(path, desk.folder / "copy.annot")))
    desk.waits()
    assert desk.articles == 1
    assert {one.name for one in desk.shared.iterdir()} == before
    assert desk.last.deed == "exchange_in_folder"


def test_a_folder_that_is_gone_is_told_calmly(desk):
    path = desk.a_project()
    desk.opens(path)
    desk.shares()
    desk.workspace.close()
    shutil.rmtree(desk.folder / "shared")
    desk.opens(path)
    assert "cannot be reached" in desk.words
    assert not desk.last.is_trouble
    desk.does(mailbox.exchange_in_folder)
    assert "your own work is saved as always" in desk.words
    assert desk.last.is_trouble
    assert desk.workspace.cannot_write is None


def test_an_exchange_can_be_stopped(desk):
    desk.colleague_posts("A convoy left the town.")
    desk.opens(desk.a_project())
    desk.asked.will("shared_folder", desk.shared)
    mailbox.choose_shared_folder.run(desk.hands)
    assert "An exchange is under way" in desk.workspace.cannot_write
    desk.background.cancel()
    desk.waits()
    assert desk.workspace.cannot_write is None
    assert desk.articles in {1, 2}


def test_a_project_that_is_left_meanwhile_is_told_nothing(desk):
    desk.colleague_posts("A convoy left the town.")
    desk.opens(desk.a_project())
    desk.asked.will("shared_folder", desk.shared)
    mailbox.choose_shared_folder.run(desk.hands)
    desk.background.wait()
    desk.workspace.close()
    desk.said.clear()
    desk.waits()
    assert all("Picked up" not in said.words for said in desk.said)


def test_the_folder_can_be_left(desk):
    desk.opens(desk.a_project())
    desk.shares()
    desk.does(mailbox.stop_shared_folder)
    assert desk.words == "The shared folder is used no longer. What lies there stays."
    assert mailbox.exchange_in_folder.reason(desk.hands) is not None


# --- second versions ------------------------------------------------------------------------------


def second_version(desk: Colleague, path: Path, name: str) -> Path:
    desk.colleague_posts("A convoy left the town.")
    return Path(shutil.copy(desk.folder / "theirs" / "theirs.annot", path.with_name(name)))


def test_a_second_version_beside_the_project_is_offered_on_opening(desk):
    path = desk.a_project()
    name = "project (second's conflicted copy 2026-11-26).annot"
    second_version(desk, path, name)
    desk.opens(path)
    assert desk.words.startswith(
        f"A synchronising program kept a second version of this project beside it, {name}, with "
    )
    assert desk.last.deed == "bring_in_second_version"
    assert desk.articles == 1


def test_several_of_them_are_offered_together(desk):
    path = desk.a_project()
    for name in ("project 2.annot", "project-LAPTOP.annot"):
        second_version(desk, path, name)
    desk.opens(path)
    assert desk.words.startswith("A synchronising program kept 2 more versions")


def test_where_there_is_none_it_is_said(desk):
    desk.opens(desk.a_project())
    desk.does(mailbox.bring_in_second_version)
    assert desk.words == (
        "No second version of project.annot lies beside it that holds anything new."
    )


def test_bringing_it_in_shows_what_it_would_bring_first(desk):
    path = desk.a_project()
    second_version(desk, path, "project (1).annot")
    desk.opens(path)
    desk.asked.will("bring_in", None)
    mailbox.bring_in_second_version.run(desk.hands)
    desk._qtbot.waitUntil(lambda: bool(desk.asked.were("bring_in")))
    desk.waits()
    assert desk.articles == 1


def test_conflicts_come_next_where_they_can_be_settled():
    assert deed_after(conflicts=False) == "undo"
    assert deed_after(conflicts=True) in {"conflicts", "undo"}
