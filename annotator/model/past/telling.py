"""Says what a change did, of whatever kind of thing, and who did it when, as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from annotator.model.change import Step
from annotator.model.days import long_day
from annotator.model.past import marks, register, reviewing, ties
from annotator.model.past.was import Names, Was, listed, quoted, readable
from annotator.model.sentences import count, say
from annotator.model.words import briefly

_TOLD: dict[str, Callable[[Was, Names], str]] = {
    "span": marks.of_mark,
    "relation": marks.of_relation,
    "verdict": marks.of_verdict,
    "zone": marks.of_zone,
    "reading": register.of_reading,
    "entity": register.of_entity,
    "event": register.of_event,
    "article": register.of_article,
    "person": register.of_person,
    "alias": ties.of_alias,
    "entity_link": ties.of_entity_link,
    "event_link": ties.of_event_link,
    "participant": ties.of_participant,
    "sighting": ties.of_sighting,
    "attachment": ties.of_attachment,
    "round": reviewing.of_round,
    "assignment": reviewing.of_assignment,
    "decision": reviewing.of_decision,
    "comment": reviewing.of_comment,
    "guideline": reviewing.of_guideline,
    **dict.fromkeys(
        ("scheme", "label", "attribute", "relation_type", "zone_type", "article_field"),
        register.of_scheme_part,
    ),
}
_ONE_AND_MANY = {
    "span": ("mark", "marks"),
    "entity": ("entity", "entities"),
    "entity_link": ("tie of entities", "ties of entities"),
    "event_link": ("tie of events", "ties of events"),
    "alias": ("name", "names"),
    "article_field": ("field of articles", "fields of articles"),
    "reading": ("state of reading", "states of reading"),
    "scheme": ("scheme", "schemes"),
    "guideline": ("line of the guidelines", "lines of the guidelines"),
}
RETURN = "Return to an earlier version of {thing}"
"""The title of a step that restores what an item said once."""
_DONE = {"Import {what}": "brought in {what}", "Make the project": "made the project"}
"""Titles of large steps as they read once they are done."""
_ERASED = "did something to {thing}; what that was has been erased for good"


def what(was: Was, names: Names) -> str:
    """Say what a change did: "relabelled “rockets” from Weapon to Actor"."""
    if was.erased:
        return say(_ERASED, thing=_a(_one_and_many(was.kind)[0]))
    tell = _TOLD.get(was.kind)
    if tell is None:
        return say("changed {thing}", thing=_a(_one_and_many(was.kind)[0]))
    return tell(was, names)


def in_step(step: Step, done: str) -> str:
    """Say of what a change did that its step took it back, did it again, or went back to it."""
    if step.kind == "undo":
        return say("took back a step: {done}", done=done)
    if step.kind == "redo":
        return say("did a step again: {done}", done=done)
    if step.template == RETURN:
        return say("went back to an earlier version: {done}", done=done)
    return done


def thing(was: Was, names: Names) -> str:
    """Name the thing that a change is about: "the mark “rockets”"."""
    kind = _one_and_many(was.kind)[0]
    words = was.said("quote") or was.said("name") or was.said("title")
    if was.kind == "article":
        words = names.article(was.id)
    return say("the {kind} {words}", kind=kind, words=quoted(words)) if words else _a(kind)


def many(step: Step, counts: Mapping[str, int]) -> str:
    """Say what a large step did: what it was, and how many changes of each kind it made."""
    things = [count(number, *_one_and_many(kind)) for kind, number in counts.items()]
    title = say(step.template, **dict(step.named))
    template = {
        "undo": "took back “{title}”: {things}",
        "redo": "did “{title}” again: {things}",
    }.get(step.kind, "did “{title}”: {things}")
    if step.kind == "do" and step.template in _DONE:
        title = say(_DONE[step.template], **dict(step.named))
        template = "{title}: {things}"
    return say(template, title=title, things=listed(things))


def brought_in(title: str, changes: int, *, aside: bool) -> str:
    """Say that work was brought in, and whether it was taken back since."""
    done = say("brought in {title}: {changes}", title=quoted(title),
               changes=count(changes, "change", "changes"))  # fmt: skip
    return say("{done}; it has been taken back since", done=done) if aside else done


def sentence(when: datetime, who: str, done: str) -> str:
    """Say who did what when: "On 26 November 2026, 14:05, NAME deleted the mark “rockets”."."""
    return say("On {day}, {time}, {who} {done}.", day=long_day(when), time=f"{when:%H:%M}",
               who=briefly(who), done=done)  # fmt: skip


def _one_and_many(kind: str) -> tuple[str, str]:
    return _ONE_AND_MANY.get(kind, (readable(kind), f"{readable(kind)}s"))


def _a(thing: str) -> str:
    return say("an {thing}" if thing[0] in "aeiou" else "a {thing}", thing=thing)
