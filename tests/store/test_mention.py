"""The first mark that names an entity or tells of an event."""

from __future__ import annotations

from annotator.model.event import Event
from annotator.model.ids import new_id
from annotator.store.mention import first_mention


def test_ones_own_first_mark_comes_before_those_of_others(desk):
    mine, theirs = desk.replicas("first", "second")
    for store in (mine, theirs):
        desk.add_article(store)
    entity = desk.add_entity(mine, "the brigade")
    desk.share(mine, theirs)
    with theirs.step("Mark"):
        theirs.put(desk.span(theirs, entity=entity.id))
    desk.share(mine, theirs)
    me, other = desk.person("first").id, desk.person("second").id
    found = first_mention(mine.read, "entity", entity.id, me)
    assert (found.article, found.owner) == (desk.ARTICLE, other)
    with mine.step("Mark"):
        later = desk.span(mine, entity=entity.id)
        mine.put(later)
    found = first_mention(mine.read, "entity", entity.id, me)
    assert (found.span, found.owner, found.start) == (later.id, me, later.start)


def test_an_entity_is_found_through_what_was_merged_into_it(desk):
    (mine,) = desk.replicas("first")
    desk.add_article(mine)
    entity, same = desk.add_entity(mine, "the brigade"), desk.add_entity(mine, "the unit")
    with mine.step("Mark"):
        mine.put(desk.span(mine, entity=same.id))
    me = desk.person("first").id
    assert first_mention(mine.read, "entity", entity.id, me) is None
    desk.set_entity(mine, same.id, merged_into=entity.id)
    assert first_mention(mine.read, "entity", entity.id, me).article == desk.ARTICLE


def test_an_event_is_found_by_the_marks_that_tell_of_it(desk):
    (mine,) = desk.replicas("first")
    desk.add_article(mine)
    event, me = Event(new_id(), "the attack"), desk.person("first").id
    with mine.step("Mark"):
        mine.put(event)
    assert first_mention(mine.read, "event", event.id, me) is None
    with mine.step("Mark"):
        mine.put(desk.span(mine, events=(event.id,)))
    assert first_mention(mine.read, "event", event.id, me).owner == me


def test_what_stands_in_an_article_that_was_taken_out_is_not_shown(desk):
    (mine,) = desk.replicas("first")
    desk.add_article(mine)
    entity = desk.add_entity(mine, "the brigade")
    with mine.step("Mark"):
        mine.put(desk.span(mine, entity=entity.id))
    with mine.step("Take out"):
        mine.remove_article(desk.ARTICLE)
    assert first_mention(mine.read, "entity", entity.id, desk.person("first").id) is None
