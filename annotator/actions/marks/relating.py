"""Relations between marks: made, changed and deleted, each as one step.

A relation belongs to whoever made it, and so do the marks at its ends. Only a type whose ends fit
can be made. Some lead to a mark in another article, which is then named beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.actions.action import Hands, Reason, a_mark, action, need_article
from annotator.actions.marks.changing import label_name, refuse_unsaved, relations_of
from annotator.actions.marks.details import shown_name
from annotator.actions.marks.sourcing import name_source
from annotator.model.ids import new_id
from annotator.model.relating import SAID_BY, Fit, asked, fits, may_reach_elsewhere
from annotator.model.sentences import Refused, say
from annotator.model.span import Relation, Span
from annotator.model.words import briefly
from annotator.store.claim_search import claims_with
from annotator.store.tellings import tellings
from annotator.suggest.sources import Actor
from annotator.suggest.vocabulary import vocabulary
from annotator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from annotator.model.scheme import RelationType

_SAME_EVENT = 20
"""So many claims of other articles are offered before anything is typed."""
_NOT_THEIRS = (
    "“{words}” is a colleague’s mark, and both ends of a relation lie in one person’s work. Mark it"  # noqa: RUF001 - as people write
    " yourself first. Nothing was changed."
)


def something_to_relate(hands: Hands) -> Reason | None:
    """Need a chosen mark that the scheme lets be tied to others."""
    reason, span = a_mark(hands), hands.workspace.chosen
    if reason is None and span is not None:
        workspace = hands.workspace
        labels = [label.id for label in workspace.scheme.labels]
        expert = workspace.shows_expert
        if not any(fits(workspace.scheme, span.label, o, expert=expert) for o in labels):
            reason = say(
                "The scheme has no relation for marks of the label {label}.",
                label=label_name(workspace.scheme, span),
            )
    return reason


@action("Relate to…", "Mark", "Ctrl+R", icon="link", context="project", needs=something_to_relate)
def relate(hands: Hands) -> None:
    """Tie the chosen mark to another one: choose it by number, by typing or by a click."""
    hands.screen.show_relating()


# --- what can be tied -----------------------------------------------------------------------------


def fits_between(
    workspace: Workspace, head: Span, other: Span, type_: str = "", *, besides: bool = False
) -> list[Fit]:
    """List what one mark can be to another. Raises Refused with the reason where it is nothing.

    `type_` leaves only the relation of this id. `besides`: what there is already is left out.
    """
    refuse_unsaved(workspace, head)
    if head.id == other.id:
        raise Refused("A mark is not tied to itself. Nothing was changed.")
    if other.person != head.person or other.layer != head.layer:
        raise Refused(_NOT_THEIRS, words=briefly(other.quote))
    scheme, expert = workspace.scheme, workspace.shows_expert
    is_elsewhere = other.article != head.article
    found = fits(scheme, head.label, other.label, elsewhere=is_elsewhere, expert=expert)
    found = [fit for fit in found if not type_ or fit.type.id == type_]
    if not found:
        raise _no_fit(workspace, head, other, type_)
    if not besides:
        return found
    new = [fit for fit in found if not _is_there(workspace, head, other, fit)]
    if not new:
        raise Refused(
            "“{words}” is tied to “{other}” already. Nothing was changed.",
            words=briefly(head.quote), other=briefly(other.quote),
        )  # fmt: skip
    return new


def _no_fit(workspace: Workspace, head: Span, other: Span, type_: str) -> Refused:
    scheme, expert = workspace.scheme, workspace.shows_expert
    within = fits(scheme, head.label, other.label, expert=expert)
    if other.article != head.article and within:
        return Refused(
            "“{words}” stands in another article, and a relation “{type}” stays within one. Mark"
            " the words in this article, and tie those. Nothing was changed.",
            words=briefly(other.quote), type=shown_name(type_ or within[0].type.name),
        )  # fmt: skip
    template = "The scheme has no relation between {label} and {other}. Nothing was changed."
    if type_:
        template = "{other} cannot be that of {label}. Nothing was changed."
    return Refused(template, label=label_name(scheme, head), other=label_name(scheme, other))


def _is_there(workspace: Workspace, head: Span, other: Span, fit: Fit) -> bool:
    ends = (other.id, head.id) if fit.is_reversed else (head.id, other.id)
    for relation in relations_of(workspace, head):
        there = relation.head, relation.tail
        same = there == ends or (fit.type.symmetric and there == ends[::-1])
        if same and relation.type == fit.type.id:
            return True
    return False


@dataclass(frozen=True, slots=True)
class End:
    """A mark that can be the other end of a relation."""

    span: Span
    title: str = ""
    """Of the article in which it stands, where that is another one."""
    restated: str = ""


def ends_here(workspace: Workspace, head: Span, type_: str = "") -> list[End]:
    """List the marks of the open article that a mark can be tied to, the likeliest first."""
    scheme, expert = workspace.scheme, workspace.shows_expert
    labels = {
        label.id
        for label in scheme.labels
        if any(
            not type_ or fit.type.id == type_
            for fit in fits(scheme, head.label, label.id, expert=expert)
        )
    }
    found = [
        span
        for span in need_article(workspace).spans
        if span.id != head.id and scheme.label_ids.get(span.label) in labels
        and workspace.shows(span)
    ]  # fmt: skip
    label = scheme.label_ids.get(head.label)
    relations = need_article(workspace).relations
    is_said = any(r.head == head.id and r.type == SAID_BY for r in relations)
    likely = {id_: n for n, id_ in enumerate(_likely(workspace, head))}

    def rank(span: Span) -> tuple[bool, int, int]:
        """Put first who may say it, or other claims once that is known; then what is near."""
        is_other = scheme.label_ids.get(span.label) != label
        return is_said and is_other, likely.get(span.id, len(likely)), _distance(head, span)

    found.sort(key=rank)
    return [End(span, restated=_restated(span)) for span in found]


def _likely(workspace: Workspace, head: Span) -> list[str]:
    if workspace.scheme.label_ids.get(head.label) != vocabulary(workspace.scheme).claim:
        return []
    sources = workspace.attributing.of(head).sources
    return [actor.span for source in sources for actor in source.actors if actor.span]


def _distance(head: Span, span: Span) -> int:
    return max(head.start - span.end, span.start - head.end, 0)


def ends_elsewhere(workspace: Workspace, head: Span, words: str) -> list[End]:
    """Find claims of other articles by their words or what they say in one sentence.

    Without words these are those that tell of the same events.
    """
    scheme, expert = workspace.scheme, workspace.shows_expert
    if len(words.strip()) == 1 or not may_reach_elsewhere(scheme, head.label, expert=expert):
        return []
    labels = [
        label.id
        for label in scheme.labels
        if fits(scheme, head.label, label.id, elsewhere=True, expert=expert)
    ]
    if words.strip():
        found = claims_with(workspace.reader, labels, words, besides=head.article)
    else:
        found = _of_same_events(workspace, head, labels)
    titles: dict[str, str] = {}
    for span in found:
        if span.article not in titles:
            article = workspace.reader.article(span.article)
            titles[span.article] = (article.title if article else None) or "another article"
    return [End(span, titles[span.article], _restated(span)) for span in found]


def _of_same_events(workspace: Workspace, head: Span, labels: Sequence[str]) -> list[Span]:
    """List one's own marks of other articles that tell of the events of which one tells."""
    by_article: dict[str, list[str]] = {}
    for event in head.events:
        for telling in tellings(workspace.reader, event):
            if telling.article != head.article and telling.person == head.person:
                by_article.setdefault(telling.article, []).append(telling.span)
    spans = [
        span for article, ids in by_article.items() for span in workspace.reader.spans(article, ids)
    ]
    ids = workspace.scheme.label_ids
    return [span for span in spans if ids.get(span.label) in labels][:_SAME_EVENT]


