"""Going about: from mark to mark, from article to article, and from region to region."""

from __future__ import annotations

from collections.abc import Callable

from annotator.actions.action import Hands, a_project, action, an_article, need_article
from annotator.actions.marks.arming import disarm, is_arming
from annotator.actions.marks.changing import label_of
from annotator.actions.marks.sourcing import dismiss
from annotator.model.scheme import Label
from annotator.model.selection import trim
from annotator.model.sentences import Refused, say
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


@action("Next mark of this label", "Go", "F4", icon="down", context="article", needs=an_article)
def next_same(hands: Hands) -> None:
    """Choose the next mark with the label of the chosen mark, or the label that was used last."""
    _go_same(hands.workspace, 1)


@action("Previous mark of this label", "Go", "Shift+F4", icon="up", context="article",
        needs=an_article)  # fmt: skip
def previous_same(hands: Hands) -> None:
    """Choose the mark before this one with the same label, or with the label used last."""
    _go_same(hands.workspace, -1)


@action("Choose the mark here", "Go", "Space", icon="label", context="article", needs=an_article)
def choose_at_caret(hands: Hands) -> None:
    """Choose the innermost mark at the caret, then the one around it, and at last that again."""
    workspace = hands.workspace
    here, chosen = _marks_here(workspace), workspace.chosen
    at = next((n + 1 for n, span in enumerate(here) if span is chosen), 0)
    if at < len(here):
        workspace.choose(here[at])
        return
    inner = here[0] if len(here) > 1 else _first_inside(workspace, here)
    if inner is None:
        workspace.tell_of_place("No mark lies around this one." if here else _none(workspace))
    else:
        workspace.choose(inner)
        workspace.tell_of_place("That was the outermost mark; this is the innermost again.")


@action("Choose the mark inside", "Go", "Shift+Space", icon="label", context="article",
        needs=an_article)  # fmt: skip
def choose_inside(hands: Hands) -> None:
    """Choose the mark inside the chosen one, or the outermost mark at the caret."""
    workspace = hands.workspace
    here, chosen = _marks_here(workspace), workspace.chosen
    at = next((n for n, span in enumerate(here) if span is chosen), len(here))
    inner = here[at - 1] if at else _first_inside(workspace, here)
    if inner is not None:
        workspace.choose(inner)
    else:
        workspace.tell_of_place("No mark lies inside this one." if chosen else _none(workspace))


@action("Let go", "Go", "Esc", icon="close", context="article", needs=an_article)
def let_go(hands: Hands) -> None:
    """Let go of the armed label, else of the chosen mark, the selected words and suggestions.

    Who is proposed as the source of a chosen claim is dismissed first.
    """
    workspace = hands.workspace
    proposed = workspace.attributing.current
    if is_arming(workspace):
        disarm(workspace)
    elif proposed is not None and workspace.cannot_write is None:
        dismiss(workspace, proposed)
    else:
        workspace.proposals.leave()
        workspace.choose(None)


def _none(workspace: Workspace) -> str:
    if workspace.selection.is_caret:
        return "No mark lies here."
    return "No mark lies around the selected words."


def _marks_here(workspace: Workspace) -> list[Span]:
    """List the marks around what is picked, or where one was chosen, the inner ones first.

    Of picked words that counts which a label would mark: an article before them is no matter.
    """
    first, last = workspace.selection.start, workspace.selection.end
    if first < last:
        first, last = trim(need_article(workspace).text, first, last, workspace.scheme.rules)
    near = [
        span
        for span in need_article(workspace).covering(max(0, first - 1), last + 1)
        if span.start <= first and last <= span.end and workspace.shows(span)
    ]
    # Behind the last letter the caret is still at a mark, but one that begins there comes first.
    is_caret = workspace.selection.is_caret
    here = [span for span in near if first < span.end] if is_caret else near
    return sorted(here or near, key=lambda span: (span.end - span.start, -span.start, span.id))


def _first_inside(workspace: Workspace, here: list[Span]) -> Span | None:
    """Give the first mark inside the innermost one here, None where there is none."""
    if not here:
        return None
    outer = here[0]
    return next(
        (
            span
            for span in need_article(workspace).covering(outer.start, outer.end)
            if outer.start <= span.start and span.end <= outer.end and span not in here
            and workspace.shows(span)
        ),
        None,
    )  # fmt: skip


def _go_same(workspace: Workspace, step: int) -> None:
    label = _label_here(workspace)
    if label is None:
        raise Refused("Choose a mark first, or put the caret into one.")
    _go(
        workspace,
        step,
        lambda span: label_of(workspace.scheme, span) == label and workspace.shows(span),
        label.name,
    )


def _label_here(workspace: Workspace) -> Label | None:
    """Give the label of the chosen mark, of the innermost at the caret, or the one used last."""
    span = workspace.chosen or next(iter(_marks_here(workspace)), None)
    if span is not None:
        return label_of(workspace.scheme, span)
    return workspace.scheme.label_named(workspace.used or "")


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
    if found is not None:
        workspace.choose(found)
        return
    found = next(filter(wanted, [*behind, *own]), None)
    if found is None:
        workspace.tell(say("There is no {name} in this article yet.", name=name))
        return
    workspace.choose(found)
    where = "first" if step > 0 else "last"
    workspace.tell_of_place(say("Went on from the {where} {name}.", where=where, name=name))


def _claims(workspace: Workspace) -> Callable[[Span], bool]:
    def is_claim(span: Span) -> bool:
        label = label_of(workspace.scheme, span)
        return label is not None and label.stroke == "bracket" and workspace.shows(span)

    return is_claim


# --- articles -------------------------------------------------------------------------------------


def stay_in_an_article(hands: Hands) -> None:
    """Where the open article has gone, open the one that was open before, else the nearest."""
    workspace = hands.workspace
    if workspace.article is not None:
        return
    found = workspace.before
    if found is None or workspace.reader.item_of(found) is None:
        found = hands.screen.nearest_article()
    if found is not None:
        workspace.show(found)


@action(
    "Next article", "Go", "Alt+PgDown", icon="next", context="project", needs=a_project,
    starts_group=True,
)  # fmt: skip
def next_article(hands: Hands) -> None:
    """Open the next article of the list; where none is open, the first."""
    _open(hands, 1, "This is the last article of the list.")


@action("Previous article", "Go", "Alt+PgUp", icon="previous", context="project", needs=a_project)
def previous_article(hands: Hands) -> None:
    """Open the article before this one in the list; where none is open, the last."""
    _open(hands, -1, "This is the first article of the list.")


def _open(hands: Hands, step: int, otherwise: str) -> None:
    found = hands.screen.next_article(step)
    if found is not None:
        hands.workspace.show(found)
    elif hands.workspace.article is not None:
        hands.workspace.tell(otherwise)
    else:
        hands.workspace.tell("There is no article in the list.")


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
