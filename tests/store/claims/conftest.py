"""The sample, and beside it a second article about the same war."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import formats
from annotator.formats.format import In
from annotator.model.person import person_named
from annotator.sample import sample_project
from annotator.store.store import Store

ME = person_named("", "first annotator")
SECOND = Path(__file__).parents[2] / "data" / "second.jsonl"


@pytest.fixture
def sample(tmp_path):
    with Store.open(sample_project(ME, tmp_path / "sample.annot"), ME) as store:
        yield store


@pytest.fixture
def war(sample):
    """The sample with the second article, whose marks are under the same person."""
    formats.bring_in(sample, [SECOND], In(as_person=ME.name))
    return sample
