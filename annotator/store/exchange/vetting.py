"""Look at changes from elsewhere before they come in: no honest copy of the program writes others.

What is let in stays in the log for good. Each value is looked at, shown or not: undo and further
work may show it later.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from msgspec import json

from annotator.model.ids import is_id, is_sha256
from annotator.model.sentences import Refused
from annotator.store.erasing.gone import ERASED, is_erasure
from annotator.store.kinds import EXISTS, KINDS, Fields, Json, Kind

if TYPE_CHECKING:
    from annotator.model.change import Change, Step, Version

_SITE = re.compile(r"[0-9a-f]{32}")


def vetted(change: Change) -> Kind:
    """Give a change's kind. Raises Refused, or ValueError, for a change that makes no sense."""
    kind = KINDS.get(change.kind)
    if kind is None:
        raise Refused(
            "The work holds things of the kind {kind}, which this version does not know. Nothing "
            "was brought in. Install a newer Annotator.",
            kind=change.kind,
        )
    if not _names_fit(kind, change):
        raise Refused("The work holds an id that is none. Nothing was brought in.")
    if not _step_fits(change.step, change):
        raise Refused("The work holds a step that cannot be. Nothing was brought in.")
    if not _value_fits(kind, change):
        raise Refused("The work holds a value that cannot be. Nothing was brought in.")
    return kind


def is_version(version: Version) -> bool:
    """Say whether this can name a change: a site of 32 small hexadecimal digits, and a number."""
    site, n = version
    return _SITE.fullmatch(site) is not None and n >= 1


def _names_fit(kind: Kind, change: Change) -> bool:
    own = is_id(change.id) if kind.ids == "uuid" else kind.ids == "slug" or is_sha256(change.id)
    article = not kind.article if change.article is None else is_sha256(change.article)
    return (
        own
        and article
        and (change.owner is None or is_id(change.owner))
        and all(map(is_version, [(change.site, change.n), *change.parents]))
        and is_sha256(change.hash)
        and (change.struck is None or is_sha256(change.struck))
    )


def _step_fits(step: Step, change: Change) -> bool:
    return (
        step.site == change.site
        and 1 <= step.first <= change.n
        and step.clock >= 0
        and is_id(step.person)
        and (step.of is None or is_version(step.of))
        and _title_reads(step)
    )


def _title_reads(step: Step) -> bool:
    """Say whether a title only puts its values in their places: a template can do much more."""
    names = {name for name, _ in step.named}
    return all(
        name is None or (name in names and not form and not turn)
        for _, name, form, turn in Formatter().parse(step.template)
    )


def _value_fits(kind: Kind, change: Change) -> bool:
    value: Json = json.decode(change.value)
    if value is None:
        return kind.whole
    if not isinstance(value, dict) or not value:
        return False
    if change.struck is not None:
        return not kind.whole and all(v is None for v in value.values())
    if change.kind == "article" and ERASED in value:
        return is_erasure(change.kind, change.value) and _erasure_fits(value)
    return kind.fits(value)


def _erasure_fits(value: Fields) -> bool:
    """Say whether what says that an article is erased for good says nothing else."""
    ties = value[ERASED]
    return (
        value.keys() <= {ERASED, EXISTS}
        and value.get(EXISTS) is None
        and isinstance(ties, list)
        and all(isinstance(tie, str) and is_id(tie) for tie in ties)
    )
