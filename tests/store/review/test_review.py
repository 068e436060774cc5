"""A reviewer's day: differences are decided, the review is finished, the annotator sees why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from annotator.model.article import Reading
from annotator.model.ids import new_id
from annotator.model.overlap import clashes
from annotator.model.review.outcome import Choice, ways
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.store.conflicts import conflicts, settle
from annotator.store.review.comparing import comparison, new_since, occurrences, pages, persons_of
from annotator.store.review.corrections import corrections
from annotator.store.review.deciding import decide, decide_many, take_back
from annotator.store.review.finishing import finish, orphans, reopen
from annotator.store.review.loose import add, loose, take_out
from annotator.store.review.origins import origins, words_of
from annotator.store.review.talked import articles_with_open, open_threads, talked
from annotator.store.review.talking import (
    add_line,
    answer,
    comment,
    edit_line,
    lines,
    remove_line,
    resolve,
    threads,
)
from annotator.store.reviewed import decisions
from annotator.store.sight import Sight

SECOND = "Rockets fell. The brigade denied it."


@pytest.fixture
def store(desk):
    """A reviewer's project, in which two people have read the article."""
    store = desk.project(person="reviewer")
    enter_people(desk, store)
    return store


def enter_people(desk, store) -> None:
    with store.step("Enter people"):
        store.put(*map(desk.person, "AB"))
        store.put(*(Reading(desk.ARTICLE, desk.person(p).id, status="done") for p in "AB"))


@pytest.fixture
def people(desk):
    return {name: desk.person(name).id for name in "AB"}


def put(store, *things):
    with store.step("Work"):
        store.put(*things)


def mark(desk, store, person, words="rockets", label="weapon", **more) -> Span:
    span = changed(desk.span(store, words, label), person=desk.person(person).id, **more)
    put(store, span)
    return span


def tie(store, head, tail, type_="uses") -> Relation:
    relation = Relation(new_id(), head.article, head.person, type_, head.id, tail.id)
    put(store, relation)
    return relation


def compared(desk, store):
    return comparison(store.read, desk.ARTICLE)


def the_case(desk, store):
    (case,) = compared(desk, store).cases
    return case


def gold(desk, store) -> list[Span]:
    return [span for span in store.read.spans(desk.ARTICLE) if span.layer == "gold"]


def quotes(desk, store) -> list[str]:
    return [span.quote for span in gold(desk, store)]


def boundary(desk, store):
    one = mark(desk, store, "A", "fired rockets")
    return one, mark(desk, store, "B", "rockets at")


# --- deciding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice("take", 0), ["fired rockets"]),
        (Choice("take", 1), ["rockets at"]),
        (Choice("union"), ["fired rockets at"]),
        (Choice("intersection"), ["rockets"]),
        (Choice("nothing"), []),
        (Choice("drawn", drawn=("weapon", 18, 25)), ["rockets"]),
    ],
)
def test_each_way_of_deciding(desk, store, choice, words):
    boundary(desk, store)
    decision = decide(store, the_case(desk, store), choice)
    assert quotes(desk, store) == words
    assert decisions(store.read, desk.ARTICLE) == [decision]
    assert [span.id for span in gold(desk, store)] == list(decision.gold)
    case = the_case(desk, store)
    assert (case.decision, case.is_open) == (decision, False)


def test_gold_says_whom_it_follows_and_whose_details_it_has(desk, store, people):
    entity = desk.add_entity(store)
    one = mark(desk, store, "A", "fired rockets", entity=entity.id, note="Ours.", suggester="crf")
    other = mark(desk, store, "B", "rockets")
    decide(store, the_case(desk, store), Choice("union"))
    (span,) = gold(desk, store)
    assert set(span.derived_from) == {one.id, other.id}
    assert (span.person, span.layer, span.origin) == (None, "gold", "adjudicated")
    assert (span.entity, span.note, span.suggester) == (entity.id, "Ours.", None)
    decide(store, the_case(desk, store), Choice("take", person=people["B"]))
    (span,) = gold(desk, store)
    assert (span.entity, span.derived_from) == (None, (other.id,))


def test_nobodys_own_layer_is_written(desk, store):
    boundary(desk, store)
    before = [s for s in store.read.spans(desk.ARTICLE) if s.layer == "work"]
    decide(store, the_case(desk, store), Choice("union"))
    finish(store, compared(desk, store))
    assert [s for s in store.read.spans(desk.ARTICLE) if s.layer == "work"] == before


