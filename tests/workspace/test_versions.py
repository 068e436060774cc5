"""A difference is put into words that tell it from its neighbours in the list."""

from __future__ import annotations

import pytest

from annotator.actions.review.corrected import told
from annotator.store.review.corrections import Correction
from annotator.ui.review.agreement import exact_agreement
from annotator.workspace.versions import Telling
from tests.model.review.conftest import SCHEME, compared, decided, mark, tie

FORCES, GUNS = "American forces", "heavy artillery"


def telling(*spans) -> Telling:
    return Telling(SCHEME, {span.id: span for span in spans})


def both() -> tuple:
    """Both people marked the same two things."""
    return tuple(
        mark(person, words, label)
        for person in "AB"
        for words, label in ((FORCES, "actor"), (GUNS, "weapon"))
    )


def test_a_label_is_told_with_the_words_that_it_is_about():
    spans = mark("A", FORCES), mark("B", FORCES, "location")
    (case,) = compared(spans).cases
    assert telling(*spans).heading(case) == "Label · American forces"


def test_a_boundary_says_its_words_already():
    spans = mark("A", FORCES), mark("B", "forces")
    (case,) = compared(spans).cases
    assert telling(*spans).heading(case) == "Boundary"


def test_a_relation_is_told_by_its_type_and_both_ends():
    spans = both()
    (case,) = compared(spans, [tie(spans[0], spans[1], "used")]).cases
    words = telling(*spans)
    assert words.heading(case) == "Used · American forces"
    assert words.versions(case) == [GUNS, "nothing"]


def test_of_one_person_a_relation_is_told_from_a_mark():
    spans = both()[:2]
    cases = compared(spans, [tie(spans[0], spans[1], "used")], persons="A").cases
    assert [telling(*spans).heading(case) for case in cases] == [
        "Nobody to compare with", "Used · American forces", "Nobody to compare with",
    ]  # fmt: skip


def test_what_all_marked_alike_and_a_reviewer_took_out_still_counts_as_agreed():
    spans = both()
    alone = compared(spans[:2], persons="A")
    decisions = [decided(alone.cases[0], "nothing", gold=())]
    found = compared(spans, decisions=decisions)
    (case,) = found.cases
    assert telling(*spans).kind(case) == "Marked alike"
    assert exact_agreement(found, {})[""] == 1.0


@pytest.mark.parametrize(("what", "words"), [
    ("rejected", "“American forces” used “heavy artillery”: taken out"),
    ("added", "“American forces” used “heavy artillery”: added"),
    ("changed", "“American forces” used “heavy artillery”: decided otherwise"),
])  # fmt: skip
def test_an_annotator_reads_which_relation_a_reviewer_changed(what, words):
    spans = both()
    relation = tie(spans[0], spans[1], "used")
    (case,) = compared(spans, [relation]).cases
    mine = () if what == "added" else (relation,)
    correction = Correction(case, decided(case, took=(relation.id,)), what, mine, (), ())
    assert told(correction, telling(*spans)) == words


def test_an_annotator_reads_which_label_a_reviewer_gave():
    spans = mark("A", FORCES), mark("B", FORCES, "location")
    (case,) = compared(spans).cases
    correction = Correction(case, decided(case), "changed", spans[1:], spans[:1], ())
    assert told(correction, telling()) == "“American forces” is Actor, not Location"
