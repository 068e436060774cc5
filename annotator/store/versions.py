"""Going back to an earlier version of one thing, as a new change that undo takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.past.telling import thing
from annotator.model.sentences import Refused
from annotator.store.heads import Heads, Known, heads
from annotator.store.kinds import KINDS, WHOLE, Json, Kind
from annotator.store.names import KnownNames
from annotator.store.past import struck_versions, was
from annotator.store.values import Entry

if TYPE_CHECKING:
    from annotator.model.change import Change, Version
    from annotator.model.past.was import Was
    from annotator.store.store import Store

_GOES_ON = {"reading": frozenset({"seconds"})}
"""Fields that go on counting, whatever is gone back to."""


@dataclass(frozen=True, slots=True)
class Since:
    """Somebody else's value that would be replaced."""

    person: str
    """The name of who set it."""
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What going back to an earlier version would write, and whose values it would replace."""

    thing: str
    """What goes back, in words."""
    was: Was
    entry: Entry
    """To be written in a step whose title is RETURN."""
    over: tuple[Since, ...]
    """The newest last."""
    is_now: bool
    """It is so already: nothing would change."""


def earlier(store: Store, version: Version) -> Earlier:
    """Say what going back to what a change made of its item would write. Writes nothing.

    Raises Refused where there is nothing to go back to, or it is not this person's to change.
    """
    change = _change(store, version)
    kind = KINDS[change.kind]
    item = store.log.find_item(kind, change.id) or 0
    known = store.log.known([item], {item: kind}, as_made=True).get(item, [])
    struck = struck_versions(store.log, [item])
    found = was(change, known, struck)
    if found is None:
        raise Refused("This version was brought in and taken back since. Nothing was changed.")
    if found.erased or any(one.version in struck for one in _shown_then(change, known)):
        raise Refused("What this version said has been erased for good. Nothing was changed.")
    _refuse(store, change, found)
    now = heads(store.log.known([item], {item: kind}).get(item, []))
    goal = _goal(kind, found, now)
    value = goal[WHOLE] if kind.whole else goal
    fields = value if isinstance(value, dict) else {}
    return Earlier(
        thing(found, KnownNames(store.read, store.log)),
        found,
        Entry(kind, change.id, change.article, change.owner, fields),
        _since(store, now, goal),
        all(now.settled(name, v) for name, v in goal.items()),
    )


def _change(store: Store, version: Version) -> Change:
    site, n = version
    where = "WHERE c.site = (SELECT id FROM site WHERE uid = ?) AND c.n = ?"
    change = next(store.log.changes(where, [bytes.fromhex(site), n]), None)
    if change is None:
        raise Refused("This version is not in the project. Nothing was changed.")
    return change


def _refuse(store: Store, change: Change, found: Was) -> None:
    if change.kind == "person":
        raise Refused("What somebody is called is for them alone to change. Nothing was changed.")
    if change.owner is not None and change.owner != store.person.id:
        raise Refused(
            "This is a colleague's work. You can look at it, not change it. Nothing was changed."
        )
    if not found.is_there:
        raise Refused(
            "There was nothing then that one could return to. Choose the version before. "
            "Nothing was changed."
        )
    if KINDS[change.kind].article and not store.read.item_of(change.article or ""):
        raise Refused(
            "Its article is not in the project any more. Return to the article first. "
            "Nothing was changed."
        )
    if change.kind == "span" and not _quotes(store, found):
        raise Refused("The words of this version are not in its article. Nothing was changed.")


def _quotes(store: Store, found: Was) -> bool:
    start, end, quote = (found.after.get(name) for name in ("start", "end", "quote"))
    if not isinstance(start, int) or not isinstance(end, int):
        return False
    text = store.read.needed_text(found.article)
    return 0 <= start < end <= len(text) and text[start:end] == quote


def _shown_then(change: Change, known: list[Known]) -> list[Known]:
    """Give the changes whose values make the version."""
    mine = next(one for one in known if one.version == (change.site, change.n))
    if KINDS[change.kind].whole:
        return [mine]
    then = heads(one for one in known if one.order <= mine.order)
    return [found[-1] for name, found in then.of.items() if name not in mine.fields] + [mine]


def _goal(kind: Kind, found: Was, now: Heads) -> dict[str, Json]:
    """Give each field of the item as it was; those that were not there become empty."""
    if kind.whole:
        return {WHOLE: dict(found.after)}
    kept = _GOES_ON.get(kind.name, frozenset())
    return {name: found.after.get(name) for name in now.of if name not in kept}


def _since(store: Store, now: Heads, goal: dict[str, Json]) -> tuple[Since, ...]:
    """List whose values would be replaced: those of others that stand there, shown or not."""
    me = store.log.find_item(KINDS["person"], store.person.id)
    others = {
        one.version: one
        for name, value in goal.items()
        for one in now.of.get(name, ())
        if one.fields[name] != value and one.person != me
    }
    names = KnownNames(store.read, store.log)
    return tuple(
        Since(names.person(store.log.uid_of_item(one.person, KINDS["person"])), one.order[0] >> 16)
        for one in sorted(others.values(), key=lambda one: one.order)
    )