def _restated(span: Span) -> str:
    return next((value for id_, value in span.attributes if id_ == "restated"), "")


# --- what is done ---------------------------------------------------------------------------------


def add_relation(
    workspace: Workspace, head: Span, other: Span, fit: Fit,
    attributes: Sequence[tuple[str, str]] = (),
) -> None:  # fmt: skip
    """Tie two marks, as one step. Raises Refused where they cannot be, or are already."""
    known = fits_between(workspace, head, other, fit.type.id, besides=True)
    one, two = (other, head) if known[0].is_reversed else (head, other)
    _refuse_many(workspace, one, fit.type)
    if fit.type.id == SAID_BY:
        name_source(workspace, one, [Actor(two.start, two.end, two.id)])
        return
    elsewhere = two.article if two.article != one.article else None
    relation = Relation(
        new_id(), one.article, one.person, fit.type.id, one.id, two.id, one.layer, elsewhere,
        tuple(attributes),
    )  # fmt: skip
    named = {"words": briefly(one.quote), "other": briefly(two.quote), "type": name_of(fit.type)}
    with workspace.step("Tie “{words}” to “{other}”: {type}", **named) as store:
        store.put(*workspace.begun(one.article), relation)
    workspace.tell(say("“{words}” {type} “{other}”", **named), deed="undo")