def test_one_undo_takes_a_decision_back(desk, store):
    boundary(desk, store)
    before = desk.state(store)
    decide(store, the_case(desk, store), Choice("take", 1, reason="Shorter."))
    after = desk.state(store)
    store.undo()
    assert desk.state(store) == before
    store.redo()
    assert desk.state(store) == after


def test_deciding_again_replaces_what_came_of_it(desk, store):
    boundary(desk, store)
    decide(store, the_case(desk, store), Choice("take", 0))
    decide(store, the_case(desk, store), Choice("nothing", reason="No weapon."))
    assert quotes(desk, store) == []
    take_back(store, the_case(desk, store))
    assert the_case(desk, store).decision is None
    take_back(store, the_case(desk, store))
    store.undo()
    assert the_case(desk, store).decision.way == "nothing"


def test_what_cannot_be_is_refused_and_nothing_written(desk, store):
    boundary(desk, store)
    case = the_case(desk, store)
    before = desk.digest(store)
    for choice in (Choice("majority"), Choice("take", 7), Choice("drawn")):
        with pytest.raises(Refused, match="Nothing was decided"):
            decide(store, case, choice)
    assert desk.digest(store) == before
    assert ways(case) == ("take", "union", "intersection", "nothing", "drawn")


def test_two_labels_cannot_be_put_together(desk, store):
    mark(desk, store, "A")
    mark(desk, store, "B", label="actor")
    with pytest.raises(Refused, match="one label"):
        decide(store, the_case(desk, store), Choice("union"))
    decide(store, the_case(desk, store), Choice("drawn", drawn=("actor", 12, 25)))
    assert quotes(desk, store) == ["fired rockets"]


def test_gold_does_not_lie_over_other_gold(desk, store):
    mark(desk, store, "A")
    mark(desk, store, "A", "depot")
    first, second = compared(desk, store).cases
    decide(store, first, Choice("take"))
    with pytest.raises(Refused, match="would lie over “rockets”"):
        decide(store, second, Choice("drawn", drawn=("weapon", 12, 30)))
    assert quotes(desk, store) == ["rockets"]


def test_many_are_decided_in_one_step(desk, store, people):
    for words in ("brigade", "depot"):
        mark(desk, store, "A", words, "actor")
    before = desk.state(store)
    decide_many(store, compared(desk, store).cases, Choice("take", person=people["A"]))
    assert quotes(desk, store) == ["brigade", "depot"]
    store.undo()
    assert desk.state(store) == before


def test_every_occurrence_of_words_in_the_project_is_found(desk, store, people):
    other = desk.add_article(store, SECOND)
    put(store, *(Reading(other, people[p], status="done") for p in "AB"))
    mark(desk, store, "A")
    put(store, Span(new_id(), other, people["A"], "weapon", 0, 7, "Rockets"))
    put(store, Span(new_id(), other, people["B"], "actor", 18, 25, "brigade"))
    first = the_case(desk, store)
    found = occurrences(store.read, first)
    assert [case.article for case in found] == [desk.ARTICLE, other]
    decide_many(store, found, Choice("nothing"))
    assert [case.alternatives for page in pages(store.read) for case in page.cases] != []
    assert occurrences(store.read, first) == []


# --- finishing ------------------------------------------------------------------------------------


def test_a_review_is_finished_when_nothing_is_open(desk, store, people):
    both = [mark(desk, store, p, "brigade", "actor") for p in "AB"]
    boundary(desk, store)
    with pytest.raises(Refused, match="1 difference is still to be decided"):
        finish(store, compared(desk, store))
    decide(store, the_case(desk, store), Choice("take", 1))
    done = finish(store, compared(desk, store))
    assert (done.spans, done.relations, done.open, done.left_out) == (2, 0, 0, ())
    assert quotes(desk, store) == ["brigade", "rockets at"]
    assert gold(desk, store)[0].derived_from == tuple(sorted(span.id for span in both))
    (reading,) = [r for r in store.read.readings(desk.ARTICLE) if r.layer == "gold"]
    assert (reading.status, reading.reviewer) == ("settled", store.person.id)
    assert reading.annotators == (people["A"], people["B"])
    assert persons_of(store.read, desk.ARTICLE) == (people["A"], people["B"])


