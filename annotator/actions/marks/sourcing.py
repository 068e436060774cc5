"""Who says a claim, with which cue: what is proposed is taken, passed over or dismissed, or named.

A claim of which nobody has said who makes it is asked about as soon as it is chosen. Its source and
cue are one step, with the marks that this takes; so is that nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from annotator.actions.action import NOT_MINE, Hands, Reason, a_mark, action, need_article
from annotator.actions.marks.changing import (
    edited,
    in_the_way,
    new_mark,
    refusal,
    refuse_unsaved,
)
from annotator.model.ids import new_id
from annotator.model.relating import CUE, IMPLICIT, SAID_BY, SOURCE_STATUS
from annotator.model.sentences import Refused, say
from annotator.model.span import Relation, Span, Verdict
from annotator.model.words import briefly
from annotator.suggest.sources import SUGGESTER, Actor, Cue
from annotator.suggest.stance import ATTRIBUTE as STANCE
from annotator.suggest.stance import Stance
from annotator.suggest.vocabulary import vocabulary
from annotator.workspace.attributing import Attributed
from annotator.workspace.workspace import Workspace

_KEYS = "Enter takes that, Ctrl+D the next, Esc none; Ctrl+click names another."
_NO_OTHER = "Nobody else is found: Enter takes that, Esc none; Ctrl+Shift+A lists all Actors."


def a_claim(hands: Hands) -> Reason | None:
    """Need a chosen claim of one's own."""
    reason, span = a_mark(hands), hands.workspace.chosen
    if reason is None and span is not None and not is_claim(hands.workspace, span):
        reason = "Choose a claim first: only a claim is said by somebody."
    return reason


def is_claim(workspace: Workspace, span: Span) -> bool:
    """Say whether a mark can have a source."""
    known = vocabulary(workspace.scheme)
    label = workspace.scheme.label_ids.get(span.label, span.label)
    return known.source is not None and label == known.claim


@action("Who says it…", "Mark", "Ctrl+Shift+A", icon="claims", context="project", needs=a_claim,
        starts_group=True)  # fmt: skip
def say_who(hands: Hands) -> None:
    """Choose who says the chosen claim, by number, by typing or by a click on the words."""
    hands.screen.show_relating(SAID_BY)


@action("Nobody is named", "Mark", icon="close", context="project", needs=a_claim)
def name_nobody(hands: Hands) -> None:
    """Record that the wording names no source for the chosen claim."""
    claim = hands.workspace.chosen
    if claim is not None:
        say_nobody(hands.workspace, claim)


# --- what is proposed -----------------------------------------------------------------------------


def question(workspace: Workspace) -> str:
    """Ask whether the chosen claim is said by who is proposed; empty where nobody is."""
    proposed = workspace.attributing.current
    return say("{asked} {keys}", asked=_asked(workspace, proposed), keys=_KEYS) if proposed else ""


def _asked(workspace: Workspace, proposed: Attributed) -> str:
    text = need_article(workspace).text
    who = _who(text, proposed.source.actors) or "nobody who is named"
    cue, stance = proposed.cue, proposed.stance
    if cue is not None:
        words = briefly(text[cue.start : cue.end])
        who = say("{who}, cue “{cue}”", who=who, cue=words)
    if stance is not None:
        who = say("{who}, stance “{stance}”", who=who, stance=_stance_name(workspace, stance))
    return say("Said by {who}?", who=who)


def _who(text: str, actors: Sequence[Actor]) -> str:
    return " and ".join(f"“{briefly(text[actor.start : actor.end])}”" for actor in actors)


def _stance_name(workspace: Workspace, stance: Stance) -> str:
    names = workspace.scheme.choice_names(f"label.{vocabulary(workspace.scheme).claim}", STANCE)
    return names.get(stance.value, stance.value).replace("_", " ")


def take_source(workspace: Workspace, proposed: Attributed) -> None:
    """Take who is proposed, with the cue and the stance that were asked about."""
    if proposed.source.is_nobody:
        _write(workspace, proposed.claim, (), proposed.cue, proposed.stance, is_nobody=True)
    else:
        _write(workspace, proposed.claim, proposed.source.actors, proposed.cue, proposed.stance)


