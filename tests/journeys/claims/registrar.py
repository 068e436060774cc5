"""Hands on the keyboard that say whom marks name, and all there is to say of what is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from annotator.actions.events import cards
from annotator.ui.events.sheet import EventSheet
from annotator.ui.panel.countries import countries
from annotator.ui.panel.editor import Editor
from annotator.ui.panel.picking import PickField
from annotator.ui.parts.focus import has_focus_inside
from tests.journeys.claims.clerk import Clerk
from tests.journeys.claims.register import PRECISIONS, Card, Mention, Thing
from tests.journeys.hand.hand import TYPE

_MOST_TABS = 60
_NEAR = 3
"""So many arrows are pressed in a list before typing is shorter."""
_DIGITS = 9
_ARROWS = {"Down": Qt.Key.Key_Down, "Up": Qt.Key.Key_Up}


class Registrar(Clerk):
    """A clerk who also keeps the register and the event cards."""

    def press(self, keys: str) -> None:
        """Press a key; the arrows go into a list that is open."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QAbstractItemView) and keys in _ARROWS:
            QTest.keyClick(popup, _ARROWS[keys])
            self._did("key")
        else:
            super().press(keys)

    # --- whom marks name --------------------------------------------------------------------------

    def name(self, mention: Mention) -> bool:
        """Say whom a mark names; True where that was offered first."""
        self.go_to_mark(mention)
        likely = self.window.annotate.panel.details.entity.likely
        self.press("Ctrl+E")
        self._pick(mention.name, "New entity “{}”")
        return bool(likely) and likely[0].name == mention.name

    def go_to_mark(self, mention: Mention) -> None:
        """Choose a mark, going from mark to mark, or to those of its label, the shorter way."""
        spans = self.workspace.article.spans
        marks = [(s.label, s.start, s.end) for s in spans]
        wanted = (mention.label, *mention.place)
        for _ in range(len(marks)):
            chosen = self.workspace.chosen
            here = (chosen.label, chosen.start, chosen.end) if chosen is not None else None
            if here == wanted:
                return
            at = marks.index(here) if here in marks else -1
            onward = marks.index(wanted) > at
            if chosen is not None and chosen.label == mention.label:
                self.press("F4" if onward else "Shift+F4")
            else:
                self.press("Alt+Down" if onward else "Alt+Up")
        raise AssertionError(f"no key leads to {mention}")

    def _pick(self, name: str, makes: str) -> None:
        """Choose what bears a name in the field that is open, or make it."""
        field = QApplication.focusWidget()
        assert isinstance(field, PickField)
        new = makes.format(name)
        row = _row_of(field.offered(), name, new)
        if row is None or row + (not field._popup.currentIndex().isValid()) > _NEAR:
            self._find(name, makes)
            return
        current = field._popup.currentIndex()
        for _ in range(row - (current.row() if current.isValid() else -1)):
            self.press("Down")
        self.press("Return")

    def _find(self, name: str, makes: str = "") -> None:
        """Type a name, and choose what bears it or make it."""
        self.press(TYPE + name)
        offered = QApplication.focusWidget().offered()
        row = _row_of(offered, name, makes.format(name))
        assert row is not None, (name, offered)
        for _ in range(row):
            self.press("Down")
        self.press("Return")

    # --- what is said of entities -----------------------------------------------------------------

    def describe_all(self, things: Sequence[Thing]) -> None:
        """Describe all, those last that come only as what others are tied to."""
        left = list(things)
        while here := [thing for thing in left if self._is_there(thing)]:
            self.describe(here[0])
            left.remove(here[0])

    def _is_there(self, thing: Thing) -> bool:
        rows = self.workspace.register.rows(thing.label)
        return any(one.name == thing.name for one in rows)

    def describe(self, thing: Thing) -> None:
        """Say all there is to say of an entity on its page."""
        if thing == Thing(thing.label, thing.name):
            return
        if self.window.hands.screen.page() != "entities":
            self.press("Ctrl+3")
        self._open(thing)
        held = self._held(thing)
        order = [one.id for one, _ in self._form._attributes]
        missing = sorted(set(thing.said) - {*held}, key=lambda pair: order.index(pair[0]))
        ties = self._ties()
        if missing or thing.ties or thing.numbers or thing.note:
            self.press("F6")
        for attribute, value in missing:
            self._say(attribute, value)
        for type_, name in thing.ties:
            self._tie(ties[type_], name)
        if thing.numbers:
            self._tab_into(self._form.numbers)
            self.press(TYPE + ", ".join(" ".join(pair) for pair in thing.numbers))
            self.press("Return")
        if thing.note:
            self._note(thing.note)
        for name, used_by in thing.aliases:
            self._call(name, used_by)
        self._locate(thing)

    @property
    def _page(self) -> QWidget:
        return self.window.pages.page

    @property
    def _form(self) -> QWidget:
        return self._page.card._form

    def _held(self, thing: Thing) -> tuple[tuple[str, str], ...]:
        shown = self.workspace.entities.shown
        assert (shown.entity.label, shown.entity.name) == (thing.label, thing.name)
        return shown.entity.attributes

    def _ties(self) -> dict[str, Editor]:
        return {type_: editor for type_, editor, _ in self._form._ties}

    def _open(self, thing: Thing) -> None:
        self.press("Ctrl+L")
        self.press(TYPE + thing.name)
        self.press("Down")
        listed = self._page.register.list
        rows = [(one.label, one.name) for one in listed.entities.rows]
        step = rows.index((thing.label, thing.name)) - listed.currentIndex().row()
        for _ in range(abs(step)):
            self.press("Down" if step > 0 else "Up")

    def _say(self, attribute: str, value: str) -> None:
        declared, editor = next(
            (one, editor) for one, editor in self._form._attributes if one.id == attribute
        )
        self._tab_into(editor)
        if declared.type == "iso3166":
            self._find(next(one.name for one in countries() if one.id == value))
        elif declared.values:
            self._choose_value([choice.id for choice in declared.values], value)
        else:
            self.press(TYPE + value)
            self.press("Return")

    def _tie(self, editor: Editor, name: str) -> None:
        if not editor.isVisible():
            self._tab_into(self._page.card._ties)
            self.press("Space")
        self._tab_into(editor)
        self._find(name, "New entity “{}”")

    def _note(self, words: str) -> None:
        note = self._form.note
        if not note.isVisible():
            self._tab_into(self._page.card._note)
            self.press("Space")
        self._tab_into(note)
        self.press(TYPE + words)
        self.press("Ctrl+Return")
        self.press("Esc")

    def _call(self, name: str, used_by: str | None) -> None:
        if isinstance(QApplication.focusWidget(), PickField):
            self.press("Esc")
        self.press("Ctrl+Shift+A")
        self.press(TYPE + name)
        if used_by is not None:
            self.press("Tab")
            self._find(used_by)
            self.press("Shift+Tab")
        self.press("Return")

    def _locate(self, thing: Thing) -> None:
        if thing.where != (None, None):
            self._tab_into(self._page.where_.place)
            self.press(TYPE + f"{thing.where[0]}, {thing.where[1]}")
            self.press("Return")

    def _choose_value(self, ids: Sequence[str], value: str) -> None:
        at = ids.index(value)
        if at < _DIGITS:
            self.press(str(at + 1))
            return
        self.press("Return")
        menu = QApplication.activePopupWidget()
        actions = menu.actions()
        for _ in range(at - actions.index(menu.activeAction())):
            self.press("Down")
        self.press("Return")

    def _tab_into(self, widget: QWidget) -> None:
        """Go to a control by Tab, forwards or backwards, whichever is shorter."""
        if has_focus_inside(widget):
            return
        forwards = _stops(QApplication.focusWidget(), widget, QWidget.nextInFocusChain)
        backwards = _stops(QApplication.focusWidget(), widget, QWidget.previousInFocusChain)
        key = "Tab" if forwards <= backwards else "Shift+Tab"
        for _ in range(_MOST_TABS):
            self.press(key)
            if has_focus_inside(widget):
                return
        raise AssertionError(f"Tab does not lead to {widget.accessibleName()}")

    # --- event cards ------------------------------------------------------------------------------

    def card(self, card: Card) -> None:
        """Fill in the card of an event, or make it first."""
        self.press("Ctrl+Shift+H")
        self.press(TYPE + card.title)
        sheet = next(s for s in self.window.findChildren(EventSheet) if s.isVisible())
        rows = [row.title for row in sheet.list.rows.rows]
        step = rows.index(card.title) - sheet.list.view.currentIndex().row()
        for _ in range(abs(step)):
            self.press("Down" if step > 0 else "Up")
        self.press("Return")
        fields = {e.accessibleName(): e for e in sheet.card.findChildren(Editor)}
        self._fill_card(card, sheet, fields)
        self.press("Esc")
        self.press("Esc")

    def _fill_card(self, card: Card, sheet: EventSheet, fields: dict[str, Editor]) -> None:
        scheme = self.workspace.scheme
        types = [choice.id for choice in cards.types_of(scheme)]
        if card.type in types:
            self._tab_into(fields["Type"])
            self._choose_value(types, card.type)
        if card.date:
            self._tab_into(sheet.card.date.field)
            self.press(TYPE + card.date)
            self.press("Return")
        self._fill_precision(card, fields["Known to"])
        for name in card.places:
            self._pick_in(fields["Place"], name, "New place “{}”")
        precisions = [choice.id for choice in cards.place_precisions(scheme)]
        if card.place_precision in precisions:
            self._tab_into(fields["Precise to"])
            self._choose_value(precisions, card.place_precision)
        for role, name in card.parts:
            self._pick_in(fields[_shown(role)], name)
        for type_, title in card.links:
            self._pick_in(fields[_shown(type_)], title)
        for attribute, value in card.said:
            self._tab_into(fields[_shown(attribute)])
            declared = next(one for one in scheme.event_attributes if one.id == attribute)
            self._choose_value([choice.id for choice in declared.values], value)
        if card.note:
            self._tab_into(fields["Note"])
            self.press(TYPE + card.note)
            self.press("Ctrl+Return")

    def _fill_precision(self, card: Card, editor: Editor) -> None:
        event = next(e for e in self.workspace.reader.events().values() if e.title == card.title)
        if card.date_precision in ("-", event.date_precision):
            return
        self._tab_into(editor)
        if card.date_precision is None:
            self.press("Del")
        else:
            self._choose_value(PRECISIONS, card.date_precision)

    def _pick_in(self, editor: Editor, name: str, makes: str = "") -> None:
        self._tab_into(editor)
        self._find(name, makes)


def _shown(id_: str) -> str:
    return id_.replace("_", " ").capitalize()


def _row_of(offered: list[str], name: str, new: str) -> int | None:
    """Give the row of a name, or of what makes it; None where neither is offered."""
    names = [words.partition("  ·  ")[0] for words in offered]
    return next((names.index(one) for one in (name, new) if one in names), None)


def _stops(start: QWidget, end: QWidget, following: Callable[[QWidget], QWidget]) -> int:
    """Count the controls from one to another in the order of Tab."""
    stops, here = 0, following(start)
    while here is not start:
        if here is end or end.isAncestorOf(here):
            return stops
        takes = here.focusPolicy() & Qt.FocusPolicy.TabFocus
        stops += bool(takes and here.isVisible() and here.isEnabled())
        here = following(here)
    return _MOST_TABS
