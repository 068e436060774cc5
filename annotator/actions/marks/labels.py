"""Labelling: a deed for each label, on what is picked, each of its places, exactly, or again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.actions.action import Action, Hands, Reason, need_article, own_article
from annotator.actions.marks.arming import arm_actions
from annotator.actions.marks.changing import (
    add_mark,
    cut_off,
    in_the_way,
    label_name,
    label_of,
    need_mark,
    new_mark,
    picked,
    refusal,
    relabelled,
    target,
    tell_marked,
    unfitting,
)
from annotator.actions.marks.everywhere import label_everywhere
from annotator.actions.marks.label_keys import HELD, PREFIX, Variant, keys_of
from annotator.actions.marks.overlapping import tell_already, write_over
from annotator.actions.marks.sourcing import question
from annotator.model.sentences import count, say
from annotator.model.words import briefly

if TYPE_CHECKING:
    from annotator.model.scheme import Label, Scheme
    from annotator.model.span import Span
    from annotator.workspace.workspace import Workspace

_NAMES: dict[Variant, str] = {
    "one": "Label as {label}",
    "all": "Label every occurrence as {label}",
    "exact": "Label exactly as {label}",
    "also": "Mark again as {label}",
}
_HELP: dict[Variant, str] = {
    "one": (
        "Label the selected words or the word at the caret as {label}, or give the chosen mark"
        " this label."
    ),
    "all": "Label every occurrence of the words in this article as {label}.",
    "exact": "Label what is selected as {label}, exactly as drawn, with its outer signs.",
    "also": "Give the chosen mark's words, or what is selected, another mark: {label}.",
}
_SUBMENUS: dict[Variant, str] = {
    "one": "", "all": "Label every occurrence", "exact": "Label exactly as drawn",
    "also": "Mark again as",
}  # fmt: skip


def label_actions(scheme: Scheme, expert: bool) -> list[Action]:  # noqa: FBT001 - one switch
    """Make the deeds of a scheme's labels, expert ones where they are switched on."""
    keys = keys_of(scheme, expert=expert)
    labelling = [
        _action(scheme.label(id_), keys[id_], variant, starts_group=n == 0)
        for variant in PREFIX
        for n, id_ in enumerate(keys)
    ]
    return labelling + arm_actions(scheme, expert=expert)


def _action(label: Label, keys: tuple[str, ...], variant: Variant, *, starts_group: bool) -> Action:
    # A digit with Shift is another sign on most keyboards, and only a digit on some.
    own = (key for key in keys if "Shift" not in HELD[variant] or not key.isdecimal())
    run = {"one": _label, "all": label_everywhere, "exact": _label_exactly, "also": _mark_again}
    return Action(
        id=PREFIX[variant] + label.id,
        name=say(_NAMES[variant], label=label.name),
        menu="Mark",
        run=partial(run[variant], label_id=label.id),
        keys=tuple(HELD[variant] + key for key in own),
        icon="label",
        context="article",
        needs=something_to_label,
        help=say(_HELP[variant], label=label.name),
        starts_group=starts_group and variant == "one",
        submenu=_SUBMENUS[variant],
    )


def something_to_label(hands: Hands) -> Reason | None:
    """Need picked words, a word at the caret, or a chosen mark."""
    reason = own_article(hands)
    if reason is None and hands.workspace.chosen is None and picked(hands.workspace) is None:
        reason = "Select the words to label, or put the caret into a word."
    return reason


# --- one mark -------------------------------------------------------------------------------------


def _label(hands: Hands, label_id: str) -> None:
    label = hands.workspace.scheme.label(label_id)
    if hands.workspace.chosen is not None:
        _relabel(hands.workspace, label)
    else:
        _mark_picked(hands, label, exactly=False)


def _label_exactly(hands: Hands, label_id: str) -> None:
    label = hands.workspace.scheme.label(label_id)
    if hands.workspace.chosen is not None:
        _relabel(hands.workspace, label)
    else:
        _mark_picked(hands, label, exactly=True)


def _mark_again(hands: Hands, label_id: str) -> None:
    workspace = hands.workspace
    label = workspace.scheme.label(label_id)
    if workspace.chosen is None:
        _mark_picked(hands, label, exactly=False)
        return
    span = need_mark(workspace)
    like_it = relabelled(workspace, span, label)
    new = replace(
        new_mark(workspace, label, (span.start, span.end)),
        entity=like_it.entity, attributes=like_it.attributes, events=like_it.events,
    )  # fmt: skip
    before = label_name(workspace.scheme, span)
    done = say("Marked “{words}” as {label} besides {before}", words=briefly(span.quote),
               label=label.name, before=before)  # fmt: skip
    _mark(hands, label, new, done)


def _mark_picked(hands: Hands, label: Label, *, exactly: bool) -> None:
    workspace = hands.workspace
    stretch = target(workspace, label, exactly=exactly)
    new = new_mark(workspace, label, stretch)
    done = say("Marked “{words}” as {label}", words=briefly(new.quote), label=label.name)
    cut = cut_off(need_article(workspace).text, picked(workspace) or stretch, stretch)
    _mark(hands, label, new, done, cut)


def _mark(hands: Hands, label: Label, new: Span, done: str, cut: str | None = None) -> None:
    """Write a new mark, or what becomes of it where others of its label are."""
    workspace = hands.workspace
    workspace.used = label.id
    found = in_the_way(workspace, label.id, new.start, new.end)
    others = [clash for clash in found if clash.kind == "other_label"]
    same = next((clash.span for clash in found if clash.kind == "same"), None)
    if same is not None:
        workspace.choose(same)
        tell_already(workspace, new.quote, label)
    elif others:
        raise refusal(workspace.scheme, new.quote, others)
    elif found:
        write_over(hands, label, new, found, cut)
    elif add_mark(workspace, new, label):
        tell_marked(workspace, done, new, cut, then=question(workspace))


def _relabel(workspace: Workspace, label: Label) -> None:
    span = need_mark(workspace)
    words, scheme = briefly(span.quote), workspace.scheme
    workspace.used = label.id
    if label_of(scheme, span) == label:
        tell_already(workspace, span.quote, label)
        return
    found = in_the_way(workspace, label.id, span.start, span.end, besides=span)
    if found:
        raise refusal(scheme, span.quote, found)
    changed, loose = relabelled(workspace, span, label), unfitting(workspace, span, label)
    before = label_name(scheme, span)
    with workspace.step("Relabel “{words}” as {label}", words=words, label=label.name) as store:
        store.remove(*loose)
        store.put(*workspace.begun(need_article(workspace).id), changed)
    done = say("“{words}” is {label} now, no longer {before}", words=words, label=label.name,
               before=before)  # fmt: skip
    if loose:
        gone = count(len(loose), "relation that does not fit is", "relations that do not fit are")
        done = say("{done}; {gone} gone", done=done, gone=gone)
    workspace.tell(done, deed="undo")
    workspace.proposals.seek(changed, done)
