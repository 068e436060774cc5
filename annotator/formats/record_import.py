"""Put records into a project: whose line it is, which ids it gets, what is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar, cast

from annotator.formats.claims import Claims, RelationRecord, SpanRecord
from annotator.formats.format import In
from annotator.formats.record import META, SEEN
from annotator.formats.record_check import Broken, Object, is_texts, objects
from annotator.model.article import Article, Attributes, Layer, Reading, Sighting, Status, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.ids import derived_id, is_id
from annotator.model.offsets import Unit, to_code_points
from annotator.model.person import Person, person_named
from annotator.model.scheme import EVENT_CARD, Scheme
from annotator.model.span import Origin, Relation, Span
from annotator.model.text import normalise, sha256_of, title_of
from annotator.store.kinds import Json
from annotator.store.reader import Owner
from annotator.store.store import Store
from annotator.store.values import Thing

Shared = TypeVar("Shared", Article, Entity, Event)


@dataclass(slots=True)
class Incoming:
    """A record as values of the model, with the ids that it has in the project."""

    article: Article
    text: str
    reading: Reading | None
    """None for an article that nobody has opened."""
    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ties: list[Alias | EntityLink | Participant | EventLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a line brought."""

    is_new: bool
    """Its article was not there before."""
    spans: int
    relations: int


@dataclass(slots=True)
class Plan:
    """What bringing a line in would write."""

    things: list[Thing] = field(default_factory=list)
    gone: list[Thing] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    """In what it differs from what the project has of the same person."""
    kept: int = 0
    """Shared values of the project that the line has otherwise, and that stay."""


class Ids:
    """Gives each id of a line the id that it has in the project.

    An id that is no UUID counts as local to its line. One that already names something else in the
    project gets another, the same wherever it comes in the file.
    """

    def __init__(
        self, taken: Mapping[str, list[Owner]], article: str, layer: str, person: str
    ) -> None:
        self._taken = taken
        self._line = (article, layer, person)

    def own(self, kind: str, id_: str) -> str:
        """Give the id of a span or relation of this line."""
        uuid = id_.lower()
        if not is_id(uuid):
            return derived_id(kind, *self._line, id_)
        article, layer, person = self._line
        mine = Owner(kind, article, person or None, layer)
        if any(what != mine for what in self._taken.get(uuid, ())):
            return derived_id("taken", kind, *self._line, uuid)
        return uuid

    def shared(self, kind: str, id_: str) -> str:
        """Give the id of an entity or event."""
        uuid = id_.lower()
        if not is_id(uuid):
            return derived_id(kind, *self._line, id_)
        if any(what.kind != kind for what in self._taken.get(uuid, ())):
            return derived_id("taken", kind, uuid)
        return uuid

    def elsewhere(self, article: str, id_: str) -> str:
        """Give the id of a span in another article of the same person."""
        uuid = id_.lower()
        return uuid if is_id(uuid) else derived_id("span", article, *self._line[1:], id_)


def uuids_in(record: Object) -> set[str]:
    """Name all UUIDs that a record mints or uses for spans, relations, entities and events."""
    named = (
        str(thing["id"]).lower()
        for key in ("spans", "relations", "entities", "events")
        for thing in objects(record, key)
    )
    return {id_ for id_ in named if is_id(id_)}


