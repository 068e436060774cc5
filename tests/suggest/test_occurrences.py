"""The same words elsewhere: the longest first, none over another, none over a mark."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.model.text import fold
from annotator.model.words import is_whole, occurrences
from annotator.resources import seed
from annotator.suggest.occurrences import SUGGESTER, every, like
from annotator.suggest.proposal import Proposal

RECORD = json.loads(seed("sample.jsonl").read_text("utf-8").splitlines()[0])
TEXT = RECORD["text"]

pieces = st.sampled_from([
    "US", "us", "US forces", "forces", "Forces in Syria", "Syria", " ", "\u00a0", "\n", "-", ".",
    ",", "’s", "“", "”", "(", "ar-Raqqa", "al", "e\u0301", "قاعدة", "القاعدة", "،", "中", "🇸🇾",
])  # fmt: skip
texts = st.lists(pieces, max_size=30).map("".join)
names = st.lists(pieces | st.lists(pieces, min_size=1, max_size=3).map("".join), max_size=5)


def marks(text, places, label="actor"):
    return [Span(str(n), "a", None, label, *place, text[slice(*place)])
            for n, place in enumerate(places)]  # fmt: skip


def words(text, proposals):
    return [text[proposal.start : proposal.end] for proposal in proposals]


# --- the slow way: what is meant, without a thought of time ---------------------------------------


def slowly(text, name):
    """Look at each place for whole words; what is written like an acronym only in capitals."""
    place, found = 0, []
    while name and place + len(name) <= len(text):
        here = text[place : place + len(name)]
        alike = fold(here) == fold(name) and is_whole(text, place, place + len(name))
        if alike and (here.isupper() or not (name.isupper() and len(name) <= 6)):
            found.append((place, place + len(name)))
            place += len(name)
        else:
            place += 1
    return found


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def every_slowly(text, wanted):
    taken = []
    for name in sorted(wanted, key=lambda name: (-len(name), name)):
        taken += [
            place
            for place in slowly(text, name)
            if not any(overlap(place, other) for other in taken)
        ]
    return sorted(taken)


@pytest.mark.property
@given(texts, texts)
def test_occurrences_are_those_of_the_slow_way(text, name):
    assert list(occurrences(text, name)) == slowly(text, name)


@pytest.mark.property
@given(texts, names)
def test_every_name_is_found_as_by_the_slow_way(text, wanted):
    found = every(text, wanted)
    assert set(found) == set(every_slowly(text, wanted))
    assert found == sorted(found)


@pytest.mark.property
@given(texts, pieces, names, st.data())
def test_like_gives_what_every_gives_where_no_mark_is(text, wanted, longer, data):
    places = every(text, [wanted, *longer])
    marked = data.draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    spans = marks(text, marked)
    longer = [span.quote for span in spans if len(span.quote) > len(wanted)]
    expected = [
        place
        for place in every(text, [wanted, *longer])
        if place in slowly(text, wanted) and not any(overlap(place, one) for one in marked)
    ]
    found = like(text, wanted, "actor", spans)
    assert [(one.start, one.end) for one in found] == expected


# --- the sample -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "proposed", "right"), [("Actor", 48, 45), ("Location", 32, 32), ("Weapon", 13, 13)]
)
def test_on_the_sample_nearly_every_occurrence_is_one_of_the_draft(label, proposed, right):
    draft = {(span["start"], span["end"]) for span in RECORD["spans"] if span["label"] == label}
    found = every(TEXT, {TEXT[slice(*place)] for place in draft})
    assert (len(found), len(draft.intersection(found))) == (proposed, right)


# --- what a user gets -----------------------------------------------------------------------------


def test_the_same_words_elsewhere_are_proposed_whatever_their_signs():
    text = "“Self-defence”, they said. self‑defence. Self-defences. A self-defence\u00a0"
    (first, *_) = every(text, ["self-defence"])
    found = like(text, "Self-defence", "actor", marks(text, [first]))
    assert words(text, found) == ["self‑defence", "self-defence"]
    assert found[0] == Proposal(27, 39, "actor", SUGGESTER)


def test_what_is_part_of_longer_words_of_the_label_is_not_proposed():
    text = "US forces left. The US said US forces and us. A US base."
    spans = marks(text, [(20, 22), (0, 9)])
    assert words(text, like(text, "US", "actor", spans)) == ["US"]
    assert words(text, like(text, "US forces", "actor", spans)) == ["US forces"]


def test_words_that_cross_the_end_of_longer_ones_are_not_proposed():
    text = "Forces in Syria. US forces in Syria. US forces."
    spans = marks(text, [(0, 15), (37, 46)])
    assert like(text, "US forces", "actor", spans) == []


def test_marks_of_other_labels_are_not_in_the_way():
    text = "US base, US base"
    spans = [*marks(text, [(0, 2)]), *marks(text, [(0, 7), (9, 16)], "location")]
    assert [(one.start, one.end) for one in like(text, "US", "actor", spans)] == [(9, 11)]


def test_arabic_words_are_found_whole_and_whatever_their_alef():
    text = "قوات الاحتلال، وقوات الأسد. القوات، قوات الإحتلال"
    found = like(text, "قوات الاحتلال", "actor", marks(text, [(0, 13)]))
    assert words(text, found) == ["قوات الإحتلال"]


def test_nothing_is_proposed_for_no_words():
    assert every("US", []) == every("US", [""]) == every("", ["US"]) == []
    assert like("US", "", "actor", []) == []
