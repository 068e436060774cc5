"""An article is erased for good: asked first, named afterwards, and nothing brings it back."""

from __future__ import annotations

import pytest

from annotator.formats.format import Cancelled, Out
from annotator.model.sentences import Refused
from annotator.questions import Export
from annotator.store.erasing import erasing
from annotator.store.rescue import backup

GONE = "The article was erased for good."
THIRD = "Nothing of note happened at the port on Tuesday."


def erases(analyst, *backups) -> str:
    """Say yes to the question, then which backups shall go; none if none is named."""
    analyst.asked.answers = [True, *(backups or [None])]
    return analyst.does("erase_article")


def test_an_article_is_erased_and_the_next_one_opens(analyst):
    analyst.has("rockets", "weapon")
    erased, text = analyst.article.id, analyst.text
    assert erases(analyst) == GONE
    title, what = analyst.asked.asked[0]
    assert title == "Rockets hit the base"
    assert "(1 mark)" in what
    assert analyst.article is not None
    assert analyst.article.id != erased
    assert erased not in analyst.workspace.reader.article_ids()
    assert text.encode()[:200] not in analyst.path.read_bytes()
    assert analyst.said[-1].deed is None, "Undo is not offered"


def test_who_thinks_better_of_it_keeps_all(analyst):
    before = analyst.article.id
    analyst.asked.answers = [False]
    assert analyst.does("erase_article") == ""
    assert analyst.article.id == before


def test_undo_says_why_it_cannot_and_then_goes_on_before_it(analyst):
    first = analyst.text
    analyst.opens(THIRD)
    analyst.does("relevant")
    analyst.opens(first)
    erases(analyst)
    assert "the article was erased for good" in analyst.does("undo")
    assert analyst.does("undo").startswith("Took back: “Nothing of note")


def test_the_same_text_is_not_taken_again(analyst):
    text = analyst.text
    erases(analyst)
    with pytest.raises(Refused, match="erased from the project for good"):
        analyst.adds(text)


def test_copies_are_named_and_backups_deleted_one_by_one_or_all(analyst):
    store = analyst.workspace.need()
    analyst.has("rockets", "weapon")
    store.back_up("import")
    analyst.has("Militants", "actor")
    store.back_up("import")
    analyst.comes()
    made = backup.backups_of(analyst.path)
    assert erases(analyst, made[0].name, "all") == f"Deleted {len(made)} backups."
    title, lines = analyst.asked.asked[1]
    assert title == "The article was erased for good"
    assert sum(str(path) in line for path in made for line in lines) == len(made)
    question, names, _ = analyst.asked.asked[2]
    assert "Nothing brings a backup back" in question
    assert names[-1] == f"All {len(made)}"
    assert len(analyst.asked.asked[3][1]) == len(names) - 1
    assert backup.backups_of(analyst.path) == []


def test_backups_stay_unless_asked_for(analyst):
    analyst.workspace.need().back_up("import")
    made = backup.backups_of(analyst.path)
    assert erases(analyst) == GONE
    assert backup.backups_of(analyst.path) == made


def test_stopped_in_time_nothing_is_erased(analyst, monkeypatch):
    real = erasing.erase

    def stopped(store, article, progress):
        def stop(*_):
            raise Cancelled

        return real(store, article, stop)

    monkeypatch.setattr(erasing, "erase", stopped)
    before = analyst.article.id
    analyst.asked.answers = [True]
    assert analyst.does("erase_article") == "Stopped. Nothing was changed."
    assert analyst.workspace.reader.text(before) is not None
    assert analyst.article.id == before
    assert analyst.workspace.cannot_write is None


def test_what_is_not_saved_comes_first(analyst, disk):
    disk.fill()
    analyst.picks("rockets")
    analyst.presses("W")
    disk.empty()
    assert analyst.does("erase_article").startswith("Something is not saved yet.")


def test_without_an_article_there_is_nothing_to_erase(analyst):
    analyst.workspace.show(None)
    assert analyst.does("erase_article") == "Open an article first."


def test_after_the_last_article_none_is_open(analyst):
    for _ in range(3):
        erases(analyst)
    assert analyst.article is None
    assert analyst.workspace.reader.article_ids() == []


def test_an_export_made_here_is_named_as_one_that_may_hold_it(analyst, tmp_path):
    out = tmp_path / "out.jsonl"
    analyst.asked.export = lambda _suggestion, _stock: Export(out, Out(all_articles=True))
    analyst.does("export")
    erases(analyst)
    _, lines = analyst.asked.asked[1]
    assert any("May hold it" in line and str(out) in line for line in lines)
