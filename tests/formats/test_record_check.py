"""A line that is no record is named with the reason; whatever comes in is whole."""

from __future__ import annotations

import copy
import json

import hypothesis
import pytest
from hypothesis import strategies as st

from annotator.resources import seed

SAMPLE = json.loads(seed("sample.jsonl").read_text(encoding="utf-8"))


def refused(project, record, *, why=""):
    """Bring in a good line and a bad one: nothing comes in, or with --skip-broken the good one."""
    good = project.make.record("A good line.")
    sentence = project.refuses(good, record)
    assert "line 2: " in sentence
    assert why in sentence
    assert "Traceback" not in sentence
    assert "{" not in sentence
    done = project.bring(good, record, skip_broken=True)
    assert (done.lines + done.unchanged, len(done.skipped)) == (1, 1)
    assert "line 2: " in done.skipped[0]
    return sentence


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 1.0}, {"schema_version": "2.0"}, {"schema_version": None},
        {"doc_id": 5}, {"doc_id": "0" * 64}, {"title": 5}, {"text": 5}, {"text": []},
        {"text_sha256": "f" * 64}, {"text_sha256": []}, {"language": {}}, {"meta": []},
        {"meta": {"source": 5}}, {"meta": "x"}, {"sightings": {}}, {"sightings": [5]},
        {"sightings": [{"url": 5}]}, {"layer": "silver"}, {"layer": None}, {"annotator": 5},
        {"annotator": ["a"]}, {"status": "finished"}, {"status": 0}, {"relevant": "yes"},
        {"relevant": 1}, {"zones": "x"}, {"zones": [{"zone": 5, "start": 0, "end": 1}]},
        {"zones": [{"zone": "body", "start": "0", "end": 1}]}, {"zones": [{"zone": "body"}]},
        {"spans": {}}, {"spans": None}, {"relations": 5}, {"claims": [5]}, {"claims": "x"},
        {"entities": [[]]}, {"events": "x"}, {"provenance": "x"},
        {"provenance": {"annotators": "x"}}, {"provenance": {"reviewer": 5}}, {"split": 5},
        {"group_id": 5},
    ],
    ids=str,
)  # fmt: skip
def test_wrong_types_are_named_by_their_line(shared, make, change):
    refused(shared, {**make.record(), **change})


@pytest.mark.parametrize(
    "change",
    [
        {"id": None}, {"id": 5}, {"id": ""}, {"start": "0"}, {"start": 0.5}, {"start": True},
        {"start": None}, {"end": "9"}, {"end": 10**30}, {"start": -1}, {"label": None},
        {"label": 5}, {"label": "Nonsense"}, {"label": ""}, {"text": None}, {"text": ""},
        {"text": 5}, {"entity_id": 5}, {"entity_id": "nobody"}, {"event_ids": "x"},
        {"event_ids": [5]}, {"event_ids": ["never"]}, {"attributes": {"a": "b"}},
        {"attributes": [{"name": "a"}]}, {"attributes": [{"name": "a", "value": 5}]},
        {"attributes": [["a", "b"]]}, {"note": 5}, {"origin": "heaven"}, {"origin": None},
        {"suggester": 5}, {"score": "high"}, {"score": True}, {"derived_from": "x"},
        {"derived_from": [5]},
    ],
    ids=str,
)  # fmt: skip
def test_a_span_that_is_none_is_named_by_its_line(shared, make, change):
    span = {**make.span("Actor", "army"), **change}
    start = 4
    record = make.record(spans=[make.span("Actor", "base")])
    record["spans"].append({"start": start, "end": start + 4, **span})
    refused(shared, record)


