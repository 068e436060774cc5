"""Labelling every occurrence of some words in the article, as one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.actions.aside import write_aside
from annotator.actions.changing import (
    Stretch,
    in_the_way,
    label_of,
    need_article,
    need_mark,
    new_mark,
    refusal,
    relabelled,
    target,
    unfitting,
    unlabelled_zone,
)
from annotator.model.overlap import clashes
from annotator.model.sentences import count, say
from annotator.model.words import briefly, occurrences
from annotator.store.store import BULK, Store

if TYPE_CHECKING:
    from annotator.actions.action import Hands
    from annotator.formats.format import Progress
    from annotator.model.article import Reading
    from annotator.model.change import Changes
    from annotator.model.scheme import Label
    from annotator.model.span import Relation, Span
    from annotator.workspace.workspace import Workspace

_TITLE = "Label every “{words}” as {label}"
_AT_ONCE = 500
"""Marks that are written between two looks at Cancel."""


@dataclass(frozen=True, slots=True)
class _Everywhere:
    """What labelling every occurrence writes, and what it leaves."""

    label: Label
    words: str
    changed: Span | None
    """The mark where the words were picked, None where it is there already."""
    more: list[Span]
    loose: list[Relation]
    """Relations that do not fit the new label of a chosen mark."""
    left: int
    """How many occurrences are not free."""


def label_everywhere(hands: Hands, label_id: str) -> None:
    """Label every occurrence of what is picked, or relabel the chosen mark and label its others."""
    workspace = hands.workspace
    workspace.used = label_id
    every = _everywhere(workspace, workspace.scheme.label(label_id))
    if every.changed is None and not every.more:
        workspace.tell(_told(every))
        return
    begun = workspace.begun(need_article(workspace).id)
    words, label = briefly(every.words), every.label.name
    if len(every.more) <= BULK:
        with workspace.step(_TITLE, words=words, label=label) as store:
            _put(store, every, begun)
        _show(workspace, every)
        return

    def write(store: Store, progress: Progress) -> Changes:
        with store.step(_TITLE, words=words, label=label) as step:
            _put(store, every, begun, progress)
        return step.changes

    def done(changes: Changes) -> None:
        workspace.take(changes)
        _show(workspace, every)

    write_aside(hands, say(_TITLE, words=words, label=label), write, done)


def _everywhere(workspace: Workspace, label: Label) -> _Everywhere:
    chosen = need_mark(workspace) if workspace.chosen is not None else None
    here = (chosen.start, chosen.end) if chosen else target(workspace, label, exactly=False)
    changed = _here(workspace, label, here, chosen)
    places, left = _elsewhere(workspace, label, here)
    return _Everywhere(
        label,
        need_article(workspace).text[slice(*here)],
        changed,
        [new_mark(workspace, label, place, "propagated") for place in places],
        unfitting(workspace, chosen, label) if chosen and changed else [],
        left,
    )


def _put(
    store: Store, every: _Everywhere, begun: list[Reading], progress: Progress | None = None
) -> None:
    store.remove(*every.loose)
    store.put(*begun, *([every.changed] if every.changed else []))
    for first in range(0, len(every.more), _AT_ONCE):
        if progress is not None:
            progress("Labelling", first, len(every.more))
        store.put_all(every.more[first : first + _AT_ONCE])


def _show(workspace: Workspace, every: _Everywhere) -> None:
    article, changed = workspace.article, every.changed
    if article is not None and changed is not None and article.span(changed.id) is not None:
        workspace.choose(changed)
    workspace.tell(_told(every), deed="undo")


def _here(workspace: Workspace, label: Label, here: Stretch, chosen: Span | None) -> Span | None:
    """Give the mark to write where the words were picked, None where it is there already."""
    if chosen is not None and label_of(workspace.scheme, chosen) == label:
        return None
    found = in_the_way(workspace, label.id, *here, besides=chosen)
    if chosen is None and any(clash.kind == "same" for clash in found):
        return None
    if found:
        words = need_article(workspace).text[slice(*here)]
        raise refusal(workspace.scheme, words, found)
    return relabelled(workspace, chosen, label) if chosen else new_mark(workspace, label, here)


def _elsewhere(workspace: Workspace, label: Label, here: Stretch) -> tuple[list[Stretch], int]:
    """Find the other occurrences that are free, and count those that are not."""
    article = need_article(workspace)
    found = occurrences(article.text, article.text[slice(*here)])
    places = [place for place in found if place[1] <= here[0] or here[1] <= place[0]]
    quiet = unlabelled_zone(workspace)
    free, left = [], 0
    for place, spans in zip(places, _beneath(article.spans, places), strict=True):
        ways = clashes(workspace.scheme, spans, label.id, *place)
        if any(clash.kind == "same" for clash in ways):
            continue
        is_taken = any((span.start, span.end) == place for span in spans)
        if ways or is_taken or quiet(*place):
            left += 1
        else:
            free.append(place)
    return free, left


def _beneath(spans: list[Span], places: Iterable[Stretch]) -> Iterator[list[Span]]:
    """Give the marks at each place; both are in order, so that each is looked at once."""
    waiting = iter([*spans, None])
    following = next(waiting)
    near: list[Span] = []
    for start, end in places:
        while following is not None and following.start < end:
            near.append(following)
            following = next(waiting)
        near = [span for span in near if span.end > start]
        yield list(near)


def _told(every: _Everywhere) -> str:
    if every.changed is None:
        template = "Marked {n} more “{words}” as {label}"
        if not every.more:
            template = "There is no more of “{words}” to mark as {label}"
    elif every.more:
        template = "Marked “{words}” as {label}, and {n} more"
    else:
        template = "Marked “{words}” as {label}; there is no more of it"
    done = say(template, words=briefly(every.words), label=every.label.name, n=len(every.more))
    if not every.left:
        return done
    others = count(every.left, "that is", "that are")
    return say(
        "{done}. Left out: {others} marked otherwise or in text that is not labelled",
        done=done,
        others=others,
    )
