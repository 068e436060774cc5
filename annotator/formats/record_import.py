"""Put records into a project: whose line it is, what is there already, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from msgspec.structs import replace as replaced

from annotator.formats.claims import Claims
from annotator.formats.format import In
from annotator.formats.record import Broken, ClaimRecord, EntityRecord, Record
from annotator.formats.record_values import Ids, Incoming, Tie, Values, article_of, uuids_in
from annotator.model.article import Article, Attributes, Reading
from annotator.model.entity import Alias, Entity
from annotator.model.event import Event
from annotator.model.ids import is_id
from annotator.model.offsets import Unit
from annotator.model.person import Person, person_named
from annotator.model.scheme import Scheme
from annotator.model.span import Relation, Span
from annotator.store.reader import Owner
from annotator.store.reviewed import behind_gold
from annotator.store.store import Store
from annotator.store.values import Thing

MANY = 50_000
"""So many entities are remembered at most."""

Shared = TypeVar("Shared", Article, Entity, Event)


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


class Importer:
    """Brings records into one project, inside one step."""

    def __init__(self, store: Store, scheme: Scheme, options: In) -> None:
        self._store = store
        self._reader = store.read
        self._options = options
        self._claims = Claims(scheme)
        self._values = Values(scheme)
        self._people = {person.name: person for person in store.read.persons()}
        self._new: dict[str, Person] = {}
        self._settled: dict[str, EntityRecord] = {}
        self.kept = 0
        self.unknown_attributes = 0
        """How many attributes came in that the scheme does not know."""

    def bring_in(self, record: Record, raw: str, unit: Unit) -> Brought | None:
        """Write a record that was checked before. None where all of it is there already.

        Raises Broken, with nothing written, where the same person's line is there and differs.
        """
        self._refuse_claims(record)
        record = self._without_settled(record)
        incoming = self._incoming(record, raw, unit)
        self._refuse_erased(incoming)
        is_new = self._reader.item_of(incoming.article.id) is None
        plan, is_there = self._plan(incoming, is_new=is_new)
        unknown = self._values.take_unknown()
        if is_there and not plan.differs and not plan.things and not plan.gone:
            self._settle(record)
            return None
        if is_there and not self._options.replace:
            what = ", ".join(dict.fromkeys(plan.differs)) or "shared values"
            raise Broken(
                "{who} already has other work on this article in the project (it differs in: {what}"
                "); bring it in with --replace, or under another name with --as",
                who=self._who(incoming), what=what,
            )  # fmt: skip
        if not plan.kept:
            self._settle(record)
        self.kept += plan.kept
        self.unknown_attributes += unknown
        self._add_people(incoming.reading)
        self._store.remove_all(plan.gone)
        if is_new:
            self._store.add_article(incoming.article, incoming.text, *plan.things)
        else:
            self._store.put_all(plan.things)
        return Brought(is_new, len(incoming.spans), len(incoming.relations))

    def _without_settled(self, record: Record) -> Record:
        """Leave out the entities that another line of the file brought in just so."""
        left = [e for e in record.entities if self._settled.get(e.id) != e]
        return record if len(left) == len(record.entities) else replaced(record, entities=left)

    def _settle(self, record: Record) -> None:
        """Note that the project has all entities of a line as they stand there."""
        if len(self._settled) > MANY:
            self._settled.clear()
        self._settled.update((e.id, e) for e in record.entities if is_id(e.id))

    def _refuse_claims(self, record: Record) -> None:
        """Refuse a line whose claims say something else than its spans and relations."""
        if not record.claims:
            return
        derived = self._claims.derive(record.spans, record.relations)
        if _comparable(record.claims) != _comparable(derived):
            raise Broken("its claims say something else than its spans and relations")

    def _refuse_erased(self, incoming: Incoming) -> None:
        gone = self._store.log.gone.articles
        if incoming.article.id in gone:
            raise Broken(
                "this article was erased from the project for good, so it is not brought in again"
            )
        if any(tie.tail_article in gone for tie in incoming.relations):
            raise Broken("a relation leads to an article that was erased from the project for good")

    def _who(self, incoming: Incoming) -> str:
        reading = incoming.reading
        if reading is None or reading.person is None:
            return "the gold layer" if reading else "nobody"
        return next(p.name for p in self._people.values() if p.id == reading.person)

    def _incoming(self, record: Record, raw: str, unit: Unit) -> Incoming:
        article, text = article_of(record, raw)
        reading = self._reading(record, article.id)
        incoming = Incoming(article, text, reading)
        layer, person = (reading.layer, reading.person) if reading else ("work", None)
        uuids = uuids_in(record)
        ids = Ids(uuids, self._taken(uuids), article.id, layer, person)
        self._values.fill(incoming, record, raw, unit, ids)
        return incoming

    def _taken(self, uuids: set[str]) -> dict[str, list[Owner]]:
        heard = self._store.log.heard(uuids)
        return self._reader.taken(heard) if heard else {}

    def _reading(self, record: Record, doc: str) -> Reading | None:
        status, relevant = record.status, record.relevant
        reviewer = record.provenance.reviewer
        if record.layer == "gold":
            settled_by = self._options.as_person or reviewer
            people = tuple(self._person(name).id for name in record.provenance.annotators)
            who = self._person(settled_by).id if settled_by else self._store.person.id
            return Reading(doc, None, "gold", status, relevant, None, 0, who, people)
        name = self._options.as_person or record.annotator
        if not name and status == "unread" and not record.spans:
            return None
        person = self._person(name) if name else self._store.person
        reviewed_by = self._person(reviewer).id if reviewer else None
        return Reading(doc, person.id, "work", status, relevant, reviewer=reviewed_by)

    def _person(self, name: str) -> Person:
        found = self._people.get(name)
        if found is None:
            mine = self._store.person
            found = mine if name == mine.name else person_named(self._reader.project, name)
            self._people[name] = self._new[found.id] = found
        return found

    def _add_people(self, reading: Reading | None) -> None:
        """Add the people whom the project does not know, now that their line does come in."""
        if reading is not None:
            ids = dict.fromkeys((reading.person, reading.reviewer, *reading.annotators))
            self._store.put_all([self._new.pop(id_) for id_ in ids if id_ and id_ in self._new])

    # --- what would be written --------------------------------------------------------------------

    def _plan(self, incoming: Incoming, *, is_new: bool) -> tuple[Plan, bool]:
        plan = Plan()
        is_there = False
        # The text of an article that was taken out stays, and so do the marks on it.
        if is_new and self._reader.text(incoming.article.id) is None:
            plan.things += [incoming.reading] if incoming.reading else []
            plan.things += incoming.spans
            plan.things += incoming.relations
            plan.things += incoming.zones
            plan.things += incoming.sightings
        else:
            is_there = self._plan_own(incoming, plan) and not is_new
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
            reading = replace(reading, note=before.note, seconds=before.seconds,
                              annotators=self._annotators(before, reading.annotators))  # fmt: skip
        if before != reading:
            plan.things.append(reading)
            plan.differs += ["status or relevance"] if before else []
        _compare(spans, incoming.spans, "spans", plan)
        _compare(ties, incoming.relations, "relations", plan)
        return before is not None or bool(spans) or bool(ties)

    def _annotators(self, before: Reading, named: tuple[str, ...]) -> tuple[str, ...]:
        """Keep whose work stands behind gold, where the record names just those."""
        behind = behind_gold(self._reader, before) if named else frozenset()
        return before.annotators if behind == set(named) else named

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
        # What is here may name a file as well, which a record does not.
        seen = {replace(s, id="", file=None, original=None) for s in self._reader.sightings(doc)}
        plan.things += [s for s in incoming.sightings if replace(s, id="") not in seen]

    def _plan_cards(self, incoming: Incoming, plan: Plan) -> None:
        entities = self._reader.entities(e.id for e in incoming.entities)
        events = self._reader.events(e.id for e in incoming.events)
        for entity in incoming.entities:
            self._blend_or_put(entities.get(entity.id), entity, plan)
        for event in incoming.events:
            self._blend_or_put(events.get(event.id), event, plan)
        here = self._ties_here(entities, events)
        places: dict[str, int] = {}
        for tie in here.values():
            if isinstance(tie, Alias):
                places[tie.entity] = max(places.get(tie.entity, 0), tie.position + 1)
        for tie in incoming.ties:
            if tie.id in here:
                continue
            if isinstance(tie, Alias) and tie.entity in places:
                plan.things.append(replace(tie, position=places[tie.entity]))
                places[tie.entity] += 1
            else:
                plan.things.append(tie)

    def _ties_here(self, entities: Iterable[str], events: Iterable[str]) -> dict[str, Tie]:
        """Give what hangs on those entities and events that the project has already."""
        names, cards = list(entities), list(events)
        found: list[Tie] = []
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


def _comparable(claims: Sequence[ClaimRecord]) -> dict[str, object]:
    """Give claims so that they can be compared; what other articles say of them is left out."""
    return {
        c.id: (
            c.content_span, sorted(c.source_spans), sorted(c.cue_spans), c.stance, c.about,
            c.responsibility, c.event_ids, c.restated,
            sorted((a.type, a.claim_id, a.aspect or "", a.degree or "")
                   for a in c.against if a.doc_id is None),
        )
        for c in claims
    }  # fmt: skip
