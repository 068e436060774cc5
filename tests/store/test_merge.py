"""Bringing colleagues' work together: nothing is lost, whatever comes when and from where."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from annotator.model.article import Reading, Sighting, Zone
from annotator.model.change import Step
from annotator.model.entity import Alias, EntityLink
from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store import log, merge
from annotator.store.log import DAY


@pytest.fixture
def pair(desk):
    """Two people's copies of one project, each with the article and their own first label."""
    mine, theirs = desk.replicas("first", "second")
    for store in (mine, theirs):
        desk.add_article(store, title="Depot")
        desk.mark(store)
    return mine, theirs


def brought(store, changes, texts=None, title="Work of a colleague"):
    return merge.merge(store, changes, texts or {}, title)


def conflicts(store, kind="entity"):
    return store.sql.execute(f"SELECT sum(conflicts) FROM {kind}").fetchone()[0] or 0


# --- union ----------------------------------------------------------------------------------------


def test_both_have_the_work_of_both(desk, pair):
    mine, theirs = pair
    done = desk.bring(theirs, mine)
    assert done.new == theirs.log.n
    assert done.changes.title == "Work of second"
    assert done.changes.articles == {desk.ARTICLE}
    assert "span" in done.changes.kinds
    desk.bring(mine, theirs)
    assert len(mine.read.spans(desk.ARTICLE)) == 2
    assert [p.name for p in mine.read.persons()] == ["first", "second"]
    assert desk.digest(mine) == desk.digest(theirs)
    assert desk.is_sound(mine)
    assert desk.is_sound(theirs)


def test_bringing_in_twice_changes_nothing(desk, pair):
    mine, theirs = pair
    desk.bring(theirs, mine)
    before = desk.digest(mine)
    done = desk.bring(theirs, mine)
    assert (done.new, done.known, done.changes) == (0, theirs.log.n, None)
    assert desk.digest(mine) == before
    assert mine.undo_title() == "Work of second"


def test_ones_own_changes_that_come_back_are_known(desk, pair):
    mine, theirs = pair
    desk.bring(mine, theirs)
    assert desk.bring(theirs, mine).known == mine.log.n


def test_work_goes_on_through_others(desk):
    first, second, third = desk.replicas("first", "second", "third")
    desk.add_article(first)
    span = desk.mark(first)
    desk.bring(first, second)
    desk.bring(second, third)
    assert third.read.spans(desk.ARTICLE) == [span]
    assert third.read.text(desk.ARTICLE) == desk.TEXT


