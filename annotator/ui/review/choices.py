"""The chosen difference: its versions with their digits, and the other ways to decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotator.model.review.comparison import Case
from annotator.model.review.outcome import ways
from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.ui.commands import Commands
from annotator.ui.parts.buttons import button
from annotator.ui.parts.drawing import draw_key, draw_row, draw_words, key_width, side
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import key_hint, key_text, label, two_lines
from annotator.ui.review.twice import DecidedTwice
from annotator.ui.theme import Space, Theme, type_font
from annotator.workspace.remarks import remarks
from annotator.workspace.review import Review
from annotator.workspace.versions import NOTHING, same_as
from annotator.workspace.workspace import Workspace

_ROW, _TWO_LINES = 30, 48
_LINE = 20
_WORDS = 46
"""Where the words of a row begin."""
_MOST = 9
_WIDEST_META = 120
_SHORTEST = 12
_ABOUT = 90
"""Characters of the words that a difference is about: two lines of the panel."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows."""

    deed: str
    keys: str
    words: str
    meta: str = ""
    is_quoted: bool = False
    is_chosen: bool = False


def fitted(words: str, metrics: QFontMetricsF, width: float) -> str:
    """Shorten words to a width. Versions may differ at either end, so the middle gives way."""
    shown = " ".join(words.split())
    longest = len(shown)
    while longest > _SHORTEST and metrics.horizontalAdvance(shown) > width:
        longest -= 4
        shown = briefly(words, longest)
    return shown


class ChoiceRow(QPushButton):
    """A way to decide: its key, the words, and whose they are. A click does what the key does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line = Line("", "", "")
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_line(self, line: Line) -> None:
        """Show another way."""
        self.line = line
        name = say("{keys}: {words}", keys=key_text(line.keys), words=line.words)
        self.setAccessibleName(", ".join(filter(None, (name, line.meta))))
        self.setAccessibleDescription("highlighted" if line.is_chosen else "")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the lines that the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = _TWO_LINES if len(self._lines()) > 1 else _ROW
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _lines(self) -> list[str]:
        metrics, width = QFontMetricsF(self._face()), max(60.0, self._room().width())
        return two_lines(fitted(self.line.words, metrics, 1.65 * width), metrics, width)

    def _face(self) -> QFont:
        return type_font("quote" if self.line.is_quoted else "base")

    def _meta_width(self) -> float:
        if not self.line.meta:
            return 0.0
        wide = QFontMetricsF(type_font("small")).horizontalAdvance(self.line.meta)
        return min(wide, _WIDEST_META) + Space.M

    def _room(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(_WORDS, 0, -Space.M - self._meta_width(), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room = QRectF(self.rect()).adjusted(Space.M + self._meta_width(), 0, -_WORDS, 0)
        return room

    def sizeHint(self) -> QSize:
        """Take the height of its lines."""
        return QSize(200, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the row."""
        painter = QPainter(self)
        colours, line = self._theme.colours, self.line
        draw_row(
            painter, QRectF(self.rect()), colours, hovered=self.underMouse(),
            chosen=line.is_chosen or self.isDown(), focused=self.hasFocus(),
        )  # fmt: skip
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        keys = key_text(line.keys)
        at = Space.M if not mirrored else self.width() - Space.M - key_width(keys)
        draw_key(painter, at, self.height() / 2, keys, colours, chosen=line.is_chosen)
        painter.setPen(QColor(colours.ink_3 if line.words == NOTHING else colours.ink))
        room, shown = self._room(), self._lines()
        top = (self.height() - _LINE * len(shown)) / 2
        for n, words in enumerate(shown):
            place = QRectF(room.left(), top + n * _LINE, room.width(), _LINE)
            draw_words(painter, place, words, self._face(), self.layoutDirection())
        painter.setPen(QColor(colours.ink_2 if line.is_chosen else colours.ink_3))
        painter.setFont(type_font("small"))
        inner = QRectF(self.rect()).adjusted(Space.M, 0, -Space.M, 0)
        end = Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        meta = QFontMetricsF(type_font("small")).elidedText(
            line.meta, Qt.TextElideMode.ElideRight, _WIDEST_META
        )
        painter.drawText(inner, side(end) | Qt.AlignmentFlag.AlignVCenter, meta)


