"""Model values as the log keeps them: what is empty or a default is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import NamedTuple

from annotator.model.article import Article, Attributes, Reading, Sighting, Zone
from annotator.model.decision import Comment, Decision, GuidelineLine
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Attachment, Event, EventLink, Participant
from annotator.model.person import Person
from annotator.model.round import Assignment, Round
from annotator.model.span import Relation, Span, Verdict
from annotator.store.kinds import EXISTS, KINDS, Fields, Json, Kind

Thing = (
    Person | Article | Sighting | Zone | Reading | Span | Relation | Verdict
    | Entity | Alias | EntityLink | Event | Participant | EventLink | Attachment
    | Round | Assignment | Decision | Comment | GuidelineLine
)  # fmt: skip
"""Whatever can be put into a project."""


class Entry(NamedTuple):
    """New values of one item, on their way into the log.

    `value` is the item of a whole kind or None where it goes; of other kinds the fields to set.
    `complete`: fields not named here become empty. `beside`: fields whose values stand beside
    those of `value`, so that they conflict with what is shown.
    """

    kind: Kind
    id: str
    article: str | None
    owner: str | None
    value: dict[str, Json] | None
    complete: bool = False
    beside: tuple[Fields, ...] = ()


def _some(**fields: Json) -> dict[str, Json]:
    return {name: v for name, v in fields.items() if v is not None}


def named_lists(prefix: str, pairs: Attributes) -> dict[str, Json]:
    """Give each attribute a field of its own that lists its values, such as `attributes.kind`."""
    fields: dict[str, list[Json]] = {}
    for name, value in pairs:
        fields.setdefault(f"{prefix}.{name}", []).append(value)
    return dict(fields)


def pairs_of(prefix: str, fields: Fields) -> Attributes:
    """Read back what named_lists wrote, by name."""
    start = prefix + "."
    names = sorted(name for name in fields if name.startswith(start))
    return tuple((name[len(start) :], str(v)) for name in names for v in _listed(fields[name]))


def _listed(value: Json) -> Iterable[Json]:
    return value if isinstance(value, list) else () if value is None else (value,)


def attribute_pairs(value: Json) -> Attributes:
    """Read attributes as a span keeps them: a list of pairs."""
    if not isinstance(value, list):
        return ()
    return tuple((str(p[0]), str(p[1])) for p in value if isinstance(p, list) and len(p) == 2)


def _pairs(attributes: Attributes) -> list[Json]:
    return [[name, value] for name, value in attributes]


@singledispatch
def entry(thing: Thing) -> Entry:
    """Say what putting a thing into the project writes."""
    raise TypeError(thing)


def span_value(s: Span, before: str, after: str) -> dict[str, Json]:
    """Give a span's value with the 32 characters on each side that find it again."""
    value: dict[str, Json] = {"label": s.label, "start": s.start, "end": s.end, "quote": s.quote}
    if before:
        value["before"] = before
    if after:
        value["after"] = after
    if s.layer != "work":
        value["layer"] = s.layer
    if s.origin != "typed":
        value["origin"] = s.origin
    if s.events:
        value["events"] = list(s.events)
    if s.derived_from:
        value["derived_from"] = list(s.derived_from)
    if s.attributes:
        value["attributes"] = _pairs(s.attributes)
    if s.entity is not None:
        value["entity"] = s.entity
    return value if _is_plain(s) else value | _some(
        note=s.note, suggester=s.suggester, score=s.score
    )  # fmt: skip


def _is_plain(s: Span) -> bool:
    return s.note is None and s.suggester is None and s.score is None


@entry.register
def _(r: Relation) -> Entry:
    value = _some(
        type=r.type, head=r.head, tail=r.tail, tail_article=r.tail_article,
        layer=r.layer if r.layer != "work" else None, attributes=_pairs(r.attributes) or None,
    )  # fmt: skip
    return Entry(KINDS["relation"], r.id, r.article, r.person, value)


@entry.register
def _(v: Verdict) -> Entry:
    value = _some(
        label=v.label, start=v.start, end=v.end, suggester=v.suggester, decision=v.decision
    )
    return Entry(KINDS["verdict"], v.id, v.article, v.person, value)


@entry.register
def _(s: Sighting) -> Entry:
    value = _some(
        source=s.source, url=s.url, title=s.title, published=s.published, retrieved=s.retrieved,
        file=s.file, original=s.original,
    )  # fmt: skip
    return Entry(KINDS["sighting"], s.id, s.article, None, value or {"file": ""})


@entry.register
def _(z: Zone) -> Entry:
    value = _some(zone=z.zone, start=z.start, end=z.end)
    return Entry(KINDS["zone"], z.id, z.article, None, value)


@entry.register
def _(a: Alias) -> Entry:
    value = _some(entity=a.entity, name=a.name, used_by=a.used_by, position=a.position or None)
    return Entry(KINDS["alias"], a.id, None, None, value)


@entry.register
def _(link: EntityLink) -> Entry:
    value = _some(head=link.head, type=link.type, tail=link.tail)
    return Entry(KINDS["entity_link"], link.id, None, None, value)


