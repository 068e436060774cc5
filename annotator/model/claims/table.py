"""The claim table: a row for each source, and in each cell what it says and how that compares.

A cell says “differs” only where somebody recorded a contradiction; it says nothing about who is
right. Where two sources use other words and nobody said how they compare, it is unsettled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from annotator.model.claims.claim import (
    CONTRADICTS,
    CORROBORATES,
    NOBODY,
    REPEATS,
    Claim,
    Known,
    Source,
)
from annotator.model.claims.subjects import ASPECTS, COLUMNS, OF_EVENT, Column, Said, said_of
from annotator.model.text import fold

State = Literal["first", "agrees", "differs", "unsettled", "declines", "silent"]
SIGNS: Final[dict[State, str]] = {
    "first": "•", "agrees": "=", "differs": "≠", "unsettled": "?", "declines": "∅",
    "silent": "–",  # noqa: RUF001 - a dash
}  # fmt: skip
Way = Literal["first", "majority", "source"]
"""What a cell is compared with: who said it first, what most say, or one source."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a source says in a column."""

    state: State
    said: tuple[Said, ...] = ()
    remark: str = ""
    """How it compares, in a few words: “broader”, “in part”."""

    @property
    def words(self) -> str:
        """Give the quotation; pieces that stand apart are parted by an ellipsis."""
        return " … ".join(dict.fromkeys(one.words for one in self.said))


@dataclass(frozen=True, slots=True)
class Row:
    """A source, all that it claims, and its cells by column."""

    source: Source
    claims: tuple[Claim, ...]
    cells: Mapping[Column, Cell]
    reprints: int = 0
    """How many claims only repeat others of this row, and in how many places more they stood."""


@dataclass(frozen=True, slots=True)
class Table:
    """The claims on an event, or any selection of claims, source by source."""

    rows: tuple[Row, ...]
    way: Way = "first"
    event: str | None = None
    with_source: str | None = None
    """The key of the source that others are compared with."""
    claims: tuple[Claim, ...] = field(default=())

    def answers(self, column: Column) -> list[Cell]:
        """Give the cells of a column in which something is said."""
        cells = [row.cells[column] for row in self.rows]
        return [cell for cell in cells if cell.state not in ("silent", "declines")]


def claim_table(
    claims: Iterable[Claim], known: Known, *, event: str | None = None, way: Way = "first",
    with_source: str | None = None,
) -> Table:  # fmt: skip
    """Make the table of some claims, as they are about one event where one is named.

    With the way `source` others are compared with the source of the key `with_source`; where that
    says nothing in a column, with who says it first.
    """
    ordered = tuple(sorted(claims, key=lambda claim: claim.order))
    drafts = _drafts(ordered, event)
    comparison = _Comparison(known, drafts, way, with_source)
    rows = tuple(
        Row(d.source, tuple(d.claims), {c: comparison.cell(d, c) for c in COLUMNS}, d.reprints())
        for d in drafts
    )
    return Table(rows, way, event, with_source, ordered)


@dataclass
class _Draft:
    source: Source
    claims: list[Claim] = field(default_factory=list)
    said: dict[Column, list[Said]] = field(default_factory=dict)
    repeats: int = 0

    def reprints(self) -> int:
        """Count what only repeats: claims, and other places where the same texts were seen."""
        seen = {claim.article: claim.citation.reprints for claim in self.claims}
        return self.repeats + sum(seen.values())

    def answer(self, column: Column) -> list[Said]:
        return [said for said in self.said[column] if not said.is_declined]


def _drafts(claims: Sequence[Claim], event: str | None) -> list[_Draft]:
    """Gather the claims of each source; what only repeats another stands in the other's row."""
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, _Draft] = {}
    for claim in claims:
        origin = _origin(claim, by_id)
        for source in origin.sources or (NOBODY,):
            draft = found.setdefault(source.key, _Draft(source))
            draft.claims.append(claim)
            draft.repeats += origin is not claim
    for draft in found.values():
        draft.said = {c: _said(draft.claims, c, event) for c in COLUMNS}
    return list(found.values())


def _said(claims: Sequence[Claim], column: Column, event: str | None) -> list[Said]:
    """Give what claims say in a column, the same words once."""
    found: dict[str, Said] = {}
    for claim in claims:
        for said in said_of(claim, column, event):
            found.setdefault(fold(said.words), said)
    return list(found.values())


