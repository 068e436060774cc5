"""Which marks tell of an event: their words, by article; each leads to its place."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from annotator.model.sentences import count, say
from annotator.model.words import briefly
from annotator.store.tellings import Telling
from annotator.ui.icons import Icons
from annotator.ui.library.dates import long_date
from annotator.ui.looks import looks
from annotator.ui.parts.buttons import Row, tool
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import ElidedLabel, TwoLineLabel, label, tooltip
from annotator.ui.theme import Size, Space, Theme, type_font
from annotator.workspace.workspace import Workspace

_MOST = 60
"""Marks that are listed."""
_ONE_LINE = 50
"""Characters that fit into a line."""
_NOBODY = "No words tell of it yet. Choose a claim or select words in the article, and add them."


class Told(QWidget):
    """The list at the foot of a card. A cross parts a mark of one's own from the event."""

    shown = Signal(object)
    """The Telling that was asked for."""
    parted = Signal(object)
    """The Telling that shall not tell of this event."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace) -> None:
        super().__init__()
        self._theme, self._icons, self._workspace = theme, icons, workspace
        self._number = label("", "section")
        self._rows = down(gap=0)
        self.setLayout(
            down(hairline(), self._number, self._rows, gap=Space.S, margins=(8, Space.M, 8, 0))
        )

    def show_tellings(self, found: list[Telling]) -> None:
        """List marks, those of the open article first."""
        workspace = self._workspace
        found = [one for one in found if workspace.count_shown({one.label: 1})]
        here = workspace.article.id if workspace.article is not None else ""
        found = sorted(found, key=lambda one: one.article != here)
        articles = len({one.article for one in found})
        self._number.setText(
            say("Told by {marks} in {articles}", marks=count(len(found), "mark", "marks"),
                articles=count(articles, "article", "articles"))
            if found else "Told by no marks"
        )  # fmt: skip
        _clear(self._rows)
        if not found:
            self._rows.addWidget(label(_NOBODY, "meta", wrap=True))
        for article, group in groupby(found[:_MOST], key=lambda one: one.article):
            tellings = list(group)
            if article != here:
                self._rows.addWidget(ElidedLabel(_heading(tellings[0]), "meta"))
            for one in tellings:
                row = self._row(one)
                self._rows.addWidget(row)
                row.show()  # what comes into a window that is shown is hidden until it is told
        if len(found) > _MOST:
            more = say("and {n} more", n=len(found) - _MOST)
            self._rows.addWidget(label(more, "meta"))

    def _row(self, telling: Telling) -> QWidget:
        words = " ".join(telling.quote.split())
        is_long = len(words) > _ONE_LINE
        quote = TwoLineLabel(words) if is_long else ElidedLabel(words)
        quote.setFont(type_font("quote"))
        if is_long:
            quote.setFixedHeight(2 * TwoLineLabel.PITCH)
        scheme = self._workspace.scheme
        label_id = scheme.label_ids.get(telling.label, telling.label)
        look = looks(scheme, self._theme.mode).get(label_id)
        inside = across(4, *([Swatch(self._theme, look)] if look is not None else []), quote)
        inside.setStretch(inside.count() - 1, 1)
        height = Size.ROW_TALL if is_long else Size.ROW
        named = say("Go to “{words}”", words=briefly(words))
        row = Row(self._theme, named, inside, height)
        row.setToolTip(tooltip(words))
        row.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.clicked.connect(lambda: self.shown.emit(telling))
        line = across(row, gap=0)
        line.setStretch(0, 1)
        if telling.person == self._workspace.person.id:
            cross = tool(self._icons, "close", say("Part “{words}” from this event",
                                                   words=briefly(words)))  # fmt: skip
            cross.clicked.connect(lambda: self.parted.emit(telling))
            line.addWidget(cross)
        else:
            line.addSpacing(Size.CONTROL + 2)
        result = QWidget()
        result.setFixedHeight(height)
        result.setLayout(line)
        return result


def _heading(telling: Telling) -> str:
    when = long_date(telling.published) if telling.published else "no date"
    return say("{title}, {when}", title=telling.title or "An article without a title", when=when)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
