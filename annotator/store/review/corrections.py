"""What a reviewer changed of somebody's work, and why: for the one who did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.store.review.comparing import comparison
from annotator.store.review.talking import Thread, threads
from annotator.store.reviewed import decisions

if TYPE_CHECKING:
    from annotator.model.decision import Decision
    from annotator.model.review.comparison import Case
    from annotator.model.span import Relation, Span
    from annotator.store.store import Store

What = Literal["changed", "rejected", "added"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing of somebody's work that the reviewer would have otherwise."""

    case: Case
    decision: Decision
    what: What
    """It was changed, taken for nothing, or added where the person marked nothing."""
    mine: tuple[Span | Relation, ...]
    gold: tuple[Span, ...]
    """The marks that stand for it now; of relations see the decision."""
    threads: tuple[Thread, ...]
    """What is said about the decision and about the marks."""


def corrections(store: Store, article: str, person: str) -> list[Correction]:
    """List what was decided otherwise than somebody marked it, in text order."""
    reader = store.read
    if not decisions(reader, article):
        return []
    reading = next((r for r in reader.readings(article) if r.layer == "gold"), None)
    persons = reading.annotators if reading is not None and reading.annotators else None
    found = comparison(reader, article, persons, expert=True)
    gold = {span.id: span for span in reader.spans(article) if span.layer == "gold"}
    said = threads(store, article)
    corrected = (_correction(case, person, gold, said) for case in found.cases)
    return [one for one in corrected if one is not None]


def _correction(
    case: Case, person: str, gold: dict[str, Span], said: list[Thread]
) -> Correction | None:  # fmt: skip
    decision = case.decision
    version = next((v for v in case.versions if person in v.persons), None)
    if decision is None or version is None:
        return None
    mine = tuple(mark for mark in version.marks if mark.person == person)
    made = tuple(gold[id_] for id_ in decision.gold if id_ in gold)
    what = _what(case, decision, mine, made)
    if what is None:
        return None
    about = {decision.id, *decision.gold, *(mark.id for mark in mine)}
    return Correction(
        case, decision, what, mine, made, tuple(t for t in said if t.first.of in about)
    )


def _what(
    case: Case, decision: Decision, mine: tuple[Span | Relation, ...], made: tuple[Span, ...]
) -> What | None:
    if not mine:
        return "added" if decision.gold else None
    if not decision.gold:
        return "rejected"
    if decision.way in {"take", "majority"} and {mark.id for mark in mine} & set(decision.took):
        return None
    is_same = not case.is_tie and [_said(s) for s in mine] == [_said(s) for s in made]
    return None if is_same else "changed"


def _said(mark: Span | Relation) -> object:
    names = ("label", "start", "end", "entity", "events", "attributes")
    return [getattr(mark, name, None) for name in names]
