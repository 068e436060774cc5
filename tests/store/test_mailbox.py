"""Colleagues exchange their work through a shared folder, whatever becomes of the files in it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from annotator.formats.format import Cancelled
from annotator.model.sentences import Refused, Trouble
from annotator.store.erasing import erasing
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.outgoing import Wanted
from annotator.store.mailbox import folder as kept
from annotator.store.mailbox import names
from annotator.store.mailbox import post as posting
from annotator.store.mailbox.exchange import exchange
from annotator.store.mailbox.names import look_into, name_of
from annotator.store.mailbox.pick_up import news, pick_up
from annotator.store.mailbox.post import post, unposted
from annotator.store.rescue import backup
from annotator.store.store import Store


@pytest.fixture
def shared(tmp_path) -> Path:
    folder = tmp_path / "shared – geteilt, مشترك"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(desk):
    first, second = desk.replicas("first", "second")
    desk.add_article(first)
    joins(second)
    return first, second


def joins(store: Store) -> None:
    """Let somebody be entered in the project, which the first step does."""
    with store.step("Nothing"):
        pass


def files(shared: Path) -> list[str]:
    return sorted(path.name for path in shared.iterdir())


def alike(desk, *stores: Store) -> bool:
    return len({desk.digest(store) for store in stores}) == 1 and all(map(desk.is_sound, stores))


def exchanged(shared, *stores: Store):
    return [exchange(store, shared) for store in stores]


# --- both ways ------------------------------------------------------------------------------------


def test_two_colleagues_end_with_the_same_project(desk, pair, shared):
    first, second = pair
    desk.mark(first)
    exchanged(shared, first, second)
    desk.mark(second, "depot")
    exchanged(shared, second, first)
    assert alike(desk, first, second)
    assert desk.texts(second) == {desk.ARTICLE: desk.TEXT}


def test_it_is_said_what_went_both_ways(desk, pair, shared):
    first, second = pair
    assert exchange(first, shared).sentences[0] == "Nothing new lies in the shared folder."
    desk.mark(first)
    assert post(first, shared).changes == 1
    said = exchange(second, shared).sentences
    assert re.fullmatch(r"Picked up \d+ new changes on 1 article by first\.", said[0])
    assert said[-1].startswith("Posted ")
    assert exchange(second, shared).sentences == (
        "Nothing new lies in the shared folder.", "Your work lies there already.",
    )  # fmt: skip


def test_all_that_came_is_one_step_after_one_backup(desk, shared):
    first, second, third = desk.replicas("first", "second", "third")
    desk.add_article(first)
    exchanged(shared, first, second)
    desk.mark(second)
    desk.mark(first, "depot")
    exchanged(shared, first, second)
    before = desk.digest(third).state
    backups = len(backup.backups_of(third.path))
    came = pick_up(third, shared)
    assert {name for name, _ in came.people} == {"first", "second"}
    assert came.changes.articles == {desk.ARTICLE}
    assert len(backup.backups_of(third.path)) <= backups + 1
    assert third.undo_title() == "Pick up the shared folder"
    third.undo()
    assert third.read.spans(desk.ARTICLE) == []
    assert desk.state(third)["article"] == []
    third.redo()
    assert len(third.read.spans(desk.ARTICLE)) == 2
    assert before != desk.digest(third).state


def test_what_was_set_aside_is_no_news_and_comes_again_when_asked_for(desk, pair, shared):
    first, second = pair
    exchange(first, shared)
    assert news(second, shared).files == 1
    pick_up(second, shared)
    second.undo()
    assert news(second, shared).files == 0
    assert pick_up(second, shared).merged.new > 0
    assert second.read.article_ids() == [desk.ARTICLE]


def test_work_that_came_another_way_goes_along_where_nobody_has_posted_it(desk, pair, shared):
    first, second = pair
    desk.receive(second, desk.bundled(first))
    post(second, shared)
    newcomer = desk.replica("third")
    assert pick_up(newcomer, shared).missing == []
    assert newcomer.read.article_ids() == [desk.ARTICLE]
    # And not a second time, once its own copy has posted it.
    went = len(files(shared))
    exchange(first, shared)
    assert post(second, shared).files == 0
    assert len(files(shared)) == went + 1


def test_what_is_set_aside_is_never_posted(desk, pair, shared):
    first, second = pair
    desk.receive(second, desk.bundled(first))
    second.undo()
    post(second, shared)
    newcomer = desk.replica("third")
    pick_up(newcomer, shared)
    assert newcomer.read.article_ids() == []


def test_a_conflict_is_kept_and_counted(desk, pair, shared):
    first, second = pair
    entity = desk.add_entity(first)
    exchanged(shared, first, second)
    desk.set_entity(first, entity.id, name="one")
    desk.set_entity(second, entity.id, name="other")
    post(first, shared)
    came = exchange(second, shared)
    assert came.came.merged.conflicting == [("entity", entity.id)]
    assert "1 thing has a field with two values" in " ".join(came.sentences)


def test_what_nobody_has_posted_is_told_as_missing(desk, pair, shared):
    first, second = pair
    post(first, shared)
    (early,) = shared.iterdir()
    posted = first.log.n
    desk.mark(first)
    post(first, shared)
    early.unlink()
    came = pick_up(second, shared)
    assert came.merged.new == 1
    site = first.log.site_uid
    assert [(m.site, m.first, m.changes) for m in came.missing] == [(site, 1, posted)]
    assert "are not in the folder yet" in " ".join(exchange(second, shared).sentences)


# --- few files ------------------------------------------------------------------------------------


def test_days_of_posting_leave_few_files_and_a_newcomer_gets_all(desk, pair, shared):
    first, second = pair
    for n in range(60):
        desk.mark(first, ("rockets", "depot", "brigade")[n % 3])
        post(first, shared)
    assert len(files(shared)) <= 7
    exchanged(shared, second, first)
    assert alike(desk, first, second)


def test_others_files_are_never_touched(desk, pair, shared):
    first, second = pair
    (shared / "notes.txt").write_text("mine")
    (shared / "work.bundle.part").write_bytes(b"half")
    exchanged(shared, first, second)
    theirs = {path.name: path.read_bytes() for path in shared.iterdir()
              if first.log.site_uid[-16:] not in path.name}  # fmt: skip
    for _ in range(8):
        desk.mark(first)
        exchange(first, shared)
    assert {name: (shared / name).read_bytes() for name in theirs} == theirs


def test_a_file_of_ours_that_was_spoilt_or_deleted_is_written_again(desk, pair, shared):
    first, second = pair
    post(first, shared)
    (one,) = shared.iterdir()
    one.write_bytes(one.read_bytes()[:100])
    assert post(first, shared).files == 1
    one.unlink()
    assert post(first, shared).files == 1
    exchanged(shared, second, first)
    assert alike(desk, first, second)


def test_those_who_may_read_the_folder_may_read_the_files(desk, pair, shared):
    shared.chmod(0o750)
    post(pair[0], shared)
    assert {path.stat().st_mode & 0o777 for path in shared.iterdir()} == {0o640}


def test_half_a_file_of_ours_is_swept_away(desk, pair, shared):
    first, second = pair
    project, site = first.read.project, first.log.site_uid
    mine = shared / (name_of(project, site, (1, 3), site) + ".part")
    theirs = shared / (name_of(project, second.log.site_uid, (1, 3), second.log.site_uid) + ".part")
    mine.write_bytes(b"PK half")
    theirs.write_bytes(b"PK half")
    post(first, shared)
    assert not mine.exists()
    assert theirs.exists()


def test_what_is_erased_for_good_goes_from_our_files_too(desk, pair, shared):
    first, _ = pair
    desk.mark(first)
    post(first, shared)
    desk.add_article(first, "Another text, which stays here.")
    post(first, shared)
    erasing.erase(first, desk.ARTICLE)
    went = exchange(first, shared)
    assert went.sentences[-1] == (
        "Your files there were written anew, without what was erased for good."
    )
    assert post(first, shared).files == 0
    for path in shared.iterdir():
        with zipfile.ZipFile(path) as packed:
            assert all(b"depot" not in packed.read(name) for name in packed.namelist())


# --- what is wrong with files ---------------------------------------------------------------------


def test_a_file_that_is_half_there_is_left_out_and_comes_once_it_is_whole(desk, pair, shared):
    first, second = pair
    post(first, shared)
    (path,) = shared.iterdir()
    whole = path.read_bytes()
    for length in (0, 10, 300, len(whole) - 30):
        path.write_bytes(whole[:length])
        came = pick_up(second, shared)
        assert list(came.left) == [path.name]
        assert came.changes is None
    said = exchange(second, shared).sentences
    assert f"{path.name} was left out, and is tried again next time: " in said[1]
    assert "Ask for the file again" not in said[1]
    assert news(second, shared).files == 0  # nobody is told of the same broken file each day
    path.write_bytes(whole)
    assert news(second, shared).files == 1
    assert pick_up(second, shared).left == {}
    assert second.read.article_ids() == [desk.ARTICLE]


def test_a_bad_file_stops_no_other(desk, pair, shared):
    first, second = pair
    third = desk.replica("third")
    desk.add_article(third, "A text of the third.")
    post(first, shared)
    post(third, shared)
    project = first.read.project
    end = first.log.site_uid[-16:]
    (shared / "a.bundle").write_bytes(b"no zip")
    (shared / f"{project.replace('-', '')[-12:]}-{end}-000900-000999.bundle").write_bytes(b"PK")
    came = pick_up(second, shared)
    assert len(came.left) == 2
    assert len(second.read.article_ids()) == 2
    assert desk.is_sound(second)


def forged(desk, store: Store, out: Path) -> None:
    """Write a bundle whose sums are right, with a change that is not what its hash says."""
    write_bundle(store, out)
    with zipfile.ZipFile(out) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    members["log.jsonl"] = members["log.jsonl"].replace(b"Actor", b"Actos")
    manifest = json.loads(members["manifest.json"])
    manifest["members"]["log.jsonl"]["sha256"] = hashlib.sha256(members["log.jsonl"]).hexdigest()
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)


def test_a_file_that_lies_leaves_nothing_of_it_behind(desk, pair, shared):
    first, second = pair
    forged(desk, first, shared / "forged.bundle")
    before = desk.digest(second)
    came = pick_up(second, shared)
    assert list(came.left) == ["forged.bundle"]
    assert desk.digest(second) == before
    assert second.undo_title() != "Pick up the shared folder"
    desk.mark(first)
    post(first, shared)
    assert pick_up(second, shared).merged.new > 0
    exchanged(shared, second, first)
    assert alike(desk, first, second)


def test_files_of_another_project_stay_untouched_and_are_counted(desk, pair, shared, tmp_path):
    other = Store.create(tmp_path / "other.annot", desk.SCHEME, desk.person("first"))
    try:
        post(other, shared)
        write_bundle(other, shared / "by hand.bundle")
    finally:
        other.close()
    before = files(shared)
    came = pick_up(pair[0], shared)
    assert (came.others, came.left, came.changes) == (2, {}, None)
    assert "2 files there are of another project" in " ".join(exchange(pair[0], shared).sentences)
    assert set(before) < set(files(shared))


def test_conflicted_copies_of_bundles_and_bundles_put_there_by_hand_are_read(desk, pair, shared):
    first, second = pair
    write_bundle(first, shared / "work (second's conflicted copy 2026-11-26).bundle")
    desk.mark(first)
    post(first, shared)
    for path in list(shared.iterdir()):
        shutil.copy(path, path.with_name(f"{path.stem}.sync-conflict-20261126-101112.bundle"))
    pick_up(second, shared)
    assert second.read.article_ids() == [desk.ARTICLE]
    assert len(second.read.spans(desk.ARTICLE)) == 1
    assert news(second, shared).files == 0


def test_a_text_that_had_been_missing_comes_from_a_file_whose_changes_are_known(desk, pair, shared):
    first, second = pair
    desk.receive(second, desk.bundled(first, "no texts", Wanted(texts=False)))
    assert desk.texts(second) == {}
    post(first, shared)
    said = exchange(second, shared).sentences
    assert said[0] == "Picked up 1 text that had been missing."
    assert desk.texts(second) == {desk.ARTICLE: desk.TEXT}


def test_names_that_lie_about_what_a_file_holds_do_no_harm(desk, pair, shared):
    first, second = pair
    post(first, shared)
    (path,) = shared.iterdir()
    end = first.log.site_uid[-16:]
    path.rename(path.with_name(path.name.replace(end, "0" * 16)))
    assert pick_up(second, shared).merged.new > 0
    assert news(second, shared).files <= 1
    assert pick_up(second, shared).merged.new == 0


def test_folders_and_pipes_with_such_names_are_passed_by(desk, pair, shared):
    (shared / "folder.bundle").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(shared / "pipe.bundle")
    assert pick_up(pair[0], shared).left == {}


def test_a_file_that_goes_while_the_folder_is_read_is_looked_for_again(
    desk, pair, shared, monkeypatch
):
    """A colleague gathers small files into a larger one just then."""
    first, second = pair
    post(first, shared)
    desk.mark(first)
    real = names._files
    turns = iter([True])

    def listed(folder):
        found = list(real(folder))
        if next(turns, False):
            for path, _ in found:
                path.unlink()
            post(first, shared)
        return iter(found)

    monkeypatch.setattr(names, "_files", listed)
    assert pick_up(second, shared).left == {}
    assert len(second.read.spans(desk.ARTICLE)) == 1


# --- the folder and the disk ----------------------------------------------------------------------


def test_a_folder_that_is_gone_is_told_calmly(desk, pair, shared):
    shutil.rmtree(shared)
    with pytest.raises(Trouble, match=r"cannot be reached .*your own work is saved as always"):
        exchange(pair[0], shared)
    with pytest.raises(Refused, match="There is no folder"):
        kept.choose(pair[0], shared)


def test_where_nothing_can_be_written_what_came_stays_and_it_is_said(
    desk, pair, shared, monkeypatch
):
    first, second = pair
    post(first, shared)

    def full(*_):
        raise Trouble("{out} could not be written (No space left on device).", out="x")

    monkeypatch.setattr(posting, "write_bundle", full)
    done = exchange(second, shared)
    assert second.read.article_ids() == [desk.ARTICLE]
    assert done.sentences[-1] == (
        "Your own work was not posted: x could not be written (No space left on device)."
    )
    with pytest.raises(Trouble):
        exchange(second, shared)  # nothing came in: all of it failed


def test_a_project_that_is_only_read_takes_no_part(desk, pair, shared):
    store = desk.open(pair[0].path, read_only=True)
    with pytest.raises(Refused):
        pick_up(store, shared)
    with pytest.raises(Refused):
        post(store, shared)


def test_an_exchange_that_is_stopped_brings_nothing_in(desk, pair, shared):
    first, second = pair
    post(first, shared)
    before = desk.digest(second)
    for moment in ("Looking at the shared folder", "Bringing in files", "Bringing in changes",
                   "Showing what came"):  # fmt: skip

        def stops(words, _done, _of, moment=moment):
            if words == moment:
                raise Cancelled

        with pytest.raises(Cancelled):
            pick_up(second, shared, stops)
        assert desk.digest(second) == before
    pick_up(second, shared)
    assert second.read.article_ids() == [desk.ARTICLE]


# --- which folder ---------------------------------------------------------------------------------


def test_the_folder_is_kept_for_this_file_on_this_machine(desk, pair, shared, monkeypatch):
    first, _ = pair
    assert kept.folder_of(first.session) is None
    assert kept.choose(first, shared) == shared
    first = desk.reopened(first)
    assert kept.folder_of(first.session) == shared
    assert kept.is_settled(first.session)
    monkeypatch.setattr("annotator.store.identity.machine", lambda: "another")
    assert kept.folder_of(first.session) is None
    monkeypatch.undo()
    kept.stop(first)
    assert kept.folder_of(first.session) is None


def test_a_copied_file_has_to_be_told_before_it_goes_on_by_itself(desk, pair, shared):
    first, _ = pair
    kept.choose(first, shared)
    copy = desk.open(desk.copied(first))
    assert kept.folder_of(copy.session) == shared
    assert not kept.is_settled(copy.session)


def test_another_folder_gets_everything(desk, pair, shared, tmp_path):
    first, second = pair
    kept.choose(first, shared)
    post(first, shared)
    other = tmp_path / "other"
    other.mkdir()
    post(first, kept.choose(first, other))
    pick_up(second, other)
    assert second.read.article_ids() == [desk.ARTICLE]


def test_facts_that_were_spoilt_count_as_none(desk, pair):
    first, _ = pair
    first.remember(**{"mailbox.seen": "{", "mailbox.posted": '{"a": "b"}'})
    assert kept.seen(first.session) == {}
    assert kept.posted(first.session) == {}


def test_what_is_lacking_in_the_folder_is_known_before_anything_is_written(desk, pair, shared):
    first, _ = pair
    lying = look_into(shared, first.read.project)
    assert unposted(first, lying) == {first.log.site_uid: [(1, first.log.n)]}
    post(first, shared)
    assert unposted(first, look_into(shared, first.read.project)) == {}


# --- a project that was put back to an older state ------------------------------------------------


def test_a_file_put_back_in_its_place_gets_its_own_later_work_again(desk, pair, shared):
    first, _ = pair
    first.close()
    desk._open.remove(first)
    old = first.path.read_bytes()
    first = desk.open(first.path)
    desk.mark(first)
    post(first, shared)
    first.close()
    desk._open.remove(first)
    first.path.write_bytes(old)  # in place: nothing tells that it is another file
    first = desk.open(first.path)
    with pytest.raises(Refused, match="put back to an older state"):
        post(first, shared)
    exchange(first, shared)
    assert len(first.read.spans(desk.ARTICLE)) == 1


def test_one_that_only_says_so_by_its_name_is_not_believed(desk, pair, shared):
    first, _ = pair
    site = first.log.site_uid
    (shared / name_of(first.read.project, site, (1, 999), site)).write_bytes(b"no zip")
    assert post(first, shared).changes == first.log.n


# --- three people, everything at once -------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_three_people_in_disorder_end_alike(desk, hand, shared, seed):
    chance = random.Random(seed)
    hands = [hand(store) for store in desk.replicas("first", "second", "third")]
    for _ in range(30):
        one = chance.choice(hands)
        one.edit(chance.choice(one.EDITS), chance)
        if chance.random() < 0.4:
            exchange(one.store, shared, up=chance.random() < 0.7, out=chance.random() < 0.7)
    for _ in range(2):
        for one in hands:
            exchange(one.store, shared)
    assert alike(desk, *(one.store for one in hands))
