"""Where no two marks of one label may overlap, the longest is kept.

A new mark around one other widens that one, which keeps its entity and its ties. One that is not
longer than an other is not made. One that is longer than all it overlaps takes their place, if
that is what the user wants: it is asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.actions.action import Hands, action, need_article
from annotator.actions.marks.changing import (
    moved,
    refusal,
    refuse_unsaved,
    relations_of,
    tell_marked,
)
from annotator.model.overlap import Clash, longest
from annotator.model.sentences import Value, count, say
from annotator.model.span import Relation, Span
from annotator.model.words import briefly
from annotator.questions import Choice
from annotator.settings import OVERLAP

if TYPE_CHECKING:
    from annotator.model.scheme import Label, Scheme
    from annotator.workspace.workspace import Workspace


@action("Keep the longest of marks that overlap", "Mark", icon="label",
        is_on=lambda hands: hands.settings.get(OVERLAP) == "longest")  # fmt: skip
def keep_longest(hands: Hands) -> None:
    """Let a longer mark take the place of shorter ones of its label, or refuse it."""
    keeps = hands.settings.get(OVERLAP) != "longest"
    hands.settings.set(OVERLAP, "longest" if keeps else "refuse")
    hands.workspace.tell(
        "A longer mark takes the place of shorter ones of its label now."
        if keeps
        else "A mark that overlaps others of its label is refused now."
    )


def tell_already(workspace: Workspace, words: str, label: Label) -> None:
    """Tell that there is nothing to do."""
    workspace.tell_of_place(
        say("“{words}” is marked as {label} already", words=briefly(words), label=label.name)
    )


def write_over(
    hands: Hands, label: Label, new: Span, found: list[Clash], cut: str | None = None
) -> None:
    """Write what becomes of a new mark that overlaps others of its label, or say why nothing does.

    `cut` is what the rules left out of it. Raises Refused where that is what the user wants.
    """
    workspace = hands.workspace
    old = longest(found, new.start, new.end)
    if old is not None:
        workspace.choose(old)
        workspace.tell(_stays(new, old, label))
    elif [clash.kind for clash in found] == ["around"] or _may_replace(hands, label, new, found):
        _replace(workspace, label, new, [clash.span for clash in found], cut)
    else:
        raise refusal(workspace.scheme, new.quote, found)


def _stays(new: Span, old: Span, label: Label) -> str:
    template = "“{words}” overlaps “{other}”, which is marked as {label} and is not shorter"
    if old.start <= new.start and new.end <= old.end:
        template = "“{words}” lies in “{other}”, which is marked as {label} already"
    return say(
        template + ". Nothing was changed.", words=briefly(new.quote), other=briefly(old.quote),
        label=label.name,
    )  # fmt: skip


def _may_replace(hands: Hands, label: Label, new: Span, found: list[Clash]) -> bool:
    """Ask once what is to become of shorter marks; the answer is kept."""
    way = hands.settings.get(OVERLAP)
    if way == "ask":
        question = say(
            "“{words}” overlaps {marks} as {label}. What is to be done, now and from now on?",
            words=briefly(new.quote), marks=count(len(found), "shorter mark", "shorter marks"),
            label=label.name,
        )  # fmt: skip
        choices = [
            Choice("longest", "Keep the longer one", "it takes the place of the others"),
            Choice("refuse", "Refuse", "nothing is changed"),
        ]
        answer = hands.questions.choose(question, choices, chosen="longest")
        if answer is not None:
            hands.settings.set(OVERLAP, answer)
        way = answer or "refuse"
    return way == "longest"


# --- one in the place of others -------------------------------------------------------------------


def _replace(
    workspace: Workspace, label: Label, new: Span, spans: list[Span], cut: str | None
) -> None:
    """Move the first mark to where the new one would be; the others become part of it."""
    first, *others = spans
    for span in spans:
        refuse_unsaved(workspace, span)
    text = need_article(workspace).text
    changed = moved(_joined(first, others), text, new.start, new.end)
    ties, gone = _retied(workspace, first, others)
    title, done = _sentences(new, spans)
    named: dict[str, Value] = {
        "before": briefly(first.quote), "now": briefly(new.quote), "n": len(spans),
        "label": label.name,
    }  # fmt: skip
    with workspace.step(title, **named) as store:
        store.remove(*gone, *others)
        store.put(*workspace.begun(first.article), *ties, changed)
    workspace.choose(changed)
    told = say(done, **named)
    if gone:
        lost = count(len(gone), "relation that one mark cannot have is", "relations that one mark "
                     "cannot have are")  # fmt: skip
        told = say("{done}; {relations} gone", done=told, relations=lost)
    tell_marked(workspace, told, changed, cut)


def _sentences(new: Span, spans: list[Span]) -> tuple[str, str]:
    """Give the step's title, and what is told of it."""
    if len(spans) > 1:
        return (
            "Join {n} marks as {label} to “{now}”",
            "“{now}” takes the place of {n} marks as {label}",
        )
    if new.start <= spans[0].start and spans[0].end <= new.end:
        return "Widen “{before}” to “{now}”", "Widened “{before}” to “{now}”"
    return "Move “{before}” to “{now}”", "Moved “{before}” to “{now}”"


def _joined(first: Span, others: list[Span]) -> Span:
    """Give the first mark, with what only the others say."""
    attributes, events, notes = list(first.attributes), list(first.events), []
    entity = first.entity
    for span in (first, *others):
        entity = entity or span.entity
        known = {id_ for id_, _ in attributes}
        attributes += [pair for pair in span.attributes if pair[0] not in known]
        events += [event for event in span.events if event not in events]
        notes += [span.note] if span.note and span.note not in notes else []
    return replace(
        first, entity=entity, attributes=tuple(attributes), events=tuple(events),
        note="\n".join(notes) or None,
    )  # fmt: skip


def _retied(
    workspace: Workspace, first: Span, others: list[Span]
) -> tuple[list[Relation], list[Relation]]:
    """Give the relations of the others as relations of the first, and those that cannot be."""
    ids = {span.id for span in others}
    kept = relations_of(workspace, first)
    kept = [tie for tie in kept if not ids & {tie.head, tie.tail}]
    changed: list[Relation] = []
    gone: list[Relation] = []
    for tie in {t.id: t for span in others for t in relations_of(workspace, span)}.values():
        new = replace(
            tie,
            head=first.id if tie.head in ids else tie.head,
            tail=first.id if tie.tail in ids else tie.tail,
        )
        if _fits_beside(workspace.scheme, new, [*kept, *changed]):
            changed.append(new)
        else:
            gone.append(tie)
    return changed, gone


def _fits_beside(scheme: Scheme, new: Relation, ties: list[Relation]) -> bool:
    """Say whether a relation has two ends, is not there already, and is not one too many."""
    alike = [tie for tie in ties if tie.type == new.type]
    kind = scheme.relation_named(new.type)
    most = kind.max_per_head if kind is not None else None
    of_head = sum(tie.head == new.head for tie in alike)
    is_there = any(_ends(scheme, tie) == _ends(scheme, new) for tie in alike)
    return new.head != new.tail and not is_there and (most is None or of_head < most)


def _ends(scheme: Scheme, tie: Relation) -> tuple[str, str]:
    kind = scheme.relation_named(tie.type)
    if kind is not None and kind.symmetric:
        return min(tie.head, tie.tail), max(tie.head, tie.tail)
    return tie.head, tie.tail
