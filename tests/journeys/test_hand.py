"""A whole article is labelled by hand, and every mark comes out exactly, at a fair price."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from tests.journeys.hand.__main__ import journeys

TEXT = (
    "Shelling near the old bridge\n\n"
    "The ministry said that three mortar shells hit the village of Tal Nasri on Friday. "
    "“Nobody was hurt,” a spokesman for the US-led coalition’s staff told reporters.\n\n"
    "وقال الجيش إن «صواريخ سقطت قرب القاعدة»، ولم يتحدث عن خسائر.\n\n"
    "A 👩\u200d🚒 crew left Tal Nasri; the US-led coalition denied it."
)
MARKS = [
    ("old bridge", "Location"), ("ministry", "Actor"), ("mortar shells", "Weapon"),
    ("three mortar shells hit the village of Tal Nasri on Friday", "Claim"),
    ("Tal Nasri", "Location"), ("“Nobody was hurt,”", "Claim"), ("US-led coalition", "Actor"),
    ("الجيش", "Actor"), ("«صواريخ سقطت قرب القاعدة»", "Claim"), ("صواريخ", "Weapon"),
    ("👩\u200d🚒", "Actor"), ("coalition denied", "Actor"), ("village of Tal", "Location"),
]  # fmt: skip


@pytest.fixture
def own(tmp_path):
    """A text with marks that cross lines, directions and habits of cutting."""
    text, record = tmp_path / "own.txt", tmp_path / "own.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    spans = []
    for words, label in MARKS[:-1]:
        start = TEXT.rindex(words) if words == "coalition denied" else TEXT.index(words)
        spans.append({"start": start, "end": start + len(words), "label": label})
    record.write_text(json.dumps({"text": TEXT, "spans": spans}), encoding="utf-8")
    return text, record


def test_marks_of_all_kinds_come_out_exactly(qapp, own):
    for cost in journeys(*own):
        assert cost.made == cost.wished, str(cost)


def test_the_sample_costs_no_more_than_it_should(qapp):
    with closing(journeys()) as costs:
        for bound, cost in zip((2.0, 2.0, 4.0), costs, strict=False):
            assert len(cost.wished) == 107
            assert cost.made == cost.wished, str(cost)
            assert cost.a_mark <= bound, str(cost)
