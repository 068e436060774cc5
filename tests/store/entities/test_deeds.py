"""What is done to entities: one step each, nothing lost, and a sentence where it makes no sense."""

from __future__ import annotations

import pytest

from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.store.entities import deeds, reading


@pytest.fixture
def mine(desk):
    (store,) = desk.replicas("first")
    desk.add_article(store)
    return store


def does(store, deed, *given, **named):
    with store.step("Do it"):
        return deed(store, *given, **named)


def sentences(desk, store):
    return [finding.sentence for finding in desk.check(store).findings]


def test_an_entity_is_renamed_and_undo_brings_the_name_back(desk, mine):
    unit = desk.add_entity(mine, "the unit")
    does(mine, deeds.rename, unit.id, "  the  brigade ")
    assert reading.needed(mine.read, unit.id).name == "the brigade"
    mine.undo()
    assert reading.needed(mine.read, unit.id).name == "the unit"
    with pytest.raises(Refused, match="needs a name"):
        does(mine, deeds.rename, unit.id, "  ")
    with pytest.raises(Refused, match="not here any more"):
        does(mine, deeds.rename, new_id(), "a name")


def test_what_is_merged_is_read_as_the_other_and_its_marks_stay_as_they_are(desk, mine):
    one, other = desk.add_entity(mine, "the unit"), desk.add_entity(mine, "the brigade")
    mark = desk.mark(mine, "The brigade", "actor", entity=one.id)
    does(mine, deeds.merge, one.id, other.id)
    assert reading.whole(mine.read, one.id) == [other.id, one.id]
    assert [row.id for row in reading.rows(mine.read)] == [other.id]
    assert reading.uses_of(mine.read, reading.whole(mine.read, other.id)) == 1
    assert mine.read.spans(desk.ARTICLE, [mark.id])[0].entity == one.id
    with pytest.raises(Refused, match="one already"):
        does(mine, deeds.merge, other.id, one.id)
    does(mine, deeds.part, one.id)
    assert reading.whole(mine.read, one.id) == [one.id]
    assert desk.is_sound(mine)


def test_what_has_different_labels_is_not_merged(desk, mine):
    one = desk.add_entity(mine, "the unit")
    rocket = desk.add_entity(mine, "the rocket")
    desk.set_entity(mine, rocket.id, label="weapon")
    with pytest.raises(Refused, match="of the kind Actor"):
        does(mine, deeds.merge, one.id, rocket.id)


def test_marks_go_to_a_new_entity_and_those_of_colleagues_stay(desk, mine):
    unit = desk.add_entity(mine, "the unit")
    mark = desk.mark(mine, "The brigade", "actor", entity=unit.id)
    theirs = desk.span(mine, "brigade", "actor", entity=unit.id, person=desk.person("second").id)
    made, moved = does(mine, deeds.split, [mark, theirs], None, "another unit")
    assert moved == 1
    assert mine.read.entities([made])[made].name == "another unit"
    assert mine.read.spans(desk.ARTICLE, [mark.id])[0].entity == made
    mine.undo()
    assert mine.read.spans(desk.ARTICLE, [mark.id])[0].entity == unit.id
    assert made not in mine.read.entities()
    with pytest.raises(Refused, match="colleagues' marks"):
        does(mine, deeds.split, [theirs], None, "another unit")


def test_an_entity_in_use_is_deleted_with_its_names_and_ties_and_comes_back_whole(desk, mine):
    unit, army = desk.add_entity(mine, "the unit"), desk.add_entity(mine, "the army")
    desk.mark(mine, "The brigade", "actor", entity=unit.id)
    does(mine, deeds.add_alias, unit.id, "the brigade", army.id)
    does(mine, deeds.tie, unit.id, "part_of", army.id)
    assert does(mine, deeds.delete, unit.id) == 1
    assert [row.name for row in reading.rows(mine.read)] == ["the army"]
    assert (mine.read.aliases(), mine.read.entity_links()) == ([], [])
    assert sum("name an entity that is not here" in s for s in sentences(desk, mine)) == 1
    mine.undo()
    assert [alias.name for alias in mine.read.aliases([unit.id])] == ["the brigade"]
    assert [link.tail for link in mine.read.entity_links([unit.id])] == [army.id]
    assert desk.check(mine).findings == []


def test_another_name_is_added_once_for_each_who_uses_it(desk, mine):
    unit, army = desk.add_entity(mine, "the unit"), desk.add_entity(mine, "the army")
    does(mine, deeds.add_alias, unit.id, "the gang", army.id)
    does(mine, deeds.add_alias, unit.id, "the gang")
    assert [(a.name, a.used_by, a.position) for a in mine.read.aliases([unit.id])] == [
        ("the gang", army.id, 0),
        ("the gang", None, 1),
    ]
    with pytest.raises(Refused, match="called the gang already"):
        does(mine, deeds.add_alias, unit.id, " the gang")


