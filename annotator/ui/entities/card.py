"""One entity: its name, what is said of it, its other names, its mentions, and claims about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions import entities as deeds
from annotator.actions.action import Hands
from annotator.model.sentences import count, say
from annotator.ui.commands import Commands
from annotator.ui.entities.claims import ClaimRows
from annotator.ui.entities.fields import EntityForm
from annotator.ui.entities.mentions import MentionList
from annotator.ui.entities.names import NameChips
from annotator.ui.entities.pair import SplitField
from annotator.ui.icons import Icons
from annotator.ui.looks import looks
from annotator.ui.menus import short_menu
from annotator.ui.parts.buttons import button, tool
from annotator.ui.parts.form import LineField
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme, type_font
from annotator.workspace.entity import Caution, EntityAtHand
from annotator.workspace.mentions import Mention

_MENU = (
    "rename_entity", "another_name", "merge_into", None, "open_mention", "split_mentions", None,
    "delete_entity",
)  # fmt: skip
_NAME_STYLE = (
    "QLineEdit {{ padding: 0 5px; font-size: {size}px; font-weight: 600; }}"
    "QLineEdit:focus {{ padding: 0 4px; }}"
    "QLineEdit:!focus:!hover {{ background: transparent; border-color: transparent; }}"
)


class EntityCard(QFrame):
    """The middle of the page."""

    done = Signal()
    """The name was written to its end."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.setAccessibleName("Entity")
        self._theme, self._icons, self._hands, self._commands = theme, icons, hands, commands
        self._workspace = hands.workspace
        self._forms: dict[str, EntityForm] = {}
        self._form: EntityForm | None = None
        self._of_all = False
        self._swatch: Swatch | None = None
        self.name = _NameField("Name of the entity")
        self.name.setStyleSheet(_NAME_STYLE.format(size=type_font("page").pixelSize()))
        self.name.written.connect(self._on_renamed)
        self.name.returnPressed.connect(self.done)
        self.names = NameChips(theme, hands.workspace)
        self.mentions = MentionList(theme, hands.workspace)
        self.mentions.opened.connect(self._on_opened)
        self.split = SplitField(theme, hands.workspace, commands)
        self.claims = ClaimRows(
            theme, hands.workspace,
            lambda claim: self._attempt(lambda: deeds.go_to_claim(hands, claim)),
        )  # fmt: skip
        self._lay_out()
        self.mentions.came.connect(self._bring_into_view)
        theme.changed.connect(self.read)

    def _lay_out(self) -> None:
        edit = tool(self._icons, "edit", "Rename the entity", "F2")
        edit.clicked.connect(lambda: self._commands.do("rename_entity"))
        self._more = tool(self._icons, "more", "More to do with the entity")
        self._more.clicked.connect(self._open_menu)
        self._head = across(self.name, edit, self._more, gap=Space.XS)
        self._fields = down(gap=0)
        self._ties = button("More ties", "quiet")
        self._ties.setToolTip("Show every kind of tie that the scheme has.")
        self._ties.clicked.connect(self._show_ties)
        self._note = button("Note", "quiet")
        self._note.setToolTip("Write a note to the entity.")
        self._note.clicked.connect(self._write_note)
        self._cautions = down(gap=Space.XS)
        self._title = label("", "strong")
        self._hint = label("", "meta", wrap=True)
        self._next = button("", "quiet")
        self._next.clicked.connect(self._workspace.entities.show_more)
        more = across(self._note, self._ties, None, gap=0)
        column = down(
            self._head, Space.S, self._fields, more, self.names, self._cautions, Space.L,
            across(self._title, None, self.split), self.mentions, self._hint,
            across(self._next, None), Space.L, self.claims, None,
            gap=Space.S, margins=(Space.XXL, Space.XL, Space.XXL, Space.XL),
        )  # fmt: skip
        self.area = scrolled(column)
        self.setLayout(down(self.area, gap=0))

    # --- what is shown ----------------------------------------------------------------------------

    def read(self) -> None:
        """Show the entity at hand."""
        one = self._workspace.entities.shown
        self.area.setVisible(one is not None)
        if one is None:
            return
        self._show_name(one)
        self._show_form(one)
        self.names.show_entity(one)
        self._show_cautions(one.cautions)
        self._title.setText(count(one.total, "mention", "mentions"))
        self.mentions.read()
        self.mentions.setVisible(bool(one.mentions))
        self._hint.setVisible(not one.mentions)
        self._hint.setText("No mark names it. It may still be tied to others, or used in events.")
        left = one.total - len(one.mentions)
        self._next.setVisible(left > 0 and bool(one.mentions))
        self._next.show_name(say("Show more of the {n} others", n=left))
        self.claims.read()
        self.split.read()
        writes = self._workspace.cannot_write is None
        for part in (self.name, self._fields.parentWidget(), self.names):
            if part is not None and part is not self.area.widget():
                part.setEnabled(writes)

    def _show_name(self, one: EntityAtHand) -> None:
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.show_text(one.entity.name)
            self.name.setCursorPosition(0)
        look = looks(self._workspace.scheme, self._theme.mode).get(one.listed.label)
        if self._swatch is not None:
            self._head.removeWidget(self._swatch)
            self._swatch.deleteLater()
            self._swatch = None
        if look is not None:
            self._swatch = Swatch(self._theme, look)
            self._head.insertWidget(0, self._swatch)

    def _show_form(self, one: EntityAtHand) -> None:
        found = self._workspace.scheme.label_named(one.listed.label)
        key = f"{one.listed.label} {self._workspace.shows_expert}"
        form = self._forms.get(key)
        if form is None and found is not None:
            form = self._forms[key] = EntityForm(self._theme, self._workspace, found)
            self._fields.addWidget(form)
        if self._form is not None and self._form is not form:
            self._form.hide()
        self._form = form
        if form is not None:
            form.show_entity(one, of_all=self._of_all)
            form.show()
            self._note.setVisible(form.note.isHidden())
        self._ties.setVisible(bool(self._workspace.scheme.entity_links) and not self._of_all)

    def _show_cautions(self, cautions: list[Caution]) -> None:
        while (item := self._cautions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for caution in cautions:
            sign = Picture(self._icons, "caution", 16, "caution")
            words = label(caution.words, "caution", wrap=True)
            row = QWidget()
            parts: list[QWidget] = [sign, words]
            if caution.deed:
                mend = button(caution.deed, "link")
                mend.clicked.connect(self._mending(caution))
                parts.append(mend)
            layout = across(*parts, gap=Space.S)
            layout.setStretch(1, 1)
            row.setLayout(layout)
            self._cautions.addWidget(row)

    def _mending(self, caution: Caution) -> Callable[[], None]:
        workspace = self._workspace
        return lambda: self._save(lambda: deeds.mend(workspace, caution))

    def _save(self, deed: Callable[[], None]) -> None:
        self._workspace.save(deed)

    def forget_forms(self) -> None:
        """Make the fields anew: the scheme has changed."""
        self._form = None
        for form in self._forms.values():
            form.hide()
            form.deleteLater()
        self._forms.clear()

    # --- what the user does -----------------------------------------------------------------------

    def focus_name(self) -> None:
        """Begin to write the name."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        if self.name.isModified():
            self.name.editingFinished.emit()
        if self._form is not None:
            self._form.flush()

    def _on_renamed(self, name: str) -> None:
        self.name.setModified(False)
        workspace = self._workspace
        if not workspace.save(lambda: deeds.rename(workspace, name)):
            self.read()

    def _on_opened(self, mention: Mention) -> None:
        self._attempt(lambda: deeds.go_to_mention(self._hands, mention))

    def _attempt(self, deed: Callable[[], None]) -> None:
        self._commands.attempt(deed)

    def _write_note(self) -> None:
        if self._form is not None:
            self._note.hide()
            self._form.focus_note()

    def _show_ties(self) -> None:
        self._of_all = True
        self.read()

    def _open_menu(self) -> None:
        menu = short_menu(list(_MENU), self._commands, self._icons, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _bring_into_view(self, pixels: int) -> None:
        inside = self.area.widget()
        if inside is None:
            return
        place = self.mentions.mapTo(inside, self.mentions.rect().topLeft())
        self.area.ensureVisible(place.x(), place.y() + pixels, 0, 48)


class _NameField(LineField):
    """The name, large; Esc puts back what it was."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the name back by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.undo()
            self.show_text(self._known)
        else:
            super().keyPressEvent(event)
