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
    assert re.search(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  .+  brought in 2 files: 164 marks, ", said)
    newest, *_, oldest = annotator("history", sample, "--json").answer["history"]
    assert newest["title"] == "Import 2 files"
    assert newest["changes"] > 300
    assert re.fullmatch(
        r"On \d+ [A-Z]\w+ \d{4}, \d\d:\d\d, .+ brought in 2 files: .+ and 1 sighting\.",
        newest["sentence"],
    )
    assert oldest["done"].startswith("made the project: ")
    assert len(annotator("history", sample, "--limit", 1, "--json").answer["history"]) == 1


def test_history_can_be_narrowed_to_an_article_a_person_or_a_day(sample, does, annotator):
    doc = json.loads(DRAFT.read_text(encoding="utf-8"))["doc_id"]
    (line,) = annotator("history", sample, "--article", doc, "--json").answer["history"]
    assert line["title"] == "Import 2 files"
    day = line["at"][:10]
    me = line["person"]
    everything = does("history", sample)
    assert does("history", sample, "--person", me) == everything
    assert does("history", sample, "--day", day[:4]) == everything
    assert does("history", sample, "--day", "2001-02-03") == "Nothing was done that fits.\n"
    assert does("history", sample, "--person", "a stranger") == "Nothing was done that fits.\n"
    assert does("history", sample, "--article", "0" * 64) == "Nothing was done that fits.\n"
    assert does("history", sample, "--article", "not an id") == "Nothing was done that fits.\n"


def test_what_is_no_day_is_refused(sample, annotator):
    refused = annotator("history", sample, "--day", "yesterday")
    assert refused.status == 1
    assert "“yesterday” is no day" in refused.err


def test_history_of_one_thing_says_from_what_to_what(sample, does, annotator):
    span = json.loads(DRAFT.read_text(encoding="utf-8"))["spans"][0]
    assert "labelled “US” as Actor, with the entity “United States”" in (
        does("history", sample, "--item", span["id"])
    )
    does("undo", sample)
    said = does("history", sample, "--id", span["id"])
    assert "took back a step: deleted the mark “US” (Actor)" in said
    lines = annotator("history", sample, "--item", span["id"], "--json").answer["history"]
    gone, made = (line for line in lines if line["kind"] == "span")
    assert (gone["before"]["quote"], gone["after"]) == ("US", None)
    assert (made["before"], made["after"]["quote"]) == (None, "US")
    for id_ in ("nonsense", "0195f3c2-1111-7222-8333-444455556666"):
        assert does("history", sample, "--item", id_) == "Nothing was done that fits.\n"


def test_history_goes_on_over_as_many_pages_as_are_asked_for(tmp_path, does, annotator):
    project = tmp_path / "many.annot"
    does("new", project)
    for n in range(3):
        text = tmp_path / f"{n}.txt"
        text.write_text(f"Text number {n}.", encoding="utf-8")
        does("import", project, text)
    for _ in range(30):
        does("undo", project)
        does("redo", project)
    lines = annotator("history", project, "--limit", 500, "--json").answer["history"]
    assert len(lines) > 120
    assert len(does("history", project).splitlines()) == 20
