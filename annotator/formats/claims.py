"""Claims as objects, derived from Claim spans and the relations around them (EXPORT.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.formats.record import Against, ClaimRecord, Pair, RelationRecord, SpanRecord
from annotator.model.claims.claim import CLAIM, CUE, SAID_BY
from annotator.model.scheme import Scheme


class Claims:
    """Derives the claims of one record after another by one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._label = scheme.label_names.get(CLAIM)
        self._source = scheme.relation_names.get(SAID_BY)
        self._cue = scheme.relation_names.get(CUE)
        self._ties = {r.name: r for r in scheme.relations if CLAIM in r.heads and CLAIM in r.tails}
        self._known: dict[tuple[str, str], tuple[str, list[str]]] = {}
        self._bare = self._said([])

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
        stance, about, responsibility, restated = (
            self._said(span.attributes) if span.attributes else self._bare
        )
        return ClaimRecord(
            span.id, span.id, [], [], stance, about, responsibility, span.event_ids, restated, []
        )

    def _said(self, pairs: Sequence[Pair]) -> tuple[str, list[str], str, str | None]:
        """Give stance, about, responsibility and restated as attributes say them, or by default."""
        values = _values(pairs)
        return (
            self._one(values, "stance") or "", self._all(values, "about"),
            self._one(values, "responsibility") or "", self._one(values, "restated"),
        )  # fmt: skip

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

    def _attribute(self, owner: str, attribute: str) -> tuple[str, list[str]]:
        """Give the name of an attribute, and its default, as the scheme has them."""
        key = owner, attribute
        if key not in self._known:
            names = self._scheme.choice_names(owner, attribute)
            defaults = [names.get(id_, id_) for id_ in self._scheme.default_of(owner, attribute)]
            self._known[key] = (
                self._scheme.attribute_names(owner).get(attribute, attribute), defaults
            )  # fmt: skip
        return self._known[key]

    def _all(
        self, values: Mapping[str, list[str]], attribute: str, owner: str = CLAIM
    ) -> list[str]:
        name, defaults = self._attribute(owner, attribute)
        return values.get(name) or defaults

    def _one(
        self, values: Mapping[str, list[str]], attribute: str, owner: str = CLAIM
    ) -> str | None:
        found = self._all(values, attribute, owner)
        return found[0] if found else None


def _values(pairs: Sequence[Pair]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pair in pairs:
        values.setdefault(pair.name, []).append(pair.value)
    return values


def _order(against: Against) -> tuple[str, ...]:
    a = against
    return a.type, a.claim_id, a.doc_id or "", a.aspect or "", a.degree or ""
