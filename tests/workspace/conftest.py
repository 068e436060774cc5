"""A workspace with a small project open in it, and a disk that is full."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.model.article import Article
from annotator.model.ids import derived_id, new_id
from annotator.model.person import person_named
from annotator.model.scheme import Label, Scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.session import Session
from annotator.store.store import Store
from annotator.workspace.workspace import Workspace

PROJECT = derived_id("project", "workspace")
TEXT = "The brigade fired rockets at the depot. The brigade left."
OTHER = "Nothing of note happened at the port."
SCHEME = Scheme(
    labels=(Label("actor", "Actor"), Label("weapon", "Weapon"), Label("cue", "Cue", level="expert"))
)
FIRST, SECOND = (person_named(PROJECT, name) for name in ("first", "second"))


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


def heard(signal) -> list:
    found: list = []
    signal.connect(lambda *what: found.append(what[0] if what else None))
    return found


def a_mark(words="rockets", label="weapon", person=FIRST, text=TEXT) -> Span:
    start = text.index(words)
    return Span(new_id(), sha256_of(text), person.id, label, start, start + len(words), words)


def add(workspace, *spans) -> None:
    with workspace.step("Mark") as store:
        store.put(*spans)
