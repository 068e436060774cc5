"""What is open, and how all views hear of what changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotator.model.article import Reading, Zone
from annotator.model.change import Changes
from annotator.model.person import person_named
from annotator.model.scheme import Scheme
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store.rounds import begin, close
from annotator.store.store import Store
from annotator.workspace.article import ArticleAtHand, MarksDelta
from annotator.workspace.colleagues import colleagues_in
from annotator.workspace.said import Said, Selection
from annotator.workspace.workspace import Workspace
from tests.workspace.conftest import FIRST, OTHER, PROJECT, SCHEME, SECOND, TEXT, a_mark, add, heard

# --- opening and closing --------------------------------------------------------------------------


def test_a_project_is_opened_and_closed_and_all_hear_of_it(path, qapp):
    workspace = Workspace()
    opened, closed, moved = map(heard, (workspace.opened, workspace.closed, workspace.moved))
    assert not workspace.is_open
    assert workspace.cannot_write == "No project is open."
    workspace.close()
    workspace.open(Store.open(path, FIRST))
    assert workspace.is_open
    assert workspace.scheme.labels == SCHEME.labels
    assert workspace.cannot_write is None
    workspace.show(sha256_of(TEXT))
    workspace.close()
    assert (len(opened), len(moved), len(closed)) == (1, 2, 1)
    assert workspace.article is None
    assert workspace.scheme == Scheme()
    with pytest.raises(Refused, match="No project is open"):
        workspace.need()


def test_another_project_takes_the_place_of_the_one_before(workspace, path, tmp_path):
    other = Path(shutil.copyfile(path, tmp_path / "other.annot"))
    before = workspace.store
    workspace.open(Store.open(other, FIRST))
    assert workspace.article is None
    Store.open(before.path, FIRST).close()


def test_a_project_that_is_only_read_says_so(workspace, path):
    workspace.open(Store.open(path, FIRST, read_only=True))
    assert workspace.cannot_write == "project.annot is open for reading only."
    with pytest.raises(Refused, match="open for reading only"):
        add(workspace, a_mark())
    with pytest.raises(Refused, match="reading only"):
        workspace.move("undo")


def test_an_article_that_is_not_there_leaves_the_one_before_open(workspace):
    with pytest.raises(Refused):
        workspace.show("0" * 64)
    assert workspace.article.text == TEXT


# --- what is picked -------------------------------------------------------------------------------


def test_what_is_picked_is_told_once(workspace):
    selected = heard(workspace.selected)
    workspace.pick(3, 9)
    workspace.pick(3, 9)
    assert len(selected) == 1
    assert not workspace.selection.is_caret


def test_the_caret_comes_back_to_where_it_was_in_each_article(workspace):
    workspace.pick(3, 9)
    workspace.show(sha256_of(OTHER))
    assert workspace.selection == Selection(0, 0)
    workspace.pick(7, 7)
    workspace.show(sha256_of(TEXT))
    assert workspace.selection == Selection(3, 3)
    workspace.show(sha256_of(TEXT))
    assert workspace.selection == Selection(3, 3)
    workspace.become(SECOND)
    assert workspace.selection == Selection(3, 3)
    workspace.show(sha256_of(OTHER))
    assert workspace.selection == Selection(7, 7)
    workspace.close()
    assert workspace.seen == {}


def test_a_chosen_mark_is_let_go_when_it_is_gone(workspace):
    span = a_mark()
    add(workspace, span)
    workspace.choose(span)
    assert workspace.chosen == span
    with workspace.step("Delete") as store:
        store.remove(span)
    assert workspace.chosen is None
    assert workspace.selection == Selection(span.start, span.start)


def test_a_chosen_mark_that_changes_stays_chosen(workspace):
    span = a_mark()
    add(workspace, span)
    workspace.choose(span)
    add(workspace, replace(span, label="actor"))
    assert workspace.chosen.label == "actor"


# --- steps ----------------------------------------------------------------------------------------


def test_a_step_tells_which_marks_came_and_went(workspace):
    span, other = a_mark(), a_mark("brigade", "actor")
    deltas, changed = heard(workspace.marks_changed), heard(workspace.changed)
    add(workspace, span, other)
    assert set(deltas[-1].added) == {span, other}
    now = replace(span, label="actor")
    add(workspace, now)
    assert deltas[-1] == MarksDelta(added=(now,), removed=(span,))
    with workspace.step("Delete") as store:
        store.remove(other)
    assert deltas[-1] == MarksDelta(removed=(other,))
    assert len(changed) == 3
    assert workspace.article.spans == [now]


def test_a_step_elsewhere_is_no_news_for_the_open_article(workspace):
    deltas, changed = heard(workspace.marks_changed), heard(workspace.changed)
    add(workspace, a_mark("port", "actor", text=OTHER))
    assert deltas == []
    assert len(changed) == 1


def test_a_step_that_fails_changes_nothing(workspace):
    changed = heard(workspace.changed)
    good, bad = a_mark(), replace(a_mark("depot", "actor"), quote="port")
    with pytest.raises(Refused, match="does not quote"):
        add(workspace, good, bad)
    assert workspace.article.spans == []
    assert changed == []


def test_a_step_that_does_nothing_is_no_step(workspace):
    with workspace.step("Nothing"):
        pass
    assert workspace.store.undo_title() == "Add"


def test_expert_marks_are_shown_where_they_are_switched_on(workspace):
    cue = a_mark("fired", "cue")
    add(workspace, cue)
    assert not workspace.shows(cue)
    deltas = heard(workspace.marks_changed)
    workspace.show_expert(on=True)
    assert workspace.shows(cue)
    assert deltas == [MarksDelta(whole=True)]


def test_a_mark_of_an_unknown_label_is_shown(workspace):
    assert workspace.shows(a_mark(label="something"))


def test_a_renamed_label_is_known_at_once(workspace):
    with workspace.step("Rename") as store:
        store.set_fields("label", "weapon", name="Arms")
    assert workspace.scheme.label("weapon").name == "Arms"


def test_a_removed_article_is_closed(workspace):
    moved = heard(workspace.moved)
    with workspace.step("Remove") as store:
        store.remove_article(workspace.article.id)
    assert workspace.article is None
    assert len(moved) == 1


def test_what_is_told_reaches_whoever_shows_it(workspace):
    said = heard(workspace.said)
    workspace.tell("Done", deed="undo")
    assert said == [Said("Done", "undo", is_trouble=False)]


# --- layers ---------------------------------------------------------------------------------------


def test_a_colleagues_marks_are_shown_by_themselves(workspace):
    mine, theirs = a_mark(), a_mark("depot", "actor", SECOND)
    add(workspace, mine)
    workspace.store.person = SECOND
    add(workspace, theirs)
    workspace.store.person = FIRST
    assert workspace.article.spans == [mine]
    assert workspace.article.others == {SECOND.id: 1}
    assert workspace.is_mine
    workspace.show(workspace.article.id, whose=SECOND.id)
    assert workspace.article.spans == [theirs]
    assert workspace.article.others == {FIRST.id: 1}
    assert not workspace.is_mine


def test_who_has_most_comes_first_and_hidden_marks_do_not_count(workspace):
    workspace.store.person = SECOND
    add(workspace, SECOND, a_mark("depot", "actor", SECOND))
    third = person_named(PROJECT, "third")
    workspace.store.person = third
    add(workspace, third, a_mark("depot", "actor", third), a_mark(person=third))
    workspace.store.person = FIRST
    assert [(c.name, c.marks) for c in workspace.colleagues()] == [("third", 2), ("second", 1)]
    shown = colleagues_in(
        workspace.article, workspace.reader.persons(), lambda counts: counts["weapon"]
    )
    assert [(c.name, c.marks) for c in shown] == [("third", 1)]


def test_one_can_go_on_as_another_person(workspace):
    add(workspace, a_mark())
    opened = heard(workspace.opened)
    workspace.pick(4, 4)
    workspace.become(SECOND)
    assert workspace.is_mine
    assert workspace.person == SECOND
    assert (workspace.article.spans, workspace.selection.start) == ([], 4)
    assert len(opened) == 1
    mine = a_mark("depot", "actor", SECOND)
    add(workspace, mine)
    assert workspace.article.spans == [mine]
    workspace.move("undo")
    assert workspace.article.spans == []
    assert workspace.move("undo") is None  # what the other one did is not this one's to take back


# --- undo -----------------------------------------------------------------------------------------


def test_undo_and_redo_go_to_where_it_was(workspace):
    span = a_mark("depot", "actor")
    add(workspace, span)
    workspace.show(sha256_of(OTHER))
    assert workspace.move("undo").title
    assert workspace.article.text == TEXT
    assert workspace.article.spans == []
    assert workspace.selection == Selection(span.start, span.start)
    workspace.show(sha256_of(OTHER))
    workspace.move("redo")
    assert workspace.chosen == span


def test_the_place_of_a_mark_at_the_very_beginning_is_found_too(workspace):
    add(workspace, a_mark("The brigade", "actor"))
    workspace.pick(9, 9)
    workspace.move("undo")
    assert workspace.selection == Selection(0, 0)


def test_undo_goes_back_from_a_colleagues_layer(workspace):
    add(workspace, a_mark())
    workspace.show(workspace.article.id, whose=SECOND.id)
    workspace.move("undo")
    assert workspace.is_mine


def test_undo_of_a_hidden_mark_chooses_none(workspace):
    cue = a_mark("fired", "cue")
    add(workspace, cue)
    with workspace.step("Delete") as store:
        store.remove(cue)
    workspace.move("undo")
    assert workspace.article.spans == [cue]
    assert workspace.chosen is None


def test_undo_of_what_has_no_article_stays_where_one_is(workspace):
    with workspace.step("Rename") as store:
        store.set_fields("label", "weapon", name="Arms")
    workspace.pick(3, 5)
    workspace.move("undo")
    assert workspace.scheme.label("weapon").name == "Weapon"
    assert workspace.selection == Selection(3, 5)


def test_at_the_end_of_the_line_nothing_is_taken_back(workspace):
    workspace.move("undo")
    assert workspace.article is None
    assert workspace.move("undo") is None
    assert workspace.move("redo") is not None
    assert workspace.move("redo") is None


# --- long work ------------------------------------------------------------------------------------


def test_while_another_worker_writes_reading_goes_on(workspace):
    add(workspace, a_mark())
    busy = heard(workspace.busy_changed)
    store = workspace.lend("Import")
    assert workspace.cannot_write == "Import is under way. You can go on reading."
    with pytest.raises(Refused, match="Import is under way"):
        add(workspace, a_mark("depot"))
    with pytest.raises(Refused, match="Import is under way"):
        workspace.lend("Merge")
    workspace.show(sha256_of(OTHER))
    workspace.show(sha256_of(TEXT))
    assert len(workspace.article.spans) == 1
    with store.step("Add") as step:
        store.put(a_mark("depot"))
    workspace.give_back()
    workspace.give_back()
    workspace.take(step.changes)
    assert len(workspace.article.spans) == 2
    assert len(busy) == 2
    assert workspace.cannot_write is None


# --- the article at hand --------------------------------------------------------------------------


def test_marks_are_found_by_place(workspace):
    whole, inner, later = (a_mark(w) for w in ("brigade fired rockets", "fired", "depot"))
    add(workspace, later, inner, whole)
    article = workspace.article
    assert article.spans == [whole, inner, later]
    assert list(article.covering(inner.start, inner.end)) == [whole, inner]
    assert list(article.covering(inner.end, inner.end + 1)) == [whole]
    assert list(article.covering(0, whole.start)) == []
    assert [article.number_of(span) for span in article.spans] == [0, 1, 2]
    assert [article.after(n) for n in (0, whole.start, whole.start + 1, later.start, 99)] == [
        0, 0, 1, 2, 3,
    ]  # fmt: skip
    assert article.span(inner.id) == inner
    assert article.span(None) is None


def test_zones_and_facts_follow_each_step(workspace):
    zone = Zone.of(workspace.article.id, "headline", 0, 11)
    with workspace.step("Zone") as store:
        store.put(zone)
        store.set_article(workspace.article.id, title="Depot")
    assert workspace.article.zones == [zone]
    assert workspace.article.article.title == "Depot"


def test_an_article_read_anew_is_the_one_at_hand(workspace):
    add(workspace, a_mark(), a_mark("depot", "actor"))
    article = workspace.article
    fresh = ArticleAtHand.read(workspace.reader, article.id, article.whose)
    assert (fresh.spans, fresh.text, fresh.zones) == (article.spans, TEXT, [])
    last = fresh.spans[-1]
    assert list(fresh.covering(last.end - 1, last.end)) == [last]


# --- blind rounds ---------------------------------------------------------------------------------


def test_in_a_blind_round_colleagues_are_hidden_until_all_are_done(workspace):
    article, store = sha256_of(TEXT), workspace.store
    with store.step("Theirs"):
        store.put(SECOND, a_mark(person=SECOND))
    workspace.show(article)
    assert workspace.colleagues()
    made = begin(store, "First", [FIRST.id, SECOND.id], [article], is_blind=True)
    heard_whole = heard(workspace.marks_changed)
    workspace.take(Changes("", frozenset({"round", "assignment"}), frozenset({article}), 1))
    assert workspace.is_blind(article)
    assert workspace.colleagues() == []
    assert heard_whole
    workspace.lend("Something long")
    assert workspace.colleagues() == []
    assert workspace.is_blind(article)
    workspace.give_back()
    for person in (FIRST, SECOND):
        with workspace.step("Read") as writing:
            writing.put(Reading(article, person.id, status="done"))
    assert not workspace.is_blind(article)
    assert workspace.colleagues()
    close(store, made)
    assert not workspace.is_blind(article)
