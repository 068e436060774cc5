"""How the window looks and what it shows: panes, text, tags, colours, settings and help."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from annotator.actions.action import Hands, Reason, a_project, action, an_article
from annotator.actions.opening import be_called
from annotator.model.sentences import say
from annotator.settings import (
    APPEARANCE,
    EXPERT,
    FOCUS,
    PERSON_NAME,
    TAGS,
    ZOOM,
    ZOOMS,
    Setting,
    T,
)

_TAGS = {
    "none": "No letters stand over the marks.",
    "paragraph": "Letters stand over the marks of the paragraph with the caret.",
    "letters": "Letters stand over all marks.",
    "names": "Names of labels stand over all marks.",
}


def zoomed(zoom: float, step: int) -> float:
    """Give the zoom that is so many steps larger, or smaller if negative."""
    near = 0.001
    at = bisect_right(ZOOMS, zoom + near) - 1 if step > 0 else bisect_left(ZOOMS, zoom - near)
    return ZOOMS[min(max(at + step, 0), len(ZOOMS) - 1)]


def prefer(hands: Hands, setting: Setting[T], value: T) -> None:
    """Change a preference, which takes effect at once. Raises Trouble if it cannot be kept."""
    if setting.name == PERSON_NAME.name:
        name = " ".join(str(value).split())
        if name:
            be_called(hands, name)
        return
    try:
        hands.settings.set(setting, value)
    finally:  # it holds until the window is closed, even where it could not be kept
        if setting.name == EXPERT.name:
            hands.workspace.show_expert(on=bool(value))
        hands.screen.follow_settings()


# --- finding and copying --------------------------------------------------------------------------


def something_to_copy(hands: Hands) -> Reason | None:
    """Need picked words or a chosen mark."""
    reason = an_article(hands)
    if reason is None and hands.workspace.selection.is_caret and hands.workspace.chosen is None:
        reason = "Select some words first."
    return reason


@action("Copy", "Edit", "Ctrl+C", icon="copy", context="article", needs=something_to_copy,
        starts_group=True)  # fmt: skip
def copy(hands: Hands) -> None:
    """Copy the selected words, or those of the chosen mark, as they stand in the source."""
    hands.screen.copy()


@action("Find…", "Edit", "Ctrl+F", icon="find", context="project", needs=an_article,
        starts_group=True)  # fmt: skip
def find(hands: Hands) -> None:
    """Find words in the open article."""
    hands.screen.find_words()


@action("Find next", "Edit", "F3", icon="down", context="project", needs=an_article)
def find_next(hands: Hands) -> None:
    """Go to the next place where the words stand."""
    hands.screen.find_words(1)


@action("Find previous", "Edit", "Shift+F3", icon="up", context="project", needs=an_article)
def find_previous(hands: Hands) -> None:
    """Go to the place before this one where the words stand."""
    hands.screen.find_words(-1)


# --- panes ----------------------------------------------------------------------------------------


@action("List of articles", "View", "Ctrl+B", icon="library", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.is_shown("library"))  # fmt: skip
def library(hands: Hands) -> None:
    """Show or hide the list of articles."""
    hands.screen.toggle("library")


@action("Annotation panel", "View", "Ctrl+Shift+B", icon="panel", context="project",
        needs=a_project, is_on=lambda hands: hands.screen.is_shown("panel"))  # fmt: skip
def panel(hands: Hands) -> None:
    """Show or hide the panel with labels, outline and details."""
    hands.screen.toggle("panel")


@action("Text only", "View", "F11", icon="text-only", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.is_shown("text_only"))  # fmt: skip
def text_only(hands: Hands) -> None:
    """Show nothing but the article, or everything again."""
    hands.screen.toggle("text_only")


# --- the text -------------------------------------------------------------------------------------


@action("Larger text", "View", "Ctrl++", "Ctrl+=", icon="zoom-in", starts_group=True)
def zoom_in(hands: Hands) -> None:
    """Make the article's text larger."""
    _zoom(hands, zoomed(hands.settings.get(ZOOM), 1))


@action("Smaller text", "View", "Ctrl+-", icon="zoom-out")
def zoom_out(hands: Hands) -> None:
    """Make the article's text smaller."""
    _zoom(hands, zoomed(hands.settings.get(ZOOM), -1))


