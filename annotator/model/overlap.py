"""Which marks a scheme lets lie over each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span

Kind = Literal["same", "inside", "around", "across", "other_label"]
"""How a new mark would lie to one that is there.

`same` is the same label on the same words. The next three are of one label: inside the old one,
around it, across one of its ends. `other_label` is of another label, where none may overlap.
"""


@dataclass(frozen=True, slots=True)
class Clash:
    """A mark that is in the way of a new one, and how."""

    span: Span
    kind: Kind


def clashes(scheme: Scheme, spans: Iterable[Span], label: str, start: int, end: int) -> list[Clash]:
    """List what is in the way of a mark with the label of this id on a stretch of the text."""
    found = []
    for span in spans:
        kind = _kind(scheme, span, label, start, end)
        if kind is not None:
            found.append(Clash(span, kind))
    return found


def longest(found: Iterable[Clash], start: int, end: int) -> Span | None:
    """Give the longest mark in the way, where it is at least as long as the new one.

    None where the new one is the longest of all.
    """
    spans = [clash.span for clash in found]
    old = max(spans, key=lambda span: span.end - span.start, default=None)
    return old if old is not None and old.end - old.start >= end - start else None


def _kind(scheme: Scheme, span: Span, label: str, start: int, end: int) -> Kind | None:
    if not (span.start < end and start < span.end):
        return None
    if scheme.label_ids.get(span.label, span.label) != label:
        return None if scheme.rules.cross_label_nesting else "other_label"
    if (span.start, span.end) == (start, end):
        return "same"
    if scheme.rules.same_label_overlap:
        return None
    if span.start <= start and end <= span.end:
        return "inside"
    return "around" if start <= span.start and span.end <= end else "across"
