"""The history of a project, undo and redo."""

from __future__ import annotations

import json
import re

from annotator.resources import seed

DRAFT = seed("sample.jsonl")


def test_undo_and_redo_say_what_they_did(sample, does):
    assert "Import 2 files" in does("undo", sample)
    assert "0 articles" in does("check", sample)
    assert does("undo", sample) == "There is nothing to take back.\n"
    assert "Import 2 files" in does("redo", sample)
    assert does("redo", sample) == "There is nothing to do again.\n"
    assert "1 article" in does("check", sample)


def test_history_shows_who_did_what_and_when(sample, does, annotator):
    said = does("history", sample)
    assert re.search(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  .+  Import 2 files  \(", said)
    steps = annotator("history", sample, "--json").answer["steps"]
    assert steps[0]["title"] == "Import 2 files"
    assert steps[0]["changes"] > 300
    assert steps[-1]["title"] == "Make the project"
    assert len(annotator("history", sample, "--limit", 1, "--json").answer["steps"]) == 1


def test_history_can_be_narrowed_to_an_article_or_a_person(sample, does, annotator):
    doc = json.loads(DRAFT.read_text(encoding="utf-8"))["doc_id"]
    steps = annotator("history", sample, "--article", doc, "--json").answer["steps"]
    assert [s["title"] for s in steps] == ["Import 2 files"]
    assert does("history", sample, "--person", "a stranger") == "No such steps.\n"
    assert does("history", sample, "--article", "0" * 64) == "No such steps.\n"
    assert does("history", sample, "--article", "not an id") == "No such steps.\n"


def test_history_of_one_thing_shows_each_of_its_values(sample, does, annotator):
    span = json.loads(DRAFT.read_text(encoding="utf-8"))["spans"][0]
    assert '"quote": "US"' in does("history", sample, "--id", span["id"])
    does("undo", sample)
    assert "taken out" in does("history", sample, "--id", span["id"])
    changes = annotator("history", sample, "--id", span["id"], "--json").answer["changes"]
    assert [c["kind"] for c in changes] == ["span", "span"]
    assert changes[1]["value"] is None
    for id_ in ("nonsense", "0195f3c2-1111-7222-8333-444455556666"):
        assert does("history", sample, "--id", id_) == "Nothing in the project bears this id.\n"
