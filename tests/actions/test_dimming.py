"""Labels can be dimmed one by one, or all but one; it is remembered and said."""

from __future__ import annotations

import pytest

from annotator.settings import DIMMED, Settings


def dimmed(analyst):
    return set(analyst.settings.get(DIMMED))


def is_on(analyst, deed):
    return analyst.action(deed).is_on(analyst.hands)


def test_a_label_is_dimmed_and_drawn_as_usual_again(analyst):
    assert analyst.does("dim_actor") == "Actor is dimmed: its marks are faint lines."
    assert dimmed(analyst) == {"actor"}
    assert is_on(analyst, "dim_actor")
    assert not is_on(analyst, "dim_claim")
    assert analyst.does("dim_actor") == "Actor is drawn as usual."
    assert dimmed(analyst) == set()
    assert not is_on(analyst, "dim_actor")


def test_one_label_stands_out_alone(analyst):
    assert analyst.does("only_weapon") == "All labels but Weapon are dimmed."
    assert dimmed(analyst) == {label.id for label in analyst.workspace.scheme.labels} - {"weapon"}
    assert is_on(analyst, "only_weapon")
    assert not is_on(analyst, "only_actor")
    assert is_on(analyst, "dim_actor")
    analyst.does("only_actor")
    assert "weapon" in dimmed(analyst)
    assert "actor" not in dimmed(analyst)
    assert analyst.does("only_actor") == "All labels are drawn as usual."
    assert dimmed(analyst) == set()


def test_all_labels_are_as_usual_by_one_deed(analyst):
    assert analyst.does("labels_as_usual") == "No label is dimmed."
    analyst.does("dim_actor")
    analyst.does("dim_claim")
    assert analyst.does("labels_as_usual") == "All labels are drawn as usual."
    assert dimmed(analyst) == set()


def test_it_is_remembered_and_labels_of_other_projects_stay_as_they_are(analyst):
    analyst.settings.set(DIMMED, ["of-another-scheme"])
    analyst.does("dim_location")
    assert Settings(analyst.settings.path).get(DIMMED) == ["location", "of-another-scheme"]
    analyst.does("labels_as_usual")
    assert Settings(analyst.settings.path).get(DIMMED) == ["of-another-scheme"]
    assert analyst.does("labels_as_usual") == "No label is dimmed."


@pytest.mark.parametrize("deed", ["dim_cue", "only_cue"])
def test_expert_labels_can_be_dimmed_where_they_are_shown(analyst, deed):
    ids = {action.id for action in analyst.actions()}
    assert deed not in ids
    analyst.does("expert_labels")
    assert analyst.does(deed)


def test_dimming_changes_nothing_in_the_file(analyst):
    analyst.has("rockets", "weapon")
    before = analyst.article.spans
    analyst.does("only_actor")
    assert analyst.article.spans == before
    assert analyst.workspace.shows(before[0])
