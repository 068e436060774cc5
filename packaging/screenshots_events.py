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


def still_open(stage: Stage) -> None:
    """Unfold what is still open where two claims have lost their sources."""
    choosing("militants launching rockets", "claim")(stage)
    _lose_sources(stage)
    stage.do("still_open")
    stage.press(Qt.Key.Key_Down)


def still_open_folded(stage: Stage) -> None:
    """Show only the line that counts."""
    choosing("militants launching rockets", "claim")(stage)
    _lose_sources(stage)


def nothing_open(stage: Stage) -> None:
    """Let go of everything."""
    choosing("militants launching rockets", "claim")(stage)
    stage.rest()
    stage.do("still_open")
    listed = stage.window.annotate.panel.still_open.list
    while listed.rows.items:
        stage.press(Qt.Key.Key_Delete)


def _lose_sources(stage: Stage) -> None:
    said_by = [one for one in stage.article.relations if one.type == "said_by"]
    with stage.workspace.step("Take out two sources") as store:
        store.remove(*said_by[:2])
    for _ in range(3):  # it is worked out while the hand rests
        stage.rest()
