"""The facts of a mark, and what is said of it: on a card, in a list, aloud, when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.entity import Entity
from annotator.model.scheme import Scheme
from annotator.model.sentences import say
from annotator.model.span import Origin, Span
from annotator.model.words import briefly, next_word, previous_word

_LONGEST = 120
"""Characters of a mark's words, or of a note, in what is said of the caret."""
_AROUND = 4
"""Words to each side of the caret that are said."""
_MADE: dict[Origin, str] = {
    "typed": "marked by hand",
    "propagated": "marked with every occurrence",
    "suggested": "an accepted suggestion",
    "edited_suggestion": "an accepted suggestion, changed since",
    "imported": "imported",
    "adjudicated": "settled in review",
}


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """The facts of one mark in full, as plain words; empty where there is nothing to say."""

    id: str
    label: str
    """The id of the label, for its look."""
    name: str
    """What the label is called."""
    words: str
    entity: str
    note: str
    by: str
    """Who marked it."""
    made: str
    """How it came about."""
    is_unsaved: bool


def facts_of(
    span: Span, scheme: Scheme, entity: Entity | None, *, by: str = "", is_unsaved: bool = False
) -> MarkFacts:
    """Put the facts of a mark together; `by` is the name of who made it."""
    label = scheme.label_named(span.label)
    made = _MADE[span.origin]
    if span.suggester and span.origin in {"suggested", "edited_suggestion"}:
        made = say("{made}, from {suggester}", made=made, suggester=span.suggester)
    return MarkFacts(
        id=span.id,
        label=scheme.label_ids.get(span.label, span.label),
        name=label.name if label is not None else span.label,
        words=span.quote,
        entity=entity.name if entity is not None else "",
        note=span.note or "",
        by=by,
        made=made,
        is_unsaved=is_unsaved,
    )


def told_made(mark: MarkFacts) -> str:
    """Say by whom a mark was made and how: "first annotator, marked by hand"."""
    return (
        say("{person}, {made}", person=briefly(mark.by), made=mark.made) if mark.by else mark.made
    )


def told_at_caret(marks: Sequence[MarkFacts]) -> str:
    """Say in passing which marks lie here, the inner ones first; nothing where none does.

    "rockets, Weapon, entity Katyusha, inside Claim"
    """
    if not marks:
        return ""
    inner, *around = marks
    parts = [briefly(inner.words), inner.name, *_more(inner)]
    return ", ".join([*parts, *(say("inside {label}", label=mark.name) for mark in around)])


def told_in_list(mark: MarkFacts, paragraph: int) -> str:
    """Say what a row of a list is, with all its words: "Weapon: rockets, paragraph 5"."""
    words = say(
        "{label}: {words}, paragraph {number}",
        label=mark.name, words=" ".join(mark.words.split()), number=paragraph,
    )  # fmt: skip
    return ", ".join([words, *_more(mark)])


def told_here(paragraph: int, around: str, marks: Sequence[MarkFacts]) -> str:
    """Answer where the caret is: paragraph, words around it, and every mark with all its facts."""
    place = say("Paragraph {number}", number=paragraph) if paragraph else "Title"
    if around:
        place = say("{place}, at “{words}”", place=place, words=briefly(around, _LONGEST))
    if not marks:
        return say("{place}. No mark lies here.", place=place)
    inner, *others = (_told_fully(mark) for mark in marks)
    told = "; ".join([inner, *(say("inside {mark}", mark=mark) for mark in others)])
    return say("{place}. {marks}.", place=place, marks=told)


def words_around(text: str, place: int) -> str:
    """Give a few words before and after a place of a text, in its paragraph; code points."""
    first, last = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    last = len(text) if last < 0 else last
    start = end = place
    for _ in range(_AROUND):
        before, after = previous_word(text, start), next_word(text, end)
        start = before[0] if before is not None and before[0] >= first else start
        end = after[1] if after is not None and after[1] <= last else end
    return text[start:end].strip()


def _told_fully(mark: MarkFacts) -> str:
    parts = [say("{label} “{words}”", label=mark.name, words=briefly(mark.words, _LONGEST))]
    if mark.entity:
        parts.append(say("entity {name}", name=briefly(mark.entity)))
    if mark.note:
        parts.append(say("note “{note}”", note=briefly(mark.note, _LONGEST)))
    if mark.by:
        parts.append(say("marked by {name}", name=briefly(mark.by)))
    if mark.is_unsaved:
        parts.append("not saved")
    return ", ".join(parts)


def _more(mark: MarkFacts) -> list[str]:
    """Give what is said of a mark in passing beside its words and its label."""
    return [
        part
        for part in (
            say("entity {name}", name=briefly(mark.entity)) if mark.entity else "",
            "with a note" if mark.note else "",
            "not saved" if mark.is_unsaved else "",
        )
        if part
    ]
