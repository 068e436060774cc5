"""What was answered of a mark by the scheme's attributes, and what still is to be answered."""

from __future__ import annotations

from typing import Final

from annotator.model.scheme import Attribute, Scheme
from annotator.model.span import Span

EVENTS: Final = frozenset({"event", "events"})
"""The types of attributes that name events."""
_USUAL: Final = frozenset({"default"})
_ALL: Final = frozenset({"default", "expert", "reviewer"})


def asked(scheme: Scheme, label: str, *, expert: bool) -> list[Attribute]:
    """List what the scheme lets one say of marks of a label (its id), as far as it is shown."""
    levels = _ALL if expert else _USUAL
    return [
        a for a in scheme.attributes(f"label.{label}") if a.scope == "span" and a.level in levels
    ]


def answers(scheme: Scheme, span: Span, attribute: Attribute) -> tuple[str, ...]:
    """Give what was set of an attribute: ids of choices, entities or events, else the words."""
    if is_kept_in_events(scheme, span, attribute):
        return span.events
    return tuple(value for id_, value in span.attributes if id_ == attribute.id)


def is_kept_in_events(scheme: Scheme, span: Span, attribute: Attribute) -> bool:
    """Say whether an attribute is the one whose values are the event cards of the mark itself."""
    label = scheme.label_named(span.label)
    if attribute.type not in EVENTS or label is None:
        return False
    own = (*label.attributes, attribute)
    first = next(a for a in own if a.type in EVENTS and a.scope == "span")
    return first.id == attribute.id


def is_unanswered(scheme: Scheme, span: Span, attribute: Attribute) -> bool:
    """Say whether an attribute is still to be answered: needed, without a value or a default."""
    if attribute.required == "never" or attribute.default or attribute.auto:
        return False
    if answers(scheme, span, attribute):
        return False
    needed = attribute.required
    if not needed.startswith("when:"):
        return needed in {"always", "before_export"}
    return is_needed_beside(scheme, span, needed)


def is_needed_beside(scheme: Scheme, span: Span, needed: str) -> bool:
    """Say whether what another attribute holds makes one needed: `when:about=harm`."""
    beside, _, value = needed.removeprefix("when:").partition("=")
    known = scheme.attribute(f"label.{scheme.label_ids.get(span.label, span.label)}", beside)
    held = (answers(scheme, span, known) or known.default) if known is not None else ()
    return value in held if value else bool(held)
