"""Claims are derived from spans and relations, with the defaults that nobody set filled in."""

from __future__ import annotations

import pytest

from annotator.model.event import Event
from annotator.model.scheme_file import find_scheme, parse_scheme

TEXT = "The army said it fired. The ministry denied it. A monitor said shells fell."


@pytest.fixture
def doc(project):
    doc = project.add(TEXT)
    project.read(doc)
    return doc


def test_a_claim_nobody_said_more_about_has_the_defaults(project, doc):
    span = project.mark(doc, "claim", "fired")
    (claim,) = project.record()["claims"]
    assert claim == {
        "id": span.id, "content_span": span.id, "source_spans": [], "cue_spans": [],
        "stance": "asserts", "about": ["event"], "responsibility": "none", "event_ids": [],
        "restated": None, "against": [],
    }  # fmt: skip
    assert project.record()["spans"][0]["attributes"] == []


def test_what_was_set_stands_in_the_claim(project, doc):
    case = Event(project.make.id("case"), "Case")
    project.put(case)
    project.mark(doc, "claim", "fired", events=(case.id,), attributes=(
        ("about", "harm"), ("about", "intent"), ("responsibility", "own"),
        ("restated", "The army fired."), ("stance", "hedges"), ("wording", "direct"),
    ))  # fmt: skip
    (claim,) = project.record()["claims"]
    assert (claim["stance"], claim["about"]) == ("hedges", ["harm", "intent"])
    assert (claim["responsibility"], claim["restated"]) == ("own", "The army fired.")
    assert claim["event_ids"] == [case.id]


def test_sources_and_cues_come_from_relations(project, doc):
    claim = project.mark(doc, "claim", "fired")
    army, cue = project.mark(doc, "actor", "army"), project.mark(doc, "cue", "said")
    monitor = project.mark(doc, "actor", "monitor")
    for type_, tail in (("said_by", army), ("said_by", monitor), ("cue", cue)):
        project.tie(type_, claim, tail)
    (found,) = project.record()["claims"]
    assert sorted(found["source_spans"]) == sorted([army.id, monitor.id])
    assert found["cue_spans"] == [cue.id]


def test_only_claim_spans_are_claims(project, doc):
    project.tie(
        "attacked", project.mark(doc, "actor", "army"), project.mark(doc, "actor", "monitor")
    )
    assert project.record()["claims"] == []


def test_a_tie_from_what_is_no_claim_stands_against_the_claim_alone(project, doc):
    army, denied = project.mark(doc, "actor", "army"), project.mark(doc, "claim", "denied")
    project.tie("contradicts", army, denied)
    (claim,) = project.record()["claims"]
    assert [a["claim_id"] for a in claim["against"]] == [army.id]


@pytest.mark.parametrize(
    ("type_", "aspect", "degree", "both"),
    [("contradicts", None, "full", True), ("corroborates", "all", None, True),
     ("repeats", None, None, False)],
)  # fmt: skip
def test_a_symmetric_tie_stands_on_both_sides(project, doc, type_, aspect, degree, both):
    fired, denied = project.mark(doc, "claim", "fired"), project.mark(doc, "claim", "denied")
    project.tie(type_, fired, denied)
    claims = {c["id"]: c["against"] for c in project.record()["claims"]}
    said = {"type": type_, "doc_id": None, "aspect": aspect, "degree": degree}
    assert claims[fired.id] == [{**said, "claim_id": denied.id}]
    assert claims[denied.id] == ([{**said, "claim_id": fired.id}] if both else [])
    assert project.record()["relations"][0]["attributes"] == []


def test_aspect_and_degree_that_were_set_stand_on_both_sides(project, doc):
    fired, denied = project.mark(doc, "claim", "fired"), project.mark(doc, "claim", "denied")
    project.tie("contradicts", fired, denied,
                attributes=(("aspect", "weapon"), ("degree", "partial")))  # fmt: skip
    for claim in project.record()["claims"]:
        (against,) = claim["against"]
        assert (against["aspect"], against["degree"]) == ("weapon", "partial")


def test_what_stands_against_a_claim_comes_in_one_order(project, doc):
    fired, denied, fell = (project.mark(doc, "claim", w) for w in ("fired", "denied", "fell"))
    project.tie("repeats", fired, fell)
    project.tie("contradicts", denied, fired)
    project.tie("corroborates", fired, fell)
    claims = {c["id"]: [a["type"] for a in c["against"]] for c in project.record()["claims"]}
    assert claims[fired.id] == ["contradicts", "corroborates", "repeats"]


def test_claims_of_two_articles_stand_against_each_other_on_both_sides(project, doc):
    there = project.add("Nothing was fired, it said.")
    project.read(there)
    fired, nothing = project.mark(doc, "claim", "fired"), project.mark(there, "claim", "Nothing")
    project.tie("contradicts", fired, nothing, attributes=(("aspect", "event"),))
    records = {r["doc_id"]: r for r in project.records()}
    said = {"type": "contradicts", "aspect": "event", "degree": "full"}
    assert records[doc]["claims"][0]["against"] == [
        {**said, "claim_id": nothing.id, "doc_id": there}
    ]
    assert records[there]["claims"][0]["against"] == [{**said, "claim_id": fired.id, "doc_id": doc}]


