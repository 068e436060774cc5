"""Where the find bar floats: in the far corner of the article, and never over the hit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from annotator.model.finding import Stretch
from annotator.ui.article.page import FOOT
from annotator.ui.article.view import ArticleView
from annotator.ui.theme import Space

_WIDTH = 400


def place_clear(bar: QWidget, over: QWidget, view: ArticleView, hit: Stretch | None) -> bool:
    """Put the bar into its corner, and let the text scroll if the hit would be beneath it.

    At the head of the article, where it cannot scroll, the bar goes to the foot. Says whether the
    hit is clear of it.
    """
    width = min(_WIDTH, over.width() - 2 * Space.L)
    to_right = over.layoutDirection() == Qt.LayoutDirection.LeftToRight
    left = over.width() - width - Space.L if to_right else Space.L
    height = bar.sizeHint().height()
    if bar.hasHeightForWidth():
        height = bar.heightForWidth(width)
    bar.setGeometry(left, Space.M, width, height)
    seen = _seen(over, view, hit)
    if seen.intersects(bar.geometry()):
        view.scroll_by(seen.top() - bar.geometry().bottom() - Space.L)
        if _seen(over, view, hit).intersects(bar.geometry()):
            bar.move(left, max(over.height() - FOOT - height, Space.M))
    return not _seen(over, view, hit).intersects(bar.geometry())


def _seen(over: QWidget, view: ArticleView, hit: Stretch | None) -> QRect:
    if hit is None:
        return QRect()
    return view.rect_of(*hit).translated(view.viewport().mapTo(over, QPoint()))
