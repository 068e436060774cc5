"""Claims, entities and events of an article by keyboard: the cost, and that it is as recorded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.journeys.claims.__main__ import MOST, journey

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
SECOND = Path(__file__).parents[1] / "data" / "second.jsonl"


def test_claims_and_mentions_of_the_sample_cost_few_actions_and_all_comes_out(qapp):
    cost = journey(described=6)
    _is_as_recorded(cost, claims=17, first=12)
    assert len(cost.wanted.cards) == 6
    assert cost.share_known_first >= 0.8, str(cost)


@pytest.mark.soak
def test_all_entities_of_the_sample_are_described_by_keyboard(qapp):
    cost = journey()
    _is_as_recorded(cost, claims=17, first=12)
    assert len(cost.wanted.things) == 36


def test_it_runs_on_another_record(qapp):
    cost = journey(SECOND, described=4)
    _is_as_recorded(cost, claims=14, first=10)
    assert cost.share_known_first >= 0.7, str(cost)


def _is_as_recorded(cost, *, claims, first):
    assert len(cost.wanted.claims) == claims
    assert cost.wrong == [], str(cost)
    assert cost.with_source <= MOST, str(cost)
    assert cost.first >= first, str(cost)
