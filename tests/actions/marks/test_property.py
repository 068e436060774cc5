"""Whatever is done to marks, in whatever text, every quote is right and every view in step."""

from __future__ import annotations

import os
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.selection import snap
from annotator.settings import OVERLAP

RUNS = 400 if os.environ.get("ANNOTATOR_SOAK") == "1" else 30

PIECES = (
    "the ", "US", "US-led ", "force", "’s ", "rockets", " ", "\n\n", "“", "”", "(", "1,200 ",
    "👨\u200d👩\u200d👧", "🇸🇾", "🚀 ", "e\u0301", "n\u0303o ", "التحالف", "، ", "الجَيْش ",
    "می\u200cروم ", "中国",
    "ประเทศ", "한국 ", "\u00a0", "\u2028", "\u200f", "\ufeff", "נא ", "0", "-", ".",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=3, max_size=30).map("".join)
DEEDS = (
    "label_actor", "label_weapon", "label_claim", "label_all_actor", "label_all_claim",
    "label_exact_weapon", "end_right", "end_left", "start_right", "start_left", "delete_mark",
    "undo", "redo", "next_mark", "previous_mark", "choose_at_caret", "let_go", "zone_caption",
    "zone_body", "expert_labels", "label_cue", "label_all_cue", "end_on", "end_back", "start_on",
    "start_back", "label_also_actor", "label_also_weapon", "choose_inside", "next_same",
)  # fmt: skip
places = st.integers(0, 200)
deeds = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.none() | st.tuples(places, places)), max_size=25
)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(texts, deeds)
def test_every_quote_is_right_after_every_deed(analysts, text, deeds):
    analyst = analysts(text)
    analyst.settings.set(OVERLAP, "longest")
    for deed, picked in deeds:
        if picked is not None:
            analyst.workspace.pick(*sorted(place % (len(analyst.text) + 1) for place in picked))
        if any(action.id == deed for action in analyst.actions()):
            analyst.does(deed)
        assert analyst.is_in_step(), deed
        check(analyst)


def check(analyst):
    text, workspace = analyst.text, analyst.workspace
    seen = set()
    for span in analyst.article.spans:
        assert span.start < span.end
        assert snap(text, span.start, span.end) == (span.start, span.end)
        assert (span.label, span.start, span.end) not in seen
        seen.add((span.label, span.start, span.end))
    for label in ("actor", "weapon", "claim"):
        own = [span for span in analyst.article.spans if span.label == label]
        assert all(one.end <= other.start for one, other in pairwise(own))
    if workspace.selection.span is not None:
        assert workspace.chosen is not None
    assert 0 <= workspace.selection.start <= workspace.selection.end <= len(text)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(texts, deeds)
def test_all_that_was_done_can_be_taken_back_and_done_again(analysts, text, deeds):
    analyst = analysts(text)
    analyst.settings.set(OVERLAP, "longest")
    states = [state(analyst)]
    for deed, picked in deeds:
        if picked is not None:
            analyst.workspace.pick(*sorted(place % (len(analyst.text) + 1) for place in picked))
        if deed in {"undo", "redo"} or all(a.id != deed for a in analyst.actions()):
            continue
        analyst.does(deed)
        if state(analyst) != states[-1]:
            states.append(state(analyst))
    for before in reversed(states[:-1]):
        analyst.does("undo")
        assert state(analyst) == before
    for after in states[1:]:
        analyst.does("redo")
        assert state(analyst) == after
    assert analyst.is_in_step()


def state(analyst):
    return (
        list(analyst.article.spans), list(analyst.article.zones), analyst.article.reading,
    )  # fmt: skip
