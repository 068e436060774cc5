"""Making, checking, restoring and salvaging a project."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import click
import pytest
from sqlite_utils.utils import sqlite3

from annotator.cli import files
from annotator.model.person import person_named
from annotator.resources import seed
from annotator.store.rescue import salvage
from annotator.store.store import Store

SEPARATE = """
id = "mine"
title = "My own"
[[labels]]
id = "one"
name = "One"
key = "A"
[[labels]]
id = "two"
name = "Two"
key = "{key}"
"""


def test_new_makes_a_project(tmp_path, does):
    said = does("new", tmp_path / "mine")
    assert (tmp_path / "mine.annot").exists()
    assert "mine.annot" in said
    assert "Actor, Location, Weapon, Claim" in said


def test_new_answers_in_json(tmp_path, annotator):
    answer = annotator("new", tmp_path / "mine.annot", "--json").answer
    assert answer["project"] == str(tmp_path / "mine.annot")
    assert answer["scheme"] == "conflict-news"
    assert len(answer["id"]) == 36


def test_new_never_overwrites(project, refuses):
    before = project.read_bytes()
    assert "already there" in refuses("new", project)
    assert project.read_bytes() == before


def test_new_takes_another_scheme_or_one_of_my_own(tmp_path, does, annotator):
    assert annotator("new", tmp_path / "a", "--scheme", "plain-ner", "--json").status == 0
    path = tmp_path / "mine.toml"
    path.write_text(SEPARATE.replace("{key}", "B"))
    assert "My own" in does("new", tmp_path / "b", "--scheme", path)


def test_two_labels_on_one_key_are_refused_by_line(tmp_path, refuses):
    path = tmp_path / "mine.toml"
    path.write_text(SEPARATE.replace("{key}", "a"))
    sentence = refuses("new", tmp_path / "b", "--scheme", path)
    assert "mine.toml, line 11: the key A is already used by the label One." in sentence
    assert not (tmp_path / "b.annot").exists()


def test_a_scheme_that_there_is_not_is_answered_with_those_there_are(tmp_path, refuses):
    assert "conflict-news" in refuses("new", tmp_path / "b", "--scheme", "conflict")
    assert not (tmp_path / "b.annot").exists()


def test_new_needs_its_folder(tmp_path, refuses):
    assert "There is no folder" in refuses("new", tmp_path / "nowhere" / "p.annot")


def test_check_finds_a_sound_project_sound(sample, does, annotator):
    said = does("check", sample)
    assert "Looked at 1 article, 164 spans and" in said
    assert said.endswith("All is well.\n")
    answer = annotator("check", sample, "--json").answer
    assert (answer["sound"], answer["articles"], answer["findings"]) == (True, 1, [])


def test_check_ends_with_1_where_something_is_wrong(sample, annotator):
    with Store.open(sample, person_named("", "someone")) as store:
        store.sql.execute("UPDATE span SET quote = 'nonsense' WHERE start = 0")
    ran = annotator("check", sample)
    assert ran.status == 1
    assert "does not quote the text" in ran.out
    assert "The project has errors; it was only read." in ran.out
    ran = annotator("check", sample, "--json")
    assert ran.status == 1
    assert ran.answer["sound"] is False
    assert ran.answer["findings"][0]["weight"] == "error"


def test_restore_lists_backups_and_puts_one_in_place(project, tmp_path, does, text):
    assert does("restore", project) == "p.annot has no backups.\n"
    does("import", project, text(tmp_path))
    listed = does("restore", project).splitlines()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC  ", listed[0])
    assert "1 article" in does("check", project)
    said = does("restore", project, listed[-1].partition("UTC  ")[2])
    assert "is as it was in the backup" in said
    assert "0 articles" in does("check", project)
    kept = next(tmp_path.glob("p.before-restore-*.annot"))
    assert kept.name in said
    assert "1 article" in does("check", kept)


def test_what_is_no_backup_is_not_put_in_place(sample, tmp_path, refuses, text):
    before = sample.read_bytes()
    assert "a.txt" in refuses("restore", sample, text(tmp_path))
    assert "nowhere" in refuses("restore", sample, tmp_path / "nowhere.annot")
    assert sample.read_bytes() == before


def test_salvage_saves_what_can_be_read(sample, tmp_path, does, annotator):
    new = tmp_path / "new.annot"
    assert "1 text" in does("salvage", sample, new)
    assert "1 article" in does("check", new)
    answer = annotator("salvage", sample, tmp_path / "other.annot", "--json").answer
    assert answer["rows"]["text"] == 1
    assert (answer["unreadable"], answer["altered_texts"]) == ({}, 0)


def test_salvage_names_what_could_not_be_saved(sample, tmp_path, monkeypatch, does):
    saved = salvage.Saved(
        rows={"change": 5, "text": 1}, unreadable={"change": 1}, altered_texts=1,
        project_is_new=True,
    )  # fmt: skip
    monkeypatch.setattr(salvage, "salvage", lambda *_: saved)
    said = does("salvage", sample, tmp_path / "new.annot")
    assert "Saved 5 changes and 1 text into" in said
    assert "Could not read at least 1 row of change." in said
    assert "1 text was altered and left out." in said
    assert "It is a project of its own now" in said


def test_salvage_counts_the_texts_that_are_in_the_new_file(sample, tmp_path, text, does, annotator):
    does("import", sample, text(tmp_path))
    with Store.open(sample, person_named("", "someone")) as store:
        store.sql.execute("UPDATE text SET body = 'nonsense' WHERE body LIKE 'The army%'")
    new = tmp_path / "new.annot"
    said = does("salvage", sample, new)
    assert "and 1 text into" in said
    assert "1 text was altered and left out." in said
    answer = annotator("salvage", sample, tmp_path / "other.annot", "--json").answer
    assert (answer["rows"]["text"], answer["altered_texts"]) == (1, 1)


@pytest.mark.parametrize("table", ["own", "change", "item", "text", "person", "article", "span"])
def test_a_project_that_lacks_a_table_is_damaged_to_every_command(
    sample, tmp_path, text, refuses, table
):
    sql = sqlite3.connect(sample, isolation_level=None)
    sql.execute(f"DROP TABLE {table}")
    sql.close()
    before = hashlib.sha256(sample.read_bytes()).hexdigest()
    out = tmp_path / "out.jsonl"
    for words in (
        ("import", sample, text(tmp_path)), ("export", sample, out), ("check", sample),
        ("check", sample, "--json"), ("history", sample), ("history", sample, "--id", "x"),
        ("undo", sample), ("redo", sample),
    ):  # fmt: skip
        sentence = refuses(*words)
        assert sentence.startswith("p.annot is damaged. It was left untouched.")
        assert "annotator salvage p.annot NEW.annot" in sentence
    assert not out.exists()
    assert hashlib.sha256(sample.read_bytes()).hexdigest() == before


def test_salvage_never_overwrites(sample, project, refuses):
    refuses("salvage", sample, project)


def test_a_damaged_project_is_told_from_a_whole_one(sample, tmp_path, refuses, does):
    data = bytearray(sample.read_bytes())
    data[4_096 : 4_096 * 3] = b"\xff" * 4_096 * 2
    damaged = tmp_path / "damaged.annot"
    damaged.write_bytes(data)
    assert "annotator salvage" in refuses("check", damaged)


# --- erase ----------------------------------------------------------------------------------------


@pytest.fixture
def article(sample, annotator) -> str:
    with Store.open(sample, person_named("", "me"), read_only=True) as store:
        return store.read.article_ids()[0]


@pytest.fixture
def answers(monkeypatch):
    """Answer what is asked at a terminal from a list, and keep the questions."""
    asked, waiting = [], []

    def confirm(question, abort=False):
        asked.append(question)
        answer = waiting.pop(0)
        if answer is None or (abort and not answer):
            raise click.Abort
        return answer

    monkeypatch.setattr(files, "_can_ask", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    return lambda *said: (waiting.extend(said), asked)[1]


def test_erase_takes_every_word_of_an_article(sample, article, does, annotator):
    before = sample.read_bytes()
    said = does("erase", sample, article[:8], "--yes")
    assert said.startswith("The article was erased for good.\n")
    assert "These files hold a copy, or may:" in said
    assert "The file that it came from: 000_b89fac942f718542.txt" in said
    assert b"000_b89fac942f718542" in before
    assert b"000_b89fac942f718542" not in sample.read_bytes()
    assert "0 articles" in does("check", sample)
    assert "erased an article for good" in does("history", sample)
    assert "erased for good" in does("history", sample, "--id", article)


def test_erase_answers_in_json_and_leaves_the_backups(sample, article, annotator):
    answer = annotator("erase", sample, article, "--yes", "--json").answer
    assert answer["article"] == article
    assert answer["rewritten"] is True
    backups = [c["path"] for c in answer["copies"] if c["kind"] == "backup"]
    assert backups
    assert all(Path(path).exists() for path in backups)


def test_erase_asks_and_offers_each_backup(sample, article, does, answers):
    asked = answers(True, True)
    does("erase", sample, article)
    assert "Nothing brings it back" in asked[0]
    assert asked[1].startswith("Delete ")
    assert not Path(asked[1].removeprefix("Delete ").rstrip("?")).exists()


def test_who_thinks_better_of_it_loses_nothing(sample, article, annotator, does, answers):
    answers(False)
    ran = annotator("erase", sample, article)
    assert (ran.status, ran.err) == (1, "Stopped. Nothing was changed.\n")
    assert "1 article" in does("check", sample)
    answers(True, None)
    assert "erased for good" in does("erase", sample, article)


def test_erase_without_a_terminal_needs_a_yes(sample, article, refuses, does):
    assert "--yes" in refuses("erase", sample, article)
    assert "There is no article" in refuses("erase", sample, "abc", "--yes")
    does("erase", sample, article, "--yes")
    assert "erased for good already" in refuses("erase", sample, article, "--yes")


def test_what_was_erased_is_not_imported_again(sample, article, does, refuses, annotator):
    does("erase", sample, article, "--yes")
    source = seed("000_b89fac942f718542.txt")
    assert "erased from the project for good" in refuses("import", sample, source)
    answer = annotator("import", sample, source, "--skip-broken", "--json").answer
    assert answer["articles"] == 0


def test_undo_across_it_is_refused(sample, article, does, refuses):
    does("erase", sample, article, "--yes")
    assert "erased for good" in refuses("undo", sample)
    assert does("undo", sample) == "There is nothing to take back.\n"
