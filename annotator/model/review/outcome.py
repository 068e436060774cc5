"""What a decision makes of a difference: the marks of the gold layer that come of it.

Whatever was decided, a gold mark is named after the alternatives and a number, so that what two
reviewers make of one difference is one thing, on which they may differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from msgspec.structs import replace as changed

from annotator.model.decision import Decision, Way
from annotator.model.ids import derived_id
from annotator.model.review.comparison import Case, Version
from annotator.model.review.saying import seen
from annotator.model.scheme import Scheme
from annotator.model.selection import trim
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reviewer says to a difference."""

    way: Way
    version: int = 0
    """Which version is taken, counted from 0."""
    person: str | None = None
    """Whose version is taken, whichever it is."""
    drawn: tuple[str, int, int] | None = None
    """The id of a label, start and end of what is drawn instead."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the gold marks that come of it; gold relations are made when all is done."""

    decision: Decision
    gold: tuple[Span, ...]


def gold_id(decision: str, number: int) -> str:
    """Name what comes of a decision: the same for whoever decides."""
    return derived_id("gold", decision, str(number))


def ways(case: Case) -> tuple[Way, ...]:
    """List how a difference can be decided."""
    found: list[Way] = ["take"]
    marked = [version for version in case.versions if not version.is_nothing]
    if not case.is_tie and len(case.labels) == 1 and len(marked) > 1:
        found.append("union")
        if _ranges_of(marked, "intersection"):
            found.append("intersection")
    if case.majority is not None:
        found.append("majority")
    found.append("nothing")
    return (*found, "drawn") if not case.is_tie else tuple(found)


def decide(case: Case, choice: Choice, text: str, scheme: Scheme) -> Decided:
    """Say what a choice makes of a difference. Raises Refused where there is no such outcome."""
    way, version = choice.way, _version(case, choice)
    if way not in ways(case):
        raise Refused(_NO.get(way, _NOT_HERE))
    if way in {"take", "majority"} and version.is_nothing:
        way = "nothing" if way == "take" else way
    took = _took(case, way, version)
    decision = Decision(
        case.id, case.article, case.difference, case.alternatives, way, took,
        seen=seen(case.marks), reason=choice.reason or None,
    )  # fmt: skip
    if case.is_tie:
        number = len(version.first()) if took else 0
        return Decided(replace(decision, gold=_names(case.id, number)), ())
    gold = outcome(decision, _spans(case.marks), text, scheme, choice.drawn)
    if not gold and way not in {"nothing", "majority"}:
        raise Refused(_NOT_HERE)
    return Decided(replace(decision, gold=tuple(span.id for span in gold)), gold)


_NO: dict[Way, str] = {
    "majority": "No version has more than half of the people behind it. Nothing was decided.",
    "union": "Only marks of one label can be put together. Nothing was decided.",
    "intersection": "The marks share no words. Nothing was decided.",
    "drawn": "A relation cannot be drawn on the text. Nothing was decided.",
}
_NOT_HERE = "This difference cannot be decided in that way. Nothing was decided."


def outcome(
    decision: Decision, marks: Iterable[Span], text: str, scheme: Scheme,
    drawn: tuple[str, int, int] | None = None,
) -> tuple[Span, ...]:  # fmt: skip
    """Give the gold marks that come of a decision on these marks.

    What was drawn stands in no decision, so it has to be given.
    """
    by_id = {mark.id: mark for mark in marks}
    took = [by_id[id_] for id_ in decision.took if id_ in by_id]
    if decision.way in {"take", "majority"}:
        columns = [tuple(each) for each in zip(*_by_person(took).values(), strict=False)]
        return _numbered(decision.id, [(each[0], each) for each in columns])
    if decision.way == "drawn" and drawn is not None:
        return _drawn(decision, list(by_id.values()), text, scheme, drawn)
    if decision.way in {"union", "intersection"} and took:
        return _put_together(decision, took, text, scheme)
    return ()


def _version(case: Case, choice: Choice) -> Version:
    if choice.way == "majority":
        return case.majority or case.versions[0]
    if choice.person is not None:
        found = (v for v in case.versions if choice.person in v.persons)
        return next(found, case.versions[0])
    if not 0 <= choice.version < len(case.versions):
        raise Refused("There is no version {number}. Nothing was decided.",
                      number=choice.version + 1)  # fmt: skip
    return case.versions[choice.version]


