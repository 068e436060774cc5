"""Drawing the marks of some labels fainter: each label can be dimmed, or stand out alone.

A dimmed mark keeps its line, and can be clicked, chosen and changed as any other.
"""

from __future__ import annotations

from functools import partial

from annotator.actions.action import Action, Hands, Reason, a_project
from annotator.actions.looking import prefer
from annotator.actions.marks.label_keys import usable_labels
from annotator.model.scheme import Label, Scheme
from annotator.model.sentences import say
from annotator.settings import DIMMED

DIM, ONLY, USUAL = "dim_", "only_", "labels_as_usual"
_SUBMENU = "Show labels"


def dim_actions(scheme: Scheme, *, expert: bool) -> list[Action]:
    """Make the deeds that dim the labels of a scheme, expert ones where they are switched on."""
    labels = usable_labels(scheme, expert=expert)
    return [
        _usual(),
        *(_only(label, starts_group=n == 0) for n, label in enumerate(labels)),
        *(_dim(label, starts_group=n == 0) for n, label in enumerate(labels)),
    ]


def _dim(label: Label, *, starts_group: bool) -> Action:
    return Action(
        id=DIM + label.id,
        name=say("Dim {label}", label=label.name),
        menu="View",
        run=partial(_switch, label=label),
        icon="hidden",
        context="project",
        needs=a_project,
        is_on=partial(_is_dimmed, label=label),
        help=say("Draw the marks of {label} as a faint line only, or as usual again.",
                 label=label.name),
        starts_group=starts_group,
        submenu=_SUBMENU,
    )  # fmt: skip


def _only(label: Label, *, starts_group: bool) -> Action:
    return Action(
        id=ONLY + label.id,
        name=say("Only {label}", label=label.name),
        menu="View",
        run=partial(_leave_only, label=label),
        icon="shown",
        context="project",
        needs=a_project,
        is_on=partial(_is_alone, label=label),
        help=say("Dim the marks of all labels but {label}, or draw all as usual again.",
                 label=label.name),
        starts_group=starts_group,
        submenu=_SUBMENU,
    )  # fmt: skip


def _usual() -> Action:
    return Action(
        id=USUAL,
        name="All labels as usual",
        menu="View",
        run=_show_all,
        icon="shown",
        context="project",
        needs=something_dimmed,
        help="Draw the marks of all labels as usual.",
        starts_group=True,
        submenu=_SUBMENU,
    )


def something_dimmed(hands: Hands) -> Reason | None:
    """Need a label that is dimmed."""
    return a_project(hands) or (None if _dimmed(hands) else "No label is dimmed.")


def _dimmed(hands: Hands) -> set[str]:
    """Give the ids of the labels of this scheme that are dimmed."""
    return _all(hands).intersection(hands.settings.get(DIMMED))


def _all(hands: Hands) -> set[str]:
    return {label.id for label in hands.workspace.scheme.labels}


def _is_dimmed(hands: Hands, label: Label) -> bool:
    return label.id in _dimmed(hands)


def _is_alone(hands: Hands, label: Label) -> bool:
    dimmed = _dimmed(hands)
    return bool(dimmed) and dimmed == _all(hands) - {label.id}


def _switch(hands: Hands, label: Label) -> None:
    if _is_dimmed(hands, label):
        _set(hands, _dimmed(hands) - {label.id})
        hands.workspace.tell(say("{label} is drawn as usual.", label=label.name))
    else:
        _set(hands, _dimmed(hands) | {label.id})
        hands.workspace.tell(say("{label} is dimmed: its marks are faint lines.", label=label.name))


def _leave_only(hands: Hands, label: Label) -> None:
    if _is_alone(hands, label):
        _show_all(hands)
    else:
        _set(hands, _all(hands) - {label.id})
        hands.workspace.tell(say("All labels but {label} are dimmed.", label=label.name))


def _show_all(hands: Hands) -> None:
    _set(hands, set())
    hands.workspace.tell("All labels are drawn as usual.")


def _set(hands: Hands, dimmed: set[str]) -> None:
    """Dim these labels of this scheme; what is dimmed in other projects stays so."""
    others = set(hands.settings.get(DIMMED)) - _all(hands)
    prefer(hands, DIMMED, sorted(others | dimmed))
