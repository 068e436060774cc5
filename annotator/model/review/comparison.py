"""What several people marked in one article, compared: what is agreed, and what is to be decided.

`compare` gives one list of differences, not of marks: each says how people differ, and which of
them say what. The order in which the people are named only sets the order of their versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from annotator.model.decision import Decision, Difference
from annotator.model.review.clusters import Cluster, clusters
from annotator.model.review.saying import Hearing, Said, digest
from annotator.model.review.ties import Tie, ties

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme
    from annotator.model.span import Relation, Span


class Version(Struct, frozen=True, gc=False):
    """What some people say alike: their marks, all of them, or nothing."""

    persons: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    """The marks of all of them, by person; empty where they marked nothing here."""
    relations: tuple[Relation, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Say whether they marked nothing."""
        return not self.spans and not self.relations

    @property
    def marks(self) -> tuple[Span | Relation, ...]:
        """Give the marks or relations."""
        return self.spans or self.relations

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the ids of the marks or relations."""
        return tuple(mark.id for mark in self.marks)

    def first(self) -> tuple[Span | Relation, ...]:
        """Give the marks or relations of the first of them: all others say the same."""
        return tuple(mark for mark in self.marks if mark.person == self.persons[0])


class Case(Struct, frozen=True, gc=False):
    """One difference to decide. It is a struct as `Span` is: an article can have thousands."""

    id: str
    """The id that a decision on these alternatives has."""
    article: str
    difference: Difference
    start: int
    end: int
    versions: tuple[Version, ...]
    """In the order of the people; who marked nothing, and could have, has a version too."""
    labels: tuple[str, ...]
    """The ids of the labels that were given; of a relation, those of its heads."""
    decision: Decision | None = None
    is_new: bool = False
    """It was decided once, but an alternative came since, or says something else now."""
    is_disputed: bool = False
    """Two reviewers decided differently on it."""
    is_moot: bool = False
    """A relation that ties what was decided to be nothing."""
    gone: tuple[str, ...] = ()
    """The alternatives of the decision that are not there any more."""
    replaced: tuple[Decision, ...] = ()
    """Other decisions on some of these alternatives, to be taken out with the next one."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Give the ids of all marks or relations to choose from, in order."""
        return tuple(sorted(id_ for version in self.versions for id_ in version.ids))

    @property
    def marks(self) -> tuple[Span | Relation, ...]:
        """Give all marks or relations to choose from, in the order of their ids."""
        found = (mark for version in self.versions for mark in version.marks)
        return tuple(sorted(found, key=lambda mark: mark.id))

    @property
    def is_open(self) -> bool:
        """Say whether somebody has to decide it, or to look at it again."""
        return not self.is_moot and (self.decision is None or self.is_new or self.is_disputed)

    def tells_of(self, id_: str) -> bool:
        """Say whether something is about this difference: by the id of a mark or decision."""
        decided = [one for one in (self.decision, *self.replaced) if one is not None]
        made = (id_ in (one.id, *one.gold) for one in decided)
        return id_ == self.id or id_ in self.alternatives or any(made)

    @property
    def is_alike(self) -> bool:
        """Say whether several people marked it, all alike, and it was decided nevertheless."""
        return len(self.versions) == 1 and len(self.versions[0].persons) > 1

    @property
    def is_tie(self) -> bool:
        """Say whether it is about relations."""
        return any(version.relations for version in self.versions)

    @property
    def majority(self) -> Version | None:
        """Give what more than half of the people say, None where there is no such version."""
        voices = sum(len(version.persons) for version in self.versions)
        found = (v for v in self.versions if 2 * len(v.persons) > voices)
        return next(found, None) if len(self.versions) > 1 else None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What all who could have marked it marked alike."""

    spans: tuple[Span, ...] = ()
    """One or more of each person, by person."""
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article as several people marked it."""

    article: str
    persons: tuple[str, ...]
    agreed: tuple[Agreed, ...]
    """Spans in text order, then relations."""
    cases: tuple[Case, ...]
    """In text order."""
    past: tuple[Decision, ...] = ()
    """Decisions of which no alternative is there any more."""

    @property
    def open(self) -> tuple[Case, ...]:
        """Give what is still to decide."""
        return tuple(case for case in self.cases if case.is_open)

    @property
    def counts(self) -> Mapping[Difference, int]:
        """Count the cases of each kind."""
        return Counter(case.difference for case in self.cases)