def test_finishing_is_one_step_and_can_be_taken_back(desk, store):
    for person in "AB":
        mark(desk, store, person)
    before = desk.state(store)
    finish(store, compared(desk, store))
    store.undo()
    assert desk.state(store) == before
    store.redo()
    assert quotes(desk, store) == ["rockets"]


def test_finishing_anyway_leaves_what_is_open_out(desk, store):
    boundary(desk, store)
    done = finish(store, compared(desk, store), anyway=True)
    assert (done.open, quotes(desk, store)) == (1, [])


def test_relations_go_along_between_what_is_in_the_gold_layer(desk, store):
    heads = [mark(desk, store, p, "brigade", "actor") for p in "AB"]
    one, other = boundary(desk, store)
    ties = [tie(store, heads[0], one), tie(store, heads[1], other)]
    decide(store, the_case(desk, store), Choice("take", 0))
    done = finish(store, compared(desk, store))
    (relation,) = [r for r in store.read.relations(desk.ARTICLE) if r.layer == "gold"]
    spans = {span.quote: span.id for span in gold(desk, store)}
    assert (relation.head, relation.tail) == (spans["brigade"], spans["fired rockets"])
    assert (done.relations, relation.person) == (1, None)
    decide(store, the_case(desk, store), Choice("nothing"))
    done = finish(store, compared(desk, store))
    assert [(left.relation.id, left.end) for left in done.left_out] == [(ties[0].id, "tail")]
    assert [r for r in store.read.relations(desk.ARTICLE) if r.layer == "gold"] == []


def test_a_relation_that_only_one_made_is_decided(desk, store):
    heads = [mark(desk, store, p, "brigade", "actor") for p in "AB"]
    tails = [mark(desk, store, p) for p in "AB"]
    tie(store, heads[1], tails[1])
    case = the_case(desk, store)
    assert ways(case) == ("take", "nothing")
    decide(store, case, Choice("take", 0))
    assert the_case(desk, store).decision.way == "nothing"
    assert finish(store, compared(desk, store)).relations == 0
    decide(store, the_case(desk, store), Choice("take", 1))
    assert finish(store, compared(desk, store)).relations == 1
    decide(store, the_case(desk, store), Choice("nothing"))
    assert [r for r in store.read.relations(desk.ARTICLE) if r.layer == "gold"] == []


def test_a_relation_to_another_article_ties_its_gold(desk, store, people):
    other = desk.add_article(store, SECOND)
    put(store, *(Reading(other, people[p], status="done") for p in "AB"))
    for p in "AB":
        head = mark(desk, store, p)
        tail = Span(new_id(), other, people[p], "weapon", 0, 7, "Rockets")
        put(store, tail, Relation(new_id(), desk.ARTICLE, people[p], "uses", head.id, tail.id,
                                  tail_article=other))  # fmt: skip
    found = compared(desk, store)
    assert found.cases == ()
    assert [left.end for left in finish(store, found).left_out] == ["tail"]
    finish(store, comparison(store.read, other))
    assert finish(store, compared(desk, store)).relations == 1


def test_what_is_agreed_does_not_lie_over_what_was_decided(desk, store):
    boundary(desk, store)
    decide(store, the_case(desk, store), Choice("drawn", drawn=("weapon", 12, 38)))
    for person in "AB":
        mark(desk, store, person, "depot")
    with pytest.raises(Refused, match="lies over “depot”"):
        finish(store, compared(desk, store))


def test_a_review_is_taken_up_again(desk, store):
    with pytest.raises(Refused, match="not finished"):
        reopen(store, desk.ARTICLE)
    mark(desk, store, "A")
    mark(desk, store, "B")
    finish(store, compared(desk, store))
    reopen(store, desk.ARTICLE)
    assert quotes(desk, store) == ["rockets"]
    with pytest.raises(Refused, match="not finished"):
        reopen(store, desk.ARTICLE)


# --- what comes later -----------------------------------------------------------------------------


def test_work_that_arrives_after_the_decision_is_new_and_loses_none(desk, store):
    boundary(desk, store)
    decision = decide(store, the_case(desk, store), Choice("take", 0))
    finish(store, compared(desk, store))
    assert list(new_since(store.read)) == []
    put(store, desk.person("C"), Reading(desk.ARTICLE, desk.person("C").id, status="done"))
    mark(desk, store, "C", "rockets")
    (page,) = new_since(store.read)
    assert (page.is_finished, page.cases[0].is_new) == (True, True)
    assert page.cases[0].decision == decision
    assert quotes(desk, store) == ["fired rockets"]
    decide(store, page.cases[0], Choice("take", 2))
    assert quotes(desk, store) == ["rockets"]
    assert len(decisions(store.read, desk.ARTICLE)) == 1
    assert list(new_since(store.read)) == []


