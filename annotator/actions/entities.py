"""What can be done to the entity at hand, on the page of entities. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.actions.action import Hands, Reason, a_project, action, can_write
from annotator.model.entity import Alias, Entity
from annotator.model.sentences import Refused, count, in_turn, say
from annotator.model.words import briefly
from annotator.store.entities import deeds, reading
from annotator.store.store import Store
from annotator.workspace.entity import Caution
from annotator.workspace.mentions import ClaimLine, Mention
from annotator.workspace.workspace import Workspace

_ELSEWHERE = "Turn to the page Entities first."
_NONE = "There is no entity yet. Say whom a mark names, and it comes here."


def an_entity(hands: Hands) -> Reason | None:
    """Need the page of entities with an entity on it."""
    reason = a_project(hands)
    if reason is None and hands.screen.page() != "entities":
        reason = _ELSEWHERE
    if reason is None and hands.workspace.entities.shown is None:
        reason = _NONE
    return reason


def own_entity(hands: Hands) -> Reason | None:
    """Need an entity on the page, in a project that can be changed."""
    return an_entity(hands) or can_write(hands)


def a_pair(hands: Hands) -> Reason | None:
    """Need another entity that may be the same."""
    reason = own_entity(hands)
    if reason is None and hands.workspace.entities.candidate is None:
        reason = "Nothing looks like the same as this one. You can still find another by typing."
    return reason


def a_mention(hands: Hands) -> Reason | None:
    """Need a mention."""
    reason = an_entity(hands)
    shown = hands.workspace.entities.shown
    if reason is None and shown is not None and not shown.mentions:
        reason = "No mark names it."
    return reason


def picked(hands: Hands) -> Reason | None:
    """Need picked mentions that one can change."""
    reason = own_entity(hands)
    if reason is None and not hands.workspace.entities.picked:
        reason = "Pick mentions first: click one, or hold Shift and press the arrow keys."
    return reason


# --- the deeds of the action table --------------------------------------------------------------


@action("Rename the entity", "Entity", "F2", icon="edit", context="entities", needs=own_entity)
def rename_entity(hands: Hands) -> None:
    """Change the name of the entity."""
    hands.screen.focus("name")


@action("Another name…", "Entity", "Ctrl+Shift+A", icon="add", context="entities",
        needs=own_entity)  # fmt: skip
def another_name(hands: Hands) -> None:
    """Add a name by which it is also called."""
    hands.screen.focus("aliases")


@action("Merge the two", "Entity", "M", icon="merge", context="entities", needs=a_pair,
        starts_group=True)  # fmt: skip
def merge_pair(hands: Hands) -> None:
    """Read the two as one: the one that is named more keeps its name."""
    entities = hands.workspace.entities
    shown, candidate = entities.shown, entities.candidate
    if shown is not None and candidate is not None:
        one, other = shown.listed, candidate.other
        kept, gone = (other, one) if other.uses > one.uses else (one, other)
        merge(hands.workspace, gone.id, kept.id)


@action("Keep the two apart", "Entity", "K", icon="swap", context="entities", needs=a_pair)
def keep_pair_apart(hands: Hands) -> None:
    """Note for everybody that the two are not one; nobody is asked again."""
    workspace = hands.workspace
    shown, candidate = workspace.entities.shown, workspace.entities.candidate
    if shown is not None and candidate is not None:
        names = {"one": shown.entity.name, "other": candidate.other.name}
        with workspace.step("Keep {one} and {other} apart", **names) as store:
            deeds.keep_apart(store, shown.entity.id, candidate.other.id)
        workspace.tell(say("{one} and {other} are kept apart", **names), deed="undo")


@action("Decide later", "Entity", "L", icon="skip", context="entities", needs=a_pair)
def decide_later(hands: Hands) -> None:
    """Go on to the next suggestion."""
    hands.workspace.entities.put_off()


@action("Merge into another…", "Entity", "Ctrl+Shift+M", icon="merge", context="entities",
        needs=own_entity)  # fmt: skip
def merge_into(hands: Hands) -> None:
    """Find another entity by typing, and read the two as one."""
    hands.screen.focus("merging")


@action("Make these another entity…", "Entity", "S", icon="swap", context="entities",
        needs=picked)  # fmt: skip
def split_mentions(hands: Hands) -> None:
    """Let the picked mentions name another entity, a new or a known one."""
    hands.screen.focus("splitting")


@action("Open the mention", "Entity", "Return", "Enter", icon="article", context="entities",
        needs=a_mention, starts_group=True)  # fmt: skip
def open_mention(hands: Hands) -> None:
    """Open the picked mention in its article, or the first one."""
    entities = hands.workspace.entities
    shown = entities.shown
    found = [*entities.picked, *(shown.mentions if shown is not None else ())]
    go_to_mention(hands, found[0])


@action("Delete the entity", "Entity", icon="delete", context="entities", needs=own_entity)
def delete_entity(hands: Hands) -> None:
    """Take the entity out; marks keep their words and name nothing. Undo brings it back."""
    workspace = hands.workspace
    shown = workspace.entities.shown
    if shown is None:
        return
    name = shown.entity.name
    with workspace.step("Delete the entity {name}", name=name) as store:
        number = deeds.delete(store, shown.entity.id)
    named = count(number, "mention names", "mentions name")
    rest = say("{mentions} nothing now; the words stay", mentions=named) if number else ""
    told = in_turn(say("Deleted {name}", name=name), rest)
    workspace.tell(told, deed="undo", floats=True)


# --- what the page does -------------------------------------------------------------------------


def go_to_mention(hands: Hands, mention: Mention) -> None:
    """Open a mention in its article, in the layer in which it stands."""
    spot = mention.spot
    owner = hands.workspace.person.id if spot.is_mine else None
    _open(hands, spot.article, spot.spans[0], owner)


def go_to_claim(hands: Hands, claim: ClaimLine) -> None:
    """Open a claim in its article."""
    _open(hands, claim.article, claim.span, claim.owner)


def _open(hands: Hands, article: str, span: str, owner: str | None) -> None:
    workspace = hands.workspace
    found = next(iter(workspace.reader.spans(article, [span])), None)
    whose = owner or (found.person if found is not None else None) or workspace.person.id
    there = workspace.article
    if there is None or (there.id, there.whose) != (article, whose):
        workspace.show(article, whose=whose)
    hands.screen.turn_to("annotate")
    at_hand = workspace.article
    mark = at_hand.span(span) if at_hand is not None else None
    if mark is not None and workspace.shows(mark):
        workspace.choose(mark)
    elif found is not None:
        workspace.pick(found.start, found.end)
    hands.screen.focus("article")


def merge(workspace: Workspace, gone: str, kept: str) -> None:
    """Read one entity as another, and say who had kept them apart."""
    reader = workspace.reader
    ids = {*reading.whole(reader, gone), *reading.whole(reader, kept)}
    apart = [link for link in reading.ties_with(reader, ids)
             if link.type == reading.APART and {link.head, link.tail} <= ids]  # fmt: skip
    people = ", ".join(filter(None, {reading.said_by(reader, link): 0 for link in apart}))
    listed = [workspace.register.get(id_) for id_ in (gone, kept)]
    names = [one.name if one is not None else "" for one in listed]
    with workspace.step("Merge {one} into {other}", one=names[0], other=names[1]) as store:
        deeds.merge(store, gone, kept)
    workspace.entities.show(kept)
    told = say("Merged {one} into {other}", one=names[0], other=names[1])
    if apart:
        told = in_turn(told, say("{people} had kept the two apart", people=people or "Somebody"))
    workspace.tell(told, deed="undo", floats=bool(apart))


def part(workspace: Workspace, id_: str) -> None:
    """Let a merged entity stand for itself again."""
    entity = workspace.reader.entities([id_]).get(id_)
    name = entity.name if entity is not None else ""
    with workspace.step("Part {name} again", name=name) as store:
        deeds.part(store, id_)
    workspace.tell(say("{name} stands for itself again", name=name), deed="undo")


def mend(workspace: Workspace, caution: Caution) -> None:
    """Do what would mend what makes no sense."""
    if caution.part:
        part(workspace, caution.part)
        return
    with workspace.step("Take ties out") as store:
        deeds.untie(store, *caution.links)
    workspace.tell("Took the tie out", deed="undo")


def split(workspace: Workspace, mentions: Sequence[Mention], into: str | None, name: str) -> None:
    """Let mentions name another entity: a known one, or without `into` a new one of this name."""
    reader = workspace.reader
    spans = [
        span
        for mention in mentions
        for span in reader.spans(mention.spot.article, mention.spot.spans)
    ]
    known = workspace.register.get(into)
    shown = known.name if known is not None else " ".join(name.split())
    with workspace.step("Let mentions name {name}", name=shown) as store:
        _, moved = deeds.split(store, spans, into, name)
    theirs = len({span.id for span in spans if span.person != workspace.person.id})
    told = say("{mentions} {name} now", name=shown,
               mentions=count(moved, "mention names", "mentions name"))  # fmt: skip
    if theirs:
        left = count(theirs, "mark of a colleague stays", "marks of colleagues stay")
        told = in_turn(told, say("{marks} as before: only they can change them", marks=left))
    workspace.tell(told, deed="undo", floats=bool(theirs))


def _changing(
    workspace: Workspace, template: str, deed: Callable[[Store, str], object], **named: str
) -> None:
    """Change the entity at hand in one step, and say what was done by the step's own words."""
    shown = workspace.entities.shown
    if shown is None:
        raise Refused(_NONE)
    named = {"name": shown.entity.name, **named}
    with workspace.step(template, **named) as store:
        deed(store, shown.entity.id)
    workspace.tell(say(template, **named), deed="undo")