class Importer:
    """Brings records into one project, inside one step."""

    def __init__(self, store: Store, scheme: Scheme, options: In) -> None:
        self._store = store
        self._reader = store.read
        self._scheme = scheme
        self._options = options
        self._claims = Claims(scheme)
        self._zones = {zone.name: zone.id for zone in scheme.zones}
        self._people = {person.name: person for person in store.read.persons()}
        self.kept = 0
        self.unknown_attributes = 0

    def bring_in(self, record: Object, raw: str, unit: Unit) -> Brought | None:
        """Write a record that was looked at before. None where all of it is there already.

        Raises Broken, with nothing written, where the same person's line is there and differs.
        """
        incoming = self._incoming(record, raw, unit)
        self._refuse_claims(record)
        is_new = self._reader.item_of(incoming.article.id) is None
        plan, is_there = self._plan(incoming, is_new=is_new)
        if is_there and not plan.differs and not plan.things and not plan.gone:
            return None
        if is_there and not self._options.replace:
            what = ", ".join(dict.fromkeys(plan.differs)) or "what is shared"
            raise Broken(
                "{who} has other work on this article in the project ({what} differ); bring it in "
                "with --replace, or under another name with --as",
                who=self._who(incoming), what=what,
            )  # fmt: skip
        self.kept += plan.kept
        if is_new:
            self._store.add_article(incoming.article, incoming.text)
        self._store.remove_all(plan.gone)
        self._store.put_all(plan.things)
        return Brought(is_new, len(incoming.spans), len(incoming.relations))

    def _who(self, incoming: Incoming) -> str:
        reading = incoming.reading
        if reading is None or reading.person is None:
            return "the gold layer" if reading else "nobody"
        return next(p.name for p in self._people.values() if p.id == reading.person)

    # --- from a record to values ------------------------------------------------------------------

    def _incoming(self, record: Object, raw: str, unit: Unit) -> Incoming:
        text = normalise(raw)
        doc = sha256_of(text)
        reading = self._reading(record, doc)
        layer: Layer = reading.layer if reading else "work"
        person = reading.person if reading else None
        ids = Ids(self._reader.taken(uuids_in(record)), doc, layer, person or "")
        incoming = Incoming(self._article(record, doc, text), text, reading)
        place = to_code_points(raw, unit)
        incoming.spans = [self._span(s, ids, incoming, place) for s in objects(record, "spans")]
        incoming.relations = [
            self._relation(r, ids, incoming) for r in objects(record, "relations")
        ]
        incoming.zones = [self._zone(z, incoming, place) for z in objects(record, "zones")]
        incoming.sightings = [
            Sighting.of(doc, **{name: _text(seen, name) for name in SEEN})
            for seen in objects(record, "sightings")
            if any(seen.get(name) is not None for name in SEEN)
        ]
        for entity in objects(record, "entities"):
            self._entity(entity, ids, incoming)
        for event in objects(record, "events"):
            self._event(event, ids, incoming)
        return incoming

    def _article(self, record: Object, doc: str, text: str) -> Article:
        meta = record.get("meta")
        said = {name: _text(meta, name) for name in META} if isinstance(meta, dict) else {}
        title = _text(record, "title")
        return Article(doc, title if title is not None else title_of(text),
                       _text(record, "language"), **said)  # type: ignore[arg-type]  # fmt: skip  # META names texts

    def _reading(self, record: Object, doc: str) -> Reading | None:
        layer = cast("Layer", record.get("layer", "work"))
        status = cast("Status", record.get("status", "done"))
        relevant = cast("bool | None", record.get("relevant"))
        provenance = record.get("provenance")
        said: Object = provenance if isinstance(provenance, dict) else {}
        if layer == "gold":
            reviewer = self._options.as_person or _text(said, "reviewer")
            names = said.get("annotators")
            people = [self._person(name).id for name in names] if is_texts(names) else []
            who = self._person(reviewer).id if reviewer else self._store.person.id
            return Reading(doc, None, layer, status, relevant, None, 0, who, tuple(people))
        name = self._options.as_person or _text(record, "annotator")
        if name:
            return Reading(doc, self._person(name).id, layer, status, relevant)
        if status == "unread" and not objects(record, "spans"):
            return None
        return Reading(doc, self._store.person.id, layer, status, relevant)

    def _person(self, name: str) -> Person:
        found = self._people.get(name)
        if found is None:
            mine = self._store.person
            found = mine if name == mine.name else person_named(self._reader.project, name)
            self._people[name] = found
            self._store.put(found)
        return found

    def _span(
        self, s: Object, ids: Ids, incoming: Incoming, place: Callable[[int], int | None]
    ) -> Span:
        start, end = place(cast("int", s["start"])), place(cast("int", s["end"]))
        if start is None or end is None:
            raise Broken("the span {id} lies outside the text", id=str(s["id"]))
        reading = incoming.reading
        label = self._scheme.label_ids[str(s["label"])]
        entity = _text(s, "entity_id")
        score = s.get("score")
        return Span(
            ids.own("span", str(s["id"])), incoming.article.id,
            reading.person if reading else None, label, start, end,
            incoming.text[start:end], reading.layer if reading else "work",
            ids.shared("entity", entity) if entity is not None else None,
            tuple(ids.shared("event", e) for e in _texts(s, "event_ids")),
            self._attributes(s, label), _text(s, "note"),
            cast("Origin", s.get("origin", "imported")), _text(s, "suggester"),
            float(score) if isinstance(score, int | float) else None,
            tuple(ids.elsewhere(incoming.article.id, d) for d in _texts(s, "derived_from")),
        )  # fmt: skip

    def _relation(self, r: Object, ids: Ids, incoming: Incoming) -> Relation:
        reading = incoming.reading
        type_ = self._scheme.relation_ids[str(r["type"])]
        elsewhere = _text(r, "tail_doc_id")
        tail = str(r["tail"])
        return Relation(
            ids.own("relation", str(r["id"])), incoming.article.id,
            reading.person if reading else None, type_, ids.own("span", str(r["head"])),
            ids.own("span", tail) if elsewhere is None else ids.elsewhere(elsewhere, tail),
            reading.layer if reading else "work", elsewhere,
            self._attributes(r, f"relation.{type_}"),
        )  # fmt: skip

    def _zone(self, z: Object, incoming: Incoming, place: Callable[[int], int | None]) -> Zone:
        start, end = place(cast("int", z["start"])), place(cast("int", z["end"]))
        if start is None or end is None or start >= end:
            raise Broken("the zone {zone} is no stretch of the text", zone=str(z["zone"]))
        name = str(z["zone"])
        return Zone.of(incoming.article.id, self._zones.get(name, name), start, end)

    def _entity(self, e: Object, ids: Ids, incoming: Incoming) -> None:
        label = self._scheme.label_ids[str(e["label"])]
        id_ = ids.shared("entity", str(e["id"]))
        where = [e.get("latitude"), e.get("longitude")]
        latitude, longitude = (float(v) if isinstance(v, int | float) else None for v in where)
        pairs = ((str(p["name"]), str(p["value"])) for p in objects(e, "identifiers"))
        incoming.entities.append(
            Entity(id_, label, str(e["name"]), latitude, longitude, _text(e, "note"), None,
                   self._attributes(e, label), tuple(sorted(pairs, key=lambda p: p[0])))
        )  # fmt: skip
        for position, alias in enumerate(objects(e, "aliases")):
            used_by = _text(alias, "used_by")
            user = ids.shared("entity", used_by) if used_by is not None else None
            incoming.ties.append(Alias.of(id_, str(alias["name"]), user, position))
        for link in objects(e, "links"):
            tail = ids.shared("entity", str(link["entity_id"]))
            incoming.ties.append(EntityLink.of(id_, str(link["type"]), tail))

    def _event(self, e: Object, ids: Ids, incoming: Incoming) -> None:
        id_ = ids.shared("event", str(e["id"]))
        places = tuple(ids.shared("entity", place) for place in _texts(e, "place_ids"))
        incoming.events.append(
            Event(id_, str(e["title"]), _text(e, "type"), _text(e, "date"),
                  _text(e, "date_precision"), places, _text(e, "place_precision"),
                  _text(e, "note"), self._attributes(e, EVENT_CARD))
        )  # fmt: skip
        for part in objects(e, "participants"):
            entity = ids.shared("entity", str(part["entity_id"]))
            incoming.ties.append(Participant.of(id_, str(part["role"]), entity))
        for link in objects(e, "links"):
            tail = ids.shared("event", str(link["event_id"]))
            incoming.ties.append(EventLink.of(id_, str(link["type"]), tail))

    def _attributes(self, thing: Object, owner: str) -> Attributes:
        pairs = objects(thing, "attributes")
        if not pairs:
            return ()
        known = self._scheme.attribute_ids(owner)
        found: list[tuple[str, str]] = []
        for pair in pairs:
            name, value = str(pair["name"]), str(pair["value"])
            if name not in known:
                self.unknown_attributes += 1
            id_ = known.get(name, name)
            found.append((id_, self._scheme.choice_ids(owner, id_).get(value, value)))
        found.sort(key=lambda p: p[0])
        return tuple(found)

    def _refuse_claims(self, record: Object) -> None:
        """Refuse a line whose claims say something else than its spans and relations."""
        claims = objects(record, "claims")
        if not claims:
            return
        spans = cast("Sequence[SpanRecord]", objects(record, "spans"))
        relations = cast("Sequence[RelationRecord]", objects(record, "relations"))
        derived = self._claims.derive(
            [cast("SpanRecord", {"event_ids": [], "attributes": [], **s}) for s in spans],
            [cast("RelationRecord", {"tail_doc_id": None, "attributes": [], **r})
             for r in relations],
        )  # fmt: skip
        if _claim_texts(claims) != _claim_texts(cast("Sequence[Object]", derived)):
            raise Broken("its claims say something else than its spans and relations")

    # --- what would be written --------------------------------------------------------------------

    def _plan(self, incoming: Incoming, *, is_new: bool) -> tuple[Plan, bool]:
        plan = Plan()
        is_there = False
        if is_new:
            own: list[Thing] = [incoming.reading] if incoming.reading else []
            plan.things += [*own, *incoming.spans, *incoming.relations, *incoming.zones,
                            *incoming.sightings]  # fmt: skip
        else:
            is_there = self._plan_own(incoming, plan)
            self._plan_article(incoming, plan)
        self._plan_cards(incoming, plan)
        if is_there and plan.kept:
            plan.differs.append("shared values")
        return plan, is_there

    def _plan_own(self, incoming: Incoming, plan: Plan) -> bool:
        """Compare what the person has here with what comes. Say whether there is anything here."""
        reading = incoming.reading
        if reading is None:
            return True
        doc, key = reading.article, (reading.layer, reading.person)
        before = next((r for r in self._reader.readings(doc) if (r.layer, r.person) == key), None)
        spans = {s.id: s for s in self._reader.spans(doc) if (s.layer, s.person) == key}
        ties = {r.id: r for r in self._reader.relations(doc) if (r.layer, r.person) == key}
        if before is not None:
            reading = replace(reading, note=before.note, seconds=before.seconds)
        if before != reading:
            plan.things.append(reading)
            plan.differs += ["status or relevance"] if before else []
        _compare(spans, incoming.spans, "spans", plan)
        _compare(ties, incoming.relations, "relations", plan)
        return before is not None or bool(spans) or bool(ties)

    def _plan_article(self, incoming: Incoming, plan: Plan) -> None:
        doc = incoming.article.id
        before = self._reader.article(doc)
        if before is not None:
            self._blend(before, incoming.article, plan)
        zones = self._reader.zones(doc)
        if incoming.zones and {z.id for z in zones} != {z.id for z in incoming.zones}:
            if zones and not self._options.replace:
                plan.kept += 1
            else:
                new = {z.id for z in incoming.zones}
                plan.gone += [z for z in zones if z.id not in new]
                plan.things += incoming.zones
        seen = {s.id for s in self._reader.sightings(doc)}
        plan.things += [s for s in incoming.sightings if s.id not in seen]

    def _plan_cards(self, incoming: Incoming, plan: Plan) -> None:
        entities = self._reader.entities(e.id for e in incoming.entities)
        events = self._reader.events(e.id for e in incoming.events)
        for entity in incoming.entities:
            self._blend_or_put(entities.get(entity.id), entity, plan)
        for event in incoming.events:
            self._blend_or_put(events.get(event.id), event, plan)
        here = self._ties_here(entities, events)
        ends = {alias.entity: 0 for alias in here.values() if isinstance(alias, Alias)}
        for tie in here.values():
            if isinstance(tie, Alias):
                ends[tie.entity] = max(ends[tie.entity], tie.position + 1)
        for tie in incoming.ties:
            if tie.id in here:
                continue
            if isinstance(tie, Alias) and tie.entity in ends:
                plan.things.append(replace(tie, position=ends[tie.entity]))
                ends[tie.entity] += 1
            else:
                plan.things.append(tie)

    def _ties_here(
        self, entities: Iterable[str], events: Iterable[str]
    ) -> dict[str, Alias | EntityLink | Participant | EventLink]:
        """Give what hangs on those entities and events that the project has already."""
        names, cards = list(entities), list(events)
        found: list[Alias | EntityLink | Participant | EventLink] = []
        if names:
            found += [*self._reader.aliases(names), *self._reader.entity_links(names)]
        if cards:
            found += [*self._reader.participants(cards), *self._reader.event_links(cards)]
        return {tie.id: tie for tie in found}

    def _blend_or_put(self, before: Shared | None, coming: Shared, plan: Plan) -> None:
        if before is None:
            plan.things.append(coming)
        else:
            self._blend(before, coming, plan)

    def _blend(self, before: Shared, coming: Shared, plan: Plan) -> None:
        """Fill in what the project does not know; what it has otherwise stays, unless replaced."""
        values: dict[str, object] = {}
        for name in (f.name for f in fields(before)):
            old, new = getattr(before, name), getattr(coming, name)
            if name in {"attributes", "identifiers"}:
                new = self._blend_pairs(old, new, plan)
            elif new is not None and new not in {(), old} and old is not None and old != ():
                plan.kept += not self._options.replace
                new = new if self._options.replace else old
            values[name] = old if new is None or new == () else new
        blended = replace(before, **values)  # type: ignore[arg-type]  # names and types are its own
        if blended != before:
            plan.things.append(blended)

    def _blend_pairs(self, old: Attributes, new: Attributes, plan: Plan) -> Attributes:
        have, come = _lists(old), _lists(new)
        for name, values in come.items():
            if name in have and have[name] != values and not self._options.replace:
                plan.kept += 1
            else:
                have[name] = values
        return tuple((name, value) for name in sorted(have) for value in have[name])