def pass_over(workspace: Workspace) -> None:
    """Propose the next who may say the chosen claim, or say that there is nobody else."""
    before = workspace.attributing.current
    after = workspace.attributing.take_next()
    if after is not None and before == after:
        asked = _asked(workspace, after)
        workspace.tell_of_place(say("{asked} {keys}", asked=asked, keys=_NO_OTHER))
        return
    workspace.tell_of_place(question(workspace))


def dismiss(workspace: Workspace, proposed: Attributed) -> None:
    """Propose nobody for a claim again; its source can still be named."""
    claim = proposed.claim
    verdict = Verdict(
        new_id(), claim.article, workspace.person.id, SAID_BY, claim.start, claim.end, SUGGESTER,
        "rejected",
    )  # fmt: skip
    words = briefly(claim.quote)
    with workspace.step("Propose no source for “{words}”", words=words) as store:
        store.put(verdict)
    workspace.tell(
        say("No source is proposed for “{words}” again. Ctrl+Shift+A names one", words=words),
        deed="undo",
    )


# --- what is said ---------------------------------------------------------------------------------


def name_source(workspace: Workspace, claim: Span, actors: Sequence[Actor]) -> None:
    """Say who makes a claim, beside those who are named already; words not marked yet become so.

    The likeliest cue and the stance it tells of come along while the claim has no cue. Raises
    Refused where the claim or the words are not one's own to change.
    """
    proposed = workspace.attributing.current
    is_first = proposed is not None and proposed.claim.id == claim.id
    cue = workspace.attributing.cue_of(claim) if not _tails(workspace, claim, CUE) else None
    _write(workspace, claim, actors, cue, proposed.stance if proposed and is_first else None)


def say_nobody(workspace: Workspace, claim: Span) -> None:
    """Record that nobody is named for a claim, which leaves it without a source."""
    cue = workspace.attributing.cue_of(claim) if not _tails(workspace, claim, CUE) else None
    _write(workspace, claim, (), cue, None, is_nobody=True)


def set_sources(
    workspace: Workspace, claim: Span, sources: Sequence[Actor], status: str | None
) -> None:
    """Let a claim be said by these and nobody else; `status` says how the source is named."""
    held = {r.tail: r for r in _ties(workspace, claim, SAID_BY)}
    kept = {actor.span for actor in sources}
    gone = [relation for tail, relation in held.items() if tail not in kept]
    new = [actor for actor in sources if actor.span is None or actor.span not in held]
    if new and not gone and not status:
        name_source(workspace, claim, new)
        return
    _write(workspace, claim, new, None, None, gone=gone, status=status,
           is_nobody=status == IMPLICIT)  # fmt: skip


def set_cues(workspace: Workspace, claim: Span, cues: Sequence[Cue]) -> None:
    """Let a claim have these cues and no others, as one step."""
    held = {r.tail: r for r in _ties(workspace, claim, CUE)}
    gone = [r for tail, r in held.items() if tail not in {cue.span for cue in cues}]
    made = _Made()
    for cue in cues:
        if cue.span is None or cue.span not in held:
            _add_cue(workspace, _own_claim(workspace, claim), cue, made)
    words = briefly(claim.quote)
    with workspace.step("Set the cue of “{words}”", words=words) as store:
        store.remove(*gone)
        store.put(*made.things)
    workspace.tell(say("Set the cue of “{words}”", words=words), deed="undo")


@dataclass(slots=True)
class _Made:
    """What a step adds: marks and relations."""

    things: list[Span | Relation] = field(default_factory=list)
    who: list[str] = field(default_factory=list)


def _write(  # noqa: PLR0913 - all of it is one step
    workspace: Workspace, claim: Span, actors: Sequence[Actor], cue: Cue | None,
    stance: Stance | None, *, is_nobody: bool = False, status: str | None = None,
    gone: Sequence[Relation] = (),
) -> None:  # fmt: skip
    """Write who says a claim and with which cue, and take other relations out, as one step."""
    own, made = _own_claim(workspace, claim), _Made()
    if is_nobody:
        _refuse_nobody(workspace)
    for actor in actors:
        _add_source(workspace, own, actor, made)
    if cue is not None:
        _add_cue(workspace, own, cue, made)
    gone = [*gone, *(_ties(workspace, own, SAID_BY) if is_nobody else ())]
    said = _with(own, workspace, IMPLICIT if is_nobody else status, stance)
    if said != own:
        made.things.append(said)
    words = briefly(own.quote)
    with workspace.step("Say who says “{words}”", words=words) as store:
        store.remove(*dict.fromkeys(gone))
        store.put(*workspace.begun(own.article), *made.things)
    workspace.tell(_told(own, made, is_nobody=is_nobody), deed="undo")