def rename(workspace: Workspace, name: str) -> None:
    """Give the entity at hand another name."""
    new = " ".join(name.split())
    _changing(
        workspace, "Rename {name} to {new}", lambda store, id_: deeds.rename(store, id_, name),
        new=new,
    )  # fmt: skip


def set_values(workspace: Workspace, attribute: str, called: str, values: tuple[str, ...]) -> None:
    """Set an attribute of the entity at hand; `called` is what people call it."""
    _changing(
        workspace, "Set {attribute} of {name}",
        lambda store, id_: deeds.set_values(store, id_, attribute, values), attribute=called,
    )  # fmt: skip


def set_ties(workspace: Workspace, type_: str, called: str, tails: tuple[str, ...]) -> None:
    """Tie the entity at hand to just these in one way."""
    _changing(
        workspace, "Set {tie} of {name}",
        lambda store, id_: deeds.tie_only(store, id_, type_, tails), tie=called,
    )  # fmt: skip


def new_tied(workspace: Workspace, type_: str, called: str, name: str) -> None:
    """Make an entity that the one at hand is tied to in one way."""
    _changing(
        workspace, "New entity {other}, tied to {name} by {tie}",
        lambda store, id_: deeds.new_tied(store, id_, type_, name), other=briefly(name), tie=called,
    )  # fmt: skip


