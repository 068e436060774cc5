"""What the things of a project, their fields and their values are called in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from annotator.model.entity import Entity
from annotator.model.scheme import Choice
from annotator.model.sentences import say
from annotator.model.typed import owner_of, typed
from annotator.model.words import briefly
from annotator.store.kinds import EXISTS, WHOLE, Fields, Json

if TYPE_CHECKING:
    from annotator.store.reader import Reader

NOTHING: Final = "nothing"
KEPT: Final = "kept"
TAKEN_OUT: Final = "taken out"
_FIELDS: Final = {
    WHOLE: "what it says", EXISTS: "whether it stays", "url": "address", "language": "language",
    "published": "date of publication", "retrieved": "date of retrieval",
    "original_language": "language of the original", "merged_into": "what it is the same as",
    "date_precision": "how exact the date is", "place_precision": "how exact the place is",
    "alt_key": "second key", "light": "colours on light", "dark": "colours on dark",
    "stroke": "line", "seconds": "time spent", "guideline_version": "version of the guidelines",
    "corrects": "which article it corrects", "help": "explanation", "derived_from": "marks it is "
    "made of", "events": "events it tells of", "entity": "whom or what it names",
    "quote": "words",
}  # fmt: skip
"""Fields whose id is not what people call them."""
WAYS: Final = {
    "take": "take", "union": "put all together", "intersection": "keep what all marked",
    "majority": "take what most say:", "nothing": "nothing is there",
    "drawn": "mark it otherwise",
}  # fmt: skip
"""How a difference was decided, in words."""
_UNTOLD: Final = frozenset(
    {"before", "after", "start", "end", "layer", "origin", "position", "score"}
)
"""What an item says for the program's sake: it is told only where nothing else differs."""


def readable(name: str) -> str:
    """Write an id as people read it."""
    return name.replace("_", " ")