def _refuse_nobody(workspace: Workspace) -> None:
    owner = f"label.{vocabulary(workspace.scheme).claim}"
    if IMPLICIT not in workspace.scheme.choice_ids(owner, SOURCE_STATUS):
        raise Refused(
            "The scheme of this project cannot record that nobody is named. Nothing was changed."
            " Press Esc to be asked no more about this claim."
        )


def _told(claim: Span, made: _Made, *, is_nobody: bool) -> str:
    words, who = briefly(claim.quote), " and ".join(f"“{one}”" for one in made.who)
    if is_nobody:
        return say("“{words}”: nobody is named who says it", words=words)
    if who:
        return say("“{words}” is said by {who}", words=words, who=who)
    return say("Changed who says “{words}”", words=words)


def _own_claim(workspace: Workspace, claim: Span) -> Span:
    own = need_article(workspace).span(claim.id)
    if own is None:
        raise Refused("The claim is not here any more. Nothing was changed.")
    refuse_unsaved(workspace, own)
    if own.person != workspace.person.id:
        raise Refused(NOT_MINE)
    return own


def _ties(workspace: Workspace, claim: Span, type_: str) -> list[Relation]:
    found = need_article(workspace).relations
    return [relation for relation in found if relation.head == claim.id and relation.type == type_]


def _tails(workspace: Workspace, claim: Span, type_: str) -> list[str]:
    return [relation.tail for relation in _ties(workspace, claim, type_)]


def _add_source(workspace: Workspace, claim: Span, actor: Actor, made: _Made) -> None:
    label = vocabulary(workspace.scheme).source or ""
    span = _mark(workspace, label, actor.start, actor.end, actor.span, made.things)
    made.who.append(briefly(span.quote))
    if span.id not in _tails(workspace, claim, SAID_BY):
        made.things.append(_tie(claim, SAID_BY, span))


def _add_cue(workspace: Workspace, claim: Span, cue: Cue, made: _Made) -> None:
    """Tie a cue to a claim, where the scheme has cues and no other one lies across it."""
    scheme = workspace.scheme
    label = vocabulary(scheme).cue
    if label is None or scheme.relation_named(CUE) is None:
        return
    try:
        span = _mark(workspace, label, cue.start, cue.end, cue.span, made.things)
    except Refused:
        return  # the source is what was asked for
    if span.id not in _tails(workspace, claim, CUE):
        made.things.append(_tie(claim, CUE, span))


def _mark(
    workspace: Workspace, label: str, start: int, end: int, id_: str | None,
    things: list[Span | Relation],
) -> Span:  # fmt: skip
    """Give the mark on some words, made anew where there is none yet."""
    span = need_article(workspace).span(id_)
    if span is not None:
        refuse_unsaved(workspace, span)
        return span
    found = in_the_way(workspace, label, start, end)
    same = next((clash.span for clash in found if clash.kind == "same"), None)
    if same is not None:
        return same
    text = need_article(workspace).text
    if found:
        raise refusal(workspace.scheme, text[start:end], found)
    made = new_mark(
        workspace, workspace.scheme.label(label), (start, end), "suggested", SUGGESTER
    )  # fmt: skip
    things.append(made)
    return made


def _tie(claim: Span, type_: str, tail: Span) -> Relation:
    return Relation(new_id(), claim.article, claim.person, type_, claim.id, tail.id)


def _with(claim: Span, workspace: Workspace, status: str | None, stance: Stance | None) -> Span:
    """Give a claim with how its source is named, and its stance where one is told."""
    owner = f"label.{vocabulary(workspace.scheme).claim}"
    kept = [pair for pair in claim.attributes if pair != (SOURCE_STATUS, IMPLICIT)]
    if status and status in workspace.scheme.choice_ids(owner, SOURCE_STATUS):
        kept = [*_without(kept, SOURCE_STATUS), (SOURCE_STATUS, status)]
    if stance is not None:
        kept = [*_without(kept, STANCE), (STANCE, stance.value)]
    attributes = tuple(kept)
    return (
        replace(edited(claim), attributes=attributes) if attributes != claim.attributes else claim
    )


def _without(pairs: Iterable[tuple[str, str]], id_: str) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != id_]