@dataclass(frozen=True, slots=True)
class View:
    """What counts as a difference, and what is known beyond the article."""

    scheme: Scheme
    expert: bool = False
    """Expert labels, types and attributes count as well."""
    merged: Mapping[str, str] = field(default_factory=dict)
    """For an entity the one it turned out to be."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """For a mark of another article a word for what it marks."""


def compare(
    article: str,
    spans: Iterable[Span],
    relations: Iterable[Relation],
    persons: Sequence[str],
    decisions: Iterable[Decision],
    scheme: Scheme | View,
    readers: Collection[str],
) -> Comparison:
    """Compare the work of some people on one article.

    `readers` are those of them who have read it to its end: only they say "nothing" where they
    marked nothing. Of work that is not in a view, expert labels do not count.
    """
    return lay_out(article, spans, relations, persons, scheme, readers).decided(decisions)


def lay_out(
    article: str,
    spans: Iterable[Span],
    relations: Iterable[Relation],
    persons: Sequence[str],
    scheme: Scheme | View,
    readers: Collection[str],
) -> Laid:
    """Compare the work of some people as if nothing had been decided; see `compare`."""
    view = scheme if isinstance(scheme, View) else View(scheme)
    hearing = Hearing(view.scheme, expert=view.expert, merged=view.merged)
    who = frozenset(persons)
    mine = (s for s in spans if s.layer == "work" and s.person in who and hearing.counts(s))
    found = clusters(mine, hearing)
    theirs = (r for r in relations if r.layer == "work" and r.person in who)
    tied = ties(theirs, found, view.scheme, hearing, view.elsewhere)
    comparing = _Comparing(article, tuple(persons), readers, hearing)
    pieces = [*map(comparing.cluster, found), *map(comparing.tie, tied)]
    return Laid(article, tuple(persons), pieces)


class _Piece(NamedTuple):
    """One thing that people marked, before it is decided on."""

    case: Case
    agreed: Agreed | None
    """What it is while no decision touches it; None is a difference."""
    ends: frozenset[int] = frozenset()
    """Of a relation: the numbers of the pieces that it ties."""


class Laid:
    """The work of some people side by side, on which decisions are laid: often and quickly.

    What came of a piece is kept, so that the next decision costs one piece and not all.
    """

    def __init__(self, article: str, persons: tuple[str, ...], pieces: list[_Piece]) -> None:
        self._article, self._persons, self._pieces = article, persons, pieces
        self._kept: dict[int, tuple[list[Decision], Case]] = {}
        self._at: dict[str, int] = {}
        cases = [piece.case for piece in pieces]
        self._order = sorted(range(len(cases)), key=lambda n: _in_text_order(cases[n]))

    def decided(self, decisions: Iterable[Decision], disputed: Collection[str] = ()) -> Comparison:
        """Say what is agreed and what is to decide, given what was decided.

        `disputed` are the ids of the decisions of which several stand.
        """
        on, past = self._on_pieces(list(decisions))
        found: list[Case | Agreed] = [piece.agreed or piece.case for piece in self._pieces]
        for n, some in on.items():
            one = self._case(n, some)
            is_twice = one.decision is not None and one.decision.id in disputed
            found[n] = replace(one, is_disputed=True) if is_twice else one
        nothing = {n for n in on if _is_nothing(found[n])}
        if nothing:
            for n, piece in enumerate(self._pieces):
                case = found[n]
                if isinstance(case, Case) and not nothing.isdisjoint(piece.ends):
                    found[n] = replace(case, is_moot=True)
        agreed = tuple([one for one in found if isinstance(one, Agreed)])
        ordered = map(found.__getitem__, self._order)
        cases = tuple([one for one in ordered if isinstance(one, Case)])
        return Comparison(self._article, self._persons, agreed, cases, past)

    def _on_pieces(
        self, decisions: Collection[Decision]
    ) -> tuple[dict[int, list[Decision]], tuple[Decision, ...]]:
        """Give the decisions by the piece that they are on, and those that are on none."""
        on: dict[int, list[Decision]] = {}
        past = []
        if decisions and not self._at:
            self._at = {
                mark.id: n
                for n, piece in enumerate(self._pieces)
                for version in piece.case.versions
                for mark in version.marks
            }
        for decision in sorted(decisions, key=lambda d: d.id):
            touched = {self._at[id_] for id_ in decision.alternatives if id_ in self._at}
            for n in touched:
                on.setdefault(n, []).append(decision)
            if not touched:
                past.append(decision)
        return on, tuple(past)

    def _case(self, n: int, decisions: list[Decision]) -> Case:
        kept = self._kept.get(n)
        if kept is None or kept[0] != decisions:
            kept = self._kept[n] = decisions, _decided(self._pieces[n].case, decisions)
        return kept[1]


class _Comparing:
    """Sorts what people marked into what is agreed and what is to be decided."""

    def __init__(
        self, article: str, persons: tuple[str, ...], readers: Collection[str], hearing: Hearing
    ) -> None:
        self._article = article
        self._persons = persons
        self._readers = frozenset(readers) & frozenset(persons)
        self._hearing = hearing

    def cluster(self, cluster: Cluster) -> _Piece:
        voices = [p for p in self._persons if p in cluster.of or p in self._readers]
        said: dict[tuple[Words, ...], list[str]] = {}
        for person in voices:
            words = tuple([self._words(span) for span in cluster.of.get(person, ())])
            said.setdefault(words, []).append(person)
        versions = tuple([
            Version(tuple(who), tuple([s for person in who for s in cluster.of.get(person, ())]))
            for who in said.values()
        ])  # fmt: skip
        keys = sorted(cluster.keys, key=_by_place) if len(cluster.keys) > 1 else cluster.keys
        labels = tuple(dict.fromkeys([key[0] for key in keys]))
        kind = _difference(list(said), versions)
        case = self._case(kind or "unreviewed", (cluster.start, cluster.end), versions, labels)
        return _Piece(case, Agreed(spans=versions[0].spans) if kind is None else None)

    def _words(self, span: Span) -> Words:
        hearing = self._hearing
        return Words(hearing.label(span), span.start, span.end, hearing.of_span(span))

    def tie(self, tie: Tie) -> _Piece:
        voices = [p for p in self._persons if p in tie.voices and self._can_speak(p, tie)]
        said: dict[object, list[str]] = {}
        for person in voices:
            said.setdefault(tie.said(person), []).append(person)
        versions = tuple(
            Version(tuple(who), (), tuple(r for p in who for r in tie.of.get(p, [])))
            for who in said.values()
        )
        is_alone = len(self._persons) == 1 or len(self._readers | set(tie.of)) == 1
        is_agreed = len(versions) == 1 and not is_alone
        kind: Difference = tie.difference if len(versions) > 1 else "unreviewed"
        case = self._case(kind, (tie.start, tie.end), versions, tie.labels)
        agreed = Agreed(relations=versions[0].relations) if is_agreed else None
        return _Piece(case, agreed, tie.ends)

    def _can_speak(self, person: str, tie: Tie) -> bool:
        return person in tie.of or person in self._readers

    def _case(
        self, difference: Difference, place: tuple[int, int], versions: tuple[Version, ...],
        labels: tuple[str, ...],
    ) -> Case:  # fmt: skip
        ids = tuple([m.id for v in versions for m in v.spans or v.relations])
        id_ = Decision.id_of(self._article, ids)
        return Case(id_, self._article, difference, *place, versions, labels)


class Words(NamedTuple):
    """What one mark says, to be compared."""

    label: str
    start: int
    end: int
    said: Said


def _difference(said: list[tuple[Words, ...]], versions: tuple[Version, ...]) -> Difference | None:
    """Say how versions differ, None where all say one thing and are at least two."""
    if len(versions) == 1:
        return None if len(versions[0].persons) > 1 else "unreviewed"
    marked = [one for one in said if one]
    if len(marked) == 1:
        return "only_one"
    for kind, part in _PARTS.items():
        if _differ(part(one) for one in marked):
            return kind
    return "entity"


_PARTS: dict[Difference, Callable[[tuple[Words, ...]], object]] = {
    "label": lambda words: {one.label for one in words},
    "boundary": lambda words: [one[:3] for one in words],
    "stance": lambda words: [one.said.stance for one in words],
    "attribute": lambda words: [(one.said.attributes, one.said.events) for one in words],
}
"""What is looked at in turn: the first that differs names the difference."""


def _decided(case: Case, on: list[Decision]) -> Case:
    """Give a difference with what was decided on its alternatives, the nearest decision first."""
    marks = {mark.id: mark for version in case.versions for mark in version.marks}
    exact = next((d for d in on if d.id == case.id), None)
    decision = exact or max(on, key=lambda d: _nearness(d, marks))
    return replace(
        case,
        decision=decision,
        is_new=bool(marks.keys() - set(decision.alternatives)) or _has_changed(decision, marks),
        gone=tuple(one for one in decision.alternatives if one not in marks),
        replaced=tuple(d for d in on if d.id != decision.id),
    )


def _is_nothing(one: Case | Agreed) -> bool:
    return (
        isinstance(one, Case)
        and one.decision is not None
        and not one.is_new
        and not one.decision.gold
    )


def _nearness(decision: Decision, marks: Collection[str]) -> tuple[int, str]:
    return len(set(decision.alternatives) & set(marks)), decision.id


def _has_changed(decision: Decision, marks: Mapping[str, Span | Relation]) -> bool:
    """Say whether what is still there says something else than when it was decided on."""
    before = dict(zip(decision.alternatives, decision.seen.split(), strict=False))
    return any(id_ in marks and digest(marks[id_]) != seen for id_, seen in before.items())


def _differ(said: Iterable[object]) -> bool:
    first, *others = said
    return any(one != first for one in others)


def _in_text_order(case: Case) -> tuple[int, bool, int, str]:
    """Say where a difference comes; no decision changes that."""
    return case.start, case.is_tie, -case.end, case.id


def _by_place(key: tuple[str, int, int, int]) -> tuple[int, int, str]:
    return key[1], -key[2], key[0]
