"""Bringing work in and writing it out."""

from __future__ import annotations

import json

import pytest

from annotator.resources import seed

ARTICLE, DRAFT = seed("000_b89fac942f718542.txt"), seed("sample.jsonl")


def test_import_says_what_came(project, does):
    said = does("import", project, ARTICLE, DRAFT)
    assert "Imported 1 new article, 164 spans and 139 relations." in said


def test_import_again_says_that_nothing_happened(sample, does):
    said = does("import", sample, ARTICLE, DRAFT)
    assert "Imported 0 new articles, 0 spans and 0 relations." in said
    assert "2 files or lines were there already" in said
    assert "nothing happened" in said


def test_import_answers_in_json(project, annotator):
    answer = annotator("import", project, DRAFT, "--json").answer
    assert (answer["articles"], answer["lines"], answer["spans"]) == (1, 1, 164)
    assert (answer["relations"], answer["unchanged"], answer["skipped"]) == (139, 0, [])


def test_import_as_puts_it_under_a_person(sample, does, tmp_path):
    does("import", sample, DRAFT, "--as", "a colleague")
    does("export", sample, tmp_path / "out.jsonl", "--annotator", "a colleague")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["annotator"] == "a colleague"


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_a_person_needs_a_name(sample, refuses, name):
    assert "name" in refuses("import", sample, DRAFT, "--as", name)


def test_a_broken_line_is_named_and_can_be_left_out(project, tmp_path, does, refuses):
    path = tmp_path / "mixed.jsonl"
    path.write_text(DRAFT.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    sentence = refuses("import", project, path)
    assert sentence.startswith("mixed.jsonl, line 2: ")
    assert "Nothing was imported." in sentence
    said = does("import", project, path, "--skip-broken")
    assert "Left out 1:\n  mixed.jsonl, line 2: " in said
    assert "1 new article" in said


def test_work_that_differs_is_refused_unless_replaced(sample, tmp_path, does, refuses):
    path = tmp_path / "other.jsonl"
    path.write_text(
        DRAFT.read_text(encoding="utf-8").replace('"relevant": true', '"relevant": null')
    )
    assert "--replace" in refuses("import", sample, path)
    does("import", sample, path, "--replace")
    assert "Import other.jsonl" in does("undo", sample)


def test_import_takes_a_format(project, tmp_path, does, refuses, text):
    path = text(tmp_path, "a.html")
    assert "a.html" in refuses("import", project, path)
    assert "1 new article" in does("import", project, path, "--format", "text")
    assert "docx" in refuses("import", project, path, "--format", "docx")


def test_what_the_file_said_besides_is_said(project, tmp_path, does):
    path = tmp_path / "old.txt"
    path.write_bytes("Военные сообщили, что ракеты упали рядом с базой.".encode("cp1251"))
    assert "old.txt was read as windows-1251." in does("import", project, path)


def test_export_writes_the_record(sample, tmp_path, does):
    out = tmp_path / "out.jsonl"
    said = does("export", sample, out)
    assert "Wrote 1 line with 164 spans to" in said
    assert json.loads(out.read_text(encoding="utf-8"))["provenance"]["exported_at"]
    does("export", sample, out, "--reproducible")
    before = out.read_bytes()
    does("export", sample, out, "--reproducible")
    assert out.read_bytes() == before


def test_export_says_what_stayed_behind_and_why(sample, tmp_path, does, annotator, text):
    does("import", sample, text(tmp_path), text(tmp_path, "b.txt", "Another."))
    out = tmp_path / "out.jsonl"
    assert "Stayed behind: 2 unread. --all-articles takes them too." in does("export", sample, out)
    answer = annotator("export", sample, out, "--json").answer
    assert (answer["lines"], answer["articles"], answer["left"]) == (1, 1, {"unread": 2})
    assert answer["out"] == str(out)
    assert "Stayed behind" not in does("export", sample, out, "--all-articles")
    assert out.read_bytes().count(b"\n") == 3


def test_export_takes_layer_and_annotator(sample, tmp_path, does, refuses):
    out = tmp_path / "out.jsonl"
    assert "Wrote 0 lines" in does("export", sample, out, "--layer", "gold")
    assert "Wrote 1 line " in does("export", sample, out, "--annotator", "draft", "--layer", "all")
    assert "a stranger" in refuses("export", sample, out, "--annotator", "a stranger")


def test_export_never_writes_over_a_project(sample, refuses):
    before = sample.read_bytes()
    assert "left untouched" in refuses("export", sample, sample)
    assert sample.read_bytes() == before


def test_export_refuses_what_is_no_place_for_a_file(sample, tmp_path, refuses):
    assert "folder" in refuses("export", sample, tmp_path)
    assert "folder" in refuses("export", sample, tmp_path / "nowhere" / "out.jsonl")
    assert "text" in refuses("export", sample, tmp_path / "o.txt", "--format", "text")


def test_export_works_while_another_window_writes(sample, tmp_path, does):
    from annotator.model.person import person_named
    from annotator.store.store import Store

    with Store.open(sample, person_named("", "another")):
        does("export", sample, tmp_path / "out.jsonl")


def test_formats_lists_formats_and_schemes(does, annotator):
    said = does("formats")
    for word in ("jsonl", ".ndjson", "in and out", "text", ".txt", "conflict-news", "plain-ner"):
        assert word in said
    answer = annotator("formats", "--json").answer
    assert {f["name"]: (f["in"], f["out"]) for f in answer["formats"]} == {
        "jsonl": (True, True), "text": (True, False), "project": (True, False),
    }  # fmt: skip
    assert answer["schemes"] == ["conflict-news", "plain-ner"]


def test_another_project_is_imported_not_merged(does, refuses, sample, tmp_path):
    other = tmp_path / "other.annot"
    does("new", other)
    assert "annotator import PROJECT p.annot" in refuses("merge", other, sample)
    said = does("import", other, sample)
    assert "Imported 1 new article, 164 spans" in said
    assert "its history" in said
    does("bundle", sample, tmp_path / "mine.bundle")
    assert "annotator merge PROJECT mine.bundle" in refuses(
        "import", sample, tmp_path / "mine.bundle"
    )


def test_what_is_written_is_noted_as_a_copy(does, sample, tmp_path):
    from annotator.model.person import person_named
    from annotator.store.erasing.copies import copies_of
    from annotator.store.store import Store

    outs = [tmp_path / "out.jsonl", tmp_path / "all.bundle"]
    does("export", sample, outs[0])
    does("bundle", sample, outs[1])
    with Store.open(sample, person_named("", "x")) as store:
        (article,) = store.read.article_ids()
        assert {c.path for c in copies_of(store, article) if c.kind == "written"} == set(outs)


def test_while_the_project_is_open_it_is_said_that_the_copy_is_not_noted(does, sample, tmp_path):
    from annotator.model.person import person_named
    from annotator.store.store import Store

    with Store.open(sample, person_named("", "another")):
        for command, name in (("export", "out.jsonl"), ("bundle", "out.bundle")):
            said = does(command, sample, tmp_path / name)
            assert "it is not noted in it" in said
            assert (tmp_path / name).exists()