def _compare(
    here: Mapping[str, Span] | Mapping[str, Relation], coming: Sequence[Span] | Sequence[Relation],
    what: str, plan: Plan,
) -> None:  # fmt: skip
    new = [thing for thing in coming if here.get(thing.id) != thing]
    ids = {thing.id for thing in coming}
    gone = [thing for id_, thing in here.items() if id_ not in ids]
    plan.things += new
    plan.gone += gone
    if new or gone:
        plan.differs.append(what)


def _lists(pairs: Attributes) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, value in pairs:
        lists.setdefault(name, []).append(value)
    return lists


def _text(thing: Json | Object, key: str) -> str | None:
    value = thing.get(key) if isinstance(thing, Mapping) else None
    return value if isinstance(value, str) else None


def _texts(thing: Object, key: str) -> list[str]:
    value = thing.get(key)
    return value if is_texts(value) else []


def _claim_texts(claims: Sequence[Object]) -> dict[str, str]:
    """Write claims so that they can be compared; what other articles say of them is left out."""
    texts: dict[str, str] = {}
    for claim in claims:
        against = claim.get("against")
        tied = [a for a in against if isinstance(a, dict)] if isinstance(against, list) else []
        said = sorted(str(sorted(a.items(), key=str)) for a in tied if a.get("doc_id") is None)
        rest = sorted((k, str(v)) for k, v in claim.items() if k != "against")
        texts[str(claim.get("id"))] = str((rest, said))
    return texts
