"""The find bar over the head of the article: a field, how to look, and all that can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.actions.action import Action, FindWay
from annotator.actions.hits import PREFIX
from annotator.model.finding import Hits, Stretch, Wanted, literally
from annotator.model.sentences import count, say
from annotator.model.words import briefly
from annotator.ui.article.page import FOOT
from annotator.ui.article.view import ArticleView
from annotator.ui.commands import Commands
from annotator.ui.find.corner import place_clear
from annotator.ui.find.hit_list import HitList
from annotator.ui.find.label_menu import LabelMenu
from annotator.ui.find.search import Search
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, PushButton, bold_width, button, tool
from annotator.ui.parts.floating import Float
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.words import key_text, label, tooltip
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace

_ROWS = 8
"""Hits that are listed at once."""
_LONGEST = 80
"""Characters that are picked; of more, nobody looks for the next."""
_LONGEST_PATTERN = 1_000
_WHOLE, _PATTERN, _LIST, _LABEL = "find_whole_words", "find_pattern", "list_hits", "label_hits"
"""The deeds that belong to the bar: their keys work in it alone."""


class FindBar(Float):
    """Floats over the article; the hit that is shown is picked, so that a key labels it."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, view: ArticleView,
        commands: Commands, over: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(theme, over)
        self._theme, self._workspace, self._commands = theme, workspace, commands
        self._view, self._over = view, over
        self._search = Search(workspace)
        self._soon = QTimer(self)
        """A pattern may take a moment: it is looked for once the keys pressed meanwhile are in."""
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_typed)
        self.setAccessibleName("Find in the article")
        self._make_parts(theme, icons)
        self._lay_out(icons)
        self._connect()
        self.hide()

    def _make_parts(self, theme: Theme, icons: Icons) -> None:
        self._field = QLineEdit()
        self._field.setProperty("role", "bare")
        self._field.setPlaceholderText("Find in the article")
        self._field.setAccessibleName("Find in the article")
        self._field.setMaxLength(_LONGEST_PATTERN)
        self._count = label("", "meta")
        deeds = {id_: self._commands[id_] for id_ in (_WHOLE, _PATTERN, _LIST, _LABEL)}
        self._whole = _switch("Whole words", deeds[_WHOLE])
        self._pattern = _switch("Pattern", deeds[_PATTERN])
        self._switches: dict[FindWay, PushButton] = {"whole": self._whole, "pattern": self._pattern}
        self._lists = tool(icons, "list", deeds[_LIST].name, deeds[_LIST].keys[0], checked=False)
        self._label_all = KeyedButton("Label all…", deeds[_LABEL].keys[0])
        self._remark = label("", "caution", wrap=True)
        self._remark.setContentsMargins(Space.M, 0, Space.M, Space.S)
        self._list = HitList(theme)
        self._rows = down(hairline(), across(self._list, margins=(4, 4, 4, 4)), gap=0)
        self._below = frame("", self._rows)

    def _lay_out(self, icons: Icons) -> None:
        before = tool(icons, "up", "Previous hit", "Shift+F3")
        after = tool(icons, "down", "Next hit", "F3")
        close = tool(icons, "close", "Close", "Esc")
        before.clicked.connect(lambda: self.go(-1))
        after.clicked.connect(lambda: self.go(1))
        close.clicked.connect(self.close_bar)
        head = across(
            self._field,
            self._count,
            Space.XS,
            before,
            after,
            close,
            gap=2,
            margins=(Space.M, 4, 4, 2),
        )
        head.setStretchFactor(self._field, 1)
        ways = across(
            self._whole, self._pattern, None, self._lists, self._label_all,
            gap=2, margins=(6, 0, 4, 4),
        )  # fmt: skip
        column = down(head, ways, self._remark, self._below, gap=0)
        self.setLayout(column)

    def _connect(self) -> None:
        self._field.textEdited.connect(self._on_edited)
        self._field.installEventFilter(self)
        self._over.installEventFilter(self)
        for switch in self._switches.values():
            switch.toggled.connect(self._on_edited)
        self._lists.toggled.connect(self._on_list_toggled)
        self._label_all.clicked.connect(lambda: self._commands.do(_LABEL))
        self._list.moved.connect(self._show_number)
        self._list.entered.connect(self._on_entered)
        self._list.typed.connect(self._on_letters)
        self._list.left.connect(self._field.setFocus)
        for id_ in (_WHOLE, _PATTERN, _LIST, _LABEL):
            for keys in self._commands[id_].keys:
                inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
                QShortcut(QKeySequence(keys), self, partial(self._commands.do, id_), context=inside)
        self._workspace.moved.connect(self._on_moved)
        self._workspace.selected.connect(self._on_selected)
        self._workspace.closed.connect(self.hide_bar)

    # --- for the window ---------------------------------------------------------------------------

    def open_bar(self) -> None:
        """Show the field, with the picked words in it. What is picked stays until one types."""
        self._want()
        words = self._picked_words()
        if words and self._search.number is None:  # else they were found by what is in the field
            self._field.setText(literally(words) if self._pattern.isChecked() else words)
        self._open()

    def _open(self) -> None:
        self._want()
        self.show()
        self.raise_()
        self._field.setFocus()
        self._field.selectAll()
        self._show_state()

    def close_bar(self) -> None:
        """Hide the field and go back to the text, where the hit stays picked."""
        self.hide_bar()
        self._view.setFocus()

    def hide_bar(self) -> None:
        """Hide the field, and what it shows in the article."""
        self.hide()
        self._view.set_hits(())

    def list_hits(self) -> None:
        """Open the list of all hits, and go on in it."""
        if self.isHidden():
            self.open_bar()
        self._lists.setChecked(True)
        if self._list.isVisibleTo(self):
            if self._search.number is None:
                self._show(self._search.from_here())
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer_labels(self) -> None:
        """Offer the labels that all hits can have."""
        if self.isHidden():
            self._open()
        self._want()
        self._show_state()
        hits = count(len(self._search.hits.places), "hit", "hits")
        title = say("Label all {hits} as", hits=hits)
        menu = LabelMenu(self._theme, self._workspace, self._commands, title, self)
        menu.chosen.connect(self._label_hits)
        menu.open_below(self._label_all)

    def toggle(self, way: FindWay) -> None:
        """Find in this way, or no longer."""
        self._switches[way].toggle()

    def is_on(self, way: FindWay) -> bool:
        """Say whether this is how words are found."""
        return self._switches[way].isChecked()

    def go(self, step: int) -> None:
        """Go to the next hit, or with -1 to the one before; around at the ends.

        With the field closed the words looked for last are meant, and the answer is told.
        """
        if not self._field.text():
            self.open_bar()
        self._want()
        self._show(self._search.next(step))
        if self.isHidden():
            self._tell()

    def looked_for(self) -> str:
        """Give the words that were looked for last."""
        return self._field.text()

    def hits(self) -> Hits:
        """Give where they stand in the open article."""
        self._want()
        return self._search.hits

    # --- looking ----------------------------------------------------------------------------------

    def _want(self) -> None:
        self._soon.stop()
        self._search.wanted = Wanted(
            self._field.text(), self._whole.isChecked(), self._pattern.isChecked()
        )

    def _on_edited(self) -> None:
        if self._pattern.isChecked():
            self._soon.start()
        else:
            self._on_typed()

    def _on_typed(self) -> None:
        """Go to the first hit at what is picked or behind it, as one types."""
        self._want()
        self._show(self._search.from_here())

    def _show_number(self, number: int) -> None:
        self._show(self._search.hits.places[number])

    def _show(self, hit: Stretch | None) -> None:
        if hit is not None:
            self._workspace.pick(*hit)
            self._view.pick(*hit)  # into sight, if it was picked already
        self._show_state()

    def _tell(self) -> None:
        """Say in the status line what was found, while the field is closed."""
        told = self._search.hits.trouble or self._search.told()
        words = briefly(self._field.text())
        if words:
            found = told[:1].lower() + told[1:]
            self._workspace.tell(say("“{words}”: {found}", words=words, found=found))

    def _picked_words(self) -> str:
        selection, article = self._workspace.selection, self._workspace.article
        if article is None or selection.end - selection.start > _LONGEST:
            return ""
        words = article.text[selection.start : selection.end]
        return words if words.isprintable() else ""

    def _on_moved(self) -> None:
        self._search.forget()
        if self._pattern.isChecked():  # which may take a moment; the article is shown first
            QTimer.singleShot(0, self, self._show_state)
        else:
            self._show_state()

    def _on_selected(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._count_hits()

    # --- what is shown ----------------------------------------------------------------------------

    def _show_state(self) -> None:
        """Show what was found: how many, where, why not; nothing while the bar is closed."""
        if self.isHidden():
            return
        hits = self._search.hits
        self._remark.setText(hits.trouble or (
            say("There are more hits than that. The first {n} are kept.", n=len(hits.places))
            if hits.has_more else ""
        ))  # fmt: skip
        self._view.set_hits(hits.places)
        self._list.hits.show(self._workspace.article, hits.places)
        self._count_hits()
        self._place()

    def _count_hits(self) -> None:
        found = self._search.told()
        self._count.setText(found)
        self._field.setAccessibleDescription(self._search.hits.trouble or found)
        self._list.show_number(self._search.number)

    def _place(self) -> None:
        if not self.isHidden():
            number = self._search.number
            hit = self._search.hits.places[number] if number is not None else None
            self._remark.setVisible(bool(self._remark.text()))
            wanted = len(self._list.hits.places) if self._lists.isChecked() else 0
            rows = min(wanted, _ROWS, max(1, (self._over.height() - 2 * FOOT) // Size.ROW))
            self._size_list(rows)
            while not place_clear(self, self._over, self._view, hit) and rows > 1:
                rows -= 1
                self._size_list(rows)

    def _size_list(self, rows: int) -> None:
        self._below.setVisible(bool(rows))
        self._list.setFixedHeight(Size.ROW * rows)
        self._rows.activate()  # it was measured as it appeared, without its rows

    # --- the list and the labels ------------------------------------------------------------------

    def _on_list_toggled(self) -> None:
        had_keyboard = has_focus_inside(self._list)
        self._show_state()
        if had_keyboard and not self._lists.isChecked():
            self._field.setFocus()

    def _on_entered(self, number: int) -> None:
        """Go to a hit to stay there: the keyboard is the article's."""
        self._show_number(number)
        self._view.setFocus()

    def _on_letters(self, words: str) -> None:
        self._field.setFocus()
        self._field.insert(words)
        self._on_edited()

    def _label_hits(self, label_id: str) -> None:
        """Label them; the keyboard is the article's then, where one key takes it back."""
        self._view.setFocus()
        self._commands.do(PREFIX + label_id)

    # --- keys -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move among the hits by Return, close by Esc, and keep to the corner."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        elif (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._pressed(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc on the buttons and in the list too."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key == Qt.Key.Key_Down and self._list.isVisible():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True


def _switch(words: str, deed: Action) -> PushButton:
    """Make a button that holds how to look."""
    made = button(words, "quiet", checked=False)
    made.setMinimumWidth(bold_width(words, "small") + 2 * Space.S)
    made.setToolTip(tooltip(f"{deed.help}  {key_text(deed.keys[0])}"))
    made.setAccessibleDescription(deed.help)
    return made