NUMBERS = ("1e999", "-1e999", "1" + "0" * 400, "NaN", "Infinity")


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_that_no_file_can_hold_are_named_by_their_line(shared, make, number):
    line = json.dumps(make.record(spans=[make.span("Actor", "army", score=0.123)]))
    refused(shared, line.replace("0.123", number))
    entity = make.entity("Actor", "Army", latitude=0.123)
    line = json.dumps(make.record(entities=[entity]))
    refused(shared, line.replace("0.123", number))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"label": "Nonsense"}, "Nonsense"), ({"name": ""}, ""), ({"name": None}, ""),
        ({"latitude": 91}, ""), ({"longitude": -181}, ""), ({"latitude": "x"}, ""),
        ({"aliases": ["x"]}, ""), ({"aliases": [{"name": ""}]}, ""), ({"id": ""}, ""),
        ({"aliases": [{"name": "x", "used_by": "nobody"}]}, "nobody"),
        ({"links": [{"type": "part_of", "entity_id": "nobody"}]}, "nobody"),
        ({"links": [{"type": "part_of", "entity_id": "me"}]}, "itself"),
        ({"links": [{"type": "", "entity_id": "other"}]}, ""), ({"links": [5]}, ""),
        ({"identifiers": [{"name": "x"}]}, ""), ({"attributes": 5}, ""), ({"note": []}, ""),
        ({"id": "other"}, "twice"),
    ],
    ids=str,
)  # fmt: skip
def test_an_entity_that_is_none_is_named_by_its_line(shared, make, change, why):
    other = make.entity("Actor", "Other", id="other")
    entity = {**make.entity("Actor", "Army", id="me"), **change}
    refused(shared, make.record(entities=[other, entity]), why=why)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": ""}, ""), ({"title": None}, ""), ({"type": 5}, ""), ({"date": 2021}, ""),
        ({"date_precision": []}, ""), ({"place_ids": "x"}, ""), ({"place_ids": ["x"]}, "x"),
        ({"participants": [{"role": "victim"}]}, ""), ({"participants": ["x"]}, ""),
        ({"participants": [{"role": "victim", "entity_id": "nobody"}]}, "nobody"),
        ({"links": [{"type": "part", "event_id": "never"}]}, "never"),
        ({"links": [{"type": "part", "event_id": "me"}]}, "itself"), ({"id": "other"}, "twice"),
        ({"note": 5}, ""), ({"attributes": ["x"]}, ""),
    ],
    ids=str,
)  # fmt: skip
def test_an_event_that_is_none_is_named_by_its_line(shared, make, change, why):
    event = {**make.event("Attack", id="me"), **change}
    refused(shared, make.record(events=[make.event("Other", id="other"), event]), why=why)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"type": "loves"}, "loves"), ({"type": None}, ""), ({"head": "nothing"}, ""),
        ({"tail": "nothing"}, ""), ({"tail": "one"}, "itself"), ({"tail_doc_id": "x"}, ""),
        ({"tail_doc_id": 5}, ""), ({"id": "other"}, "twice"), ({"id": None}, ""),
        ({"head": 5}, ""), ({"attributes": [5]}, ""), ({"head": "x", "tail_doc_id": "0" * 64}, ""),
    ],
    ids=str,
)  # fmt: skip
def test_a_relation_that_is_none_is_named_by_its_line(shared, make, change, why):
    one, two = make.span("Actor", "army", id="one"), make.span("Actor", "ministry", id="two")
    relations = [make.relation("attacked", one, two, id=id_) for id_ in ("other", "me")]
    relations[1] = {**relations[1], **change}
    refused(shared, make.record(spans=[one, two], relations=relations), why=why)


@pytest.mark.parametrize("id_", ["one", "0195f3c2-1111-7222-8333-444455556666"])
def test_an_id_that_comes_twice_is_named_by_its_line(shared, make, id_):
    spans = [make.span("Actor", "army", id=id_), make.span("Actor", "ministry", id=id_)]
    refused(shared, make.record(spans=spans), why="twice")


def test_capitals_do_not_make_another_uuid(shared, make):
    id_ = "0195f3c2-abcd-7222-8333-444455556666"
    spans = [make.span("Actor", "army", id=id_), make.span("Actor", "ministry", id=id_.upper())]
    refused(shared, make.record(spans=spans), why="twice")


def test_a_label_that_the_scheme_lacks_is_named(shared, make):
    sentence = refused(shared, make.record(spans=[make.span("Aircraft", "rockets")]))
    assert "Aircraft" in sentence


def test_a_text_over_the_limit_is_named_by_its_line(shared, make):
    refused(shared, make.record("long " * 2_000_001))


