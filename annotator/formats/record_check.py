"""Is a line a record? Shapes, types and references are looked at before anything is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn, TypeGuard

from annotator.model.article import STATUSES
from annotator.model.ids import is_sha256
from annotator.model.scheme import Scheme
from annotator.model.sentences import Told
from annotator.model.span import ORIGINS
from annotator.model.text import LONGEST, checked, normalise, sha256_of
from annotator.store.kinds import Json

Object = Mapping[str, Json]


class Broken(Told):
    """Why a line is no record, in the words that follow "line N: "."""


def parse(line: bytes) -> Object:
    """Read a line of JSON. Raises Broken."""
    try:
        read: Json = json.loads(line.decode(), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Broken("the line is not UTF-8 (byte {n})", n=error.start) from None
    except json.JSONDecodeError as error:
        raise Broken("the line is not JSON ({why}, character {n})",
                     why=error.msg, n=error.pos + 1) from None  # fmt: skip
    except (RecursionError, ValueError):
        raise Broken("the line is not JSON that can be read") from None
    if not isinstance(read, dict):
        raise Broken("the line is not an object but {what}", what=_word(read))
    if b"\\u" in line and (b"\\ud" in line or b"\\uD" in line):
        _refuse_surrogates(read)
    return read


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse_surrogates(read: Json) -> None:
    try:
        json.dumps(read, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Broken("a character is only half there (a lone surrogate)") from None


def _word(value: Json) -> str:
    words = {list: "a list", str: "a text", bool: "true or false", dict: "an object"}
    return words.get(type(value), "nothing" if value is None else "a number")


class Checker:
    """Looks at records by one scheme."""

    def __init__(self, scheme: Scheme, text_of: Callable[[str], str | None]) -> None:
        self._scheme = scheme
        self._text_of = text_of

    def text(self, record: Object) -> tuple[str, str]:
        """Give a record's text as it stands in the line, and as it is kept. Raises Broken."""
        raw = record.get("text")
        doc = record.get("doc_id")
        if raw is None and isinstance(doc, str) and is_sha256(doc):
            raw = self._text_of(doc)
            if raw is None:
                raise Broken("it has no text, and the project does not have its article")
        if not isinstance(raw, str):
            raise Broken("text must be a text, not {what}", what=_word(raw))
        if len(raw) > LONGEST:
            raise Broken("the text is longer than {n} characters", n=LONGEST)
        text = normalise(raw)
        try:
            checked(text, "it")
        except Told:
            raise Broken("the text is empty or holds characters that no text has") from None
        self._hashes(record, raw, text)
        return raw, text

    def _hashes(self, record: Object, raw: str, text: str) -> None:
        said = {v for key in ("text_sha256", "doc_id") if is_digest(v := record.get(key))}
        if said and not said <= {sha256_of(text), sha256_of(raw)}:
            raise Broken("text_sha256 or doc_id is not the sha256 of the text")

    def shape(self, record: Object) -> None:
        """Look at everything but the text and what the spans quote. Raises Broken."""
        if record.get("schema_version", "1.0") != "1.0":
            raise Broken("schema_version {v} is not known here; this program knows 1.0",
                         v=str(record.get("schema_version")))  # fmt: skip
        for name in ("title", "language", "annotator"):
            _text_or_null(record, name)
        _one_of(record, "layer", ("work", "gold"), "work")
        _one_of(record, "status", STATUSES, "done")
        if not isinstance(record.get("relevant"), bool | None):
            raise Broken("relevant must be true, false or null")
        _texts_or_null(record.get("meta") or {}, "meta")
        for seen in objects(record, "sightings"):
            _texts_or_null(seen, "a sighting")
        self._zones(record)
        spans = self._spans(record)
        entities = self._cards(record, "entities", self._entity)
        events = self._cards(record, "events", self._event)
        self._resolve(record, entities, events)
        self._relations(record, spans)
        objects(record, "claims")
        self._provenance(record)

    def _zones(self, record: Object) -> None:
        for zone in objects(record, "zones"):
            _text(zone, "zone", "a zone")
            _range(zone, "a zone")

    def _spans(self, record: Object) -> set[str]:
        ids: set[str] = set()
        labels = self._scheme.label_ids
        for span in objects(record, "spans"):
            id_ = _fresh_id(span, ids, "span")
            _range(span, "a span")
            _text(span, "text", "a span")
            label = _text(span, "label", "a span")
            if label not in labels:
                raise Broken("the project's scheme has no label {label}", label=label)
            _attributes(span)
            for name in ("entity_id", "note", "suggester"):
                _text_or_null(span, name)
            if not is_texts(span.get("event_ids") or []):
                raise Broken("event_ids of the span {id} must be a list of ids", id=id_)
            if not is_texts(span.get("derived_from") or []):
                raise Broken("derived_from of the span {id} must be a list of ids", id=id_)
            _one_of(span, "origin", ORIGINS, "imported")
            score = span.get("score")
            if isinstance(score, bool) or not isinstance(score, int | float | None):
                raise Broken("score of the span {id} must be a number or null", id=id_)
        return ids

    def _cards(
        self, record: Object, key: str, look: Callable[[Object, str], None]
    ) -> dict[str, Object]:
        ids: set[str] = set()
        found: dict[str, Object] = {}
        for card in objects(record, key):
            id_ = _fresh_id(card, ids, key)
            look(card, id_)
            _attributes(card)
            _text_or_null(card, "note")
            found[id_] = card
        return found

    def _entity(self, entity: Object, id_: str) -> None:
        if _text(entity, "label", "an entity") not in self._scheme.label_ids:
            raise Broken("the project's scheme has no label {label}", label=str(entity["label"]))
        _text(entity, "name", "an entity")
        for alias in objects(entity, "aliases"):
            _text(alias, "name", "an alias")
            _text_or_null(alias, "used_by")
        for link in objects(entity, "links"):
            _text(link, "type", "a link")
            if _text(link, "entity_id", "a link") == id_:
                raise Broken("the entity {id} is linked to itself", id=id_)
        _attributes(entity, "identifiers")
        for name, most in (("latitude", 90), ("longitude", 180)):
            value = entity.get(name)
            if isinstance(value, bool) or not isinstance(value, int | float | None):
                raise Broken(
                    "{name} of the entity {id} must be a number or null", name=name, id=id_
                )
            if value is not None and not -most <= value <= most:
                raise Broken("{name} of the entity {id} is not on the globe", name=name, id=id_)

    def _event(self, event: Object, id_: str) -> None:
        _text(event, "title", "an event")
        for name in ("type", "date", "date_precision", "place_precision"):
            _text_or_null(event, name)
        if not is_texts(event.get("place_ids") or []):
            raise Broken("place_ids of the event {id} must be a list of ids", id=id_)
        for part in objects(event, "participants"):
            _text(part, "role", "a participant")
            _text(part, "entity_id", "a participant")
        for link in objects(event, "links"):
            _text(link, "type", "a link")
            if _text(link, "event_id", "a link") == id_:
                raise Broken("the event {id} is linked to itself", id=id_)

    def _resolve(
        self, record: Object, entities: Mapping[str, Object], events: Mapping[str, Object]
    ) -> None:
        """Refuse an id that nothing in the line bears."""
        for id_ in _entity_ids(record, entities, events):
            if id_ not in entities:
                raise Broken("the entity {id} is named but not in the line", id=str(id_))
        for id_ in _event_ids(record, events):
            if id_ not in events:
                raise Broken("the event {id} is named but not in the line", id=str(id_))

    def _relations(self, record: Object, spans: set[str]) -> None:
        ids: set[str] = set()
        for relation in objects(record, "relations"):
            id_ = _fresh_id(relation, ids, "relation")
            type_ = _text(relation, "type", "a relation")
            if type_ not in self._scheme.relation_ids:
                raise Broken("the project's scheme has no relation {type}", type=type_)
            elsewhere = relation.get("tail_doc_id")
            if elsewhere is not None and not is_digest(elsewhere):
                raise Broken("tail_doc_id of the relation {id} must be a sha256 or null", id=id_)
            head, tail = (
                _text(relation, "head", "a relation"),
                _text(relation, "tail", "a relation"),
            )
            if head not in spans or (elsewhere is None and tail not in spans):
                raise Broken("the relation {id} has an end that is no span of the line", id=id_)
            if elsewhere is None and head == tail:
                raise Broken("the relation {id} leads from a span to itself", id=id_)
            _attributes(relation)

    def _provenance(self, record: Object) -> None:
        provenance = record.get("provenance") or {}
        if not isinstance(provenance, dict):
            raise Broken("provenance must be an object")
        _text_or_null(provenance, "reviewer")
        if not is_texts(provenance.get("annotators") or []):
            raise Broken("provenance.annotators must be a list of names")


