"""The page of entities: the register, the entity at hand, and what it may be one with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from annotator.actions.action import Hands, Region
from annotator.model.change import Changes
from annotator.ui.commands import Commands
from annotator.ui.entities.card import EntityCard
from annotator.ui.entities.fields import is_place
from annotator.ui.entities.pair import MergeField, PairCard
from annotator.ui.entities.register import RegisterPane
from annotator.ui.entities.where import Where
from annotator.ui.icons import Icons
from annotator.ui.notices import Notices
from annotator.ui.pages import Pane
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.said import Said

_SIDE = 328
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntitiesPage(QFrame):
    """Three regions side by side; where there is little room the register folds away."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._hands, self._commands = hands, commands
        workspace = hands.workspace
        self.register = RegisterPane(theme, icons, workspace)
        self.card = EntityCard(theme, icons, hands, commands)
        self.where_ = Where(theme, workspace)
        self.pair = PairCard(theme, workspace, commands)
        self.merging = MergeField(theme, workspace)
        inside = scrolled(
            down(self.where_, self.pair, self.merging, None, gap=Space.L,
                 margins=(Space.L, Space.L, Space.L, Space.L))
        )  # fmt: skip
        self.side = frame("chrome", down(inside, gap=0))
        self.side.setFixedWidth(_SIDE)
        self.side.setAccessibleName("Where it is, and what it may be the same as")
        self._lines = hairline(vertical=True), hairline(vertical=True)
        row = across(gap=0)
        for part in (self.register, self._lines[0]):
            row.addWidget(part)
        row.addWidget(self.card, 1)
        for part in (self._lines[1], self.side):
            row.addWidget(part)
        self.setLayout(row)
        self.notices = Notices(theme, icons, self.card, commands)
        self._wants_register = self._wants_side = True
        self._is_alone = False
        self._connect()

    def _connect(self) -> None:
        workspace = self._hands.workspace
        self.register.left.connect(self.go_home)
        self.register.list.key_pressed = self._commands.press_in_entities
        self.card.mentions.key_pressed = self._commands.press_in_entities
        self.card.done.connect(self.go_home)
        workspace.entities.changed.connect(self.read)
        workspace.entities.changed.connect(self._commands.refresh_soon)
        workspace.entities.picked_changed.connect(self._on_picked)
        workspace.said.connect(self._on_said)
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self.read)
        workspace.opened.connect(self._on_opened)
        workspace.closed.connect(self.notices.dismiss)

    # --- for the window ---------------------------------------------------------------------------

    def come(self) -> None:
        """Show what is there now, and follow every change."""
        self._arrange()
        self._hands.workspace.entities.start()
        self.register.read()

    def leave(self) -> None:
        """Rest."""
        self.flush()
        self.notices.dismiss()
        self._hands.workspace.entities.stop()

    def go_home(self) -> None:
        """Put the keyboard into the register."""
        home: QWidget = (
            self.register.list if self.register.list.isVisibleTo(self) else self.register.filter
        )
        if self.register.isHidden():
            home = self.card.mentions
        home.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Show the entity at hand."""
        if not self._hands.workspace.entities.is_on:
            return
        self.card.read()
        one = self._hands.workspace.entities.shown
        has_side = one is not None and self._wants_side and not self._is_alone
        self.side.setVisible(has_side)
        self._lines[1].setVisible(has_side)
        if one is not None:
            found = self._hands.workspace.scheme.label_named(one.listed.label)
            self.where_.setVisible(found is not None and is_place(found))
            self.where_.show_entity(one)
            self.pair.show_entity(one)

    def follow_settings(self) -> None:
        """Show what experts see where that is switched on."""
        self.read()

    def flush(self) -> None:
        """Write what is being typed."""
        self.card.flush()
        self.where_.flush()

    def picked(self) -> tuple[int, int]:
        """Give no words: there is no article on this page."""
        return 0, 0

    def where(self) -> tuple[int, float]:
        """Give no place: there is no article on this page."""
        return 0, 0.0

    def tab_regions(self) -> tuple[QWidget, ...]:
        """Give the regions that Tab goes through, in order."""
        return (self.register, self.card, self.side)

    def is_shown(self, pane: Pane) -> bool:
        """Say whether a pane is shown."""
        if pane == "text_only":
            return self._is_alone
        return not (self.register if pane == "library" else self.side).isHidden()

    def toggle(self, pane: Pane) -> None:
        """Show or hide a pane."""
        if pane == "text_only":
            self._is_alone = not self._is_alone
        elif pane == "library":
            self._is_alone, self._wants_register = False, not self.is_shown("library")
        else:
            self._is_alone, self._wants_side = False, not self.is_shown("panel")
        self._arrange()

    def _arrange(self) -> None:
        held = [pane for pane in (self.register, self.side) if has_focus_inside(pane)]
        register = self._wants_register and not self._is_alone
        self.register.setVisible(register)
        self._lines[0].setVisible(register)
        if register:
            self.register.read()
        self.read()
        if any(pane.isHidden() for pane in held):
            self.card.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._commands.refresh_soon()

    # --- the focus --------------------------------------------------------------------------------

    def focus(self, region: Region) -> None:
        """Put the focus into a region, and show it first if need be."""
        if region == "library" and self.register.isHidden():
            self.toggle("library")
        if region in {"merging", "cases"} and self.side.isHidden():
            self.toggle("panel")
        if region == "name":
            self.card.focus_name()
        elif region == "aliases":
            self.card.names.begin()
        elif region == "merging":
            self.merging.begin()
        elif region == "splitting":
            self.card.split.begin()
        elif region == "library":
            self.register.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.go_home()

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region that is shown."""
        homes = (self.register.list, self.card.name, self.card.mentions, self.where_.place,
                 self.merging)  # fmt: skip
        shown = [home for home in homes if home.isVisible()]
        at = next((n for n, home in enumerate(shown) if has_focus_inside(home)), -1)
        at = at if at >= 0 or step > 0 else 0
        if shown:
            shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- what happens -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use the keys of the page wherever nobody writes."""
        # Return comes here from a field that has just been left by it; lists ask for themselves.
        writes = isinstance(QApplication.focusWidget(), QLineEdit) or event.key() in _RETURN
        if event.key() == Qt.Key.Key_Escape:
            if self.notices.words:
                self.notices.dismiss()
            elif self._is_alone:
                self.toggle("text_only")
            else:
                self.go_home()
            event.accept()
        elif not writes and self._commands.press_in_entities(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_picked(self) -> None:
        self.card.split.read()
        self._commands.refresh_soon()

    def _on_changed(self, changes: Changes) -> None:
        self.notices.outdate()
        if changes.touch("scheme", "label", "attribute"):
            self._on_opened()

    def _on_opened(self) -> None:
        self.card.forget_forms()
        self.register.renew()
        self._hands.workspace.entities.changed.emit()

    def _on_said(self, said: Said) -> None:
        workspace = self._hands.workspace
        if workspace.is_open and said.is_notice and self._hands.screen.page() == "entities":
            self.notices.show(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the register go where there is no room for it."""
        super().resizeEvent(event)
        was, is_now = (size.width() < Size.NARROW for size in (event.oldSize(), event.size()))
        if was != is_now or event.oldSize().width() <= 0:
            self._wants_register = not is_now
            self._arrange()
