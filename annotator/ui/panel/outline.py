"""The outline: the marks of the article as a list, by place, label or entity.

A screen reader cannot see the bands in the article, so this list is also their mirror.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.model.change import Changes
from annotator.model.paragraphs import paragraph_numbers
from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.model.words import briefly
from annotator.settings import FOLDED, OUTLINE, Settings
from annotator.ui.icons import Icons
from annotator.ui.looks import looks
from annotator.ui.panel.arrangement import Arrangement, Order, head_key
from annotator.ui.panel.deeds import Do, attempt
from annotator.ui.panel.outline_delegate import OutlineDelegate
from annotator.ui.panel.outline_list import OutlineList
from annotator.ui.panel.outline_model import OutlineModel
from annotator.ui.panel.rows import GroupRow, Row
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.article import MarksDelta
from annotator.workspace.colleagues import who_has
from annotator.workspace.entities import EntityNames
from annotator.workspace.workspace import Workspace

_AT_ONCE = 100
"""Marks; if more come or go together, all rows are laid out anew."""
_LONGEST_FILTER = 12
_TO_MARK = "Select words in the article, then press the key of a label, or click its tile above."
_TO_SEE_MINE = "“Show mine” above leads back to your own."
_ORDERS = (("text", "Text"), ("label", "Label"), ("entity", "Entity"))


class Outline(QWidget):
    """Head, filter and list. While it is hidden it costs nothing."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, settings: Settings, do: Do
    ) -> None:
        super().__init__()
        self._theme, self._workspace, self._settings, self._do = theme, workspace, settings, do
        self._entities = EntityNames()
        self._filter = ""
        self._is_stale = True
        self._shown: tuple[str, str] | None = None
        """The article whose marks are listed, and whose they are."""
        self._model = OutlineModel(self._arrangement())
        self._model.tree.keep_closed(map(head_key, settings.get(FOLDED)))
        self._model.is_unsaved = workspace.unsaved.holds
        self._delegate = OutlineDelegate(theme, self._model)
        self.list = OutlineList(self._model, self._delegate)
        self._head(theme, icons)
        self._empty = EmptyList(icons, "annotate", "", "")
        self._others = EmptyList(icons, "people", "", "", "Show them")
        self._pages = QStackedLayout()
        column = down(self._top, gap=0)
        column.addLayout(self._pages, 1)
        self.setLayout(column)  # before the pages show what they are given
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._framed(self._empty))
        self._pages.addWidget(self._framed(self._others))
        self.setFocusProxy(self.list)
        self._show_filter()
        self._connect()
        self._renew_looks()

    def _head(self, theme: Theme, icons: Icons) -> None:
        self._title = label("Outline", "section")
        self._found = label("", "section")
        self._clear = tool(icons, "close", "Show all marks again", "Esc")
        self._orders = Segments(theme, "Order of the outline", _ORDERS, self._settings.get(OUTLINE))
        self._top = across(
            self._title, self._found, self._clear, None, self._orders, gap=Space.XS,
            margins=(20, 0, 12, 8),
        )  # fmt: skip

    @staticmethod
    def _framed(widget: QWidget) -> QWidget:
        page = QWidget()
        page.setLayout(down(Space.L, widget, None, gap=0, margins=(20, 0, 20, 0)))
        return page

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.moved.connect(self._on_moved)
        workspace.opened.connect(self._on_opened)
        workspace.closed.connect(self._on_opened)
        workspace.marks_changed.connect(self._on_marks_changed)
        workspace.changed.connect(self._on_changed)
        workspace.selected.connect(self._show_chosen)
        self._theme.changed.connect(self._renew_looks)
        self._orders.chosen.connect(self._on_order)
        self._clear.clicked.connect(lambda: self._set_filter(""))
        self._others.asked.connect(lambda: self._do("show_whose"))
        self.list.chosen.connect(self._on_row_chosen)
        self.list.folded.connect(self._on_folded)
        self.list.entered.connect(self._on_row_entered)
        self.list.typed.connect(self._on_typed)
        self.list.left.connect(self._on_left)
        self.list.deleted.connect(lambda: self._do("delete_mark"))

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def order(self) -> Order:
        """The order of the rows."""
        return cast("Order", self._orders.choice or "label")

    def _arrangement(self) -> Arrangement:
        order = cast("Order", self._settings.get(OUTLINE))
        return Arrangement(order, self._workspace.scheme, self._entities.of)

    def renew(self) -> None:
        """Lay out all rows anew, or if nobody sees them, as soon as somebody does."""
        self._is_stale = True
        if not self.isVisible():
            return
        self._is_stale = False
        spans = self._spans()
        self._read_entities(spans)
        arrangement = self._arrangement()
        if self._filter:
            spans = [span for span in spans if arrangement.matches(span, self._filter)]
        with self.list.keeping_place():
            self._model.show(spans, arrangement, all_open=bool(self._filter))
        self._show_page()
        self._show_chosen()

    def _spans(self) -> list[Span]:
        article = self._workspace.article
        if article is None:
            return []
        self._model.paragraphs = paragraph_numbers(article.text, article.zones)
        hidden = {
            label for label in {span.label for span in article.spans} if not self._shows(label)
        }
        return [span for span in article.spans if span.label not in hidden]

    def _shows(self, label: str) -> bool:
        """Say whether marks of a label are shown: asked once for each label, not for each mark."""
        scheme = self._workspace.scheme
        known = scheme.label_named(label)
        return self._workspace.shows_expert or known is None or known.level == "default"

    def _read_entities(self, spans: list[Span]) -> None:
        ids = {span.entity for span in spans if span.entity is not None}
        if ids:
            self._entities.read(self._workspace.reader, ids)

    def _show_page(self) -> None:
        self._show_filter()
        is_empty = not self._model.tree.rows and not self._filter
        if is_empty and self._workspace.article is not None:
            self._say_what_is_missing()
        else:
            self._pages.setCurrentIndex(0)

    def _say_what_is_missing(self) -> None:
        """Say that there are no marks here, who has some, and how to make one."""
        workspace = self._workspace
        colleagues = workspace.colleagues() if workspace.is_mine else []
        if colleagues:
            self._others.say("You have no marks here", say("{who} here.", who=who_has(colleagues)))
        elif not workspace.is_mine:
            name = workspace.whose_name()
            self._empty.say(say("{name} has no marks here", name=name), _TO_SEE_MINE)
        else:
            self._empty.say("No marks yet", workspace.cannot_write or _TO_MARK)
        self._pages.setCurrentIndex(2 if colleagues else 1)

    def _show_chosen(self) -> None:
        if self._is_stale:
            return
        tree = self._model.tree
        mark = tree.mark(self._workspace.selection.span)
        row = tree.row_for(mark) if mark is not None else None
        shown = self.list.current_row()
        if row is None and shown is not None and shown.span is None:
            return  # the keyboard may stay on the head of a group
        self.list.show_current(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.renew()

    # --- what happens to the marks ----------------------------------------------------------------

    def _on_opened(self) -> None:
        self._entities.forget()
        self._renew_looks()
        self.renew()

    def _on_moved(self) -> None:
        self._filter = ""
        self._show_filter()
        article = self._workspace.article
        shown = (article.id, article.whose) if article is not None else None
        if shown != self._shown:
            self._shown = shown
            self._model.tree.forget_opened()
            self.list.verticalScrollBar().setValue(0)
        self.renew()

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        if self._is_stale or not self.isVisible():
            self._is_stale = True
            return
        if delta.whole or len(delta.added) + len(delta.removed) > _AT_ONCE:
            self.renew()
            return
        with self.list.quietly():
            self._take(delta)
        self._show_page()
        self._show_chosen()

    def _take(self, delta: MarksDelta) -> None:
        tree = self._model.tree
        added = [span for span in delta.added if self._shows(span.label)]
        self._read_entities(added)
        for span in delta.removed:
            tree.remove(span)
        for span in added:
            if not self._filter or tree.arrangement.matches(span, self._filter):
                tree.add(span)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("scheme", "label", "attribute"):
            self._renew_looks()
            self.renew()
        elif changes.touch("span", "person") and not self._model.tree.rows and not self._is_stale:
            self._show_page()  # a colleague's marks may have come
        elif changes.touch("zone", "entity"):
            if not changes.touch("zone") and not self._entities.forget(changes.items):
                return
            self.renew()

    def _renew_looks(self) -> None:
        self._delegate.looks = looks(self._workspace.scheme, self._theme.mode)
        self.list.viewport().update()

    # --- what the user does -----------------------------------------------------------------------

    def _on_order(self, order: str) -> None:
        attempt(self._workspace, lambda: self._settings.set(OUTLINE, order))
        self.renew()

    def _on_row_chosen(self, row: Row) -> None:
        if row.span is not None:
            self._workspace.choose(row.span)

    def _on_folded(self, row: GroupRow) -> None:
        """Keep for next time which labels are folded away, those of other projects as well."""
        labels = self._workspace.scheme.label_names
        label = next((id_ for id_ in labels if head_key(id_) == row.branch.key), None)
        if label is not None:
            others = [known for known in self._settings.get(FOLDED) if known != label]
            kept = others if row.opened else [*others, label]
            attempt(self._workspace, lambda: self._settings.set(FOLDED, kept))

    def _on_row_entered(self, row: Row) -> None:
        if row.span is not None:
            self._workspace.choose(row.span)
            self._do("focus_article")

    def _on_typed(self, character: str) -> None:
        self._set_filter(self._filter[:-1] if character == "\b" else self._filter + character)

    def _on_left(self) -> None:
        if self._filter:
            self._set_filter("")
        else:
            self._do("focus_article")

    def _set_filter(self, words: str) -> None:
        words = words.lstrip()
        if words == self._filter:
            return
        self._filter = words
        self.renew()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_filter(self) -> None:
        self._title.setVisible(not self._filter)
        number = self._model.tree.count
        words = briefly(self._filter, _LONGEST_FILTER)
        found = count(number, "mark", "marks") if number else "nothing"
        self._found.setText(say("“{words}”: {found}", words=words, found=found))
        self._found.setVisible(bool(self._filter))
        self._clear.setVisible(bool(self._filter))