def test_who_agrees_later_is_named_beside_the_others(desk, store):
    spans = [mark(desk, store, p) for p in "AB"]
    finish(store, compared(desk, store))
    put(store, desk.person("C"), Reading(desk.ARTICLE, desk.person("C").id, status="done"))
    spans.append(mark(desk, store, "C"))
    finish(store, compared(desk, store))
    (span,) = gold(desk, store)
    assert set(span.derived_from) == {one.id for one in spans}


def test_a_gold_mark_whose_origin_was_deleted_is_named(desk, store):
    one, other = boundary(desk, store)
    decide(store, the_case(desk, store), Choice("take", 0))
    with store.step("Delete"):
        store.remove(one)
    case = the_case(desk, store)
    assert (case.gone, case.is_open) == ((one.id,), False)
    assert [span.quote for span in orphans(store, desk.ARTICLE)] == ["fired rockets"]
    with store.step("Delete"):
        store.remove(other)
    assert len(compared(desk, store).past) == 1


def test_nothing_to_compare_is_no_difference(desk, store):
    other = desk.add_article(store, SECOND)
    assert comparison(store.read, other).cases == ()
    assert list(pages(store.read)) == []
    assert finish(store, comparison(store.read, other)).spans == 0


def test_the_work_of_one_person_alone(desk, store, people):
    mark(desk, store, "A")
    found = comparison(store.read, desk.ARTICLE, [people["A"]])
    assert [case.difference for case in found.cases] == ["unreviewed"]
    decide(store, found.cases[0], Choice("take"))
    assert quotes(desk, store) == ["rockets"]


def test_pages_go_on_behind_one_and_hold_the_kinds_asked_for(desk, store, people):
    other = desk.add_article(store, SECOND)
    put(store, *(Reading(other, people[p], status="done") for p in "AB"))
    put(store, Span(new_id(), other, people["A"], "weapon", 0, 7, "Rockets"))
    boundary(desk, store)
    assert [page.article.id for page in pages(store.read)] == [desk.ARTICLE, other]
    first = next(pages(store.read))
    assert [page.article.id for page in pages(store.read, first.item)] == [other]
    assert [page.article.id for page in pages(store.read, kinds=["only_one"])] == [other]
    decide(store, first.cases[0], Choice("nothing"))
    assert [page.article.id for page in pages(store.read)] == [other]
    assert len(list(pages(store.read, is_open=False))) == 2


def test_a_scheme_that_changed_meanwhile(desk, store):
    mark(desk, store, "A", "brigade", "actor", attributes=(("certain", "yes"),))
    mark(desk, store, "B", "brigade", "actor")
    assert the_case(desk, store).difference == "attribute"
    with store.step("Change the scheme"):
        store.set_fields("attribute", "label.actor.certain", exists=None)
        store.set_fields("label", "actor", retired=True)
    assert compared(desk, store).cases == ()
    finish(store, compared(desk, store))
    assert quotes(desk, store) == ["brigade"]


# --- what the annotator sees ----------------------------------------------------------------------


def test_the_annotator_sees_what_was_changed_and_why(desk, store, people):
    one, other = boundary(desk, store)
    decision = decide(store, the_case(desk, store), Choice("take", 0, reason="The verb, too."))
    said = comment(store, desk.ARTICLE, decision.id, "See rule 3.")
    finish(store, compared(desk, store))
    assert corrections(store, desk.ARTICLE, people["A"]) == []
    (found,) = corrections(store, desk.ARTICLE, people["B"])
    assert (found.what, found.mine, found.decision.reason) == (
        "changed", (other,), "The verb, too.",
    )  # fmt: skip
    assert [span.quote for span in found.gold] == [one.quote]
    assert [thread.first for thread in found.threads] == [said]


def test_what_was_added_and_what_was_rejected(desk, store, people):
    mark(desk, store, "A")
    decide(store, the_case(desk, store), Choice("take", 0))
    assert [c.what for c in corrections(store, desk.ARTICLE, people["B"])] == ["added"]
    assert corrections(store, desk.ARTICLE, people["A"]) == []
    decide(store, the_case(desk, store), Choice("nothing"))
    assert [c.what for c in corrections(store, desk.ARTICLE, people["A"])] == ["rejected"]
    assert corrections(store, desk.ARTICLE, people["B"]) == []


