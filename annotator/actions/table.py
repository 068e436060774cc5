"""All that the user can do, in the order of the menus: what keys, palette and menus are made of."""

from __future__ import annotations

from annotator.actions import (
    agreeing,
    articles,
    assigned,
    claims,
    commenting,
    entities,
    erasing,
    exchange,
    history,
    hits,
    identity,
    intake,
    looking,
    mailbox,
    moving,
    paging,
    past,
    project,
    rounds,
    settling,
    still_open,
    talking,
)
from annotator.actions.action import MENUS, Action, declared
from annotator.actions.dimming import dim_actions
from annotator.actions.events import deeds as event_cards
from annotator.actions.hits import hit_actions
from annotator.actions.marks import (
    arming,
    details,
    edges,
    marking,
    overlapping,
    relating,
    sourcing,
    suggesting,
)
from annotator.actions.marks.labels import label_actions
from annotator.actions.recent import recent_actions
from annotator.actions.review import comparing, corrected, deciding, finishing, ruling
from annotator.actions.review.deciding import digit_actions, relabel_actions
from annotator.actions.zoning import zone_actions

__all__ = [
    "ACTIONS", "dim_actions", "hit_actions", "label_actions", "recent_actions", "relabel_actions",
    "zone_actions",
]  # fmt: skip

MODULES = (
    project, identity, intake, exchange, mailbox, settling, history, articles, commenting, talking,
    erasing, details, marking, edges, arming, overlapping, suggesting, sourcing, relating, past,
    deciding, finishing, comparing, ruling, corrected, agreeing, event_cards, still_open, claims,
    entities, moving, assigned, rounds, paging, looking, hits,
)  # fmt: skip
ACTIONS: tuple[Action, ...] = tuple(
    sorted(
        [*(action for module in MODULES for action in declared(module)), *digit_actions()],
        key=lambda action: (MENUS.index(action.menu), action.id == "quit"),
    )
)
"""The deeds that are always there. Those of a scheme and of recent projects come beside them."""
