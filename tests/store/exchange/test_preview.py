"""Before anything comes in one is told what it is, from whom, and what is strange about it."""

from __future__ import annotations

import pytest

from annotator.formats.format import Cancelled
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store import log
from annotator.store.exchange import preview
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.log import DAY
from annotator.store.store import Store


@pytest.fixture
def pair(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(theirs, title="Depot")
    desk.mark(theirs)
    desk.mark(theirs, "depot")
    return mine, theirs


def said(desk, store, path):
    return " ".join(desk.look(store, path).sentences)


def test_what_is_new_is_counted_by_person(desk, pair):
    mine, theirs = pair
    (third,) = desk.replicas("third")
    desk.add_article(third, "Rockets were found.", title="Found")
    desk.receive(theirs, desk.bundled(third, "third"))
    seen = desk.look(mine, desk.bundled(theirs))
    assert (seen.new, seen.known) == (theirs.log.n + third.log.n, 0)
    assert (seen.articles, seen.spans, seen.conflicts, seen.textless) == (2, 2, 0, 0)
    assert [(f.person.name, f.changes, f.spans) for f in seen.people] == [
        ("second", theirs.log.n, 2), ("third", third.log.n, 0),
    ]  # fmt: skip
    assert seen.sentences[:2] == (
        f"work.bundle brings {seen.new} new changes, 2 new articles, 2 new spans.",
        f"From second: {theirs.log.n} new changes, 2 new spans.",
    )
    assert not seen.missing


def test_nothing_is_written_by_it(desk, pair):
    mine, theirs = pair
    path = desk.bundled(theirs)
    before = desk.digest(mine), mine.sql.total_changes, mine.undo_title()
    desk.look(mine, path)
    assert (desk.digest(mine), mine.sql.total_changes, mine.undo_title()) == before
    mine.close()
    with desk.open(mine.path, "first", read_only=True) as reading:
        assert desk.look(reading, path).articles == 1


def test_what_is_here_already_is_known(desk, pair):
    mine, theirs = pair
    path = desk.bundled(theirs)
    desk.receive(mine, path)
    seen = desk.look(mine, path)
    assert (seen.new, seen.known, seen.people) == (0, theirs.log.n, ())
    assert seen.sentences == (
        f"work.bundle holds nothing new: all of its {theirs.log.n} changes are here.",
    )
    desk.mark(theirs, "brigade", "actor")
    assert "other changes in it are here already" in said(desk, mine, desk.bundled(theirs))


def test_what_was_set_aside_is_new_again(desk, pair):
    mine, theirs = pair
    path = desk.bundled(theirs)
    desk.receive(mine, path)
    mine.undo()
    seen = desk.look(mine, path)
    assert (seen.new, seen.spans) == (theirs.log.n, 2)
    assert desk.receive(mine, path).merged.new == seen.new


def test_conflicts_are_counted_before_they_are_made(desk, pair):
    mine, theirs = pair
    desk.receive(mine, desk.bundled(theirs))
    entity = desk.add_entity(theirs)
    desk.receive(mine, desk.bundled(theirs))
    desk.set_entity(mine, entity.id, name="mine", note="m")
    desk.set_entity(theirs, entity.id, name="theirs", note="t")
    path = desk.bundled(theirs)
    seen = desk.look(mine, path)
    assert seen.conflicts == 1
    assert "1 thing has a field with two values" in " ".join(seen.sentences)
    done = desk.receive(mine, path)
    assert done.conflicting == [("entity", entity.id)]
    assert "1 thing has a field with two values" in done.sentences[1]


def test_a_removal_that_comes_makes_no_conflict_of_what_is_gone(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(theirs)
    desk.receive(mine, desk.bundled(theirs))
    desk.set_entity(mine, entity.id, name="mine")
    with theirs.step("Take out"):
        theirs.remove(entity)
    path = desk.bundled(theirs)
    seen = desk.look(mine, path)
    assert seen.conflicts == desk.receive(mine, path).merged.conflicts


def test_what_is_missing_is_said_with_whom_to_ask(desk, pair):
    mine, theirs = pair
    last = theirs.log.n
    desk.mark(theirs, "brigade", "actor")
    held = {theirs.log.site_uid: [(1, last - 1)]}
    seen = desk.look(mine, desk.bundled(theirs, "late", Wanted(since=held)))
    (gap,) = seen.missing
    assert (gap.site, gap.first, gap.changes) == (theirs.log.site_uid, 1, last - 1)
    assert gap.person == "second"
    assert seen.sentences[-1] == (
        f"{last - 1} changes by second will still be missing. Ask for a file from change 1 on."
    )


def test_what_a_sender_knows_of_others_and_does_not_send_is_missing_too(desk, pair):
    mine, theirs = pair
    (third,) = desk.replicas("third")
    desk.receive(theirs, desk.bundled(third))
    held = {third.log.site_uid: [(1, third.log.n)]}
    seen = desk.look(mine, desk.bundled(theirs, "part", Wanted(since=held)))
    (gap,) = seen.missing
    assert (gap.site, gap.person) == (third.log.site_uid, None)
    assert f"by someone at the site {third.log.site_uid[:8]}" in seen.sentences[-1]


def test_many_gaps_and_people_are_not_listed_without_end(desk, pair):
    mine, theirs = pair
    others = desk.replicas(*"abcdefgh")
    for other in others:
        desk.receive(theirs, desk.bundled(other, other.person.name))
    held = {other.log.site_uid: [(1, 2)] for other in others}
    seen = desk.look(mine, desk.bundled(theirs, "part", Wanted(since=held)))
    assert len(seen.missing) == len(others)
    text = " ".join(seen.sentences)
    assert "There are more gaps: 8 in all." in text
    assert "And from 4 more people." in text


def test_a_clock_that_is_far_ahead_is_said_and_the_work_taken(desk, pair, monkeypatch):
    mine, theirs = pair
    with monkeypatch.context() as patch:
        real = log.now
        patch.setattr(log, "now", lambda: real() + 365 * DAY)
        desk.mark(theirs, "brigade", "actor")
        path = desk.bundled(theirs)
    seen = desk.look(mine, path)
    assert 363 <= seen.ahead // (24 * 3_600_000) <= 365
    assert "days ahead of yours" in seen.sentences[-1]
    desk.receive(mine, path)
    desk.mark(mine, "brigade", "weapon")
    assert mine.log.clock < log.now() + DAY
    desk.receive(theirs, desk.bundled(mine))
    assert desk.digest(mine) == desk.digest(theirs)


def test_texts_that_do_not_come_along_are_counted(desk, pair):
    mine, theirs = pair
    seen = desk.look(mine, desk.bundled(theirs, "work", Wanted(texts=False)))
    assert seen.textless == 1
    assert not seen.said.has_texts


def test_looking_can_be_stopped(desk, pair):
    mine, theirs = pair
    told = []

    def stop(*what):
        told.append(what)
        raise Cancelled

    with open_source(mine, desk.bundled(theirs)) as source, pytest.raises(Cancelled):
        preview.preview(mine, source, stop)
    assert told == [("Looking at the changes", theirs.log.n, theirs.log.n)]


def test_a_delivery_may_be_large(desk, pair, monkeypatch):
    monkeypatch.setattr(preview, "AT_ONCE", 2)
    mine, theirs = pair
    seen = desk.look(mine, desk.bundled(theirs))
    assert (seen.new, seen.articles, seen.spans) == (theirs.log.n, 1, 2)


# --- who is who -----------------------------------------------------------------------------------


def somebody(name, id_=None):
    return Person(id_ or new_id(), name)


@pytest.fixture
def at(desk):
    """Give the function that opens a copy of the project of somebody's own."""

    def at(name, person):
        store = Store.create(
            desk.folder / f"{name}.annot", desk.SCHEME, person, project=desk.PROJECT
        )
        desk._open.append(store)
        return store

    return at


def test_ones_own_work_on_another_machine_is_said(desk, at):
    me = somebody("me")
    here, there = at("here", me), at("there", me)
    for store in (here, there):
        desk.add_article(store)
    assert "your own work from another machine" in said(desk, here, desk.bundled(there))
    desk.receive(here, desk.bundled(there))
    # From then on it is known.
    desk.mark(there)
    assert "another machine" not in said(desk, here, desk.bundled(there))


def test_a_colleague_on_a_second_machine_is_one_person(desk, at, pair):
    mine, _ = pair
    her = somebody("her")
    first, second = at("a", her), at("b", her)
    desk.add_article(first)
    desk.receive(mine, desk.bundled(first))
    desk.add_article(second)
    path = desk.bundled(second)
    assert "her has worked in another copy of the project than before" in said(desk, mine, path)
    desk.receive(mine, path)
    assert [p.name for p in mine.read.persons()].count("her") == 1


def test_two_people_of_one_name_stay_apart(desk, at):
    one, other = somebody("A. Name"), somebody("a. name ")
    mine, theirs = at("a", one), at("b", other)
    for store in (mine, theirs):
        desk.add_article(store)
        desk.mark(store)
    path = desk.bundled(theirs)
    assert "2 people are called A. Name. They stay apart" in said(desk, mine, path) or (
        "2 people are called a. name" in said(desk, mine, path)
    )
    desk.receive(mine, path)
    assert {s.person for s in mine.read.spans(desk.ARTICLE)} == {one.id, other.id}
    desk.mark(theirs, "depot")
    assert "people are called" not in said(desk, mine, desk.bundled(theirs))


def test_a_person_who_is_called_otherwise_now_is_said(desk, pair):
    mine, theirs = pair
    desk.receive(mine, desk.bundled(theirs))
    with theirs.step("Rename"):
        theirs.set_fields("person", theirs.person.id, name="Second-Third")
    path = desk.bundled(theirs)
    seen = desk.look(mine, path)
    assert "second is called Second-Third now." in seen.sentences
    assert seen.people[0].person.name == "Second-Third"
    desk.receive(mine, path)
    assert {p.name for p in mine.read.persons()} == {"first", "Second-Third"}


def test_a_copy_in_which_nobody_has_worked_is_said(desk, pair):
    mine, _ = pair
    desk.add_article(mine)
    assert "is a copy of this very file" in said(desk, mine, desk.copied(mine))


def test_a_file_that_was_put_back_gets_its_own_changes_again(desk, pair):
    """As when somebody copies yesterday's file over today's, byte by byte."""
    mine, theirs = pair
    desk.add_article(mine, title="Depot")
    old = desk.copied(mine)
    span = desk.mark(mine)
    desk.receive(theirs, desk.bundled(mine))
    site = mine.log.site_uid
    mine.close()
    mine.path.write_bytes(old.read_bytes())
    back = desk.open(mine.path)
    assert back.log.site_uid == site
    path = desk.bundled(theirs)
    assert "were made in this very file and are not in it any more" in said(desk, back, path)
    desk.receive(back, path)
    assert span in back.read.spans(desk.ARTICLE)
    desk.mark(back, "depot")
    desk.receive(theirs, desk.bundled(back))
    assert desk.digest(back) == desk.digest(theirs)


def test_a_file_that_was_put_back_and_worked_in_is_refused(desk, pair):
    mine, theirs = pair
    desk.add_article(mine, title="Depot")
    old = desk.copied(mine)
    desk.mark(mine)
    desk.receive(theirs, desk.bundled(mine))
    mine.close()
    mine.path.write_bytes(old.read_bytes())
    back = desk.open(mine.path)
    desk.mark(back, "depot")
    path = desk.bundled(theirs)
    for ask in (desk.look, desk.receive):
        with pytest.raises(Refused, match=r"Two different changes bear the number.*export"):
            ask(back, path)
    assert desk.is_sound(back)


def test_what_makes_no_sense_is_refused_when_it_is_looked_at(desk, pair, monkeypatch):
    mine, theirs = pair
    path = desk.bundled(theirs)

    def nonsense(_):
        raise ValueError

    monkeypatch.setattr(preview, "vetted", nonsense)
    with pytest.raises(Refused, match=r"a value that cannot be read \(ValueError\)"):
        desk.look(mine, path)


def test_the_sender_and_the_time_are_said(desk, pair):
    mine, theirs = pair
    seen = desk.look(mine, desk.bundled(theirs))
    assert seen.said.sender == desk.person("second")
    assert seen.said.until == max(c.step.milliseconds for c in desk.send(theirs))
    assert seen.said.kind == "bundle"
    assert desk.look(mine, desk.copied(theirs)).said.sender is None
    assert sha256_of(desk.TEXT) == desk.ARTICLE


def test_texts_that_are_missing_here_are_news(desk, pair):
    mine, theirs = pair
    desk.receive(mine, desk.bundled(theirs, "bare", Wanted(texts=False)))
    seen = desk.look(mine, desk.bundled(theirs))
    assert (seen.new, seen.texts, seen.is_news) == (0, 1, True)
    assert seen.sentences[0] == (
        "work.bundle brings 1 text that had been missing, and nothing else that is new."
    )
    desk.receive(mine, desk.bundled(theirs))
    seen = desk.look(mine, desk.bundled(theirs))
    assert (seen.texts, seen.is_news) == (0, False)
    assert seen.sentences[0].startswith("work.bundle holds nothing new")
