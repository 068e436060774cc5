"""What reviewers write into a project is what is read from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.decision import Comment, Decision, GuidelineLine
from annotator.model.ids import new_id
from annotator.model.round import Assignment, Round
from annotator.store.reviewed import (
    assignments,
    comments,
    decisions,
    guidelines,
    rounds,
)


@pytest.fixture
def store(desk):
    return desk.project()


def put(store, *things):
    with store.step("Put"):
        store.put(*things)


def test_rounds_come_in_the_order_in_which_they_were_made(store):
    first = Round(new_id(), "First", (new_id(), store.person.id), 2, 7, True, True)
    second = Round(new_id(), "Second", ())
    put(store, second, first)
    assert rounds(store.read) == sorted([first, second], key=lambda r: r.id)


def test_an_article_given_twice_to_one_person_is_given_once(desk, store):
    other = desk.add_article(store, "A second text.")
    round_ = Round(new_id(), "First", (store.person.id,))
    given = [Assignment.of(a, round_.id, store.person.id) for a in (desk.ARTICLE, other)]
    put(store, round_, *given, given[0])
    assert assignments(store.read, round_.id) == sorted(given, key=lambda a: a.article)
    with store.step("Withdraw"):
        store.remove(given[1])
    assert assignments(store.read, round_.id) == [given[0]]


def test_a_decision_with_all_that_it_says(desk, store):
    a, b = sorted([desk.mark(store).id, desk.mark(store, "brigade", "actor").id])
    full = Decision(
        Decision.id_of(desk.ARTICLE, (b, a)), desk.ARTICLE, "boundary", (a, b), "union", (a, b),
        (new_id(),), "ab", "Both words belong to it.",
    )  # fmt: skip
    bare = Decision(Decision.id_of(desk.ARTICLE, (a,)), desk.ARTICLE, "only_one", (a,), "nothing")
    put(store, full, bare)
    assert decisions(store.read, desk.ARTICLE) == sorted([full, bare], key=lambda d: d.id)
    assert Decision.id_of(desk.ARTICLE, (a, b)) == full.id != bare.id


def test_comments_come_in_the_order_of_writing(desk, store):
    me = store.person.id
    first = Comment(new_id(), desk.ARTICLE, me, "Is it one?", "2026-11-26T10:00:00Z", of=new_id())
    answer = Comment(new_id(), desk.ARTICLE, me, "It is.", "2026-11-26T11:00:00Z", answers=first.id)
    put(store, answer, first)
    assert comments(store.read, desk.ARTICLE) == [first, answer]
    put(store, replace(first, is_resolved=True))
    assert comments(store.read, desk.ARTICLE)[0].is_resolved


def test_lines_of_the_guidelines(store):
    plain = GuidelineLine(new_id(), "Leave the article out.")
    full = GuidelineLine(new_id(), "What is not there is no weapon.", "weapon", new_id())
    put(store, plain, full)
    assert guidelines(store.read) == sorted([plain, full], key=lambda line: line.id)


def test_all_of_it_goes_along_and_is_the_same_in_a_copy(desk):
    store = desk.replica("first")
    desk.add_article(store)
    mark = desk.mark(store)
    round_ = Round(new_id(), "First", (store.person.id,), is_blind=True)
    decision = Decision(
        Decision.id_of(desk.ARTICLE, (mark.id,)), desk.ARTICLE, "only_one", (mark.id,), "take",
        (mark.id,),
    )  # fmt: skip
    put(
        store, round_, Assignment.of(desk.ARTICLE, round_.id, store.person.id), decision,
        Comment(new_id(), desk.ARTICLE, store.person.id, "Yes.", "2026-11-26T10:00:00Z"),
        GuidelineLine(new_id(), "A rule."),
    )  # fmt: skip
    copy = desk.replica("second")
    desk.share(store, copy)
    assert decisions(copy.read, desk.ARTICLE) == [decision]
    assert rounds(copy.read) == [round_]
    assert desk.is_sound(copy)


def test_two_reviewers_who_decide_one_difference_differently_conflict(desk):
    store, copy = desk.replicas("first", "second")
    desk.add_article(store)
    mark = desk.mark(store)
    desk.share(store, copy)
    told = Decision(
        Decision.id_of(desk.ARTICLE, (mark.id,)), desk.ARTICLE, "only_one", (mark.id,), "take"
    )
    put(store, told)
    put(copy, replace(told, way="nothing"))
    desk.share(store, copy)
    assert store.sql.execute("SELECT count(*) FROM dispute").fetchone() == (1,)
    assert len(decisions(store.read, desk.ARTICLE)) == 1
