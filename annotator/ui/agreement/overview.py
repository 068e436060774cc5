"""What was found, from the few figures that say most down to each article."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.confusion import Step
from annotator.model.agreement.report import compared_words, discuss_first
from annotator.model.sentences import in_turn, say
from annotator.ui.agreement import sections
from annotator.ui.agreement.chart import Chart
from annotator.ui.agreement.drawing import Drawing
from annotator.ui.agreement.headline import Headline
from annotator.ui.agreement.sections import Section
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import Item, across, down
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme

_FEW = 12
"""So many articles are shown at first."""
_TITLES: dict[Section, tuple[str, str]] = {
    "confusion": ("What was taken for what", "Places; a mark that nobody answers to meets nothing"),
    "labels": ("By label", "F1, overlapping words; the line is the interval"),
    "pairs": ("By pair", "F1, overlapping words"),
    "time": ("Over time", "Share of places that are the same, by when the article was done"),
    "articles": ("By article", "Share of places that are the same, most differences first"),
}
_ROOM = 40
"""Pixels that stay free around what the keyboard comes to."""


class Overview(QWidget):
    """Scrolls; each cell, bar and row of an article leads to its places."""

    chosen = Signal(str, str, str)
    """A section, the key of a spot in it, and what that is in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._found: Agreement | None = None
        self.step: Step = "week"
        """How days are put together."""
        self._most: int | None = _FEW
        self._compared = label("", "quiet", wrap=True)
        self.headline = Headline()
        self._first = down(gap=Space.XS)
        self._sentences: list[QLabel] = []
        self.charts: dict[Section, Chart] = {
            name: self._chart(name, title) for name, (title, _) in _TITLES.items()
        }
        steps = [("day", "Days"), ("week", "Weeks")]
        self.steps = Segments(theme, "Put together by", steps, self.step)
        self.steps.chosen.connect(self._on_step)
        self.more = button("", "link")
        self.more.clicked.connect(self._on_more)
        self._parts: dict[Section, QWidget] = {
            name: self._section(name, self.steps if name == "time" else None) for name in _TITLES
        }
        self.area = self._lay_out()
        theme.changed.connect(self._draw)

    def _chart(self, name: Section, title: str) -> Chart:
        chart = Chart(self._theme, title)
        chart.chosen.connect(lambda key: self._on_chosen(name, key))
        chart.reached.connect(lambda place: self._bring_into_view(chart, place))
        return chart

    def _section(self, name: Section, beside: QWidget | None) -> QWidget:
        title, remark = _TITLES[name]
        head = across(label(title, "heading"), label(remark, "meta"), None, gap=Space.M)
        if beside is not None:
            head.addWidget(beside)
        part = QWidget()
        part.setLayout(down(head, self.charts[name], gap=Space.S, margins=(0, Space.XL, 0, 0)))
        return part

    def _lay_out(self) -> QScrollArea:
        items: list[Item] = [
            self._compared, Space.L, self.headline, Space.XL, label("Discuss first", "heading"),
            Space.S, self._first,
        ]  # fmt: skip
        items += self._parts.values()
        items += [across(self.more, None), Space.XL, None]
        column = down(*items, gap=0, margins=(Space.XXL, Space.L, Space.XXL, 0))
        area = scrolled(column)
        whole = down(gap=0)
        whole.addWidget(area, 1)
        self.setLayout(whole)
        return area

    # --- what is shown ----------------------------------------------------------------------------

    def show_found(self, found: Agreement, remark: str = "") -> None:
        """Show what was found, and say more of what was compared.

        Where one was reading stays in sight.
        """
        is_other = self._found is None or self._found.study is not found.study
        self._found = found
        self._compared.setText(in_turn(*compared_words(found), remark))
        self.headline.show_figures(found)
        if is_other:
            self.step = "week" if len(found.weeks) > 1 else "day"
            self.steps.show_choice(self.step)
            self._say_first(found)
            self.hold(None, "")
        self._draw()

    def _say_first(self, found: Agreement) -> None:
        for old in self._sentences:
            self._first.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._sentences = [label(words, wrap=True) for words in discuss_first(found)]
        for sentence in self._sentences:
            self._first.addWidget(sentence)

    def _draw(self) -> None:
        found, mode = self._found, self._theme.mode
        if found is None:
            return
        times = sections.times(found, self.step)
        drawings: dict[Section, Drawing] = {
            "confusion": sections.confusion(found, mode), "labels": sections.labels(found, mode),
            "pairs": sections.pairs(found), "time": times,
            "articles": sections.articles(found, self._most),
        }  # fmt: skip
        for name, drawing in drawings.items():
            self.charts[name].show_drawing(drawing)
        self._parts["pairs"].setVisible(len(found.study.pairs) > 1)
        self._parts["time"].setVisible(len(found.days) > 1)
        number = len(found.articles)
        self.more.setVisible(number > _FEW)
        self.more.show_name(
            say("Show all {n} articles", n=f"{number:,}") if self._most
            else say("Show the first {n}", n=_FEW)
        )  # fmt: skip

    @property
    def first_words(self) -> list[str]:
        """Give what is to discuss first."""
        return [sentence.text() for sentence in self._sentences]

    def hold(self, section: Section | None, key: str) -> None:
        """Show which spot the list beside tells of."""
        for name, chart in self.charts.items():
            chart.hold(key if name == section else None)

    def _on_step(self, step: str) -> None:
        self.step = "day" if step == "day" else "week"
        self._draw()

    def _on_more(self) -> None:
        self._most = None if self._most else _FEW
        self._draw()

    def _on_chosen(self, name: Section, key: str) -> None:
        spot = next(s for s in self.charts[name].spots() if s.key == key)
        self.hold(name, key)
        self.chosen.emit(name, key, spot.name)

    def _bring_into_view(self, chart: Chart, place: QRect) -> None:
        inside = self.area.widget()
        if inside is not None:
            middle = chart.mapTo(inside, QPoint(0, 0)) + place.center()
            self.area.ensureVisible(middle.x(), middle.y(), _ROOM, place.height() // 2 + _ROOM)
