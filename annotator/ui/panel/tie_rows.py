"""Rows that list what ties a mark to others; pressing one goes to the other end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLayout, QVBoxLayout
from shiboken6 import isValid

from annotator.model.paragraphs import Paragraphs
from annotator.model.span import Span
from annotator.ui.looks import LabelLook
from annotator.ui.panel.choices import Value
from annotator.ui.panel.ties import OTHERS, Tie, in_full, summary
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Theme


class TieRows:
    """Makes the rows anew for each mark: who says it above the fields, other claims below."""

    def __init__(self, theme: Theme, above: QVBoxLayout, go: Callable[[Span], None]) -> None:
        self._theme, self._above, self._go = theme, above, go
        self._below: QVBoxLayout | None = None
        self.paragraphs = Paragraphs((), frozenset())

    def show(
        self, ties: list[Tie], below: QVBoxLayout, article: str, looks: dict[str, LabelLook]
    ) -> None:
        """List the ties of a mark of this article."""
        for old in (self._above, self._below):
            if old is not None and isValid(old):  # a form goes with its project or scheme
                _clear(old)
        self._below = below
        rows: dict[str, list[Tie]] = {}
        for tie in ties:
            rows.setdefault(tie.row, []).append(tie)
        for name, listed in rows.items():
            row = FormRow(name, self._value(name, listed, article, looks))
            where = below if name == OTHERS else self._above
            where.addLayout(across(8, row, gap=0))
            row.show()  # what comes into a window that is shown is hidden until it is told

    def _value(
        self, name: str, ties: list[Tie], article: str, looks: dict[str, LabelLook]
    ) -> Value:
        value = Value(self._theme, name, caret=len(ties) > 1)
        look = looks.get(ties[0].span.label) if not ties[0].sign else None
        value.show_value(summary(ties, self.paragraphs, article), look)
        full = {tie.span.id: in_full(tie, self.paragraphs, article) for tie in ties}
        value.setToolTip(tooltip("; ".join(full.values())))
        spans = {tie.span.id: tie.span for tie in ties}
        if len(spans) == 1:
            value.clicked.connect(lambda: self._go(ties[0].span))
        else:
            value.offer(list(full.items()))
            value.chosen.connect(lambda id_: self._go(spans[id_]))
        return value


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
