"""Rows that list what ties a mark to others; pressing one goes to the other end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLayout, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.model.paragraphs import Paragraphs
from annotator.model.relating import asked
from annotator.model.scheme import RelationType
from annotator.model.sentences import say
from annotator.model.span import Relation, Span
from annotator.model.words import briefly
from annotator.ui.icons import Icons
from annotator.ui.looks import LabelLook
from annotator.ui.panel.choices import Value
from annotator.ui.panel.ties import OTHERS, Tie, in_full, summary
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Theme

CHANGE, DELETE = "change", "delete"


class TieRows:
    """Makes the rows anew for each mark: who says it above the fields, other claims below."""

    def __init__(
        self, theme: Theme, icons: Icons, above: QVBoxLayout, go: Callable[[Span], None],
        do: Callable[[str, Relation], None],
    ) -> None:  # fmt: skip
        """`go` goes to the other end, `do` changes or deletes a relation."""
        self._theme, self._icons, self._above, self._go, self._do = theme, icons, above, go, do
        self._below: QVBoxLayout | None = None
        self.paragraphs = Paragraphs((), frozenset())
        self.types: dict[str, RelationType] = {}
        """The types of relations by their ids."""

    def show(
        self, ties: list[Tie], below: QVBoxLayout, article: str, looks: dict[str, LabelLook],
        *, mine: bool = True,
    ) -> None:  # fmt: skip
        """List the ties of a mark of this article."""
        for old in (self._above, self._below):
            if old is not None and isValid(old):  # a form goes with its project or scheme
                _clear(old)
        self._below = below
        rows: dict[str, list[Tie]] = {}
        for tie in ties:
            rows.setdefault(tie.row, []).append(tie)
        for name, listed in rows.items():
            items: list[QWidget] = [self._value(name, listed, article, looks)]
            if mine:
                items.append(self._more(name, listed, article))
            row = FormRow(name, *items)
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

    def _more(self, name: str, ties: list[Tie], article: str) -> QWidget:
        """Give the button that offers to change or delete the relations of a row."""
        more = tool(self._icons, "more", f"Change or delete: {name}")
        more.clicked.connect(lambda: self._offer(more, ties, article))
        return more

    def _offer(self, opener: QWidget, ties: list[Tie], article: str) -> None:
        menu = QMenu(opener)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tie in ties:
            words = briefly(in_full(tie, self.paragraphs, article).replace("&", "&&"))
            type_ = self.types.get(tie.relation.type)
            if type_ is not None and asked(type_):
                _add(menu, say("Change… {words}", words=words), self._do, CHANGE, tie.relation)
            _add(menu, say("Delete {words}", words=words), self._do, DELETE, tie.relation)
        menu.popup(opener.mapToGlobal(QPoint(0, opener.height())))


def _add(
    menu: QMenu, words: str, do: Callable[[str, Relation], None], deed: str, relation: Relation
) -> None:
    # What is asked then needs the keyboard, which the menu gives back as it closes.
    action = menu.addAction(words)
    action.triggered.connect(lambda: QTimer.singleShot(0, lambda: do(deed, relation)))


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
