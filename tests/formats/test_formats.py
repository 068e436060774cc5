"""Any file finds its format; all of a run comes in, or nothing."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from annotator import formats
from annotator.formats.format import Cancelled, In, Out, quiet


def write(project, name, data="A text."):
    path = project.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.jsonl", "jsonl"), ("a.NDJSON", "jsonl"), ("a.txt", "text"), ("a.TEXT", "text")],
)
def test_a_format_is_known_by_the_ending(tmp_path, name, format_):
    assert formats.format_of(tmp_path / name).name == format_


@pytest.mark.parametrize(
    ("data", "format_"),
    [(b'{"text"', "jsonl"), (b' \n{"text"', "jsonl"), (b"\xef\xbb\xbf{", "jsonl"), (b"[1]", None),
     (b"words", None), (b"", None)],
)  # fmt: skip
def test_else_by_the_first_bytes(project, data, format_):
    found = formats.format_of(write(project, "export.dat", data))
    assert (found.name if found else None) == format_


def test_a_pipe_is_not_waited_for(project):
    os.mkfifo(project.folder / "pipe")
    assert formats.format_of(project.folder / "pipe") is None
    assert "pipe" in project.refuses(project.folder / "pipe")


def test_a_file_that_cannot_be_opened_has_no_format(project, monkeypatch):
    def locked(*_):
        raise PermissionError(13, "Permission denied")

    path = write(project, "export.dat", "{")
    monkeypatch.setattr(type(path), "open", locked)
    assert formats.format_of(path) is None
    assert formats.format_of(project.folder / "nowhere") is None


def test_a_format_that_there_is_not_is_answered_with_those_there_are(project, told):
    sentence = told(formats.format_named, "docx")
    assert "docx" in sentence
    assert "jsonl" in sentence
    assert "text" in sentence
    assert "docx" in project.refuses(write(project, "a.txt"), format="docx")


def test_a_format_can_be_said(project):
    done = project.bring(write(project, "article.html", "<p>A text."), format="text")
    assert done.articles == 1
    assert "line 1:" in project.refuses(write(project, "a.txt"), format="jsonl")


def test_the_ending_of_the_file_to_write_chooses_else_json_lines(project):
    assert formats.format_of_name(project.folder / "out.ndjson").name == "jsonl"
    assert formats.format_of_name(project.folder / "out").name == "jsonl"
    assert formats.format_of_name(project.folder / "out.txt").name == "jsonl"


def test_two_articles_in_one_run_with_one_bad_bring_nothing(project):
    good, bad = write(project, "good.txt"), write(project, "bad.txt", b"nul \0")
    for order in ((good, bad), (bad, good)):
        assert "bad.txt" in project.refuses(*order)
    assert project.store.read.article_ids() == []


def test_files_of_two_formats_are_one_step(project, make):
    records = make.file(project.folder / "a.jsonl", make.record("Of a record."))
    done = project.bring(write(project, "a.txt"), records)
    assert done.articles == 2
    project.store.undo()
    assert project.store.read.article_ids() == []


def test_a_bad_record_keeps_the_texts_beside_it_out(project, make):
    bad = make.file(project.folder / "a.jsonl", "{")
    assert "a.jsonl, line 1:" in project.refuses(write(project, "a.txt"), bad)
    done = project.bring(project.folder / "a.txt", bad, skip_broken=True)
    assert (done.articles, len(done.skipped)) == (1, 1)


def test_the_step_is_named_after_the_file(project):
    project.bring(write(project, "a.txt"))
    assert project.store.undo_title() == "Import a.txt"
    project.bring(write(project, "b.txt", "B."), write(project, "c.txt", "C."))
    assert project.store.undo_title() == "Import 2 files"


def test_a_backup_is_made_before(project):
    told = []
    formats.bring_in(
        project.store, [write(project, "a.txt")], In(), lambda *progress: told.append(progress)
    )
    assert told[0][0] == "Looking"
    assert any(words == "Making a backup" for words, _, _ in told)
    assert list((project.folder / "project.backups").glob("*.annot"))


def test_a_folder_brings_all_known_files_in_it_in_order(project, make):
    write(project, "corpus/b.txt", "B.")
    write(project, "corpus/deeper/a.txt", "A.")
    make.file(project.folder / "corpus" / "c.jsonl", make.record("C."))
    write(project, "corpus/.hidden.txt", "H.")
    write(project, "corpus/.git/inside.txt", "G.")
    write(project, "corpus/picture.png", b"\x89PNG")
    done = project.bring(project.folder / "corpus")
    texts = {r["text"] for r in project.records(all_articles=True)}
    assert texts == {"A.", "B.", "C."}
    assert len(done.skipped) == 1
    assert "picture.png" in done.skipped[0]


def test_an_empty_folder_brings_nothing(project):
    (project.folder / "empty").mkdir()
    before = project.changes()
    assert project.bring(project.folder / "empty").articles == 0
    assert project.changes() == before


def test_a_broken_file_in_a_folder_keeps_all_of_it_out(project):
    write(project, "corpus/a.txt")
    write(project, "corpus/b.txt", b"nul \0")
    assert "b.txt" in project.refuses(project.folder / "corpus")
    assert project.bring(project.folder / "corpus", skip_broken=True).articles == 1


def test_a_file_of_no_kind_that_was_named_is_refused(project):
    path = write(project, "a.docx", b"PK\x03\x04")
    sentence = project.refuses(path)
    assert "a.docx" in sentence
    assert ".jsonl" in sentence
    assert "--format" in sentence
    done = project.bring(path, write(project, "a.txt"), skip_broken=True)
    assert (done.articles, len(done.skipped)) == (1, 1)


def test_a_file_that_is_not_there_is_named_before_anything_happens(project):
    sentence = project.refuses(write(project, "a.txt"), project.folder / "nowhere.txt")
    assert "nowhere.txt" in sentence
    assert "Nothing was imported" in sentence


@pytest.mark.parametrize("ending", ["", ".txt", ".jsonl"])
def test_a_name_that_is_too_long_ends_with_a_sentence(project, ending):
    assert "xxx" in project.refuses(project.folder / ("x" * 300 + ending))


def test_a_format_that_only_goes_out_cannot_be_brought_in(project, monkeypatch):
    one_way = replace(formats.FORMATS[0], look=None)
    monkeypatch.setattr(formats, "FORMATS", (one_way, formats.FORMATS[1]))
    assert "cannot be brought in" in project.refuses(write(project, "a.jsonl", "{}"))


def test_each_format_says_what_it_holds():
    for known in formats.FORMATS:
        assert known.title
        assert known.holds.endswith(".")
        assert known.endings


def test_stopping_is_a_sentence():
    assert str(Cancelled()) == "Stopped. Nothing was changed."
    assert quiet("Looking", 0, 1) is None


def test_stopping_before_the_backup_leaves_nothing(project):
    def stop(words, _done, _of):
        if words == "Making a backup":
            raise Cancelled

    before = project.changes()
    with pytest.raises(Cancelled):
        formats.bring_in(project.store, [write(project, "a.txt")], In(), stop)
    assert project.changes() == before


def test_stopping_an_export_leaves_the_old_file(project):
    project.read(project.add("A text."))
    out = write(project, "out.jsonl", "old")

    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled):
        formats.write_out(project.store.read, out, Out(), stop)
    assert out.read_text() == "old"
    assert list(project.folder.glob("*.part")) == []


def test_a_project_that_is_only_read_takes_nothing_in(project):
    store = type(project.store).open(project.path, project.me, read_only=True)
    with store, pytest.raises(formats.Refused, match="reading only"):
        formats.bring_in(store, [write(project, "a.txt")], In())
