"""Deeds on the chosen mark: delete it, and move its ends by a word.

The arrows mean what they show: in a paragraph that runs from right to left, Alt+Left moves on.
"""

from __future__ import annotations

from typing import Literal

from annotator.actions.action import NOT_MINE, Hands, a_mark, action
from annotator.actions.changing import (
    in_the_way,
    label_name,
    label_of,
    moved,
    need_article,
    need_mark,
    refusal,
    refuse_unsaved,
    relations_of,
)
from annotator.model.sentences import Refused, count, say
from annotator.model.span import Span
from annotator.model.words import briefly, next_word, previous_word, reads_right_to_left
from annotator.workspace.workspace import Workspace

Edge = Literal["start", "end"]


@action(
    "Delete mark", "Mark", "Del", "Backspace", icon="delete", context="article", needs=a_mark,
    starts_group=True,
)  # fmt: skip
def delete_mark(hands: Hands) -> None:
    """Delete the chosen mark, and the relations that would have lost one of their ends."""
    workspace = hands.workspace
    span = need_mark(workspace)
    words, label = briefly(span.quote), label_name(workspace.scheme, span)
    relations = relations_of(workspace, span)
    with workspace.step("Delete “{words}” as {label}", words=words, label=label) as store:
        store.remove(*relations, span)
        store.put(*workspace.begun(span.article))
    done = say("Deleted the mark “{words}” as {label}", words=words, label=label)
    if relations:
        ties = count(len(relations), "relation", "relations")
        done = say("{done}, and {ties} with it", done=done, ties=ties)
    workspace.tell(done, deed="undo")


@action(
    "Move the end one word right", "Mark", "Alt+Right", icon="wider", context="article",
    needs=a_mark, starts_group=True,
)  # fmt: skip
def end_right(hands: Hands) -> None:
    """Move the end of the chosen mark one word to the right."""
    _move(hands.workspace, "end", rightwards=True)


@action(
    "Move the end one word left", "Mark", "Alt+Left", icon="narrower", context="article",
    needs=a_mark,
)  # fmt: skip
def end_left(hands: Hands) -> None:
    """Move the end of the chosen mark one word to the left."""
    _move(hands.workspace, "end", rightwards=False)


@action(
    "Move the start one word right", "Mark", "Alt+Shift+Right", icon="narrower",
    context="article", needs=a_mark,
)  # fmt: skip
def start_right(hands: Hands) -> None:
    """Move the start of the chosen mark one word to the right."""
    _move(hands.workspace, "start", rightwards=True)


@action(
    "Move the start one word left", "Mark", "Alt+Shift+Left", icon="wider", context="article",
    needs=a_mark,
)  # fmt: skip
def start_left(hands: Hands) -> None:
    """Move the start of the chosen mark one word to the left."""
    _move(hands.workspace, "start", rightwards=False)


def _move(workspace: Workspace, edge: Edge, *, rightwards: bool) -> None:
    span, text = need_mark(workspace), need_article(workspace).text
    onwards = rightwards != reads_right_to_left(text, span.start)
    move_edges(workspace, span, *_stretch(text, span, edge, onwards=onwards))


def move_edges(workspace: Workspace, span: Span, start: int, end: int) -> None:
    """Move a mark's ends to other places of its article. Raises Refused where it may not lie."""
    text = need_article(workspace).text
    if not workspace.is_mine:
        raise Refused(NOT_MINE)
    refuse_unsaved(workspace, span)
    if (start, end) == (span.start, span.end):
        return
    label = label_of(workspace.scheme, span)
    if label is not None:
        found = in_the_way(workspace, label.id, start, end, besides=span)
        if found:
            raise refusal(workspace.scheme, text[start:end], found)
    changed = moved(span, text, start, end)
    words = briefly(changed.quote)
    edge: Edge = "start" if start != span.start else "end"
    with workspace.step("Move the {edge} of “{before}” to “{words}”", edge=edge,
                        before=briefly(span.quote), words=words) as store:  # fmt: skip
        store.put(*workspace.begun(span.article), changed)
    workspace.choose(changed)
    workspace.tell(say("The mark is “{words}” now", words=words))


def _stretch(text: str, span: Span, edge: Edge, *, onwards: bool) -> tuple[int, int]:
    """Give where a mark lies with one of its ends at the next word, on or back."""
    start, end = span.start, span.end
    if edge == "end":
        end = _end_on(text, end) if onwards else _end_back(text, end)
    else:
        start = _start_on(text, start) if onwards else _start_back(text, start)
    if not start < end:
        raise Refused("A mark holds at least one word. Press Del to delete it.")
    return start, end


def _end_on(text: str, end: int) -> int:
    word = next_word(text, end)
    if word is None:
        raise Refused("No word follows the mark. Nothing was changed.")
    return word[1]


def _end_back(text: str, end: int) -> int:
    word = previous_word(text, end)
    if word is not None and word[1] >= end:
        word = previous_word(text, word[0])
    return word[1] if word is not None else 0


def _start_back(text: str, start: int) -> int:
    word = previous_word(text, start)
    if word is None:
        raise Refused("No word precedes the mark. Nothing was changed.")
    return word[0]


def _start_on(text: str, start: int) -> int:
    word = next_word(text, start)
    if word is not None and word[0] <= start:
        word = next_word(text, word[1])
    return word[0] if word is not None else len(text)
