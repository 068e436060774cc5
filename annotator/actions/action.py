"""How a deed is declared, and what it works with.

Menus, shortcuts, toolbar, key sheet and command palette are all made from these declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Literal, Protocol

from annotator.background import Background
from annotator.model.finding import Hits
from annotator.model.sentences import Refused
from annotator.questions import Questions
from annotator.settings import Settings
from annotator.workspace.article import ArticleAtHand
from annotator.workspace.workspace import Workspace

Context = Literal["anywhere", "project", "article", "find", "review", "entities"]
"""Where the keys work: always, with a project open, or while the article has the focus.

Those of `find`, `review` and `entities` work in the find bar and on these pages alone.
"""
Menu = Literal["Project", "Edit", "Article", "Mark", "Review", "Entity", "Go", "View", "Help"]
MENUS: tuple[Menu, ...] = (
    "Project", "Edit", "Article", "Mark", "Review", "Entity", "Go", "View", "Help",
)  # fmt: skip
FindWay = Literal["whole", "pattern"]
"""Find whole words only, or what a pattern describes."""
Of = Literal["project", "article", "mark"]
"""Whose history is shown."""
Region = Literal[
    "library", "article", "labels", "outline", "still_open", "details", "note", "entity", "cases",
    "reason", "comment", "name", "aliases", "merging", "splitting",
]  # fmt: skip
PageName = Literal["annotate", "claims", "entities", "review", "agreement"]
"""A page of the window with a project open."""
Drawn = Literal["html", "pdf", "svg", "png"]
"""A file that holds drawings."""


class Screen(Protocol):
    """What a deed may do to the window itself."""

    def show_palette(self) -> None:
        """Open the command palette."""
        ...

    def show_keys(self) -> None:
        """Open the key sheet."""
        ...

    def show_guide(self, page: str = "") -> None:
        """Open the guide."""
        ...

    def show_menu(self) -> None:
        """Open the menu."""
        ...

    def focus(self, region: Region) -> None:
        """Put the focus into a region, and show it first if need be."""
        ...

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region, or with -1 into the one before."""
        ...

    def page(self) -> PageName:
        """Say which page is shown."""
        ...

    def turn_to(self, page: PageName) -> None:
        """Show another page."""
        ...

    def toggle(self, pane: Literal["library", "panel", "text_only"]) -> None:
        """Show or hide a pane; `text_only` leaves nothing but the article."""
        ...

    def is_shown(self, pane: Literal["library", "panel", "text_only"]) -> bool:
        """Say whether a pane is shown."""
        ...

    def find_words(self, step: int = 0) -> None:
        """Open the find bar; with 1 or -1 go to the next or previous hit."""
        ...

    def follow_settings(self) -> None:
        """Look as the settings say now."""
        ...

    def list_hits(self) -> None:
        """Open the find bar with the list of all hits."""
        ...

    def offer_labels(self) -> None:
        """Open the find bar with the labels that all hits can have."""
        ...

    def toggle_find(self, way: FindWay) -> None:
        """Find in this way, or no longer."""
        ...

    def is_found(self, way: FindWay) -> bool:
        """Say whether this is how words are found."""
        ...

    def looked_for(self) -> str:
        """Give the words that were looked for last, nothing where none were."""
        ...

    def hits(self) -> Hits:
        """Give where they stand in the open article."""
        ...

    def show_settings(self) -> None:
        """Open the page of settings."""
        ...

    def show_history(self, of: Of) -> None:
        """Show what was done to the project, the open article or the chosen mark."""
        ...

    def show_conflicts(self) -> None:
        """Show what waits to be settled."""
        ...

    def show_relating(self, type_: str = "") -> None:
        """Choose what the chosen mark is tied to, by relations of one type only if it is named."""
        ...

    def show_rounds(self) -> None:
        """Show who reads what in which round."""
        ...

    def show_events(self, *, of_words: bool) -> None:
        """Show the event cards, to say of which one the words at hand tell, or to look at them."""
        ...

    def show_rules(self) -> None:
        """Show the lines of the guidelines."""
        ...

    def show_comments(self, thread: str = "") -> None:
        """Show what is said of the open article, with the keyboard at a thread."""
        ...

    def show_corrections(self) -> None:
        """Show what a reviewer changed of one's own marks in the open article."""
        ...

    def drawn_agreement(self, way: Drawn) -> bytes:
        """Give the file that holds the drawings of the agreement, or the report with them."""
        ...

    def set_high_contrast(self, *, high: bool) -> None:
        """Set high contrast, or the usual colours."""
        ...

    def is_high_contrast(self) -> bool:
        """Say whether contrast is high, by the user's will or the system's."""
        ...

    def say_here(self) -> None:
        """Tell where the caret is."""
        ...

    def next_article(self, step: int) -> str | None:
        """Give the id of the next article in the list as it is filtered, or the one before."""
        ...

    def next_unfinished(self) -> str | None:
        """Give the id of the next article in the list as it is filtered that is not finished."""
        ...

    def listed_articles(self) -> list[str]:
        """Give the ids of the articles in the list as it is filtered, none where it is not."""
        ...

    def lists_mine(self) -> bool:
        """Say whether the list shows only what open rounds give one, until it is done."""
        ...

    def toggle_mine(self) -> None:
        """Show only that in the list, or all again."""
        ...

    def mine_done(self) -> int:
        """Count what open rounds give one, if only that is listed and all of it is done; else 0."""
        ...

    def nearest_article(self) -> str | None:
        """Give the id of the article in the list that is nearest to where the open one was."""
        ...

    def is_all_done(self) -> bool:
        """Say whether all articles of the project are finished."""
        ...

    def where(self) -> tuple[int, float]:
        """Give the place of the first line that is seen (code points), and the share cut of it."""
        ...

    def copy(self) -> None:
        """Copy the words that are picked, or the chosen mark's."""
        ...

    def copy_written(self, plain: str, html: str) -> None:
        """Copy something that was written for it, for spreadsheets and for documents."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


@dataclass(frozen=True, slots=True)
class Hands:
    """What a deed works with."""

    workspace: Workspace
    questions: Questions
    background: Background
    settings: Settings
    screen: Screen


ELSEWHERE = "Your own marks are made on the page Annotate."
NOT_MINE = "These are a colleague's marks. You can look at them, not change them."
Reason = str
"""A sentence that says why a deed cannot be done now, and what would make it possible."""


@dataclass(frozen=True, slots=True)
class Action:
    """One deed as menus, keys, palette and toolbar know it."""

    id: str
    name: str
    menu: Menu
    run: Callable[[Hands], None]
    keys: tuple[str, ...] = ()
    """In Qt's portable form, such as "Ctrl+Shift+Z"; the first one is shown."""
    icon: str | None = None
    context: Context = "anywhere"
    needs: Callable[[Hands], Reason | None] | None = None
    """Says why it cannot be done now, None where it can."""
    is_on: Callable[[Hands], bool] | None = None
    """For what can be switched on and off."""
    help: str = ""
    starts_group: bool = False
    """A line stands above it in the menu."""
    submenu: str = ""
    """The name of a menu inside the menu, for deeds of which there are many."""
    name_when_on: str = ""
    """What a menu calls it while it is on, where a tick would not say what it does then."""

    def reason(self, hands: Hands) -> Reason | None:
        """Say why it cannot be done now, None where it can."""
        return self.needs(hands) if self.needs else None


