"""The card that asks whether two entities are one, and the field to find another by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions import entities as deeds
from annotator.actions.marks.details import Known, find_entities
from annotator.model.sentences import count, say
from annotator.ui.commands import Commands
from annotator.ui.looks import looks
from annotator.ui.panel.editor import Shown
from annotator.ui.panel.picking import PickEditor
from annotator.ui.parts.buttons import KeyedButton, PushButton, button
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import ElidedLabel, label, tooltip
from annotator.ui.theme import Space, Theme
from annotator.workspace.entity import EntityAtHand
from annotator.workspace.register import Listed
from annotator.workspace.workspace import Workspace


class PairCard(QFrame):
    """Two names, why they may be one, and the answers: merge, keep apart, later."""

    def __init__(self, theme: Theme, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Perhaps the same")
        self._theme, self._workspace, self._commands = theme, workspace, commands
        self._title, self._number = label("", "strong"), label("", "meta")
        self._rows = [_Named(), _Named()]
        self._why = label("", "meta", wrap=True)
        answers = across(
            self._button("merge_pair", "Merge"), self._button("keep_pair_apart", "Keep apart"),
            None, self._later(), gap=Space.S,
        )  # fmt: skip
        self.setLayout(
            down(
                across(self._title, None, self._number), *self._rows, self._why, answers,
                gap=Space.S, margins=(Space.L, Space.M, Space.M, Space.M),
            )
        )  # fmt: skip

    def _button(self, id_: str, words: str) -> KeyedButton:
        action = self._commands[id_]
        made = KeyedButton(words, action.keys[0], "link")
        made.setToolTip(tooltip(action.help))
        made.clicked.connect(lambda: self._commands.do(id_))
        return made

    def _later(self) -> PushButton:
        made = button("Later", "quiet")
        made.setToolTip(tooltip(self._commands["decide_later"].help))
        made.clicked.connect(lambda: self._commands.do("decide_later"))
        return made

    def show_entity(self, one: EntityAtHand) -> None:
        """Ask about the likeliest other entity; hidden where there is none."""
        candidate = self._workspace.entities.candidate
        self.setVisible(candidate is not None)
        if candidate is None:
            return
        found = looks(self._workspace.scheme, self._theme.mode)
        look = found.get(one.listed.label)
        name = look.name.lower() if look is not None else "entity"
        self._title.setText(say("The same {label}?", label=name))
        number = len(one.candidates)
        self._number.setText(say("suggestion 1 of {n}", n=number) if number > 1 else "")
        self._why.setText(candidate.reason)
        for row, listed in zip(self._rows, (one.listed, candidate.other), strict=True):
            row.show_listed(listed, Swatch(self._theme, look) if look is not None else None)


class _Named(QWidget):
    """The letter of the label, a name, and how often it is named."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._uses = ElidedLabel(), label("", "meta")
        self._swatch: Swatch | None = None
        self._row = across(self._name, self._uses)
        self.setLayout(self._row)

    def show_listed(self, listed: Listed, swatch: Swatch | None) -> None:
        """Show another entity."""
        if self._swatch is not None:
            self._row.removeWidget(self._swatch)
            self._swatch.deleteLater()
        self._swatch = swatch
        if swatch is not None:
            self._row.insertWidget(0, swatch)
        self._name.setText(listed.name)
        self._uses.setText(count(listed.uses, "mention", "mentions"))


class MergeField(QWidget):
    """Finds another entity by typing; the one at hand is then read as that."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._pick = PickEditor(theme, "Merge into", self._find, lambda _: [])
        self._pick.answered.connect(self._on_answered)
        self._pick.show_values(Shown())
        self.setLayout(down(FormRow("Merge into", self._pick), gap=0))
        self.setFocusProxy(self._pick)

    def begin(self) -> None:
        """Begin to type."""
        self._pick.begin()

    def _find(self, words: str) -> list[Known]:
        shown = self._workspace.entities.shown
        if shown is None:
            return []
        found = find_entities(self._workspace, words, shown.listed.label)
        return [one for one in found if one.id != shown.entity.id]

    def _on_answered(self, values: tuple[str, ...]) -> None:
        workspace, shown = self._workspace, self._workspace.entities.shown
        if shown is not None and values:
            gone = shown.entity.id
            workspace.save(lambda: deeds.merge(workspace, gone, values[0]))


class SplitField(QWidget):
    """Says which entity the picked mentions name instead: a known one or a new one."""

    def __init__(self, theme: Theme, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace = workspace
        self._words = label("", "small")
        self._begin = KeyedButton(
            "Make these another entity…", commands["split_mentions"].keys[0], "link"
        )
        self._begin.clicked.connect(lambda: commands.do("split_mentions"))
        self._pick = PickEditor(
            theme, "Another entity", self._find, lambda _: [], makes="New entity “{name}”"
        )
        self._pick.answered.connect(self._on_answered)
        self._pick.made.connect(self._on_made)
        self._pick.field.left.connect(self._on_left)
        self._pick.hide()
        self.setLayout(across(self._words, self._begin, self._pick, None, gap=Space.S))

    def read(self) -> None:
        """Say how many mentions are picked."""
        picked = self._workspace.entities.picked
        self.setVisible(bool(picked))
        self._words.setText(say("{n} picked", n=len(picked)))
        if picked:
            self._pick.proposed = " ".join(picked[0].spot.quote.split())
            self._pick.show_values(Shown())

    def begin(self) -> None:
        """Begin to type."""
        self._begin.hide()
        self._pick.show()
        self._pick.begin()

    def _on_left(self) -> None:
        if not self._pick.isHidden():
            self._pick.hide()
            self._begin.show()
            self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> list[Known]:
        shown = self._workspace.entities.shown
        label_ = shown.listed.label if shown is not None else ""
        found = find_entities(self._workspace, words, label_)
        return [one for one in found if shown is None or one.id != shown.entity.id]

    def _on_answered(self, values: tuple[str, ...]) -> None:
        workspace, picked = self._workspace, self._workspace.entities.picked
        if values and picked:
            workspace.save(lambda: deeds.split(workspace, picked, values[0], ""))

    def _on_made(self, name: str) -> None:
        workspace, picked = self._workspace, self._workspace.entities.picked
        if picked:
            workspace.save(lambda: deeds.split(workspace, picked, None, name))