def _refuse_many(workspace: Workspace, head: Span, type_: RelationType) -> None:
    most = type_.max_per_head
    if most is None:
        return
    number = sum(
        relation.head == head.id and relation.type == type_.id
        for relation in relations_of(workspace, head)
    )
    if number >= most:
        raise Refused(
            "“{words}” has as many relations “{type}” as the scheme lets it have: {n}. Delete one"
            " first. Nothing was changed.",
            words=briefly(head.quote), type=name_of(type_), n=most,
        )  # fmt: skip


def change_relation(
    workspace: Workspace, relation: Relation, attributes: Sequence[tuple[str, str]]
) -> None:
    """Say something else of a relation, as one step."""
    _refuse_theirs(workspace, relation)
    if tuple(attributes) == relation.attributes:
        return
    name = _named(workspace, relation)
    with workspace.step("Change a relation “{type}”", type=name) as store:
        store.put(replace(relation, attributes=tuple(attributes)))
    workspace.tell(say("Changed the relation “{type}”", type=name), deed="undo")


def delete_relation(workspace: Workspace, relation: Relation) -> None:
    """Delete a relation, as one step; the marks at its ends stay."""
    _refuse_theirs(workspace, relation)
    name = _named(workspace, relation)
    with workspace.step("Delete a relation “{type}”", type=name) as store:
        store.remove(relation)
    workspace.tell(say("Deleted the relation “{type}”; both marks stay", type=name), deed="undo")


def _refuse_theirs(workspace: Workspace, relation: Relation) -> None:
    if relation.person != workspace.person.id:
        raise Refused("This is a colleague’s relation. You can look at it, not change it.")  # noqa: RUF001 - as people write


def _named(workspace: Workspace, relation: Relation) -> str:
    known = workspace.scheme.relation_named(relation.type)
    return name_of(known) if known is not None else relation.type


def name_of(type_: RelationType) -> str:
    """Write the name of a type of relation as people read it."""
    return shown_name(type_.name)


def link(
    workspace: Workspace, head: Span, under: Sequence[Span], ask: Callable[[Span], None]
) -> None:
    """Tie a mark to the innermost of some marks that fits; `ask` where there is more to say.

    Raises Refused with the reason of the innermost where none fits.
    """
    refused: Refused | None = None
    for other in under:
        try:
            found = fits_between(workspace, head, other, besides=True)
        except Refused as reason:
            refused = refused or reason
            continue
        if len(found) == 1 and not asked(found[0].type):
            add_relation(workspace, head, other, found[0])
        else:
            ask(other)
        return
    if refused is not None:
        raise refused
