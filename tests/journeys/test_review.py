"""A reviewer settles a whole double annotation by keyboard: what it costs, and what comes of it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.journeys.review.__main__ import MOST_KEYS, settled
from tests.journeys.review.second import SECOND, second_reader


def test_each_difference_costs_one_key_and_all_goes_into_the_gold_layer(desk):
    desk.open_sample()
    workspace = desk.workspace
    article, me = workspace.article.id, workspace.person.id
    second_reader(workspace.store, article, me)
    before = {s.id: s for s in workspace.reader.spans(article)}
    hand, made, found = settled(desk.window)
    assert made > 20
    assert len(found) == made
    assert hand.keys.total() <= MOST_KEYS * made
    spans = workspace.reader.spans(article)
    gold = [s for s in spans if s.layer == "gold"]
    assert all(workspace.article.text[s.start : s.end] == s.quote for s in gold)
    assert {s.id: s for s in spans if s.person in {me, SECOND.id}} == before
    readings = {r.layer: r.status for r in workspace.reader.readings(article)}
    assert readings["gold"] == "settled"


def test_the_second_annotator_is_the_same_each_time(desk):
    desk.open_sample()
    workspace = desk.workspace
    article, me = workspace.article.id, workspace.person.id
    second_reader(workspace.store, article, me)
    first = [s for s in workspace.reader.spans(article) if s.person == SECOND.id]
    second_reader(workspace.store, article, me)
    again = [s for s in workspace.reader.spans(article) if s.person == SECOND.id]
    assert first == again