class Choices(QWidget):
    """All ways to decide the chosen difference."""

    def __init__(self, theme: Theme, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace, self._commands = workspace, commands
        self._kind, self._number = label("", "strong"), label("", "meta")
        self._about = label("", "quiet", wrap=True)
        self._about.setContentsMargins(20, 0, 20, 0)
        self._remarks = label("", "caution", wrap=True)
        self._remarks.setContentsMargins(20, 0, 20, Space.XS)
        self.decided = DecidedTwice(theme, workspace, commands)
        self.rows = [ChoiceRow(theme) for _ in range(_MOST + 5)]
        column = down(gap=2, margins=(Space.S, 0, Space.S, 0))
        for row in self.rows:
            row.clicked.connect(_doing(commands, row))
            column.addWidget(row)
        head = across(self._kind, None, self._number, margins=(Space.M + Space.S, Space.S, 20, 0))
        self._hints = across(*_hints(commands), gap=0, margins=(20, 0, 20, 0))
        self._hint_box = QWidget()
        self._hint_box.setLayout(self._hints)
        self.setLayout(
            down(
                head, self._about, self._remarks, self.decided, column, self._hint_box, gap=Space.XS
            )
        )
        self.setAccessibleName("Ways to decide")
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.read)

    def read(self) -> None:
        """Show the ways there are now."""
        review = self._workspace.review
        case = review.case
        lines = _lines(review, case, self._commands) if case is not None else []
        said = remarks(review, case, self._workspace.scheme) if case is not None else []
        self._remarks.setText("\n".join(said))
        self._remarks.setVisible(bool(said))
        self.decided.show_twice(review.twice(case))
        self._kind.setText(review.telling.kind(case) if case is not None else "")
        about = briefly(review.telling.about(case), _ABOUT) if case is not None else ""
        self._about.setText(say("“{words}”", words=about))
        self._about.setVisible(bool(about))
        cases = review.cases
        at = next((n for n, one in enumerate(cases, 1) if case and one.id == case.id), 0)
        self._number.setText(
            say("decision {n} of {of}", n=at, of=len(cases)) if case is not None else ""
        )
        for row, line in zip(self.rows, [*lines, *[None] * len(self.rows)], strict=False):
            row.setVisible(line is not None)
            if line is not None and line != row.line:
                row.show_line(line)
        self._hint_box.setVisible(case is not None)


def _doing(commands: Commands, row: ChoiceRow) -> Callable[[], None]:
    return lambda: commands.do(row.line.deed)


def _hints(commands: Commands) -> list[QWidget | None]:
    made: list[QWidget | None] = []
    for id_, words in (
        ("take_and_go_on", "take, go on"), ("next_case", "next"), ("previous_case", "previous"),
    ):  # fmt: skip
        link = button(words, "quiet")
        link.clicked.connect(lambda _=False, id_=id_: commands.do(id_))
        made += [key_hint(commands[id_].keys[0]), link]
    return [*made, None]


def _lines(review: Review, case: Case, commands: Commands) -> list[Line]:
    telling = review.telling
    lines = [] if review.twice(case) is not None else [  # or the digits are the decisions'
        Line(
            f"take_{n + 1}", str(n + 1), telling.version(case, version), _whose(review, case, n),
            telling.is_quoted(case) and not version.is_nothing, n == review.version,
        )
        for n, version in enumerate(case.versions[:_MOST])
    ]  # fmt: skip
    has_nothing = bool(lines) and any(version.is_nothing for version in case.versions)
    if review.drawn is not None:
        lines = [Line(one.deed, one.keys, one.words, one.meta, one.is_quoted) for one in lines]
    possible = ways(case)
    is_pair = len(case.versions) == 2
    if "union" in possible:
        words = "Both together" if is_pair else "All together"
        same = same_as(case, case.start, case.end)
        meta = say("same as {n}", n=same) if same else ""
        lines.append(Line("take_together", commands["take_together"].keys[0], words, meta))
    if "intersection" in possible:
        start = max(min(m.start for m in v.spans) for v in case.versions if v.spans)
        end = min(max(m.end for m in v.spans) for v in case.versions if v.spans)
        same = same_as(case, start, end)
        meta = say("same as {n}", n=same) if same else ""
        lines.append(Line("take_shared", commands["take_shared"].keys[0], "What they share", meta))
    if "majority" in possible and len(review.persons) > 2:
        lines.append(Line("take_majority", commands["take_majority"].keys[0], "What most say"))
    if "nothing" in possible and not has_nothing:
        lines.append(Line("take_nothing", commands["take_nothing"].keys[0], "Nothing here",
                          "recorded"))  # fmt: skip
    if "drawn" in possible:
        is_on = review.drawn is not None
        lines.append(Line("draw_case", commands["draw_case"].keys[0], "Draw it yourself",
                          "select, then a label" if is_on else "", is_chosen=is_on))  # fmt: skip
    return lines


def _whose(review: Review, case: Case, number: int) -> str:
    persons = case.versions[number].persons
    names = [review.name_of(person) for person in persons]
    if len(names) > 2:
        return say("{n} of {of}", n=len(names), of=len(review.persons))
    return ", ".join(names)
