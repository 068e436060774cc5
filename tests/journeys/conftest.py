"""A desk for each journey."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.scheme_file import find_scheme
from annotator.model.text import sha256_of
from annotator.store.store import Store

sys.path.insert(0, str(Path(__file__).parent))
from desk import Desk


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


@pytest.fixture
def own_article(desk):
    """Give what puts a text into a project of one's own, and opens it."""

    def put(text: str, scheme: str = "conflict-news") -> str:
        workspace = desk.workspace
        if not workspace.is_open:
            person = desk.window.hands.settings.person("first")
            path = desk.folder / "own.annot"
            Store.create(path, find_scheme(scheme), person).close()
            desk.window.open_path(path)
        file = desk.folder / f"{sha256_of(text)[:8]}.txt"
        file.write_text(text, encoding="utf-8")
        done = bring_in(workspace.store, [file], In())
        workspace.take(done.changes)
        workspace.show(sha256_of(text))
        return sha256_of(text)

    return put
