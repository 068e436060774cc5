"""Deeds of the find bar: how to find, all hits in a list, and labelling all of them as one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.actions.action import (
    Action,
    Hands,
    Reason,
    action,
    an_article,
    need_article,
    own_article,
)
from annotator.actions.marks.changing import Stretch, new_mark
from annotator.actions.marks.everywhere import Everywhere, Places, free_places, write_everywhere
from annotator.actions.marks.label_keys import usable_labels
from annotator.model.selection import trim
from annotator.model.sentences import Refused, count, say
from annotator.model.words import briefly

if TYPE_CHECKING:
    from annotator.model.finding import Hits
    from annotator.model.scheme import Label, Scheme
    from annotator.workspace.workspace import Workspace

PREFIX = "label_hits_as_"
"""With the id of a label behind it this is the id of the deed."""
_TITLE = "Label every hit of “{words}” as {label}"


@action("Find whole words only", "Edit", "Alt+W", icon="find", context="find", needs=an_article,
        is_on=lambda hands: hands.screen.is_found("whole"))  # fmt: skip
def find_whole_words(hands: Hands) -> None:
    """Find words only where they are not a part of others, or everywhere."""
    hands.screen.toggle_find("whole")


@action("Find by a pattern", "Edit", "Alt+P", icon="find", context="find", needs=an_article,
        is_on=lambda hands: hands.screen.is_found("pattern"))  # fmt: skip
def find_pattern(hands: Hands) -> None:
    """Find what a regular expression describes, in which case matters; or plain words."""
    hands.screen.toggle_find("pattern")


@action("List all hits", "Edit", "Alt+Down", icon="list", context="find", needs=an_article)
def list_hits(hands: Hands) -> None:
    """List each place where the words stand, with what is around it."""
    hands.screen.list_hits()


def something_found(hands: Hands) -> Reason | None:
    """Need words that were looked for."""
    reason = own_article(hands)
    if reason is None and not hands.screen.looked_for():
        reason = "Find some words in the article first."
    return reason


@action("Label all hits…", "Edit", "Alt+L", icon="label", context="find", needs=something_found)
def label_hits(hands: Hands) -> None:
    """Choose a label for all that was found in this article."""
    _need_hits(hands)
    hands.screen.offer_labels()


def hit_actions(scheme: Scheme, *, expert: bool) -> list[Action]:
    """Make the deeds that label all that was found, one for each label."""
    return [
        Action(
            id=PREFIX + label.id,
            name=say("Label every hit as {label}", label=label.name),
            menu="Mark",
            run=partial(_label_as, label_id=label.id),
            icon="find",
            context="article",
            needs=something_found,
            help=say("Label all that was found in this article as {label}.", label=label.name),
            submenu="Label every hit",
        )
        for label in usable_labels(scheme, expert=expert)
    ]


def _need_hits(hands: Hands) -> Hits:
    """Give what was found. Raises Refused where that is nothing."""
    hits = hands.screen.hits()
    if hits.trouble:
        raise Refused("{why} Nothing was changed.", why=hits.trouble)
    if not hits.places:
        words = briefly(hits.wanted.words)
        raise Refused("“{words}” was not found. Nothing was changed.", words=words)
    return hits


def _label_as(hands: Hands, label_id: str) -> None:
    workspace, hits = hands.workspace, _need_hits(hands)
    label, words = workspace.scheme.label(label_id), hits.wanted.words
    places = free_places(workspace, label, _trimmed(workspace, label, hits))
    told = _told(words, label, hits, places)
    if not places.free:
        workspace.tell(told)
        return
    marks = [new_mark(workspace, label, place, "propagated") for place in places.free]
    every = Everywhere(_TITLE, label, words, marks)
    write_everywhere(hands, every, lambda: workspace.tell(told, deed="undo"))


def _trimmed(workspace: Workspace, label: Label, hits: Hits) -> list[Stretch]:
    """Trim all hits by the scheme's rules, as a hand's would be; those without words are no use."""
    text, rules = need_article(workspace).text, workspace.scheme.rules
    is_claim = label.stroke == "bracket"
    return [
        trim(text, start, end, rules, keep_quotes=is_claim)
        for start, end in hits.places
        if not text[start:end].isspace()
    ]


def _told(words: str, label: Label, hits: Hits, places: Places) -> str:
    found, n = len(hits.places), len(places.free)
    template = "Marked {n} of {hits} of “{words}” as {label}"
    if n == found:
        template = "Marked {hits} of “{words}” as {label}"
    elif n == 0:
        template = "Of {hits} of “{words}” none is free to be marked as {label}"
    done = say(template, n=n, hits=count(found, "hit", "hits"), words=briefly(words),
               label=label.name)  # fmt: skip
    reasons = (
        (places.marked, "{n} marked as {label} already"),
        (places.taken, "{n} marked otherwise"),
        (places.quiet, "{n} in text that is not labelled"),
        (found - n - places.marked - places.taken - places.quiet, "{n} without words"),
    )
    left = [say(reason, n=many, label=label.name) for many, reason in reasons if many]
    if left:
        done = say("{done}. Left out: {left}", done=done, left=", ".join(left))
    if hits.has_more:
        done = say("{done}. Hits after the first {n} were not looked at", done=done, n=found)
    return done
