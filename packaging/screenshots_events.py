"""The screens of event cards and of what is still open in an article."""

from __future__ import annotations

from PySide6.QtCore import Qt
from screenshots_screens import choosing
from screenshots_stage import Stage

from annotator.ui.events.sheet import EventSheet


def event_asked(stage: Stage) -> None:
    """Ask of which event a claim tells, with a part of a title typed."""
    choosing("militants launching rockets", "claim")(stage)
    stage.do("event_of_words")
    stage.type("attack")


def event_list(stage: Stage) -> None:
    """List the events of the article."""
    choosing("militants launching rockets", "claim")(stage)
    stage.do("events")


def event_card(stage: Stage) -> None:
    """Look at the card of the rocket attack."""
    _card(stage)
    stage.rest()


def event_card_foot(stage: Stage) -> None:
    """Look at the foot of the card: the team's assessment, and where it is told."""
    sheet = _card(stage)
    bar = sheet.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.rest()


def event_date(stage: Stage) -> None:
    """Type a weekday where nobody has said when the article was published."""
    sheet = _card(stage)
    sheet.card.date.setFocus()
    sheet.card.date.field.selectAll()
    stage.type("Monday night")
    stage.press(Qt.Key.Key_Return)


def _card(stage: Stage) -> EventSheet:
    event_list(stage)
    sheet = stage.window.findChild(EventSheet)
    if sheet is None:
        raise SystemExit("No events are shown.")
    stage.type("rocket attack")
    stage.press(Qt.Key.Key_Return)
    return sheet