def test_comments_make_threads(desk, store):
    with pytest.raises(Refused, match="nothing written"):
        comment(store, desk.ARTICLE, None, "  ")
    first = comment(store, desk.ARTICLE, None, " Is it one? ")
    said = answer(store, first, "It is.")
    more = answer(store, said, "Good.")
    resolve(store, first)
    (thread,) = threads(store, desk.ARTICLE)
    assert (thread.first.text, thread.is_resolved) == ("Is it one?", True)
    assert {one.id for one in thread.answers} == {said.id, more.id}
    resolve(store, thread.first, done=False)
    assert not threads(store, desk.ARTICLE)[0].is_resolved


def test_a_rule_comes_of_a_decision(desk, store):
    boundary(desk, store)
    decision = decide(store, the_case(desk, store), Choice("nothing", reason="A verb is none."))
    line = add_line(store, "", "weapon", decision)
    assert (line.text, line.decision) == ("A verb is none.", decision.id)
    general = add_line(store, "Leave articles out.")
    assert lines(store, "actor") == [general]
    assert len(lines(store, "weapon")) == 2
    edit_line(store, general, "Leave all articles out.")
    assert lines(store, "actor")[0].text == "Leave all articles out."
    remove_line(store, line)
    assert len(lines(store)) == 1


# --- two reviewers --------------------------------------------------------------------------------


def begin(desk, store) -> None:
    """Let two people mark an article otherwise."""
    desk.add_article(store)
    enter_people(desk, store)
    boundary(desk, store)


@pytest.fixture
def reviewers(desk):
    one, other = desk.replicas("first", "second")
    begin(desk, one)
    desk.share(one, other)
    return one, other


def settle_by(store, way) -> None:
    (conflict,) = [c for c in conflicts(store) if c.kind == "decision"]
    (value,) = [s.value for s in conflict.values if s.value["way"] == way]
    with store.step("Settle"):
        settle(store, conflict, value)


@pytest.mark.parametrize(
    ("way", "words"), [("take", ["fired rockets"]), ("nothing", []), ("drawn", ["rockets at the"])]
)
@pytest.mark.parametrize("against", ["take", "nothing", "drawn"])
def test_the_gold_layer_follows_the_decision_that_is_settled(desk, reviewers, way, words, against):
    if way == against:
        return
    one, other = reviewers
    for store, how in ((one, way), (other, against)):
        drawn = ("weapon", 18, 32) if how == "drawn" else None
        decide(store, the_case(desk, store), Choice(how, drawn=drawn))
    desk.share(one, other)
    settle_by(one, way)
    assert quotes(desk, one) == words
    assert list(conflicts(one)) == []
    desk.share(one, other)
    assert desk.digest(one) == desk.digest(other)
    assert desk.is_sound(one)


CHOICES = [Choice("take", 0), Choice("take", 1), Choice("union"), Choice("nothing")]


@pytest.mark.property
@settings(max_examples=12)
@given(st.sampled_from(CHOICES), st.sampled_from(CHOICES), st.booleans())
def test_decisions_give_the_same_file_in_whatever_order_they_come(desks, one, other, turned):
    desk = desks.new()
    stores = desk.replicas("first", "second")
    begin(desk, stores[0])
    desk.share(*stores)
    for store, choice in zip(stores, (one, other), strict=True):
        decide(store, the_case(desk, store), choice)
        finish(store, compared(desk, store))
    desk.share(*(reversed(stores) if turned else stores))
    assert desk.digest(stores[0]) == desk.digest(stores[1])


@pytest.mark.property
@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"), st.sampled_from(["actor", "weapon"]),
            st.integers(0, 40), st.integers(1, 12),
        ),
        max_size=10,
    ),
    st.sampled_from("AB"),
)  # fmt: skip
def test_who_is_always_followed_is_the_gold_layer(desks, drawn, chosen):
    desk = desks.new()
    store = desk.project(person="reviewer")
    enter_people(desk, store)
    for person, label, start, length in drawn:
        words = desk.TEXT[start : start + length]
        mine = [s for s in store.read.spans(desk.ARTICLE) if s.person == desk.person(person).id]
        if not clashes(store.read.scheme(), mine, label, start, start + length):
            put(store, Span(new_id(), desk.ARTICLE, desk.person(person).id, label, start,
                            start + length, words))  # fmt: skip
    who = desk.person(chosen).id
    before = desk.state(store)
    cases = compared(desk, store).cases
    decide_many(store, cases, Choice("take", person=who))
    finish(store, compared(desk, store))
    spans = store.read.spans(desk.ARTICLE)
    own = [(s.label, s.start, s.end) for s in spans if s.person == who]
    assert sorted((s.label, s.start, s.end) for s in spans if s.layer == "gold") == sorted(own)
    assert desk.is_sound(store)
    for _ in range(2 if cases else 1):
        store.undo()
    assert desk.state(store) == before


