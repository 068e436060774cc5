"""Another project, or a bundle of it, comes in with all its articles, and leaves nothing behind."""

from __future__ import annotations

import json
import shutil
import stat
import tempfile
import zipfile
from dataclasses import replace

import pytest

from annotator import formats
from annotator.formats.format import Cancelled, In
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Told, Trouble
from annotator.store import session
from annotator.store.exchange.ask import Asked
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.bundle_lines import START
from annotator.store.exchange.outgoing import Wanted
from annotator.store.ranges import held
from annotator.store.rescue.check import check


@pytest.fixture
def theirs(projects):
    """A project of somebody else's: two people's layers, gold, an entity, a tie, a removed one."""
    other = projects()
    make, second = other.make, other.second
    army = make.entity("Actor", "the army")
    spans = [make.span("Actor", "The army", entity_id=army["id"]), make.span("Weapon", "rockets")]
    claim = make.span("Claim", "The ministry denied it")
    spoken = make.relation("said_by", claim, spans[0])
    other.bring(make.record(spans=[*spans, claim], entities=[army], relations=[spoken]))
    id_ = make.sha256(make.TEXT)
    other.mark(id_, "location", "the river", person=second)
    other.read(id_, second, "in_progress")
    other.mark(id_, "actor", "The army", person=None, layer="gold")
    other.read(id_, None, "done", layer="gold", annotators=(second.id,), reviewer=second.id)
    other.add("An article that nobody has opened.", "Unread")
    gone = other.add("An article that was taken out.", "Gone")
    with other.store.step("Remove"):
        other.store.remove_article(gone)
    return other


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, which must be empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture(params=["bundle", "project"])
def sent(request, theirs):
    """What is sent of it: a bundle, or the file itself while somebody works in it."""
    if request.param == "project":
        return theirs.path
    path = theirs.folder / "project.bundle"
    write_bundle(theirs.store, path)
    return path


def lines(project, name):
    """Give all records of a project, as far as a stranger may know them."""
    found = [json.loads(line) for line in project.out(name, layer="all", all_articles=True)
             .splitlines()]  # fmt: skip
    return sorted(found, key=lambda r: (r["doc_id"], r["layer"], r["annotator"] or ""))


def test_all_articles_come_in_all_layers_as_they_were(project, sent, theirs, temporary):
    done = project.bring(sent)
    assert (done.articles, done.spans, done.relations, done.skipped) == (2, 5, 1, [])
    assert lines(project, "mine.jsonl") == lines(theirs, "theirs.jsonl")
    assert [note for note in done.notes if "history" in note and sent.name in note]
    assert project.store.undo_title() == f"Import {sent.name}"
    assert check(project.store.sql, project.store.log, project.store.read).is_sound
    again = project.bring(sent)
    assert (again.articles, again.lines, again.unchanged) == (0, 0, 4)
    project.store.undo()
    assert project.store.read.article_ids() == []


def test_ids_that_are_taken_here_get_new_ones(project, sent, theirs, temporary):
    id_ = project.add("Another text with rockets.")
    (taken,) = [s for s in theirs.store.read.spans(theirs.make.sha256(theirs.make.TEXT))
                if s.quote == "rockets"]  # fmt: skip
    project.mark(id_, "weapon", "rockets", id=taken.id)
    project.bring(sent)
    assert [s.id for s in project.store.read.spans(id_)] == [taken.id]
    came = project.store.read.spans(theirs.make.sha256(theirs.make.TEXT))
    assert taken.id not in {s.id for s in came}
    assert len(came) == 5


def test_labels_that_the_project_lacks_stop_it_or_are_left_out(projects, sent, temporary):
    scheme = find_scheme("conflict-news")
    mine = projects(replace(scheme, labels=scheme.labels[:1], relations=()))
    assert f"{sent.name}, line" in mine.refuses(sent)
    done = mine.bring(sent, skip_broken=True)
    assert (done.articles, len(done.skipped)) == (2, 2)


