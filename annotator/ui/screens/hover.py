"""The card beside a mark under the mouse: what it is, and by whom. It goes at the next move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.sentences import count, say
from annotator.model.words import briefly
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.parts.facts_at_hand import facts_at_hand
from annotator.ui.parts.floating import Float
from annotator.ui.parts.layouts import Item, across, down, hairline
from annotator.ui.parts.mark_facts import MarkFacts, told_made
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import label, quotation
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Workspace

_AFTER_MS = 400
_WIDTH = 304
_MOST = 3
"""Marks that are told of; of more only how many there are."""
_LONGEST_NOTE = 200
"""Characters of a note that are shown."""
_LINES, _TAGS = 10, 14
"""Pixels of the lines below words, and of the tags above, that stay in sight; at a zoom of 1."""
_POINTER = 22
"""How far down the picture of the mouse reaches."""
_ENDS_IT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Wheel,
    QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate,
})  # fmt: skip


class HoverCard(Float):
    """Tells of the marks under the mouse when it rests there. The mouse goes through it."""

    def __init__(
        self, theme: Theme, workspace: Workspace, view: ArticleView, over: QWidget
    ) -> None:
        super().__init__(theme, over)
        self._theme, self._workspace, self._view, self._over = theme, workspace, view, over
        self._ids: tuple[str, ...] = ()
        self.facts: list[MarkFacts] = []
        """What it tells of."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("The marks under the mouse")
        self._column = down(gap=0, margins=(Space.M, Space.S, Space.M, Space.S + 2))
        self._body: QWidget | None = None
        self.setLayout(self._column)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._come)
        view.looked_at.connect(self._on_looked_at)

    def leave(self) -> None:
        """Go at once, or do not come."""
        if self._ids:
            self._ids = ()
            self._soon.stop()
            self.hide()
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go at the next key, click or turn of the wheel."""
        if event.type() in _ENDS_IT:
            self.leave()
        return super().eventFilter(watched, event)

    def _on_looked_at(self, ids: tuple[str, ...]) -> None:
        self.leave()
        app = QApplication.instance()
        if ids and app is not None:
            self._ids = ids
            self._soon.start()
            app.installEventFilter(self)

    def _come(self) -> None:
        article = self._workspace.article
        spans = [s for id_ in self._ids if (s := article.span(id_))] if article is not None else []
        self.facts = facts_at_hand(self._workspace, spans)
        if not self.facts or not self._view.isVisible():
            self.leave()
            return
        self._fill()
        self.setGeometry(self._place())
        self.show()
        self.raise_()

    # --- what it says -----------------------------------------------------------------------------

    def _fill(self) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        by_id = looks(self._workspace.scheme, self._theme.mode)
        column = down(gap=6)
        for number, facts in enumerate(self.facts[:_MOST]):
            if number:
                column.addWidget(hairline())
            look = by_id.get(facts.label)
            head: list[Item] = [Swatch(self._theme, look)] if look is not None else []
            column.addLayout(across(*head, label(facts.name, "strong"), None, gap=6))
            column.addLayout(down(quotation(briefly(facts.words)), *_lines(facts), gap=2))
        more = len(self.facts) - _MOST
        if more > 0:
            words = say("and {marks} around them", marks=count(more, "more mark", "more marks"))
            column.addWidget(label(words, "meta"))
        self._body = QWidget()
        self._body.setLayout(column)
        self._column.addWidget(self._body)

    # --- where it stands --------------------------------------------------------------------------

    def _place(self) -> QRect:
        """Stand below the line of the mark, or above it where there is no room; on no account
        under the mouse.
        """
        over, view = self._over.rect(), self._view
        self.setFixedWidth(min(_WIDTH, over.width() - 2 * Space.S))
        height = self._column.totalHeightForWidth(self.width())
        zoom = view.typesetting.zoom
        line = self._line()
        pointer = view.viewport().mapTo(self._over, view.pointer)
        top = max(line.bottom() + round(_LINES * zoom), pointer.y() + _POINTER)
        above = line.top() - round(_TAGS * zoom) - height
        if top + height > over.bottom() - Space.S and above >= Space.S:
            top = above
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = line.right() - self.width() if turned else line.left()
        most = over.width() - self.width() - Space.S
        return QRect(min(max(left, Space.S), most), top, self.width(), height)

    def _line(self) -> QRect:
        """Give the place of the inner mark on the line under the mouse."""
        view, facts = self._view, self.facts[0]
        place = view.place_under(view.pointer)
        span = self._workspace.article.span(facts.id) if self._workspace.article else None
        whole = view.rect_of(span.start, span.end) if span is not None else QRect()
        here = view.rect_of(place, place + 1) if place is not None else whole
        if here.isEmpty():
            here = QRect(view.pointer, view.pointer)
        if whole.height() <= here.height() + 2:
            here = here.united(whole)  # it lies on one line
        return here.translated(view.viewport().mapTo(self._over, QPoint(0, 0)))


def _lines(facts: MarkFacts) -> list[QWidget]:
    lines: list[QWidget] = []
    if facts.entity:
        lines.append(label(say("Entity: {name}", name=briefly(facts.entity)), "small", wrap=True))
    if facts.note:
        note = say("Note: {note}", note=briefly(facts.note, _LONGEST_NOTE))
        lines.append(label(note, "small", wrap=True))
    return [*lines, label(told_made(facts), "meta", wrap=True)]
