"""What ties a mark to others, put into rows: who says it, its cue, and what other sources say."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.actions.marks.details import shown_name
from annotator.model.paragraphs import Paragraphs, paragraph_sign
from annotator.model.relating import may_reach_elsewhere
from annotator.model.scheme import RelationType, Scheme
from annotator.model.sentences import say
from annotator.model.span import Relation, Span
from annotator.workspace.entities import EntityNames
from annotator.workspace.workspace import Workspace

OTHERS = "Others"
_SIGNS = {"contradicts": "≠", "corroborates": "=", "repeats": "≡"}
"""Relations between claims by their id, in the order in which a row lists them."""
_UNSAID = frozenset({"all"})
"""Aspects that need not be said."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation of a mark, and the mark at its other end."""

    row: str
    """The name of the row that lists it."""
    span: Span
    relation: Relation
    words: str
    sign: str = ""
    aspect: str = ""


def ties_of(workspace: Workspace, span: Span, entities: EntityNames) -> list[Tie]:
    """List a mark's relations as far as their other ends are in this project, from both ends."""
    article = workspace.article
    if article is None:
        return []
    found: list[Tie] = []
    for relation in _touching(workspace, span):
        type_ = workspace.scheme.relation_named(relation.type)
        outgoing = relation.head == span.id
        end = relation.tail if outgoing else relation.head
        place = relation.tail_article if outgoing else relation.article
        other = _span_at(workspace, end, place)
        if other is not None:
            found.append(_tie(workspace, relation, type_, other, entities, outgoing=outgoing))
    if not found:
        return found
    rows = {_row(workspace.scheme, type_): n for n, type_ in enumerate(workspace.scheme.relations)}
    signs = tuple(_SIGNS.values())
    return sorted(
        found,
        key=lambda tie: (
            rows.get(tie.row.removeprefix("← "), len(rows)),
            signs.index(tie.sign) if tie.sign else -1,
            tie.span.article != article.id,
            tie.span.start,
        ),
    )


def _touching(workspace: Workspace, span: Span) -> list[Relation]:
    """List the relations of a mark; only claims are tied to from other articles."""
    article, scheme = workspace.article, workspace.scheme
    if article is None:
        return []
    found = [r for r in article.relations if span.id in {r.head, r.tail}]
    if may_reach_elsewhere(scheme, span.label, expert=True):
        elsewhere = workspace.reader.relations_from_elsewhere(article.id)
        mine = (r for r in elsewhere if r.person == span.person and r.layer == span.layer)
        found += [r for r in mine if r.tail == span.id]
    return found


def _span_at(workspace: Workspace, id_: str, article: str | None) -> Span | None:
    here = workspace.article
    if article is None or (here is not None and here.id == article):
        return here.span(id_) if here is not None else None
    return next(iter(workspace.reader.spans(article, [id_])), None)


def _tie(
    workspace: Workspace, relation: Relation, type_: RelationType | None, other: Span,
    entities: EntityNames, *, outgoing: bool,
) -> Tie:  # fmt: skip
    if other.entity is not None:
        entities.read(workspace.reader, [other.entity])
    entity = entities.of(other.entity)
    words = entity.name if entity is not None else " ".join(other.quote.split())
    sign = _SIGNS.get(relation.type, "")
    aspects = [value for id_, value in relation.attributes if id_ == "aspect"]
    aspect = ", ".join(shown_name(one) for one in aspects if one not in _UNSAID)
    row = _row(workspace.scheme, type_) if type_ is not None else relation.type
    if not outgoing and row != OTHERS and not (type_ and type_.symmetric):
        row = say("← {row}", row=row)
    return Tie(row, other, relation, words, sign, aspect)


def _row(scheme: Scheme, type_: RelationType) -> str:
    ends = [scheme.label_named(id_) for id_ in (*type_.heads, *type_.tails)]
    if ends and all(label is not None and label.stroke == "bracket" for label in ends):
        return OTHERS
    return shown_name(type_.name).capitalize()


def summary(ties: list[Tie], paragraphs: Paragraphs, article: str) -> str:
    """Say in one line what a row lists: words, or for other claims "≠ ¶7, ¶8 weapon"."""
    if not any(tie.sign for tie in ties):
        return ", ".join(tie.words for tie in ties)
    groups: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        groups.setdefault((tie.sign, tie.aspect), []).append(place_of(tie, paragraphs, article))
    parts = [
        " ".join(filter(None, (sign, ", ".join(places), aspect)))
        for (sign, aspect), places in groups.items()
    ]
    return "    ".join(parts)


def place_of(tie: Tie, paragraphs: Paragraphs, article: str) -> str:
    """Say where the other end stands."""
    if tie.span.article != article:
        return "elsewhere"
    return paragraph_sign(paragraphs.number_at(tie.span.start))


def in_full(tie: Tie, paragraphs: Paragraphs, article: str) -> str:
    """Say in one line of a list what a relation is."""
    signs = " ".join(filter(None, (tie.sign, place_of(tie, paragraphs, article), tie.aspect)))
    words = " ".join(tie.span.quote.split())
    return f"{signs}  {words[:60]}{'…' if len(words) > 60 else ''}"
