"""Each state of an article has a shape and words of its own."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model.article import Status
from annotator.ui.parts.states import SIDE, STATE_WORDS, draw_state
from annotator.ui.theme import DARK, LIGHT

ALL = (*get_args(Status), "question")


def drawn(state, colours) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.chrome))
    painter = QPainter(image)
    draw_state(painter, QPointF(0, 0), state, colours)
    painter.end()
    return image


def shape(image: QImage) -> list[bool]:
    ground = image.pixel(0, 0)
    return [image.pixel(x, y) != ground for x in range(SIDE) for y in range(SIDE)]


def test_every_state_has_words():
    assert set(STATE_WORDS) == set(ALL)
    assert len(set(STATE_WORDS.values())) == len(ALL)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_states_are_told_apart_by_shape_alone(colours, qapp):
    shapes = {state: shape(drawn(state, colours)) for state in ALL}
    for one, other in combinations(ALL, 2):
        differing = sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True))
        assert differing >= 6, (one, other)


def test_drawing_leaves_the_painter_as_it_was(qapp):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_state(painter, QPointF(10, 10), "done", LIGHT)
    assert painter.transform().isIdentity()
    painter.end()