def action(  # noqa: PLR0913 - a declaration names much
    name: str,
    menu: Menu,
    *keys: str,
    icon: str | None = None,
    context: Context = "anywhere",
    needs: Callable[[Hands], Reason | None] | None = None,
    is_on: Callable[[Hands], bool] | None = None,
    starts_group: bool = False,
    submenu: str = "",
) -> Callable[[Callable[[Hands], None]], Action]:
    """Declare the function below as a deed: its id is the name, its help the docstring."""

    def declare(run: Callable[[Hands], None]) -> Action:
        return Action(
            run.__name__, name, menu, run, keys, icon, context, needs, is_on,
            (run.__doc__ or "").strip(), starts_group, submenu,
        )  # fmt: skip

    return declare


def declared(module: ModuleType) -> Iterator[Action]:
    """Give the deeds of a module in the order in which they stand there."""
    for thing in vars(module).values():
        if isinstance(thing, Action) and thing.run.__module__ == module.__name__:
            yield thing


def a_project(hands: Hands) -> Reason | None:
    """Need an open project."""
    return None if hands.workspace.is_open else "Open a project first."


def can_write(hands: Hands) -> Reason | None:
    """Need a project that can be changed."""
    return hands.workspace.cannot_write


def an_article(hands: Hands) -> Reason | None:
    """Need an open article."""
    return a_project(hands) or (None if hands.workspace.article else "Open an article first.")


def own_article(hands: Hands) -> Reason | None:
    """Need an open article in which one's own marks are shown and can be changed."""
    reason = an_article(hands) or can_write(hands)
    if reason is None and hands.screen.page() != "annotate":
        reason = ELSEWHERE
    if reason is None and not hands.workspace.is_mine:
        reason = NOT_MINE
    return reason


def a_mark(hands: Hands) -> Reason | None:
    """Need a chosen mark of one's own."""
    reason = own_article(hands)
    if reason is None and hands.workspace.chosen is None:
        reason = "Choose a mark first: click it, or press Space with the caret in it."
    return reason


def need_article(workspace: Workspace) -> ArticleAtHand:
    """Give the open article. Raises Refused where none is open."""
    if workspace.article is None:
        raise Refused("No article is open.")
    return workspace.article
