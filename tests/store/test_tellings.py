"""The marks of all people that tell of an event."""

from __future__ import annotations

from annotator.model.event import Event
from annotator.model.ids import new_id
from annotator.store.sight import Sight
from annotator.store.tellings import tellings


def test_marks_of_all_people_tell_of_an_event_and_a_blind_reader_sees_his_own(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(mine)
    event = Event(new_id(), "the attack")
    with mine.step("Mark"):
        mine.put(event, desk.span(mine, events=(event.id,)))
    desk.share(mine, theirs)
    with theirs.step("Mark"):
        theirs.put(desk.span(theirs, events=(event.id,)))
    desk.share(theirs, mine)
    me, other = desk.person("first").id, desk.person("second").id
    assert {one.person for one in tellings(mine.read, event.id)} == {me, other}
    mine.read.sight = Sight(me, frozenset({desk.ARTICLE}))
    assert [one.person for one in tellings(mine.read, event.id)] == [me]