@action("Usual size of text", "View", "Ctrl+0", icon="find")
def zoom_reset(hands: Hands) -> None:
    """Give the article's text its usual size."""
    _zoom(hands, ZOOM.default)


def _zoom(hands: Hands, zoom: float) -> None:
    prefer(hands, ZOOM, zoom)
    hands.workspace.tell(say("The text is at {share}%.", share=round(zoom * 100)))


@action("Focus mode", "View", "Shift+F11", icon="focus", context="project", needs=a_project,
        is_on=lambda hands: hands.settings.get(FOCUS))  # fmt: skip
def focus_mode(hands: Hands) -> None:
    """Draw everything but the paragraph with the caret fainter, or all of it alike again."""
    is_on = not hands.settings.get(FOCUS)
    prefer(hands, FOCUS, is_on)
    hands.workspace.tell(
        "Everything but the paragraph with the caret is fainter." if is_on
        else "All paragraphs are drawn alike."
    )  # fmt: skip


@action("Letters over marks", "View", "Ctrl+.", icon="tags", starts_group=True)
def tags(hands: Hands) -> None:
    """Go on to the next way of writing labels over marks: none, here, letters, names."""
    ways = TAGS.choices
    way = ways[(ways.index(hands.settings.get(TAGS)) + 1) % len(ways)]
    prefer(hands, TAGS, way)
    hands.workspace.tell(_TAGS[way])


def expert_labels_there(hands: Hands) -> Reason | None:
    """Need a scheme with expert labels."""
    reason = a_project(hands)
    labels = hands.workspace.scheme.labels
    if reason is None and all(label.level == "default" or label.retired for label in labels):
        reason = "The labels of this project are all shown."
    return reason


@action("Expert labels", "View", icon="scheme", needs=expert_labels_there,
        is_on=lambda hands: hands.workspace.shows_expert)  # fmt: skip
def expert_labels(hands: Hands) -> None:
    """Show expert labels and use their keys, or hide them. They are always exported."""
    shown = not hands.workspace.shows_expert
    prefer(hands, EXPERT, shown)
    hands.workspace.tell(
        "Expert labels are shown." if shown else "Expert labels are hidden, and kept."
    )


# --- colours --------------------------------------------------------------------------------------


def _is(mode: str) -> Callable[[Hands], bool]:
    return lambda hands: hands.settings.get(APPEARANCE) == mode


@action("Light", "View", icon="light", is_on=_is("light"), starts_group=True)
def look_light(hands: Hands) -> None:
    """Show ink on light paper."""
    prefer(hands, APPEARANCE, "light")


@action("Dark", "View", icon="dark", is_on=_is("dark"))
def look_dark(hands: Hands) -> None:
    """Show light ink on dark paper."""
    prefer(hands, APPEARANCE, "dark")


@action("Light or dark as the system", "View", icon="system", is_on=_is("system"))
def look_system(hands: Hands) -> None:
    """Be light or dark as the system is."""
    prefer(hands, APPEARANCE, "system")


@action("High contrast", "View", icon="contrast",
        is_on=lambda hands: hands.screen.is_high_contrast())  # fmt: skip
def look_contrast(hands: Hands) -> None:
    """Show black on white, or white on black, with thicker lines; or the usual colours again."""
    hands.screen.set_high_contrast(high=not hands.screen.is_high_contrast())


# --- settings, commands and help ------------------------------------------------------------------


@action("Settings…", "Project", "Ctrl+,", icon="settings")
def settings(hands: Hands) -> None:
    """Choose how the window looks, how the text is set, and what you are called."""
    hands.screen.show_settings()


@action("Commands…", "Help", "Ctrl+K", icon="commands")
def commands(hands: Hands) -> None:
    """Find any command by its name."""
    hands.screen.show_palette()


@action("Keys", "Help", "F1", "?", "؟", icon="keys")
def keys(hands: Hands) -> None:
    """Show what each key does."""
    hands.screen.show_keys()


@action("Guide", "Help", icon="guide")
def guide(hands: Hands) -> None:
    """Read how to work with Annotator."""
    hands.screen.show_guide()


@action("Menu", "Help", "F10", icon="menu")
def menu(hands: Hands) -> None:
    """Open the menu."""
    hands.screen.show_menu()