# --- comments and rules, over the whole project ---------------------------------------------------


def test_each_thread_says_what_it_is_about(desk, store):
    one, other = boundary(desk, store)
    case = the_case(desk, store)
    comment(store, desk.ARTICLE, None, "On the article.")
    comment(store, desk.ARTICLE, one.id, "On a mark.")
    comment(store, desk.ARTICLE, case.id, "On what is open.")
    comment(store, desk.ARTICLE, new_id(), "On what is gone.")
    found = [(t.about, [m.id for m in t.marks]) for t in talked(store, desk.ARTICLE)]
    assert sorted(found) == [
        ("article", []), ("decision", [one.id, other.id]), ("gone", []), ("mark", [one.id]),
    ]  # fmt: skip
    decide(store, case, Choice("nothing"))
    assert [t.about for t in talked(store, desk.ARTICLE)].count("decision") == 1


def test_open_threads_are_counted_over_the_project(desk, store):
    first = comment(store, desk.ARTICLE, None, "Which kind?")
    answer(store, first, "Not said.")
    assert open_threads(store.read) == 1
    assert articles_with_open(store.read) == [desk.ARTICLE]
    resolve(store, first)
    assert open_threads(store.read) == 0
    assert articles_with_open(store.read) == []


def test_what_others_say_is_not_seen_where_one_is_blind(desk, store):
    mine = comment(store, desk.ARTICLE, None, "Which kind?")
    put(store, replace(mine, id=new_id(), person=desk.person("A").id))
    assert open_threads(store.read) == 2
    store.read.sight = Sight(store.person.id, frozenset({desk.ARTICLE}))
    assert open_threads(store.read) == 1
    assert [t.thread.first for t in talked(store, desk.ARTICLE)] == [mine]
    line = add_line(store, "Leave articles out.")
    boundary(desk, store)
    assert origins(store.read, [line]) == {line.id: []}


def test_a_rule_names_the_decisions_that_give_it_as_their_reason(desk, store):
    boundary(desk, store)
    choice = Choice("take", reason="A verb is none.")
    made = decide(store, the_case(desk, store), choice, is_rule=True)
    mark(desk, store, "A", "brigade", "actor")
    case = compared(desk, store).open[0]
    decide(store, case, Choice("nothing", reason="A verb is none."), is_rule=True)
    (line,) = lines(store)
    assert line.decision == made.id
    found = origins(store.read, [line])[line.id]
    assert {one.decision for one in found} == {made.id, case.id}
    assert {words_of(store.read, one) for one in found} == {"fired rockets", "brigade"}


# --- what nobody marked ---------------------------------------------------------------------------


def test_two_reviewers_who_add_the_same_make_one_mark(desk, reviewers):
    one, other = reviewers
    for store in reviewers:
        added = add(store, desk.ARTICLE, "actor", (4, 11), compared(desk, store))
        assert added.derived_from == ()
    desk.share(one, other)
    assert quotes(desk, one) == ["brigade"]
    assert list(conflicts(one)) == []
    assert desk.digest(one) == desk.digest(other)


def test_what_lies_over_an_added_mark_is_refused_with_the_way_out(desk, store):
    add(store, desk.ARTICLE, "actor", (4, 11), None)
    mark(desk, store, "A", "The brigade", "actor")
    with pytest.raises(Refused, match="which is in the gold layer only"):
        decide(store, the_case(desk, store), Choice("take"))
    mark(desk, store, "B", "The brigade", "actor")
    with pytest.raises(Refused, match="Take “brigade” out first"):
        finish(store, compared(desk, store))
    (one,) = loose(store.read.spans(desk.ARTICLE))
    take_out(store, one.span)
    finish(store, compared(desk, store))
    assert quotes(desk, store) == ["The brigade"]
