"""A check finds what is wrong with a project, and says what it looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.model.article import Article
from annotator.model.entity import Alias
from annotator.model.event import Event, EventLink
from annotator.model.ids import new_id
from annotator.model.span import Relation
from annotator.model.text import sha256_of
from annotator.store.merge import merge
from annotator.store.rescue import check as checking
from annotator.store.rescue.check import Report, check
from annotator.store.store import Store


@pytest.fixture
def store(desk) -> Store:
    store = desk.project()
    desk.mark(store)
    return store


def errors(report: Report) -> list[str]:
    return [f.sentence for f in report.findings if f.weight == "error"]


def notes(report: Report) -> list[str]:
    return [f.sentence for f in report.findings if f.weight == "note"]


def looked(store: Store) -> Report:
    return check(store.sql, store.log, store.read)


def test_a_sound_project_has_no_findings_and_is_counted(store):
    report = looked(store)
    assert report.is_sound
    assert report.findings == []
    (changes,) = store.sql.execute("SELECT count(*) FROM change").fetchone()
    assert (report.articles, report.spans, report.changes) == (1, 1, changes)


def test_what_is_looked_at_is_told(store):
    told: list[str] = []
    check(store.sql, store.log, store.read, told.append)
    assert len(told) == 7
    assert told[0] == "Reading the file through"


def test_a_check_changes_nothing(desk, store):
    before = desk.digest(store), store.sql.total_changes
    looked(store)
    assert (desk.digest(store), store.sql.total_changes) == before


def test_an_altered_text_is_found(store):
    store.sql.execute("UPDATE text SET body = replace(body, 'depot', 'depat')")
    assert any("text of the article" in e and "was altered" in e for e in errors(looked(store)))


def test_a_text_that_has_not_come_is_noted(store):
    store.sql.execute("DELETE FROM text")
    report = looked(store)
    assert report.is_sound
    assert any("is not here" in note for note in notes(report))


def test_a_span_that_does_not_quote_its_text_is_found(store):
    store.sql.execute("UPDATE span SET quote = 'rackets'")
    found = errors(looked(store))
    assert any("does not quote the text" in e for e in found)
    assert any("1 item of the kind span is shown otherwise" in e for e in found)


def test_an_altered_change_is_found(store):
    store.sql.execute("DROP TRIGGER change_is_final")
    store.sql.execute("UPDATE change SET value = replace(value, 'Depot', 'Dopet')")
    assert any("was altered" in e for e in errors(looked(store)))


def test_changes_that_have_not_come_are_noted(desk):
    mine, theirs = desk.replicas("first", "second")
    for n in range(5):
        desk.add_entity(theirs, f"unit {n}")
    sent = desk.send(theirs)
    part = [change for change in sent if change.n not in {3, 4}]
    merge(mine, part, {}, "Work of second")
    report = looked(mine)
    assert report.is_sound
    assert any("Changes 3 to 4 of the site" in note for note in notes(report))


def test_rows_that_stand_for_nothing_are_found(store):
    store.sql.execute("INSERT INTO alias VALUES (999, x'00', 'a name', NULL, 0, 0)")
    assert any("of the kind alias stand for nothing" in e for e in errors(looked(store)))


def test_a_row_that_is_not_shown_though_it_is_in_the_log_is_found(store):
    store.sql.execute("DELETE FROM span")
    assert any("of the kind span is shown otherwise" in e for e in errors(looked(store)))


def test_loose_ends_are_noted_and_kept(desk, store):
    with store.step("Tie to what is not here"):
        store.put(Alias.of(new_id(), "a name"))
        store.put(desk.span(store, "depot", entity=new_id()))
        store.put(Relation(new_id(), desk.ARTICLE, store.person.id, "uses", new_id(), new_id()))
    report = looked(store)
    assert report.is_sound
    for words in (
        "1 row of the kind alias belong to an entity that is not here",
        "1 row of the kind span name an entity that is not here",
        "1 row of the kind relation start from a span that is not here",
        "1 row of the kind relation lead to a span that is not here",
    ):
        assert any(words in note for note in notes(report)), notes(report)


def test_a_tail_in_another_article_is_no_loose_end(desk, store):
    other = desk.add_article(store, "Another text.")
    span = desk.mark(store, "depot")
    with store.step("Tie"):
        tail = new_id()
        store.put(Relation(new_id(), desk.ARTICLE, store.person.id, "uses", span.id, tail,
                           tail_article=other))  # fmt: skip
    assert not notes(looked(store))


def test_what_belongs_to_an_article_that_was_taken_out_is_noted(desk, store):
    with store.step("Take out"):
        store.remove_article(desk.ARTICLE)
    assert any("belong to an article that is not here" in note for note in notes(looked(store)))


def test_many_findings_of_one_sort_are_counted(store):
    with store.step("Add articles"):
        for n in range(30):
            text = f"Report {n}"
            store.add_article(Article(sha256_of(text)), text)
    store.sql.execute("UPDATE text SET body = body || '.'")
    found = errors(looked(store))
    assert sum("was altered" in e for e in found) == checking.MOST
    assert "… and 11 more like these." in found


def damaged_copy(store: Store, desk, at: int, size: int) -> Path:
    path = store.path
    store.close()
    desk._open.clear()
    data = bytearray(path.read_bytes())
    data[at : at + size] = bytes(size)
    info = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(0, info.st_mtime_ns))
    return path


def test_damage_is_found_in_every_part_of_the_file_and_the_check_goes_on(desk, store):
    (root,) = store.sql.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'span_article'"
    ).fetchone()
    path = damaged_copy(store, desk, (root - 1) * 4_096, 4_096)
    with Store.open(path, desk.person("first"), read_only=True) as damaged:
        report = looked(damaged)
    assert not report.is_sound
    assert "damaged" in errors(report)[0]
    assert any("Checking texts and quotes was not possible" in e for e in errors(report))
    assert report.changes > 0


def test_values_that_make_no_sense_are_an_error_and_no_crash(store):
    store.sql.execute("UPDATE span SET attributes = 'no json'")
    assert any("was not possible" in e for e in errors(looked(store)))


def test_dates_that_cannot_be_and_events_that_run_in_a_circle_are_told_and_kept(store):
    cards = [
        Event(new_id(), title, date=date, date_precision=precision)
        for title, date, precision in (
            ("Shelling", "2021-02-31", "day"), ("Answer", "2021", "day"),
            ("Talks", "2021-06", None),
        )
    ]  # fmt: skip
    one, other, _ = (card.id for card in cards)
    with store.step("From elsewhere"):
        store.put_all(cards)
        store.put_all([EventLink.of(one, "part", other), EventLink.of(other, "part", one)])
    report = looked(store)
    assert report.is_sound
    first, second, circle = sorted(finding.sentence for finding in report.findings)
    assert first == "The date of “Answer” is kept as “2021”. 2021 is less precise than to the day."
    assert second.startswith(
        "The date of “Shelling” is kept as “2021-02-31”. February 2021 has 28 days"
    )
    assert circle.endswith("run in a circle by part. Take one of the ties out.")
    assert store.read.events([one])[one].date == "2021-02-31"
