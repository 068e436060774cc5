"""What was done to marks: labelled, moved, relabelled, described, tied, judged, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.model.past.fields import attribute_name, in_words, label_name, name_of_field
from annotator.model.past.was import (
    ALL,
    Fields,
    Names,
    Was,
    listed,
    number,
    plainly,
    quoted,
    readable,
    set_to,
    text,
    texts,
    with_details,
)
from annotator.model.scheme_parts import Json
from annotator.model.sentences import say
from annotator.model.span import STILL_OPEN

_TOLD = (
    "start", "end", "quote", "before", "after", "label", "entity", "attributes", "note", "events",
    "origin", "suggester", "score", "derived_from",
)  # fmt: skip
"""Fields of a mark that have words of their own, or only say how it came about."""
_MADE = {
    "imported": "brought in the mark {words} as {label}",
    "suggested": "accepted the suggestion {words} as {label}",
    "adjudicated": "settled {words} as {label}",
}
_DECIDED = {
    "accepted": "accepted the suggestion {words} as {label}",
    "edited": "accepted the suggestion {words} as {label}, with changes",
    "rejected": "declined the suggestion {words} as {label}",
    "dismissed": "passed over the suggestion {words} as {label}",
}
_FROM_WHAT_WAS_ERASED = "set a mark, whose words before have been erased, to {words} as {label}"

Phrases = Iterator[Callable[[str], str]]
"""Each says what was done to `it`: the mark by its words, and after that just "it"."""


def of_mark(was: Was, names: Names) -> str:
    """Say what was done to a mark."""
    quote = quoted(was.said("quote"))
    if not was.is_there:
        if not was.said("quote"):
            return "deleted a mark whose words have been erased"
        label = label_name(names, was.before.get("label"))
        return say("deleted the mark {words} ({label})", words=quote, label=label)
    if was.was_there:
        phrases = list(_changes(was, names))
        told = [phrase("it" if n else quote) for n, phrase in enumerate(phrases)]
        return listed(told) or say("kept the mark {words} as it was", words=quote)
    label = label_name(names, was.after.get("label"))
    if ALL in was.erased_before:
        template = _FROM_WHAT_WAS_ERASED
    elif was.had_been:
        template = "brought back the mark {words} as {label}"
    else:
        template = _MADE.get(text(was.after.get("origin")), "labelled {words} as {label}")
    return with_details(say(template, words=quote, label=label), _details(was.after, names))


def _details(value: Fields, names: Names) -> list[str]:
    """List what a new mark says beside its label."""
    found = []
    if entity := text(value.get("entity")):
        found.append(say("the entity {name}", name=quoted(names.entity(entity))))
    owner = _owner(value, names)
    for id_, values in _by_id(value.get("attributes")).items():
        words = in_words(names, owner, id_, values)
        found.append(say("{name} {value}", name=attribute_name(names, owner, id_), value=words))
    events = (names.event(event) for event in texts(value.get("events")))
    found += [say("the event {name}", name=quoted(event)) for event in events]
    if note := text(value.get("note")):
        found.append(say("the note {words}", words=quoted(note)))
    return found


def _changes(was: Was, names: Names) -> Phrases:
    if _stretch(was.before) != _stretch(was.after):
        yield _moved(was)
    old, new = (text(side.get("label")) for side in (was.before, was.after))
    if old != new:
        yield lambda it: say("relabelled {it} from {old} to {new}", it=it,
                             old=label_name(names, old), new=label_name(names, new))  # fmt: skip
    yield from _entity(was, names)
    yield from _attributes(was, names)
    yield from _events(was, names)
    yield from _note(was)
    yield from _rest(was)


def _stretch(value: Fields) -> tuple[Json, Json]:
    return value.get("start"), value.get("end")


def _moved(was: Was) -> Callable[[str], str]:
    (start, end), (new_start, new_end) = _stretch(was.before), _stretch(was.after)
    edge = "the end of " if start == new_start else "the start of " if end == new_end else ""
    before, after = (quoted(text(side.get("quote"))) for side in (was.before, was.after))
    return lambda _: say("moved {edge}{before} to {after}", edge=edge, before=before, after=after)


def _entity(was: Was, names: Names) -> Phrases:
    old, new = (text(side.get("entity")) for side in (was.before, was.after))
    if old == new:
        return
    before, after = (quoted(names.entity(id_)) if id_ else "" for id_ in (old, new))
    if not new:
        yield lambda it: say("said that {it} no longer names {old}", it=it, old=before)
    elif not old:
        yield lambda it: say("said that {it} names {new}", it=it, new=after)
    else:
        yield lambda it: say("said that {it} names {new}, no longer {old}", it=it, new=after,
                             old=before)  # fmt: skip


def _attributes(was: Was, names: Names) -> Phrases:
    before, after = (_by_id(side.get("attributes")) for side in (was.before, was.after))
    owners = _owner(was.before, names), _owner(was.after, names)
    for id_ in sorted({*before, *after}):
        old, new = before.get(id_, []), after.get(id_, [])
        if old != new:
            name = attribute_name(names, owners[1] if new else owners[0], id_)
            yield _set(name, in_words(names, owners[0], id_, old),
                       in_words(names, owners[1], id_, new))  # fmt: skip


def _set(name: str, old: str, new: str) -> Callable[[str], str]:
    return lambda it: set_to(name, it, old, new)


def _events(was: Was, names: Names) -> Phrases:
    before, after = (texts(side.get("events")) for side in (was.before, was.after))
    for event in after:
        if event not in before:
            yield _with_event("tied {it} to the event {name}", names.event(event))
    for event in before:
        if event not in after:
            yield _with_event("parted {it} from the event {name}", names.event(event))
    if before != after and set(before) == set(after):
        yield lambda it: say("put the events of {it} in another order", it=it)


def _with_event(template: str, name: str) -> Callable[[str], str]:
    return lambda it: say(template, it=it, name=quoted(name))


def _note(was: Was) -> Phrases:
    old, new = (text(side.get("note")) for side in (was.before, was.after))
    if old != new:
        yield _set("the note", quoted(old) if old else "", quoted(new) if new else "")


def _rest(was: Was) -> Phrases:
    for name in was.differing(*_TOLD):
        old, new = (side.get(name) for side in (was.before, was.after))
        yield _set(name_of_field(name), _plain(old), _plain(new))


def _plain(value: Json) -> str:
    return "" if value is None else plainly(value)


# --- relations, verdicts, zones -------------------------------------------------------------------


def of_relation(was: Was, names: Names) -> str:
    """Say what was done to a relation between two marks."""
    value = was.after if was.is_there else was.before
    ends = {end: quoted(names.mark(text(value.get(end)))) for end in ("head", "tail")}
    known = names.scheme.relation_named(text(value.get("type")))
    kind = readable(known.name if known is not None else text(value.get("type")))
    if not was.is_there:
        template = "took out the relation {kind} from {head} to {tail}"
        return say(template, kind=kind, **ends) if value else (
            "took out a relation that has been erased")  # fmt: skip
    if was.was_there:
        it = say("the relation {kind} from {head} to {tail}", kind=kind, **ends)
        return _relation_changed(was, names, it)
    template = "brought back the relation {kind} from {head} to {tail}" if was.had_been else (
        "set the relation {kind} from {head} to {tail}")  # fmt: skip
    owner = f"relation.{text(value.get('type'))}"
    details = [
        say("{name} {value}", name=attribute_name(names, owner, id_),
            value=in_words(names, owner, id_, values))
        for id_, values in _by_id(value.get("attributes")).items()
    ]  # fmt: skip
    return with_details(say(template, kind=kind, **ends), details)


def _relation_changed(was: Was, names: Names, it: str) -> str:
    parts = [phrase(it) for phrase in _relation_attributes(was, names)]
    for name in was.differing("attributes"):
        old, new = (_end(names, name, side.get(name)) for side in (was.before, was.after))
        parts.append(set_to(name_of_field(name), it, old, new))
    return listed(parts) or say("kept {it} as it was", it=it)


def _relation_attributes(was: Was, names: Names) -> Phrases:
    owners = [f"relation.{text(side.get('type'))}" for side in (was.before, was.after)]
    before, after = (_by_id(side.get("attributes")) for side in (was.before, was.after))
    for id_ in sorted({*before, *after}):
        old, new = before.get(id_, []), after.get(id_, [])
        if old != new:
            yield _set(attribute_name(names, owners[1], id_), in_words(names, owners[0], id_, old),
                       in_words(names, owners[1], id_, new))  # fmt: skip


def _end(names: Names, name: str, value: Json) -> str:
    if name in {"head", "tail"}:
        return quoted(names.mark(text(value)))
    return readable(text(value)) if name == "type" else _plain(value)


def of_verdict(was: Was, names: Names) -> str:
    """Say what was decided on a suggestion."""
    value = was.after if was.is_there else was.before
    words, label = _passage(was, value, names), label_name(names, value.get("label"))
    if text(value.get("suggester")).startswith(STILL_OPEN):
        return _let_go(was, words if value.get("end") else "the article itself")
    if not was.is_there:
        return say("took back the decision on the suggestion {words} as {label}",
                   words=words, label=label)  # fmt: skip
    template = _DECIDED.get(text(value.get("decision")), "decided on {words} as {label}")
    return say(template, words=words, label=label)


def _let_go(was: Was, where: str) -> str:
    if not was.is_there:
        return say("took up again what is still open at {where}", where=where)
    return say("let go of what was still open at {where}", where=where)


def of_zone(was: Was, names: Names) -> str:
    """Say what was done to a zone of an article."""
    value = was.after if was.is_there else was.before
    words = _passage(was, value, names)
    zone = _zone(names, value)
    if not was.is_there:
        return say("said that {words} is not {zone}", words=words, zone=zone)
    if not was.was_there:
        return say("said that {words} is {zone}", words=words, zone=zone)
    before = _passage(was, was.before, names)
    return say("changed {old} at {before} to {zone} at {words}", old=_zone(names, was.before),
               before=before, zone=zone, words=words)  # fmt: skip


def _zone(names: Names, value: Fields) -> str:
    id_ = text(value.get("zone"))
    return next((readable(z.name) for z in names.scheme.zones if z.id == id_), readable(id_))


def _passage(was: Was, value: Fields, names: Names) -> str:
    start, end = number(value.get("start")), number(value.get("end"))
    return quoted(names.passage(was.article, start, end))


# --- what all of them need ------------------------------------------------------------------------


def _owner(value: Fields, names: Names) -> str:
    label = text(value.get("label"))
    return f"label.{names.scheme.label_ids.get(label, label)}"


def _by_id(pairs: Json) -> dict[str, list[str]]:
    """Put the values of each attribute together."""
    found: dict[str, list[str]] = {}
    for pair in pairs if isinstance(pairs, list) else []:
        if isinstance(pair, list) and len(pair) == 2:
            found.setdefault(str(pair[0]), []).append(str(pair[1]))
    return found