def test_the_text_comes_along(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(theirs)
    span = desk.mark(theirs)
    desk.bring(theirs, mine)
    assert mine.read.text(desk.ARTICLE) == desk.TEXT
    again = desk.mark(mine, "depot")
    assert mine.read.spans(desk.ARTICLE) == [span, again]


def test_a_text_that_comes_later_is_kept(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(theirs)
    desk.mark(theirs)
    brought(mine, desk.send(theirs))
    assert mine.read.text(desk.ARTICLE) is None
    assert desk.is_sound(mine)
    done = brought(mine, desk.send(theirs), desk.texts(theirs))
    assert done.new == 0
    assert mine.read.text(desk.ARTICLE) == desk.TEXT


def test_a_text_must_be_the_one_it_is_named_after(desk, pair):
    mine, theirs = pair
    before = desk.digest(mine)
    with pytest.raises(Refused, match="is not the one that it is named after"):
        brought(mine, desk.send(theirs), {sha256_of("A second text."): "Another text."})
    assert desk.digest(mine) == before


def test_only_what_a_colleague_lacks_is_sent(desk, pair):
    mine, theirs = pair
    desk.bring(theirs, mine)
    held = merge.holding(theirs)
    assert held == {theirs.log.site_uid: [(1, theirs.log.n)]}
    lacking = list(merge.changes_for(mine, held))
    assert {change.site for change in lacking} == {mine.log.site_uid}
    brought(theirs, lacking, desk.texts(mine))
    assert list(merge.changes_for(mine, merge.holding(theirs))) == []
    assert desk.digest(mine) == desk.digest(theirs)


# --- conflicts ------------------------------------------------------------------------------------


def test_two_people_who_mark_the_same_words_do_not_conflict(desk, pair):
    mine, theirs = pair
    desk.mark(theirs, "rockets", "actor")
    for store in pair:
        with store.step("Read"):
            store.put(Reading(desk.ARTICLE, store.person.id, status="done"))
    assert desk.bring(theirs, mine).conflicts == 0
    assert len(mine.read.spans(desk.ARTICLE)) == 3
    assert len(mine.read.readings(desk.ARTICLE)) == 2


def test_two_people_who_set_different_fields_of_one_entity_do_not_conflict(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade")
    desk.bring(mine, theirs)
    desk.set_entity(mine, entity.id, note="big", **{"attributes.kind": ["army"]})
    desk.set_entity(theirs, entity.id, latitude=1.5, **{"attributes.side": ["a"]})
    desk.share(mine, theirs)
    expected = replace(
        entity, note="big", latitude=1.5, attributes=(("kind", "army"), ("side", "a"))
    )
    for store in pair:
        assert store.read.entities() == {entity.id: expected}
        assert conflicts(store) == 0


def test_two_people_who_bring_in_one_article_apart_do_not_conflict(desk):
    mine, theirs = desk.replicas("first", "second")
    for store in (mine, theirs):
        desk.add_article(store, title="Depot", language="en")
        with store.step("Bring in"):
            store.put(
                Sighting.of(desk.ARTICLE, source="a paper"),
                Zone.of(desk.ARTICLE, "headline", 0, 11),
            )
    with theirs.step("Seen elsewhere"):
        theirs.put(Sighting.of(desk.ARTICLE, source="another paper"))
    assert desk.bring(theirs, mine).conflicts == 0
    assert [s.source for s in mine.read.sightings(desk.ARTICLE)] == ["a paper", "another paper"]
    assert len(mine.read.zones(desk.ARTICLE)) == 1
    assert len(mine.read.articles()) == 1


def test_two_people_who_add_names_and_ties_do_not_conflict(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade")
    desk.bring(mine, theirs)
    other = new_id()
    for store, name in ((mine, "the unit"), (theirs, "the troops")):
        with store.step("Name and tie"):
            store.put(
                Alias.of(entity.id, "our boys"), Alias.of(entity.id, name),
                EntityLink.of(entity.id, "part_of", other),
            )  # fmt: skip
    desk.share(mine, theirs)
    for store in pair:
        assert [a.name for a in store.read.aliases()] == ["our boys", "the troops", "the unit"]
        assert len(store.read.entity_links()) == 1
        assert conflicts(store, "alias") == 0
    assert desk.digest(mine) == desk.digest(theirs)


def two_values(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade")
    desk.bring(mine, theirs)
    desk.set_entity(mine, entity.id, name="mine")
    desk.set_entity(theirs, entity.id, name="theirs")
    return entity.id


@pytest.mark.usefixtures("ticking")
def test_two_values_of_one_field_conflict_and_all_see_the_newest(desk, pair):
    mine, theirs = pair
    entity = two_values(desk, pair)
    assert desk.bring(theirs, mine).conflicts == 1
    assert desk.bring(mine, theirs).conflicts == 1
    for store in pair:
        assert store.read.entities()[entity].name == "theirs"
        assert conflicts(store) == 1
    assert desk.digest(mine) == desk.digest(theirs)


def test_what_one_settles_is_settled_for_all(desk, pair):
    mine, theirs = pair
    entity = two_values(desk, pair)
    desk.share(mine, theirs)
    desk.set_entity(theirs, entity, name=theirs.read.entities()[entity].name)
    assert conflicts(theirs) == 0
    done = desk.bring(theirs, mine)
    assert (done.new, done.conflicts) == (1, 0)
    assert conflicts(mine) == 0
    assert desk.digest(mine) == desk.digest(theirs)


def test_a_removal_against_a_change_is_no_loss(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade")
    desk.bring(mine, theirs)
    with mine.step("Take out"):
        mine.remove(entity)
    desk.set_entity(theirs, entity.id, note="important")
    desk.share(mine, theirs)
    assert desk.digest(mine) == desk.digest(theirs)
    mine.undo()
    mine.undo()
    assert desk.is_sound(mine)


# --- partial, shuffled, missing -------------------------------------------------------------------


def test_changes_that_come_backwards_one_by_one_say_what_is_missing(desk, pair):
    mine, theirs = pair
    changes = desk.send(theirs)
    site, last = theirs.log.site_uid, theirs.log.n
    for change in reversed(changes):
        done = brought(mine, [change])
        missing = [(site, 1, change.n - 1)] if change.n > 1 else []
        assert done.missing == missing
    brought(mine, [], desk.texts(theirs))
    desk.bring(mine, theirs)
    assert merge.holding(mine)[site] == [(1, last)]
    assert desk.digest(mine) == desk.digest(theirs)


def test_each_missing_stretch_is_named(desk, pair):
    mine, theirs = pair
    site = theirs.log.site_uid
    done = brought(mine, [c for c in desk.send(theirs) if c.n not in {2, 3, 5}])
    assert done.missing == [(site, 2, 3), (site, 5, 5)]
    assert merge.holding(mine)[site] == [(1, 1), (4, 4), (6, theirs.log.n)]
    assert any("Changes 2 to 3" in f.sentence for f in desk.check(mine).findings)
    assert desk.is_sound(mine)
    lacking = list(merge.changes_for(theirs, merge.holding(mine)))
    assert [c.n for c in lacking] == [2, 3, 5]
    assert brought(mine, lacking).missing == []


def test_changes_of_several_people_may_come_mixed_and_more_than_once(desk):
    first, second, third = desk.replicas("first", "second", "third")
    for store in (first, second):
        desk.add_article(store, title="Depot")
        desk.mark(store)
    mixed = [c for two in zip(desk.send(first), desk.send(second), strict=True) for c in two]
    done = brought(third, mixed + mixed[::-1], desk.texts(first))
    assert (done.new, done.missing) == (len(mixed), [])
    assert len(third.read.spans(desk.ARTICLE)) == 2
    assert desk.is_sound(third)


def test_a_change_may_come_twice_in_one_delivery(desk, pair):
    mine, theirs = pair
    first = desk.send(theirs)[0]
    assert brought(mine, [first, first]).new == 1


def test_a_delivery_may_be_large(desk, pair, monkeypatch):
    monkeypatch.setattr(merge, "_BATCH", 3)
    monkeypatch.setattr(merge, "AT_ONCE", 2)
    mine, theirs = pair
    desk.share(mine, theirs)
    assert desk.digest(mine) == desk.digest(theirs)


# --- lies and damage ------------------------------------------------------------------------------


def refused(desk, store, changes, match, texts=None):
    before = desk.digest(store), store.undo_title()
    with pytest.raises(Refused, match=match):
        brought(store, changes, texts)
    assert (desk.digest(store), store.undo_title()) == before
    assert desk.is_sound(store)


ALTERED = "was damaged or altered on its way. Nothing was brought in"


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
@pytest.mark.parametrize(
    "what", [{"value": '{"name":"wrong"}'}, {"article": "cd" * 32}, {"owner": new_id()},
             {"id": new_id()}, {"parents": (("ab" * 16, 1),)}],
    ids=["value", "article", "owner", "id", "parents"],
)  # fmt: skip
def test_an_altered_change_is_refused(desk, pair, order, what):
    mine, theirs = pair
    desk.add_entity(theirs)
    desk.mark(theirs, "depot")
    changes = desk.send(theirs)
    changes[-2] = replace(changes[-2], **what)
    refused(desk, mine, changes[::order], ALTERED)


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
def test_an_altered_step_is_refused(desk, pair, order):
    mine, theirs = pair
    with theirs.step("Two"):
        theirs.put(desk.span(theirs, "depot"), desk.span(theirs, "brigade", "actor"))
    changes = desk.send(theirs)
    *before, opening, last = changes
    wrong = replace(opening.step, clock=opening.step.clock + 1)
    refused(desk, mine, [*before, replace(opening, step=wrong), last][::order], ALTERED)
    refused(desk, mine, [*before, opening, replace(last, step=wrong)][::order], ALTERED)


def test_what_was_altered_on_the_way_is_found_when_the_rest_comes(desk, pair):
    mine, theirs = pair
    changes = desk.send(theirs)
    brought(mine, [replace(changes[-1], value=changes[-1].value.replace("weapon", "actor"))])
    refused(desk, mine, changes[:-1], ALTERED)


def test_a_step_that_is_told_in_two_ways_is_refused(desk, pair):
    mine, theirs = pair
    with theirs.step("Two"):
        theirs.put(desk.span(theirs, "depot"), desk.span(theirs, "brigade", "actor"))
    changes = desk.send(theirs)
    last = changes[-1]
    brought(mine, [replace(last, step=replace(last.step, template="Nothing"))])
    refused(desk, mine, changes[:-1], ALTERED)


def test_two_changes_of_one_number_are_refused(desk, pair):
    mine, theirs = pair
    desk.bring(theirs, mine)
    last = desk.send(theirs)[-1]
    twin = replace(last, value="null", hash="ab" * 32)
    refused(desk, mine, [twin], "Two different changes bear the number")


def test_two_changes_of_one_number_in_one_delivery_are_refused(desk, pair):
    mine, theirs = pair
    last = desk.send(theirs)[-1]
    twin = replace(last, value="null", hash="ab" * 32)
    refused(desk, mine, [last, twin], "Two different changes bear the number")


def test_work_of_a_newer_program_is_refused(desk, pair):
    mine, theirs = pair
    changes = desk.send(theirs)
    changes[-1] = replace(changes[-1], kind="hologram")
    refused(desk, mine, desk.rechained(changes), "of the kind hologram.*Install a newer Annotator")


NONSENSE = {
    "no JSON": {"value": "{"},
    "a list": {"value": "[1]"},
    "a number": {"value": "5"},
    "nothing at all": {"value": "{}"},
    "deep": {"value": "[" * 100_000},
    "half a letter": {"note": "\ud800"},
    "not a number": {"score": float("nan")},
    "without end": {"score": float("inf")},
    "label of a wrong type": {"label": 5},
    "label as a list": {"label": ["weapon"]},
    "no label": {"label": None},
    "place before the text": {"start": -1},
    "place as words": {"start": "18"},
    "place as yes": {"start": True},
    "far place": {"end": 1 << 70},
    "empty stretch": {"start": 20, "end": 20},
    "events that are none": {"events": 5},
    "events that are no ids": {"events": [5]},
    "entity that is none": {"entity": "words"},
    "short entity": {"entity": "ab"},
    "attributes as words": {"attributes": "words"},
    "id that is none": {"id": "words"},
    "id of another sort": {"id": "ab" * 32},
    "article that is none": {"article": "words"},
    "short article": {"article": "ab"},
    "no article": {"article": None},
    "owner that is none": {"owner": "words"},
    "short owner": {"owner": "ab"},
    "number below one": {"n": 0},
    "far number": {"n": 1 << 70},
    "site that is none": {"site": "words"},
    "short site": {"site": "ab"},
    "site in capitals": {"site": "AB" * 16},
    "hash that is none": {"hash": "words"},
    "short hash": {"hash": "ab"},
    "parent that is none": {"parents": (("words", 1),)},
    "parent before the first": {"parents": (("ab" * 16, 0),)},
    "struck without a hash": {"struck": "words"},
    "struck and still there": {"struck": "ab" * 32},
    "person that is none": {"person": "words"},
    "step of another site": {"step_site": "ab" * 16},
    "step from before the first": {"first": 0},
    "step from behind": {"first": 1 << 40},
    "step of an unknown sort": {"step_kind": "did"},
    "clock from before the first": {"clock": -1},
    "far clock": {"clock": 1 << 70},
    "title that lacks a word": {"template": "Label as {word}"},
    "title that looks around": {"template": "{label.__class__}"},
    "title that is wide": {"template": "{label:>1000000}"},
    "title without an end": {"template": "{label"},
    "title of numbers": {"template": "{}"},
    "step taken back that is none": {"of": ("words", 1)},
}


def spoilt(change, what):
    """Give a change in which one thing makes no sense."""
    step_fields = {"person": "person", "step_site": "site", "first": "first", "step_kind": "kind",
                   "clock": "clock", "template": "template", "of": "of"}  # fmt: skip
    own = {"value", "id", "article", "owner", "n", "site", "hash", "parents", "struck"}
    (name, value), *_ = what.items()
    if name in step_fields:
        return replace(change, step=replace(change.step, **{step_fields[name]: value}))
    if name == "site":
        return replace(change, site=value, step=replace(change.step, site=value))
    if name in own:
        return replace(change, **what)
    return replace(change, value=json.dumps({**json.loads(change.value), **what}))


@pytest.mark.parametrize("what", NONSENSE.values(), ids=NONSENSE)
def test_what_makes_no_sense_is_refused_however_it_is_sealed(desk, pair, what):
    mine, theirs = pair
    changes = desk.send(theirs)
    wrong = spoilt(changes[-1], what)
    for delivery in ([wrong], [*changes[:-1], wrong]):
        sealed = delivery
        if "hash" not in what and "site" not in what:
            with suppress(ValueError):  # what cannot be hashed cannot be sealed
                sealed = desk.rechained(delivery) if len(delivery) > 1 else delivery
        refused(desk, mine, sealed, "Nothing was (brought in|changed)")


FIELD_NONSENSE = {
    "name": 5, "latitude": "north", "merged_into": "words", "longitude": True, "exists": "perhaps",
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), FIELD_NONSENSE.items(), ids=FIELD_NONSENSE)
def test_a_field_of_a_wrong_type_is_refused(desk, pair, name, value):
    mine, theirs = pair
    desk.add_entity(theirs)
    changes = desk.send(theirs)
    fields = {**json.loads(changes[-1].value), name: value}
    changes[-1] = replace(changes[-1], value=json.dumps(fields))
    refused(desk, mine, desk.rechained(changes), "Nothing was (brought in|changed)")


def test_fields_that_a_newer_program_adds_are_kept(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(theirs)
    changes = desk.send(theirs)
    fields = {**json.loads(changes[-1].value), "colour": {"is": ["grey", 1]}}
    changes[-1] = replace(changes[-1], value=json.dumps(fields))
    brought(mine, desk.rechained(changes), desk.texts(theirs))
    assert mine.read.entities() == {entity.id: entity}
    assert desk.is_sound(mine)


def test_a_struck_value_comes_over_as_struck(desk, pair):
    mine, theirs = pair
    change = desk.own_changes(theirs)[-1]
    theirs.sql.execute(
        "UPDATE change SET value = 'null', struck = ? WHERE site = ? AND n = ?",
        [log.digest(change.value), theirs.log.site, change.n],
    )
    desk.bring(theirs, mine)
    site = mine.log.site_id(theirs.log.site_uid)
    *_, last = mine.log.changes("WHERE c.site = ? ORDER BY c.n", [site])
    assert (last.value, last.struck) == ("null", log.digest(change.value).hex())
    assert desk.is_sound(mine)


# --- clocks ---------------------------------------------------------------------------------------


def test_a_clock_a_year_ahead_is_told_and_not_followed(desk, pair, monkeypatch):
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade")
    desk.bring(mine, theirs)
    with monkeypatch.context() as patch:
        patch.setattr(log, "now", lambda real=log.now: real() + 365 * DAY)
        desk.set_entity(theirs, entity.id, name="from next year")
    assert desk.bring(theirs, mine).ahead
    assert mine.read.entities()[entity.id].name == "from next year"
    desk.set_entity(mine, entity.id, name="from today")
    assert desk.own_changes(mine)[-1].step.clock < log.now() + DAY
    assert mine.read.entities()[entity.id].name == "from today"
    desk.bring(mine, theirs)
    assert theirs.read.entities()[entity.id].name == "from today"
    assert desk.is_sound(mine)
    assert desk.is_sound(theirs)


def test_a_clock_a_little_ahead_is_followed(desk, pair, monkeypatch):
    mine, theirs = pair
    with monkeypatch.context() as patch:
        patch.setattr(log, "now", lambda real=log.now: real() + DAY // 2)
        desk.mark(theirs, "depot")
    assert not desk.bring(theirs, mine).ahead
    desk.mark(mine, "depot")
    ours = desk.own_changes(mine)[-1].step.clock
    assert ours > desk.own_changes(theirs)[-1].step.clock


# --- undo of a bring-in ---------------------------------------------------------------------------


def test_undo_sets_the_work_aside_and_redo_takes_it_up_again(desk, pair):
    mine, theirs = pair
    before = desk.state(mine)
    log_before = mine.log.n
    desk.bring(theirs, mine)
    after = desk.state(mine)
    assert mine.undo_title() == "Work of second"
    done = mine.undo()
    assert done.title == "Work of second"
    assert desk.state(mine) == before
    assert mine.log.n == log_before
    assert desk.is_sound(mine)
    assert mine.undo_title("redo") == "Work of second"
    mine = desk.reopened(mine)
    assert mine.redo().title == "Work of second"
    assert desk.state(mine) == after
    assert desk.is_sound(mine)


def test_what_was_set_aside_comes_back_when_it_is_brought_in_again(desk, pair):
    mine, theirs = pair
    desk.bring(theirs, mine)
    after = desk.digest(mine)
    mine.undo()
    assert theirs.log.site_uid not in merge.holding(mine)
    done = desk.bring(theirs, mine)
    assert (done.new, done.known) == (theirs.log.n, 0)
    assert desk.digest(mine) == after
    mine.undo()
    assert len(mine.read.spans(desk.ARTICLE)) == 1
    mine.redo()
    assert desk.digest(mine) == after


def test_what_was_set_aside_is_not_sent(desk, pair):
    mine, theirs = pair
    desk.bring(theirs, mine)
    mine.undo()
    assert {c.site for c in desk.send(mine)} == {mine.log.site_uid}


def test_a_colleagues_file_is_as_it_was_after_undo_sending_and_bringing_back(desk, pair):
    mine, theirs = pair
    before = desk.state(theirs)
    desk.bring(theirs, mine)
    mine.undo()
    desk.bring(mine, theirs)
    spans = [s for s in theirs.read.spans(desk.ARTICLE) if s.person == theirs.person.id]
    assert len(spans) == 1
    theirs.undo()
    assert desk.state(theirs) == before


def test_of_two_bring_ins_one_can_be_set_aside(desk):
    mine, second, third = desk.replicas("first", "second", "third")
    for store in (mine, second, third):
        desk.add_article(store, title="Depot")
        desk.mark(store)
    desk.bring(second, mine)
    with_second = desk.state(mine)
    desk.bring(third, mine)
    mine.undo()
    assert desk.state(mine) == with_second
    assert {s.person for s in mine.read.spans(desk.ARTICLE)} == {mine.person.id, second.person.id}


def test_what_came_again_by_another_way_stays(desk, pair):
    mine, theirs = pair
    desk.bring(theirs, mine)
    mine.undo()
    some = [c for c in desk.send(theirs) if c.n > 3]
    brought(mine, some, title="Part of it")
    site = theirs.log.site_uid
    assert merge.holding(mine)[site] == [(4, theirs.log.n)]
    assert len(mine.read.spans(desk.ARTICLE)) == 2
    desk.bring(theirs, mine, "All of it")
    mine.undo()
    assert merge.holding(mine)[site] == [(4, theirs.log.n)]
    mine.undo()
    assert site not in merge.holding(mine)
    assert desk.is_sound(mine)


def test_work_on_top_of_a_bring_in_is_taken_back_first(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(theirs, "the brigade")
    before = desk.state(mine)
    desk.bring(theirs, mine)
    desk.set_entity(mine, entity.id, note="mine")
    mine.undo()
    mine.undo()
    assert desk.state(mine)["entity"] == before["entity"]
    mine.redo()
    mine.redo()
    assert mine.read.entities()[entity.id] == replace(entity, note="mine")
    assert desk.is_sound(mine)


def test_a_failure_half_way_leaves_no_trace(desk, pair):
    mine, theirs = pair

    def breaking():
        yield from desk.send(theirs)[:-1]
        raise OSError("the stick was pulled out")

    before = desk.digest(mine)
    with pytest.raises(OSError, match="pulled out"):
        brought(mine, breaking())
    assert desk.digest(mine) == before
    desk.bring(theirs, mine)
    assert desk.is_sound(mine)


def test_a_project_open_for_reading_takes_nothing_in(desk, pair):
    mine, theirs = pair
    mine.close()
    reader = desk.open(mine.path, read_only=True)
    with pytest.raises(Refused, match="open for reading only"):
        desk.bring(theirs, reader)


def test_an_undone_step_travels_as_undone(desk, pair):
    mine, theirs = pair
    theirs.undo()
    desk.bring(theirs, mine)
    assert [s.person for s in mine.read.spans(desk.ARTICLE)] == [mine.person.id]
    steps = {c.step for c in mine.log.changes() if c.site == theirs.log.site_uid}
    taken_back = [s for s in steps if s.kind == "undo"]
    assert isinstance(taken_back[0], Step)
    assert taken_back[0].of[0] == theirs.log.site_uid
