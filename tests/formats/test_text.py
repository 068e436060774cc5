"""A text file becomes an article, its words untouched."""

from __future__ import annotations

import pytest

from annotator import formats
from annotator.formats.format import In
from annotator.formats.text import FORMAT
from annotator.resources import seed
from annotator.store.erasing import erasing


def write(project, name, data):
    path = project.folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_one_file_is_one_article_titled_by_its_first_line(project):
    done = project.bring(write(project, "a.txt", "\n\nRockets hit a base\n\nThe army…"))
    assert (done.articles, done.lines, done.unchanged) == (1, 1, 0)
    record = project.record(all_articles=True)
    assert record["title"] == "Rockets hit a base"
    assert record["text"] == "\n\nRockets hit a base\n\nThe army…"
    assert (record["status"], record["annotator"]) == ("unread", None)


def test_crlf_and_bom_go_and_nothing_else_changes(project):
    text = "One\u00a0two\u2028three\x85four\r\nfive\rsix e\u0301 🚀 عربي  "
    project.bring(write(project, "a.txt", "\ufeff" + text))
    assert project.record(all_articles=True)["text"] == text.replace("\r\n", "\n").replace(
        "\r", "\n"
    )


def test_bytes_that_changed_are_kept_as_they_came(project):
    data = "One\r\ntwo.".encode("utf-16")
    project.bring(write(project, "a.txt", data))
    (kept,) = project.store.sql.execute("SELECT data FROM original").fetchone()
    assert kept == data


def test_the_same_file_again_does_nothing(project):
    path = write(project, "a.txt", "One.")
    project.bring(path)
    before = project.changes()
    assert project.bring(path).unchanged == 1
    assert project.changes() == before


def test_the_same_text_from_another_file_is_one_article_seen_twice(project):
    done = project.bring(write(project, "a.txt", "One."), write(project, "b.txt", "One.\r"))
    assert (done.articles, done.lines) == (2, 2)
    done = project.bring(write(project, "c.text", "One."))
    assert (done.articles, done.lines) == (0, 1)
    doc = project.make.sha256("One.")
    assert {s.file for s in project.store.read.sightings(doc)} == {"a.txt", "c.text"}


def test_another_encoding_is_read_and_that_is_said(project):
    words = "Военные сообщили, что ракеты упали рядом с базой."
    done = project.bring(write(project, "old.txt", words.encode("cp1251")))
    assert done.notes == ["old.txt was read as windows-1251."]
    assert project.record(all_articles=True)["text"] == words


@pytest.mark.parametrize(
    "data", [b"", b"  \n ", b"%PDF-1.7\nx", b"nul \0 in it", "half".encode("utf-16-le")]
)
def test_what_is_no_text_is_refused_by_name_and_nothing_is_imported(project, data):
    good, bad = write(project, "good.txt", "Good."), write(project, "bad.txt", data)
    assert "bad.txt" in project.refuses(good, bad)
    assert project.store.read.article_ids() == []
    done = project.bring(good, bad, skip_broken=True)
    assert (done.articles, len(done.skipped)) == (1, 1)
    assert "bad.txt" in done.skipped[0]


def test_a_text_over_the_limit_is_refused(project):
    assert "big.txt" in project.refuses(write(project, "big.txt", b"long " * 2_000_001))


def test_the_seed_article_comes_in_word_for_word(project):
    path = seed("000_b89fac942f718542.txt")
    project.bring(path)
    assert project.record(all_articles=True)["text"] == path.read_text(encoding="utf-8")


def test_texts_are_counted_as_they_come(project):
    told = []
    paths = [write(project, f"{n}.txt", f"Text {n}.") for n in range(3)]
    formats.bring_in(project.store, paths, In(), lambda *progress: told.append(progress))
    assert ("Looking", 2, 3) in told
    assert told[-1] == ("Importing", 3, 3)


def test_a_file_whose_name_is_not_utf8_comes_in(project):
    path = project.folder / "caf\udce9.txt"
    try:
        path.write_text("One.")
    except (OSError, UnicodeError):
        pytest.skip("this disk has no such names")
    assert project.bring(path).articles == 1
    assert project.bring(path).unchanged == 1
    assert project.record(all_articles=True)["text"] == "One."


def test_plain_text_cannot_hold_annotations_and_says_so(project, told):
    assert FORMAT.write_out is None
    assert "text" in told(project.out, format="text")
    assert "alone" in FORMAT.holds


def test_a_text_that_was_erased_for_good_is_refused_or_left_out(project):
    project.bring(write(project, "a.txt", "One."))
    erasing.erase(project.store, project.make.sha256("One."))
    paths = [write(project, "b.txt", "One."), write(project, "c.txt", "Two.")]
    assert "b.txt: this article was erased from the project for good" in project.refuses(*paths)
    done = project.bring(*paths, skip_broken=True)
    assert done.articles == 1
    assert "erased from the project for good" in done.skipped[0]