def test_a_one_sided_tie_from_another_article_stands_there_alone(project, doc):
    there = project.add("Nothing was fired, it said.")
    project.read(there)
    project.tie("repeats", project.mark(doc, "claim", "fired"),
                project.mark(there, "claim", "Nothing"))  # fmt: skip
    records = {r["doc_id"]: r for r in project.records()}
    assert len(records[doc]["claims"][0]["against"]) == 1
    assert records[there]["claims"][0]["against"] == []


def test_ties_of_other_people_do_not_show_in_mine(project, doc):
    there = project.add("Nothing was fired, it said.")
    for person in (project.first, project.second):
        project.read(there, person)
    project.read(doc, project.second)
    mine = project.mark(there, "claim", "Nothing")
    theirs = project.mark(doc, "claim", "fired", person=project.second)
    project.tie("contradicts", theirs, mine)
    (record,) = (r for r in project.records(annotator="first annotator") if r["doc_id"] == there)
    assert record["claims"][0]["against"] == []


def test_a_scheme_without_claims_has_none(projects):
    project = projects(find_scheme("plain-ner"))
    doc = project.add("The army fired.")
    project.read(doc)
    project.mark(doc, find_scheme("plain-ner").labels[0].id, "army")
    assert project.record()["claims"] == []


RENAMED = """
id = "other"
[[labels]]
id = "claim"
name = "Behauptung"
[[labels.attributes]]
id = "stance"
name = "Haltung"
type = "choice"
values = [{ id = "asserts", name = "behauptet" }, { id = "denies", name = "leugnet" }]
default = "asserts"
[[labels]]
id = "actor"
name = "Akteur"
[[relations]]
id = "said_by"
name = "gesagt von"
from = ["claim"]
to = ["actor"]
[[relations]]
id = "contradicts"
name = "widerspricht"
from = ["claim"]
to = ["claim"]
symmetric = true
"""


def test_a_scheme_with_other_names_has_claims_in_its_words(projects):
    project = projects(parse_scheme(RENAMED, "other.toml"))
    doc = project.add(TEXT)
    project.read(doc)
    fired, denied = project.mark(doc, "claim", "fired"), project.mark(
        doc, "claim", "denied", attributes=(("stance", "denies"),)
    )  # fmt: skip
    army = project.mark(doc, "actor", "army")
    project.tie("said_by", fired, army)
    project.tie("contradicts", fired, denied)
    record = project.record()
    claims = {c["id"]: c for c in record["claims"]}
    assert {s["label"] for s in record["spans"]} == {"Behauptung", "Akteur"}
    assert (claims[fired.id]["stance"], claims[denied.id]["stance"]) == ("behauptet", "leugnet")
    assert (claims[fired.id]["about"], claims[fired.id]["responsibility"]) == ([], "")
    assert claims[fired.id]["source_spans"] == [army.id]
    assert claims[denied.id]["against"][0]["type"] == "widerspricht"
    other = projects(parse_scheme(RENAMED, "other.toml"))
    other.bring(project.folder / "out.jsonl")
    assert other.out() == project.out()


# --- claims that come in --------------------------------------------------------------------------


def with_claims(project, doc):
    fired, denied = project.mark(doc, "claim", "fired"), project.mark(doc, "claim", "denied")
    project.tie("said_by", fired, project.mark(doc, "actor", "army"))
    project.tie("contradicts", fired, denied)
    return project.record()


def test_claims_that_agree_come_in(project, projects, doc):
    record = with_claims(project, doc)
    assert len(record["claims"]) == 2
    assert projects().bring(record).lines == 1


def test_empty_claims_are_ignored_and_derived_again(project, projects, doc):
    record = with_claims(project, doc)
    other = projects()
    other.bring({**record, "claims": []})
    assert other.record() == record


@pytest.mark.parametrize(
    "change",
    [
        {"stance": "denies"}, {"about": ["harm"]}, {"about": []}, {"responsibility": "own"},
        {"source_spans": []}, {"cue_spans": ["x"]}, {"restated": "More."}, {"against": []},
        {"event_ids": ["x"]}, {"content_span": "x"}, {"id": "x"}, {"restated": "None"},
    ],
)  # fmt: skip
def test_claims_that_disagree_are_refused_with_the_reason(project, projects, doc, change):
    record = with_claims(project, doc)
    claims = record["claims"]
    wrong = next(n for n, c in enumerate(claims) if c["source_spans"])
    claims[wrong] = claims[wrong] | change
    sentence = projects().refuses(record)
    assert "line 1:" in sentence
    assert "claims" in sentence


def test_a_claim_too_many_or_too_few_is_refused(project, projects, doc):
    record = with_claims(project, doc)
    other = projects()
    for claims in (record["claims"][:1], [*record["claims"], record["claims"][0] | {"id": "x"}]):
        assert "claims" in other.refuses({**record, "claims": claims})


def test_a_claim_that_comes_twice_is_refused(project, projects, doc):
    record = with_claims(project, doc)
    record["claims"].append(record["claims"][0])
    assert "twice" in projects().refuses(record)


def test_what_other_articles_say_of_a_claim_is_no_disagreement(project, projects, doc):
    there = project.add("Nothing was fired, it said.")
    project.read(there)
    project.tie("contradicts", project.mark(doc, "claim", "fired"),
                project.mark(there, "claim", "Nothing"))  # fmt: skip
    for record in project.records():
        assert projects().bring(record).lines == 1
