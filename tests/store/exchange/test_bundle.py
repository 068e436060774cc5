"""A bundle holds what a colleague lacks, of whom and on what one likes, and nothing else."""

from __future__ import annotations

import hashlib
import json
import stat
import sys
import zipfile

import pytest

from annotator.formats.format import Cancelled
from annotator.model.article import Article, Reading, Sighting
from annotator.model.change import Step
from annotator.model.entity import Alias, EntityLink
from annotator.model.event import Attachment, Event, Participant
from annotator.model.ids import new_id
from annotator.model.sentences import Refused, Trouble
from annotator.model.span import Relation
from annotator.model.text import sha256_of
from annotator.store.exchange import bundle, closure
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import asked_by
from annotator.store.exchange.outgoing import Wanted

OTHER = "The ministry denied it."


@pytest.fixture
def pair(desk):
    """Two people's copies of one project; the first has an article with marks."""
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(mine, title="Depot")
    desk.mark(mine)
    return mine, theirs


def in_bundle(path):
    """Give the changes of a bundle as its lines say them."""
    with zipfile.ZipFile(path) as packed:
        lines = map(json.loads, packed.read("log.jsonl").splitlines())
        return [line for line in lines if line["is"] == "change"]


def manifest(path):
    with zipfile.ZipFile(path) as packed:
        return json.loads(packed.read("manifest.json"))


def ids(path, kind):
    return {line["id"] for line in in_bundle(path) if line["kind"] == kind}


# --- the whole ------------------------------------------------------------------------------------


def test_whoever_brings_a_bundle_in_has_the_same_project(desk, pair):
    mine, theirs = pair
    written = write_bundle(mine, desk.folder / "work.bundle")
    assert (written.counts.changes, written.counts.articles) == (mine.log.n, 1)
    assert (written.counts.spans, written.counts.texts, written.is_part) == (1, 1, False)
    assert written.size == written.path.stat().st_size
    desk.receive(theirs, written.path)
    desk.receive(mine, desk.bundled(theirs))
    assert desk.digest(mine) == desk.digest(theirs)
    assert theirs.read.text(desk.ARTICLE) == desk.TEXT


def test_the_manifest_says_from_whom_and_what(desk, pair):
    mine, _ = pair
    found = manifest(desk.bundled(mine))
    assert found["format"] == "annotator bundle"
    assert found["project"] == desk.PROJECT
    assert found["title"] == "first"
    assert found["sender"]["name"] == "first"
    assert found["ranges"] == found["has"] == {mine.log.site_uid: [[1, mine.log.n]]}
    assert found["counts"]["changes"] == mine.log.n
    newest = max(change.step.milliseconds for change in desk.send(mine))
    assert found["until"] == newest


def test_each_member_is_named_with_its_sum(desk, pair):
    path = desk.bundled(pair[0])
    with zipfile.ZipFile(path) as packed:
        for name, member in manifest(path)["members"].items():
            data = packed.read(name)
            assert member["sha256"] == hashlib.sha256(data).hexdigest()
            assert (member["bytes"], member["lines"]) == (len(data), data.count(b"\n"))


