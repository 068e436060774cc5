"""Labelling: one deed for each label, on what is picked, on each of its occurrences, or exactly.

Where the scheme lets no two marks of one label overlap, a larger stretch around one mark widens
that mark, which keeps its entity and its ties; anything else that overlaps is refused.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.actions.action import Action, Hands, Reason, own_article
from annotator.actions.changing import (
    Stretch,
    in_the_way,
    label_name,
    label_of,
    moved,
    need_article,
    need_mark,
    new_mark,
    picked,
    refusal,
    refuse_unsaved,
    relabelled,
    remark_on_zone,
    target,
    unfitting,
)
from annotator.actions.everywhere import label_everywhere
from annotator.actions.label_keys import PREFIX, Variant, keys_of
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
}
_HELP: dict[Variant, str] = {
    "one": (
        "Label the selected words or the word at the caret as {label}, or give the chosen mark"
        " this label."
    ),
    "all": "Label every occurrence of the words in this article as {label}.",
    "exact": "Label what is selected as {label}, exactly as drawn, with its outer signs.",
}


_SUBMENUS: dict[Variant, str] = {
    "one": "", "all": "Label every occurrence", "exact": "Label exactly as drawn",
}  # fmt: skip


def label_actions(scheme: Scheme, expert: bool) -> list[Action]:  # noqa: FBT001 - one switch
    """Make the deeds of a scheme's labels, expert ones where they are switched on."""
    keys = keys_of(scheme, expert=expert)
    variants: tuple[Variant, ...] = ("one", "all", "exact")
    return [
        _action(scheme.label(id_), keys[id_], variant, starts_group=n == 0)
        for variant in variants
        for n, id_ in enumerate(keys)
    ]


def _action(label: Label, keys: tuple[str, ...], variant: Variant, *, starts_group: bool) -> Action:
    if variant != "one":
        # A digit with Shift is another sign on most keyboards, and only a digit on some.
        held = "Shift" if variant == "all" else "Alt"
        own = (key for key in keys if variant == "exact" or not key.isdecimal())
        keys = tuple(f"{held}+{key}" for key in own)
    if variant == "all":
        run = partial(label_everywhere, label_id=label.id)
    else:
        run = partial(_label, label_id=label.id, exactly=variant == "exact")
    return Action(
        id=PREFIX[variant] + label.id,
        name=say(_NAMES[variant], label=label.name),
        menu="Mark",
        run=run,
        keys=keys,
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


def _label(hands: Hands, label_id: str, *, exactly: bool) -> None:
    workspace = hands.workspace
    label = workspace.scheme.label(label_id)
    if workspace.chosen is not None:
        _relabel(workspace, label)
    else:
        _mark(workspace, label, target(workspace, label, exactly=exactly))


def _mark(workspace: Workspace, label: Label, stretch: Stretch) -> None:
    text = need_article(workspace).text
    words = text[slice(*stretch)]
    found = in_the_way(workspace, label.id, *stretch)
    same = next((clash.span for clash in found if clash.kind == "same"), None)
    if same is not None:
        workspace.choose(same)
        _tell_already(workspace, words, label)
    elif [clash.kind for clash in found] == ["around"]:
        _widen(workspace, found[0].span, stretch)
    elif found:
        raise refusal(workspace.scheme, words, found)
    else:
        new = new_mark(workspace, label, stretch)
        if workspace.add_marks([new], "Label as {label}", choose=new.id, label=label.name):
            done = say("Marked “{words}” as {label}", words=briefly(words), label=label.name)
            _tell(workspace, done, stretch)


def _widen(workspace: Workspace, span: Span, stretch: Stretch) -> None:
    refuse_unsaved(workspace, span)
    changed = moved(span, need_article(workspace).text, *stretch)
    before, now = briefly(span.quote), briefly(changed.quote)
    with workspace.step("Widen “{before}” to “{now}”", before=before, now=now) as store:
        store.put(*workspace.begun(need_article(workspace).id), changed)
    workspace.choose(changed)
    _tell(workspace, say("Widened “{before}” to “{now}”", before=before, now=now), stretch)


def _relabel(workspace: Workspace, label: Label) -> None:
    span = need_mark(workspace)
    words, scheme = briefly(span.quote), workspace.scheme
    if label_of(scheme, span) == label:
        _tell_already(workspace, span.quote, label)
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


def _tell_already(workspace: Workspace, words: str, label: Label) -> None:
    workspace.tell(
        say("“{words}” is marked as {label} already", words=briefly(words), label=label.name)
    )


def _tell(workspace: Workspace, done: str, stretch: Stretch) -> None:
    remark = remark_on_zone(workspace, *stretch)
    workspace.tell(say("{done}. {remark}", done=done, remark=remark) if remark else done,
                   deed="undo")  # fmt: skip
