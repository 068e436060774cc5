"""What a review decided goes out, comes in elsewhere, and goes out again as it was."""

from __future__ import annotations

from annotator.model.review.outcome import Choice
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import decide
from annotator.store.review.finishing import finish


def reviewed(project) -> str:
    """Let two people differ in an end, a label and a mark, agree on one, and decide it all."""
    doc = project.add("The heavy army fired at Rakka. The ministry denied it.")
    for person, actor in ((project.first, "army"), (project.second, "heavy army")):
        project.read(doc, person)
        project.mark(doc, "actor", actor, person=person)
        project.mark(doc, "actor", "ministry", person=person)
    project.mark(doc, "actor", "Rakka", person=project.first)
    project.mark(doc, "location", "Rakka", person=project.second)
    project.mark(doc, "actor", "it", person=project.second)
    for choice in (Choice("union"), Choice("take", 1), Choice("nothing")):
        found = comparison(project.store.read, doc)
        decide(project.store, found.open[0], choice)
    finish(project.store, comparison(project.store.read, doc))
    return doc


def test_gold_says_of_whose_marks_it_came_and_who_decided(project):
    doc = reviewed(project)
    spans = project.store.read.spans(doc)
    record = project.record(layer="gold")
    assert [(s["text"], s["label"], s["origin"]) for s in record["spans"]] == [
        ("heavy army", "Actor", "adjudicated"),
        ("Rakka", "Location", "adjudicated"),
        ("ministry", "Actor", "adjudicated"),
    ]
    of = {s.id: (s.person, s.quote) for s in spans if s.layer == "work"}
    origins = [sorted(of[id_] for id_ in s["derived_from"]) for s in record["spans"]]
    one, two = project.first.id, project.second.id
    assert origins[0] == sorted([(one, "army"), (two, "heavy army")])
    assert origins[1] == [(two, "Rakka")]
    assert origins[2] == sorted([(one, "ministry"), (two, "ministry")])
    assert record["provenance"]["reviewer"] == project.me.name
    assert record["provenance"]["annotators"] == ["first annotator", "second annotator"]


def test_gold_comes_in_elsewhere_and_goes_out_again_as_it_was(project, projects):
    reviewed(project)
    gold = project.out(layer="gold")
    everything = project.out("all.jsonl", layer="all")
    alone, whole = projects(), projects()
    alone.bring(project.folder / "out.jsonl")
    assert alone.out(layer="gold") == gold
    whole.bring(project.folder / "all.jsonl")
    assert whole.out(layer="all") == everything
    assert whole.bring(project.folder / "all.jsonl").articles == 0


def test_who_only_opened_an_article_does_not_stand_behind_its_gold(project):
    doc = reviewed(project)
    project.read(doc, project.me, status="in_progress")
    named = project.record(layer="gold")["provenance"]["annotators"]
    assert named == ["first annotator", "second annotator"]
