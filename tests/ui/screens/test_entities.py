"""The page of entities as a hand uses it: the register, an entity, its mentions, who is who."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.ids import derived_id, new_id
from annotator.model.span import Span
from annotator.store.entities import deeds, reading
from annotator.ui.entities import register as registers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = (
    "The brigade fired rockets at the depot.\n"
    "The mayor said that the brigade had left for Homs.\nبلدة حمص بعيدة عن المستودع."
)
UNIT, ARMY, TOWN, ARABIC = (derived_id("page", name) for name in ("u", "a", "t", "ar"))


def marked(desk, words, label, entity, nth=0, person=None):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(new_id(), desk.workspace.article.id, person or desk.workspace.person.id, label,
                start, start + len(words), words, entity=entity)  # fmt: skip


@pytest.fixture
def page(desk):
    """The page with a small register, the brigade on it."""
    desk.bring(TEXT, title="At the depot")
    with desk.workspace.step("Entities") as store:
        store.put(
            Entity(UNIT, "actor", "the brigade"), Entity(ARMY, "actor", "Unit-9"),
            Entity(TOWN, "location", "Homs", 34.73, 36.72), Entity(ARABIC, "location", "حمص"),
            Alias.of(UNIT, "Unit 9"),
            marked(desk, "The brigade", "actor", UNIT), marked(desk, "brigade", "actor", UNIT, 1),
            marked(desk, "Homs", "location", TOWN), marked(desk, "حمص", "location", ARABIC),
            marked(desk, "the brigade had left for Homs", "claim", None),
        )  # fmt: skip
    desk.press("Ctrl+3")
    QApplication.processEvents()
    return desk.window.pages.page


@pytest.fixture
def at(desk, page):
    """Show an entity, and give what is shown of it."""

    def shown(id_):
        desk.workspace.entities.show(id_)
        QApplication.processEvents()
        return desk.workspace.entities.shown

    return shown


def names(page):
    return [one.name for one in page.register.list.entities.rows]


def entity(desk, id_):
    return desk.workspace.reader.entities([id_])[id_]


def test_the_register_lists_all_the_most_named_first_and_filters_by_any_name(desk, page):
    assert names(page)[0] == "the brigade"
    assert len(names(page)) == 4
    desk.press("Ctrl+L")
    desk.type("unit")
    assert names(page) == ["the brigade", "Unit-9"]
    desk.type("xyz")
    assert "Nothing is called" in page.register._nothing.words
    desk.press("Esc")
    assert len(names(page)) == 4
    desk.press("Down")
    desk.press("Down")
    assert desk.workspace.entities.id == page.register.list.entities.rows[1].id


def test_a_click_on_a_row_shows_the_entity_and_a_label_leaves_its_own(desk, page):
    page.register._segments.chosen.emit("location")
    assert sorted(names(page)) == ["Homs", "حمص"]
    row = names(page).index("Homs")
    place = page.register.list.visualRect(page.register.list.entities.index(row)).center()
    QTest.mouseClick(page.register.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.workspace.entities.id == TOWN
    assert page.where_.isVisible()


def test_a_long_register_gives_rows_as_they_are_looked_at_and_up_to_the_chosen_one(
    desk, page, monkeypatch
):
    monkeypatch.setattr(registers, "_AT_ONCE", 2)
    listed = page.register.list
    page.register._segments.chosen.emit("location")
    page.register._segments.chosen.emit("")
    assert listed.entities.rowCount() == 2
    last = listed.entities.rows[-1].id
    desk.workspace.entities.show(last)
    assert listed.currentIndex().row() == 3 == listed.entities.rowCount() - 1
    page.register._segments.chosen.emit("location")
    page.register._segments.chosen.emit("actor")
    listed.setFocus()
    desk.press("End")
    desk.press("End")
    assert desk.workspace.entities.id == listed.entities.rows[-1].id


def test_it_is_renamed_by_key_and_one_undo_brings_the_name_back(desk, page, at):
    at(UNIT)
    desk.press("F2")
    desk.type("Brigade 9")
    desk.press("Return")
    assert entity(desk, UNIT).name == "Brigade 9"
    desk.press("Ctrl+Z")
    assert entity(desk, UNIT).name == "the brigade"
    assert page.card.name.text() == "the brigade"


def test_a_refused_name_is_told_and_put_back(desk, page, at):
    at(UNIT)
    page.card.name.setText(" ")
    page.card.name.setModified(True)
    page.card.name.editingFinished.emit()
    assert "needs a name" in desk.said
    assert page.card.name.text() == "the brigade"


def test_every_mention_stands_in_its_words_and_return_opens_it(desk, page, at):
    shown = at(UNIT)
    assert [(m.sign, m.before, m.spot.quote) for m in shown.mentions] == [
        ("title", "", "The brigade"),
        ("¶1", "The mayor said that the ", "brigade"),
    ]
    assert [claim.words for claim in shown.claims] == ["the brigade had left for Homs"]
    page.card.mentions.setFocus()
    page.card.mentions.setCurrentIndex(page.card.mentions.mentions.index(1))
    desk.press("Return")
    assert desk.window.hands.screen.page() == "annotate"
    assert desk.workspace.chosen.quote == "brigade"
    assert desk.view.hasFocus()


def test_return_in_the_register_opens_the_first_mention(desk, page, at):
    at(TOWN)
    page.go_home()
    desk.press("Return")
    assert desk.workspace.chosen.quote == "Homs"


def test_picked_mentions_become_another_entity_by_keyboard(desk, page, at):
    at(UNIT)
    page.card.mentions.setFocus()
    page.card.mentions.setCurrentIndex(page.card.mentions.mentions.index(1))
    desk.press("S")
    desk.type("another unit")
    desk.press("Return")
    made = next(e for e in desk.workspace.reader.entities().values() if e.name == "another unit")
    assert [m.spot.quote for m in at(made.id).mentions] == ["brigade"]
    assert at(UNIT).total == 1
    desk.press("Ctrl+Z")
    assert at(UNIT).total == 2


def test_m_merges_the_two_that_are_asked_about_and_a_chip_parts_them(desk, page, at):
    at(UNIT)
    assert page.pair.isVisible()
    page.go_home()
    desk.press("M")
    assert desk.workspace.register.get(ARMY).id == UNIT
    assert at(ARMY).entity.id == UNIT
    assert not page.pair.isVisible()
    chip = desk.named("Unit-9 (merged)")
    chip.setFocus()
    desk.press("Del")
    assert desk.workspace.register.get(ARMY).id == ARMY


def test_k_keeps_them_apart_for_good_and_later_asks_again_another_day(desk, page, at):
    at(UNIT)
    page.go_home()
    desk.press("L")
    assert not page.pair.isVisible()
    assert reading.ties_of_type(desk.workspace.reader, reading.APART) == []
    at(ARMY)
    desk.workspace.entities._later.clear()
    at(UNIT)
    page.go_home()
    desk.press("K")
    assert len(reading.ties_of_type(desk.workspace.reader, reading.APART)) == 1
    at(TOWN)
    at(UNIT)
    assert not page.pair.isVisible()


def test_places_in_two_scripts_are_offered_as_one(desk, page, at):
    shown = at(TOWN)
    assert [one.other.id for one in shown.candidates] == [ARABIC]


def test_merging_what_somebody_keeps_apart_is_told_and_can_be_mended(desk, page, at):
    with desk.workspace.step("Keep apart") as store:
        deeds.keep_apart(store, UNIT, ARMY)
        store.set_fields("entity", ARMY, merged_into=UNIT)
    (caution,) = at(UNIT).cautions
    assert "keeps" in caution.words
    desk.push("Part them")
    assert desk.workspace.register.get(ARMY).id == ARMY
    assert at(UNIT).cautions == []


def test_a_ring_and_a_circle_of_two_peoples_work_are_shown_and_mended(desk, page, at):
    with desk.workspace.step("Both ways") as store:
        store.set_fields("entity", ARMY, merged_into=UNIT)
        store.set_fields("entity", UNIT, merged_into=ARMY)
        store.put(EntityLink.of(TOWN, "within", ARABIC), EntityLink.of(ARABIC, "within", TOWN))
    least = min(UNIT, ARMY)
    assert at(UNIT).entity.id == least
    assert "merged into each other" in at(UNIT).cautions[0].words
    desk.push(f"Keep as {entity(desk, least).name}")
    assert reading.rings(desk.workspace.reader) == []
    assert "lies within" in at(TOWN).cautions[0].words
    desk.push("Take the tie out from here")
    assert reading.loops(desk.workspace.reader) == []


def test_coordinates_are_written_drawn_and_refused_where_they_are_none(desk, page, at):
    at(ARABIC)
    assert "Nobody has said where" in page.where_._words.text()
    page.where_.place.setFocus()
    desk.type("99, 40")
    desk.press("Return")
    assert "no coordinates" in desk.said
    assert entity(desk, ARABIC).latitude is None
    page.where_.place._field.clear()
    page.where_.place.setFocus()
    desk.type("34.8, 36.8")
    desk.press("Return")
    assert entity(desk, ARABIC).latitude == 34.8
    assert "Homs (11 km)" in page.where_._words.text()
    assert not page.grab().isNull()


def test_another_name_is_added_with_who_uses_it_and_taken_out(desk, page, at):
    at(UNIT)
    page.go_home()
    desk.press("Ctrl+Shift+A")
    desk.type("the gang")
    desk.press("Return")
    assert [a.name for a in desk.workspace.reader.aliases([UNIT])] == ["Unit 9", "the gang"]
    desk.named("the gang").setFocus()
    desk.press("Del")
    assert [a.name for a in desk.workspace.reader.aliases([UNIT])] == ["Unit 9"]


def test_a_tie_to_what_no_mark_names_makes_it_in_one_step(desk, page, at):
    at(UNIT)
    part_of = next(e for t, e, _ in page.card._form._ties if t == "part_of")
    part_of.begin("Corps of the north")
    desk.press("Return")
    (tie,) = desk.workspace.reader.entity_links([UNIT])
    made = entity(desk, tie.tail)
    assert (tie.type, made.name, made.label) == ("part_of", "Corps of the north", "actor")
    assert "Corps of the north" in names(page)
    desk.press("Ctrl+Z")
    assert desk.workspace.reader.entity_links([UNIT]) == []
    assert "Corps of the north" not in names(page)


def test_a_circle_of_ties_is_refused_with_a_sentence_and_nothing_is_changed(desk, page, at):
    with desk.workspace.step("Within") as store:
        deeds.tie(store, TOWN, "within", ARABIC)
    at(ARABIC)
    within = next(e for t, e, _ in page.card._form._ties if t == "within")
    within.begin("Homs")
    desk.press("Return")
    assert desk.said == (
        "Homs lies within حمص already, so حمص cannot lie within Homs. Nothing was changed."
    )
    assert desk.workspace.reader.entity_links([ARABIC]) == []
    assert within._value.words == "–"


def test_an_entity_in_use_is_deleted_told_and_brought_back(desk, page, at):
    at(UNIT)
    desk.window.commands.do("delete_entity")
    assert "2 mentions name nothing now" in desk.said
    assert "the brigade" not in names(page)
    desk.press("Ctrl+Z")
    assert "the brigade" in names(page)
    assert at(UNIT).total == 2


def test_an_answer_of_the_form_is_written_at_once(desk, page, at):
    at(UNIT)
    form = page.card._form
    kind = next(editor for attribute, editor in form._attributes if attribute.id == "kind")
    kind.answered.emit(("armed_group",))
    assert entity(desk, UNIT).attributes == (("kind", "armed_group"),)
    tie = next(editor for type_, editor, _ in form._ties if type_ == "part_of")
    tie.answered.emit((ARMY,))
    assert [link.tail for link in desk.workspace.reader.entity_links([UNIT])] == [ARMY]
    at(ARMY)
    form._ties[0][1].answered.emit((UNIT,))
    assert "is part of" in desk.said
    form.numbers.answered.emit(("wikidata",))
    assert "names no register" in desk.said


def test_a_project_without_entities_says_how_they_come(desk):
    desk.bring("Nothing happened.")
    desk.press("Ctrl+3")
    page = desk.window.pages.page
    assert "Nobody is named yet" in page.register._nothing.words
    assert desk.window.commands.reason("rename_entity").startswith("There is no entity yet")
    desk.press("Ctrl+1")
    assert desk.window.hands.screen.page() == "annotate"
    assert desk.window.commands.reason("rename_entity") == "Turn to the page Entities first."


def test_what_a_view_shows_follows_a_project_that_is_closed(desk, page, at):
    at(UNIT)
    desk.window.commands.do("close_project")
    assert desk.workspace.entities.shown is None