def test_the_same_content_gives_the_same_bytes(desk, pair):
    mine, theirs = pair
    desk.receive(theirs, desk.bundled(mine))
    desk.receive(mine, desk.bundled(theirs))
    first, again = desk.bundled(mine, "one"), desk.bundled(mine, "two")
    assert first.read_bytes() == again.read_bytes()
    # Whatever came first at whom, the changes stand in one order.
    assert in_bundle(first) == in_bundle(desk.bundled(theirs, "three"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_nobody_else_may_read_it(desk, pair):
    out = desk.folder / "work.bundle"
    out.write_bytes(b"old")
    out.chmod(0o644)
    write_bundle(pair[0], out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_bundle_of_an_open_project_is_of_one_moment(desk, pair):
    """It reads through a connection of its own, and a step may be under way."""
    mine, _ = pair
    before = mine.log.n
    with mine.step("Label"):
        mine.put(desk.span(mine, "depot"))
        path = desk.bundled(mine)
    assert len(in_bundle(path)) == before


def test_who_may_only_read_may_send(desk, pair):
    mine, theirs = pair
    mine.close()
    with desk.open(mine.path, "first", read_only=True) as reading:
        desk.receive(theirs, desk.bundled(reading))
    assert theirs.read.spans(desk.ARTICLE)


def test_originals_and_attachments_come_along(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(mine)
    files = {hashlib.sha256(data).hexdigest(): data for data in (b"\xff\xfe\x00", b"picture")}
    original, picture = files
    with mine.step("Keep"):
        for sha256, data in files.items():
            mine.add_original(sha256, data)
        mine.put(
            Sighting.of(desk.ARTICLE, source="a paper", original=original),
            Attachment(new_id(), desk.ARTICLE, "a.png", "image/png", picture),
        )
    desk.receive(theirs, desk.bundled(mine))
    found = theirs.sql.execute("SELECT sha256, data FROM original").fetchall()
    assert {sha256.hex(): data for sha256, data in found} == files


def test_texts_stay_behind_where_one_likes(desk, pair):
    mine, theirs = pair
    path = desk.bundled(mine, "work", Wanted(texts=False))
    assert b"fired" not in zipfile.ZipFile(path).read("texts.jsonl")
    seen = desk.look(theirs, path)
    assert seen.textless == 1
    assert any("without the text" in sentence for sentence in seen.sentences)
    desk.receive(theirs, path)
    assert theirs.read.text(desk.ARTICLE) is None


# --- what is lacking ------------------------------------------------------------------------------


def test_only_what_is_lacking_goes(desk, pair):
    mine, theirs = pair
    desk.receive(theirs, desk.bundled(mine))
    question = desk.asked(theirs, desk.folder / "theirs.ask")
    span = desk.mark(mine, "depot")
    for answer in (question, desk.copied(theirs), desk.bundled(theirs, "theirs")):
        path = desk.bundled(mine, "work", asked_by(mine, answer).wanted())
        assert [line["id"] for line in in_bundle(path)] == [span.id]
        assert manifest(path)["has"] == {mine.log.site_uid: [[1, mine.log.n]]}
    desk.receive(theirs, path)
    assert span in theirs.read.spans(desk.ARTICLE)


def test_a_text_that_was_left_out_is_asked_for(desk, pair):
    mine, theirs = pair
    desk.receive(theirs, desk.bundled(mine, "work", Wanted(texts=False)))
    question = desk.asked(theirs, desk.folder / "theirs.ask")
    path = desk.bundled(mine, "work", asked_by(mine, question).wanted())
    assert in_bundle(path) == []
    done = desk.receive(theirs, path)
    assert theirs.read.text(desk.ARTICLE) == desk.TEXT
    assert done.changes.articles == {desk.ARTICLE}
    assert "1 text that had been missing" in done.sentences[0]


def test_what_was_set_aside_stays_behind(desk):
    first, second, third = desk.replicas("first", "second", "third")
    desk.add_article(first)
    desk.receive(second, desk.bundled(first))
    second.undo()
    path = desk.bundled(second)
    assert set(manifest(path)["has"]) == {second.log.site_uid}
    desk.receive(third, path)
    assert third.read.article_ids() == []
    second.redo()
    desk.receive(third, desk.bundled(second))
    assert third.read.text(desk.ARTICLE) == desk.TEXT


# --- a part of it ---------------------------------------------------------------------------------


def rich(desk, store):
    """Fill a project with two articles, and all that can hang together in it."""
    other = sha256_of(OTHER)
    desk.add_article(store, title="Depot")
    desk.add_article(store, OTHER, title="Denied")
    unit, army, place = (desk.add_entity(store, name) for name in ("unit", "army", "place"))
    event = Event(new_id(), "Attack", places=(place.id,))
    actor = desk.span(store, "brigade", "actor", entity=unit.id, events=(event.id,))
    weapon = desk.span(store)
    with store.step("Tie"):
        store.put(
            actor, weapon, event, Alias.of(unit.id, "our boys"),
            EntityLink.of(unit.id, "part_of", army.id), Participant.of(event.id, "target", unit.id),
            Relation(new_id(), desk.ARTICLE, store.person.id, "uses", actor.id, weapon.id),
            Reading(desk.ARTICLE, store.person.id), Reading(other, store.person.id),
        )  # fmt: skip
    return {"unit": unit.id, "army": army.id, "place": place.id, "event": event.id, "other": other}


def test_one_article_comes_with_all_that_it_needs_and_no_more(desk, pair):
    mine, theirs = desk.replicas("third", "fourth")
    things = rich(desk, mine)
    unused = desk.add_entity(mine, "nobody")
    written = write_bundle(
        mine, desk.folder / "part.bundle", Wanted(articles=frozenset({desk.ARTICLE}))
    )
    assert written.is_part
    assert ids(written.path, "article") == {desk.ARTICLE}
    assert ids(written.path, "entity") == {things["unit"], things["army"], things["place"]}
    assert unused.id not in ids(written.path, "entity")
    assert len(ids(written.path, "reading")) == 1
    desk.receive(theirs, written.path)
    assert len(theirs.read.spans(desk.ARTICLE)) == 2
    assert len(theirs.read.relations(desk.ARTICLE)) == 1
    assert [a.name for a in theirs.read.aliases()] == ["our boys"]
    assert len(theirs.read.events()) == len(theirs.read.participants()) == 1
    report = desk.check(theirs)
    assert report.is_sound
    assert not [f.sentence for f in report.findings if "not here" in f.sentence]


def test_gaps_are_kept_said_and_filled_later(desk):
    mine, theirs = desk.replicas("first", "second")
    rich(desk, mine)
    part = desk.bundled(mine, "part", Wanted(articles=frozenset({desk.ARTICLE})))
    seen = desk.look(theirs, part)
    (gap,) = seen.missing
    assert (gap.site, gap.person) == (mine.log.site_uid, "first")
    assert gap.changes == mine.log.n - seen.new
    assert any("part of the work only" in s for s in seen.sentences)
    assert any(f"Ask for a file from change {gap.first} on" in s for s in seen.sentences)
    assert desk.receive(theirs, part).merged.missing[0][1] == gap.first
    question = desk.asked(theirs, desk.folder / "theirs.ask")
    rest = desk.bundled(mine, "rest", asked_by(mine, question).wanted())
    assert len(in_bundle(rest)) == gap.changes
    assert desk.receive(theirs, rest).merged.missing == []
    desk.receive(mine, desk.bundled(theirs))
    assert desk.digest(mine) == desk.digest(theirs)


def test_one_persons_work_leaves_the_others_spans_behind(desk, pair):
    mine, theirs = pair
    desk.receive(theirs, desk.bundled(mine))
    own = desk.mark(theirs, "depot")
    path = desk.bundled(theirs, "own", Wanted(persons=frozenset({theirs.person.id})))
    assert ids(path, "span") == {own.id}
    (third,) = desk.replicas("third")
    desk.receive(third, path)
    assert third.read.spans(desk.ARTICLE) == [own]
    assert third.read.text(desk.ARTICLE) == desk.TEXT
    assert {p.name for p in third.read.persons()} >= {"first", "second"}


def test_person_and_article_together_choose_what_is_of_both(desk):
    (mine,) = desk.replicas("first")
    things = rich(desk, mine)
    me, nobody = frozenset({mine.person.id}), frozenset({new_id()})
    path = desk.bundled(mine, "a", Wanted(persons=me, articles=frozenset({things["other"]})))
    assert ids(path, "span") == set()
    assert ids(path, "article") == {things["other"]}
    path = desk.bundled(mine, "b", Wanted(persons=nobody))
    assert {line["kind"] for line in in_bundle(path)} <= {
        "scheme", "label", "attribute", "relation_type", "zone_type", "person",
    }  # fmt: skip


def test_a_large_part_is_gathered_in_slices(desk, monkeypatch):
    monkeypatch.setattr(closure, "AT_ONCE", 2)
    mine, theirs = desk.replicas("first", "second")
    rich(desk, mine)
    desk.receive(theirs, desk.bundled(mine, "a", Wanted(articles=frozenset({desk.ARTICLE}))))
    assert len(theirs.read.spans(desk.ARTICLE)) == 2


def test_a_step_stands_before_the_first_of_its_changes_that_goes(desk, pair):
    mine, _ = pair
    with mine.step("Label two", n=2):
        mine.put(desk.span(mine, "depot"), desk.span(mine, "brigade", "actor"))
    held = {mine.log.site_uid: [(1, mine.log.n - 1)]}
    path = desk.bundled(mine, "last", Wanted(since=held))
    with zipfile.ZipFile(path) as packed:
        step, change = map(json.loads, packed.read("log.jsonl").splitlines())
    assert (step["is"], step["first"], step["template"]) == ("step", mine.log.n - 1, "Label two")
    assert change["n"] == mine.log.n
    assert isinstance(desk.send(mine)[-1].step, Step)


# --- what goes wrong ------------------------------------------------------------------------------


def nothing_new(folder):
    return sorted(p.name for p in folder.iterdir() if "work" in p.name)


def test_stopping_leaves_what_was_there(desk, pair):
    out = desk.folder / "work.bundle"
    out.write_bytes(b"old")

    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_bundle(pair[0], out, progress=stop)
    assert out.read_bytes() == b"old"
    assert nothing_new(desk.folder) == ["work.bundle"]


def test_progress_is_told(desk, pair):
    told = []
    write_bundle(pair[0], desk.folder / "work.bundle", progress=lambda *what: told.append(what))
    assert told[0] == ("Writing the changes", 0, pair[0].log.n)
    assert ("Writing the texts", 0, 1) in told


@pytest.mark.parametrize("damage", [b"", b"PK nonsense"])
def test_a_disk_that_does_not_keep_what_was_written_is_found_out(desk, pair, monkeypatch, damage):
    real = bundle._check

    def bad_disk(part, sums):
        part.write_bytes(damage)
        real(part, sums)

    monkeypatch.setattr(bundle, "_check", bad_disk)
    out = desk.folder / "work.bundle"
    with pytest.raises(Trouble, match="could not be written"):
        write_bundle(pair[0], out)
    assert nothing_new(desk.folder) == []


def test_another_bundle_than_was_written_is_found_out(desk, pair, monkeypatch):
    other = desk.bundled(pair[1], "other").read_bytes()
    real = bundle._check

    def bad_disk(part, sums):
        part.write_bytes(other)
        real(part, sums)

    monkeypatch.setattr(bundle, "_check", bad_disk)
    with pytest.raises(Trouble, match="not what was written"):
        write_bundle(pair[0], desk.folder / "work.bundle")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_what_was_there(desk, pair):
    import resource
    import signal

    for n in range(40):
        desk.add_article(pair[0], "".join(hashlib.sha256(b"%d %d" % (n, m)).hexdigest()
                                          for m in range(60)))  # fmt: skip
    out = desk.folder / "work.bundle"
    out.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(Trouble, match="What was there before is untouched"):
            write_bundle(pair[0], out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert out.read_bytes() == b"old"
    assert nothing_new(desk.folder) == ["work.bundle"]


def test_a_project_is_never_written_over(desk, pair):
    with pytest.raises(Refused, match="It was left untouched"):
        write_bundle(pair[0], pair[1].path)


def test_a_project_that_was_moved_away_is_not_read(desk, pair):
    mine, _ = pair
    mine.path.rename(desk.folder / "elsewhere.annot")
    with pytest.raises(Trouble, match="was moved, replaced or deleted"):
        desk.bundled(mine)
    (desk.folder / "elsewhere.annot").rename(mine.path)


# --- questions ------------------------------------------------------------------------------------


def test_a_question_of_another_project_is_refused(desk, pair):
    from annotator.store.store import Store

    with Store.create(desk.folder / "x.annot", desk.SCHEME, desk.person("x")) as other:
        question = desk.asked(other, desk.folder / "x.ask")
        sent = desk.bundled(other, "x")
    for path in (question, sent):
        with pytest.raises(Refused, match="is of another project"):
            asked_by(pair[0], path)


QUESTIONS = {
    "nothing": b"",
    "words": b"{ what do you want",
    "a list": b"{}",
    "deep": b"{" + b'"a":{' * 50_000,
    "site that is none": b'{"format":"annotator question","version":1,"project":"%s","person":"x",'
                         b'"has":{"words":[[1,2]]}}',
    "backwards": b'{"format":"annotator question","version":1,"project":"%s","person":"x",'
                 b'"has":{"abababababababababababababababab":[[2,1]]}}',
}  # fmt: skip


@pytest.mark.parametrize("content", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_that_makes_no_sense_is_refused(desk, pair, content):
    path = desk.folder / "q.ask"
    path.write_bytes(content.replace(b"%s", desk.PROJECT.encode()))
    with pytest.raises(Refused, match=r"is no question|is neither a bundle nor a project"):
        asked_by(pair[0], path)


def test_a_newer_question_is_refused(desk, pair):
    path = desk.asked(pair[0], desk.folder / "q.ask")
    path.write_text(path.read_text().replace('"version":1', '"version":2'))
    with pytest.raises(Refused, match="newer Annotator"):
        asked_by(pair[0], path)


def test_a_question_is_no_work(desk, pair):
    mine, theirs = pair
    with pytest.raises(Refused, match=r"holds no work.*--since q\.ask"):
        desk.receive(mine, desk.asked(theirs, desk.folder / "q.ask"))


def test_articles_without_a_text_are_named_in_a_question(desk, pair):
    mine, _ = pair
    missing = sha256_of("A text that never came.")
    with mine.step("Add"):
        mine.put(Article(missing, "Later"))
    question = desk.asked(mine, desk.folder / "q.ask")
    assert asked_by(mine, question).textless == {missing}
