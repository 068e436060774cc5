"""The table of deeds: what menus, keys, key sheet and palette are made of."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from annotator.actions import table
from annotator.actions.action import MENUS
from annotator.actions.table import (
    ACTIONS,
    dim_actions,
    hit_actions,
    label_actions,
    zone_actions,
)
from annotator.ui.icons import ICONS


@pytest.fixture(params=[False, True], ids=["usual", "expert"])
def everything(request, scheme):
    expert = request.param
    return [
        *ACTIONS, *label_actions(scheme, expert), *hit_actions(scheme, expert=expert),
        *zone_actions(scheme), *dim_actions(scheme, expert=expert),
    ]  # fmt: skip


_TURNED_IN_REVIEW = {"done_and_next", "question_and_next", "note"}


def portable(keys):
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def test_each_deed_has_an_id_of_its_own(everything):
    ids = Counter(action.id for action in everything)
    assert [id_ for id_, times in ids.items() if times > 1] == []


def test_no_two_deeds_share_a_key(everything):
    # All three contexts hold while the article has the focus; the others are of their own.
    for own in ("article", "find", "review"):
        holds = {"anywhere", "project", own}
        if own == "review":  # there these keys mean what the review has for them
            everything = [a for a in everything if a.id not in _TURNED_IN_REVIEW]
        keys = Counter(portable(k) for a in everything if a.context in holds for k in a.keys)
        assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_one_that_qt_knows(everything):
    assert [k for a in everything for k in a.keys if QKeySequence(k).count() != 1] == []


def test_plain_letters_and_digits_belong_to_labels_alone(everything):
    for action in everything:
        plain = [keys for keys in action.keys if is_plain(keys)]
        if action.context in {"review", "entities"}:  # pages with letters of their own
            continue
        if action.context == "find":  # in its field letters are written, unless Alt is held
            plain = [keys for keys in plain if "Alt" not in keys]
        assert plain == [] or action.id.startswith("label_"), action.id


def is_plain(keys):
    *held, sign = keys.split("+")
    return len(sign) == 1 and sign.isalnum() and "Ctrl" not in held


def test_what_altgr_writes_in_a_field_is_no_deed(everything):
    """AltGr is Ctrl+Alt on some systems, and writes letters such as ñ into a note."""
    written = [
        a.id for a in everything if a.context != "article" for k in a.keys if "Ctrl+Alt" in k
    ]
    assert written == []


def test_every_deed_has_a_name_a_help_and_a_menu(everything):
    for action in everything:
        assert action.name
        assert action.name[0].isupper()
        assert action.help.endswith("."), action.id
        assert action.menu in MENUS


def test_every_icon_is_in_the_list_of_icons(everything):
    assert [a.id for a in everything if a.icon is not None and a.icon not in ICONS] == []


def test_what_cannot_be_done_says_why_in_a_sentence(everything, analyst):
    analyst.workspace.close()
    for action in everything:
        reason = action.reason(analyst.hands)
        if action.context in {"project", "article", "find"}:
            assert reason, action.id
        assert reason is None or reason.endswith("."), action.id


def test_nothing_is_asked_of_the_project_while_another_worker_has_it(everything, analyst):
    store = analyst.workspace.lend("Import")
    del store.sql  # whoever touches it now fails
    try:
        for action in everything:
            action.reason(analyst.hands)
            assert action.is_on is None or action.is_on(analyst.hands) in {True, False}
    finally:
        store.sql = store.session.sql
        analyst.workspace.give_back()


def test_every_switch_can_be_asked_without_a_project(everything, analyst):
    analyst.workspace.close()
    for action in everything:
        assert action.is_on is None or action.is_on(analyst.hands) in {True, False}


def test_menus_stand_in_their_order():
    places = [MENUS.index(action.menu) for action in ACTIONS]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("id_", "keys"),
    [
        ("undo", "Ctrl+Z"), ("redo", "Ctrl+Y"), ("delete_mark", "Del"), ("next_mark", "Alt+Down"),
        ("previous_claim", "Alt+Shift+Up"), ("next_article", "Alt+PgDown"), ("keys", "?"),
        ("choose_at_caret", "Space"), ("let_go", "Esc"), ("done_and_next", "Ctrl+Return"),
        ("end_right", "Alt+Right"), ("start_left", "Alt+Shift+Left"), ("tags", "Ctrl+."),
        ("text_only", "F11"), ("focus_mode", "Shift+F11"), ("settings", "Ctrl+,"),
        ("next_region", "F6"), ("focus_filter", "Ctrl+L"),
        ("saved", "Ctrl+S"), ("zoom_in", "Ctrl++"), ("label_actor", "A"),
        ("label_all_claim", "Shift+C"),
        ("label_exact_weapon", "Alt+W"), ("label_also_location", "Alt+Shift+L"), ("arm", "F9"),
        ("end_on", "F8"), ("end_back", "F7"), ("start_on", "Shift+F8"), ("start_back", "Shift+F7"),
        ("next_same", "F4"), ("previous_same", "Shift+F4"), ("choose_inside", "Shift+Space"),
        ("note", "Ctrl+M"), ("export", "Ctrl+Shift+X"),
    ],
)  # fmt: skip
def test_keys_are_those_of_the_key_sheet(scheme, id_, keys):
    actions = [*ACTIONS, *label_actions(scheme, expert=False)]
    assert keys in next(action.keys for action in actions if action.id == id_)


def test_each_module_gives_its_own_deeds_only():
    assert len(ACTIONS) == len({action.id for action in ACTIONS})
    assert {a.run.__module__ for a in ACTIONS} == {module.__name__ for module in table.MODULES}
