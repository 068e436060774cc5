"""What every deed that touches a mark must keep in order: its quote, its ties, how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.actions.action import need_article
from annotator.model.answers import EVENTS
from annotator.model.ids import new_id
from annotator.model.overlap import Clash, clashes
from annotator.model.scheme import Label, Scheme
from annotator.model.selection import snap, trim
from annotator.model.sentences import Refused, in_turn, say
from annotator.model.span import Origin, Span
from annotator.model.words import briefly, word_at

if TYPE_CHECKING:
    from annotator.model.article import Attributes
    from annotator.model.span import Relation
    from annotator.workspace.workspace import Workspace

Stretch = tuple[int, int]
"""Start and end, in code points."""


def need_mark(workspace: Workspace) -> Span:
    """Give the chosen mark. Raises Refused where none is chosen, or it is not in the file yet."""
    chosen = workspace.chosen
    if chosen is None:
        raise Refused("No mark is chosen.")
    refuse_unsaved(workspace, chosen)
    return chosen


def refuse_unsaved(workspace: Workspace, span: Span) -> None:
    """Raise Refused for a mark that is not in the file yet."""
    if workspace.unsaved.holds(span.id):
        raise Refused(
            "“{words}” is not saved yet. Save it first, or discard it. Nothing was changed.",
            words=briefly(span.quote),
        )


def picked(workspace: Workspace) -> Stretch | None:
    """Give the picked words or the word at the caret, None where there are none."""
    text, drawn = need_article(workspace).text, workspace.selection
    if drawn.is_caret:
        return word_at(text, drawn.end)
    words = text[drawn.start : drawn.end]
    return (drawn.start, drawn.end) if words and not words.isspace() else None


def target(workspace: Workspace, label: Label, *, exactly: bool = False) -> Stretch:
    """Give what a label is meant for: what is picked, trimmed by the scheme's rules or exactly."""
    text, drawn = need_article(workspace).text, picked(workspace)
    if drawn is None:
        raise Refused("There are no words in what is selected. Nothing was changed.")
    if exactly:
        return snap(text, *drawn)
    is_claim = label.stroke == "bracket"
    return trim(text, *drawn, workspace.scheme.rules, keep_quotes=is_claim)


def new_mark(
    workspace: Workspace,
    label: Label,
    stretch: Stretch,
    origin: Origin = "typed",
    suggester: str | None = None,
) -> Span:
    """Make a mark of one's own, not yet written."""
    article = need_article(workspace)
    start, end = stretch
    return Span(
        new_id(), article.id, workspace.person.id, label.id, start, end, article.text[start:end],
        origin=origin, suggester=suggester,
    )  # fmt: skip


def add_mark(workspace: Workspace, new: Span, label: Label) -> bool:
    """Write a new mark as a step, and choose it; say whether it could be saved."""
    return workspace.add_marks(
        [new], "Label “{words}” as {label}", choose=new.id, words=briefly(new.quote),
        label=label.name,
    )  # fmt: skip


def label_of(scheme: Scheme, span: Span) -> Label | None:
    """Give the label of a mark, None where the scheme does not know it."""
    return scheme.label_named(span.label)


def label_name(scheme: Scheme, span: Span) -> str:
    """Name the label of a mark."""
    label = label_of(scheme, span)
    return label.name if label is not None else span.label


def edited(span: Span) -> Span:
    """Give a mark as changed by hand: it is no longer just what was suggested."""
    return replace(span, origin="edited_suggestion") if span.origin == "suggested" else span


def moved(span: Span, text: str, start: int, end: int) -> Span:
    """Give a mark on another stretch of the text."""
    return replace(edited(span), start=start, end=end, quote=text[start:end])


def relabelled(workspace: Workspace, span: Span, label: Label) -> Span:
    """Give a mark with another label, without what that label does not have.

    Attributes that it lacks, choices that it does not offer, event cards where it has none, and an
    entity of another label are left out.
    """
    scheme = workspace.scheme
    own = [a for a in label.attributes if a.scope == "span"]
    events = span.events if any(a.type in EVENTS for a in own) else ()
    return replace(
        edited(span),
        label=label.id,
        attributes=_fitting(scheme, span, label),
        events=events,
        entity=span.entity if _entity_fits(workspace, span, label) else None,
    )


