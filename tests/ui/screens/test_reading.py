"""Article and workspace stay in step: what is picked and chosen is the same on both sides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.article import Zone
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.span import Relation, Span
from annotator.ui.screens.reading import language_name, written_date


def meta(desk) -> str:
    return desk.view.accessibleDescription()


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("2021-06-28", "28 June 2021"), ("2021-06", "2021-06"), ("2021", "2021"), ("soon", "soon"),
     ("2021-06-28T10:00:00Z", "28 June 2021")],
)  # fmt: skip
def test_dates_are_written_as_people_read_them(kept, shown):
    assert written_date(kept) == shown


@pytest.mark.parametrize(
    ("tag", "name"), [("ar", "Arabic"), ("en-GB", "English"), ("zz", "zz"), (None, ""), ("", "")]
)
def test_languages_have_names(tag, name):
    assert language_name(tag) == name


def test_the_line_under_the_headline_says_what_is_known(own):
    assert "no publication date" in meta(own)
    with own.workspace.step("Facts") as store:
        store.set_article(
            own.workspace.article.id, published="2021-06-28", language="ar", translation="machine"
        )
    assert "28 June 2021" in meta(own)
    assert "Arabic, machine-translated" in meta(own)
    own.select("rockets")
    own.press("W")
    assert "1 mark" in meta(own)
    own.press("Ctrl+Z")
    assert "0 marks" in meta(own)


def test_what_the_hand_picks_is_picked(own):
    own.select("the depot")
    start = own.text.index("the depot")
    assert (own.workspace.selection.start, own.workspace.selection.end) == (start, start + 9)


def test_what_is_picked_elsewhere_is_shown(own):
    start = own.text.index("mayor")
    own.workspace.pick(start, start + 5)
    assert own.view.selection() == (start, start + 5)


def test_a_click_chooses_the_mark_and_again_the_one_around_it(own):
    own.select("fired rockets")
    own.press("C")
    own.press("Esc")
    own.select("rockets")
    own.press("W")
    own.press("Esc")
    own.click("rockets")
    assert own.workspace.chosen.quote == "rockets"
    own.click("rockets")
    assert own.workspace.chosen.quote == "fired rockets"


def drag_end(desk, words, to):
    """Drag the end of the chosen mark to the middle of other words."""
    span, view = desk.mark(words), desk.view
    last = view.rect_of(span.end - 1, span.end)
    target = desk.text.index(to)
    aim = view.rect_of(target, target + len(to)).center()
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=QPoint(last.right(), last.center().y()))
    QTest.mouseMove(viewport, (last.center() + aim) / 2)
    QTest.mouseMove(viewport, aim)
    QTest.mouseRelease(viewport, left, pos=aim)


def test_dragging_an_edge_of_the_chosen_mark_moves_it_in_the_file(own):
    own.select("brigade")
    own.press("A")
    drag_end(own, "brigade", "rockets")
    assert own.marks == [("Actor", "brigade fired rockets")]
    assert own.workspace.chosen.quote == "brigade fired rockets"
    assert "brigade fired rockets" in own.said
    drag_end(own, "brigade fired rockets", "fired")
    assert own.marks == [("Actor", "brigade fired")]
    own.press("Ctrl+Z")
    own.press("Ctrl+Z")
    assert own.marks == [("Actor", "brigade")]


def test_an_edge_that_may_not_lie_there_stays_and_it_is_said_why(own):
    own.select("rockets")
    own.press("W")
    own.select("fired")
    own.press("W")
    drag_end(own, "fired", "at")
    assert own.marks == [("Weapon", "fired"), ("Weapon", "rockets")]
    assert "holds “rockets”" in own.said
    start = own.text.index("fired")
    assert own.view._geometry.index.get(own.mark("fired").id).end == start + len("fired")


def test_a_colleague_s_marks_have_no_edges_to_take_hold_of(own):
    own.select("brigade")
    own.press("A")
    assert own.view.has_grips
    own.workspace.show(own.workspace.article.id, whose=new_id())
    assert not own.view.has_grips
    own.workspace.show(own.workspace.article.id)
    assert own.view.has_grips


def test_choosing_elsewhere_brings_the_mark_into_sight(desk):
    desk.bring("First rockets.\n" + "More words of no use at all.\n" * 300 + "The last depot.")
    start = desk.text.index("depot")
    desk.workspace.pick(start, start + 5)
    desk.press("L")
    desk.view.verticalScrollBar().setValue(0)
    desk.workspace.choose(None)
    desk.workspace.choose(desk.mark("depot"))
    QApplication.processEvents()
    assert desk.view.viewport().rect().intersects(desk.view.rect_of(start, start + 5))


def test_expert_marks_are_shown_once_they_are_switched_on(own):
    index = own.view._geometry.index
    own.window.commands.do("expert_labels")
    own.select("fired")
    own.press("E")
    own.window.commands.do("expert_labels")
    assert own.view.marks_at(own.text.index("fired")) == []
    own.window.commands.do("expert_labels")
    assert len(own.view.marks_at(own.text.index("fired"))) == 1
    assert index is not None


def test_switching_expert_marks_keeps_place_and_picked_words(desk):
    desk.bring("First rockets.\n" + "More words of no use at all.\n" * 300)
    start = desk.text.index("words", 4_000)
    desk.workspace.pick(start, start + 5)
    QApplication.processEvents()
    before = desk.view.first_visible()
    desk.window.commands.do("expert_labels")
    assert desk.view.first_visible() == before
    assert desk.view.selection() == (start, start + 5)


def test_zones_are_set_as_they_change(own):
    start = own.text.index("\n") + 1
    with own.workspace.step("Zone") as store:
        store.put(Zone.of(own.workspace.article.id, "caption", start, len(own.text)))
    assert [zone.zone for zone in own.workspace.article.zones] == ["caption"]
    own.press("Ctrl+Z")
    assert own.workspace.article.zones == []


def test_a_chosen_claim_shows_who_says_it(own):
    own.select("rockets fell")
    own.press("C")
    own.press("Esc")
    own.select("mayor")
    own.press("A")
    claim, source = own.mark("rockets fell"), own.mark("mayor")
    with own.workspace.step("Said by") as store:
        store.put(Relation(new_id(), claim.article, claim.person, "said_by", claim.id, source.id))
    own.workspace.choose(claim)
    assert [(tie.start, tie.words) for tie in own.view._scene.ties] == [(source.start, "said by")]
    own.workspace.choose(source)
    assert own.view._scene.ties == ()


def test_light_and_dark_redraw_the_marks(own):
    own.select("rockets")
    own.press("W")
    before = own.view._scene.looks
    own.theme.set_mode("dark")
    after = own.view._scene.looks
    own.theme.set_mode("light")
    weapon = own.mark("rockets").label
    weapon = own.workspace.scheme.label_ids.get(weapon, weapon)
    assert before[weapon].line != after[weapon].line


def test_an_emoji_before_it_does_not_shift_a_mark(desk):
    desk.bring("😀😀 rockets 👨\u200d👩\u200d👧 and صواريخ fell.")
    desk.view.setFocus()
    for words in ("rockets", "صواريخ"):
        desk.select(words)
        desk.press("W")
    assert desk.marks == [("Weapon", "rockets"), ("Weapon", "صواريخ")]
    for span in desk.workspace.article.spans:
        assert desk.text[span.start : span.end] == span.quote


def test_what_the_mouse_picks_gets_the_armed_label_in_one_step_each(own):
    own.window.commands.do("arm_weapon")
    own.select("rockets")
    own.select("brigade")
    assert own.marks == [("Weapon", "brigade"), ("Weapon", "rockets")]
    own.press("Ctrl+Z")
    assert own.marks == [("Weapon", "rockets")]
    own.click("mayor", twice=True)
    QTest.mouseRelease(own.view.viewport(), Qt.MouseButton.LeftButton)
    own.wait(lambda: ("Weapon", "mayor") in own.marks)
    own.press("Esc")
    own.press("Esc")
    own.select("depot")
    assert ("Weapon", "depot") not in own.marks


def clicks(desk, words: str, times: int) -> None:
    """Click so many times at one place, quickly, as a hand does."""
    start = desk.text.index(words)
    place = desk.view.rect_of(start, start + len(words)).center()
    window, left = desk.view.viewport(), Qt.MouseButton.LeftButton
    for n in range(times):
        (QTest.mouseDClick if n % 2 else QTest.mouseClick)(window, left, pos=place)
        QTest.mouseRelease(window, left, pos=place)


def test_three_clicks_give_the_sentence_the_armed_label_and_not_the_word(own):
    own.window.commands.do("arm_claim")
    clicks(own, "mayor", 3)
    own.wait(lambda: bool(own.marks))
    assert own.marks == [("Claim", "mayor said that rockets fell")]
    own.press("Ctrl+Z")
    assert own.marks == []


def test_two_clicks_and_a_key_label_before_the_key_does_what_it_does(own):
    own.window.commands.do("arm_actor")
    clicks(own, "mayor", 2)
    own.press("Ctrl+Z")
    assert own.marks == []
    assert own.said == "Took back: Label “mayor” as Actor"


@pytest.fixture
def ringed(own):
    """A desk where the second “rockets” is ringed."""
    own.select("rockets")
    own.press("W")
    own.wait(lambda: bool(own.workspace.proposals.ghosts))
    return own


@pytest.mark.parametrize("armed", [False, True])
def test_two_clicks_on_what_is_proposed_take_it_and_no_more(ringed, armed):
    if armed:
        ringed.window.commands.do("arm_location")
    second = "rockets fell"
    clicks(ringed, second, 2)
    assert ringed.marks == [("Weapon", "rockets"), ("Weapon", "rockets")]
    assert ringed.workspace.chosen.start == ringed.text.index(second)
    assert "already" not in ringed.said
    clicks(ringed, second, 1)
    assert ringed.marks == [("Weapon", "rockets"), ("Weapon", "rockets")]


def test_the_picked_proposal_is_ringed_with_the_letter_that_is_expected(own):
    own.caret_to("The brigade")
    own.press(".")
    current = own.workspace.proposals.current
    ghosts = own.view._scene.ghosts
    assert [(g.start, g.end, g.label) for g in ghosts] == [
        (current.start, current.end, current.label)
    ]
    own.press("Right")
    assert own.view._scene.ghosts == ()


def test_a_click_on_the_picked_proposal_takes_it(own):
    own.caret_to("The mayor")
    own.press(".")
    assert own.said == "Actor? “mayor”"
    clicks(own, "mayor", 1)
    assert own.marks == [("Actor", "mayor")]
    clicks(own, "depot", 1)
    assert own.marks == [("Actor", "mayor")]


def test_an_expectation_is_not_told_of_other_words(own):
    own.caret_to("The mayor")
    own.press(".")
    own.caret_to("depot")
    assert own.said == ""


def test_a_click_alone_labels_nothing(own):
    own.window.commands.do("arm_weapon")
    own.click("rockets")
    assert own.marks == []


def test_the_line_says_first_of_all_who_else_marked_it(own):
    workspace, me, other = own.workspace, own.workspace.person, person_named("", "Second")
    start = own.text.index("rockets")
    workspace.store.person = other
    mark = Span(new_id(), workspace.article.id, other.id, "weapon", start, start + 7, "rockets")
    with workspace.step("Mark") as store:
        store.put(other, mark)
    workspace.store.person = me
    workspace.show(workspace.article.id)
    assert meta(own).startswith("you have no marks here, Second has 1 mark")
    own.window.commands.do("show_whose")
    assert meta(own).startswith("1 mark of Second")
    assert own.notice.startswith("These are the marks of Second.")
    own.push("Show my own marks")
    own.select("depot")
    own.press("L")
    assert "you have no marks" not in meta(own)
    assert meta(own).endswith("1 mark")
