"""The screens on which claims get their sources, and marks are tied to each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from screenshots_stage import Stage

from annotator.model.relating import CUE, SAID_BY

_CLAIM = "pro-Iranian militias fired"


def who_says_it(stage: Stage) -> None:
    """Choose a claim of which nobody has said who makes it: source and cue are proposed."""
    relations = stage.article.relations
    with stage.workspace.step("Say nothing of sources") as store:
        store.remove(*(r for r in relations if r.type in {SAID_BY, CUE}))
    stage.window.annotate.notices.dismiss()
    stage.choose(_CLAIM, "claim")
    stage.rest()


def claim_form(stage: Stage) -> None:
    """Take the source, and open the list of all who may be it in the form."""
    who_says_it(stage)
    stage.do("accept")
    stage.window.annotate.panel.details.sources.said_by.begin()
    stage.rest()


def relating(stage: Stage) -> None:
    """Choose what a claim is tied to."""
    stage.choose(_CLAIM, "claim")
    stage.do("relate")
    stage.press(Qt.Key.Key_Down)
    stage.rest()


def relation_type(stage: Stage) -> None:
    """Choose what a claim is to another."""
    relating(stage)
    stage.type("No casualties")
    stage.press(Qt.Key.Key_Return)
    stage.rest()
