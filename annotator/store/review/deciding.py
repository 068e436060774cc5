"""Write what a reviewer decides: the decision and the gold marks that come of it, in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from annotator.model.decision import Decision
from annotator.model.review.outcome import Choice, Decided, outcome
from annotator.model.review.outcome import decide as decided
from annotator.model.sentences import Refused, count
from annotator.model.words import briefly
from annotator.store.heads import heads
from annotator.store.kinds import KINDS, WHOLE
from annotator.store.review.clashing import clash
from annotator.store.review.loose import in_the_place_of, is_loose
from annotator.store.review.talking import put_line
from annotator.store.reviewed import gold_near
from annotator.store.values import Entry

if TYPE_CHECKING:
    from annotator.model.review.comparison import Case
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span
    from annotator.store.conflicts import Conflict
    from annotator.store.kinds import Json
    from annotator.store.store import Store

_TITLE = "Decide on “{words}”"
_MANY = "Decide on {differences}"
_TITLE_RULE = "Decide on “{words}”, and make the reason a rule"
_MANY_RULE = "Decide on {differences}, and make the reason a rule"
_OVER_DECIDED = (
    "“{words}” would lie over “{other}”, which was decided on before. Nothing was decided. "
    "Take another version, or decide again on “{other}”."
)
_OVER_LOOSE = (
    "“{words}” would lie over “{other}”, which is in the gold layer only. Nothing was decided. "
    "Take another version, or take “{other}” out first."
)


def decide(
    store: Store, case: Case, choice: Choice, scheme: Scheme | None = None, *, is_rule: bool = False
) -> Decision:
    """Decide on one difference, or decide it again, as one step.

    With `is_rule` the reason becomes a line of the guidelines in the same step. Whoever has the
    project's scheme at hand gives it: to read it takes longer than to decide.
    """
    words = briefly(words_of(store, case))
    with store.step(_TITLE_RULE if is_rule else _TITLE, words=words):
        made = _decide(store, case, choice, scheme)
        if is_rule:
            put_line(store, choice.reason or "", label_of(case), made)
        return made


def decide_many(
    store: Store, cases: Sequence[Case], choice: Choice, *, rule: Case | None = None
) -> list[Decision]:
    """Decide on many differences alike, in one step. Nothing is decided where one is refused.

    `rule` is the one whose decision makes the reason a line of the guidelines.
    """
    scheme = store.read.scheme()
    number = count(len(cases), "difference", "differences")
    with store.step(_MANY_RULE if rule is not None else _MANY, differences=number):
        made = [_decide(store, case, choice, scheme) for case in cases]
        if rule is not None:
            first = next((one for one in made if one.id == rule.id), None)
            put_line(store, choice.reason or "", label_of(rule), first)
        return made


def label_of(case: Case) -> str | None:
    """Give the label that a rule from a difference is about, None where it is of several."""
    return case.labels[0] if len(case.labels) == 1 else None


def take_back(store: Store, case: Case) -> None:
    """Leave a difference open again: the decision goes, and what came of it."""
    if case.decision is None:
        return
    with store.step("Leave “{words}” open", words=briefly(words_of(store, case))):
        _clear(store, case, _gold_near(store, case), keep=frozenset())
        store.remove(case.decision, *case.replaced)


def words_of(store: Store, case: Case) -> str:
    """Give the words of the article that a difference is about."""
    return store.read.needed_text(case.article)[case.start : case.end]


def _decide(store: Store, case: Case, choice: Choice, scheme: Scheme | None) -> Decision:
    reader = store.read
    scheme = scheme or reader.scheme()
    made = decided(case, choice, reader.needed_text(case.article), scheme)
    near = _gold_near(store, case, made)
    replaced = in_the_place_of(reader, near, made.gold)
    _refuse_clash(store, case, made, [s for s in near if s not in replaced], scheme)
    _clear(store, case, near, keep=frozenset(made.decision.gold))
    gone = [one for one in (case.decision, *case.replaced) if one and one.id != case.id]
    store.remove_all((*gone, *replaced))
    store.put_all((made.decision, *made.gold))
    return made.decision


def _former(case: Case) -> set[str]:
    """Name the gold that came of these alternatives before."""
    return {id_ for one in (case.decision, *case.replaced) if one for id_ in one.gold}


def _gold_near(store: Store, case: Case, made: Decided | None = None) -> list[Span]:
    """Give the gold marks that came of a difference before, or that lie where new ones would."""
    places = [(case.start, case.end), *((s.start, s.end) for s in (made.gold if made else ()))]
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    found = gold_near(store.read, case.article, start, end, case.alternatives)
    missing = _former(case) - {span.id for span in found}
    return found + (store.read.spans(case.article, missing) if missing else [])


def _clear(store: Store, case: Case, near: Iterable[Span], keep: frozenset[str]) -> None:
    """Take out the gold that came of these alternatives before."""
    former, mine = _former(case), frozenset(case.alternatives)
    spans = [
        span
        for span in near
        if span.id not in keep and (span.id in former or not mine.isdisjoint(span.derived_from))
    ]
    ties = [
        tie
        for tie in (store.read.relations(case.article) if former - keep else ())
        if tie.layer == "gold" and tie.id in former - keep
    ]
    store.remove_all((*spans, *ties))


def _refuse_clash(
    store: Store, case: Case, made: Decided, near: Iterable[Span], scheme: Scheme
) -> None:
    """Refuse gold that the scheme does not let lie over gold that is there and stays."""
    mine, former = frozenset(case.alternatives), _former(case)
    others = [s for s in near if mine.isdisjoint(s.derived_from)]
    others = [s for s in others if s.id not in former and s.id not in made.decision.gold]
    marks = store.read.spans(case.article, case.alternatives)
    marks += store.read.spans(case.article, {id_ for s in others for id_ in s.derived_from})
    found = clash(scheme, marks, made.gold, others)
    if found is not None:
        raise Refused(
            _OVER_LOOSE if is_loose(store.read, found[1])
            else _OVER_DECIDED,
            words=briefly(found[0].quote), other=briefly(found[1].quote),
        )  # fmt: skip


def _gold(store: Store, article: str) -> list[Span]:
    return [span for span in store.read.spans(article) if span.layer == "gold"]


# --- two reviewers --------------------------------------------------------------------------------


def follow(store: Store, conflict: Conflict, value: Json) -> None:
    """Let the gold layer follow the decision that stands after a conflict, inside its step."""
    standing = [one.value for one in conflict.values if isinstance(one.value, dict)]
    was = {str(id_) for one in standing for id_ in cast("list[Json]", one.get("gold") or [])}
    article = conflict.article or ""
    gold = made_of(store, conflict.id, article, value)
    names = {span.id for span in gold}
    keep = names | _ids(value)
    ties = [t for t in store.read.relations(article) if t.id in was - keep]
    store.remove_all((*(s for s in _gold(store, article) if s.id in was - keep), *ties))
    store.put_all(gold)
    if isinstance(value, dict) and value["way"] == "drawn":
        others = [made_of(store, conflict.id, article, one) for one in standing if one != value]
        for id_ in _ids(value):
            _draw_again(store, id_, article, {(s.start, s.end) for made in others for s in made})


def _draw_again(store: Store, id_: str, article: str, others: set[tuple[int, int]]) -> None:
    """Let stand what somebody drew, where what others would have instead stands beside it."""
    kind = KINDS["span"]
    item = store.log.find_item(kind, id_)
    known = store.log.known([item], {item: kind}).get(item, []) if item is not None else []
    for value in reversed(heads(known).standing(WHOLE)):
        if isinstance(value, dict) and (value["start"], value["end"]) not in others:
            store.write(Entry(kind, id_, article, None, value))
            return


def made_of(store: Store, id_: str, article: str, value: Json) -> tuple[Span, ...]:
    """Give the gold marks of a decision as the log keeps it; what was drawn stays as it stands."""
    if not isinstance(value, dict):
        return ()
    decision = Decision(
        id_, article, cast("object", value["difference"]), tuple(_texts(value, "alternatives")),  # type: ignore[arg-type]  # as the log keeps it
        cast("object", value["way"]), tuple(_texts(value, "took")),  # type: ignore[arg-type]
    )  # fmt: skip
    marks = store.read.spans(article, decision.alternatives)
    return outcome(decision, marks, store.read.needed_text(article), store.read.scheme())


def _ids(value: Json) -> set[str]:
    return set(_texts(value, "gold")) if isinstance(value, dict) else set()


def _texts(value: dict[str, Json], name: str) -> Iterable[str]:
    return [str(one) for one in cast("list[Json]", value.get(name) or [])]
