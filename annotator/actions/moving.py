"""Going about: from mark to mark, from article to article, and from region to region."""

from __future__ import annotations

from collections.abc import Callable

from annotator.actions.action import Hands, a_project, action, an_article
from annotator.actions.changing import label_of, need_article
from annotator.model.sentences import say
from annotator.model.span import Span
from annotator.workspace.workspace import Workspace

# --- marks ----------------------------------------------------------------------------------------


@action("Next mark", "Go", "Alt+Down", icon="down", context="article", needs=an_article)
def next_mark(hands: Hands) -> None:
    """Choose the next mark after the caret, and after the last one the first."""
    _go(hands.workspace, 1, hands.workspace.shows, "mark")


@action("Previous mark", "Go", "Alt+Up", icon="up", context="article", needs=an_article)
def previous_mark(hands: Hands) -> None:
    """Choose the mark before the caret, and before the first one the last."""
    _go(hands.workspace, -1, hands.workspace.shows, "mark")


@action("Next claim", "Go", "Alt+Shift+Down", icon="claims", context="article", needs=an_article)
def next_claim(hands: Hands) -> None:
    """Choose the next claim after the caret, and after the last one the first."""
    _go(hands.workspace, 1, _claims(hands.workspace), "claim")


@action("Previous claim", "Go", "Alt+Shift+Up", icon="claims", context="article", needs=an_article)
def previous_claim(hands: Hands) -> None:
    """Choose the claim before the caret, and before the first one the last."""
    _go(hands.workspace, -1, _claims(hands.workspace), "claim")


@action("Choose the mark here", "Go", "Space", icon="label", context="article", needs=an_article)
def choose_at_caret(hands: Hands) -> None:
    """Choose the innermost mark at the caret, and then the one around it."""
    workspace = hands.workspace
    chosen, picked = workspace.chosen, workspace.selection
    first, last = (chosen.start, chosen.end) if chosen else (picked.start, picked.end)
    around = [
        span
        for span in need_article(workspace).covering(max(0, first - 1), last + 1)
        if span.start <= first and last <= span.end and workspace.shows(span)
    ]
    # Behind the last letter the caret is still at a mark, but one that begins there comes first.
    around.sort(key=lambda s: (s.end == first, s.end - s.start, -s.start, s.id))
    if chosen is not None:
        around = around[next((n for n, s in enumerate(around) if s.id == chosen.id), -1) + 1 :]
    if around:
        workspace.choose(around[0])
    else:
        workspace.tell("No mark lies around this one." if chosen else "No mark lies here.")


@action("Let go", "Go", "Esc", icon="close", context="article", needs=an_article)
def let_go(hands: Hands) -> None:
    """Let go of the chosen mark or the selected words."""
    hands.workspace.choose(None)


def _go(workspace: Workspace, step: int, wanted: Callable[[Span], bool], name: str) -> None:
    spans, chosen, picked = need_article(workspace).spans, workspace.chosen, workspace.selection
    if chosen is not None:
        at = need_article(workspace).number_of(chosen)
        before, after, own = spans[:at], spans[at + 1 :], [chosen]
    else:
        at = need_article(workspace).after(picked.end if step > 0 else picked.start)
        before, after, own = spans[:at], spans[at:], []
    ahead, behind = (after, before) if step > 0 else (before[::-1], after[::-1])
    found = next(filter(wanted, ahead), None)
    if found is None:
        found = next(filter(wanted, [*behind, *own]), None)
        if found is None:
            workspace.tell(say("There is no {name} in this article yet.", name=name))
            return
        where = "first" if step > 0 else "last"
        workspace.tell(say("Went on from the {where} {name}.", where=where, name=name))
    workspace.choose(found)


def _claims(workspace: Workspace) -> Callable[[Span], bool]:
    def is_claim(span: Span) -> bool:
        label = label_of(workspace.scheme, span)
        return label is not None and label.stroke == "bracket" and workspace.shows(span)

    return is_claim


# --- articles -------------------------------------------------------------------------------------


@action(
    "Next article", "Go", "Alt+PgDown", icon="next", context="project", needs=a_project,
    starts_group=True,
)  # fmt: skip
def next_article(hands: Hands) -> None:
    """Open the next article of the list."""
    _open(hands, 1, "This is the last article of the list.")


@action("Previous article", "Go", "Alt+PgUp", icon="previous", context="project", needs=a_project)
def previous_article(hands: Hands) -> None:
    """Open the article before this one in the list."""
    _open(hands, -1, "This is the first article of the list.")


def _open(hands: Hands, step: int, otherwise: str) -> None:
    found = hands.screen.next_article(step)
    if found is None:
        hands.workspace.tell(otherwise)
    else:
        hands.workspace.show(found)


@action("Say where I am", "Go", "Ctrl+Shift+S", icon="here", context="project", needs=an_article)
def say_here(hands: Hands) -> None:
    """Tell the paragraph, the words and the marks at the caret."""
    hands.screen.say_here()


# --- regions --------------------------------------------------------------------------------------


@action("Next region", "Go", "F6", icon="next", needs=a_project, starts_group=True)
def next_region(hands: Hands) -> None:
    """Go to the next region of the window: list, article, labels, outline, details."""
    hands.screen.focus_next(1)


@action("Previous region", "Go", "Shift+F6", icon="previous", needs=a_project)
def previous_region(hands: Hands) -> None:
    """Go to the region before this one."""
    hands.screen.focus_next(-1)


@action("Filter the list", "Go", "Ctrl+L", icon="filter", needs=a_project)
def focus_filter(hands: Hands) -> None:
    """Go to the list of articles, where typing filters it."""
    hands.screen.focus("library")


@action("Go to the article", "Go", icon="article", needs=an_article)
def focus_article(hands: Hands) -> None:
    """Go back to the text."""
    hands.screen.focus("article")
