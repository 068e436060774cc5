"""The few figures that say most: number, interval, what it rests on, and what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.figure import Figure
from annotator.model.agreement.report import headline
from annotator.model.agreement.wording import NAMES, in_words
from annotator.model.sentences import count, say
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space

_VALUE = 96
_TOP = Qt.AlignmentFlag.AlignTop


class Headline(QWidget):
    """One row for each figure."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("In short")
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(Space.L)
        self._rows.setVerticalSpacing(Space.M)
        self._rows.setColumnMinimumWidth(0, _VALUE)
        self._rows.setColumnStretch(1, 1)
        self.setLayout(self._rows)
        self._made: list[QWidget] = []

    def show_figures(self, found: Agreement) -> None:
        """Show the figures of what was found."""
        for old in self._made:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made = []
        for row, figure in enumerate(headline(found)):
            for column, made in enumerate((_number(figure), _words(found, figure))):
                self._rows.addWidget(made, row, column, _TOP)
                self._made.append(made)

    @property
    def words(self) -> list[str]:
        """Give all that is said, row by row."""
        return [widget.accessibleName() for widget in self._made]


def _number(figure: Figure) -> QWidget:
    shown = "–" if figure.value is None else f"{figure.value:.2f}"  # noqa: RUF001 - a dash
    between = ""
    if figure.low is not None and figure.high is not None:
        between = say("{low} to {high}", low=f"{figure.low:.2f}", high=f"{figure.high:.2f}")
    made = QWidget()
    interval = label(between, "meta")
    interval.setToolTip("It lies between these two with 95 %." if between else "")
    made.setLayout(down(label(shown, "page"), interval, gap=0))
    made.setAccessibleName(f"{shown} {between}".strip())
    return made


def _words(found: Agreement, figure: Figure) -> QWidget:
    rests = say("n = {n}, {articles}", n=f"{figure.n:,}",
                articles=count(figure.articles, "article", "articles"))  # fmt: skip
    means = in_words(found.study, figure)
    made = QWidget()
    made.setLayout(
        down(label(NAMES[figure.measure], "strong"), label(means, "quiet", wrap=True),
             label(rests, "meta"), gap=0)
    )  # fmt: skip
    made.setAccessibleName(say("{name}. {means} {rests}", name=NAMES[figure.measure], means=means,
                               rests=rests))  # fmt: skip
    return made