def _fitting(scheme: Scheme, span: Span, label: Label) -> Attributes:
    old = f"label.{scheme.label_ids.get(span.label, span.label)}"
    kept = []
    for id_, value in span.attributes:
        before, now = scheme.attribute(old, id_), scheme.attribute(f"label.{label.id}", id_)
        if now is None or now.scope != "span" or (before is not None and before.type != now.type):
            continue
        if not now.values or any(choice.id == value for choice in now.values):
            kept.append((id_, value))
    return tuple(kept)


def _entity_fits(workspace: Workspace, span: Span, label: Label) -> bool:
    if span.entity is None:
        return False
    known = workspace.reader.entities([span.entity]).get(span.entity)
    return known is not None and workspace.scheme.label_ids.get(known.label) == label.id


def relations_of(workspace: Workspace, span: Span) -> list[Relation]:
    """List one's own relations with a mark at one of their ends, from other articles too."""
    article = need_article(workspace)
    elsewhere = workspace.reader.relations_from_elsewhere(article.id)
    mine = [r for r in elsewhere if r.person == span.person and r.layer == span.layer]
    ids = {r.id: r for r in (*article.relations, *mine) if span.id in {r.head, r.tail}}
    return list(ids.values())


def unfitting(workspace: Workspace, span: Span, label: Label) -> list[Relation]:
    """List the relations of a mark that it could not have with another label."""
    found = []
    for relation in relations_of(workspace, span):
        kind = workspace.scheme.relation_named(relation.type)
        if kind is None:
            continue
        fits_head = relation.head != span.id or not kind.heads or label.id in kind.heads
        fits_tail = relation.tail != span.id or not kind.tails or label.id in kind.tails
        if not (fits_head and fits_tail):
            found.append(relation)
    return found


def in_the_way(
    workspace: Workspace, label: str, start: int, end: int, *, besides: Span | None = None
) -> list[Clash]:
    """List the marks that the scheme does not want beneath a new one, `besides` left out."""
    spans = need_article(workspace).covering(start, end)
    others = (span for span in spans if besides is None or span.id != besides.id)
    return clashes(workspace.scheme, others, label, start, end)


def refusal(scheme: Scheme, words: str, found: list[Clash]) -> Refused:
    """Say why a mark cannot be made where others are in the way."""
    clash = found[0]
    sentence = {
        "same": "“{words}” is marked as {label} already. Nothing was changed.",
        "inside": (
            "“{words}” lies in “{other}”, which is marked as {label} already, and two marks of one"
            " label may not overlap here. Nothing was changed."
        ),
        "around": (
            "“{words}” holds “{other}”, which is marked as {label} already, and two marks of one"
            " label may not overlap here. Nothing was changed."
        ),
        "across": (
            "“{words}” overlaps “{other}”, which is marked as {label} already, and two marks of one"
            " label may not overlap here. Nothing was changed."
        ),
        "other_label": (
            "“{words}” overlaps “{other}”, which is marked as {label}, and this scheme has no marks"
            " over each other. Nothing was changed."
        ),
    }[clash.kind]
    return Refused(
        sentence, words=briefly(words), other=briefly(clash.span.quote),
        label=label_name(scheme, clash.span),
    )  # fmt: skip


def cut_off(text: str, drawn: Stretch, kept: Stretch) -> str | None:
    """Quote what the rules left out at the ends of what was drawn, None where only spaces went."""
    ends = text[drawn[0] : kept[0]], text[kept[1] : drawn[1]]
    quoted = [f"“{briefly(end)}”" for end in ends if end and not end.isspace()]
    return " and ".join(quoted) or None


def tell_marked(
    workspace: Workspace, done: str, span: Span, cut: str | None = None, then: str = ""
) -> None:
    """Tell what was marked and that it can be taken back; then look for its words elsewhere.

    `cut` is what `cut_off` gave: what the rules left out is shown as it happens. `then` says how
    it goes on.
    """
    if cut is not None:
        done = say("{done}, without {cut}", done=done, cut=cut)
    done = in_turn(done, remark_on_zone(workspace, span.start, span.end) or "")
    workspace.tell(in_turn(done, then), deed="undo")
    workspace.proposals.seek(span, done, then)


def remark_on_zone(workspace: Workspace, start: int, end: int) -> str | None:
    """Say that a stretch lies where nothing is usually labelled, None where it does not."""
    name = need_article(workspace).unlabelled(workspace.scheme)(start, end)
    if name is None:
        return None
    return say("This paragraph is {zone}, which is usually not labelled.", zone=name)
