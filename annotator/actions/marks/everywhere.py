"""Labelling every occurrence of some words in the article, as one step.

Whatever labels many places at once does it as this does: `free_places`, then `write_everywhere`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.actions.action import Hands, need_article
from annotator.actions.aside import write_aside
from annotator.actions.marks.changing import (
    Stretch,
    in_the_way,
    label_of,
    need_mark,
    new_mark,
    refusal,
    relabelled,
    target,
    unfitting,
)
from annotator.model.overlap import clashes
from annotator.model.sentences import count, say
from annotator.model.words import briefly
from annotator.store.store import BULK, Store
from annotator.suggest.occurrences import apart

if TYPE_CHECKING:
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
class Everywhere:
    """What labelling many places at once writes."""

    title: str
    """Names the step, with `words` and `label`."""
    label: Label
    words: str
    more: list[Span]
    changed: Span | None = None
    """The mark where the words were picked, None where it is there already."""
    loose: list[Relation] = field(default_factory=list)
    """Relations that do not fit the new label of a chosen mark."""


@dataclass(frozen=True, slots=True)
class Places:
    """Which of many places are free for a label, and how many are not."""

    free: list[Stretch]
    marked: int
    """They have the label already."""
    taken: int
    """The scheme wants no mark there, or another label is on the same words."""
    quiet: int
    """They stand in text that is not labelled."""


def label_everywhere(hands: Hands, label_id: str) -> None:
    """Label every occurrence of what is picked, or relabel the chosen mark and label its others."""
    workspace = hands.workspace
    workspace.used = label_id
    label = workspace.scheme.label(label_id)
    chosen = need_mark(workspace) if workspace.chosen is not None else None
    here = (chosen.start, chosen.end) if chosen else target(workspace, label, exactly=False)
    changed = _here(workspace, label, here, chosen)
    places = free_places(workspace, label, _elsewhere(workspace, label, here))
    every = Everywhere(
        _TITLE,
        label,
        need_article(workspace).text[slice(*here)],
        [new_mark(workspace, label, place, "propagated") for place in places.free],
        changed,
        unfitting(workspace, chosen, label) if chosen and changed else [],
    )
    told = _told(every, places.taken + places.quiet)
    if changed is None and not every.more:
        workspace.tell(told)
    else:
        write_everywhere(hands, every, lambda: _show(workspace, changed, told))


def write_everywhere(hands: Hands, every: Everywhere, done: Callable[[], None]) -> None:
    """Write it as one step, and then call `done`: at once, or later where there is very much."""
    workspace = hands.workspace
    begun = workspace.begun(need_article(workspace).id)
    words, label = briefly(every.words), every.label.name
    if len(every.more) <= BULK:
        with workspace.step(every.title, words=words, label=label) as store:
            _put(store, every, begun)
        done()
        return

    def write(store: Store, progress: Progress) -> Changes:
        with store.step(every.title, words=words, label=label) as step:
            _put(store, every, begun, progress)
        return step.changes

    def written(changes: Changes) -> None:
        workspace.take(changes)
        done()

    write_aside(hands, say(every.title, words=words, label=label), write, written)


def _put(
    store: Store, every: Everywhere, begun: list[Reading], progress: Progress | None = None
) -> None:
    store.remove(*every.loose)
    store.put(*begun, *([every.changed] if every.changed else []))
    for first in range(0, len(every.more), _AT_ONCE):
        if progress is not None:
            progress("Labelling", first, len(every.more))
        store.put_all(every.more[first : first + _AT_ONCE])


def _show(workspace: Workspace, changed: Span | None, told: str) -> None:
    article = workspace.article
    if article is not None and changed is not None and article.span(changed.id) is not None:
        workspace.choose(changed)
    workspace.tell(told, deed="undo")


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


def _elsewhere(workspace: Workspace, label: Label, here: Stretch) -> list[Stretch]:
    """Find the other occurrences, where they are no part of a longer name with the same label."""
    article, ids = need_article(workspace), workspace.scheme.label_ids
    names = (span.quote for span in article.spans if ids.get(span.label) == label.id)
    found = apart(article.text, article.text[slice(*here)], names)
    return [place for place in found if place[1] <= here[0] or here[1] <= place[0]]


def free_places(workspace: Workspace, label: Label, places: list[Stretch]) -> Places:
    """Say which places are free for a label. They are in order and do not overlap."""
    article = need_article(workspace)
    quiet = article.unlabelled(workspace.scheme)
    found = Counter[str]()
    free = []
    for place, spans in zip(places, _beneath(article.spans, places), strict=True):
        ways = clashes(workspace.scheme, spans, label.id, *place)
        if any(clash.kind == "same" for clash in ways):
            found["marked"] += 1
        elif ways or any((span.start, span.end) == place for span in spans):
            found["taken"] += 1
        elif quiet(*place):
            found["quiet"] += 1
        else:
            free.append(place)
    return Places(free, found["marked"], found["taken"], found["quiet"])


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


def _told(every: Everywhere, left: int) -> str:
    if every.changed is None:
        template = "Marked {n} more “{words}” as {label}"
        if not every.more:
            template = "There is no more of “{words}” to mark as {label}"
    elif every.more:
        template = "Marked “{words}” as {label}, and {n} more"
    else:
        template = "Marked “{words}” as {label}; there is no more of it"
    done = say(template, words=briefly(every.words), label=every.label.name, n=len(every.more))
    if not left:
        return done
    others = count(left, "that is", "that are")
    return say(
        "{done}. Left out: {others} marked otherwise or in text that is not labelled",
        done=done,
        others=others,
    )