def test_nothing_can_be_part_of_its_own_part(desk, mine):
    one, two, three = (desk.add_entity(mine, name) for name in ("one", "two", "three"))
    does(mine, deeds.tie, one.id, "part_of", two.id)
    does(mine, deeds.tie, two.id, "part_of", three.id)
    with pytest.raises(Refused, match="one is part of three already"):
        does(mine, deeds.tie, three.id, "part_of", one.id)
    with pytest.raises(Refused, match="tied to itself"):
        does(mine, deeds.tie, one.id, "part_of", one.id)
    does(mine, deeds.tie, three.id, "backed_by", one.id)
    does(mine, deeds.tie_only, one.id, "part_of", [three.id])
    assert [link.tail for link in mine.read.entity_links([one.id])] == [three.id]


@pytest.mark.parametrize("words", ["91, 40", "35.3, 181", "here", "35.3"])
def test_what_are_no_coordinates_is_refused_with_the_reason(desk, mine, words):
    place = desk.add_entity(mine, "a place")
    with pytest.raises(Refused, match="are no coordinates"):
        does(mine, deeds.set_place, place.id, words)
    does(mine, deeds.set_place, place.id, "35.33, 40.14")
    found = reading.needed(mine.read, place.id)
    assert (found.latitude, found.longitude) == (35.33, 40.14)
    does(mine, deeds.set_place, place.id, " ")
    assert reading.needed(mine.read, place.id).latitude is None


def test_numbers_in_registers_are_set_and_taken_away(desk, mine):
    place = desk.add_entity(mine, "a place")
    does(mine, deeds.set_identifiers, place.id, "wikidata Q30, geonames 163843")
    does(mine, deeds.set_identifiers, place.id, "wikidata Q31")
    assert reading.needed(mine.read, place.id).identifiers == (("wikidata", "Q31"),)
    with pytest.raises(Refused, match="names no register"):
        does(mine, deeds.set_identifiers, place.id, "Q31")


# --- what two people make of it -------------------------------------------------------------------


@pytest.fixture
def two(desk):
    """Two who have the same entities."""
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(mine)
    one, other = desk.add_entity(mine, "the unit"), desk.add_entity(mine, "the brigade")
    desk.share(mine, theirs)
    return mine, theirs, one, other


def test_a_into_b_here_and_b_into_a_there_is_read_alike_told_and_mended(desk, two):
    mine, theirs, one, other = two
    does(mine, deeds.merge, one.id, other.id)
    does(theirs, deeds.merge, other.id, one.id)
    desk.share(mine, theirs)
    least = min(one.id, other.id)
    for store in (mine, theirs):
        assert {reading.needed(store.read, id_).id for id_ in (one.id, other.id)} == {least}
        assert [row.id for row in reading.rows(store.read)] == [least]
        assert any("merged into each other" in s for s in sentences(desk, store))
    does(mine, deeds.part, one.id)
    assert reading.rings(mine.read) == []
    assert reading.needed(mine.read, other.id).id == one.id


def test_two_that_a_colleague_keeps_apart_are_told_once_they_are_merged(desk, two):
    mine, theirs, one, other = two
    does(theirs, deeds.keep_apart, one.id, other.id)
    does(mine, deeds.merge, one.id, other.id)
    desk.share(mine, theirs)
    assert any("and second keeps them apart" in s for s in sentences(desk, mine))
    ((link, now),) = reading.torn(mine.read)
    assert (now, reading.said_by(mine.read, link)) == (other.id, "second")


def test_keeping_apart_is_one_fact_whoever_says_it_and_in_whichever_order(desk, two):
    mine, theirs, one, other = two
    does(mine, deeds.keep_apart, one.id, other.id)
    does(theirs, deeds.keep_apart, other.id, one.id)
    desk.share(mine, theirs)
    assert len(reading.ties_of_type(mine.read, reading.APART)) == 1


def test_a_circle_of_two_peoples_ties_is_told_and_read_safely(desk, two):
    mine, theirs, one, other = two
    does(mine, deeds.tie, one.id, "within", other.id)
    does(theirs, deeds.tie, other.id, "within", one.id)
    desk.share(mine, theirs)
    assert reading.loops(mine.read) == [("within", tuple(sorted((one.id, other.id))))]
    assert any("lie within each other" in s for s in sentences(desk, mine))
    with pytest.raises(Refused, match="within"):
        does(mine, deeds.tie, one.id, "within", other.id)
