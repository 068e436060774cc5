"""The sheet on which a relation is made: the other end, then the type, then what is said of it.

Nothing is asked that has one answer only. While the end is chosen the article rings and numbers the
marks that it can be, and a click on one of them is an answer as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.actions.action import Hands
from annotator.actions.marks.details import shown_name
from annotator.actions.marks.relating import (
    End,
    add_relation,
    change_relation,
    ends_elsewhere,
    ends_here,
    fits_between,
    name_of,
)
from annotator.model.change import Changes
from annotator.model.paragraphs import paragraph_numbers, paragraph_sign
from annotator.model.relating import Fit, asked
from annotator.model.scheme import Attribute
from annotator.model.sentences import say
from annotator.model.span import Relation, Span
from annotator.model.text import fold
from annotator.model.words import briefly
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import label
from annotator.ui.relating.answers import Answer, Answers
from annotator.ui.theme import Size, Space, Theme

_HINT = "Type a number from the article, or words"
_CHOICE_HINT = "Type a number, or the answer"
_NONE = "Nothing in this article fits. Mark the words first."
_NO_SUCH = "Nothing that fits has these words."
_MOST = 200
"""Ends of the open article that are listed at once."""
_YES_NO = (("true", "yes"), ("false", "no"))


def show_relating(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget, type_: str,
) -> None:  # fmt: skip
    """Choose what the chosen mark is tied to; a sheet that is open is used again."""
    chosen = hands.workspace.chosen
    if chosen is not None:
        _sheet(theme, icons, hands, commands, window).choose_end(chosen, type_)


def show_changing(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget,
    relation: Relation,
) -> None:  # fmt: skip
    """Say something else of a relation that is there."""
    _sheet(theme, icons, hands, commands, window).change(relation)


def _sheet(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
) -> RelateSheet:
    sheet = window.findChild(RelateSheet)
    return sheet if sheet is not None else RelateSheet(theme, icons, hands, commands, window)


class RelateSheet(SideSheet):
    """Asks one thing after the other. Esc goes back by one."""

    WIDTH = Size.PANEL - Space.S

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._theme, self._commands, self._workspace = theme, commands, hands.workspace
        self._looks: dict[str, LabelLook] = {}
        self._head: Span | None = None
        self._type = ""
        self._ends: dict[str, End] = {}
        self._offer: Callable[[str], Sequence[Answer]] = lambda _: ()
        self._take: Callable[[str], None] = lambda _: None
        self._back: list[Callable[[], None]] = []
        self._said: dict[str, str] = {}
        self._title = label("", "strong", wrap=True)
        self._remark = label("", "small", wrap=True)
        self._nothing = label("", "small", wrap=True)
        self.answers = Answers(theme)
        close = tool(icons, "close", "Close without a relation", "Esc")
        close.clicked.connect(self.leave)
        head = across(self._title, close, gap=Space.S)
        head.setStretch(0, 1)
        column = down(head, self._remark, gap=Space.XS, margins=(Space.L, Space.S, Space.M, 0))
        below = down(self._nothing, gap=0, margins=(Space.L, Space.S, Space.M, Space.M))
        whole = down(column, gap=Space.S)
        whole.addLayout(across(Space.S, self.answers, Space.S, gap=0), 1)
        whole.addLayout(below)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        workspace = self._workspace
        self.answers.typed.connect(self._on_typed)
        self.answers.looked_at.connect(self._on_looked_at)
        self.answers.answered.connect(self._on_answered)
        self.answers.left.connect(self._go_back)
        workspace.relating.answered.connect(self._on_clicked)
        workspace.changed.connect(self._on_changed)
        for signal in (workspace.opened, workspace.closed, workspace.moved):
            signal.connect(self.leave)

    # --- the other end ----------------------------------------------------------------------------

    def choose_end(self, head: Span, type_: str = "") -> None:
        """Ask for the other end of a relation of a mark, of one type only if it is named."""
        self._head, self._type, self._back = head, type_, []
        self._looks = looks(self._workspace.scheme, self._theme.mode)
        self._ask_end()
        self.stand()
        self.answers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_end(self) -> None:
        head = self._head
        if head is None:
            return
        self._workspace.relating.begin(head)
        words = briefly(head.quote)
        title = "Who says “{words}”?" if self._type else "What is “{words}” tied to?"
        self._ask(say(title, words=words), _HINT, self._ends_with, self._on_end)
        self._remark.setText("Or click the words in the article.")

    def _ends_with(self, words: str) -> list[Answer]:
        head = self._head
        if head is None:
            return []
        here = [end for end in ends_here(self._workspace, head, self._type) if _has(end, words)]
        elsewhere = [] if self._type else ends_elsewhere(self._workspace, head, words)
        found = [*here[:_MOST], *elsewhere]
        self._ends = {end.span.id: end for end in found}
        return [self._answer(end) for end in found]

    def _answer(self, end: End) -> Answer:
        span, article = end.span, self._workspace.article
        scheme = self._workspace.scheme
        remark = end.title
        if article is not None and article.id == span.article:
            numbers = paragraph_numbers(article.text, article.zones)
            remark = paragraph_sign(numbers.number_at(span.start))
        look = self._looks.get(scheme.label_ids.get(span.label, span.label))
        return Answer(span.id, " ".join(span.quote.split()), remark, look, end.restated)

    def _on_end(self, id_: str) -> None:
        self._take_end(self._ends[id_].span)

    def _on_clicked(self, span: Span) -> None:
        if self.isVisible():
            self._take_end(span)

    def _take_end(self, other: Span) -> None:
        head, workspace = self._head, self._workspace
        if head is None:
            return
        found: list[Fit] = []
        self._commands.attempt(
            lambda: found.extend(fits_between(workspace, head, other, self._type, besides=True))
        )
        if len(found) == 1:
            self._take_fit(head, other, found[0])
        elif found:
            self._ask_type(head, other, found)

    # --- the type, and what is said of it ---------------------------------------------------------

    def _ask_type(self, head: Span, other: Span, found: list[Fit]) -> None:
        self._back.append(self._ask_end)
        by_id = {fit.type.id: fit for fit in found}
        answers = [_type_answer(fit) for fit in found]
        title = say(
            "“{words}” and “{other}”", words=briefly(head.quote), other=briefly(other.quote)
        )
        self._ask(title, _CHOICE_HINT, _among(answers),
                  lambda id_: self._take_fit(head, other, by_id[id_]))  # fmt: skip

    def _take_fit(self, head: Span, other: Span, fit: Fit) -> None:
        self._said = {}
        workspace = self._workspace

        def finish() -> None:
            said = tuple(self._said.items())
            self._finish(lambda: add_relation(workspace, head, other, fit, said))

        before = self._ask_end if not self._back else self._again()
        self._ask_attributes(fit.type.name, asked(fit.type), before, finish)

    def _again(self) -> Callable[[], None]:
        """Give what asks again what is asked now."""
        title, offer, take = self._title.text(), self._offer, self._take
        return lambda: self._ask(title, _CHOICE_HINT, offer, take)

    def _ask_attributes(
        self, name: str, left: list[Attribute], before: Callable[[], None],
        finish: Callable[[], None],
    ) -> None:  # fmt: skip
        if not left:
            finish()
            return
        attribute, *rest = left
        self._back.append(before)
        answers = _choices(attribute)
        held = self._said.get(attribute.id) or next(iter(attribute.default), None)

        def take(value: str) -> None:
            self._said[attribute.id] = value
            self._ask_attributes(name, rest, self._again(), finish)

        title = say("{type}: {attribute}?", type=shown_name(name).capitalize(),
                    attribute=shown_name(attribute.name))  # fmt: skip
        self._ask(title, _CHOICE_HINT, _among(answers), take, held)

    def change(self, relation: Relation) -> None:
        """Ask again what is said of a relation."""
        known = self._workspace.scheme.relation_named(relation.type)
        if known is None or not asked(known):
            self._workspace.tell("Nothing is said of such a relation beyond what it is.")
            return
        self._head, self._back = None, []
        self._said = dict(relation.attributes)
        workspace = self._workspace

        def finish() -> None:
            said = tuple(self._said.items())
            self._finish(lambda: change_relation(workspace, relation, said))

        self._ask_attributes(known.name, asked(known), self.leave, finish)
        self.stand()
        self.answers.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- asking -----------------------------------------------------------------------------------

    def _ask(
        self, title: str, hint: str, offer: Callable[[str], Sequence[Answer]],
        take: Callable[[str], None], held: str | None = None,
    ) -> None:  # fmt: skip
        self._offer, self._take = offer, take
        self._title.setText(title)
        self._remark.setText("")
        self.setAccessibleName(title)
        self.answers.ask(title, hint)
        self._show(held)

    def _show(self, held: str | None = None) -> None:
        words = self.answers.field.text()
        answers = self._offer(words)
        self.answers.show_answers(answers, held)
        nothing = "" if answers else _NO_SUCH if words else _NONE
        self._nothing.setText(nothing)
        self._nothing.setVisible(bool(nothing))

    def _on_answered(self, id_: str) -> None:
        self._take(id_)

    def _on_typed(self) -> None:
        self._show()

    def _on_looked_at(self) -> None:
        """Ring what is offered in the article, and what is looked at in the list."""
        article = self._workspace.article
        is_end = article is not None and self._take == self._on_end
        if article is None or not is_end:
            self._workspace.relating.show((), None)
            return
        current, offered = self.answers.current, self.answers.offered
        numbered = offered[:9] if not self.answers.field.text() else []
        ends = [article.span(answer.id) for answer in numbered]
        pointed = article.span(current.id) if current is not None else None
        self._workspace.relating.show([end for end in ends if end is not None], pointed)

    def _go_back(self) -> None:
        if self._back:
            self._back.pop()()
        else:
            self.leave()

    def _finish(self, deed: Callable[[], object]) -> None:
        head, workspace = self._head, self._workspace
        if not self._commands.attempt(deed):
            return
        self.leave()
        article = workspace.article
        own = article.span(head.id) if article is not None and head is not None else None
        if own is not None:
            workspace.choose(own)

    def _on_changed(self, changes: Changes) -> None:
        """Leave where the mark that one starts from is gone."""
        article, head = self._workspace.article, self._head
        if changes.touch("span") and head is not None and article is not None:
            self._head = article.span(head.id)
            if self._head is None:
                self.leave()

    def leave(self) -> None:
        """Close, and ring nothing any more."""
        self._workspace.relating.end()
        super().leave()


def _has(end: End, words: str) -> bool:
    there = fold(f"{end.span.quote} {end.restated}")
    return all(word in there for word in fold(words).split())


def _among(answers: list[Answer]) -> Callable[[str], list[Answer]]:
    """Give what finds the answers in which some words stand."""

    def offer(words: str) -> list[Answer]:
        wanted = fold(words).split()
        return [one for one in answers if all(word in fold(one.words) for word in wanted)]

    return offer


def _type_answer(fit: Fit) -> Answer:
    remark = "from the other mark to this one" if fit.is_reversed else ""
    return Answer(fit.type.id, name_of(fit.type), remark, more=fit.type.help or "")


def _choices(attribute: Attribute) -> list[Answer]:
    if attribute.type == "bool":
        return [Answer(id_, words) for id_, words in _YES_NO]
    by_default = "by default"
    return [
        Answer(choice.id, shown_name(choice.name), by_default * (choice.id in attribute.default))
        for choice in attribute.values
    ]