def set_place(workspace: Workspace, words: str) -> None:
    """Say where the entity at hand is."""
    _changing(
        workspace, "Set where {name} is", lambda store, id_: deeds.set_place(store, id_, words)
    )


def set_identifiers(workspace: Workspace, words: str) -> None:
    """Set the numbers that the entity at hand has in registers."""
    _changing(
        workspace, "Set the numbers of {name}",
        lambda store, id_: deeds.set_identifiers(store, id_, words),
    )  # fmt: skip


def set_note(workspace: Workspace, words: str) -> None:
    """Set the note of the entity at hand."""
    _changing(workspace, "Note to {name}", lambda store, id_: deeds.set_note(store, id_, words))


def add_name(workspace: Workspace, name: str, used_by: str | None) -> None:
    """Add another name of the entity at hand, and who uses it."""
    _changing(
        workspace, "{name} is also called {other}",
        lambda store, id_: deeds.add_alias(store, id_, name, used_by), other=briefly(name),
    )  # fmt: skip


def remove_name(workspace: Workspace, alias: Alias) -> None:
    """Take a name out."""
    _changing(
        workspace, "{name} is no longer called {other}", lambda store, _: store.remove(alias),
        other=briefly(alias.name),
    )  # fmt: skip


def name_of(workspace: Workspace, id_: str) -> str:
    """Give the name of an entity, as it is read now."""
    found: Entity | None = reading.needed(workspace.reader, id_)
    return found.name if found is not None else "an entity that is not here"
