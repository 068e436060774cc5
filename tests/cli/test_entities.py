"""The entities of a project on the command line: listed, renamed, merged."""

from __future__ import annotations

import pytest

from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.ids import derived_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.store.store import Store

UNIT, ARMY, TOWN = (derived_id("cli", name) for name in ("unit", "army", "town"))


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.annot"
    me, kind = person_named("", "first"), (("country", "SY"), ("kind", "armed_group"))
    with Store.create(path, find_scheme("conflict-news"), me) as store, store.step("New"):
        store.put(
            Entity(UNIT, "actor", "the unit", attributes=kind), Entity(ARMY, "actor", "Army"),
            Entity(TOWN, "location", "Homs", 34.73, 36.72), Alias.of(UNIT, "Unit 9"),
            EntityLink.of(UNIT, "part_of", ARMY),
        )  # fmt: skip
    return path


def test_each_is_listed_with_what_is_said_of_it(project, does, annotator):
    said = does("entities", project)
    assert "the unit  Actor, armed_group, SY  0 mentions  Unit 9\n" in said
    assert said.endswith("3 entities.\n")
    answer = annotator("entities", project, "--json").answer
    one = next(entity for entity in answer["entities"] if entity["id"] == UNIT)
    assert one["links"] == [{"type": "part_of", "entity": ARMY}]
    assert one["attributes"] == {"country": ["SY"], "kind": ["armed_group"]}
    assert answer["doubtful"] == 0


def test_two_are_merged_by_name_and_read_as_one(project, does, annotator):
    assert does("entities", project, "--merge", "THE UNIT", ARMY) == "Merged the unit into Army.\n"
    found = annotator("entities", project, "--json").answer["entities"]
    assert {entity["name"] for entity in found} == {"Army", "Homs"}
    army = next(entity for entity in found if entity["id"] == ARMY)
    assert army["merged"] == [{"id": UNIT, "name": "the unit"}]
    ran = annotator("entities", project, "--merge", "Army", "Homs")
    assert (ran.status, "cannot be one" in ran.err) == (1, True)


def test_one_is_renamed_and_what_nobody_bears_is_refused(project, does, annotator):
    assert does("entities", project, "--rename", "Homs", "Hims") == "Renamed Homs to Hims.\n"
    ran = annotator("entities", project, "--rename", "Homs", "Hims")
    assert (ran.status, "No entity is called “Homs”" in ran.err) == (1, True)
    ran = annotator("entities", project, "--rename", "Army", " ")
    assert (ran.status, "needs a name" in ran.err) == (1, True)


def test_two_of_one_name_are_told_apart_by_id(project, does, annotator):
    does("entities", project, "--rename", "Army", "the unit")
    ran = annotator("entities", project, "--rename", "the unit", "Unit 9")
    assert ran.status == 1
    assert UNIT in ran.err
    assert "Renamed" in does("entities", project, "--rename", UNIT, "Unit 9")


def test_what_makes_no_sense_together_is_counted(project, does):
    with Store.open(project, person_named("", "first")) as store, store.step("Both ways"):
        store.put(EntityLink.of(ARMY, "part_of", UNIT))
    assert "1 thing makes no sense together" in does("entities", project)
