"""What is done on the page of agreement before its picture is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from screenshots_stage import Stage

from annotator.ui.agreement.overview import Overview
from annotator.ui.screens.agreement import AgreementPage


def agreement(stage: Stage) -> None:
    """Turn to the page, and wait until all is worked out."""
    stage.do("agreement_page")
    while stage.hands.background.is_busy:
        stage.pause()
    stage.rest()


def agreement_places(stage: Stage) -> None:
    """Look into the fullest cell in which two labels differ."""
    agreement(stage)
    chart = _overview(stage).charts["confusion"]
    chart.chosen.emit("0 1")
    stage.rest()


def agreement_below(stage: Stage) -> None:
    """Scroll to what is below, with the keyboard in the bars."""
    agreement(stage)
    overview = _overview(stage)
    overview.charts["articles"].setFocus(Qt.FocusReason.TabFocusReason)
    stage.rest()


def _overview(stage: Stage) -> Overview:
    page = stage.window.pages.page
    if not isinstance(page, AgreementPage):
        raise SystemExit("The page of agreement is not shown.")
    return page.overview