def _origin(claim: Claim, by_id: Mapping[str, Claim]) -> Claim:
    """Give the claim that another one repeats at last; itself where it repeats none here."""
    seen = {claim.id}
    while True:
        repeated = [t.other for t in claim.ties if t.type == REPEATS and t.is_head]
        onward = next((by_id[id_] for id_ in repeated if id_ in by_id and id_ not in seen), None)
        if onward is None:
            return claim
        seen.add(onward.id)
        claim = onward


class _Comparison:
    """Compares the cells of each column with what the way of comparing says."""

    def __init__(
        self, known: Known, drafts: Sequence[_Draft], way: Way, with_source: str | None
    ) -> None:
        self._known = known
        self._claims = {claim.id: claim for draft in drafts for claim in draft.claims}
        self._with: dict[Column, _Draft | None] = {
            column: self._reference(drafts, column, way, with_source) for column in COLUMNS
        }

    def cell(self, draft: _Draft, column: Column) -> Cell:
        """Make a cell."""
        said, answer = tuple(draft.said[column]), draft.answer(column)
        if not said:
            return Cell("silent")
        if not answer:
            return Cell("declines", said)
        reference = self._with[column]
        if reference is None or reference is draft:
            return Cell("first", tuple(answer))
        state, remark = self._compare(answer, reference.answer(column), column)
        return Cell(state, tuple(answer), remark)

    def _reference(
        self, drafts: Sequence[_Draft], column: Column, way: Way, with_source: str | None
    ) -> _Draft | None:
        speaking = [draft for draft in drafts if draft.answer(column)]
        if way == "source":
            chosen = [draft for draft in speaking if draft.source.key == with_source]
            speaking = chosen or speaking
        if way == "majority" and speaking:
            return max(speaking, key=lambda draft: self._followers(draft, speaking, column))
        return next(iter(speaking), None)

    def _followers(self, draft: _Draft, speaking: Sequence[_Draft], column: Column) -> int:
        answer = draft.answer(column)
        return sum(
            other is not draft
            and self._compare(other.answer(column), answer, column)[0] == "agrees"
            for other in speaking
        )

    def _compare(
        self, mine: Sequence[Said], theirs: Sequence[Said], column: Column
    ) -> tuple[State, str]:
        """Say how an answer compares with another: by what was recorded, else by what it names."""
        recorded = self._recorded(mine, theirs, column)
        if recorded is not None:
            return recorded
        if any(self._denies(one) for one in (*mine, *theirs)):
            return "unsettled", "denied" if any(map(self._denies, mine)) else ""
        return self._named_alike(mine, theirs, column)

    def _denies(self, said: Said) -> bool:
        return self._claims[said.claim].stance == "denies"

    def _recorded(
        self, mine: Sequence[Said], theirs: Sequence[Said], column: Column
    ) -> tuple[State, str] | None:
        others = {said.claim for said in theirs}
        between = [
            tie
            for id_ in dict.fromkeys(said.claim for said in mine)
            for tie in self._claims[id_].ties
            if tie.other in others
        ]
        ties = [tie for tie in between if tie.aspect in (ASPECTS[column], "all", None)]
        against = [tie for tie in ties if tie.type == CONTRADICTS]
        if against:
            is_partial = all(tie.degree == "partial" for tie in against)
            return "differs", "in part" if is_partial else ""
        if any(tie.type in (CORROBORATES, REPEATS) for tie in ties):
            return "agrees", ""
        if any(tie.type == CONTRADICTS and tie.aspect == OF_EVENT for tie in between):
            return "differs", "on the event"  # whoever denies it all does not agree by naming it
        return None

    def _named_alike(
        self, mine: Sequence[Said], theirs: Sequence[Said], column: Column
    ) -> tuple[State, str]:
        named, other = _entities(mine), _entities(theirs)
        if named & other or _words(mine) & _words(theirs) or _values(mine) & _values(theirs):
            return "agrees", ""
        pairs = [(one, two) for one in named for two in other]
        if column == "where":
            if any(self._known.lies_within(one, two) for one, two in pairs):
                return "agrees", "more exact"
            if any(self._known.lies_within(two, one) for one, two in pairs):
                return "agrees", "broader"
        if any(self._known.may_be_same(one, two) for one, two in pairs):
            return "unsettled", "the same place?" if column == "where" else "the same people?"
        return "unsettled", ""


def _entities(said: Iterable[Said]) -> set[str]:
    return {entity for one in said for entity in one.entities}


def _words(said: Iterable[Said]) -> set[str]:
    return {fold(one.words) for one in said}


def _values(said: Iterable[Said]) -> set[str]:
    return {value for one in said for value in one.values}