def test_what_is_of_this_very_project_is_merged_instead(project, theirs, temporary):
    path = theirs.folder / "mine.bundle"
    write_bundle(project.store, path)
    assert "annotator merge PROJECT mine.bundle" in project.refuses(path)


def test_a_part_is_told_and_what_needs_more_is_refused(project, theirs, temporary):
    store = theirs.store
    path = theirs.folder / "part.bundle"
    (article,) = [
        id_ for id_ in store.read.article_ids() if store.read.article(id_).title == "Unread"
    ]
    write_bundle(store, path, Wanted(articles=frozenset({article})))
    done = project.bring(path)
    assert done.articles == 1
    assert any("only a part" in note for note in done.notes)
    theirs.add("A new article.")
    since = held(store.sql, store.log)
    theirs.add("A newer article.")
    write_bundle(store, path, Asked(store.read.project, since).wanted())
    assert "Ask for all of it: annotator bundle" in project.refuses(path)


def test_it_is_known_by_its_first_bytes(project, sent, temporary):
    path = sent.replace(sent.with_suffix(".dat"))
    assert formats.format_of(path).name == "project"
    if path.read_bytes()[:2] == b"PK":
        assert path.read_bytes().startswith(START)
        assert project.bring(path).articles == 2
    assert formats.format_named("project").comes_in


def test_projects_in_a_folder_are_left_out(project, sent, temporary):
    """They would be the backups of one, or what others send."""
    folder = project.folder / "folder"
    folder.mkdir()
    shutil.copyfile(sent, folder / sent.name)
    (folder / "a.txt").write_text("An article.")
    done = project.bring(folder)
    assert done.articles == 1
    assert done.skipped == [f"{sent.name}: it is of no kind that can be imported"]


def test_a_damaged_one_is_left_out_if_that_is_wished(project, sent, temporary):
    data = sent.read_bytes()
    broken = sent.with_name("broken" + sent.suffix)
    broken.write_bytes(data[: len(data) // 2])
    before = project.changes()
    with pytest.raises(Told, match="broken"):
        project.bring(broken, sent)
    assert project.changes() == before
    done = project.bring(broken, sent, skip_broken=True)
    assert (done.articles, len(done.skipped)) == (2, 1)


def test_a_bomb_is_refused_unread(project, theirs, temporary):
    path = theirs.folder / "bomb.bundle"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", b" " * 100_000_000)
    assert "unpack to far more" in project.refuses(path)


def test_temporary_files_are_nobody_elses_to_read(project, sent, temporary):
    seen = {}

    def look(*_):
        for path in temporary.rglob("*"):
            seen[path.name] = stat.S_IMODE(path.stat().st_mode)

    formats.bring_in(project.store, [sent], In(), look)
    assert any(name.startswith("apart.annot") for name in seen)
    assert set(seen.values()) <= {0o600, 0o700}


@pytest.mark.parametrize("moment", ["Reading", "Turning", "Looking", "Importing"])
def test_stopping_leaves_nothing_behind(project, sent, temporary, moment):
    before = project.changes()

    def stop(words, *_):
        if words.startswith(moment):
            raise Cancelled

    with pytest.raises(Cancelled):
        formats.bring_in(project.store, [sent], In(skip_broken=True), stop)
    assert project.changes() == before


def test_no_room_for_temporary_files_is_trouble(project, sent, temporary, monkeypatch):
    def full(*_):
        raise Trouble("The disk is full.")

    monkeypatch.setattr(session, "create", full)
    with pytest.raises(Trouble, match=r"project\.\w+ is read through a copy in .*The disk is full"):
        project.bring(sent)
    assert project.store.read.article_ids() == []


def test_its_people_are_known_here_by_their_names(project, sent, temporary):
    project.bring(sent)
    people = {person.name: person.id for person in project.store.read.persons()}
    assert people.keys() == {project.me.name, project.first.name, project.second.name}
    assert people[project.first.name] != project.first.id
