"""The ends of the chosen mark are moved: by a word with the arrows, by a character with F7 and F8.

The arrows mean what they show: in a paragraph that runs from right to left, Alt+Left moves on.
The function keys show no direction, so that they mean on and back as the text is read.
"""

from __future__ import annotations

from typing import Literal

from annotator.actions.action import NOT_MINE, Hands, a_mark, action, need_article
from annotator.actions.marks.changing import (
    Stretch,
    in_the_way,
    label_of,
    moved,
    need_mark,
    refusal,
    refuse_unsaved,
)
from annotator.model.selection import snap
from annotator.model.sentences import Refused, say
from annotator.model.span import Span
from annotator.model.words import briefly, next_word, previous_word, reads_right_to_left
from annotator.workspace.workspace import Workspace

Edge = Literal["start", "end"]


# --- the deeds ------------------------------------------------------------------------------------


@action(
    "Move the end one word right", "Mark", "Alt+Right", icon="wider", context="article",
    needs=a_mark, starts_group=True,
)  # fmt: skip
def end_right(hands: Hands) -> None:
    """Move the end of the chosen mark one word to the right."""
    _by_word(hands.workspace, "end", rightwards=True)


@action(
    "Move the end one word left", "Mark", "Alt+Left", icon="narrower", context="article",
    needs=a_mark,
)  # fmt: skip
def end_left(hands: Hands) -> None:
    """Move the end of the chosen mark one word to the left."""
    _by_word(hands.workspace, "end", rightwards=False)


@action(
    "Move the start one word right", "Mark", "Alt+Shift+Right", icon="narrower",
    context="article", needs=a_mark,
)  # fmt: skip
def start_right(hands: Hands) -> None:
    """Move the start of the chosen mark one word to the right."""
    _by_word(hands.workspace, "start", rightwards=True)


@action(
    "Move the start one word left", "Mark", "Alt+Shift+Left", icon="wider", context="article",
    needs=a_mark,
)  # fmt: skip
def start_left(hands: Hands) -> None:
    """Move the start of the chosen mark one word to the left."""
    _by_word(hands.workspace, "start", rightwards=False)


@action(
    "Move the end one character on", "Mark", "F8", icon="wider", context="article", needs=a_mark,
    submenu="Move by a character",
)  # fmt: skip
def end_on(hands: Hands) -> None:
    """Move the end of the chosen mark one character on, as the text is read."""
    _by_character(hands.workspace, "end", onwards=True)


@action(
    "Move the end one character back", "Mark", "F7", icon="narrower", context="article",
    needs=a_mark, submenu="Move by a character",
)  # fmt: skip
def end_back(hands: Hands) -> None:
    """Move the end of the chosen mark one character back."""
    _by_character(hands.workspace, "end", onwards=False)


@action(
    "Move the start one character on", "Mark", "Shift+F8", icon="narrower", context="article",
    needs=a_mark, submenu="Move by a character",
)  # fmt: skip
def start_on(hands: Hands) -> None:
    """Move the start of the chosen mark one character on, as the text is read."""
    _by_character(hands.workspace, "start", onwards=True)


@action(
    "Move the start one character back", "Mark", "Shift+F7", icon="wider", context="article",
    needs=a_mark, submenu="Move by a character",
)  # fmt: skip
def start_back(hands: Hands) -> None:
    """Move the start of the chosen mark one character back."""
    _by_character(hands.workspace, "start", onwards=False)


# --- how ------------------------------------------------------------------------------------------


def _by_word(workspace: Workspace, edge: Edge, *, rightwards: bool) -> None:
    span, text = need_mark(workspace), need_article(workspace).text
    onwards = rightwards != reads_right_to_left(text, span.start)
    move_edges(workspace, span, *_at_next_word(text, span, edge, onwards=onwards))


def _by_character(workspace: Workspace, edge: Edge, *, onwards: bool) -> None:
    span, text = need_mark(workspace), need_article(workspace).text
    move_edges(workspace, span, *_at_next_character(text, span, edge, onwards=onwards))


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


def _at_next_word(text: str, span: Span, edge: Edge, *, onwards: bool) -> Stretch:
    """Give where a mark lies with one of its ends at the next word, on or back."""
    start, end = span.start, span.end
    if edge == "end":
        end = _end_on(text, end) if onwards else _end_back(text, end)
    else:
        start = _start_on(text, start) if onwards else _start_back(text, start)
    if not start < end:
        raise Refused("A mark holds at least one word. Press Del to delete it.")
    return start, end


def _at_next_character(text: str, span: Span, edge: Edge, *, onwards: bool) -> Stretch:
    """Give where a mark lies with one of its ends one character on or back, as people see them."""
    place = _beside(text, span.end if edge == "end" else span.start, onwards=onwards)
    start, end = (span.start, place) if edge == "end" else (place, span.end)
    if not start < end:
        raise Refused("A mark holds at least one character. Press Del to delete it.")
    return start, end


def _beside(text: str, place: int, *, onwards: bool) -> int:
    """Give the next place between two characters, on or back."""
    if onwards and place == len(text):
        raise Refused("The text ends here. Nothing was changed.")
    if not onwards and place == 0:
        raise Refused("The text begins here. Nothing was changed.")
    return snap(text, place, place + 1)[1] if onwards else snap(text, place - 1, place)[0]


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
