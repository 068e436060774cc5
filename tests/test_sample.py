"""The sample is made from the seed, once, and the same project for everybody."""

from __future__ import annotations

import pytest

from annotator import sample
from annotator.model.person import person_named
from annotator.model.sentences import Trouble
from annotator.resources import seed
from annotator.sample import PROJECT, sample_project
from annotator.settings import data_folder
from annotator.store.rescue.check import check
from annotator.store.store import Store

ME = person_named("", "first annotator")


def test_it_holds_the_seed_article_and_the_draft(tmp_path):
    path = sample_project(ME, tmp_path / "sample.annot")
    with Store.open(path, ME, read_only=True) as store:
        (doc,) = store.read.article_ids()
        words = seed(sample.ARTICLE).read_text(encoding="utf-8")
        assert store.read.text(doc) == words
        assert len(store.read.spans(doc)) == 164
        assert store.read.scheme().id == "conflict-news"
        assert check(store.sql, store.log, store.read).findings == []


def test_it_is_the_same_project_for_everybody(tmp_path):
    other = person_named("", "second annotator")
    for person, name in ((ME, "one.annot"), (other, "two.annot")):
        with Store.open(sample_project(person, tmp_path / name), person) as store:
            assert store.read.project == PROJECT


def test_it_lies_in_the_user_s_own_folder(home):
    assert sample_project(ME) == data_folder() / "sample.annot"
    assert data_folder().is_relative_to(home)


def test_a_sample_that_is_there_is_left_as_it_is(tmp_path):
    path = sample_project(ME, tmp_path / "sample.annot")
    before = path.read_bytes()
    assert sample_project(ME, path) == path
    assert path.read_bytes() == before


def test_nothing_but_the_sample_is_left(tmp_path):
    sample_project(ME, tmp_path / "sample.annot")
    assert [path.name for path in tmp_path.iterdir()] == ["sample.annot"]


def test_one_that_was_cut_off_is_made_anew(tmp_path):
    for ending in ("", "-wal", ".lock"):
        (tmp_path / f"sample-being-made.annot{ending}").write_text("half")
    path = sample_project(ME, tmp_path / "sample.annot")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_draft_is_one_s_own_and_undo_stops_before_it(tmp_path):
    with Store.open(sample_project(ME, tmp_path / "sample.annot"), ME) as store:
        (article,) = store.read.article_ids()
        assert {span.person for span in store.read.spans(article)} == {ME.id}
        assert store.undo_title() is None
        assert store.undo() is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    with pytest.raises(Trouble, match="data"):
        sample_project(ME, tmp_path / "data" / "sample.annot")