def test_a_record_may_leave_out_what_it_has_not(project):
    done = project.bring({"text": "The army fired.", "spans": [
        {"id": "1", "start": 4, "end": 8, "label": "Actor", "text": "army"}
    ]})  # fmt: skip
    assert done.lines == 1
    record = project.record()
    assert (record["status"], record["layer"], record["relevant"]) == ("done", "work", None)
    assert record["annotator"] == project.me.name
    assert record["title"] == "The army fired."
    assert record["spans"][0]["origin"] == "imported"


def test_the_sha256_of_the_text_as_it_came_is_right_too(project, make):
    record = make.record("One.\r\nTwo.")
    record["text_sha256"] = make.sha256("One.\r\nTwo.")
    assert project.bring(record).lines == 1


# --- any one value that is wrong ------------------------------------------------------------------


def places(value, path=()):
    """Name every place in a record, values and containers alike."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for number in {0, len(value) // 2, len(value) - 1} & set(range(len(value))):
            yield from places(value[number], (*path, number))


PLACES = sorted(places(SAMPLE), key=str)
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 4_000), st.floats(), st.text(max_size=3),
    st.sampled_from([[], {}, "", [None], [[]], {"a": 1}, "done", "gold", "0" * 64, 10**20, -0.0,
                     1e308, "\0", "\ud800", "\u2028", "None", "a" * 1_000]),
    st.sampled_from(PLACES).map(lambda path: at(SAMPLE, path)),
)  # fmt: skip
DERIVED = ("doc_id", "text_sha256", "claims", "split", "group_id", "provenance")
"""What import does not take from the line but makes anew."""


def at(record, path):
    for step in path:
        record = record[step]
    return record


def mutated(path, value):
    record = copy.deepcopy(SAMPLE)
    at(record, path[:-1])[path[-1]] = copy.deepcopy(value)
    return record


@pytest.fixture(scope="module")
def line():
    def write(record):
        return json.dumps(record, ensure_ascii=True)

    return write


@pytest.mark.property
@hypothesis.settings.get_profile("records")
@hypothesis.given(path=st.sampled_from(PLACES), value=ODD)
def test_one_value_changed_gives_a_sentence_or_a_record_that_goes_out_the_same(
    projects, line, path, value
):
    project = projects()
    try:
        record = mutated(path, value)
        sentence = project.tries(line(record))
        if sentence is not None:
            assert "line 1: " in sentence
            assert project.store.read.article_ids() == []
            return
        went = project.records(layer="all", all_articles=True)
        assert len(went) == 1
        unchanged = {key: v for key, v in went[0].items() if key not in DERIVED}
        expected = {key: v for key, v in record.items() if key not in DERIVED}
        if not expected["annotator"]:
            expected["annotator"] = project.me.name
        if expected["layer"] == "gold":
            expected["annotator"] = None
        settled(expected), settled(unchanged)
        assert unchanged == expected
        assert project.is_sound(notes=True)
    finally:
        project.store.close()


def settled(record):
    """Forget what a record may say in more than one way."""
    record["title"] = record["title"] or record["text"].partition("\n")[0]
    record["sightings"] = [s for s in record["sightings"] if any(s.values())]
    for key in ("spans", "relations", "entities", "events"):
        record[key] = sorted(record[key], key=str)
        for thing in record[key]:
            for name, inner in thing.items():
                if isinstance(inner, list) and name != "place_ids":
                    thing[name] = sorted(inner, key=str)


@pytest.mark.parametrize("key", sorted(SAMPLE))
def test_no_value_of_a_whole_key_ends_in_a_traceback(shared, line, key):
    for value in (None, True, 7, 0.5, "text", "", [], {}, [None], [7], [{}], [[]]):
        empty = {"spans": [], "relations": [], "claims": [], "zones": []}
        own = {"text": f"{key} is {value!r}", "doc_id": None, "text_sha256": None}
        before = len(shared.store.read.article_ids())
        sentence = shared.tries(line({**SAMPLE, **empty, **own, key: value}))
        assert sentence is None or "line 1: " in sentence
        assert len(shared.store.read.article_ids()) == before + (sentence is None)
    shared.out(layer="all", all_articles=True)
