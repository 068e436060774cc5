"""Whoever has no copy of a project yet makes one of a bundle that holds everything."""

from __future__ import annotations

import pytest

from annotator.formats.format import Cancelled
from annotator.model.sentences import Refused, Trouble
from annotator.store.exchange.founding import found
from annotator.store.exchange.outgoing import Wanted
from annotator.store.store import Store


@pytest.fixture
def theirs(desk):
    theirs = desk.replica("second")
    desk.add_article(theirs, title="Depot")
    desk.mark(theirs)
    desk.add_entity(theirs)
    theirs.undo()
    return theirs


def test_it_is_a_copy_that_can_be_merged_and_worked_in(desk, theirs):
    path = desk.folder / "new.annot"
    with found(desk.bundled(theirs), path, desk.person("first")) as mine:
        assert desk.state(mine)["span"] == desk.state(theirs)["span"]
        assert mine.read.scheme() == theirs.read.scheme()
        assert mine.read.text(desk.ARTICLE) == desk.TEXT
        assert mine.read.project == theirs.read.project
        assert mine.log.site_uid != theirs.log.site_uid
        desk.mark(mine, "depot")
        assert desk.is_sound(mine)
        path = desk.bundled(mine, "back")
    assert desk.receive(theirs, path).merged.conflicts == 0
    assert len(theirs.read.spans(desk.ARTICLE)) == 2
    assert desk.is_sound(theirs)


def test_there_is_nothing_to_undo_in_it_also_on_another_day(desk, theirs):
    path = desk.folder / "new.annot"
    with found(desk.bundled(theirs), path, desk.person("first")) as mine:
        assert mine.undo_title() is None
    with Store.open(path, desk.person("first")) as mine:
        assert mine.undo_title() is None
        assert mine.read.spans(desk.ARTICLE)


@pytest.mark.parametrize(
    "wanted",
    [Wanted(articles=frozenset({"a" * 64})), Wanted(texts=False), "since", "nothing"],
)
def test_a_part_makes_no_project(desk, theirs, wanted):
    if wanted == "since":
        wanted = Wanted(since={theirs.log.site_uid: [(1, 2)]})
    if wanted == "nothing":
        wanted = Wanted(since={theirs.log.site_uid: [(1, theirs.log.n)]})
    with pytest.raises(Refused, match="holds only a part"):
        found(desk.bundled(theirs, wanted=wanted), desk.folder / "new.annot", desk.person("first"))
    assert not list(desk.folder.glob("new.*"))


def test_what_is_there_already_is_left_alone(desk, theirs):
    before = theirs.path.read_bytes()
    with pytest.raises(Refused, match="already there"):
        found(desk.bundled(theirs), theirs.path, desk.person("first"))
    assert theirs.path.read_bytes() == before


@pytest.mark.parametrize("error", [Cancelled, Trouble])
def test_what_is_stopped_leaves_nothing_behind(desk, theirs, error):
    def stop(words, _done, _of):
        if words == "Showing what came":
            raise error("Stopped.") if error is Trouble else error

    with pytest.raises(error):
        found(desk.bundled(theirs), desk.folder / "new.annot", desk.person("first"), stop)
    assert not list(desk.folder.glob("new.*"))
