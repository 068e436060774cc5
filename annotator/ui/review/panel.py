"""The panel of the review: what is to decide, the chosen difference, and how far people agree."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from annotator.actions.review.finishing import same_kind
from annotator.model.sentences import count, say
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import PushButton, button, tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label, tooltip
from annotator.ui.review.agreement import Agreement
from annotator.ui.review.cases import CaseList
from annotator.ui.review.choices import Choices
from annotator.ui.review.loose import LooseMarks
from annotator.ui.review.why import Talk, Why
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.review import Review
from annotator.workspace.versions import GROUPS, Group
from annotator.workspace.workspace import Workspace

_LOW = 660
"""Pixels; in a panel that is lower, agreement is one line."""
_LEAST_LIST = 150
_LONGEST = 18


class ReviewPanel(QFrame):
    """What stands at the right of the article that is reviewed."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, commands: Commands
    ) -> None:
        super().__init__()
        self.setProperty("role", "chrome")
        self.setFixedWidth(Size.PANEL)
        self._theme, self._workspace, self._commands = theme, workspace, commands
        self._left, self._agreed = label("", "heading"), label("", "meta")
        self._kinds: list[Group] = []
        self._filter = across(gap=0, margins=(18, Space.XS, 18, Space.XS))
        self.segments: Segments | None = None
        self.list = CaseList(theme, workspace)
        self.choices = Choices(theme, workspace, commands)
        self.many = Many(workspace, commands)
        self.why, self.talk = Why(workspace, commands), Talk(workspace, commands)
        self.loose = LooseMarks(theme, workspace)
        self.agreement = Agreement(theme, workspace, commands)
        self.nothing = EmptyList(icons, "review", "", "")
        self._lay_out(icons)
        self._tallest = 0
        """What the chosen difference took so far: its place keeps still from one to the next."""
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.fit)
        self.why.grew.connect(self._show_why)
        workspace.moved.connect(self._forget_height)

    def _lay_out(self, icons: Icons) -> None:
        self._who = self._tool(icons, "choose_compared", "people")
        self._names = self._tool(icons, "hide_names", "hidden")
        self._head = across(
            self._left, None, self._agreed, Space.XS, self._who, self._names, gap=2,
            margins=(20, Space.S, 14, 0),
        )  # fmt: skip
        self.why.add(self.talk.opener)
        chosen = down(
            self.choices, self.many, self.why, self.talk, None, gap=Space.XS,
            margins=(0, 0, 0, Space.S),
        )  # fmt: skip
        self._chosen = scrolled(chosen)
        self._chosen.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._empty = frame(
            "", down(self.nothing, None, gap=0, margins=(Space.XL, 48, Space.XL, 0))
        )
        self._rule = hairline()
        more = frame("", across(self.talk.more, None, margins=(12, Space.XS, 12, Space.XS)))
        column = down(self._head, gap=0)
        column.addLayout(self._filter)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self._rule)
        column.addWidget(self._chosen)
        column.addWidget(hairline())
        column.addWidget(more)
        column.addWidget(self.loose)
        column.addWidget(self.agreement)
        self.setLayout(column)

    def _tool(self, icons: Icons, id_: str, icon: str) -> QToolButton:
        action = self._commands[id_]
        made = tool(icons, icon, action.name, checked=False if action.is_on else None)
        made.clicked.connect(lambda: self._commands.do(id_))
        return made

    def read(self) -> None:
        """Say how much there is to decide."""
        review = self._workspace.review
        left = len(review.open)
        one_alone = len(review.persons) == 1
        words = say("{n} to check", n=left) if one_alone else say("{n} to decide", n=left)
        self._left.setText(words if left or review.all_cases else "Review")
        agreed = say("{n} agreed", n=review.agreed)
        self._agreed.setText(agreed if len(review.persons) > 1 else "")
        names = ", ".join(map(review.name_of, review.persons))
        self._who.setToolTip(tooltip(say("Compared: {names}", names=names)))
        self._names.setChecked(review.hides_names)
        for made in (self._who, self._names):
            made.setVisible(bool(review.people))
        self._show_filter()
        is_empty = not review.all_cases
        for part in (self.list, self._rule, self._chosen):
            part.setVisible(not is_empty)
        self._empty.setVisible(is_empty)
        if is_empty:
            self.nothing.say(*_empty_words(review, is_open=self._workspace.article is not None))
        self.fit()

    def _show_filter(self) -> None:
        review = self._workspace.review
        kinds: list[Group] = ["all", *review.groups()]
        if kinds != self._kinds:
            had = self.segments is not None and any(
                one.hasFocus() for one in self.segments.findChildren(QWidget)
            )
            if self.segments is not None:
                self.segments.hide()
                self.segments.deleteLater()
            names = [("all", "All"), *((k, GROUPS[k][0]) for k in review.groups())]
            self.segments = Segments(self._theme, "Kinds of difference", names, review.group)
            self.segments.chosen.connect(review.show_group)
            _empty(self._filter)
            self._filter.addWidget(self.segments)
            self._filter.addStretch(1)
            self._kinds = kinds
            if had:
                self.segments.setFocus()
        if self.segments is not None:
            self.segments.show_choice(review.group)
            self.segments.setVisible(len(kinds) > 2)

    def fit(self) -> None:
        """Let the chosen difference have the room it needs, but leave some for the list."""
        self.agreement.fold(folded=self.height() < _LOW)
        content = self._chosen.widget()
        if content is not None and self._chosen.isVisibleTo(self):
            layout = content.layout()
            if layout is not None:
                layout.activate()
            wanted = max(self._tallest, content.sizeHint().height())
            if self.isVisible():
                self._tallest = wanted
            below = sum(
                part.sizeHint().height()
                for part in (self.agreement, self.loose, self.talk.more)
                if part.isVisibleTo(self)
            )
            room = self.height() - below - _LEAST_LIST - 80
            self._chosen.setFixedHeight(max(120, min(wanted, room)))

    def _forget_height(self) -> None:
        self._tallest = 0

    def _show_why(self) -> None:
        self.fit()
        QTimer.singleShot(0, self, self._bring_why_into_sight)  # when it has its height

    def _bring_why_into_sight(self) -> None:
        if has_focus_inside(self.why):
            self._chosen.ensureWidgetVisible(self.why, 0, 0)

    def bring_into_sight(self, field: QWidget) -> None:
        """Scroll to a field of the chosen difference."""
        self._chosen.ensureWidgetVisible(field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._tallest = 0
        self.fit()


class Many(QWidget):
    """What decides many differences at once: all of this kind, and these words everywhere."""

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace, self._commands = workspace, commands
        self._kind = self._button("take_all_of_kind")
        self._everywhere = self._button("take_everywhere")
        self._rest = self._button("accept_rest")
        self.setLayout(
            across(self._kind, self._everywhere, self._rest, None, gap=Space.XS,
                   margins=(Space.L, 0, Space.S, 0))
        )  # fmt: skip
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.read)

    def _button(self, id_: str) -> PushButton:
        made = button("", "quiet")
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or quotes would turn round
        made.setToolTip(self._commands[id_].help)
        made.clicked.connect(lambda: self._commands.do(id_))
        return made

    def read(self) -> None:
        """Say how many there are."""
        case, article = self._workspace.review.case, self._workspace.article
        is_twice = self._workspace.review.twice(case) is not None
        self.setVisible(case is not None and not is_twice)
        if case is None or article is None:
            return
        is_alone = case.difference == "unreviewed"
        alike = len(same_kind(self._workspace, case))
        self._kind.setVisible(alike > 1 and not is_alone)
        self._kind.show_name(say("All {n} of this kind", n=alike))
        words = article.text[case.start : case.end]
        self._everywhere.setVisible(not case.is_tie and not is_alone and len(words) <= _LONGEST)
        self._everywhere.show_name(say("Every “{words}”", words=words))
        rest = sum(1 for one in self._workspace.review.open if one.difference == "unreviewed")
        self._rest.setVisible(is_alone and rest > 1)
        self._rest.show_name(say("Accept all {marks}", marks=count(rest, "mark", "marks")))


def _empty_words(review: Review, *, is_open: bool) -> tuple[str, str]:
    """Say why there is nothing to decide, and what to do."""
    if not is_open:
        return "No article is open", "Choose one in Annotate, or from the list."
    if not review.people:
        return (
            "Nobody has marked this article yet",
            "Bring in what colleagues send you, then their work can be compared here.",
        )
    if len(review.persons) == 1 and len(review.people) == 1:
        return (
            "Nothing is left to check here",
            say("{name} alone marked this article.", name=review.name_of(review.persons[0])),
        )
    if review.agreed:
        agreed = count(review.agreed, "mark", "marks")
        return "Nothing differs", say("All {agreed} are alike. Finish the review.", agreed=agreed)
    return "There are no marks to compare", "Whoever has finished this article marked nothing."


def _empty(row: QHBoxLayout) -> None:
    while row.takeAt(0) is not None:
        pass
