"""Finish the review of an article: what is agreed goes into the gold layer beside what is decided.

Nobody's own layer is written, and nothing is said of how far the reviewer has read the article: a
reading without marks would say that the reviewer found nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace as changed

from annotator.model.article import Reading
from annotator.model.decision import Decision
from annotator.model.review.comparison import Agreed, Case, Comparison
from annotator.model.review.outcome import agreed_gold, gold_id, places_of_gold
from annotator.model.sentences import Refused, count
from annotator.model.words import briefly
from annotator.store.review.clashing import clash
from annotator.store.review.loose import in_the_place_of, is_loose, loose

if TYPE_CHECKING:
    from annotator.model.span import Relation, Span
    from annotator.store.store import Store

_OVER_DECIDED = (
    "“{words}”, as it was decided on, lies over “{other}”, which all marked alike. Nothing was "
    "finished. Decide again on “{words}”."
)
_OVER_LOOSE = (
    "“{words}”, which is in the gold layer only, lies over “{other}”, which all marked alike. "
    "Nothing was finished. Take “{words}” out first."
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A relation that is not in the gold layer, since an end of it is not."""

    relation: Relation
    end: Literal["head", "tail"]


@dataclass(frozen=True, slots=True)
class Finished:
    """What a finished review put into the gold layer."""

    spans: int
    relations: int
    open: int
    """How many differences were left open."""
    left_out: tuple[LeftOut, ...]


def finish(store: Store, found: Comparison, *, anyway: bool = False) -> Finished:
    """Finish the review of an article, as one step.

    Raises Refused while differences are open, unless they are to stay open.
    """
    left = len(found.open)
    if left and not anyway:
        raise Refused(
            "{differences} still to be decided. Nothing was finished. Decide, or finish with these "
            "left open: they stay out of the gold layer.",
            differences=count(left, "difference is", "differences are"),
        )  # fmt: skip
    title = _title(store, found.article)
    with store.step("Finish the review of {article}", article=title):
        gold = _lay_agreed(store, found)
        ties, left_out = _tied(store, found, gold)
        _lay_ties(store, found, ties)
        store.put(
            replace(
                _reading(store, found.article), status="settled", reviewer=store.person.id,
                annotators=found.persons,
            )
        )  # fmt: skip
    return Finished(len(gold), len(ties), left, tuple(left_out))


def reopen(store: Store, article: str) -> None:
    """Take up the review of an article again. What is in the gold layer stays."""
    reading = _reading(store, article)
    if reading.status != "settled":
        raise Refused("The review of this article is not finished. Nothing was changed.")
    with store.step("Take up the review of {article} again", article=_title(store, article)):
        store.put(replace(reading, status="in_progress"))


def orphans(store: Store, article: str) -> list[Span]:
    """List the gold marks none of whose origins is there any more."""
    return [one.span for one in loose(store.read.spans(article)) if one.why == "orphan"]


def _title(store: Store, article: str) -> str:
    known = store.read.article(article)
    return briefly(known.title) if known is not None and known.title else article[:12]


def _reading(store: Store, article: str) -> Reading:
    readings = store.read.readings(article)
    return next((r for r in readings if r.layer == "gold"), Reading(article, None, "gold"))


def _lay_agreed(store: Store, found: Comparison) -> list[Span]:
    """Put what is agreed into the gold layer, and give all that is there then."""
    there = [span for span in store.read.spans(found.article) if span.layer == "gold"]
    fresh = [
        span for one in found.agreed if one.spans
        for span in agreed_gold(found.article, one.spans)
    ]  # fmt: skip
    mine = {id_ for span in fresh for id_ in span.derived_from}
    names = {span.id for span in fresh}
    replaced = {span.id for span in in_the_place_of(store.read, there, fresh)}
    stale = [
        s for s in there
        if s.id not in names and (s.id in replaced or not mine.isdisjoint(s.derived_from))
    ]  # fmt: skip
    kept = [span for span in there if span not in stale and span.id not in names]
    _refuse_clash(store, found.article, kept, fresh)
    store.remove_all(stale)
    store.put_all(fresh)
    return kept + fresh


def _refuse_clash(
    store: Store, article: str, decided: Sequence[Span], agreed: Iterable[Span]
) -> None:
    found = clash(store.read.scheme(), store.read.spans(article), agreed, decided)
    if found is not None:
        raise Refused(
            _OVER_LOOSE if is_loose(store.read, found[1]) else _OVER_DECIDED,
            words=briefly(found[1].quote), other=briefly(found[0].quote),
        )  # fmt: skip


# --- relations ------------------------------------------------------------------------------------


def _tied(
    store: Store, found: Comparison, gold: Sequence[Span]
) -> tuple[list[Relation], list[LeftOut]]:
    """Make the gold relations, and list those that have an end without a gold mark."""
    places = dict(places_of_gold(found.cases, gold))
    made: dict[tuple[str, str, str], Relation] = {}
    left_out: list[LeftOut] = []
    for decision, number, relation in _to_tie(found):
        head, tail = places.get(relation.head), _tail(store, relation, places)
        if head is None or tail is None:
            left_out.append(LeftOut(relation, "head" if head is None else "tail"))
            continue
        tie = changed(
            relation, id=gold_id(decision, number), person=None, layer="gold", head=head, tail=tail
        )
        made.setdefault((tie.type, head, tail), tie)
    return list(made.values()), left_out


def _to_tie(found: Comparison) -> Iterable[tuple[str, int, Relation]]:
    for agreed in found.agreed:
        yield from _numbered(_agreed_id(found.article, agreed), _of_one(agreed.relations))
    for case in found.cases:
        if case.is_tie and case.decision is not None:
            took = [tie for tie in _ties(case) if tie.id in case.decision.took]
            yield from _numbered(case.decision.id, _of_one(took))


def _numbered(
    decision: str, relations: Iterable[Relation]
) -> Iterable[tuple[str, int, Relation]]:  # fmt: skip
    return ((decision, n, relation) for n, relation in enumerate(relations))


def _agreed_id(article: str, agreed: Agreed) -> str:
    return Decision.id_of(article, tuple(relation.id for relation in agreed.relations))


def _of_one(relations: Sequence[Relation]) -> list[Relation]:
    """Give the relations of the first of some people who say the same."""
    return [one for one in relations if one.person == relations[0].person]


def _ties(case: Case) -> list[Relation]:
    return [relation for version in case.versions for relation in version.relations]


def _tail(store: Store, relation: Relation, places: dict[str, str]) -> str | None:
    other = relation.tail_article
    if other is None or relation.tail in places:
        return places.get(relation.tail)
    for span in store.read.spans(other):
        if span.layer == "gold" and relation.tail in span.derived_from:
            return span.id
    return None


def _lay_ties(store: Store, found: Comparison, ties: Sequence[Relation]) -> None:
    """Put relations into the gold layer in place of those that a review made before."""
    names = {tie.id for tie in ties}
    made = {gold_id(id_, n) for id_, n, _ in _to_tie(found)} | {
        id_ for case in found.cases if case.decision for id_ in case.decision.gold
    }
    there = [tie for tie in store.read.relations(found.article) if tie.layer == "gold"]
    here = {span.id for span in store.read.spans(found.article)}
    store.remove_all(
        tie for tie in there if tie.id not in names and (tie.id in made or tie.head not in here)
    )
    store.put_all(ties)
