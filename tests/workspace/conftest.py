"""A workspace with a small project open in it, and a disk that is full."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.model.article import Article
from annotator.model.text import sha256_of
from annotator.store.session import Session
from annotator.store.store import Store
from annotator.workspace.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parent))
from small_project import FIRST, OTHER, PROJECT, SCHEME, TEXT


@pytest.fixture(scope="session")
def workspace_template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("workspace") / "template.annot"
    with Store.create(path, SCHEME, FIRST, project=PROJECT) as store, store.step("Add"):
        for text in (TEXT, OTHER):
            store.add_article(Article(sha256_of(text)), text)
    return path


@pytest.fixture
def path(tmp_path, workspace_template) -> Path:
    return Path(shutil.copyfile(workspace_template, tmp_path / "project.annot"))


@pytest.fixture
def workspace(path, qapp):
    made = Workspace()
    made.open(Store.open(path, FIRST))
    made.show(sha256_of(TEXT))
    yield made
    made.close()


@pytest.fixture
def full_disk(monkeypatch):
    """Fill the disk; called again, empty it."""

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Session, "note_step", full)
    return monkeypatch.undo
