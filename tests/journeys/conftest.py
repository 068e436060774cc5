"""A desk for each journey."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from desk import Desk


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


@pytest.fixture
def own_article(desk):
    """Give what puts a text into a project of one's own, and opens it."""
    return desk.bring
