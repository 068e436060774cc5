"""What a project can hold, and that its tables have room for it."""

from __future__ import annotations

import pytest

from annotator.model.ids import new_id
from annotator.store.kinds import KINDS, canonical

SHA256 = "ab" * 32


def test_each_kind_has_a_table_with_its_columns(desk):
    store = desk.project()
    for kind in KINDS.values():
        columns = [row[1] for row in store.sql.execute(f"PRAGMA table_info({kind.name})")]
        assert sorted(columns) == sorted(kind.names())


def test_what_a_table_cannot_do_without_is_what_its_kind_needs(desk):
    store = desk.project()
    own = {"item", "article", "conflicts"}
    for kind in KINDS.values():
        columns = store.sql.execute(f"PRAGMA table_info({kind.name})").fetchall()
        defaults = {c.name for c in kind.columns if c.default is not None}
        needed = {row[1] for row in columns if row[3]} - own - defaults
        assert needed == set(kind.needs)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_id_comes_back_as_it_was_written(kind):
    written = {"uuid": new_id(), "sha256": SHA256, "slug": "weapon.kind"}[kind.ids]
    assert kind.unpack_id(kind.pack_id(written)) == written


def test_what_is_not_said_has_its_default():
    kind = KINDS["reading"]
    row = dict(zip(kind.names(), kind.row(7, 1, 2, {"exists": True}, 0), strict=True))
    assert row["layer"] == "work"
    assert row["status"] == "unread"
    assert row["seconds"] == 0
    assert row["relevant"] is None
    assert (row["item"], row["article"], row["owner"], row["conflicts"]) == (7, 1, 2, 0)


@pytest.mark.parametrize(("said", "kept"), [(True, 1), (False, 0), (None, None), ("maybe", None)])
def test_relevant_is_yes_no_or_unsure(said, kept):
    kind = KINDS["reading"]
    row = dict(zip(kind.names(), kind.row(7, 1, 2, {"relevant": said}, 0), strict=True))
    assert row["relevant"] == kept


def test_fields_without_a_column_are_kept_too():
    kind = KINDS["entity"]
    fields = {"exists": True, "name": "A", "attributes.kind": ["army"], "gone": None}
    row = dict(zip(kind.names(), kind.row(1, None, None, fields, 2), strict=True))
    assert row["name"] == "A"
    assert row["more"] == '{"attributes.kind":["army"]}'
    assert row["conflicts"] == 2
    plain = dict(zip(kind.names(), kind.row(1, None, None, {"name": "A"}, 0), strict=True))
    assert plain["more"] is None


def test_a_thing_is_there_while_its_change_says_so():
    assert KINDS["span"].is_there({"label": "weapon"})
    assert not KINDS["span"].is_there({})
    assert KINDS["entity"].is_there({"exists": True})
    assert not KINDS["entity"].is_there({"exists": None, "name": "A"})
    assert not KINDS["entity"].is_there({"name": "A"})


def test_one_value_is_written_in_one_way():
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'


UUID = new_id()


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        ("person", {"name": "first"}, {"name": 5}),
        ("article", {"title": "Depot", "unknown": [5]}, {"title": ["Depot"]}),
        ("sighting", {"original": SHA256}, {"original": "ab"}),
        ("zone", {"zone": "headline", "start": 0, "end": 5}, {"end": 0}),
        ("reading", {"relevant": False, "annotators": [UUID]}, {"relevant": 1}),
        ("reading", {"seconds": 5}, {"seconds": -5}),
        ("reading", {"annotators": []}, {"annotators": [5]}),
        ("relation", {"type": "uses", "head": UUID, "tail": UUID}, {"tail_article": UUID}),
        ("relation", {"type": "uses", "head": UUID, "tail": UUID}, {"head": None}),
        ("entity", {"latitude": 1, "longitude": -1.5}, {"latitude": float("inf")}),
        ("event", {"places": [UUID]}, {"places": {"a": 1}}),
        ("alias", {"entity": UUID, "name": "n", "position": 2}, {"position": True}),
        ("entity", {"exists": True}, {"exists": "yes"}),
        ("entity", {"exists": None}, {"exists": 0.5}),
    ],
)
def test_only_what_a_table_and_the_model_have_room_for_fits(kind, said, wrong):
    assert KINDS[kind].fits(said)
    assert not KINDS[kind].fits({**said, **wrong})


@pytest.mark.parametrize("exists", [[], {}, ["yes"], 1, False])
def test_being_there_is_yes_or_nothing(exists):
    assert not KINDS["entity"].fits({"exists": exists})
