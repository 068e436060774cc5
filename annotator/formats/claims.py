"""Claims as objects, derived from Claim spans and the relations around them (EXPORT.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.formats.record import Against, ClaimRecord, Pair, RelationRecord, SpanRecord
from annotator.model.scheme import Scheme

CLAIM, SOURCE, CUE = "claim", "said_by", "cue"
"""Ids in the scheme: a scheme without them has no claims."""


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
        claims = {s.id: self._claim(s) for s in spans if s.label == self._label}
        if not claims:
            return []
        for r in relations:
            self._tie(claims, r)
        for article, r in elsewhere:
            tie = self._ties.get(r.type)
            if tie and tie.symmetric and r.tail in claims:
                claims[r.tail].against.append(self._against(r, r.head, article))
        for claim in claims.values():
            claim.against.sort(key=_order)
        return [claims[id_] for id_ in sorted(claims)]

    def _claim(self, span: SpanRecord) -> ClaimRecord:
        values = _values(span.attributes)
        return ClaimRecord(
            id=span.id,
            content_span=span.id,
            source_spans=[],
            cue_spans=[],
            stance=self._one(values, "stance") or "",
            about=values.get(self._name("about")) or self._defaults("about"),
            responsibility=self._one(values, "responsibility") or "",
            event_ids=span.event_ids,
            restated=self._one(values, "restated"),
            against=[],
        )

    def _tie(self, claims: Mapping[str, ClaimRecord], r: RelationRecord) -> None:
        head, tail = claims.get(r.head), claims.get(r.tail)
        if head and r.type == self._source:
            head.source_spans.append(r.tail)
        elif head and r.type == self._cue:
            head.cue_spans.append(r.tail)
        tie = self._ties.get(r.type)
        if tie is None:
            return
        if head:
            head.against.append(self._against(r, r.tail, r.tail_doc_id))
        if tail and tie.symmetric and r.tail_doc_id is None:
            tail.against.append(self._against(r, r.head, None))

    def _against(self, r: RelationRecord, other: str, article: str | None) -> Against:
        owner = f"relation.{self._ties[r.type].id}"
        values = _values(r.attributes)
        aspect, degree = (self._one(values, name, owner) for name in ("aspect", "degree"))
        return Against(r.type, other, article, aspect, degree)

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


def _values(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pair in pairs:
        values.setdefault(pair.name, []).append(pair.value)
    return values


def _order(against: Against) -> tuple[str, ...]:
    a = against
    return a.type, a.claim_id, a.doc_id or "", a.aspect or "", a.degree or ""
