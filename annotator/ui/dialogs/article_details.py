"""The details of the open article: a sheet that floats beside the text, written as one goes on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.article import Reading, Sighting
from annotator.model.change import Changes
from annotator.model.sentences import Told, Trouble, count, say
from annotator.ui.dialogs.article_fields import Field, fields_of, stored, value_of
from annotator.ui.dialogs.article_rows import FieldRow
from annotator.ui.icons import Icons
from annotator.ui.library.dates import long_date
from annotator.ui.library.facts import NO_TITLE, joined
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.floating import Float
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace

_WIDTH = 440
_ABOVE, _BELOW = Size.TOOLBAR + Space.M, Size.STATUS + Space.M
_RELEVANT = Field(
    "relevant", "Relevant", "choice", (("yes", "yes"), ("no", "no"), ("unsure", "unsure"))
)
_VERDICTS: dict[str, tuple[bool | None, str]] = {
    "yes": (True, "relevant"),
    "no": (False, "not relevant"),
    "unsure": (None, "perhaps relevant"),
}
_HASH_SHOWN = 12
_GAP = 6


def show_details(theme: Theme, icons: Icons, workspace: Workspace, window: QWidget) -> None:
    """Show the details of the open article over a window; a sheet that is open is used again."""
    sheet = window.findChild(ArticleDetails)
    if sheet is None:
        sheet = ArticleDetails(theme, icons, workspace, window)
    sheet.open_over()


class ArticleDetails(Float):
    """What is known of the open article. Each field is written as it is left, as one step."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace, window: QWidget) -> None:
        super().__init__(theme, window)
        self._workspace, self._over = workspace, window
        self._before = QApplication.focusWidget()
        self._id = workspace.article.id if workspace.article is not None else None
        self.setAccessibleName("Details of the article")
        self.rows = {
            field.id: FieldRow(theme, field)
            for field in (*fields_of(workspace.scheme), _RELEVANT)
        }  # fmt: skip
        for row in self.rows.values():
            row.written.connect(partial(self._write, row.field))
        self._reason = label("", "caution", wrap=True)
        self._seen = label("", "small", wrap=True)
        self._facts = label("", "meta")
        self._lay_out(icons)
        window.installEventFilter(self)
        workspace.moved.connect(self._on_moved)
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self._show_reason)
        self._show()

    def _lay_out(self, icons: Icons) -> None:
        close = tool(icons, "close", "Close the details", "Esc")
        close.clicked.connect(self.leave)
        heading = label("Details of the article", "strong")
        head = across(heading, None, close, margins=(Space.L, Space.S, Space.S, Space.XS))
        column = down(
            self._reason, *self.rows.values(), hairline(), label("Where it was seen", "section"),
            self._seen, self._facts, gap=_GAP, margins=(Space.L, Space.XS, Space.L, Space.L),
        )  # fmt: skip
        for words in (self._seen, self._facts):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column = column
        self.area = scrolled(column)
        self.setLayout(down(head, self.area, gap=0))

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self) -> None:
        """Show the sheet, with the keyboard in its first field."""
        self.place()
        self.show()
        self.raise_()
        next(iter(self.rows.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand at the far side, over the panel, between toolbar and status line."""
        over = self._over.rect()
        width = min(_WIDTH, over.width() - 2 * Space.L)
        wanted = self._column.totalHeightForWidth(width) + Size.CONTROL + Space.L
        height = min(wanted, over.height() - _ABOVE - _BELOW)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = Space.L if rtl else over.width() - width - Space.L
        self.setGeometry(left, _ABOVE, width, height)

    def leave(self) -> None:
        """Write what was typed, close, and give the keyboard back."""
        self.flush()
        self._over.removeEventFilter(self)
        had_focus = has_focus_inside(self)
        self.hide()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.deleteLater()

    def flush(self) -> None:
        """Write what was typed and not left yet."""
        for row in self.rows.values():
            row.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the window's size."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    # --- from the file to the screen --------------------------------------------------------------

    def _on_moved(self) -> None:
        """Write what belongs to the article before, and show the one that is open now."""
        article = self._workspace.article
        if self._workspace.is_open:
            self.flush()
        if article is None:
            self.leave()
            return
        self._id = article.id
        self._show()

    def _on_changed(self, changes: Changes) -> None:
        if self._id in changes.articles:
            self._show()

    def _show(self) -> None:
        at_hand = self._workspace.article
        if at_hand is None or at_hand.id != self._id:
            return
        for row in self.rows.values():
            if row.field is not _RELEVANT:
                row.show_value(value_of(at_hand.article, row.field))
        reading = at_hand.reading
        relevant = reading.relevant if reading is not None else None
        held = next(choice for choice, (said, _) in _VERDICTS.items() if said is relevant)
        self.rows[_RELEVANT.id].show_value(held)
        self._show_seen(self._workspace.reader.sightings(at_hand.id))
        characters = count(len(at_hand.text), "character", "characters")
        self._facts.setText(joined([characters, f"sha256 {at_hand.id[:_HASH_SHOWN]}"]))
        self._facts.setToolTip(at_hand.id)
        self._show_reason()

    def _show_seen(self, sightings: list[Sighting]) -> None:
        self._seen.setText("\n".join(_seen(one) for one in sightings) or "Nowhere that is known.")

    def _show_reason(self) -> None:
        """Say why nothing can be changed, where that is so."""
        reason = self._workspace.cannot_write
        self._reason.setText(reason or "")
        self._reason.setVisible(reason is not None)
        for row in self.rows.values():
            mine = row.field is not _RELEVANT or self._workspace.is_mine
            row.editor.setEnabled(reason is None and mine)

    # --- from the screen to the file --------------------------------------------------------------

    def _write(self, field: Field, words: str) -> None:
        try:
            if field is _RELEVANT:
                self._judge(words)
            else:
                self._set(field, words)
        except Told as told:
            self._workspace.tell(str(told), is_trouble=isinstance(told, Trouble))
            self.rows[field.id].keep_waiting(words)
        else:
            self.flush()

    def _set(self, field: Field, words: str) -> None:
        if self._id is None:
            return
        template = "Set “{field}” of the article" if words else "Clear “{field}” of the article"
        with self._workspace.step(template, field=field.name) as store:
            store.set_article(self._id, **{field.id: stored(field, words)})
        self._workspace.tell(
            say("Saved: {field}." if words else "Cleared: {field}.", field=field.name)
        )

    def _judge(self, choice: str) -> None:
        at_hand = self._workspace.article
        if at_hand is None:
            return
        relevant, verdict = _VERDICTS[choice]
        before = at_hand.reading or Reading(at_hand.id, self._workspace.person.id)
        title = at_hand.article.title or NO_TITLE
        with self._workspace.step("“{title}” is {verdict}", title=title, verdict=verdict) as store:
            store.put(replace(before, relevant=relevant))
        self._workspace.tell(say("“{title}” is {verdict}.", title=title, verdict=verdict))


def _seen(sighting: Sighting) -> str:
    parts = [sighting.source, sighting.title, sighting.url, sighting.file]
    if sighting.published:
        parts.insert(1, long_date(sighting.published))
    return joined(part for part in parts if part)