def _took(case: Case, way: Way, version: Version) -> tuple[str, ...]:
    """Name the alternatives that are followed, those first whose attributes are taken."""
    if way in {"take", "majority"}:
        return version.ids
    if way not in {"union", "intersection"}:
        return ()
    marked = [one for one in case.versions if not one.is_nothing]
    model = next((one for one in marked if one is case.majority), marked[0])
    others = [one for one in marked if one is not model]
    return tuple(id_ for one in (model, *others) for id_ in one.ids)


def _spans(marks: Iterable[Span | Relation]) -> list[Span]:
    return [mark for mark in marks if isinstance(mark, Span)]


def _by_person(spans: Iterable[Span]) -> dict[str | None, list[Span]]:
    found: dict[str | None, list[Span]] = {}
    for span in spans:
        found.setdefault(span.person, []).append(span)
    return found


def _names(decision: str, number: int) -> tuple[str, ...]:
    return tuple(gold_id(decision, n) for n in range(number))


def _numbered(decision: str, made: Sequence[tuple[Span, Iterable[Span]]]) -> tuple[Span, ...]:
    """Make gold marks, each of a mark and of all that it follows."""
    return tuple(
        changed(
            span, id=gold_id(decision, n), person=None, layer="gold", origin="adjudicated",
            suggester=None, score=None, derived_from=tuple(sorted(one.id for one in followed)),
        )
        for n, (span, followed) in enumerate(made)
    )  # fmt: skip


def agreed_gold(article: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Give the gold marks that come of what all marked alike."""
    id_ = Decision.id_of(article, tuple(span.id for span in spans))
    columns = [tuple(each) for each in zip(*_by_person(spans).values(), strict=True)]
    return _numbered(id_, [(each[0], each) for each in columns])


# --- stretches put together -----------------------------------------------------------------------


def _put_together(
    decision: Decision, took: Sequence[Span], text: str, scheme: Scheme
) -> tuple[Span, ...]:
    people = [[(s.start, s.end) for s in spans] for spans in _by_person(took).values()]
    made = []
    for start, end in _combined(people, decision.way):
        if decision.way == "intersection":
            start, end = trim(text, start, end, scheme.rules, keep_quotes=True)  # noqa: PLW2901
        touched = [s for s in took if s.start < end and start < s.end]
        mine = [s for s in touched if s.person == touched[0].person]
        model = max(mine, key=lambda s: min(s.end, end) - max(s.start, start))
        made.append((changed(model, start=start, end=end, quote=text[start:end]), touched))
    return _numbered(decision.id, made)


def _drawn(
    decision: Decision, marks: list[Span], text: str, scheme: Scheme, drawn: tuple[str, int, int]
) -> tuple[Span, ...]:
    label, start, end = drawn
    alike = [mark for mark in marks if scheme.label_ids.get(mark.label, mark.label) == label]
    bare = Span("", decision.article, None, label, start, end, text[start:end])
    model = changed(alike[0], start=start, end=end, quote=bare.quote) if alike else bare
    return _numbered(decision.id, [(model, marks)])


def _ranges_of(versions: Iterable[Version], way: Way) -> list[Range]:
    return _combined([[(s.start, s.end) for s in _spans(v.first())] for v in versions], way)


def _combined(people: Sequence[Sequence[Range]], way: Way) -> list[Range]:
    """Give what some people cover together, or what each of them covers, in order."""
    if way == "union":
        return _merged(sorted(one for ranges in people for one in ranges))
    return reduce(_common, map(_merged, map(sorted, people)))


def _merged(ranges: Iterable[Range]) -> list[Range]:
    found: list[Range] = []
    for start, end in ranges:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _common(some: Sequence[Range], others: Sequence[Range]) -> list[Range]:
    cut = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(start, end) for start, end in cut if start < end]


def places_of_gold(cases: Iterable[Case], gold: Iterable[Span]) -> Mapping[str, str]:
    """Give for each mark of a person the gold mark that stands for it, where there is one."""
    spans = {span.id: span for span in gold}
    found = {id_: span.id for span in spans.values() for id_ in span.derived_from}
    for case in cases:
        made = [spans[id_] for id_ in case.decision.gold if id_ in spans] if case.decision else []
        for mark in _spans(case.marks) if made else ():
            nearest = max(made, key=lambda g: min(g.end, mark.end) - max(g.start, mark.start))
            found.setdefault(mark.id, nearest.id)
    return found