@entry.register
def _(link: EventLink) -> Entry:
    value = _some(head=link.head, type=link.type, tail=link.tail)
    return Entry(KINDS["event_link"], link.id, None, None, value)


@entry.register
def _(p: Participant) -> Entry:
    value = _some(event=p.event, role=p.role, entity=p.entity)
    return Entry(KINDS["participant"], p.id, None, None, value)


@entry.register
def _(a: Attachment) -> Entry:
    value = _some(of=a.of, name=a.name, media_type=a.media_type, sha256=a.sha256)
    return Entry(KINDS["attachment"], a.id, None, None, value)


@entry.register
def _(p: Person) -> Entry:
    fields = _some(exists=True, name=p.name, role=p.role)
    return Entry(KINDS["person"], p.id, None, None, fields, complete=True)


@entry.register
def _(r: Reading) -> Entry:
    fields = _some(
        exists=True, status=r.status, relevant=r.relevant, note=r.note, seconds=r.seconds or None,
        layer=r.layer if r.layer != "work" else None, reviewer=r.reviewer,
        annotators=list(r.annotators) or None,
    )  # fmt: skip
    return Entry(KINDS["reading"], r.id, r.article, r.person, fields, complete=True)


_ARTICLE_COLUMNS = tuple(c.name for c in KINDS["article"].columns)


@entry.register
def _(a: Article) -> Entry:
    fields: dict[str, Json] = {EXISTS: True}
    for name in _ARTICLE_COLUMNS:
        value = getattr(a, name)
        if value is not None:
            fields[name] = value
    fields |= named_lists("attributes", a.attributes)
    return Entry(KINDS["article"], a.id, a.id, None, fields, complete=True)


@entry.register
def _(e: Entity) -> Entry:
    fields = _some(
        exists=True, label=e.label, name=e.name, latitude=e.latitude, longitude=e.longitude,
        note=e.note, merged_into=e.merged_into,
    )  # fmt: skip
    fields |= named_lists("attributes", e.attributes)
    fields |= named_lists("identifiers", e.identifiers)
    return Entry(KINDS["entity"], e.id, None, None, fields, complete=True)


@entry.register
def _(e: Event) -> Entry:
    fields = _some(
        exists=True, title=e.title, type=e.type, date=e.date, date_precision=e.date_precision,
        places=list(e.places) or None, place_precision=e.place_precision, note=e.note,
    )  # fmt: skip
    fields |= named_lists("attributes", e.attributes)
    return Entry(KINDS["event"], e.id, None, None, fields, complete=True)


@entry.register
def _(r: Round) -> Entry:
    fields = _some(
        exists=True, name=r.name, persons=list(r.persons) or None, each=r.each or None,
        seed=r.seed or None, blind=r.is_blind or None, closed=r.is_closed or None,
    )  # fmt: skip
    return Entry(KINDS["round"], r.id, None, None, fields, complete=True)


@entry.register
def _(a: Assignment) -> Entry:
    value = _some(round=a.round, assignee=a.person)
    return Entry(KINDS["assignment"], a.id, a.article, None, value)


@entry.register
def _(d: Decision) -> Entry:
    value = _some(
        difference=d.difference, alternatives=list(d.alternatives), way=d.way,
        took=list(d.took) or None, gold=list(d.gold) or None, seen=d.seen or None, reason=d.reason,
    )  # fmt: skip
    return Entry(KINDS["decision"], d.id, d.article, None, value)


@entry.register
def _(c: Comment) -> Entry:
    fields = _some(
        exists=True, text=c.text, written=c.written, of=c.of, answers=c.answers,
        resolved=c.is_resolved or None,
    )  # fmt: skip
    return Entry(KINDS["comment"], c.id, c.article, c.person, fields, complete=True)


@entry.register
def _(g: GuidelineLine) -> Entry:
    fields = _some(exists=True, text=g.text, label=g.label, decision=g.decision)
    return Entry(KINDS["guideline"], g.id, None, None, fields, complete=True)


KIND_OF: dict[type, Kind] = {
    Person: KINDS["person"], Article: KINDS["article"], Sighting: KINDS["sighting"],
    Zone: KINDS["zone"], Reading: KINDS["reading"], Span: KINDS["span"],
    Relation: KINDS["relation"], Verdict: KINDS["verdict"], Entity: KINDS["entity"],
    Alias: KINDS["alias"], EntityLink: KINDS["entity_link"], Event: KINDS["event"],
    Participant: KINDS["participant"], EventLink: KINDS["event_link"],
    Attachment: KINDS["attachment"], Round: KINDS["round"], Assignment: KINDS["assignment"],
    Decision: KINDS["decision"], Comment: KINDS["comment"], GuidelineLine: KINDS["guideline"],
}  # fmt: skip


def removal(thing: Thing, entry_of: Callable[[Thing], Entry] = entry) -> Entry:
    """Say what taking a thing out of the project writes."""
    kind = KIND_OF[type(thing)]
    if isinstance(thing, Span):
        return Entry(kind, thing.id, thing.article, thing.person, None)
    put = entry_of(thing)
    value: dict[str, Json] | None = None if kind.whole else {EXISTS: None}
    return Entry(kind, put.id, put.article, put.owner, value)