class Called:
    """Names things by what the project says of them now. Each name is read once."""

    def __init__(self, reader: Reader) -> None:
        self._read = reader
        self.scheme = reader.scheme()
        self._entities: dict[str, Entity | None] = {}
        self._people = {person.id: person.name for person in reader.persons()}

    # --- things -----------------------------------------------------------------------------------

    def thing(self, kind: str, id_: str, article: str | None, fields: Fields) -> str:
        """Name a thing: "the entity “the brigade”". `fields` are the values shown of it."""
        tell = _THINGS.get(kind)
        if tell is not None:
            return tell(self, fields, article)
        name = _text(fields.get("name")) or _text(fields.get("title")) or id_
        return say("the {kind} “{name}”", kind=readable(kind), name=briefly(name))

    def article(self, id_: str | None) -> str:
        """Name an article."""
        found = self._read.article(id_) if id_ else None
        title = found.title if found is not None and found.title else ""
        if title:
            return say("the article “{title}”", title=briefly(title))
        return "an article without a title" if found is not None else "an article not here any more"

    def entity(self, id_: Json) -> str:
        """Give the name of an entity."""
        key = _text(id_)
        if key not in self._entities:
            self._entities[key] = self._read.entities([key]).get(key) if key else None
        found = self._entities[key]
        return found.name if found is not None else "an entity not here any more"

    def event(self, id_: Json) -> str:
        """Give the title of an event."""
        key = _text(id_)
        found = self._read.events([key]).get(key) if key else None
        return found.title if found is not None else "an event not here any more"

    def person(self, id_: Json) -> str:
        """Give the name of a person."""
        return self._people.get(_text(id_)) or "someone else"

    # --- fields and values ------------------------------------------------------------------------

    def field(self, kind: str, field: str, label: str = "") -> str:
        """Name a field: "kind", "date of publication"."""
        prefix, _, id_ = field.partition(".")
        if prefix == "attributes":
            return self._attribute(kind, id_, label)
        if prefix == "identifiers":
            return say("number in {register}", register=id_)
        if id_:
            return say("{what} {id}", what="choice" if prefix == "values" else readable(prefix),
                       id=readable(id_))  # fmt: skip
        return _FIELDS.get(field, readable(field))

    def _attribute(self, kind: str, id_: str, label: str) -> str:
        if kind == "article":
            found = {field.id: field.name for field in self.scheme.article_fields}
        else:
            found = dict(self.scheme.attribute_names(owner_of(kind, label)))
        name = found.get(id_, id_)
        return readable(name) if name == id_ else name

    def value(self, kind: str, field: str, value: Json, label: str = "") -> str:
        """Write a value; nothing where there is none."""
        if field == EXISTS:
            return KEPT if value else TAKEN_OUT
        if value is None:
            return NOTHING
        choices = typed(self.scheme, kind, field, label)
        names = _names(choices.choices) if choices is not None else {}
        if field == "merged_into":
            return self.entity(value)
        if field == "places":
            return _listed([self.entity(one) for one in _list(value)])
        if field in ("reviewer", "annotators"):
            return _listed([self.person(one) for one in _list(value)])
        return _plainly(value, names)

    def item(self, kind: str, value: Json, others: Sequence[Json]) -> str:
        """Write an item that is one value by what sets it apart from the others it stands with."""
        if not isinstance(value, dict):
            return TAKEN_OUT
        beside = [other for other in others if isinstance(other, dict)]
        if kind == "decision":
            return self._decision(value)
        names = {name for one in (value, *beside) for name in one}
        apart = {n for n in names if any(one.get(n) != value.get(n) for one in beside)}
        told = sorted((apart - _UNTOLD) or apart) or sorted(value.keys() - _UNTOLD)
        parts = [
            say("{name}: {value}", name=self.field(kind, name), value=self._part(name, value))
            for name in told
        ]
        return "; ".join(parts)

    def _part(self, name: str, item: Mapping[str, Json]) -> str:
        value = item.get(name)
        if value is None or value == []:
            return NOTHING
        if name == "label":
            return self._label(value)
        if name in ("entity", "used_by", "head", "tail"):
            return self.entity(value) if name != "used_by" else self.person(value)
        if name == "events":
            return _listed([self.event(one) for one in _list(value)])
        if name == "derived_from":
            return f"{len(_list(value)):,}"
        return _plainly(value, {})

    def _decision(self, value: Mapping[str, Json]) -> str:
        """Write what was decided: "take “fired rockets” of NAME, since it is clearer"."""
        way, took = _text(value.get("way")), _list(value.get("took") or [])
        done = WAYS.get(way, way)
        if way in ("take", "majority") and took:
            spans = [self._spans(one) for one in took]
            words = ", ".join(dict.fromkeys(f"“{briefly(quote)}”" for quote, _ in spans))
            people = ", ".join(dict.fromkeys(self.person(person) for _, person in spans))
            done = say("{done} {words} of {people}", done=done, words=words, people=people)
        reason = _text(value.get("reason"))
        return say("{done}, since: {reason}", done=done, reason=reason) if reason else done

    def _spans(self, id_: Json) -> tuple[str, str]:
        """Give the words of a mark and the id of its person; of a relation those of its head."""
        key = _text(id_)
        found = self._read.words_of(key)
        return found if found is not None else ("…", "")

    def _label(self, id_: Json) -> str:
        return self.scheme.label_names.get(_text(id_), _text(id_))

    # --- how each kind is named -------------------------------------------------------------------

    def of_entity(self, fields: Fields, _article: str | None) -> str:
        """Name an entity."""
        return say("the entity “{name}”", name=briefly(_text(fields.get("name"))))

    def of_event(self, fields: Fields, _article: str | None) -> str:
        """Name an event."""
        return say("the event “{title}”", title=briefly(_text(fields.get("title"))))

    def of_article(self, _fields: Fields, article: str | None) -> str:
        """Name an article."""
        return self.article(article)

    def of_mark(self, fields: Fields, article: str | None) -> str:
        """Name a mark."""
        return say("the mark “{words}” in {article}", words=briefly(_text(fields.get("quote"))),
                   article=self.article(article))  # fmt: skip

    def of_relation(self, fields: Fields, article: str | None) -> str:
        """Name a relation between two marks."""
        known = self.scheme.relation_named(_text(fields.get("type")))
        name = known.name if known is not None else readable(_text(fields.get("type")))
        return say("a relation “{name}” in {article}", name=name, article=self.article(article))

    def of_reading(self, fields: Fields, article: str | None) -> str:
        """Name what somebody says of a whole article."""
        if fields.get("layer") == "gold":
            return say("the review of {article}", article=self.article(article))
        return say("how far {article} is read", article=self.article(article))

    def of_alias(self, fields: Fields, _article: str | None) -> str:
        """Name another name of an entity."""
        return say("the name “{name}” of the entity “{entity}”",
                   name=briefly(_text(fields.get("name"))),
                   entity=briefly(self.entity(fields.get("entity"))))  # fmt: skip

    def of_entity_tie(self, fields: Fields, _article: str | None) -> str:
        """Name a tie of two entities."""
        return say("the tie of “{head}” to “{tail}”", head=briefly(self.entity(fields.get("head"))),
                   tail=briefly(self.entity(fields.get("tail"))))  # fmt: skip

    def of_event_tie(self, fields: Fields, _article: str | None) -> str:
        """Name a tie of two events."""
        return say("the tie of “{head}” to “{tail}”", head=briefly(self.event(fields.get("head"))),
                   tail=briefly(self.event(fields.get("tail"))))  # fmt: skip

    def of_participant(self, fields: Fields, _article: str | None) -> str:
        """Name somebody's part in an event."""
        return say("the part of “{entity}” in the event “{event}”",
                   entity=briefly(self.entity(fields.get("entity"))),
                   event=briefly(self.event(fields.get("event"))))  # fmt: skip

    def of_zone(self, _fields: Fields, article: str | None) -> str:
        """Name a zone of an article."""
        return say("a zone of {article}", article=self.article(article))

    def of_sighting(self, _fields: Fields, article: str | None) -> str:
        """Name a place where an article was published."""
        return say("where {article} was seen", article=self.article(article))

    def of_verdict(self, _fields: Fields, article: str | None) -> str:
        """Name what was said of a suggestion."""
        return say("an answer to a suggestion in {article}", article=self.article(article))

    def of_decision(self, fields: Fields, article: str | None) -> str:
        """Name a decision by the words that it is about."""
        found = self._spans(next(iter(_list(fields.get("alternatives") or [])), None))
        return say("the decision on “{words}” in {article}", words=briefly(found[0]),
                   article=self.article(article))  # fmt: skip

    def of_comment(self, fields: Fields, article: str | None) -> str:
        """Name a comment."""
        return say("the comment “{words}” in {article}", words=briefly(_text(fields.get("text"))),
                   article=self.article(article))  # fmt: skip

    def of_guideline(self, fields: Fields, _article: str | None) -> str:
        """Name a line of the guidelines."""
        return say("the line “{words}” of the guidelines", words=briefly(_text(fields.get("text"))))

    def of_assignment(self, fields: Fields, article: str | None) -> str:
        """Name who is to read an article."""
        return say("the assignment of {article} to {person}", article=self.article(article),
                   person=self.person(fields.get("assignee")))  # fmt: skip


_THINGS: Final[dict[str, Callable[[Called, Fields, str | None], str]]] = {
    "entity": Called.of_entity, "event": Called.of_event, "article": Called.of_article,
    "span": Called.of_mark, "relation": Called.of_relation, "reading": Called.of_reading,
    "alias": Called.of_alias, "entity_link": Called.of_entity_tie,
    "event_link": Called.of_event_tie, "participant": Called.of_participant,
    "decision": Called.of_decision, "comment": Called.of_comment,
    "guideline": Called.of_guideline, "assignment": Called.of_assignment,
    "zone": Called.of_zone, "sighting": Called.of_sighting, "verdict": Called.of_verdict,
}  # fmt: skip


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _names(choices: Sequence[Choice]) -> dict[str, str]:
    return {choice.id: choice.name for choice in choices}


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts)


def _plainly(value: Json, names: Mapping[str, str]) -> str:
    """Write a value that names nothing else."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _listed([_plainly(one, names) for one in value])
    if isinstance(value, dict):
        parts = (f"{readable(name)} {_plainly(inner, {})}" for name, inner in value.items())
        return _text(value.get("name")) or _listed(list(parts))
    return readable(names[value]) if isinstance(value, str) and value in names else f"{value}"
