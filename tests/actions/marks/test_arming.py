"""A label is armed, and let go again."""

from __future__ import annotations


def test_a_label_is_armed_and_said_to_be(analyst):
    assert analyst.does("arm_weapon") == "Weapon is armed: every selection is labelled until Esc."
    assert analyst.workspace.armed == "weapon"
    assert analyst.action("arm_weapon").is_on(analyst.hands)
    assert not analyst.action("arm_actor").is_on(analyst.hands)


def test_another_label_takes_its_place_and_the_same_one_ends_it(analyst):
    analyst.does("arm_weapon")
    analyst.does("arm_actor")
    assert analyst.workspace.armed == "actor"
    assert analyst.does("arm_actor") == "Actor is not armed any more."
    assert analyst.workspace.armed is None


def test_the_key_asks_for_a_label_and_again_for_none(analyst):
    told = "Press the key of the label that every selection is to get."
    assert analyst.does("arm") == told
    assert analyst.action("arm").is_on(analyst.hands)
    assert analyst.does("arm") == "No label is armed."
    assert not analyst.action("arm").is_on(analyst.hands)
    analyst.does("arm_weapon")
    analyst.does("arm")
    assert analyst.workspace.armed is None


def test_escape_disarms_before_it_lets_go_of_anything_else(analyst):
    analyst.does("arm_weapon")
    analyst.picks("rockets")
    assert analyst.does("let_go") == "Weapon is not armed any more."
    assert not analyst.workspace.selection.is_caret
    analyst.does("let_go")
    assert analyst.workspace.selection.is_caret


def test_it_stays_armed_in_the_next_article_and_ends_with_the_project(analyst):
    heard = []
    analyst.workspace.armed_changed.connect(lambda: heard.append(analyst.workspace.armed))
    analyst.does("arm_weapon")
    analyst.does("next_article")
    assert analyst.workspace.armed == "weapon"
    analyst.workspace.close()
    assert heard == ["weapon", None]


def test_nothing_is_armed_over_a_colleagues_marks(analyst):
    analyst.has("rockets", "weapon")
    analyst.comes("second")
    analyst.workspace.show(analyst.article.id, whose=analyst.person("first").id)
    assert "colleague's marks" in analyst.does("arm_weapon")
    assert analyst.workspace.armed is None


def test_what_is_armed_can_be_let_go_of_over_a_colleagues_marks(analyst):
    analyst.has("rockets", "weapon")
    analyst.comes("second")
    for deed in ("arm", "arm_weapon"):
        analyst.workspace.show(analyst.article.id)
        analyst.does("arm_weapon")
        analyst.workspace.show(analyst.article.id, whose=analyst.person("first").id)
        assert "colleague's marks" in analyst.does("arm_actor")
        assert analyst.does(deed) == "Weapon is not armed any more."


def test_only_labels_that_are_shown_can_be_armed(analyst):
    def armable():
        return [a.id for a in analyst.actions() if a.submenu == "Arm a label"]

    assert "arm_cue" not in armable()
    analyst.does("expert_labels")
    assert "arm_cue" in armable()
