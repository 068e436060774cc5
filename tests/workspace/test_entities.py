"""Entities are read once, read through their merging, and asked of the labels that have them."""

from __future__ import annotations

import pytest

from annotator.model.entity import Entity
from annotator.model.scheme import Attribute, Label, Scheme
from annotator.model.scheme_file import find_scheme
from annotator.workspace.entities import EntityNames, names_entities


class Reader:
    """Gives entities, and keeps what it was asked for."""

    def __init__(self, *entities: Entity) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self.asked: list[set[str]] = []

    def entities(self, ids):
        self.asked.append(set(ids))
        return {id_: self._entities[id_] for id_ in ids if id_ in self._entities}


def test_each_is_read_once_until_it_is_forgotten():
    reader, names = Reader(Entity("a", "who", "A")), EntityNames()
    names.read(reader, ["a", "b"])
    names.read(reader, ["a", "b"])
    assert (names.of("a").name, names.of("b"), names.of(None)) == ("A", None, None)
    assert len(reader.asked) == 1
    assert not names.forget(["c"])
    assert names.forget(["b"])
    names.read(reader, ["a"])
    assert len(reader.asked) == 2


def test_a_merged_one_is_read_through_also_over_several_steps():
    reader = Reader(Entity("a", "who", "A", merged_into="b"),
                    Entity("b", "who", "B", merged_into="c"), Entity("c", "who", "C"))  # fmt: skip
    names = EntityNames()
    names.read(reader, ["a"])
    assert names.of("a").name == "C"


def test_those_merged_in_a_circle_end_somewhere():
    reader = Reader(
        Entity("a", "who", "A", merged_into="b"), Entity("b", "who", "B", merged_into="a")
    )
    names = EntityNames()
    names.read(reader, ["a"])
    assert names.of("a").id in {"a", "b"}


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Actor", True), ("location", True), ("weapon", False), ("claim", False)],
)
def test_labels_whose_entities_the_scheme_describes_name_them(label, expected):
    assert names_entities(find_scheme("conflict-news"), label) is expected


def test_in_a_scheme_that_describes_none_all_but_claims_may_name_one():
    note = Attribute("note", "note", "text", "span")
    scheme = Scheme(labels=(Label("who", "Who", attributes=(note,)),
                            Label("said", "Said", stroke="bracket")))  # fmt: skip
    assert names_entities(scheme, "who")
    assert not names_entities(scheme, "said")
    assert not names_entities(scheme, "unknown")
