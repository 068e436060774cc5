"""The page of agreement: worked out beside the screen, looked into by keys and mouse, exported."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.formats.format import Cancelled
from annotator.model.article import Article, Reading
from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.sight import Sight

TEXT = "Two rockets hit the old depot at dawn.\nThe mayor said that the brigade fired them."
OTHER = "A drone was seen over the harbour."
ONE = Person(derived_id("person", "one"), "Annotator A")
TWO = Person(derived_id("person", "two"), "Annotator B")
THREE = Person(derived_id("person", "three"), "Annotator C")


@dataclass
class Comparing:
    """A desk on which the work of several people lies."""

    desk: object
    article: str

    @property
    def page(self):
        return self.desk.window.pages.page

    @property
    def charts(self):
        return self.page.overview.charts

    @property
    def list(self):
        return self.page.places.list

    def write(self, *things: object) -> None:
        with self.desk.workspace.step("Others mark it") as store:
            store.put(*things)

    def read(self, person: Person, *marks: tuple[str, str], text: str = TEXT) -> None:
        """Let somebody mark words and finish the article."""
        id_ = sha256_of(text)
        spans = [
            Span(new_id(), id_, person.id, label, text.index(words), text.index(words) + len(words),
                 words)
            for label, words in marks
        ]  # fmt: skip
        self.write(person, Reading(id_, person.id, status="done"), *spans)

    def go(self) -> None:
        self.desk.press("Ctrl+5")
        self.desk.rest()
        self.desk.rest()  # the intervals follow the figures

    def spot(self, section: str, key: str):
        return next(s for s in self.charts[section].spots() if s.key == key)

    def places(self) -> list[str]:
        model = self.list.model()
        return [model.data(model.index(n)) for n in range(model.rowCount())]


@pytest.fixture
def alone(desk):
    """One person has read an article to its end."""
    made = Comparing(desk, desk.bring(TEXT, title="Strike on the depot"))
    made.read(ONE, ("weapon", "rockets"), ("location", "depot"), ("actor", "brigade"))
    return made


@pytest.fixture
def two(alone):
    """Another one agrees on one mark, and differs in three ways."""
    alone.read(TWO, ("weapon", "rockets"), ("location", "old depot"), ("location", "brigade"),
               ("actor", "mayor"))  # fmt: skip
    return alone


def test_with_one_annotator_there_is_a_sentence_and_no_number(alone):
    alone.go()
    assert "Only one person has read articles to the end" in alone.page.nothing.words
    assert not alone.page.overview.isVisible()
    assert not alone.page.export.isVisible()
    alone.desk.window.commands.do("export_agreement")
    assert "nobody to compare with" in alone.desk.said


def test_texts_that_differ_in_one_character_are_said_not_to_be_the_same(alone):
    id_ = sha256_of(TEXT + "!")
    with alone.desk.workspace.step("Another copy") as store:
        store.add_article(Article(id_, "Strike on the depot"), TEXT + "!")
    alone.read(TWO, ("weapon", "rockets"), text=TEXT + "!")
    alone.go()
    assert "No article has been read to the end by two people." in alone.page.nothing.words
    assert "They differ, so they are not the same article" in alone.page.nothing.words


def test_the_figures_come_with_what_they_rest_on_and_mean(two):
    two.go()
    words = two.page.overview.headline.words
    assert words[0] == "0.29"
    assert "Of 100 marks, 29 were made by the other person too" in words[1]
    assert "n = 7, 1 article" in words[1]
    assert "Most often confused are Actor and Location: 1 time." in two.page.overview.first_words
    assert two.page.places.words == "All differences 3 places"


def test_intervals_follow_where_there_are_articles_enough(two):
    two.desk.bring(OTHER)
    for person in (ONE, TWO):
        two.read(person, ("weapon", "drone"), text=OTHER)
    two.go()
    assert two.page.overview.headline.words[0] == "0.44 0.29 to 1.00"
    assert two.desk.workspace.agreed.found.figure("f1_exact").low is not None


def test_arrows_and_return_lead_from_a_cell_to_its_decision_and_one_key_back(two):
    two.go()
    chart = two.charts["confusion"]
    chart.setFocus()
    assert chart.accessibleDescription() == "Annotator A: Actor, Annotator B: Actor, 0 places"
    two.desk.press("Right")
    assert chart.accessibleDescription() == "Annotator A: Actor, Annotator B: Location, 1 place"
    two.desk.press("Return")
    assert two.page.places.words == "Annotator A: Actor, Annotator B: Location 1 place"
    assert two.places() == [
        "brigade: Annotator A: Actor, Annotator B: Location. Strike on the depot"
    ]
    assert QApplication.focusWidget() is two.list
    two.desk.press("Return")
    assert two.desk.window.hands.screen.page() == "review"
    case = two.desk.workspace.review.case
    assert two.desk.text[case.start : case.end] == "brigade"
    two.desk.press("Ctrl+5")
    assert QApplication.focusWidget() is two.list
    two.desk.press("Esc")
    assert QApplication.focusWidget() is chart


def test_a_click_on_a_bar_leads_to_its_places(two):
    two.go()
    chart = two.charts["labels"]
    two.page.overview.area.ensureWidgetVisible(chart)
    place = chart.place(two.spot("labels", "location")).center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert two.page.places.words == "Location 2 places"
    assert two.places()[0].startswith("old depot: Location: “depot” or “old depot”.")
    row = two.list.visualRect(two.list.model().index(0)).center()
    QTest.mouseClick(two.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert two.desk.window.hands.screen.page() == "review"
    case = two.desk.workspace.review.case
    assert two.desk.text[case.start : case.end] == "old depot"
    two.desk.push("Agreement")  # the notice offers the way back
    assert two.desk.window.hands.screen.page() == "agreement"


def test_what_both_marked_alike_is_shown_where_it_stands(two):
    two.go()
    chart = two.charts["confusion"]
    chart.chosen.emit("2 2")
    assert two.places() == [
        "rockets: Weapon, both Annotator A and Annotator B. Strike on the depot"
    ]
    two.desk.press("Return")
    assert two.desk.window.hands.screen.page() == "annotate"
    assert two.desk.workspace.chosen.quote == "rockets"


def test_each_row_of_an_article_and_each_day_lead_to_their_places(two):
    two.go()
    two.charts["articles"].chosen.emit(two.article)
    assert two.page.places.words == "Strike on the depot 3 places"
    day = two.desk.workspace.agreed.found.days[0].of
    two.page.overview.step = "day"
    two.page._on_chosen("time", day, day)
    assert len(two.places()) == 3


def test_a_pair_is_chosen_of_three_and_compared_alone(two):
    two.read(THREE, ("weapon", "rockets"))
    two.go()
    assert [s.name for s in two.charts["pairs"].spots()] == [
        "Mean of all pairs", "Annotator A and Annotator B", "Annotator A and Annotator C",
        "Annotator B and Annotator C",
    ]  # fmt: skip
    assert two.charts["pairs"].isVisible()
    two.page.asking.choose_people(f"{ONE.id} {THREE.id}")
    two.desk.rest()
    two.desk.rest()
    assert two.page.asking.people.text() == "Annotator A and Annotator C"
    assert not two.charts["pairs"].isVisible()
    assert two.page.places.words == "All differences 2 places"


def test_each_is_compared_with_gold_where_there_is_any(two):
    two.go()
    two.page.asking.choose_people("gold")
    two.desk.rest()
    assert "in the gold layer yet" in two.page.nothing.words
    start = TEXT.index("rockets")
    gold = Span(new_id(), two.article, None, "weapon", start, start + 7, "rockets", "gold")
    two.write(gold, Reading(two.article, None, "gold", "settled"))
    two.desk.window.commands.do("work_out_agreement")
    two.desk.rest()
    assert [s.name for s in two.charts["pairs"].spots()][1:] == [
        "Annotator A and the gold layer",
        "Annotator B and the gold layer",
    ]


def test_only_articles_that_all_have_read_or_that_the_list_leaves(two):
    two.desk.bring(OTHER)
    for person in (ONE, TWO):
        two.read(person, ("weapon", "drone"), text=OTHER)
    two.read(THREE, ("weapon", "rockets"))
    two.go()
    assert len(two.desk.workspace.agreed.found.study.articles) == 2
    two.page.asking.articles.chosen.emit("all")
    two.desk.rest()
    assert len(two.desk.workspace.agreed.found.study.articles) == 1


def test_a_change_is_said_and_worked_out_when_it_is_asked_for(two):
    two.go()
    assert not two.page.stale.isVisible()
    two.read(THREE, ("weapon", "rockets"))
    assert two.page.stale.isVisible()
    two.desk.push("Work out again")
    two.desk.rest()
    assert not two.page.stale.isVisible()
    assert two.charts["pairs"].isVisible()


def test_work_that_is_stopped_says_so_and_can_be_begun_again(two, monkeypatch):
    def stopped(*_args, **_named):
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr("annotator.actions.agreeing.compared", stopped)
        two.go()
    assert "Nothing was worked out yet" in two.page.nothing.words
    two.desk.push("Work it out")
    two.desk.rest()
    assert two.page.overview.isVisible()


def test_it_waits_for_what_is_under_way(two):
    waiting = []
    two.desk.window.hands.background.run(
        "Something else", lambda _: [], waiting.append, waiting.append
    )
    two.desk.press("Ctrl+5")
    assert "Something else is under way" in two.page.nothing.words
    two.desk.wait(two.page.overview.isVisible)
    two.desk.rest()


def test_everything_is_written_into_a_file(two, tmp_path):
    two.go()
    begins = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG",
              "csv": b"measure,", "json": b"{"}  # fmt: skip
    written = {}
    for way, begin in begins.items():
        out = tmp_path / f"out.{way}"
        two.desk.answers.chosen, two.desk.answers.copy = way, out
        two.desk.window.commands.do("export_agreement")
        assert two.desk.said == f"Wrote {out.name}."
        written[way] = out.read_bytes()
        assert written[way].startswith(begin)
    rows = list(csv.DictReader(written["csv"].decode().splitlines()))
    assert rows[0]["measure"] == "f1_exact"
    assert json.loads(written["json"])["by_article"][0]["differ"] == 3
    assert b"Discuss first" in written["html"]
    assert written["html"].count(b"data:image/svg+xml") == 3


def test_an_export_that_cannot_be_written_says_so(two, tmp_path):
    two.go()
    two.desk.answers.chosen, two.desk.answers.copy = "png", tmp_path / "nowhere" / "out.png"
    two.desk.window.commands.do("export_agreement")
    assert "There is no folder" in two.desk.said


def test_where_there_is_little_room_the_places_lie_over_the_figures(two):
    two.desk.window.resize(720, 480)
    two.go()
    assert not two.page.places.isVisible()
    two.charts["confusion"].chosen.emit("0 1")
    assert two.page.places.isVisible()
    assert not two.page.centre.isVisible()
    two.desk.press("Esc")
    assert two.page.centre.isVisible()
    assert QApplication.focusWidget() is two.charts["confusion"]


def test_tab_and_f6_reach_what_is_asked_for_the_drawings_and_the_places(two):
    two.go()
    reached = [QApplication.focusWidget()]
    for _ in range(2):
        two.desk.press("F6")
        reached.append(QApplication.focusWidget())
    assert reached == [two.page.asking.people, two.charts["confusion"], two.list]
    two.page.asking.people.setFocus()
    seen = []
    for _ in range(40):
        two.desk.press("Tab")
        seen.append(QApplication.focusWidget())
    for wanted in (*(two.charts[n] for n in ("confusion", "labels", "articles")), two.page.export):
        assert wanted in seen


def test_what_lies_under_the_mouse_is_told(two):
    two.go()
    chart = two.charts["confusion"]
    place = chart.place(two.spot("confusion", "0 1")).center().toPoint()
    QTest.mouseMove(chart, place)
    assert chart.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(chart, QPoint(2, 2))
    assert chart.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_from_right_to_left_the_first_cell_lies_at_the_right(two):
    two.go()
    chart = two.charts["confusion"]
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = chart.place(two.spot("confusion", "0 0")), chart.place(
        two.spot("confusion", "0 1"))  # fmt: skip
    assert first.left() > second.left()
    chart.setFocus()
    two.desk.press("Left")
    assert chart.at.key == "0 1"


def test_of_very_many_places_the_list_takes_more_as_its_end_comes_into_sight(two):
    two.go()
    found = two.desk.workspace.agreed.found
    many = [item for item in found.items for _ in range(250)]
    two.page.places.show_places("Many", found.study, many)
    assert two.page.places.words == "Many 1,000 places"
    assert two.list.model().rowCount() == 500
    two.list.scrollToBottom()
    two.list.model().fetchMore(two.list.rootIndex())
    assert two.list.model().rowCount() == 1000
    assert not two.list.model().canFetchMore(two.list.rootIndex())


def test_another_project_is_worked_out_anew(two):
    two.go()
    path = two.desk.workspace.store.path
    two.desk.window.open_path(path)
    two.desk.rest()
    two.desk.rest()
    assert two.desk.window.hands.screen.page() == "agreement"
    assert two.page.overview.headline.words[0] == "0.29"


def test_what_a_blind_round_hides_is_left_out_and_said(two):
    two.desk.workspace.reader.sight = Sight(two.desk.workspace.person.id, frozenset({two.article}))
    two.go()
    assert "Articles of blind rounds" in two.page.nothing.words


def test_the_review_leads_there(two):
    two.desk.press("Ctrl+4")
    two.desk.push("All articles")
    two.desk.rest()
    assert two.desk.window.hands.screen.page() == "agreement"
    two.desk.rest()
