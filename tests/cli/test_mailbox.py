"""A shared folder is a mailbox on the command line, too, also for several processes at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.sentences import Trouble


@pytest.fixture
def shared(tmp_path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(tmp_path, does, sample):
    """A project and its copy, which is a colleague's from then on."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    return sample, Path(shutil.copyfile(sample, folder / "theirs.annot"))


@pytest.fixture
def more(does, text):
    def more(project, words="Rockets hit the depot."):
        does("import", project, text(project.parent, f"{len(words)}.txt", words))

    return more


def articles(does, project) -> int:
    return json.loads(does("check", project, "--json"))["articles"]


def test_work_goes_both_ways_and_the_folder_is_kept_in_mind(does, pair, more, shared):
    mine, theirs = pair
    more(mine)
    first = does("mailbox", mine, shared)
    assert first.startswith("Nothing new lies in the shared folder.\nPosted ")
    more(theirs, "A convoy left the town.")
    said = does("mailbox", theirs, shared)
    assert said.startswith("Picked up ")
    assert "Posted " in said
    assert does("mailbox", mine).startswith("Picked up ")
    assert articles(does, mine) == articles(does, theirs) == 3
    assert does("mailbox", mine) == (
        "Nothing new lies in the shared folder.\nYour work lies there already.\n"
    )


def test_each_way_can_be_gone_alone(does, pair, more, shared):
    mine, theirs = pair
    more(mine)
    assert does("mailbox", mine, shared, "--post").startswith("Posted ")
    assert does("mailbox", theirs, shared, "--look") == "1 new file lies in the shared folder.\n"
    assert articles(does, theirs) == 1
    assert does("mailbox", theirs, shared, "--pick-up").count("\n") == 1
    assert articles(does, theirs) == 2
    assert does("mailbox", theirs, "--look") == "Nothing new lies in the shared folder.\n"
    assert len(list(shared.iterdir())) == 1


def test_programs_get_an_answer(annotator, pair, more, shared):
    mine, theirs = pair
    more(mine)
    went = annotator("mailbox", mine, shared, "--json").answer
    assert went["posted"]["files"] == 1
    assert went["picked_up"]["new"] == 0
    (shared / "half.bundle").write_bytes(b"PK")
    came = annotator("mailbox", theirs, shared, "--pick-up", "--json").answer
    assert came["picked_up"]["new"] > 0
    assert list(came["picked_up"]["left"]) == ["half.bundle"]
    assert "posted" not in came
    assert annotator("mailbox", mine, "--look", "--json").answer["files"] == 1


def test_what_cannot_be_done_is_said(does, refuses, pair, shared):
    mine, _ = pair
    assert "uses no shared folder on this machine yet" in refuses("mailbox", mine)
    assert "There is no folder" in refuses("mailbox", mine, shared / "gone")
    refuses("mailbox", mine, shared, "--post", "--pick-up", status=2)
    does("mailbox", mine, shared)
    shutil.rmtree(shared)
    assert "cannot be reached" in refuses("mailbox", mine)
    assert does("mailbox", mine, "--stop") == "The shared folder is used no longer.\n"
    assert "uses no shared folder" in refuses("mailbox", mine)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_does_not_allow_writing_is_still_read(does, pair, more, shared):
    mine, theirs = pair
    more(mine)
    does("mailbox", mine, shared)
    more(theirs, "A convoy left the town.")
    shared.chmod(0o500)
    said = does("mailbox", theirs, shared)
    shared.chmod(0o700)
    assert said.startswith("Picked up ")
    assert "could not be written" in said


def test_the_not_posted_rest_is_in_the_answer(annotator, pair, more, shared, monkeypatch):
    mine, theirs = pair
    more(mine)
    more(theirs, "A convoy left the town.")
    annotator("mailbox", mine, shared)

    def full(*_):
        raise Trouble("The disk is full.")

    monkeypatch.setattr("annotator.store.mailbox.post.write_bundle", full)
    answer = annotator("mailbox", theirs, shared, "--json").answer
    assert answer["not_posted"] == "The disk is full."


def test_two_processes_read_one_mailbox_at_once(does, pair, more, shared, tmp_path):
    mine, theirs = pair
    more(mine)
    does("mailbox", mine, shared)
    third = shutil.copyfile(theirs, tmp_path / "third.annot")
    command = [sys.executable, "-m", "annotator", "mailbox"]
    running = [
        subprocess.Popen([*command, str(path), str(shared)], stderr=subprocess.PIPE)
        for path in (theirs, third, theirs)
    ]
    ended = [(one.communicate()[1], one.returncode) for one in running]
    # Two of one project: the lock lets one in, or the other comes after it.
    assert [status for _, status in ended][1] == 0
    assert 0 in {ended[0][1], ended[2][1]}
    assert all(b"open in another window" in err for err, status in ended if status)
    does("mailbox", mine)
    does("mailbox", theirs)
    does("mailbox", third)
    assert {articles(does, path) for path in (mine, theirs, third)} == {2}
