"""The claims of an article by keyboard: what each costs, and that all comes out as the record."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.journeys.claims.__main__ import MOST, journey

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
SECOND = Path(__file__).parents[1] / "data" / "second.jsonl"


@pytest.mark.parametrize(("record", "claims", "first"), [(None, 17, 12), (SECOND, 14, 10)])
def test_a_claim_and_its_source_cost_few_actions_and_all_comes_out(qapp, record, claims, first):
    cost = journey(record)
    assert len(cost.wanted) == claims
    assert cost.wrong == [], str(cost)
    assert cost.with_source <= MOST, str(cost)
    assert cost.first >= first, str(cost)
