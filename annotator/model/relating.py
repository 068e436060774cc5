"""Which relations two marks can have, by the scheme, and what is to be said of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from annotator.model.scheme import Attribute, RelationType, Scheme
    from annotator.model.span import Span

SAID_BY: Final = "said_by"
"""The type of relation from a claim to who makes it."""
CUE: Final = "cue"
"""The type from a claim to the words that tell that it was made, and the label of those words."""
SOURCE_STATUS: Final = "source_status"
"""The attribute of a claim that says how its source is named."""
IMPLICIT: Final = "implicit"
"""Nobody is named: the claim has no source, and is not open for want of one."""
ANONYMOUS: Final = "anonymous"
_CHOSEN: Final = frozenset({"choice", "bool"})


@dataclass(frozen=True, slots=True)
class Fit:
    """A type of relation that two marks can have."""

    type: RelationType
    is_reversed: bool = False
    """The mark that one starts from is its tail."""


def fits(
    scheme: Scheme, label: str, other: str, *, elsewhere: bool = False, expert: bool = False
) -> list[Fit]:
    """List what a mark of one label can be to a mark of another, in the scheme's order.

    Labels are ids or names. `elsewhere`: the other mark stands in another article. A type that
    runs both ways is given once, from the first mark.
    """
    one, two = (scheme.label_ids.get(name, name) for name in (label, other))
    found = []
    for type_ in scheme.relations:
        if type_.retired or (type_.level != "default" and not expert):
            continue
        forward = one in type_.heads and two in type_.tails
        if elsewhere:
            forward = forward and type_.cross_document
        if forward:
            found.append(Fit(type_))
        elif not elsewhere and two in type_.heads and one in type_.tails:
            found.append(Fit(type_, is_reversed=True))
    return found


def may_reach_elsewhere(scheme: Scheme, label: str, *, expert: bool = False) -> bool:
    """Say whether a mark of a label can be tied to one in another article."""
    labels = [other.id for other in scheme.labels]
    return any(fits(scheme, label, other, elsewhere=True, expert=expert) for other in labels)


def asked(type_: RelationType) -> list[Attribute]:
    """List what is asked of a relation as it is made: its choices, in the scheme's order."""
    return [attribute for attribute in type_.attributes if attribute.type in _CHOSEN]


def has_implicit_source(span: Span) -> bool:
    """Say whether a claim is recorded as one for which nobody is named."""
    return (SOURCE_STATUS, IMPLICIT) in span.attributes