def _entity_ids(
    record: Object, entities: Mapping[str, Object], events: Mapping[str, Object]
) -> list[Json]:
    ids = [s["entity_id"] for s in objects(record, "spans") if s.get("entity_id") is not None]
    for entity in entities.values():
        ids += [link["entity_id"] for link in objects(entity, "links")]
        ids += [a["used_by"] for a in objects(entity, "aliases") if a.get("used_by") is not None]
    for event in events.values():
        places = event.get("place_ids")
        ids += places if isinstance(places, list) else []
        ids += [part["entity_id"] for part in objects(event, "participants")]
    return ids


def _event_ids(record: Object, events: Mapping[str, Object]) -> list[Json]:
    ids: list[Json] = []
    for span in objects(record, "spans"):
        named = span.get("event_ids")
        ids += named if isinstance(named, list) else []
    for event in events.values():
        ids += [link["event_id"] for link in objects(event, "links")]
    return ids


def is_digest(value: Json) -> TypeGuard[str]:
    """Say whether a value is a sha256 in hexadecimal digits."""
    return isinstance(value, str) and is_sha256(value)


def is_texts(value: Json) -> TypeGuard[list[str]]:
    """Say whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def objects(record: Object, key: str) -> Sequence[Object]:
    """Give a list of objects, empty where there is none. Raises Broken for anything else."""
    found = record.get(key)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Broken("{key} must be a list, not {what}", key=key, what=_word(found))
    for value in found:
        if not isinstance(value, dict):
            raise Broken("{key} must hold objects, not {what}", key=key, what=_word(value))
    return found  # type: ignore[return-value]  # just looked at


def _text(thing: Object, key: str, what: str) -> str:
    value = thing.get(key)
    if not isinstance(value, str) or not value:
        raise Broken("{key} of {what} must be a text", key=key, what=what)
    return value


def _text_or_null(thing: Object, key: str) -> None:
    if not isinstance(thing.get(key), str | None):
        raise Broken("{key} must be a text or null, not {what}", key=key, what=_word(thing[key]))


def _texts_or_null(thing: Json | Object, what: str) -> None:
    if not isinstance(thing, Mapping) or not all(isinstance(v, str | None) for v in thing.values()):
        raise Broken("{what} must be an object of texts and nulls", what=what)


def _one_of(thing: Object, key: str, known: Sequence[str], otherwise: str) -> None:
    value = thing.get(key, otherwise)
    if value not in known:
        raise Broken("{key} must be one of {known}", key=key, known=", ".join(known))


def _range(thing: Object, what: str) -> tuple[int, int]:
    start, end = thing.get("start"), thing.get("end")
    if type(start) is not int or type(end) is not int:
        raise Broken("start and end of {what} must be whole numbers", what=what)
    if not 0 <= start <= end:
        raise Broken("{what} from {start} to {end} is no stretch of text",
                     what=what, start=start, end=end)  # fmt: skip
    return start, end


def _fresh_id(thing: Object, ids: set[str], what: str) -> str:
    id_ = thing.get("id")
    if not isinstance(id_, str) or not id_:
        raise Broken("each of the {what} needs an id that is a text",
                     what=what if what.endswith("s") else what + "s")  # fmt: skip
    if id_ in ids:
        raise Broken("the id {id} comes twice", id=id_)
    ids.add(id_)
    return id_


def _attributes(thing: Object, key: str = "attributes") -> None:
    for pair in objects(thing, key):
        if not isinstance(pair.get("name"), str) or not isinstance(pair.get("value"), str):
            raise Broken("{key} must hold pairs of name and value, both texts", key=key)
