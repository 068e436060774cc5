"""What a reviewer adds that nobody marked, what lost its origin, and what came or changed since."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reviewing import ONE, TEXT, THREE, TWO

from annotator.formats import write_out
from annotator.formats.format import Out
from annotator.model.article import Reading


def pick(two, words: str, *, length: int | None = None) -> None:
    """Select words with the keyboard in the text, as a hand would."""
    view, at = two.page.view, TEXT.index(words)
    view.setFocus()
    view.pick(at, at + (len(words) if length is None else length))
    view.picked.emit()
    QApplication.processEvents()


def loose(two) -> list[str]:
    return [row.accessibleName() for row in two.page.panel.loose.rows]


def remark(two) -> str:
    shown = two.page.panel.choices._remarks
    return shown.text() if shown.isVisible() else ""


def settle(two) -> None:
    two.review.choose_first()
    two.page.panel.list.setFocus()
    for _ in range(len(two.review.open)):
        two.desk.press("1")
    two.desk.press("Ctrl+Return")


# --- adding ---------------------------------------------------------------------------------------


def test_selected_words_get_a_label_that_nobody_gave_them(two):
    pick(two, "town")
    two.desk.press("L")
    assert two.gold == [("location", "town")]
    assert two.decided == []
    assert two.desk.said == "Added “town” as Location, which nobody had marked."
    assert loose(two) == ["Location “town”, nobody marked it"]
    two.desk.press("Ctrl+Z")
    assert two.gold == []
    assert not two.page.panel.loose.isVisible()


def test_it_survives_finishing_twice_and_its_record_derives_from_nothing(two, tmp_path):
    pick(two, "town")
    two.desk.press("L")
    settle(two)
    assert ("location", "town") in two.gold
    two.desk.press("Ctrl+Return")
    assert ("location", "town") in two.gold
    out = tmp_path / "gold.jsonl"
    write_out(two.desk.workspace.reader, out, Out(layer="gold", all_articles=True))
    (record,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    (span,) = [one for one in record["spans"] if one["text"] == "town"]
    assert span["derived_from"] == []
    assert span["origin"] == "adjudicated"
    assert any(one["derived_from"] for one in record["spans"])


def test_what_would_lie_over_agreed_or_open_marks_is_refused(two):
    pick(two, "old depot was", length=len("old depot"))
    two.desk.press("L")
    assert two.gold == [("location", "old depot")]
    pick(two, "drone")
    two.desk.press("W")
    assert "about which there is a difference to decide. Nothing was added." in two.desk.said
    pick(two, "old depot")
    two.desk.press("L")
    assert "which all marked alike. Nothing was added." in two.desk.said
    assert two.gold == [("location", "old depot")]


def test_del_takes_it_out_where_the_caret_is_in_it_or_its_row_was_pressed(two):
    pick(two, "town")
    two.desk.press("L")
    QTest.mouseClick(two.page.panel.loose.rows[0], Qt.MouseButton.LeftButton)
    assert two.page.view.hasFocus()
    assert two.page.panel.loose.rows[0].chosen
    two.desk.press("Del")
    assert two.gold == []
    assert two.desk.said == "Took “town” out of the gold layer."
    two.desk.press("Ctrl+Z")
    assert two.gold == [("location", "town")]


def test_who_marks_the_same_later_stands_behind_it(two):
    pick(two, "town")
    two.desk.press("L")
    for person in (ONE, TWO):
        two.write(two.mark(person, "location", "town"))
    settle(two)
    assert two.gold.count(("location", "town")) == 1
    assert loose(two) == []
    spans = two.desk.workspace.reader.spans(two.article)
    (town,) = [s for s in spans if s.layer == "gold" and s.quote == "town"]
    assert len(town.derived_from) == 2


def test_a_decision_on_the_same_words_takes_its_place(two):
    pick(two, "town")
    two.desk.press("L")
    two.write(two.mark(ONE, "location", "town"))
    case = next(c for c in two.review.all_cases if c.start == TEXT.index("town"))
    two.review.choose(case)
    two.page.panel.list.setFocus()
    two.desk.press("1")
    assert two.gold == [("location", "town")]
    assert loose(two) == []


def test_letters_still_decide_where_no_words_are_selected(two):
    pick(two, "town")
    two.desk.press("N")
    two.review.choose_first()
    two.page.panel.list.setFocus()
    two.desk.press("A")
    assert two.gold == [("actor", "two rockets")]


def test_where_all_is_agreed_a_mark_can_be_added_too(alone):
    alone.go()
    alone.desk.window.commands.do("accept_rest")
    pick(alone, "drone")
    alone.desk.press("W")
    assert ("weapon", "drone") in alone.gold


# --- what came, went or changed since -------------------------------------------------------------


def test_whoever_comes_after_the_decision_is_named_and_the_decision_stays(two):
    two.desk.press("2")
    two.write(THREE, Reading(two.article, THREE.id, status="done"),
              two.mark(THREE, "weapon", "two rockets at dawn"))  # fmt: skip
    two.review.choose(next(c for c in two.review.all_cases if c.is_new))
    assert [row.endswith("new since") for row in two.rows()].count(True) == 1
    assert remark(two) == (
        "The work of Annotator C came after this was decided (took 2). That stays until you decide "
        "again."
    )
    assert two.gold == [("weapon", "rockets")]
    two.desk.press("1")
    assert two.gold == [("weapon", "two rockets")]


def test_a_mark_that_changed_or_went_since_is_said(two):
    two.desk.press("2")
    spans = {s.quote: s for s in two.desk.workspace.reader.spans(two.article) if s.person == ONE.id}
    with two.desk.workspace.step("Otherwise") as store:
        store.remove(spans["two rockets"])
    two.review.choose(two.review.all_cases[0])
    assert remark(two) == "Deleted since it was decided: 1 mark. The decision stays."
    assert two.gold == [("weapon", "rockets")]


def test_a_gold_mark_whose_origin_was_deleted_is_listed_and_can_be_taken_out(two):
    two.desk.press("1")
    spans = two.desk.workspace.reader.spans(two.article)
    with two.desk.workspace.step("Delete") as store:
        store.remove(*(s for s in spans if s.person and "rockets" in s.quote))
    assert loose(two) == ["Weapon “two rockets”, its origin was deleted"]
    two.desk.window.commands.do("finish_review")
    assert ("weapon", "two rockets") in two.gold
    QTest.mouseClick(two.page.panel.loose.rows[0], Qt.MouseButton.LeftButton)
    two.desk.press("Del")
    assert ("weapon", "two rockets") not in two.gold
    assert loose(two) == []


def test_a_retired_label_and_a_value_that_is_gone_are_said_and_taken_as_they_were(two):
    case = two.review.case
    kind = next(a for a in two.desk.workspace.scheme.attributes("label.weapon") if a.values)
    two.write(two.mark(ONE, "weapon", "Nobody", attributes=((kind.id, "gone"),)))
    with two.desk.workspace.step("Change the scheme") as store:
        store.set_fields("label", "weapon", retired=True)
    assert two.review.case.id == case.id
    assert remark(two).startswith("The label Weapon is retired.")
    two.desk.press("2")
    assert two.gold == [("weapon", "rockets")]
    lone = next(c for c in two.review.all_cases if c.start == TEXT.index("Nobody"))
    two.review.choose(lone)
    assert f"{kind.name} has no value “gone” any more. Taken, it is kept as it was" in remark(two)
    two.desk.press("1")
    (gold,) = [s for s in two.desk.workspace.reader.spans(two.article)
               if s.layer == "gold" and s.quote == "Nobody"]  # fmt: skip
    assert gold.attributes == ((kind.id, "gone"),)
