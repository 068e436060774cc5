"""What was done to entities, events, articles, persons and the parts of the scheme."""

from __future__ import annotations

from annotator.model.past.fields import name_of_field, old_and_new
from annotator.model.past.was import (
    Names,
    Was,
    listed,
    quoted,
    readable,
    set_to,
    text,
    texts,
    with_details,
)
from annotator.model.scheme import EVENT_CARD
from annotator.model.sentences import say

_EXISTS = "exists"
_STATUS = {
    "unread": "is unread",
    "in_progress": "is in progress",
    "done": "is done",
    "in_review": "is in review",
    "settled": "is settled",
}
_RELEVANT = {True: "is relevant", False: "is not relevant", None: "is perhaps relevant"}


def of_entity(was: Was, names: Names) -> str:
    """Say what was done to an entity."""
    own = names.entity(was.id)
    it = say("the entity {name}", name=quoted(was.said("name") or own))
    owner = f"label.{names.scheme.label_ids.get(was.said('label'), was.said('label'))}"
    parts = []
    if "name" in was.differing() and was.was_there and was.is_there:
        parts.append(_renamed(was, "renamed the entity {old} to {new}"))
    old, new = (text(side.get("merged_into")) for side in (was.before, was.after))
    if new and new != old:
        parts.append(say("merged {it} into {into}", it=it, into=quoted(names.entity(new))))
    elif old != new:
        parts.append(say("parted {it} from {other}", it=it, other=quoted(names.entity(old))))
    return _fields(was, names, owner, it, parts, "name", "merged_into", made="made")


def of_event(was: Was, names: Names) -> str:
    """Say what was done to an event card."""
    it = say("the event {name}", name=quoted(was.said("title") or names.event(was.id)))
    parts = []
    if "title" in was.differing() and was.was_there and was.is_there:
        parts.append(_renamed(was, "renamed the event {old} to {new}", "title"))
    old, new = (
        listed([quoted(names.entity(one)) for one in texts(side.get("places"))])
        for side in (was.before, was.after)
    )
    if old != new and was.was_there:
        parts.append(set_to("places", "it" if parts else it, old, new))
    return _fields(was, names, EVENT_CARD, it, parts, "title", "places", made="made")


def of_article(was: Was, names: Names) -> str:
    """Say what was done to what is known of an article."""
    it = say("the article {name}", name=quoted(names.article(was.id)))
    if "erased" in was.after:
        return "erased an article for good"
    return _fields(was, names, "", it, [], made="added")


def of_person(was: Was, names: Names) -> str:
    """Say what was done to a person of the project."""
    it = say("the person {name}", name=quoted(was.said("name") or names.person(was.id)))
    if was.person == was.id and was.is_there:
        if not was.was_there:
            return "joined the project"
        if was.differing() == ["name"]:
            return _renamed(was, "took the name {new}, and was {old} before")
    return _fields(was, names, "", it, [], made="entered")


def of_scheme_part(was: Was, names: Names) -> str:
    """Say what was done to a label, an attribute or another part of the scheme."""
    if was.kind == "scheme":
        it = "the scheme"
    else:
        called = was.said("name") or was.id
        it = say("the {kind} {name}", kind=readable(was.kind), name=quoted(readable(called)))
    parts = []
    if "name" in was.differing() and was.was_there and was.is_there:
        parts.append(_renamed(was, f"renamed the {readable(was.kind)} {{old}} to {{new}}"))
    return _fields(was, names, "", it, parts, "name", "id", made="added")


def _renamed(was: Was, template: str, name: str = "name") -> str:
    old, new = (quoted(text(side.get(name)) or "–") for side in (was.before, was.after))  # noqa: RUF001 - a dash
    return say(template, old=old, new=new)


def _fields(
    was: Was, names: Names, owner: str, it: str, parts: list[str], *besides: str, made: str
) -> str:
    """Say what was done to something whose fields change one by one."""
    if was.was_there and not was.is_there:
        return say("took out {it}", it=it)
    if was.is_there and not was.was_there:
        done = say("brought back {it}" if was.had_been else "{made} {it}", it=it, made=made)
        return done if was.kind in _MANY_FIELDS else with_details(done, _given(was, names, owner))
    for field in was.differing(_EXISTS, *besides):
        name, old, new = old_and_new(was, names, owner, field)
        parts.append(set_to(name, "it" if parts else it, old, new))
    return listed(parts) or say("kept {it} as it was", it=it)


_MANY_FIELDS = frozenset({
    "scheme", "label", "attribute", "relation_type", "zone_type", "article_field", "person",
})  # fmt: skip
"""What is made with so many fields that nobody would read them."""
_KNOWN_BY = (_EXISTS, "name", "title", "merged_into", "places", "position")


def _given(was: Was, names: Names, owner: str) -> list[str]:
    """List what something new says beside what it is called."""
    found = []
    for field in was.differing(*_KNOWN_BY):
        name, _, new = old_and_new(was, names, owner, field)
        if new:
            found.append(say("{name} {value}", name=name, value=new))
    return found


# --- how far an article is read -------------------------------------------------------------------


def of_reading(was: Was, names: Names) -> str:
    """Say what was done about how far somebody has come with an article."""
    it = quoted(names.article(was.article))
    parts = []
    changed = was.differing(_EXISTS, "layer")
    if "status" in changed:
        parts.append(_state(was, it))
    if "relevant" in changed:
        relevant = was.after.get("relevant")
        words = _RELEVANT[relevant if isinstance(relevant, bool) else None]
        template = "said that {it} {is_so}"
        parts.append(say(template, it="it" if parts else it, is_so=words))
    for field in [field for field in changed if field not in {"status", "relevant"}]:
        parts.append(_of_reading(was, names, "it" if parts else it, field))
    if was.said("layer") == "gold" and parts:
        parts[-1] = say("{done} in the gold layer", done=parts[-1])
    return listed(parts) or say("looked at {it}", it=it)


def _state(was: Was, it: str) -> str:
    old, new = (text(side.get("status")) or "unread" for side in (was.before, was.after))
    now = _STATUS.get(new, readable(new))
    return say("said that {it} {now} (before: {old})", it=it, now=now, old=readable(old))


def _of_reading(was: Was, names: Names, it: str, field: str) -> str:
    if field in {"reviewer", "annotators"}:
        old, new = (
            listed([quoted(names.person(one)) for one in _ids(side.get(field))])
            for side in (was.before, was.after)
        )
        return set_to(name_of_field(field), it, old, new)
    name, old, new = old_and_new(was, names, "", field)
    return set_to(name, it, old, new)


def _ids(value: object) -> list[str]:
    return [value] if isinstance(value, str) else texts(value)  # type: ignore[arg-type]
