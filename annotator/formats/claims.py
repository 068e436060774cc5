"""Claims as objects, derived from Claim spans and the relations around them (EXPORT.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from annotator.model.scheme import Scheme

CLAIM, SOURCE, CUE = "claim", "said_by", "cue"
"""Ids in the scheme: a scheme without them has no claims."""


class Pair(TypedDict):
    """A name and one value."""

    name: str
    value: str


class SpanRecord(TypedDict):
    """A span as a record holds it."""

    id: str
    start: int
    end: int
    label: str
    text: str
    entity_id: str | None
    event_ids: list[str]
    attributes: list[Pair]
    note: str | None
    origin: str
    suggester: str | None
    score: float | None
    derived_from: list[str]


class RelationRecord(TypedDict):
    """A relation as a record holds it."""

    id: str
    type: str
    head: str
    tail: str
    tail_doc_id: str | None
    attributes: list[Pair]


class AgainstRecord(TypedDict):
    """What a claim says of another claim."""

    type: str
    claim_id: str
    doc_id: str | None
    aspect: str | None
    degree: str | None


class ClaimRecord(TypedDict):
    """A claim as a record holds it."""

    id: str
    content_span: str
    source_spans: list[str]
    cue_spans: list[str]
    stance: str
    about: list[str]
    responsibility: str
    event_ids: list[str]
    restated: str | None
    against: list[AgainstRecord]


class Claims:
    """Derives the claims of one record after another by one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._label = scheme.label_names.get(CLAIM)
        self._source = scheme.relation_names.get(SOURCE)
        self._cue = scheme.relation_names.get(CUE)
        self._ties = {r.name: r for r in scheme.relations if CLAIM in r.heads and CLAIM in r.tails}

    def derive(
        self,
        spans: Sequence[SpanRecord],
        relations: Sequence[RelationRecord],
        elsewhere: Iterable[tuple[str, RelationRecord]] = (),
    ) -> list[ClaimRecord]:
        """Give the claims by id.

        `elsewhere`: relations of other articles that lead here, each with its article's id.
        """
        claims = {s["id"]: self._claim(s) for s in spans if s["label"] == self._label}
        for r in relations:
            self._tie(claims, r)
        for article, r in elsewhere:
            tie = self._ties.get(r["type"])
            if tie and tie.symmetric and r["tail"] in claims:
                claims[r["tail"]]["against"].append(self._against(r, r["head"], article))
        for claim in claims.values():
            claim["against"].sort(key=lambda a: (a["type"], a["claim_id"], a["aspect"] or ""))
        return [claims[id_] for id_ in sorted(claims)]

    def _claim(self, span: SpanRecord) -> ClaimRecord:
        values = self._values(span["attributes"])
        return {
            "id": span["id"],
            "content_span": span["id"],
            "source_spans": [],
            "cue_spans": [],
            "stance": self._one(values, "stance") or "",
            "about": values.get(self._name("about")) or self._defaults("about"),
            "responsibility": self._one(values, "responsibility") or "",
            "event_ids": list(span["event_ids"]),
            "restated": next(iter(values.get(self._name("restated"), ())), None),
            "against": [],
        }

    def _tie(self, claims: Mapping[str, ClaimRecord], r: RelationRecord) -> None:
        head, tail = claims.get(r["head"]), claims.get(r["tail"])
        if head and r["type"] == self._source:
            head["source_spans"].append(r["tail"])
        elif head and r["type"] == self._cue:
            head["cue_spans"].append(r["tail"])
        tie = self._ties.get(r["type"])
        if tie is None:
            return
        if head:
            head["against"].append(self._against(r, r["tail"], r["tail_doc_id"]))
        if tail and tie.symmetric and r["tail_doc_id"] is None:
            tail["against"].append(self._against(r, r["head"], None))

    def _against(self, r: RelationRecord, other: str, article: str | None) -> AgainstRecord:
        owner = self._ties[r["type"]].id
        values = self._values(r["attributes"])
        return {
            "type": r["type"],
            "claim_id": other,
            "doc_id": article,
            "aspect": self._one(values, "aspect", owner),
            "degree": self._one(values, "degree", owner),
        }

    def _values(self, pairs: Sequence[Pair]) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for pair in pairs:
            values.setdefault(pair["name"], []).append(pair["value"])
        return values

    def _name(self, attribute: str, owner: str = CLAIM) -> str:
        return self._scheme.attribute_names(owner).get(attribute, attribute)

    def _defaults(self, attribute: str, owner: str = CLAIM) -> list[str]:
        names = self._scheme.choice_names(owner, attribute)
        return [names.get(id_, id_) for id_ in self._scheme.default_of(owner, attribute)]

    def _one(
        self, values: Mapping[str, list[str]], attribute: str, owner: str = CLAIM
    ) -> str | None:
        found = values.get(self._name(attribute, owner)) or self._defaults(attribute, owner)
        return found[0] if found else None
