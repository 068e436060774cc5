"""A label that is armed: every selection gets it at once, until it is let go."""

from __future__ import annotations

from functools import partial

from annotator.actions.action import Action, Hands, Reason, action, own_article
from annotator.actions.marks.label_keys import usable_labels
from annotator.model.scheme import Label, Scheme
from annotator.model.sentences import say
from annotator.workspace.workspace import Workspace

PREFIX = "arm_"
"""What the ids of the deeds begin with that arm a label; the label's id follows."""


def is_arming(workspace: Workspace) -> bool:
    """Say whether a label is armed, or its key is awaited."""
    return workspace.armed is not None or workspace.awaits_label


def _can_arm(hands: Hands) -> Reason | None:
    """Need an article of one's own, but none to let go of what is armed."""
    return None if is_arming(hands.workspace) else own_article(hands)


@action(
    "Label as you select", "Mark", "F9", icon="arm", context="article", needs=_can_arm,
    is_on=lambda hands: is_arming(hands.workspace), starts_group=True,
)  # fmt: skip
def arm(hands: Hands) -> None:
    """Press it and then a label's key, and every selection gets that label, until Esc."""
    workspace = hands.workspace
    if is_arming(workspace):
        disarm(workspace)
    else:
        workspace.await_label()
        workspace.tell("Press the key of the label that every selection is to get.")


def disarm(workspace: Workspace) -> None:
    """Let selections be just selections again."""
    label = workspace.scheme.label_named(workspace.armed or "")
    workspace.arm(None)
    if label is None:
        workspace.tell("No label is armed.")
    else:
        workspace.tell(say("{label} is not armed any more.", label=label.name))


def arm_actions(scheme: Scheme, *, expert: bool) -> list[Action]:
    """Make the deeds that arm each of a scheme's labels, expert ones where they are switched on."""
    return [_action(label) for label in usable_labels(scheme, expert=expert)]


def _action(label: Label) -> Action:
    return Action(
        id=PREFIX + label.id,
        name=say("Arm {label}", label=label.name),
        menu="Mark",
        run=partial(_arm, label=label),
        icon="arm",
        context="article",
        needs=partial(_can_switch, label_id=label.id),
        name_when_on=say("Let go of {label}", label=label.name),
        is_on=partial(_is_armed, label_id=label.id),
        help=say("Label every selection as {label} at once, until Esc.", label=label.name),
        submenu="Arm a label",
    )


def _can_switch(hands: Hands, label_id: str) -> Reason | None:
    return None if _is_armed(hands, label_id) else own_article(hands)


def _is_armed(hands: Hands, label_id: str) -> bool:
    return hands.workspace.armed == label_id


def _arm(hands: Hands, label: Label) -> None:
    workspace = hands.workspace
    if workspace.armed == label.id:
        disarm(workspace)
        return
    workspace.arm(label.id)
    workspace.tell(say("{label} is armed: every selection is labelled until Esc.",
                       label=label.name))  # fmt: skip
