"""The drawings: what can be pointed at, in order, and what is left out where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model.agreement.agreement import agreement
from annotator.model.agreement.study import Compared, study_of
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.ui.agreement import sections
from annotator.ui.agreement.bars import Bars, Columns
from annotator.ui.agreement.drawing import Bar, Canvas, mixed, turned
from annotator.ui.theme import COLOURS, LIGHT, contrast

PEOPLE = tuple(Person(f"p{n}", f"annotator-{n}") for n in (1, 2, 3))


def study(people: int, days: int = 1):
    articles = []
    for n in range(days):
        spans = {
            person.id: (
                Span(f"{n} {k} a", f"a{n}", person.id, "actor", 0, 5, "First"),
                Span(f"{n} {k} b", f"a{n}", person.id, ("weapon", "location", "location")[k], 6, 9,
                     "two"),
            )
            for k, person in enumerate(PEOPLE[:people])
        }  # fmt: skip
        articles.append(Compared(f"a{n}", 20, spans, {}, f"Report {n}", f"2026-11-{n + 1:02}"))
    return agreement(study_of(find_scheme("conflict-news"), PEOPLE[:people], articles))


def painted(drawing, width=600.0, colours=LIGHT, *, mirrored=False) -> QImage:
    image = QImage(round(width), round(drawing.height), QImage.Format.Format_RGB32)
    image.fill(QColor(colours.paper))
    painter = QPainter(image)
    drawing.paint(Canvas(painter, width, colours, mirrored=mirrored))
    painter.end()
    return image


def test_of_two_people_the_table_says_who_gave_which_label(qapp):
    drawing = sections.confusion(study(2))
    names = [spot.name for spot in drawing.spots(600)]
    assert "annotator-1: Weapon, annotator-2: Location" in names
    assert "annotator-1: nothing, annotator-2: Actor" in names
    assert len(names) == 4 * 4 - 1


def test_of_three_people_only_one_half_of_it_is_there(qapp):
    drawing = sections.confusion(study(3))
    names = [spot.name for spot in drawing.spots(600)]
    assert "Location by one, Weapon by the other" in names
    assert "Actor by one, nothing by the other" in names
    assert len(names) == 4 + 3 + 2


def test_what_differs_more_is_darker_and_its_count_can_be_read(qapp):
    for colours in COLOURS.values():
        ground = mixed(colours.paper, colours.ink, 0.35).name()
        assert contrast(colours.ink, ground) >= 4.5
    drawing = sections.confusion(study(2))
    image = painted(drawing)
    spots = {spot.name: spot.rect for spot in drawing.spots(600)}

    def ground(name: str) -> int:
        corner = spots[name].topLeft().toPoint()
        return image.pixelColor(corner.x() + 6, corner.y() + 6).lightness()

    differs = ground("annotator-1: Weapon, annotator-2: Location")
    assert differs < ground("annotator-1: Actor, annotator-2: Weapon")


def test_days_and_weeks_stand_in_order(qapp):
    found = study(2, days=10)
    days, weeks = sections.times(found, "day"), sections.times(found, "week")
    assert [bar.name for bar in days.bars][:2] == ["2026-11-01", "2026-11-02"]
    assert [bar.name for bar in weeks.bars] == ["2026-W44", "2026-W45", "2026-W46"]
    assert len(sections.behind(found, "time", "2026-W45", "week")) == 7


def test_bars_without_a_number_have_none(qapp):
    bare = Bars([Bar("a", "Nothing", None, "n = 0", "Nothing")])
    full = Bars([Bar("a", "Nothing", 1.0, "n = 0", "Nothing")])
    assert painted(bare) != painted(full)


def test_a_mirrored_drawing_is_another_one(qapp):
    drawing = sections.labels(study(2))
    assert painted(drawing) != painted(drawing, mirrored=True)
    assert turned(QRectF(0, 0, 10, 5), 100) == QRectF(90, 0, 10, 5)


@pytest.mark.parametrize("number", [1, 40, 400])
def test_columns_find_room_however_many_there_are(qapp, number):
    drawing = Columns([Bar(f"{n}", f"2026-W{n}", 0.5, "", "") for n in range(number)])
    width = max(600.0, drawing.least)
    assert drawing.spots(width)[-1].rect.right() <= width
    painted(drawing, width)


def test_of_a_long_drawing_only_what_is_seen_is_painted(qapp):
    bars = Bars([Bar(f"{n}", f"Report {n}", 0.5, "", "") for n in range(1000)])
    image = QImage(600, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    bars.paint(Canvas(painter, 600, LIGHT, clip=QRectF(0, 0, 600, 30)))
    painter.end()
    assert all(image.pixelColor(x, 75) == QColor(LIGHT.paper) for x in range(0, 600, 7))
    assert any(image.pixelColor(x, 15) != QColor(LIGHT.paper) for x in range(0, 600, 7))
