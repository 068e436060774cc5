"""The sample, and beside it a second article about the same war."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator import formats
from annotator.formats.format import In
from annotator.model.person import person_named
from annotator.sample import sample_project
from annotator.store.store import Store

ME = person_named("", "first annotator")
SECOND = Path(__file__).parents[2] / "data" / "second.jsonl"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The files of both projects, made once."""
    folder = tmp_path_factory.mktemp("made")
    one = sample_project(ME, folder / "sample.annot")
    two = Path(shutil.copy(one, folder / "war.annot"))
    with Store.open(two, ME) as store:
        formats.bring_in(store, [SECOND], In(as_person=ME.name))
    return folder


def opened(made, name, folder):
    with Store.open(Path(shutil.copy(made / name, folder)), ME) as store:
        yield store


@pytest.fixture
def sample(made, tmp_path):
    yield from opened(made, "sample.annot", tmp_path)


@pytest.fixture
def war(made, tmp_path):
    """The sample with the second article, whose marks are under the same person."""
    yield from opened(made, "war.annot", tmp_path)
