"""The pages of the window, of which one is shown: each is made when it is needed first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.actions.action import PageName, Region

Pane = Literal["library", "panel", "text_only"]


class Page(Protocol):
    """What the window asks of whichever page with an article is shown."""

    def go_home(self) -> None:
        """Put the keyboard where work begins."""
        ...

    def come(self) -> None:
        """Be shown."""
        ...

    def leave(self) -> None:
        """Be shown no longer."""
        ...

    def focus(self, region: Region) -> None:
        """Put the focus into a region, and show it first if need be."""
        ...

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region that is shown."""
        ...

    def toggle(self, pane: Pane) -> None:
        """Show or hide a pane."""
        ...

    def is_shown(self, pane: Pane) -> bool:
        """Say whether a pane is shown."""
        ...

    def follow_settings(self) -> None:
        """Look as the settings say now."""
        ...

    def flush(self) -> None:
        """Write what is being typed."""
        ...

    def tab_regions(self) -> Sequence[QWidget]:
        """Give the regions that Tab goes through, in order."""
        ...

    def picked(self) -> tuple[int, int]:
        """Give the stretch of the article that would be copied."""
        ...

    def where(self) -> tuple[int, float]:
        """Give the place of the first line that is in sight, and how much of it is cut off."""
        ...


class Pages(QStackedWidget):
    """Shows one page at a time. The page for marking is there from the first."""

    turned = Signal()
    """Another page is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._makers: dict[PageName, Callable[[], QWidget]] = {}
        self._made: dict[PageName, QWidget] = {}
        self.name: PageName = "annotate"
        """Which page with an article is shown, or would be with a project open."""

    def offer(self, name: PageName, make: Callable[[], QWidget]) -> None:
        """Know how a page is made."""
        self._makers[name] = make

    def get(self, name: PageName) -> QWidget:
        """Give a page, made now if it was not needed before."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self.addWidget(self._made[name])
        return self._made[name]

    @property
    def page(self) -> Page:
        """Give the page with an article that is shown."""
        return self.get(self.name)  # type: ignore[return-value]  # what is offered are such pages

    @property
    def made(self) -> list[Page]:
        """Give the pages that were needed so far."""
        return list(self._made.values())  # type: ignore[arg-type]  # and these as well

    def turn_to(self, name: PageName) -> None:
        """Show another page."""
        if name != self.name:
            self.page.leave()
            self.name = name
            self.page.come()
        self.setCurrentWidget(self.get(name))
        self.turned.emit()
