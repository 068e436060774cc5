"""A second version of the project that a synchronising program has left beside it is found."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from annotator.store.mailbox.siblings import Sibling, beside_by_name, siblings
from annotator.store.store import Store


@pytest.fixture
def mine(desk):
    return desk.project("News")


def second_version(desk, mine: Store, name: str, *words: str) -> Path:
    """Work on in a copy, and give it the name of a second version."""
    theirs = desk.open(desk.copied(mine, "theirs"), "second")
    for one in words:
        desk.mark(theirs, one)
    theirs.close()
    desk._open.remove(theirs)
    return Path(shutil.move(theirs.path, mine.path.with_name(name)))


def test_one_with_new_work_is_offered(desk, mine):
    name = "News (second's conflicted copy 2026-11-26).annot"
    path = second_version(desk, mine, name, "depot")
    (found,) = siblings(mine)
    assert found.path == path
    assert found.changes >= 2  # the second one joins, and marks
    desk.receive(mine, found.path)
    assert len(mine.read.spans(desk.ARTICLE)) == 1
    assert siblings(mine) == []
    mine.undo()
    assert siblings(mine) == []  # it was brought in and set aside: nobody asks again


def test_an_older_copy_holds_nothing_new(desk, mine):
    shutil.copy(desk.copied(mine), mine.path.with_name("News 2.annot"))
    assert beside_by_name(mine.path) == [mine.path.with_name("News 2.annot")]
    assert siblings(mine) == []


def test_what_is_no_project_or_another_one_is_none(desk, mine, tmp_path):
    (tmp_path / "News (1).annot").write_bytes(b"SQLite format 3\x00 half")
    (tmp_path / "News 3.annot").mkdir()
    other = Store.create(tmp_path / "News-LAPTOP.annot", desk.SCHEME, desk.person("first"))
    desk.add_article(other)
    other.close()
    os.link(desk.copied(mine), tmp_path / "Newspaper.annot")
    assert siblings(mine) == []


def test_a_folder_that_cannot_be_listed_has_none(tmp_path):
    assert beside_by_name(tmp_path / "gone" / "News.annot") == []


def test_where_there_is_none_nothing_is_opened(mine, monkeypatch):
    monkeypatch.setattr("annotator.store.mailbox.siblings.open_project", None)
    assert siblings(mine) == []
    assert siblings(mine) == list[Sibling]()
