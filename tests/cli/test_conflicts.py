"""What two people say differently of one thing is listed, and settled from the command line."""

from __future__ import annotations

import shutil

import pytest

from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.store.store import Store


@pytest.fixture
def apart(tmp_path, does):
    """A project in which two people named one entity differently."""
    mine, theirs = tmp_path / "mine.annot", tmp_path / "theirs.annot"
    first, second = person_named("", "first"), person_named("", "second")
    unit = Entity(new_id(), "actor", "the unit")
    with Store.create(mine, find_scheme("conflict-news"), first) as store, store.step("New"):
        store.put(unit)
    shutil.copy(mine, theirs)
    for path, person, name in ((mine, first, "the brigade"), (theirs, second, "the battalion")):
        with Store.open(path, person) as store, store.step("Rename"):
            store.set_fields("entity", unit.id, name=name)
    does("merge", mine, theirs)
    return mine


def test_all_values_are_listed_with_who_set_them(apart, does, annotator):
    said = does("conflicts", apart)
    assert "1  Name of the entity" in said
    assert "the brigade  first" in said
    assert "the battalion  second" in said
    assert said.endswith("1 conflict waits to be settled.\n")
    (conflict,) = annotator("conflicts", apart, "--json").answer["conflicts"]
    assert {value["value"] for value in conflict["values"]} == {"the brigade", "the battalion"}
    assert sum(value["shown"] for value in conflict["values"]) == 1


def test_a_value_is_taken_and_that_can_be_taken_back(apart, does, annotator):
    (conflict,) = annotator("conflicts", apart, "--json").answer["conflicts"]
    number = [value["value"] for value in conflict["values"]].index("the brigade") + 1
    said = does("conflicts", apart, "--take", 1, number)
    assert "the brigade" in said
    assert said.endswith("Nothing waits to be settled.\n")
    assert does("conflicts", apart) == "Nothing waits to be settled.\n"
    does("undo", apart)
    assert "1 conflict waits" in does("conflicts", apart)


@pytest.mark.parametrize("which", [(2, 1), (1, 3), (0, 1), (1, 0)])
def test_what_is_not_in_the_list_is_refused(apart, annotator, which):
    ran = annotator("conflicts", apart, "--take", *which)
    assert ran.status == 1
    assert "Nothing was settled." in ran.err
