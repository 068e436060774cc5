"""Look at what a record's shape does not say: its text, and where its labels and ids lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.formats.record import SCHEMA_VERSION, Broken, EntityRecord, Record
from annotator.model.ids import is_id, is_sha256
from annotator.model.scheme import Scheme
from annotator.model.sentences import Told
from annotator.model.text import LONGEST, checked, normalise, sha256_of


class Checker:
    """Looks at records by one scheme, without touching the project."""

    def __init__(self, scheme: Scheme, text_of: Callable[[str], str | None]) -> None:
        self._scheme = scheme
        self._text_of = text_of

    def raw_text(self, record: Record) -> str:
        """Give a record's text as it stands in the line, or the project's where it has none."""
        if record.text is not None:
            return record.text
        doc = record.doc_id or ""
        text = self._text_of(doc) if is_sha256(doc) else None
        if text is None:
            raise Broken("it has no text, and the project does not have its article")
        return text

    def check(self, record: Record) -> None:
        """Look at a record. Raises Broken."""
        if record.schema_version != SCHEMA_VERSION:
            raise Broken(
                "schema_version {v} is not known here; this program knows {ours}",
                v=record.schema_version, ours=SCHEMA_VERSION,
            )  # fmt: skip
        self._text(record)
        spans = self._spans(record)
        entities = _fresh_ids(e.id for e in record.entities)
        events = _fresh_ids(e.id for e in record.events)
        for entity in record.entities:
            self._label(entity.label)
            _refuse_loop("entity", entity.id, (link.entity_id for link in entity.links))
        for event in record.events:
            _refuse_loop("event", event.id, (link.event_id for link in event.links))
        _resolve("entity", _entities_named(record), entities)
        _resolve("event", _events_named(record), events)
        self._relations(record, spans)
        _fresh_ids(c.id for c in record.claims)

    def _text(self, record: Record) -> None:
        raw = self.raw_text(record)
        text = normalise(raw)
        try:
            checked(text, "it")
        except Told:
            raise Broken(
                "its text is empty, longer than {n} bytes, or holds characters that no text has",
                n=LONGEST,
            ) from None
        said = {v for v in (record.text_sha256, record.doc_id) if v and is_sha256(v)}
        if said and said != {sha256_of(text)} and not said <= {sha256_of(text), sha256_of(raw)}:
            raise Broken("text_sha256 or doc_id is not the sha256 of the text")

    def _label(self, label: str) -> None:
        if label not in self._scheme.label_ids:
            raise Broken("the project's scheme has no label {label}", label=label)

    def _spans(self, record: Record) -> set[str]:
        ids = _fresh_ids(s.id for s in record.spans)
        for label in {s.label for s in record.spans}:
            self._label(label)
        return ids

    def _relations(self, record: Record, spans: set[str]) -> None:
        _fresh_ids(r.id for r in record.relations)
        for r in record.relations:
            if r.type not in self._scheme.relation_ids:
                raise Broken("the project's scheme has no relation {type}", type=r.type)
            if r.tail_doc_id is not None and not is_sha256(r.tail_doc_id):
                raise Broken("tail_doc_id of the relation {id} is no sha256", id=r.id)
            if r.head not in spans or (r.tail_doc_id is None and r.tail not in spans):
                raise Broken("the relation {id} has an end that is no span of the line", id=r.id)
            if r.head == r.tail and r.tail_doc_id is None:
                raise Broken("the relation {id} leads from a span to itself", id=r.id)


def _fresh_ids(given: Iterator[str]) -> set[str]:
    ids = list(given)
    if len({id_.lower() for id_ in ids}) < len(ids):
        _refuse_repeated(ids)
    return set(ids)


def _refuse_repeated(ids: list[str]) -> None:
    """Refuse an id that comes twice. Of UUIDs alone, small and capital letters are the same."""
    same: set[str] = set()
    for id_ in ids:
        uuid = id_.lower()
        same_id = uuid if is_id(uuid) else id_
        if same_id in same:
            raise Broken("the id {id} comes twice", id=id_)
        same.add(same_id)


def _refuse_loop(what: str, id_: str, tails: Iterator[str]) -> None:
    if id_ in tails:
        raise Broken("the {what} {id} is linked to itself", what=what, id=id_)


def _resolve(what: str, named: Iterator[str], here: set[str]) -> None:
    for id_ in named:
        if id_ not in here:
            raise Broken("the {what} {id} is named but not in the line", what=what, id=id_)


def _entities_named(record: Record) -> Iterator[str]:
    yield from (s.entity_id for s in record.spans if s.entity_id is not None)
    for entity in record.entities:
        yield from _named_by_entity(entity)
    for event in record.events:
        yield from event.place_ids
        yield from (part.entity_id for part in event.participants)


def _named_by_entity(entity: EntityRecord) -> Iterator[str]:
    yield from (link.entity_id for link in entity.links)
    yield from (alias.used_by for alias in entity.aliases if alias.used_by is not None)


def _events_named(record: Record) -> Iterator[str]:
    yield from (event for s in record.spans for event in s.event_ids)
    yield from (tie.event_id for event in record.events for tie in event.links)
